"""Forms, field by field. Enter keeps what stands there already; a field of which nothing stands there is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from showclear.cli.lines.place import Again, Place, chosen
from showclear.errors import ShowClearError
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.views import InputField

Result = TypeVar("Result")

EMPTY = "-"
"""What is typed to leave a field empty in which something stands already."""


def fill(
    place: Place,
    title: str,
    said: Sequence[str],
    fields: Sequence[InputField],
    act: Callable[[Mapping[str, str]], Result],
) -> Result:
    """Ask every field, then act; what does not hold is said, and all is asked again with what was typed.

    Raises: Leave, EOFError.
    """
    place.say("", title, *said)
    asked = tuple(fields)
    while True:
        values = ask_all(place, asked)
        try:
            return act(values)
        except ShowClearError as error:
            place.show_error(error)
            place.say(say("It is asked once more; :leave goes back."))
            asked = tuple(one if one.secret else replace(one, default=values.get(one.id, "")) for one in asked)


def ask_all(place: Place, fields: Sequence[InputField]) -> dict[str, str]:
    """The values of all fields by id; those that are not asked keep what stands in them. Raises: Leave, EOFError."""
    values: dict[str, str] = {}
    for field in fields:
        values[field.id] = ask_field(place, field) if field.is_asked(values) else field.default
    return values


def ask_field(place: Place, field: InputField) -> str:
    """The value of one field. Raises: Leave, EOFError."""
    rows = tuple(row for row in field.choices if row[0]) if not field.optional else field.choices
    keys = tuple(str(number) for number in range(1, len(rows) + 1))
    while True:
        _show(place, field, rows, keys)
        try:
            line = _line(place, field)
        except Again:
            continue
        if line is None:
            return field.default
        if field.optional and line == EMPTY:
            return ""
        if not field.choices:
            return line
        found = _several(line, rows, keys) if field.several else chosen(line, rows, keys)
        if found is not None:
            return found
        place.say(say('"{line}" is none of these.', line=line[:40]))


def _show(place: Place, field: InputField, rows: Sequence[tuple[str, str]], keys: Sequence[str]) -> None:
    place.lines.label(say("Asked"), field.label)
    for key, (_, words) in zip(keys, rows, strict=True):
        place.lines.item(key, words)
    place.lines.label(say("Answer"), "; ".join(_ways(field, rows)))


def _ways(field: InputField, rows: Sequence[tuple[str, str]]) -> list[str]:
    words = dict(rows)
    if field.several:
        ways = [say("numbers, with a space between them")]
    elif field.choices:
        why = translated(field.choices[0][1])
        ways = [say("a number")] if rows else [why, say("nothing can be chosen here; :leave goes back")]
    else:
        ways = [say("like {example}", example=field.example) if field.example else say("type it")]
    if field.default and not field.secret:
        values = field.default.split() if field.several else [field.default]
        kept = say(" and ").join(translated(words.get(one, one)) for one in values)
        ways.append(say("Enter keeps {value}", value=kept))
        if field.optional:
            ways.append(say("{sign} leaves it empty", sign=EMPTY))
    elif field.optional:
        ways.append(say("Enter leaves it empty"))
    return ways


def _line(place: Place, field: InputField) -> str | None:
    """What was typed; None where Enter keeps what stands there."""
    may_keep = bool(field.default) or field.optional
    return place.typed_or_kept(hidden=field.secret) if may_keep else place.typed(hidden=field.secret)


def _several(line: str, rows: Sequence[tuple[str, str]], keys: Sequence[str]) -> str | None:
    found = [chosen(part, rows, keys) for part in line.replace(",", " ").split()]
    return None if None in found else " ".join(dict.fromkeys(one for one in found if one))
