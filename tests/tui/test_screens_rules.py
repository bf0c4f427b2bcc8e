"""Rule packs on the screen People: what changes is read, two sign, and the guns that are banned say so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.widgets import Input

from showclear.app.definitions import definitions_folder, shipped
from showclear.app.definitions.translations import languages
from showclear.app.demo import OFFICER, PRODUCER, make_demo
from showclear.domain.limits import choice
from showclear.ledger.steps import Verdict
from showclear.storage.clock import FakeClock
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.message import ConfirmDialog, ErrorDialog
from showclear.tui.dialogs.published import PublishedDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.dialogs.sign_all import SignAllDialog, SignedAllDialog
from showclear.tui.presenters.rules import LANGUAGES
from showclear.tui.screens.fields import ChoiceField
from showclear.tui.screens.rules import RulesScreen
from showclear.tui.widgets.side_column import SideColumn
from showclear.tui.widgets.top_bar import InfoLine
from tests.cli.test_adopt import extended, write
from tests.tui.conftest import Snapshot
from tests.tui.real import COLT, NOW, Walker, make, open_demo


async def test_two_people_adopt_a_pack_and_the_list_names_it(tmp_path: Path) -> None:
    """R, a choice, what becomes stricter, two PINs; the next R shows the pack with its source."""
    demonstration = make(tmp_path / "production")
    production = open_demo(demonstration, FakeClock(NOW))
    app = ShowClearApp(production)
    async with app.run_test(size=(80, 24)) as pilot:
        walker = Walker(app, pilot, demonstration.pins)
        await walker.press("3", "r", "a")
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
        await walker.press("enter", "escape", "3")
        line = app.screen.query_one("#summary", InfoLine)
        assert "rules: Australia" in "".join(piece.text for piece in line.right)
        await walker.press("r", "a")
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
        await walker.press("3", "r", "a")
        dialog = app.screen
        assert isinstance(dialog, FormDialog)
        field = dialog.form.field(0)
        assert isinstance(field, ChoiceField)
        field.take("file")
        await walker.press("enter")
        assert app.screen is dialog
        assert "Name the file of the rule pack." in str(dialog.query_one("#form-note").render())  # type: ignore[attr-defined]
    production.close()


def test_every_translation_that_comes_along_may_be_chosen() -> None:
    """And each says that no armorer has reviewed it."""
    assert tuple(one for one, _ in LANGUAGES) == languages(definitions_folder())
    assert all("not reviewed" in words for _, words in LANGUAGES)


async def test_checklists_of_our_own_are_adopted_on_the_screen(tmp_path: Path) -> None:
    """C, a file, what is new, two PINs; a file that takes something away is told in the form."""
    demonstration = make(tmp_path / "production")
    production = open_demo(demonstration, FakeClock(NOW))
    text = shipped().files["turn-round"].decode()
    less, more = tmp_path / "less.toml", write(tmp_path, extended(text))
    other = re.sub("^version = .*$", 'version = "9.9.9"', text, flags=re.MULTILINE)
    less.write_text(other.replace('ask = "', 'ask = "Perhaps: ', 1))
    app = ShowClearApp(production)
    async with app.run_test(size=(80, 24)) as pilot:
        walker = Walker(app, pilot, demonstration.pins)
        await walker.press("3", "r", "c")
        dialog = app.screen
        assert isinstance(dialog, FormDialog)
        for path, ends in ((less, False), (more, True)):
            field = dialog.form.field(1)
            assert isinstance(field, Input)
            field.focus()
            field.value = str(path)
            await walker.press("enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert (app.screen is not dialog) is ends
            note = str(dialog.query_one("#form-note").render()) if not ends else "R-EXT-1"  # type: ignore[attr-defined]
            assert "R-EXT-1" in note
        assert isinstance(app.screen, FormDialog)
        assert any("Tell the camera crew" in line for line in app.screen.said)
        await walker.press("enter")
        await walker.sign()
        assert isinstance(app.screen, PublishedDialog)
    (found,) = (one for one in production.adopted.files() if one.name == "turn-round")
    assert found.version.startswith("9.0.")
    assert production.verify().verdict is Verdict.INTACT
    production.close()


async def test_what_stands_against_the_end_is_named_and_nothing_ends(tmp_path: Path) -> None:
    """In the middle of a day with guns in hands."""
    demonstration = make(tmp_path / "production")
    production = open_demo(demonstration, FakeClock(NOW))
    app = ShowClearApp(production)
    async with app.run_test(size=(80, 24)) as pilot:
        await Walker(app, pilot, demonstration.pins).press("3", "r", "e")
        assert isinstance(app.screen, ErrorDialog)
        assert f"{COLT} is neither locked nor gone." in app.screen.error.message
    assert not production.closed
    production.close()


async def test_a_production_without_a_gun_ends_with_one_pin_each(tmp_path: Path) -> None:
    """E, yes, who signs, two PINs: every key but the producer's has ended, and the app says that it is closed."""
    demonstration = make_demo(tmp_path / "production", now=NOW, rounds=4, bare=True)
    production = open_demo(demonstration, FakeClock(NOW))
    words = {one.person.id: one for one in demonstration.credentials}
    production.shifts.open(PRODUCER.id, words[PRODUCER.id].passphrase, words[PRODUCER.id].pin)
    app = ShowClearApp(production)
    async with app.run_test(size=(80, 24)) as pilot:
        walker = Walker(app, pilot, {name: one.pin for name, one in words.items()})
        await walker.press("3", "r", "e")
        assert isinstance(app.screen, ConfirmDialog)
        await walker.press("enter")
        assert isinstance(app.screen, ConfirmDialog), "Enter alone ends nothing"
        await walker.press("y", "enter")
        for person in (OFFICER, PRODUCER):
            assert isinstance(app.screen, SignAllDialog)
            await walker.press(*words[person.id].pin)
        assert isinstance(app.screen, SignedAllDialog)
        assert app.screen.signed.unsigned == ()
    assert production.closed
    assert [one.id for one in production.people() if production.renewing.keys(one.id)] == [PRODUCER.id]
    assert production.verify().verdict is Verdict.INTACT
    production.close()


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])
async def test_the_rules_look_as_they_were_seen(tmp_path: Path, size: tuple[int, int], snapshot: Snapshot) -> None:
    """Which packs hold; each limit with its value and who decided it; the sheet says the source."""
    demonstration = make(tmp_path / "production")
    production = open_demo(demonstration, FakeClock(NOW))
    app = ShowClearApp(production)
    async with app.run_test(size=size) as pilot:
        walker = Walker(app, pilot, demonstration.pins)
        for pack in ("uk", "new-zealand"):
            await walker.press("3", "r", "a")
            assert isinstance(app.screen, FormDialog)
            field = app.screen.form.field(0)
            assert isinstance(field, ChoiceField)
            field.take(f"adopt {pack}")
            await walker.press("enter", "enter")
            await walker.sign()
            await walker.press("enter", "escape")
        await walker.press("3", "r")
        screen = app.screen
        assert isinstance(screen, RulesScreen)
        screen.listing.choose("limit:police_notice_needed")
        await pilot.pause()
        snapshot(app, f"rules-{size[0]}")
        await walker.press("2")
        await pilot.pause()
        snapshot(app, f"rules-armory-{size[0]}")
        await walker.press("1")
        if size[0] < 100:
            await walker.press("tab")
            app.screen.query_one(SideColumn).scroll_end(animate=False)
        await pilot.pause()
        snapshot(app, f"rules-board-{size[0]}")
    production.close()
