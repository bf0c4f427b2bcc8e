"""Texts of a checklist with their placeholders filled in. Anything else in braces stays as it is."""

from __future__ import annotations

from collections.abc import Mapping

from showclear.domain.counting_words import agreeing, counted, many
from showclear.domain.runs.plan import RunPlan

FROM_FACTS = {
    "holder": ("issue.holder",),
    "word": ("issue.word",),
    "scene": ("issue.scene",),
    "use": ("issue.use",),
    "place": ("issue.place",),
    "box": ("box.tag",),
    "unit": ("unit.name",),
    "device": ("device.tag",),
    "plan.contents": ("plan.contents", "weapon.holds"),
    "plan.count": ("plan.count", "weapon.holds-count"),
}
"""Facts that a placeholder stands for where the run has no input of its name."""

NAMES = {"holder": "issue.holder", "person": "person.name", "armorer": "armorer.name"}
"""Facts that hold the name of a person whose input is their id: people read the name."""


def fill(plan: RunPlan, text: str, more: Mapping[str, str]) -> str:
    """`text` with the placeholders of the vocabulary and those of `more` filled in."""
    if "{" not in text:
        return text
    head, *parts = text.split("{")
    return head + "".join(_filled(plan, part, more) for part in parts)


def _filled(plan: RunPlan, part: str, more: Mapping[str, str]) -> str:
    name, closed, rest = part.partition("}")
    value = _value(plan, name, more) if closed else None
    return "{" + part if value is None else value + agreeing(value, rest)


def _value(plan: RunPlan, name: str, more: Mapping[str, str]) -> str | None:
    if name in more:
        return more[name]
    if name == "subject":
        return plan.subject
    if name in ("performer", "verifier"):
        return (plan.cast.performer if name == "performer" else plan.cast.verifier).name
    if name == "holding":
        return holding_in_words(plan)
    if (named := NAMES.get(name, "")) in plan.facts:
        return str(plan.facts[named])
    if name == "container.contents" and name in plan.inputs:
        return many(plan.inputs[name])
    if name in plan.inputs:
        return plan.inputs[name]
    for fact in FROM_FACTS.get(name, (name,)):
        if fact in plan.facts:
            return str(plan.facts[fact])
    return None


def holding_in_words(plan: RunPlan) -> str:
    """What the weapon holds by the plan or the record: "nothing", "6 dummies"."""
    contents = str(plan.facts.get("plan.contents", plan.facts.get("weapon.holds", "nothing")))
    count = int(plan.facts.get("plan.count", plan.facts.get("weapon.holds-count", 0)))
    return counted(count, contents)
