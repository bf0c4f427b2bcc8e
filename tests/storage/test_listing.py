"""What came and went in a folder, and the names that are there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showclear.storage import listing
from showclear.storage.listing import Names, changes

NAMES = st.frozensets(st.integers(0, 40).map(lambda number: f"cart-{number:02d}"))


@pytest.fixture(autouse=True, scope="module")
def small_blocks() -> object:
    """Blocks of three, so that forty names are many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "_BLOCK", 3)
        yield


@given(NAMES, NAMES)
def test_what_came_and_went_is_the_difference_of_the_sets(before: frozenset[str], after: frozenset[str]) -> None:
    """A name that is missed would be a stop that nobody reads."""
    found = changes(tuple(sorted(before)), tuple(sorted(after)))
    assert found == (after - before, before - after)


@given(st.lists(NAMES, max_size=6))
def test_names_that_change_step_by_step_are_those_of_the_last_look(looks: list[frozenset[str]]) -> None:
    """However often something came, went, and came again."""
    names, before = Names(looks[0] if looks else frozenset()), looks[0] if looks else frozenset()
    for now in looks:
        names.change(now - before, before - now)
        before = now
        assert (frozenset(names), len(names)) == (now, len(now))
        assert names.among(["cart-00", "cart-01", "truck-00"]) == now & {"cart-00", "cart-01", "truck-00"}
    assert "truck-00" not in names
