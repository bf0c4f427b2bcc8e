"""Pictures of every screen at both sizes. Whoever changes one looks at it: could an AD read it on a dark stage?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from showclear.app.views import OpenRun
from showclear.domain.refusals import CitedFact, Refusal
from showclear.ledger.verification import verify_log
from showclear.tui.app import ShowClearApp
from tests.tui.conftest import Snapshot
from tests.tui.fakes import PIN, FakeProduction, ago
from tests.tui.real import Walker

Go = Callable[[ShowClearApp, "Pilot[None]"], Awaitable[None]]
PINS = {"mara": PIN, "jonas": PIN}
REFUSAL = Refusal(
    "R-031", "The set is on hold, and nothing is cleared until it is lifted.",
    (CitedFact("Hold since 12:00, by anyone.", "cart-ab12-000007"),), "An armorer and an AD lift the hold: X.",
)  # fmt: skip
UNFINISHED = OpenRun(
    "run", "Show clear: weapon inspection", "A-07", "A-07", "Mara Reyes and Jonas Weil", ago(9), ago(4),
    "Prove it empty, chamber 3, Mara's pass",
)  # fmt: skip


def press(*keys: str) -> Go:
    """Press keys."""

    async def go(app: ShowClearApp, pilot: Pilot[None]) -> None:
        await pilot.press(*keys)

    return go


def inspect(until: str = "", **told: str) -> Go:
    """Walk an inspection to a step, or as far as it goes."""

    async def go(app: ShowClearApp, pilot: Pilot[None]) -> None:
        await pilot.press("i", "enter")
        values: dict[object, str] = {"new-seal": "9001"}
        values.update({tuple(name.split("__")): value for name, value in told.items()})
        await Walker(app, pilot, PINS, values).walk(until)

    return go


def then(first: Go, *keys: str) -> Go:
    """Go somewhere, then press keys."""

    async def go(app: ShowClearApp, pilot: Pilot[None]) -> None:
        await first(app, pilot)
        await pilot.press(*keys)

    return go


async def sign_all(app: ShowClearApp, pilot: Pilot[None]) -> None:
    """Walk and sign an inspection."""
    await inspect()(app, pilot)
    await Walker(app, pilot, PINS).sign()


async def call(app: ShowClearApp, pilot: Pilot[None]) -> None:
    """Walk a handover to the call."""
    await pilot.press("h", "enter")
    await Walker(app, pilot, PINS).walk("cold-call")


SCREENS: dict[str, Go] = {
    "board": press(),
    "board-hold": press("f12", "b"),
    "board-stand-down": press("f12", "f12", "b"),
    "board-menu": press("enter"),
    "start": press("i"),
    "pass": press("i", "enter"),
    "run-serial": then(inspect("serial"), "4"),
    "run-chamber": inspect("chambers 4"),
    "run-round": then(inspect("rounds 4"), "d"),
    "run-call": call,
    "change": then(inspect("chambers 2"), "backspace"),
    "sign": then(inspect(), *"1234"),
    "signed": sign_all,
    "run-stop": inspect(mara__chambers__4="round-or-case"),
    "mismatch-count": inspect(**{"jonas__left-in-box": "44", "mara__left-in-box": "43"}),
    "mismatch-chamber": inspect(mara__chambers__4="empty", jonas__chambers__4="unsure"),
    "hold": press("f12"),
    "stand-down": press("f12", "f12"),
    "shifts": press("s"),
    "intake": press("a"),
    "verify": press("v"),
    "help": press("f1"),
    "leave": press("ctrl+q"),
}


def production(name: str) -> FakeProduction:
    """The production in which a screen is shown."""
    relaxed = {"mismatch-count": {"left-in-box"}, "mismatch-chamber": {"chambers"}}.get(name, set())
    return FakeProduction(relaxed=frozenset(relaxed), result=verify_log({}))


LARGE, SMALL = (120, 40), (80, 24)


@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_looks_as_it_was_seen(name: str, snapshot: Snapshot) -> None:
    """State words in block letters, one inverse thing, HOLD in the corner, no word cut that says what to do.

    The way there is the longest part: the small picture is of the same app, in a terminal that was made smaller.
    """
    app = ShowClearApp(production(name), PINS if name in ("board", "pass", "sign") else None)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        await SCREENS[name](app, pilot)
        for width, height in (LARGE, SMALL):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            snapshot(app, f"screen-{name}-{width}")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])
async def test_an_unfinished_run_is_offered_as_it_was_seen(size: tuple[int, int], snapshot: Snapshot) -> None:
    """Which gun, which run, who, when, where it stopped."""
    app = ShowClearApp(FakeProduction(unfinished=[UNFINISHED]))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        snapshot(app, f"screen-resume-{size[0]}")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])
async def test_a_refusal_looks_as_it_was_seen(size: tuple[int, int], snapshot: Snapshot) -> None:
    """Rule, sentence, facts with their records, remedy."""
    app = ShowClearApp(FakeProduction(refused=(REFUSAL,)))
    async with app.run_test(size=size) as pilot:
        await pilot.press("i")
        await pilot.pause()
        snapshot(app, f"screen-refusal-{size[0]}")
