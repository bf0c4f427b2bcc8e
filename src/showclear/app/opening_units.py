"""A unit is opened while the production runs, or a known one gets another 1st assistant director."""

from __future__ import annotations

from showclear.app.drafting import draft, place
from showclear.app.logbook import LogBook
from showclear.app.signing import Draft
from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.situation.day import Day, day_by_records, unit_entry, units
from showclear.errors import RefusedError
from showclear.words import english


def opened_unit(book: LogBook, name: str, where: str, zone: str, first: Person, officer: Person) -> Draft:
    """The record that opens a unit, or names the 1st assistant director of one that is there, ready to be signed.

    Args:
        where: the place at which its next day begins.
        zone: IANA name of its time zone.

    Raises:
        RefusedError: its day is open, another one is written nearly like it, or the people do not fit.
    """

    def gate() -> None:
        view = book.situation.view
        like = [one.unit for one in units(view) if one.unit != name and one.unit.casefold() == name.casefold()]
        if like:
            raise RefusedError(
                english('There is a unit "{like}" already.', like=like[0]),
                english("Write it in the same way, or name it otherwise."),
            )
        if isinstance(day_by_records(view, name), Day):
            raise RefusedError(english("The day of unit {name} is open.", name=name), english("Wrap it first (J)."))
        if first.role is not Role.ASSISTANT_DIRECTOR or officer.role is not Role.SAFETY_OFFICER:
            raise RefusedError(
                english("R-052: An assistant director and the safety officer open a unit."),
                english("Choose two people with these roles."),
            )

    known = unit_entry(book.situation.view, name) is not None
    # not said: records stay English
    what = f"has {first.name} as its 1st assistant director" if known else "is a unit of this production"
    effect = Effect("unit-opened", {"unit": name, "place": where, "zone": zone, "first": first.id})
    places = (
        # not said: records stay English
        place(first, "opened", f"From now on I am the 1st assistant director of unit {name}, which begins at {where}."),
        place(officer, "agreed", f"I agree: {name} {what}."),  # not said: records stay English
    )
    return draft(book, "unit", f"Unit: {name}", (effect,), places, gate)  # not said: records stay English
