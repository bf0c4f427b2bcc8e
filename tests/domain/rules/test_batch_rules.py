"""What the lists of inert batches ask before they start."""

from __future__ import annotations

import pytest

from showclear.domain.rules.batches import items_listed
from tests.domain.rules.test_rules import ask, cites
from tests.domain.situation.productions import Shoot
from tests.domain.situation.test_batches import count_all, give_out, take_back, take_in

HOLDERS = {"holders": "Will Ames 4; Ruth Okoro 3"}


@pytest.fixture
def shoot() -> Shoot:
    """A day on which forty rubber rifles were taken in and not counted yet."""
    shoot = Shoot()
    shoot.found()
    take_in(shoot)
    shoot.open_day()
    return shoot


def test_a_batch_is_taken_in_once(shoot: Shoot) -> None:
    """R-100: again only where something bars it."""
    shoot.take_in("A-07")
    assert ask(shoot, "batch-not-taken-in", "", {"batch.tag": "R-2"}) is None
    assert ask(shoot, "batch-not-taken-in", "", {"batch.tag": "A-07"}) is not None
    intake = next(one for one in shoot.records if one.procedure == "batch-intake")
    assert cites(ask(shoot, "batch-not-taken-in", "", {"batch.tag": "R-1"}), intake)
    shoot.bar("R-1")
    assert ask(shoot, "batch-not-taken-in", "", {"batch.tag": "R-1"}) is None


def test_a_batch_has_to_be_taken_in_and_free(shoot: Shoot) -> None:
    """R-101."""
    assert ask(shoot, "batch-taken-in", "R-1") is None
    assert ask(shoot, "batch-taken-in", "R-9") is not None
    barred = shoot.bar("R-1", run="f" * 32)
    assert cites(ask(shoot, "batch-taken-in", "R-1"), barred)
    assert ask(shoot, "batch-taken-in", "R-1", run="f" * 32) is None
    shoot.sync("truck", "set")
    take_in(shoot, "R-2", 4)
    take_in(shoot, "R-2", 5, laptop="set")
    assert ask(shoot, "batch-taken-in", "R-2") is not None


def test_what_bars_a_batch_keeps_nothing_of_it_out(shoot: Shoot) -> None:
    """R-105: items of a batch in which a chamber was found come back as well."""
    assert ask(shoot, "batch-known", "R-9") is not None
    shoot.bar("R-1")
    assert ask(shoot, "batch-known", "R-1") is None


def test_a_batch_is_counted_today_at_this_place(shoot: Shoot) -> None:
    """R-102: TOMB."""
    assert ask(shoot, "batch-counted-today", "R-9") is not None
    assert ask(shoot, "batch-counted-today", "R-1") is not None
    counting = count_all(shoot)
    assert ask(shoot, "batch-counted-today", "R-1") is None
    gap = count_all(shoot, 39)
    assert cites(ask(shoot, "batch-counted-today", "R-1"), gap)
    again = count_all(shoot)
    assert ask(shoot, "batch-counted-today", "R-1") is None
    shoot.open_day()
    assert cites(ask(shoot, "batch-counted-today", "R-1"), again)
    assert counting.title != again.title


def test_a_batch_is_all_back_before_it_is_counted_for_the_day(shoot: Shoot) -> None:
    """R-103."""
    count_all(shoot)
    assert ask(shoot, "batch-all-back", "R-1") is None
    assert ask(shoot, "batch-all-back", "R-9") is not None
    out = give_out(shoot)
    refusal = ask(shoot, "batch-all-back", "R-1")
    assert cites(refusal, out)
    assert refusal is not None
    assert "7 of R-1 are out under Mara Lind." in refusal.facts[0].text
    take_back(shoot)
    assert ask(shoot, "batch-all-back", "R-1") is None


def test_a_batch_is_back_before_a_break(shoot: Shoot) -> None:
    """R-106: of the unit that breaks; a hold or a bar does not bring it back."""
    count_all(shoot)
    assert ask(shoot, "batches-are-back", "main") is None
    out = give_out(shoot)
    refusal = ask(shoot, "batches-are-back", "main")
    assert cites(refusal, out)
    assert refusal is not None
    assert "7 of R-1 are out under Mara Lind." in refusal.facts[0].text
    shoot.bar("R-1")
    assert ask(shoot, "batches-are-back", "main") is not None
    take_back(shoot, 6)
    take_back(shoot, 1)
    assert ask(shoot, "batches-are-back", "main") is None


def test_a_batch_that_two_counted_short_since_holds_no_break_up(shoot: Shoot) -> None:
    """R-106: what was counted short before it went out again says nothing of what is out now."""
    count_all(shoot, 39)
    give_out(shoot)
    assert ask(shoot, "batches-are-back", "main") is not None
    count_all(shoot, 39, procedure="wrap")
    assert ask(shoot, "batches-are-back", "main") is None


@pytest.mark.parametrize(
    "holders",
    [
        *("", "Will Ames", "4", "Will Ames 0", "Will Ames four", "Jonas Weber 4", "Will Ames 40; Ruth Okoro 1"),
        "Will Ames 4, Ruth Okoro 3",
    ],
)
def test_every_holder_is_named_with_how_many(shoot: Shoot, holders: str) -> None:
    """R-104."""
    count_all(shoot)
    assert ask(shoot, "batch-holders-named", "R-1", HOLDERS) is None
    assert ask(shoot, "batch-holders-named", "R-1", {"holders": "Thirty of background 30"}) is None
    assert ask(shoot, "batch-holders-named", "R-1", {"holders": holders}) is not None
    assert ask(shoot, "batch-holders-named", "R-9", HOLDERS) is not None


def test_what_a_list_of_holders_names_is_added_up() -> None:
    """R-104: this sum is what both have to count out."""
    assert items_listed("Will Ames 4; Ruth Okoro 3;") == 7
    assert items_listed("") == 0


def test_no_more_is_named_than_is_left(shoot: Shoot) -> None:
    """R-104: what is out is out."""
    count_all(shoot)
    give_out(shoot, 34)
    assert ask(shoot, "batch-holders-named", "R-1", HOLDERS) is not None
    assert ask(shoot, "batch-holders-named", "R-1", {"holders": "Will Ames 6"}) is None
