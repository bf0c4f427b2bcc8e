"""Walking a run by itself: for demonstrations and tests, through the same engine, journal and signatures as people.

The answers are those of two honest people at a thing that is as the record says; `Told` says where it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from showclear.app.sessions import RunSession
from showclear.app.signing import SigningSession
from showclear.app.views import Published
from showclear.domain.checklists import NO_FILE, WAITED, AnswerKind, Procedure
from showclear.domain.runs import Phase, Question, Run, Side
from showclear.domain.runs.course import HANDLERS, expected_of
from showclear.errors import InputError
from showclear.words import english

DEFAULT_TEXT = "as seen"  # not said: records stay English


A_ROW = {"people": "camera operator", "places": "camera cart"}  # not said: records stay English
"""The one row of a step about people or places where nobody told which."""


@dataclass(frozen=True, slots=True)
class Told:
    """Answers that differ from the obvious one: (side, step, slot) or (side, step) or step to what is entered."""

    answers: Mapping[object, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    """Rows of steps about people; the first ones are used."""

    def answer(self, side: Side, question: Question) -> str | None:
        """What is entered here, if it was told."""
        step, slot = question.key.step, question.key.slot
        for key in ((side, step, slot), (side, step), (step, slot), step):
            if key in self.answers:
                return self.answers[key]
        return None


NOTHING_TOLD = Told()


def obvious_answer(run: Run, question: Question) -> str:
    """What an honest person enters when the thing is as the record says.

    Raises:
        InputError: the question has no obvious answer.
    """
    side = side_of(run, question)
    step = question.step
    attempt = run.attempt(question.key.block)
    expected = expected_of(run.plan, run.course, question.key, step, side, attempt)
    if expected is not None:
        return expected
    match step.answer:
        case AnswerKind.SPOKEN:
            return "said"
        case AnswerKind.CHOICE:
            return next(option.id for option in step.options if not option.stops)
        case AnswerKind.ROUNDS:
            first = step.enough.one_of[0] if step.enough else step.signs[0].id
            others = [sign.id for sign in step.signs if sign.id != first]
            return "+".join((first, *others[-1:]))
        case AnswerKind.COUNT:
            return "0"
        case AnswerKind.TEXT:
            return DEFAULT_TEXT
        case AnswerKind.PERSON:
            if step.another:
                return _somebody_else(run)
            back = run.plan.checklist.procedure is Procedure.RETURN and question.key.step == "giver"
            holder = run.plan.facts.get("issue.holder")
            return str(holder) if back and holder else run.plan.cast.performer.name
        case AnswerKind.NUMBER:
            return str(run.plan.limits.get(step.floor, 1))
        case AnswerKind.RECONCILE:
            return str(run.plan.facts.get(f"slot.holds:{question.key.slot}", 0))
        case AnswerKind.COUNTDOWN:
            return WAITED
        case AnswerKind.ATTACHMENT:
            return NO_FILE
    raise InputError(english('Step "{id}" has no obvious answer.', id=step.id), english("Say what is entered."))


def _somebody_else(run: Run) -> str:
    """An armorer or handler of the roster who does not walk the run."""
    walking = {run.plan.cast.of(side).name for side in Side}
    others = [name for name in run.plan.slots[HANDLERS] if name not in walking]
    if not others:
        raise InputError(
            english("There is no other armorer or handler on the roster."), english("Say who else looked.")
        )
    return others[0]


def side_of(run: Run, question: Question) -> Side:
    """Whose question it is."""
    return Side.PERFORMER if question.person.id == run.plan.cast.performer.id else Side.VERIFIER


def walk(
    session: RunSession,
    pins: Mapping[str, str],
    told: Told = NOTHING_TOLD,
    between: Callable[[Question], None] = lambda question: None,
    wait: Callable[[float], None] = lambda seconds: None,
) -> None:
    """Answer until the run is complete, differs, stops or ends.

    Args:
        session: the run.
        pins: PIN of each person by id.
        told: answers that differ from the obvious ones.
        between: called before each answer, to let the clock run.
        wait: called with the seconds that a countdown still has.

    Raises:
        ShowClearError: whatever the run refuses.
    """
    while session.run.phase in (Phase.NEEDS_PASS, Phase.ASKING):
        if session.pass_is_due():
            turn = session.run.turn
            assert turn is not None
            session.open_pass(turn.person.id, pins[turn.person.id])
            continue
        run = session.run
        question = run.question
        assert question is not None
        between(question)
        left = question.ready_at_ms - session.moment().ms if question.ready_at_ms else 0
        if left > 0:
            wait(left / 1000)
        if session.pass_is_due() or session.run is not run:
            continue
        answer_once(session, question, told)


def answer_once(session: RunSession, question: Question, told: Told = NOTHING_TOLD) -> None:
    """Answer the question that is asked now. Raises: ShowClearError, whatever the run refuses."""
    side = side_of(session.run, question)
    given = told.answer(side, question)
    if question.open_rows:
        if question.index >= len(told.people) and question.may_finish:
            session.rows_done()
            return
        row = told.people[question.index] if question.index < len(told.people) else A_ROW[question.step.each]
        session.answer(given or obvious_answer(session.run, question), row)
        return
    session.answer(given if given is not None else obvious_answer(session.run, question))


def sign_all(session: RunSession, pins: Mapping[str, str]) -> Published:
    """Sign a complete run for everybody whose signature it needs.

    Raises:
        ShowClearError: whatever refuses it.
    """
    return sign_session(session.signing(), pins)


def sign_session(signing: SigningSession, pins: Mapping[str, str]) -> Published:
    """Sign a record for everybody whose signature it needs. Raises: ShowClearError, whatever refuses it."""
    published = None
    while published is None:
        place = signing.place
        assert place is not None
        published = signing.sign(pins[place.person.id])
    return published
