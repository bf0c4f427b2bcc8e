"""Every possible combination of facets at once, as bits of one number: fast enough to try them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from showclear.domain.checklists import Checklist, Procedure
from showclear.domain.facets import possible_blank_takes, possible_facets
from showclear.domain.vocabulary import Facets

Condition = Mapping[str, tuple[str, ...]]


class Combinations:
    """All combinations that a run of one kind can have. A set of them is a number, one bit each."""

    def __init__(self, possible: Iterable[Facets]) -> None:
        self._facets: tuple[Facets, ...] = tuple(possible)
        self._having: dict[tuple[str, str], int] = {}
        for index, facets in enumerate(self._facets):
            for facet, values in facets.values:
                for value in values:
                    key = (facet, str(value))
                    self._having[key] = self._having.get(key, 0) | 1 << index

    @property
    def every(self) -> int:
        """All of them."""
        return (1 << len(self._facets)) - 1

    def where(self, *conditions: Condition) -> int:
        """Those in which every one of `conditions` applies."""
        found = self.every
        for condition in conditions:
            for facet, values in condition.items():
                one_of = 0
                for value in values:
                    one_of |= self._having.get((facet, str(value)), 0)
                found &= one_of
        return found

    def example(self, some: int) -> str:
        """One of `some` in words, such as `weapon.action pump, plan.contents dummy`."""
        lowest = (some & -some).bit_length() - 1
        facets = self._facets[lowest]
        # not said: words of the files
        return ", ".join(f"{facet} {' and '.join(values)}" for facet, values in facets.values if values)


def combinations_of(checklist: Checklist) -> Combinations:
    """The combinations that a run of `checklist` can have."""
    return _combinations(checklist.subject, checklist.procedure is Procedure.BLANK_TAKE)


@cache
def _combinations(subject: str, blank_take: bool) -> Combinations:
    """Worked out once."""
    return Combinations(possible_blank_takes() if blank_take and subject == "weapon" else possible_facets(subject))
