"""Attacks on what lies in the folder: deleting, moving, repeating, forking, mixing, and what no folder can show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from showclear.ledger.facts import FactValue
from showclear.ledger.head import Citation, parse_head, sorted_after
from showclear.ledger.record import render_body, with_cut
from showclear.ledger.sealing import SEAL_KIND, seal_table, state
from tests.attacks.catalogue import (
    ALTERED,
    ARI,
    CART,
    DEE,
    INCOMPLETE,
    TRUCK,
    UNVERIFIABLE,
    WARNING,
    add,
    at,
    attack,
    newest,
    reheaded,
    sign_all,
    unsigned,
)
from tests.golden.make_golden import FOLDER as GOLDEN
from tests.ledger.workshop import AD, ARMORER, SECOND_ARMORER, Workshop, Written, crewed

FOLDER, FORKS, ORDER = "deleting and moving", "forks and mixtures", "order and time"


@attack(
    "deleted-from-the-middle",
    FOLDER,
    known_as="facts 2",
    says="000004",
    chain=INCOMPLETE,
    citations=INCOMPLETE,
    keys=INCOMPLETE,
)
def _(shop: Workshop) -> None:
    """An inspection in the middle is deleted."""
    del shop.files[at(shop, CART, 4)]


@attack("deleted-stop", FOLDER, says="may have been a stop", chain=INCOMPLETE, citations=INCOMPLETE)
def _(shop: Workshop) -> None:
    """A stand-down is deleted after both laptops went on; nothing behind the hole is believed, on any laptop."""
    stop = shop.stand_down(TRUCK)
    shop.inspect(TRUCK)
    shop.inspect(CART)
    shop.inspect(CART)
    del shop.files[stop.name]


@attack("cut-tail", FOLDER, known_as="facts 3")
def _(shop: Workshop) -> None:
    """The newest record is deleted before anybody cited it: no folder shows that; marks, paper and copies do."""
    del shop.files[newest(shop)]


@attack("cut-tail-of-four", FOLDER, known_as="facts 4")
def _(shop: Workshop) -> None:
    """Four newest records are deleted that were copied around, and nobody signed since: no folder shows that."""
    for _ in range(4):
        shop.files.pop(shop.inspect(CART).name)


@attack("cut-tail-of-everything", FOLDER)
def _(shop: Workshop) -> None:
    """All is deleted but the founding, which nothing contradicts."""
    shop.files = {at(shop, CART, 1): shop.files[at(shop, CART, 1)]}


@attack("deleted-log", FOLDER, known_as="facts 5", says=TRUCK, citations=INCOMPLETE)
def _(shop: Workshop) -> None:
    """All records of one laptop are deleted."""
    shop.files = {name: data for name, data in shop.files.items() if not name.startswith(TRUCK)}


@attack(
    "deleted-day", FOLDER, known_as="issue", says="is missing", chain=INCOMPLETE, citations=INCOMPLETE, keys=INCOMPLETE
)
def _(shop: Workshop) -> None:
    """A whole day is removed on every laptop but one: what that one wrote cites it."""
    _, kept = removed_day(shop)
    shop.files = kept


def removed_day(shop: Workshop) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The folder of a laptop that kept the day, and what is left elsewhere, with what was written since."""
    before = dict(shop.files)
    shop.now += timedelta(days=1)
    for log in (CART, TRUCK, CART, TRUCK):
        shop.inspect(log)
    day = set(shop.files) - set(before)
    shop.now += timedelta(days=1)
    shop.inspect(CART)
    whole = dict(shop.files)
    return whole, {name: data for name, data in whole.items() if name not in day}


@attack("deleted-founding", FOLDER, says="missing", chain=INCOMPLETE, keys=UNVERIFIABLE, citations=INCOMPLETE)
def _(shop: Workshop) -> None:
    """The production record is deleted: the others still name it, and nobody can tell whose keys these are."""
    del shop.files[at(shop, CART, 1)]


@attack("changed-places", FOLDER, name=ALTERED)
def _(shop: Workshop) -> None:
    """Two records change their names."""
    one, two = at(shop, CART, 4), at(shop, CART, 5)
    shop.files[one], shop.files[two] = shop.files[two], shop.files[one]


@attack("moved-to-another-number", FOLDER, says=f"record {CART}/000004", name=ALTERED)
def _(shop: Workshop) -> None:
    """A record is renamed to another number."""
    name = at(shop, CART, 4)
    shop.files[name.replace("000004", "000008")] = shop.files.pop(name)


@attack("copied-to-another-number", FOLDER, name=ALTERED)
def _(shop: Workshop) -> None:
    """A record is copied under another number: the true one stays intact."""
    name = at(shop, CART, 4)
    shop.files[name.replace("000004", "000001")] = shop.files[name]


@attack("copied-to-number-zero", FOLDER, says="It is a copy of", strays=WARNING)
def _(shop: Workshop) -> None:
    """A record is copied under the number 000000, which no record has."""
    name = at(shop, CART, 4)
    shop.files[name.replace("000004", "000000")] = shop.files[name]


@attack(
    "old-clearance-under-the-next-number",
    FOLDER,
    known_as="issue",
    says="does not fit",
    signature=ALTERED,
    events=WARNING,
    times=WARNING,
)
def _(shop: Workshop) -> None:
    """An old clearance is given the next number and predecessor, to clear the gun again after a stop, without a key."""
    last = shop.newest[CART]
    data = reheaded(
        shop.files[at(shop, CART, 4)], sequence=last.head.sequence + 1, previous=last.digest, after=last.head.after
    )
    add(shop, data)


@attack("conflict-copy", FOLDER, known_as="facts 11", says="perhaps a sync tool left it", strays=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A sync tool leaves a conflict copy with other content."""
    name = at(shop, CART, 4)
    shop.files[name.replace(".toml", ".sync-conflict-20260301-070000-ABCDEFG.toml")] = b"something else\n"


@attack("exact-conflict-copy", FOLDER, says="It is a copy of", strays=WARNING)
def _(shop: Workshop) -> None:
    """A sync tool leaves an exact copy."""
    name = at(shop, CART, 4)
    shop.files[name.replace(".toml", ".sync-conflict-20260301-070000-ABCDEFG.toml")] = shop.files[name]


@attack("forged-last-number", FOLDER, says="missing", chain=INCOMPLETE)
def _(shop: Workshop) -> None:
    """An unsigned record with the number 999999 is dropped in, to stop a log."""
    forged = shop.finish(shop.head(CART, "hold", sequence=999_999, previous="d" * 64), {})
    shop.files[forged.name] = forged.data


# Forks and mixtures


def elsewhere() -> Workshop:
    """Another production, with events of its own."""
    other = Workshop()
    for _ in range(100):
        other.head(CART, "hold")
    return other


@attack("cloned-laptop", FORKS, known_as="facts 6", says="stands there 2 times", chain=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A laptop is cloned, or a backup restored, and both go on."""
    clone = crewed()
    clone.files, clone.newest, clone.now = dict(shop.files), dict(shop.newest), shop.now + timedelta(hours=1)
    shop.inspect(CART, "R-3")
    theirs = clone.write(CART, "hold", id="f" * 32)
    shop.files[theirs.name] = theirs.data


@attack("sequence-reused", FORKS, known_as="issue", says="stands there 2 times", chain=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """Both signers sign another record with a number that is taken, in the middle of the log."""
    again(shop, 5)


def again(shop: Workshop, number: int) -> Written:
    """A record signed by the right people with a number that is there already."""
    head = parse_head(shop.files[at(shop, CART, number)])[0]
    facts: dict[str, FactValue] = {"title": "Inspection of R-1, the other way"}
    written = shop.finish(head._replace(id="e" * 32), facts, [ARMORER, AD])
    shop.files[written.name] = written.data
    return written


@attack(
    "both-signers-collude",
    FORKS,
    known_as="facts 7",
    says="the file with that number is another",
    chain=INCOMPLETE,
    citations=INCOMPLETE,
)
def _(shop: Workshop) -> None:
    """Both signers put another record in the place of one that the other laptop has cited, and drop what came after."""
    victim = at(shop, CART, 5)
    again(shop, 5)
    del shop.files[victim]


@attack(
    "two-productions-mixed",
    FORKS,
    known_as="issue",
    says="belongs to another production",
    production=UNVERIFIABLE,
    keys=UNVERIFIABLE,
)
def _(shop: Workshop) -> None:
    """The folders of two productions are copied into one."""
    other = elsewhere()
    other.now += timedelta(days=1)
    other.found("van-e5f6")
    other.enrol(SECOND_ARMORER, "van-e5f6")
    shop.files.update(other.files)


@attack(
    "foreign-log",
    FORKS,
    known_as="issue",
    says="belongs to another production",
    production=UNVERIFIABLE,
    chain=INCOMPLETE,
)
def _(shop: Workshop) -> None:
    """Part of a log of another production is dropped in, without its founding."""
    other = elsewhere()
    other.found("van-e5f6")
    stop = other.stand_down("van-e5f6")
    shop.files[stop.name] = stop.data


@attack(
    "founding-replaced",
    FORKS,
    known_as="issue",
    says="belongs to another production",
    production=UNVERIFIABLE,
    citations=INCOMPLETE,
    keys=UNVERIFIABLE,
    chain=INCOMPLETE,
)
def _(shop: Workshop) -> None:
    """The production record is replaced by one with the founders that somebody would like to have had."""
    del shop.files[at(shop, CART, 1)]
    other = elsewhere()
    other.now += timedelta(minutes=1)
    other.found(CART)
    shop.files.update(other.files)


@attack("second-founding", FORKS, says="belongs to another production", production=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A second production record is added, with founders of somebody's own: it changes nobody's roster."""
    false = elsewhere()
    false.now += timedelta(minutes=1)
    false.found("evil")
    shop.files.update(false.files)


@attack("newer-schema", FORKS, known_as="issue", says="showclear-record/2", facts=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A record of a later version, with facts of a kind that this one does not know, properly signed."""
    head = shop.head(CART, "procedure")._replace(signers=(ARI, DEE))
    body = render_body(head, {"title": "later"}).replace(b"record/1", b"record/2") + b"rounds = 6.5 # later\n"
    add(shop, sign_all(body, [(ARI, ARMORER), (DEE, AD)], head))


@attack("newer-schema-without-an-end", FORKS, says="where the facts end", cut=ALTERED)
def _(shop: Workshop) -> None:
    """In a record of a later version it is not clear where the facts end."""
    head, data = unsigned(shop)
    body = render_body(head, {"title": "later"}).replace(b"record/1", b"record/2")
    add(shop, with_cut(body + b"sshsig = '''\n"))
    assert data


@attack("newer-kind", FORKS, says="does not know records of the kind", quorum=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A record of a kind that a later version knows: it may be a stop."""
    shop.write(CART, "halt-everything")


@attack("older-records", FORKS, known_as="issue")
def _(shop: Workshop) -> None:
    """A folder that an older version wrote: it stays intact for ever."""
    shop.files = {path.name: path.read_bytes() for path in GOLDEN.iterdir()}


# Order and time


@attack("back-dated", ORDER, known_as="facts 8", says="back-dated or a clock", times=WARNING)
def _(shop: Workshop) -> None:
    """A record is written today and says that it is of yesterday: a warning, because times are claims."""
    shop.inspect(made_at=shop.now - timedelta(days=1))


@attack("year-one", ORDER, times=WARNING)
def _(shop: Workshop) -> None:
    """An unsigned record claims the year 1: it must not stop anybody's app."""
    shop.write(CART, "hold", (), {"title": "Hold", "effects": []}, made_at=shop.now.replace(year=1, month=1, day=1))


@attack("day-that-does-not-exist", ORDER, says="is no date", head=ALTERED)
def _(shop: Workshop) -> None:
    """An unsigned record claims the 30th of February."""
    _, data = unsigned(shop)
    add(shop, data.replace(b"made_at = 2026-03-02", b"made_at = 2026-02-30"), newest(shop, TRUCK))


@attack("restored-laptop", ORDER, says="restored or cloned", citations=INCOMPLETE)
def _(shop: Workshop) -> None:
    """A laptop was restored from a backup and has forgotten what it had seen."""
    shop.inspect(after=())


@attack("lying-citation", ORDER, says="but that file is", citations=ALTERED)
def _(shop: Workshop) -> None:
    """A record cites a file under another number."""
    head = shop.head(CART, "hold")
    lying = head.after[0]._replace(sequence=head.after[0].sequence + 1)
    shop.publish(shop.finish(head._replace(after=(lying,)), {}))


@attack("citation-of-nothing", ORDER, says="nowhere/000001", citations=INCOMPLETE)
def _(shop: Workshop) -> None:
    """A record cites a file that never was."""
    head = shop.head(CART, "hold")
    shop.publish(shop.finish(head._replace(after=sorted_after([*head.after, Citation("nowhere", 1, "c" * 64)])), {}))


@attack("previous-of-another-log", ORDER, says="as the record before it", chain=ALTERED, citations=INCOMPLETE)
def _(shop: Workshop) -> None:
    """A record names one of another log as the one before it."""
    shop.write(CART, "hold", previous=shop.newest[TRUCK].digest, after=())


@attack("citation-of-its-own-log", ORDER, says="own log", head=ALTERED)
def _(shop: Workshop) -> None:
    """A record cites its own log in `after`."""
    _, data = unsigned(shop)
    add(shop, data.replace(b'after = [\n"cart-a1b2/', b'after = [\n"truck-c3d4/'), newest(shop, TRUCK))


@attack("citations-unsorted", ORDER, says="not sorted", head=ALTERED)
def _(shop: Workshop) -> None:
    """The lines of `after` are in another order, to give the same record another digest."""
    _, data = unsigned(shop)
    line = b'"van-e5f6/000001 sha256:' + b"a" * 64 + b'",\n'
    add(shop, data.replace(b"after = [\n", b"after = [\n" + line), newest(shop, TRUCK))


@attack("zeros-in-the-middle", ORDER, says="Zeros as `previous`", head=ALTERED)
def _(shop: Workshop) -> None:
    """A record in the middle of a log claims to be its first."""
    head, data = unsigned(shop)
    add(shop, data.replace(head.previous.encode(), b"0" * 64), newest(shop, TRUCK))


@attack("event-in-two-files", ORDER, says="counts once", events=WARNING)
def _(shop: Workshop) -> None:
    """A stop is written twice with one id: it counts once."""
    first = shop.stand_down(CART)
    shop.write(CART, "stand-down", id=first.head.id)


# Day seals


def sealed(shop: Workshop, **stated: object) -> Written:
    """A day seal by the right people that states something else than what it covers."""
    head = shop.head(CART, SEAL_KIND, [(ARMORER, "sealed"), (AD, "sealed")])
    facts = replace(state(shop.verify().chain, head), **stated)  # type: ignore[arg-type]
    return shop.publish(shop.finish(head, {"title": "Day seal", "seal": seal_table(facts)}, [ARMORER, AD]))


@attack("seal-over-fewer-records", "seals", says="records since the seals before it", seals=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A day seal states fewer records than are behind it."""
    sealed(shop)
    shop.inspect()
    sealed(shop, leaves=1)


@attack("seal-with-another-root", "seals", says="Its root is not", seals=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A day seal states another root."""
    sealed(shop, root="a" * 64)


@attack("seal-with-other-heads", "seals", says="other heads", seals=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A day seal states other newest records than it cites."""
    sealed(shop, heads=(f"{CART}/000001 sha256:{'b' * 64}",))


@attack("seal-without-a-table", "seals", says="[facts.seal] is missing", toml=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """A day seal that states nothing."""
    shop.write(CART, SEAL_KIND, [(ARMORER, "sealed"), (AD, "sealed")], {"title": "Day seal"})


@attack("deleted-after-the-seal", "seals", says="is missing", citations=INCOMPLETE)
def _(shop: Workshop) -> None:
    """A record behind a day seal is deleted; the seal itself cites it, and its words are on paper."""
    shop.inspect(TRUCK)
    victim = newest(shop, TRUCK)
    sealed(shop)
    del shop.files[victim]


@attack("sealed", "seals")
def _(shop: Workshop) -> None:
    """Nothing at all was done: two days with their seals are intact."""
    sealed(shop)
    shop.inspect(TRUCK)
    shop.inspect()
    sealed(shop)
