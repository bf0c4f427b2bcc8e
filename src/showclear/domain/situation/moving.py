"""What loading and unloading do to the contents of a weapon or device and to the account of a container."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from showclear.domain.effects import Effect
from showclear.domain.situation.counting import left_in, out_in, out_of
from showclear.domain.situation.reading import number, text
from showclear.domain.situation.values import NOTHING, THE_BOX, UNKNOWN, GapKind, Holding, Movement, Sink
from showclear.domain.weapons import CHARGES, Container, Contents
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

SOME_BLANKS = Holding(Contents.BLANK, -1)
"""Nobody knows how many blanks, or what else: hot, and nothing that a take or a clearance can rest on."""


def load(judge: Judge, effect: Effect, place: str = "weapon") -> None:
    """Rounds went from a container into a weapon, or into the device that `place` names."""
    tag, container, count = text(effect, place), text(effect, "container"), number(effect, "count")
    said = [one for one in Contents if one == text(effect, "contents")]
    contents = said[0] if said and said[0] is not Contents.NOTHING else Contents.UNKNOWN
    classes = {entry.contents for entry in _entries(judge, container)}
    fires = _fires(contents)
    judge.result.holdings[tag] = filled(judge.holding(tag), fires, count, container, caps=contents is Contents.CAPS)
    charge = contents is Contents.BLANK and classes == {Contents.POWDER}
    if classes != {contents} and not charge:
        judge.gap(
            container,
            english(
                "{tag} was loaded with {contents} from {container}, which is not a box of that.",
                tag=tag,
                contents=contents,
                container=container,
            ),
        )
        hot = Contents.BLANK in {fires, *map(_fires, classes)}
        judge.result.holdings[tag] = SOME_BLANKS if hot else UNKNOWN
    _into_or_out_of(judge, effect, container, THE_BOX, tag)


def _fires(contents: Contents) -> Contents:
    """A charge of powder and a cap make a blank."""
    return Contents.BLANK if contents in CHARGES else contents


def filled(before: Holding, contents: Contents, count: int, container: str, *, caps: bool = False) -> Holding:
    """What something holds after `count` more. A mixture is unknown, and hot if there is a blank in it."""
    if before.contents is Contents.BLANK or contents is Contents.BLANK:
        same = before.contents is contents and before.count >= 0
        if before != NOTHING and not same:
            return SOME_BLANKS
    elif before != NOTHING and before.contents is not contents:
        return UNKNOWN
    if count < 1 or contents is Contents.UNKNOWN:
        return SOME_BLANKS if contents is Contents.BLANK else UNKNOWN
    sources = dict(before.sources)
    sources[container] = sources.get(container, 0) + count
    return Holding(contents, before.count + (0 if caps else count), tuple(sorted(sources.items())))


def unload(judge: Judge, effect: Effect, place: str = "weapon") -> None:
    """Rounds went from a weapon, or from the device that `place` names, back into a container."""
    tag, container, count = text(effect, place), text(effect, "container"), number(effect, "count")
    before = judge.holding(tag)
    fires = {_fires(one) for one in Contents if one == text(effect, "contents")}
    if before.contents is Contents.UNKNOWN:
        after = UNKNOWN
    elif {before.contents} == fires and 1 <= count <= dict(before.sources).get(container, 0):
        after = taken_out(judge, before, [(container, count)])
    else:
        after = SOME_BLANKS if before.contents is Contents.BLANK else UNKNOWN
        judge.gap(
            container,
            english(
                "{count} came back from {tag} into {container}, which did not come from there.",
                count=count,
                tag=tag,
                container=container,
            ),
        )
    judge.result.holdings[tag] = after
    _into_or_out_of(judge, effect, container, tag, THE_BOX)


def taken_out(judge: Judge, before: Holding, taken: Iterable[tuple[str, int]]) -> Holding:
    """What is still held after rounds of these containers are out. Caps are sources that the count leaves out."""
    sources, count = dict(before.sources), before.count
    for container, amount in taken:
        sources[container] = sources.get(container, 0) - amount
        if not is_caps(judge, container):
            count -= amount
    if count < 0 or min(sources.values(), default=0) < 0:
        return SOME_BLANKS if before.contents is Contents.BLANK else UNKNOWN
    rest = tuple(sorted((tag, amount) for tag, amount in sources.items() if amount))
    return replace(before, count=count, sources=rest) if rest else NOTHING


def share(boxes: Iterable[tuple[str, int]], amount: int) -> tuple[tuple[str, int], ...]:
    """An amount taken from boxes in the order of their tags, as far as it goes."""
    taken: list[tuple[str, int]] = []
    for container, there in sorted(boxes):
        count = min(there, amount)
        if count > 0:
            taken.append((container, count))
            amount -= count
    return tuple(taken)


def is_caps(judge: Judge, container: str) -> bool:
    """Whether a container is a box of percussion caps."""
    return {entry.contents for entry in _entries(judge, container)} == {Contents.CAPS}


def in_doubt(judge: Judge, tag: str, *contents: str) -> None:
    """Nobody knows what something holds any more; where a blank may be in it, it is hot."""
    blank = judge.holding(tag).contents is Contents.BLANK or Contents.BLANK in contents
    blank = blank or any(one in CHARGES for one in contents)
    judge.result.holdings[tag] = SOME_BLANKS if blank else UNKNOWN


def write_off(judge: Judge, tag: str) -> None:
    """Something was proved empty: rounds that the accounts say are in it are missing, and their boxes have a gap."""
    boxes = {*judge.view.history.boxes_of.get(tag, {}), *(one.container for one in judge.result.movements)}
    for container in sorted(boxes):
        missing = out_in(judge.view, container, tag) + judge.moved(container, tag)
        if missing > 0:
            judge.result.movements.append(Movement(container, tag, Sink.MISSING, missing))
            judge.gap(
                container,
                english(
                    "{tag} was proved empty; {missing} from {container} did not come back.",
                    tag=tag,
                    missing=missing,
                    container=container,
                ),
                GapKind.MISSING,
            )


def transfer(judge: Judge, container: str, source: str, target: str, count: int) -> bool:
    """Rounds of a container go from one place to another; False, with a gap, where there are not so many.

    Nothing comes out of a gun that did not go in: what is said to have come back beyond that is from nowhere known.
    """
    if count < 1:
        judge.gap(container, english("{container}: there is no such number of rounds.", container=container))
        return False
    there = out_in(judge.view, container, source) + judge.moved(container, source)
    moved = count if source == THE_BOX else min(count, max(there, 0))
    if moved:
        judge.result.movements.append(Movement(container, source, target, moved))
    known = left_in(judge.view, container)
    if known is None:
        judge.gap(container, english("{container} is not on the register.", container=container))
    elif moved < count:
        judge.gap(
            container,
            english("{container}: {count} more came back than went out.", container=container, count=count - moved),
        )
    elif known + judge.moved(container, THE_BOX) < 0:
        judge.gap(container, english("{container}: more went out than there was.", container=container))
    else:
        return True
    return False


def start_anew(judge: Judge, container: str) -> None:
    """A container was taken in again: what had come back from a place more often than it went there is written off."""
    for place, count in out_of(judge.view, container):
        if count < 0:
            judge.result.movements.append(Movement(container, Sink.UNEXPLAINED, place, -count))


def _entries(judge: Judge, container: str) -> list[Container]:
    own = judge.result.containers.get(container)
    return [own] if own else [entry for _, entry in judge.view.container_entries(container)]


def _into_or_out_of(judge: Judge, effect: Effect, container: str, source: str, target: str) -> None:
    if not transfer(judge, container, source, target, number(effect, "count")):
        return
    seal = text(effect, "seal")
    if seal:
        judge.result.seals[text(effect, "device") if effect.kind == "device-loaded" else container] = seal
    left = (left_in(judge.view, container) or 0) + judge.moved(container, THE_BOX)
    if "left" in effect.values and number(effect, "left") != left:
        words = english(
            "{container}: {counted} were left as counted, {left} by the account.",
            container=container,
            counted=number(effect, "left"),
            left=left,
        )
        judge.gap(container, words, GapKind.COUNT)
