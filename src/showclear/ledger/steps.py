"""The numbered steps of verification, the four verdicts, and what a step found.

One table for the code, the messages and the manual: a test compares it with `docs/format.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from showclear.words import Said, english, english_as, together


class Verdict(StrEnum):
    """What is said about a record or a log, worst first."""

    ALTERED = "altered"
    """It is not what was signed, or its layout does not hold. It may be bit rot."""
    UNVERIFIABLE = "unverifiable"
    """It cannot be told: an unknown key, kind or version, or a file that is no record. Not an accusation."""
    INCOMPLETE = "incomplete"
    """Something that it cites, or that was seen here, is missing."""
    INTACT = "intact"
    """Everything that can be checked holds."""

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _RANKS[self]


_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of verification. `rules` are the rules of the format that it checks."""

    number: int
    id: str
    rules: str
    sentence: str


def sentence(fault: str) -> str:
    """A fault as a sentence: with a capital and a full stop, and what it was put together of."""
    text = f"{fault[0].upper()}{fault[1:]}."
    return english_as(text, fault.template, fault.values) if isinstance(fault, Said) and not fault.many else text


STEPS = (
    Step(
        1,
        "bytes",
        "1, 2",
        english("The file is UTF-8 with line feeds only, the last too, and holds no forbidden character."),
    ),
    Step(2, "head", "3-10, 25", english("The head has its lines in their order and form.")),
    Step(3, "facts", "11, 12", english("Every line of the facts is a header, a fact, or a row of a list.")),
    Step(4, "cut", "13", english("One cut line stands between the body and the signatures.")),
    Step(5, "blocks", "14, 15", english("After it stand signature blocks and nothing else.")),
    Step(6, "name", "20", english("The file has the name that its log, number and SHA-256 give.")),
    Step(
        7,
        "signers",
        "18",
        english("The blocks are those that the head asks for, in order; times rise; nobody signs twice."),
    ),
    Step(
        8, "form", "17", english("Each signature is an SSHSIG in its one proper form, by the key that its block names.")
    ),
    Step(9, "signature", "16, 17", english("Each signature fits every byte above its own line.")),
    Step(10, "production", "6, 19", english("The record belongs to this production.")),
    Step(11, "quorum", "19", english("The signers are those whom this kind of record needs.")),
    Step(
        12, "keys", "18, 23", english("Each key was enrolled before for that person, name and role, and not revoked.")
    ),
    Step(
        13, "chain", "7, 21", english("The numbers of each log have no gap, one file each, and name the file before.")
    ),
    Step(14, "citations", "8, 20, 21", english("What the record cites is here, is what it says, and never goes back.")),
    Step(15, "marks", "", english("Every file that this laptop has seen is still here.")),
    Step(16, "strays", "20", english("Nothing lies among the records that is not one.")),
    Step(17, "times", "22", english("Claimed times do not run against the order of the records (a warning).")),
    Step(18, "events", "22", english("No event stands in two files (a warning; it counts once).")),
    Step(
        19, "toml", "1, 24", english("The facts can be read, and those of people and of day seals say what they must.")
    ),
    Step(
        20, "seals", "", english("Each day seal states the heads that it cites and the root of the records behind it.")
    ),
)
"""Steps 1 to 9 need the file alone, 10 to 20 the folder."""

STEP_IDS = {step.id: step.number for step in STEPS}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one step has to say about one file. With the verdict `intact` it is a warning."""

    step: int
    verdict: Verdict
    where: str
    """The file, and the line if it is about one."""
    what: str
    remedy: str = ""

    @property
    def is_warning(self) -> bool:
        """Whether it is worth reading and takes nothing away."""
        return self.verdict is Verdict.INTACT

    def __str__(self) -> str:
        found = english("{where}: step {step}: {what}", where=self.where, step=self.step, what=self.what)
        return together((found, self.remedy)) if self.remedy else found


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of them; `intact` for none."""
    return min(verdicts, key=lambda verdict: verdict.rank, default=Verdict.INTACT)


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """The worst verdict that the findings give."""
    return worst(finding.verdict for finding in findings)
