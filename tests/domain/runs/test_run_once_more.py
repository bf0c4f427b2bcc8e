"""What is read from a thing and does not match: asked once more, of the same person, before it acts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showclear.domain.checklists import AnswerKind, Style
from showclear.domain.runs import LookAgain, Phase, Reason, Reopened, Resumed, record_entries, restrictions
from showclear.domain.runs.answers import in_words
from showclear.errors import IllegalEvent
from tests.domain.runs.run_cases import (
    ARMORER,
    BOX,
    CHAMBERS,
    OFFICER,
    OUT,
    ROUNDS,
    SERIAL,
    Walk,
    block,
    checklist,
    step,
)

TAG = step("tag", AnswerKind.MATCH, expect="weapon.tag", killer=False)


@pytest.mark.parametrize(
    ("asked", "slip", "right"),
    [(TAG, "A-O7", "A-07"), (BOX, "B-02 004712", "B-02 004711"), (SERIAL, "zz", "")],
    ids=["a tag", "a box and its seal", "characters of a serial"],
)
@pytest.mark.parametrize("is_slip", [True, False], ids=["a slip", "another thing"])
def test_what_is_misread_from_a_thing_is_asked_once_more_and_then_acts(asked, slip, right, is_slip):
    """R-RUN-28: a finger slips; a wrong gun in the hand is still a wrong gun when it is looked at again."""
    walk = Walk.of(block("a", asked))
    walk.sit_down()
    before = walk.run.question
    walk.answer(slip)
    assert walk.run.phase is Phase.ASKING
    assert walk.run.question == replace(before, mistyped=slip)
    assert restrictions(walk.run) == ()
    if is_slip and right:
        walk.answer(right)
    elif is_slip:
        walk.good_answer()
    else:
        walk.answer(slip)
    assert (walk.run.stop is None) is is_slip
    assert [(old.value, old.reason) for old in _last(walk).replaced] == [(slip, "not-as-recorded")]
    if not is_slip:
        assert walk.run.stop.reason.endswith(f'The first time, "{in_words(asked, slip)}" was entered.')
        assert [(row["value"], row["state"]) for row in record_entries(walk.run)] == [
            (slip, "replaced"),
            (slip, "counts"),
        ]


def _last(walk):
    return next(iter(walk.run.counted.values()))[-1]


def test_counts_choices_and_names_act_at_once():
    """R-RUN-28: what is counted is compared, and what is seen is chosen with one key: no finger excuses it."""
    giver = step("giver", AnswerKind.PERSON, expect="Mara Quist")
    for asked, wrong in ((OUT, "1"), (CHAMBERS, "round"), (giver, "Ines Roth")):
        walk = Walk.of(block("a", asked))
        walk.sit_down()
        walk.answer(wrong)
        assert walk.run.phase is Phase.STOPPED


@pytest.mark.parametrize("is_slip", [True, False], ids=["one key too early", "no dummy"])
def test_a_round_with_a_sign_left_out_is_asked_once_more_and_then_acts(is_slip):
    """R-RUN-28: one Enter too early does not stand a production down; a round that lacks a sign twice does."""
    walk = Walk.of(block("a", ROUNDS))
    walk.sit_down()
    before = walk.run.question
    walk.answer("rattle")
    assert walk.run.question == replace(before, mistyped="rattle")
    assert restrictions(walk.run) == ()
    walk.answer("hole+rattle" if is_slip else "rattle")
    assert (walk.run.stop is None) is is_slip
    assert [(old.value, old.reason) for old in _last(walk).replaced] == [("rattle", "not-as-recorded")]


@pytest.mark.parametrize("seen", ["none", "dimple+rattle"])
def test_a_round_that_somebody_described_acts_at_once(seen):
    """R-RUN-28: no sign, or two that prove nothing, are choices: nobody is asked if they are sure."""
    walk = Walk.of(block("a", ROUNDS))
    walk.sit_down()
    walk.answer(seen)
    assert walk.run.phase is Phase.STOPPED


def test_nothing_in_an_emergency_list_is_asked_once_more():
    """R-RUN-28: nobody types twice while somebody lies on the ground."""
    walk = Walk.of(
        checklist=checklist(block("a", TAG), style=Style.EMERGENCY, see=(OFFICER.role, "assistant-director"))
    )
    walk.sit_down()
    walk.answer("A-08")
    assert walk.run.phase is Phase.STOPPED


def test_the_second_person_learns_nothing_of_what_the_first_mistyped():
    """R-RUN-28: the other's pass is blind as before: the same question, and a try of their own."""
    slipped, clean = Walk.of(block("a", BOX)), Walk.of(block("a", BOX))
    slipped.sit_down()
    slipped.answer("B-02 004712")
    slipped.answer("B-02 004711")
    clean.through_pass()
    for walk in (slipped, clean):
        walk.sit_down()
    mine, theirs = slipped.run.question, clean.run.question
    assert mine == theirs
    assert mine.mistyped == ""
    assert slipped.run.steps() == clean.run.steps()
    slipped.answer("B-02 004713")
    assert slipped.run.question.mistyped == "B-02 004713"


def test_a_second_try_is_not_won_back():
    """R-RUN-28: neither by changing the answer before, nor by closing the app; a block that restarts begins anew."""
    walk = Walk.of(block("a", TAG, BOX))
    walk.sit_down()
    walk.answer("A-07")
    walk.answer("B-02 004712")
    with pytest.raises(IllegalEvent):
        walk.apply(Reopened(walk.moment(), ARMORER.id, Reason.SLIPPED))
    walk.apply(Resumed(walk.moment()))
    walk.sit_down()
    assert walk.run.question.mistyped == "B-02 004712"
    walk.answer("B-02 004713")
    assert walk.run.phase is Phase.STOPPED


def test_looking_again_after_a_stop_asks_once_more_again():
    """R-RUN-28: a new attempt is a new look; what was entered before it stays in the record."""
    walk = Walk.of(block("a", SERIAL))
    walk.sit_down()
    walk.answer("zz")
    walk.answer("yy")
    walk.apply(LookAgain(walk.moment()))
    walk.sit_down()
    walk.answer("xx")
    assert walk.run.question.mistyped == "xx"
    assert [old.value for one in walk.run.dead for old in (*one.entry.replaced, one.entry)] == ["zz", "yy"]
