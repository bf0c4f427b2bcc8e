"""Whose signatures count: enrolments and revocations put in relation to the order of the records (rule 23)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from showclear.domain.enrolling import MAY_REVOKE
from showclear.domain.people import Role
from showclear.domain.term import has_ended, longest
from showclear.ledger.chain import Chain
from showclear.ledger.enrolments import Enrolment, Revocation, conflict
from showclear.ledger.head import Head
from showclear.ledger.inspection import Inspection, Signature
from showclear.ledger.keys import key_line
from showclear.ledger.sshsig import NAMESPACE
from showclear.ledger.steps import Verdict
from showclear.words import english

FETCH = english("Copy the missing files from the other laptops, a backup or the archive.")


@dataclass(frozen=True, slots=True)
class KeyFault:
    """Why a signature does not count."""

    verdict: Verdict
    what: str
    remedy: str


class Roster:
    """The enrolments and revocations of one folder, with the order that they stand in."""

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._by_key: dict[str, list[Enrolment]] = {}
        self._by_person: dict[str, list[Enrolment]] = {}
        self._revoked: dict[str, list[Revocation]] = {}
        self._conflicts: dict[str, tuple[str, ...]] = {}
        self._later: dict[datetime, tuple[int, tuple[str, ...]]] = {}
        """What `Chain.first_claiming_later` said of an end, and among how many records."""

    @property
    def enrolments(self) -> tuple[Enrolment, ...]:
        """All that count, ancestors first where they were added so."""
        return tuple(one for enrolments in self._by_person.values() for one in enrolments)

    @property
    def revocations(self) -> tuple[Revocation, ...]:
        """All that count."""
        return tuple(one for revocations in self._revoked.values() for one in revocations)

    @property
    def is_closed(self) -> bool:
        """Whether no key counts any more but producers': one of them alone signs nothing that permits anything."""
        keys = {(one.role, one.fingerprint) for one in self.enrolments if one.fingerprint} if self._revoked else set()
        return bool(keys) and all(role == Role.PRODUCER or key in self._revoked for role, key in keys)

    def allowed_signers(self) -> str:
        """The file that `ssh-keygen -Y verify` asks for: one line for each person and key, revoked ones too.

        A key that was revoked still signed what came before; stock tools cannot see that order.
        """
        lines = {
            # not said: a line for ssh-keygen
            f'{one.person} namespaces="{NAMESPACE}" {key_line(one.key_blob)}\n'
            for one in self.enrolments
            if one.key_blob
        }
        return "".join(sorted(lines))

    def until(self, fingerprint: str) -> datetime | None:
        """Until when a key is enrolled; None where it has no end, or is not enrolled."""
        return longest(one.until for one in self._by_key.get(fingerprint, ()))

    def until_of(self, person: str) -> datetime | None:
        """Until when somebody is enrolled with the keys that are not revoked; None where there is no end."""
        mine = self._by_person.get(person, ())
        return longest(one.until for one in mine if one.fingerprint not in self._revoked)

    def is_over(self, until: datetime | None, at: datetime | None) -> bool:
        """Whether an enrolment that ends then is over (R-148): by a time, and by what the records here claim.

        Args:
            until: its last moment; None for one without an end.
            at: the time; None where nobody knows.
        """
        return has_ended(until, at) or (until is not None and bool(self._claiming_later(until)))

    def enrol(self, enrolments: Iterable[Enrolment]) -> None:
        """Take in what a record says that counts."""
        for one in enrolments:
            self._by_person.setdefault(one.person, []).append(one)
            if one.fingerprint:
                self._by_key.setdefault(one.fingerprint, []).append(one)

    def revoke(self, revocations: Iterable[Revocation]) -> None:
        """Take in what a revoking record says that counts."""
        for one in revocations:
            self._revoked.setdefault(one.fingerprint, []).append(one)

    def may_end(self, one: Revocation, head: Head) -> bool:
        """Whether these signers end this key: an officer or producer any, everybody else only one of their own.

        The record says whose key it is; only the enrolment behind it shows it.
        """
        return any(signer.role in MAY_REVOKE for signer in head.signers) or any(
            mine.person == one.person and self._chain.is_ancestor(mine.record, one.record)
            for mine in self._by_key.get(one.fingerprint, ())
        )

    def conflict(self, one: Enrolment) -> str:
        """Why this enrolment does not go with those that are here; empty if it does."""
        others = [*self._by_key.get(one.fingerprint, ()), *self._by_person.get(one.person, ())]
        return conflict(one, others, self._chain.is_ancestor)

    def note_conflicts(self, record: str, conflicts: tuple[str, ...]) -> None:
        """Keep what a record says about people and does not count, in words."""
        self._conflicts[record] = conflicts

    def conflicts_of(self, record: str) -> tuple[str, ...]:
        """Why what a record says about people does not count; empty if it does."""
        return self._conflicts.get(record, ())

    def accepts(self, inspection: Inspection) -> bool:
        """Whether all signatures of a record whose layout holds count."""
        head, record = inspection.head, inspection.digest
        if head is not None:
            for one in inspection.signatures:
                if not self._is_usual(one, head, record) and self._fault(one, head, inspection) is not None:
                    return False
        return True

    def faults(self, inspection: Inspection) -> tuple[KeyFault | None, ...]:
        """Per signature why it does not count, None where it does."""
        if inspection.head is None:
            return ()
        head, digest = inspection.head, inspection.digest
        return tuple([
            None if self._is_usual(one, head, digest) else self._fault(one, head, inspection)
            for one in inspection.signatures
        ])  # fmt: skip

    def _fault(self, signature: Signature, head: Head, inspection: Inspection) -> KeyFault | None:
        # A founder or a newcomer signs the very record that enrols them.
        enrolled = [*inspection.people.enrolments, *self._by_key.get(signature.key, ())]
        mine = [one for one in enrolled if one.key_blob == signature.key_blob and one.fingerprint]
        record = inspection.digest
        known = [one for one in mine if one.record == record or self._chain.precedes(one.record, head, record)]
        who = signature.signer
        if not mine:
            what = english("The key {key} of {person} is not on the roster.", key=signature.key, person=who.person)
            return KeyFault(
                Verdict.UNVERIFIABLE, what, english("Ask the safety officer who this is; do not rely on it.")
            )
        if not known and not self._chain.is_whole(head):
            what = english(
                "Files before it are missing, so that the enrolment of {person} cannot be followed to it.",
                person=who.person,
            )
            return KeyFault(Verdict.INCOMPLETE, what, FETCH)
        if not known:
            what = english("The key of {person} was not enrolled when this was signed.", person=who.person)
            return KeyFault(Verdict.UNVERIFIABLE, what, english("Ask the safety officer; sign again if it is needed."))
        fitting = [one for one in known if (one.person, one.name, one.role) == (who.person, signature.name, who.role)]
        if not fitting:
            owner = known[0]
            what = english(
                "{who_person} ({signature_name}, {who_role}) is signed for with the key of {owner_person} "
                "({owner_name}, {owner_role}).",
                who_person=who.person,
                signature_name=signature.name,
                who_role=who.role,
                owner_person=owner.person,
                owner_name=owner.name,
                owner_role=owner.role,
            )
            return KeyFault(Verdict.ALTERED, what, english("Ask both people; do not rely on it."))
        if signature.is_hardware and any(one.requires_uv for one in fitting) and not signature.asked_pin:
            what = english("The key of {person} did not ask for its PIN, as the enrolment demands.", person=who.person)
            return KeyFault(Verdict.ALTERED, what, english("Sign again with the key's PIN."))
        return self._term_fault(fitting, signature, head, record) or self._revocation_fault(signature, record)

    def _is_usual(self, signature: Signature, head: Head, record: str) -> bool:
        """The quick answer for nearly all: a software key, never revoked, enrolled before for just this."""
        if signature.is_hardware or signature.key in self._revoked:
            return False
        who = signature.signer
        for one in self._by_key.get(signature.key, ()):
            if one.person == who.person and one.role == who.role and one.name == signature.name and not one.until:
                return one.key_blob == signature.key_blob and (
                    self._chain.is_ancestor(one.record, record) or self._chain.precedes(one.record, head, record)
                )
        return False

    def _term_fault(
        self, fitting: Iterable[Enrolment], signature: Signature, head: Head, record: str
    ) -> KeyFault | None:
        """R-148: times are claims, so whoever has a later one behind himself signed later too, whatever he says."""
        until = longest(one.until for one in fitting)
        if until is None:
            return None
        who = english(
            "{person} is enrolled until {until:%Y-%m-%dT%H:%M:%SZ}", person=signature.signer.person, until=until
        )
        remedy = english("Do not rely on it. Who works on is enrolled anew.")
        if has_ended(until, signature.signed_at):
            return KeyFault(Verdict.UNVERIFIABLE, english("{who}, and signed this later.", who=who), remedy)
        after = next((one for one in self._claiming_later(until) if self._chain.precedes(one, head, record)), None)
        if after is None:
            return None
        place = self._chain.head(after).place
        return KeyFault(
            Verdict.UNVERIFIABLE,
            english("{who}, and this comes after {place}, which was made later.", who=who, place=place),
            remedy,
        )

    def _claiming_later(self, until: datetime) -> tuple[str, ...]:
        known = self._later.get(until)
        if known is None or known[0] != len(self._chain):
            known = self._later[until] = len(self._chain), self._chain.first_claiming_later(until)
        return known[1]

    def _revocation_fault(self, signature: Signature, record: str) -> KeyFault | None:
        against = [one for one in self._revoked.get(signature.key, ()) if not self._is_trusted(record, one)]
        if not against:
            return None
        who = signature.signer.person
        if all(not self._chain.is_whole(self._chain.head(one.record)) for one in against):
            what = english("The key of {who} is revoked, and files before the revocation are missing.", who=who)
            return KeyFault(Verdict.INCOMPLETE, what, FETCH)
        what = english("The key of {who} is revoked; nothing shows that this was signed before.", who=who)
        return KeyFault(Verdict.UNVERIFIABLE, what, english("Do not rely on it; have it signed again by a good key."))

    def _is_trusted(self, record: str, revocation: Revocation) -> bool:
        """Whether a revocation leaves what the key signed in a record as it was."""
        # Who ends his own key signs that with it: a revocation counts by enrolment alone.
        return self._chain.is_same_or_ancestor(record, revocation.record) or any(
            self._chain.is_same_or_ancestor(record, head) for head in revocation.trusted
        )


def build_roster(chain: Chain, sound: Iterable[Inspection]) -> Roster:
    """The roster of a folder.

    Args:
        chain: the order of all records.
        sound: people records in which everything but their keys holds, ancestors first.

    A revocation counts by enrolment alone, so that a thief cannot undo it by revoking who revoked the key. Whatever
    a revoked key enrolled afterwards does not count, nor do enrolments that contradict each other.
    """
    records = tuple(sound)
    believed, final = Roster(chain), Roster(chain)
    for inspection in records:
        if believed.accepts(inspection):
            believed.enrol(inspection.people.enrolments)
            for one in inspection.people.revocations:
                if inspection.head is not None and believed.may_end(one, inspection.head):
                    final.revoke((one,))
                else:
                    foreign = english("It ends a key that is not one of {person}, who signed it.", person=one.person)
                    final.note_conflicts(inspection.digest, (foreign,))
    for inspection in records:
        enrolments = inspection.people.enrolments
        conflicts = tuple(
            english("It enrols {person}, but {what}.", person=one.person, what=what)
            for one in enrolments
            if (what := believed.conflict(one))
        )
        if conflicts:
            final.note_conflicts(inspection.digest, conflicts)
        elif final.accepts(inspection):
            final.enrol(enrolments)
    return final
