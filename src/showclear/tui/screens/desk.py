"""The safety officer's desk: what needs a human, then the day; any record is found as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from showclear.app.desk.needs import Need
from showclear.storage.index_rows import Hit
from showclear.tui.presenters import desk as present
from showclear.tui.presenters.export import Offer, offers_of
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.desk_days import DeskDays
from showclear.tui.screens.desk_reading import Found, Glanced, Indexed
from showclear.tui.widgets.pieces import Piece
from showclear.tui.widgets.row_list import RowChosen, RowList, RowOpened
from showclear.tui.widgets.timeline import LaneChosen, Timeline, TimelineData
from showclear.tui.widgets.top_bar import InfoLine, TopBar
from showclear.words import english, say, say_count

if TYPE_CHECKING:
    from showclear.app.views import Board


def _key(keys: str, action: str, label: str, name: str, tooltip: str) -> Binding:
    return Binding(keys, action, label, id=f"desk.{name}", tooltip=tooltip)


class DeskScreen(DeskDays):
    """The user sees what waits for somebody, the records of a day, and what every gun was at every hour of it."""

    HELP = "desk"
    PLACE = "4"
    BINDINGS: ClassVar[list[BindingType]] = [
        _key(
            "slash,f3",
            "find",
            english("find"),
            "find",
            english("Type words, a tag, a name: records are found as you type."),
        ),
        _key("left", "day(1)", english("day before"), "before", english("The day before; of one gun: earlier days.")),
        _key("right", "day(-1)", english("day after"), "after", english("The day after; of one gun: later days.")),
        _key(
            "t,T",
            "life",
            english("one gun"),
            "life",
            english("One gun day by day, back to its intake; once more: all guns."),
        ),
        _key(
            "v,V",
            "write_review",
            english("review"),
            "review",
            english("Write what you think of the chosen record, and sign it."),
        ),
        _key(
            "x,X",
            "export",
            english("export"),
            "export",
            english("Hand on the day, a gun or the chosen record, to be checked anywhere."),
        ),
        _key(
            "k,K",
            "correct",
            english("correct"),
            "correct",
            english("Say what the chosen record should say; it stays as it was signed."),
        ),
        _key(
            "a,A",
            "go('actions')",
            english("actions"),
            "actions",
            english("What is to be done after stops and findings; sign what is done."),
        ),
        _key("c,C", "check", english("check"), "check", english("Read and verify every record again.")),
        _key("tab", "more", english("timeline"), "timeline", english("The timeline in place of the list, and back.")),
        _key("escape", "back", english("back"), "back", english("Out of the search; then back to the board.")),
    ]

    listing = getters.query_one("#list", RowList)
    panel = getters.query_one("#timeline", Timeline)
    line = getters.query_one("#search", Input)

    def __init__(self) -> None:
        super().__init__()
        self.needs: tuple[Need, ...] = ()
        self.found: tuple[Hit, ...] | None = None
        """What the search found; None while nothing is searched for."""
        self._seen: object = None

    def compose(self) -> ComposeResult:
        """Bar, search and figures, list, timeline, keys."""
        yield TopBar(id="top")
        with Horizontal(id="head"):
            yield Input(placeholder=say("/ gun, person, day, word"), id="search", max_length=200)
            yield InfoLine(id="summary")
        with Horizontal(id="body"):
            yield RowList(id="list")
            yield Timeline(id="timeline")
        yield key_bar()

    def on_mount(self) -> None:
        """Make the index, and follow the board."""
        self.listing.columns, self.listing.narrow = present.COLUMNS, present.NARROW
        self.watch(self.app, "board", self.follow_board)
        self.set_interval(1.0, self.show_time)
        self.listing.focus()

    def follow_board(self, board: Board | None) -> None:
        """What waits may have changed; what came in goes into the index."""
        if board is None:
            return
        self.show_time()
        seen = self.host.production.desk.seen
        if seen is not self._seen:
            self._seen = seen
            self.read_index()
        self.show_rows()

    def on_screen_resume(self) -> None:
        """Back from a record: read anew."""
        self.host.read_board()

    # What was read

    def on_indexed(self, event: Indexed) -> None:
        """Say how far it is; what is in can be found already."""
        event.stop()
        self.progress = say("reading {done:,} of {of:,}", done=event.done, of=event.of)
        self.show_figures()
        self.look_again()
        self.search_again()

    def on_glanced(self, event: Glanced) -> None:
        """Show what the index knows now."""
        event.stop()
        shown = self.count_shown
        self.glance = event.glance
        days = [one.day for one in self.glance.days]
        if shown is not None and self.shown_day >= 0 and shown.day in days:
            self.shown_day = days.index(shown.day)
        if event.ended:
            self.index_is_made()
            self.search_again()
            if notice := self.host.production.desk.notice:
                self.notify(notice, markup=False, timeout=8)
        self.show_day()
        self.show_rows()

    def search_again(self) -> None:
        """Where something is searched for, in what is in the index by now."""
        if self.line.value.strip():
            self.search_now(self.line.value)

    def on_found(self, event: Found) -> None:
        """Show what was found, if it is still what is searched for."""
        event.stop()
        if event.typed == self.line.value and event.typed.strip():
            self.found = event.hits
            self.show_rows()

    # What is shown

    def show_rows(self) -> None:
        """What waits and the day; or what was found."""
        board, production = self.host.board, self.host.production
        if board is None:
            return
        self.needs = production.desk.needs(board, production.unit, self.glance)
        corrected = production.desk.times_corrected
        if self.found is not None:
            title = say("Found, newest first: {count}", count=len(self.found)) if self.found else say("Nothing found")
            self.listing.rows = present.hit_rows(self.found, title, corrected=corrected, dates=True)
        elif self.tag:
            title = say_count(
                "{tag}, its newest {count} record",
                "{tag}, its newest {count} records",
                len(self.life_hits),
                tag=self.tag,
            )
            self.listing.rows = present.hit_rows(self.life_hits, title, corrected=corrected, dates=True)
        else:
            day = self.day
            rows = present.hit_rows(day.hits, present.day_title(day), corrected=corrected) if day is not None else ()
            self.listing.rows = (*present.need_rows(self.needs), *rows)
        self.show_figures()
        self.show_panel()
        self.refresh_bindings()

    def show_figures(self) -> None:
        """How much waits, how much happened."""
        line = self.query_one("#summary", InfoLine)
        verdict = self.progress or self.host.production.desk.verdict
        line.left, line.right = present.figures(self.needs, self.day, verdict, wide=self.has_class("-wide"))

    def show_panel(self) -> None:
        """The timeline, and below it what is said about the chosen row."""
        tag = self.chosen_tag
        if self.tag:
            data = self.life_data()
        elif self.day is not None:
            data = present.timeline(self.day, self.lanes, tag)
        else:
            data = TimelineData(
                say("Nothing is recorded yet.") if not self.progress else say("The records are being read.")
            )
        self.panel.data = present.with_words(data, *self.said())

    def said(self) -> tuple[Sequence[Piece], str]:
        """What is said about the chosen row."""
        need, hit = self.need, self.hit
        if need is not None:
            return present.about_need(need)
        if hit is None:
            return (), ""
        desk = self.host.production.desk
        reviews = [present.what_of(one) for one in desk.reviews(hit.name)]
        return present.about_hit(hit, desk.says(hit.name), reviews)

    # The chosen row

    @property
    def need(self) -> Need | None:
        """The chosen row, if it is something that waits."""
        return next((one for one in self.needs if present.need_value(one) == self.listing.chosen), None)

    @property
    def hit(self) -> Hit | None:
        """The chosen row, if it is a record."""
        name = self.listing.chosen.removeprefix(present.HIT)
        shown = self.life_hits if self.tag else (self.day.hits if self.day is not None else ())
        hits = self.found if self.found is not None else shown
        return next((one for one in hits if one.name == name), None)

    @property
    def record(self) -> str:
        """The record that the chosen row is about; empty if it is about none."""
        need = self.need
        if need is not None:
            return need.record
        return self.hit.name if self.hit is not None else ""

    @property
    def chosen_tag(self) -> str:  # type: ignore[override]  # of a row, not of a card
        """The gun or thing that the chosen row is about."""
        if not self.is_mounted:
            return ""
        need, hit = self.need, self.hit
        if need is not None:
            return need.thing
        return present.thing_of(hit) if hit is not None else ""

    def on_row_chosen(self, event: RowChosen) -> None:
        """Another row was chosen."""
        event.stop()
        hit, days = self.hit, self.glance.days
        if self.found is not None and not self.tag and hit is not None and hit.made_at:
            at = next((number for number, one in enumerate(days) if one.first <= hit.made_at <= one.last), -1)
            if at >= 0 and days[at] != self.count_shown:
                self.shown_day = at
                self.show_day()
        self.show_panel()
        self.refresh_bindings()

    def on_row_opened(self, event: RowOpened) -> None:
        """Read the record; for what has none, say what to do."""
        event.stop()
        name = self.record
        if name:
            self.open_record(name)
        elif self.need is not None:
            self.notify(
                say("{title}. {needed}", title=self.need.title, needed=self.need.words), markup=False, timeout=10
            )

    def open_record(self, name: str) -> None:
        """Show a record as a page."""
        from showclear.tui.screens.desk_record import RecordScreen

        self.attempt(lambda: self.app.push_screen(RecordScreen(self.host.production.record(name))))

    def on_lane_chosen(self, event: LaneChosen) -> None:
        """A lane was clicked: that gun day by day, or that day of all guns."""
        event.stop()
        if not self.tag:
            self.begin_life(event.label)

    # Keys

    def shows_key(self, binding_id: str) -> bool:
        """On a small screen the arrows are known; the bar has no room for them."""
        return self.has_class("-wide") or binding_id not in ("desk.before", "desk.after", "desk.export")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What does nothing now is faint or away."""
        if action == "more":
            return not self.has_class("-wide")
        if action in ("write_review", "correct"):
            return True if self.is_mounted and self.record else None
        return True

    def action_find(self) -> None:
        """Type."""
        self.line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed."""
        event.stop()
        if event.value.strip():
            self.search_soon(event.value)
        elif self.found is not None:
            self.found = None
            self.show_rows()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        event.stop()
        self.listing.focus()

    def on_key(self, event: object) -> None:
        """The arrow down goes from the line to what was found."""
        if getattr(event, "key", "") == "down" and self.line.has_focus:
            self.listing.focus()

    def action_back(self) -> None:
        """Out of the search, out of one gun, back to the board."""
        if self.line.value or self.found is not None:
            self.found, self.line.value = None, ""
            self.listing.focus()
            self.show_rows()
        elif self.line.has_focus:
            self.listing.focus()
        elif self.tag:
            self.action_life()
        else:
            self.action_go("1")

    def action_write_review(self) -> None:
        """What the safety officer thinks of the chosen record."""
        if self.record:
            self.attempt(partial(self.review_record, self.record))

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The chosen record, what it is about, the day that is shown."""
        need, hit, count = self.need, self.hit, self.count_shown
        kind = hit.kind if hit is not None else ("hold" if need is not None and need.what == "stop" else "")
        return offers_of(self.record, kind, self.tag or self.chosen_tag, count.day if count is not None else "")

    def action_correct(self) -> None:
        """What the chosen record should say."""
        if self.record:
            self.attempt(partial(self.correct_record, self.record))

    def action_check(self) -> None:
        """Read and verify every record again."""
        from showclear.tui.screens.verify import VerifyScreen

        self.app.push_screen(VerifyScreen())

    def action_more(self) -> None:
        """On small screens: the timeline in place of the list, and back."""
        self.toggle_class("-side")

    def on_resize(self) -> None:
        """Another size has other keys."""
        self.refresh_bindings()
