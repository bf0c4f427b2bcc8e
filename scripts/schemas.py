"""Make docs/schemas/*.json: from the values of the app where they are written as they are, else from the examples.

`python scripts/schemas.py --write` writes them, `--check` says which differ. A test runs the check.
"""

from __future__ import annotations

import builtins
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "schemas"
PAGES = ("docs/cli.md", "docs/reports.md")
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TIME = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"
_TIME = re.compile(TIME)

Schema = dict[str, Any]

NULLS = {
    "showclear-log": {"made_at"},
    "showclear-verify": {"at", "not_before", "not_after", "first_affected", "made_at"},
    "showclear-people": {"until"},
    "showclear-show": {"made_at"},
}
"""Keys that may be null, by schema."""

MAPS = {
    "showclear-log": {"results"},
    "showclear-verify": {"logs"},
    "showclear-sealed": {"verdicts"},
    "showclear-show": {"facts"},
    "showclear-settings": {"keys"},
    "showclear-export": {"of_logs"},
}
"""Keys that hold an object whose keys are names, by schema."""

WORDS = {
    "verdict": ("intact", "incomplete", "unverifiable", "altered", "warning"),
    "level": ("fine", "note", "warning", "fault"),
    "state": ("counts", "replaced", "revoked", "unknown", "damaged"),
    "scope": ("production", "log", "record"),
}
"""Keys that hold one of a few words; what a command adds later is a new number of its schema."""

OTHER_WORDS = {("showclear-drill", "verdict")}
"""Keys that are called alike and mean something else."""


class Anywhere(dict[str, Any]):
    """Names that a module imports only for the type checker, wherever in the app they are declared."""

    def __init__(self, module: Any) -> None:
        super().__init__()
        self._own = vars(module)

    def __missing__(self, name: str) -> Any:
        """Raises: KeyError for what the module or Python knows by itself."""
        if name not in self._own and not hasattr(builtins, name):
            for one in tuple(sys.modules.values()):
                if getattr(one, "__name__", "").startswith("showclear.") and isinstance(vars(one).get(name), type):
                    return vars(one)[name]
        raise KeyError(name)


def hints_of(kind: type) -> dict[str, Any]:
    """The types of the fields of a value."""
    module = sys.modules[kind.__module__]
    return get_type_hints(kind, vars(module), Anywhere(module))


def of_type(kind: Any) -> Schema:
    """The schema of what `plain` makes of a value of this type."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        rest = [one for one in inside if one is not NoneType]
        parts = [of_type(one) for one in rest]
        return {"anyOf": [*parts, {"type": "null"}]} if len(rest) < len(inside) else {"anyOf": parts}
    if origin is Literal:
        return {"enum": list(inside)}
    if origin is tuple and len(inside) == 2 and inside[1] is Ellipsis:
        return {"type": "array", "items": of_type(inside[0])}
    if origin is tuple:
        parts = [of_type(one) for one in inside]
        return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}
    if origin in (frozenset, set, list):
        return {"type": "array", "items": of_type(inside[0])}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": of_type(inside[1])}
    return _of_plain_type(kind)


def _of_plain_type(kind: Any) -> Schema:
    if kind is Any or kind is object:
        return {}
    if is_dataclass(kind):
        hints = hints_of(kind)
        return of_object({one.name: of_type(hints[one.name]) for one in fields(kind)})
    if issubclass(kind, Enum):
        return {"enum": [str(one) for one in kind]}
    if issubclass(kind, datetime):
        return {"type": "string", "pattern": TIME}
    names: dict[type, str] = {bool: "boolean", int: "integer", str: "string", date: "string"}
    return {"type": names[kind]}


def of_object(properties: Mapping[str, Schema], but: frozenset[str] = frozenset()) -> Schema:
    """An object with these keys, all of them always there, apart from those in `but`."""
    return {"type": "object", "properties": dict(properties), "required": [one for one in properties if one not in but]}


def of_example(value: Any, name: str, key: str = "") -> Schema:
    """The schema of which this value is an example; `NULLS`, `MAPS` and `WORDS` say what one example cannot."""
    schema = _of_value(value, name, key)
    if key in NULLS.get(name, ()):
        return {"anyOf": [schema, {"type": "null"}]} if schema.get("type") != "null" else {"type": ["string", "null"]}
    return schema


def _of_value(value: Any, name: str, key: str) -> Schema:
    if isinstance(value, dict) and key in MAPS.get(name, ()):
        parts = [of_example(one, name) for one in value.values()]
        return {"type": "object", "additionalProperties": {} if name == "showclear-show" else _merged(parts)}
    if isinstance(value, dict):
        return of_object({one: of_example(part, name, one) for one, part in value.items()})
    if isinstance(value, list):
        return {
            "type": "array",
            "items": _merged([of_example(one, name, key if key in WORDS else "") for one in value]),
        }
    if value is None:
        return {"type": "null"}
    if isinstance(value, str) and key in WORDS and (name, key) not in OTHER_WORDS:
        return {"enum": list(WORDS[key])}
    if isinstance(value, str) and _TIME.match(value):
        return {"type": "string", "pattern": TIME}
    return {"type": {bool: "boolean", int: "integer", str: "string"}[type(value)]}


def _merged(parts: list[Schema]) -> Schema:
    different = [one for number, one in enumerate(parts) if one not in parts[:number]]
    return different[0] if len(different) == 1 else {"anyOf": different} if different else {}


def examples() -> Iterator[tuple[str, Any]]:
    """Every documented object, by the name of its schema."""
    for page in PAGES:
        for block in re.findall(r"```json\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL):
            value = json.loads(block)
            if isinstance(value, dict) and "schema" in value:
                yield value["schema"], value


def board() -> Schema:
    """The board: weapons as they are written, everything else as the values are."""
    from showclear.app.views import Board
    from showclear.cli import board_json
    from showclear.domain.situation.status import WeaponStatus

    hints, status = hints_of(Board), hints_of(WeaponStatus)
    example = dict(examples())[board_json.SCHEMA]
    weapon: dict[str, Schema] = {}
    for key in example["weapons"][0]:
        weapon[key] = of_type(status[key]) if key in status and key != "weapon" else {"type": "string"}
    properties = {key: of_type(hints[key]) for key in example if key not in ("schema", "weapons")}
    return of_object(
        {"schema": {"const": board_json.SCHEMA}, **properties, "weapons": {"type": "array", "items": of_object(weapon)}}
    )


def reports() -> Iterator[tuple[str, Schema]]:
    """The reports that are handed on, which are written as their values are."""
    import showclear.app

    for one in pkgutil.walk_packages(showclear.app.__path__, "showclear.app."):
        importlib.import_module(one.name)
    from showclear.app.printing.day import DayReport
    from showclear.app.printing.incident import IncidentReport
    from showclear.app.printing.person import PersonReport
    from showclear.app.printing.production import ProductionReport
    from showclear.app.printing.weapon import WeaponReport

    kinds = {
        "day": DayReport, "weapon": WeaponReport, "person": PersonReport, "incident": IncidentReport,
        "production": ProductionReport,
    }  # fmt: skip
    for kind, value in kinds.items():
        name = f"showclear-report-{kind}/1"
        said = {"type": "array", "items": {"type": "string"}}
        whole = of_type(value)["properties"]
        yield name, of_object({"schema": {"const": name}, "proves": said, "how_to_check": said, **whole})


def schemas() -> dict[str, str]:
    """Every schema as it is written, by the name of its file."""
    found: dict[str, Schema] = {}
    for name, value in examples():
        short = name.partition("/")[0]
        made = of_example(value, short)
        made["properties"]["schema"] = {"const": name}
        found[name] = made
    found["showclear-board/1"] = board()
    names = {"type": "array", "items": {"type": "string"}}
    # Only of a bundle of evidence, so it is not among the keys that are always there.
    found["showclear-verify/1"]["properties"]["bundle"] = of_object(
        {
            "verdict": {"enum": ["intact", "incomplete", "altered"]},
            "sha256sums": {"type": "string"},
            "files": {"type": "integer"},
            "changed": names,
            "missing": names,
            "unlisted": names,
        }
    )
    archive = found["showclear-verify-archive/1"]["properties"]
    archive["productions"] = {"type": "array", "items": {"$ref": "showclear-verify.json"}}
    found.update(reports())
    return {
        f"{name.partition('/')[0]}.json": json.dumps({"$schema": DRAFT, "title": name, **schema}, indent=1) + "\n"
        for name, schema in found.items()
    }


def main(arguments: list[str]) -> int:
    """Write them, or say what differs; 1 where something does."""
    made = schemas()
    there = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}
    different = sorted(name for name in {*made, *there} if made.get(name) != there.get(name))
    if "--write" in arguments:
        FOLDER.mkdir(exist_ok=True)
        for name in different:
            if name in made:
                (FOLDER / name).write_text(made[name], "utf-8")
            else:
                (FOLDER / name).unlink()
        return 0
    for name in different:
        print(f"docs/schemas/{name} is not what the program writes: run scripts/schemas.py --write")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
