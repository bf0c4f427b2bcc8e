"""What can be entered, in which form it is kept, and how it is read aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showclear.domain.checklists import AnswerKind, Option
from showclear.domain.runs import in_words, read_answer, read_row
from showclear.domain.runs.answers import fault_of
from showclear.errors import InputError
from tests.domain.runs.run_cases import SEEN, SERIAL, SIGNS, step

STEPS = {
    "spoken": step("s", AnswerKind.SPOKEN),
    "choice": step("s", AnswerKind.CHOICE, options=SEEN),
    "count": step("s", AnswerKind.COUNT),
    "number": step("s", AnswerKind.NUMBER, unit="m"),
    "match": step("s", AnswerKind.MATCH),
    "drawn": SERIAL,
    "text": step("s", AnswerKind.TEXT),
    "person": step("s", AnswerKind.PERSON),
    "container": step("s", AnswerKind.CONTAINER),
    "rounds": step("s", AnswerKind.ROUNDS, signs=SIGNS),
}


@pytest.mark.parametrize(
    ("kind", "raw", "value", "words"),
    [
        ("spoken", "said", "said", "said"),
        ("choice", " round ", "round", "a round or case"),
        ("count", "6", "6", "6"),
        ("count", "006", "6", "6"),
        ("count", "0", "0", "0"),
        ("number", "12.50", "12.5", "12.5 m"),
        ("number", "07", "7", "7 m"),
        ("number", "6.000", "6", "6 m"),
        ("match", " A  7 ", "A 7", "A 7"),
        ("drawn", "k - 4", "k4", "k4"),
        ("text", "a\u00a0 b", "a b", "a b"),
        ("text", "e\u0301", "\u00e9", "\u00e9"),
        ("person", "Kim Lo", "Kim Lo", "Kim Lo"),
        ("container", "B-02  004711", "B-02 004711", "B-02, seal 004711"),
        ("rounds", "rattle hole", "hole+rattle", "hole in the case, rattles"),
        ("rounds", "rattle+hole,rattle", "hole+rattle", "hole in the case, rattles"),
        ("rounds", "none", "none", "no inert sign"),
    ],
)
def test_what_is_typed_becomes_one_canonical_value(kind, raw, value, words):
    """Two people who see the same must not differ by a space or a zero."""
    assert read_answer(STEPS[kind], raw) == value
    assert in_words(STEPS[kind], value) == words


@pytest.mark.parametrize("kind", sorted(STEPS))
@pytest.mark.parametrize("raw", ["", " ", "\t\n", "\u00a0", "\u202e", "\x1b[31m", "a" * 1000, "\U000e0041"])
def test_nothing_and_what_cannot_be_seen_is_no_answer(kind, raw):
    """R-RUN-3: Enter alone answers nothing, of any kind."""
    with pytest.raises(InputError):
        read_answer(STEPS[kind], raw)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("spoken", "yes"),
        ("choice", "Round"),
        ("choice", "a round or case"),
        ("count", "-1"),
        ("count", "six"),
        ("count", "6.0"),
        ("count", "\u0666"),
        ("count", "1234567"),
        ("number", "1,5"),
        ("number", "1e3"),
        ("number", "-2"),
        ("number", "nan"),
        ("number", "1.2345"),
        ("drawn", "--"),
        ("container", "B-02"),
        ("container", "B-02 1 2"),
        ("rounds", "hole+live"),
        ("rounds", "none+hole"),
        ("rounds", "+"),
    ],
)
def test_what_is_no_answer_of_the_kind_is_refused(kind, raw):
    """An answer is an observed value of the kind that was asked."""
    with pytest.raises(InputError) as caught:
        read_answer(STEPS[kind], raw)
    assert caught.value.remedy


@given(kind=st.sampled_from(sorted(STEPS)), raw=st.text(max_size=40))
def test_reading_twice_changes_nothing(kind, raw):
    """A canonical value is its own canonical value, so a journal replays; anything else is an InputError."""
    try:
        value = read_answer(STEPS[kind], raw)
    except InputError:
        return
    assert read_answer(STEPS[kind], value) == value
    assert in_words(STEPS[kind], value)


PHOTOGRAPH = step("s", AnswerKind.ATTACHMENT, killer=False, media=("image/jpeg", "image/png"))
DIGEST = "sha256:" + "0f" * 32


def test_an_attachment_is_named_by_its_digest_size_and_type():
    """R-RUN-22: the app never opens it; no file is an answer too."""
    value = f"{DIGEST} 48213 image/png"
    assert read_answer(PHOTOGRAPH, value) == value
    assert in_words(PHOTOGRAPH, value) == "image/png, 48213 bytes, sha256:0f0f0f0f…"
    assert read_answer(PHOTOGRAPH, "none") == "none"
    assert in_words(PHOTOGRAPH, "none") == "none"


@pytest.mark.parametrize(
    "raw",
    [
        "", "photo.png", DIGEST, f"{DIGEST} 5", f"{DIGEST} 5 image/gif", f"{DIGEST} -5 image/png",
        f"{DIGEST} 05 image/png", f"{DIGEST.upper()} 5 image/png", f"{DIGEST}0 5 image/png", f"{DIGEST} 5 image/png x",
    ],
)  # fmt: skip
def test_an_attachment_that_names_no_file_is_no_answer(raw: str):
    """R-RUN-22: a digest that is not whole finds no file again."""
    with pytest.raises(InputError):
        read_answer(PHOTOGRAPH, raw)


def test_a_wait_has_one_answer():
    """R-RUN-18: there is nothing to choose in it."""
    waiting = step("s", AnswerKind.COUNTDOWN, killer=False, wait="misfire_wait_seconds")
    assert read_answer(waiting, "waited") == "waited"
    for raw in ("", "skip", "30", "deferred", "said"):
        with pytest.raises(InputError):
            read_answer(waiting, raw)


def test_only_a_step_that_allows_it_is_done_later():
    """R-RUN-21: everywhere else the word is just not an answer."""
    later = step("s", AnswerKind.COUNT, killer=False, defer=True, expect=0)
    assert read_answer(later, "Deferred") == "deferred"
    assert in_words(later, "deferred") == "done later"
    assert fault_of(later, "deferred", "0", {}) == ""
    assert read_answer(later, "4") == "4"
    with pytest.raises(InputError):
        read_answer(step("s", AnswerKind.COUNT), "deferred")


def test_a_row_needs_a_name_that_is_not_the_word_for_nobody():
    """An entry for nobody is made only by having no rows."""
    asked = step("s", AnswerKind.CHOICE, each="people", options=(Option("a", "a"),))
    assert read_row(asked, "  Kim   Lo ") == "Kim Lo"
    for raw in ("", "  ", "Nobody", "a" * 81, "\u200b"):
        with pytest.raises(InputError):
            read_row(asked, raw)


def test_a_number_where_a_name_is_asked_is_no_row():
    """A distance typed before the name made a person called 700, who was measured; the real one was not."""
    asked = step("s", AnswerKind.NUMBER, each="people", unit="cm")
    assert [read_row(asked, raw) for raw in ("Cam 2", "2nd AC", "Łukasz", "明")] == ["Cam 2", "2nd AC", "Łukasz", "明"]
    for raw in ("700", "7.5", "0", "-"):
        with pytest.raises(InputError, match="letter"):
            read_row(asked, raw)


@pytest.mark.parametrize("kind", [AnswerKind.COUNT, AnswerKind.RECONCILE, AnswerKind.NUMBER])
def test_a_pin_typed_a_moment_too_late_gets_into_no_record(kind: AnswerKind):
    """What was entered stays in the record, also where it stopped the run: six digits are refused, and not repeated."""
    asked = step("s", kind, unit="cm" if kind is AnswerKind.NUMBER else "")
    assert read_answer(asked, "99999") == "99999"
    for raw in ("257039", "2570391", " 002570 "):
        with pytest.raises(InputError) as refused:
            read_answer(asked, raw)
        assert raw.strip() not in f"{refused.value} {refused.value.remedy}"
