"""Publishing into this laptop's log, and reading everybody's."""

from __future__ import annotations

import errno
import shutil
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from showclear.errors import InputError, RecordError, StorageError
from showclear.ledger.head import SCHEMA, Head, Signer
from showclear.ledger.record import render_body, with_cut
from showclear.storage.failures import (
    AlreadyPublishedError,
    AlreadyThereError,
    DamagedFileError,
    HeadMovedError,
    LockBusyError,
    MissingFileError,
    NotOurLogError,
    UnconfirmedError,
)
from showclear.storage.files import LocalFileSystem
from showclear.storage.log_folder import LogFolder
from showclear.storage.marks import LogHead
from showclear.storage.unsynced import UnsyncedFileSystem
from tests.storage.fakes import FailingFileSystem
from tests.storage.records import NOON, PRODUCTION, assert_whole, hold, log_folder, make_record, places, record_id

DISK = LocalFileSystem()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A path as people have them."""
    return tmp_path / "Drehtag 3 – Zoë & Søn" / "日本"


@pytest.fixture
def log(root: Path) -> LogFolder:
    """A log folder with a log of its own and no record."""
    folder = log_folder(DISK, root)
    folder.start_log("cart")
    return folder


def test_published_records_form_one_chain_of_read_only_files(log: LogFolder, root: Path) -> None:
    """Rules 20 and 21."""
    for number in range(3):
        log.publish(make_record(log.head(), record_id(number)))
    assert_whole(log)
    production, _ = places(root)
    assert {path.stat().st_mode & 0o777 for path in production.log.iterdir()} == {0o444}
    assert log.drafts.folders() == ()


def test_a_clock_set_back_changes_nothing_in_the_order(log: LogFolder) -> None:
    """Order is the chain; the time is only a claim."""
    log.publish(make_record(log.head(), record_id(0), NOON))
    log.publish(make_record(log.head(), record_id(1), NOON - timedelta(days=400)))
    assert assert_whole(log) == (record_id(0), record_id(1))


def test_a_record_for_an_older_head_is_refused_and_everybody_signs_again(log: LogFolder) -> None:
    """Something happened between the first signature and the last: it must be seen."""
    stale = make_record(log.head(), record_id(1))
    log.publish(make_record(log.head(), record_id(2)))
    with pytest.raises(HeadMovedError) as caught:
        log.publish(stale)
    assert "everybody signs again" in caught.value.remedy
    assert assert_whole(log) == (record_id(2),)


def test_a_stop_that_waits_is_published_before_a_permission_and_moves_the_head(log: LogFolder, root: Path) -> None:
    """A clearance that was signed before a stop was seen must not get into the log after it."""
    cleared = make_record(log.head(), record_id(1))
    production, _ = places(root)
    with DISK.lock(production.lock, 0):
        assert log.restrict(hold(record_id(2))).published is None
    with pytest.raises(HeadMovedError):
        log.publish(cleared)
    assert assert_whole(log) == (record_id(2),)


def test_publishing_the_same_bytes_again_is_the_same_event(log: LogFolder) -> None:
    """A person presses again after an error; the record stays one."""
    data = make_record(log.head(), record_id(1))
    first = log.publish(data)
    assert log.publish(data) == first
    assert assert_whole(log) == (record_id(1),)


def test_another_signature_for_a_published_event_is_refused(log: LogFolder) -> None:
    """One id is one event: the first record counts, and the app shows it."""
    head = log.head()
    done = log.publish(make_record(head, record_id(1)))
    with pytest.raises(AlreadyPublishedError) as caught:
        log.publish(make_record(head, record_id(1), NOON + timedelta(minutes=1)))
    assert caught.value.name == done.name


def test_a_run_leaves_with_its_record(log: LogFolder, root: Path) -> None:
    """The journal goes with the pending folder; what is left is the signed file."""
    log.drafts.create(record_id(1), {"plan": "D"}).close()
    log.publish(make_record(log.head(), record_id(1)), record_id(1))
    assert log.drafts.list() == ()
    log.recover()
    production, _ = places(root)
    assert list(production.done.iterdir()) == []


def test_a_run_that_another_window_finished_is_not_published_again(log: LogFolder) -> None:
    """The run was abandoned elsewhere while people signed here."""
    log.drafts.create(record_id(1), {"plan": "D"}).close()
    data = make_record(log.head(), record_id(1))
    log.drafts.leave(record_id(1))
    with pytest.raises(MissingFileError, match="not open any more"):
        log.publish(data, record_id(1))
    assert assert_whole(log) == ()


def test_a_record_that_is_not_whole_is_never_published(log: LogFolder) -> None:
    """Half a record, no record, and a record without the signatures that it asks for."""
    head = log.head()
    whole = make_record(head, record_id(1))
    signers = (Signer("ada-kahn", "armorer", "inspected"),)
    asks = Head(SCHEMA, "review", record_id(2), PRODUCTION, head.log, 1, head.digest, NOON, (), signers)
    unsigned = with_cut(render_body(asks, {}))
    for data in (b"", whole[:-5], whole.replace(b"\n", b"\r\n"), unsigned, b"\0" * 100):
        with pytest.raises(RecordError):
            log.publish(data)
    assert log.names() == ()


def test_a_forged_high_number_does_not_stop_the_log(log: LogFolder, root: Path) -> None:
    """The next number comes from our own marks, never from the highest file found."""
    production, _ = places(root)
    forged = f"{log.own_log()}-999999-{'0' * 32}.toml"
    (production.log / forged).write_bytes(b"forged")
    log.note_seen()
    published = log.publish(make_record(log.head(), record_id(1)))
    assert published.sequence == 1


def test_a_record_that_vanishes_is_missed(log: LogFolder, root: Path) -> None:
    """Marks are never rebuilt from the folder."""
    done = log.publish(make_record(log.head(), record_id(1)))
    other = f"truck-zz99-000001-{'1' * 32}.toml"
    production, _ = places(root)
    (production.log / other).write_bytes(b"another laptop's")
    assert log.note_seen() == (other,)
    assert log.note_seen() == ()
    assert log.missing() == ()
    (production.log / other).unlink()
    (production.log / done.name).unlink()
    again = log_folder(DISK, root)
    again.note_seen()
    assert set(again.missing()) == {done.name, other}
    assert again.head().digest == done.digest


def test_things_that_are_no_records_are_strays(log: LogFolder, root: Path) -> None:
    """Conflict copies of a sync tool, a note, a system file."""
    done = log.publish(make_record(log.head(), record_id(1)))
    production, _ = places(root)
    for name in ("notes (1).txt", done.name.replace(".toml", " (conflict).toml"), ".DS_Store"):
        (production.log / name).write_bytes(b"")
    assert log.names() == (done.name,)
    assert log.strays() == (done.name.replace(".toml", " (conflict).toml"), "notes (1).txt")


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a/b", "cart-000001.toml", "x" * 300])
def test_only_the_name_of_a_record_is_read(log: LogFolder, name: str) -> None:
    """Names come from other people's records and from the command line."""
    with pytest.raises(InputError):
        log.read(name)


# Whose log it is


def test_a_copied_folder_must_start_a_log_of_its_own(log: LogFolder, root: Path, tmp_path: Path) -> None:
    """Two folders that continue one log are a fork."""
    log.publish(make_record(log.head(), record_id(1)))
    production, state = places(root)
    shutil.copytree(production.root, tmp_path / "copy")
    copy = LogFolder(DISK, type(production)(tmp_path / "copy"), state)
    assert copy.own_log() is None
    assert copy.recover() == ()
    with pytest.raises(NotOurLogError, match="may be a copy"):
        copy.publish(make_record(log.head(), record_id(2)))
    assert copy.start_log("cart") != log.own_log()
    assert log_folder(DISK, root).own_log() == log.own_log()


def test_a_folder_that_was_moved_keeps_its_log(log: LogFolder, root: Path, tmp_path: Path) -> None:
    """People tidy up their disks."""
    log.publish(make_record(log.head(), record_id(1)))
    production, state = places(root)
    production.root.rename(tmp_path / "moved")
    moved = LogFolder(DISK, type(production)(tmp_path / "moved"), state)
    assert moved.own_log() == log.own_log()
    moved.publish(make_record(moved.head(), record_id(2)))
    assert assert_whole(moved) == (record_id(1), record_id(2))


def test_a_record_for_another_log_is_refused(log: LogFolder) -> None:
    """Only the laptop that owns a log writes it."""
    with pytest.raises(NotOurLogError, match="truck-ab12"):
        log.publish(make_record(LogHead("truck-ab12", 0, "0" * 64), record_id(1)))


@pytest.mark.parametrize("chosen", ["", "Cart", "a--b", "x" * 17, "a-b-c-d", "../x", "1cart", "ça"])
def test_a_log_name_that_the_format_does_not_know_is_refused(root: Path, chosen: str) -> None:
    """Rule 10."""
    with pytest.raises(InputError, match="cannot name a log"):
        log_folder(DISK, root).start_log(chosen)


# Stops


def test_a_stop_is_published_at_once_when_nobody_holds_the_lock(log: LogFolder) -> None:
    """The usual case."""
    done = log.restrict(hold(record_id(1), "a crack"))
    assert done.published is not None
    assert log.pending_restrictions() == ()
    assert assert_whole(log) == (record_id(1),)


def test_a_stop_never_waits_for_the_lock_and_counts_at_once(log: LogFolder, root: Path) -> None:
    """It is written, it counts, and the next holder publishes it, once."""
    production, _ = places(root)
    with DISK.lock(production.lock, 0):
        assert log.restrict(hold(record_id(1), "a crack")).published is None
        assert [one.facts for one in log_folder(DISK, root).pending_restrictions()] == [{"reason": "a crack"}]
    log_folder(DISK, root).recover()
    assert log.pending_restrictions() == ()
    assert assert_whole(log) == (record_id(1),)


def test_a_stop_without_a_log_of_our_own_counts_and_waits(root: Path) -> None:
    """In a copied folder somebody sees something: it is written before anything is asked."""
    log = log_folder(DISK, root)
    assert log.restrict(hold(record_id(1))).published is None
    assert len(log.pending_restrictions()) == 1
    log.start_log("cart")
    log.recover()
    assert assert_whole(log) == (record_id(1),)


def test_a_stop_that_cannot_be_rendered_stays_and_holds_nobody_up(root: Path) -> None:
    """It still counts; the trouble is reported and everything else goes on."""
    production, state = places(root)

    def refuse(restriction: object, head: object) -> bytes:
        raise RecordError("cannot be rendered")

    log = LogFolder(DISK, production, state, refuse)
    log.start_log("cart")
    log.restrict(hold(record_id(1)))
    log.publish(make_record(log.head(), record_id(2)))
    assert [one.folder_id for one in log.trouble] == [record_id(1)]
    assert len(log.pending_restrictions()) == 1


def test_a_stop_is_not_written_twice_under_one_id(log: LogFolder) -> None:
    """One id is one event."""
    log._render = None
    log.restrict(hold(record_id(1)))
    with pytest.raises(AlreadyThereError):
        log.restrict(hold(record_id(1)))


# Bad disks


def publish_on(disk: FailingFileSystem, root: Path, data: bytes) -> StorageError | None:
    """What publishing on a bad disk ends with; None if it was acknowledged."""
    try:
        log_folder(disk, root).publish(data, record_id(1))
    except StorageError as error:
        return error
    return None


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO], ids=errno.errorcode.get)
def test_a_fault_at_any_step_of_publishing_is_said_and_can_be_tried_again(tmp_path: Path, code: int) -> None:
    """Not signed, or signed and only unconfirmed; after the fault the same bytes are published once."""
    at = 0
    failed = 1
    while failed:
        root = tmp_path / str(at)
        log_folder(DISK, root).start_log("cart")
        draft = log_folder(DISK, root)
        draft.drafts.create(record_id(1), {"plan": "D"}).close()
        data = make_record(draft.head(), record_id(1))
        disk = FailingFileSystem(at=at, code=code)
        outcome = publish_on(disk, root, data)
        if isinstance(outcome, UnconfirmedError):
            assert len(draft.names()) == 1
            with pytest.raises(AlreadyThereError, match="was signed"):
                draft.drafts.leave(record_id(1))
        elif outcome is not None:
            assert outcome.remedy
            assert draft.names() == ()
            assert [one.run_id for one in draft.drafts.list()] == [record_id(1)]
        failed = bool(disk.failed)
        assert log_folder(DISK, root).publish(data, record_id(1)).sequence == 1
        again = log_folder(DISK, root)
        again.recover()
        assert assert_whole(again) == (record_id(1),)
        assert again.drafts.list() == ()
        at += 1
    assert at > 8


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=errno.errorcode.get)
def test_a_stop_on_a_bad_disk_is_saved_or_said_to_be_not_saved(tmp_path: Path, code: int) -> None:
    """Whatever fails after it is durable must not turn it into "not saved"."""
    at = 0
    failed = 1
    while failed:
        root = tmp_path / str(at)
        log_folder(DISK, root).start_log("cart")
        disk = FailingFileSystem(at=at, code=code)
        saved = True
        try:
            log_folder(disk, root).restrict(hold(record_id(1)))
        except StorageError:
            saved = False
        failed = bool(disk.failed)
        again = log_folder(DISK, root)
        again.recover()
        if saved:
            assert assert_whole(again) == (record_id(1),)
        at += 1
    assert at > 8


def test_a_folder_without_permission_to_write_can_still_be_read(log: LogFolder, root: Path) -> None:
    """A read-only stick: everything can be shown, nothing is created."""
    done = log.publish(make_record(log.head(), record_id(1)))
    reader = log_folder(FailingFileSystem(code=errno.EROFS, when=lambda operation, path: True), root)
    assert reader.names() == (done.name,)
    assert reader.read(done.name)
    assert reader.drafts.list() == ()
    assert reader.pending_restrictions() == ()
    assert reader.missing() == ()
    with pytest.raises(StorageError, match="read-only"):
        reader.publish(make_record(log.head(), record_id(2)))


def test_a_busy_lock_is_reported_and_nothing_is_lost(log: LogFolder, root: Path) -> None:
    """Another window publishes at the same moment."""
    data = make_record(log.head(), record_id(1))
    production, _ = places(root)
    with DISK.lock(production.lock, 0), pytest.raises(LockBusyError):
        log.publish(data, timeout_seconds=0)
    assert log.publish(data).sequence == 1


def test_other_bytes_under_the_name_of_a_record_are_never_overwritten(log: LogFolder, root: Path) -> None:
    """Somebody put a file there before us."""
    data = make_record(log.head(), record_id(1))
    done = log.publish(data)
    production, _ = places(root)
    second = make_record(log.head(), record_id(2))
    name = f"{log.own_log()}-000002-{sha256(second).hexdigest()[:32]}.toml"
    (production.log / name).write_bytes(b"planted")
    with pytest.raises(DamagedFileError, match="another file has the name"):
        log.publish(second)
    assert (production.log / name).read_bytes() == b"planted"
    assert log.head().digest == done.digest


def test_damaged_marks_are_said(log: LogFolder, root: Path) -> None:
    """Without marks nobody knows what is missing: that is never guessed."""
    for number in range(3):
        log.publish(make_record(log.head(), record_id(number)))
    _, state = places(root)
    data = bytearray(state.marks.read_bytes())
    data[20] ^= 1
    state.marks.write_bytes(data)
    with pytest.raises(DamagedFileError, match="line 1"):
        log_folder(DISK, root).head()


def test_the_next_start_deletes_what_is_done_and_never_fails_over_it(log: LogFolder, root: Path) -> None:
    """What cannot be deleted now, as it is open in an indexer, is no reason to complain: the next time will do."""
    log.publish(make_record(log.head(), record_id(1)))
    done = places(root)[0].done
    held = FailingFileSystem(
        code=errno.EACCES, when=lambda operation, path: operation == "rmdir" and done in path.parents
    )
    log_folder(held, root).recover()
    assert held.failed
    assert len(list(done.iterdir())) == 1
    log.recover()
    assert not list(done.iterdir())


def test_a_demonstration_is_written_without_waiting_for_the_disk(root: Path) -> None:
    """The same engine and publishing, one wait at the end."""
    disk = UnsyncedFileSystem()
    log = log_folder(disk, root)
    log.start_log("demo")
    for number in range(300):
        log.publish(make_record(log.head(), record_id(number)))
    disk.settle()
    assert len(assert_whole(log_folder(DISK, root))) == 300
    assert len(list(places(root)[0].done.iterdir())) < 300
