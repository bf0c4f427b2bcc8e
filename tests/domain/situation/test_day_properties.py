"""What holds for every sequence of shooting days on several laptops, however their records arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.people import Person, Role
from showclear.domain.situation import Situation, fold
from showclear.domain.situation.day import units
from showclear.domain.situation.day_status import DayStatus, day_of
from showclear.domain.situation.due import due
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.status import State, status, statuses
from showclear.domain.situation.view import View
from tests.domain.situation.productions import EVERYBODY, Shoot

TAGS = ("A-07", "B-02")
LAPTOPS = ("truck", "set", "clone")
"""The clone writes into the log of the truck: a fork."""

LENA = Person("lena", "Lena Roth", Role.ASSISTANT_DIRECTOR)

Move = Callable[[Shoot, str, str], object]


def _morning(shoot: Shoot, laptop: str, tag: str) -> object:
    return shoot.ready(*TAGS, place="barn" if len(shoot.records) % 5 == 0 else "church", laptop=laptop)


def _hand_over(shoot: Shoot, laptop: str, tag: str) -> object:
    shoot.clear(tag, laptop=laptop)
    return shoot.hand_over(tag, laptop=laptop)


DAY_MOVES: dict[str, Move] = {
    "morning": _morning,
    "open": lambda shoot, laptop, tag: shoot.open_day(laptop=laptop),
    "count": lambda shoot, laptop, tag: shoot.count(tag, laptop=laptop),
    "count by seal": lambda shoot, laptop, tag: shoot.count(sealed=(tag,), laptop=laptop),
    "prove": lambda shoot, laptop, tag: shoot.prove(tag, laptop=laptop),
    "meet": lambda shoot, laptop, tag: shoot.meet(laptop=laptop),
    "readiness": lambda shoot, laptop, tag: shoot.check("readiness", laptop=laptop),
    "rest": lambda shoot, laptop, tag: shoot.rest(laptop=laptop),
    "move": lambda shoot, laptop, tag: shoot.move(laptop=laptop),
    "wrap": lambda shoot, laptop, tag: shoot.wrap(laptop=laptop),
    "delegate": lambda shoot, laptop, tag: shoot.delegate("lena", laptop=laptop),
    "another first": lambda shoot, laptop, tag: shoot.open_unit(first="lena", laptop=laptop),
    "clear": lambda shoot, laptop, tag: shoot.clear(tag, laptop=laptop),
    "hand over": _hand_over,
    "take back": lambda shoot, laptop, tag: shoot.take_back(tag, laptop=laptop),
    "hold": lambda shoot, laptop, tag: shoot.hold(laptop=laptop),
}


@st.composite
def days(draw: st.DrawFn) -> Shoot:
    """A production of two guns whose day is open, then a random story on three laptops that sometimes sync."""
    shoot = Shoot()
    shoot.found((*EVERYBODY, LENA))
    for tag in TAGS:
        shoot.take_in(tag)
    shoot.ready(*TAGS)
    shoot.sync(*LAPTOPS)
    for minutes, move, laptop, tag, sync in draw(
        st.lists(
            st.tuples(
                st.sampled_from((0, 0, 1, 5, 600)),
                st.sampled_from((*DAY_MOVES, *["clear", "hand over"] * 4, *["morning"] * 2)),
                st.sampled_from((*["truck"] * 3, *LAPTOPS)),
                st.sampled_from(TAGS),
                st.sampled_from((True, True, False)),
            ),
            max_size=10,
        )
    ):
        shoot.now = max(one.made_at for one in shoot.records) + timedelta(minutes=minutes)
        DAY_MOVES[move](shoot, laptop, tag)
        shoot.records = [replace(one, log="truck") if one.log == "clone" else one for one in shoot.records]
        if sync:
            shoot.sync()
    return shoot


def picture(shoot: Shoot, situation: Situation) -> tuple[object, ...]:
    """Everything that can be seen of the day."""
    now = max(one.made_at for one in shoot.records)
    return (
        units(situation),
        day_of(situation, "main", now, FLOOR),
        day_of(situation, "main", now + timedelta(hours=17), FLOOR),
        due(situation, "main", now, FLOOR),
        statuses(situation, now, FLOOR),
        situation.findings,
    )


@settings(max_examples=40, deadline=None)
@given(days(), st.randoms(use_true_random=False))
def test_the_day_does_not_depend_on_the_order_of_arrival(shoot: Shoot, random: object) -> None:
    """R-055: files come from other laptops and from sticks in any order."""
    expected = picture(shoot, shoot.situation())
    shuffled = list(shoot.records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    grown = fold((), shoot.ancestry)
    for record in shuffled:
        grown = grown.add(record)
    assert picture(shoot, grown) == expected


@settings(max_examples=15, deadline=None)
@given(days(), st.data())
def test_what_a_view_found_once_is_what_it_would_find_later(shoot: Shoot, data: st.DataObject) -> None:
    """It keeps what it found while records are added: those are for the next one.

    What a record had among its ancestors is one view for all later records, and never says anything else.
    """
    before = data.draw(st.integers(0, len(shoot.records)))
    grown = fold(shoot.records[:before], shoot.ancestry)
    view = grown.view
    picture(shoot, grown)
    for record in shoot.records[before:]:
        grown = grown.add(record)
        picture(shoot, grown)
    assert view.kept
    history = grown.view.history
    anew = [(view, replace(view))]
    anew += [(one, View(history, len(history), history.digest(index))) for index, one in history.views.items()]
    for kept, fresh in anew:
        for (find, args), found in kept.kept.items():
            assert (find(fresh, *args) if callable(find) else fresh.tips(find, args)) == found


@settings(max_examples=80, deadline=None)
@given(days(), st.sampled_from((0, 4, 14)))
def test_nothing_is_cold_that_had_not_seen_every_break_move_and_end_of_its_day(shoot: Shoot, minutes: int) -> None:
    """R-053, R-054: checked against the plain definition on whole sets of ancestors."""
    situation, now = shoot.situation(), shoot.now + timedelta(minutes=minutes)
    for one in statuses(situation, now, FLOOR):
        if one.state is not State.COLD:
            continue
        permission = one.clearance or one.issue
        assert permission is not None
        (record,) = [other for other in shoot.records if other.title == permission.record]
        seen = [other for other in shoot.records if shoot.ancestry.is_ancestor(other.digest, record.digest)]
        for kind in ("break", "place-changed", "wrapped", "day-opened"):
            assert all(other in seen for other in shoot.records if _says(other, kind)), kind
        opened = [other for other in seen if _says(other, "day-opened")][-1]
        assert now - opened.made_at < timedelta(hours=18)
        today = [other for other in seen if shoot.ancestry.is_ancestor(opened.digest, other.digest)]
        done = {effect.values["what"] for other in today for effect in other.effects if effect.kind == "checked"}
        assert {"count", "sweep", "meeting", "readiness"} <= done
        assert any(_says(other, "counted", how="proved", item=one.weapon.tag) for other in today)
        assert not any(_says(other, "wrapped") for other in today)


def _says(record: RecordFacts, kind: str, **values: str) -> bool:
    return any(
        effect.kind == kind and all(effect.values[name] == value for name, value in values.items())
        for effect in record.effects
    )


UNSIGNED: dict[str, tuple[Effect, ...]] = {
    "opened": (
        Effect("day-opened", {"unit": "main", "day": "2026-03-05", "place": "church", "armorer": "mara"}),
        Effect("on-duty", {"unit": "main", "person": "hana"}),
    ),
    "checked": tuple(
        Effect("checked", {"unit": "main", "what": what, "place": place})
        for what in ("count", "sweep", "meeting", "readiness", "blank-meeting")
        for place in ("church", "barn")
    ),
    "counted": tuple(Effect("counted", {"unit": "main", "item": tag, "how": "proved"}) for tag in TAGS),
    "briefed": (Effect("briefed", {"unit": "main", "person": "will"}),),
    "delegated": (Effect("delegated", {"unit": "main", "person": "lena"}),),
    "wrapped": (Effect("wrapped", {"unit": "main", "day": "2026-03-04", "reconciled": "yes"}),),
    "moved": (Effect("place-changed", {"unit": "main", "place": "barn"}),),
    "break": (Effect("break", {"unit": "main", "reason": "lunch"}),),
    "first": (Effect("unit-opened", {"unit": "main", "place": "church", "zone": "UTC", "first": "lena"}),),
    "plan": (Effect("minor-planned", {"unit": "main", "slate": "12A", "plan": "away"}),),
}
KINDS = ("procedure", "restriction", "custody", "unit", "delegation", "approval", "late-entry", "correction")
PROCEDURES = ("day-people", "day-count", "day-proof", "meeting", "day-readiness", "wrap", "move", "late-briefing")


@settings(max_examples=80, deadline=None)
@given(
    days(), st.sampled_from([*UNSIGNED]), st.sampled_from(KINDS), st.sampled_from(PROCEDURES), st.sampled_from(LAPTOPS)
)
def test_an_unsigned_record_opens_no_day_and_does_nothing_for_it(
    shoot: Shoot, what: str, kind: str, procedure: str, laptop: str
) -> None:
    """R-036, R-052: of whatever kind it is and whatever it says."""
    before = shoot.situation()
    record = shoot.add(kind, UNSIGNED[what], procedure=procedure, laptop=laptop)
    assert_not_laxer(shoot, before, before.add(record))


@settings(max_examples=80, deadline=None)
@given(days(), st.sampled_from(sorted(DAY_MOVES.keys() - {"another first"})), st.sampled_from(TAGS))
def test_a_laptop_that_saw_nothing_of_the_day_makes_nothing_less_restrictive(shoot: Shoot, move: str, tag: str) -> None:
    """R-031, R-055: signed or not, a record that had not seen everything about the day opens nothing of it."""
    before, size = shoot.situation(), len(shoot.records)
    founding = next(index for index, one in enumerate(shoot.records) if _says(one, "day-opened"))
    shoot.known["lost"] = {"truck": founding}
    DAY_MOVES[move](shoot, "lost", tag)
    after = before
    for record in shoot.records[size:]:
        after = after.add(record)
    assert_not_laxer(shoot, before, after)


def assert_not_laxer(shoot: Shoot, before: Situation, after: Situation) -> None:
    """Whether no gun became cold, and nothing was done for the day that was not done before."""
    now = max(one.made_at for one in shoot.records)
    for one in statuses(before, now, FLOOR):
        later = status(after, one.weapon.tag, now, FLOOR)
        assert later is not None
        assert later.state is not State.COLD or one.state is State.COLD
        for permission, earlier in ((later.clearance, one.clearance), (later.issue, one.issue)):
            assert permission is None or permission == earlier
    old, new = (day_of(situation, "main", now, FLOOR) for situation in (before, after))
    assert old.open or not new.open
    assert _done(new) <= _done(old)
    assert new.first in (old.first, "")


def _done(day: DayStatus) -> set[tuple[str, str]]:
    return {
        *(("checked", what) for what in day.checked),
        *(("proved", item) for item, how in day.counted.items() if how == "proved"),
        *(("briefed", person) for person in day.briefed),
        *(("on duty", person) for person in day.on_duty),
        *(("delegate", person) for person in day.delegates),
    }
