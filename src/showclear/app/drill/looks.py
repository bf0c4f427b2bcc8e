"""What there is to see at each question of a drill, where no gun is: in words, with what an honest person enters.

Without a fault the world is as the records say. What the records cannot know (how many belts there are) is fixed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from showclear.app.drill.faults import DUMMY_GUN, EMPTY_GUN
from showclear.app.drill.plan import DrillPlan, Planted
from showclear.app.walking import Told, obvious_answer
from showclear.domain.checklists import AnswerKind
from showclear.domain.runs import Question, Run
from showclear.domain.runs.answers import fault_of
from showclear.errors import InputError

SIX = 6


@dataclass(frozen=True, slots=True)
class Look:
    """What is there, and what somebody enters who enters it."""

    text: str
    answer: str
    row: str = ""
    """The name of the row, where rows are added until done."""
    done: bool = False
    """Whether there is no further row."""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody or some place that a step goes through until done."""

    name: str
    text: str


ROWS: Mapping[str, tuple[Row, ...]] = {
    "shown-to": (
        Row("Ana Ruiz", "Ana Ruiz, camera operator, stands nearest to the line. You open it before her eyes."),
    ),
    "offered": (Row("Ana Ruiz", "Ana Ruiz, camera operator, stands nearest to the line. She came over and watched."),),
    "places-found": (
        Row("prop cart", "The prop cart: both drawers and the tray turned out. No round."),
        Row("prop truck", "The prop truck: every shelf, and under the mats. No round."),
    ),
}
"""Rows of steps about people and places; with the last one it is done."""

NO_MORE = {
    "shown-to": "Nobody else stands near the line of fire.",
    "offered": "Nobody else stands near the line of fire.",
    "places-found": "There is no other place.",
}

FIXED: Mapping[str, str] = {
    "belts-opened": "2", "pockets-opened": "3", "keys": "2", "which-lock": "safe 1", "open-items": "none",
    "stays": "with", "cleaned": "none-fired",
}  # fmt: skip
"""What the records do not know, by step."""

PLANNED = (EMPTY_GUN, DUMMY_GUN)
"""The guns of the day; the others stay under their seals."""

CHOICES: Mapping[tuple[str, str], str] = {
    ("unloaded", "nothing"): "You open it and tip it. Nothing comes out.",
    ("chambers", "empty"): "You look into chamber {slot}: light falls through it.",
    ("feeds", "empty"): "{slot}, in your hand. You turn it once round: light falls through all six holes.",
    ("bore", "clear"): "The lamp at the other end: a bright ring, and nothing in it.",
    ("stays", "with"): "You hold it, muzzle at the floor.",
    ("armorer-stays", "stays"): "{performer} stands three steps from {holder} and has nothing else in hand.",
    ("muzzle", "nobody-there"): "It will point at the sand bank. You walked the line: nobody there, nobody behind it.",
    ("shown-to", "shown"): "You open it before the eyes of {row}.",
    ("offered", "watched"): "{row} came over and watched.",
    ("sure", "sure"): "{holder} nods: Yes. I am sure.",
    ("shown", "shown-and-given"): "{holder} looked into it, open, and took it from the hand of {performer}.",
    ("label", "dummies"): "On the box, in print: DUMMY ROUNDS .45 Colt. No other label under it.",
    ("holds", "nothing"): "You saw light in every chamber, and nothing went in since.",
    ("holds", "dummy"): "Six rounds went in. You had each of them in your hand.",
    ("deviations", "nothing"): "It went as it was settled.",
    ("guns-here", "locked"): "{slot} lies in the open safe before you. You read its tag.",
    ("guns-here", "sealed"): "{slot}: its lock was not opened today. The seal is whole.",
    ("cleaned", "none-fired"): "No gun fired today.",
    ("police", "told"): "The producer shows the log: police told at the start, and now at the end.",
    ("apart", "apart"): "Guns in safe 1, dummies in safe 2, blanks in the red safe. Each one sealed.",
}
"""By step and by what is entered."""

COUNTS: Mapping[str, str] = {
    "chambers-empty": "One full turn. Light falls through: {dots}",
    "guns-out": "You look round, hands and holsters: {dots}",
    "shown": "Open, before the eyes of {holder}. In it: {dots}",
    "came-out": "In the tray: {dots}",
    "left-in-box": "In the rows of the box: {dots}",
    "in-box": "In the rows of the box: {dots}",
    "loaded": "You count the rims in the cylinder: {dots}",
    "empty-chambers": "You count the chambers with light in them: {dots}",
    "places-found": "{row}, every corner turned out. Rounds: {dots}",
    "belts-opened": "Belts and holsters that lie before you, each gone through: {dots}",
    "belts-found": "Every loop and pouch of the belts. Rounds: {dots}",
    "pockets-opened": "Costumes on the rail, every pocket gone through: {dots}",
    "pockets-found": "Rounds in the pockets: {dots}",
    "feeds-found": "In what lies about loose. Rounds: {dots}",
    "boxes": "{slot}: its seal is whole. The number beside it: {value}.",
    "devices": "{slot}, taken in hand and turned: {dots}",
    "batches": "{slot}, each one in the hand: {dots}",
    "keys": "Keys on the table: {dots}",
}
"""By step; what is to be counted lies there to be counted."""

TEXTS: Mapping[str, str] = {
    "words": "{holder} says: {value}",
    "new-seal": "The new seal is on. Its number: {value}.",
    "which-lock": "The guns lie in {value}.",
    "open-items": "It was read aloud. What stays open: {value}.",
    "seal": "The seal of the box is whole. On it: {value}.",
    "giver": "It goes straight from the hand of {value}.",
    "taker": "It goes straight into the hand of {value}.",
    "keys-with": "{value} puts them into a pocket.",
}
"""By step, where words, a number or a person are entered."""

_SIGNS = {
    "hole-in-case": "a hole through the case", "primer-absent": "an empty primer pocket",
    "primer-inert-colour": "a primer painted red", "rattle": "it rattles when you shake it",
}  # fmt: skip
_DUMMIES = (
    ("hole-in-case", "rattle"), ("hole-in-case", "primer-absent"), ("primer-absent", "rattle"),
    ("hole-in-case", "primer-inert-colour"),
)  # fmt: skip
"""The dummies of the drill: two signs each, one of them beyond doubt."""


def dots(number: int) -> str:
    """A number of things, to be counted: in groups of six."""
    if number == 0:
        return "none"
    whole, rest = divmod(number, SIX)
    return " ".join(["●" * SIX] * whole + ["●" * rest] * bool(rest))


def truth(plan: DrillPlan, run: Run, question: Question) -> str:
    """What an honest person enters where nothing is wrong."""
    step, slot = question.key.step, question.key.slot
    if step == "guns-here":
        return "locked" if slot in PLANNED else "sealed"
    if step == "words":
        return "A gun with nothing in it."
    if step == "new-seal":
        return str(1000 + _drawn(plan, f"seal {run.plan.run_id}", 9000))
    if question.answer is AnswerKind.ROUNDS:
        return "+".join(_DUMMIES[_drawn(plan, f"{run.plan.subject} {slot}", len(_DUMMIES))])
    return FIXED.get(step) or obvious_answer(run, question)


def _drawn(plan: DrillPlan, about: str, among: int) -> int:
    return int.from_bytes(sha256(f"{plan.seed}\n{about}".encode()).digest()[:8], "big") % among


def told(plan: DrillPlan, run: Run, question: Question) -> Told:
    """What the other person enters at a question: what is expected, whatever there is to see."""
    rows = tuple(row.name for row in ROWS.get(question.key.step, ()))
    return Told({question.key.step: truth(plan, run, question)}, rows)


def look(plan: DrillPlan, run: Run, question: Question, planted: Planted | None, row: str = "") -> Look:
    """What there is to see at a question.

    Args:
        plan: the drill.
        run: the run.
        question: what is asked now.
        planted: the fault that shows here; None where nothing is wrong.
        row: the row that was named, where rows are added until done.

    Raises:
        InputError: the drill has no words for this step.
    """
    place = planted.at(run, question.key.step, question.key.slot) if planted is not None else None
    if place is not None and place.answer:
        return Look(_filled(run, question, place.shows), place.answer)
    if question.open_rows:
        return _row_look(question, row)
    value = truth(plan, run, question)
    return Look(_filled(run, question, _words(run, question, value), value), value)


def _row_look(question: Question, row: str) -> Look:
    step, rows = question.key.step, ROWS[question.key.step]
    value = next((option.id for option in question.step.options if not option.stops), "0")
    if row:
        text = next((one.text for one in rows if one.name.casefold() == row.casefold()), f"{row}: nothing else to see.")
        return Look(text, value, row)
    if question.index >= len(rows):
        return Look(NO_MORE[step], "", done=True)
    one = rows[question.index]
    return Look(one.text, value, one.name)


def _words(run: Run, question: Question, value: str) -> str:
    step = question.key.step
    match question.answer:
        case AnswerKind.CHOICE if (step, value) in CHOICES:
            return CHOICES[step, value]
        case AnswerKind.COUNT | AnswerKind.RECONCILE if step in COUNTS:
            return COUNTS[step].replace("{dots}", dots(int(value)))
        case AnswerKind.SPOKEN:
            return "It is said, and said back."
        case AnswerKind.ROUNDS:
            signs = ", ".join(_SIGNS[sign] for sign in value.split("+"))
            return f"Round {question.key.slot}, in your hand: {signs}."
        case AnswerKind.MATCH if question.positions:
            return f"On the frame, under the lamp: {run.plan.facts['weapon.serial']}."
    if step in TEXTS:
        return TEXTS[step]
    raise InputError(f'The drill has no words for the step "{step}".', "Report this.")


def _filled(run: Run, question: Question, text: str, value: str = "") -> str:
    cast = run.plan.cast
    words = {
        "{slot}": question.key.slot,
        "{performer}": cast.performer.name,
        "{other}": (cast.verifier if question.person == cast.performer else cast.performer).name,
        "{holder}": str(run.plan.facts.get("issue.holder", "the holder")),
        "{value}": value,
    }
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text


def passes(plan: DrillPlan, run: Run, question: Question, value: str) -> bool:
    """Whether what was entered is what the list expects. `run` is the run before the answer."""
    counted = question.answer in (AnswerKind.COUNT, AnswerKind.RECONCILE)
    expected = truth(plan, run, question) if counted else None
    return not fault_of(question.step, value, expected, run.plan.limits)
