"""Zones, hot issues, and what comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.people import Person, Role
from showclear.domain.situation.clearances import issue, turn_round_base
from showclear.domain.situation.records import PERFORMED, VERIFIED, RecordFacts, SignerFacts
from showclear.domain.situation.status import State
from showclear.domain.situation.zones import Zone, living_zone
from showclear.domain.weapons import Contents, Vent
from tests.domain.situation.blank_days import (
    back,
    blank_day,
    blank_take,
    box,
    box_of,
    come_back,
    device_of,
    fill,
    hot,
    insert,
    of,
    remove,
    rules_found,
    zone,
)
from tests.domain.situation.productions import BY_ARMORER_AND_AD, BY_TWO_CUSTODIANS, Shoot, at, load


@pytest.fixture
def shoot() -> Shoot:
    """A day with blanks on which nothing was fired yet."""
    return blank_day()


def test_a_blank_take_is_a_hot_issue(shoot: Shoot) -> None:
    """R-056: in its zone, proved empty and then loaded in the same record."""
    blank_take(shoot)
    found = of(shoot)
    assert (found.state, found.contents, found.count, found.collect) == (State.HOT, Contents.BLANK, 6, False)
    living = issue(shoot.situation(), "A-07", shoot.now, FLOOR)
    assert living is not None
    assert (living.holder, living.contents, living.ends) == ("will", Contents.BLANK, at(5))
    assert rules_found(shoot) == set()


def test_a_hot_issue_lives_five_minutes(shoot: Shoot) -> None:
    """R-037, R-047, R-048: then it is still hot, and has to come back."""
    blank_take(shoot)
    shoot.now = at(5)
    found = of(shoot)
    assert (found.state, found.issue, found.collect) == (State.HOT, None, True)
    assert found.next == "COLLECT: take it back"


def test_a_hot_gun_that_is_barred_is_told_what_empties_it(shoot: Shoot) -> None:
    """R-007 refuses its return: only two people who take it in again may open it."""
    blank_take(shoot)
    shoot.take_back()
    assert of(shoot).next == "return and clear"
    shoot.bar()
    assert (of(shoot).state, of(shoot).next) == (State.HOT, "barred: two take it in again")


def test_there_is_no_turn_round_around_a_blank(shoot: Shoot) -> None:
    """R-046: it comes back at every cut, and every blank is accounted for."""
    blank_take(shoot)
    assert turn_round_base(shoot.situation(), "A-07", shoot.now, FLOOR) is None
    shoot.take_back()
    assert turn_round_base(shoot.situation(), "A-07", shoot.now, FLOOR) is None
    shoot.hand_over(procedure="turn-round")
    assert (of(shoot).state, of(shoot).issue) == (State.HOT, None)


NO_AD = (SignerFacts("mara", "armorer", PERFORMED), SignerFacts("hana", "handler", VERIFIED))
BY_HANDLER = (SignerFacts("hana", "handler", PERFORMED), SignerFacts("jonas", "assistant-director", VERIFIED))


@pytest.mark.parametrize(
    ("name", "take"),
    [
        ("another slate", lambda shoot: blank_take(shoot, slate="14")),
        ("another place", lambda shoot: blank_take(shoot, place="barn")),
        ("another load than the zone", lambda shoot: blank_take(shoot, container="FULL")),
        ("more than the zone", lambda shoot: zone(shoot, count=5) and blank_take(shoot)),
        ("without a zone", lambda shoot: blank_take(shoot, tag="B-02")),
        ("by a handler", lambda shoot: blank_take(shoot, signers=BY_HANDLER)),
        ("without an assistant director", lambda shoot: blank_take(shoot, signers=NO_AD)),
        ("in a handover", lambda shoot: blank_take(shoot, procedure="handover")),
        ("in an inspection", lambda shoot: blank_take(shoot, procedure="inspection")),
        ("to nobody on the roster", lambda shoot: blank_take(shoot, holder="nobody")),
        ("to an assistant director", lambda shoot: blank_take(shoot, holder="jonas")),
        ("called cold", lambda shoot: blank_take(shoot, condition="cold")),
        ("of no minutes", lambda shoot: blank_take(shoot, minutes=0)),
        ("from a box with a wrong rest", lambda shoot: blank_take(shoot, left=43)),
        ("of another number than is in it", lambda shoot: shoot.add(
            "procedure",
            [Effect("proved-empty", {"weapon": "A-07"}), load("A-07", 6, "HALF", left=44, contents="blank"),
             hot("A-07", 5, shoot)],
            signers=BY_ARMORER_AND_AD, procedure="blank-take")),
        ("not proved empty before", lambda shoot: blank_take(
            shoot, effects=[load("A-07", 6, "HALF", left=44, contents="blank")])),
        ("proved empty after loading", lambda shoot: blank_take(
            shoot, effects=[load("A-07", 6, "HALF", left=44, contents="blank"),
                            Effect("proved-empty", {"weapon": "A-07"})])),
        ("a hold since the zone", lambda shoot: shoot.lift(shoot.hold()) and blank_take(shoot)),
        ("a break since the zone", lambda shoot: shoot.rest() and blank_take(shoot)),
        ("a zone for another slate since", lambda shoot: zone(shoot, "B-02", slate="14") and blank_take(shoot)),
        ("a wrapped day", lambda shoot: shoot.wrap() and blank_take(shoot)),
        ("a barred box", lambda shoot: shoot.bar("HALF") and blank_take(shoot)),
        ("a barred gun", lambda shoot: shoot.bar("A-07") and blank_take(shoot)),
        ("one blank of another load among them", lambda shoot: blank_take(shoot, effects=[
            Effect("proved-empty", {"weapon": "A-07"}), load("A-07", 5, "HALF", left=45, contents="blank"),
            load("A-07", 1, "FULL", left=49, contents="blank")])),
        ("a dummy among them", lambda shoot: blank_take(shoot, effects=[
            Effect("proved-empty", {"weapon": "A-07"}), load("A-07", 5, "HALF", left=45, contents="blank"),
            load("A-07", 1, "DUMMIES", left=49)])),
    ],
)  # fmt: skip
def test_a_hot_issue_that_does_not_fit_does_not_count(
    shoot: Shoot, name: str, take: Callable[[Shoot], RecordFacts]
) -> None:
    """R-056: it is still hot, and out: whoever signed it."""
    take(shoot)
    for tag in ("A-07", "B-02"):
        found = of(shoot, tag)
        assert found.issue is None, name
        assert found.state is not State.COLD, name
        if found.contents is Contents.BLANK:
            assert found.state is State.HOT, name
    assert rules_found(shoot), name


ARMORER, AD = BY_ARMORER_AND_AD


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("signed by two custodians", {"signers": BY_TWO_CUSTODIANS}),
        ("signed by nobody", {"signers": ()}),
        ("said by an inspection", {"procedure": "inspection"}),
        ("not intact", {"intact": False}),
        ("measured at an unknown time", {"since": "noon"}),
        ("measured later than the record", {"since": "2026-03-04T12:30:00Z"}),
        ("of no load", {"load": " "}),
        ("of no slate", {"slate": ""}),
        ("of no blank", {"count": 0}),
        ("for what is not on the register", {"tag": "X-99"}),
        ("of another unit", {"unit": "second"}),
        ("at another place than the unit is", {"place": "barn"}),
        ("by an armorer who is not on duty", {"signers": (SignerFacts("noor", "armorer", PERFORMED), AD)}),
        ("by another assistant director", {"signers": (ARMORER, SignerFacts("kim", "assistant-director", VERIFIED))}),
    ],
)
def test_a_zone_that_does_not_count_permits_nothing(name: str, changes: dict[str, object]) -> None:
    """R-056."""
    shoot = blank_day()
    tag = str(changes.pop("tag", "B-02"))
    zone(shoot, tag, **changes)
    assert not isinstance(living_zone(shoot.situation().view, tag), tuple), name
    assert rules_found(shoot), name


@pytest.mark.parametrize(("meeting", "readiness"), [("meeting", "blank-readiness"), ("blank-meeting", "readiness")])
def test_a_blank_take_needs_the_dry_run_and_what_protects(meeting: str, readiness: str) -> None:
    """R-053, R-056: whatever was signed, the meeting of the day was without blanks, or nobody looked for shields."""
    shoot = Shoot()
    shoot.found()
    shoot.take_in("A-07")
    box(shoot, "HALF")
    shoot.ready("A-07")
    shoot.meet(what=meeting)
    shoot.check(readiness)
    zone(shoot)
    blank_take(shoot)
    assert (of(shoot).state, of(shoot).issue) == (State.HOT, None)
    assert rules_found(shoot) == {"R-053"}


def test_a_zone_goes_with_the_unit(shoot: Shoot) -> None:
    """R-056: a gun that another unit has now is in no zone of this one."""
    shoot.open_unit("second")
    shoot.add("enrolment", people=[Person("noor", "Noor Aziz", Role.ARMORER)])
    two = (SignerFacts("mara", "armorer", "gave"), SignerFacts("noor", "armorer", "took"))
    shoot.add("transfer", [Effect("transferred", {"item": "A-07", "unit": "second", "person": "noor"})], signers=two)
    assert not isinstance(living_zone(shoot.situation().view, "A-07"), tuple)


def test_a_gun_that_fires_no_blanks_has_no_zone(shoot: Shoot) -> None:
    """R-056, R-082: behind a plugged barrel the gas has nowhere to go."""
    shoot.take_in("P-01", **{"class": "plugged"})
    zone(shoot, "P-01")
    assert not isinstance(living_zone(shoot.situation().view, "P-01"), tuple)


def test_the_vent_of_a_blank_firer_is_on_the_register(shoot: Shoot) -> None:
    """R-041: who stands beside it has to be told; what is no blank-firer has none."""
    shoot.take_in("V-01", **{"class": "blank-firing", "vent": "side"})
    shoot.take_in("V-02", **{"class": "blank-firing"})
    shoot.take_in("V-03", **{"class": "blank-firing", "vent": "back"})
    shoot.take_in("V-04", vent="top")
    weapons = shoot.situation().weapons()
    assert (weapons["V-01"].vent, weapons["V-02"].vent) == (Vent.SIDE, None)
    assert not {"V-03", "V-04"} & weapons.keys()


def test_a_zone_lives_until_something_changes(shoot: Shoot) -> None:
    """R-056, R-080: a stop, a break, a move, another slate, the end of the day; not a take of the same slate."""
    view = shoot.situation().view
    found = living_zone(view, "A-07")
    assert isinstance(found, tuple)
    assert found[1] == Zone("main", "12A", "church", "half", 6)
    blank_take(shoot)
    come_back(shoot, back(cases=6))
    assert isinstance(living_zone(shoot.situation().view, "A-07"), tuple)
    zone(shoot, "B-02")
    assert isinstance(living_zone(shoot.situation().view, "A-07"), tuple), "the same slate for another gun"
    shoot.move("barn")
    assert not isinstance(living_zone(shoot.situation().view, "A-07"), tuple)


def test_a_zone_ends_with_another_armorer_in_charge(shoot: Shoot) -> None:
    """R-056: whoever measured it does not answer for it any more; with or without a break in that record."""
    otto = Person("otto", "Otto Reyes", Role.ARMORER)
    shoot.add("enrolment", people=[otto])
    signers = (SignerFacts("mara", "armorer", PERFORMED), SignerFacts("otto", "armorer", VERIFIED))
    changed = Effect("armorer-changed", {"unit": "main", "armorer": "otto"})
    shoot.add("procedure", [changed], signers=signers, procedure="change-of-armorer")
    assert not isinstance(living_zone(shoot.situation().view, "A-07"), tuple)


def test_two_zones_that_do_not_know_of_each_other_are_none(shoot: Shoot) -> None:
    """R-056: of two measurements nobody knows which one stands."""
    shoot.sync("truck", "set")
    zone(shoot, count=3)
    zone(shoot, laptop="set")
    assert not isinstance(living_zone(shoot.situation().view, "A-07"), tuple)


def test_whatever_is_fired_comes_back_in_words_and_numbers(shoot: Shoot) -> None:
    """R-057: six out; three cases, one not recovered, one unfired back in the box, one misfire in quarantine."""
    blank_take(shoot)
    come_back(shoot, back(cases=3, lost=1, unfired=1, misfires=1))
    found = box_of(shoot)
    assert (found.left, found.fired, found.not_recovered, found.misfires, found.lost) == (45, 3, 1, 1, 0)
    assert (found.out, found.issued, found.returned, found.restricted) == (0, 6, 1, "")
    after = of(shoot)
    assert (after.state, after.contents) == (State.UNVERIFIED, Contents.NOTHING)
    assert rules_found(shoot) == set(), "cases that are not recovered are stated; that is no gap"


def test_the_next_take_goes_on_with_what_is_left(shoot: Shoot) -> None:
    """R-057: three takes with one gun in one zone."""
    for _ in range(3):
        blank_take(shoot, 2)
        assert of(shoot).issue is not None
        come_back(shoot, back(issued=2, cases=2))
    assert (box_of(shoot).left, box_of(shoot).fired) == (44, 6)
    assert rules_found(shoot) == set()


def test_a_blank_that_is_not_explained_keeps_the_gun_hot(shoot: Shoot) -> None:
    """R-057: four cases and an unfired one of six; the sixth may be in the barrel."""
    blank_take(shoot)
    come_back(shoot, back(cases=4, unfired=1), prove=False)
    found = of(shoot)
    assert (found.state, found.count) == (State.HOT, 1)
    assert box_of(shoot).restricted == "", "it is not missing yet: by its account it is in the gun"
    assert "R-045" in rules_found(shoot)


def test_a_blank_that_two_did_not_find_is_missing_and_bars_its_box(shoot: Shoot) -> None:
    """R-045, R-057: proved empty, and one did not come back."""
    blank_take(shoot)
    come_back(shoot, back(cases=4, unfired=1))
    found = box_of(shoot)
    assert (found.lost, found.left, found.out) == (1, 45, 0)
    assert "1 of 6 blanks" in found.gap
    assert found.restricted
    shoot.lift(shoot.hold())
    zone(shoot)
    blank_take(shoot)
    assert of(shoot).issue is None, "nothing is taken from a box with a gap"


@pytest.mark.parametrize(
    ("name", "counts", "bars"),
    [
        ("one more case than went in", {"cases": 7}, True),
        ("one more unfired than went in", {"cases": 6, "unfired": 1}, True),
        ("another number issued, all there", {"issued": 5, "cases": 6}, True),
        ("less than none", {"cases": -1, "unfired": 7}, True),
    ],
)
def test_numbers_that_contradict_each_other_bar_the_box(
    shoot: Shoot, name: str, counts: dict[str, int], bars: bool
) -> None:
    """R-057."""
    blank_take(shoot)
    come_back(shoot, back(**counts))
    found = box_of(shoot)
    assert bool(found.restricted) is bars, name
    assert found.issued == found.returned + found.out + found.fired + found.not_recovered + found.misfires + found.lost


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("signed by nobody", {"signers": ()}),
        ("said by a handover", {"procedure": "handover"}),
        ("not intact", {"intact": False}),
    ],
)
def test_a_return_that_does_not_count_leaves_it_hot(shoot: Shoot, name: str, changes: dict[str, object]) -> None:
    """R-048, R-057."""
    blank_take(shoot)
    come_back(shoot, back(cases=6), prove=False, **changes)  # type: ignore[arg-type]
    assert of(shoot).state is State.HOT, name
    assert box_of(shoot).fired == 0, name


def test_blanks_from_a_gun_that_held_none_make_it_unknown(shoot: Shoot) -> None:
    """R-057: something came out that nobody put in."""
    come_back(shoot, back(cases=1, issued=1), prove=False)
    assert (of(shoot).contents, of(shoot).count) == (Contents.UNKNOWN, -1)
    assert box_of(shoot).restricted


def test_a_dummy_is_never_fired(shoot: Shoot) -> None:
    """R-057: dummies fired = 0, whatever somebody enters."""
    shoot.clear("A-07", 6, "DUMMIES", left=44)
    come_back(shoot, back("DUMMIES", cases=6))
    found = box_of(shoot, "DUMMIES")
    assert (found.fired, found.lost) == (0, 6)
    assert found.restricted


def test_a_load_that_does_not_count_leaves_a_gun_hot(shoot: Shoot) -> None:
    """R-048: nobody signed it, and a blank may be in it."""
    shoot.add("procedure", [load("A-07", 2, "HALF", left=48, contents="blank")], procedure="blank-take")
    found = of(shoot)
    assert (found.state, found.count) == (State.HOT, -1)
    shoot.add("procedure", [load("A-07", 2, "DUMMIES", left=48)], procedure="inspection")
    assert of(shoot).state is State.HOT, "and it stays so until two have looked"
    shoot.take_in("A-07")
    assert of(shoot).state is State.UNVERIFIED


def test_a_device_is_filled_by_two_custodians_and_fired(shoot: Shoot) -> None:
    """R-056, R-057: box, device, gun, and back."""
    fill(shoot)
    filled = device_of(shoot)
    assert (filled.contents, filled.count, filled.load, filled.seal) == (Contents.BLANK, 6, "half", "D-1")
    assert (box_of(shoot).left, box_of(shoot).in_devices) == (44, (("CYL-1", 6),))
    blank_take(shoot, device="CYL-1")
    inside = device_of(shoot)
    assert (inside.in_weapon, inside.contents, inside.verified) == ("A-07", Contents.UNKNOWN, False)
    assert of(shoot).issue is not None
    assert (box_of(shoot).in_guns, box_of(shoot).in_devices) == ((("A-07", 6),), ())
    come_back(shoot, remove("CYL-1", "A-07", 2), back("CYL-1", cases=4, unfired=2))
    after = device_of(shoot)
    assert (after.contents, after.count, after.in_weapon) == (Contents.BLANK, 2, "")
    assert after.seal == "", "it was opened: two fill and seal it anew before it is used"
    found = box_of(shoot)
    assert (found.fired, found.in_devices, found.out, found.restricted) == (4, (("CYL-1", 2),), 2, "")
    assert of(shoot).contents is Contents.NOTHING
    assert rules_found(shoot) == set()


def test_unfired_ones_of_a_device_may_go_back_into_the_box(shoot: Shoot) -> None:
    """R-057: named by the box; none stays in the device."""
    fill(shoot)
    blank_take(shoot, device="CYL-1")
    come_back(shoot, back("HALF", cases=4, unfired=2), Effect("device-proved-empty", {"device": "CYL-1"}))
    assert (box_of(shoot).left, box_of(shoot).fired, box_of(shoot).out) == (46, 4, 0)
    assert (device_of(shoot).contents, device_of(shoot).in_weapon) == (Contents.NOTHING, "")
    assert rules_found(shoot) == set()


def test_a_device_is_emptied_back_into_its_box(shoot: Shoot) -> None:
    """R-057."""
    fill(shoot)
    values: dict[str, str | int] = {"device": "CYL-1", "container": "HALF", "contents": "blank", "count": 6}
    effects = [Effect("device-unloaded", values), Effect("device-proved-empty", {"device": "CYL-1"})]
    shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="wrap")
    assert (box_of(shoot).left, box_of(shoot).out, device_of(shoot).verified) == (50, 0, True)
    assert rules_found(shoot) == set()


def test_a_device_that_is_proved_empty_and_held_rounds_has_a_gap(shoot: Shoot) -> None:
    """R-045: its box says what is missing."""
    fill(shoot)
    proof = Effect("device-proved-empty", {"device": "CYL-1"})
    shoot.add("procedure", [proof], signers=BY_ARMORER_AND_AD, procedure="wrap")
    assert (box_of(shoot).lost, box_of(shoot).out) == (6, 0)
    assert box_of(shoot).restricted


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("with an assistant director", {"signers": BY_ARMORER_AND_AD}),
        ("signed by nobody", {"signers": ()}),
        ("said by an inspection", {"procedure": "inspection"}),
    ],
)
def test_a_device_that_others_filled_is_of_no_use(shoot: Shoot, name: str, changes: dict[str, object]) -> None:
    """R-041: fill is by two custodians."""
    fill(shoot, **changes)  # type: ignore[arg-type]
    assert device_of(shoot).count == -1, name
    blank_take(shoot, device="CYL-1")
    found = of(shoot)
    assert (found.state, found.issue) == (State.HOT, None), name


def test_a_device_that_is_barred_is_of_no_use(shoot: Shoot) -> None:
    """R-049: a magazine in quarantine goes into no gun, whatever was signed."""
    fill(shoot)
    shoot.bar("CYL-1")
    blank_take(shoot, device="CYL-1")
    assert (of(shoot).state, of(shoot).issue) == (State.HOT, None)
    assert "R-049" in rules_found(shoot)


def test_a_gun_is_not_cleared_cold_with_a_device_full_of_blanks(shoot: Shoot) -> None:
    """R-050: cold is nothing or verified dummies, in the gun and in what goes with it."""
    shoot.clear("A-07", devices=["CYL-1"])
    assert of(shoot).state is State.COLD
    fill(shoot)
    shoot.clear("A-07", devices=["CYL-1"])
    assert of(shoot).state is State.UNVERIFIED
    assert "R-050" in rules_found(shoot)


def test_more_than_a_device_takes_is_a_gap(shoot: Shoot) -> None:
    """R-045: seven in a cylinder of six."""
    fill(shoot, 7)
    assert device_of(shoot).count == -1
    assert box_of(shoot).restricted


def test_a_device_with_other_contents_than_it_should_have_makes_the_gun_hot(shoot: Shoot) -> None:
    """R-056: it went in with five by what was entered, with six by its account."""
    fill(shoot)
    blank_take(shoot, 5, device="CYL-1")
    found = of(shoot)
    assert (found.state, found.issue, found.count) == (State.HOT, None, -1)
    assert device_of(shoot).restricted


def test_a_device_that_was_never_filled_makes_the_gun_hot_where_blanks_are_said(shoot: Shoot) -> None:
    """R-048: nobody knows what is in it."""
    blank_take(shoot, device="CYL-1")
    assert (of(shoot).state, of(shoot).issue) == (State.HOT, None)


def test_what_comes_out_of_a_gun_went_in(shoot: Shoot) -> None:
    """R-057: a device that was never in it brings nothing out of it."""
    blank_take(shoot)
    come_back(shoot, remove("CYL-1", "A-07", 2), prove=False)
    assert of(shoot).state is State.HOT
    assert device_of(shoot).restricted
    assert device_of(shoot).count == -1


def test_dummies_in_a_magazine_are_cleared_cold(shoot: Shoot) -> None:
    """A filled device counts like a box: dummies from it are known dummies."""
    fill(shoot, 6, container="DUMMIES", contents="dummy")
    effects = [Effect("proved-empty", {"weapon": "A-07"}), insert("CYL-1", "A-07", 6, "dummy")]
    shoot.clear("A-07", extra=[], signers=BY_ARMORER_AND_AD)
    cleared = shoot.records[-1].effects[-1]
    with_dummies = Effect("cleared", {**cleared.values, "contents": "dummy", "count": 6})
    shoot.add("procedure", [*effects, with_dummies], signers=BY_ARMORER_AND_AD, procedure="inspection")
    assert (of(shoot).state, of(shoot).count) == (State.COLD, 6)
    assert box_of(shoot, "DUMMIES").in_guns == (("A-07", 6),)


def percussion_day(ignition: str = "percussion") -> Shoot:
    """A day with a muzzle-loader, measured powder and caps."""
    shoot = blank_day()
    shoot.take_in("M-01", action="muzzle-loader", ignition=ignition, chambers=1)
    box(shoot, "POWDER", contents="powder", blank_load="60 grains")
    box(shoot, "CAPS", contents="caps", blank_load="")
    shoot.count("M-01")
    shoot.prove("M-01")
    shoot.train("will", "M-01")
    zone(shoot, "M-01", load="60 grains", count=1)
    return shoot


def charge(*caps: int) -> list[Effect]:
    """A muzzle-loader proved empty, charged, and capped last."""
    effects = [Effect("proved-empty", {"weapon": "M-01"}), load("M-01", 1, "POWDER", left=49, contents="powder")]
    return [*effects, *(load("M-01", one, "CAPS", left=50 - one, contents="caps") for one in caps)]


def test_a_muzzle_loader_is_charged_and_capped_hot_and_accounted() -> None:
    """R-056, R-057: powder and caps are counted like blanks."""
    shoot = percussion_day()
    blank_take(shoot, 1, "M-01", effects=charge(1))
    found = of(shoot, "M-01")
    assert (found.state, found.count) == (State.HOT, 1)
    assert found.issue is not None
    come_back(shoot, back("POWDER", "M-01", issued=1, cases=1), back("CAPS", "M-01", issued=1, cases=1), tag="M-01")
    assert (box_of(shoot, "POWDER").fired, box_of(shoot, "CAPS").fired) == (1, 1)
    assert of(shoot, "M-01").contents is Contents.NOTHING
    assert rules_found(shoot) == set()


@pytest.mark.parametrize(
    ("name", "caps", "ignition"),
    [
        ("three caps, one after the other", (2, 1), "percussion"),
        ("two caps to one charge", (2,), "percussion"),
        ("a cap on a flint", (1,), "flintlock"),
    ],
)
def test_a_charge_with_other_caps_than_it_needs_is_not_issued(name: str, caps: tuple[int, ...], ignition: str) -> None:
    """R-056."""
    shoot = percussion_day(ignition)
    blank_take(shoot, 1, "M-01", effects=charge(*caps))
    assert (of(shoot, "M-01").state, of(shoot, "M-01").issue) == (State.HOT, None), name


@pytest.mark.parametrize("ignition", ["flintlock", "percussion"])
def test_caps_need_not_be_counted(ignition: str) -> None:
    """R-056: a flint has none; where nobody counts caps the charges are counted, and what is left is looked for."""
    shoot = percussion_day(ignition)
    blank_take(shoot, 1, "M-01", effects=charge())
    assert of(shoot, "M-01").issue is not None


def test_a_charge_may_be_entered_as_a_blank() -> None:
    """R-056: a measured charge in a barrel makes a blank; its account is that of the powder."""
    shoot = percussion_day()
    effects = [Effect("proved-empty", {"weapon": "M-01"}), load("M-01", 1, "POWDER", left=49, contents="blank")]
    blank_take(shoot, 1, "M-01", effects=effects)
    assert of(shoot, "M-01").issue is not None
    come_back(shoot, back("POWDER", "M-01", issued=1, unfired=1), tag="M-01")
    assert (box_of(shoot, "POWDER").left, rules_found(shoot)) == (50, set())


def test_a_cap_that_is_still_on_the_nipple_keeps_it_hot() -> None:
    """R-048, R-057: the charge went off, the cap is not accounted for."""
    shoot = percussion_day()
    blank_take(shoot, 1, "M-01", effects=charge(1))
    come_back(shoot, back("POWDER", "M-01", issued=1, cases=1), tag="M-01", prove=False)
    assert of(shoot, "M-01").state is State.HOT
    come_back(shoot, tag="M-01")
    assert box_of(shoot, "CAPS").lost == 1


def test_caps_off_the_nipples_leave_the_charges_in() -> None:
    """R-057: uncapped, and still charged."""
    shoot = percussion_day()
    blank_take(shoot, 1, "M-01", effects=charge(1))
    come_back(shoot, back("CAPS", "M-01", issued=1, unfired=1), tag="M-01", prove=False)
    assert (of(shoot, "M-01").state, of(shoot, "M-01").count) == (State.HOT, 1)
    come_back(shoot, back("POWDER", "M-01", issued=1, unfired=1), tag="M-01")
    assert rules_found(shoot) == set()


def test_powder_does_not_go_where_a_cartridge_fires(shoot: Shoot) -> None:
    """R-056."""
    box(shoot, "POWDER", contents="powder")
    zone(shoot)
    effects = [Effect("proved-empty", {"weapon": "A-07"}), load("A-07", 6, "POWDER", left=44, contents="powder")]
    blank_take(shoot, effects=effects)
    assert (of(shoot).state, of(shoot).issue) == (State.HOT, None)
