"""What the run screen shows, from the run: who is at the keys, what is asked, how it is answered, the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from showclear.domain.checklists import DEFERRED, NO_FILE, NO_SIGNS, SPOKEN, AnswerKind, Step, Style
from showclear.domain.people import Person
from showclear.domain.runs.answers import fault_of, in_words
from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Question
from showclear.tui.presenters.keys import option_letters, paged
from showclear.tui.presenters.listing import LISTED
from showclear.tui.presenters.naming import PEOPLE
from showclear.words import say

TYPED = frozenset(
    {
        AnswerKind.COUNT,
        AnswerKind.NUMBER,
        AnswerKind.RECONCILE,
        AnswerKind.MATCH,
        AnswerKind.TEXT,
        AnswerKind.CONTAINER,
    }
)
"""Answers that are typed and handed in with Enter."""

_DIGITS = frozenset({AnswerKind.COUNT, AnswerKind.NUMBER, AnswerKind.RECONCILE})

A_FILE = "file"
"""The row that asks for a file; its answer is the digest that the production makes of it."""


THINGS = frozenset({"weapon", "container", "device", "batch"})
"""What a run may be about and be withdrawn from use; people and units are not."""


def may_withdraw(run: Run) -> bool:
    """Whether its thing can be withdrawn by a key. An emergency list goes on: what it is about is barred already."""
    checklist = run.plan.checklist
    return checklist.subject in THINGS and checklist.style is not Style.EMERGENCY


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer that can be given with one key. `value` is handed in; for a sign it is added or taken off."""

    key: str
    value: str
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as the screen shows it."""

    headline: str
    of: str
    text: str
    said_by: str
    say: str
    """Words that are spoken aloud."""
    does: str
    """What is done meanwhile."""
    why: str
    """Why it is asked, with the sources that may be shown."""
    reason: str
    """The same without the sources."""
    lines: tuple[AnswerLine, ...]
    typed: bool
    digits_only: bool
    hint: str
    """How the answer is given, in a few words."""
    rows: bool
    """Whether a new row is to be named now, or the rows finished."""
    may_finish: bool


def asked(
    question: Question,
    marked: frozenset[str],
    people: tuple[Person, ...],
    row: str = "",
    *,
    first: bool = False,
    sources: Mapping[str, str] | None = None,
) -> Asked:
    """The question with its answers.

    Args:
        question, marked: what the run asks now, and the ids of the signs that are marked on this round.
        people: the roster, for questions that are answered with a person.
        row: the name of the new row, once it is entered, where rows are added until done.
        first: whether it is the first of its block; then what is said of the block stands over it.
        sources: labels of the sources that may be shown, by key.
    """
    naming = question.open_rows and not row
    spoken = question.answer is AnswerKind.SPOKEN
    typed = naming or question.answer in TYPED
    lines = () if naming else answer_lines(question, marked, people)
    return Asked(
        headline=row or _called(question),
        of=say("{number} of {count}", number=question.index + 1, count=question.of)
        if question.step.each in LISTED and question.of
        else _of(question),
        text="\n".join((*_again(question), question.named(row) if row else question.text)),
        said_by=say("{name} says", name=question.person.name) if question.say and spoken else "",
        say=question.say if spoken else "",
        does="" if spoken else " ".join((question.block_say if first else "", question.say)).strip(),
        why=_why(question.step, sources or {}),
        reason=question.step.why,
        lines=lines,
        typed=typed,
        digits_only=not naming and question.answer in _DIGITS,
        hint=_hint(question, naming, bool(marked)),
        rows=naming,
        may_finish=question.may_finish and naming,
    )


def _again(question: Question) -> tuple[str, ...]:
    """Why it is asked once more, where it is: a finger may have slipped, or it is another thing."""
    if not question.mistyped:
        return ()
    if question.answer is AnswerKind.ROUNDS:
        marked = in_words(question.step, question.mistyped)
        return (
            say(
                "With “{marked}” alone it counts as LIVE. Look at this round again, and mark what you see.",
                marked=marked,
            ),
        )
    return (
        say(
            '"{mistyped}" is not what is on record. Look at the thing again, and type what stands on it.',
            mistyped=question.mistyped,
        ),
    )


def missing(question: Question | None, asked: Asked, typed: str) -> str:
    """What Enter cannot hand in yet, in words; empty where nothing is missing."""
    if not typed:
        return (
            say("A name is missing: who or where is it?")
            if asked.rows
            else say("Nothing was typed. Look, and enter what you see.")
        )
    wanted = drawn_count(question) if question is not None and question.positions else 0
    return say("That is too short: {count} characters are asked for.", count=wanted) if len(typed) < wanted else ""


def _called(question: Question) -> str:
    """What stands over the question: in a list of people and things the one that is asked about."""
    return question.key.slot if question.step.each in LISTED and question.key.slot else question.headline


def _of(question: Question) -> str:
    return say("of {count}", count=question.of) if question.of > 1 else ""


def _why(step: Step, sources: Mapping[str, str]) -> str:
    """Why it is asked, with the sources that may be shown."""
    shown = "; ".join(sources[key] for key in step.source if key in sources)
    return f"{step.why} ({shown})" if step.why and shown else step.why


def is_first(run: Run, question: Question) -> bool:
    """Whether nothing of this block was asked of this person before."""
    entered = (entry for entry in run.entries(question.person.id) if entry.key.block == question.key.block)
    return next(entered, None) is None


def answer_lines(question: Question, marked: frozenset[str], people: tuple[Person, ...]) -> tuple[AnswerLine, ...]:
    """The answers that one key gives; empty where the answer is typed."""
    step = question.step
    if step.answer is AnswerKind.SPOKEN:
        return (AnswerLine("S", SPOKEN, say("It was said, and answered")), *_later(step, ("S",)))
    if step.answer is AnswerKind.ATTACHMENT:
        files = (
            AnswerLine("P", A_FILE, say("Name a file, or drop it here")),
            AnswerLine("N", NO_FILE, say("Nothing is added")),
        )
        return (*files, *_later(step, ("P", "N")))
    if step.answer is AnswerKind.PERSON:
        fitting = tuple(
            person
            for person in people
            if person.id not in question.apart and (not step.role or person.role in step.role)
        )
        return tuple(
            AnswerLine(key, person.name, f"{person.name}, {person.role.words}")
            for key, person in zip(paged(len(fitting)), fitting, strict=True)
        )
    options = question.options
    letters = option_letters(options)
    lines = tuple(
        AnswerLine(letter, option.id, option.text, option.id in marked)
        for letter, option in zip(letters, options, strict=True)
    )
    if step.answer is not AnswerKind.ROUNDS:
        return (*lines, *_later(step, letters)) if step.answer is AnswerKind.CHOICE else ()
    # not said: letters of the keyboard
    key = next(letter for letter in "NX0" if letter not in letters)
    return (*lines, AnswerLine(key, NO_SIGNS, say("None of these, or I cannot tell"), NO_SIGNS in marked))


def _later(step: Step, taken: tuple[str, ...]) -> tuple[AnswerLine, ...]:
    """The row that puts a step off, where the checklist allows it."""
    if not step.defer:
        return ()
    # not said: letters of the keyboard
    key = next(letter for letter in "LD9" if letter not in taken)
    return (AnswerLine(key, DEFERRED, say("Later: it stays open in the record")),)


def drawn_count(question: Question) -> int:
    """How many characters of the serial are asked for; 0 where none are."""
    return len(question.positions.split(" and ")) if question.positions else 0


def _hint(question: Question, naming: bool, any_marked: bool) -> str:
    if naming and question.may_finish:
        if question.step.each == PEOPLE:
            return say("Type a name and Enter; Enter alone when there is nobody else.")
        return say("Type a name and Enter; Enter alone when there is nothing else.")
    if naming:
        return say("Type a name, then Enter.")
    match question.answer:
        case AnswerKind.ROUNDS:
            return (
                say("Enter takes what is marked.") if any_marked else say("Mark every sign that you see, hear or feel.")
            )
        case AnswerKind.CONTAINER:
            return say("Tag, a space, the number of the seal, then Enter.")
        case AnswerKind.NUMBER:
            return say("In {unit}, then Enter.", unit=question.step.unit) if question.step.unit else say("Then Enter.")
        case AnswerKind.RECONCILE:
            return say("Count what is there, then Enter. What the account says is held against it afterwards.")
        case AnswerKind.MATCH if question.positions:
            return say("Type them; the last one hands them in.")
        case AnswerKind.COUNT | AnswerKind.MATCH | AnswerKind.TEXT:
            return say("Type it, then Enter.")
        case _:
            return ""


def keys_hint(asked: Asked) -> str:
    """What to press, for somebody who pressed what answers nothing; only keys that stand on the screen."""
    if asked.typed:
        return say("Digits only. {hint}", hint=asked.hint) if asked.digits_only else asked.hint
    keys = ", ".join(line.key for line in asked.lines if line.key)
    return say("One of these keys answers: {keys}.", keys=keys)


def toggled(marked: frozenset[str], sign: str) -> frozenset[str]:
    """The marks after one key: none stands alone, every other sign is added or taken off."""
    if sign == NO_SIGNS:
        return frozenset() if NO_SIGNS in marked else frozenset({NO_SIGNS})
    return (marked ^ {sign}) - {NO_SIGNS}


def marks_value(step: Step, marked: frozenset[str]) -> str:
    """What is handed in for the marked signs, in the order of the step."""
    if NO_SIGNS in marked:
        return NO_SIGNS
    return "+".join(sign.id for sign in step.signs if sign.id in marked)


def marks_suffice(step: Step, marked: frozenset[str]) -> bool:
    """Whether the marked signs are as many as the step calls enough; the engine's own measure is asked."""
    if not marked or NO_SIGNS in marked or step.enough is None:
        return False
    return not fault_of(step, marks_value(step, marked), None, {})
