"""Our themes for Textual, and an app base that has them, the styles and the breakpoints."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from textual.app import App
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.theme import Theme

from showclear.tui.palettes import PALETTE_NAMES, PALETTES, STAGE, Palette
from showclear.tui.terminal import shows_blocks
from showclear.words import translated

ReturnType = TypeVar("ReturnType")

DEFAULT_THEME = PALETTE_NAMES[0]
"""The theme that the app opens with: light letters for a dark stage."""

LARGE_TYPE = "-large-type"
"""The class of the app under which type is large."""

WIDGET_STYLES = Path(__file__).parent / "styles" / "widgets.tcss"
"""The style sheet of the widgets in ``showclear.tui.widgets``."""

HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] = [
    (0, "-tiny"),
    (42, "-small"),
    (60, "-narrow"),
    (80, "-compact"),
    (100, "-wide"),
]
"""Width classes of a screen, in columns: the smallest width at which each begins."""

VERTICAL_BREAKPOINTS: list[tuple[int, str]] = [(0, "-flat"), (12, "-low"), (20, "-short"), (34, "-tall")]
"""Height classes of a screen, in rows."""


def theme_of(palette: Palette) -> Theme:
    """The Textual theme that shows one palette; every token becomes a variable such as ``$cold-bg``."""
    return Theme(
        name=palette.name,
        primary=palette["focus"],
        secondary=palette["muted"],
        accent=palette["focus"],
        warning=palette["unv"],
        error=palette["quar"],
        success=palette["cold"],
        foreground=palette["text"],
        background=palette["bg"],
        surface=palette["panel"],
        panel=palette["panel"],
        dark=palette.dark,
        variables=theme_variables(palette),
    )


def theme_variables(palette: Palette) -> dict[str, str]:
    """The palette's tokens, plus what Textual's own widgets need to look like ours."""
    own = {token: colour for token, colour in palette.items() if token != "text"}
    return own | {
        "ink": palette["text"],
        "footer-background": palette["bg"],
        "block-cursor-background": palette["focus"],
        "block-cursor-foreground": palette["focus-ink"],
        "input-cursor-background": palette["focus"],
        "input-cursor-foreground": palette["focus-ink"],
        "input-selection-background": palette["line"],
        "border": palette["focus"],
        "border-blurred": palette["line"],
        "scrollbar": palette["line"],
        "scrollbar-background": palette["bg"],
        "scrollbar-corner-color": palette["bg"],
        "scrollbar-background-hover": palette["bg"],
        "scrollbar-background-active": palette["bg"],
        "scrollbar-hover": palette["muted"],
        "scrollbar-active": palette["focus"],
    }


THEMES: tuple[Theme, ...] = tuple(theme_of(PALETTES[name]) for name in PALETTE_NAMES)
"""All our themes, the default first."""


def theme_variable_defaults() -> dict[str, str]:
    """Values for our variables under a theme that is not ours, so that no style sheet fails to load."""
    return theme_variables(STAGE)


def palette_of(theme_name: str) -> Palette:
    """The palette that widgets draw with under this theme; the stage palette for a theme that is not ours."""
    return PALETTES.get(theme_name, STAGE)


def preferred_theme(environment: Mapping[str, str], colour_system: str | None = "truecolor") -> str:
    """The theme to open with, so that no library has to round colours, which would make states alike.

    Args:
        environment: the environment variables; ``NO_COLOR`` asks for mono.
        colour_system: what the terminal shows, as Rich names it; with 16 colours or none mono is used.
    """
    if environment.get("NO_COLOR") or colour_system not in ("truecolor", "256"):
        return "showclear-mono"
    return "showclear-256" if colour_system == "256" else DEFAULT_THEME


def themes_on_offer(preferred: str) -> tuple[str, ...]:
    """The themes that a terminal shows as they are meant.

    Args:
        preferred: what `preferred_theme` says of the terminal; where that is not the default, it shows few colours.
    """
    if preferred == DEFAULT_THEME:
        return tuple(name for name in PALETTE_NAMES if name != "showclear-256")
    return tuple(dict.fromkeys((preferred, "showclear-mono")))


def next_theme(theme_name: str, on_offer: tuple[str, ...]) -> str:
    """The theme after this one, in the order of the palettes."""
    at = on_offer.index(theme_name) if theme_name in on_offer else -1
    return on_offer[(at + 1) % len(on_offer)]


def theme_words(theme_name: str) -> str:
    """A theme as people say it: "night red"."""
    return short_name(theme_name).replace("-", " ")


def short_name(theme_name: str) -> str:
    """A theme as the settings name it: "night-red"."""
    return theme_name.removeprefix("showclear-")


def chosen_theme(setting: str, preferred: str) -> str:
    """The theme of a setting; where the terminal shows few colours, that decides."""
    name = f"showclear-{setting}"
    return name if name in themes_on_offer(preferred) else preferred


class ThemedApp(App[ReturnType], Generic[ReturnType]):
    """An app that has our themes, our widget styles and our breakpoints."""

    CSS_PATH = [WIDGET_STYLES]
    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS
    ENABLE_COMMAND_PALETTE = True

    def __init__(self) -> None:
        # Textual takes NO_COLOR out of the environment of its own accord, so it is read first.
        environment = dict(os.environ)
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.preferred_theme = preferred_theme(environment, self.console.color_system)
        self.is_plain = bool(environment.get("NO_COLOR")) or self.preferred_theme == "showclear-mono"
        """Whether the terminal shows no colours, or so few that rounding them would make states alike."""
        self.shows_blocks = shows_blocks(sys.stdout.encoding)
        self.is_ascii = not self.shows_blocks
        """Whether everything is drawn with signs of the keyboard."""
        self.use_colours(self.preferred_theme)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in the corner for some seconds, in the language of this process."""
        super().notify(translated(message), title=translated(title), severity=severity, timeout=timeout, markup=markup)

    def use_colours(self, theme_name: str) -> None:
        """Open with a theme. Setting `theme` itself would parse all styles once more before the first frame."""
        self.set_reactive(App.theme, theme_name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without colours everything is told in reverse and bold, without blocks in ASCII."""
        if not (self.is_plain or self.is_ascii):
            return super().get_line_filters()
        from showclear.tui.plain_terminal import ASCII_SIGNS, REVERSE_AND_BOLD  # few terminals need them

        own: list[LineFilter] = [REVERSE_AND_BOLD] if self.is_plain else [*super().get_line_filters()]
        return (*own, ASCII_SIGNS) if self.is_ascii else own

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables exist under every theme."""
        return theme_variable_defaults()
