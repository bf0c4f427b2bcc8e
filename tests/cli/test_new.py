"""`showclear new`: the dialogue on a real terminal, and every way to stop before something is founded."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from showclear.storage import passphrase
from tests.cli.conftest import Run
from tests.storage.token import needs_token, token  # noqa: F401

pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

ANSWERS = (
    ("Name of the production", "The Long Ride"),
    ("Time zone", "Denver"),
    ("Time zone", "America/Denver"),
    ("Safety officer: full name", "Ada Nilsen"),
    ("Producer: full name", "ada nilsen"),
    ("Producer: full name", "Otto Brandt"),
    ("Armorer or property master: full name", "Mara [/]Reyes"),
    ("Number", "1"),
    ("1st assistant director: full name", "Jonas\u202eWeil"),
    ("1st assistant director: full name", "Jonas Weil"),
    ("Number", "2"),
    ("Enrol somebody else", "y"),
    ("Number", "6"),
    ("The performer: full name", "Élodie Núñez"),
    ("Enrol somebody else", "n"),
    ("Name of the unit", ""),
    ("Place where it works first", "Stage 4"),
    ("Number", "2"),
    ("rules of another place", "y"),
    ("Number", "1"),
    ("rules of another place", "n"),
    ("Is that right", "n"),
    ("Number", "4"),
    ("Producer: full name", "Otto von Brandt"),
    ("Is that right", "y"),
)


def _take_the_terminal() -> None:
    """Let Ctrl-C on the terminal reach the command; workers of a parallel test run do not pass it on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A command on a pseudo-terminal."""

    def __init__(self, *command: object, home: Path) -> None:
        self._ours, theirs = pty.openpty()
        environment = os.environ | {"SHOWCLEAR_HOME": str(home), "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            [str(part) for part in command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            preexec_fn=_take_the_terminal,
        )
        os.close(theirs)
        self.all = ""
        self._unread = ""

    def read_until(self, pattern: str, seconds: float = 300.0) -> re.Match[str]:
        """Wait until the pattern was printed."""
        deadline = time.monotonic() + seconds
        while not (found := re.search(pattern, self._unread)):
            new = self._read(deadline)
            assert new, f"it ended or stood still before {pattern!r}:\n{self.all}"
            self.all += new
            self._unread += new
        self._unread = self._unread[found.end() :]
        return found

    def _read(self, deadline: float) -> str:
        ready, _, _ = select.select([self._ours], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return ""
        try:
            return os.read(self._ours, 65536).decode("utf-8", "replace")
        except OSError:
            # What Linux answers when the other side of a pseudo-terminal is closed.
            return ""

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self._ours, f"{line}\n".encode())

    def interrupt(self) -> None:
        """Press Ctrl-C until it ends: one that falls just before the prompt waits for a key is seen at the next."""
        for _ in range(20):
            os.write(self._ours, b"\x03")
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(1.5)
                return

    def end(self) -> int:
        """Wait until it ends; its exit code."""
        deadline = time.monotonic() + 300
        while new := self._read(deadline):
            self.all += new
        # Closing our side first would hang up on a command that is still ending.
        code = self.process.wait(300)
        os.close(self._ours)
        return code


@pytest.mark.slow
def test_four_people_found_a_production_that_verifies(machine: Path, tmp_path: Path, showclear: Run) -> None:
    """The words are shown on a screen of their own and typed back; wrong answers are told and asked again."""
    folder = tmp_path / "Die Brücke 1"
    terminal = Terminal(sys.executable, "-m", "showclear", "new", folder, home=machine)
    for question, answer in ANSWERS:
        terminal.read_until(re.escape(question) + ".*: ")
        terminal.type(answer)
    secrets = []
    for number in range(4):
        words = terminal.read_until(r"\n    ([a-z-]+(?: [a-z-]+){4})\r\n")[1]
        terminal.read_until("on paper: ")
        terminal.type("")
        terminal.read_until("from your paper: ")
        if number == 0:
            terminal.type("five wrong words are these")
            terminal.read_until("Those are not the words")
            terminal.read_until("from your paper: ")
        terminal.type(words.upper())
        secrets.append(words)
    assert terminal.end() == 0, terminal.all
    assert len(set(secrets)) == 4
    assert "is no time zone" in terminal.all
    assert "nobody fills two" in terminal.all
    assert "6 records, all intact" in terminal.all
    assert "rules: the floor, California, " in terminal.all
    assert "the floor, Australia 1.0.0, California 1.0.0." in showclear("rules", folder).out
    assert "Otto von Brandt" in showclear("people", folder).out
    assert terminal.all.count("SHA256:") == 2
    assert showclear("verify", folder).code == 0
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert all(words.encode() not in everything for words in secrets)
    assert sorted(path.name for path in (machine / "keys").iterdir() if path.suffix != ".pub") == [
        "ada-nilsen", "jonas-weil", "mara-reyes", "otto-von-brandt",
    ]  # fmt: skip


def test_stopping_in_the_middle_founds_nothing(machine: Path, tmp_path: Path) -> None:
    """Somebody is called to set."""
    terminal = Terminal(sys.executable, "-m", "showclear", "new", tmp_path / "ride", home=machine)
    terminal.read_until("Name of the production.*: ")
    terminal.type("The Long Ride")
    terminal.read_until("Time zone.*: ")
    terminal.interrupt()
    assert terminal.end() == 130, terminal.all
    assert "Traceback" not in terminal.all
    assert not (tmp_path / "ride").exists()
    assert not machine.exists()


def test_input_that_ends_founds_nothing(showclear: Run, tmp_path: Path) -> None:
    """A script that pipes too little."""
    ran = showclear("new", tmp_path / "ride", typed="The Long Ride\n")
    assert (ran.code, ran.out) == (130, "")
    assert not (tmp_path / "ride").exists()


@pytest.mark.parametrize("content", ["a file in it", "a file in its place"])
def test_nothing_is_ever_overwritten(showclear: Run, tmp_path: Path, content: str) -> None:
    """The folder may be somebody's only copy of something."""
    folder = tmp_path / "ride"
    if content == "a file in it":
        folder.mkdir()
        (folder / "notes.txt").write_text("keep")
    else:
        folder.write_text("keep")
    ran = showclear("new", folder)
    assert ran.code == 2
    assert "nothing here is ever overwritten" in ran.err
    assert (folder / "notes.txt" if folder.is_dir() else folder).read_text() == "keep"


def test_a_founding_that_was_cut_off_leads_to_a_new_folder(showclear: Run, tmp_path: Path) -> None:
    """Nothing of it counts and nothing is gone on with: the command that founds it anew stands there."""
    (tmp_path / "the long ride" / "log").mkdir(parents=True)
    ran = showclear("new", str(tmp_path / "the long ride"))
    assert ran.code == 2
    assert "was cut off" in ran.err
    assert "Nothing of it counts" in ran.err
    assert "the long ride 2'" in " ".join(ran.err.split())


def test_a_name_that_the_system_refuses_is_told(showclear: Run, tmp_path: Path) -> None:
    """Before anybody has typed anything."""
    ran = showclear("new", tmp_path / ("x" * 300))
    assert ran.code == 2
    assert "Name a folder that you may write" in ran.err


@needs_token
@pytest.mark.usefixtures("token")
def test_founders_may_bring_fido2_keys(showclear: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --fido2 everybody is asked; each touch is announced, and the folder verifies."""
    monkeypatch.setattr(passphrase, "generate_passphrase", lambda: "able acid acorn acre actor")
    folder, words = tmp_path / "ride", "able acid acorn acre actor\n"
    names = "The Long Ride\nUTC\nAda Nilsen\nOtto Brandt\nMara Reyes\n1\nJonas Weil\n1\nn\n\nStage 4\n1\nn\ny\n"
    typed = f"{names}2\n1\n{words}2\n1\n{words}"
    ran = showclear("new", folder, "--fido2", typed=typed)
    assert ran.code == 0, ran.err
    assert ran.err.count("Ada Nilsen: TOUCH YOUR KEY NOW.") == 5
    assert ran.err.count("Mara Reyes: TOUCH YOUR KEY NOW.") == 2
    assert showclear("verify", folder).code == 0
    assert "FIDO2 key; file here: ada-nilsen" in showclear("keys", folder).out
