"""A small production with fixed keys, whose laptops write genuine records: for tests, goldens and benchmarks.

Nothing in it is a mock: bodies, signatures and names are made by the functions that the app uses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from showclear.ledger.facts import FactValue
from showclear.ledger.head import SCHEMA, ZERO_DIGEST, Citation, Head, Signer, sorted_after
from showclear.ledger.keys import ed25519_blob, fingerprint, key_line
from showclear.ledger.record import (
    close_block,
    digest_of,
    open_block,
    record_name,
    render_body,
    with_cut,
)
from showclear.ledger.sshsig import sign
from showclear.ledger.verification import LogResult, Verifier, verify_log

START = datetime(2026, 3, 2, 5, 30, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Crew:
    """Somebody with a key that everybody knows: the seed is the SHA-256 of the short name."""

    person: str
    name: str
    role: str

    @property
    def seed(self) -> bytes:
        return sha256(f"Show Clear test key of {self.person}".encode()).digest()

    @property
    def blob(self) -> bytes:
        from nacl.bindings import crypto_sign_seed_keypair

        return ed25519_blob(crypto_sign_seed_keypair(self.seed)[0])

    @property
    def key_line(self) -> str:
        return key_line(self.blob, self.person)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.blob)


SAFETY = Crew("sam", "Sam the safety officer", "safety-officer")
PRODUCER = Crew("pat", "Pat the producer", "producer")
ARMORER = Crew("ari", "Ari the armorer", "armorer")
AD = Crew("dee-ad", "Dee the first AD", "assistant-director")
SECOND_ARMORER = Crew("robin", "Robin the second armorer", "armorer")
STRANGER = Crew("mallory", "Mallory", "assistant-director")


@dataclass(frozen=True, slots=True)
class Written:
    """One record as it lies in the folder."""

    name: str
    data: bytes
    digest: str
    head: Head


class Workshop:
    """One folder, several laptops, a clock that goes on one minute a record."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.production = ZERO_DIGEST
        self.now = START
        self.newest: dict[str, Written] = {}
        self._serial = 0

    # Making

    def head(self, log: str, kind: str, signers: Sequence[tuple[Crew, str]] = (), **changes: object) -> Head:
        """The head of the next record of a log, citing everything that is there."""
        self._serial += 1
        before = self.newest.get(log)
        after = [
            Citation(other, written.head.sequence, written.digest)
            for other, written in self.newest.items()
            if other != log
        ]
        head = Head(
            schema=SCHEMA,
            kind=kind,
            id=sha256(f"event {self._serial}".encode()).hexdigest()[:32],
            production=ZERO_DIGEST if kind == "production" else self.production,
            log=log,
            sequence=before.head.sequence + 1 if before else 1,
            previous=before.digest if before else ZERO_DIGEST,
            made_at=self.now,
            after=sorted_after(after),
            signers=tuple(Signer(one.person, one.role, meaning) for one, meaning in signers),
        )
        return head._replace(**changes) if changes else head  # type: ignore[arg-type]

    def finish(self, head: Head, facts: Mapping[str, FactValue], crew: Sequence[Crew] = ()) -> Written:
        """Sign a head and facts by these people, in this order, whatever the head asks for."""
        data = with_cut(render_body(head, facts))
        for index, one in enumerate(crew):
            wanted = head.signers[index] if index < len(head.signers) else Signer(one.person, one.role, "signed")
            moment = head.made_at + timedelta(seconds=10 * (index + 1))
            covered = open_block(data, wanted, one.name, one.fingerprint, "passphrase", moment)
            data = close_block(covered, sign(one.seed, covered))
        digest = digest_of(data)
        return Written(record_name(head, digest), data, digest, head)

    def publish(self, written: Written) -> Written:
        """Lay a record into the folder; it becomes the newest of its log."""
        self.files[written.name] = written.data
        self.newest[written.head.log] = written
        self.now += timedelta(minutes=1)
        return written

    def write(
        self,
        log: str,
        kind: str,
        signers: Sequence[tuple[Crew, str]] = (),
        facts: Mapping[str, FactValue] | None = None,
        **changes: object,
    ) -> Written:
        """A record signed as its head asks, in the folder."""
        head = self.head(log, kind, signers, **changes)
        return self.publish(self.finish(head, facts or {"title": f"A {kind}"}, [one for one, _ in signers]))

    # Usual records

    def found(self, log: str = "cart-a1b2") -> Written:
        """The production record."""
        founders = [
            {"person": one.person, "name": one.name, "role": one.role, "key": one.key_line}
            for one in (SAFETY, PRODUCER)
        ]
        written = self.write(
            log,
            "production",
            [(SAFETY, "founded"), (PRODUCER, "founded")],
            {
                "title": "Production: Dry Creek",
                "production": {"name": "Dry Creek", "demonstration": True, "founders": founders},
            },
        )
        self.production = written.digest
        return written

    def enrol(self, one: Crew, log: str = "cart-a1b2", by: Crew = SAFETY, **facts: FactValue) -> Written:
        """An enrolment by the safety officer and the person."""
        return self.write(
            log,
            "enrolment",
            [(by, "enrolled"), (one, "enrolled")],
            {
                "title": f"Enrolment of {one.name}",
                "enrolment": {
                    "person": one.person,
                    "name": one.name,
                    "role": one.role,
                    "key": one.key_line,
                    "identity_document": "passport",
                    **facts,  # type: ignore[dict-item]
                },
            },
        )

    def revoke(self, one: Crew, by: Crew = SAFETY, log: str = "cart-a1b2", trusted: Sequence[str] = ()) -> Written:
        """A revocation of somebody's key."""
        table = {"person": one.person, "key": one.fingerprint, "reason": "lost", "trusted": list(trusted)}
        return self.write(log, "revocation", [(by, "revoked")], {"title": "Revocation", "revocation": table})

    def inspect(self, log: str = "cart-a1b2", tag: str = "R-1", **changes: object) -> Written:
        """An inspection by the armorer and the AD."""
        return self.write(
            log,
            "procedure",
            [(ARMORER, "inspected"), (AD, "witnessed")],
            {
                "title": f"Inspection of {tag}",
                "effects": [{"effect": "weapon-cleared", "weapon": tag, "contents": "dummies", "count": 6}],
                "entries": [
                    {"step": "chamber-empty", "slot": str(slot), "person": person, "value": "empty", "ms": 1500 * slot}
                    for person in (ARMORER.person, AD.person)
                    for slot in range(1, 7)
                ],
            },
            **changes,
        )

    def stand_down(self, log: str = "cart-a1b2", reason: str = "A round that nobody can explain.") -> Written:
        """A stop that nobody signed."""
        return self.write(log, "stand-down", (), {"title": "Stand-down", "stop": {"reason": reason}})

    # Looking

    def verify(self, marks: Sequence[str] = (), files: Mapping[str, bytes] | None = None) -> LogResult:
        """The whole folder, or other files, against this production."""
        return verify_log(self.files if files is None else files, marks, self.production)

    def verifier(self) -> Verifier:
        """A verifier that has taken in the whole folder."""
        verifier = Verifier(self.production)
        verifier.add(self.files)
        return verifier


def crewed() -> Workshop:
    """A production with an armorer and an AD, on one laptop."""
    workshop = Workshop()
    workshop.found()
    workshop.enrol(ARMORER)
    workshop.enrol(AD)
    return workshop


def two_laptops() -> Workshop:
    """Two laptops that see each other's records: four records on the cart, then inspections on both, and a stop."""
    workshop = crewed()
    workshop.enrol(SECOND_ARMORER)
    for _ in range(2):
        workshop.inspect("cart-a1b2", "R-1")
        workshop.inspect("truck-c3d4", "P-1")
    workshop.stand_down("truck-c3d4")
    workshop.inspect("cart-a1b2", "R-2")
    return workshop
