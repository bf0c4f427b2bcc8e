"""Print what each job costs in keys, walked with the real engine by two people who see what they should.

    .venv-check/bin/python scripts/keys.py

PINs are counted, six digits each; so is the key that starts the run. What is asked once at the start is not.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from showclear.domain.checklists import Procedure  # noqa: E402
from showclear.domain.runs import RunPlan  # noqa: E402
from showclear.domain.weapons import Contents  # noqa: E402
from tests.checklists.walking import PISTOL, REVOLVER, RUBBER, Walk, walk, weapon_plan  # noqa: E402

START = 1
"""The key that starts a run; for a turn-round it is the take-back as well."""

ROWS: tuple[tuple[str, RunPlan, int], ...] = (
    ("inspection, six dummies", weapon_plan(Procedure.INSPECTION, REVOLVER, 6), 105),
    ("inspection, empty revolver", weapon_plan(Procedure.INSPECTION, REVOLVER), 0),
    ("inspection, empty pistol", weapon_plan(Procedure.INSPECTION, PISTOL), 0),
    ("inspection, rubber gun", weapon_plan(Procedure.INSPECTION, RUBBER), 0),
    ("handover, cold", weapon_plan(Procedure.HANDOVER, REVOLVER), 0),
    ("return, six dummies", weapon_plan(Procedure.RETURN, REVOLVER, 6), 0),
    ("turn-round, empty", weapon_plan(Procedure.TURN_ROUND, REVOLVER), 30),
    ("turn-round, six dummies", weapon_plan(Procedure.TURN_ROUND, REVOLVER, 6), 45),
    ("blank take, three from a box", weapon_plan(Procedure.BLANK_TAKE, REVOLVER, 3, Contents.BLANK, "box"), 0),
)
"""The job, its plan, and the goal of the design; 0 where it has none."""


def row(name: str, done: Walk, goal: int) -> str:
    """One line of the table."""
    keys = done.keys + START
    each = f"{keys / done.looks:.1f}" if done.looks else "-"
    wanted = f"at most {goal}" if goal else ""
    return f"| {name} | {keys} | {done.pins} | {done.looks} | {each} | {wanted} |"


def main() -> int:
    """Print the table; 1 where a goal is missed."""
    print("| job | keys | PINs | looks | keys a look | goal |")
    print("|---|---|---|---|---|---|")
    missed = 0
    for name, plan, goal in ROWS:
        done = walk(plan)
        missed += bool(goal) and done.keys + START > goal
        print(row(name, done, goal))
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
