"""What is done and said after something happened: corrective actions and corrections."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from showclear.domain.effects import Effect, in_words
from showclear.domain.situation.actions import actions, is_overdue, keeps_guns_in, open_actions
from showclear.domain.situation.correcting import corrections, times_corrected
from showclear.domain.situation.day import Day, open_day
from showclear.domain.situation.records import RecordFacts, SignerFacts
from showclear.domain.situation.sealing import open_at_seal
from showclear.domain.situation.status import State, status
from tests.domain.situation.productions import BY_ARMORER_AND_AD, Shoot, at, equipped
from tests.domain.situation.stopping import end_stand_down, raise_report, stand_down

OFFICER, ARMORER = SignerFacts("safa", "safety-officer", "reviewed"), SignerFacts("mara", "armorer", "reviewed")
BOTH = (OFFICER, ARMORER)
TOMORROW = timedelta(days=1)


@pytest.fixture
def shoot() -> Shoot:
    """One revolver and a box, on a day that is ready."""
    return equipped(ready=True)


def to_do(
    shoot: Shoot, record: RecordFacts, /, *, signers: tuple[SignerFacts, ...] = (ARMORER,), **more: str
) -> RecordFacts:
    """Somebody says what has to be done."""
    values = {"about": record.title, "words": "Boxes of dummies in a cupboard of their own.", "owner": "mara", **more}
    return shoot.add("review", [Effect("action-opened", values)], signers=signers)


def done(
    shoot: Shoot, action: str, *, signers: tuple[SignerFacts, ...] = BOTH, words: str = "Done.", **more: object
) -> None:
    """It is signed to be done."""
    effect = Effect("action-closed", {"action": action, "words": words})
    shoot.add(more.pop("kind", "review"), [effect], signers=signers, **more)  # type: ignore[arg-type]


def still_open(shoot: Shoot) -> list[str]:
    """The names of the actions that are open."""
    view = shoot.situation().view
    return [view.title(index) for index, _ in open_actions(view)]


def next_morning(shoot: Shoot, day: str = "2026-03-05") -> None:
    """The day is wrapped, and another one is made ready."""
    shoot.wrap()
    shoot.now += TOMORROW
    shoot.open_day(day=day)
    shoot.count("A-07")
    shoot.prove()
    shoot.meet()
    shoot.check("readiness")


def cleared(shoot: Shoot) -> State:
    """What A-07 is after an inspection now."""
    shoot.clear("A-07", since=shoot.now)
    found = status(shoot.situation(), "A-07", shoot.now + timedelta(minutes=1), shoot.situation().limits)
    assert found is not None
    return found.state


def findings(shoot: Shoot) -> set[str]:
    """The rules that the situation finds broken."""
    return {one.rule for one in shoot.situation().findings}


# Who opens one and who closes it


def test_a_stand_down_a_report_and_a_concern_each_open_an_action_and_a_hold_does_not(shoot: Shoot) -> None:
    """R-136: it belongs to the safety officer; a hold ends with the answer that two people sign."""
    shoot.hold()
    assert still_open(shoot) == []
    stop, report = stand_down(shoot), raise_report(shoot)
    concern = shoot.add("concern", [Effect("concern", {"words": "we hurry"})])
    assert sorted(still_open(shoot)) == sorted((stop.title, report.title, concern.title))
    assert {one.action.owner for one in actions(shoot.situation())} == {"safety-officer"}


def test_the_end_of_a_stop_does_not_close_its_action(shoot: Shoot) -> None:
    """R-136: that guns may be used again does not say what was done so that it does not come again."""
    stop = stand_down(shoot)
    end_stand_down(shoot, stop)
    assert still_open(shoot) == [stop.title]
    done(shoot, stop.title)
    assert still_open(shoot) == []
    told = actions(shoot.situation())[0]
    assert (told.done_words, told.done_by) == ("Done.", ("safa", "mara"))
    assert told.done_at == shoot.now


@pytest.mark.parametrize(
    "changes",
    [
        {"signers": (OFFICER,)},
        {"signers": (ARMORER, SignerFacts("jonas", "assistant-director", "reviewed"))},
        {"signers": (OFFICER, SignerFacts("hana", "handler", "reviewed"))},
        {"signers": ()},
        {"words": " "},
        {"intact": False},
        {"kind": "correction"},
        {"laptop": "van"},
    ],
    ids=["officer alone", "no officer", "a handler", "nobody", "no words", "not intact", "a correction", "unknown"],
)
def test_an_action_is_closed_by_the_safety_officer_and_one_more_or_not_at_all(
    shoot: Shoot, changes: dict[str, object]
) -> None:
    """R-136: making it less strict takes two; what was not known yet was not done."""
    shoot.sync("truck", "van")
    report = raise_report(shoot)
    done(shoot, report.title, **changes)  # type: ignore[arg-type]
    assert still_open(shoot) == [report.title]
    assert findings(shoot)


@pytest.mark.parametrize(
    "changes", [{"signers": ()}, {"words": " "}, {"owner": ""}, {"about": "nothing of that name"}], ids=str
)
def test_an_action_that_says_too_little_is_none(shoot: Shoot, changes: dict[str, object]) -> None:
    """R-136."""
    to_do(shoot, shoot.records[0], **changes)  # type: ignore[arg-type]
    assert still_open(shoot) == []
    assert findings(shoot)


# What it keeps from being done


def test_what_a_stop_left_to_do_is_done_before_the_next_day_clears_a_gun(shoot: Shoot) -> None:
    """R-116: not on the day itself, so that it goes on; from the next opening on, until two sign that it is done."""
    stop = stand_down(shoot)
    end_stand_down(shoot, stop)
    shoot.take_in("A-07")
    shoot.prove()
    assert cleared(shoot) is State.COLD
    next_morning(shoot)
    assert cleared(shoot) is State.UNVERIFIED
    assert "R-053" in findings(shoot)
    done(shoot, stop.title)
    assert cleared(shoot) is State.COLD


def test_a_day_that_is_opened_again_under_its_name_is_the_same_day(shoot: Shoot) -> None:
    """R-116: somebody else comes on duty after the stop; the evening is still the one of the stop."""
    report = raise_report(shoot)
    shoot.now += timedelta(minutes=5)
    shoot.open_day()
    view = shoot.situation().view
    (index, task), day = open_actions(view)[0], open_day(view, "main", shoot.now, shoot.situation().limits)
    assert isinstance(day, Day)
    assert view.title(index) == report.title
    assert not keeps_guns_in(view, day, index, task)


@pytest.mark.parametrize(
    ("until", "cold"),
    [("2026-03-05T23:00:00Z", True), ("2026-03-04T23:00:00Z", False), ("", False), ("tomorrow", False)],
    ids=["not over yet", "over", "before any gun is used", "unreadable"],
)
def test_an_action_with_a_date_waits_until_its_date_is_over(shoot: Shoot, until: str, *, cold: bool) -> None:
    """R-116: one without a date waits for nothing; one whose date cannot be read is overdue."""
    due = {"due": "2026-03-04", "until": until} if until else {}
    to_do(shoot, shoot.records[0], **due)
    next_morning(shoot)
    assert (cleared(shoot) is State.COLD) is cold


def test_an_action_without_a_date_keeps_guns_in_at_once(shoot: Shoot) -> None:
    """R-116: before any gun is used again."""
    opened = to_do(shoot, shoot.records[0])
    assert cleared(shoot) is State.UNVERIFIED
    done(shoot, opened.title)
    assert cleared(shoot) is State.COLD


def test_between_two_days_what_is_overdue_is_said_by_its_date(shoot: Shoot) -> None:
    """R-116: one without a date, or whose date is over; what a stop left becomes it when the next day is opened."""
    stop = stand_down(shoot)
    end_stand_down(shoot, stop)
    soon = {"due": "2026-03-04", "until": "2026-03-04T23:00:00Z"}
    at_once, dated = to_do(shoot, shoot.records[0]), to_do(shoot, shoot.records[0], **soon)
    shoot.wrap()
    situation = shoot.situation()
    view, limits = situation.view, situation.limits

    def overdue(now: datetime | None) -> set[str]:
        found = open_actions(view)
        return {view.title(index) for index, task in found if is_overdue(view, "main", index, task, now, limits)}

    assert len(open_actions(view)) == 3
    assert overdue(shoot.now) == {at_once.title}
    assert overdue(shoot.now + timedelta(days=1)) == {at_once.title, dated.title}
    assert overdue(None) == {at_once.title, dated.title}, "a time that is not known is over"


def test_the_seal_of_the_day_names_what_is_to_be_done(shoot: Shoot) -> None:
    """R-136: of a stop that is still open the stop alone, which needs more than that."""
    stop, opened = stand_down(shoot), to_do(shoot, shoot.records[0])
    said = [gap.words for gap in open_at_seal(shoot.situation().view, "main")]
    assert "To do: Boxes of dummies in a cupboard of their own." in said
    assert len([one for one in said if one.startswith("To do")]) == 1
    end_stand_down(shoot, stop)
    done(shoot, opened.title)
    said = [gap.words for gap in open_at_seal(shoot.situation().view, "main")]
    assert [one for one in said if one.startswith("To do")] == [
        "To do: Stand-down, a round without a hole: say what is done so that it does not come again."
    ]


# Corrections


def correct(shoot: Shoot, about: str, **changes: object) -> RecordFacts:
    """The author says what it should say."""
    values = {
        "record": about, "what": "entries/3", "label": "Rounds in the box", "was": "6", "should": "5", "reason": "typed"
    }  # fmt: skip
    values.update({key: str(value) for key, value in changes.items() if key in values})
    more = {key: value for key, value in changes.items() if key not in values}
    more.setdefault("signers", (ARMORER,))
    more.setdefault("kind", "correction")
    kind = more.pop("kind")
    return shoot.add(kind, [Effect("corrected", values)], **more)  # type: ignore[arg-type]


def test_a_correction_stands_beside_the_record_and_changes_nothing_else(shoot: Shoot) -> None:
    """R-135: what was cleared stays cleared, what was wrong stays as it was written; a correction can be corrected."""
    inspection = shoot.clear("A-07", dummies=0)
    before = shoot.situation()
    first = correct(shoot, inspection.title)
    second = correct(shoot, first.title, what="should/1", was="5", should="4")
    after = shoot.situation()
    assert status(after, "A-07", at(1), after.limits) == status(before, "A-07", at(1), before.limits)
    assert after.findings == before.findings
    found = corrections(after, inspection.title)
    assert [(one.record, one.number, one.by, one.said.should) for one in found] == [(first.title, 1, ("mara",), "5")]
    assert [(one.record, one.said.should) for one in corrections(after, first.title)] == [(second.title, "4")]
    assert times_corrected(after, second.title) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"signers": ()},
        {"what": " "},
        {"reason": " "},
        {"intact": False},
        {"kind": "review"},
        {"record": "truck-000099-" + "0" * 32},
    ],
    ids=["nobody", "nothing named", "no reason", "not intact", "another kind", "not here"],
)
def test_a_correction_that_says_too_little_or_of_what_is_not_here_corrects_nothing(
    shoot: Shoot, changes: dict[str, object]
) -> None:
    """R-135: it is a finding, and shown as such."""
    inspection = shoot.clear("A-07", dummies=0)
    correct(shoot, inspection.title, **changes)
    assert corrections(shoot.situation(), inspection.title) == ()
    assert findings(shoot)


def test_a_correction_of_a_record_that_is_not_among_its_ancestors_corrects_nothing(shoot: Shoot) -> None:
    """R-135: nobody has read what was not there yet."""
    taken = shoot.take_back(laptop="cart")
    correct(shoot, taken.title)
    assert corrections(shoot.situation(), taken.title) == ()
    assert "R-135" in findings(shoot)


def test_a_correction_permits_nothing_whatever_else_it_says(shoot: Shoot) -> None:
    """R-135: a permission that somebody puts into it does not count."""
    rows = {"what": "title", "label": "", "was": "", "should": "x", "reason": "y"}
    effects = [
        Effect("corrected", {"record": shoot.records[0].title, **rows}),
        Effect("action-closed", {"action": raise_report(shoot).title, "words": "x"}),
    ]
    record = shoot.add("correction", effects, signers=(*BY_ARMORER_AND_AD, OFFICER))
    assert times_corrected(shoot.situation(), shoot.records[0].title) == 1
    assert len(still_open(shoot)) == 1
    assert record.title in {one.records[0] for one in shoot.situation().findings}


def test_what_is_to_be_signed_is_said_in_words() -> None:
    """R-136: with the name of the owner and the date, or that no gun is used before."""
    values = {"about": "cart-000001", "words": "Lock it.", "owner": "mara"}
    assert in_words(Effect("action-opened", values), {"mara": "Mara Lind"}) == (
        "To do about cart-000001: Lock it. Owner: Mara Lind. Before any gun is used again."
    )
    assert in_words(Effect("action-opened", {**values, "due": "2026-03-05"})).endswith("Due 2026-03-05.")
