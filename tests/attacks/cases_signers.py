"""Attacks on who signed: missing, added, swapped, repeated and foreign signatures."""

from __future__ import annotations

from datetime import timedelta

from showclear.ledger.head import Signer, render_head
from showclear.ledger.record import close_block, open_block, parse_frame, with_cut
from showclear.ledger.sshsig import sign
from tests.attacks.catalogue import (
    ALTERED,
    ARI,
    CART,
    DEE,
    UNVERIFIABLE,
    Forge,
    add,
    at,
    attack,
    newest,
    put_instead,
    sign_all,
    signed_by,
)
from tests.ledger.workshop import AD, ARMORER, SAFETY, SECOND_ARMORER, STRANGER, Crew, Workshop

SIGNERS = "signers"
SECOND_AD = Crew("jo-ad", "Jo the second AD", "assistant-director")


def last_block(data: bytes) -> int:
    """Where the last signature block begins."""
    return data.rindex(b"[[signature]]")


@attack(
    "one-person-in-both-roles",
    SIGNERS,
    known_as="facts 9",
    says="signs twice",
    signers=ALTERED,
    keys=ALTERED,
    quorum=ALTERED,
)
def _(shop: Workshop) -> None:
    """The armorer signs as the assistant director too."""
    signed_by(shop, (ARI, Signer("ari", "assistant-director", "witnessed")), [ARMORER, ARMORER])


@attack("one-key-under-two-names", SIGNERS, says="with the key of ari", signers=ALTERED, keys=ALTERED)
def _(shop: Workshop) -> None:
    """The armorer signs for the assistant director with the key that is at hand."""
    signed_by(shop, (ARI, DEE), [ARMORER, Crew("ari", AD.name, AD.role)])


@attack("another-persons-key", SIGNERS, says="with the key of robin", keys=ALTERED)
def _(shop: Workshop) -> None:
    """The second armorer signs for the assistant director."""
    shop.enrol(SECOND_ARMORER)
    signed_by(shop, (ARI, DEE), [ARMORER, Crew("robin", AD.name, AD.role)])


@attack("another-display-name", SIGNERS, says="Dee the first AD", keys=ALTERED)
def _(shop: Workshop) -> None:
    """The armorer signs under the name of somebody else."""
    signed_by(shop, (ARI, DEE), [Crew("ari", AD.name, "armorer"), AD])


@attack("another-role", SIGNERS, says="signed for with the key of ari", keys=ALTERED)
def _(shop: Workshop) -> None:
    """The armorer signs as a producer."""
    signed_by(shop, (Signer("ari", "producer", "approved"), DEE), [ARMORER, AD])


@attack("stranger", SIGNERS, known_as="facts 10", says="not on the roster", keys=UNVERIFIABLE)
def _(shop: Workshop) -> None:
    """Somebody whom nobody enrolled signs as the assistant director: no accusation, but it permits nothing."""
    signed_by(shop, (ARI, Signer(STRANGER.person, STRANGER.role, "witnessed")), [ARMORER, STRANGER])


@attack("prefix-finished-by-another", SIGNERS, known_as="issue", says="must be signed by", signers=ALTERED)
def _(shop: Workshop) -> None:
    """The armorer signed; another assistant director than the one whom the head names finishes it."""
    shop.enrol(SECOND_AD)
    head = shop.head(CART, "procedure")._replace(signers=(ARI, DEE))
    other = Signer(SECOND_AD.person, SECOND_AD.role, "witnessed")
    begun = shop.finish(head, {"title": "Inspection"}, [ARMORER]).data
    moment = head.made_at + timedelta(minutes=1)
    covered = open_block(begun, other, SECOND_AD.name, SECOND_AD.fingerprint, "pin", moment)
    add(shop, close_block(covered, sign(SECOND_AD.seed, covered)))


@attack("third-signature", SIGNERS, known_as="issue", says="must be signed by", signers=ALTERED)
def _(shop: Workshop) -> None:
    """A third person signs below a record that two have signed."""
    name = newest(shop)
    data = shop.files[name]
    moment = shop.newest[CART].head.made_at + timedelta(minutes=1)
    covered = open_block(data, Signer("sam", "safety-officer", "seen"), SAFETY.name, SAFETY.fingerprint, "pin", moment)
    put_instead(shop, name, close_block(covered, sign(SAFETY.seed, covered)))


@attack("last-of-two-stripped", SIGNERS, known_as="issue", says="must still sign", signers=ALTERED)
def _(shop: Workshop) -> None:
    """The last signature is cut off clean: everything that is left is genuine."""
    name = newest(shop)
    put_instead(shop, name, shop.files[name][: last_block(shop.files[name])])


@attack("first-of-two-stripped", SIGNERS, says="must be signed by", signers=ALTERED, signature=ALTERED)
def _(shop: Workshop) -> None:
    """The first signature is cut out."""
    name = newest(shop)
    data = shop.files[name]
    put_instead(shop, name, data[: data.index(b"[[signature]]")] + data[last_block(data) :])


@attack("all-stripped", SIGNERS, says="must still sign", signers=ALTERED)
def _(shop: Workshop) -> None:
    """Both signatures are cut off."""
    name = newest(shop)
    put_instead(shop, name, shop.files[name][: shop.files[name].index(b"[[signature]]")])


@attack("signers-and-signatures-stripped", SIGNERS, says="must be signed by", quorum=ALTERED)
def _(shop: Workshop) -> None:
    """Both signatures and the list of those who must sign are cut out: what finds no signature must not pass."""
    name = newest(shop)
    frame = parse_frame(shop.files[name])
    head = frame.head._replace(signers=())
    facts = frame.body[frame.body.index(b"[facts]\n") + 8 :]
    put_instead(shop, name, with_cut(render_head(head) + facts))


@attack("made-a-kind-without-signers", SIGNERS, says="must be signed by", signature=ALTERED, quorum=ALTERED)
def _(shop: Workshop) -> None:
    """An inspection by one person alone is signed by her, and its kind turned into one that needs two."""
    shop.write(CART, "review", [(ARMORER, "read")])
    name = newest(shop)
    put_instead(shop, name, shop.files[name].replace(b'kind = "review"', b'kind = "procedure"'))


@attack("other-order", SIGNERS, says="must be signed by", signers=ALTERED)
def _(shop: Workshop) -> None:
    """Both sign in the other order than the head says."""
    head = shop.head(CART, "procedure")._replace(signers=(ARI, DEE))
    add(shop, sign_all(shop.finish(head, {"title": "Inspection"}, []).data, [(DEE, AD), (ARI, ARMORER)], head))


@attack(
    "signatures-swapped-between-records",
    SIGNERS,
    known_as="issue",
    says="does not fit",
    signature=ALTERED,
    signers=ALTERED,
)
def _(shop: Workshop) -> None:
    """Two inspections by the same people exchange their signatures."""
    shop.inspect(CART, "R-3")
    one, two = at(shop, CART, 6), at(shop, CART, 7)
    first, second = shop.files[one], shop.files[two]
    put_instead(shop, two, second[: second.index(b"[[signature]]")] + first[first.index(b"[[signature]]") :])


@attack("signature-replayed", SIGNERS, known_as="issue", says="does not fit", signature=ALTERED, times="warning")
def _(shop: Workshop) -> None:
    """The signatures of an earlier inspection of the same gun are put under a new one that nobody signed."""
    old = shop.files[at(shop, CART, 4)]
    head = shop.head(CART, "procedure")._replace(signers=(ARI, DEE), made_at=parse_frame(old).head.made_at)
    body = shop.finish(head, {"title": "Inspection of R-1"}, []).data
    add(shop, body + old[old.index(b"[[signature]]") :])


@attack("one-signature-twice", SIGNERS, says="signs twice", signers=ALTERED, signature=ALTERED)
def _(shop: Workshop) -> None:
    """The armorer's block stands there twice, the second time with the name of the other."""
    name = newest(shop)
    data = shop.files[name]
    block = data[data.index(b"[[signature]]") : last_block(data)]
    again = block.replace(b'"ari"', b'"dee-ad"').replace(b'"armorer"', b'"assistant-director"')
    put_instead(shop, name, data[: last_block(data)] + again.replace(b'"inspected"', b'"witnessed"'))


@attack("signed-before-it-was-made", SIGNERS, says="before what stands above it", signers=ALTERED)
def _(shop: Workshop) -> None:
    """A signature says that it is older than what it covers."""
    head = shop.head(CART, "shift", [(ARMORER, "opened")])
    body = with_cut(shop.finish(head, {"title": "Shift"}, []).data)
    earlier = head.made_at - timedelta(seconds=1)
    covered = open_block(body, head.signers[0], ARMORER.name, ARMORER.fingerprint, "pin", earlier)
    add(shop, close_block(covered, sign(ARMORER.seed, covered)))


def _changed_everywhere(old: bytes, new: bytes) -> Forge:
    def forge(shop: Workshop) -> None:
        name = newest(shop)
        data = shop.files[name]
        head, _, rest = data.partition(b"[facts]\n")
        cut = rest.index(b"[[signature]]")
        swap = (head.replace(old, new), rest[:cut], rest[cut:].replace(b'"' + old + b'"', b'"' + new + b'"'))
        put_instead(shop, name, swap[0] + b"[facts]\n" + swap[1] + swap[2])

    forge.__doc__ = f"{old.decode()} becomes {new.decode()}, in the head and in the block alike."
    return forge


attack("role-changed-everywhere", SIGNERS, known_as="issue", signature=ALTERED)(
    _changed_everywhere(b"assistant-director", b"safety-officer")
)
attack("meaning-changed-everywhere", SIGNERS, known_as="issue", signature=ALTERED)(
    _changed_everywhere(b"witnessed", b"approved")
)
attack("person-changed-everywhere", SIGNERS, signature=ALTERED)(_changed_everywhere(b"dee-ad", b"jo-ad"))


@attack("quorum-of-the-wrong-roles", SIGNERS, says="must be signed by", quorum=ALTERED)
def _(shop: Workshop) -> None:
    """Two assistant directors lift a hold; it takes the armorer."""
    shop.enrol(SECOND_AD)
    shop.write(CART, "hold-lifted", [(AD, "lifted"), (SECOND_AD, "lifted")])


@attack("quorum-of-one", SIGNERS, says="two different people", quorum=ALTERED)
def _(shop: Workshop) -> None:
    """One person alone inspects a gun."""
    shop.write(CART, "procedure", [(ARMORER, "inspected")])
