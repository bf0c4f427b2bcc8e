"""What is done with blanks, feed devices and inert batches, for tests."""

from __future__ import annotations

from collections.abc import Sequence

from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.situation.accounts import Account, DeviceStatus, account, device_status
from showclear.domain.situation.records import RecordFacts, SignerFacts
from showclear.domain.situation.status import WeaponStatus, status
from tests.domain.situation.productions import (
    BY_ARMORER_AND_AD,
    BY_TWO_CUSTODIANS,
    Shoot,
    custody,
    issued,
    load,
    stamp,
)


def blank_day() -> Shoot:
    """A production on a day with blanks: two revolvers, a spare cylinder, blanks of two loads, a zone of six half."""
    shoot = Shoot()
    shoot.found()
    for tag in ("A-07", "B-02"):
        shoot.take_in(tag)
    shoot.take_in_device("CYL-1", "A-07")
    shoot.take_in_box("DUMMIES")
    box(shoot, "HALF")
    box(shoot, "FULL", blank_load="full")
    shoot.ready("A-07", "B-02")
    shoot.meet(what="blank-meeting")
    shoot.check("blank-readiness")
    zone(shoot)
    return shoot


def box(
    shoot: Shoot,
    tag: str,
    count: int = 50,
    *,
    contents: str = "blank",
    blank_load: str = "half",
    calibre: str = ".45 Colt",
    laptop: str = "truck",
) -> RecordFacts:
    """Intake of a box of blanks, powder or caps."""
    values: dict[str, str | int] = {
        "container": tag,
        "contents": contents,
        "load": blank_load,
        "calibre": calibre,
        "lot": "7",
        "maker": "M",
        "count": count,
        "seal": "100",
    }
    effects = [Effect("container-taken-in", values), custody(tag, "locked", lock="blank safe")]
    return shoot.add("procedure", effects, signers=BY_TWO_CUSTODIANS, procedure="ammunition", laptop=laptop)


def zone(shoot: Shoot, tag: str = "A-07", *, laptop: str = "truck", **changes: object) -> RecordFacts:
    """F, the zone of a blank sequence."""
    values: dict[str, object] = {
        "unit": "main",
        "weapon": tag,
        "slate": "12A",
        "place": "church",
        "load": "half",
        "count": 6,
        "armorer": "mara",
        "since": stamp(shoot.now),
    }
    more = {name: changes.pop(name) for name in ("signers", "procedure", "intact") if name in changes}
    more.setdefault("signers", BY_ARMORER_AND_AD)
    more.setdefault("procedure", "blank-zone")
    effect = Effect("zoned", {**values, **changes})  # type: ignore[dict-item]
    return shoot.add("procedure", [effect], laptop=laptop, **more)  # type: ignore[arg-type]


def hot(tag: str, count: int, shoot: Shoot, **changes: str | int) -> Effect:
    """An issued effect, hot."""
    values: dict[str, str | int] = {"contents": "blank", "condition": "hot", "count": count, "minutes": 5}
    return issued(tag, count, shoot.now, **{**values, **changes})


def blank_take(
    shoot: Shoot,
    count: int = 6,
    tag: str = "A-07",
    container: str = "HALF",
    *,
    left: int | None = None,
    device: str = "",
    effects: Sequence[Effect] | None = None,
    signers: Sequence[SignerFacts] = BY_ARMORER_AND_AD,
    procedure: str = "blank-take",
    laptop: str = "truck",
    **changes: str | int,
) -> RecordFacts:
    """F, one take of one gun: proved empty, loaded from a box or with a filled device, handed over hot."""
    rest = left if left is not None else left_in(shoot, container) - count
    into = insert(device, tag, count) if device else load(tag, count, container, left=rest, contents="blank")
    start = [Effect("proved-empty", {"weapon": tag}), into] if effects is None else [*effects]
    return shoot.add(
        "procedure",
        [*start, hot(tag, count, shoot, **changes)],
        signers=signers,
        procedure=procedure,
        laptop=laptop,
    )


def left_in(shoot: Shoot, container: str) -> int:
    """What the account says is left in a box."""
    found = account(shoot.situation(), container)
    return found.left if found else 0


def insert(device: str, weapon: str, count: int, contents: str = "blank") -> Effect:
    """A device-inserted effect."""
    return Effect("device-inserted", {"weapon": weapon, "device": device, "contents": contents, "count": count})


def remove(device: str, weapon: str, count: int, contents: str = "blank") -> Effect:
    """A device-removed effect."""
    return Effect("device-removed", {"weapon": weapon, "device": device, "contents": contents, "count": count})


def fill(
    shoot: Shoot,
    count: int = 6,
    device: str = "CYL-1",
    container: str = "HALF",
    *,
    contents: str = "blank",
    signers: Sequence[SignerFacts] = BY_TWO_CUSTODIANS,
    procedure: str = "fill",
    laptop: str = "truck",
) -> RecordFacts:
    """Two custodians fill, count and seal a feed device."""
    values: dict[str, str | int] = {
        "device": device,
        "container": container,
        "contents": contents,
        "count": count,
        "left": left_in(shoot, container) - count,
        "seal": "D-1",
    }
    return shoot.add(
        "procedure", [Effect("device-loaded", values)], signers=signers, procedure=procedure, laptop=laptop
    )


def back(
    container: str = "HALF",
    tag: str = "A-07",
    *,
    issued: int = 6,
    cases: int = 0,
    lost: int = 0,
    unfired: int = 0,
    misfires: int = 0,
) -> Effect:
    """A blanks-back effect."""
    values: dict[str, str | int] = {
        "weapon": tag,
        "container": container,
        "issued": issued,
        "cases": cases,
        "lost": lost,
        "unfired": unfired,
        "misfires": misfires,
    }
    return Effect("blanks-back", values)


def come_back(
    shoot: Shoot,
    *effects: Effect,
    tag: str = "A-07",
    prove: bool = True,
    procedure: str = "return",
    signers: Sequence[SignerFacts] = BY_ARMORER_AND_AD,
    laptop: str = "truck",
    **more: object,
) -> RecordFacts:
    """G: what came back, and proved empty."""
    proof = [Effect("proved-empty", {"weapon": tag})] if prove else []
    return shoot.add(
        "procedure",
        [*effects, *proof, custody(tag, "with", person="mara")],
        signers=signers,
        procedure=procedure,
        laptop=laptop,
        **more,  # type: ignore[arg-type]
    )


def counted(shoot: Shoot, item: str, count: int, *, laptop: str = "truck", **more: object) -> RecordFacts:
    """Two people count a container, device or batch."""
    more.setdefault("signers", BY_ARMORER_AND_AD)
    more.setdefault("procedure", "wrap")
    effect = Effect("accounted", {"container": item, "counted": count})
    return shoot.add("procedure", [effect], laptop=laptop, **more)  # type: ignore[arg-type]


def found(shoot: Shoot, container: str = "DUMMIES", count: int = 1, **more: object) -> RecordFacts:
    """I, the short form: a round that was missing is found, positively inert."""
    more.setdefault("signers", BY_ARMORER_AND_AD)
    more.setdefault("procedure", "found")
    effect = Effect("found-inert", {"container": container, "count": count})
    return shoot.add("procedure", [effect], **more)  # type: ignore[arg-type]


def lose_a_dummy(shoot: Shoot, count: int = 1, tag: str = "B-02", laptop: str = "truck") -> None:
    """Six dummies go into a gun, and `count` of them do not come back."""
    shoot.clear(tag, 6, "DUMMIES", left=left_in(shoot, "DUMMIES") - 6, laptop=laptop)
    unload = Effect("unloaded", {"weapon": tag, "container": "DUMMIES", "contents": "dummy", "count": 6 - count})
    come_back(shoot, *([unload] if count < 6 else []), tag=tag, laptop=laptop)


def of(shoot: Shoot, tag: str = "A-07") -> WeaponStatus:
    """The status of a weapon now."""
    one = status(shoot.situation(), tag, shoot.now, FLOOR)
    assert one is not None
    return one


def box_of(shoot: Shoot, tag: str = "HALF") -> Account:
    """The account of a box."""
    one = account(shoot.situation(), tag)
    assert one is not None
    return one


def device_of(shoot: Shoot, tag: str = "CYL-1") -> DeviceStatus:
    """How a feed device stands."""
    one = device_status(shoot.situation(), tag)
    assert one is not None
    return one


def rules_found(shoot: Shoot) -> set[str]:
    """The rules that findings cite."""
    return {finding.rule for finding in shoot.situation().findings}
