"""Parts of the pages of the founding that need nothing but what they show."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.widget import Widget

from showclear.app.views import InputField
from showclear.domain.people import Person
from showclear.tui.screens.base import words


def hand_on_page(person: Person) -> tuple[str, list[Widget]]:
    """Between two people: the one before still looks at the screen."""
    told = "Enter shows five words, once. Nobody else may see them; have a pen and paper ready."
    return "Hand it on", [
        words(f"{person.name}, {person.role.words}: take the laptop, and be alone at it.", "strong"),
        words(told, "gap"),
    ]


def pair(label: str, value: str) -> Widget:
    """A label and what it says."""
    return Horizontal(words(label, "label"), words(value, "strong"), classes="field -pair")


def with_default(field: InputField, value: str) -> InputField:
    """A field that shows what was entered before."""
    return InputField(field.id, field.label, value, field.choices)
