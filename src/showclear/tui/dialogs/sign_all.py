"""Signing several records: all of them in words, then one PIN each. And what became of each record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from showclear.tui.dialogs.frame import Dialog
from showclear.tui.dialogs.sign_sheet import SignSheet
from showclear.tui.presenters.signing import follow_lines
from showclear.tui.screens.base import plain, words
from showclear.tui.widgets.prompt import Paragraph, PieceLine
from showclear.tui.widgets.roll import Roll
from showclear.words import english, say, say_count

if TYPE_CHECKING:
    from showclear.app.signing_views import SigningView
    from showclear.app.sittings import Signed, SittingSigning


class SignAllDialog(SignSheet["Signed"]):
    """The user reads every record and signs all of them with six digits."""

    HELP = "sign-all"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "leave",
            english("not yet, go back"),
            id="sign-all.leave",
            tooltip=english("Nothing is signed; the drafts stay."),
        ),
    ]

    def __init__(self, signing: SittingSigning) -> None:
        super().__init__()
        self.signing = signing
        self.shown: tuple[SigningView, ...] = signing.views()

    def compose_text(self) -> ComposeResult:
        """Record by record."""
        yield Vertical(id="sign-records")

    def compose_more(self) -> ComposeResult:
        """That there is more to read."""
        yield words("", "quiet", id="sign-more")

    def show_sheet(self) -> None:
        """Show what the person who signs now states, record by record."""
        views = self.shown
        records = self.query_one("#sign-records", Vertical)
        records.remove_children()
        records.mount_all(row for number, view in enumerate(views, 1) for row in record_rows(number, view))
        more = say("Down reads on: all of it is signed.") if len(views) > 1 else ""
        self.query_one("#sign-more", Static).update(plain(more))
        count = len(views)
        title = say("{count} records, one after the other", count=count) if count > 1 else say("One record")
        self.show_around(views[0], title, say("Each record gets a signature of its own."), self.signing.person)
        self.query_one("#sign-text", Roll).scroll_home(animate=False)

    def sign(self, pin: str) -> Signed | None:
        """The PIN of the last person signs and publishes every record."""
        person = self.signing.person
        if person is None:
            return None
        signed = self.signing.sign(person.id, pin)
        if signed is None:
            self.shown = self.signing.views()
        return signed

    def forget(self) -> None:
        """Forget the PINs so far; the drafts stay."""
        self.signing.cancel()


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
        Binding(
            "enter,escape,space",
            "close",
            english("go on"),
            id="signed-all.close",
            tooltip=english("Back to where it was begun."),
        ),
    ]

    def __init__(self, signed: Signed) -> None:
        super().__init__(say("Signed") if not signed.unsigned else say("Not all"))
        self.signed = signed

    def compose_body(self) -> ComposeResult:
        """One paragraph a record."""
        signed = self.signed
        count = len(signed.published)
        yield words(
            say_count("{count} record is signed and published.", "{count} records are signed and published.", count),
            "strong",
        )
        for title, why in signed.unsigned:
            yield words(say("NOT SIGNED: {title}", title=title), "warning gap")
            yield words(why, "fact")
        for one in signed.published:
            yield words(one.title, "strong gap")
            for fault in one.not_counted:
                yield words(say("It does not count: {fault}", fault=fault), "warning")
            yield words(one.name, "record")

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
