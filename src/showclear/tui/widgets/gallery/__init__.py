"""Every widget on invented screens, to look at: ``python -m showclear.tui.widgets.gallery``."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from showclear.tui.themes import THEMES, ThemedApp
from showclear.tui.widgets.gallery.pages import BoardPage, MorePicturesPage, PicturesPage, RunPage
from showclear.tui.widgets.gallery.stops import (
    MisfirePage,
    MismatchCountPage,
    MismatchPage,
    SignDialog,
    StandDownPage,
    StopPage,
)


class Gallery(ThemedApp[None]):
    """The gallery; number keys change the page, T the theme."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "page('board')", "Board", id="gallery.board"),
        Binding("f2", "page('run')", "Run", id="gallery.run"),
        Binding("f3", "page('pictures')", "Pictures", id="gallery.pictures"),
        Binding("f4", "sign", "Sign", id="gallery.sign"),
        Binding("f5", "page('mismatch')", "Mismatch", id="gallery.mismatch"),
        Binding("f6", "page('mismatch-count')", "Mismatch of a count", id="gallery.mismatch-count"),
        Binding("f7", "page('stand-down')", "Stand-down", id="gallery.stand-down"),
        Binding("f8", "page('stop')", "Stop", id="gallery.stop"),
        Binding("f10", "page('more-pictures')", "More pictures", id="gallery.more-pictures"),
        Binding("f11", "page('misfire')", "Misfire", id="gallery.misfire"),
        Binding("f9", "next_theme", "Theme", id="gallery.theme"),
    ]
    SCREENS = {
        "board": BoardPage,
        "run": RunPage,
        "misfire": MisfirePage,
        "pictures": PicturesPage,
        "more-pictures": MorePicturesPage,
        "mismatch": MismatchPage,
        "mismatch-count": MismatchCountPage,
        "stand-down": StandDownPage,
        "stop": StopPage,
    }
    TITLE = "Show Clear, gallery of widgets"

    def on_mount(self) -> None:
        """Begin with the board."""
        self.push_screen("board")

    def action_page(self, name: str) -> None:
        """Show another page."""
        self.switch_screen(name)

    def action_sign(self) -> None:
        """Show the dialog that signs, over the page."""
        self.push_screen(SignDialog())

    def action_next_theme(self) -> None:
        """Show it in the next theme."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
