"""What the signed record of a run closes by name, besides what the effects of its checklist close."""

from __future__ import annotations

from collections.abc import Container, Iterator

from showclear.app.logbook import LogBook
from showclear.app.planning import INTAKES, things_of
from showclear.domain.checklists import EMERGENCIES, Procedure
from showclear.domain.effects import Effect, EffectValue
from showclear.domain.runs import Run, RunPlan, record_entries
from showclear.domain.situation.events import gravest, of_one_event
from showclear.domain.situation.stops import set_status
from showclear.domain.situation.tiers import tier
from showclear.domain.situation.values import OpenRestriction

_CONCERNS, _ANSWERED = "concerns", "answered"
"""The step of the safety meeting that asks for concerns, and the answer that each one was answered."""


def closings(book: LogBook, run: Run, raised: tuple[str, ...], made: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """The closings of a complete run: what it raised itself, at an intake all that is open on the thing, at a misfire
    list the misfire, in a safety meeting the concerns that were answered there, in an incident run the other stops of
    the same event.

    Args:
        book: what is open.
        run: the run.
        raised: the ids of the restrictions that it wrote at once.
        made: the effects of its checklist; what they close already is left out.
    """
    plan = run.plan
    proved = frozenset(one.values["weapon"] for one in made if one.kind == "proved-empty")
    done = {(one.values["item"], one.values["restriction"]) for one in made if one.kind == "closed"}
    named = dict.fromkeys(
        (item, one.record)
        for item in things_of(plan)
        for one in book.situation.open_restrictions(item)
        if (item, one.record) not in done and _closes(book, plan, one, raised, proved)
    )
    closed = (Effect("closed", {"item": item, "restriction": record}) for item, record in named)
    return (*closed, *_of_the_same_event(book, run, made), *_answers(book, run))


def _of_the_same_event(book: LogBook, run: Run, made: tuple[Effect, ...]) -> Iterator[Effect]:
    """The report of an incident run names every other open stop of its event, each by name, and lets go there too what
    it lets go; none that is graver than what the list was walked for."""
    if run.plan.checklist.procedure is not Procedure.INCIDENT:
        return
    report = next((one for one in made if one.kind == "incident-closed"), None)
    if report is None:
        return
    walked = tier(str(report.values["class"]))
    named = str(report.values["restriction"])
    for other in of_one_event(book.situation, named):
        if gravest(book.situation, (other.record,)) < walked:
            continue
        yield Effect("incident-closed", {**report.values, "restriction": other.record})
        for one in made:
            if one.kind == "unfrozen" and _freezes(book, other.record, one.values["item"]):
                yield Effect("unfrozen", {**one.values, "restriction": other.record})


def _freezes(book: LogBook, record: str, item: EffectValue) -> bool:
    return any((one.record, one.kind) == (record, "frozen") for one in book.situation.open_restrictions(str(item)))


def _closes(
    book: LogBook, plan: RunPlan, one: OpenRestriction, raised: tuple[str, ...], proved: Container[EffectValue]
) -> bool:
    """Whether the signed record of a run may close a restriction on one of its things by name."""
    procedure = plan.checklist.procedure
    if one.kind in ("misfired", "frozen"):
        return one.kind == "misfired" and procedure is Procedure.MISFIRE and one.item in proved
    if procedure in EMERGENCIES:
        return False  # They go on past what is wrong and keep it as it is; whoever looks into it closes what bars it.
    if procedure in INTAKES and one.item in (plan.subject, *plan.slots.get("weapon.feeds", ())):
        return True
    facts = book.cited(one.record)
    return facts is not None and facts.id in raised and all(effect.kind != "stand-down" for effect in facts.effects)


def _answers(book: LogBook, run: Run) -> Iterator[Effect]:
    if run.plan.checklist.procedure is not Procedure.MEETING:
        return
    entered = {(row["step"], row["value"]) for row in record_entries(run) if row["state"] == "counts"}
    if (_CONCERNS, _ANSWERED) in entered:
        for one in set_status(book.situation).concerns:
            # not said: records stay English
            answer = f"Read out in the safety meeting of unit {run.plan.subject} and answered there."
            yield Effect("concern-answered", {"restriction": one.record, "answer": answer})
