"""Reports as rows and as JSON: documented, the same in every format, and nothing in them becomes a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from showclear.reports import rows
from showclear.reports.document import Paper
from showclear.reports.html import html_page
from showclear.reports.making import SUBJECTS, Report
from showclear.reports.proof import HOW_TO_CHECK, UNSIGNED
from tests.reports.handed_on import (
    ALTERED,
    CORRECTION,
    FORMULA,
    HALF,
    HOLD,
    LATE,
    RECORDS,
    incident,
    person,
    production,
    weapon,
)
from tests.reports.test_pages import read
from tests.reports.values import day, documents

PAGE = (Path(__file__).resolve().parents[2] / "docs/reports.md").read_text("utf-8")
MADE = {
    "day": Report("day", day(), documents()["day"], lambda: rows.records_csv(RECORDS)),
    "weapon": Report("weapon", weapon(), documents()["weapon"], lambda: rows.records_csv(RECORDS)),
    "person": Report("person", person(), documents()["person"], lambda: rows.person_csv(person())),
    "incident": Report("incident", incident(), documents()["incident"], lambda: rows.records_csv(RECORDS)),
    "production": Report(
        "production", production(), documents()["production"], lambda: rows.production_csv(production())
    ),
}  # fmt: skip


def table(kind: str) -> list[dict[str, str]]:
    """The CSV as a program reads it."""
    return list(csv.DictReader(io.StringIO(MADE[kind].render("csv").decode())))


@pytest.mark.parametrize("kind", SUBJECTS)
def test_every_column_and_key_is_documented(kind: str) -> None:
    """Somebody else's program reads them."""
    assert f"`{', '.join(table(kind)[0])}`" in PAGE
    told = json.loads(MADE[kind].render("json"))
    assert told["schema"] == f"showclear-report-{kind}/1"
    assert told["schema"] in PAGE
    assert [key for key in told if key != "schema" and f"`{key}`" not in PAGE] == []


@pytest.mark.parametrize("kind", SUBJECTS)
def test_json_tells_the_verdict_each_signature_each_digest_and_how_to_check(kind: str) -> None:
    """The same facts as on the page."""
    told = json.loads(MADE[kind].render("json"))
    assert told["how_to_check"] == list(HOW_TO_CHECK)
    assert told["proof"]["verdict"] == "altered"
    records = {one["place"]: one for one in told["records"]}
    assert records[ALTERED.place]["faults"] == list(ALTERED.faults)
    assert records[HALF.place]["not_signed"] == list(HALF.not_signed)
    assert records[LATE.place]["reconstruction"] is True
    for one in records.values():
        assert len(one["sha256"]) == 64
        assert all(set(each) == {"person", "name", "role", "meaning", "signed_at", "key"} for each in one["signatures"])


@pytest.mark.parametrize("kind", SUBJECTS)
def test_no_cell_begins_a_formula(kind: str) -> None:
    """Titles, names and reasons are what people typed."""
    for row in table(kind):
        assert not [cell for cell in row.values() if re.match(r"[=+\-@\t\r]", cell)]


def test_the_rows_of_records_say_what_is_unsigned_altered_and_corrected() -> None:
    """What the page says in words."""
    found = {one["record"]: one for one in table("weapon")}
    assert found[HOLD.record]["signatures"] == UNSIGNED
    assert found[HOLD.record]["title"] == f"'{FORMULA}"
    assert found[HALF.record]["not_signed"] == HALF.not_signed[0]
    assert found[ALTERED.record]["verdict"] == "altered"
    assert found[LATE.record]["reconstruction"] == "yes"
    assert CORRECTION.reason in found[LATE.record]["corrections"]


def test_the_rows_of_a_production_are_the_checks_that_were_due() -> None:
    """With the record that did each."""
    found = table("production")
    assert [one["status"] for one in found].count("missing") == 1
    (missing,) = [one for one in found if one["status"] == "missing"]
    assert (missing["gun"], missing["record"], missing["sha256"]) == ("A-07", "", "")
    assert missing["why"]
    assert all(one["sha256"] for one in found if one["status"] == "done")


@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_page_names_what_is_altered_unsigned_a_reconstruction_and_a_half_signed_record(kind: str) -> None:
    """Paper that leaves this out would vouch for it."""
    text = read(html_page(MADE[kind].document, Paper.A4)).text
    assert "ALTERED" in text
    if kind in ("day", "weapon", "incident"):
        for words in (
            UNSIGNED,
            "Reconstruction: entered afterwards",
            "NOT SIGNED by Jonas Weil",
            "As the file claims:",
            "NOT ALL OF IT COUNTS",
            "Corrected afterwards",
            CORRECTION.was[:20],
            CORRECTION.should,
        ):
            assert words in text
    assert "Its layout does not hold." in text
    assert all(words in text for words in HOW_TO_CHECK)
