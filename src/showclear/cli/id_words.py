"""What a person reads for an id of a record. In English it is the id itself, so programs may read either."""

from __future__ import annotations

from showclear.words import english, translated

_WORDS = {
    str(one): one
    for one in (
        # verdicts
        english("intact"), english("incomplete"), english("unverifiable"), english("altered"),
        # states of a weapon
        english("cold"), english("hot"), english("unverified"), english("quarantined"),
        # what is in it
        english("nothing"), english("dummy"), english("blank"), english("powder"), english("caps"), english("unknown"),
        # who has it
        english("locked"), english("with"), english("issued"), english("off-production"), english("unaccounted"),
        # stops, and what is open
        english("hold"), english("stand-down"), english("report"), english("incident"), english("concern"),
        english("frozen"), english("gap"), english("review"), english("misfired"), english("action"),
        # corrective actions and steps
        english("overdue"), english("open"), english("done"), english("now"),
        # things
        english("weapon"), english("device"), english("container"),
        # what the doctor looks at, and why a record is in a bundle
        english("clock"), english("machine"), english("production"), english("program"), english("terminal"),
        english("asked for"), english("says something about it"), english("needed to verify it"),
        english("altered, so nobody can tell what it was about"),
    )
}  # fmt: skip


def word_of(name: str) -> str:
    """The word for an id in the language of this process; a name that is none of ours as it is."""
    return translated(_WORDS.get(str(name), name))
