"""Public keys: the one-line form of OpenSSH, fingerprints, and which keys are never taken."""

from __future__ import annotations

import re
from base64 import b64encode
from binascii import Error as Base64Error
from binascii import a2b_base64
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from showclear.errors import InputError
from showclear.ledger.wire import Reader, WireFault, pack
from showclear.words import english

ED25519 = "ssh-ed25519"
SK_ED25519 = "sk-ssh-ed25519@openssh.com"
SK_ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com"
KEY_TYPES = (ED25519, SK_ED25519, SK_ECDSA)
"""A software key, and the two kinds of FIDO2 keys."""

FIELD = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
"""Of the Ed25519 base point: a signature's second half must be smaller."""

_SMALL_ORDER_Y = (
    0,
    1,
    FIELD - 1,
    2707385501144840649318225287225658788936804267575313519463743609750303402022,
    55188659117513257062467267217118295137698188065244968500265048394206261417927,
)
_KEY_LINE = re.compile(r"([a-z0-9@.-]{1,64}) ([A-Za-z0-9+/]{1,2000}={0,2})(?: (.*))?")


class UnknownKeyType(InputError):
    """The key may be good, but it is of a type that records do not use."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that may sign records, taken apart."""

    type: str
    """One of `KEY_TYPES`."""
    blob: bytes
    """The whole key in SSH wire format; the fingerprint is over these bytes."""
    point: bytes
    """32 bytes for Ed25519, 65 for ECDSA."""
    application: bytes
    """What a FIDO2 key was made for, such as `ssh:`; empty for a software key."""

    @property
    def fingerprint(self) -> str:
        """`SHA256:` and 43 characters, as `ssh-keygen -l` prints it."""
        return fingerprint(self.blob)

    @property
    def is_hardware(self) -> bool:
        """Whether a FIDO2 device holds the private half."""
        return self.type != ED25519


def ed25519_blob(point: bytes) -> bytes:
    """The wire form of a software key from its 32 public bytes."""
    return pack(ED25519.encode(), point)


@lru_cache(maxsize=512)
def fingerprint(blob: bytes) -> str:
    """`SHA256:` and 43 characters, as `ssh-keygen -l` prints it."""
    # not said: as OpenSSH writes it
    return "SHA256:" + b64encode(sha256(blob).digest()).decode().rstrip("=")


@lru_cache(maxsize=512)
def parse_key_blob(blob: bytes) -> PublicKey:
    """Take a key in SSH wire format apart.

    Raises:
        InputError: it is of a kind that is not used here, malformed, or so weak that anybody could sign for it.
    """
    reader = Reader(blob)
    try:
        type_ = reader.string().decode("ascii", "replace")
        if type_ not in KEY_TYPES:
            raise UnknownKeyType(
                english("Keys of type {type!r} are not used here.", type=type_[:40]),
                english("Use one of: {key_types}.", key_types=", ".join(KEY_TYPES)),
            )
        if type_ == SK_ECDSA and reader.string() != b"nistp256":
            raise InputError(english("The curve of this key is not nistp256."), english("Make a new key."))
        point = reader.string()
        application = reader.string() if type_ != ED25519 else b""
        reader.end()
    except WireFault as fault:
        raise InputError(
            english("The public key is damaged: {fault}.", fault=fault),
            english("Copy the whole line of the .pub file."),
        ) from fault
    if b"\0" in application:  # ssh-keygen reads no such key
        raise InputError(
            english("The application of this key has a byte 0 in it."), english("Copy the whole line of the .pub file.")
        )
    _check_point(type_, point)
    return PublicKey(type_, blob, point, application)


def parse_key_line(line: str) -> PublicKey:
    """Read `TYPE BASE64 [comment]`, the line of a `.pub` file.

    Raises:
        InputError: it is not such a line, or `parse_key_blob` refuses the key.
    """
    return parse_recorded_key(line.strip())


def parse_recorded_key(line: str) -> PublicKey:
    """Read the same as a record has it, where nothing stands before it: one line has one reading.

    Raises:
        InputError: it is not such a line, or `parse_key_blob` refuses the key.
    """
    found = _KEY_LINE.fullmatch(line)
    if found is None:
        raise InputError(
            english("That is not the line of a public key."), english("Copy the whole line of the .pub file.")
        )
    try:
        blob = a2b_base64(found.group(2), strict_mode=True)
    except (Base64Error, ValueError) as error:
        raise InputError(
            english("The public key is damaged: {error}.", error=error),
            english("Copy the whole line of the .pub file."),
        ) from error
    key = parse_key_blob(blob)
    if key.type != found.group(1) or b64encode(blob).decode() != found.group(2):
        raise InputError(
            english("The public key does not say the same twice."), english("Copy the whole line of the .pub file.")
        )
    return key


def key_line(blob: bytes, comment: str = "") -> str:
    """The line of a `.pub` file for a key. Raises: `InputError` as `parse_key_blob`."""
    line = f"{parse_key_blob(blob).type} {b64encode(blob).decode()}"
    return f"{line} {comment}" if comment else line


def _check_point(type_: str, point: bytes) -> None:
    if type_ == SK_ECDSA:
        if len(point) != 65 or point[0] != 4:
            raise InputError(
                english("The public key is no uncompressed point of nistp256."), english("Make a new key.")
            )
        return
    if len(point) != 32:
        raise InputError(
            english("The public key has {count} bytes, not 32.", count=len(point)),
            english("Copy the whole line of the .pub file."),
        )
    y = int.from_bytes(point, "little") & (2**255 - 1)
    if y >= FIELD:
        raise InputError(english("The public key is not written in its one proper form."), english("Make a new key."))
    if y in _SMALL_ORDER_Y:
        raise InputError(
            english("The public key is of small order: anybody could sign for it."), english("Make a new key.")
        )
