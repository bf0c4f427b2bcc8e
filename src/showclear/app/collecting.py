"""How often garbage is looked for: seldom, and never in the middle of a start."""

from __future__ import annotations

import gc

YOUNG_OBJECTS = 20_000
"""New objects before the youngest are looked through; takes about a millisecond."""


def collect_rarely() -> None:
    """Look only through young objects, and through all others a thousand times more seldom than Python does.

    A start makes many objects and throws few away: what Python spends by default on looking through them again and
    again is a tenth of the start.
    """
    gc.set_threshold(YOUNG_OBJECTS, 50, 1000)
