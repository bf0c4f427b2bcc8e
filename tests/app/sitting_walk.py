"""Two honest people walk several guns in one sitting, and sign them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from showclear.app.sessions import RunSession
from showclear.app.sittings import Signed, Sitting
from showclear.app.walking import NOTHING_TOLD, Told, answer_once
from showclear.domain.runs import Question, Run


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of a sitting while one of its guns is asked about."""

    sitting: Sitting
    session: RunSession

    @property
    def run(self) -> Run:
        """The run of the gun."""
        return self.session.run

    def answer(self, *given: str) -> None:
        """Through the sitting, which says who is at the keys."""
        self.sitting.answer(*given)

    def rows_done(self) -> None:
        """The same."""
        self.sitting.rows_done()


def walk_sitting(
    sitting: Sitting,
    pins: Mapping[str, str],
    told: Mapping[str, Told],
    between: Callable[[Question], None] = lambda question: None,
) -> None:
    """Answer for every gun until nobody is due at any, or one is in trouble. `told` is by tag."""
    while sitting.trouble is None and (session := sitting.current) is not None:
        if sitting.pass_is_due():
            person = sitting.due
            assert person is not None
            sitting.open_pass(person.id, pins[person.id] if sitting.needs_pin() else None)
            continue
        run = session.run
        question = run.question
        assert question is not None
        between(question)
        if sitting.pass_is_due() or session.run is not run:
            continue
        answer_once(_Keys(sitting, session), question, told.get(session.subject, NOTHING_TOLD))  # type: ignore[arg-type]


def sign_sitting(sitting: Sitting, pins: Mapping[str, str]) -> Signed:
    """Sign every complete run of a sitting."""
    signing = sitting.signing()
    signed = None
    while signed is None:
        person = signing.person
        assert person is not None
        signing.views()
        signed = signing.sign(person.id, pins[person.id])
    return signed
