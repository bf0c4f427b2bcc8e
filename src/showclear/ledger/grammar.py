"""The tokens of the record grammar (rules 10 to 14) as byte patterns, and times as they are written.

Every pattern reads in one pass: no two alternatives match the same bytes, or a hostile row would be tried in as many
ways as two to the number of its values.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from showclear.domain.text import SLUG_PATTERN
from showclear.errors import RecordError
from showclear.words import english

MAX_INTEGER = 2**53 - 1
"""The largest integer that every language reads alike."""


def all_of(pattern: bytes) -> bytes:
    """A pattern for as many of another as there are, none given back.

    Not `(?:…)*+`: up to Python 3.11.4 that ends in the middle of one that does not fit, and takes its beginning for it.
    """
    return rb"(?>(?:" + pattern + rb")*)"


HEAD_KEYS = (
    "schema",
    "kind",
    "id",
    "production",
    "log",
    "sequence",
    "previous",
    "made_at",
    "after",
    "signers",
)
"""The keys of the head, in order; no key of the facts may be one of them (rule 11)."""

SLUG = SLUG_PATTERN.encode()
HEX64 = rb"[0-9a-f]{64}"
WORD = rb"[a-z-]{1,32}"
MEANING = rb"[a-z]{1,16}"
TIME = (
    rb"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T"
    rb"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
)
_PLAIN = rb"[ !#-\[\]-~\x80-\xff]*+"
STRING = rb'"' + _PLAIN + rb'(?:"|(?:\\["\\nt]' + _PLAIN + rb')+")'
_BY_FIRST_LETTER = (
    first + "(?:" + "|".join(key[1:] for key in HEAD_KEYS if key[0] == first) + ")"
    for first in sorted({key[0] for key in HEAD_KEYS})
)
KEY = rb"(?!(?:" + "|".join(_BY_FIRST_LETTER).encode() + rb") )[a-z_]{1,40}+"
TABLE_NAME = rb"[a-z_]{1,40}"


def _longest_up_to(limit: int) -> bytes:
    """A pattern for the positive integers up to `limit` that have as many digits as it."""
    digits = str(limit)
    ways = [digits.encode()]
    for position, digit in enumerate(digits):
        lowest = 1 if position == 0 else 0
        if int(digit) > lowest:
            rest = len(digits) - position - 1
            ways.append(f"{digits[:position]}[{lowest}-{int(digit) - 1}][0-9]{{{rest}}}".encode())
    return b"|".join(ways)


INTEGER = rb"(?:0|-?[1-9][0-9]{0,14}+|-?(?:" + _longest_up_to(MAX_INTEGER) + rb"))(?![0-9-])"
SCALAR = rb"(?:" + STRING + rb"|" + INTEGER + rb"|true|false|" + TIME + rb")"
_FURTHER = all_of(rb", " + KEY + rb" = " + SCALAR) + rb" \}"
INLINE = rb"\{ " + KEY + rb" = " + SCALAR + _FURTHER
VALUE = rb"(?:" + INLINE + rb"|" + SCALAR + rb")"


def _pairs(**values: bytes) -> bytes:
    return b", ".join(key.encode() + rb" = " + value for key, value in values.items())


USUAL_ROWS = (
    # What was answered at a step, by whom and when; and a step that was asked.
    _pairs(person=STRING, side=STRING, block=STRING, step=STRING, slot=STRING, asked=STRING, value=STRING, words=STRING)
    + b", "
    + _pairs(at=TIME, ms=INTEGER, attempt=INTEGER, state=STRING),
    _pairs(block=STRING, step=STRING, text=STRING, answer=STRING, entered_by=STRING, compare=STRING, otherwise=STRING),
)
"""How rows begin in which three quarters of a long log stand."""
LISTED = rb"(?:\{ (?>" + b"|".join((*USUAL_ROWS, KEY + rb" = " + SCALAR)) + rb")" + _FURTHER + rb"|" + SCALAR + rb")"
"""The same as `VALUE`, and the usual rows are found at once."""

_TIME_TEXT = re.compile(TIME.decode())


def time_text(moment: datetime, where: str) -> str:
    """A moment as `YYYY-MM-DDThh:mm:ssZ`.

    Raises:
        RecordError: it has no zone, is not UTC, or is not in whole seconds.
    """
    if moment.utcoffset() != timedelta(0) or moment.microsecond:
        raise RecordError(
            english("{where}: {isoformat} cannot be written.", where=where, isoformat=moment.isoformat()),
            english("Hand in a time in UTC, in whole seconds."),
        )
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def read_time(text: str) -> datetime | None:
    """The moment that `YYYY-MM-DDThh:mm:ssZ` names; None for anything else, such as 30 February."""
    return known_time(text) if _TIME_TEXT.fullmatch(text) else None


def known_time(text: str) -> datetime | None:
    """The moment that a text which matched `TIME` names; None for a day that does not exist."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


_ESCAPES = {"\\\\": "\\", '\\"': '"', "\\n": "\n", "\\t": "\t"}
_ESCAPE = re.compile(r"\\.")


def unescape(inner: str) -> str:
    """What a basic string says; `inner` is what stands between its quotes and holds the grammar."""
    if "\\" not in inner:
        return inner
    return _ESCAPE.sub(lambda found: _ESCAPES[found.group()], inner)


def escape(text: str) -> str:
    """The basic string for a text, quotes included; the reverse of `unescape`."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{inner}"'
