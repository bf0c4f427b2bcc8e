"""Texts from people and files for paper: nothing in them is an instruction, and nothing in them is unseen."""

from __future__ import annotations

import html
import re

from showclear.domain.text import FORBIDDEN_RANGES

_UNSEEN = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in FORBIDDEN_RANGES) + "]")


def shown(text: str) -> str:
    """The text with every character that is acted on or not drawn written out, such as <U+202E>."""
    return _UNSEEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def escaped(text: str) -> str:
    """As `shown`, for HTML: in the text of an element and between quotes."""
    return html.escape(shown(text), quote=True)
