"""Small checklists and a driver that walks runs through the public events only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from showclear.domain.checklists import (
    AnswerKind,
    Block,
    Checklist,
    Compare,
    EffectTemplate,
    Enough,
    Option,
    Otherwise,
    Passing,
    Procedure,
    Step,
    Style,
)
from showclear.domain.people import Person, Role
from showclear.domain.runs import Answered, Cast, Event, Moment, PassOpened, Run, RunPlan, apply, start
from showclear.domain.vocabulary import Facets

T0 = datetime(2026, 3, 1, 9, 0, 0, tzinfo=UTC)
ARMORER = Person("mara", "Mara Quist", Role.ARMORER)
AD = Person("jonas", "Jonas Bell", Role.ASSISTANT_DIRECTOR)
HANDLER = Person("ines", "Ines Roth", Role.HANDLER)
OFFICER = Person("sol", "Sol Adeyemi", Role.SAFETY_OFFICER)

SEEN = (Option("empty", "empty"), Option("round", "a round or case", stops=True))
SIGNS = (Option("hole", "hole in the case"), Option("dimple", "primer dimpled"), Option("rattle", "rattles"))


def step(id: str, answer: AnswerKind = AnswerKind.COUNT, **more: object) -> Step:
    """A killer step with short texts."""
    given: dict[str, object] = {"ask": f"{id}?", "headline": id.upper()[:13], "killer": True, **more}
    return Step(id, answer, **given)  # type: ignore[arg-type]


SERIAL = step("serial", AnswerKind.MATCH, expect="weapon.serial-digits", otherwise=Otherwise.WITHDRAW)
OUT = step("out", expect=0, otherwise=Otherwise.STAND_DOWN)
CHAMBERS = step("chambers", AnswerKind.CHOICE, each="weapon.chambers", options=SEEN, ask="Chamber {slot}?")
BORE = step("bore", AnswerKind.CHOICE, options=SEEN, otherwise=Otherwise.QUARANTINE)
BOX = step("box-seal", AnswerKind.CONTAINER, expect="box.seal", otherwise=Otherwise.QUARANTINE)
ROUNDS = step(
    "rounds",
    AnswerKind.ROUNDS,
    each="plan.count",
    signs=SIGNS,
    enough=Enough(2, ("hole",)),
    compare=Compare.EACH,
    otherwise=Otherwise.STAND_DOWN,
)
LEFT = step("left", expect="box.holds-after")
HOLDS = step(
    "holds",
    AnswerKind.CHOICE,
    options=(Option("nothing", "nothing"), Option("dummy", "dummies")),
    do=(Role.ASSISTANT_DIRECTOR,),
    see=(Role.ARMORER,),
    expect="plan.contents",
)
OFFERED = step(
    "offered",
    AnswerKind.CHOICE,
    each="people",
    killer=False,
    options=(Option("watched", "watched"), Option("declined", "declined")),
)
NOTE = step("note", AnswerKind.TEXT, killer=False)


def block(id: str, *steps: Step, passing: Passing = Passing.BOTH, **more: object) -> Block:
    """A block of `steps`."""
    return Block(id, id.capitalize(), steps, passing=passing, **more)  # type: ignore[arg-type]


EMPTY = block("empty", SERIAL, OUT, CHAMBERS, BORE)
LOAD = block("load", BOX, ROUNDS, LEFT, passing=Passing.JOINT)
CLOSE = block("close", HOLDS, OFFERED)

CLEARED = EffectTemplate(
    "cleared",
    {
        "weapon": "weapon.tag",
        "contents": "plan.contents",
        "count": "rounds",
        "slate": "scene",
        "use": "use",
        "place": "place",
        "armorer": "performer",
        "since": "since",
        "minutes": "limit.clearance_minutes",
    },
)


def checklist(*blocks: Block, style: Style = Style.CHALLENGE_RESPONSE, **more: object) -> Checklist:
    """A checklist of `blocks` for an armorer and an assistant director."""
    given: dict[str, object] = {
        "do": (Role.ARMORER,),
        "see": (Role.ASSISTANT_DIRECTOR, Role.HANDLER),
        "effects": (),
        "procedure": Procedure.INSPECTION,
        "subject": "weapon",
        **more,
    }
    return Checklist(
        "inspection",
        "1.0.0",
        "Inspection",
        style=style,
        inputs=(),
        requires=(),
        blocks=blocks,
        digest="ab" * 32,
        **given,  # type: ignore[arg-type]
    )


def plan(*blocks: Block, **more: object) -> RunPlan:
    """A plan for a six-chambered revolver A-07 that gets two dummies from box B-02."""
    made = more.pop("checklist", None) or checklist(*blocks)
    given: dict[str, object] = {
        "subject": "A-07",
        "cast": Cast(ARMORER, AD),
        "inputs": {"scene": "12 A", "use": "take", "place": "Barn", "plan.contents": "dummy", "plan.count": "2"},
        "facts": {
            "weapon.tag": "A-07",
            "weapon.serial": "K4-7719",
            "plan.contents": "dummy",
            "plan.count": 2,
            "box.tag": "B-02",
            "box.seal": "004711",
            "box.holds-after": 48,
        },
        "facets": Facets((("weapon.action", ("revolver",)), ("plan.contents", ("dummy",)))),
        "slots": {
            "weapon.chambers": ("1", "2", "3"),
            "weapon.barrels": ("1",),
            "weapon.feeds": ("M-1",),
            "plan.count": ("1", "2"),
        },
        "limits": {"clearance_minutes": 15, "block_minutes": 15},
        "started_at": T0,
        "seed": "5eed",
        **more,
    }
    return RunPlan("0" * 32, made, **given)  # type: ignore[arg-type]


GOOD = {
    "out": "0",
    "chambers": "empty",
    "bore": "empty",
    "box-seal": "B-02 004711",
    "rounds": "hole+rattle",
    "left": "48",
    "holds": "dummy",
    "note": "dry",
    "offered": "watched",
}


def serial_characters(question_positions: str, serial: str = "K47719") -> str:
    """What somebody reads from the gun at the positions asked."""
    return "".join(serial[int(at) - 1] for at in question_positions.split(" and "))


@dataclass
class Walk:
    """Drives a run: keeps the clock and the events that were applied."""

    run: Run
    ms: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def of(cls, *blocks: Block, **more: object) -> Walk:
        """A walk at the start of a plan of `blocks`."""
        return cls(start(plan(*blocks, **more)))

    def moment(self, later: int = 2_000) -> Moment:
        """The moment `later` milliseconds from the last one."""
        self.ms += later
        return Moment(T0 + timedelta(milliseconds=self.ms), self.ms)

    def apply(self, event: Event) -> Run:
        """Apply `event` and remember it."""
        self.run = apply(self.run, event)
        self.events.append(event)
        return self.run

    def sit_down(self) -> Run:
        """The person due opens their pass."""
        assert self.run.turn is not None
        return self.apply(PassOpened(self.moment(), self.run.turn.person.id))

    def answer(self, value: str, slot: str = "", later: int = 2_000) -> Run:
        """The person at the keys answers the question asked."""
        question = self.run.question
        assert question is not None
        key = replace(question.key, slot=slot) if slot else question.key
        return self.apply(Answered(self.moment(later), question.person.id, key, value))

    def good_answer(self, later: int = 2_000, values: Mapping[str, str] = GOOD) -> Run:
        """The person at the keys enters what is expected; rows until done get none."""
        from showclear.domain.runs import RowsDone

        question = self.run.question
        assert question is not None
        if question.open_rows and question.may_finish:
            return self.apply(RowsDone(self.moment(later), question.person.id))
        if question.positions:
            return self.answer(serial_characters(question.positions), later=later)
        return self.answer(values[question.step.id], "Kim" if question.open_rows else "", later=later)

    def through_pass(self, later: int = 2_000) -> Run:
        """Open the pass that is due and answer well until the keys change hands."""
        self.sit_down()
        while self.run.question is not None:
            self.good_answer(later)
        return self.run

    def apply_pass(self, person: str) -> Run:
        """`person` opens the pass that is due."""
        return self.apply(PassOpened(self.moment(), person))

    def to_the_end_with(self, value: str) -> Run:
        """Walk all passes with one answer to everything."""
        while self.run.turn is not None:
            self.sit_down()
            while self.run.question is not None:
                self.answer(value)
        return self.run

    def to_the_end(self) -> Run:
        """Walk all passes with good answers."""
        while self.run.turn is not None:
            self.through_pass()
        return self.run
