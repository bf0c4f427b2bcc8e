"""Stops on paper: when, why, what was barred, how it ended, who answers for that."""

from __future__ import annotations

from collections.abc import Iterable

from showclear.app.action_views import ActionView, Standing, due_words
from showclear.app.printing.evidence import Evidence
from showclear.app.printing.identity import Identity
from showclear.app.printing.stops import Stop
from showclear.reports import proof
from showclear.reports.document import Part, Words, dense

REVIEWED = ("stand-down", "hold", "incident")
"""Stops that somebody is asked to look back at."""


def stops_parts(stopped: Iterable[Stop], records: Iterable[Evidence], identity: Identity, none: str) -> list[Part]:
    """A table of stops, or the words that there are none."""
    by_record = {one.record: one for one in records}
    rows = tuple(_row(one, by_record, identity) for one in stopped)
    if not rows:
        return [Words(none)]
    return [dense(("When", "What was stopped, and why", "What it barred", "How it ended"), rows, (5, 9, 6, 9))]


def _row(one: Stop, records: dict[str, Evidence], identity: Identity) -> tuple[str, ...]:
    record = records.get(one.record)
    who = f"\nNamed in it: {one.by}" if one.by else ""
    if record is not None:
        who += f"\n{proof.UNSIGNED}" if record.unsigned else ""
        who += "" if record.holds else f"\n{proof.standing(record)}"
    why = f"{one.kind.replace('-', ' ').upper()}: {one.reason or 'no reason given'}{who}"
    barred = (words.replace(f": {one.reason.rstrip('.')}", "").replace("..", ".") for words in one.barred)
    return when(one, identity), why, "\n".join(barred) or "nothing by name", ended(one, identity)


def actions_parts(actions: Iterable[ActionView], identity: Identity) -> list[Part]:
    """What is to be done so that it does not come again, and where that stands."""
    rows = tuple(_action(one, identity) for one in actions)
    if not rows:
        return [Words("No corrective action is on record.")]
    return [dense(("What is to be done", "Owner, until", "Where it stands"), rows, (9, 6, 10))]


def _action(one: ActionView, identity: Identity) -> tuple[str, ...]:
    by = f" ({one.opened_by})" if one.opened_by else ""
    # What a stop opened by itself has the time of the stop: of a concern nobody shall know it.
    own = one.about == one.record
    lines = ["opened with the stop itself" if own else f"opened {identity.time(one.opened_at)}{by}"]
    if one.done_at:
        lines.append(f"done {identity.time(one.done_at)}: {one.done_words} ({one.done_by})")
    if one.standing is not Standing.DONE:
        lines.append(str(one.standing).upper())
    return one.words, f"{one.owner}, {due_words(one)}", "\n".join(lines)


def when(one: Stop, identity: Identity) -> str:
    """When it was raised; of a concern the day alone."""
    return one.day or identity.time(one.at)


def ended(one: Stop, identity: Identity) -> str:
    """What answered a stop and who signed that; what it still needs."""
    lines = [
        f"{identity.time(answer.at)}: {answer.words} ({answer.by if answer.signed else proof.UNSIGNED.lower()})"
        for answer in one.answers
    ]
    lines += [f"OPEN: {words}" for words in one.needs]
    if not one.reviewed and one.kind in REVIEWED:
        lines.append("Nobody has signed what they think of it.")
    return "\n".join(lines)
