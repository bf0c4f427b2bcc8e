"""Reading single values of effects."""

from __future__ import annotations

from showclear.domain.effects import Effect


def text(effect: Effect, name: str) -> str:
    """A text value of an effect; empty where it has none."""
    value = effect.values.get(name, "")
    return value if isinstance(value, str) else ""


def number(effect: Effect, name: str) -> int:
    """A number of an effect; 0 where it has none."""
    value = effect.values.get(name, 0)
    return value if isinstance(value, int) else 0
