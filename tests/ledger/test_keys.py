"""Public keys: which are taken, which never."""

from __future__ import annotations

from base64 import b64encode

import pytest

from showclear.errors import InputError
from showclear.ledger.keys import (
    _SMALL_ORDER_Y,
    FIELD,
    ORDER,
    SK_ECDSA,
    UnknownKeyType,
    ed25519_blob,
    key_line,
    parse_key_blob,
    parse_key_line,
)
from showclear.ledger.wire import pack
from tests.ledger.workshop import ARMORER

D = -121665 * pow(121666, -1, FIELD) % FIELD
Point = tuple[int, int]


def add(one: Point, two: Point) -> Point:
    """Addition on the Edwards curve, straight from its definition."""
    (x1, y1), (x2, y2) = one, two
    shared = D * x1 * x2 * y1 * y2
    return (
        (x1 * y2 + x2 * y1) * pow(1 + shared, -1, FIELD) % FIELD,
        (y1 * y2 + x1 * x2) * pow(1 - shared, -1, FIELD) % FIELD,
    )


def xs(y: int) -> tuple[int, ...]:
    """The x of the points with that y."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, FIELD) % FIELD
    root = pow(square, (FIELD + 3) // 8, FIELD)
    if root * root % FIELD != square:
        root = root * pow(2, (FIELD - 1) // 4, FIELD) % FIELD
    assert root * root % FIELD == square
    return tuple({root, -root % FIELD})


def test_the_refused_points_are_all_points_of_small_order() -> None:
    """Rule 17: eight times each of them is nothing, and there are exactly eight."""
    points = [(x, y) for y in _SMALL_ORDER_Y for x in xs(y)]
    assert len(set(points)) == 8
    for point in points:
        total = (0, 1)
        for _ in range(8):
            total = add(total, point)
        assert total == (0, 1)


@pytest.mark.parametrize("sign", [0, 1 << 255])
@pytest.mark.parametrize("y", [*_SMALL_ORDER_Y, FIELD, FIELD + 1, 2**255 - 1])
def test_a_weak_or_second_form_of_a_key_is_refused(y: int, sign: int) -> None:
    """Anybody could sign for a key of small order."""
    with pytest.raises(InputError, match=r"small order|one proper form"):
        parse_key_blob(ed25519_blob((y | sign).to_bytes(32, "little")))


def test_the_order_is_that_of_the_base_point() -> None:
    """The limit for the second half of a signature."""
    y = 4 * pow(5, -1, FIELD) % FIELD
    base = next((x, y) for x in xs(y) if x % 2 == 0)
    total, power, rest = (0, 1), base, ORDER
    while rest:
        if rest & 1:
            total = add(total, power)
        power, rest = add(power, power), rest >> 1
    assert total == (0, 1)


def test_a_key_line_is_read_with_and_without_a_comment() -> None:
    """The line of a .pub file."""
    key = parse_key_line(ARMORER.key_line)
    assert key == parse_key_line(key_line(ARMORER.blob)) == parse_key_blob(ARMORER.blob)
    assert key.fingerprint.startswith("SHA256:")
    assert len(key.fingerprint) == 7 + 43


RSA = pack(b"ssh-rsa", b"\x01\x00\x01", b"\x00" + b"\x01" * 256)


def test_an_rsa_key_is_of_an_unknown_type_and_no_accusation() -> None:
    """The verdict for it is unverifiable."""
    with pytest.raises(UnknownKeyType):
        parse_key_blob(RSA)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 !!!!",
        "ssh-ed25519 AAAA",
        ARMORER.key_line.replace("ssh-ed25519", "sk-ssh-ed25519@openssh.com", 1),
        f"ssh-ed25519 {b64encode(ARMORER.blob + b'x').decode()}",
        f"ssh-ed25519 {b64encode(ARMORER.blob[:-1]).decode()}",
        f"ssh-ed25519 {b64encode(ed25519_blob(b'x' * 31)).decode()}",
        f"{SK_ECDSA} {b64encode(pack(SK_ECDSA.encode(), b'nistp384', b'x', b'ssh:')).decode()}",
        f"{SK_ECDSA} {b64encode(pack(SK_ECDSA.encode(), b'nistp256', b'x' * 65, b'ssh:')).decode()}",
        "ssh-ed25519 " + "A" * 5000,
        ARMORER.key_line + "\nssh-ed25519 AAAA",
    ],
)
def test_what_is_no_key_line_is_refused_with_a_remedy(line: str) -> None:
    """Pasted by people, so it comes broken."""
    with pytest.raises(InputError) as caught:
        parse_key_line(line)
    assert caught.value.remedy
