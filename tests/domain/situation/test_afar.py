"""R-AFAR-1: what counts of signatures that were made on different laptops."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from showclear.domain.situation.afar import completed, may_be_signed_from_afar, say_the_same, takes_back
from showclear.domain.situation.records import SignerFacts

OFFICER = SignerFacts("ines", "safety-officer", "released")
PRODUCER = SignerFacts("pia", "producer", "approved")
ARMORER = SignerFacts("mara", "armorer", "approved")
DIRECTOR = SignerFacts("jonas", "assistant-director", "approved")
TEXT = {"title": "Proposed: x", "app": "1", "effects": [{"effect": "released"}], "in_words": ["Released."]}


def enough(kind: str, signers: Sequence[SignerFacts]) -> bool:
    """The safety officer and somebody else who may."""
    roles = {one.role for one in signers}
    return kind == "release" and "safety-officer" in roles and bool(roles & {"producer", "armorer"})


@pytest.mark.parametrize(
    "kind", ["procedure", "hold-lifted", "transfer", "departure", "late-entry", "delegation", "enrolment", None]
)
def test_nothing_at_which_somebody_had_to_look_is_signed_from_afar(kind: str | None) -> None:
    """R-AFAR-1: A to O are signed only by people whose own pass was entered at the thing."""
    assert not may_be_signed_from_afar(kind)
    assert may_be_signed_from_afar("release")


def test_the_approval_that_makes_it_complete_counts_with_everybody() -> None:
    """R-AFAR-1: one signature more is no new event."""
    assert completed("release", [PRODUCER], [OFFICER], enough) == (OFFICER, PRODUCER)
    assert completed("release", [ARMORER], [OFFICER, DIRECTOR], enough) == (OFFICER, DIRECTOR, ARMORER)
    assert completed("release", [ARMORER], [OFFICER, PRODUCER], enough) == ()


def test_an_approval_that_does_not_complete_it_changes_nothing() -> None:
    """R-AFAR-1: the wrong role leaves it waiting."""
    assert completed("release", [DIRECTOR], [OFFICER], enough) == ()
    assert completed("definitions", [PRODUCER], [OFFICER], enough) == ()


def test_nobody_fills_two_places_from_afar() -> None:
    """R-AFAR-1: the same person in another role is the same person."""
    both = SignerFacts(OFFICER.person, "producer", "approved")
    assert completed("release", [both], [OFFICER], enough) == ()


def test_who_approves_other_words_approves_something_else() -> None:
    """R-AFAR-1: every word, and what it is signed as; only the version and the title are its own."""
    one = {**TEXT, "remote": {"signed_as": "release", "of": ""}}
    same = {**TEXT, "title": "Approved: x", "app": "2", "remote": {"signed_as": "release", "of": "a/000001 sha256:…"}}
    assert say_the_same(one, same)
    assert not say_the_same(one, {**same, "in_words": ["Nothing."]})
    assert not say_the_same(one, {**same, "effects": []})
    assert not say_the_same(one, {**same, "more": 1})
    assert not say_the_same(one, {**same, "remote": {"signed_as": "definitions", "of": ""}})
    assert not say_the_same(one, {**same, "remote": 1})


def test_a_proposal_is_taken_back_by_who_signed_it_and_nobody_else() -> None:
    """R-AFAR-1: the author, or who approved it; in whatever role."""
    assert takes_back([OFFICER], [OFFICER, ARMORER])
    assert takes_back([SignerFacts(ARMORER.person, "handler", "withdrawn")], [OFFICER, ARMORER])
    assert not takes_back([PRODUCER], [OFFICER, ARMORER])
