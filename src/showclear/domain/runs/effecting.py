"""The effects of a signed run: what each value of the templates of its checklist comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from showclear.domain.checklists import NOBODY, AnswerKind, EffectTemplate, Step
from showclear.domain.effects import EFFECTS, Bearing, Effect, EffectValue, fault_of
from showclear.domain.facets import applies
from showclear.domain.runs import answers
from showclear.domain.runs.answers import fold
from showclear.domain.runs.course import Course, Leg, expected_of, of_slot
from showclear.domain.runs.plan import RunPlan, Side
from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Entry, Phase
from showclear.domain.vocabulary import CONSTANT, SLOT_FACT
from showclear.errors import InputError, RefusedError
from showclear.words import english

# not said: how the source of a value begins
_LIMIT = "limit."


def effects(run: Run) -> tuple[Effect, ...]:
    """What a COMPLETE run changes, from the templates of its checklist.

    Raises:
        RefusedError: the run is not complete.
        InputError: a template of the checklist does not give a whole effect.
    """
    if run.phase is not Phase.COMPLETE:
        raise RefusedError(
            english("This run is not complete, so it changes nothing yet."), english("Walk it to its end.")
        )
    only_restricts = went_on(run)
    made = tuple(
        _effect(run, template, slot)
        for template in run.plan.checklist.effects
        if applies(template.applies_when, run.plan.facets) and not (only_restricts and _opens(template))
        for slot in _slots(run.plan, template)
        if _wanted(run, template, slot)
    )
    for effect in made:
        if fault := fault_of(effect):
            raise InputError(
                english('Checklist "{id}": {fault}.', id=run.plan.checklist.id, fault=fault),
                english("Correct the checklist and adopt it again."),
            )
    return made


_PROVES = frozenset({"proved-empty", "device-proved-empty", "found-inert"})
_COUNTS = frozenset({AnswerKind.COUNT, AnswerKind.RECONCILE})


def went_on(run: Run) -> bool:
    """Whether an emergency list went on past something that was seen and is not as it has to be.

    R-RUN-19: then it proves nothing and closes nothing. A count that differs is no such thing: its account has the gap.
    """
    if not run.plan.emergency:
        return False
    steps = {(block, step.id): step for block, way in run.course.blocks.items() for step in way.steps}
    return any(
        step.answer not in _COUNTS and answers.fault_of(step, entry.value, expected, run.plan.limits)
        for leg, entries in run.counted.items()
        for entry in entries
        for step in (steps[leg.block, entry.key.step],)
        for expected in (expected_of(run.plan, run.course, entry.key, step, leg.side, entry.attempt),)
    )


def _opens(template: EffectTemplate) -> bool:
    """Whether an effect makes anything less restricted, or says that something holds nothing."""
    spec = EFFECTS.get(template.kind)
    return template.kind in _PROVES or (spec is not None and spec.bearing in (Bearing.CLOSING, Bearing.PERMISSION))


def check_effects(plan: RunPlan, course: Course) -> None:
    """That every value of the effects can be known when the run is complete.

    Raises:
        InputError: one cannot; better now than at the signature.
    """
    asked = {ask.key.step for way in course.blocks.values() for asks in way.asks.values() for ask in asks}
    asked |= {step.id for way in course.blocks.values() for step in way.steps if _may_have_no_slots(step)}
    for template in plan.checklist.effects:
        if not applies(template.applies_when, plan.facets) or not asked.issuperset(template.when):
            continue
        for source in template.values.values():
            known = (
                source.startswith(CONSTANT)
                or source in _ALWAYS
                or source in asked
                or source in plan.inputs
                or source in plan.facts
                or (source.startswith(_LIMIT) and source.removeprefix(_LIMIT) in plan.limits)
                or _known_of_slots(plan, template, source)
                or (source in _PERSON_FACTS and _person_of(plan, source) != "")
            )
            if not known:
                raise InputError(
                    english(
                        'Checklist "{id}", effect "{kind}": this run does not know "{source}".',
                        id=plan.checklist.id,
                        kind=template.kind,
                        source=source,
                    ),
                    english("Enter it at the start, or correct the checklist."),
                )


def _known_of_slots(plan: RunPlan, template: EffectTemplate, source: str) -> bool:
    """Whether each slot that the effect repeats over has what `source` says of a slot."""
    if not template.each or source.split(".")[0] != "slot":
        return False
    return source in _OF_FEEDS or all(f"{source}:{slot}" in plan.facts for slot in _slots(plan, template))


_OF_FEEDS = frozenset({"slot", "slot.kind", "slot.capacity"})
_PERSON_FACTS = {"person-id": "person", "armorer-id": "armorer"}
"""Sources that are the id of a person, with the input that names them where the run has no such fact."""


def _person_of(plan: RunPlan, source: str) -> str:
    about = plan.subject if source == "person-id" and plan.checklist.subject == "person" else ""
    return str(plan.facts.get(source) or plan.inputs.get(_PERSON_FACTS[source]) or about)


_ALWAYS = frozenset({"subject", "performer", "verifier", "since"})


def _slots(plan: RunPlan, template: EffectTemplate) -> tuple[str, ...]:
    return plan.slots.get(template.each, ()) if template.each else ("",)


def _wanted(run: Run, template: EffectTemplate, slot: str) -> bool:
    for step, values in template.when.items():
        entries = entries_of(run, step, slot)
        if not entries or any(entry.value not in values for entry in entries):
            return False
    return True


def _effect(run: Run, template: EffectTemplate, slot: str) -> Effect:
    spec = EFFECTS.get(template.kind)
    types: Mapping[str, type] = {**spec.needs, **spec.may} if spec else {}
    values: dict[str, EffectValue] = {}
    for name, source in template.values.items():
        text = _resolve(run, name, source, slot, types.get(name) is int)
        values[name] = int(text) if types.get(name) is int and text.isascii() and text.isdigit() else text
    return Effect(template.kind, values)


def _resolve(run: Run, name: str, source: str, slot: str, number: bool) -> str:
    plan = run.plan
    if source.startswith(CONSTANT):
        return source.removeprefix(CONSTANT)
    if source.startswith(_LIMIT):
        return str(plan.limits[source.removeprefix(_LIMIT)])
    if slot and source.split(".")[0] == "slot":
        return _of_slot(plan, source, slot)
    match source:
        case "subject":
            return plan.subject
        case "performer":
            return plan.cast.performer.id
        case "verifier":
            return plan.cast.verifier.id
        case "since":
            return f"{since(run):%Y-%m-%dT%H:%M:%SZ}"
    if source in RECONCILED and source in plan.facts:
        return reconciled_with(run)[source]
    if source in _PERSON_FACTS:
        return _person_of(plan, source)
    if source in plan.inputs:
        return plan.inputs[source]
    if source in plan.facts:
        return str(plan.facts[source])
    return _of_step(run, name, source, slot, number)


RECONCILED = ("set.reconciled", "set.gaps")
"""Facts about the accounts of the unit that the counts of the run itself may change."""


def reconciled_with(run: Run) -> dict[str, str]:
    """Whether the accounts agree, and their gaps, once the counts of this run are in.

    R-RUN-20: nobody signs "reconciled" over a count that differs.
    """
    facts = {name: str(run.plan.facts[name]) for name in RECONCILED if name in run.plan.facts}
    found = tuple(
        f"{entry.key.slot}: {difference}"
        for step in _steps(run)
        if step.answer is AnswerKind.RECONCILE
        for entry in entries_of(run, step.id, "")
        if (difference := difference_of(run.plan, step, entry))
    )
    if found and "set.reconciled" in facts:
        facts["set.reconciled"] = "no"
    if found and "set.gaps" in facts:
        known = () if facts["set.gaps"] == "none" else (facts["set.gaps"],)
        facts["set.gaps"] = "; ".join((*known, *found))
    return facts


def difference_of(plan: RunPlan, step: Step, entry: Entry) -> str:
    """How a count differs from the account, in words; empty where it does not, or where there is no account."""
    account = str(plan.facts.get(f"{SLOT_FACT}:{entry.key.slot or plan.subject}", ""))
    if step.answer is not AnswerKind.RECONCILE or account in ("", entry.value):
        return ""
    return english("{value} counted, {account} by the account", value=entry.value, account=account)


def _of_slot(plan: RunPlan, source: str, slot: str) -> str:
    if source == "slot":
        return slot
    if source not in _OF_FEEDS:
        return of_slot(plan, source, slot)
    rows = (row.split() for row in plan.inputs.get("weapon.feeds", "").split(";"))
    kind, capacity = next(((row[1], row[2]) for row in rows if len(row) == 3 and row[0] == slot), ("", ""))
    return kind if source == "slot.kind" else capacity


def since(run: Run) -> datetime:
    """The UTC time of the oldest killer entry of the verifier's pass; the start of the run if there is none."""
    killers = {(key, step.id) for key, way in run.course.blocks.items() for step in way.steps if step.killer}
    times = (
        entry.at
        for leg, entries in run.counted.items()
        if leg.side is Side.VERIFIER
        for entry in entries
        if (leg.block, entry.key.step) in killers
    )
    return min(times, default=run.plan.started_at)


def entries_of(run: Run, step: str, slot: str) -> tuple[Entry, ...]:
    """The entries that stand for `step`: the verifier's where both entered; of one slot where it has that slot."""
    for side in (Side.VERIFIER, Side.PERFORMER):
        found = tuple(
            entry
            for block in run.course.blocks
            for entry in run.counted.get(Leg(block, side), ())
            if entry.key.step == step
        )
        if found:
            return tuple(entry for entry in found if entry.key.slot == slot) or found
    return ()


def _of_step(run: Run, name: str, source: str, slot: str, number: bool) -> str:
    step = _step(run, source)
    entries = entries_of(run, source, slot)
    if step is not None and not entries and _may_have_no_slots(step):
        return "0" if number else "none"
    if step is None or not entries:
        raise InputError(
            english('Checklist "{id}": the run does not know "{source}".', id=run.plan.checklist.id, source=source),
            english("Correct the checklist."),
        )
    values = tuple(dict.fromkeys(entry.value for entry in entries))
    if step.answer is AnswerKind.PERSON:
        return ", ".join(_id_of(run.plan, name) for name in values)
    if step.answer is AnswerKind.ROUNDS:
        return str(len(entries))
    if step.answer in (AnswerKind.COUNT, AnswerKind.RECONCILE):
        return _counted(entries, number)
    if step.answer is AnswerKind.CONTAINER:
        tag, _, seal = values[0].partition(" ")
        return seal if name == "seal" else tag
    return ", ".join(values)


def _id_of(plan: RunPlan, name: str) -> str:
    """The id of the person who is called `name` on the roster of this run; the name where it is on none."""
    begin = "slot.id:"
    known = {fold(fact.removeprefix(begin)): str(value) for fact, value in plan.facts.items() if fact.startswith(begin)}
    return known.get(fold(name), name)


def _may_have_no_slots(step: Step) -> bool:
    """Whether nothing to ask is an answer: no box on the unit is none counted, no round in the hand is no answer."""
    return bool(step.each) and step.answer is not AnswerKind.ROUNDS


def _counted(entries: tuple[Entry, ...], number: bool) -> str:
    """Counts of several slots: their sum, or in words who or what has how many."""
    given = tuple(entry for entry in entries if entry.value != NOBODY)
    if number:
        return str(sum(int(entry.value) for entry in given))
    return ", ".join(f"{entry.key.slot} {entry.value}".strip() for entry in given)


def _steps(run: Run) -> Iterator[Step]:
    return (step for way in run.course.blocks.values() for step in way.steps)


def _step(run: Run, step_id: str) -> Step | None:
    return next((step for step in _steps(run) if step.id == step_id), None)
