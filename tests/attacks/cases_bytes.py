"""Attacks on the bytes of a file: layout, characters, fields, the text of signatures."""

from __future__ import annotations

from base64 import b64decode, b64encode

from showclear.ledger.keys import ORDER
from showclear.ledger.record import CUT, digest_of, render_body
from showclear.ledger.wire import pack
from tests.attacks.catalogue import (
    ALTERED,
    CART,
    INCOMPLETE,
    TRUCK,
    UNVERIFIABLE,
    Forge,
    add,
    at,
    attack,
    change,
    newest,
    put_instead,
    unsigned,
)
from tests.ledger.workshop import ARMORER, Workshop

EDITS = "edits"


@attack(
    "changed-result",
    EDITS,
    known_as="facts 1",
    says="Its content is not the one that its name promises",
    name=ALTERED,
    signature=ALTERED,
    chain=INCOMPLETE,
    citations=INCOMPLETE,
    keys=INCOMPLETE,
)
def _(shop: Workshop) -> None:
    """One answer in an old record is changed."""
    change(shop, at(shop, CART, 4), b'value = "empty"', b'value = "dummy"', rename=False)


@attack(
    "changed-result-renamed",
    EDITS,
    says="does not fit these bytes",
    signature=ALTERED,
    chain=INCOMPLETE,
    citations=INCOMPLETE,
    keys=INCOMPLETE,
)
def _(shop: Workshop) -> None:
    """One answer in an old record is changed, and the file gets the name that fits."""
    change(shop, at(shop, CART, 4), b'value = "empty"', b'value = "dummy"')


@attack("changed-sealing-time", EDITS, known_as="facts 12", signature=ALTERED)
def _(shop: Workshop) -> None:
    """The time at which the last one signed is changed in the newest record, which nobody cites yet."""
    change(shop, newest(shop), b"signed_at = 2026-03-02T05:37:20Z", b"signed_at = 2026-03-02T05:37:40Z")


FIELDS = {
    "schema": (b"showclear-record/1", b"showclear-record/2", {"facts": UNVERIFIABLE, "signature": ALTERED}),
    "kind": (b'kind = "procedure"', b'kind = "review"', {"signature": ALTERED}),
    "id": (b'id = "', b'id = "0', None),
    "production": (b'production = "sha256:', b"", None),
    "log": (b'log = "cart-a1b2"', b'log = "cart-a1b3"', {"signature": ALTERED, "chain": ALTERED}),
    "sequence": (b"sequence = 6", b"sequence = 7", {"signature": ALTERED, "chain": ALTERED}),
    "previous": (b'previous = "sha256:', b"", None),
    "made-at": (b"made_at = 2026-03-02T05:3", b"made_at = 2026-03-02T04:3", {"signature": ALTERED, "times": "warning"}),
    "after": (b"truck-c3d4/000002", b"truck-c3d4/000001", {"signature": ALTERED, "citations": ALTERED}),
    "signers": (b"ari armorer inspected", b"ari armorer approved", {"signature": ALTERED, "signers": ALTERED}),
    "fact": (b'weapon = "R-2"', b'weapon = "R-1"', {"signature": ALTERED}),
    "key-of-a-fact": (b"contents = ", b"contains = ", {"signature": ALTERED}),
    "person": (b'person = "dee-ad"\nname', b'person = "dee-bd"\nname', {"signature": ALTERED, "signers": ALTERED}),
    "name": (b'name = "Dee the first AD"', b'name = "Lee the first AD"', {"signature": ALTERED}),
    "role": (b'role = "assistant-director"', b'role = "armorer"', {"signature": ALTERED, "signers": ALTERED}),
    "meaning": (b'meaning = "witnessed"', b'meaning = "approved"', {"signature": ALTERED, "signers": ALTERED}),
    "key": (b'key = "SHA256:', b"", None),
    "with": (
        b'with = "passphrase"\nsigned_at = 2026-03-02T05:37:10Z',
        b'with = "touch"\nsigned_at = 2026-03-02T05:37:10Z',
        {"signature": ALTERED},
    ),
}
"""What is changed in the newest record of the cart, and which steps see it. Digits of digests are turned below."""

TURNED = {
    "id": {"signature": ALTERED},
    "production": {"signature": ALTERED, "production": UNVERIFIABLE},
    "previous": {"signature": ALTERED, "chain": INCOMPLETE},
    "key": {"signature": ALTERED},
}


def _field(field: str) -> Forge:
    old, new, _ = FIELDS[field]

    def forge(shop: Workshop) -> None:
        name = newest(shop)
        if field not in TURNED:
            change(shop, name, old, new)
            return
        data = shop.files[name]
        start = data.index(old) + len(old)
        other = b"1" if data[start : start + 1] == b"0" else b"0"
        put_instead(shop, name, data[:start] + other + data[start + 1 :])

    forge.__doc__ = f"The field {field.replace('-', ' ')} is changed and the record published again, without a key."
    return forge


for _name, (_, _, _expected) in FIELDS.items():
    attack(f"changed-field-{_name}", EDITS, known_as="issue", **(_expected or TURNED[_name]))(_field(_name))


@attack("table-after-the-last-signature", EDITS, known_as="issue", says="signature block", blocks=ALTERED)
def _(shop: Workshop) -> None:
    """A table is added below the last signature: still valid TOML."""
    name = newest(shop)
    put_instead(shop, name, shop.files[name] + b'[weapon]\nstate = "cleared"\n')


@attack("second-cut-line", EDITS, known_as="issue", says="signature block", blocks=ALTERED)
def _(shop: Workshop) -> None:
    """A second cut line stands below the first, with facts between them."""
    name = newest(shop)
    change(shop, name, CUT, CUT + b'weapon = "R-9"\n' + CUT)


@attack("fact-below-the-cut", EDITS, blocks=ALTERED)
def _(shop: Workshop) -> None:
    """A line is added between two signatures."""
    name = newest(shop)
    data = shop.files[name]
    last = data.rindex(b"[[signature]]")
    put_instead(shop, name, data[:last] + b"count = 0\n" + data[last:])


@attack("cut-short", EDITS, says="cut short", bytes=ALTERED)
def _(shop: Workshop) -> None:
    """A copy stopped half-way through a line; a second one is whole but for its last line feed."""
    name = newest(shop)
    shop.files[name] = shop.files[name][:-1]
    stop = newest(shop, TRUCK)
    shop.files[stop] = shop.files[stop][:300]


@attack("emptied", EDITS, says="empty", bytes=ALTERED)
def _(shop: Workshop) -> None:
    """The newest record is emptied."""
    shop.files[newest(shop)] = b""


@attack("binary", EDITS, bytes=ALTERED)
def _(shop: Workshop) -> None:
    """The newest record is overwritten with noise."""
    shop.files[newest(shop)] = bytes(range(256)) * 16


@attack("newline-conversion", EDITS, says="newline conversion by a sync tool", bytes=ALTERED)
def _(shop: Workshop) -> None:
    """git or a sync tool turned every line end of the folder into CR LF: no attack, and said so."""
    shop.files = {name: data.replace(b"\n", b"\r\n") for name, data in shop.files.items()}


HIDDEN = {
    "nul": b"\0",
    "tab": b"\t",
    "escape": b"\x1b[2J",
    "byte-order-mark": b"\xef\xbb\xbf",
    "right-to-left": "\u202e".encode(),
    "line-separator": "\u2028".encode(),
    "zero-width-space": "\u200b".encode(),
    "soft-hyphen": "\u00ad".encode(),
    "private-use": "\ue000".encode(),
    "tag-character": "\U000e0041".encode(),
    "overlong": b"\xc0\xa2",
    "surrogate": b"\xed\xa0\x80",
    "half-a-character": b"\xe2\x82",
}


def _hidden(what: str) -> Forge:
    def forge(shop: Workshop) -> None:
        _, data = unsigned(shop)
        add(shop, data.replace(b'reason = "none"', b'reason = "no' + HIDDEN[what] + b'ne"'), newest(shop, TRUCK))

    forge.__doc__ = f"An unsigned record holds what nobody sees or what moves the line: {what.replace('-', ' ')}."
    return forge


for _name in HIDDEN:
    attack(f"hidden-{_name}", "characters", bytes=ALTERED)(_hidden(_name))


PLANTED = {
    "comment": b"# cleared\n",
    "literal-string": b"note = 'cleared'\n",
    "several-lines": b'note = """\n[[signature]]\n"""\n',
    "float": b"count = 1.0\n",
    "too-large-a-number": b"count = 9007199254740992\n",
    "leading-zero": b"count = 06\n",
    "plus-sign": b"count = +6\n",
    "bad-escape": b'note = "\\u0041"\n',
    "empty-row": b"row = { }\n",
    "row-in-a-row": b"row = { a = { b = 1 } }\n",
    "list-on-one-line": b"list = [1, 2]\n",
    "open-list": b"list = [\n1,\n",
    "key-of-the-head": b'kind = "release"\n',
    "key-of-the-head-in-a-row": b"row = { sequence = 1 }\n",
    "table-outside-the-facts": b"[head]\n",
    "dotted-key": b"a.b = 1\n",
    "two-spaces": b"count  = 6\n",
    "thirteenth-month": b"at = 2026-13-01T00:00:00Z\n",
    "signature-in-the-facts": b"[[signature]]\n",
}


def _planted(what: str) -> Forge:
    def forge(shop: Workshop) -> None:
        _, data = unsigned(shop)
        add(shop, data.replace(CUT, PLANTED[what] + CUT), newest(shop, TRUCK))

    forge.__doc__ = (
        f"An unsigned record has a line in its facts that the grammar does not know: {what.replace('-', ' ')}."
    )
    return forge


for _name in PLANTED:
    attack(f"planted-{_name}", "grammar", facts=ALTERED)(_planted(_name))


def _signature_of(data: bytes) -> bytes:
    """The last signature of a record, decoded."""
    text = data[data.rindex(b"-----BEGIN SSH SIGNATURE-----\n") + 30 : data.rindex(b"-----END SSH SIGNATURE-----")]
    return b64decode(text.replace(b"\n", b""))


def _with_signature(data: bytes, blob: bytes, width: int = 70) -> bytes:
    text = b64encode(blob)
    lines = b"".join(text[index : index + width] + b"\n" for index in range(0, len(text), width))
    start = data.rindex(b"-----BEGIN SSH SIGNATURE-----\n") + 30
    return data[:start] + lines + data[data.rindex(b"-----END SSH SIGNATURE-----") :]


@attack("second-form-s-plus-l", "signatures", says="second form", form=ALTERED)
def _(shop: Workshop) -> None:
    """The order of the curve is added to the second half of a signature: OpenSSL took that once."""
    name = newest(shop)
    blob = _signature_of(shop.files[name])
    larger = int.from_bytes(blob[-32:], "little") + ORDER
    put_instead(shop, name, _with_signature(shop.files[name], blob[:-32] + larger.to_bytes(32, "little")))


@attack("second-form-reserved-field", "signatures", says="reserved field is not empty", form=ALTERED)
def _(shop: Workshop) -> None:
    """The reserved field of a signature is filled: ssh-keygen calls it good."""
    name = newest(shop)
    blob = _signature_of(shop.files[name])
    middle = pack(b"showclear-record-1", b"")
    put_instead(
        shop, name, _with_signature(shop.files[name], blob.replace(middle, pack(b"showclear-record-1", b"more")))
    )


@attack("second-form-wrapped-anew", "signatures", says="one proper form", form=ALTERED)
def _(shop: Workshop) -> None:
    """The lines of a signature are wrapped at another width: ssh-keygen calls it good."""
    name = newest(shop)
    put_instead(shop, name, _with_signature(shop.files[name], _signature_of(shop.files[name]), 64))


@attack("signature-for-another-purpose", "signatures", says="another purpose", form=ALTERED)
def _(shop: Workshop) -> None:
    """What the armorer once signed as a file, with ssh-keygen, is put under a record."""
    name = newest(shop)
    blob = _signature_of(shop.files[name]).replace(pack(b"showclear-record-1"), pack(b"file"))
    put_instead(shop, name, _with_signature(shop.files[name], blob))


@attack("signature-of-an-unknown-kind", "signatures", says="not used here", form=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A signature by an RSA key: it may be good, and nobody here can tell."""
    name = newest(shop)
    rsa = pack(b"ssh-rsa", b"\1\0\1", b"\0" + b"\xff" * 256)
    inner = pack(b"rsa-sha2-512", b"\xff" * 256)
    blob = b"SSHSIG\0\0\0\1" + pack(rsa, b"showclear-record-1", b"", b"sha512", inner)
    put_instead(shop, name, _with_signature(shop.files[name], blob))


@attack("signature-of-small-order", "signatures", says="does not fit", signature=ALTERED)
def _(shop: Workshop) -> None:
    """An insider makes a signature whose first half is the neutral point: ssh-keygen calls it good."""
    from hashlib import sha512

    from showclear.ledger.record import close_block, open_block
    from showclear.ledger.sshsig import armor, ed25519_signature, signed_data

    head = shop.head(CART, "shift", [(ARMORER, "opened")])
    covered = open_block(render_body(head, {}), head.signers[0], ARMORER.name, ARMORER.fingerprint, "pin", head.made_at)
    scalar = int.from_bytes(sha512(ARMORER.seed).digest()[:32], "little") & ((1 << 254) - 8) | 1 << 254
    neutral = (1).to_bytes(32, "little")
    challenge = int.from_bytes(sha512(neutral + ARMORER.blob[-32:] + signed_data(covered)).digest(), "little")
    raw = neutral + (challenge * scalar % ORDER).to_bytes(32, "little")
    blob = b"SSHSIG\0\0\0\1" + pack(ARMORER.blob, b"showclear-record-1", b"", b"sha512", ed25519_signature(raw))
    data = close_block(covered, armor(blob))
    shop.files[f"{CART}-000007-{digest_of(data)[:32]}.toml"] = data


DAMAGED = {
    "cut-to-five-bytes": (lambda blob: blob[:5], ALTERED),
    "cut-behind-its-name": (lambda blob: blob[:8], ALTERED),
    "cut-in-the-key": (lambda blob: blob[:40], ALTERED),
    "of-another-version": (lambda blob: blob[:9] + b"\2" + blob[10:], UNVERIFIABLE),
    "of-another-program": (lambda blob: b"MINISG" + blob[6:], UNVERIFIABLE),
    "with-a-long-field": (lambda blob: blob[:14] + b"\xff" + blob[15:], ALTERED),
    "with-bytes-behind-it": (lambda blob: blob + b"\0", ALTERED),
}
"""What is done to the bytes of a signature, and what its form then says."""


def _damaged(what: str) -> Forge:
    def forge(shop: Workshop) -> None:
        name = newest(shop)
        put_instead(shop, name, _with_signature(shop.files[name], DAMAGED[what][0](_signature_of(shop.files[name]))))

    forge.__doc__ = f"The bytes of a signature are damaged: {what.replace('-', ' ')}."
    return forge


for _name, (_, _verdict) in DAMAGED.items():
    attack(f"signature-{_name}", "signatures", form=_verdict)(_damaged(_name))


@attack("block-that-names-another-key", "signatures", says="names another key", form=ALTERED)
def _(shop: Workshop) -> None:
    """What people read in a block is not the key that signed."""
    from showclear.ledger.record import close_block, open_block
    from showclear.ledger.sshsig import sign
    from tests.ledger.workshop import AD

    head = shop.head(CART, "shift", [(ARMORER, "opened")])
    covered = open_block(render_body(head, {}), head.signers[0], ARMORER.name, AD.fingerprint, "pin", head.made_at)
    add(shop, close_block(covered, sign(ARMORER.seed, covered)))
