"""The facts of a record: how values are laid out one a line, and the grammar that every line must hold (rule 11)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import NoReturn, TypeAlias

from showclear.domain.text import first_forbidden, normalise
from showclear.errors import RecordError
from showclear.ledger.faults import FrameFault
from showclear.ledger.grammar import HEAD_KEYS, KEY, LISTED, MAX_INTEGER, SCALAR, TABLE_NAME, VALUE, all_of, time_text
from showclear.words import english

FACTS_STEP = 3

Scalar: TypeAlias = "bool | int | str | datetime"
Row: TypeAlias = "Mapping[str, Scalar]"
FactList: TypeAlias = "Sequence[Scalar | Row]"
Table: TypeAlias = "Mapping[str, Scalar | FactList]"
FactValue: TypeAlias = "Scalar | FactList | Table"

_HEADER = rb"\[facts\." + TABLE_NAME + rb"\]|\[\[facts\." + TABLE_NAME + rb"\]\]"
_ITEM = (
    KEY + rb" = (?:" + VALUE + rb"|\[\n" + all_of(LISTED + rb",\n") + rb"\])\n"
    rb"|(?:" + _HEADER + rb")\n"
)
_ROW = re.compile(VALUE + rb",\n")
_LIST_START = re.compile(KEY + rb" = \[\n")
_KEY = re.compile(KEY.decode() + r"(?= )")
_SCALAR = re.compile(SCALAR)


@cache
def _items() -> re.Pattern[bytes]:
    """All lines of facts. Compiled when the first record is read: a start from a snapshot reads none."""
    return re.compile(all_of(_ITEM))


def end_of_facts(data: bytes, start: int) -> int:
    """Offset of the first byte, from `start` on, that no line of facts accounts for."""
    found = _items().match(data, start)
    return start if found is None else found.end()


def first_bad_line(data: bytes, at: int) -> int:
    """Offset of the line inside the item at `at` that breaks the grammar."""
    found = _LIST_START.match(data, at)
    if found is None:
        return at
    while (row := _ROW.match(data, found.end())) is not None:
        found = row
    return found.end()


def facts_fault(data: bytes, at: int) -> FrameFault:
    """What to say about the line of facts at which the grammar stops."""
    bad = first_bad_line(data, at)
    line = data.count(b"\n", 0, bad) + 1
    text = data[bad : bad + 80].split(b"\n")[0].decode("utf-8", "replace")
    return FrameFault(
        FACTS_STEP,
        line,
        english("Line {line} is neither a fact nor the line above the signatures: {text!r}", line=line, text=text),
    )


def render_facts(facts: Mapping[str, FactValue]) -> bytes:
    """The lines below `[facts]`, plain values first, then one `[facts.NAME]` table for each nested mapping.

    Lists are written one value a line; a row of a list is a one-line `{ KEY = VALUE, … }`.

    Raises:
        RecordError: a key or value that the format cannot hold; says where.
    """
    plain = {key: value for key, value in facts.items() if not isinstance(value, Mapping)}
    tables = {key: value for key, value in facts.items() if isinstance(value, Mapping)}
    lines = list(_render_items(plain, "facts"))
    for name, table in tables.items():
        if re.fullmatch(TABLE_NAME.decode(), name) is None:
            raise _refused(
                f"facts.{name}",  # not said: where in a record
                english("is no name for a table"),
                english("Use a to z and _, at most 40."),
            )
        # not said: bytes of a record
        lines.append(f"[facts.{name}]\n")
        lines.extend(_render_items(table, f"facts.{name}"))  # not said: where in a record
    data = "".join(lines).encode()
    end = end_of_facts(data, 0)
    if end != len(data):
        raise RecordError(facts_fault(data, end).message, english("This is a mistake in Show Clear."))
    return data


def _render_items(items: Mapping[str, FactValue], where: str) -> Iterator[str]:
    for key, value in items.items():
        _check_key(key, where)
        place = f"{where}.{key}"
        if isinstance(value, Mapping):
            raise _refused(place, english("is a table inside a table"), english("Write it as a table of its own."))
        if isinstance(value, (str, int, datetime)):
            yield f"{key} = {_render_scalar(value, place)}\n"
        elif isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
            yield f"{key} = [\n"
            for index, row in enumerate(value):
                yield f"{_render_row(row, f'{place}[{index}]')},\n"
            yield "]\n"
        else:
            raise _refused(
                place,
                english("is a {name}", name=type(value).__name__),
                english("Write a whole number, a text, a time, yes or no."),
            )


def _render_row(row: Scalar | Row, where: str) -> str:
    if not isinstance(row, Mapping):
        return _render_scalar(row, where)
    if not row:
        raise _refused(where, english("is an empty row"), english("Leave it out."))
    parts = []
    for key, value in row.items():
        if not _is_usual_key(key):
            _check_key(key, where)
        # Nearly all are texts and small numbers: where it stands is put into words only for what is refused.
        if type(value) is str:
            written = _render_text(value)
        else:
            written = str(value) if type(value) is int and -MAX_INTEGER <= value <= MAX_INTEGER else ""
        parts.append(f"{key} = {written or _render_scalar(value, f'{where}.{key}')}")
    return "{ " + ", ".join(parts) + " }"


def _render_scalar(value: Scalar, where: str) -> str:
    if isinstance(value, datetime):
        return time_text(value, where)
    if isinstance(value, str):
        # A StrEnum is written as the text that it is.
        return _render_text(str(value)) or _refuse_text(value, where)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise _refused(
                where,
                english("is {value}, too large to be read alike everywhere", value=value),
                english("Write it as a text."),
            )
        return str(value)
    raise _refused(
        where,
        english("is a {name}", name=type(value).__name__),
        english("Write a whole number, a text, a time, yes or no."),
    )


@lru_cache(maxsize=4096)
def _render_text(text: str) -> str:
    """The text as TOML; empty if no record may hold it. The texts of a checklist come back in every record of it."""
    import tomli_w

    if first_forbidden(text.replace("\t", " ")) is not None or normalise(text) != text:
        return ""
    # A tab is the one character that tomli_w leaves raw and the format wants escaped.
    rendered = tomli_w.dumps({"v": text}).removeprefix("v = ").removesuffix("\n").replace("\t", "\\t")
    return rendered if _SCALAR.fullmatch(rendered.encode()) else ""


def _check_key(key: str, where: str) -> None:
    """Raises: RecordError where it may not stand in a record."""
    if _is_usual_key(key):
        return
    if key in HEAD_KEYS:
        raise _refused(f"{where}.{key}", english("has a key that belongs to the head"), english("Choose another key."))
    if _KEY.match(f"{key} ") is None:
        raise _refused(
            f"{where}.{key!r}",
            english("has a key that the format does not allow"),
            english("Use a to z and _, at most 40."),
        )


@lru_cache(maxsize=512)
def _is_usual_key(key: str) -> bool:
    """Whether a key may stand in a record. The same few stand in every row."""
    return key not in HEAD_KEYS and _KEY.match(f"{key} ") is not None


def _refuse_text(text: str, where: str) -> NoReturn:
    found = first_forbidden(text.replace("\t", " "))
    if found is not None:
        index, point = found
        raise _refused(
            where,
            english("holds U+{point:04X} as character {index}, which no record may hold", point=point, index=index + 1),
            english("Type it without it."),
        )
    if normalise(text) != text:
        raise _refused(
            where, english("is not in Unicode normal form C"), english("Pass it through domain.text.normalise.")
        )
    raise _refused(where, english("cannot be written in a record"), english("Say it in other words."))


def _refused(where: str, what: str, remedy: str) -> RecordError:
    return RecordError(f"{where} {what}.", remedy)
