"""The IANA time zone of this machine, as a default to be confirmed by a person."""

from __future__ import annotations

import os
from pathlib import Path

from showclear.app.beginning import read_zone
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
        return "UTC"  # not said: the name of a zone
