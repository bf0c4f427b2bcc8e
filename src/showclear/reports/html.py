"""A document as one HTML page: printable from any browser, without a network, a script or a font of its own.

Every text goes through `escaped`; the drawings of codes are the only markup that is not written here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from showclear.reports.codes import code_drawing, tag_drawing
from showclear.reports.document import (
    Answer,
    Banner,
    Document,
    Drawing,
    EightWords,
    Facts,
    Form,
    Heading,
    Items,
    Label,
    Labels,
    Layout,
    Lines,
    Paper,
    Part,
    Table,
    Words,
)
from showclear.reports.html_form import form, lines
from showclear.reports.style import LABEL_GRIDS, style_sheet
from showclear.reports.text import escaped

LONG_TAG = 7
"""Characters from which on a tag is set smaller, so that twelve of them still fit a label."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing that might have slipped through may load or run."""


def html_page(document: Document, paper: Paper) -> str:
    """The page, ending with a line feed. The same document and paper always give the same bytes."""
    body = "\n".join(_part(part, paper) for part in document.parts)
    if document.layout is not Layout.LABELS:
        body = f"{_header(document)}\n{body}\n{_footer(document)}"
    title = f"{document.title}: {document.identity.production}"
    style = style_sheet(document.layout, paper, document.foot)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escaped(title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _header(document: Document) -> str:
    return f"<header><h1>{escaped(document.title)}</h1><p>{escaped(document.head)}</p></header>"


def _footer(document: Document) -> str:
    notes = "".join(f"<p>{escaped(note)}</p>" for note in document.notes)
    return f"<footer>{notes}</footer>" if notes else ""


def _class(name: str, wanted: bool) -> str:
    return f' class="{name}"' if wanted else ""


def _part(part: Part, paper: Paper) -> str:
    if isinstance(part, Labels):
        return _labels(part, paper)
    return _DRAWN[type(part)](part)


def _heading(part: Heading) -> str:
    return f"<h2{_class('new-page', part.new_page)}>{escaped(part.text)}</h2>"


def _words(part: Words) -> str:
    return f"<p{_class('strong', part.strong)}>{escaped(part.text)}</p>"


def _items(part: Items) -> str:
    name = "ol" if part.numbered else "ul"
    return f"<{name}>{''.join(f'<li>{escaped(item)}</li>' for item in part.items)}</{name}>"


def _table(part: Table) -> str:
    whole = sum(part.widths)
    columns = "".join(f'<col style="width:{100 * width / whole:.1f}%">' for width in part.widths)
    head = "".join(f"<th>{escaped(text)}</th>" for text in part.head)
    rows = "\n".join(f"<tr>{''.join(_cell(part, at, text) for at, text in enumerate(row))}</tr>" for row in part.rows)
    kind = "tall" if part.tall else "dense"
    top = f"<table{_class(kind, part.tall or part.dense)}><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>"
    return f"{top}\n<tbody>\n{rows}\n</tbody></table>"


def _cell(part: Table, at: int, text: str) -> str:
    return f"<td{_class('fixed', at in part.fixed)}>{escaped(text)}</td>"


def _eight_words(part: EightWords) -> str:
    words = "".join(f"<li>{escaped(word)}</li>" for word in part.words)
    return (
        f'<div class="words">{code_drawing(part.code)}<div><p><b>{escaped(part.title)}</b></p><ol>{words}</ol>'
        f"<p>{escaped(part.note)}</p></div></div>"
    )


def _banner(part: Banner) -> str:
    return f'<div class="banner">{escaped(part.text)}</div>'


def _lines(part: Lines) -> str:
    return lines(part.labels)


def _facts(part: Facts) -> str:
    rows = "".join(f"<div><b>{escaped(label)}</b><span>{escaped(value)}</span></div>" for label, value in part.rows)
    return f'<div class="facts">{rows}</div>'


def _answer(part: Answer) -> str:
    alarm = " alarm" if part.alarm else ""
    return (
        f'<div class="answer{alarm}"><p>{escaped(part.question)}</p><b>{escaped(part.answer)}</b>'
        f"<p>{escaped(part.words)}</p></div>"
    )


def _drawing(part: Drawing) -> str:
    """The words stand below it, for whoever does not see it or wants to know what it means."""
    words = f"<p>{escaped(part.words)}</p>" if part.words else ""
    return f'<div class="drawing">{part.svg}{words}</div>'


def _labels(part: Labels, paper: Paper) -> str:
    grid = LABEL_GRIDS[paper]
    each = grid.columns * grid.rows
    sheets = [part.labels[at : at + each] for at in range(0, len(part.labels), each)]
    drawn = ("\n".join(map(_label, sheet)) for sheet in sheets)
    return "\n".join(f'<div class="labels">\n{labels}\n</div>' for labels in drawn)


def _label(label: Label) -> str:
    long = _class("long", len(label.tag) >= LONG_TAG)
    return (
        f'<div class="label">{tag_drawing(label.tag)}<div><small>{escaped(label.kind)}</small>'
        f"<b{long}>{escaped(label.tag)}</b><span>{escaped(label.name)}</span><span>{escaped(label.detail)}</span>"
        "</div></div>"
    )


_DRAWN: Mapping[type[Any], Callable[[Any], str]] = {
    Heading: _heading,
    Words: _words,
    Items: _items,
    Table: _table,
    EightWords: _eight_words,
    Banner: _banner,
    Lines: _lines,
    Form: form,
    Facts: _facts,
    Answer: _answer,
    Drawing: _drawing,
}
