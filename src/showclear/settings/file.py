"""The settings file of this machine account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from showclear.errors import ShowClearError, StorageError
from showclear.settings.reading import FILE_NAME, SettingsError, change, parse
from showclear.settings.schema import DEFAULTS, Settings
from showclear.storage.durable import make_folder, replace_durably
from showclear.storage.files import FileSystem, LocalFileSystem
from showclear.storage.paths import HOME_VARIABLE


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """Where the settings lie, how they are read, and how one of them is changed."""

    path: Path
    filesystem: FileSystem = field(default_factory=LocalFileSystem)

    def read(self) -> Settings:
        """The settings; the defaults where there is no file.

        Raises:
            SettingsError: the file is there and does not hold.
            StorageError: it cannot be read.
        """
        return parse(self.bytes(), str(self.path))

    def read_or_defaults(self) -> tuple[Settings, ShowClearError | None]:
        """The settings, or the defaults and what is wrong: a fault here keeps nobody from the board."""
        try:
            return self.read(), None
        except (SettingsError, StorageError) as error:
            return DEFAULTS, error

    def write(self, key: str, value: str) -> Settings:
        """Set one value and keep everything else in the file as it is.

        Raises:
            SettingsError: no such key or value, or the file does not hold.
            StorageError: it cannot be written.
        """
        data = change(self.bytes(), key, value)
        make_folder(self.filesystem, self.path.parent)
        replace_durably(self.filesystem, self.path, data, 0o644)
        return parse(data)

    def bytes(self) -> bytes:
        """What the file holds; nothing where there is none. Raises: StorageError."""
        return self.filesystem.read(self.path) if self.filesystem.exists(self.path) else b""


def settings_file(environment: Mapping[str, str]) -> SettingsFile:
    """The settings of this machine account; the front ends hand in `os.environ`."""
    home = environment.get(HOME_VARIABLE, "")
    if home:
        return SettingsFile(Path(home).expanduser().absolute() / FILE_NAME)
    from platformdirs import user_config_path

    return SettingsFile(user_config_path("showclear", appauthor=False) / FILE_NAME)
