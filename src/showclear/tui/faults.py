"""What happens when the app itself fails: a page in plain words, and a text for those who mend it."""

from __future__ import annotations

import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from showclear import __version__
from showclear.tui.presenters.times import clock

FAULT_EXIT = 70
"""Exit code after a fault of the app itself."""


def diagnostic_text(fault: BaseException, at: datetime) -> str:
    """Where the fault happened: places in the program and the kind of fault.

    Messages and local variables are left out, because an answer or a PIN may stand in them.
    """
    lines = [f"Show Clear {__version__}, {at.isoformat()}, Python {sys.version.split()[0]} on {sys.platform}"]
    current: BaseException | None = fault
    while current is not None:
        lines.append(f"{type(current).__module__}.{type(current).__name__}")
        lines.extend(
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        )
        current = current.__cause__ or current.__context__
    return "\n".join(lines) + "\n"


def keep_diagnostic(text: str, folder: Path, at: datetime) -> Path | None:
    """Write the text into a new file of the folder. None: it could not be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(100):
            path = folder / f"fault-{at:%Y%m%d-%H%M%S}-{number:02}.txt"
            if not path.exists():
                path.write_text(text, "utf-8")
                return path
    except OSError:
        # The page says that it could not be kept; there is nobody left to hand this error to.
        return None
    return None


FOUNDING_FAULT = (
    "Nothing was founded, unless the folder says otherwise: a founding that was cut off is named as such when it is "
    "opened.\nKeys that were made stay on this machine."
)
"""What is said where there was no production yet."""

SET_FAULT = (
    "Guns first: whatever is out, take it back and clear it. Trust no state that was on the screen.\n"
    "Every answer that was taken is on disk. Signed records are untouched. All shifts here are locked."
)


def fault_page(kept: Path | None, text: str, at: datetime, said: str = SET_FAULT) -> str:
    """What a person reads after the app has failed."""
    where = (
        f"What the program knows about it is kept in\n  {kept}\nIt holds no answers, names or PINs."
        if kept is not None
        else f"It could not be kept in a file. This is what the program knows:\n{text}"
    )
    return (
        f"\nSHOW CLEAR HAS STOPPED BY A FAULT OF ITS OWN  {clock(at)}\n\n"
        f"{said}\n\n"
        f"{where}\n\n"
        "Open it again with: showclear. An unfinished run is offered by name and time.\n"
    )


def end_with_fault(fault: BaseException, at: datetime, machine: Path, said: str = SET_FAULT) -> NoReturn:
    """Keep what the program knows, print the page about it, and end the process with `FAULT_EXIT`."""
    text = diagnostic_text(fault, at)
    kept = keep_diagnostic(text, machine / "diagnostics", at)
    sys.stderr.write(fault_page(kept, text, at, said))
    raise SystemExit(FAULT_EXIT)
