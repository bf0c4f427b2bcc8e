"""Adopted definitions under the digest of their bytes."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from showclear.errors import InputError
from showclear.storage.definitions import DefinitionStore
from showclear.storage.failures import DamagedFileError, MissingFileError
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import ProductionPaths

TEXT = b'name = "D"\n'
DIGEST = sha256(TEXT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> DefinitionStore:
    """The store of an empty production."""
    return DefinitionStore(LocalFileSystem(), ProductionPaths(tmp_path))


def test_a_definition_comes_back_by_its_digest(store: DefinitionStore, tmp_path: Path) -> None:
    """A record can be read in ten years: it names the digest of what was asked."""
    assert store.put(TEXT) == store.put(TEXT) == DIGEST
    assert store.get(DIGEST) == store.get(f"sha256:{DIGEST}") == TEXT
    assert store.digests() == (DIGEST,)
    assert (tmp_path / "definitions" / f"{DIGEST}.toml").stat().st_mode & 0o777 == 0o444


def test_a_changed_definition_is_refused(store: DefinitionStore, tmp_path: Path) -> None:
    """Nobody may soften a checklist after it was adopted, not even by putting it there again."""
    store.put(TEXT)
    path = tmp_path / "definitions" / f"{DIGEST}.toml"
    path.chmod(0o600)
    path.write_bytes(TEXT + b"# softer\n")
    with pytest.raises(DamagedFileError, match="changed since it was adopted"):
        store.get(DIGEST)
    with pytest.raises(DamagedFileError):
        store.put(TEXT)


def test_a_definition_that_is_not_there_is_missing(store: DefinitionStore) -> None:
    """An incomplete copy of a production."""
    with pytest.raises(MissingFileError):
        store.get("0" * 64)


@pytest.mark.parametrize("digest", ["", "../../x", "sha256:", "AB" * 32, "0" * 63, "sha256:" + "g" * 64])
def test_what_is_no_digest_never_becomes_a_path(store: DefinitionStore, digest: str) -> None:
    """Digests come out of records."""
    with pytest.raises(InputError):
        store.get(digest)
