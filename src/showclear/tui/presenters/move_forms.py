"""What is asked when a thing changes its unit or leaves, and when people are enrolled or named, in words and fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from showclear.app.inputs import read_count
from showclear.app.terms import TERMS, UNTIL_DATE
from showclear.app.touching import FILE_OR_TOUCH, wish
from showclear.app.views import InputField
from showclear.domain.enrolling import may_be_minor, needs_key
from showclear.domain.people import DOCUMENTS, ROLE_WORDS, Person, Role
from showclear.tui.presenters.stop_forms import CHOOSE, Fields, Said, choices_of, on_shift
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.app.roster import Enrolment
    from showclear.app.views import Board


def transfer_form(tag: str, kind: str, board: Board, unit: str) -> tuple[Said, Fields]:
    """To which unit, from whom, to whom; of a box how many both counted."""
    units = tuple((one, one) for one in (board.day.units if board.day is not None else ()) if one != unit)
    armorers = on_shift(board, Role.ARMORER)
    fields = [
        InputField("unit", say("To the unit"), choices=_chosen(units)),
        InputField("giver", say("Armorer who gives it"), choices=armorers),
        InputField("taker", say("Armorer who takes it"), choices=armorers),
    ]
    return (
        (say("{tag} and its feed devices go from hand to hand. Both armorers count and sign.", tag=tag),),
        (*fields, *_count_of(kind)),
    )


def departure_form(tag: str, kind: str, board: Board) -> tuple[Said, Fields]:
    """Where to, why, and who signs with the armorer."""
    fields = [
        InputField("to", say("Where it goes (repair, owner, police)")),
        InputField("reason", say("Why")),
        InputField("armorer", say("Armorer who gives it"), choices=on_shift(board, Role.ARMORER)),
        InputField("other", say("Who saw it go"), choices=on_shift(board)),
    ]
    return (
        (
            say(
                "{tag} leaves the production. It holds nothing, or is sealed as it was; it comes back by an intake "
                "only.",
                tag=tag,
            ),
        ),
        (*fields, *_count_of(kind)),
    )


def _count_of(kind: str) -> Fields:
    return (InputField("count", say("Rounds in it, counted by both")),) if kind == "container" else ()


def delegation_form(person_id: str, people: tuple[Person, ...], board: Board) -> tuple[Said, Fields]:
    """Which AD stands in for the 1st today, and the two who sign."""
    directors = [one for one in people if one.role is Role.ASSISTANT_DIRECTOR]
    default = person_id if any(one.id == person_id for one in directors) else ""
    unit = board.day.unit if board.day is not None else say("the unit")
    return (
        (
            say(
                "For {unit} and today only: this AD verifies in place of the 1st. The 1st AD and the safety "
                "officer sign.",
                unit=unit,
            ),
        ),
        (
            InputField("person", say("AD who is named"), default, (CHOOSE, *choices_of(directors))),
            InputField("first", say("1st AD"), choices=on_shift(board, Role.ASSISTANT_DIRECTOR)),
            InputField("officer", say("Safety officer"), choices=on_shift(board, Role.SAFETY_OFFICER)),
        ),
    )


_WHO_SIGNS = ("role", *filter(needs_key, Role))

TERM_FIELDS = (
    InputField("term", english("For how long"), choices=TERMS),
    InputField("last_day", english("Last day"), example="2026-03-02", only_with=("term", UNTIL_DATE)),
)
"""For how long somebody is enrolled."""

TERM_SAID = english(
    "Who is here for a day signs nothing later: the sheet says from when. A date ends at 06:00 the morning after."
)


def key_choices(in_agent: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Which kinds of key there are, with those in the ssh-agent (fingerprint and comment)."""
    agent = tuple(
        (fingerprint, say("{comment} {fingerprint} in the agent", comment=comment[:24], fingerprint=fingerprint[:17]))
        for fingerprint, comment in in_agent
    )
    return (*FILE_OR_TOUCH, *agent)


def enrolment_form(
    in_agent: tuple[tuple[str, str], ...] = (), missing: Callable[[Role], tuple[Role, ...]] = lambda _: ()
) -> tuple[Said, Fields]:
    """Who, as what, which kind of document was seen, whether a minor, which key.

    Args:
        in_agent: fingerprint and comment of the FIDO2 keys in the ssh-agent.
        missing: who would have to sign it and is not on shift here, by the role.
    """
    roles = tuple((str(role), words) for role, words in ROLE_WORDS.items())
    return (
        (
            *_missing_words(missing),
            say("The safety officer saw who it is. The kind of the document is recorded, never its number."),
            TERM_SAID,
        ),
        (
            InputField("name", say("Full name")),
            InputField("role", say("As what"), choices=(CHOOSE, *roles)),
            InputField("document", say("Document that was seen"), choices=(CHOOSE, *DOCUMENTS)),
            InputField(
                "minor",
                say("A minor"),
                choices=(CHOOSE, ("no", say("no")), ("yes", say("yes"))),
                only_with=("role", *filter(may_be_minor, Role)),
            ),
            InputField("key", say("Key"), choices=key_choices(in_agent), only_with=_WHO_SIGNS),
            InputField("pin", say("PIN of the FIDO2 key"), secret=True, only_with=("key", "device-pin")),
            *(replace(one, only_with=one.only_with or _WHO_SIGNS) for one in TERM_FIELDS),
        ),
    )


def _missing_words(missing: Callable[[Role], tuple[Role, ...]]) -> Said:
    """Who is not on shift here, and whom nobody can enrol without them: a sentence for each."""
    lacking: dict[Role, list[str]] = {}
    for role, words in ROLE_WORDS.items():
        for officer in missing(role):
            lacking.setdefault(officer, []).append(translated(words))
    return tuple(
        say(
            "The {officer} is not on shift here and has to sign for: {roles}.",
            officer=one.words,
            roles=", ".join(roles),
        )
        for one, roles in lacking.items()
    )


def enrol(production: Production, values: Mapping[str, str]) -> Enrolment:
    """Begin the enrolment that the form describes. Raises: ShowClearError."""
    role = Role(values["role"])
    until = production.term(values["term"], values.get("last_day", "")) if needs_key(role) else None
    key = wish(values["key"], values.get("pin", ""))
    minor = may_be_minor(role) and values["minor"] == "yes"
    return production.roster.enrol(values["name"], role, values["document"], minor=minor, key=key, until=until)


def minors_form(board: Board) -> tuple[Said, Fields]:
    """For which slate, what the plan is, and the safety officer who signs it."""
    return (
        (say("No blank is fired with a minor in the zone, unless the safety officer signed a plan for that slate."),),
        (
            InputField("slate", say("Slate (scene and setup)")),
            InputField("plan", say("Where the minor is, with whom, how far, what they wear")),
            InputField("officer", say("Safety officer"), choices=on_shift(board, Role.SAFETY_OFFICER)),
        ),
    )


def _chosen(values: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return values if len(values) == 1 else (CHOOSE, *values)


def counts_of(tag: str, kind: str, values: Mapping[str, str]) -> dict[str, int]:
    """What two people counted in a box.

    Raises:
        InputError: it is no number.
    """
    if kind != "container":
        return {}
    return {tag: int(read_count(say("Rounds in it"), values["count"].strip(), 0, 2000))}
