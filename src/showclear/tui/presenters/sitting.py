"""A sitting in words: the strip of guns, what a pass is about, the records that are signed together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Phase
from showclear.tui.presenters.times import listed
from showclear.tui.widgets.gun_strip import StripGun, StripMark
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.sittings import Sitting

_MARKS = {
    Phase.COMPLETE: StripMark.DONE,
    Phase.ENDED: StripMark.ENDED,
    Phase.STOPPED: StripMark.TROUBLE,
    Phase.MISMATCH: StripMark.TROUBLE,
}


def strip(sitting: Sitting, now: RunSession) -> tuple[StripGun, ...]:
    """Every gun of the sitting with how far it is; the one that is asked about now is marked."""
    return tuple(_gun(one, now is one and not sitting.over) for one in sitting.sessions)


def _gun(session: RunSession, now: bool) -> StripGun:
    run = session.run
    done, of = progress(run)
    mark = _MARKS.get(run.phase, StripMark.OPEN)
    if now and mark is StripMark.OPEN:
        mark = StripMark.NOW
    return StripGun(session.subject, mark, done, of)


def progress(run: Run) -> tuple[int, int]:
    """Answers that are in, and how many there are for both people together."""
    of = sum(len(run.course.blocks[leg.block].asks[leg.side]) for leg in run.course.legs)
    done = sum(
        len(run.course.blocks[leg.block].asks[leg.side]) if leg in run.done else run.positions.get(leg, 0)
        for leg in run.course.legs
    )
    return min(done, of), of


def pass_words(sitting: Sitting, words: str) -> str:
    """What the person who comes to the keys looks at: these guns, one after the other."""
    due = sitting.due
    tags = tuple(
        one.subject
        for one in sitting.sessions
        if due is not None and (turn := one.run.turn) is not None and turn.person.id == due.id
    )
    if len(tags) < 2:
        return words
    return say("{tags}, one after the other. {words}", tags=listed(tags), words=words)
