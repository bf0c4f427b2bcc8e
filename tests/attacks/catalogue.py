"""The catalogue of attacks: each a named case that makes a forged folder, with what verification must say about it.

A case is a function that changes a small signed production. Its keywords are the steps that must find something, each
with the worst verdict that it gives; every verifier is held to all of them that it does. No finding at all is an
expectation too: what a folder alone cannot show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from showclear.ledger.facts import FactValue
from showclear.ledger.faults import FrameFault
from showclear.ledger.head import Head, Signer, parse_head, render_head
from showclear.ledger.record import close_block, digest_of, open_block, record_name, render_body, with_cut
from showclear.ledger.sshsig import sign
from tests.ledger.workshop import AD, ARMORER, Crew, Workshop, Written, crewed

CART, TRUCK = "cart-a1b2", "truck-c3d4"
ALTERED, UNVERIFIABLE, INCOMPLETE, WARNING = "altered", "unverifiable", "incomplete", "warning"
RANKS = (ALTERED, UNVERIFIABLE, INCOMPLETE, "intact")

Forge = Callable[[Workshop], None]


@dataclass(frozen=True, slots=True)
class Case:
    """One attack."""

    name: str
    group: str
    what: str
    """What somebody did, in a sentence."""
    forge: Forge
    expected: dict[str, str]
    """Step id to the worst that it says; empty where the folder alone cannot show it."""
    says: str
    """What the program's findings say among other things."""
    known_as: str
    """Where the attack was first written down: `facts N` of the study, `issue`, or empty."""

    @property
    def verdict(self) -> str:
        """The verdict on the folder."""
        found = [one for one in self.expected.values() if one != WARNING]
        return min(found, key=RANKS.index, default="intact")

    def files(self) -> dict[str, bytes]:
        """The forged folder, made anew."""
        shop = production()
        self.forge(shop)
        return shop.files


CASES: dict[str, Case] = {}


def attack(
    name: str, group: str, /, *, says: str = "", known_as: str = "", **expected: str
) -> Callable[[Forge], Forge]:
    """Enter a function into the catalogue; its docstring says what somebody did."""

    def enter(forge: Forge) -> Forge:
        assert name not in CASES, name
        what = (forge.__doc__ or "").strip()
        assert what, name
        CASES[name] = Case(name, group, what, forge, expected, says, known_as)
        return forge

    return enter


@cache
def _untouched() -> Workshop:
    shop = crewed()
    shop.inspect(CART, "R-1")
    shop.inspect(TRUCK, "P-1")
    shop.inspect(CART, "R-1")
    shop.stand_down(TRUCK)
    shop.inspect(CART, "R-2")
    return shop


def production() -> Workshop:
    """Two laptops: founding and two enrolments, three inspections on the cart, one and a stop on the truck."""
    shop = copy(_untouched())
    shop.files, shop.newest = dict(shop.files), dict(shop.newest)
    return shop


# Finding and putting back


def at(shop: Workshop, log: str, sequence: int) -> str:
    """The name of a record."""
    return next(name for name in shop.files if name.startswith(f"{log}-{sequence:06d}-"))


def fitting(data: bytes, name: str) -> str:
    """The name that fits changed bytes: whoever changes a file can rename it too."""
    try:
        return record_name(parse_head(data)[0], digest_of(data))
    except FrameFault:
        return f"{name[:-37]}{digest_of(data)[:32]}.toml"


def change(shop: Workshop, name: str, old: bytes, new: bytes, *, rename: bool = True) -> str:
    """Change the first place where the old bytes stand in a record; the name that it then has."""
    data = shop.files[name]
    assert old in data, old
    return put_instead(shop, name, data.replace(old, new, 1), rename=rename)


def put_instead(shop: Workshop, name: str, data: bytes, *, rename: bool = True) -> str:
    """Other bytes in the place of a record."""
    del shop.files[name]
    new = fitting(data, name) if rename else name
    shop.files[new] = data
    return new


def add(shop: Workshop, data: bytes, name: str = "") -> str:
    """A further file under the name that fits it."""
    new = fitting(data, name)
    shop.files[new] = data
    return new


def newest(shop: Workshop, log: str = CART) -> str:
    """The name of the last record of a log."""
    return shop.newest[log].name


# Writing with the keys that somebody has


def sign_all(data: bytes, signers: Sequence[tuple[Signer, Crew]], head: Head) -> bytes:
    """Put blocks below a body, each with the key of whom we say."""
    data = with_cut(data)
    for index, (signer, one) in enumerate(signers):
        moment = head.made_at + timedelta(seconds=10 * (index + 1))
        covered = open_block(data, signer, one.name, one.fingerprint, "pin", moment)
        data = close_block(covered, sign(one.seed, covered))
    return data


def signed_by(
    shop: Workshop,
    wanted: Sequence[Signer],
    crew: Sequence[Crew],
    facts: dict[str, FactValue] | None = None,
    kind: str = "procedure",
) -> Written:
    """A record with the signers of our choosing in its head and others under it."""
    head = shop.head(CART, kind)._replace(signers=tuple(wanted))
    return shop.publish(shop.finish(head, facts or {"title": "forged"}, crew))


def reheaded(data: bytes, **changes: object) -> bytes:
    """The same record with another head and the old signatures below it."""
    head, end = parse_head(data)
    return render_head(head._replace(**changes)) + data[end:]  # type: ignore[arg-type]


def unsigned(shop: Workshop, log: str = TRUCK) -> tuple[Head, bytes]:
    """Head and bytes of a stop that nobody has to sign, not published."""
    head = shop.head(log, "stand-down")
    return head, with_cut(render_body(head, {"title": "Stop", "stop": {"reason": "none"}}))


ARI = Signer(ARMORER.person, ARMORER.role, "inspected")
DEE = Signer(AD.person, AD.role, "witnessed")
