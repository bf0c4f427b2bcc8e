"""Before something is permitted: which records it rests on, and whether their files say what is remembered of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from showclear.app.reading import Settle, facts_and_title
from showclear.app.snapshot.remembered import Remembered
from showclear.app.snapshot.rows import Kept
from showclear.domain.situation import Situation
from showclear.domain.situation.history import OF_THE_DAY, Aspect, History
from showclear.domain.situation.judging import Judge
from showclear.domain.situation.values import THE_SET, unit_item
from showclear.domain.situation.view import View
from showclear.errors import StorageError
from showclear.ledger.record import digest_of
from showclear.ledger.verification import Context, verify_record
from showclear.storage.files import FileState
from showclear.words import english

_NEWEST = 40
"""How many records about one item, or about the set, are read anew: a permission rests on the newest ones."""


def rests_on(situation: Situation, items: Iterable[str]) -> set[str]:
    """The files of the newest records about some items and the set, of the day, and of every stop that is open."""
    view, history = situation.view, situation.view.history
    lanes = [((Aspect.ABOUT, item), _NEWEST) for item in items]
    lanes += [((aspect, THE_SET), _NEWEST) for aspect in (Aspect.RESTRICTED, Aspect.CLOSED)]
    lanes += [((Aspect.RESTRICTED, unit_item(unit)), _NEWEST) for unit in view.names_said(Aspect.UNIT)]
    lanes += [((aspect, name), 2) for aspect in OF_THE_DAY for name in history.tags.get(aspect, {})]
    indices = {index for index, _ in history.never_closed.get(THE_SET, ())}
    for lane, most in lanes:
        for track in history.lanes.get(lane, {}).values():
            indices.update(track.indices[-most:])
    return {f"{history.title(index)}.toml" for index in indices}


def derive(
    remembered: Remembered, row: int, data: bytes, context: Context, history: History, settle: Settle | None = None
) -> Kept:
    """What the file of a remembered record says: read, verified and judged anew.

    Raises:
        StorageError: it is not the record that was remembered, or not intact any more.
    """
    name, digest = remembered.past.name(row), remembered.past.digest(row)
    result = verify_record(data, name, context)
    facts, title = facts_and_title(data, result, settle)
    if result.head is None or facts is None or not result.is_intact or digest_of(data) != digest:
        raise StorageError(
            english("{name}: the file is not the record that was read before.", name=name),
            english("Leave Show Clear and open it again: it then reads every record anew."),
        )
    judgement = Judge(facts, View(history, row, point=digest)).judge()
    return Kept(result.head, facts, judgement, result.findings, title)


def changed_states(remembered: Remembered, state: Callable[[str], FileState]) -> list[int]:
    """The rows whose files have another size or change time than when they were last read, or cannot be looked at."""
    found = []
    for row in range(remembered.size):
        try:
            now = state(remembered.past.name(row))
        except StorageError:
            found.append(row)
            continue
        if (now.size, now.modified_ns) != remembered.state(row):
            found.append(row)
    return found
