"""The one way in which a report is raised: what it stops and what it keeps as it is, in one unsigned record."""

from __future__ import annotations

from collections.abc import Iterable

from showclear.app.logbook import LogBook
from showclear.domain.effects import Effect
from showclear.domain.situation.stops import set_status
from showclear.domain.situation.tiers import is_grave, stop_of


def raise_report(
    book: LogBook,
    report_class: str,
    reason: str,
    keeps: Iterable[str] = (),
    *,
    stop_reason: str = "",
    holds: bool = False,
    by: str = "",
    run: str = "",
) -> str:
    """Write the report, and before it what has to stop; the id of the event.

    Args:
        book: where it is written.
        report_class: what kind of event it is.
        reason: what is said of it.
        keeps: what stays as it is, frozen; its feed devices stay with it, because what was fired came out of one.
        stop_reason: what stands in the stop, where it is more than the reason.
        holds: whether it holds the set also where its kind alone would not.
        by: who says so, if they want to be named.
        run: the run that it belongs to.

    Raises:
        StorageError: it could not be made durable; it counts in this window.
    """
    claim = {name: value for name, value in (("run", run), ("by", by)) if value}
    devices_of = book.situation.devices_of
    kept = dict.fromkeys(one for item in keeps if item for one in (item, *devices_of(item)))
    effects = [Effect("incident", {"class": report_class, "reason": reason, **claim})]
    effects += [Effect("frozen", {"item": item, "reason": reason, **claim}) for item in kept]
    stop = stop_of(report_class, stopped=is_stopped(book), holds=holds)
    if stop:
        effects.insert(0, Effect(stop, {"reason": stop_reason or reason, **claim}))
    # not said: records stay English
    return book.restrict(stop or "restriction", f"Report: {report_class.replace('-', ' ')}", effects, by=by, run=run)


def is_stopped(book: LogBook) -> bool:
    """Whether the set is held or stood down already: one more hold would be a stand-down."""
    stops = set_status(book.situation)
    return bool(stops.holds or stops.stand_downs)


def not_misfired(book: LogBook, report_class: str, items: Iterable[str]) -> tuple[str, ...]:
    """What somebody named, without what its own misfire list has to open; after what is grave it is evidence too."""
    if is_grave(report_class):
        return tuple(items)
    open_on = book.situation.open_restrictions
    return tuple(
        item for item in items if report_class != "misfire" and not any(one.kind == "misfired" for one in open_on(item))
    )
