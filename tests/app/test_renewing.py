"""A new key for somebody on the roster, signed by open shifts, and the end of the old one."""

from __future__ import annotations

import pytest

from showclear.app.demo import ARMORER, DIRECTOR, HANDLER, OFFICER, PRODUCER
from showclear.app.renewing import Renewal
from showclear.errors import InputError, RefusedError, SigningError
from tests.app.signing_by_hand import sign_out
from tests.app.stage import HOLDER, Stage

ROUNDS = 4


def begin(stage: Stage, person_id: str = ARMORER.id) -> Renewal:
    """A new key of the cheap kind."""
    return stage.production.renewing.begin(person_id, "passport", rounds=ROUNDS)


def key_file(stage: Stage, person_id: str = ARMORER.id) -> bytes:
    """The key file of somebody on this machine."""
    return stage.machine.key_file(person_id).read_bytes()


def test_a_new_key_is_signed_by_the_officer_and_with_its_own_words(stage: Stage) -> None:
    """Afterwards the shift with the old key is over, and the old key is named as still counting until it is revoked."""
    renewing = stage.production.renewing
    (old,) = renewing.keys(ARMORER.id)
    renewal = begin(stage)
    assert renewal.signing.sign(stage.pins[OFFICER.id]) is None
    published = renewal.signing.sign(renewal.passphrase)
    assert published is not None
    assert published.not_counted == ()
    assert renewing.finish(renewal) == (replaced(renewing.keys(ARMORER.id)[0], old.fingerprint),)
    assert not stage.production.shifts.can_sign(ARMORER.id)
    ended = sign_out(stage, renewing.revoke(ARMORER.id, old.fingerprint, OFFICER.id, "a lost laptop"))
    assert ended.not_counted == ()
    assert [one.newest for one in renewing.keys(ARMORER.id)] == [True]
    with pytest.raises(InputError, match="no key"):
        renewing.revoke(ARMORER.id, old.fingerprint, OFFICER.id, "once more")


def replaced(line: object, fingerprint: str) -> object:
    """The line of the old key, which is not the newest any more."""
    assert getattr(line, "fingerprint", "") == fingerprint
    return line


def test_who_gives_up_keeps_the_old_key(stage: Stage) -> None:
    """Nothing is recorded, and the file in its place is the one that was there."""
    before, records = key_file(stage), stage.names()
    renewal = begin(stage)
    assert key_file(stage) != before
    with pytest.raises(SigningError):
        renewal.signing.sign("000000")
    stage.production.renewing.give_up(renewal)
    assert key_file(stage) == before
    assert stage.names() == records
    assert stage.production.shifts.can_sign(ARMORER.id)


def test_the_key_of_the_officer_is_signed_by_the_producer(stage: Stage) -> None:
    """Nobody gives themselves a key."""
    with pytest.raises(RefusedError, match="producer has to sign it"):
        begin(stage, OFFICER.id)
    assert key_file(stage, OFFICER.id)
    stage.production.shifts.open(PRODUCER.id, "", stage.pins[PRODUCER.id])
    renewal = begin(stage, OFFICER.id)
    place = renewal.signing.place
    assert place is not None
    assert place.person == PRODUCER
    stage.production.renewing.give_up(renewal)


def test_who_signs_nothing_gets_no_key_and_a_stranger_ends_none(stage: Stage) -> None:
    """A performer holds no key; a handler ends only their own."""
    renewing = stage.production.renewing
    with pytest.raises(RefusedError, match="signs nothing"):
        begin(stage, HOLDER)
    (key,) = renewing.keys(DIRECTOR.id)
    with pytest.raises(RefusedError, match="revoked by"):
        renewing.revoke(DIRECTOR.id, key.fingerprint, HANDLER.id, "because")
    assert not renewing.may_revoke(HANDLER, DIRECTOR)
    assert renewing.may_revoke(DIRECTOR, DIRECTOR)
