"""The rules whose limits a production adopts: when each refuses, and that it names the pack and its source."""

from __future__ import annotations

import pytest

from tests.domain.rules.test_rules import ask, cites
from tests.domain.situation.productions import Shoot

SOLID = {"class": "rubber", "action": "none", "ignition": "none", "chambers": 0, "barrels": 0, "serial": "none"}
PAPERS = {"permit": "Permit 7, until May", "police-notice": "Sgt. Lee, event 12"}


@pytest.fixture
def shoot() -> Shoot:
    """A production with a live-capable revolver and a rubber gun; no day is open."""
    shoot = Shoot()
    shoot.found()
    shoot.take_in("A-07")
    shoot.take_in("R-01", **SOLID)
    return shoot


def test_a_gun_of_a_banned_class_is_refused_by_name_of_the_pack(shoot: Shoot) -> None:
    """R-163: at its intake by what is entered, later by the register; each gun of a zone."""
    planned = {"weapon.class": "live-capable"}
    assert ask(shoot, "class-allowed") is None
    assert ask(shoot, "class-allowed", "NEW", planned) is None
    adopted = shoot.adopt_rules(weapon_classes="rubber replica")
    for subject, inputs in (
        ("A-07", {}),
        ("NEW", planned),
        ("main", {"guns": "R-01 A-07"}),
        ("main", {"guns": "R-01, A-07;R-01"}),
    ):
        refusal = ask(shoot, "class-allowed", subject, inputs)
        assert refusal is not None
        assert cites(refusal, adopted)
        assert "Own leaves it out (ours)." in [fact.text for fact in refusal.facts]
    assert ask(shoot, "class-allowed", "R-01") is None
    assert ask(shoot, "class-allowed", "NEW", {"weapon.class": "rubber"}) is None


def test_only_who_may_hands_a_gun_over(shoot: Shoot) -> None:
    """R-164: an armorer, and nobody where a pack leaves nobody."""
    assert ask(shoot, "may-hand-over", "A-07") is None
    adopted = shoot.adopt_rules(hand_over_by="")
    assert cites(ask(shoot, "may-hand-over", "A-07"), adopted)


def test_a_day_is_opened_with_the_papers_that_are_asked_for(shoot: Shoot) -> None:
    """R-165: each one that an adopted pack needs, and no other."""
    assert ask(shoot, "papers-named", "main", {}) is None
    adopted = shoot.adopt_rules(permit_needed="yes", police_notice_needed="yes")
    assert ask(shoot, "papers-named", "main", PAPERS) is None
    for missing in PAPERS:
        assert cites(ask(shoot, "papers-named", "main", {**PAPERS, missing: " "}), adopted)


def test_no_gun_comes_out_on_a_day_without_its_papers(shoot: Shoot) -> None:
    """R-166: also where the pack was adopted after the day was opened."""
    assert ask(shoot, "papers-today", "A-07") is not None, "no day"
    opened = shoot.open_day()
    assert ask(shoot, "papers-today", "A-07") is None
    adopted = shoot.adopt_rules(permit_needed="yes")
    refusal = ask(shoot, "papers-today", "A-07")
    assert cites(refusal, adopted)
    assert cites(refusal, opened)
    shoot.open_day(papers={"permit": "Permit 7, until May"})
    assert ask(shoot, "papers-today", "A-07") is None


def test_every_paper_that_is_missing_is_named_at_once(shoot: Shoot) -> None:
    """R-165 and R-166: nobody names one, begins again, and only then reads of the next."""
    shoot.open_day()
    shoot.adopt_rules(permit_needed="yes", police_notice_needed="yes")
    for slug, subject in (("papers-named", "main"), ("papers-today", "A-07")):
        refusal = ask(shoot, slug, subject)
        assert refusal is not None
        said = " ".join(fact.text for fact in refusal.facts)
        assert "permit" in said
        assert "word to the police" in said
    named = ask(shoot, "papers-named", "main")
    assert named is not None
    assert named.remedy.count("Name the ") == 2
