"""Two honest people at the keys of the real use cases. Every key is counted as the screens take it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from scripts.counting import effort
from scripts.counting.effort import Effort
from showclear.app.production import Production
from showclear.app.sessions import RunSession
from showclear.app.sittings import Sitting
from showclear.app.views import Board, InputField, Preparation
from showclear.app.walking import A_ROW, NOTHING_TOLD, Told, obvious_answer, side_of
from showclear.domain.checklists import AnswerKind, Procedure
from showclear.domain.runs import Phase, Question, Run
from showclear.storage.clock import FakeClock
from showclear.tui.presenters import day
from showclear.tui.presenters.naming import row_name, taken_rows
from showclear.tui.presenters.procedures import letters_of, subjects_for
from showclear.tui.presenters.run import answer_lines, marks_suffice
from showclear.tui.presenters.start import asked_fields, cast_fields, only_cast
from showclear.tui.screens.form import first_missing

GUN_KEYS = frozenset({Procedure.INSPECTION, Procedure.HANDOVER, Procedure.TURN_ROUND, Procedure.RETURN})
"""Procedures that have a key of their own on the board, for the gun that is chosen."""

OWN_KEYS = GUN_KEYS | {Procedure.WRAP}


def answer_keys(question: Question, value: str, production: Production) -> int:
    """How many keys the run screen takes for an answer.

    Raises:
        ValueError: the screen has no key for it.
    """
    step = question.step
    match question.answer:
        case AnswerKind.SPOKEN | AnswerKind.CHOICE | AnswerKind.PERSON | AnswerKind.ATTACHMENT:
            lines = answer_lines(question, frozenset(), production.people())
            if value not in {line.value for line in lines}:
                raise ValueError(f"{question.key}: the screen has no key for {value!r}")
            return 1
        case AnswerKind.ROUNDS:
            signs = value.split("+")
            taken = 0
            for count in range(1, len(signs) + 1):
                taken = count
                if marks_suffice(step, frozenset(signs[:count])):
                    return taken
            return taken + 1
        case AnswerKind.COUNTDOWN:
            return 0
        case _ if question.positions:
            return len(value)  # the last character of the serial hands it in
        case _:
            return len(value) + 1


def form_keys(fields: Sequence[InputField], values: Mapping[str, str]) -> int:
    """How many keys the start form takes until `values` stand in it, without the Enter that starts."""
    shown = {one.id: one.default or (one.choices[0][0] if one.choices and not one.several else "") for one in fields}
    changed = [number for number, one in enumerate(fields) if values.get(one.id, shown[one.id]) != shown[one.id]]
    missing = first_missing(tuple(fields), shown)
    here, pressed = missing or 0, 0
    for number in sorted(changed, key=lambda at: (at < here, at)):
        pressed += abs(number - here)
        here = number
        pressed += _field_keys(fields[number], shown[fields[number].id], values[fields[number].id])
    return pressed


def _field_keys(one: InputField, shown: str, wanted: str) -> int:
    if one.several:
        return len(set(shown.split()) ^ set(wanted.split()))
    if not one.choices:
        return max(1, len(wanted))
    offered = [value for value, _ in one.choices]
    steps = abs(offered.index(wanted) - (offered.index(shown) if shown in offered else 0))
    return min(steps, len(offered) - steps)


@dataclass
class Hands:
    """Walks runs and sittings, lets the clock run, and adds up what it cost."""

    production: Production
    clock: FakeClock
    pins: Mapping[str, str]
    usual: Mapping[object, str] = field(default_factory=dict)
    """Answers that the record cannot know, where a run is told nothing else."""
    spent: Effort = field(default_factory=Effort)
    chosen: str = ""
    """The gun that is chosen on the board."""
    told: Told = NOTHING_TOLD
    answers: list[tuple[str, int]] = field(default_factory=list)
    """Every answer so far: the step, and how many keys it took."""

    @contextmanager
    def counted(self) -> Iterator[Callable[[], Effort]]:
        """What is spent inside; call what is handed over afterwards."""
        before = self.spent
        yield lambda: self.spent - before

    def spend(self, what: Effort) -> None:
        """It is done, and took its time."""
        self.spent += what
        self.clock.advance(what.seconds)

    # One key

    def one_key(self, act: Callable[[], object]) -> None:
        """A key that needs nothing else."""
        self.spend(effort.keys(1))
        act()

    # Runs

    def do(
        self,
        procedure: Procedure,
        subject: str = "",
        inputs: Mapping[str, str] | None = None,
        cast: tuple[str, str] = ("", ""),
        told: Told | None = None,
    ) -> Effort:
        """A whole run from the board to the board."""
        with self.counted() as cost:
            session = self.start(procedure, subject, inputs or {}, cast)
            self.walk(session, told or NOTHING_TOLD)
            if session.run.phase is not Phase.COMPLETE:
                raise RuntimeError(f"{procedure} {subject}: {session.run.stop or session.run.mismatches()}")
            self.sign(session)
        return cost()

    def do_several(
        self, procedure: Procedure, subjects: Sequence[str], cast: tuple[str, str], told: Told | None = None
    ) -> Effort:
        """Several guns in one sitting, from the board to the board."""
        with self.counted() as cost:
            self.spend(effort.keys(self.opening(procedure, subjects) + 1))
            sitting = self.production.start_sitting(procedure, subjects, {}, *cast)
            self.walk(sitting, told or NOTHING_TOLD)
            if sitting.trouble is not None:
                raise RuntimeError(f"{procedure}: {sitting.trouble.run.stop or sitting.trouble.run.mismatches()}")
            signing = sitting.signing()
            while (person := signing.person) is not None:
                signing.views()
                self.spend(effort.pin(read=True))
                signed = signing.sign(person.id, self.pins[person.id])
                if signed is not None and signed.unsigned:
                    raise RuntimeError(f"not signed: {signed.unsigned}")
            self.spend(effort.keys(1))
        return cost()

    def start(self, procedure: Procedure, subject: str, inputs: Mapping[str, str], cast: tuple[str, str]) -> RunSession:
        """From the board to the first question: the keys that open it, the form, Enter."""
        self.spend(effort.keys(self.opening(procedure, (subject,) if subject else ())))
        ready = self.production.prepare(procedure, subject)
        pair = only_cast(self.production, procedure, ready)
        if pair is None:
            performer, verifier = cast if cast[0] else (ready.performers[0].id, ready.verifiers[0].id)
            self.spend(
                effort.keys(self.start_keys(ready, {**inputs, "performer": performer, "verifier": verifier}) + 1)
            )
            pair = performer, verifier
        values = {one.id: inputs.get(one.id, one.default) for one in ready.fields}
        return self.production.start_run(procedure, subject, values, *pair)

    def start_keys(self, ready: Preparation, values: Mapping[str, str]) -> int:
        """The keys of the form with its two people, without the Enter that starts."""
        return form_keys((*asked_fields(ready.fields), *cast_fields(ready)), values)

    def opening(self, procedure: Procedure, subjects: Sequence[str]) -> int:
        """The keys on the board that begin it: N where it is due next, its own key, else P and its letter."""
        board = self.production.board()
        line = day.next_due(board)
        if line is not None and line.procedure == procedure and _is_about(line.subject, line.subjects, subjects):
            return 1
        if procedure in OWN_KEYS and len(subjects) < 2:
            return 1 + self._moves(board, procedure, subjects)
        kinds = {one.procedure: one.subject for one in self.production.procedures()}
        rows = letters_of(self.production.procedures())
        row = next(one for one in rows if str(procedure) in dict(one.procedures))
        about = subjects_for(kinds[str(procedure)], procedure, board, self.chosen)
        which = len(subjects) + (len(subjects) > 1) if len(about) > 1 else 0
        return 2 + (len(row.procedures) > 1) + which

    def _moves(self, board: Board, procedure: Procedure, subjects: Sequence[str]) -> int:
        """The arrow keys to another gun, row by row."""
        tags = [one.weapon.tag for one in board.weapons]
        if procedure not in GUN_KEYS or not subjects:
            return 0
        here = tags.index(self.chosen) if self.chosen in tags else 0
        self.chosen = subjects[0]
        down, across = divmod(abs(tags.index(self.chosen) - here), 2)
        return down + across

    def walk(self, keys: RunSession | Sitting, told: Told) -> None:
        """Answer until nobody is asked any more."""
        self.told = told
        while (session := _asked(keys)) is not None:
            if keys.pass_is_due():
                self._open_pass(keys, session)
            else:
                self._answer(keys, session)

    def _open_pass(self, keys: RunSession | Sitting, session: RunSession) -> None:
        turn = session.run.turn
        assert turn is not None
        asks = keys.needs_pin()
        if asks:
            self.spend(effort.pin())
        keys.open_pass(turn.person.id, self.pins[turn.person.id] if asks else None)

    def _answer(self, keys: RunSession | Sitting, session: RunSession) -> None:
        question = session.run.question
        assert question is not None
        if question.open_rows:
            rows = self.told.people if question.may_finish or self.told.people else (A_ROW[question.step.each],)
            if question.index >= len(rows) and question.may_finish:
                self.spend(effort.keys(1))
                keys.rows_done()
                return
            typed = rows[question.index]
            self.spend(effort.keys(len(typed) + 1))
            row = row_name(question.step, typed, self.production.people(), taken_rows(session.run, question))
            value = self.value_of(session.run, question)
            self._give(session, question, value, lambda: keys.answer(value, row))
            return
        value = self.value_of(session.run, question)
        self._give(session, question, value, lambda: keys.answer(value))

    def _give(self, session: RunSession, question: Question, value: str, give: Callable[[], None]) -> None:
        left = question.ready_at_ms - session.moment().ms
        if left > 0:
            self.spend(Effort(seconds=left / 1000))
        spoken = question.say if question.answer is AnswerKind.SPOKEN else ""
        pressed = answer_keys(question, value, self.production)
        self.answers.append((question.key.step, pressed))
        self.spend(effort.answered(pressed, spoken))
        if session.run.question == question and not session.pass_is_due():
            give()

    def value_of(self, run: Run, question: Question) -> str:
        """What an honest person enters: what was told, what is usual, what the record says."""
        side = side_of(run, question)
        told = self.told.answer(side, question)
        if told is None:
            told = Told(self.usual).answer(side, question)
        return told if told is not None else obvious_answer(run, question)

    def sign(self, session: RunSession) -> None:
        """Both read what they sign and enter their PIN; Enter closes what was published, where it stays to be read."""
        signing = session.signing()
        while (place := signing.place) is not None:
            signing.view()
            self.spend(effort.pin(read=True))
            published = signing.sign(self.pins[place.person.id])
            if published is not None and published.not_counted:
                raise RuntimeError(f"{published.title} does not count: {published.not_counted}")
        if session.run.plan.checklist.procedure is not Procedure.TURN_ROUND:
            self.spend(effort.keys(1))


def _asked(keys: RunSession | Sitting) -> RunSession | None:
    """The run whose question or pass is due; None when nobody is asked."""
    if isinstance(keys, Sitting):
        return keys.current if keys.trouble is None else None
    return keys if keys.run.phase in (Phase.NEEDS_PASS, Phase.ASKING) else None


def _is_about(subject: str, several: Iterable[str], wanted: Sequence[str]) -> bool:
    """Whether a due line is about these things; a run about the unit names none."""
    named = set(several) or ({subject} if subject else set())
    return not wanted or named == set(wanted)
