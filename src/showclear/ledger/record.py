"""One record as bytes: body, cut line, signature blocks; written once and never rendered again (rules 1, 13 to 16)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from sys import intern
from typing import Any, NamedTuple

from showclear.domain.text import first_forbidden
from showclear.errors import RecordError
from showclear.ledger.codepoints import first_forbidden_byte
from showclear.ledger.facts import FactValue, end_of_facts, facts_fault, render_facts
from showclear.ledger.faults import FrameFault
from showclear.ledger.grammar import MEANING, SLUG, STRING, TIME, WORD, escape, known_time, time_text, unescape
from showclear.ledger.head import SCHEMA, Head, Signer, parse_head, render_head
from showclear.ledger.values import read_facts, read_wanted
from showclear.words import english

CUT = b"# ======== Signatures. Each one covers every byte of this file above the line that opens it. ========\n"
BYTES_STEP, CUT_STEP, BLOCK_STEP = 1, 4, 5
WITH = ("touch", "pin", "passphrase")
"""How a person opened the key for one signature."""

_FACTS = b"\n[facts]\n"
_OPEN = b"sshsig = '''\n"
_CLOSE = b"'''\n"
_BLOCK = re.compile(
    rb"\[\[signature\]\]\n"
    rb'person = "(' + SLUG + rb')"\n'
    rb"name = (" + STRING + rb")\n"
    rb'role = "(' + WORD + rb')"\n'
    rb'meaning = "(' + MEANING + rb')"\n'
    rb'key = "(SHA256:[A-Za-z0-9+/]{43})"\n'
    rb'with = "(touch|pin|passphrase)"\n'
)
_SIGNED_AT = re.compile(rb"signed_at = (" + TIME + rb")\n")
_USUAL_BLOCK = 1024
"""Bytes. The lines that say who signs have some two hundred."""
_ARMOR = re.compile(
    rb"sshsig = '''\n"
    rb"(-----BEGIN SSH SIGNATURE-----\n(?:[A-Za-z0-9+/=]{1,70}\n){1,64}-----END SSH SIGNATURE-----\n)"
    rb"'''\n"
)
LARGEST = 16 * 1024 * 1024
"""Bytes of a record. None comes near; of a larger file the start is enough to refuse it."""
NAME = r"(" + SLUG.decode() + r")-((?!000000)[0-9]{6})-([0-9a-f]{32})\.toml"
"""The name of a record file: log, number, start of the digest. Numbers begin at 1."""
_NAME = re.compile(NAME)


class Block(NamedTuple):
    """One signature with what its signer stated. `covered` counts the bytes of the file that it signs, from the
    first; `armored` is what `ssh-keygen -Y sign` would have written."""

    person: str
    name: str
    role: str
    meaning: str
    key: str
    """Fingerprint, `SHA256:` and 43 characters."""
    with_: str
    signed_at: datetime
    covered: int
    armored: str
    line: int
    """Where the block begins, counted from 1."""


class Frame(NamedTuple):
    """A record whose layout holds. Nothing is said yet about signatures, names or facts."""

    head: Head
    body: bytes
    """HEAD and FACTS as they stand in the file."""
    blocks: tuple[Block, ...]
    digest: str
    """SHA-256 of the whole file, 64 hexadecimal digits."""


class Layout(NamedTuple):
    """What was read of a record whose layout holds."""

    head: Head
    end: int
    """Offset of the cut line."""
    blocks: tuple[Block, ...]


class RecordName(NamedTuple):
    """What the name of a record file claims."""

    log: str
    sequence: int
    digest_start: str
    """The first 32 hexadecimal digits of the digest."""


def render_body(head: Head, facts: Mapping[str, FactValue]) -> bytes:
    """HEAD and FACTS of a record of the current schema.

    Raises:
        RecordError: something cannot be written; says where.
    """
    if head.schema != SCHEMA:
        raise RecordError(
            english("schema is {schema!r}.", schema=head.schema),
            english("This version writes {schema}.", schema=SCHEMA),
        )
    return render_head(head) + render_facts(facts)


def open_block(
    covered_so_far: bytes, signer: Signer, name: str, key_fingerprint: str, with_: str, signed_at: datetime
) -> bytes:
    """The bytes that this person signs: all before, and the block down to the end of `signed_at`.

    `covered_so_far` is the body for the first signature and the result of `close_block` for every further one.

    Raises:
        RecordError: a value that a block cannot hold; says which.
    """
    found = first_forbidden(name)
    if found is not None:
        raise RecordError(
            english("The name of {person} holds U+{found:04X}.", person=signer.person, found=found[1]),
            english("Correct the name on the roster."),
        )
    block = (
        # not said: bytes of a record
        "[[signature]]\n"
        f'person = "{signer.person}"\n'
        f"name = {escape(name)}\n"
        f'role = "{signer.role}"\n'
        f'meaning = "{signer.meaning}"\n'
        f'key = "{key_fingerprint}"\n'
        f'with = "{with_}"\n'
        f"signed_at = {time_text(signed_at, 'signed_at')}\n"
    ).encode()
    said = _said_in(block, 0)
    if said is None or said[1].end() != len(block):
        raise RecordError(
            english(
                "The signature block of {person} cannot be written:\n{decode}",
                person=signer.person,
                decode=block.decode(),
            )
        )
    return with_cut(covered_so_far) + block


def close_block(covered: bytes, armored: str) -> bytes:
    """What `open_block` gave, with the signature over it.

    Raises:
        RecordError: the signature is not an armored SSH signature.
    """
    closed = _OPEN + armored.encode("utf-8", "surrogatepass") + _CLOSE
    if _ARMOR.fullmatch(closed) is None:
        raise RecordError(english("That is not an armored SSH signature."), english("Sign again."))
    return covered + closed


def with_cut(covered_so_far: bytes) -> bytes:
    """The body with the cut line, if it is not there yet: an unsigned record is just that."""
    return covered_so_far if CUT in covered_so_far else covered_so_far + CUT


def parse_frame(data: bytes) -> Frame:
    """Read the layout of a record (rules 1 to 16) without parsing TOML.

    Raises:
        FrameFault: the first thing that does not hold, with its step and line.
    """
    return frame_of(data, parse_layout(data))


def frame_of(data: bytes, layout: Layout) -> Frame:
    """What `parse_frame` gives for bytes of which `layout` was read."""
    head, end, blocks = layout
    return Frame(head, data[:end], blocks, digest_of(data))


def parse_layout(data: bytes) -> Layout:
    """`parse_frame` without the digest. Raises: `FrameFault` as that."""
    if len(data) > LARGEST:
        raise FrameFault(BYTES_STEP, 0, english("It is larger than any record."))
    if not data.isascii():
        _check_bytes(data)
    try:
        return _read_layout(data)
    except FrameFault:
        # What is wrong with the bytes is said before anything else.
        _check_bytes(data)
        raise


def _read_layout(data: bytes) -> Layout:
    """The grammar of this schema accounts for every byte, and of ASCII it lets through what `_check_bytes` does and no
    more: whatever it read needs no second look.
    """
    head, at = parse_head(data)
    if head.schema == SCHEMA:
        end = end_of_facts(data, at)
        if not data.startswith(CUT, end):
            raise facts_fault(data, end) if end < len(data) else _no_cut(data)
    else:
        _check_bytes(data)
        end = _cut_of_another_schema(data, at)
    return Layout(head, end, _parse_blocks(data, end + len(CUT)))


def body_facts(frame: Frame) -> dict[str, Any]:
    """The facts of a record whose frame holds.

    Raises:
        RecordError: the body is not TOML; such a record is unverifiable (rule 24).
    """
    found = _quick_facts(frame.head, frame.body, len(frame.body))
    return _facts_as_toml(frame) if found is None else found


def verified_facts(data: bytes, head: Head, wanted: Collection[str] | None = None) -> dict[str, Any]:
    """`body_facts` of bytes of which `head` was read, and of which it was found that their layout holds.

    Args:
        data: the whole file.
        head: its head.
        wanted: the tables that are asked for; others may be left empty. None for all.

    Raises:
        RecordError: the body is not TOML.
    """
    found = _quick_facts(head, data, data.index(b"\n" + CUT) + 1, wanted)
    return body_facts(parse_frame(data)) if found is None else found


def _quick_facts(head: Head, data: bytes, end: int, wanted: Collection[str] | None = None) -> dict[str, Any] | None:
    """The facts that end at `end`; None where only a reader of TOML can tell them."""
    if head.schema != SCHEMA:
        return None
    text = data[data.index(_FACTS) + len(_FACTS) : end].decode()
    return read_facts(text) if wanted is None else read_wanted(text, wanted)


def _facts_as_toml(frame: Frame) -> dict[str, Any]:
    import tomllib

    try:
        facts = tomllib.loads(frame.body.decode())["facts"]
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise RecordError(
            english("{place}: the facts are not TOML: {error}.", place=frame.head.place, error=error),
            english("Do not rely on it; ask who signed it."),
        ) from error
    if not isinstance(facts, dict):
        raise RecordError(english("{place}: the facts are no table.", place=frame.head.place))
    return facts


def digest_of(data: bytes) -> str:
    """SHA-256 of a whole file, 64 hexadecimal digits."""
    return intern(sha256(data).hexdigest())


def record_name(head: Head, digest: str) -> str:
    """The file name of a record: `LOG-NNNNNN-`, the first 32 digits of its digest, `.toml`."""
    return f"{head.log}-{head.sequence:06d}-{digest[:32]}.toml"


def is_name(name: str) -> bool:
    """Whether `read_name` could read it; that alone is quicker."""
    return _NAME.fullmatch(name) is not None


@lru_cache(maxsize=256)
def read_name(name: str) -> RecordName | None:
    """What a file name claims; None where it is not the name of a record."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    return RecordName(intern(found.group(1)), int(found.group(2)), found.group(3))


def _check_bytes(data: bytes) -> None:
    if not data:
        raise FrameFault(
            BYTES_STEP, 0, english("The file is empty."), english("Fetch it again from another laptop or the archive.")
        )
    if b"\r" in data or data.startswith(b"\xef\xbb\xbf"):
        what = english("carriage returns") if b"\r" in data else english("a byte order mark")
        raise FrameFault(
            BYTES_STEP,
            1 if b"\r" not in data else data.count(b"\n", 0, data.index(b"\r")) + 1,
            english("It holds {what}: newline conversion by a sync tool, git or an editor.", what=what),
            english("Fetch the file again from another laptop in a way that copies bytes (git: '*.toml -text')."),
        )
    found = first_forbidden_byte(data)
    if found is not None:
        line = data.count(b"\n", 0, found[0]) + 1
        raise FrameFault(BYTES_STEP, line, english("Line {line} holds {found}.", line=line, found=found[1]))
    if not data.endswith(b"\n"):
        raise FrameFault(
            BYTES_STEP, data.count(b"\n") + 1, english("The last line does not end; the file was cut short.")
        )


def _no_cut(data: bytes) -> FrameFault:
    return FrameFault(
        CUT_STEP, data.count(b"\n"), english("The line above the signatures is missing; the file was cut short.")
    )


def _cut_of_another_schema(data: bytes, at: int) -> int:
    """Facts of a later schema are not read; where they end must still be beyond doubt (rule 25)."""
    end = data.find(b"\n" + CUT, at - 1) + 1
    if end == 0:
        raise _no_cut(data)
    if data.find(CUT, end + 1) != -1 or b"\n" + _OPEN in data[at - 1 : end]:
        raise FrameFault(CUT_STEP, 0, english("It is not clear where the facts end and the signatures begin."))
    return end


def _parse_blocks(data: bytes, at: int) -> tuple[Block, ...]:
    blocks: list[Block] = []
    line, counted = 1, 0
    while at < len(data):
        said = _said_in(data, at)
        if said is None:
            raise _block_fault(data, at, english("A signature block does not begin as it must"))
        who, signed_at = said
        armor = _ARMOR.match(data, signed_at.end())
        if armor is None:
            raise _block_fault(data, signed_at.end(), english("A signature does not stand as it must"))
        line += data.count(b"\n", counted, at)
        counted = at
        text = signed_at.group(1).decode()
        moment = known_time(text)
        if moment is None:
            raise FrameFault(BLOCK_STEP, line + 7, english("signed_at = {text} is no date.", text=text))
        blocks.append(Block(*who, moment, signed_at.end(), armor.group(1).decode(), line))
        at = armor.end()
    return tuple(blocks)


def _said_in(data: bytes, at: int) -> tuple[tuple[str, str, str, str, str, str], re.Match[bytes]] | None:
    """What the block that begins at `at` says of its signer, and the line with its time; None if it is no block."""
    end = data.find(b"\nsigned_at = ", at) + 1
    # Long lines are not kept: there may be anything in them.
    read = _who_in if end - at < _USUAL_BLOCK else _who_in.__wrapped__
    who = read(data[at:end]) if end else None
    signed_at = _SIGNED_AT.match(data, end) if who else None
    return (who, signed_at) if who and signed_at else None


@lru_cache(maxsize=4096)
def _who_in(lines: bytes) -> tuple[str, str, str, str, str, str] | None:
    """Person, name, role, meaning, key and how it was used; None for other lines. The same few people sign a log."""
    found = _BLOCK.fullmatch(lines)
    if found is None:
        return None
    person, name, role, meaning, key, with_ = map(bytes.decode, found.groups())
    return intern(person), intern(unescape(name[1:-1])), intern(role), intern(meaning), intern(key), intern(with_)


def _block_fault(data: bytes, at: int, what: str) -> FrameFault:
    line = data.count(b"\n", 0, at) + 1
    return FrameFault(BLOCK_STEP, line, english("{what}, at line {line}.", what=what, line=line))
