"""Every shipped checklist, walked over every course that its facets give it, with the keys that a day costs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from showclear.app.definitions import shipped
from showclear.domain.checklists import EMERGENCIES, AnswerKind, Checklist, Procedure
from showclear.domain.effects import Effect
from showclear.domain.facets import applies, possible_blank_takes, possible_facets
from showclear.domain.runs import Phase, effects, statements
from showclear.domain.vocabulary import Facets
from showclear.domain.weapons import Action, Contents, Has, Ignition, WeaponClass
from tests.checklists import walking
from tests.checklists.day_plans import day_plan
from tests.checklists.walking import PIN, PISTOL, REVOLVER, RUBBER, Thing, Walk, asked, walk

ABOUT_WEAPONS = tuple(one.procedure for one in shipped().checklists if one.subject == "weapon")
OTHERS = tuple(one.procedure for one in shipped().checklists if one.subject not in ("weapon", "container"))


def courses(checklist: Checklist) -> Iterator[Facets]:
    """One combination of facets for each different set of steps that the checklist can ask."""
    seen = set()
    takes_blanks = checklist.procedure is Procedure.BLANK_TAKE
    for facets in possible_blank_takes() if takes_blanks else possible_facets(checklist.subject):
        steps = frozenset(
            step.id
            for block in checklist.blocks
            if applies(block.applies_when, facets)
            for step in block.steps
            if applies(step.applies_when, facets)
        )
        if steps not in seen:
            seen.add(steps)
            yield facets


def thing_of(facets: Facets) -> Thing:
    """A weapon with these facets."""
    action = Action(facets.get("weapon.action")[0])
    solid = action is Action.NONE
    has = tuple(Has(word) for word in facets.get("weapon.has"))
    return Thing(
        action,
        WeaponClass(facets.get("weapon.class")[0]),
        Ignition(facets.get("weapon.ignition")[0]),
        has,
        chambers=0 if solid else 2,
        barrels=0 if solid else 1,
        feeds=("M-1",) if has else (),
    )


def finished(done: Walk) -> tuple[Effect, ...]:
    """What a walk changes, once it is sure that it came to its end and that both know what they sign."""
    assert done.run.phase is Phase.COMPLETE
    for statement in statements(done.run):
        assert "{" not in statement
    return effects(done.run)


@pytest.mark.parametrize("procedure", ABOUT_WEAPONS, ids=str)
def test_every_course_of_a_checklist_about_a_gun_can_be_walked_to_its_end(procedure: Procedure) -> None:
    """Nobody may stand on set with a gun in hand and a checklist that cannot be finished for it."""
    checklist = shipped().checklist(procedure)
    walked = 0
    for facets in courses(checklist):
        contents = Contents(facets.get("plan.contents")[0])
        rounds = 0 if contents is Contents.NOTHING else 2
        source = next(iter(facets.get("plan.from")), "")
        plan = walking.weapon_plan(procedure, thing_of(facets), rounds, contents, source)
        made = {effect.kind for effect in finished(walk(plan))}
        assert made
        walked += 1
    assert walked > 1


@pytest.mark.parametrize("procedure", OTHERS, ids=str)
def test_every_course_of_the_other_checklists_can_be_walked_to_its_end(procedure: Procedure) -> None:
    """Units, people, feed devices and batches: what is begun can be finished, whatever kind it is."""
    checklist = shipped().checklist(procedure)
    for facets in courses(checklist):
        contents = Contents(next(iter(facets.get("device.contents")), Contents.BLANK))
        chosen = tuple((name, values[0]) for name, values in facets.values)
        assert finished(walk(day_plan(procedure, contents=contents, facets=chosen)))


def test_a_roll_of_thirty_people_costs_at_most_45_keys_with_the_pin() -> None:
    """One key each. A meeting that costs more is a meeting whose roll is not called."""
    done = walk(day_plan(Procedure.MEETING, people=30))
    roll = asked(done.run, "roll")
    assert len(roll) == 30
    assert len(roll) + PIN <= 45
    briefed = [effect for effect in effects(done.run) if effect.kind == "briefed"]
    assert len(briefed) == 30


def test_a_whole_meeting_of_thirty_people_costs_little_more_than_its_roll() -> None:
    """Thirty keys for the people, the rest for what is said, with every PIN."""
    assert walk(day_plan(Procedure.MEETING, people=30)).keys <= 80


def test_who_comes_late_or_not_is_not_briefed() -> None:
    """The board bars who was not there."""
    roll = next(
        step for block in shipped().checklist(Procedure.MEETING).blocks for step in block.steps if step.id == "roll"
    )
    (template,) = (one for one in shipped().checklist(Procedure.MEETING).effects if one.kind == "briefed")
    assert template.when == {"roll": ("here",)}
    assert {option.id for option in roll.options} == {"here", "late", "not-today"}


def test_a_meeting_without_blanks_does_not_say_that_there_was_a_dry_run() -> None:
    """The zone asks for a meeting with the dry run."""
    plain = {effect.values.get("what") for effect in effects(walk(day_plan(
        Procedure.MEETING, facets=(("day.blanks", "no"),))).run)}  # fmt: skip
    with_blanks = {effect.values.get("what") for effect in effects(walk(day_plan(Procedure.MEETING)).run)}
    assert "blank-meeting" in with_blanks
    assert "blank-meeting" not in plain


def test_the_morning_counts_every_gun_of_the_unit_and_every_box() -> None:
    """What is not counted is not on the set."""
    made = effects(walk(day_plan(Procedure.DAY_COUNT, guns=3)).run)
    assert [one.values["item"] for one in made if one.kind == "counted"] == ["A-07", "A-08", "A-09"]
    assert {one.values["how"] for one in made if one.kind == "counted"} == {"planned"}
    assert {one.values["container"]: one.values["counted"] for one in made if one.kind == "accounted"} == {
        "D-1": 44,
        "B-1": 50,
        "M-1": 0,
    }
    assert {one.values["what"] for one in made if one.kind == "checked"} == {"sweep", "count"}


def test_a_round_found_anywhere_in_the_sweep_stands_the_set_down() -> None:
    """Whose round it is can be asked later."""
    checklist = shipped().checklist(Procedure.DAY_COUNT)
    (sweep,) = (block for block in checklist.blocks if block.id == "sweep")
    found = [step for step in sweep.steps if step.id.endswith("-found")]
    assert len(found) == 4
    for step in found:
        assert (step.expect, str(step.otherwise), step.killer) == (0, "stand-down", True)


def test_a_blank_take_makes_the_gun_hot_and_a_return_accounts_for_every_blank() -> None:
    """A blank in the gun is hot, whatever else is true."""
    take = effects(walk(walking.weapon_plan(Procedure.BLANK_TAKE, REVOLVER, 2, Contents.BLANK, "box")).run)
    assert [effect.kind for effect in take] == ["proved-empty", "loaded", "issued"]
    assert (take[2].values["condition"], take[2].values["count"]) == ("hot", 2)
    assert take[2].values["minutes"] == 5
    back = effects(walk(walking.weapon_plan(Procedure.RETURN, REVOLVER, 2, Contents.BLANK)).run)
    assert [effect.kind for effect in back][:2] == ["blanks-back", "proved-empty"]
    assert back[0].values["issued"] == 2


def test_a_filled_device_is_read_and_inserted() -> None:
    """On set only seal and count are read; two people filled it before."""
    take = effects(walk(walking.weapon_plan(Procedure.BLANK_TAKE, PISTOL, 8, Contents.BLANK, "device")).run)
    assert [effect.kind for effect in take] == ["proved-empty", "device-inserted", "issued"]
    filled = effects(walk(day_plan(Procedure.FILL)).run)
    assert [effect.kind for effect in filled] == ["device-proved-empty", "device-loaded", "custody"]


def test_three_blank_shots_one_by_one_stay_bearable() -> None:
    """Load, call, hand over, and back at the cut, three times over: about two minutes of keys a shot."""
    take = walk(walking.weapon_plan(Procedure.BLANK_TAKE, REVOLVER, 1, Contents.BLANK, "box"))
    back = walk(walking.weapon_plan(Procedure.RETURN, REVOLVER, 1, Contents.BLANK))
    assert take.keys <= 100
    assert back.keys <= 100


def test_three_blanks_in_one_take_cost_two_keys_more_each() -> None:
    """What the scene needs goes in at once: each blank is one look of each person."""
    one = walk(walking.weapon_plan(Procedure.BLANK_TAKE, REVOLVER, 1, Contents.BLANK, "box")).keys
    three = walk(walking.weapon_plan(Procedure.BLANK_TAKE, REVOLVER, 3, Contents.BLANK, "box")).keys
    assert three - one <= 2 * 2


def test_lunch_with_ten_guns_is_two_keys_a_gun_and_a_little() -> None:
    """A break that costs more is a break after which guns lie on a cart."""
    ten = walk(day_plan(Procedure.BREAK, guns=10))
    two = walk(day_plan(Procedure.BREAK, guns=2))
    assert ten.keys - two.keys == 2 * 8
    assert ten.keys <= 70


def test_forty_rubber_rifles_cost_less_than_four_single_ones() -> None:
    """The safe way is the quick way."""
    batch = walk(day_plan(Procedure.BATCH_DAY)).keys
    assert batch <= 50
    assert batch < 4 * walk(walking.weapon_plan(Procedure.DAY_PROOF, RUBBER)).keys


@pytest.mark.parametrize("procedure", sorted(EMERGENCIES), ids=str)
def test_an_emergency_list_asks_for_no_pin_before_the_signatures(procedure: Procedure) -> None:
    """It is read aloud at once; what two people enter follows, then both sign."""
    plan = (
        walking.weapon_plan(procedure, REVOLVER, 2, Contents.BLANK)
        if procedure is Procedure.MISFIRE
        else day_plan(procedure)
    )
    assert walk(plan).pins == 2


def test_a_misfire_begins_with_its_wait_and_black_powder_waits_longer() -> None:
    """Nothing is opened before; a pack can only make it longer."""
    plain = walk(walking.weapon_plan(Procedure.MISFIRE, REVOLVER, 2, Contents.BLANK)).run
    powder = walk(walking.weapon_plan(Procedure.MISFIRE, walking.CAP_REVOLVER, 2, Contents.BLANK)).run
    for run, step, seconds in ((plain, "wait-out", 30), (powder, "wait-powder", 60)):
        first = min((entry for entries in run.counted.values() for entry in entries), key=lambda entry: entry.ms)
        assert first.key.step == step
        assert first.ms >= seconds * 1000


def test_a_signed_misfire_run_closes_what_barred_the_gun_by_name() -> None:
    """And only by that name."""
    made = effects(walk(walking.weapon_plan(Procedure.MISFIRE, REVOLVER, 2, Contents.BLANK)).run)
    (closed,) = (effect for effect in made if effect.kind == "closed")
    assert closed.values == {"item": "A-07", "restriction": "20260301-0004-misfired"}


def test_a_change_of_armorer_names_who_takes_over_and_ends_every_clearance() -> None:
    """Whoever clears is whoever counted."""
    made = effects(walk(day_plan(Procedure.CHANGE_OF_ARMORER)).run)
    kinds = [effect.kind for effect in made]
    assert {"armorer-changed", "break", "on-duty"} <= set(kinds)
    assert next(one.values["armorer"] for one in made if one.kind == "armorer-changed") == "pia"


def test_countdowns_attachments_and_counts_against_accounts_are_in_use() -> None:
    """The kinds of answers that came last are not there for nothing."""
    kinds = {step.answer for checklist in shipped().checklists for block in checklist.blocks for step in block.steps}
    assert {AnswerKind.COUNTDOWN, AnswerKind.RECONCILE, AnswerKind.ATTACHMENT, AnswerKind.NUMBER} <= kinds


@pytest.mark.parametrize("procedure", [Procedure.INSPECTION, Procedure.HANDOVER, Procedure.DAY_PROOF], ids=str)
def test_the_inert_thing_costs_the_fewest_keys_of_all(procedure: Procedure) -> None:
    """Whoever is in a hurry takes what cannot fire."""
    rubber = walk(walking.weapon_plan(procedure, RUBBER)).keys
    assert rubber < walk(walking.weapon_plan(procedure, REVOLVER)).keys
    assert rubber < walk(walking.weapon_plan(procedure, PISTOL)).keys
