"""Pending folders: one for each run that is open and each record that is not published yet.

A folder leaves by ONE rename to `done/`; its files are deleted only after that rename is durable. Deleting them
one by one in place would let a crash bring back a run without its finished record, to be signed a second time.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from showclear.errors import StorageError
from showclear.storage.durable import make_folder
from showclear.storage.failures import AlreadyThereError, DamagedFileError, MissingFileError, NoFolderError
from showclear.storage.files import FileSystem
from showclear.storage.journal import Event, Journal
from showclear.storage.paths import FOLDER_ID, ProductionPaths
from showclear.words import english

FINISHED_START = "finished-"


def finished_name(data: bytes) -> str:
    """The name of finished bytes in a pending folder: it betrays a torn file."""
    return f"{FINISHED_START}{sha256(data).hexdigest()}.toml"


@dataclass(frozen=True, slots=True)
class Draft:
    """An open run as found on the disk."""

    run_id: str
    header: Event
    """The first event of its journal; empty if the journal is damaged."""
    last_change_ns: int
    damage: StorageError | None = None
    """Why the journal cannot be read; then the run can only be abandoned."""


class Drafts:
    """The pending runs of a production folder."""

    def __init__(self, filesystem: FileSystem, production: ProductionPaths) -> None:
        self._filesystem = filesystem
        self._production = production

    def create(self, run_id: str, header: Event) -> Journal:
        """Start a run; its header is durable when this returns.

        Raises: `AlreadyThereError` if the run exists; `StorageError`.
        """
        folder = self._production.pending_folder(run_id)
        if self._filesystem.exists(folder):
            raise AlreadyThereError(
                english("{folder}: there is such a run already.", folder=folder), english("Resume or abandon that run.")
            )
        make_folder(self._filesystem, folder)
        return Journal.create(self._filesystem, self._production.journal(run_id), header)

    def open(self, run_id: str) -> Journal:
        """The journal of a run, to go on with.

        Raises: `MissingFileError`; `DamagedFileError`; `StorageError`.
        """
        return Journal.open(self._filesystem, self._production.journal(run_id))

    def list(self) -> tuple[Draft, ...]:
        """The open runs, oldest change first. Recover the log first: a finished run is not open any more.

        Raises: `StorageError` if the folder cannot be read.
        """
        drafts = [self._draft(run_id) for run_id in self.folders() if self._is_run(run_id)]
        return tuple(sorted((draft for draft in drafts if draft is not None), key=lambda draft: draft.last_change_ns))

    def leave(self, run_id: str) -> None:
        """Take the folder of an abandoned or published run away, for good when this returns.

        Raises: `MissingFileError` if there is none; `AlreadyThereError` if it was signed and only waits to be
        confirmed; `StorageError`.
        """
        self.refuse_signed(run_id)
        self.move_away(run_id)
        self.sweep()

    def refuse_signed(self, run_id: str) -> None:
        """Raises: `AlreadyThereError` if the run was signed and its record only waits to be confirmed."""
        if any(name.startswith(FINISHED_START) for name in self.files(run_id)):
            raise AlreadyThereError(
                english(
                    "{pending_folder}: this run was signed; its record is being published.",
                    pending_folder=self._production.pending_folder(run_id),
                ),
                english("Start Show Clear again: it publishes the record. Then correct it if it is wrong."),
            )

    def folders(self) -> tuple[str, ...]:
        """The ids of all pending folders: runs, restrictions, records on their way."""
        return tuple(name for name in self._filesystem.listdir(self._production.pending) if FOLDER_ID.fullmatch(name))

    def files(self, folder_id: str) -> tuple[str, ...]:
        """The file names in a pending folder; none of a file that somebody laid beside the folders."""
        try:
            return self._filesystem.listdir(self._production.pending_folder(folder_id))
        except NoFolderError:
            return ()

    def move_away(self, folder_id: str) -> None:
        """The one rename. Not durable yet: should it be undone by a power cut, recovery does it again."""
        folder = self._production.pending_folder(folder_id)
        make_folder(self._filesystem, self._production.done)
        target = self._production.done / folder_id
        number = 1
        while self._filesystem.exists(target):
            number += 1
            target = self._production.done / f"{folder_id}-{number}"
        try:
            self._filesystem.rename(folder, target)
        except MissingFileError as error:
            raise MissingFileError(
                english("{folder}: there is no such run.", folder=folder),
                english("It may have been finished or abandoned already."),
            ) from error

    def sweep(self) -> None:
        """Make the renames durable, then delete what lies in `done/`.

        Raises: `StorageError`; what is left is swept the next time.
        """
        left = self._filesystem.listdir(self._production.done)
        if not left:
            return
        self._filesystem.fsync_folder(self._production.done)
        self._filesystem.fsync_folder(self._production.pending)
        for name in left:
            self._delete(self._production.done / name)

    def _delete(self, folder: Path) -> None:
        try:
            for file in self._filesystem.listdir(folder):
                self._filesystem.unlink(folder / file)
            self._filesystem.rmdir(folder)
        except MissingFileError:
            # Another window sweeps the same folder.
            return

    def _is_run(self, folder_id: str) -> bool:
        files = self.files(folder_id)
        return "journal.jsonl" in files and not any(name.startswith(FINISHED_START) for name in files)

    def _draft(self, run_id: str) -> Draft | None:
        path = self._production.journal(run_id)
        changed = self._filesystem.stat(path).modified_ns
        try:
            events = Journal.open(self._filesystem, path).events()
        except DamagedFileError as damage:
            return Draft(run_id, {}, changed, damage)
        # Without a header nothing of the run was ever acknowledged.
        return Draft(run_id, events[0], changed) if events else None
