"""The days of the desk: which one is shown, what each gun was on it, and one gun day by day."""

from __future__ import annotations

from showclear.app.desk.desk import Glance
from showclear.app.desk.history import DeskDay, Lane
from showclear.storage.index_rows import DayCount, Hit
from showclear.tui.presenters import desk as present
from showclear.tui.screens.desk_reading import DeskReading, LifeFound
from showclear.tui.widgets.timeline import TimelineData
from showclear.words import say, say_count

DAYS_OF_LIFE = 6
"""How many days of a gun are shown at a time."""


class DeskDays(DeskReading):
    """The part of the desk that goes through days and lives. Whoever has it draws rows and panel."""

    def __init__(self) -> None:
        super().__init__()
        self.glance = Glance()
        self.shown_day = -1
        """Which of the days is shown; -1: the newest that is not in the future."""
        self.day: DeskDay | None = None
        self.lanes: tuple[Lane, ...] = ()
        self.tag = ""
        """The gun whose days are shown; empty: the day of all guns."""
        self.life_hits: tuple[Hit, ...] = ()
        self.life_days: tuple[DayCount, ...] = ()
        self.life_page = 0
        self.life_shown: tuple[DeskDay, ...] = ()

    def show_rows(self) -> None:
        """Draw the list."""
        raise NotImplementedError

    def show_panel(self) -> None:
        """Draw the timeline."""
        raise NotImplementedError

    @property
    def count_shown(self) -> DayCount | None:
        """The day that is shown."""
        days = self.glance.days
        return days[min(self.day_number, len(days) - 1)] if days else None

    @property
    def day_number(self) -> int:
        """Which of the days is shown. A laptop whose clock is wrong may have written into a day that is to come."""
        if self.shown_day >= 0:
            return self.shown_day
        now = self.host.production.clock.now().timestamp()
        days = self.glance.days
        return next((number for number, one in enumerate(days) if one.first <= now), max(0, len(days) - 1))

    def show_day(self) -> None:
        """Read the day, and work its lanes out."""
        count, production = self.count_shown, self.host.production
        if count is None:
            return
        self.day = production.desk.day(count, production.clock.now())
        self.lanes = ()
        if not self.tag:
            self.work_out(production.desk.lanes(self.day), self.one_lane_more)
        self.show_panel()

    def one_lane_more(self, lane: Lane | None) -> None:
        """A lane was worked out; all are shown together at the end."""
        if lane is not None:
            self.lanes = (*self.lanes, lane)
        else:
            self.show_panel()

    def life_data(self) -> TimelineData:
        """Some days of one gun."""
        left = len(self.life_days) - (self.life_page + 1) * DAYS_OF_LIFE
        first = self.life_days[-1].day if self.life_days else ""
        more = say("Back to its intake.") if first else ""
        if left > 0:
            more = say_count(
                "Left: {count} earlier day, back to {day}.",
                "Left: {count} earlier days, back to {day}.",
                left,
                day=first,
            )
        name = self.host.production.desk.guns().get(self.tag, "")
        return present.life(self.tag, name, self.life_shown, self.lanes, more)

    def action_day(self, by: int) -> None:
        """Another day, or other days of the one gun."""
        if self.tag:
            pages = -(-len(self.life_days) // DAYS_OF_LIFE)
            self.life_page = min(max(0, self.life_page + by), max(0, pages - 1))
            self.show_life()
            return
        self.shown_day = min(max(0, self.day_number + by), max(0, len(self.glance.days) - 1))
        self.show_day()
        self.show_rows()

    def action_life(self) -> None:
        """One gun day by day; once more: all guns again."""
        if self.tag:
            self.tag = ""
            self.show_day()
            self.show_rows()
            return
        guns = self.host.production.desk.guns()
        tag = self.chosen_tag if self.chosen_tag in guns else next(iter([one.label for one in self.lanes] or guns), "")
        if tag:
            self.begin_life(tag)

    def begin_life(self, tag: str) -> None:
        """Show the days of a gun."""
        self.tag, self.life_page, self.life_days, self.life_hits, self.lanes = tag, 0, (), (), ()
        if not self.has_class("-wide"):
            self.add_class("-side")
        self.find_life(tag)

    def on_life_found(self, event: LifeFound) -> None:
        """Show the newest of them."""
        event.stop()
        if event.tag == self.tag:
            self.life_days, self.life_hits = event.days, event.hits
            self.show_life()
            self.show_rows()

    def show_life(self) -> None:
        """Work the lanes of these days out."""
        production = self.host.production
        days = self.life_days[self.life_page * DAYS_OF_LIFE : (self.life_page + 1) * DAYS_OF_LIFE]
        self.life_shown = tuple(production.desk.day(one, production.clock.now()) for one in days)
        self.lanes = ()
        self.work_out(production.desk.life_lanes(self.tag, self.life_shown), self.one_lane_more)
