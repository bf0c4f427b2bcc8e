"""A blank checklist as an HTML table of two halves, to be folded in the middle."""

from __future__ import annotations

from showclear.reports.document import Form, Group, Half, Row
from showclear.reports.text import escaped

_COLUMNS = (
    '<colgroup><col style="width:28%"><col style="width:22%"><col style="width:28%"><col style="width:22%"></colgroup>'
)

FOLD = ' class="fold"'


def form(sheet: Form) -> str:
    """One checklist; its head stands on every page that it takes."""
    head = f"{_half_head(sheet, sheet.first, 'First person')}{_half_head(sheet, sheet.second, 'Second person', True)}"
    groups = "\n".join(_group(group) for group in sheet.groups)
    return (
        f'<table class="sheet">{_COLUMNS}<thead><tr>{head}</tr></thead>\n<tbody>\n{_fields(sheet)}{groups}\n'
        f'{_signatures(sheet)}\n<tr class="block"><td colspan="4"><span class="small">{escaped(sheet.after)}</span>'
        "</td></tr>\n</tbody></table>"
    )


def lines(labels: tuple[str, ...]) -> str:
    """Labels with a line each to write on, in two columns."""
    drawn = "".join(f'<div class="line"><span>{escaped(label)}</span><i></i></div>' for label in labels)
    return f'<div class="lines">{drawn}</div>'


def _half_head(sheet: Form, role: str, which: str, folded: bool = False) -> str:
    place = FOLD if folded else ""
    return f'<th colspan="2"{place}><b>{escaped(sheet.title)}</b>{which}: {escaped(role)} · {escaped(sheet.about)}</th>'


def _fields(sheet: Form) -> str:
    asked = lines(sheet.fields) if sheet.fields else ""
    return f'<tr class="block"><td colspan="4"><span class="small">{escaped(sheet.who)}</span>{asked}</td></tr>\n'


def _group(group: Group) -> str:
    said = f'<span class="said">{escaped(group.say)}</span>' if group.say else ""
    notes = "".join(f'<span class="small">{escaped(note)}</span>' for note in group.notes)
    head = f'<tr class="block"><td colspan="4"><b>{escaped(group.title)}</b>{said}{notes}</td></tr>'
    return "\n".join((head, *(_row(row) for row in group.rows)))


def _row(row: Row) -> str:
    killer = ' class="killer"' if row.killer else ""
    return f"<tr{killer}>{_side(row, row.first)}{_side(row, row.second, FOLD)}</tr>"


def _side(row: Row, half: Half, place: str = "") -> str:
    if not half.asked:
        return f'<td{place}><span class="no">{escaped(row.headline)}: the other half</span></td><td></td>'
    return f"<td{place}>{_question(row)}</td><td>{_entry(half)}</td>"


def _question(row: Row) -> str:
    only = f'<span class="only">{escaped(row.only[:1].upper() + row.only[1:])}</span>' if row.only else ""
    said = f'<span class="said">{escaped(row.say)}</span>' if row.say else ""
    meanings = "; ".join(f"<b>{escaped(key)}</b> {_answer(text, stops)}" for key, text, stops in row.letters)
    letters = f'<span class="letters">{meanings}</span>' if meanings else ""
    who = f'<span class="who">{escaped(row.who)}</span>' if row.who else ""
    return f'{only}<span class="head">{escaped(row.headline)}</span> {escaped(row.ask)}{said}{letters}{who}'


def _answer(text: str, stops: bool) -> str:
    return f"{escaped(text)} <b>STOP</b>" if stops else escaped(text)


def _entry(half: Half) -> str:
    ticks = "".join(f'<span class="tick">{_answer(text, stops)}</span>' for text, stops in half.ticks)
    return ticks + "".join(_box(label, half.wide, len(half.boxes) > 1) for label in half.boxes)


def _box(label: str, wide: bool, several: bool) -> str:
    """A box for words takes the whole column; one of several that are named by hand takes half of it."""
    size = " half" if several and not label else " wide" if wide else ""
    return f'<span class="box{size}">{escaped(label)}<i></i></span>'


def _signatures(sheet: Form) -> str:
    halves = "".join(
        f'<td colspan="2"{place}>{escaped(statement)}<span class="write"></span>'
        f'Signature <span class="write"></span>Printed name ({escaped(role)}), date and time</td>'
        for statement, role, place in (
            (sheet.statements[0], sheet.first, ""),
            (sheet.statements[1], sheet.second, FOLD),
        )
    )
    return f'<tr class="sign">{halves}</tr>'
