"""New keys for people of the roster, and the end of old ones, in lines. The use cases decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from showclear.cli.lines.forms import fill
from showclear.cli.lines.place import Place
from showclear.cli.lines.signing import sign
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.key_changes import KeyLine
    from showclear.app.renewing import Renewal
    from showclear.domain.people import Person


def show_words(person: Person, passphrase: str) -> None:
    """Show the five words of a new key once, and have them typed back from paper; nothing for a FIDO2 key.

    Raises: EOFError.
    """
    from showclear.cli.dialogue import show_once_and_have_typed_back
    from showclear.storage.passphrase import normalize_passphrase

    if not passphrase:
        return
    words = normalize_passphrase(passphrase)
    show_once_and_have_typed_back(
        say("{name}, {role}: your five words", name=person.name, role=person.role.words),
        passphrase,
        lambda typed: normalize_passphrase(typed) == words,
        second_screen=False,
    )


def new_key(place: Place, person: Person) -> None:
    """A new key for somebody; afterwards the old one is asked about. Raises: Leave, EOFError, ShowClearError."""
    from showclear.app.touching import wish
    from showclear.tui.presenters import key_forms as forms

    production, renewing = place.production, place.production.renewing
    day_player = production.book.result.roster.until_of(person.id) is not None
    officer = production.key_changes.officer_role(person).words
    form = forms.new_key_form(person, officer, production.keys_in_agent(), day_player=day_player)

    def act(values: Mapping[str, str]) -> Renewal:
        until = production.term(values["term"], values.get("last_day", "")) if day_player else None
        return renewing.begin(person.id, values["document"], wish(values["key"], values.get("pin", "")), until=until)

    renewal = fill(place, say("New key"), *form, act)
    try:
        show_words(person, renewal.passphrase)
        published = sign(place, renewal.signing)
    finally:
        # What was not signed leaves the old key in its place.
        renewing.give_up(renewal)
    if published is None:
        return
    old = renewing.finish(renewal)
    if old:
        place.say(*forms.old_key_question(person, old[0])[1:])
        if place.confirm(say("Revoke the old key of {name} now?", name=person.name)):
            _revoke(place, person, old[:1])


def revoke(place: Place, person: Person) -> None:
    """Which key of somebody ends, why, who signs. Raises: Leave, EOFError."""
    keys = place.production.renewing.keys(person.id)
    if keys:
        _revoke(place, person, keys)
    else:
        place.say(say("{name} has no key that counts.", name=person.name))


def _revoke(place: Place, person: Person, keys: tuple[KeyLine, ...]) -> None:
    from showclear.tui.presenters import key_forms as forms

    renewing = place.production.renewing
    here = (one for one in place.production.shifts.people() if renewing.may_revoke(one, person))
    session = fill(
        place, say("Revoke"), *forms.revoke_form(person, keys, here),
        lambda values: renewing.revoke(person.id, values["key"], values["by"], values["reason"]),
    )  # fmt: skip
    if sign(place, session) is not None:
        renewing.revoked(person.id)
