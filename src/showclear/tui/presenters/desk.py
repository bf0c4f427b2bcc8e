"""The desk in rows, lanes and sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from showclear.app.desk.history import moment
from showclear.app.desk.needs import Group, place_of
from showclear.app.desk.noting import FLAGS
from showclear.domain.checklists import words_of
from showclear.domain.custody import Shape
from showclear.storage.clock import local as local_time
from showclear.tui.drawing.band import GunState
from showclear.tui.widgets.pieces import Piece, Weight, muted, strong
from showclear.tui.widgets.row_list import Column, ListRow
from showclear.tui.widgets.timeline import Hands, LaneData, Span, TimelineData, heading
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.desk.history import DeskDay, Lane
    from showclear.app.desk.needs import Need
    from showclear.domain.custody import Custody
    from showclear.storage.index_rows import Hit

COLUMNS = (Column(1, 14), Column(7, 8), Column(16, 46), Column(62, 15, end=True), Column(16, 62))
"""Time or word; tag; what; verdict; what waits, as long as the row is."""
NARROW = (Column(0, 14), Column(6, 8), Column(14, 19), Column(34, 12, end=True), Column(15, 31))

GLYPHS = {"altered": "X", "missing": "X", "unverifiable": "?", "incomplete": "?", "not signed": "-", "more": " "}
"""In front of the word; everything else is a question."""

GROUPS = {
    Group.ALTERED: english("Altered"),
    Group.UNSIGNED: english("Not signed"),
    Group.MISSING: english("Missing"),
    Group.FLAGGED: english("Flagged"),
}

# not said: parts of values
NEED, HIT = "need ", "hit "
"""What the value of a row begins with."""


def need_rows(needs: Sequence[Need]) -> tuple[ListRow, ...]:
    """What waits for somebody, two lines each, under its three headings."""
    rows: list[ListRow] = []
    for group, title in GROUPS.items():
        found = [one for one in needs if one.group is group]
        if found:
            rows.append(ListRow("", heading=title))
        for one in found:
            value = need_value(one)
            weight = Weight.STOP if one.what == "altered" else Weight.ALERT
            mark = Piece(mark_of(one), weight if weight is Weight.ALERT else Weight.ALERT)
            rows.append(ListRow(value, ((mark,), (), (), (), (strong(one.title),))))
            rows.append(ListRow(value, ((), (), (), (), (muted(one.words),))))
    return tuple(rows)


def need_value(need: Need) -> str:
    """What stands for a need, also where others came in before it."""
    return f"{NEED}{need.what} {need.record} {need.thing} {need.title}"


def mark_of(need: Need) -> str:
    """Glyph and word of a need."""
    return f"{GLYPHS.get(need.what, '?')} {translated(need.what).upper()}"


def hit_rows(
    hits: Sequence[Hit], title: str, *, corrected: Callable[[str], int], dates: bool = False
) -> tuple[ListRow, ...]:
    """Records, the newest first; with their dates where they are of several days.

    `corrected` says how often a record was corrected.
    """
    rows = [ListRow("", heading=title)]
    last = ""
    for hit in hits:
        at = local_time(moment(hit)) if hit.made_at else None
        day = f"{at:%d %b %Y}" if at is not None else say("no time")
        if dates and day != last:
            rows.append(ListRow("", ((muted(day),), ())))
            last = day
        time = f"{at:%H:%M}" if at is not None else "--:--"
        flags = [mark for mark in FLAGS if mark in hit.marks]
        right = flag_pieces(hit, flags)
        times = corrected(hit.name)
        what = Piece(say("corrected {times} x:", times=times) + " " + what_of(hit) if times else what_of(hit))
        rows.append(ListRow(f"{HIT}{hit.name}", ((muted(time),), (strong(thing_of(hit)),), (what,), right)))
    return tuple(rows)


def flag_pieces(hit: Hit, flags: Sequence[str]) -> tuple[Piece, ...]:
    """What stands at the end of a row: what is wrong, else what to look at, else quietly that it is intact."""
    if hit.verdict != "intact":
        return (Piece(hit.verdict.upper(), Weight.ALERT),)
    if flags:
        return (Piece(f"? {flags[0]}", Weight.ALERT),)
    return (muted(say("intact") if "signed" in hit.marks else say("unsigned")),)


def what_of(hit: Hit) -> str:
    """What was done, for a row: the procedure and the scene, or the title without the tag in front."""
    if hit.procedure:
        return ", ".join(part for part in (words_of(hit.procedure), hit.scene) if part)
    if hit.kind == "day-seal":
        return say("day seal")
    tag, _, rest = hit.title.partition(": ")
    return rest if rest and tag in hit.things else hit.title


def thing_of(hit: Hit) -> str:
    """The tag of what it is about; "all" for what is about the set."""
    tag = hit.title.partition(": ")[0]
    return tag if tag in hit.things else (hit.things[0] if len(hit.things) == 1 else say("all"))


def figures(
    needs: Sequence[Need], day: DeskDay | None, index: str, *, wide: bool
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """How much waits, how much happened, and how the index is."""
    waiting = len([one for one in needs if one.what != "more"])
    reviews = len([one for one in needs if one.what == "not reviewed"])
    left = [Piece(say("needs you {count}", count=waiting), Weight.NOW) if waiting else strong(say("nothing waits"))]
    if day is not None:
        left += [muted("  " + say("records") + " "), strong(str(len(day.hits)))]
    if reviews and wide:
        left += [muted("  " + say("not reviewed") + " "), strong(str(reviews))]
    return tuple(left), ((muted(index),) if index else ())


def day_title(day: DeskDay) -> str:
    """Sunday 22 November 2026, day 12."""
    at = local_time(day.begin)
    words = f"{at:%A} {at.day} {at:%B %Y}"
    return words if day.day == f"{at:%Y-%m-%d}" else f"{words}, {day.day}"


def timeline(day: DeskDay, lanes: Iterable[Lane], chosen: str = "") -> TimelineData:
    """A day of all guns. Guns that lay in the lock all day give way to those that moved."""
    begin, end = _whole_hours(day.begin, day.end)
    there = tuple(lanes)
    shown = [one for one in there if not one.is_quiet or one.label == chosen]
    # On a day on which nothing moved, all of them are shown.
    shown = shown or list(there)
    quiet = len(there) - len(shown)
    note = (
        say("{count} guns stayed as they were.", count=quiet)
        if quiet > 1
        else (say("One gun stayed as it was.") if quiet else "")
    )
    return TimelineData(
        title=day_title(day),
        right=say("hours, {zone}", zone=f"{local_time(day.begin):%Z}"),
        hours=_hours(begin, end),
        lanes=tuple(_lane(one.label, one, begin, end) for one in shown),
        chosen=chosen,
        stops=tuple((_part(at, begin, end), kind.replace("-", " ")) for at, kind in day.stops),
        note=note,
    )


def life(
    tag: str, name: str, days: Sequence[DeskDay], lanes: Iterable[Lane], more: str, chosen: str = ""
) -> TimelineData:
    """Days of one gun, each on its own line, under one scale of hours."""
    if not days:
        return TimelineData(f"{tag} {name}", note=say("No record names it."))
    marks = [
        (one, _minutes(one.begin), _minutes(one.begin) + (one.end - one.begin).total_seconds() / 60) for one in days
    ]
    first = min(begin for _, begin, _ in marks) // 60 * 60
    last = -(-max(end for *_, end in marks) // 60) * 60
    begins = {one.day: one.begin - timedelta(minutes=begin - first) for one, begin, _ in marks}
    wide = timedelta(minutes=max(60, last - first))
    rows = tuple(
        _lane(_short_day(one.label, begins[one.label]), one, begins[one.label], begins[one.label] + wide)
        for one in lanes
    )
    hours = tuple(
        (60 * n / (last - first), f"{(int(first) // 60 + n) % 24:02d}") for n in range(int(last - first) // 60 + 1)
    )
    return TimelineData(
        title=say("{tag} {name}, day by day", tag=tag, name=name),
        right=say("hours, {zone}", zone=f"{local_time(days[0].begin):%Z}"),
        hours=hours,
        lanes=rows,
        chosen=chosen,
        note=more,
    )


def _short_day(label: str, begin: datetime) -> str:
    try:
        return f"{date.fromisoformat(label):%d %b}"
    except ValueError:
        return f"{local_time(begin):%d %b}"


def _minutes(at: datetime) -> float:
    local = local_time(at)
    return local.hour * 60 + local.minute


def _whole_hours(begin: datetime, end: datetime) -> tuple[datetime, datetime]:
    first = local_time(begin).replace(minute=0, second=0, microsecond=0)
    last = local_time(end).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return first, max(last, first + timedelta(hours=4))


def _hours(begin: datetime, end: datetime) -> tuple[tuple[float, str], ...]:
    number = int((end - begin).total_seconds() // 3600)
    step = 1 if number <= 10 else 2 if number <= 24 else 6
    times = (begin + timedelta(hours=one) for one in range(0, number + 1, step))
    return tuple((_part(at, begin, end), f"{local_time(at):%H}") for at in times)


def _part(at: datetime, begin: datetime, end: datetime) -> float:
    return (at - begin).total_seconds() / max(1.0, (end - begin).total_seconds())


def _lane(label: str, lane: Lane, begin: datetime, end: datetime) -> LaneData:
    states: list[Span] = []
    hands: list[Span] = []
    for one in lane.stretches:
        start, stop = _part(one.since, begin, end), _part(one.until, begin, end)
        _extend(states, start, stop, GunState(str(one.state)))
        _extend(hands, start, stop, _hands(one.custody))
    return LaneData(label, tuple(states), tuple(hands))


def _extend(spans: list[Span], start: float, end: float, what: GunState | Hands) -> None:
    """One more stretch; one that goes on as before becomes longer."""
    if spans and spans[-1].what == what and spans[-1].end == start:
        spans[-1] = Span(spans[-1].start, end, what)
    else:
        spans.append(Span(start, end, what))


_HANDS = {
    Shape.LOCKED: Hands.LOCKED,
    Shape.WITH: Hands.CUSTODIAN,
    Shape.ISSUED: Hands.ISSUED,
    Shape.UNACCOUNTED: Hands.UNKNOWN,
    Shape.OFF_PRODUCTION: Hands.AWAY,
}


def _hands(custody: Custody | None) -> Hands:
    return _HANDS[custody.shape] if custody is not None else Hands.UNKNOWN


def about_need(need: Need) -> tuple[tuple[Piece, ...], str]:
    """What the chosen need is, and all that is said about it."""
    return heading(need.title, mark_of(need)), need.words


def about_hit(hit: Hit, says: Mapping[str, str], reviews: Sequence[str]) -> tuple[tuple[Piece, ...], str]:
    """What the chosen record is, and what is to be looked at in it."""
    said = [translated(says[mark]) for mark in (hit.verdict, *FLAGS) if mark in says and mark != "intact"]
    words = " ".join((*said, *reviews)) or (
        say("It is signed and intact.") if "signed" in hit.marks else says.get("unsigned", "")
    )
    return heading(hit.title, place_of(hit.name)), words


def with_words(data: TimelineData, title: Sequence[Piece], words: str) -> TimelineData:
    """The panel with what is said about the chosen row."""
    return replace(data, heading=tuple(title), words=words)
