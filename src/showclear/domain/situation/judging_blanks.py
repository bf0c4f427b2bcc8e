"""Judging what a record says about blanks: zones, filled devices, what came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from showclear.domain.effects import Effect

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

HANDLERS: Mapping[str, Callable[[Judge, Effect], None]] = {}
"""Kind of effect to what reads it."""
