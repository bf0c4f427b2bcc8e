"""What became of a copy, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from showclear.cli.id_words import word_of
from showclear.cli.plain import put, shortened, tell, visible
from showclear.cli.verdicts import EXIT_CODES
from showclear.words import say, say_count

if TYPE_CHECKING:
    from showclear.app.backup import Copy

EXIT_NOT_WHOLE = 1
MOST_NAMED = 20
"""Files that are named in one list; how many more there are is said."""


def tell_copy(copy: Copy) -> int:
    """Say how many files are new, which could not be copied and why, and what verification says; the exit code."""
    files, result = copy.files, copy.result
    put(
        say(
            "{new} new, {there} there already; each was read back and is what its name says.",
            new=len(files.new),
            there=len(files.there),
        )
    )
    _list(
        files.damaged,
        say("Not copied, because here it is not what its name says (see showclear verify):"),
        dict.fromkeys(files.saved, say("the copy has it whole: copy it back from there")),
    )
    _list(
        files.different,
        say("In the copy under this name with other bytes, and left as it is. Move it away there, then copy again:"),
    )
    _list(files.strays, say("Not copied, because it is no file of Show Clear:"))
    put(
        say_count(
            "The copy in {folder}: {count} record, {verdict}",
            "The copy in {folder}: {count} records, {verdict}",
            len(result.records),
            folder=visible(str(copy.folder)),
            verdict=word_of(result.verdict).upper(),
        )
    )
    for finding in tuple(result.all_findings())[:MOST_NAMED]:
        tell(f"  {shortened(finding.where)}: {shortened(finding.what)}")
    for says, remedy in copy.warnings:
        tell(say("Careful: {says} {remedy}", says=visible(says), remedy=visible(remedy)))
    return EXIT_CODES[result.verdict] or (0 if files.is_whole else EXIT_NOT_WHOLE)


def _list(names: Sequence[str], heading: str, more: dict[str, str] | None = None) -> None:
    if not names:
        return
    tell(heading)
    for name in names[:MOST_NAMED]:
        said = (more or {}).get(name, "")
        tell(f"  {shortened(name)}" + (f": {said}" if said else ""))
    if len(names) > MOST_NAMED:
        tell("  " + say("and {count} more", count=len(names) - MOST_NAMED))
