"""Reading a file that a person named: whatever it is, it ends in bytes or in words."""

from __future__ import annotations

from pathlib import Path

from showclear.errors import InputError

LARGEST = 16 * 1024 * 1024
"""Bytes. No checklist and no record comes near; a film that was named by mistake is not read into memory."""

REMEDY = "Check the name and that you may read it."


class FileNotReadError(InputError):
    """A file that was named on the command line cannot be read."""

    title = "That file cannot be read"


def read_file(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises: `FileNotReadError`.
    """
    try:
        if not path.is_file():
            what = "it is not an ordinary file" if path.exists() else "there is no such file"
            raise FileNotReadError(f"{path}: {what}.", REMEDY)
        size = path.stat().st_size
        if size > LARGEST:
            raise FileNotReadError(f"{path}: it has {size} bytes, more than any checklist or record.", REMEDY)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise FileNotReadError(f"{path}: {reason}.", REMEDY) from error
