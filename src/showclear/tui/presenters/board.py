"""The board in words: cards, locked lines, status, banner, side column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.domain.situation.events import NO_REASON
from showclear.domain.situation.status import BARRED, TAKE_IN_AGAIN
from showclear.domain.weapons import Contents
from showclear.tui.drawing.band import GunState
from showclear.tui.drawing.text import wrap
from showclear.tui.presenters.custody import People, custody_words, is_locked, is_misfired, named
from showclear.tui.presenters.day import due_lines, not_reviewed, still_out
from showclear.tui.presenters.people import first_name
from showclear.tui.presenters.times import minute, since
from showclear.tui.widgets.banners import BannerData, BannerKind
from showclear.tui.widgets.batch_line import BatchData
from showclear.tui.widgets.pieces import Piece, Weight, muted, strong
from showclear.tui.widgets.weapon_card import CardData
from showclear.words import english, say, say_count, translated

if TYPE_CHECKING:
    from showclear.app.views import BatchView, Board, OpenItem, SetLine
    from showclear.domain.situation.status import WeaponStatus

CARDS = 6
"""Guns that stand on large cards; while there are no more than these, locked ones do too."""


def holds(contents: Contents, count: int, *, inert: bool = False) -> str:
    """What a gun holds, in words."""
    if inert:
        return say("no chamber")
    if contents is Contents.NOTHING:
        return say("nothing")
    if contents is Contents.UNKNOWN:
        return say("not known")
    if contents is Contents.DUMMY:
        return say("dummies, count not known") if count < 0 else say_count("{count} dummy", "{count} dummies", count)
    return say("blanks, count not known") if count < 0 else say_count("{count} blank", "{count} blanks", count)


def holds_of(status: WeaponStatus) -> str:
    """What a gun holds, in words; not what was in it before a stop barred it, which may be another thing by now."""
    words = holds(status.contents, status.count, inert=status.weapon.inert)
    return say("not known; {words} before the stop", words=words) if status.is_in_doubt else words


def card(status: WeaponStatus, people: People, now: datetime) -> CardData:
    """One gun as its card shows it."""
    state = GunState(str(status.state))
    shown = ""
    if status.shown_at is not None and state in (GunState.COLD, GunState.HOT):
        shown = say("shown {since} ago", since=since(status.shown_at, now))
    return CardData(
        tag=status.weapon.tag,
        name=status.weapon.name,
        state=state,
        holds=_as_known(holds_of(status), status, state),
        with_=custody_words(status.custody, people),
        since_text=shown,
        why=ends_with(status),
        next=_next(status),
        collect=status.collect and not is_misfired(status),
    )


def _next(status: WeaponStatus) -> str:
    """What comes next; of a gun that has to be taken in anew with the key that begins it."""
    if status.next != BARRED and TAKE_IN_AGAIN not in status.next:
        return status.next.removeprefix("COLLECT: ")
    return say("{next}: {key}", next=status.next, key=TAKE_IN_ANEW_KEY)


TAKE_IN_ANEW_KEY = "G"
"""The key of the board that takes the chosen gun in anew."""


def ends_with(status: WeaponStatus) -> str:
    """What a living permission is for; it does not count down. Else why it is what it is."""
    if status.issue is not None:
        return say("for scene {slate}", slate=status.issue.slate)
    if status.clearance is not None:
        return say("for scene {slate}", slate=status.clearance.slate)
    return status.why


def _as_known(words: str, status: WeaponStatus, state: GunState) -> str:
    known = status.contents is not Contents.UNKNOWN and not status.weapon.inert and not status.is_in_doubt
    return (
        say("{words}, as last entered", words=words)
        if known and state in (GunState.UNVERIFIED, GunState.QUARANTINED)
        else words
    )


def split(weapons: tuple[WeaponStatus, ...]) -> tuple[tuple[WeaponStatus, ...], tuple[WeaponStatus, ...]]:
    """Those on cards and those on a line. Cards are never taken away from a gun that is out of its lock."""
    out = tuple(one for one in weapons if not is_locked(one))
    locked = tuple(one for one in weapons if is_locked(one))
    promoted = locked[: max(0, CARDS - len(out))]
    return out + promoted, locked[len(promoted) :]


def worst_stop(stops: tuple[SetLine, ...]) -> SetLine | None:
    """The stop that the banner shows: a stand-down before a hold, one without a report before others, the older first.

    So an armorer's no is not hidden behind the release that it is a no to.
    """
    down = sorted((stop for stop in stops if stop.kind == "stand-down"), key=lambda stop: stop.reported)
    return next(iter(down or stops), None)


def is_down(board: Board) -> bool:
    """Whether the set is stood down and no report on it was closed yet: to stop once more adds nothing."""
    return any(stop.kind == "stand-down" and not stop.reported for stop in board.stops)


_IN_SHORT = {
    "Report to close (L).": english("L report"),
    "Meeting to hold (K).": english("K meeting"),
    "Release to sign.": english("release"),
}
"""What a stand-down needs, for a small screen; what is not here is said in full."""


def lifting_words(stop: SetLine | str, *, short: bool = False) -> str:
    """What ends a stop, in words."""
    kind = stop if isinstance(stop, str) else stop.kind
    if not isinstance(stop, str) and stop.needs and short:
        in_short = (translated(_IN_SHORT.get(one, translated(one).rstrip("."))) for one in stop.needs)
        return say("Needs {needs}.", needs=", ".join(in_short))
    if kind == "hold" and short:
        return say("Armorer and AD lift it: X.")
    if not isinstance(stop, str) and stop.needs:
        parts = (translated(one).rstrip(".") for one in stop.needs)
        return say("Needs {needs}.", needs=", ".join(one[:1].lower() + one[1:] for one in parts))
    if kind == "stand-down":
        return say("Released by the safety officer and an uninvolved armorer: X.")
    return say("Lifted by an armorer and an AD, with reason and answer: X.")


def reason_given(stop: SetLine) -> str:
    """The reason that somebody gave; a hold needs none, and its record then says so in words of its own."""
    return "" if stop.reason == NO_REASON else stop.reason


def worst_item(items: tuple[OpenItem, ...]) -> OpenItem | None:
    """The open report or concern that the banner shows while no stop is open: a report before a concern."""
    reports = [one for one in items if one.kind == "incident"]
    concerns = [one for one in items if one.kind == "concern"]
    return next(iter(reports or concerns), None)


def is_stopped(board: Board) -> bool:
    """Whether a stop, a report or a concern keeps gun work back: what the banner says."""
    return bool(board.stops) or worst_item(board.open_items) is not None


def banner(board: Board, people: People, columns: int = 120) -> BannerData:
    """What stops the work: what, who, when, why, which guns are still out, what lifts it.

    Args:
        board: the board.
        people: the roster by id.
        columns: how wide the screen is; sentences are broken where they would be cut.
    """
    stop = worst_stop(board.stops)
    if stop is None:
        return _report_banner(board, columns)
    down, wide = stop.kind == "stand-down", columns >= 100
    room = max(20, columns - (50 if down and wide else 44 if down else 26))
    person = people.get(stop.by)
    who = person.name if person is not None and not wide else named(stop.by, people)
    began = minute(stop.since)
    since_words = (
        say("Since {minute} by {who}.", minute=began, who=who)
        if stop.by
        else say("Since {minute}, no name given.", minute=began)
    )
    strong_lines = [since_words, still_out(board, 0 if wide else room)]
    others = len(board.stops) - 1
    more = ""
    if others:
        in_full = say_count("{count} more stop open.", "{count} more stops open.", others)
        more = in_full if wide else say("{count} more.", count=others)
    given = reason_given(stop).rstrip(".") if wide else ""
    reason = f"{given[:1].upper()}{given[1:]}." if given else ""
    plain_lines = [
        *filter(None, (" ".join(filter(None, (reason, not_reviewed(board), more))),)),
        lifting_words(stop, short=not wide),
    ]
    if not wide:
        plain_lines.reverse()
    lines = [(strong(part),) for text in strong_lines for part in wrap(text, room, 2)]
    lines += [(Piece(part),) for text in plain_lines for part in wrap(text, room, 3)]
    return BannerData(say("STAND-DOWN") if down else say("HOLD"), tuple(lines), BannerKind.STOP)


def _report_banner(board: Board, columns: int) -> BannerData:
    item = worst_item(board.open_items)
    if item is None:
        return BannerData("")
    report = item.kind == "incident"
    room = max(20, columns - (36 if columns >= 100 else 32))
    since_words = say("Since {minute}.", minute=minute(item.since)) + " " if item.since else ""
    first = f"{item.subject} {item.title}".strip().rstrip(".")
    short = 0 if columns >= 100 else room - len(since_words)
    texts = [f"{first}.", f"{since_words}{still_out(board, short)}"]
    plain_texts = [
        item.needs or (say("The report is closed by two signatures.") if report else say("It is answered and signed."))
    ]
    lines = [(strong(part),) for text in texts for part in wrap(text, room, 2)]
    lines += [(Piece(part),) for text in plain_texts for part in wrap(text, room, 2)]
    return BannerData(say("INCIDENT") if report else say("CONCERN"), tuple(lines), BannerKind.UNVERIFIED)


def batch_line(batch: BatchView) -> BatchData:
    """One batch as its line shows it."""
    number = sum(count for _, count in batch.out)
    holders = ", ".join(name for name, _ in batch.out)
    if batch.restricted:
        words = batch.restricted
    elif number:
        words = say("under {handler}: {holders}", handler=batch.handler, holders=holders) if batch.handler else holders
    else:
        words = batch.why or batch.custody
    return BatchData(
        tag=batch.tag,
        what=batch.what,
        figures=say("{number} of {count} out", number=number, count=batch.count)
        if number
        else say("all {count} in", count=batch.count),
        words=words,
        collect=batch.collect and bool(number),
        barred=bool(batch.restricted),
    )


def devices_line(board: Board) -> tuple[Piece, ...]:
    """Feed devices that are out, each with what it holds; nothing where all are locked."""
    pieces: list[Piece] = []
    for one in board.devices:
        if not one.put_away:
            held = say("not known") if one.count < 0 and one.contents == "unknown" else one.contents
            count = f"{one.count} " if one.count > 0 else ""
            pieces += [Piece("   " if pieces else ""), strong(one.tag), muted(f" {count}{held}, {one.custody}")]
    return tuple(pieces)


def next_line(chosen: CardData | None, board: Board) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What comes next for the chosen gun; how many guns there are, and what else is on the list."""
    left = (strong(chosen.tag), muted(" " + say("next") + " "), Piece(chosen.next)) if chosen is not None else ()
    due = len(due_lines(board))
    words = [say_count("{count} gun", "{count} guns", len(board.weapons)), say("{count} due", count=due)]
    words += [say("{count} open", count=len(board.open_items))] if board.open_items else []
    return left, (muted(say("{words}: Tab", words=", ".join(words))),)


EMPTY_WORDS = english(
    "No gun is on the register yet.\n\nA takes in the first one: an armorer and a second person look at it "
    "together, serial, chambers and bore, and both sign. Ammunition and batches of inert things are taken "
    "in with the same key.\n\nBefore the first run the people who sign open their shifts: S. Everybody "
    "else is enrolled under People: 3, then E."
)
"""What a production without a gun is told."""


def demo_line(pins: Mapping[str, str], people: People, word: str = english("DEMO")) -> tuple[Piece, ...]:
    """The PINs of a demonstration or a drill, in one line that begins with its word."""
    pieces: list[Piece] = [Piece(word, Weight.ALERT), muted(" " + say("PINs") + "  ")]
    for index, (person_id, pin) in enumerate(pins.items()):
        person = people.get(person_id)
        pieces += [muted("  " if index else ""), Piece(f"{first_name(person) if person else person_id} "), strong(pin)]
    return tuple(pieces)
