"""People: who is on duty, briefed, trained; whose key is open here; who may do what for whom."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from showclear.app.views import PersonView
from showclear.domain.checklists import Procedure
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.presenters import roster as present
from showclear.tui.screens.list_place import ListPlace
from showclear.tui.widgets.fact_sheet import SheetData
from showclear.tui.widgets.pieces import Piece
from showclear.tui.widgets.row_list import ListRow, RowOpened


def _key(keys: str, action: str, label: str, name: str, tooltip: str) -> Binding:
    return Binding(keys, action, label, id=f"people.{name}", tooltip=tooltip)


class PeopleScreen(ListPlace):
    """The user sees the roster by role, and for each person how they stand today."""

    HELP = "people"
    PLACE = "3"
    COLUMNS = present.COLUMNS
    NARROW = present.NARROW
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("s,S", "shifts", "shifts", "shifts", "Who signs on this laptop: open or lock a shift."),
        _key("e,E", "enrol", "enrol", "enrol", "Put somebody on the roster: the safety officer and they sign."),
        _key("b,B", f"person('{Procedure.LATE_BRIEFING}')", "brief", "brief", "Brief somebody who came late."),
        _key("t,T", f"person('{Procedure.TRAINING}')", "train", "train", "Train this person for a weapon."),
        _key("d,D", "delegate", "delegate", "delegate", "The 1st AD names an AD for this unit and day; two sign."),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.roster: tuple[PersonView, ...] = ()

    def read(self) -> None:
        """Ask the production."""
        self.roster = self.host.production.people_today()

    def rows(self) -> tuple[ListRow, ...]:
        """Everybody by role."""
        return present.roster_rows(self.roster)

    def figures(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """How many there are."""
        return present.summary(self.roster)

    def sheet_of(self, value: str) -> SheetData:
        """How the chosen person stands today."""
        return present.person_sheet(self.roster, value)

    def on_row_opened(self, event: RowOpened) -> None:
        """What can be done, in words."""
        event.stop()
        name = next((one.person.name for one in self.roster if one.person.id == event.value), "")
        rows = tuple(
            Choice(one.action, one.tooltip, one.key.split(",")[0].upper())
            for one in self.BINDINGS
            if isinstance(one, Binding)
        )
        self.app.push_screen(ChooseDialog(name, "What shall happen?", rows), self.after_menu)

    def action_person(self, procedure: str) -> None:
        """Begin a procedure about the chosen person."""
        self.prepare(Procedure(procedure), self.listing.chosen, {"person": self.listing.chosen})
