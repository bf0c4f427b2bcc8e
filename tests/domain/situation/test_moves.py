"""Things that change units or leave the production."""

from __future__ import annotations

import pytest

from showclear.domain.custody import Custody, Shape
from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.situation.accounts import account
from showclear.domain.situation.day import unit_of
from showclear.domain.situation.records import RecordFacts, SignerFacts
from showclear.domain.situation.status import State, status
from tests.domain.situation.productions import BY_TWO_CUSTODIANS, Shoot
from tests.domain.situation.stopping import FOUNDERS, TWO_ARMORERS, open_day

GIVES, TAKES = SignerFacts("mara", "armorer", "gave"), SignerFacts("noor", "armorer", "took")
OWNER = SignerFacts("pia", "producer", "took")


@pytest.fixture
def shoot() -> Shoot:
    """Two units, two armorers, a gun and a box."""
    shoot = Shoot()
    shoot.found(TWO_ARMORERS)
    open_day(shoot)
    second = Effect("unit-opened", {"unit": "second", "place": "quarry", "zone": "UTC", "first": "jonas"})
    shoot.add("unit", [second], signers=FOUNDERS)
    shoot.take_in()
    shoot.take_in_box()
    return shoot


def transfer(
    shoot: Shoot, item: str = "A-07", signers: tuple[SignerFacts, ...] = (GIVES, TAKES), **changes: str | int
) -> RecordFacts:
    """From armorer to armorer."""
    values: dict[str, str | int] = {"item": item, "unit": "second", "person": "noor"}
    return shoot.add("transfer", [Effect("transferred", {**values, **changes})], signers=signers)


def depart(shoot: Shoot, item: str = "A-07", signers: tuple[SignerFacts, ...] = (GIVES, OWNER), **more: int) -> object:
    """Back to its owner."""
    values: dict[str, str | int] = {"item": item, "to": "the house", "reason": "hired until today", **more}
    return shoot.add("departure", [Effect("departed", values)], signers=signers)


def rules_found(shoot: Shoot) -> set[str]:
    """The rules that findings name."""
    return {finding.rule for finding in shoot.situation().findings}


def test_a_transfer_moves_unit_and_custody(shoot: Shoot) -> None:
    """R-132."""
    assert unit_of(shoot.situation(), "A-07") == "main"
    transfer(shoot)
    assert unit_of(shoot.situation(), "A-07") == "second"
    assert shoot.situation().custody("A-07") == Custody(Shape.WITH, "noor")
    assert rules_found(shoot) == set()


@pytest.mark.parametrize(
    ("name", "signers", "changes"),
    [
        ("nobody", (), {}),
        ("the giver alone", (GIVES,), {}),
        ("twice the same", (GIVES, SignerFacts("mara", "armorer", "took")), {}),
        ("a handler", (GIVES, SignerFacts("hana", "handler", "took")), {}),
        ("an AD", (GIVES, SignerFacts("jonas", "assistant-director", "took")), {}),
        ("for somebody else", (GIVES, TAKES), {"person": "hana"}),
        ("to no unit", (GIVES, TAKES), {"unit": "third"}),
    ],
)
def test_a_transfer_that_does_not_count_leaves_it_unaccounted_for(
    shoot: Shoot, name: str, signers: tuple[SignerFacts, ...], changes: dict[str, str]
) -> None:
    """R-132: nobody knows which truck it is in."""
    transfer(shoot, signers=signers, **changes)
    assert unit_of(shoot.situation(), "A-07") == "main", name
    assert shoot.situation().custody("A-07") == Custody(Shape.UNACCOUNTED), name
    assert rules_found(shoot), name


@pytest.mark.parametrize(("count", "gap"), [({"count": 50}, False), ({"count": 49}, True), ({}, True)])
def test_a_box_is_counted_when_it_changes_hands(shoot: Shoot, count: dict[str, int], gap: bool) -> None:
    """R-132, R-133, R-045."""
    transfer(shoot, "BOX-1", **count)
    box = account(shoot.situation(), "BOX-1")
    assert box is not None
    assert bool(box.restricted) is gap
    assert unit_of(shoot.situation(), "BOX-1") == "second"


def test_what_leaves_is_off_the_production_until_it_is_taken_in_again(shoot: Shoot) -> None:
    """R-133."""
    record = depart(shoot)
    assert isinstance(record, RecordFacts)
    assert shoot.situation().custody("A-07") == Custody(Shape.OFF_PRODUCTION)
    seen = status(shoot.situation(), "A-07", shoot.now, FLOOR)
    assert seen is not None
    assert seen.state is State.QUARANTINED
    assert "left the production" in seen.why
    assert not seen.collect
    intake = shoot.take_in()
    assert len(shoot.situation().open_restrictions("A-07")) == 1, "by name only"
    closed = Effect("closed", {"item": "A-07", "restriction": record.title})
    shoot.add("procedure", [*intake.effects, closed], signers=BY_TWO_CUSTODIANS, procedure="intake")
    assert shoot.situation().open_restrictions("A-07") == ()


@pytest.mark.parametrize("signers", [(), (GIVES,), (OWNER, SignerFacts("jonas", "assistant-director", "gave"))])
def test_a_departure_that_does_not_count_bars_it_all_the_same(shoot: Shoot, signers: tuple[SignerFacts, ...]) -> None:
    """R-133: and nobody knows where it is."""
    depart(shoot, signers=signers)
    assert shoot.situation().custody("A-07") == Custody(Shape.UNACCOUNTED)
    assert [one.kind for one in shoot.situation().open_restrictions("A-07")] == ["withdrawn"]
