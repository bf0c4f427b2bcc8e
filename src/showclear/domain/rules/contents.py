"""Rules about what a weapon holds and which box its rounds come from or go back to."""

from __future__ import annotations

from showclear.domain.rules.rule import Broken, RuleContext, broken, first_words
from showclear.domain.situation.accounts import Account, account, in_weapon
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import Holding
from showclear.domain.weapons import CHARGES, Contents, plain
from showclear.words import english, together


def said_of(context: RuleContext, tag: str) -> tuple[str, str]:
    """What a weapon or device holds in words, with the record that says so."""
    view = context.situation.view
    holding: Holding = context.situation.holding(tag)
    tips = view.tips(Aspect.HOLDING, tag)
    inside = in_weapon(view, tag)
    words = {
        Contents.NOTHING: english("holds nothing"),
        Contents.UNKNOWN: english("is in {inside}", inside=inside) if inside else english("holds nobody knows what"),
        Contents.BLANK: english("holds {count} blanks", count=holding.count)
        if holding.count > 0
        else english("holds a blank, nobody knows how many"),
        Contents.DUMMY: english("holds {count} dummies", count=holding.count),
    }
    return f"{tag} {words[holding.contents]}.", view.title(tips[0]) if tips else ""


def weapon_holds_nothing(context: RuleContext) -> Broken | None:
    """R-005."""
    if context.holding(context.subject).contents is Contents.NOTHING:
        return None
    return broken(english("Return and clear it first."), said_of(context, context.subject))


def weapon_holds_only_dummies_or_nothing(context: RuleContext) -> Broken | None:
    """R-006."""
    if context.situation.holding(context.subject).contents in (Contents.NOTHING, Contents.DUMMY):
        return None
    return broken(
        english(
            "It stays in the armorer's hand or lock. Counted blanks come out by return and clear; what is "
            "unknown two people take in again."
        ),
        said_of(context, context.subject),
    )


def contents_not_blank(context: RuleContext) -> Broken | None:
    """R-014."""
    if context.inputs.get("plan.contents") == Contents.BLANK:
        return broken(
            english("Plan dummies or nothing; a blank goes in only in a blank take (F)."),
            english("The plan says blank."),
        )
    if context.situation.holding(context.subject).contents is Contents.BLANK:
        return broken(english("Return and clear it first; a blank is never cold."), said_of(context, context.subject))
    return None


def box_fits(context: RuleContext) -> Broken | None:
    """R-013."""
    if context.situation.view.entered("device", context.subject):
        return _to_fill(context)
    if "plan.contents" in context.inputs:
        planned = context.inputs["plan.contents"]
        return None if planned == Contents.NOTHING else _to_load(context, planned)
    holding = context.holding(context.subject)
    return None if holding.contents is Contents.NOTHING else _to_return(context, holding)


def box_of(context: RuleContext, classes: frozenset[Contents]) -> Account | Broken:
    """The box that was named, if it is on the register, of one of the classes and of the calibre of the subject."""
    tag = first_words(context.inputs.get("box", ""))
    found = account(context.situation, tag) if tag else None
    if found is None:
        named = english("No record takes the box {tag} in.", tag=tag) if tag else english("No box is named.")
        return broken(english("Name a box that is on the register."), named)
    record = context.situation.view.title(context.situation.view.container_entries(tag)[0][0])
    if found.container.contents not in classes:
        fact = (
            english(
                "{tag} is a box of {contents}, not {classes}.",
                tag=tag,
                contents=found.container.contents,
                classes=together(sorted(classes), english(" or ")),
            ),
            record,
        )
        return broken(english("Name a box of that class."), fact)
    return _other_calibre(context, found, record) or found


def _other_calibre(context: RuleContext, found: Account, record: str) -> Broken | None:
    view = context.situation.view
    entries = [
        *((index, weapon.calibre) for index, weapon in view.weapon_entries(context.subject)),
        *((index, device.calibre) for index, device in view.device_entries(context.subject)),
    ]
    if not entries or found.container.contents in CHARGES or plain(found.container.calibre) == plain(entries[0][1]):
        return None
    what = english("weapon") if view.weapon_entries(context.subject) else english("feed device")
    return broken(
        english("Name a box of the calibre of the {what}.", what=what),
        (f"{found.container.tag}: {found.container.calibre}.", record),
        (f"{context.subject}: {entries[0][1]}.", view.title(entries[0][0])),
    )


def _to_load(context: RuleContext, contents: str) -> Broken | None:
    found = box_of(context, frozenset(one for one in Contents if one == contents))
    if isinstance(found, Broken):
        return found
    trouble = barred_or_short(context, found)
    if trouble is not None:
        return trouble
    weapon, planned = context.situation.weapon(context.subject), _planned(context)
    room = (weapon.chambers if weapon else 0) + sum(
        context.situation.devices()[device].capacity for device in context.situation.devices_of(context.subject)
    )
    if weapon is not None and planned > room:
        return broken(
            english("Plan no more rounds than go in."),
            english(
                "{subject} and its devices take {room}; the plan says {planned}.",
                subject=context.subject,
                room=room,
                planned=planned,
            ),
        )
    return None


def _to_fill(context: RuleContext) -> Broken | None:
    found = box_of(context, frozenset({Contents.DUMMY, Contents.BLANK}))
    if isinstance(found, Broken):
        return found
    trouble = barred_or_short(context, found)
    if trouble is not None:
        return trouble
    index, device = context.situation.view.device_entries(context.subject)[0]
    if _planned(context) > device.capacity:
        fact = english(
            "{tag} takes {capacity}; the plan says {planned}.",
            tag=device.tag,
            capacity=device.capacity,
            planned=_planned(context),
        )
        return broken(english("Plan no more rounds than go in."), (fact, context.situation.view.title(index)))
    if found.container.contents is Contents.BLANK and not found.container.load:
        record = context.situation.view.title(context.situation.view.container_entries(found.container.tag)[0][0])
        return broken(
            english("Take a box of one known load."),
            (english("The load of {tag} is not known.", tag=found.container.tag), record),
        )
    return None


def _planned(context: RuleContext) -> int:
    text = context.inputs.get("plan.count", "0")
    return int(text) if text.isascii() and text.isdigit() else 0


def barred_or_short(context: RuleContext, found: Account) -> Broken | None:
    """Why as many rounds as planned may not be taken from a box; None if they may."""
    tag, planned = found.container.tag, _planned(context)
    if found.restricted and not _own(context, found):
        return broken(
            english("Take another box, or two people take this one in again."),
            (f"{tag}: {found.restricted}.", found.record),
        )
    record = context.situation.view.title(context.situation.view.container_entries(tag)[0][0])
    if planned < 1 or planned > found.left:
        return broken(
            english("Plan as many rounds as the box holds, or take another box."),
            (
                english(
                    "{tag} has {left} left by its account; the plan says {planned}.",
                    tag=tag,
                    left=found.left,
                    planned=planned,
                ),
                record,
            ),
        )
    return None


def _own(context: RuleContext, found: Account) -> bool:
    """Whether everything that bars the box was raised by this run itself."""
    facts = [one for one in context.situation.open_restrictions(found.container.tag) if one.run != context.run]
    index = context.situation.view.history.index_titled(found.record)
    if not context.run or facts or index is None:
        return False
    raised = context.situation.view.judgement(index).restrictions
    return any(one.item == found.container.tag and one.run == context.run for one in raised)


def _to_return(context: RuleContext, holding: Holding) -> Broken | None:
    """Rounds go back where they came from; that a box is barred does not keep them in a gun."""
    tag = first_words(context.inputs.get("box", ""))
    if holding.contents is Contents.BLANK and in_weapon(context.situation.view, tag) == context.subject:
        came = together((container for container, _ in holding.sources), english(" or "))
        return broken(
            english(
                "Unfired ones go out of it and back into {came}; it is filled anew by two.",
                came=came or english("their box"),
            ),
            english("{tag} is in the gun: its seal is open.", tag=tag),
        )
    fires = CHARGES | {Contents.BLANK}
    found = box_of(context, fires if holding.contents in fires else frozenset({holding.contents}))
    if isinstance(found, Broken):
        return found
    there = dict(holding.sources).get(tag, 0)
    if there != holding.count and (holding.contents is not Contents.BLANK or not there):
        came = together(
            (
                english("{count} from {container}", count=count, container=container)
                for container, count in holding.sources
            ),
            ", ",
        ) or english("from nowhere known")
        said, record = said_of(context, context.subject)
        return broken(
            english("Put them back into the box that they came from."),
            (english("{said} They came: {came}.", said=said, came=came), record),
        )
    return None
