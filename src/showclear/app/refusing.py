"""What is raised where safety rules refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from showclear.domain.refusals import Refusal
from showclear.errors import RefusedError
from showclear.words import english


class RulesRefuseError(RefusedError):
    """Safety rules refuse; `refusals` says which, on what facts, and what would make it true."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        first = refusals[0]
        said: str = english("{rule}: {sentence}", rule=first.rule, sentence=first.sentence)
        if len(refusals) > 1:
            said = english("{sentence} ({count} more)", sentence=said, count=len(refusals) - 1)
        super().__init__(said, first.remedy)
        self.refusals = refusals


def of_several(refused: Mapping[str, tuple[Refusal, ...]]) -> tuple[Refusal, ...]:
    """The refusals of several things, each once and with the names of all that it is said of.

    Args:
        refused: by thing what refuses it, also where nothing does.
    """
    about: dict[Refusal, list[str]] = {}
    for thing, refusals in refused.items():
        for one in refusals:
            about.setdefault(one, []).append(thing)
    return tuple(
        replace(one, sentence=english("{things}: {sentence}", things=", ".join(things), sentence=one.sentence))
        for one, things in about.items()
    )
