"""From effects of an intake to entries of the register."""

from __future__ import annotations

from showclear.domain.effects import Effect
from showclear.domain.facets import entry_fault
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.reading import number, text
from showclear.domain.situation.values import Judgement
from showclear.domain.situation.view import View
from showclear.domain.weapons import (
    CHARGES,
    Action,
    Container,
    Contents,
    Device,
    DeviceKind,
    Has,
    Ignition,
    Vent,
    Weapon,
    WeaponClass,
)
from showclear.words import english


def enter(result: Judgement, effect: Effect, view: View) -> str:
    """Put what an intake says into `result`; why it cannot be, in words, and empty if it was."""
    kind = effect.kind.removesuffix("-taken-in")
    tag = text(effect, kind)
    if not tag.strip():
        return english("it has no tag")
    if min(value for value in (*effect.values.values(), 0) if isinstance(value, int)) < 0:
        return english("a count is less than nothing")
    others = [other for other in ("weapon", "device", "container") if other != kind and view.entered(other, tag)]
    if view.newest(Aspect.BATCH, tag):
        others.append("batch")
    if others:
        return english("the tag {tag} is that of a {thing}", tag=tag, thing=others[0])
    try:
        if kind == "weapon":
            return _enter_weapon(result, effect, view)
        if kind == "device":
            result.devices[tag] = _device(effect)
        else:
            result.containers[tag] = _container(effect)
            result.seals[tag] = text(effect, "seal")
    except ValueError as error:
        return str(error)
    return ""


def _enter_weapon(result: Judgement, effect: Effect, view: View) -> str:
    weapon = _weapon(effect)
    fault = entry_fault(weapon)
    if fault:
        return fault
    if weapon.vent is not None and weapon.weapon_class is not WeaponClass.BLANK_FIRING:
        return english("only a blank-firing weapon has a vent")
    for _, known in view.weapon_entries(weapon.tag):
        if known.serial != weapon.serial:
            return english("the tag {tag} belongs to a weapon with another serial", tag=weapon.tag)
    result.weapons[weapon.tag] = weapon
    return ""


def _weapon(effect: Effect) -> Weapon:
    return Weapon(
        tag=text(effect, "weapon"),
        make=text(effect, "make"),
        model=text(effect, "model"),
        calibre=text(effect, "calibre"),
        serial=text(effect, "serial"),
        weapon_class=WeaponClass(text(effect, "class")),
        action=Action(text(effect, "action")),
        ignition=Ignition(text(effect, "ignition")),
        chambers=number(effect, "chambers"),
        barrels=number(effect, "barrels"),
        vent=Vent(text(effect, "vent")) if text(effect, "vent") else None,
        has=tuple(Has(one) for one in text(effect, "has").replace(",", " ").replace("+", " ").split() if one != "none"),
    )


def _device(effect: Effect) -> Device:
    return Device(
        tag=text(effect, "device"),
        kind=DeviceKind(text(effect, "device_kind")),
        capacity=number(effect, "capacity"),
        calibre=text(effect, "calibre"),
        goes_with=text(effect, "goes_with"),
    )


def _container(effect: Effect) -> Container:
    contents = Contents(text(effect, "contents"))
    if contents not in (Contents.DUMMY, Contents.BLANK, *CHARGES):
        raise ValueError(f"a container holds dummies, blanks, powder or caps, not “{contents}”")
    return Container(
        tag=text(effect, "container"),
        contents=contents,
        load=text(effect, "load"),
        calibre=text(effect, "calibre"),
        lot=text(effect, "lot"),
        maker=text(effect, "maker"),
        count=number(effect, "count"),
        seal=text(effect, "seal"),
    )
