"""Pictures of the gallery. Look at them when they change; the docstrings say at what."""

from __future__ import annotations

import pytest

from showclear.tui.palettes import PALETTE_NAMES
from showclear.tui.widgets.gallery import Gallery
from tests.tui.conftest import Snapshot

PAGES = {
    "board": ("f1",),
    "run": ("f2",),
    "pictures": ("f3",),
    "more-pictures": ("f10",),
    "sign": ("f2", "f4", "1", "2", "3", "4"),
    "mismatch": ("f5",),
    "mismatch-count": ("f6",),
    "stand-down": ("f7",),
    "stop": ("f8",),
    "misfire": ("f11",),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120", "80"])
async def test_the_gallery_looks_as_it_was_seen(page: str, size: tuple[int, int], snapshot: Snapshot) -> None:
    """State words readable, two kinds of broken edge, one inverse step, chamber and signer, HOLD red."""
    app = Gallery()
    async with app.run_test(size=size) as pilot:
        await pilot.press(*PAGES[page])
        await pilot.pause()
        snapshot(app, f"gallery-{page}-{size[0]}")


@pytest.mark.parametrize("theme", PALETTE_NAMES[1:])
@pytest.mark.parametrize("page", ["board", "run"])
async def test_the_other_themes_look_as_they_were_seen(page: str, theme: str, snapshot: Snapshot) -> None:
    """Every state still differs from every other in mark, word and edge, also where colours are gone."""
    app = Gallery()
    async with app.run_test(size=(120, 40)) as pilot:
        app.theme = theme
        await pilot.press(*PAGES[page])
        await pilot.pause()
        snapshot(app, f"gallery-{page}-{theme.removeprefix('showclear-')}")


@pytest.mark.parametrize("size", [(60, 20), (50, 15), (20, 5)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_board_on_a_small_terminal_looks_as_it_was_seen(size: tuple[int, int], snapshot: Snapshot) -> None:
    """Mark and whole word on every gun, HOLD in the corner."""
    app = Gallery()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        snapshot(app, f"gallery-board-{size[0]}x{size[1]}")
