"""Walks a shipped checklist with two people who see what they should, and counts the keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from showclear.app.definitions import shipped
from showclear.domain.checklists import AnswerKind, PinAt, Procedure
from showclear.domain.facets import weapon_facets
from showclear.domain.limits import FLOOR
from showclear.domain.people import Person, Role
from showclear.domain.runs import (
    Answered,
    Cast,
    Moment,
    PassOpened,
    Phase,
    Question,
    QuestionKey,
    RowsDone,
    Run,
    RunPlan,
    apply,
    start,
)
from showclear.domain.vocabulary import Facets
from showclear.domain.weapons import Action, Contents, Has, Ignition, Use, WeaponClass

ARMORER = Person("mara", "Mara", Role.ARMORER)
SECOND = Person("ines", "Ines", Role.HANDLER)
AD = Person("jonas", "Jonas", Role.ASSISTANT_DIRECTOR)
PIN = 6
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
LIMITS = {**{name: value for name, value in FLOOR.items() if isinstance(value, int)}, "block_minutes": 600}


@dataclass(frozen=True)
class Thing:
    """A weapon with what goes with it."""

    action: Action
    weapon_class: WeaponClass
    ignition: Ignition = Ignition.CARTRIDGE
    has: tuple[Has, ...] = ()
    chambers: int = 6
    barrels: int = 1
    feeds: tuple[str, ...] = ()


REVOLVER = Thing(Action.REVOLVER, WeaponClass.LIVE_CAPABLE)
REVOLVER_WITH_SPARE = Thing(Action.REVOLVER, WeaponClass.LIVE_CAPABLE, has=(Has.SPARES,), feeds=("C-1",))
PISTOL = Thing(Action.SEMI_AUTO, WeaponClass.BLANK_FIRING, has=(Has.MAGAZINE,), chambers=1, feeds=("M-1", "M-2"))
DOUBLE = Thing(Action.BREAK, WeaponClass.LIVE_CAPABLE, chambers=2, barrels=2)
PUMP = Thing(Action.PUMP, WeaponClass.PLUGGED, has=(Has.TUBE,), chambers=1)
BELT_FED = Thing(Action.SEMI_AUTO, WeaponClass.BLANK_FIRING, has=(Has.BELT,), chambers=1, feeds=("B-1",))
LEVER = Thing(Action.LEVER, WeaponClass.BLANK_FIRING, has=(Has.TUBE,), chambers=1)
BOLT = Thing(Action.BOLT, WeaponClass.LIVE_CAPABLE, has=(Has.MAGAZINE,), chambers=1, feeds=("M-3",))
CAP_REVOLVER = Thing(Action.REVOLVER, WeaponClass.BLANK_FIRING, Ignition.PERCUSSION)
AIRSOFT = Thing(Action.SEMI_AUTO, WeaponClass.AIRSOFT, Ignition.NONE, has=(Has.MAGAZINE,), chambers=1, feeds=("M-4",))
MUSKET = Thing(Action.MUZZLE_LOADER, WeaponClass.LIVE_CAPABLE, Ignition.FLINTLOCK, chambers=1)
RUBBER = Thing(Action.NONE, WeaponClass.RUBBER, Ignition.NONE, chambers=0, barrels=0)
NON_GUN = Thing(Action.NONE, WeaponClass.NON_GUN, Ignition.NONE, chambers=0, barrels=0)

THINGS = {
    "revolver": REVOLVER,
    "revolver with a spare cylinder": REVOLVER_WITH_SPARE,
    "pistol": PISTOL,
    "break shotgun": DOUBLE,
    "pump shotgun": PUMP,
    "belt-fed": BELT_FED,
    "lever rifle": LEVER,
    "bolt rifle": BOLT,
    "cap-and-ball revolver": CAP_REVOLVER,
    "airsoft": AIRSOFT,
    "muzzle-loader": MUSKET,
    "rubber gun": RUBBER,
    "non-gun": NON_GUN,
}


def numbered(count: int) -> tuple[str, ...]:
    """Slots from 1."""
    return tuple(str(number) for number in range(1, count + 1))


def weapon_plan(
    procedure: Procedure, thing: Thing, rounds: int = 0, contents: Contents = Contents.DUMMY, source: str = ""
) -> RunPlan:
    """A plan about `thing` that holds, or shall hold, so many rounds. `source` is box or device in a blank take."""
    contents = contents if rounds else Contents.NOTHING
    checklist = shipped().checklist(procedure)
    inputs = {
        "scene": "42 A", "use": "take", "place": "Stage 2", "plan.contents": str(contents), "plan.count": str(rounds),
        "box": "D-1", "holder": "Kim", "guardian": "", "then": "",
        "places": "", "restriction": "20260301-0004-misfired",
        "plan.from": source,
        "device": thing.feeds[0] if thing.feeds else "", "weapon.tag": "A-07", "weapon.make": "Maker",
        "weapon.model": "One", "weapon.calibre": ".45", "weapon.serial": "S40417",
        "weapon.class": str(thing.weapon_class), "weapon.action": str(thing.action),
        "weapon.ignition": str(thing.ignition), "weapon.chambers": str(thing.chambers),
        "weapon.barrels": str(thing.barrels), "weapon.has": " ".join(thing.has),
        "weapon.feeds": "; ".join(f"{tag} magazine 8" for tag in thing.feeds),
    }  # fmt: skip
    without_rounds = {"box", "plan.count"} if not rounds else set()
    facets = weapon_facets(thing.action, thing.weapon_class, thing.ignition, thing.has, contents, Use.TAKE)
    if source:
        facets = Facets((*facets.values, ("plan.from", (source,))))
    return RunPlan(
        run_id="0" * 32,
        checklist=checklist,
        subject="A-07",
        cast=Cast(ARMORER, SECOND if procedure is Procedure.INTAKE else AD),
        inputs={name: inputs[name] for name in checklist.inputs if name not in without_rounds},
        facts=_weapon_facts(thing, rounds, contents),
        facets=facets,
        slots={
            "weapon.chambers": numbered(thing.chambers),
            "weapon.barrels": numbered(thing.barrels),
            "weapon.feeds": thing.feeds,
            "weapon.holds-count": numbered(rounds),
            "plan.count": numbered(rounds),
        },
        limits=LIMITS,
        started_at=START,
        seed="seed",
    )


def _weapon_facts(thing: Thing, rounds: int, contents: Contents) -> dict[str, str | int]:
    facts: dict[str, str | int] = {
        "performer.name": ARMORER.name,
        "weapon.tag": "A-07", "weapon.name": "Maker One", "weapon.serial": "S40417", "weapon.calibre": ".45",
        "weapon.chambers": thing.chambers, "weapon.barrels": thing.barrels,
        "weapon.holds": str(contents), "weapon.holds-count": rounds,
        "weapon.empty-count": max(0, thing.chambers - rounds), "plan.contents": str(contents), "plan.count": rounds,
        "plan.empty-count": max(0, thing.chambers - rounds), "set.guns-out": 3, "issue.holder": "Kim",
        "issue.holder-id": "kim", "issue.word": "WALNUT", "issue.scene": "42 A", "issue.use": "take",
        "issue.place": "Stage 2", "unit.name": "Main", "unit.place": "Stage 2",
    }  # fmt: skip
    if rounds:
        facts |= {"box.tag": "D-1", "box.seal": "4711", "box.holds-now": 44, "box.holds-after": 44 - rounds}
        facts["box.holds-returned"] = 44 + rounds
    if contents is Contents.BLANK:
        facts |= {"weapon.issued-count": rounds, "weapon.load": "half", "zone.load": "half", "zone.count": rounds}
        facts |= {"zone.people": 9, "device.seal": "4713", "device.holds-count": rounds, "device.tag": "M-1"}
    return facts


def container_plan(contents: Contents, count: int) -> RunPlan:
    """A plan for the intake of a box."""
    checklist = shipped().checklist(Procedure.AMMUNITION)
    inputs = {
        "container.tag": "D-9", "container.contents": str(contents), "container.load": "", "container.calibre": ".45",
        "container.maker": "Swan", "container.lot": "77", "container.count": str(count), "container.seal": "4712",
    }  # fmt: skip
    return RunPlan(
        run_id="0" * 32,
        checklist=checklist,
        subject="D-9",
        cast=Cast(ARMORER, SECOND),
        inputs=inputs,
        facts={**inputs, "container.count": count, "unit.name": "main"},
        facets=Facets((("container.contents", (str(contents),)),)),
        slots={"container.count": numbered(count), "container.trays": numbered(-(-count // 10))},
        limits=LIMITS,
        started_at=START,
        seed="seed",
    )


@dataclass
class Walk:
    """A finished run with what it cost."""

    run: Run
    keys: int = 0
    pins: int = 0
    looks: int = 0
    moment: int = 0
    rows: set[tuple[str, str, str]] = field(default_factory=set)

    def _now(self) -> Moment:
        question = self.run.question if self.run.phase is Phase.ASKING else None
        self.moment = max(self.moment + 3000, question.ready_at_ms if question else 0)
        return Moment(START + timedelta(milliseconds=self.moment), self.moment)

    def to_the_end(self) -> Walk:
        """Answer everything as it should be."""
        while self.run.phase in (Phase.NEEDS_PASS, Phase.ASKING):
            if self.run.phase is Phase.NEEDS_PASS:
                self._open()
            else:
                self._answer()
        self.pins += 2
        self.keys += self.pins * PIN
        return self

    def _open(self) -> None:
        turn = self.run.turn
        assert turn is not None
        asks_pin = self.run.plan.checklist.pin_at is PinAt.PASS and not self.run.in_sitting(self.moment)
        self.pins += asks_pin
        self.run = apply(self.run, PassOpened(self._now(), turn.person.id))

    def _answer(self) -> None:
        question = self.run.question
        assert question is not None
        person = question.person.id
        key = question.key
        if question.open_rows:
            if not question.step.killer or (key.block, key.step, person) in self.rows:
                self.keys += 1
                self.run = apply(self.run, RowsDone(self._now(), person))
                return
            # A killer step needs one row at least: somebody types where or who.
            self.rows.add((key.block, key.step, person))
            key = QuestionKey(key.block, key.step, "Cart")
            self.keys += len(key.slot) + 1
        value, keys = answer(self.run, question)
        self.keys += keys
        self.looks += 1
        self.run = apply(self.run, Answered(self._now(), person, key, value))


def walk(plan: RunPlan) -> Walk:
    """A walk from the first question to the signatures."""
    return Walk(start(plan)).to_the_end()


def answer(run: Run, question: Question) -> tuple[str, int]:
    """What somebody enters who sees what should be there, and how many keys that takes."""
    step = question.step
    expected = run.plan.facts.get(str(step.expect), step.expect)
    match question.answer:
        case AnswerKind.CHOICE:
            good = [option.id for option in step.options if not option.stops]
            return (str(expected) if expected in good else good[0]), 1
        case AnswerKind.ROUNDS:
            return "hole-in-case+rattle", 2
        case AnswerKind.SPOKEN:
            return "said", 1
        case AnswerKind.COUNTDOWN:
            return "waited", 1
        case AnswerKind.ATTACHMENT:
            return "none", 1
        case AnswerKind.RECONCILE:
            return str(run.plan.facts[f"slot.holds:{question.key.slot}"]), 3
        case AnswerKind.NUMBER:
            return str(run.plan.limits[step.floor]), 4
        case AnswerKind.PERSON:
            obvious = "Somebody Else" if step.another else run.plan.cast.performer.name
            value = str(expected) if expected is not None else obvious
            return value, 2
        case AnswerKind.TEXT:
            return "4712", 5
        case AnswerKind.COUNT if expected is None:
            return "0", 2
        case AnswerKind.MATCH if step.expect == "weapon.serial-digits":
            places = [int(word) for word in question.positions.split() if word.isdigit()]
            # The last character hands them in.
            return "".join("S40417"[place - 1] for place in places), len(places)
        case _:
            assert expected is not None
            return str(expected), len(str(expected)) + 1


def asked(run: Run, step: str) -> tuple[QuestionKey, ...]:
    """The questions of `step` that were entered, by anybody."""
    people = (run.plan.cast.performer.id, run.plan.cast.verifier.id)
    return tuple(entry.key for person in people for entry in run.entries(person) if entry.key.step == step)
