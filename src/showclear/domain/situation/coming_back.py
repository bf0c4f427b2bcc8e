"""What came back with a blank gun: cases, cases that were not recovered, unfired blanks, misfires."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from showclear.domain.checklists import Procedure
from showclear.domain.effects import Effect
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import signers
from showclear.domain.situation.counting import out_in
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.moving import in_doubt, share, taken_out, transfer
from showclear.domain.situation.paper import LATE_ENTRY
from showclear.domain.situation.reading import number, text
from showclear.domain.situation.values import NOTHING, THE_BOX, GapKind, Holding, Inserted, Sink
from showclear.domain.weapons import CHARGES, Contents
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

_PROCEDURES = (Procedure.RETURN, Procedure.MISFIRE)
_FIRES = CHARGES | {Contents.BLANK}


@dataclass(frozen=True, slots=True)
class _Issue:
    """What went into a weapon from what `named` names: the box, or the boxes that a feed device was filled from."""

    weapon: str
    named: str
    is_device: bool
    held: dict[str, int]
    """By box: in the weapon by its account."""
    in_devices: int
    """Came out of the weapon inside feed devices, in this record."""

    @property
    def count(self) -> int:
        """How many blanks were issued."""
        return sum(self.held.values()) + self.in_devices


def blanks_back(judge: Judge, effect: Effect) -> None:
    """A blank gun came back: what was issued is in cases, not recovered, unfired or a misfire.

    Unfired ones include those that came out inside a feed device. What is not explained stays in the gun by its
    account: the gun is hot until two prove it empty, and then it is missing.
    """
    procedures = () if judge.record.kind == LATE_ENTRY else _PROCEDURES
    if not judge.fact(rule.BLANKS_COME_BACK, signers.by_two_who_looked(judge.record), procedures=procedures):
        return
    issue = _issue(judge, text(effect, "weapon"), text(effect, "container"))
    counts = {name: number(effect, name) for name in ("issued", "cases", "lost", "unfired", "misfires")}
    if issue.count < 1 or min(counts.values()) < 0:
        judge.gap(
            issue.named,
            english(
                "{weapon}: no blank from {named} went into it, or a count is below none.",
                weapon=issue.weapon,
                named=issue.named,
            ),
        )
        in_doubt(judge, issue.weapon)
        return
    _move(judge, issue, counts)
    _compare(judge, issue, counts)
    if text(effect, "seal"):
        judge.result.seals[issue.named] = text(effect, "seal")
    elif issue.is_device and counts["unfired"]:
        judge.result.seals[issue.named] = ""


def _issue(judge: Judge, weapon: str, named: str) -> _Issue:
    is_device = bool(judge.view.entered("device", named))
    boxes = _boxes_of_device(judge, named, weapon) if is_device else (named,)
    fire = [one for one in boxes if {entry.contents for _, entry in judge.view.container_entries(one)} <= _FIRES]
    held = {one: max(0, out_in(judge.view, one, weapon) + judge.moved(one, weapon)) for one in fire}
    in_devices = sum(
        one.count
        for one in judge.result.movements
        if one.container in fire and one.source == weapon and judge.view.entered("device", one.target)
    )
    return _Issue(weapon, named, is_device, held, in_devices)


def _boxes_of_device(judge: Judge, device: str, weapon: str) -> tuple[str, ...]:
    """The boxes of which rounds went into the weapon in this device, before or in this record."""
    key = (Aspect.INSERTED, device)
    said = [one for _, one in judge.view.said(*key)] + [judge.result.said.get(key)]
    found = {one for one in said if isinstance(one, Inserted) and one.weapon == weapon}
    return tuple(sorted({container for one in found for container, _ in one.held.sources}))


def _move(judge: Judge, issue: _Issue, counts: dict[str, int]) -> None:
    """Every explained blank goes where it is; the gun holds the rest."""
    left, after = dict(issue.held), judge.holding(issue.weapon)
    back: list[tuple[str, int]] = []
    home = issue.named if issue.is_device else THE_BOX
    unfired = max(0, counts["unfired"] - issue.in_devices)
    for amount, target in (
        (counts["cases"], Sink.FIRED),
        (counts["lost"], Sink.NOT_RECOVERED),
        (counts["misfires"], Sink.MISFIRED),
        (unfired, home),
    ):
        for container, count in share(left.items(), amount):
            transfer(judge, container, issue.weapon, target, count)
            left[container] -= count
            if target == home:
                back.append((container, count))
            if after.contents is Contents.BLANK and after.count >= 0:
                after = taken_out(judge, after, [(container, count)])
    judge.result.holdings[issue.weapon] = after
    if issue.is_device:
        _into_device(judge, issue.named, back)


def _into_device(judge: Judge, device: str, back: list[tuple[str, int]]) -> None:
    """Unfired blanks are in the device again that they came in, with those that it still held when it came out."""
    removed = judge.result.holdings.get(device)
    sources = dict(removed.sources) if removed is not None and removed.count >= 0 else {}
    for container, count in back:
        sources[container] = sources.get(container, 0) + count
    rest = tuple(sorted((container, count) for container, count in sources.items() if count))
    judge.result.holdings[device] = Holding(Contents.BLANK, sum(sources.values()), rest) if rest else NOTHING
    judge.result.said[Aspect.INSERTED, device] = None


def _compare(judge: Judge, issue: _Issue, counts: dict[str, int]) -> None:
    explained = counts["cases"] + counts["lost"] + counts["unfired"] + counts["misfires"]
    words, kind = "", GapKind.COUNT
    if explained > issue.count or issue.in_devices > counts["unfired"]:
        words = english(
            "{weapon}: {count} blanks went into it, {explained} came back as counted.",
            weapon=issue.weapon,
            count=issue.count,
            explained=explained,
        )
        kind = GapKind.WRONG
    elif explained < issue.count:
        missing = issue.count - explained
        words = english(
            "{weapon}: {missing} of {count} blanks that went into it did not come back.",
            weapon=issue.weapon,
            missing=missing,
            count=issue.count,
        )
        kind = GapKind.MISSING
    elif counts["issued"] != issue.count:
        words = english(
            "{weapon}: {count} blanks went into it by the account, {counted} as counted.",
            weapon=issue.weapon,
            count=issue.count,
            counted=counts["issued"],
        )
    for container in issue.held if words else ():
        judge.gap(container, words, kind)
