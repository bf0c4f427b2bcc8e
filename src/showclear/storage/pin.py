"""The PIN of a shift: six digits that guard a key in memory, never one on a disk."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from showclear.errors import InputError
from showclear.words import english

PIN_DIGITS = 6
WRONG_PINS = 5
"""Wrong PINs over a whole shift that end it; a right one in between does not start the count anew."""


@dataclass(frozen=True, slots=True)
class PinCost:
    """What one guess costs: argon2id passes and memory in bytes."""

    passes: int
    memory: int


INTERACTIVE = PinCost(passes=5, memory=128 * 1024 * 1024)
"""About 0.25 s a guess on a 2-core laptop: a person does not notice, a thief of the memory needs days."""
FAST = PinCost(passes=1, memory=8192)
"""No protection at all: for tests and for making demonstrations, where nobody's key is at stake."""


def check_pin_choice(pin: str) -> str:
    """A PIN that may be chosen for a shift.

    Raises: `InputError` if it is not six digits, all the same digit, or a run such as 345678 or 987654.
    """
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        raise InputError(english("A PIN has six digits."), english("Choose six digits."))
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if steps == {0}:
        raise InputError(english("That PIN is the same digit six times."), english("Choose one that nobody guesses."))
    if steps in ({1}, {9}):
        raise InputError(english("That PIN counts up or down."), english("Choose one that nobody guesses."))
    return pin
