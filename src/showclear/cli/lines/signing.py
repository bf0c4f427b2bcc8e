"""Passes and signatures in lines: who, what is signed in words, then a PIN, five words or a touch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from showclear.cli.lines.forms import fill
from showclear.cli.lines.place import Leave, Place
from showclear.errors import RefusedError, ShowClearError, SigningError
from showclear.words import english, say, say_count, translated

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.signing import SigningSession
    from showclear.app.signing_views import SigningView
    from showclear.app.sittings import Signed, Sitting, SittingSigning
    from showclear.app.views import Published
    from showclear.domain.people import Person

TOUCH = english("TOUCH YOUR KEY NOW.")


def open_shift(place: Place, person: Person) -> bool:
    """Open the shift of somebody: five words and a PIN chosen for it, or a touch. Raises: Leave, EOFError."""
    from showclear.app.views import InputField

    shifts = place.production.shifts
    name = f"{person.name}, {translated(person.role.words)}"
    if (way := shifts.way(person.id)).touch:
        pin = place.secret(say("{name}: the PIN of the key", name=name)) if way.asks_pin else ""
        place.say(TOUCH)
        return place.attempt(lambda: shifts.open(person.id, "", pin))
    fields = (
        InputField("words", say("The five words of the key"), secret=True),
        InputField("pin", say("A PIN of six digits for this shift"), secret=True),
        InputField("again", say("The same PIN once more"), secret=True),
    )

    def act(values: Mapping[str, str]) -> bool:
        shifts.check_choice(values["pin"])
        if values["pin"] != values["again"]:
            raise SigningError(
                say("These are two different PINs."), say("Choose one of six digits, and type it twice.")
            )
        shifts.open(person.id, values["words"], values["pin"])
        return True

    fill(place, say("Open a shift: {name}", name=name), (), fields, act)
    place.say(say("The shift of {name} is open.", name=person.name))
    return True


def be_on_shift(place: Place, person: Person) -> None:
    """Have somebody's shift open, asking for it where it is not. Raises: Leave, EOFError."""
    while not place.production.shifts.can_sign(person.id):
        place.say(say("{name} has no open shift here.", name=person.name))
        open_shift(place, person)


def open_pass(place: Place, walked: RunSession | Sitting, person: Person, words: str) -> None:
    """Say who comes to the keys, and open their pass. Raises: Leave, EOFError, ShowClearError."""
    place.say(
        "",
        say("At the keys now: {name}, {role}. {words}", name=person.name, role=person.role.words, words=words).rstrip(),
    )
    if not walked.needs_pin():
        walked.open_pass(person.id)
        return
    be_on_shift(place, person)
    while True:
        secret = _secret(place, person, say("Your PIN"))
        try:
            walked.open_pass(person.id, _proof(place, person, secret))
            return
        except SigningError as error:
            place.show_error(error)
            be_on_shift(place, person)


def _proof(place: Place, person: Person, secret: str) -> str:
    shifts = place.production.shifts
    if not shifts.way(person.id).touch:
        return secret
    place.say(TOUCH)
    return shifts.prove(person.id, secret)


def _secret(place: Place, person: Person, what: str) -> str:
    way = place.production.shifts.way(person.id)
    if not way.touch:
        return place.secret(f"{translated(what)}, {person.name}:")
    return place.secret(say("The PIN of the key:")) if way.asks_pin else ""


def show_sheet(place: Place, view: SigningView) -> None:
    """What the person who signs now reads."""
    from showclear.tui.presenters.signing import signer_lines

    place.say("", say("SIGN. {title}", title=view.title))
    place.lines.label(say("I state"), view.statement)
    if view.follows:
        place.say(say("When all have signed:") if len(view.signers) > 1 else say("When you have signed:"))
    for text in view.follows:
        place.lines.show(text, first="  - ", then="    ")
    for note in view.notes:
        place.lines.label(say("Note"), note)
    for line in signer_lines(view):
        place.say(f"{line.name}, {translated(line.role)}, {translated(line.meaning)}: {translated(line.status)}")
    if view.digest:
        place.say(say("What you sign: {digest}", digest=view.digest))


def sign(place: Place, session: SigningSession) -> Published | None:
    """Everybody signs, one after the other; None where somebody went back: nothing is signed then.

    Raises: EOFError.
    """
    try:
        while True:
            published = _sign_one(place, session)
            if published is not None:
                place.board = place.production.board()
                tell_published(place, published)
                return published
    except Leave:
        session.cancel()
        place.say(say("Not signed. What was to be signed stays as it was."))
    except EOFError:
        session.cancel()
        raise
    except RefusedError as error:
        session.cancel()
        place.show_error(error)
    return None


def _sign_one(place: Place, session: SigningSession) -> Published | None:
    """The signature of whoever is next. Raises: Leave, EOFError, RefusedError."""
    signing = session.place
    if signing is not None and session.how_of(signing.person.id) == "pin":
        be_on_shift(place, signing.person)
    view = session.view()
    show_sheet(place, view)
    person = next(line.person for line in view.signers if line.now)
    while True:
        try:
            return session.sign(_typed_secret(place, view, person))
        except RefusedError:
            raise
        except ShowClearError as error:
            place.say(say("NOT SIGNED."))
            place.show_error(error)
            if view.how == "pin":
                be_on_shift(place, person)


def _typed_secret(place: Place, view: SigningView, person: Person) -> str:
    from showclear.storage.passphrase import normalize_passphrase

    if view.how == "passphrase":
        return normalize_passphrase(place.secret(say("The five words of the new key, {name}:", name=person.name)))
    if view.how == "touch":
        secret = place.secret(say("The PIN of the key:")) if view.asks_pin else ""
        place.say(TOUCH)
        return secret
    tries = say_count("{count} try", "{count} tries", view.tries_left)
    return place.secret(say("Your PIN signs it, {name} ({tries}):", name=person.name, tries=tries))


def tell_published(place: Place, published: Published) -> None:
    """Say that it is signed, and the name of the record."""
    place.say("", say("SIGNED. {title} is signed and published.", title=published.title))
    for one in published.not_counted:
        place.say(say("It does not count: {words}", words=one))
    place.say(say("Record: {name}", name=published.name))


def tell_word(place: Place, published: Published, word: str) -> None:
    """Say which word the AD calls, where a gun went out."""
    if word and not published.not_counted:
        place.say(say("The AD calls the clearance word, so that the floor knows a logged gun: {word}", word=word))


def sign_sitting(place: Place, signing: SittingSigning) -> Signed | None:
    """All records of a sitting; None where somebody went back before any was signed. Raises: EOFError."""
    if signing.touched:
        while (session := signing.next_one) is not None:
            if sign(place, session) is None:
                break
        so_far = signing.so_far()
        return so_far if so_far.published else None
    try:
        while True:
            person = signing.person
            if person is None:
                return signing.so_far()
            be_on_shift(place, person)
            for view in signing.views():
                show_sheet(place, view)
            signed = _sign_all(place, signing, person)
            if signed is not None:
                return signed
    except Leave:
        signing.cancel()
        place.say(say("Nothing is signed; every draft is kept."))
    except EOFError:
        signing.cancel()
        raise
    return None


def _sign_all(place: Place, signing: SittingSigning, person: Person) -> Signed | None:
    while True:
        try:
            return signing.sign(person.id, place.secret(say("Your PIN signs all of these, {name}:", name=person.name)))
        except ShowClearError as error:
            place.say(say("NOT SIGNED."))
            place.show_error(error)
            if signing.person != person:
                return None
            be_on_shift(place, person)


def tell_signed(place: Place, signed: Signed) -> None:
    """What became of each record of a sitting."""
    for published in signed.published:
        tell_published(place, published)
    for title, why in signed.unsigned:
        place.say(say("NOT SIGNED: {title}. {reason}", title=title, reason=why))
