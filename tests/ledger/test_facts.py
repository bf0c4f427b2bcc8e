"""The facts: laid out one a line around values that tomli-w rendered."""

from __future__ import annotations

import random
import re
import tomllib
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showclear.domain.text import first_forbidden, normalise
from showclear.errors import RecordError
from showclear.ledger.facts import end_of_facts, first_bad_line, render_facts
from showclear.ledger.grammar import LISTED, VALUE

WHEN = datetime(2026, 3, 1, 7, 0, 0, tzinfo=UTC)


class Colour(StrEnum):
    RED = "red"


def test_facts_are_laid_out_one_a_line() -> None:
    """A person reads them; tomli-w alone would choose between two shapes by line length."""
    facts = {
        "table": {"key": "value", "rows": [{"a": 1, "b": True}]},
        "text": 'a "b" \\ c\n\td',
        "number": -5,
        "yes": True,
        "when": WHEN,
        "colour": Colour.RED,
        "list": ["x", 2, {"a": 1}],
        "none": (),
    }
    assert render_facts(facts).decode().splitlines() == [
        'text = "a \\"b\\" \\\\ c\\n\\td"',
        "number = -5",
        "yes = true",
        "when = 2026-03-01T07:00:00Z",
        'colour = "red"',
        "list = [",
        '"x",',
        "2,",
        "{ a = 1 },",
        "]",
        "none = [",
        "]",
        "[facts.table]",
        'key = "value"',
        "rows = [",
        "{ a = 1, b = true },",
        "]",
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "x"},
        {"signers": []},
        {"rows": [{"id": 1}]},
        {"Key": 1},
        {"a-b": 1},
        {"k" * 41: 1},
        {"": 1},
        {"a\n[x]": 1},
        {"x": 1.5},
        {"x": float("nan")},
        {"x": None},
        {"x": b"bytes"},
        {"x": 2**53},
        {"x": -(2**53)},
        {"x": "\u202e"},
        {"x": "\x1b[31m"},
        {"x": "\ud800"},
        {"x": "\r\n"},
        {"x": "e\u0301"},
        {"x": datetime(2026, 3, 1)},  # noqa: DTZ001
        {"x": WHEN.replace(microsecond=1)},
        {"x": [[1]]},
        {"x": [{}]},
        {"x": [{"a": {"b": 1}}]},
        {"x": [{"a": [1]}]},
        {"x": {"y": {"z": 1}}},
        {"a b": {"y": 1}},
    ],
)
def test_what_the_grammar_does_not_hold_is_refused_with_its_place(facts: dict[str, Any]) -> None:
    """Rules 2, 11 and 12, at the moment of writing."""
    with pytest.raises(RecordError, match="facts"):
        render_facts(facts)


GOOD = [
    b"x = 0\n",
    b"x = -1\n",
    b"x = 9007199254740991\n",
    b'x = ""\n',
    b'x = "\\\\"\n',
    b'x = "# \' = [ ]"\n',
    b"x = [\n]\n",
    b'x = [\n"a",\n1,\n{ a = 1 },\n]\n',
    b'x = { a = 1, b = "}" }\n',
    b"[facts.x]\n",
    b"[facts.kind]\n",
    b"[[facts.x]]\n",
    b"x = 2026-03-01T07:00:00Z\n",
    b"id_x = 1\n",
    b"[facts.x]\nx = true\n",
]
BAD = [
    b"x = 01\n",
    b"x = -0\n",
    b"x = +1\n",
    b"x = 1_0\n",
    b"x = 0x1\n",
    b"x = 9007199254740992\n",
    b"x = 10000000000000000\n",
    b"x = 1.0\n",
    b"x = inf\n",
    b"x = True\n",
    b"x= 1\n",
    b"x = 1 \n",
    b"x = 1 # why\n",
    b"# why\n",
    b"\n",
    b"x = 'a'\n",
    b"x = '''\n",
    b'x = """\n',
    b'x = """a"""\n',
    b'x = "a""b"\n',
    b'x = "\\u0041"\n',
    b'x = "\\e"\n',
    b'x = "a\n',
    b'x = "a\nb"\n',
    b"id = 1\n",
    b"signers = [\n]\n",
    b"x = { id = 1 }\n",
    b"x = { }\n",
    b"x = {}\n",
    b"x = { a = 1 , b = 2 }\n",
    b"x = { a = { b = 1 } }\n",
    b"x = [1, 2]\n",
    b"x = [\n1\n]\n",
    b"x = [\n1,\n",
    b"1,\n",
    b"]\n",
    b"[facts]\n",
    b"[signature]\n",
    b"[[signature]]\n",
    b"[facts.x.y]\n",
    b'[facts."x"]\n',
    b"x.y = 1\n",
    b'"x" = 1\n',
    b"x = 2026-03-01\n",
    b"x = 2026-13-01T07:00:00Z\n",
    b"x = 2026-03-01T07:00:60Z\n",
    b"x = 2026-03-01 07:00:00Z\n",
]


@pytest.mark.parametrize("lines", GOOD)
def test_a_line_of_the_grammar_is_taken_and_is_toml(lines: bytes) -> None:
    """Rule 11; nothing that it takes may be read differently by a TOML parser."""
    assert end_of_facts(lines, 0) == len(lines)
    tomllib.loads("[facts]\n" + lines.decode())


@pytest.mark.parametrize("lines", BAD)
def test_any_other_line_ends_the_facts(lines: bytes) -> None:
    """Rules 11 and 12: no comment, no literal or multi-line string, no float, no second way to write a value."""
    assert end_of_facts(b"a = 1\n" + lines, 0) == len(b"a = 1\n")


@pytest.mark.parametrize("value", [b'"x"', b'"\\n"', b"1", b"123456789012345", b"9007199254740991", b"true"])
def test_a_long_row_with_a_wrong_end_is_refused_at_once(value: bytes) -> None:
    """Were there two ways to read a value, forty of them would take longer than a day."""
    row = b"x = { " + b", ".join(b"a = " + value for _ in range(40)) + b", a = ? }\n"
    assert end_of_facts(row, 0) == 0


USUAL = (
    b'{ person = "a-b", side = "performer", block = "c", step = "d", slot = "", asked = "Is \\"it\\" \\\\ out?", '
    b'value = "yes", words = "Yes.\\n", at = 2026-03-01T07:00:00Z, ms = 66198, attempt = 1, state = "counts" }',
    b'{ block = "c", step = "d", text = "Is it out?", answer = "choice", entered_by = "both", compare = "exact", '
    b'otherwise = "stop", each = "round" }',
)


def test_rows_that_are_found_at_once_are_read_as_pair_by_pair() -> None:
    """Rule 11: what makes the usual rows quick takes in nothing else and refuses nothing else."""
    rows, plain, rnd, taken = re.compile(LISTED), re.compile(VALUE), random.Random(5), 0
    for row in USUAL:
        pairs = re.findall(rb'[a-z_]+ = (?:"(?:[^"\\]|\\.)*"|[^,"} ]+)', row)
        for _ in range(3000):
            some = [rnd.choice(pairs) if rnd.random() < 0.05 else pair for pair in pairs[: rnd.randint(1, 20)]]
            given = bytearray(b"{ " + b", ".join(some) + b" }")
            for _ in range(rnd.choice((0, 1, 1, 2))):
                at = rnd.randrange(len(given))
                given[at : at + rnd.randrange(2)] = rnd.choice(
                    (b'"', b"\\", b"\n", b"0", b"-", b"x", b", ", b" = ", b" ", b"")
                )
            ways = [found and found.end() for found in (rows.match(given), plain.match(given))]
            assert ways[0] == ways[1], given
            taken += ways[0] is not None
        assert rows.fullmatch(row)
    assert 1000 < taken < 5000, "some of each"


@pytest.mark.parametrize("row", USUAL)
def test_a_usual_row_with_a_wrong_end_is_refused_at_once(row: bytes) -> None:
    """There is one way to read it, however many of them stand in a list."""
    lines = b"x = [\n" + (row + b",\n") * 2000
    assert end_of_facts(lines + row[:-2] + b", a = ? },\n]\n", 0) == 0
    assert end_of_facts(lines + b"]\n", 0) == len(lines) + 2


def test_the_bad_line_is_found_inside_a_list() -> None:
    """The message names the row and not the list."""
    data = b"a = 1\nx = [\n1,\n2,\nthree,\n]\n"
    assert data[first_bad_line(data, end_of_facts(data, 0)) :].startswith(b"three")


TEXTS = st.text(max_size=20).map(normalise).filter(lambda text: first_forbidden(text.replace("\t", "")) is None)
SCALARS = st.one_of(
    st.booleans(),
    st.integers(-(2**53) + 1, 2**53 - 1),
    TEXTS,
    st.datetimes(datetime(1, 1, 1), datetime(9999, 1, 1)).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
    ),
)
KEYS = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=6).map(lambda key: f"x{key}")
LISTS = st.lists(st.one_of(SCALARS, st.dictionaries(KEYS, SCALARS, min_size=1, max_size=3)), max_size=4)
TABLES = st.dictionaries(KEYS, st.one_of(SCALARS, LISTS), max_size=4)


@given(st.dictionaries(KEYS, st.one_of(SCALARS, LISTS, TABLES), max_size=5))
def test_whatever_is_written_is_read_back_by_tomllib(facts: dict[str, Any]) -> None:
    """The facts that people sign are the facts that the fold reads."""
    assert tomllib.loads("[facts]\n" + render_facts(facts).decode())["facts"] == facts
