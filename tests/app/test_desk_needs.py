"""What waits for a safety officer: altered, missing, flagged; worked out anew each time, gone once it is dealt with."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from showclear.app.desk import needs
from showclear.app.desk.needs import Group, Need, altered, place_of
from showclear.app.late.lines import LateKind
from showclear.app.late.times import in_zone
from showclear.app.units import find_unit
from showclear.app.walking import sign_all, sign_session
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Reason
from showclear.errors import RefusedError
from showclear.ledger.steps import STEP_IDS, Finding, Verdict
from showclear.storage.index_rows import Search
from tests.app.stage import COLT, EMPTY, SECOND_COLT, Stage

OFFICER, ARMORER = "ines-park", "mara-reyes"


def waiting(stage: Stage) -> tuple[Need, ...]:
    """What waits now."""
    production = stage.production
    desk = production.desk
    desk.update(desk.now())
    return desk.needs(production.board(), production.unit, desk.glance())


def words(found: Sequence[Need], group: Group) -> list[tuple[str, str]]:
    """The word and the title of each of a group."""
    return [(one.what, one.title) for one in found if one.group is group]


def changed(stage: Stage) -> str:
    """D with an answer that was changed; the name of its record."""
    session = stage.start(Procedure.INSPECTION, SECOND_COLT, EMPTY)
    stage.ask(session)
    stage.answer(session)
    session.reopen(Reason.SLIPPED)
    stage.walk(session)
    return sign_all(session, stage.pins).name


def test_on_a_quiet_day_nothing_waits(stage: Stage) -> None:
    """An empty list is worth something only if it is empty when it should be."""
    assert waiting(stage) == ()


def test_a_gun_that_is_still_out_and_a_run_that_is_not_signed_wait(stage: Stage) -> None:
    """By name: who has it, and who has not signed."""
    stage.clear()
    stage.hand_over()
    stage.clock.advance(20 * 60)
    session = stage.start(Procedure.INSPECTION, SECOND_COLT, EMPTY)
    stage.ask(session)
    found = waiting(stage)
    assert ("not back", f"{COLT} is with Dana Osei") in words(found, Group.MISSING)
    (unsigned,) = [one for one in found if one.what == "not signed"]
    assert unsigned.title.startswith(SECOND_COLT)
    assert "Mara Reyes" in unsigned.words
    assert "Jonas Weil" in unsigned.words
    assert "have not signed" in unsigned.words
    session.leave()


def test_what_is_due_and_not_done_waits(stage: Stage) -> None:
    """The next morning: the day is not wrapped, not opened."""
    stage.clock.advance(20 * 3600)
    found = words(waiting(stage), Group.MISSING)
    assert any(title.startswith("Wrap the day") for _, title in found)
    assert any(title.startswith("Open the day") for _, title in found)


def test_a_stop_that_nobody_reviewed_waits_until_somebody_signs(stage: Stage) -> None:
    """It is named once, not as a flag too."""
    stage.production.hold("a ladder")
    found = waiting(stage)
    about = {one.what: one for one in found if "ladder" in one.title + one.words}
    assert about.keys() == {"still open", "not reviewed"}
    assert {one.group for one in about.values()} == {Group.MISSING}
    review(stage, about["not reviewed"].record, ARMORER)
    assert [one.what for one in waiting(stage) if "ladder" in one.title + one.words] == ["still open"]


def review(stage: Stage, name: str, person: str) -> str:
    """A signed review; the name of its record."""
    session = stage.production.stops.review(name.removesuffix(".toml"), "Looked at it with both.", person)
    published = session.sign(stage.pins[person])
    assert published is not None
    assert published.not_counted == ()
    return published.name


def test_a_flagged_record_waits_until_the_safety_officer_has_reviewed_it(stage: Stage) -> None:
    """R-127: find it, read it, sign what one thinks of it; then it is shown with the record and waits no more."""
    name = changed(stage)
    (row,) = [one for one in waiting(stage) if one.group is Group.FLAGGED]
    assert (row.what, row.record, row.thing) == ("changed", name, SECOND_COLT)
    signed = review(stage, name, OFFICER)
    assert not waiting(stage)
    (shown,) = stage.production.desk.reviews_of(name)
    assert (shown.record, shown.by, shown.words, shown.verdict) == (
        signed, "Ines Park", "Looked at it with both.", "intact",
    )  # fmt: skip
    (hit,) = stage.production.desk.search(Search(words="looked both"))
    assert hit.title == f"Review: {SECOND_COLT}: Show clear: weapon inspection, round by round"


def test_nobody_but_the_safety_officer_reviews_a_record_that_is_no_stop(stage: Stage) -> None:
    """R-127: the armorer whose work it is has signed it already."""
    name = changed(stage)
    with pytest.raises(RefusedError, match="R-127"):
        stage.production.stops.review(name.removesuffix(".toml"), "All well.", ARMORER)
    with pytest.raises(RefusedError, match="no record of that name"):
        stage.production.stops.review("cart-a1b2-000001-" + "0" * 32, "All well.", OFFICER)
    assert [one.record for one in waiting(stage)] == [name]


def test_a_review_changes_nothing_in_the_state_of_a_gun(stage: Stage) -> None:
    """R-127: it closes nothing, opens nothing, ends nothing."""
    name = stage.clear().name
    before = stage.status()
    review(stage, name, OFFICER)
    after = stage.status()
    assert (after.state, after.clearance, after.why) == (before.state, before.clearance, before.why)


def test_an_altered_record_waits_at_the_top_and_what_came_after_a_missing_one_is_one_row(stage: Stage) -> None:
    """Thirty rows of the same reason hide the one that differs."""
    stage.damaged = True
    names = stage.names()
    path = stage.folder / "log" / names[30]
    path.chmod(0o644)
    path.write_text(stage.text(names[30]).replace("Mara", "Mora"))
    (stage.folder / "log" / names[25]).unlink()
    stage.production.verify()
    found = words(waiting(stage), Group.ALTERED)
    assert found[0] == ("altered", place_of(names[30]))
    assert ("missing", place_of(names[25])) in found
    (after,) = [title for what, title in found if "records, from" in title]
    assert after.endswith(f"{place_of(names[26])} on")


def test_a_long_list_says_how_many_more_there_are() -> None:
    """It never ends without a word."""
    many = [Finding(1, Verdict.ALTERED, f"cart-a1b2-{number:06d}-{'0' * 32}.toml", "Torn.") for number in range(100)]
    found = altered(many, ())
    assert len(found) == needs.MOST + 1
    assert (found[-1].what, found[-1].title) == ("more", f"{100 - needs.MOST} more")


def test_a_warning_is_no_alteration() -> None:
    """A clock that was wrong is flagged with its record."""
    assert altered([Finding(STEP_IDS["times"], Verdict.INTACT, "cart", "It runs against the order.")], ()) == ()


def test_a_correction_quiets_nothing_and_waits_itself_until_it_was_reviewed(stage: Stage) -> None:
    """R-135: whoever hurried does not make the desk forget it by correcting the record."""
    name = changed(stage)
    part = stage.production.corrections.parts(name)[0]
    correction = sign_session(
        stage.production.corrections.correct(name, part.what, "something else", "typed wrongly", ARMORER), stage.pins
    ).name
    assert {(one.what, one.record) for one in waiting(stage)} == {("changed", name), ("corrected", correction)}
    desk = stage.production.desk
    assert (desk.times_corrected(name), desk.times_corrected(correction)) == (1, 0)
    assert 'should say "something else": typed wrongly.' in desk.says(correction)["corrected"]
    review(stage, correction, OFFICER)
    assert [one.record for one in waiting(stage)] == [name]


def test_what_is_to_be_done_waits_and_an_overdue_one_says_so(stage: Stage) -> None:
    """R-116: with its owner and until when; while the stop is open the stop itself stands there."""
    stage.production.stops.report("near-miss", "a muzzle crossed the camera", "", ())
    assert "to do" not in {one.what for one in waiting(stage)}
    record = stage.names()[-1]
    sign_session(stage.production.actions.open(record, "Paint the line.", "armorer", "", ARMORER), stage.pins)
    (row,) = [one for one in waiting(stage) if one.what == "overdue"]
    assert (row.group, row.title) == (Group.MISSING, "Paint the line.")
    assert row.words.startswith("armorer, before any gun is used.")


def test_what_was_entered_afterwards_is_flagged(stage: Stage) -> None:
    """R-134: a reconstruction says so on the desk too."""
    late = stage.production.late_entries
    began = in_zone(stage.clock.now().replace(second=0), find_unit(stage.production.book.situation, "main").zone)
    stage.clock.advance(3600)
    sheet = late.begin("main", f"{began:%H:%M}", "", "pad of today")
    sheet = late.add(sheet, LateKind.CUSTODY, {"at": f"{began:%H:%M}", "item": COLT, "where": "locked", "lock": "safe"})
    name = sign_session(late.enter(sheet, ARMORER, "jonas-weil"), stage.pins).name
    assert ("late", name) in {(one.what, one.record) for one in waiting(stage)}
