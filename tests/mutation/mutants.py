"""The mutants: for every rule, what is changed so that it holds always."""

from __future__ import annotations

from collections import Counter

from showclear.domain.rules import RULES
from tests.mutation.afar import AFAR
from tests.mutation.around import AROUND
from tests.mutation.days import DAYS
from tests.mutation.extending import EXTENDING
from tests.mutation.facts import FACTS
from tests.mutation.mutant import Mutant
from tests.mutation.packs import PACKS
from tests.mutation.permissions import PERMISSIONS
from tests.mutation.runs import RUNS
from tests.mutation.stops import AFTERWARDS, BLANKS, ENDS_OF_STOPS, MOVES
from tests.mutation.weakening import Edit

_FOLD = (*PERMISSIONS, *FACTS, *DAYS, *BLANKS, *ENDS_OF_STOPS, *AFTERWARDS, *MOVES, *PACKS)


def mutants() -> tuple[Mutant, ...]:
    """Every mutant, by the id of its rule."""
    required = (
        Mutant(
            rule.id,
            f"`{rule.slug}` refuses nothing",
            (Edit(rule.asks.__module__, rule.asks.__qualname__, "", "None"),),
        )
        for rule in RULES.values()
    )
    return tuple(sorted((*required, *_FOLD, *RUNS, *EXTENDING, *AFAR, *AROUND), key=lambda one: _order(one.rule)))


def named(found: tuple[Mutant, ...]) -> dict[str, Mutant]:
    """The mutants by name: the id of the rule, with a number behind it where the rule has several."""
    many = Counter(one.rule for one in found)
    seen: Counter[str] = Counter()
    names: dict[str, Mutant] = {}
    for one in found:
        seen[one.rule] += 1
        names[one.rule if many[one.rule] == 1 else f"{one.rule}/{seen[one.rule]}"] = one
    return names


def _order(rule: str) -> tuple[str, int]:
    family, number = rule.rsplit("-", 1)
    return family, int(number)
