"""Private keys of people: OpenSSH Ed25519 key files that stock `ssh-keygen` can use."""

from __future__ import annotations

from base64 import b64encode
from binascii import Error as Base64Error
from binascii import a2b_base64
from dataclasses import dataclass
from pathlib import Path

from showclear.errors import InputError, SigningError, WrongWordsError
from showclear.ledger.keys import ED25519, ed25519_blob, fingerprint, key_line, parse_key_line
from showclear.ledger.wire import Reader, WireFault
from showclear.storage.durable import create_durably, make_folder
from showclear.storage.failures import AlreadyThereError
from showclear.storage.files import PRIVATE, FileSystem
from showclear.storage.passphrase import normalize_passphrase
from showclear.words import english

BCRYPT_ROUNDS = 128
"""Rounds of bcrypt-pbkdf over the passphrase: 1.15 s a guess on one core of a small laptop."""
MOST_ROUNDS = 1_000
"""A file may ask for four thousand million rounds, and nothing can be pressed while they are made."""
PUBLIC_MODE = 0o644

_BEGIN = b"-----BEGIN OPENSSH PRIVATE KEY-----"
_END = b"-----END OPENSSH PRIVATE KEY-----"
_MAGIC = b"openssh-key-v1\0"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half, as `allowed_signers` and a record name it."""

    line: str
    """`ssh-ed25519 AAAA…`, without a comment."""
    fingerprint: str
    """`SHA256:` and 43 characters, as `ssh-keygen -l` prints it."""


@dataclass(frozen=True, slots=True)
class OpenedKey:
    """A private key in memory. Keep it as short as possible."""

    seed: bytes
    public: PublicKey

    def __repr__(self) -> str:
        # not said: for developers
        return f"OpenedKey({self.public.fingerprint})"


def public_key_of(point: bytes) -> PublicKey:
    """The public key from its 32 bytes."""
    blob = ed25519_blob(point)
    return PublicKey(key_line(blob), fingerprint(blob))


def create_key_file(
    filesystem: FileSystem, path: Path, passphrase: str, comment: str = "", *, rounds: int = BCRYPT_ROUNDS
) -> PublicKey:
    """Make a key pair; the private half goes to `path` (mode 0600), the public one beside it with `.pub`.

    Raises: `AlreadyThereError` if the person has a key here; `StorageError`.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if filesystem.exists(path):
        raise AlreadyThereError(
            english("{path}: this person has a key here already.", path=path),
            english("Use that key, or revoke it first."),
        )
    key = Ed25519PrivateKey.generate()
    encryption = serialization.PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(rounds).build(_secret(passphrase))
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, encryption)
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    public = public_key_of(raw)
    make_folder(filesystem, path.parent)
    create_durably(filesystem, path, private, PRIVATE)
    write_public_half(filesystem, path, public, comment)
    return public


def write_public_half(filesystem: FileSystem, path: Path, public: PublicKey, comment: str) -> None:
    """Put the public key beside the private key file `path`, unless it is there. Raises: `StorageError`."""
    beside = _public_path(path)
    if not filesystem.exists(beside):
        line = f"{public.line} {comment}".rstrip() + "\n"
        create_durably(filesystem, beside, line.encode(), PUBLIC_MODE)


def open_key_file(filesystem: FileSystem, path: Path, passphrase: str) -> OpenedKey:
    """Open a private key with its passphrase. Slow on purpose: about a second.

    Raises: `SigningError` for a wrong passphrase, another kind of key or a damaged file; `StorageError`.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    data = filesystem.read(path)
    container = _container(path, data)
    try:
        key = serialization.load_ssh_private_key(container, _secret(passphrase))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _refusal(path, data, str(error)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _other_kind(path)
    seed = key.private_bytes(serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return OpenedKey(seed, public_key_of(raw))


def read_public_key(filesystem: FileSystem, path: Path) -> PublicKey:
    """The public key beside the private key file `path`, without a passphrase.

    Raises: `MissingFileError`; `SigningError` if the file is not a public key; `StorageError`.
    """
    public_path = _public_path(path)
    try:
        key = parse_key_line(filesystem.read(public_path).decode("utf-8", "replace"))
    except InputError as error:
        raise SigningError(f"{public_path}: {error.message}", english("Restore the file from a backup.")) from error
    return PublicKey(key_line(key.blob), key.fingerprint)


def _container(path: Path, data: bytes) -> bytes:
    """The key file written anew, once it is known to be of our kind and to cost no more time than a person waits.

    Raises: `SigningError`.
    """
    begin, end = data.find(_BEGIN), data.find(_END)
    if begin < 0:
        raise SigningError(
            english("{path}: this is not an OpenSSH private key.", path=path),
            english("Choose the key file without .pub at the end."),
        )
    try:
        blob = a2b_base64(data[begin + len(_BEGIN) : end] if end >= 0 else b"")
        if not blob.startswith(_MAGIC):
            raise WireFault(english("it is not of version 1"))
        reader = Reader(blob[len(_MAGIC) :])
        reader.string()
        kind, options, count, public = reader.string(), reader.string(), reader.number(), reader.string()
        rounds = _rounds(options) if kind != b"none" else 0
        type_ = Reader(public).string()
    except (Base64Error, WireFault) as error:
        raise _refusal(path, data, str(error)) from error
    if count != 1 or type_ != ED25519.encode():
        raise _other_kind(path)
    if rounds > MOST_ROUNDS:
        raise SigningError(
            english(
                "{path}: it asks for {rounds} rounds over the passphrase; more than {most_rounds} are not made here.",
                path=path,
                rounds=rounds,
                most_rounds=MOST_ROUNDS,
            ),
            english(
                'Write it anew with "ssh-keygen -p -a {bcrypt_rounds} -f FILE", or enrol a new key.',
                bcrypt_rounds=BCRYPT_ROUNDS,
            ),
        )
    return b"%s\n%s\n%s\n" % (_BEGIN, b64encode(blob), _END)


def _rounds(options: bytes) -> int:
    reader = Reader(options)
    reader.string()
    return reader.number()


def _other_kind(path: Path) -> SigningError:
    return SigningError(
        english("{path}: this is not an Ed25519 key.", path=path),
        english("Make a key with Show Clear or ssh-keygen -t ed25519."),
    )


def _secret(passphrase: str) -> bytes:
    """The bytes behind a typed passphrase; text that is no Unicode is simply a wrong one."""
    return normalize_passphrase(passphrase).encode("utf-8", "surrogatepass")


def _public_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.pub")


TYPE_AGAIN = english(
    "Look at the paper and type them again, with a space between them. Lost words cannot be found again: "
    "then the key is revoked and a new one enrolled."
)


def _refusal(path: Path, data: bytes, reason: str) -> SigningError:
    if "password" in reason.lower() or "passphrase" in reason.lower() or "checksum" in reason.lower():
        return WrongWordsError(
            english("The passphrase is wrong: these are not the five words of this key."), TYPE_AGAIN
        )
    return SigningError(
        english(
            "{path}: the key file cannot be read ({reason}; {count} bytes).", path=path, reason=reason, count=len(data)
        ),
        english("Restore it from a backup, or revoke the key and enrol a new one."),
    )
