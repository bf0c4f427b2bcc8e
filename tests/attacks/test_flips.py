"""Every change to the bytes of a record, however small, is seen."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showclear.ledger.faults import FrameFault
from showclear.ledger.inspection import inspect_record
from showclear.ledger.record import CUT, digest_of, parse_frame, record_name
from showclear.ledger.steps import Verdict
from showclear.ledger.verification import Verifier, verify_log, verify_record
from tests.golden.make_golden import FOLDER
from tests.ledger.workshop import ARMORER, Workshop, crewed
from tests.standalone import scripts

FILES = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir())}
SIGNED = next(name for name, data in FILES.items() if b'kind = "procedure"' in data)
DATA = FILES[SIGNED]


@cache
def folder() -> tuple[Workshop, Verifier]:
    """A folder, and a verifier that has looked at it."""
    workshop = crewed()
    workshop.inspect()
    verifier = workshop.verifier()
    verifier.result()
    return workshop, verifier


def refused(data: bytes) -> bool:
    """Whether a changed file is refused even when its name is made to fit it: by its layout or its signatures alone."""
    try:
        frame = parse_frame(data)
    except FrameFault:
        return True
    return bool(inspect_record(data, record_name(frame.head, digest_of(data))).findings)


def test_the_record_itself_is_not_refused() -> None:
    """Or the tests below would prove nothing."""
    assert not refused(DATA)


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80])
def test_every_single_byte_that_changes_is_seen_without_the_name(mask: int) -> None:
    """No byte of a signed record is free: body, cut line, blocks and signatures."""
    kept = [at for at in range(len(DATA)) if not refused(DATA[:at] + bytes([DATA[at] ^ mask]) + DATA[at + 1 :])]
    assert kept == []


def test_every_single_byte_that_changes_is_seen_by_the_python_script() -> None:
    """One bit of each byte in turn, in a record by one person: a check in pure Python takes a while."""
    shop = crewed()
    data = shop.write("cart-a1b2", "shift", [(ARMORER, "opened")], {"title": "Shift"}).data
    inspect, name = scripts.module().inspect, "cart-a1b2-000004-{}.toml"
    assert inspect(data, name.format(digest_of(data)[:32])).findings == []
    kept = []
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 0x01]) + data[at + 1 :]
        if not inspect(changed, None).findings:
            kept.append(at)
    assert kept == []


@pytest.mark.skipif(not scripts.has_shell_tools, reason="needs sh, awk and ssh-keygen")
def test_two_hundred_bytes_that_change_are_seen_by_the_shell_script(tmp_path: Path) -> None:
    """Drawn with a seed over the whole record: each changed file lies beside the others under the name that fits it."""
    drawn = Random(20260302)
    changed = {}
    for at in drawn.sample(range(len(DATA)), 200):
        data = DATA[:at] + bytes([DATA[at] ^ 1 << drawn.randrange(8)]) + DATA[at + 1 :]
        changed[f"{SIGNED[:17]}{digest_of(data)[:32]}.toml"] = data
    for name, data in changed.items():
        (tmp_path / name).write_bytes(data)
    answer = scripts.shell_says(tmp_path)
    refused_ = {where for step, verdict, where in answer.said if verdict in ("altered", "unverifiable") and step < 10}
    assert refused_ == set(changed)
    assert len(changed) == 200


def test_every_byte_left_out_or_doubled_is_seen() -> None:
    """What an editor does."""
    assert [at for at in range(len(DATA)) if not refused(DATA[:at] + DATA[at + 1 :])] == []
    assert [at for at in range(len(DATA)) if not refused(DATA[:at] + DATA[at : at + 1] + DATA[at:])] == []


def test_every_line_left_out_doubled_or_moved_is_seen() -> None:
    """Reordering within a record."""
    lines = DATA.splitlines(keepends=True)
    for at, line in enumerate(lines):
        rest = lines[:at] + lines[at + 1 :]
        assert refused(b"".join(rest))
        assert refused(b"".join([*lines[:at], line, *lines[at:]]))
        if at + 1 < len(lines) and lines[at + 1] != line:
            assert refused(b"".join([*lines[:at], lines[at + 1], line, *lines[at + 2 :]]))
        assert refused(b"".join([line, *rest])) or at == 0


def test_every_cut_short_file_is_seen() -> None:
    """A copy that stopped half-way."""
    assert [at for at in range(len(DATA)) if not refused(DATA[:at])] == []


def test_a_changed_file_under_its_old_name_is_altered() -> None:
    """Whatever else is found: the worst verdict, and never an exception."""
    for at in range(0, len(DATA), 7):
        changed = DATA[:at] + bytes([DATA[at] ^ 0x02]) + DATA[at + 1 :]
        assert verify_record(changed, SIGNED).verdict is Verdict.ALTERED


@given(st.binary(max_size=300))
def test_any_bytes_give_a_result(data: bytes) -> None:
    """Rule 12 of the guide."""
    assert verify_record(data).verdict is Verdict.ALTERED
    name = f"cart-000001-{digest_of(data)[:32]}.toml"
    assert verify_log({name: data, "x": data}).verdict is Verdict.ALTERED


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """Golden records, cut up and put together again with rubbish in between."""
    sources = [*FILES.values(), b"", b"\r\n", b"'''\n", CUT, b"[[signature]]\n", "\u202e".encode(), b"\xff"]
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        source = draw(st.sampled_from(sources))
        first = draw(st.integers(0, len(source)))
        parts.append(source[first : draw(st.integers(first, len(source)))] if draw(st.booleans()) else source)
    return b"".join(parts)


@given(mangled())
@settings(deadline=None)
def test_any_mixture_of_records_gives_a_result(data: bytes) -> None:
    """Nothing that people can put into the folder stops the verifier, with the folder's context or without."""
    _, verifier = folder()
    known = set(FILES.values())
    result = verify_record(data, SIGNED, verifier.context())
    assert result.verdict is not Verdict.INTACT or data in known
    assert str(result.findings) or data in known


@given(st.dictionaries(st.text(max_size=10), st.binary(max_size=30), max_size=4), st.lists(st.text(max_size=5)))
def test_any_folder_and_any_marks_give_a_result(files: dict[str, bytes], marks: list[str]) -> None:
    """Names are people's too."""
    workshop, _ = folder()
    result = workshop.verify(marks, {**files, **workshop.files})
    assert all(one.is_intact for one in result.records.values())
