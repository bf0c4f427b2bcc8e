"""What holds on every laptop at every moment while files are carried between them, whole or in part, in any order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from showclear.domain.limits import FLOOR
from showclear.domain.situation import Situation, fold
from showclear.domain.situation.day import units
from showclear.domain.situation.day_status import day_of
from showclear.domain.situation.due import due
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.status import State, status, statuses
from showclear.domain.situation.values import THE_SET, unit_item
from tests.domain.situation.productions import EVERYBODY, Shoot, index_titled
from tests.domain.situation.test_day_properties import DAY_MOVES, LENA, TAGS

LAPTOPS = ("truck", "set", "cart")

MOVES = {
    **DAY_MOVES,
    "bar": lambda shoot, laptop, tag: shoot.bar(tag, laptop=laptop),
    "stand-down": lambda shoot, laptop, tag: shoot.hold(laptop=laptop, kind="stand-down"),
    "report": lambda shoot, laptop, tag: shoot.bar(tag, "unverified", laptop=laptop),
}


@dataclass
class Carried:
    """A production whose laptops each have some of the files, in the order in which they came."""

    shoot: Shoot
    files: dict[str, list[str]] = field(default_factory=dict)
    """Digests by laptop."""

    def records(self, laptop: str) -> list[RecordFacts]:
        """What a laptop has. A record of which an ancestor is missing is not intact there, as verification says."""
        by_digest = {one.digest: one for one in self.shoot.records}
        here = set(self.files[laptop])
        found = (by_digest[digest] for digest in self.files[laptop])
        return [one if self.is_whole(one, here) else replace(one, intact=False) for one in found]

    def is_whole(self, record: RecordFacts, here: set[str]) -> bool:
        """Whether every ancestor of a record is among some files."""
        before = self.shoot.ancestry.is_ancestor
        return all(one.digest in here for one in self.shoot.records if before(one.digest, record.digest))

    def situation(self, laptop: str) -> Situation:
        """What a laptop knows."""
        return fold(self.records(laptop), self.shoot.ancestry)

    def act(self, move: str, laptop: str, tag: str) -> None:
        """Somebody does something on a laptop; its record comes after everything that is whole there."""
        known: dict[str, int] = {}
        for one in self.records(laptop):
            if one.intact:
                known[one.log] = max(known.get(one.log, 0), one.sequence)
        self.shoot.known[laptop] = known
        size = len(self.shoot.records)
        MOVES[move](self.shoot, laptop, tag)
        self.files[laptop] += [one.digest for one in self.shoot.records[size:]]

    def carry(self, source: str, target: str, most: int, *, newest_first: bool) -> None:
        """Copy at most so many files that are not there yet."""
        new = [one for one in self.files[source] if one not in self.files[target]]
        self.files[target] += (new[::-1] if newest_first else new)[:most]


CARRY = st.tuples(st.sampled_from(LAPTOPS), st.sampled_from(LAPTOPS), st.sampled_from((1, 2, 99)), st.booleans())
ACT = st.tuples(
    st.sampled_from((0, 0, 1, 5)),
    st.sampled_from((*MOVES, *["clear", "hand over"] * 4, "morning")),
    st.sampled_from(LAPTOPS),
    st.sampled_from(TAGS),
    st.lists(CARRY, max_size=4),
)


def begin() -> Carried:
    """Two guns in an open day that all laptops know."""
    shoot = Shoot()
    shoot.found((*EVERYBODY, LENA))
    for tag in TAGS:
        shoot.take_in(tag)
    shoot.ready(*TAGS)
    return Carried(shoot, {laptop: [one.digest for one in shoot.records] for laptop in LAPTOPS})


def permissions(situation: Situation, now: datetime) -> dict[str, str]:
    """Every gun that somebody may hand over or hold now, with the record that permits it."""
    found = {}
    for one in statuses(situation, now, FLOOR):
        permission = one.clearance or one.issue
        assert (one.state is State.COLD) == (permission is not None)
        if permission is not None:
            found[one.weapon.tag] = permission.record
    return found


def assert_safe(carried: Carried, laptop: str, now: datetime) -> None:
    """What is permitted here had seen everything that restricts it here, and is whole."""
    situation = carried.situation(laptop)
    view = situation.view
    for tag, record in permissions(situation, now).items():
        index = index_titled(view, record)
        assert view.record(index).intact
        for lane in (
            (Aspect.ABOUT, tag), (Aspect.RESTRICTED, tag), (Aspect.RESTRICTED, THE_SET), (Aspect.DAY, "main"),
            (Aspect.RESTRICTED, unit_item("main")), (Aspect.ARMORER, "main"),
        ):  # fmt: skip
            known = [one for track in view.history.lanes.get(lane, {}).values() for one in track.indices]
            assert all(one == index or view.precedes(one, index) for one in known), lane


def assert_nothing_revived(carried: Carried, laptop: str, now: datetime) -> None:
    """What all records together permit is permitted wherever the permitting record is whole: more records only end."""
    together = permissions(carried.shoot.situation(), now)
    here = carried.situation(laptop)
    whole = {one.title for one in carried.records(laptop) if one.intact}
    known = permissions(here, now)
    for tag, record in together.items():
        if record in whole:
            assert known.get(tag) == record


@settings(max_examples=60, deadline=None)
@given(st.lists(ACT, max_size=8))
def test_at_every_moment_no_laptop_permits_what_had_not_seen_all_that_is_known_there(
    story: list[tuple[int, str, str, str, list[tuple[str, str, int, bool]]]],
) -> None:
    """R-031, R-032, R-055: with any part of the files; and what more files end, none gives back."""
    carried = begin()
    for minutes, move, laptop, tag, copies in story:
        carried.shoot.now += timedelta(minutes=minutes)
        carried.act(move, laptop, tag)
        now = carried.shoot.now
        for source, target, most, newest_first in copies:
            carried.carry(source, target, most, newest_first=newest_first)
        for one in LAPTOPS:
            assert_safe(carried, one, now)
            assert_nothing_revived(carried, one, now)


@settings(max_examples=40, deadline=None)
@given(st.lists(ACT, max_size=8))
def test_laptops_with_equal_files_show_equal_boards(
    story: list[tuple[int, str, str, str, list[tuple[str, str, int, bool]]]],
) -> None:
    """R-055: however the files came. What was incomplete for a while leaves nothing behind."""
    carried = begin()
    for minutes, move, laptop, tag, copies in story:
        carried.shoot.now += timedelta(minutes=minutes)
        carried.act(move, laptop, tag)
        for source, target, most, newest_first in copies:
            carried.carry(source, target, most, newest_first=newest_first)
    for _ in range(2):
        for target in LAPTOPS:
            for source in LAPTOPS:
                carried.carry(source, target, 999, newest_first=True)
    now = carried.shoot.now
    seen = []
    for laptop in LAPTOPS:
        situation = carried.situation(laptop)
        seen.append(
            (
                units(situation), day_of(situation, "main", now, FLOOR), due(situation, "main", now, FLOOR),
                statuses(situation, now, FLOOR), situation.findings, situation.open_restrictions(),
            )
        )  # fmt: skip
    assert seen[0] == seen[1] == seen[2]


def test_a_record_that_came_before_its_own_time_permits_nothing_here_also_later() -> None:
    """R-038: nobody knows how old it is by this clock. A later record of the same log that came in time counts."""
    shoot = begin().shoot
    cleared = shoot.clear(TAGS[0])
    situation = shoot.situation().seen_early(frozenset({cleared.digest}))
    for minutes in (0, 5):
        seen = status(situation, TAGS[0], shoot.now + timedelta(minutes=minutes), FLOOR)
        assert seen is not None
        assert (seen.state, seen.rule) == (State.UNVERIFIED, "R-038")
        assert "before its own time" in seen.why
    grown = situation.add(shoot.clear(TAGS[1]))
    assert permissions(grown, shoot.now) == {TAGS[1]: shoot.records[-1].title}
    again = grown.add(shoot.clear(TAGS[0]))
    assert set(permissions(again, shoot.now)) == set(TAGS)
