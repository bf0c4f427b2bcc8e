"""What publishing hands back."""

from __future__ import annotations

from dataclasses import dataclass

from showclear.errors import ShowClearError
from showclear.storage.restrictions import PendingRestriction


@dataclass(frozen=True, slots=True)
class Published:
    """A record that is in the log for good."""

    name: str
    digest: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Restricted:
    """A restriction that counts; `published` is None while it still waits for the lock."""

    restriction: PendingRestriction
    published: Published | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A pending folder that could not be published, and why. It stays; nothing else waits for it."""

    folder_id: str
    error: ShowClearError
