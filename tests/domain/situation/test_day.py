"""Units, shooting days, and what a clearance needs of the day: what counts, for how long, and what ends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.people import Person, Role
from showclear.domain.situation import fold
from showclear.domain.situation.clearances import clearance, issue, turn_round_base
from showclear.domain.situation.day import first_unit, items_of, last_wrap, minor_plan, unit_of, units
from showclear.domain.situation.day_status import DayStatus, day_of
from showclear.domain.situation.records import PERFORMED, VERIFIED, SignerFacts
from showclear.domain.situation.sealing import unsealed_day
from showclear.domain.situation.status import State, status
from tests.domain.situation import blank_days
from tests.domain.situation.productions import (
    BY_AD_AND_ARMORER,
    BY_AD_AND_OFFICER,
    BY_ARMORER_AND_AD,
    BY_TWO_CUSTODIANS,
    EVERYBODY,
    Counting,
    Shoot,
    at,
    custody,
)

SECOND_AD = Person("lena", "Lena Roth", Role.ASSISTANT_DIRECTOR)
SECOND_ARMORER = Person("otto", "Otto Reyes", Role.ARMORER)
PEOPLE = (*EVERYBODY, SECOND_AD, SECOND_ARMORER)
BY_ARMORER_AND_SECOND_AD = (
    SignerFacts("mara", "armorer", PERFORMED),
    SignerFacts("lena", "assistant-director", VERIFIED),
)
BY_TWO_ARMORERS = (SignerFacts("mara", "armorer", PERFORMED), SignerFacts("otto", "armorer", VERIFIED))


@pytest.fixture
def shoot() -> Shoot:
    """A production with two revolvers; nobody opened a day yet."""
    shoot = Shoot()
    shoot.found(PEOPLE)
    shoot.take_in("A-07")
    shoot.take_in("B-02")
    return shoot


@pytest.fixture
def ready(shoot: Shoot) -> Shoot:
    """The same in the morning, with A-07 proved empty."""
    shoot.ready("A-07")
    return shoot


def day(shoot: Shoot, minutes: float = 0, unit: str = "main") -> DayStatus:
    """The day of a unit so many minutes after noon."""
    return day_of(shoot.situation(), unit, at(minutes), FLOOR)


def is_cleared(shoot: Shoot, tag: str = "A-07", minutes: float = 0) -> bool:
    """Whether a clearance lives."""
    return clearance(shoot.situation(), tag, at(minutes), FLOOR) is not None


def rules_found(shoot: Shoot) -> set[str]:
    """The ids of the rules that findings name."""
    return {finding.rule for finding in shoot.situation().findings}


# Units.


def test_a_unit_has_a_place_and_a_first_assistant_director(shoot: Shoot) -> None:
    """R-052, R-132: by the record that both signed; the one that was first has what no record gives to another."""
    (unit,) = units(shoot.situation())
    assert (unit.unit, unit.place, unit.zone, unit.first) == ("main", "church", "Europe/Madrid", "jonas")
    assert unit_of(shoot.situation(), "A-07") == "main"
    shoot.open_unit("a second one", first="lena")
    assert [one.unit for one in units(shoot.situation())] == ["a second one", "main"]
    assert unit_of(shoot.situation(), "A-07") == "main", "to open another unit moves no gun to it"
    shoot.take_in("C-01", unit="a second one")
    assert unit_of(shoot.situation(), "C-01") == "a second one"


def test_opening_another_unit_takes_no_gun_out_of_the_day(shoot: Shoot) -> None:
    """R-132, R-076: whatever it is called, the guns of the first unit are counted back by the first unit."""
    shoot.ready("A-07")
    shoot.clear()
    shoot.open_unit("2nd unit", first="lena")
    assert is_cleared(shoot)
    assert "A-07" in items_of(shoot.situation(), "main", "weapon")
    assert first_unit(shoot.situation()) == "main"


def test_of_units_that_do_not_know_of_each_other_the_first_by_name_is_first() -> None:
    """R-055: on every laptop the same one, in whatever order the records come."""
    shoot = Shoot()
    shoot.add("production", people=EVERYBODY)
    shoot.sync("truck", "set")
    shoot.open_unit("zoo", laptop="truck")
    shoot.open_unit("barn", laptop="set")
    shoot.sync()
    shoot.open_unit("attic")
    assert first_unit(shoot.situation()) == "barn"
    assert first_unit(fold(reversed(shoot.records), shoot.ancestry)) == "barn"


@pytest.mark.parametrize(
    ("name", "signers"),
    [
        ("nobody", ()),
        ("no safety officer", BY_AD_AND_OFFICER[:1]),
        ("another assistant director", (SignerFacts("lena", "assistant-director", "opened"), BY_AD_AND_OFFICER[1])),
    ],
)
def test_a_unit_counts_only_by_its_first_and_the_safety_officer(
    shoot: Shoot, name: str, signers: tuple[SignerFacts, ...]
) -> None:
    """R-052."""
    shoot.open_unit("second", signers=signers)
    assert [one.unit for one in units(shoot.situation())] == ["main"], name
    assert "R-052" in rules_found(shoot)


def test_two_units_of_one_name_agree_on_nothing_that_differs(shoot: Shoot) -> None:
    """R-055: two laptops name two firsts; nobody is the first until a record knows both."""
    shoot.sync("truck", "set")
    shoot.open_unit(first="lena", laptop="set")
    shoot.open_unit(first="jonas", laptop="truck")
    (unit,) = units(shoot.situation())
    assert (unit.place, unit.first) == ("church", "")
    shoot.sync()
    shoot.open_unit(first="lena")
    assert units(shoot.situation())[0].first == "lena"


# The day.


def test_a_day_is_open_for_eighteen_hours_and_not_a_second_longer(shoot: Shoot) -> None:
    """R-054: midnight means nothing."""
    assert day(shoot).ended == "Start of day (C) has not been signed for unit main."
    opened = shoot.open_day()
    found = day(shoot, 17 * 60)
    assert (found.open, found.day, found.place, found.opened) == (True, "2026-03-04", "church", opened.title)
    assert (found.armorer, found.first, found.on_duty) == ("mara", "jonas", ("hana", "mara"))
    late = day_of(shoot.situation(), "main", at(18 * 60) - timedelta(seconds=1), FLOOR)
    assert late.open
    over = day(shoot, 18 * 60)
    assert (over.open, over.ended_by) == (False, opened.title)
    assert not day_of(shoot.situation(), "main", at(60), {"day_hours": 1}).open
    assert day_of(shoot.situation(), "main", at(60), {"day_hours": 99}).open


def test_an_unknown_time_or_a_clock_before_the_opening_is_no_open_day(shoot: Shoot) -> None:
    """R-038."""
    shoot.now = at(10)
    shoot.open_day()
    assert not day_of(shoot.situation(), "main", None, FLOOR).open
    assert not day(shoot, 9).open
    assert day(shoot, 10).open


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("unsigned", {"signers": ()}),
        ("one person", {"signers": BY_AD_AND_ARMORER[:1]}),
        ("no assistant director", {"signers": BY_TWO_CUSTODIANS}),
        ("a handler", {"signers": (SignerFacts("hana", "handler", PERFORMED), BY_ARMORER_AND_AD[1])}),
        ("another procedure", {"procedure": "meeting"}),
        ("broken", {"intact": False}),
        ("no such unit", {"unit": "second"}),
        ("an armorer who did not sign", {"armorer": "otto"}),
        ("no place", {"place": " "}),
    ],
)
def test_a_day_is_opened_by_an_assistant_director_and_the_armorer_in_charge(
    shoot: Shoot, name: str, changes: dict[str, object]
) -> None:
    """R-052: and by nothing else."""
    shoot.open_day(**changes)  # type: ignore[arg-type]
    assert not any(day_of(shoot.situation(), unit, at(0), FLOOR).open for unit in ("main", "second")), name
    assert shoot.situation().findings


def test_either_of_the_two_may_have_performed_it(shoot: Shoot) -> None:
    """R-052: the armorer reads, the assistant director looks, or the other way round."""
    shoot.open_day(signers=BY_ARMORER_AND_AD)
    assert day(shoot).open


def test_two_openings_that_do_not_know_of_each_other_open_nothing(shoot: Shoot) -> None:
    """R-055: whoever is there opens it again, knowing both."""
    shoot.sync("truck", "set")
    shoot.open_day(laptop="set")
    shoot.open_day(laptop="truck")
    assert day(shoot).ended == "Two records about the day of unit main do not know of each other."
    shoot.sync()
    shoot.open_day()
    assert day(shoot).open


def test_a_wrap_ends_the_day_and_the_next_opening_forgets_what_was_done(ready: Shoot) -> None:
    """R-054, R-055."""
    assert set(day(ready).checked) == {"count", "sweep", "meeting", "readiness"}
    assert day(ready).counted == {"A-07": "proved"}
    assert day(ready).briefed == ("ruth", "will")
    wrap = ready.wrap()
    over = day(ready)
    assert (over.open, over.ended_by, over.ended) == (
        False,
        wrap.title,
        "The shooting day 2026-03-04 of unit main is over.",
    )
    assert (over.checked, over.counted, over.briefed, over.on_duty) == ({}, {}, (), ())
    assert over.wrapped is not None
    assert over.wrapped.reconciled
    ready.open_day(day="2026-03-05")
    again = day(ready)
    assert again.open
    assert (again.checked, again.counted, again.briefed) == ({}, {}, ())
    assert again.on_duty == ("hana", "mara")


def test_only_an_armorer_and_an_assistant_director_wrap(ready: Shoot) -> None:
    """R-052."""
    for changes in ({"signers": ()}, {"signers": BY_TWO_CUSTODIANS}, {"procedure": "meeting"}):
        ready.wrap(**changes)  # type: ignore[arg-type]
        assert day(ready).open
    assert last_wrap(ready.situation().view, "main") is None
    ready.wrap(signers=BY_AD_AND_ARMORER)
    assert not day(ready).open


def test_only_an_armorer_and_an_assistant_director_seal(ready: Shoot) -> None:
    """R-052: a wrapped day stays unsealed by anybody else, and a seal from before the wrap is none for it."""
    effect = Effect("sealed", {"unit": "main", "day": "2026-03-04"})
    armorer, director = (SignerFacts("mara", "armorer", "sealed"), SignerFacts("jonas", "assistant-director", "sealed"))
    ready.add("day-seal", [effect], signers=(armorer, director))
    ready.wrap()
    for kind, signers in (("day-seal", (armorer,)), ("day-seal", BY_TWO_CUSTODIANS), ("approval", (armorer, director))):
        ready.add(kind, [effect], signers=signers)
        assert unsealed_day(ready.situation().view, "main") == "2026-03-04", kind
    ready.add("day-seal", [effect], signers=(armorer, director))
    assert unsealed_day(ready.situation().view, "main") == ""


def test_a_wrap_of_another_day_ends_this_one_and_reconciles_nothing(ready: Shoot) -> None:
    """R-055: the stricter reading."""
    ready.wrap(day="2026-03-03")
    assert not day(ready).open
    found = last_wrap(ready.situation().view, "main")
    assert found is not None
    assert not found[1].reconciled


# What was done for the day.


@pytest.mark.parametrize(
    ("what", "procedure", "signers"),
    [
        ("count", "day-count", BY_ARMORER_AND_AD),
        ("sweep", "day-count", BY_ARMORER_AND_AD),
        ("readiness", "day-readiness", BY_AD_AND_ARMORER),
        ("blank-readiness", "day-readiness", BY_AD_AND_ARMORER),
        ("meeting", "meeting", BY_AD_AND_ARMORER),
        ("blank-meeting", "meeting", BY_AD_AND_ARMORER),
    ],
)
def test_each_check_counts_by_its_own_procedure_and_two_people(
    shoot: Shoot, what: str, procedure: str, signers: tuple[SignerFacts, ...]
) -> None:
    """R-052."""
    shoot.open_day()
    if procedure == "meeting":
        shoot.count()
    before = set(day(shoot).checked)
    for wrong in ("day-people", "inspection", "training"):
        shoot.check(what, procedure=wrong, signers=signers)
    shoot.check(what, procedure=procedure, signers=())
    shoot.check(what, procedure=procedure, signers=signers[:1])
    shoot.check(what, procedure=procedure, signers=BY_TWO_CUSTODIANS)
    shoot.check(what, procedure=procedure, signers=signers, intact=False)
    assert set(day(shoot).checked) == before
    record = shoot.check(what, procedure=procedure, signers=signers)
    assert day(shoot).checked[what] == record.title


def test_what_is_ready_for_blanks_is_ready(shoot: Shoot) -> None:
    """R-067, R-068: and not the other way round."""
    shoot.open_day()
    shoot.count()
    shoot.check("readiness")
    shoot.meet()
    counted = {"count", "sweep"}
    assert set(day(shoot).checked) == {*counted, "readiness", "meeting"}
    shoot.open_day()
    shoot.count()
    shoot.check("blank-readiness")
    shoot.meet(what="blank-meeting")
    assert set(day(shoot).checked) == {*counted, "readiness", "blank-readiness", "meeting", "blank-meeting"}


def test_nothing_is_checked_before_the_day_or_at_another_place(shoot: Shoot) -> None:
    """R-055."""
    shoot.check("readiness")
    shoot.open_day()
    assert not day(shoot).checked
    shoot.check("readiness", place="barn")
    shoot.check("séance")
    assert not day(shoot).checked
    assert {"R-055", "R-052"} <= rules_found(shoot)


def test_what_another_laptop_did_without_knowing_of_the_opening_does_not_count(shoot: Shoot) -> None:
    """R-055: the opening has to be among the ancestors."""
    shoot.open_day()
    shoot.sync("truck", "set")
    shoot.open_day(laptop="truck")
    shoot.count("A-07", laptop="set")
    shoot.sync()
    assert not day(shoot).checked
    assert not day(shoot).counted


def test_what_is_done_after_eighteen_hours_counts_for_no_day(shoot: Shoot) -> None:
    """R-055."""
    shoot.open_day()
    shoot.now = at(18 * 60)
    shoot.check("readiness")
    assert not day(shoot, 17 * 60).checked


def test_a_gun_is_in_the_count_as_it_was_counted(shoot: Shoot) -> None:
    """R-064: by seal, planned, proved by two who looked; proved only by a record that proves it empty."""
    shoot.open_day()
    shoot.count("A-07", sealed=("B-02",))
    assert day(shoot).counted == {"A-07": "planned", "B-02": "seal"}
    shoot.add(
        "procedure",
        [Effect("counted", {"unit": "main", "item": "A-07", "how": "proved"})],
        signers=BY_ARMORER_AND_AD,
        procedure="day-proof",
    )
    shoot.prove(signers=())
    shoot.prove(procedure="inspection")
    assert day(shoot).counted == {"A-07": "planned", "B-02": "seal"}
    shoot.prove(signers=BY_TWO_CUSTODIANS)
    assert day(shoot).counted["A-07"] == "proved"
    shoot.count("A-07", "B-02", sealed=("B-02",))
    assert day(shoot).counted == {"A-07": "planned", "B-02": "seal"}, "two words in one record: the stricter one"


def test_of_two_counts_that_do_not_know_of_each_other_the_stricter_holds(shoot: Shoot) -> None:
    """R-055."""
    shoot.open_day()
    shoot.sync("truck", "set")
    shoot.prove("A-07", laptop="truck")
    shoot.count(sealed=("A-07",), laptop="set")
    assert day(shoot).counted["A-07"] == "seal"


def test_a_move_keeps_the_day_and_asks_everything_of_the_place_again(ready: Shoot) -> None:
    """R-054, R-055: N at the church, C at the barn."""
    moved = ready.move("barn")
    found = day(ready)
    assert (found.open, found.place, found.on_duty) == (True, "barn", ("hana", "mara"))
    assert (found.checked, found.counted, found.briefed) == ({}, {}, ())
    ready.count("A-07", place="church")
    assert not day(ready).checked
    ready.count("A-07", place="barn")
    ready.meet(place="barn")
    assert set(day(ready).checked) == {"count", "sweep", "meeting"}
    assert day(ready).briefed == ("ruth", "will")
    ready.wrap()
    ready.move("lake")
    assert not day(ready).open
    assert moved.title != day(ready).ended_by


def test_a_move_counts_only_if_it_is_signed(ready: Shoot) -> None:
    """R-052: unsigned it is a break, and no more."""
    ready.clear()
    ready.move(signers=())
    assert day(ready).place == "church"
    assert not is_cleared(ready)


# People.


def test_whoever_is_on_duty_for_two_units_is_on_duty_for_none(shoot: Shoot) -> None:
    """R-147: the newer duty counts; two that do not know of each other end both."""
    shoot.open_unit("second", first="lena")
    by_lena = (SignerFacts("lena", "assistant-director", PERFORMED), BY_AD_AND_ARMORER[1])
    shoot.open_day("main")
    shoot.open_day("second", signers=by_lena)
    assert day(shoot).on_duty == ()
    assert day(shoot, unit="second").on_duty == ("hana", "mara")
    shoot.wrap("second")
    assert day(shoot).on_duty == ("hana", "mara")
    shoot.sync("truck", "set")
    shoot.open_day("main", laptop="truck")
    shoot.open_day("second", signers=by_lena, laptop="set")
    assert (day(shoot).on_duty, day(shoot, unit="second").on_duty) == ((), ())


def test_only_an_armorer_or_handler_is_on_duty(shoot: Shoot) -> None:
    """R-147."""
    shoot.open_day(duty=("mara", "will", "jonas", "nobody"))
    assert day(shoot).on_duty == ("mara",)
    assert "R-147" in rules_found(shoot)


def test_another_armorer_takes_over_and_the_one_before_is_on_duty_no_longer(ready: Shoot) -> None:
    """R-054, R-147: both armorers sign; clearances end."""
    ready.clear()
    assert is_cleared(ready)
    changed = Effect("armorer-changed", {"unit": "main", "armorer": "otto"})
    duty = Effect("on-duty", {"unit": "main", "person": "otto"})
    for signers, procedure in (
        (BY_TWO_ARMORERS[:1], "change-of-armorer"),
        (BY_ARMORER_AND_AD, "change-of-armorer"),
        (BY_TWO_ARMORERS, "meeting"),
    ):
        ready.add("procedure", [changed, duty], signers=signers, procedure=procedure)
        assert day(ready).armorer == "mara"
    assert is_cleared(ready)
    record = ready.add("procedure", [changed, duty], signers=BY_TWO_ARMORERS, procedure="change-of-armorer")
    found = day(ready)
    assert (found.armorer, found.on_duty) == ("otto", ("hana", "otto"))
    gun = status(ready.situation(), "A-07", at(0), FLOOR)
    assert gun is not None
    assert (gun.state, gun.rule, gun.ended_by) == (State.UNVERIFIED, "R-054", record.title)
    assert gun.why == "Another armorer is in charge of unit main."


def test_the_first_names_another_for_one_day(ready: Shoot) -> None:
    """R-145: by the 1st of this unit and the safety officer, and it ends with the day."""
    ready.delegate("lena", signers=())
    ready.delegate("lena", signers=BY_AD_AND_OFFICER[1:])
    ready.delegate("lena", signers=(SignerFacts("lena", "assistant-director", "opened"), BY_AD_AND_OFFICER[1]))
    ready.delegate("will")
    assert day(ready).delegates == ()
    ready.clear(signers=BY_ARMORER_AND_SECOND_AD)
    assert not is_cleared(ready)
    assert {"R-145", "R-053"} <= rules_found(ready)
    ready.delegate("lena")
    assert day(ready).delegates == ("lena",)
    ready.clear(signers=BY_ARMORER_AND_SECOND_AD)
    assert is_cleared(ready)
    ready.wrap()
    ready.ready("A-07")
    assert day(ready).delegates == ()
    ready.clear(signers=BY_ARMORER_AND_SECOND_AD)
    assert not is_cleared(ready)


def test_whom_the_first_named_goes_with_the_first(ready: Shoot) -> None:
    """R-145: another 1st assistant director names somebody anew, and so does the same one who came back."""
    ready.delegate("lena")
    ready.open_unit(first="third")
    assert day(ready).delegates == (), "the unit was signed anew by somebody who is on no roster: no 1st is known"
    ready.open_unit(first="jonas")
    assert day(ready).delegates == ()
    ready.clear(signers=BY_ARMORER_AND_SECOND_AD)
    assert not is_cleared(ready)
    ready.delegate("lena")
    assert day(ready).delegates == ("lena",)
    ready.open_unit(first="lena")
    assert day(ready).delegates == ()
    ready.clear(signers=BY_ARMORER_AND_SECOND_AD)
    assert is_cleared(ready), "she is the 1st now"


def test_a_plan_for_minors_is_signed_by_a_safety_officer(shoot: Shoot) -> None:
    """R-145."""
    plan = Effect("minor-planned", {"unit": "main", "slate": "12A", "plan": "behind the wall with her teacher"})
    officer = (SignerFacts("safa", "safety-officer", "approved"),)
    for kind, signers in (("approval", ()), ("approval", BY_AD_AND_OFFICER[:1]), ("review", officer)):
        shoot.add(kind, [plan], signers=signers)
        assert not minor_plan(shoot.situation().view, "main", "12A")
    record = shoot.add("approval", [plan], signers=officer)
    assert minor_plan(shoot.situation().view, "main", "12A") == record.title
    assert not minor_plan(shoot.situation().view, "main", "12B")


# The gates of a clearance and of an issue.

MORNING: dict[str, Callable[[Shoot], object]] = {
    "day": lambda shoot: shoot.open_day(),
    "count": lambda shoot: shoot.count("A-07"),
    "proof": lambda shoot: shoot.prove("A-07"),
    "meeting": lambda shoot: shoot.meet(),
    "readiness": lambda shoot: shoot.check("readiness"),
}


@pytest.mark.parametrize("left_out", MORNING)
def test_a_clearance_counts_only_after_the_whole_morning(shoot: Shoot, left_out: str) -> None:
    """R-053: without any one of them nothing is cold, whoever signed."""
    for name, step in MORNING.items():
        if name != left_out:
            step(shoot)
    record = shoot.clear()
    assert not is_cleared(shoot)
    assert any(one.rule == "R-053" and one.records == (record.title,) for one in shoot.situation().findings)


def test_with_all_of_it_the_clearance_counts(shoot: Shoot) -> None:
    """R-053."""
    for step in MORNING.values():
        step(shoot)
    shoot.clear()
    assert is_cleared(shoot)
    assert not shoot.situation().findings


@pytest.mark.parametrize("how", ["seal", "planned", "not at all"])
def test_a_gun_that_was_not_proved_empty_today_is_not_cleared(shoot: Shoot, how: str) -> None:
    """R-053, R-064: counted by its seal it stays barred; a late arrival is not on the set."""
    shoot.ready("B-02")
    if how != "not at all":
        shoot.count(*(("A-07",) if how == "planned" else ()), sealed=("A-07",) if how == "seal" else ())
    shoot.clear()
    assert not is_cleared(shoot)
    shoot.prove("A-07")
    shoot.clear()
    assert is_cleared(shoot)


def test_who_is_not_on_duty_clears_nothing(ready: Shoot) -> None:
    """R-053, R-069: the other armorer of the roster is not on duty today."""
    by_otto = (SignerFacts("otto", "armorer", PERFORMED), BY_ARMORER_AND_AD[1])
    ready.clear(signers=by_otto)
    assert not is_cleared(ready)


def test_what_the_laptop_had_not_seen_does_not_count(shoot: Shoot) -> None:
    """R-053: the gates hold over the ancestors of the record, not over what is known later."""
    shoot.sync("truck", "set")
    shoot.ready("A-07", laptop="truck")
    shoot.clear(laptop="set")
    shoot.sync()
    assert not is_cleared(shoot)


def test_a_clearance_of_an_old_day_counts_for_nothing_at_its_own_time(ready: Shoot) -> None:
    """R-053: eighteen hours after the opening, by the time of the record."""
    ready.now = at(18 * 60)
    ready.clear()
    assert not is_cleared(ready, minutes=18 * 60)


@pytest.mark.parametrize("missing", ["training", "meeting"])
def test_only_who_is_trained_and_briefed_gets_a_gun(shoot: Shoot, missing: str) -> None:
    """R-053, R-071, R-072: the handover still says where the gun went, and the board says collect."""
    shoot.open_day()
    shoot.count("A-07")
    shoot.prove()
    shoot.meet(people=("ruth",) if missing == "meeting" else ("will",))
    shoot.check("readiness")
    if missing == "meeting":
        shoot.train()
    else:
        shoot.train(signers=BY_TWO_CUSTODIANS)
        shoot.train("will", "B-02")
        shoot.train(procedure="meeting")
    shoot.clear()
    shoot.hand_over()
    assert issue(shoot.situation(), "A-07", at(0), FLOOR) is None
    found = status(shoot.situation(), "A-07", at(0), FLOOR)
    assert found is not None
    assert (found.collect, found.rule) == (True, "R-053")


def test_a_late_arrival_is_briefed_and_then_gets_it(shoot: Shoot) -> None:
    """R-072: by an assistant director and whoever handles guns."""
    shoot.ready("A-07")
    shoot.move("church")
    shoot.count("A-07")
    shoot.prove()
    shoot.meet(people=())
    shoot.check("readiness")
    shoot.clear()
    briefing = [Effect("briefed", {"unit": "main", "person": "Will Ames"})]
    shoot.add("procedure", briefing, signers=BY_AD_AND_ARMORER, procedure="training")
    shoot.add("procedure", briefing, signers=BY_TWO_CUSTODIANS, procedure="late-briefing")
    assert day(shoot).briefed == ()
    shoot.add("procedure", briefing, signers=BY_AD_AND_ARMORER, procedure="late-briefing")
    assert day(shoot).briefed == ("will",)
    shoot.hand_over()
    assert issue(shoot.situation(), "A-07", at(0), FLOOR) is not None


@pytest.mark.parametrize("missing", ["meeting", "readiness", "nothing"])
def test_a_hot_gun_needs_the_dry_run_and_readiness_for_blanks(shoot: Shoot, missing: str) -> None:
    """R-053, R-066, R-068: the plain meeting and the plain readiness do for a cold one only."""
    blank_days.box(shoot, "HALF")
    shoot.ready("A-07")
    if missing != "meeting":
        shoot.meet(what="blank-meeting")
    if missing != "readiness":
        shoot.check("blank-readiness")
    blank_days.zone(shoot)
    blank_days.blank_take(shoot)
    living = issue(shoot.situation(), "A-07", at(0), FLOOR)
    assert (living is not None) is (missing == "nothing")
    found = status(shoot.situation(), "A-07", at(0), FLOOR)
    assert found is not None
    assert found.state is State.HOT, "whatever else is true"


def test_a_gun_is_cleared_for_the_place_where_its_unit_is(ready: Shoot) -> None:
    """R-053, R-079: what was swept at the church says nothing about the barn."""
    ready.clear()
    assert is_cleared(ready)
    ready.move("barn")
    ready.count("A-07", place="barn")
    ready.prove("A-07")
    ready.meet(place="barn")
    ready.check("readiness", place="barn")
    ready.clear()
    assert not is_cleared(ready), "it names the church"
    assert "R-053" in rules_found(ready)


def test_no_gun_with_an_action_is_issued_to_a_minor(ready: Shoot) -> None:
    """R-146: the flag needs no signature but that of the enrolment, and never goes away."""
    ready.clear()
    ready.add("enrolment", [Effect("minor", {"person": "will"})])
    ready.hand_over()
    assert issue(ready.situation(), "A-07", at(0), FLOOR) is None
    assert "R-146" in rules_found(ready)


@pytest.mark.parametrize(
    ("name", "ending", "why"),
    [
        ("a break", lambda shoot: shoot.rest(), "Unit main: lunch."),
        ("a move", lambda shoot: shoot.move(), "Unit main: company move."),
        ("a wrap", lambda shoot: shoot.wrap(), "The shooting day 2026-03-04 of unit main is over."),
        ("another opening", lambda shoot: shoot.open_day(), "Another shooting day of unit main was opened."),
    ],
)
def test_a_clearance_an_issue_and_a_turn_round_end_with_the_day_and_its_breaks(
    ready: Shoot, name: str, ending: Callable[[Shoot], object], why: str
) -> None:
    """R-054: guns back, and what was looked at is looked at again."""
    ready.clear()
    ready.hand_over()
    situation = ready.situation()
    assert issue(situation, "A-07", at(0), FLOOR) is not None
    assert turn_round_base(situation, "A-07", at(0), FLOOR) is not None
    ending(ready)
    situation = ready.situation()
    found = status(situation, "A-07", at(0), FLOOR)
    assert found is not None
    assert (found.state, found.rule, found.why, found.collect) == (State.UNVERIFIED, "R-054", why, True), name
    assert turn_round_base(situation, "A-07", at(0), FLOOR) is None


def test_a_break_of_another_unit_ends_nothing_here(ready: Shoot) -> None:
    """R-054: only the guns of the unit."""
    ready.open_unit("zoo", first="lena")
    ready.clear()
    ready.rest("zoo")
    assert is_cleared(ready)


def test_a_break_that_the_clearance_does_not_know_of_ends_it(ready: Shoot) -> None:
    """R-054, R-031: two laptops at the same minute."""
    ready.sync("truck", "set")
    ready.rest(laptop="set")
    ready.clear(laptop="truck")
    assert not is_cleared(ready)
    ready.sync()
    ready.clear(laptop="truck")
    assert is_cleared(ready)


def test_a_clearance_ends_with_the_eighteenth_hour(ready: Shoot) -> None:
    """R-054: however young it is."""
    ready.now = at(18 * 60 - 5)
    ready.clear()
    assert is_cleared(ready, minutes=18 * 60 - 1)
    assert not is_cleared(ready, minutes=18 * 60)


def test_a_board_of_forty_guns_looks_at_no_record_twice_per_lane(shoot: Shoot) -> None:
    """The day of a unit is read from lanes, so it costs the same after many records."""
    shoot.ready("A-07")
    early = _asked(shoot)
    for _ in range(300):
        shoot.clear()
        shoot.hand_over()
        shoot.take_back()
    assert _asked(shoot) <= early


def _asked(shoot: Shoot) -> int:
    """How often the order of two records is asked for to say how the day stands."""
    calls = Counting(shoot)
    situation = fold(shoot.records, calls)
    calls.count = 0
    assert day_of(situation, "main", shoot.now, FLOOR).open
    return calls.count


def test_a_locked_gun_stays_counted(ready: Shoot) -> None:
    """Custody says nothing about the count."""
    ready.add("custody", [custody("A-07", "locked", lock="safe 1")])
    assert day(ready).counted == {"A-07": "proved"}
