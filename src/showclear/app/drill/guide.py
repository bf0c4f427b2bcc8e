"""The drill beside the real screens: what is there to see, what the other person enters, and what was caught."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import TYPE_CHECKING

from showclear.app.demo_day import ARMORER, DIRECTOR
from showclear.app.drill import looks
from showclear.app.drill.clock import DrillClock
from showclear.app.drill.debrief import Debrief, debrief
from showclear.app.drill.looks import Look
from showclear.app.drill.notes import Notes
from showclear.app.drill.plan import DAY, DrillPlan, Planted, Task
from showclear.app.drill.score import Note, Outcome, Verdict, What, score
from showclear.app.walking import answer_once
from showclear.domain import runs
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person, Role
from showclear.domain.runs import Phase, Run
from showclear.domain.runs.answers import in_words
from showclear.domain.situation.status import State
from showclear.errors import InputError
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.signing import SigningSession
    from showclear.app.sittings import Sitting
    from showclear.app.views import Board, Published
    from showclear.domain.runs import Event, Question

LOOK_SECONDS = (2.5, 4.5)
"""Between these the other person takes for a look."""
RUSHED_SECONDS = 0.2

STOPS = frozenset({"hold", "stand-down", "incident"})
"""What a trainee may raise; any of it is right where something is wrong."""


class Guide:
    """What a drill knows while it is played. It changes nothing in the records but what two people would enter."""

    def __init__(self, plan: DrillPlan, notes: Notes, clock: DrillClock, pins: Mapping[str, str]) -> None:
        """`pins`: the PIN of each person by id."""
        self.plan = plan
        self.trainee: Person = ARMORER if plan.role is Role.ARMORER else DIRECTOR
        self.other: Person = DIRECTOR if plan.role is Role.ARMORER else ARMORER
        self._seen = ""
        self._rushed: tuple[str, str, int] | None = None
        """Where the other person was last seen not to look: run, block, attempt."""
        self._notes = notes
        self._clock = clock
        self._pins = pins
        self._random = Random(plan.seed)
        self._run: Run | None = None
        self._stops: frozenset[str] = frozenset()

    # What is there

    def look(self, session: RunSession, row: str = "") -> Look | None:
        """What the trainee sees at the question that is asked now; None where the drill has nothing to show."""
        run = session.run
        question = run.question
        if question is None or question.person.id != self.trainee.id:
            return None
        try:
            return looks.look(self.plan, run, question, self._here(run, question), row)
        except InputError:
            # A list that is no part of the day, such as an emergency: the trainee makes up what is there.
            return None

    def _here(self, run: Run, question: Question) -> Planted | None:
        """The fault that shows at a question; None where none does, or it was caught before."""
        for one in self.outcomes():
            at = one.planted.at(run, question.key.step, question.key.slot)
            if at is not None and at.answer and not one.is_over:
                return one.planted
        return None

    def take_seen(self) -> str:
        """What the other person was seen to do just now; said once, empty where there was nothing."""
        seen, self._seen = self._seen, ""
        return seen

    # What the other person does

    def play(self, session: RunSession, walk: RunSession | Sitting) -> None:
        """Let the other person enter what the list expects, until the trainee is due or the run does something else.

        An emergency list and several guns together are no part of the day: there the trainee enters for both.

        Raises:
            ShowClearError: whatever the run refuses.
        """
        if session.run.plan.emergency or walk is not session:
            return
        while session.run.phase in (Phase.NEEDS_PASS, Phase.ASKING):
            run = session.run
            turn = run.turn
            if turn is None or turn.person.id != self.other.id:
                return
            if session.pass_is_due():
                session.open_pass(self.other.id, self._pins[self.other.id])
                continue
            question = run.question
            assert question is not None
            rushed = self._rush(run, question)
            self._clock.advance(RUSHED_SECONDS if rushed else self._random.uniform(*LOOK_SECONDS))
            answer_once(session, question, looks.told(self.plan, session.run, question))

    def _rush(self, run: Run, question: Question) -> bool:
        """Whether the other person does not look in this block; what can be seen of it is said."""
        for one in self.outcomes():
            if not one.planted.fault.rushed or one.is_over or one.verdict is Verdict.MISSED:
                continue
            place = one.planted.fault.places[0]
            block = run.course.blocks[question.key.block]
            same = (run.plan.checklist.procedure, run.plan.subject) == (place.procedure, place.subject)
            if same and any(step.id == place.step for step in block.steps):
                attempt = (run.plan.run_id, question.key.block, run.attempt(question.key.block))
                if attempt != self._rushed:
                    self._rushed = attempt
                    self._seen = place.shows.replace("{other}", self.other.name)
                    self._note(What.SHOWN, one.planted, run, place.step)
                return True
        return False

    def signs(self, signing: SigningSession) -> Published | None:
        """Let the other person sign while it is their turn; what was published, None while the trainee is due.

        Raises:
            ShowClearError: whatever refuses it.
        """
        published = None
        while (place := signing.place) is not None and place.person.id != self.trainee.id and published is None:
            published = signing.sign(self._pins[place.person.id])
        return published

    # What happened

    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of every fault so far."""
        return score(self.plan, self._notes.all)

    def stepped(self, before: Run, event: Event, after: Run) -> None:
        """Something happened in a run. Raises: StorageError where it cannot be noted."""
        self._run = after
        if isinstance(event, runs.Answered) and event.person == self.trainee.id and before.question is not None:
            self._entered(before, before.question, event)
        if after.phase is Phase.ENDED and before.phase not in (Phase.STOPPED, Phase.MISMATCH):
            self._settle(What.LEFT, after)
        question = after.question
        if question is not None and question.person.id == self.trainee.id:
            planted = self._here(after, question)
            if planted is not None:
                self._note(What.SHOWN, planted, after, question.key.step, question.key.slot)

    def _entered(self, before: Run, question: Question, event: runs.Answered) -> None:
        planted = self._here(before, question)
        if planted is None:
            return
        what = What.PASSED if looks.passes(self.plan, before, question, event.value) else What.TOLD
        words = in_words(question.step, event.value)
        self._note(what, planted, before, question.key.step, question.key.slot, words)

    def signed(self, run: Run) -> None:
        """A run was signed by both. Raises: StorageError where it cannot be noted."""
        self._run = None
        run_id = run.plan.run_id
        for one in self.outcomes():
            if one.run == run_id and one.verdict is Verdict.OPEN:
                self._notes.add(Note(What.SIGNED, one.planted.fault.id, run_id))
        self._notes.add(Note(What.DONE, "", run_id, str(run.plan.checklist.procedure), run.plan.subject))

    def notice(self, board: Board) -> None:
        """The board changed: a stop that the trainee raised settles what was there to be seen. Raises: StorageError."""
        stops = frozenset(stop.record for stop in board.stops if stop.kind in STOPS)
        stops |= frozenset(item.record for item in board.open_items if item.kind in STOPS)
        raised = bool(stops - self._stops)
        self._stops = stops
        # A run that stopped by what was entered raises its own stop.
        if raised and self._run is not None and self._run.phase not in (Phase.STOPPED, Phase.MISMATCH):
            self._settle(What.STOPPED, self._run)

    def _settle(self, what: What, run: Run) -> None:
        for one in self.outcomes():
            if one.run == run.plan.run_id and not one.is_over and one.verdict is not Verdict.NOT_MET:
                self._notes.add(Note(what, one.planted.fault.id, run.plan.run_id))

    def _note(self, what: What, planted: Planted, run: Run, step: str, slot: str = "", words: str = "") -> None:
        where = f"{run.plan.checklist.procedure}/{step}"
        self._notes.add(Note(what, planted.fault.id, run.plan.run_id, where, slot, words))

    # The day

    def next_task(self, board: Board) -> Task | None:
        """What comes next on the day; None where it is over: wrapped, or stood down."""
        if any(stop.kind == "stand-down" for stop in board.stops):
            return None
        barred = {one.weapon.tag for one in board.weapons if one.state is State.QUARANTINED}
        left = list(DAY)
        done = (note for note in self._notes.all if note.what is What.DONE)
        for note in done:
            at = next((task for task in left if (str(task.procedure), task.subject) == (note.step, note.slot)), None)
            if at is not None:
                left = left[left.index(at) + 1 :]
        task = next((task for task in left if task.subject not in barred), None)
        if task is not None and task.procedure is Procedure.HANDOVER and not _cleared(board, task.subject):
            return next(one for one in DAY if one.procedure is Procedure.INSPECTION and one.subject == task.subject)
        return task

    def plan_words(self, board: Board) -> str:
        """What comes next, as it stands on every screen."""
        task = self.next_task(board)
        if task is None:
            return english("The day is over.")
        return english("Next: {key}, {words}.", key=task.key, words=task.words)

    def debrief(self, labels: Mapping[str, str]) -> Debrief:
        """What is to be said of the drill so far. `labels`: the sources that may be named, by key."""
        return debrief(self.outcomes(), self.plan.seed, self.plan.role.words, labels)

    def close(self) -> None:
        """Let go of the notes."""
        self._notes.close()


def _cleared(board: Board, tag: str) -> bool:
    return any(one.weapon.tag == tag and (one.clearance is not None or one.issue is not None) for one in board.weapons)
