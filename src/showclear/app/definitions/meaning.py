"""What the words of a definition may be: ids, texts, conditions, and what each kind of answer needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from showclear.app.definitions.faults import unknown
from showclear.app.definitions.places import key_at
from showclear.domain.checklists import DEFERRED, NO_SIGNS, NOBODY, SPOKEN, WAITED, AnswerKind, Compare, Option, Step
from showclear.domain.limits import LIMITS, Direction
from showclear.domain.text import check_text
from showclear.domain.vocabulary import ACCOUNTS_OVER, FACETS, FACTS, PLACEHOLDERS, REPETITIONS, SLOT_FACT
from showclear.errors import ChecklistError, InputError
from showclear.words import english

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_VERSION = re.compile(r"[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A name in braces."""
_KEY = re.compile(r"[a-z0-9]")
_MEDIA = re.compile(r"[a-z]+/[a-z0-9]+([.+-][a-z0-9]+)*")
_RESERVED_IDS = frozenset({SPOKEN, NO_SIGNS, NOBODY, WAITED, DEFERRED})

LONGEST_ID = 40
LONGEST_MEDIA = 60

ROUNDS_OVER = ("plan.count", "weapon.holds-count", "container.count")
"""What a step of kind rounds may repeat over: each slot is one round."""

WAITS = tuple(name for name, limit in LIMITS.items() if limit.unit == "seconds" and limit.direction is Direction.LARGER)
"""Limits that a countdown may name: seconds that a pack can only make longer."""

_ONE_ENTRY = frozenset({AnswerKind.SPOKEN, AnswerKind.TEXT, AnswerKind.COUNTDOWN, AnswerKind.ATTACHMENT})
"""Kinds that no killer step can have."""

_FIELDS: dict[AnswerKind, frozenset[str]] = {
    AnswerKind.SPOKEN: frozenset(),
    AnswerKind.CHOICE: frozenset({"options", "expect"}),
    AnswerKind.COUNT: frozenset({"expect"}),
    AnswerKind.NUMBER: frozenset({"unit", "floor", "ceiling", "expect"}),
    AnswerKind.MATCH: frozenset({"expect"}),
    AnswerKind.TEXT: frozenset(),
    AnswerKind.PERSON: frozenset({"expect", "role", "another"}),
    AnswerKind.CONTAINER: frozenset({"expect"}),
    AnswerKind.ROUNDS: frozenset({"signs", "enough"}),
    AnswerKind.COUNTDOWN: frozenset({"wait"}),
    AnswerKind.RECONCILE: frozenset(),
    AnswerKind.ATTACHMENT: frozenset({"media"}),
}
_NEEDS: dict[AnswerKind, tuple[str, ...]] = {
    AnswerKind.CHOICE: ("options",),
    AnswerKind.NUMBER: ("unit",),
    AnswerKind.MATCH: ("expect",),
    AnswerKind.CONTAINER: ("expect",),
    AnswerKind.ROUNDS: ("signs", "enough", "each"),
    AnswerKind.COUNTDOWN: ("wait",),
    AnswerKind.RECONCILE: ("killer",),
    AnswerKind.ATTACHMENT: ("media",),
}
_OF_A_KIND = frozenset().union(*_FIELDS.values())


def check_id(place: str, text: str) -> str:
    """The id if it is kebab-case, at most 40 letters, and no reserved word.

    Raises:
        ChecklistError: it is not.
    """
    if not _ID.fullmatch(text) or len(text) > LONGEST_ID:
        raise ChecklistError(
            english("{place}: {text!r} is no id.", place=place, text=text[:60]),
            english("An id is small letters and digits in parts joined by hyphens, like left-in-box."),
        )
    if text in _RESERVED_IDS:
        raise ChecklistError(
            english('{place}: "{text}" is a reserved word.', place=place, text=text), english("Choose another id.")
        )
    return text


def check_version(place: str, text: str) -> str:
    """The version if it is three numbers.

    Raises:
        ChecklistError: it is not.
    """
    if not _VERSION.fullmatch(text):
        raise ChecklistError(
            english("{place}: version {text!r} is not three numbers.", place=place, text=text[:40]),
            english('Write it like version = "1.0.0".'),
        )
    return text


def check_word(place: str, what: str, word: str, known: Iterable[str]) -> str:
    """The word if it is one of `known`.

    Raises:
        ChecklistError: it is not; with what was probably meant.
    """
    words = tuple(str(item) for item in known)
    if word not in words:
        raise unknown(place, what, word, words)
    return word


def words_of(place: str, what: str, given: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The words, each one of `known` and none twice.

    Raises:
        ChecklistError: one is not.
    """
    words = tuple(check_word(place, what, word, known) for word in given)
    for word in words:
        if words.count(word) > 1:
            raise ChecklistError(
                english('{place}: "{word}" stands there twice.', place=place, word=word),
                english("Remove one of the two."),
            )
    return words


def check_text_at(place: str, text: str, longest: int) -> str:
    """The text in normal form, in one line, without what no record may hold.

    Raises:
        ChecklistError: too long, a line break, or a forbidden character.
    """
    try:
        return check_text(text, place, longest)
    except InputError as error:
        raise ChecklistError(error.message, error.remedy) from error


def check_placeholders(place: str, text: str, known: Iterable[str]) -> None:
    """Refuse braces that name nothing.

    Raises:
        ChecklistError: an unknown placeholder, or a brace that does not belong to one.
    """
    words = tuple(known)
    for found in PLACEHOLDER.finditer(text):
        if found.group(1) not in words:
            raise unknown(place, "placeholder", found.group(1), words)
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        raise ChecklistError(
            english("{place}: a brace stands alone.", place=place),
            english("Write a placeholder like {slot}, or leave the brace out."),
        )


def check_condition(place: str, condition: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """`applies_when` as a closed table of facets.

    Raises:
        ChecklistError: an unknown facet or value.
    """
    where = key_at(place, "applies_when")
    return {
        facet: words_of(
            where, english("value of {facet}", facet=facet), values, FACETS[check_word(where, "facet", facet, FACETS)]
        )
        for facet, values in condition.items()
    }


def check_step(place: str, step: Step, given: Iterable[str]) -> None:
    """What the kind of answer needs and may have, and whether every name in the step exists.

    Args:
        place: for messages.
        step: the step.
        given: the keys that its table has.

    Raises:
        ChecklistError: the first fault.
    """
    _check_keys(place, step, frozenset(given))
    _check_names(place, step)
    _check_choice(place, step)
    _check_late_kinds(place, step)
    if step.killer and step.answer in _ONE_ENTRY:
        raise ChecklistError(
            english('{place}: a killer step cannot be answered by kind "{answer}".', place=place, answer=step.answer),
            english("Ask for something that two people can only say alike if both looked: a choice, a count, a match."),
        )
    for key, text in (("ask", step.ask), ("say", step.say), ("why", step.why), ("headline", step.headline)):
        missing = (*(() if step.each else ("slot", "of")), *(() if step.wait else ("wait",)))
        check_placeholders(f'{place}, "{key}"', text, [word for word in PLACEHOLDERS if word not in missing])


def _check_late_kinds(place: str, step: Step) -> None:
    """Countdowns, counts against an account, attachments, and what may be done later."""
    if step.defer and (step.killer or step.answer is AnswerKind.COUNTDOWN):
        raise ChecklistError(
            english('{place}: "defer" on a killer step.', place=place)
            if step.killer
            else english('{place}: "defer" on a countdown.', place=place),
            english("It is never done later."),
        )
    if step.answer is AnswerKind.COUNTDOWN:
        check_word(key_at(place, "wait"), english("limit to wait for"), step.wait, WAITS)
        if step.each:
            raise ChecklistError(
                english('{place}: "each" on a countdown.', place=place), english("Everybody waits once.")
            )
    if step.answer is AnswerKind.RECONCILE:
        if not step.killer or step.compare is Compare.EACH:
            raise ChecklistError(
                english("{place}: a reconcile is counted by two people, blind, alike.", place=place),
                english("Write killer = true."),
            )
        if step.each:
            check_word(
                english("{place}, reconcile", place=place),
                english("repetition with accounts"),
                step.each,
                ACCOUNTS_OVER,
            )
    for word in step.media:
        if not _MEDIA.fullmatch(word) or len(word) > LONGEST_MEDIA:
            raise ChecklistError(
                english('{place}, "media": {word!r} is no media type.', place=place, word=word[:40]),
                english("Write it like image/jpeg."),
            )


def _check_keys(place: str, step: Step, given: frozenset[str]) -> None:
    for key in _NEEDS.get(step.answer, ()):
        if key not in given:
            raise ChecklistError(
                english('{place}: a step of kind "{answer}" needs "{key}".', place=place, answer=step.answer, key=key),
                english("Add it."),
            )
    for key in sorted((given & _OF_A_KIND) - _FIELDS[step.answer]):
        kinds = ", ".join(sorted(kind for kind, fields in _FIELDS.items() if key in fields))
        raise ChecklistError(
            english(
                '{place}: "{key}" has no meaning in a step of kind "{answer}".',
                place=place,
                key=key,
                answer=step.answer,
            ),
            english("It is for: {kinds}.", kinds=kinds),
        )
    if not step.ask:
        raise ChecklistError(
            english('{place}: "ask" is empty.', place=place), english("Write the question as it is read aloud.")
        )


def _check_names(place: str, step: Step) -> None:
    if step.each:
        check_word(place, "repetition", step.each, REPETITIONS)
    if step.answer is AnswerKind.ROUNDS:
        check_word(english("{place}, rounds", place=place), english("repetition of rounds"), step.each, ROUNDS_OVER)
    if isinstance(step.expect, int) and step.answer not in (AnswerKind.COUNT, AnswerKind.NUMBER):
        raise ChecklistError(
            english('{place}: "expect" is a number, but the answer is none.', place=place),
            english("Name a fact or an option."),
        )
    options = tuple(option.id for option in step.options)
    if isinstance(step.expect, str) and step.expect not in options and step.expect not in FACTS:
        raise unknown(key_at(place, "expect"), "fact", step.expect, (*options, *FACTS))
    if step.expect == SLOT_FACT and step.each not in ACCOUNTS_OVER:
        raise ChecklistError(
            english('{place}: "{fact}" exists only in a step with each.', place=place, fact=SLOT_FACT),
            english("Repeat it over {repetitions}.", repetitions=", ".join(ACCOUNTS_OVER)),
        )
    for key, limit in (("floor", step.floor), ("ceiling", step.ceiling)):
        if limit:
            check_word(f'{place}, "{key}"', "limit", limit, LIMITS)


def _check_choice(place: str, step: Step) -> None:
    for what, options in (("option", step.options), ("sign", step.signs)):
        ids = [option.id for option in options]
        for twice in {word for word in ids if ids.count(word) > 1}:
            raise ChecklistError(
                english('{place}: {what} "{twice}" stands there twice.', place=place, what=what, twice=twice),
                english("Give each its own id."),
            )
        _check_letters(place, what, options)
    if step.answer is AnswerKind.CHOICE and len(step.options) < 2:
        raise ChecklistError(
            english("{place}: a choice needs at least two options.", place=place), english("Add what else may be seen.")
        )
    if any(sign.stops for sign in step.signs):
        raise ChecklistError(
            english('{place}: a sign cannot have "stops".', place=place), english('Say in "enough" what is enough.')
        )
    if step.enough is not None:
        signs = tuple(sign.id for sign in step.signs)
        for word in step.enough.one_of:
            check_word(key_at(place, "enough"), "sign", word, signs)
        if step.enough.count > len(signs):
            raise ChecklistError(
                english(
                    '{place}, "enough": {asked} signs are asked, {count} exist.',
                    place=place,
                    asked=step.enough.count,
                    count=len(signs),
                ),
                english("Ask for fewer."),
            )
    if step.compare is Compare.EACH and not step.killer:
        raise ChecklistError(
            english('{place}: "compare" has no meaning where one person is asked.', place=place),
            english("Remove it, or make it a killer step."),
        )


def _check_letters(place: str, what: str, options: tuple[Option, ...]) -> None:
    for option in options:
        if option.key and not _KEY.fullmatch(option.key):
            raise ChecklistError(
                english(
                    '{place}, {what} "{id}": {key!r} is no key.',
                    place=place,
                    what=what,
                    id=option.id,
                    key=option.key[:10],
                ),
                english("A key is one small letter or a digit."),
            )
