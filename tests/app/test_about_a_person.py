"""A run about a person is about the one who was named in the form, and is called by the name."""

from __future__ import annotations

from showclear.app.demo import ARMORER
from showclear.domain.checklists import Procedure
from tests.app.sets import told
from tests.app.stage import COLT, HOLDER, Stage


def test_who_was_chosen_in_the_form_is_the_subject_and_not_whose_row_it_was_opened_at(stage: Stage) -> None:
    """The list of people proposes a row; a record that said "armorer" over a performer's training would be wrong."""
    session = stage.start(Procedure.TRAINING, ARMORER, {"person": HOLDER, "guns": COLT})
    assert session.subject == HOLDER
    (begun,) = stage.production.open_runs()
    assert (begun.subject, begun.named) == (HOLDER, "Dana Osei")
    stage.production.abandon(session.run.plan.run_id, "only to see what it is about")

    signed = stage.do(Procedure.TRAINING, "", {"person": HOLDER, "guns": COLT}, told())
    assert signed.title == "Dana Osei: Training for a gun"
    assert stage.production.book.body(signed.name)["procedure"]["subject"] == HOLDER
