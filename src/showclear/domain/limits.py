"""Limits: numbers and sets that a production may make stricter and never laxer.

Each limit knows which way is stricter, so that packs compose to the strictest in any order. `FLOOR` is always in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from showclear.domain.people import Role
from showclear.domain.weapons import WeaponClass
from showclear.words import english, english_count

LimitValue = int | frozenset[str]
"""Numbers in the unit of the limit; a yes or no is a bool (which is an int); a choice is a set of ids."""

Limits = Mapping[str, LimitValue]
"""Limit id to value. A limit that is not in it has its floor value."""


class Direction(StrEnum):
    """Which of two values is the stricter one."""

    LARGER = "larger"
    SMALLER = "smaller"
    INTERSECTION = "intersection"
    OR = "or"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit. `source` is a key of sources.toml with its label, or "ours" where nobody published a number."""

    id: str
    direction: Direction
    floor: LimitValue
    unit: str
    words: str
    source: str


def _limit(id: str, direction: Direction, floor: LimitValue, unit: str, words: str, source: str) -> tuple[str, Limit]:
    return id, Limit(id, direction, floor, unit, words, source)


LIMITS: Mapping[str, Limit] = dict(
    (
        _limit(
            "clearance_minutes",
            Direction.SMALLER,
            15,
            "minutes",
            english("how long a clearance lives since the oldest look of the verifying pass"),
            "ours",
        ),
        _limit(
            "issue_minutes_cold",
            Direction.SMALLER,
            10,
            "minutes",
            english("how long a cold gun may stay in the hand since it was shown"),
            "ours",
        ),
        _limit(
            "issue_minutes_hot",
            Direction.SMALLER,
            5,
            "minutes",
            english("how long a hot gun may stay in the hand since it was shown"),
            "ours",
        ),
        _limit(
            "block_minutes",
            Direction.SMALLER,
            15,
            "minutes",
            english("how old a block may get before it starts again"),
            "ours",
        ),
        _limit(
            "pass_idle_seconds",
            Direction.SMALLER,
            120,
            "seconds",
            english("how long a pass may rest before the PIN is asked again"),
            "ours",
        ),
        _limit(
            "day_hours",
            Direction.SMALLER,
            18,
            "hours",
            english("how long a shooting day is open since it was opened"),
            "ours",
        ),
        _limit(
            "guns_per_handler",
            Direction.SMALLER,
            2,
            "guns",
            english("how many guns may be out at once for each person on duty to watch"),
            "ours",
        ),
        _limit(
            "blank_stand_off",
            Direction.LARGER,
            610,
            "cm",
            english("the least distance from a muzzle with a blank to anybody"),
            "AEAA",
        ),
        _limit(
            "misfire_wait_seconds",
            Direction.LARGER,
            30,
            "seconds",
            english("how long nobody moves after a misfire"),
            "ours",
        ),
        _limit(
            "misfire_wait_seconds_black_powder",
            Direction.LARGER,
            60,
            "seconds",
            english("how long nobody moves after a misfire with black powder"),
            "ours",
        ),
        _limit(
            "weapon_classes",
            Direction.INTERSECTION,
            frozenset(str(item) for item in WeaponClass),
            "",
            english("which classes of weapon may be on this production"),
            "ours",
        ),
        _limit(
            "hand_over_by",
            Direction.INTERSECTION,
            frozenset({str(Role.ARMORER)}),
            "",
            english("who may hand a gun to its holder"),
            "CA-9153",
        ),
        _limit(
            "permit_needed",
            Direction.OR,
            False,
            "",
            english("whether a permit has to be named before a gun comes out"),
            "ours",
        ),
        _limit(
            "police_notice_needed",
            Direction.OR,
            False,
            "",
            english("whether the police have to be told each day before a gun comes out"),
            "ours",
        ),
    )
)
"""Every limit of this version by id."""

FLOOR: Limits = {limit.id: limit.floor for limit in LIMITS.values()}
"""The values that are always in."""


def stricter(limit: Limit, a: LimitValue, b: LimitValue) -> LimitValue:
    """The stricter of two values of one limit.

    Raises:
        ValueError: a value is not of the kind that the limit has.
    """
    if limit.direction is Direction.INTERSECTION:
        if not isinstance(a, frozenset) or not isinstance(b, frozenset):
            raise ValueError(f"limit {limit.id} takes a set")
        return a & b
    if isinstance(a, frozenset) or isinstance(b, frozenset):
        raise ValueError(f"limit {limit.id} takes a number")
    if limit.direction is Direction.OR:
        return bool(a or b)
    return max(a, b) if limit.direction is Direction.LARGER else min(a, b)


def strictest(a: Limits, b: Limits) -> Limits:
    """Two sets of limits composed: each limit at its stricter value. Order and repetition do not matter.

    Raises:
        ValueError: a limit that this version does not know, or a value of the wrong kind.
    """
    unknown = sorted((a.keys() | b.keys()) - LIMITS.keys())
    if unknown:
        raise ValueError(f"unknown limits: {', '.join(unknown)}")
    composed: dict[str, LimitValue] = {}
    for name, limit in LIMITS.items():
        values = [limits[name] for limits in (a, b) if name in limits]
        if values:
            composed[name] = stricter(limit, values[0], values[-1])
    return composed


def number(limits: Limits, name: str) -> int:
    """The value of a numeric limit, never laxer than its floor.

    Raises:
        ValueError: the limit is a set.
        KeyError: there is no such limit.
    """
    limit = LIMITS[name]
    value = stricter(limit, limits.get(name, limit.floor), limit.floor)
    if isinstance(value, frozenset):
        raise ValueError(f"limit {name} takes a set")
    return value


def choice(limits: Limits, name: str) -> frozenset[str]:
    """The ids that a limit leaves, never more than its floor.

    Raises:
        ValueError: the limit is a number.
        KeyError: there is no such limit.
    """
    limit = LIMITS[name]
    value = stricter(limit, limits.get(name, limit.floor), limit.floor)
    if not isinstance(value, frozenset):
        raise ValueError(f"limit {name} takes a number")
    return value


def needed(limits: Limits, name: str) -> bool:
    """Whether what a limit of yes or no asks for is needed here.

    Raises:
        KeyError: there is no such limit.
    """
    return bool(number(limits, name))


def is_stricter(limit: Limit, a: LimitValue, b: LimitValue) -> bool:
    """Whether `a` forbids something that `b` allows. Raises: ValueError for a value of the wrong kind."""
    return stricter(limit, a, b) != b


def written(value: LimitValue) -> str:
    """A value as it stands in records: digits, yes or no, or ids with a space between them."""
    if isinstance(value, frozenset):
        return " ".join(sorted(value))
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def read_value(limit: Limit, text: str) -> LimitValue:
    """A value from what stands in a record.

    Raises:
        ValueError: it is not a value of this limit.
    """
    if limit.direction is Direction.INTERSECTION:
        ids = frozenset(text.split())
        if not isinstance(limit.floor, frozenset) or not ids <= limit.floor:
            raise ValueError(f"limit {limit.id} does not know “{text}”")
        return ids
    if limit.direction is Direction.OR:
        if text not in ("yes", "no"):
            raise ValueError(f"limit {limit.id} is yes or no, not “{text}”")
        return text == "yes"
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise ValueError(f"limit {limit.id} takes a number, not “{text}”")
    return int(text)


def in_words(limit: Limit, value: LimitValue) -> str:
    """A value as people read it: with its unit; centimetres as metres; no ids left is nothing."""
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or english("none")
    if isinstance(value, bool):
        return english("yes") if value else english("no")
    if limit.unit == "cm":
        return english("{metres}.{centimetres:02} m", metres=value // 100, centimetres=value % 100)
    match limit.unit:
        case "minutes":
            return english_count("{count} minute", "{count} minutes", value)
        case "seconds":
            return english_count("{count} second", "{count} seconds", value)
        case "hours":
            return english_count("{count} hour", "{count} hours", value)
        case "guns":
            return english_count("{count} gun", "{count} guns", value)
    return f"{value} {limit.unit}".strip()
