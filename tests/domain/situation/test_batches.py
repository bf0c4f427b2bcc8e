"""Inert batches: intake, the count of the day, what is out and comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.situation.batches import BatchStatus, batch_status, batch_statuses, items_out
from showclear.domain.situation.records import RecordFacts
from tests.domain.situation.blank_days import counted, rules_found
from tests.domain.situation.productions import BY_ARMORER_AND_AD, BY_TWO_CUSTODIANS, Shoot


@pytest.fixture
def shoot() -> Shoot:
    """A day on which forty rubber rifles were taken in and not counted yet."""
    shoot = Shoot()
    shoot.found()
    take_in(shoot)
    shoot.open_day()
    return shoot


def take_in(shoot: Shoot, tag: str = "R-1", count: int = 40, *, laptop: str = "truck", **more: object) -> RecordFacts:
    """Intake of a batch by two custodians."""
    more.setdefault("signers", BY_TWO_CUSTODIANS)
    more.setdefault("procedure", "batch-intake")
    effect = Effect("batch-taken-in", {"batch": tag, "what": "rubber rifles", "count": count})
    return shoot.add("procedure", [effect], laptop=laptop, **more)  # type: ignore[arg-type]


def count_all(shoot: Shoot, count: int = 40, *, laptop: str = "truck", **more: object) -> RecordFacts:
    """The count of the day: each item in the hand."""
    more.setdefault("signers", BY_ARMORER_AND_AD)
    more.setdefault("procedure", "batch-day")
    place = str(more.pop("place", "church"))
    effect = Effect("batch-counted", {"unit": "main", "batch": "R-1", "count": count, "place": place})
    return shoot.add("procedure", [effect], laptop=laptop, **more)  # type: ignore[arg-type]


def give_out(shoot: Shoot, count: int = 7, *, laptop: str = "truck", **more: object) -> RecordFacts:
    """Items out under one handler."""
    more.setdefault("signers", BY_ARMORER_AND_AD)
    more.setdefault("procedure", "batch-issue")
    values = {name: more.pop(name) for name in ("handler", "holders") if name in more}
    effect = Effect(
        "batch-issued",
        {"batch": "R-1", "handler": "mara", "count": count, "holders": "Will Ames 4; Ruth Okoro 3", **values},  # type: ignore[dict-item]
    )
    return shoot.add("procedure", [effect], laptop=laptop, **more)  # type: ignore[arg-type]


def take_back(shoot: Shoot, count: int = 7, handler: str = "mara", **more: object) -> RecordFacts:
    """Items back with a handler."""
    more.setdefault("signers", BY_ARMORER_AND_AD)
    more.setdefault("procedure", "batch-count")
    effect = Effect("batch-back", {"batch": "R-1", "handler": handler, "count": count})
    return shoot.add("procedure", [effect], **more)  # type: ignore[arg-type]


def of(shoot: Shoot, tag: str = "R-1") -> BatchStatus:
    """The status of a batch now."""
    one = batch_status(shoot.situation(), tag, shoot.now, FLOOR)
    assert one is not None
    return one


def test_a_batch_is_taken_in_counted_given_out_and_taken_back(shoot: Shoot) -> None:
    """R-058: a day of forty rubber rifles."""
    assert (of(shoot).batch.count, of(shoot).counted, of(shoot).unit) == (40, "", "main")
    counting = count_all(shoot)
    assert of(shoot).counted == counting.title
    give_out(shoot)
    found = of(shoot)
    assert (found.out, found.out_under, found.properly_out) == (7, (("mara", 7),), True)
    assert found.holders == ("Will Ames 4; Ruth Okoro 3",)
    assert items_out(shoot.situation()) == 7
    take_back(shoot, 3)
    assert of(shoot).out == 4
    take_back(shoot, 4)
    found = of(shoot)
    assert (found.out, found.holders, found.restricted, found.gap) == (0, (), "", "")
    assert batch_statuses(shoot.situation(), shoot.now, FLOOR) == (found,)
    assert rules_found(shoot) == set()


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("signed by one side", {"signers": BY_TWO_CUSTODIANS[:1]}),
        ("with an assistant director", {"signers": BY_ARMORER_AND_AD}),
        ("said by another procedure", {"procedure": "intake"}),
        ("not intact", {"intact": False}),
        ("of nothing", {"count": 0}),
    ],
)
def test_a_batch_that_two_did_not_take_in_is_none(shoot: Shoot, name: str, changes: dict[str, object]) -> None:
    """R-058."""
    take_in(shoot, "R-2", **changes)  # type: ignore[arg-type]
    assert batch_status(shoot.situation(), "R-2", shoot.now, FLOOR) is None, name


def test_a_tag_is_that_of_one_thing(shoot: Shoot) -> None:
    """R-058: neither a gun in the place of a batch nor a batch in that of a gun."""
    shoot.take_in("A-07")
    take_in(shoot, "A-07")
    assert batch_status(shoot.situation(), "A-07", shoot.now, FLOOR) is None
    shoot.take_in("R-1")
    assert shoot.situation().weapon("R-1") is None


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("not counted", lambda shoot: shoot),
        ("counted yesterday", lambda shoot: count_all(shoot) and shoot.open_day()),
        ("counted at the place before", lambda shoot: count_all(shoot) and shoot.move("barn")),
        ("counted at another place", lambda shoot: count_all(shoot, place="barn")),
        ("one missing", lambda shoot: count_all(shoot, 39)),
        ("counted by one", lambda shoot: count_all(shoot, signers=BY_ARMORER_AND_AD[:1])),
        ("counted by another procedure", lambda shoot: count_all(shoot, procedure="meeting")),
        ("taken in anew since", lambda shoot: count_all(shoot) and take_in(shoot)),
        ("quarantined", lambda shoot: count_all(shoot) and shoot.bar("R-1")),
        ("a hold", lambda shoot: count_all(shoot) and shoot.hold()),
        ("the day is over", lambda shoot: count_all(shoot) and shoot.wrap()),
        ("two intakes that disagree", lambda shoot: (
            count_all(shoot), shoot.sync("truck", "set"), take_in(shoot, count=38), take_in(shoot, laptop="set"),
            shoot.sync())),
    ],
)  # fmt: skip
def test_what_was_not_counted_today_is_not_given_out(
    shoot: Shoot, name: str, before: Callable[[Shoot], object]
) -> None:
    """R-058: and what somebody gives out all the same is out."""
    before(shoot)
    give_out(shoot)
    found = of(shoot)
    assert (found.out, found.properly_out) == (7, False), name
    assert "R-058" in rules_found(shoot), name


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("more than there are", {"count": 41}),
        ("without a holder", {"holders": " "}),
        ("under an assistant director", {"handler": "jonas"}),
        ("under nobody on the roster", {"handler": "somebody"}),
        ("signed by one", {"signers": BY_ARMORER_AND_AD[:1]}),
        ("signed by two custodians", {"signers": BY_TWO_CUSTODIANS}),
        ("in another procedure", {"procedure": "handover"}),
    ],
)
def test_items_go_out_by_the_rules_or_are_out_wrongly(shoot: Shoot, name: str, changes: dict[str, object]) -> None:
    """R-058."""
    count_all(shoot)
    give_out(shoot, **changes)  # type: ignore[arg-type]
    found = of(shoot)
    assert found.out == changes.get("count", 7), name
    assert not found.properly_out, name
    assert "R-058" in rules_found(shoot), name


def test_no_more_goes_out_than_is_left(shoot: Shoot) -> None:
    """R-058: thirty and thirty of forty."""
    count_all(shoot)
    give_out(shoot, 30)
    assert of(shoot).properly_out
    give_out(shoot, 30)
    assert not of(shoot).properly_out


def test_two_laptops_give_out_of_one_batch(shoot: Shoot) -> None:
    """R-058: sums of what happened, whoever saw it first."""
    count_all(shoot)
    shoot.sync("truck", "set")
    give_out(shoot, 7)
    give_out(shoot, 5, laptop="set", handler="hana")
    found = of(shoot)
    assert (found.out, found.out_under) == (12, (("hana", 5), ("mara", 7)))


def test_another_handler_takes_back_what_is_out(shoot: Shoot) -> None:
    """R-058: whoever takes them, what is back is not out any more."""
    count_all(shoot)
    give_out(shoot, 7)
    take_back(shoot, 7, "hana")
    assert (of(shoot).out, of(shoot).gap) == (0, "")
    take_back(shoot, 1, "hana")
    assert of(shoot).gap == "R-1: 1 came back to hana; 0 were out."


def test_a_count_that_differs_is_a_gap_until_all_of_it_is_counted(shoot: Shoot) -> None:
    """R-058, R-059: thirty-nine, then forty, each in the hand."""
    count_all(shoot, 39)
    assert of(shoot).restricted == "R-1: 39 counted, 40 by the account."
    give_out(shoot)
    assert not of(shoot).properly_out
    take_back(shoot)
    count_all(shoot)
    assert (of(shoot).restricted, of(shoot).gap) == ("", "")
    give_out(shoot)
    assert of(shoot).properly_out


def test_a_count_by_j_closes_a_gap_of_a_batch_too(shoot: Shoot) -> None:
    """R-059."""
    counted(shoot, "R-1", 41)
    assert of(shoot).gap
    counted(shoot, "R-1", 40)
    assert of(shoot).gap == ""


def test_a_batch_that_was_counted_elsewhere_today_says_where(shoot: Shoot) -> None:
    """A count at another place counts nothing here, and is no reason to say that nobody counted."""
    assert of(shoot).counted_elsewhere == ""
    count_all(shoot, place="chapel")
    assert (of(shoot).counted, of(shoot).counted_elsewhere) == ("", "chapel")
    count_all(shoot)
    assert (of(shoot).counted != "", of(shoot).counted_elsewhere) == (True, "")


def test_a_stand_down_makes_a_batch_unverified_until_it_is_counted(shoot: Shoot) -> None:
    """R-044, R-058."""
    count_all(shoot)
    shoot.hold(kind="stand-down")
    assert of(shoot).restricted.startswith("unverified")
    count_all(shoot)
    assert of(shoot).restricted == ""


def test_a_copy_gives_nothing_out(shoot: Shoot) -> None:
    """R-034."""
    count_all(shoot)
    original = give_out(shoot)
    shoot.add("procedure", original.effects, signers=original.signers, procedure="batch-issue", id=original.id)
    assert of(shoot).out == 7
