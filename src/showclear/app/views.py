"""Plain values that the screens and the commands show. They hold words, never rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from showclear.domain.checklists import Procedure
from showclear.domain.people import Person, Role
from showclear.domain.refusals import Refusal
from showclear.domain.situation.status import WeaponStatus


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run that is not finished: a journal on this laptop."""

    run_id: str
    title: str
    subject: str
    """The tag of a thing, the id of a person, the name of a unit."""
    named: str
    """The same as people call it."""
    people: str
    """Both names, as they are read."""
    started_at: datetime
    last_at: datetime
    where: str
    """Where it stopped, in words: block, step, whose pass."""
    owned_here: bool = True
    procedure: Procedure | None = None
    """None where its journal cannot be read."""
    stop: str = ""
    """The record of the stop that the run is about, or empty."""
    holder_id: str = ""
    """Who has its gun by what was entered, where nobody has signed that yet."""
    holder: str = ""
    """The same as people call them."""


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A person whose key is open on this laptop. `tries_left` counts wrong PINs over the whole shift."""

    person: Person
    since: datetime
    tries_left: int
    how: str = "pin"
    """`pin`, or `touch` for a FIDO2 key, which counts wrong PINs by itself."""


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
    unit: str = ""
    custody: str = ""
    gap: str = ""
    """What does not agree with its account and is not closed, in words; empty if everything does."""


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A feed device and where it is."""

    tag: str
    kind: str
    goes_with: str
    contents: str
    custody: str
    count: int = -1
    """Rounds in it; -1 where nobody knows."""
    capacity: int = 0
    seal: str = ""
    unit: str = ""
    out: bool = False
    """In a gun that is issued, or in somebody's hands who is no custodian."""
    in_weapon: str = ""
    put_away: bool = False
    """In a lock, or off the production; in a gun where the gun is."""
    restricted: str = ""
    gap: str = ""


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch of inert things: solid, no chamber, issued by a list of names under one handler."""

    tag: str
    what: str
    count: int
    out: tuple[tuple[str, int], ...] = ()
    """Who holds items, as it was named, and how many in all."""
    handler: str = ""
    """Who answers for those that are out, by name."""
    counted_at: datetime | None = None
    """When two people counted it last, each in the hand; None if not on this shooting day."""
    custody: str = ""
    unit: str = ""
    restricted: str = ""
    why: str = ""
    """Why it cannot be issued now, in a sentence; empty when it can."""
    collect: bool = False
    """Out while it should not be: the day has ended, a stop is open, or it was not counted after a break."""


@dataclass(frozen=True, slots=True)
class Rest:
    """One thing that the gun work of a day rests on: "Swept", and when; None while it has not been done."""

    word: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DayView:
    """The shooting day of the unit that this laptop works for."""

    unit: str
    open: bool = False
    day: str = ""
    """How the day is called: "day 12", or its date."""
    place: str = ""
    opened_at: datetime | None = None
    rests: tuple[Rest, ...] = ()
    """What gun work rests on today, in the order in which it is done."""
    why: str = ""
    """Why there is no open day, in a sentence; empty while there is one."""
    units: tuple[str, ...] = ()
    """Every unit of the production, by name."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something that should be done next. Starting it asks the rules again."""

    label: str
    """What will be done: "Count and sweep", "Prove A-07 empty"."""
    procedure: str = ""
    """The procedure that does it; empty where `act` says what does."""
    subject: str = ""
    subjects: tuple[str, ...] = ()
    """The guns, where several go through it in one sitting."""
    act: str = ""
    """What does it where no procedure does: take-back, lock, resume, lift, release, review."""
    target: str = ""
    """What the act is about: a tag, a record, a run."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Inputs of the procedure that are known already."""
    blocking: bool = False
    """Whether gun work waits for it."""
    why: str = ""
    """What it makes possible, or why it is due."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A stop, a report, a concern, a frozen or misfired gun, or a gap in an account that is open."""

    kind: str
    """The kind of the restriction: hold, stand-down, incident, concern, frozen, misfired, quarantined.

    Or gap, review, action."""
    title: str
    record: str = ""
    subject: str = ""
    since: datetime | None = None
    needs: str = ""
    """What ends it, in a sentence."""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """Somebody who said today that they are fit and have no other duty."""

    person: Person
    duty: str = ""
    """What they do today: "armorer in charge", "1st AD", "delegated for the 1st AD"."""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ArmoryWeapon:
    """A weapon as the armory screen shows it; the only screen that shows its serial."""

    status: WeaponStatus
    unit: str = ""
    custody: str = ""
    seal: str = ""
    restricted: str = ""
    """Why it is barred, in words; empty if it is not."""
    departed: str = ""
    """Where it went, if it left the production; it comes back by an intake only."""


@dataclass(frozen=True, slots=True)
class Armory:
    """Every weapon, feed device, container and batch of the production."""

    weapons: tuple[ArmoryWeapon, ...] = ()
    devices: tuple[DeviceView, ...] = ()
    containers: tuple[ContainerView, ...] = ()
    batches: tuple[BatchView, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody on the roster, as they stand today."""

    person: Person
    has_key: bool = False
    shift: ShiftView | None = None
    """Their open shift on this laptop."""
    duty: str = ""
    """What they do today; empty if they are not on duty."""
    briefed_at: datetime | None = None
    """When they were at the safety meeting of today's place; None if not yet."""
    trained: tuple[str, ...] = ()
    """Tags of the weapons that they were trained for."""
    minor: bool = False
    delegated: str = ""
    """What was delegated to them, for which unit and day."""
    relieved: str = ""
    """Why they do not work with guns today."""
    until: datetime | None = None
    """The last moment of their enrolment; None where it has no end."""
    over: bool = False
    """Whether it is over: they sign nothing any more."""


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
class SaidLine:
    """What somebody said about a stop after it was made; nobody signed it."""

    words: str
    by: str
    """Who claims to have said it, by id; often nobody."""
    at: datetime


@dataclass(frozen=True, slots=True)
class SetLine:
    """A hold or stand-down that is open now."""

    kind: str
    record: str
    reason: str
    by: str
    since: datetime
    needs: tuple[str, ...] = ()
    """What is still missing before it ends, one sentence each; empty: the kind alone says it."""
    reviewed: bool = True
    """Whether somebody has written a signed review of it."""
    said: tuple[SaidLine, ...] = ()
    """What was said about it after it was made, the oldest first."""
    reported: bool = False
    """Whether a report on it was closed."""


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
    day: DayView | None = None
    """The shooting day of this laptop's unit; None where the production has no unit."""
    due: tuple[DueLine, ...] = ()
    """What should be done next: what blocks gun work first, then in the order of the day."""
    on_duty: tuple[DutyLine, ...] = ()
    batches: tuple[BatchView, ...] = ()
    open_items: tuple[OpenItem, ...] = ()
    """What is open besides the stops of the set: reports, concerns, frozen and misfired guns, gaps."""
    rules: tuple[str, ...] = ()
    """The rule packs that hold besides the floor, by title."""


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """An adopted procedure that can be started."""

    id: str
    title: str
    procedure: str
    subject: str
    inputs: tuple[str, ...]
    translation: str = ""
    """In which language it is asked and who reviewed that; empty where nothing of it was translated."""


@dataclass(frozen=True, slots=True)
class InputField:
    """One thing asked at the start of a run. `choices` is empty for free text; `default` is the last value used."""

    id: str
    label: str
    default: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Value and words of each possible answer."""
    several: bool = False
    """Whether more than one of the choices may be taken; the value is then the chosen ones, one space between them."""
    optional: bool = False
    example: str = ""
    """What stands in the empty line, to show how it is written."""
    secret: bool = False
    """Whether what is typed is not shown."""
    only_with: tuple[str, ...] = ()
    """Id of another field, then the values of it with which this one is asked; empty: always."""

    def is_asked(self, values: Mapping[str, str]) -> bool:
        """Whether it is asked with these values of the others."""
        return not self.only_with or values.get(self.only_with[0], "") in self.only_with[1:]


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
    performing: tuple[Role, ...] = ()
    verifying: tuple[Role, ...] = ()
    """The roles that may verify; above, those that may perform."""


@dataclass(frozen=True, slots=True)
class Published:
    """A signed record that is in the log."""

    name: str
    path: str
    title: str
    not_counted: tuple[str, ...] = ()
    """What of it the situation does not accept, in words: the record stands, but it permits nothing."""
