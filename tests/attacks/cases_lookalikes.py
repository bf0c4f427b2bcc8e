"""Attacks with something that passes for another thing: names, values, productions, and signatures that one verifier
would take and another would not."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256, sha512
from textwrap import wrap

from nacl.bindings import (
    crypto_core_ed25519_add,
    crypto_core_ed25519_scalar_add,
    crypto_core_ed25519_scalar_mul,
    crypto_core_ed25519_scalar_reduce,
    crypto_scalarmult_ed25519_base_noclamp,
    crypto_sign,
    crypto_sign_seed_keypair,
)

from showclear.ledger.head import Head, sorted_after
from showclear.ledger.keys import ed25519_blob, fingerprint, key_line
from showclear.ledger.record import close_block, open_block, render_body, with_cut
from showclear.ledger.sealing import SEAL_KIND, seal_table, state
from showclear.ledger.wire import pack
from tests.attacks.catalogue import (
    ALTERED,
    ARI,
    CART,
    DEE,
    TRUCK,
    UNVERIFIABLE,
    WARNING,
    add,
    attack,
    change,
    newest,
    sign_all,
)
from tests.ledger.workshop import AD, ARMORER, SAFETY, START, Crew, Workshop, Written

OF_ORDER_EIGHT = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")
"""A point that is not the neutral one, and is after doubling it three times."""
NICK = Crew("nick", "Nick the handler", "handler")


def secret_of(one: Crew) -> bytes:
    """The number behind a key, reduced."""
    half = bytearray(sha512(one.seed).digest()[:32])
    half[0] &= 248
    half[31] = half[31] & 127 | 64
    return crypto_core_ed25519_scalar_reduce(bytes(half) + bytes(32))


def signed_apart(one: Crew, public: bytes, covered: bytes, *, moved: bool, divisible: bool) -> str:
    """A signature by whoever knows the number behind a key, made otherwise than any program makes it.

    Args:
        one: whose number.
        public: the key.
        covered: what is signed.
        moved: whether a point of order eight is added to the first half.
        divisible: whether the challenge is a multiple of eight; only then it fits a key with such a point in it.
    """
    message = b"SSHSIG" + pack(b"showclear-record-1", b"", b"sha512", sha512(covered).digest())
    for attempt in range(1000):
        nonce = crypto_core_ed25519_scalar_reduce(sha512(b"%d" % attempt + message).digest())
        first = crypto_scalarmult_ed25519_base_noclamp(nonce)
        first = crypto_core_ed25519_add(first, OF_ORDER_EIGHT) if moved else first
        challenge = crypto_core_ed25519_scalar_reduce(sha512(first + public + message).digest())
        if (challenge[0] % 8 == 0) == divisible:
            break
    second = crypto_core_ed25519_scalar_add(nonce, crypto_core_ed25519_scalar_mul(challenge, secret_of(one)))
    return _armored(public, first + second, b"sha512")


def _armored(public: bytes, raw: bytes, hash_: bytes) -> str:
    parts = ed25519_blob(public), b"showclear-record-1", b"", hash_, pack(b"ssh-ed25519", raw)
    text = b64encode(b"SSHSIG" + bytes((0, 0, 0, 1)) + pack(*parts)).decode()
    return "\n".join(("-----BEGIN SSH SIGNATURE-----", *wrap(text, 70), "-----END SSH SIGNATURE-----", ""))


@attack("signature-that-needs-the-cofactor", "signatures", says="does not fit", signature=ALTERED)
def _(shop: Workshop) -> None:
    """An insider adds a point of order eight to the first half: some programs call that good, and others not."""
    covered = _begun(shop)
    add(shop, close_block(covered, signed_apart(ARMORER, ARMORER.blob[-32:], covered, moved=True, divisible=False)))


@attack("signature-over-another-hash", "signatures", says="another hash", form=ALTERED)
def _(shop: Workshop) -> None:
    """The armorer signs with SHA-256 where the format has SHA-512: ssh-keygen calls it good."""
    covered = _begun(shop)
    message = b"SSHSIG" + pack(b"showclear-record-1", b"", b"sha256", sha256(covered).digest())
    raw = crypto_sign(message, crypto_sign_seed_keypair(ARMORER.seed)[1])[:64]
    add(shop, close_block(covered, _armored(ARMORER.blob[-32:], raw, b"sha256")))


def _begun(shop: Workshop) -> bytes:
    head = shop.head(CART, "shift", [(ARMORER, "opened")])
    begun = with_cut(render_body(head, {}))
    return open_block(begun, head.signers[0], ARMORER.name, ARMORER.fingerprint, "pin", head.made_at)


def _mixed(shop: Workshop, *, divisible: bool) -> None:
    public = crypto_core_ed25519_add(NICK.blob[-32:], OF_ORDER_EIGHT)
    blob = ed25519_blob(public)
    row = {"person": NICK.person, "name": NICK.name, "role": NICK.role, "key": key_line(blob)}
    head = shop.head(CART, "enrolment", [(SAFETY, "enrolled"), (NICK, "enrolled")])
    begun = shop.finish(head, {"enrolment": row}, [SAFETY]).data
    covered = open_block(begun, head.signers[1], NICK.name, fingerprint(blob), "pin", head.made_at.replace(second=40))
    add(shop, close_block(covered, signed_apart(NICK, public, covered, moved=False, divisible=divisible)))


@attack("key-of-mixed-order", "signatures")
def _(shop: Workshop) -> None:
    """A key with a point of order eight in it, whose holder tries until a signature fits: all programs take it, and
    it is the key of that person and no other."""
    _mixed(shop, divisible=True)


@attack("key-of-mixed-order-at-random", "signatures", says="does not fit", signature=ALTERED)
def _(shop: Workshop) -> None:
    """The same key, and the first signature that comes: it would fit after multiplication by the cofactor only."""
    _mixed(shop, divisible=False)


@attack("name-in-another-normal-form", "signers", says="is signed for", keys=ALTERED)
def _(shop: Workshop) -> None:
    """The name in a block looks as enrolled and has other bytes: the accent is a character of its own."""
    shop.enrol(Crew("nick", "Nick Andr\u00e9", "handler"))
    other = Crew("nick", "Nick Andre\u0301", "handler")
    shop.write(CART, "review", [(other, "read")])


@attack("name-that-looks-alike", "enrolments")
def _(shop: Workshop) -> None:
    """Somebody else is enrolled with a name that looks like the armorer's, in letters of another alphabet. Nothing
    shows it but the short name and the key: whoever enrols reads the document."""
    shop.enrol(Crew("ari-2", "\u0410ri the armorer", "handler"))


@attack("person-in-another-alphabet", "characters", says="signers", head=ALTERED)
def _(shop: Workshop) -> None:
    """The short name of a signer has a letter of another alphabet in it."""
    name = newest(shop)
    change(shop, name, b'"ari armorer', '"\u0430ri armorer'.encode())


@attack("line-feed-that-is-a-zero", "characters", bytes=ALTERED)
def _(shop: Workshop) -> None:
    """A line feed in a signed record is replaced by a byte 0, which the awk of BusyBox takes for one."""
    change(shop, newest(shop), b"[facts]\n", b"[facts]\0")


@attack("fact-that-stands-twice", "grammar", toml=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """Two people sign an inspection in which a value stands twice, differently: nobody can say which of the two they
    meant, and Show Clear takes nothing from it and stops."""
    head = shop.head(CART, "procedure")._replace(signers=(ARI, DEE))
    row = {"effect": "weapon-cleared", "weapon": "R-1", "contents": "dummies", "count": 6}
    body = render_body(head, {"title": "Inspection", "effects": [row]})
    doubled = body.replace(b'contents = "dummies"', b'contents = "dummies", contents = "blanks"')
    add(shop, sign_all(doubled, [(ARI, ARMORER), (DEE, AD)], head))


@attack("foreign-log-outnumbers", "forks and mixtures", production=UNVERIFIABLE, keys=UNVERIFIABLE, events=WARNING)
def _(shop: Workshop) -> None:
    """A founding of one's own and more stops that name it than this production has records: now these are the foreign
    ones. Nobody has to sign a stop, so only the words on paper say which production is the true one."""
    other = Workshop()
    other.found("evil")
    for _ in range(12):
        other.stand_down("evil")
    shop.files.update(other.files)


@attack("fork-behind-a-seal", "seals", says="stands there 2 times", chain=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A day seal cites both lines of a log that was forked: its count and root are over both."""
    before = shop.newest[TRUCK]
    one = shop.stand_down(TRUCK)
    shop.newest[TRUCK] = before
    shop.inspect(TRUCK)
    head = shop.head(CART, SEAL_KIND, [(ARMORER, "sealed"), (AD, "sealed")])
    cited = head.after[0]._replace(sequence=one.head.sequence, digest=one.digest)
    head = head._replace(after=sorted_after([*head.after, cited]))
    _seal(shop, head)


@attack("seals-beside-each-other", "seals")
def _(shop: Workshop) -> None:
    """Nothing is wrong: two laptops seal without having seen each other, and a third seal is over both and the rest."""
    both = [shop.head(log, SEAL_KIND, [(ARMORER, "sealed"), (AD, "sealed")]) for log in (CART, TRUCK)]
    written = [_sealed(shop, head) for head in both]
    for one in written:
        shop.publish(one)
    shop.stand_down(TRUCK)
    _seal(shop, shop.head(CART, SEAL_KIND, [(ARMORER, "sealed"), (AD, "sealed")]))


def _sealed(shop: Workshop, head: Head) -> Written:
    facts = {"title": "Day seal", "seal": seal_table(state(shop.verify().chain, head))}
    return shop.finish(head, facts, [ARMORER, AD])


def _seal(shop: Workshop, head: Head) -> None:
    shop.publish(_sealed(shop, head))


@attack("enrolled-until-before-it", "enrolments", says="and signed this later", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """Somebody is enrolled until a time that was over when it was signed."""
    shop.enrol(NICK, until=START.replace(year=2025))
