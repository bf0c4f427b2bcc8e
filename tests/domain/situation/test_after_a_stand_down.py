"""What a stand-down ends for good, and what has to be done anew before the first gun comes out again."""

from __future__ import annotations

from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.situation import day as days
from showclear.domain.situation.involved import involved
from showclear.domain.situation.records import SignerFacts
from showclear.domain.situation.status import State, set_status, status
from showclear.domain.situation.zones import living_zone
from tests.domain.situation.blank_days import blank_day, blank_take, box_of, device_of, fill, zone
from tests.domain.situation.productions import BY_ARMORER_AND_AD, Shoot, cleared, custody, index_titled, unload
from tests.domain.situation.stopping import NOOR, close_report, release, stand_down


def state(shoot: Shoot, tag: str) -> State:
    """The state of a weapon."""
    found = status(shoot.situation(), tag, shoot.now, FLOOR)
    assert found is not None
    return found.state


def end(shoot: Shoot, stop: object) -> None:
    """Report, meeting with everybody, release."""
    close_report(shoot, stop)  # type: ignore[arg-type]
    shoot.meet()
    release(shoot, stop)  # type: ignore[arg-type]
    assert set_status(shoot.situation()).open


def with_second_armorer() -> Shoot:
    """A day with blanks, and an armorer who had nothing to do with it."""
    shoot = blank_day()
    shoot.add("enrolment", people=[NOOR])
    return shoot


def test_an_unknown_round_anywhere_ends_zones_devices_boxes_and_clearances() -> None:
    """R-044, R-056: and the release gives none of it back."""
    shoot = with_second_armorer()
    fill(shoot)
    shoot.clear("B-02")
    assert state(shoot, "B-02") is State.COLD
    assert isinstance(living_zone(shoot.situation().view, "A-07"), tuple)
    stop = stand_down(shoot, Effect("quarantined", {"item": "DUMMIES", "reason": "a round without a hole"}))
    for _ in range(2):
        assert state(shoot, "B-02") is State.UNVERIFIED
        assert not isinstance(living_zone(shoot.situation().view, "A-07"), tuple)
        assert box_of(shoot, "HALF").restricted
        assert box_of(shoot, "FULL").restricted
        assert box_of(shoot, "DUMMIES").restricted.startswith("quarantined")
        assert not device_of(shoot).verified
        if not set_status(shoot.situation()).open:
            end(shoot, stop)


def test_after_the_release_a_gun_is_cleared_anew() -> None:
    """R-121, R-065: the meeting after the report is the meeting that the clearance needs."""
    shoot = with_second_armorer()
    shoot.clear("B-02")
    stop = stand_down(shoot)
    end(shoot, stop)
    shoot.clear("B-02")
    assert state(shoot, "B-02") is State.COLD
    shoot.hand_over("B-02")
    assert state(shoot, "B-02") is State.COLD


def test_nothing_is_loaded_from_what_nobody_looked_at_since() -> None:
    """R-044: whatever was signed; a box is taken in again, a filled device filled anew, before it goes into a gun."""
    shoot = with_second_armorer()
    fill(shoot)
    end(shoot, stand_down(shoot))
    shoot.clear("B-02", dummies=6, box="DUMMIES")
    assert state(shoot, "B-02") is State.UNVERIFIED
    shoot.meet(what="blank-meeting")
    zone(shoot)
    blank_take(shoot, device="CYL-1")
    found = status(shoot.situation(), "A-07", shoot.now, FLOOR)
    assert found is not None
    assert (found.state, found.issue) == (State.HOT, None)
    assert {"R-044"} == {one.rule for one in shoot.situation().findings}
    back = [unload("B-02", 6, "DUMMIES"), Effect("proved-empty", {"weapon": "B-02"})]
    shoot.add("procedure", back, signers=BY_ARMORER_AND_AD, procedure="return")
    shoot.take_in_box("DUMMIES")
    shoot.clear("B-02", dummies=6, box="DUMMIES")
    assert state(shoot, "B-02") is State.COLD


def test_no_gun_is_cleared_with_a_device_that_nobody_looked_into_since() -> None:
    """R-044: that it held nothing before says nothing; proved empty in the record that clears the gun it does."""
    shoot = with_second_armorer()
    shoot.take_in_device("CYL-2", "B-02")
    end(shoot, stand_down(shoot))
    shoot.clear("B-02", devices=("CYL-2",))
    assert state(shoot, "B-02") is State.UNVERIFIED
    assert {"R-044"} == {one.rule for one in shoot.situation().findings}
    shoot.clear("B-02", devices=("CYL-2",), extra=[Effect("device-proved-empty", {"device": "CYL-2"})])
    assert state(shoot, "B-02") is State.COLD


def test_the_other_unit_holds_a_meeting_of_its_own_before_its_next_gun() -> None:
    """R-065, R-072: the meeting of the morning told nobody what had happened since."""
    shoot = with_second_armorer()
    shoot.open_unit("second")
    shoot.open_day("second")
    shoot.count(unit="second")
    shoot.meet("second")
    assert met(shoot, "second") == (True, True)
    stop = stand_down(shoot)
    end(shoot, stop)
    assert met(shoot, "main") == (True, True)
    assert met(shoot, "second") == (False, False)
    shoot.meet("second")
    assert met(shoot, "second") == (True, True)


def met(shoot: Shoot, unit: str) -> tuple[bool, bool]:
    """Whether the meeting of the unit counts, and whether a performer heard it."""
    view = shoot.situation().view
    day = days.open_day(view, unit, shoot.now, FLOOR)
    assert isinstance(day, days.Day)
    return bool(days.checked(view, day, "meeting")), days.is_briefed(view, day, "will")


def test_whoever_showed_it_clear_or_held_it_was_involved() -> None:
    """R-121: also when the gun came back before the set was stood down."""
    shoot = with_second_armorer()
    shoot.clear("B-02")
    shoot.hand_over("B-02")
    shoot.take_back("B-02", "hana")
    stop = stand_down(shoot, Effect("unverified", {"item": "B-02", "reason": "a round in chamber 3"}))
    view = shoot.situation().view
    found = involved(view, index_titled(view, stop.title))
    assert found == {"hana": "had B-02", "mara": "showed B-02 clear", "will": "held B-02"}


def test_whoever_walked_the_emergency_list_only_answered_what_happened() -> None:
    """R-121: an armorer who comes running may release it."""
    shoot = with_second_armorer()
    stop = stand_down(shoot, run="c" * 32)
    by_noor = (BY_ARMORER_AND_AD[1], SignerFacts("noor", "armorer", "performed"))
    close_report(shoot, stop, signers=by_noor, run_id="c" * 32)
    shoot.meet()
    release(shoot, stop)
    assert set_status(shoot.situation()).open


def test_a_clearance_beside_a_stand_down_that_it_did_not_see_is_none() -> None:
    """R-031: of two laptops the one that stops wins."""
    shoot = with_second_armorer()
    shoot.sync("truck", "set")
    stop = stand_down(shoot)
    both = [Effect("proved-empty", {"weapon": "B-02"}), custody("B-02", "with", person="mara")]
    shoot.add(
        "procedure", [*both, cleared("B-02", 0, shoot.now)], signers=BY_ARMORER_AND_AD, procedure="inspection",
        laptop="set",
    )  # fmt: skip
    shoot.sync("truck", "set")
    assert state(shoot, "B-02") is State.UNVERIFIED
    end(shoot, stop)
    assert state(shoot, "B-02") is State.UNVERIFIED
