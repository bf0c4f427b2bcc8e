"""The whole screen says stop: for a hold and for a stand-down."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive

from showclear.tui.dialogs.form import FormDialog
from showclear.tui.presenters import stop as present
from showclear.tui.presenters.board import is_down, worst_stop
from showclear.tui.screens.bar import KeyLine, key_bar
from showclear.tui.screens.base import ShowClearScreen, words
from showclear.tui.widgets.banners import StopBanner, StopGunRow, TakeBackChosen
from showclear.tui.widgets.prompt import BigText, Paragraph
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.views import Board

_AROUND, _AROUND_WIDE, _AROUND_CROWDED = 13, 21, 7
"""Rows that are neither for the guns nor for the head and who takes them back: margins, large words, keys."""


class SetStopScreen(ShowClearScreen[None]):
    """The only full red screen: who and when, fingers off, and only the guns that are still in hands."""

    HELP = "stop"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(number),
                f"take_back({number})",
                "",
                id=f"stop.take-back-{number}",
                show=False,
                tooltip=english("Take this gun back."),
            )
            for number in range(1, 10)
        ),
        Binding(
            "l,L",
            "app.emergency",
            english("incident, misfire, found"),
            id="stop.emergency",
            tooltip=english(
                "Somebody is hurt, a live round, a misfire, something found or missing: the list is read aloud."
            ),
        ),
        Binding(
            "t,T",
            "say_why",
            english("say why"),
            id="stop.say-why",
            tooltip=english("One line about why the set was stopped, with or without a name. It changes nothing."),
        ),
        Binding(
            "b,B",
            "board",
            english("board, still stopped"),
            id="stop.board",
            tooltip=english("To the board. The stop stays; what you were at is kept as a draft."),
        ),
        Binding(
            "escape",
            "back",
            english("go back"),
            id="stop.back",
            tooltip=english("Back to where you were; the stop stays."),
        ),
    ]

    note: reactive[str] = reactive("", init=False)
    """What has to be read besides the stop: that it could not be written, or that nothing had to be."""

    def __init__(self, note: str = "") -> None:
        super().__init__(classes="full-red")
        self.set_reactive(SetStopScreen.note, note)
        self.keys: dict[str, str] = {}

    @property
    def says_the_stop(self) -> bool:
        """It is what the screen is for."""
        return True

    async def watch_note(self) -> None:
        """The key was pressed again here."""
        await self.show_stop(self.host.board)

    def compose(self) -> ComposeResult:
        """The word, fingers off, the guns, what ends it."""
        with Vertical(id="stop"):
            yield StopBanner(id="stop-head")
            yield BigText(say("FINGERS OFF. STAY STILL."), ink="full-ink", id="fingers")
            yield Paragraph(strong=True, ink="full-ink", id="stop-say")
            yield Vertical(id="stop-guns")
            yield words("", id="stop-allowed")
        yield key_bar(full_red=True)

    def on_mount(self) -> None:
        """Follow the board: guns that are back leave the list."""
        self.watch(self.app, "board", self.show_stop)

    async def show_stop(self, board: Board | None) -> None:
        """Show who stopped, and what is still out."""
        if board is None:
            return
        people = {person.id: person for person in self.host.production.people()}
        head = self.query_one("#stop-head", StopBanner)
        head.word, head.lines = present.stop_word(board), present.stop_lines(board, people, self.note, self._room())
        self.keys = present.with_keys(board, self.keys)
        guns = present.stop_guns(board, people, self.keys)
        self.query_one("#stop-say", Paragraph).text = present.take_back_words(board, guns, self.keys)
        listing = self.query_one("#stop-guns", Vertical)
        if tuple(row.gun for row in self.rows()) != guns:
            await listing.remove_children()
            await listing.mount_all(StopGunRow(gun) for gun in guns)
        self.fit()
        # While it is a hold, F12 makes it a stand-down; once it is one, F12 leads here.
        self.query_one(KeyLine).with_hold = not is_down(board)
        self.query_one("#stop-allowed").update(present.allowed_words(board))  # type: ignore[attr-defined]
        self.refresh_bindings()

    async def on_resize(self) -> None:
        """Another size: words that fit beside the large one, and no gun that is out below the edge."""
        await self.show_stop(self.host.board)

    def fit(self) -> None:
        """Every gun that is out is on the screen: where many are, the words and then the rows get smaller."""
        rows, width = self.rows(), self.size.width
        texts = [self.query_one("#stop-head", StopBanner), self.query_one("#stop-say", Paragraph)]
        wide = self.has_class("-wide")
        room = self.size.height - sum(one.rows_for(width - (8 if wide else 6)) for one in texts)
        spare = room - (_AROUND_WIDE if wide else _AROUND)
        crowded = (5 if wide else 3) * len(rows) > spare
        self.set_class(crowded, "-crowded")
        tight = room - _AROUND_CROWDED - 2 * wide
        row_height = next((most for most in (3, 2) if most * len(rows) <= tight), 1)
        for row in rows:
            row.most = row_height if crowded else 5

    def rows(self) -> list[StopGunRow]:
        """The guns that are still out."""
        return list(self.query(StopGunRow))

    def action_take_back(self, number: int) -> None:
        """Take the gun with this number back."""
        gun = next((row.gun for row in self.rows() if row.gun.key == str(number)), None)
        if gun is not None:
            self.take_back(gun.tag)

    def on_take_back_chosen(self, event: TakeBackChosen) -> None:
        """A gun was clicked."""
        event.stop()
        self.take_back(event.tag)

    def take_back(self, tag: str) -> None:
        """Write that a gun is back."""
        if self.attempt(partial(self.host.production.take_back, tag)):
            self.host.read_board()

    def _room(self) -> int:
        """Columns beside the large word."""
        width = self.app.size.width
        return max(20, width - 58) if width >= 100 else max(20, width - 36) if width >= 60 else width

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There has to be a stop to say something about it."""
        if action == "say_why":
            board = self.host.board
            return True if board is not None and worst_stop(board.stops) is not None else None
        return True

    def action_say_why(self) -> None:
        """One line, with or without a name."""
        board, production = self.host.board, self.host.production
        stop = worst_stop(board.stops) if board is not None else None
        if stop is None:
            return

        def act(values: Mapping[str, str]) -> object:
            return production.stops.explain(stop.record, values["words"], values["by"])

        self.app.push_screen(
            FormDialog(say("Say why"), *present.say_why_form(stop, production.people()), act),
            lambda _: self.host.read_board(),
        )

    def action_back(self) -> None:
        """Back to where it was pressed; the stop stays open."""
        self.dismiss(None)

    def action_board(self) -> None:
        """To the board; the stop stays open."""
        self.host.leave_for_board()
