"""The people of the production in words: who is on duty, briefed, trained, and whose key is open here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.app.terms import until_words
from showclear.domain.people import KEY_ROLES, Role
from showclear.storage.clock import local
from showclear.tui.presenters.times import counted, minute
from showclear.tui.widgets.fact_sheet import Fact, SheetData
from showclear.tui.widgets.pieces import Piece, Weight, muted, strong
from showclear.tui.widgets.row_list import Column, ListRow

if TYPE_CHECKING:
    from showclear.app.views import PersonView

COLUMNS = (Column(1, 25), Column(27, 15), Column(43, 8), Column(52, 7), Column(60, 30))
NARROW = (Column(1, 22), Column(24, 14), Column(39, 8), Column(48, 7), Column(0, 0))

GROUPS = (
    ("Armorers and handlers", (Role.ARMORER, Role.HANDLER)),
    ("Assistant directors", (Role.ASSISTANT_DIRECTOR,)),
    ("Safety and production", (Role.SAFETY_OFFICER, Role.PRODUCER)),
    ("Performers", (Role.PERFORMER,)),
    ("Medics and crew", (Role.MEDIC, Role.CREW)),
)
"""Under which heading a role stands."""

LABELS = ("duty", "briefed", "key", "trained for")


def roster_rows(people: tuple[PersonView, ...]) -> tuple[ListRow, ...]:
    """Everybody, under a heading for what they are."""
    rows: list[ListRow] = []
    for title, roles in GROUPS:
        members = [one for one in people if one.person.role in roles]
        if members:
            labels = () if rows else tuple((Piece(f"{one} ", Weight.MUTED),) for one in LABELS)
            rows += [ListRow("")] if rows else []
            rows.append(ListRow("", ((), *labels), heading=title))
            rows += [_row(one) for one in members]
    return tuple(rows)


def _row(one: PersonView) -> ListRow:
    minor = (Piece("  MINOR", Weight.ALERT),) if one.minor else ()
    if one.over:
        minor = (Piece("  ENDED", Weight.ALERT),)
    elif one.until is not None:
        minor = (muted(f"  until {local(one.until).day} {local(one.until):%b}"),)
    duty: tuple[Piece, ...] = (Piece(one.duty),) if one.duty else (muted("-"),)
    if one.relieved:
        duty = (Piece("relieved", Weight.ALERT),)
    return ListRow(
        one.person.id,
        (
            (strong(one.person.name), *minor),
            duty,
            (Piece(minute(one.briefed_at)),) if one.briefed_at else (muted("not yet"),),
            (Piece("open"),) if one.shift else (muted("locked" if one.has_key else "-"),),
            (Piece(", ".join(one.trained)),) if one.trained else (muted("-"),),
        ),
    )


def person_sheet(people: tuple[PersonView, ...], person_id: str) -> SheetData:
    """What is known about one person."""
    one = next((person for person in people if person.person.id == person_id), None)
    if one is None:
        return SheetData("Nobody is on the roster")
    facts = [
        Fact("role", one.person.role.words, Weight.STRONG),
        Fact("duty", one.duty or "not on duty today", Weight.STRONG if one.duty else Weight.TEXT),
        Fact("briefed", f"at {minute(one.briefed_at)}" if one.briefed_at else "not yet for today's place"),
        Fact("trained", ", ".join(one.trained) or "for no weapon"),
        Fact("key", _key(one)),
        Fact("enrolled", _term(one), Weight.ALERT if one.over else Weight.TEXT),
        Fact("delegated", one.delegated),
        Fact("minor", "inert weapons only, with a guardian or teacher" if one.minor else ""),
    ]
    return SheetData(
        one.person.name,
        "MINOR" if one.minor else "",
        None,
        tuple(fact for fact in facts if fact.value),
        alert=one.relieved,
        hint="" if one.briefed_at else "Who comes late is briefed before they come near a gun: B.",
    )


def _key(one: PersonView) -> str:
    if one.shift is not None and one.shift.how == "touch":
        return f"open here since {minute(one.shift.since)}, to be touched"
    if one.shift is not None:
        tries = counted(one.shift.tries_left, "wrong PIN", "wrong PINs")
        return f"open here since {minute(one.shift.since)}, {tries} left"
    if one.has_key or one.person.role in KEY_ROLES:
        return "not open on this laptop"
    return "has none and needs none"


def _term(one: PersonView) -> str:
    if one.until is None:
        return ""
    until = f"until {until_words(one.until)}"
    return f"{until}: over, signs nothing (K)" if one.over else f"{until}, then signs nothing"


def summary(people: tuple[PersonView, ...]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """How many, how many on duty, how many briefed."""
    duty = sum(1 for one in people if one.duty)
    briefed = sum(1 for one in people if one.briefed_at)
    minors = sum(1 for one in people if one.minor)
    left = (
        strong(counted(len(people), "person", "people")),
        muted(f"   {duty} on duty, {briefed} briefed today"),
    )
    return left, (Piece(counted(minors, "minor"), Weight.ALERT),) if minors else ()
