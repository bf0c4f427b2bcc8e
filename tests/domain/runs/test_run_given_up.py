"""A take with blanks that is given up half way."""

from __future__ import annotations

import pytest

from showclear.domain.checklists import AnswerKind, EffectTemplate, Passing
from showclear.domain.effects import Effect, fault_of
from showclear.domain.runs import perhaps_loaded
from showclear.domain.situation import fold
from showclear.domain.weapons import Contents
from tests.domain.runs.run_cases import Walk, block, checklist, plan, step
from tests.domain.situation.productions import Shoot

LABEL = step("label", AnswerKind.COUNT, killer=False)
BLANKS = step("blanks", AnswerKind.COUNT, each="plan.count")
LEFT = step("left-now", AnswerKind.COUNT)
LOADED = EffectTemplate(
    "loaded",
    {"weapon": "subject", "container": "box.tag", "contents": "is:blank", "count": "plan.count", "left": "left-now"},
)


def _walk(contents: str) -> Walk:
    made = checklist(
        block("label", LABEL, passing=Passing.JOINT),
        block("load", BLANKS, LEFT, passing=Passing.JOINT),
        effects=(LOADED,),
    )
    facts = {**plan().facts, "plan.contents": contents}
    return Walk.of(checklist=made, facts=facts)


def test_a_take_that_is_given_up_while_it_is_loaded_leaves_the_gun_hot() -> None:
    """R-RUN-25: nobody signs what is in it, so it is hot for everybody until two have opened it."""
    walk = _walk("blank")
    walk.sit_down()
    walk.answer("1")
    assert perhaps_loaded(walk.run) == (), "the label was read; nothing went in"
    walk.sit_down()
    walk.answer("1")
    (effect,) = perhaps_loaded(walk.run)
    assert not fault_of(effect)
    shoot = Shoot()
    shoot.found()
    shoot.take_in()
    shoot.add("restriction", [Effect("unverified", {"item": "A-07", "reason": "given up"}), effect])
    holding = fold(shoot.records, shoot.ancestry).holding("A-07")
    assert (holding.contents, holding.count) == (Contents.BLANK, -1)


@pytest.mark.parametrize("contents", ["dummy", "nothing"])
def test_what_is_no_blank_makes_nothing_hot(contents: str) -> None:
    """R-RUN-25 is about blanks."""
    walk = _walk(contents)
    for _ in range(2):
        walk.sit_down()
        walk.answer("1")
    assert perhaps_loaded(walk.run) == ()
