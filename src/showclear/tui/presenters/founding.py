"""Founding a production, page by page, in words and fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from showclear.app.beginning import (
    Answers,
    Enrolled,
    Ground,
    pack_choices,
    read_person,
    read_text,
    read_zone,
    rules_in_words,
)
from showclear.app.views import InputField
from showclear.domain.people import DOCUMENTS, Person, Role
from showclear.errors import InputError
from showclear.tui.presenters.stop_forms import CHOOSE
from showclear.words import english, say

ONLY_THE_FLOOR = "floor"
"""The answer of who adopts no rule pack."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of questions."""

    id: str
    step: str
    """What the list of steps calls it."""
    title: str
    said: tuple[str, ...]
    fields: tuple[InputField, ...] = ()


_DOCUMENTS = (CHOOSE, *DOCUMENTS)


_FOUNDERS = Page(
    "founders",
    english("Who founds it"),
    english("Founders"),
    (
        english("A safety officer and a producer found it together. Everybody else is enrolled by them."),
        english("Full names, as they stand in the records. One person fills one place."),
    ),
    (InputField("officer", english("Safety officer")), InputField("producer", english("Producer"))),
)

_CREW = Page(
    "crew",
    english("Who clears guns"),
    english("Armorer and AD"),
    (
        english(
            "Two people clear every gun: the armorer, and the 1st assistant director. Handlers, performers and "
            "everybody else are enrolled later, on the screen People."
        ),
        english("The safety officer sees a document of each. Its kind is recorded, never its number."),
    ),
    (
        InputField("armorer", english("Armorer or property master")),
        InputField("armorer-document", english("Document that was seen"), choices=_DOCUMENTS),
        InputField("director", english("1st assistant director")),
        InputField("director-document", english("Document that was seen"), choices=_DOCUMENTS),
    ),
)


def question_pages(folder: Path, ground: Ground, zone: str, fault: str = "") -> tuple[Page, ...]:
    """The pages on which something is typed. `fault`: why the folder cannot be used, where it cannot."""
    where = "" if ground is Ground.TAKEN else str(folder)
    taken = fault or say(
        "{folder} is not empty, and nothing there is ever overwritten. Name a new folder.", folder=folder
    )
    said = (say("What stands on the call sheet, and where its records are kept."), *(() if where else (taken,)))
    production = Page(
        "production",
        say("The production"),
        say("The production"),
        said,
        (
            InputField("name", say("Name of the production")),
            InputField("zone", say("Time zone, like America/Denver"), zone),
            InputField("folder", say("Folder for its records"), where),
        ),
    )
    return (production, _FOUNDERS, _CREW, _unit_page())


def _unit_page() -> Page:
    return Page(
        "unit",
        say("The unit"),
        say("The unit"),
        (
            say("A unit has a place, a shooting day, a 1st AD and an armorer in charge. More units can follow."),
            say("The floor of rules always holds. A place can make it stricter; more can be adopted later."),
        ),
        (
            InputField("unit", say("Name of the unit"), english("Main unit")),
            InputField("place", say("Place where it works first")),
            InputField("rules", say("Rules besides the floor"), choices=(CHOOSE, *_pack_choices())),
        ),
    )


def _pack_choices() -> tuple[tuple[str, str], ...]:
    return tuple((value or ONLY_THE_FLOOR, words) for value, words in pack_choices())


def check_page(page_id: str, values: Mapping[str, str]) -> None:
    """Whether what stands on a page can be founded from. Raises: InputError with the field and what to do."""
    match page_id:
        case "production":
            read_text(values["name"], say("Name of the production"))
            read_zone(values["zone"])
            if not values["folder"].strip():
                raise InputError(say("Folder: nothing was typed."), say("Name a new folder, or an empty one."))
        case "founders":
            officer = read_person(values["officer"], Role.SAFETY_OFFICER, ())
            read_person(values["producer"], Role.PRODUCER, (officer,))
        case "crew":
            answers_of(values, until="crew")
        case "unit":
            read_text(values["unit"], say("Name of the unit"))
            read_text(values["place"], say("Place"))


def answers_of(values: Mapping[str, str], *, until: str = "") -> Answers:
    """All answers. `until` a page: what comes after it may be missing. Raises: InputError."""
    people: list[Person] = []
    for field, role in (
        ("officer", Role.SAFETY_OFFICER),
        ("producer", Role.PRODUCER),
        ("armorer", Role.ARMORER),
        ("director", Role.ASSISTANT_DIRECTOR),
    ):
        people.append(read_person(values[field], role, people))
    officer, producer, armorer, director = people
    return Answers(
        name=read_text(values["name"], say("Name of the production")),
        zone=read_zone(values["zone"]),
        officer=officer,
        producer=producer,
        armorer=Enrolled(armorer, values["armorer-document"]),
        director=Enrolled(director, values["director-document"]),
        others=(),
        unit="" if until == "crew" else read_text(values["unit"], say("Name of the unit")),
        place="" if until == "crew" else read_text(values["place"], say("Place")),
        packs=() if until == "crew" or values["rules"] == ONLY_THE_FLOOR else (values["rules"],),
    )


WELCOME = (
    english(
        "There is no production here yet. Founding one takes about ten minutes and four people at this laptop, "
        "one after the other: the safety officer, the producer, the armorer or property master, and the 1st "
        "assistant director."
    ),
    english(
        "Each gets a key of their own and five words that open it, shown once: have paper and a pen ready. Or "
        "a FIDO2 key."
    ),
    english("Nothing is written before everybody has typed their words back. Esc leaves at any time."),
    english("To try it alone first: leave with Esc and type showclear demo."),
)

BEGUN = (
    english("A production was begun in this folder, and its founding was cut off before its checklists were adopted."),
    english(
        "Nothing of it counts. It is kept as it is and cannot be gone on with: nobody signs for people who are "
        "not here."
    ),
    english(
        "Found the production again in a new folder: Enter. The keys that were made are still on this machine, "
        "and the same five words open them."
    ),
)


def summary_lines(values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What is about to be founded, label by label."""
    answers = answers_of(values)
    return (
        (say("production"), f"{answers.name}, {answers.zone}"),
        (say("folder"), values["folder"]),
        *((one.role.words, one.name) for one in answers.signers),
        (say("unit"), f"{answers.unit}, {answers.place}"),
        (say("rules"), rules_in_words(answers.packs)),
        (say("checklists"), say("those that come with Show Clear, adopted by the safety officer and the armorer")),
    )
