"""What is asked when rule packs are adopted or removed, in words and fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.app.views import InputField
from showclear.domain.people import Role
from showclear.tui.presenters.stop_forms import CHOOSE, ELSEWHERE, Fields, Said, here_or_elsewhere, on_shift
from showclear.tui.widgets.pieces import Piece, muted
from showclear.words import english, say, say_count

if TYPE_CHECKING:
    from showclear.app.extending import Extension
    from showclear.app.rule_packs import LimitLine, PackLine, Proposal
    from showclear.app.views import Board
    from showclear.domain.people import Person

OWN_FILE = "file"
"""The choice of who brings a pack of their own."""

LANGUAGES = (
    ("es", english("all in Spanish, not reviewed by an armorer")),
    ("fr", english("all in French, not reviewed by an armorer")),
)
"""The translations that come along, and what they are worth."""

_ROOM = 24


def choice_form(
    adopted: tuple[PackLine, ...], lines: tuple[LimitLine, ...], offered: tuple[PackLine, ...]
) -> tuple[Said, Fields]:
    """What holds beyond the floor and why; which pack to adopt or to remove."""
    here = {one.id for one in adopted}
    choices = (
        CHOOSE,
        # not said: the first of each is a value
        *((f"adopt {one.id}", say("adopt {title}", title=one.title)) for one in offered if one.id not in here),
        (OWN_FILE, say("adopt a file of our own")),
        # not said: the first of each is a value
        *((f"remove {one.id}", say("remove {title}", title=f"{one.title} {one.version}")) for one in adopted),
    )
    stricter = tuple(
        f"{one.words}: {one.value}; {', '.join(f'{pack} ({source})' for pack, source in one.decided_by)}"
        for one in lines
        if one.stricter
    )
    titles = ", ".join(one.title for one in adopted)
    head = (
        say("The floor holds, and {titles}.", titles=titles)
        if adopted
        else say("The floor holds, and nothing else is adopted.")
    )
    return (
        (head, *stricter),
        (
            InputField("pack", say("Which"), choices=choices),
            InputField("file", say("Our own: file (ends in .toml)"), optional=True),
        ),
    )


def sign_form(proposal: Proposal, board: Board, people: tuple[Person, ...]) -> tuple[Said, Fields]:
    """What becomes looser and stricter, and the two who sign it."""
    end = say("Every clearance, issue and zone ends with it; a gun that is out has to be collected.")
    return (
        (f"{proposal.title}.", *(pack.says for pack in proposal.adopt), *proposal.lines, end, ELSEWHERE),
        _two(board, people),
    )


def checklists_form() -> tuple[Said, Fields]:
    """Which files."""
    return (
        (
            say("A production adds blocks, steps and rules, or asks in another language. It takes nothing away."),
            say("What is new is read before anybody signs; a file that lacks or loosens anything is refused."),
        ),
        (
            InputField("what", say("Which"), OWN_FILE, choices=((OWN_FILE, say("files of our own")), *LANGUAGES)),
            InputField(
                "file", say("File, or folder with them"), example="our-inspection.toml", only_with=("what", OWN_FILE)
            ),
        ),
    )


def _two(board: Board, people: tuple[Person, ...]) -> Fields:
    return (
        InputField("officer", say("Safety officer"), choices=here_or_elsewhere(board, people, Role.SAFETY_OFFICER)),
        InputField("armorer", say("Armorer"), choices=here_or_elsewhere(board, people, Role.ARMORER)),
    )


def extension_form(extension: Extension, board: Board, people: tuple[Person, ...]) -> tuple[Said, Fields]:
    """What is asked in addition, and the two who sign it."""
    lines = extension.lines or (say("Nothing is asked otherwise than before."),)
    careful = (say("Careful: {caution}.", caution=one) for one in extension.cautions)
    return (
        (
            f"{extension.title}.",
            *lines,
            *careful,
            say("A run that is open goes on with the checklist it has."),
            ELSEWHERE,
        ),
        _two(board, people),
    )


END_WORDS = (
    english("Shall this production end now?"),
    english("Every key but the producer's ends. Nothing that counts can be signed afterwards, on any laptop."),
    english(
        "Copy in first what other laptops have: what turns up later, signed with one of these keys, does not count."
    ),
    english("What was signed verifies for ever. A reshoot begins with a new key of the safety officer."),
)
"""The question, and what it means."""


def end_form(board: Board) -> tuple[Said, Fields]:
    """The two who end it."""
    return (
        (say("The safety officer and the producer end every other key, one record each, with one PIN each."),),
        (
            InputField("officer", say("Safety officer"), choices=on_shift(board, Role.SAFETY_OFFICER)),
            InputField("producer", say("Producer"), choices=on_shift(board, Role.PRODUCER)),
        ),
    )


def in_figures(titles: tuple[str, ...]) -> tuple[Piece, ...]:
    """The adopted packs for the line above a list; nothing where only the floor holds."""
    if not titles:
        return ()
    named = ", ".join(titles)
    if len(named) > _ROOM:
        named = say_count("{count} pack", "{count} packs", len(titles))
    return (muted(say("rules: {titles}", titles=named)),)
