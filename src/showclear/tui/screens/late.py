"""Hours on paper, entered afterwards: the lines so far, what of them does not agree, the signatures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from showclear.app.late.lines import KINDS, LateKind
from showclear.domain.situation.paper import RECONSTRUCTION
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.message import ConfirmDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.presenters import late as present
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearScreen, words
from showclear.tui.widgets.pieces import strong
from showclear.tui.widgets.roll import Roll
from showclear.tui.widgets.row_list import RowList, RowOpened
from showclear.tui.widgets.top_bar import InfoLine, TopBar, TopBarData
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.late.entries import LateSheet
    from showclear.app.signing import SigningSession
    from showclear.app.views import Published


def _key(keys: str, action: str, label: str, name: str, tooltip: str) -> Binding:
    return Binding(keys, action, label, id=f"late.{name}", tooltip=tooltip)


class LateScreen(ShowClearScreen["Published | None"]):
    """The user sees each line with its time, and below them what does not agree with the records.

    Handed back: the record, None where nothing was signed.
    """

    HELP = "late"
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("a,A", "add", english("add a line"), "add", english("One more line from the paper.")),
        _key(
            "d,D",
            "drop",
            english("take it out"),
            "drop",
            english("Take the chosen line out: it is not on the paper."),
        ),
        _key("s,S", "sign", english("sign"), "sign", english("Two people sign what stands here.")),
        _key("escape", "leave", english("give up"), "leave", english("Nothing is recorded.")),
    ]
    listing = getters.query_one("#list", RowList)

    def __init__(self, sheet: LateSheet) -> None:
        super().__init__()
        self.sheet = sheet

    def compose(self) -> ComposeResult:
        """Bar, what it is, the lines, what does not agree, the keys."""
        yield TopBar(TopBarData((strong(say("From paper")),)), id="top")
        yield InfoLine(id="summary")
        with Vertical(id="late"):
            yield words(present.source(self.sheet), "quiet")
            yield RowList(id="list")
            yield Roll(id="doubts")
        yield key_bar()

    async def on_mount(self) -> None:
        """Show what there is; the first thing is a line."""
        self.listing.columns = present.COLUMNS
        self.query_one("#summary", InfoLine).left = (strong(RECONSTRUCTION),)
        self.listing.focus()
        await self.show_sheet()

    async def on_resize(self) -> None:
        """Another width breaks lines elsewhere."""
        await self.show_sheet()

    async def show_sheet(self) -> None:
        """Show the lines, and what of them does not agree."""
        late = self.host.production.late_entries
        self.listing.rows = present.rows(late.words(self.sheet), self.size.width - 4)
        doubts = self.query_one("#doubts", Roll)
        await doubts.remove_children()
        await doubts.mount_all(
            words(say("Does not agree: {doubt}", doubt=one), "alert") for one in late.doubts(self.sheet)
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is taken out of an empty sheet, and nobody signs one."""
        return bool(self.sheet.lines) or action not in ("drop", "sign")

    async def take(self, sheet: LateSheet | None) -> None:
        """Show another state of the sheet."""
        if sheet is not None:
            self.sheet = sheet
            await self.show_sheet()

    def action_add(self) -> None:
        """What does the next line say?"""
        choices = tuple(Choice(str(kind), text, key) for kind, key, text in KINDS)
        self.app.push_screen(ChooseDialog(say("A line"), say("What does the paper say?"), choices), self.ask_line)

    def ask_line(self, chosen: str | None) -> None:
        """Ask for what a line of this kind says."""
        if chosen is None:
            return
        kind, late = LateKind(chosen), self.host.production.late_entries
        title = translated(next(text for one, _, text in KINDS if one is kind))

        def act(values: Mapping[str, str]) -> LateSheet:
            return late.add(self.sheet, kind, values)

        said = (f"{title[:1].upper()}{title[1:]}.",)
        self.app.push_screen(FormDialog(say("A line"), said, late.fields(self.sheet, kind), act), self.take)

    def on_row_opened(self, event: RowOpened) -> None:
        """A line is not changed, only taken out and written again."""
        event.stop()

    async def action_drop(self) -> None:
        """Take the chosen line out."""
        if self.listing.chosen:
            await self.take(self.sheet.without(int(self.listing.chosen)))

    def action_sign(self) -> None:
        """Who enters it, and who held the paper beside it?"""
        board, late = self.host.board, self.host.production.late_entries
        if board is None:
            return

        def act(values: Mapping[str, str]) -> SigningSession:
            return late.enter(self.sheet, values["performer"], values["verifier"])

        self.app.push_screen(FormDialog(say("Who signs?"), *present.sign_form(board), act), self.collect)

    def collect(self, session: SigningSession | None) -> None:
        """Both sign; who goes back finds every line where it was."""
        if session is not None:
            self.attempt(lambda: self.app.push_screen(SignDialog(session), self.after_signed))

    def after_signed(self, published: Published | None) -> None:
        """Signed: to the board, which says so."""
        if published is not None:
            self.dismiss(published)

    def action_leave(self) -> None:
        """Nothing is recorded; lines that nobody signed are lost, so that is asked."""
        if not self.sheet.lines:
            self.dismiss(None)
            return
        question = say("Leave without signing?")
        lost = say("The lines are lost; the paper keeps them.")
        self.app.push_screen(ConfirmDialog(say("Give up"), question, lost), self.after_question)

    def after_question(self, yes: bool | None) -> None:
        """Leave, if so."""
        if yes:
            self.dismiss(None)
