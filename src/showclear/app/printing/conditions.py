"""When a block or a step applies, for a sheet that is printed before anybody knows what will be done."""

from __future__ import annotations

from collections.abc import Mapping

from showclear.domain.facets import WEAPON_FACETS, applies, weapon_facets
from showclear.domain.weapons import Weapon

_WORDS = {
    "plan.contents": "only where it holds or shall hold {}",
    "container.contents": "only for a box of {}",
    "device.contents": "only with {}",
    "use": "only for {}",
    "day.blanks": "only where blanks are planned: {}",
    "plan.from": "only where the rounds come from a {}",
    "report.class": "only where this happened: {}",
    "weapon.action": "only for a gun with the action {}",
    "weapon.class": "only for a gun of the class {}",
    "weapon.ignition": "only where the charge is set off by {}",
    "weapon.has": "only for a gun with a {}",
}

_PLURALS = {"dummy": "dummies", "blank": "blanks", "discharge": "a shot that nobody called"}


def condition(applies_when: Mapping[str, tuple[str, ...]], weapon: Weapon | None) -> str | None:
    """When something applies, in words: empty for always, None where it never does for this gun.

    What a gun is stands on the register and decides now; what is planned and what happened is decided by those who fill
    the sheet in. With `weapon` None everything is left to them.
    """
    if weapon is None:
        left = applies_when
    else:
        facets = weapon_facets(weapon.action, weapon.weapon_class, weapon.ignition, weapon.has)
        if not applies({name: values for name, values in applies_when.items() if name in WEAPON_FACETS}, facets):
            return None
        left = {name: values for name, values in applies_when.items() if name not in WEAPON_FACETS}
    return "; ".join(_words(name, values) for name, values in left.items())


def _words(facet: str, values: tuple[str, ...]) -> str:
    told = [_PLURALS.get(value, value.replace("-", " ")) for value in values]
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} or {told[-1]}"
    return _WORDS[facet].format(listed)
