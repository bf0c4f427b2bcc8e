"""What makes an item unverified without barring it: a run stopped at it, or two people differed about it."""

from __future__ import annotations

from collections.abc import Sequence

from showclear.domain.situation.history import BARRING, Aspect
from showclear.domain.situation.values import OpenRestriction
from showclear.domain.situation.view import View


def unsettled(view: View, item: str, looked: Sequence[int], run: str = "") -> OpenRestriction | None:
    """The oldest restriction that made an item unverified and that nothing settled since; None if there is none.

    Args:
        view: what is known.
        item: a box, a feed device or a batch.
        looked: the records in which two people looked at it.
        run: a run whose own doubts its record settles.
    """
    found = []
    for track in view.history.lanes.get((Aspect.RESTRICTED, item), {}).values():
        for index in reversed(track.indices[: view.last(track) + 1]):
            if any(view.precedes(index, one) for one in looked):
                break
            for one in view.judgement(index).restrictions:
                if one.item != item or one.kind in BARRING or view.is_closed(item, index, one.kind):
                    continue
                if (not run or one.run != run) and not _settled(view, item, index, one.run):
                    found.append(view.restriction(index, one))
    return min(found, default=None)


def _settled(view: View, item: str, index: int, run: str) -> bool:
    """Whether the run that raised a restriction was signed after it and counted the item; a gap bars it anyway."""
    return any(
        view.includes(signed)
        and view.precedes(index, signed)
        and any(one.container == item for one in view.judgement(signed).movements)
        for signed in (view.history.with_id(run) if run else ())
    )
