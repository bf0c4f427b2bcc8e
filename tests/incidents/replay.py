"""Replaying what happened on sets where people were hurt, through the use cases of the app and nothing else.

An account fixes what there was to see. Its deeds are tried in three ways: as they are told, with honest looks, and with
lies. Roles only; nobody is named.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from showclear.app.demo import Demonstration, demo_machine
from showclear.app.founding import NewKey
from showclear.app.production import RulesRefuseError
from showclear.app.sessions import RunSession
from showclear.app.views import Published
from showclear.app.walking import Told, sign_all, walk
from showclear.domain.checklists import Procedure
from showclear.domain.limits import FLOOR
from showclear.domain.runs import Phase, Question
from showclear.domain.situation.day_status import day_of
from showclear.domain.situation.status import WeaponStatus
from showclear.errors import RefusedError
from tests.app.stage import TOLD, Stage

LYING_SECONDS = 0.4
"""How long somebody takes who enters what is wanted and does not look."""

LOOKING_SECONDS = 3.0
"""How long a look takes."""


class Stopped(Exception):
    """A run stopped: what somebody entered is not what may be there, or two people entered two things."""

    def __init__(self, procedure: Procedure, step: str, hazards: tuple[str, ...], reason: str) -> None:
        super().__init__(reason)
        self.step = f"{procedure}/{step}"
        self.hazards = hazards


@dataclass(frozen=True)
class Barrier:
    """Where the app says no."""

    deed: str
    """Which deed does not get through."""
    by: str
    """A rule (`R-011`), or a step (`inspection/rounds`)."""
    hazard: str
    """What it prevents, an id of hazards.toml."""
    words: str
    """What happens there, for docs/incidents.md."""


@dataclass
class Scene:
    """One copy of the production in which deeds are done."""

    stage: Stage
    truth: Mapping[object, str] = field(default_factory=dict)
    """What is entered where the account fixes what there was: (subject, step, slot), (subject, step) or step."""
    lies: Mapping[object, str] = field(default_factory=dict)
    """What a liar enters instead."""
    look_seconds: float = LOOKING_SECONDS

    def told(self, subject: str) -> Told:
        """The answers about one subject."""
        answers: dict[object, str] = dict(TOLD.answers)
        lied = {_step(key) for key in self.lies}
        truth = {key: value for key, value in self.truth.items() if _step(key) not in lied}
        for source in (truth, self.lies):
            for key, value in source.items():
                if isinstance(key, tuple) and key and key[0] == subject:
                    answers[key[1:] if len(key) > 2 else key[1]] = value
                elif not isinstance(key, tuple):
                    answers[key] = value
        return Told(answers, ("Near the camera",))

    def run(
        self,
        procedure: Procedure,
        subject: str = "",
        inputs: Mapping[str, str] | None = None,
        *,
        performer: str = "",
        verifier: str = "",
    ) -> Published:
        """Walk and sign a whole run.

        Raises:
            RulesRefuseError: a rule refuses its start or its signature.
            Stopped: somebody saw what must not be there.
        """
        session = self.stage.start(procedure, subject, inputs or {}, performer, verifier)
        walk(session, self.stage.pins, self.told(session.subject), self._look)
        if session.run.phase is not Phase.COMPLETE:
            raise _stopped(session)
        return sign_all(session, self.stage.pins)

    def _look(self, question: Question) -> None:
        del question
        self.stage.clock.advance(self.look_seconds)


def _step(key: object) -> object:
    """The step that an answer is for."""
    return key[1] if isinstance(key, tuple) else key


def _stopped(session: RunSession) -> Stopped:
    """What stopped it; whoever sees it gives the run up, so that the day goes on around it."""
    run, procedure = session.run, session.run.plan.checklist.procedure
    if run.stop is not None:
        question = run.stop.question
        stopped = Stopped(procedure, question.key.step, question.step.prevents, run.stop.reason)
    else:
        differs = run.mismatches()[0]
        step = next(
            step
            for block in run.plan.checklist.blocks
            for step in block.steps
            if (block.id, step.id) == (differs.key.block, differs.key.step)
        )
        stopped = Stopped(procedure, step.id, step.prevents, "two people entered two things")
    session.abandon("it stopped")
    return stopped


@dataclass(frozen=True)
class Deed:
    """Something that somebody does. `words` name roles and things, never people."""

    name: str
    words: str
    do: Callable[[Scene], object]


@dataclass(frozen=True)
class Outcome:
    """What became of a deed: done, or who said no."""

    deed: str
    by: tuple[str, ...] = ()
    """Rules that refused, or the step that stopped; empty where it was done."""
    hazards: tuple[str, ...] = ()
    words: str = ""

    @property
    def done(self) -> bool:
        """Whether nothing stood in its way."""
        return not self.by


def attempt(scene: Scene, deed: Deed) -> Outcome:
    """Do one deed; what the rules or a look say to it."""
    try:
        deed.do(scene)
    except RulesRefuseError as refused:
        return Outcome(deed.name, tuple(one.rule for one in refused.refusals), (), refused.message)
    except RefusedError as refused:
        return Outcome(deed.name, (refused.message.split(":", 1)[0],), (), refused.message)
    except Stopped as stopped:
        return Outcome(deed.name, (stopped.step,), stopped.hazards, str(stopped))
    return Outcome(deed.name)


@dataclass(frozen=True)
class Incident:
    """An account: what there was, what was done, where it ends in the app, and what a lie leaves behind."""

    id: str
    title: str
    told: str
    """What happened, in two or three sentences; roles only."""
    sources: tuple[str, ...]
    """Keys of sources.toml."""
    gun: str
    """The gun that must not get into a hand."""
    arrange: Callable[[Scene], None]
    """What is on the register when it begins; done honestly, before anything is wrong."""
    truth: Mapping[object, str]
    """What whoever looks would see."""
    as_told: tuple[Deed, ...]
    as_told_ends: Barrier
    honest: tuple[Deed, ...]
    honest_ends: Barrier
    events: tuple[Deed, ...]
    """What the search may do in any order, looks being honest."""
    lies: Mapping[object, str]
    lying: tuple[Deed, ...]
    evidence: Callable[[Scene], tuple[bool, ...]]
    """Whether what the lie leaves behind is in the records, in the order of `left_behind`."""
    left_behind: tuple[str, ...]
    """What the lie leaves behind, in sentences."""
    shut: bool = False
    """Whether every deed is refused, or stops, from the very beginning: then the search has one state."""
    reaches: Callable[[Stage], bool] | None = None
    """What the search must not reach; by default that somebody holds the gun."""


def scene_of(incident: Incident, stage: Stage, *, lying: bool = False) -> Scene:
    """A scene in which the account begins."""
    scene = Scene(stage)
    incident.arrange(scene)
    seconds = LYING_SECONDS if lying else LOOKING_SECONDS
    return replace(scene, truth=incident.truth, lies=incident.lies if lying else {}, look_seconds=seconds)


def play(scene: Scene, deeds: tuple[Deed, ...]) -> tuple[Outcome, ...]:
    """Do the deeds in order until one does not get through."""
    outcomes = []
    for deed in deeds:
        outcomes.append(attempt(scene, deed))
        if not outcomes[-1].done:
            break
    return tuple(outcomes)


def reached_it(incident: Incident, stage: Stage) -> bool:
    """Whether it came to what must not be."""
    return incident.reaches(stage) if incident.reaches is not None else in_hand(stage, incident.gun)


def holding_of(stage: Stage, gun: str) -> tuple[str, int]:
    """What the records say is in a gun."""
    holding = stage.production.book.situation.holding(gun)
    return str(holding.contents), holding.count


def in_hand(stage: Stage, gun: str) -> bool:
    """Whether the app agrees that somebody holds the gun."""
    return any(one.weapon.tag == gun and one.issue is not None for one in stage.production.board().weapons)


@dataclass(frozen=True)
class Node:
    """A state that the search reached."""

    folder: Path
    path: tuple[str, ...]
    clock_seconds: float


def search(
    incident: Incident,
    made: Demonstration,
    keys: Mapping[str, NewKey],
    root: Path,
    *,
    depth: int = 8,
) -> tuple[int, tuple[str, ...]]:
    """Try the events in every order, up to `depth`; states that look alike are entered once.

    Returns:
        how many states there are, and the events that lead to what must not be (empty if none do).
    """
    stage = Stage.copy(made, keys, root / "0")
    scene_of(incident, stage)
    begun = stage.clock.now()
    seen = {fingerprint(stage)}
    stage.close()
    frontier = [Node(stage.folder, (), 0.0)]
    for _ in range(depth):
        reached: list[Node] = []
        for node in frontier:
            for path, copied in _tried(incident, node, begun, made, keys, root):
                if reached_it(incident, copied):
                    copied.close()
                    return len(seen), path
                mark = fingerprint(copied)
                seconds = (copied.clock.now() - begun).total_seconds()
                copied.close()
                if mark in seen:
                    shutil.rmtree(copied.folder)
                else:
                    seen.add(mark)
                    reached.append(Node(copied.folder, path, seconds))
        frontier = reached
        if not frontier:
            break
    return len(seen), ()


def _tried(
    incident: Incident, node: Node, begun: datetime, made: Demonstration, keys: Mapping[str, NewKey], root: Path
) -> Iterator[tuple[tuple[str, ...], Stage]]:
    """Every deed from one state that changed something, each in a copy of its own; what is refused changes nothing."""
    copied: Stage | None = None
    for number, deed in enumerate(incident.events):
        if copied is None:
            at = root / f"{node.folder.name}-{number}"
            demonstration = replace(made, folder=node.folder, machine=demo_machine(node.folder))
            copied = Stage.copy(demonstration, keys, at)
            copied.clock.set(begun)
            copied.clock.advance(node.clock_seconds + 5.0)
        before, then = copied.names(), copied.clock.now()
        attempt(Scene(copied, incident.truth), deed)
        if copied.names() != before or copied.clock.now() != then:
            yield (*node.path, deed.name), copied
            copied = None
    if copied is not None:
        refuse_nobody(copied, incident.gun)
        copied.close()
        shutil.rmtree(copied.folder)


def refuse_nobody(stage: Stage, gun: str) -> None:
    """Whatever the state is, a gun is taken back, locked and out of sight, and the set is held: at once, by anybody."""
    production = stage.production
    for act in (
        lambda: production.take_back(gun),
        lambda: production.out_of_sight(gun),
        lambda: production.lock(gun, "safe 1"),
        lambda: production.hold("somebody calls"),
        lambda: production.hold("and once more"),
    ):
        before = len(stage.names())
        act()
        assert len(stage.names()) == before + 1, "nothing was written"


def fingerprint(stage: Stage) -> object:
    """What of a state decides about what is possible next: what is true, without times and names of files."""
    board = stage.production.board()
    situation = stage.production.book.situation
    day = day_of(situation, stage.production.unit, stage.clock.now(), FLOOR)
    stops = situation.open_restrictions()
    return (
        (day.open, day.place, tuple(day.checked), tuple(sorted(day.counted.items())), day.briefed),
        tuple(_of_weapon(one) for one in board.weapons),
        tuple((one.tag, one.out) for one in board.batches),
        tuple(sorted(one.kind for one in stops)),
        tuple((one.tag, one.left, one.restricted) for one in board.containers),
        tuple(sorted((str(aspect), name) for aspect, name in situation.view.history.lanes if _decides(str(aspect)))),
    )


def _of_weapon(status: WeaponStatus) -> object:
    custody = status.custody
    return (
        status.weapon.tag,
        str(status.state),
        str(status.contents),
        status.count,
        custody and (str(custody.shape), custody.person),
        status.clearance is not None,
        status.issue is not None,
        tuple(sorted(each.kind for each in status.restrictions)),
    )


def _decides(aspect: str) -> bool:
    return aspect not in ("about", "restricted", "closed", "moved", "moved-to", "lost", "gap")
