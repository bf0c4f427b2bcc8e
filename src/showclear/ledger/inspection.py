"""Steps 1 to 9: what one file proves by itself. A pure function of its bytes and name, so it can run anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha512
from typing import NamedTuple

from showclear.errors import RecordError
from showclear.ledger.doubles import is_surely_toml
from showclear.ledger.enrolments import PEOPLE_KINDS, PeopleFacts, read_people
from showclear.ledger.faults import FrameFault
from showclear.ledger.head import SCHEMA, Head, Signer, handed_over, signer_of
from showclear.ledger.record import (
    Block,
    Frame,
    Layout,
    body_facts,
    digest_of,
    frame_of,
    parse_layout,
    read_name,
    record_name,
)
from showclear.ledger.sealing import SEAL_KIND, SealFacts, read_seal
from showclear.ledger.sshsig import VERIFIED, SignatureFault, check_digest, parse
from showclear.ledger.steps import STEP_IDS, Finding, Verdict, sentence
from showclear.words import english, together

REFETCH = english("Fetch the file again from another laptop or the archive; keep this one for whoever looks into it.")
_NOBODY = PeopleFacts()
_READ = PEOPLE_KINDS | {SEAL_KIND}
_ASK = english("Ask who published it; do not rely on it.")


class Signature(NamedTuple):
    """One block of a record with what its SSH signature says by itself."""

    signer: Signer
    name: str
    key: str
    """Fingerprint as the block states it; it is that of the signature wherever step 8 has no finding."""
    key_blob: bytes
    """The key in the signature; empty where it could not be read, or is not the one that the block states."""
    is_hardware: bool
    asked_pin: bool
    """Whether a FIDO2 key asked for its PIN or a finger."""
    signed_at: datetime
    """A claim."""
    line: int

    def __reduce__(self) -> tuple[object, ...]:
        return handed_over(self)


class Inspection(NamedTuple):
    """What a file proves by itself. It keeps the head but not the body, so a hundred thousand fit in memory."""

    name: str
    digest: str
    head: Head | None
    """None where the layout does not hold."""
    signatures: tuple[Signature, ...]
    people: PeopleFacts
    """What a production, enrolment or revocation record says; empty for every other kind."""
    findings: tuple[Finding, ...]
    seal: SealFacts | None = None
    """What a day seal states; None for every other kind, and where it cannot be read."""

    def __reduce__(self) -> tuple[object, ...]:
        return handed_over(self)

    @property
    def layout_holds(self) -> bool:
        """Whether steps 1 to 5 hold; then a restriction counts, signed or not."""
        return self.head is not None


class _Hashed(NamedTuple):
    """A file whose layout holds, with what its name and its signatures have to fit."""

    label: str
    frame: Frame
    digests: tuple[bytes, ...]
    """Of each block the SHA-512 of what its signature covers."""
    findings: list[Finding]


def inspect_record(data: bytes, name: str | None = None) -> Inspection:
    """Run the steps that need nothing but the file. Any bytes give a result.

    Args:
        data: the whole file.
        name: its name in the log folder; None leaves out the step that compares it.
    """
    return _signed(_hashed(data, name, _laid_out(data, name)))


def inspect_records(files: Sequence[tuple[str, bytes]]) -> list[Inspection]:
    """`inspect_record` of some files, each with its name.

    First the layout of all, then the hashes of all, then the signatures of all: a processor that goes to and fro
    between them at each file takes a twelfth longer.
    """
    laid_out = [_laid_out(data, name) for name, data in files]
    hashed = [_hashed(data, name, layout) for (name, data), layout in zip(files, laid_out, strict=True)]
    return [_signed(one) for one in hashed]


def _laid_out(data: bytes, name: str | None) -> Layout | Inspection:
    """Steps 1 to 5; what is said of the file where one of them does not hold."""
    try:
        return parse_layout(data)
    except FrameFault as fault:
        label = _label(name)
        where = _at_line(label, fault.line) if fault.line else label
        finding = Finding(fault.step, Verdict.ALTERED, where, fault.message, fault.remedy or REFETCH)
        return Inspection(label, digest_of(data), None, (), PeopleFacts(), (finding,))


def _hashed(data: bytes, name: str | None, layout: Layout | Inspection) -> _Hashed | Inspection:
    """Step 6, and the hashes that the signatures have to fit."""
    if isinstance(layout, Inspection):
        return layout
    frame = frame_of(data, layout)
    findings = [] if name is None else _check_name(frame, name)
    return _Hashed(_label(name), frame, tuple(_digests(data, frame.blocks)), findings)


def _signed(one: _Hashed | Inspection) -> Inspection:
    """Steps 7 to 9 and 19, and what the few kinds say that verification reads."""
    if isinstance(one, Inspection):
        return one
    label, frame, digests, findings = one
    if frame.head.schema != SCHEMA:
        findings.append(_newer_schema(frame, label))
    findings.extend(check_signers(frame, label))
    signatures = tuple(
        _check_signature(block, digest, label, findings) for block, digest in zip(frame.blocks, digests, strict=True)
    )
    people = _read_people(frame, label, findings)
    seal = _read_seal(frame, label, findings)
    if not findings and frame.head.kind not in _READ and not is_surely_toml(frame.body):
        findings.extend(_ask_toml(frame, label))
    return Inspection(label, frame.digest, frame.head, signatures, people, tuple(findings), seal)


def _label(name: str | None) -> str:
    return name if name is not None else english("the record")


def check_signers(frame: Frame, label: str) -> list[Finding]:
    """Step 7: the blocks are those that the head asks for, nobody and no key twice, and times rise."""
    found: list[str] = []
    wanted = frame.head.signers
    present = tuple([signer_of(block.person, block.role, block.meaning) for block in frame.blocks])
    if present != wanted:
        found.append(_signers_differ(wanted, present))
    found += [
        english("the person {person} signs twice; nobody fills two places", person=one)
        for one in _twice([signer.person for signer in wanted])
    ]
    found += [
        english("the key {key} signs twice; nobody fills two places", key=one)
        for one in _twice([block.key for block in frame.blocks])
    ]
    before = frame.head.made_at
    for block in frame.blocks:
        if block.signed_at < before:
            found.append(
                english(
                    "{person} signed at {signed_at:%H:%M:%S}, before what stands above it",
                    person=block.person,
                    signed_at=block.signed_at,
                )
            )
        before = block.signed_at
    step = STEP_IDS["signers"]
    return [Finding(step, Verdict.ALTERED, label, sentence(what), REFETCH) for what in found]


def _twice(values: list[str]) -> list[str]:
    return sorted({one for one in values if values.count(one) > 1}) if len(set(values)) < len(values) else []


def _signers_differ(wanted: tuple[Signer, ...], present: tuple[Signer, ...]) -> str:
    def words(signers: tuple[Signer, ...]) -> str:
        said = (
            english("{person} ({role}, {meaning})", person=one.person, role=one.role, meaning=one.meaning)
            for one in signers
        )
        return together(said, ", ") or english("nobody")

    if len(present) < len(wanted) and present == wanted[: len(present)]:
        return english("a signature is missing: {words} must still sign", words=words(wanted[len(present) :]))
    return english(
        "it must be signed by {words_wanted}, but it is signed by {words_present}",
        words_wanted=words(wanted),
        words_present=words(present),
    )


def _check_name(frame: Frame, name: str) -> list[Finding]:
    if name == record_name(frame.head, frame.digest):
        return []
    step = STEP_IDS["name"]
    claimed = read_name(name)
    if claimed is None:
        return [Finding(step, Verdict.ALTERED, name, english("That is not the name of a record."), _ASK)]
    if claimed.digest_start != frame.digest[:32]:
        what = english("Its content is not the one that its name promises: its SHA-256 is another.")
        return [Finding(step, Verdict.ALTERED, name, what, REFETCH)]
    if (claimed.log, claimed.sequence) != (frame.head.log, frame.head.sequence):
        what = english("It is record {place}, put in another place under another name.", place=frame.head.place)
        return [Finding(step, Verdict.ALTERED, name, what, REFETCH)]
    return []


def _newer_schema(frame: Frame, label: str) -> Finding:
    what = english("It is written in {schema}, which this version cannot read.", schema=frame.head.schema)
    return Finding(STEP_IDS["facts"], Verdict.UNVERIFIABLE, label, what, english("Update Show Clear on this laptop."))


def _digests(data: bytes, blocks: Sequence[Block]) -> Iterator[bytes]:
    """The SHA-512 of what each signature covers. Each covers what the one above covers, so all is hashed once."""
    hashed, at, view = sha512(), 0, memoryview(data)
    for block in blocks:
        hashed.update(view[at : block.covered])
        at = block.covered
        # It may be asked in between, and goes on.
        yield hashed.digest()


def _at_line(label: str, line: int) -> str:
    """Where a fault is; put together only for one, as every signature of every record passes here."""
    return english("{label}, line {line}", label=label, line=line)


def _check_signature(block: Block, digest: bytes, label: str, findings: list[Finding]) -> Signature:
    signer = signer_of(block.person, block.role, block.meaning)
    step = STEP_IDS["form"]
    try:
        signature = parse(block.armored)
        step = STEP_IDS["signature"]
        check_digest(signature, digest)
    except SignatureFault as fault:
        verdict = Verdict.UNVERIFIABLE if fault.unknown else Verdict.ALTERED
        findings.append(
            Finding(
                step,
                verdict,
                _at_line(label, block.line),
                english("The signature of {person}: {fault}.", person=block.person, fault=fault),
                REFETCH,
            )
        )
        return Signature(signer, block.name, block.key, b"", False, False, block.signed_at, block.line)
    key = signature.key
    if key.fingerprint != block.key:
        what = english("The block of {person} names another key than the one that signed.", person=block.person)
        findings.append(Finding(STEP_IDS["form"], Verdict.ALTERED, _at_line(label, block.line), what, REFETCH))
        return Signature(signer, block.name, block.key, b"", False, False, block.signed_at, block.line)
    asked_pin = bool(signature.flags & VERIFIED)
    return Signature(signer, block.name, block.key, key.blob, key.is_hardware, asked_pin, block.signed_at, block.line)


def _ask_toml(frame: Frame, label: str) -> Iterator[Finding]:
    """Step 19 of a record whose facts verification does not need: they are TOML (rule 24)."""
    try:
        body_facts(frame)
    except RecordError as error:
        yield Finding(STEP_IDS["toml"], Verdict.UNVERIFIABLE, label, error.message, error.remedy or _ASK)


def _read_people(frame: Frame, label: str, findings: list[Finding]) -> PeopleFacts:
    if frame.head.kind not in PEOPLE_KINDS or findings:
        return _NOBODY
    try:
        return read_people(frame.head, frame.digest, body_facts(frame))
    except RecordError as error:
        findings.append(Finding(STEP_IDS["toml"], Verdict.UNVERIFIABLE, label, error.message, error.remedy or _ASK))
        return PeopleFacts()


def _read_seal(frame: Frame, label: str, findings: list[Finding]) -> SealFacts | None:
    if frame.head.kind != SEAL_KIND or findings:
        return None
    try:
        return read_seal(frame.head.place, body_facts(frame))
    except RecordError as error:
        findings.append(Finding(STEP_IDS["toml"], Verdict.UNVERIFIABLE, label, error.message, error.remedy or _ASK))
        return None
