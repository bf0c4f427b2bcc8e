"""What a run leaves behind: restrictions at a stop, effects when it is signed, rows of entries for the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from showclear.domain.checklists import NOBODY, AnswerKind, EffectTemplate, Otherwise, Step
from showclear.domain.effects import EFFECTS, Effect, EffectValue, fault_of
from showclear.domain.facets import applies
from showclear.domain.runs.answers import in_words, is_deferred
from showclear.domain.runs.course import Course, Leg, items_of, of_slot
from showclear.domain.runs.plan import RunPlan, Side
from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Entry, Phase, Stop
from showclear.domain.runs.wording import fill
from showclear.domain.vocabulary import CONSTANT, SLOT_FACT
from showclear.errors import InputError, RefusedError

_LIMIT = "limit."
_BLIND = (Phase.NEEDS_PASS, Phase.ASKING)

_RESTRICTIONS = {
    Otherwise.STOP: ("unverified", ""),
    Otherwise.WITHDRAW: ("withdrawn", ""),
    Otherwise.QUARANTINE: ("quarantined", ""),
    Otherwise.HOLD: ("", "hold"),
    Otherwise.STAND_DOWN: ("quarantined", "stand-down"),
}
"""For each consequence: the effect on each item, and the one on the set."""


def restriction_of(stop: Stop) -> tuple[Effect, ...]:
    """What must be written at once after `stop`, before any exit is offered."""
    return _restrict(stop.otherwise, stop.items, stop.reason, stop.entry.person, stop.on_set)


def restrictions(run: Run) -> tuple[Effect, ...]:
    """What must be written at once now that the run is stopped or its entries differ; empty otherwise."""
    if run.phase is Phase.STOPPED and run.stop is not None:
        return restriction_of(run.stop)
    found = run.mismatches()
    if not found:
        return ()
    block = run.course.blocks[run.differing]
    items: dict[str, None] = {}
    for each in found:
        step = next(step for step in block.steps if step.id == each.key.step)
        items.update(dict.fromkeys(items_of(run.plan, step, each.key.slot)))
    first = found[0]
    reason = (
        f"{block.block.title}: {first.text} One person entered {first.first_words}, the other {first.second_words}."
    )
    return _restrict(Otherwise.STOP, tuple(items), reason, "", run.plan.checklist.subject != "person")


def _restrict(
    otherwise: Otherwise, items: tuple[str, ...], reason: str, by: str, set_without_items: bool
) -> tuple[Effect, ...]:
    on_item, on_set = _RESTRICTIONS[otherwise]
    if not items and not on_set and set_without_items:
        on_set = "hold"
    written = [Effect(on_set, {"reason": reason, **({"by": by} if by else {})})] if on_set else []
    return (*written, *(Effect(on_item, {"item": item, "reason": reason}) for item in items if on_item))


def effects(run: Run) -> tuple[Effect, ...]:
    """What a COMPLETE run changes, from the templates of its checklist.

    Raises:
        RefusedError: the run is not complete.
        InputError: a template of the checklist does not give a whole effect.
    """
    if run.phase is not Phase.COMPLETE:
        raise RefusedError("This run is not complete, so it changes nothing yet.", "Walk it to its end.")
    made = tuple(
        _effect(run, template, slot)
        for template in run.plan.checklist.effects
        if applies(template.applies_when, run.plan.facets)
        for slot in _slots(run.plan, template)
        if _wanted(run, template, slot)
    )
    for effect in made:
        if fault := fault_of(effect):
            raise InputError(
                f'Checklist "{run.plan.checklist.id}": {fault}.', "Correct the checklist and adopt it again."
            )
    return made


def check_effects(plan: RunPlan, course: Course) -> None:
    """That every value of the effects can be known when the run is complete.

    Raises:
        InputError: one cannot; better now than at the signature.
    """
    asked = {ask.key.step for way in course.blocks.values() for asks in way.asks.values() for ask in asks}
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
                    f'Checklist "{plan.checklist.id}", effect "{template.kind}": this run does not know "{source}".',
                    "Enter it at the start, or correct the checklist.",
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
        entries = _entries_of(run, step, slot)
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
    if source in _PERSON_FACTS:
        return _person_of(plan, source)
    if source in plan.inputs:
        return plan.inputs[source]
    if source in plan.facts:
        return str(plan.facts[source])
    return _of_step(run, name, source, slot, number)


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


def _entries_of(run: Run, step: str, slot: str) -> tuple[Entry, ...]:
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
    entries = _entries_of(run, source, slot)
    if step is None or not entries:
        raise InputError(
            f'Checklist "{run.plan.checklist.id}": the run does not know "{source}".', "Correct the checklist."
        )
    values = tuple(dict.fromkeys(entry.value for entry in entries))
    if step.answer is AnswerKind.ROUNDS:
        return str(len(entries))
    if step.answer in (AnswerKind.COUNT, AnswerKind.RECONCILE):
        return _counted(entries, number)
    if step.answer is AnswerKind.CONTAINER:
        tag, _, seal = values[0].partition(" ")
        return seal if name == "seal" else tag
    return ", ".join(values)


def _counted(entries: tuple[Entry, ...], number: bool) -> str:
    """Counts of several slots: their sum, or in words who or what has how many."""
    given = tuple(entry for entry in entries if entry.value != NOBODY)
    if number:
        return str(sum(int(entry.value) for entry in given))
    return ", ".join(f"{entry.key.slot} {entry.value}".strip() for entry in given)


def _step(run: Run, step_id: str) -> Step | None:
    return next((step for way in run.course.blocks.values() for step in way.steps if step.id == step_id), None)


def statements(run: Run) -> tuple[str, str]:
    """What the performer and the verifier sign, with what was entered filled in.

    Raises:
        RefusedError: the run is not complete.
    """
    if run.phase is not Phase.COMPLETE:
        raise RefusedError("This run is not complete, so there is nothing to sign yet.", "Walk it to its end.")
    words = {
        step.id: ", ".join(dict.fromkeys(in_words(step, entry.value) for entry in _entries_of(run, step.id, "")))
        for way in run.course.blocks.values()
        for step in way.steps
    }
    performer, verifier = run.plan.checklist.statements
    return fill(run.plan, performer, words), fill(run.plan, verifier, words)


Row = dict[str, str | int | datetime]


def record_entries(run: Run) -> tuple[Row, ...]:
    """Every entry of the run as a row of the record: those that count, those replaced, those of restarted blocks.

    `state` is "counts", "deferred", "replaced" or "restarted"; `reason` says why where it no longer counts.

    Raises:
        RefusedError: a pass is still open, so one person's entries could be shown to the other.
    """
    if run.phase in _BLIND:
        raise RefusedError("The entries of both are shown when both have entered.", "Walk the run to its end.")
    rows: list[Row] = []
    for dead in run.dead:
        rows.extend(_rows(run, dead.entry, "restarted", dead.reason))
    for block in run.course.blocks:
        for side in (run.course.blocks[block].first, run.course.blocks[block].first.other):
            for entry in run.counted.get(Leg(block, side), ()):
                rows.extend(_rows(run, entry, "counts", ""))
    for leg, carried in run.carried.items():
        person = run.plan.cast.of(leg.side).id
        for old in carried:
            entry = Entry(old.key, person, old.value, old.at, old.ms, 0, run.attempt(leg.block))
            rows.append(_row(run, entry, "replaced", old.reason))
    return tuple(rows)


def _rows(run: Run, entry: Entry, state: str, reason: str) -> Iterator[Row]:
    for old in entry.replaced:
        replaced = Entry(old.key, entry.person, old.value, old.at, old.ms, 0, entry.attempt)
        yield _row(run, replaced, "replaced", old.reason)
    yield _row(run, entry, state, reason)


def _row(run: Run, entry: Entry, state: str, reason: str) -> Row:
    key = entry.key
    step = next(step for step in run.course.blocks[key.block].steps if step.id == key.step)
    deferred = state == "counts" and is_deferred(step, entry.value)
    side = Side.PERFORMER if entry.person == run.plan.cast.performer.id else Side.VERIFIER
    row: Row = {
        "person": entry.person,
        "side": str(side),
        "block": key.block,
        "step": key.step,
        "slot": key.slot,
        "asked": run.text_of(step, key, side, entry.attempt),
        "value": entry.value,
        "words": _words(run.plan, step, entry),
        "at": entry.at,
        "ms": entry.ms,
        "attempt": entry.attempt,
        "state": "deferred" if deferred else state,
    }
    if reason:
        row["reason"] = reason
    return row


def _words(plan: RunPlan, step: Step, entry: Entry) -> str:
    """The entry in words; a count beside what the account says, where it is another number."""
    account = plan.facts.get(f"{SLOT_FACT}:{entry.key.slot or plan.subject}", "")
    words = in_words(step, entry.value)
    if step.answer is not AnswerKind.RECONCILE or str(account) in ("", entry.value):
        return words
    return f"{words} counted, {account} by the account"


def record_steps(run: Run) -> tuple[Row, ...]:
    """Every step that was asked, once, with its text as it stands in the checklist and how it was compared."""
    rows: list[Row] = []
    for way in run.course.blocks.values():
        asked = {ask.key.step for asks in way.asks.values() for ask in asks}
        for step in way.steps:
            if step.id in asked:
                row: Row = {
                    "block": way.block.id,
                    "step": step.id,
                    "text": step.ask,
                    "answer": str(step.answer),
                    "entered_by": "both" if step.killer else "one",
                    "compare": str(step.compare),
                    "otherwise": str(step.otherwise),
                }
                if step.wait:
                    row["wait_seconds"] = run.plan.limits[step.wait]
                rows.append({**row, "each": step.each} if step.each else row)
    return tuple(rows)
