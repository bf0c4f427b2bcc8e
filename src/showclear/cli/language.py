"""The language that the person chose. Where there is none to choose, nothing is loaded for it."""

from __future__ import annotations

import os

from showclear.words import LANGUAGES, use


def use_chosen_language() -> None:
    """Say everything in the language of the settings; in English where they do not hold, which their reader says."""
    if len(LANGUAGES) == 1:
        return
    from showclear.settings.file import settings_file

    kept = settings_file(os.environ)
    if kept.path.exists():
        use(kept.read_or_defaults()[0].language)
