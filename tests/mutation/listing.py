"""The list of mutants in docs/rules.md."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.mutation.killing import ROOT
from tests.mutation.mutant import Mutant

DOCUMENT = ROOT / "docs" / "rules.md"
BEGIN, END = "<!-- mutants: begin -->", "<!-- mutants: end -->"
_HEAD = "| mutant | what is made true | which test fails |\n| --- | --- | --- |\n"
_ROW = re.compile(r"^\| (R-\S+) \| (.+) \| `(\w+)` in `(\S+)` \|$", re.MULTILINE)


def write(chosen: Mapping[str, Mutant], killed: Mapping[str, str]) -> None:
    """Write the list between its marks."""
    rows = []
    for name, one in chosen.items():
        path, test = killed[name].split("::")
        rows.append(f"| {name} | {one.words} | `{test}` in `{path.removeprefix('tests/domain/')}` |\n")
    before, rest = DOCUMENT.read_text("utf-8").split(BEGIN)
    after = rest.split(END)[1]
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{_HEAD}{''.join(rows)}\n{END}{after}", "utf-8")


def listed() -> dict[str, tuple[str, str]]:
    """What stands in the list: the name of a mutant to its words and the test, as pytest names it."""
    text = DOCUMENT.read_text("utf-8").split(BEGIN)[1].split(END)[0]
    return {name: (words, f"tests/domain/{path}::{test}") for name, words, test, path in _ROW.findall(text)}
