"""What stops the set and what else is open, with what ends it, as the board shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from showclear.app.views import OpenItem, SaidLine, SetLine
from showclear.domain.situation import Situation
from showclear.domain.situation.batches import batch_tags
from showclear.domain.situation.gaps import open_gaps
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.stops import NEED_WORDS, Need, OpenStop, explanations, frozen, set_status, unreviewed
from showclear.domain.situation.values import OpenRestriction
from showclear.words import english

FROZEN_NEEDS = english("It stays as it is, locked and sealed, until the report (L) or a release names it.")
MISFIRED_NEEDS = english("Nobody opens it before the misfire list (H) is walked and signed.")
UNREGISTERED_NEEDS = english(
    "It lies locked, apart from all others, until two take it in by this name, or it is sent back."
)
GAP_NEEDS = english("It is found, counted again by two, or taken in anew; until then no day of the unit is reconciled.")
REVIEW_NEEDS = english("Somebody on shift looks at what happened and signs what they think of it.")


def stop_lines(situation: Situation, since: Callable[[OpenRestriction], datetime]) -> tuple[SetLine, ...]:
    """Stand-downs and holds, the oldest first. `since` is when one began, as far as this laptop knows."""
    asked = {one.record for one in unreviewed(situation)}
    found = [one for one in set_status(situation).stops if one.restriction.kind in ("stand-down", "hold")]
    return tuple(
        _stop_line(one, since(one.restriction), asked, said_about(situation, one.restriction.record)) for one in found
    )


def said_about(situation: Situation, record: str) -> tuple[SaidLine, ...]:
    """What was said about a stop after it was made, the oldest first."""
    return tuple(SaidLine(one.words, one.by, one.at) for one in explanations(situation, record))


def _stop_line(stop: OpenStop, since: datetime, asked: set[str], said: tuple[SaidLine, ...]) -> SetLine:
    one = stop.restriction
    needs = tuple(_sentence(NEED_WORDS[need]) for need in stop.needs if need is not Need.LIFT)
    return SetLine(
        one.kind,
        one.record,
        one.reason,
        one.by,
        since,
        needs,
        one.record not in asked,
        said,
        Need.REPORT not in stop.needs,
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def open_items(situation: Situation) -> tuple[OpenItem, ...]:
    """Reports, concerns, misfired and frozen things, and stops that are over and that nobody reviewed."""
    stops = set_status(situation).stops
    found = [_reported(one) for one in stops if one.restriction.kind in ("incident", "concern")]
    for item in situation.restricted_items:
        found += [_misfired(one) for one in situation.open_restrictions(item) if one.kind == "misfired"]
    found += [
        OpenItem(
            "frozen",
            english("{item} is frozen: {reason}", item=one.item, reason=one.reason),
            one.record,
            one.item,
            one.since,
            FROZEN_NEEDS,
        )
        for one in frozen(situation)
    ]
    found += _on_no_register(situation)
    found += [
        OpenItem("gap", gap.words, situation.view.title(gap.index), gap.item, None, GAP_NEEDS)
        for unit in situation.view.names_said(Aspect.UNIT)
        for gap in open_gaps(situation.view, unit)
        if gap.index is not None
    ]
    still_open = {one.restriction.record for one in stops}
    found += [
        OpenItem("review", f"{one.kind}: {one.reason}", one.record, "", one.since, REVIEW_NEEDS)
        for one in unreviewed(situation)
        if one.record not in still_open
    ]
    return tuple(found)


def _reported(stop: OpenStop) -> OpenItem:
    one = stop.restriction
    title = f"{one.report.replace('-', ' ')}: {one.reason}" if one.report else one.reason
    return OpenItem(one.kind, title, one.record, "", one.since, _sentence(stop.words))


def _on_no_register(situation: Situation) -> list[OpenItem]:
    """What an intake quarantined: it is on the set, and no list of guns, boxes or batches has it."""
    known = {*situation.weapons(), *situation.devices(), *situation.containers(), *batch_tags(situation.view)}
    found = []
    for item in sorted(set(situation.restricted_items).difference(known)):
        first = next((one for one in situation.open_restrictions(item) if one.kind == "quarantined"), None)
        if item and first is not None:
            title = english("{item} is quarantined and on no register: {reason}", item=item, reason=first.reason)
            found.append(OpenItem("quarantined", title, first.record, item, first.since, UNREGISTERED_NEEDS))
    return found


def _misfired(one: OpenRestriction) -> OpenItem:
    return OpenItem(
        "misfired",
        english("{item} misfired: {reason}", item=one.item, reason=one.reason),
        one.record,
        one.item,
        one.since,
        MISFIRED_NEEDS,
    )
