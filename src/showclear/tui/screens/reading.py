"""Before the log is read: which guns there are and who has them, and that nothing is permitted yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from showclear.tui.drawing.text import clip
from showclear.words import english, say, say_count, translated

if TYPE_CHECKING:
    from showclear.app.painting import PaintedGun
    from showclear.app.start import Start

HEAD = english("READING THE LOG. NO GUN COUNTS AS COLD.")
LAST_KNOWN = english("The guns stand here as they were left.")
NOT_YET = english("The log is being read: no key does anything yet but F12 (hold), F9 (emergency) and Ctrl+Q (leave).")
EMERGENCY_SOON = english("The emergency list opens as soon as the log is read. F12 holds the set now.")
STOP_WORDS = {
    "stand-down": english("STAND-DOWN is open: no gun work."),
    "hold": english("HOLD is open: no gun work."),
    "incident": english("A REPORT is open."),
    "concern": english("A CONCERN is open."),
}
HOLD_KEY = "exclamation_mark"
_LOOKS = {
    "hot": (english("▟▙ HOT"), "hot"),
    "quarantined": (english("X QUARANTINED"), "quar"),
    "unverified": (english("? UNVERIFIED"), "unv"),
}
"""Mark and word of each state, and their colours. There is none for cold."""


def nothing_yet(files: int) -> str:
    """How many files are read, and that nothing is permitted before."""
    return say_count(
        "{count:,} file is read. Until that is done nothing is permitted. F12 holds the set at once.",
        "{count:,} files are read. Until that is done nothing is permitted. F12 holds the set at once.",
        files,
    )


def stop_written(stop: str) -> str:
    """A stop that was written before the log was read."""
    return say("{stop}: written, and it counts. Say it aloud: {stop}.", stop=stop)


class ReadingScreen(Screen[None]):
    """The user sees that the log is read, what stopped the set when it was left, and who has which gun."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(HOLD_KEY, "app.hold_set", english("HOLD"), id="hold.mark", show=False, tooltip=english("Hold the set."))
    ]
    AUTO_FOCUS = None

    def __init__(self, start: Start) -> None:
        super().__init__()
        self.start = start
        self.alerted = False
        """Whether something about a stop or an emergency stands above the keys."""

    def compose(self) -> ComposeResult:
        """Name, headline, stops, a line a gun, keys."""
        painting, width = self.start.painting, max(20, self.app.size.width - 2)
        name = painting.production if painting is not None else "Show Clear"  # not said: a name
        trial = "   " + say("DEMONSTRATION") if painting is not None and painting.demonstration else ""
        yield Static(Content(clip(f"{name}{trial}", width)), id="reading-top", classes="line", markup=False)
        words = nothing_yet(self.start.files)
        if painting is not None:
            words = f"{words} {translated(LAST_KNOWN)}"
        yield Static(Content.assemble((translated(HEAD), "bold"), f"\n{words}"), id="reading-head", markup=False)
        if painting is not None and painting.stops:
            stops = "\n".join(translated(STOP_WORDS[one]) for one in painting.stops)
            yield Static(Content(stops), id="reading-stops", markup=False)
        with Vertical(id="reading-guns"):
            # One widget for all of them: each one takes a millisecond of the first frame.
            if painting is not None and painting.guns:
                lines = [gun_line(gun, width) for gun in painting.guns]
                yield Static(Content("\n").join(lines), id="reading-lines", markup=False)
        yield Static("", id="reading-note", markup=False)
        yield Static(
            Content(clip(say("F12 HOLD   F9 EMERGENCY   Ctrl+Q leave"), width)),
            id="reading-keys",
            classes="line",
            markup=False,
        )

    def on_key(self, event: events.Key) -> None:
        """Every other key says why it does nothing; what was said about a stop stays."""
        if event.key != HOLD_KEY and not self.alerted:
            self.say(NOT_YET)

    def say(self, text: str, *, alert: bool = False) -> None:
        """Say something above the keys."""
        self.alerted = self.alerted or alert
        self.query_one("#reading-note", Static).update(
            # not said: a style
            Content.styled(translated(text), "bold $stop-ink on $stop-bg" if alert else "")
        )


def gun_line(gun: PaintedGun, width: int) -> Content:
    """A gun in one line: state, tag, name, who has it."""
    word, look = translated(_LOOKS[gun.state][0]), _LOOKS[gun.state][1]
    style = f"bold ${look}-ink on ${look}-bg"  # not said: a style
    tag, name = f"  {clip(gun.tag, 12):<12} ", f"{clip(gun.name, 24):<24} " if width >= 70 else ""
    room = max(1, width - len(f" {word:<13} {tag}{name}"))
    return Content.assemble((f" {word:<13} ", style), (tag, "bold"), name, clip(gun.custody, room))
