"""docs/settings.md says what there is."""

from __future__ import annotations

import re

from scripts.settings import PAGE, between
from showclear.settings.reading import parse


def test_the_page_is_what_the_script_writes() -> None:
    """Run `scripts/settings.py --write` after a change of a setting or of a key."""
    text = PAGE.read_text("utf-8")
    assert between(text) == text


def test_the_example_of_the_page_holds() -> None:
    """It is copied from there."""
    example = re.search(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert example
    assert parse(example[1].encode()).keys == {"board.inspect": "f8"}
