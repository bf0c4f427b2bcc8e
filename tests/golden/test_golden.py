"""Records that were written once and must verify for ever, byte for byte."""

from __future__ import annotations

from hashlib import sha256

import pytest

from showclear.ledger.record import body_facts, digest_of, parse_frame, record_name, render_body
from showclear.ledger.verification import Verdict, verify_log
from tests.golden.make_golden import FOLDER, SUMS, golden

FILES = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir())}


def test_the_golden_folder_is_intact() -> None:
    """Every released schema is verified for ever."""
    result = verify_log(FILES)
    assert result.all_findings() == ()
    assert result.verdict is Verdict.INTACT
    assert len(result.records) == len(FILES) == 8


def test_the_golden_bytes_are_those_that_were_released() -> None:
    """Hashing the files against a list of its own shows a golden file that somebody 'fixed'."""
    lines = [f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(FILES.items())]
    assert "".join(lines) == SUMS.read_text()


def test_the_same_values_still_give_the_same_bytes() -> None:
    """Writing is pinned as well as reading: a new tomli-w or a moved space would show here."""
    assert golden().files == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_golden_record_is_named_and_rendered_as_rule_20_says(name: str) -> None:
    """HEAD and FACTS read back and written again are the same bytes, and the name follows from them."""
    data = FILES[name]
    frame = parse_frame(data)
    assert record_name(frame.head, digest_of(data)) == name
    assert render_body(frame.head, body_facts(frame)) == frame.body
