"""The head of a record: what it is, where it stands, what it has seen, and who must sign it, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from showclear.errors import RecordError
from showclear.ledger.faults import FrameFault
from showclear.ledger.grammar import HEX64, MEANING, SLUG, TIME, WORD, known_time, time_text
from showclear.words import english

SCHEMA = "showclear-record/1"
# not said: it stands in every record
FIRST_LINE = "# Show Clear record. Read it freely; never edit it. How to check it by hand: docs/format.md"
ZERO_DIGEST = "0" * 64
"""Stands where there is no file to name: before the first record of a log, and inside the production record."""
HEAD_STEP = 2

_AFTER_LINE = rb'"' + SLUG + rb"/[0-9]{6} sha256:" + HEX64 + rb'",'
_SIGNER_LINE = rb'"' + SLUG + rb" " + WORD + rb" " + MEANING + rb'",'

_LINES: tuple[tuple[str, bytes], ...] = (
    (english("the first line"), re.escape(FIRST_LINE.encode())),
    ("schema", rb'schema = "(showclear-record/[1-9][0-9]{0,3})"'),
    ("kind", rb'kind = "(' + WORD + rb')"'),
    ("id", rb'id = "([0-9a-f]{32})"'),
    ("production", rb'production = "sha256:(' + HEX64 + rb')"'),
    ("log", rb'log = "(' + SLUG + rb')"'),
    ("sequence", rb"sequence = ([1-9][0-9]{0,5})"),
    ("previous", rb'previous = "sha256:(' + HEX64 + rb')"'),
    ("made_at", rb"made_at = (" + TIME + rb")"),
    ("after", rb"after = \["),
    ("after", rb"((?:" + _AFTER_LINE + rb"\n)*)\]"),
    ("signers", rb"signers = \["),
    ("signers", rb"((?:" + _SIGNER_LINE + rb"\n)*)\]"),
    ("facts", rb"\[facts\]"),
)
_HEAD = re.compile(b"".join(pattern + rb"\n" for _, pattern in _LINES))


class Citation(NamedTuple):
    """Another record by its place and the SHA-256 of its whole file (64 hexadecimal digits)."""

    log: str
    sequence: int
    digest: str

    @property
    def place(self) -> str:
        """`LOG/NNNNNN`, as people say it."""
        return f"{self.log}/{self.sequence:06d}"

    def __reduce__(self) -> tuple[object, ...]:
        return handed_over(self)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, as what, and what the signature means, such as `inspected` or `witnessed`."""

    person: str
    role: str
    meaning: str


@lru_cache(maxsize=4096)
def signer_of(person: str, role: str, meaning: str) -> Signer:
    """A `Signer`, the same one for the same words: a long log names few people many times."""
    return Signer(person, role, meaning)


class Head(NamedTuple):
    """The head of one record. Digests are 64 hexadecimal digits, `made_at` is UTC in whole seconds."""

    schema: str
    kind: str
    id: str
    """32 hexadecimal digits drawn at random: one id is one event."""
    production: str
    """Digest of the production record; zeros inside that record itself."""
    log: str
    sequence: int
    previous: str
    """Digest of the record before in this log; zeros in the first."""
    made_at: datetime
    after: tuple[Citation, ...]
    """The newest records of the other logs that this laptop held, sorted as they are written."""
    signers: tuple[Signer, ...]

    @property
    def place(self) -> str:
        """`LOG/NNNNNN`, as people say it."""
        return f"{self.log}/{self.sequence:06d}"

    def __reduce__(self) -> tuple[object, ...]:
        return handed_over(self)

    @property
    def parents(self) -> tuple[str, ...]:
        """Digests of the records that this one names as coming before it."""
        before = () if self.previous == ZERO_DIGEST else (self.previous,)
        return before + tuple([citation.digest for citation in self.after]) if self.after else before


def handed_over(value: tuple[object, ...]) -> tuple[object, ...]:
    """What `__reduce__` gives for a named tuple: read back by one call without any Python.

    From process to process a long log hands over many thousands.
    """
    return tuple.__new__, (type(value), tuple(value))


def sorted_after(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations in the order in which a head writes them, without repetition."""
    return tuple(sorted(set(citations), key=_after_text))


def render_head(head: Head) -> bytes:
    """The bytes of a head, down to and with the line `[facts]`.

    Raises:
        RecordError: something in it cannot be written; says what.
    """
    lines = [
        FIRST_LINE,
        f'schema = "{head.schema}"',  # not said: bytes of a record
        f'kind = "{head.kind}"',  # not said: bytes of a record
        f'id = "{head.id}"',  # not said: bytes of a record
        f'production = "sha256:{head.production}"',  # not said: bytes of a record
        f'log = "{head.log}"',  # not said: bytes of a record
        f"sequence = {head.sequence}",  # not said: bytes of a record
        f'previous = "sha256:{head.previous}"',  # not said: bytes of a record
        f"made_at = {time_text(head.made_at, 'made_at')}",  # not said: bytes of a record
        "after = [",  # not said: bytes of a record
        *(_after_text(citation) for citation in head.after),
        "]",
        "signers = [",  # not said: bytes of a record
        *(f'"{signer.person} {signer.role} {signer.meaning}",' for signer in head.signers),
        "]",
        "[facts]",
    ]
    data = ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")
    try:
        written, end = parse_head(data)
    except FrameFault as fault:
        raise RecordError(fault.message, english("Hand in a head that the record format allows.")) from fault
    if end != len(data) or written != head:
        raise RecordError(
            english("The head would not be read back as it was handed in."), english("This is a mistake in Show Clear.")
        )
    return data


def parse_head(data: bytes) -> tuple[Head, int]:
    """Read the head at the start of a record; gives it and the offset of the first byte after `[facts]`.

    Raises:
        FrameFault: a line is not as rules 3 to 10 demand.
    """
    found = _HEAD.match(data)
    if found is None:
        raise _fault_in_head(data)
    schema, kind, id_, production, log, sequence, previous, made_at, after, signers = found.groups()
    moment = known_time(made_at.decode())
    if moment is None:
        raise FrameFault(
            HEAD_STEP, 9, english("The head says made_at = {text}, which is no date.", text=made_at.decode())
        )
    head = Head(
        schema=intern(schema.decode()),
        kind=intern(kind.decode()),
        id=id_.decode(),
        production=intern(production.decode()),
        log=intern(log.decode()),
        sequence=int(sequence),
        previous=intern(previous.decode()),
        made_at=moment,
        after=tuple(map(_read_after, after.splitlines())),
        signers=_read_signers(signers),
    )
    _check_places(head, after)
    return head, found.end()


def _check_places(head: Head, after: bytes) -> None:
    if (head.sequence == 1) is not (head.previous == ZERO_DIGEST):
        raise FrameFault(HEAD_STEP, 8, english("Zeros as `previous` belong to number 1 of a log and to no other."))
    if (head.kind == "production") is not (head.production == ZERO_DIGEST):
        raise FrameFault(
            HEAD_STEP, 5, english("Zeros as `production` belong to the production record and to no other.")
        )
    lines = after.splitlines()
    for index, citation in enumerate(head.after):
        line = 11 + index
        if index and lines[index - 1] >= lines[index]:
            raise FrameFault(
                HEAD_STEP, line, english("The lines of `after` are not sorted, or one stands there twice.")
            )
        if citation.log == head.log:
            raise FrameFault(
                HEAD_STEP, line, english("`after` names this record's own log; that is what `previous` is for.")
            )
        if citation.sequence == 0:
            raise FrameFault(HEAD_STEP, line, english("`after` names number 0; numbers begin at 1."))


def _after_text(citation: Citation) -> str:
    # not said: bytes of a record
    return f'"{citation.log}/{citation.sequence:06d} sha256:{citation.digest}",'


@lru_cache(maxsize=4096)
def _read_after(line: bytes) -> Citation:
    place, _, digest = line[1:-2].decode().partition(" sha256:")
    log, _, sequence = place.partition("/")
    return Citation(intern(log), int(sequence), intern(digest))


@lru_cache(maxsize=4096)
def _read_signers(lines: bytes) -> tuple[Signer, ...]:
    return tuple(signer_of(*map(intern, line[1:-2].decode().split(" "))) for line in lines.splitlines())


def _fault_in_head(data: bytes) -> FrameFault:
    """The slow way round, to say which line it was."""
    at = 0
    for name, pattern in _LINES:
        found = re.compile(pattern + rb"\n").match(data, at)
        if found is None:
            return _describe(data, at, name)
        at = found.end()
    return FrameFault(HEAD_STEP, 0, english("The head does not hold."))


def _describe(data: bytes, at: int, name: str) -> FrameFault:
    if name in ("after", "signers"):
        pattern = _AFTER_LINE if name == "after" else _SIGNER_LINE
        rest = re.compile(rb"(?:" + pattern + rb"\n)*").match(data, at)
        at = rest.end() if rest else at
    line = data.count(b"\n", 0, at) + 1
    text = data[at : at + 80].split(b"\n")[0].decode("utf-8", "replace")
    return FrameFault(
        HEAD_STEP,
        line,
        english(
            "Line {line} is not as the head of a record demands ({name}): {text!r}", line=line, name=name, text=text
        ),
    )
