"""What a log book hands to a snapshot, and when there is none: only a folder in which all is well is remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from showclear.app.entries import Entries
from showclear.app.snapshot.remembered import Remembered
from showclear.app.snapshot.rows import Kept
from showclear.app.snapshot.writing import Contents
from showclear.domain.situation import Situation
from showclear.errors import StorageError
from showclear.ledger.inspection import Inspection
from showclear.ledger.record import digest_of
from showclear.ledger.results import LogResult
from showclear.ledger.steps import STEP_IDS, Verdict
from showclear.storage.log_folder import LogFolder
from showclear.storage.marks import MarksState


def identity_of(body: Mapping[str, Any]) -> dict[str, str | bool]:
    """Name, zone and whether it is a demonstration, out of the facts of a production record."""
    table = body.get("production")
    values = table.items() if isinstance(table, dict) else ()
    return {name: value for name, value in values if isinstance(value, (str, bool))}


def contents_of(
    folder: LogFolder,
    result: LogResult,
    situation: Situation,
    entries: Entries,
    remembered: Remembered | None,
    people: tuple[Inspection, ...],
    identity: Mapping[str, str | bool],
) -> Contents | None:
    """What is remembered of a folder; None where anything in it is not as it should be, or changes just now."""
    history = situation.view.history
    digests = [history.digest(index) for index in range(len(history))]
    if situation.size != len(history) or len(history) != len(result.records) or not _is_well(result, entries):
        return None
    columns = None if history.repeated or history.copied else result.chain.columns(digests)
    states = None if columns is None else _states(folder, situation, remembered)
    if columns is None or states is None:
        return None

    def kept(index: int) -> Kept:
        facts = history.record(index)
        head = result.chain.head(facts.digest)
        findings = result.records[facts.name].findings
        return Kept(head, facts, history.judgement(index), findings, entries.title(facts.name))

    known = remembered.past.warned if remembered else ()
    warned = [index for index in range(history.start, len(history)) if kept(index).warnings]
    return Contents(
        columns,
        history,
        sorted(result.records),
        kept,
        states,
        people,
        frozenset(entries.founding),
        identity,
        (*known, *warned),
        _marks(folder, result),
        remembered,
    )


def _marks(folder: LogFolder, result: LogResult) -> MarksState | None:
    """What the marks say; None where they do not name just the files that are there."""
    try:
        folder.marks.refresh()
        return folder.marks.state() if frozenset(folder.marks.names()) == frozenset(result.records) else None
    except StorageError:
        return None


def _is_well(result: LogResult, entries: Entries) -> bool:
    """Whether every file is an intact record of this production that this version can read as a whole."""
    folder = (one for one in result.findings if one.step != STEP_IDS["strays"])
    return (
        not any(folder)
        and not entries.damaged
        and all(one.verdict is Verdict.INTACT for one in result.records.later.values())
        and all(one.intact and not one.unknown for one in entries.later.values())
        and len(entries.later) == len(result.records.later)
    )


def _states(folder: LogFolder, situation: Situation, remembered: Remembered | None) -> list[tuple[int, int]] | None:
    """Size and change time of every file, looked at before the file is read once more; None where one changed."""
    history = situation.view.history
    known = [remembered.state(row) for row in range(history.start)] if remembered else []
    try:
        return [*known, *_looked_at(folder, situation)]
    except (StorageError, LookupError):
        return None


def _looked_at(folder: LogFolder, situation: Situation) -> Iterator[tuple[int, int]]:
    history = situation.view.history
    for record in history.later:
        state = folder.state(record.name)
        if digest_of(folder.read(record.name)) != record.digest:
            raise LookupError(record.name)
        yield state.size, state.modified_ns
