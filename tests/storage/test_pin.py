"""Which PINs may be chosen."""

from __future__ import annotations

import pytest

from showclear.errors import InputError
from showclear.storage.pin import INTERACTIVE, check_pin_choice


@pytest.mark.parametrize("pin", ["135790", "000001", "112233", "123457", "980765"])
def test_six_digits_that_nobody_guesses_first_are_taken(pin: str) -> None:
    """Leading zeros count."""
    assert check_pin_choice(pin) == pin


@pytest.mark.parametrize(
    "pin",
    [
        "",
        "12345",
        "1357901",
        "13579a",
        "13579 ",
        "١٣٥٧٩٠",
        "²³⁴⁵⁶⁷",
        "000000",
        "777777",
        "123456",
        "654321",
        "012345",
        "890123",
    ],
)
def test_short_foreign_equal_and_running_pins_are_refused(pin: str) -> None:
    """The first guesses of everybody who looks over a shoulder."""
    with pytest.raises(InputError) as caught:
        check_pin_choice(pin)
    assert caught.value.remedy


def test_a_guess_costs_memory_and_time() -> None:
    """128 MiB and several passes; measured in the docstring of the constant."""
    assert INTERACTIVE.memory >= 128 * 1024 * 1024
    assert INTERACTIVE.passes >= 5
