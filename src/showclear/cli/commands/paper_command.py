"""`showclear paper`: after a dead battery, what was done on the printed pad is entered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.dialogue import agree, ask, choose
from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import machine_for, production_folder
from showclear.errors import ShowClearError
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.late.entries import LateEntries, LateSheet
    from showclear.app.late.lines import LateKind
    from showclear.app.production import Production
    from showclear.app.views import InputField

SIGN, LESS, LEAVE = "sign", "less", "leave"
_WAYS = (
    (SIGN, english("that is all: sign it")),
    (LESS, english("take the last line out")),
    (LEAVE, english("give up: nothing is recorded")),
)


@click.command("paper", short_help="Enter afterwards what was done on the printed pad.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--photo", metavar="FILE", type=click.Path(path_type=Path), help="Attach a photograph of the sheets.")
def command(folder: Path, photo: Path | None) -> int:
    """Enter what was done on paper in the production in DIR (here, if none is named) while its laptop was dead.

    Who had a gun when, what went in and came out, what was counted: line by line, from `showclear report pad`. An
    armorer or handler and a second armorer, handler or assistant director sign it with their five words. It is a
    reconstruction and says so wherever it is shown. It clears nothing: every gun of the unit is unverified after it.

    \b
    Examples:
      showclear paper
      showclear paper "The Long Ride" --photo sheets.jpg
    """
    from showclear.app.production import Production
    from showclear.cli.commands.open_command import laptop_name

    where = production_folder(folder)
    production = Production.open(where, machine=machine_for(where), laptop=laptop_name())
    try:
        late = production.late_entries
        sheet = _begin(production, late, production.attach(photo) if photo is not None else "")
        whole = _lines(late, sheet)
        if whole is None or not agree(say("Shall two people sign this now?")):
            tell(say("Nothing was recorded."))
            return 1
        _sign(production, where, late, whole)
    finally:
        production.close()
    return 0


def _begin(production: Production, late: LateEntries, photograph: str) -> LateSheet:
    """Ask when it was and from which paper, until it holds."""
    units = production.units
    unit = choose(say("Which unit?"), tuple((one, one) for one in units)) if len(units) > 1 else production.unit
    tell(say("Times are those of the clock there ({zone}).", zone=late.zone(unit)))
    while True:
        began = _typed(say("It began (14:05)"))
        ended = _typed(say("It ended (Enter: now)"), optional=True)
        paper = _typed(say("From which sheets of paper"))
        told = _typed(say("In whose words, where no sheet says it (Enter: nobody's)"), optional=True)
        try:
            return late.begin(unit, began, ended, paper, told, photograph)
        except ShowClearError as error:
            _tell(error)


def _lines(late: LateEntries, sheet: LateSheet) -> LateSheet | None:
    """Ask line by line; None where it was given up."""
    from showclear.app.late.lines import KINDS, LateKind

    kinds = tuple((str(kind), words) for kind, _, words in KINDS)
    while True:
        _show(late, sheet)
        chosen = choose(say("What is the next line?"), (*kinds, *_WAYS))
        if chosen == LEAVE:
            return None
        if chosen == LESS:
            sheet = sheet.without(len(sheet.lines) - 1) if sheet.lines else sheet
        elif chosen != SIGN:
            sheet = _one(late, sheet, LateKind(chosen))
        elif sheet.lines:
            return sheet
        else:
            tell(say("Nothing is entered yet."))


def _one(late: LateEntries, sheet: LateSheet, kind: LateKind) -> LateSheet:
    """One line; a line that does not hold is told and not entered."""
    values: dict[str, str] = {}
    for field in late.fields(sheet, kind):
        if field.is_asked(values):
            values[field.id] = _field(field)
    try:
        return late.add(sheet, kind, values)
    except ShowClearError as error:
        _tell(error)
        return sheet


def _field(field: InputField) -> str:
    if field.choices:
        offered = tuple(one for one in field.choices if one[0])
        return choose(field.label, offered) if offered else ""
    label = say("{label} (like {example})", label=field.label, example=field.example) if field.example else field.label
    return _typed(label, default=field.default, optional=field.optional)


def _typed(label: str, *, default: str = "", optional: bool = False) -> str:
    if optional:
        return str(click.prompt(translated(label), default="", show_default=False, err=True)).strip()
    return ask(label, lambda text: text, default=default)


def _tell(error: ShowClearError) -> None:
    tell(f"  {visible(error.message)} {visible(error.remedy)}".rstrip())


def _show(late: LateEntries, sheet: LateSheet) -> None:
    from showclear.domain.situation.paper import RECONSTRUCTION

    put(
        say(
            "{words} Unit {unit}, {period}.",
            words=RECONSTRUCTION,
            unit=visible(sheet.unit),
            period=sheet.period.words,
        )
    )
    for number, line in enumerate(late.words(sheet), start=1):
        put(f"  {number:2}  {visible(line)}")
    for doubt in late.doubts(sheet):
        tell("  " + say("Does not agree: {doubt}", doubt=visible(doubt)))


def _sign(production: Production, where: Path, late: LateEntries, sheet: LateSheet) -> None:
    from showclear.cli.signing import key_at_hand, sign_at_hand
    from showclear.domain.people import CUSTODIANS
    from showclear.domain.situation.paper import MAY_VERIFY

    performer = key_at_hand(production, where, *sorted(CUSTODIANS))
    verifier = key_at_hand(production, where, *sorted(MAY_VERIFY), but=performer.person.id)
    put(sign_at_hand(production, late.draft(sheet, performer.person.id, verifier.person.id), (performer, verifier)))
    tell(
        say(
            "Every gun of unit {unit} is unverified now: inspect it (D) before anybody uses it.",
            unit=visible(sheet.unit),
        )
    )
