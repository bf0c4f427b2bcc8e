"""One window runs and signs; a second one on the same production folder reads and stops only."""

from __future__ import annotations

from contextlib import ExitStack

from showclear.errors import StorageError
from showclear.storage.files import FileSystem
from showclear.storage.paths import ProductionPaths


class Window:
    """This process on one production folder. Close it, or end the process, to let another one take over."""

    def __init__(self, filesystem: FileSystem, production: ProductionPaths) -> None:
        """Take the place of the writing window if it is free and the folder can be written."""
        self._held = ExitStack()
        self.refusal: StorageError | None = None
        """Why this window only reads and stops: another one is open, or the folder is read-only. None: it writes."""
        try:
            self._held.enter_context(filesystem.lock(production.instance_lock, 0))
        except StorageError as error:
            self.refusal = error

    def close(self) -> None:
        """Let go; closing twice does nothing."""
        self._held.close()
