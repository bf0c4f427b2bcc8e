"""One question as a block of lines: what is asked, why, how it is answered, who is at the keys. And the answer read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from showclear.domain.checklists import AnswerKind

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
    of = f", {question.index + 1} of {question.of}" if question.of > 1 else ""
    stop = "" if f"{asked.headline}{of}".endswith("?") else "."
    place.say("")
    lines.label("Gun", gun)
    place.say(f"Question: {asked.headline}{of}{stop} {_where(run, question)}")
    lines.label("Do", asked.does)
    hidden = question.step.killer and lines.echoes
    # What somebody typed and nobody was shown is not shown afterwards either.
    lines.label("Asked", asked.text.replace(f'"{question.mistyped}"', "What you typed", 1) if hidden else asked.text)
    lines.label(f"{question.person.name} says aloud", quotation(asked.say) if asked.say else "")
    lines.label("Clearance word", word)
    lines.label("Why", asked.why)
    lines.label("Answer", _how(question, asked, hidden=hidden))
    for line in asked.lines:
        lines.item(line.key, line.text)
    performer = run.plan.cast.performer
    holds = "" if question.person == performer else f"; {performer.name} performs it"
    lines.label("Keys", f"{question.person.name}, {question.person.role.words}{holds}")


def _where(run: Run, question: Question) -> str:
    blocks = list(run.course.blocks)
    return f"Block {blocks.index(question.key.block) + 1} of {len(blocks)}, {question.block}"


def _how(question: Question, asked: Asked, *, hidden: bool) -> str:
    unseen = "; it is not shown while you type, because the other one looks for themselves" if hidden else ""
    return _form(question, asked) + unseen


def _form(question: Question, asked: Asked) -> str:
    """How the answer is written."""
    if asked.rows:
        return "a name" + ("; :done when there is nobody and nothing else" if asked.may_finish else "")
    match question.answer:
        case AnswerKind.ROUNDS:
            return "the letters of every sign that you see, hear or feel, with spaces between them"
        case AnswerKind.COUNT | AnswerKind.RECONCILE:
            return "a count in digits, 0 for none"
        case AnswerKind.NUMBER:
            return f"a number, in {question.step.unit}" if question.step.unit else "a number"
        case AnswerKind.CONTAINER:
            return "the tag, a space, the number of the seal"
        case AnswerKind.MATCH if question.positions:
            return f"these characters, as they stand on it: {question.positions}"
        case AnswerKind.MATCH | AnswerKind.TEXT:
            return "type it" + ("; or: deferred" if question.step.defer else "")
        case AnswerKind.COUNTDOWN:
            return "done, when the time is over; nothing makes it shorter"
        case AnswerKind.ATTACHMENT:
            return "a letter; the file is named then"
        case _:
            return "one of these letters"


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
        one for one in place.production.people() if not question.step.role or one.role in question.step.role
    ]
    found = [one.name for one in fitting if one.name.casefold().startswith(line.casefold())]
    exact = [name for name in found if name.casefold() == line.casefold()]
    if len(exact or found) != 1:
        raise InputError(f'"{line[:40]}" is nobody who fits, or more than one.', "Type a letter or the whole name.")
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
    place.say("Asked: Which file?", "Answer: its path")
    try:
        return place.production.attach(dropped_path(place.typed("The file is copied by its digest and never opened.")))
    except Again:
        return None
