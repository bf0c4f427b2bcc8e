"""The part of the app that does what the settings say: colours, sound, keys. Each can be changed while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from showclear.errors import ShowClearError
from showclear.settings.schema import setting
from showclear.tui.screens.host import Host
from showclear.tui.themes import LARGE_TYPE, chosen_theme, next_theme, short_name, theme_words, themes_on_offer
from showclear.words import say
from showclear.words import use as use_language

if TYPE_CHECKING:
    from showclear.settings.file import SettingsFile
    from showclear.settings.schema import Settings


class Preferring(Host):
    """The settings in the app. A fault in them keeps nobody from the board: then the defaults hold, and it is said."""

    kept: SettingsFile | None = None
    """Where they are kept; None: nothing is read or kept."""
    settings_fault: ShowClearError | None = None
    """What is wrong with the file; said once, when the board is there."""

    def prefer(self, kept: SettingsFile | None) -> None:
        """Read the settings and begin with them."""
        self.kept = kept
        if kept is not None:
            self.settings, self.settings_fault = kept.read_or_defaults()
            use_language(self.settings.language)
        self.use_colours(chosen_theme(self.settings.theme, self.preferred_theme))
        self.use_shapes()

    def use_shapes(self) -> None:
        """How large type is, and what shapes are drawn with."""
        self.set_class(self.settings.type == "large", LARGE_TYPE)
        self.is_ascii = self.settings.glyphs == "ascii" or (self.settings.glyphs == "auto" and not self.shows_blocks)

    def say_settings_fault(self) -> None:
        """Say why the defaults hold; the file stays as it is, so that it can be mended."""
        if self.settings_fault is not None:
            self.show_error(self.settings_fault)
            self.settings_fault = None

    def change_setting(self, key: str, value: str) -> None:
        """Do it now, and keep it.

        Raises:
            ShowClearError: it cannot be kept; it holds until the app is left.
        """
        known = setting(key)
        assert known is not None
        new: dict[str, Any] = {known.name: value}
        self.use_settings(replace(self.settings, **new))
        if self.kept is not None:
            self.kept.write(key, value)

    def use_settings(self, settings: Settings) -> None:
        """Show everything as these settings say."""
        self.settings = settings
        use_language(settings.language)
        self.theme = chosen_theme(settings.theme, self.preferred_theme)
        self.use_shapes()
        from showclear.tui.widgets.drawn import Drawn  # not needed for the first frame

        for screen in self.screen_stack:
            screen.refresh(layout=True)
            for one in screen.query(Drawn):
                one.refresh(layout=True)

    def sound_stop(self) -> None:
        """Ring the bell for a stop that came in, unless somebody wants none. The screen says the stop either way."""
        if self.settings.sound == "stops":
            self.bell()

    def apply_keys(self) -> None:
        """Add the keys of this person, once everything that has keys is loaded; until then the others work alone."""
        if not self.settings.keys:
            return
        from showclear.settings.reading import FILE_NAME
        from showclear.tui.keymap import checked

        try:
            self.set_keymap(checked(self.settings.keys, self.kept.path.name if self.kept else FILE_NAME))
        except ShowClearError as error:
            self.notify(
                say("No key of your own works: {error}", error=error), severity="warning", markup=False, timeout=20
            )

    # Keys

    def use_theme(self, name: str) -> None:
        """Show everything in other colours, and next time too."""
        known = setting("theme")
        assert known is not None
        if short_name(name) not in known.values:
            # A terminal of few colours has a theme of its own, which nobody chooses and nobody keeps.
            self.theme = name
            return
        try:
            self.change_setting("theme", short_name(name))
        except ShowClearError as error:
            self.theme = name
            self.notify(say("These colours are not kept: {error}", error=error), markup=False)

    def action_next_theme(self) -> None:
        """The next colours: stage, daylight, night-red, mono."""
        self.use_theme(next_theme(self.theme, themes_on_offer(self.preferred_theme)))
        self.notify(say("Colours: {colours}", colours=theme_words(self.theme)), markup=False, timeout=2)

    def action_settings(self) -> None:
        """Every setting on one page."""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters.settings import changed, settings_form

        def act(values: Mapping[str, str]) -> bool:
            for key, value in changed(self.settings, values):
                self.change_setting(key, value)
            return True

        self.push_screen(FormDialog(say("Settings"), *settings_form(self.settings), act))
