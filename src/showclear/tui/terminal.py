"""What the terminal can show, without the app on it."""

from __future__ import annotations


def colour_system() -> str:
    """How many colours standard output shows, as Rich names it: `truecolor`, `256`, `standard`, `windows` or empty."""
    from rich.console import Console

    return Console().color_system or ""


def shows_blocks(encoding: str | None) -> bool:
    """Whether a terminal of this encoding can show blocks and other signs that are not ASCII."""
    return "utf" in (encoding or "").lower()
