"""A full disk, a failing disk, a read-only folder: a clear message, everything as it was, and it can be tried again."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from showclear.app.production import Production
from showclear.app.sessions import RunSession
from showclear.app.signing import SigningSession
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase
from showclear.domain.situation.status import State
from showclear.errors import RefusedError, ShowClearError, StorageError
from showclear.storage.failures import UnconfirmedError
from showclear.storage.files import LocalFileSystem
from tests.app.stage import COLT, EMPTY, RUBBER, TOLD, Stage
from tests.storage.fakes import CHANGES, RecordingFileSystem

ARMORER, DIRECTOR = "mara-reyes", "jonas-weil"


class Faulty(LocalFileSystem):
    """Reports `code` at the n-th change from now on (once), or wherever `where` says so (always)."""

    def __init__(self) -> None:
        self.at = -1
        self.code = errno.ENOSPC
        self.where: Callable[[str, Path], bool] = lambda operation, path: False
        self.failed = 0

    def before(self, operation: str, path: Path) -> None:
        """Fail if it is time."""
        if operation not in {*CHANGES, "lock"}:
            return
        if operation != "lock":
            self.at -= 1
        if (self.at == -1 and operation != "lock") or self.where(operation, path):
            self.failed += 1
            raise OSError(self.code, os.strerror(self.code), str(path))


def changes_of_a_whole_run(stage: Stage) -> int:
    """How many changes an inspection of the rubber gun makes."""
    recording = RecordingFileSystem()
    stage.open(recording)
    recording.operations.clear()
    stage.clear(RUBBER, EMPTY)
    return len(recording.operations)


def insist(stage: Stage, disk: Faulty) -> list[StorageError]:
    """Walk and sign, trying again whatever failed; the errors that were shown."""
    shown: list[StorageError] = []

    def again(act: Callable[[], object]) -> None:
        for _ in range(3):
            try:
                act()
                return
            except StorageError as error:
                shown.append(error)
        raise AssertionError("it failed three times")

    session: list[RunSession] = []
    again(lambda: session.append(stage.start(Procedure.INSPECTION, RUBBER, EMPTY)))
    run = session[-1]
    while run.run.phase in (Phase.NEEDS_PASS, Phase.ASKING):
        entered = [run.run.entries(person) for person in (ARMORER, DIRECTOR)]
        try:
            stage.answer(run, TOLD)
        except StorageError as error:
            shown.append(error)
            now = [run.run.entries(person) for person in (ARMORER, DIRECTOR)]
            assert now == entered, "an answer that is not durable is not shown as given"
    signing = run.signing()
    while signing.result is None and signing.place is not None:
        person = signing.place.person.id
        try:
            signing.sign(stage.pins[person])
        except UnconfirmedError as error:
            shown.append(error)
            break
        except StorageError as error:
            shown.append(error)
    return shown


@pytest.mark.slow
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=["full", "failing"])
def test_an_error_at_any_operation_of_a_run_loses_nothing_and_can_be_tried_again(stage: Stage, code: int) -> None:
    """Every change of a whole inspection fails once: the answer, signature or record is simply not there yet."""
    steps = changes_of_a_whole_run(stage)
    assert steps > 25
    disk = Faulty()
    disk.code = code
    stage.reopen(disk)
    runs = 1
    for at in range(0, steps, 1 if code == errno.ENOSPC else 2):
        stage.production.refresh()
        disk.at = at
        shown = insist(stage, disk)
        disk.at = -1
        assert all(error.remedy and error.message for error in shown), at
        if any(isinstance(error, UnconfirmedError) for error in shown):
            stage.reopen(disk)
        assert stage.status(RUBBER).state is State.COLD, at
        for draft in stage.production.open_runs():
            assert draft.started_at == draft.last_at, "a start that failed was never acknowledged"
            stage.production.abandon(draft.run_id)
            stage.clear(RUBBER, EMPTY)
            runs += 1
        runs += 1
    assert disk.failed > (steps if code == errno.ENOSPC else steps // 2) - 3
    book = stage.production.book
    inspections = [name for name in book.names() if (f := book.facts(name)) and f.procedure == "inspection"]
    assert len(inspections) == runs, "nothing was published twice"


def test_a_full_disk_says_so_and_the_hold_counts_all_the_same_once_there_is_space(stage: Stage) -> None:
    """The message says what is full and what to do; the same key again holds the set."""
    disk = Faulty()
    stage.open(disk)
    disk.where = lambda operation, path: operation in ("create", "write", "open_append", "mkdir")
    with pytest.raises(StorageError, match="the disk is full") as caught:
        stage.production.hold("a car")
    assert "Free some space" in caught.value.remedy
    board = stage.production.board()
    assert ([stop.kind for stop in board.stops], board.pending) == (["hold"], 1)
    with pytest.raises(RefusedError):
        stage.start(Procedure.INSPECTION, COLT, EMPTY)
    disk.where = lambda operation, path: False
    stage.production.hold("a car")
    assert [stop.kind for stop in stage.production.board().stops] == ["hold"]
    stage.reopen()
    assert [stop.kind for stop in stage.production.board().stops] == ["hold"]


def test_a_concern_that_the_disk_does_not_take_keeps_nobody_from_the_board(stage: Stage) -> None:
    """It was written yesterday; the window opens, says so, and holds what a concern holds."""
    stage.production.stops.concern("nobody slept", date(2026, 2, 1))
    stage.close()
    stage.opened.clear()
    disk = Faulty()
    disk.where = lambda operation, path: operation in ("create", "write", "open_append", "mkdir")
    board = stage.open(disk, shifts=False).board()
    assert [one.title for one in board.open_items if one.kind == "concern"] == ["nobody slept"]
    assert any("the disk is full" in one for one in board.findings)
    disk.where = lambda operation, path: False
    stage.reopen()
    assert [one.title for one in stage.production.board().open_items if one.kind == "concern"] == ["nobody slept"]


@pytest.mark.parametrize("act", ["take_back", "lock", "out_of_sight"])
def test_what_the_disk_refuses_ends_the_clearance_all_the_same(stage: Stage, act: str) -> None:
    """A gun that somebody took back is not cold because a disk is full; with space again it is in the log."""
    disk = Faulty()
    stage.open(disk)
    stage.clear(inputs=EMPTY)
    disk.where = lambda operation, path: operation in ("create", "write", "open_append", "mkdir")
    with pytest.raises(StorageError, match="the disk is full"):
        getattr(stage.production, act)(COLT)
    assert stage.status().state is State.UNVERIFIED
    before = len(stage.names())
    disk.where = lambda operation, path: False
    stage.production.refresh()
    assert len(stage.names()) == before + 1
    assert stage.production.board().pending == 0


def test_a_live_round_that_the_disk_refused_cannot_be_entered_as_empty(stage: Stage) -> None:
    """What was seen was seen: until it is written nothing else can be entered in its place, and then it stops."""
    disk = Faulty()
    stage.open(disk)
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk_until(session, "chambers")
    disk.where = lambda operation, path: operation in ("create", "write", "open_append", "mkdir")
    for entered in ("round-or-case", "empty", "empty"):
        with pytest.raises(StorageError, match="the disk is full"):
            session.answer(entered)
    with pytest.raises(StorageError, match="the disk is full"):
        session.abandon()
    disk.where = lambda operation, path: False
    session.answer("empty")
    assert session.run.phase is Phase.STOPPED
    assert session.run.stop is not None
    assert session.run.stop.entry.value == "round-or-case"
    assert [stop.kind for stop in stage.production.board().stops] == ["stand-down"]
    run_id = session.run.plan.run_id
    stage.reopen()
    assert stage.production.resume(run_id).run.phase is Phase.STOPPED


def test_a_hold_counts_as_soon_as_it_lies_there_though_the_log_cannot_be_written(stage: Stage) -> None:
    """A stop never waits for publishing: it counts from its own file on, and is published later."""
    disk = Faulty()
    stage.clear(inputs=EMPTY)
    stage.reopen(disk)
    disk.where = lambda operation, path: path.name.startswith("finished-")
    stage.production.hold("a car")
    board = stage.production.board()
    assert ([stop.kind for stop in board.stops], board.pending) == (["hold"], 1)
    assert stage.status().state is State.UNVERIFIED
    disk.where = lambda operation, path: False
    stage.reopen()
    board = stage.production.board()
    assert ([stop.kind for stop in board.stops], board.pending) == (["hold"], 0)


def ready(stage: Stage, disk: Faulty) -> tuple[RunSession, SigningSession]:
    """A run of which only the last signature is missing."""
    stage.open(disk)
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk(session)
    signing = session.signing()
    signing.sign(stage.pins[ARMORER])
    return session, signing


def test_an_error_while_publishing_keeps_the_draft_and_the_same_signature_is_tried_again(stage: Stage) -> None:
    """Not durable means not signed. The screen stays, and the same PIN tries again."""
    disk = Faulty()
    _, signing = ready(stage, disk)
    before = stage.names()
    disk.where = lambda operation, path: operation == "fsync" and path.name.startswith("finished-")
    disk.code = errno.EIO
    with pytest.raises(StorageError, match="may be failing"):
        signing.sign(stage.pins[DIRECTOR])
    assert stage.names() == before
    assert stage.status().state is State.UNVERIFIED
    assert len(stage.production.open_runs()) == 1
    disk.where = lambda operation, path: False
    assert signing.sign(stage.pins[DIRECTOR]) is not None
    assert stage.status().state is State.COLD
    assert stage.production.open_runs() == ()


def test_a_record_that_the_disk_did_not_confirm_is_finished_later_and_nobody_signs_again(stage: Stage) -> None:
    """The link is there, its folder is not synced: asking for signatures again would make a second record."""
    disk = Faulty()
    session, signing = ready(stage, disk)
    disk.where = lambda operation, path: operation == "fsync_folder" and path.name == "log"
    disk.code = errno.EIO
    with pytest.raises(UnconfirmedError, match="did not confirm") as caught:
        signing.sign(stage.pins[DIRECTOR])
    assert "Nobody signs again" in caught.value.remedy
    with pytest.raises(ShowClearError):
        session.abandon("it did not work")
    disk.where = lambda operation, path: False
    stage.reopen()
    assert stage.status().state is State.COLD
    assert stage.production.open_runs() == ()
    book = stage.production.book
    assert [f.id for n in book.names() if (f := book.facts(n)) and f.procedure == "inspection"] == [
        session.run.plan.run_id
    ]


def test_an_unconfirmed_record_is_finished_in_the_same_window_too(stage: Stage) -> None:
    """Signing once more after the disk is back answers with the record that is there; it makes no second one."""
    disk = Faulty()
    _, signing = ready(stage, disk)
    disk.where = lambda operation, path: operation == "fsync_folder" and path.name == "log"
    with pytest.raises(UnconfirmedError):
        signing.sign(stage.pins[DIRECTOR])
    disk.where = lambda operation, path: False
    published = signing.sign(stage.pins[DIRECTOR])
    assert published is not None
    assert published.name in stage.names()
    assert stage.production.open_runs() == ()
    assert stage.status().state is State.COLD


def test_a_record_that_could_neither_be_published_nor_taken_back_is_said_to_be_unknown_until_it_is_known(
    stage: Stage,
) -> None:
    """The power may bring the finished bytes back: "not signed" would be a promise that nobody can keep."""
    disk = Faulty()
    _, signing = ready(stage, disk)
    disk.code = errno.EIO
    disk.where = lambda operation, path: operation in ("link", "unlink")
    with pytest.raises(UnconfirmedError, match="nor that it is gone"):
        signing.sign(stage.pins[DIRECTOR])
    disk.where = lambda operation, path: True
    with pytest.raises(UnconfirmedError, match="still not known"):
        signing.sign(stage.pins[DIRECTOR])
    assert stage.status().state is not State.COLD
    disk.where = lambda operation, path: False
    assert signing.sign(stage.pins[DIRECTOR]) is not None
    assert stage.status().state is State.COLD
    assert stage.production.open_runs() == ()


def test_a_read_only_folder_opens_shows_and_says_why_nothing_can_be_signed(stage: Stage) -> None:
    """A stick with its lock on: everything can be read, and the reason stands on the board."""
    stage.clear(inputs=EMPTY)
    disk = Faulty()
    disk.code = errno.EROFS
    disk.where = lambda operation, path: True
    for production in stage.opened:
        production.close()
    stage.opened.clear()
    production = Production.open(
        stage.folder, machine=stage.machine, clock=stage.clock, filesystem=disk, opener=stage.key_in_hand
    )
    stage.opened.append(production)
    board = production.board()
    assert len(board.weapons) == 6
    assert "read-only" in production.reads_only
    assert board.reads_only == production.reads_only
    with pytest.raises(RefusedError) as caught:
        stage.start(Procedure.INSPECTION, COLT, EMPTY)
    assert caught.value.remedy
    with pytest.raises(StorageError, match="read-only"):
        production.hold("a car")
    production.refresh()


def test_a_log_that_cannot_be_listed_or_read_gives_an_error_that_says_where(stage: Stage) -> None:
    """The stick was pulled out: the error names the path, and the board stays what it was until it is back."""
    stage.open().board()
    gone = stage.folder.with_name("pulled out")
    stage.folder.rename(gone)
    try:
        for act in (stage.production.refresh, stage.production.hold, stage.production.verify, lambda: stage.clear()):
            with pytest.raises(StorageError, match="not there any more") as caught:
                act()
            assert "Plug the disk in again" in caught.value.remedy
        assert len(stage.production.board().weapons) == 6
    finally:
        if stage.folder.exists():
            raise AssertionError("a folder was made where the stick had been")
        gone.rename(stage.folder)
    stage.production.refresh()
    (hold,) = stage.production.board().stops
    lifting = stage.production.lift_hold(hold.record, "the stick was out", "it is in again", ARMORER, DIRECTOR)
    lifting.sign(stage.pins[ARMORER])
    lifting.sign(stage.pins[DIRECTOR])
    stage.clear(inputs=EMPTY)
    assert stage.status().state is State.COLD
