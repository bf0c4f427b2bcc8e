"""A safety officer's morning on a real production: find a slip, read it, sign the review; the log is whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from showclear.app.bundle.checking import check_sums
from showclear.app.demo import Demonstration
from showclear.app.walking import Told, answer_once, sign_all, walk
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Reason
from showclear.ledger.steps import Verdict
from showclear.storage.clock import FakeClock
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.exported import ExportedDialog
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.published import PublishedDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.screens.desk import DeskScreen
from showclear.tui.screens.desk_record import RecordScreen
from showclear.tui.widgets.drawn import plain_of
from showclear.tui.widgets.page import Page
from tests.tui.quiet import settle
from tests.tui.real import NOW, copy, make, open_demo

EMPTY = {
    "scene": "42", "use": "take", "place": "Stage 3", "plan.contents": "nothing", "plan.count": "0", "box": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """Made once."""
    return make(tmp_path_factory.mktemp("demo") / "production")


async def test_the_officer_finds_a_changed_answer_reads_it_and_signs_what_they_think_of_it(
    original: Demonstration, tmp_path: Path
) -> None:
    """R-127: key by key; the review stands with the record, and what waited waits no more."""
    demonstration = copy(original, tmp_path / "a production")
    clock = FakeClock(NOW)
    production = open_demo(demonstration, clock)
    session = production.start_run(Procedure.INSPECTION, "A-08", EMPTY, "mara-reyes", "jonas-weil")
    while session.pass_is_due():
        session.open_pass("mara-reyes", demonstration.pins["mara-reyes"])
    question = session.run.question
    assert question is not None
    answer_once(session, question, Told())
    session.reopen(Reason.SLIPPED)
    walk(session, demonstration.pins, Told(), lambda question: clock.advance(2), clock.advance)
    name = sign_all(session, demonstration.pins).name
    app = ShowClearApp(production, demonstration.pins)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await settle(app)
        desk = app.screen
        assert isinstance(desk, DeskScreen)
        (need,) = desk.needs
        assert (need.what, need.record) == ("changed", name)
        await pilot.press("slash", *"a-08 changed")
        await settle(app)
        assert [one.name for one in desk.found or ()] == [name]
        await pilot.press("enter", "enter")
        await settle(app)
        assert isinstance(app.screen, RecordScreen)
        assert "changed" in plain_of(app.screen.query(Page).results(Page))
        await pilot.press("v")
        await settle(app)
        app.screen.query(Input).first().value = "A slip of the finger; the second one is right."
        await pilot.press("enter")
        await settle(app)
        if not isinstance(app.screen, SignDialog):
            await pilot.press("enter")
            await settle(app)
        assert isinstance(app.screen, SignDialog)
        await pilot.press(*demonstration.pins["ines-park"])
        await settle(app)
        assert isinstance(app.screen, PublishedDialog)
        await pilot.press("enter")
        await settle(app)
        assert isinstance(app.screen, RecordScreen)
        shown = plain_of(app.screen.query(Page).results(Page))
        assert "A slip of the finger; the second one is right." in shown
        assert "Ines Park" in shown
        await pilot.press("escape", "escape")
        await settle(app)
        assert isinstance(app.screen, DeskScreen)
        assert app.screen.needs == ()
    assert production.verify().verdict is Verdict.INTACT
    production.close()


async def test_the_officer_hands_a_day_on_from_the_desk(original: Demonstration, tmp_path: Path) -> None:
    """One key and a form; what is made verifies, and a name that is taken is refused on the form."""
    demonstration = copy(original, tmp_path / "a production")
    app = ShowClearApp(open_demo(demonstration, FakeClock(NOW)), demonstration.pins)
    (tmp_path / "stick").mkdir()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await settle(app)
        for _ in range(2):
            await pilot.press("x")
            await settle(app)
            assert isinstance(app.screen, FormDialog)
            await pilot.press("right", "right")
            app.screen.query(Input).first().value = str(tmp_path / "stick")
            await pilot.press("enter")
            await settle(app)
            if isinstance(app.screen, ExportedDialog):
                made = app.screen.made
                await pilot.press("enter")
        assert isinstance(app.screen, FormDialog)
        assert "is there already" in str(app.screen.query_one("#form-note", Static).content)
        await pilot.press("escape")
        await settle(app)
        assert isinstance(app.screen, DeskScreen)
    assert made.verdict == "intact"
    assert made.path.parent == tmp_path / "stick"
    assert check_sums(made.path).verdict is Verdict.INTACT
