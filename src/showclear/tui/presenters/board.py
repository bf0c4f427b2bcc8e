"""The board in words: cards, locked lines, status, banner, side column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.app.custody import NO_REASON
from showclear.domain.custody import Custody, Shape
from showclear.domain.people import Person
from showclear.domain.weapons import Contents
from showclear.tui.drawing.band import GunState
from showclear.tui.drawing.text import wrap
from showclear.tui.presenters.people import first_name
from showclear.tui.presenters.times import clock, counted, listed, minute, since
from showclear.tui.widgets.banners import BannerData, BannerKind
from showclear.tui.widgets.pieces import Piece, Weight, muted, strong
from showclear.tui.widgets.side_column import SideRow, SideSection
from showclear.tui.widgets.top_bar import TopBarData
from showclear.tui.widgets.weapon_card import CardData

if TYPE_CHECKING:
    from showclear.app.views import Board, RecordLine, SetLine
    from showclear.domain.situation.status import WeaponStatus

CARDS = 6
"""Guns that stand on large cards; while there are no more than these, locked ones do too."""

CONTENT_WORDS = {Contents.DUMMY: ("dummy", "dummies"), Contents.BLANK: ("blank", "blanks")}

People = Mapping[str, Person]


def holds(contents: Contents, count: int, *, inert: bool = False) -> str:
    """What a gun holds, in words."""
    if inert:
        return "no chamber"
    if contents is Contents.NOTHING:
        return "nothing"
    if contents is Contents.UNKNOWN:
        return "not known"
    one, many = CONTENT_WORDS[contents]
    return f"{many}, count not known" if count < 0 else counted(count, one, many)


def named(person_id: str, people: People) -> str:
    """Name and role of a person of the roster; an id that is not on it stays as it is."""
    person = people.get(person_id)
    return f"{person.name}, {person.role.words}" if person is not None else person_id


def custody_words(custody: Custody | None, people: People) -> str:
    """Who or what has it."""
    if custody is None:
        return "nobody on record"
    match custody.shape:
        case Shape.LOCKED:
            return f"locked, {custody.lock}" if custody.lock else "locked"
        case Shape.OFF_PRODUCTION:
            return "off production"
        case Shape.UNACCOUNTED:
            return "UNACCOUNTED FOR"
        case _:
            return named(custody.person, people)


def card(status: WeaponStatus, people: People, now: datetime) -> CardData:
    """One gun as its card shows it."""
    state = GunState(str(status.state))
    shown = ""
    if status.shown_at is not None and state in (GunState.COLD, GunState.HOT):
        shown = f"shown {since(status.shown_at, now)} ago"
    return CardData(
        tag=status.weapon.tag,
        name=status.weapon.name,
        state=state,
        holds=_as_known(holds(status.contents, status.count, inert=status.weapon.inert), status, state),
        with_=custody_words(status.custody, people),
        since_text=shown,
        why=ends_with(status),
        next=status.next.removeprefix("COLLECT: "),
        collect=status.collect,
    )


def ends_with(status: WeaponStatus) -> str:
    """What ends a living permission, in words that do not count down; else why it is what it is."""
    if status.issue is not None:
        return "until the scene, the holder or the place changes"
    if status.clearance is not None:
        return f"for scene {status.clearance.slate}"
    return status.why


def _as_known(words: str, status: WeaponStatus, state: GunState) -> str:
    known = status.contents is not Contents.UNKNOWN and not status.weapon.inert
    return f"{words}, as last entered" if known and state in (GunState.UNVERIFIED, GunState.QUARANTINED) else words


def is_locked(status: WeaponStatus) -> bool:
    """Whether it is in a lock."""
    return status.custody is not None and status.custody.shape is Shape.LOCKED


def is_out(status: WeaponStatus) -> bool:
    """Whether it is out of its lock and its armorer's hands, as the situation says."""
    return status.collect or (status.custody is not None and status.custody.shape is Shape.ISSUED)


def split(weapons: tuple[WeaponStatus, ...]) -> tuple[tuple[WeaponStatus, ...], tuple[WeaponStatus, ...]]:
    """Those on cards and those on a line. Cards are never taken away from a gun that is out of its lock."""
    out = tuple(one for one in weapons if not is_locked(one))
    locked = tuple(one for one in weapons if is_locked(one))
    promoted = locked[: max(0, CARDS - len(out))]
    return out + promoted, locked[len(promoted) :]


def top_bar(board: Board, now: datetime) -> TopBarData:
    """The production and the time."""
    left = [strong("SHOW CLEAR"), Piece("   "), Piece(board.production)]
    if board.demonstration:
        left += [Piece("   "), Piece("DEMONSTRATION", Weight.ALERT)]
    return TopBarData(tuple(left), (), clock(now))


def status_line(board: Board) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Whether gun work is open, and what is not as it should be; at the right what is not signed."""
    left: list[Piece] = []
    if board.reads_only:
        left.append(Piece(f"READS ONLY: {board.reads_only}", Weight.ALERT))
    elif board.findings:
        more = f" ({len(board.findings)} findings, V shows them)" if len(board.findings) > 1 else " (V shows it)"
        left.append(Piece(board.findings[0] + more, Weight.ALERT))
    else:
        left.append(strong("No hold is open." if not board.stops else "Gun work stands still."))
        loose = _ammunition_out(board)
        left += [muted("   out of the box "), Piece(loose or "nothing")]
        if board.not_asked:
            left.append(muted(f"   {counted(len(board.not_asked), 'check')} of the day not asked in this version"))
    right: list[Piece] = []
    if board.pending:
        right.append(Piece(f"{board.pending} not yet published", Weight.ALERT))
    if board.open_runs:
        right.append(strong(f"{'  ' if right else ''}{len(board.open_runs)} not signed"))
    return tuple(left), tuple(right)


def _ammunition_out(board: Board) -> str:
    totals: dict[str, int] = {}
    for container in board.containers:
        out = sum(count for _, count in container.out)
        if out:
            totals[container.contents] = totals.get(container.contents, 0) + out
    words = {"dummy": ("dummy", "dummies"), "blank": ("blank", "blanks")}
    return ", ".join(counted(count, *words.get(kind, (kind, kind))) for kind, count in totals.items())


def worst_stop(stops: tuple[SetLine, ...]) -> SetLine | None:
    """The stop that the banner shows: a stand-down before a hold, the older first."""
    down = [stop for stop in stops if stop.kind == "stand-down"]
    return next(iter(down or stops), None)


def lifting_words(kind: str) -> str:
    """What ends a stop, in words."""
    if kind == "stand-down":
        return "Released by the safety officer and an uninvolved armorer."
    return "Lifted by an armorer and an AD, with reason and answer: X."


def reason_given(stop: SetLine) -> str:
    """The reason that somebody gave; a hold needs none, and its record then says so in words of its own."""
    return "" if stop.reason == NO_REASON else stop.reason


def banner(board: Board, people: People, columns: int = 120) -> BannerData:
    """What stops the work: what, who, when, why, which guns are still out, what lifts it.

    Args:
        board: the board.
        people: the roster by id.
        columns: how wide the screen is; sentences are broken where they would be cut.
    """
    stop = worst_stop(board.stops)
    if stop is None:
        return BannerData("")
    out = tuple(one.weapon.tag for one in board.weapons if is_out(one))
    by = f" by {named(stop.by, people)}" if stop.by else " by anyone"
    still = f"Still out: {listed(out)}." if out else "No gun is out."
    down = stop.kind == "stand-down"
    room = max(20, columns - (50 if down else 26))
    strong_lines = [f"Since {minute(stop.since)}{by}.", still]
    plain_lines = [*filter(None, (reason_given(stop),)), lifting_words(stop.kind)]
    more = len(board.stops) - 1
    if more:
        plain_lines.append(f"{counted(more, 'more stop')} open.")
    lines = [(strong(part),) for text in strong_lines for part in wrap(text, room, 2)]
    lines += [(Piece(part),) for text in plain_lines for part in wrap(text, room, 3)]
    return BannerData("STAND-DOWN" if down else "HOLD", tuple(lines), BannerKind.STOP)


def side_sections(board: Board) -> tuple[SideSection, ...]:
    """Due, on shift, ammunition out, not signed, published last."""
    return (
        SideSection("Due", _due(board)),
        SideSection(
            "On shift",
            tuple(SideRow((Piece(shift.person.name),), (muted(shift.person.role.words),)) for shift in board.shifts)
            or (SideRow((muted("nobody: S opens a shift"),)),),
        ),
        SideSection("Ammunition out", _accounts(board)),
        SideSection(
            "Not signed",
            tuple(
                SideRow((strong(f"{run.subject} {run.title}".strip()),), (muted(run.where),)) for run in board.open_runs
            )
            or (SideRow((muted("nothing"),)),),
        ),
        SideSection(
            "Published last",
            tuple(SideRow((muted(f"{minute(line.made_at)}  "), Piece(record_words(line)))) for line in board.recent)
            or (SideRow((muted("nothing yet"),)),),
        ),
    )


def record_words(line: RecordLine) -> str:
    """A record in a few words; its title may begin with what it is about."""
    if not line.subject or line.title.startswith(line.subject):
        return line.title
    return f"{line.subject}: {line.title}"


def _due(board: Board) -> tuple[SideRow, ...]:
    collect = [one for one in board.weapons if one.collect]
    rows = [SideRow((Piece("now  ", Weight.ALERT), strong(f"collect {one.weapon.tag}"))) for one in collect]
    rows += [
        SideRow((muted("next "), strong(one.weapon.tag), Piece(f" {one.next}")))
        for one in board.weapons
        if one.next and not one.collect and not is_locked(one)
    ]
    return tuple(rows) or (SideRow((muted("nothing"),)),)


def _accounts(board: Board) -> tuple[SideRow, ...]:
    rows = [
        SideRow((strong(one.tag), muted(f"  {one.contents} {one.calibre}")), (strong(f"{count} in {weapon}"),))
        for one in board.containers
        for weapon, count in one.out
    ]
    places: dict[str, list[str]] = {}
    for one in board.devices:
        if not one.custody.startswith("locked"):
            places.setdefault(one.custody, []).append(one.tag)
    rows += [SideRow((strong(", ".join(tags)),), (muted(place),)) for place, tags in places.items()]
    return tuple(rows) or (SideRow((muted("none: all in their boxes"),)),)


def next_line(chosen: CardData | None, board: Board) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What comes next for the chosen gun; how many guns there are."""
    left = (strong(chosen.tag), muted(" next "), Piece(chosen.next)) if chosen is not None else ()
    return left, (muted(f"{counted(len(board.weapons), 'gun')}, Tab: due, shifts, ammunition"),)


def demo_line(pins: Mapping[str, str], people: People) -> tuple[Piece, ...]:
    """The PINs of a demonstration production, in one line."""
    pieces: list[Piece] = [Piece("DEMO", Weight.ALERT), muted(" PINs  ")]
    for index, (person_id, pin) in enumerate(pins.items()):
        person = people.get(person_id)
        pieces += [muted("  " if index else ""), Piece(f"{first_name(person) if person else person_id} "), strong(pin)]
    return tuple(pieces)
