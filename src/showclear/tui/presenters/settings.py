"""The page of the settings, in words and fields."""

from __future__ import annotations

from collections.abc import Mapping

from showclear.app.views import InputField
from showclear.settings.schema import SETTINGS, Settings
from showclear.tui.presenters.stop_forms import Fields, Said
from showclear.words import english

SAID = english(
    "How the screen looks and sounds on this machine account, in every production. No setting touches a "
    "rule, a limit or a record."
)


def settings_form(settings: Settings) -> tuple[Said, Fields]:
    """A field for each setting, on the value that holds."""
    fields = tuple(InputField(one.key, one.label, settings.value(one), tuple(one.values.items())) for one in SETTINGS)
    return (SAID,), fields


def changed(settings: Settings, values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What was chosen otherwise: key and value."""
    return tuple((one.key, values[one.key]) for one in SETTINGS if values[one.key] != settings.value(one))
