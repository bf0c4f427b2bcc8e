"""New keys and the end of old ones on the screen People: words once, words back, PINs; nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from showclear.app import renewing
from showclear.app.demo import Demonstration
from showclear.ledger.steps import Verdict
from showclear.storage.clock import FakeClock
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.enrolment import EnrolmentDialog, WordsDialog
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.message import ConfirmDialog
from showclear.tui.dialogs.published import PublishedDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.screens.fields import ChoiceField
from showclear.tui.screens.people import PeopleScreen
from tests.tui.conftest import Snapshot
from tests.tui.real import NOW, Walker, copy, make, open_demo

NEW = "able acid acorn acre actor"
MARA = "mara-reyes"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """A demonstration that nobody writes into."""
    return make(tmp_path_factory.mktemp("made") / "production")


async def fill(walker: Walker, *values: str) -> None:
    """Fill the fields of a form that are there, then Enter until it is done."""
    dialog = walker.app.screen
    assert isinstance(dialog, FormDialog)
    for number, value in enumerate(values):
        field = dialog.form.field(number)
        if isinstance(field, ChoiceField):
            field.take(value)
        elif isinstance(field, Input):
            field.value = value
    dialog.action_go()
    await walker.app.workers.wait_for_complete()
    await walker.pilot.pause()


async def to_mara(walker: Walker) -> PeopleScreen:
    """The screen People with the armorer chosen."""
    await walker.press("3")
    screen = walker.app.screen
    assert isinstance(screen, PeopleScreen)
    screen.listing.choose(MARA)
    await walker.pilot.pause()
    return screen


async def test_a_lost_laptop_gives_a_new_key_and_ends_the_old_one(
    made: Demonstration, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K: document, words, words back, two signatures, and the old key is asked about with yes and no."""
    monkeypatch.setattr(renewing, "generate_passphrase", lambda: NEW)
    production = open_demo(copy(made, tmp_path / "copy"), FakeClock(NOW))
    app = ShowClearApp(production)
    pins = {one.person.id: one.pin for one in made.credentials}
    async with app.run_test(size=(80, 24)) as pilot:
        walker = Walker(app, pilot, pins)
        await to_mara(walker)
        await walker.press("k")
        await fill(walker, "passport")
        assert isinstance(app.screen, WordsDialog)
        await walker.press("enter")
        app.screen.query_one("#typed", Input).value = NEW
        await walker.press("enter")
        assert isinstance(app.screen, EnrolmentDialog)
        await walker.press(*pins["ines-park"])
        app.screen.query_one("#five-words", Input).value = NEW
        await walker.press("enter")
        assert isinstance(app.screen, ConfirmDialog)
        await walker.press("y")
        form = app.screen
        assert isinstance(form, FormDialog)
        await fill(walker, form.fields[0].choices[0][0], "a lost laptop", "ines-park")
        assert isinstance(app.screen, SignDialog)
        await walker.press(*pins["ines-park"])
        assert isinstance(app.screen, PublishedDialog)
    (key,) = production.renewing.keys(MARA)
    assert key.newest
    assert not production.shifts.can_sign(MARA)
    assert production.verify().verdict is Verdict.INTACT
    production.close()


async def test_who_gives_up_at_the_words_keeps_the_old_key(made: Demonstration, tmp_path: Path) -> None:
    """Esc: no record, the same file."""
    production = open_demo(copy(made, tmp_path / "copy"), FakeClock(NOW))
    path = production._opened.machine.key_file(MARA)
    before, records = path.read_bytes(), len(production.book.names())
    app = ShowClearApp(production)
    async with app.run_test(size=(80, 24)) as pilot:
        walker = Walker(app, pilot, {})
        await to_mara(walker)
        await walker.press("k")
        await fill(walker, "passport")
        assert isinstance(app.screen, WordsDialog)
        await walker.press("escape")
        assert isinstance(app.screen, PeopleScreen)
    assert path.read_bytes() == before
    assert len(production.book.names()) == records
    production.close()


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])
async def test_the_forms_for_keys_look_as_they_were_seen(
    made: Demonstration, size: tuple[int, int], snapshot: Snapshot
) -> None:
    """What it means is read before anything is asked; the last line says that it cannot be undone."""
    production = open_demo(made, FakeClock(NOW))
    app = ShowClearApp(production)
    async with app.run_test(size=size) as pilot:
        walker = Walker(app, pilot, {})
        await to_mara(walker)
        await walker.press("enter")
        snapshot(app, f"people-menu-{size[0]}")
        await walker.press("k")
        snapshot(app, f"new-key-{size[0]}")
        await walker.press("escape", "v")
        shown = app.screen
        assert isinstance(shown, FormDialog)
        # Keys are made anew for each demonstration: their fingerprints differ.
        field = shown.form.field(0)
        assert isinstance(field, ChoiceField)
        field.choices = (("key", "SHA256:the-key-of-Mara-Rey"),)
        field.refresh()
        await pilot.pause()
        snapshot(app, f"revoke-{size[0]}")
    production.close()
