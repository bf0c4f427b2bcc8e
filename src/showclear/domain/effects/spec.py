"""What a kind of effect is: which way it moves the situation, and which values it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

EffectValue = str | int


class Bearing(StrEnum):
    """Which way an effect moves the situation."""

    FACT = "fact"
    PERMISSION = "permission"
    RESTRICTION = "restriction"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class EffectSpec:
    """One kind: the values it must have (name to type), those it may have, whom it is about, and its sentence.

    `about` names the values that hold the item it is about; the set is written as the empty tuple.
    `says` is shown before signing; {names} are its values.
    """

    kind: str
    bearing: Bearing
    needs: Mapping[str, type]
    may: Mapping[str, type]
    about: tuple[str, ...]
    says: str


def spec(
    kind: str,
    bearing: Bearing,
    about: tuple[str, ...],
    says: str,
    needs: Mapping[str, type],
    may: Mapping[str, type] | None = None,
) -> EffectSpec:
    """One kind; `needs` must be there, `may` can."""
    return EffectSpec(kind, bearing, needs, may or {}, about, says)
