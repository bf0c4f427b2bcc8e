"""The board as JSON, as documented in docs/cli.md. No serial: a run asks for it, from the gun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from showclear.app.views import Board
    from showclear.domain.situation.status import WeaponStatus

SCHEMA = "showclear-board/1"


def board_json(board: Board) -> dict[str, Any]:
    """The board as the records have it; shifts and the window belong to the app that is open."""
    return {
        "schema": SCHEMA,
        "production": board.production,
        "demonstration": board.demonstration,
        "at": plain(board.at),
        "weapons": [_weapon(status) for status in board.weapons],
        **{
            name: plain(getattr(board, name))
            for name in (
                "day", "due", "on_duty", "stops", "open_items", "open_runs", "batches", "containers", "devices",
                "recent", "findings", "pending", "rules",
            )
        },
    }  # fmt: skip


def _weapon(status: WeaponStatus) -> dict[str, Any]:
    weapon = status.weapon
    return {
        "tag": weapon.tag,
        "name": weapon.name,
        "calibre": weapon.calibre,
        "class": str(weapon.weapon_class),
        "action": str(weapon.action),
        **{
            name: plain(getattr(status, name))
            for name in (
                "state", "contents", "count", "custody", "why", "next", "shown_at", "collect", "clearance", "issue",
                "restrictions",
            )
        },
    }  # fmt: skip


def plain(value: Any) -> Any:
    """Dataclasses and mappings as objects, times as UTC text, enums as their words, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")  # not said: read by programs
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, (tuple, list, frozenset, set)):
        return [plain(one) for one in value]
    return value
