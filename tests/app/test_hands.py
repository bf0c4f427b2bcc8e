"""A gun that comes back from a hand that the records do not know: read before it is signed, signed, and found."""

from __future__ import annotations

import pytest

from showclear.app.desk.needs import Group
from showclear.app.desk.record_view import contradicts
from showclear.app.walking import sign_session
from showclear.domain.checklists import Procedure
from tests.app.sets import told
from tests.app.stage import BOX, COLT, Stage
from tests.app.test_desk_flags import listed
from tests.app.test_desk_needs import waiting

AGAINST = "By the record A-07 was with Dana Osei, then Mara Reyes, not with Ines Park."


def test_a_gun_back_from_a_hand_that_no_record_knows_is_taken_in_and_said_everywhere(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    """R-HANDS-1: refused by nothing; both read and sign it, and the record and the safety officer's desk say it."""
    stage.clear()
    stage.hand_over()
    stage.production.take_back(COLT)
    session = stage.start(Procedure.RETURN, COLT, {"box": BOX})
    stage.walk(session, told(giver="Ines Park"))
    signing = session.signing()
    read = []
    for person in ("mara-reyes", "jonas-weil"):
        read.append(signing.view().statement)
        published = signing.sign(stage.pins[person])
    assert [one.endswith(f" I was told: {AGAINST}") for one in read] == [True, True]
    assert published is not None
    assert published.not_counted == ()
    body = stage.production.book.body(published.name)
    assert body["procedure"]["contradicts"] == [AGAINST]
    assert contradicts(body) == (AGAINST,), "on its page and in a report of an incident"
    assert [row["statement"] for row in body["statements"]["signed"]] == read
    (row,) = [one for one in waiting(stage) if one.group is Group.FLAGGED]
    assert (row.what, row.record, row.thing, row.words) == ("hands", published.name, COLT, AGAINST)
    assert "! hands: By the record A-07 was with Dana Osei, then Mara Reyes, not with" in listed(stage, "hands", capsys)


@pytest.mark.parametrize("giver", ["Dana Osei", "Mara Reyes"])
def test_a_gun_back_from_its_holder_or_from_who_took_it_back_says_nothing_more(stage: Stage, giver: str) -> None:
    """R-HANDS-1: nothing is stated of it, and the record has the same keys as ever."""
    stage.clear()
    handed = stage.hand_over()
    stage.production.take_back(COLT)
    session = stage.start(Procedure.RETURN, COLT, {"box": BOX})
    stage.walk(session, told(giver=giver))
    signing = session.signing()
    assert "I was told" not in signing.view().statement
    back = sign_session(signing, stage.pins)
    for name in (handed.name, back.name):
        assert "contradicts" not in stage.production.book.body(name)["procedure"]
    assert not waiting(stage)
