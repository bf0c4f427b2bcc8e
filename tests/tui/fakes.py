"""A production in memory with the real run engine, the real run sessions and the real signing behind it.

It lets the screens be tested with values that the real production would refuse, such as a name of 10,000 characters.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from showclear.app.definitions import shipped
from showclear.app.emergencies import Emergency
from showclear.app.knowing import ItemKnowledge, SetKnowledge
from showclear.app.own_log import LogWentOnError
from showclear.app.planning import build_plan
from showclear.app.roster import Roster
from showclear.app.sealing import Seal
from showclear.app.sessions import RunSession
from showclear.app.shifts import KeyWay
from showclear.app.signing import Draft, SigningSession
from showclear.app.sittings import Sitting
from showclear.app.units import Unit
from showclear.app.views import (
    Armory,
    ArmoryWeapon,
    BatchView,
    Board,
    DayView,
    DueLine,
    DutyLine,
    InputField,
    OpenItem,
    OpenRun,
    PersonView,
    Preparation,
    ProcedureView,
    RecordLine,
    SetLine,
    ShiftView,
)
from showclear.domain import runs
from showclear.domain.checklists import Checklist, Procedure, Step
from showclear.domain.custody import Custody, Shape
from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.people import KEY_ROLES, Person, Role
from showclear.domain.refusals import Refusal
from showclear.domain.situation.status import State, WeaponStatus
from showclear.domain.situation.stops import Need, OpenStop
from showclear.domain.situation.values import OpenRestriction
from showclear.domain.weapons import Action, Contents, Has, Ignition, Weapon, WeaponClass
from showclear.errors import InputError, RefusedError, ShowClearError, SigningError
from showclear.ledger.head import SCHEMA, Head, Signer
from showclear.storage.clock import FakeClock
from showclear.storage.names import Look, look_at
from showclear.storage.pin import check_pin_choice
from showclear.tui.presenters.custody import is_out

NOON = datetime(2026, 3, 1, 19, 0, 0, tzinfo=UTC)
PIN = "123456"
ALOUD = (
    "CUT. HOLD. NOBODY MOVE. Muzzle stays where it is. Finger off. Do not open it. Do not pull again.",
    "Nobody before it, nobody behind it. Wait until the time is over.",
    "The armorer takes it where it is, opens it pointing away, and counts what comes out.",
)

MARA = Person("mara", "Mara Reyes", Role.ARMORER)
JONAS = Person("jonas", "Jonas Weil", Role.ASSISTANT_DIRECTOR)
DANA = Person("dana", "Dana Osei", Role.PERFORMER)
LUIS = Person("luis", "Luis Ortega", Role.PERFORMER)
INES = Person("ines", "Ines Park", Role.SAFETY_OFFICER)
PEOPLE = (MARA, JONAS, INES, DANA, LUIS)


def weapon(
    tag: str,
    make: str,
    model: str,
    action: Action,
    chambers: int,
    *,
    barrels: int = 1,
    has: tuple[Has, ...] = (),
    weapon_class: WeaponClass = WeaponClass.LIVE_CAPABLE,
) -> Weapon:
    """A weapon of the register."""
    ignition = Ignition.NONE if action is Action.NONE else Ignition.CARTRIDGE
    return Weapon(tag, make, model, ".45", "447100", weapon_class, action, ignition, chambers, barrels, has)


def status(item: Weapon, state: State, custody: Custody, **more: Any) -> WeaponStatus:
    """What the situation would say about a weapon; what a test does not name is left plain."""
    values: dict[str, Any] = {
        "weapon": item,
        "state": state,
        "contents": Contents.NOTHING,
        "count": 0,
        "custody": custody,
        "why": "",
        "next": "",
        "shown_at": None,
        "clearance": None,
        "issue": None,
        "collect": False,
        "restrictions": (),
    }
    return WeaponStatus(**(values | more))


def relax(checklist: Checklist, steps: frozenset[str]) -> Checklist:
    """The checklist with some steps that expect nothing and whose answers stop nothing."""

    def relaxed(step: Step) -> Step:
        if step.id not in steps:
            return step
        options = tuple(replace(option, stops=False) for option in step.options)
        return replace(step, expect=None, options=options, enough=None)

    blocks = (replace(block, steps=tuple(map(relaxed, block.steps))) for block in checklist.blocks)
    return replace(checklist, blocks=tuple(blocks))


class FakeJournal:
    """Keeps the events of a run in a list."""

    def __init__(self) -> None:
        self.events: list[object] = []

    def append(self, event: object) -> None:
        """Keep one event."""
        self.events.append(event)

    def close(self) -> None:
        """Nothing is open."""


class FakeShifts:
    """Shifts whose PIN is always the same."""

    def __init__(self, people: Iterable[Person], clock: FakeClock) -> None:
        self._clock = clock
        self._people = {person.id: person for person in people}
        self._open = {person.id: 5 for person in people if person.role in (Role.ARMORER, Role.ASSISTANT_DIRECTOR)}
        self.touches: dict[str, bool] = {}
        """Who has a FIDO2 key, and whether it asks for its PIN."""
        self.finger = threading.Event()
        """Set as long as somebody touches the key."""

    def views(self) -> tuple[ShiftView, ...]:
        """Who is on shift."""
        return tuple(ShiftView(self._people[one], NOON, tries, self.how_of(one)) for one, tries in self._open.items())

    def people(self) -> tuple[Person, ...]:
        """Who is on shift."""
        return tuple(self._people[one] for one in self._open)

    def way(self, person_id: str) -> KeyWay:
        """How the key is used."""
        return KeyWay(person_id in self.touches, self.touches.get(person_id, False))

    def how_of(self, person_id: str) -> str:
        """By PIN or touch."""
        return "touch" if person_id in self.touches else "pin"

    def asks_pin(self, person_id: str) -> bool:
        """Whether something is typed."""
        return self.touches.get(person_id, True)

    def prove(self, person_id: str, pin: str) -> str:
        """A touch; the PIN of the key is that of the shifts."""
        if self.touches[person_id] and pin != PIN:
            raise SigningError("The key did not sign: wrong PIN.", "Type it again.")
        if not self.finger.wait(5):
            raise SigningError("Nobody touched the key.", "Try again.")
        return PIN

    def check_choice(self, pin: str) -> None:
        """As the app does."""
        check_pin_choice(pin)

    def open(self, person_id: str, passphrase: str, pin: str) -> None:
        """Open a shift with the words "five good words for us"."""
        if person_id in self.touches:
            self.prove(person_id, pin)
        elif passphrase != "five good words for us":
            raise SigningError("Wrong words.", "Read them again.")
        self._open[person_id] = 5

    def lock(self, person_id: str) -> None:
        """Lock one."""
        self._open.pop(person_id, None)

    def lock_all(self) -> None:
        """Lock all."""
        self._open.clear()

    def can_sign(self, person_id: str) -> bool:
        """Whether a shift is open."""
        return person_id in self._open

    def check_pin(self, person_id: str, pin: str) -> None:
        """Only one PIN is right."""
        if person_id not in self._open:
            raise SigningError("Not on shift.", "Open a shift.")
        if pin != PIN:
            self._open[person_id] -= 1
            raise SigningError(f"Wrong PIN, {self._open[person_id]} tries left.", "Type it again.")

    def tries_left(self, person_id: str) -> int:
        """Wrong PINs that are left."""
        return self._open.get(person_id, 0)


def guns() -> list[WeaponStatus]:
    """One gun in every state, and two more in the lock."""
    mara, luis, dana = (Custody(Shape.WITH, "mara"), Custody(Shape.ISSUED, "luis"), Custody(Shape.ISSUED, "dana"))
    safe, box = Custody(Shape.LOCKED, lock="safe 1"), Custody(Shape.LOCKED, lock="red box 2")
    colt = weapon("A-07", "Colt", "Single Action", Action.REVOLVER, 6)
    rifle = weapon("A-08", "Winchester", "1873", Action.LEVER, 1, has=(Has.TUBE,))
    coach = weapon("A-11", "Coach gun", "12 gauge", Action.BREAK, 2, barrels=2)
    glock = weapon("B-02", "Glock", "17", Action.SEMI_AUTO, 1, has=(Has.MAGAZINE,), weapon_class=WeaponClass.PLUGGED)
    rubber = weapon("R-03", "Colt", "rubber", Action.NONE, 0, barrels=0, weapon_class=WeaponClass.RUBBER)
    blank, unknown = {"contents": Contents.BLANK}, {"contents": Contents.UNKNOWN}
    again = {"why": "Locked since it was shown.", "next": "inspection"}
    dummies = {"contents": Contents.DUMMY, "count": 6, "next": "hand it over", "shown_at": ago(4)}
    hot = {**blank, "count": 3, "why": "It holds a blank.", "next": "return and clear", "shown_at": ago(2)}
    collect = {"why": "Its time is over.", "next": "COLLECT: take it back", "collect": True}
    cracked = {"contents": Contents.NOTHING, "why": "quarantined: a crack", "next": "barred: two take it in again"}
    return [
        status(colt, State.COLD, mara, **dummies),
        status(rifle, State.HOT, luis, **hot),
        status(
            coach, State.UNVERIFIED, mara, **unknown, why="Inspection half done.", next="two people take it in again"
        ),
        status(glock, State.UNVERIFIED, dana, **collect),
        status(rubber, State.COLD, mara, next="hand it over", shown_at=ago(1)),
        status(replace(colt, tag="A-09"), State.QUARANTINED, box, **cracked),
        status(replace(colt, tag="A-01"), State.UNVERIFIED, safe, **again),
        status(replace(colt, tag="A-02"), State.UNVERIFIED, safe, **again),
    ]


def after_stop(weapons: list[WeaponStatus], kind: str) -> list[WeaponStatus]:
    """The guns once the set is stopped: no clearance lives, and what is out comes back."""
    return [
        replace(
            one,
            state=State.UNVERIFIED if one.state is State.COLD else one.state,
            why=f"Ended by the {kind}." if one.state is State.COLD or is_out(one) else one.why,
            next="COLLECT: take it back and clear it" if is_out(one) else "lock it, inspect again after",
            shown_at=None,
            collect=is_out(one),
        )
        for one in weapons
    ]


def ago(minutes: int) -> datetime:
    """So many minutes before now."""
    return NOON - timedelta(minutes=minutes)


class Asked:
    """A use case whose every method keeps what it was asked, and hands back signatures of two people."""

    def __init__(self, production: FakeProduction, name: str) -> None:
        self._production = production
        self._name = name

    def __getattr__(self, method: str) -> Any:
        def ask(*asked: Any) -> SigningSession:
            self._production.keep(f"{self._name}.{method}", *(str(one) for one in asked))
            return self._production.two_sign(method)

        return ask


class FakeSeals(Asked):
    """The seal of a day."""

    def of(self, name: str) -> Seal:
        """Always the same words."""
        return Seal("cart-ab12-000044-9cdc6805320fba043663ac565aa49e5c", "9cdc6805320fba04" * 4)


class FakeConcerns:
    """Whom one may speak to."""

    def contacts(self) -> tuple[Person, ...]:
        """The safety officer."""
        return (INES,)


class FakeStops(Asked):
    """The use cases of stops; what is open is what a test put on the board."""

    def __init__(self, production: FakeProduction) -> None:
        super().__init__(production, "stops")
        self.concerns = FakeConcerns()
        self.needs: dict[str, tuple[Need, ...]] = {}

    def is_stop(self, record: str) -> bool:
        """Whether it stops the set."""
        return any(one.record == record.removesuffix(".toml") for one in self._production.stopped)

    def open(self) -> tuple[OpenStop, ...]:
        """Every stop and report on the board, with what a test says that it needs."""
        board = self._production.board()
        usual = {"hold": Need.LIFT, "stand-down": Need.REPORT, "incident": Need.CLOSE, "concern": Need.ANSWER}
        rows = [(one.record, one.kind) for one in (*board.stops, *board.open_items) if one.kind in usual]
        return tuple(
            OpenStop(OpenRestriction(record, kind, "", "", "", "", NOON), self.needs.get(record, (usual[kind],)))
            for record, kind in rows
        )

    def seconds(self, record: str) -> tuple[Person, ...]:
        """Anyone with a key."""
        return (MARA,)

    def report(self, report_class: str, reason: str, by: str, items: tuple[str, ...]) -> str:
        """Kept."""
        self._production.keep("report", report_class, reason, by, *items)
        return "event"

    def concern(self, words: str, day: date) -> None:
        """Kept."""
        self._production.keep("concern", words, day.isoformat())


class FakeApprovals:
    """Nothing was signed on another laptop."""

    def waiting(self) -> tuple[object, ...]:
        """Nothing."""
        return ()


@dataclass
class FakeProduction:
    """A production with two revolvers, a pistol, a shotgun and rubber guns."""

    weapons: list[WeaponStatus] = field(default_factory=lambda: guns())
    name: str = "The Long Draw"
    demonstration: bool = False
    folder: Path = Path("the-long-draw")
    crew: tuple[Person, ...] = PEOPLE
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOON))
    stopped: list[SetLine] = field(default_factory=list)
    unfinished: list[OpenRun] = field(default_factory=list)
    refused: tuple[Refusal, ...] = ()
    published: list[RecordLine] = field(default_factory=list)
    containers: tuple[Any, ...] = ()
    devices: tuple[Any, ...] = ()
    findings: tuple[str, ...] = ()
    batches: tuple[BatchView, ...] = ()
    persons: tuple[PersonView, ...] = ()
    due: tuple[DueLine, ...] = ()
    on_duty: tuple[DutyLine, ...] = ()
    open_items: tuple[OpenItem, ...] = ()
    day: DayView | None = None
    unit: str = "Main unit"
    not_whole: frozenset[str] = frozenset()
    looks: tuple[Look, Look] = (look_at(()), look_at(()))
    """Nothing lies in its folder."""
    changed_files: tuple[str, ...] = ()
    """Records that were edited since they were last read."""
    written: list[tuple[str, ...]] = field(default_factory=list)
    doubt: ShowClearError | None = None
    """What speaks against the folder."""
    broken: Exception | None = None
    """Raised by everything that writes."""
    plan_count: int = 6
    result: Any = None
    known_set: SetKnowledge | None = None
    """What a run knows about the set; None for a unit without anything."""
    relaxed: frozenset[str] = frozenset()
    """Steps that expect nothing: two people can then differ without a stop."""

    must_read: bool = False

    def read_beside(self) -> None:
        """Nothing is ever read here."""

    def check_files(self) -> tuple[str, ...]:
        """What was edited."""
        return self.changed_files

    def files_checked(self, changed: tuple[str, ...]) -> bool:
        """Then the records are read anew, and say so."""
        self.findings += changed
        return bool(changed)

    def __post_init__(self) -> None:
        self.shifts = FakeShifts(self.crew, self.clock)
        self.sessions: dict[str, RunSession] = {}
        self.stops = FakeStops(self)
        self.moves = Asked(self, "moves")
        self.seals = FakeSeals(self, "seals")
        self.delegations = Asked(self, "delegations")
        self.adopted = FakeAdopted()
        self.closed = False

    # What the board asks

    def refresh(self) -> bool:
        """Nothing comes from elsewhere."""
        return False

    def board(self) -> Board:
        """The board now."""
        return Board(
            self.name,
            self.demonstration,
            self.clock.now(),
            tuple(self.weapons),
            tuple(self.stopped),
            tuple(self.unfinished),
            self.shifts.views(),
            self.containers,
            self.devices,
            tuple(self.published[:4]),
            self.findings,
            day=self.day,
            due=self.due,
            on_duty=self.on_duty,
            batches=self.batches,
            open_items=self.open_items,
        )

    @property
    def approvals(self) -> FakeApprovals:
        """Nothing waits."""
        return FakeApprovals()

    elsewhere: LogWentOnError | None = None
    """That the log of this laptop went on elsewhere."""

    def begin_new_log(self) -> str:
        """It goes on under another name."""
        self.elsewhere = None
        return "cart-cd34"

    def keys_in_agent(self) -> tuple[tuple[str, str], ...]:
        """No agent."""
        return ()

    @property
    def roster(self) -> Roster:
        """Who has to sign an enrolment and is on shift, as the real one says it."""
        return Roster(cast(Any, None), cast(Any, None), cast(Any, self.shifts), self.people, cast(Any, None))

    def people(self) -> tuple[Person, ...]:
        """The roster."""
        return self.crew

    def signers(self) -> tuple[Person, ...]:
        """Nobody's enrolment is over."""
        return self.crew

    def armory(self) -> Armory:
        """The guns of the board, and what a test put in."""
        seen = tuple(ArmoryWeapon(one, self.unit, "", "") for one in self.weapons)
        return Armory(seen, self.devices, self.containers, self.batches)

    def people_today(self) -> tuple[PersonView, ...]:
        """The people that a test put in, else everybody without anything."""
        return self.persons or tuple(
            PersonView(one, one.role in KEY_ROLES, next((s for s in self.shifts.views() if s.person == one), None))
            for one in self.crew
        )

    def procedures(self) -> tuple[ProcedureView, ...]:
        """Every shipped checklist."""
        return tuple(
            ProcedureView(one.id, one.title, str(one.procedure), one.subject, one.inputs)
            for one in shipped().checklists
        )

    def prepare(self, procedure: Procedure, subject: str) -> Preparation:
        """The fields of the real checklist, filled."""
        checklist = shipped().checklist(procedure)
        defaults = {
            "scene": "42",
            "use": "take",
            "place": "saloon",
            "plan.contents": "dummy",
            "plan.count": str(self.plan_count),
            "box": "DUM-3",
            "holder": "dana",
        }
        choices = {
            "use": (("take", "a take"), ("rehearsal", "a rehearsal")),
            "plan.contents": (("nothing", "nothing (empty)"), ("dummy", "dummies")),
            "holder": (("dana", "Dana Osei, performer"), ("luis", "Luis Ortega, performer")),
        }
        view = ProcedureView(checklist.id, checklist.title, str(procedure), checklist.subject, checklist.inputs)
        fields = tuple(InputField(one, one, defaults.get(one, ""), choices.get(one, ())) for one in checklist.inputs)
        people = self.crew
        return Preparation(
            view,
            subject,
            fields,
            tuple(p for p in people if p.role in checklist.do),
            tuple(p for p in people if p.role in checklist.see),
            self.refused,
        )

    def refusals(self, *asked: object) -> tuple[Refusal, ...]:
        """What a test put in."""
        return self.refused

    def start_run(
        self, procedure: Procedure, subject: str, inputs: Mapping[str, str], performer_id: str, verifier_id: str
    ) -> RunSession:
        """A run of the real checklist."""
        if self.broken is not None:
            raise self.broken
        found = next((one.weapon for one in self.weapons if one.weapon.tag == subject), None)
        people = {person.id: person for person in self.crew}
        known = ItemKnowledge(
            weapon=found,
            holds=Contents.DUMMY,
            holds_count=self.plan_count,
            feeds=("M-1",) if found and found.has else (),
            box="DUM-3",
            box_seal="0418",
            box_left=50,
            holder=DANA,
            issue_word="LANTERN",
            slate="42",
            use="take",
            place="saloon",
        )
        plan = build_plan(
            relax(shipped().checklist(procedure), self.relaxed),
            subject,
            inputs,
            people[performer_id],
            people[verifier_id],
            known,
            self.known_set or SetKnowledge(Unit(self.unit, place="saloon", first=JONAS, armorer=MARA)),
            {name: value for name, value in FLOOR.items() if isinstance(value, int)},
            run_id=f"{len(self.sessions):032x}",
            seed="5eed",
            now=self.clock.now(),
        )
        return self._session(runs.start(plan), found)

    def _session(self, run: runs.Run, found: Weapon | None) -> RunSession:
        session = RunSession(run, FakeJournal(), self, started_ms=self.clock.monotonic_ms(), weapon=found)  # type: ignore[arg-type]
        self.sessions[run.plan.run_id] = session
        return session

    def start_sitting(
        self,
        procedure: Procedure,
        subjects: Iterable[str],
        inputs: Mapping[str, str],
        performer_id: str,
        verifier_id: str,
    ) -> Sitting:
        """A sitting of real runs."""
        sessions = tuple(self.start_run(procedure, tag, inputs, performer_id, verifier_id) for tag in subjects)
        return Sitting(sessions, self.clock, self.check_pin)

    def start_emergency(
        self,
        procedure: Procedure,
        tags: Iterable[str] = (),
        *,
        by: str = "",
        report_class: str = "",
        reason: str = "",
        of_run: str = "",
        walk: bool = True,
    ) -> Emergency:
        """What stops is written; the list is walked where somebody is on shift."""
        guns = tuple(tags)
        self._write("emergency", str(procedure), report_class, *guns)
        sessions: tuple[RunSession, ...] = ()
        subjects = guns if procedure is Procedure.MISFIRE else (self.unit,)
        inputs = {"unit": self.unit, "report.class": report_class, "guns": " ".join(guns), "restriction": "cart-1"}
        if self.shifts.views() and walk:
            wanted = shipped().checklist(procedure).inputs
            read = {name: inputs.get(name, "") for name in wanted}
            cast = ("jonas", "mara") if procedure is Procedure.INCIDENT else ("mara", "jonas")
            sessions = tuple(self.start_run(procedure, one, read, *cast) for one in subjects)
        return Emergency(
            procedure, shipped().checklist(procedure).title, guns, report_class, ("cart-1",), self.clock.now(),
            self.clock.monotonic_ms(), 30 if procedure is Procedure.MISFIRE else 0, ALOUD, sessions,
            "" if sessions else "Nobody who can sign it is on shift here. The stop counts all the same.",
        )  # fmt: skip

    def attach(self, path: Path) -> str:
        """A digest of the name."""
        if "missing" in path.name:
            raise InputError(f"{path}: there is no such file.", "Name it as it is called.")
        self._write("attach", str(path))
        return f"sha256:{sha256(path.name.encode()).hexdigest()} 1234 image/jpeg"

    def open_runs(self) -> tuple[OpenRun, ...]:
        """What was left."""
        return tuple(self.unfinished)

    def begun(self, procedure: Procedure, subject: str) -> tuple[OpenRun, ...]:
        """None of what was left is begun once more."""
        return ()

    def resume(self, run_id: str) -> RunSession:
        """Go on."""
        if run_id not in self.sessions:
            raise InputError("There is no such run.", "Look at the board.")
        session = self.sessions[run_id]
        session._apply(runs.Resumed(session.moment()))
        self.unfinished = [run for run in self.unfinished if run.run_id != run_id]
        return session

    def abandon(self, run_id: str, reason: str) -> None:
        """Forget it."""
        self._write("abandon", run_id, reason)
        self.unfinished = [run for run in self.unfinished if run.run_id != run_id]

    def keep(self, *what: str) -> None:
        """Keep what was asked, or refuse it."""
        self._write(*what)

    def two_sign(self, title: str) -> SigningSession:
        """Signatures of the armorer and the AD."""
        from showclear.app.signing import SignaturePlace

        places = tuple(SignaturePlace(one, "signed", "I sign it.") for one in (MARA, JONAS))
        return self.sign(Draft("review", secrets.token_hex(16), title, places, lambda at: {"title": title}))

    def choose_unit(self, name: str) -> None:
        """Kept."""
        self._write("unit", name)
        self.unit = name

    # What is written

    def _write(self, *what: str) -> None:
        if self.broken is not None:
            raise self.broken
        self.written.append(what)

    def _change(self, tag: str, **values: Any) -> None:
        self.weapons = [replace(one, **values) if one.weapon.tag == tag else one for one in self.weapons]

    def take_back(self, tag: str, to_person: str = "") -> None:
        """It is with the armorer."""
        self._write("take-back", tag)
        self._change(tag, custody=Custody(Shape.WITH, "mara"), collect=False)

    def lock(self, tag: str, lock: str, seal: str = "", key: str = "") -> None:
        """It is locked."""
        self._write("lock", tag, lock)
        self._change(tag, custody=Custody(Shape.LOCKED, lock=lock))

    def out_of_sight(self, tag: str) -> None:
        """It is unverified."""
        self._write("out-of-sight", tag)
        self._change(tag, state=State.UNVERIFIED)

    @property
    def is_stopped(self) -> bool:
        """Whether a stand-down is open."""
        return any(stop.kind == "stand-down" for stop in self.stopped)

    def hold(self, reason: str = "", by: str = "") -> str:
        """A hold; a second one is a stand-down."""
        kind = "stand-down" if self.stopped else "hold"
        self._write(kind)
        self.stopped.append(SetLine(kind, f"cart-{len(self.stopped)}", reason, by, self.clock.now()))
        self.weapons = after_stop(self.weapons, kind)
        return self.stopped[-1].record

    def lift_hold(self, restriction: str, reason: str, answer: str, armorer_id: str, ad_id: str) -> SigningSession:
        """Two signatures."""
        from showclear.app.signing import SignaturePlace

        people = {person.id: person for person in self.crew}
        places = tuple(SignaturePlace(people[one], "lifted", "I lift the hold.") for one in (armorer_id, ad_id))
        draft = Draft("release", secrets.token_hex(16), "Hold lifted", places, lambda at: {"title": "Hold lifted"})
        self.stopped = [stop for stop in self.stopped if stop.record != restriction]
        return self.sign(draft)

    def verify(self) -> Any:
        """What a test put in."""
        return self.result

    def close(self) -> None:
        """Closed."""
        self.closed = True

    # What a run asks of the desk around it

    def check_pin(self, person_id: str, pin: str) -> None:
        """As the shifts do."""
        self.shifts.check_pin(person_id, pin)

    def names(self) -> dict[str, str]:
        """Names by id."""
        return {person.id: person.name for person in self.crew}

    def restrict(self, kind: str, title: str, effects: Iterable[Effect], run: str) -> str:
        """Write a restriction."""
        self._write("restrict", kind, title)
        return f"cart-ab12-{len(self.written):06}"

    def refuse_signed(self, run_id: str) -> None:
        """Nothing waits to be confirmed."""

    def refuse_frozen(self, run: runs.Run) -> None:
        """Nothing here is evidence."""

    def happened(self, run: runs.Run) -> int:
        """Nothing else happens to these guns."""
        return 0

    def recheck(self, run: runs.Run) -> None:
        """Refuse what a test put in."""
        if self.refused:
            raise RefusedError(self.refused[0].sentence, self.refused[0].remedy)

    def closings(self, run: runs.Run, raised: tuple[str, ...], made: tuple[Effect, ...] = ()) -> tuple[Effect, ...]:
        """Nothing is closed."""
        return ()

    def contradicted(self, run: runs.Run) -> tuple[str, ...]:
        """The records say nothing against it."""
        return ()

    def sign(self, draft: Draft) -> SigningSession:
        """The real signing over a log in memory; the body says so little that its digest stays the same."""
        title = draft.title
        draft = replace(draft, facts=lambda at: {"title": title})
        return SigningSession(draft, FakePlaces(self), FakeSignatories(self.shifts), self.clock)

    def leave(self, run_id: str) -> None:
        """The journal goes."""
        self.sessions.pop(run_id, None)

    def left(self, run_id: str) -> None:
        """The draft stays in memory, as it does on a disk."""


class FakeAdopted:
    """The shipped definitions."""

    def source_labels(self) -> dict[str, str]:
        """Those that may be shown."""
        return {source.key: source.label for source in shipped().sources if source.shown}


@dataclass
class FakePlaces:
    """A log in memory."""

    production: FakeProduction

    def refresh(self) -> bool:
        """Nobody else writes."""
        return False

    def place(self, kind: str, record_id: str, made_at: datetime, signers: tuple[Signer, ...]) -> Head:
        """The head of the next record."""
        return Head(SCHEMA, kind, record_id, "ab" * 32, "cart-ab12", 7, "cd" * 32, made_at, (), signers)

    @property
    def marks(self) -> dict[str, Any]:
        """No drill."""
        return {}

    def publish(self, data: bytes, run_id: str) -> str:
        """Keep it."""
        if self.production.broken is not None:
            raise self.production.broken
        name = "cart-ab12-000007-0123456789abcdef0123456789abcdef.toml"
        self.production.published.insert(
            0, RecordLine(name, "procedure", "inspection", "A-07", self.production.clock.now(), (), "intact")
        )
        self.production.unfinished = [run for run in self.production.unfinished if run.run_id != run_id]
        return name

    def refuse_ended(self, person: str, fingerprint: str, at: datetime) -> None:
        """Nobody's enrolment is over."""

    def not_counted(self, name: str) -> tuple[str, ...]:
        """All of it counts."""
        return ()

    def path_of(self, name: str) -> str:
        """Where it would be."""
        return f"the-long-draw/log/{name}"


@dataclass
class FakeSignatories:
    """Signatures that look like signatures."""

    shifts: FakeShifts

    def how_of(self, person_id: str) -> str:
        """By PIN or touch."""
        return self.shifts.how_of(person_id)

    def asks_pin(self, person_id: str) -> bool:
        """Whether something is typed."""
        return self.shifts.asks_pin(person_id)

    def fingerprint(self, person_id: str) -> str:
        """A fingerprint."""
        return "SHA256:" + "A" * 43

    def tries_left(self, person_id: str) -> int:
        """Tries."""
        return self.shifts.tries_left(person_id)

    def sign(self, person_id: str, secret: str, data: bytes) -> str:
        """An armor of the right form."""
        if person_id in self.shifts.touches:
            secret = self.shifts.prove(person_id, secret)
        self.shifts.check_pin(person_id, secret)
        lines = "\n".join(["U1NIU0lH" + "A" * 62] * 4 + ["A" * 16])
        return f"-----BEGIN SSH SIGNATURE-----\n{lines}\n-----END SSH SIGNATURE-----\n"
