"""Attacks on who counts: enrolments, keys, revocations."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta

from showclear.ledger.facts import FactValue
from showclear.ledger.head import Citation
from showclear.ledger.record import digest_of
from tests.attacks.catalogue import (
    ALTERED,
    CART,
    INCOMPLETE,
    TRUCK,
    UNVERIFIABLE,
    WARNING,
    Forge,
    at,
    attack,
    change,
)
from tests.ledger.workshop import AD, ARMORER, PRODUCER, SAFETY, START, STRANGER, Crew, Workshop, Written

PEOPLE, REVOKED = "enrolments", "revocations"
NICK = Crew("nick", "Nick the handler", "handler")
WEAK = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@attack(
    "key-substituted-in-an-enrolment",
    PEOPLE,
    known_as="issue",
    signature=ALTERED,
    chain=INCOMPLETE,
    citations=INCOMPLETE,
    keys=UNVERIFIABLE,
)
def _(shop: Workshop) -> None:
    """The key in the assistant director's enrolment is replaced by somebody's own."""
    change(shop, at(shop, CART, 3), AD.key_line.split(" ")[1].encode(), b64encode(STRANGER.blob))


@attack("enrolled-by-oneself", PEOPLE, says="must be signed by", quorum=ALTERED)
def _(shop: Workshop) -> None:
    """Somebody enrols herself."""
    table = _row(STRANGER)
    shop.write(CART, "enrolment", [(STRANGER, "enrolled")], {"enrolment": table})


@attack("enrolled-by-a-stranger", PEOPLE, says="not on the roster", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A safety officer whom nobody enrolled enrols a friend, who then signs."""
    officer = Crew("mallory", "Mallory", "safety-officer")
    shop.enrol(NICK, by=officer)
    shop.write(CART, "review", [(NICK, "read")])


@attack("officer-invents-two-people", PEOPLE)
def _(shop: Workshop) -> None:
    """A safety officer makes two keys, enrols an armorer and an assistant director who do not exist, and inspects a gun
    as both. Nothing shows it but the people: the records say whom that officer enrolled, and by which document."""
    invented = Crew("ivo", "Ivo", "armorer"), Crew("ida", "Ida", "assistant-director")
    for one in invented:
        shop.enrol(one)
    shop.write(CART, "procedure", [(invented[0], "inspected"), (invented[1], "witnessed")])


@attack("signed-before-enrolment", PEOPLE, known_as="issue", says="was not enrolled when", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """Somebody signs and is enrolled afterwards."""
    shop.write(CART, "review", [(NICK, "read")])
    shop.enrol(NICK)
    shop.write(CART, "review", [(NICK, "read")])


@attack("enrolment-behind-a-hole", PEOPLE, says="cannot be followed", keys=INCOMPLETE, chain=INCOMPLETE)
def _(shop: Workshop) -> None:
    """What lies between an enrolment and a record of the same person was deleted."""
    shop.enrol(NICK)
    shop.write(CART, "review", [(NICK, "read")])
    shop.write(CART, "review", [(NICK, "read")])
    del shop.files[at(shop, CART, 8)]


def _row(one: Crew, **changes: FactValue) -> dict[str, FactValue]:
    return {"person": one.person, "name": one.name, "role": one.role, "key": one.key_line, **changes}


def _enrolled(shop: Workshop, row: dict[str, FactValue], signers: list[Crew]) -> Written:
    return shop.write(CART, "enrolment", [(one, "enrolled") for one in signers], {"enrolment": row})


def _who(role: str, key: bool, signers: list[Crew]) -> Forge:
    def forge(shop: Workshop) -> None:
        one = Crew("max", "Max", role)
        _enrolled(shop, _row(one) if key else _row(one, key=""), [*signers, one] if key else signers)

    who = ", ".join(one.person for one in signers) or "nobody"
    held = "with a key" if key else "without a key"
    forge.__doc__ = (
        f"Somebody is enrolled as {role.replace('-', ' ')} {held}, signed by {who}{' and himself' if key else ''}."
    )
    return forge


OFFICER_TWO = Crew("sid", "Sid", "safety-officer")
for _name, _role, _key, _signers, _expected in (
    ("handler-by-a-producer", "handler", True, [PRODUCER], {"quorum": ALTERED}),
    ("officer-by-an-officer", "safety-officer", True, [SAFETY], {"quorum": ALTERED}),
    ("officer-by-a-producer", "safety-officer", True, [PRODUCER], {}),
    ("producer-by-an-officer", "producer", True, [SAFETY], {}),
    ("performer-by-one", "performer", False, [SAFETY], {"quorum": ALTERED}),
    ("performer-by-officer-and-director", "performer", False, [SAFETY, AD], {"quorum": ALTERED}),
    ("performer-by-officer-and-producer", "performer", False, [SAFETY, PRODUCER], {}),
    ("armorer-without-a-key", "armorer", False, [SAFETY, PRODUCER], {"quorum": ALTERED}),
):
    attack(f"enrolled-{_name}", PEOPLE, **_expected)(_who(_role, _key, _signers))


@attack("enrolled-without-signing", PEOPLE, says="did not sign it", quorum=ALTERED)
def _(shop: Workshop) -> None:
    """Somebody is enrolled with a key that he never proved to have."""
    _enrolled(shop, _row(NICK), [SAFETY, AD])


@attack("enrolled-without-the-new-key", PEOPLE, says="with that key", quorum=ALTERED)
def _(shop: Workshop) -> None:
    """The armorer is enrolled with a second key that is somebody else's, and signs that with the first."""
    row = _row(Crew("ari", ARMORER.name, "armorer"), key=STRANGER.key_line)
    _enrolled(shop, row, [SAFETY, ARMORER])


@attack("one-key-for-two-people", PEOPLE, says="one key under two names", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """The armorer's key is enrolled a second time, for somebody else."""
    both = Crew("ari", NICK.name, NICK.role)
    head = shop.head(CART, "enrolment", [(SAFETY, "enrolled"), (NICK, "enrolled")])
    shop.publish(shop.finish(head, {"enrolment": _row(NICK, key=both.key_line)}, [SAFETY, both]))
    shop.inspect()


@attack("one-short-name-for-two-people", PEOPLE, says="short name of", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """Another person is enrolled under the armorer's short name."""
    _second(shop, Crew("other-key", "Another Ari", "armorer"))


@attack("roles-that-exclude-each-other", PEOPLE, says="cannot be", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """The armorer is enrolled as an assistant director too."""
    _second(shop, Crew("other-key", ARMORER.name, "assistant-director"))


def _second(shop: Workshop, key: Crew) -> None:
    """The person `ari` with another key."""
    row = _row(Crew("ari", key.name, key.role), key=key.key_line)
    head = shop.head(CART, "enrolment", [(SAFETY, "enrolled"), (Crew("ari", key.name, key.role), "enrolled")])
    shop.publish(shop.finish(head, {"enrolment": row}, [SAFETY, key]))


@attack("a-second-key-of-one-person", PEOPLE)
def _(shop: Workshop) -> None:
    """Nothing is wrong: the same person, name and role with a second key."""
    second = Crew("ari-second-key", ARMORER.name, "armorer")
    _second(shop, second)
    head = shop.head(CART, "shift", [(ARMORER, "opened")])
    shop.publish(shop.finish(head, {}, [second]))


@attack("key-of-small-order", PEOPLE, says="small order", toml=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A key is enrolled for which anybody can sign."""
    _enrolled(shop, _row(NICK, key=WEAK), [SAFETY, PRODUCER])


UNREADABLE: dict[str, dict[str, FactValue]] = {
    "no-table": {"title": "x"},
    "no-table-but-a-text": {"enrolment": "x"},
    "person-that-is-a-number": {"enrolment": _row(NICK, person=1, key="")},
    "person-that-is-no-name": {"enrolment": _row(NICK, person="Nick", key="")},
    "role-that-is-none": {"enrolment": _row(NICK, role="king", key="")},
    "pin-that-is-no-truth": {"enrolment": _row(NICK, key="", requires_uv=1)},
    "end-that-is-no-time": {"enrolment": _row(NICK, key="", until="tonight")},
    "key-that-is-none": {"enrolment": _row(NICK, key="ssh-ed25519 AAAA")},
    "key-with-a-blank-before": {"enrolment": _row(NICK, key=f" {NICK.key_line}")},
    "key-of-two-lines": {"enrolment": _row(NICK, key=f"{NICK.key_line}\nssh-ed25519 AAAA")},
    "key-missing": {"enrolment": {"person": "nick", "name": "Nick", "role": "handler"}},
}


def _unreadable(facts: dict[str, FactValue]) -> Forge:
    def forge(shop: Workshop) -> None:
        shop.write(CART, "enrolment", [(SAFETY, "enrolled"), (PRODUCER, "enrolled")], facts)
        shop.inspect()

    forge.__doc__ = "An enrolment that is properly signed and says nothing that can be read stops nobody else."
    return forge


for _name, _facts in UNREADABLE.items():
    attack(f"unreadable-{_name}", PEOPLE, toml=UNVERIFIABLE)(_unreadable(_facts))


@attack("unreadable-two-values-of-one-key", PEOPLE, toml=UNVERIFIABLE, keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """In an enrolment a key stands twice, so that two readers could read two people."""
    _doubled(shop, b'person = "nick"\n', b'person = "nick"\nperson = "ari"\n')


@attack("unreadable-two-tables-of-one-name", PEOPLE, toml=UNVERIFIABLE, keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """In an enrolment a table stands twice."""
    _doubled(shop, b"[facts.enrolment]\n", b"[facts.enrolment]\n[facts.enrolment]\n")


@attack("unreadable-day", PEOPLE, toml=UNVERIFIABLE, keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """In an enrolment stands a day that does not exist."""
    _doubled(shop, b'person = "nick"\n', b'person = "nick"\nuntil = 2026-02-30T00:00:00Z\n')


def _doubled(shop: Workshop, old: bytes, new: bytes) -> None:
    """An enrolment with changed facts under genuine signatures."""
    from showclear.ledger.record import render_body
    from tests.attacks.catalogue import add, sign_all

    head = shop.head(CART, "enrolment", [(SAFETY, "enrolled"), (NICK, "enrolled")])
    body = render_body(head, {"enrolment": _row(NICK)}).replace(old, new, 1)
    add(shop, sign_all(body, list(zip(head.signers, (SAFETY, NICK), strict=True)), head))


# Day players


TODAY: dict[str, FactValue] = {"until": START + timedelta(hours=12)}
TOMORROW = START + timedelta(hours=20)


@attack("day-player-signs-in-time", PEOPLE)
def _(shop: Workshop) -> None:
    """Nothing is wrong: somebody who is enrolled until tonight signs today, and the others go on tomorrow."""
    shop.enrol(NICK, **TODAY)
    shop.write(CART, "review", [(NICK, "read")])
    shop.now = TOMORROW
    shop.inspect()


@attack("day-player-signs-later", PEOPLE, says="and signed this later", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """Somebody who was enrolled until last night signs today."""
    shop.enrol(NICK, **TODAY)
    shop.now = TOMORROW
    shop.write(CART, "review", [(NICK, "read")])


@attack("day-player-back-dates", PEOPLE, says="which was made later", keys=UNVERIFIABLE, times=WARNING)
def _(shop: Workshop) -> None:
    """Somebody who was enrolled until last night says today that it is yesterday."""
    yesterday = shop.enrol(NICK, **TODAY).head.made_at + timedelta(minutes=1)
    shop.now = TOMORROW
    shop.inspect()
    shop.write(CART, "review", [(NICK, "read")], made_at=yesterday)


@attack("day-player-back-dates-behind-a-stop", PEOPLE, says="which was made later", keys=UNVERIFIABLE, times=WARNING)
def _(shop: Workshop) -> None:
    """As before, with a back-dated stop in between that nobody had to sign."""
    yesterday = shop.enrol(NICK, **TODAY).head.made_at + timedelta(minutes=1)
    shop.now = TOMORROW
    shop.inspect()
    stop = shop.head(CART, "stand-down", made_at=yesterday)
    shop.publish(shop.finish(stop, {"title": "Stop", "stop": {"reason": "none"}}))
    shop.write(CART, "review", [(NICK, "read")], made_at=yesterday)


@attack("day-player-ended-by-a-stop-of-the-future", PEOPLE, times=WARNING)
def _(shop: Workshop) -> None:
    """Nobody's signature ends because of a stop that claims to be of tomorrow: anybody can write one without a key."""
    now = shop.enrol(NICK, **TODAY).head.made_at + timedelta(minutes=1)
    stop = shop.head(CART, "stand-down", made_at=TOMORROW)
    shop.publish(shop.finish(stop, {"title": "Stop", "stop": {"reason": "none"}}))
    shop.write(CART, "review", [(NICK, "read")], made_at=now)


@attack("day-player-back-dates-on-another-laptop", PEOPLE)
def _(shop: Workshop) -> None:
    """Somebody whose time is over says it is yesterday, on a laptop that has seen nothing since: no folder shows it."""
    yesterday = shop.enrol(NICK, **TODAY).head.made_at + timedelta(minutes=1)
    alone = shop.finish(shop.head(TRUCK, "review", [(NICK, "read")], made_at=yesterday), {"title": "x"}, [NICK])
    shop.now = TOMORROW
    shop.inspect()
    shop.files[alone.name] = alone.data


@attack("day-player-enrolled-anew", PEOPLE)
def _(shop: Workshop) -> None:
    """Nothing is wrong: who was enrolled until last night is enrolled again with the same key, and signs."""
    shop.enrol(NICK, **TODAY)
    shop.now = TOMORROW
    shop.enrol(NICK, until=TOMORROW + timedelta(hours=12))
    shop.write(CART, "review", [(NICK, "read")])


@attack("day-player-enrols", PEOPLE, says="and signed this later", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A safety officer of one day enrols somebody after that day, who then signs."""
    shop.enrol(OFFICER_TWO, by=PRODUCER, **TODAY)
    shop.now = TOMORROW
    shop.enrol(NICK, by=OFFICER_TWO)
    shop.write(CART, "review", [(NICK, "read")])


@attack("day-player-lengthens-it", PEOPLE, signature=ALTERED)
def _(shop: Workshop) -> None:
    """The end of an enrolment is moved by a year, and the file renamed to fit."""
    enrolled = shop.enrol(NICK, **TODAY)
    change(shop, enrolled.name, b"until = 2026", b"until = 2027")


# Revocations


@attack("signed-after-revocation", REVOKED, known_as="issue", says="is revoked", keys=UNVERIFIABLE, times="warning")
def _(shop: Workshop) -> None:
    """A lost key signs after it was revoked, with a time from before."""
    before = shop.inspect()
    shop.revoke(ARMORER)
    shop.inspect(made_at=before.head.made_at)


@attack("signed-beside-a-revocation", REVOKED, says="is revoked", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """The truck goes on with a key while the cart revokes it: nothing shows which came first."""
    head = shop.head(TRUCK, "procedure", [(ARMORER, "inspected"), (AD, "witnessed")])
    honest = shop.finish(head, {}, [ARMORER, AD])
    shop.revoke(ARMORER)
    shop.files[honest.name] = honest.data


@attack("signed-beside-a-revocation-that-trusts-it", REVOKED)
def _(shop: Workshop) -> None:
    """Nothing is wrong: the revocation names that record as trusted."""
    head = shop.head(TRUCK, "procedure", [(ARMORER, "inspected"), (AD, "witnessed")])
    honest = shop.finish(head, {}, [ARMORER, AD])
    shop.revoke(ARMORER, trusted=[f"{honest.head.place} sha256:{honest.digest}"])
    shop.files[honest.name] = honest.data


@attack("signed-before-revocation", REVOKED)
def _(shop: Workshop) -> None:
    """Nothing is wrong: what a key signed before it was lost stays."""
    shop.inspect()
    shop.revoke(ARMORER)


@attack("own-key-revoked", REVOKED)
def _(shop: Workshop) -> None:
    """Nothing is wrong: somebody ends a key of his own, and signs that with it for the last time."""
    shop.revoke(ARMORER, by=ARMORER)


@attack("own-key-revoked-again", REVOKED, says="is revoked", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A thief revokes a stolen key that is revoked already, to have signed something."""
    shop.revoke(ARMORER)
    shop.revoke(ARMORER, by=ARMORER)


@attack("revoked-by-a-stranger", REVOKED, says="not on the roster", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A stranger revokes the armorer's key: it counts for nothing."""
    shop.revoke(ARMORER, by=Crew("mallory", "Mallory", "safety-officer"))
    shop.inspect()


@attack("revoked-by-a-colleague", REVOKED, says="Neither a safety officer", quorum=ALTERED)
def _(shop: Workshop) -> None:
    """The assistant director revokes the armorer's key: he may not."""
    shop.revoke(ARMORER, by=AD)
    shop.inspect()


@attack("revoked-as-ones-own", REVOKED, says="is not one of dee-ad", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """The assistant director ends the armorer's key and says that it is his own: it counts for nothing."""
    table = {"person": AD.person, "key": ARMORER.fingerprint, "reason": "lost"}
    shop.write(CART, "revocation", [(AD, "revoked")], {"title": "Revocation", "revocation": table})
    shop.inspect(CART)


@attack("other-key-of-ones-own-revoked", REVOKED)
def _(shop: Workshop) -> None:
    """Nothing is wrong: the armorer ends a key that is lost with another one of the same person."""
    second = Crew("ari-second-key", ARMORER.name, "armorer")
    _second(shop, second)
    table = {"person": ARMORER.person, "key": ARMORER.fingerprint, "reason": "lost"}
    head = shop.head(CART, "revocation", [(ARMORER, "revoked")])
    shop.publish(shop.finish(head, {"revocation": table}, [second]))


@attack("own-key-revoked-backwards", REVOKED, says="is revoked", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """Whoever wants the signatures of a bad day away ends the own key, on a laptop that has seen nothing since the
    enrolment. None of them counts then, as with a thief; the record says who did it."""
    table = {"person": ARMORER.person, "key": ARMORER.fingerprint, "reason": "lost"}
    cited = (Citation(CART, 2, digest_of(shop.files[at(shop, CART, 2)])),)
    shop.write("fresh-1", "revocation", [(ARMORER, "revoked")], {"revocation": table}, after=cited)


@attack("trusted-in-another-form", REVOKED, says="is revoked", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A revocation names a record as trusted in other forms than that of a citation: it trusts nothing."""
    head = shop.head(TRUCK, "procedure", [(ARMORER, "inspected"), (AD, "witnessed")])
    honest = shop.finish(head, {}, [ARMORER, AD])
    place = f"{honest.head.place} sha256:{honest.digest}"
    shop.revoke(ARMORER, trusted=[honest.digest, f"sha256:{honest.digest}", f" {place}", f"{place} ", place.upper()])
    shop.files[honest.name] = honest.data


@attack("revoked-key-enrolled-anew", REVOKED, says="is revoked", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """The officer is talked into enrolling a lost key once more: what was ended stays ended, whoever enrols it."""
    shop.revoke(ARMORER)
    shop.enrol(ARMORER)
    shop.inspect()


@attack("revoker-revoked-by-the-thief", REVOKED, says="is revoked", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A thief with the producer's key revokes the officer who revoked it, and enrols an officer of his own."""
    shop.revoke(PRODUCER)
    shop.revoke(SAFETY, by=PRODUCER)
    shop.enrol(Crew("new-so", "A new safety officer", "safety-officer"), by=PRODUCER)


@attack("enrolled-by-a-revoked-officer", REVOKED, says="is revoked", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A stolen officer's key enrols a friend, who then signs."""
    shop.revoke(SAFETY, by=PRODUCER)
    crony = Crew("crony", "A crony", "armorer")
    shop.enrol(crony)
    shop.write(CART, "review", [(crony, "read")])


@attack("revocation-deleted", REVOKED)
def _(shop: Workshop) -> None:
    """The revocation is deleted before anybody cited it: a cut tail, which no folder shows."""
    revoked = shop.revoke(ARMORER)
    del shop.files[revoked.name]
