"""What use cases share whose outcome is a record that people sign at once, without a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from showclear.app.logbook import LogBook
    from showclear.app.signing import Draft, SigningSession
    from showclear.domain.people import Person


class SignedWords:
    """Has what it takes to draw a record up and have it signed."""

    def __init__(
        self,
        book: LogBook,
        *,
        person: Callable[[str], Person],
        sign: Callable[[Draft], SigningSession],
        writes: Callable[[], None],
    ) -> None:
        """`person` finds somebody by id; `sign` collects signatures; `writes` raises where this window only reads."""
        self._book = book
        self._person = person
        self._sign = sign
        self._writes = writes
