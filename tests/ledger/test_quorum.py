"""Who must sign what."""

from __future__ import annotations

import pytest

from showclear.ledger.head import Signer
from showclear.ledger.quorum import QUORUMS, is_satisfied, quorum_of

KINDS = """
    production unit delegation enrolment revocation shift definitions procedure custody hold stand-down restriction
    hold-lifted transfer departure release concern approval correction review removal late-entry day-seal
"""


def signers(*roles: str) -> tuple[Signer, ...]:
    """One person for each role."""
    return tuple(Signer(f"p{index}", role, "signed") for index, role in enumerate(roles))


def test_every_kind_of_the_design_has_a_quorum_and_no_other() -> None:
    """Rule 19."""
    assert sorted(QUORUMS) == sorted(KINDS.split())


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        ("production", ["safety-officer", "producer"]),
        ("unit", ["assistant-director", "safety-officer"]),
        ("delegation", ["assistant-director", "safety-officer"]),
        ("enrolment", ["safety-officer", "armorer"]),
        ("enrolment", ["safety-officer", "producer"]),
        ("revocation", ["producer"]),
        ("shift", ["armorer"]),
        ("definitions", ["safety-officer", "armorer"]),
        ("procedure", ["armorer", "assistant-director"]),
        ("hold-lifted", ["armorer", "assistant-director"]),
        ("transfer", ["armorer", "armorer"]),
        ("departure", ["armorer", "producer"]),
        ("release", ["safety-officer", "armorer"]),
        ("release", ["safety-officer", "producer"]),
        ("approval", ["producer"]),
        ("correction", ["handler"]),
        ("review", ["handler"]),
        ("removal", ["safety-officer", "producer"]),
        ("late-entry", ["armorer", "handler"]),
        ("day-seal", ["armorer", "assistant-director"]),
    ],
)
def test_a_kind_holds_with_its_signers_in_any_order_and_not_with_one_less(kind: str, roles: list[str]) -> None:
    """Rule 19: the list of the design, section 7."""
    full = signers(*roles)
    assert is_satisfied(kind, full) is True
    assert is_satisfied(kind, full[::-1]) is True
    assert is_satisfied(kind, full[:-1]) is False
    assert is_satisfied(kind, full[1:]) is False


@pytest.mark.parametrize("kind", ["concern", "custody", "hold", "restriction", "stand-down"])
def test_what_makes_it_safer_needs_nobody(kind: str) -> None:
    """The second idea of the design: names are optional."""
    assert is_satisfied(kind, ()) is True
    assert is_satisfied(kind, signers("performer")) is True


def test_whatever_else_needs_somebody() -> None:
    """What needs nobody makes less possible, or is a concern; nothing else is among it."""
    needs_nobody = {kind for kind, quorum in QUORUMS.items() if not quorum.signatures}
    assert needs_nobody == {"concern", "custody", "hold", "restriction", "stand-down"}


@pytest.mark.parametrize("kind", [kind for kind, quorum in QUORUMS.items() if quorum.signatures == 2])
def test_one_person_never_fills_two_places(kind: str) -> None:
    """Not even with two roles."""
    roles = ("safety-officer", "producer", "assistant-director", "armorer", "armorer")
    assert is_satisfied(kind, tuple(Signer("one", role, "signed") for role in roles)) is False


def test_a_handler_is_no_armorer() -> None:
    """They are different roles; a property master is enrolled as an armorer."""
    assert is_satisfied("hold-lifted", signers("handler", "assistant-director")) is False
    assert is_satisfied("day-seal", signers("handler", "assistant-director")) is False


def test_an_unknown_kind_is_neither_enough_nor_too_little() -> None:
    """It may be a stop of a later version: unverifiable, never an error."""
    assert is_satisfied("kind-of-tomorrow", signers("armorer")) is None
    assert quorum_of("kind-of-tomorrow") is None
