"""The first question of every emergency: what happened."""

from __future__ import annotations

from showclear.tui.dialogs.choose import ChooseDialog


class EmergencyDialog(ChooseDialog):
    """The user sees what can be called, with a key each."""
