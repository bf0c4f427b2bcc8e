"""Naming a row with the first letters of somebody on the roster."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showclear.app.definitions import shipped
from showclear.domain.checklists import Step
from showclear.domain.people import Person, Role
from showclear.tui.presenters.naming import naming_hint, row_name

PEOPLE = (
    Person("dana-osei", "Dana Osei", Role.PERFORMER),
    Person("dana-park", "Dana Park", Role.CREW),
    Person("luis-ortega", "Luis Ortega", Role.PERFORMER),
)


@pytest.fixture
def step() -> Step:
    """The step of the handover that goes through those near the line of fire."""
    return next(
        step
        for checklist in shipped().checklists
        if checklist.id == "handover"
        for block in checklist.blocks
        for step in block.steps
        if step.each == "people"
    )


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("l", "Luis Ortega"),
        ("LUIS ", "Luis Ortega"),
        ("dana", "dana"),
        ("dana p", "Dana Park"),
        ("camera", "camera"),
        ("Lu Chen", "Lu Chen"),
        ("", ""),
    ],
)
def test_the_first_letters_of_one_person_are_enough(step: Step, typed: str, name: str) -> None:
    """Two who begin alike are told apart by more letters; whoever is on no roster is typed out."""
    assert row_name(step, typed, PEOPLE) == name


def test_whoever_has_a_row_is_not_named_once_more(step: Step) -> None:
    """The next one who begins so is meant."""
    assert row_name(step, "dana", PEOPLE, ("Dana Osei",)) == "Dana Park"


def test_places_are_typed_out(step: Step) -> None:
    """There is no list of places, and what the other one named is not shown."""
    assert row_name(replace(step, each="places"), "l", PEOPLE) == "l"


def test_the_hint_says_the_whole_name_before_enter() -> None:
    """Nobody is named unseen."""
    assert naming_hint("Luis Ortega", "l", "Type a name.") == "Enter takes Luis Ortega."
    assert naming_hint("camera", "camera", "Type a name.") == "Type a name."
    assert naming_hint("", "", "Type a name.") == "Type a name."
