"""The start of a run in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from showclear.app.inputs import OPTIONAL
from showclear.domain.checklists import Procedure

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.app.views import InputField, Preparation


def procedure_of(preparation: Preparation) -> Procedure:
    """The procedure that is prepared."""
    return Procedure(preparation.procedure.procedure)


def missing_field(fields: tuple[InputField, ...], values: Mapping[str, str]) -> int | None:
    """The number of the first field that has to be filled and is empty; the use case is the judge of its content."""
    for number, field in enumerate(fields):
        if field.id not in OPTIONAL and not values.get(field.id, "").strip():
            return number
    return None


def not_asked_text(not_asked: tuple[str, ...]) -> str:
    """Which checks of the day nobody asks in this version; said plainly, so that nobody relies on them."""
    if not not_asked:
        return ""
    return "Not asked yet in this version, so do it as you always have:\n" + "\n".join(f"- {one}" for one in not_asked)


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
