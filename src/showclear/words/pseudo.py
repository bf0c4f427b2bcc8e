"""The language of tests: every letter of what is in the catalogue has an accent, so plain letters are what is not."""

from __future__ import annotations

import re

_PLAIN = "abcdefghijklmnoprstuvwxyz"
_ACCENTED = "àḃćḋèḟĝĥìĵķĺṁñòṗřšťùṽŵẋýž"
_LETTERS = str.maketrans(_PLAIN + _PLAIN.upper(), _ACCENTED + _ACCENTED.upper())
"""Each accented letter is one character as wide as the plain one, and is drawn in block letters as it; q has none."""

_VALUE = re.compile(r"(\{[^{}]*\})")


def accented(text: str) -> str:
    """A text as this language says it; the names of values stay."""
    parts = _VALUE.split(text)
    return "".join(part if number % 2 else part.translate(_LETTERS) for number, part in enumerate(parts))


class Pseudo:
    """A catalogue that holds everything."""

    def gettext(self, message: str, /) -> str:
        """The text with accents."""
        return accented(message)

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """The English form with accents."""
        return accented(one if count == 1 else many)
