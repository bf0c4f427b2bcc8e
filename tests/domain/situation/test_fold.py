"""What the fold makes of records: which of them count, and what they end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showclear.domain.custody import Custody, Shape
from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.people import Person, Role
from showclear.domain.situation import Situation, fold
from showclear.domain.situation.accounts import account, device_status
from showclear.domain.situation.clearances import clearance, issue
from showclear.domain.situation.records import PERFORMED, VERIFIED, RecordFacts, SignerFacts
from showclear.domain.situation.signers import by_any_armorer_and_ad
from showclear.domain.situation.status import State, WeaponStatus, guns_out, set_status, status
from showclear.domain.weapons import Contents
from tests.domain.situation.productions import (
    BY_ARMORER_AND_AD,
    BY_TWO_CUSTODIANS,
    EVERYBODY,
    Counting,
    Shoot,
    at,
    cleared,
    custody,
    equipped,
    issued,
    load,
    unload,
)

AD_ALONE = SignerFacts("jonas", "assistant-director", VERIFIED)


@pytest.fixture
def shoot() -> Shoot:
    """A production with two revolvers, a box of dummies and everybody enrolled."""
    return equipped("A-07", "B-02", ready=True)


def of(shoot: Shoot, tag: str = "A-07", minutes: float = 0) -> WeaponStatus:
    """The status of a weapon so many minutes after noon."""
    found = status(shoot.situation(), tag, at(minutes), FLOOR)
    assert found is not None
    return found


def rules_found(shoot: Shoot) -> set[str]:
    """The ids of the rules that findings name."""
    return {finding.rule for finding in shoot.situation().findings}


def test_a_weapon_that_was_only_taken_in_is_unverified(shoot: Shoot) -> None:
    """R-030: being on the register clears nothing."""
    shoot.take_in("C-01")
    found = of(shoot, "C-01")
    assert (found.state, found.contents, found.count) == (State.UNVERIFIED, Contents.NOTHING, 0)
    assert found.why == "No inspection since its intake."
    assert found.next == "inspection"


def test_two_people_clear_it_and_it_is_cold(shoot: Shoot) -> None:
    """The main job, seen from the board."""
    shoot.clear(dummies=6)
    found = of(shoot, minutes=1)
    assert (found.state, found.contents, found.count) == (State.COLD, Contents.DUMMY, 6)
    assert found.clearance is not None
    assert (found.clearance.ends, found.clearance.armorer, found.clearance.slate) == (at(15), "mara", "12A")
    assert found.shown_at == at(0)
    assert not shoot.situation().findings


def test_any_newer_record_about_it_ends_the_clearance(shoot: Shoot) -> None:
    """R-030: also a lock, also one that two people signed."""
    shoot.clear()
    for effects, signers in (
        ([custody("A-07", "locked", lock="safe 1")], ()),
        ([custody("A-07", "with", person="mara")], BY_TWO_CUSTODIANS),
        ([Effect("out-of-sight", {"weapon": "A-07"})], ()),
        ([Effect("unverified", {"item": "A-07", "reason": "somebody else touched it"})], ()),
    ):
        branch = replace_records(shoot)
        branch.add("custody", effects, signers=signers)
        assert of(branch).state is State.UNVERIFIED
    assert of(shoot).state is State.COLD


def replace_records(shoot: Shoot) -> Shoot:
    """The same production, to go on differently."""
    known = {name: dict(clock) for name, clock in shoot.known.items()}
    return replace(shoot, records=list(shoot.records), known=known)


def test_a_record_about_another_weapon_ends_nothing(shoot: Shoot) -> None:
    """Only what is about it, or about the set, ends a clearance."""
    shoot.clear()
    shoot.take_back("B-02")
    assert of(shoot).state is State.COLD


def test_a_restriction_that_the_clearance_does_not_know_of_wins(shoot: Shoot) -> None:
    """R-031: two laptops at the same time; nobody had to be right about the order."""
    shoot.sync("truck", "set")
    hold = shoot.hold(laptop="set")
    shoot.clear(laptop="truck")
    assert of(shoot).state is State.UNVERIFIED
    shoot.lift(hold, laptop="set")
    assert set_status(shoot.situation()).open
    assert of(shoot).state is State.UNVERIFIED, "a closed restriction wins over what did not know of it"
    shoot.sync()
    shoot.clear()
    assert of(shoot).state is State.COLD


def test_a_restriction_that_nobody_signed_and_that_is_not_intact_still_restricts(shoot: Shoot) -> None:
    """R-031: a stop needs no credential; whoever breaks its chain does not unstop the set."""
    shoot.clear()
    shoot.add("hold", [Effect("hold", {"reason": "loud bang"})], intact=False)
    assert of(shoot).state is State.UNVERIFIED
    assert not set_status(shoot.situation()).open


def test_two_newest_records_make_it_unverified(shoot: Shoot) -> None:
    """R-032: two armorers cleared the same gun, neither saw the other."""
    shoot.sync("truck", "set")
    shoot.clear(laptop="truck")
    shoot.clear(laptop="set")
    found = of(shoot)
    assert found.state is State.UNVERIFIED
    assert found.why == "Two records about it do not know of each other."
    assert "R-032" in rules_found(shoot)


def test_a_restriction_is_closed_by_the_run_that_raised_it(shoot: Shoot) -> None:
    """R-033: stopped, made true, looked at again and signed by the same two."""
    barred = shoot.bar(run="f" * 32)
    assert of(shoot).state is State.QUARANTINED
    closing = Effect("closed", {"item": "A-07", "restriction": barred.title})
    other = replace_records(shoot)
    other.clear(extra=[closing])
    assert of(other).state is State.QUARANTINED
    assert "R-033" in rules_found(other)
    shoot.clear(extra=[closing], id="f" * 32)
    assert of(shoot).state is State.COLD


def test_a_restriction_is_closed_by_a_new_intake(shoot: Shoot) -> None:
    """R-033: taken in again by two, naming the restriction."""
    barred = shoot.bar()
    intake = next(one for one in shoot.records if one.procedure == "intake")
    shoot.add("procedure", intake.effects, signers=BY_TWO_CUSTODIANS, procedure="intake")
    assert of(shoot).state is State.QUARANTINED, "an intake that does not name it closes nothing"
    closing = Effect("closed", {"item": "A-07", "restriction": f"{barred.title}.toml"})
    shoot.add("procedure", [*intake.effects, closing], signers=BY_TWO_CUSTODIANS, procedure="intake")
    assert of(shoot).state is State.UNVERIFIED
    assert not of(shoot).restrictions


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("signed by nobody", {"signers": ()}),
        ("signed by one", {"signers": BY_TWO_CUSTODIANS[:1]}),
        ("not intact", {"intact": False}),
        ("a correction", {"kind": "correction"}),
        ("a late entry", {"kind": "late-entry"}),
    ],
)
def test_a_closing_that_does_not_count_closes_nothing(shoot: Shoot, name: str, changes: dict[str, object]) -> None:
    """R-033: two people, one procedure, an intact record."""
    barred = shoot.bar()
    intake = next(one for one in shoot.records if one.procedure == "intake")
    closing = Effect("closed", {"item": "A-07", "restriction": barred.title})
    record = shoot.add("procedure", [*intake.effects, closing], signers=BY_TWO_CUSTODIANS, procedure="intake")
    shoot.records[-1] = replace(record, **changes)  # type: ignore[arg-type]
    assert of(shoot).state is State.QUARANTINED, name


def test_a_closing_needs_the_restriction_among_its_ancestors(shoot: Shoot) -> None:
    """R-033: nobody closes what they cannot have seen."""
    shoot.sync("truck", "set")
    barred = shoot.bar(laptop="set")
    intake = next(one for one in shoot.records if one.procedure == "intake")
    closing = Effect("closed", {"item": "A-07", "restriction": barred.title})
    shoot.add("procedure", [*intake.effects, closing], signers=BY_TWO_CUSTODIANS, procedure="intake", laptop="truck")
    assert of(shoot).state is State.QUARANTINED


def test_a_copy_of_an_event_counts_once_and_ends_the_clearance(shoot: Shoot) -> None:
    """R-034: an old clearance published again under the next number clears nothing and loads nothing."""
    original = shoot.clear(dummies=6)
    shoot.take_back()
    shoot.add(
        "procedure",
        original.effects,
        signers=original.signers,
        procedure="inspection",
        id=original.id,
    )
    assert of(shoot).state is State.UNVERIFIED
    found = account(shoot.situation(), "BOX-1")
    assert found is not None
    assert (found.left, found.in_guns) == (44, (("A-07", 6),))
    assert "R-034" in rules_found(shoot)


def test_concurrent_copies_move_their_rounds_once(shoot: Shoot) -> None:
    """R-034: a cloned laptop publishes the same event in its own log."""
    shoot.sync("truck", "clone")
    original = shoot.clear(dummies=6, laptop="truck")
    shoot.add(
        "procedure",
        original.effects,
        signers=original.signers,
        procedure="inspection",
        id=original.id,
        laptop="clone",
    )
    found = account(shoot.situation(), "BOX-1")
    assert found is not None
    assert (found.left, found.out) == (44, 6)
    assert of(shoot).state is State.UNVERIFIED


@pytest.mark.parametrize("person", ["jonas", "safa", "will", "nobody-known", ""])
def test_only_an_armorer_or_handler_can_have_a_gun(shoot: Shoot, person: str) -> None:
    """R-035: with an AD, on a table, on a cart is unaccounted for, whoever writes it down."""
    shoot.take_back(person=person)
    assert shoot.situation().custody("A-07") == Custody(Shape.UNACCOUNTED)
    assert "R-035" in rules_found(shoot)
    assert guns_out(shoot.situation()) == ("A-07",)
    assert of(shoot).collect


def test_a_take_back_by_a_handler_is_custody(shoot: Shoot) -> None:
    """R-035, the other side: by id or by name."""
    shoot.take_back(person="Hana Sato")
    assert shoot.situation().custody("A-07") == Custody(Shape.WITH, person="hana")
    assert not shoot.situation().findings


def test_a_person_enrolled_later_was_not_a_custodian_before(shoot: Shoot) -> None:
    """R-035: the enrolment has to be among the ancestors."""
    shoot.sync("truck", "set")
    newcomer = Person("noor", "Noor Haddad", Role.HANDLER)
    shoot.add("enrolment", people=[newcomer], laptop="set")
    shoot.take_back(person="noor", laptop="truck")
    assert shoot.situation().custody("A-07") == Custody(Shape.UNACCOUNTED)


def test_a_shape_of_custody_that_does_not_exist_is_unaccounted_for(shoot: Shoot) -> None:
    """R-035: the set of shapes is closed."""
    shoot.add("custody", [custody("A-07", "on-the-cart")])
    assert shoot.situation().custody("A-07") == Custody(Shape.UNACCOUNTED)


@pytest.mark.parametrize(
    ("name", "signers"),
    [
        ("nobody", ()),
        ("the armorer alone", BY_ARMORER_AND_AD[:1]),
        ("the AD alone", (AD_ALONE,)),
        ("one person twice", (BY_ARMORER_AND_AD[0], SignerFacts("mara", "assistant-director", VERIFIED))),
        ("a handler for the armorer", (SignerFacts("hana", "handler", PERFORMED), AD_ALONE)),
        ("two custodians", BY_TWO_CUSTODIANS),
        ("the other way round", (SignerFacts("jonas", "assistant-director", PERFORMED),
                                 SignerFacts("mara", "armorer", VERIFIED))),
        ("a producer for the AD", (BY_ARMORER_AND_AD[0], SignerFacts("pia", "producer", VERIFIED))),
    ],
)  # fmt: skip
def test_a_clearance_signed_by_others_clears_nothing(shoot: Shoot, name: str, signers: tuple[SignerFacts, ...]) -> None:
    """R-040."""
    shoot.clear(signers=signers)
    assert of(shoot).state is State.UNVERIFIED, name
    assert shoot.situation().findings


def test_who_is_on_the_roster_in_two_roles_clears_nothing(shoot: Shoot) -> None:
    """R-051: one person, two jobs."""
    shoot.add("enrolment", people=[Person("mara", "Mara Lind", Role.ASSISTANT_DIRECTOR)])
    shoot.clear()
    assert of(shoot).state is State.UNVERIFIED
    assert "R-051" in rules_found(shoot)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("it is barred", {"bar": "A-07"}),
        ("the set is held", {"hold": "hold"}),
        ("the set stands down", {"hold": "stand-down"}),
    ],
)
def test_a_clearance_over_an_open_restriction_clears_nothing(shoot: Shoot, name: str, changes: dict[str, str]) -> None:
    """R-049: the rules have to hold over the ancestors, whatever two people signed."""
    if "bar" in changes:
        shoot.bar(changes["bar"])
    else:
        shoot.hold(kind=changes["hold"])
    shoot.clear()
    assert clearance(shoot.situation(), "A-07", at(0), FLOOR) is None, name


def test_a_hold_that_is_lifted_later_does_not_revive_what_was_signed_under_it(shoot: Shoot) -> None:
    """R-049: what did not count then does not count now."""
    hold = shoot.hold()
    shoot.clear()
    shoot.lift(hold)
    assert of(shoot).state is State.UNVERIFIED


def test_a_clearance_has_to_name_what_the_weapon_holds(shoot: Shoot) -> None:
    """R-049: six went in, so nobody clears five."""
    effects = [Effect("proved-empty", {"weapon": "A-07"}), load("A-07", 6, "BOX-1", left=44), cleared("A-07", 5, at(0))]
    shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="inspection")
    assert of(shoot).state is State.UNVERIFIED


def test_an_inspection_that_proved_nothing_clears_nothing(shoot: Shoot) -> None:
    """R-049: that it was empty this morning is no look; the record that clears a gun has to have opened it."""
    effects = [custody("A-07", "with", person="mara"), cleared("A-07", 0, shoot.now)]
    shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="inspection")
    assert of(shoot).state is State.UNVERIFIED
    assert "R-049" in rules_found(shoot)


def test_a_clearance_of_what_was_never_taken_in_counts_for_nothing(shoot: Shoot) -> None:
    """R-049: an unknown gun does not come on the register by being cleared."""
    shoot.clear("X-99")
    assert shoot.situation().weapon("X-99") is None
    assert status(shoot.situation(), "X-99", at(0), FLOOR) is None
    assert "R-049" in rules_found(shoot)


def test_two_intakes_that_disagree_clear_nothing(shoot: Shoot) -> None:
    """R-049: on the register once."""
    shoot.sync("truck", "set")
    shoot.take_in("C-01", laptop="truck")
    shoot.take_in("C-01", laptop="set", model="1860", serial="SC-01")
    shoot.sync()
    shoot.clear("C-01")
    assert of(shoot, "C-01").state is State.UNVERIFIED


def test_an_intake_by_one_person_is_no_intake(shoot: Shoot) -> None:
    """R-041."""
    record = shoot.take_in("C-01")
    shoot.records[-1] = replace(record, signers=BY_TWO_CUSTODIANS[:1])
    assert shoot.situation().weapon("C-01") is None
    assert "R-041" in rules_found(shoot)


def test_a_tag_belongs_to_one_thing(shoot: Shoot) -> None:
    """R-041: another serial, or a box, cannot take over the tag of a gun."""
    shoot.take_in("A-07", serial="ANOTHER")
    shoot.take_in_box("B-02")
    situation = shoot.situation()
    weapon = situation.weapon("A-07")
    assert weapon is not None
    assert weapon.serial == "SA-07"
    assert account(situation, "B-02") is None


def test_a_late_entry_moves_custody_and_counts_and_never_clears(shoot: Shoot) -> None:
    """R-042."""
    effects = [
        Effect("proved-empty", {"weapon": "A-07"}), load("A-07", 6, "BOX-1", left=44),
        custody("A-07", "with", person="mara"), cleared("A-07", 6, at(0)),
    ]  # fmt: skip
    shoot.add("late-entry", effects, signers=BY_ARMORER_AND_AD)
    found = of(shoot)
    assert (found.state, found.count, found.custody) == (State.UNVERIFIED, 6, Custody(Shape.WITH, person="mara"))
    assert "R-042" in rules_found(shoot)


def test_a_correction_moves_nothing(shoot: Shoot) -> None:
    """R-042: not even custody."""
    shoot.clear()
    shoot.add(
        "correction", [custody("A-07", "with", person="hana"), cleared("A-07", 0, at(0))], signers=BY_ARMORER_AND_AD
    )
    found = of(shoot)
    assert found.state is State.UNVERIFIED
    assert found.custody == Custody(Shape.WITH, person="mara")


@pytest.mark.parametrize(
    ("name", "changes"),
    [("an unknown kind", {"unknown": True}), ("an unknown effect", {"effects": (Effect("levitated", {}),)})],
)
def test_what_cannot_be_read_holds(shoot: Shoot, name: str, changes: dict[str, object]) -> None:
    """R-043: it may be a stop of a newer version."""
    shoot.clear()
    record = shoot.add("procedure")
    shoot.records[-1] = replace(record, **changes)  # type: ignore[arg-type]
    situation = shoot.situation()
    assert situation.held_by_unknown == (record.title,), name
    assert not set_status(situation).open
    assert of(shoot).state is State.UNVERIFIED
    shoot.clear()
    assert of(shoot).state is State.UNVERIFIED, "nor is anything cleared while it is there"


def test_a_restriction_with_values_missing_still_restricts(shoot: Shoot) -> None:
    """R-043: half of a stop is a stop."""
    shoot.add("hold", [Effect("hold", {})])
    shoot.add("restriction", [Effect("withdrawn", {"item": "A-07"})])
    situation = shoot.situation()
    assert [one.reason for one in situation.open_restrictions()] == ["no reason given"]
    assert of(shoot).state is State.QUARANTINED
    shoot.add("restriction", [Effect("withdrawn", {})])
    assert len(shoot.situation().held_by_unknown) == 1


def test_a_stand_down_makes_everything_unverified_and_cannot_be_lifted(shoot: Shoot) -> None:
    """R-044: live round among dummies; every gun, box and device has to be looked at again."""
    shoot.take_in_device("CYL-1", "A-07")
    shoot.clear(devices=["CYL-1"])
    stop = shoot.add(
        "stand-down",
        [Effect("stand-down", {"reason": "a round without a hole"}),
         Effect("unverified", {"item": "BOX-1", "reason": "a round without a hole"})],
    )  # fmt: skip
    situation = shoot.situation()
    assert of(shoot).state is State.UNVERIFIED
    assert [one.kind for one in situation.open_restrictions("BOX-1")] == ["quarantined"], "what it touched is barred"
    device = device_status(situation, "CYL-1")
    assert device is not None
    assert not device.verified
    shoot.lift(stop)
    assert not set_status(shoot.situation()).open
    assert "R-121" in rules_found(shoot)


def test_a_stand_down_bars_boxes_that_it_did_not_touch(shoot: Shoot) -> None:
    """R-044: the other boxes are unverified, not quarantined."""
    shoot.hold(kind="stand-down")
    found = account(shoot.situation(), "BOX-1")
    assert found is not None
    assert found.restricted.startswith("unverified")
    assert not shoot.situation().open_restrictions("BOX-1")


@pytest.mark.parametrize(
    ("name", "changes", "lifted"),
    [
        ("by both", {}, True),
        ("by the armorer alone", {"signers": BY_ARMORER_AND_AD[:1]}, False),
        ("by one person in both roles",
         {"signers": (BY_ARMORER_AND_AD[0], SignerFacts("mara", "assistant-director", VERIFIED))}, False),
        ("by an armorer and a handler", {"signers": BY_TWO_CUSTODIANS}, False),
        ("in a record that is not intact", {"intact": False}, False),
    ],
)  # fmt: skip
def test_a_hold_is_lifted_by_an_armorer_and_an_ad(
    shoot: Shoot, name: str, changes: dict[str, object], lifted: bool
) -> None:
    """R-039."""
    hold = shoot.hold()
    shoot.lift(hold, **changes)
    assert set_status(shoot.situation()).open is lifted, name


def test_an_armorer_and_an_ad_are_two_people() -> None:
    """R-039: one person who signs in both roles is one person."""
    twice = (BY_ARMORER_AND_AD[0], SignerFacts("mara", "assistant-director", VERIFIED))
    record = Shoot().add("hold-lifted", signers=twice)
    assert not by_any_armorer_and_ad(record)
    assert by_any_armorer_and_ad(replace(record, signers=BY_ARMORER_AND_AD))


def test_a_hold_that_was_not_seen_is_not_lifted(shoot: Shoot) -> None:
    """R-039: by name, and with the hold among the ancestors."""
    shoot.sync("truck", "set")
    hold = shoot.hold(laptop="set")
    shoot.lift(hold, laptop="truck")
    assert not set_status(shoot.situation()).open


def test_lifting_one_hold_leaves_the_other(shoot: Shoot) -> None:
    """R-039: each by its name."""
    first, second = shoot.hold(), shoot.hold()
    shoot.lift(first)
    assert [one.record for one in set_status(shoot.situation()).holds] == [second.title]


def test_a_blank_is_hot_whatever_else_is_true(shoot: Shoot) -> None:
    """R-048: and no clearance covers it."""
    shoot.take_in_box("BLANKS", contents="blank")
    effects = [
        Effect("proved-empty", {"weapon": "A-07"}), load("A-07", 2, "BLANKS", left=48, contents="blank"),
        cleared("A-07", 2, at(0), contents="blank"),
    ]  # fmt: skip
    shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="inspection")
    shoot.bar()
    found = of(shoot)
    assert (found.state, found.clearance, found.count) == (State.HOT, None, 2)
    assert found.restrictions


def test_a_device_that_stayed_locked_away_and_is_taken_out_ends_the_clearance(shoot: Shoot) -> None:
    """R-050: nobody looked into it; with it in somebody's hand the gun beside it is not shown clear."""
    shoot.take_in_device("CYL-1", "A-07")
    shoot.clear()
    assert of(shoot).state is State.COLD
    shoot.take_back("CYL-1")
    assert of(shoot).state is State.UNVERIFIED


def test_a_newer_restriction_on_a_device_or_a_box_ends_the_clearance(shoot: Shoot) -> None:
    """R-050: a wrong spare cylinder, a doubtful box."""
    shoot.take_in_device("CYL-1", "A-07")
    shoot.clear(dummies=6, devices=["CYL-1"])
    assert of(shoot).state is State.COLD
    for item in ("CYL-1", "BOX-1"):
        branch = replace_records(shoot)
        branch.bar(item)
        assert of(branch).state is State.UNVERIFIED
        assert of(branch).rule == "R-050"
    shoot.take_in_device("CYL-2", "A-07")
    assert of(shoot).state is State.UNVERIFIED, "a device that nobody showed came to it since"


def test_a_count_of_its_box_that_does_not_agree_ends_the_clearance(shoot: Shoot) -> None:
    """R-050: one round more or less in the box, and nobody knows what is in the gun, whoever counted it where."""
    shoot.clear(dummies=6)
    shoot.sync("truck", "set")
    agrees = Effect("accounted", {"container": "BOX-1", "counted": 44})
    shoot.add("procedure", [agrees], signers=BY_ARMORER_AND_AD, procedure="break")
    assert of(shoot).state is State.COLD
    differs = Effect("accounted", {"container": "BOX-1", "counted": 45})
    shoot.add("procedure", [differs], signers=BY_ARMORER_AND_AD, procedure="break", laptop="set")
    found = of(shoot)
    assert (found.state, found.rule) == (State.UNVERIFIED, "R-050")
    assert "45 counted, 44 by the account" in found.why


def test_a_record_that_arrives_late_changes_what_depends_on_it(shoot: Shoot) -> None:
    """A file that was missing comes from a stick: everything is judged as if it had been there."""
    shoot.sync("truck", "set")
    enrolment = shoot.add("enrolment", people=[Person("noor", "Noor Haddad", Role.HANDLER)], laptop="set")
    shoot.sync()
    shoot.take_back(person="noor", laptop="truck")
    without = fold([one for one in shoot.records if one is not enrolment], shoot.ancestry)
    assert without.custody("A-07") == Custody(Shape.UNACCOUNTED)
    assert without.add(enrolment).custody("A-07") == Custody(Shape.WITH, person="noor")


def test_the_same_record_twice_is_one_record(shoot: Shoot) -> None:
    """A file may be handed in again."""
    record = shoot.clear()
    situation = shoot.situation()
    assert situation.add(record) is situation
    assert fold([*shoot.records, record], shoot.ancestry).size == situation.size


def test_thousands_of_records_fold_in_seconds_and_one_is_added_at_once() -> None:
    """Two laptops, guns going out and coming back. A generous bound: it shall catch a square, not a slow machine."""
    shoot = Shoot()
    shoot.found(EVERYBODY)
    tags = [f"W-{number}" for number in range(6)]
    for tag in tags:
        shoot.take_in(tag)
    shoot.take_in_box(count=100_000)
    shoot.ready(*tags)
    shoot.sync("truck", "set")
    for number in range(400):
        laptop = ("truck", "set")[number % 2]
        tag = f"W-{number % 6}"
        shoot.clear(tag, laptop=laptop)
        shoot.hand_over(tag, laptop=laptop)
        shoot.take_back(tag, laptop=laptop)
        if number % 3 == 0:
            shoot.sync()
    calls = Counting(shoot)
    situation = fold(shoot.records, calls)
    assert calls.count < 60 * len(shoot.records)
    calls.count = 0
    record = shoot.hold()
    assert not set_status(situation.add(record)).open
    assert calls.count < 60


def test_an_issue_follows_its_clearance(shoot: Shoot) -> None:
    """R-046: E after D about the same weapon carries the right on; nothing else may come between."""
    shoot.clear(dummies=6)
    shoot.hand_over(dummies=6)
    found = of(shoot, minutes=1)
    assert found.state is State.COLD
    assert found.issue is not None
    assert (found.issue.holder, found.issue.word, found.issue.ends) == ("will", "amber", at(10))
    assert found.custody == Custody(Shape.ISSUED, person="will")
    assert not found.collect
    assert guns_out(shoot.situation()) == ("A-07",)
    assert clearance(shoot.situation(), "A-07", at(1), FLOOR) is None, "it was handed over already"


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("another slate", {"slate": "13"}), ("another place", {"place": "barn"}), ("another use", {"use": "rehearsal"}),
        ("an AD as holder", {"holder": "jonas"}), ("a stranger as holder", {"holder": "eve"}),
        ("hot", {"condition": "hot"}), ("no minutes", {"minutes": 0}),
    ],
)  # fmt: skip
def test_a_handover_of_something_else_leaves_it_out_and_unverified(
    shoot: Shoot, name: str, changes: dict[str, str | int]
) -> None:
    """R-046, R-047: it does not count, and the gun is out all the same: collect it."""
    shoot.clear()
    shoot.hand_over(**changes)
    found = of(shoot)
    assert (found.state, found.issue, found.collect) == (State.UNVERIFIED, None, True), name
    assert found.next == "COLLECT: take it back"


def test_a_handover_without_a_clearance_or_after_a_take_back_does_not_count(shoot: Shoot) -> None:
    """R-046: the clearance has to be the newest record about it."""
    bare = replace_records(shoot)
    bare.hand_over()
    assert of(bare).state is State.UNVERIFIED
    shoot.clear()
    shoot.take_back()
    shoot.hand_over()
    assert of(shoot).state is State.UNVERIFIED


def test_a_handover_by_another_armorer_does_not_count(shoot: Shoot) -> None:
    """R-046: a clearance ends with a change of armorer."""
    other = Person("odd", "Odd Berg", Role.ARMORER)
    shoot.add("enrolment", people=[other])
    shoot.clear()
    shoot.hand_over(signers=(SignerFacts("odd", "armorer", PERFORMED), BY_ARMORER_AND_AD[1]))
    assert of(shoot).state is State.UNVERIFIED


def test_a_handover_of_an_expired_clearance_does_not_count(shoot: Shoot) -> None:
    """R-046: over its ancestors and at the time that it claims."""
    shoot.clear()
    shoot.now = at(15)
    shoot.hand_over()
    assert of(shoot, minutes=15).state is State.UNVERIFIED


def test_a_turn_round_follows_a_living_issue(shoot: Shoot) -> None:
    """R-046: taken back, shown, handed over again between takes."""
    shoot.clear()
    shoot.hand_over()
    shoot.now = at(8)
    shoot.take_back()
    assert of(shoot, minutes=8).state is State.UNVERIFIED
    shoot.add("hold-lifted", made_at=at(11))
    shoot.now = at(12)
    shoot.hand_over(procedure="turn-round", since=at(9))
    found = of(shoot, minutes=12)
    assert found.issue is not None, shoot.situation().findings
    assert found.issue.ends == at(19)


@pytest.mark.parametrize(
    ("name", "minutes", "person", "changes"),
    [
        ("begun too late", 10, "mara", {}),
        ("to another holder", 8, "mara", {"holder": "ruth"}),
        ("another slate", 8, "mara", {"slate": "13"}),
        ("in a handler's hands between", 8, "hana", {}),
        ("in the AD's hands between", 8, "jonas", {}),
    ],
)
def test_a_turn_round_that_does_not_fit_does_not_count(
    shoot: Shoot, name: str, minutes: int, person: str, changes: dict[str, str]
) -> None:
    """R-046, R-037: the take-back stops no clock."""
    shoot.clear()
    shoot.hand_over()
    shoot.now = at(5)
    shoot.take_back(person=person)
    shoot.now = at(minutes)
    shoot.hand_over(procedure="turn-round", **changes)
    assert of(shoot, minutes=minutes).state is State.UNVERIFIED, name


def test_a_turn_round_that_clears_first_goes_to_the_same_holder_too(shoot: Shoot) -> None:
    """R-046: a clearance in the same record is no way round the holder."""
    shoot.clear()
    shoot.hand_over()
    shoot.take_back()
    effects = [Effect("proved-empty", {"weapon": "A-07"}), cleared("A-07", 0, shoot.now)]
    for holder, lives in (("ruth", False), ("will", True)):
        branch = replace_records(shoot)
        shown = [*effects, issued("A-07", 0, shoot.now, holder=holder)]
        branch.add("procedure", shown, signers=BY_ARMORER_AND_AD, procedure="turn-round")
        assert (of(branch).issue is not None) is lives, holder


def test_out_of_sight_ends_what_a_turn_round_could_rest_on(shoot: Shoot) -> None:
    """R-046: only a take-back may lie between."""
    shoot.clear()
    shoot.hand_over()
    shoot.add("custody", [custody("A-07", "with", person="mara"), Effect("out-of-sight", {"weapon": "A-07"})])
    shoot.hand_over(procedure="turn-round")
    assert of(shoot).state is State.UNVERIFIED


def test_an_unsigned_record_of_a_procedure_takes_the_gun_from_nobody_but_says_where_it_went(shoot: Shoot) -> None:
    """R-036: a forged handover issues nothing; the gun is taken to be out."""
    shoot.clear()
    shoot.add("procedure", [issued("A-07", 0, at(0))], procedure="handover")
    found = of(shoot)
    assert (found.state, found.collect) == (State.UNVERIFIED, True)


def test_rounds_that_come_back_are_counted_back(shoot: Shoot) -> None:
    """R-045."""
    shoot.clear(dummies=6)
    effects = [unload("A-07", 6), Effect("proved-empty", {"weapon": "A-07"})]
    shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="return")
    found = account(shoot.situation(), "BOX-1")
    assert found is not None
    assert (found.left, found.out, found.lost, found.seal, found.restricted) == (50, 0, 0, "102", "")
    assert of(shoot).contents is Contents.NOTHING


def test_rounds_that_do_not_come_back_are_a_gap(shoot: Shoot) -> None:
    """R-045: six went in, the gun is proved empty, five came back."""
    shoot.clear(dummies=6)
    effects = [unload("A-07", 5), Effect("proved-empty", {"weapon": "A-07"})]
    shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="return")
    found = account(shoot.situation(), "BOX-1")
    assert found is not None
    assert (found.left, found.out, found.lost) == (49, 0, 1)
    assert found.restricted == "A-07 was proved empty; 1 from BOX-1 did not come back."
    assert "R-045" in rules_found(shoot)


def test_two_laptops_load_from_one_box(shoot: Shoot) -> None:
    """R-045, R-050: the sums hold, whoever saw it first; but each counted without the other, so it is counted again."""
    shoot.sync("truck", "set")
    shoot.clear("A-07", dummies=6, laptop="truck")
    shoot.clear("B-02", dummies=6, laptop="set")
    found = account(shoot.situation(), "BOX-1")
    assert found is not None
    assert (found.left, found.in_guns) == (38, (("A-07", 6), ("B-02", 6)))
    assert "do not know of each other" in found.restricted
    assert of(shoot).state is State.UNVERIFIED


@pytest.mark.parametrize(
    ("name", "count", "left"), [("a wrong count of the rest", 6, 43), ("more than there is", 51, -1)]
)
def test_a_count_that_does_not_agree_restricts_the_box(shoot: Shoot, name: str, count: int, left: int) -> None:
    """R-045."""
    shoot.clear(dummies=count, left=left)
    found = account(shoot.situation(), "BOX-1")
    assert found is not None
    assert found.restricted, name
    assert found.record == shoot.records[-1].title


def test_a_box_taken_in_again_starts_a_new_account(shoot: Shoot) -> None:
    """R-045: two people counted it anew."""
    shoot.clear(dummies=6, left=43)
    shoot.take_in_box(count=44)
    found = account(shoot.situation(), "BOX-1")
    assert found is not None
    assert (found.opening, found.left, found.restricted) == (44, 44, "")


def test_an_unverified_box_is_settled_by_the_run_that_doubted_it(shoot: Shoot) -> None:
    """Two people differed about the box, looked again, counted it and signed."""
    shoot.bar("BOX-1", "unverified", run="e" * 32)
    found = account(shoot.situation(), "BOX-1")
    assert found is not None
    assert found.restricted == "unverified: something in the bore"
    shoot.clear(dummies=6, id="e" * 32)
    settled = account(shoot.situation(), "BOX-1")
    assert settled is not None
    assert settled.restricted == ""


def test_loading_a_gun_that_is_not_known_to_be_empty_leaves_its_contents_unknown(shoot: Shoot) -> None:
    """Nobody knows what a mixture is, and a load that does not count may still be in there."""
    shoot.add("procedure", [load("A-07", 6, "BOX-1", left=44)], procedure="inspection")
    found = of(shoot)
    assert (found.contents, found.count) == (Contents.UNKNOWN, -1)
    shoot.add("procedure", [load("A-07", 6, "BOX-1", left=44)], signers=BY_ARMORER_AND_AD, procedure="inspection")
    assert of(shoot).contents is Contents.UNKNOWN


def test_the_set_status_names_every_stop(shoot: Shoot) -> None:
    """The banner shows who stopped what and why."""
    shoot.add("hold", [Effect("hold", {"reason": "wind", "by": "will"})])
    situation: Situation = shoot.situation()
    stops = set_status(situation)
    assert [(one.reason, one.by, one.since) for one in stops.holds] == [("wind", "will", at(0))]
    assert stops.stand_downs == ()
    assert situation.restricted_items == ("",)


def test_a_record_that_is_not_intact_leaves_the_gun_unaccounted_for(shoot: Shoot) -> None:
    """A lock that cannot be verified is no lock."""
    record: RecordFacts = shoot.add("custody", [custody("A-07", "locked", lock="safe 1")], intact=False)
    assert shoot.situation().custody("A-07") == Custody(Shape.UNACCOUNTED)
    assert issue(shoot.situation(), "A-07", record.made_at, FLOOR) is None


def test_a_copy_of_an_old_lock_locks_nothing(shoot: Shoot) -> None:
    """R-034: published again under the next number, it moves no custody."""
    lock = shoot.add("custody", [custody("A-07", "locked", lock="safe 1")])
    shoot.take_back()
    shoot.add("custody", lock.effects, id=lock.id)
    assert shoot.situation().custody("A-07") == Custody(Shape.WITH, person="mara")


def test_who_is_in_two_roles_lifts_no_hold(shoot: Shoot) -> None:
    """R-051, R-039."""
    shoot.add("enrolment", people=[Person("mara", "Mara Lind", Role.SAFETY_OFFICER)])
    shoot.lift(shoot.hold())
    assert not set_status(shoot.situation()).open


@pytest.mark.parametrize("missing", ["reason", "answer"])
def test_a_hold_is_lifted_with_reason_and_answer(shoot: Shoot, missing: str) -> None:
    """R-039: whoever held the set gets an answer."""
    lifting = shoot.lift(shoot.hold())
    values = {**lifting.effects[0].values, missing: " "}
    shoot.records[-1] = replace(lifting, effects=(Effect("hold-lifted", values),))
    assert not set_status(shoot.situation()).open


def test_a_clearance_that_had_not_seen_the_lifting_clears_nothing(shoot: Shoot) -> None:
    """R-049: over its own ancestors the hold was open, whatever another laptop knew."""
    hold = shoot.hold()
    shoot.sync("truck", "set")
    shoot.lift(hold, laptop="truck")
    situation = shoot.situation()
    situation = situation.add(shoot.clear(laptop="set"))
    assert clearance(situation, "A-07", at(0), FLOOR) is None
    assert set_status(situation).open
    assert of(shoot).state is State.UNVERIFIED
    assert "R-049" in rules_found(shoot)


def test_an_enrolment_that_is_not_intact_enrols_nobody(shoot: Shoot) -> None:
    """R-035 rests on it."""
    shoot.add("enrolment", people=[Person("noor", "Noor Haddad", Role.HANDLER)], intact=False)
    assert "noor" not in shoot.situation().people()


@pytest.mark.parametrize("procedure", ["return", "intake", "handover", ""])
def test_only_an_inspection_clears(shoot: Shoot, procedure: str) -> None:
    """R-040: the same effects under another procedure are not a clearance."""
    shoot.clear(procedure=procedure)
    assert of(shoot).state is State.UNVERIFIED


def test_only_an_intake_takes_in(shoot: Shoot) -> None:
    """R-041."""
    shoot.take_in("C-01")
    shoot.records[-1] = replace(shoot.records[-1], procedure="inspection")
    assert shoot.situation().weapon("C-01") is None


def test_one_person_is_not_two_custodians(shoot: Shoot) -> None:
    """R-041: armorer and handler are roles that one person may hold together, and still one person."""
    twice = (SignerFacts("mara", "armorer", PERFORMED), SignerFacts("mara", "handler", VERIFIED))
    shoot.take_in("C-01")
    shoot.records[-1] = replace(shoot.records[-1], signers=twice)
    assert shoot.situation().weapon("C-01") is None


def test_a_clearance_with_rounds_from_a_barred_box_clears_nothing(shoot: Shoot) -> None:
    """R-049: whatever was signed, the box was quarantined before."""
    shoot.bar("BOX-1")
    shoot.clear(dummies=6)
    assert of(shoot).state is State.UNVERIFIED
    assert "R-049" in rules_found(shoot)


def test_a_clearance_that_names_the_device_of_another_gun_clears_nothing(shoot: Shoot) -> None:
    """R-050: the wrong spare cylinder."""
    shoot.take_in_device("CYL-2", "B-02")
    shoot.clear(devices=["CYL-2"])
    assert of(shoot).state is State.UNVERIFIED
    assert "R-050" in rules_found(shoot)


def test_rounds_of_another_class_than_the_box_leave_the_contents_unknown(shoot: Shoot) -> None:
    """R-045: dummies out of a box of blanks are taken for blanks."""
    shoot.take_in_box("BLANKS", contents="blank")
    effects = [Effect("proved-empty", {"weapon": "A-07"}), load("A-07", 6, "BLANKS", left=44)]
    shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="inspection")
    assert of(shoot).state is State.HOT
    found = account(shoot.situation(), "BLANKS")
    assert found is not None
    assert found.restricted


def test_two_intakes_of_one_box_that_disagree_bar_it(shoot: Shoot) -> None:
    """R-045: nobody knows how many there were."""
    shoot.sync("truck", "set")
    shoot.take_in_box("BOX-2", count=50, laptop="truck")
    shoot.take_in_box("BOX-2", count=48, laptop="set")
    found = account(shoot.situation(), "BOX-2")
    assert found is not None
    assert (found.left, found.restricted) == (48, "two intakes disagree about it")


def test_a_doubt_about_a_box_is_settled_only_after_it_and_only_by_a_count_that_agrees(shoot: Shoot) -> None:
    """R-045: not by a run that had not seen the doubt, not by one with a gap."""
    shoot.sync("truck", "set")
    shoot.bar("BOX-1", "unverified", run="e" * 32, laptop="set")
    shoot.clear(dummies=6, id="e" * 32, laptop="truck")
    unseen = account(shoot.situation(), "BOX-1")
    assert unseen is not None
    assert unseen.restricted.startswith("unverified")
    shoot.sync()
    shoot.bar("BOX-1", "unverified", run="d" * 32)
    shoot.clear(dummies=6, left=1, id="d" * 32)
    gap = account(shoot.situation(), "BOX-1")
    assert gap is not None
    assert gap.restricted


def test_a_stop_in_its_own_record_ends_a_clearance(shoot: Shoot) -> None:
    """R-031: whoever clears and holds in one breath has held."""
    shoot.clear(extra=[Effect("hold", {"reason": "bang"})])
    assert of(shoot).state is State.UNVERIFIED


def test_what_is_cleared_while_something_cannot_be_read_says_why_not(shoot: Shoot) -> None:
    """R-043: the finding names the rule, so that an update explains itself."""
    shoot.add("seance", unknown=True)
    shoot.clear()
    assert "R-043" in rules_found(shoot)
