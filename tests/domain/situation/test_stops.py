"""Everything that ends a stop, and what never ends one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from showclear.domain.effects import Effect
from showclear.domain.situation.accounts import account
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.involved import involved
from showclear.domain.situation.records import PERFORMED, VERIFIED, RecordFacts, SignerFacts
from showclear.domain.situation.stops import Need, explanations, set_status, unreviewed
from tests.domain.situation.productions import (
    BY_ARMORER_AND_AD,
    BY_TWO_CUSTODIANS,
    Shoot,
    custody,
    index_titled,
    load,
    unload,
)
from tests.domain.situation.stopping import (
    BY_AD_AND_ARMORER,
    FREE_ARMORER,
    OFFICER,
    OWN_ARMORER,
    PRODUCER,
    TWO_ARMORERS,
    close_report,
    end_stand_down,
    meet,
    open_day,
    raise_report,
    release,
    stand_down,
)


@pytest.fixture
def shoot() -> Shoot:
    """A production with a second armorer, an open day, a revolver and a box of dummies."""
    shoot = Shoot()
    shoot.found(TWO_ARMORERS)
    open_day(shoot)
    shoot.take_in()
    shoot.take_in_box()
    return shoot


def is_open(shoot: Shoot) -> bool:
    """Whether gun work may go on."""
    return set_status(shoot.situation()).open


def rules_found(shoot: Shoot) -> set[str]:
    """The rules that findings name."""
    return {finding.rule for finding in shoot.situation().findings}


def needs(shoot: Shoot) -> list[tuple[Need, ...]]:
    """What each open stop still needs."""
    return [stop.needs for stop in set_status(shoot.situation()).stops]


def test_a_stand_down_ends_after_its_report_a_meeting_and_a_release(shoot: Shoot) -> None:
    """R-121, R-122: the three steps in their order; each says what is still to do."""
    stop = stand_down(shoot)
    assert needs(shoot) == [(Need.REPORT, Need.MEETING, Need.RELEASE)]
    close_report(shoot, stop)
    assert needs(shoot) == [(Need.MEETING, Need.RELEASE)]
    meet(shoot)
    assert needs(shoot) == [(Need.RELEASE,)]
    assert not is_open(shoot)
    release(shoot, stop)
    assert is_open(shoot)
    assert rules_found(shoot) == set()


def test_without_a_report_nothing_is_released(shoot: Shoot) -> None:
    """R-122."""
    stop = stand_down(shoot)
    meet(shoot)
    release(shoot, stop)
    assert not is_open(shoot)
    assert rules_found(shoot) == {"R-122"}


def test_a_meeting_before_the_report_is_not_the_meeting_after_it(shoot: Shoot) -> None:
    """R-122: people were told before anybody knew the cause."""
    stop = stand_down(shoot)
    meet(shoot)
    close_report(shoot, stop)
    release(shoot, stop)
    assert not is_open(shoot)
    meet(shoot)
    release(shoot, stop)
    assert is_open(shoot)


def test_a_meeting_on_another_laptop_that_knew_nothing_of_the_report_does_not_count(shoot: Shoot) -> None:
    """R-122: later by the clock is not after."""
    shoot.sync("truck", "set")
    stop = stand_down(shoot)
    shoot.sync("truck", "set")
    close_report(shoot, stop)
    meet(shoot, laptop="set")
    shoot.sync("truck", "set")
    release(shoot, stop)
    assert not is_open(shoot)


RELEASES: list[tuple[str, dict[str, object]]] = [
    ("the safety officer alone", {"signers": (OFFICER,)}),
    ("the safety officer in both places",
     {"signers": (OFFICER, SignerFacts("safa", "armorer", "released"))}),
    ("two armorers", {"signers": (OWN_ARMORER, FREE_ARMORER)}),
    ("officer and producer where there are two armorers", {"signers": (OFFICER, PRODUCER)}),
    ("officer and assistant director",
     {"signers": (OFFICER, SignerFacts("jonas", "assistant-director", "released"))}),
    ("nobody", {"signers": ()}),
    ("a record that is not intact", {"intact": False}),
    ("another kind of record", {"kind": "procedure"}),
    ("a lifting", {"kind": "hold-lifted"}),
    ("a review", {"kind": "review"}),
    ("no answer", {"answer": " "}),
    ("no reason", {"reason": ""}),
    ("another name", {"restriction": "truck-000001-00"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes"), RELEASES, ids=[name for name, _ in RELEASES])
def test_nothing_else_releases_a_stand_down(shoot: Shoot, name: str, changes: dict[str, object]) -> None:
    """R-121: never one person, never two of the same side, never without words."""
    stop = stand_down(shoot)
    close_report(shoot, stop)
    meet(shoot)
    release(shoot, stop, **changes)  # type: ignore[arg-type]
    assert not is_open(shoot), name
    assert rules_found(shoot), name


def test_an_armorer_who_is_also_on_the_roster_as_officer_releases_nothing(shoot: Shoot) -> None:
    """R-121, R-051."""
    stop = stand_down(shoot)
    close_report(shoot, stop)
    meet(shoot)
    both = replace(TWO_ARMORERS[3], role=TWO_ARMORERS[0].role)
    shoot.add("enrolment", people=[both])
    release(shoot, stop)
    assert not is_open(shoot)


def test_with_one_armorer_the_producer_takes_the_second_place(shoot: Shoot) -> None:
    """R-121."""
    alone = Shoot()
    alone.found()
    open_day(alone)
    stop = stand_down(alone, by="mara")
    close_report(alone, stop)
    meet(alone)
    release(alone, stop, signers=(OFFICER, OWN_ARMORER))
    assert not is_open(alone), "the armorer raised it"
    release(alone, stop, signers=(OFFICER, PRODUCER))
    assert is_open(alone)


AT_IT: dict[str, Callable[[Shoot], RecordFacts]] = {
    "raised it": lambda shoot: stand_down(shoot, by="Noor Haddad"),
    "walked the run": lambda shoot: stand_down(shoot, people="jonas noor"),
    "signed the run": lambda shoot: _by_a_run(shoot),
    "had the gun": lambda shoot: _in_hand(shoot, "A-07", Effect("unverified", {"item": "A-07", "reason": "x"})),
    "had the box": lambda shoot: _in_hand(shoot, "BOX-1", Effect("quarantined", {"item": "BOX-1", "reason": "x"})),
    "had the key": lambda shoot: _locked(shoot),
}


def _by_a_run(shoot: Shoot) -> RecordFacts:
    stop = stand_down(shoot, run="f" * 32)
    walked = (SignerFacts("noor", "armorer", PERFORMED), BY_ARMORER_AND_AD[1])
    shoot.add("procedure", signers=walked, procedure="inspection", id="f" * 32)
    return stop


def _in_hand(shoot: Shoot, item: str, about: Effect) -> RecordFacts:
    shoot.take_back(item, "noor")
    return stand_down(shoot, about)


def _locked(shoot: Shoot) -> RecordFacts:
    shoot.add("custody", [custody("A-07", "locked", lock="safe", key="noor")])
    return stand_down(shoot, Effect("unverified", {"item": "A-07", "reason": "x"}))


@pytest.mark.parametrize("how", AT_IT)
def test_whoever_was_involved_does_not_release(shoot: Shoot, how: str) -> None:
    """R-121: what the record of the stop and those before it say, unsigned claims too."""
    stop = AT_IT[how](shoot)
    close_report(shoot, stop)
    meet(shoot)
    release(shoot, stop)
    assert not is_open(shoot)
    assert rules_found(shoot) == {"R-121"}
    left = OWN_ARMORER if how.startswith("had") else PRODUCER
    release(shoot, stop, signers=(OFFICER, left))
    assert is_open(shoot)


NOT_HAD: dict[str, Callable[[Shoot], RecordFacts]] = {
    "nothing is named": stand_down,
    "a tag that nobody knows": lambda shoot: stand_down(shoot, Effect("unverified", {"item": "A-70", "reason": "x"})),
    "a gun in a lock whose key nobody has": lambda shoot: stand_down(
        shoot, Effect("unverified", {"item": "A-07", "reason": "x"})
    ),
}


@pytest.mark.parametrize("how", NOT_HAD)
def test_whoever_was_in_charge_does_not_release_what_names_nothing(shoot: Shoot, how: str) -> None:
    """R-121: where nobody is known to have had it, whoever answers for all guns is no second opinion."""
    stop = NOT_HAD[how](shoot)
    close_report(shoot, stop)
    meet(shoot)
    release(shoot, stop, signers=(OFFICER, OWN_ARMORER))
    assert not is_open(shoot)
    assert rules_found(shoot) == {"R-121"}
    release(shoot, stop)
    assert is_open(shoot)


def test_in_charge_is_who_was_when_it_was_stopped(shoot: Shoot) -> None:
    """R-121: who took over afterwards was not there; after the wrap of the day nobody is in charge."""
    stop = stand_down(shoot)
    changed = Effect("armorer-changed", {"unit": "main", "armorer": "noor"})
    both = (SignerFacts("mara", "armorer", PERFORMED), SignerFacts("noor", "armorer", VERIFIED))
    shoot.add("procedure", [changed], signers=both, procedure="change-of-armorer")
    shoot.wrap(day="2026-03-04")
    later = stand_down(shoot)
    view = shoot.situation().view
    assert list(involved(view, index_titled(view, stop.title))) == ["mara"]
    assert involved(view, index_titled(view, later.title)) == {}


def test_two_laptops_that_disagree_about_the_charge_keep_both_away(shoot: Shoot) -> None:
    """R-121: the producer takes the place that nobody is left for."""
    shoot.sync("truck", "cart")
    for laptop, armorer in (("truck", "mara"), ("cart", "noor")):
        day = Effect("day-opened", {"unit": "main", "day": "2026-03-04", "place": "church", "armorer": armorer})
        signed = (BY_AD_AND_ARMORER[0], SignerFacts(armorer, "armorer", VERIFIED))
        shoot.add("procedure", [day], signers=signed, procedure="day-people", laptop=laptop)
    shoot.sync("truck", "cart")
    stop = stand_down(shoot)
    open_day(shoot)
    close_report(shoot, stop)
    meet(shoot)
    release(shoot, stop)
    release(shoot, stop, signers=(OFFICER, OWN_ARMORER))
    assert not is_open(shoot)
    release(shoot, stop, signers=(OFFICER, PRODUCER))
    assert is_open(shoot)


def test_the_producer_takes_the_place_where_only_who_was_in_charge_is_left(shoot: Shoot) -> None:
    """R-121, ADR 0038: the second armorer raised it; a release stays possible, and not by who answers for it."""
    stop = stand_down(shoot, by="noor")
    close_report(shoot, stop)
    meet(shoot)
    for second in (FREE_ARMORER, OWN_ARMORER):
        release(shoot, stop, signers=(OFFICER, second))
    assert not is_open(shoot)
    release(shoot, stop, signers=(OFFICER, PRODUCER))
    assert is_open(shoot)


def test_the_producer_takes_no_place_that_another_armorer_could_take(shoot: Shoot) -> None:
    """R-121: neither where one was not involved, nor where all had a part in it."""
    for named in ({}, {"people": "noor mara"}):
        stop = stand_down(shoot, **named)
        close_report(shoot, stop)
        meet(shoot)
        release(shoot, stop, signers=(OFFICER, PRODUCER))
        assert stop.title in {one.record for one in set_status(shoot.situation()).stand_downs}


def test_what_happened_after_the_stop_involves_nobody(shoot: Shoot) -> None:
    """R-121: whoever took the gun back afterwards may still release."""
    stop = stand_down(shoot, Effect("unverified", {"item": "A-07", "reason": "x"}))
    shoot.take_back("A-07", "noor")
    end_stand_down(shoot, stop)
    assert is_open(shoot)


def test_a_release_ends_one_stand_down_and_a_newer_one_stays(shoot: Shoot) -> None:
    """R-121: an armorer who says no raises another one, and that is final until it has its own report."""
    first = stand_down(shoot)
    close_report(shoot, first)
    meet(shoot)
    second = stand_down(shoot, by="mara")
    release(shoot, first)
    assert not is_open(shoot)
    assert [one.record for one in set_status(shoot.situation()).stand_downs] == [second.title]
    release(shoot, second)
    assert not is_open(shoot), "the report on the first one says nothing about the second"
    end_stand_down(shoot, second)
    assert is_open(shoot)


def test_a_release_that_had_not_seen_the_report_releases_nothing(shoot: Shoot) -> None:
    """R-122: over its ancestors, whatever arrives later."""
    shoot.sync("truck", "set")
    stop = stand_down(shoot)
    shoot.sync("truck", "set")
    close_report(shoot, stop)
    meet(shoot)
    release(shoot, stop, laptop="set")
    shoot.sync("truck", "set")
    assert not is_open(shoot)


def test_what_a_stand_down_ended_stays_ended_after_its_release(shoot: Shoot) -> None:
    """R-044: boxes stay unverified until two take them in again, what it touched stays barred."""
    stop = stand_down(shoot, Effect("unverified", {"item": "A-07", "reason": "x"}))
    end_stand_down(shoot, stop)
    assert is_open(shoot)
    assert [one.kind for one in shoot.situation().open_restrictions("A-07")] == ["quarantined"]
    box = account(shoot.situation(), "BOX-1")
    assert box is not None
    assert box.restricted.startswith("unverified")
    shoot.take_in_box()
    again = account(shoot.situation(), "BOX-1")
    assert again is not None
    assert not again.restricted


# Reports


def test_anybody_raises_a_report_and_an_armorer_and_an_ad_close_it(shoot: Shoot) -> None:
    """R-123."""
    report = raise_report(shoot)
    found = set_status(shoot.situation())
    assert not found.open
    assert [(one.report, one.reason) for one in found.incidents] == [("near-miss", "a muzzle crossed the camera")]
    assert needs(shoot) == [(Need.CLOSE,)]
    close_report(shoot, report)
    assert is_open(shoot)


REPORTS: list[tuple[str, dict[str, object]]] = [
    ("the armorer alone", {"signers": BY_AD_AND_ARMORER[1:]}),
    ("the assistant director alone", {"signers": BY_AD_AND_ARMORER[:1]}),
    ("no armorer: without one there is no yes",
     {"signers": (BY_AD_AND_ARMORER[0], SignerFacts("safa", "safety-officer", VERIFIED))}),
    ("an armorer and a handler", {"signers": BY_TWO_CUSTODIANS}),
    ("nobody", {"signers": ()}),
    ("another procedure", {"procedure": "inspection"}),
    ("no cause", {"cause": ""}),
    ("no control", {"control": " "}),
    ("another name", {"restriction": "x"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes"), REPORTS, ids=[name for name, _ in REPORTS])
def test_nothing_else_closes_a_report(shoot: Shoot, name: str, changes: dict[str, object]) -> None:
    """R-123."""
    report = raise_report(shoot)
    close_report(shoot, report, **changes)  # type: ignore[arg-type]
    assert not is_open(shoot), name
    assert "R-123" in rules_found(shoot), name


def test_a_round_that_was_found_closes_the_report_on_its_count(shoot: Shoot) -> None:
    """R-123: and no other report, nor a stand-down."""
    found = Effect("found-inert", {"container": "BOX-1", "count": 1, "seal": "101"})
    gap, near = raise_report(shoot, "count-gap"), raise_report(shoot)
    stop = stand_down(shoot, Effect("incident", {"class": "count-gap", "reason": "x"}))
    close_report(shoot, gap, found, signers=BY_ARMORER_AND_AD, procedure="found")
    assert len(set_status(shoot.situation()).incidents) == 3, "nothing was missing that could be found"
    for report in (gap, near, stop):
        close_report(shoot, report, signers=BY_ARMORER_AND_AD, procedure="found")
    assert len(set_status(shoot.situation()).incidents) == 3, "nothing was found"
    short = [load("A-07", 6, "BOX-1", left=44), unload("A-07", 5), Effect("proved-empty", {"weapon": "A-07"})]
    for report in (gap, near, stop):
        shoot.add("procedure", short, signers=BY_ARMORER_AND_AD, procedure="return")
        closed = close_report(shoot, report, signers=BY_ARMORER_AND_AD, procedure="found").effects
        shoot.add("procedure", [found, *closed], signers=BY_ARMORER_AND_AD, procedure="found")
    assert [one.record for one in set_status(shoot.situation()).incidents] == [near.title, stop.title]


def test_the_safety_officer_may_close_a_report_with_an_armorer(shoot: Shoot) -> None:
    """R-123."""
    report = raise_report(shoot)
    close_report(shoot, report, signers=(SignerFacts("safa", "safety-officer", PERFORMED), BY_AD_AND_ARMORER[1]))
    assert is_open(shoot)


def test_closing_a_report_opens_no_stand_down_and_no_hold_of_the_same_record(shoot: Shoot) -> None:
    """R-123, R-039: one record may say several things; each of them ends in its own way."""
    stop = stand_down(shoot, Effect("incident", {"class": "injury", "reason": "x"}), Effect("hold", {"reason": "x"}))
    close_report(shoot, stop)
    found = set_status(shoot.situation())
    assert (len(found.stand_downs), len(found.holds), len(found.incidents)) == (1, 1, 0)
    shoot.lift(stop)
    found = set_status(shoot.situation())
    assert (len(found.stand_downs), len(found.holds)) == (1, 0)
    meet(shoot)
    release(shoot, stop)
    assert is_open(shoot)


def test_lifting_a_hold_leaves_the_report_that_was_raised_with_it(shoot: Shoot) -> None:
    """R-039: an unattended gun holds the set and opens a report; to lift the hold closes no report."""
    both = shoot.add(
        "hold", [Effect("hold", {"reason": "x"}), Effect("incident", {"class": "unattended", "reason": "on the cart"})]
    )
    shoot.lift(both)
    found = set_status(shoot.situation())
    assert (found.open, len(found.holds), len(found.incidents)) == (False, 0, 1)


def test_a_hold_with_an_item_written_into_it_still_stops_the_set(shoot: Shoot) -> None:
    """R-043: what can be read of a stop stops."""
    shoot.add("hold", [Effect("hold", {"reason": "x", "item": "A-07"})])
    assert not is_open(shoot)


# Concerns


def concern(shoot: Shoot) -> RecordFacts:
    """Somebody is worried, and nobody knows who."""
    return shoot.add("concern", [Effect("concern", {"words": "the door opens into the line", "day": "2026-03-04"})])


def answer(stop: RecordFacts, words: str = "the door is locked now") -> Effect:
    """A concern-answered effect."""
    return Effect("concern-answered", {"restriction": stop.title, "answer": words})


def test_a_concern_is_answered_in_the_meeting_or_by_the_safety_officer(shoot: Shoot) -> None:
    """R-124."""
    first = concern(shoot)
    found = set_status(shoot.situation())
    assert not found.open
    assert [one.reason for one in found.concerns] == ["the door opens into the line"]
    assert needs(shoot) == [(Need.ANSWER,)]
    meet(shoot, answer(first))
    assert is_open(shoot)
    second = concern(shoot)
    shoot.add("review", [answer(second)], signers=(SignerFacts("safa", "safety-officer", "reviewed"),))
    assert is_open(shoot)
    assert rules_found(shoot) == set()


@pytest.mark.parametrize("how", ["armorer", "unsigned", "empty", "alone", "another procedure"])
def test_nothing_else_answers_a_concern(shoot: Shoot, how: str) -> None:
    """R-124."""
    stop = concern(shoot)
    if how == "armorer":
        shoot.add("review", [answer(stop)], signers=(SignerFacts("mara", "armorer", "reviewed"),))
    elif how == "unsigned":
        shoot.add("review", [answer(stop)])
    elif how == "empty":
        meet(shoot, answer(stop, " "))
    elif how == "alone":
        meet(shoot, answer(stop), signers=BY_AD_AND_ARMORER[:1])
    else:
        shoot.add("procedure", [answer(stop)], signers=BY_ARMORER_AND_AD, procedure="inspection")
    assert not is_open(shoot)
    assert "R-124" in rules_found(shoot)


# Reviews


def review(shoot: Shoot, stop: RecordFacts, words: str = "I read it", **more: object) -> RecordFacts:
    """Somebody signs that they looked at a stop."""
    signers = (SignerFacts("safa", "safety-officer", "reviewed"),)
    effect = Effect("reviewed", {"restriction": stop.title, "words": words})
    return shoot.add("review", [effect], **{"signers": signers, **more})  # type: ignore[arg-type]


def test_a_review_is_asked_for_until_a_signed_record_names_the_stop(shoot: Shoot) -> None:
    """R-127: it closes nothing."""
    hold, report = shoot.hold(), raise_report(shoot)
    assert [one.record for one in unreviewed(shoot.situation())] == sorted((hold.title, report.title))
    shoot.lift(hold)
    assert [one.record for one in unreviewed(shoot.situation())] == [report.title]
    review(shoot, report)
    assert unreviewed(shoot.situation()) == ()
    assert not is_open(shoot)


@pytest.mark.parametrize("changes", [{"signers": ()}, {"words": " "}, {"intact": False}, {"kind": "custody"}])
def test_what_nobody_signed_is_no_review(shoot: Shoot, changes: dict[str, object]) -> None:
    """R-127."""
    report = raise_report(shoot)
    if "kind" in changes:
        shoot.add("custody", [Effect("reviewed", {"restriction": report.title, "words": "x"})])
    else:
        review(shoot, report, **changes)  # type: ignore[arg-type]
    assert len(unreviewed(shoot.situation())) == 1
    assert rules_found(shoot)


def test_the_safety_officer_reviews_any_record_and_nobody_else_does(shoot: Shoot) -> None:
    """R-127: what they think of a take-back stands beside it; an armorer's words about it are a finding."""
    taken = shoot.take_back()
    review(shoot, taken)
    assert rules_found(shoot) == set()
    assert shoot.situation().view.newest(Aspect.REVIEWED, taken.title)
    review(shoot, taken, signers=(SignerFacts("mara", "armorer", "reviewed"),))
    assert rules_found(shoot) == {"R-127"}
    assert len(shoot.situation().view.newest(Aspect.REVIEWED, taken.title)) == 1


def test_a_review_of_a_record_that_is_not_among_its_ancestors_reviews_nothing(shoot: Shoot) -> None:
    """R-127: nobody has read what was not there yet."""
    taken = shoot.take_back(laptop="cart")
    review(shoot, taken)
    assert "R-127" in rules_found(shoot)
    assert not shoot.situation().view.newest(Aspect.REVIEWED, taken.title)


# Words about a stop


def explain(shoot: Shoot, stop: RecordFacts, words: str = "somebody crossed the line", **more: object) -> RecordFacts:
    """Somebody says why, after the key was pressed."""
    effect = Effect("explained", {"restriction": stop.title, "words": words, "by": "jonas"})
    return shoot.add("restriction", [effect], **more)  # type: ignore[arg-type]


def test_words_said_after_a_stop_stand_beside_it_and_change_nothing(shoot: Shoot) -> None:
    """R-128: each with its own time, the oldest first; the stop, what it needs and its review stay as they were."""
    stop = stand_down(shoot)
    before = shoot.situation()
    first, second = explain(shoot, stop), explain(shoot, stop, "it was the second camera")
    after = shoot.situation()
    assert set_status(after) == set_status(before)
    assert unreviewed(after) == unreviewed(before)
    assert after.findings == before.findings
    said = explanations(after, stop.title)
    assert [(one.record, one.words, one.by) for one in said] == [
        (first.title, "somebody crossed the line", "jonas"),
        (second.title, "it was the second camera", "jonas"),
    ]


@pytest.mark.parametrize("how", ["no words", "no stop", "concurrent", "not intact", "signed as a review"])
def test_words_about_nothing_are_a_finding(shoot: Shoot, how: str) -> None:
    """R-128: they have to name a stop that they knew of, and to say something."""
    shoot.sync("truck", "set")
    stop = stand_down(shoot)
    if how == "no stop":
        stop = shoot.take_back("A-07", "mara")
    match how:
        case "no words":
            explain(shoot, stop, " ")
        case "not intact":
            explain(shoot, stop, intact=False)
        case "concurrent":
            explain(shoot, stop, laptop="set")
        case "signed as a review":
            effect = Effect("explained", {"restriction": stop.title, "words": "x"})
            shoot.add("review", [effect], signers=(SignerFacts("safa", "safety-officer", "reviewed"),))
        case _:
            explain(shoot, stop)
    assert explanations(shoot.situation(), stop.title) == ()
    assert rules_found(shoot)


# Misfires


def misfire(shoot: Shoot, run: str = "e" * 32) -> RecordFacts:
    """H: one key."""
    effects = [Effect("misfired", {"weapon": "A-07", "reason": "a click", "run": run}), Effect("hold", {"reason": "x"})]
    return shoot.add("hold", effects)


def close_misfire(shoot: Shoot, stop: RecordFacts, **more: object) -> RecordFacts:
    """H, signed by two who looked."""
    closed = Effect("closed", {"item": "A-07", "restriction": stop.title})
    values = {"signers": BY_ARMORER_AND_AD, "procedure": "misfire", "id": "e" * 32, **more}
    proved = Effect("proved-empty", {"weapon": values.pop("proved", "A-07")})  # type: ignore[dict-item]
    return shoot.add("procedure", [proved, closed], **values)  # type: ignore[arg-type]


def test_a_misfire_is_closed_by_the_signed_misfire_run(shoot: Shoot) -> None:
    """R-126: and its hold is lifted like any other."""
    stop = misfire(shoot)
    assert [one.kind for one in shoot.situation().open_restrictions("A-07")] == ["misfired"]
    close_misfire(shoot, stop)
    assert shoot.situation().open_restrictions("A-07") == ()
    assert not is_open(shoot)
    shoot.lift(stop)
    assert is_open(shoot)


def test_another_misfire_run_closes_what_an_abandoned_one_left(shoot: Shoot) -> None:
    """R-126: there is a way out of every state."""
    stop = misfire(shoot)
    close_misfire(shoot, stop, id="d" * 32)
    assert shoot.situation().open_restrictions("A-07") == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"signers": ()},
        {"signers": BY_ARMORER_AND_AD[:1]},
        {"procedure": "return"},
        {"intact": False},
        {"proved": "B-02"},
    ],
    ids=["nobody", "one", "another procedure", "not intact", "the list of another gun"],
)
def test_nothing_else_closes_a_misfire(shoot: Shoot, changes: dict[str, object]) -> None:
    """R-126."""
    close_misfire(shoot, misfire(shoot), **changes)
    assert [one.kind for one in shoot.situation().open_restrictions("A-07")] == ["misfired"]


def test_a_new_intake_closes_no_misfire(shoot: Shoot) -> None:
    """R-126: the round that did not go off is still in there."""
    stop = misfire(shoot)
    intake = shoot.take_in()
    closed = Effect("closed", {"item": "A-07", "restriction": stop.title})
    shoot.add("procedure", [*intake.effects, closed], signers=BY_TWO_CUSTODIANS, procedure="intake")
    assert [one.kind for one in shoot.situation().open_restrictions("A-07")] == ["misfired"]
    assert "R-126" in rules_found(shoot)


@pytest.mark.parametrize(
    ("procedure", "stops"), [("inspection", True), ("misfire", False), ("incident", False)], ids=lambda one: str(one)
)
def test_what_was_found_wrong_waits_for_an_intake(shoot: Shoot, procedure: str, stops: bool) -> None:
    """R-033, R-044: the run that found it does not take it away once the stand-down is over, nor does an emergency."""
    run = "f" * 32
    effects = [Effect("quarantined", {"item": "A-07", "reason": "a round in it", "run": run})]
    effects += [Effect("stand-down", {"reason": "a round in it", "run": run})] if stops else []
    found = shoot.add("stand-down" if stops else "restriction", effects)
    closed = Effect("closed", {"item": "A-07", "restriction": found.title})
    shoot.add("procedure", [closed], signers=BY_ARMORER_AND_AD, procedure=procedure, id=run)
    assert [one.kind for one in shoot.situation().open_restrictions("A-07")] == ["quarantined"]
    assert "R-033" in rules_found(shoot)
    intake = shoot.take_in()
    shoot.add("procedure", [*intake.effects, closed], signers=BY_TWO_CUSTODIANS, procedure="intake")
    assert shoot.situation().open_restrictions("A-07") == ()


def test_involved_is_asked_of_the_records_before(shoot: Shoot) -> None:
    """R-121: how somebody was involved is said in words."""
    stop = stand_down(shoot, by="jonas", people="mara")
    view = shoot.situation().view
    found = involved(view, index_titled(view, stop.title))
    assert found == {"jonas": "raised it", "mara": "walked the run that raised it"}
