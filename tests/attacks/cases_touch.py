"""Attacks with FIDO2 keys: untouched, without their PIN, swapped; and what is right with both kinds of them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import timedelta

from showclear.ledger.facts import FactValue
from showclear.ledger.keys import SK_ECDSA, SK_ED25519, fingerprint
from showclear.ledger.record import close_block, digest_of, open_block, render_body
from showclear.ledger.sshsig import TOUCHED, VERIFIED
from showclear.ledger.wire import Reader
from tests.attacks.catalogue import ALTERED, CART, UNVERIFIABLE, WARNING, add, attack, fitting
from tests.ledger.token import APPLICATION, ORDER_256, Token, ecdsa_pair
from tests.ledger.workshop import SAFETY, Crew, Workshop, Written

NICK = Crew("nick", "Nick the handler", "handler")
GROUP = "signatures by FIDO2 keys"


def shift(
    shop: Workshop,
    type_: str,
    flags: int,
    *,
    needs_pin: bool = False,
    written: int | None = None,
    application: bytes = APPLICATION,
) -> bytes:
    """Somebody is enrolled with a token and opens a shift with it; gives what the token signed."""
    token = Token(type_, application)
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
    key = f"{token.type} {b64encode(token.blob).decode()}"
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


@attack("fido2-last-line-full", GROUP)
def _(shop: Workshop) -> None:
    """Nothing is wrong: a signature whose last line has all seventy characters, as the application is that long."""
    shift(shop, SK_ECDSA, TOUCHED, application=b"ssh:" + 12 * b"x")


@attack("fido2-application-with-a-zero", GROUP, says="byte 0", form=ALTERED)
def _(shop: Workshop) -> None:
    """A key whose application has a byte 0 in it: ssh-keygen cannot read such a key, and other programs can."""
    shift(shop, SK_ED25519, TOUCHED, application=b"ssh:\0")


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
