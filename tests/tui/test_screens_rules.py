"""Rule packs on the screen People: what changes is read, two sign, and the guns that are banned say so."""

from __future__ import annotations

from pathlib import Path

from showclear.domain.limits import choice
from showclear.ledger.steps import Verdict
from showclear.storage.clock import FakeClock
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.published import PublishedDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.screens.fields import ChoiceField
from showclear.tui.widgets.top_bar import InfoLine
from tests.tui.real import COLT, NOW, Walker, make, open_demo


async def test_two_people_adopt_a_pack_and_the_list_names_it(tmp_path: Path) -> None:
    """R, a choice, what becomes stricter, two PINs; the next R shows the pack with its source."""
    demonstration = make(tmp_path / "production")
    production = open_demo(demonstration, FakeClock(NOW))
    app = ShowClearApp(production)
    async with app.run_test(size=(80, 24)) as pilot:
        walker = Walker(app, pilot, demonstration.pins)
        await walker.press("3", "r")
        assert isinstance(app.screen, FormDialog)
        field = app.screen.form.field(0)
        assert isinstance(field, ChoiceField)
        field.take("adopt australia")
        await walker.press("enter")
        assert isinstance(app.screen, FormDialog)
        assert any("no longer live-capable" in text for text in app.screen.said)
        await walker.press("enter")
        assert isinstance(app.screen, SignDialog)
        await walker.sign()
        assert isinstance(app.screen, PublishedDialog)
        await walker.press("enter", "3")
        line = app.screen.query_one("#summary", InfoLine)
        assert "rules: Australia" in "".join(piece.text for piece in line.right)
        await walker.press("r")
        assert isinstance(app.screen, FormDialog)
        assert any("Australia (WorkSafe Queensland, 2023)" in text for text in app.screen.said)
    assert "live-capable" not in choice(production.book.situation.limits, "weapon_classes")
    gun = next(one for one in production.board().weapons if one.weapon.tag == COLT)
    assert gun.next == "not allowed here: send it away"
    assert production.verify().verdict is Verdict.INTACT
    production.close()


async def test_a_file_that_is_no_pack_is_told_in_the_form(tmp_path: Path) -> None:
    """What was typed stays."""
    demonstration = make(tmp_path / "production")
    production = open_demo(demonstration, FakeClock(NOW))
    app = ShowClearApp(production)
    async with app.run_test(size=(120, 40)) as pilot:
        walker = Walker(app, pilot, demonstration.pins)
        await walker.press("3", "r")
        dialog = app.screen
        assert isinstance(dialog, FormDialog)
        field = dialog.form.field(0)
        assert isinstance(field, ChoiceField)
        field.take("file")
        await walker.press("enter")
        assert app.screen is dialog
        assert "Name the file of the rule pack." in str(dialog.query_one("#form-note").render())  # type: ignore[attr-defined]
    production.close()
