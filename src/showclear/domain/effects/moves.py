"""Effects about things that change units, leave the production, are destroyed, or are counted against their account."""

from __future__ import annotations

from showclear.domain.effects.spec import Bearing, spec
from showclear.words import english

SPECS = (
    spec(
        "transferred",
        Bearing.FACT,
        ("item",),
        english("{item} belongs to unit {unit} and is with {person}."),
        {"item": str, "unit": str, "person": str},
        {"count": int},
    ),
    spec(
        "departed",
        Bearing.FACT,
        ("item",),
        english("{item} left the production: {reason}, to {to}."),
        {"item": str, "to": str, "reason": str},
        {"count": int},
    ),
    spec(
        "destroyed",
        Bearing.FACT,
        ("container",),
        english("{count} from {container} were destroyed: {reason}."),
        {"container": str, "count": int, "reason": str},
    ),
    spec(
        "accounted",
        Bearing.FACT,
        ("container",),
        english("{container}: {counted} counted."),
        {"container": str, "counted": int},
        {"seal": str},
    ),
    spec(
        "found-inert",
        Bearing.FACT,
        ("container",),
        english("{count} missing from {container} were found, positively inert, and are back."),
        {"container": str, "count": int},
        {"seal": str},
    ),
)
