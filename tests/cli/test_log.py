"""`showclear log`: every record is found, also one that cannot be read, in lines that fit and data that parse."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from showclear.app.desk.wanted import RESULTS
from tests.cli.conftest import Run
from tests.cli.productions import Founded

ROOT = Path(__file__).resolve().parents[2]


def test_without_a_question_every_record_is_listed_newest_first(showclear: Run, production: Founded) -> None:
    """One line each, with its place in the log."""
    ran = showclear("log", production.folder)
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert len(lines) == len(production.names)
    assert "Definitions" in lines[0]
    assert all(len(line) <= 80 for line in lines)
    assert [line.split("-")[-1] for line in lines] == [f"{number:06d}" for number in range(len(lines), 0, -1)]


def test_words_and_options_narrow_what_is_found(showclear: Run, production: Founded) -> None:
    """All of it has to hold."""
    found = showclear("log", production.folder, "--procedure", "enrolment", "jonas")
    assert found.out.count("\n") == 1
    assert "Enrolment: Jonas Weil" in found.out
    assert showclear("log", production.folder, "--person", "Jonas Weil", "--procedure", "unit").out.count("\n") == 1
    none = showclear("log", production.folder, "nothing-of-that")
    assert (none.code, none.out) == (0, "")
    assert "No record fits." in none.err


def test_it_is_said_when_there_are_more_than_are_shown(showclear: Run, production: Founded) -> None:
    """A list that ends says so."""
    ran = showclear("log", production.folder, "--most", "2")
    assert ran.out.count("\n") == 2
    assert "the 2 newest; there are more" in ran.err


def test_an_altered_record_and_one_that_cannot_be_read_stand_in_the_list(showclear: Run, production: Founded) -> None:
    """With what is wrong below them."""
    production.overwrite(3, production.file(3).read_bytes().replace(b"Jonas", b"Judas"))
    production.overwrite(4, b"\x1b[2Jno record\n")
    ran = showclear("log", production.folder, "--result", "altered")
    assert re.search(r"Cannot be read +cart-.{4}-000004  ALTERED", ran.out)
    assert ran.out.count("! altered") == 2
    assert "\x1b" not in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_the_object_has_what_the_reference_says(showclear: Run, production: Founded) -> None:
    """Key by key; programs rely on it."""
    ran = showclear("log", production.folder, "--json", "--most", "1")
    data = json.loads(ran.out)
    page = (ROOT / "docs" / "cli.md").read_text("utf-8").partition("## showclear log\n")[2]
    example = json.loads(re.findall(r"```json\n(.*?)```", page, re.DOTALL)[0])
    assert data.keys() == example.keys()
    assert data["records"][0].keys() == example["records"][0].keys()
    assert data["schema"] == example["schema"] == "showclear-log/1"
    assert data["more"] is True


def test_every_result_is_in_the_reference() -> None:
    """Whoever searches for a result finds there what it means."""
    page = (ROOT / "docs" / "cli.md").read_text("utf-8").partition("## showclear log\n")[2].partition("\n## ")[0]
    table = page.partition("| result | meaning |")[2]
    named = set(
        re.findall(r"`([a-z]+)`", " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `")))
    )
    assert named == set(RESULTS)


@pytest.mark.parametrize("option", [("--result", "good"), ("--procedure", "Q"), ("--most", "0")])
def test_what_cannot_be_asked_ends_with_two(showclear: Run, production: Founded, option: tuple[str, str]) -> None:
    """And says what can be."""
    ran = showclear("log", production.folder, *option)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_a_spoilt_index_is_made_anew_and_said_so(showclear: Run, production: Founded, machine: Path) -> None:
    """On standard error, once."""
    first = showclear("log", production.folder)
    (index,) = machine.rglob("index.sqlite")
    index.write_bytes(b"spoilt")
    again = showclear("log", production.folder)
    assert again.out == first.out
    assert "made anew from the records" in again.err
    assert "made anew" not in showclear("log", production.folder).err


def test_rows_for_a_spreadsheet_hold_no_formula(showclear: Run, production: Founded) -> None:
    """Whoever named the production named it; the machine of whoever opens the list obeys nobody."""
    ran = showclear("log", production.folder, "--csv", "--most", "2")
    rows = list(csv.reader(io.StringIO(ran.out, newline="")))
    assert ran.code == 0
    assert rows[0][:2] == ["name", "made_at"]
    assert [row[0] for row in rows[1:]] == [production.names[4], production.names[3]]
    assert {len(row) for row in rows} == {11}
    assert showclear("log", production.folder, "--csv", "--json").code == 2
    production.overwrite(4, b"\t=1+1 no record\n")
    assert '"Cannot be read"' in showclear("log", production.folder, "--csv").out
