"""Generated passphrases: five words of the EFF large wordlist, 64.6 bits. People never invent them."""

from __future__ import annotations

import secrets
from functools import cache
from importlib.resources import files

WORDS_IN_A_PASSPHRASE = 5


@cache
def wordlist() -> tuple[str, ...]:
    """The 7,776 words, in the published order."""
    text = files("showclear.storage").joinpath("words.txt").read_text("ascii")
    return tuple(line for line in text.splitlines() if not line.startswith("#"))


def generate_passphrase(words: int = WORDS_IN_A_PASSPHRASE) -> str:
    """Draw words with the system's generator, with a space between them."""
    return " ".join(secrets.choice(wordlist()) for _ in range(words))


def normalize_passphrase(typed: str) -> str:
    """What a person typed, with single spaces and in lower case, as it was generated."""
    return " ".join(typed.lower().split())
