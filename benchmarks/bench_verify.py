"""Verifying a record of two signatures against two bare PyNaCl verifications of the same bytes.

A folder of two laptops that cite each other is verified from nothing: hash, frame, name, signers, both signatures,
roster, chain, citations, marks. A row has the time for one record of it, once for short records and once for records as
long as those of a whole inspection.

A last row verifies files on the disk as `showclear verify` does, by as many processes as it is worth, told for 36,000
records of two signatures.

The reference is PyNaCl over the covered bytes themselves. An SSH signature covers their SHA-512, so `--json` has a
harder reference too: PyNaCl over the 110 bytes that SSHSIG signs, where hashing costs it nothing. Both are told in
processor time.

.venv/bin/python benchmarks/bench_verify.py           rows of the table
.venv/bin/python benchmarks/bench_verify.py --json    the numbers
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from nacl.signing import SigningKey, VerifyKey
from rows import duration, interleaved, limit_row, row

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from showclear.app.inspecting import inspect_files
from showclear.ledger.record import parse_frame
from showclear.ledger.sshsig import parse, signed_data
from showclear.ledger.verification import Verdict, Verifier, verify_log
from tests.ledger.workshop import AD, ARMORER, SAFETY, SECOND_ARMORER, Workshop, crewed

GOAL = 2.0
RECORDS = 200
"""Inspections in the log."""
MANY = 6000
"""Inspections in the log that is verified from the disk; told for `WANTED`."""
WANTED = 36_000
GOAL_SECONDS = 6.0
ROUNDS = 15
Prepared = list[tuple[VerifyKey, bytes, bytes]]
"""Key, message and signature, taken apart before the clock runs."""


def folder(entries: int, records: int = RECORDS) -> Workshop:
    """A log on each of two laptops; every record has two signatures and this many entries."""
    workshop = crewed()
    workshop.enrol(SECOND_ARMORER)
    rows = [
        {"step": "chamber-empty", "slot": str(number % 6), "person": ARMORER.person, "value": "empty", "ms": number}
        for number in range(entries)
    ]
    for number in range(records):
        log = "cart-a1b2" if number % 2 else "truck-c3d4"
        workshop.write(log, "procedure", [(ARMORER, "performed"), (AD, "verified")], {"title": "D", "entries": rows})
    return workshop


def over_digest(data: bytes) -> Prepared:
    """The very signatures of a record, over what SSHSIG signs."""
    found = []
    for block in parse_frame(data).blocks:
        signature = parse(block.armored)
        found.append((VerifyKey(signature.key.point), signed_data(data[: block.covered]), signature.signature))
    return found


def over_bytes(data: bytes) -> Prepared:
    """Plain Ed25519 signatures by the same people over the covered bytes."""
    seeds = {one.person: one.seed for one in (ARMORER, AD, SAFETY, SECOND_ARMORER)}
    found = []
    for block in parse_frame(data).blocks:
        key = SigningKey(seeds.get(block.person, SAFETY.seed))
        covered = data[: block.covered]
        found.append((key.verify_key, covered, key.sign(covered).signature))
    return found


def measure(workshop: Workshop, prepared: list[Prepared]) -> tuple[float, float]:
    """Seconds for one record, ours and PyNaCl alone."""
    files = workshop.files

    def ours() -> None:
        result = verify_log(files, files, workshop.production)
        assert result.verdict is Verdict.INTACT, result.all_findings()

    def reference() -> None:
        for pair in prepared:
            for key, message, signature in pair:
                key.verify(message, signature)

    ours()
    reference()
    one, two = interleaved(ours, reference, rounds=ROUNDS, clock=time.process_time)
    return one / len(files), two / len(files)


def from_disk(workshop: Workshop, processes: int | None) -> float:
    """Wall seconds, for `WANTED` records, of verifying them from files that were read before."""
    with tempfile.TemporaryDirectory(prefix="bench-verify-") as root:
        log, names, took = Path(root), sorted(workshop.files), []
        for name, data in workshop.files.items():
            (log / name).write_bytes(data)
        for _ in range(3):
            began = time.perf_counter()
            verifier = Verifier(workshop.production)
            verifier.add_inspections(inspect_files(log, names, processes=processes, may_fork=True))
            verifier.mark(names)
            assert verifier.result().verdict is Verdict.INTACT
            took.append(time.perf_counter() - began)
    return median(took) * WANTED / len(names)


def main() -> None:
    """Print the rows, or the numbers as JSON."""
    numbers = []
    for entries in (22, 122):
        workshop = folder(entries)
        data = list(workshop.files.values())
        size = sum(map(len, data)) / len(data)
        for prepare in (over_bytes, over_digest) if "--json" in sys.argv[1:] else (over_bytes,):
            prepared = [prepare(one) for one in data]
            assert all(len(pair) == 2 for pair in prepared)
            ours, reference = measure(workshop, prepared)
            what = f"verify a record of {size / 1000:.0f} kB: hash, head, two signatures, chain, citations"
            over = "what SSHSIG signs" if prepare is over_digest else "the same bytes"
            numbers.append(
                {
                    "what": what,
                    "reference": f"two PyNaCl verifications of {over}",
                    "bytes": round(size),
                    "ours_seconds": ours,
                    "reference_seconds": reference,
                    "ratio": ours / reference,
                    "goal": GOAL,
                }
            )
            if "--json" not in sys.argv[1:]:
                print(row(what, f"two PyNaCl verifications of {over}", ours, reference, GOAL))
    if "--json" in sys.argv[1:]:
        print(json.dumps(numbers, indent=2))
        return
    workshop = folder(22, MANY)
    alone, together = from_disk(workshop, 1), from_disk(workshop, None)
    what = f"verify {WANTED} records of 4 kB from the disk (told from {MANY}; one process: {duration(alone)})"
    print(limit_row(what, duration(together), f"< {GOAL_SECONDS:g} s", reached=together < GOAL_SECONDS))


if __name__ == "__main__":
    main()
