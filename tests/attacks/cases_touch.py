"""Attacks with FIDO2 keys: untouched, without their PIN, swapped; and what is right with both kinds of them."""

from __future__ import annotations

from base64 import b64decode
from datetime import timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from nacl.bindings import crypto_sign, crypto_sign_seed_keypair

from showclear.ledger.facts import FactValue
from showclear.ledger.keys import SK_ECDSA, SK_ED25519, fingerprint, key_line
from showclear.ledger.record import close_block, digest_of, open_block, render_body
from showclear.ledger.sshsig import TOUCHED, VERIFIED, armor, signed_data
from showclear.ledger.wire import Reader, pack
from tests.attacks.catalogue import ALTERED, CART, UNVERIFIABLE, WARNING, add, attack, fitting
from tests.ledger.workshop import SAFETY, Crew, Workshop, Written

NICK = Crew("nick", "Nick the handler", "handler")
GROUP = "signatures by FIDO2 keys"
APPLICATION = b"ssh:"
COUNTER = (7).to_bytes(4)
ORDER_256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Token:
    """A FIDO2 key in software: it says that it was touched whenever we say so."""

    def __init__(self, type_: str) -> None:
        self.type = type_
        seed = sha256(f"token of {type_}".encode()).digest()
        self._ecdsa = derive_private_key(int.from_bytes(seed), SECP256R1())
        public, self._ed25519 = crypto_sign_seed_keypair(seed)
        point = self._ecdsa.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        parts = (b"nistp256", point) if type_ == SK_ECDSA else (public,)
        self.blob = pack(type_.encode(), *parts, APPLICATION)

    def sign(self, covered: bytes, flags: int, written: int | None = None) -> str:
        """An armored signature made with these flags; `written`: the flags that stand in it, if they are others."""
        inner = sha256(signed_data(covered)).digest()
        message = sha256(APPLICATION).digest() + bytes([flags]) + COUNTER + inner
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


def shift(shop: Workshop, type_: str, flags: int, *, needs_pin: bool = False, written: int | None = None) -> bytes:
    """Somebody is enrolled with a token and opens a shift with it; gives what the token signed."""
    token = Token(type_)
    row = _row(token, needs_pin)
    head = shop.head(CART, "enrolment", [(SAFETY, "enrolled"), (NICK, "enrolled")])
    begun = shop.finish(head, {"enrolment": row}, [SAFETY]).data
    at = head.made_at + timedelta(seconds=20)
    covered = open_block(begun, head.signers[1], NICK.name, fingerprint(token.blob), "touch", at)
    data = close_block(covered, token.sign(covered, TOUCHED | VERIFIED))
    enrolled = shop.publish(Written(fitting(data, ""), data, digest_of(data), head))
    assert enrolled.head.sequence == head.sequence
    later = shop.head(CART, "shift", [(NICK, "opened")])
    body = render_body(later, {"title": "Shift"})
    covered = open_block(body, later.signers[0], NICK.name, fingerprint(token.blob), "touch", later.made_at)
    add(shop, close_block(covered, token.sign(covered, flags, written)))
    return covered


def _row(token: Token, needs_pin: bool) -> dict[str, FactValue]:
    key = key_line(token.blob)
    return {"person": NICK.person, "name": NICK.name, "role": NICK.role, "key": key, "requires_uv": needs_pin}


for _type, _name in ((SK_ED25519, "ed25519"), (SK_ECDSA, "ecdsa")):

    @attack(f"fido2-{_name}-touched", GROUP)
    def _(shop: Workshop, type_: str = _type) -> None:
        """Nothing is wrong: a FIDO2 key that somebody touched."""
        shift(shop, type_, TOUCHED)

    @attack(f"fido2-{_name}-untouched", GROUP, says="nobody touched", form=ALTERED)
    def _(shop: Workshop, type_: str = _type) -> None:
        """A program signs with a FIDO2 key that is plugged in: ssh-keygen calls it good."""
        shift(shop, type_, 0)

    @attack(f"fido2-{_name}-with-its-pin", GROUP)
    def _(shop: Workshop, type_: str = _type) -> None:
        """Nothing is wrong: the enrolment demands the PIN, and the key asked for it."""
        shift(shop, type_, TOUCHED | VERIFIED, needs_pin=True)

    @attack(f"fido2-{_name}-without-its-pin", GROUP, says="did not ask for its PIN", keys=ALTERED)
    def _(shop: Workshop, type_: str = _type) -> None:
        """The enrolment demands the PIN of a FIDO2 key, and it was only touched."""
        shift(shop, type_, TOUCHED, needs_pin=True)


@attack("fido2-flag-added-afterwards", GROUP, says="does not fit", signature=ALTERED)
def _(shop: Workshop) -> None:
    """The flag that says touched is put into a signature that was made without a touch."""
    shift(shop, SK_ED25519, 0, written=TOUCHED)


@attack("fido2-ecdsa-second-form", GROUP, says="stands there 2 times", chain=UNVERIFIABLE, events=WARNING)
def _(shop: Workshop) -> None:
    """Anybody makes the other signature that ECDSA allows: one event in two files, and nothing says which is first."""
    covered = shift(shop, SK_ECDSA, TOUCHED)
    token, name = Token(SK_ECDSA), sorted(name for name in shop.files if name.startswith(CART))[-1]
    data = shop.files[name]
    text = data[len(covered) + 13 :].split(b"\n")
    blob = b64decode(b"".join(text[1:-3]))
    reader = Reader(blob[blob.rindex(SK_ECDSA.encode()) + len(SK_ECDSA) :])
    pair = Reader(reader.string())
    one, two = (int.from_bytes(pair.string()) for _ in range(2))
    add(shop, close_block(covered, token.armored(ecdsa_pair(one, ORDER_256 - two), TOUCHED)))
