"""What is due for a unit, line by line: what blocks gun work, what comes next, which guns go through it together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from showclear.app.views import DueLine, OpenRun
from showclear.domain.checklists import Procedure
from showclear.domain.rules import FOLD_RULES, RULES
from showclear.domain.situation import Situation
from showclear.domain.situation.due import Due, due
from showclear.domain.situation.status import WeaponStatus
from showclear.words import english

_TOGETHER = Procedure.DAY_PROOF
"""What is due for several guns in one sitting. A return that is due has rounds that go back into a box, whose count is
another one after each gun."""

_SENTENCES = {one.id: one.sentence for rules in (RULES, FOLD_RULES) for one in rules.values()}

OPEN_A_SHIFT = DueLine(
    english("Open a shift"),
    act="shift",
    blocking=True,
    why=english("Nobody can sign on this laptop before an armorer and an assistant director have opened theirs."),
)


def due_lines(
    situation: Situation,
    unit: str,
    now: datetime | None,
    statuses: Sequence[WeaponStatus],
    *,
    anybody: bool,
    begun: Sequence[OpenRun] = (),
) -> tuple[DueLine, ...]:
    """What is due for a unit; guns that go through one thing are one line.

    Args:
        situation: the records.
        unit: the unit that is asked about.
        now: None where the time is not known.
        statuses: the weapons as the board shows them.
        anybody: whether a shift is open here.
        begun: runs that are not signed.
    """
    found = _grouped(due(situation, unit, now, situation.limits, statuses), unit)
    lines = tuple(_signed_first(_gone_on_with(one, begun), begun) for one in found)
    if anybody:
        return lines
    # An emergency list that was begun waits for no PIN before its end: who lost the laptop in it goes on with it first.
    lists = tuple(one for one in lines if one.act == "resume" and not _holder_of(one.target, begun))
    return (*lists, OPEN_A_SHIFT, *(one for one in lines if one not in lists))


def _gone_on_with(line: DueLine, begun: Sequence[OpenRun]) -> DueLine:
    """A misfire or a report that is to be finished is the one that was begun here: another run would begin it anew.

    Everything else asks for what was begun when it is begun; an emergency never does, as it may be another event.
    """
    stop = line.inputs.get("restriction", "")
    if line.procedure not in (Procedure.MISFIRE, Procedure.INCIDENT):
        return line
    meant = (line.procedure, stop or line.subject)
    found = (one for one in begun if one.owned_here and meant == (one.procedure, one.stop if stop else one.subject))
    run = next(found, None)
    if run is None:
        return line
    return replace(line, procedure="", subject="", inputs={}, act="resume", target=run.run_id)


def _signed_first(line: DueLine, begun: Sequence[OpenRun]) -> DueLine:
    """A gun that was entered as handed over comes back by one key at any time; what is due is to sign that."""
    run = next((one for one in begun if one.subject == line.target and one.owned_here and one.holder_id), None)
    if line.act != "take-back" or run is None:
        return line
    label = english("Sign where {tag} went: {name} has it; or take it back", tag=line.target, name=run.holder)
    return replace(line, label=label, act="resume", target=run.run_id)


def _holder_of(run_id: str, begun: Sequence[OpenRun]) -> str:
    return next((one.holder_id for one in begun if one.run_id == run_id), "")


def _grouped(found: Sequence[Due], unit: str) -> Iterator[DueLine]:
    several = tuple(one.subject for one in found if one.procedure is _TOGETHER)
    said = False
    for one in found:
        if one.procedure is not _TOGETHER or len(several) == 1:
            yield _line(one, unit)
        elif not said:
            said = True
            label = english("Prove {count} guns empty (C)", count=len(several))
            yield replace(_line(one, unit), label=label, subject="", subjects=several)


def _line(one: Due, unit: str) -> DueLine:
    why = _SENTENCES.get(one.rule, "")
    if one.procedure is None:
        return DueLine(one.words, act=one.act, target=one.subject, blocking=one.blocking, why=why)
    subject, inputs = one.subject, {}
    if one.procedure is Procedure.INCIDENT:
        subject, inputs = unit, {"restriction": one.subject}
    elif one.procedure is Procedure.INTAKE:
        # What is taken in is an answer, not what the run is about: no record need know of it before.
        subject, inputs = "", {"weapon.tag": one.subject}
    return DueLine(
        label=one.words,
        procedure=str(one.procedure),
        subject=subject,
        inputs=inputs,
        blocking=one.blocking,
        why=why,
    )
