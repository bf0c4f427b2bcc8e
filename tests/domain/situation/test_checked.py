"""Was every gun checked every time: what is due, what counts as done, and what a record in doubt is worth."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from showclear.domain.custody import Custody, Shape
from showclear.domain.effects import Effect
from showclear.domain.situation.checked import Check, Due, GunDay, Mark, gun_days, judged_in
from showclear.domain.situation.course import shooting_days
from showclear.domain.situation.day import Counted, DayWrapped
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.values import NOTHING, Grant, Judgement
from showclear.domain.weapons import Contents
from tests.domain.situation.mornings import BY_ARMORER_AND_AD, BY_TWO_CUSTODIANS
from tests.domain.situation.productions import Shoot, custody

AT = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def effect(kind: str, **values: str) -> Effect:
    """An effect as a record holds it."""
    return Effect(kind.replace("_", "-"), dict(values))


TAKEN_IN = effect("weapon_taken_in", weapon="A-07", unit="main")
OPENED = effect("day_opened", unit="main", day="1", place="Stage 3")
NEXT = effect("day_opened", unit="main", day="2", place="Stage 3")
PLANNED = effect("counted", unit="main", item="A-07", how="planned")
BY_SEAL = effect("counted", unit="main", item="A-07", how="seal")
PROVED = effect("proved_empty", weapon="A-07")
CLEARED = effect("cleared", weapon="A-07")
ISSUED = effect("issued", weapon="A-07", condition="cold")
BACK = effect("custody", item="A-07", shape="with")
LOCKED = effect("custody", item="A-07", shape="locked")
LOST = effect("custody", item="A-07", shape="unaccounted")
WRAPPED = effect("wrapped", unit="main", day="1")
WHOLE_DAY = (
    [TAKEN_IN, LOCKED],
    [OPENED],
    [PLANNED],
    [PROVED],
    [CLEARED],
    [ISSUED],
    [BACK],
    [PROVED],
    [LOCKED, WRAPPED],
)


def days(*effects: list[Effect], altered: tuple[int, ...] = (), wrong: tuple[int, ...] = ()) -> tuple[GunDay, ...]:
    """What was due, for records with these effects; some not intact, some not accepted by the rules."""
    records = [
        RecordFacts(f"{at:064d}", f"cart-{at}.toml", "cart", at, "procedure", f"{at:032d}", AT + timedelta(minutes=at),
                    intact=at not in altered, effects=tuple(several))
        for at, several in enumerate(effects)
    ]  # fmt: skip
    return gun_days(
        records, shooting_days(records), "main", lambda one: judgement_of(one, counts=one.sequence not in wrong)
    )


def judgement_of(record: RecordFacts, *, counts: bool) -> Judgement:
    """What the fold makes of such a record where the rules accept it; nothing where they do not."""
    found = Judgement()
    for one in record.effects if counts and record.intact else ():
        tag = str(one.values.get("weapon") or one.values.get("item", ""))
        match one.kind:
            case "counted":
                found.said[Aspect.COUNTED, tag] = Counted("main", str(one.values["how"]))
            case "proved-empty":
                found.holdings[tag] = NOTHING
            case "cleared" | "issued":
                found.grants[tag] = grant(tag, issued=one.kind == "issued")
                found.custody[tag] = Custody(Shape.ISSUED if one.kind == "issued" else Shape.WITH)
            case "custody":
                found.custody[tag] = Custody(Shape(str(one.values["shape"])))
            case "transferred":
                found.custody[tag] = Custody(Shape.WITH)
            case "departed":
                found.custody[tag] = Custody(Shape.OFF_PRODUCTION)
            case "wrapped":
                found.said[Aspect.WRAPPED, "main"] = DayWrapped("1", True, "")
    return found


def grant(tag: str, *, issued: bool) -> Grant:
    """A permission for a take."""
    return Grant(tag, issued, Contents.NOTHING, 0, "12A", "take", "Stage 3", "mara", AT, 10)


def told(day: GunDay) -> dict[Due, Mark]:
    """Each check of a day with at most one handover."""
    assert len({one.due for one in day.checks}) == len(day.checks)
    return {one.due: one.mark for one in day.checks}


def check(day: GunDay, due: Due) -> Check:
    """The check of this kind."""
    return next(one for one in day.checks if one.due is due)


def test_a_whole_day_is_done_with_the_record_of_each_check() -> None:
    """R-CHECKED-1: each check names what made it due and what did it."""
    (day,) = days(*WHOLE_DAY)
    assert set(told(day).values()) == {Mark.DONE}
    assert set(told(day)) == set(Due)
    assert day.handovers == 1
    assert (check(day, Due.CHECKED).because, check(day, Due.CHECKED).record) == ("cart-5", "cart-4")
    assert check(day, Due.AFTER).record == "cart-7"


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [(2, Due.COUNTED), (4, Due.CHECKED), (7, Due.AFTER), (8, Due.LOCKED)],
    ids=["no count", "no inspection", "no proof after use", "no wrap"],
)
def test_what_is_left_out_is_missing_and_nothing_else(left_out: int, missing: Due) -> None:
    """R-CHECKED-1: a next day was opened, so that nothing may still be done."""
    effects = [one for at, one in enumerate(WHOLE_DAY) if at != left_out]
    first, _ = days(*effects, [NEXT])
    assert [due for due, mark in told(first).items() if mark is Mark.MISSING] == [missing]
    assert check(first, missing).why


def test_a_gun_that_nobody_took_back_is_not_back_by_being_reported_missing() -> None:
    """R-CHECKED-1: unaccounted for is no hand and no lock."""
    first, _ = days(*WHOLE_DAY[:6], [LOST], [WRAPPED], [NEXT])
    assert told(first)[Due.BACK] is Mark.MISSING
    assert told(first)[Due.LOCKED] is Mark.MISSING


def test_a_record_that_is_not_intact_leaves_a_check_in_doubt_not_done() -> None:
    """R-CHECKED-1: and one that the rules do not accept leaves a handover unchecked."""
    (day,) = days(*WHOLE_DAY, altered=(4,))
    assert told(day)[Due.CHECKED] is Mark.DOUBTFUL
    (day,) = days(*WHOLE_DAY, wrong=(5,))
    assert told(day)[Due.CHECKED] is Mark.MISSING


def test_an_intact_record_that_did_it_again_takes_the_doubt_away() -> None:
    """Proved empty twice, the first record altered since."""
    effects = (*WHOLE_DAY[:4], [PROVED], *WHOLE_DAY[4:])
    (day,) = days(*effects, altered=(3,))
    assert told(day)[Due.PROVED] is Mark.DONE


@pytest.mark.parametrize(
    ("refused", "due"),
    [(2, Due.COUNTED), (3, Due.PROVED), (5, Due.CHECKED), (7, Due.AFTER), (8, Due.LOCKED)],
    ids=["count", "proof", "handover", "proof after use", "wrap"],
)
def test_what_the_rules_do_not_accept_is_not_done(refused: int, due: Due) -> None:
    """R-CHECKED-1: a record says so, and it is named; nothing else is missing."""
    (day,) = days(*WHOLE_DAY, wrong=(refused,))
    assert [one for one, mark in told(day).items() if mark is not Mark.DONE] == [due]
    found = check(day, due)
    assert found.mark is Mark.MISSING
    assert f"cart-{refused}" in (found.because, found.record)
    assert "rules do not accept" in found.why


def test_a_lock_that_only_an_altered_record_names_is_in_doubt_at_the_wrap() -> None:
    """R-CHECKED-1: the wrap is intact, and who says where the gun lies is not."""
    (day,) = days(*WHOLE_DAY[:8], [LOCKED], [WRAPPED], altered=(8,))
    assert told(day)[Due.LOCKED] is Mark.DOUBTFUL
    assert check(day, Due.LOCKED).record == "cart-8"


def test_a_gun_that_is_away_when_the_day_begins_is_in_no_count_of_it() -> None:
    """At the repair shop nobody counts it; back and used it is counted, or that is missing."""
    away = effect("custody", item="A-07", shape="off-production")
    assert days([TAKEN_IN, LOCKED], [away], [OPENED], [WRAPPED]) == ()
    (day,) = days([TAKEN_IN, LOCKED], [away], [OPENED], [LOCKED], [PROVED], [CLEARED], [ISSUED], [BACK])
    assert day.handovers == 1


def test_what_counts_is_what_the_fold_says() -> None:
    """R-CHECKED-1: a count that two handlers signed, and a proof that one signed, are neither; each is named."""
    shoot = Shoot()
    shoot.found()
    shoot.take_in()
    shoot.open_day()
    refused = shoot.count("A-07", signers=BY_TWO_CUSTODIANS)
    shoot.meet()
    proof = shoot.prove(signers=BY_ARMORER_AND_AD[:1])
    shoot.add("custody", [custody("A-07", "locked")])
    shoot.wrap()
    (day,) = gun_days(shoot.records, shooting_days(shoot.records), "main", judged_in(shoot.situation().view.history))
    assert {one.due: (one.mark, one.record) for one in day.checks if one.mark is not Mark.DONE} == {
        Due.COUNTED: (Mark.MISSING, refused.title),
        Due.PROVED: (Mark.MISSING, proof.title),
    }


def test_a_gun_that_is_not_used_is_only_counted_and_locked() -> None:
    """R-CHECKED-1: by its seal it is barred for the day; on the plan and never proved it is named."""
    (day,) = days(WHOLE_DAY[0], [OPENED], [BY_SEAL], [WRAPPED])
    assert told(day) == {Due.COUNTED: Mark.DONE, Due.LOCKED: Mark.DONE}
    (day,) = days(WHOLE_DAY[0], [OPENED], [PLANNED], [WRAPPED])
    assert told(day)[Due.PROVED] is Mark.MISSING
    assert "not handed over" in check(day, Due.PROVED).why


def test_on_a_day_that_goes_on_what_is_not_done_yet_is_open() -> None:
    """R-CHECKED-1: except what had to come before a handover."""
    (day,) = days(*WHOLE_DAY[:4], [ISSUED])
    assert told(day)[Due.BACK] is Mark.OPEN
    assert told(day)[Due.AFTER] is Mark.OPEN
    assert told(day)[Due.CHECKED] is Mark.MISSING
    assert Due.LOCKED not in told(day)


def test_a_take_with_blanks_is_checked_by_its_own_record_and_a_turn_round_by_the_handover_before() -> None:
    """R-CHECKED-1: nine takes with one gun need one inspection."""
    (day,) = days(WHOLE_DAY[0], [OPENED], [PLANNED], [PROVED, ISSUED], [BACK], [PROVED], [LOCKED, WRAPPED])
    assert set(told(day).values()) == {Mark.DONE}
    (day,) = days(*WHOLE_DAY[:6], [ISSUED], [ISSUED], *WHOLE_DAY[6:])
    assert day.handovers == 3
    assert {one.mark for one in day.checks} == {Mark.DONE}


def test_a_gun_belongs_to_the_day_of_the_unit_that_has_it() -> None:
    """Transferred away, nothing of the first unit's next day is due for it; off the production of none."""
    moved = effect("transferred", item="A-07", unit="second", person="lee")
    second = effect("day_opened", unit="second", day="1", place="Backlot")
    found = days(*WHOLE_DAY, [moved], [NEXT], [second])
    assert [(one.unit, one.day) for one in found] == [("main", "1"), ("second", "1")]
    assert len(days(*WHOLE_DAY, [effect("departed", item="A-07")], [NEXT])) == 1


def test_two_days_that_are_called_alike_are_two_days() -> None:
    """A day named by its date may be opened again on that date."""
    first, second = days(*WHOLE_DAY, [OPENED], [PLANNED])
    assert (first.day, second.day) == ("1", "1")
    assert first.opened != second.opened
    assert set(told(first).values()) == {Mark.DONE}
    assert told(second) == {Due.COUNTED: Mark.DONE, Due.PROVED: Mark.OPEN}
