"""`showclear copy` and `showclear restore`: a stick in a drawer is worth as much as what comes back from it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from showclear.ledger.record import read_name
from tests.cli.conftest import Run
from tests.cli.productions import Founded, found


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_production_is_copied_verified_and_copied_on(showclear: Run, production: Founded, tmp_path: Path) -> None:
    """The second time it says that nothing is new; no key goes along."""
    stick = tmp_path / "stick" / "long ride"
    ran = showclear("copy", production.folder, stick)
    assert ran.code == 0, ran.err
    number = len(files(stick))
    assert ran.out.splitlines() == [
        f"{number} new, 0 there already; each was read back and is what its name says.",
        f"The copy in {stick}: 5 records, INTACT",
    ]
    assert {path.split("/")[0] for path in files(stick)} == {"log", "definitions"}
    assert showclear("copy", production.folder, stick).out.startswith(f"0 new, {number} there already")
    assert showclear("verify", stick).code == 0


def test_here_is_what_is_copied_where_only_the_target_is_named(
    showclear: Run, production: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As everywhere: the folder that nobody names is the one you are in. Three folders are one too many."""
    monkeypatch.chdir(production.folder)
    assert showclear("copy", tmp_path / "copy").code == 0
    assert showclear("copy", "a", "b", "c").code == 2


def test_a_place_that_is_none_for_a_copy_is_refused(
    showclear: Run, production: Founded, machine: Path, tmp_path: Path
) -> None:
    """Another production, other files, the production itself or something in it; and nothing is written there."""
    other = found(tmp_path / "another", machine.parent / "other account").folder
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "summer.jpg").write_bytes(b"jpg")
    file = tmp_path / "file"
    file.write_bytes(b"")
    for target, fault in (
        (other, "it holds another production"),
        (photos, "it is there already and holds other things"),
        (file, "this is a file, not a folder"),
        (production.folder, "lie in each other"),
        (production.folder / "copy", "lie in each other"),
        (production.folder.parent, "lie in each other"),
    ):
        before = files(tmp_path)
        ran = showclear("copy", production.folder, target)
        assert (ran.code, fault in ran.err) == (2, True), ran.err
        assert files(tmp_path) == before


def test_what_is_damaged_on_either_side_is_named_with_an_exit_code(
    showclear: Run, production: Founded, tmp_path: Path
) -> None:
    """A record that rots here stays good on the stick, and the other way round nothing is overwritten."""
    stick = tmp_path / "stick"
    showclear("copy", production.folder, stick)
    whole = production.file(4).read_bytes()
    production.overwrite(4, whole[:-1])
    ran = showclear("copy", production.folder, stick)
    assert ran.code == 1
    assert f"log/{production.names[3]}: the copy has it whole: copy it back from there" in ran.err
    production.overwrite(4, whole)
    (stick / "log" / production.names[4]).chmod(0o644)
    (stick / "log" / production.names[4]).write_bytes(b"rotten")
    ran = showclear("copy", production.folder, stick)
    assert ran.code == 12
    assert "left as it is" in ran.err
    assert (stick / "log" / production.names[4]).read_bytes() == b"rotten"


def test_a_restored_log_says_that_it_is_one_and_begins_a_log_of_its_own(
    showclear: Run, production: Founded, machine: Path, tmp_path: Path
) -> None:
    """On the laptop that lost its folder: its marks know what the stick does not have, and no log is forked."""
    stick, back = tmp_path / "stick", tmp_path / "zurück"
    showclear("copy", production.folder, stick)
    lost = stick / "log" / production.names[4]
    lost.unlink()
    shutil.rmtree(production.folder)
    ran = showclear("restore", stick, back)
    assert ran.code == 0, ran.err
    assert "This is a RESTORED log." in ran.err
    assert "This laptop has seen 1 record that the copy does not have" in ran.err
    assert production.names[4] in ran.err
    begun = ran.out.splitlines()[-1].split()[4]
    old = read_name(production.names[0])
    assert old is not None
    assert begun != old.log
    assert showclear("board", back).code == 0
    ran = showclear("verify", back)
    assert ran.code == 10, "the marks miss it"
    assert f"{old.log} 000005" in ran.out or production.names[4] in ran.out


def test_nothing_is_restored_over_anything(showclear: Run, production: Founded, tmp_path: Path) -> None:
    """A new folder or an empty one; the remedy names the way to add to a production."""
    stick, there = tmp_path / "stick", tmp_path / "there"
    showclear("copy", production.folder, stick)
    there.mkdir()
    assert showclear("restore", stick, there).code == 0
    before = files(there)
    ran = showclear("restore", stick, there)
    assert ran.code == 2
    assert "showclear copy BACKUP DIR" in ran.err
    assert files(there) == before
    assert showclear("restore", tmp_path / "nothing", there).code == 2
