"""R-CLOSE-1: what has to be settled before a production is closed (ADR 0020)."""

from __future__ import annotations

from collections.abc import Iterator

from showclear.domain.custody import Custody, Shape
from showclear.domain.situation.accounts import device_custody
from showclear.domain.situation.batches import batch_tags, items_out
from showclear.domain.situation.day import Day, day_by_records, units
from showclear.domain.situation.fold import Situation
from showclear.domain.situation.sealing import unsealed_day
from showclear.domain.situation.stops import set_status
from showclear.words import english

_AT_REST = frozenset({Shape.LOCKED, Shape.OFF_PRODUCTION})


def obstacles(situation: Situation) -> tuple[str, ...]:
    """What has to be settled before a production is closed, in words; empty if nothing has."""
    return tuple(_obstacles(situation))


def _obstacles(situation: Situation) -> Iterator[str]:
    view = situation.view
    weapons, devices = situation.weapons(), situation.devices()
    for tag in (*weapons, *situation.containers()):
        if not _is_at_rest(situation.custody(tag)):
            yield english("{tag} is neither locked nor gone.", tag=tag)
    for tag in devices:
        custody = device_custody(view, tag)
        if custody is not None and not _is_at_rest(custody):
            yield english("{tag} is neither locked nor gone.", tag=tag)
    for tag in batch_tags(view):
        if not _is_at_rest(situation.custody(tag)):
            yield english("{tag} is neither locked nor gone.", tag=tag)
    if items_out(situation):
        yield english("{count} items of inert batches are out.", count=items_out(situation))
    for unit in units(view):
        day = day_by_records(view, unit.unit)
        if isinstance(day, Day):
            yield english("The day {day} of unit {unit} is not wrapped (J).", day=day.day, unit=unit.unit)
        elif unsealed := unsealed_day(view, unit.unit):
            yield english("The day {day} of unit {unit} is not sealed.", day=unsealed, unit=unit.unit)
    stops = set_status(situation)
    if stops.holds or stops.stand_downs:
        yield english("The set is stopped: lift the hold or release the stand-down first.")


def _is_at_rest(custody: Custody | None) -> bool:
    return custody is not None and custody.shape in _AT_REST
