"""Rows for a spreadsheet, in which nothing that a person typed is taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from showclear.reports.text import shown

Cell = str | int

_FORMULA = re.compile(r"(^|[;|\n])([ \u00a0\u3000]*[=+\-@＝＋－＠﹦﹢﹣﹫])")
"""Where a spreadsheet begins to reckon: at the start of a cell, and behind what other settings take for its end."""


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The rows under their header as CSV (RFC 4180), every cell in quotes.

    A text that a spreadsheet would take for a formula has `'` before it, also where it stands behind a semicolon, a bar
    or a line break, which other settings take for the end of a cell. Characters that are acted on or not drawn, tabs
    and carriage returns among them, are written out, such as <U+0009>. Numbers stand as they are.

    Raises:
        ValueError: a row has another number of cells than the header.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([cell_text(one) for one in header])
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"{len(row)} cells under {len(header)} headings")
        writer.writerow([cell_text(one) for one in row])
    return out.getvalue()


def cell_text(cell: Cell) -> str:
    """What stands in a cell, without its quotes."""
    return str(cell) if isinstance(cell, int) else _FORMULA.sub(r"\1'\2", shown(cell))
