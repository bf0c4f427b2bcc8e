"""What all our screens and dialogs share: the hold key, the help key, the way an error is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual import getters
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from showclear.errors import ShowClearError
from showclear.tui.drawing.text import clean
from showclear.tui.screens.host import Host
from showclear.tui.widgets.key_bar import HoldChosen
from showclear.tui.widgets.roll import Roll
from showclear.words import english, translated

Result = TypeVar("Result")

LONGEST = 4000
"""Characters of a single text that are shown; a longer one was never meant to be read here."""

HELP_KEY = Binding(
    "f1", "app.help", english("help"), id="app.help", tooltip=english("What the keys of this screen do.")
)

HOLD_KEYS = (
    HELP_KEY,
    Binding(
        "exclamation_mark",
        "app.hold_set",
        english("HOLD"),
        id="hold.mark",
        show=False,
        tooltip=english("Hold the set: all guns back, all clearances end. Once more makes it a stand-down."),
    ),
)
"""`!` raises a hold wherever no text is typed. F12 does so everywhere and belongs to the app."""


WIDE, TALL = 100, 34
"""Columns and rows from which on a dialog is a box, not the whole screen; the style sheet says -wide and -tall."""

READ_KEYS = (
    Binding(
        "down,pagedown",
        "read_on(1)",
        english("read on"),
        id="read.on",
        tooltip=english("The rest of what stands here."),
    ),
    Binding("up,pageup", "read_on(-1)", "", show=False, id="read.back", tooltip=english("Back to what stands above.")),
)
"""For a screen that may have more to say than fits: there only while it has."""


def plain(text: str) -> Content:
    """Text from people or files for a widget that is there already; control and bidi characters become visible."""
    whole = translated(text)
    shown = whole if len(whole) <= LONGEST else f"{whole[:LONGEST]} .."
    return Content("\n".join(clean(line) for line in shown.split("\n")))


def words(text: str, *classes: str, id: str | None = None) -> Static:
    """Text from people or files as a widget; it is never read as markup."""
    return Static(plain(text), classes=" ".join(classes), id=id, markup=False)


def mark_drill(screen: Screen[Any], host: Host) -> None:
    """Say on a screen of a drill that it is one; nothing in real work."""
    if host.drill is not None:
        from showclear.tui.screens.drill import mark_as_drill

        mark_as_drill(screen, host)


def is_on_top(screen: Screen[Any]) -> bool:
    """Whether a screen is the one that is shown.

    Leaving takes away whatever is on top. A second key that was pressed before the first one took effect, or work that
    ends under a stop that came in, must never take away another screen than its own.
    """
    return screen.is_attached and screen.app.screen is screen


class OfTheApp(Screen[Result]):
    """A full screen or a dialog of the app."""

    host = getters.app(Host)

    def on_screen_resume(self) -> None:
        """On top (again): what has stopped the set meanwhile is said here too."""
        if isinstance(self.app, Host):
            mark_drill(self, self.app)
            self.app.say_stops(self)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave this screen, and no other one."""
        return super().dismiss(result) if is_on_top(self) else AwaitComplete()

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something that a rule, a disk or a key may refuse; show why if so. Returns whether it was done."""
        try:
            act()
        except ShowClearError as error:
            self.host.show_error(error)
            return False
        return True


class ShowClearScreen(OfTheApp[Result]):
    """A full screen of the app."""

    BINDINGS = [*HOLD_KEYS]

    @property
    def says_the_stop(self) -> bool:
        """Whether the screen itself says what is stopped, larger than a line at its top could."""
        return False


class ShowClearDialog(ModalScreen[Result], OfTheApp[Result]):
    """A question over a veil; it fills a small terminal. What is longer than its place is read on by key."""

    BINDINGS = [*READ_KEYS, *HOLD_KEYS]
    READS: ClassVar[str] = ".dialog-body"
    """The part that `READ_KEYS` move."""
    AROUND: ClassVar[int] = 14
    """Rows of a large terminal that this part cannot have: frame, title, keys, and the corner with the hold target."""

    def on_resize(self) -> None:
        """Another size: another room."""
        self.fit_text()

    def fit_text(self) -> None:
        """On a large terminal the text leaves room for every key; on a small one it fills the screen."""
        columns, rows = self.app.size
        large = columns >= WIDE and rows >= TALL
        for roll in self.query(self.READS).results(Roll):
            if large:
                roll.styles.max_height = max(4, rows - self.AROUND)
            else:
                roll.styles.clear_rule("max_height")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a key to read on only where there is more to read."""
        if action != "read_on":
            return True
        return any(roll.is_full for roll in self.query(self.READS).results(Roll))

    def action_read_on(self, pages: int) -> None:
        """Show the rest of the text, or go back to its beginning."""
        self.query_one(self.READS, Roll).read_on(pages)

    def on_screen_resume(self) -> None:
        """On top (again): it may have another room."""
        self.fit_text()

    async def on_hold_chosen(self, event: HoldChosen) -> None:
        """The corner was clicked: hold the set."""
        event.stop()
        await self.app.run_action("hold_set")
