"""What work at the keys costs: keys that are counted, seconds that are estimated."""

from __future__ import annotations

from dataclasses import dataclass

KEY = 0.35
"""Seconds for one key, with cold fingers."""
LOOK = 2.5
"""Seconds to look at the thing and know the answer."""
WORD = 0.4
"""Seconds for one word that is said aloud."""
READ = 5.0
"""Seconds to read what one is about to sign."""
PIN = 4.0
"""Seconds for six digits."""

PIN_KEYS = 6


@dataclass(frozen=True, slots=True)
class Effort:
    """Keys, PINs among them, answers and seconds of a piece of work."""

    keys: int = 0
    pins: int = 0
    answers: int = 0
    seconds: float = 0.0

    def __add__(self, other: Effort) -> Effort:
        return Effort(
            self.keys + other.keys,
            self.pins + other.pins,
            self.answers + other.answers,
            self.seconds + other.seconds,
        )

    def __sub__(self, other: Effort) -> Effort:
        return Effort(
            self.keys - other.keys,
            self.pins - other.pins,
            self.answers - other.answers,
            self.seconds - other.seconds,
        )


def keys(number: int) -> Effort:
    """So many keys that need no look."""
    return Effort(keys=number, seconds=number * KEY)


def answered(number: int, spoken: str = "") -> Effort:
    """One answer of so many keys, after a look or after the words that are said."""
    return Effort(keys=number, answers=1, seconds=number * KEY + (len(spoken.split()) * WORD if spoken else LOOK))


def pin(*, read: bool = False) -> Effort:
    """One PIN; `read`: what is signed is read before."""
    return Effort(keys=PIN_KEYS, pins=1, seconds=PIN + (READ if read else 0.0))
