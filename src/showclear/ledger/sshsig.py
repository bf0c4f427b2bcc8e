"""SSHSIG: exactly what `ssh-keygen -Y sign` writes, read back more strictly than `ssh-keygen -Y verify` does (rule 17).

Stock ssh-keygen takes a filled reserved field, S + L, re-wrapped armor and a FIDO2 signature that nobody touched.
Here one signature has one form, because its bytes are part of a file whose digest others cite.
"""

from __future__ import annotations

from binascii import Error as Base64Error
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable
from functools import cache, lru_cache
from hashlib import sha256, sha512
from typing import NamedTuple

from showclear.errors import InputError, SigningError
from showclear.ledger.keys import ED25519, ORDER, SK_ECDSA, PublicKey, UnknownKeyType, ed25519_blob, parse_key_blob
from showclear.ledger.wire import Reader, WireFault, pack
from showclear.words import english

NAMESPACE = "showclear-record-1"
MAGIC = b"SSHSIG"
VERSION = 1
HASH = b"sha512"
TOUCHED = 0x01
"""FIDO2 flag: somebody touched the key."""
VERIFIED = 0x04
"""FIDO2 flag: the key asked for its PIN or a finger."""

_KEY_START = len(MAGIC) + 4 + 4
_KEY_END = _KEY_START + 51
_SOFTWARE_START = MAGIC + VERSION.to_bytes(4) + (51).to_bytes(4) + pack(ED25519.encode())
_SOFTWARE_MIDDLE = pack(NAMESPACE.encode(), b"", HASH) + (83).to_bytes(4) + pack(ED25519.encode()) + (64).to_bytes(4)
_SOFTWARE_LENGTH = _KEY_END + len(_SOFTWARE_MIDDLE) + 64
"""Where a signature by a software key has what; anything else goes the general way."""
# not said: the armour of OpenSSH
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
# not said: the armour of OpenSSH
_END = "-----END SSH SIGNATURE-----\n"
_WIDTH = 70


class SignatureFault(ValueError):
    """A signature is malformed or does not hold. `unknown` means that it is of a kind that we do not know."""

    def __init__(self, message: str, *, unknown: bool = False) -> None:
        super().__init__(message)
        self.unknown = unknown


class Sshsig(NamedTuple):
    """A signature taken apart: who signed, over which namespace, and the raw signature."""

    key: PublicKey
    namespace: str
    signature: bytes
    """64 bytes for Ed25519; for ECDSA the pair of numbers in SSH wire form."""
    flags: int
    """Of a FIDO2 key: see `TOUCHED` and `VERIFIED`. 0 for a software key."""
    counter: int


def signed_data(data: bytes, namespace: str = NAMESPACE) -> bytes:
    """The bytes that a key really signs for `data`; this is what an ssh-agent is asked to sign."""
    return _signed_start(namespace) + sha512(data).digest()


@lru_cache(maxsize=8)
def _signed_start(namespace: str) -> bytes:
    return MAGIC + pack(namespace.encode(), b"", HASH) + (64).to_bytes(4)


def sign(
    key: bytes | Callable[[bytes], bytes],
    data: bytes,
    namespace: str = NAMESPACE,
    *,
    public_key_blob: bytes | None = None,
) -> str:
    """Sign `data` and give the armored text, byte for byte what `ssh-keygen -Y sign` writes.

    Args:
        key: the 32-byte seed of an Ed25519 key, or something that signs given bytes and gives the signature in SSH
            wire form (as an ssh-agent does); then `public_key_blob` says with which key.
        data: what is signed.
        namespace: what the signature is for.
        public_key_blob: the public key in SSH wire form, where `key` is not a seed.

    Raises:
        SigningError: the key gave something that is no signature by it over the data.
    """
    if isinstance(key, bytes):
        public_key_blob, signature = _sign_with_seed(key, signed_data(data, namespace))
    elif public_key_blob is None:
        raise SigningError(english("It is not said which key signs."), english("Hand in the public key."))
    else:
        signature = key(signed_data(data, namespace))
    armored = armor(MAGIC + VERSION.to_bytes(4) + pack(public_key_blob, namespace.encode(), b"", HASH, signature))
    if not isinstance(key, bytes):
        try:
            verify(armored, data, public_key_blob=public_key_blob, namespace=namespace)
        except SignatureFault as fault:
            raise SigningError(
                english("The key did not sign: {fault}.", fault=fault),
                english("Touch or unlock the key and try again."),
            ) from fault
    return armored


def ed25519_signature(raw: bytes) -> bytes:
    """The SSH wire form of the 64 bytes that an Ed25519 key gives."""
    return pack(ED25519.encode(), raw)


def armor(blob: bytes) -> str:
    """The text form: lines of 70 characters between the two marker lines."""
    text = b2a_base64(blob, newline=False).decode()
    lines = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    return "\n".join((_BEGIN, *lines, _END))


def parse(armored: str, namespace: str = NAMESPACE) -> Sshsig:
    """Take a signature apart; everything that rule 17 demands except that it holds.

    Raises:
        SignatureFault: it is not in its one proper form, or of an unknown kind.
    """
    body = armored.removeprefix(_BEGIN).removesuffix(_END).replace("\n", "")
    try:
        blob = a2b_base64(body, strict_mode=True)
    except (Base64Error, ValueError) as error:
        raise SignatureFault(english("its base64 text is damaged")) from error
    if armor(blob) != armored:
        raise SignatureFault(english("its text is not in its one proper form"))
    try:
        if len(blob) == _SOFTWARE_LENGTH and blob.startswith(_SOFTWARE_START) and namespace == NAMESPACE:
            return _parse_software(blob)
        return _parse_blob(blob, namespace)
    except WireFault as fault:
        raise SignatureFault(english("it is damaged: {fault}", fault=fault)) from fault


def verify(
    armored: str,
    data: bytes,
    *,
    public_key_blob: bytes,
    namespace: str = NAMESPACE,
    needs_pin: bool = False,
) -> Sshsig:
    """Check that `armored` is a signature over `data` by this key, by all of rule 17.

    Args:
        armored: the text as `ssh-keygen -Y sign` writes it.
        data: the covered bytes.
        public_key_blob: the key that must have signed, in SSH wire form.
        namespace: what the signature must be for.
        needs_pin: whether a FIDO2 key must have asked for its PIN or a finger.

    Raises:
        SignatureFault: it does not hold; says why.
    """
    signature = parse(armored, namespace)
    if signature.key.blob != public_key_blob:
        raise SignatureFault(english("it is by another key"))
    if needs_pin and not signature.flags & VERIFIED:
        raise SignatureFault(english("the key did not ask for its PIN, which the enrolment demands"))
    check(signature, data)
    return signature


def check(signature: Sshsig, data: bytes) -> None:
    """Check a parsed signature over the covered bytes. Raises: `SignatureFault`."""
    check_digest(signature, sha512(data).digest())


def check_digest(signature: Sshsig, digest: bytes) -> None:
    """Check a parsed signature by the SHA-512 of the covered bytes. Raises: `SignatureFault`."""
    message = _signed_start(signature.namespace) + digest
    key = signature.key
    if key.is_hardware:
        message = (
            sha256(key.application).digest()
            + bytes([signature.flags])
            + signature.counter.to_bytes(4)
            + sha256(message).digest()
        )
    holds = _ecdsa_holds if key.type == SK_ECDSA else _ed25519_holds
    if not holds(key.point, signature.signature, message):
        raise SignatureFault(english("it does not fit these bytes"))


def _parse_blob(blob: bytes, namespace: str) -> Sshsig:
    reader = Reader(blob)
    if reader.take(6) != MAGIC or reader.number() != VERSION:
        raise SignatureFault(english("it is not an SSH signature of version 1"), unknown=True)
    key_blob, wanted, reserved, hash_ = reader.string(), reader.string(), reader.string(), reader.string()
    inner = reader.string()
    reader.end()
    key = _key(key_blob)
    if wanted != namespace.encode():
        raise SignatureFault(
            english("it was made for another purpose, {decode!r}", decode=wanted[:40].decode("utf-8", "replace"))
        )
    if reserved:
        raise SignatureFault(english("its reserved field is not empty"))
    if hash_ != HASH:
        raise SignatureFault(english("it uses another hash than sha512"))
    return _parse_inner(key, namespace, inner)


def _parse_software(blob: bytes) -> Sshsig:
    """The usual kind, whose fields all stand at known places."""
    if blob[_KEY_END:-64] != _SOFTWARE_MIDDLE:
        return _parse_blob(blob, NAMESPACE)
    raw = blob[-64:]
    _check_s(raw)
    return Sshsig(_key(blob[_KEY_START:_KEY_END]), NAMESPACE, raw, 0, 0)


def _check_s(raw: bytes) -> None:
    if int.from_bytes(raw[32:], "little") >= ORDER:
        raise SignatureFault(english("its second half is too large: a second form of the same signature"))


def _key(blob: bytes) -> PublicKey:
    try:
        return parse_key_blob(blob)
    except InputError as error:
        unknown = isinstance(error, UnknownKeyType)
        raise SignatureFault(error.message.rstrip("."), unknown=unknown) from error


def _parse_inner(key: PublicKey, namespace: str, inner: bytes) -> Sshsig:
    reader = Reader(inner)
    if reader.string() != key.type.encode():
        raise SignatureFault(english("the signature is of another kind than its key"))
    raw = reader.string()
    flags = counter = 0
    if key.is_hardware:
        flags, counter = reader.take(1)[0], reader.number()
        if not flags & TOUCHED:
            raise SignatureFault(english("nobody touched the key"))
    reader.end()
    if key.type == SK_ECDSA:
        _ecdsa_numbers(raw)
    elif len(raw) != 64:
        raise SignatureFault(english("it has another length than an Ed25519 signature"))
    else:
        _check_s(raw)
    return Sshsig(key, namespace, raw, flags, counter)


def _sign_with_seed(seed: bytes, message: bytes) -> tuple[bytes, bytes]:
    if len(seed) != 32:
        raise SigningError(english("The seed of an Ed25519 key has 32 bytes."), english("Hand in the seed alone."))
    from nacl.bindings import crypto_sign, crypto_sign_seed_keypair

    public, secret = crypto_sign_seed_keypair(seed)
    return ed25519_blob(public), ed25519_signature(crypto_sign(message, secret)[:64])


@cache
def _open() -> tuple[Callable[[bytes, bytes], bytes], type[Exception]]:
    """PyNaCl, brought in at the first signature so that nobody waits for it before."""
    from nacl.bindings import crypto_sign_open
    from nacl.exceptions import BadSignatureError

    return crypto_sign_open, BadSignatureError


def _ed25519_holds(point: bytes, raw: bytes, message: bytes) -> bool:
    crypto_sign_open, bad_signature = _open()
    try:
        crypto_sign_open(raw + message, point)
    except bad_signature:
        return False
    return True


def _ecdsa_holds(point: bytes, raw: bytes, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    try:
        key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
        key.verify(encode_dss_signature(*_ecdsa_numbers(raw)), message, ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=64)
def _ecdsa_numbers(raw: bytes) -> tuple[int, int]:
    reader = Reader(raw)
    first, second = reader.string(), reader.string()
    reader.end()
    return _positive(first), _positive(second)


def _positive(number: bytes) -> int:
    """A number as SSH writes it: no sign, no byte more than needed."""
    value = int.from_bytes(number)
    if not value or len(number) > 33 or number != value.to_bytes(value.bit_length() // 8 + 1):
        raise SignatureFault(english("a number in it is not written in its one proper form"))
    return value
