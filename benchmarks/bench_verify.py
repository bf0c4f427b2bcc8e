"""Verifying a record of two signatures against two bare PyNaCl verifications of the same bytes.

A folder of two laptops that cite each other is verified from nothing: hash, frame, name, signers, both signatures,
roster, chain, citations, marks. The row has the time for one record of it.

.venv/bin/python benchmarks/bench_verify.py           the row of the table
.venv/bin/python benchmarks/bench_verify.py --json    the numbers
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from nacl.signing import VerifyKey
from rows import interleaved, row

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from showclear.ledger.record import parse_frame
from showclear.ledger.sshsig import parse, signed_data
from showclear.ledger.verification import Verdict, verify_log
from tests.ledger.workshop import SECOND_ARMORER, Workshop, crewed

GOAL = 2.0
RECORDS = 300
"""Inspections in the log."""
ROUNDS = 21


def folder() -> Workshop:
    """A log on each of two laptops, every record with two signatures and citations."""
    workshop = crewed()
    workshop.enrol(SECOND_ARMORER)
    for number in range(RECORDS):
        workshop.inspect("cart-a1b2" if number % 2 else "truck-c3d4", f"R-{number % 7}")
    return workshop


def bare(data: bytes) -> list[tuple[VerifyKey, bytes, bytes]]:
    """What PyNaCl alone is given: key, message and signature of both blocks, taken apart before the clock runs."""
    found = []
    for block in parse_frame(data).blocks:
        signature = parse(block.armored)
        message = signed_data(data[: block.covered])
        found.append((VerifyKey(signature.key.point), message, signature.signature))
    return found


def main() -> None:
    """Print the row, or the numbers as JSON."""
    workshop = folder()
    files = workshop.files
    prepared = [bare(data) for data in files.values()]
    assert all(len(pair) == 2 for pair in prepared)

    def ours() -> None:
        result = verify_log(files, files, workshop.production)
        assert result.verdict is Verdict.INTACT, result.all_findings()

    def reference() -> None:
        for pair in prepared:
            for key, message, signature in pair:
                key.verify(message, signature)

    ours()
    reference()
    ours_seconds, reference_seconds = (took / len(files) for took in interleaved(ours, reference, rounds=ROUNDS))
    size = sum(map(len, files.values())) // len(files)
    if "--json" in sys.argv[1:]:
        numbers = {
            "what": "verify a record",
            "bytes": size,
            "records_in_log": len(files),
            "ours_seconds": ours_seconds,
            "reference_seconds": reference_seconds,
            "ratio": ours_seconds / reference_seconds,
            "goal": GOAL,
        }
        print(json.dumps(numbers, indent=2))
        return
    what = f"verify a record of {size / 1000:.1f} kB: hash, head, two signatures, chain, citations"
    print(row(what, "two PyNaCl verifications of the same bytes", ours_seconds, reference_seconds, GOAL))


if __name__ == "__main__":
    main()
