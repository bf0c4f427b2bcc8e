"""Differences and failed expectations: nothing goes on but by the exits that are offered."""

from __future__ import annotations

import pytest

from showclear.domain.checklists import AnswerKind, Compare, Option, Otherwise, Procedure
from showclear.domain.effects import EFFECTS, fault_of
from showclear.domain.runs import (
    Abandoned,
    Answered,
    BlockExpired,
    Cause,
    Exit,
    IllegalEvent,
    LookAgain,
    PassOpened,
    Phase,
    Reason,
    Reopened,
    Resumed,
    RowsDone,
    Substituted,
    Withdrawn,
    apply,
    record_entries,
    restriction_of,
    restrictions,
    start,
)
from tests.domain.runs.run_cases import (
    BOX,
    CHAMBERS,
    EMPTY,
    LOAD,
    OUT,
    ROUNDS,
    SEEN,
    SERIAL,
    Walk,
    block,
    checklist,
    step,
)

ONE = step("one", AnswerKind.TEXT)


def differing() -> Walk:
    """Two people who entered different texts in block a; block b is untouched."""
    walk = Walk.of(checklist=checklist(block("a", ONE, step("two", AnswerKind.TEXT)), block("b", OUT)))
    walk.sit_down()
    for value in ("left", "same", "0"):
        walk.answer(value)
    walk.sit_down()
    walk.answer("right")
    assert walk.run.mismatches() == ()
    walk.answer("same")
    return walk


def test_a_difference_stops_the_run_and_shows_both_values():
    """R-RUN-12: only after both have entered the block, and both of equal weight."""
    walk = differing()
    assert walk.run.phase is Phase.MISMATCH
    (mismatch,) = walk.run.mismatches()
    assert (mismatch.key.step, mismatch.first.person, mismatch.first_words) == ("one", "mara", "left")
    assert (mismatch.second.person, mismatch.second_words) == ("jonas", "right")
    assert walk.run.exits == (Exit.LOOK_AGAIN, Exit.SUBSTITUTE, Exit.WITHDRAW, Exit.ABANDON)
    assert walk.run.refusal_to_sign() is not None


def test_no_other_event_leads_out_of_a_difference():
    """R-RUN-12: nobody changes their answer after they have seen the other's."""
    walk = differing()
    key = walk.run.mismatches()[0].key
    for event in (
        Answered(walk.moment(), "jonas", key, "left"),
        PassOpened(walk.moment(), "jonas"),
        PassOpened(walk.moment(), "mara"),
        Reopened(walk.moment(), "jonas", Reason.MISREAD),
        BlockExpired(walk.moment(), "a", Cause.CUSTODY),
    ):
        with pytest.raises(IllegalEvent):
            apply(walk.run, event)


def test_a_crash_does_not_lead_out_of_a_difference():
    """R-RUN-10: opening the run anew shows the same two values."""
    walk = differing()
    before = walk.run.mismatches()
    walk.apply(Resumed(walk.moment()))
    assert (walk.run.phase, walk.run.mismatches()) == (Phase.MISMATCH, before)


def test_looking_again_restarts_the_whole_block_blind():
    """R-RUN-8: both people, all its steps; the dead entries stay for the record."""
    walk = differing()
    walk.apply(LookAgain(walk.moment()))
    assert (walk.run.phase, walk.run.turn.person.id, walk.run.turn.blocks) == (Phase.NEEDS_PASS, "mara", ("a",))
    assert [entry.key.step for entry in walk.run.entries("mara")] == ["out"]
    assert [(dead.entry.value, dead.reason) for dead in walk.run.dead] == [
        ("left", "mismatch"),
        ("same", "mismatch"),
        ("right", "mismatch"),
        ("same", "mismatch"),
    ]
    walk.sit_down()
    walk.answer("right")
    walk.answer("same")
    assert walk.run.turn.blocks == ("a", "b")
    walk.sit_down()
    assert "right" not in repr((walk.run.steps(), walk.run.question, walk.run.entries("jonas")))
    walk.answer("right")
    walk.answer("same")
    walk.answer("0")
    assert walk.run.refusal_to_sign() is None
    rows = record_entries(walk.run)
    assert [row["state"] for row in rows].count("restarted") == 4
    assert {row["attempt"] for row in rows if row["block"] == "a" and row["state"] == "counts"} == {2}


def test_looking_again_is_refused_while_nothing_differs():
    """R-RUN-8: a restart is no way to see the questions twice."""
    walk = Walk.of(block("a", ONE))
    with pytest.raises(IllegalEvent):
        walk.apply(LookAgain(walk.moment()))
    walk.sit_down()
    with pytest.raises(IllegalEvent):
        walk.apply(LookAgain(walk.moment()))


def test_slots_are_compared_one_by_one():
    """R-RUN-12: chamber 2 against chamber 2."""
    options = (Option("empty", "empty"), Option("case", "a case"))
    walk = Walk.of(block("a", step("chambers", AnswerKind.CHOICE, each="weapon.chambers", options=options)))
    walk.sit_down()
    for value in ("empty", "case", "empty"):
        walk.answer(value)
    walk.sit_down()
    for value in ("empty", "empty", "case"):
        walk.answer(value)
    assert [(each.key.slot, each.first_words, each.second_words) for each in walk.run.mismatches()] == [
        ("2", "a case", "empty"),
        ("3", "empty", "a case"),
    ]


def test_rows_that_one_did_not_see_are_a_difference():
    """R-RUN-12: a place that only one of the two searched."""
    walk = Walk.of(block("a", step("places", each="places")))
    for rows in (("cart", "truck"), ("cart", "belt")):
        walk.sit_down()
        for row in rows:
            walk.answer("0", row)
        walk.apply(RowsDone(walk.moment(), walk.run.at_keys))
    assert [(each.key.slot, each.first_words, each.second_words) for each in walk.run.mismatches()] == [
        ("truck", "0", "not entered"),
        ("belt", "not entered", "0"),
    ]


def test_with_each_the_rows_may_differ_but_not_their_number():
    """R-RUN-12: two tapes differ; two people measured or three did not."""
    metres = step("metres", AnswerKind.NUMBER, each="people", unit="m", floor="far", compare=Compare.EACH)
    short = (("Ada",), Phase.MISMATCH, [("2 rows", "1 row")])
    for second, phase, words in (short, (("Ada", "Kim Lo"), Phase.COMPLETE, [])):
        walk = Walk.of(block("a", metres), limits={"far": 6})
        for rows in (("Kim", "Ada"), second):
            walk.sit_down()
            for at, row in enumerate(rows):
                walk.answer(f"6.{at + 1}", row)
            walk.apply(RowsDone(walk.moment(), walk.run.at_keys))
        assert walk.run.phase is phase
        assert [(each.first_words, each.second_words) for each in walk.run.mismatches()] == words


def test_a_number_under_its_floor_or_over_its_ceiling_stops():
    """R-RUN-7: the limit itself is allowed."""
    metres = step("metres", AnswerKind.NUMBER, unit="m", floor="near", ceiling="far")
    for value, phase in (
        ("6", Phase.NEEDS_PASS),
        ("9", Phase.NEEDS_PASS),
        ("5.999", Phase.STOPPED),
        ("9.1", Phase.STOPPED),
    ):
        walk = Walk.of(block("a", metres), limits={"near": 6, "far": 9})
        walk.sit_down()
        assert walk.answer(value).phase is phase


@pytest.mark.parametrize(
    ("name", "signs", "phase"),
    [
        ("two, one of them sure", "hole+rattle", Phase.ASKING),
        ("all", "hole+dimple+rattle", Phase.ASKING),
        ("one sure one alone", "hole", Phase.STOPPED),
        ("a dimple and a rattle", "dimple+rattle", Phase.STOPPED),
        ("none", "none", Phase.STOPPED),
    ],
)
def test_signs_on_a_round_must_be_enough(name, signs, phase):
    """R-RUN-7: a dimple or a rattle alone never is; too few are asked for once more."""
    walk = Walk.of(block("a", ROUNDS))
    walk.sit_down()
    walk.answer(signs)
    if walk.run.question and walk.run.question.mistyped:
        walk.answer(signs)
    assert walk.run.phase is phase


def test_a_wrong_count_on_a_killer_stops_even_if_both_agree():
    """R-RUN-7: two people who both entered 1 do not make a gun empty."""
    walk = Walk.of(block("a", OUT))
    walk.sit_down()
    assert walk.answer("1").phase is Phase.STOPPED
    assert walk.run.stop.otherwise is Otherwise.STAND_DOWN
    assert "1" in walk.run.stop.reason
    assert walk.run.stop.exits == (Exit.SUBSTITUTE, Exit.WITHDRAW, Exit.ABANDON)


def test_a_step_that_is_no_killer_stops_as_well():
    """R-RUN-7: one entry with a consequence."""
    walk = Walk.of(block("a", step("one", AnswerKind.CHOICE, options=SEEN, killer=False)))
    walk.sit_down()
    assert walk.answer("round").phase is Phase.STOPPED


def test_an_option_may_have_a_consequence_of_its_own():
    """R-RUN-7: a round stands the set down, "I cannot tell" asks to look again."""
    options = (
        Option("empty", "empty"),
        Option("round", "a round", stops=True, otherwise=Otherwise.STAND_DOWN),
        Option("unsure", "I cannot tell", stops=True),
    )
    found = {}
    for value in ("round", "unsure"):
        walk = Walk.of(block("a", step("one", AnswerKind.CHOICE, options=options)))
        walk.sit_down()
        walk.answer(value)
        found[value] = walk.run.stop.otherwise
    assert found == {"round": Otherwise.STAND_DOWN, "unsure": Otherwise.STOP}


@pytest.mark.parametrize(
    ("otherwise", "kinds", "again"),
    [
        (Otherwise.STOP, [("unverified", "A-07")], True),
        (Otherwise.WITHDRAW, [("withdrawn", "A-07")], True),
        (Otherwise.QUARANTINE, [("quarantined", "A-07")], False),
        (Otherwise.HOLD, [("hold", None)], False),
        (Otherwise.STAND_DOWN, [("stand-down", None), ("quarantined", "A-07")], False),
    ],
)
def test_each_consequence_has_its_restriction_and_its_exits(otherwise, kinds, again):
    """R-RUN-7: the restriction is known before any exit is offered."""
    walk = Walk.of(block("a", step("one", expect=0, otherwise=otherwise)))
    walk.sit_down()
    walk.answer("3")
    written = restriction_of(walk.run.stop)
    assert [(effect.kind, effect.values.get("item")) for effect in written] == kinds
    assert written == restrictions(walk.run)
    assert all(not fault_of(effect) and effect.kind in EFFECTS for effect in written)
    assert (Exit.LOOK_AGAIN in walk.run.exits) is again
    if again:
        assert walk.apply(LookAgain(walk.moment())).phase is Phase.NEEDS_PASS
        assert (walk.run.stop, walk.run.attempt("a")) == (None, 2)
    else:
        with pytest.raises(IllegalEvent):
            walk.apply(LookAgain(walk.moment()))


@pytest.mark.parametrize(
    ("otherwise", "written"),
    [("stop", []), ("withdraw", []), ("quarantine", ["hold"]), ("hold", ["hold"]), ("stand-down", ["stand-down"])],
)
def test_a_stop_of_a_run_about_the_set_does_what_it_says_and_no_more(otherwise: str, written: list[str]):
    """R-RUN-7: "not yet" is answered honestly only if it costs a second look and not the whole set."""
    asked = step("one", expect=0, otherwise=Otherwise(otherwise))
    walk = Walk.of(checklist=checklist(block("a", asked), subject="set"), subject="Main unit")
    walk.sit_down()
    walk.answer("3")
    assert walk.run.phase is Phase.STOPPED
    assert [effect.kind for effect in restrictions(walk.run)] == written
    again = (Exit.LOOK_AGAIN,) if otherwise in ("stop", "withdraw") else ()
    assert walk.run.exits == (*again, Exit.ABANDON)


def test_neither_a_unit_nor_a_person_is_withdrawn():
    """R-RUN-7: there is no thing that could be used instead."""
    for subject in ("set", "person"):
        walk = Walk.of(checklist=checklist(block("a", step("one")), subject=subject), subject="Main unit")
        for event in (Withdrawn(walk.moment()), Substituted(walk.moment())):
            with pytest.raises(IllegalEvent):
                walk.apply(event)
        assert walk.apply(Abandoned(walk.moment())).phase is Phase.ENDED


def test_a_difference_about_the_unit_is_looked_at_again_and_stops_nobody_else():
    """R-RUN-12: two people who count five and six heads count again; nothing was given to anybody yet."""
    walk = Walk.of(checklist=checklist(block("a", step("heads")), subject="set"), subject="Main unit")
    for value in ("5", "6"):
        walk.sit_down()
        walk.answer(value)
    assert walk.run.phase is Phase.MISMATCH
    assert restrictions(walk.run) == ()
    assert walk.run.exits == (Exit.LOOK_AGAIN, Exit.ABANDON)


def test_a_stop_of_a_run_that_names_guns_makes_those_guns_unverified():
    """R-RUN-7: somebody stands in the cone, so what these guns were allowed before is over."""
    walk = Walk.of(
        checklist=checklist(block("a", step("cone", expect=0)), subject="set"),
        subject="Main unit",
        slots={"guns": ("A-07", "A-08")},
    )
    walk.sit_down()
    walk.answer("1")
    assert [(one.kind, one.values["item"]) for one in restrictions(walk.run)] == [
        ("unverified", "A-07"),
        ("unverified", "A-08"),
    ]


def test_a_stop_at_a_gun_of_the_set_makes_that_gun_unverified():
    """R-RUN-7: the item of the slot is what it is about, and the others may go on."""
    counted = step("one", each="set.weapons", expect=0)
    walk = Walk.of(
        checklist=checklist(block("a", counted), subject="set"),
        subject="Main unit",
        slots={"set.weapons": ("A-07", "A-08")},
    )
    walk.sit_down()
    walk.answer("0")
    walk.answer("1")
    assert [(effect.kind, effect.values["item"]) for effect in restrictions(walk.run)] == [("unverified", "A-08")]


def test_a_stop_of_a_run_about_a_person_holds_nobody_else_up():
    """R-RUN-7: what the signed run would have said of that person is not said; the set has done nothing."""
    walk = Walk.of(checklist=checklist(block("a", step("one", expect=0)), subject="person"), subject="kim")
    walk.sit_down()
    walk.answer("3")
    assert walk.run.phase is Phase.STOPPED
    assert restrictions(walk.run) == ()


def test_a_difference_makes_the_item_unverified():
    """R-RUN-12: as long as two people do not see the same, nobody knows."""
    written = restrictions(differing().run)
    assert [(effect.kind, effect.values["item"]) for effect in written] == [("unverified", "A-07")]
    assert "left" in str(written[0].values["reason"])
    assert "right" in str(written[0].values["reason"])


def test_nothing_is_restricted_while_nothing_is_wrong():
    """A run that goes well leaves no restriction behind."""
    walk = Walk.of(EMPTY)
    assert restrictions(walk.run) == ()
    walk.to_the_end()
    assert restrictions(walk.run) == ()


@pytest.mark.parametrize(
    ("name", "asked", "value", "items"),
    [
        ("the box and its seal", BOX, "B-02 999", ("A-07", "B-02")),
        ("a round of the box", ROUNDS, "rattle", ("A-07", "B-02")),
        ("what is left in it", step("left", expect="box.holds-after"), "47", ("A-07", "B-02")),
        ("a magazine", step("feeds", AnswerKind.CHOICE, each="weapon.feeds", options=SEEN), "round", ("A-07", "M-1")),
        ("a chamber", CHAMBERS, "round", ("A-07",)),
    ],
)
def test_a_stop_names_everything_that_was_touched(name, asked, value, items):
    """R-RUN-7: what the question is about is restricted with the gun."""
    walk = Walk.of(block("a", asked))
    walk.sit_down()
    walk.answer(value)
    if walk.run.question and walk.run.question.mistyped:
        walk.answer(value)
    assert walk.run.stop.items == items


@pytest.mark.parametrize("procedure", [Procedure.HANDOVER, Procedure.TURN_ROUND])
def test_a_handover_that_stopped_or_differs_is_not_looked_at_again(procedure):
    """R-RUN-7: its clearance ended with the stop, so a second look could not be signed; the gun is inspected again."""
    seen = step("seen", expect=None)
    stopped = Walk.of(checklist=checklist(block("a", SERIAL), procedure=procedure))
    stopped.sit_down()
    stopped.answer("zz")
    stopped.answer("zz")
    differing = Walk.of(checklist=checklist(block("a", seen), procedure=procedure))
    for value in ("1", "2"):
        differing.sit_down()
        differing.answer(value)
    for walk, phase in ((stopped, Phase.STOPPED), (differing, Phase.MISMATCH)):
        assert walk.run.phase is phase
        assert restrictions(walk.run)
        assert walk.run.exits == (Exit.SUBSTITUTE, Exit.WITHDRAW, Exit.ABANDON)


def test_a_stop_in_the_first_pass_lets_only_the_first_person_repeat():
    """R-RUN-8: the second has not looked yet, and will."""
    walk = Walk.of(checklist=checklist(block("a", ONE, step("two", expect=2)), block("b", OUT)))
    walk.sit_down()
    walk.answer("x")
    walk.answer("3")
    walk.apply(LookAgain(walk.moment()))
    assert walk.run.turn.blocks == ("a", "b")
    assert walk.run.entries("mara") == ()
    walk.sit_down()
    for value in ("x", "2", "0"):
        walk.answer(value)
    assert walk.run.turn.blocks == ("a", "b")


def test_a_stop_in_the_second_pass_sends_both_back():
    """R-RUN-8: the whole block restarts, for both."""
    walk = Walk.of(block("a", ONE, step("two", expect=2)))
    walk.sit_down()
    for value in ("x", "2"):
        walk.answer(value)
    walk.sit_down()
    walk.answer("x")
    walk.answer("3")
    walk.apply(LookAgain(walk.moment()))
    assert walk.run.turn.person.id == "mara"
    assert walk.run.entries("mara") == walk.run.entries("jonas") == ()


def test_the_joint_block_restarts_with_the_verifier():
    """R-RUN-8: in the order in which it is walked."""
    walk = Walk.of(LOAD)
    walk.sit_down()
    walk.good_answer()
    walk.good_answer()
    walk.good_answer()
    walk.answer("47")
    walk.apply(LookAgain(walk.moment()))
    assert walk.run.turn.person.id == "jonas"


@pytest.mark.parametrize(
    ("event", "outcome"),
    [(Substituted, Exit.SUBSTITUTE), (Withdrawn, Exit.WITHDRAW), (Abandoned, Exit.ABANDON)],
)
def test_every_exit_ends_the_run_and_nothing_follows(event, outcome):
    """R-RUN-7: an exit is an event, and the last one."""
    for walk in (Walk.of(EMPTY), differing()):
        walk.apply(event(walk.moment(), "rain"))
        assert (walk.run.phase, walk.run.outcome, walk.run.outcome_reason) == (Phase.ENDED, outcome, "rain")
        assert walk.run.exits == ()
        assert walk.run.refusal_to_sign() is not None
        for again in (Abandoned(walk.moment()), PassOpened(walk.moment(), "mara"), Resumed(walk.moment())):
            with pytest.raises(IllegalEvent):
                apply(walk.run, again)


def test_a_reason_that_no_record_may_hold_is_refused():
    """What is journalled is later written into a record."""
    walk = Walk.of(EMPTY)
    with pytest.raises(IllegalEvent):
        walk.apply(Abandoned(walk.moment(), "a\u202eb"))


def test_an_answer_taken_back_before_a_restart_is_kept():
    """R-RUN-8, R-RUN-11: restarting is no eraser."""
    walk = Walk.of(block("a", ONE, step("two", AnswerKind.TEXT)))
    walk.sit_down()
    walk.answer("oops")
    walk.apply(Reopened(walk.moment(), "mara", Reason.SLIPPED))
    walk.answer("x")
    walk.apply(BlockExpired(walk.moment(), "a", Cause.CUSTODY))
    walk.apply(Abandoned(walk.moment()))
    assert [(row["value"], row["state"], row.get("reason")) for row in record_entries(walk.run)] == [
        ("oops", "replaced", "slipped"),
        ("x", "restarted", "custody"),
    ]


def test_a_run_that_never_began_leaves_nothing():
    """Abandoning at once is possible."""
    walk = Walk(start(Walk.of(EMPTY).run.plan))
    walk.apply(Abandoned(walk.moment()))
    assert record_entries(walk.run) == ()
