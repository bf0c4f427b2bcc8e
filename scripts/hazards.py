"""Write into docs/coverage.md which killer steps stand against each hazard, and which checklists ask them.

    .venv-check/bin/python scripts/hazards.py           # print it
    .venv-check/bin/python scripts/hazards.py --write   # put it into docs/coverage.md

The rows come from `hazards.toml` and from `prevents` of every step; `tests/test_coverage.py` holds the page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from showclear.app.definitions import ShippedDefinitions, shipped  # noqa: E402
from showclear.app.hazard_matrix import hazard_matrix  # noqa: E402

PAGE = ROOT / "docs" / "coverage.md"
BEGIN, END = "<!-- written by scripts/hazards.py -->", "<!-- end of what scripts/hazards.py wrote -->"

HEAD = """
## Hazards

What has happened, or can (`checklists/hazards.toml`), the killer steps that stand against it, and the checklists that
ask one of them. A step of a shared block stands under the name of its block. Steps that only one person enters are not
listed here.

| hazard | killer steps | asked in |
|---|---|---|
"""


def main(arguments: list[str]) -> int:
    """Print it or write it; 1 where a hazard has no killer step."""
    definitions = shipped()
    text = table(definitions)
    if "--write" in arguments:
        page = PAGE.read_text("utf-8")
        before = page.partition(BEGIN)[0].rstrip()
        PAGE.write_text(f"{before}\n\n{BEGIN}\n{text}{END}\n", encoding="utf-8")
    else:
        print(text)
    return 0 if all(steps for _, steps, _ in rows(definitions)) else 1


def rows(definitions: ShippedDefinitions) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Of each hazard: its title, its killer steps, the checklists that ask one of them."""
    for row in hazard_matrix(definitions):
        yield row.title, row.killers, row.checklists


def table(definitions: ShippedDefinitions) -> str:
    """What is written between the marks."""
    lines = (f"| {title} | {_coded(steps)} | {', '.join(asked)} |" for title, steps, asked in rows(definitions))
    return HEAD + "\n".join(lines) + "\n"


def _coded(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
