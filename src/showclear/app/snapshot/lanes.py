"""The lanes of a history as bytes: what is looked up in it, as numbers of records."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from showclear.app.snapshot.codec import SnapshotFault
from showclear.domain.situation.chains import Track
from showclear.domain.situation.history import Aspect, History


@dataclass(frozen=True, slots=True)
class LaneBytes:
    """Tables as JSON; beside them the numbers of all tracks, one behind the other."""

    tables: bytes
    indices: bytes
    sums: bytes


def pack(history: History) -> LaneBytes:
    """The lanes of a history. Nothing may be repeated in it (`History.repeated`)."""
    indices, sums = array("I"), array("q")

    def track(one: Track) -> list[int]:
        """How many records, and whether sums stand beside them; most lanes have no amounts."""
        indices.extend(one.indices)
        amounts = any(one.sums)
        if amounts:
            sums.extend(one.sums)
        return [len(one.indices), int(amounts)]

    tables = {
        "chains": [track(one) for one in history.chains],
        "logs": list(history.chains.of_log.items()),
        "lanes": [
            [aspect.value, name, [[chain, *track(one)] for chain, one in lane.items()]]
            for (aspect, name), lane in history.lanes.items()
        ],
        "tags": [[aspect.value, list(tags.items())] for aspect, tags in history.tags.items()],
        "names": [[name, list(ids.items())] for name, ids in history.names.items()],
        "open": [[item, list(found)] for item, found in history.never_closed.items()],
        "closed": [[list(what), found] for what, found in history.closed_by.items()],
        "boxes": [[place, list(found)] for place, found in history.boxes_of.items()],
        "places": [[box, list(found)] for box, found in history.places_of.items()],
        "found": history.found,
    }
    return LaneBytes(json.dumps(tables, separators=(",", ":")).encode(), indices.tobytes(), sums.tobytes())


def lay(packed: LaneBytes, history: History) -> None:
    """Lay the lanes of an empty history.

    Raises:
        SnapshotFault: they are not what `pack` gave.
    """
    indices, sums = array("I"), array("q")
    try:
        indices.frombytes(packed.indices)
        sums.frombytes(packed.sums)
        if indices and max(indices) >= history.start:
            raise ValueError("a lane names a record that is not there")
        tables: Mapping[str, Any] = json.loads(packed.tables)
        track = _tracks(indices, sums)
        history.chains.take([track(chain, *one) for chain, one in enumerate(tables["chains"])], dict(tables["logs"]))
        history.lanes = {
            (_ASPECTS[aspect], name): {chain: track(chain, count, amounts) for chain, count, amounts in lane}
            for aspect, name, lane in tables["lanes"]
        }
        history.tags = {_ASPECTS[aspect]: dict(tags) for aspect, tags in tables["tags"]}
        history.names = {name: dict(ids) for name, ids in tables["names"]}
        history.never_closed = {
            item: dict.fromkeys((index, kind) for index, kind in found) for item, found in tables["open"]
        }
        history.closed_by = {(item, index, kind): found for (item, index, kind), found in tables["closed"]}
        history.boxes_of = {place: dict.fromkeys(found) for place, found in tables["boxes"]}
        history.places_of = {box: dict.fromkeys(found) for box, found in tables["places"]}
        history.found = tables["found"]
        _lay_ends(history)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SnapshotFault(f"lanes: {error}") from error


def _lay_ends(history: History) -> None:
    """What was closed, in the order in which it was."""
    closings = [(by, what) for what, found in history.closed_by.items() for by in found]
    for index, (item, restriction, kind) in sorted(closings):
        history.end_restriction(item, restriction, kind, index)
    history.undone = dict.fromkeys(history.tags.get(Aspect.ACTION, {}))
    done = history.tags.get(Aspect.ACTION_DONE, {})
    ends = [
        (index, name)
        for name in done
        for one in history.lanes[Aspect.ACTION_DONE, name].values()
        for index in one.indices
    ]
    for index, name in sorted(ends):
        history.end_action(name, index)


_ASPECTS = {aspect.value: aspect for aspect in Aspect}


def _tracks(indices: array[int], sums: array[int]) -> Callable[[int, int, int], Track]:
    """Takes one track after the other."""
    taken = [0, 0]

    def take(chain: int, count: int, amounts: int) -> Track:
        track = Track(chain)
        track.indices = indices[taken[0] : taken[0] + count]
        track.sums = sums[taken[1] : taken[1] + count] if amounts else array("q", bytes(8 * count))
        taken[0] += count
        taken[1] += count if amounts else 0
        if len(track.indices) != count or len(track.sums) != count:
            raise ValueError("a track ends too early")
        return track

    return take
