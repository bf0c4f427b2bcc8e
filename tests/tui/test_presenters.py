"""The words of the screens, without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from showclear.cli.lines.runs import entered_by_both
from showclear.domain.checklists import NO_SIGNS, AnswerKind, Compare, Enough, Option, Passing, Procedure, Step
from showclear.domain.runs import RowsDone
from showclear.domain.situation.status import TAKE_IN_AGAIN, State
from showclear.domain.situation.values import OpenRestriction
from showclear.tui.presenters.board import card, split
from showclear.tui.presenters.custody import is_taken_in_again
from showclear.tui.presenters.dead_end import mismatch_banner, sides
from showclear.tui.presenters.emergency import (
    ALL_OUT,
    CALLS,
    GUN_ROWS,
    NO_GUN,
    asks_which,
    calls_of,
    tags_meant,
    unsure_words,
)
from showclear.tui.presenters.keys import RESERVED, option_letters
from showclear.tui.presenters.run import marks_suffice, marks_value, toggled
from showclear.tui.presenters.run_view import info_line
from showclear.tui.presenters.stop_forms import report_choices
from showclear.tui.presenters.times import listed, since
from showclear.tui.widgets.pieces import Piece
from tests.domain.runs.run_cases import Walk, block, step
from tests.tui.fakes import NOON, FakeProduction, guns

ROUND = Step(
    id="rounds", answer=AnswerKind.ROUNDS, ask="", headline="",
    signs=(Option("hole", "Hole"), Option("dimple", "Dimple"), Option("rattle", "Rattles")),
    enough=Enough(2, ("hole",)),
)  # fmt: skip


def test_minutes_count_up_and_a_clock_that_went_back_says_so() -> None:
    """No screen counts down at the crew; an impossible age is never shown as a small one."""
    assert since(NOON - timedelta(minutes=4), NOON) == "4 min"
    assert since(NOON - timedelta(hours=5), NOON) == "5 h"
    assert since(NOON + timedelta(minutes=1), NOON) == "clock went back"


def test_every_option_gets_a_letter_of_its_own_and_never_a_reserved_one() -> None:
    """The checklist's letter first, else an initial; withdrawing keeps its key."""
    options = (Option("with", "With"), Option("wood", "Wood"), Option("empty", "Empty", key="e"), Option("elm", "Elm"))
    letters = option_letters(options)
    assert letters[2] == "E"
    assert len(set(letters)) == len(options)
    assert not RESERVED & set(letters)


def test_whoever_holds_a_gun_that_has_no_row_is_told_not_to_say_none() -> None:
    """ "None of these" under eight of nine guns would be true of the ninth, and nothing would be barred."""
    assert unsure_words(GUN_ROWS) == ("Nobody knows, or all 8 of them", "None of these")
    assert unsure_words(GUN_ROWS + 1) == ("Not shown, nobody knows, or all 9 of them", "None of all 9")


@pytest.mark.parametrize(
    ("kind", "asked"), [("withdrawn", True), ("quarantined", True), ("frozen", False), ("misfired", False)]
)
def test_a_key_to_take_a_gun_in_anew_is_named_only_where_it_may_be_opened(kind: str, asked: bool) -> None:
    """R-007: what is frozen stays as it is, and a misfire goes through its list."""
    colt, *_ = guns()
    gun = replace(colt, restrictions=(OpenRestriction("r", kind, colt.weapon.tag, "a crack", "", "", NOON),))
    assert is_taken_in_again(gun) is asked
    assert not is_taken_in_again(colt)


def test_a_gun_with_blanks_that_nobody_counted_is_taken_in_anew_by_the_key_that_its_card_names() -> None:
    """Its card named G, and G did nothing."""
    _, hot, *_ = guns()
    uncounted = replace(hot, count=-1, next=TAKE_IN_AGAIN)
    assert card(uncounted, {}, NOON).next == "two people take it in again: G"
    assert is_taken_in_again(uncounted)
    assert not is_taken_in_again(hot)


def test_what_happened_has_one_key_wherever_it_is_asked() -> None:
    """Whoever learned a letter at F9 means the same with it in a report, and no key that leads there is one of them."""
    asked = {value: key for value, _, key in report_choices()}
    assert {call.report_class: call.key for call in CALLS}.items() <= asked.items()
    assert len(set(asked.values())) == len(asked)
    assert not {call.key for call in CALLS} & {"E", "F"}, "held a moment too long, E and F call nothing"


def test_no_question_promises_at_once_where_a_call_still_asks_which_gun() -> None:
    """R-114: also with no gun out, a misfire is asked of those in a hand."""
    every = guns()
    held = [one for one in every if not one.is_out and not one.is_locked and one.state is not State.HOT]
    assert asks_which(every)
    assert asks_which(held)
    assert not asks_which([one for one in every if one.is_locked])
    assert not asks_which(held, calls_of(Procedure.FOUND))
    assert asks_which(every, calls_of(Procedure.FOUND))


def test_nobody_knows_which_means_also_a_gun_that_was_handed_out_while_it_was_asked() -> None:
    """R-048: another laptop may have written a handover since; none that may be it is left out."""
    assert tags_meant(ALL_OUT, ("A-07", "B-02"), ("A-07", "A-08")) == ("A-07", "B-02", "A-08")
    assert tags_meant("B-02", ("A-07", "B-02"), ("A-08",)) == ("B-02",)
    assert tags_meant(NO_GUN, ("A-07", "B-02"), ("A-08",)) == ()


def test_none_stands_alone_among_the_signs_of_a_round() -> None:
    """Whoever saw no sign did not see one either."""
    marked = toggled(toggled(frozenset(), "hole"), "rattle")
    assert marks_value(ROUND, marked) == "hole+rattle"
    assert toggled(marked, NO_SIGNS) == {NO_SIGNS}
    assert toggled(frozenset({NO_SIGNS}), "hole") == {"hole"}


def test_a_dimple_and_a_rattle_are_never_enough() -> None:
    """The measure is the engine's own; the screen only asks it."""
    assert not marks_suffice(ROUND, frozenset({"dimple", "rattle"}))
    assert not marks_suffice(ROUND, frozenset({"hole"}))
    assert marks_suffice(ROUND, frozenset({"hole", "rattle"}))


def test_a_gun_that_is_out_of_its_lock_always_has_a_card() -> None:
    """Locked ones take cards only while there is room."""
    weapons = tuple(guns())
    cards, lines = split(weapons)
    assert [one.weapon.tag for one in lines] == ["A-01", "A-02"]
    assert len(cards) == 6
    cards, lines = split(tuple(one for one in weapons for _ in range(2)))
    assert all("locked" in str(one.custody.shape) for one in lines if one.custody is not None)


def test_names_are_listed_as_people_say_them() -> None:
    """A-07, A-08 and B-02."""
    assert listed(()) == ""
    assert listed(("A-07",)) == "A-07"
    assert listed(("A-07", "A-08", "B-02")) == "A-07, A-08 and B-02"


def test_a_translated_run_says_so_beside_who_is_at_the_keys_and_covers_nobody() -> None:
    """At 80 columns the name of the block gives way, never a person."""
    production = FakeProduction()
    run = production.start_run(
        Procedure.INSPECTION,
        "A-07",
        {"scene": "42", "use": "take", "place": "saloon", "plan.contents": "nothing", "plan.count": "0"},
        "mara",
        "jonas",
    ).run
    checklist = replace(run.plan.checklist, language="es", review="not reviewed by an armorer")
    translated = replace(run, plan=replace(run.plan, checklist=checklist))
    _, plain = info_line(run, wide=False)
    assert "reviewed" not in pieces_text(plain)
    left, right = info_line(translated, wide=False)
    assert pieces_text(right).startswith("es, not reviewed  ")
    assert len("keys Jonas Weil, assistant director  holds Mara Reyes") + len(pieces_text(right)) <= 78
    assert pieces_text(info_line(translated)[1]).startswith("es, not reviewed by an armorer  ")
    assert left == info_line(run, wide=False)[0]


def pieces_text(pieces: tuple[Piece, ...]) -> str:
    """What they say."""
    return "".join(one.text for one in pieces)


@pytest.mark.parametrize(("passing", "first"), [(Passing.BOTH, "armorer"), (Passing.JOINT, "assistant director")])
def test_rows_that_one_of_the_two_did_not_enter_stand_under_the_name_of_who_entered_them(
    passing: Passing, first: str
) -> None:
    """Both columns bore one name: the record was right, and the screen said that one person had entered both."""
    metres = replace(
        step("metres", AnswerKind.NUMBER, each="people", unit="m", floor="far", compare=Compare.EACH),
        ask="{slot}: how far?",
    )
    walk = Walk.of(block("a", metres, passing=passing), limits={"far": 6})
    for rows in (("Kim", "Ada"), ("Ada",)):
        walk.sit_down()
        for at, row in enumerate(rows):
            walk.answer(f"6.{at + 1}", row)
        walk.apply(RowsDone(walk.moment(), walk.run.at_keys))
    found = walk.run.mismatches()
    left, right = sides(walk.run, None, found)
    assert (left.word, left.detail, right.word, right.detail) == ("2 rows", "Kim, Ada", "1 row", "Ada")
    cast = walk.run.plan.cast
    two = (cast.performer, cast.verifier) if first == "armorer" else (cast.verifier, cast.performer)
    assert (left.name, right.name) == tuple(person.name for person in two)
    assert "The next person: how far?" in "".join(
        piece.text for line in mismatch_banner(found, "").lines for piece in line
    )
    assert entered_by_both(walk.run, found[0]) == (
        (f"{two[0].name}, {two[0].role.words}", "2 rows: Kim, Ada"),
        (f"{two[1].name}, {two[1].role.words}", "1 row: Ada"),
    )
