"""The dialogue of `showclear new`: who founds it, who works on it, where it is."""

from __future__ import annotations

from showclear.app.beginning import Answers, Enrolled, pack_choices, read_person, read_text, read_zone
from showclear.cli.dialogue import agree, ask, choose
from showclear.cli.plain import say
from showclear.cli.zones import likely_zone
from showclear.domain.people import DOCUMENTS, KEY_ROLES, Person, Role

FURTHER_ROLES = (
    Role.HANDLER, Role.ARMORER, Role.ASSISTANT_DIRECTOR, Role.SAFETY_OFFICER, Role.PRODUCER, Role.PERFORMER, Role.MEDIC,
    Role.CREW,
)  # fmt: skip


def ask_everything() -> Answers:
    """Ask until it can be founded. Raises: `click.Abort` when the input ends; nothing was written then."""
    name = ask("Name of the production, as on the call sheet", lambda typed: read_text(typed, "Name of the production"))
    zone = ask("Time zone", read_zone, default=likely_zone())
    people: list[Person] = []
    officer = _person("Safety officer", Role.SAFETY_OFFICER, people)
    producer = _person("Producer", Role.PRODUCER, people)
    armorer = _enrolled("Armorer or property master", Role.ARMORER, people)
    director = _enrolled("1st assistant director", Role.ASSISTANT_DIRECTOR, people)
    others: list[Enrolled] = []
    while agree("Enrol somebody else now (handler, 2nd AD, performer)?"):
        role = Role(choose("As what?", tuple((role, role.words) for role in FURTHER_ROLES)))
        others.append(_enrolled(f"The {role.words}", role, people))
    unit = ask("Name of the unit", lambda typed: read_text(typed, "Name of the unit"), default="Main unit")
    place = ask("Place where it works first", lambda typed: read_text(typed, "Place"))
    pack = choose("Whose rules shall hold besides the floor? More can be adopted later.", pack_choices())
    packs = (pack,) if pack else ()
    return Answers(name, zone, officer, producer, armorer, director, tuple(others), unit, place, packs)


def _person(label: str, role: Role, people: list[Person]) -> Person:
    person = ask(f"{label}: full name", lambda typed: read_person(typed, role, people))
    people.append(person)
    return person


def _enrolled(label: str, role: Role, people: list[Person]) -> Enrolled:
    person = _person(label, role, people)
    if role not in KEY_ROLES:
        return Enrolled(person, "none")
    say("Which document did the safety officer see? Its kind is recorded, never its number.")
    return Enrolled(person, choose("", DOCUMENTS))
