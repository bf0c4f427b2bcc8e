"""What happens when the app itself fails: a page in plain words, and a text for those who mend it."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from showclear.errors import StorageError
from showclear.storage.diagnostics import fault_text, keep_fault
from showclear.storage.paths import MachinePaths
from showclear.tui.presenters.times import clock
from showclear.words import english, say

FAULT_EXIT = 70
"""Exit code after a fault of the app itself."""


FOUNDING_FAULT = english(
    "Nothing was founded, unless the folder says otherwise: a founding that was cut off is named as such "
    "when it is opened.\nKeys that were made stay on this machine."
)
"""What is said where there was no production yet."""

SET_FAULT = english(
    "Guns first: whatever is out, take it back and clear it. Trust no state that was on the screen.\nEvery "
    "answer that was taken is on disk. Signed records are untouched. All shifts here are locked."
)


def fault_page(kept: Path | None, text: str, at: datetime, said: str = SET_FAULT) -> str:
    """What a person reads after the app has failed."""
    where = (
        say("What the program knows about it is kept in\n  {kept}\nIt holds no answers, names or PINs.", kept=kept)
        if kept is not None
        else say("It could not be kept in a file. This is what the program knows:\n{text}", text=text)
    )
    return say(
        "\nSHOW CLEAR HAS STOPPED BY A FAULT OF ITS OWN  {time}\n\n{said}\n\n{where}\n\nOpen it again "
        "with: showclear. An unfinished run is offered by name and time.\n",
        time=clock(at),
        said=said,
        where=where,
    )


def end_with_fault(fault: BaseException, at: datetime, machine: MachinePaths, said: str = SET_FAULT) -> NoReturn:
    """Keep what the program knows, print the page about it, and end the process with `FAULT_EXIT`."""
    text = fault_text(fault, at)
    kept: Path | None = None
    # Where it cannot be kept the page carries the text itself; there is nobody left to hand that error to.
    with suppress(StorageError):
        kept = keep_fault(text, machine.diagnostics, at)
    sys.stderr.write(fault_page(kept, text, at, said))
    raise SystemExit(FAULT_EXIT)
