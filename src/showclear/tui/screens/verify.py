"""The result of checking every record again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from showclear.errors import ShowClearError
from showclear.tui.presenters.verifying import verify_view
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import READ_KEYS, ShowClearScreen, words
from showclear.tui.widgets.pieces import strong
from showclear.tui.widgets.prompt import BigText
from showclear.tui.widgets.roll import Roll
from showclear.tui.widgets.top_bar import TopBar, TopBarData
from showclear.words import english, say, say_count

if TYPE_CHECKING:
    from showclear.ledger.verification import LogResult


class VerifyScreen(ShowClearScreen[None]):
    """The user sees the verdict in block letters, what it means, and each finding in a sentence."""

    HELP = "verify"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "v,V", "verify", english("check again"), id="verify.again", tooltip=english("Check every record again.")
        ),
        Binding(
            "escape,enter",
            "close",
            english("go back"),
            id="verify.close",
            tooltip=english("Back to where it was begun."),
        ),
        *READ_KEYS,
    ]

    def compose(self) -> ComposeResult:
        """Bar, verdict, findings."""
        yield TopBar(TopBarData((strong(say("Records")),)), id="top")
        with Vertical(id="verify"):
            yield BigText(say("CHECKING"), id="verdict")
            with Roll(id="findings"):
                yield words(say("Every byte, every signature, every citation."), "quiet")
        yield key_bar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a key to read on only where there is more to read."""
        return action != "read_on" or any(roll.is_full for roll in self.query("#findings").results(Roll))

    def action_read_on(self, pages: int) -> None:
        """The findings below, or those above."""
        self.query_one("#findings", Roll).read_on(pages)

    def on_mount(self) -> None:
        """Check at once."""
        self.action_verify()

    def action_verify(self) -> None:
        """Check every record again, once the word CHECKING is on the screen."""
        self.query_one("#verdict", BigText).text = say("CHECKING")
        self.call_after_refresh(self.check_records)

    async def check_records(self) -> None:
        """Check, in the thread that also writes: a hold that is raised meanwhile comes right after it."""
        try:
            result = self.host.production.verify()
        except ShowClearError as error:
            self.query_one("#verdict", BigText).text = say("NOT READ")
            self.host.show_error(error)
            return
        await self.show_result(result)

    async def show_result(self, result: LogResult) -> None:
        """Show the result."""
        view = verify_view(result)
        self.query_one("#verdict", BigText).text = view.verdict
        listing = self.query_one("#findings", Roll)
        await listing.remove_children()
        rows = [words(view.meaning, "strong"), words(view.counts, "gap")]
        rows += [words(log, "quiet") for log in view.logs]
        for verdict, where, text in view.findings:
            rows += [words(f"{verdict.upper()}  {where}", "strong", "gap"), words(text)]
        if view.hidden:
            rows.append(
                words(
                    say_count(
                        "{count} more: showclear verify lists all.",
                        "{count} more: showclear verify lists all.",
                        view.hidden,
                    ),
                    "gap",
                )
            )
        rows.append(
            words(
                say("The same check by hand: docs/format.md, with sh, awk, sha256sum and ssh-keygen."), "quiet", "gap"
            )
        )
        await listing.mount_all(rows)
        listing.focus()

    def action_close(self) -> None:
        """Back to where it was begun: the board or the desk."""
        self.dismiss(None)
