"""The result of checking every record again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message

from showclear.errors import ShowClearError
from showclear.tui.presenters.verifying import verify_view
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearScreen, words
from showclear.tui.widgets.pieces import strong
from showclear.tui.widgets.prompt import BigText
from showclear.tui.widgets.top_bar import TopBar, TopBarData

if TYPE_CHECKING:
    from showclear.ledger.verification import LogResult


@dataclass
class Verified(Message):
    """The records were checked."""

    result: LogResult = field(repr=False)


@dataclass
class VerifyFailed(Message):
    """They could not be read."""

    error: ShowClearError


class VerifyScreen(ShowClearScreen[None]):
    """The user sees the verdict in block letters, what it means, and each finding in a sentence."""

    HELP = "verify"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v,V", "verify", "check again", id="verify.again", tooltip="Check every record again."),
        Binding("escape,enter", "close", "to the board", id="verify.close", tooltip="Back to the board."),
    ]

    def compose(self) -> ComposeResult:
        """Bar, verdict, findings."""
        yield TopBar(TopBarData((strong("Records"),)), id="top")
        with Vertical(id="verify"):
            yield BigText("CHECKING", id="verdict")
            with VerticalScroll(id="findings"):
                yield words("Every byte, every signature, every citation.", "quiet")
        yield key_bar()

    def on_mount(self) -> None:
        """Check at once."""
        self.action_verify()

    def action_verify(self) -> None:
        """Check every record again."""
        self.query_one("#verdict", BigText).text = "CHECKING"
        self.check_records()

    @work(thread=True, group="verify", exclusive=True, exit_on_error=True)
    def check_records(self) -> None:
        """Check in a thread; the screen stays alive."""
        try:
            self.post_message(Verified(self.host.production.verify()))
        except ShowClearError as error:
            self.post_message(VerifyFailed(error))

    async def on_verified(self, event: Verified) -> None:
        """Show the result."""
        view = verify_view(event.result)
        self.query_one("#verdict", BigText).text = view.verdict
        listing = self.query_one("#findings", VerticalScroll)
        await listing.remove_children()
        rows = [words(view.meaning, "strong"), words(view.counts, "gap")]
        rows += [words(log, "quiet") for log in view.logs]
        for verdict, where, text in view.findings:
            rows += [words(f"{verdict.upper()}  {where}", "strong", "gap"), words(text)]
        if view.hidden:
            rows.append(words(f"{view.hidden} more: showclear verify lists all.", "gap"))
        rows.append(words("The same check by hand: docs/format.md, with sh, awk, sha256sum and ssh-keygen.", "quiet", "gap"))
        await listing.mount_all(rows)
        listing.focus()

    def on_verify_failed(self, event: VerifyFailed) -> None:
        """Say what could not be read."""
        self.query_one("#verdict", BigText).text = "NOT READ"
        self.host.show_error(event.error)

    def action_close(self) -> None:
        """Back to the board."""
        self.dismiss(None)
