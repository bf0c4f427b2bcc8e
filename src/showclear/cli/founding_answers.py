"""The dialogue of `showclear new`: who founds it, who works on it, where it is."""

from __future__ import annotations

from dataclasses import replace

from showclear.app.beginning import Answers, Enrolled, pack_choices, read_person, read_text, read_zone, rules_in_words
from showclear.cli.dialogue import agree, ask, choose
from showclear.cli.plain import tell
from showclear.cli.zones import likely_zone
from showclear.domain.people import DOCUMENTS, KEY_ROLES, Person, Role
from showclear.words import english, say, translated

FURTHER_ROLES = (
    Role.HANDLER, Role.ARMORER, Role.ASSISTANT_DIRECTOR, Role.SAFETY_OFFICER, Role.PRODUCER, Role.PERFORMER, Role.MEDIC,
    Role.CREW,
)  # fmt: skip


def ask_everything() -> Answers:
    """Ask until it can be founded. Raises: `click.Abort` when the input ends; nothing was written then."""
    name = ask(
        say("Name of the production, as on the call sheet"),
        lambda typed: read_text(typed, say("Name of the production")),
    )
    zone = ask(say("Time zone"), read_zone, default=likely_zone())
    people: list[Person] = []
    officer = _person(say("Safety officer"), Role.SAFETY_OFFICER, people)
    producer = _person(say("Producer"), Role.PRODUCER, people)
    armorer = _enrolled(say("Armorer or property master"), Role.ARMORER, people)
    director = _enrolled(say("1st assistant director"), Role.ASSISTANT_DIRECTOR, people)
    others: list[Enrolled] = []
    while agree(say("Enrol somebody else now (handler, 2nd AD, performer)?")):
        role = Role(choose(say("As what?"), tuple((role, role.words) for role in FURTHER_ROLES)))
        others.append(_enrolled(say("The {role}", role=role.words), role, people))
    unit = ask(
        say("Name of the unit"), lambda typed: read_text(typed, say("Name of the unit")), default=english("Main unit")
    )
    place = ask(say("Place where it works first"), lambda typed: read_text(typed, say("Place")))
    return Answers(name, zone, officer, producer, armorer, director, tuple(others), unit, place, _packs())


def ask_again(answers: Answers) -> Answers | None:
    """Ask what has to be different, and only that; None where nothing shall be founded. Raises: `click.Abort`."""
    rows = [
        ("name", say("the name of the production: {name}", name=answers.name)),
        ("zone", say("the time zone: {zone}", zone=answers.zone)),
        *(
            (f"person {number}", f"{translated(person.role.words)}: {person.name}")  # not said: a value, and data
            for number, person in enumerate(_people(answers))
        ),
        ("unit", say("the unit: {unit}", unit=answers.unit)),
        ("place", say("its first place: {place}", place=answers.place)),
        ("packs", say("whose rules hold: {packs}", packs=rules_in_words(answers.packs))),
        ("", say("nothing of it: stop, and found nothing")),
    ]
    what = choose(say("What has to be different?"), rows)
    match what:
        case "":
            return None
        case "name":
            asked = ask(say("Name of the production"), lambda typed: read_text(typed, say("Name of the production")))
            return replace(answers, name=asked)
        case "zone":
            return replace(answers, zone=ask(say("Time zone"), read_zone, default=answers.zone))
        case "unit":
            return replace(
                answers, unit=ask(say("Name of the unit"), lambda typed: read_text(typed, say("Name of the unit")))
            )
        case "place":
            asked = ask(say("Place where it works first"), lambda typed: read_text(typed, say("Place")))
            return replace(answers, place=asked)
        case "packs":
            return replace(answers, packs=_packs())
        case _:
            return _with_another(answers, int(what.split()[1]))


def _people(answers: Answers) -> list[Person]:
    """Everybody, the founders first."""
    return [answers.officer, answers.producer, *(one.person for one in answers.enrolled)]


def _with_another(answers: Answers, number: int) -> Answers:
    """Somebody named anew; a document is seen anew with them."""
    people = _people(answers)
    old = people.pop(number)
    label = translated(old.role.words).capitalize()
    if number < 2:
        person = _person(label, old.role, people)
        return replace(answers, officer=person) if number == 0 else replace(answers, producer=person)
    enrolled = _enrolled(label, old.role, people)
    if number == 2:
        return replace(answers, armorer=enrolled)
    if number == 3:
        return replace(answers, director=enrolled)
    others = list(answers.others)
    others[number - 4] = enrolled
    return replace(answers, others=tuple(others))


def _packs() -> tuple[str, ...]:
    """The packs of every place where it works; of several the strictest value of each limit holds."""
    chosen: list[str] = []
    question = say("Whose rules shall hold besides the floor? More can be adopted later.")
    while True:
        offered = tuple(one for one in pack_choices() if one[0] not in chosen)
        pack = choose(question, offered)
        if not pack:
            return tuple(chosen)
        chosen.append(pack)
        if not agree(say("Does it work under the rules of another place, too?")):
            return tuple(chosen)
        question = say("Whose rules besides these?")


def _person(label: str, role: Role, people: list[Person]) -> Person:
    person = ask(say("{label}: full name", label=label), lambda typed: read_person(typed, role, people))
    people.append(person)
    return person


def _enrolled(label: str, role: Role, people: list[Person]) -> Enrolled:
    person = _person(label, role, people)
    if role not in KEY_ROLES:
        return Enrolled(person, "none")
    tell(say("Which document did the safety officer see? Its kind is recorded, never its number."))
    return Enrolled(person, choose("", DOCUMENTS))
