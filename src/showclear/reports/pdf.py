"""A document as PDF, by typst, where it is installed. The same values as the HTML page, set by one template."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import import_module
from importlib.resources import files
from typing import Any

from showclear.errors import ShowClearError
from showclear.reports.codes import code_drawing, tag_drawing
from showclear.reports.document import Document, EightWords, Labels, Paper, Part
from showclear.reports.style import LABEL_GRIDS, MARGIN, PAPER_SIZES
from showclear.reports.text import shown

STANDARD = "a-2b"
"""PDF/A: made to be kept. Fonts are embedded, and a letter without a glyph is refused instead of left out."""

_TEMPLATE = "document.typ"


class NoPdfError(ShowClearError):
    """No PDF can be made here."""

    title = "No PDF"


def pdf(document: Document, paper: Paper) -> bytes:
    """The document as PDF/A.

    Raises:
        NoPdfError: typst is not installed, or no font here has all letters of the document.
    """
    try:
        typst = import_module("typst")
    except ImportError as error:
        raise NoPdfError(
            "The part of Show Clear that makes PDF is not installed here.",
            "Install it: pip install 'showclear[pdf]'. Or leave --format out, open the HTML page in a browser and "
            "print it to a PDF there.",
        ) from error
    template = files("showclear.reports").joinpath(_TEMPLATE).read_bytes()
    values = json.dumps(pdf_values(document, paper), ensure_ascii=True)
    try:
        made = typst.compile(template, format="pdf", sys_inputs={"document": values}, pdf_standards=[STANDARD])
    except (typst.TypstError, RuntimeError) as error:
        raise NoPdfError(
            f"typst refused the page: {shown(str(error)).splitlines()[0][:200]}",
            "Perhaps no font of this machine has all its letters. Leave --pdf out, open the HTML page in a browser "
            "and print it to a PDF there.",
        ) from error
    assert isinstance(made, bytes)
    return made


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
