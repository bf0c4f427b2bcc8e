"""Why something is stopped or barred, in whole sentences: what the board has only a line for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from showclear.tui.drawing.band import STATE_LOOKS, GunState
from showclear.tui.drawing.text import width_of
from showclear.tui.presenters.board import card, lifting_words, reason_given
from showclear.tui.presenters.custody import People, named
from showclear.tui.presenters.times import minute
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.views import Board, OpenItem, SetLine
    from showclear.domain.situation.status import WeaponStatus

Part = tuple[str, ...]
"""A heading, and what is said below it."""

ROOM_WIDE, ROOM = 28, 64
"""Columns of a reason that stand on a card in any case, beside other cards and on a small screen."""


def is_longer(board: Board, gun: WeaponStatus | None, *, wide: bool) -> bool:
    """Whether there is more to read than the board has room for: the reason of a stop, or of the state of a gun."""
    stops = [one for one in board.stops if reason_given(one) or one.said]
    if stops and (not wide or len(board.stops) > 1 or width_of(stops[0].reason) > ROOM):
        return True
    return gun is not None and width_of(translated(gun.why)) > (ROOM_WIDE if wide else ROOM)


def why_parts(board: Board, gun: WeaponStatus | None, people: People) -> tuple[Part, ...]:
    """What stops the set, what is open, and why the chosen gun is what it is; nothing of it is cut."""
    return (
        *(_of_gun(gun, board, people) if gun is not None else ()),
        *(_of_stop(one, people) for one in board.stops),
        *(_of_item(one) for one in board.open_items if one.kind in ("incident", "concern")),
    )


def _of_gun(gun: WeaponStatus, board: Board, people: People) -> Iterator[Part]:
    shown = card(gun, people, board.at)
    state = translated(STATE_LOOKS[GunState(str(gun.state))].word)
    lines = (
        translated(gun.why),
        say("Holds {contents}; {custody}.", contents=shown.holds, custody=shown.with_),
        say("Next: {what}.", what=translated(gun.next)),
    )
    yield (f"{shown.tag} {shown.name}: {state}", *filter(None, lines))


def _of_stop(stop: SetLine, people: People) -> Part:
    word = say("STAND-DOWN") if stop.kind == "stand-down" else say("HOLD")
    began = minute(stop.since)
    heading = (
        say("{word} since {minute} by {who}", word=word, minute=began, who=named(stop.by, people))
        if stop.by
        else say("{word} since {minute}, no name given", word=word, minute=began)
    )
    said = (f'{minute(one.at)} "{one.words}"' for one in stop.said)
    return (heading, reason_given(stop) or say("No reason was given, and none was needed."), *said, lifting_words(stop))


def _of_item(item: OpenItem) -> Part:
    word = say("INCIDENT") if item.kind == "incident" else say("CONCERN")
    began = say("{word} since {minute}", word=word, minute=minute(item.since)) if item.since else word
    return (began, *filter(None, (translated(item.title), translated(item.needs))))
