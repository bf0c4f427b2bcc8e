"""Limits compose to the strictest, in any order."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showclear.domain.limits import (
    FLOOR,
    LIMITS,
    Direction,
    Limit,
    Limits,
    LimitValue,
    choice,
    in_words,
    is_stricter,
    needed,
    number,
    read_value,
    stricter,
    strictest,
    written,
)


def _values(limit: Limit) -> st.SearchStrategy[LimitValue]:
    if isinstance(limit.floor, frozenset):
        return st.frozensets(st.sampled_from(sorted(limit.floor)))
    return st.booleans() if limit.direction is Direction.OR else st.integers(0, 5_000)


PACKS: st.SearchStrategy[Limits] = st.fixed_dictionaries(
    {}, optional={name: _values(limit) for name, limit in LIMITS.items()}
)
"""Packs with any limits, each with any value of its kind."""


def _grouped(packs: list[Limits], data: st.DataObject) -> Limits:
    """The packs composed two by two, in whatever grouping."""
    if len(packs) == 1:
        return packs[0]
    split = data.draw(st.integers(1, len(packs) - 1))
    return strictest(_grouped(packs[:split], data), _grouped(packs[split:], data))


def test_the_stricter_value_wins_in_each_direction() -> None:
    """Fewer minutes, more distance, fewer classes, and a duty that anybody has."""
    a: Limits = {
        "clearance_minutes": 10, "blank_stand_off": 500, "permit_needed": False,
        "weapon_classes": frozenset({"rubber", "replica"}),
    }  # fmt: skip
    b: Limits = {
        "clearance_minutes": 12, "blank_stand_off": 900, "permit_needed": True,
        "weapon_classes": frozenset({"rubber", "live-capable"}),
    }  # fmt: skip
    assert strictest(a, b) == {
        "clearance_minutes": 10, "blank_stand_off": 900, "permit_needed": True, "weapon_classes": frozenset({"rubber"}),
    }  # fmt: skip


@given(st.lists(PACKS, min_size=1, max_size=5), st.data())
def test_packs_compose_in_any_order_and_any_grouping(packs: list[Limits], data: st.DataObject) -> None:
    """A production that adopts five packs has one set of limits, whoever adopted which first."""
    composed = reduce(strictest, packs, FLOOR)
    shuffled = data.draw(st.permutations([FLOOR, *packs]))
    assert _grouped(list(shuffled), data) == composed
    assert strictest(composed, composed) == composed, "adopted twice is adopted once"
    assert reduce(strictest, packs, composed) == composed


@given(st.lists(PACKS, max_size=4))
def test_nothing_composed_is_laxer_than_one_of_its_members_or_than_the_floor(packs: list[Limits]) -> None:
    """The floor is always in, also where a value is read without composing first."""
    composed = reduce(strictest, packs, FLOOR)
    assert composed.keys() == LIMITS.keys()
    for pack in (FLOOR, *packs):
        for name, value in pack.items():
            assert not is_stricter(LIMITS[name], value, composed[name]), name
    for name, limit in LIMITS.items():
        alone = packs[0] if packs else {}
        read = choice(alone, name) if limit.direction is Direction.INTERSECTION else number(alone, name)
        assert read == stricter(limit, alone.get(name, limit.floor), limit.floor)


@given(PACKS)
def test_a_value_is_read_from_a_record_as_it_was_written(pack: Limits) -> None:
    """What a definitions record says of a limit means the same in ten years."""
    for name, value in pack.items():
        assert read_value(LIMITS[name], written(value)) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("clearance_minutes", "five"),
        ("clearance_minutes", "-5"),
        ("clearance_minutes", ""),
        ("clearance_minutes", "1234567"),
        ("clearance_minutes", "٥"),
        ("permit_needed", "1"),
        ("weapon_classes", "rubber cannon"),
        ("hand_over_by", "assistant-director"),
    ],
)
def test_what_is_no_value_of_a_limit_is_refused(name: str, text: str) -> None:
    """A value that nobody understands must not become one that always holds."""
    with pytest.raises(ValueError, match=name):
        read_value(LIMITS[name], text)


def test_values_stand_in_words_with_their_unit() -> None:
    """What is shown before two people sign."""
    shown = {
        "blank_stand_off": in_words(LIMITS["blank_stand_off"], 610),
        "clearance_minutes": in_words(LIMITS["clearance_minutes"], 1),
        "permit_needed": in_words(LIMITS["permit_needed"], True),
        "weapon_classes": in_words(LIMITS["weapon_classes"], frozenset({"non-gun", "airsoft"})),
        "hand_over_by": in_words(LIMITS["hand_over_by"], frozenset()),
    }
    assert shown == {
        "blank_stand_off": "6.10 m",
        "clearance_minutes": "1 minute",
        "permit_needed": "yes",
        "weapon_classes": "airsoft, non-gun",
        "hand_over_by": "none",
    }


def test_the_floor_has_the_numbers_of_the_design() -> None:
    """Fifteen and ten and five minutes, two idle minutes, twenty feet."""
    names = (
        "clearance_minutes",
        "issue_minutes_cold",
        "issue_minutes_hot",
        "block_minutes",
        "pass_idle_seconds",
        "blank_stand_off",
    )
    assert [FLOOR[name] for name in names] == [15, 10, 5, 15, 120, 610]
    assert not needed(FLOOR, "permit_needed")
    assert choice(FLOOR, "hand_over_by") == {"armorer"}
    assert LIMITS["blank_stand_off"].source == "AEAA"
    assert all(limit.source and limit.words for limit in LIMITS.values())


def test_a_limit_that_nobody_knows_is_refused() -> None:
    """A typing mistake must not become a limit that never applies."""
    with pytest.raises(ValueError, match="clearence_minutes"):
        strictest({"clearence_minutes": 5}, {})
    with pytest.raises(KeyError):
        number({}, "clearence_minutes")
    with pytest.raises(ValueError, match="takes a set"):
        number({}, "weapon_classes")
    with pytest.raises(ValueError, match="takes a number"):
        choice({}, "clearance_minutes")
    with pytest.raises(ValueError, match="takes a number"):
        strictest({"clearance_minutes": frozenset()}, {"clearance_minutes": 4})
    with pytest.raises(ValueError, match="takes a set"):
        strictest({"weapon_classes": 1}, {"weapon_classes": frozenset()})
