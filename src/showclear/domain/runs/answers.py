"""Answers: from what was typed to canonical text, to words, and held against what is expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from showclear.domain.checklists import (
    DEFERRED,
    NO_FILE,
    NO_SIGNS,
    NOBODY,
    SPOKEN,
    WAITED,
    AnswerKind,
    Otherwise,
    Step,
)
from showclear.domain.runs.plan import DRAWN_FACT
from showclear.domain.text import check_text
from showclear.errors import InputError
from showclear.words import english

_COUNT = re.compile(r"[0-9]{1,5}")
_NUMBER = re.compile(r"[0-9]{1,5}(\.[0-9]{1,3})?")
_PIN_LIKE = re.compile(r"[0-9]{6,}")
"""A PIN has six digits. Typed a moment too late it would stand in a record for ever; nothing on a set is that many."""
_ATTACHMENT = re.compile(r"sha256:[0-9a-f]{64} (?:0|[1-9][0-9]{0,14}) ([a-z]+/[a-z0-9.+-]{1,50})")
_LONGEST = {AnswerKind.MATCH: 60, AnswerKind.TEXT: 400, AnswerKind.PERSON: 80, AnswerKind.CONTAINER: 60}
_LONGEST_RAW = 400
_LONGEST_ROW = 80

_FOLDED = frozenset({AnswerKind.MATCH, AnswerKind.TEXT, AnswerKind.PERSON, AnswerKind.CONTAINER})
"""Kinds that are typed from a thing or a mouth: case and spacing make no difference."""


def read_answer(step: Step, raw: str) -> str:
    """The canonical value of what was typed or chosen for `step`.

    Raises:
        InputError: nothing was entered, or it is no answer of this kind.
    """
    text = " ".join(check_text(raw.strip(), _where(step), _LONGEST_RAW).split())
    if not text:
        raise InputError(
            english("{where}: nothing was entered.", where=_where(step)), english("Look, and enter what you see.")
        )
    return DEFERRED if step.defer and fold(text) == DEFERRED else _READERS[step.answer](step, text)


def read_row(step: Step, raw: str) -> str:
    """The name of a new row of people or places.

    Raises:
        InputError: it is empty, too long, without any letter, or the reserved word for nobody.
    """
    text = " ".join(check_text(raw.strip(), _where(step), _LONGEST_ROW).split())
    if not text or fold(text) == NOBODY:
        raise InputError(
            english("{where}: a row needs a name.", where=_where(step)),
            english("Enter who or where it is, or finish the rows."),
        )
    if not any(letter.isalpha() for letter in text):
        raise InputError(
            english("{where}: a name has a letter in it; a number alone is none.", where=_where(step)),
            english("First who or where it is, then Enter; what was counted or measured is asked after it."),
        )
    return text


def in_words(step: Step, value: str) -> str:
    """`value` as it is read aloud."""
    if value == NOBODY:
        return english("nobody")
    if is_deferred(step, value):
        return english("done later")
    if step.answer is AnswerKind.CHOICE:
        return next((option.text for option in step.options if option.id == value), value)
    if step.answer is AnswerKind.ROUNDS:
        chosen = set(value.split("+"))
        return ", ".join(sign.text for sign in step.signs if sign.id in chosen) or english("no inert sign")
    if step.answer is AnswerKind.NUMBER:
        return f"{value} {step.unit}".strip()
    if step.answer is AnswerKind.CONTAINER:
        tag, _, seal = value.partition(" ")
        return english("{tag}, seal {seal}", tag=tag, seal=seal)
    if step.answer is AnswerKind.ATTACHMENT and value != NO_FILE:
        digest, size, media = value.split(" ")
        return english("{media}, {size} bytes, {digest}…", media=media, size=size, digest=digest[: len("sha256:") + 8])
    return value


def is_deferred(step: Step, value: str) -> bool:
    """Whether `value` says that the step is done later; only a step that allows it has that answer."""
    return step.defer and value == DEFERRED


def title_of(step: Step) -> str:
    """The headline of `step` without its slot; its id where nothing is left of it."""
    return " ".join(step.headline.replace("{slot}", "").split()) or step.id.replace("-", " ").upper()


def consequence_of(step: Step, value: str) -> Otherwise:
    """What a failed expectation of `step` does: that of the option chosen, where it has its own."""
    chosen = next((option for option in step.options if option.id == value), None)
    return (chosen.otherwise if chosen else None) or step.otherwise


def fold(text: str) -> str:
    """`text` for comparing: without case, with single spaces."""
    return " ".join(text.casefold().split())


def same_value(step: Step, first: str, second: str) -> bool:
    """Whether two canonical values of `step` say the same."""
    return fold(first) == fold(second) if step.answer in _FOLDED else first == second


def fault_of(step: Step, value: str, expected: str | None, limits: Mapping[str, int]) -> str:
    """Why `value` does not meet what the step expects, in words; empty if it does."""
    words = in_words(step, value)
    if is_deferred(step, value):
        return ""
    if step.answer is AnswerKind.CHOICE and any(option.stops for option in step.options if option.id == value):
        return english('"{words}" was entered.', words=words)
    if step.answer is AnswerKind.ROUNDS and not _enough(step, value):
        return english("The signs entered ({words}) are not enough to call it inert.", words=words)
    if step.answer is AnswerKind.NUMBER and (fault := _out_of_limits(step, value, words, limits)):
        return fault
    if expected is not None and not same_value(step, value, expected):
        return english('"{words}" was entered; it is not what the record and the plan say.', words=words)
    return ""


def _where(step: Step) -> str:
    return f'"{title_of(step)}"'


def _with_unit(limit: int, step: Step) -> str:
    return f"{limit} {step.unit}".rstrip()


def lacks_a_sign(step: Step, value: str) -> bool:
    """Whether fewer signs of a round were marked than are enough, whatever they are."""
    return step.enough is not None and len(_signs(value)) < step.enough.count


def _enough(step: Step, value: str) -> bool:
    if step.enough is None:
        return True
    return not lacks_a_sign(step, value) and (
        not step.enough.one_of or not _signs(value).isdisjoint(step.enough.one_of)
    )


def _signs(value: str) -> set[str]:
    return set() if value == NO_SIGNS else set(value.split("+"))


def _out_of_limits(step: Step, value: str, words: str, limits: Mapping[str, int]) -> str:
    if step.floor and Decimal(value) < limits[step.floor]:
        return english(
            "{words} was entered; at least {limit} is needed.", words=words, limit=_with_unit(limits[step.floor], step)
        )
    if step.ceiling and Decimal(value) > limits[step.ceiling]:
        return english(
            "{words} was entered; at most {limit} is allowed.",
            words=words,
            limit=_with_unit(limits[step.ceiling], step),
        )
    return ""


def _read_spoken(step: Step, text: str) -> str:
    if text != SPOKEN:
        raise InputError(
            english('{where}: "{text}" is no answer to words that are spoken.', where=_where(step), text=text[:20]),
            english("Say them, then confirm."),
        )
    return SPOKEN


def _read_choice(step: Step, text: str) -> str:
    if all(option.id != text for option in step.options):
        known = ", ".join(option.id for option in step.options)
        raise InputError(
            english('{where}: "{text}" cannot be chosen.', where=_where(step), text=text[:40]),
            english("It is one of: {known}.", known=known),
        )
    return text


def _refuse_pin(step: Step, text: str) -> None:
    """Raises: InputError: it may be a PIN; the message does not repeat it, for others read the screen too."""
    if _PIN_LIKE.fullmatch(text):
        raise InputError(
            english("{where}: six digits or more are not taken here; nothing was entered.", where=_where(step)),
            english("A PIN is typed only where one is asked for. Enter what you count or measure."),
        )


def _read_count(step: Step, text: str) -> str:
    _refuse_pin(step, text)
    if not _COUNT.fullmatch(text):
        raise InputError(
            english('{where}: "{text}" is not a count.', where=_where(step), text=text[:20]),
            english("Enter a whole number in digits, 0 for none."),
        )
    return str(int(text))


def _read_number(step: Step, text: str) -> str:
    _refuse_pin(step, text)
    if not _NUMBER.fullmatch(text):
        raise InputError(
            english('{where}: "{text}" is not a number.', where=_where(step), text=text[:20]),
            english("Enter it like 12.5, in {unit}.", unit=step.unit or english("the unit asked for")),
        )
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def _read_text(step: Step, text: str) -> str:
    checked = check_text(text, _where(step), _LONGEST[step.answer])
    if step.expect != DRAWN_FACT:
        return checked
    drawn = "".join(letter for letter in checked if letter.isalnum())
    if not drawn:
        raise InputError(
            english('{where}: "{checked}" holds no letter and no digit.', where=_where(step), checked=checked),
            english("Enter the characters asked for."),
        )
    return drawn


def _read_container(step: Step, text: str) -> str:
    words = check_text(text, _where(step), _LONGEST[step.answer]).split(" ")
    if len(words) != 2:
        raise InputError(
            english(
                '{where}: "{text}" is not the tag of a container and the number of its seal.',
                where=_where(step),
                text=text[:40],
            ),
            english("Enter both, with a space between them, like: B-02 004711"),
        )
    return " ".join(words)


def _read_rounds(step: Step, text: str) -> str:
    chosen = [word for word in re.split(r"[+, ]+", text) if word]
    if chosen == [NO_SIGNS]:
        return NO_SIGNS
    known = [sign.id for sign in step.signs]
    for word in chosen:
        if word not in known:
            raise InputError(
                english('{where}: "{word}" is not a sign.', where=_where(step), word=word[:40]),
                english("Enter those that you see: {known}; or none.", known=", ".join(known)),
            )
    if not chosen:
        raise InputError(
            english("{where}: nothing was entered.", where=_where(step)),
            english("Enter the signs that you see, or none."),
        )
    return "+".join(sign for sign in known if sign in chosen)


def _read_waited(step: Step, text: str) -> str:
    if text != WAITED:
        raise InputError(
            english('{where}: "{text}" is no answer to a wait.', where=_where(step), text=text[:20]),
            english("Wait until it is over."),
        )
    return WAITED


def _read_attachment(step: Step, text: str) -> str:
    if text == NO_FILE:
        return NO_FILE
    found = _ATTACHMENT.fullmatch(text)
    if found is None:
        raise InputError(
            english(
                '{where}: "{text}" is not the digest, size and type of a file.', where=_where(step), text=text[:40]
            ),
            english("Choose a file, or none."),
        )
    if found[1] not in step.media:
        raise InputError(
            english('{where}: a file of the type "{media}".', where=_where(step), media=found[1]),
            english("It takes: {media}.", media=", ".join(step.media)),
        )
    return text


_READERS: dict[AnswerKind, Callable[[Step, str], str]] = {
    AnswerKind.SPOKEN: _read_spoken,
    AnswerKind.CHOICE: _read_choice,
    AnswerKind.COUNT: _read_count,
    AnswerKind.NUMBER: _read_number,
    AnswerKind.MATCH: _read_text,
    AnswerKind.TEXT: _read_text,
    AnswerKind.PERSON: _read_text,
    AnswerKind.CONTAINER: _read_container,
    AnswerKind.ROUNDS: _read_rounds,
    AnswerKind.COUNTDOWN: _read_waited,
    AnswerKind.RECONCILE: _read_count,
    AnswerKind.ATTACHMENT: _read_attachment,
}
