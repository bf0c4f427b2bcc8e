"""Every setting there is: its key, its values, what it means. The list is closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

from showclear.words import LANGUAGES, english


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting."""

    key: str
    """As it is written in the file."""
    label: str
    """As it stands on the screen."""
    values: Mapping[str, str]
    """Each value that it may have, with what it means; the first one is the default."""
    meaning: str

    @property
    def default(self) -> str:
        """What holds where the file says nothing."""
        return next(iter(self.values))

    @property
    def name(self) -> str:
        """The attribute of :class:`Settings` that holds it."""
        return self.key.replace("-", "_")


def _setting(key: str, label: str, meaning: str, **values: str) -> Setting:
    return Setting(key, label, MappingProxyType({one.replace("_", "-"): text for one, text in values.items()}), meaning)


SETTINGS: tuple[Setting, ...] = (
    _setting(
        "theme",
        english("Colours"),
        english("The colours. A terminal of few colours, and NO_COLOR, decide for themselves."),
        stage=english("light on dark, for a dark stage"),
        daylight=english("black on white, for the sun"),
        night_red=english("red on black, for eyes that have to see in the dark"),
        mono=english("black, white and grey"),
    ),
    _setting(
        "type",
        english("Type"),
        english("How large the question, its answers and the states are."),
        normal=english("as many guns and words as fit"),
        large=english("block letters, and fewer guns on the screen at once"),
    ),
    _setting(
        "glyphs",
        english("Shapes"),
        english("What shapes and large letters are drawn with."),
        auto=english("blocks; signs of the keyboard where the terminal is not set to UTF-8"),
        blocks=english("blocks, always"),
        ascii=english("signs of the keyboard only; large words are spaced letters"),
    ),
    _setting(
        "sound",
        english("Sound"),
        english(
            "Whether the terminal's bell rings when a stop comes in. It never stands alone: the screen says it as well."
        ),
        stops=english("at a hold, a stand-down or another stop, from here or from another laptop"),
        off=english("never at a stop"),
    ),
    _setting(
        "language",
        english("Language"),
        english(
            "What the screens say is in this language, and in English where it is not translated. Records stay English."
        ),
        **LANGUAGES,
    ),
)
"""The settings, in the order in which they are listed."""

KEYS_TABLE = "keys"
"""The table of the file that changes keys: id of a binding to its key."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds. Each is one of the values in :data:`SETTINGS`."""

    theme: str = "stage"
    type: str = "normal"
    glyphs: str = "auto"
    sound: str = "stops"
    language: str = "en"
    keys: Mapping[str, str] = field(default_factory=dict)
    """Id of a binding to the key that the person gave it, as written."""

    def value(self, setting: Setting) -> str:
        """The value of one setting."""
        found = getattr(self, setting.name)
        assert isinstance(found, str)
        return found


DEFAULTS = Settings()
"""What holds where there is no file."""

assert {one.name: one.default for one in SETTINGS} | {KEYS_TABLE: {}} == {
    one.name: getattr(DEFAULTS, one.name) for one in fields(Settings)
}


def setting(key: str) -> Setting | None:
    """The setting with this key; None if there is none."""
    return next((one for one in SETTINGS if one.key == key), None)
