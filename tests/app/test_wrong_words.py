"""Five words that do not open a key: whose they are not, and what to do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from showclear.app.shifts import KeyHolder, Shifts
from showclear.domain.people import Person, Role
from showclear.errors import WrongWordsError


def test_wrong_words_say_whose_they_are_not_and_what_to_do() -> None:
    """Neither a path nor another word for what the screen calls the five words."""

    def opener(person_id: str, passphrase: str, pin: str) -> KeyHolder:
        raise WrongWordsError("The passphrase is wrong.", "Look at the paper.")

    shifts = Shifts(
        opener, lambda _: Person("mara", "Mara Reyes", Role.ARMORER), lambda: datetime(2026, 3, 1, tzinfo=UTC), str
    )
    with pytest.raises(WrongWordsError) as caught:
        shifts.open("mara", "wrong", "135790")
    assert caught.value.message == "These are not Mara Reyes's five words."
    assert caught.value.remedy == "Look at the paper."
