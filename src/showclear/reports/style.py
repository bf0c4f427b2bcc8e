"""The style sheet of printed pages: black on white, sizes in millimetres and points, fonts that every machine has."""

from __future__ import annotations

from dataclasses import dataclass

from showclear.reports.document import Layout, Paper
from showclear.reports.text import shown

MARGIN = 10
"""Millimetres around a page."""


@dataclass(frozen=True, slots=True)
class LabelGrid:
    """A sheet of labels, in millimetres."""

    columns: int
    rows: int
    width: float
    height: float
    top: float
    left: float
    gap: float
    """Between columns."""


LABEL_GRIDS = {
    Paper.A4: LabelGrid(3, 8, 70, 37, 0.5, 0, 0),
    Paper.LETTER: LabelGrid(3, 10, 66.7, 25.4, 12.7, 4.75, 3.1),
}
"""24 labels of 70 x 37 mm on A4; 30 of 2 5/8 x 1 inch on US Letter."""

PAPER_SIZES = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}
"""Width and height in millimetres, upright."""

_NAMES = {Paper.A4: "A4", Paper.LETTER: "letter"}

_COMMON = """
* { box-sizing: border-box; }
html { color: #000; background: #fff; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; font: 11.5pt/1.35 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
header { border-bottom: 1.2mm solid #000; margin-bottom: 4mm; }
h1 { font-size: 26pt; line-height: 1.1; margin: 0 0 1mm; }
header p, footer p { font-size: 9.5pt; margin: 0 0 1.5mm; }
h2 { font-size: 15pt; line-height: 1.2; margin: 5mm 0 1.5mm; break-after: avoid; }
.new-page { break-before: page; margin-top: 0; }
p, ol, ul { margin: 0 0 2.5mm; }
ol, ul { padding-left: 7mm; }
li { margin-bottom: 1mm; break-inside: avoid; }
.strong { font-weight: bold; font-size: 13pt; border: 0.7mm solid #000; padding: 2mm 3mm; break-inside: avoid; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: 3mm; }
th, td { border: 0.25mm solid #000; padding: 0.8mm 1.6mm; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th { font-size: 9.5pt; border-bottom-width: 0.6mm; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
.fixed { font-family: "DejaVu Sans Mono", Menlo, Consolas, "Courier New", monospace; font-size: 9pt; }
.tall td { height: 10mm; }
.words { display: flex; gap: 6mm; border: 0.7mm solid #000; padding: 3mm; margin: 3mm 0; break-inside: avoid; }
.words svg { width: 38mm; height: 38mm; flex: none; }
.words ol { columns: 2; font-size: 18pt; font-weight: bold; margin: 1mm 0 2mm; padding-left: 11mm; }
.words p { margin: 0 0 1mm; }
.banner { font-size: 25pt; line-height: 1.15; font-weight: bold; border: 1.5mm solid #000; padding: 3mm 5mm;
  margin-bottom: 3mm; }
.lines { columns: 2; column-gap: 6mm; margin-bottom: 3mm; }
.line { display: flex; align-items: flex-end; gap: 2mm; min-height: 9mm; break-inside: avoid; }
.line span { flex: 0 1 auto; padding-top: 1mm; }
.line i, .write { flex: 1 0 25mm; border-bottom: 0.3mm solid #000; }
td { white-space: pre-line; }
.dense { font-size: 9pt; line-height: 1.3; }
.dense th, .dense td { border: 0; border-bottom: 0.15mm solid #8a8a8a; padding: 1mm 2mm 1mm 0; }
.dense th { font-size: 8.5pt; border-bottom: 0.5mm solid #000; vertical-align: bottom; }
.dense .fixed { font-size: 7pt; line-height: 1.35; padding-top: 1.2mm; }
.facts { columns: 2; column-gap: 8mm; margin: 0 0 3mm; }
.facts div { display: flex; gap: 3mm; border-bottom: 0.2mm solid #8a8a8a; padding: 0.7mm 0; break-inside: avoid; }
.facts b { flex: 0 0 34mm; font-weight: normal; font-size: 9.5pt; padding-top: 0.5mm; }
.facts span { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.answer { border: 0.4mm solid #000; border-left-width: 2.4mm; padding: 2.5mm 4mm; margin: 0 0 3mm;
  break-inside: avoid; }
.answer b { display: block; font-size: 20pt; line-height: 1.15; margin: 0.5mm 0 1mm; }
.answer p { margin: 0; }
.alarm { border-width: 1.2mm; border-left-width: 2.4mm; }
.drawing { margin: 0 0 3mm; break-inside: avoid; }
.drawing svg { display: block; width: 100%; }
.drawing p { font-size: 9.5pt; margin: 1mm 0 0; }
footer { border-top: 0.3mm solid #000; margin-top: 5mm; padding-top: 1.5mm; break-inside: avoid; }
"""

_SHEET = """
.sheet { break-before: page; margin: 0; }
.sheet th, .sheet td { font-size: 9.5pt; line-height: 1.2; padding: 0.6mm 1.4mm; }
h1 { font-size: 20pt; }
.banner { font-size: 22pt; padding: 2mm 5mm; }
.tall td { height: 8.4mm; }
.sheet thead th { border: 0; border-bottom: 0.8mm solid #000; font-weight: normal; font-size: 9pt; }
.sheet thead b { font-size: 13pt; display: block; }
.sheet .fold, .sheet .killer .fold { border-left: 0.8mm dashed #000; padding-left: 4mm; }
.sheet .own { padding-right: 4mm; }
.sheet .block td { border: 0; border-bottom: 0.5mm solid #000; padding-top: 2mm; break-after: avoid; }
.sheet .block b { font-size: 12pt; }
.sheet .small, .sheet .who { font-size: 8.5pt; display: block; }
.sheet .only { font-size: 8.5pt; font-weight: bold; display: block; }
.sheet .head { font-weight: bold; font-size: 11pt; }
.sheet .said { font-style: italic; display: block; }
.sheet .killer .head::before { content: "\\2605 "; }
.sheet .killer td { border-width: 0.6mm; }
.sheet .no { font-size: 9pt; }
.tick { display: block; padding-left: 6mm; text-indent: -6mm; margin-bottom: 0.2mm; }
.tick::before { content: ""; display: inline-block; width: 3.6mm; height: 3.6mm; border: 0.4mm solid #000;
  margin-right: 2mm; vertical-align: -0.6mm; }
.letters { font-size: 8.5pt; display: block; }
.box { display: inline-block; margin: 0 0.4mm 0.6mm 0; white-space: nowrap; font-size: 8pt; }
.box i { display: inline-block; width: 6.2mm; height: 7.4mm; border: 0.4mm solid #000; margin-left: 0.4mm;
  vertical-align: middle; }
.box.wide { display: block; margin-right: 0; white-space: normal; }
.box.wide i { display: block; width: auto; margin-left: 0; }
.box.half { width: 47%; }
.box.half i { width: 100%; margin-left: 0; }
.sheet .sign { break-before: avoid; break-after: avoid; }
.sign td { height: 13mm; font-size: 9pt; }
.sign .write { display: block; height: 7mm; margin-bottom: 0.5mm; }
"""


def style_sheet(layout: Layout, paper: Paper, foot: str = "") -> str:
    """The style sheet of a page, with its paper and what stands at the foot of it."""
    if layout is Layout.LABELS:
        return _labels(paper)
    lies = "landscape" if layout is Layout.LANDSCAPE else "portrait"
    small = "font: 8.5pt Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
    numbers = f'@bottom-right {{ content: counter(page) " / " counter(pages); {small}; }}'
    if foot:
        numbers += f" @bottom-left {{ content: {css_text(foot)}; {small}; }}"
    page = f"@page {{ size: {_NAMES[paper]} {lies}; margin: {MARGIN}mm; {numbers} }}"
    return f"{page}{_COMMON}{_SHEET if layout is Layout.LANDSCAPE else ''}"


def css_text(text: str) -> str:
    """A text as a style sheet holds it, every character by its number: nothing in it can end it."""
    return '"' + "".join(f"\\{ord(one):x} " for one in shown(text)) + '"'


def _labels(paper: Paper) -> str:
    grid = LABEL_GRIDS[paper]
    code = min(grid.height - 9, 24)
    return f"""@page {{ size: {_NAMES[paper]} portrait; margin: 0; }}
* {{ box-sizing: border-box; }}
html {{ color: #000; background: #fff; }}
body {{ margin: 0; font: 9pt/1.2 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }}
.labels {{ display: grid; grid-template-columns: repeat({grid.columns}, {grid.width}mm); column-gap: {grid.gap}mm;
  grid-auto-rows: {grid.height}mm; padding: {grid.top}mm 0 0 {grid.left}mm; break-after: page; }}
.labels:last-child {{ break-after: auto; }}
.label {{ display: flex; align-items: center; gap: 2mm; padding: 2.5mm; overflow: hidden;
  outline: 0.15mm dashed #000; }}
.label svg {{ width: {code:g}mm; height: {code:g}mm; flex: none; }}
.label div {{ min-width: 0; overflow-wrap: anywhere; }}
.label b {{ display: block; font-size: 21pt; line-height: 1.05; white-space: nowrap; }}
.label b.long {{ font-size: 13pt; }}
.label small {{ font-size: 7.5pt; font-weight: bold; letter-spacing: 0.3mm; }}
.label span {{ display: block; max-height: 9mm; overflow: hidden; }}
"""
