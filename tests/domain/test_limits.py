"""Limits compose to the strictest, in any order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showclear.domain.limits import FLOOR, LIMITS, Limits, number, strictest

PACKS = st.fixed_dictionaries(
    {},
    optional={
        "clearance_minutes": st.integers(1, 60), "blank_stand_off": st.integers(0, 5_000),
        "permit_needed": st.booleans(),
        "weapon_classes": st.frozensets(st.sampled_from(("rubber", "replica", "live-capable"))),
    },
)  # fmt: skip


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


@given(PACKS, PACKS, PACKS)
def test_packs_compose_in_any_order_and_any_number_of_times(a: Limits, b: Limits, c: Limits) -> None:
    """A production that adopts two packs has one set of limits."""
    assert strictest(a, b) == strictest(b, a)
    assert strictest(strictest(a, b), c) == strictest(a, strictest(b, c))
    assert strictest(a, a) == a


@given(PACKS)
def test_no_pack_is_laxer_than_the_floor(pack: Limits) -> None:
    """The floor is always in, also where a value is read without composing first."""
    composed = strictest(FLOOR, pack)
    assert composed.keys() == LIMITS.keys()
    assert number(pack, "clearance_minutes") == composed["clearance_minutes"] <= 15
    assert number(pack, "blank_stand_off") == composed["blank_stand_off"] >= 610


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
        strictest({"clearance_minutes": frozenset()}, {"clearance_minutes": 4})
    with pytest.raises(ValueError, match="takes a set"):
        strictest({"weapon_classes": 1}, {"weapon_classes": frozenset()})
