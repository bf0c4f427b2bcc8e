"""Write every setting, and every key that may be changed, into docs/settings.md.

    .venv-check/bin/python scripts/settings.py           # print it
    .venv-check/bin/python scripts/settings.py --write   # put it into docs/settings.md

`tests/settings/test_settings_page.py` holds the page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from showclear.cli.commands.settings_command import key_words  # noqa: E402
from showclear.settings.schema import SETTINGS  # noqa: E402
from showclear.tui.keymap import rows  # noqa: E402

PAGE = ROOT / "docs" / "settings.md"
BEGIN, END = "<!-- written by scripts/settings.py -->", "<!-- end of what scripts/settings.py wrote -->"


def main(arguments: list[str]) -> int:
    """Print it or write it."""
    if "--write" in arguments:
        PAGE.write_text(between(PAGE.read_text("utf-8")), encoding="utf-8")
    else:
        print("\n".join(lines()))
    return 0


def between(old: str) -> str:
    """The page with what is current between its marks."""
    before, _, rest = old.partition(BEGIN)
    return f"{before}{BEGIN}\n{chr(10).join(lines())}\n{END}{rest.partition(END)[2]}"


def lines() -> Iterator[str]:
    """Both tables."""
    yield "\n## The settings\n\n| key | value | what it means |\n|---|---|---|"
    for one in SETTINGS:
        yield f"| `{one.key}` | | {one.meaning} |"
        for value, meaning in one.values.items():
            yield f"| | `{value}`{' (default)' if value == one.default else ''} | {meaning} |"
    yield "\n## Keys that may be changed\n\n| id | keys | where | what it does |\n|---|---|---|---|"
    for row in rows():
        keys = ", ".join(f"`{one}`" for one in key_words(list(row.keys)).split(", "))
        yield f"| `{row.id}` | {keys} | {row.where} | {row.tooltip} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
