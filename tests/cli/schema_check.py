"""Hold a value against the parts of JSON Schema that docs/schemas use. Small enough to be read; no dependency."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schemas"
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
KNOWN = {
    "$schema", "title", "type", "properties", "required", "items", "prefixItems", "minItems", "maxItems", "enum",
    "const", "pattern", "anyOf", "additionalProperties", "$ref",
}  # fmt: skip


def schema_of(name: str) -> dict[str, Any]:
    """The schema with this name and number."""
    return dict(json.loads((FOLDER / f"{name.partition('/')[0]}.json").read_text("utf-8")))


def faults(value: Any, schema: dict[str, Any], where: str = "") -> list[str]:
    """Where a value is not as the schema says; empty if it is."""
    assert not set(schema) - KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        return faults(value, schema_of(schema["$ref"].removesuffix(".json")), where)
    if "anyOf" in schema:
        tries = [faults(value, one, where) for one in schema["anyOf"]]
        return [] if [] in tries else min(tries, key=len)
    if "const" in schema and value != schema["const"]:
        return [f"{where}: {value!r} is not {schema['const']!r}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where}: {value!r} is none of {schema['enum']}"]
    if "type" in schema and not _is(value, schema["type"]):
        return [f"{where}: {value!r} is no {schema['type']}"]
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return [f"{where}: {value!r} is not like {schema['pattern']}"]
    return [*_of_object(value, schema, where), *_of_array(value, schema, where)]


def _is(value: Any, wanted: str | list[str]) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted
    return any(isinstance(value, TYPES[one]) and not (one == "integer" and isinstance(value, bool)) for one in names)


def _of_object(value: Any, schema: dict[str, Any], where: str) -> list[str]:
    if not isinstance(value, dict):
        return []
    known = schema.get("properties", {})
    found = [f"{where}: there is no {key}" for key in schema.get("required", ()) if key not in value]
    for key, part in value.items():
        rest = schema.get("additionalProperties", {} if known else None)
        if key in known:
            found += faults(part, known[key], f"{where}.{key}")
        elif known and schema.get("additionalProperties") is None:
            found.append(f"{where}: {key} is not documented")
        elif isinstance(rest, dict):
            found += faults(part, rest, f"{where}.{key}")
    return found


def _of_array(value: Any, schema: dict[str, Any], where: str) -> list[str]:
    if not isinstance(value, list):
        return []
    found = []
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        found.append(f"{where}: it has {len(value)} items")
    for number, one in enumerate(value):
        first = schema.get("prefixItems", ())
        part = first[number] if number < len(first) else schema.get("items", {})
        found += faults(one, part, f"{where}[{number}]")
    return found
