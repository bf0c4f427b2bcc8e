"""The start of a run in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from showclear.app.inputs import OPTIONAL
from showclear.domain.checklists import Procedure

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.app.views import InputField, Preparation
    from showclear.domain.people import Person


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


def other_verifiers(performers: tuple[Person, ...], verifiers: tuple[Person, ...]) -> tuple[Person, ...]:
    """Who may verify: where only one person may perform, that one is not offered for both."""
    return tuple(one for one in verifiers if len(performers) != 1 or one.id != performers[0].id)


def start_title(ready: Preparation, subjects: tuple[str, ...]) -> str:
    """The large word above a start: what it is about, how many guns, or what is begun."""
    if subjects:
        return f"{len(subjects)} guns"
    subject = ready.subject if ready.procedure.subject not in ("set", "person") else ""
    return subject or start_word(procedure_of(ready))


def start_word(procedure: Procedure) -> str:
    """The large word above a start that is about no single thing yet."""
    return START_WORDS.get(procedure, "Start")


START_WORDS = {
    Procedure.INTAKE: "Take in",
    Procedure.AMMUNITION: "Take in",
    Procedure.BATCH_INTAKE: "Take in",
    Procedure.DAY_PEOPLE: "The day",
    Procedure.DAY_COUNT: "The count",
    Procedure.DAY_PROOF: "Prove empty",
    Procedure.DAY_READINESS: "Readiness",
    Procedure.MEETING: "Meeting",
    Procedure.LATE_BRIEFING: "Late",
    Procedure.TRAINING: "Training",
    Procedure.FILL: "Fill",
    Procedure.BLANK_ZONE: "The zone",
    Procedure.BREAK: "Break",
    Procedure.MOVE: "Move",
    Procedure.WRAP: "Wrap",
    Procedure.CHANGE_OF_ARMORER: "New armorer",
    Procedure.MISFIRE: "Misfire",
    Procedure.FOUND: "Found",
    Procedure.INCIDENT: "Incident",
}
"""Large words of procedures."""
