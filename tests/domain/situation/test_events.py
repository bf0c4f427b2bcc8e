"""Which stops are one event, what one report may close, and what one release may end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showclear.domain.effects import Effect
from showclear.domain.situation.events import NO_REASON, RAISED_AGAIN, gravest, of_one_event, released_together
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.stops import Need, frozen, set_status
from showclear.domain.situation.tiers import stop_of, tier
from showclear.domain.vocabulary import FACETS
from tests.domain.situation.productions import Shoot
from tests.domain.situation.stopping import (
    TWO_ARMORERS,
    close_report,
    freeze,
    meet,
    open_day,
    raise_report,
    release,
    stand_down,
    unfreeze,
)

GUNS = ("A-07", "B-02")
GRAVE = ("injury", "discharge", "live-round", "missing")
CLASSES = (*GRAVE, "misfire", "near-miss")


@pytest.fixture
def shoot() -> Shoot:
    """A unit with an open day and two guns."""
    return a_shoot()


def a_shoot() -> Shoot:
    """A unit with an open day and two guns."""
    shoot = Shoot()
    shoot.found(TWO_ARMORERS)
    open_day(shoot)
    for tag in GUNS:
        shoot.take_in(tag)
    return shoot


def grave(shoot: Shoot, report_class: str, *guns: str, **values: str) -> RecordFacts:
    """A stand-down with a report that freezes guns, as one key makes it."""
    report = Effect("incident", {"class": report_class, "reason": "x", **values})
    return stand_down(shoot, report, *(freeze(gun, **values) for gun in guns), **values)


def bare(shoot: Shoot, reason: str = NO_REASON) -> RecordFacts:
    """The key alone."""
    return shoot.add("stand-down", [Effect("stand-down", {"reason": reason})])


def event(shoot: Shoot, stop: RecordFacts) -> set[str]:
    """The others of its event."""
    return {one.record for one in of_one_event(shoot.situation(), stop.title)}


def test_reports_of_one_run_and_reports_about_one_gun_are_one_event(shoot: Shoot) -> None:
    """R-115: a misfire, then it was opened too early, then somebody is hurt: one report is written about it."""
    run = "a" * 32
    first = shoot.add("restriction", [Effect("incident", {"class": "misfire", "reason": "a pop", "run": run})])
    second = shoot.add("restriction", [Effect("incident", {"class": "near-miss", "reason": "opened", "run": run})])
    hurt = grave(shoot, "injury", "A-07")
    again = grave(shoot, "discharge", "A-07")
    other = grave(shoot, "live-round", "B-02")
    assert event(shoot, first) == {second.title}
    assert event(shoot, hurt) == {again.title}
    assert event(shoot, other) == set()


def test_the_same_kind_is_one_event_where_nobody_named_a_thing_twice(shoot: Shoot) -> None:
    """R-115: two people report the injury, one of them without the gun; two guns in two injuries are two events."""
    named, unnamed = grave(shoot, "injury", "A-07"), grave(shoot, "injury")
    assert event(shoot, named) == {unnamed.title}
    assert event(shoot, unnamed) == {named.title}
    two = a_shoot()
    assert event(two, grave(two, "injury", "A-07")) == set()
    assert event(two, grave(two, "injury", "B-02")) == set()


def test_a_key_of_which_nobody_said_anything_goes_with_the_only_event_there_is(shoot: Shoot) -> None:
    """R-115: three keys in fright and a report; where there are two events nobody knows to which one it belongs."""
    keys = bare(shoot, RAISED_AGAIN)
    hurt = grave(shoot, "injury", "A-07")
    assert event(shoot, keys) == {hurt.title}
    assert event(shoot, hurt) == {keys.title}
    other = grave(shoot, "missing", "B-02")
    assert [event(shoot, one) for one in (keys, hurt, other)] == [set(), set(), set()]


def test_a_stop_with_words_or_a_name_of_its_own_stands_alone(shoot: Shoot) -> None:
    """R-115: an armorer who says no has a reason; nobody closes that together with what it is a no to."""
    hurt = grave(shoot, "injury", "A-07")
    no = stand_down(shoot, reason="Mara says no to the end of it", by="mara")
    somebody = stand_down(shoot, reason=NO_REASON, by="jonas")
    assert event(shoot, hurt) == set()
    assert event(shoot, no) == set()
    assert event(shoot, somebody) == set()


def test_what_is_reported_already_is_named_by_no_later_report(shoot: Shoot) -> None:
    """R-115: a report names what waits for one."""
    first, second = grave(shoot, "injury", "A-07"), grave(shoot, "injury")
    close_report(shoot, first)
    assert event(shoot, second) == set()
    assert of_one_event(shoot.situation(), "nothing-000001-00") == ()


def test_the_gravest_report_says_for_what_the_list_is_walked(shoot: Shoot) -> None:
    """R-115: injury, discharge, live round; missing; unattended, count gap, misfire; all others."""
    near, hurt = raise_report(shoot), grave(shoot, "injury")
    assert gravest(shoot.situation(), (near.title, hurt.title)) == tier("injury") == tier("live-round") == 0
    assert gravest(shoot.situation(), (near.title,)) == tier("near-miss") == tier("") == 3
    assert (tier("missing"), tier("misfire")) == (1, 2)


@pytest.mark.parametrize(
    ("report_class", "walked", "counts"),
    [
        ("injury", "injury", True), ("injury", "discharge", True), ("injury", "missing", False),
        ("injury", "near-miss", False), ("missing", "injury", True), ("missing", "misfire", False),
        ("misfire", "near-miss", False), ("near-miss", "misfire", True), ("near-miss", "flagging", True),
        ("near-miss", "", True),
    ],
)  # fmt: skip
def test_a_report_is_closed_by_a_list_as_grave_as_it(
    shoot: Shoot, report_class: str, walked: str, counts: bool
) -> None:
    """R-129: the list of a near miss asks nothing about the hospital, the scene and what was frozen."""
    report = raise_report(shoot, report_class)
    close_report(shoot, report, **{"class": walked})
    situation = shoot.situation()
    assert (not set_status(situation).incidents) is counts
    assert [one.rule for one in situation.findings] == ([] if counts else ["R-129"])


def test_one_release_names_what_one_report_named(shoot: Shoot) -> None:
    """R-121: a stand-down that had a report of its own, or none yet, has a release of its own."""
    first, second, alone, later = (grave(shoot, "injury"), bare(shoot), grave(shoot, "missing"), bare(shoot))
    values = {"class": "injury", "cause": "c", "control": "d"}
    close_report(shoot, first, Effect("incident-closed", {**values, "restriction": second.title}))
    close_report(shoot, alone)
    together = released_together(shoot.situation(), first.title)
    assert {one.record for one in together} == {first.title, second.title}
    assert [one.record for one in released_together(shoot.situation(), alone.title)] == [alone.title]
    assert released_together(shoot.situation(), later.title) == ()


STOPS = st.lists(
    st.one_of(
        st.tuples(st.just("bare"), st.sampled_from((NO_REASON, RAISED_AGAIN)), st.just("")),
        st.tuples(st.just("words"), st.sampled_from(("a shout", "mara says no")), st.just("")),
        st.tuples(st.sampled_from(CLASSES), st.sampled_from(("", *GUNS)), st.sampled_from(("", "a" * 32, "b" * 32))),
    ),
    min_size=1,
    max_size=6,
)


def raised(shoot: Shoot, kind: str, what: str, run: str) -> RecordFacts:
    """One of the stops of a story."""
    if kind in ("bare", "words"):
        return bare(shoot, what)
    more = {"run": run} if run else {}
    if kind in GRAVE:
        return grave(shoot, kind, *filter(None, (what,)), **more)
    report = Effect("incident", {"class": kind, "reason": "x", **more})
    return shoot.add("restriction", [report, *([freeze(what, **more)] if what else [])])


@settings(max_examples=60, deadline=None)
@given(story=STOPS, chosen=st.integers(0, 5))
def test_what_is_of_another_event_stays_as_it_was(story: list[tuple[str, str, str]], chosen: int) -> None:
    """R-115, R-121: report, meeting and release of one event end nothing else, whatever was raised when."""
    shoot = a_shoot()
    stops = [raised(shoot, *one) for one in story]
    situation = shoot.situation()
    events = {stop.title: event(shoot, stop) for stop in stops}
    assert all(one in events[other] for one, others in events.items() for other in others), "both say so, or neither"
    stop = stops[chosen % len(stops)]
    others = events[stop.title]
    gaps = {one.restriction.record for one in set_status(situation).stops} - {stop.title, *others}
    kept = {(one.item, one.record) for one in frozen(situation)}
    values = {"class": "injury", "cause": "c", "control": "d"}
    close_report(shoot, stop, *(Effect("incident-closed", {**values, "restriction": one}) for one in sorted(others)))
    meet(shoot)
    together = {one.record for one in released_together(shoot.situation(), stop.title)}
    assert together <= {stop.title, *others}
    texts = {"reason": "r", "answer": "a"}
    if together:
        first, *more = sorted(together)
        named = next(one for one in stops if one.title == first)
        release(shoot, named, *(Effect("released", {"restriction": one, **texts}) for one in more))
    after = shoot.situation()
    assert {one.restriction.record for one in set_status(after).stops} == gaps
    assert all(Need.LIFT not in one.needs for one in set_status(after).stops)
    assert {(one.item, one.record) for one in frozen(after)} == kept, "what is frozen ends by name only"


def test_a_gun_that_two_reports_froze_is_let_go_by_both_names(shoot: Shoot) -> None:
    """R-125: to let it go in one of them leaves it frozen by the other."""
    first, second = grave(shoot, "injury", "A-07"), grave(shoot, "discharge", "A-07")
    values = {"class": "injury", "cause": "c", "control": "d"}
    more = (Effect("incident-closed", {**values, "restriction": second.title}), unfreeze("A-07", first))
    close_report(shoot, first, *more)
    assert [one.record for one in frozen(shoot.situation())] == [second.title]
    close_report(shoot, first, unfreeze("A-07", second))
    assert frozen(shoot.situation()) == ()


def test_what_is_reported_stops_at_once_as_much_as_it_is_grave() -> None:
    """R-REPORT-1: each kind that the vocabulary has."""
    held = {"unattended", "count-gap", "misfire"}
    for kind in FACETS["report.class"]:
        alone = "stand-down" if kind in GRAVE else ("hold" if kind in held else "")
        assert stop_of(kind, stopped=False) == alone
        assert stop_of(kind, stopped=True) == (alone if kind in GRAVE else "")
        assert stop_of(kind, stopped=False, holds=True) == (alone or "hold")
    assert {*GRAVE, *held} < set(FACETS["report.class"])
