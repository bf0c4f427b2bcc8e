"""What is asked when somebody gets a new key, or an old one ends, in words and fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from showclear.app.views import InputField
from showclear.domain.people import DOCUMENTS, Person
from showclear.tui.presenters.move_forms import TERM_FIELDS, TERM_SAID, key_choices
from showclear.tui.presenters.stop_forms import CHOOSE, Fields, Said, choices_of
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.key_changes import KeyLine

STILL = english("replaced, counts")


def new_key_form(
    person: Person, officer: str, in_agent: tuple[tuple[str, str], ...], *, day_player: bool = False
) -> tuple[Said, Fields]:
    """Which document the officer saw, which kind of key, and of a day player for how long."""
    return (
        (
            say(
                "{name} gets a new key: a lost laptop, forgotten words. The {officer} signs it, then its owner.",
                name=person.name,
                officer=officer,
            ),
            TERM_SAID if day_player else say("The old key counts until it is revoked; that is asked afterwards."),
        ),
        (
            InputField("document", say("Document that was seen"), choices=(CHOOSE, *DOCUMENTS)),
            InputField("key", say("Which key"), choices=key_choices(in_agent)),
            InputField("pin", say("PIN of the FIDO2 key"), secret=True, only_with=("key", "device-pin")),
            *(TERM_FIELDS if day_player else ()),
        ),
    )


def old_key_question(person: Person, old: KeyLine) -> tuple[str, ...]:
    """The question about a key that was replaced, and what it means."""
    return (
        say("Revoke the old key of {name} now?", name=person.name),
        f"{old.fingerprint}",
        say("Whoever has it and its words can sign with it until then."),
        say("Copy in first what other laptops and sticks have: what it signed and this laptop does not have is lost."),
    )


def revoke_form(person: Person, keys: tuple[KeyLine, ...], signers: Iterable[Person]) -> tuple[Said, Fields]:
    """Which key, why, and who signs."""
    rows = tuple((one.fingerprint, f"{one.fingerprint[:17]} {'' if one.newest else STILL}".strip()) for one in keys)
    offered = choices_of(signers)
    return (
        (
            say(
                "A key of {name} ends. What it signed and this laptop has still counts; what turns up later "
                "does not. It cannot be undone.",
                name=person.name,
            ),
        ),
        (
            InputField("key", say("Which key"), choices=rows if len(rows) == 1 else (CHOOSE, *rows)),
            InputField("reason", say("Why"), example=say("lost, stolen, words forgotten")),
            InputField("by", say("Who signs"), choices=offered if len(offered) == 1 else (CHOOSE, *offered)),
        ),
    )
