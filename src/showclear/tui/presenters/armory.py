"""The armory in words: every weapon, device, container and batch, and what the records say about the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.domain.weapons import Contents
from showclear.tui.drawing.band import GunState
from showclear.tui.presenters.board import ends_with, holds
from showclear.tui.presenters.custody import People, custody_words, is_locked, is_out
from showclear.tui.presenters.times import counted, minute
from showclear.tui.widgets.fact_sheet import AccountData, Fact, SheetData
from showclear.tui.widgets.pieces import Piece, Weight, muted, state_chip, strong
from showclear.tui.widgets.row_list import Column, ListRow

if TYPE_CHECKING:
    from showclear.app.views import Armory, ArmoryWeapon, BatchView, ContainerView, DeviceView

COLUMNS = (Column(1, 14), Column(16, 9), Column(26, 21), Column(48, 40))
NARROW = (Column(1, 14), Column(16, 9), Column(26, 40), Column(0, 0))


def armory_rows(armory: Armory, people: People) -> tuple[ListRow, ...]:
    """Everything, under four headings."""
    rows = [_heading("Weapons", "where")]
    rows += [_weapon(one, people) for one in armory.weapons if not one.departed]
    departed = [one for one in armory.weapons if one.departed]
    if armory.devices:
        rows += [_blank(), _heading("Devices", "where")]
        rows += [_device(one) for one in armory.devices]
    if armory.containers:
        rows += [_blank(), _heading("Ammunition", "account")]
        rows += [_container(one) for one in armory.containers]
    if armory.batches:
        rows += [_blank(), _heading("Batches", "where")]
        rows += [_batch(one) for one in armory.batches]
    if departed:
        rows += [_blank(), _heading("Off the production", "where")]
        rows += [_weapon(one, people) for one in departed]
    return tuple(rows)


def _blank() -> ListRow:
    return ListRow("")


def _heading(title: str, last: str) -> ListRow:
    return ListRow("", ((), (), (), (Piece(f"{last} ", Weight.MUTED),) if last else ()), heading=title)


def _weapon(one: ArmoryWeapon, people: People) -> ListRow:
    status = one.status
    where = one.departed or one.custody or custody_words(status.custody, people)
    return ListRow(
        f"weapon:{status.weapon.tag}",
        (
            (state_chip(GunState(str(status.state)), chip=False),) if not one.departed else (muted("departed"),),
            (strong(status.weapon.tag),),
            (Piece(status.weapon.name),),
            (Piece("COLLECT ", Weight.ALERT), muted(where)) if status.collect else (muted(where),),
        ),
    )


def _device(one: DeviceView) -> ListRow:
    held = contents_words(one)
    return ListRow(
        f"device:{one.tag}",
        (
            (Piece("X ", Weight.ALERT), Piece(held)) if one.restricted else (Piece(held),),
            (strong(one.tag),),
            (Piece(f"{one.kind.replace('-', ' ')} of {one.goes_with}"),),
            (muted(one.custody),),
        ),
    )


def contents_words(one: DeviceView) -> str:
    """What a device holds."""
    if one.contents == Contents.NOTHING:
        return "empty"
    if one.contents == Contents.UNKNOWN:
        return "not known"
    return holds(Contents(one.contents), one.count) if one.contents in tuple(Contents) else one.contents


def _container(one: ContainerView) -> ListRow:
    out = sum(number for _, number in one.out)
    gap: tuple[Piece, ...] = (Piece("GAP ", Weight.ALERT),) if one.gap else ()
    words = f"opened with {one.opening}, {out} out" if out else f"opened with {one.opening}"
    return ListRow(
        f"container:{one.tag}",
        (
            (Piece("X ", Weight.ALERT), strong(f"{one.left} left"))
            if one.restricted
            else (strong(f"{one.left} left"),),
            (strong(one.tag),),
            (Piece(f"{one.load} {one.contents} {one.calibre}".strip()),),
            (*gap, muted(words)),
        ),
    )


def _batch(one: BatchView) -> ListRow:
    out = sum(number for _, number in one.out)
    return ListRow(
        f"batch:{one.tag}",
        (
            (strong(f"{out} of {one.count} out" if out else f"all {one.count} in"),),
            (strong(one.tag),),
            (Piece(one.what),),
            (Piece("COLLECT ", Weight.ALERT), muted(f"under {one.handler}"))
            if one.collect and out
            else (muted(f"under {one.handler}" if out else one.custody),),
        ),
    )


def sheet(armory: Armory, value: str, people: People) -> SheetData:
    """What is known about the chosen thing."""
    kind, _, tag = value.partition(":")
    match kind:
        case "weapon":
            return next((_weapon_sheet(one, people) for one in armory.weapons if one.status.weapon.tag == tag), EMPTY)
        case "device":
            return next((_device_sheet(one) for one in armory.devices if one.tag == tag), EMPTY)
        case "container":
            return next((_container_sheet(one) for one in armory.containers if one.tag == tag), EMPTY)
        case "batch":
            return next((_batch_sheet(one) for one in armory.batches if one.tag == tag), EMPTY)
        case _:
            return EMPTY


EMPTY = SheetData("Nothing is on the register", hint="A takes in a weapon, ammunition or a batch.")


def _weapon_sheet(one: ArmoryWeapon, people: People) -> SheetData:
    status, weapon = one.status, one.status.weapon
    facts = [
        Fact("holds", holds(status.contents, status.count, inert=weapon.inert), Weight.STRONG),
        Fact("with", one.custody or custody_words(status.custody, people), Weight.STRONG),
        Fact("why", ends_with(status)),
        Fact("next", status.next),
        Fact("unit", one.unit or "not on record"),
        Fact("seal", one.seal or "none"),
        Fact("serial", weapon.serial or "none"),
        Fact("calibre", weapon.calibre or "none"),
        Fact("class", str(weapon.weapon_class)),
        Fact("action", f"{str(weapon.action).replace('-', ' ')}, {str(weapon.ignition).replace('-', ' ')}"),
        Fact("has", _has(one)),
    ]
    if one.departed:
        return SheetData(
            weapon.tag, weapon.name, None, (Fact("left", one.departed, Weight.STRONG), *facts[4:]),
            hint="It comes back by an intake only.",
        )  # fmt: skip
    return SheetData(
        weapon.tag,
        weapon.name,
        GunState(str(status.state)),
        tuple(fact for fact in facts if fact.value),
        alert=one.restricted,
        hint="A barred gun comes back by a new intake: R." if one.restricted else "",
    )


def _has(one: ArmoryWeapon) -> str:
    weapon = one.status.weapon
    parts = [counted(weapon.chambers, "chamber")] if weapon.chambers else []
    parts += [counted(weapon.barrels, "barrel")] if weapon.barrels else []
    return ", ".join((*parts, *(str(has) for has in weapon.has)))


def _device_sheet(one: DeviceView) -> SheetData:
    return SheetData(
        one.tag,
        f"{one.kind.replace('-', ' ')} of {one.goes_with}",
        None,
        (
            Fact("holds", contents_words(one), Weight.STRONG),
            Fact("takes", counted(one.capacity, "round") if one.capacity else "not on record"),
            Fact("with", f"in {one.in_weapon}" if one.in_weapon else one.custody, Weight.STRONG),
            Fact("seal", one.seal or "none"),
            Fact("unit", one.unit or "not on record"),
        ),
        alert=one.gap or one.restricted,
    )


def _container_sheet(one: ContainerView) -> SheetData:
    out = sum(number for _, number in one.out)
    places = ", ".join(f"{number} in {place}" for place, number in one.out)
    return SheetData(
        one.tag,
        f"{one.load} {one.contents} {one.calibre}".strip(),
        None,
        (
            Fact("out", places or "none", Weight.STRONG),
            Fact("seal", one.seal or "none"),
            Fact("with", one.custody or "not on record"),
            Fact("unit", one.unit or "not on record"),
        ),
        AccountData(one.opening, out, one.left),
        alert=one.gap or one.restricted,
        hint="A gap bars the box. Found rounds, a count that agrees or a new intake close it." if one.gap else "",
    )


def _batch_sheet(one: BatchView) -> SheetData:
    out = sum(number for _, number in one.out)
    holders = ", ".join(name for name, _ in one.out)
    return SheetData(
        one.tag,
        one.what,
        None,
        (
            Fact("with", holders or "all in", Weight.STRONG),
            Fact("under", one.handler or "nobody"),
            Fact("counted", minute(one.counted_at) if one.counted_at else "not today"),
            Fact("where", one.custody or "not on record"),
            Fact("unit", one.unit or "not on record"),
        ),
        AccountData(one.count, out, one.count - out),
        alert=one.restricted or ("They have to come back and be counted." if one.collect and out else ""),
        hint=one.why,
    )


def subject_of(value: str) -> tuple[str, str]:
    """Kind and tag of a row."""
    kind, _, tag = value.partition(":")
    return kind, tag


def summary(armory: Armory) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """How many there are, how many are out, what is barred."""
    here = [one for one in armory.weapons if not one.departed]
    out = [one for one in here if is_out(one.status)]
    locked = [one for one in here if is_locked(one.status)]
    gaps = [one.tag for one in armory.containers if one.gap]
    left = (
        strong(counted(len(here), "weapon")),
        muted(f"   {len(locked)} locked, {len(out)} out"),
        muted(f"   {counted(len(armory.containers), 'container')}, {counted(len(armory.devices), 'device')}"),
    )
    right = (Piece(f"gap in {', '.join(gaps)}", Weight.ALERT),) if gaps else ()
    return left, right
