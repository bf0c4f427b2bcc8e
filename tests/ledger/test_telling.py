"""Since when a finding is so, what still stands, and what could be known at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from showclear.ledger.steps import STEP_IDS, Finding
from showclear.ledger.telling import Telling, Told, known_by
from showclear.ledger.verification import LogResult, Verdict, Verifier
from tests.attacks.cases import CASES
from tests.attacks.catalogue import CART, TRUCK, at, production
from tests.ledger.workshop import Workshop


def told(result: LogResult, step: str) -> list[Told]:
    """What one step says, with what it means."""
    telling = Telling(result)
    return [telling.tell(one) for one in result.all_findings() if one.step == STEP_IDS[step]]


def forged(name: str) -> LogResult:
    """What is said about a case of the catalogue."""
    shop = production()
    CASES[name].forge(shop)
    return shop.verify()


def test_a_changed_record_is_dated_by_its_own_claim_and_by_what_it_cites() -> None:
    """Since when, and where the trust ends: two records of three are intact before the fourth."""
    (one, *_) = told(forged("changed-result"), "signature")
    assert one.since == (
        f"{CART}/000004 (says 2026-03-02 05:33:00 UTC), made after {CART}/000003 (says 2026-03-02 05:32:00 UTC)."
    )
    assert one.still == (
        f"3 of 8 records are intact: each by itself and in all that came before it. Of {CART} that is all up to 000003."
    )
    assert "Fetch the file again" in one.finding.remedy


def test_a_record_that_cannot_be_read_is_dated_by_the_one_before_it() -> None:
    """Its own claim is lost with its layout."""
    (one,) = told(forged("emptied"), "bytes")
    assert one.since == (
        f"{CART}/000006, of which nothing can be read here; the last before it is "
        f"{CART}/000005 (says 2026-03-02 05:35:00 UTC)."
    )


def test_a_gap_is_dated_by_the_last_record_before_it() -> None:
    """Which is where somebody has to look in the archive."""
    (gap, *_) = [one for one in told(forged("deleted-from-the-middle"), "chain") if one.finding.where == CART]
    assert f"the last before it is {CART}/000003" in gap.since
    assert gap.still.endswith(f"Of {CART} that is all up to 000003.")


def test_where_the_first_record_is_gone_nothing_of_its_log_stands() -> None:
    """No prefix of it is whole."""
    (one, *_) = told(forged("deleted-founding"), "chain")
    assert one.since == f"{CART}/000001, of which nothing can be read here; it has none before it."
    assert one.still.endswith(f"Of {CART} the first is none of them.")


def test_a_fork_ends_what_is_sure_of_its_log() -> None:
    """Both lines are intact; which of them is the true one nobody can tell."""
    (fork,) = [one for one in told(forged("sequence-reused"), "chain") if one.finding.where == CART]
    assert fork.still.endswith(f"Of {CART} that is all up to 000004.")


def test_a_warning_takes_nothing_away() -> None:
    """Nor does a stray file say since when."""
    assert {one.still for one in told(forged("back-dated"), "times")} == {""}
    assert [(one.since, bool(one.still)) for one in told(forged("conflict-copy"), "strays")] == [("", True)]


@pytest.mark.parametrize("name", CASES)
def test_every_finding_of_every_attack_says_what_still_stands_and_what_to_do(name: str) -> None:
    """And where a record or a log is named, since when."""
    result = forged(name)
    telling = Telling(result)
    for finding in result.all_findings():
        one = telling.tell(finding)
        assert finding.is_warning or (one.still and finding.remedy)
        assert one.since or finding.step == STEP_IDS["strays"]


def test_bounds_come_from_what_a_record_cites_and_what_cites_it() -> None:
    """Times are claims; the order is not."""
    result = production().verify()
    telling = Telling(result)
    digest = result.records[at(production(), TRUCK, 1)].digest
    bounds = telling.bounds(digest)
    assert bounds.not_before is not None
    assert bounds.not_after is not None
    assert (bounds.not_before.place, bounds.not_after.place) == (f"{CART}/000004", f"{CART}/000005")
    assert str(telling.bounds("a" * 64)) == ""
    first = result.records[at(production(), CART, 1)].digest
    assert telling.bounds(first).not_before is None


def known(shop: Workshop, moment: datetime) -> tuple[LogResult, tuple[str, ...]]:
    """What could be known at a time."""
    verifier = shop.verifier()
    inspections = tuple(verifier._inspections.values())
    kept, left_out = known_by(inspections, moment, verifier.result().chain.order())
    then = Verifier(shop.production)
    then.add_inspections(kept)
    return then.result(), left_out


def test_what_could_be_known_at_a_time_is_what_had_been_claimed_by_then() -> None:
    """A revocation of the next day takes nothing from what was known before."""
    shop = production()
    before = len(shop.files)
    moment = shop.now
    shop.now += timedelta(days=1)
    shop.inspect()
    result, left_out = known(shop, moment)
    assert (len(result.records), len(left_out), result.verdict) == (before, 1, Verdict.INTACT)


def test_a_back_dated_record_could_not_be_known_before_what_it_has_behind_itself() -> None:
    """Ancestry, not the claim: it cites records that are later than the time it claims."""
    shop = production()
    moment = shop.now - timedelta(minutes=3)
    dated = shop.inspect(made_at=moment - timedelta(days=1))
    result, left_out = known(shop, moment)
    assert dated.name in left_out
    assert dated.name not in result.records


def test_a_file_that_claims_no_time_is_left_out() -> None:
    """Nobody knows when it came."""
    shop = production()
    name = at(shop, CART, 6)
    shop.files[name] = b"x\n"
    _, left_out = known(shop, datetime(2030, 1, 1, tzinfo=UTC))
    assert left_out == (name,)


def test_the_first_affected_record_is_the_earliest_of_which_something_bad_is_said() -> None:
    """Warnings do not count."""
    result = forged("changed-result")
    first = Telling(result).first_affected(result.all_findings())
    assert first is not None
    assert first.place == f"{CART}/000004"
    warned = forged("back-dated")
    assert Telling(warned).first_affected(warned.all_findings()) is None
    assert Telling(warned).first_affected([Finding(16, Verdict.UNVERIFIABLE, "stray", "x")]) is None
