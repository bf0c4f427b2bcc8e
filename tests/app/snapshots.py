"""A disk that keeps a copy of the production after every change: what a process finds that was killed right there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from showclear.domain.runs import QuestionKey
from showclear.storage.clock import FakeClock
from showclear.storage.files import LocalFileSystem
from tests.app.stage import Stage
from tests.storage.fakes import CHANGES


@dataclass
class Said:
    """What the screen had acknowledged."""

    run_id: str = ""
    answered: list[QuestionKey] = field(default_factory=list)
    restrictions: list[str] = field(default_factory=list)
    published: str = ""
    ending: bool = False
    """The end of the run was asked for."""

    def copy(self) -> Said:
        """As it is now."""
        return Said(self.run_id, list(self.answered), list(self.restrictions), self.published, self.ending)


@dataclass(frozen=True)
class Found:
    """A folder as a crash left it, what had been said by then, and where it was."""

    folder: Path
    said: Said
    at: str
    clock: FakeClock
    """The clock as it stood then."""


class SnapshotFileSystem(LocalFileSystem):
    """Keeps copies of `folder` in `into`; `wanted` picks which changes, by number."""

    def __init__(
        self, stage: Stage, into: Path, said: Said, wanted: Callable[[int], bool] = lambda number: True
    ) -> None:
        self._stage = stage
        self._folder = stage.folder
        self._into = into
        self._said = said
        self._wanted = wanted
        self._number = 0
        self.found: list[Found] = []

    def before_write(self, path: Path, data: bytes) -> bytes:
        """Keep what a torn write leaves."""
        if self._number % 4 == 0 and self._wanted(self._number):
            self._keep(f"half of {path.name}", path, data[: len(data) // 2])
        return data

    def after(self, operation: str, path: Path) -> None:
        """Keep what is there after the change."""
        if operation in CHANGES and self._folder in path.parents:
            self._number += 1
            if self._wanted(self._number):
                self._keep(f"{operation} {path.name}")

    def _keep(self, at: str, torn: Path | None = None, half: bytes = b"") -> None:
        copy = self._into / f"{len(self.found):04}"
        shutil.copytree(self._folder, copy)
        if torn is not None:
            target = copy / torn.relative_to(self._folder)
            target.chmod(0o644)
            with target.open("ab") as file:
                file.write(half)
        clock = FakeClock(self._stage.clock.now(), self._stage.clock.monotonic_ms())
        self.found.append(Found(copy, self._said.copy(), f"{self._number}: {at}", clock))

    def crashes(self) -> Iterator[Found]:
        """Each crash, with the production back in its place."""
        shutil.move(self._folder, self._into / "as it went on")
        for one in self.found:
            one.folder.rename(self._folder)
            self._stage.clock = one.clock
            self._stage.clock.advance(45)
            yield one
            shutil.rmtree(self._folder)
        shutil.move(self._into / "as it went on", self._folder)
