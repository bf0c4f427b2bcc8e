"""A chain that goes on from a past answers like one that was given every head."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showclear.ledger.chain import Chain
from showclear.ledger.head import ZERO_DIGEST, Head
from showclear.ledger.past import Past
from tests.ledger.test_chain import digest, head, random_heads


def past_of(heads: dict[str, Head], digests: list[str]) -> Past:
    """The past that some records make."""
    columns = Chain({one: heads[one] for one in digests}).columns(digests)
    assert columns is not None
    return Past(columns, lambda row: heads[digests[row]])


def plain_start(heads: dict[str, Head], most: int) -> list[str]:
    """Records from the start, as many as there can be without a fork or a gap; each after its ancestors."""
    taken: list[str] = []
    for name in list(heads)[:most]:
        if Chain({one: heads[one] for one in (*taken, name)}).columns([*taken, name]) is not None:
            taken.append(name)
    return taken


@given(st.integers(0, 10**6), st.integers(1, 25), st.integers(0, 25), st.sampled_from((0.0, 0.2)))
@settings(max_examples=80, deadline=None)
def test_a_past_and_what_came_later_answer_like_all_heads_at_once(
    seed: int, size: int, cut: int, forking: float
) -> None:
    """In whatever order what is later arrives; forks, holes and clocks that run backwards among it."""
    heads = random_heads(seed, size, forking=forking)
    start = plain_start(heads, cut)
    later = [name for name in heads if name not in start]
    random.Random(seed).shuffle(later)
    left_out = set(later[: seed % 3])
    whole = Chain({name: one for name, one in heads.items() if name not in left_out})
    chain = Chain(past=past_of(heads, start))
    for name in later:
        if name not in left_out:
            chain.add({name: heads[name]})
    assert len(chain) == len(whole)
    for earlier in heads:
        assert (earlier in chain) is (earlier in whole)
        for other in heads:
            assert chain.is_ancestor(earlier, other) is whole.is_ancestor(earlier, other)
            if other in whole:
                assert chain.precedes(earlier, heads[other], other) is whole.precedes(earlier, heads[other], other)
    assert chain.order() == whole.order()
    assert tuple(chain.in_order(sorted(whole.order()))) == whole.order()
    assert tuple(chain.newest(5)) == whole.order()[-5:]
    assert chain.heads() == whole.heads()
    assert (chain.logs(), chain.forks(), chain.gaps()) == (whole.logs(), whole.forks(), whole.gaps())
    assert chain.missing() == whole.missing()
    assert chain.of_kind("hold") == whole.of_kind("hold")
    assert chain.of_kind("day-seal") == ()
    for name in whole.order():
        one = heads[name]
        assert chain.head(name) == one
        assert chain.is_whole(one) is whole.is_whole(one)
        assert chain.records_at(one.log, one.sequence) == whole.records_at(one.log, one.sequence)
        assert chain.number_below(one.log, one.sequence) == whole.number_below(one.log, one.sequence)


def test_a_past_finds_a_record_by_its_digest_and_by_its_name() -> None:
    """And nothing else by a name or digest that only begins like it."""
    heads = random_heads(3, 12, forking=0.0)
    names = list(heads)
    past = past_of(heads, names)
    for row, name in enumerate(names):
        assert past.row(name) == row == past.row_named(past.name(row))
        assert past.row(name[:-1] + ("0" if name[-1] != "0" else "1")) is None
    assert past.row("lost cart") is None
    other_log = past.name(0).replace("log", "leg")
    assert past.row_named(other_log) is None
    assert past.row_named("nothing.toml") is None


@pytest.mark.parametrize("what", ["gap", "fork", "missing"])
def test_what_is_not_plain_is_no_past(what: str) -> None:
    """A gap, a fork or something missing: then the files are read every time."""
    first, second = digest(1), digest(2)
    heads = {first: head("cart", 1), second: head("cart", 2, first)}
    assert Chain(heads).columns([first, second]) is not None
    match what:
        case "gap":
            heads[digest(3)] = head("cart", 4, second)
        case "fork":
            heads[digest(3)] = head("cart", 2, first, late=9)
        case _:
            heads[digest(3)] = head("truck", 1, ZERO_DIGEST, (), 3)
            heads[digest(4)] = head("truck", 2, digest(9))
    assert Chain(heads).columns(list(heads)) is None
