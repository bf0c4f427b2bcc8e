"""Counts against accounts, what is done later, and what each slot has for itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showclear.domain.checklists import AnswerKind, EffectTemplate, Option, Otherwise, Step
from showclear.domain.people import Role
from showclear.domain.runs import Phase, Question, effects, record_entries, record_steps, start, statements
from showclear.errors import IllegalEvent, InputError
from tests.domain.runs.run_cases import AD, ARMORER, HANDLER, Walk, block, checklist, plan, step

BOXES = ("D-1", "D-2")
HOLDS = {"slot.holds:D-1": 44, "slot.holds:D-2": 6}
RECONCILE = step("boxes", AnswerKind.RECONCILE, each="set.containers", ask="{slot}: how many?")
ACCOUNTED = EffectTemplate("accounted", {"container": "slot", "counted": "boxes"}, each="set.containers")


def set_walk(*steps: Step, effects: tuple[EffectTemplate, ...] = (), facts: object = HOLDS, **slots: object) -> Walk:
    """A walk about the set with two boxes."""
    made = checklist(block("a", *steps), subject="set", effects=effects)
    given = {"set.containers": BOXES, **slots}
    return Walk(start(plan(checklist=made, subject="Main unit", facts=facts, slots=given, inputs={"unit": "Main"})))


def test_a_count_that_differs_from_the_account_is_signed_as_it_is():
    """R-RUN-20: the gap belongs into the account, not into an argument at the truck."""
    walk = set_walk(RECONCILE, effects=(ACCOUNTED,))
    for _ in range(2):
        walk.sit_down()
        walk.answer("44")
        walk.answer("5")
    assert walk.run.phase is Phase.COMPLETE
    assert walk.run.refusal_to_sign(walk.ms) is None
    assert [effect.values for effect in effects(walk.run)] == [
        {"container": "D-1", "counted": 44},
        {"container": "D-2", "counted": 5},
    ]
    words = [(row["slot"], row["words"]) for row in record_entries(walk.run)]
    assert words == [("D-1", "44"), ("D-2", "5 counted, 6 by the account")] * 2


def wrapped(facts: dict[str, str], counts: tuple[str, str]) -> tuple[dict[str, object], str]:
    """The wrap of a unit whose boxes were counted so, and what the performer signs."""
    template = EffectTemplate(
        "wrapped", {"unit": "unit", "day": "is:2026-03-01", "reconciled": "set.reconciled", "gaps": "set.gaps"}
    )
    made = checklist(
        block("a", RECONCILE), subject="set", effects=(template,), statements=("Gaps: {set.gaps}.", "I counted.")
    )
    walk = Walk(
        start(
            plan(
                checklist=made,
                facts={**HOLDS, **facts},
                slots={"set.containers": BOXES},
                inputs={"unit": "Main"},
            )
        )
    )
    for _ in range(2):
        walk.sit_down()
        for count in counts:
            walk.answer(count)
    return dict(effects(walk.run)[0].values), statements(walk.run)[0]


def test_nobody_signs_reconciled_over_a_count_that_differs():
    """R-RUN-20: the run knows what its own counts do to the accounts, before anybody signs."""
    agrees = {"set.reconciled": "yes", "set.gaps": "none"}
    values, signed = wrapped(agrees, ("44", "6"))
    assert (values["reconciled"], values["gaps"], signed) == ("yes", "none", "Gaps: none.")
    values, signed = wrapped(agrees, ("44", "5"))
    assert (values["reconciled"], values["gaps"]) == ("no", "D-2: 5 counted, 6 by the account")
    assert signed == "Gaps: D-2: 5 counted, 6 by the account."
    values, _ = wrapped({"set.reconciled": "no", "set.gaps": "A-07 is unaccounted for."}, ("43", "6"))
    assert values["gaps"] == "A-07 is unaccounted for.; D-1: 43 counted, 44 by the account"
    values, _ = wrapped({"set.reconciled": "no", "set.gaps": "A-07 is unaccounted for."}, ("44", "6"))
    assert values["reconciled"] == "no"


def test_whoever_counts_is_not_shown_what_the_account_says():
    """R-RUN-20, R-RUN-6: a number that one has read is a number that one finds."""
    walk = set_walk(RECONCILE, facts={"slot.holds:D-1": 7741, "slot.holds:D-2": 7742})
    walk.sit_down()
    question = walk.run.question
    assert isinstance(question, Question)
    assert "774" not in repr(question)
    walk.answer("1")
    assert "774" not in repr((walk.run.question, walk.run.steps(), walk.run.entries(ARMORER.id)))


def test_two_people_who_count_differently_count_again():
    """R-RUN-20: then nobody knows what is in the box, and only that box is barred."""
    walk = set_walk(RECONCILE)
    walk.sit_down()
    walk.answer("44")
    walk.answer("6")
    walk.sit_down()
    walk.answer("44")
    walk.answer("7")
    assert walk.run.phase is Phase.MISMATCH
    assert [mismatch.key.slot for mismatch in walk.run.mismatches()] == ["D-2"]


def test_a_run_without_an_account_says_only_what_was_counted():
    """R-RUN-20: a box that nobody ever counted has no account to differ from."""
    walk = set_walk(RECONCILE, facts={})
    for _ in range(2):
        walk.sit_down()
        walk.answer("44")
        walk.answer("6")
    assert {row["words"] for row in record_entries(walk.run)} == {"44", "6"}


def test_a_run_is_complete_except_for_what_is_done_later():
    """R-RUN-21: it may be signed, and the record says what is open."""
    cleaned = Step(
        "cleaned",
        AnswerKind.CHOICE,
        "Cleaned?",
        "CLEANED",
        defer=True,
        options=(Option("yes", "yes"), Option("no", "no")),
    )
    walk = Walk.of(block("a", step("one"), cleaned))
    walk.sit_down()
    walk.answer("1")
    walk.answer("deferred")
    assert walk.run.deferred[0].key.step == "cleaned"
    walk.sit_down()
    walk.answer("1")
    assert walk.run.phase is Phase.COMPLETE
    assert walk.run.refusal_to_sign(walk.ms) is None
    states = {row["step"]: (row["state"], row["words"]) for row in record_entries(walk.run)}
    assert states == {"one": ("counts", "1"), "cleaned": ("deferred", "done later")}


def test_a_run_with_nothing_done_later_is_complete():
    """R-RUN-21: a text that says deferred is only a text where the step does not allow it."""
    walk = Walk.of(block("a", step("one"), Step("note", AnswerKind.TEXT, "Note?", "NOTE")))
    walk.sit_down()
    walk.answer("1")
    walk.answer("deferred")
    assert walk.run.deferred == ()
    walk.sit_down()
    walk.answer("1")
    assert {row["state"] for row in record_entries(walk.run)} == {"counts"}


def test_each_slot_is_held_against_its_own_record():
    """R-RUN-23: forty-four in the one box, six in the other."""
    walk = set_walk(step("left", each="set.containers", expect="slot.holds"))
    walk.sit_down()
    walk.answer("44")
    walk.answer("44")
    assert walk.run.stop is not None
    assert walk.run.stop.items == ("D-2",)


def test_a_slot_without_a_record_is_found_at_the_start():
    """R-RUN-23: not in the middle of a count."""
    with pytest.raises(InputError, match="D-2"):
        set_walk(step("left", each="set.containers", expect="slot.holds"), facts={"slot.holds:D-1": 44})


def test_an_effect_over_people_names_each_by_id():
    """R-RUN-23: the roll shows names, the record says ids."""
    here = Step(
        "roll",
        AnswerKind.CHOICE,
        "{slot}",
        "ROLL",
        each="set.people",
        options=(Option("here", "here"), Option("no", "no")),
    )
    briefed = EffectTemplate(
        "briefed", {"unit": "unit", "person": "slot.id"}, each="set.people", when={"roll": ("here",)}
    )
    people = ("Kim Lo", "Ada Ray", "Bo Lin")
    facts = {f"slot.id:{name}": name.split()[0].lower() for name in people}
    walk = set_walk(here, step("one"), effects=(briefed,), facts=facts, **{"set.people": people})
    walk.sit_down()
    for value in ("here", "no", "here", "1"):
        walk.answer(value)
    walk.sit_down()
    walk.answer("1")
    assert [effect.values["person"] for effect in effects(walk.run)] == ["kim", "bo"]
    with pytest.raises(InputError, match=r"slot\.id"):
        set_walk(here, effects=(briefed,), facts={}, **{"set.people": people})


def test_counts_of_several_slots_are_summed_and_named():
    """R-RUN-23: one number for the account, and in words who has how many."""
    held = Step("held", AnswerKind.COUNT, "{slot}: how many?", "HOW MANY", each="people")
    issued = EffectTemplate(
        "batch-issued", {"batch": "subject", "handler": "performer", "count": "held", "holders": "held"}
    )
    walk = set_walk(held, step("one"), effects=(issued,))
    walk.sit_down()
    walk.answer("12", "Kim")
    walk.answer("3", "Ada")
    walk.good_answer()
    walk.answer("1")
    walk.sit_down()
    walk.answer("1")
    (made,) = effects(walk.run)
    assert (made.values["count"], made.values["holders"]) == (15, "Kim 12, Ada 3")


def test_counts_of_no_rows_are_none():
    """R-RUN-23: nobody was there, so it is 0 and not a word."""
    held = Step("held", AnswerKind.COUNT, "{slot}: how many?", "HOW MANY", each="people")
    back = EffectTemplate("batch-back", {"batch": "subject", "handler": "performer", "count": "held"})
    walk = set_walk(held, step("one"), effects=(back,))
    walk.sit_down()
    walk.good_answer()
    walk.answer("1")
    walk.sit_down()
    walk.answer("1")
    assert effects(walk.run)[0].values["count"] == 0


def test_a_unit_without_boxes_has_none_counted():
    """R-RUN-23: the sum of nothing is 0, and the wrap of such a unit can be signed."""
    wrapped = EffectTemplate("destroyed", {"container": "is:D-1", "count": "boxes", "reason": "boxes"})
    walk = set_walk(RECONCILE, step("one"), effects=(wrapped, ACCOUNTED), facts={}, **{"set.containers": ()})
    walk.to_the_end_with("1")
    (made,) = effects(walk.run)
    assert (made.values["count"], made.values["reason"]) == (0, "none")


def test_a_person_who_is_named_in_an_answer_is_known_by_id():
    """R-RUN-23: whoever takes the key is that person, however the name is typed; a stranger keeps the name."""
    asked = Step("keys-with", AnswerKind.PERSON, "Who takes them?", "KEYS WITH")
    locked = EffectTemplate("custody", {"item": "is:A-07", "shape": "is:locked", "key": "keys-with"})
    for name, known in (("kim  lo", "kim"), ("Somebody Else", "Somebody Else")):
        walk = set_walk(asked, step("one"), effects=(locked,), facts={"slot.id:Kim Lo": "kim"})
        walk.sit_down()
        walk.answer(" ".join(name.split()))
        walk.answer("1")
        walk.sit_down()
        walk.answer("1")
        assert effects(walk.run)[0].values["key"] == known


def test_a_key_goes_to_an_armorer_or_a_handler_and_to_nobody_else():
    """R-RUN-24: an assistant director who takes the key has the guns in their care."""
    asked = Step("keys-with", AnswerKind.PERSON, "Who?", "KEYS WITH", role=(Role.ARMORER, Role.HANDLER))
    slots = {"set.handlers": (ARMORER.name, HANDLER.name)}
    walk = set_walk(asked, step("one"), **slots)
    walk.sit_down()
    for name in (AD.name, "Somebody Else"):
        with pytest.raises(IllegalEvent, match="neither armorer nor handler"):
            walk.answer(name)
    walk.answer(HANDLER.name.upper())
    assert walk.run.question is not None
    assert walk.run.question.key.step == "one"
    expected = replace(asked, expect="performer.name", otherwise=Otherwise.WITHDRAW)
    walk = set_walk(expected, facts={"performer.name": ARMORER.name}, **slots)
    walk.sit_down()
    walk.answer(AD.name)
    assert walk.run.stop is not None


def test_who_agrees_is_neither_of_the_two_who_walk_the_list():
    """R-RUN-32: nobody fills two places, however the name is typed, and no key on the screen gives it."""
    asked = Step("second-opinion", AnswerKind.PERSON, "Who else looked?", "WHO AGREES?", another=True)
    walk = set_walk(asked, step("one"))
    walk.sit_down()
    assert walk.run.question is not None
    assert walk.run.question.apart == {ARMORER.id, AD.id}
    for name in (ARMORER.name, AD.name.upper()):
        with pytest.raises(IllegalEvent, match="walks this list"):
            walk.answer(name)
    walk.answer(HANDLER.name)
    assert walk.run.question is not None
    assert (walk.run.question.key.step, walk.run.question.apart) == ("one", frozenset())


def test_the_person_whom_a_run_is_about_is_known_by_id():
    """R-RUN-23: from the facts, else from what was filled in."""
    trained = EffectTemplate("trained", {"person": "person-id", "weapon": "slot"}, each="guns")
    made = checklist(block("a", step("one")), subject="person", effects=(trained,))
    for facts, inputs in (({"person-id": "kim"}, {}), ({}, {"person": "kim"}), ({}, {})):
        walk = Walk(
            start(plan(checklist=made, subject="kim", facts=facts, inputs=inputs, slots={"guns": ("A-07", "A-08")}))
        )
        walk.to_the_end_with("1")
        assert [(effect.values["person"], effect.values["weapon"]) for effect in effects(walk.run)] == [
            ("kim", "A-07"),
            ("kim", "A-08"),
        ]


def test_texts_name_people_and_not_their_ids():
    """R-RUN-23: the input is an id; what is read aloud is a name."""
    note = step("one", ask="{person} and {armorer}, {unit}?")
    walk = Walk(
        start(
            plan(
                checklist=checklist(block("a", note), subject="person"),
                subject="kim",
                inputs={"person": "kim", "armorer": "ada"},
                facts={"person.name": "Kim Lo", "armorer.name": "Ada Ray", "unit.name": "Main unit"},
            )
        )
    )
    walk.sit_down()
    assert walk.run.question is not None
    assert walk.run.question.text == "Kim Lo and Ada Ray, Main unit?"


def test_the_record_says_how_long_a_wait_was():
    """R-RUN-18: the limit as it was, in the step that it held."""
    wait = Step("still", AnswerKind.COUNTDOWN, "Wait {wait} s.", "STILL", wait="misfire_wait_seconds")
    walk = Walk.of(block("a", wait, step("one")), limits={"misfire_wait_seconds": 30, "block_minutes": 15})
    walk.apply_pass(ARMORER.id)
    walk.answer("waited", later=30_000)
    walk.answer("1")
    walk.apply_pass(AD.id)
    walk.answer("1")
    steps = {row["step"]: row for row in record_steps(walk.run)}
    assert steps["still"]["wait_seconds"] == 30
    assert "wait_seconds" not in steps["one"]
    assert walk.run.pace() == ()
