"""The people of the production in words: who is on duty, briefed, trained, and whose key is open here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.app.terms import until_words
from showclear.domain.people import KEY_ROLES, Role
from showclear.storage.clock import local
from showclear.tui.presenters.times import minute
from showclear.tui.widgets.fact_sheet import Fact, SheetData
from showclear.tui.widgets.pieces import Piece, Weight, muted, strong
from showclear.tui.widgets.row_list import Column, ListRow
from showclear.words import english, say, say_count, translated

if TYPE_CHECKING:
    from showclear.app.views import PersonView

COLUMNS = (Column(1, 25), Column(27, 15), Column(43, 8), Column(52, 7), Column(60, 30))
NARROW = (Column(1, 22), Column(24, 14), Column(39, 8), Column(48, 7), Column(0, 0))

GROUPS = (
    (english("Armorers and handlers"), (Role.ARMORER, Role.HANDLER)),
    (english("Assistant directors"), (Role.ASSISTANT_DIRECTOR,)),
    (english("Safety and production"), (Role.SAFETY_OFFICER, Role.PRODUCER)),
    (english("Performers"), (Role.PERFORMER,)),
    (english("Medics and crew"), (Role.MEDIC, Role.CREW)),
)
"""Under which heading a role stands."""

LABELS = (english("duty"), english("briefed"), english("key"), english("trained for"))


def roster_rows(people: tuple[PersonView, ...]) -> tuple[ListRow, ...]:
    """Everybody, under a heading for what they are."""
    rows: list[ListRow] = []
    for title, roles in GROUPS:
        members = [one for one in people if one.person.role in roles]
        if members:
            labels = () if rows else tuple((Piece(f"{translated(one)} ", Weight.MUTED),) for one in LABELS)
            rows += [ListRow("")] if rows else []
            rows.append(ListRow("", ((), *labels), heading=title))
            rows += [_row(one) for one in members]
    return tuple(rows)


def _row(one: PersonView) -> ListRow:
    minor = (Piece("  " + say("MINOR"), Weight.ALERT),) if one.minor else ()
    if one.over:
        minor = (Piece("  " + say("ENDED"), Weight.ALERT),)
    elif one.until is not None:
        minor = (muted("  " + say("until {day}", day=f"{local(one.until).day} {local(one.until):%b}")),)
    duty: tuple[Piece, ...] = (Piece(one.duty),) if one.duty else (muted("-"),)
    if one.relieved:
        duty = (Piece(say("relieved"), Weight.ALERT),)
    return ListRow(
        one.person.id,
        (
            (strong(one.person.name), *minor),
            duty,
            (Piece(minute(one.briefed_at)),) if one.briefed_at else (muted(say("not yet")),),
            (Piece(say("open")),) if one.shift else (muted(say("locked") if one.has_key else "-"),),
            (Piece(", ".join(one.trained)),) if one.trained else (muted("-"),),
        ),
    )


def person_sheet(people: tuple[PersonView, ...], person_id: str) -> SheetData:
    """What is known about one person."""
    one = next((person for person in people if person.person.id == person_id), None)
    if one is None:
        return SheetData(say("Nobody is on the roster"))
    facts = [
        Fact(say("role"), one.person.role.words, Weight.STRONG),
        Fact(say("duty"), one.duty or say("not on duty today"), Weight.STRONG if one.duty else Weight.TEXT),
        Fact(
            say("briefed"),
            say("at {minute}", minute=minute(one.briefed_at)) if one.briefed_at else say("not yet for today's place"),
        ),
        Fact(say("trained"), ", ".join(one.trained) or say("for no weapon")),
        Fact(say("key"), _key(one)),
        Fact(say("enrolled"), _term(one), Weight.ALERT if one.over else Weight.TEXT),
        Fact(say("delegated"), one.delegated),
        Fact(say("minor"), say("inert weapons only, with a guardian or teacher") if one.minor else ""),
    ]
    return SheetData(
        one.person.name,
        say("MINOR") if one.minor else "",
        None,
        tuple(fact for fact in facts if fact.value),
        alert=one.relieved,
        hint="" if one.briefed_at else say("Who comes late is briefed before they come near a gun: B."),
    )


def _key(one: PersonView) -> str:
    if one.shift is not None and one.shift.how == "touch":
        return say("open here since {minute}, to be touched", minute=minute(one.shift.since))
    if one.shift is not None:
        tries = say_count("{count} wrong PIN", "{count} wrong PINs", one.shift.tries_left)
        return say("open here since {minute}, {tries} left", minute=minute(one.shift.since), tries=tries)
    if one.has_key or one.person.role in KEY_ROLES:
        return say("not open on this laptop")
    return say("has none and needs none")


def _term(one: PersonView) -> str:
    if one.until is None:
        return ""
    until = say("until {day}", day=until_words(one.until))
    return (
        say("{until}: over, signs nothing (K)", until=until)
        if one.over
        else say("{until}, then signs nothing", until=until)
    )


def summary(people: tuple[PersonView, ...]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """How many, how many on duty, how many briefed."""
    duty = sum(1 for one in people if one.duty)
    briefed = sum(1 for one in people if one.briefed_at)
    minors = sum(1 for one in people if one.minor)
    left = (
        strong(say_count("{count} person", "{count} people", len(people))),
        muted("   " + say("{duty} on duty, {briefed} briefed today", duty=duty, briefed=briefed)),
    )
    return left, (Piece(say_count("{count} minor", "{count} minors", minors), Weight.ALERT),) if minors else ()
