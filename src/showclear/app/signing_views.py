"""Plain values that the sign screen and the signing commands show. They hold words, never rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from showclear.domain.people import Person


@dataclass(frozen=True, slots=True)
class SignerLine:
    """One row of the sign screen."""

    person: Person
    meaning: str
    signed_at: datetime | None
    now: bool


@dataclass(frozen=True, slots=True)
class SigningView:
    """What the person who signs now reads above the PIN; the statement speaks in the first person."""

    title: str
    statement: str
    follows: tuple[str, ...]
    """What follows when all have signed: each effect in words."""
    signers: tuple[SignerLine, ...]
    digest: str
    """First 16 hex digits of the SHA-256 of the body, in groups of four."""
    at: datetime
    tries_left: int
    notes: tuple[str, ...] = ()
    """What the signer should know: the log moved since the first signature, pace flags, changed answers."""
    how: str = "pin"
    """What this person does: enter their PIN or the five words of a new key (`passphrase`), or touch their key."""
    asks_pin: bool = True
    """Whether something is typed: a FIDO2 key may ask for its own PIN, or for a touch alone."""
