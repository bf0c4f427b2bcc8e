"""What is done and said afterwards, through the use cases: corrective actions and corrections."""

from __future__ import annotations

import pytest

from showclear.app.action_views import Standing
from showclear.app.correcting import As, shown_as
from showclear.app.demo import ARMORER, DIRECTOR, OFFICER
from showclear.app.walking import sign_session
from showclear.errors import InputError, RefusedError
from tests.app.stage import COLT, EMPTY, Stage


def test_what_a_report_left_to_do_is_opened_listed_and_closed_by_two(stage: Stage) -> None:
    """The report opens one; an armorer opens another with a date; the board, the seal and the list name both."""
    production = stage.production
    report = production.stops.report("near-miss", "a muzzle crossed the camera", "", ())
    record = next(one.restriction.record for one in production.stops.open())
    assert report
    (own,) = production.actions.views()
    assert (own.record, own.owner, own.standing) == (record, "safety officer", Standing.OPEN)
    assert "action" not in [one.kind for one in production.board().open_items]
    today = f"{production.clock.now():%Y-%m-%d}"
    opened = sign_session(
        production.actions.open(record, "Paint the line.", DIRECTOR.id, today, ARMORER.id), stage.pins
    )
    found = {one.words: one for one in production.actions.views()}["Paint the line."]
    assert (found.about, found.due, found.opened_by) == (record, today, "Mara Reyes")
    assert "Paint the line." in [one.title for one in production.board().open_items]
    with pytest.raises(RefusedError, match="R-136"):
        production.actions.close(opened.name, "It is painted.", ARMORER.id, DIRECTOR.id)
    sign_session(production.actions.close(opened.name, "It is painted.", OFFICER.id, DIRECTOR.id), stage.pins)
    (done,) = [one for one in production.actions.views() if one.standing is Standing.DONE]
    assert (done.record, done.done_words) == (found.record, "It is painted.")
    with pytest.raises(RefusedError, match="not open any more"):
        production.actions.close(opened.name, "Again.", OFFICER.id, DIRECTOR.id)
    stage.assert_whole()


@pytest.mark.parametrize(
    ("owner", "due", "says"),
    [("nobody", "", "Nobody is called"), (ARMORER.id, "soon", "is no day"), (ARMORER.id, "2020-01-01", "is over")],
)
def test_an_action_has_an_owner_and_a_day_to_come(stage: Stage, owner: str, due: str, says: str) -> None:
    """Told where it is typed, in words."""
    record = stage.names()[-1]
    with pytest.raises(InputError, match=says):
        stage.production.actions.open(record, "Paint the line.", owner, due, ARMORER.id)


def test_a_record_is_shown_as_it_was_signed_as_it_should_read_and_both(stage: Stage) -> None:
    """The correction is corrected once more; the file of the record stays as it is, byte by byte."""
    production = stage.production
    name = stage.clear(COLT, EMPTY).name
    before = production.raw(name)
    part = next(one for one in production.corrections.parts(name) if one.what.startswith("entries/"))
    first = sign_session(
        production.corrections.correct(name, part.what, "not that", "typed wrongly", ARMORER.id), stage.pins
    )
    again = production.corrections.parts(first.name)[0]
    assert (again.what, again.was) == ("should/1", "not that")
    sign_session(
        production.corrections.correct(first.name, again.what, "nor that", "read again", ARMORER.id), stage.pins
    )
    page = production.record(name)
    assert (page.times_corrected, page.corrections[0].now, page.corrections[0].was) == (2, "nor that", part.was)
    number = int(part.what.partition("/")[2])
    told = {how: shown_as(page.facts, page.corrections, how)["entries"]["entered"][number - 1]["words"] for how in As}
    assert told == {
        As.ORIGINAL: part.was, As.CORRECTED: "nor that [corrected]", As.BOTH: f"{part.was} [corrected: nor that]"
    }  # fmt: skip
    assert production.raw(name) == before
    assert [(one.record, one.here) for one in production.record(first.name).corrects] == [
        (name.removesuffix(".toml"), True)
    ]
    stage.assert_whole()


def test_nothing_is_corrected_that_is_not_there_or_says_that_already(stage: Stage) -> None:
    """A part, a record, words, another text."""
    name, corrections = stage.names()[-1], stage.production.corrections
    part = corrections.parts(name)[0]
    for what, should, says in (
        ("entries/999", "x", "no part"), (part.what, part.was, "says that already"), (part.what, " ", "is missing")
    ):  # fmt: skip
        with pytest.raises(InputError, match=says):
            corrections.correct(name, what, should, "because", ARMORER.id)
    with pytest.raises(InputError, match="no record"):
        corrections.correct("cart-000999-" + "0" * 32, "title", "x", "because", ARMORER.id)
