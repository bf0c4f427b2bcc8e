"""The dialogue of `showclear new`: who founds it, who works on it, where it is."""

from __future__ import annotations

from dataclasses import dataclass

from showclear.app.founding import NAME_LENGTH, person_id
from showclear.cli.dialogue import agree, ask, choose
from showclear.cli.plain import say
from showclear.cli.zones import likely_zone, read_zone
from showclear.domain.people import KEY_ROLES, Person, Role
from showclear.domain.text import check_text
from showclear.errors import InputError

DOCUMENTS = (
    ("passport", "passport"),
    ("identity-card", "identity card"),
    ("driving-licence", "driving licence"),
    ("professional-licence", "professional licence or certificate"),
    ("known-in-person", "none: known in person for years"),
)

FURTHER_ROLES = (
    Role.HANDLER, Role.ARMORER, Role.ASSISTANT_DIRECTOR, Role.SAFETY_OFFICER, Role.PRODUCER, Role.PERFORMER, Role.MEDIC,
    Role.CREW,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A person to enrol, and which kind of document was seen; never its number."""

    person: Person
    document: str

    @property
    def has_key(self) -> bool:
        """Whether this role signs."""
        return self.person.role in KEY_ROLES


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a production is founded from."""

    name: str
    zone: str
    officer: Person
    producer: Person
    armorer: Enrolled
    director: Enrolled
    others: tuple[Enrolled, ...]
    unit: str
    place: str

    @property
    def enrolled(self) -> tuple[Enrolled, ...]:
        """Everybody besides the two founders, in the order in which they are enrolled."""
        return (self.armorer, self.director, *self.others)

    @property
    def signers(self) -> tuple[Person, ...]:
        """Everybody who gets a key."""
        return (self.officer, self.producer, *(one.person for one in self.enrolled if one.has_key))


def ask_everything() -> Answers:
    """Ask until it can be founded. Raises: `click.Abort` when the input ends; nothing was written then."""
    name = ask("Name of the production, as on the call sheet", lambda typed: _text(typed, "Name of the production"))
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
    unit = ask("Name of the unit", lambda typed: _text(typed, "Name of the unit"), default="Main unit")
    place = ask("Place where it works first", lambda typed: _text(typed, "Place"))
    return Answers(name, zone, officer, producer, armorer, director, tuple(others), unit, place)


def _person(label: str, role: Role, people: list[Person]) -> Person:
    def read(typed: str) -> Person:
        name = _text(typed, "Name")
        if any(other.name.casefold() == name.casefold() for other in people):
            raise InputError(
                f"{name} has a place already, and nobody fills two.", "Name another person, or write the full name."
            )
        return Person(person_id(name, (other.id for other in people)), name, role)

    person = ask(f"{label}: full name", read)
    people.append(person)
    return person


def _enrolled(label: str, role: Role, people: list[Person]) -> Enrolled:
    person = _person(label, role, people)
    if role not in KEY_ROLES:
        return Enrolled(person, "none")
    say("Which document did the safety officer see? Its kind is recorded, never its number.")
    return Enrolled(person, choose("", DOCUMENTS))


def _text(typed: str, where: str) -> str:
    checked = check_text(typed.strip(), where, NAME_LENGTH)
    if not checked:
        raise InputError(f"{where}: nothing was typed.", "Type it as it shall stand in the records.")
    return checked
