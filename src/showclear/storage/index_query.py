"""What is asked of the search index, as SQL: the narrowest table first, then the records in the order of their time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from showclear.storage.index_rows import Search

BITS = 20
"""Of the number of a record, below its time in seconds: its number in its log."""

_COLUMNS = (
    "records.name, records.ts, records.day, records.date, records.kind, records.what, records.scene, records.title, "
    "records.verdict, records.things, records.marks"
)

DAYS = (
    "SELECT coalesce(nullif(day, ''), date) AS called, min(ts), max(ts), count(*) FROM records "
    "WHERE ts > 0 GROUP BY called ORDER BY max(ts) DESC"
)

DAYS_OF = (
    "SELECT DISTINCT coalesce(nullif(day, ''), date) FROM things CROSS JOIN records ON records.id = things.record "
    "WHERE things.thing = ? AND ts > 0"
)

SAYS = "SELECT mark, says FROM marks WHERE record = (SELECT id FROM records WHERE name = ?)"

REVIEWS = (
    f"SELECT {_COLUMNS} FROM reviews CROSS JOIN records ON records.id = reviews.record "
    "WHERE reviews.about = ? ORDER BY records.id"
)

_TABLES = (("thing", "things"), ("person", "people"))

_WORD = re.compile(r"[^\W_]")
"""Letters and figures: signs alone are no word."""


def match(wanted: Search) -> str:
    """What full text search is asked for: each word as it stands or as the beginning of one; empty for no word.

    What people type is never read as the language of the search: it only ever stands inside quotation marks. The other
    things that are looked for stand in the words of a record too, so naming them here makes the answer quicker.
    """
    typed = [f"{_quoted(one)}*" for one in wanted.words.split() if _WORD.search(one)]
    if not typed:
        return ""
    also = [_quoted(one) for one in (wanted.thing, wanted.person) if _WORD.search(one)]
    return " ".join((*typed, *also))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""').replace("\0", " ") + '"'


def statement(wanted: Search, most: int) -> tuple[str, tuple[object, ...]]:
    """The statement that finds the newest records that fit, with its values."""
    tables: list[str] = []
    conditions: list[str] = []
    values: list[object] = []
    found = match(wanted)
    if found:
        tables.append("words")
        conditions.append("words MATCH ?")
        values.append(found)
    elif wanted.words.strip():
        # Signs without a letter or a figure: no word has them.
        conditions.append("0")
    for name, table in _TABLES:
        value = getattr(wanted, name)
        if value:
            tables.append(table)
            conditions.append(f"{table}.{name} = ?")
            values.append(value)
    _plain(wanted, conditions, values)
    joined = _joined(tables)
    order = f"{tables[0]}.{_number_of(tables[0])}" if tables else "records.id"
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    values.append(most)
    return f"SELECT {_COLUMNS} FROM {joined}{where} ORDER BY {order} DESC LIMIT ?", tuple(values)


def _plain(wanted: Search, conditions: list[str], values: list[object]) -> None:
    """What stands in the row of the record itself."""
    if wanted.day:
        conditions.append("(records.day = ? OR records.date = ?)")
        values += (wanted.day, wanted.day)
    if wanted.procedures:
        conditions.append(f"records.what IN ({_marks_for(wanted.procedures)})")
        values += wanted.procedures
    if wanted.scene:
        conditions.append("records.scene = ?")
        values.append(wanted.scene)
    if wanted.marks:
        conditions.append(
            f"EXISTS (SELECT 1 FROM marks WHERE marks.mark IN ({_marks_for(wanted.marks)}) "
            "AND marks.record = records.id)"
        )
        values += wanted.marks
    if wanted.between is not None:
        # Numbers grow with the time; the time itself has no index.
        first, last = wanted.between
        conditions.append("records.id BETWEEN ? AND ?")
        values += (first << BITS, (last + 1 << BITS) - 1)
    if wanted.unreviewed:
        conditions.append(
            "NOT EXISTS (SELECT 1 FROM reviews WHERE about = substr(records.name, 1, length(records.name) - 5))"
        )


def _marks_for(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _joined(tables: Sequence[str]) -> str:
    """The tables in this order, so that the first one decides in which order records are found."""
    if not tables:
        return "records"
    first, *others = tables
    number = f"{first}.{_number_of(first)}"
    joined = "".join(f" CROSS JOIN {one} ON {one}.{_number_of(one)} = {number}" for one in others)
    return f"{first}{joined} CROSS JOIN records ON records.id = {number}"


def _number_of(table: str) -> str:
    return "rowid" if table == "words" else "record"
