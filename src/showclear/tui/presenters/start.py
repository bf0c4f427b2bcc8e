"""The start of a run in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

from showclear.app.inputs import OPTIONAL
from showclear.domain.checklists import Procedure
from showclear.tui.presenters.stop_forms import CHOOSE
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.app.views import InputField, Preparation
    from showclear.domain.people import Person, Role


def procedure_of(preparation: Preparation) -> Procedure:
    """The procedure that is prepared."""
    return Procedure(preparation.procedure.procedure)


def asked_fields(fields: tuple[InputField, ...]) -> tuple[InputField, ...]:
    """The fields with what may stay empty marked; the use case is the judge of what is in them."""
    return tuple(replace(one, optional=True) if one.id in OPTIONAL else one for one in fields)


def known_fields(fields: tuple[InputField, ...], known: Mapping[str, str]) -> tuple[InputField, ...]:
    """The fields filled with what is known already."""
    return tuple(replace(one, default=known.get(one.id, one.default)) for one in fields)


def only_cast(production: Production, procedure: Procedure, ready: Preparation) -> tuple[str, str] | None:
    """The two people where nothing is asked at the start and the rules allow exactly one pair; else None."""
    if ready.fields:
        return None
    pairs = (
        (performer.id, verifier.id)
        for performer in ready.performers
        for verifier in ready.verifiers
        if performer != verifier
    )
    allowed = [pair for pair in pairs if not production.refusals(procedure, ready.subject, {}, *pair)]
    return allowed[0] if len(allowed) == 1 else None


def cast_fields(ready: Preparation) -> tuple[InputField, InputField]:
    """Who performs it and who verifies it: whoever alone is on shift for it, or somebody who has to be chosen."""
    return (
        _who("performer", say("Performs it"), ready.performers, ready.performing),
        _who("verifier", say("Verifies it"), other_verifiers(ready.performers, ready.verifiers), ready.verifying),
    )


def _who(name: str, label: str, people: tuple[Person, ...], roles: tuple[Role, ...]) -> InputField:
    from showclear.app.views import InputField

    rows = tuple((person.id, f"{person.name}, {translated(person.role.words)}") for person in people)
    if not rows:
        named = reduce(lambda one, other: say("{one} or {other}", one=one, other=other), [role.words for role in roles])
        rows = (("", say("no {roles} on shift", roles=named)),)
    return InputField(name, label, choices=rows if len(rows) == 1 else (CHOOSE, *rows))


def other_verifiers(performers: tuple[Person, ...], verifiers: tuple[Person, ...]) -> tuple[Person, ...]:
    """Who may verify: where only one person may perform, that one is not offered for both."""
    return tuple(one for one in verifiers if len(performers) != 1 or one.id != performers[0].id)


def start_title(ready: Preparation, subjects: tuple[str, ...]) -> str:
    """The large word above a start: what it is about, how many guns, or what is begun."""
    if subjects:
        return say("{count} guns", count=len(subjects))
    subject = ready.subject if ready.procedure.subject not in ("set", "person") else ""
    return subject or start_word(procedure_of(ready))


def start_word(procedure: Procedure) -> str:
    """The large word above a start that is about no single thing yet."""
    return START_WORDS.get(procedure, say("Start"))


START_WORDS = {
    Procedure.INTAKE: english("Take in"),
    Procedure.AMMUNITION: english("Take in"),
    Procedure.BATCH_INTAKE: english("Take in"),
    Procedure.DAY_PEOPLE: english("The day"),
    Procedure.DAY_COUNT: english("The count"),
    Procedure.DAY_PROOF: english("Prove empty"),
    Procedure.DAY_READINESS: english("Readiness"),
    Procedure.MEETING: english("Meeting"),
    Procedure.LATE_BRIEFING: english("Late"),
    Procedure.TRAINING: english("Training"),
    Procedure.FILL: english("Fill"),
    Procedure.BLANK_ZONE: english("The zone"),
    Procedure.BREAK: english("Break"),
    Procedure.MOVE: english("Move"),
    Procedure.WRAP: english("Wrap"),
    Procedure.CHANGE_OF_ARMORER: english("New armorer"),
    Procedure.MISFIRE: english("Misfire"),
    Procedure.FOUND: english("Found"),
    Procedure.INCIDENT: english("Incident"),
}
"""Large words of procedures."""
