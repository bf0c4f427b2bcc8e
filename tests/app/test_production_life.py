"""A production's life in one story: a repair, a swap, stricter rules, more steps, a copy, a lost laptop."""

from __future__ import annotations

from pathlib import Path

import pytest

from showclear.app.backup import copy_production, restore_production
from showclear.app.definitions import shipped
from showclear.app.demo import ARMORER, DIRECTOR, HANDLER, OFFICER, ON_SHIFT, PRODUCER
from showclear.app.demo_things import DemoWeapon
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person
from showclear.domain.situation.day import unit_of
from showclear.domain.situation.status import State
from showclear.errors import RefusedError
from showclear.ledger.steps import Verdict
from showclear.storage.clock import FakeClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import MachinePaths
from tests.app.sets import (
    enrol,
    producer_on_shift,
    prove,
    ready,
    refused,
    second_unit,
    start_day,
    take_in,
)
from tests.app.signing_by_hand import sign_out
from tests.app.stage import COLT, EMPTY, SECOND_COLT, Stage, plan
from tests.app.test_rule_packs import adopt
from tests.app.test_stops import INTAKE_AGAIN, INTAKE_TOLD

DISK = LocalFileSystem()
SWAPPED = DemoWeapon(
    "A-09", "Ridgeway", "Single Action", ".45 Colt", "SA40731", "live-capable", "revolver", "cartridge", 6, 1
)  # fmt: skip
OWN_BLOCK = """[[block]]
id = "our-own"
title = "Our own"
passing = "joint"

[[block.step]]
id = "camera-told"
answer = "spoken"
headline = "CAMERA TOLD"
ask = "Tell the camera crew which gun comes."

[[effect]]"""


def repaired(stage: Stage) -> None:
    """A-07 goes to the gunsmith and comes back under its own tag and no other."""
    moves = stage.production.moves
    stage.production.lock(COLT, "safe 1")
    sign_out(stage, moves.departure(COLT, "the gunsmith", "a loose spring", ARMORER.id, PRODUCER.id))
    refused(stage, "R-007", Procedure.INSPECTION, COLT, EMPTY)
    renamed = {**INTAKE_AGAIN, "weapon.tag": "A-70", "weapon.feeds": "C-70 spare-cylinder 6"}
    assert COLT in refused(stage, "R-002", Procedure.INTAKE, "", renamed, ARMORER.id, HANDLER.id)
    back = stage.do(Procedure.INTAKE, "", {**INTAKE_AGAIN, "weapon.tag": COLT}, INTAKE_TOLD)
    assert back.not_counted == ()
    prove(stage, COLT)
    assert stage.clear(COLT, EMPTY).not_counted == ()


def swapped(stage: Stage) -> None:
    """A-08 goes back to the prop house for good; another gun comes as A-09."""
    stage.production.lock(SECOND_COLT, "safe 1")
    moves = stage.production.moves
    gone = moves.departure(SECOND_COLT, "Northlight Props", "swapped", ARMORER.id, PRODUCER.id)
    assert sign_out(stage, gone).not_counted == ()
    assert take_in(stage, SWAPPED).not_counted == ()
    prove(stage, SWAPPED.tag)
    assert stage.clear(SWAPPED.tag, EMPTY).not_counted == ()
    refused(stage, "R-007", Procedure.INSPECTION, SECOND_COLT, EMPTY)


def stricter(stage: Stage) -> None:
    """California asks for a permit: what was cleared has ended, and the next day names the paper."""
    adopt(stage, "california")
    assert stage.status(COLT).clearance is None
    assert stage.status(SWAPPED.tag).clearance is None
    adopt(stage, remove=("california",))


def more_steps(stage: Stage) -> None:
    """The inspection of this production asks one thing more, and the record of a run says so."""
    text = shipped().files["weapon-inspection"].decode()
    before = next(one for one in shipped().checklists if one.id == "weapon-inspection").version
    text = text.replace(f'version = "{before}"', 'version = "99.0.0"', 1).replace("[[effect]]", OWN_BLOCK, 1)
    extensions = stage.production.extensions
    extension = extensions.propose([("weapon-inspection.toml", text.encode())])
    assert any("Our own" in line for line in extension.lines)
    signing = stage.production.sign(extensions.draft(extension, OFFICER.id, ARMORER.id))
    assert sign_out(stage, signing).not_counted == ()
    cleared = stage.clear(COLT, EMPTY)
    assert cleared.not_counted == ()
    assert "Tell the camera crew which gun comes." in stage.text(cleared.name)


def moved(stage: Stage) -> None:
    """A-09 goes to another unit; the first one may not use it any more."""
    per = enrol(stage, "Per Holm", ARMORER.role)
    other = second_unit(stage, enrol(stage, "Ada Brandt", DIRECTOR.role))
    stage.production.take_back(SWAPPED.tag)
    assert sign_out(stage, stage.production.moves.transfer(SWAPPED.tag, other, ARMORER.id, per.id)).not_counted == ()
    assert unit_of(stage.production.book.situation, SWAPPED.tag) == other


def laptop_b(stage: Stage, stick: Path, tmp_path: Path) -> Stage:
    """Laptop A is gone. Its stick is restored on B, where only officer and producer have their keys."""
    machine = MachinePaths(tmp_path / "laptop B")
    clock = FakeClock(stage.clock.now())
    restored = restore_production(DISK, stick, tmp_path / "back", machine, clock, laptop="laptop")
    assert restored.copy.files.is_whole
    assert restored.copy.result.verdict is Verdict.INTACT
    assert restored.missing == (), "B has never seen any of it"
    assert restored.newest is not None
    return Stage(tmp_path / "back", machine, stage.keys, stage.pins, clock)


def new_keys(stage: Stage, *people: Person) -> None:
    """Everybody whose key was on A gets a new one; the old ones end."""
    changes = stage.production.key_changes
    for person in people:
        (old,) = changes.of(person.id)
        key = changes.make(person, "able acid acorn acre actor", rounds=4)
        stage.keys = {**stage.keys, person.id: key}
        draft = changes.enrolment(key, OFFICER, "passport")
        signing = stage.production.roster.sign_with(draft, key)
        assert signing.sign(stage.pins[OFFICER.id]) is None
        published = signing.sign(key.passphrase)
        assert published is not None
        assert published.not_counted == ()
        changes.keep(person)
        ends = stage.production.sign(changes.revocation(person, old.fingerprint, OFFICER, "the laptop is gone"))
        assert sign_out(stage, ends).not_counted == ()
        assert [one.counts for one in changes.of(person.id)] == [False, True]
        stage.production.shifts.open(person.id, "", stage.pins[person.id])


def test_a_production_lives_through_repair_swap_rules_copies_and_a_lost_laptop(stage: Stage, tmp_path: Path) -> None:
    """R-002, R-EXT-1: every record of it verifies at the end, on the new laptop, old keys and new."""
    stage.open()
    producer_on_shift(stage)
    repaired(stage)
    swapped(stage)
    stricter(stage)
    stick = tmp_path / "stick"
    first = copy_production(DISK, stage.folder, stick, stage.machine)
    more_steps(stage)
    moved(stage)
    second = copy_production(DISK, stage.folder, stick, stage.machine)
    assert len(second.files.there) == len(first.files.new)
    assert len(second.files.new) == len(stage.names()) - len(first.result.records) + 1, "records, one definition"
    late = stage.clear(COLT, EMPTY).name

    other = laptop_b(stage, stick, tmp_path)
    other.open(shifts=False)
    for person in (OFFICER, PRODUCER):
        other.production.shifts.open(person.id, "", other.pins[person.id])
    new_keys(other, *(one for one in ON_SHIFT if one is not OFFICER))
    assert other.production.board().weapons
    assert late not in other.names()
    next_day(other)
    assert other.clear(COLT, plan()).not_counted == ()
    assert other.status(COLT).state is State.COLD
    other.put_back(COLT)
    other.assert_whole()
    closed(other)

    # The disk of laptop A turns up: what it signed after the copy has a key that was revoked meanwhile.
    copy_production(DISK, stage.folder, other.folder, stage.machine)
    other.production.refresh()
    found = other.production.verify().records[late]
    assert found.verdict is Verdict.UNVERIFIABLE
    assert any("is revoked" in one.what for one in found.findings)
    assert all(one.name == late or one.is_intact for one in other.production.verify().records.values())
    other.close()


def closed(stage: Stage) -> None:
    """ADR 0020: not before all is locked, wrapped and sealed; afterwards nobody starts or signs anything."""
    production = stage.production
    ending = production.ending
    assert any("is not wrapped" in one for one in ending.obstacles())
    stage.wrap()
    assert any("is not sealed" in one for one in ending.obstacles())
    sign_out(stage, production.seals.seal(production.unit, ARMORER.id, DIRECTOR.id))
    register = production.book.situation
    for tag in (*register.weapons(), *register.containers(), *register.devices()):
        if any(tag in one for one in ending.obstacles()):
            production.lock(tag, "safe 1")
    producer_on_shift(stage)
    assert ending.obstacles() == ()
    wanted = len(ending.keys(OFFICER, PRODUCER))
    signing = ending.signing(OFFICER.id, PRODUCER.id)
    assert signing.sign(OFFICER.id, stage.pins[OFFICER.id]) is None
    assert not production.closed
    signed = signing.sign(PRODUCER.id, stage.pins[PRODUCER.id])
    assert signed is not None
    assert (len(signed.published), signed.unsigned) == (wanted, ()), "one PIN each ends every key"
    assert all(one.not_counted == () for one in signed.published)
    assert production.closed
    assert production.board().reads_only == production.closed
    with pytest.raises(RefusedError, match="is closed"):
        stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.assert_whole()


def next_day(stage: Stage) -> None:
    """C on the new laptop: fourteen hours later, with the keys that count now."""
    stage.clock.advance(14 * 3600)
    stage.reopen()
    start_day(stage)
    prove(stage, COLT)
    ready(stage)
