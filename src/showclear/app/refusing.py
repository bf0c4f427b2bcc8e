"""What is raised where safety rules refuse."""

from __future__ import annotations

from showclear.domain.refusals import Refusal
from showclear.errors import RefusedError
from showclear.words import english


class RulesRefuseError(RefusedError):
    """Safety rules refuse; `refusals` says which, on what facts, and what would make it true."""

    def __init__(self, refusals: tuple[Refusal, ...], subject: str = "") -> None:
        first = refusals[0]
        said: str = english("{rule}: {sentence}", rule=first.rule, sentence=first.sentence)
        if subject:
            said = english("{subject}: {sentence}", subject=subject, sentence=said)
        if len(refusals) > 1:
            said = english("{sentence} ({count} more)", sentence=said, count=len(refusals) - 1)
        super().__init__(said, first.remedy)
        self.refusals = refusals
