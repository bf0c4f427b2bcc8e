"""What is due for a unit, in order: the single key of the board starts the first."""

from __future__ import annotations

import pytest

from showclear.domain.checklists import Procedure
from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.rules import FOLD_RULES, RULES
from showclear.domain.situation import day as days
from showclear.domain.situation import gates
from showclear.domain.situation.due import Due, due, next_due
from showclear.domain.situation.status import statuses
from tests.domain.situation.blank_days import blank_day
from tests.domain.situation.productions import BY_TWO_CUSTODIANS, Shoot, at, custody, equipped
from tests.domain.situation.stopping import close_report


@pytest.fixture
def shoot() -> Shoot:
    """A production with two revolvers and a box; nobody opened a day yet."""
    return equipped("A-07", "B-02")


def listed(shoot: Shoot, minutes: float = 0) -> tuple[Due, ...]:
    """Everything due for the unit; the same whether the board hands its weapons in or not, and each cites a rule."""
    situation = shoot.situation()
    found = due(situation, "main", at(minutes), FLOOR)
    assert found == due(situation, "main", at(minutes), FLOOR, statuses(situation, at(minutes), FLOOR))
    ids = {rule.id for rule in (*RULES.values(), *FOLD_RULES.values())}
    assert all(one.rule in ids for one in found)
    assert all((one.procedure is None) is bool(one.act) for one in found)
    return found


def first(shoot: Shoot, minutes: float = 0) -> Due:
    """What the single key starts."""
    found = next_due(shoot.situation(), "main", at(minutes), FLOOR)
    assert found == listed(shoot, minutes)[0]
    assert found is not None
    return found


def test_a_day_goes_in_its_order(shoot: Shoot) -> None:
    """R-061 to R-067: each key starts the next thing, and the last one is the wrap."""
    assert (first(shoot).procedure, first(shoot).subject) == (Procedure.DAY_PEOPLE, "main")
    shoot.open_day()
    assert [one.procedure for one in listed(shoot)] == [
        Procedure.DAY_COUNT,
        Procedure.MEETING,
        Procedure.DAY_READINESS,
        Procedure.WRAP,
    ]
    shoot.count("A-07", sealed=("B-02",))
    assert first(shoot) == Due(Procedure.DAY_PROOF, "A-07", "Prove A-07 empty (C)", True, "R-064")
    shoot.prove("A-07")
    assert first(shoot).procedure is Procedure.MEETING
    shoot.meet()
    assert first(shoot).procedure is Procedure.DAY_READINESS
    shoot.check("readiness")
    assert [one.procedure for one in listed(shoot)] == [Procedure.INSPECTION, Procedure.WRAP]
    assert not any(one.blocking for one in listed(shoot))
    shoot.train()
    shoot.clear(dummies=6)
    assert (first(shoot).procedure, first(shoot).words) == (Procedure.HANDOVER, "Hand A-07 over for 12A")
    shoot.hand_over(dummies=6)
    assert [one.procedure for one in listed(shoot)] == [Procedure.WRAP]
    shoot.take_back()
    assert (first(shoot).procedure, first(shoot).subject) == (Procedure.RETURN, "A-07")
    shoot.wrap()
    assert [(one.procedure, one.act) for one in listed(shoot)] == [
        (None, "seal"),
        (Procedure.DAY_PEOPLE, ""),
        (Procedure.RETURN, ""),
    ]


def test_while_its_zone_lives_a_gun_is_loaded_next() -> None:
    """R-080: between two shots the single key starts the next load; a break ends the zone, and with it the line."""
    shoot = blank_day()
    assert first(shoot) == Due(Procedure.BLANK_TAKE, "A-07", "Load A-07 with blanks for 12A", False, "R-080")
    assert (Procedure.INSPECTION, "B-02") in [(one.procedure, one.subject) for one in listed(shoot)]
    shoot.add("procedure", [Effect("break", {"unit": "main", "reason": "lunch"})], procedure="break")
    assert Procedure.BLANK_TAKE not in [one.procedure for one in listed(shoot)]


def test_a_gun_whose_issue_ended_in_the_hand_is_collected_first(shoot: Shoot) -> None:
    """R-047: before everything else."""
    shoot.ready("A-07")
    shoot.clear()
    shoot.hand_over()
    found = first(shoot, 11)
    assert (found.act, found.subject, found.words, found.blocking) == (
        "take-back",
        "A-07",
        "Take A-07 back from Will Ames",
        True,
    )
    shoot.add("custody", [custody("A-07", "unaccounted")])
    assert first(shoot).words.startswith("Say who has A-07")


def test_what_stops_the_set_comes_before_the_day(shoot: Shoot) -> None:
    """R-008, R-009, R-110, R-111, R-114: each with what ends it."""
    shoot.open_day()
    hold = shoot.hold()
    assert (first(shoot).act, first(shoot).subject) == ("lift", hold.title)
    shoot.lift(hold)
    incident = shoot.add("restriction", [Effect("incident", {"class": "flagging", "reason": "muzzle over the crew"})])
    assert (first(shoot).procedure, first(shoot).subject) == (Procedure.INCIDENT, incident.title)
    shoot.add("concern", [Effect("concern", {"words": "the wall is thin"})])
    assert Procedure.MEETING in [one.procedure for one in listed(shoot)]
    shoot.add("restriction", [Effect("misfired", {"weapon": "A-07", "reason": "click"})])
    assert (first(shoot).procedure, first(shoot).subject) == (Procedure.MISFIRE, "A-07")


def test_where_the_police_were_told_of_the_start_the_wrap_says_that_they_are_told_of_the_end(shoot: Shoot) -> None:
    """R-061: New Zealand asks for both; the list of the wrap asks whether it was done."""
    shoot.open_day()
    limits = {**FLOOR, "police_notice_needed": True}
    words = [one.words for one in due(shoot.situation(), "main", at(0), limits) if one.procedure is Procedure.WRAP]
    assert words == [f"{listed(shoot)[-1].words}; tell the police of the end"]
    assert "police" not in listed(shoot)[-1].words


def test_a_meeting_that_answers_a_stop_is_due_when_it_may_begin(shoot: Shoot) -> None:
    """R-061, R-088: before the day is open and counted the key for what is next would only meet a refusal."""
    shoot.add("concern", [Effect("concern", {"words": "the wall is thin"})])
    assert [one.procedure for one in listed(shoot)] == [Procedure.DAY_PEOPLE, Procedure.MEETING]
    shoot.open_day()
    assert first(shoot).procedure is not Procedure.DAY_PEOPLE


def test_the_meeting_after_a_stand_down_is_due_before_the_count(shoot: Shoot) -> None:
    """R-088: it waits for nothing, so what is next is the meeting and not the count that the stand-down broke off."""
    shoot.open_day()
    stop = shoot.hold(kind="stand-down")
    assert first(shoot).procedure is Procedure.INCIDENT
    close_report(shoot, stop)
    assert (first(shoot).procedure, first(shoot).rule) == (Procedure.MEETING, "R-009")


def test_a_meeting_that_does_not_count_for_the_day_says_why(shoot: Shoot) -> None:
    """R-065: it was held before the count, or a stand-down came after it."""

    def meeting() -> list[str]:
        return [one.words for one in listed(shoot) if one.procedure is Procedure.MEETING and one.rule == "R-065"]

    def refused(what: str) -> str:
        view = shoot.situation().view
        day = days.open_day(view, "main", at(0), FLOOR)
        assert isinstance(day, days.Day)
        found = gates.checked_today(view, day, what)
        return found.words if found is not None else ""

    shoot.open_day()
    assert meeting() == ["Safety meeting (K)"]
    assert "had no safety meeting today at" in refused("meeting")
    shoot.meet()
    assert "had no safety meeting that counts today" in refused("meeting")
    assert refused("meeting").endswith(": the last one was held before count and sweep.")
    assert meeting() == ["Safety meeting again (K): the last one was held before count and sweep"]
    shoot.count("A-07")
    shoot.meet()
    assert meeting() == []
    assert refused("meeting") == ""
    shoot.hold(kind="stand-down")
    assert meeting() == ["Safety meeting again (K): a stand-down came after the last one"]
    assert refused("meeting").endswith(": a stand-down came after the last one.")


def test_a_day_that_nobody_wrapped_is_wrapped_before_the_next_is_opened(shoot: Shoot) -> None:
    """R-054: after eighteen hours it is over, and its count is still owed."""
    shoot.open_day()
    found = listed(shoot, 18 * 60)
    assert [one.procedure for one in found] == [Procedure.WRAP, Procedure.DAY_PEOPLE]
    assert found[0].words == "Wrap the day 2026-03-04"


def test_after_a_move_the_new_place_is_counted_and_swept(shoot: Shoot) -> None:
    """R-062, R-063: C at arrival."""
    shoot.ready("A-07")
    shoot.move("barn")
    assert (first(shoot).procedure, first(shoot).words) == (Procedure.DAY_COUNT, "Count and sweep at barn (C)")


def test_an_inert_batch_is_counted_every_day(shoot: Shoot) -> None:
    """R-102: after the guns, and nothing else waits for it."""
    effects = [
        Effect("batch-taken-in", {"batch": "RUB-1", "what": "rubber rifles", "count": 40}),
        custody("RUB-1", "locked", lock="cage"),
    ]
    shoot.add("procedure", effects, signers=BY_TWO_CUSTODIANS, procedure="batch-intake")
    shoot.ready("A-07")
    (batch,) = [one for one in listed(shoot) if one.procedure is Procedure.BATCH_DAY]
    assert (batch.subject, batch.blocking) == ("RUB-1", False)
    shoot.bar("RUB-1")
    assert Procedure.BATCH_DAY not in [one.procedure for one in listed(shoot)]


def test_only_the_guns_of_the_unit_are_due(shoot: Shoot) -> None:
    """R-074: another unit has its own list."""
    shoot.take_in("C-01", unit="second")
    shoot.ready("A-07")
    shoot.add("custody", [custody("C-01", "issued", person="will")])
    assert "C-01" not in {one.subject for one in listed(shoot)}
    others = due(shoot.situation(), "second", at(0), FLOOR)
    assert others[0].subject == "C-01"
