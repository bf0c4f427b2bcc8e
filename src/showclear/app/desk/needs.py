"""What waits for a human: what is altered, what is missing, what should be looked at. Plain values, worked out anew."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from showclear.app.action_views import OVERDUE
from showclear.app.desk.noting import FLAGS
from showclear.app.views import Board
from showclear.domain.checklists import Procedure
from showclear.domain.custody import Shape
from showclear.domain.people import Person
from showclear.domain.situation import Situation
from showclear.domain.situation import day as days
from showclear.domain.situation.day import NoDay
from showclear.domain.situation.events import NO_REASON
from showclear.domain.situation.records import Finding as FoldFinding
from showclear.domain.situation.values import OpenRestriction
from showclear.ledger.steps import STEP_IDS, Finding, Verdict
from showclear.storage.index_rows import Hit
from showclear.words import english, together

MOST = 60
"""How many of one kind are listed; the last one then says how many more there are."""


_IN_FRONT = {
    str(one): one
    for one in (
        english("altered"),
        english("incomplete"),
        english("missing"),
        english("unverifiable"),
        english("mismatch"),
        english("stop"),
        english("hands"),
        english("abandoned"),
        english("fast"),
        english("changed"),
        english("deferred"),
        english("late"),
        english("corrected"),
        english("clock"),
    )
}
"""Verdicts and flags as the word in front of a line."""


class Group(StrEnum):
    """The lists of a desk."""

    ALTERED = "altered"
    UNSIGNED = "not signed"  # not said: its title stands with the lists
    MISSING = "missing"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for somebody."""

    group: Group
    what: str
    """The word in front: altered, not signed, not back, mismatch, fast."""
    title: str
    words: str
    """Why it is here, in a sentence."""
    record: str = ""
    """The file that it is about; empty where it is about none."""
    thing: str = ""
    """The weapon, box or batch that it is about."""


def altered(findings: Iterable[Finding], records: Container[str]) -> tuple[Need, ...]:
    """What verification found, a row for each file, worst first; warnings are flags of their records.

    Whatever comes after a file that is missing is incomplete too: all of that is one row, behind what is missing.
    """
    found: dict[str, list[Finding]] = {}
    for one in findings:
        if not one.is_warning:
            named = _FILE.search(one.where)
            found.setdefault(named[0] if named else one.where, []).append(one)
    after = [
        name
        for name, several in found.items()
        if _FILE.fullmatch(name) and all(one.step in _AFTER for one in several) and _is_incomplete(several)
    ]
    rows = [_altered(where, several, records) for where, several in found.items() if where not in after]
    if after:
        first = min(after)
        what = found[first][0]
        title = (
            place_of(first)
            if len(after) == 1
            else english("{count} records, from {place} on", count=len(after), place=place_of(first))
        )
        rows.append(
            Need(
                Group.ALTERED,
                english("incomplete"),
                title,
                together(part for part in (what.what, what.remedy) if part),
                first if first in records else "",
            )
        )
    return _at_most(tuple(rows), Group.ALTERED)


_AFTER = frozenset({STEP_IDS["keys"], STEP_IDS["chain"], STEP_IDS["citations"]})
"""Steps that find something in every record behind one that is missing."""


def _is_incomplete(several: Iterable[Finding]) -> bool:
    return all(one.verdict is Verdict.INCOMPLETE for one in several)


def _altered(where: str, several: list[Finding], records: Container[str]) -> Need:
    words = together(dict.fromkeys(part for one in several for part in (one.what, one.remedy) if part))
    what = "missing" if all(one.step == STEP_IDS["marks"] for one in several) else str(several[0].verdict)
    return Need(Group.ALTERED, _IN_FRONT.get(what, what), place_of(where), words, where if where in records else "")


_FILE = re.compile(r"[a-z0-9-]+-[0-9]{6}-[0-9a-f]{32}\.toml")


def place_of(where: str) -> str:
    """A file of the log as log and number; anything else as it is."""

    def short(found: re.Match[str]) -> str:
        log, number, _ = found[0].rsplit("-", 2)
        return f"{log}/{int(number)}"

    return _FILE.sub(short, where)


def missing(
    board: Board, situation: Situation, unit: str, unreviewed: Iterable[OpenRestriction], people: Mapping[str, Person]
) -> tuple[Need, ...]:
    """What is open, due and not done, not back, not counted, not reviewed."""
    rows = (
        *_open(board),
        *_not_back(board, people),
        *_not_published(board),
        *_not_done(board),
        *_not_counted(board, situation, unit),
        *_not_reviewed(unreviewed),
    )
    return _at_most(rows, Group.MISSING)


def not_signed(board: Board) -> tuple[Need, ...]:
    """Whose signature is due: under runs of this laptop, and under what was signed on another one."""
    runs = (
        Need(
            Group.UNSIGNED,
            english("not signed"),
            english("{subject}: {title}", subject=run.named, title=run.title),
            english("{people} have not signed. {where}", people=run.people, where=run.where),
            thing=run.subject,
        )
        for run in board.open_runs
    )
    afar = (
        Need(Group.UNSIGNED, english("not signed"), line.label, line.why, f"{line.target}.toml")
        for line in board.due
        if line.act == "approve"
    )
    return _at_most((*runs, *afar), Group.UNSIGNED)


def _open(board: Board) -> Iterator[Need]:
    for stop in board.stops:
        needs = together(stop.needs) or english("An armorer and an assistant director lift it: X on the board.")
        reason = stop.reason.rstrip(".") or NO_REASON
        title = f"{stop.kind.replace('-', ' ').capitalize()}: {reason}"
        yield Need(Group.MISSING, english("still open"), title, needs, f"{stop.record}.toml")
    for item in board.open_items:
        if item.kind == "action":
            late = item.title.startswith(OVERDUE)
            what = english("overdue") if late else english("to do")
            title = item.title.removeprefix(OVERDUE) if late else item.title
            yield Need(Group.MISSING, what, title, item.needs, f"{item.record}.toml", item.subject)
        elif item.kind not in ("gap", "review"):
            yield Need(
                Group.MISSING, english("still open"), item.title, item.needs, f"{item.record}.toml", item.subject
            )


def _not_back(board: Board, people: Mapping[str, Person]) -> Iterator[Need]:
    for one in board.weapons:
        if one.collect:
            person = people.get(one.custody.person) if one.custody is not None else None
            tag = one.weapon.tag
            title = (
                english("{tag} is with {name}", tag=tag, name=person.name)
                if person is not None
                else english("{tag}: nobody says who has it", tag=tag)
            )
            yield Need(Group.MISSING, english("not back"), title, one.why, thing=tag)
    for batch in board.batches:
        if batch.collect:
            out = sum(count for _, count in batch.out)
            words = batch.why or english("It is out while it should not be.")
            yield Need(Group.MISSING, english("not back"), f"{batch.tag}: {out} {batch.what}", words, thing=batch.tag)


def _not_published(board: Board) -> Iterator[Need]:
    if board.pending:
        words = english("They count on this laptop, and are written as soon as the disk takes them.")
        yield Need(
            Group.MISSING, english("not written"), english("{pending} not in the log yet", pending=board.pending), words
        )


def _not_done(board: Board) -> Iterator[Need]:
    is_over = board.day is not None and not board.day.open
    for line in board.due:
        # Signing, taking back and the review of a stop have rows of their own; a day that goes on is not late.
        late = is_over and line.procedure in (str(Procedure.WRAP), str(Procedure.DAY_PEOPLE))
        if line.act == "seal" or late or (line.blocking and not line.act):
            yield Need(Group.MISSING, english("not done"), line.label, line.why, thing=line.subject)


def _not_counted(board: Board, situation: Situation, unit: str) -> Iterator[Need]:
    view = situation.view
    day = days.open_day(view, unit, board.at, situation.limits) if unit else None
    if day is not None and not isinstance(day, NoDay) and days.checked(view, day, "count"):
        for one in board.weapons:
            tag = one.weapon.tag
            mine = days.unit_of(situation, tag) == unit and (
                one.custody is None or one.custody.shape is not Shape.OFF_PRODUCTION
            )
            if mine and not days.counted(view, day, tag):
                yield Need(
                    Group.MISSING,
                    english("not counted"),
                    f"{tag} {one.weapon.name}",
                    english("It is in no count of today."),
                    thing=tag,
                )
    for item in board.open_items:
        if item.kind == "gap":
            yield Need(
                Group.MISSING, english("not counted"), item.title, item.needs, f"{item.record}.toml", item.subject
            )


def _not_reviewed(unreviewed: Iterable[OpenRestriction]) -> Iterator[Need]:
    for one in unreviewed:
        kind = one.kind.replace("-", " ")
        reason = one.reason.rstrip(".") or NO_REASON
        said = f"{reason[:1].upper()}{reason[1:]}"
        words = english("{reason}. Nobody has signed what they think of it.", reason=said)
        yield Need(
            Group.MISSING,
            english("not reviewed"),
            f"{kind.capitalize()}, {one.since:%d %b}",
            words,
            f"{one.record}.toml",
        )


def flagged(
    hits: Iterable[tuple[Hit, Mapping[str, str]]],
    folded: Iterable[FoldFinding],
    clocks: Iterable[str],
    listed: Iterable[Need],
) -> tuple[Need, ...]:
    """What somebody should look at, the newest first: clocks and what does not count, then records with flags.

    Args:
        hits: records with flags that no signed record names, each with its sentences.
        folded: what the situation found in records.
        clocks: what is wrong with the clocks of laptops, in words.
        listed: what stands in another list already.
    """
    there = {one.record for one in listed if one.record}
    rows = [Need(Group.FLAGGED, english("clock"), english("The clocks of the laptops"), one) for one in clocks]
    rows += map(_without_effect, folded)
    for hit, says in hits:
        if hit.name not in there:
            flags = [mark for mark in FLAGS if mark in says]
            words = together(says[mark] for mark in flags)
            rows.append(
                Need(
                    Group.FLAGGED,
                    _IN_FRONT.get(flags[0], flags[0]),
                    hit.title,
                    words,
                    hit.name,
                    hit.things[0] if hit.things else "",
                )
            )
    return _at_most(tuple(rows), Group.FLAGGED)


def _without_effect(one: FoldFinding) -> Need:
    """What the situation found in a record."""
    record = f"{one.records[0]}.toml" if one.records else ""
    title = place_of(record) if record else one.rule
    words = english("{rule}: {text}", rule=one.rule, text=one.text)
    return Need(Group.FLAGGED, english("no effect"), title, words, record)


def _at_most(rows: tuple[Need, ...], group: Group) -> tuple[Need, ...]:
    if len(rows) <= MOST:
        return rows
    left = len(rows) - MOST
    return (
        *rows[:MOST],
        Need(
            group,
            english("more"),
            english("{left} more", left=left),
            english("They come up as these are dealt with; search finds them now."),
        ),
    )
