"""The safety officer's desk: what it shows, at every size and in every colour, and what its keys do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Input

from showclear.tui.app import ShowClearApp
from showclear.tui.screens.actions import ActionsScreen
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.desk import DeskScreen
from showclear.tui.screens.desk_record import RecordScreen
from showclear.tui.widgets.drawn import plain_of
from showclear.tui.widgets.page import FilePage, Page
from showclear.tui.widgets.row_list import RowList
from showclear.tui.widgets.timeline import Timeline
from tests.tui.conftest import Snapshot
from tests.tui.fakes_desk import HITS, NEEDS, FakeDesk, name_of, production
from tests.tui.quiet import settle

SIZES = {"120": (120, 40), "80": (80, 24)}


PICTURES = {
    "desk": ("stage", ()),
    "desk-daylight": ("daylight", ()),
    "desk-night-red": ("night-red", ()),
    "desk-mono": ("mono", ()),
    "desk-flagged": ("stage", ("down",) * 4),
    "desk-timeline": ("stage", ("tab",)),
    "desk-life": ("stage", ("down",) * 4 + ("t",)),
    "desk-search": ("stage", ("slash", "a", "minus", "0", "7")),
    "desk-nothing": ("stage", ("slash", "q", "q")),
    "desk-record": ("stage", ("down",) * 4 + ("enter",)),
    "desk-record-daylight": ("daylight", ("down",) * 4 + ("enter",)),
    "desk-record-file": ("stage", ("down",) * 4 + ("enter", "tab")),
    "desk-record-altered": ("stage", ("enter",)),
    "desk-record-unsigned": ("stage", ("down",) * 3 + ("enter",)),
    "desk-review": ("stage", ("down",) * 4 + ("v",)),
    "desk-export": ("stage", ("down",) * 3 + ("x",)),
    "desk-corrected": ("stage", ("down",) * 5 + ("enter",)),
    "actions": ("stage", ("a",)),
}
WIDE_ONLY = {"desk-timeline", "desk-record-file", "desk-export"}
"""Pictures of what only a small screen has to switch to."""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PICTURES)
async def test_the_desk_looks_as_it_was_looked_at(name: str, size: str, snapshot: Snapshot) -> None:
    """Look for: what waits first, in amber, two lines each; one bar a gun with its custody below; nothing cut off."""
    theme, keys = PICTURES[name]
    if size == "120" and name in WIDE_ONLY:
        pytest.skip("On a wide screen both stand side by side.")
    app = ShowClearApp(production())
    app.theme = f"showclear-{theme}"
    async with app.run_test(size=SIZES[size]) as pilot:
        await pilot.press("4")
        await settle(app)
        await pilot.press(*keys)
        await settle(app)
        snapshot(app, f"{name}-{size}")


async def test_enter_reads_the_record_and_escape_comes_back_to_the_same_row() -> None:
    """Find, read, back, next."""
    app = ShowClearApp(production())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await settle(app)
        await pilot.press("down", "down", "down", "down")
        assert isinstance(app.screen, DeskScreen)
        chosen = app.screen.listing.chosen
        await pilot.press("enter")
        await settle(app)
        assert isinstance(app.screen, RecordScreen)
        text = " ".join(plain_of(app.screen.query(Page).results(Page)).split())
        for words in ("Good signature. It covers every word of this record, and Mara's signature.", "Ines Park",
                      'Jonas Weil changed "What is in chamber 4?" (4). First: One mark only (looked again).',
                      "What is in chamber 1? (1, 2,"):  # fmt: skip
            assert words in text
        assert "sshsig" in plain_of(app.screen.query(FilePage).results(FilePage))
        await pilot.press("escape")
        await settle(app)
        assert isinstance(app.screen, DeskScreen)
        assert app.screen.listing.chosen == chosen


async def test_what_is_typed_is_searched_for_and_escape_takes_it_away() -> None:
    """Letters go into the line, not to the keys of the desk; the last answer is the one that is shown."""
    app = ShowClearApp(production())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await settle(app)
        await pilot.press("slash", *"take t")
        await settle(app)
        assert isinstance(app.screen, DeskScreen)
        assert app.screen.query_one(Input).value == "take t"
        assert app.screen.found is not None
        assert [one.title for one in app.screen.found] == ["A-07: taken back"]
        await pilot.press("ctrl+u", *"taken")
        await settle(app)
        assert [one.title for one in app.screen.found or ()] == ["A-07: taken back"]
        await pilot.press("enter", "enter")
        await settle(app)
        assert isinstance(app.screen, RecordScreen)
        await pilot.press("escape")
        await settle(app)
        await pilot.press("escape")
        assert app.screen.found is None
        assert app.screen.query_one(RowList).has_focus
        await pilot.press("escape")
        assert isinstance(app.screen, BoardScreen)


async def test_the_hold_key_holds_while_a_search_is_typed() -> None:
    """F12 is never text."""
    fake = production()
    app = ShowClearApp(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await settle(app)
        await pilot.press("slash", "exclamation_mark")
        assert fake.written == []
        await pilot.press("f12")
        assert fake.written == [("hold",)]


async def test_the_days_are_walked_by_arrows_and_stop_at_both_ends() -> None:
    """Left is the day before; past the newest one there is nothing."""
    app = ShowClearApp(production())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await settle(app)
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        shown = []
        for key in ("right", "left", "left", "right"):
            await pilot.press(key)
            await settle(app)
            shown.append(screen.panel.data.title)
        assert shown == [
            "Sunday 1 March 2026",
            "Saturday 28 February 2026",
            "Saturday 28 February 2026",
            "Sunday 1 March 2026",
        ]


async def test_one_gun_is_shown_day_by_day_and_all_guns_again() -> None:
    """T on the row of a gun, T once more."""
    app = ShowClearApp(production())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await settle(app)
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        await pilot.press("down", "down", "t")
        await settle(app)
        assert screen.panel.data.title == "A-08 Colt 1873, day by day"
        assert [one.label for one in screen.panel.data.lanes] == ["01 Mar", "28 Feb"]
        assert screen.panel.data.note == "Back to its intake."
        await pilot.press("t")
        await settle(app)
        assert [one.label for one in screen.panel.data.lanes] == ["A-07", "A-08", "B-02"]


async def test_a_record_that_came_in_is_there_without_a_key() -> None:
    """The log grows while the desk is open."""
    fake = production(FakeDesk(hits=HITS[:-1], needing=()))
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await settle(app)
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        assert "nothing waits" in plain_of(screen.query("#summary"))  # type: ignore[arg-type]  # drawn
        fake.desk.hits, fake.desk.needing, fake.desk.seen = HITS, NEEDS, object()
        fake.clock.advance(1)
        app.read_board()
        await settle(app)
        assert "needs you 6" in plain_of(screen.query("#summary"))  # type: ignore[arg-type]  # drawn
        assert any(one.value.endswith(name_of(50)) for one in screen.listing.rows)


async def test_what_was_chosen_of_what_waits_stays_chosen_when_something_graver_comes_in() -> None:
    """The keys are about it: a review must not go to the record that took its place in the list."""
    fake = production(FakeDesk(needing=NEEDS[1:]))
    app = ShowClearApp(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await settle(app)
        await pilot.press("down", "down")
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        assert screen.need == NEEDS[3]
        fake.desk.needing = NEEDS
        fake.clock.advance(1)
        app.read_board()
        await settle(app)
        assert screen.need == NEEDS[3]
        assert screen.record == name_of(48)


async def test_why_the_index_was_made_anew_is_said() -> None:
    """Deleted, damaged or busy: nobody wonders why it took a while."""
    app = ShowClearApp(production(FakeDesk(notice="The search index was damaged. It is made anew from the records.")))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await settle(app)
        assert any("made anew" in one.message for one in app._notifications)


HOSTILE = (
    "[/]",
    "[@click=app.quit]x[/]",
    "[bold",
    "\x1b[2J",
    "\u202egnirts",
    "one\ntwo\x00",
    "Z" + "\u0351" * 200,
    "漢字" * 40,
    "A" * 5000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
async def test_text_of_people_is_never_obeyed(text: str, size: tuple[int, int]) -> None:
    """Titles, tags, reasons, names of files and of people: shown as text, or as a question mark."""
    hits = tuple(one._replace(title=text, thing_lines=text[:40], scene=text) for one in HITS)
    needing = tuple(replace(one, title=text, words=text, thing=text) for one in NEEDS)
    lanes = tuple(replace(one, label=text) for one in FakeDesk().all_lanes)
    app = ShowClearApp(production(FakeDesk(hits, needing, lanes, notice=text, names={text: text})))
    async with app.run_test(size=size) as pilot:
        await pilot.press("4")
        await settle(app)
        shown = plain_of([*app.screen.query(RowList).results(RowList), *app.screen.query(Timeline).results(Timeline)])
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        for keys in (("down",), ("tab",), ("t",), ("t",), ("enter",), ("escape",)):
            await pilot.press(*keys)
            await settle(app)
        assert app.is_running


@pytest.mark.parametrize("keys", [("4",), ("4", "enter"), ("4", "t"), ("4", "slash")], ids=str)
async def test_the_desk_survives_every_size(keys: tuple[str, ...]) -> None:
    """Down to one cell and back."""
    app = ShowClearApp(production())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(keys[0])
        await settle(app)
        await pilot.press(*keys[1:])
        await settle(app)
        kind = type(app.screen)
        for width, height in ((79, 24), (41, 11), (20, 5), (1, 1), (200, 60), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert type(app.screen) is kind


async def test_a_corrected_record_is_shown_as_both_as_it_was_signed_and_as_it_should_read() -> None:
    """R-135: one key goes through the three; each of them says that it was corrected."""
    app = ShowClearApp(production())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await settle(app)
        await pilot.press(*("down",) * 5, "enter")
        await settle(app)
        seen = []
        for _ in range(3):
            text = " ".join(plain_of(app.screen.query(Page).results(Page)).split())
            assert "CORRECTED 2 x" in text
            seen.append([words in text for words in ("18 [corrected: 16]", "what was signed", "16 [corrected]")])
            await pilot.press("o")
        assert seen == [[True, False, False], [False, True, False], [False, False, True]]


async def test_the_actions_are_reached_from_the_desk_and_lead_to_the_record() -> None:
    """A, then R reads what it is about; Escape comes back to the desk."""
    app = ShowClearApp(production())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await settle(app)
        await pilot.press("a", "down", "r")
        await settle(app)
        assert isinstance(app.screen, RecordScreen)
        await pilot.press("escape")
        await settle(app)
        assert isinstance(app.screen, ActionsScreen)
        await pilot.press("escape")
        await settle(app)
        assert isinstance(app.screen, DeskScreen)
