"""The places that the app has: one key each, and the bar at the top that says where one is."""

from __future__ import annotations

from textual.binding import Binding

from showclear.domain.people import Person
from showclear.tui.presenters import day
from showclear.tui.screens.base import ShowClearScreen
from showclear.tui.widgets.top_bar import PlaceChosen, TopBar
from showclear.words import english

PLACE_KEYS = tuple(
    Binding(key, f"go('{key}')", label, id=f"place.{label.lower()}", show=False, tooltip=tooltip)
    for (key, label), tooltip in zip(
        day.PLACES,
        (
            english("The board: every gun, what is due, what is open."),
            english("The armory: every weapon, device, box and batch, and its account."),
            english("People: who is on duty, briefed, trained; shifts; enrolments."),
            english("The desk: what waits for somebody, any record, what every gun was when."),
        ),
        strict=True,
    )
)
"""The keys that go from place to place."""


class PlaceScreen(ShowClearScreen[None]):
    """A place: the bar at its top shows the others, and the time goes on."""

    BINDINGS = [*PLACE_KEYS]
    PLACE = "1"
    """The key of this place."""

    @property
    def people(self) -> dict[str, Person]:
        """The roster by id."""
        return {person.id: person for person in self.host.production.people()}

    def show_time(self) -> None:
        """The bar with the clock."""
        board = self.host.board
        if board is not None:
            now = self.host.production.clock.now()
            self.query_one("#top", TopBar).data = day.top_bar(board, now, self.PLACE)

    def action_go(self, key: str) -> None:
        """Go to a place."""
        if key != self.PLACE:
            self.host.go_to(key)

    def on_place_chosen(self, event: PlaceChosen) -> None:
        """A place of the bar was clicked."""
        event.stop()
        self.action_go(event.key)
