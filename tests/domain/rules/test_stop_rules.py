"""The rules about reports, concerns, frozen things, named stops, and who or what takes over."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.refusals import Refusal
from showclear.domain.rules import RULES, RuleContext, check
from showclear.domain.runs.plan import Cast
from showclear.domain.situation.records import SignerFacts
from tests.domain.situation.productions import JONAS, MARA, Shoot
from tests.domain.situation.stopping import (
    FOUNDERS,
    NOOR,
    TWO_ARMORERS,
    close_report,
    freeze,
    meet,
    open_day,
    raise_report,
)

RUN = "a" * 32


@pytest.fixture
def shoot() -> Shoot:
    """A unit with an open day, two armorers, a gun with a device, a box."""
    shoot = Shoot()
    shoot.found(TWO_ARMORERS)
    open_day(shoot)
    shoot.take_in()
    shoot.take_in_device("CYL-1", "A-07")
    shoot.take_in_box()
    return shoot


def ask(
    shoot: Shoot, slug: str, subject: str = "A-07", inputs: Mapping[str, str] | None = None, run: str = ""
) -> Refusal | None:
    """The answer of one rule; whatever it refuses, it says why and what to do."""
    refusal = check(slug, RuleContext(shoot.situation(), subject, inputs or {}, Cast(MARA, JONAS), shoot.now, run=run))
    if refusal is not None:
        assert (refusal.rule, refusal.sentence) == (RULES[slug].id, RULES[slug].sentence)
        assert refusal.remedy
        assert refusal.facts
        assert all(not fact.record or fact.record in {one.title for one in shoot.records} for fact in refusal.facts)
    return refusal


def test_an_open_report_refuses(shoot: Shoot) -> None:
    """R-110."""
    assert ask(shoot, "no-open-incident") is None
    report = raise_report(shoot)
    refusal = ask(shoot, "no-open-incident")
    assert refusal is not None
    assert refusal.facts[0].record == report.title
    assert "near-miss" in refusal.facts[0].text
    close_report(shoot, report)
    assert ask(shoot, "no-open-incident") is None


def test_a_concern_that_waits_for_its_answer_refuses(shoot: Shoot) -> None:
    """R-111."""
    assert ask(shoot, "no-open-concern") is None
    concern = shoot.add("concern", [Effect("concern", {"words": "too close"})])
    refusal = ask(shoot, "no-open-concern")
    assert refusal is not None
    assert "too close" in refusal.facts[0].text
    meet(shoot, Effect("concern-answered", {"restriction": concern.title, "answer": "farther now"}))
    assert ask(shoot, "no-open-concern") is None


@pytest.mark.parametrize(
    ("frozen", "subject", "inputs"),
    [
        ("A-07", "A-07", {}),
        ("CYL-1", "A-07", {}),
        ("BOX-1", "A-07", {"box": "BOX-1 100"}),
        ("A-07", "main", {"guns": "B-02, A-07"}),
        ("CYL-1", "B-02", {"device": "CYL-1"}),
        ("BOX-1", "", {"container.tag": "BOX-1"}),
        ("A-07", "", {"weapon.tag": "A-07"}),
    ],
)
def test_what_is_frozen_is_not_opened(shoot: Shoot, frozen: str, subject: str, inputs: dict[str, str]) -> None:
    """R-112: the thing, what goes along with it, and where its rounds come from."""
    assert ask(shoot, "not-frozen", subject, inputs) is None
    raise_report(shoot, "injury", freeze(frozen))
    assert ask(shoot, "not-frozen", subject, inputs) is not None
    assert ask(shoot, "not-frozen", "S-01") is None


def test_the_run_that_froze_it_does_not_open_it_either(shoot: Shoot) -> None:
    """R-112: unlike what bars a thing, this is no slip of a key."""
    raise_report(shoot, "injury", freeze("A-07", run=RUN))
    assert ask(shoot, "not-frozen", run=RUN) is not None


def test_a_report_is_about_a_stop_that_is_open(shoot: Shoot) -> None:
    """R-113."""
    assert ask(shoot, "stop-named", "main") is not None
    hold = shoot.hold()
    assert ask(shoot, "stop-named", "main") is not None
    assert ask(shoot, "stop-named", "main", {"restriction": "truck-000001-x"}) is not None
    assert ask(shoot, "stop-named", "main", {"restriction": hold.title}) is None
    assert ask(shoot, "stop-named", "main", {"restriction": f"{hold.title}.toml"}) is None
    shoot.lift(hold)
    assert ask(shoot, "stop-named", "main", {"restriction": hold.title}) is not None
    shoot.add("restriction", [Effect("incident", {"class": "injury", "reason": "x", "run": RUN})])
    assert ask(shoot, "stop-named", "main", run=RUN) is None
    assert ask(shoot, "stop-named", "main", run="b" * 32) is not None


def test_a_misfire_run_is_about_a_gun_that_misfired(shoot: Shoot) -> None:
    """R-114."""
    assert ask(shoot, "misfire-open") is not None
    shoot.add("restriction", [Effect("misfired", {"weapon": "A-07", "reason": "a click"})])
    assert ask(shoot, "misfire-open") is None
    assert ask(shoot, "misfire-open", "main", {"guns": "A-07"}) is None
    assert ask(shoot, "misfire-open", "main", {"guns": "A-07;B-02"}) is not None


def test_the_list_is_walked_for_the_gravest_of_its_event(shoot: Shoot) -> None:
    """R-115: also of what it names besides the one that was chosen; a run that raised one itself is about that one."""
    near = raise_report(shoot, "near-miss", freeze("A-07"))
    assert ask(shoot, "report-grave-enough", "main", {"restriction": near.title, "report.class": "near-miss"}) is None
    hurt = raise_report(shoot, "injury", freeze("A-07"))
    for stop in (near, hurt):
        given = {"restriction": f"{stop.title}.toml", "report.class": "near-miss"}
        refusal = ask(shoot, "report-grave-enough", "main", given)
        assert refusal is not None
        assert [fact.record for fact in refusal.facts] == [hurt.title]
        assert ask(shoot, "report-grave-enough", "main", {**given, "report.class": "discharge"}) is None
    own = shoot.add("restriction", [Effect("incident", {"class": "missing", "reason": "x", "run": RUN})])
    context = RuleContext(
        shoot.situation(), "main", {"report.class": "near-miss"}, Cast(JONAS, MARA), shoot.now, run=RUN
    )
    refusal = check("report-grave-enough", context)
    assert refusal is not None
    assert [fact.record for fact in refusal.facts] == [own.title]


@pytest.mark.parametrize(
    ("named", "holds"),
    [("noor", True), (NOOR.name, True), ("", False), ("mara", False), ("hana", False), ("nobody", False)],
)
def test_another_armorer_takes_over(shoot: Shoot, named: str, holds: bool) -> None:
    """R-130."""
    assert (ask(shoot, "armorers-differ", "main", {"armorer": named}) is None) is holds


def test_where_nobody_is_named_the_one_who_verifies_takes_over(shoot: Shoot) -> None:
    """R-130: who takes over counts for themselves, so it is the second person of the run."""
    context = RuleContext(shoot.situation(), "main", {}, Cast(MARA, NOOR), shoot.now)
    assert check("armorers-differ", context) is None


def test_the_armorer_in_charge_does_not_take_over(shoot: Shoot) -> None:
    """R-130: also where somebody else performs."""
    context = RuleContext(shoot.situation(), "main", {"armorer": "mara"}, Cast(NOOR, MARA), shoot.now)
    assert check("armorers-differ", context) is not None


def test_only_the_armorer_in_charge_gives_the_unit_over(shoot: Shoot) -> None:
    """R-130: an armorer of the roster who is not in charge has nothing to give."""
    third = Person("otto", "Otto Lang", Role.ARMORER)
    refusal = check("armorers-differ", RuleContext(shoot.situation(), "main", {}, Cast(third, NOOR), shoot.now))
    assert refusal is not None
    assert refusal.facts[0].text == f"{MARA.name} is armorer in charge, not {third.name}."
    assert refusal.remedy == f"{MARA.name} gives it over; where they cannot, C says who is armorer in charge."
    context = RuleContext(shoot.situation(), "main", {}, Cast(MARA, NOOR), shoot.now)
    assert check("armorers-differ", context) is None


@pytest.mark.parametrize(
    ("place", "holds"), [("quarry", True), ("church", False), (" Church ", False), ("", False), (" ", False)]
)
def test_a_move_goes_to_another_place(shoot: Shoot, place: str, holds: bool) -> None:
    """R-131."""
    assert (ask(shoot, "place-differs", "main", {"new-place": place}) is None) is holds
    assert (ask(shoot, "place-differs", "", {"new-place": place, "unit": "main"}) is None) is holds


def test_before_the_day_is_open_a_unit_is_where_its_record_says() -> None:
    """R-131."""
    shoot = Shoot()
    shoot.found()
    unit = Effect("unit-opened", {"unit": "main", "place": "church", "zone": "UTC", "first": "jonas"})
    shoot.add("unit", [unit], signers=FOUNDERS)
    assert ask(shoot, "place-differs", "main", {"new-place": "church"}) is not None
    assert ask(shoot, "place-differs", "main", {"new-place": "quarry"}) is None


# What has to be done after a stop


def test_an_overdue_action_refuses_what_comes_next_until_two_sign_that_it_is_done(shoot: Shoot) -> None:
    """R-116: one without a date at once; without an open day it is the day that is missing."""
    assert ask(shoot, "actions-done") is None
    values = {"about": shoot.records[0].title, "words": "Dummies in a cupboard of their own.", "owner": "mara"}
    opened = shoot.add(
        "review", [Effect("action-opened", values)], signers=(SignerFacts("mara", "armorer", "reviewed"),)
    )
    refusal = ask(shoot, "actions-done")
    assert refusal is not None
    assert [(fact.text, fact.record) for fact in refusal.facts] == [
        ("Overdue: Dummies in a cupboard of their own.", opened.title)
    ]
    signers = (SignerFacts("safa", "safety-officer", "reviewed"), SignerFacts("mara", "armorer", "reviewed"))
    shoot.add(
        "review", [Effect("action-closed", {"action": opened.title, "words": "It hangs there."})], signers=signers
    )
    assert ask(shoot, "actions-done") is None
    shoot.wrap()
    assert ask(shoot, "actions-done") is not None
