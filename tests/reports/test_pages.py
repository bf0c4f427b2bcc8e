"""Printed pages: the same bytes every time, nothing that loads or runs, no text that is taken for markup."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from showclear.reports.codes import tag_drawing
from showclear.reports.document import Document, Paper, Words
from showclear.reports.html import html_page
from showclear.reports.text import escaped
from tests.reports.common import HOSTILE, IDENTITY
from tests.reports.values import day, documents

PAGES = Path(__file__).parent / "pages"
PRINTED = ("safety-plan", "pad", "tags", "day")
REPORTS = ("weapon", "person", "incident", "production")
KINDS = (*PRINTED, *REPORTS)
VOID = {"meta", "col", "path", "br", "rect"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "footer", "h1", "h2", "p", "ol", "ul", "li", "table",
    "colgroup", "col", "thead", "tbody", "tr", "th", "td", "b", "i", "span", "small", "div", "svg", "path", "g",
    "rect", "text",
}  # fmt: skip


class Elements(HTMLParser):
    """Every element and attribute of a page; fails where they are not nested."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Elements:
    """The page, parsed."""
    elements = Elements()
    elements.feed(page)
    elements.close()
    assert not elements.open
    return elements


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_the_committed_one_byte_for_byte(kind: str) -> None:
    """With SHOWCLEAR_UPDATE_PAGES=1 it is written anew: open it in a browser before it is committed."""
    page, committed = html_page(documents()[kind], Paper.A4).encode(), PAGES / f"{kind}.html"
    if os.environ.get("SHOWCLEAR_UPDATE_PAGES") == "1":
        committed.write_bytes(page)
    assert committed.read_bytes() == page


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_a_page_loads_or_runs(kind: str, paper: Paper) -> None:
    """It is opened from a stick, without a network, years later."""
    page = html_page(documents()[kind], paper)
    elements = read(page)
    assert elements.names <= ALLOWED
    assert not [name for name in elements.attributes if name.startswith("on") or name in ("src", "href", "xlink:href")]
    assert not re.search(r"url\(|@import|@font-face|https?://(?!www\.w3\.org)", page)
    assert "default-src 'none'" in page
    assert ("size: A4" if paper is Paper.A4 else "size: letter") in page


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names_are_shown_as_text(kind: str) -> None:
    """A script is read, not run; a mark that turns the line round is written out; letters of other scripts stay."""
    elements = read(html_page(documents()[kind], Paper.A4))
    assert "script" not in elements.names
    assert "\u202e" not in elements.text
    assert HOSTILE.replace("\u202e", "<U+202E>") in elements.text


def test_quotes_and_unseen_characters_are_escaped() -> None:
    """Between quotes of an attribute too."""
    assert escaped("a\u200b\"'<>&\x07") == "a&lt;U+200B&gt;&quot;&#x27;&lt;&gt;&amp;&lt;U+0007&gt;"


def test_a_micro_code_is_used_where_the_tag_fits_and_a_whole_one_where_it_does_not() -> None:
    """M3 has 15 modules and two of quiet ground around it; twelve characters are the longest tag."""
    assert 'viewBox="0 0 19 19"' in tag_drawing("A-07")
    assert 'viewBox="0 0 19 19"' in tag_drawing("ABCDEFGHIJ-9")
    assert 'viewBox="0 0 29 29"' in tag_drawing("ABCDEFGHIJKLMNOP")


def test_a_day_that_is_not_sealed_says_so_and_shows_no_words() -> None:
    """Eight words on paper are a promise."""
    from showclear.reports.day import NOT_SEALED, day_document

    page = html_page(day_document(day(sealed=False)), Paper.A4)
    assert NOT_SEALED in page
    assert "<svg" not in page


def test_a_handover_that_does_not_count_and_records_after_the_seal_are_said() -> None:
    """Paper that leaves this out would vouch for it."""
    page = html_page(documents()["day"], Paper.A4)
    assert "DOES NOT COUNT" in page
    assert "2 records came after it" in page
    assert "not on record" in page


def test_a_drill_says_so_on_its_first_line() -> None:
    """Its faults were planted: nobody may take it for what happened."""
    made = documents()["production"]
    drill = replace(made, identity=replace(made.identity, drill="7"))
    assert "DRILL: nobody held a gun" in html_page(drill, Paper.A4)
    assert "DRILL" not in html_page(made, Paper.A4)


@pytest.mark.parametrize("kind", ["safety-plan", "tags", "day"])
def test_no_printed_thing_says_that_a_gun_is_cold_now(kind: str) -> None:
    """Paper does not follow what happens: only a past handover may name the word, with its time."""
    text = read(html_page(documents()[kind], Paper.A4)).text
    told = [line for line in text.splitlines() if re.search(r"\bCOLD\b|state: cold", line)]
    assert not told


def test_pdf_holds_the_same_values_and_takes_none_for_code() -> None:
    """typst reads them as JSON. Where it is not installed, that is said in the test of the command."""
    pytest.importorskip("typst")
    from showclear.reports.pdf import pdf

    for paper in Paper:
        for kind, document in documents().items():
            if kind != "tags":
                assert pdf(document, paper).startswith(b"%PDF-")


def test_a_letter_without_a_shape_is_named_by_its_number_in_words_and_in_drawings() -> None:
    """A rune in somebody's reason must neither vanish nor keep a report from being made."""
    from showclear.reports.pdf import _named

    values = {"text": "a \u16a0", "parts": [{"svg": "<svg><text>\u16a0</text></svg>", "width": 3}]}
    assert _named(values, "\u16a0") == {
        "text": "a <U+16A0>", "parts": [{"svg": "<svg><text>&lt;U+16A0&gt;</text></svg>", "width": 3}]
    }  # fmt: skip


def test_pdf_is_made_of_a_page_with_a_letter_that_no_font_has() -> None:
    """Where typst is installed: it refuses the letter, and the page is made with its number."""
    pytest.importorskip("typst")
    from showclear.reports.pdf import pdf

    page = Document("Title", IDENTITY, (Words("a rune \u16a0 and a private letter \ue123"),))
    assert pdf(page, Paper.A4).startswith(b"%PDF-")


def test_the_values_for_pdf_hold_no_unseen_character() -> None:
    """The same rule as for HTML."""
    from showclear.reports.pdf import pdf_values

    for document in documents().values():
        assert "\u202e" not in str(pdf_values(document, Paper.LETTER))
