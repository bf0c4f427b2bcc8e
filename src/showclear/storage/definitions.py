"""Adopted definitions in the production folder, each under the digest of its bytes."""

from __future__ import annotations

from hashlib import sha256

from showclear.storage.durable import create_durably, make_folder
from showclear.storage.failures import AlreadyThereError, DamagedFileError
from showclear.storage.files import FileSystem
from showclear.storage.paths import ProductionPaths, plain_digest
from showclear.words import english


class DefinitionStore:
    """The `definitions/` folder."""

    def __init__(self, filesystem: FileSystem, production: ProductionPaths) -> None:
        self._filesystem = filesystem
        self._production = production

    def put(self, data: bytes) -> str:
        """Store a definition, durable when this returns; gives its digest (64 hexadecimal digits).

        Raises: `DamagedFileError` if other bytes lie under that digest; `StorageError`.
        """
        digest = sha256(data).hexdigest()
        path = self._production.definition(digest)
        make_folder(self._filesystem, path.parent)
        try:
            create_durably(self._filesystem, path, data)
        except AlreadyThereError:
            self.get(digest)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes with this digest (with or without `sha256:`).

        Raises: `MissingFileError`; `DamagedFileError` if the file was changed; `InputError` for no digest.
        """
        plain = plain_digest(digest)
        path = self._production.definition(plain)
        data = self._filesystem.read(path)
        if sha256(data).hexdigest() != plain:
            raise DamagedFileError(
                english("{path}: the file was changed since it was adopted.", path=path),
                english("Restore it from another laptop or a backup of the production."),
            )
        return data

    def digests(self) -> tuple[str, ...]:
        """The digests of everything stored, by file name."""
        names = self._filesystem.listdir(self._production.definitions)
        return tuple(name[:-5] for name in names if len(name) == 69 and name.endswith(".toml"))
