"""The log folder: reading what all laptops published, and publishing into this laptop's own log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from showclear.errors import RecordError, ShowClearError, StorageError
from showclear.storage import log_refusals as refusals
from showclear.storage.drafts import FINISHED_START, Drafts, finished_name
from showclear.storage.durable import give_name, make_folder, replace_durably, take_back, write_durably
from showclear.storage.failures import (
    AlreadyThereError,
    DamagedFileError,
    HeadMovedError,
    LockBusyError,
    MissingFileError,
    NotOurLogError,
    UnconfirmedError,
)
from showclear.storage.files import READ_ONLY, FileState, FileSystem, LocalFileSystem
from showclear.storage.fingerprints import Fingerprint
from showclear.storage.identity import RecordIdentity, identify
from showclear.storage.listing import Listing
from showclear.storage.marks import LogHead, Marks
from showclear.storage.names import Look, Names, look_at
from showclear.storage.ownership import LogOwnership, make_log_name
from showclear.storage.paths import ProductionPaths, ProductionState
from showclear.storage.published import Published, Restricted, Trouble
from showclear.storage.restrictions import (
    UNREADABLE,
    PendingRestriction,
    RestrictionRenderer,
    look_at_waiting,
    read_restrictions,
    write_restriction,
)

LOCK_SECONDS = 10.0
"""How long publishing waits for another window of this laptop."""
RUBBISH_LIMIT = 256
"""How many published pending folders may pile up in `done/` before somebody waits for their deletion."""
RESTRICTION_LOCK_SECONDS = 0.2
"""How long a stop tries to be published at once; it counts in any case."""


class LogFolder:
    """The log of a production as this machine account sees and continues it."""

    def __init__(
        self,
        filesystem: FileSystem,
        production: ProductionPaths,
        state: ProductionState,
        render_restriction: RestrictionRenderer | None = None,
    ) -> None:
        """`render_restriction` makes records of pending restrictions; without it they stay pending (and count)."""
        self._filesystem = filesystem
        self._production = production
        self._state = state
        self._ownership = LogOwnership(filesystem, state)
        self._render = render_restriction
        self._log: str | None = None
        self._moved_away = 0
        self.listed = Listing(filesystem, production.log)
        """What lies in the folder."""
        self._waiting = look_at(())
        """How the folder of what waits looked before it was read."""
        self.marks = Marks(filesystem, state)
        self.drafts = Drafts(filesystem, production)
        self.trouble: tuple[Trouble, ...] = ()
        """What the last recovery or publishing had to leave where it was."""

    def again(self) -> LogFolder:
        """The same folder, looked at apart from this: for another thread."""
        return LogFolder(self._filesystem, self._production, self._state)

    # Reading

    def require_there(self) -> None:
        """Raises: `MissingFileError` if the log folder is gone, as when a stick is pulled out: that is no empty log."""
        if not self._filesystem.exists(self._production.log):
            raise refusals.gone(self._production.log)

    def names(self) -> tuple[str, ...]:
        """The record files of all logs, sorted by name. Raises: `StorageError`."""
        return tuple(self.listing()[0])

    def strays(self) -> tuple[str, ...]:
        """Files in the log folder that are not named like records: conflict copies, things that do not belong."""
        return self.listing()[1]

    def listing(self) -> tuple[Names, tuple[str, ...]]:
        """Names and strays by one look at the folder. Raises: `StorageError`."""
        return self.listed.now()

    @property
    def looks(self) -> tuple[Look, Look]:
        """How the log, and what waits for it, looked before they were last read: what came since looks different."""
        return self.listed.look, self._waiting

    def read(self, name: str) -> bytes:
        """The bytes of a record, not verified. Raises: `MissingFileError`; `StorageError`; `InputError`."""
        return self._filesystem.read(self._production.record(name))

    @property
    def on_disk(self) -> Path | None:
        """Where the records lie on the disk; None where something stands in for it, as in tests."""
        disk = self._filesystem
        return self._production.log if isinstance(disk, LocalFileSystem) and disk.is_read_by_path() else None

    def state(self, name: str) -> FileState:
        """Size and change time of a record. Raises: `MissingFileError`; `StorageError`; `InputError`."""
        return self._filesystem.stat(self._production.record(name))

    def fingerprints(self, names: Iterable[str]) -> Mapping[str, Fingerprint]:
        """What changes with the bytes of some records, where the system tells it. Raises: `StorageError`."""
        return self._filesystem.fingerprints(self._production.log, names)

    def note_seen(self, names: Iterable[str] | None = None) -> tuple[str, ...]:
        """Mark the names (all in the folder) that are new on this laptop; returns the new ones. Raises: `StorageError`.

        Callers leave out files that never were what their name says: nobody shall miss them when they are gone.
        """
        self.marks.refresh()
        return self.marks.seen(self.names() if names is None else names)

    def note_early(self, names: Iterable[str]) -> None:
        """Mark that these records came here before their own time. Raises: `StorageError`."""
        self.marks.came_early(names)

    def missing(self) -> tuple[str, ...]:
        """Names that this laptop has seen and that are gone: a finding. Raises: `StorageError`."""
        self.marks.refresh()
        return tuple(sorted(self.marks.names() - self.listing()[0]))

    # Our own log

    def own_log(self) -> str | None:
        """The log that this laptop writes here; None in a copied folder until `start_log`. Raises: `StorageError`."""
        if self._log is None:
            self._log = self._ownership.owned(self._production)
        return self._log

    def start_log(self, chosen: str) -> str:
        """Begin a log of our own: the chosen name and four random characters.

        Raises: `InputError` for a name that cannot be used; `StorageError`.
        """
        log = make_log_name(chosen)
        self.adopt_log(log)
        return log

    def adopt_log(self, log: str) -> None:
        """Own a log whose name was made before, for the first record of a production. Raises: `StorageError`."""
        for folder in (self._production.log, self._production.pending, self._production.done):
            make_folder(self._filesystem, folder)
        self._ownership.claim(log, self._production)
        self._log = log

    def head(self) -> LogHead:
        """What the next record of our log must follow: from our own marks, never from the highest file found.

        Raises: `NotOurLogError` without a log; `StorageError`.
        """
        log = self._require_log()
        self.marks.refresh()
        return self.marks.head(log)

    # Publishing

    def publish(self, data: bytes, run_id: str = "", *, timeout_seconds: float = LOCK_SECONDS) -> Published:
        """Publish finished record bytes; when this returns they are in the log for good.

        With `run_id` the pending folder of that run carries the bytes and is taken away at the end. Publishing the
        same bytes again is the same event and returns the same answer.

        Raises: `HeadMovedError` if the log grew since the record was begun: show what happened, sign again;
        `AlreadyPublishedError` if other bytes of this event count already; `NotOurLogError`; `LockBusyError`;
        `RecordError`; `StorageError`: then it is not signed, and the same bytes may be published again.
        """
        record = identify(data)
        if run_id and not self._filesystem.exists(self._production.pending_folder(run_id)):
            self._refuse_unless_published(record)
        with self._publishing(timeout_seconds):
            before = self._published_since(record)
            if before is not None:
                return before
            self._check_head(record)
            folder_id = run_id or record.id
            return self._put(folder_id, data, record)

    def recover(self, *, timeout_seconds: float = LOCK_SECONDS) -> tuple[Published, ...]:
        """Publish what a crash left half-published, byte for byte, and the restrictions that wait.

        Does nothing where this laptop owns no log. Raises: `LockBusyError`; `StorageError`.
        """
        if self.own_log() is None:
            return ()
        with self._publishing(timeout_seconds) as published:
            self._sweep()
            return tuple(published)

    def restrict(self, restriction: PendingRestriction) -> Restricted:
        """Write a restriction so that it counts at once, then try to publish it without waiting.

        Raises: `StorageError` only if it could not be made durable at all.
        """
        write_restriction(self._filesystem, self._production, restriction)
        ours: list[Published] = []
        try:
            if self.own_log() is not None:
                with self._publishing(RESTRICTION_LOCK_SECONDS) as published:
                    ours = [one for one in published if self._event_of(one.name) == restriction.restriction_id]
        except LockBusyError:
            # The holder, or whoever comes next, publishes it.
            pass
        except StorageError as error:
            self.trouble = (Trouble(restriction.restriction_id, error),)
        return Restricted(restriction, ours[0] if ours else None)

    def pending_restrictions(self) -> tuple[PendingRestriction, ...]:
        """Restrictions that count but are not in the log yet, oldest first. Raises: `StorageError`."""
        self._waiting = look_at_waiting(self._filesystem, self._production)
        return read_restrictions(self._filesystem, self._production, self.drafts)

    # Under the lock

    @contextmanager
    def _publishing(self, timeout_seconds: float) -> Iterator[list[Published]]:
        """Hold the lock with everything half-done finished; gives what that published."""
        self._require_log()
        with self._filesystem.lock(self._production.lock, timeout_seconds):
            self.marks.refresh()
            if self._moved_away >= RUBBISH_LIMIT:
                self._sweep()
            trouble: list[Trouble] = []
            published = [*self._finish_half_published(trouble), *self._publish_restrictions(trouble)]
            self.trouble = tuple(trouble)
            yield published

    def _sweep(self) -> None:
        self._moved_away = 0
        try:
            self.drafts.sweep()
        except StorageError:
            # Rubbish that cannot be deleted now (open in an indexer on Windows) is deleted the next time.
            return

    def _finish_half_published(self, trouble: list[Trouble]) -> list[Published]:
        published = []
        for folder_id in self.drafts.folders():
            for file in self.drafts.files(folder_id):
                if file.startswith(FINISHED_START):
                    path = self._production.pending_folder(folder_id) / file
                    done = self._finish(folder_id, path, trouble)
                    published.extend([done] if done is not None else [])
        return published

    def _finish(self, folder_id: str, path: Path, trouble: list[Trouble]) -> Published | None:
        data = self._filesystem.read(path)
        if path.name != finished_name(data):
            # Torn before anything was linked or acknowledged.
            self._filesystem.unlink(path)
            return None
        record = identify(data)
        if not self._in_log(record):
            try:
                # The mark may be durable and the link beside it not: then the record has its place already.
                if not self._is_marked(record):
                    self._check_head(record)
            except (HeadMovedError, NotOurLogError) as error:
                trouble.append(Trouble(folder_id, error))
                return None
            # After a failed fsync the cache may show bytes that the disk does not hold: write them anew.
            replace_durably(self._filesystem, path, data, READ_ONLY)
        return self._link_and_mark(folder_id, path, record)

    def _is_marked(self, record: RecordIdentity) -> bool:
        return any(one.name == record.name for one in self.marks.published_from(record.log, record.sequence))

    def _in_log(self, record: RecordIdentity) -> bool:
        return self._filesystem.exists(self._production.record(record.name))

    def _publish_restrictions(self, trouble: list[Trouble]) -> list[Published]:
        if self._render is None:
            return []
        published = []
        stuck = {one.folder_id for one in trouble}
        # Not as who folds them: what only waits here must still look new to whoever follows the folder.
        for restriction in read_restrictions(self._filesystem, self._production, self.drafts):
            if restriction.restriction_id in stuck:
                continue
            if restriction.kind == UNREADABLE:
                file = self._production.restriction(restriction.restriction_id)
                trouble.append(Trouble(restriction.restriction_id, refusals.no_restriction(file)))
                continue
            try:
                data = self._render(restriction, self.marks.head(self._require_log()))
                record = identify(data)
                self._check_head(record)
            except ShowClearError as error:
                trouble.append(Trouble(restriction.restriction_id, error))
                continue
            published.append(self._put(restriction.restriction_id, data, record))
        return published

    def _put(self, folder_id: str, data: bytes, record: RecordIdentity) -> Published:
        folder = self._production.pending_folder(folder_id)
        make_folder(self._filesystem, folder)
        path = folder / finished_name(data)
        try:
            write_durably(self._filesystem, path, data, named=True)
            return self._link_and_mark(folder_id, path, record)
        except (AlreadyThereError, UnconfirmedError):
            raise
        except StorageError as error:
            self._unwrite(path, record, error)
            raise

    def _unwrite(self, path: Path, record: RecordIdentity, error: StorageError) -> None:
        """Nobody can have seen it: take it back, so that "not signed" stays true, whenever the power goes.

        Raises: `UnconfirmedError` where the disk does not confirm that either.
        """
        try:
            take_back(self._filesystem, path)
        except StorageError as second:
            raise refusals.neither_written_nor_gone(record, error, second) from error

    def _link_and_mark(self, folder_id: str, path: Path, record: RecordIdentity) -> Published:
        target = self._production.record(record.name)
        try:
            self._link(path, target)
            self.listed.came(record.name)
            with self._filesystem.fsync_folder_during(target.parent):
                self.marks.published(record.name, record.digest)
        except DamagedFileError:
            raise
        except StorageError as error:
            if not self._in_log(record):
                raise
            raise refusals.unconfirmed(record, error) from error
        try:
            self.drafts.move_away(folder_id)
            self._moved_away += 1
        except StorageError as error:
            # The record counts already; the next recovery finds it published and takes the folder away.
            self.trouble = (*self.trouble, Trouble(folder_id, error))
        return Published(record.name, record.digest, record.sequence)

    def _link(self, path: Path, target: Path) -> None:
        try:
            give_name(self._filesystem, path, target)
        except AlreadyThereError:
            self._require_same(path, target)

    def _require_same(self, path: Path, target: Path) -> None:
        if self._filesystem.read(path) != self._filesystem.read(target):
            raise refusals.other_file(target)

    def _require_log(self) -> str:
        log = self.own_log()
        if log is None:
            raise refusals.no_log(self._production.root)
        return log

    def _check_head(self, record: RecordIdentity) -> None:
        log = self._require_log()
        if record.log != log:
            raise refusals.for_another_log(record, log)
        head = self.marks.head(log)
        if (record.sequence, record.previous) != (head.sequence + 1, head.digest):
            raise refusals.head_moved(record, head)

    def _published_since(self, record: RecordIdentity) -> Published | None:
        """The answer for a record whose event was published before, by recovery or another window."""
        for one in self.marks.published_from(record.log, record.sequence):
            name = one.name
            if name == record.name:
                return Published(name, record.digest, record.sequence)
            if self._event_of(name) == record.id:
                raise refusals.published_before(name)
        return None

    def _event_of(self, name: str) -> str:
        try:
            return identify(self.read(name)).id
        except (MissingFileError, RecordError):
            # Gone or changed since: `missing` and verification report it.
            return ""

    def _refuse_unless_published(self, record: RecordIdentity) -> None:
        self.marks.refresh()
        if self._published_since(record) is None:
            raise refusals.run_not_open(self._production.root)
