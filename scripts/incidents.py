"""Write docs/incidents.md from the accounts in tests/incidents.

    python scripts/incidents.py           # write it
    python scripts/incidents.py --check   # only say whether it is what would be written

The tests hold every sentence of it: what refuses, at which step, and what a lie leaves behind.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.incidents.accounts import ACCOUNTS  # noqa: E402
from tests.incidents.replay import Barrier, Incident  # noqa: E402

PAGE = ROOT / "docs" / "incidents.md"

HEAD = """# What happened, and where the app says no

Accidents on sets and at shows, and one thing that nearly happens everywhere, played through the same use cases as
the app. Roles only; the sources are those of [sources.toml](../checklists/sources.toml). This page is written by
`scripts/incidents.py` from `tests/incidents/`; every sentence in it about the app is held by a test.

Each is played in three ways. **As told**: what was done that day cannot be signed off. **Honest looks**: two people
who look for themselves see it, at a step that was made for it; a search over the deeds, in every order and up to
eight of them, finds no way to the end that the account had. **Lying**: two people who lie together get through.
Show Clear records what people enter; it cannot look into a gun. What the lie leaves behind is listed.
"""


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    wanted = page()
    if "--check" in arguments:
        there = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        if there != wanted:
            print(f"{PAGE.relative_to(ROOT)} is not what scripts/incidents.py writes.", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_section(one) for one in ACCOUNTS)]).rstrip() + "\n"


def _section(incident: Incident) -> str:
    lines = [
        f"## {incident.title}",
        "",
        incident.told,
        "",
        f"Sources: {'; '.join(_source(key) for key in incident.sources)}.",
        "",
        f"- **As told.** {_ending(incident.as_told_ends)}",
        f"- **Honest looks.** {_ending(incident.honest_ends)}",
    ]
    if incident.lying:
        deeds = " ".join(deed.words for deed in incident.lying)
        lines.append(f"- **Lying.** It gets through: {deeds}")
    lines += ["- **What is left behind.**", *(f"  - {words}" for words in incident.left_behind), ""]
    return "\n".join(lines)


def _ending(barrier: Barrier) -> str:
    return f"{barrier.words} (`{barrier.by}`, against `{barrier.hazard}`)"


def _source(key: str) -> str:
    table = tomllib.loads((ROOT / "checklists" / "sources.toml").read_text(encoding="utf-8"))
    found = next(one for one in table["source"] if one["key"] == key)
    if found["shown"]:
        return f"[{found['title']}]({found['address']})"
    return f"{found['title']} (told by many or at second hand; nothing that we cite)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
