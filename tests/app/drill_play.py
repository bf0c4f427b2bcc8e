"""A trainee without a screen: walks a drill through the use cases, and enters what is shown, or what is expected."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from showclear.app.demo import KeyInHand, demo_machine
from showclear.app.demo_day import ARMORER, DIRECTOR
from showclear.app.drill import looks
from showclear.app.drill.clock import DrillClock
from showclear.app.drill.faults import FAULTS
from showclear.app.drill.guide import Guide
from showclear.app.drill.looks import Look
from showclear.app.drill.notes import Notes
from showclear.app.drill.opening import OpenDrill, open_drill
from showclear.app.drill.plan import DrillPlan, Planted, Task
from showclear.app.drill.score import Outcome
from showclear.app.founding import NewKey
from showclear.app.sessions import RunSession
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person, Role
from showclear.domain.runs import Exit, Phase, Question
from showclear.storage.clock import FakeClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import open_key_file
from showclear.storage.paths import ProductionPaths

NOW = datetime(2026, 3, 2, 19, 0, 0, tzinfo=UTC)
PEOPLE = {one.id: one for one in (ARMORER, DIRECTOR)}


def planted(role: Role, *faults: str) -> DrillPlan:
    """A drill with these faults, each in the first slot that it may have."""
    known = {fault.id: fault for fault in FAULTS}
    chosen = (known[one] for one in faults)
    return DrillPlan(
        0, role, tuple(Planted(one, tuple((place.slots or ("",))[0] for place in one.places)) for one in chosen)
    )


@contextmanager
def opened(made: Path, folder: Path, plan: DrillPlan | None = None) -> Iterator[OpenDrill]:
    """A copy of a drill, with other faults where a plan is given; its keys are held in this process."""
    shutil.copytree(made, folder)

    def opener(person_id: str, passphrase: str, pin: str) -> Any:
        key = open_key_file(LocalFileSystem(), demo_machine(folder).key_file(person_id), passphrase)
        person = PEOPLE.get(person_id) or Person(person_id, person_id, Role.HANDLER)
        return KeyInHand(NewKey(person, passphrase, key.public, key.seed), pin)

    drill = open_drill(folder, FakeClock(NOW), opener=opener)
    if plan is not None:
        clock = drill.production.clock
        assert isinstance(clock, DrillClock)
        notes = Notes(LocalFileSystem(), ProductionPaths(folder))
        drill = OpenDrill(drill.production, Guide(plan, notes, clock, drill.pins), drill.pins)
        drill.production.watch_runs(drill.guide)
    try:
        yield drill
    finally:
        drill.guide.close()
        drill.production.close()


@dataclass
class Trainee:
    """Somebody who plays a drill. `looks`: enters what is shown; else what the list expects."""

    drill: OpenDrill
    looks: bool = True
    shown: int = 0
    """Questions at which something was shown."""

    def day(self, tasks: Iterable[Task]) -> tuple[Outcome, ...]:
        """Walk the tasks; what became of the faults."""
        for task in tasks:
            if task.takes_back:
                self.drill.production.take_back(task.subject)
            if not self.walk(task):
                break
        return self.drill.guide.outcomes()

    def walk(self, task: Task) -> bool:
        """Walk one task until it is signed; False where it ends otherwise."""
        production, guide = self.drill.production, self.drill.guide
        while True:
            session = production.start_run(task.procedure, task.subject, task.inputs, ARMORER.id, DIRECTOR.id)
            seen = self.answer_all(session)
            if session.run.phase is not Phase.COMPLETE:
                session.abandon("it stopped")
                guide.notice(production.board())
                again = guide.next_task(production.board())
                # What stops a handover ends the clearance too, so it is inspected again.
                if again is None or (again.procedure, again.subject) != (Procedure.INSPECTION, task.subject):
                    return False
                assert self.walk(again)
            elif seen and self.looks:
                self.hold(session)
            else:
                self.sign(session)
                return True

    def answer_all(self, session: RunSession, until: str = "") -> str:
        """Answer until the run is complete, ends otherwise, or asks the step `until`; what the other one did."""
        guide, seen = self.drill.guide, ""
        while True:
            guide.play(session, session)
            seen = seen or guide.take_seen()
            run = session.run
            again = run.plan.checklist.procedure is not Procedure.HANDOVER and Exit.LOOK_AGAIN in run.exits
            if run.phase in (Phase.STOPPED, Phase.MISMATCH) and again:
                session.look_again()
            elif run.phase not in (Phase.NEEDS_PASS, Phase.ASKING):
                return seen
            elif session.pass_is_due():
                session.open_pass(guide.trainee.id, self.drill.pins[guide.trainee.id])
            elif run.question is not None and run.question.key.step == until:
                return seen
            elif run.question is not None:
                self.answer(session, run.question)

    def answer(self, session: RunSession, question: Question) -> None:
        """Answer one question of the trainee."""
        look = self.drill.guide.look(session)
        assert look is not None, question.key
        assert look.text, question.key
        assert "{" not in look.text, look
        self.shown += 1
        assert isinstance(self.drill.production.clock, DrillClock)
        self.drill.production.clock.advance(2)
        if look.done:
            session.rows_done()
        else:
            session.answer(self._entered(session, question, look), look.row)

    def _entered(self, session: RunSession, question: Question, look: Look) -> str:
        if self.looks or question.open_rows:
            return look.answer
        return looks.truth(self.drill.guide.plan, session.run, question)

    def sign(self, session: RunSession) -> None:
        """Both sign."""
        guide = self.drill.guide
        signing = session.signing()
        published = guide.signs(signing) or signing.sign(self.drill.pins[guide.trainee.id]) or guide.signs(signing)
        assert published is not None
        assert not published.not_counted

    def hold(self, session: RunSession) -> None:
        """Hold the set because the other one did not look, give the run up, and lift the hold with an answer."""
        production = self.drill.production
        production.hold("nobody looked")
        self.drill.guide.notice(production.board())
        session.abandon("nobody looked")
        (stop,) = production.board().stops
        lifting = production.lift_hold(stop.record, "nobody looked", "we look again, both", ARMORER.id, DIRECTOR.id)
        while (place := lifting.place) is not None:
            lifting.sign(self.drill.pins[place.person.id])
