"""A command line in a world of its own: no real home folder, no terminal, no colours."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from showclear.cli import main
from tests.cli.productions import Founded, found


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty machine account."""
    home = tmp_path / "machine account"
    monkeypatch.setenv("SHOWCLEAR_HOME", str(home))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return home


@pytest.fixture
def showclear(machine: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """`showclear("board", folder, typed="…")`: run a command in this process, with `typed` as standard input."""

    def run(*arguments: object, typed: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8"))
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def production(tmp_path: Path, machine: Path) -> Founded:
    """A small production in a folder whose name has spaces and letters of other languages."""
    return found(tmp_path / "Die Brücke – 撮影 1", machine)
