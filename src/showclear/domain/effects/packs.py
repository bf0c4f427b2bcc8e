"""Effects about the rules that a production adopts: packs of limits, each value with its source."""

from __future__ import annotations

from showclear.domain.effects.spec import Bearing, spec

SPECS = (
    spec(
        "pack-adopted",
        Bearing.FACT,
        (),
        "The rules of {title}, version {version}, hold here.",
        {"pack": str, "title": str, "version": str, "sha": str},
    ),
    spec(
        "limit-set",
        Bearing.FACT,
        (),
        "{pack}: {limit_words}: {value_words} ({source}).",
        {"pack": str, "limit": str, "value": str, "source": str},
    ),
    spec("pack-removed", Bearing.FACT, (), "The rules of {pack} hold here no longer.", {"pack": str}),
)
