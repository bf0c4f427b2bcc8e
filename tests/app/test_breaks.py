"""What a break of the unit, its move or another day does to a run under way: what was seen is looked at again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from showclear.app.sessions import RunSession
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.effects import Effect
from showclear.domain.runs import Phase
from showclear.errors import RefusedError
from tests.app.stage import COLT, EMPTY, TOLD, Stage

ZONE = {"scene": "25A", "place": "Stage 3", "guns": COLT, "plan.load": "quarter", "plan.count": "2"}
ANSWERS = Told({**TOLD.answers, "heads": "4"})


def measured(stage: Stage) -> RunSession:
    """The zone of a blank sequence, walked to its end and not signed."""
    return walked(stage, stage.start(Procedure.BLANK_ZONE, "", ZONE))


def inspected(stage: Stage) -> RunSession:
    """An inspection, walked to its end and not signed."""
    return walked(stage, stage.start(Procedure.INSPECTION, COLT, EMPTY))


def proved(stage: Stage) -> RunSession:
    """The proof of the day, walked to its end and not signed."""
    return walked(stage, stage.start(Procedure.DAY_PROOF, COLT, {}))


def walked(stage: Stage, session: RunSession) -> RunSession:
    """Both have answered everything."""
    assert stage.walk(session, ANSWERS).phase is Phase.COMPLETE
    return session


def rest(stage: Stage, unit: str = "") -> None:
    """Somebody calls a break."""
    effect = Effect("break", {"unit": unit or stage.production.unit, "reason": "lunch"})
    stage.production.book.restrict("restriction", "Break", (effect,))


@pytest.mark.parametrize("run", [measured, inspected, proved])
def test_what_was_seen_before_a_break_is_looked_at_again(stage: Stage, run: Callable[[Stage], RunSession]) -> None:
    """R-054, R-RUN-9: a zone that was measured before lunch, or a gun that was shown, is not signed after it."""
    session = run(stage)
    rest(stage)
    with pytest.raises(RefusedError, match="R-RUN-9"):
        session.signing()
    assert walked(stage, session)
    assert sign_all(session, stage.pins).not_counted == ()


def test_the_break_of_another_unit_is_none(stage: Stage) -> None:
    """R-RUN-9: only what happens to one's own unit asks for another look."""
    session = measured(stage)
    rest(stage, "second")
    assert sign_all(session, stage.pins).not_counted == ()
