"""The whole app on a disk that loses power: an inspection, its two signatures, a hold, a gun taken back."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from showclear.app.demo import Demonstration
from showclear.app.founding import NewKey
from showclear.app.sessions import RunSession
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase
from showclear.domain.situation.status import State
from showclear.errors import ShowClearError
from showclear.ledger.steps import Verdict
from showclear.storage.clock import FakeClock
from tests.app.stage import COLT, EMPTY, NOW, TOLD, Stage
from tests.crash.cuts import Found, states
from tests.crash.memory import Told
from tests.crash.scenario import Visible, WatchedDisk

PEOPLE = ("mara-reyes", "jonas-weil")


@dataclass(frozen=True)
class Begun:
    """A run is open, under this id."""

    run: str


@dataclass(frozen=True)
class Answered:
    """So many answers are on the screen."""

    count: int


@dataclass(frozen=True)
class LastPin:
    """The last of those who sign has typed the PIN: from here on it may be signed, and not before."""


@dataclass(frozen=True)
class Signed:
    """The screen says signed."""

    name: str


@dataclass(frozen=True)
class Held:
    """The screen says held."""

    id: str


class Day:
    """One demonstration, taken from the disk into memory, and what was done with it."""

    def __init__(
        self, made: Demonstration, keys: Mapping[str, NewKey], folder: Path, kind: type[WatchedDisk] = WatchedDisk
    ) -> None:
        self.stage = Stage.copy(made, keys, folder)
        self.base = WatchedDisk()
        for path in sorted(folder.rglob("*")):
            if path.is_dir():
                self.base.mkdir(path)
                continue
            self.base.mkdir(path.parent)
            with self.base.create(path, 0o600) as file:
                file.write(path.read_bytes())
            # Whoever goes past the seam finds nothing.
            path.unlink()
        self.base.changes.clear()
        self.disk = kind(self.base.copy().nodes)
        self._play()

    def tell(self, what: object) -> None:
        """Somebody reads it."""
        self.disk.note(Told(what))

    def _play(self) -> None:
        stage = self.stage
        stage.disk = self.disk
        stage.open()
        session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
        self.tell(Begun(session.run.plan.run_id))
        while session.run.phase in (Phase.NEEDS_PASS, Phase.ASKING):
            stage.answer(session, TOLD)
            self.tell(Answered(_answers(session)))
        signing = session.signing()
        for person in PEOPLE:
            if person == PEOPLE[-1]:
                self.tell(LastPin())
            published = signing.sign(stage.pins[person])
        assert published is not None
        self.tell(Signed(published.name))
        self.tell(Held(stage.production.hold("a crack in the frame")))
        stage.production.take_back(COLT)
        stage.close()
        stage.opened.clear()

    def found(self, random: Random, most: int) -> list[Found]:
        """Disks that a power cut may leave, so many at each point of the day at most."""
        return list(states(self.disk, self.base, set(), random, most=most))

    def violation(self, found: Found) -> str:
        """What does not hold on a disk; empty if everything does."""
        try:
            self.check(found)
        except (AssertionError, ShowClearError) as error:
            return f"{type(error).__name__}: {error}"
        return ""

    def check(self, found: Found) -> None:
        """Start the app on it and compare with what was told. Raises: AssertionError."""
        stage = Stage(
            self.stage.folder, self.stage.machine, self.stage.keys, self.stage.pins,
            FakeClock(NOW + timedelta(minutes=5)), found.disk.copy(),
        )  # fmt: skip
        production = stage.open(shifts=False)
        try:
            book = production.book
            book.recover()
            production.refresh()
            assert production.verify().verdict is Verdict.INTACT
            runs = {one.run_id for one in production.open_runs() if one.subject == COLT}
            facts = {name: one for name in book.names() if (one := book.facts(name)) is not None}
            ids = [one.id for one in facts.values()]
            assert len(ids) == len(set(ids)), "one event was published twice"
            self._check_run(found, runs, facts.keys(), ids, production.resume)
            held = [one.id for one in found.told if isinstance(one, Held)]
            assert set(held) <= set(ids) | {one.restriction_id for one in book.folder.pending_restrictions()}
            cold = stage.status(COLT).state is State.COLD
            assert not (cold and held), "a gun is cold over a hold"
            assert not cold or any(isinstance(one, LastPin) for one in found.told), "cleared, and not everybody signed"
        finally:
            production.close()

    def _check_run(
        self,
        found: Found,
        runs: set[str],
        names: Container[str],
        ids: list[str],
        resume: Callable[[str], RunSession],
    ) -> None:
        run = next((one.run for one in found.told if isinstance(one, Begun)), "")
        assert not run or (run in runs) + (run in ids) == 1, "an acknowledged run is lost, or there twice"
        for one in found.told:
            if isinstance(one, Signed | Visible):
                assert one.name in names, "a record is lost"
        answers = [one.count for one in found.told if isinstance(one, Answered)]
        if run in runs and answers:
            session = resume(run)
            # The last answered step is asked again (R-RUN-10).
            assert _answers(session) >= answers[-1] - 1, "an acknowledged answer is lost"


def _answers(session: RunSession) -> int:
    return sum(len(session.run.entries(person)) for person in PEOPLE)
