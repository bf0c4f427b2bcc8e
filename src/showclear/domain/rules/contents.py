"""Rules about what a weapon holds and which box its rounds come from or go back to."""

from __future__ import annotations

from showclear.domain.rules.rule import Broken, RuleContext, broken, first_words
from showclear.domain.situation.accounts import Account, account
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import Holding
from showclear.domain.weapons import Contents


def _said(context: RuleContext) -> tuple[str, str]:
    """What the weapon holds in words, with the record that says so."""
    holding: Holding = context.situation.holding(context.subject)
    tips = context.situation.view.tips(Aspect.HOLDING, context.subject)
    words = {
        Contents.NOTHING: "holds nothing",
        Contents.UNKNOWN: "holds nobody knows what",
        Contents.BLANK: "holds a blank",
        Contents.DUMMY: f"holds {holding.count} dummies",
    }
    return f"{context.subject} {words[holding.contents]}.", context.situation.view.title(tips[0]) if tips else ""


def weapon_holds_nothing(context: RuleContext) -> Broken | None:
    """R-005."""
    if context.situation.holding(context.subject).contents is Contents.NOTHING:
        return None
    return broken("Return and clear it first.", _said(context))


def weapon_holds_only_dummies_or_nothing(context: RuleContext) -> Broken | None:
    """R-006."""
    if context.situation.holding(context.subject).contents in (Contents.NOTHING, Contents.DUMMY):
        return None
    return broken(
        "It stays in the armorer's hand or lock. Nothing in this version unloads what is unknown or a blank; what is "
        "unknown two people take in again.",
        _said(context),
    )


def contents_not_blank(context: RuleContext) -> Broken | None:
    """R-014."""
    if context.inputs.get("plan.contents") == Contents.BLANK:
        return broken("Plan dummies or nothing; a blank is never cold.", "The plan says blank.")
    if context.situation.holding(context.subject).contents is Contents.BLANK:
        return broken("Return and clear it first; a blank is never cold.", _said(context))
    return None


def box_fits(context: RuleContext) -> Broken | None:
    """R-013."""
    if "plan.contents" in context.inputs:
        planned = context.inputs["plan.contents"]
        return None if planned == Contents.NOTHING else _to_load(context, planned)
    holding = context.situation.holding(context.subject)
    return None if holding.contents is Contents.NOTHING else _to_return(context, holding)


def _found(context: RuleContext, contents: str) -> Account | Broken:
    """The box that was named, if it is on the register, of that class and calibre."""
    tag = first_words(context.inputs.get("box", ""))
    found = account(context.situation, tag) if tag else None
    weapon = context.situation.weapon(context.subject)
    if found is None:
        named = f"No record takes the box {tag} in." if tag else "No box is named."
        return broken("Name a box that is on the register.", named)
    record = context.situation.view.title(context.situation.view.container_entries(tag)[0][0])
    if found.container.contents != contents:
        fact = (f"{tag} is a box of {found.container.contents}, not {contents}.", record)
        return broken("Name a box of that class.", fact)
    if weapon is not None and _plain(found.container.calibre) != _plain(weapon.calibre):
        entry = context.situation.view.title(context.situation.view.weapon_entries(context.subject)[0][0])
        return broken(
            "Name a box of the calibre of the weapon.",
            (f"{tag}: {found.container.calibre}.", record),
            (f"{context.subject}: {weapon.calibre}.", entry),
        )
    return found


def _plain(calibre: str) -> str:
    return "".join(calibre.split()).casefold()


def _to_load(context: RuleContext, contents: str) -> Broken | None:
    found = _found(context, contents)
    if isinstance(found, Broken):
        return found
    tag = found.container.tag
    if found.restricted and not _own(context, found):
        return broken(
            "Take another box, or two people take this one in again.", (f"{tag}: {found.restricted}.", found.record)
        )
    text = context.inputs.get("plan.count", "0")
    planned = int(text) if text.isascii() and text.isdigit() else 0
    record = context.situation.view.title(context.situation.view.container_entries(tag)[0][0])
    if planned < 1 or planned > found.left:
        return broken(
            "Plan as many rounds as the box holds, or take another box.",
            (f"{tag} has {found.left} left by its account; the plan says {planned}.", record),
        )
    weapon = context.situation.weapon(context.subject)
    room = (weapon.chambers if weapon else 0) + sum(
        context.situation.devices()[device].capacity for device in context.situation.devices_of(context.subject)
    )
    if weapon is not None and planned > room:
        return broken(
            "Plan no more rounds than go in.",
            f"{context.subject} and its devices take {room}; the plan says {planned}.",
        )
    return None


def _own(context: RuleContext, found: Account) -> bool:
    """Whether everything that bars the box was raised by this run itself."""
    facts = [one for one in context.situation.open_restrictions(found.container.tag) if one.run != context.run]
    index = context.situation.view.history.by_title.get(found.record)
    if not context.run or facts or index is None:
        return False
    raised = context.situation.view.judgement(index).restrictions
    return any(one.item == found.container.tag and one.run == context.run for one in raised)


def _to_return(context: RuleContext, holding: Holding) -> Broken | None:
    """Rounds go back where they came from; that a box is barred does not keep them in a gun."""
    found = _found(context, holding.contents)
    if isinstance(found, Broken):
        return found
    tag = found.container.tag
    if dict(holding.sources).get(tag, 0) != holding.count:
        came = ", ".join(f"{count} from {container}" for container, count in holding.sources) or "from nowhere known"
        said, record = _said(context)
        return broken("Put them back into the box that they came from.", (f"{said} They came: {came}.", record))
    return None
