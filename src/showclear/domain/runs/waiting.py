"""How long nobody may go on: a countdown's wait, from the entry before it.

R-RUN-18: counted in milliseconds of the run, so that the sleep of the laptop counts. An entry that was only asked again
because the run was opened anew keeps its first time. Where nobody knows how long the run was closed, the wait begins
when it was opened: unknown time makes nothing safe.
"""

from __future__ import annotations

from collections.abc import Iterable

from showclear.domain.checklists import Step
from showclear.domain.runs.plan import RunPlan
from showclear.domain.runs.values import Entry

RESUMED = "resumed"
"""Why an answer was asked again after the run was opened anew."""


def wait_ms(plan: RunPlan, step: Step) -> int:
    """How long the wait of `step` is; 0 if it is no countdown."""
    return plan.limits[step.wait] * 1000 if step.wait else 0


def ready_at_ms(plan: RunPlan, step: Step, counted: Iterable[Entry], lost_ms: int) -> int:
    """When the wait of `step` is over, since the start of the run; 0 if it is no countdown.

    Args:
        plan: of the run.
        step: the step asked now.
        counted: the entries that count.
        lost_ms: when the run was opened anew after a time that no clock counted; 0 if it never was.
    """
    if not step.wait:
        return 0
    last = max((_first_ms(entry) for entry in counted), default=0)
    return max(last, lost_ms) + wait_ms(plan, step)


def _first_ms(entry: Entry) -> int:
    """When the value was first entered, if it was only confirmed after the run was opened anew."""
    first = entry.ms
    for old in reversed(entry.replaced):
        if old.reason != RESUMED or old.value != entry.value or old.key != entry.key:
            break
        first = old.ms
    return first
