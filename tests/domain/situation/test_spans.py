"""What was begun and ended: found at any point as if everything was looked through."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from showclear.domain.situation.spans import Spans

_CHAINS = st.integers(0, 2)


@given(st.lists(_CHAINS, min_size=2, max_size=24), st.data())
def test_what_was_begun_within_reach_and_ended_beyond_it_is_found_and_nothing_else(
    chains: list[int], data: st.DataObject
) -> None:
    """By records that are in one chain each: some end what an earlier one began."""
    spans: Spans[int] = Spans()
    ended: list[tuple[int, int]] = []
    for index in range(1, len(chains)):
        begun = data.draw(st.none() | st.integers(0, index - 1))
        if begun is not None:
            ended.append((begun, index))
            spans.end(begun, begun=(begun, chains[begun]), ended=(index, chains[index]))
    size = data.draw(st.integers(0, len(chains)))
    reach = data.draw(st.dictionaries(_CHAINS, st.integers(0, len(chains) - 1)))

    def known(index: int) -> bool:
        return index < size and index <= reach.get(chains[index], -1)

    assert sorted(spans.ended_beyond(reach, size)) == sorted(
        begun for begun, index in ended if known(begun) and not known(index)
    )
