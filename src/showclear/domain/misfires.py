"""R-MISFIRE-1: how long nobody opens a gun that did not fire."""

from __future__ import annotations

from collections.abc import Iterable

from showclear.domain.limits import Limits, number
from showclear.domain.weapons import Ignition, Weapon

_BLACK_POWDER = frozenset({Ignition.PERCUSSION, Ignition.FLINTLOCK})


def misfire_wait(guns: Iterable[Weapon | None], limits: Limits) -> int:
    """Seconds: the longer wait for black powder, and where nobody can say what fires a gun, or which it was.

    Args:
        guns: those that misfired; None for one that is not on the register.
        limits: the limits that hold.
    """
    known = tuple(guns)
    wait = number(limits, "misfire_wait_seconds")
    if known and all(gun is not None and gun.ignition not in _BLACK_POWDER for gun in known):
        return wait
    return max(wait, number(limits, "misfire_wait_seconds_black_powder"))
