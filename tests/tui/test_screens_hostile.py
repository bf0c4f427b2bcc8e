"""Text from people and files is shown as text: no markup, no cursor movement, no reversed reading, no crash."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showclear.app.views import (
    BatchView,
    ContainerView,
    DayView,
    DeviceView,
    DueLine,
    DutyLine,
    OpenItem,
    OpenRun,
    PersonView,
    RecordLine,
    Rest,
    SetLine,
)
from showclear.domain.people import Person, Role
from showclear.domain.refusals import CitedFact, Refusal
from showclear.errors import InputError
from showclear.tui._textual_compat import screen_segments
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.message import ErrorDialog, RefusalDialog
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.run import RunScreen
from tests.tui.fakes import NOON, PIN, FakeProduction, guns

HOSTILE = {
    "closing tag": "[/]",
    "action": "[@click=app.quit]x[/]",
    "unclosed": "[bold",
    "controls": "\x1b[2J\x1b]0;owned\x07\u202egnirts one\ntwo\r\nthree\x00",
    "surrogate": "\ud800",
    "combining": "Z" + "\u0351" * 200,
    "wide": "\u6f22\u5b57" * 40,
    "long": "A" * 10_000,
}


def production(text: str) -> FakeProduction:
    """A production in which every name, tag and note is this text."""
    people = (
        Person("mara", text, Role.ARMORER),
        Person("jonas", text, Role.ASSISTANT_DIRECTOR),
        Person("dana", text, Role.PERFORMER),
    )
    weapons = [
        replace(one, weapon=replace(one.weapon, tag=f"{number}{text}", make=text, model=text), why=text, next=text)
        for number, one in enumerate(guns())
    ]
    refusal = Refusal(text, text, (CitedFact(text, text),), text)
    return FakeProduction(
        weapons,
        name=text,
        crew=people,
        unfinished=[OpenRun("run", text, text, text, text, NOON, NOON, text)],
        published=[RecordLine(text, "procedure", text, text, NOON, (text,), "intact")],
        containers=(ContainerView(text, text, text, text, 6, ((text, 6),), 0, text, text),),
        devices=(DeviceView(text, text, text, text, text, gap=text),),
        batches=(BatchView(text, text, 6, ((text, 6),), text, NOON, text, text, text, text),),
        day=DayView(text, True, text, text, NOON, (Rest(text, NOON), Rest(text)), text, (text, text)),
        due=(DueLine(text, act="shift", blocking=True, why=text), DueLine(text, "inspection", text)),
        on_duty=tuple(DutyLine(one, text, NOON) for one in people),
        open_items=tuple(
            OpenItem(kind, text, f"{kind}{text}", text, NOON, text) for kind in ("incident", "concern", "gap", "review")
        ),
        persons=tuple(PersonView(one, True, None, text, NOON, (text,), True, text, text) for one in people),
        findings=(text,),
        refused=(refusal,),
    )


def no_trick(app: ShowClearApp) -> bool:
    """Whether nothing on the screen moves a cursor, turns the reading round or runs when it is clicked."""
    return not any(
        set(segment.text) & {"\x1b", "\u202e", "\x00", "\ud800", "\n", "\r"}
        or (segment.style is not None and segment.style.meta.get("@click"))
        for line in screen_segments(app)
        for segment in line
    )


PLACES = [(text, (120, 40)) for text in HOSTILE] + [("long", (80, 24)), ("action", (80, 24))]


@pytest.mark.parametrize(("name", "size"), PLACES, ids=str)
async def test_hostile_text_is_text_on_the_board_in_dialogs_and_at_a_stop(name: str, size: tuple[int, int]) -> None:
    """[/] crashed Textual's own widgets, and [@click=...] became a link that ran; here both are letters."""
    text = HOSTILE[name]
    fake = production(text)
    app = ShowClearApp(fake, {"mara": text})
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("escape")
        assert isinstance(app.screen, BoardScreen)
        for keys in (
            ("i", "escape"),
            ("enter", "escape"),
            ("s", "escape"),
            ("f1", "escape"),
            ("u", "escape"),
            ("tab", "tab"),
            ("2", "end", "enter", "escape", "tab", "tab"),
            ("t", "escape"),
            ("3", "down", "enter", "escape", "d", "escape", "e", "escape"),
            ("1",),
            ("e", "p", "escape"),
            ("c", "escape"),
            ("w", "escape"),
            ("y", "escape"),
            ("x", "escape"),
            ("p", "g", "escape", "escape"),
        ):
            await pilot.press(*keys)
            await pilot.pause()
            assert no_trick(app)
        fake.stopped = [SetLine("hold", text, text, text, NOON)]
        await pilot.press("f12")
        await pilot.pause()
        assert no_trick(app)
        await pilot.press("b", "x")
        await pilot.pause()
        await pilot.press("escape")
        assert app.is_running


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_text_is_text_in_a_run_and_on_the_sign_sheet(text: str) -> None:
    """Names stand in the head of a run, in its PIN dialog, in refusals and in errors."""
    fake = production(text)
    fake.refused, fake.unfinished = (), []
    app = ShowClearApp(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i", "enter")
        await pilot.pause()
        await pilot.press(*PIN)
        await pilot.pause()
        assert isinstance(app.screen, RunScreen)
        app.show_error(InputError(text, text))
        await pilot.pause()
        assert isinstance(app.screen, ErrorDialog)
        await pilot.press("enter")
        app.push_screen(RefusalDialog(text, (Refusal(text, text, (CitedFact(text, text),), text),)))
        await pilot.pause()
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
