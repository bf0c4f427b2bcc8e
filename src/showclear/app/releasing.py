"""The records that end a stop, and those that only look back at it, ready to be signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from showclear.app.drafting import checked_words, draft, place
from showclear.app.logbook import LogBook
from showclear.app.signing import Draft, SignaturePlace
from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.situation.events import released_together
from showclear.domain.situation.involved import armorers, involved, producer_stands_in
from showclear.domain.situation.stops import NEED_WORDS, Need, frozen, set_status
from showclear.domain.situation.values import THE_SET, OpenRestriction
from showclear.errors import RefusedError
from showclear.words import english

_STAYS = english(
    "Guns stay unverified until a new inspection. What is quarantined or frozen stays so until it ends by name."
)


def seconds(book: LogBook, restriction: str) -> tuple[Person, ...]:
    """Who may release what that record stopped or froze, together with the safety officer, by name (R-121)."""
    situation = book.situation
    view = situation.view
    index = view.history.index_titled(restriction)
    if index is None:
        return ()
    at_it, people = involved(view, index), situation.people()
    found = [people[one] for one in armorers(view) if one not in at_it and people[one].role is Role.ARMORER]
    if producer_stands_in(view, index):
        found += [person for person in people.values() if person.role is Role.PRODUCER]
    return tuple(sorted(found, key=lambda person: person.name))


def named_together(book: LogBook, stand_down: str, second: Person) -> tuple[OpenRestriction, ...]:
    """The stand-downs that its release names: itself, and those that the same report named and `second` may release."""
    return tuple(
        one
        for one in released_together(book.situation, stand_down)
        if one.record == stand_down or second in seconds(book, one.record)
    )


def release_draft(book: LogBook, stand_down: str, reason: str, answer: str, officer: Person, second: Person) -> Draft:
    """The record that releases a stand-down, and with it those that the same report named and these may release.

    Raises:
        RefusedError: it is not open, its report or the meeting is missing, or the people do not fit.
        InputError: reason or answer is missing.
    """

    together = named_together(book, stand_down, second)
    named = tuple(one.record for one in together) or (stand_down,)

    def gate() -> None:
        for one in named:
            _refuse_unless_ready(book, one)
            _refuse_people(book, one, officer, second)

    values = {"reason": checked_words(english("reason"), reason), "answer": checked_words(english("answer"), answer)}
    effects = tuple(Effect("released", {"restriction": one, **values}) for one in named)
    # not said: records stay English
    statement = "I know why all gun work stopped. I read the report and know what the meeting heard. I say yes."
    return draft(
        book,
        "release",
        # not said: records stay English
        "Release the stand-down" if len(named) == 1 else f"Release {len(named)} stand-downs of one event",
        effects,
        _places(officer, second, statement),
        gate,
        follows=(
            *(
                english("Stopped {since:%H:%M:%S} UTC: {reason}.", since=one.since, reason=one.reason)
                for one in together
            ),
            _STAYS,
        ),
    )


def unfreeze_draft(book: LogBook, item: str, restriction: str, reason: str, officer: Person, second: Person) -> Draft:
    """The record that releases a frozen item by name.

    Raises:
        RefusedError: that record does not freeze it, or the people do not fit.
        InputError: the reason is missing.
    """

    def gate() -> None:
        if not any((one.item, one.record) == (item, restriction) for one in frozen(book.situation)):
            raise RefusedError(
                english("{item} is not frozen by that record.", item=item), english("Look at the board.")
            )
        _refuse_people(book, restriction, officer, second)

    effect = Effect(
        "unfrozen", {"item": item, "restriction": restriction, "reason": checked_words(english("reason"), reason)}
    )
    # not said: records stay English
    statement = f"Nobody needs {item} as it is any longer. I say that it may be opened."
    places = _places(officer, second, statement)
    # not said: records stay English
    return draft(book, "release", f"{item}: release what is frozen", (effect,), places, gate, items=(item,))


def review_draft(book: LogBook, restriction: str, words: str, author: Person) -> Draft:
    """The record of somebody who looked at a record afterwards: at a stop anybody, at all else the safety officer.

    Raises:
        RefusedError: there is no such record, or it is not for this person to review.
        InputError: the words are missing.
    """
    stop = is_stop(book, restriction)

    def gate() -> None:
        if book.situation.view.history.index_titled(restriction) is None:
            raise RefusedError(
                english("There is no record of that name that says anything."),
                english(
                    "A file that cannot be read is not reviewed: fetch it again, or seal what is missing into the day."
                ),
            )
        if not stop:
            _refuse_no_officer(author, english("R-127: A record that is no stop is reviewed by the safety officer."))

    effect = Effect("reviewed", {"restriction": restriction, "words": checked_words(english("review"), words)})
    if stop:
        # not said: records stay English
        statement = "I looked at what stopped the set and at what was done about it. This is what I think of it."
        # not said: records stay English
        return draft(book, "review", "Review of a stop", (effect,), (place(author, "reviewed", statement),), gate)
    title = f"Review: {book.title(f'{restriction}.toml') or restriction}"  # not said: records stay English
    # not said: records stay English
    statement = "I read this record and what stands behind it. This is what I think of it; it changes nothing in it."
    return draft(book, "review", title, (effect,), (place(author, "reviewed", statement),), gate)


def is_stop(book: LogBook, record: str) -> bool:
    """Whether a record stops, or stopped, the set."""
    view = book.situation.view
    index = view.history.index_titled(record)
    return index is not None and any(one.item == THE_SET for one in view.judgement(index).restrictions)


def answer_draft(book: LogBook, restriction: str, answer: str, officer: Person) -> Draft:
    """The record in which the safety officer answers a concern.

    Raises:
        RefusedError: it is not open, or it is not the safety officer.
        InputError: the answer is missing.
    """

    def gate() -> None:
        if restriction not in {one.record for one in set_status(book.situation).concerns}:
            raise RefusedError(english("That concern is not open any more."), english("Look at the board."))
        _refuse_no_officer(officer, english("R-124: A concern is answered by the safety officer, or in the meeting."))

    effect = Effect(
        "concern-answered", {"restriction": restriction, "answer": checked_words(english("answer"), answer)}
    )
    # not said: records stay English
    statement = "I read the concern. I do not ask whose it is. This is the answer, and I see to it."
    # not said: records stay English
    return draft(book, "review", "Answer a concern", (effect,), (place(officer, "answered", statement),), gate)


def refuse_release_from_afar(book: LogBook, effects: Iterable[Effect], signers: Sequence[Person]) -> None:
    """What a release at one laptop is refused for, when its last signature is made on another one.

    Raises:
        RefusedError: one of the people does not fit, what it releases is not open, or report or meeting is missing.
    """
    officer = next((one for one in signers if one.role is Role.SAFETY_OFFICER), signers[0])
    second = next((one for one in reversed(signers) if one is not officer), officer)
    for effect in effects:
        restriction = str(effect.values.get("restriction", ""))
        if effect.kind == "released":
            _refuse_unless_ready(book, restriction)
        if effect.kind in ("released", "unfrozen"):
            _refuse_people(book, restriction, officer, second)


def _refuse_unless_ready(book: LogBook, stand_down: str) -> None:
    found = [one for one in set_status(book.situation).stops if one.restriction.record == stand_down]
    needs = [one.needs for one in found if one.restriction.kind == "stand-down"]
    if not needs:
        raise RefusedError(english("That stand-down is not open any more."), english("Look at the board."))
    missing = [NEED_WORDS[need] for need in needs[0] if need is not Need.RELEASE]
    if missing:
        first, *others = missing
        for one in others:
            first = english("{first}, then {next}", first=first, next=one)
        raise RefusedError(
            english("R-122: A stand-down is released only after its report was closed and a safety meeting was held."),
            english("First: {missing}.", missing=first),
        )


def _refuse_people(book: LogBook, restriction: str, officer: Person, second: Person) -> None:
    rule: str = english("R-121: The safety officer and an armorer who was not involved release it.")
    _refuse_no_officer(officer, rule)
    if second.id != officer.id and second in seconds(book, restriction):
        return
    view = book.situation.view
    index = view.history.index_titled(restriction)
    how = involved(view, index).get(second.id, "") if index is not None else ""
    if how and second.role is Role.ARMORER:
        rule = english("{rule} {name} {how}.", rule=rule, name=second.name, how=how)
    raise RefusedError(
        rule,
        english(
            "Choose one who was not; the producer, where the roster has no armorer but one, or but who was in charge. "
            "Where nobody is left, enrol another armorer."
        ),
    )


def _refuse_no_officer(officer: Person, rule: str) -> None:
    if officer.role is not Role.SAFETY_OFFICER:
        raise RefusedError(rule, english("Choose the safety officer."))


def _places(officer: Person, second: Person, statement: str) -> tuple[SignaturePlace, ...]:
    # not said: records stay English
    free = " I was not involved in what happened." if second.role is Role.ARMORER else ""
    return place(officer, "released", statement), place(second, "released", f"{statement}{free}")
