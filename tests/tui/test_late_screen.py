"""Hours on paper on the screen: D on the board, the lines, what does not agree, two PINs."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from showclear.app.demo import Demonstration
from showclear.domain.situation.status import State
from showclear.ledger.steps import Verdict
from showclear.storage.clock import FakeClock
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.message import ConfirmDialog
from showclear.tui.dialogs.published import PublishedDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.fields import ChoiceField
from showclear.tui.screens.late import LateScreen
from tests.tui.conftest import Snapshot
from tests.tui.real import COLT, NOW, Walker, copy, make, open_demo

SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """A demonstration that nobody writes into."""
    return make(tmp_path_factory.mktemp("made") / "production")


async def fill(walker: Walker, **values: str) -> None:
    """Fill a form by the ids of its fields, then Enter."""
    dialog = walker.app.screen
    assert isinstance(dialog, FormDialog)
    for number, field in enumerate(dialog.fields):
        if field.id in values:
            shown = dialog.form.field(number)
            if isinstance(shown, ChoiceField):
                shown.take(values[field.id])
            else:
                assert isinstance(shown, Input)
                shown.value = values[field.id]
    await walker.press("enter")
    dialog.action_go() if walker.app.screen is dialog else None
    await walker.pilot.pause()


async def enter_an_hour(walker: Walker) -> None:
    """Out at 11:10, three dummies in the box counted too few at 11:40 (Denver, where it is noon)."""
    await walker.press("d")
    await fill(walker, began="11:00", ended="12:00", paper="pad of today, sheet E of A-07", told_by="Sam Tran")
    assert isinstance(walker.app.screen, LateScreen)
    await walker.press("a", "c")
    await fill(walker, at="11:40", item="DUM-3", count="21")
    await walker.press("a", "w")
    await fill(walker, at="11:10", item=COLT, where="issued dana-osei")


@SIZES
async def test_an_hour_on_paper_is_entered_and_signed(
    made: Demonstration, tmp_path: Path, size: tuple[int, int]
) -> None:
    """The lines stand in the order of their times; afterwards the gun is out and every gun is unverified."""
    production = open_demo(copy(made, tmp_path / "copy"), FakeClock(NOW))
    app = ShowClearApp(production)
    async with app.run_test(size=size) as pilot:
        walker = Walker(app, pilot, {one.person.id: one.pin for one in made.credentials})
        await enter_an_hour(walker)
        screen = app.screen
        assert isinstance(screen, LateScreen)
        assert [line[:5] for line in production.late_entries.words(screen.sheet)] == ["11:10", "11:40"]
        await walker.press("s")
        await fill(walker, performer="mara-reyes", verifier="jonas-weil")
        assert isinstance(app.screen, SignDialog)
        await walker.sign()
        assert isinstance(app.screen, PublishedDialog)
        await walker.press("enter")
        assert isinstance(app.screen, BoardScreen)
    gun = next(one for one in production.board().weapons if one.weapon.tag == COLT)
    assert (gun.state, gun.collect) == (State.UNVERIFIED, True)
    assert production.board().recent[0].title == "From paper, entered afterwards"
    assert production.verify().verdict is Verdict.INTACT
    production.close()


async def test_a_line_is_taken_out_and_leaving_with_lines_is_asked(made: Demonstration) -> None:
    """Enter alone loses nothing."""
    production = open_demo(made, FakeClock(NOW))
    app = ShowClearApp(production)
    async with app.run_test(size=(80, 24)) as pilot:
        walker = Walker(app, pilot, {})
        await enter_an_hour(walker)
        screen = app.screen
        assert isinstance(screen, LateScreen)
        await walker.press("down", "d")
        assert [line[:5] for line in production.late_entries.words(screen.sheet)] == ["11:10"]
        await walker.press("escape")
        assert isinstance(app.screen, ConfirmDialog)
        await walker.press("n")
        assert app.screen is screen
        await walker.press("d")
        assert screen.sheet.lines == ()
        await walker.press("s", "escape")
        assert isinstance(app.screen, BoardScreen)
    production.close()


@SIZES
async def test_hours_on_paper_look_as_they_were_seen(
    made: Demonstration, size: tuple[int, int], snapshot: Snapshot
) -> None:
    """It says first that it is a reconstruction; what does not agree stands in the colour of what is unverified."""
    production = open_demo(made, FakeClock(NOW))
    app = ShowClearApp(production)
    async with app.run_test(size=size) as pilot:
        walker = Walker(app, pilot, {})
        await walker.press("d")
        snapshot(app, f"paper-begin-{size[0]}")
        await walker.press("escape")
        await enter_an_hour(walker)
        snapshot(app, f"paper-{size[0]}")
        await walker.press("a", "f")
        snapshot(app, f"paper-line-{size[0]}")
    production.close()
