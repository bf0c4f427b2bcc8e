"""One gun, two guns: sentences that are signed read as people speak."""

from __future__ import annotations

from showclear.domain.counting_words import agreeing
from showclear.domain.effects import Effect, in_words


def test_a_noun_agrees_with_the_count_before_it() -> None:
    """Only after 1 alone, and only the word that follows it."""
    assert agreeing(1, " guns out, and saw two guns") == " gun out, and saw two guns"
    assert agreeing("1", " guns") == " gun"
    assert agreeing(11, " guns out") == " guns out"
    assert agreeing("1", "guns") == "guns"
    assert agreeing("Stage 1", " guns") == " guns"


def test_the_words_of_an_effect_agree_with_its_counts() -> None:
    """As they stand above the PIN."""
    values = {"weapon": "A-07", "issued": 1, "cases": 1, "lost": 0, "unfired": 2, "misfires": 0}
    told = in_words(Effect("blanks-back", values))
    assert "1 blank issued; 1 case back, 0 cases not recovered" in told
