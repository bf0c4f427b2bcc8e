"""Whole jobs through the screens, key by key, on a real production on the disk. Each ends with the log verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.widgets import Input

from showclear.app.demo import Demonstration
from showclear.app.production import Production
from showclear.app.walking import Told, sign_all, walk
from showclear.domain.checklists import Procedure
from showclear.domain.situation.at_hand import guns_meant
from showclear.domain.situation.status import State
from showclear.ledger.steps import Verdict
from showclear.storage.clock import FakeClock
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.pin import PinDialog
from showclear.tui.dialogs.published import PublishedDialog
from showclear.tui.dialogs.resume import ResumeDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.drawing.slots import SlotState
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.fields import ChoiceField
from showclear.tui.screens.run import RunScreen
from showclear.tui.screens.run_stop import RunStopScreen
from showclear.tui.screens.start import StartScreen
from showclear.tui.screens.stop import SetStopScreen
from showclear.tui.widgets.banners import StopBanner
from showclear.tui.widgets.gun_picture import GunPicture
from showclear.tui.widgets.prompt import Paragraph
from tests.tui.real import COLT, NOW, Walker, copy, make, open_demo

TOLD = {"new-seal": "9001", "words": "As you showed me.", "giver": "Mara Reyes"}
INSPECTION = {
    "scene": "42", "use": "take", "place": "Stage 3", "plan.contents": "dummy", "plan.count": "6", "box": "DUM-3",
}  # fmt: skip


TAKE = {
    "scene": "42", "use": "take", "place": "Stage 3", "plan.from": "box", "plan.count": "2", "box": "BLK-1",
    "device": "", "holder": "dana-osei",
}  # fmt: skip


@dataclass
class Stage:
    """A demonstration, opened, with its clock."""

    demonstration: Demonstration
    production: Production
    clock: FakeClock

    @property
    def app(self) -> ShowClearApp:
        """A new app on it."""
        return ShowClearApp(self.production, self.demonstration.pins)

    def state(self, tag: str = COLT) -> State:
        """What the board says about a gun."""
        return next(one.state for one in self.production.board().weapons if one.weapon.tag == tag)

    def walk(self, procedure: Procedure, inputs: dict[str, str], told: dict[object, str]) -> None:
        """A signed run without the screens, for what came before."""
        session = self.production.start_run(procedure, COLT, inputs, "mara-reyes", "jonas-weil")
        walk(session, self.demonstration.pins, Told({**TOLD, "stays": "with", **told}))
        sign_all(session, self.demonstration.pins)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """Made once; every test works on a copy."""
    return make(tmp_path_factory.mktemp("demo") / "production")


@pytest.fixture
def stage(original: Demonstration, tmp_path: Path) -> Iterator[Stage]:
    """A production of its own; at the end every record in it is intact."""
    demonstration = copy(original, tmp_path / "a production, über all")
    clock = FakeClock(NOW)
    production = open_demo(demonstration, clock)
    yield Stage(demonstration, production, clock)
    assert production.verify().verdict is Verdict.INTACT
    production.close()


def set_zone(stage: Stage) -> None:
    """The zone for two quarter blanks a take, signed."""
    zone = {"unit": "main", "scene": "42", "place": "Stage 3", "guns": COLT, "plan.load": "quarter", "plan.count": "2"}
    session = stage.production.start_run(Procedure.BLANK_ZONE, "main", zone, "mara-reyes", "jonas-weil")
    people = Told({"stand-off": "700", "distance": "700", "heads": "3", "why-blank": "Recoil"}, ("camera",))
    walk(session, stage.demonstration.pins, people)
    sign_all(session, stage.demonstration.pins)


def fill(screen: StartScreen, values: dict[str, str]) -> None:
    """Fill the form, as somebody does on the first run of a day."""
    for number, asked in enumerate(screen.preparation.fields):
        field = screen.form.field(number)
        if asked.id not in values:
            continue
        if isinstance(field, Input):
            field.value = values[asked.id]
        elif isinstance(field, ChoiceField):
            field.at = [value for value, _ in field.choices].index(values[asked.id])


async def test_a_six_dummy_revolver_is_cleared_by_two_people_in_at_most_105_keys(stage: Stage) -> None:
    """Design section 14: the whole of D, both passes and signatures, from the board to the signed record."""
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        walker = Walker(app, pilot, stage.demonstration.pins, TOLD)
        await walker.press("i")
        assert isinstance(app.screen, StartScreen)
        fill(app.screen, INSPECTION)
        await walker.press("enter")
        await walker.walk()
        assert isinstance(app.screen, SignDialog)
        await walker.sign()
        assert isinstance(app.screen, PublishedDialog)
        assert walker.keys <= 105
        await walker.press("enter")
        assert isinstance(app.screen, BoardScreen)
    assert stage.state() is State.COLD


async def test_a_run_whose_last_answer_is_typed_ends_on_the_board(stage: Stage) -> None:
    """The line that is typed in hands its answer to the screen itself; what it opened then must be able to close."""
    app = stage.app
    async with app.run_test(size=(80, 24)) as pilot:
        walker = Walker(app, pilot, stage.demonstration.pins, {**TOLD, "new-seal": "S-9"})
        await walker.press("a", "a")
        assert isinstance(app.screen, StartScreen)
        fill(
            app.screen,
            {
                "container.tag": "DUM-9", "container.contents": "dummy", "container.calibre": ".45 Colt",
                "container.maker": "Hornady", "container.lot": "L 1", "container.count": "2", "container.seal": "S-9",
            },
        )  # fmt: skip
        await walker.press("enter")
        await walker.walk(until="counted")
        assert app.screen.query_one("#hint").display
        await walker.walk()
        await walker.sign()
        assert isinstance(app.screen, PublishedDialog)
        await walker.press("enter")
        assert isinstance(app.screen, BoardScreen)


async def test_the_second_inspection_of_a_day_starts_with_enter_alone(stage: Stage) -> None:
    """What was used last stands in every field, so nothing has to be typed again."""
    stage.walk(Procedure.INSPECTION, INSPECTION, {})
    stage.walk(Procedure.RETURN, {"box": "DUM-3"}, {"new-seal": "9002", "taker": "Mara Reyes"})
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PinDialog)


async def test_a_cold_gun_is_handed_over_and_turned_round(stage: Stage) -> None:
    """Design section 14: a turn-round with six dummies; the word is shown in block letters when it is called."""
    stage.walk(Procedure.INSPECTION, INSPECTION, {})
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        walker = Walker(app, pilot, stage.demonstration.pins, {**TOLD, "taker": "Dana Osei"})
        await walker.press("h", "right", "enter", *"42", "enter")
        await walker.walk(until="cold-call")
        assert isinstance(app.screen, RunScreen)
        assert app.screen.query_one("#word").display
        await walker.walk()
        await walker.sign()
        assert isinstance(app.screen, PublishedDialog)
        assert app.screen.clearance_word
        await walker.press("enter")
        stage.clock.advance(60)
        turn = Walker(app, pilot, stage.demonstration.pins, TOLD)
        await turn.press("t")
        await turn.walk()
        await turn.sign()
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert turn.keys <= 45
    assert stage.state() is State.COLD


async def test_a_run_whose_last_answer_is_typed_goes_back_to_the_board_when_it_is_signed(stage: Stage) -> None:
    """The lock is the last thing that is entered of a filled device: what was signed is read, Enter goes on."""
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        session = stage.production.start_run(
            Procedure.FILL, "C-07", {"box": "BLK-1", "plan.count": "2"}, "mara-reyes", "sam-tran"
        )
        app.push_screen(RunScreen(session))
        await pilot.pause()
        told = {"device-seal": "5001", "box-closed": "9001", "which-lock": "safe 2"}
        walker = Walker(app, pilot, stage.demonstration.pins, told)
        await walker.walk(until="left-in-box")
        assert [slot.state for slot in app.screen.query_one(GunPicture).data.drawing.slots] == [SlotState.BLANK] * 2
        await walker.walk()
        await walker.sign()
        assert isinstance(app.screen, PublishedDialog)
        await walker.press("enter")
        assert isinstance(app.screen, BoardScreen)


def test_a_zone_that_is_set_says_what_comes_next_and_fills_in_the_take(stage: Stage) -> None:
    """The card of the gun names the load, the form of the take stands as the zone was set; no rubber gun is offered.

    The slate is no plan there: the AD reads it at every issue, and another one than that of the zone is refused.
    """
    asked = {field.id: field for field in stage.production.prepare(Procedure.BLANK_ZONE, "main").fields}
    assert [tag for tag, _ in asked["guns"].choices if tag.startswith("R-")] == []
    set_zone(stage)
    card = next(one for one in stage.production.board().weapons if one.weapon.tag == COLT)
    assert card.next == "load for 42, or inspection"
    fields = {field.id: field.default for field in stage.production.prepare(Procedure.BLANK_TAKE, COLT).fields}
    assert (fields["scene"], fields["place"], fields["plan.count"]) == ("", "Stage 3", "2")


async def test_a_hot_gun_is_not_turned_round_by_a_slip_and_a_misfire_is_about_it_also_after_it_came_back(
    stage: Stage,
) -> None:
    """R-048: T writes no take-back of a hot gun; back in its armorer's hand it is still the one that misfires."""
    set_zone(stage)
    stage.walk(Procedure.BLANK_TAKE, TAKE, {"taker": "Dana Osei", "heads": "3"})
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("t")
        await pilot.pause()
        custody = next(one.custody for one in stage.production.board().weapons if one.weapon.tag == COLT)
        assert custody is not None
        assert custody.person == "dana-osei"
        await pilot.press("enter", "b")
        await pilot.pause()
        assert guns_meant(stage.production.board().weapons, Procedure.MISFIRE) == ((COLT,), False)
        assert stage.state() is State.HOT
    stage.walk(
        Procedure.RETURN,
        {"box": "BLK-1"},
        {"giver": "Dana Osei", "taker": "Mara Reyes", "cases": "2", "all-back": "2", "lost": "0", "unfired": "0",
         "misfires": "0", "seal-now": "9001"},
    )  # fmt: skip
    card = next(one for one in stage.production.board().weapons if one.weapon.tag == COLT)
    assert card.why == "Returned and proved empty, not inspected since."


async def test_a_gun_that_was_counted_empty_is_drawn_empty_and_its_blanks_hot(stage: Stage) -> None:
    """What goes into the gun is what the AD looks at: no chamber that was seen may look as if nobody had."""
    set_zone(stage)
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        session = stage.production.start_run(Procedure.BLANK_TAKE, COLT, TAKE, "mara-reyes", "jonas-weil")
        app.push_screen(RunScreen(session))
        await pilot.pause()
        walker = Walker(app, pilot, stage.demonstration.pins, TOLD)
        await walker.walk(until="label")
        assert {slot.state for slot in app.screen.query_one(GunPicture).data.drawing.slots} == {SlotState.EMPTY}
        await walker.walk(until="hot-call")
        drawn = [slot.state for slot in app.screen.query_one(GunPicture).data.drawing.slots]
        assert drawn == [SlotState.BLANK] * 2 + [SlotState.EMPTY] * 4
        assert app.screen.query_one("#word").display


async def test_a_letter_and_enter_name_somebody_on_the_roster(stage: Stage) -> None:
    """Whom a gun is shown to is named with few keys, or it is left out; the whole name stands there before Enter."""
    stage.walk(Procedure.INSPECTION, INSPECTION, {})
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        walker = Walker(app, pilot, stage.demonstration.pins, {**TOLD, "taker": "Dana Osei"})
        await walker.press("h", "right", "enter", *"42", "enter")
        await walker.walk(until="shown-to")
        screen = app.screen
        assert isinstance(screen, RunScreen)
        await pilot.press("l")
        await pilot.pause()
        assert screen.query_one("#hint", Paragraph).text == "Enter takes Luis Ortega."
        await pilot.press("enter")
        await pilot.pause()
        assert screen.row == "Luis Ortega"
        await pilot.press("h")
        await pilot.pause()
        entered = [entry.key.slot for entry in screen.session.run.entries("mara-reyes") if entry.key.step == "shown-to"]
        assert entered == ["Luis Ortega"]
        await pilot.press("l")
        await pilot.pause()
        assert screen.query_one("#hint", Paragraph).text.startswith("Type a name")
        await pilot.press("escape")


async def test_one_key_takes_back_locks_and_holds(stage: Stage) -> None:
    """Design section 14: take-back, lock, hold and out of sight are one key each."""
    stage.walk(Procedure.INSPECTION, INSPECTION, {})
    stage.walk(Procedure.HANDOVER, {"holder": "dana-osei", "scene": "42"}, {"taker": "Dana Osei"})
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("b")
        assert "Mara Reyes" in app.board_screen.guns()[0].data.with_
        await pilot.press("f12")
        await pilot.pause()
        assert isinstance(app.screen, SetStopScreen)
        assert [stop.kind for stop in stage.production.board().stops] == ["hold"]
        await pilot.press("b")
        assert isinstance(app.screen, BoardScreen)
        assert app.screen.has_class("-stopped")
    assert stage.state() is State.UNVERIFIED


async def test_why_a_stop_was_made_is_said_after_it_and_the_board_is_where_its_key_leads(stage: Stage) -> None:
    """R-128: T on the stop screen, with no name; B leads to the board also out of a run, which is kept as a draft."""
    app = stage.app
    async with app.run_test(size=(80, 24)) as pilot:
        walker = Walker(app, pilot, stage.demonstration.pins, TOLD)
        await walker.press("i")
        assert isinstance(app.screen, StartScreen)
        fill(app.screen, INSPECTION)
        await walker.press("enter", "f12", "t", *"crossed", "enter")
        assert isinstance(app.screen, SetStopScreen)
        (stop,) = stage.production.board().stops
        assert [(one.words, one.by) for one in stop.said] == [("crossed", "")]
        assert '"crossed"' in "".join(piece.text for line in app.screen.query_one(StopBanner).lines for piece in line)
        await walker.press("b")
        assert isinstance(app.screen, BoardScreen)
        assert [one.subject for one in stage.production.open_runs()] == ["A-07"]


async def test_a_hold_is_lifted_by_armorer_and_ad_with_reason_and_answer(stage: Stage) -> None:
    """Design section 2: both sign; before that the board shows the hold across its top."""
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        walker = Walker(app, pilot, stage.demonstration.pins)
        await walker.press("f12", "b", "x", *"seen", "enter", *"all clear".replace(" ", ""), "enter")
        assert isinstance(app.screen, SignDialog)
        await walker.sign()
        assert isinstance(app.screen, PublishedDialog)
        await walker.press("enter")
        assert not app.screen.has_class("-stopped")
    assert stage.production.board().stops == ()


async def test_a_round_in_a_chamber_stops_the_run_and_stands_the_set_down(stage: Stage) -> None:
    """The restriction is written before any way out is offered; neither Esc nor Enter leads away."""
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        walker = Walker(
            app, pilot, stage.demonstration.pins, {**TOLD, ("mara-reyes", "chambers", "4"): "round-or-case"}
        )
        await walker.press("i")
        assert isinstance(app.screen, StartScreen)
        fill(app.screen, INSPECTION)
        await walker.press("enter")
        await walker.walk()
        assert isinstance(app.screen, RunStopScreen)
        assert [stop.kind for stop in stage.production.board().stops] == ["stand-down"]
        await walker.press("escape", "enter")
        assert isinstance(app.screen, RunStopScreen)
        await walker.press("w")
        assert isinstance(app.screen, BoardScreen)
    assert stage.production.open_runs() == ()


async def test_a_run_that_was_left_is_offered_by_name_and_time_and_goes_on(stage: Stage) -> None:
    """After a crash nothing goes on silently; the last answered step is asked again."""
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        walker = Walker(app, pilot, stage.demonstration.pins, TOLD)
        await walker.press("i")
        assert isinstance(app.screen, StartScreen)
        fill(app.screen, INSPECTION)
        await walker.press("enter")
        await walker.walk(until="chambers 3")
    stage.production.close()
    stage.production = open_demo(stage.demonstration, stage.clock)
    again = stage.app
    async with again.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, ResumeDialog)
        walker = Walker(again, pilot, stage.demonstration.pins, TOLD)
        await walker.press("1")
        assert isinstance(again.screen, PinDialog), getattr(again.screen, "error", "")
        await walker.press(*stage.demonstration.pins["mara-reyes"])
        assert isinstance(again.screen, RunScreen)
        assert again.screen.question is not None
        assert (again.screen.question.key.step, again.screen.question.key.slot) == ("chambers", "2")
        await walker.walk()
        await walker.sign()
        assert isinstance(again.screen, PublishedDialog)
    assert stage.state() is State.COLD


async def test_a_run_can_be_abandoned_with_a_reason_instead(stage: Stage) -> None:
    """What was written stays; the run is not offered again."""
    stage.production.start_run(Procedure.INSPECTION, COLT, INSPECTION, "mara-reyes", "jonas-weil").leave()
    stage.production.close()
    stage.production = open_demo(stage.demonstration, stage.clock)
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ResumeDialog)
        await pilot.press("escape", "i")
        await pilot.pause()
        assert isinstance(app.screen, ResumeDialog), "a second inspection of the same gun was begun"
        await pilot.press("d", *"lunch", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
    assert stage.production.open_runs() == ()


async def test_what_another_window_publishes_appears_without_a_key(stage: Stage) -> None:
    """Names are compared every two seconds; here the comparison is asked for at once."""
    app = stage.app
    async with app.run_test(size=(120, 40)) as pilot:
        other = Production.open(
            stage.demonstration.folder, machine=stage.demonstration.machine, clock=stage.clock, window=False
        )
        other.hold("somebody shouted")
        app.follow()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.board_screen.has_class("-stopped")
        other.close()
