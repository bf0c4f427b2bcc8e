"""The head: written and read by one small grammar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from showclear.errors import RecordError
from showclear.ledger.faults import FrameFault
from showclear.ledger.head import SCHEMA, ZERO_DIGEST, Citation, Head, Signer, parse_head, render_head, sorted_after

HEAD = Head(
    schema=SCHEMA,
    kind="procedure",
    id="ab" * 16,
    production="1" * 64,
    log="cart-a1b2",
    sequence=7,
    previous="2" * 64,
    made_at=datetime(2026, 3, 1, 7, 0, 0, tzinfo=UTC),
    after=(Citation("truck", 3, "4" * 64), Citation("truck", 3, "5" * 64)),
    signers=(Signer("kim", "armorer", "inspected"), Signer("jo-ad", "assistant-director", "witnessed")),
)


def test_a_head_is_read_back_as_it_was_written() -> None:
    """Rules 3 to 10."""
    data = render_head(HEAD)
    assert parse_head(data) == (HEAD, len(data))


def test_the_lines_stand_as_rules_4_to_9_say() -> None:
    """The awk of the stock check reads exactly these lines."""
    assert render_head(HEAD._replace(after=HEAD.after[:1], signers=())).decode().splitlines() == [
        "# Show Clear record. Read it freely; never edit it. How to check it by hand: docs/format.md",
        'schema = "showclear-record/1"',
        'kind = "procedure"',
        f'id = "{"ab" * 16}"',
        f'production = "sha256:{"1" * 64}"',
        'log = "cart-a1b2"',
        "sequence = 7",
        f'previous = "sha256:{"2" * 64}"',
        "made_at = 2026-03-01T07:00:00Z",
        "after = [",
        f'"truck/000003 sha256:{"4" * 64}",',
        "]",
        "signers = [",
        "]",
        "[facts]",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "Procedure"},
        {"kind": "x" * 33},
        {"kind": 'hold"\nkind = "hold'},
        {"id": "AB" * 16},
        {"id": "ab"},
        {"production": ZERO_DIGEST},
        {"kind": "production"},
        {"log": "Cart"},
        {"log": "a-b-c-d-e"},
        {"sequence": 0},
        {"sequence": 1_000_000},
        {"sequence": 1},
        {"previous": ZERO_DIGEST},
        {"after": (Citation("truck", 0, "4" * 64),)},
        {"after": (Citation("cart-a1b2", 3, "4" * 64),)},
        {"after": (Citation("truck", 3, "5" * 64), Citation("truck", 3, "4" * 64))},
        {"after": (Citation("truck", 3, "4" * 64),) * 2},
        {"signers": (Signer("kim", "armorer", "in-spected"),)},
        {"signers": (Signer("kim", "armorer", ""),)},
        {"signers": (Signer('kim",\n"jo', "armorer", "seen"),)},
        {"signers": (Signer("\ud800", "armorer", "seen"),)},
        {"made_at": datetime(2026, 3, 1, 7, 0, 0)},  # noqa: DTZ001
        {"made_at": datetime(2026, 3, 1, 7, 0, 0, tzinfo=timezone(timedelta(hours=1)))},
        {"made_at": datetime(2026, 3, 1, 7, 0, 0, 5, tzinfo=UTC)},
    ],
)
def test_a_head_that_the_format_does_not_allow_is_not_written(change: dict[str, object]) -> None:
    """What cannot be read back is refused before anybody signs it."""
    with pytest.raises(RecordError):
        render_head(HEAD._replace(**change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (b"Read it freely", b"Read it freely ", 1),
        (b"record/1", b"record/01", 2),
        (b'kind = "', b'kind  = "', 3),
        (b"sequence = 7", b"sequence = 07", 7),
        (b"made_at = 2026-03-01", b"made_at = 2026-02-30", 9),
        (b"07:00:00Z", b"07:00:00+00:00", 9),
        (b"truck/000003 ", b"truck/3 ", 11),
        (b'witnessed",', b'witnessed"', 16),
        (b"signers = [\n", b"x = 1\nsigners = [\n", 14),
    ],
)
def test_a_head_that_does_not_hold_is_refused_with_its_line(old: bytes, new: bytes, line: int) -> None:
    """Step 2 says where."""
    data = render_head(HEAD)
    assert old in data
    with pytest.raises(FrameFault) as caught:
        parse_head(data.replace(old, new, 1))
    assert (caught.value.step, caught.value.line) == (2, line)


def test_citations_are_sorted_as_bytes_and_stand_once() -> None:
    """Rule 8: a log named `a-b` sorts before `a/…` would."""
    one, two = Citation("a", 2, "0" * 64), Citation("a-b", 1, "0" * 64)
    assert sorted_after([one, two, one]) == (two, one)
