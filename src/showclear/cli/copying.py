"""What became of a copy, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from showclear.cli.plain import put, shortened, tell, visible
from showclear.cli.verdicts import EXIT_CODES

if TYPE_CHECKING:
    from showclear.app.backup import Copy

EXIT_NOT_WHOLE = 1
MOST_NAMED = 20
"""Files that are named in one list; how many more there are is said."""


def tell_copy(copy: Copy) -> int:
    """Say how many files are new, which could not be copied and why, and what verification says; the exit code."""
    files, result = copy.files, copy.result
    put(f"{len(files.new)} new, {len(files.there)} there already; each was read back and is what its name says.")
    _list(
        files.damaged,
        "Not copied, because here it is not what its name says (see showclear verify):",
        dict.fromkeys(files.saved, "the copy has it whole: copy it back from there"),
    )
    _list(
        files.different,
        "In the copy under this name with other bytes, and left as it is. Move it away there, then copy again:",
    )
    _list(files.strays, "Not copied, because it is no file of Show Clear:")
    count = len(result.records)
    put(f"The copy in {visible(str(copy.folder))}: {count} record{'' if count == 1 else 's'}, {result.verdict.upper()}")
    for finding in tuple(result.all_findings())[:MOST_NAMED]:
        tell(f"  {shortened(finding.where)}: {shortened(finding.what)}")
    for says, remedy in copy.warnings:
        tell(f"Careful: {visible(says)} {visible(remedy)}")
    return EXIT_CODES[result.verdict] or (0 if files.is_whole else EXIT_NOT_WHOLE)


def _list(names: Sequence[str], heading: str, more: dict[str, str] | None = None) -> None:
    if not names:
        return
    tell(heading)
    for name in names[:MOST_NAMED]:
        said = (more or {}).get(name, "")
        tell(f"  {shortened(name)}" + (f": {said}" if said else ""))
    if len(names) > MOST_NAMED:
        tell(f"  and {len(names) - MOST_NAMED} more")
