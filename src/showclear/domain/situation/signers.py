"""Whether the people who signed a record are those whom a permission or a fact needs."""

from __future__ import annotations

from showclear.domain.people import CUSTODIANS, Role, roles_that_exclude_each_other
from showclear.domain.situation.records import PERFORMED, VERIFIED, RecordFacts, SignerFacts
from showclear.domain.situation.view import View

_AD = frozenset({Role.ASSISTANT_DIRECTOR})
_LOOKS = CUSTODIANS | _AD
_ARMORER = frozenset({Role.ARMORER})
_ROLES = {str(role): frozenset({role}) for role in Role}


def one(record: RecordFacts, meaning: str) -> SignerFacts | None:
    """The only signer with that meaning; None if there is none or more than one."""
    found = None
    for signer in record.signers:
        if signer.meaning == meaning:
            if found is not None:
                return None
            found = signer
    return found


def _by_two(record: RecordFacts, performed: frozenset[Role], verified: frozenset[Role]) -> bool:
    performer, verifier = one(record, PERFORMED), one(record, VERIFIED)
    if performer is None or verifier is None or performer.person == verifier.person:
        return False
    return performer.role in performed and verifier.role in verified


def by_armorer_and_ad(record: RecordFacts) -> bool:
    """An armorer performed, an assistant director verified; two people."""
    return _by_two(record, _ARMORER, _AD)


def by_two_custodians(record: RecordFacts) -> bool:
    """An armorer or handler performed, another one verified."""
    return _by_two(record, CUSTODIANS, CUSTODIANS)


def by_custodian_and_ad(record: RecordFacts) -> bool:
    """An armorer or handler performed, an assistant director verified; two people."""
    return _by_two(record, CUSTODIANS, _AD)


def by_two_who_looked(record: RecordFacts) -> bool:
    """An armorer or handler performed; another one, or an assistant director, verified."""
    return _by_two(record, CUSTODIANS, _LOOKS)


def by_any_armorer_and_ad(record: RecordFacts) -> bool:
    """An armorer and an assistant director are among those who signed, whatever their signatures mean; two people."""
    armorers = {signer.person for signer in record.signers if signer.role == Role.ARMORER}
    directors = {signer.person for signer in record.signers if signer.role == Role.ASSISTANT_DIRECTOR}
    return bool(armorers) and bool(directors) and len(armorers | directors) > 1


def by_ad_and(record: RecordFacts, roles: frozenset[Role]) -> bool:
    """An assistant director and somebody with one of the roles; either may have performed, the other verified."""
    return _by_two(record, _AD, roles) or _by_two(record, roles, _AD)


def by_two_armorers(record: RecordFacts) -> bool:
    """An armorer performed, another armorer verified."""
    return _by_two(record, _ARMORER, _ARMORER)


def people(record: RecordFacts, role: Role) -> frozenset[str]:
    """Everybody who signed in a role, by id, whatever the signature means."""
    return frozenset(signer.person for signer in record.signers if signer.role == role)


def by_armorer_and_ad_or_officer(record: RecordFacts) -> bool:
    """An armorer, and an assistant director or safety officer, are among those who signed; two people."""
    armorers = people(record, Role.ARMORER)
    others = people(record, Role.ASSISTANT_DIRECTOR) | people(record, Role.SAFETY_OFFICER)
    return bool(armorers) and bool(others) and len(armorers | others) > 1


def in_two_roles(record: RecordFacts, view: View) -> str:
    """A signer who is, or signs, in two roles that exclude each other; empty if nobody is."""
    for signer in record.signers:
        roles = view.roles_of(signer.person) | _ROLES.get(signer.role, frozenset())
        if len(roles) > 1 and roles_that_exclude_each_other(roles):
            return signer.person
    return ""
