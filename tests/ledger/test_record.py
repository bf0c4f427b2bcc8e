"""The layout of a whole record."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime

import pytest

from showclear.errors import RecordError
from showclear.ledger.faults import FrameFault
from showclear.ledger.head import SCHEMA, Signer
from showclear.ledger.record import (
    CUT,
    body_facts,
    close_block,
    digest_of,
    open_block,
    parse_frame,
    read_name,
    record_name,
    render_body,
    with_cut,
)
from showclear.ledger.sshsig import sign, verify
from tests.golden.make_golden import FOLDER
from tests.ledger.workshop import AD, ARMORER, crewed

WHEN = datetime(2026, 3, 1, 7, 0, 0, tzinfo=UTC)
WORKSHOP = crewed()
RECORD = WORKSHOP.inspect()
DATA = RECORD.data


def fault(data: bytes) -> FrameFault:
    """What parse_frame says of bytes that are no record."""
    with pytest.raises(FrameFault) as caught:
        parse_frame(data)
    return caught.value


def test_each_signature_covers_every_byte_above_its_own_line() -> None:
    """Rule 16, byte by byte: the second covers the first with its name, meaning and time."""
    frame = parse_frame(DATA)
    starts = [at for at in range(len(DATA)) if DATA.startswith(b"\nsshsig = '''\n", at)]
    assert [block.covered for block in frame.blocks] == [start + 1 for start in starts]
    for block, crew in zip(frame.blocks, (ARMORER, AD), strict=True):
        verify(block.armored, DATA[: block.covered], public_key_blob=crew.blob)
    assert DATA.startswith(frame.body + CUT)


def test_the_file_and_the_body_are_toml_of_their_own() -> None:
    """Rule 1: any TOML reader shows a lawyer the same values."""
    frame = parse_frame(DATA)
    whole, body = tomllib.loads(DATA.decode()), tomllib.loads(frame.body.decode())
    signatures = whole.pop("signature")
    assert whole == body
    assert body["facts"] == body_facts(frame)
    assert [one["sshsig"] for one in signatures] == [block.armored for block in frame.blocks]
    assert [one["name"] for one in signatures] == [ARMORER.name, AD.name]


def test_an_unsigned_record_is_a_body_and_the_cut_line() -> None:
    """A stop has no blocks at all."""
    stop = WORKSHOP.stand_down("truck-c3d4")
    frame = parse_frame(stop.data)
    assert stop.data == frame.body + CUT
    assert frame.blocks == ()
    assert with_cut(stop.data) == stop.data


@pytest.mark.parametrize("name", ['Ari "the" \\ armorer', "Åri 日本", "x" * 10_000, "[/] [@click=app.quit]x[/]"])
def test_any_name_that_can_be_read_can_sign(name: str) -> None:
    """People have the names that they have."""
    head = RECORD.head._replace(signers=(Signer("ari", "armorer", "inspected"),))
    covered = open_block(render_body(head, {}), head.signers[0], name, ARMORER.fingerprint, "pin", WHEN)
    frame = parse_frame(close_block(covered, sign(ARMORER.seed, covered)))
    assert frame.blocks[0].name == name


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("name", "\u202egnol"),
        ("name", "a\rb"),
        ("name", "\ud800"),
        ("key_fingerprint", "SHA256:short"),
        ("with_", "password"),
        ("signer", Signer("Ari", "armorer", "inspected")),
        ("signer", Signer('ari"\n', "armorer", "inspected")),
        ("signed_at", datetime(2026, 3, 1, 7, 0, 0)),  # noqa: DTZ001
    ],
)
def test_a_block_that_cannot_be_read_back_is_not_opened(change: str, value: object) -> None:
    """Nobody is asked to sign what no verifier takes."""
    arguments = {
        "signer": Signer("ari", "armorer", "inspected"),
        "name": "Ari",
        "key_fingerprint": ARMORER.fingerprint,
        "with_": "touch",
        "signed_at": WHEN,
        change: value,
    }
    with pytest.raises(RecordError):
        open_block(render_body(RECORD.head, {}), **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("armored", ["", "x", "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n", "'''\n"])
def test_only_an_armored_signature_closes_a_block(armored: str) -> None:
    """What stands between the quotes cannot leave them."""
    with pytest.raises(RecordError):
        close_block(b"", armored)


def test_line_ends_changed_by_a_sync_tool_are_named_as_that() -> None:
    """The most usual damage gets its diagnosis and its remedy."""
    for damaged in (DATA.replace(b"\n", b"\r\n"), DATA.replace(b"\n", b"\r"), b"\xef\xbb\xbf" + DATA):
        found = fault(damaged)
        assert found.step == 1
        assert "newline conversion by a sync tool" in found.message
        assert found.remedy


@pytest.mark.parametrize(
    ("data", "step"),
    [
        (b"", 1),
        (b"\n", 2),
        (b"\x00" * 100, 1),
        (b"\xff\xfe", 1),
        (DATA[:-1], 1),
        (DATA + b"\n", 5),
        (DATA + DATA, 5),
        (DATA + b"[weapon]\n", 5),
        (DATA + CUT, 5),
        (DATA.replace(CUT, b""), 3),
        (DATA.replace(CUT, CUT + CUT), 5),
        (DATA.replace(CUT, b"\n" + CUT), 3),
        (DATA.replace(CUT, b"[[signature]]\n" + CUT), 3),
        (DATA.replace(b"[facts]\n", b"[facts]\n# a note\n"), 3),
        (DATA.replace(b"[facts]\n", b"[facts]\nx = '''\n'''\n"), 3),
        (DATA.replace(b"title =", b"title  ="), 3),
        (DATA.replace(b"R-1", "R\u2028-1".encode()), 1),
        (DATA.replace(b"R-1", "R\u202e-1".encode()), 1),
        (DATA.replace(b"R-1", b"R\xc3-1"), 1),
        (DATA.replace(b"R-1", b"R\t-1"), 1),
        (DATA.replace(b"\n'''\n", b"\n'''\n\n"), 5),
        (DATA.replace(b'with = "passphrase"', b'with = "password"'), 5),
        (DATA.replace(b"-----END SSH SIGNATURE-----\n'''", b"-----END SSH SIGNATURE-----'''"), 5),
        (DATA[: DATA.index(CUT)], 4),
        (DATA[: DATA.index(b"sshsig")], 5),
    ],
)
def test_bytes_in_another_layout_are_refused_at_their_step(data: bytes, step: int) -> None:
    """Rules 1 to 15."""
    assert fault(data).step == step


def test_a_fault_names_its_line() -> None:
    """Somebody opens the file in an editor and looks."""
    lines = DATA.split(b"\n")
    lines[20] = b"oops"
    found = fault(b"\n".join(lines))
    assert found.line == 21
    assert "oops" in found.message


def test_facts_that_pass_the_lines_and_are_no_toml_are_told() -> None:
    """Rule 24: the same key twice is no TOML; the frame holds, the facts do not."""
    data = DATA.replace(b"[facts]\n", b'[facts]\ntitle = "twice"\n')
    frame = parse_frame(data)
    with pytest.raises(RecordError, match="not TOML"):
        body_facts(frame)


def test_a_later_schema_is_framed_though_its_facts_are_not_read() -> None:
    """Rule 25: it may be a stop, and its signatures can be checked today."""
    later = DATA.replace(b"record/1", b"record/2").replace(b"[facts]\n", b"[facts]\nsomething: new\n")
    frame = parse_frame(later)
    assert frame.head.schema == "showclear-record/2"
    assert len(frame.blocks) == 2
    assert fault(later.replace(b"something: new\n", b"sshsig = '''\n")).step == 4
    assert fault(later.replace(CUT, CUT + CUT)).step == 4
    with pytest.raises(RecordError, match=SCHEMA):
        render_body(frame.head, {})


def test_a_name_says_log_number_and_half_the_digest() -> None:
    """Rule 20: sixteen digits were broken in twenty minutes, so there are thirty-two."""
    assert RECORD.name == record_name(RECORD.head, digest_of(DATA))
    name = read_name(RECORD.name)
    assert name is not None
    assert (name.log, name.sequence) == ("cart-a1b2", RECORD.head.sequence)
    assert digest_of(DATA).startswith(name.digest_start)
    assert len(name.digest_start) == 32


@pytest.mark.parametrize(
    "name",
    [
        "",
        "x.toml",
        "cart-000000-" + "a" * 32 + ".toml",
        "cart-1-" + "a" * 32 + ".toml",
        "cart-000001-" + "A" * 32 + ".toml",
        "cart-000001-" + "a" * 31 + ".toml",
        "cart-000001-" + "a" * 32 + ".toml\n",
        "cart-000001-" + "a" * 32 + ".sync-conflict-20260301-070000-ABCDEF.toml",
        "Cart-000001-" + "a" * 32 + ".toml",
        "../cart-000001-" + "a" * 32 + ".toml",
    ],
)
def test_anything_else_is_not_the_name_of_a_record(name: str) -> None:
    """A conflict copy keeps its ending; globbing would take it for a record."""
    assert read_name(name) is None


def test_golden_files_have_names_of_records() -> None:
    """So that the two tests above speak of the same names."""
    assert all(read_name(path.name) for path in FOLDER.iterdir())
