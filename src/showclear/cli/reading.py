"""Reading a file that a person named: whatever it is, it ends in bytes or in words."""

from __future__ import annotations

from pathlib import Path

from showclear.errors import InputError
from showclear.words import english, say

LARGEST = 16 * 1024 * 1024
"""Bytes. No checklist and no record comes near; a film that was named by mistake is not read into memory."""

REMEDY = english("Check the name and that you may read it.")


class FileNotReadError(InputError):
    """A file that was named on the command line cannot be read."""

    title = english("That file cannot be read")


def read_file(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises: `FileNotReadError`.
    """
    try:
        if not path.is_file():
            what = say("it is not an ordinary file") if path.exists() else say("there is no such file")
            raise FileNotReadError(f"{path}: {what}.", REMEDY)
        size = path.stat().st_size
        if size > LARGEST:
            raise FileNotReadError(
                say("{path}: it has {size} bytes, more than any checklist or record.", path=path, size=size), REMEDY
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise FileNotReadError(f"{path}: {reason}.", REMEDY) from error
