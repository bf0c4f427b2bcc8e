"""Count what each job costs: keys as the screens take them, PINs among them, and seconds by a stated model.

    .venv-check/bin/python scripts/keys.py           # print it
    .venv-check/bin/python scripts/keys.py --write   # put it into docs/keys.md

Two honest people walk every job through the real use cases, on productions that the real engine made, with signed
records on the disk. What is counted goes from the board to the board: the keys that open it, the form, the answers,
the signatures, the Enter that closes it. `tests/test_keys_counted.py` holds the page and the goals.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.counting import flows  # noqa: E402
from scripts.counting.effort import KEY, LOOK, PIN, READ, WORD  # noqa: E402
from scripts.counting.flows import Row  # noqa: E402
from scripts.counting.nine_takes import NineTakes  # noqa: E402
from scripts.counting.stage import one_revolver, the_set  # noqa: E402

PAGE = ROOT / "docs" / "keys.md"
BEGIN, END = "<!-- written by scripts/keys.py -->", "<!-- end of what scripts/keys.py wrote -->"

MODEL = f"""Two honest people at things that are as the record says, walked through the real use cases by
`scripts/keys.py`. Keys are counted as the screens take them, from the board to the board: what opens it, the form,
each answer, each PIN (six keys), and the Enter that closes it. Seconds are an estimate of the time at the keys:
{KEY:.2f} s a key, {LOOK} s a look, {PIN:.0f} s a PIN, {READ:.0f} s to read what one signs, {WORD} s a word that is
said aloud. Walking, unlocking, searching and measuring come on top, and so does opening a shift, once a day for each
person: the five words and twice the PIN that is chosen. Whoever is named at D, E or a zone costs a letter or two,
Enter and the answer where the roster has the name, else all letters of it; D is counted with nobody near the line of
fire, E with one person."""

TAKES = """One revolver with six dummies, one slate, lunch after the fifth take. A take is two to three minutes with its
cuts, then one and a half to two minutes until the next. Where the next one would outlive the issue, the gun is turned
round before it. Minutes are by the clock and hold what hands and feet need as well."""


def main(arguments: list[str]) -> int:
    """Print it or write it; 1 where a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        rows = tuple(flows.rows(the_set(Path(folder) / "set")))
        day = NineTakes(one_revolver(Path(folder) / "revolver")).run()
    text = page(rows, day)
    if "--write" in arguments:
        PAGE.write_text(between(PAGE.read_text("utf-8"), text), encoding="utf-8")
    else:
        print(text)
    return 1 if any(one.goal is not None and one.cost.keys > one.goal for one in rows) else 0


def between(old: str, text: str) -> str:
    """The page with `text` between its marks; at its end where it has none yet."""
    if BEGIN not in old:
        return f"{old.rstrip()}\n\n{BEGIN}\n{text}{END}\n"
    before, _, rest = old.partition(BEGIN)
    return f"{before}{BEGIN}\n{text}{rest[rest.index(END) :]}"


def page(rows: Iterable[Row], day: NineTakes) -> str:
    """What is written between the marks."""
    return "\n".join(
        (
            "\n## What a job costs\n",
            MODEL,
            "\n| job | keys | of them PINs | answers | seconds | keys at most |",
            "|---|---|---|---|---|---|",
            *(_row(one) for one in rows),
            "\n## Nine takes with one cold revolver\n",
            TAKES,
            "\n| from | what | keys | minutes |",
            "|---|---|---|---|",
            *(f"| {one.at:%H:%M} | {one.what} | {one.cost.keys or ''} | {one.minutes:.1f} |" for one in day.events),
            f"\n{_summary(day)}\n",
        )
    )


def _row(one: Row) -> str:
    cost, goal = one.cost, "" if one.goal is None else str(one.goal)
    return f"| {one.what} | {cost.keys} | {cost.pins} | {cost.answers} | {cost.seconds:.0f} | {goal} |"


def _summary(day: NineTakes) -> str:
    whole, between_takes = day.at_the_keys, day.between_takes
    return (
        f"{day.takes} takes, {day.turn_rounds} turn-rounds (at most 4), {whole.keys} keys in the whole day, "
        f"{whole.pins} PINs, {whole.seconds / 60:.0f} minutes at the keys;\nof them "
        f"{between_takes.seconds / 60:.1f} between takes, while the set waits."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
