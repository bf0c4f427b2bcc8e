"""Effects about inert batches: solid items of one kind, counted and issued together."""

from __future__ import annotations

from showclear.domain.effects.spec import Bearing, spec
from showclear.words import english

SPECS = (
    spec(
        "batch-taken-in",
        Bearing.FACT,
        ("batch",),
        english("{batch} is on the register: {count} {what}, solid, marked 1 to {count}."),
        {"batch": str, "what": str, "count": int},
        {"unit": str},
    ),
    spec(
        "batch-counted",
        Bearing.FACT,
        ("batch",),
        english("{batch}: {count} counted, each in the hand."),
        {"unit": str, "batch": str, "count": int},
        {"place": str},
    ),
    spec(
        "batch-issued",
        Bearing.FACT,
        ("batch",),
        english("{count} of {batch} are out under {handler}: {holders}."),
        {"batch": str, "handler": str, "count": int, "holders": str},
    ),
    spec(
        "batch-back",
        Bearing.FACT,
        ("batch",),
        english("{count} of {batch} are back with {handler}."),
        {"batch": str, "handler": str, "count": int},
    ),
)
