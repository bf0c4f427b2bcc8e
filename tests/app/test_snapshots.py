"""The snapshot may paint and permits nothing: spoilt, stale, foreign or missing, only the time of the start differs."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from showclear.app.demo import OFFICER, PRODUCER, demo_machine
from showclear.app.production import Production, RulesRefuseError
from showclear.app.reading_aside import READING_ANEW, ReadingAnewError
from showclear.app.remembering import contents_of
from showclear.app.snapshot.codec import SnapshotFault
from showclear.app.snapshot.key import key
from showclear.app.snapshot.rows import Kept, read_row, row_of
from showclear.app.snapshot.store import Snapshots
from showclear.domain.checklists import Procedure
from showclear.domain.people import Role
from showclear.domain.situation.status import State
from showclear.domain.situation.values import Holding
from showclear.domain.weapons import Contents
from showclear.errors import StorageError
from showclear.ledger.verification import Verdict
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import ProductionState
from tests.app.stage import COLT, EMPTY, HOLDER, PISTOL, RUBBER, SLATE, Stage
from tests.app.test_snapshot_fold import Written
from tests.storage.fakes import FailingFileSystem

Seen = tuple[object, ...]


def state_of(stage: Stage) -> ProductionState:
    """Where this laptop keeps what it knows of the production."""
    (folder,) = (stage.machine.root / "productions").iterdir()
    return stage.machine.production(folder.name)


def seen(production: Production) -> Seen:
    """Everything that is shown, and what verification says of each record."""
    book = production.book
    records = {name: (one.verdict, one.digest, one.head, one.findings) for name, one in book.result.records.items()}
    facts = {name: book.facts(name) for name in book.names()}
    return (
        production.board(), production.armory(), production.people_today(), production.people(), book.names(),
        book.founding(), book.result.heads, book.result.all_findings(), book.result.logs, book.situation.findings,
        book.identity(), records, facts,
    )  # fmt: skip


def remember(stage: Stage) -> Path:
    """Leave a snapshot of what is there, and no window; where it lies."""
    assert stage.production.book.remember()
    stage.crash()
    return state_of(stage).snapshot


def as_read(stage: Stage) -> Seen:
    """What the files say, read without a snapshot."""
    path = state_of(stage).snapshot
    kept = path.with_name("kept")
    if path.exists():
        path.rename(kept)
    production = stage.open(shifts=False, window=False)
    assert not production.book.remembered
    found = seen(production)
    stage.opened.remove(production)
    if kept.exists():
        kept.rename(path)
    return found


def as_painted(stage: Stage) -> Production:
    """A window that was opened with the snapshot, and shows what the files say."""
    stage.crash()
    files = as_read(stage)
    production = stage.open(shifts=False, window=False)
    assert production.book.remembered
    assert seen(production) == files
    return production


@pytest.fixture
def cleared(stage: Stage) -> Stage:
    """A revolver with six dummies that may be handed over, a rubber gun under a stop that was lifted, a take-back."""
    stage.clear()
    stage.production.out_of_sight(PISTOL)
    return stage


# A good one


def test_a_start_with_a_snapshot_shows_what_the_files_say(cleared: Stage) -> None:
    """And reads none of the records for it."""
    path = remember(cleared)
    files = as_read(cleared)
    disk = Reads()
    production = cleared.open(disk, shifts=False, window=False)
    assert production.book.remembered == len(production.book.names()) > 30
    assert len({one for one in disk.read_whole if one.parent.name == "log"}) == 1, "to know which production it is"
    assert seen(production) == files
    assert path.stat().st_mode & 0o077 == 0


class Reads(LocalFileSystem):
    """Notes which files are read whole."""

    def __init__(self) -> None:
        self.read_whole: list[Path] = []

    def read(self, path: Path, start: int = 0) -> bytes:
        self.read_whole.append(path)
        return super().read(path, start)


def test_work_goes_on_from_a_snapshot_as_from_the_files(cleared: Stage) -> None:
    """A handover, a return, a hold and another snapshot on top of it; the log verifies whole."""
    remember(cleared)
    production = cleared.open()
    assert production.book.remembered
    cleared.hand_over()
    production.take_back(COLT)
    cleared.put_back()
    production.hold("on top")
    assert production.book.remembered, "nothing of it changed what was remembered"
    as_painted(cleared)
    remember(cleared)
    again = as_painted(cleared)
    assert again.book.remembered == len(again.book.names())
    assert again.verify().verdict is Verdict.INTACT
    assert not again.book.remembered, "whoever asks for every record gets every record"


def test_a_new_person_leaves_the_snapshot_as_it_is(cleared: Stage) -> None:
    """An enrolment changes nothing of what was verified before it."""
    remember(cleared)
    production = cleared.open()
    production.shifts.open(PRODUCER.id, "", cleared.pins[PRODUCER.id])
    enrolment = production.roster.enrol("Nora Quist", Role.PERFORMER, "passport")
    for person in (OFFICER, PRODUCER):
        enrolment.signing.sign(cleared.pins[person.id])
    assert production.person("nora-quist")
    assert production.book.remembered
    as_painted(cleared)


# One that does not hold


def flip(data: bytes, at: int) -> bytes:
    """One byte changed."""
    return data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :]


def test_a_flipped_byte_anywhere_changes_nothing_that_is_shown(cleared: Stage) -> None:
    """In what is read at once the snapshot is not used; in a row, that row is read from its record."""
    path = remember(cleared)
    good, files = path.read_bytes(), as_read(cleared)
    chance, used = Random(5), []
    for at in (0, 21, 90, 100, *(chance.randrange(len(good)) for _ in range(14)), len(good) - 1):
        path.write_bytes(flip(good, at))
        production = cleared.open(shifts=False, window=False)
        used.append(production.book.remembered)
        assert seen(production) == files, at
        cleared.opened.remove(production)
    assert any(used)
    assert not all(used)


def test_a_bad_sector_among_the_rows_is_mended_from_the_records(cleared: Stage) -> None:
    """Many rows at once, some of them ancestors of others."""
    path = remember(cleared)
    good, files = path.read_bytes(), as_read(cleared)
    path.write_bytes(good[:-20_000] + bytes(19_000) + good[-1000:])
    production = cleared.open(shifts=False, window=False)
    assert production.book.remembered
    assert seen(production) == files


@pytest.mark.parametrize("part", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_torn_snapshot_changes_nothing_that_is_shown(cleared: Stage, part: float) -> None:
    """A crash while it was written, or a full disk."""
    path = remember(cleared)
    files, good = as_read(cleared), path.read_bytes()
    path.write_bytes(good[: int(len(good) * part)])
    assert seen(cleared.open(shifts=False, window=False)) == files


def test_a_snapshot_of_other_rules_another_folder_or_another_production_is_not_used(cleared: Stage) -> None:
    """It says nothing here, whatever it says."""
    path = remember(cleared)
    digest = path.parent.name
    good = key(digest, cleared.folder)
    assert good is not None
    disk = LocalFileSystem()
    for name, other in (("code", "0" * 64), ("folder", "/elsewhere"), ("production", "1" * 64), ("format", "0")):
        assert Snapshots(disk, path, {**good, name: other}).open(never) is None
    assert Snapshots(disk, path, None).open(never) is None
    assert Snapshots(disk, path, good).open(never) is not None
    path.chmod(0o666)
    assert Snapshots(disk, path, good).open(never) is None, "anybody may have written it"


def never(*_: object) -> Kept:
    raise AssertionError("nothing has to be derived")


def test_a_copy_of_the_folder_reads_its_own_files(cleared: Stage, tmp_path: Path) -> None:
    """A clone beside the original, with the same state of the machine."""
    remember(cleared)
    copy = tmp_path / "clone"
    shutil.copytree(cleared.folder, copy)
    shutil.rmtree(copy / ".showclear", ignore_errors=True)
    production = Production.open(copy, machine=demo_machine(copy), clock=cleared.clock, window=False)
    assert not production.book.remembered
    assert seen(production)[0] == as_read(cleared)[0]


# The files have changed since


def edit(path: Path, change: Callable[[bytes], bytes], *, keep_time: bool = False) -> None:
    """Somebody edits a published record."""
    before = path.stat()
    path.chmod(0o644)
    path.write_bytes(change(path.read_bytes()))
    if keep_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("keep_time", [False, True])
def test_a_record_that_was_edited_since_permits_nothing(cleared: Stage, keep_time: bool) -> None:
    """Found by its change time, or, where that was set back, because a permission reads its records again."""
    name = cleared.production.book.names()[-2]
    remember(cleared)
    edit(cleared.folder / "log" / name, lambda data: data.replace(b"dummy", b"DUMMY"), keep_time=keep_time)
    cleared.damaged = True
    production = cleared.open()
    assert production.book.remembered
    assert bool(production.check_files()) is not keep_time
    with pytest.raises(RulesRefuseError, match="R-0"):
        cleared.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE})
    assert not production.book.remembered
    assert not state_of(cleared).snapshot.exists(), "it is not believed again"
    assert cleared.status(COLT).state is not State.COLD


def test_a_record_that_is_edited_between_two_permissions_permits_no_second_one(cleared: Stage) -> None:
    """It was read for the first; its times are those that it had, and the system knows better (ADR 0023)."""
    name = cleared.production.book.names()[-2]
    remember(cleared)
    production = cleared.open()
    production.book.verify_again(COLT)
    assert production.book.remembered
    edit(cleared.folder / "log" / name, lambda data: data.replace(b"dummy", b"DUMMY"), keep_time=True)
    cleared.damaged = True
    with pytest.raises(RulesRefuseError, match="R-0"):
        cleared.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE})
    assert not production.book.remembered


def test_an_edit_is_found_in_the_background_too(cleared: Stage) -> None:
    """Without anybody asking for a permission: the board then shows what the files say."""
    name = cleared.production.book.names()[-2]
    remember(cleared)
    production = cleared.open()
    assert production.board().findings == ()
    edit(cleared.folder / "log" / name, lambda data: data + b"x")
    cleared.damaged = True
    changed = production.check_files()
    assert changed == (name,)
    assert production.files_checked(changed)
    assert any(name in one for one in production.board().findings)
    assert not production.files_checked(()), "once"


def edited(stage: Stage) -> tuple[Production, str]:
    """A window with a thread that reads beside it, over a record that was edited since; its name."""
    name = stage.production.book.names()[-2]
    remember(stage)
    production = stage.open()
    production.read_beside()
    edit(stage.folder / "log" / name, lambda data: data.replace(b"dummy", b"DUMMY"))
    stage.damaged = True
    return production, name


def test_an_edit_that_a_permission_finds_is_read_beside_the_window(cleared: Stage) -> None:
    """A log takes a minute; no key waits for it, nothing is permitted, no gun is cold, and a stop counts at once."""
    production, name = edited(cleared)
    assert cleared.status(COLT).state is State.COLD, "nobody has found it yet"
    for _ in range(2):
        with pytest.raises(ReadingAnewError):
            cleared.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE})
    assert production.must_read
    assert not state_of(cleared).snapshot.exists(), "it is not believed again"
    board = production.board()
    assert State.COLD not in {one.state for one in board.weapons}
    assert READING_ANEW in board.findings
    apart = production.read_aside()
    production.hold()
    assert [one.kind for one in production.board().stops] == ["hold"]
    assert production.must_read
    production.take_over(apart)
    assert not production.must_read
    reader = cleared.open(shifts=False, window=False)
    for one in (production, reader):
        assert not one.book.remembered
    now, files = production.board(), reader.board()
    assert (now.weapons, now.stops, now.findings, now.recent) == (
        files.weapons,
        files.stops,
        files.findings,
        files.recent,
    )
    assert production.book.result.all_findings() == reader.book.result.all_findings()
    assert production.book.names() == reader.book.names()
    cleared.opened.remove(reader)
    assert [one.kind for one in production.board().stops] == ["hold"]
    assert any(name in one for one in production.board().findings)
    with pytest.raises(RulesRefuseError, match="R-0"):
        cleared.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE})


def test_an_edit_that_the_background_finds_is_read_beside_the_window_too(cleared: Stage) -> None:
    """Nothing is kept of what is known to be otherwise, also where the window is closed before it is read."""
    production, _ = edited(cleared)
    assert production.files_checked(production.check_files())
    assert production.must_read
    assert State.COLD not in {one.state for one in production.board().weapons}
    production.take_back(COLT)
    assert not production.book.remember()
    production.close()
    assert not state_of(cleared).snapshot.exists()


def test_what_the_disk_refused_while_the_log_was_read_beside_still_counts(cleared: Stage) -> None:
    """A stop is lost in no exchange of what is known."""
    production, _ = edited(cleared)
    production.files_checked(production.check_files())
    apart = production.read_aside()
    kept = production.book.folder._filesystem
    production.book.folder._filesystem = FailingFileSystem(when=lambda operation, path: "restriction" in path.name)
    with pytest.raises(StorageError):
        production.hold()
    production.take_over(apart)
    assert [one.kind for one in production.board().stops] == ["hold"]
    production.book.folder._filesystem = kept
    production.refresh()
    assert [one.kind for one in production.board().stops] == ["hold"]
    assert production.board().pending == 0


def test_a_record_that_was_touched_and_not_changed_is_believed(cleared: Stage) -> None:
    """A copier that sets new times: the files are read and are what they were."""
    names = cleared.production.book.names()
    remember(cleared)
    for name in names:
        os.utime(cleared.folder / "log" / name, (1, 1))
    production = cleared.open()
    assert production.check_files() == ()
    cleared.hand_over()
    assert production.book.remembered


@pytest.mark.parametrize("which", [0, -1])
def test_a_record_that_was_deleted_since_holds_the_laptop(cleared: Stage, which: int) -> None:
    """R-043, as without a snapshot: the marks miss it."""
    unsigned = [name for name in cleared.production.book.names() if "shift" not in name]
    name = unsigned[which] if which else unsigned[10]
    remember(cleared)
    (cleared.folder / "log" / name).unlink()
    cleared.damaged = True
    production = cleared.open()
    assert not production.book.remembered
    assert cleared.status(COLT).state is not State.COLD
    with pytest.raises(RulesRefuseError):
        cleared.start(Procedure.INSPECTION, RUBBER, EMPTY)
    production.hold("still goes")


def test_a_record_that_goes_while_the_app_is_open_holds_the_laptop(cleared: Stage) -> None:
    """The snapshot does not speak for a file that is gone."""
    name = cleared.production.book.names()[12]
    remember(cleared)
    production = cleared.open()
    (cleared.folder / "log" / name).unlink()
    cleared.damaged = True
    assert production.refresh()
    assert not production.book.remembered
    assert cleared.status(COLT).state is not State.COLD


def test_marks_that_were_lost_are_written_again(cleared: Stage) -> None:
    """As at a start from the files: what is there now is missed when it goes later."""
    remember(cleared)
    state_of(cleared).marks.unlink()
    production = cleared.open(shifts=False, window=False)
    assert production.book.folder.marks.names() == frozenset(production.book.names())


# A snapshot that lies, with every digest right


def lying(stage: Stage, name: str, change: Callable[[Kept], Kept]) -> None:
    """Write a snapshot in which one row says something else than its record."""
    book = stage.production.book
    contents = contents_of(
        book.folder, book.result, book.situation, book._entries, None, book._verifier.people, book.identity()
    )
    assert contents is not None
    index = book.situation.view.history.index_titled(name.removesuffix(".toml"))
    honest = contents.kept
    lie = replace(contents, kept=lambda row: change(honest(row)) if row == index else honest(row))
    path = state_of(stage).snapshot
    assert Snapshots(LocalFileSystem(), path, key(path.parent.name, stage.folder)).write(lie)
    stage.crash()


def test_what_a_row_says_against_its_record_permits_nothing(cleared: Stage) -> None:
    """A gun with dummies may be painted empty; the handover reads the record, and then all is read anew."""
    name = next(
        name for name in reversed(cleared.production.book.names())
        if (facts := cleared.production.book.facts(name)) and facts.procedure == Procedure.INSPECTION
    )  # fmt: skip

    def emptied(one: Kept) -> Kept:
        holdings = {**one.judgement.holdings, COLT: Holding(Contents.NOTHING)}
        return replace(one, judgement=replace(one.judgement, holdings=holdings))

    lying(cleared, name, emptied)
    production = cleared.open()
    assert production.book.remembered
    assert cleared.status(COLT).contents is Contents.NOTHING, "painted"
    session = cleared.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE})
    assert not production.book.remembered
    assert session.run.plan.facts["plan.contents"] == "dummy", "permitted by the files"
    assert cleared.status(COLT).contents is Contents.DUMMY


# What cannot stand in one


def test_a_row_that_is_no_row_is_refused(cleared: Stage) -> None:
    """Closed types: nothing else is ever read out of the file."""
    remember(cleared)
    book = cleared.open(shifts=False, window=False).book
    remembered = book._remembered
    assert remembered is not None
    good = row_of(remembered.kept(3))
    assert read_row(good, remembered.past, 3) == remembered.kept(3)
    for bad in (b"", b"[]", b"{}", b"null", good[:-1], good.replace(b"[", b"{", 1), b'["x"]', b"[" * 100_000):
        with pytest.raises(SnapshotFault):
            read_row(bad, remembered.past, 3)


def test_lanes_that_name_a_record_of_no_chain_are_refused(cleared: Stage) -> None:
    """What closed something is looked up in the chains; a damaged snapshot is read anew, and never a traceback."""
    cleared.production.hold("a noise")
    history = cleared.production.book.situation.view.history
    written, last = Written(history), len(history) - 1
    assert len(written.history(history.ancestry)) == len(history)
    tables = json.loads(written.lanes.tables)
    tables["closed"], tables["chains"] = [[["", last, "hold"], [last]]], [[0, 0] for _ in tables["chains"]]
    written.lanes = replace(written.lanes, tables=json.dumps(tables).encode())
    with pytest.raises(SnapshotFault, match="lanes"):
        written.history(history.ancestry)


def test_a_folder_in_which_anything_is_wrong_is_not_remembered(cleared: Stage) -> None:
    """Then every start reads every record."""
    book = cleared.production.book
    name = book.names()[-2]
    edit(cleared.folder / "log" / name, lambda data: data + b"x")
    cleared.damaged = True
    assert not book.remember(), "it changed just now"
    book.verify_again(whole=True)
    assert not book.remember()
    assert not state_of(cleared).snapshot.exists()


def test_a_disk_that_takes_no_snapshot_is_no_trouble(cleared: Stage) -> None:
    """The app goes on; the next start reads the records."""
    disk = FailingFileSystem(when=lambda operation, path: path.name == ".snapshot.new")
    production = cleared.reopen(disk)
    assert not production.book.remember()
    assert disk.failed
    assert not cleared.reopen().book.remembered


def test_a_row_that_can_be_read_nowhere_is_said_and_not_guessed(cleared: Stage) -> None:
    """Snapshot and record both spoilt: an error, and the next start reads everything."""
    name = cleared.production.book.names()[20]
    path = remember(cleared)
    production = cleared.open(shifts=False, window=False)
    remembered = production.book._remembered
    assert remembered is not None
    row = remembered.past.row_named(name)
    assert row is not None
    part = remembered._part(row)
    data = path.read_bytes()
    start = len(data) - sum(remembered._lengths) + part.offset
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"?")
    edit(cleared.folder / "log" / name, lambda text: text + b"x")
    cleared.damaged = True
    with pytest.raises(StorageError, match="open it again"):
        production.book.facts(name)
    assert not path.exists()
