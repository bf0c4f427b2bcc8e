"""Rules about inert batches."""

from __future__ import annotations

from showclear.domain.people import Role
from showclear.domain.rules.rule import Broken, Rule, RuleContext, broken, first_words
from showclear.domain.situation.batches import Batch, batch_entry, batch_tags, batch_trouble, counted_today
from showclear.domain.situation.counting import open_gaps_of, out_of
from showclear.domain.situation.day import unit_of
from showclear.domain.situation.history import Aspect
from showclear.words import english


def _tag(context: RuleContext) -> str:
    return first_words(context.inputs.get("batch.tag", "")) or context.subject


def batch_not_taken_in(context: RuleContext) -> Broken | None:
    """R-100."""
    view, tag = context.situation.view, _tag(context)
    for kind in ("weapon", "device", "container"):
        found = view.entered(kind, tag)
        if found:
            return broken(
                english("Choose another tag."),
                (english("{tag} is the tag of a {kind}.", tag=tag, kind=kind), view.title(found[0])),
            )
    intakes = view.tips(Aspect.BATCH, tag)
    if not intakes or batch_trouble(view, tag)[0]:
        return None
    entry = batch_entry(view, tag)
    return broken(
        english("Give it another id. It is taken in again only where something bars it."),
        (
            english(
                "{tag} is on the register: {count} items.", tag=tag, count=entry.count if entry else english("some")
            ),
            view.title(intakes[0]),
        ),
    )


def _entry(context: RuleContext) -> Batch | Broken:
    view, tag = context.situation.view, _tag(context)
    if not view.tips(Aspect.BATCH, tag):
        return broken(
            english("Two people take it in first (batch intake)."),
            english("No record takes the batch {tag} in.", tag=tag),
        )
    entry = batch_entry(view, tag)
    if entry is None:
        facts = [
            (english("{tag} is taken in here.", tag=tag), view.title(index)) for index in view.tips(Aspect.BATCH, tag)
        ]
        return broken(english("Two people take it in again."), *facts)
    return entry


def batch_known(context: RuleContext) -> Broken | None:
    """R-105."""
    entry = _entry(context)
    return entry if isinstance(entry, Broken) else None


def batch_taken_in(context: RuleContext) -> Broken | None:
    """R-101."""
    entry = _entry(context)
    if isinstance(entry, Broken):
        return entry
    found = context.restrictions(entry.tag)
    if not found:
        return None
    facts = [(f"{entry.tag}: {one.kind}: {one.reason}", one.record) for one in found]
    return broken(english("{tag} stays out of use. Two people take it in again.", tag=entry.tag), *facts)


def batch_counted_today(context: RuleContext) -> Broken | None:
    """R-102."""
    entry = _entry(context)
    if isinstance(entry, Broken):
        return entry
    view, tag = context.situation.view, entry.tag
    restricted, record = batch_trouble(view, tag)
    if restricted:
        return broken(
            english("Count it again, each item in the hand, until all of it is there."),
            (f"{tag}: {restricted}", record),
        )
    if counted_today(view, tag, context.now, context.limits):
        return None
    tips = view.tips(Aspect.BATCH_COUNTED, tag)
    fact = (english("{tag} was not counted today at this place.", tag=tag), view.title(tips[0]) if tips else "")
    return broken(english("Two people count it, each item in the hand (batch of the day)."), fact)


def batch_all_back(context: RuleContext) -> Broken | None:
    """R-103."""
    entry = _entry(context)
    if isinstance(entry, Broken):
        return entry
    view = context.situation.view
    out = out_of(view, entry.tag)
    if not out:
        return None
    facts = [_out_under(context, entry.tag, handler, count) for handler, count in out]
    return broken(english("Take them back and count them (batch count)."), *facts)


def _out_under(context: RuleContext, tag: str, handler: str, count: int) -> tuple[str, str]:
    """What is out under whom, with the record that gave it out."""
    view = context.situation.view
    tips = view.tips(Aspect.BATCH_OUT, tag)
    words = english("{count} of {tag} are out under {name}.", count=count, tag=tag, name=_name(context, handler))
    return words, view.title(tips[0]) if tips else ""


def _name(context: RuleContext, person: str) -> str:
    entry = context.situation.view.entry_of(person)
    return entry.name if entry else person


def batches_are_back(context: RuleContext) -> Broken | None:
    """R-106."""
    view = context.situation.view
    facts = []
    for tag in batch_tags(view):
        out = out_of(view, tag) if unit_of(view, tag) == context.unit else ()
        given = view.tips(Aspect.BATCH_OUT, tag)
        missing = open_gaps_of(view, tag, view.tips(Aspect.BATCH, tag))
        if given and all(any(view.precedes(one, gap) for gap, _ in missing) for one in given):
            continue
        facts += [_out_under(context, tag, handler, count) for handler, count in out]
    if not facts:
        return None
    return broken(
        english("Take them back and count them (batch count). If one is missing, two take in anew what is there."),
        *facts,
    )


def items_listed(holders: str) -> int:
    """How many items the list of holders names in all: 7 for "Will Ames 4; Ruth Okoro 3"; a row without counts none."""
    ends = (row.split()[-1] for row in holders.split(";") if row.strip())
    return sum(int(end) for end in ends if end.isascii() and end.isdigit())


def batch_holders_named(context: RuleContext) -> Broken | None:
    """R-104."""
    entry = _entry(context)
    if isinstance(entry, Broken):
        return entry
    rows = [row.strip() for row in context.inputs.get("holders", "").split(";") if row.strip()]
    if not rows:
        return broken(
            english("Name every holder with how many: Will Ames 4; Ruth Okoro 3."), english("No holder is named.")
        )
    for row in rows:
        name, _, count = row.rpartition(" ")
        two_in_one = any(part.rstrip()[-1:].isdigit() for part in name.split(",")[:-1])
        if two_in_one or not name.strip() or not (count.isascii() and count.isdigit()) or int(count) < 1:
            return broken(
                english("Write the name and how many: Will Ames 4; Ruth Okoro 3."),
                english("“{row}” has no name or no number.", row=row),
            )
        person = context.situation.person(name.strip())
        if person is not None and person.role is Role.ASSISTANT_DIRECTOR:
            return broken(
                english("Name who holds them on camera."),
                english("{name} is assistant director and holds none.", name=person.name),
            )
    total = items_listed(context.inputs["holders"])
    out = sum(count for _, count in out_of(context.situation.view, entry.tag))
    if total + out > entry.count:
        record = context.situation.view.title(context.situation.view.tips(Aspect.BATCH, entry.tag)[0])
        fact = english(
            "{tag} has {count}; {out} are out, and {total} more are named.",
            tag=entry.tag,
            count=entry.count,
            out=out,
            total=total,
        )
        return broken(english("Give out no more than there are."), (fact, record))
    return None


RULES: tuple[Rule, ...] = (
    Rule(
        "R-100",
        "batch-not-taken-in",
        english("The id of the batch is new, or something bars it and it is taken in again."),
        "ours",
        batch_not_taken_in,
    ),
    Rule(
        "R-101", "batch-taken-in", english("The batch is on the register and nothing bars it."), "ours", batch_taken_in
    ),
    Rule(
        "R-102",
        "batch-counted-today",
        english("The batch was counted today, each item in the hand, at this place."),
        "ours",
        batch_counted_today,
    ),
    Rule("R-103", "batch-all-back", english("No item of the batch is out."), "ours", batch_all_back),
    Rule(
        "R-104",
        "batch-holders-named",
        english("Every holder is named, and no more items are given out than the batch has."),
        "ours",
        batch_holders_named,
    ),
    Rule(
        "R-105",
        "batch-known",
        english("The batch is on the register, and its newest entries agree."),
        "ours",
        batch_known,
    ),
    Rule(
        "R-106",
        "batches-are-back",
        english(
            "Of each inert batch of the unit no item is out, or two signed a count that is short, and still open, "
            "after its items last went out."
        ),
        "ours",
        batches_are_back,
    ),
)
"""The rules of this topic."""
