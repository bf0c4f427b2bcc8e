"""A document as PDF, by typst, where it is installed. The same values as the HTML page, set by one template."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from importlib.resources import files
from typing import Any

from showclear.errors import ShowClearError
from showclear.reports.codes import code_drawing, tag_drawing
from showclear.reports.document import Document, EightWords, Labels, Paper, Part, Words
from showclear.reports.style import LABEL_GRIDS, MARGIN, PAPER_SIZES
from showclear.reports.text import escaped, shown

STANDARD = "a-2b"
"""PDF/A: made to be kept. Fonts are embedded, and a letter without a glyph is refused instead of left out."""

FIRST_RARE = 0x250
"""From which letter on a font of a usual machine may have no shape for it."""

MOST_LETTERS = 2000
"""How many different letters are tried before the page is given up."""

_TEMPLATE = "document.typ"


class NoPdfError(ShowClearError):
    """No PDF can be made here."""

    title = "No PDF"


def pdf(document: Document, paper: Paper) -> bytes:
    """The document as PDF/A. A letter for which no font here has a shape is named by its number.

    Raises:
        NoPdfError: typst is not installed, or refuses the page.
    """
    try:
        typst = import_module("typst")
    except ImportError as error:
        raise NoPdfError(
            "The part of Show Clear that makes PDF is not installed here.",
            "Install it: pip install 'showclear[pdf]'. Or leave --pdf out, open the HTML page in a browser and "
            "print it to a PDF there.",
        ) from error
    values = pdf_values(document, paper)
    try:
        return _compiled(typst, values)
    except (typst.TypstError, RuntimeError) as error:
        unshown = _without_glyph(typst, values)
        if not unshown:
            raise _refused(error) from error
        try:
            return _compiled(typst, _named(values, unshown))
        except (typst.TypstError, RuntimeError) as again:
            raise _refused(again) from again


def _refused(error: Exception) -> NoPdfError:
    return NoPdfError(
        f"typst refused the page: {shown(str(error)).splitlines()[0][:200]}",
        "Perhaps no font of this machine has all its letters. Leave --pdf out, open the HTML page in a browser "
        "and print it to a PDF there.",
    )


def _compiled(typst: Any, values: dict[str, Any]) -> bytes:
    template = files("showclear.reports").joinpath(_TEMPLATE).read_bytes()
    told = {"document": json.dumps(values, ensure_ascii=True)}
    made = typst.compile(template, format="pdf", sys_inputs=told, pdf_standards=[STANDARD])
    assert isinstance(made, bytes)
    return made


def _without_glyph(typst: Any, values: dict[str, Any]) -> str:
    """The letters of a page for which no font here has a shape: each is set alone on an empty page."""
    letters = sorted(set(_letters(values)))
    empty = {**values, "title": "", "production": "", "head": "", "foot": "", "notes": []}
    found = ""
    for letter in letters[:MOST_LETTERS]:
        try:
            _compiled(typst, {**empty, "parts": [_part(Words(letter))]})
        except (typst.TypstError, RuntimeError):
            # This letter is the reason, or one of them: it is named on the page instead.
            found += letter
    return found


def _letters(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (one for one in value if ord(one) >= FIRST_RARE)
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _letters(one)


def _named(value: Any, letters: str) -> Any:
    """The values with each of these letters by its number, such as <U+16A0>: nothing is left out of the page."""
    if isinstance(value, str):
        is_drawing = value.startswith("<svg")
        return "".join(
            one if one not in letters else escaped(f"<U+{ord(one):04X}>") if is_drawing else f"<U+{ord(one):04X}>"
            for one in value
        )
    if isinstance(value, dict):
        return {key: _named(one, letters) for key, one in value.items()}
    return [_named(one, letters) for one in value] if isinstance(value, list) else value


def pdf_values(document: Document, paper: Paper) -> dict[str, Any]:
    """What the template reads: plain values, every text as it is shown."""
    width, height = PAPER_SIZES[paper]
    at = document.identity.at
    values: dict[str, Any] = _shown(
        {
            "title": document.title,
            "production": document.identity.production,
            "head": document.head,
            "foot": document.foot,
            "notes": list(document.notes),
            "layout": str(document.layout),
            "width": width,
            "height": height,
            "margin": MARGIN,
            "grid": asdict(LABEL_GRIDS[paper]),
            "at": [at.year, at.month, at.day, at.hour, at.minute, at.second],
            "parts": [_part(part) for part in document.parts],
        }
    )
    return values


def _part(part: Part) -> dict[str, Any]:
    values = {"is": type(part).__name__, **asdict(part)}
    if isinstance(part, EightWords):
        values["drawing"] = code_drawing(part.code)
    if isinstance(part, Labels):
        for label in values["labels"]:
            label["drawing"] = tag_drawing(label["tag"])
    return values


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _shown(one) for key, one in value.items()}
    return [_shown(one) for one in value] if isinstance(value, list | tuple) else value
