"""What goes wrong is said with what to do, keeps what was entered, and is never a traceback."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from showclear.app.opening import DoubtfulPlaceError
from showclear.domain.people import Person, Role
from showclear.domain.refusals import CitedFact, Refusal
from showclear.errors import StorageError
from showclear.storage.diagnostics import DiagnosticLog
from showclear.storage.paths import MachinePaths
from showclear.tui import app as app_module
from showclear.tui.app import ShowClearApp, run_app
from showclear.tui.dialogs.choose import ChooseDialog
from showclear.tui.dialogs.enrolment import WordsDialog
from showclear.tui.dialogs.help import HelpDialog
from showclear.tui.dialogs.message import ConfirmDialog, ErrorDialog, RefusalDialog
from showclear.tui.dialogs.pin import PinDialog
from showclear.tui.dialogs.shifts import ShiftsDialog
from showclear.tui.faults import FAULT_EXIT, end_with_fault
from showclear.tui.following import Look
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.mismatch import MismatchScreen
from showclear.tui.screens.run import RunScreen
from showclear.tui.screens.start import StartScreen
from showclear.tui.screens.stop import SetStopScreen
from showclear.tui.taking_in import FolderChanged
from showclear.tui.widgets.answer_row import AnswerRow
from showclear.tui.widgets.pin_field import PinField
from showclear.tui.widgets.prompt import Paragraph
from tests.tui.fakes import PIN, FakeProduction
from tests.tui.real import Walker

FULL = StorageError("The disk is full: nothing was written.", "Free some space, then press the key again.")
PINS = {"mara": PIN, "jonas": PIN}
TOLD = {"new-seal": "9001"}


async def test_a_disk_that_is_full_keeps_the_answer_on_the_screen() -> None:
    """Not durable is not answered: the same question stays, and the page says what to do."""
    fake = FakeProduction()
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter", *PIN)
        await pilot.pause()
        assert isinstance(app.screen, RunScreen)
        before = app.screen.question

        def refuse(event: object) -> None:
            raise FULL

        app.screen.session._journal.append = refuse
        await pilot.press("4", "4")
        await pilot.pause()
        assert isinstance(app.screen, ErrorDialog)
        await pilot.press("enter")
        assert isinstance(app.screen, RunScreen)
        assert app.screen.question == before
        assert app.screen.query_one("#entry").value == "44"


async def test_a_hold_that_cannot_be_written_is_said_to_be_called_aloud() -> None:
    """The set is stopped by people; the screen says that the record is missing."""
    fake = FakeProduction(broken=FULL)
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f12")
        await pilot.pause()
        assert isinstance(app.screen, SetStopScreen)
        assert "Say it aloud" in app.screen.note


async def test_a_folder_on_a_network_drive_is_warned_of_before_anything_else() -> None:
    """It can be worked with: the page is acknowledged with one key, and the board is there."""
    doubt = DoubtfulPlaceError(
        "The production folder lies on another machine (nfs4).", "Work on a disk of this laptop."
    )
    app = ShowClearApp(FakeProduction(doubt=doubt))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ErrorDialog)
        assert app.screen.error is doubt
        await pilot.press("enter")
        assert isinstance(app.screen, BoardScreen)


async def test_a_wrong_pin_says_how_many_tries_are_left_and_the_pass_stays_shut() -> None:
    """Five wrong ones end the shift; each one says so."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter", *"000000")
        await pilot.pause()
        assert isinstance(app.screen, PinDialog)
        assert "4 tries left" in str(app.screen.query_one("#pin-note").content)
        await pilot.press(*PIN)
        await pilot.pause()
        assert isinstance(app.screen, RunScreen)


async def test_a_refusal_shows_rule_facts_records_and_remedy() -> None:
    """Design section 6: a refusal is a value, and the screen shows exactly that."""
    refusal = Refusal(
        "R-031", "The set is on hold.", (CitedFact("held at 12:00", "cart-ab12-000007"),), "Lift the hold."
    )
    app = ShowClearApp(FakeProduction(refused=(refusal,)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, RefusalDialog)
        shown = "\n".join(str(one.content) for one in app.screen.query("Static"))
        for part in ("R-031", "The set is on hold.", "held at 12:00", "cart-ab12-000007", "Lift the hold."):
            assert part in shown


async def test_two_different_counts_lead_to_a_page_without_a_way_around() -> None:
    """A mismatch shows both values; only looking again, something safer, withdrawing or abandoning leads away."""
    fake = FakeProduction(relaxed=frozenset({"left-in-box"}))
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter")
        told = {**TOLD, ("jonas", "left-in-box"): "44", ("mara", "left-in-box"): "43"}
        walker = Walker(app, pilot, PINS, told)
        await walker.walk()
        assert isinstance(app.screen, MismatchScreen)
        await pilot.press("escape", "enter", "y")
        assert isinstance(app.screen, MismatchScreen)
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, (RunScreen, PinDialog))


async def test_a_dialog_that_is_left_twice_takes_no_other_screen_with_it() -> None:
    """A key pressed twice before the first took effect: the second must not pop what lies below, or end the app."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        dialog = app.screen
        assert isinstance(dialog, HelpDialog)
        dialog.action_close()
        dialog.action_close()
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_five_words_are_hidden_by_enter_and_then_typed_back() -> None:
    """What is typed while the words stand there goes nowhere; else Enter would call them wrong and never hide them."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(80, 24)) as pilot:
        heard: list[bool | None] = []
        dialog = WordsDialog(Person("lea-sommer", "Lea Sommer", Role.HANDLER), "one two three four five")
        await app.push_screen(dialog, heard.append)
        await pilot.pause()
        await pilot.press("x", "enter")
        assert dialog.hidden
        assert not any(one.display for one in dialog.query(".five-word"))
        await pilot.press(*("space" if one == " " else one for one in "one two three four five"), "enter")
        await pilot.pause()
    assert heard == [True]


async def test_a_key_of_the_shifts_that_can_do_nothing_says_why() -> None:
    """Nothing happens silently: with no key open there is none to lock."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "l", "k")
        await pilot.pause()
        assert isinstance(app.screen, ShiftsDialog)
        assert "none to lock" in str(app.screen.query_one("#shifts-note", Static).content)


async def test_enter_alone_answers_no_question() -> None:
    """Design section 5: Enter alone never answers a killer step, on a row neither."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter")
        walker = Walker(app, pilot, PINS, TOLD)
        await walker.walk(until="chambers 2")
        assert isinstance(app.screen, RunScreen)
        before = app.screen.question
        await pilot.press("enter", "down", "enter", "enter")
        assert app.screen.question == before


async def test_a_changed_answer_costs_three_keys_and_keeps_the_old_one() -> None:
    """Backspace, a reason, the new answer; the old one stays with its reason."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter")
        walker = Walker(app, pilot, PINS, TOLD)
        await walker.walk(until="chambers 2")
        await pilot.press("backspace")
        await pilot.pause()
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("1", "e")
        await pilot.pause()
        assert isinstance(app.screen, RunScreen)
        first = next(one for one in app.screen.session.run.entries("mara") if one.key.step == "chambers")
        assert [old.reason for old in first.replaced] == ["slipped"]


async def test_two_signs_take_a_round_and_one_sign_does_not() -> None:
    """Two keys a round: the second sign takes it if the two are enough; otherwise Enter takes what is marked.

    A terminal of another size in between loses no mark, nor what was said of a key that answers nothing.
    """
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter")
        walker = Walker(app, pilot, PINS, TOLD)
        await walker.walk(until="rounds 1")
        assert isinstance(app.screen, RunScreen)
        await pilot.press("d", "r")
        assert app.screen.question is not None
        assert app.screen.question.key.slot == "1"
        await pilot.press("z")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.screen.query_one("#hint", Paragraph).text.startswith("One of these keys answers:")
        assert [row.data.text[:1] for row in app.screen.query(AnswerRow)].count("✓") == 2
        await pilot.press("h")
        await pilot.pause()
        assert app.screen.question.key.slot == "2"


async def test_leaving_asks_while_a_gun_is_out() -> None:
    """With the app closed nobody is told when its time is over."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("enter", "escape")
        assert isinstance(app.screen, BoardScreen)


async def test_a_field_that_is_missing_gets_the_cursor_and_the_rest_stays() -> None:
    """Enter starts nothing while something is missing."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        app.screen.form.field(0).value = ""
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert app.screen.focused is app.screen.form.field(0)
        assert app.screen.form.field(2).value == "saloon"


def test_a_fault_of_the_app_ends_with_a_page_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page says what to do with the guns first, and where the diagnostic text is; no answer or PIN stands in it."""

    def fail(app: ShowClearApp) -> None:
        raise RuntimeError("PIN 123456")

    monkeypatch.setenv("SHOWCLEAR_HOME", str(tmp_path))
    monkeypatch.setattr(app_module.ShowClearApp, "run", fail)
    fake = FakeProduction()
    with pytest.raises(SystemExit) as ended:
        run_app(fake)
    page = capsys.readouterr().err
    (kept,) = (tmp_path / "diagnostics").glob("fault-*.txt")
    assert ended.value.code == FAULT_EXIT
    assert "Guns first" in page
    assert str(kept) in page
    assert "Traceback" not in page
    assert "RuntimeError" in kept.read_text("utf-8")
    assert "123456" not in page + kept.read_text("utf-8")
    assert fake.closed


async def test_a_fault_in_a_handler_is_kept_and_printed_by_nobody() -> None:
    """Textual's own page would show local variables."""
    app = ShowClearApp(FakeProduction())
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 the app re-raises when its test context closes
        async with app.run_test(size=(80, 24)) as pilot:
            app.call_later(lambda: 1 / 0)
            await pilot.pause()
    assert isinstance(app.fault, ZeroDivisionError)
    assert app._exit_renderables == []


def test_a_diagnostic_that_cannot_be_written_is_no_second_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page then carries the text itself."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(SystemExit):
        end_with_fault(ValueError("secret"), datetime(2026, 3, 1, tzinfo=UTC), MachinePaths(blocked))
    page = capsys.readouterr().err
    assert "could not be kept" in page
    assert "builtins.ValueError" in page
    assert "secret" not in page


async def test_the_diagnostic_log_of_the_app_names_no_person_gun_or_answer(tmp_path: Path) -> None:
    """It can be handed to whoever mends the program without asking the set."""
    log = DiagnosticLog(tmp_path)
    app = ShowClearApp(FakeProduction(), log=log)
    async with app.run_test(size=(120, 40)) as pilot:
        app.show_error(StorageError("/cart/Mara Reyes: A-07 is full.", ""))
        await pilot.press("enter", "f12")
        app.post_message(FolderChanged(Look(1)))
        await pilot.pause()
    log.close()
    lines = log.path.read_text("ascii").splitlines()
    # On a busy machine the folder, which is not there, may have been looked at once more by then.
    assert [line.split(" ")[2] for line in lines][:3] == ["opened", "error", "came-in"]
    assert "kind=StorageError" in lines[1]
    assert not [word for word in ("Mara", "A-07", "cart") if word in "".join(lines)]


def test_the_app_module_loads_no_parser_and_no_cryptography() -> None:
    """Design section 3: the board opens without pydantic, cryptography or PyNaCl."""
    code = (
        "import sys, showclear.tui.app;"
        "print([one for one in ('pydantic', 'cryptography', 'nacl') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_everything_that_is_signed_can_be_read_at_80x24() -> None:
    """What does not fit on the sheet comes with one key, while the digits keep their boxes."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i", "enter")
        await Walker(app, pilot, PINS, TOLD).walk()
        text = app.screen.query_one("#sign-text")
        for _ in range(10):
            await pilot.press("pagedown")
        assert text.max_scroll_y > 0
        assert text.scroll_y == text.max_scroll_y


async def test_a_pin_that_is_refused_is_asked_again_where_it_is_typed() -> None:
    """A weak PIN is said at once; wrong words empty their line; nothing that was said before stays on the screen."""
    fake = FakeProduction()
    app = ShowClearApp(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "o", "1")
        await pilot.pause()
        line, boxes = app.screen.query_one("#words", Input), app.screen.query_one(PinField)

        def said() -> str:
            return str(app.screen.query_one("#shift-note", Static).render())

        line.value = "some other five words here"
        await pilot.press("enter", *"111111")
        assert "same digit" in said()
        assert app.screen.focused is boxes
        await pilot.press(*"271828")
        assert said() == ""
        await pilot.press(*"271828")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Wrong words" in said()
        assert app.screen.focused is line
        assert line.value == ""


async def test_a_record_that_was_edited_since_the_last_start_is_found_without_anybody_asking() -> None:
    """The board is painted at once; the files are compared in a thread, and then the board says what they say."""
    fake = FakeProduction(changed_files=("cart-000012 was edited",))
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.board is not None
        assert "cart-000012 was edited" in app.board.findings
