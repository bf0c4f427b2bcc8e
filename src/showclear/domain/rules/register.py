"""Rules about what is on the register and what bars it."""

from __future__ import annotations

from showclear.domain.counting_words import counted
from showclear.domain.rules.rule import Broken, RuleContext, broken, first_words
from showclear.domain.situation.accounts import account
from showclear.domain.situation.values import OpenRestriction
from showclear.domain.weapons import Contents, DeviceKind, Has
from showclear.words import english


def weapon_taken_in(context: RuleContext) -> Broken | None:
    """R-001."""
    view = context.situation.view
    entries = view.weapon_entries(context.subject)
    if not entries:
        return broken(
            english("Two people take it in first (intake)."),
            english("No record takes {subject} in.", subject=context.subject),
        )
    if len({weapon for _, weapon in entries}) > 1:
        facts = [(f"{weapon.name}, {weapon.weapon_class}", view.title(index)) for index, weapon in entries]
        return broken(english("Two people take it in again."), *facts)
    return None


def weapon_not_taken_in(context: RuleContext) -> Broken | None:
    """R-002."""
    view = context.situation.view
    tag = context.inputs.get("weapon.tag") or context.subject
    other = _other_kind(context, tag, "weapon")
    if other:
        return other
    entries = view.weapon_entries(tag)
    holding = context.situation.holding(tag)
    unknown = holding.contents is Contents.UNKNOWN or holding.count < 0
    disagree = len({weapon for _, weapon in entries}) > 1
    if not entries or context.situation.open_restrictions(tag) or unknown or disagree:
        return _another_serial(context, tag) or _serial_elsewhere(context, tag) or _feeds_of_others(context, tag)
    index, weapon = entries[0]
    return broken(
        english(
            "Give it another tag. It is taken in again only where it is barred, or where nobody knows what it holds."
        ),
        (english("{tag} is on the register: {name}.", tag=tag, name=weapon.name), view.title(index)),
    )


def _another_serial(context: RuleContext, tag: str) -> Broken | None:
    serial = context.inputs.get("weapon.serial")
    for index, weapon in context.situation.view.weapon_entries(tag):
        if serial is not None and weapon.serial != serial:
            return broken(
                english("Read the serial from the weapon. Another weapon gets another tag."),
                (
                    english("{tag} belongs to a weapon with another serial.", tag=tag),
                    context.situation.view.title(index),
                ),
            )
    return None


def _serial_elsewhere(context: RuleContext, tag: str) -> Broken | None:
    """One gun under two tags is counted twice, also where the first tag left the production with it."""
    wanted = _marks(context.inputs.get("weapon.make", ""), context.inputs.get("weapon.serial", ""))
    if not any(sign.isdigit() for sign in wanted[1]):
        return None  # A rubber gun has no serial.
    view = context.situation.view
    for other in view.tags("weapon"):
        for index, weapon in view.weapon_entries(other):
            if other != tag and _marks(weapon.make, weapon.serial) == wanted:
                return broken(
                    english(
                        "Read make and serial from the weapon. If they are right, it is {other}: use that tag.",
                        other=other,
                    ),
                    (
                        english("{other} has this make and serial: {name}.", other=other, name=weapon.name),
                        view.title(index),
                    ),
                )
    return None


def _marks(make: str, serial: str) -> tuple[str, str]:
    """Make and serial as they are compared: spaces and capitals make no other gun."""
    return "".join(make.split()).casefold(), "".join(serial.split()).casefold()


def _feeds_of_others(context: RuleContext, tag: str) -> Broken | None:
    """Two magazines with one tag would be taken for each other: a device goes with one weapon."""
    view = context.situation.view
    for row in context.inputs.get("weapon.feeds", "").split(";"):
        feed = first_words(row)
        other = _other_kind(context, feed, "device") if feed else None
        if other:
            return other
        for index, device in view.device_entries(feed):
            if device.goes_with != tag:
                return broken(
                    english("Give each feed device a tag of its own."),
                    (
                        english("{feed} goes with {goes_with}.", feed=feed, goes_with=device.goes_with),
                        view.title(index),
                    ),
                )
    return None


def _other_kind(context: RuleContext, tag: str, kind: str) -> Broken | None:
    view = context.situation.view
    for other in ("weapon", "device", "container"):
        found = view.entered(other, tag) if other != kind else []
        if found:
            return broken(
                english("Choose another tag."),
                (english("{tag} is the tag of a {other}.", tag=tag, other=other), view.title(found[0])),
            )
    return None


def container_taken_in(context: RuleContext) -> Broken | None:
    """R-003."""
    tag = _container(context)
    if account(context.situation, tag) is None:
        return broken(
            english("Two people take it in first (ammunition intake)."),
            english("No record takes {tag} in.", tag=tag or english("a box")),
        )
    return None


def container_not_taken_in(context: RuleContext) -> Broken | None:
    """R-004."""
    tag = _container(context)
    other = _other_kind(context, tag, "container")
    if other:
        return other
    found = account(context.situation, tag)
    if found is None or found.restricted:
        return None
    index = context.situation.view.container_entries(tag)[0][0]
    return broken(
        english("Give it another id. It is taken in again only where something bars it."),
        (
            english(
                "{tag} is on the register: {counted}.",
                tag=tag,
                counted=counted(found.opening, found.container.contents),
            ),
            context.situation.view.title(index),
        ),
    )


def _container(context: RuleContext) -> str:
    for name in ("container.tag", "box"):
        if context.inputs.get(name):
            return first_words(context.inputs[name])
    return context.subject


def not_barred(context: RuleContext) -> Broken | None:
    """R-007."""
    found = context.restrictions(context.subject)
    if not found:
        return None
    kinds = {one.kind for one in found}
    facts = ((f"{one.kind}: {one.reason}", one.record) for one in found)
    if "frozen" in kinds:
        return broken(
            english(
                "{subject} stays as it is, locked and sealed, until it is released by name.", subject=context.subject
            ),
            *facts,
        )
    if "misfired" in kinds:
        return broken(
            english("Go through the misfire list (H) for {subject} and sign it.", subject=context.subject), *facts
        )
    return broken(
        english(
            "{subject} stays out of use. Two people take it in again, and that record closes this by name.",
            subject=context.subject,
        ),
        *facts,
    )


def no_hold(context: RuleContext) -> Broken | None:
    """R-008."""
    unknown = context.situation.held_by_unknown
    if unknown:
        facts = [(english("A record that cannot be read here may be a stop."), name) for name in unknown]
        return broken(
            english(
                "If it is gone or changed, copy it back from another laptop or a backup. If it is newer than "
                "this version, update Show Clear."
            ),
            *facts,
        )
    return _stops(context, "hold", english("An armorer and an assistant director lift it, with reason and answer."))


def no_stand_down(context: RuleContext) -> Broken | None:
    """R-009."""
    return _stops(
        context,
        "stand-down",
        english(
            "Close the report on it (L), then hold the safety meeting (K); then the safety officer and an "
            "armorer who was not involved release it. Guns stay locked until then."
        ),
    )


def _stops(context: RuleContext, kind: str, remedy: str) -> Broken | None:
    found: list[OpenRestriction] = [one for one in context.situation.open_restrictions() if one.kind == kind]
    return broken(remedy, *((one.reason, one.record) for one in found)) if found else None


_KINDS = {Has.MAGAZINE: (DeviceKind.MAGAZINE,), Has.BELT: (DeviceKind.BELT,), Has.SPARES: tuple(DeviceKind)}


def devices_known(context: RuleContext) -> Broken | None:
    """R-018."""
    situation = context.situation
    weapon = situation.weapon(context.subject)
    if weapon is None:
        return None
    tags = situation.devices_of(context.subject)
    known = situation.devices()
    for has in weapon.has:
        if has in _KINDS and not any(known[tag].kind in _KINDS[has] for tag in tags):
            index = situation.view.weapon_entries(context.subject)[0][0]
            fact = (
                english("The register says that {subject} has {has}; none is on it.", subject=context.subject, has=has),
                situation.view.title(index),
            )
            return broken(english("Take its feed devices in."), fact)
    for tag in tags:
        found = context.restrictions(tag)
        if found:
            facts = [(f"{tag}: {one.kind}: {one.reason}", one.record) for one in found]
            return broken(english("Two people take {tag} in again.", tag=tag), *facts)
        tips = situation.view.entered("device", tag)
        if len(tips) > 1:
            facts = [(english("{tag} is taken in here.", tag=tag), situation.view.title(index)) for index in tips]
            return broken(english("Two people take {tag} in again.", tag=tag), *facts)
    return None
