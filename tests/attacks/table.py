"""The table of attacks in docs/attacks.md, from the catalogue.

PYTHONPATH=src python -m tests.attacks.table    # writes it
"""

from __future__ import annotations

from pathlib import Path

from showclear.ledger.steps import STEP_IDS
from tests.attacks.cases import CASES
from tests.attacks.catalogue import Case

PAGE = Path(__file__).resolve().parents[2] / "docs" / "attacks.md"
MARK = "<!-- below this line written by tests/attacks/table.py -->\n"
TITLES = {
    "edits": "Changed files",
    "characters": "What nobody sees",
    "grammar": "What no fact may look like",
    "signatures": "The text of a signature",
    "deleting and moving": "Deleted, moved and copied files",
    "forks and mixtures": "Forks and mixtures",
    "order and time": "Order and time",
    "seals": "Day seals",
    "signers": "Who signed",
    "enrolments": "Who counts",
    "revocations": "Lost keys",
    "signatures by FIDO2 keys": "FIDO2 keys",
}
"""Of each group of cases, in the order of the page."""


def table() -> str:
    """Everything below the mark."""
    lines = []
    for group, title in TITLES.items():
        lines += ["", f"## {title}", "", "| case | what somebody did | verdict | findings |", "|---|---|---|---|"]
        lines += [row(case) for case in CASES.values() if case.group == group]
    return "\n".join(lines) + "\n"


def row(case: Case) -> str:
    """One case."""
    known = {"facts": f" (study, {case.known_as[6:]})", "issue": ""}.get(case.known_as.split(" ")[0], "")
    found = sorted((STEP_IDS[step], step, verdict) for step, verdict in case.expected.items())
    words = ", ".join(f"{number} {step} {verdict}" for number, step, verdict in found) or "none"
    return f"| `{case.name}`{known} | {case.what} | **{case.verdict}** | {words} |"


if __name__ == "__main__":
    PAGE.write_text(PAGE.read_text("utf-8").partition(MARK)[0] + MARK + table(), "utf-8")
