"""The accounts of containers, and how the feed devices stand."""

from __future__ import annotations

from dataclasses import dataclass

from showclear.domain.custody import Custody
from showclear.domain.situation.counting import left_in, lost_from, out_of
from showclear.domain.situation.fold import Situation
from showclear.domain.situation.history import BARRING, Aspect
from showclear.domain.situation.values import THE_SET, Holding, OpenRestriction
from showclear.domain.situation.view import View
from showclear.domain.weapons import Container, Contents, Device


@dataclass(frozen=True, slots=True)
class Account:
    """One container: what was taken in, which weapons hold how much of it, what is left in it."""

    container: Container
    opening: int
    in_guns: tuple[tuple[str, int], ...]
    left: int
    lost: int
    """Rounds that were in a weapon when it was proved empty and did not come back; opening = left + out + lost."""
    seal: str
    """Empty where two records disagree about it."""
    custody: Custody | None
    restricted: str
    """Why nothing may be taken from it; empty if nothing bars it."""
    record: str
    """The record that restricts it; empty if none does."""

    @property
    def out(self) -> int:
        """How many of its rounds are in guns."""
        return sum(count for _, count in self.in_guns)


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """One feed device: what it holds, who has it, and what is open about it."""

    device: Device
    contents: Contents
    custody: Custody | None
    verified: bool
    """Whether two people found nothing in it after everything that made it unverified."""
    restricted: str
    record: str


def account(situation: Situation, tag: str) -> Account | None:
    """The account of a container; None if it is not on the register."""
    view = situation.view
    entries = view.container_entries(tag)
    left = left_in(view, tag)
    if not entries or left is None:
        return None
    restricted, record = _container_trouble(view, tag, [index for index, _ in entries])
    entry = min((entry for _, entry in entries), key=lambda one: one.count)
    return Account(
        entry,
        entry.count,
        out_of(view, tag),
        left,
        lost_from(view, tag),
        view.seal(tag),
        view.custody(tag),
        restricted,
        record,
    )


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
    looked = view.tips(Aspect.HOLDING, tag)
    holding: Holding = view.holding(tag)
    restricted, record = _trouble(view, tag, looked)
    verified = holding.contents is Contents.NOTHING and not restricted
    return DeviceStatus(entries[0][1], holding.contents, view.custody(tag), verified, restricted, record)


def device_statuses(situation: Situation) -> tuple[DeviceStatus, ...]:
    """Every feed device of the register, by tag."""
    found = (device_status(situation, tag) for tag in situation.view.tags("device"))
    return tuple(one for one in found if one is not None)


def _container_trouble(view: View, tag: str, intakes: list[int]) -> tuple[str, str]:
    if len({entry for _, entry in view.container_entries(tag)}) > 1:
        return "two intakes disagree about it", view.title(intakes[0])
    gaps = [index for index in view.tips(Aspect.GAP, tag) if not any(view.precedes(index, one) for one in intakes)]
    if gaps:
        index = min(gaps, key=view.title)
        return view.judgement(index).gaps[tag], view.title(index)
    left = left_in(view, tag)
    if left is not None and left < 0:
        return "more went out than there was", view.title(intakes[0])
    return _trouble(view, tag, intakes)


def _trouble(view: View, item: str, looked: list[int]) -> tuple[str, str]:
    """What bars an item or makes it unverified since it was looked at, with its record; empty if nothing does."""
    barring = view.open_restrictions(item)
    if barring:
        return f"{barring[0][1].kind}: {barring[0][1].reason}", barring[0][1].record
    unsettled = _unsettled(view, item, looked)
    if unsettled is not None:
        return f"{unsettled.kind}: {unsettled.reason}", unsettled.record
    for index in view.tips(Aspect.STAND_DOWN, THE_SET):
        if not any(view.precedes(index, one) for one in looked):
            return "unverified: nobody looked at it since the stand-down", view.title(index)
    return "", ""


def _unsettled(view: View, item: str, looked: list[int]) -> OpenRestriction | None:
    """The oldest restriction that made an item unverified and that nothing settled since."""
    found = []
    for track in view.history.lanes.get((Aspect.RESTRICTED, item), {}).values():
        for index in reversed(track.indices[: view.last(track) + 1]):
            if any(view.precedes(index, one) for one in looked):
                break
            for one in view.judgement(index).restrictions:
                if one.item != item or one.kind in BARRING or view.is_closed(item, index, one.kind):
                    continue
                if not _settled(view, item, index, one.run):
                    found.append(view.restriction(index, one))
    return min(found, default=None)


def _settled(view: View, item: str, index: int, run: str) -> bool:
    """Whether the run that raised a restriction was signed after it and counted the item; a gap bars it anyway."""
    return any(
        view.includes(signed)
        and view.precedes(index, signed)
        and any(one.container == item for one in view.judgement(signed).movements)
        for signed in (view.history.by_id.get(run, ()) if run else ())
    )
