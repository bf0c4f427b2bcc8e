"""What is asked when a stop is reported, reviewed or ended, in words and fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from showclear.app.concerns import WHO_COULD_TELL
from showclear.app.inputs import CHOICES
from showclear.app.views import InputField
from showclear.domain.people import Person, Role
from showclear.tui.presenters.emergency import CALLS
from showclear.tui.presenters.people import with_role
from showclear.tui.presenters.side import ENDABLE, ITEM_WORDS, item_value
from showclear.tui.presenters.times import listed, minute
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.views import Board

Said = tuple[str, ...]
Fields = tuple[InputField, ...]

_ORDER = (
    "injury", "discharge", "live-round", "missing", "misfire", "unattended", "flagging", "count-gap", "impairment",
    "near-miss",
)  # fmt: skip

REPORT_KEYS = {"count-gap": "C", "impairment": "F", **{call.report_class: call.key for call in CALLS}}
"""The key of each kind of event: what F9 calls has the same key here. A concern has a key of its own on the board."""

AT_ONCE = frozenset({"injury", "discharge", "live-round", "missing", "misfire", "unattended"})
"""Events whose list is read aloud at once; nothing is asked before it is written."""

REPORT_NOTE = english(
    "Enter writes it. Nothing has to be filled in, and no name is needed. What is urgent is a hold: F12."
)

CONCERN_FIELDS = (InputField("words", english("What worries you")),)

NOBODY = ("", english("nobody is named"))
CHOOSE = ("", english("choose"))
NO_SHIFT = ("", english("no shift is open: S on the board"))


def report_choices() -> tuple[tuple[str, str, str], ...]:
    """Every kind of event with its words and key, the gravest first."""
    words = dict(CHOICES["report.class"])
    return tuple((one, _sentence(words.get(one, one)), REPORT_KEYS[one]) for one in _ORDER)


def _sentence(words: str) -> str:
    words = translated(words)
    return words[:1].upper() + words[1:]


def report_form(report_class: str, board: Board, people: tuple[Person, ...]) -> tuple[Said, Fields]:
    """One line, the guns, and a name for who wants to give it."""
    words = dict(CHOICES["report.class"]).get(report_class, report_class)
    guns = tuple((one.weapon.tag, f"{one.weapon.tag} {one.weapon.name}") for one in board.weapons)
    return (
        (f"{_sentence(words)}.",),
        (
            InputField("reason", say("In one line"), optional=True),
            InputField("by", say("Said by"), choices=(NOBODY, *choices_of(people)), optional=True),
            InputField(
                "guns", say("Guns that it is about: they stay as they are"), choices=guns, several=True, optional=True
            ),
        ),
    )


def concern_words(contacts: tuple[Person, ...]) -> Said:
    """What is read before a concern is written."""
    names = listed(tuple(person.name for person in contacts))
    spoken = (
        say("You can also speak to {names}, the safety officer.", names=names)
        if names
        else say("You can also speak to anyone you trust.")
    )
    return (say("Nobody's name stands under it."), WHO_COULD_TELL, spoken)


def review_choices(board: Board) -> tuple[tuple[str, str], ...]:
    """Stops without a signed review: those that are over, and those that are open."""
    over = [(one.record, one.title) for one in board.open_items if one.kind == "review"]
    still = [
        (one.record, say("{kind}, still open: {reason}", kind=one.kind.replace("-", " "), reason=one.reason))
        for one in board.stops
        if not one.reviewed
    ]
    return (*over, *still)


def review_form(board: Board, record: str) -> tuple[Said, Fields]:
    """What happened, what somebody thinks of it, who signs."""
    words = next((words for value, words in review_choices(board) if value == record), record)
    return (
        (_sentence(words), say("A review ends nothing. It says what happened and what is done differently.")),
        (
            InputField("words", say("What you found")),
            InputField("person", say("Who looked at it and signs"), choices=on_shift(board)),
        ),
    )


def record_review_form(board: Board, title: str, *, is_stop: bool) -> tuple[Said, Fields]:
    """What is looked at, what is thought of it, who signs: a stop anybody may review, all else the safety officer."""
    signs = on_shift(board) if is_stop else on_shift(board, Role.SAFETY_OFFICER)
    who = say("Who looked at it and signs") if is_stop else say("Safety officer")
    return (
        (_sentence(title), say("A review changes nothing. It says what was found, and what is done differently.")),
        (InputField("words", say("What you found")), InputField("person", who, choices=signs)),
    )


def ending_choices(board: Board) -> tuple[tuple[str, str], ...]:
    """What is open and can be dealt with, the gravest first."""
    rows = [
        (
            one.record,
            say(
                "{kind} since {minute}: {reason}",
                kind=one.kind.replace("-", " "),
                minute=minute(one.since),
                reason=one.reason,
            ),
        )
        for one in board.stops
    ]
    rows += [
        (item_value(one), f"{translated(ITEM_WORDS[one.kind])}: {translated(one.title)}")
        for kind in ENDABLE
        for one in board.open_items
        if one.kind == kind
    ]
    return tuple(dict.fromkeys(rows))


def lift_form(held: str, board: Board) -> tuple[Said, Fields]:
    """What was held; why the hold is lifted and what was answered; the two who sign."""
    return (
        (held, say("An armorer and an assistant director lift a hold together, with a reason and an answer.")),
        (
            InputField("reason", say("Why it is lifted")),
            InputField("answer", say("What was answered")),
            InputField("armorer", say("Armorer"), choices=on_shift(board, Role.ARMORER)),
            InputField("director", say("Assistant director"), choices=on_shift(board, Role.ASSISTANT_DIRECTOR)),
        ),
    )


def release_form(board: Board, seconds: tuple[Person, ...]) -> tuple[Said, Fields]:
    """Why work may go on, what was changed, the two who sign."""
    return (
        (
            say("The safety officer and somebody who was not involved release it together."),
            ELSEWHERE,
        ),
        (
            InputField("reason", say("Why gun work may go on")),
            InputField("answer", say("What was changed")),
            InputField("officer", say("Safety officer"), choices=on_shift(board, Role.SAFETY_OFFICER)),
            InputField("second", say("Not involved"), choices=(CHOOSE, *here_first(board, seconds))),
        ),
    )


def no_form(people: tuple[Person, ...]) -> tuple[Said, Fields]:
    """Which armorer says no, and why."""
    armorers = choices_of(person for person in people if person.role is Role.ARMORER)
    return (
        (say("An armorer's no is final. It opens a stand-down of its own, with a report of its own."),),
        (
            InputField("armorer", say("Armorer"), choices=(CHOOSE, *armorers)),
            InputField("reason", say("Why"), optional=True),
        ),
    )


def unfreeze_form(item: str, board: Board) -> tuple[Said, Fields]:
    """Which item, why, and the two who sign."""
    others = (Role.ARMORER, Role.PRODUCER)
    return (
        (say("{item} stays as it is until two people release it by name.", item=item),),
        (
            InputField("reason", say("Why it may be opened now")),
            InputField("officer", say("Safety officer"), choices=on_shift(board, Role.SAFETY_OFFICER)),
            InputField("second", say("Not involved"), choices=on_shift(board, *others)),
        ),
    )


def answer_form(board: Board, record: str) -> tuple[Said, Fields]:
    """The concern, its answer, and the safety officer who signs."""
    words = next((one.title for one in board.open_items if one.record == record), "")
    return (
        (words,),
        (
            InputField("answer", say("The answer")),
            InputField("officer", say("Safety officer"), choices=on_shift(board, Role.SAFETY_OFFICER)),
        ),
    )


def choices_of(people: Iterable[Person]) -> tuple[tuple[str, str], ...]:
    """People by id, with name and role."""
    return tuple((person.id, with_role(person)) for person in people)


ELSEWHERE = english("Whoever is elsewhere signs it on another laptop (3, then A); until then nothing of it counts.")


def here_first(board: Board, people: Iterable[Person]) -> tuple[tuple[str, str], ...]:
    """People with a place to sign: those on shift here, then those who sign on another laptop."""
    here, known = {shift.person.id for shift in board.shifts}, tuple(people)
    away = choices_of(person for person in known if person.id not in here)
    return (
        *choices_of(person for person in known if person.id in here),
        *((value, say("{words}, elsewhere", words=words)) for value, words in away),
    )


def here_or_elsewhere(board: Board, people: Iterable[Person], role: Role) -> tuple[tuple[str, str], ...]:
    """Everybody in a role, those on shift here first; unless one is, or there is one only, somebody has to choose."""
    found = here_first(board, (person for person in people if person.role is role))
    here = sum(1 for shift in board.shifts if shift.person.role is role)
    return found if here == 1 or len(found) == 1 else (CHOOSE, *found)


def on_shift(board: Board, *roles: Role) -> tuple[tuple[str, str], ...]:
    """People whose key is open here; with several, somebody has to choose, and of nobody it is said what helps."""
    found = choices_of(one.person for one in board.shifts if not roles or one.person.role in roles)
    if not found:
        return (NO_SHIFT,)
    return found if len(found) == 1 else (CHOOSE, *found)
