"""Why bytes are not a record: the step that refused them, the line, the fault and the remedy."""

from __future__ import annotations

from showclear.errors import RecordError


class FrameFault(RecordError):
    """The layout of a record (rules 1 to 16) does not hold at one line."""

    def __init__(self, step: int, line: int, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.step = step
        """The number of the verification step that refuses it; see `showclear.ledger.steps`."""
        self.line = line
        """Counted from 1; 0 where it is about the file as a whole."""
