"""Facets: when a step applies, and which combinations of facets can exist at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from showclear.domain.vocabulary import FACETS, Facets
from showclear.domain.weapons import Action, Contents, Has, Ignition, Use, Weapon, WeaponClass
from showclear.words import english

WEAPON_FACETS = ("weapon.action", "weapon.class", "weapon.ignition", "weapon.has")

FACETS_OF: dict[str, tuple[str, ...]] = {
    "container": ("container.contents",),
    "device": ("device.contents",),
    "batch": (),
    "person": (),
    "set": ("day.blanks", "report.class"),
}
"""The facets that a run about something else than a weapon has."""

FROM_INPUTS = frozenset({"container.contents", "use", "day.blanks", "plan.from", "report.class"})
"""Facets that a run has only if its checklist asks for them at the start, by inputs of the same names."""

MAY_HAVE: dict[Action, frozenset[Has]] = {
    Action.REVOLVER: frozenset({Has.SPARES}),
    Action.SEMI_AUTO: frozenset({Has.MAGAZINE, Has.TUBE, Has.SPARES, Has.BELT}),
    Action.PUMP: frozenset({Has.MAGAZINE, Has.TUBE, Has.SPARES}),
    Action.BREAK: frozenset({Has.SPARES}),
    Action.LEVER: frozenset({Has.MAGAZINE, Has.TUBE, Has.SPARES}),
    Action.BOLT: frozenset({Has.MAGAZINE, Has.TUBE, Has.SPARES}),
    Action.MUZZLE_LOADER: frozenset(),
    Action.NONE: frozenset(),
}
"""What can belong to a weapon of each action."""

IGNITIONS: dict[Action, frozenset[Ignition]] = {
    Action.REVOLVER: frozenset({Ignition.CARTRIDGE, Ignition.PERCUSSION}),
    Action.MUZZLE_LOADER: frozenset({Ignition.PERCUSSION, Ignition.FLINTLOCK}),
    Action.NONE: frozenset(),
}
"""What can set the charge off, besides nothing at all; an action that is not named here fires cartridges."""

WITHOUT_ACTION = frozenset({WeaponClass.NON_GUN, WeaponClass.REPLICA, WeaponClass.RUBBER, WeaponClass.DEACTIVATED})
"""Classes that can be solid."""

ALWAYS_SOLID = frozenset({WeaponClass.NON_GUN, WeaponClass.RUBBER})
"""Classes that have no action; what has one is of another class."""

NEVER_FIRE = frozenset(
    {WeaponClass.AIRSOFT, WeaponClass.NON_GUN, WeaponClass.REPLICA, WeaponClass.RUBBER, WeaponClass.DEACTIVATED}
)
"""Classes that may have nothing that sets a charge off."""


def applies(condition: Mapping[str, tuple[str, ...]], facets: Facets) -> bool:
    """Whether every facet of `condition` has one of the values named for it; an empty condition always applies."""
    return all(not set(values).isdisjoint(facets.get(facet)) for facet, values in condition.items())


def weapon_fault(action: Action, weapon_class: WeaponClass, ignition: Ignition, has: tuple[Has, ...]) -> str:
    """Why a weapon of these facets cannot exist, in one sentence; empty if it can."""
    if (action is Action.NONE) and weapon_class not in WITHOUT_ACTION:
        return english("A weapon of class {weapon_class} has an action.", weapon_class=weapon_class)
    if (action is not Action.NONE) and weapon_class in ALWAYS_SOLID:
        return english("What has an action is not of class {weapon_class}.", weapon_class=weapon_class)
    if ignition is Ignition.NONE:
        if weapon_class not in NEVER_FIRE:
            return english(
                "A weapon of class {weapon_class} has something that sets the charge off.", weapon_class=weapon_class
            )
    elif weapon_class is WeaponClass.AIRSOFT:
        return english("An airsoft or gas weapon has no charge: its ignition is none.")
    elif ignition not in IGNITIONS.get(action, frozenset({Ignition.CARTRIDGE})):
        return english(
            "A weapon with the action {action} is not fired by {ignition}.", action=action, ignition=ignition
        )
    for thing in has:
        if thing not in MAY_HAVE[action]:
            return english("A weapon with the action {action} has no {thing}.", action=action, thing=thing)
    return ""


def entry_fault(weapon: Weapon) -> str:
    """Why a weapon cannot stand on the register like this, in one sentence; empty if it can.

    Looks repeat over its chambers and barrels: with none of them on the register nobody would be asked to look.
    """
    fault = weapon_fault(weapon.action, weapon.weapon_class, weapon.ignition, weapon.has)
    if fault:
        return fault
    for count, what in ((weapon.chambers, english("chamber")), (weapon.barrels, english("barrel"))):
        if weapon.action is Action.NONE and count:
            return english("What has no action has no {what}.", what=what)
        if weapon.action is not Action.NONE and count < 1:
            return english("What has an action has a {what}.", what=what)
    return ""


def plan_fault(action: Action, ignition: Ignition, contents: Contents) -> str:
    """Why a weapon cannot hold `contents`, in one sentence; empty if it can."""
    if contents is not Contents.NOTHING and action is Action.NONE:
        return english("No round goes into a weapon with the action {action}.", action=action)
    if contents is Contents.DUMMY and (action is Action.MUZZLE_LOADER or ignition is Ignition.PERCUSSION):
        return english("There are no dummy rounds for percussion, and none go into a muzzle-loader.")
    return ""


def possible_weapons() -> Iterator[tuple[Action, WeaponClass, Ignition, tuple[Has, ...]]]:
    """Every combination of action, class, ignition and what belongs to it that can exist."""
    belongings = [chosen for size in range(len(Has) + 1) for chosen in combinations(Has, size)]
    for action, weapon_class, ignition, has in product(Action, WeaponClass, Ignition, belongings):
        if not weapon_fault(action, weapon_class, ignition, has):
            yield action, weapon_class, ignition, has


def possible_blank_takes() -> Iterator[Facets]:
    """Every combination that a blank take can have: a weapon that takes blanks, from a box or in a filled device."""
    for facets in possible_facets():
        if facets.get("plan.contents") == (Contents.BLANK,):
            for source in FACETS["plan.from"]:
                yield Facets((*facets.values, ("plan.from", (source,))))


def possible_facets(subject: str = "weapon") -> Iterator[Facets]:
    """Every combination of facets that a run about `subject` (one of `vocabulary.SUBJECTS`) can have."""
    if subject != "weapon":
        facets = FACETS_OF[subject]
        for values in product(*(FACETS[facet] for facet in facets)):
            yield Facets(tuple((facet, (value,)) for facet, value in zip(facets, values, strict=True)))
        return
    for action, weapon_class, ignition, has in possible_weapons():
        for contents, use in product((Contents.NOTHING, Contents.DUMMY, Contents.BLANK), Use):
            if not plan_fault(action, ignition, contents):
                yield weapon_facets(action, weapon_class, ignition, has, contents, use)


def weapon_facets(
    action: Action,
    weapon_class: WeaponClass,
    ignition: Ignition,
    has: tuple[Has, ...],
    contents: Contents = Contents.NOTHING,
    use: Use | None = None,
) -> Facets:
    """The facets of a run about a weapon."""
    return Facets(
        (
            ("weapon.action", (action,)),
            ("weapon.class", (weapon_class,)),
            ("weapon.ignition", (ignition,)),
            ("weapon.has", has),
            ("plan.contents", (contents,)),
            ("use", () if use is None else (use,)),
        )
    )
