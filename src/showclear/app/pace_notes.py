"""What is read above a PIN about looks that were faster than looking takes."""

from __future__ import annotations

from collections.abc import Mapping

from showclear.domain.runs import Run
from showclear.words import english


def pace_notes(run: Run, names: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for each person and block; `names` are those of people by their ids."""
    titles = {block.id: block.title for block in run.plan.checklist.blocks}
    return tuple(
        english(
            "{name}: {block} took {seconds:.1f} s a look; looking takes {least:.1f} s. It stands in the record.",
            name=names.get(flag.person, flag.person),
            block=titles[flag.block],
            seconds=flag.average_ms / 1000,
            least=flag.floor_ms / 1000,
        )
        for flag in run.pace()
    )
