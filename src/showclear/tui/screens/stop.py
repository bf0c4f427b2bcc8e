"""The whole screen says stop: for a hold and for a stand-down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from showclear.tui.presenters import stop as present
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearScreen, words
from showclear.tui.widgets.banners import StopBanner, StopGunRow, TakeBackChosen
from showclear.tui.widgets.prompt import BigText, Paragraph

if TYPE_CHECKING:
    from showclear.app.views import Board


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
                tooltip="Take this gun back.",
            )
            for number in range(1, 10)
        ),
        Binding(
            "l,L",
            "app.emergency",
            "incident, misfire, found",
            id="stop.emergency",
            tooltip="Somebody is hurt, a live round, a misfire, something found or missing: the list is read aloud.",
        ),
        Binding("b,B,escape", "board", "board, still stopped", id="stop.board", tooltip="Go on; the stop stays open."),
    ]

    def __init__(self, fault: str = "") -> None:
        super().__init__(classes="full-red")
        self.fault = fault

    def compose(self) -> ComposeResult:
        """The word, fingers off, the guns, what ends it."""
        with Vertical(id="stop"):
            yield StopBanner(id="stop-head")
            yield BigText("FINGERS OFF. STAY STILL.", ink="full-ink", id="fingers")
            yield Paragraph(strong=True, ink="full-ink", id="stop-say")
            yield Vertical(id="stop-guns")
            yield words("", id="stop-allowed")
        yield key_bar(full_red=True, with_hold=False)

    def on_mount(self) -> None:
        """Follow the board: guns that are back leave the list."""
        self.watch(self.app, "board", self.show_stop)

    async def show_stop(self, board: Board | None) -> None:
        """Show who stopped, and what is still out."""
        if board is None:
            return
        people = {person.id: person for person in self.host.production.people()}
        head = self.query_one("#stop-head", StopBanner)
        head.word, head.lines = present.stop_word(board), present.stop_lines(board, people, self.fault)
        guns = present.stop_guns(board, people)
        say = self.query_one("#stop-say", Paragraph)
        say.text = present.take_back_words(board, guns)
        listing = self.query_one("#stop-guns", Vertical)
        if tuple(row.gun for row in listing.query(StopGunRow)) != guns:
            await listing.remove_children()
            await listing.mount_all(StopGunRow(gun) for gun in guns)
        self.query_one("#stop-allowed").update(present.allowed_words(board))  # type: ignore[attr-defined]
        self.refresh_bindings()

    def rows(self) -> list[StopGunRow]:
        """The guns that are still out."""
        return list(self.query(StopGunRow))

    def action_take_back(self, number: int) -> None:
        """Take the gun with this number back."""
        rows = self.rows()
        if number <= len(rows):
            self.take_back(rows[number - 1].gun.tag)

    def on_take_back_chosen(self, event: TakeBackChosen) -> None:
        """A gun was clicked."""
        event.stop()
        self.take_back(event.tag)

    def take_back(self, tag: str) -> None:
        """Write that a gun is back."""
        if self.attempt(partial(self.host.production.take_back, tag)):
            self.host.read_board()

    def action_board(self) -> None:
        """Go on; the stop stays open."""
        self.dismiss(None)
