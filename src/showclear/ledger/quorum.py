"""Who must sign which kind of record (rule 19), as far as the head alone can tell.

Which armorer, which assistant director, and whether it is the enrolled person: that is asked where the facts are read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from showclear.domain.people import Role
from showclear.ledger.head import Signer
from showclear.words import english

Test = Callable[[Sequence[Signer]], bool]


@dataclass(frozen=True, slots=True)
class Quorum:
    """What one kind of record needs. `signatures` is the least number of different people."""

    kind: str
    signatures: int
    sentence: str
    holds: Test


def _roles(*roles: Role) -> Test:
    """Each of the roles by a person of its own; further signatures do no harm."""

    def holds(signers: Sequence[Signer]) -> bool:
        return _assign(list(roles), list(signers))

    return holds


def _assign(roles: list[Role], signers: list[Signer]) -> bool:
    if not roles:
        return True
    return any(
        signer.role == roles[0] and _assign(roles[1:], [other for other in signers if other.person != signer.person])
        for signer in signers
    )


def _either(*tests: Test) -> Test:
    return lambda signers: any(test(signers) for test in tests)


def _people(count: int) -> Test:
    return lambda signers: len({signer.person for signer in signers}) >= count


def _both(*tests: Test) -> Test:
    return lambda signers: all(test(signers) for test in tests)


_ARMORER, _AD, _SAFETY, _PRODUCER = (Role.ARMORER, Role.ASSISTANT_DIRECTOR, Role.SAFETY_OFFICER, Role.PRODUCER)

_TABLE: tuple[Quorum, ...] = (
    Quorum("production", 2, english("the safety officer and the producer"), _roles(_SAFETY, _PRODUCER)),
    Quorum("unit", 2, english("the 1st assistant director and the safety officer"), _roles(_AD, _SAFETY)),
    Quorum("delegation", 2, english("the 1st assistant director and the safety officer"), _roles(_AD, _SAFETY)),
    Quorum(
        "enrolment",
        2,
        english(
            "the safety officer and the person (a new safety officer: the producer and the new one; somebody "
            "without a key: the safety officer and a producer)"
        ),
        # The new safety officer is one of the two; which of them it must be is asked where the facts are read.
        _both(_people(2), _roles(_SAFETY)),
    ),
    Quorum("revocation", 1, english("a safety officer, a producer, or the person alone"), _people(1)),
    Quorum("shift", 1, english("the person whose shift it is"), _people(1)),
    Quorum("definitions", 2, english("the safety officer and the armorer"), _roles(_SAFETY, _ARMORER)),
    Quorum("procedure", 2, english("two different people, as its checklist says"), _people(2)),
    Quorum("custody", 0, "nobody", _people(0)),
    Quorum("hold", 0, "nobody", _people(0)),
    Quorum("stand-down", 0, "nobody", _people(0)),
    Quorum("restriction", 0, "nobody", _people(0)),
    Quorum("hold-lifted", 2, english("the armorer and the assistant director"), _roles(_ARMORER, _AD)),
    Quorum("transfer", 2, english("the armorers of both sides"), _roles(_ARMORER, _ARMORER)),
    Quorum("departure", 2, english("both sides, one of them the armorer"), _both(_people(2), _roles(_ARMORER))),
    Quorum(
        "release",
        2,
        english("the safety officer and an armorer who was not involved, or the safety officer and the producer"),
        _either(_roles(_SAFETY, _ARMORER), _roles(_SAFETY, _PRODUCER)),
    ),
    Quorum("concern", 0, "nobody", _people(0)),
    Quorum("approval", 1, english("its author"), _people(1)),
    Quorum("correction", 1, english("its author"), _people(1)),
    Quorum("review", 1, english("its author"), _people(1)),
    Quorum("removal", 2, english("the safety officer and the producer"), _roles(_SAFETY, _PRODUCER)),
    Quorum("late-entry", 2, english("two different people"), _people(2)),
    Quorum("day-seal", 2, english("the armorer and the assistant director"), _roles(_ARMORER, _AD)),
)

QUORUMS = {quorum.kind: quorum for quorum in _TABLE}
"""Every kind of record that this version knows."""


def quorum_of(kind: str) -> Quorum | None:
    """What the kind needs; None for a kind that this version does not know: such a record is unverifiable."""
    return QUORUMS.get(kind)


def is_satisfied(kind: str, signers: Sequence[Signer]) -> bool | None:
    """Whether these signers are enough for the kind; None for a kind that this version does not know."""
    quorum = QUORUMS.get(kind)
    return None if quorum is None else quorum.holds(signers)
