"""Whole files of every kind that the targets read: a changed seed goes deeper than bytes by chance."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from showclear.app.definitions.shipped import definitions_folder
from showclear.app.demo import make_demo
from showclear.domain.effects import EFFECTS
from showclear.domain.runs import plan_to_journal, to_journal
from showclear.ledger.head import Head
from showclear.ledger.keys import SK_ECDSA, SK_ED25519
from showclear.ledger.record import parse_frame, render_body, with_cut
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import create_key_file
from showclear.storage.lines import encode_line
from tests.domain.runs.run_cases import BORE, BOX, CHAMBERS, LEFT, OUT, ROUNDS, Walk, block
from tests.golden.make_golden import FOLDER as GOLDENS
from tests.ledger.test_sshsig import sk_signature

NOW = datetime(2026, 3, 2, 19, 0, 0, tzinfo=UTC)
PASSPHRASE = "anchor bridge canyon dancer eleven"
"""Of the key files among the seeds."""
WORKED = block("look", OUT, CHAMBERS, BORE), block("load", BOX, ROUNDS, LEFT)
"""The checklist of the run among the seeds."""


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """The seeds of a target, most telling first."""
    return _SEEDS[target]()


@cache
def demonstration() -> Mapping[str, bytes]:
    """Every record of a demonstration: people, guns, checks and stops."""
    with tempfile.TemporaryDirectory() as folder:
        made = make_demo(Path(folder) / "demo", now=NOW, rounds=1)
        return {path.name: path.read_bytes() for path in sorted((made.folder / "log").iterdir())}


def _records() -> tuple[bytes, ...]:
    goldens = tuple(path.read_bytes() for path in sorted(GOLDENS.iterdir()))
    return (*goldens, *_one_record_of_each_effect(parse_frame(goldens[1]).head))


def _one_record_of_each_effect(head: Head) -> Iterable[bytes]:
    """Small records: a change hits what matters, and no signature is in the way."""
    for kind, spec in EFFECTS.items():
        values = {name: 2 if of is int else "A-07" for name, of in {**spec.needs, **spec.may}.items()}
        facts = {"title": kind, "effects": [{"effect": kind, **values}], "procedure": {"procedure": "inspection"}}
        yield with_cut(render_body(head._replace(signers=()), facts))


def _definitions(folder: str = "") -> tuple[bytes, ...]:
    there = definitions_folder() / folder if folder else definitions_folder()
    found = sorted((one for one in there.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return tuple(one.read_bytes() for one in found)


def _checklists() -> tuple[bytes, ...]:
    return tuple(sorted((*_definitions("blocks"), *_definitions()), key=len))


def _packs() -> tuple[bytes, ...]:
    return _definitions("rules")


def _journals() -> tuple[bytes, ...]:
    walk = Walk.of(*WORKED)
    walk.to_the_end()
    rows = [{"plan": plan_to_journal(walk.run.plan)}, *map(to_journal, walk.events)]
    texts = [json.dumps(row, separators=(",", ":")) for row in rows]
    restriction = '{"id":"%s","kind":"hold","made_at":"2026-05-04T12:00:00Z","facts":{"title":"x"}}' % ("3" * 32)
    mark = f"published cart-a1b2-000001-{'1' * 32}.toml {'1' * 64}"
    owned = '{"log":"cart-a1b2","folder":"/set"}'
    plain = [*texts, restriction, mark, owned]
    return (
        b"".join(f"{text}\n".encode() for text in texts),
        *(f"{text}\n".encode() for text in plain),
        b"".join(map(encode_line, texts)),
        *map(encode_line, plain[-3:]),
    )


def _signatures() -> tuple[bytes, ...]:
    armored = [one.armored for data in _records() if b"signature" in data for one in parse_frame(data).blocks]
    hardware = [sk_signature(kind, flags, 7)[1] for kind in (SK_ED25519, SK_ECDSA) for flags in (1, 5)]
    return tuple(text.encode() for text in dict.fromkeys([*hardware, *armored]))


def _key_files() -> tuple[bytes, ...]:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "key"
        create_key_file(LocalFileSystem(), path, PASSPHRASE, "mara", rounds=1)
        ours = path.read_bytes(), path.with_name("key.pub").read_bytes()
    plain = [
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption())
        for key in (ed25519.Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP256R1()))
    ]
    return (*ours, *plain)


def _command_lines() -> tuple[bytes, ...]:
    lines = (
        "--help", "--version", "verify .", "verify . --words", "verify . --json", "board . --json", "show . 1 --raw",
        "lint x.toml", "rules .", "hazards . --json", "report day .", "copy . there", "restore . there",
        "people .", "adopt . x.toml", "close .", "doctor", "open .", "new there", "x", "-", "./x",
    )  # fmt: skip
    return tuple("\0".join(line.split(" ")).encode() for line in lines)


_SEEDS: Mapping[str, Callable[[], tuple[bytes, ...]]] = {
    "record": _records,
    "checklist": _checklists,
    "pack": _packs,
    "journal": _journals,
    "sshsig": _signatures,
    "key-file": _key_files,
    "command-line": _command_lines,
}
