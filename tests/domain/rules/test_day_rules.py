"""The rules of the day and of people: when each holds, when it refuses, what it says then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.rules import RuleContext
from showclear.domain.runs.plan import Cast
from showclear.domain.situation.records import SignerFacts
from tests.domain.rules.test_rules import ask, cites
from tests.domain.situation.productions import (
    BY_ARMORER_AND_AD,
    BY_TWO_CUSTODIANS,
    EVERYBODY,
    HANA,
    JONAS,
    MARA,
    WILL,
    Shoot,
    at,
    custody,
    load,
    unload,
)

LENA = Person("lena", "Lena Roth", Role.ASSISTANT_DIRECTOR)
OTTO = Person("otto", "Otto Reyes", Role.ARMORER)
SOLID = {"class": "rubber", "action": "none", "ignition": "none", "chambers": 0, "barrels": 0, "serial": "none"}


@pytest.fixture
def shoot() -> Shoot:
    """A production with two revolvers and a box; nobody opened a day yet."""
    shoot = Shoot()
    shoot.found((*EVERYBODY, LENA, OTTO))
    shoot.take_in("A-07")
    shoot.take_in("B-02")
    shoot.take_in_box()
    return shoot


@pytest.fixture
def ready(shoot: Shoot) -> Shoot:
    """The same in the morning, with A-07 proved empty."""
    shoot.ready("A-07")
    return shoot


def test_a_run_is_for_the_unit_of_its_thing_or_for_the_one_that_is_named(shoot: Shoot) -> None:
    """R-060."""
    context = RuleContext(shoot.situation(), "A-07", {"unit": "second"}, Cast(MARA, JONAS), shoot.now)
    assert context.unit == "main"
    assert replace(context, subject="set", inputs={}).unit == "main", "there is only one"
    assert ask(shoot, "unit-known") is None
    assert ask(shoot, "unit-known", "set") is None
    assert ask(shoot, "unit-known", "set", {"unit": "third"}) is not None
    second = shoot.open_unit("second", first="lena")
    assert ask(shoot, "unit-known", "second") is None
    assert ask(shoot, "unit-known", "set") is not None, "one of two has to be named"
    assert ask(shoot, "unit-known", "set", {"unit": "second"}) is None
    shoot.sync("truck", "set")
    shoot.open_unit("second", first="jonas", laptop="set")
    other = shoot.open_unit("second", first="lena", laptop="truck")
    refusal = ask(shoot, "unit-known", "second")
    assert cites(refusal, other)
    assert not cites(refusal, second)


def test_a_production_without_a_unit_names_none() -> None:
    """R-060, R-061: nothing is taken for granted."""
    shoot = Shoot()
    shoot.add("production", people=EVERYBODY)
    shoot.take_in("A-07")
    for slug in ("unit-known", "day-open", "weapon-of-unit"):
        assert ask(shoot, slug) is not None


def test_the_day_of_the_unit_has_to_be_open(shoot: Shoot) -> None:
    """R-061: and the refusal says what to walk."""
    refusal = ask(shoot, "day-open")
    assert refusal is not None
    assert refusal.remedy == "Open the day: an assistant director and an armorer walk C, people and paper."
    opened = shoot.open_day()
    assert ask(shoot, "day-open") is None
    assert cites(ask(shoot, "day-open", now=at(18 * 60)), opened)
    wrap = shoot.wrap()
    assert cites(ask(shoot, "day-open"), wrap)


@pytest.mark.parametrize(
    "slug",
    ["counted-today", "swept-today", "meeting-held", "blank-meeting-held", "ready-today", "blank-ready-today"],
)
def test_what_was_checked_holds_for_this_day_and_place(shoot: Shoot, slug: str) -> None:
    """R-062, R-063, R-065, R-066, R-067, R-068."""
    assert ask(shoot, slug) is not None, "no day"
    opened = shoot.open_day()
    assert cites(ask(shoot, slug), opened)
    shoot.count("A-07")
    shoot.meet()
    shoot.check("readiness")
    assert (ask(shoot, slug) is None) is (not slug.startswith("blank"))
    shoot.meet(what="blank-meeting")
    shoot.check("blank-readiness")
    assert ask(shoot, slug) is None
    moved = shoot.move("barn")
    assert cites(ask(shoot, slug), moved)
    shoot.open_day()
    assert ask(shoot, slug) is not None, "another day"


def test_a_gun_has_to_be_in_todays_count_and_proved_empty(shoot: Shoot) -> None:
    """R-064: a late arrival is not on the set, and what was counted by its seal stays barred."""
    assert ask(shoot, "weapon-in-count") is not None
    shoot.open_day()
    assert ask(shoot, "weapon-in-count") is not None
    counted = shoot.count("B-02", sealed=("A-07",))
    refusal = ask(shoot, "weapon-in-count")
    assert cites(refusal, counted)
    assert refusal is not None
    assert refusal.remedy.startswith("It stays barred today.")
    assert cites(ask(shoot, "weapon-in-count", "B-02"), counted)
    shoot.prove("A-07")
    assert ask(shoot, "weapon-in-count") is None


def test_whoever_handles_the_gun_is_on_duty(shoot: Shoot) -> None:
    """R-069."""
    assert ask(shoot, "armorer-on-duty") is not None
    opened = shoot.open_day(duty=("mara",))
    assert ask(shoot, "armorer-on-duty") is None
    assert ask(shoot, "armorer-on-duty", cast=Cast(JONAS, MARA)) is None, "the one who handles, whoever performs"
    assert cites(ask(shoot, "armorer-on-duty", cast=Cast(OTTO, JONAS)), opened)
    assert ask(shoot, "armorer-on-duty", cast=Cast(HANA, MARA)) is not None
    assert ask(shoot, "armorer-on-duty", cast=Cast(JONAS, LENA)) is not None


def test_the_first_verifies_or_whom_the_first_named(shoot: Shoot) -> None:
    """R-070."""
    assert ask(shoot, "ad-of-unit") is not None
    shoot.open_day()
    assert ask(shoot, "ad-of-unit") is None
    unit = next(one for one in shoot.records if one.kind == "unit")
    assert cites(ask(shoot, "ad-of-unit", cast=Cast(MARA, LENA)), unit)
    assert ask(shoot, "ad-of-unit", cast=Cast(MARA, HANA)) is not None
    assert ask(shoot, "ad-of-unit", cast=Cast(JONAS, MARA)) is None
    shoot.delegate("lena")
    assert ask(shoot, "ad-of-unit", cast=Cast(MARA, LENA)) is None
    shoot.open_day()
    assert ask(shoot, "ad-of-unit", cast=Cast(MARA, LENA)) is not None


def test_the_holder_is_trained_for_this_weapon(shoot: Shoot) -> None:
    """R-071: by name or by id; for another gun it does not count."""
    holder = {"holder": "Will Ames"}
    assert ask(shoot, "holder-trained") is not None
    assert ask(shoot, "holder-trained", inputs=holder) is not None
    shoot.train("will", "B-02")
    shoot.train("hana", "A-07")
    assert ask(shoot, "holder-trained", inputs=holder) is not None
    shoot.train("Will Ames", "A-07")
    assert ask(shoot, "holder-trained", inputs=holder) is None
    assert ask(shoot, "holder-trained", inputs={"holder": "ruth"}) is not None


def test_the_holder_heard_the_meeting(shoot: Shoot) -> None:
    """R-072: each of them, where several are named."""
    both = {"holders": "Will Ames 4; Ruth Okoro 12"}
    assert ask(shoot, "holder-briefed", inputs={"holder": "will"}) is not None, "no day"
    shoot.open_day()
    assert ask(shoot, "holder-briefed") is not None, "nobody is named"
    shoot.count()
    meeting = shoot.meet(people=("will",))
    assert ask(shoot, "holder-briefed", inputs={"holder": "will"}) is None
    assert cites(ask(shoot, "holder-briefed", inputs=both), meeting)
    shoot.meet(people=("ruth",))
    assert ask(shoot, "holder-briefed", inputs=both) is None


def test_who_heard_only_a_meeting_before_the_count_is_briefed_once_more(shoot: Shoot) -> None:
    """R-072, R-065: nobody knew then what comes out; the meeting is held again, with others."""
    shoot.open_day()
    shoot.meet(people=("will",))
    shoot.count()
    again = shoot.meet(people=("ruth",))
    assert ask(shoot, "holder-briefed", inputs={"holder": "ruth"}) is None
    assert cites(ask(shoot, "holder-briefed", inputs={"holder": "will"}), again)
    late = [Effect("briefed", {"unit": "main", "person": "will"})]
    shoot.add("procedure", late, signers=BY_ARMORER_AND_AD, procedure="late-briefing")
    assert ask(shoot, "holder-briefed", inputs={"holder": "will"}) is None


def test_no_more_guns_are_out_than_people_on_duty_can_watch(shoot: Shoot) -> None:
    """R-073: two for each, ours; a stricter pack says one; what is inert is not counted."""
    assert ask(shoot, "enough-handlers") is not None, "no day"
    tags = ("A-07", "B-02", "C-01")
    shoot.take_in("C-01")
    shoot.take_in("R-01", **SOLID)
    opened = shoot.open_day(duty=("mara",))
    shoot.add("custody", [custody("A-07", "issued", person="will"), custody("R-01", "issued", person="ruth")])
    assert ask(shoot, "enough-handlers", "A-07") is None, "it is out already and counted once"
    assert ask(shoot, "enough-handlers", "B-02") is None
    shoot.adopt_rules(guns_per_handler="1")
    assert ask(shoot, "enough-handlers", "B-02") is not None
    shoot.remove_rules()
    shoot.add("custody", [custody("B-02", "issued", person="ruth")])
    refusal = ask(shoot, "enough-handlers", "C-01")
    assert cites(refusal, opened)
    assert refusal is not None
    assert all(tag in refusal.facts[0].text for tag in tags)
    assert ask(shoot, "enough-handlers", "R-01") is None
    shoot.open_day(duty=("mara", "hana"))
    assert ask(shoot, "enough-handlers", "C-01") is None


def test_a_gun_is_used_by_its_own_unit(shoot: Shoot) -> None:
    """R-074: two intakes that name two units leave it to none."""
    assert ask(shoot, "weapon-of-unit") is None
    assert ask(shoot, "weapon-of-unit", inputs={"unit": "main"}) is None
    assert ask(shoot, "weapon-of-unit", inputs={"unit": "second"}) is not None
    shoot.sync("truck", "set")
    taken = shoot.take_in("C-01", unit="second", laptop="set")
    assert cites(ask(shoot, "weapon-of-unit", "C-01", {"unit": "main"}), taken)
    assert ask(shoot, "weapon-of-unit", "C-01", {"unit": "second"}) is None
    shoot.take_in("C-01", unit="main", laptop="truck")
    assert cites(ask(shoot, "weapon-of-unit", "C-01"), taken)


def test_the_day_before_left_no_gap(ready: Shoot) -> None:
    """R-075, R-053: six went in, five came back, the next morning nothing of the unit is cleared."""
    assert ask(ready, "last-day-reconciled") is None
    ready.clear(dummies=6)
    effects = [unload("A-07", 5), Effect("proved-empty", {"weapon": "A-07"}), custody("A-07", "locked", lock="safe 1")]
    lost = ready.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="return")
    assert ask(ready, "last-day-reconciled") is None, "it is a gap of today"
    wrap = ready.wrap()
    ready.ready("A-07", "B-02")
    refusal = ask(ready, "last-day-reconciled")
    assert cites(refusal, lost)
    assert cites(refusal, wrap)
    ready.clear("B-02")
    assert ask(ready, "clearance-living", "B-02") is not None
    ready.take_in_box()
    assert ask(ready, "last-day-reconciled") is None
    ready.clear("B-02")
    assert ask(ready, "clearance-living", "B-02") is None


def test_a_gun_that_is_missing_keeps_the_unit_from_clearing_any_the_next_morning(ready: Shoot) -> None:
    """R-075, R-053: until it is found or written off; on the day itself it is a stop, not a gap of the day before."""
    missing = ready.add("custody", [custody("B-02", "unaccounted")])
    assert ask(ready, "last-day-reconciled") is None
    ready.wrap(reconciled="no")
    ready.ready("A-07")
    refusal = ask(ready, "last-day-reconciled")
    assert cites(refusal, missing)
    assert refusal is not None
    assert "write it off" in refusal.remedy
    ready.clear()
    assert ask(ready, "clearance-living") is not None
    ready.add("custody", [custody("B-02", "locked", lock="safe 1")])
    assert ask(ready, "last-day-reconciled") is None
    ready.clear()
    assert ask(ready, "clearance-living") is None


def test_what_nobody_knows_from_yesterday_is_known_before_a_gun_comes_out(ready: Shoot) -> None:
    """R-075: a gun whose loading was given up, and a box that two laptops moved rounds of, are open gaps."""
    doubt = {"item": "B-02", "contents": "dummy", "reason": "its loading was given up"}
    given_up = ready.add("restriction", [Effect("perhaps-loaded", doubt)])
    ready.open_day()
    assert cites(ask(ready, "last-day-reconciled"), given_up)
    ready.take_in("B-02")
    assert ask(ready, "last-day-reconciled") is None
    ready.sync("truck", "cart")
    load_one = [Effect("proved-empty", {"weapon": "A-07"}), load("A-07", 1, "BOX-1", left=49)]
    ready.add("procedure", load_one, signers=BY_ARMORER_AND_AD, procedure="inspection", laptop="cart")
    load_two = [Effect("proved-empty", {"weapon": "B-02"}), load("B-02", 1, "BOX-1", left=49)]
    ready.add("procedure", load_two, signers=BY_ARMORER_AND_AD, procedure="inspection")
    ready.sync("truck", "cart")
    assert ask(ready, "last-day-reconciled") is None, "that is of today"
    ready.open_day()
    assert ask(ready, "last-day-reconciled") is not None


def test_every_gun_is_back_before_a_break(ready: Shoot) -> None:
    """R-076: with whom each is; nobody knows where is not back."""
    assert ask(ready, "guns-are-back", "main") is None
    ready.clear()
    assert ask(ready, "guns-are-back", "main") is None
    out = ready.hand_over()
    refusal = ask(ready, "guns-are-back", "main")
    assert cites(refusal, out)
    assert refusal is not None
    assert refusal.facts[0].text == "A-07 is with Will Ames."
    ready.take_back()
    assert ask(ready, "guns-are-back", "main") is None
    ready.add("custody", [custody("A-07", "unaccounted")])
    assert ask(ready, "guns-are-back", "main") is not None
    ready.add("custody", [custody("A-07", "off-production")])
    assert ask(ready, "guns-are-back", "main") is None


@pytest.mark.parametrize(("intact", "counts"), [(True, True), (False, False)], ids=["intact", "altered"])
def test_a_gun_that_two_signed_to_be_missing_holds_no_break_up(ready: Shoot, *, intact: bool, counts: bool) -> None:
    """R-076: by the list of what is missing (I), in a record that is what they signed."""
    gone = custody("A-07", "unaccounted")
    ready.add("procedure", [gone], signers=BY_ARMORER_AND_AD, procedure="found", intact=intact)
    assert (ask(ready, "guns-are-back", "main") is None) is counts


def test_every_gun_that_was_used_is_proved_empty_before_a_break(ready: Shoot) -> None:
    """R-077: what was handed over is looked at again, what has dummies is unloaded; what is barred stays as it is."""
    assert ask(ready, "guns-hold-nothing", "main") is None
    cleared = ready.clear(dummies=6)
    assert cites(ask(ready, "guns-hold-nothing", "main"), cleared)
    ready.bar()
    assert ask(ready, "guns-hold-nothing", "main") is None
    ready.prove("B-02")
    ready.train("will", "B-02")
    ready.clear("B-02")
    assert ask(ready, "guns-hold-nothing", "main") is None, "it was never out of the armorer's hand"
    handed = ready.hand_over("B-02")
    ready.take_back("B-02")
    assert cites(ask(ready, "guns-hold-nothing", "main"), handed)
    effects = [Effect("proved-empty", {"weapon": "B-02"}), custody("B-02", "locked", lock="safe 1")]
    ready.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="return")
    assert ask(ready, "guns-hold-nothing", "main") is None
    ready.add("procedure", [load("B-02", 6, "BOX-1", left=38)], procedure="inspection")
    assert ask(ready, "guns-hold-nothing", "main") is not None, "nobody knows what it holds"
    ready.count(sealed=("B-02",))
    assert ask(ready, "guns-hold-nothing", "main") is None
    ready.hand_over("B-02")
    ready.take_back("B-02")
    assert ask(ready, "guns-hold-nothing", "main") is not None, "sealed in the morning, and it went out all the same"


def test_whoever_heard_the_meeting_is_not_briefed_twice(shoot: Shoot) -> None:
    """R-078."""
    person = {"person": "Will Ames"}
    assert ask(shoot, "not-briefed-yet", "main", person) is not None, "no day"
    shoot.open_day()
    shoot.count()
    assert ask(shoot, "not-briefed-yet", "main", person) is None
    assert ask(shoot, "not-briefed-yet", "will") is None
    assert ask(shoot, "not-briefed-yet", "main", {"person": "nobody"}) is not None
    meeting = shoot.meet(people=("will",))
    assert cites(ask(shoot, "not-briefed-yet", "main", person), meeting)
    shoot.open_day()
    assert ask(shoot, "not-briefed-yet", "main", person) is None


def test_only_a_performer_is_trained_to_hold_a_gun(shoot: Shoot) -> None:
    """R-140."""
    assert ask(shoot, "trainee-known", "will") is None
    assert ask(shoot, "trainee-known", "A-07", {"person": "Will Ames"}) is None
    assert cites(ask(shoot, "trainee-known", "hana"), shoot.records[0])
    assert ask(shoot, "trainee-known", "nobody") is not None


def test_a_minor_holds_only_what_is_inert_with_somebody_who_looks_after_them(shoot: Shoot) -> None:
    """R-141: on the roll of today, no minor, with no gun in hand and none to look after."""
    ada = Person("ada", "Ada Ames", Role.CREW)
    shoot.add("enrolment", people=(ada,))
    shoot.take_in("R-01", **SOLID)
    holder = {"holder": "will"}
    assert ask(shoot, "minor-holds-inert", inputs=holder) is None
    enrolment = shoot.add("enrolment", [Effect("minor", {"person": "will"})], people=(WILL,))
    assert cites(ask(shoot, "minor-holds-inert", inputs=holder), enrolment)
    assert ask(shoot, "minor-holds-inert", inputs={**holder, "guardian": "Ada Ames"}) is not None
    assert cites(ask(shoot, "minor-holds-inert", "R-01", holder), enrolment)
    assert ask(shoot, "minor-holds-inert", "R-01", {**holder, "guardian": "Ada Ames"}) is not None, "no day"
    shoot.ready("R-01")
    assert ask(shoot, "minor-holds-inert", "R-01", {**holder, "guardian": "Ada Ames"}) is not None, "not on the roll"
    shoot.meet(people=("will", "ruth", "ada", "mara"))
    assert ask(shoot, "minor-holds-inert", "R-01", {**holder, "guardian": "Ada Ames"}) is None
    for other in ("Ada A.", "Will Ames", "Mara Lind"):
        assert ask(shoot, "minor-holds-inert", "R-01", {**holder, "guardian": other}) is not None
    assert ask(shoot, "minor-holds-inert", inputs={"holder": "ruth"}) is None


def test_a_minor_holds_an_item_of_a_batch_with_somebody_who_looks_after_them(shoot: Shoot) -> None:
    """R-141: a batch is inert; the guardian is named all the same."""
    effects = [
        Effect("batch-taken-in", {"batch": "RUB-1", "what": "rubber rifles", "count": 40}),
        custody("RUB-1", "locked", lock="cage"),
    ]
    shoot.add("procedure", effects, signers=BY_TWO_CUSTODIANS, procedure="batch-intake")
    shoot.add("enrolment", [Effect("minor", {"person": "will"})], people=(WILL,))
    shoot.add("enrolment", people=(Person("ada", "Ada Ames", Role.CREW),))
    shoot.ready()
    shoot.meet(people=("ada",))
    holders = {"holders": "Ruth Okoro 4; Will Ames 1"}
    assert ask(shoot, "minor-holds-inert", "RUB-1", holders) is not None
    assert ask(shoot, "minor-holds-inert", "RUB-1", {**holders, "guardian": "Ada Ames"}) is None


def test_no_minor_is_near_a_blank_without_a_signed_plan(ready: Shoot) -> None:
    """R-142: who heard today's meeting is there today."""
    slate = {"scene": "12A"}
    assert ask(ready, "no-minor-in-zone", "main", slate) is None
    enrolment = ready.add("enrolment", [Effect("minor", {"person": "ruth"})], people=())
    assert cites(ask(ready, "no-minor-in-zone", "main", slate), enrolment)
    plan = Effect("minor-planned", {"unit": "main", "slate": "12A", "plan": "in the trailer with her teacher"})
    ready.add("approval", [plan], signers=(SignerFacts("safa", "safety-officer", "approved"),))
    assert ask(ready, "no-minor-in-zone", "main", slate) is None
    assert ask(ready, "no-minor-in-zone", "main", {"scene": "12B"}) is not None
    ready.open_day()
    assert ask(ready, "no-minor-in-zone", "main", {"scene": "12B"}) is None, "nobody heard a meeting yet"
    assert ask(ready, "no-minor-in-zone", "main", {"scene": "12B", "holder": "ruth"}) is not None


def test_a_minor_who_heard_any_meeting_today_is_there(shoot: Shoot) -> None:
    """R-142: also one that came before the count, or before a stand-down."""
    shoot.add("enrolment", [Effect("minor", {"person": "ruth"})], people=())
    shoot.open_day()
    slate = {"scene": "12A"}
    assert ask(shoot, "no-minor-in-zone", "main", slate) is None
    shoot.meet(people=("ruth",))
    assert ask(shoot, "no-minor-in-zone", "main", slate) is not None
    shoot.count()
    shoot.meet(people=("ruth",))
    shoot.hold(kind="stand-down")
    shoot.meet(people=("will",))
    assert ask(shoot, "no-minor-in-zone", "main", slate) is not None
    shoot.move("barn")
    assert ask(shoot, "no-minor-in-zone", "main", slate) is None
