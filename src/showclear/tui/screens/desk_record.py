"""A record as a page and, beside it, the file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from showclear.app.correcting import As
from showclear.app.desk import record_view as view
from showclear.tui.presenters import day
from showclear.tui.presenters import desk_record as present
from showclear.tui.presenters.export import Offer, offers_of
from showclear.tui.presenters.times import clock
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.exporting import Exporting
from showclear.tui.widgets.page import FilePage, Page, PageLine
from showclear.tui.widgets.pieces import muted, strong
from showclear.tui.widgets.prompt import BigText
from showclear.tui.widgets.roll import Roll
from showclear.tui.widgets.top_bar import InfoLine, TopBar
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.pages import RecordPage
    from showclear.app.views import Published


def _key(keys: str, action: str, label: str, name: str, tooltip: str, *, show: bool = True) -> Binding:
    return Binding(keys, action, label, id=f"record.{name}", tooltip=tooltip, show=show)


NEXT_AS = {As.BOTH: english("original"), As.ORIGINAL: english("corrected"), As.CORRECTED: english("both")}
"""What the key shows next, by how the record is shown now."""


class RecordScreen(Exporting):
    """The user reads a record in words and, beside it, byte for byte, with how far each signature reaches."""

    HELP = "desk-record"
    PLACE = "4"
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("escape", "leave", english("back to the list"), "leave", english("Back to the desk.")),
        _key(
            "tab",
            "other",
            english("page or file"),
            "other",
            english("The keys move through the page, or through the file."),
        ),
        _key(
            "v,V",
            "write_review",
            english("write a review"),
            "review",
            english("Write what you think of it, and sign that."),
        ),
        _key(
            "k,K",
            "correct",
            english("correct it"),
            "correct",
            english("Say what it should say; it stays as it was signed."),
        ),
        _key("o,O", "show_as", english("original"), "as", english("What was signed, what it should say, or both.")),
        _key(
            "a,A",
            "open_action",
            english("to do"),
            "action",
            english("Say what is to be done about it, by whom and until when."),
        ),
        _key(
            "c,C",
            "read_again",
            english("check again now"),
            "check",
            english("Read this file anew and run the steps that need it alone."),
        ),
        _key("x,X", "export", english("export"), "export", english("Hand it on with all that is needed to check it.")),
        _key("down", "read(0.1)", "", "down", english("Further down."), show=False),
        _key("up", "read(-0.1)", "", "up", english("Further up."), show=False),
        _key("pagedown,space", "read(1)", "", "page-down", english("A page on."), show=False),
        _key("pageup", "read(-1)", "", "page-up", english("A page back."), show=False),
        _key("home", "read(-1000)", "", "top", english("To the beginning."), show=False),
        _key("end", "read(1000)", "", "bottom", english("To the end."), show=False),
    ]

    page_roll = getters.query_one("#page", Roll)
    file_roll = getters.query_one("#file", Roll)

    def __init__(self, page: RecordPage) -> None:
        super().__init__()
        self.record = page
        self.reads_file = False
        """Whether the keys move the file."""
        self.how = As.BOTH
        """How it is shown where it was corrected."""

    def compose(self) -> ComposeResult:
        """Bar, verdict and header, page and file, keys."""
        yield TopBar(id="top")
        with Horizontal(id="record"):
            with Vertical(id="left"):
                with Horizontal(id="head"):
                    yield BigText(self.record.verdict.upper(), id="verdict")
                    yield Page(id="header")
                with Roll(id="page"):
                    yield Page(id="words")
            with Vertical(id="right"):
                yield InfoLine(id="name")
                with Roll(id="file"):
                    yield FilePage(id="bytes")
        yield key_bar()

    def on_mount(self) -> None:
        """Show it."""
        self.set_interval(1.0, self.show_time)
        self.show_time()
        self.show_record()

    def show_record(self) -> None:
        """Page and file."""
        production, page = self.host.production, self.record
        self.query_one("#verdict", BigText).text = page.verdict.upper()
        self.query_one("#verdict", BigText).ink = "text" if page.verdict == "intact" else "unv"
        self.set_class(bool(page.corrections), "-corrected")
        self.query_one("#header", Page).lines = present.header(page, view.checks(page))
        self.refresh_bindings()
        self.attempt(self.read_file)
        reviews = production.desk.reviews_of(page.name)
        self.query_one("#words", Page).lines = present.page_lines(page, reviews, self.people, self.how)
        self.show_part()

    def read_file(self) -> None:
        """The bytes as they are now. Raises: StorageError."""
        data = self.host.production.raw(self.record.name)
        self.query_one("#bytes", FilePage).data = present.file_data(data, self.record)

    def show_part(self) -> None:
        """Which of the two the keys move."""
        self.set_class(self.reads_file, "-side")
        line = self.query_one("#name", InfoLine)
        title = strong(say("The file itself")) if not self.reads_file else strong(say("► The file itself"))
        line.left = (title, muted(f"  {self.record.name}"))

    def show_time(self) -> None:
        """The bar with the clock."""
        board = self.host.board
        if board is not None:
            now = self.host.production.clock.now()
            self.query_one("#top", TopBar).data = day.top_bar(board, now, self.PLACE)

    def action_read(self, pages: float) -> None:
        """Move through the page or the file."""
        roll = self.file_roll if self.reads_file else self.page_roll
        rows = (
            max(1, round(pages * max(1, roll.size.height - 1)))
            if pages > 0
            else min(-1, round(pages * roll.size.height))
        )
        roll.scroll_relative(y=rows if abs(pages) >= 1 else (1 if pages > 0 else -1), animate=False)

    def action_other(self) -> None:
        """The file in place of the page, on a small screen; on a wide one the keys change sides."""
        self.reads_file = not self.reads_file
        self.show_part()

    def action_leave(self) -> None:
        """Back to the desk."""
        self.dismiss(None)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """This record, and its stop where it is of one."""
        return offers_of(self.record.name, self.record.kind, "", "")

    def action_write_review(self) -> None:
        """What the safety officer thinks of it."""
        self.review_record(self.record.name)

    def action_correct(self) -> None:
        """What it should say."""
        self.attempt(lambda: self.correct_record(self.record.name))

    def action_open_action(self) -> None:
        """What is to be done about it."""
        self.open_action(self.record.name)

    def action_show_as(self) -> None:
        """Both, what was signed, what it should say; and both again."""
        ways = tuple(As)
        self.how = ways[(ways.index(self.how) + 1) % len(ways)]
        self.show_record()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a record that was corrected can be shown in several ways."""
        return action != "show_as" or bool(self.record.corrections)

    def key_label(self, binding_id: str) -> str:
        """What the key will show next."""
        return NEXT_AS[self.how] if binding_id == "record.as" else ""

    def after_signed(self, published: Published | None) -> None:
        """It is shown with the record at once."""
        super().after_signed(published)
        if published is not None:
            desk = self.host.production.desk
            self.attempt(lambda: desk.update(desk.now()))
            self.attempt(self.read_record)

    def read_record(self) -> None:
        """Read it anew, with what was said about it since. Raises: ShowClearError."""
        self.record = self.host.production.record(self.record.name)
        self.show_record()

    def action_read_again(self) -> None:
        """Read the file anew, and say what its own steps find."""

        def read() -> None:
            production = self.host.production
            findings = production.desk.read_again(self.record.name)
            at = clock(production.clock.now())
            lines = self.query_one("#words", Page).lines
            said = PageLine((strong(present.again(findings, at)),), text=" ".join(one.what for one in findings))
            self.query_one("#words", Page).lines = (said, PageLine(), *lines)
            self.page_roll.scroll_home(animate=False)
            self.read_file()

        self.attempt(read)
