"""R-HANDS-1: which hands the records know when a gun comes back, and what is said of another one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from showclear.domain.effects import Effect
from showclear.domain.hands import against
from tests.domain.situation.blank_days import back, blank_day, blank_take, come_back
from tests.domain.situation.productions import (
    BY_TWO_CUSTODIANS,
    HANA,
    JONAS,
    MARA,
    PIA,
    RUTH,
    WILL,
    Shoot,
    custody,
    equipped,
)

KNOWN = {one.name for one in (MARA, HANA, WILL, RUTH)}


@pytest.fixture
def shoot() -> Shoot:
    """A day on which one revolver was shown clear, in the armorer's hand."""
    shoot = equipped(ready=True)
    shoot.clear(dummies=6)
    return shoot


def said(shoot: Shoot, giver: str, taker: str = HANA.name) -> str:
    """What the records say against this hand."""
    return against(shoot.situation().view, "A-07", giver, taker)


def move(shoot: Shoot, shape: str, **values: str) -> None:
    """Somebody says where it is."""
    shoot.add("custody", [custody("A-07", shape, **values)])


STORIES: dict[str, tuple[Callable[[Shoot], object], set[str], str]] = {
    "never out": (lambda shoot: None, {MARA.name}, "was with Mara Lind"),
    "given to another handler": (
        lambda shoot: shoot.take_back(person="hana"), {MARA.name, HANA.name}, "was with Mara Lind, then Hana Sato",
    ),
    "issued": (lambda shoot: shoot.hand_over(dummies=6), {WILL.name}, "was with Will Ames"),
    "planned to go on": (
        lambda shoot: shoot.hand_over(dummies=6, then="Ruth Okoro"), {WILL.name, RUTH.name}, "was with Will Ames",
    ),
    "taken back": (
        lambda shoot: (shoot.hand_over(dummies=6), shoot.take_back()),
        {WILL.name, MARA.name}, "was with Will Ames, then Mara Lind",
    ),
    "turned round": (
        lambda shoot: (
            shoot.hand_over(dummies=6), shoot.take_back(), shoot.hand_over(dummies=6, procedure="turn-round"),
        ),
        {WILL.name, MARA.name}, "was with Will Ames, then Mara Lind",
    ),
    "locked": (lambda shoot: move(shoot, "locked", lock="safe 1"), {MARA.name, HANA.name}, "was locked"),
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_a_hand_that_no_record_knows_is_named_and_who_had_it(shoot: Shoot, story: str) -> None:
    """R-HANDS-1: the holder, who had it since, who was planned to; of a locked one who takes it out."""
    happens, known, words = STORIES[story]
    happens(shoot)
    assert {name for name in KNOWN if not said(shoot, name)} == known
    assert said(shoot, JONAS.name) == f"By the record A-07 {words}, not with Jonas Weber."
    assert all(not said(shoot, f" {name.upper()} ") for name in known), "letters and spaces are no other hand"


def test_who_had_it_before_it_was_looked_into_is_another_hand() -> None:
    """R-HANDS-1: of two takes with one gun the second one comes back from its own holder."""
    shoot = blank_day()
    shoot.train("ruth")
    shoot.take_back()
    blank_take(shoot)
    come_back(shoot, back(cases=6))
    blank_take(shoot, holder="ruth")
    assert said(shoot, RUTH.name) == ""
    assert said(shoot, WILL.name) == "By the record A-07 was with Ruth Okoro, not with Will Ames."


def test_what_nobody_signed_is_no_look_into_it(shoot: Shoot) -> None:
    """R-HANDS-1: rounds come out in the return itself, and whoever gave it stays known."""
    shoot.hand_over(dummies=6)
    shoot.take_back()
    reason = "rounds are coming out of it, and nobody has signed how many"
    shoot.add("restriction", [Effect("perhaps-loaded", {"item": "A-07", "contents": "dummy", "reason": reason})])
    assert said(shoot, WILL.name) == ""
    assert said(shoot, PIA.name) == "By the record A-07 was with Will Ames, then Mara Lind, not with Pia Costa."


@pytest.mark.parametrize("shape", ["unaccounted", "off-production"])
def test_where_nobody_knows_who_has_it_nothing_is_contradicted(shoot: Shoot, shape: str) -> None:
    """R-HANDS-1: two laptops that disagree, a gun that was out of sight: any hand may bring it."""
    shoot.hand_over(dummies=6)
    move(shoot, shape)
    assert said(shoot, PIA.name) == ""


def test_what_two_laptops_know_of_is_known(shoot: Shoot) -> None:
    """R-HANDS-1: a take-back on another laptop is in the same story."""
    shoot.hand_over(dummies=6)
    shoot.sync("truck", "cart")
    shoot.take_back(laptop="cart")
    shoot.sync()
    assert said(shoot, PIA.name) == "By the record A-07 was with Will Ames, then Mara Lind, not with Pia Costa."
    assert said(shoot, HANA.name) != ""


def test_a_gun_that_was_taken_in_and_never_looked_into_again_is_told_from_its_intake() -> None:
    """R-HANDS-1: the intake proves it empty."""
    shoot = Shoot()
    shoot.found()
    shoot.take_in()
    shoot.add("procedure", [custody("A-07", "with", person="hana")], signers=BY_TWO_CUSTODIANS)
    assert said(shoot, JONAS.name, MARA.name) == "By the record A-07 was with Hana Sato, not with Jonas Weber."
