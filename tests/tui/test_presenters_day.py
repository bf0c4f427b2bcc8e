"""The day in words, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showclear.app.views import DayView, DueLine, OpenItem, PersonView, SetLine
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person, Role
from showclear.domain.situation.status import State
from showclear.domain.situation.values import OpenRestriction
from showclear.domain.weapons import Contents
from showclear.tui.presenters import day, roster
from showclear.tui.presenters.board import banner, batch_line, card, holds_of, lifting_words
from showclear.tui.presenters.procedures import letters_of, subjects_for
from showclear.tui.presenters.side import item_of, side_sections
from showclear.tui.widgets.pieces import Piece
from showclear.tui.widgets.side_column import SideRow, SideSection, lines_of
from tests.tui import scenes
from tests.tui.fakes import NOON, FakeProduction


def said(pieces: tuple[Piece, ...]) -> str:
    """The pieces as text."""
    return "".join(one.text for one in pieces)


def test_what_is_not_done_yet_is_named_beside_what_is() -> None:
    """Whoever reads "meeting 14:50" knows that it was held; what is missing is never left out."""
    left, _ = day.status_line(scenes.morning().board())
    assert "swept 14:20" in said(left)
    assert "not yet: counted, meeting, ready" in said(left)


def test_a_day_that_is_not_open_says_why() -> None:
    """No green line where there is no day."""
    fake = FakeProduction(day=DayView("Main unit", why="The shooting day of Sunday is over."))
    assert "is over" in said(day.status_line(fake.board())[0])


def test_a_finding_does_not_stand_in_the_place_of_the_day() -> None:
    """Unit, place and what is done stay to be read; a long finding is not said in part."""
    fake = scenes.working()
    fake.findings = ("R-121: It releases nothing: the armorer was involved.",)
    assert "swept 14:20" in said(day.status_line(fake.board())[0])
    assert said(day.finding_line(fake.board(), 80)) == f"1 finding, V shows it: {fake.findings[0]}"
    fake.findings = ("R-121: " + "It releases nothing. " * 9, "R-059: A round is missing.")
    assert said(day.finding_line(fake.board(), 80)) == "2 findings, V shows them."
    fake.findings = ()
    assert day.finding_line(fake.board()) == ()


def test_guns_whose_time_is_over_are_collected_before_everything_else() -> None:
    """And what blocks gun work comes before what does not."""
    fake = scenes.working()
    fake.due = (DueLine("Later"), DueLine("First", blocking=True))
    assert [one.label for one in day.due_lines(fake.board())] == ["Collect B-02", "First", "Later"]


def test_a_gun_is_not_collected_twice() -> None:
    """The list of the situation names it already."""
    fake = scenes.working()
    fake.due = (DueLine("Take B-02 back from Dana Osei", act="take-back", target="B-02", blocking=True),)
    assert len(day.due_lines(fake.board())) == 1


def test_the_key_says_what_it_will_do() -> None:
    """Shorter where it is long, in words that end, and plain where nothing is due."""
    fake = scenes.working()
    assert day.key_label(fake.board()) == "collect B-02"
    fake.weapons, fake.due = [], (DueLine("A-07 goes back to the armorer at once"),)
    assert day.key_label(fake.board()) == "A-07 goes back"
    for label, said_on_key in (
        ("Open the day (C, people and paper)", "open the day"),
        ("Open the day again: a paper is not named (C)", "open the day again"),
        ("Count and sweep at Stage 12, the long wall (C)", "count and sweep"),
        ("Antidisestablishmentarianism first", "do what is due"),
    ):
        fake.due = (DueLine(label),)
        assert day.key_label(fake.board()) == said_on_key
    fake.due = ()
    assert day.key_label(fake.board()) == "nothing is due"


def test_four_lines_of_a_small_banner_say_what_is_out_and_all_that_ends_it() -> None:
    """80 columns have room for four lines: a release that is cut off in the middle helps nobody."""
    board = scenes.held("stand-down", *scenes.NEEDS).board()
    shown = " ".join(said(line) for line in banner(board, {}, 80).lines[:4])
    assert "Needs L report, K meeting, release." in shown
    assert "A-08" in shown


def test_the_banner_names_what_is_out_what_ends_it_and_that_nobody_reviewed_it() -> None:
    """A stop without a review says so until a signed record names it."""
    board = scenes.held("stand-down", *scenes.NEEDS).board()
    for columns in (120, 80):
        text = " ".join(said(line) for line in banner(board, {}, columns).lines)
        assert all(name in text for name in ("A-08", "B-02", "12 of RB-1"))
        assert ("report to close (L)" if columns == 120 else "Needs L report, K meeting, release.") in text
        assert "Not reviewed yet" in text


def test_the_reason_of_a_stop_is_a_sentence_of_its_own() -> None:
    """It does not run into what stands after it; where nobody gave a name, it says that."""
    fake = scenes.held("stand-down", *scenes.NEEDS)
    fake.stopped = [replace(one, reason="somebody is hurt", by="", reviewed=False) for one in fake.stopped]
    text = " ".join(said(line) for line in banner(fake.board(), {}, 120).lines)
    assert "Somebody is hurt. Not reviewed yet: W." in text
    assert "no name given" in text


def test_nobody_is_told_to_collect_a_gun_that_misfired() -> None:
    """While it may still fire, nobody moves towards it: its list comes first."""
    fake = scenes.working()
    colt = next(one for one in fake.weapons if one.collect or one.issue is not None or one.custody is not None)
    barred = OpenRestriction("r", "misfired", colt.weapon.tag, "it did not fire", "", "", NOON)
    fake.weapons = [replace(colt, collect=True, restrictions=(barred,))]
    assert not [line for line in day.due_lines(fake.board()) if line.act == "take-back"]
    assert not card(fake.weapons[0], {}, NOON).collect


def test_the_banner_shows_an_open_report_and_a_hold_comes_first() -> None:
    """A report blocks gun work too; red stays for stops."""
    fake = scenes.reported()
    assert banner(fake.board(), {}).word == "INCIDENT"
    fake.open_items = (scenes.CONCERN,)
    assert banner(fake.board(), {}).word == "CONCERN"
    fake.stopped = [SetLine("hold", "r", "", "", NOON)]
    assert banner(fake.board(), {}).word == "HOLD"


def test_what_a_stop_needs_comes_from_the_records() -> None:
    """Where they say nothing, the kind alone says who ends it."""
    assert (
        lifting_words(SetLine("stand-down", "r", "", "", NOON, ("Report to close (L).",)))
        == "Needs report to close (L)."
    )
    assert "uninvolved" in lifting_words("stand-down")


def test_a_batch_out_while_it_should_not_be_is_loud() -> None:
    """And one that is in never is."""
    first, second = scenes.BATCHES
    assert batch_line(replace(first, collect=True)).collect
    assert not batch_line(replace(second, collect=True)).collect
    assert batch_line(first).figures == "12 of 40 out"


def test_the_list_beside_the_board_counts_what_it_leaves_out() -> None:
    """Due stays whole; what was published last gives way first."""
    rows = tuple(SideRow((Piece(str(number)),), value=f"v{number}") for number in range(8))
    shown = lines_of((SideSection("Due", rows), SideSection("Published last", rows)), 31, 14)
    due = [line for line in shown if line.row is not None and line.row.value]
    assert [line.row.value for line in due if line.row][:8] == [f"v{number}" for number in range(8)]
    assert said(shown[-1].row.left if shown[-1].row else ()) == "6 more"
    assert max(line.y for line in shown) < 14


def test_each_thing_that_one_record_bars_has_a_row_of_its_own() -> None:
    """Enter on the second gun that is frozen is about that one, and its tag is said once."""
    frozen = tuple(OpenItem("frozen", f"{tag} is frozen: evidence", "cart-9", tag) for tag in ("A-07", "A-08"))
    fake = FakeProduction()
    fake.open_items = frozen
    board = fake.board()
    rows = next(one.rows for one in side_sections(board) if one.title == "Open")
    assert [item_of(board, row.value.partition(":")[2]) for row in rows if said(row.left).startswith("? ")] == [*frozen]
    assert [said(row.left) for row in rows][:1] == ["? A-07 is frozen:"]
    assert item_of(board, "cart-9") == frozen[0]
    assert item_of(board, "cart-8") is None


def test_a_wide_list_stands_in_two_columns() -> None:
    """So more of it is seen where the guns have made room for it."""
    sections = side_sections(scenes.working().board())
    shown = lines_of(sections, 76, 24)
    assert {line.x for line in shown} == {0, 40}
    assert not any("more" in said(line.row.left) for line in shown if line.row is not None)


def test_every_letter_leads_to_its_procedures() -> None:
    """Four of them begin with C; the turn-round has a letter of ours."""
    rows = {row.letter: row for row in letters_of(FakeProduction().procedures())}
    assert {"A", "D", "E", "G", "T"} <= set(rows)
    assert list(rows)[:1] == ["A"]
    guns = subjects_for("weapon", Procedure.INSPECTION, scenes.working().board(), "A-11")
    assert guns[0][0] == "A-11"
    assert subjects_for("set", Procedure.WRAP, scenes.working().board(), "A-11") == ()


def test_one_long_list_does_not_push_the_others_out() -> None:
    """In a stand-down everything is due; who is on duty and what is out is read all the same."""
    sections = tuple(
        SideSection(title, tuple(SideRow((Piece(f"{title} {number}"),)) for number in range(rows)))
        for title, rows in (("Due", 26), ("On duty", 4), ("Out", 4), ("Open", 23), ("Not signed", 4), ("Last", 8))
    )
    shown = [said(line.row.left) for line in lines_of(sections, 31, 28) if line.row is not None]
    for title in ("Due", "On duty", "Out", "Open", "Not signed"):
        assert f"{title} 1" in shown, title
    assert shown[-1] == "8 more"


def test_who_is_here_for_a_day_stands_with_it_and_with_its_end() -> None:
    """R-148: in the row and in the sheet, while it lasts and after it."""
    per = PersonView(Person("per-holm", "Per Holm", Role.HANDLER), has_key=True, until=NOON)
    for over, row_says, sheet_says in ((False, "until ", "then signs nothing"), (True, "ENDED", "over, signs nothing")):
        people = (replace(per, over=over),)
        (row,) = (one for one in roster.roster_rows(people) if one.value == "per-holm")
        assert row_says in said(row.cells[0])
        facts = {fact.label: fact for fact in roster.person_sheet(people, "per-holm").facts}
        assert sheet_says in facts["enrolled"].value
    assert "enrolled" not in {one.label for one in roster.person_sheet((replace(per, until=None),), "per-holm").facts}


@pytest.mark.parametrize("kind", ["quarantined", "frozen"])
def test_a_gun_that_a_stop_barred_by_what_was_seen_in_it_never_says_that_it_holds_nothing(kind: str) -> None:
    """One chamber of six was not empty, and the armory went on saying "nothing": what stands there was before it."""
    colt = scenes.working().weapons[0]
    barred = OpenRestriction("r", kind, colt.weapon.tag, "5 was entered", "", "", NOON)
    gun = replace(colt, state=State.QUARANTINED, contents=Contents.NOTHING, count=0, restrictions=(barred,))
    assert card(gun, {}, NOON).holds == holds_of(gun) == "not known; nothing before the stop"
    withdrawn = replace(gun, restrictions=(replace(barred, kind="withdrawn"),))
    assert card(withdrawn, {}, NOON).holds == "nothing, as last entered", "it was proved empty and is not used"
