"""Founding from answers: the same records for the wizard and for the plain dialogue."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from showclear.app import beginning
from showclear.app.beginning import Answers, Enrolled, Ground
from showclear.app.founding import KeyAtHand, Touches, person_id
from showclear.app.production import Production
from showclear.app.shifts import KeyWay
from showclear.app.touching import TouchedKey, wish
from showclear.domain.people import Person, Role
from showclear.errors import InputError, SigningError
from showclear.ledger import sshsig
from showclear.ledger.steps import Verdict
from showclear.storage.clock import FakeClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import MachinePaths
from tests.standalone import scripts
from tests.storage.token import PIN, SoftwareTouch, agent_with, needs_token, token  # noqa: F401

NOW = datetime(2026, 3, 2, 8, 0, 0, tzinfo=UTC)
WORDS = "amber basin cedar delta ember"


def answers() -> Answers:
    """Four people."""
    officer = beginning.read_person("Ines Park", Role.SAFETY_OFFICER, ())
    producer = beginning.read_person("Pia Moreno", Role.PRODUCER, (officer,))
    armorer = beginning.read_person("Mara Reyes", Role.ARMORER, (officer, producer))
    director = beginning.read_person("Jonas Weil", Role.ASSISTANT_DIRECTOR, (officer, producer, armorer))
    return Answers(
        "The Long Draw", "America/Denver", officer, producer, Enrolled(armorer, "passport"),
        Enrolled(director, "passport"), (), "Main unit", "Saloon street", ("california",),
    )  # fmt: skip


def test_a_founded_production_opens_with_its_people_unit_and_checklists(tmp_path: Path) -> None:
    """What the wizard founds is a whole production: intact, with a roster, a unit and adopted procedures."""
    where, machine, disk = tmp_path / "the long draw", MachinePaths(tmp_path / "machine"), LocalFileSystem()
    given = answers()
    assert beginning.ground(where) is Ground.FREE
    keys = {one.id: beginning.key_of_words(disk, machine, one, WORDS, rounds=1) for one in given.signers}
    beginning.found(
        where, given, keys, filesystem=disk, machine=machine, clock=FakeClock(NOW), laptop="laptop"
    )  # fmt: skip
    assert beginning.ground(where) is Ground.FOUNDED
    production = Production.open(where, machine=machine, clock=FakeClock(NOW))
    assert [person.name for person in production.people()] == ["Ines Park", "Jonas Weil", "Mara Reyes", "Pia Moreno"]
    assert production.units == ("Main unit",)
    assert "intake" in {one.procedure for one in production.procedures()}
    assert [one.id for one in production.rules.adopted()] == ["california"]
    assert production.book.situation.limits["permit_needed"] is True
    assert production.verify().verdict is Verdict.INTACT
    production.close()


def test_a_log_without_checklists_was_cut_off(tmp_path: Path) -> None:
    """Whoever opens it is told so, and nothing of it is taken for a production."""
    where, machine, disk = tmp_path / "the long draw", MachinePaths(tmp_path / "machine"), LocalFileSystem()
    given = answers()
    keys = {one.id: beginning.key_of_words(disk, machine, one, WORDS, rounds=1) for one in given.signers}
    beginning.found(
        where, given, keys, filesystem=disk, machine=machine, clock=FakeClock(NOW), laptop="laptop"
    )  # fmt: skip
    shutil.rmtree(where / "definitions")
    assert beginning.ground(where) is Ground.BEGUN


def test_checklists_that_nobody_adopted_are_no_founding(tmp_path: Path) -> None:
    """The files are written a moment before the record that adopts them; a cut in between is a cut all the same."""
    where, machine, disk = tmp_path / "the long draw", MachinePaths(tmp_path / "machine"), LocalFileSystem()
    given = answers()
    keys = {one.id: beginning.key_of_words(disk, machine, one, WORDS, rounds=1) for one in given.signers}
    beginning.found(
        where, given, keys, filesystem=disk, machine=machine, clock=FakeClock(NOW), laptop="laptop"
    )  # fmt: skip
    last = max((where / "log").glob("*.toml"))
    last.unlink()
    assert any((where / "definitions").iterdir())
    assert beginning.ground(where) is Ground.BEGUN
    assert beginning.new_folder_beside(where) == tmp_path / "the long draw 2"
    (tmp_path / "the long draw 2").mkdir()
    assert beginning.new_folder_beside(where) == tmp_path / "the long draw 3"


def test_a_key_that_is_there_opens_with_its_own_words_only(tmp_path: Path) -> None:
    """The second production of the same people uses the same keys."""
    machine, disk = MachinePaths(tmp_path / "machine"), LocalFileSystem()
    person = answers().officer
    assert not beginning.has_key(disk, machine, person)
    first = beginning.key_of_words(disk, machine, person, WORDS, rounds=1)
    assert beginning.has_key(disk, machine, person)
    again = beginning.key_of_words(disk, machine, person, f"  {WORDS.upper()} ")
    assert again.public.fingerprint == first.public.fingerprint
    with pytest.raises(SigningError):
        beginning.key_of_words(disk, machine, person, "amber basin cedar delta elbow")


def test_nobody_fills_two_places() -> None:
    """The same name in another spelling is the same person (R-015)."""
    officer = beginning.read_person("Ines Park", Role.SAFETY_OFFICER, ())
    with pytest.raises(InputError):
        beginning.read_person("ines PARK ", Role.PRODUCER, (officer,))


def test_a_folder_that_cannot_be_made_is_refused_before_anybody_has_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else four people find out after they have written down their words."""
    (tmp_path / "notes").write_text("a file")
    with pytest.raises(InputError, match="it is a file"):
        beginning.ground(tmp_path / "notes" / "show")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError, match="you may not write there") as refused:
        beginning.ground(tmp_path / "show" / "main")
    assert str(tmp_path) in str(refused.value)


def test_founders_sign_with_fido2_keys_a_touch_for_each_record(tmp_path: Path) -> None:
    """The production record demands the PIN of the key for ever; who misses a touch tries again."""
    where, machine, disk = tmp_path / "the long draw", MachinePaths(tmp_path / "machine"), LocalFileSystem()
    given, asked, again = answers(), list[str](), list[str]()
    officer = SoftwareTouch()
    keys: dict[str, KeyAtHand] = {
        one.id: beginning.key_of_words(disk, machine, one, WORDS, rounds=1) for one in given.signers[1:]
    }
    keys[given.officer.id] = TouchedKey(given.officer, officer, requires_uv=True, passphrase="2468")
    missed = iter([True])

    def announce(person: Person) -> None:
        asked.append(person.id)
        officer.flags = 0 if next(missed, False) else sshsig.TOUCHED | sshsig.VERIFIED

    def once_more(person: Person, error: SigningError) -> bool:
        again.append(error.message)
        return True

    book = beginning.found(
        where, given, keys, filesystem=disk, machine=machine, clock=FakeClock(NOW), laptop="laptop",
        touches=Touches(announce, once_more),
    )  # fmt: skip
    assert book.result.verdict is Verdict.INTACT
    assert asked == [given.officer.id] * 6, "production, two enrolments, unit, checklists, and the one that was missed"
    assert len(again) == 1
    (mine,) = (one for one in book.result.roster.enrolments if one.person == given.officer.id)
    assert mine.requires_uv
    assert (mine.founding, mine.fingerprint) == (True, officer.public.fingerprint)
    folder = where / "log"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert scripts.python_says(files).verdict == "intact"


@needs_token
@pytest.mark.usefixtures("token")
def test_a_device_makes_the_key_of_a_founder_and_is_found_again(tmp_path: Path) -> None:
    """Who founds a second production on this machine uses the key that the first one made; nobody brings it twice."""
    machine, disk, given = MachinePaths(tmp_path / "machine"), LocalFileSystem(), answers()
    made = beginning.key_of_touch(disk, machine, given.officer, wish("device"), ())
    found = beginning.key_of_touch(disk, machine, given.officer, wish("device"), ())
    assert found.public == made.public
    with pytest.raises(InputError, match="already"):
        beginning.key_of_touch(disk, machine, given.officer, wish("device"), (made.public.fingerprint,))
    beginning.key_of_words(disk, machine, given.producer, WORDS, rounds=1)
    with pytest.raises(InputError, match="key file with five words"):
        beginning.key_of_touch(disk, machine, given.producer, wish("device"), ())


@needs_token
@pytest.mark.usefixtures("token")
def test_the_pin_of_a_key_is_typed_here_by_its_file_and_never_for_the_agent(tmp_path: Path) -> None:
    """The agent asks for it by itself; a field for it beside that would be typed into for nothing."""
    where, machine, disk = tmp_path / "the long draw", MachinePaths(tmp_path / "machine"), LocalFileSystem()
    given = answers()
    director = given.director.person
    keys: dict[str, KeyAtHand] = {
        one.id: beginning.key_of_words(disk, machine, one, WORDS, rounds=1) for one in given.signers[:-1]
    }
    keys[director.id] = beginning.key_of_touch(disk, machine, director, wish("device-pin", PIN), ())
    beginning.found(where, given, keys, filesystem=disk, machine=machine, clock=FakeClock(NOW), laptop="laptop")
    production = Production.open(where, machine=machine, clock=FakeClock(NOW), window=False)
    assert production.shifts.way(director.id) == KeyWay(touch=True, asks_pin=True)
    with agent_with(tmp_path, machine.key_file(director.id)) as socket:
        machine.key_file(director.id).unlink()
        by_agent = Production.open(where, machine=replace(machine, agent=socket), clock=FakeClock(NOW), window=False)
        assert by_agent.shifts.way(director.id) == KeyWay(touch=True, asks_pin=False)
    assert production.shifts.way(director.id) == KeyWay(touch=True, asks_pin=True), "it is not here"


def test_nobody_has_an_id_that_windows_takes_for_a_device() -> None:
    """The private key of a Con would be written to the console there, and be lost."""
    assert [person_id(name) for name in ("Con", "Aux", "Com 1", "Lpt1", "Conor")] == [
        "con-2", "aux-2", "com-1", "lpt1-2", "conor",
    ]  # fmt: skip
    assert person_id("Con", ["con-2"]) == "con-3"
