"""The course of a run: who is asked what, in which order, and what is illegal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showclear.domain.checklists import AnswerKind, Passing, Style
from showclear.domain.people import Person, Role
from showclear.domain.runs import (
    Answered,
    BlockExpired,
    Cast,
    Cause,
    IllegalEvent,
    Moment,
    PassOpened,
    Phase,
    QuestionKey,
    Reason,
    Reopened,
    Resumed,
    RowsDone,
    StepState,
    apply,
    start,
)
from showclear.domain.runs.plan import Side
from showclear.errors import InputError, RefusedError
from tests.domain.runs.run_cases import (
    AD,
    ARMORER,
    CLOSE,
    EMPTY,
    HANDLER,
    HOLDS,
    LOAD,
    NOTE,
    OFFERED,
    OFFICER,
    OUT,
    T0,
    Walk,
    block,
    checklist,
    plan,
    serial_characters,
    step,
)


def passes(walk: Walk) -> list[tuple[str, tuple[str, ...]]]:
    """Who walked which blocks, pass by pass, to the end."""
    found = []
    while walk.run.turn is not None:
        found.append((walk.run.turn.person.id, walk.run.turn.blocks))
        walk.through_pass()
    return found


A, B = block("a", step("one")), block("b", step("two"))
VALUES = {"one": "1", "two": "2", "three": "3"}


def walk_of(*blocks, style=Style.CHALLENGE_RESPONSE):
    return Walk.of(checklist=checklist(*blocks, style=style))


@pytest.fixture(autouse=True)
def _values(monkeypatch):
    """The numbered steps are answered with their number."""
    from tests.domain.runs import run_cases

    monkeypatch.setitem(run_cases.GOOD, "one", "1")
    monkeypatch.setitem(run_cases.GOOD, "two", "2")
    monkeypatch.setitem(run_cases.GOOD, "three", "3")


@pytest.mark.parametrize(
    ("name", "style", "passings", "expected"),
    [
        ("challenge-response", Style.CHALLENGE_RESPONSE, "BB", [("mara", "ab"), ("jonas", "ab")]),
        ("read-do", Style.READ_DO, "BB", [("mara", "a"), ("jonas", "a"), ("mara", "b"), ("jonas", "b")]),
        (
            "prep goes first",
            Style.CHALLENGE_RESPONSE,
            "BP",
            [("mara", "b"), ("jonas", "b"), ("mara", "a"), ("jonas", "a")],
        ),
        (
            "joint begins with the verifier",
            Style.CHALLENGE_RESPONSE,
            "BJ",
            [("mara", "a"), ("jonas", "ab"), ("mara", "b")],
        ),
        (
            "each joint block in one sitting",
            Style.CHALLENGE_RESPONSE,
            "JJ",
            [("jonas", "a"), ("mara", "a"), ("jonas", "b"), ("mara", "b")],
        ),
        (
            "prep block by block",
            Style.CHALLENGE_RESPONSE,
            "PP",
            [("mara", "a"), ("jonas", "a"), ("mara", "b"), ("jonas", "b")],
        ),
        (
            "what follows a joint block comes after it",
            Style.CHALLENGE_RESPONSE,
            "JB",
            [("jonas", "a"), ("mara", "ab"), ("jonas", "b")],
        ),
    ],
)
def test_passes_come_in_the_order_of_the_style(name, style, passings, expected):
    """R-RUN-4: the verifier never looks before the performer, but where the act happens once, on set."""
    kinds = {"B": Passing.BOTH, "P": Passing.PREP, "J": Passing.JOINT}
    blocks = (block("a", step("one"), passing=kinds[passings[0]]), block("b", step("two"), passing=kinds[passings[1]]))
    assert passes(walk_of(*blocks, style=style)) == [(person, tuple(ids)) for person, ids in expected]


def test_a_whole_inspection_ends_complete_and_may_be_signed():
    """R-RUN-1: the good way exists."""
    walk = Walk.of(EMPTY, LOAD, CLOSE)
    walk.to_the_end()
    assert walk.run.phase is Phase.COMPLETE
    assert walk.run.refusal_to_sign() is None
    assert (walk.run.turn, walk.run.question, walk.run.mismatches()) == (None, None, ())


@pytest.mark.parametrize("side", Side)
def test_the_gate_before_the_signatures_reads_the_entries_themselves(side):
    """R-RUN-1: whatever says that the run is complete, what one of the two did not enter cannot be signed."""
    walk = Walk.of(EMPTY, LOAD, CLOSE)
    walk.to_the_end()
    for leg in walk.run.counted:
        if leg.side is side:
            lost = {other: entries for other, entries in walk.run.counted.items() if other != leg}
            refusal = replace(walk.run, counted=lost).refusal_to_sign()
            assert refusal is not None
            assert refusal.rule == "R-RUN-1"
    both = {leg: tuple(replace(one, person="mara") for one in found) for leg, found in walk.run.counted.items()}
    assert replace(walk.run, counted=both).refusal_to_sign() is not None


def test_only_the_question_asked_can_be_answered():
    """R-RUN-3: one at a time, in order; no bulk."""
    walk = walk_of(A, B)
    walk.sit_down()
    before = walk.run
    for key in (QuestionKey("b", "two"), QuestionKey("a", "two"), QuestionKey("a", "one", "1")):
        with pytest.raises(IllegalEvent):
            apply(before, Answered(walk.moment(), "mara", key, "1"))
    assert walk.run == before
    assert walk.run.question is not None
    assert walk.run.question.key == QuestionKey("a", "one")


def test_nothing_can_be_answered_before_the_pass_is_open():
    """R-RUN-5: a pass opens with its person."""
    walk = walk_of(A)
    assert walk.run.phase is Phase.NEEDS_PASS
    assert walk.run.question is None
    assert walk.run.needs_pin(0)
    with pytest.raises(IllegalEvent):
        walk.apply(Answered(walk.moment(), "mara", QuestionKey("a", "one"), "1"))


def test_nobody_else_opens_or_answers_a_pass():
    """R-RUN-5: the verifier cannot enter for the performer, nor a stranger for either."""
    walk = walk_of(A)
    for person in ("jonas", "ines", ""):
        with pytest.raises(IllegalEvent):
            walk.apply(PassOpened(walk.moment(), person))
    walk.sit_down()
    with pytest.raises(IllegalEvent):
        walk.apply(Answered(walk.moment(), "jonas", QuestionKey("a", "one"), "1"))


def test_two_idle_minutes_ask_for_the_pin_again():
    """R-RUN-5: whoever walks away has to come back as themselves."""
    walk = walk_of(block("a", step("one"), step("two")))
    walk.sit_down()
    assert not walk.run.needs_pin(walk.ms + 120_000)
    assert walk.run.needs_pin(walk.ms + 120_001)
    with pytest.raises(IllegalEvent):
        walk.answer("1", later=120_001)
    walk.apply(PassOpened(walk.moment(0), "mara"))
    walk.answer("1", later=120_000)
    assert walk.run.turn is not None
    assert walk.run.turn.number == 1


def test_time_never_goes_backwards():
    """R-RUN-5: unknown time is expired time, so a clock that was set back stops the entries."""
    walk = walk_of(A)
    walk.sit_down()
    with pytest.raises(IllegalEvent):
        apply(walk.run, Answered(Moment(T0, walk.ms - 1), "mara", QuestionKey("a", "one"), "1"))


def test_a_step_that_is_no_killer_is_asked_once_of_whoever_does_it():
    """R-RUN-4: one entry with a consequence, by the person whose role `do` names."""
    mine = step("one", killer=False)
    theirs = step("two", killer=False, do=(Role.ASSISTANT_DIRECTOR,), see=(Role.ARMORER,))
    spoken = step("three", killer=False, do=(Role.PERFORMER,), see=(Role.ASSISTANT_DIRECTOR,))
    walk = walk_of(block("a", mine, theirs, spoken))
    walk.to_the_end()
    assert [entry.key.step for entry in walk.run.entries("mara")] == ["one"]
    assert [entry.key.step for entry in walk.run.entries("jonas")] == ["two", "three"]


def test_a_step_that_belongs_to_neither_refuses_the_start():
    """R-RUN-4: a step that nobody would be asked must not vanish."""
    with pytest.raises(RefusedError, match="safety officer"):
        start(plan(block("a", step("one", killer=False, do=(Role.SAFETY_OFFICER,)))))


def test_do_says_who_acts_and_not_who_is_asked_first():
    """R-RUN-4: in D the AD names what the gun holds, and still enters after the armorer."""
    walk = walk_of(block("a", HOLDS, OUT))
    walk.sit_down()
    assert walk.run.question is not None
    assert (walk.run.question.person, walk.run.question.acts) == (ARMORER, False)
    walk.answer("dummy")
    assert walk.run.question.acts
    walk.answer("0")
    walk.sit_down()
    assert (walk.run.question.person, walk.run.question.acts) == (AD, True)


@pytest.mark.parametrize(
    ("name", "cast"),
    [
        ("one person on both sides", Cast(ARMORER, ARMORER)),
        ("one id under two names", Cast(ARMORER, Person("mara", "M. Quist", Role.ASSISTANT_DIRECTOR))),
        ("an AD performs", Cast(AD, HANDLER)),
        ("an officer verifies", Cast(ARMORER, OFFICER)),
        ("sides swapped", Cast(AD, ARMORER)),
    ],
)
def test_a_cast_that_does_not_fit_refuses_the_start(name, cast):
    """R-RUN-2: performer and verifier are two people in the roles that the checklist names."""
    with pytest.raises(RefusedError):
        start(plan(A, cast=cast))


FACTS = {"plan.contents": "dummy", "weapon.serial": "K4", "weapon.tag": "A-07"}


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("a fact is missing", {"facts": {"weapon.serial": "K4"}}, "what the plan says"),
        ("a repetition is missing", {"slots": {}}, "weapon.chambers"),
        ("a slot stands there twice", {"slots": {"weapon.chambers": ("1", "1")}}, "double slot"),
        ("a limit is missing", {"limits": {}}, "blank_stand_off"),
        ("an expected choice does not exist", {"facts": {**FACTS, "plan.contents": "blank"}}, "nobody can enter"),
        ("nothing to draw from", {"facts": {**FACTS, "weapon.serial": "--"}}, "two of its characters"),
        (
            "no serial and no tag",
            {"facts": {**FACTS, "weapon.serial": "none", "weapon.tag": ""}},
            "two of its characters",
        ),
    ],
)
def test_a_plan_that_lacks_something_refuses_the_start(name, change, said):
    """What is missing is said before the first question, not at the signature."""
    metres = step("metres", AnswerKind.NUMBER, unit="cm", floor="blank_stand_off")
    blocks = (block("a", *EMPTY.steps, HOLDS), block("b", metres))
    whole = {"facts": FACTS, "limits": {"blank_stand_off": 610}}
    start(plan(*blocks, **whole))
    with pytest.raises(InputError, match=said):
        start(plan(*blocks, **{**whole, **change}))


def test_blocks_and_steps_that_do_not_apply_are_not_asked():
    """Not applicable only by rule."""
    no = {"weapon.action": ("pump",)}
    walk = walk_of(block("a", step("one"), step("two", applies_when=no)), block("b", step("three"), applies_when=no))
    walk.to_the_end()
    assert [entry.key.step for entry in walk.run.entries("mara")] == ["one"]
    assert walk.run.refusal_to_sign() is None


def test_a_checklist_of_which_nothing_applies_refuses_the_start():
    """A run without a question would be complete at once."""
    with pytest.raises(InputError):
        start(plan(block("a", step("one"), applies_when={"weapon.action": ("pump",)})))


def test_the_second_person_sees_neither_value_nor_state_of_the_first():
    """R-RUN-6: blind until both have entered."""
    walk = walk_of(block("a", step("mark", AnswerKind.TEXT), step("one")), B)
    walk.sit_down()
    walk.answer("MARKER")
    walk.answer("1")
    walk.answer("2")
    for _ in range(2):
        seen = (walk.run.steps(), walk.run.question, walk.run.entries("jonas"), walk.run.turn, walk.run.mismatches())
        assert "MARKER" not in repr(seen)
        assert all(view.state is not StepState.DONE for view in walk.run.steps())
        walk.sit_down()


def test_the_entries_of_both_are_given_for_the_record_only_when_both_have_entered():
    """R-RUN-6: no way round over the rows of the record."""
    from showclear.domain.runs import record_entries

    walk = walk_of(A)
    walk.through_pass()
    with pytest.raises(RefusedError):
        record_entries(walk.run)
    walk.through_pass()
    assert [row["person"] for row in record_entries(walk.run)] == ["mara", "jonas"]


def test_the_step_list_shows_what_the_person_at_the_keys_entered():
    """Done with the value, now, open."""
    walk = Walk.of(EMPTY)
    walk.sit_down()
    for _ in range(4):
        walk.good_answer()
    views = walk.run.steps()
    states = [(view.step, str(view.state), view.entered, view.of) for view in views]
    assert states == [
        ("serial", "done", 1, 1),
        ("out", "done", 1, 1),
        ("chambers", "now", 2, 3),
        ("bore", "open", 0, 1),
    ]
    assert (views[1].words, views[2].words, views[2].rows) == ("0", "2 × empty", (("1", "empty"), ("2", "empty")))


def test_each_pass_is_asked_other_characters_of_the_serial():
    """R-RUN-13: what was read aloud a minute ago does not answer the question."""
    for seed in range(30):
        walk = Walk.of(EMPTY, seed=str(seed))
        walk.sit_down()
        first = walk.run.question.positions
        while walk.run.question:
            walk.good_answer()
        walk.sit_down()
        assert walk.run.question.positions != first
        assert walk.run.question.positions in walk.run.question.text
        assert "K" not in walk.run.question.text


def test_drawn_characters_differ_between_runs_and_not_between_replays():
    """R-RUN-13: stable on replay, not to be foreseen without the seed."""
    drawn = set()
    for seed in range(20):
        walk = Walk.of(EMPTY, seed=str(seed))
        walk.sit_down()
        drawn.add(walk.run.question.positions)
        assert walk.run.question == apply(start(walk.run.plan), walk.events[0]).question
    assert len(drawn) > 5


@pytest.mark.parametrize(
    ("serial", "tag", "said"),
    [
        ("K47719", "A-07", "counted from the left."),
        ("K4-7719", "A-07", "counted from the left, letters and digits only."),
        ("none", "A-07", "of its tag, as it has no serial, counted from the left, letters and digits only."),
    ],
)
def test_the_question_says_how_the_characters_are_counted(serial, tag, said):
    """R-RUN-13: a hyphen in a serial must not make two honest people differ."""
    walk = Walk.of(EMPTY, facts={"weapon.serial": serial, "weapon.tag": tag})
    walk.sit_down()
    assert walk.run.question.text.endswith(said)
    letters = "".join(letter for letter in (tag if serial == "none" else serial) if letter.isalnum())
    assert walk.answer(serial_characters(walk.run.question.positions, letters).lower()).phase is Phase.ASKING


def test_rows_are_added_until_done():
    """R-RUN-14: people near the line of fire, as many as there are."""
    walk = walk_of(block("a", OFFERED, step("one", killer=False)))
    walk.sit_down()
    assert (walk.run.question.open_rows, walk.run.question.may_finish, walk.run.question.of) == (True, True, 0)
    walk.answer("watched", "Kim Lo")
    walk.answer("declined", "Ada")
    with pytest.raises(IllegalEvent):
        walk.answer("watched", "KIM LO")
    with pytest.raises(IllegalEvent):
        walk.apply(Answered(walk.moment(), "mara", QuestionKey("a", "offered"), "watched"))
    assert walk.run.question.index == 2
    walk.apply(RowsDone(walk.moment(), "mara"))
    assert walk.run.question.key == QuestionKey("a", "one")
    assert [(entry.key.slot, entry.value) for entry in walk.run.entries("mara")] == [
        ("Kim Lo", "watched"),
        ("Ada", "declined"),
    ]


def test_no_row_at_all_is_written_as_nobody():
    """R-RUN-14: an empty list says that nobody was there, in words."""
    walk = walk_of(block("a", OFFERED))
    walk.sit_down()
    walk.apply(RowsDone(walk.moment(), "mara"))
    assert [(entry.key.slot, entry.value) for entry in walk.run.entries("mara")] == [("nobody", "nobody")]
    assert walk.run.phase is Phase.COMPLETE


def test_a_killer_step_needs_at_least_one_row():
    """R-RUN-14: nobody swept nothing."""
    places = step("places", each="places", expect=0)
    walk = walk_of(block("a", places))
    walk.sit_down()
    assert not walk.run.question.may_finish
    with pytest.raises(IllegalEvent):
        walk.apply(RowsDone(walk.moment(), "mara"))
    walk.answer("0", "the cart")
    assert walk.run.question.may_finish


def test_rows_are_finished_only_where_rows_are_asked():
    """R-RUN-3: done answers nothing else."""
    walk = walk_of(A)
    walk.sit_down()
    with pytest.raises(IllegalEvent):
        walk.apply(RowsDone(walk.moment(), "mara"))


def test_one_takes_back_ones_own_last_answer_and_the_old_one_stays():
    """R-RUN-11: a wrong key is corrected in the open, with its reason."""
    walk = walk_of(block("a", step("one"), step("two")))
    walk.sit_down()
    walk.answer("7")
    walk.apply(Reopened(walk.moment(), "mara", Reason.SLIPPED))
    assert walk.run.question.key.step == "one"
    walk.answer("1")
    entry = walk.run.entries("mara")[0]
    assert entry.value == "1"
    assert [(old.value, old.reason) for old in entry.replaced] == [("7", "slipped")]


def test_only_one_step_back_and_only_by_oneself():
    """R-RUN-11: neither a second step back nor the other's answer."""
    walk = walk_of(block("a", step("one"), step("two"), step("three")))
    walk.sit_down()
    with pytest.raises(IllegalEvent):
        walk.apply(Reopened(walk.moment(), "mara", Reason.MISREAD))
    walk.answer("1")
    walk.answer("2")
    with pytest.raises(IllegalEvent):
        walk.apply(Reopened(walk.moment(), "jonas", Reason.MISREAD))
    walk.apply(Reopened(walk.moment(), "mara", Reason.MISREAD))
    with pytest.raises(IllegalEvent):
        walk.apply(Reopened(walk.moment(), "mara", Reason.MISREAD))


def test_the_last_answer_of_a_pass_can_be_changed_until_the_other_sits_down():
    """R-RUN-11: only in one's own open pass."""
    walk = walk_of(A)
    walk.sit_down()
    walk.answer("7")
    assert walk.run.phase is Phase.NEEDS_PASS
    walk.apply(Reopened(walk.moment(), "mara", Reason.LOOKED_AGAIN))
    assert walk.run.phase is Phase.ASKING
    walk.answer("1")
    walk.sit_down()
    with pytest.raises(IllegalEvent):
        walk.apply(Reopened(walk.moment(), "mara", Reason.LOOKED_AGAIN))


def test_nobody_takes_back_the_last_answer_of_the_other():
    """R-RUN-11: not even in one's own open pass."""
    walk = walk_of(A)
    walk.sit_down()
    walk.answer("1")
    walk.sit_down()
    with pytest.raises(IllegalEvent):
        walk.apply(Reopened(walk.moment(), "jonas", Reason.MISREAD))


def test_an_answer_that_stopped_the_run_is_not_taken_back():
    """R-RUN-11: a round that was seen is not unseen."""
    walk = Walk.of(block("a", step("one", expect=1)))
    walk.sit_down()
    walk.answer("7")
    assert walk.run.phase is Phase.STOPPED
    with pytest.raises(IllegalEvent):
        walk.apply(Reopened(walk.moment(), "mara", Reason.SLIPPED))


def test_changing_the_very_last_answer_is_compared_anew():
    """R-RUN-11, R-RUN-12: agreement is not kept over a change."""
    walk = walk_of(A)
    walk.to_the_end()
    walk.apply(Reopened(walk.moment(), "jonas", Reason.MISREAD))
    assert walk.run.refusal_to_sign() is not None
    walk.answer("9")
    assert walk.run.phase is Phase.MISMATCH


def test_an_answer_cannot_be_taken_back_after_two_idle_minutes():
    """R-RUN-5, R-RUN-11."""
    walk = walk_of(block("a", step("one"), step("two")))
    walk.sit_down()
    walk.answer("1")
    with pytest.raises(IllegalEvent):
        walk.apply(Reopened(walk.moment(120_001), "mara", Reason.SLIPPED))


def test_a_row_taken_back_and_not_replaced_stays_with_the_last_row():
    """R-RUN-11: nothing that was entered vanishes."""
    walk = walk_of(block("a", OFFERED))
    walk.sit_down()
    walk.answer("watched", "Kim")
    walk.answer("watched", "Ada")
    walk.apply(Reopened(walk.moment(), "mara", Reason.SLIPPED))
    walk.apply(RowsDone(walk.moment(), "mara"))
    (entry,) = walk.run.entries("mara")
    assert [(old.key.slot, old.value) for old in entry.replaced] == [("Ada", "watched")]


def test_after_a_crash_the_last_answered_step_is_asked_again():
    """R-RUN-10: the person confirms where they were, after their PIN."""
    walk = walk_of(block("a", step("one"), step("two")))
    walk.sit_down()
    walk.answer("1")
    walk.apply(Resumed(walk.moment(600_000)))
    assert walk.run.phase is Phase.NEEDS_PASS
    walk.sit_down()
    assert walk.run.question.key.step == "one"
    walk.answer("1")
    assert [old.reason for old in walk.run.entries("mara")[0].replaced] == ["resumed"]


def test_a_crash_between_the_passes_asks_the_first_person_again():
    """R-RUN-10: the last answered step is asked again, whosever it was."""
    walk = walk_of(A)
    walk.through_pass()
    walk.apply(Resumed(walk.moment()))
    assert walk.run.turn.person == ARMORER
    walk.to_the_end()
    walk.apply(Resumed(walk.moment()))
    assert (walk.run.phase, walk.run.turn.person) == (Phase.NEEDS_PASS, AD)
    walk.to_the_end()
    assert walk.run.refusal_to_sign() is None


def test_a_block_that_is_too_old_restarts_for_both():
    """R-RUN-9: fifteen minutes after the first look nobody knows any more."""
    walk = walk_of(A, B)
    walk.through_pass()
    walk.sit_down()
    walk.answer("1")
    oldest = walk.run.entries("mara")[0].ms
    assert walk.run.expired_blocks(oldest + 15 * 60_000) == ()
    assert walk.run.expired_blocks(oldest + 15 * 60_000 + 1) == ("a",)
    with pytest.raises(IllegalEvent):
        apply(walk.run, BlockExpired(Moment(T0, oldest + 15 * 60_000), "a", Cause.OLD))
    walk.ms = oldest + 15 * 60_000 + 1
    walk.apply(BlockExpired(walk.moment(0), "a", Cause.OLD))
    assert (walk.run.turn.person, walk.run.turn.blocks, walk.run.attempt("a")) == (ARMORER, ("a",), 2)
    assert [dead.reason for dead in walk.run.dead] == ["old", "old"]
    walk.to_the_end()
    assert [entry.attempt for entry in walk.run.entries("jonas")] == [2, 1]


def test_a_complete_run_that_became_old_may_not_be_signed():
    """R-RUN-9: age counts at the signature, not at the last entry."""
    walk = Walk.of(EMPTY)
    walk.to_the_end()
    oldest = walk.run.entries("mara")[0].ms
    assert walk.run.refusal_to_sign(oldest + 15 * 60_000) is None
    refusal = walk.run.refusal_to_sign(oldest + 15 * 60_000 + 1)
    assert refusal is not None
    assert refusal.rule == "R-RUN-9"
    walk.ms = oldest + 15 * 60_000 + 1
    walk.apply(BlockExpired(walk.moment(0), "empty", Cause.OLD))
    assert walk.run.phase is Phase.NEEDS_PASS


def test_a_custody_break_restarts_what_was_begun():
    """R-RUN-9: what was looked at before somebody else had the gun counts for nothing."""
    walk = walk_of(A, B)
    walk.sit_down()
    walk.answer("1")
    assert walk.run.begun_blocks() == ("a",)
    with pytest.raises(IllegalEvent):
        walk.apply(BlockExpired(walk.moment(), "nowhere", Cause.CUSTODY))
    walk.apply(BlockExpired(walk.moment(), "b", Cause.CUSTODY))
    assert (walk.run.phase, walk.run.attempt("b")) == (Phase.ASKING, 1)
    walk.apply(BlockExpired(walk.moment(), "a", Cause.CUSTODY))
    assert (walk.run.phase, walk.run.begun_blocks()) == (Phase.NEEDS_PASS, ())


def test_what_was_done_together_rests_on_what_was_looked_at_before():
    """R-RUN-9: proving it empty again means that the rounds came out again."""
    walk = Walk.of(EMPTY, LOAD, CLOSE)
    walk.to_the_end()
    walk.apply(BlockExpired(walk.moment(), "empty", Cause.CUSTODY))
    assert walk.run.begun_blocks() == ()
    walk.to_the_end()
    assert walk.run.refusal_to_sign() is None


def test_a_block_of_a_longer_limit_is_not_old():
    """The limit is that of the plan."""
    walk = Walk.of(EMPTY, limits={"block_minutes": 5})
    walk.to_the_end()
    oldest = walk.run.entries("mara")[0].ms
    assert walk.run.expired_blocks(oldest + 5 * 60_000 + 1) == ("empty",)


def test_a_block_answered_faster_than_eyes_is_flagged_and_not_blocked():
    """R-RUN-15: six rounds in four seconds."""
    walk = Walk.of(EMPTY, LOAD)
    walk.through_pass(later=2_000)
    walk.through_pass(later=100)
    walk.through_pass(later=2_000)
    flags = walk.run.pace()
    assert [(flag.block, flag.person) for flag in flags] == [("empty", "jonas"), ("load", "jonas")]
    assert flags[1].entries == 4
    assert flags[1].average_ms == 100
    assert flags[1].floor_ms > 1_000
    assert walk.run.refusal_to_sign() is None


def test_text_of_a_question_is_filled_and_nothing_else_is_touched():
    """Braces that are no placeholder stay as the author wrote them."""
    text = "{weapon.tag} in {scene} by {performer}, {slot} of {of}: {other} {"
    walk = walk_of(block("a", step("one", each="weapon.chambers", ask=text, headline="NR {slot}")))
    walk.sit_down()
    assert walk.run.question.text == "A-07 in 12 A by Mara Quist, 1 of 3: {other} {"
    assert walk.run.question.headline == "NR 1"
    assert walk.run.steps()[0].headline == "NR"


def test_the_question_about_a_row_is_filled_when_the_row_has_a_name():
    """People are asked by name."""
    walk = walk_of(block("a", step("one", each="people", ask="{slot}: where is {weapon.tag}?")))
    walk.sit_down()
    assert walk.run.question.text == "The next person: where is A-07?"
    assert walk.run.question.named("Kim {x}") == "Kim {x}: where is A-07?"


def test_an_answer_that_is_not_canonical_is_illegal():
    """The journal holds one form of each value."""
    walk = walk_of(block("a", NOTE, step("one")))
    walk.sit_down()
    for value in ("", " ", "two  words", "x\u202ey", "a" * 500):
        with pytest.raises(IllegalEvent):
            walk.answer(value)
