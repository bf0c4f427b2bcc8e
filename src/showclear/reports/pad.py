"""The pad on paper: the stop card first, then a sheet for each procedure and gun."""

from __future__ import annotations

from showclear.app.printing.pad import Pad
from showclear.app.printing.sheets import Choice, Sheet, SheetBlock, SheetStep
from showclear.domain.checklists import AnswerKind
from showclear.reports.document import (
    Banner,
    Document,
    Form,
    Group,
    Half,
    Heading,
    Items,
    Layout,
    Lines,
    Part,
    Row,
    Table,
    Words,
)

AFTER_PAPER = (
    "After a paper period every gun is unverified: it is shown again (D) before anybody uses it. What this sheet says "
    "is entered afterwards (D on the board, or showclear paper) and signed by two; it clears nothing. The sheet stays "
    "with the papers of the production."
)

STOP_LINES = (
    "Say it aloud: HOLD. NOBODY MOVES. Every clearance ends with the word, on paper too.",
    "Every gun goes back to its armorer as it is. Nobody opens, tidies or unloads anything.",
    "A hold ends when an armorer and an assistant director both say so, in writing below.",
    "A second stop while one is open, a shot nobody called, a live round or somebody hurt: STAND-DOWN. Only the safety "
    "officer and an armorer who was not involved end it, after the report (L) and a new meeting (K).",
)

HOW_TO = (
    "Fold each sheet along the middle. The first person writes on the left half. The second person gets it folded, "
    "right half up, looks for themselves, and writes. Nobody unfolds it before both have signed.",
    "A star (★) is a look that both enter. If the two entries differ, or an answer says STOP: stop card.",
    "A box takes the letter of the answer, the number that was counted, or the words that were read.",
)

_LETTERS = frozenset({AnswerKind.CHOICE, AnswerKind.ROUNDS})
_WORDS = frozenset({AnswerKind.MATCH, AnswerKind.TEXT, AnswerKind.PERSON, AnswerKind.CONTAINER, AnswerKind.ATTACHMENT})
_DONE = {AnswerKind.SPOKEN: "Said", AnswerKind.COUNTDOWN: "Waited"}


def pad_document(pad: Pad) -> Document:
    """The pad as a document."""
    about = f"{pad.identity.production} · unit {pad.unit} · {pad.date}"
    sheets = tuple(_form(sheet, about) for sheet in pad.sheets)
    return Document("Pad", pad.identity, (*_stop_card(pad, about), *sheets), Layout.LANDSCAPE)


def _stop_card(pad: Pad, about: str) -> tuple[Part, ...]:
    rows = tuple((gun.tag, gun.name, "", "", "") for gun in pad.guns) + tuple(("",) * 5 for _ in range(1))
    return (
        Banner("STOP CARD: anybody may call HOLD."),
        Words(about),
        Items(STOP_LINES, numbered=True),
        Lines(("Held at (time)", "Where", "Why, if known", "Said by (may stay empty)", "Ended because",
               "Armorer: name, signature, time", "Assistant director: name, signature, time")),
        Table(("Gun", "", "Where it is now", "Who has it", "Time"), rows, (2, 4, 5, 5, 2), tall=True),
        Heading("How these sheets are used"),
        Items(HOW_TO, numbered=True),
        Words(AFTER_PAPER, strong=True),
    )  # fmt: skip


def _form(sheet: Sheet, about: str) -> Form:
    letter = f"{sheet.letter}. " if sheet.letter else ""
    subject = f"{sheet.subject}, {sheet.name}" if sheet.subject else "Tag or name: ________________"
    return Form(
        title=f"{letter}{sheet.title}",
        about=f"{subject} · {about} · {sheet.procedure} {sheet.version}",
        first=sheet.first,
        second=sheet.second,
        who=sheet.who,
        fields=tuple(_field(*field) for field in sheet.fields),
        groups=tuple(_group(block) for block in sheet.blocks),
        statements=sheet.statements,
        after=AFTER_PAPER,
    )


def _field(label: str, choices: tuple[str, ...]) -> str:
    return f"{label} ({' / '.join(choices)})" if choices else label


def _group(block: SheetBlock) -> Group:
    notes = (block.order, *((f"{block.only[:1].upper()}{block.only[1:]}.",) if block.only else ()))
    return Group(block.title, block.say, notes, tuple(_row(step) for step in block.steps))


def _row(step: SheetStep) -> Row:
    letters = tuple((one.key.upper(), one.text, one.stops) for one in step.choices) if _by_letter(step) else ()
    return Row(
        headline=step.headline,
        ask=step.ask,
        say=step.say,
        who=step.who,
        only=step.only,
        killer=step.killer,
        letters=letters,
        first=_half(step, asked=step.first),
        second=_half(step, asked=step.second),
    )


def _by_letter(step: SheetStep) -> bool:
    """Whether letters are written: where there is more than one box, ticks for each would fill pages."""
    return step.kind in _LETTERS and (bool(step.slots) or step.kind is AnswerKind.ROUNDS)


def _half(step: SheetStep, *, asked: bool) -> Half:
    if not asked:
        return Half(asked=False)
    if step.slots:
        return Half(asked=True, boxes=step.slots, wide=step.kind in _WORDS or not all(step.slots))
    if step.kind is AnswerKind.CHOICE:
        return Half(asked=True, ticks=tuple(_tick(one) for one in step.choices))
    if step.kind in _DONE:
        return Half(asked=True, ticks=((_DONE[step.kind], False),))
    return Half(asked=True, boxes=("",), wide=step.kind in _WORDS)


def _tick(choice: Choice) -> tuple[str, bool]:
    return choice.text, choice.stops
