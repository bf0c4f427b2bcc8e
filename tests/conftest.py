"""For all tests: the same text is parsed once; the same record, checklist and key file are read once.

Hundreds of tests open copies of one demonstration; reading its records again and again was half of their time.
"""

from __future__ import annotations

import gc
import pickle
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from hypothesis import HealthCheck, settings

from showclear.app import definitions, reading_many
from showclear.domain.checklists import Checklist

# No test is timed: how busy the machine is fails none of them.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_collection_finish() -> None:
    """What was imported stays: it is not looked through for garbage again and again while the tests run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


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


@pytest.fixture(scope="session", autouse=True)
def the_same_bytes_are_looked_at_once() -> Iterator[None]:
    """What a record file proves and says by itself depends on its name and bytes alone, and nobody can change it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading_many, "look_at", lru_cache(maxsize=4096)(reading_many.look_at))
        yield


@pytest.fixture(scope="session", autouse=True)
def the_same_checklist_is_read_once() -> Iterator[None]:
    """A checklist is what its name, its bytes and those of its blocks say, and nobody can change it."""
    load = definitions.load_checklist

    @lru_cache(maxsize=1024)
    def loaded(name: str, data: bytes, blocks: frozenset[tuple[str, bytes]]) -> Checklist:
        return load(name, data, dict(blocks))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            definitions, "load_checklist", lambda name, data, blocks: loaded(name, data, frozenset(blocks.items()))
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def the_same_key_file_is_opened_once() -> Iterator[None]:
    """The work of bcrypt is for thieves: the same passphrase opens the same bytes again. A wrong one is tried anew."""
    with pytest.MonkeyPatch.context() as patch:
        opened = lru_cache(maxsize=256)(serialization.load_ssh_private_key)
        patch.setattr(serialization, "load_ssh_private_key", opened)
        yield
