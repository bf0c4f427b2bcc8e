"""What a shell knows of the command line: completion, and the manual page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from showclear.app.demo import make_demo
from showclear.cli.completing import SHELLS
from showclear.cli.group import COMMANDS
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a production, a folder that is none, and the command on the path."""
    folder = tmp_path_factory.mktemp("shelf")
    make_demo(folder / "ride", now=datetime.now(UTC).replace(microsecond=0), rounds=1)
    (folder / "rides of others").mkdir()
    program = folder / "bin" / "showclear"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m showclear "$@"\n')
    program.chmod(0o755)
    return folder


ASKED = {
    "showclear boa": "board",
    "showclear board --js": "--json",
    "showclear board ri": "ride",
    "showclear run --plain --in ride insp": "inspection",
    "showclear run --plain --in ride D A-0": "A-07 A-08",
    "cd ride; showclear report weapon A-0": "A-07 A-08",
    "showclear people --new-key mara": "",
    "showclear schema showclear-bo": "showclear-board",
    "cd ride; showclear log --person mar": "mara-reyes",
    "cd ride; showclear log --weapon B-": "B-02",
    "cd 'rides of others'; showclear log --weapon B-": "",
}
"""A line that somebody types, and what TAB offers there."""


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes_commands_options_productions_tags_and_names(shelf: Path) -> None:
    """All lines in one shell that reads the script as it would when it starts."""
    asks = []
    for line in ASKED:
        before, _, words = line.rpartition("; ")
        quoted = " ".join(f"'{word}'" for word in words.split(" "))
        asks.append(f"( {before or ':'}; COMP_WORDS=({quoted}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMPREPLY=()")
        asks.append('_showclear_completion showclear 2>&1; echo "${COMPREPLY[*]}" )')
    program = "source <(showclear completion bash)\ncomplete -p showclear >&2\n" + "\n".join(asks)
    environment = {**ENVIRONMENT, "PATH": f"{shelf / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ("bash", "--norc", "-c", program), cwd=shelf, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "_showclear_completion" in done.stderr
    assert dict(zip(ASKED, done.stdout.split("\n"), strict=False)) == ASKED


@pytest.mark.parametrize("shell", SHELLS)
def test_there_is_a_script_for_each_shell(shell: str, showclear: Run) -> None:
    """Each asks in its own way; another shell is named with those that there are."""
    ran = showclear("completion", shell)
    assert ran.code == 0
    assert f"_SHOWCLEAR_COMPLETE={shell}_complete" in ran.out
    assert showclear("completion", "sh").code == 2


def test_the_manual_page_is_what_the_help_says() -> None:
    """It is made from the same words, so that it cannot tell of what is not there."""
    command = [sys.executable, str(ROOT / "scripts" / "man.py")]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_the_manual_page_is_set_without_a_warning_and_names_every_command() -> None:
    """`man` shows what groff makes of it."""
    page = ROOT / "docs/man/showclear.1"
    done = subprocess.run(
        ("groff", "-man", "-Tascii", "-ww", page),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "GROFF_NO_SGR": "1"},
    )
    assert done.stderr == ""
    text = re.sub(".\x08", "", done.stdout)
    for name in COMMANDS:
        assert f"showclear {name}" in text
