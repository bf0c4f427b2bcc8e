"""Records of procedures signed without a run, where a test is about what comes after them."""

from __future__ import annotations

import secrets

from showclear.app.bodies import signed_facts
from showclear.app.signing import Draft, SignaturePlace, SigningSession
from showclear.app.views import Published
from showclear.domain.effects import Effect
from showclear.domain.people import Person
from tests.app.stage import Stage


def sign_out(stage: Stage, session: SigningSession) -> Published:
    """Everybody who has to sign does."""
    while True:
        place = session.place
        assert place is not None
        published = session.sign(stage.pins[place.person.id])
        if published is not None:
            return published


def signed(stage: Stage, procedure: str, *effects: Effect, by: tuple[Person, Person]) -> Published:
    """A record of a procedure, performed and verified by two."""
    places = tuple(
        SignaturePlace(person, meaning, "x") for person, meaning in zip(by, ("performed", "verified"), strict=True)
    )
    draft = Draft(
        kind="procedure",
        record_id=secrets.token_hex(16),
        title=procedure,
        places=places,
        facts=lambda at: {**signed_facts(procedure, effects), "procedure": {"procedure": procedure}},
    )
    published = sign_out(stage, stage.production.sign(draft))
    assert not published.not_counted, published.not_counted
    return published
