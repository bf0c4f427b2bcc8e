"""Which guns an emergency may be about, before anybody has said which (R-048, R-114)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from showclear.domain.checklists import Procedure
from showclear.domain.custody import Shape
from showclear.domain.situation.status import State, WeaponStatus


class Meant(NamedTuple):
    """The guns that what was called may be about."""

    tags: tuple[str, ...]
    ask: bool
    """Whether somebody has to say which of them; where nobody knows, it is all."""


def guns_meant(guns: Iterable[WeaponStatus], procedure: Procedure) -> Meant:
    """The guns at hand; where none is, a misfire is that of one in a hand, and its list needs its name."""
    every = tuple(guns)
    found = guns_at_hand(every)
    if found or procedure is not Procedure.MISFIRE:
        return Meant(found, ask=len(found) > 1)
    held = tuple(one.weapon.tag for one in every if _is_in_hand(one))
    return Meant(held, ask=bool(held))


def guns_at_hand(guns: Iterable[WeaponStatus]) -> tuple[str, ...]:
    """Those that are out, and those that hold a blank outside a lock: also in the armorer's hand it can go off."""
    return tuple(one.weapon.tag for one in guns if one.is_out or (one.state is State.HOT and not one.is_locked))


def _is_in_hand(status: WeaponStatus) -> bool:
    """Whether an armorer or a handler has it, and it is something that could fire."""
    return status.custody is not None and status.custody.shape is Shape.WITH and not status.weapon.inert
