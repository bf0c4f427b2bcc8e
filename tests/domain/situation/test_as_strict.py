"""What a rule refuses on the screen counts for nothing in the fold either: a signed record goes round no gate."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from showclear.domain.custody import Shape
from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.situation.clearances import clearance, issue
from showclear.domain.situation.day import is_trained
from showclear.domain.situation.day_status import day_of
from showclear.domain.situation.records import SignerFacts
from showclear.domain.situation.status import State
from tests.domain.situation.blank_days import blank_day, blank_take, box, of, rules_found, zone
from tests.domain.situation.productions import (
    BY_AD_AND_ARMORER,
    BY_ARMORER_AND_AD,
    BY_TWO_CUSTODIANS,
    NOON,
    Shoot,
    at,
    cleared,
    custody,
    issued,
    load,
)
from tests.domain.situation.stopping import close_report, raise_report

SAFETY_OFFICER = (SignerFacts("safa", "safety-officer", "approved"),)


@pytest.fixture
def ready() -> Shoot:
    """A morning with a revolver that may be cleared, and five more on the register."""
    shoot = Shoot()
    shoot.found()
    for tag in ("A-07", "B-02", "C-03", "D-04", "E-05", "F-06"):
        shoot.take_in(tag)
    shoot.ready("A-07")
    return shoot


def is_cleared(shoot: Shoot) -> bool:
    """Whether a clearance lives."""
    return clearance(shoot.situation(), "A-07", shoot.now, FLOOR) is not None


@pytest.mark.parametrize(
    ("name", "moved", "counts"),
    [
        ("locked", lambda shoot: shoot.add("custody", [custody("A-07", "locked", lock="safe 1")]), True),
        ("own hand", lambda shoot: shoot.take_back(), True),
        ("another hand", lambda shoot: shoot.take_back(person="hana"), False),
        ("issued", lambda shoot: shoot.add("custody", [custody("A-07", "issued", person="will")]), False),
        ("unaccounted for", lambda shoot: shoot.add("custody", [custody("A-07", "unaccounted")]), False),
    ],
)
def test_a_gun_is_cleared_out_of_the_hand_of_who_performs_or_out_of_its_lock(
    ready: Shoot, name: str, moved: Callable[[Shoot], object], counts: bool
) -> None:
    """R-049: what somebody else has, nobody looked through."""
    moved(ready)
    ready.clear()
    assert is_cleared(ready) is counts
    assert ("R-049" in rules_found(ready)) is not counts


@pytest.mark.parametrize(
    ("dummies", "calibre", "counts"), [(6, ".45 COLT", True), (7, ".45 Colt", False), (6, ".38", False)]
)
def test_a_gun_is_cleared_only_with_what_goes_into_it(ready: Shoot, dummies: int, calibre: str, counts: bool) -> None:
    """R-049: seven in six chambers, or rounds of another calibre, are a mistake of whoever looked."""
    box(ready, "BOX-1", contents="dummy", calibre=calibre)
    ready.clear(dummies=dummies, left=50 - dummies)
    assert is_cleared(ready) is counts
    assert ("R-049" in rules_found(ready)) is not counts


@pytest.mark.parametrize("first", [True, False], ids=["before it is cleared", "after it is cleared"])
@pytest.mark.parametrize(
    "effect",
    [
        Effect("unverified", {"item": "A-07", "reason": "an odd sound"}),
        Effect("perhaps-loaded", {"item": "A-07", "contents": "dummy", "reason": "given up"}),
        Effect("out-of-sight", {"weapon": "A-07"}),
        custody("A-07", "unaccounted"),
        custody("A-07", "issued", person="will"),
        custody("A-07", "with", person="hana"),
        custody("A-07", "off-production"),
    ],
    ids=lambda effect: str(effect.values.get("shape", effect.kind)),
)
def test_a_record_that_restricts_or_moves_a_gun_clears_it_not(ready: Shoot, effect: Effect, *, first: bool) -> None:
    """R-049: whoever signed both in one record, in whatever order, said that something is wrong with it."""
    ready.take_back()
    record = [Effect("proved-empty", {"weapon": "A-07"})]
    both = [effect, cleared("A-07", 0, ready.now)]
    ready.add(
        "procedure", [*record, *(both if first else both[::-1])], signers=BY_ARMORER_AND_AD, procedure="inspection"
    )
    assert not is_cleared(ready)
    assert "R-049" in rules_found(ready)


@pytest.mark.parametrize("named", [0, 6], ids=["as empty", "as if it were loaded"])
def test_a_record_that_loads_a_gun_after_it_cleared_it_clears_it_not(ready: Shoot, named: int) -> None:
    """R-049: a gun is cleared with what it holds then, and holds it still at the end of the record."""
    ready.take_in_box()
    ready.clear()
    assert is_cleared(ready)
    looked = Effect("proved-empty", {"weapon": "A-07"})
    record = [looked, cleared("A-07", named, ready.now), load("A-07", 6, "BOX-1", left=44)]
    ready.add("procedure", record, signers=BY_ARMORER_AND_AD, procedure="inspection")
    assert not is_cleared(ready)
    assert "R-049" in rules_found(ready)


def test_nothing_is_cleared_with_rounds_of_a_box_about_which_two_differed(ready: Shoot) -> None:
    """R-049: it is unverified until two take it in again, or the run that doubted it counts it."""
    ready.take_in_box()
    ready.bar("BOX-1", "unverified", run="4" * 32)
    ready.clear(dummies=6)
    assert not is_cleared(ready)
    assert "R-049" in rules_found(ready)


def test_the_run_that_doubted_a_box_settles_it_with_its_record(ready: Shoot) -> None:
    """R-049, R-033: two differed, looked again, agreed and signed."""
    ready.take_in_box()
    ready.bar("BOX-1", "unverified", run="4" * 32)
    ready.clear(dummies=6, id="4" * 32)
    assert is_cleared(ready)


@pytest.mark.parametrize(("proved", "counts"), [(False, False), (True, True)], ids=["not opened", "proved empty"])
def test_nothing_is_cleared_with_a_device_in_which_others_counted_a_round(
    ready: Shoot, *, proved: bool, counts: bool
) -> None:
    """R-045, R-050: by its account it holds nothing, and two counted one; two have to open it."""
    ready.take_in_device("CYL-1", "A-07")
    count = [Effect("accounted", {"container": "CYL-1", "counted": 1})]
    ready.add("procedure", count, signers=BY_ARMORER_AND_AD, procedure="day-count")
    ready.clear(devices=("CYL-1",), extra=[Effect("device-proved-empty", {"device": "CYL-1"})] if proved else [])
    assert is_cleared(ready) is counts


def test_a_record_that_counts_a_round_in_a_device_clears_nothing_with_it(ready: Shoot) -> None:
    """R-049: also where the count stands behind the clearance."""
    ready.take_in_device("CYL-1", "A-07")
    looked = [Effect("device-proved-empty", {"device": "CYL-1"}), Effect("proved-empty", {"weapon": "A-07"})]
    goes = [Effect("device-cleared", {"device": "CYL-1", "weapon": "A-07"}), cleared("A-07", 0, ready.now)]
    one = Effect("accounted", {"container": "CYL-1", "counted": 1})
    ready.add("procedure", [*looked, *goes, one], signers=BY_ARMORER_AND_AD, procedure="inspection")
    assert not is_cleared(ready)
    assert "R-049" in rules_found(ready)


@pytest.mark.parametrize("goes", [True, False], ids=["goes with it", "stays here"])
@pytest.mark.parametrize("where", ["before", "behind"])
@pytest.mark.parametrize(
    "effect",
    [
        Effect(
            "device-loaded", {"device": "CYL-1", "container": "BLANKS", "contents": "blank", "count": 6, "left": 44}
        ),
        custody("CYL-1", "issued", person="will"),
    ],
    ids=lambda effect: effect.kind,
)
def test_a_record_that_fills_or_moves_a_device_of_a_gun_clears_it_not(
    ready: Shoot, effect: Effect, where: str, *, goes: bool
) -> None:
    """R-049, R-050: a newer record about the device would end it, and so does its own."""
    ready.take_in_device("CYL-1", "A-07")
    ready.take_in_box("BLANKS", contents="blank")
    permit = [Effect("device-cleared", {"device": "CYL-1", "weapon": "A-07"})] if goes else []
    permit.append(cleared("A-07", 0, ready.now))
    looked = Effect("proved-empty", {"weapon": "A-07"})
    record = [looked, effect, *permit] if where == "before" else [looked, *permit, effect]
    ready.add("procedure", record, signers=BY_ARMORER_AND_AD, procedure="inspection")
    assert not is_cleared(ready)
    assert "R-049" in rules_found(ready) or "R-050" in rules_found(ready)


@pytest.mark.parametrize(
    "then", [custody("A-07", "issued", person="ruth"), issued("A-07", 0, NOON, holder="ruth")], ids=["moved", "issued"]
)
def test_a_record_that_gives_a_gun_to_a_second_holder_issues_it_to_nobody(ready: Shoot, then: Effect) -> None:
    """R-049: who has it then is not the one of whom training and briefing were asked; it is out, to be collected."""
    ready.clear()
    record = [issued("A-07", 0, ready.now, holder="will"), then]
    ready.add("procedure", record, signers=BY_ARMORER_AND_AD, procedure="handover")
    assert issue(ready.situation(), "A-07", ready.now, FLOOR) is None
    assert (of(ready).state, of(ready).collect) == (State.UNVERIFIED, True)


@pytest.mark.parametrize(
    "effect",
    [
        Effect("break", {}),
        Effect("break", {"reason": "lunch"}),
        Effect("break", {"unit": 2, "reason": "lunch"}),
        Effect("unverified", {"weapon": "A-07", "reason": "an odd sound"}),
        Effect("out-of-sight", {"item": "A-07"}),
        Effect("perhaps-loaded", {"weapon": "A-07"}),
        Effect("minor", {"person": 7}),
        Effect("custody", {"weapon": "A-07", "shape": "issued", "person": "ruth"}),
        Effect("issued", {"item": "A-07", "holder": "ruth"}),
    ],
    ids=lambda effect: f"{effect.kind} {' '.join(effect.values)}",
)
def test_what_ends_a_clearance_and_cannot_be_read_whole_ends_it(ready: Shoot, effect: Effect) -> None:
    """R-043: a foreign writer called a thing otherwise, or left the unit or the person out."""
    ready.clear()
    assert is_cleared(ready)
    ready.add("enrolment" if effect.kind == "minor" else "restriction", [effect])
    assert not is_cleared(ready)


@pytest.mark.parametrize("kind", ["issued", "transferred", "departed"])
def test_a_gun_that_moved_in_a_way_that_cannot_be_read_is_unaccounted_for(ready: Shoot, kind: str) -> None:
    """R-049: a foreign writer left a value out; the gun went somewhere all the same."""
    ready.clear()
    name = "weapon" if kind == "issued" else "item"
    ready.add("procedure", [Effect(kind, {name: "A-07"})], signers=BY_ARMORER_AND_AD, procedure="handover")
    custody_now = ready.situation().custody("A-07")
    assert custody_now is not None
    assert custody_now.shape is Shape.UNACCOUNTED
    assert of(ready).state is State.UNVERIFIED


@pytest.mark.parametrize("count", ["6", None], ids=["a number as text", "no number"])
def test_a_device_that_was_filled_in_a_way_that_cannot_be_read_goes_with_no_gun(
    ready: Shoot, count: str | None
) -> None:
    """R-043, R-050: nobody knows what is in it, until two open it."""
    ready.take_in_device("CYL-1", "A-07")
    ready.take_in_box("BLANKS", contents="blank")
    values = {"device": "CYL-1", "container": "BLANKS", "contents": "blank", "left": 44, "seal": "1"}
    filled = Effect("device-loaded", values if count is None else {**values, "count": count})
    ready.add("procedure", [filled], signers=BY_TWO_CUSTODIANS, procedure="fill")
    ready.clear(devices=("CYL-1",))
    assert not is_cleared(ready)
    ready.clear(devices=("CYL-1",), extra=[Effect("device-proved-empty", {"device": "CYL-1"})])
    assert is_cleared(ready)


def test_no_more_guns_go_out_than_those_on_duty_can_watch(ready: Shoot) -> None:
    """R-053: counted from what the laptop knows to be out; the gun is out all the same, and has to be collected."""
    most = len(day_of(ready.situation(), "main", ready.now, FLOOR).on_duty) * 2
    for tag in ("B-02", "C-03", "D-04", "E-05", "F-06")[:most]:
        ready.add("custody", [custody(tag, "issued", person="ruth")])
    ready.clear()
    ready.hand_over()
    assert issue(ready.situation(), "A-07", ready.now, FLOOR) is None
    assert (of(ready).collect, of(ready).rule) == (True, "R-053")


@pytest.mark.parametrize("kind", ["hold", "stand-down"])
def test_no_zone_is_set_and_nobody_is_trained_while_the_set_is_stopped(kind: str) -> None:
    """R-056, R-145: not even one that would hold after the stop."""
    shoot = blank_day()
    stop = shoot.hold(kind=kind)
    zone(shoot, "B-02")
    shoot.train("will", "C-03")
    assert not is_trained(shoot.situation().view, "will", "C-03")
    assert {"R-053", "R-145"} <= rules_found(shoot)
    if kind == "hold":
        shoot.lift(stop)
        shoot.train("will", "C-03")
        assert is_trained(shoot.situation().view, "will", "C-03")
        blank_take(shoot, tag="B-02")
        assert of(shoot, "B-02").issue is None, "its zone was set during the hold"
        assert "R-056" in rules_found(shoot)


def test_nobody_is_trained_while_a_report_is_open(ready: Shoot) -> None:
    """R-145: what went wrong is understood before it is taught."""
    report = raise_report(ready)
    ready.train("will", "B-02")
    assert not is_trained(ready.situation().view, "will", "B-02")
    close_report(ready, report)
    ready.train("will", "B-02")
    assert is_trained(ready.situation().view, "will", "B-02")


def test_no_zone_is_set_where_a_minor_heard_the_meeting_without_a_plan() -> None:
    """R-146: the plan is for this slate."""
    shoot = blank_day()
    shoot.add("enrolment", [Effect("minor", {"person": "ruth"})])
    zone(shoot, "B-02")
    blank_take(shoot, tag="B-02")
    assert of(shoot, "B-02").issue is None
    assert "R-053" in rules_found(shoot)


def test_nothing_is_handed_over_hot_where_a_minor_heard_the_meeting_without_a_plan() -> None:
    """R-146: also where the minor came after the zone was set."""
    shoot = blank_day()
    shoot.add("enrolment", [Effect("minor", {"person": "ruth"})])
    blank_take(shoot)
    assert (of(shoot).state, of(shoot).issue) == (State.HOT, None)
    assert "R-146" in rules_found(shoot)

    planned = blank_day()
    planned.add("enrolment", [Effect("minor", {"person": "ruth"})])
    plan = Effect("minor-planned", {"unit": "main", "slate": "12A", "plan": "in the trailer"})
    planned.add("approval", [plan], signers=SAFETY_OFFICER)
    blank_take(planned)
    assert of(planned).issue is not None


def test_nobody_is_late_for_a_meeting_that_was_not_held(ready: Shoot) -> None:
    """R-055: a late briefing says what was said in the meeting of today, here."""
    ready.move("barn")
    briefing = [Effect("briefed", {"unit": "main", "person": "will"})]
    ready.add("procedure", briefing, signers=BY_AD_AND_ARMORER, procedure="late-briefing")
    assert day_of(ready.situation(), "main", at(0), FLOOR).briefed == ()
    assert "R-055" in rules_found(ready)
    ready.count(place="barn")
    ready.meet(place="barn", people=())
    ready.add("procedure", briefing, signers=BY_AD_AND_ARMORER, procedure="late-briefing")
    assert day_of(ready.situation(), "main", at(0), FLOOR).briefed == ("will",)
