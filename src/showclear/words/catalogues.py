"""Catalogues of translations, read with gettext. Nothing here is loaded for English."""

from __future__ import annotations

from gettext import GNUTranslations
from pathlib import Path

from showclear.words import Catalogue

FOLDER = Path(__file__).parent
"""Where `showclear.pot` and the catalogues lie."""


def load(language: str) -> Catalogue | None:
    """The catalogue of a language; None where there is none, so that everything is said in English."""
    file = FOLDER / f"{language}.mo"
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        return GNUTranslations(stream)
