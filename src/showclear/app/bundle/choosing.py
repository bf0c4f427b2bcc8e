"""What somebody asks for, and which records that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from showclear.app.bundle.noted import Holding, Noted
from showclear.errors import InputError
from showclear.ledger.enrolments import PEOPLE_KINDS
from showclear.ledger.record import read_name
from showclear.ledger.sealing import SEAL_KIND
from showclear.ledger.steps import Verdict
from showclear.ledger.verification import Verifier
from showclear.words import english


class Scope(StrEnum):
    """What a bundle is about."""

    DAY = "day"
    WEAPON = "weapon"
    INCIDENT = "incident"
    RECORD = "record"
    ALL = "all"


class Why(StrEnum):
    """Why a record is in a bundle."""

    ASKED = "asked for"  # not said: read by programs
    ABOUT = "says something about it"  # not said: read by programs
    ALTERED = "altered, so nobody can tell what it was about"  # not said: read by programs
    BEHIND = "needed to verify it"  # not said: read by programs


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody asks for."""

    scope: Scope
    which: str = ""
    """The day, the tag, or the name of the record; empty for all."""
    also: tuple[str, ...] = ()
    """Of a weapon, the tags of its feed devices: what was in them went into it."""

    @property
    def words(self) -> str:
        """It in words."""
        if self.scope is Scope.ALL:
            return english("all records")
        return f"{self.scope} {self.which}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The records of a bundle."""

    why: dict[str, Why]
    """By name, sorted."""
    whole: bool
    """Whether all records of the log are in it."""
    because: str = ""
    """Why all are, where fewer were asked for; empty otherwise."""

    def names(self, *whys: Why) -> tuple[str, ...]:
        """The names of those that are in it for one of these reasons."""
        return tuple(name for name, why in self.why.items() if why in whys)


DIFFERS = english("With fewer of them verification would say something else about some.")


def choose(choice: Choice, holding: Holding) -> Chosen:
    """Which records go into the bundle: those asked for, what was said about them, and all that verification needs.

    Raises:
        InputError: nothing fits.
    """
    if choice.scope is Scope.ALL:
        return Chosen(dict.fromkeys(holding.records, Why.ASKED), whole=True)
    asked = _asked(choice, holding)
    about = _about(asked, holding)
    if choice.scope is Scope.INCIDENT:
        asked, about = asked | about, set()
    about |= _seals(asked | about, holding)
    wanted = dict.fromkeys(_altered(holding), Why.ALTERED)
    wanted |= {**dict.fromkeys(about, Why.ABOUT), **dict.fromkeys(asked, Why.ASKED)}
    needed = _needed(wanted, holding)
    if not _says_the_same(needed, holding):
        why = {name: wanted.get(name, Why.BEHIND) for name in holding.records}
        return Chosen(why, whole=True, because=DIFFERS)
    why = {name: wanted.get(name, Why.BEHIND) for name in sorted(needed)}
    return Chosen(why, whole=len(why) == len(holding.records))


def _asked(choice: Choice, holding: Holding) -> set[str]:
    records = holding.records.values()
    match choice.scope:
        case Scope.DAY:
            found = set(_of_day(choice.which, records))
        case Scope.WEAPON:
            tags = {choice.which, *choice.also}
            found = {one.name for one in records if tags & set(one.row.things)}
        case Scope.INCIDENT:
            found = _event(choice.which, holding)
        case _:
            found = {choice.which} & holding.records.keys()
    if not found:
        raise InputError(
            english('No record fits: {scope} "{which}".', scope=choice.scope, which=choice.which[:80]),
            english("Look for it with showclear log."),
        )
    return found


def _of_day(day: str, records: Iterable[Noted]) -> Iterator[str]:
    """Records that name the day, that claim its date, and those that claim a time between the first and the last."""
    records = tuple(records)
    times = [one.row.made_at for one in records if one.row.day == day and one.row.made_at]
    first, last = (min(times), max(times)) if times else (1, 0)
    for one in records:
        if day in (one.row.day, one.row.date) or first <= one.row.made_at <= last:
            yield one.name


def _event(name: str, holding: Holding) -> set[str]:
    """The stop and what is of the same event; of an answer to a stop, the stop."""
    start = holding.records.get(name)
    if start is None:
        return set()
    titles = {start.title, *start.titles}
    events = set(start.events)
    return {
        one.name
        for one in holding.records.values()
        if one.title in titles or one.inspection.digest in start.cited or events & one.events
    }


def _about(asked: set[str], holding: Holding) -> set[str]:
    """What names them: reviews, releases, corrections, what was signed from afar; and what names that."""
    titles = {name.removesuffix(".toml") for name in asked}
    digests = {holding.records[name].inspection.digest for name in asked}
    found: set[str] = set()
    more = True
    while more:
        more = False
        for one in holding.records.values():
            if one.name not in found and one.name not in asked and (one.titles & titles or one.cited & digests):
                found.add(one.name)
                titles.add(one.title)
                digests.add(one.inspection.digest)
                more = True
    return found


def _seals(names: set[str], holding: Holding) -> set[str]:
    """The first seals that have them behind themselves: their words on paper say that nothing was cut off."""
    chain = holding.result.chain
    by_digest = {one.inspection.digest: one.name for one in holding.records.values()}
    open_ones = {holding.records[name].inspection.digest for name in names} & set(by_digest)
    found = set()
    for seal in chain.in_order(one for one in chain.of_kind(SEAL_KIND) if one in by_digest):
        covered = {one for one in open_ones if one in chain and chain.is_same_or_ancestor(one, seal)}
        if covered:
            found.add(by_digest[seal])
            open_ones -= covered
    return found - names


def _altered(holding: Holding) -> Iterator[str]:
    """What is not what was signed: a changed tag or day would hide it from whoever asks for that gun or day."""
    for name, one in holding.result.records.items():
        if one.verdict is Verdict.ALTERED:
            yield name


class _Logs:
    """The files of each log by number: of a fork all, and those that cannot be read by what their names say."""

    def __init__(self, holding: Holding) -> None:
        self.places: dict[str, dict[int, set[str]]] = {}
        for one in holding.records.values():
            head, said = one.inspection.head, read_name(one.name)
            for place in (head, said):
                if place is not None:
                    self.places.setdefault(place.log, {}).setdefault(place.sequence, set()).add(one.name)

    def up_to(self, log: str, first: int, last: int) -> Iterator[str]:
        """Every file of a log from one number to another."""
        numbers = self.places.get(log, {})
        for number in sorted(numbers):
            if first <= number <= last:
                yield from numbers[number]


def _needed(wanted: Iterable[str], holding: Holding) -> set[str]:
    """Of each log all files up to the newest that is needed: what is wanted, who may sign, and whatever those cite."""
    logs, tops = _Logs(holding), dict[str, int]()
    waiting = [*wanted, *_people(holding)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        head, said = holding.records[name].inspection.head, read_name(name)
        places = [(one.log, one.sequence) for one in (head, said) if one is not None]
        places += [(one.log, one.sequence) for one in (head.after if head else ())]
        for log, number in places:
            if number > tops.get(log, 0):
                waiting += logs.up_to(log, tops.get(log, 0) + 1, number)
                tops[log] = number
    return found


def _people(holding: Holding) -> Iterator[str]:
    """Who was enrolled and revoked, ever: a revocation made later says something about what came before."""
    for one in holding.records.values():
        head = one.inspection.head
        ours = head is not None and holding.result.production in (head.production, one.inspection.digest)
        if head is not None and head.kind in PEOPLE_KINDS and ours:
            yield one.name


def _says_the_same(names: set[str], holding: Holding) -> bool:
    """Whether verification says the same of these records alone as of all."""
    verifier = Verifier()
    verifier.add_inspections(one.inspection for one in holding.records.values() if one.name in names)
    alone = verifier.result().records
    return all(
        (alone[name].verdict, {(one.step, one.verdict) for one in alone[name].findings})
        == (whole.verdict, {(one.step, one.verdict) for one in whole.findings})
        for name in names
        if (whole := holding.result.records[name])
    )
