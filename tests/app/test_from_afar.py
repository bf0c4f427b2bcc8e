"""Signing from afar: an approval in the signer's own log, for kinds where nobody had to look, and for no other."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from showclear.app import custody as acts
from showclear.app.bodies import effects_from, signed_facts
from showclear.app.demo import ARMORER, DIRECTOR, HANDLER, OFFICER, PRODUCER
from showclear.app.drafting import place
from showclear.app.releasing import release_draft
from showclear.app.remote import APPROVAL
from showclear.app.signing import Draft
from showclear.domain.checklists import Procedure
from showclear.domain.effects import Effect
from showclear.domain.people import Person
from showclear.domain.situation.afar import FROM_AFAR
from showclear.domain.situation.status import State, set_status
from showclear.errors import InputError, RefusedError
from showclear.ledger.verification import Verdict
from showclear.storage.clock import FakeClock
from showclear.storage.paths import MachinePaths
from tests.app.stage import COLT, EMPTY, NOW, SECOND_COLT, Stage
from tests.app.test_ends_of_stops import close_report, meet, open_day
from tests.app.test_laptops import exchange


def on_shift(stage: Stage, *people: Person) -> None:
    """Only these people have a shift on this laptop."""
    stage.production.shifts.lock_all()
    for person in people:
        stage.production.shifts.open(person.id, "", stage.pins[person.id])


def sign(stage: Stage, draft: Draft) -> str:
    """Everybody whom it names signs here; the title of the record."""
    session = stage.production.sign(draft)
    published = None
    while published is None:
        assert session.place is not None
        published = session.sign(stage.pins[session.place.person.id])
    assert published.not_counted == ()
    return published.name.removesuffix(".toml")


@pytest.fixture
def truck(stage: Stage, tmp_path: Path) -> Stage:
    """A stopped set, reported and met about: the officer is at the cart, the producer at this other laptop."""
    return stopped_at_two(stage, tmp_path)


def stopped_at_two(stage: Stage, tmp_path: Path, raised_by: str = "", item: str = "") -> Stage:
    """As the fixture `truck`, with who is named as the one who stopped it, and a gun that a handler had."""
    stage.open()
    where = open_day(stage)
    if item:
        stage.production.take_back(item, HANDLER.id)
        named = Effect("unverified", {"item": item, "reason": "a live round"})
        stage.production.book.restrict("stand-down", "x", (*acts.stand_down("a live round", "").effects, named))
    else:
        stage.production.stand_down("a live round", raised_by)
    close_report(stage, stop_of(stage))
    meet(stage, where)
    for production in stage.opened:
        production.close()
    stage.opened.clear()
    folder = tmp_path / "truck"
    shutil.copytree(stage.folder, folder)
    other = Stage(folder, MachinePaths(tmp_path / "truck home"), stage.keys, stage.pins, FakeClock(NOW))
    stage.open()
    other.open(shifts=False)
    on_shift(stage, OFFICER)
    on_shift(other, PRODUCER)
    return other


def stop_of(stage: Stage) -> str:
    """The stand-down that is open."""
    (found,) = (one.restriction.record for one in set_status(stage.production.book.situation).stops)
    return found


def proposal(stage: Stage) -> str:
    """The officer signs the release at the cart."""
    draft = release_draft(stage.production.book, stop_of(stage), "a mixed box", "all anew", OFFICER, PRODUCER)
    proposed = stage.production.approvals.propose(draft, [OFFICER.id])
    assert "changes nothing before" in proposed.follows[0]
    return sign(stage, proposed)


def is_stopped(stage: Stage) -> bool:
    """Whether the stand-down is open."""
    return bool(set_status(stage.production.book.situation).stops)


def test_a_release_that_the_producer_signs_on_another_laptop_counts_from_then_on(stage: Stage, truck: Stage) -> None:
    """Half of it changes nothing; with the approval both laptops are released, and everything verifies."""
    record = proposal(stage)
    assert is_stopped(stage)
    assert stage.production.verify().verdict is Verdict.INTACT
    exchange(stage, truck)
    assert is_stopped(truck)
    (waiting,) = truck.production.approvals.waiting()
    assert (waiting.record, waiting.kind, [one.person for one in waiting.signed]) == (record, "release", [OFFICER.id])
    assert waiting.in_words
    assert "a mixed box" in " ".join(waiting.in_words)
    draft = truck.production.approvals.approve(record, PRODUCER)
    assert draft.follows == waiting.in_words
    sign(truck, draft)
    assert not is_stopped(truck)
    assert truck.production.approvals.waiting() == ()
    exchange(stage, truck)
    assert not is_stopped(stage)
    assert stage.production.approvals.waiting() == ()
    stage.assert_whole()
    truck.assert_whole()


def test_it_counts_in_whatever_order_the_files_arrive_and_after_a_warm_start(stage: Stage, truck: Stage) -> None:
    """The approval may come before what it approves; a snapshot remembers as what it counts."""
    before = set(stage.names())
    proposal(stage)
    exchange(stage, truck)
    sign(truck, truck.production.approvals.approve(truck.production.approvals.waiting()[0].record, PRODUCER))
    new = sorted(set(truck.names()) - before)
    assert len(new) == 2
    stage.production.close()
    stage.opened.clear()
    for order in permutations(new):
        for name in new:
            (stage.folder / "log" / name).unlink(missing_ok=True)
        shutil.rmtree(stage.machine.root / "snapshots", ignore_errors=True)
        stage.open(shifts=False, window=False)
        for name in order:
            shutil.copy2(truck.folder / "log" / name, stage.folder / "log" / name)
            stage.production.refresh()
        assert not is_stopped(stage), order
        stage.opened.clear()
    assert truck.production.book.remember()
    truck.reopen()
    assert truck.production.book.remembered > 0
    assert not is_stopped(truck)
    truck.production.book.verify_again(whole=True)
    assert not is_stopped(truck)


def test_what_was_looked_at_elsewhere_is_never_signed_from_afar(stage: Stage, truck: Stage) -> None:
    """A to O: the app proposes none; one that somebody wrote by hand clears nothing, whoever approves it."""
    session = release_draft(stage.production.book, stop_of(stage), "x", "y", OFFICER, PRODUCER)
    for kind in ("procedure", "hold-lifted", "transfer", "late-entry", "delegation"):
        assert kind not in FROM_AFAR
        with pytest.raises(RefusedError, match="at one laptop"):
            stage.production.approvals.propose(replace(session, kind=kind), [OFFICER.id])


@pytest.mark.parametrize("kind", ["procedure", "hold-lifted"])
def test_a_clearance_that_claims_to_be_signed_from_afar_clears_nothing(stage: Stage, truck: Stage, kind: str) -> None:
    """D, signed by the armorer here and the AD there: refused by every laptop, with a finding."""
    exchange(stage, truck)
    sign(stage, stage.production.approvals.propose(release_of(stage), [OFFICER.id]))
    on_shift(stage, ARMORER)
    on_shift(truck, DIRECTOR)
    effect = Effect("released", {"restriction": stop_of(stage), "reason": "x", "answer": "y"})
    forged = by_hand(stage, ARMORER, kind, "", effect)
    exchange(stage, truck)
    head = truck.production.book.result.records[f"{forged}.toml"]
    by_hand(truck, DIRECTOR, kind, f"x/000001 sha256:{head.digest}", effect)
    exchange(stage, truck)
    for side in (stage, truck):
        assert is_stopped(side)
        assert side.production.book.situation.findings
        assert not any(one.state is State.COLD for one in side.production.board().weapons)


def release_of(stage: Stage) -> Draft:
    """A release as it would be signed at one laptop."""
    return release_draft(stage.production.book, stop_of(stage), "a mixed box", "all anew", OFFICER, PRODUCER)


def by_hand(stage: Stage, person: Person, kind: str, of: str, *effects: Effect) -> str:
    """An approval as a forger's program would write it, signed with a real key."""
    facts = {
        **signed_facts("By hand", effects, stage.production.book.called()),
        "remote": {"signed_as": kind, "of": of},
    }
    draft = Draft(APPROVAL, "ab" * 16, "By hand", (place(person, "approved", "I say so."),), lambda at: dict(facts))
    session = stage.production.sign(replace(draft, record_id=secrets.token_hex(16)))
    published = session.sign(stage.pins[person.id])
    assert published is not None
    return published.name.removesuffix(".toml")


def test_nobody_approves_what_they_proposed_nor_what_is_not_theirs_to_sign(stage: Stage, truck: Stage) -> None:
    """Two different people, in the roles that the kind needs; a stranger's approval leaves it waiting."""
    record = proposal(stage)
    exchange(stage, truck)
    with pytest.raises(RefusedError, match="has signed it already"):
        stage.production.approvals.approve(record, OFFICER)
    with pytest.raises(RefusedError, match="not the one that it waits for"):
        truck.production.approvals.approve(record, DIRECTOR)
    with pytest.raises(InputError, match="waits for an approval"):
        truck.production.approvals.approve("cart-1", PRODUCER)
    on_shift(truck, DIRECTOR)
    body = truck.production.book.body(f"{record}.toml")
    digest = truck.production.book.result.records[f"{record}.toml"].digest
    by_hand(truck, DIRECTOR, "release", f"x/000001 sha256:{digest}", *effects_from(body))
    assert is_stopped(truck)
    assert len(truck.production.approvals.waiting()) == 1


def test_an_approval_that_says_something_else_than_what_it_approves_counts_for_nothing(
    stage: Stage, truck: Stage
) -> None:
    """Whoever changes a word signs another thing than the first one did."""
    record = proposal(stage)
    exchange(stage, truck)
    digest = truck.production.book.result.records[f"{record}.toml"].digest
    (effect,) = effects_from(truck.production.book.body(f"{record}.toml"))
    other = Effect(effect.kind, {**effect.values, "reason": "something else"})
    by_hand(truck, PRODUCER, "release", f"x/000001 sha256:{digest}", other)
    assert is_stopped(truck)


def test_an_approval_falls_with_the_key_that_signed_what_it_approves(stage: Stage, truck: Stage) -> None:
    """A thief has the officer's key and the producer approves; the cart, which saw none of it, has ended that key."""
    on_shift(truck, OFFICER, PRODUCER)
    record = proposal(truck)
    sign(truck, truck.production.approvals.approve(record, PRODUCER))
    assert not is_stopped(truck)
    on_shift(stage, PRODUCER)
    key = stage.production.key_changes.of(OFFICER.id)[-1].fingerprint
    sign(stage, stage.production.key_changes.revocation(OFFICER, key, PRODUCER, "stolen"))
    exchange(stage, truck)
    for side in (stage, truck):
        assert is_stopped(side)
        side.damaged = True


def test_a_run_is_not_affected_by_what_only_waits(stage: Stage, truck: Stage) -> None:
    """The set stays stopped for a gun too, until the second one has signed."""
    proposal(stage)
    on_shift(stage, ARMORER, DIRECTOR)
    assert stage.production.refusals(Procedure.INSPECTION, COLT, EMPTY, ARMORER.id, DIRECTOR.id)


def test_the_screens_propose_and_approve_by_who_is_on_shift(stage: Stage, truck: Stage) -> None:
    """Whoever is chosen and not here signs elsewhere; there it is due on the board, and the one who fits is asked."""
    session = stage.production.stops.release(stop_of(stage), "a mixed box", "all anew", OFFICER.id, PRODUCER.id)
    assert session.draft.kind == APPROVAL
    assert [one.person for one in session.draft.places] == [OFFICER]
    record = sign(stage, session.draft)
    exchange(stage, truck)
    (line,) = (one for one in truck.production.board().due if one.act == "approve")
    assert (line.label, line.target) == ("Sign from afar: Release the stand-down", record)
    on_shift(truck, DIRECTOR)
    with pytest.raises(RefusedError, match="Nobody on shift here is who it waits for"):
        truck.production.sign_from_afar(record)
    on_shift(truck, DIRECTOR, PRODUCER)
    approval = truck.production.sign_from_afar(record)
    assert [one.person for one in approval.draft.places] == [PRODUCER]
    sign(truck, approval.draft)
    assert not is_stopped(truck)
    assert not any(one.act == "approve" for one in truck.production.board().due)


@pytest.mark.parametrize(
    ("raised_by", "item", "how"),
    [
        ("", SECOND_COLT, ""),
        ("", "", "Mara Reyes was the armorer in charge"),
        (ARMORER.id, "", "Mara Reyes raised it"),
    ],
    ids=["of a gun that a handler had", "of nothing that anybody had", "raised by the armorer"],
)
def test_who_may_not_release_is_not_asked_from_afar_and_of_several_one_is_named(
    tmp_path: Path, stage: Stage, raised_by: str, item: str, how: str
) -> None:
    """R-121: what an involved armorer signed would count for nothing and stay in the log for good."""
    truck = stopped_at_two(stage, tmp_path, raised_by, item)
    record = proposal(stage)
    exchange(stage, truck)
    on_shift(truck, ARMORER, PRODUCER)
    if how:
        assert truck.production.who_signs_from_afar(record) == (PRODUCER,)
        with pytest.raises(RefusedError, match=how):
            truck.production.sign_from_afar(record, ARMORER.id)
        on_shift(truck, ARMORER)
        with pytest.raises(RefusedError, match=how):
            truck.production.sign_from_afar(record)
        on_shift(truck, ARMORER, PRODUCER)
    else:
        assert set(truck.production.who_signs_from_afar(record)) == {ARMORER, PRODUCER}
        with pytest.raises(RefusedError, match="Several people"):
            truck.production.sign_from_afar(record)
    sign(truck, truck.production.sign_from_afar(record, "" if how else PRODUCER.id).draft)
    assert not is_stopped(truck)


def test_with_both_on_shift_a_release_is_one_record_with_two_signatures(stage: Stage, truck: Stage) -> None:
    """From afar only where somebody is away."""
    on_shift(stage, OFFICER, PRODUCER)
    session = stage.production.stops.release(stop_of(stage), "a mixed box", "all anew", OFFICER.id, PRODUCER.id)
    assert (session.draft.kind, len(session.draft.places)) == ("release", 2)
