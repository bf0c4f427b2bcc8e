"""Reading every record anew beside the window that has to: no key waits for it, and nothing is permitted."""

from __future__ import annotations

from showclear.errors import RefusedError
from showclear.words import english

READING_ANEW = english(
    "A record in the log is not what it was when it was read. All records are being read anew; until that "
    "is done nothing is permitted and no gun counts as cold."
)


class ReadingAnewError(RefusedError):
    """What a permission rests on is being read anew."""

    title = english("Reading the log anew")

    def __init__(self) -> None:
        super().__init__(
            READING_ANEW, english("Wait until the board says so, then try again. Stops and take-backs work as ever.")
        )
