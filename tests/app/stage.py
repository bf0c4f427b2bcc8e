"""A set to try the use cases on: a demonstration made by the real engine, copied for each test, on a wound clock."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from showclear.app.demo import ARMORER, DIRECTOR, HANDLER, ON_SHIFT, Demonstration, KeyInHand, demo_machine
from showclear.app.founding import NewKey
from showclear.app.production import Production
from showclear.app.sessions import RunSession
from showclear.app.views import Published
from showclear.app.walking import NOTHING_TOLD, Told, answer_once, sign_all, walk
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase, Question, Run
from showclear.domain.situation.accounts import Account, account
from showclear.domain.situation.status import WeaponStatus
from showclear.ledger.verification import LogResult, Verdict
from showclear.storage.clock import FakeClock
from showclear.storage.files import FileSystem, LocalFileSystem
from showclear.storage.key_files import open_key_file
from showclear.storage.ownership import LogOwnership
from showclear.storage.paths import MachinePaths, ProductionPaths

NOW = datetime(2026, 3, 2, 19, 0, 0, tzinfo=UTC)
"""When the demonstration ends and the tests begin."""

COLT, SECOND_COLT, PISTOL, SHOTGUN, RUBBER = "A-07", "A-08", "B-02", "S-01", "R-01"
BOX, PISTOL_BOX = "DUM-3", "DUM-4"
SLATE = "24C"
HOLDER = "dana-osei"
FLINTLOCK_WAIT = 60
"""Seconds that nobody moves where black powder may be in it."""
LOOK_SECONDS = 2.0
"""How long a look takes on this set."""


def plan(contents: str = "dummy", count: int = 6, box: str = BOX, slate: str = SLATE) -> dict[str, str]:
    """What an inspection asks at its start."""
    with_rounds = contents != "nothing"
    return {
        "scene": slate, "use": "take", "place": "Stage 3", "plan.contents": contents,
        "plan.count": str(count) if with_rounds else "0", "box": box if with_rounds else "",
    }  # fmt: skip


EMPTY = plan("nothing", 0, "")


_ASKED_BY_THE_AD = (
    Procedure.DAY_PEOPLE, Procedure.MEETING, Procedure.LATE_BRIEFING, Procedure.INCIDENT,
)  # fmt: skip
_OFF_SET = (
    Procedure.INTAKE, Procedure.AMMUNITION, Procedure.BATCH_INTAKE, Procedure.FILL,
)  # fmt: skip
_CAST = dict.fromkeys(_ASKED_BY_THE_AD, (DIRECTOR, ARMORER)) | dict.fromkeys(_OFF_SET, (ARMORER, HANDLER))
"""Who usually performs and verifies; the armorer and the AD where nothing else is said."""


@dataclass
class Stage:
    """One copy of the demonstration on one laptop."""

    folder: Path
    machine: MachinePaths
    keys: Mapping[str, NewKey]
    pins: Mapping[str, str]
    clock: FakeClock
    disk: FileSystem = field(default_factory=LocalFileSystem)
    opened: list[Production] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)
    """Names that a test damaged on purpose."""
    damaged: bool = False
    """The test damaged the log on purpose, and says itself what verification has to find."""

    @classmethod
    def copy(cls, made: Demonstration, keys: Mapping[str, NewKey], folder: Path) -> Stage:
        """The demonstration in another folder, which this laptop owns as it owned the first one."""
        shutil.copytree(made.folder, folder)
        machine = demo_machine(folder)
        (digest,) = (path.name for path in (machine.root / "productions").iterdir())
        names = sorted(path.name for path in (folder / "log").iterdir())
        log = names[0].rsplit("-", 2)[0] if names else ""
        LogOwnership(LocalFileSystem(), machine.production(digest)).claim(log, ProductionPaths(folder))
        return cls(folder, machine, keys, made.pins, FakeClock(NOW))

    def open(self, disk: FileSystem | None = None, *, shifts: bool = True, window: bool = True) -> Production:
        """Open the production as an app would, with the shifts of the demonstration."""
        production = Production.open(
            self.folder, machine=self.machine, clock=self.clock, filesystem=disk or self.disk, opener=self.key_in_hand,
            window=window,
        )  # fmt: skip
        self.opened.append(production)
        if shifts:
            for person in ON_SHIFT:
                production.shifts.open(person.id, "", self.pins[person.id])
        return production

    def key_in_hand(self, person_id: str, passphrase: str, pin: str) -> KeyInHand:
        """The key of a person in this process; the key files themselves are tested elsewhere."""
        return KeyInHand(self.keys[person_id], pin)

    @property
    def production(self) -> Production:
        """The window that was opened last; opens the first one."""
        return self.opened[-1] if self.opened else self.open()

    def reopen(self, disk: FileSystem | None = None) -> Production:
        """Close the app and open it again."""
        for production in self.opened:
            production.close()
        self.opened.clear()
        return self.open(disk)

    def crash(self) -> None:
        """Forget every window without closing it, as a killed process does; its locks are gone."""
        for production in self.opened:
            if production._opened.window is not None:
                production._opened.window.close()
        self.opened.clear()

    # Runs

    def start(
        self, procedure: Procedure, subject: str, inputs: Mapping[str, str], performer: str = "", verifier: str = ""
    ) -> RunSession:
        """Start a run with the people whom it usually takes."""
        first, second = _CAST.get(procedure, (ARMORER, DIRECTOR))
        return self.production.start_run(procedure, subject, inputs, performer or first.id, verifier or second.id)

    def look(self, question: Question) -> None:
        """Time passes at each look."""
        del question
        self.clock.advance(LOOK_SECONDS)

    def walk(self, session: RunSession, told: Told = NOTHING_TOLD) -> Run:
        """Two people answer until the run is complete, stopped, or differs."""
        walk(session, self.pins, told, self.look, self.clock.advance)
        return session.run

    def walk_until(self, session: RunSession, step: str, told: Told = NOTHING_TOLD) -> Question:
        """Answer until a step is asked (again)."""
        while (question := self.ask(session)).key.step != step:
            self.answer(session, told)
        return question

    def ask(self, session: RunSession) -> Question:
        """Open the pass that is due, if one is; the question that is asked."""
        while session.pass_is_due():
            turn = session.run.turn
            assert turn is not None
            session.open_pass(turn.person.id, self.pins[turn.person.id])
        question = session.run.question
        assert question is not None, session.run.phase
        return question

    def answer(self, session: RunSession, told: Told = NOTHING_TOLD) -> None:
        """Answer the one question that is asked now."""
        self.look(self.ask(session))
        answer_once(session, self.ask(session), told)

    def do(
        self,
        procedure: Procedure,
        subject: str,
        inputs: Mapping[str, str],
        told: Told = NOTHING_TOLD,
        performer: str = "",
        verifier: str = "",
    ) -> Published:
        """Walk and sign a whole run."""
        session = self.start(procedure, subject, inputs, performer, verifier)
        run = self.walk(session, told)
        assert run.phase is Phase.COMPLETE, (run.stop, run.mismatches())
        return sign_all(session, self.pins)

    def clear(self, tag: str = COLT, inputs: Mapping[str, str] | None = None) -> Published:
        """D."""
        return self.do(Procedure.INSPECTION, tag, plan() if inputs is None else inputs, TOLD)

    def hand_over(self, tag: str = COLT, holder: str = HOLDER, slate: str = SLATE) -> Published:
        """E."""
        return self.do(Procedure.HANDOVER, tag, {"holder": holder, "scene": slate}, TOLD)

    def turn_round(self, tag: str = COLT) -> Published:
        """N."""
        return self.do(Procedure.TURN_ROUND, tag, {}, TOLD)

    def put_back(self, tag: str = COLT, box: str = BOX) -> Published:
        """G."""
        return self.do(Procedure.RETURN, tag, {"box": box}, TOLD)

    def wrap(self) -> Published:
        """J."""
        return self.do(Procedure.WRAP, "", {}, Told({**TOLD.answers, "which-lock": "safe 1"}))

    # What is seen

    def body_of(self, session: RunSession) -> dict[str, Any]:
        """The facts of the record that a run became."""
        run_id = session.run.plan.run_id
        book = self.production.book
        name = next(name for name in book.names() if (facts := book.facts(name)) and facts.id == run_id)
        return book.body(name)

    def text(self, name: str) -> str:
        """A record as it stands on the disk."""
        return (self.folder / "log" / name).read_text()

    def status(self, tag: str = COLT) -> WeaponStatus:
        """A weapon as the board shows it."""
        return next(one for one in self.production.board().weapons if one.weapon.tag == tag)

    def box(self, tag: str = BOX) -> Account:
        """The account of a container."""
        found = account(self.production.book.situation, tag)
        assert found is not None
        return found

    def names(self) -> tuple[str, ...]:
        """The record files."""
        return tuple(sorted(path.name for path in (self.folder / "log").iterdir() if not path.name.startswith(".")))

    def verify(self) -> LogResult:
        """Everything read and verified anew by somebody who only reads."""
        reader = Production.open(self.folder, machine=self.machine, clock=self.clock, window=False)
        return reader.verify()

    def assert_whole(self) -> None:
        """Every record is intact, nothing is missing, and what is open agrees with what is read anew."""
        result = self.verify()
        bad = {name: one.findings for name, one in result.records.items() if one.verdict is not Verdict.INTACT}
        assert not bad
        assert result.verdict is Verdict.INTACT, result.all_findings()
        ids = [one.head.id for one in result.records.values() if one.head]
        assert len(ids) == len(set(ids)), "one event was published twice"

    def close(self) -> None:
        """Let everything go."""
        for production in self.opened:
            production.close()


def keys_of(made: Demonstration) -> dict[str, NewKey]:
    """The opened keys of a demonstration."""
    keys = {}
    for one in made.credentials:
        opened = open_key_file(LocalFileSystem(), made.machine.key_file(one.person.id), one.passphrase)
        keys[one.person.id] = NewKey(one.person, one.passphrase, opened.public, opened.seed)
    return keys


TOLD = Told({"new-seal": "0777", "stays": "with", "words": "As you showed me."})
"""What two people say where the record cannot know it."""
