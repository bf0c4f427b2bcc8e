"""One question as a block of lines: what is asked, why, how it is answered, who is at the keys. And the answer read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from showclear.domain.checklists import AnswerKind
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.cli.lines.place import Place
    from showclear.domain.people import Person
    from showclear.domain.runs.run import Run
    from showclear.domain.runs.values import Question
    from showclear.tui.presenters.run import AnswerLine, Asked

DONE, CHANGE, WITHDRAW, STEPS = "done", "change", "withdraw", "steps"
"""Words that may stand after a colon while a run asks."""


def show_question(place: Place, run: Run, question: Question, asked: Asked, word: str, gun: str = "") -> None:
    """The block of one question.

    Args:
        place: where it is shown.
        run: the run that asks.
        question: what is asked.
        asked: the same in words.
        word: the clearance word, while it is called.
        gun: which of several guns it is about; empty where there is only one.
    """
    from showclear.tui.drawing.text import quotation

    lines = place.lines
    headline = translated(asked.headline)
    if question.of > 1:
        headline = say(
            "{question}, {number} of {count}", question=headline, number=question.index + 1, count=question.of
        )
    stop = "" if headline.endswith("?") else "."
    place.say("")
    lines.label(say("Gun"), gun)
    place.say(say("Question: {question} {block}", question=f"{headline}{stop}", block=_where(run, question)))
    lines.label(say("Do"), asked.does)
    hidden = question.step.killer and lines.echoes
    # What somebody typed and nobody was shown is not shown afterwards either.
    text = translated(asked.text)
    lines.label(say("Asked"), text.replace(f'"{question.mistyped}"', say("What you typed"), 1) if hidden else text)
    lines.label(say("{name} says aloud", name=question.person.name), quotation(asked.say) if asked.say else "")
    lines.label(say("Clearance word"), word)
    lines.label(say("Why"), asked.why)
    lines.label(say("Answer"), _how(question, asked, hidden=hidden))
    for line in asked.lines:
        lines.item(line.key, line.text)
    performer = run.plan.cast.performer
    keys = f"{question.person.name}, {translated(question.person.role.words)}"
    if question.person != performer:
        keys = say("{keys}; {name} performs it", keys=keys, name=performer.name)
    lines.label(say("Keys"), keys)


def _where(run: Run, question: Question) -> str:
    blocks = list(run.course.blocks)
    return say(
        "Block {number} of {count}, {block}",
        number=blocks.index(question.key.block) + 1,
        count=len(blocks),
        block=question.block,
    )


def _how(question: Question, asked: Asked, *, hidden: bool) -> str:
    unseen = say("; it is not shown while you type, because the other one looks for themselves") if hidden else ""
    return _form(question, asked) + unseen


def _form(question: Question, asked: Asked) -> str:
    """How the answer is written."""
    if asked.rows:
        return say("a name") + (say("; :done when there is nobody and nothing else") if asked.may_finish else "")
    match question.answer:
        case AnswerKind.ROUNDS:
            return say("the letters of every sign that you see, hear or feel, with spaces between them")
        case AnswerKind.COUNT | AnswerKind.RECONCILE:
            return say("a count in digits, 0 for none")
        case AnswerKind.NUMBER:
            return say("a number, in {unit}", unit=question.step.unit) if question.step.unit else say("a number")
        case AnswerKind.CONTAINER:
            return say("the tag, a space, the number of the seal")
        case AnswerKind.MATCH if question.positions:
            return say("these characters, as they stand on it: {characters}", characters=question.positions)
        case AnswerKind.MATCH | AnswerKind.TEXT:
            return say("type it") + (say("; or: deferred") if question.step.defer else "")
        case AnswerKind.COUNTDOWN:
            return say("done, when the time is over; nothing makes it shorter")
        case AnswerKind.ATTACHMENT:
            return say("a letter; the file is named then")
        case _:
            return say("one of these letters")


def read_value(place: Place, question: Question, asked: Asked, line: str) -> str | None:
    """The answer that a line means, as the run takes it; None where a file was to be named and none was.

    What the run does not take stays as it was typed, so that the run says why. Raises: ShowClearError, Leave, EOFError.
    """
    match question.answer:
        case AnswerKind.ROUNDS:
            return _signs(line, asked.lines)
        case AnswerKind.PERSON:
            return _person(place, question, asked, line)
        case AnswerKind.ATTACHMENT:
            return _file(place, asked, line)
        case AnswerKind.SPOKEN | AnswerKind.CHOICE:
            return _keyed(line, asked.lines) or line
        case _:
            return line


def _keyed(line: str, lines: Sequence[AnswerLine]) -> str:
    return next((one.value for one in lines if line.casefold() == one.key.casefold()), "")


def _signs(line: str, lines: Sequence[AnswerLine]) -> str:
    """Letters with or without spaces between them, or the ids of the signs."""
    words = line.replace(",", " ").replace("+", " ").split()
    if len(words) == 1 and all(_keyed(letter, lines) for letter in words[0]):
        words = list(words[0])
    return "+".join(_keyed(word, lines) or word for word in words)


def _person(place: Place, question: Question, asked: Asked, line: str) -> str:
    from showclear.errors import InputError

    known = _keyed(line, asked.lines)
    if known:
        return known
    fitting: list[Person] = [
        one
        for one in place.production.people()
        if one.id not in question.apart and (not question.step.role or one.role in question.step.role)
    ]
    found = [one.name for one in fitting if one.name.casefold().startswith(line.casefold())]
    exact = [name for name in found if name.casefold() == line.casefold()]
    if len(exact or found) != 1:
        raise InputError(
            say('"{line}" is nobody who fits, or more than one.', line=line[:40]),
            say("Type a letter or the whole name."),
        )
    return (exact or found)[0]


def _file(place: Place, asked: Asked, line: str) -> str | None:
    from showclear.cli.lines.place import Again
    from showclear.tui.presenters.dropping import dropped_path
    from showclear.tui.presenters.run import A_FILE

    value = _keyed(line, asked.lines)
    if value and value != A_FILE:
        return value
    if not value:
        return place.production.attach(dropped_path(line))
    place.say(say("Asked: Which file?"), say("Answer: its path"))
    try:
        return place.production.attach(
            dropped_path(place.typed(say("The file is copied by its digest and never opened.")))
        )
    except Again:
        return None
