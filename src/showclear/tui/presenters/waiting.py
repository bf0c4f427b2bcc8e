"""A wait that nobody skips, in words: what is forbidden, which guns, how long yet, what comes then."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from showclear.domain.checklists import Procedure
from showclear.domain.people import Person
from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Question, StepState
from showclear.tui.drawing.band import GunState
from showclear.tui.presenters.custody import custody_words
from showclear.tui.presenters.times import second
from showclear.tui.widgets.banners import BannerData, BannerKind
from showclear.tui.widgets.pieces import Piece, strong
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.views import Board

MOST_NEXT = 8
"""Lines of what comes then."""


@dataclass(frozen=True, slots=True)
class Prohibitions:
    """What nobody does during the wait: in block letters and in a sentence, on a large and on a small screen."""

    large: tuple[str, ...]
    small: str
    sentence: str
    sentence_small: str


_MISFIRE = Prohibitions(
    (english("DO NOT OPEN IT."), english("DO NOT PULL AGAIN.")),
    english("DO NOT OPEN IT. WAIT."),
    english("The muzzle stays where it points now, away from everyone. Finger off. Nobody in front, nobody behind."),
    english("Do not pull again. Finger off. The muzzle stays where it points, away from everyone. Nobody in front."),
)


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is said while nobody moves: its key, its words, and what is reported."""

    key: str
    text: str
    report_class: str
    reason: str = ""


SAID = {
    "squib": Said(
        "P",
        english("A weak pop, or strange smoke"),
        "misfire",
        english("a weak pop or strange smoke: something may be in the barrel"),
    ),
    "opened": Said(
        "X",
        english("It was opened, or pulled again"),
        "near-miss",
        english("opened or pulled again before the wait was over"),
    ),
    "hurt": Said("E", english("Someone is hurt"), "injury"),
}
"""By the name of the answer. Each is written at once, as a report that anybody makes."""


def prohibitions(run: Run, question: Question) -> Prohibitions:
    """Two prohibitions at a misfire; at any other wait the words of its step."""
    if run.plan.checklist.procedure is Procedure.MISFIRE:
        return _MISFIRE
    headline = question.headline or say("WAIT")
    return Prohibitions((headline,), headline, question.text, question.text)


def seconds_left(question: Question, ms: int) -> int:
    """Whole seconds until the wait is over, rounded up; 0 when it is. `ms`: since the start of the run."""
    return max(0, math.ceil((question.ready_at_ms - ms) / 1000))


def seconds_in_all(question: Question) -> int:
    """Whole seconds of the wait."""
    return math.ceil(question.wait_ms / 1000)


def clock_note(question: Question) -> str:
    """What the clock counts."""
    return say("{count} seconds. Nothing skips or stops this clock.", count=seconds_in_all(question))


def wait_banner(run: Run, board: Board | None, people: Mapping[str, Person]) -> BannerData:
    """Which gun, what it holds, who has it, since when; the whole band is that of a hot gun."""
    tags = [tag for tag in (run.plan.subject, *run.plan.inputs.get("guns", "").split()) if tag]
    found = {one.weapon.tag: one for one in (board.weapons if board is not None else ())}
    lines: list[tuple[Piece, ...]] = []
    for tag in dict.fromkeys(tags):
        status = found.get(tag)
        if status is None:
            continue
        state = GunState(str(status.state)).value.upper()
        lines.append((strong(tag), Piece(f"  {status.weapon.name}")))
        lines.append(
            (
                Piece(
                    say(
                        "{state}. Now: {custody}.",
                        state=state,
                        custody=custody_words(status.custody, people),
                    )
                ),
            )
        )
    lines = lines[:4] or [(strong(run.plan.checklist.title),)]
    lines.append((Piece(say("Called {second}.", second=second(run.plan.started_at))),))
    word = say("MISFIRE") if run.plan.checklist.procedure is Procedure.MISFIRE else say("WAIT")
    return BannerData(word, tuple(lines), BannerKind.HOT)


def what_comes(run: Run) -> tuple[str, ...]:
    """The steps after this one, each in a few words, so that nobody has to ask what is next."""
    turn = run.turn
    if turn is None:
        return ()
    titles: list[str] = []
    for view in run.steps(turn.person.id):
        if view.state is StepState.OPEN:
            titles.append(view.headline.capitalize() if view.headline.isupper() else view.headline)
    return tuple(titles[:MOST_NEXT])
