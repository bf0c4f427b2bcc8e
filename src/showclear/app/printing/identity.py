"""What every printed thing begins with: which production this is, and how its first record is recognised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from showclear import __version__
from showclear.app.sealing import code_of
from showclear.app.units import find_unit
from showclear.ledger.seal_words import words_of

if TYPE_CHECKING:
    from showclear.app.production import Production


@dataclass(frozen=True, slots=True)
class Identity:
    """A production on paper."""

    production: str
    demonstration: bool
    zone: str
    """IANA name of the time zone in which the paper tells times: that of the unit."""
    at: datetime
    """When it was printed, UTC."""
    words: tuple[str, ...]
    """The eight words of the production record."""
    code: str
    """What the QR code of the production record holds."""
    app: str = __version__
    drill: str = ""
    """Which drill it is, as its first record says; empty for work."""

    def time(self, moment: datetime) -> str:
        """A moment as it is written on paper: date, time and zone of the production."""
        return moment.astimezone(zone_of(self.zone)).strftime("%Y-%m-%d %H:%M %Z")


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def identity(production: Production) -> Identity:
    """What stands at the head of everything that is printed for a production."""
    digest = production.book.production
    return Identity(
        production=production.name,
        demonstration=production.demonstration,
        zone=find_unit(production.book.situation, production.unit).zone,
        at=production.clock.now(),
        words=words_of(digest),
        code=code_of(digest),
        drill=production.drill,
    )
