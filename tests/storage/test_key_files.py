"""Key files that stock OpenSSH can use."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from binascii import a2b_base64
from pathlib import Path
from time import process_time

import pytest

from showclear.errors import SigningError
from showclear.ledger.sshsig import sign
from showclear.storage.failures import AlreadyThereError, MissingFileError
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import BCRYPT_ROUNDS, PublicKey, create_key_file, open_key_file, read_public_key

DISK = LocalFileSystem()
WORDS = "surfacing neon chlorine mouse tanning"
needs_ssh_keygen = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")


@pytest.fixture
def key(tmp_path: Path) -> tuple[Path, PublicKey]:
    """A key with few rounds, so that tests are quick."""
    path = tmp_path / "my keys" / "zoë"
    return path, create_key_file(DISK, path, WORDS, "zoe@set", rounds=4)


def test_a_key_is_opened_by_its_passphrase_as_people_type_it(key: tuple[Path, PublicKey]) -> None:
    """The private file is nobody else's to read."""
    path, public = key
    opened = open_key_file(DISK, path, f" {WORDS.upper()} ")
    assert opened.public == public == read_public_key(DISK, path)
    assert len(opened.seed) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert opened.seed.hex() not in repr(opened)


@pytest.mark.parametrize("typed", ["", "surfacing neon", WORDS[:-1], "\ud83d", "x" * 10_000])
def test_a_wrong_passphrase_says_so_and_what_to_do(key: tuple[Path, PublicKey], typed: str) -> None:
    """Including what cannot be a passphrase at all."""
    with pytest.raises(SigningError, match="passphrase is wrong") as caught:
        open_key_file(DISK, key[0], typed)
    assert "five words" in caught.value.message
    assert str(key[0]) not in str(caught.value), "a path tells nobody anything here"
    assert "paper" in caught.value.remedy


def test_a_key_is_never_overwritten(key: tuple[Path, PublicKey]) -> None:
    """Everything that the person signed hangs on it."""
    before = key[0].read_bytes()
    with pytest.raises(AlreadyThereError):
        create_key_file(DISK, key[0], WORDS, rounds=4)
    assert key[0].read_bytes() == before


@pytest.mark.parametrize("size", [0, 10, 120, 300])
def test_a_damaged_key_file_is_not_called_a_wrong_passphrase(key: tuple[Path, PublicKey], size: int) -> None:
    """Otherwise a person types five words all morning."""
    path, _ = key
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(SigningError) as caught:
        open_key_file(DISK, path, WORDS)
    assert "passphrase is wrong" not in caught.value.message
    assert caught.value.remedy


def test_missing_files_are_said(tmp_path: Path) -> None:
    """A key on a stick that is not plugged in."""
    with pytest.raises(MissingFileError):
        open_key_file(DISK, tmp_path / "ada", WORDS)
    with pytest.raises(MissingFileError):
        read_public_key(DISK, tmp_path / "ada")


def test_a_public_file_that_is_none_is_refused(key: tuple[Path, PublicKey]) -> None:
    """Somebody saved a mail there."""
    path = key[0].with_name(f"{key[0].name}.pub")
    path.chmod(0o600)
    path.write_bytes(b"\xff hello")
    with pytest.raises(SigningError):
        read_public_key(DISK, key[0])


def test_a_file_that_asks_for_more_rounds_than_anybody_waits_for_is_refused_at_once(
    key: tuple[Path, PublicKey],
) -> None:
    """Found by the fuzzer: the number stands in the file, and up to four thousand million rounds were made."""
    path = key[0]
    rounds = (4).to_bytes(4)
    begin, end = "-----BEGIN OPENSSH PRIVATE KEY-----", "-----END OPENSSH PRIVATE KEY-----"
    blob = a2b_base64(path.read_text().removeprefix(begin).partition(end)[0])
    assert blob[:100].count(rounds) == 1
    more = b64encode(blob.replace(rounds, (1_001).to_bytes(4), 1)).decode()
    path.chmod(0o600)
    path.write_text(f"{begin}\n{more}\n{end}\n")
    before = process_time()
    with pytest.raises(SigningError, match="1001 rounds") as caught:
        open_key_file(DISK, path, WORDS)
    assert process_time() - before < 1.0
    assert "ssh-keygen -p" in caught.value.remedy


@needs_ssh_keygen
def test_stock_ssh_keygen_reads_the_key_and_signs_the_same_bytes(key: tuple[Path, PublicKey]) -> None:
    """No home-made container: an auditor and a person without this program can use the key."""
    path, public = key
    line = subprocess.run(["ssh-keygen", "-y", "-P", WORDS, "-f", path], capture_output=True, text=True, check=True)
    assert line.stdout.split()[:2] == public.line.split()
    listed = subprocess.run(["ssh-keygen", "-lf", path], capture_output=True, text=True, check=True)
    assert listed.stdout.split()[1] == public.fingerprint
    seed = open_key_file(DISK, path, WORDS).seed
    subprocess.run(["ssh-keygen", "-p", "-q", "-P", WORDS, "-N", "", "-f", path], capture_output=True, check=True)
    command = ["ssh-keygen", "-Y", "sign", "-n", "showclear-record-1", "-f", path]
    stock = subprocess.run(command, input=b"bytes\n", capture_output=True, check=True)
    assert sign(seed, b"bytes\n").encode() == stock.stdout


@needs_ssh_keygen
def test_other_kinds_of_keys_are_refused_with_the_kind_that_is_wanted(tmp_path: Path) -> None:
    """A person brings the key of another job."""
    path = tmp_path / "ecdsa"
    subprocess.run(["ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", path], check=True)
    with pytest.raises(SigningError) as caught:
        open_key_file(DISK, path, "")
    assert "Ed25519" in str(caught.value) or "passphrase" in str(caught.value)


def test_the_usual_number_of_rounds_is_128() -> None:
    """1.15 s a guess on one core; tests use fewer, the app must not."""
    assert BCRYPT_ROUNDS == 128
    assert create_key_file.__kwdefaults__ == {"rounds": BCRYPT_ROUNDS}
