"""docs/format.md says which verifier does which step; this holds the table to the verifiers, and writes it.

PYTHONPATH=src python -m tests.standalone.test_steps_table    # writes the table
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from showclear.ledger.steps import STEPS
from tests.golden.make_golden import FOLDER as GOLDEN
from tests.standalone import scripts

PAGE = Path(__file__).resolve().parents[2] / "docs" / "format.md"
MARK = "<!-- written by tests/standalone/test_steps_table.py -->\n"
BY_HAND = {1: "part", 4: "part", 5: "part", 6: "part", 7: "part", 9: "yes", 12: "part", 20: "part"}
"""What check-record.sh, allowed-signers.sh, seal-words.sh and seal-root.sh in docs/ do, with ssh-keygen."""


HEAD = "| step | `showclear verify` | `verify.py` | `verify.sh` | by hand |\n|---|---|---|---|---|\n"


def table() -> str:
    """One row a step."""
    return HEAD + "".join(
        f"| {step.number} {step.id} | yes | {done(step.number in scripts.PYTHON_STEPS)} "
        f"| {done(step.number in scripts.SHELL_STEPS)} | {BY_HAND.get(step.number, '–')} |\n"
        for step in STEPS
    )


def done(does: bool) -> str:
    """In a table."""
    return "yes" if does else "no"


def test_the_page_says_which_verifier_does_which_step() -> None:
    """Plainly, and as the catalogue of attacks holds them to it."""
    assert f"{MARK}\n{table()}\n" in PAGE.read_text("utf-8")


@pytest.mark.skipif(not scripts.has_shell_tools, reason="needs sh, awk and ssh-keygen")
def test_each_script_says_itself_what_it_leaves_out() -> None:
    """Nobody has to find the page to know that a step was not done."""
    for steps, done_ in (
        (scripts.PYTHON_STEPS, scripts.run_python(GOLDEN)),
        (scripts.SHELL_STEPS, scripts.run_shell(GOLDEN)),
    ):
        left_out = {int(number) for number in re.findall(r"^ ?(\d+)  not done ", done_.stdout, re.MULTILINE)}
        assert left_out == {step.number for step in STEPS} - steps


if __name__ == "__main__":
    text = PAGE.read_text("utf-8")
    before, _, after = text.partition(MARK)
    PAGE.write_text(before + MARK + "\n" + table() + re.sub(r"\A\n(\|.*\n)*", "", after), "utf-8")
