"""What may be taller than its place: it scrolls with the wheel and with what is chosen in it, and takes no key."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.reactive import reactive


class Roll(VerticalScroll, inherit_bindings=False, can_focus=False):
    """A part of a screen that scrolls.

    Textual's own takes the arrows, Home and the page keys as soon as it is full: then the arrows move the page in
    place of the choice. Which key moves what is said by the screen, in its bar and in its help.
    """

    virtual_size = reactive(Size(0, 0), repaint=False)
    """That the content got another size asks for no second layout and frame, as in Textual; a bar that comes does."""

    @property
    def is_full(self) -> bool:
        """Whether there is more than can be seen at once."""
        return self.show_vertical_scrollbar

    def watch_show_vertical_scrollbar(self) -> None:
        """A key that reads on comes or goes."""
        if self.is_attached:
            self.screen.refresh_bindings()

    def read_on(self, pages: int) -> None:
        """Show the next screenful, or the one before; a line of it stays for the eye to hold on to."""
        self.scroll_relative(y=pages * max(1, self.size.height - 1), animate=False)
