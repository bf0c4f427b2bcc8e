"""What the first frame does not need: imported in the functions that need it, and all of it soon after the first frame.

A screen, a dialog or a service that only a key opens is imported in the function that opens it, so that the board
stands sooner. The app then loads what is left, one module after the other between keys (`load_one`). So no key waits
for the disk later, and an update or a disk that goes away under a running program cannot give it other code.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module

from showclear import tui

FIRST = (
    "showclear.tui.screens.stop",
    "showclear.domain.situation.at_hand",
    "showclear.app.emergencies",
    "showclear.tui.screens.aloud",
)
"""What somebody may need at once: hold and emergency."""

SERVICES = (
    "showclear.app.actions",
    "showclear.app.delegating",
    "showclear.app.extending",
    "showclear.app.holds",
    "showclear.app.key_changes",
    "showclear.app.late.entries",
    "showclear.app.pages",
    "showclear.app.releasing",
    "showclear.app.renewing",
    "showclear.app.roster",
    "showclear.app.sealing",
    "showclear.app.transfers",
    "showclear.reports.bundling",
    "showclear.settings.file",
    "showclear.storage.attachments",
    "showclear.storage.signer",
)
"""What `Production` makes when it is first asked for."""


def later() -> Iterator[str]:
    """The names of all modules that the app may need, what is urgent first."""
    import pkgutil  # not needed for the first frame

    yield from FIRST
    yield from (one.name for one in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}.") if not one.ispkg)
    yield from SERVICES


def load_one() -> bool:
    """Load the next module that is not loaded yet; False if there is none."""
    for name in later():
        if name not in sys.modules:
            import_module(name)
            return True
    return False
