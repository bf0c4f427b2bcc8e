"""`showclear verify`: numbered steps, four verdicts, an exit code for each; whatever lies in the folder."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from showclear.ledger.seal_words import words_of
from showclear.ledger.steps import STEPS
from tests.cli.conftest import Run
from tests.cli.productions import Founded
from tests.cli.test_board import documented


def test_an_untouched_log_is_intact_at_every_step(showclear: Run, production: Founded) -> None:
    """Every step is named with its number, so that a lawyer can follow it in docs/format.md."""
    ran = showclear("verify", production.folder)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert [line[:18].split() for line in lines[: len(STEPS)]] == [[str(step.number), "holds"] for step in STEPS]
    assert lines[-1] == "The Long Ride: 5 records, INTACT"


def edit(production: Founded) -> None:
    data = production.file(4).read_bytes()
    production.overwrite(4, data.replace(b"Jonas Weil", b"Jonas Wail"))


def edit_the_first(production: Founded) -> None:
    production.overwrite(1, production.file(1).read_bytes().replace(b"The Long Ride", b"The Long Road"))


def convert_newlines(production: Founded) -> None:
    production.overwrite(2, production.file(2).read_bytes().replace(b"\n", b"\r\n"))


def swap(production: Founded) -> None:
    third, fourth = production.file(3).read_bytes(), production.file(4).read_bytes()
    production.overwrite(3, fourth)
    production.overwrite(4, third)


def cut(production: Founded) -> None:
    production.overwrite(5, production.file(5).read_bytes()[:-200])


def strip_a_signature(production: Founded) -> None:
    data = production.file(3).read_bytes()
    production.overwrite(3, data[: data.rindex(b"[[signature]]")])


def empty(production: Founded) -> None:
    production.overwrite(5, b"")


def binary(production: Founded) -> None:
    production.overwrite(5, bytes(range(256)) * 100)


def nested(production: Founded) -> None:
    production.overwrite(5, b"a = " + b"[" * 100_000)


def huge(production: Founded) -> None:
    production.overwrite(5, b"")
    with production.file(5).open("r+b") as file:
        file.truncate(5 * 2**30)


def delete(production: Founded) -> None:
    production.file(4).unlink()


def delete_the_last(production: Founded) -> None:
    production.file(5).unlink()


def hide_the_last(production: Founded) -> None:
    production.file(5).unlink()
    production.file(5).mkdir()


def lay_a_pipe(production: Founded) -> None:
    os.mkfifo(production.folder / "log" / f"cart-a1b2-000099-{'c' * 32}.toml")


def delete_the_first(production: Founded) -> None:
    production.file(1).unlink()


def stranger(production: Founded) -> None:
    (production.folder / "log" / "cart-a1b2-000007 (conflicted copy).toml").write_bytes(b"hello\n")


ATTACKS: dict[str, tuple[Callable[[Founded], None], int]] = {
    "edited": (edit, 12),
    "edited first record": (edit_the_first, 12),
    "newlines converted": (convert_newlines, 12),
    "two swapped": (swap, 12),
    "cut short": (cut, 12),
    "a signature taken away": (strip_a_signature, 12),
    "emptied": (empty, 12),
    "binary": (binary, 12),
    "deeply nested": (nested, 12),
    "huge": (huge, 12),
    "deleted from the middle": (delete, 10),
    "last one deleted, this laptop has seen it": (delete_the_last, 10),
    "a folder in the place of the last one, this laptop has seen it": (hide_the_last, 12),
    "first one deleted": (delete_the_first, 11),
    "a file that is no record": (stranger, 11),
    **({} if sys.platform == "win32" else {"a pipe with the name of a record": (lay_a_pipe, 12)}),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_whatever_is_done_to_the_log_gets_its_verdict_and_its_exit_code(
    showclear: Run, production: Founded, name: str
) -> None:
    """A script must be able to tell them apart, and a person must read what to do."""
    attack, code = ATTACKS[name]
    attack(production)
    ran = showclear("verify", production.folder)
    assert ran.code == code, ran.out
    assert "Traceback" not in ran.out + ran.err


def test_verify_writes_nothing(showclear: Run, production: Founded) -> None:
    """Checking a copy on somebody's stick must leave it as it is."""
    before = contents(production.folder)
    showclear("verify", production.folder)
    assert contents(production.folder) == before


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_json_names_each_record_and_each_finding(showclear: Run, production: Founded) -> None:
    """What docs/cli.md promises to scripts."""
    edit(production)
    ran = showclear("verify", production.folder, "--json")
    assert ran.code == 12
    result = json.loads(ran.out)
    assert result["schema"] == "showclear-verify/1"
    assert result["production"] == "The Long Ride"
    assert result["verdict"] == "altered"
    assert [step["number"] for step in result["steps"]] == [step.number for step in STEPS]
    verdicts = {record["name"]: record["verdict"] for record in result["records"]}
    assert verdicts[production.names[3]] == "altered"
    keys = {"step", "verdict", "where", "what", "since", "still", "remedy"}
    assert all(set(finding) == keys for finding in result["findings"])


@pytest.mark.parametrize("hostile", ["\x1b[2J.toml", "\u202egnp.toml", "[@click=app.quit]x[[].toml"])
def test_a_hostile_file_name_is_shown_as_text(showclear: Run, production: Founded, hostile: str) -> None:
    """Somebody else filled this stick."""
    (production.folder / "log" / hostile).write_bytes(b"x\n")
    ran = showclear("verify", production.folder)
    assert ran.code == 11
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


def test_a_folder_in_the_log_is_not_read_as_a_record(showclear: Run, production: Founded) -> None:
    """Sync tools leave folders too."""
    (production.folder / "log" / "old").mkdir()
    assert showclear("verify", production.folder).code == 0


def test_words_on_paper_find_their_record_and_what_is_behind_it(showclear: Run, production: Founded) -> None:
    """Years on, from the folder alone; here those of the production record on the safety plan."""
    words = words_of(sha256(production.file(1).read_bytes()).hexdigest())
    ran = showclear("verify", "--words", " ".join(words), production.folder)
    assert ran.code == 0
    assert production.names[0] in ran.out
    assert "INTACT" in ran.out
    production.overwrite(3, production.file(3).read_bytes().replace(b"Mara", b"Mira"))
    assert showclear("verify", "--words", ", ".join(words).upper(), production.folder).code == 0


def test_words_of_a_record_that_is_not_here_are_incomplete(showclear: Run, production: Founded) -> None:
    """A cut tail is seen by the paper only; and a word that is none is asked about again."""
    words = words_of("f" * 64)
    ran = showclear("verify", "--words", " ".join(words), production.folder)
    assert ran.code == 10
    assert "archive" in ran.err
    ran = showclear("verify", "--words", "noble behave comfort true gap bridge lesson ventre", production.folder)
    assert ran.code == 2
    assert "venture" in ran.err


def test_the_json_about_words_has_the_documented_shape(showclear: Run, production: Founded) -> None:
    """An archive asks it for every page of a binder."""
    words = words_of(sha256(production.file(1).read_bytes()).hexdigest())
    ran = showclear("verify", "--words", " ".join(words), "--json", production.folder)
    told = json.loads(ran.out)
    example = documented("showclear-sealed/1")
    assert set(told) == set(example)
    assert set(told["found"][0]) == set(example["found"][0])
