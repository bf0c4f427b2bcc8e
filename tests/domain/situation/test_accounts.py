"""Accounts of containers and feed devices: what a count by two closes, and what it does not."""

from __future__ import annotations

import pytest

from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.situation.gaps import open_gaps
from showclear.domain.situation.records import SignerFacts
from showclear.domain.situation.status import State
from showclear.domain.weapons import Contents
from tests.domain.situation.blank_days import (
    blank_day,
    blank_take,
    box_of,
    come_back,
    counted,
    device_of,
    fill,
    found,
    lose_a_dummy,
    of,
    rules_found,
)
from tests.domain.situation.productions import BY_ARMORER_AND_AD, BY_TWO_CUSTODIANS, Shoot, load, unload


@pytest.fixture
def shoot() -> Shoot:
    """A day with blanks and dummies on which nothing was loaded yet."""
    return blank_day()


def test_a_count_that_agrees_is_no_gap(shoot: Shoot) -> None:
    """R-059."""
    counted(shoot, "HALF", 50)
    assert (box_of(shoot).gap, box_of(shoot).restricted) == ("", "")
    assert rules_found(shoot) == set()


def test_a_count_that_differs_is_a_gap_until_one_agrees(shoot: Shoot) -> None:
    """R-045, R-059: forty-nine, counted again: fifty."""
    gap = counted(shoot, "HALF", 49)
    assert box_of(shoot).gap == "HALF: 49 counted, 50 by the account."
    assert (box_of(shoot).restricted, box_of(shoot).record) == (box_of(shoot).gap, gap.title)
    counted(shoot, "HALF", 51)
    assert "51 counted" in box_of(shoot).gap
    assert "49 counted" in box_of(shoot).gap
    counted(shoot, "HALF", 50)
    assert (box_of(shoot).gap, box_of(shoot).restricted) == ("", "")


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("counted by one", {"signers": BY_ARMORER_AND_AD[:1]}),
        ("counted by nobody", {"signers": ()}),
        (
            "counted by one person twice",
            {"signers": (BY_ARMORER_AND_AD[0], SignerFacts("mara", "handler", "verified"))},
        ),
        ("not intact", {"intact": False}),
    ],
)
def test_a_count_that_does_not_count_closes_nothing(shoot: Shoot, name: str, changes: dict[str, object]) -> None:
    """R-059."""
    counted(shoot, "HALF", 49)
    counted(shoot, "HALF", 50, **changes)
    assert box_of(shoot).gap, name


def test_a_count_that_had_not_seen_the_gap_closes_nothing(shoot: Shoot) -> None:
    """R-059: of two counts that do not know of each other the one that differs stands."""
    shoot.sync("truck", "set")
    counted(shoot, "HALF", 49)
    counted(shoot, "HALF", 50, laptop="set")
    assert box_of(shoot).gap
    shoot.sync()
    counted(shoot, "HALF", 50)
    assert box_of(shoot).gap == ""


def test_counting_the_box_again_finds_nothing_that_is_missing(shoot: Shoot) -> None:
    """R-059: a dummy that did not come back from a gun is not in the box because its rest was counted."""
    lose_a_dummy(shoot)
    assert (box_of(shoot, "DUMMIES").left, box_of(shoot, "DUMMIES").lost) == (49, 1)
    counted(shoot, "DUMMIES", 49)
    assert box_of(shoot, "DUMMIES").gap == "B-02 was proved empty; 1 from DUMMIES did not come back."


def test_one_more_in_the_box_is_not_the_one_that_was_missing(shoot: Shoot) -> None:
    """R-059: nobody looked at it by itself; it may be anything."""
    lose_a_dummy(shoot)
    counted(shoot, "DUMMIES", 50)
    assert "50 counted, 49 by the account" in box_of(shoot, "DUMMIES").gap
    counted(shoot, "DUMMIES", 49)
    assert "did not come back" in box_of(shoot, "DUMMIES").gap


def test_a_gap_of_one_is_closed_where_it_is_found_inert(shoot: Shoot) -> None:
    """R-059: the short form of I."""
    lose_a_dummy(shoot)
    found(shoot)
    account = box_of(shoot, "DUMMIES")
    assert (account.left, account.lost, account.gap, account.restricted) == (50, 0, "", "")


@pytest.mark.parametrize(
    ("name", "missing", "changes"),
    [
        ("two are missing", 2, {}),
        ("two were found", 1, {"count": 2}),
        ("none is missing", 0, {}),
        ("signed by one", 1, {"signers": BY_ARMORER_AND_AD[:1]}),
        ("said by a return", 1, {"procedure": "return"}),
        ("a late entry", 1, {"procedure": "", "kind": "late-entry"}),
    ],
)
def test_the_short_form_is_for_exactly_one(shoot: Shoot, name: str, missing: int, changes: dict[str, object]) -> None:
    """R-059: everything else is the long list, and a new intake of the box."""
    if missing:
        lose_a_dummy(shoot, missing)
    before = box_of(shoot, "DUMMIES")
    if "kind" in changes:
        effect = Effect("found-inert", {"container": "DUMMIES", "count": 1})
        shoot.add("late-entry", [effect], signers=BY_ARMORER_AND_AD)
    else:
        found(shoot, **changes)  # type: ignore[arg-type]
    after = box_of(shoot, "DUMMIES")
    assert (after.left, after.lost, after.gap) == (before.left, before.lost, before.gap), name


def test_a_blank_that_is_found_is_never_positively_inert(shoot: Shoot) -> None:
    """R-059: the box of blanks is taken in again."""
    blank_take(shoot)
    come_back(shoot)
    assert box_of(shoot).lost == 6
    found(shoot, "HALF")
    assert box_of(shoot).lost == 6


def test_a_new_intake_closes_every_gap(shoot: Shoot) -> None:
    """R-045, R-059: two people had each of them in the hand."""
    lose_a_dummy(shoot)
    counted(shoot, "DUMMIES", 12)
    shoot.take_in_box("DUMMIES", 49)
    account = box_of(shoot, "DUMMIES")
    assert (account.opening, account.left, account.lost, account.gap, account.restricted) == (49, 49, 0, "", "")


def test_rounds_of_another_class_are_settled_by_no_count(shoot: Shoot) -> None:
    """R-059: dummies out of a box of blanks."""
    effects = [Effect("proved-empty", {"weapon": "A-07"}), load("A-07", 6, "HALF", left=44)]
    shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="inspection")
    counted(shoot, "HALF", 44)
    assert "not a box of that" in box_of(shoot).gap


def come_back_twice(shoot: Shoot) -> None:
    """Two laptops, each of which knew of six in the gun; together they bring twelve back."""
    shoot.clear("B-02", 6, "DUMMIES", left=44)
    shoot.sync("truck", "set")
    for laptop in ("truck", "set"):
        come_back(shoot, unload("B-02", 6, "DUMMIES"), tag="B-02", laptop=laptop)
    shoot.sync()


def test_the_same_rounds_do_not_come_back_twice(shoot: Shoot) -> None:
    """R-045."""
    come_back_twice(shoot)
    words = "DUMMIES: more came back from B-02 than went in."
    assert (box_of(shoot, "DUMMIES").gap, box_of(shoot, "DUMMIES").restricted) == (words, words)
    assert gaps(shoot)["DUMMIES"] == words
    come_back(shoot, tag="B-02")
    shoot.clear("B-02", 6, "DUMMIES", left=50)
    assert of(shoot, "B-02").state is State.UNVERIFIED, "nothing is taken from it"


def test_a_new_intake_writes_off_what_came_back_twice(shoot: Shoot) -> None:
    """R-045: and what is missing after that is missing."""
    come_back_twice(shoot)
    shoot.take_in_box("DUMMIES", 50)
    account = box_of(shoot, "DUMMIES")
    assert (account.left, account.out, account.unexplained, account.gap) == (50, 0, 6, "")
    lose_a_dummy(shoot)
    assert (box_of(shoot, "DUMMIES").lost, box_of(shoot, "DUMMIES").out) == (1, 0)


def test_what_is_destroyed_is_in_the_account(shoot: Shoot) -> None:
    """R-059: by two custodians, never more than there is."""
    effect = Effect("destroyed", {"container": "HALF", "count": 10, "reason": "wet"})
    shoot.add("procedure", [effect], signers=BY_ARMORER_AND_AD, procedure="wrap")
    assert box_of(shoot).destroyed == 0, "an assistant director is no custodian"
    shoot.add("procedure", [effect], signers=BY_TWO_CUSTODIANS, procedure="wrap")
    account = box_of(shoot)
    assert (account.destroyed, account.left, account.issued, account.gap) == (10, 40, 0, "")
    more = Effect("destroyed", {"container": "HALF", "count": 41, "reason": "wet"})
    shoot.add("procedure", [more], signers=BY_TWO_CUSTODIANS, procedure="wrap")
    assert box_of(shoot).gap


def test_a_device_is_counted_like_a_box(shoot: Shoot) -> None:
    """R-059."""
    fill(shoot)
    counted(shoot, "CYL-1", 5)
    assert device_of(shoot).restricted == "CYL-1: 5 counted, 6 by the account."
    counted(shoot, "CYL-1", 6)
    assert (device_of(shoot).restricted, device_of(shoot).contents) == ("", Contents.BLANK)


def test_what_nobody_knows_agrees_with_no_count(shoot: Shoot) -> None:
    """R-059: a device of which nobody knows what it holds."""
    fill(shoot, signers=BY_ARMORER_AND_AD)
    counted(shoot, "CYL-1", 0)
    assert device_of(shoot).gap
    counted(shoot, "X-99", 0)
    assert "R-045" in rules_found(shoot)


def test_a_count_when_a_box_changes_hands_is_settled_by_the_next_that_agrees(shoot: Shoot) -> None:
    """R-059: a transfer counts like anything else."""
    shoot.open_unit("second")
    two = (SignerFacts("mara", "armorer", "gave"), SignerFacts("noor", "armorer", "took"))
    shoot.add("enrolment", people=[Person("noor", "Noor Aziz", Role.ARMORER)])
    values: dict[str, str | int] = {"item": "HALF", "unit": "second", "person": "noor", "count": 49}
    shoot.add("transfer", [Effect("transferred", values)], signers=two)
    assert "49 were counted when it changed hands" in box_of(shoot).gap
    counted(shoot, "HALF", 50)
    assert box_of(shoot).gap == ""


def gaps(shoot: Shoot, unit: str = "main") -> dict[str, str]:
    """The open gaps of a unit."""
    return {gap.item: gap.words for gap in open_gaps(shoot.situation().view, unit)}


def test_the_open_gaps_of_a_unit_are_named(shoot: Shoot) -> None:
    """R-045: boxes, devices, batches, guns that nobody has or knows."""
    assert gaps(shoot) == {}
    lose_a_dummy(shoot)
    counted(shoot, "HALF", 49)
    fill(shoot, container="FULL")
    counted(shoot, "CYL-1", 5)
    intake = Effect("batch-taken-in", {"batch": "R-1", "what": "rubber rifles", "count": 4})
    shoot.add("procedure", [intake], signers=BY_TWO_CUSTODIANS, procedure="batch-intake")
    counted(shoot, "R-1", 3)
    shoot.add("custody", [Effect("custody", {"item": "A-07", "shape": "unaccounted"})])
    shoot.add("procedure", [load("B-02", 6, "FULL", left=38)], procedure="inspection")
    found_gaps = gaps(shoot)
    assert found_gaps.keys() == {"A-07", "B-02", "CYL-1", "DUMMIES", "HALF", "R-1"}
    assert found_gaps["A-07"] == "A-07 is unaccounted for."
    assert found_gaps["B-02"] == "Nobody knows what B-02 holds."
    assert gaps(shoot, "second") == {}


def test_a_gun_that_is_barred_or_away_is_not_asked_what_it_holds(shoot: Shoot) -> None:
    """It is out of use by name, whatever is in it."""
    shoot.add("procedure", [load("B-02", 6, "DUMMIES", left=44)], procedure="inspection")
    assert gaps(shoot).keys() == {"B-02"}
    shoot.bar("B-02")
    assert gaps(shoot) == {}


def test_a_day_is_reconciled_only_without_a_gap(shoot: Shoot) -> None:
    """R-045, R-059: J is always possible; its word is not."""
    lose_a_dummy(shoot)
    shoot.wrap()
    assert any("Not reconciled" in one.text for one in shoot.situation().findings)


def test_the_counts_of_the_wrap_itself_close_what_they_settle(shoot: Shoot) -> None:
    """R-059: counted wrongly at lunch, rightly at the wrap."""
    counted(shoot, "HALF", 49)
    effects = [
        Effect("accounted", {"container": "HALF", "counted": 50}),
        Effect("wrapped", {"unit": "main", "day": "2026-03-04", "reconciled": "yes"}),
    ]
    shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="wrap")
    assert not any("Not reconciled" in one.text for one in shoot.situation().findings)
