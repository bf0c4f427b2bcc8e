"""What was done about a stop: whether a report on it was closed, and whether a meeting was held that knew of it."""

from __future__ import annotations

from showclear.domain.situation.history import Aspect
from showclear.domain.situation.view import View

MEETINGS = ("meeting", "blank-meeting")
"""What `checked` says of a safety meeting."""


def is_reported(view: View, index: int) -> bool:
    """Whether a report on the stop in the record at `index` was closed."""
    return bool(view.newest(Aspect.REPORTED, view.title(index)))


def meeting_after_report(view: View, index: int) -> int | None:
    """A safety meeting that was held after a report on the stop at `index` was closed; None if there was none."""
    reports = view.tips(Aspect.REPORTED, view.title(index))
    for name in view.names_said(Aspect.CHECKED):
        if name.rsplit("\0", 1)[-1] not in MEETINGS:
            continue
        for meeting in view.tips(Aspect.CHECKED, name):
            if any(view.precedes(report, meeting) for report in reports):
                return meeting
    return None
