"""QR codes: as text for a terminal, and as drawings for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

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


def tag_drawing(tag: str) -> str:
    """The code of a tag as an SVG drawing: a Micro QR code (M3) where the tag fits, else a QR code.

    Of a Micro QR code the stronger of the two corrections that still hold the tag.
    """
    import segno
    from segno.encoder import DataOverflowError

    for error in ("m", "l"):
        try:
            return _drawing(segno.make(tag, version="M3", error=error, boost_error=False))
        except DataOverflowError:
            continue
    return _drawing(segno.make(tag, error="m", micro=False, boost_error=False))


def code_drawing(text: str) -> str:
    """A QR code as an SVG drawing, with a quarter of it spare for creases and dirt."""
    import segno

    return _drawing(segno.make(text, error="q", micro=False, boost_error=False))


def _drawing(code: segno.QRCode) -> str:
    """Black on white, with the quiet ground that the standard asks for; sized by whoever places it."""
    return code.svg_inline(border=2 if code.is_micro else 4, omitsize=True, svgclass=None, lineclass=None, light="#fff")
