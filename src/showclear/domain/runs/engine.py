"""The state machine of a run: `start` makes one, `apply` makes the next from an event or refuses it."""

from __future__ import annotations

from dataclasses import replace

from showclear.domain.checklists import NOBODY, Passing
from showclear.domain.runs.answers import consequence_of, fault_of, fold, in_words, read_answer, read_row
from showclear.domain.runs.course import HANDLERS, Ask, Leg, chart, expected_of, is_at_the_keys, items_of, stranger_in
from showclear.domain.runs.effecting import check_effects
from showclear.domain.runs.entries import advance, ask_again, attach_carried, enter, restart
from showclear.domain.runs.events import (
    Abandoned,
    Answered,
    BlockExpired,
    Event,
    LookAgain,
    PassOpened,
    Reopened,
    Resumed,
    RowsDone,
    Substituted,
    WentOn,
    Withdrawn,
)
from showclear.domain.runs.plan import Moment, RunPlan
from showclear.domain.runs.run import Run, asks_once_more, changed, mistyped, question_of
from showclear.domain.runs.values import (
    MISTYPED,
    Cause,
    Entry,
    Exit,
    Phase,
    QuestionKey,
    Stop,
)
from showclear.domain.runs.waiting import RESUMED
from showclear.domain.text import check_text
from showclear.errors import IllegalEvent, InputError, RefusedError
from showclear.words import english, together

_LONGEST_REASON = 400


def start(plan: RunPlan) -> Run:
    """A run at its first question's door.

    R-RUN-2: two different people, each in a role that the checklist names for their side.

    Raises:
        RefusedError: the two people cannot walk this checklist.
        InputError: the plan lacks something that the checklist needs.
    """
    checklist, cast = plan.checklist, plan.cast
    if cast.performer.id == cast.verifier.id:
        raise RefusedError(
            english("{name} stands on both sides of this run.", name=cast.performer.name),
            english("Somebody else has to look as well."),
        )
    sides = (
        (cast.performer, checklist.do, english("perform")),
        (cast.verifier, checklist.see, english("verify")),
    )
    for person, roles, what in sides:
        if person.role not in roles:
            allowed = together((role.words for role in roles), english(" or "))
            raise RefusedError(
                english(
                    "{name} ({role}) cannot {what} {title}.",
                    name=person.name,
                    role=person.role.words,
                    what=what,
                    title=checklist.title,
                ),
                english("It takes: {allowed}.", allowed=allowed),
            )
    course = chart(plan)
    check_effects(plan, course)
    return Run(plan, course, course.legs)


def apply(run: Run, event: Event) -> Run:
    """The run after `event`.

    Raises:
        IllegalEvent: the run does not allow it now; `run` is as it was.
    """
    if run.phase is Phase.ENDED:
        raise _illegal(english("the run is over"), english("Start a new one."))
    if run.now is not None and event.moment.ms < run.now.ms:
        raise _illegal(english("the clock of the run went backwards"), english("Open the run anew."))
    match event:
        case PassOpened():
            after = _open_pass(run, event)
        case Answered():
            after = _answer(run, event)
        case RowsDone():
            after = _finish_rows(run, event)
        case Reopened():
            after = _reopen(run, event)
        case LookAgain():
            after = _look_again(run)
        case WentOn():
            after = _go_on(run)
        case Substituted():
            after = _end(run, Exit.SUBSTITUTE, event.reason)
        case Withdrawn():
            after = _end(run, Exit.WITHDRAW, event.reason)
        case Abandoned():
            after = _end(run, Exit.ABANDON, event.reason)
        case Resumed():
            after = _resume(run, event)
        case BlockExpired():
            after = _expire(run, event)
    # An answer has noted it already: of all events they are nearly all.
    return after if after.now is event.moment else changed(after, now=event.moment)


def _illegal(fault: str, remedy: str) -> IllegalEvent:
    return IllegalEvent(english("Not possible now: {fault}.", fault=fault), remedy)


def _open_pass(run: Run, event: PassOpened) -> Run:
    turn = run.turn
    if turn is None:
        raise _illegal(english("nobody is due at the keys"), english("Look at what the screen offers."))
    if event.person != turn.person.id:
        raise _illegal(
            english("another person is due at the keys"), english("{name} opens this pass.", name=turn.person.name)
        )
    passes = run.passes + (run.phase is Phase.NEEDS_PASS)
    return changed(run, at_keys=event.person, passes=passes, touched_ms=event.moment.ms)


def _current(run: Run, person: str, moment: Moment) -> tuple[Leg, Ask]:
    """The leg and question now asked of `person`, whose pass is open and not idle."""
    if run.phase is not Phase.ASKING:
        raise _illegal(english("no question is asked"), english("Open the pass, or look at what the screen offers."))
    leg = run.legs[0]
    if person != run.at_keys:
        raise _illegal(english("the question is asked of the other person"), english("Each enters in their own pass."))
    if run.needs_pin(moment.ms):
        raise _illegal(english("nothing was entered for two minutes"), english("Open the pass again."))
    return leg, run.course.blocks[leg.block].asks[leg.side][run.positions.get(leg, 0)]


def _answer(run: Run, event: Answered) -> Run:
    leg, ask = _current(run, event.person, event.moment)
    key = _checked_key(run, leg, ask, event)
    left = run.ready_at_ms(ask.step) - event.moment.ms
    if left > 0:
        raise _illegal(
            english("the wait is not over for another {seconds} s", seconds=-(-left // 1000)),
            english("Nobody moves; nobody can skip it."),
        )
    try:
        canonical = read_answer(ask.step, event.value)
    except InputError as error:
        raise IllegalEvent(error.message, error.remedy) from error
    if canonical != event.value:
        raise _illegal(
            english("the value is not in its canonical form"), english("Read it with answers.read_answer first.")
        )
    if stranger := stranger_in(run.plan, ask.step, canonical):
        raise _illegal(stranger, english("Name one of: {slots}.", slots=", ".join(run.plan.slots[HANDLERS])))
    if is_at_the_keys(run.plan, ask.step, canonical):
        raise _illegal(
            english("{name} walks this list, and somebody else is asked for", name=canonical),
            english("Name who else looked."),
        )
    entered = enter(run, leg, key, event.value, event.person, event.moment)
    expected = expected_of(run.plan, run.course, ask.key, ask.step, leg.side, run.attempt(leg.block))
    fault = fault_of(ask.step, event.value, expected, run.plan.limits)
    if fault and asks_once_more(run, leg, ask, event.value):
        return ask_again(entered, leg, MISTYPED)
    if fault:
        return changed(entered, stop=_stop(run, leg, replace(ask, key=key), entered.counted[leg][-1], fault))
    return entered if ask.open_rows else advance(entered, leg)


def _checked_key(run: Run, leg: Leg, ask: Ask, event: Answered) -> QuestionKey:
    """The key of the answer, if it is that of the question asked; for rows, if its name is new."""
    if not ask.open_rows:
        if event.key != ask.key:
            raise _illegal(english("another question is asked"), english("Answer the one on the screen."))
        return ask.key
    if (event.key.block, event.key.step) != (ask.key.block, ask.key.step):
        raise _illegal(english("another question is asked"), english("Answer the one on the screen."))
    try:
        name = read_row(ask.step, event.key.slot)
    except InputError as error:
        raise IllegalEvent(error.message, error.remedy) from error
    if name != event.key.slot:
        raise _illegal(
            english("the row's name is not in its canonical form"), english("Read it with answers.read_row first.")
        )
    rows = (entry for entry in run.counted.get(leg, ()) if entry.key.step == ask.key.step)
    if any(fold(entry.key.slot) == fold(name) for entry in rows):
        raise _illegal(
            english('"{name}" was entered already', name=name), english("Take back the last row to change it.")
        )
    return event.key


def _stop(run: Run, leg: Leg, ask: Ask, entry: Entry, fault: str) -> Stop:
    question = question_of(run, leg, ask, 0)
    before = (
        english('The first time, "{words}" was entered.', words=in_words(ask.step, old.value))
        for old in mistyped(run, leg, ask)
    )
    looked = english("{block}: {text} {fault}", block=question.block, text=question.text, fault=fault)
    return Stop(
        question=question,
        entry=entry,
        otherwise=consequence_of(ask.step, entry.value),
        reason=together((looked, *before)),
        items=items_of(run.plan, ask.step, ask.key.slot),
        emergency=run.plan.emergency,
        of_item=run.plan.of_item,
        final=run.plan.rests_on_a_clearance,
    )


def _finish_rows(run: Run, event: RowsDone) -> Run:
    leg, ask = _current(run, event.person, event.moment)
    if not ask.open_rows:
        raise _illegal(english("this question has no rows to finish"), english("Answer it."))
    has_rows = any(entry.key.step == ask.key.step for entry in run.counted.get(leg, ()))
    if not has_rows and ask.step.killer:
        raise _illegal(english("at least one row is needed"), english("Enter who or where it is."))
    if not has_rows:
        key = replace(ask.key, slot=NOBODY)
        run = enter(run, leg, key, NOBODY, event.person, event.moment)
    elif leg in run.carried:
        run = attach_carried(run, leg)
    return advance(changed(run, touched_ms=event.moment.ms), leg)


def _reopen(run: Run, event: Reopened) -> Run:
    """R-RUN-11: only one's own last answer, in one's own open pass, before anything was shown of the other's."""
    if run.phase in (Phase.MISMATCH, Phase.STOPPED):
        raise _illegal(english("a stop or a difference is open"), english("Take one of the ways out that are offered."))
    if run.last is None or not run.at_keys or event.person != run.at_keys:
        raise _illegal(
            english("only one's own last answer in one's own pass can be changed"), english("Ask whose pass it is.")
        )
    if run.plan.cast.of(run.last.side).id != event.person:
        raise _illegal(english("the last answer is the other person's"), english("Each changes only their own."))
    if run.is_idle(event.moment.ms):
        raise _illegal(english("nothing was entered for two minutes"), english("Open the pass again."))
    return changed(ask_again(run, run.last, event.reason), touched_ms=event.moment.ms)


def _look_again(run: Run) -> Run:
    if Exit.LOOK_AGAIN not in run.exits:
        raise _illegal(english("looking again is not offered"), english("Take one of the ways out that are offered."))
    block = run.differing or (run.stop.question.key.block if run.stop else "")
    reason = "mismatch" if run.differing else "stopped"
    return changed(restart(run, (block,), reason), differing="", stop=None)


def _go_on(run: Run) -> Run:
    """R-RUN-19: the restriction is written; the answer counts as it is and the next question is asked."""
    if run.stop is None or Exit.GO_ON not in run.exits:
        raise _illegal(english("going on is not offered"), english("Take one of the ways out that are offered."))
    leg = run.legs[0]
    ask = run.course.blocks[leg.block].asks[leg.side][run.positions.get(leg, 0)]
    after = changed(run, stop=None)
    return after if ask.open_rows else advance(after, leg)


def _end(run: Run, outcome: Exit, reason: str) -> Run:
    if outcome is not Exit.ABANDON and not run.plan.of_item:
        raise _illegal(
            english("this run is about no thing that could be withdrawn or replaced"),
            english("Look again, or abandon it."),
        )
    try:
        text = check_text(reason.strip(), english("the reason"), _LONGEST_REASON)
    except InputError as error:
        raise IllegalEvent(error.message, error.remedy) from error
    return changed(run, outcome=outcome, outcome_reason=text, at_keys="")


def _resume(run: Run, event: Resumed) -> Run:
    """R-RUN-10: whoever is due opens a new pass, and the last answered step is asked again. A stop stays a stop.

    R-RUN-19: not of somebody whose pass through an emergency list is over: the second entries wait for nobody.
    """
    after = changed(run, at_keys="", lost_ms=event.moment.ms) if event.lost else changed(run, at_keys="")
    if run.phase in (Phase.MISMATCH, Phase.STOPPED) or run.last is None:
        return after
    if run.plan.emergency and all(leg.side is not run.last.side for leg in run.legs):
        return after
    return ask_again(after, run.last, RESUMED)


def _expire(run: Run, event: BlockExpired) -> Run:
    """R-RUN-9: the block restarts, and with it what was begun from the next joint block on: its act rests on it."""
    if run.phase not in (Phase.NEEDS_PASS, Phase.ASKING, Phase.COMPLETE):
        raise _illegal(english("a stop or a difference is open"), english("Take one of the ways out that are offered."))
    if event.block not in run.course.blocks:
        raise _illegal(english("there is no such block"), english("Name one of this run."))
    begun = run.begun_blocks()
    if event.block not in begun:
        return run  # Restarted already, with another one; a caller that goes through a list need not care.
    if event.cause is Cause.OLD and event.block not in run.expired_blocks(event.moment.ms):
        raise _illegal(english("that block is not too old yet"), english("Go on."))
    order = tuple(dict.fromkeys(leg.block for leg in run.course.legs))
    later = tuple(block for block in order[order.index(event.block) + 1 :] if block in begun)
    is_joint = tuple(run.course.blocks[block].block.passing is Passing.JOINT for block in later)
    resting = later[is_joint.index(True) :] if any(is_joint) else ()
    return restart(run, (event.block, *resting), str(event.cause))
