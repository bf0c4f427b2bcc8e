"""The facts as values: what a reader of all TOML says, or nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showclear.errors import RecordError
from showclear.ledger.doubles import is_surely_toml
from showclear.ledger.facts import end_of_facts, render_facts
from showclear.ledger.record import CUT, body_facts, parse_frame, verified_facts
from showclear.ledger.values import read_facts, read_wanted
from tests.ledger.test_facts import GOOD, KEYS, LISTS, SCALARS, TABLES, USUAL

GOLDEN = Path(__file__).parent.parent / "golden" / "showclear-record-1"


def as_toml(lines: bytes) -> dict[str, Any] | None:
    """What the library says; None where it is no TOML."""
    try:
        found: dict[str, Any] = tomllib.loads("[facts]\n" + lines.decode())["facts"]
    except (tomllib.TOMLDecodeError, ValueError):
        return None
    return found


def said(facts: dict[str, Any] | None) -> str:
    """With the types: True is 1 and yet another value."""
    return repr(facts)


@given(st.dictionaries(KEYS, st.one_of(SCALARS, LISTS, TABLES), max_size=5))
def test_whatever_is_written_is_read_as_tomllib_reads_it(facts: dict[str, Any]) -> None:
    """Nothing that our own writer writes needs the slow way."""
    lines = render_facts(facts)
    assert said(read_facts(lines.decode())) == said(as_toml(lines))


PIECES = (
    *GOOD,
    b"x = 1\n",
    b"y = [\n]\n",
    b"y = [\n{ a = 1 },\n]\n",
    b"[facts.y]\n",
    b"[[facts.y]]\n",
    b"x = 2026-02-30T07:00:00Z\n",
    b"y = { a = 0000-01-01T00:00:00Z }\n",
    b"y = { a = 1, a = 2 }\n",
    b'y = "[facts.x]"\n',
    b'y = "{ a = 1, b = 2 }"\n',
    b'y = { a = "b = 1, c = \\"d = 2", d = "\\\\", e = "" }\n',
    b'y = [\n"{ a = 1 },",\n"]",\n"[",\n]\n',
    b'y = "["\n',
    'y = "\u2026 \u0085\u2028"\n'.encode(),
)


@given(st.lists(st.sampled_from(PIECES), max_size=6).map(b"".join))
def test_lines_that_toml_forbids_together_are_left_to_tomllib(lines: bytes) -> None:
    """The grammar takes a key twice and a day that does not exist; which of two values counts is nobody's to guess."""
    assert end_of_facts(lines, 0) == len(lines)
    wanted, found = as_toml(lines), read_facts(lines.decode())
    if wanted is None:
        assert found is None
    else:
        assert found is None or said(found) == said(wanted)


TABLE_PIECES = (
    *PIECES,
    b"[facts.y]\nx = 1\n",
    b"[facts.z]\nx = 1\nx = 2\n",
    b"[facts.z]\nx = [\n]\nx = [\n]\n",
    b"[facts.z]\nx = 1\ny = [\n{ a = 1, b = -20 },\n{ a = 1, b = -20 },\n5,\n]\n",
    b"[facts.z]\nx = [\n{ a = 2024-02-29T07:00:00Z },\n]\n",
    b"[facts.z]\nx = [\n{ a = 2023-02-29T07:00:00Z },\n]\n",
    b"[facts.w]\nx = 2026-11-31T07:00:00Z\n",
    b"[facts.w]\nx = 0000-11-30T07:00:00Z\n",
    b"[facts.w]\nx = [\n{ a = 1, b = 2, a = 3 },\n]\n",
    b"[facts.w]\nx = { a = 1, a = 3 }\n",
    b'[facts.w]\nx = "\\\\"\ny = [\n{ a = "\\"", b = ", a = 1", c = "\\\\\\"" },\n]\n',
    b'[facts.w]\nx = [\n"a = 1",\n"a = 1",\n]\ny = "x = 2026-02-30T07:00:00Z"\n',
)


@given(st.lists(st.sampled_from(TABLE_PIECES), max_size=6).map(b"".join), st.sets(st.sampled_from("wxyz")))
def test_tables_that_nobody_wants_are_left_empty_and_nothing_else_is_said(lines: bytes, wanted: set[str]) -> None:
    """What cannot be read is found as before, wherever it stands: such a record may hide a stop."""
    whole, found = read_facts(lines.decode()), read_wanted(lines.decode(), wanted)
    if whole is None or found is None:
        assert whole is found
        return
    assert found.keys() == whole.keys()
    for name, value in found.items():
        is_left = name not in wanted and value == {} and isinstance(whole[name], dict)
        assert is_left or said(value) == said(whole[name])


@given(st.dictionaries(KEYS, st.one_of(SCALARS, LISTS, TABLES), max_size=5))
def test_tables_of_what_is_written_are_left_or_read_whole(facts: dict[str, Any]) -> None:
    """Whatever a text holds, quotes and backslashes too."""
    text = render_facts(facts).decode()
    whole, found = read_facts(text), read_wanted(text, list(facts)[::2])
    assert whole is not None
    assert found is not None
    assert found.keys() == whole.keys()
    assert all(found[name] in (value, {}) for name, value in whole.items())
    assert all(said(found[name]) == said(whole[name]) for name in list(facts)[::2])


@pytest.mark.parametrize("lines", GOOD)
def test_every_line_of_the_grammar_is_read_without_the_slow_way(lines: bytes) -> None:
    """Or a long log would open slowly for one odd line."""
    assert said(read_facts(lines.decode())) == said(as_toml(lines))


def golden() -> Iterable[Path]:
    """Every committed record."""
    return sorted(GOLDEN.rglob("*.toml"))


@pytest.mark.parametrize("path", golden(), ids=lambda path: path.name[:24])
def test_a_golden_record_says_what_it_says_as_toml(path: Path) -> None:
    """All kinds of records that this version writes."""
    data = path.read_bytes()
    frame = parse_frame(data)
    assert said(body_facts(frame)) == said(tomllib.loads(frame.body.decode())["facts"])
    assert said(verified_facts(data, frame.head)) == said(body_facts(frame))


def test_a_day_that_does_not_exist_is_refused_in_words() -> None:
    """The slow way says why."""
    data = next(path for path in golden() if b"[facts.production]" in path.read_bytes()).read_bytes()
    assert b"[facts]\n" in data
    changed = data.replace(b"[facts]\n", b"[facts]\nx = 2026-02-30T07:00:00Z\n", 1)
    frame = parse_frame(changed)
    with pytest.raises(RecordError, match="not TOML"):
        body_facts(frame)
    with pytest.raises(RecordError, match="not TOML"):
        verified_facts(changed, frame.head)


def test_a_cut_line_inside_a_text_does_not_end_the_facts() -> None:
    """A text has no line break, so the line that ends the facts stands once, at its own place."""
    data = next(path for path in golden() if b"[facts.production]" in path.read_bytes()).read_bytes()
    text = b'x = "' + CUT.strip() + b'"\n'
    changed = data.replace(b"[facts]\n", b"[facts]\n" + text, 1)
    frame = parse_frame(changed)
    assert verified_facts(changed, frame.head)["x"] == CUT.strip().decode()
    assert verified_facts(changed, frame.head) == body_facts(frame)


@given(st.lists(st.sampled_from(TABLE_PIECES), max_size=8).map(b"".join))
def test_what_is_surely_toml_is_toml(lines: bytes) -> None:
    """Rule 24: no key and no table stands twice, and every day exists."""
    assert as_toml(lines) is not None or not is_surely_toml(b"[facts]\n" + lines)


@given(st.dictionaries(KEYS, st.one_of(SCALARS, LISTS, TABLES), max_size=5))
def test_what_is_written_by_us_is_asked_of_a_parser_only_for_what_stands_in_its_texts(facts: dict[str, Any]) -> None:
    """A double that is none may only come from a text, a day from a month's last ones."""
    lines = b"[facts]\n" + render_facts(facts)
    assert is_surely_toml(lines) or b'"' in lines or b"-" in lines


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.toml")), ids=lambda path: path.name)
def test_no_parser_is_asked_about_a_golden_record(path: Path) -> None:
    """What people sign every day is found to be TOML at once, or verifying would take its time fourfold."""
    assert is_surely_toml(parse_frame(path.read_bytes()).body)


@pytest.mark.parametrize("row", USUAL)
@pytest.mark.parametrize("more", [b'person = "x"', b'text = "x"', b"at = 2026-02-30T07:00:00Z", b"ms = 5"])
def test_a_usual_row_with_more_is_looked_at(row: bytes, more: bytes) -> None:
    """Passed over at once is only what has the usual keys and no others."""
    start = b"[facts.entries]\nentered = [\n"
    lines = start + row + b",\n" + row.removesuffix(b" }") + b", " + more + b" },\n]\n"
    assert is_surely_toml(b"[facts]\n" + start + row + b",\n]\n")
    assert as_toml(lines) is not None or not is_surely_toml(b"[facts]\n" + lines)
