"""The root of a day seal and the words on paper: vectors of others, and properties."""

from __future__ import annotations

import random
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showclear.errors import RecordError
from showclear.ledger.chain import Chain
from showclear.ledger.seal_words import LIST_SHA256, WORDS, start_of, words_of
from showclear.ledger.sealing import SEAL_KIND, _newest_seals, covered, read_seal, root_of
from tests.ledger.test_chain import random_heads

LEAVES = [bytes.fromhex(one) for one in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
"""Of the test data that goes with Certificate Transparency."""


@pytest.mark.parametrize("count", ROOTS)
def test_the_root_is_that_of_certificate_transparency(count: int) -> None:
    """RFC 6962, section 2.1: others can check it with what they have."""
    assert root_of(LEAVES[:count]) == ROOTS[count]


def recursive(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\1" + recursive(leaves[:split]) + recursive(leaves[split:])).digest()


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=40))
def test_the_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    """Level by level gives what the definition gives by splitting."""
    assert root_of(leaves) == recursive(leaves).hex()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 30), st.booleans())
def test_a_seal_is_over_what_no_earlier_seal_is_over(seed: int, size: int, holes: bool) -> None:
    """By the plain definition, over forks, holes and seals that do not know of each other."""
    chance = random.Random(seed)
    heads = {
        digest: head._replace(kind=SEAL_KIND) if chance.random() < 0.3 else head
        for digest, head in random_heads(seed, size).items()
        if not holes or chance.random() < 0.85
    }
    chain = Chain(heads)
    for digest, head in heads.items():
        before = [one for one in heads if chain.is_ancestor(one, digest)]
        seals = [one for one in before if heads[one].kind == SEAL_KIND]
        newest = {one for one in seals if not any(chain.is_ancestor(one, other) for other in seals)}
        assert set(_newest_seals(chain, head)) == newest
        if chain.is_whole(head):
            over = {one for one in before if not any(chain.is_ancestor(one, seal) for seal in seals)}
            assert set(covered(chain, head)) == over


def test_the_list_of_words_is_the_one_that_the_format_names() -> None:
    """Another list would say other words: papers of years ago would fit nothing."""
    assert len(WORDS) == len({word[:4] for word in WORDS}) == 2048
    assert sha256("".join(f"{word}\n" for word in WORDS).encode()).hexdigest() == LIST_SHA256


def test_the_script_for_hands_has_the_same_list() -> None:
    """It stands alone, so the list is in it once more; one word that differs would fit no paper."""
    script = (Path(__file__).resolve().parent.parent.parent / "docs/seal-words.sh").read_text("utf-8")
    assert tuple(script.partition("\nwords='")[2].partition("'")[0].split()) == WORDS


@given(st.binary(min_size=32, max_size=32))
def test_eight_words_are_the_first_88_bits(digest: bytes) -> None:
    """There and back; a zero in front is not lost."""
    words = words_of(digest.hex())
    assert len(words) == 8
    assert start_of(" ".join(words)) == digest.hex()[:22]
    assert start_of(", ".join(word[:4].upper() if len(word) > 4 else word for word in words)) == digest.hex()[:22]


GOOD = {"seal": {"heads": ["cart-ab12/000001 sha256:" + "0" * 64], "leaves": 1, "root": "sha256:" + "0" * 64}}
BAD = {
    "no table": {},
    "a table that is none": {"seal": 3},
    "no heads": {"seal": {**GOOD["seal"], "heads": None}},
    "heads that are no texts": {"seal": {**GOOD["seal"], "heads": [1]}},
    "a count that is yes": {"seal": {**GOOD["seal"], "leaves": True}},
    "a root that is no digest": {"seal": {**GOOD["seal"], "root": "sha256:zz"}},
}


@pytest.mark.parametrize("name", BAD)
def test_a_seal_that_states_nothing_readable_is_an_error_of_ours(name: str) -> None:
    """Step 19."""
    with pytest.raises(RecordError, match="cart-ab12/000002"):
        read_seal("cart-ab12/000002", BAD[name])
    assert read_seal("", GOOD).leaves == 1
