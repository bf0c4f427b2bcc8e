"""The mutants of the rule that a production adds to its checklists and takes nothing away."""

from __future__ import annotations

from tests.mutation.mutant import Mutant, mutant

EXTENDING: tuple[Mutant, ...] = (
    mutant("R-EXT-1", "anything may be taken away", ("extending:losses", "", "()")),
    mutant("R-EXT-1", "a step or block may go or change places", ("extending:_gone", "", "()")),
    mutant("R-EXT-1", "a step may be loosened", ("extending:_step", "", "()")),
    mutant("R-EXT-1", "a checklist may be walked by others", ("extending:_whole", "", "()")),
    mutant(
        "R-EXT-1",
        "a killer may become a step of one person",
        ("extending:_step", "old.killer and not new.killer", "False"),
    ),
    mutant(
        "R-EXT-1",
        "what is expected may go or change",
        ("extending:_step", 'getattr(old, name) in (None, "")', "True"),
    ),
    mutant("R-EXT-1", "an answer may be added or stop no longer", ("extending:_bare", "", "[]")),
    mutant("R-EXT-1", "what a signed run does may change", ("extending:_whole", "old.effects != new.effects", "False")),
    mutant("R-EXT-1", "the words may change", ("extending:words_changed", "", "()")),
)
