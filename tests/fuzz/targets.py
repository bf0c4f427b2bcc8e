"""What every parser must do with any bytes at all: give a result, or one of our own errors. Each target checks one."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from showclear.app.definitions.loader import load_block, load_checklist
from showclear.app.definitions.packs import load_pack
from showclear.app.definitions.registers import load_hazards, load_sources
from showclear.app.definitions.shipped import shipped
from showclear.app.reading import record_facts
from showclear.cli.edge import EXIT_UNEXPECTED, run
from showclear.domain import runs
from showclear.domain.checklists import Checklist
from showclear.domain.situation import fold
from showclear.domain.situation.accounts import accounts, device_statuses
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.status import set_status, statuses
from showclear.errors import ShowClearError
from showclear.ledger.head import SCHEMA
from showclear.ledger.inspection import inspect_record
from showclear.ledger.keys import parse_key_line
from showclear.ledger.record import Frame, body_facts, parse_frame, record_name
from showclear.ledger.sshsig import SignatureFault, armor, check, parse
from showclear.ledger.verification import verify_record
from showclear.storage.drafts import Drafts
from showclear.storage.journal import decode_event
from showclear.storage.key_files import open_key_file, read_public_key
from showclear.storage.lines import decode_lines, encode_line
from showclear.storage.marks import Marks
from showclear.storage.ownership import LogOwnership
from showclear.storage.paths import ProductionPaths, ProductionState
from showclear.storage.restrictions import read_restrictions
from tests.crash.memory import MemoryDisk
from tests.domain.runs.run_cases import Walk
from tests.fuzz.seeds import PASSPHRASE, WORKED, demonstration

NOW = datetime(2026, 3, 2, 19, 0, 0, tzinfo=UTC)
SECONDS = 12.0
"""Processor time that any input may take: that of a key file with the most rounds over its passphrase. All else takes
milliseconds."""


def record(data: bytes) -> None:
    """Layout, signatures and facts of a record file, and the fold over what it says even if it were signed."""
    inspection = inspect_record(data)
    result = verify_record(data, "cart-a1b2-000001-" + "0" * 32 + ".toml")
    facts = record_facts(data, result)
    assert (facts is None) == (inspection.head is None)
    if facts is None:
        return
    frame = parse_frame(data)
    if frame.head.schema == SCHEMA:
        agree_with_tomllib(data, frame)
    else:
        assert facts.unknown, "what nobody can read may be a stop"
    assert record_name(frame.head, frame.digest)
    believed = replace(facts, intact=True, unknown=False)
    looked_at(believed)
    if frame.digest[0] in "01":
        # A fold over a whole day takes its time: one record in eight.
        looked_at(believed, history())


def agree_with_tomllib(data: bytes, frame: Frame) -> None:
    """The head, the blocks and the facts are what a stock TOML parser finds in the same file, or the facts refuse."""
    try:
        body = body_facts(frame)
    except ShowClearError:
        return
    whole = tomllib.loads(data.decode())
    head = frame.head
    assert whole.pop("facts") == body
    blocks = whole.pop("signature", [])
    assert whole == {
        "schema": head.schema,
        "kind": head.kind,
        "id": head.id,
        "production": f"sha256:{head.production}",
        "log": head.log,
        "sequence": head.sequence,
        "previous": f"sha256:{head.previous}",
        "made_at": head.made_at,
        "after": [f"{one.place} sha256:{one.digest}" for one in head.after],
        "signers": [f"{one.person} {one.role} {one.meaning}" for one in head.signers],
    }
    assert blocks == [
        {
            "person": one.person,
            "name": one.name,
            "role": one.role,
            "meaning": one.meaning,
            "key": one.key,
            "with": one.with_,
            "signed_at": one.signed_at,
            "sshsig": one.armored,
        }
        for one in frame.blocks
    ]


class InOrder:
    """The order in which they are handed in."""

    def __init__(self, records: tuple[RecordFacts, ...]) -> None:
        self._place = {one.digest: number for number, one in enumerate(records)}

    def is_ancestor(self, a: str, b: str) -> bool:
        """Whether `a` comes before `b`."""
        return self._place.get(a, -1) < self._place.get(b, -1)


def looked_at(facts: RecordFacts, before: tuple[RecordFacts, ...] = ()) -> None:
    """Everything that a board asks, over some records followed by this one."""
    records = (*before, replace(facts, digest="f" * 64, log="other-ab12", sequence=1))
    situation = fold(records, InOrder(records))
    assert situation.findings is not None
    statuses(situation, NOW, situation.limits)
    set_status(situation)
    accounts(situation)
    device_statuses(situation)
    situation.people()


@cache
def history() -> tuple[RecordFacts, ...]:
    """What the records of a demonstration say."""
    found = [record_facts(data, verify_record(data)) for data in demonstration().values()]
    return tuple(replace(one, intact=True) for one in found if one is not None)


def checklist(data: bytes) -> None:
    """A checklist, a shared block by itself and within a checklist, the registers: as the first lines say."""
    blocks = shipped().block_files
    start = data[:200]
    if b"showclear-block" in start:
        loads: tuple[Callable[[], object], ...] = (
            lambda: load_block("x.toml", data),
            lambda: load_checklist("x.toml", _HOST, {**blocks, "prove-empty": data}),
        )
    elif b"showclear-hazards" in start or b"showclear-sources" in start:
        loads = lambda: load_hazards("x.toml", data), lambda: load_sources("x.toml", data)
    else:
        loads = (lambda: load_checklist("x.toml", data, blocks),)
    for load in loads:
        with contextlib.suppress(ShowClearError):
            load()


_HOST = next(data for data in shipped().files.values() if b'"prove-empty"' in data)
"""A checklist that uses a shared block."""


def pack(data: bytes) -> None:
    """A rule pack."""
    with contextlib.suppress(ShowClearError):
        assert load_pack("x.toml", data).limits is not None


def journal(data: bytes) -> None:
    """Checked lines as they lie on the disk, and lines whose sum somebody has made fit."""
    for found in (data, b"".join(encode_line(text) for text in _texts(data))):
        checked_lines(found)


def _texts(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").split("\n")[:-1]


def checked_lines(data: bytes) -> None:
    """Read as a journal and replayed, as a restriction, as marks, as the logs of a laptop."""
    with contextlib.suppress(ShowClearError):
        replay([decode_event(text, Path("x"), 1) for text in decode_lines(data, Path("x")).texts])
    production, state = ProductionPaths(Path("/p")), ProductionState(Path("/s"))
    path = production.restriction("3" * 32)
    disk = disk_with({path: data, state.marks: data, state.ownership: data})
    for read in (
        lambda: read_restrictions(disk, production, Drafts(disk, production)),
        Marks(disk, state).refresh,
        lambda: LogOwnership(disk, state).owned(production),
    ):
        with contextlib.suppress(ShowClearError):
            read()


def replay(events: list[Mapping[str, object]]) -> None:
    """As the app does: the plan, then every event. Raises: ShowClearError."""
    if not events or not isinstance(events[0].get("plan"), Mapping):
        return
    plan = events[0]["plan"]
    assert isinstance(plan, Mapping)
    runs.header_digest(plan)
    runs.header_blocks(plan)
    run_ = runs.start(runs.plan_from_journal(plan, _worked()))
    for row in events[1:]:
        run_ = runs.apply(run_, runs.from_journal(row))
        run_.steps()
        run_.mismatches()
    run_.refusal_to_sign()
    runs.restrictions(run_)


@cache
def _worked() -> Checklist:
    return Walk.of(*WORKED).run.plan.checklist


def disk_with(files: Mapping[Path, bytes]) -> MemoryDisk:
    """A disk in memory that holds these files."""
    disk = MemoryDisk()
    for path, data in files.items():
        disk.mkdir(path.parent)
        with disk.create(path, 0o600) as file:
            file.write(data)
    return disk


def sshsig(data: bytes) -> None:
    """A signature as text, and the bytes inside; the line of a public key."""
    for armored in (data.decode("utf-8", "replace"), armor(data), armor(data[1:])):
        with contextlib.suppress(SignatureFault):
            check(parse(armored), b"x")
    with contextlib.suppress(ShowClearError):
        parse_key_line(data.decode("utf-8", "replace"))


def key_file(data: bytes) -> None:
    """A private key file of OpenSSH with a passphrase, and the public one beside it."""
    path = Path("/keys/mara")
    disk = disk_with({path: data, path.with_name("mara.pub"): data})
    for read in (
        lambda: open_key_file(disk, path, PASSPHRASE),
        lambda: read_public_key(disk, path),
    ):
        with contextlib.suppress(ShowClearError):
            read()


def command_line(data: bytes) -> None:
    """What somebody types: words between zero bytes, then what is typed when asked. Never a fault of ours."""
    line, _, typed = data.partition(b"\n")
    words = [_harmless(word.decode("utf-8", "surrogateescape")) for word in line.split(b"\0")]
    if "demo" in words:
        # It works, and for seconds.
        return
    code = run_in_a_sandbox(words, typed)
    assert code != EXIT_UNEXPECTED, f"Show Clear made a mistake: {words!r}"


def _harmless(word: str) -> str:
    """The word without a way out of the folder: a fuzzer must not write elsewhere."""
    return word.replace("..", ".").replace("~", "-").replace("=/", "=").lstrip("/")[:200]


def run_in_a_sandbox(words: list[str], typed: bytes) -> int:
    """Run a command in a folder with the log of a demonstration, with a machine account of its own."""
    kept = dict(os.environ), Path.cwd(), sys.stdin
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        (Path(folder) / "log").mkdir()
        for name, data in demonstration().items():
            (Path(folder) / "log" / name).write_bytes(data)
        try:
            os.environ |= {"SHOWCLEAR_HOME": folder, "HOME": folder}
            os.chdir(folder)
            sys.stdin = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8", errors="replace")
            return run(words)
        finally:
            os.chdir(kept[1])
            os.environ.clear()
            os.environ.update(kept[0])
            sys.stdin = kept[2]


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "record": record,
    "checklist": checklist,
    "pack": pack,
    "journal": journal,
    "sshsig": sshsig,
    "key-file": key_file,
    "command-line": command_line,
}
