"""What each kind of record says: the facts that are written into its body.

Every record has a `title` and a list of `effects` at the top; the fold reads the effects and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from showclear import __version__
from showclear.domain.effects import Effect, in_words
from showclear.domain.people import Person

if TYPE_CHECKING:
    from showclear.domain.runs import Run

Facts = dict[str, Any]

DRILL_MARK: Facts = {"drill": True}
"""Stands in every record of a drill."""


def effect_row(effect: Effect) -> dict[str, str | int]:
    """One line of `effects`. The key is `effect`, because `kind` belongs to the head."""
    return {"effect": effect.kind, **effect.values}


def effects_from(facts: Mapping[str, Any]) -> tuple[Effect, ...]:
    """The effects of a body that holds; an ill-formed row becomes an effect of the unknown kind "?"."""
    rows = facts.get("effects", [])
    if not isinstance(rows, list):
        return (Effect("?", {}),)
    effects = []
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("effect"), str):
            effects.append(Effect("?", {}))
            continue
        effects.append(Effect(row["effect"], {name: value for name, value in row.items() if name != "effect"}))
    return tuple(effects)


def _base(title: str, effects: Iterable[Effect], names: Mapping[str, str] | None = None) -> Facts:
    kept = tuple(effects)
    facts: Facts = {"title": title, "app": __version__}
    if kept:
        facts["effects"] = [effect_row(effect) for effect in kept]
        facts["in_words"] = [in_words(effect, names) for effect in kept]
    return facts


def production_facts(
    name: str, founders: Iterable[tuple[Person, str, bool]], *, demonstration: bool, zone: str, drill: str = ""
) -> Facts:
    """The founding record: name, and the first two people, each with a key, and whether it asks for its PIN.

    `drill` says which drill it is, where it is one.
    """
    return {
        **(DRILL_MARK if drill else {}),
        **_base(f"Production: {name}", ()),  # not said: records stay English
        "production": {
            "name": name,
            "demonstration": demonstration,
            "zone": zone,
            **({"drill": drill} if drill else {}),
            "founders": [
                {
                    "person": person.id,
                    "name": person.name,
                    "role": str(person.role),
                    "key": key,
                    **({"requires_uv": True} if asks_pin else {}),
                }
                for person, key, asks_pin in founders
            ],
        },
    }


def enrolment_facts(
    person: Person,
    key: str,
    document: str,
    *,
    minor: bool = False,
    requires_uv: bool = False,
    until: datetime | None = None,
) -> Facts:
    """A person with a role.

    Args:
        person: who.
        key: a public key line, empty for roles that hold none.
        document: the kind of identity document that was seen.
        minor: whether the person is one.
        requires_uv: whether their FIDO2 key must ask for its PIN at each signature.
        until: the last moment at which they sign; None for as long as the production lasts.
    """
    effects = [Effect("minor", {"person": person.id})] if minor else []
    if until is not None:
        effects.append(Effect("enrolled-until", {"person": person.id, "until": f"{until:%Y-%m-%dT%H:%M:%SZ}"}))
    return {
        # not said: records stay English
        **_base(f"Enrolment: {person.name}, {person.role.words}", effects, {person.id: person.name}),
        "enrolment": {
            "person": person.id,
            "name": person.name,
            "role": str(person.role),
            "key": key,
            "identity_document": document,
            **({"requires_uv": True} if requires_uv else {}),
            **({"until": until} if until is not None else {}),
        },
    }


def revocation_facts(title: str, person: Person, fingerprint: str, reason: str) -> Facts:
    """A key that ends; `fingerprint` as `ssh-keygen -l` prints it."""
    return {
        **_base(title, ()),
        "revocation": {"person": person.id, "key": fingerprint, "reason": reason, "trusted": []},
    }


def unit_facts(name: str, place: str, zone: str, first: Person) -> Facts:
    """A unit: its name, its first place, its IANA time zone, its 1st assistant director."""
    opened = Effect("unit-opened", {"unit": name, "place": place, "zone": zone, "first": first.id})
    return {
        **_base(f"Unit: {name}", (opened,), {first.id: first.name}),  # not said: records stay English
        "unit": {"name": name, "place": place, "zone": zone, "first": first.id},
    }


def definitions_facts(
    adopted: Iterable[tuple[str, str, str, str]], effects: Iterable[Effect] = (), title: str = ""
) -> Facts:
    """Adopted files, and what they do to the limits.

    Args:
        adopted: (what: checklist, block, rules, hazards or sources; id; version; SHA-256 of the file).
        effects: packs adopted or removed, with each value.
        title: what the record is called; how many files, where it is empty.
    """
    rows = [{"what": what, "name": name, "version": version, "sha": sha} for what, name, version, sha in adopted]
    # not said: records stay English
    return {**_base(title or f"Definitions: {len(rows)} files adopted", effects), "definitions": {"adopted": rows}}


def restriction_facts(
    title: str, effects: Iterable[Effect], *, by: str = "", run: str = "", names: Mapping[str, str] | None = None
) -> Facts:
    """An unsigned record that only ends things. `by` is a claim; `run` the id of the run that raised it."""
    facts = _base(title, effects, names)
    claimed = {name: value for name, value in (("claimed_by", by), ("run", run)) if value}
    if claimed:
        facts["claim"] = claimed
    return facts


def signed_facts(title: str, effects: Iterable[Effect], names: Mapping[str, str] | None = None) -> Facts:
    """A signed record that is no run: what it says, in values and in words."""
    return _base(title, effects, names)


def lifting_facts(effect: Effect, names: Mapping[str, str]) -> Facts:
    """A hold lifted by an armorer and an AD."""
    return _base("Hold lifted", (effect,), names)  # not said: records stay English


def procedure_facts(
    run: Run,
    effects: Iterable[Effect],
    statements: tuple[str, str],
    context: Facts,
    at: datetime,
    names: Mapping[str, str],
    contradicts: Sequence[str] = (),
) -> Facts:
    """A signed run: what was asked, what each person entered, what follows, and under which definitions and limits.

    Args:
        run: a complete run.
        effects: what it does to the situation.
        statements: what the performer and the verifier sign.
        context: unit, shooting day, zone and adopted rules.
        at: when the body was frozen.
        names: what people with an id are called.
        contradicts: what the records say against it, as it stands in what both sign.
    """
    from showclear.domain.runs import record_entries, record_steps

    plan = run.plan
    performer, verifier = plan.cast.performer.id, plan.cast.verifier.id
    return {
        **_base(f"{plan.named}: {plan.checklist.title}", effects, names),
        "procedure": {**_which_run(run, at), **context, **({"contradicts": list(contradicts)} if contradicts else {})},
        "inputs": {"given": [{"name": name, "value": value} for name, value in plan.inputs.items()]},
        "limits": {"used": [{"name": name, "value": value} for name, value in sorted(plan.limits.items())]},
        "statements": {
            "signed": [
                {"person": performer, "statement": statements[0]},
                {"person": verifier, "statement": statements[1]},
            ]
        },
        "steps": {"asked": [dict(row) for row in record_steps(run)]},
        "entries": {"entered": [dict(row) for row in record_entries(run)]},
        "pace": {"fast": _pace(run)},
    }


def _which_run(run: Run, at: datetime) -> Facts:
    """Which procedure, under which definitions, about what, by whom, from when to when."""
    plan = run.plan
    checklist = plan.checklist
    return {
        "procedure": str(checklist.procedure),
        "checklist": checklist.id,
        "version": checklist.version,
        "definition": checklist.digest,
        "blocks": [f"{block.id} {block.version} {block.digest}" for block in checklist.blocks if block.shared],
        "subject": plan.subject,
        "performer": plan.cast.performer.id,
        "verifier": plan.cast.verifier.id,
        "started_at": plan.started_at,
        "frozen_at": at,
        "seed": plan.seed,
        **({"deferred": [f"{one.key.block} {one.key.step}" for one in run.deferred]} if run.deferred else {}),
        "language": checklist.language,
        **({"translation": checklist.translation} if checklist.translation else {}),
    }


def _pace(run: Run) -> list[Facts]:
    """The blocks that were answered faster than eyes can look."""
    return [
        {
            "block": flag.block,
            "person": flag.person,
            "entries": flag.entries,
            "average_ms": flag.average_ms,
            "floor_ms": flag.floor_ms,
        }
        for flag in run.pace()
    ]
