"""Write the golden folders anew: .venv/bin/python -m tests.golden.make_golden

Only for a new schema. Records of a released schema are verified for ever, so what is in here never changes; a run
that changes a file of `showclear-record-1/` or `showclear-record-1-kinds/` has broken the format.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from showclear.ledger.head import Head
from showclear.ledger.keys import SK_ED25519, fingerprint, key_line
from showclear.ledger.record import FactValue, close_block, open_block, record_name, render_body
from showclear.ledger.sealing import SEAL_KIND, seal_table, state
from showclear.ledger.sshsig import TOUCHED, VERIFIED
from tests.ledger.token import Token
from tests.ledger.workshop import AD, ARMORER, PRODUCER, SAFETY, SECOND_ARMORER, Crew, Workshop, Written, crewed

FOLDER = Path(__file__).resolve().parent / "showclear-record-1"
SUMS = FOLDER.with_suffix(".sha256")
KINDS = Path(__file__).resolve().parent / "showclear-record-1-kinds"


def golden() -> Workshop:
    """One of every shape: founding, enrolments, inspections that cite each other, stops, a revocation, day seals."""
    workshop = crewed()
    workshop.inspect("cart-a1b2", "R-1")
    workshop.stand_down("truck-c3d4", 'Somebody said "wait": 6 µm of brass\tin the bore\nand a line of its own.')
    workshop.inspect("cart-a1b2", "R-1")
    workshop.write(
        "cart-a1b2",
        "hold-lifted",
        [(ARMORER, "lifted"), (AD, "lifted")],
        {
            "title": "Every shape of a fact",
            "number": -9007199254740991,
            "zero": 0,
            "yes": True,
            "no": False,
            "at": workshop.now,
            "empty": "",
            "none": [],
            "numbers": [1, 2, 3],
            "texts": ["é", "日本", "# no comment", "'", "[[signature]]"],
            "rows": [{"a": 1, "b": "x = [", "c": True, "d": workshop.now}],
            "table": {"key": "value"},
        },
    )
    workshop.revoke(ARMORER)
    workshop.enrol(SECOND_ARMORER)
    seal(workshop)
    workshop.stand_down("truck-c3d4")
    seal(workshop)
    return workshop


def every_kind() -> Workshop:
    """One record of every kind that there is, by everybody who may sign it, over three logs; and a FIDO2 key."""
    workshop = crewed()
    workshop.enrol(SECOND_ARMORER)
    for kind, crew in SIGNED_BY:
        log = ("cart-a1b2", "truck-c3d4", "van")[len(workshop.files) % 3]
        facts: dict[str, FactValue] = {
            "title": f"A golden {kind}",
            "effects": [{"effect": kind, "by": one.person, "count": 6} for one in crew],
        }
        workshop.write(log, kind, [(one, "signed") for one in crew], facts)
    touched(workshop)
    seal(workshop, AD, ARMORER)
    return workshop


SIGNED_BY: tuple[tuple[str, tuple[Crew, ...]], ...] = (
    ("unit", (AD, SAFETY)),
    ("delegation", (AD, SAFETY)),
    ("shift", (ARMORER,)),
    ("definitions", (SAFETY, ARMORER)),
    ("custody", ()),
    ("custody", (ARMORER,)),
    ("hold", ()),
    ("stand-down", ()),
    ("restriction", ()),
    ("concern", ()),
    ("concern", (AD,)),
    ("procedure", (ARMORER, AD)),
    ("procedure", (SECOND_ARMORER, ARMORER)),
    ("hold-lifted", (ARMORER, AD)),
    ("transfer", (ARMORER, SECOND_ARMORER)),
    ("departure", (PRODUCER, ARMORER)),
    ("release", (SAFETY, SECOND_ARMORER)),
    ("release", (SAFETY, PRODUCER)),
    ("approval", (SAFETY,)),
    ("correction", (ARMORER,)),
    ("review", (SAFETY,)),
    ("removal", (SAFETY, PRODUCER)),
    ("late-entry", (ARMORER, AD)),
)
"""Of each kind that a crew writes, who signs it here; more than one row where it may be signed by others."""


def touched(workshop: Workshop) -> None:
    """A performer without a key, and somebody who is enrolled with a FIDO2 key and its PIN and signs with it."""
    max_, nick = Crew("max", "Max the performer", "performer"), Crew("nick", 'Nick "Nico" Ørsted', "handler")
    row: dict[str, FactValue] = {"person": "max", "name": max_.name, "role": "performer", "key": ""}
    workshop.write("van", "enrolment", [(SAFETY, "enrolled"), (PRODUCER, "enrolled")], {"enrolment": row})
    token = Token(SK_ED25519)
    key = {"key": key_line(token.blob, "nick"), "requires_uv": True}
    row = {"person": "nick", "name": nick.name, "role": "handler", **key}
    head = workshop.head("cart-a1b2", "enrolment", [(SAFETY, "enrolled"), (nick, "enrolled")])
    put_touched(workshop, head, nick, token, workshop.finish(head, {"enrolment": row}, [SAFETY]).data)
    head = workshop.head("truck-c3d4", "shift", [(nick, "opened")])
    put_touched(workshop, head, nick, token, render_body(head, {"title": "Shift of Nick"}))


def put_touched(workshop: Workshop, head: Head, one: Crew, token: Token, begun: bytes) -> None:
    """The last signature of a record, by a FIDO2 key."""
    at = head.made_at + timedelta(seconds=30)
    covered = open_block(begun, head.signers[-1], one.name, fingerprint(token.blob), "touch", at)
    data = close_block(covered, token.sign(covered, TOUCHED | VERIFIED))
    digest = sha256(data).hexdigest()
    workshop.publish(Written(record_name(head, digest), data, digest, head))


def seal(workshop: Workshop, *crew: Crew) -> None:
    """A day seal over everything that is there since the seal before it."""
    signers = [(one, "sealed") for one in crew or (SECOND_ARMORER, AD)]
    head = workshop.head("cart-a1b2", SEAL_KIND, signers)
    stated = state(workshop.verify().chain, head)
    facts: dict[str, FactValue] = {
        "title": "Day seal: 2026-03-02, unit main",
        "effects": [{"effect": "sealed", "unit": "main", "day": "2026-03-02"}],
        "gaps": {"open": ["The day 2026-03-02 is not wrapped (J)."]},
        "seal": seal_table(stated),
    }
    workshop.publish(workshop.finish(head, facts, [one for one, _ in signers]))


def main() -> None:
    """Write the files and their checksums."""
    for folder, files in ((FOLDER, golden().files), (KINDS, every_kind().files)):
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        lines = (f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
        folder.with_suffix(".sha256").write_text("".join(lines))


if __name__ == "__main__":
    main()
