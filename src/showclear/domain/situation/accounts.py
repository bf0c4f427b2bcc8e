"""The accounts of containers, and how the feed devices stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from showclear.domain.custody import Custody, Shape
from showclear.domain.situation.counting import (
    apart,
    impossible,
    intake_of,
    issued_from,
    left_in,
    open_gaps_of,
    out_of,
    since,
)
from showclear.domain.situation.day import DayMoved, DayWrapped, unit_of
from showclear.domain.situation.fold import Situation
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.unsettled import unsettled
from showclear.domain.situation.values import THE_SET, Holding, Inserted, Sink
from showclear.domain.situation.view import View
from showclear.domain.weapons import Container, Contents, Device
from showclear.words import english


@dataclass(frozen=True, slots=True)
class Account:
    """One container since its intake. Two identities hold, whatever was recorded:

    `opening + returned = issued + transferred + destroyed + left` (the box) and
    `carried_over + unexplained + issued = returned + out + fired + not_recovered + misfires + lost` (what went out).
    """

    container: Container
    opening: int
    """As counted at its intake."""
    in_guns: tuple[tuple[str, int], ...]
    in_devices: tuple[tuple[str, int], ...]
    left: int
    """What has to be in the box now: the closing count."""
    issued: int
    """Loaded out of the box, whatever came back."""
    returned: int
    """Back in the box, found ones included."""
    carried_over: int
    """Rounds of it that were in guns and devices when it was taken in again; the intake did not count them."""
    fired: int
    """Cases that came back."""
    not_recovered: int
    """Fired; the case was searched for and not found."""
    misfires: int
    """In quarantine; they never go back."""
    destroyed: int
    transferred: int
    """Left the production."""
    unexplained: int
    """Had come back more often than they went out when it was taken in again; such rounds were never anywhere."""
    lost: int
    """Rounds that were in a weapon or device when it was proved empty and did not come back."""
    seal: str
    """Empty where two records disagree about it."""
    custody: Custody | None
    restricted: str
    """Why nothing may be taken from it; empty if nothing bars it."""
    record: str
    """The record that restricts it; empty if none does."""
    gap: str
    """What does not agree and is not closed, in words; empty if everything does."""

    @property
    def out(self) -> int:
        """How many of its rounds are in guns and feed devices."""
        return sum(count for _, count in (*self.in_guns, *self.in_devices))


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """One feed device: what it holds, who has it, and what is open about it."""

    device: Device
    contents: Contents
    count: int
    """-1 where nobody knows."""
    load: str
    """The load of the blanks in it; empty where it holds none or where it is not one load."""
    seal: str
    sources: tuple[tuple[str, int], ...]
    """How many came from which container."""
    in_weapon: str
    """The weapon that it is in; what it holds now only opening it tells. Empty if it is in none."""
    custody: Custody | None
    """Of one that is in a gun whoever has the gun."""
    verified: bool
    """Whether two people found nothing in it after everything that made it unverified."""
    restricted: str
    record: str
    gap: str
    """What does not agree and is not closed, in words."""

    @property
    def is_put_away(self) -> bool:
        """Whether it is in a lock, or off the production."""
        return self.custody is not None and self.custody.shape in (Shape.LOCKED, Shape.OFF_PRODUCTION)


def account(situation: Situation, tag: str) -> Account | None:
    """The account of a container; None if it is not on the register."""
    view = situation.view
    intake, left = intake_of(view, tag), left_in(view, tag)
    if intake is None or left is None:
        return None
    entries = view.container_entries(tag)
    restricted, record = container_trouble(view, tag)
    entry = view.judgement(intake).containers[tag]
    out = out_of(view, tag)
    issued = issued_from(view, intake, tag)
    sinks = {sink: since(view, intake, tag, sink) for sink in Sink}
    beside = sinks[Sink.DESTROYED] + sinks[Sink.TRANSFERRED]
    return Account(
        container=entry,
        opening=entry.count,
        in_guns=tuple(one for one in out if not view.entered("device", one[0])),
        in_devices=tuple(one for one in out if view.entered("device", one[0])),
        left=left,
        issued=issued - beside,
        returned=left - entry.count + issued,
        carried_over=sum(count for _, count in out_of(view.before(intake), tag)),
        fired=sinks[Sink.FIRED],
        not_recovered=sinks[Sink.NOT_RECOVERED],
        misfires=sinks[Sink.MISFIRED],
        destroyed=sinks[Sink.DESTROYED],
        transferred=sinks[Sink.TRANSFERRED],
        unexplained=-sinks[Sink.UNEXPLAINED],
        lost=sinks[Sink.MISSING],
        seal=view.seal(tag),
        custody=view.custody(tag),
        restricted=restricted,
        record=record,
        gap=_gap_words(view, tag, [index for index, _ in entries]),
    )


def _gap_words(view: View, tag: str, intakes: Sequence[int]) -> str:
    words = [gap.words for _, gap in open_gaps_of(view, tag, intakes)]
    between = apart(view, tag)
    wrong = impossible(view, tag) or (between[1] if between else "")
    return " ".join(filter(None, dict.fromkeys((*words, wrong))))


def accounts(situation: Situation) -> tuple[Account, ...]:
    """Every container of the register, by tag."""
    found = (account(situation, tag) for tag in situation.view.tags("container"))
    return tuple(one for one in found if one is not None)


def device_status(situation: Situation, tag: str) -> DeviceStatus | None:
    """How a feed device stands; None if it is not on the register."""
    view = situation.view
    entries = view.device_entries(tag)
    if not entries:
        return None
    holding: Holding = view.holding(tag)
    gaps = open_gaps_of(view, tag, [index for index, _ in entries])
    restricted, record = item_trouble(view, tag, view.tips(Aspect.HOLDING, tag))
    if gaps and not restricted:
        restricted, record = gaps[0][1].words, view.title(gaps[0][0])
    return DeviceStatus(
        device=entries[0][1],
        contents=holding.contents,
        count=-1 if holding.contents is Contents.UNKNOWN else holding.count,
        load=load_of(view, holding),
        seal=view.seal(tag),
        sources=holding.sources,
        in_weapon=in_weapon(view, tag),
        custody=device_custody(view, tag),
        verified=holding.contents is Contents.NOTHING and not restricted,
        restricted=restricted,
        record=record,
        gap=" ".join(dict.fromkeys(gap.words for _, gap in gaps)),
    )


def device_statuses(situation: Situation) -> tuple[DeviceStatus, ...]:
    """Every feed device of the register, by tag."""
    found = (device_status(situation, tag) for tag in situation.view.tags("device"))
    return tuple(one for one in found if one is not None)


def device_custody(view: View, device: str) -> Custody | None:
    """Who or what has a feed device, of one that is in a gun whoever has the gun; None where no record says so.

    R-137: whoever signs a wrap or a company move signs that all of it is locked, and no effect of it says so of each
    device. This opens nothing, and says nothing of one that nobody knows where it is.
    """
    inside = in_weapon(view, device)
    custody = view.custody(inside or device)
    if inside or custody is None or custody.shape is not Shape.WITH:
        return custody
    day = view.said(Aspect.DAY, unit_of(view, device))
    locking = tuple(index for index, said in day if isinstance(said, DayWrapped | DayMoved))
    if len(day) != 1 or view.tips(Aspect.ABOUT, device) != locking:
        return custody
    all_locked = view.judgement(locking[0])
    if (Aspect.SETTLED, device) not in all_locked.said and device not in all_locked.gaps:
        return custody
    keys = {one.key for one in all_locked.custody.values() if one.shape is Shape.LOCKED}
    return Custody(Shape.LOCKED, key=keys.pop() if len(keys) == 1 else "")


def in_weapon(view: View, device: str) -> str:
    """The weapon that a feed device is in; empty if it is in none, or where two records disagree."""
    said = view.said(Aspect.INSERTED, device)
    inserted = said[0][1] if len(said) == 1 else None
    return inserted.weapon if isinstance(inserted, Inserted) else ""


def load_of(view: View, holding: Holding) -> str:
    """The one load of what is held, from the boxes that it came from; empty where there is none or more than one."""
    entries = {entry for container, _ in holding.sources for _, entry in view.container_entries(container)}
    loads = {entry.load for entry in entries if entry.contents is not Contents.CAPS}
    return loads.pop() if len(loads) == 1 else ""


def container_trouble(view: View, tag: str) -> tuple[str, str]:
    """Why nothing may be taken from a container, with the record; empty if nothing bars it."""
    intakes = [index for index, _ in view.container_entries(tag)]
    if len({entry for _, entry in view.container_entries(tag)}) > 1:
        return english("two intakes disagree about it"), view.title(intakes[0])
    gaps = open_gaps_of(view, tag, intakes)
    if gaps:
        index, gap = min(gaps, key=lambda one: view.title(one[0]))
        return gap.words, view.title(index)
    wrong = impossible(view, tag)
    if wrong:
        return wrong, view.title(intakes[0])
    between = apart(view, tag)
    if between is not None:
        return between[1], view.title(between[0])
    return item_trouble(view, tag, intakes)


def item_trouble(view: View, item: str, looked: Sequence[int]) -> tuple[str, str]:
    """What bars an item or makes it unverified since it was looked at, with its record; empty if nothing does."""
    barring = view.open_restrictions(item)
    if barring:
        return f"{barring[0][1].kind}: {barring[0][1].reason}", barring[0][1].record
    doubt = unsettled(view, item, looked)
    if doubt is not None:
        return f"{doubt.kind}: {doubt.reason}", doubt.record
    for index in view.tips(Aspect.STAND_DOWN, THE_SET):
        if not any(view.precedes(index, one) for one in looked):
            return english("unverified: nobody looked at it since the stand-down"), view.title(index)
    return "", ""
