"""Proposals that wait for somebody elsewhere: taking one back, adoptions and day seals on two laptops (R-AFAR-1)."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from showclear.app.demo import ARMORER, DIRECTOR, OFFICER, PRODUCER
from showclear.app.remote import APPROVAL
from showclear.app.signing import SigningSession
from showclear.domain.effects import Effect
from showclear.domain.situation.status import set_status
from showclear.errors import InputError, RefusedError, StorageError
from showclear.ledger.seal_words import words_of
from showclear.storage.files import LocalFileSystem
from tests.app.stage import Stage
from tests.app.test_from_afar import (
    by_hand,
    is_stopped,
    on_shift,
    proposal,
    sign,
    truck,  # noqa: F401 - a fixture
)
from tests.app.test_laptops import exchange


def take_back(stage: Stage, record: str) -> str:
    """Whoever of those on shift signed it takes it back."""
    return sign(stage, stage.production.take_back_from_afar(record).draft)


def test_what_was_taken_back_is_completed_by_nobody(stage: Stage, truck: Stage) -> None:  # noqa: F811
    """R-AFAR-1: it waits no longer, here and where the file arrives; an approval by hand counts for nothing."""
    record = proposal(stage)
    exchange(stage, truck)
    digest = truck.production.book.result.records[f"{record}.toml"].digest
    draft = truck.production.approvals.approve(record, PRODUCER)
    take_back(stage, record)
    assert stage.production.approvals.waiting() == ()
    exchange(stage, truck)
    assert truck.production.approvals.waiting() == ()
    with pytest.raises(InputError, match="waits for an approval"):
        truck.production.sign(draft).view()
    body = truck.production.book.body(f"{record}.toml")
    row = dict(body["effects"][0])
    by_hand(
        truck, PRODUCER, "release", f"x/000001 sha256:{digest}",
        Effect(row.pop("effect"), row),
    )  # fmt: skip
    assert is_stopped(truck)
    exchange(stage, truck)
    assert is_stopped(stage)
    stage.assert_whole()


def test_who_takes_it_back_too_late_has_signed_it(stage: Stage, truck: Stage) -> None:  # noqa: F811
    """Two people signed before either knew: it counts on both laptops, in whatever order. One key holds the set."""
    record = proposal(stage)
    exchange(stage, truck)
    sign(truck, truck.production.sign_from_afar(record).draft)
    take_back(stage, record)
    exchange(stage, truck)
    assert not is_stopped(truck)
    assert not is_stopped(stage)
    with pytest.raises(InputError, match="waits for an approval"):
        stage.production.take_back_from_afar(record)


def test_only_who_signed_it_takes_it_back(stage: Stage, truck: Stage) -> None:  # noqa: F811
    """R-AFAR-1: what somebody else writes by hand takes nothing back."""
    record = proposal(stage)
    exchange(stage, truck)
    with pytest.raises(RefusedError, match="Nobody on shift here has signed it"):
        truck.production.take_back_from_afar(record)
    with pytest.raises(RefusedError, match="has not signed it"):
        truck.production.approvals.take_back(record, PRODUCER)
    on_shift(truck, DIRECTOR)
    digest = truck.production.book.result.records[f"{record}.toml"].digest
    by_hand(truck, DIRECTOR, "taken-back", f"x/000001 sha256:{digest}")
    assert len(truck.production.approvals.waiting()) == 1


def test_where_several_people_here_have_signed_it_one_says_who_takes_it_back(
    stage: Stage,
    truck: Stage,  # noqa: F811
) -> None:
    """R-AFAR-1: nobody takes back in the name of the one who happens to stand first."""
    del truck  # it is stopped there and here
    record = proposal(stage)
    digest = stage.production.book.result.records[f"{record}.toml"].digest
    row = dict(stage.production.book.body(f"{record}.toml")["effects"][0])
    on_shift(stage, OFFICER, DIRECTOR)
    by_hand(stage, DIRECTOR, "release", f"x/000001 sha256:{digest}", Effect(row.pop("effect"), row))
    assert {one.id for one in stage.production.approvals.who_signed(record, stage.production.shifts.people())} == {
        OFFICER.id, DIRECTOR.id,
    }  # fmt: skip
    with pytest.raises(RefusedError, match="Several people on shift here have signed it"):
        stage.production.take_back_from_afar(record)
    session = stage.production.take_back_from_afar(record, DIRECTOR.id)
    assert [one.person for one in session.draft.places] == [DIRECTOR]


def test_an_adoption_is_proposed_where_one_of_the_two_is_elsewhere(stage: Stage, truck: Stage) -> None:  # noqa: F811
    """What a screen does: choose the armorer who is not here; there it is due, and holds once signed."""
    rules = stage.production.rules
    session = rules.adopt(rules.propose(("california",)), OFFICER.id, ARMORER.id)
    assert (session.draft.kind, [one.person for one in session.draft.places]) == (APPROVAL, [OFFICER])
    record = sign(stage, session.draft)
    assert stage.production.rules.adopted() == ()
    exchange(stage, truck)
    on_shift(truck, ARMORER)
    sign(truck, truck.production.sign_from_afar(record).draft)
    assert [one.id for one in truck.production.rules.adopted()] == ["california"]
    exchange(stage, truck)
    assert [one.id for one in stage.production.rules.adopted()] == ["california"]


def seal(stage: Stage) -> SigningSession:
    """The armorer is here, the AD is not."""
    on_shift(stage, ARMORER)
    return stage.production.seals.seal(stage.production.unit, ARMORER.id, DIRECTOR.id)


def test_a_day_is_sealed_on_two_laptops(stage: Stage, truck: Stage) -> None:  # noqa: F811
    """R-AFAR-1: the approval that completes it is the seal, and its words go on paper."""
    session = seal(stage)
    record = sign(stage, session.draft)
    assert not stage.production.seals.is_seal(f"{record}.toml")
    exchange(stage, truck)
    on_shift(truck, DIRECTOR)
    approval = truck.production.sign_from_afar(record)
    name = sign(truck, approval.draft)
    assert truck.production.seals.is_seal(f"{name}.toml")
    exchange(stage, truck)
    for side in (stage, truck):
        found = side.production.seals.of(name)
        assert found.words == words_of(found.digest)
    stage.assert_whole()


def test_a_seal_that_states_other_records_than_are_behind_it_seals_nothing(
    stage: Stage,
    truck: Stage,  # noqa: F811
) -> None:
    """R-AFAR-1: whoever approves it, the root is computed again."""
    session = seal(stage)
    true = session.draft.tables

    def lie(head: object) -> dict[str, object]:
        told = true(head)  # type: ignore[arg-type]
        return {"seal": {**told["seal"], "leaves": told["seal"]["leaves"] - 1}}

    record = sign(stage, replace(session.draft, tables=lie))  # type: ignore[arg-type]
    exchange(stage, truck)
    on_shift(truck, DIRECTOR)
    name = sign(truck, truck.production.sign_from_afar(record).draft)
    assert not truck.production.seals.is_seal(f"{name}.toml")


class Unread(LocalFileSystem):
    """Reads one file so many times, and then no more."""

    name, times = "", 0

    def before(self, operation: str, path: Path) -> None:
        """Fail if it is time."""
        if (operation, path.name) == ("read", self.name):
            self.times -= 1
            if self.times < 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))


def test_what_takes_a_proposal_back_and_cannot_be_read_again_holds_the_set(stage: Stage, truck: Stage) -> None:  # noqa: F811
    """R-AFAR-1, R-043: verified, and then the disk fails: what a forger's program approved releases nothing."""
    record = proposal(stage)
    exchange(stage, truck)
    approval = truck.production.approvals.approve(record, PRODUCER)
    back = take_back(stage, record)
    exchange(stage, truck)
    sign(truck, replace(approval, gate=lambda: None))
    assert is_stopped(truck)
    truck.production.close()
    truck.opened.clear()
    shutil.rmtree(truck.machine.root / "snapshots", ignore_errors=True)
    disk = Unread()
    disk.name, disk.times = f"{back}.toml", 1
    truck.open(disk, shifts=False, window=False)
    assert is_stopped(truck)
    assert len(set_status(truck.production.book.situation).unknown) == 1
    assert not truck.production.book.remember()
    assert truck.production.approvals.waiting() == ()
    with pytest.raises(StorageError):
        truck.production.approvals.needs(record)
    disk.name = ""
    truck.production.refresh()
    assert set_status(truck.production.book.situation).unknown == ()
    assert is_stopped(truck)
    with pytest.raises(InputError, match="waits for an approval"):
        truck.production.approvals.needs(record)
