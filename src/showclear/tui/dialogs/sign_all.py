"""Signing several records: all of them in words, then one PIN each. And what became of each record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from showclear.errors import ShowClearError
from showclear.tui.dialogs.frame import Dialog, corner, show_demo
from showclear.tui.presenters.signing import digits_left, follow_lines, signer_lines
from showclear.tui.presenters.times import clock
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearDialog, plain, words
from showclear.tui.widgets.pin_field import DIGITS, PinChanged, PinEntered, PinField
from showclear.tui.widgets.prompt import BigText, Paragraph, PieceLine
from showclear.tui.widgets.roll import Roll
from showclear.tui.widgets.signer_rows import SignerRows

if TYPE_CHECKING:
    from showclear.app.sittings import Signed, SittingSigning
    from showclear.app.views import SigningView


class SignAllDialog(ShowClearDialog["Signed | None"]):
    """The user reads every record and signs all of them with six digits. Handed back: what became of them."""

    HELP = "sign-all"
    READS = "#sign-text"
    AROUND = 27
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "leave", "not yet, go back", id="sign-all.leave", tooltip="Nothing is signed; the drafts stay."
        ),
    ]

    def __init__(self, signing: SittingSigning) -> None:
        super().__init__()
        self.signing = signing
        self.shown: tuple[SigningView, ...] = signing.views()

    def compose(self) -> ComposeResult:
        """The sheet and its keys."""
        with Vertical(classes="dialog", id="sign-sheet"):
            with Horizontal(id="sign-head"):
                yield BigText("SIGN", id="sign-word")
                yield words("", "strong", id="sign-title")
                yield words("", "quiet", id="sign-time")
            with Roll(id="sign-text"):
                yield Vertical(id="sign-records")
            yield words("", "quiet", id="sign-more")
            yield SignerRows(id="signers")
            with Horizontal(id="pin-line"):
                yield words("Your PIN", "strong", id="pin-label")
                yield PinField(id="pin")
            yield words("", "quiet", id="pin-note")
            with Horizontal(id="digest-line"):
                yield words("Each record gets a signature of its own.", "quiet")
                yield words("", "quiet", id="digits-left")
            yield words("", "demo", id="sign-demo")
            yield key_bar(with_hold=False)
        yield from corner()

    async def on_mount(self) -> None:
        """Show the first person's sheet."""
        await self.show_sheet()

    async def show_sheet(self) -> None:
        """Show what the person who signs now states, record by record."""
        views = self.shown
        self.query_one("#sign-title", Static).update(plain(f"{len(views)} records, one after the other"))
        self.query_one("#sign-time", Static).update(plain(clock(views[0].at)))
        records = self.query_one("#sign-records", Vertical)
        await records.remove_children()
        await records.mount_all(row for number, view in enumerate(views, 1) for row in record_rows(number, view))
        more = "Down reads on: all of it is signed." if len(views) > 1 else ""
        self.query_one("#sign-more", Static).update(plain(more))
        self.query_one("#signers", SignerRows).signers = signer_lines(views[0])
        now = self.signing.person
        show_demo(self, now)
        self.say(f"{views[0].tries_left} tries, then the key leaves this laptop.")
        self.show_missing(DIGITS)
        self.query_one("#sign-text", Roll).scroll_home(animate=False)
        self.query_one(PinField).focus()

    def say(self, text: str) -> None:
        """One line under the boxes."""
        self.query_one("#pin-note", Static).update(plain(text))

    def show_missing(self, missing: int) -> None:
        """How many digits are still to come."""
        self.query_one("#digits-left", Static).update(plain(digits_left(missing)))

    def on_pin_changed(self, event: PinChanged) -> None:
        """A digit came or went."""
        event.stop()
        self.show_missing(event.missing)

    async def on_pin_entered(self, event: PinEntered) -> None:
        """The sixth digit of the last person signs and publishes every record."""
        event.stop()
        person = self.signing.person
        if person is None:
            return
        try:
            signed: Signed | None = self.signing.sign(person.id, event.pin)
            if signed is None:
                self.shown = self.signing.views()
        except ShowClearError as error:
            self.app.bell()
            self.query_one(PinField).reset()
            self.say(f"NOT SIGNED. {error}")
            return
        if signed is not None:
            self.dismiss(signed)
            return
        self.query_one(PinField).reset()
        await self.show_sheet()

    def forget(self) -> None:
        """Forget the signatures so far; the draft stays."""
        self.signing.cancel()

    def action_leave(self) -> None:
        """Nothing is signed; the PIN so far is forgotten, the drafts stay."""
        self.forget()
        self.dismiss(None)


RECORD_COLUMNS = 62
"""Columns of a record on the sheet: less than a sheet of its own, because it stands under a number."""


def record_rows(number: int, view: SigningView) -> list[PieceLine | Paragraph | Static]:
    """One record on the sheet: its title, what is stated, what follows, what the signer should know."""
    rows: list[PieceLine | Paragraph | Static] = [
        words(f"{number}  {view.title}", "strong", "sign-record"),
        Paragraph(view.statement, most=40),
        *(PieceLine(*pieces) for pieces in follow_lines(view, RECORD_COLUMNS)),
    ]
    if view.notes:
        rows.append(words("\n".join(view.notes), "alert"))
    return rows


class SignedAllDialog(Dialog[None]):
    """The user sees every record that is signed and published, and why the others are not."""

    HELP = "published"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,space", "close", "to the board", id="signed-all.close", tooltip="Back to the board."),
    ]

    def __init__(self, signed: Signed) -> None:
        super().__init__("Signed" if not signed.unsigned else "Not all")
        self.signed = signed

    def compose_body(self) -> ComposeResult:
        """One paragraph a record."""
        signed = self.signed
        count = len(signed.published)
        yield words(f"{count} {'record is' if count == 1 else 'records are'} signed and published.", "strong")
        for title, why in signed.unsigned:
            yield words(f"NOT SIGNED: {title}", "warning gap")
            yield words(why, "fact")
        for one in signed.published:
            yield words(one.title, "strong gap")
            for fault in one.not_counted:
                yield words(f"It does not count: {fault}", "warning")
            yield words(one.name, "record")

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
