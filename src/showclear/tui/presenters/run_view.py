"""The frame of the run screen: bar, people, steps, picture."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.domain.checklists import AnswerKind, Procedure
from showclear.domain.people import Person
from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Phase, StepState, StepView
from showclear.domain.weapons import Weapon
from showclear.tui.presenters.people import first_name, with_role
from showclear.tui.presenters.picture import picture
from showclear.tui.presenters.run import THINGS
from showclear.tui.presenters.times import clock
from showclear.tui.presenters.waiting import seconds_left
from showclear.tui.widgets.gun_picture import PictureData
from showclear.tui.widgets.pieces import Piece, Weight, muted, strong
from showclear.tui.widgets.step_list import StepBlock, StepLine, StepMark
from showclear.tui.widgets.top_bar import TopBarData
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession

_MARKS = {StepState.DONE: StepMark.DONE, StepState.NOW: StepMark.NOW, StepState.OPEN: StepMark.OPEN}


def at_keys(run: Run) -> Person | None:
    """Whose pass is open, or who is due."""
    turn = run.turn
    if turn is not None:
        return turn.person
    cast = run.plan.cast
    return next((person for person in (cast.performer, cast.verifier) if person.id == run.at_keys), None)


def top_bar(session: RunSession, now: datetime, waiting: RunSession | None = None) -> TopBarData:
    """Which checklist, which gun; never its serial, because the run asks for it.

    `waiting`: a misfire whose clock runs on meanwhile; it stands before everything else.
    """
    if waiting is not None and waiting is not session and waiting.run.question is not None:
        left = seconds_left(waiting.run.question, waiting.moment().ms)
        words = (
            say("{subject}: nobody moves it, {left} s", subject=waiting.subject, left=left)
            if left
            else say("{subject}: its wait is over", subject=waiting.subject)
        )
        return TopBarData((strong(words), muted(f"   {session.title}")), (), clock(now))
    weapon = session.weapon
    inputs = session.run.plan.inputs
    scene = (muted("   " + say("scene {scene}", scene=inputs["scene"])),) if inputs.get("scene") else ()
    name = ""
    if weapon is not None:
        name = f" {weapon.name}" if weapon.inert else f" {weapon.name} {weapon.calibre}".rstrip()
    subject, title = strong(session.run.plan.named), session.title
    # Where there is little room, first what stands behind a comma or a colon goes, then the name beside the tag.
    tries = [(name, title), (name, title.partition(",")[0]), (name, title.partition(":")[0]), ("", title)]
    bars = [(subject, Piece(named), *scene, muted(f"   {words}")) for named, words in tries]
    return TopBarData(bars[0], (), clock(now), tuple(bars[1:]))


def info_line(run: Run, *, wide: bool = True) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Who is at the keys, who holds the gun; and which block this is."""
    person = at_keys(run)
    performer = run.plan.cast.performer
    left: list[Piece] = []
    if person is not None:
        left += [muted(say("At the keys") + " " if wide else say("keys") + " "), Piece(with_role(person), Weight.NOW)]
    if person != performer and run.plan.checklist.subject in THINGS:
        left += (
            [muted("   " + say("Holds it") + " "), strong(with_role(performer))]
            if wide
            else [muted("  " + say("holds") + " "), strong(performer.name)]
        )
    note = run.plan.checklist.translation
    if not note:
        return tuple(left), (muted(_where(run)),)
    # Who is at the keys is never covered: on a small screen the name of the block gives way.
    short = note.replace(" by an armorer", "")
    where = _where(run) if wide else _where(run).rpartition(", ")[2]
    return tuple(left), (strong(f"{note if wide else short}  "), muted(where))


def _where(run: Run) -> str:
    question = run.question
    if question is None:
        return ""
    blocks = list(run.course.blocks)
    block = run.course.blocks[question.key.block]
    turn = run.turn
    steps = list(dict.fromkeys(ask.key.step for ask in block.asks[turn.side])) if turn is not None else []
    at = steps.index(question.key.step) + 1 if question.key.step in steps else 1
    return say(
        "{number} {block}, step {step} of {count}",
        number=blocks.index(question.key.block) + 1,
        block=question.block,
        step=at,
        count=len(steps),
    )


def step_blocks(run: Run) -> tuple[StepBlock, ...]:
    """The step list of the person at the keys; the other one's values are not in it."""
    person = at_keys(run)
    grouped: dict[str, list[StepView]] = {}
    for view in run.steps(person.id if person is not None else ""):
        grouped.setdefault(view.block, []).append(view)
    return tuple(
        StepBlock(str(number), views[0].block_title, tuple(_line(view) for view in views))
        for number, views in enumerate(grouped.values(), 1)
    )


def _line(view: StepView) -> StepLine:
    title = view.headline.capitalize() if view.headline.isupper() else view.headline
    if view.of > 1 and view.state is StepState.NOW:
        value = say("{number} of {count}", number=min(view.entered + 1, view.of), count=view.of)
    elif view.of > 1 and view.entered:
        value = say("{number} of {count}", number=view.entered, count=view.of)
    else:
        value = view.words
    return StepLine(title, _MARKS[view.state], value)


def picture_data(run: Run, weapon: Weapon | None) -> PictureData:
    """The gun as the person at the keys has entered it; the other one's entries are covered."""
    person = at_keys(run)
    if person is None:
        return PictureData()
    drawing = picture(run, person, weapon)
    if weapon is None and not drawing.slots:
        return PictureData()
    cast = run.plan.cast
    other = cast.verifier if person == cast.performer else cast.performer
    note = short = ""
    if run.entries(other.id) and run.phase in (Phase.ASKING, Phase.NEEDS_PASS):
        note = say("What {first_name} entered is covered until yours is in.", first_name=first_name(other))
        short = say("Covered: {first_name}'s entries", first_name=first_name(other))
    return PictureData(drawing, say("As {first_name} has entered it", first_name=first_name(person)), note, short)


def pass_words(run: Run) -> str:
    """What the person who comes to the keys now is about to do."""
    turn = run.turn
    if turn is None:
        return ""
    titles = [run.course.blocks[block].block.title for block in turn.blocks]
    what = ", ".join(titles)
    return say("Your looks: {what}.", what=what)


def restarted_blocks(run: Run, before: Mapping[str, int]) -> tuple[str, ...]:
    """Titles of the blocks that start anew because they were too old. `before`: restarts of each block until then."""
    if run.phase not in (Phase.ASKING, Phase.NEEDS_PASS):
        return ()
    return tuple(
        run.course.blocks[block].block.title for block, times in run.attempts.items() if times > before.get(block, 0)
    )


def restarted_words(titles: tuple[str, ...], subject: str, *, old: bool) -> str:
    """Why blocks are asked anew, and which."""
    if old:
        return say("Too long ago, asked anew: {titles}.", titles=", ".join(titles))
    return say(
        "Something happened to {subject} or to the set meanwhile; asked anew: {titles}.",
        subject=subject,
        titles=", ".join(titles),
    )


def can_change(run: Run) -> bool:
    """Whether the person at the keys has a last answer of their own, as the run says."""
    return run.phase is Phase.ASKING and run.last is not None and run.plan.cast.of(run.last.side).id == run.at_keys


def clearance_word(session: RunSession) -> str:
    """The word that the AD calls at a handover; empty for every procedure that hands nothing over."""
    plan = session.run.plan
    hands_over = plan.checklist.procedure in (Procedure.HANDOVER, Procedure.TURN_ROUND, Procedure.BLANK_TAKE)
    return str(plan.facts.get("issue.word", "")) if hands_over else ""


def word_to_call(session: RunSession) -> str:
    """The clearance word, while it is being called; empty at every other question."""
    question = session.run.question
    return clearance_word(session) if question is not None and question.answer is AnswerKind.SPOKEN else ""
