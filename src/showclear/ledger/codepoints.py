"""Rule 2 over bytes: is this UTF-8, and may every character in it stand in a record?"""

from __future__ import annotations

from showclear.domain.text import first_forbidden
from showclear.words import english

__all__ = ["first_forbidden", "first_forbidden_byte"]

_ALLOWED_ASCII = bytes([0x0A, *range(0x20, 0x7F)])


def first_forbidden_byte(data: bytes) -> tuple[int, str] | None:
    """Offset of the first byte that no record may hold and what it is in words; None if all may stay.

    Quick for what is nearly always ASCII: only what is left over is looked at character by character.
    """
    rest = data.translate(None, _ALLOWED_ASCII)
    if not rest:
        return None
    try:
        data.decode()
        # Where the whole is UTF-8, what remains without its ASCII letters is UTF-8 too.
        if first_forbidden(rest.decode()) is None:
            return None
    except UnicodeDecodeError as error:
        return _earlier(data, error.start)
    return _forbidden(data)


def _forbidden(data: bytes) -> tuple[int, str] | None:
    text = data.decode()
    found = first_forbidden(text)
    if found is None:
        return None
    index, point = found
    return len(text[:index].encode()), english("the character U+{point:04X}, which no record may hold", point=point)


def _earlier(data: bytes, bad: int) -> tuple[int, str]:
    return _forbidden(data[:bad]) or (bad, english("the byte 0x{data:02X}, which is not UTF-8", data=data[bad]))
