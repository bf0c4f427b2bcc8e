"""Who was involved when something was stopped: whoever was, does not release it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from showclear.domain.checklists import EMERGENCIES
from showclear.domain.people import Role
from showclear.domain.situation.day import DayWrapped
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import Grant
from showclear.domain.situation.view import View
from showclear.words import english

IN_CHARGE = english("was the armorer in charge, and nobody is known to have had what it is about")
"""How an armorer was involved in a stop that names nothing, or nothing that anybody had."""


def involved(view: View, index: int) -> dict[str, str]:
    """Everybody who was involved in what the record at `index` stopped, by id, with how in words.

    That is whoever raised it, walked or signed the run that raised it (an emergency list only answers what happened),
    or had one of the things that its record names, held it, or signed it out, as the records before it say; where
    they say of nobody that they had anything of it, the armorers who were in charge then. What unsigned records claim
    counts here too: it keeps people away and lets nobody in.
    """
    return {**_in_charge(view, index), **_at_it(view, index)}


def producer_stands_in(view: View, index: int) -> bool:
    """Whether a producer takes the place of the armorer who was not involved.

    The roster has one armorer only, or nobody is left but who was in charge (ADR 0038). What keeps the others away
    stands in the record of the stop or before it, or is signed: nobody adds a claim afterwards to be let in.
    """
    known = set(armorers(view))
    left = known - _at_it(view, index).keys()
    return len(known) == 1 or (bool(left) and left <= _in_charge(view, index).keys())


def armorers(view: View) -> tuple[str, ...]:
    """Every armorer of the roster, by id."""
    return tuple(one for one in view.people() if Role.ARMORER in view.roles_of(one))


def _in_charge(view: View, index: int) -> dict[str, str]:
    """The armorers who were in charge of a day that was open, where nobody is known to have had what was named."""
    before = view.before(index)
    if _known(view, _had_any(before, view.judgement(index).about)):
        return {}
    charge = [str(one) for unit in before.names_said(Aspect.UNIT) for one in _charge_of(before, unit)]
    return dict.fromkeys(charge, IN_CHARGE)


def _charge_of(view: View, unit: str) -> Iterator[object]:
    """Who was in charge of the day of a unit that nobody wrapped; each of them where two records disagree."""
    if any(not isinstance(said, DayWrapped) for _, said in view.said(Aspect.DAY, unit)):
        yield from (armorer for _, armorer in view.said(Aspect.ARMORER, unit))


def _at_it(view: View, index: int) -> dict[str, str]:
    """Who raised it, walked or signed what raised it, or had what it names."""
    had = _had_any(view.before(index), view.judgement(index).about)
    return _known(view, (*_raised(view, index), *had))


def _known(view: View, named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Those of the roster, by id, each with the first thing that is said of them."""
    found: dict[str, str] = {}
    for name, how in named:
        person = view.person(name) if name else None
        if person is not None:
            found.setdefault(person.id, how)
    return found


def _raised(view: View, index: int) -> Iterator[tuple[str, str]]:
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


def _had_any(view: View, named: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(had for item in _things(view, named) for had in _had(view, item))


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
