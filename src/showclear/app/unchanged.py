"""Record files that were read before: which of them are not what they were (ADR 0023)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from showclear.errors import StorageError
from showclear.ledger.record import digest_of
from showclear.storage.failures import MissingFileError
from showclear.storage.fingerprints import Fingerprint
from showclear.storage.log_folder import LogFolder


def read_files(folder: LogFolder, names: Iterable[str]) -> dict[str, bytes]:
    """The bytes of some records; nothing for one that is gone, no bytes for one that cannot be read."""
    return dict(each_file(names, folder.read))


def each_file(names: Iterable[str], read: Callable[[str], bytes]) -> Iterator[tuple[str, bytes]]:
    """The same one after the other, so that nobody needs to hold all of them. `read` raises `StorageError`."""
    for name in names:
        try:
            data = read(name)
        except MissingFileError:
            # Gone between listing and reading: the marks report it if it was ever seen.
            continue
        except StorageError:
            # A folder of that name, a bad sector: verification says that it holds nothing that can be read.
            data = b""
        yield name, data


class Unchanged:
    """Reads a file again unless its fingerprint is the one that it had when this process found it as it was."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str | None, Fingerprint]] = {}
        """Digest and fingerprint of the files that were found as they were."""

    def changed(self, folder: LogFolder, expected: Mapping[str, str | None]) -> dict[str, bytes]:
        """The bytes of those files that do not have the digest that is expected. Raises: StorageError."""
        before = folder.fingerprints(expected)
        known = self._known
        doubtful = [name for name, digest in expected.items() if known.get(name) != (digest, before.get(name))]
        files = read_files(folder, doubtful)
        after = folder.fingerprints(files)
        changed = {name: data for name, data in files.items() if digest_of(data) != expected[name]}
        for name, data in files.items():
            known.pop(name, None)
            # The same before and after it was read: what was read is what bears this fingerprint.
            if data and name not in changed and name in after and before.get(name) == after[name]:
                known[name] = expected[name], after[name]
        return changed
