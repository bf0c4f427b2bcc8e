"""R-EXT-1: what a new version of a checklist may be, held against the one that is adopted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from showclear.domain.checklists import (
    AnswerKind,
    Block,
    Checklist,
    EffectTemplate,
    Option,
    Otherwise,
    Passing,
    PinAt,
    Procedure,
    Step,
    Style,
)
from showclear.domain.extending import gains, losses, words_changed
from showclear.domain.people import Role

LOOK = Step(
    "bore", AnswerKind.CHOICE, "Is the bore clear?", "BORE", killer=True, another=True,
    prevents=("squib",), source=("DW",),
    options=(Option("clear", "clear", key="C"), Option("not", "not clear", stops=True, key="N")),
)  # fmt: skip
COUNT = Step("count", AnswerKind.COUNT, "How many?", "COUNT", expect="plan.count", defer=True)
BLOCK = Block("prove-empty", "Prove it empty", (LOOK, COUNT))
SECOND = Block("say-it", "Say it", (Step("said", AnswerKind.SPOKEN, "Call it.", "CALL"),))
OLD = Checklist(
    "inspection", "1.0.0", "Inspection", Procedure.INSPECTION, Style.READ_DO, "weapon",
    do=(Role.ARMORER,), see=(Role.ASSISTANT_DIRECTOR, Role.SAFETY_OFFICER), inputs=("scene",),
    requires=("day-open", "not-held"), blocks=(BLOCK, SECOND),
    effects=(EffectTemplate("cleared", {"weapon": "subject"}),), statements=("I looked.", "I saw it."),
)  # fmt: skip

Change = Callable[[Step], Step]


def with_blocks(*blocks: Block) -> Checklist:
    """The checklist with other blocks."""
    return replace(OLD, blocks=blocks)


def with_step(change: Change, which: int = 0) -> Checklist:
    """The checklist with one of the steps of its first block changed."""
    steps = [LOOK, COUNT]
    steps[which] = change(steps[which])
    return with_blocks(replace(BLOCK, steps=tuple(steps)), SECOND)


DISTANCE = Step("distance", AnswerKind.NUMBER, "How far is it?", "DISTANCE", unit="cm")
NEW_EXPECTATION = [
    (DISTANCE, replace(DISTANCE, expect=610)),
    (DISTANCE, replace(DISTANCE, floor="blank_stand_off")),
    (DISTANCE, replace(DISTANCE, floor="blank_stand_off", ceiling="blank_stand_off")),
    (LOOK, replace(LOOK, expect="clear")),
    (replace(COUNT, expect=None), replace(COUNT, expect=0)),
]


@pytest.mark.parametrize(("before", "after"), NEW_EXPECTATION, ids=[after.id for _, after in NEW_EXPECTATION])
def test_what_is_expected_where_nothing_was_is_an_extension_and_never_goes_or_changes(
    before: Step, after: Step
) -> None:
    """R-EXT-1: it refuses more than before; a production that adopted batch-issue 1.0.0 takes 1.0.1, and not back."""
    old, new = (with_blocks(replace(BLOCK, steps=(step,))) for step in (before, after))
    assert losses(old, new) == ()
    (line,) = gains(old, new)
    assert "now held against" in line
    assert after.ask in line
    assert losses(new, old)
    names = ("expect", "floor", "ceiling")
    other = replace(after, **{name: "plan.count" for name in names if getattr(after, name) not in (None, "")})
    assert losses(new, with_blocks(replace(BLOCK, steps=(other,))))


ADDED = Step("light", AnswerKind.SPOKEN, "Light on it.", "LIGHT")

EXTENDED = [
    (OLD, 0),
    (replace(OLD, version="1.1.0", digest="0" * 64), 0),
    (replace(OLD, requires=("day-open", "insurance", "not-held")), 1),
    (replace(OLD, see=(Role.SAFETY_OFFICER,)), 0),
    (replace(OLD, inputs=("use", "scene")), 0),
    (with_blocks(Block("first", "First", (ADDED,)), BLOCK, SECOND), 2),
    (with_blocks(replace(BLOCK, steps=(ADDED, LOOK, COUNT)), SECOND), 1),
    (with_blocks(replace(BLOCK, shared=True, version="2.0.0"), SECOND), 0),
    (with_step(lambda step: replace(step, killer=True, defer=False), 1), 2),
    (with_step(lambda step: replace(step, another=True), 1), 1),
    (with_step(lambda step: replace(step, prevents=("squib", "obstructed"), source=("DW", "ours"))), 0),
]


@pytest.mark.parametrize(("new", "lines"), EXTENDED, ids=range(len(EXTENDED)))
def test_what_only_adds_is_an_extension_and_is_said_in_words(new: Checklist, lines: int) -> None:
    """R-EXT-1: blocks, steps, rules, a killer; narrower people; and what is new has a line each."""
    assert losses(OLD, new) == words_changed(OLD, new) == ()
    assert len(gains(OLD, new)) == lines, gains(OLD, new)


TAKEN = [
    (with_blocks(BLOCK), 'inspection: the block "say-it" is gone'),
    (with_blocks(SECOND, BLOCK), "inspection: the blocks that were there stand in another order"),
    (
        with_blocks(replace(BLOCK, steps=(LOOK,)), SECOND),
        'inspection, block "prove-empty": the step "count" is gone',
    ),
    (
        with_blocks(replace(BLOCK, steps=(COUNT, LOOK)), SECOND),
        'inspection, block "prove-empty": the steps that were there stand in another order',
    ),
    (
        with_blocks(replace(BLOCK, passing=Passing.PREP), SECOND),
        'inspection, block "prove-empty": where it is passed is changed',
    ),
    (
        with_blocks(replace(BLOCK, applies_when={"action": ("revolver",)}), SECOND),
        'inspection, block "prove-empty": when it applies is changed',
    ),
    (replace(OLD, requires=("day-open",)), 'inspection: the rule "not-held" is gone'),
    (replace(OLD, inputs=()), 'inspection: the input "scene" is gone'),
    (replace(OLD, do=(Role.ARMORER, Role.CREW)), "inspection: crew performs it, and may not by now"),
    (replace(OLD, see=(*OLD.see, Role.CREW)), "inspection: crew verifies it, and may not by now"),
    (replace(OLD, pin_at=PinAt.SIGNATURE), "inspection: a pass opens without a PIN"),
    (replace(OLD, effects=()), "inspection: what a signed run does is changed"),
    (replace(OLD, effects=(*OLD.effects, *OLD.effects)), "inspection: what a signed run does is changed"),
    (replace(OLD, style=Style.EMERGENCY), "inspection: how it is walked is another"),
    (replace(OLD, procedure=Procedure.RETURN), "inspection: what it is for is another"),
    (replace(OLD, subject="set"), "inspection: its subject is another"),
]  # fmt: skip


@pytest.mark.parametrize(("new", "said"), TAKEN, ids=[said for _, said in TAKEN])
def test_what_is_taken_away_or_loosened_is_named_with_its_place(new: Checklist, said: str) -> None:
    """R-EXT-1: whoever wrote the file finds the line."""
    assert said in [str(one) for one in losses(OLD, new)]


LOOSENED: list[tuple[Change, int, str]] = [
    (lambda step: replace(step, killer=False), 0, "it is no longer entered by both people"),
    (lambda step: replace(step, another=False), 0, "it is answered by who walks the list"),
    (lambda step: replace(step, defer=True), 0, "it may be left for later"),
    (lambda step: replace(step, expect=None), 1, "what is expected is changed"),
    (lambda step: replace(step, otherwise=Otherwise.HOLD), 0, "what a no does is changed"),
    (lambda step: replace(step, each="weapon.chambers"), 0, "how often it is asked is changed"),
    (lambda step: replace(step, applies_when={"use": ("take",)}), 0, "when it applies is changed"),
    (lambda step: replace(step, answer=AnswerKind.SPOKEN), 0, "the kind of answer is changed"),
    (lambda step: replace(step, wait="misfire_wait"), 0, "how long nobody answers is changed"),
    (lambda step: replace(step, do=(Role.CREW,)), 0, "who does it is changed"),
    (lambda step: replace(step, options=(*step.options, Option("maybe", "maybe"))), 0, "its answers are changed"),
    (lambda step: replace(step, options=step.options[:1]), 0, "its answers are changed"),
    (
        lambda step: replace(step, options=(step.options[0], replace(step.options[1], stops=False))),
        0,
        "its answers are changed",
    ),
    (lambda step: replace(step, prevents=()), 0, '"squib" is no longer among what it prevents'),
    (lambda step: replace(step, source=()), 0, '"DW" is no longer among what it rests on'),
]


@pytest.mark.parametrize(("change", "which", "said"), LOOSENED, ids=[said for *_, said in LOOSENED])
def test_a_step_that_asks_less_is_named(change: Change, which: int, said: str) -> None:
    """R-EXT-1: a killer stays one, an answer that stops goes on stopping."""
    step = ("bore", "count")[which]
    place = f'inspection, block "prove-empty", step "{step}"'
    assert f"{place}: {said}" in [str(one) for one in losses(OLD, with_step(change, which))]


REWORDED = [
    with_step(lambda step: replace(step, ask="Is the bore clear, more or less?")),
    with_step(lambda step: replace(step, options=(replace(step.options[0], text="fine"), step.options[1]))),
    with_blocks(replace(BLOCK, say="Quickly."), SECOND),
    replace(OLD, statements=("I was there.", "I saw it.")),
]


@pytest.mark.parametrize("new", REWORDED, ids=range(len(REWORDED)))
def test_words_stay_in_their_language_and_may_differ_in_another(new: Checklist) -> None:
    """R-EXT-1: a step that is still there and asks something else is a step that is gone."""
    assert words_changed(OLD, new)
    translated = replace(new, language="de")
    assert losses(OLD, translated) == words_changed(OLD, translated) == ()
    assert gains(OLD, translated) == ("Inspection: asked in de, before in en",)


def test_a_translation_loosens_nothing_either() -> None:
    """R-EXT-1: the words of another language hide no step that is gone."""
    assert losses(OLD, replace(with_blocks(BLOCK), language="de"))


def test_a_shared_block_has_the_words_of_its_own_file() -> None:
    """R-EXT-1: a German checklist over an English block keeps the English words of that block."""
    shared = replace(BLOCK, shared=True)
    old = with_blocks(shared, SECOND)
    reworded = replace(shared, say="Quickly.")
    assert words_changed(old, replace(with_blocks(reworded, SECOND), language="de"))
    assert not words_changed(old, replace(with_blocks(replace(reworded, language="de"), SECOND), language="de"))
