"""A hold or a stand-down over the whole screen, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.app.views import InputField
from showclear.domain.people import Person, Role
from showclear.tui.drawing.band import GunState
from showclear.tui.drawing.text import wrap
from showclear.tui.presenters.board import lifting_words, reason_given, worst_item, worst_stop
from showclear.tui.presenters.custody import custody_words, is_out, named
from showclear.tui.presenters.keys import numbered
from showclear.tui.presenters.stop_forms import choices_of
from showclear.tui.presenters.times import listed, second
from showclear.tui.widgets.banners import StopGun
from showclear.tui.widgets.pieces import Piece, strong
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.views import Board, SetLine

Line = tuple[Piece, ...]

AS_IT_IS = frozenset({"frozen", "misfired"})
"""What is taken back closed: nobody unloads it."""


def stop_word(board: Board) -> str:
    """HOLD for a hold, STOP for a stand-down."""
    stop = worst_stop(board.stops)
    return say("STOP") if stop is None or stop.kind == "stand-down" else say("HOLD")


def stop_lines(board: Board, people: Mapping[str, Person], note: str, room: int = 60) -> tuple[Line, ...]:
    """Who, when, why; that nobody needed a name or a reason; what ended. `room`: columns beside the large word."""
    stop = worst_stop(board.stops)
    if stop is None:
        return ((strong(note or say("Stop. Say it aloud.")),),)
    title = say("STAND-DOWN") if stop.kind == "stand-down" else say("HOLD")
    reason = reason_given(stop)
    lines: list[Line] = [(strong(title), Piece("  " + say("since {second}", second=second(stop.since)))), (Piece(""),)]
    who = say("{name} stopped the set.", name=named(stop.by, people)) if stop.by else say("Somebody stopped the set.")
    lines += [(strong(part),) for part in wrap(who, room, 2)]
    said = stop.said[-1].words if stop.said else reason
    words = f'"{said}"' if said else say("No name and no reason was needed.")
    lines += [(Piece(part),) for part in wrap(words, room, 2)]
    lines.append((Piece(say("All clearances have ended.")),))
    lines += [(strong(part),) for part in wrap(note, room, 3)] if note else []
    return tuple(lines)


def held_words(stop: SetLine, board: Board) -> str:
    """Why the set was held, as it was said last, and which guns are still in hands."""
    said = stop.said[-1].words if stop.said else reason_given(stop)
    out = [one.weapon.tag for one in board.weapons if is_out(one)]
    still = " " + say("Still in hands: {tags}. Take them back first.", tags=listed(tuple(out))) if out else ""
    return f"{said or say('No reason was given, and none was needed.')}{still}"


def say_why_form(stop: SetLine, people: tuple[Person, ...]) -> tuple[tuple[str, ...], tuple[InputField, ...]]:
    """What was said so far, one line, and a name for who wants to give it."""
    said = tuple(f'{second(one.at)} "{one.words}"' for one in stop.said[-3:])
    return (
        (say("Why was the set stopped? Anyone may say it. It changes nothing: the stop stays."), *said),
        (
            InputField("words", say("In one line")),
            InputField(
                "by", say("Said by"), choices=(("", say("nobody is named")), *choices_of(people)), optional=True
            ),
        ),
    )


KEYS = 9
"""How many guns have a key at a time."""


def with_keys(board: Board, before: Mapping[str, str]) -> dict[str, str]:
    """The digit of every gun that is out or was, by tag: a gun keeps its own while the screen is open.

    A number never goes to another gun while one of the first nine is out: who presses it twice, or presses it while
    another laptop took a gun back, must not say of a gun in somebody's hand that it is back.
    """
    out = [one.weapon.tag for one in board.weapons if is_out(one)]
    keys = {} if out and not any(tag in before for tag in out) else dict(before)
    free = iter(numbered(KEYS)[len(keys) :])
    keys.update(zip([tag for tag in out if tag not in keys], free, strict=False))
    return keys


def stop_guns(board: Board, people: Mapping[str, Person], keys: Mapping[str, str]) -> tuple[StopGun, ...]:
    """The guns that are still in somebody's hands, each with the key that takes it back."""
    out = [one for one in board.weapons if is_out(one) and one.weapon.tag in keys]
    return tuple(
        StopGun(
            one.weapon.tag,
            one.weapon.name,
            GunState(str(one.state)),
            custody_words(one.custody, people),
            keys[one.weapon.tag],
            any(restriction.kind in AS_IT_IS for restriction in one.restrictions),
        )
        for one in sorted(out, key=lambda one: keys[one.weapon.tag])
    )


def take_back_words(board: Board, guns: tuple[StopGun, ...], keys: Mapping[str, str]) -> str:
    """Who takes the guns back, and how; which are back, and how many have no key yet."""
    out = [one.weapon.tag for one in board.weapons if is_out(one)]
    back = [f"{key} {tag}" for tag, key in keys.items() if tag not in out]
    said = " " + say("Back: {back}.", back=", ".join(back)) if back else ""
    if not guns:
        return say("No gun is out.") + said
    more = len(out) - len(guns)
    said += " " + say("{more} more out: they get a number when these are back.", more=more) if more else ""
    # Who is in charge stands first.
    who = next((one.person.name for one in board.on_duty if one.person.role is Role.ARMORER), say("The armorer"))
    if all(gun.frozen for gun in guns):
        if len(guns) == 1:
            return say("{who} takes it back closed, as it is. Nobody unloads it.", who=who) + said
        return say("{who} takes these back closed, as they are. Nobody unloads them.", who=who) + said
    some = " " + say("What misfired or is evidence stays closed.") if any(gun.frozen for gun in guns) else ""
    if len(guns) == 1:
        return say("{who} takes it back and clears it.", who=who) + some + said
    return say("{who} takes these back, one after the other, and clears each.", who=who) + some + said


_ALLOWED = {
    "hold": english("take back, lock, return, misfire, found, incident, meeting"),
    "stand-down": english("take back, return, misfire, found, incident, meeting, wrap"),
}


def allowed_words(board: Board) -> str:
    """What ends it, and what is still possible meanwhile."""
    stop = worst_stop(board.stops)
    kind = stop.kind if stop is not None else "hold"
    allowed = say("Still allowed: {what}.", what=_ALLOWED.get(kind, _ALLOWED["hold"]))
    return f"{lifting_words(stop or kind)}\n{allowed}"


_THEN = {
    "hold": english("Guns back; all clearances have ended."),
    "stand-down": english("All gun work stops."),
    "incident": english("No gun is cleared or handed over until it is closed."),
    "concern": english("No gun is cleared or handed over until it is answered."),
}
"""What follows from a stop or a report, by its kind."""


def came_in(before: Board, now: Board) -> bool:
    """Whether something stops the set now that did not before."""
    return bool(_stopping(now) - _stopping(before))


def news(board: Board) -> str:
    """What stops the set, the heaviest first, in a line; empty when nothing does."""
    stop, item = worst_stop(board.stops), worst_item(board.open_items)
    if stop is not None:
        return _news_line(stop.kind.upper(), stop.since, reason_given(stop), _THEN.get(stop.kind, ""))
    if item is not None:
        word = say("REPORT") if item.kind == "incident" else item.kind.upper()
        return _news_line(word, item.since, item.title, _THEN.get(item.kind, ""))
    return ""


def _news_line(word: str, since: datetime | None, what: str, then: str) -> str:
    reason = f": {what.rstrip('.')}" if what else ""
    when = " " + say("since {second}", second=second(since)) if since is not None else ""
    return f"■ {word}{when}{reason}. {then}".strip()


def _stopping(board: Board) -> frozenset[str]:
    items = (one for one in board.open_items if one.kind in _THEN)
    return frozenset((*(one.record for one in board.stops), *(one.record for one in items)))
