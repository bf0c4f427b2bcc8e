"""Ancestry over several logs, against a slow and obvious reference."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from showclear.ledger.chain import Chain
from showclear.ledger.head import SCHEMA, ZERO_DIGEST, Citation, Head, sorted_after
from showclear.ledger.holes import Fork, Gap, Missing

START = datetime(2026, 3, 1, tzinfo=UTC)


def head(log: str, sequence: int, previous: str = ZERO_DIGEST, after: tuple[Citation, ...] = (), late: int = 0) -> Head:
    return Head(SCHEMA, "hold", "0" * 32, "1" * 64, log, sequence, previous, START + timedelta(seconds=late), after, ())


def digest(name: object) -> str:
    return sha256(repr(name).encode()).hexdigest()


def random_heads(seed: int, size: int, logs: int = 3, forking: float = 0.15) -> dict[str, Head]:
    """Laptops that see some of what the others wrote, and sometimes go on from an old record of their own."""
    chance = random.Random(seed)
    heads: dict[str, Head] = {}
    lines: dict[str, list[str]] = {f"log{number}": [] for number in range(logs)}
    for number in range(size):
        log = chance.choice(list(lines))
        line = lines[log]
        forks = bool(line) and chance.random() < forking
        previous = (chance.choice(line) if forks else line[-1]) if line else ZERO_DIGEST
        after = sorted_after(
            [
                Citation(other, heads[seen].sequence, seen)
                for other, others in lines.items()
                if other != log and others and chance.random() < 0.5
                for seen in chance.sample(others, k=min(len(others), chance.randint(1, 2)))
            ]
        )
        sequence = heads[previous].sequence + 1 if previous in heads else 1
        name = digest((seed, number))
        heads[name] = head(log, sequence, previous, after, late=chance.randint(0, 50))
        line.append(name)
    return heads


def reference_ancestors(heads: dict[str, Head]) -> dict[str, set[str]]:
    """All that lie behind each record, by walking."""
    found: dict[str, set[str]] = {}

    def behind(name: str) -> set[str]:
        if name not in found:
            parents = [parent for parent in heads[name].parents if parent in heads]
            found[name] = set(parents).union(*map(behind, parents)) if parents else set()
        return found[name]

    for name in heads:
        behind(name)
    return found


def assert_same_as_reference(chain: Chain, heads: dict[str, Head]) -> None:
    ancestors = reference_ancestors(heads)
    for later in heads:
        for earlier in heads:
            assert chain.is_ancestor(earlier, later) is (earlier in ancestors[later])
    some = [*heads][::3]
    is_behind = chain.behind(some)
    assert {name for name in heads if is_behind(name)} == set().union(*(ancestors[one] for one in some))


@given(st.integers(0, 10**6), st.integers(1, 25))
@settings(max_examples=60, deadline=None)
def test_is_ancestor_agrees_with_walking(seed: int, size: int) -> None:
    """Rule 22, with forks, citations of old records and several heads of one log."""
    heads = random_heads(seed, size)
    assert_same_as_reference(Chain(heads), heads)


@given(st.integers(0, 10**6), st.integers(2, 20), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_records_may_arrive_in_any_order_and_with_holes(seed: int, size: int, chance: random.Random) -> None:
    """A sync tool brings the newest first; what was held before must not give another answer."""
    heads = random_heads(seed, size)
    names = list(heads)
    chance.shuffle(names)
    kept = names[: max(1, size - chance.randint(0, 3))]
    chain = Chain()
    for name in kept:
        chain.add({name: heads[name]})
    held = {name: heads[name] for name in kept}
    assert_same_as_reference(chain, held)
    assert chain.order() == Chain(held).order()
    assert chain.missing() == Chain(held).missing()
    assert chain.heads() == reference_heads(held)
    assert chain.forks() == Chain(held).forks()
    assert chain.gaps() == Chain(held).gaps()


def reference_heads(heads: dict[str, Head]) -> dict[str, tuple[str, ...]]:
    """By looking at every record of a log: nobody follows it there, and it is the last, doubled, or a side line."""
    found: dict[str, tuple[str, ...]] = {}
    for log in sorted({one.log for one in heads.values()}):
        own = {name: one for name, one in heads.items() if one.log == log}
        numbers = [one.sequence for one in own.values()]
        followed = {one.previous for one in own.values()}
        found[log] = tuple(
            name
            for name in sorted(own.keys() - followed)
            if (at := own[name].sequence) == max(numbers) or numbers.count(at) > 1 or at + 1 in numbers
        )
    return found


@given(st.integers(0, 10**6), st.integers(1, 25))
@settings(max_examples=40, deadline=None)
def test_the_order_puts_ancestors_first(seed: int, size: int) -> None:
    """And holds every record once."""
    heads = random_heads(seed, size)
    order = Chain(heads).order()
    place = {name: index for index, name in enumerate(order)}
    assert sorted(order) == sorted(heads)
    for later, ancestors in reference_ancestors(heads).items():
        assert all(place[earlier] < place[later] for earlier in ancestors)


def line(log: str, count: int) -> dict[str, Head]:
    """One log without a fault."""
    heads: dict[str, Head] = {}
    previous = ZERO_DIGEST
    for sequence in range(1, count + 1):
        heads[digest((log, sequence))] = head(log, sequence, previous)
        previous = digest((log, sequence))
    return heads


def test_a_gap_and_what_is_missing_are_named() -> None:
    """Rule 21."""
    heads = line("a", 6)
    for sequence in (2, 3, 5):
        del heads[digest(("a", sequence))]
    chain = Chain(heads)
    assert chain.gaps() == (Gap("a", 2, 3), Gap("a", 5, 5))
    assert set(chain.missing()) == {
        Missing(digest(("a", 3)), "a", 3, digest(("a", 4))),
        Missing(digest(("a", 5)), "a", 5, digest(("a", 6))),
    }
    assert chain.heads() == {"a": (digest(("a", 6)),)}


def test_a_fork_has_two_heads_and_is_named() -> None:
    """A clone went on: both lines stay, and the next record of another log cites both."""
    heads = line("a", 3)
    other = digest("other")
    heads[other] = head("a", 3, digest(("a", 2)))
    chain = Chain(heads)
    both = tuple(sorted((other, digest(("a", 3)))))
    assert chain.forks() == (Fork("a", 3, both),)
    assert chain.heads() == {"a": both}
    assert not chain.is_ancestor(other, digest(("a", 3)))
    assert chain.is_ancestor(digest(("a", 2)), other)


def test_a_record_that_is_not_here_yet_is_placed_by_what_it_cites() -> None:
    """Before publishing, the app asks what the new record would have behind it."""
    heads = line("a", 2)
    chain = Chain(heads)
    new = head("b", 1, after=(Citation("a", 2, digest(("a", 2))),))
    assert chain.precedes(digest(("a", 1)), new, "f" * 64)
    assert not chain.precedes("f" * 64, new, "f" * 64)


def test_a_long_log_is_placed_and_asked_quickly() -> None:
    """Look-ups must not grow with the log: walking or recursing would not come through this."""
    heads: dict[str, Head] = {}
    tips: dict[str, str] = {}
    for number in range(20_000):
        log = f"log{number % 3}"
        previous = tips.get(log, ZERO_DIGEST)
        after = sorted_after([Citation(one, heads[tip].sequence, tip) for one, tip in tips.items() if one != log])
        name = digest(number)
        heads[name] = head(log, number // 3 + 1, previous, after, late=number)
        tips[log] = name
    chain = Chain(heads)
    assert chain.is_ancestor(digest(0), digest(19_999))
    assert not chain.is_ancestor(digest(19_999), digest(0))
    assert len(chain.order()) == 20_000


def test_a_hostile_number_of_forks_stays_small() -> None:
    """Two thousand forged files with one number must not cost a square of memory."""
    heads = line("a", 2)
    for number in range(2000):
        heads[digest(("fork", number))] = head("a", 3, digest(("a", 2)))
    chain = Chain(heads)
    assert len(chain.heads()["a"]) == 2000
    assert sum(len(clock) for clock in chain._clock.values()) < 5000
