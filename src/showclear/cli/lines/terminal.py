"""Lines out and lines in: at most 79 columns, no cursor moves, no colour, nothing that is written twice."""

from __future__ import annotations

import sys
import unicodedata
from getpass import getpass
from typing import TextIO

from showclear.cli.plain import visible_lines
from showclear.words import translated

WIDTH = 79
"""Columns of a line; the eightieth stays free, because some terminals break after it by themselves."""

PROMPT = "> "

_GLYPHS = str.maketrans(
    {
        "…": "...", "×": "x", "■": "*", "✓": "yes", "→": "->", "·": "-", "–": "-", "—": "-", "“": '"', "”": '"',
        # not said: signs
        "‘": "'", "’": "'", "•": "*", "½": "1/2", "°": " deg", "ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "ł": "l",
    }
)  # fmt: skip
"""How a sign is written where the terminal has no code for it."""


class Lines:
    """A person at a terminal, or a program at the other end of a pipe."""

    def __init__(self, source: TextIO | None = None, sink: TextIO | None = None) -> None:
        self._source, self._sink = source or sys.stdin, sink or sys.stdout
        if hasattr(self._source, "reconfigure"):
            # A byte that is no text becomes a code point that no record may hold, and is refused with its line.
            self._source.reconfigure(errors="surrogateescape")

    @property
    def echoes(self) -> bool:
        """Whether the other end shows what is typed: a terminal does, a pipe does not."""
        return self._source.isatty()

    def show(self, text: str = "", *, first: str = "", then: str = "") -> None:
        """Write a text, broken at spaces.

        Args:
            text: what a person reads; what could move a cursor is made visible.
            first: what stands before its first line.
            then: what stands before each further line.
        """
        from showclear.tui.drawing.text import wrap

        before = first
        for line in visible_lines(text).split("\n"):
            indent = line[: len(line) - len(line.lstrip(" "))]
            room = WIDTH - len(indent) - max(len(before), len(then))
            for part in wrap(self._writable(line), room) or ("",):
                self._sink.write(f"{before}{indent}{part}".rstrip() + "\n")
                before = then
        self._sink.flush()

    def label(self, label: str, text: str) -> None:
        """Write a text under a label, further lines indented."""
        if text:
            self.show(text, first=f"{translated(label)}: ", then="  ")

    def item(self, key: str, text: str) -> None:
        """Write one of several things that can be typed."""
        self.show(text, first=f"  {key:<3} ", then=" " * 6)

    def read(self, *, hidden: bool = False) -> str:
        """One typed line without its end; `hidden`: a terminal does not show it.

        Raises:
            EOFError: the input ended.
        """
        if hidden and self.echoes:
            self._sink.flush()
            try:
                return getpass(PROMPT, self._sink)
            except UnicodeDecodeError:
                # As the other lines have it: a code point that stands for a byte that is no text.
                return "\udcff"
        self._sink.write(PROMPT)
        self._sink.flush()
        line = self._source.readline()
        if not line or not self.echoes:
            # A terminal went to the next line with Enter; a pipe did not.
            self._sink.write("\n")
        if not line:
            raise EOFError
        return line.removesuffix("\n").removesuffix("\r")

    def _writable(self, text: str) -> str:
        """The text in signs that the terminal has a code for."""
        encoding = self._sink.encoding or "ascii"
        if _fits(text, encoding):
            return text
        return "".join(one if _fits(one, encoding) else _plain(one, encoding) for one in text)


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _plain(sign: str, encoding: str) -> str:
    """A sign without its accents, or its name as a code point."""
    plain = sign.translate(_GLYPHS)
    if not _fits(plain, encoding):
        plain = "".join(one for one in unicodedata.normalize("NFKD", sign) if _fits(one, encoding))  # not said: a form
    return plain or f"<U+{ord(sign):04X}>"  # not said: a code point
