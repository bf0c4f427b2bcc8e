"""Any bytes give a result or one of our own errors, never another exception, and never take for ever."""

from __future__ import annotations

import tomllib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showclear.app.definitions.reading import read_table
from showclear.ledger.record import parse_frame
from tests.fuzz.seeds import demonstration, seeds
from tests.fuzz.targets import SECONDS, TARGETS, agree_with_tomllib

FOUND = Path(__file__).parent / "found"
"""Inputs that once broke a target, by target."""
EXAMPLES = {"record": 80, "checklist": 120, "command-line": 40}
"""Fewer of those that take longest."""


def test_every_target_has_seeds_and_takes_them_whole() -> None:
    """A fuzzer that begins with nothing never gets past the first line of a file."""
    for name, target in TARGETS.items():
        assert seeds(name)
        for seed in seeds(name):
            target(seed)


FOUND_FILES = [path for path in sorted(FOUND.glob("*/*")) if path.is_file()]


@pytest.mark.parametrize("path", FOUND_FILES, ids=[f"{path.parent.name}/{path.name}" for path in FOUND_FILES])
def test_what_once_broke_a_target_does_not_any_more(path: Path) -> None:
    """Each file here was found by the fuzzer; its name says what was wrong."""
    begun = process_time()
    TARGETS[path.parent.name](path.read_bytes())
    assert process_time() - begun < SECONDS


@st.composite
def changed(draw: st.DrawFn, target: str) -> bytes:
    """A seed with some pieces cut out, doubled, replaced by bytes or by a piece of another seed; or any bytes."""
    data = draw(st.sampled_from(seeds(target)))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        kind = draw(st.sampled_from(("bytes", "nothing", "double", "piece")))
        if kind == "piece":
            other = draw(st.sampled_from(seeds(target)))
            at = draw(st.integers(0, len(other)))
            new = other[at : at + draw(st.integers(0, 80))]
        else:
            new = {"nothing": b"", "double": data[start:end] * 2}.get(kind) or draw(st.binary(max_size=8))
        data = data[:start] + new + data[end:]
    return data if draw(st.integers(0, 9)) else draw(st.binary(max_size=200))


@pytest.mark.parametrize("name", TARGETS)
def test_changed_files_give_a_result_or_our_own_error(name: str) -> None:
    """The same targets as the long runs, for as long as a test may take."""

    @settings(max_examples=EXAMPLES.get(name, 200), deadline=None, suppress_health_check=list(HealthCheck))
    @given(changed(name))
    def holds(data: bytes) -> None:
        begun = process_time()
        TARGETS[name](data)
        assert process_time() - begun < SECONDS

    holds()


def test_what_feeds_the_board_reads_every_record_as_a_stock_parser_does() -> None:
    """Head, blocks and facts of a record are read in a way of our own: one reading, or two people see two records."""
    records = (*seeds("record"), *demonstration().values())
    assert len(records) > 80
    for data in records:
        agree_with_tomllib(data, parse_frame(data))


def test_definitions_are_read_as_a_stock_parser_reads_them() -> None:
    """What is refused before the parser sees it is refused; all else is what TOML says."""
    for data in (*seeds("checklist"), *seeds("pack")):
        assert read_table("x.toml", data) == tomllib.loads(data.decode())
