"""`showclear report`: pages to print, and files that it leaves alone."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.productions import Founded


@pytest.mark.parametrize("kind", ["safety-plan", "pad", "tags", "day"])
def test_each_kind_is_written_and_named(
    kind: str, showclear: Run, production: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the folder in which it is called; a production that has nothing yet has a page too."""
    monkeypatch.chdir(tmp_path)
    ran = showclear("report", kind, production.folder)
    assert (ran.code, ran.out) == (0, f"{kind}.html\n")
    page = (tmp_path / f"{kind}.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "The Long Ride" in page
    assert showclear("report", kind, production.folder, "--paper", "letter").code == 0
    assert "size: letter" in (tmp_path / f"{kind}.html").read_text("utf-8")


def test_a_page_goes_to_standard_output_without_a_word_more(showclear: Run, production: Founded) -> None:
    """`showclear report day --out - | lp`."""
    ran = showclear("report", "day", production.folder, "--out", "-")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("<!DOCTYPE html>")
    assert ran.out.endswith("</html>\n")


def test_the_records_and_files_of_others_are_left_alone(showclear: Run, production: Founded, tmp_path: Path) -> None:
    """A slip of the name must not cost a script, and nothing gets among the records."""
    other = tmp_path / "notes.html"
    other.write_text("my notes", "utf-8")
    for out in (other, production.folder / "log" / "day.html", tmp_path / "no folder" / "day.html", tmp_path):
        before = sorted((production.folder / "log").iterdir())
        ran = showclear("report", "day", production.folder, "--out", out)
        assert ran.code == 2
        assert "What to do: " in ran.err
        assert sorted((production.folder / "log").iterdir()) == before
    assert other.read_text("utf-8") == "my notes"


def test_one_procedure_of_the_pad(showclear: Run, production: Founded, tmp_path: Path) -> None:
    """By letter; an unknown one names those that are adopted; with another kind it is a slip."""
    out = tmp_path / "pad.html"
    assert showclear("report", "pad", production.folder, "--procedure", "D", "--out", out).code == 0
    page = out.read_text("utf-8")
    assert "weapon inspection" in page
    assert "COLD GUN" not in page
    ran = showclear("report", "pad", production.folder, "--procedure", "Q", "--out", out)
    assert (ran.code, "D inspection" in ran.err) == (2, True)
    assert showclear("report", "day", production.folder, "--procedure", "D").code == 2


def test_a_report_is_written_in_each_format_under_a_name_of_its_own(
    showclear: Run, production: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An earlier one is replaced; what it is about stands in its name; what is printed only is refused as rows."""
    monkeypatch.chdir(tmp_path)
    person = showclear("people", production.folder, "--json").out
    wanted = json.loads(person)["people"][0]["name"]
    for form, begins in (("csv", '"signed_at"'), ("json", "{"), ("html", "<!DOCTYPE html>")):
        for _ in range(2):
            ran = showclear("report", "person", wanted, production.folder, f"--{form}")
            assert ran.code == 0
        name = f"person-{wanted.replace(' ', '-')}.{form}"
        assert ran.out == f"{name}\n"
        assert (tmp_path / name).read_text("utf-8").startswith(begins)
    assert showclear("report", "production", production.folder, "-o", "-").out.endswith("</html>\n")
    assert showclear("report", "pad", production.folder, "--csv").code == 2
    assert showclear("report", "production", production.folder, "--day", "1").code == 2
    for words in (("weapon",), ("day", production.folder, "more"), ("weapon", "Z-9", production.folder)):
        ran = showclear("report", *words)
        assert (ran.code, bool(ran.err)) == (2, True)


def test_without_typst_the_command_says_what_to_do(
    showclear: Run, production: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is not there on most machines; the HTML page always is."""
    monkeypatch.setitem(sys.modules, "typst", None)
    ran = showclear("report", "day", production.folder, "--pdf", "--out", tmp_path / "day.pdf")
    assert ran.code == 1
    assert "pip install 'showclear[pdf]'" in ran.err
    assert "Or leave --pdf out" in ran.err
    assert "open the HTML page in a browser" in ran.err
    assert not (tmp_path / "day.pdf").exists()
