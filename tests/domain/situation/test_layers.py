"""Each layer by itself: where two of them refuse the same, one is tried where the other would let it through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from showclear.domain.custody import Custody, Shape
from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.people import Person, Role
from showclear.domain.situation.clearances import clearance, issue
from showclear.domain.situation.day import is_minor, is_trained, unit_of
from showclear.domain.situation.day_status import day_of
from showclear.domain.situation.records import PERFORMED, VERIFIED, SignerFacts
from showclear.domain.situation.status import State, set_status
from showclear.domain.weapons import Contents
from tests.domain.situation.blank_days import blank_day, blank_take, box_of, come_back, found, of, rules_found
from tests.domain.situation.productions import (
    BY_AD_AND_ARMORER,
    BY_ARMORER_AND_AD,
    BY_TWO_CUSTODIANS,
    EVERYBODY,
    Shoot,
    at,
    cleared,
    custody,
    load,
    unload,
)
from tests.domain.situation.stopping import (
    FOUNDERS,
    close_report,
    end_stand_down,
    freeze,
    raise_report,
    release,
    stand_down,
    unfreeze,
)

SECOND_AD = Person("lena", "Lena Roth", Role.ASSISTANT_DIRECTOR)
SECOND_ARMORER = Person("otto", "Otto Reyes", Role.ARMORER)
PEOPLE = (*EVERYBODY, SECOND_AD, SECOND_ARMORER)


@pytest.fixture
def shoot() -> Shoot:
    """A morning with two revolvers that may be cleared, and a box of dummies."""
    shoot = Shoot()
    shoot.found(PEOPLE)
    shoot.take_in("A-07")
    shoot.take_in("B-02")
    shoot.take_in_box()
    shoot.ready("A-07", "B-02")
    return shoot


def living(shoot: Shoot) -> bool:
    """Whether a clearance or an issue of A-07 lives."""
    situation = shoot.situation()
    return bool(clearance(situation, "A-07", shoot.now, FLOOR) or issue(situation, "A-07", shoot.now, FLOOR))


# Who signs facts.


@pytest.mark.parametrize("signers", [(), BY_ARMORER_AND_AD[:1]])
def test_the_run_that_barred_a_gun_closes_nothing_unless_two_signed_it(
    shoot: Shoot, signers: tuple[SignerFacts, ...]
) -> None:
    """R-033: it is the right run, and it names the restriction."""
    barred = shoot.bar(run="f" * 32)
    closing = Effect("closed", {"item": "A-07", "restriction": barred.title})
    shoot.add("procedure", [closing], signers=signers, procedure="inspection", id="f" * 32)
    assert of(shoot).state is State.QUARANTINED


def test_copies_on_two_laptops_are_a_finding(shoot: Shoot) -> None:
    """R-034: neither could know of the other, so only who sees both can say so."""
    shoot.sync("truck", "clone")
    first = shoot.add("custody", [custody("A-07", "locked", lock="safe 1")], laptop="truck")
    second = shoot.add("custody", first.effects, id=first.id, laptop="clone")
    copies = [one for one in shoot.situation().findings if one.rule == "R-034"]
    assert [set(one.records) for one in copies] == [{first.title, second.title}]


@pytest.mark.parametrize("person", ["jonas", "hana", "mara", "nobody-known", ""])
def test_a_gun_is_issued_to_a_performer_and_to_nobody_else(shoot: Shoot, person: str) -> None:
    """R-035: whatever the unsigned record says."""
    shoot.add("custody", [custody("A-07", "issued", person=person)])
    assert shoot.situation().custody("A-07") == Custody(Shape.UNACCOUNTED)
    assert "R-035" in rules_found(shoot)


def test_somebody_who_is_more_than_a_performer_holds_no_gun(shoot: Shoot) -> None:
    """R-035: trained and briefed as a performer, and handler since."""
    shoot.clear()
    shoot.add("enrolment", people=[Person("will", "Will Ames", Role.HANDLER)])
    shoot.hand_over()
    assert not living(shoot)
    assert any("is no performer" in one.text and "is not issued" in one.text for one in shoot.situation().findings)


@pytest.mark.parametrize("kind", ["custody", "enrolment", "transfer"])
def test_only_a_procedure_proves_a_gun_empty(shoot: Shoot, kind: str) -> None:
    """R-036: two signatures under another kind of record say something else."""
    shoot.clear(dummies=6)
    shoot.add(kind, [Effect("proved-empty", {"weapon": "A-07"})], signers=BY_ARMORER_AND_AD)
    assert shoot.situation().holding("A-07").count == 6
    assert "R-036" in rules_found(shoot)


def test_a_clearance_without_minutes_is_none_and_says_so(shoot: Shoot) -> None:
    """R-037: nobody has to wait until it has run out."""
    effects = [Effect("proved-empty", {"weapon": "A-07"}), cleared("A-07", 0, at(0), minutes=0)]
    shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="inspection")
    assert not living(shoot)
    assert "R-037" in rules_found(shoot)


def test_a_device_goes_with_a_gun_only_by_the_two_who_clear(shoot: Shoot) -> None:
    """R-040: the same two as for the gun."""
    shoot.take_in_device("CYL-1", "A-07")
    named = Effect("device-cleared", {"device": "CYL-1", "weapon": "A-07"})
    shoot.add("procedure", [named], signers=BY_TWO_CUSTODIANS, procedure="inspection")
    assert "R-040" in rules_found(shoot)


@pytest.mark.parametrize("signers", [(), BY_ARMORER_AND_AD[:1], BY_AD_AND_ARMORER])
def test_what_goes_in_and_out_of_a_gun_is_seen_by_two_and_done_by_one_who_handles_guns(
    shoot: Shoot, signers: tuple[SignerFacts, ...]
) -> None:
    """R-041: proved empty, loaded, unloaded."""
    shoot.clear(dummies=6)
    for effect in (Effect("proved-empty", {"weapon": "A-07"}), unload("A-07", 6)):
        shoot.add("procedure", [effect], signers=signers, procedure="return")
        assert shoot.situation().holding("A-07").count == 6
    shoot.add("procedure", [load("B-02", 6, "BOX-1", left=38)], signers=signers, procedure="inspection")
    assert shoot.situation().holding("B-02").contents is Contents.UNKNOWN
    assert box_of(shoot, "BOX-1").left == 44


def test_a_blank_that_one_of_two_laptops_knows_of_is_hot() -> None:
    """R-048: the other one says that the gun holds nothing, and did not know of the take."""
    shoot = blank_day()
    shoot.sync("truck", "set")
    blank_take(shoot, laptop="truck")
    shoot.clear(laptop="set")
    assert (of(shoot).state, of(shoot).count) == (State.HOT, -1)


def test_a_record_that_is_not_intact_clears_nothing(shoot: Shoot) -> None:
    """R-049: the same two, the same words, and a byte that differs; also where it moves nothing."""
    shoot.clear(intact=False)
    assert not living(shoot)
    shoot.take_back()
    looked = [Effect("proved-empty", {"weapon": "A-07"}), cleared("A-07", 0, shoot.now)]
    for intact in (False, True):
        shoot.add("procedure", looked, signers=BY_ARMORER_AND_AD, procedure="inspection", intact=intact)
        assert bool(living(shoot)) is intact


def test_a_gun_that_two_laptops_took_in_differently_is_not_cleared(shoot: Shoot) -> None:
    """R-049: nobody knows how many chambers were to be shown."""
    shoot.sync("truck", "set")
    shoot.take_in("C-03", laptop="truck")
    shoot.take_in("C-03", laptop="set", chambers=5)
    shoot.sync("truck", "set")
    shoot.count("C-03")
    shoot.prove("C-03")
    shoot.clear("C-03")
    assert clearance(shoot.situation(), "C-03", shoot.now, FLOOR) is None
    assert any(one.rule == "R-049" and "C-03" in one.text for one in shoot.situation().findings)


# The day.


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("by two who handle guns", lambda shoot: shoot.count("B-02", signers=BY_TWO_CUSTODIANS)),
        ("by an AD alone", lambda shoot: shoot.count("B-02", signers=BY_AD_AND_ARMORER[:1])),
        ("proved by one", lambda shoot: shoot.prove("B-02", signers=BY_ARMORER_AND_AD[:1])),
        (
            "proved without a proof",
            lambda shoot: shoot.add(
                "procedure",
                [Effect("counted", {"unit": "main", "item": "B-02", "how": "proved"})],
                signers=BY_ARMORER_AND_AD,
                procedure="day-proof",
            ),
        ),
    ],
)
def test_a_gun_that_others_counted_is_not_in_the_count(name: str, said: Callable[[Shoot], object]) -> None:
    """R-052: the AD counts blind beside the armorer, and who proves a gun empty looked into it."""
    shoot = Shoot()
    shoot.found()
    shoot.take_in("B-02")
    shoot.open_day()
    said(shoot)
    assert day_of(shoot.situation(), "main", shoot.now, FLOOR).counted == {}, name
    assert "R-052" in rules_found(shoot)


@pytest.mark.parametrize("signers", [BY_TWO_CUSTODIANS, BY_AD_AND_ARMORER[:1], ()])
def test_a_meeting_that_others_signed_briefs_nobody(signers: tuple[SignerFacts, ...]) -> None:
    """R-052: an assistant director speaks, and whoever handles the guns."""
    shoot = Shoot()
    shoot.found()
    shoot.open_day()
    shoot.count()
    shoot.meet(signers=signers)
    assert day_of(shoot.situation(), "main", shoot.now, FLOOR).briefed == ()
    shoot.meet()
    assert day_of(shoot.situation(), "main", shoot.now, FLOOR).briefed


def test_the_charge_is_taken_over_from_an_armorer_only(shoot: Shoot) -> None:
    """R-052: whoever takes over signed it, and an assistant director has no charge to give, whoever looks on."""
    otto = SignerFacts("otto", "armorer", PERFORMED)
    changed = Effect("armorer-changed", {"unit": "main", "armorer": "otto"})
    for looks_on in ((), (SignerFacts("mara", "armorer", "witness"),)):
        signed = (otto, BY_ARMORER_AND_AD[1], *looks_on)
        shoot.add("procedure", [changed], signers=signed, procedure="change-of-armorer")
        assert day_of(shoot.situation(), "main", shoot.now, FLOOR).armorer == "mara"


def test_the_charge_is_given_by_the_armorer_who_has_it() -> None:
    """R-052, R-130: two others take nothing over, whatever wrote their record; nor does either come on duty by it."""
    shoot = Shoot()
    noor = replace(SECOND_ARMORER, id="noor", name="Noor Haddad")
    shoot.found((*EVERYBODY, SECOND_ARMORER, noor))
    shoot.open_day()
    effects = [
        Effect("on-duty", {"unit": "main", "person": "otto"}),
        Effect("armorer-changed", {"unit": "main", "armorer": "otto"}),
    ]
    otto = SignerFacts("otto", "armorer", VERIFIED)
    for giver in ("noor", "mara"):
        found = day_of(shoot.situation(), "main", shoot.now, FLOOR)
        assert (found.armorer, "otto" in found.on_duty) == ("mara", False)
        signed = (SignerFacts(giver, "armorer", PERFORMED), otto)
        shoot.add("procedure", effects, signers=signed, procedure="change-of-armorer")
    assert day_of(shoot.situation(), "main", shoot.now, FLOOR).armorer == "otto"
    assert "R-052" in rules_found(shoot)


@pytest.mark.parametrize("done", ["count", "sweep"])
def test_a_sweep_is_no_count_and_a_count_is_no_sweep(done: str) -> None:
    """R-053: one of the two was done, and all the rest of the morning."""
    shoot = Shoot()
    shoot.found()
    shoot.take_in("A-07")
    shoot.open_day()
    shoot.check(done, procedure="day-count")
    shoot.prove()
    shoot.meet()
    shoot.check("readiness")
    shoot.clear()
    assert not living(shoot)
    assert "R-053" in rules_found(shoot)
    shoot.check({"count": "sweep", "sweep": "count"}[done], procedure="day-count")
    shoot.meet()
    shoot.clear()
    assert living(shoot)


def test_a_clearance_after_its_day_says_so_itself(shoot: Shoot) -> None:
    """R-053: not only because nothing lives in a day that is over."""
    shoot.now = at(18 * 60)
    shoot.clear()
    assert "R-053" in rules_found(shoot)


def test_another_assistant_director_verifies_only_where_the_first_named_them(shoot: Shoot) -> None:
    """R-053: an AD of the roster is not enough."""
    by_second = (BY_ARMORER_AND_AD[0], SignerFacts("lena", "assistant-director", VERIFIED))
    shoot.clear(signers=by_second)
    assert not living(shoot)
    assert "R-053" in rules_found(shoot)
    shoot.delegate("lena")
    shoot.clear(signers=by_second)
    assert living(shoot)


# Accounts, stops, moves, people.


def test_a_blank_that_was_found_closes_no_gap() -> None:
    """R-059: the short form is for dummies; a blank that lay about is an incident."""
    shoot = blank_day()
    blank_take(shoot, 1)
    come_back(shoot)
    assert box_of(shoot).lost == 1
    found(shoot, "HALF")
    assert box_of(shoot).lost == 1
    assert "R-059" in rules_found(shoot)


def test_a_release_without_a_report_says_that_the_report_is_missing(shoot: Shoot) -> None:
    """R-122: who reads it has to know what comes first."""
    stop = stand_down(shoot)
    shoot.meet()
    release(shoot, stop)
    texts = [one.text for one in shoot.situation().findings if one.rule == "R-122"]
    assert texts == ["It releases nothing: no report on the stand-down was closed before."]
    end_stand_down(shoot, stop)


@pytest.mark.parametrize("signers", [(), BY_AD_AND_ARMORER[:1], BY_AD_AND_ARMORER[1:], FOUNDERS])
def test_a_report_that_others_signed_releases_nothing_that_is_frozen(
    shoot: Shoot, signers: tuple[SignerFacts, ...]
) -> None:
    """R-125: an armorer who says no keeps it frozen, also when the report itself is closed already."""
    report = raise_report(shoot, "discharge", freeze("A-07"))
    close_report(shoot, report)
    shoot.add("procedure", [unfreeze("A-07", report)], signers=signers, procedure="incident")
    assert [one.kind for one in of(shoot).restrictions] == ["frozen"]
    shoot.add("procedure", [unfreeze("A-07", report)], signers=BY_AD_AND_ARMORER, procedure="incident")
    assert not of(shoot).restrictions


def test_a_review_closes_no_report_whoever_signs_it(shoot: Shoot) -> None:
    """R-127: those two may close it, in an incident run."""
    report = raise_report(shoot)
    closed = close_report(shoot, report)
    shoot.records.remove(closed)
    shoot.known["truck"]["truck"] -= 1
    assert not set_status(shoot.situation()).open
    shoot.add("review", closed.effects, signers=BY_AD_AND_ARMORER)
    assert not set_status(shoot.situation()).open


@pytest.mark.parametrize("other", [BY_ARMORER_AND_AD[1], SignerFacts("hana", "handler", "gave")])
def test_whoever_takes_a_gun_over_does_not_transfer_it_alone(shoot: Shoot, other: SignerFacts) -> None:
    """R-132: the armorer who gives it signs as well, not somebody else."""
    shoot.open_unit("second")
    values = {"item": "A-07", "unit": "second", "person": "otto"}
    shoot.add("transfer", [Effect("transferred", values)], signers=(other, SignerFacts("otto", "armorer", "took")))
    assert unit_of(shoot.situation(), "A-07") == "main"
    assert shoot.situation().custody("A-07") == Custody(Shape.UNACCOUNTED)


@pytest.mark.parametrize(
    ("person", "signers"),
    [("will", BY_TWO_CUSTODIANS), ("will", ()), ("jonas", BY_ARMORER_AND_AD), ("hana", BY_ARMORER_AND_AD)],
)
def test_training_that_others_signed_or_of_somebody_else_is_none(
    shoot: Shoot, person: str, signers: tuple[SignerFacts, ...]
) -> None:
    """R-145: an armorer teaches, an assistant director sees it, a performer learns."""
    shoot.train(person, "C-03", signers=signers)
    assert not is_trained(shoot.situation().view, person, "C-03")


@pytest.mark.parametrize("kind", ["procedure", "review", "correction"])
def test_only_an_enrolment_says_that_somebody_is_a_minor(shoot: Shoot, kind: str) -> None:
    """R-145: whoever enrols somebody saw a document."""
    shoot.add(kind, [Effect("minor", {"person": "ruth"})], signers=BY_ARMORER_AND_AD)
    assert not is_minor(shoot.situation().view, "ruth")
    shoot.add("enrolment", [Effect("minor", {"person": "ruth"})])
    assert is_minor(shoot.situation().view, "ruth")
