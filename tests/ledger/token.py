"""A FIDO2 key in software, of both kinds: for tests of what such keys sign and of what they must not."""

from __future__ import annotations

from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from nacl.bindings import crypto_sign, crypto_sign_seed_keypair

from showclear.ledger.keys import SK_ECDSA
from showclear.ledger.sshsig import armor, signed_data
from showclear.ledger.wire import pack

APPLICATION = b"ssh:"
COUNTER = (7).to_bytes(4)
ORDER_256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Token:
    """A FIDO2 key in software: it says that it was touched whenever we say so."""

    def __init__(self, type_: str, application: bytes = APPLICATION) -> None:
        self.type, self._application = type_, application
        seed = sha256(f"token of {type_}".encode()).digest()
        self._ecdsa = derive_private_key(int.from_bytes(seed), SECP256R1())
        public, self._ed25519 = crypto_sign_seed_keypair(seed)
        point = self._ecdsa.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        parts = (b"nistp256", point) if type_ == SK_ECDSA else (public,)
        self.blob = pack(type_.encode(), *parts, application)

    def sign(self, covered: bytes, flags: int, written: int | None = None) -> str:
        """An armored signature made with these flags; `written`: the flags that stand in it, if they are others."""
        inner = sha256(signed_data(covered)).digest()
        message = sha256(self._application).digest() + bytes([flags]) + COUNTER + inner
        if self.type == SK_ECDSA:
            raw = ecdsa_pair(*decode_dss_signature(self._ecdsa.sign(message, ECDSA(SHA256()))))
        else:
            raw = crypto_sign(message, self._ed25519)[:64]
        return self.armored(raw, flags if written is None else written)

    def armored(self, raw: bytes, flags: int) -> str:
        """The text form of a raw signature."""
        signature = pack(self.type.encode(), raw) + bytes([flags]) + COUNTER
        return armor(b"SSHSIG\0\0\0\1" + pack(self.blob, b"showclear-record-1", b"", b"sha512", signature))


def ecdsa_pair(one: int, two: int) -> bytes:
    """The two numbers as SSH writes them."""
    return pack(*(number.to_bytes(number.bit_length() // 8 + 1) for number in (one, two)))
