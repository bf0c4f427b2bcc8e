"""One error for one mistake: file, place, fault, remedy, and what was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from showclear.errors import ChecklistError
from showclear.words import english

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

_LISTS = {"block": "block", "step": "step", "effect": "effect", "hazard": "hazard", "source": "source",
          "options": "option", "signs": "sign", "value": "value"}  # fmt: skip

_TYPE_FAULTS = {
    "string_type": english("must be a text in quotes"),
    "int_type": english("must be a whole number without quotes"),
    "bool_type": english("must be true or false, without quotes"),
    "list_type": english("must be a list in brackets"),
    "dict_type": english("must be a table in braces"),
    "model_type": english("must be a table"),
    "model_attributes_type": english("must be a table"),
    "too_short": english("must not be empty"),
    "greater_than_equal": english("is too small"),
}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean "…"?` for the likeliest of `known`; empty if nothing is like `word`."""
    near = difflib.get_close_matches(word[:60], list(known), n=1, cutoff=0.6)
    return english('Did you mean "{near}"?', near=near[0]) if near else ""


def unknown(place: str, what: str, word: str, known: Iterable[str]) -> ChecklistError:
    """The error for a word that is none of a closed set."""
    words = tuple(known)
    listed = (
        ", ".join(words) if len(words) <= 20 else english("one of {count}; see checklists/README.md", count=len(words))
    )
    remedy = did_you_mean(word, words) or english("Known: {listed}.", listed=listed)
    return ChecklistError(english('{place}: unknown {what} "{word}".', place=place, what=what, word=word[:60]), remedy)


def from_validation(
    name: str, table: Mapping[str, Any], error: ValidationError, model: type[BaseModel]
) -> ChecklistError:
    """The first fault that the strict models found, with its place in words; a key that is unknown before others.

    A misspelt key is two faults, one unknown and one missing: the unknown one says what to correct.
    """
    faults = error.errors(include_url=False, include_context=True)
    fault = next((each for each in faults if each["type"] == "extra_forbidden"), faults[0])
    path = fault["loc"]
    kind = fault["type"]
    key = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        place = place_of(name, table, path[:-1])
        remedy = did_you_mean(key, _keys_at(model, path[:-1]))
        return ChecklistError(
            english('{place}: unknown key "{key}".', place=place, key=key[:60]),
            remedy or english("Remove it; checklists/README.md lists the keys."),
        )
    if kind == "missing":
        place = place_of(name, table, path[:-1])
        near = _misspelt(table, path[:-1], key)
        return ChecklistError(
            english('{place}: "{key}" is missing.', place=place, key=key),
            near or english("Add it; checklists/README.md says what it is."),
        )
    place = place_of(name, table, path)
    what = _TYPE_FAULTS.get(kind, str(fault["msg"]))
    named = next(
        (str(part) for part in reversed(path) if isinstance(part, str) and part not in ("str", "int")),
        english("the file"),
    )
    return ChecklistError(
        english('{place}: "{key}" {fault}.', place=place, key=named[:60], fault=what),
        english("Compare it with a shipped checklist."),
    )


def place_of(name: str, table: Mapping[str, Any], path: Sequence[str | int]) -> str:
    """`file, block "load", step 3 "rounds"` for a path into the tables of a file."""
    parts = [name]
    here: Any = table
    for index, part in enumerate(path):
        if isinstance(part, int):
            here = here[part] if isinstance(here, list) and part < len(here) else None
            kind = _LISTS.get(str(path[index - 1]) if index else "", "")
            if kind:
                parts.append(_item(kind, part, here))
            continue
        here = here.get(part) if isinstance(here, dict) else None
    return ", ".join(parts)


def _item(kind: str, index: int, here: Any) -> str:
    names = [here.get(key) for key in ("id", "use", "kind", "key", "limit")] if isinstance(here, dict) else []
    named = next((text for text in names if isinstance(text, str) and text), "")
    if kind == "block" and named:
        return english('block "{named}"', named=named[:60])
    return f'{kind} {index + 1} "{named[:60]}"' if named else f"{kind} {index + 1}"


def _misspelt(table: Mapping[str, Any], path: Sequence[str | int], key: str) -> str:
    here: Any = table
    for part in path:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            return ""
    given = list(here) if isinstance(here, dict) else []
    near = difflib.get_close_matches(key, [word for word in given if isinstance(word, str)], n=1, cutoff=0.75)
    return english('Is "{near}" meant to be "{key}"?', near=near[0][:60], key=key) if near else ""


def _keys_at(model: type[BaseModel], path: Sequence[str | int]) -> tuple[str, ...]:
    """The keys that the model at `path` knows."""
    from pydantic import BaseModel

    here: Any = model
    for part in path:
        if isinstance(part, str) and isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(part)
            here = None if field is None else _model_in(field.annotation)
    if not (isinstance(here, type) and issubclass(here, BaseModel)):
        return ()
    return tuple(field.alias or key for key, field in here.model_fields.items())


def _model_in(annotation: Any) -> Any:
    from typing import get_args

    arguments = get_args(annotation)
    return next((found for found in map(_model_in, arguments) if found is not None), None) if arguments else annotation
