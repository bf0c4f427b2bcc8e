"""The JSON Schemas of what `--json` writes, wherever Show Clear is installed."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from showclear.errors import InputError
from showclear.words import say

VERSIONED = "/1"


def schemas_folder() -> Traversable:
    """Where they are: inside the package (wheel), or in the documents of the checkout."""
    package = files("showclear")
    inside = package / "schemas"
    return inside if inside.is_dir() else Path(str(package)).parent.parent / "docs" / "schemas"


def schema_names() -> tuple[str, ...]:
    """Every schema by its name, such as `showclear-board`."""
    found = (one.name for one in schemas_folder().iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in found if name.endswith(".json")))


def schema_text(name: str) -> str:
    """A schema by its name, with or without `showclear-` and its version. Raises: InputError for another name."""
    wanted = name.removesuffix(VERSIONED)
    known = schema_names()
    for one in (wanted, f"showclear-{wanted}"):
        if one in known:
            return (schemas_folder() / f"{one}.json").read_text("utf-8")
    raise InputError(
        say('There is no schema "{name}".', name=name[:60]), say("Give one of: {known}.", known=", ".join(known))
    )
