"""Two laptops that work at once and exchange files in any direction and order: equal boards, and nothing too lax."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from showclear.app.demo import ARMORER, DIRECTOR
from showclear.app.production import RulesRefuseError
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.effects import Effect
from showclear.domain.situation.status import State, WeaponStatus
from showclear.errors import ShowClearError
from showclear.storage.clock import FakeClock
from showclear.storage.paths import MachinePaths
from tests.app.signing_by_hand import sign_out, signed
from tests.app.stage import BOX, COLT, EMPTY, HOLDER, NOW, RUBBER, SECOND_COLT, SLATE, TOLD, Stage, plan
from tests.app.test_ends_of_stops import open_second_unit, second_armorer

DAY = {"place": "Stage 3", "day.blanks": "yes"}


@pytest.fixture
def other(stage: Stage, tmp_path: Path) -> Stage:
    """The same production on a laptop of somebody else; both clocks are right."""
    folder = tmp_path / "truck"
    shutil.copytree(stage.folder, folder)
    return Stage(folder, MachinePaths(tmp_path / "another account"), stage.keys, stage.pins, stage.clock)


@pytest.fixture(autouse=True)
def _whole(other: Stage) -> Iterable[None]:
    """Whatever happened, no record of the other laptop is broken either."""
    yield
    other.close()
    if not other.damaged:
        other.assert_whole()


def new_files(source: Stage, target: Stage) -> list[Path]:
    """The records that only one of the two has, oldest of each log first."""
    found = sorted((source.folder / "log").glob("*.toml"))
    return [path for path in found if not (target.folder / "log" / path.name).exists()]


def carry(source: Stage, target: Stage, *, newest_first: bool = False) -> None:
    """Copy the new files one by one, and look at the folder after each."""
    files = new_files(source, target)
    for path in files[::-1] if newest_first else files:
        shutil.copy2(path, target.folder / "log" / path.name)
        target.production.refresh()


def exchange(one: Stage, two: Stage) -> None:
    """Both get what the other has."""
    for source, target in ((one, two), (two, one)):
        carry(source, target)
        source.production.refresh()


def picture(stage: Stage) -> tuple[object, ...]:
    """Everything on a board that does not belong to the laptop itself."""
    board = stage.production.board()
    return (
        board.weapons, board.stops, board.containers, board.devices, board.day, board.on_duty, board.batches,
        board.open_items, board.recent, sorted(board.findings), stage.production.armory(),
        [replace(one, shift=None) for one in stage.production.people_today()],
    )  # fmt: skip


def assert_same_board(one: Stage, two: Stage) -> None:
    """Equal files, equal boards; and the same again for whoever opens the folder anew."""
    assert one.names() == two.names()
    assert picture(one) == picture(two)
    before = picture(two)
    two.reopen()
    assert picture(two) == before


def is_permitted(status: WeaponStatus) -> bool:
    """Whether anybody may hand it over or hold it."""
    return status.clearance is not None or status.issue is not None or status.state is State.COLD


# One hands over, the other does something else


def _break(truck: Stage) -> None:
    truck.do(Procedure.BREAK, "", {"reason": "lunch"}, Told({**TOLD.answers, "which-lock": "safe 1"}))


def _move(truck: Stage) -> None:
    truck.do(Procedure.MOVE, "", {"new-place": "The quarry"}, Told({**TOLD.answers, "which-lock": "safe 1"}))


def _transfer(truck: Stage) -> None:
    truck.production.lock(COLT, "safe 1")
    sign_out(truck, truck.production.moves.transfer(COLT, "splinter", ARMORER.id, "per-holm"))


def _armorer(truck: Stage) -> None:
    per = truck.production.person("per-holm")
    unit = truck.production.unit
    signed(
        truck, "change-of-armorer",
        Effect("armorer-changed", {"unit": unit, "armorer": per.id}),
        Effect("on-duty", {"unit": unit, "person": per.id}),
        Effect("break", {"unit": unit, "reason": "change of armorer"}),
        by=(ARMORER, per),
    )  # fmt: skip


def _departure(truck: Stage) -> None:
    truck.production.lock(COLT, "safe 1")
    sign_out(truck, truck.production.moves.departure(COLT, "the gunsmith", "loose", ARMORER.id, "paul-brandt"))


MEANWHILE: dict[str, Callable[[Stage], object]] = {
    "a hold": lambda truck: truck.production.hold("somebody in front"),
    "a stand-down": lambda truck: truck.production.stand_down("a real round"),
    "a report": lambda truck: truck.production.stops.report("near-miss", "it nearly fell"),
    "an injury": lambda truck: truck.production.start_emergency(Procedure.INCIDENT, (COLT,), report_class="injury"),
    "a misfire": lambda truck: truck.production.start_emergency(Procedure.MISFIRE, (COLT,), report_class="misfire"),
    "out of sight": lambda truck: truck.production.out_of_sight(COLT),
    "a lock": lambda truck: truck.production.lock(COLT, "safe 2"),
    "a take-back": lambda truck: truck.production.take_back(COLT),
    "a break": _break,
    "a move": _move,
    "a wrap": lambda truck: truck.wrap(),
    "a new day": lambda truck: truck.do(Procedure.DAY_PEOPLE, "", DAY, TOLD),
    "a proof": lambda truck: truck.do(Procedure.DAY_PROOF, COLT, {}, TOLD),
    "an inspection": lambda truck: truck.clear(COLT, EMPTY),
    "a handover": lambda truck: truck.hand_over(COLT, "luis-ortega"),
    "a transfer": _transfer,
    "a departure": _departure,
    "another armorer": _armorer,
}
"""What the truck does with the gun, its unit or the set while the cart hands the gun over."""


@pytest.mark.parametrize("what", MEANWHILE)
def test_a_handover_that_had_not_seen_it_permits_nothing_once_both_know(stage: Stage, other: Stage, what: str) -> None:
    """R-031, R-054: and whoever knows both never sees the gun as cleared. One side gets the files newest first."""
    stage.open()
    stage.production.shifts.open("paul-brandt", "", stage.pins["paul-brandt"])
    per = second_armorer(stage)
    open_second_unit(stage)
    stage.clear(COLT, EMPTY)
    other.keys, other.pins = stage.keys, stage.pins
    other.open()
    exchange(stage, other)
    for person in (per, "paul-brandt"):
        other.production.shifts.open(person, "", other.pins[person])
    assert is_permitted(other.status())
    stage.hand_over()
    MEANWHILE[what](other)
    for path in new_files(stage, other):
        shutil.copy2(path, other.folder / "log" / path.name)
        other.production.refresh()
        assert not is_permitted(other.status()), "the truck knows what it did"
    carry(other, stage, newest_first=True)
    exchange(stage, other)
    assert not is_permitted(stage.status())
    assert stage.status().state is not State.COLD
    assert stage.status().why
    assert stage.status().next
    assert_same_board(stage, other)
    with pytest.raises(ShowClearError):
        stage.start(Procedure.TURN_ROUND, COLT, {})


@pytest.mark.parametrize(
    "what", [one for one in MEANWHILE if one not in ("a transfer", "another armorer", "a departure")]
)
def test_what_the_other_laptop_did_stops_a_handover_that_is_being_signed(stage: Stage, other: Stage, what: str) -> None:
    """Its files arrive between the two signatures: nothing is signed."""
    stage.clear(COLT, EMPTY)
    exchange(stage, other)
    session = stage.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE})
    stage.walk(session, TOLD)
    signing = session.signing()
    signing.sign(stage.pins[ARMORER.id])
    MEANWHILE[what](other)
    for path in new_files(other, stage):
        shutil.copy2(path, stage.folder / "log" / path.name)
    with pytest.raises(ShowClearError):
        signing.sign(stage.pins[DIRECTOR.id])
    session.abandon("overtaken")
    exchange(stage, other)
    assert_same_board(stage, other)


# The same thing on both


def test_both_clear_one_gun_with_rounds_of_one_box(stage: Stage, other: Stage) -> None:
    """R-032, R-045: nobody knows what it holds or what is in the box, and no next run starts from either."""
    stage.clear()
    other.clear()
    exchange(stage, other)
    assert_same_board(stage, other)
    seen = stage.status()
    assert seen.state is State.UNVERIFIED
    assert "do not know of each other" in seen.why
    assert seen.next
    assert stage.box().restricted
    with pytest.raises(RulesRefuseError):
        stage.start(Procedure.INSPECTION, SECOND_COLT, plan())


def test_rounds_of_one_box_for_two_guns_are_a_gap_and_never_cold(stage: Stage, other: Stage) -> None:
    """R-045: each took six and counted eighteen left; together there are twelve. Somebody's count is not true."""
    stage.clear(COLT)
    other.clear(SECOND_COLT)
    exchange(stage, other)
    assert_same_board(stage, other)
    assert stage.box().left == 12
    assert stage.box().gap
    assert [(one.kind, one.subject) for one in stage.production.board().open_items if one.kind == "gap"]
    for tag in (COLT, SECOND_COLT):
        assert stage.status(tag).state is not State.COLD
        assert BOX in stage.status(tag).why


def test_a_run_on_the_box_that_the_other_laptop_emptied_is_not_signed(stage: Stage, other: Stage) -> None:
    """The rules are asked again from the folder, and the box is another one than the run counted."""
    stage.open()
    session = stage.start(Procedure.INSPECTION, COLT, plan())
    stage.walk(session)
    other.clear(SECOND_COLT)
    carry(other, stage)
    with pytest.raises(ShowClearError, match=BOX):
        sign_all(session, stage.pins)
    session.abandon("the box is another one")
    exchange(stage, other)
    assert_same_board(stage, other)
    assert "perhaps in A-07" in stage.box().gap


def test_two_zones_for_one_gun_are_none(stage: Stage, other: Stage) -> None:
    """R-057: each measured for itself and knows nothing of the other's distances and people."""
    zone = {"scene": SLATE, "place": "Stage 3", "guns": COLT, "plan.load": "quarter", "plan.count": "2"}
    take = {
        "scene": SLATE, "use": "take", "place": "Stage 3", "plan.from": "box", "plan.count": "2", "box": "BLK-1",
        "holder": HOLDER,
    }  # fmt: skip
    for side in (stage, other):
        side.do(Procedure.BLANK_ZONE, "", zone, Told({**TOLD.answers, "heads": "4"}))
        refusals = side.production.refusals(Procedure.BLANK_TAKE, COLT, take, ARMORER.id, DIRECTOR.id)
        assert not refusals, refusals
    exchange(stage, other)
    assert_same_board(stage, other)
    with pytest.raises(RulesRefuseError) as caught:
        stage.start(Procedure.BLANK_TAKE, COLT, take)
    assert "zone" in str(caught.value).casefold()


def test_two_batch_issues_at_once(stage: Stage, other: Stage) -> None:
    """Both lists count: five are out, with both holders."""
    inputs = {"scene": SLATE, "holders": f"{HOLDER} 2"}
    stage.do(Procedure.BATCH_ISSUE, "RUB-1", inputs, Told({**TOLD.answers, "given": "2"}))
    inputs = {"scene": SLATE, "holders": "luis-ortega 3"}
    other.do(Procedure.BATCH_ISSUE, "RUB-1", inputs, Told({**TOLD.answers, "given": "3"}))
    exchange(stage, other)
    assert_same_board(stage, other)
    (batch,) = [one for one in stage.production.board().batches if one.tag == "RUB-1"]
    assert batch.out == (("dana-osei 2, luis-ortega 3", 5),)


def test_a_meeting_on_one_laptop_does_not_help_a_handover_that_had_not_heard_of_it(stage: Stage, other: Stage) -> None:
    """K after a stand-down counts for records that know it; a handover of before stays ended."""
    stage.clear(COLT, EMPTY)
    exchange(stage, other)
    stage.hand_over()
    other.production.stand_down("a real round")
    other.do(Procedure.MEETING, "", {"scene": SLATE, "day.blanks": "yes"}, TOLD)
    exchange(stage, other)
    assert_same_board(stage, other)
    assert not is_permitted(stage.status())


def test_a_hold_that_was_lifted_there_does_not_give_back_what_it_ended_here(stage: Stage, other: Stage) -> None:
    """R-031: closed restrictions, too, have to be among the ancestors."""
    stage.clear(COLT, EMPTY)
    exchange(stage, other)
    stage.hand_over()
    other.production.hold("somebody in front")
    (stop,) = other.production.board().stops
    sign_out(other, other.production.lift_hold(stop.record, "a bird", "gone", ARMORER.id, DIRECTOR.id))
    exchange(stage, other)
    assert_same_board(stage, other)
    assert stage.production.board().stops == ()
    assert not is_permitted(stage.status())
    assert "somebody in front" in stage.status().why


# Files that are not all there


def test_a_hold_counts_before_the_files_that_it_came_after(stage: Stage, other: Stage) -> None:
    """It stops at once; what is missing is a finding until it comes, and then there is none."""
    stage.clear(COLT, EMPTY)
    exchange(stage, other)
    other.production.take_back(RUBBER)
    other.clear(RUBBER, EMPTY)
    other.production.hold("somebody in front")
    *before, hold = new_files(other, stage)
    shutil.copy2(hold, stage.folder / "log" / hold.name)
    stage.production.refresh()
    assert [one.reason for one in stage.production.board().stops] == ["somebody in front"]
    assert not is_permitted(stage.status())
    assert any("missing" in one for one in stage.production.board().findings)
    for path in before[::-1]:
        shutil.copy2(path, stage.folder / "log" / path.name)
        stage.production.refresh()
    exchange(stage, other)
    assert_same_board(stage, other)
    assert not stage.production.board().findings


def test_a_clearance_whose_ancestors_are_missing_permits_nothing_yet(stage: Stage, other: Stage) -> None:
    """What is missing may have been a stop."""
    stage.open()
    other.production.out_of_sight(COLT)
    other.clear(COLT, EMPTY)
    *before, cleared = new_files(other, stage)
    shutil.copy2(cleared, stage.folder / "log" / cleared.name)
    stage.production.refresh()
    assert other.status().state is State.COLD
    assert not is_permitted(stage.status())
    for path in before:
        shutil.copy2(path, stage.folder / "log" / path.name)
    stage.production.refresh()
    assert stage.status().state is State.COLD
    exchange(stage, other)
    assert_same_board(stage, other)


def test_a_torn_file_is_a_finding_until_it_is_whole(stage: Stage, other: Stage) -> None:
    """A copy that is under way has its name from the beginning; nothing has to be opened anew when it is done."""
    stage.open()
    other.clear(COLT, EMPTY)
    (cleared,) = new_files(other, stage)
    whole, target = cleared.read_bytes(), stage.folder / "log" / cleared.name
    for part in (0, 100, len(whole) // 2, len(whole) - 1):
        target.write_bytes(whole[:part])
        stage.production.refresh()
        assert not is_permitted(stage.status())
        assert any(cleared.name in one for one in stage.production.board().findings)
    target.write_bytes(whole)
    assert stage.production.refresh()
    assert not stage.production.refresh(), "nothing new"
    assert stage.status().state is State.COLD
    assert not stage.production.board().findings
    exchange(stage, other)
    assert_same_board(stage, other)


def test_a_copy_under_another_name_changes_nothing_and_is_named(stage: Stage, other: Stage) -> None:
    """What a synchronised folder makes of two writers of one name."""
    stage.open()
    other.clear(COLT, EMPTY)
    (cleared,) = new_files(other, stage)
    stray = stage.folder / "log" / f"{cleared.stem} (conflicted copy).toml"
    shutil.copy2(cleared, stray)
    stage.production.refresh()
    assert not is_permitted(stage.status())
    assert any(stray.name[:20] in one for one in stage.production.board().findings)
    carry(other, stage)
    assert stage.status().state is State.COLD
    stray.unlink()
    exchange(stage, other)
    assert_same_board(stage, other)


# Clocks that do not agree


def test_a_clock_that_runs_ahead_is_named_with_what_to_do(stage: Stage, other: Stage) -> None:
    """R-038: whose, by how much; what it cleared is unverified here, also when this clock has caught up."""
    stage.open()
    other.clock = FakeClock(NOW + timedelta(minutes=7))
    other.clear(COLT, EMPTY)
    assert other.status().state is State.COLD
    carry(other, stage)
    log = other.names()[-1].rsplit("-", 2)[0]
    (said,) = [one for one in stage.production.board().findings if one.startswith("Clock")]
    assert log in said or "laptop" in said
    assert "7 min ahead" in said
    assert "inspect those guns again" in said
    assert stage.status().state is State.UNVERIFIED
    assert stage.status().rule == "R-038"
    stage.clock.advance(8 * 60)
    assert not [one for one in stage.production.board().findings if one.startswith("Clock")]
    assert stage.status().state is State.UNVERIFIED, "nobody knows here how old it is"
    assert "before its own time" in stage.status().why
    stage.reopen()
    assert "before its own time" in stage.status().why, "a restart makes nobody wiser"
    stage.clear(COLT, EMPTY)
    assert stage.status().state is State.COLD


def test_a_day_that_an_early_clock_opened_is_not_open_here_yet(stage: Stage, other: Stage) -> None:
    """The stricter reading: nothing of it counts before this clock shows its time, and the board says why."""
    stage.open()
    other.clock = FakeClock(NOW + timedelta(minutes=30))
    other.do(Procedure.DAY_PEOPLE, "", DAY, TOLD)
    carry(other, stage)
    day = stage.production.board().day
    assert day is not None
    assert not day.open
    assert "clock" in day.why.casefold()
    assert any("30 min ahead" in one for one in stage.production.board().findings)
    with pytest.raises(RulesRefuseError, match="R-061"):
        stage.start(Procedure.INSPECTION, RUBBER, EMPTY)
    stage.clock.advance(31 * 60)
    day = stage.production.board().day
    assert day is not None
    assert day.open
    with pytest.raises(RulesRefuseError):
        stage.start(Procedure.INSPECTION, RUBBER, EMPTY)


def test_a_hold_of_a_laptop_whose_clock_runs_ahead_counts_at_once(stage: Stage, other: Stage) -> None:
    """Time never delays a stop."""
    stage.clear(COLT, EMPTY)
    other.clock = FakeClock(NOW + timedelta(hours=30))
    other.open()
    other.production.hold("somebody in front")
    carry(other, stage)
    assert [one.reason for one in stage.production.board().stops] == ["somebody in front"]
    assert not is_permitted(stage.status())


def test_a_clock_of_this_laptop_that_was_set_back_before_the_start_is_named(stage: Stage) -> None:
    """Its own records say a later time than it shows."""
    stage.clear(COLT, EMPTY)
    stage.clock.set(NOW - timedelta(minutes=20))
    stage.reopen()
    (said,) = [one for one in stage.production.board().findings if one.startswith("Clock")]
    assert "set back" in said
    assert stage.status().state is State.UNVERIFIED
