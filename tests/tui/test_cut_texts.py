"""Nothing on a screen of 80x24 ends in two dots, apart from what is meant to: the word that counts may be the last."""

from __future__ import annotations

import html
import re
from pathlib import Path

from showclear.app.definitions import shipped
from showclear.domain.checklists import AnswerKind, Checklist, Step
from showclear.tui.drawing.text import balance, wrap
from showclear.tui.presenters.dead_end import BESIDE_WORD, MISMATCH_LINES
from showclear.tui.widgets.prompt import QUESTION_LINES, SCRIPT_LINES, WHY_LINES
from tests.tui.conftest import SNAPSHOTS

TEXT = re.compile(r'<text[^>]*? x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>')
"""A piece of text in a picture: column and row in pixels, what it says."""

CUT = re.compile(r"[^\s.]\.\.(?:\s|$)")
"""The end of what was cut."""

CELL = 12.2
"""Width of a cell in a picture."""

ASKING = 44
"""Columns for what is asked beside the picture of a gun, on a screen of 80."""

LABEL = 5
"""Columns of the word before a reason."""

FACT = 12
"""Characters by which a tag, a name or a place may be longer than the word that stands for it in a text."""

MEANT = {
    "a row of a list, of which the sheet beside it, or Enter, says all": (
        "actions-80", "armory-80", "armory-box-80", "desk-80", "desk-daylight-80", "desk-flagged-80", "desk-mono-80",
        "desk-night-red-80", "desk-timeline-80", "rules-80", "rules-armory-80", "reading-80",
    ),
    "the name of a production, beside its day": ("rules-80", "rules-armory-80", "rules-board-80"),
    "the bytes of a record, which keep their lines": ("desk-record-file-80",),
    "a gallery that shows what widgets do with too much text": (
        "gallery-board-80", "gallery-mismatch-80", "gallery-more-pictures-80", "gallery-run-80",
        "gallery-stand-down-80",
    ),
}  # fmt: skip
"""Screens on which something is cut, by the reason why that is right."""


def lines_of(picture: Path) -> list[str]:
    """The lines of a screen, from its picture."""
    rows: dict[float, str] = {}
    for x, y, text in TEXT.findall(picture.read_text("utf-8")):
        line = rows.get(float(y), "").ljust(round(float(x) / CELL))
        rows[float(y)] = line + html.unescape(text).replace("\xa0", " ")
    return [rows[y] for y in sorted(rows)]


def test_only_what_is_meant_is_cut_on_a_small_screen() -> None:
    """A sentence ends. Whoever cuts another one finds it here, and wraps it or says it in fewer words."""
    meant = {name for names in MEANT.values() for name in names}
    cut = {
        picture.stem: [line.strip() for line in lines_of(picture) if CUT.search(line)]
        for picture in SNAPSHOTS.glob("*-80.svg")
    }
    assert {name: lines for name, lines in cut.items() if lines and name not in meant} == {}
    assert {name for name in meant if not cut.get(name)} == set(), "this is cut no more: take it off the list"


def steps() -> list[tuple[Checklist, str, Step]]:
    """Every shipped step, with what is said of its block."""
    return [(one, block.say, step) for one in shipped().checklists for block in one.blocks for step in block.steps]


def test_every_shipped_text_fits_beside_the_picture_of_a_gun() -> None:
    """What is asked, said, done and why: none of it is cut, even where a fact in it is long."""
    more = "x" * FACT
    for checklist, said, step in steps():
        where = f"{checklist.id} {step.id}"
        spoken = step.answer is AnswerKind.SPOKEN
        question = f"{step.ask}\n{step.say}" if spoken and step.say else step.ask
        assert len(balance(f"{more} {question}", ASKING)) <= QUESTION_LINES, where
        assert len(wrap(said if spoken else f"{more} {said} {step.say}", ASKING)) <= SCRIPT_LINES, where
        assert len(wrap(step.why, ASKING - LABEL)) <= WHY_LINES, where


def test_every_shipped_question_that_two_people_answer_fits_beside_not_the_same() -> None:
    """Two people who saw two things read what they were asked to the end."""
    for checklist, _, step in steps():
        asked = step.ask.splitlines()[0]
        assert len(wrap(f"{asked} {'x' * FACT}", 80 - BESIDE_WORD)) <= MISMATCH_LINES, f"{checklist.id} {step.id}"
