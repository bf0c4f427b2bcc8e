"""The app that founds a production, and hands back its folder."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from showclear.app.beginning import Answers, Ground
from showclear.app.founding import KeyAtHand, NewKey, Touches
from showclear.app.logbook import LogBook
from showclear.app.touching import KeyWish
from showclear.domain.people import Person
from showclear.tui._textual_compat import KeepsFaults
from showclear.tui.dialogs.help import HelpDialog
from showclear.tui.themes import WIDGET_STYLES, ThemedApp
from showclear.tui.wizard.screen import WizardScreen
from showclear.words import english

SCREEN_STYLES = Path(__file__).parent.parent / "screens" / "screens.tcss"


class FoundingDesk:
    """What the wizard asks of the machine; the front end that opens it fills it in."""

    def __init__(
        self,
        *,
        ground: Callable[[Path], Ground],
        has_key: Callable[[Person], bool],
        new_words: Callable[[], str],
        key: Callable[[Person, str], NewKey],
        found: Callable[[Path, Answers, dict[str, KeyAtHand], Touches], LogBook],
        in_agent: Callable[[], tuple[tuple[str, str], ...]],
        touch: Callable[[Person, KeyWish, Collection[str]], KeyAtHand],
    ) -> None:
        """
        Args:
            ground: what a folder is.
            has_key: whether somebody has a key on this machine.
            new_words: five words that are drawn.
            key: makes or opens the key of a person with five words.
            found: writes every record.
            in_agent: fingerprint and comment of the FIDO2 keys in the ssh-agent.
            touch: the FIDO2 key of a person, none of those with these fingerprints; waits for a touch.
        """
        self.ground = ground
        self.has_key = has_key
        self.new_words = new_words
        self.key = key
        self.found = found
        self.in_agent = in_agent
        self.touch = touch


class FoundingApp(KeepsFaults, ThemedApp[Path]):
    """Step by step to a production. Handed back: its folder; None when nothing was founded."""

    TITLE = "Show Clear"  # not said: a name
    CSS_PATH = [WIDGET_STYLES, SCREEN_STYLES]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q",
            "quit",
            english("leave"),
            id="app.quit",
            show=False,
            priority=True,
            tooltip=english("Leave; nothing is kept."),
        ),
    ]

    def __init__(self, folder: Path, zone: str, desk: FoundingDesk) -> None:
        super().__init__()
        self.folder = folder
        self.zone = zone
        self.desk = desk

    def action_help(self) -> None:
        """What this page is for and what its keys do."""
        if not isinstance(self.screen, HelpDialog):
            self.push_screen(HelpDialog(self.screen))

    def get_default_screen(self) -> Screen[None]:
        """The wizard is all there is."""
        return WizardScreen(self.folder, self.zone, self.desk)
