"""Write the golden folder anew: .venv/bin/python -m tests.golden.make_golden

Only for a new schema. Records of a released schema are verified for ever, so what is in here never changes; a run
that changes a file of `showclear-record-1/` has broken the format.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from showclear.ledger.record import FactValue
from showclear.ledger.sealing import SEAL_KIND, seal_table, state
from tests.ledger.workshop import AD, ARMORER, SECOND_ARMORER, Workshop, crewed

FOLDER = Path(__file__).resolve().parent / "showclear-record-1"
SUMS = FOLDER.with_suffix(".sha256")
EXAMPLE_TITLE = "Inspection of R-1"


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


def seal(workshop: Workshop) -> None:
    """A day seal over everything that is there since the seal before it."""
    signers = [(SECOND_ARMORER, "sealed"), (AD, "sealed")]
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
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    files = golden().files
    for name, data in files.items():
        (FOLDER / name).write_bytes(data)
    SUMS.write_text("".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())))


if __name__ == "__main__":
    main()
