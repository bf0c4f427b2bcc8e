"""Records that were written once and must verify for ever, byte for byte."""

from __future__ import annotations

from hashlib import sha256

import pytest

from showclear.ledger.quorum import QUORUMS
from showclear.ledger.record import body_facts, digest_of, parse_frame, record_name, render_body
from showclear.ledger.seal_words import words_of
from showclear.ledger.sealing import read_seal, seal_fault
from showclear.ledger.verification import Verdict, verify_log
from tests.golden.make_golden import FOLDER, KINDS, SUMS, every_kind, golden

FILES = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir())}

SEALED = b'\nkind = "day-seal"\n'
WORDS = [
    "wonder swamp loyal system spy bomb skin reward",
    "matrix explain crazy rescue bar bunker injury enroll",
]
"""As they were written on paper."""


def test_the_golden_folder_is_intact() -> None:
    """Every released schema is verified for ever."""
    result = verify_log(FILES)
    assert result.all_findings() == ()
    assert result.verdict is Verdict.INTACT
    assert len(result.records) == len(FILES) == 12


def test_the_golden_bytes_are_those_that_were_released() -> None:
    """Hashing the files against a list of its own shows a golden file that somebody 'fixed'."""
    lines = [f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(FILES.items())]
    assert "".join(lines) == SUMS.read_text()


def test_the_same_values_still_give_the_same_bytes() -> None:
    """Writing is pinned as well as reading: a new tomli-w or a moved space would show here."""
    assert golden().files == FILES


def test_the_golden_seals_state_what_is_behind_them_and_their_words_stay() -> None:
    """The eight words of a released seal are on somebody's paper: they must find this record for ever."""
    result = verify_log(FILES)
    seals = {name: read_seal(name, body_facts(parse_frame(data))) for name, data in FILES.items() if SEALED in data}
    assert [one.leaves for one in seals.values()] == [9, 2]
    for name, stated in seals.items():
        head = result.records[name].head
        assert head is not None
        assert seal_fault(result.chain, head, stated) == ""
    assert [" ".join(words_of(digest_of(FILES[name]))) for name in seals] == WORDS


KIND_FILES = {path.name: path.read_bytes() for path in sorted(KINDS.iterdir())}


def test_there_is_a_golden_record_of_every_kind_and_all_are_intact() -> None:
    """Each kind as the crew signs it, by software keys and by a FIDO2 key."""
    result = verify_log(KIND_FILES)
    assert result.all_findings() == ()
    heads = [one.head for one in result.records.values() if one.head is not None]
    assert {head.kind for head in heads} == set(QUORUMS) - {"revocation"}
    assert b"sk-ssh-ed25519@openssh.com" in b"".join(KIND_FILES.values())
    assert len(KIND_FILES) == 31


def test_the_golden_bytes_of_every_kind_are_those_that_were_released() -> None:
    """And writing them anew gives the same."""
    lines = [f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(KIND_FILES.items())]
    assert "".join(lines) == KINDS.with_suffix(".sha256").read_text()
    assert every_kind().files == KIND_FILES


@pytest.mark.parametrize("name", [*FILES, *KIND_FILES])
def test_a_golden_record_is_named_and_rendered_as_rule_20_says(name: str) -> None:
    """HEAD and FACTS read back and written again are the same bytes, and the name follows from them."""
    data = {**FILES, **KIND_FILES}[name]
    frame = parse_frame(data)
    assert record_name(frame.head, digest_of(data)) == name
    assert render_body(frame.head, body_facts(frame)) == frame.body
