"""Effects about the rules that a production adopts: packs of limits, each value with its source."""

from __future__ import annotations

from showclear.domain.effects.spec import Bearing, spec
from showclear.words import english

SPECS = (
    spec(
        "pack-adopted",
        Bearing.FACT,
        (),
        english("The rules of {title}, version {version}, hold here."),
        {"pack": str, "title": str, "version": str, "sha": str},
    ),
    spec(
        "limit-set",
        Bearing.FACT,
        (),
        english("{pack}: {limit_words}: {value_words} ({source})."),
        {"pack": str, "limit": str, "value": str, "source": str},
    ),
    spec("pack-removed", Bearing.FACT, (), english("The rules of {pack} hold here no longer."), {"pack": str}),
)
