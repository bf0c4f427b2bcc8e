"""A program on a terminal of 120 by 40: how long until a text is on it, and how much memory it holds after a while."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROWS, COLUMNS = 40, 120
WAIT_SECONDS = 120.0

EMPTY_APP = """
from textual.app import App, ComposeResult
from textual.widgets import Static

class Empty(App):
    def compose(self) -> ComposeResult:
        yield Static("ready")

Empty().run()
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What it took until everything stood there."""

    seconds: float
    processor_seconds: float
    """Time on a processor, which a busy machine changes least."""
    megabytes: float
    """Memory after a while."""


def show_clear(folder: Path) -> tuple[str, ...]:
    """The command that opens a production."""
    return sys.executable, "-m", "showclear", "open", str(folder)


def empty_app() -> tuple[str, ...]:
    """The command of a Textual app that shows one word."""
    return sys.executable, "-c", EMPTY_APP


def run(command: tuple[str, ...], texts: Iterable[str], settle_seconds: float = 0.0) -> Shown:
    """Run a program until all texts were written to its terminal, and `settle_seconds` more.

    Raises:
        TimeoutError: they never were.
    """
    waiting = {text.encode() for text in texts}
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if not pid:
        os.execve(command[0], command, _environment())
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        seen, took, worked = b"", 0.0, 0.0
        while waiting:
            if time.perf_counter() - began > WAIT_SECONDS:
                raise TimeoutError(f"{command} did not show {waiting}: {seen[-2000:]!r}")
            seen += _read(terminal, 0.5)
            waiting = {text for text in waiting if text not in seen}
            took, worked = time.perf_counter() - began, _worked(pid)
        end = time.perf_counter() + settle_seconds
        while time.perf_counter() < end:
            _read(terminal, 0.05)
        return Shown(took, worked, _memory(pid))
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def _environment() -> Mapping[str, str]:
    # As installed: with compiled files. Without them most of a start is compiling.
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LINES": str(ROWS),
        "COLUMNS": str(COLUMNS),
    }


def _read(terminal: int, seconds: float) -> bytes:
    ready, _, _ = select.select([terminal], [], [], seconds)
    return os.read(terminal, 1 << 16) if ready else b""


def _worked(pid: int) -> float:
    """Seconds that all threads of the process were on a processor."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((one / "schedstat").read_text().split()[0]) for one in threads) / 1e9


def _memory(pid: int) -> float:
    """What the process holds that is no file: anonymous memory in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (found,) = (line for line in lines if line.startswith("RssAnon:"))
    return int(found.split()[1]) / 1000
