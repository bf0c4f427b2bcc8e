"""Records without names: nobody can be read in them, nobody can take them for evidence."""

from __future__ import annotations

import json
import re
from datetime import UTC
from importlib import import_module
from pathlib import Path

import pytest

from showclear.app.bundle import pseudonymised as made
from showclear.app.bundle.choosing import Choice, Scope
from showclear.app.bundle.making import pseudonymised_of
from showclear.app.bundle.pseudonyms import Pseudonyms
from showclear.app.demo import DIRECTOR
from showclear.reports.csv_text import csv_text
from showclear.storage.files import LocalFileSystem
from tests.app.stage import COLT, Stage

PAGE = Path(__file__).resolve().parents[2] / "docs/personal-data.md"
PEOPLE = [
    ("mara-reyes", "Mara Reyes", "armorer"),
    ("jose-nunez", "José Núñez", "armorer"),
    ("lee-ward", "Lee Ward", "assistant-director"),
    ("lee-stein", "Lee Steiß", "performer"),
    ("mara-reyes", "Mara Reyes-Holm", "armorer"),
]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Mara dropped it", "armorer 1 dropped it"),
        ("MARA REYES and mara-reyes", "armorer 1 and armorer 1"),
        ("jose nunez, José, JOSE\u0301!", "armorer 2, armorer 2, armorer 2!"),
        ("Reyes-Holm's gun", "armorer 1's gun"),
        ("Lee said so", "somebody said so"),
        ("Lee Ward said so to LEE STEISS", "assistant director 1 said so to performer 1"),
        ("marathon, wardrobe, leeway", "marathon, wardrobe, leeway"),
        ("the armorer was there", "the armorer was there"),
        ("", ""),
    ],
)
def test_names_are_replaced_however_they_are_written(typed: str, expected: str) -> None:
    """Capitals, accents, the short name, a part of it; a part that two people have is somebody."""
    assert Pseudonyms(PEOPLE).without_names(typed) == expected


def test_whoever_is_not_on_the_roster_has_a_number_too_and_keeps_it() -> None:
    """A visitor who held a gun was typed by name."""
    names = Pseudonyms(PEOPLE)
    assert [names.of(one) for one in ("Ann Visitor", "mara-reyes", "Mara Reyes", "ann visitor", "Bo")] == [
        "person 1", "armorer 1", "armorer 1", "person 1", "person 2",
    ]  # fmt: skip
    assert names.without_names("Visitor Ann") == "person 1 person 1"
    assert ("armorer 2", "José Núñez", "jose-nunez", "armorer") in names.table()
    assert ("person 2", "Bo", "Bo", "") in names.table()


def records(stage: Stage, *, free_text: bool) -> dict[str, str]:
    """All records of a set without names, as files."""
    production = stage.production
    found = pseudonymised_of(LocalFileSystem(), production, Choice(Scope.ALL), free_text=free_text)
    return {name: data.decode() for name, data in found.files(csv_text)}


@pytest.fixture
def set_(stage: Stage) -> Stage:
    """With texts that name people, records, a serial and the production."""
    stage.open()
    serial = stage.production.book.situation.weapons()[COLT].serial
    stage.production.hold(f"Jonas saw {COLT} (serial {serial}) on a cart of the long draw (demonstration)", "jonas")
    stage.production.hold("RÉYES left it, said =cmd()", "A visitor")
    return stage


@pytest.mark.parametrize("free_text", [False, True])
def test_nobody_can_be_read_in_any_file(set_: Stage, free_text: bool) -> None:
    """Not a name, a part of one, a laptop, a serial, a key, a digest, or what the production is called."""
    book = set_.production.book
    files = records(set_, free_text=free_text)
    words = {part for one in book.situation.people().values() for part in (*one.name.split(), one.id) if len(part) > 2}
    words |= {one.serial for one in book.situation.weapons().values() if any(map(str.isdigit, one.serial))}
    words |= {"The Long Draw", "A visitor", set_.names()[0].rsplit("-", 2)[0], "sha256:", "SSH SIGNATURE", "AAAA"}
    for name, text in files.items():
        for word in words:
            assert re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is None, (name, word)
        assert re.search(r"[0-9a-f]{32}", text) is None, name
    told = json.loads(files["PSEUDONYMISED-records.json"])
    texts = [
        row["facts"]["effects"][0].get("reason") for row in told["records"] if row["kind"] in ("hold", "stand-down")
    ]
    if free_text:
        assert texts[0].startswith(f"assistant director 1 saw {COLT} (serial [left out]) on a cart of [left out]")
        assert texts[1].startswith("armorer 1 left it")
    else:
        assert set(texts) == {made.LEFT_OUT}


def test_what_happened_can_still_be_read(set_: Stage) -> None:
    """Otherwise nobody learns anything: kinds, tags, times, counts, choices, and the same person everywhere."""
    told = json.loads(records(set_, free_text=False)["PSEUDONYMISED-records.json"])
    (day,) = (row for row in told["records"] if any(
        one.get("effect") == "day-opened" for one in row["facts"].get("effects", [])))  # fmt: skip
    (opened,) = (one for one in day["facts"]["effects"] if one["effect"] == "day-opened")
    assert (opened["armorer"], opened["place"]) == ("armorer 1", made.LEFT_OUT)
    assert {one["person"] for one in day["asked_to_sign"]} == {"assistant director 1", "armorer 1"}
    entered = day["facts"]["entries"]["entered"]
    assert any(one["value"] not in ("", made.LEFT_OUT) for one in entered)
    stopped = [row for row in told["records"] if row["kind"] == "stand-down"]
    assert stopped[0]["made_at"].endswith("Z")
    assert {one["person"] for row in told["records"] for one in row["asked_to_sign"]} >= {"safety officer 1"}
    assert DIRECTOR.id not in json.dumps(told)


def test_every_file_says_that_it_is_no_evidence(set_: Stage) -> None:
    """In its name and at its beginning; and there is nothing in it that a verifier would take for a record."""
    for free_text in (False, True):
        files = records(set_, free_text=free_text)
        assert len(files) == 3
        for name, text in files.items():
            assert name.startswith(made.MARK)
            assert "PSEUDONYMISED, NOT EVIDENCE" in text[:60]
            assert not name.endswith(".toml")
        readme = files["PSEUDONYMISED-READ-ME-FIRST.txt"]
        assert ("Somebody has to read them" in readme) is free_text
        assert ("were left out: reasons" in readme) is not free_text
    assert "\"'=cmd" not in files["PSEUDONYMISED-records.csv"]


def test_every_value_of_an_effect_is_a_word_of_the_program_or_listed_as_personal_data() -> None:
    """A new kind of effect is decided on: is it kept, left out, and does the page say that it is stored?"""
    modules = ("batches", "blanks", "day", "moves", "packs", "stops", "things")
    specs = [one for name in modules for one in import_module(f"showclear.domain.effects.{name}").SPECS]
    texts = {key for one in specs for key, kind in {**one.needs, **one.may}.items() if kind is str}
    ours = (
        made._CODES | made._TYPED_CODES | made._THINGS | made._RECORDS | {"run", "sha", "source", "value", "day", "due"}
    )
    page = PAGE.read_text("utf-8")
    assert {key for key in texts - ours if f"`{key}`" not in page} == set()
    assert {key for key in made._PEOPLE if f"`{key}`" not in page} == set()


def test_the_time_is_that_of_the_clock(stage: Stage) -> None:
    """Whoever makes it twice at one time has the same bytes."""
    stage.open()
    assert records(stage, free_text=False) == records(stage, free_text=False)
    assert (
        f"{stage.clock.now().astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        in records(stage, free_text=False)["PSEUDONYMISED-READ-ME-FIRST.txt"]
    )
