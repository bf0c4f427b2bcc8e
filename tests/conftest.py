"""For all tests: the same text is parsed once.

Hundreds of tests open copies of one demonstration; reading its records again and again was half of their time.
"""

from __future__ import annotations

import pickle
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# No test is timed: how busy the machine is fails none of them.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

WORTH_KEEPING = 400
"""Characters from which on a text is remembered."""


@pytest.fixture(autouse=True)
def keys_are_fingers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test presses keys faster than fingers. The tests of the scanner tell the two apart by times of their own."""
    monkeypatch.setattr("showclear.tui.presenters.scanning.GAP", 0.0)


@pytest.fixture(scope="session", autouse=True)
def the_same_text_is_parsed_once() -> Iterator[None]:
    """`tomllib.loads` is pure: of the same text it says the same. Everybody gets a value of their own."""
    parse = tomllib.loads

    @lru_cache(maxsize=4096)
    def parsed(text: str) -> bytes:
        return pickle.dumps(parse(text))

    def loads(text: str, /, *, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
        if parse_float is not float or type(text) is not str or len(text) < WORTH_KEEPING:
            return parse(text, parse_float=parse_float)
        found: dict[str, Any] = pickle.loads(parsed(text))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tomllib, "loads", loads)
        yield
