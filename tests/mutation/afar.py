"""The mutants of the rule about signatures on different laptops."""

from __future__ import annotations

from tests.mutation.mutant import Mutant, mutant

_AFAR = "situation.afar"

AFAR: tuple[Mutant, ...] = (
    mutant("R-AFAR-1", "anything may be signed from afar", (f"{_AFAR}:may_be_signed_from_afar", "", "True")),
    mutant(
        "R-AFAR-1",
        "one person signs and approves",
        (f"{_AFAR}:completed", "{one.person for one in mine} & {one.person for one in earlier}", "False"),
    ),
    mutant(
        "R-AFAR-1", "any approval completes it", (f"{_AFAR}:completed", "not enough(kind, (*earlier, *mine))", "False")
    ),
    mutant("R-AFAR-1", "each further approval counts anew", (f"{_AFAR}:completed", "enough(kind, earlier)", "False")),
    mutant("R-AFAR-1", "anybody takes a proposal back", (f"{_AFAR}:takes_back", "", "True")),
    mutant("R-AFAR-1", "an approval may say something else", (f"{_AFAR}:say_the_same", "", "True")),
)
