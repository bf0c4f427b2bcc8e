#!/usr/bin/env python3
"""Verify Show Clear records with nothing but Python 3.8 or later: no network, no other file, no package.

    python3 verify.py FOLDER            every record of a production or a bundle: its folder, or log/ or records/ in it
    python3 verify.py RECORD.toml       one record by itself
    python3 verify.py --words "…" FOLDER    the day seal with these eight words, and everything behind it
    python3 verify.py --json FOLDER     the same as one JSON object

It was written from docs/format.md and shares no line with Show Clear, so that two programs have to be wrong in the same
way before a changed record passes. The numbers of the steps are those of that page. It reads and writes nothing else.

Exit codes: 0 intact, 10 incomplete, 11 unverifiable, 12 altered, 2 it was called wrongly or cannot read what was named.
"""

# One file on purpose, however long: it is handed to people who have nothing else.

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple

ALTERED, UNVERIFIABLE, INCOMPLETE, INTACT = "altered", "unverifiable", "incomplete", "intact"
VERDICTS = (ALTERED, UNVERIFIABLE, INCOMPLETE, INTACT)
EXIT_CODES = {INTACT: 0, INCOMPLETE: 10, UNVERIFIABLE: 11, ALTERED: 12}
EXIT_USAGE = 2

STEPS = {
    1: "The file is UTF-8 with line feeds only, the last too, and holds no forbidden character.",
    2: "The head has its lines in their order and form.",
    3: "Every line of the facts is a header, a fact, or a row of a list.",
    4: "One cut line stands between the body and the signatures.",
    5: "After it stand signature blocks and nothing else.",
    6: "The file has the name that its log, number and SHA-256 give.",
    7: "The blocks are those that the head asks for, in order; times rise; nobody signs twice.",
    8: "Each signature is an SSHSIG in its one proper form, by the key that its block names.",
    9: "Each signature fits every byte above its own line.",
    10: "The record belongs to this production.",
    11: "The signers are those whom this kind of record needs.",
    12: "Each key was enrolled before for that person, name and role, and not revoked.",
    13: "The numbers of each log have no gap, one file each, and name the file before.",
    14: "What the record cites is here, is what it says, and never goes back.",
    15: "Every file that this laptop has seen is still here.",
    16: "Nothing lies among the records that is not one.",
    17: "Claimed times do not run against the order of the records (a warning).",
    18: "No event stands in two files (a warning; it counts once).",
    19: "The facts can be read, and those of people and of day seals say what they must.",
    20: "Each day seal states the heads that it cites and the root of the records behind it.",
}
NOT_DONE = frozenset({15})
"""Only the laptop that saw a file can miss it."""
ALONE = (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 19)
"""What one file shows by itself."""

SCHEMA = "showclear-record/1"
NAMESPACE = b"showclear-record-1"
FIRST_LINE = "# Show Clear record. Read it freely; never edit it. How to check it by hand: docs/format.md"
CUT = "# ======== Signatures. Each one covers every byte of this file above the line that opens it. ========"
ZEROS = "0" * 64
LARGEST = 16 * 1024 * 1024
"""Bytes. No record comes near; of a larger file only the start is read, which is enough to refuse it."""
CLOCKS_DIFFER = timedelta(minutes=10)

FORBIDDEN = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f-\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\uf8ff\U000e0000-\U0010ffff]"
)
SLUG = r"[a-z][a-z0-9]{0,15}(?:-[a-z0-9]{1,15}){0,3}"
WORD = r"[a-z-]{1,32}"
MEANING = r"[a-z]{1,16}"
HEX64 = r"[0-9a-f]{64}"
TIME = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
TEXT = r'"(?:[^"\\]|\\["\\nt])*"'
HEAD_LINES = (
    ("the first line", re.escape(FIRST_LINE)),
    ("schema", r'schema = "(showclear-record/[1-9][0-9]{0,3})"'),
    ("kind", r'kind = "(' + WORD + r')"'),
    ("id", r'id = "([0-9a-f]{32})"'),
    ("production", r'production = "sha256:(' + HEX64 + r')"'),
    ("log", r'log = "(' + SLUG + r')"'),
    ("sequence", r"sequence = ([1-9][0-9]{0,5})"),
    ("previous", r'previous = "sha256:(' + HEX64 + r')"'),
    ("made_at", r"made_at = (" + TIME + r")"),
)
HEAD_KEYS = ("schema", "kind", "id", "production", "log", "sequence", "previous", "made_at", "after", "signers")
AFTER_LINE = re.compile('"(' + SLUG + ")/([0-9]{6}) sha256:(" + HEX64 + ')",')
SIGNER_LINE = re.compile('"(' + SLUG + ") (" + WORD + ") (" + MEANING + ')",')
BLOCK_LINES = (
    r"\[\[signature\]\]",
    'person = "(' + SLUG + ')"',
    "name = (" + TEXT + ")",
    'role = "(' + WORD + ')"',
    'meaning = "(' + MEANING + ')"',
    'key = "(SHA256:[A-Za-z0-9+/]{43})"',
    'with = "(touch|pin|passphrase)"',
    "signed_at = (" + TIME + ")",
    "sshsig = '''",
    "-----BEGIN SSH SIGNATURE-----",
)
ARMOR_LINE = re.compile("[A-Za-z0-9+/=]{1,70}")
NAME = re.compile("(" + SLUG + r")-([0-9]{6})-([0-9a-f]{32})\.toml")


class Fault(Exception):
    """The layout of a record does not hold: which step says so, at which line, and why."""

    def __init__(self, step: int, line: int, what: str) -> None:
        super().__init__(what)
        self.step, self.line, self.what = step, line, what


class SignatureFault(Exception):
    """A signature is malformed or does not hold. `unknown`: it is of a kind that is not used here."""

    def __init__(self, what: str, unknown: bool = False) -> None:
        super().__init__(what)
        self.what, self.unknown = what, unknown


class FactsFault(Exception):
    """The facts of a record cannot be read."""


class Finding(NamedTuple):
    """What one step says about one file; with the verdict `intact` it is a warning."""

    step: int
    verdict: str
    where: str
    what: str


class Citation(NamedTuple):
    """Another record by its place and the SHA-256 of its file."""

    log: str
    sequence: int
    digest: str

    @property
    def place(self) -> str:
        """LOG/NNNNNN."""
        return f"{self.log}/{self.sequence:06d}"


class Head(NamedTuple):
    """What stands in the head of a record."""

    schema: str
    kind: str
    id: str
    production: str
    log: str
    sequence: int
    previous: str
    made_at: datetime
    after: tuple[Citation, ...]
    signers: tuple[tuple[str, str, str], ...]

    @property
    def place(self) -> str:
        """LOG/NNNNNN."""
        return f"{self.log}/{self.sequence:06d}"

    @property
    def parents(self) -> tuple[str, ...]:
        """The digests of what this record names as coming before it."""
        before = () if self.previous == ZEROS else (self.previous,)
        return before + tuple(one.digest for one in self.after)


class Block(NamedTuple):
    """One signature block."""

    signer: tuple[str, str, str]
    name: str
    key: str
    signed_at: datetime
    armored: str
    line: int
    covered: int


class Key(NamedTuple):
    """A public key, taken apart."""

    type: str
    blob: bytes
    point: bytes
    application: bytes


class Signature(NamedTuple):
    """A block with the key that signed; None where that could not be told, or where the block names another."""

    block: Block
    key: Key | None
    asked_pin: bool


class Enrolment(NamedTuple):
    """One person in one role, said by one record."""

    person: str
    name: str
    role: str
    key: Key | None
    record: str
    needs_pin: bool
    founding: bool
    until: datetime | None

    @property
    def fingerprint(self) -> str:
        """As ssh-keygen prints it; empty without a key."""
        return fingerprint(self.key.blob) if self.key else ""


class Revocation(NamedTuple):
    """A key that counts no more, except in what the record has behind itself or names as trusted."""

    person: str
    fingerprint: str
    record: str
    trusted: tuple[str, ...]


class Seal(NamedTuple):
    """What a day seal states."""

    heads: tuple[str, ...]
    leaves: int
    root: str


class Record:
    """One file, and what it proves by itself."""

    def __init__(self, name: str, digest: str) -> None:
        self.name, self.digest = name, digest
        self.head: Head | None = None
        self.signatures: list[Signature] = []
        self.enrolments: list[Enrolment] = []
        self.revocations: list[Revocation] = []
        self.seal: Seal | None = None
        self.findings: list[Finding] = []


# Steps 1 to 5: the layout


def check_bytes(data: bytes) -> str:
    """Step 1. The text of the file."""
    if not data:
        raise Fault(1, 0, "The file is empty.")
    if len(data) > LARGEST:
        raise Fault(1, 0, "It is larger than any record.")
    if b"\r" in data or data.startswith(b"\xef\xbb\xbf"):
        raise Fault(1, 0, "Carriage returns or a byte order mark: newline conversion by a sync tool or an editor.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(1, data.count(b"\n", 0, error.start) + 1, "It is not UTF-8.") from error
    found = FORBIDDEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise Fault(1, line, f"It holds the character U+{ord(found.group()):04X}, which no record may hold.")
    if not text.endswith("\n"):
        raise Fault(1, text.count("\n") + 1, "The last line does not end; the file was cut short.")
    return text


def moment(text: str, step: int, line: int) -> datetime:
    """A time of the head or of a block; a day that does not exist is a fault."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
    except ValueError as error:
        raise Fault(step, line, f"{text} is no date.") from error


def parse_head(lines: Sequence[str]) -> tuple[Head, int]:
    """Step 2. The head, and the index of the first line below `[facts]`."""
    values: list[str] = []
    for index, (what, pattern) in enumerate(HEAD_LINES):
        found = re.fullmatch(pattern, lines[index]) if index < len(lines) else None
        if not found:
            raise Fault(2, index + 1, f"The head of a record demands another line here ({what}).")
        values.extend(found.groups())
    after, at = parse_list(lines, len(HEAD_LINES), "after", AFTER_LINE)
    signers, at = parse_list(lines, at, "signers", SIGNER_LINE)
    if lines[at : at + 1] != ["[facts]"]:
        raise Fault(2, at + 1, "The line [facts] is missing.")
    schema, kind, identifier, production, log, sequence, previous, made_at = values
    cited = tuple(Citation(one[0], int(one[1]), one[2]) for one in after)
    signing = tuple((one[0], one[1], one[2]) for one in signers)
    at_time = moment(made_at, 2, 9)
    head = Head(schema, kind, identifier, production, log, int(sequence), previous, at_time, cited, signing)
    check_places(head, lines)
    return head, at + 1


def parse_list(lines: Sequence[str], at: int, key: str, row: Any) -> tuple[list[tuple[str, ...]], int]:
    """`KEY = [`, rows, `]`: the groups of each row, and the index behind it."""
    rows: list[tuple[str, ...]] = []
    if lines[at : at + 1] != [key + " = ["]:
        raise Fault(2, at + 1, f"The line `{key} = [` is missing.")
    for index in range(at + 1, len(lines)):
        if lines[index] == "]":
            return rows, index + 1
        found = row.fullmatch(lines[index])
        if not found:
            raise Fault(2, index + 1, f"That is no line of `{key}`.")
        rows.append(found.groups())
    raise Fault(2, len(lines), f"`{key}` does not end.")


def check_places(head: Head, lines: Sequence[str]) -> None:
    """The rest of step 2: zeros only where they belong, `after` sorted, other logs only."""
    if (head.sequence == 1) != (head.previous == ZEROS):
        raise Fault(2, 8, "Zeros as `previous` belong to number 1 of a log and to no other.")
    if (head.kind == "production") != (head.production == ZEROS):
        raise Fault(2, 5, "Zeros as `production` belong to the production record and to no other.")
    rows = [line.encode() for line in lines[10 : 10 + len(head.after)]]
    if any(one >= two for one, two in zip(rows, rows[1:])):
        raise Fault(2, 11, "The lines of `after` are not sorted, or one stands there twice.")
    for one in head.after:
        if one.log == head.log or one.sequence == 0:
            raise Fault(2, 11, "`after` names this record's own log, or the number 0.")


FACT_KEY = re.compile("(?!(?:" + "|".join(HEAD_KEYS) + ") )([a-z_]{1,40}) = ")
HEADER = re.compile(r"\[facts\.([a-z_]{1,40})\]|\[\[facts\.([a-z_]{1,40})\]\]")
SCALAR = re.compile("(" + TEXT + ")|(" + TIME + ")|(true|false)|(0|-?[1-9][0-9]*)(?![0-9-])")
ESCAPES = {"\\\\": "\\", '\\"': '"', "\\n": "\n", "\\t": "\t"}


class Moment(str):
    """A time among the facts; whether its day exists is asked where the facts are read."""


class Row(NamedTuple):
    """A row on one line: pairs, because a key that stands there twice is found out later."""

    pairs: tuple[tuple[str, Any], ...]


def unquote(text: str) -> str:
    """What a string in quotes says."""
    return re.sub(r"\\.", lambda found: ESCAPES[found.group()], text[1:-1])


def read_scalar(line: str, at: int) -> tuple[Any, int]:
    """The plain value at a place of a line, and where it ends. Raises: `ValueError`."""
    found = SCALAR.match(line, at)
    if not found:
        raise ValueError(line)
    text, when, truth, number = found.groups()
    if text is not None:
        return unquote(text), found.end()
    if when is not None:
        return Moment(when), found.end()
    if truth is not None:
        return truth == "true", found.end()
    if abs(int(number)) >= 2**53:
        raise ValueError(line)
    return int(number), found.end()


def read_value(line: str, at: int) -> tuple[Any, int]:
    """A plain value or a row at a place of a line, and where it ends. Raises: `ValueError`."""
    if not line.startswith("{ ", at):
        return read_scalar(line, at)
    at += 2
    pairs = []
    while True:
        found = FACT_KEY.match(line, at)
        if not found:
            raise ValueError(line)
        value, at = read_scalar(line, found.end())
        pairs.append((found.group(1), value))
        if line.startswith(" }", at):
            return Row(tuple(pairs)), at + 2
        if not line.startswith(", ", at):
            raise ValueError(line)
        at += 2


def parse_facts(lines: Sequence[str], at: int) -> tuple[list[tuple[str, str, Any]], int]:
    """Steps 3 and 4. What each line says, and the index of the cut line."""
    items: list[tuple[str, str, Any]] = []
    rows: list[Any] | None = None
    for index in range(at, len(lines)):
        line = lines[index]
        try:
            if rows is not None:
                if line == "]":
                    rows = None
                else:
                    value, end = read_value(line, 0)
                    if line[end:] != ",":
                        raise ValueError(line)
                    rows.append(value)
            elif line == CUT:
                return items, index
            else:
                rows = read_fact(line, items)
        except ValueError as error:
            raise Fault(3, index + 1, "That is neither a fact nor the line above the signatures.") from error
    if rows is not None:
        raise Fault(3, len(lines), "A list does not end.")
    raise Fault(4, len(lines), "The line above the signatures is missing; the file was cut short.")


def read_fact(line: str, items: list[tuple[str, str, Any]]) -> list[Any] | None:
    """One line outside a list; gives the list that it opens. Raises: `ValueError`."""
    header = HEADER.fullmatch(line)
    if header:
        items.append(("table", header.group(1), None) if header.group(1) else ("array", header.group(2), None))
        return None
    found = FACT_KEY.match(line)
    if not found:
        raise ValueError(line)
    if line[found.end() :] == "[":
        rows: list[Any] = []
        items.append(("value", found.group(1), rows))
        return rows
    value, end = read_value(line, found.end())
    if end != len(line):
        raise ValueError(line)
    items.append(("value", found.group(1), value))
    return None


def cut_of_another_schema(lines: Sequence[str], at: int) -> int:
    """Steps 3 and 4 for a later schema: its facts are not read, but where they end must be beyond doubt."""
    cuts = [index for index in range(at, len(lines)) if lines[index] == CUT]
    if not cuts:
        raise Fault(4, len(lines), "The line above the signatures is missing; the file was cut short.")
    if len(cuts) > 1 or "sshsig = '''" in lines[at : cuts[0]]:
        raise Fault(4, 0, "It is not clear where the facts end and the signatures begin.")
    return cuts[0]


def parse_blocks(data: bytes, lines: Sequence[str], at: int) -> list[Block]:
    """Step 5. Signature i covers the file down to the byte before the i-th line `sshsig = '''`."""
    covered = [found.start() + 1 for found in re.finditer(rb"\nsshsig = '''(?=\n)", data)]
    blocks: list[Block] = []
    while at < len(lines):
        values: list[str] = []
        for offset, pattern in enumerate(BLOCK_LINES):
            found = re.fullmatch(pattern, lines[at + offset]) if at + offset < len(lines) else None
            if not found:
                raise Fault(5, at + offset + 1, "A signature block demands another line here.")
            values.extend(found.groups())
        end = at + len(BLOCK_LINES)
        while end < len(lines) and ARMOR_LINE.fullmatch(lines[end]):
            end += 1
        width = end - at - len(BLOCK_LINES)
        if not 1 <= width <= 64 or lines[end : end + 2] != ["-----END SSH SIGNATURE-----", "'''"]:
            raise Fault(5, end + 1, "A signature does not stand as it must.")
        person, name, role, meaning, key, _, signed_at = values
        armored = "\n".join(lines[at + len(BLOCK_LINES) - 1 : end + 1]) + "\n"
        when = moment(signed_at, 5, at + 8)
        signer = (person, role, meaning)
        blocks.append(Block(signer, unquote(name), key, when, armored, at + 1, covered[len(blocks)]))
        at = end + 2
    return blocks


# Steps 6 to 9, 19: what else one file shows


def inspect(data: bytes, name: str | None) -> Record:
    """Everything that a file proves by itself. Any bytes give a result."""
    record = Record(name or "the record", hashlib.sha256(data).hexdigest())
    try:
        lines = check_bytes(data).split("\n")[:-1]
        head, at = parse_head(lines)
        items: list[tuple[str, str, Any]] = []
        if head.schema == SCHEMA:
            items, cut = parse_facts(lines, at)
        else:
            cut = cut_of_another_schema(lines, at)
        blocks = parse_blocks(data, lines, cut + 1)
    except Fault as fault:
        where = f"{record.name}, line {fault.line}" if fault.line else record.name
        record.findings.append(Finding(fault.step, ALTERED, where, fault.what))
        return record
    record.head = head
    say = record.findings.append
    if name is not None:
        check_name(record, head, say)
    if head.schema != SCHEMA:
        what = f"It is written in {head.schema}, which this script cannot read."
        say(Finding(3, UNVERIFIABLE, record.name, what))
    for what in signer_faults(head, blocks):
        say(Finding(7, ALTERED, record.name, what))
    record.signatures = [check_signature(record, block, data) for block in blocks]
    if head.schema == SCHEMA and not record.findings:
        try:
            facts = build_facts(items)
            if head.kind in READ_KINDS:
                READ_KINDS[head.kind](record, head, facts)
        except FactsFault as fault:
            say(Finding(19, UNVERIFIABLE, record.name, str(fault)))
    return record


def is_record(name: str) -> bool:
    """Whether a file has the name of a record."""
    found = NAME.fullmatch(name)
    return found is not None and found.group(2) != "000000"


def check_name(record: Record, head: Head, say: Any) -> None:
    """Step 6."""
    found = NAME.fullmatch(record.name)
    if not found or not is_record(record.name):
        say(Finding(6, ALTERED, record.name, "That is not the name of a record."))
    elif found.group(3) != record.digest[:32]:
        say(Finding(6, ALTERED, record.name, "Its SHA-256 is not the one that its name promises."))
    elif (found.group(1), int(found.group(2))) != (head.log, head.sequence):
        say(Finding(6, ALTERED, record.name, f"It is record {head.place}, put in another place."))


def signer_faults(head: Head, blocks: Sequence[Block]) -> Iterator[str]:
    """Step 7."""
    if tuple(block.signer for block in blocks) != head.signers:
        wanted = ", ".join(" ".join(one) for one in head.signers) or "nobody"
        present = ", ".join(" ".join(one.signer) for one in blocks) or "nobody"
        yield f"It must be signed by {wanted}, but it is signed by {present}."
    for what, values in (
        ("person", [one[0] for one in head.signers]),
        ("key", [block.key for block in blocks]),
    ):
        for value in sorted({one for one in values if values.count(one) > 1}):
            yield f"The {what} {value} signs twice; nobody fills two places."
    before = head.made_at
    for block in blocks:
        if block.signed_at < before:
            yield f"{block.signer[0]} signed before what stands above it."
        before = block.signed_at


def check_signature(record: Record, block: Block, data: bytes) -> Signature:
    """Steps 8 and 9 for one block."""
    where, step = f"{record.name}, line {block.line}", 8
    try:
        key, raw, flags, counter = parse_sshsig(block.armored)
        step = 9
        check_sshsig(key, raw, flags, counter, data[: block.covered])
    except SignatureFault as fault:
        verdict = UNVERIFIABLE if fault.unknown else ALTERED
        record.findings.append(Finding(step, verdict, where, f"The signature of {block.signer[0]} {fault.what}."))
        return Signature(block, None, False)
    if fingerprint(key.blob) != block.key:
        what = f"The block of {block.signer[0]} names another key than the one that signed."
        record.findings.append(Finding(8, ALTERED, where, what))
        return Signature(block, None, False)
    return Signature(block, key, bool(flags & 4))


def build_facts(items: Iterable[tuple[str, str, Any]]) -> dict[str, Any]:
    """The facts as tables. Raises: `FactsFault` where TOML would not take them: a key or table that stands twice."""
    facts: dict[str, Any] = {}
    table = facts
    for what, name, value in items:
        if what == "value":
            if name in table:
                raise FactsFault(f"The key {name} stands there twice.")
            table[name] = plain(value)
        elif what == "array":
            rows = facts.setdefault(name, Tables())
            if not isinstance(rows, Tables):
                raise FactsFault(f"{name} is a table twice.")
            table = {}
            rows.append(table)
        else:
            if name in facts:
                raise FactsFault(f"The table {name} stands there twice.")
            table = facts[name] = {}
    return facts


class Tables(List[Any]):
    """An array of tables, `[[facts.NAME]]`: not the same as a list of rows."""


def plain(value: Any) -> Any:
    """A value without what was only needed on the way."""
    if isinstance(value, Moment):
        try:
            datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")
        except ValueError as error:
            raise FactsFault(f"{value} is no date.") from error
        return value
    if isinstance(value, Row):
        found: dict[str, Any] = {}
        for key, inner in value.pairs:
            if key in found:
                raise FactsFault(f"The key {key} stands twice in a row.")
            found[key] = plain(inner)
        return found
    return [plain(one) for one in value] if isinstance(value, list) else value


def table_of(facts: dict[str, Any], name: str) -> dict[str, Any]:
    """A table of the facts. Raises: `FactsFault`."""
    table = facts.get(name)
    if not isinstance(table, dict):
        raise FactsFault(f"The table [facts.{name}] is missing.")
    return table


def text_of(table: dict[str, Any], key: str) -> str:
    """A text in a table. Raises: `FactsFault`."""
    value = table.get(key)
    if not isinstance(value, str) or isinstance(value, Moment):
        raise FactsFault(f"The text {key} is missing.")
    return value


def read_production(record: Record, head: Head, facts: dict[str, Any]) -> None:
    """Whom the production record names as founders."""
    rows = table_of(facts, "production").get("founders")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FactsFault("The list of founders is missing.")
    record.enrolments = [read_enrolled(record, row, True) for row in rows]


def read_enrolment(record: Record, head: Head, facts: dict[str, Any]) -> None:
    """Whom an enrolment names."""
    record.enrolments = [read_enrolled(record, table_of(facts, "enrolment"), False)]


def read_enrolled(record: Record, row: dict[str, Any], founding: bool) -> Enrolment:
    """One person with name, role and key."""
    person, name, role, line = (text_of(row, key) for key in ("person", "name", "role", "key"))
    if not re.fullmatch(SLUG, person) or not name or role not in ROLES:
        raise FactsFault("The person, name or role that it enrols is not one.")
    key = None
    if line or founding:
        try:
            key = parse_key_line(line)
        except SignatureFault as fault:
            raise FactsFault(f"The public key {fault.what}.") from fault
    needs_pin = row.get("requires_uv", False)
    if not isinstance(needs_pin, bool):
        raise FactsFault("requires_uv is neither true nor false.")
    said = None if founding else row.get("until")
    if said is not None and not isinstance(said, Moment):
        raise FactsFault("`until` is no time.")
    until = None if said is None else datetime.strptime(said, "%Y-%m-%dT%H:%M:%SZ")
    return Enrolment(person, name, role, key, record.digest, needs_pin, founding, until)


def read_revocation(record: Record, head: Head, facts: dict[str, Any]) -> None:
    """Which key a revocation ends."""
    table = table_of(facts, "revocation")
    trusted = table.get("trusted", [])
    if not isinstance(trusted, list) or not all(isinstance(one, str) for one in trusted):
        raise FactsFault("`trusted` is no list of records.")
    found = (re.fullmatch(SLUG + "/[0-9]{6} sha256:(" + HEX64 + ")", one) for one in trusted)
    heads = tuple(one.group(1) for one in found if one)  # what has another form trusts nothing
    record.revocations = [Revocation(text_of(table, "person"), text_of(table, "key"), record.digest, heads)]


def read_seal(record: Record, head: Head, facts: dict[str, Any]) -> None:
    """What a day seal states."""
    table = table_of(facts, "seal")
    heads, leaves, root = table.get("heads"), table.get("leaves"), table.get("root")
    if not isinstance(heads, list) or not all(isinstance(one, str) for one in heads):
        raise FactsFault("The heads of the logs are missing.")
    if not isinstance(leaves, int) or isinstance(leaves, bool) or not isinstance(root, str):
        raise FactsFault("The number of records or their root is missing.")
    if not re.fullmatch("sha256:" + HEX64, root):
        raise FactsFault("The root is no SHA-256.")
    record.seal = Seal(tuple(heads), leaves, root[7:])


READ_KINDS = {
    "production": read_production,
    "enrolment": read_enrolment,
    "revocation": read_revocation,
    "day-seal": read_seal,
}


# SSHSIG, keys and the two kinds of signatures

ED25519, SK_ED25519, SK_ECDSA = "ssh-ed25519", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"
BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"


class Wire:
    """Takes values in SSH wire format (RFC 4251) off the front of some bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        """The next bytes."""
        if self.at + count > len(self.data):
            raise SignatureFault("ends too early")
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self) -> int:
        """Four bytes as a number."""
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        """A length and that many bytes."""
        return self.take(self.number())

    def end(self) -> None:
        """Nothing may be left."""
        if self.at != len(self.data):
            raise SignatureFault("has something left over at the end")


def pack(*values: bytes) -> bytes:
    """Each value with its length before it."""
    return b"".join(len(value).to_bytes(4, "big") + value for value in values)


def fingerprint(blob: bytes) -> str:
    """As `ssh-keygen -l` prints it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def decode64(text: str) -> bytes:
    """Base64 in its one proper form."""
    try:
        blob = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise SignatureFault("has damaged base64") from error
    if base64.b64encode(blob).decode() != text:
        raise SignatureFault("is not in its one proper form")
    return blob


def parse_key(blob: bytes) -> Key:
    """A public key. Weak ones, for which anybody could sign, are refused."""
    wire = Wire(blob)
    kind = wire.string().decode("ascii", "replace")
    if kind not in (ED25519, SK_ED25519, SK_ECDSA):
        raise SignatureFault("has a key of a type that is not used here", unknown=True)
    if kind == SK_ECDSA and wire.string() != b"nistp256":
        raise SignatureFault("has a key on another curve than nistp256")
    point = wire.string()
    application = wire.string() if kind != ED25519 else b""
    wire.end()
    if b"\0" in application:
        raise SignatureFault("has a key with a byte 0 in its application")
    if kind == SK_ECDSA:
        if len(point) != 65 or point[0] != 4:
            raise SignatureFault("has a key that is no uncompressed point")
    elif len(point) != 32 or int.from_bytes(point, "little") % 2**255 >= P:
        raise SignatureFault("has a key that is not written in its one proper form")
    elif is_small(point):
        raise SignatureFault("has a key of small order: anybody could sign for it")
    return Key(kind, blob, point, application)


def parse_key_line(line: str) -> Key:
    """`TYPE BASE64 [comment]`."""
    found = re.fullmatch(r"([a-z0-9@.-]{1,64}) ([A-Za-z0-9+/]{1,2000}={0,2})(?: (.*))?", line)
    if not found:
        raise SignatureFault("is no line of a public key")
    key = parse_key(decode64(found.group(2)))
    if key.type != found.group(1):
        raise SignatureFault("does not say the same type twice")
    return key


def parse_sshsig(armored: str) -> tuple[Key, bytes, int, int]:
    """Step 8. The key, the raw signature, and flags and counter of a FIDO2 key."""
    lines = armored.split("\n")[1:-2]
    blob = decode64("".join(lines))
    if any(len(line) != 70 for line in lines[:-1]):
        raise SignatureFault("is not in its one proper form")
    wire = Wire(blob)
    if wire.take(6) != b"SSHSIG" or wire.number() != 1:
        raise SignatureFault("is no SSH signature of version 1", unknown=True)
    key_blob, namespace, reserved, hash_, inner = (wire.string() for _ in range(5))
    wire.end()
    key = parse_key(key_blob)
    if namespace != NAMESPACE or reserved or hash_ != b"sha512":
        raise SignatureFault("was made for another purpose, has a filled reserved field, or another hash than sha512")
    return (key, *parse_inner(key, inner))


def parse_inner(key: Key, inner: bytes) -> tuple[bytes, int, int]:
    """The raw signature with flags and counter."""
    wire = Wire(inner)
    if wire.string() != key.type.encode():
        raise SignatureFault("is of another kind than its key")
    raw, flags, counter = wire.string(), 0, 0
    if key.type != ED25519:
        flags, counter = wire.take(1)[0], wire.number()
        if not flags & 1:
            raise SignatureFault("was made by a key that nobody touched")
    wire.end()
    if key.type == SK_ECDSA:
        ecdsa_numbers(raw)
    elif len(raw) != 64:
        raise SignatureFault("has another length than an Ed25519 signature")
    elif int.from_bytes(raw[32:], "little") >= L:
        raise SignatureFault("has a second half that is too large: a second form of the same signature")
    return raw, flags, counter


def check_sshsig(key: Key, raw: bytes, flags: int, counter: int, covered: bytes) -> None:
    """Step 9."""
    message = b"SSHSIG" + pack(NAMESPACE, b"", b"sha512", hashlib.sha512(covered).digest())
    if key.type != ED25519:
        parts = (key.application, message)
        first, last = (hashlib.sha256(part).digest() for part in parts)
        message = first + bytes([flags]) + counter.to_bytes(4, "big") + last
    holds = ecdsa_holds if key.type == SK_ECDSA else ed25519_holds
    if not holds(key.point, raw, message):
        raise SignatureFault("does not fit these bytes")


# Ed25519 (RFC 8032): points as (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
NEUTRAL = (0, 1, 1, 0)
Point = Tuple[int, int, int, int]


def add(one: Point, two: Point) -> Point:
    """The sum of two points."""
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = two
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def decompress(point: bytes) -> Point | None:
    """The point that 32 bytes name; None if there is none."""
    y = int.from_bytes(point, "little")
    sign, y = y >> 255, y % 2**255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x % 2 != sign else x
    return x, y, 1, x * y % P


def compress(point: Point) -> bytes:
    """The 32 bytes of a point."""
    x, y, z, _ = point
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y + ((x & 1) << 255)).to_bytes(32, "little")


SMALL_Y = (
    0,
    1,
    P - 1,
    2707385501144840649318225287225658788936804267575313519463743609750303402022,
    55188659117513257062467267217118295137698188065244968500265048394206261417927,
)
"""The y of the eight points of small order: for a key that is one of them anybody could sign."""


def is_small(point: bytes) -> bool:
    """Whether 32 bytes name a point of small order."""
    return int.from_bytes(point, "little") % 2**255 in SMALL_Y


def multiples(point: Point) -> list[list[Point]]:
    """For each of 64 places of a number in base 16 the multiples that its digit may ask for."""
    rows = []
    for _ in range(64):
        row = [NEUTRAL]
        for _ in range(15):
            row.append(add(row[-1], point))
        rows.append(row)
        point = add(row[-1], point)
    return rows


def multiply(number: int, rows: list[list[Point]], start: Point = NEUTRAL) -> Point:
    """`start` and `number` times the point whose multiples these are."""
    for row in rows:
        if number & 15:
            start = add(start, row[number & 15])
        number >>= 4
    return start


TABLES: dict[bytes, list[list[Point]] | None] = {}
"""The multiples of the base point (under the empty key) and of the negative of each public key."""


def table(point: bytes) -> list[list[Point]] | None:
    """The multiples of minus a public key, kept: few people sign many records."""
    if point not in TABLES:
        if point:
            found = decompress(point)
            start = found and (-found[0] % P, found[1], 1, -found[3] % P)
        else:
            start = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
        TABLES[point] = multiples(start) if start else None
    return TABLES[point]


def ed25519_holds(public: bytes, raw: bytes, message: bytes) -> bool:
    """Whether [S]B - [k]A encodes to R: without cofactor, as OpenSSH does. R of small order is refused."""
    base, negative = table(b""), table(public)
    if base is None or negative is None or is_small(raw[:32]):
        return False
    k = int.from_bytes(hashlib.sha512(raw[:32] + public + message).digest(), "little") % L
    return compress(multiply(k, negative, multiply(int.from_bytes(raw[32:], "little"), base))) == raw[:32]


# ECDSA over NIST P-256 (FIPS 186), for FIDO2 keys of that kind

Q = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B256 = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G256 = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
Affine = Optional[Tuple[int, int]]
"""A point; None is the one at infinity."""


def ecdsa_numbers(raw: bytes) -> tuple[int, int]:
    """The two numbers, each written as SSH does: no sign, no byte more than needed."""
    wire = Wire(raw)
    numbers = []
    for written in (wire.string(), wire.string()):
        value = int.from_bytes(written, "big")
        if not value or len(written) > 33 or written != value.to_bytes(value.bit_length() // 8 + 1, "big"):
            raise SignatureFault("has a number that is not written in its one proper form")
        numbers.append(value)
    wire.end()
    return numbers[0], numbers[1]


def add256(one: Affine, two: Affine) -> Affine:
    """The sum of two points."""
    if one is None or two is None:
        return two if one is None else one
    (x1, y1), (x2, y2) = one, two
    if x1 == x2 and (y1 + y2) % Q == 0:
        return None
    above, below = (3 * x1 * x1 - 3, 2 * y1) if one == two else (y2 - y1, x2 - x1)
    slope = above * pow(below, Q - 2, Q) % Q
    x = (slope * slope - x1 - x2) % Q
    return x, (slope * (x1 - x) - y1) % Q


def multiply256(number: int, point: Affine) -> Affine:
    """A multiple of a point."""
    found: Affine = None
    while number:
        if number & 1:
            found = add256(found, point)
        point = add256(point, point)
        number >>= 1
    return found


def ecdsa_holds(public: bytes, raw: bytes, message: bytes) -> bool:
    """Whether the two numbers are a signature by this key over SHA-256 of the message."""
    r, s = ecdsa_numbers(raw)
    x, y = int.from_bytes(public[1:33], "big"), int.from_bytes(public[33:], "big")
    if x >= Q or y >= Q or (y * y - x * x * x + 3 * x - B256) % Q or r >= N or s >= N:
        return False
    inverse = pow(s, N - 2, N)
    number = int.from_bytes(hashlib.sha256(message).digest(), "big")
    found = add256(multiply256(number * inverse % N, G256), multiply256(r * inverse % N, (x, y)))
    return found is not None and found[0] % N == r


# Who must sign (rule 19)

ARMORER, DIRECTOR, OFFICER, PRODUCER = "armorer", "assistant-director", "safety-officer", "producer"
KEY_ROLES = (ARMORER, "handler", DIRECTOR, OFFICER, PRODUCER)
ROLES = (*KEY_ROLES, "performer", "medic", "crew")
GROUPS = ({ARMORER, "handler"}, {DIRECTOR}, {OFFICER}, {"performer"})
"""Nobody has roles of two of these groups in one production."""
QUORUMS: dict[str, tuple[int, tuple[tuple[str, ...], ...]]] = {
    "production": (2, ((OFFICER, PRODUCER),)),
    "unit": (2, ((DIRECTOR, OFFICER),)),
    "delegation": (2, ((DIRECTOR, OFFICER),)),
    "enrolment": (2, ((OFFICER,),)),
    "revocation": (1, ()),
    "shift": (1, ()),
    "definitions": (2, ((OFFICER, ARMORER),)),
    "procedure": (2, ()),
    "custody": (0, ()),
    "hold": (0, ()),
    "stand-down": (0, ()),
    "restriction": (0, ()),
    "hold-lifted": (2, ((ARMORER, DIRECTOR),)),
    "transfer": (2, ((ARMORER, ARMORER),)),
    "departure": (2, ((ARMORER,),)),
    "release": (2, ((OFFICER, ARMORER), (OFFICER, PRODUCER))),
    "concern": (0, ()),
    "approval": (1, ()),
    "correction": (1, ()),
    "review": (1, ()),
    "removal": (2, ((OFFICER, PRODUCER),)),
    "late-entry": (2, ()),
    "day-seal": (2, ((ARMORER, DIRECTOR),)),
}
"""For each kind how many different people sign, and which roles among them; of several choices one is enough."""


def filled(roles: Sequence[str], signers: Sequence[tuple[str, str, str]]) -> bool:
    """Whether each role is signed for by a person of its own."""
    if not roles:
        return True
    return any(
        role == roles[0] and filled(roles[1:], [one for one in signers if one[0] != person])
        for person, role, _ in signers
    )


def quorum_findings(record: Record) -> Iterator[Finding]:
    """Step 11."""
    head = record.head
    if head is None:
        return
    if head.kind not in QUORUMS:
        yield Finding(11, UNVERIFIABLE, record.name, f"This script does not know records of the kind {head.kind}.")
        return
    count, choices = QUORUMS[head.kind]
    enough = len({one[0] for one in head.signers}) >= count
    if not enough or (choices and not any(filled(roles, head.signers) for roles in choices)):
        what = f"A record of the kind {head.kind} must be signed by others; docs/format.md lists them."
        yield Finding(11, ALTERED, record.name, what)
        return
    fault = people_fault(record, head)
    if fault:
        yield Finding(11, ALTERED, record.name, fault)


def people_fault(record: Record, head: Head) -> str:
    """Why these signers may not say what the record says about people; empty if they may."""
    signers = {(person, role) for person, role, _ in head.signers}
    signed = {(*one.block.signer[:2], one.block.key) for one in record.signatures}
    for one in record.enrolments:
        if one.key and (one.person, one.role, one.fingerprint) not in signed:
            return f"{one.person}, who is enrolled by it, did not sign it with that key."
        if one.founding:
            continue
        if one.role in KEY_ROLES and not one.key:
            return f"{one.person} is enrolled without a key in a role that signs."
        needed = [PRODUCER if one.role == OFFICER else OFFICER] + ([] if one.key else [PRODUCER])
        for wanted in needed:
            if not any(role == wanted and person != one.person for person, role in signers):
                return f"No {wanted} signed it beside the person enrolled."
    for ended in record.revocations:
        allowed = any(role in (OFFICER, PRODUCER) or person == ended.person for person, role in signers)
        if not allowed:
            return f"Neither a safety officer, nor a producer, nor {ended.person} signed it."
    return ""


# Steps 10 and 12 to 20: what the folder shows


class Folder:
    """Every record of a production, put in relation."""

    def __init__(self, files: Iterable[tuple[str, bytes]], production: str | None = None) -> None:
        self.records: dict[str, Record] = {}
        self.strays: dict[str, str] = {}
        for name, data in files:
            if is_record(name):
                self.records[name] = inspect(data, name)
            else:
                self.strays[name] = hashlib.sha256(data).hexdigest()
        self.by_digest: dict[str, Record] = {}
        self.heads: dict[str, Head] = {}
        for name, record in sorted(self.records.items()):
            head = record.head
            if head is None:
                continue
            own = f"{head.log}-{head.sequence:06d}-{record.digest[:32]}.toml"
            if record.digest not in self.by_digest or name == own:
                self.by_digest[record.digest] = record
            self.heads[record.digest] = head
        self.places: dict[tuple[str, int], list[str]] = {}
        for digest, head in sorted(self.heads.items()):
            self.places.setdefault((head.log, head.sequence), []).append(digest)
        self.order = self.sort()
        self.ancestors: dict[str, set[str]] = {}
        self.production = production or self.find_production()
        self.find_people_behind()
        self.build_roster()
        self.findings = list(self.folder_findings())
        for record in self.records.values():
            record.findings.extend(self.findings_of(record))

    def sort(self) -> list[str]:
        """All digests, each after what it cites; and which records have a hole somewhere behind them."""
        children: dict[str, list[str]] = {}
        waiting: dict[str, int] = {}
        for digest, head in self.heads.items():
            here = {parent for parent in head.parents if parent in self.heads}
            waiting[digest] = len(here)
            for parent in here:
                children.setdefault(parent, []).append(digest)
        ready = sorted(digest for digest, count in waiting.items() if not count)
        order = []
        self.broken: set[str] = set()
        while ready:
            digest = ready.pop()
            order.append(digest)
            if not self.is_whole(self.heads[digest]):
                self.broken.add(digest)
            for child in children.get(digest, ()):
                waiting[child] -= 1
                if not waiting[child]:
                    ready.append(child)
        return order

    def is_whole(self, head: Head) -> bool:
        """Whether everything that came before is here."""
        return all(parent in self.heads and parent not in self.broken for parent in head.parents)

    def behind(self, starts: Iterable[str]) -> set[str]:
        """Some records and all their ancestors, as far as they are here."""
        found: set[str] = set()
        waiting = [digest for digest in starts if digest in self.heads]
        while waiting:
            digest = waiting.pop()
            if digest not in found:
                found.add(digest)
                waiting.extend(one for one in self.heads[digest].parents if one in self.heads)
        return found

    def is_ancestor(self, earlier: str, later: str) -> bool:
        """Whether `later` has `earlier` behind itself. No record is its own ancestor."""
        if earlier not in self.heads or later not in self.heads or earlier == later:
            return False
        one, two = self.heads[earlier], self.heads[later]
        walked, log = two, one.log
        while walked.log == log == two.log and walked.sequence > one.sequence and walked.previous in self.heads:
            if walked.previous == earlier:
                return True
            walked = self.heads[walked.previous]
        return earlier in self.ancestors_of(later)

    def ancestors_of(self, digest: str) -> set[str]:
        """Kept, because the same few records are asked about again and again."""
        if digest not in self.ancestors:
            self.ancestors[digest] = self.behind(self.heads[digest].parents)
        return self.ancestors[digest]

    # The production and its people

    def find_production(self) -> str | None:
        """The production record that most records name, of those that hold by themselves; else what most name."""
        named: dict[str, int] = {}
        for head in self.heads.values():
            if head.production != ZEROS:
                named[head.production] = named.get(head.production, 0) + 1
        here = {
            digest: named.get(digest, 0)
            for digest, record in self.by_digest.items()
            if self.heads[digest].kind == "production" and not record.findings
        }
        counted = here or named
        return max(sorted(counted), key=lambda digest: counted[digest], default=None)

    def find_people_behind(self) -> None:
        """For each record, as bits, which records about people are behind it; and the latest time that a signed one
        behind it claims."""
        kinds = ("production", "enrolment", "revocation")
        self.people = [digest for digest in self.order if self.heads[digest].kind in kinds]
        self.bit = {digest: 1 << number for number, digest in enumerate(self.people)}
        self.known: dict[str, int] = {}
        self.latest: dict[str, datetime | None] = {}
        for digest in self.order:
            bits, latest = 0, None
            for parent in self.heads[digest].parents:
                bits |= self.known.get(parent, 0) | self.bit.get(parent, 0)
                head = self.heads.get(parent)
                for claim in (self.latest.get(parent), head.made_at if head and head.signers else None):
                    latest = claim if claim and (latest is None or claim > latest) else latest
            self.known[digest], self.latest[digest] = bits, latest

    def build_roster(self) -> None:
        """Rule 23. First whom anybody enrolled and what was revoked; then, with the revocations, who counts."""
        self.by_key: dict[str, list[Enrolment]] = {}
        self.revoked: dict[str, list[Revocation]] = {}
        self.conflicts: dict[str, str] = {}
        sound = []
        for digest in self.people:
            record = self.by_digest[digest]
            if not (record.findings or any(self.production_findings(record)) or any(quorum_findings(record))):
                sound.append(record)
        believed: list[Enrolment] = []
        revocations: list[Revocation] = []
        for record in sound:
            if not any(self.key_faults(record)):
                self.enrol(record)
                believed.extend(record.enrolments)
                for one in record.revocations:
                    if self.may_end(one, record):
                        revocations.append(one)
                    else:
                        self.conflicts[record.digest] = f"It ends a key that is not one of {one.person}, who signed it."
        self.by_key = {}
        for one in revocations:
            self.revoked.setdefault(one.fingerprint, []).append(one)
        for record in sound:
            conflict = "; ".join(filter(None, (self.conflict(one, believed) for one in record.enrolments)))
            if conflict:
                self.conflicts[record.digest] = conflict
            elif not any(self.key_faults(record)):
                self.enrol(record)

    def may_end(self, one: Revocation, record: Record) -> bool:
        """Whether these signers end this key: an officer or producer any, everybody else only one of their own."""
        signers = record.head.signers if record.head else ()
        return any(role in (OFFICER, PRODUCER) for _, role, _ in signers) or any(
            mine.person == one.person and self.known[record.digest] & self.bit[mine.record]
            for mine in self.by_key.get(one.fingerprint, ())
        )

    def enrol(self, record: Record) -> None:
        """Take in whom a record enrols with a key."""
        for one in record.enrolments:
            if one.key:
                self.by_key.setdefault(one.fingerprint, []).append(one)

    def conflict(self, one: Enrolment, believed: Iterable[Enrolment]) -> str:
        """Why an enrolment does not go with another that came before it or beside it; empty if it does."""
        for other in believed:
            if other.record == one.record and (other.person, other.role) <= (one.person, one.role):
                continue
            if other.record != one.record and self.known[other.record] & self.bit[one.record]:
                continue
            if one.key and one.fingerprint == other.fingerprint and one.person != other.person:
                return f"It enrols one key under two names, {one.person} and {other.person}."
            if one.person == other.person and one.name != other.name:
                return f"{one.person} is also the short name of {other.name}."
            if one.person == other.person and exclude(one.role, other.role):
                return f"{one.person} cannot be {one.role} and {other.role} in one production."
        return ""

    def key_faults(self, record: Record) -> Iterator[Finding]:
        """Step 12 for each signature that holds."""
        for signature in record.signatures:
            fault = signature.key and record.head and self.key_fault(record, record.head, signature, signature.key)
            if fault:
                where = f"{record.name}, line {signature.block.line}"
                yield Finding(12, fault[0], where, fault[1])

    def key_fault(self, record: Record, head: Head, signature: Signature, key: Key) -> tuple[str, str] | None:
        """Why a signature does not count; None if it does."""
        person, role, _ = signature.block.signer
        own = [one for one in record.enrolments if one.key and one.key.blob == key.blob]
        mine = own + [one for one in self.by_key.get(fingerprint(key.blob), ()) if one.key and one.key.blob == key.blob]
        known = [one for one in mine if one.record == record.digest or self.known[record.digest] & self.bit[one.record]]
        if not mine:
            return UNVERIFIABLE, f"The key of {person} is not on the roster."
        if not known and not self.is_whole(head):
            return INCOMPLETE, f"Files before it are missing, so the enrolment of {person} cannot be followed to it."
        if not known:
            return UNVERIFIABLE, f"The key of {person} was not enrolled when this was signed."
        fitting = [one for one in known if (one.person, one.name, one.role) == (person, signature.block.name, role)]
        if not fitting:
            return ALTERED, f"{person} is signed for with the key of {known[0].person} ({known[0].role})."
        if key.type != ED25519 and any(one.needs_pin for one in fitting) and not signature.asked_pin:
            return ALTERED, f"The key of {person} did not ask for its PIN, as the enrolment demands."
        ends = [one.until for one in fitting]
        until = None if None in ends else max(end for end in ends if end is not None)
        latest = self.latest[record.digest]
        if until is not None and signature.block.signed_at > until:
            return UNVERIFIABLE, f"{person} is enrolled until {until:%Y-%m-%dT%H:%M:%SZ}, and signed this later."
        if until is not None and latest is not None and latest > until:
            return (
                UNVERIFIABLE,
                f"{person} is enrolled until {until:%Y-%m-%dT%H:%M:%SZ}; what is behind this came later.",
            )
        against = [
            one for one in self.revoked.get(fingerprint(key.blob), ()) if not self.is_trusted(record.digest, one)
        ]
        if any(self.is_whole(self.heads[one.record]) for one in against):
            return UNVERIFIABLE, f"The key of {person} is revoked; nothing shows that this was signed before."
        if against:
            return INCOMPLETE, f"The key of {person} is revoked, and files before the revocation are missing."
        return None

    def is_trusted(self, digest: str, revocation: Revocation) -> bool:
        """Whether a revocation leaves what the key signed in a record as it was."""
        heads = [revocation.record, *(head for head in revocation.trusted if head in self.heads)]
        return any(digest == head or self.is_ancestor(digest, head) for head in heads)

    # What is said about one record

    def findings_of(self, record: Record) -> list[Finding]:
        """Steps 10 to 14, 17 and 20."""
        head = record.head
        if head is None:
            return []
        found = [*self.production_findings(record), *quorum_findings(record), *self.key_faults(record)]
        if record.digest in self.conflicts:
            found.append(Finding(12, UNVERIFIABLE, record.name, self.conflicts[record.digest]))
        found.extend(self.chain_findings(record, head))
        found.extend(self.citation_findings(record, head))
        found.extend(self.time_findings(record, head))
        if record.seal:
            found.extend(self.seal_findings(record, head, record.seal))
        return found

    def production_findings(self, record: Record) -> Iterator[Finding]:
        """Step 10."""
        if record.head:
            named = record.digest if record.head.kind == "production" else record.head.production
            if self.production is None:
                yield Finding(10, UNVERIFIABLE, record.name, "There is no production record to compare it with.")
            elif named != self.production:
                yield Finding(10, UNVERIFIABLE, record.name, "It belongs to another production.")

    def chain_findings(self, record: Record, head: Head) -> Iterator[Finding]:
        """Step 13, as far as one record shows it."""
        if head.previous == ZEROS:
            return
        before = self.heads.get(head.previous)
        if before is None:
            yield Finding(13, INCOMPLETE, record.name, "The record before it is missing.")
        elif (before.log, before.sequence) != (head.log, head.sequence - 1):
            yield Finding(13, ALTERED, record.name, f"It names {before.place} as the record before it.")

    def citation_findings(self, record: Record, head: Head) -> Iterator[Finding]:
        """Step 14."""
        for one in head.after:
            cited = self.heads.get(one.digest)
            if cited is None:
                other = "; the file with that number is another" if (one.log, one.sequence) in self.places else ""
                yield Finding(14, INCOMPLETE, record.name, f"It cites {one.place}, which is missing{other}.")
            elif (cited.log, cited.sequence) != (one.log, one.sequence):
                yield Finding(14, ALTERED, record.name, f"It cites {one.place}, but that file is {cited.place}.")
        if all(parent in self.heads for parent in head.parents) and not self.is_whole(head):
            what = "Something that came before what it cites is missing, and may have been a stop."
            yield Finding(14, INCOMPLETE, record.name, what)
        before = self.heads.get(head.previous)
        for one in before.after if before else ():
            if one not in head.after and not any(self.goes_on(one, two) for two in head.after):
                what = f"The record before it had seen {one.place}; this one has not: a restored or cloned laptop."
                yield Finding(14, INCOMPLETE, record.name, what)

    def goes_on(self, earlier: Citation, later: Citation) -> bool:
        """Whether a citation of the same log is further on."""
        if earlier.log != later.log:
            return False
        if earlier.digest in self.heads and later.digest in self.heads:
            return self.is_ancestor(earlier.digest, later.digest)
        return earlier.sequence < later.sequence

    def time_findings(self, record: Record, head: Head) -> Iterator[Finding]:
        """Step 17: warnings."""
        before = self.heads.get(head.previous)
        if before and head.made_at < before.made_at:
            yield Finding(17, INTACT, record.name, "It says that it was made before the record before it.")
        for one in head.after:
            cited = self.heads.get(one.digest)
            if cited and cited.made_at - head.made_at > CLOCKS_DIFFER:
                what = f"It says that it was made well before {one.place}, which it has seen."
                yield Finding(17, INTACT, record.name, what)

    def seal_findings(self, record: Record, head: Head, seal: Seal) -> Iterator[Finding]:
        """Step 20."""
        own = () if head.previous == ZEROS else (Citation(head.log, head.sequence - 1, head.previous),)
        heads = sorted(f"{one.place} sha256:{one.digest}" for one in (*own, *head.after))
        if tuple(heads) != seal.heads:
            yield Finding(20, UNVERIFIABLE, record.name, "It names other heads of the logs than those that it cites.")
            return
        if not self.is_whole(head):
            return
        leaves = self.leaves(record.digest)
        if len(leaves) != seal.leaves:
            what = f"It says {seal.leaves} records since the seals before it; {len(leaves)} are here."
            yield Finding(20, UNVERIFIABLE, record.name, what)
        elif merkle_root([bytes.fromhex(digest) for digest in leaves]) != seal.root:
            yield Finding(20, UNVERIFIABLE, record.name, "Its root is not that of the records behind it.")

    def leaves(self, digest: str) -> list[str]:
        """What is behind a seal and not behind an earlier one, in the order of its tree."""
        all_behind = self.behind(self.heads[digest].parents)
        seals = [one for one in all_behind if self.heads[one].kind == "day-seal"]
        earlier = self.behind(parent for one in seals for parent in self.heads[one].parents)
        return sorted(all_behind - earlier, key=lambda one: (self.heads[one].log, self.heads[one].sequence, one))

    # What is said about the folder as a whole

    def folder_findings(self) -> Iterator[Finding]:
        """Steps 13, 16 and 18."""
        numbers: dict[str, list[int]] = {}
        for log, sequence in sorted(self.places):
            numbers.setdefault(log, []).append(sequence)
        for log, there in numbers.items():
            expected = 1
            for sequence in there:
                if sequence > expected:
                    what = f"Number {expected:06d} to {sequence - 1:06d} of this log is missing."
                    yield Finding(13, INCOMPLETE, log, what)
                expected = sequence + 1
        for (log, sequence), digests in sorted(self.places.items()):
            if len(digests) > 1:
                names = ", ".join(self.by_digest[one].name for one in digests)
                yield Finding(13, UNVERIFIABLE, log, f"Number {sequence:06d} stands there twice: {names}.")
        for name, digest in sorted(self.strays.items()):
            copy = self.by_digest.get(digest)
            what = f"It is a copy of {copy.name}." if copy else "It is not a record; perhaps a sync tool left it."
            yield Finding(16, INTACT if copy else UNVERIFIABLE, name, what)
        events: dict[str, list[str]] = {}
        for digest, head in self.heads.items():
            events.setdefault(head.id, []).append(self.by_digest[digest].name)
        for same in sorted(sorted(names) for names in events.values() if len(names) > 1):
            what = "It is the same event as {}; it counts once.".format(", ".join(same[1:]))
            yield Finding(18, INTACT, same[0], what)

    def all_findings(self) -> list[Finding]:
        """Worst first."""
        found = [*self.findings, *(one for record in self.records.values() for one in record.findings)]
        return sorted(found, key=lambda one: (VERDICTS.index(one.verdict), one.where, one.step))


def exclude(one: str, two: str) -> bool:
    """Whether nobody may have both roles in one production."""
    places = [[number for number, group in enumerate(GROUPS) if role in group] for role in (one, two)]
    return bool(places[0] and places[1] and places[0] != places[1])


def merkle_root(leaves: Sequence[bytes]) -> str:
    """The Merkle tree hash of RFC 6962, section 2.1."""
    if not leaves:
        return hashlib.sha256(b"").hexdigest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).hexdigest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    left, right = (bytes.fromhex(merkle_root(part)) for part in (leaves[:half], leaves[half:]))
    return hashlib.sha256(b"\1" + left + right).hexdigest()


def worst(findings: Iterable[Finding]) -> str:
    """The worst verdict among them."""
    return min((one.verdict for one in findings), key=VERDICTS.index, default=INTACT)


# Words


def words_of(digest: str) -> list[str]:
    """The first 88 bits of a SHA-256, eleven a word."""
    bits = int(digest[:22], 16)
    words = WORDS.split()
    return [words[bits >> 11 * (7 - place) & 2047] for place in range(8)]


def start_of(typed: str) -> str:
    """The first 22 digits of the SHA-256 that has these words; four letters of each will do. Raises: `ValueError`."""
    words = re.findall("[a-z]+", typed.lower())
    if len(words) != 8:
        raise ValueError(f"Those are {len(words)} words, not eight.")
    listed = WORDS.split()
    starts = {word[:4]: place for place, word in enumerate(listed)}
    bits = 0
    for word in words:
        place = starts.get(word[:4])
        if place is None or not listed[place].startswith(word):
            raise ValueError(f"{word} is no word of the list.")
        bits = bits << 11 | place
    return f"{bits:022x}"


# The command line


def read_folder(folder: Path, say: Any) -> Iterator[tuple[str, bytes]]:
    """Every file in a folder with its name, but none whose name begins with a dot.

    What is named like a record and is a folder, a pipe or a link to nothing is told as an empty file, and never opened:
    a pipe would be waited for.
    """
    paths = sorted(
        path for path in folder.iterdir()
        if NAME.fullmatch(path.name) or (path.is_file() and not path.name.startswith("."))
    )  # fmt: skip
    if not paths:
        raise ValueError(f"{folder}: there is no file in it, so there is nothing to verify.")
    began = time.monotonic()
    for number, path in enumerate(paths):
        if path.is_file():
            with path.open("rb") as file:
                yield path.name, file.read(LARGEST + 1)
        else:
            yield path.name, b""
        say(number + 1, len(paths), time.monotonic() - began)
    say(0, 0, 0.0)


def show_progress(done: int, total: int, seconds: float) -> None:
    """How far it is and how long it will take, on a terminal only; nothing at the end."""
    if not sys.stderr.isatty() or (done % 50 and done):
        return
    if not done:
        sys.stderr.write("\r" + " " * 60 + "\r")
    else:
        left = int(seconds * (total - done) / done)
        sys.stderr.write(f"\r{done} of {total} records, about {left // 60}:{left % 60:02d} left ")
    sys.stderr.flush()


def shown(text: str) -> str:
    """Text of a file or its name, with every character that a terminal acts on or does not draw spelled out."""
    return FORBIDDEN.sub(lambda found: f"<U+{ord(found.group()):04X}>", text.replace("\n", "<U+000A>"))[:600]


def print_steps(findings: Sequence[Finding], done: Iterable[int]) -> None:
    """Each step with the worst that it says, and everything that it says."""
    for number, sentence in STEPS.items():
        mine = [one for one in findings if one.step == number]
        word = "not done" if number not in done else "holds"
        if mine:
            word = "warning" if worst(mine) == INTACT else worst(mine)
        print(f"{number:>2}  {word:<12}  {sentence}")
        for one in mine:
            print(f"    {label(one):<12}  {shown(one.where)}: {shown(one.what)}")


def label(one: Finding) -> str:
    """The verdict as it is printed."""
    return "warning" if one.verdict == INTACT else one.verdict


def as_json(verdict: str, production: str | None, records: Iterable[Record], findings: Sequence[Finding]) -> str:
    """The result as one object."""
    return json.dumps(
        {
            "schema": "showclear-standalone/1",
            "production": production,
            "verdict": verdict,
            "steps_not_done": sorted(NOT_DONE),
            "records": [{"name": one.name, "verdict": worst(one.findings)} for one in records],
            "findings": [
                {"step": one.step, "verdict": label(one), "where": one.where, "what": one.what} for one in findings
            ],
        },
        indent=2,
    )


def verify_file(path: Path, json_wanted: bool) -> str:
    """One record by itself."""
    with path.open("rb") as file:
        record = inspect(file.read(LARGEST + 1), path.name)
    record.findings.extend(quorum_findings(record))
    verdict = worst(record.findings)
    if json_wanted:
        print(as_json(verdict, None, [record], record.findings))
        return verdict
    print_steps(record.findings, ALONE)
    print(f"\n{shown(record.name)} by itself: {verdict.upper()}")
    print("Whether it was followed by a stop, and whose keys these are, is seen only in the whole folder.")
    return verdict


def verify_folder(path: Path, json_wanted: bool) -> str:
    """A folder of records."""
    folder = Folder(read_folder(path, show_progress))
    findings = folder.all_findings()
    verdict = worst(findings)
    if json_wanted:
        print(as_json(verdict, folder.production, (folder.records[name] for name in sorted(folder.records)), findings))
        return verdict
    print_steps(findings, [number for number in STEPS if number not in NOT_DONE])
    print_for_comparison(folder)
    print(f"\n{len(folder.records)} records: {verdict.upper()}")
    return verdict


def print_for_comparison(folder: Folder) -> None:
    """What stands on paper: no folder can prove that its newest records, or its founders, are the true ones."""
    print("\nCompare with the paper (safety plan, production reports):")
    for digest in folder.order:
        head, record = folder.heads[digest], folder.by_digest[digest]
        if digest == folder.production:
            print("  production: {}".format(" ".join(words_of(digest))))
            for one in record.enrolments:
                print(f"  founder {shown(one.name)}: {one.fingerprint}")
        elif head.kind == "day-seal":
            print("  seal {} of {} (claimed): {}".format(head.place, head.made_at.date(), " ".join(words_of(digest))))


def verify_words(path: Path, typed: str) -> str:
    """What has these words, and everything behind it."""
    start = start_of(typed)
    folder = Folder(read_folder(path, show_progress))
    found = [digest for digest in folder.order if digest.startswith(start)]
    if not found:
        print("Nothing here has these words. If they are right, the seal is missing, and perhaps records with it.")
        return INCOMPLETE
    verdicts: list[str] = []
    for digest in found:
        behind = [folder.by_digest[one] for one in folder.behind([digest])]
        verdicts.extend(worst(record.findings) for record in behind)
        print(f"{folder.by_digest[digest].name}: {len(behind)} records are behind these words, itself among them.")
        for record in sorted(behind, key=lambda one: one.name):
            if worst(record.findings) != INTACT:
                print(f"  {worst(record.findings):<12}  {record.name}")
    verdict = min(verdicts, key=VERDICTS.index)
    print(verdict.upper())
    return verdict


def records_in(path: Path) -> Path:
    """Where the records lie in what was named: a production or a bundle holds them in a folder of their own."""
    if (path / "log").is_dir():
        return path / "log"
    if (path / "records").is_dir() and not any(NAME.fullmatch(one.name) for one in path.iterdir()):
        return path / "records"
    return path


def main(arguments: list[str]) -> int:
    """Run it; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A name that this terminal cannot show must not end the verification.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    json_wanted, words = False, None
    paths: list[str] = []
    waiting = iter(arguments)
    for one in waiting:
        if one == "--json":
            json_wanted = True
        elif one == "--words":
            words = next(waiting, "")
        elif one.startswith("-"):
            paths = []
            break
        else:
            paths.append(one)
    if len(paths) != 1:
        sys.stderr.write((__doc__ or "") + "\n")
        return EXIT_USAGE
    try:
        path = records_in(Path(paths[0]))
        if words is not None:
            return EXIT_CODES[verify_words(path, words)]
        verify = verify_folder if path.is_dir() else verify_file
        return EXIT_CODES[verify(path, json_wanted)]
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_USAGE


WORDS = """
abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid
acoustic acquire across act action actor actress actual adapt add addict address adjust admit adult advance advice
aerobic affair afford afraid again age agent agree ahead aim air airport aisle alarm album alcohol alert alien all
alley allow almost alone alpha already also alter always amateur amazing among amount amused analyst anchor ancient
anger angle angry animal ankle announce annual another answer antenna antique anxiety any apart apology appear apple
approve april arch arctic area arena argue arm armed armor army around arrange arrest arrive arrow art artefact artist
artwork ask aspect assault asset assist assume asthma athlete atom attack attend attitude attract auction audit august
aunt author auto autumn average avocado avoid awake aware away awesome awful awkward axis baby bachelor bacon badge
bag balance balcony ball bamboo banana banner bar barely bargain barrel base basic basket battle beach bean beauty
because become beef before begin behave behind believe below belt bench benefit best betray better between beyond
bicycle bid bike bind biology bird birth bitter black blade blame blanket blast bleak bless blind blood blossom blouse
blue blur blush board boat body boil bomb bone bonus book boost border boring borrow boss bottom bounce box boy
bracket brain brand brass brave bread breeze brick bridge brief bright bring brisk broccoli broken bronze broom
brother brown brush bubble buddy budget buffalo build bulb bulk bullet bundle bunker burden burger burst bus business
busy butter buyer buzz cabbage cabin cable cactus cage cake call calm camera camp can canal cancel candy cannon canoe
canvas canyon capable capital captain car carbon card cargo carpet carry cart case cash casino castle casual cat
catalog catch category cattle caught cause caution cave ceiling celery cement census century cereal certain chair
chalk champion change chaos chapter charge chase chat cheap check cheese chef cherry chest chicken chief child chimney
choice choose chronic chuckle chunk churn cigar cinnamon circle citizen city civil claim clap clarify claw clay clean
clerk clever click client cliff climb clinic clip clock clog close cloth cloud clown club clump cluster clutch coach
coast coconut code coffee coil coin collect color column combine come comfort comic common company concert conduct
confirm congress connect consider control convince cook cool copper copy coral core corn correct cost cotton couch
country couple course cousin cover coyote crack cradle craft cram crane crash crater crawl crazy cream credit creek
crew cricket crime crisp critic crop cross crouch crowd crucial cruel cruise crumble crunch crush cry crystal cube
culture cup cupboard curious current curtain curve cushion custom cute cycle dad damage damp dance danger daring dash
daughter dawn day deal debate debris decade december decide decline decorate decrease deer defense define defy degree
delay deliver demand demise denial dentist deny depart depend deposit depth deputy derive describe desert design desk
despair destroy detail detect develop device devote diagram dial diamond diary dice diesel diet differ digital dignity
dilemma dinner dinosaur direct dirt disagree discover disease dish dismiss disorder display distance divert divide
divorce dizzy doctor document dog doll dolphin domain donate donkey donor door dose double dove draft dragon drama
drastic draw dream dress drift drill drink drip drive drop drum dry duck dumb dune during dust dutch duty dwarf
dynamic eager eagle early earn earth easily east easy echo ecology economy edge edit educate effort egg eight either
elbow elder electric elegant element elephant elevator elite else embark embody embrace emerge emotion employ empower
empty enable enact end endless endorse enemy energy enforce engage engine enhance enjoy enlist enough enrich enroll
ensure enter entire entry envelope episode equal equip era erase erode erosion error erupt escape essay essence estate
eternal ethics evidence evil evoke evolve exact example excess exchange excite exclude excuse execute exercise exhaust
exhibit exile exist exit exotic expand expect expire explain expose express extend extra eye eyebrow fabric face
faculty fade faint faith fall false fame family famous fan fancy fantasy farm fashion fat fatal father fatigue fault
favorite feature february federal fee feed feel female fence festival fetch fever few fiber fiction field figure file
film filter final find fine finger finish fire firm first fiscal fish fit fitness fix flag flame flash flat flavor
flee flight flip float flock floor flower fluid flush fly foam focus fog foil fold follow food foot force forest
forget fork fortune forum forward fossil foster found fox fragile frame frequent fresh friend fringe frog front frost
frown frozen fruit fuel fun funny furnace fury future gadget gain galaxy gallery game gap garage garbage garden garlic
garment gas gasp gate gather gauge gaze general genius genre gentle genuine gesture ghost giant gift giggle ginger
giraffe girl give glad glance glare glass glide glimpse globe gloom glory glove glow glue goat goddess gold good goose
gorilla gospel gossip govern gown grab grace grain grant grape grass gravity great green grid grief grit grocery group
grow grunt guard guess guide guilt guitar gun gym habit hair half hammer hamster hand happy harbor hard harsh harvest
hat have hawk hazard head health heart heavy hedgehog height hello helmet help hen hero hidden high hill hint hip hire
history hobby hockey hold hole holiday hollow home honey hood hope horn horror horse hospital host hotel hour hover
hub huge human humble humor hundred hungry hunt hurdle hurry hurt husband hybrid ice icon idea identify idle ignore
ill illegal illness image imitate immense immune impact impose improve impulse inch include income increase index
indicate indoor industry infant inflict inform inhale inherit initial inject injury inmate inner innocent input
inquiry insane insect inside inspire install intact interest into invest invite involve iron island isolate issue item
ivory jacket jaguar jar jazz jealous jeans jelly jewel job join joke journey joy judge juice jump jungle junior junk
just kangaroo keen keep ketchup key kick kid kidney kind kingdom kiss kit kitchen kite kitten kiwi knee knife knock
know lab label labor ladder lady lake lamp language laptop large later latin laugh laundry lava law lawn lawsuit layer
lazy leader leaf learn leave lecture left leg legal legend leisure lemon lend length lens leopard lesson letter level
liar liberty library license life lift light like limb limit link lion liquid list little live lizard load loan
lobster local lock logic lonely long loop lottery loud lounge love loyal lucky luggage lumber lunar lunch luxury
lyrics machine mad magic magnet maid mail main major make mammal man manage mandate mango mansion manual maple marble
march margin marine market marriage mask mass master match material math matrix matter maximum maze meadow mean
measure meat mechanic medal media melody melt member memory mention menu mercy merge merit merry mesh message metal
method middle midnight milk million mimic mind minimum minor minute miracle mirror misery miss mistake mix mixed
mixture mobile model modify mom moment monitor monkey monster month moon moral more morning mosquito mother motion
motor mountain mouse move movie much muffin mule multiply muscle museum mushroom music must mutual myself mystery myth
naive name napkin narrow nasty nation nature near neck need negative neglect neither nephew nerve nest net network
neutral never news next nice night noble noise nominee noodle normal north nose notable note nothing notice novel now
nuclear number nurse nut oak obey object oblige obscure observe obtain obvious occur ocean october odor off offer
office often oil okay old olive olympic omit once one onion online only open opera opinion oppose option orange orbit
orchard order ordinary organ orient original orphan ostrich other outdoor outer output outside oval oven over own
owner oxygen oyster ozone pact paddle page pair palace palm panda panel panic panther paper parade parent park parrot
party pass patch path patient patrol pattern pause pave payment peace peanut pear peasant pelican pen penalty pencil
people pepper perfect permit person pet phone photo phrase physical piano picnic picture piece pig pigeon pill pilot
pink pioneer pipe pistol pitch pizza place planet plastic plate play please pledge pluck plug plunge poem poet point
polar pole police pond pony pool popular portion position possible post potato pottery poverty powder power practice
praise predict prefer prepare present pretty prevent price pride primary print priority prison private prize problem
process produce profit program project promote proof property prosper protect proud provide public pudding pull pulp
pulse pumpkin punch pupil puppy purchase purity purpose purse push put puzzle pyramid quality quantum quarter question
quick quit quiz quote rabbit raccoon race rack radar radio rail rain raise rally ramp ranch random range rapid rare
rate rather raven raw razor ready real reason rebel rebuild recall receive recipe record recycle reduce reflect reform
refuse region regret regular reject relax release relief rely remain remember remind remove render renew rent reopen
repair repeat replace report require rescue resemble resist resource response result retire retreat return reunion
reveal review reward rhythm rib ribbon rice rich ride ridge rifle right rigid ring riot ripple risk ritual rival river
road roast robot robust rocket romance roof rookie room rose rotate rough round route royal rubber rude rug rule run
runway rural sad saddle sadness safe sail salad salmon salon salt salute same sample sand satisfy satoshi sauce
sausage save say scale scan scare scatter scene scheme school science scissors scorpion scout scrap screen script
scrub sea search season seat second secret section security seed seek segment select sell seminar senior sense
sentence series service session settle setup seven shadow shaft shallow share shed shell sheriff shield shift shine
ship shiver shock shoe shoot shop short shoulder shove shrimp shrug shuffle shy sibling sick side siege sight sign
silent silk silly silver similar simple since sing siren sister situate six size skate sketch ski skill skin skirt
skull slab slam sleep slender slice slide slight slim slogan slot slow slush small smart smile smoke smooth snack
snake snap sniff snow soap soccer social sock soda soft solar soldier solid solution solve someone song soon sorry
sort soul sound soup source south space spare spatial spawn speak special speed spell spend sphere spice spider spike
spin spirit split spoil sponsor spoon sport spot spray spread spring spy square squeeze squirrel stable stadium staff
stage stairs stamp stand start state stay steak steel stem step stereo stick still sting stock stomach stone stool
story stove strategy street strike strong struggle student stuff stumble style subject submit subway success such
sudden suffer sugar suggest suit summer sun sunny sunset super supply supreme sure surface surge surprise surround
survey suspect sustain swallow swamp swap swarm swear sweet swift swim swing switch sword symbol symptom syrup system
table tackle tag tail talent talk tank tape target task taste tattoo taxi teach team tell ten tenant tennis tent term
test text thank that theme then theory there they thing this thought three thrive throw thumb thunder ticket tide
tiger tilt timber time tiny tip tired tissue title toast tobacco today toddler toe together toilet token tomato
tomorrow tone tongue tonight tool tooth top topic topple torch tornado tortoise toss total tourist toward tower town
toy track trade traffic tragic train transfer trap trash travel tray treat tree trend trial tribe trick trigger trim
trip trophy trouble truck true truly trumpet trust truth try tube tuition tumble tuna tunnel turkey turn turtle twelve
twenty twice twin twist two type typical ugly umbrella unable unaware uncle uncover under undo unfair unfold unhappy
uniform unique unit universe unknown unlock until unusual unveil update upgrade uphold upon upper upset urban urge
usage use used useful useless usual utility vacant vacuum vague valid valley valve van vanish vapor various vast vault
vehicle velvet vendor venture venue verb verify version very vessel veteran viable vibrant vicious victory video view
village vintage violin virtual virus visa visit visual vital vivid vocal voice void volcano volume vote voyage wage
wagon wait walk wall walnut want warfare warm warrior wash wasp waste water wave way wealth weapon wear weasel weather
web wedding weekend weird welcome west wet whale what wheat wheel when where whip whisper wide width wife wild will
win window wine wing wink winner winter wire wisdom wise wish witness wolf woman wonder wood wool word work world
worry worth wrap wreck wrestle wrist write wrong yard year yellow you young youth zebra zero zone zoo
"""
"""The English list of BIP 39, in order."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
