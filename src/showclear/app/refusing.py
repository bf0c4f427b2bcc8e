"""What is raised where safety rules refuse."""

from __future__ import annotations

from showclear.domain.refusals import Refusal
from showclear.errors import RefusedError


class RulesRefuseError(RefusedError):
    """Safety rules refuse; `refusals` says which, on what facts, and what would make it true."""

    def __init__(self, refusals: tuple[Refusal, ...], subject: str = "") -> None:
        first = refusals[0]
        more = f" ({len(refusals) - 1} more)" if len(refusals) > 1 else ""
        where = f"{subject}: " if subject else ""
        super().__init__(f"{where}{first.rule}: {first.sentence}{more}", first.remedy)
        self.refusals = refusals
