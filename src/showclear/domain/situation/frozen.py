"""What an open incident names stays as it is: nobody opens it until it is released by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.domain.effects import Effect
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation.reading import text
from showclear.domain.situation.values import UNKNOWN, Holding
from showclear.domain.situation.view import View
from showclear.domain.weapons import Contents
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

FILLS = frozenset({"loaded", "device-loaded", "device-inserted"})
"""Effects after which something is in a weapon or a feed device; where one does not count nobody knows what."""

_OPENS = FILLS | frozenset(
    {
        "weapon-taken-in",
        "device-taken-in",
        "container-taken-in",
        "batch-taken-in",
        "proved-empty",
        "device-proved-empty",
        "unloaded",
        "device-unloaded",
        "device-removed",
        "blanks-back",
        "accounted",
        "found-inert",
        "destroyed",
    }
)
"""Effects of records that somebody had to open the thing for."""


def frozen_items(view: View) -> tuple[str, ...]:
    """Every item that is frozen and not released, by tag."""
    known = sorted(view.history.never_closed)
    return tuple(item for item in known if is_frozen(view, item))


def is_frozen(view: View, item: str) -> bool:
    """Whether an open restriction says that nobody unloads the item."""
    return any(one.kind == "frozen" for _, one in view.open_restrictions(item))


def opens_what_is_frozen(judge: Judge, effect: Effect) -> bool:
    """Whether an effect opens something that is frozen; then it does not count, and what was put in is not known."""
    proved = effect.kind == "counted" and text(effect, "how") == "proved"
    if effect.kind not in _OPENS and not proved:
        return False
    frozen = [item for item in (text(effect, name) for name in effect.spec.about) if _is_frozen_for(judge, item)]
    if not frozen:
        return False
    judge.find(
        rule.FROZEN_STAYS,
        english("{kind} does not count: {items} is frozen as it is.", kind=effect.kind, items=", ".join(frozen)),
    )
    filled = text(effect, "weapon") or text(effect, "device")
    if effect.kind in FILLS and filled and not judge.copy:
        blank = Contents.BLANK in (judge.holding(filled).contents, text(effect, "contents"))
        judge.result.holdings[filled] = Holding(Contents.BLANK, -1) if blank else UNKNOWN
    return True


def _is_frozen_for(judge: Judge, item: str) -> bool:
    """Whether an item is frozen where an effect of this record is read."""
    if not item:
        return False
    if any(one.kind == "frozen" and one.item == item for one in judge.result.restrictions):
        return True
    released = {one.restriction for one in judge.result.closings if one.item == item and one.kind == "frozen"}
    open_now = judge.view.open_restrictions(item)
    return any(one.kind == "frozen" and index not in released for index, one in open_now)
