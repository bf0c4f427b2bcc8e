"""Lines out of a pipe, read by a background thread."""

from __future__ import annotations

import os
from collections.abc import Iterator

_CHUNK = 65536


def lines_of(descriptor: int) -> Iterator[bytes]:
    """Lines with their line feed, until the other end is gone; half a line at the end is left out.

    Reads the descriptor itself: a thread that waits inside a buffered file holds its lock, and Python then aborts
    at the end of the program.
    """
    held = b""
    while chunk := os.read(descriptor, _CHUNK):
        *whole, held = (held + chunk).split(b"\n")
        for line in whole:
            yield line + b"\n"
