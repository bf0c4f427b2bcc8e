"""Pictures of screens."""

from __future__ import annotations

from xml.etree import ElementTree

from showclear.tui.drawing.svg import SvgRun, block_boxes, svg_of


def test_block_elements_are_boxes_and_text_is_text() -> None:
    """Blocks drawn by a font would leave seams between them."""
    svg = svg_of([[SvgRun("▀ab█", "#FFFFFF", "#000000", True)]], columns=4, title="x", ground="#000000")
    root = ElementTree.fromstring(svg)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["ab"]
    assert "▀" not in svg


def test_a_half_and_a_quarter_fill_what_they_say() -> None:
    """In eighths of a cell: x, y, width, height."""
    assert block_boxes("█") == ((0, 0, 8, 8),)
    assert block_boxes("▝") == ((4, 0, 4, 4),)
    assert block_boxes("▂") == ((0, 6, 8, 2),)
    assert block_boxes("a") == ()


def test_names_cannot_break_out_of_the_picture() -> None:
    """A picture is made of what people typed, too."""
    svg = svg_of([[SvgRun("</text><script>", "#FFFFFF", "#000000", False)]], columns=15, title="<x>", ground="#000000")
    assert "<script" not in svg
    ElementTree.fromstring(svg)
