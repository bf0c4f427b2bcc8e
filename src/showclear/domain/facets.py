"""Facets: whether a block, a step or an effect applies to what a run is about."""

from __future__ import annotations

from collections.abc import Mapping

from showclear.domain.vocabulary import Facets


def applies(condition: Mapping[str, tuple[str, ...]], facets: Facets) -> bool:
    """Whether every facet that `condition` names has one of the values given there; an empty condition applies."""
    return all(any(value in wanted for value in facets.get(facet)) for facet, wanted in condition.items())
