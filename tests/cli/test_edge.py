"""Whatever goes wrong, a person reads what happened and what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from showclear import __version__
from showclear.app.demo import make_demo
from showclear.cli.group import showclear as root
from showclear.cli.plain import folded
from showclear.domain.refusals import CitedFact, Refusal
from showclear.errors import RefusedError, ShowClearError, StorageError
from tests.cli.conftest import Run


def add(monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> None:
    """Let the command `board` end with `failure`."""

    @click.command()
    @click.argument("folder", required=False)
    def failing(folder: str) -> None:
        raise failure

    monkeypatch.setattr(type(root), "get_command", lambda self, ctx, name: failing)


def test_the_version_goes_to_standard_output(showclear: Run) -> None:
    """Scripts compare it."""
    ran = showclear("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"showclear {__version__}\n", "")


def test_an_error_is_told_as_title_message_and_remedy(showclear: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where, what, and what to do; on standard error, so that a pipe gets no words for data."""
    add(monkeypatch, StorageError("/media/cart: the disk is full.", "Free some space."))
    ran = showclear("board")
    assert ran.code == StorageError.exit_code
    assert ran.out == ""
    assert ran.err == "Not saved.\n  /media/cart: the disk is full.\n  What to do: Free some space.\n"


def test_a_refusal_names_its_rule_its_facts_and_the_way_out(showclear: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to guess which rule said no."""

    class Refused(RefusedError):
        refusals = (Refusal("R-HOLD", "The set is held.", (CitedFact("hold by the AD", "cart-000007"),), "Lift it."),)

    add(monkeypatch, Refused("The inspection cannot start."))
    ran = showclear("board")
    assert ran.code == RefusedError.exit_code
    assert "R-HOLD: The set is held." in ran.err
    assert "- hold by the AD (cart-000007)" in ran.err
    assert "What to do: Lift it." in ran.err


def test_control_and_bidi_characters_in_an_error_are_shown_not_obeyed(
    showclear: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file name must not clear the screen or turn a line around."""
    add(monkeypatch, ShowClearError("\x1b[2Jgone \u202egnp.exe\u2066 \ue000\udc80[/]"))
    ran = showclear("board")
    assert "<U+001B>[2Jgone <U+202E>gnp.exe<U+2066>" in ran.err
    assert "<U+DC80>[/]" in ran.err
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), EOFError(), click.Abort()])
def test_an_interruption_ends_quietly_with_130(
    showclear: Run, monkeypatch: pytest.MonkeyPatch, interruption: BaseException
) -> None:
    """As shells count it; the person knows what they did."""
    add(monkeypatch, interruption)
    ran = showclear("board")
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "")


def test_an_unforeseen_error_goes_to_a_file_and_no_traceback_to_the_screen(
    showclear: Run, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A traceback helps nobody on a set, and whoever mends it needs it whole."""
    add(monkeypatch, ZeroDivisionError("a name"))
    ran = showclear("board")
    assert ran.code == 70
    assert "Traceback" not in ran.out + ran.err
    (written,) = (machine / "diagnostics").iterdir()
    assert str(written) in ran.err
    text = written.read_text("utf-8")
    assert "builtins.ZeroDivisionError" in text
    assert "in failing" in text
    assert "a name" not in text


def test_only_the_newest_diagnostic_files_are_kept(
    showclear: Run, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault that comes back every minute must not fill the disk of the cart."""
    add(monkeypatch, ZeroDivisionError())
    for _ in range(13):
        showclear("board")
    assert len(list((machine / "diagnostics").iterdir())) == 10


def test_an_unforeseen_error_is_told_where_no_file_can_be_written(
    showclear: Run, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk may be what is broken."""
    machine.write_text("a file where the folder should be")
    add(monkeypatch, ZeroDivisionError())
    ran = showclear("board")
    assert ran.code == 70
    assert "could not be written" in ran.err
    assert "Traceback" not in ran.err


def test_a_word_that_is_no_command_is_answered_with_the_nearest_one(showclear: Run) -> None:
    """Cold fingers."""
    ran = showclear("verfy")
    assert ran.code == 2
    assert 'Did you mean "verify"?' in ran.err


def test_a_folder_without_a_production_is_told_how_to_get_one(showclear: Run, tmp_path: Path) -> None:
    """The first thing that many people see."""
    folder = tmp_path / "Die Brücke – Tag 1"
    folder.mkdir()
    ran = showclear(folder)
    assert ran.code == 2
    assert str(folder) in ran.err
    for command in ("showclear DIR", "showclear new DIR", "showclear demo"):
        assert command in ran.err


@pytest.mark.parametrize("name", ["./nowhere", "/nowhere/at all"])
def test_a_folder_that_is_not_there_is_named(showclear: Run, name: str) -> None:
    """Not a usage text, and nothing is made."""
    ran = showclear(name)
    assert ran.code == 2
    assert "no such folder" in ran.err


@pytest.mark.parametrize("command", ["", "open", "demo", "new", "lint", "board", "show", "verify"])
def test_every_command_explains_itself_with_examples(showclear: Run, command: str) -> None:
    """`--help` is the manual of somebody without a network."""
    ran = showclear(*([command] if command else []), "--help")
    assert ran.code == 0
    assert "Examples:" in ran.out


def test_a_closed_pipe_leaves_no_traceback(machine: Path) -> None:
    """`showclear --help | head -1`."""
    command = f"'{sys.executable}' -m showclear lint --help | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=os.environ.copy(), check=False)
    assert "Traceback" not in done.stderr


def test_talk_is_broken_between_words_and_keeps_its_indent() -> None:
    """A terminal that breaks it itself breaks words; a name that is longer than a line stays whole."""
    text = "  What to do: name its folder, or found one with showclear new DIR.\n\n" + "x" * 50
    assert folded(text, 40).split("\n") == [
        "  What to do: name its folder, or found",
        "  one with showclear new DIR.",
        "",
        "x" * 50,
    ]


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_colours_are_for_terminals_and_never_with_no_color(machine: Path, tmp_path: Path) -> None:
    """The word and the mark stand there either way."""
    import pty

    folder = tmp_path / "demo"
    make_demo(folder, now=datetime.now(UTC).replace(microsecond=0), rounds=1)
    for no_color, coloured in (("", True), ("1", False)):
        leader, follower = pty.openpty()
        with subprocess.Popen(
            (sys.executable, "-m", "showclear", "board", str(folder)),
            stdout=follower,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "NO_COLOR": no_color, "SHOWCLEAR_HOME": str(machine), "TERM": "xterm"},
        ) as process:
            os.close(follower)
            text = b""
            while b"RUB-1" not in text:
                text += os.read(leader, 1 << 16)
            assert process.wait(timeout=300) == 0
        os.close(leader)
        assert b"UNVERIFIED" in text
        assert (b"\x1b[" in text) is coloured
