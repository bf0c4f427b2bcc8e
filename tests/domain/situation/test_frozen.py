"""Evidence: what is frozen stays as it is until it is released by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.situation.accounts import account
from showclear.domain.situation.records import RecordFacts, SignerFacts
from showclear.domain.situation.status import status
from showclear.domain.situation.stops import frozen
from showclear.domain.situation.values import Holding
from showclear.domain.weapons import Contents
from tests.domain.situation.productions import BY_ARMORER_AND_AD, BY_TWO_CUSTODIANS, Shoot, custody, load, unload
from tests.domain.situation.stopping import (
    BY_OFFICER_AND_ARMORER,
    OFFICER,
    OWN_ARMORER,
    TWO_ARMORERS,
    close_report,
    freeze,
    open_day,
    raise_report,
    unfreeze,
)


@pytest.fixture
def shoot() -> Shoot:
    """A revolver with six dummies from a box, in the armorer's hand."""
    shoot = Shoot()
    shoot.found(TWO_ARMORERS)
    open_day(shoot)
    shoot.take_in()
    shoot.take_in_box()
    shoot.take_in_device("CYL-1", "A-07")
    loading = [load("A-07", 6, "BOX-1", left=44), custody("A-07", "with", person="mara")]
    shoot.add("procedure", loading, signers=BY_ARMORER_AND_AD, procedure="inspection")
    return shoot


def injure(shoot: Shoot) -> RecordFacts:
    """A report of an injury that freezes the gun."""
    return raise_report(shoot, "injury", freeze("A-07"))


def look(shoot: Shoot, *effects: Effect, procedure: str = "return") -> RecordFacts:
    """Two people say what they did."""
    return shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure=procedure)


OPENINGS: dict[str, Callable[[Shoot], object]] = {
    "unloaded": lambda shoot: look(shoot, unload("A-07", 6)),
    "proved empty": lambda shoot: look(shoot, Effect("proved-empty", {"weapon": "A-07"})),
    "returned": lambda shoot: look(shoot, unload("A-07", 6), Effect("proved-empty", {"weapon": "A-07"})),
    "taken in again": lambda shoot: shoot.take_in(),
    "blanks back": lambda shoot: look(
        shoot,
        Effect("blanks-back", {"weapon": "A-07", "container": "BOX-1", "issued": 6, "cases": 6, "lost": 0,
                               "unfired": 0, "misfires": 0}),
    ),
    "device removed": lambda shoot: look(
        shoot,
        Effect("device-removed", {"weapon": "A-07", "device": "CYL-1", "contents": "nothing", "count": 0}),
    ),
    "late entry": lambda shoot: shoot.add(
        "late-entry", [Effect("proved-empty", {"weapon": "A-07"})], signers=BY_ARMORER_AND_AD
    ),
    "by two custodians": lambda shoot: shoot.add(
        "procedure", [Effect("proved-empty", {"weapon": "A-07"})], signers=BY_TWO_CUSTODIANS, procedure="intake"
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", OPENINGS)
def test_a_frozen_gun_is_never_unloaded(shoot: Shoot, how: str) -> None:
    """R-120: whoever signs it, in whatever procedure; the account stays as it was and the record is a finding."""
    injure(shoot)
    OPENINGS[how](shoot)
    situation = shoot.situation()
    assert situation.holding("A-07") == Holding(Contents.DUMMY, 6, (("BOX-1", 6),))
    box = account(situation, "BOX-1")
    assert box is not None
    assert (box.left, box.out, box.lost) == (44, 6, 0)
    assert "R-120" in {finding.rule for finding in situation.findings}
    assert [one.item for one in frozen(situation)] == ["A-07"]


def test_what_went_into_a_frozen_gun_is_not_known(shoot: Shoot) -> None:
    """R-120: a record that loads it moves no round, and nobody believes what is in there."""
    injure(shoot)
    look(shoot, load("A-07", 1, "BOX-1", left=43), procedure="inspection")
    assert shoot.situation().holding("A-07").contents is Contents.UNKNOWN
    look(shoot, load("A-07", 1, "BOX-1", left=43, contents="blank"), procedure="inspection")
    assert shoot.situation().holding("A-07").contents is Contents.BLANK


def test_a_frozen_box_and_a_frozen_device_are_not_opened_either(shoot: Shoot) -> None:
    """R-120."""
    raise_report(shoot, "live-round", freeze("BOX-1"), freeze("CYL-1"))
    look(shoot, unload("A-07", 6))
    look(shoot, Effect("device-proved-empty", {"device": "CYL-1"}))
    shoot.take_in_box(count=12)
    shoot.add("procedure", [Effect("accounted", {"container": "BOX-1", "counted": 12})], signers=BY_ARMORER_AND_AD,
              procedure="wrap")  # fmt: skip
    box = account(shoot.situation(), "BOX-1")
    assert box is not None
    assert (box.opening, box.left) == (50, 44)
    assert shoot.situation().holding("A-07").contents is Contents.DUMMY


def test_a_frozen_gun_is_taken_back_locked_and_handed_to_the_police_as_it_is(shoot: Shoot) -> None:
    """R-120: safer is always possible."""
    injure(shoot)
    shoot.take_back("A-07", "hana")
    held = shoot.situation().custody("A-07")
    assert held is not None
    assert held.person == "hana"
    shoot.add("custody", [custody("A-07", "locked", lock="safe 1", seal="777")])
    held = shoot.situation().custody("A-07")
    assert held is not None
    assert held.seal == "777"
    leaves = Effect("departed", {"item": "A-07", "to": "the police", "reason": "evidence"})
    both = (OWN_ARMORER, SignerFacts("pia", "producer", "took"))
    shoot.add("departure", [leaves], signers=both)
    held = shoot.situation().custody("A-07")
    assert held is not None
    assert held.shape == "off-production"
    assert shoot.situation().holding("A-07").count == 6


def test_the_board_says_that_it_stays_as_it_is(shoot: Shoot) -> None:
    """R-120."""
    injure(shoot)
    seen = status(shoot.situation(), "A-07", shoot.now, FLOOR)
    assert seen is not None
    assert seen.next == "stays as it is, locked, sealed"
    shoot.add("custody", [custody("A-07", "unaccounted")])
    seen = status(shoot.situation(), "A-07", shoot.now, FLOOR)
    assert seen is not None
    assert seen.next == "COLLECT: take it back closed, as it is"


def test_the_report_releases_it_by_name(shoot: Shoot) -> None:
    """R-125."""
    report = injure(shoot)
    close_report(shoot, report)
    assert len(frozen(shoot.situation())) == 1, "to close the report releases nothing"
    other = injure(shoot)
    close_report(shoot, report, unfreeze("A-07", other))
    assert len(frozen(shoot.situation())) == 2, "nor does the report on something else"
    close_report(shoot, other, unfreeze("A-07", other))
    close_report(shoot, report, unfreeze("A-07", report))
    assert frozen(shoot.situation()) == ()
    look(shoot, unload("A-07", 6))
    assert shoot.situation().holding("A-07").contents is Contents.NOTHING


def test_the_officer_and_an_armorer_who_was_not_there_release_it_by_name(shoot: Shoot) -> None:
    """R-125."""
    report = injure(shoot)
    shoot.add("release", [unfreeze("A-07", report)], signers=(OFFICER, OWN_ARMORER))
    assert len(frozen(shoot.situation())) == 1, "the armorer had it"
    shoot.add("release", [unfreeze("A-07", report)], signers=BY_OFFICER_AND_ARMORER)
    assert frozen(shoot.situation()) == ()


@pytest.mark.parametrize("how", ["unsigned", "one", "another name", "another item", "no reason", "another procedure"])
def test_nothing_else_releases_it(shoot: Shoot, how: str) -> None:
    """R-125."""
    report = injure(shoot)
    released = {
        "another name": Effect("unfrozen", {"item": "A-07", "restriction": "x", "reason": "x"}),
        "another item": unfreeze("BOX-1", report), "no reason": unfreeze("A-07", report, " "),
    }.get(how, unfreeze("A-07", report))  # fmt: skip
    signers = {"unsigned": (), "one": BY_OFFICER_AND_ARMORER[:1]}.get(how, BY_OFFICER_AND_ARMORER)
    kind = "procedure" if how == "another procedure" else "release"
    shoot.add(kind, [released], signers=signers, procedure="inspection")
    assert len(frozen(shoot.situation())) == 1
    assert {"R-125"} & {finding.rule for finding in shoot.situation().findings}


def test_released_and_unloaded_in_one_record_counts_in_this_order(shoot: Shoot) -> None:
    """R-125, R-120: effects are read as they stand."""
    report = injure(shoot)
    empty = Effect("proved-empty", {"weapon": "A-07"})
    close_report(shoot, report, empty, unfreeze("A-07", report), signers=BY_ARMORER_AND_AD)
    assert shoot.situation().holding("A-07").contents is Contents.DUMMY
    close_report(shoot, report, unfreeze("A-07", report), empty, signers=BY_ARMORER_AND_AD)
    assert shoot.situation().holding("A-07").contents is Contents.NOTHING
