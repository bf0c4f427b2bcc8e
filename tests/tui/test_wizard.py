"""The first run: four people, five words each, and nothing half made."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from showclear.app.beginning import Ground
from showclear.errors import InputError, StorageError
from showclear.storage.paths import MachinePaths
from showclear.tui.dialogs.choose import ChooseDialog
from showclear.tui.faults import FAULT_EXIT, FOUNDING_FAULT, end_with_fault
from showclear.tui.screens.bar import KeyLine
from showclear.tui.screens.fields import ChoiceField
from showclear.tui.widgets.key_bar import HoldTarget
from showclear.tui.widgets.top_bar import TopBar
from showclear.tui.wizard.app import FoundingApp
from showclear.tui.wizard.screen import WizardScreen
from tests.tui.conftest import Snapshot
from tests.tui.founding import WORDS, Memory

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

PAGES = {
    "production": ("The Long Draw", None, None),
    "founders": ("Ines Park", "Pia Moreno"),
    "crew": ("Mara Reyes", "passport", "Jonas Weil", "identity-card"),
    "unit": (None, "Saloon street", "california"),
}
"""What is typed on each page; None leaves what stands there."""


def screen(app: FoundingApp) -> WizardScreen:
    """The wizard."""
    assert isinstance(app.screen, WizardScreen)
    return app.screen


def note(app: FoundingApp) -> str:
    """What stands below the page."""
    return str(app.screen.query_one("#wizard-note", Static).render())


async def go(app: FoundingApp, pilot: Pilot[Path], *keys: str) -> None:
    """Press keys and wait for the page."""
    await pilot.press(*(keys or ("enter",)))
    await app.workers.wait_for_complete()
    await pilot.pause()


async def fill(app: FoundingApp, pilot: Pilot[Path]) -> None:
    """Fill the page that is shown."""
    from showclear.tui.screens.form import Form

    form = app.screen.query_one(Form)
    for number, value in enumerate(PAGES[screen(app).at]):
        if value is not None:
            field = form.field(number)
            if isinstance(field, Input):
                field.value = value
            else:
                field.take(value)  # type: ignore[union-attr]
    await go(app, pilot)


async def to_keys(app: FoundingApp, pilot: Pilot[Path]) -> None:
    """Every page up to the first key, which is shown once its owner has the laptop."""
    await go(app, pilot)
    while screen(app).at in PAGES:
        await fill(app, pilot)
    await go(app, pilot)
    await go(app, pilot)


async def one_key(app: FoundingApp, pilot: Pilot[Path], typed: str = WORDS) -> None:
    """Write the words down, hide them, type them back."""
    if not app.screen.query("#typed"):
        await go(app, pilot)
    if not screen(app).hidden:
        await go(app, pilot)
    app.screen.query_one("#typed", Input).value = typed
    await go(app, pilot)


async def test_four_people_found_a_production_and_the_app_gets_its_folder() -> None:
    """Nothing is written before everybody has typed their words back; then it is written at once."""
    memory = Memory()
    app = memory.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await to_keys(app, pilot)
        for _ in range(3):
            await one_key(app, pilot)
            assert memory.founded == []
        await one_key(app, pilot)
        (where, answers, keys), *more = memory.founded
        assert more == []
        assert where == Path("/tmp/the-long-draw")
        assert answers.armorer.document == "passport"
        assert answers.packs == ("california",)
        assert set(keys) == {"ines-park", "pia-moreno", "mara-reyes", "jonas-weil"}
        assert screen(app).at == "done"
        await go(app, pilot)
    assert app.return_value == where


async def test_five_words_wait_for_whoever_they_are_for() -> None:
    """The one before still looks at the screen when Enter ends their page."""
    app = Memory().app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_keys(app, pilot)
        assert len(app.screen.query(".five-word")) == 5
        await one_key(app, pilot)
        assert screen(app).at == "key:pia-moreno"
        assert not app.screen.query(".five-word")
        assert not app.screen.query("#typed")
        await go(app, pilot)
        assert len(app.screen.query(".five-word")) == 5


async def test_wrong_words_make_no_key_and_say_so() -> None:
    """Whoever cannot type the words back has not written them down."""
    memory = Memory()
    app = memory.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_keys(app, pilot)
        await one_key(app, pilot, "amber basin cedar delta elbow")
        assert "not the five words" in note(app)
        assert screen(app).keys == {}


async def test_enter_storms_while_a_key_is_made_neither_spoil_it_nor_say_that_words_were_wrong() -> None:
    """A key takes seconds; whoever presses Enter again meanwhile only waits."""
    memory = Memory()
    app = memory.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_keys(app, pilot)
        await go(app, pilot)
        memory.gate.clear()
        app.screen.query_one("#typed", Input).value = WORDS
        await pilot.press("enter", "enter", "f2", "escape", "enter")
        assert "takes a moment" in note(app)
        memory.gate.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert screen(app).at == "key:pia-moreno"
        assert set(screen(app).keys) == {"ines-park"}


async def test_whoever_has_a_key_by_now_is_not_asked_for_the_words_again() -> None:
    """Back to the summary and on again: the next one without a key is due."""
    app = Memory().app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_keys(app, pilot)
        await one_key(app, pilot)
        await go(app, pilot, "f2")
        assert screen(app).at == "summary"
        await go(app, pilot)
        assert screen(app).at == "key:pia-moreno"


async def test_one_person_cannot_fill_two_places() -> None:
    """The same name twice is refused on the page where it is typed (R-015)."""
    app = Memory().app()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(app, pilot)
        await fill(app, pilot)
        form_values = ("Ines Park", "INES park")
        from showclear.tui.screens.form import Form

        for number, value in enumerate(form_values):
            app.screen.query_one(Form).field(number).value = value  # type: ignore[union-attr]
        await go(app, pilot)
        assert screen(app).at == "founders"
        assert "nobody fills two" in note(app)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [(0, "", "nothing was entered"), (1, "Mars/Olympus", "no time zone"), (0, "a\u202eb", "character")],
    ids=["nothing", "no zone", "reversed"],
)
async def test_bad_input_is_refused_on_its_page_and_what_was_typed_stays(field: int, value: str, said: str) -> None:
    """The page stays until it holds."""
    app = Memory().app()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(app, pilot)
        from showclear.tui.screens.form import Form

        form = app.screen.query_one(Form)
        form.field(0).value = "The Long Draw"  # type: ignore[union-attr]
        form.field(field).value = value  # type: ignore[union-attr]
        await go(app, pilot)
        assert screen(app).at == "production"
        assert said in note(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])
async def test_the_documents_can_be_chosen_from_a_list(size: tuple[int, int]) -> None:
    """There is no set yet that could be held, so the list has no hold target."""
    app = Memory().app()
    async with app.run_test(size=size) as pilot:
        await go(app, pilot)
        while screen(app).at != "crew":
            await fill(app, pilot)
        app.screen.query_one("#field-1").focus()
        await go(app, pilot, "space")
        assert isinstance(app.screen, ChooseDialog)
        assert not app.screen.query(HoldTarget)
        (bar,) = [one for one in app.screen.query(KeyLine) if one.display]
        assert [hint.key for hint in bar.hints] == ["Enter", "Esc", "F1"]
        await go(app, pilot, "f1", "escape", "exclamation_mark", "2")
        assert screen(app).query_one("#field-1", ChoiceField).value == "identity-card"


async def test_the_bar_says_how_far_it_is() -> None:
    """On a narrow screen there is no list of steps."""
    app = Memory().app()
    async with app.run_test(size=(80, 24)) as pilot:
        seen = [screen(app).query_one(TopBar).data.right]
        await to_keys(app, pilot)
        seen.append(screen(app).query_one(TopBar).data.right)
        for _ in range(4):
            await one_key(app, pilot)
        seen.append(screen(app).query_one(TopBar).data.right)
    assert seen == ["page 1 of 11", "page 7 of 11", "page 11 of 11"]


async def test_a_folder_that_cannot_be_used_is_named_with_its_reason() -> None:
    """Not "not empty", where it is the rights that are missing."""
    desk = Memory().app().desk

    def refuse(_: Path) -> Ground:
        raise InputError("/srv: you may not write there.", "Name a folder that you may write.")

    desk.ground = refuse
    app = FoundingApp(Path("/srv/show"), "America/Denver", desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot)
        shown = " ".join(str(one.render()) for one in app.screen.query(Static))
        assert "you may not write there" in shown
        assert "not empty" not in shown


async def test_a_fault_of_the_wizard_is_printed_by_nobody() -> None:
    """Textual's own page would show the five words."""
    app = Memory().app()
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 the app re-raises when its test context closes
        async with app.run_test(size=(80, 24)) as pilot:
            app.call_later(lambda: 1 / 0)
            await pilot.pause()
    assert isinstance(app.fault, ZeroDivisionError)
    assert app._exit_renderables == []


def test_the_page_after_a_fault_says_that_nothing_was_founded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No guns are out before there is a production."""
    with pytest.raises(SystemExit) as ended:
        end_with_fault(RuntimeError("amber basin"), NOON, MachinePaths(tmp_path), FOUNDING_FAULT)
    page = capsys.readouterr().err
    assert ended.value.code == FAULT_EXIT
    assert "Nothing was founded" in page
    assert "Guns first" not in page
    assert "amber" not in page + next((tmp_path / "diagnostics").iterdir()).read_text("utf-8")


async def test_a_folder_with_something_in_it_is_never_used() -> None:
    """Nothing is overwritten: the field for the folder is empty, and the folder itself is refused."""
    app = Memory(state=Ground.TAKEN).app()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(app, pilot)
        from showclear.tui.screens.form import Form

        form = app.screen.query_one(Form)
        assert form.values()["folder"] == ""
        form.field(0).value = "The Long Draw"  # type: ignore[union-attr]
        form.field(2).value = "/tmp/the-long-draw"  # type: ignore[union-attr]
        await go(app, pilot)
        assert "not empty" in note(app)


async def test_a_founding_that_was_cut_off_is_said_plainly() -> None:
    """What is there is named, and nothing of it is gone on with silently."""
    app = Memory(state=Ground.BEGUN).app()
    async with app.run_test(size=(120, 40)):
        shown = " ".join(str(one.render()) for one in app.screen.query(Static))
        assert "cut off" in shown
        assert "new folder" in shown


async def test_a_disk_that_refuses_leaves_the_page_and_the_keys() -> None:
    """Enter tries again; nobody types five words twice for a full disk."""
    memory = Memory(refuse=StorageError("The disk is full.", "Make room, then press Enter."))
    app = memory.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await to_keys(app, pilot)
        for _ in range(4):
            await one_key(app, pilot)
        assert "disk is full" in note(app)
        assert len(screen(app).keys) == 4
        memory.refuse = None
        await one_key(app, pilot)
        assert len(memory.founded) == 1


async def test_who_types_on_after_escape_is_asked_anew() -> None:
    """An Esc of some minutes ago does not make the next one throw the founding away."""
    app = Memory().app()
    async with app.run_test(size=(120, 40)) as pilot:
        await to_keys(app, pilot)
        await go(app, pilot)
        await go(app, pilot, "escape")
        assert "once more" in note(app)
        await go(app, pilot, "a")
        assert "once more" not in note(app)
        await go(app, pilot, "escape")
        assert "once more" in note(app)
        assert app.is_running


async def test_escape_leaves_at_the_second_press_and_founds_nothing() -> None:
    """What was typed is not lost by one key."""
    memory = Memory()
    app = memory.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await to_keys(app, pilot)
        await go(app, pilot, "escape")
        assert "once more" in note(app)
        await pilot.press("escape")
    assert app.return_value is None
    assert memory.founded == []


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])
@pytest.mark.parametrize("page", ["welcome", "crew", "words", "done"])
async def test_the_wizard_looks_as_it_was_seen(page: str, size: tuple[int, int], snapshot: Snapshot) -> None:
    """Where it is, what is asked, what Enter does; the five words large enough to write down."""
    app = Memory().app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        if page == "crew":
            await go(app, pilot)
            while screen(app).at != "crew":
                await fill(app, pilot)
        elif page != "welcome":
            await to_keys(app, pilot)
            while page == "done" and screen(app).at != "done":
                await one_key(app, pilot)
        await pilot.pause()
        snapshot(app, f"wizard-{page}-{size[0]}")


async def test_a_founder_brings_a_fido2_key_and_touches_it_for_each_record(snapshot: Snapshot) -> None:
    """F3 in the place of five words; the PIN where it has one. Look for: which keys, and every key below in words."""
    memory = Memory()
    app = memory.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_keys(app, pilot)
        await go(app, pilot, "f3")
        assert "touched for every pass" in str(app.screen.query_one("#wizard-body").query(Static)[1].render())
        app.screen.query_one(ChoiceField).take("device-pin")
        await pilot.pause()
        app.screen.query(Input).last().value = "2468"
        snapshot(app, "wizard-touch-80")
        memory.untouched = 1
        await go(app, pilot)
        assert "Nobody touched" in note(app)
        await go(app, pilot)
        assert [(one.kind, one.requires_uv, one.pin) for one in memory.wishes] == [("device", True, "2468")] * 2
        for _ in range(2):
            assert not screen(app).by_touch
            await one_key(app, pilot)
        await go(app, pilot, "f3")
        app.screen.query_one(ChoiceField).take("SHA256:agent")
        memory.untouched = 0
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert screen(app).at == "done"
    ((_, _, keys),) = memory.founded
    assert keys["ines-park"].how == "touch"


async def test_who_misses_a_touch_while_it_is_founded_is_asked_again_and_nothing_is_cut_off() -> None:
    """Half a minute is short with cold hands; Esc is asked for what it means."""
    memory = Memory()
    app = memory.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_keys(app, pilot)
        await go(app, pilot, "f3")
        await go(app, pilot)
        for _ in range(2):
            await one_key(app, pilot)
        await go(app, pilot)
        await go(app, pilot)
        memory.untouched = 1
        app.screen.query_one("#typed", Input).value = WORDS
        await pilot.press("enter")
        while screen(app).asked is None:
            await pilot.pause(0.01)
        await pilot.pause()
        assert "Enter: Ines Park touches it again" in note(app)
        await go(app, pilot)
        assert screen(app).at == "done"
        assert len(memory.founded) == 1
