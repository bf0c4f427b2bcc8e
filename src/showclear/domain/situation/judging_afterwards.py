"""Judging what is done and said after something happened: corrective actions, and corrections of records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from showclear.domain.effects import Effect
from showclear.domain.people import Role
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import signers
from showclear.domain.situation.actions import OPENED_BY, SECONDS, Done, Task
from showclear.domain.situation.correcting import Corrected, CorrectedRows
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.reading import text
from showclear.domain.situation.values import THE_SET
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge


def open_what_a_stop_asks_for(judge: Judge) -> None:
    """A stop opens an action of the safety officer by itself: say what is done so that it does not come again."""
    stops = {one.kind for one in judge.result.restrictions if one.item == THE_SET}
    if not judge.copy and not stops.isdisjoint(OPENED_BY):
        name = judge.record.title
        judge.result.said[Aspect.ACTION, name] = Task(name, "", str(Role.SAFETY_OFFICER), "", "", of_stop=True)


def action_opened(judge: Judge, effect: Effect) -> None:
    """Somebody with a key says what has to be done, by whom, until when. That only adds, so one is enough."""
    broken, name = rule.ACTION_DONE_BY_TWO, (Aspect.ACTION, judge.record.title)
    if not judge.fact(broken, bool(judge.record.signers), kinds=("review",)):
        return
    if _index_of(judge, text(effect, "about")) is None:
        judge.find(broken, english("It opens no action: no record of that name is among its ancestors."))
    elif _blank(effect, "words", "owner"):
        judge.find(broken, english("It opens no action: it needs what is to be done, and who sees to it."))
    elif name in judge.result.said:
        judge.find(broken, english("It opens no second action: one record opens one."))
    else:
        about, words, owner, due, until = (text(effect, one) for one in ("about", "words", "owner", "due", "until"))
        judge.result.said[name] = Task(about, words, owner, due, until)


def action_closed(judge: Judge, effect: Effect) -> None:
    """What had to be done is done: the safety officer signs it, and somebody else."""
    broken, name = rule.ACTION_DONE_BY_TWO, text(effect, "action")
    officers = signers.people(judge.record, Role.SAFETY_OFFICER)
    others = {person for role in SECONDS for person in signers.people(judge.record, role)} - officers
    if not judge.fact(broken, bool(officers and others), kinds=("review",)):
        return
    if not judge.view.newest(Aspect.ACTION, name):
        judge.find(broken, english("It closes no action: none of that name is among its ancestors."))
    elif _blank(effect, "words"):
        judge.find(broken, english("It closes no action: it has to say what was done."))
    else:
        judge.result.said[Aspect.ACTION_DONE, name] = Done(text(effect, "words"))


def corrected(judge: Judge, effect: Effect) -> None:
    """What a record should say stands beside it, under its name."""
    broken, record = rule.CORRECTION_BESIDE, text(effect, "record")
    if not judge.fact(broken, bool(judge.record.signers), kinds=("correction",)):
        return
    if _index_of(judge, record) is None:
        judge.find(broken, english("It corrects nothing here: no record of that name is among its ancestors."))
    elif _blank(effect, "what", "reason"):
        judge.find(broken, english("It corrects nothing: it has to say what is wrong, and why."))
    else:
        said = Corrected(*(text(effect, one) for one in ("what", "label", "was", "should", "reason")))
        before = judge.result.said.get((Aspect.CORRECTED, record))
        rows = before.rows if isinstance(before, CorrectedRows) else ()
        judge.result.said[Aspect.CORRECTED, record] = CorrectedRows((*rows, said))


def _index_of(judge: Judge, record: str) -> int | None:
    """A record by its name, if it is among the ancestors; None if it is not."""
    index = judge.view.history.index_titled(record)
    return index if index is not None and judge.view.includes(index) else None


def _blank(effect: Effect, *names: str) -> bool:
    return any(not text(effect, name).strip() for name in names)


HANDLERS: Mapping[str, Callable[[Judge, Effect], None]] = {
    "action-opened": action_opened,
    "action-closed": action_closed,
    "corrected": corrected,
}
"""Kind of effect to what reads it."""
