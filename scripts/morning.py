"""A safety officer's morning, walked key by key through the real app and recorded as pictures.

    .venv-check/bin/python scripts/morning.py           walk it, and make the pictures
    .venv-check/bin/python scripts/morning.py --check   walk it; fail where a picture says other words than the app now

Yesterday two people entered different things, and one hurried. The officer finds both, reads, signs a review, says what
is to be done; prints the report, exports the bundle, and checks it with stock tools alone. A page of docs tells it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pictures import PICTURES, ROOT, Stage, app_on, differences, write

from showclear.app.demo import make_demo
from showclear.storage.clock import FakeClock
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.published import PublishedDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.screens.desk import DeskScreen
from showclear.tui.screens.desk_record import RecordScreen
from tests.tui.quiet import settle
from tests.tui.real import NOW, Walker, open_demo

NAMES = tuple(f"morning-{one}" for one in ("desk", "mismatch", "rushed", "record", "review", "signed", "action"))
OFFICER = "ines-park"
HISTORY, SEED = 64, 1
"""One whole day before today."""
REVIEW = "Both looked again and agreed. Jonas had not seen the spare cylinder in Mara's hand."
TO_DO = "Spare cylinders are shown to both, held up."


async def walk(folder: Path, target: Path) -> str:
    """The morning on the screens; how yesterday is called."""
    demonstration = make_demo(folder, now=NOW, history=HISTORY, seed=SEED, rounds=4)
    clock = FakeClock(NOW)
    production = open_demo(demonstration, clock)
    try:
        async with app_on(Stage(production, clock, demonstration.pins, target)) as (app, hands):
            day = await _find(app, hands, target)
            await _review(app, hands, target)
            await _to_do(app, hands, target)
        return day
    finally:
        production.close()


async def _find(app: ShowClearApp, hands: Walker, target: Path) -> str:
    """What waits; yesterday's mismatch; the rushed block; the record of the mismatch."""
    await _press(app, hands, "4")
    write(app, "morning-desk", target)
    await _choose(app, hands, "fast")
    write(app, "morning-rushed", target)
    await _choose(app, hands, "mismatch")
    write(app, "morning-mismatch", target)
    assert isinstance(app.screen, DeskScreen)
    desk = app.screen
    day = next(one.day for one in desk.glance.days if desk.host.production.record(desk.record).made_at is not None)
    await _press(app, hands, "enter")
    assert isinstance(app.screen, RecordScreen)
    write(app, "morning-record", target)
    made = app.screen.record.made_at
    assert made is not None
    return next((one.day for one in desk.glance.days if one.first <= made.timestamp() <= one.last), day)


async def _choose(app: ShowClearApp, hands: Walker, what: str) -> None:
    """Go to the first row of that word."""
    assert isinstance(app.screen, DeskScreen)
    desk = app.screen
    await _press(app, hands, "home")
    for _ in desk.needs:
        if desk.need is not None and desk.need.what == what:
            return
        await _press(app, hands, "down")
    raise AssertionError(f"Nothing on the desk is {what}: {[one.what for one in desk.needs]}")


async def _review(app: ShowClearApp, hands: Walker, target: Path) -> None:
    """What the officer thinks of it, signed."""
    await _press(app, hands, "v")
    assert isinstance(app.screen, FormDialog)
    await _type(app, hands, REVIEW)
    write(app, "morning-review", target)
    await _sign(app, hands)
    assert isinstance(app.screen, RecordScreen)
    write(app, "morning-signed", target)


async def _to_do(app: ShowClearApp, hands: Walker, target: Path) -> None:
    """What is to be done about it, by whom, until when."""
    await _press(app, hands, "a")
    assert isinstance(app.screen, FormDialog)
    await _type(app, hands, TO_DO)
    # Who sees to it: the second of the list, the armorer; until when: before any gun is used; who signs: the officer.
    await _press(app, hands, "tab", "right", "right", "tab", "right", "tab")
    write(app, "morning-action", target)
    await _press(app, hands, "escape")


async def _sign(app: ShowClearApp, hands: Walker) -> None:
    await _press(app, hands, "enter")
    assert isinstance(app.screen, SignDialog), app.screen
    await _press(app, hands, *hands.pins[OFFICER])
    if isinstance(app.screen, PublishedDialog):
        await _press(app, hands, "enter")


async def _type(app: ShowClearApp, hands: Walker, text: str) -> None:
    await hands.pilot.press(*("space" if one == " " else one for one in text))
    await settle(app)


async def _press(app: ShowClearApp, hands: Walker, *keys: str) -> None:
    await hands.pilot.press(*keys)
    await settle(app)


def hand_on(folder: Path, day: str) -> None:
    """Print the report of the day, export its bundle, and check that with stock tools alone."""
    bundle = folder.with_name("bundle")
    _run("-m", "showclear", "report", "day", str(folder), "--day", day, "-o", str(folder.with_name("day.html")))
    _run("-m", "showclear", "export", str(folder), "--day", day, "--out", str(bundle))
    bare = {"PATH": os.environ["PATH"]}
    sums = ["sha256sum"] if shutil.which("sha256sum") else ["shasum", "-a", "256"]
    for command in ([*sums, "-c", "SHA256SUMS"], ["sh", "verify.sh", "records"]):
        subprocess.run(command, cwd=bundle, env=bare, check=True, capture_output=True)
    subprocess.run([sys.executable, "-I", "verify.py", "records"], cwd=bundle, check=True, capture_output=True)


def _run(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )


def main() -> int:
    """Walk the morning; write its pictures, or hold the committed ones against them."""
    checks = "--check" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) if checks else PICTURES
        target.mkdir(exist_ok=True)
        production = Path(folder) / "production"
        day = asyncio.run(walk(production, target))
        hand_on(production, day)
        faults = differences(NAMES, target) if checks else []
    for fault in faults:
        print(fault)
    if faults:
        print("Make them anew with scripts/morning.py, and look at them.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
