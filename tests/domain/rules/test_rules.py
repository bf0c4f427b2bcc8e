"""Each rule that a checklist may require: when it holds, when it refuses, what it says then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.refusals import Refusal
from showclear.domain.rules import FOLD_RULES, RULES, RuleContext, check
from showclear.domain.runs.plan import Cast
from tests.domain.situation.productions import (
    BY_ARMORER_AND_AD,
    HANA,
    JONAS,
    MARA,
    WILL,
    Shoot,
    at,
    custody,
    equipped,
    load,
)

ARMORER_AND_AD = Cast(MARA, JONAS)


@pytest.fixture
def shoot() -> Shoot:
    """A production with a revolver and a box of dummies."""
    return equipped(ready=True)


def ask(
    shoot: Shoot,
    slug: str,
    subject: str = "A-07",
    inputs: Mapping[str, str] | None = None,
    *,
    cast: Cast = ARMORER_AND_AD,
    now: datetime | None = None,
    run: str = "",
    begun: datetime | None = None,
) -> Refusal | None:
    """The answer of one rule; whatever it refuses, it says why and what to do."""
    context = RuleContext(
        shoot.situation(), subject, inputs or {}, cast, shoot.now if now is None else now, run=run, begun=begun
    )
    refusal = check(slug, context)
    if refusal is not None:
        assert (refusal.rule, refusal.sentence) == (RULES[slug].id, RULES[slug].sentence)
        assert refusal.remedy
        assert refusal.facts
        titles = {record.title for record in shoot.records}
        for fact in refusal.facts:
            assert fact.text
            assert not fact.record or fact.record in titles
    return refusal


def cites(refusal: Refusal | None, record: object) -> bool:
    """Whether a refusal rests on a record."""
    return refusal is not None and getattr(record, "title", None) in {fact.record for fact in refusal.facts}


def test_a_weapon_has_to_be_taken_in(shoot: Shoot) -> None:
    """R-001."""
    assert ask(shoot, "weapon-taken-in") is None
    assert ask(shoot, "weapon-taken-in", "X-99") is not None
    shoot.sync("truck", "set")
    shoot.take_in("C-01", laptop="truck")
    second = shoot.take_in("C-01", laptop="set", model="1860")
    assert cites(ask(shoot, "weapon-taken-in", "C-01"), second)


def test_a_weapon_is_taken_in_once(shoot: Shoot) -> None:
    """R-002: again only where it is barred or nobody knows what it holds, and only the same gun."""
    intake = next(one for one in shoot.records if one.procedure == "intake")
    described = {"weapon.tag": "A-07", "weapon.serial": "SA-07"}
    assert ask(shoot, "weapon-not-taken-in", "C-01", {"weapon.tag": "C-01"}) is None
    assert cites(ask(shoot, "weapon-not-taken-in", "A-07", described), intake)
    assert ask(shoot, "weapon-not-taken-in", "BOX-1", {"weapon.tag": "BOX-1"}) is not None
    shoot.bar()
    assert ask(shoot, "weapon-not-taken-in", "A-07", described) is None
    assert ask(shoot, "weapon-not-taken-in", "A-07", {**described, "weapon.serial": "OTHER"}) is not None


def test_one_gun_has_one_tag_also_after_it_left(shoot: Shoot) -> None:
    """R-002: spaces and capitals make no other gun; another maker's gun may have the number; rubber has none."""
    intake = next(one for one in shoot.records if one.procedure == "intake")
    known = {"weapon.tag": "A-09", "weapon.make": "Pietta", "weapon.serial": "SA-07"}
    typed_otherwise = {**known, "weapon.make": "pietta ", "weapon.serial": "sa -07"}
    for described in (known, typed_otherwise):
        assert cites(ask(shoot, "weapon-not-taken-in", "A-09", described), intake)
    assert ask(shoot, "weapon-not-taken-in", "A-09", {**known, "weapon.make": "Uberti"}) is None
    assert ask(shoot, "weapon-not-taken-in", "A-09", {**known, "weapon.serial": "SA-08"}) is None
    shoot.take_in("R-01", serial="none")
    assert ask(shoot, "weapon-not-taken-in", "R-02", {**known, "weapon.tag": "R-02", "weapon.serial": "none"}) is None
    shoot.bar()
    assert cites(ask(shoot, "weapon-not-taken-in", "A-09", known), intake), "barred is not gone"


def test_a_gun_with_unknown_contents_may_be_taken_in_again(shoot: Shoot) -> None:
    """R-002: there is a way out of every state."""
    shoot.add("procedure", [load("A-07", 6, "BOX-1", left=44)], procedure="inspection")
    assert ask(shoot, "weapon-holds-only-dummies-or-nothing") is not None
    assert ask(shoot, "weapon-not-taken-in", "A-07", {"weapon.tag": "A-07", "weapon.serial": "SA-07"}) is None


def test_a_container_has_to_be_taken_in_and_only_once(shoot: Shoot) -> None:
    """R-003, R-004."""
    assert ask(shoot, "container-taken-in", "BOX-1") is None
    assert ask(shoot, "container-taken-in", "A-07", {"box": "BOX-1 100"}) is None
    assert ask(shoot, "container-taken-in", "BOX-9") is not None
    assert ask(shoot, "container-not-taken-in", "", {"container.tag": "BOX-9"}) is None
    assert ask(shoot, "container-not-taken-in", "", {"container.tag": "A-07"}) is not None
    refusal = ask(shoot, "container-not-taken-in", "", {"container.tag": "BOX-1"})
    assert cites(refusal, next(one for one in shoot.records if one.procedure == "ammunition"))
    shoot.bar("BOX-1")
    assert ask(shoot, "container-not-taken-in", "", {"container.tag": "BOX-1"}) is None


def test_what_a_weapon_holds_decides_what_comes_next(shoot: Shoot) -> None:
    """R-005, R-006, R-014."""
    for slug in ("weapon-holds-nothing", "weapon-holds-only-dummies-or-nothing", "contents-not-blank"):
        assert ask(shoot, slug) is None
    loaded = shoot.clear(dummies=6)
    assert cites(ask(shoot, "weapon-holds-nothing"), loaded)
    assert ask(shoot, "weapon-holds-only-dummies-or-nothing") is None
    assert ask(shoot, "contents-not-blank", inputs={"plan.contents": "blank"}) is not None
    shoot.take_in_box("BLANKS", contents="blank")
    effects = [Effect("proved-empty", {"weapon": "A-07"}), load("A-07", 1, "BLANKS", left=49, contents="blank")]
    hot = shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="inspection")
    for slug in ("weapon-holds-nothing", "weapon-holds-only-dummies-or-nothing", "contents-not-blank"):
        assert cites(ask(shoot, slug), hot)


def test_a_barred_item_is_refused_by_the_restriction_that_bars_it(shoot: Shoot) -> None:
    """R-007: and the run that raised it may go on to make it true."""
    assert ask(shoot, "not-barred") is None
    barred = shoot.bar(run="f" * 32)
    assert cites(ask(shoot, "not-barred"), barred)
    assert ask(shoot, "not-barred", run="e" * 32) is not None
    assert ask(shoot, "not-barred", run="f" * 32) is None
    shoot.bar()
    assert ask(shoot, "not-barred", run="f" * 32) is not None


def test_stops_refuse_by_name(shoot: Shoot) -> None:
    """R-008, R-009: also a record that this version cannot read."""
    assert ask(shoot, "no-hold") is None
    assert ask(shoot, "no-stand-down") is None
    hold = shoot.hold()
    assert cites(ask(shoot, "no-hold"), hold)
    assert ask(shoot, "no-stand-down") is None
    shoot.lift(hold)
    assert ask(shoot, "no-hold") is None
    stop = shoot.hold(kind="stand-down")
    refusal = ask(shoot, "no-stand-down")
    assert cites(refusal, stop)
    assert refusal is not None
    assert "Close the report on it (L)" in refusal.remedy
    unknown = shoot.add("seance", unknown=True)
    assert cites(ask(shoot, "no-hold"), unknown)


def test_a_hold_that_the_run_raised_itself_still_holds(shoot: Shoot) -> None:
    """R-008: a hold is lifted by two, by name, and not by going on."""
    shoot.add("hold", [Effect("hold", {"reason": "bang", "run": "f" * 32})])
    assert ask(shoot, "no-hold", run="f" * 32) is not None


@pytest.mark.parametrize(
    ("name", "where", "refused"),
    [
        ("locked", custody("A-07", "locked", lock="safe 1"), False),
        ("in her own hand", custody("A-07", "with", person="mara"), False),
        ("in a handler's hand", custody("A-07", "with", person="hana"), True),
        ("with the AD", custody("A-07", "with", person="jonas"), True),
        ("in a performer's hand", custody("A-07", "issued", person="will"), True),
        ("off the production", custody("A-07", "off-production"), True),
    ],
)
def test_a_check_starts_from_the_armorers_hand_or_lock(shoot: Shoot, name: str, where: Effect, refused: bool) -> None:
    """R-010."""
    record = shoot.add("custody", [where])
    refusal = ask(shoot, "in-armorers-custody")
    assert (refusal is not None) is refused, name
    assert cites(refusal, record) is refused


def test_a_handover_needs_a_living_clearance(shoot: Shoot) -> None:
    """R-011: of this armorer, for this slate, at this minute."""
    assert ask(shoot, "clearance-living") is not None
    assert ask(shoot, "clearance-living", "X-99") is not None
    record = shoot.clear()
    assert ask(shoot, "clearance-living", inputs={"scene": "12A"}) is None
    assert cites(ask(shoot, "clearance-living", inputs={"scene": "13"}), record)
    assert cites(ask(shoot, "clearance-living", cast=Cast(HANA, JONAS)), record)
    assert cites(ask(shoot, "clearance-living", now=at(15)), record)
    hold = shoot.hold()
    assert cites(ask(shoot, "clearance-living"), hold)


def test_what_is_issued_already_is_not_handed_over_again(shoot: Shoot) -> None:
    """R-011."""
    shoot.clear()
    record = shoot.hand_over()
    assert cites(ask(shoot, "clearance-living"), record)


def test_a_return_needs_a_gun_that_is_on_the_set(shoot: Shoot) -> None:
    """R-012: from wherever it is, even from nobody knows where."""
    assert ask(shoot, "issued-or-with-handler") is None
    shoot.take_back(person="jonas")
    assert ask(shoot, "issued-or-with-handler") is None, "unaccounted for is no reason to leave it loaded"
    record = shoot.add("custody", [custody("A-07", "off-production")])
    assert cites(ask(shoot, "issued-or-with-handler"), record)


PLAN = {"plan.contents": "dummy", "plan.count": "6", "box": "BOX-1"}


@pytest.mark.parametrize(
    ("name", "changes", "refused"),
    [
        ("as planned", {}, False),
        ("with its seal", {"box": "BOX-1 100"}, False),
        ("nothing planned", {"plan.contents": "nothing", "box": ""}, False),
        ("no box named", {"box": ""}, True),
        ("a box that nobody took in", {"box": "BOX-9"}, True),
        ("a box of blanks", {"box": "BLANKS"}, True),
        ("another calibre", {"box": "NINE"}, True),
        ("more than it holds", {"plan.count": "51"}, True),
        ("more than goes in", {"plan.count": "7"}, True),
        ("dummies, none of them", {"plan.count": "0"}, True),
        ("no number", {"plan.count": "²"}, True),
    ],
)
def test_the_box_has_to_fit_the_plan(shoot: Shoot, name: str, changes: dict[str, str], refused: bool) -> None:
    """R-013: blanks and dummies in one place is how somebody got shot."""
    shoot.take_in_box("BLANKS", contents="blank")
    other = shoot.take_in_box("NINE")
    other.effects[0].values["calibre"] = "9 mm"  # type: ignore[index]
    assert (ask(shoot, "box-fits", inputs={**PLAN, **changes}) is not None) is refused, name


def test_calibres_are_compared_without_spaces_and_case(shoot: Shoot) -> None:
    """R-013: .45 Colt and .45 COLT are one."""
    shoot.records[-1].effects[0].values["calibre"] = ".45  COLT"  # type: ignore[index]
    assert ask(shoot, "box-fits", inputs=PLAN) is None


def test_a_box_that_is_barred_gives_no_rounds(shoot: Shoot) -> None:
    """R-013: except to the run that doubted it, looked again and counts it."""
    barred = shoot.bar("BOX-1", "unverified", run="f" * 32)
    assert cites(ask(shoot, "box-fits", inputs=PLAN), barred)
    assert ask(shoot, "box-fits", inputs=PLAN, run="e" * 32) is not None
    assert ask(shoot, "box-fits", inputs=PLAN, run="f" * 32) is None
    shoot.bar("BOX-1", "quarantined")
    assert ask(shoot, "box-fits", inputs=PLAN, run="f" * 32) is not None


def test_a_box_is_not_taken_after_a_stand_down(shoot: Shoot) -> None:
    """R-013, R-044: nobody has looked into it since."""
    stop = shoot.hold(kind="stand-down")
    assert cites(ask(shoot, "box-fits", inputs=PLAN), stop)


def test_rounds_go_back_into_the_box_that_they_came_from(shoot: Shoot) -> None:
    """R-013: also where that box is barred; it is safer there than in a gun."""
    assert ask(shoot, "box-fits", inputs={"box": ""}) is None, "an empty gun needs no box"
    shoot.take_in_box("BOX-2")
    shoot.clear(dummies=6)
    assert ask(shoot, "box-fits", inputs={"box": "BOX-1"}) is None
    assert ask(shoot, "box-fits", inputs={"box": "BOX-2"}) is not None
    assert ask(shoot, "box-fits", inputs={"box": ""}) is not None
    shoot.bar("BOX-1")
    assert ask(shoot, "box-fits", inputs={"box": "BOX-1"}) is None


@pytest.mark.parametrize(
    ("name", "cast", "refused"),
    [
        ("an armorer and an AD", ARMORER_AND_AD, False),
        ("one person", Cast(MARA, MARA), True),
        ("one person under two ids", Cast(MARA, replace(JONAS, name=MARA.name)), True),
        ("a stranger", Cast(Person("eve", "Eve", Role.ARMORER), JONAS), True),
        ("another role than on the roster", Cast(replace(HANA, role=Role.ARMORER), JONAS), True),
    ],
)
def test_two_different_people_of_the_roster_walk_it(shoot: Shoot, name: str, cast: Cast, refused: bool) -> None:
    """R-015."""
    assert (ask(shoot, "roles-distinct", cast=cast) is not None) is refused, name


def test_nobody_walks_it_who_has_two_jobs(shoot: Shoot) -> None:
    """R-015."""
    record = shoot.add("enrolment", people=[replace(MARA, role=Role.SAFETY_OFFICER)])
    assert cites(ask(shoot, "roles-distinct"), record)


@pytest.mark.parametrize(
    ("holder", "refused"),
    [("will", False), ("Will Ames", False), ("", True), ("eve", True), ("mara", True), ("jonas", True), ("safa", True)],
)
def test_the_holder_is_a_performer(shoot: Shoot, holder: str, refused: bool) -> None:
    """R-016: nobody else holds an issued gun, least of all the AD."""
    assert (ask(shoot, "handover-to-holder", inputs={"holder": holder}) is not None) is refused


def test_who_walks_it_does_not_hold_it(shoot: Shoot) -> None:
    """R-016: nobody hands a gun to themselves."""
    assert ask(shoot, "handover-to-holder", inputs={"holder": "will"}, cast=Cast(WILL, JONAS)) is not None


def test_a_name_that_two_people_bear_names_nobody(shoot: Shoot) -> None:
    """R-016."""
    shoot.add("enrolment", people=[Person("will-2", "Will Ames", Role.PERFORMER)])
    assert ask(shoot, "handover-to-holder", inputs={"holder": "Will Ames"}) is not None
    assert ask(shoot, "handover-to-holder", inputs={"holder": "will-2"}) is None


def test_a_turn_round_needs_an_issue_whose_minutes_are_not_over(shoot: Shoot) -> None:
    """R-017: from the hand, or just taken back by the armorer who handed it over."""
    assert ask(shoot, "turn-round-allowed") is not None
    shoot.clear()
    assert ask(shoot, "turn-round-allowed") is not None, "nothing was handed over yet"
    shoot.hand_over()
    assert ask(shoot, "turn-round-allowed") is None
    shoot.now = at(6)
    shoot.take_back()
    assert ask(shoot, "turn-round-allowed") is None
    assert ask(shoot, "turn-round-allowed", now=at(10)) is not None
    assert ask(shoot, "turn-round-allowed", now=at(11), begun=at(7)) is None, "it began in time"
    assert ask(shoot, "turn-round-allowed", inputs={"scene": "13"}) is not None
    assert ask(shoot, "turn-round-allowed", cast=Cast(HANA, JONAS)) is not None
    shoot.add("custody", [Effect("out-of-sight", {"weapon": "A-07"})])
    assert cites(ask(shoot, "turn-round-allowed"), shoot.records[-1])


def test_every_feed_device_is_known_and_none_is_barred(shoot: Shoot) -> None:
    """R-018: a wrong spare cylinder is how a re-enactor fired live rounds."""
    assert ask(shoot, "devices-known") is None
    intake = shoot.take_in("P-01", has="magazine spares", action="semi-auto", chambers=1)
    assert cites(ask(shoot, "devices-known", "P-01"), intake)
    shoot.take_in_device("CYL-1", "P-01")
    assert ask(shoot, "devices-known", "P-01") is not None, "a spare cylinder is no magazine"
    device = shoot.take_in_device("MAG-1", "P-01")
    shoot.records[-1] = replace(device, effects=(replace_value(device.effects[0], "device_kind", "magazine"),))
    assert ask(shoot, "devices-known", "P-01") is None
    barred = shoot.bar("MAG-1")
    assert cites(ask(shoot, "devices-known", "P-01"), barred)


def replace_value(effect: Effect, name: str, value: str) -> Effect:
    """The effect with another value."""
    return Effect(effect.kind, {**effect.values, name: value})


def test_unknown_time_refuses_whatever_rests_on_time(shoot: Shoot) -> None:
    """R-038: and says so."""
    shoot.clear()
    context = RuleContext(shoot.situation(), "A-07", {}, ARMORER_AND_AD, None)
    for slug in ("clearance-living", "turn-round-allowed"):
        refusal = check(slug, context)
        assert refusal is not None


def test_ids_and_slugs_are_used_once() -> None:
    """An id never changes its meaning; checklists, records and documents cite it."""
    ids = [rule.id for rule in (*RULES.values(), *FOLD_RULES.values())]
    assert len(ids) == len(set(ids))
    assert not RULES.keys() & FOLD_RULES.keys()
    assert all(slug == rule.slug for slug, rule in RULES.items())
    with pytest.raises(KeyError):
        RULES["swept-tomorrow"]
