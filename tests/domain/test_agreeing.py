"""One gun, two guns: sentences that are signed read as people speak."""

from __future__ import annotations

import pytest

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
    values = {"weapon": "A-07", "issued": 1, "cases": 1, "lost": 0, "unfired": 2, "misfires": 1}
    told = in_words(Effect("blanks-back", values))
    assert "1 blank issued; 1 case back, 0 cases not recovered" in told
    assert told.endswith("2 unfired, 1 misfire.")


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        (
            "incident-closed",
            {"class": "live-round", "cause": "A belt", "control": "Swept."},
            "The report on the stop of 18:58 (a live round) is closed: A belt. Swept.",
        ),
        (
            "hold-lifted",
            {"reason": "It is gone", "answer": "Both looked."},
            "The hold of 18:58 (a live round) is lifted: It is gone. Both looked.",
        ),
        ("closed", {"item": "A-07"}, "A-07: the restriction of 18:58 (a live round) is closed."),
        ("reviewed", {"words": "Loud."}, "The stop of 18:58 (a live round) was reviewed: Loud."),
    ],
)
def test_a_stop_is_told_by_when_and_why_and_not_by_the_name_of_its_record(
    kind: str, values: dict[str, str], said: str
) -> None:
    """Whoever signs that it is over reads what it was."""
    record = "laptop-a1b2-000010-0cad"
    effect = Effect(kind, {"restriction": record, **values})
    assert in_words(effect, {record: "of 18:58 (a live round)"}) == said
    assert record in in_words(effect)


def test_a_record_that_is_no_stop_is_not_called_one_by_who_reviews_it() -> None:
    """The safety officer signs a sentence about an inspection, a handover, a count."""
    record = "laptop-a1b2-000010-0cad"
    effect = Effect("reviewed", {"restriction": record, "words": "In order."})
    stop = {"laptop-a1b2-000011-77aa": "of 18:58 (a live round)"}
    assert in_words(effect, stop) == f"The record {record} was reviewed: In order."
