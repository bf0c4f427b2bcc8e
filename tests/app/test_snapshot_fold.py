"""A situation that goes on from a snapshot is the one that all records make, in whatever order the later ones come.

The histories are those of the random days: several laptops, lies, stops, clocks that jump.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import timedelta
from random import Random

from hypothesis import settings

from showclear.app.snapshot.codec import decode, encode
from showclear.app.snapshot.lanes import LaneBytes, lay, pack
from showclear.domain.limits import FLOOR
from showclear.domain.situation import Situation, fold
from showclear.domain.situation.accounts import accounts, device_statuses
from showclear.domain.situation.batches import batch_statuses
from showclear.domain.situation.due import due
from showclear.domain.situation.history import History
from showclear.domain.situation.records import Ancestry, RecordFacts
from showclear.domain.situation.status import State, statuses
from showclear.domain.situation.stops import set_status, unreviewed
from showclear.domain.situation.values import Judgement
from showclear.domain.situation.view import View
from tests.domain.days.test_random_days import RandomDays
from tests.domain.situation.productions import Shoot


class Written:
    """The first records of a history as bytes, read back one by one where somebody asks."""

    def __init__(self, history: History) -> None:
        self.size = len(history)
        indices = range(self.size)
        self.rows = [json.dumps(encode(RecordFacts, history.record(index))).encode() for index in indices]
        self.judged = [json.dumps(encode(Judgement, history.judgement(index))).encode() for index in indices]
        self.digests = [history.digest(index) for index in indices]
        self.titles = [history.title(index) for index in indices]
        self.ids = [history.record(index).id for index in indices]
        self.lanes: LaneBytes = pack(history)

    def record(self, index: int) -> RecordFacts:
        return decode(RecordFacts, json.loads(self.rows[index]))

    def judgement(self, index: int) -> Judgement:
        return decode(Judgement, json.loads(self.judged[index]))

    def digest(self, index: int) -> str:
        return self.digests[index]

    def title(self, index: int) -> str:
        return self.titles[index]

    def index_of(self, digest: str) -> int | None:
        return self.digests.index(digest) if digest in self.digests else None

    def index_titled(self, title: str) -> int | None:
        return self.titles.index(title) if title in self.titles else None

    def with_id(self, event: str) -> tuple[int, ...]:
        return tuple(index for index in range(self.size) if self.ids[index] == event)

    def history(self, ancestry: Ancestry) -> History:
        history = History(ancestry, self)
        lay(self.lanes, history)
        history.again = self.history
        return history

    def situation(self, ancestry: Ancestry) -> Situation:
        return Situation(View(self.history(ancestry), self.size))


def everything(situation: Situation, shoot: Shoot) -> tuple[object, ...]:
    """What a board, a rule or a person may ever be told."""
    now, view = shoot.now, situation.view
    items = sorted({*situation.weapons(), *situation.devices(), *situation.containers(), ""})
    return (
        statuses(situation, now, FLOOR),
        set_status(situation),
        unreviewed(situation),
        accounts(situation),
        device_statuses(situation),
        batch_statuses(situation, now, FLOOR),
        tuple(due(situation, unit, now, FLOOR) for unit in ("main", "second")),
        situation.findings,
        situation.people(),
        situation.held_by_unknown,
        situation.restricted_items,
        [(item, situation.custody(item), situation.open_restrictions(item), view.seal(item)) for item in items],
    )


def assert_unknown_time_permits_least(situation: Situation, shoot: Shoot) -> None:
    """What the first frame shows is the situation at an unknown time: nothing in it is less restricted than now."""
    at_no_time = {one.weapon.tag: one for one in statuses(situation, None, FLOOR)}
    for minutes in (0, 7, 60, 60 * 24 * 30, -600):
        for one in statuses(situation, shoot.now + timedelta(minutes=minutes), FLOOR):
            painted = at_no_time[one.weapon.tag]
            assert painted.state is not State.COLD
            assert painted.state is one.state or (painted.state, one.state) == (State.UNVERIFIED, State.COLD)
            assert (painted.custody, painted.restrictions) == (one.custody, one.restrictions)


def causal_prefix(records: Sequence[RecordFacts], chance: Random) -> list[RecordFacts]:
    """Some records from the start, each with all that it has seen: never one event twice, for that is no snapshot."""
    cut = chance.randrange(len(records) + 1)
    taken, events = list[RecordFacts](), set[str]()
    for record in records[:cut]:
        if record.id in events:
            break
        events.add(record.id)
        taken.append(record)
    return taken


class SnapshotDays(RandomDays):
    """The same days; at the end a snapshot is made at a random place and the rest arrives in a random order."""

    def nothing_is_wrong(self) -> None:
        """Asked by the random days themselves."""

    def teardown(self) -> None:
        """Snapshot and later records are the full fold."""
        records = self.shoot.records
        if not records:
            return
        whole = everything(fold(records, self.shoot.ancestry), self.shoot)
        assert_unknown_time_permits_least(fold(records, self.shoot.ancestry), self.shoot)
        for seed in range(2):
            chance = Random(len(records) + seed)
            start = causal_prefix(records, chance)
            later = records[len(start) :]
            chance.shuffle(later)
            written = Written(fold(start, self.shoot.ancestry).view.history)
            situation = written.situation(self.shoot.ancestry)
            assert everything(situation, self.shoot) == everything(fold(start, self.shoot.ancestry), self.shoot)
            for record in later:
                situation = situation.add(record)
            assert everything(situation, self.shoot) == whole
            at_once = fold(later, self.shoot.ancestry, written.history)
            assert everything(at_once, self.shoot) == whole


EXAMPLES = int(os.environ.get("SHOWCLEAR_RANDOM_DAYS", "8"))
"""How many random days are played; set the variable for a long run."""

TestSnapshotDays = SnapshotDays.TestCase
TestSnapshotDays.settings = settings(max_examples=EXAMPLES, stateful_step_count=40, deadline=None)
