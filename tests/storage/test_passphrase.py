"""Generated passphrases."""

from __future__ import annotations

from hashlib import sha256
from math import log2

from showclear.storage.passphrase import generate_passphrase, normalize_passphrase, wordlist


def test_the_words_are_the_eff_large_wordlist() -> None:
    """7,776 different words, as published in 2016; the digest is in docs/licences/eff-wordlist.md."""
    words = wordlist()
    assert len(words) == len(set(words)) == 7776
    text = "".join(f"{word}\n" for word in words)
    assert sha256(text.encode()).hexdigest() == "6d557f0693958fb5e650b68b5bee585eb82cf4da32965505c789e924743bc522"


def test_a_passphrase_has_five_words_and_64_bits() -> None:
    """What a person carries; two are never the same."""
    drawn = {generate_passphrase() for _ in range(200)}
    assert len(drawn) == 200
    assert all(len(one.split(" ")) == 5 and set(one.split(" ")) <= set(wordlist()) for one in drawn)
    assert 5 * log2(len(wordlist())) > 64


def test_case_and_spaces_do_not_matter_when_typing() -> None:
    """Cold fingers and caps lock."""
    assert normalize_passphrase("  Surfacing NEON\tchlorine  mouse tanning ") == "surfacing neon chlorine mouse tanning"
    assert all(normalize_passphrase(word) == word for word in wordlist())
