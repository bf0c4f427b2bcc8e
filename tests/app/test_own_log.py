"""A cloned laptop, a restored backup, an older state of the disk: found at the start, and nothing is signed until it is
settled. Whoever signed on would write a second record with a number that another one has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from showclear.app.own_log import LogWentOnError
from showclear.app.production import Production, RulesRefuseError
from showclear.domain.checklists import Procedure
from showclear.errors import RefusedError
from showclear.ledger.record import parse_frame, record_name
from showclear.storage.clock import FakeClock
from showclear.storage.paths import MachinePaths
from tests.app.stage import COLT, EMPTY, NOW, RUBBER, SECOND_COLT, Stage
from tests.app.test_laptops import ARMORER, DIRECTOR, exchange


def twin(stage: Stage, tmp_path: Path, *, name: str = "twin") -> Stage:
    """The disk of this laptop in another one, keys, marks and all: what an image of the disk or a machine backup is."""
    for production in stage.opened:
        production.close()
    stage.opened.clear()
    folder = tmp_path / name
    shutil.copytree(stage.folder, folder)
    inside = stage.machine.root.relative_to(stage.folder)
    made = Stage(folder, MachinePaths(folder / inside), stage.keys, stage.pins, FakeClock(NOW))
    claim_as(stage, made)
    return made


def claim_as(stage: Stage, made: Stage) -> None:
    """On the other laptop the folder lies at the same path; here it cannot, so the twin says that it owns it."""
    from showclear.storage.files import LocalFileSystem
    from showclear.storage.ownership import LogOwnership
    from showclear.storage.paths import ProductionPaths

    (digest,) = (path.name for path in (made.machine.root / "productions").iterdir())
    log = log_of(stage)
    LogOwnership(LocalFileSystem(), made.machine.production(digest)).claim(log, ProductionPaths(made.folder))


def log_of(stage: Stage) -> str:
    """The log that a laptop writes."""
    log = stage.production.book.folder.own_log()
    assert log is not None
    for production in stage.opened:
        production.close()
    stage.opened.clear()
    return log


def refused(production: Production) -> LogWentOnError:
    """That nothing is signed here, with the reason that the board shows."""
    fault = production.elsewhere
    assert fault is not None
    assert production.reads_only == str(fault) == production.board().reads_only
    with pytest.raises(RefusedError) as caught:
        production.start_run(Procedure.INSPECTION, RUBBER, EMPTY, ARMORER, DIRECTOR)
    assert str(fault) in str(caught.value)
    return fault


def settle(stage: Stage, log: str) -> None:
    """Begin a log of its own, and work on; both logs count, and nothing stands twice."""
    begun = stage.production.begin_new_log()
    assert begun != log
    assert stage.production.reads_only == ""
    stage.clear(RUBBER, EMPTY)
    assert any(name.startswith(f"{begun}-000001-") for name in stage.names())
    assert stage.production.book.result.forks == ()
    assert stage.reopen().reads_only == "", "also after the next start"
    with pytest.raises(RefusedError, match="goes on"):
        stage.production.begin_new_log()


def test_a_clone_that_went_on_is_found_when_the_files_come_together(stage: Stage, tmp_path: Path) -> None:
    """Both write the same log. Whoever sees the other's record first begins a log of its own; stops work meanwhile."""
    clone = twin(stage, tmp_path)
    clone.clear(RUBBER, EMPTY)
    stage.open()
    assert stage.production.elsewhere is None
    exchange(stage, clone)
    fault = refused(stage.production)
    assert "was written in the name of this laptop and not by it" in fault.message
    assert "showclear doctor --new-log" in fault.remedy
    assert stage.production.hold("seen meanwhile")
    stage.production.take_back(COLT)
    assert stage.production.board().stops
    assert clone.production.elsewhere is None
    stage.damaged = True


def test_a_clone_whose_original_signed_too_is_settled_by_a_new_log(stage: Stage, tmp_path: Path) -> None:
    """The fork of the two stays and is told; what each of them does from then on stands in a log of its own."""
    clone = twin(stage, tmp_path)
    log = log_of(stage)
    clone.clear(RUBBER, EMPTY)
    stage.open()
    stage.clear(SECOND_COLT, EMPTY)
    exchange(stage, clone)
    refused(stage.production)
    assert len(stage.production.book.result.forks) == 1
    begun = stage.production.begin_new_log()
    assert begun != log
    stage.clear(RUBBER, EMPTY)
    assert any(name.startswith(f"{begun}-000001-") for name in stage.names())
    assert stage.reopen().reads_only == ""
    stage.damaged = True


def test_an_older_state_of_the_laptop_is_found_by_its_own_later_files(stage: Stage, tmp_path: Path) -> None:
    """The machine was brought back from an image; the files that it had written since come back by any copier."""
    older = twin(stage, tmp_path)
    log = log_of(stage)
    stage.open()
    stage.clear(RUBBER, EMPTY)
    stage.production.close()
    for path in (stage.folder / "log").glob("*.toml"):
        if not (older.folder / "log" / path.name).exists():
            shutil.copy2(path, older.folder / "log" / path.name)
    older.open()
    refused(older.production)
    settle(older, log)


def test_an_older_state_is_found_by_what_another_log_has_seen_of_it(stage: Stage, tmp_path: Path) -> None:
    """Its later files are on the other laptop only; the other's records cite them."""
    older = twin(stage, tmp_path)
    log = log_of(stage)
    stage.open()
    stage.clear(RUBBER, EMPTY)
    stage.production.close()
    stage.opened.clear()
    other = tmp_path / "truck"
    shutil.copytree(stage.folder, other)
    truck = Stage(other, MachinePaths(tmp_path / "truck home"), stage.keys, stage.pins, FakeClock(NOW))
    truck.open()
    truck.production.out_of_sight(RUBBER)
    (seen,) = set(truck.names()) - set(stage.names())
    truck.production.close()
    shutil.copy2(other / "log" / seen, older.folder / "log" / seen)
    older.open()
    fault = refused(older.production)
    assert "which this laptop does not have" in fault.message
    for name in set(stage.names()) - set(older.names()):
        shutil.copy2(stage.folder / "log" / name, older.folder / "log" / name)
    older.production.refresh()
    refused(older.production)
    settle(older, log)


def test_a_folder_brought_back_from_a_backup_lacks_our_newest_record_and_is_held_until_it_is_back(
    stage: Stage, tmp_path: Path
) -> None:
    """The marks know it (ADR 0006). With the file back it goes on by itself, in the same log."""
    stage.open()
    before = set(stage.names())
    stage.clear(RUBBER, EMPTY)
    (newest,) = set(stage.names()) - before
    stage.production.close()
    stage.opened.clear()
    kept = tmp_path / newest
    shutil.move(stage.folder / "log" / newest, kept)
    stage.open()
    assert stage.production.elsewhere is None
    with pytest.raises(RulesRefuseError, match="R-008"):
        stage.start(Procedure.INSPECTION, SECOND_COLT, EMPTY)
    stage.production.out_of_sight(RUBBER)
    assert stage.production.elsewhere is None, "what cites it is ours"
    shutil.copy2(kept, stage.folder / "log" / newest)
    stage.production.refresh()
    stage.clear(SECOND_COLT, EMPTY)


def test_nothing_is_signed_that_was_begun_before_the_other_one_was_seen(stage: Stage, tmp_path: Path) -> None:
    """The files come in between the two signatures."""
    clone = twin(stage, tmp_path)
    clone.clear(RUBBER, EMPTY)
    stage.open()
    session = stage.start(Procedure.INSPECTION, SECOND_COLT, EMPTY)
    stage.walk(session)
    signing = session.signing()
    assert signing.sign(stage.pins[ARMORER]) is None
    exchange(stage, clone)
    with pytest.raises(LogWentOnError):
        signing.sign(stage.pins[DIRECTOR])
    assert signing.result is None


def test_a_signed_record_in_our_name_is_found_also_with_a_hole_before_it(stage: Stage, tmp_path: Path) -> None:
    """Not all of the clone's files have come yet."""
    clone = twin(stage, tmp_path)
    before = set(clone.names())
    clone.clear(RUBBER, EMPTY)
    clone.clear(SECOND_COLT, EMPTY)
    newest = max(set(clone.names()) - before)
    stage.open()
    shutil.copy2(clone.folder / "log" / newest, stage.folder / "log" / newest)
    stage.production.refresh()
    refused(stage.production)
    stage.damaged = True


@pytest.mark.parametrize("what", ["far", "altered"])
def test_a_forged_file_in_our_name_stops_no_log(stage: Stage, tmp_path: Path, what: str) -> None:
    """A number that hangs on nothing, or bytes that nobody signed: told by verification, and work goes on."""
    clone = twin(stage, tmp_path)
    before = set(clone.names())
    clone.clear(RUBBER, EMPTY)
    clone.production.out_of_sight(RUBBER)
    first, second = sorted(set(clone.names()) - before)
    data = (clone.folder / "log" / (second if what == "far" else first)).read_bytes()
    if what == "altered":
        data = data.replace(b"take", b"tape", 1)
    frame = parse_frame(data)
    stage.open()
    (stage.folder / "log" / record_name(frame.head, frame.digest)).write_bytes(data)
    stage.production.refresh()
    assert stage.production.elsewhere is None
    assert stage.production.reads_only == ""
    stage.damaged = True


def test_a_laptop_that_is_called_otherwise_keeps_its_log(stage: Stage) -> None:
    """The name of a laptop names a new log and nothing else."""
    log = log_of(stage)
    production = Production.open(
        stage.folder, machine=stage.machine, clock=stage.clock, opener=stage.key_in_hand, laptop="renamed"
    )
    stage.opened.append(production)
    assert production.book.folder.own_log() == log


def test_a_laptop_that_joins_late_reads_everything_and_begins_a_log_of_its_own(stage: Stage, tmp_path: Path) -> None:
    """Another account, no marks: it cites every log as it stands, and signs at once."""
    stage.clear(SECOND_COLT, EMPTY)
    for production in stage.opened:
        production.close()
    folder = tmp_path / "late"
    shutil.copytree(stage.folder, folder)
    late = Stage(folder, MachinePaths(tmp_path / "late home"), stage.keys, stage.pins, FakeClock(NOW))
    late.open()
    assert late.production.reads_only == ""
    late.clear(RUBBER, EMPTY)
    late.assert_whole()
