"""Emergency lists in words: what can be called, and the list that is read aloud without a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from showclear.domain.checklists import Procedure
from showclear.domain.situation.at_hand import guns_meant
from showclear.tui.presenters.times import listed, second
from showclear.tui.widgets.banners import BannerData, BannerKind
from showclear.tui.widgets.pieces import Piece, strong
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.emergencies import Emergency
    from showclear.domain.situation.status import WeaponStatus


@dataclass(frozen=True, slots=True)
class Call:
    """Something that can be called with one key: its procedure, its class, its words."""

    key: str
    procedure: Procedure
    report_class: str
    text: str


CALLS = (
    Call("M", Procedure.MISFIRE, "misfire", english("Misfire, or an odd sound")),
    Call("I", Procedure.INCIDENT, "injury", english("Someone is hurt")),
    Call("D", Procedure.INCIDENT, "discharge", english("A gun went off that nobody meant to fire")),
    Call("L", Procedure.INCIDENT, "live-round", english("A live or unknown round")),
    Call("U", Procedure.FOUND, "unattended", english("A gun or a round left alone, or found")),
    Call("X", Procedure.FOUND, "missing", english("A gun or a round is missing")),
    Call("P", Procedure.INCIDENT, "flagging", english("A muzzle pointed at somebody")),
    Call("N", Procedure.INCIDENT, "near-miss", english("Something nearly happened")),
)
"""What can be called, the most urgent first. The class decides what stops; the use case knows.

None has the key of the board that leads here (E, F), so that a key that is held a moment too long calls nothing.
"""

ALL_OUT, NO_GUN = "all", "none"
"""Answers to which gun it was that are no tag."""

GUN_ROWS = 8
"""How many guns have a row of their own where it is asked which one it was."""


def unsure_words(count: int) -> tuple[str, str]:
    """What the answers for all of so many guns and for none of them say: whose gun has no row must not say none."""
    if count > GUN_ROWS:
        return say("Not shown, nobody knows, or all {count} of them", count=count), say(
            "None of all {count}", count=count
        )
    return say("Nobody knows, or all {count} of them", count=count), say("None of these")


def calls_of(procedure: Procedure) -> tuple[Call, ...]:
    """What can be called that begins this list."""
    return tuple(call for call in CALLS if call.procedure is procedure)


def asks_which(guns: Iterable[WeaponStatus], calls: Iterable[Call] = CALLS) -> bool:
    """Whether one of the calls is written only after one more answer, so that no question may promise it at once."""
    every = tuple(guns)
    return any(guns_meant(every, call.procedure).ask for call in calls)


def tags_meant(answer: str, asked: Iterable[str], now: Iterable[str] = ()) -> tuple[str, ...]:
    """The guns that an answer means: the one that it names, all of them, or none.

    Args:
        answer: a tag, `ALL_OUT` or `NO_GUN`.
        asked: the guns that were asked about.
        now: those that may be meant by now. Another laptop may have handed one out since: nobody knows of that either.
    """
    return tuple(dict.fromkeys((*asked, *now))) if answer == ALL_OUT else () if answer == NO_GUN else (answer,)


def aloud_banner(emergency: Emergency) -> BannerData:
    """What was called, for which guns, and that it is written already."""
    words = {Procedure.MISFIRE: say("MISFIRE"), Procedure.FOUND: say("FOUND"), Procedure.INCIDENT: say("INCIDENT")}
    guns = listed(emergency.tags) or say("no gun was named")
    lines: list[tuple[Piece, ...]] = [
        (strong(emergency.title),),
        (Piece(say("{guns}. Called {second}.", guns=guns, second=second(emergency.started_at))),),
        (Piece(say("What has to stop is written already.")),),
    ]
    kind = BannerKind.HOT if emergency.procedure is Procedure.MISFIRE else BannerKind.STOP
    return BannerData(words.get(emergency.procedure, say("STOP")), tuple(lines), kind)
