"""Parts of the pages of the founding that need nothing but what they show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from showclear.app.views import InputField
from showclear.domain.people import Person
from showclear.tui.screens.base import words
from showclear.words import english, say, say_count

if TYPE_CHECKING:
    from showclear.app.founding import KeyAtHand
    from showclear.app.logbook import LogBook


WIZARD_KEYS = (
    Binding("enter", "go", english("go on"), id="wizard.go", tooltip=english("Go on, or to what is missing.")),
    Binding("tab,down", "app.focus_next", english("next field"), id="wizard.next", tooltip=english("The next field.")),
    Binding("up,shift+tab", "app.focus_previous", "", show=False, id="wizard.up", tooltip=english("The field before.")),
    Binding(
        "f2",
        "back",
        english("page before"),
        id="wizard.back",
        tooltip=english("Back to the page before; what was typed stays."),
    ),
    Binding(
        "f3",
        "other_key",
        english("FIDO2 key"),
        id="wizard.touch",
        tooltip=english("A FIDO2 key in the place of five words."),
    ),
    Binding("escape", "leave", english("leave"), id="wizard.leave", tooltip=english("Leave. Nothing is founded.")),
)
"""The keys of the wizard."""


def hand_on_page(person: Person) -> tuple[str, list[Widget]]:
    """Between two people: the one before still looks at the screen."""
    told = say("Enter shows five words, once. Nobody else may see them; have a pen and paper ready.")
    return say("Hand it on"), [
        words(
            say("{name}, {role}: take the laptop, and be alone at it.", name=person.name, role=person.role.words),
            "strong",
        ),
        words(told, "gap"),
    ]


def _alone(person: Person) -> Widget:
    return words(say("{name}, {role}: alone at the screen now.", name=person.name, role=person.role.words), "strong")


def known_key_page(person: Person, line: Input) -> tuple[str, list[Widget]]:
    """The words of a key that is there already, typed into a line."""
    there = say(
        "A key of that name is on this machine already. Type its five words to use it. Words lost, or another "
        "person of that name: go back with F2 and write the name differently."
    )
    return say("Your key"), [_alone(person), words(there, "gap"), line]


def five_words_page(person: Person, passphrase: str, line: Input) -> tuple[str, list[Widget]]:
    """Five words to write down, and the line into which they are typed back."""
    told = say("Write these five words on paper. They are shown once, and open your key.")
    rows = [words(f"{number}   {word}", "strong", "five-word") for number, word in enumerate(passphrase.split(), 1)]
    return say("Five words"), [_alone(person), words(told, "gap", id="words-say"), *rows, line]


def founded(book: LogBook | None, people: Sequence[Person], keys: Mapping[str, KeyAtHand]) -> list[Widget]:
    """What tells this production from any other, and what comes next."""
    rows: list[Widget] = [words(say("Copy these lines into the safety plan."), "strong")]
    if book is not None:
        rows.append(pair(say("production"), str(book.production)))
        rows += [pair(one.role.words, f"{one.name}  {keys[one.id].public.fingerprint}") for one in people]
        intact = say_count("{count} record, all intact.", "{count} records, all intact.", len(book.result.records))
        rows.append(words(intact, "gap"))
    told = say("Next: Enter opens the board. S opens the shifts, then A takes in your first gun.")
    return [*rows, words(told, "gap")]


def pair(label: str, value: str) -> Widget:
    """A label and what it says."""
    return Horizontal(words(label, "label"), words(value, "strong"), classes="field -pair")


def with_default(field: InputField, value: str) -> InputField:
    """A field that shows what was entered before."""
    return InputField(field.id, field.label, value, field.choices)
