"""Who was involved when something was stopped: whoever was, does not release it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from showclear.domain.checklists import EMERGENCIES
from showclear.domain.people import Role
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import Grant
from showclear.domain.situation.view import View
from showclear.words import english


def involved(view: View, index: int) -> dict[str, str]:
    """Everybody who was involved in what the record at `index` stopped, by id, with how in words.

    That is whoever raised it, walked or signed the run that raised it (an emergency list only answers what happened),
    or had one of the things that its record names, held it, or signed it out, as the records before it say. What
    unsigned records claim counts here too: it keeps people away and lets nobody in.
    """
    found: dict[str, str] = {}
    for named, how in _all(view, index):
        person = view.person(named) if named else None
        if person is not None:
            found.setdefault(person.id, how)
    return found


def armorers(view: View) -> tuple[str, ...]:
    """Every armorer of the roster, by id."""
    return tuple(one for one in view.people() if Role.ARMORER in view.roles_of(one))


def _all(view: View, index: int) -> Iterator[tuple[str, str]]:
    record, judgement = view.record(index), view.judgement(index)
    for signer in record.signers:
        yield signer.person, english("signed the record that stopped it")
    for one in judgement.restrictions:
        yield one.by, english("raised it")
        for person in one.people:
            yield person, english("walked the run that raised it")
        for signed in view.history.with_id(one.run) if one.run else ():
            if view.includes(signed) and view.record(signed).procedure not in EMERGENCIES:
                for signer in view.record(signed).signers:
                    yield signer.person, english("signed the run that raised it")
    before = replace(view, point=record.digest)
    for item in _things(before, judgement.about):
        yield from _had(before, item)


def _things(view: View, named: tuple[str, ...]) -> dict[str, None]:
    """The things that a record names, their feed devices, and the boxes that their rounds came from."""
    things = dict.fromkeys(named)
    for item in named:
        things |= dict.fromkeys(view.devices_of(item))
    for item in tuple(things):
        things |= dict.fromkeys(container for container, _ in view.holding(item).sources)
    return things


def _had(view: View, item: str) -> Iterator[tuple[str, str]]:
    for index in view.tips(Aspect.CUSTODY, item):
        custody = view.judgement(index).custody[item]
        yield custody.person, english("had {item}", item=item)
        yield custody.key, english("had the key to {item}", item=item)
    for grant in _last_grants(view, item):
        yield grant.armorer, english("showed {item} clear", item=item)
        yield grant.holder, english("held {item}", item=item)


def _last_grants(view: View, item: str) -> Iterator[Grant]:
    """The newest permission about an item in each chain of records, living or not."""
    for track in view.history.lanes.get((Aspect.ABOUT, item), {}).values():
        for index in reversed(track.indices[: view.last(track) + 1]):
            grant = view.judgement(index).grants.get(item)
            if grant is not None:
                yield grant
                break
