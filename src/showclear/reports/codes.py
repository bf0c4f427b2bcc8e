"""QR codes: as text for a terminal, and as drawings for paper."""

from __future__ import annotations

QUIET = 2
"""Modules of quiet ground around a code on a screen; paper has the four that the standard asks for."""


def code_lines(text: str) -> tuple[str, ...]:
    """A QR code for a terminal: two rows of modules a line in half blocks, dark ones drawn."""
    import segno

    code = segno.make(text, error="l", micro=False, boost_error=False)
    rows = [[bool(cell) for cell in row] for row in code.matrix_iter(border=QUIET)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    return tuple(
        "".join(" ▄▀█"[2 * above + below] for above, below in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )
