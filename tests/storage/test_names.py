"""Many names in little memory are a set like any other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showclear.storage import names as names_module
from showclear.storage.names import Both, Names, look_at, sum_of_names

NAME = st.text("ab\n-é\udc80", min_size=1, max_size=4)
SOME = st.sets(NAME, max_size=12)


@pytest.fixture(params=[3, 50, 1 << 16], ids=str, scope="module", autouse=True)
def _step(request: pytest.FixtureRequest) -> Iterator[None]:
    """Names are compared and unpacked in steps; with small ones every edge is met."""
    patch = pytest.MonkeyPatch()
    patch.setattr(names_module, "_STEP", request.param)
    patch.setattr(names_module, "_AT_ONCE", 3)
    yield
    patch.undo()


def made(names: set[str]) -> Names:
    """The names as they are kept."""
    return Names(sorted(names))


@given(SOME, SOME)
def test_many_names_are_a_set(first: set[str], second: set[str]) -> None:
    """Whatever a name holds: a line break in one must not make two of it."""
    ours, theirs = made(first), made(second)
    assert list(ours) == sorted(first)
    assert len(ours) == len(first)
    assert (ours == theirs) == (first == second)
    assert ours == frozenset(first)
    assert Names.of(ours.data) == ours
    more = ours.with_more(second)
    assert (more, len(more), set(more)) == (made(first | second), len(first | second), first | second)
    assert (ours, len(ours)) == (made(first), len(first))
    assert all((name in ours) == (name in first) for name in {*first, *second, "zz", "", "a\0b"})
    assert ours - theirs == first - second
    assert ours - frozenset(second) == first - second
    assert frozenset(second) - ours == second - first
    assert ours & second == first & second
    assert second & ours == first & second


@given(SOME, SOME, SOME)
def test_many_names_and_a_few_more_are_a_set(first: set[str], second: set[str], third: set[str]) -> None:
    """What a laptop has marked: what it took over, and what came since."""
    both, others = Both(made(first), frozenset(second - first)), made(third)
    whole = first | second
    assert set(both) == whole
    assert len(both) == len(whole)
    assert both - others == whole - third
    assert others - both == third - whole
    assert frozenset(third) - both == third - whole
    assert both & third == third & whole
    assert third & both == third & whole


@given(SOME, SOME)
def test_names_look_alike_only_where_they_are_the_same(first: set[str], second: set[str]) -> None:
    """In any order for one look, in order for the digest."""
    assert look_at(first) == look_at(sorted(first))
    assert (look_at(first) == look_at(second)) == (first == second)
    assert (sum_of_names(sorted(first)) == sum_of_names(sorted(second))) == (first == second)
