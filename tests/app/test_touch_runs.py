"""An inspection by an armorer with a FIDO2 key: a touch for each pass and for the signature, as the record says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from showclear.app.demo import ARMORER, DIRECTOR, OFFICER
from showclear.app.touching import TouchedKey
from showclear.app.walking import sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.situation.status import State
from showclear.errors import SigningError
from showclear.ledger import sshsig
from showclear.ledger.record import parse_frame
from showclear.storage.files import LocalFileSystem
from showclear.storage.touch_keys import PASS_NAMESPACE, TouchShift
from tests.app.stage import EMPTY, RUBBER, Stage
from tests.storage.token import SoftwareTouch


class Touching(Mapping[str, str]):
    """What people enter: their PINs; the armorer touches her key and nothing is typed."""

    def __init__(self, stage: Stage, pins: Mapping[str, str]) -> None:
        self.stage, self.pins = stage, pins

    def __getitem__(self, person_id: str) -> str:
        if person_id == ARMORER.id:
            return self.stage.production.shifts.prove(person_id, "")
        return self.pins[person_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.pins)

    def __len__(self) -> int:
        return len(self.pins)


@pytest.fixture
def key() -> SoftwareTouch:
    """Her key."""
    return SoftwareTouch()


@pytest.fixture
def touching(stage: Stage, key: SoftwareTouch, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The armorer has changed to a FIDO2 key, and her old one is revoked."""
    stage.open()
    production = stage.production
    mine = TouchedKey(ARMORER, key, requires_uv=False)
    signing = production.roster.sign_with(production.key_changes.enrolment(mine, OFFICER, "passport"), mine)
    assert signing.sign(stage.pins[OFFICER.id]) is None
    published = signing.sign("")
    assert published is not None
    assert published.not_counted == ()
    old = next(one for one in production.key_changes.of(ARMORER.id) if not one.newest)
    ended = production.sign(production.key_changes.revocation(ARMORER, old.fingerprint, OFFICER, "replaced"))
    assert ended.sign(stage.pins[OFFICER.id]) is not None
    in_hand = stage.key_in_hand

    def open_key(person_id: str, passphrase: str, pin: str) -> object:
        if person_id != ARMORER.id:
            return in_hand(person_id, passphrase, pin)
        lock = stage.machine.signer_lock(person_id)
        return TouchShift.open(key, stage.clock, LocalFileSystem(), lock, needs_pin=False, pin=pin)

    monkeypatch.setattr(stage, "key_in_hand", open_key)
    pins = stage.pins
    stage.reopen()
    stage.pins = Touching(stage, pins)
    return stage


def test_an_inspection_is_passed_and_signed_with_touches(touching: Stage, key: SoftwareTouch) -> None:
    """Each touch of a pass is for this pass and nothing else; the signature says `touch` and verifies."""
    assert touching.production.shifts.way(ARMORER.id).touch
    session = touching.start(Procedure.INSPECTION, RUBBER, EMPTY)
    key.asked.clear()
    touching.walk(session)
    assert {namespace for namespace, _ in key.asked} == {PASS_NAMESPACE}
    published = sign_all(session, touching.pins)
    assert key.asked[-1][0] == sshsig.NAMESPACE
    frame = parse_frame((touching.folder / "log" / published.name).read_bytes())
    assert [(one.person, one.with_) for one in frame.blocks] == [(ARMORER.id, "touch"), (DIRECTOR.id, "pin")]
    assert touching.status(RUBBER).state is State.COLD
    touching.assert_whole()


def test_a_pass_without_a_touch_is_not_open(touching: Stage) -> None:
    """Six digits are nothing to a FIDO2 key, and a touch is used once."""
    session = touching.start(Procedure.INSPECTION, RUBBER, EMPTY)
    for secret in ("", "135790"):
        with pytest.raises(SigningError, match="was not touched for this pass"):
            session.open_pass(ARMORER.id, secret)
    proof = touching.production.shifts.prove(ARMORER.id, "")
    session.open_pass(ARMORER.id, proof)
    with pytest.raises(SigningError, match="was not touched"):
        touching.production.shifts.check_pin(ARMORER.id, proof)
    session.abandon("only tried")


def test_leaving_the_app_locks_every_shift(touching: Stage) -> None:
    """A PIN's and a touch's; nobody signs afterwards."""
    production = touching.production
    assert {one.how for one in production.shifts.views()} == {"pin", "touch"}
    production.close()
    assert production.shifts.views() == ()
    with pytest.raises(SigningError, match="is not on shift"):
        production.shifts.prove(ARMORER.id, "")


def test_who_types_a_pin_cannot_touch(touching: Stage) -> None:
    """The other way round it is refused too."""
    with pytest.raises(SigningError, match="none to touch"):
        touching.production.shifts.prove(DIRECTOR.id, "")
