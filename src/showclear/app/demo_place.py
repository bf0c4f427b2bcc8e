"""Where a demonstration keeps what a machine account keeps of a production."""

from __future__ import annotations

from pathlib import Path

from showclear.storage.paths import MachinePaths

HOME = ".demonstration"
"""Folder inside the demonstration that holds its keys, so that none of them gets among real ones."""


def demo_machine(folder: Path) -> MachinePaths:
    """Where the keys and marks of a demonstration lie: inside it."""
    return MachinePaths(folder / HOME)
