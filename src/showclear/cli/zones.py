"""The IANA time zone of this machine, as a default to be confirmed by a person."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from showclear.errors import InputError

_LOCALTIME = Path("/etc/localtime")
_FOLDER = "zoneinfo/"


def likely_zone() -> str:
    """The zone of this machine; `UTC` where it cannot be told."""
    named = os.environ.get("TZ", "").lstrip(":")
    if not named:
        try:
            named = str(_LOCALTIME.resolve()).partition(_FOLDER)[2]
        except OSError:
            # No such link: the person types the zone.
            named = ""
    try:
        return read_zone(named)
    except InputError:
        return "UTC"


def read_zone(typed: str) -> str:
    """The name of a zone that exists.

    Raises: `InputError`.
    """
    name = typed.strip()
    if name == "UTC":
        return name
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(
            f'"{name[:60]}" is no time zone.', "Write it like America/Denver or Europe/Berlin, or UTC."
        ) from error
