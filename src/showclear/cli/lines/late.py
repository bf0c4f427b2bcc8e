"""Hours on paper in lines: what was done while the laptop was dead is entered and signed by two."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.cli.lines.forms import fill
from showclear.cli.lines.place import Place
from showclear.cli.lines.signing import sign
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.late.entries import LateSheet


def paper(place: Place) -> None:
    """Hours on paper are entered, line by line. Raises: Leave, EOFError."""
    from showclear.tui.presenters import late as present

    production, late = place.production, place.production.late_entries
    unit = production.unit

    def begin(values: Mapping[str, str]) -> LateSheet:
        named = values["photograph"].strip()
        kept = production.attach(Path(named).expanduser()) if named else ""
        return late.begin(unit, values["began"], values["ended"], values["paper"], values["told_by"], kept)

    sheet = fill(place, say("From paper"), *present.begin_form(unit, late.zone(unit)), begin)
    while True:
        place.say("", present.source(sheet), *(late.words(sheet) or (present.NOTHING,)))
        place.say(*(say("Does not agree: {doubt}", doubt=one) for one in late.doubts(sheet)))
        rows = (
            ("add", say("Add a line")),
            ("less", say("Take the last line out")),
            ("sign", say("That is all: two sign it")),
        )
        way = place.choose(say("What now? :leave records nothing."), rows, keys=("A", "D", "S"))
        if way == "add":
            sheet = _line(place, sheet)
        elif way == "less" and sheet.lines:
            sheet = sheet.without(len(sheet.lines) - 1)
        elif way == "sign" and sheet.lines and _sign_paper(place, sheet):
            return


def _sign_paper(place: Place, sheet: LateSheet) -> bool:
    """Two people sign what was entered; whether they did. Raises: Leave, EOFError."""
    from showclear.tui.presenters import late as present

    late = place.production.late_entries
    session = fill(
        place, say("Who signs?"), *present.sign_form(place.board),
        lambda values: late.enter(sheet, values["performer"], values["verifier"]),
    )  # fmt: skip
    return sign(place, session) is not None


def _line(place: Place, sheet: LateSheet) -> LateSheet:
    from showclear.app.late.lines import KINDS, LateKind

    late = place.production.late_entries
    rows = tuple((str(kind), text) for kind, _, text in KINDS)
    kind = LateKind(place.choose(say("What does the paper say?"), rows, keys=tuple(key for _, key, _ in KINDS)))
    return fill(
        place, dict(rows)[str(kind)], (), late.fields(sheet, kind), lambda values: late.add(sheet, kind, values)
    )
