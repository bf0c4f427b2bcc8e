"""The package `auditchain` on as many entries of the same size, for `bench_flat.py`; run by a Python that has it.

    python on_auditchain.py make FOLDER RECORDS BYTES ENTRIES   writes plain.jsonl and signed.jsonl
    python on_auditchain.py WHAT FOLDER WARM                    measures once

It is no part of Show Clear (`pip install "auditchain[ed25519]"` into an environment of its own). `plain` is its chain
of SHA-256, `once` the same with the file read once, `signed` its chain of HMAC-SHA256 with an Ed25519 signature on each
entry, which is the most that it can check. Prints processor seconds, wall seconds and the number of entries as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from auditchain import AuditLog, JsonlBackend, verify_chain
from auditchain.signing import load_private_key, load_public_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SEAL, SEED = sha256(b"seal of the benchmark").digest(), sha256(b"signer of the benchmark").digest()
BATCH = 1000


def log_of(folder: Path, kind: str, *, writes: bool = False) -> AuditLog:
    """The log in that folder: as a writer has it, or as somebody who verifies it."""
    if kind != "signed":
        return AuditLog(JsonlBackend(folder / "plain.jsonl"))
    backend = JsonlBackend(folder / "signed.jsonl")
    return AuditLog(backend, seal_key=SEAL, signing_key=SEED) if writes else AuditLog(backend, seal_key=SEAL)


async def make(folder: Path, records: int, size: int, entries: list[dict[str, Any]]) -> None:
    """Both logs; a line of theirs has as many bytes as a record of ours, the answers in it are the same."""
    for kind in ("plain", "signed"):
        with tempfile.TemporaryDirectory(prefix="making-", dir=folder) as making:
            path = Path(making) / f"{kind}.jsonl"
            await log_of(path.parent, kind, writes=True).append_many([one("", 0, entries)])
            padding = "x" * (size - path.stat().st_size)
            path.unlink()
            log = log_of(path.parent, kind, writes=True)
            for at in range(0, records, BATCH):
                await log.append_many([one(padding, number, entries) for number in range(at, min(at + BATCH, records))])
            path.replace(folder / path.name)


def one(padding: str, number: int, entries: list[dict[str, Any]]) -> tuple[str, str, str, dict[str, Any]]:
    """An entry: who, what, about which gun, and all answers."""
    about = {"title": "Inspection", "entries": entries, "padding": padding}
    return ("ari", "inspected", f"R-{number % 40}", about)


async def check(folder: Path, kind: str) -> int:
    """Verify once, as its command does; how many entries there were."""
    if kind == "once":
        report = verify_chain(await JsonlBackend(folder / "plain.jsonl").load())
    else:
        public = load_private_key(SEED).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        report = await log_of(folder, kind).verify(
            signers={"s0": load_public_key(public)} if kind == "signed" else None
        )
    assert report.ok, report
    assert report.signed_records == (report.records_checked if kind == "signed" else 0)
    return report.records_checked


def main() -> None:
    """Make both logs, or measure once and print it."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    if what == "version":
        print(json.dumps(f"{version('auditchain')}, cryptography {version('cryptography')}"))
    elif what == "make":
        asyncio.run(make(folder, int(sys.argv[3]), int(sys.argv[4]), json.loads(sys.argv[5])))
    else:
        asyncio.run(check(Path(sys.argv[3]), what))
        began, used = time.perf_counter(), time.process_time()
        records = asyncio.run(check(folder, what))
        print(json.dumps((time.process_time() - used, time.perf_counter() - began, records)))


if __name__ == "__main__":
    main()
