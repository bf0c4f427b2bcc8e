"""What anybody may do at any time, without a signature: take back, lock, out of sight, hold, stand down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from showclear.app.logbook import LogBook
from showclear.domain.custody import Shape
from showclear.domain.effects import Effect
from showclear.domain.people import CUSTODIANS, Person
from showclear.domain.situation.events import NO_REASON, RAISED_AGAIN
from showclear.domain.situation.status import set_status


@dataclass(frozen=True, slots=True)
class Act:
    """An unsigned record that is about to be written."""

    kind: str
    title: str
    effects: tuple[Effect, ...]
    by: str = ""


def take_back(tag: str, to_person: str, on_shift: Iterable[Person], usual: str) -> Act:
    """A gun is back with an armorer or handler.

    Args:
        tag: the weapon.
        to_person: who took it, by id; empty for `usual`, or the only one on shift.
        on_shift: whose keys are open here.
        usual: who issued it or has it already, by id; empty if nobody is known.

    Where nobody can be named the gun is unaccounted for: it is out of the hand and not yet with anybody.
    """
    custodians = [person.id for person in on_shift if person.role in CUSTODIANS]
    taker = to_person or usual or (custodians[0] if len(custodians) == 1 else "")
    if taker:
        effect = Effect("custody", {"item": tag, "shape": str(Shape.WITH), "person": taker})
    else:
        effect = Effect("custody", {"item": tag, "shape": str(Shape.UNACCOUNTED)})
    return Act("custody", f"{tag}: taken back", (effect,))  # not said: records stay English


def lock(item: str, lock: str, seal: str, key: str) -> Act:
    """An item is locked up: which lock, which seal, who holds the key."""
    values: dict[str, str | int] = {"item": item, "shape": str(Shape.LOCKED)}
    values |= {name: value for name, value in (("lock", lock), ("seal", seal), ("key", key)) if value}
    return Act("custody", f"{item}: locked", (Effect("custody", values),))  # not said: records stay English


def out_of_sight(tag: str) -> Act:
    """A gun was out of its armorer's sight."""
    # not said: records stay English
    return Act("custody", f"{tag}: out of sight", (Effect("out-of-sight", {"weapon": tag}),))


def hold(reason: str, by: str, *, already_held: bool) -> Act:
    """Hold the set. A hold raised while one is open is a stand-down."""
    if already_held:
        return stand_down(reason or RAISED_AGAIN, by)
    return Act("hold", "Hold", (_on_the_set("hold", reason, by),), by)  # not said: records stay English


def raise_hold(book: LogBook, reason: str, by: str = "") -> str:
    """Write a hold, or a stand-down where the set is held already; the id of the event. Raises: StorageError."""
    if book.unwritten("hold") or book.unwritten("stand-down"):
        return book.write_unwritten()  # The same key again after the disk refused it: the same stop.
    stops = set_status(book.situation)
    return write(book, hold(reason, by, already_held=bool(stops.holds or stops.stand_downs)))


def write(book: LogBook, act: Act) -> str:
    """Write an act; the id of the event. It counts at once. Raises: StorageError."""
    return book.restrict(act.kind, act.title, act.effects, by=act.by)


def stand_down(reason: str, by: str) -> Act:
    """All gun work stops."""
    # not said: records stay English
    return Act("stand-down", "Stand-down", (_on_the_set("stand-down", reason, by),), by)


def _on_the_set(kind: str, reason: str, by: str) -> Effect:
    values: dict[str, str | int] = {"reason": reason or NO_REASON}
    return Effect(kind, {**values, "by": by} if by else values)
