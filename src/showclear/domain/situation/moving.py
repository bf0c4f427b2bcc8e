"""What loading and unloading do to the contents of a weapon and to the account of a container."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from showclear.domain.effects import Effect
from showclear.domain.situation.counting import left_in, out_in
from showclear.domain.situation.reading import number, text
from showclear.domain.situation.values import NOTHING, UNKNOWN, Holding, Movement
from showclear.domain.weapons import Container, Contents

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

_BLANK = Holding(Contents.BLANK, -1)


def load(judge: Judge, effect: Effect) -> None:
    """Rounds went from a container into a weapon."""
    weapon, container, count = text(effect, "weapon"), text(effect, "container"), number(effect, "count")
    said = [one for one in Contents if one == text(effect, "contents")]
    contents = said[0] if said and said[0] is not Contents.NOTHING else Contents.UNKNOWN
    classes = {entry.contents for entry in _entries(judge, container)}
    judge.result.holdings[weapon] = _filled(judge.holding(weapon), contents, count, container)
    if classes != {contents}:
        judge.gap(container, f"{weapon} was loaded with {contents} from {container}, which is not a box of that.")
        judge.result.holdings[weapon] = _BLANK if Contents.BLANK in {contents, *classes} else UNKNOWN
    _move(judge, effect, container, weapon, -count)


def _filled(before: Holding, contents: Contents, count: int, container: str) -> Holding:
    """What a weapon holds after `count` more. A mixture is unknown, and hot if there is a blank in it."""
    if before.contents is Contents.BLANK or contents is Contents.BLANK:
        same = before.contents is contents and before.count >= 0
        if before != NOTHING and not same:
            return _BLANK
    elif before != NOTHING and before.contents is not contents:
        return UNKNOWN
    if count < 1 or contents is Contents.UNKNOWN:
        return _BLANK if contents is Contents.BLANK else UNKNOWN
    sources = dict(before.sources)
    sources[container] = sources.get(container, 0) + count
    return Holding(contents, before.count + count, tuple(sorted(sources.items())))


def unload(judge: Judge, effect: Effect) -> None:
    """Rounds went from a weapon back into a container."""
    weapon, container, count = text(effect, "weapon"), text(effect, "container"), number(effect, "count")
    before = judge.holding(weapon)
    sources = dict(before.sources)
    if before.contents is Contents.UNKNOWN:
        after = UNKNOWN
    elif before.contents == text(effect, "contents") and 1 <= count <= sources.get(container, 0):
        sources[container] -= count
        rest = tuple(sorted((tag, amount) for tag, amount in sources.items() if amount))
        after = replace(before, count=before.count - count, sources=rest) if before.count > count else NOTHING
    else:
        after = _BLANK if before.contents is Contents.BLANK else UNKNOWN
        judge.gap(container, f"{count} came back from {weapon} into {container}, which did not come from there.")
    judge.result.holdings[weapon] = after
    _move(judge, effect, container, weapon, count)


def write_off(judge: Judge, weapon: str) -> None:
    """A weapon was proved empty: rounds that the accounts say are in it are lost, and their boxes have a gap."""
    for container in judge.view.history.boxes_of.get(weapon, {}):
        missing = out_in(judge.view, container, weapon) - judge.moved(container, weapon)
        if missing > 0:
            judge.result.movements.append(Movement(container, weapon, missing, lost=True))
            judge.gap(container, f"{weapon} was proved empty; {missing} from {container} did not come back.")


def _entries(judge: Judge, container: str) -> list[Container]:
    own = judge.result.containers.get(container)
    return [own] if own else [entry for _, entry in judge.view.container_entries(container)]


def _move(judge: Judge, effect: Effect, container: str, weapon: str, amount: int) -> None:
    if amount == 0 or (amount > 0) != (effect.kind == "unloaded"):
        judge.gap(container, f"{effect.kind} {abs(amount)}: there is no such number of rounds.")
        return
    judge.result.movements.append(Movement(container, weapon, amount))
    seal = text(effect, "seal")
    if seal:
        judge.result.seals[container] = seal
    known = left_in(judge.view, container)
    if known is None:
        judge.gap(container, f"{container} is not on the register.")
        return
    left = known + judge.moved(container)
    in_weapon = out_in(judge.view, container, weapon) - judge.moved(container, weapon)
    if left < 0 or in_weapon < 0:
        judge.gap(container, f"{container}: more went {'in' if in_weapon < 0 else 'out'} than there was.")
    elif "left" in effect.values and number(effect, "left") != left:
        judge.gap(container, f"{container}: {number(effect, 'left')} were left as counted, {left} by the account.")
