"""The armory in words: every weapon, device, container and batch, and what the records say about the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.domain.weapons import Contents
from showclear.tui.drawing.band import GunState
from showclear.tui.presenters.board import ends_with, holds, holds_of
from showclear.tui.presenters.custody import People, custody_words, is_locked, is_out
from showclear.tui.presenters.times import minute
from showclear.tui.widgets.fact_sheet import AccountData, Fact, SheetData
from showclear.tui.widgets.pieces import Piece, Weight, muted, state_chip, strong
from showclear.tui.widgets.row_list import Column, ListRow
from showclear.words import english, say, say_count

if TYPE_CHECKING:
    from showclear.app.views import Armory, ArmoryWeapon, BatchView, ContainerView, DeviceView

COLUMNS = (Column(1, 14), Column(16, 9), Column(26, 21), Column(48, 40))
NARROW = (Column(1, 14), Column(16, 9), Column(26, 40), Column(0, 0))


def armory_rows(armory: Armory, people: People) -> tuple[ListRow, ...]:
    """Everything, under four headings."""
    rows = [_heading(say("Weapons"), say("where"))]
    rows += [_weapon(one, people) for one in armory.weapons if not one.departed]
    departed = [one for one in armory.weapons if one.departed]
    if armory.devices:
        rows += [_blank(), _heading(say("Devices"), say("where"))]
        rows += [_device(one) for one in armory.devices]
    if armory.containers:
        rows += [_blank(), _heading(say("Ammunition"), say("account"))]
        rows += [_container(one) for one in armory.containers]
    if armory.batches:
        rows += [_blank(), _heading(say("Batches"), say("where"))]
        rows += [_batch(one) for one in armory.batches]
    if departed:
        rows += [_blank(), _heading(say("Off the production"), say("where"))]
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
            (state_chip(GunState(str(status.state)), chip=False),) if not one.departed else (muted(say("departed")),),
            (strong(status.weapon.tag),),
            (Piece(status.weapon.name),),
            (Piece(say("COLLECT") + " ", Weight.ALERT), muted(where)) if status.collect else (muted(where),),
        ),
    )


def _device(one: DeviceView) -> ListRow:
    held = contents_words(one)
    return ListRow(
        f"device:{one.tag}",
        (
            (Piece("X ", Weight.ALERT), Piece(held)) if one.restricted else (Piece(held),),
            (strong(one.tag),),
            (Piece(say("{kind} of {goes_with}", kind=one.kind.replace("-", " "), goes_with=one.goes_with)),),
            (muted(one.custody),),
        ),
    )


def contents_words(one: DeviceView) -> str:
    """What a device holds."""
    if one.contents == Contents.NOTHING:
        return say("empty")
    if one.contents == Contents.UNKNOWN:
        return say("not known")
    return holds(Contents(one.contents), one.count) if one.contents in tuple(Contents) else one.contents


def _container(one: ContainerView) -> ListRow:
    out = sum(number for _, number in one.out)
    gap: tuple[Piece, ...] = (Piece(say("GAP") + " ", Weight.ALERT),) if one.gap else ()
    words = (
        say("opened with {opening}, {out} out", opening=one.opening, out=out)
        if out
        else say("opened with {opening}", opening=one.opening)
    )
    return ListRow(
        f"container:{one.tag}",
        (
            (Piece("X ", Weight.ALERT), strong(say("{left} left", left=one.left)))
            if one.restricted
            else (strong(say("{left} left", left=one.left)),),
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
            (
                strong(
                    say("{out} of {count} out", out=out, count=one.count)
                    if out
                    else say("all {count} in", count=one.count)
                ),
            ),
            (strong(one.tag),),
            (Piece(one.what),),
            (Piece(say("COLLECT") + " ", Weight.ALERT), muted(say("under {handler}", handler=one.handler)))
            if one.collect and out
            else (muted(say("under {handler}", handler=one.handler) if out else one.custody),),
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


EMPTY = SheetData(english("Nothing is on the register"), hint=english("A takes in a weapon, ammunition or a batch."))


def _weapon_sheet(one: ArmoryWeapon, people: People) -> SheetData:
    status, weapon = one.status, one.status.weapon
    facts = [
        Fact(say("holds"), holds_of(status), Weight.STRONG),
        Fact(say("with"), one.custody or custody_words(status.custody, people), Weight.STRONG),
        Fact(say("why"), ends_with(status)),
        Fact(say("next"), status.next),
        Fact(say("unit"), one.unit or say("not on record")),
        Fact(say("seal"), one.seal or say("none")),
        Fact(say("serial"), weapon.serial or say("none")),
        Fact(say("calibre"), weapon.calibre or say("none")),
        Fact(say("class"), str(weapon.weapon_class)),
        Fact(say("action"), f"{str(weapon.action).replace('-', ' ')}, {str(weapon.ignition).replace('-', ' ')}"),
        Fact(say("has"), _has(one)),
    ]
    if one.departed:
        return SheetData(
            weapon.tag, weapon.name, None, (Fact(say("left"), one.departed, Weight.STRONG), *facts[4:]),
            hint=say("It comes back by an intake only."),
        )  # fmt: skip
    return SheetData(
        weapon.tag,
        weapon.name,
        GunState(str(status.state)),
        tuple(fact for fact in facts if fact.value),
        alert=one.restricted,
        hint=say("A barred gun comes back by a new intake: R.") if one.restricted else "",
    )


def _has(one: ArmoryWeapon) -> str:
    weapon = one.status.weapon
    parts = [say_count("{count} chamber", "{count} chambers", weapon.chambers)] if weapon.chambers else []
    parts += [say_count("{count} barrel", "{count} barrels", weapon.barrels)] if weapon.barrels else []
    return ", ".join((*parts, *(str(has) for has in weapon.has)))


def _device_sheet(one: DeviceView) -> SheetData:
    return SheetData(
        one.tag,
        say("{kind} of {goes_with}", kind=one.kind.replace("-", " "), goes_with=one.goes_with),
        None,
        (
            Fact(say("holds"), contents_words(one), Weight.STRONG),
            Fact(
                say("takes"),
                say_count("{count} round", "{count} rounds", one.capacity) if one.capacity else say("not on record"),
            ),
            Fact(
                say("with"),
                say("in {in_weapon}", in_weapon=one.in_weapon) if one.in_weapon else one.custody,
                Weight.STRONG,
            ),
            Fact(say("seal"), one.seal or say("none")),
            Fact(say("unit"), one.unit or say("not on record")),
        ),
        alert=one.gap or one.restricted,
    )


def _container_sheet(one: ContainerView) -> SheetData:
    out = sum(number for _, number in one.out)
    places = ", ".join(say("{number} in {place}", number=number, place=place) for place, number in one.out)
    return SheetData(
        one.tag,
        f"{one.load} {one.contents} {one.calibre}".strip(),
        None,
        (
            Fact(say("out"), places or say("none"), Weight.STRONG),
            Fact(say("seal"), one.seal or say("none")),
            Fact(say("with"), one.custody or say("not on record")),
            Fact(say("unit"), one.unit or say("not on record")),
        ),
        AccountData(one.opening, out, one.left),
        alert=one.gap or one.restricted,
        hint=say("A gap bars the box. Found rounds, a count that agrees or a new intake close it.") if one.gap else "",
    )


def _batch_sheet(one: BatchView) -> SheetData:
    out = sum(number for _, number in one.out)
    holders = ", ".join(name for name, _ in one.out)
    return SheetData(
        one.tag,
        one.what,
        None,
        (
            Fact(say("with"), holders or say("all in"), Weight.STRONG),
            Fact(say("under"), one.handler or say("nobody")),
            Fact(say("counted"), minute(one.counted_at) if one.counted_at else say("not today")),
            Fact(say("where"), one.custody or say("not on record")),
            Fact(say("unit"), one.unit or say("not on record")),
        ),
        AccountData(one.count, out, one.count - out),
        alert=one.restricted or (say("They have to come back and be counted.") if one.collect and out else ""),
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
    containers = say_count("{count} container", "{count} containers", len(armory.containers))
    devices = say_count("{count} device", "{count} devices", len(armory.devices))
    left = (
        strong(say_count("{count} weapon", "{count} weapons", len(here))),
        muted("   " + say("{locked} locked, {out} out", locked=len(locked), out=len(out))),
        muted(f"   {containers}, {devices}"),
    )
    right = (Piece(say("gap in {tags}", tags=", ".join(gaps)), Weight.ALERT),) if gaps else ()
    return left, right
