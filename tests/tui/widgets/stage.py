"""An app around some widgets, that remembers what they send."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from showclear.tui.themes import ThemedApp
from showclear.tui.widgets.answer_row import AnswerChosen
from showclear.tui.widgets.banners import TakeBackChosen
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.key_bar import HoldChosen, KeyChosen
from showclear.tui.widgets.pin_field import PinChanged, PinEntered
from showclear.tui.widgets.top_bar import PlaceChosen
from showclear.tui.widgets.weapon_card import CardChosen, CardOpened


class Stage(ThemedApp[None]):
    """Shows widgets and collects their messages."""

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self.widgets = widgets
        self.sent: list[Message] = []

    def compose(self) -> ComposeResult:
        """What was given."""
        yield from self.widgets

    def _keep(self, message: Message) -> None:
        self.sent.append(message)

    def on_answer_chosen(self, message: AnswerChosen) -> None:
        self._keep(message)

    def on_card_chosen(self, message: CardChosen) -> None:
        self._keep(message)

    def on_card_opened(self, message: CardOpened) -> None:
        self._keep(message)

    def on_key_chosen(self, message: KeyChosen) -> None:
        self._keep(message)

    def on_hold_chosen(self, message: HoldChosen) -> None:
        self._keep(message)

    def on_pin_entered(self, message: PinEntered) -> None:
        self._keep(message)

    def on_pin_changed(self, message: PinChanged) -> None:
        self._keep(message)

    def on_place_chosen(self, message: PlaceChosen) -> None:
        self._keep(message)

    def on_take_back_chosen(self, message: TakeBackChosen) -> None:
        self._keep(message)

    def sent_of(self, kind: type[Message]) -> list[Message]:
        """The messages of one kind, in order."""
        return [message for message in self.sent if isinstance(message, kind)]


def shown(widget: Drawn) -> str:
    """What a widget shows, as text."""
    return "\n".join(widget.render_line(row).text for row in range(widget.size.height))
