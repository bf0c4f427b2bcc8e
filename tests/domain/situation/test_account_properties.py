"""What holds for the accounts and for hot guns, whatever is recorded, in whatever order it arrives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.situation import Situation, fold
from showclear.domain.situation.accounts import accounts, device_statuses
from showclear.domain.situation.batches import batch_statuses, items_out
from showclear.domain.situation.gaps import open_gaps
from showclear.domain.situation.status import State, statuses
from showclear.domain.weapons import Contents
from tests.domain.situation import blank_days as days
from tests.domain.situation.productions import BY_ARMORER_AND_AD, BY_TWO_CUSTODIANS, Shoot, load, unload

LAPTOPS = ("truck", "set")
GUNS = ("A-07", "B-02")
BOXES = ("HALF", "FULL", "DUMMIES")

Move = Callable[[Shoot, str, str, str, int], object]
"""What happens: to the shoot, on a laptop, with a gun and a box, with a number."""


def _signed(shoot: Shoot, laptop: str, procedure: str, *effects: Effect) -> object:
    return shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure=procedure, laptop=laptop)


def _take(shoot: Shoot, laptop: str, gun: str, box: str, number: int) -> object:
    return days.blank_take(shoot, number, gun, box, laptop=laptop)


def _take_with_device(shoot: Shoot, laptop: str, gun: str, box: str, number: int) -> object:
    return days.blank_take(shoot, number, gun, box, device="CYL-1", laptop=laptop)


def _back(shoot: Shoot, laptop: str, gun: str, box: str, number: int) -> object:
    split = {"cases": number // 2, "unfired": number - number // 2}
    return days.come_back(shoot, days.back(box, gun, issued=number, **split), tag=gun, laptop=laptop)


def _back_in_doubt(shoot: Shoot, laptop: str, gun: str, box: str, number: int) -> object:
    effect = days.back(box, gun, issued=number, cases=1, lost=1, misfires=1)
    return days.come_back(shoot, effect, tag=gun, prove=number % 2 == 0, laptop=laptop)


def _back_with_device(shoot: Shoot, laptop: str, gun: str, box: str, number: int) -> object:
    effects = (days.remove("CYL-1", gun, number), days.back("CYL-1", gun, issued=6, cases=6 - number, unfired=number))
    return days.come_back(shoot, *effects, tag=gun, laptop=laptop)


def _clear(shoot: Shoot, laptop: str, gun: str, box: str, number: int) -> object:
    return shoot.clear(gun, number, box, left=days.left_in(shoot, box) - number, laptop=laptop)


def _dummies_back(shoot: Shoot, laptop: str, gun: str, box: str, number: int) -> object:
    return days.come_back(shoot, unload(gun, number, box), tag=gun, laptop=laptop)


def _take_in_box_again(shoot: Shoot, laptop: str, gun: str, box: str, number: int) -> object:
    contents, blank_load = ("dummy", "") if box == "DUMMIES" else ("blank", box.lower())
    return days.box(shoot, box, 40 + number, contents=contents, blank_load=blank_load, laptop=laptop)


def _copy(shoot: Shoot, laptop: str, gun: str, box: str, number: int) -> object:
    original = shoot.records[-number % len(shoot.records)]
    return shoot.add(
        original.kind, original.effects, signers=original.signers, procedure=original.procedure, laptop=laptop,
        id=original.id,
    )  # fmt: skip


def _empty_device(shoot: Shoot, laptop: str, gun: str, box: str, number: int) -> object:
    values: dict[str, str | int] = {"device": "CYL-1", "container": box, "contents": "blank", "count": number}
    return _signed(shoot, laptop, "wrap", Effect("device-unloaded", values))


MOVES: dict[str, Move] = {
    "zone": lambda shoot, laptop, gun, box, number: days.zone(shoot, gun, laptop=laptop),
    "blank take": _take,
    "blank take with a device": _take_with_device,
    "back": _back,
    "back in doubt": _back_in_doubt,
    "back with a device": _back_with_device,
    "clear with rounds": _clear,
    "dummies back": _dummies_back,
    "clear": lambda shoot, laptop, gun, box, number: shoot.clear(gun, laptop=laptop),
    "unsigned load": lambda shoot, laptop, gun, box, number: shoot.add(
        "procedure", [load(gun, number, box, left=0, contents="blank")], procedure="blank-take", laptop=laptop
    ),
    "fill": lambda shoot, laptop, gun, box, number: days.fill(
        shoot, number, container=box, contents="dummy" if box == "DUMMIES" else "blank", laptop=laptop
    ),
    "empty the device": _empty_device,
    "device proved empty": lambda shoot, laptop, gun, box, number: _signed(
        shoot, laptop, "return", Effect("device-proved-empty", {"device": "CYL-1"})
    ),
    "count": lambda shoot, laptop, gun, box, number: days.counted(
        shoot, box, days.left_in(shoot, box) + number // 6, laptop=laptop
    ),
    "found": lambda shoot, laptop, gun, box, number: days.found(shoot, box, laptop=laptop),
    "destroyed": lambda shoot, laptop, gun, box, number: shoot.add(
        "procedure", [Effect("destroyed", {"container": box, "count": number, "reason": "wet"})],
        signers=BY_TWO_CUSTODIANS, procedure="wrap", laptop=laptop,
    ),
    "take the box in again": _take_in_box_again,
    "take the gun in again": lambda shoot, laptop, gun, box, number: shoot.take_in(gun, laptop=laptop),
    "batch out": lambda shoot, laptop, gun, box, number: _signed(
        shoot, laptop, "batch-issue",
        Effect("batch-issued", {"batch": "R-1", "handler": "mara", "count": number, "holders": "Will Ames"}),
    ),
    "batch back": lambda shoot, laptop, gun, box, number: _signed(
        shoot, laptop, "batch-count", Effect("batch-back", {"batch": "R-1", "handler": "hana", "count": number})
    ),
    "copy": _copy,
    "take back": lambda shoot, laptop, gun, box, number: shoot.take_back(gun, laptop=laptop),
}  # fmt: skip


@st.composite
def blank_shoots(draw: st.DrawFn) -> Shoot:
    """A day with blanks, then a random story on two laptops that sometimes sync."""
    shoot = days.blank_day()
    intake = Effect("batch-taken-in", {"batch": "R-1", "what": "rubber rifles", "count": 9})
    shoot.add("procedure", [intake], signers=BY_TWO_CUSTODIANS, procedure="batch-intake")
    shoot.sync(*LAPTOPS)
    for move, laptop, gun, box, number, sync in draw(
        st.lists(
            st.tuples(
                st.sampled_from((*MOVES, *["blank take", "back"] * 3)),
                st.sampled_from((*["truck"] * 3, "set")),
                st.sampled_from((*["A-07"] * 2, "B-02")),
                st.sampled_from((*["HALF"] * 3, *BOXES)),
                st.sampled_from((*[6] * 3, 1, 2, 3, 7)),
                st.sampled_from((True, True, False)),
            ),
            max_size=9,
        )
    ):
        MOVES[move](shoot, laptop, gun, box, number)
        if sync:
            shoot.sync()
    return shoot


@settings(max_examples=150, deadline=None)
@given(blank_shoots())
def test_every_round_is_somewhere(shoot: Shoot) -> None:
    """R-045, R-057: both identities of an account hold for every sequence; nothing is made or lost by counting."""
    for one in accounts(shoot.situation()):
        assert one.opening + one.returned == one.issued + one.transferred + one.destroyed + one.left
        used = one.fired + one.not_recovered + one.misfires
        assert one.carried_over + one.unexplained + one.issued == one.returned + one.out + used + one.lost
        assert min(one.issued, one.returned, used) >= 0
        if one.container.contents is Contents.DUMMY:
            assert used == 0


@settings(max_examples=150, deadline=None)
@given(blank_shoots(), st.sampled_from((0, 3, 12)))
def test_a_gun_in_which_a_blank_may_be_is_never_cold(shoot: Shoot, minutes: int) -> None:
    """R-048: by the accounts, whatever the holding says; and a cold gun has no uncounted round."""
    situation = shoot.situation()
    now = shoot.now + timedelta(minutes=minutes)
    found = accounts(situation)
    for one in statuses(situation, now, FLOOR):
        tag = one.weapon.tag
        by_box = {box.container.tag: dict(box.in_guns).get(tag, 0) for box in found}
        blanks = sum(by_box[box.container.tag] for box in found if box.container.contents is Contents.BLANK)
        if one.contents is Contents.BLANK:
            assert one.state is State.HOT
        if one.state is State.COLD:
            assert blanks == 0
            assert one.count == sum(by_box.values())
        if one.issue is not None and one.state is State.HOT:
            assert one.count == blanks > 0


@settings(max_examples=100, deadline=None)
@given(blank_shoots(), st.randoms(use_true_random=False))
def test_accounts_do_not_depend_on_the_order_of_arrival(shoot: Shoot, random: object) -> None:
    """R-030 to R-034 rest on this; copies on two laptops count once, wholly."""
    expected = _picture(shoot.situation(), shoot)
    shuffled = list(shoot.records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _picture(fold(shuffled, shoot.ancestry), shoot) == expected


def _picture(situation: Situation, shoot: Shoot) -> tuple[object, ...]:
    gaps = open_gaps(situation.view, "main")
    return (
        accounts(situation),
        device_statuses(situation),
        batch_statuses(situation, shoot.now, FLOOR),
        items_out(situation),
        statuses(situation, shoot.now, FLOOR),
        sorted((gap.item, gap.words, situation.view.title(gap.index or 0)) for gap in gaps),
        situation.findings,
    )


@settings(max_examples=100, deadline=None)
@given(blank_shoots())
def test_an_unsigned_record_never_cools_a_gun_or_settles_an_account(shoot: Shoot) -> None:
    """R-036: it ends things only."""
    before = shoot.situation()
    effects = [
        Effect("proved-empty", {"weapon": "A-07"}),
        days.back("HALF", "A-07", cases=6),
        Effect("accounted", {"container": "HALF", "counted": 44}),
        Effect("found-inert", {"container": "DUMMIES", "count": 1}),
        days.remove("CYL-1", "A-07", 6),
        Effect("zoned", shoot_zone()),
        Effect("batch-back", {"batch": "R-1", "handler": "mara", "count": 1}),
    ]
    after = before.add(shoot.add("procedure", effects, procedure="return"))
    hot_before = {one.weapon.tag for one in statuses(before, shoot.now, FLOOR) if one.state is State.HOT}
    hot_after = {one.weapon.tag for one in statuses(after, shoot.now, FLOOR) if one.state is State.HOT}
    assert hot_before <= hot_after
    numbers = [(one.left, one.lost, one.fired, one.gap) for one in accounts(before)]
    assert [(one.left, one.lost, one.fired, one.gap) for one in accounts(after)] == numbers
    assert items_out(after) == items_out(before)


def shoot_zone() -> dict[str, str | int]:
    """The values of a zone that nobody signed."""
    return {
        "unit": "main", "weapon": "A-07", "slate": "12A", "place": "church", "load": "half", "count": 99,
        "armorer": "mara", "since": "2026-03-04T12:00:00Z",
    }  # fmt: skip
