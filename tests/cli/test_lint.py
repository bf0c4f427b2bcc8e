"""`showclear lint`: where it is, what is wrong, what to do; whatever the file holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SCHEMA = b'schema = "showclear-checklist/1"\n'

HOSTILE = {
    "empty": b"",
    "only spaces": b"   \n\n",
    "truncated": b'schema = "showclear-checklist/1"\nid = "weapon-insp',
    "binary": bytes(range(256)) * 64,
    "not UTF-8": b'schema = "showclear-checklist/1"\ntitle = "\xff\xfe"\n',
    "UTF-16": 'schema = "showclear-checklist/1"\n'.encode("utf-16"),
    "nested lists": b"a = " + b"[" * 20_000 + b"]" * 20_000,
    "nested tables": b"[" + b".".join([b"a"] * 20_000) + b"]\n",
    "nested inline tables": b"a = " + b"{b = " * 5_000 + b"1" + b"}" * 5_000,
    "huge number": b"a = " + b"9" * 100_000,
    "one line of a megabyte": b'a = "' + b"x" * 1_000_000 + b'"',
    "another schema": b'schema = "showclear-checklist/99"\n',
    "a list as schema": b"schema = [1, 2]\n",
    "a table as schema": b"[schema]\na = 1\n",
    "no checklist": b"[[dogs]]\nname = 'Rex'\n",
    "markup and escapes": SCHEMA + b'title = "[/][@click=app.quit]x[/]"\n"\\u001b[2J\\u202e" = 1\n',
    "a key of 10,000 characters": SCHEMA + b"k" * 10_000 + b" = 1\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_checklist_is_one_fault_with_a_remedy(showclear: Run, tmp_path: Path, name: str) -> None:
    """R: any bytes in give a sentence, never a traceback, and the terminal is not touched."""
    file = tmp_path / "Überprüfung 1.toml"
    file.write_bytes(HOSTILE[name])
    ran = showclear("lint", file)
    assert ran.code == 1
    assert "Überprüfung 1.toml" in ran.out
    assert "What to do: " in ran.out
    assert "1 fault found" in ran.err
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert max(map(len, ran.out.splitlines())) < 1000
    assert file.read_bytes() == HOSTILE[name]


def test_a_film_named_by_mistake_is_not_read_into_memory(showclear: Run, tmp_path: Path) -> None:
    """Somebody drags the wrong file into the terminal."""
    film = tmp_path / "A001_C004.mov"
    with film.open("wb") as file:
        file.truncate(5 * 2**30)
    ran = showclear("lint", film)
    assert ran.code == 2
    assert "more than any checklist" in ran.err


@pytest.mark.parametrize("path", ["nothing.toml", "no\udcffname.toml", "x" * 300 + ".toml"])
def test_a_file_that_is_not_there_is_named(showclear: Run, tmp_path: Path, path: str) -> None:
    """And the remedy is to check the name."""
    ran = showclear("lint", tmp_path / path)
    assert ran.code == 2
    assert "Check the name" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")
def test_a_pipe_or_device_is_refused_instead_of_waited_for(showclear: Run, tmp_path: Path) -> None:
    """A command that hangs looks like a crash."""
    os.mkfifo(tmp_path / "pipe.toml")
    assert showclear("lint", tmp_path / "pipe.toml").code == 2
    assert showclear("lint", "/dev/zero").code == 2


def test_every_fault_file_of_a_folder_is_reported(showclear: Run, tmp_path: Path) -> None:
    """Whoever writes ten checklists wants ten messages, not one and nine more tries."""
    (tmp_path / "blocks").mkdir()
    for name in ("a.toml", "b.toml", "blocks/c.toml"):
        (tmp_path / name).write_bytes(b"schema = 1\n")
    ran = showclear("lint", tmp_path)
    assert ran.code == 1
    assert [line.split(":")[0] for line in ran.out.splitlines()[::2]] == ["a.toml", "b.toml", "blocks/c.toml"]
    assert "3 faults found" in ran.err


def test_an_empty_folder_is_told_apart_from_a_clean_one(showclear: Run, tmp_path: Path) -> None:
    """ "No fault found" about nothing would be a lie."""
    ran = showclear("lint", tmp_path)
    assert ran.code == 2
    assert "no checklist in this folder" in ran.err


def test_the_shipped_checklists_have_no_fault(showclear: Run) -> None:
    """What we ship must pass what we ask of others."""
    ran = showclear("lint")
    assert (ran.code, ran.out) == (0, "")
    assert "No fault found" in ran.err


def test_the_list_names_every_procedure_once(showclear: Run) -> None:
    """One line each, columns aligned, nothing else on standard output."""
    ran = showclear("lint", "--list")
    assert ran.code == 0
    ids = [line.split()[0] for line in ran.out.splitlines()]
    assert len(ids) == len(set(ids)) > 0
