"""Random checklists and random events: what may be signed, what may be seen, what the journal replays."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showclear.domain.checklists import AnswerKind, Block, Compare, Option, Otherwise, Passing, Step, Style
from showclear.domain.people import Role
from showclear.domain.runs import (
    Abandoned,
    Answered,
    BlockExpired,
    Cause,
    Event,
    IllegalEvent,
    LookAgain,
    Moment,
    PassOpened,
    Phase,
    QuestionKey,
    Reason,
    Reopened,
    Resumed,
    RowsDone,
    Run,
    WentOn,
    apply,
    from_journal,
    record_entries,
    restrictions,
    start,
    to_journal,
)
from showclear.domain.runs.run import changed
from tests.domain.runs.run_cases import AD, ARMORER, OUT, T0, checklist, plan

MARK = {"mara": "seenbymara", "jonas": "seenbyjonas"}
PEOPLE = ("mara", "jonas", "ines")


def _step(id: str, kind: str, killer: bool, ad_does: bool) -> Step:
    roles = {"do": (Role.ASSISTANT_DIRECTOR,), "see": (Role.ARMORER,)} if ad_does else {}
    more: dict[str, object] = {"killer": killer, **roles}
    if kind == "marked":  # any text is right, so each person's entries can be told from the other's
        return Step(id, AnswerKind.TEXT, f"{id}?", id, compare=Compare.EACH, **more)  # type: ignore[arg-type]
    if kind == "same":
        return Step(id, AnswerKind.COUNT, f"{id}?", id, **more)  # type: ignore[arg-type]
    if kind == "expect":
        return Step(id, AnswerKind.COUNT, f"{id}?", id, expect=1, otherwise=Otherwise.STOP, **more)  # type: ignore[arg-type]
    if kind == "serial":
        return Step(id, AnswerKind.MATCH, f"{id}?", id, expect="weapon.serial-digits", **more)  # type: ignore[arg-type]
    if kind == "places":
        return Step(id, AnswerKind.COUNT, f"{id}?", id, each="places", **more)  # type: ignore[arg-type]
    if kind == "wait":
        return Step(id, AnswerKind.COUNTDOWN, f"{id}?", id, wait="misfire_wait_seconds")
    if kind == "later":
        return Step(id, AnswerKind.COUNT, f"{id}?", id, defer=True)
    if kind == "account":
        return Step(id, AnswerKind.RECONCILE, f"{id}?", id, killer=True)
    options = (Option("a", "a"), Option("b", "b"), Option("x", "x", stops=True))
    return Step(id, AnswerKind.CHOICE, f"{id}?", id, each="weapon.barrels", options=options, **more)  # type: ignore[arg-type]


KINDS = ("marked", "same", "expect", "serial", "places", "slots", "wait", "later", "account")
WAIT_S = 2


@st.composite
def _blocks(draw: st.DrawFn, style: Style) -> tuple[Block, ...]:
    count = draw(st.integers(1, 3))
    made = []
    for at in range(count):
        steps = tuple(
            _step(f"{'xyz'[at]}{number}", draw(st.sampled_from(KINDS)), draw(st.booleans()), draw(st.booleans()))
            for number in range(draw(st.integers(1, 3)))
        )
        passings = (Passing.BOTH,) if style is Style.EMERGENCY else tuple(Passing)
        made.append(Block("xyz"[at], "Block", steps, passing=draw(st.sampled_from(passings))))
    return tuple(made)


@st.composite
def _plans(draw: st.DrawFn):
    style = draw(st.sampled_from(Style))
    slots = {"weapon.barrels": ("1", "2")}
    limits = {"block_minutes": 2, "misfire_wait_seconds": WAIT_S}
    return plan(checklist=checklist(*draw(_blocks(style)), style=style), slots=slots, limits=limits)


def _right_value(run: Run, wrong: bool) -> tuple[QuestionKey, str] | None:
    """An answer to the question asked; a right one unless `wrong`."""
    question = run.question
    if question is None:
        return None
    key = question.key
    if question.open_rows:
        key = replace(key, slot="cart" if question.index == 0 else "truck")
    match question.step.answer:
        case AnswerKind.TEXT:
            return key, MARK[question.person.id]
        case AnswerKind.CHOICE:
            return key, "b" if wrong else "a"
        case AnswerKind.MATCH:
            serial = "K47719"
            return key, "zz" if wrong else "".join(serial[int(at) - 1] for at in question.positions.split(" and "))
        case AnswerKind.COUNTDOWN:
            return key, "waited"
    if question.step.defer and wrong:
        return key, "deferred"
    return key, "2" if wrong else "1"


def _event(run: Run, kind: str, moment: Moment, choice: int) -> Event:
    """An event of `kind`: mostly one that could be legal now, sometimes of the wrong person, block or value."""
    turn = run.turn
    due = turn.person.id if turn and choice % 8 else PEOPLE[choice % 3]
    block = ("x", "y", "z", "w")[choice % 4]
    match kind:
        case "pass":
            return PassOpened(moment, due)
        case "right" | "wrong":
            key, value = _right_value(run, kind == "wrong") or (QuestionKey("x", "x0", ""), "1")
            return Answered(moment, due, key, value)
        case "other":
            return Answered(moment, due, QuestionKey(block, f"{block}{choice % 3}", ("", "1", "2")[choice % 3]), "1")
        case "garbage":
            return Answered(moment, due, run.question.key if run.question else QuestionKey("", "", ""), " \u202e")
        case "rows":
            return RowsDone(moment, due)
        case "reopen":
            return Reopened(moment, PEOPLE[choice % 3], tuple(Reason)[choice % 3])
        case "look":
            return LookAgain(moment)
        case "go-on":
            return WentOn(moment)
        case "resume":
            return Resumed(moment, lost=choice % 5 == 0)
        case "old":
            return BlockExpired(moment, block, Cause.OLD)
        case "custody":
            return BlockExpired(moment, block, Cause.CUSTODY)
    return Abandoned(moment) if choice < 8 else Resumed(moment)


COMMON = ("advance",) * 40 + (
    "wrong",
    "rows",
    "reopen",
    "look",
    "resume",
    "go-on",
    "other",
    "garbage",
    "pass",
    "old",
    "custody",
)
MOVES = st.lists(
    st.tuples(
        st.sampled_from((*COMMON, "abandon")), st.integers(0, 47), st.sampled_from((0, 900, 3_000, 40_000, 121_000))
    ),
    min_size=25,
    max_size=90,
)


def _advance(run: Run) -> str:
    """The kind of event that leads on from here."""
    if run.phase is Phase.NEEDS_PASS:
        return "pass"
    if run.question is not None and run.question.open_rows and run.question.index > 0:
        return "rows"
    if run.phase is Phase.STOPPED and run.plan.emergency:
        return "go-on"
    return "right" if run.phase is Phase.ASKING else "look"


def _walk(made, moves) -> tuple[Run, list[Event]]:
    """Apply what is legal of `moves`, checking after each one what must always hold."""
    run, events, ms = start(made), [], 0
    for kind, choice, later in moves:
        ms += min(later, 3_000) if kind == "advance" else later
        event = _event(
            run, _advance(run) if kind == "advance" else kind, Moment(T0 + timedelta(milliseconds=ms), ms), choice
        )
        before = repr(run)
        try:
            after = apply(run, event)
        except IllegalEvent:
            assert repr(run) == before
            continue
        assert repr(run) == before
        run = after
        _check_wait(event, events)
        events.append(event)
        _check_views(run)
        _check_gate(run, events, ms)
    return run, events


def _check_wait(event: Event, before: list[Event]) -> None:
    """R-RUN-18: between the start, or a question never answered before, and the end of a wait there is time."""
    if not isinstance(event, Answered) or event.value != "waited":
        return
    assert event.moment.ms >= WAIT_S * 1000
    seen: set[QuestionKey] = {event.key}
    for earlier in before:
        if isinstance(earlier, Answered) and earlier.key not in seen:
            seen.add(earlier.key)
            assert event.moment.ms - earlier.moment.ms >= WAIT_S * 1000


def _check_views(run: Run) -> None:
    """Nobody at the keys, or about to sit there, is shown what only the other entered."""
    turn = run.turn
    if turn is None:
        return
    other = ARMORER if turn.person == AD else AD
    seen = (
        run.question,
        run.steps(),
        run.entries(turn.person.id),
        turn,
        run.mismatches(),
        run.pace(),
        run.stop,
        run.exits,
    )
    assert MARK[other.id] not in repr(seen)
    assert restrictions(run) == ()


def _check_gate(run: Run, events: list[Event], ms: int) -> None:
    """If the gate opens, then each killer step was entered by both, in their own pass, and agrees."""
    if run.refusal_to_sign(ms) is not None:
        return
    assert run.phase is Phase.COMPLETE
    opened = _who_sat_at(events)
    for block in run.plan.checklist.blocks:
        for step in block.steps:
            if step.killer:
                mine, theirs = (
                    [entry for entry in run.entries(person) if (entry.key.block, entry.key.step) == (block.id, step.id)]
                    for person in ("mara", "jonas")
                )
                _check_killer(step, mine, theirs, run.plan.emergency)
                for entry in (*mine, *theirs):
                    assert opened[(entry.person, entry.ms, entry.key, entry.value)] == entry.person
                    assert run.plan.emergency or ms - entry.ms <= 2 * 60_000


def _who_sat_at(events: list[Event]) -> dict[tuple[str, int, QuestionKey, str], str]:
    """For each answer, who had last opened a pass when it came."""
    found, at_keys = {}, ""
    for event in events:
        if isinstance(event, PassOpened):
            at_keys = event.person
        if isinstance(event, Answered):
            found[(event.person, event.moment.ms, event.key, event.value)] = at_keys
    return found


def _check_killer(step: Step, mine: list, theirs: list, emergency: bool) -> None:
    slots = [entry.key.slot for entry in mine]
    assert slots
    assert len(set(slots)) == len(slots) == len(theirs)
    assert {entry.person for entry in mine} == {"mara"}
    assert {entry.person for entry in theirs} == {"jonas"}
    assert len({entry.attempt for entry in (*mine, *theirs)}) == 1
    if step.each == "weapon.barrels":
        assert slots == ["1", "2"]
    if step.compare is Compare.SAME and step.expect != "weapon.serial-digits":
        assert {(e.key.slot, e.value) for e in mine} == {(e.key.slot, e.value) for e in theirs}
    if emergency:
        return  # R-RUN-19: what is wrong was restricted at once, and the list went on.
    if step.expect == 1:
        assert {entry.value for entry in (*mine, *theirs)} == {"1"}
    assert all(entry.value not in ("x", "zz") for entry in (*mine, *theirs))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=_plans(), moves=MOVES)
def test_nothing_is_signable_unless_two_people_looked_blind_and_agree(made, moves):
    """R-RUN-1, R-RUN-6, R-RUN-17, over random checklists and random legal and illegal events."""
    run, events = _walk(made, moves)
    again = start(made)
    for event in events:
        again = apply(again, from_journal(json.loads(json.dumps(to_journal(event)))))
    assert again == run
    assert vars(run).keys() - {"phase", "question"} == vars(replace(run)).keys(), "all its values, and nothing else"
    other = changed(run, touched_ms=-1, at_keys="somebody", done=run.legs)
    assert other == replace(run, touched_ms=-1, at_keys="somebody", done=run.legs)
    fresh = replace(other)
    assert (other.phase, other.question) == (fresh.phase, fresh.question), "not what was found of the run before"


def test_a_run_is_not_given_a_value_that_it_does_not_have():
    """A slip of whoever writes the engine."""
    with pytest.raises(TypeError):
        changed(start(plan(Block("look", "Look", (OUT,)))), touched=1)


@given(st.integers(min_value=-30_000_000_000, max_value=250_000_000_000))
def test_a_moment_is_written_as_it_is_read(seconds):
    """The bytes of the journal are those that `strftime` gives."""
    at = datetime.fromtimestamp(seconds, UTC)
    event = LookAgain(Moment(at, 1))
    assert to_journal(event)["at"] == f"{at:%Y-%m-%dT%H:%M:%SZ}"
    assert from_journal(to_journal(event)) == event


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=_plans(), moves=MOVES)
def test_no_answer_that_was_ever_given_is_lost(made, moves):
    """R-RUN-11, R-RUN-8: changed, restarted or resumed, it stays in the rows of the record."""
    run, events = _walk(made, moves)
    if run.phase is not Phase.ENDED:
        end = Abandoned(Moment(T0, events[-1].moment.ms if events else 0))
        run = apply(run, end)
    given_ = sorted((e.moment.ms, e.key.step, e.value) for e in events if isinstance(e, Answered))
    kept = sorted((r["ms"], r["step"], r["value"]) for r in record_entries(run) if r["value"] != "nobody")
    assert kept == given_


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=_plans())
def test_every_checklist_can_be_walked_to_its_end(made):
    """Two people who see what is expected always reach the signatures, whatever the order of passes."""
    run, ms = start(made), 0
    for _ in range(200):
        if run.phase is Phase.COMPLETE:
            break
        ms = max(ms + 400, run.question.ready_at_ms if run.question else 0)
        run = apply(run, _event(run, _advance(run), Moment(T0, ms), 1))
    assert run.phase is Phase.COMPLETE
    assert run.refusal_to_sign(ms) is None
