"""`showclear people`: the roster with everybody's keys; a new key for somebody, and the end of an old one."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from showclear.cli.dialogue import agree, ask, choose, show_once_and_have_typed_back
from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import machine_for, production_folder, production_for_reading
from showclear.errors import InputError
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.founding import KeyAtHand, NewKey
    from showclear.app.key_changes import KeyChanges, KeyLine
    from showclear.app.production import Production
    from showclear.domain.people import Person

SCHEMA = "showclear-people/1"


@click.command("people", short_help="Show who has which key; give a new key, revoke an old one.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--new-key", metavar="PERSON", help="Give somebody on the roster a new key; then revoke the old one.")
@click.option(
    "--key",
    type=click.Choice(("file", "device", "device-pin", "agent")),
    default="file",
    help="Which new key: a file with five words; a FIDO2 key that is plugged in, touched, or with its PIN and touched; "
    "a FIDO2 key in the ssh-agent.",
)
@click.option(
    "--until",
    metavar="DAY",
    help="With --new-key, for somebody who is here for a day: today, or the last day (a date).",
)
@click.option("--revoke", metavar="PERSON", help="Revoke a key of somebody on the roster.")
@click.option("--json", "as_json", is_flag=True, help="Write the roster as one JSON object (see docs/cli.md).")
def command(folder: Path, new_key: str | None, key: str, until: str | None, revoke: str | None, as_json: bool) -> int:
    """Show the roster of the production in DIR (here, if none is named) with the keys that everybody had and has.

    PERSON is a short name as it is listed, such as mara-reyes. A new key is signed by the safety officer (that of the
    safety officer by the producer) and by its owner. A key is revoked by either of them or by its owner.

    Who is enrolled for a day or until a date signs nothing later. Who comes back gets a new key, with a new end.

    \b
    Examples:
      showclear people
      showclear people --new-key mara-reyes
      showclear people --new-key mara-reyes --key device
      showclear people --new-key per-holm --until today
      showclear people "The Long Ride" --revoke jonas-weil
    """
    if new_key is not None and revoke is not None:
        raise click.UsageError(say("Do one after the other: --new-key or --revoke."))
    if new_key is None and (key != "file" or until is not None):
        raise click.UsageError(say("--key and --until say what --new-key gives."))
    if new_key is None and revoke is None:
        with production_for_reading(folder) as production:
            if as_json:
                put(json.dumps(_json(production), ensure_ascii=True, indent=2))
            else:
                _print(production)
        return 0
    if as_json:
        raise click.UsageError(say("--json only shows; it goes with neither --new-key nor --revoke."))
    return _change(folder, new_key, key, until, revoke)


def _change(folder: Path, new_key: str | None, kind: str, until: str | None, revoke: str | None) -> int:
    from showclear.app.production import Production
    from showclear.cli.commands.open_command import laptop_name

    where = production_folder(folder)
    production = Production.open(where, machine=machine_for(where), laptop=laptop_name())
    try:
        person = production.person(new_key or revoke or "")
        if new_key is None:
            return _revoke(production, where, person)
        return _renew(production, where, person, kind, until)
    finally:
        production.close()


def _json(production: Production) -> dict[str, Any]:
    """The roster as documented in docs/cli.md."""
    from showclear.cli.board_json import plain

    roster = production.book.result.roster
    people = [
        {
            "id": person.id,
            "name": person.name,
            "role": str(person.role),
            "until": plain(roster.until_of(person.id)),
            "keys": [
                {
                    "fingerprint": key.fingerprint,
                    "counts": key.counts,
                    "newest": key.newest,
                    "enrolled_by": key.record,
                    "revoked_by": key.revoked_by,
                }
                for key in production.key_changes.of(person.id)
            ],
        }
        for person in production.people()
    ]
    return {"schema": SCHEMA, "production": production.name, "people": people}


def _print(production: Production) -> None:
    for person in production.people():
        put(f"{visible(person.name)}, {translated(person.role.words)}  {person.id}{_term(production, person)}")
        for key in production.key_changes.of(person.id):
            put(f"  {key.fingerprint}  {_state(key)}")


def _term(production: Production, person: Person) -> str:
    from showclear.app.terms import until_words

    roster = production.book.result.roster
    until = roster.until_of(person.id)
    if until is None:
        return ""
    if roster.is_over(until, production.clock.now()):
        return "  " + say("until {day}: OVER, signs nothing", day=until_words(until))
    return "  " + say("until {day}", day=until_words(until))


def _last_moment(production: Production, person: Person, until: str | None) -> datetime | None:
    """Until when a new key counts: as it was named, or asked of a day player. Raises: InputError."""
    from showclear.app.terms import ALWAYS, ONE_DAY, TERMS, UNTIL_DATE

    if until is not None:
        return production.term(ONE_DAY if until == "today" else UNTIL_DATE, until)
    if production.book.result.roster.until_of(person.id) is None:
        return production.term(ALWAYS, "")
    tell(say("{name} is here for a time. For how long now?", name=visible(person.name)))
    term = choose("", TERMS)
    day = ask(say("The last day, like 2026-03-02"), str) if term == UNTIL_DATE else ""
    return production.term(term, day)


def _state(key: KeyLine) -> str:
    if not key.counts:
        return say("revoked by {record}", record=key.revoked_by)
    return say("counts") if key.newest else say("REPLACED AND NOT REVOKED: it still counts")


def _renew(production: Production, where: Path, person: Person, kind: str, until: str | None) -> int:
    """Enrol a new key, then revoke what it replaces."""
    from showclear.cli.signing import key_at_hand, sign_at_hand
    from showclear.domain.people import DOCUMENTS, KEY_ROLES

    changes = production.key_changes
    if person.role not in KEY_ROLES:
        raise InputError(
            say("{name} is {role} and signs nothing.", name=person.name, role=person.role.words),
            say("Only roles that sign have keys."),
        )
    ends = _last_moment(production, person, until)
    tell(
        say(
            "{name} gets a new key. It is signed by the {role} first.",
            name=visible(person.name),
            role=changes.officer_role(person).words,
        )
    )
    officer = key_at_hand(production, where, changes.officer_role(person), but=person.id)
    tell(say("Which document did you see? Its kind is recorded, never its number."))
    document = choose("", DOCUMENTS)
    key = _make(changes, person) if kind == "file" else _touched(production, person, kind)
    try:
        put(sign_at_hand(production, changes.enrolment(key, officer.person, document, ends), (officer, key)))
    except BaseException:
        changes.put_back(person)
        raise
    changes.keep(person)
    _end_old(production, changes, person, officer)
    return 0


def _end_old(production: Production, changes: KeyChanges, person: Person, officer: KeyAtHand) -> None:
    """Ask about each key that the new one replaces."""
    old = tuple(one for one in changes.of(person.id) if one.counts and not one.newest)
    for one in old:
        tell(
            say(
                "The old key {fingerprint} still counts: whoever has it and its five words signs as {person}.",
                fingerprint=one.fingerprint,
                person=person.id,
            )
        )
        tell(
            say(
                "Copy in first what other laptops and sticks have: what it signed and this laptop does not have is "
                "lost."
            )
        )
        if agree(say("Revoke it now?")):
            _end(production, changes, person, one, officer)


def _make(changes: KeyChanges, person: Person) -> NewKey:
    from showclear.storage.passphrase import generate_passphrase, normalize_passphrase

    words = generate_passphrase()
    tell("\n" + say("Now {name}, alone at the screen.", name=visible(person.name)))
    show_once_and_have_typed_back(
        say("{name}, {role}: your five words", name=person.name, role=person.role.words),
        words,
        lambda typed: normalize_passphrase(typed) == words,
    )
    return changes.make(person, words)


def _touched(production: Production, person: Person, kind: str) -> KeyAtHand:
    """A FIDO2 key for somebody: one that is plugged in, or one in their agent."""
    from showclear.app.touching import wish

    tell("\n" + say("Now {name}, with the FIDO2 key.", name=visible(person.name)))
    pin = ask(say("The PIN of the key"), str, hidden=True) if kind == "device-pin" else ""
    chosen = kind
    if kind == "agent":
        found = production.keys_in_agent()
        if not found:
            raise InputError(
                say("There is no FIDO2 key in the ssh-agent; software keys are never taken from it."),
                say("Add it with ssh-add."),
            )
        chosen = found[0][0]
        if len(found) > 1:
            chosen = choose(say("Which one?"), tuple((one, f"{one} {visible(comment)}") for one, comment in found))
    else:
        tell(say("TOUCH YOUR KEY NOW: it makes the new key."))
    return production.key_changes.take_touched(person, wish(chosen, pin))


def _revoke(production: Production, where: Path, person: Person) -> int:
    from showclear.cli.signing import key_at_hand
    from showclear.domain.enrolling import MAY_REVOKE

    changes = production.key_changes
    keys = tuple(one for one in changes.of(person.id) if one.counts)
    if not keys:
        raise InputError(
            say("{name} has no key that counts.", name=person.name), say("showclear people lists the keys.")
        )
    chosen = keys[0].fingerprint
    if len(keys) > 1:
        chosen = choose(say("Which one?"), tuple((one.fingerprint, f"{one.fingerprint} {_state(one)}") for one in keys))
    key = next(one for one in keys if one.fingerprint == chosen)
    tell(say("What it signed and this laptop has still counts; what turns up later does not. It cannot be undone."))
    if not agree(say("Revoke {fingerprint} of {name}?", fingerprint=key.fingerprint, name=visible(person.name))):
        tell(say("Nothing changed."))
        return 1
    _end(production, changes, person, key, key_at_hand(production, where, *MAY_REVOKE, but=person.id))
    return 0


def _end(production: Production, changes: KeyChanges, person: Person, key: KeyLine, officer: KeyAtHand) -> None:
    from showclear.cli.signing import sign_at_hand

    reason = ask(say("Why, in one line (lost, words forgotten, stolen)"), _words)
    put(sign_at_hand(production, changes.revocation(person, key.fingerprint, officer.person, reason), (officer,)))


def _words(typed: str) -> str:
    from showclear.app.drafting import checked_words

    return checked_words("reason", typed)
