"""Plain values that the screens and the commands show. They hold words, never rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from showclear.domain.people import Person
from showclear.domain.refusals import Refusal
from showclear.domain.situation.status import WeaponStatus


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run that is not finished: a journal on this laptop."""

    run_id: str
    title: str
    subject: str
    people: str
    """Both names, as they are read."""
    started_at: datetime
    last_at: datetime
    where: str
    """Where it stopped, in words: block, step, whose pass."""
    owned_here: bool = True


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A person whose key is open on this laptop. `tries_left` counts wrong PINs over the whole shift."""

    person: Person
    since: datetime
    tries_left: int


@dataclass(frozen=True, slots=True)
class ContainerView:
    """A container's account: what came in, what is in guns, what is left."""

    tag: str
    contents: str
    load: str
    calibre: str
    opening: int
    out: tuple[tuple[str, int], ...]
    """Weapon tag and how many rounds of this container are in it."""
    left: int
    seal: str
    restricted: str = ""


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A feed device and where it is."""

    tag: str
    kind: str
    goes_with: str
    contents: str
    custody: str


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A published record in one line."""

    name: str
    kind: str
    title: str
    subject: str
    made_at: datetime
    signers: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class SetLine:
    """A hold or stand-down that is open now."""

    kind: str
    record: str
    reason: str
    by: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """All that the board shows, at one moment."""

    production: str
    demonstration: bool
    at: datetime
    weapons: tuple[WeaponStatus, ...]
    """Out of the lock first, then by tag; a card never moves by itself while the app is open."""
    stops: tuple[SetLine, ...]
    open_runs: tuple[OpenRun, ...]
    shifts: tuple[ShiftView, ...]
    containers: tuple[ContainerView, ...]
    devices: tuple[DeviceView, ...]
    recent: tuple[RecordLine, ...]
    findings: tuple[str, ...] = ()
    """What verification found wrong, in one sentence each; empty while all records are intact."""
    reads_only: str = ""
    """Why this instance cannot sign or publish (another one is open, read-only folder); empty when it can."""
    pending: int = 0
    """Restrictions written but not yet published."""
    not_asked: tuple[str, ...] = ()
    """Checks of the day that this version does not ask yet."""


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """An adopted procedure that can be started."""

    id: str
    title: str
    procedure: str
    subject: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InputField:
    """One thing asked at the start of a run. `choices` is empty for free text; `default` is the last value used."""

    id: str
    label: str
    default: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Value and words of each possible answer."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What the start screen of a procedure shows."""

    procedure: ProcedureView
    subject: str
    fields: tuple[InputField, ...]
    performers: tuple[Person, ...]
    """People on shift who may perform, the likeliest first."""
    verifiers: tuple[Person, ...]
    refusals: tuple[Refusal, ...]
    """Rules that refuse already now, whatever is filled in."""
    not_asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignerLine:
    """One row of the sign screen."""

    person: Person
    meaning: str
    signed_at: datetime | None
    now: bool


@dataclass(frozen=True, slots=True)
class SigningView:
    """What the person who signs now reads above the PIN."""

    title: str
    statement: str
    """First person."""
    follows: tuple[str, ...]
    """What follows when all have signed: each effect in words."""
    signers: tuple[SignerLine, ...]
    digest: str
    """First 16 hex digits of the SHA-256 of the body, in groups of four."""
    at: datetime
    tries_left: int
    notes: tuple[str, ...] = field(default=())
    """What the signer should know: the log moved since the first signature, pace flags, changed answers."""


@dataclass(frozen=True, slots=True)
class Published:
    """A signed record that is in the log."""

    name: str
    path: str
    title: str
    not_counted: tuple[str, ...] = ()
    """What of it the situation does not accept, in words: the record stands, but it permits nothing."""
