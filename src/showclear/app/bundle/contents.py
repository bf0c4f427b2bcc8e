"""What lies in a bundle, file by file, in an order that is always the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from showclear import __version__, standalone
from showclear.app.bundle.checking import CONTENTS, RECORDS
from showclear.app.bundle.choosing import Choice, Chosen, Scope, Why
from showclear.app.bundle.noted import Holding
from showclear.app.bundle.signed import detached
from showclear.app.bundle.telling import verify_text
from showclear.errors import StorageError
from showclear.ledger.record import LARGEST as LARGEST_RECORD
from showclear.ledger.results import LogResult
from showclear.ledger.seal_words import words_of
from showclear.ledger.verification import Verifier
from showclear.storage.attachments import LARGEST
from showclear.storage.files import FileSystem
from showclear.storage.paths import ProductionPaths
from showclear.words import english

SCHEMA = "showclear-bundle/1"
VERIFY = "VERIFY.txt"  # not said: the name of a file
SIGNERS = "allowed_signers"

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._()+,=@-]{0,199}")
"""Names that every system can write and `sha256sum -c` reads as they stand."""

NOTHING_ABOUT_THE_REST = english(
    "The records in here prove nothing about records that are not in here. Whoever chose them may have left out others."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a bundle is made."""

    choice: Choice
    made_at: datetime
    """When it is made, UTC."""
    attachments: bool = False
    detached: bool = True
    pages: Mapping[str, bytes] = field(default_factory=dict)
    """Reports, by the names of their files."""
    pages_left_out: tuple[str, ...] = ()
    """Reports that could not be made, and why."""
    production: str = ""
    """What the production calls itself."""
    demonstration: bool = False
    drill: str = ""
    """Which drill it is, where it is one."""
    missing: tuple[str, ...] = ()
    """Records that this laptop has seen before and that are gone."""


@dataclass(slots=True)
class Beside:
    """Files of the production that records cite: those that go along, and those that do not, with the reason."""

    taken: list[str] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    """Taken, though not what their names say."""


class Bundle:
    """A bundle that is made: what goes into it is decided when this is made, and read when it is written."""

    def __init__(self, disk: FileSystem, holding: Holding, chosen: Chosen, wish: Wish) -> None:
        self.holding, self.chosen, self.wish = holding, chosen, wish
        self._disk = disk
        self._paths = ProductionPaths(holding.log.parent)
        self.strays = tuple(one for one in holding.strays if self._takes_stray(one))
        self.result = self._verified()
        self.definitions = self._beside("definitions", ".toml", take=True)
        self.attachments = self._beside("attachments", "", take=wish.attachments)

    def _verified(self) -> LogResult:
        """What anybody finds who verifies the records of the bundle."""
        if len(self.chosen.why) == len(self.holding.records) and self.strays == self.holding.strays:
            return self.holding.result
        verifier = Verifier()
        verifier.add({name: self._disk.read(self.holding.log / name) for name in self.strays})
        verifier.add_inspections(self.holding.records[name].inspection for name in self.chosen.why)
        return verifier.result()

    def _takes_stray(self, name: str) -> bool:
        """Only where everything is asked for: what is no record belongs to no day and no gun."""
        return (
            self.chosen.whole
            and self.wish.choice.scope is Scope.ALL
            and _SAFE.fullmatch(name) is not None
            and self._disk.stat(self.holding.log / name).size <= LARGEST
        )

    def _beside(self, folder: str, suffix: str, *, take: bool) -> Beside:
        there = self._disk.listdir(self._paths.root / folder)
        found = Beside()
        if self.wish.choice.scope is Scope.ALL:
            wanted = {name for name in there if re.fullmatch(r"[0-9a-f]{64}" + re.escape(suffix), name)}
        else:
            wanted = set()
        for name in self.chosen.names(Why.ASKED, Why.ABOUT):
            one = self.holding.records[name]
            wanted |= {digest + suffix for digest in (one.attached if folder == "attachments" else one.defined)}
        for name in sorted(wanted):
            if name not in there:
                found.left_out[name] = english("a record cites it, and it is not in the production folder")
            elif (self._paths.root / folder).is_symlink() or (self._paths.root / folder / name).is_symlink():
                found.left_out[name] = english("a link to somewhere else")
            elif not take:
                found.left_out[name] = english("not asked for")
            elif self._disk.stat(self._paths.root / folder / name).size > LARGEST:
                found.left_out[name] = english("larger than {megabytes} MB", megabytes=LARGEST // 1_000_000)
            else:
                found.taken.append(name)
                if sha256(self._disk.read(self._paths.root / folder / name)).hexdigest() != name[:64]:
                    found.damaged.append(f"{folder}/{name}")
        return found

    # What is in it

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file with its place, always in the same order.

        Raises:
            StorageError: a record cannot be read, or was changed while the bundle was made.
        """
        contents = self.contents()
        yield VERIFY, verify_text(contents).encode()
        yield CONTENTS, (json.dumps(contents, ensure_ascii=True, indent=1) + "\n").encode()
        yield SIGNERS, self.result.roster.allowed_signers().encode()
        for script in standalone.NAMES:
            yield script, standalone.script(script)
        yield from sorted(self.wish.pages.items())
        for name, why in self.chosen.why.items():
            data = self._record(name)
            yield f"{RECORDS}/{name}", data
            if self.wish.detached and why is not Why.BEHIND:
                yield from detached(name, data)
        for name in self.strays:
            yield f"{RECORDS}/{name}", self._disk.read(self.holding.log / name)
        for folder, beside in (("definitions", self.definitions), ("attachments", self.attachments)):
            for name in beside.taken:
                yield f"{folder}/{name}", self._disk.read(self._paths.root / folder / name)

    def _record(self, name: str) -> bytes:
        data = self._disk.read(self.holding.log / name)
        if sha256(data[: LARGEST_RECORD + 1]).hexdigest() != self.holding.records[name].inspection.digest:
            raise StorageError(
                english("{path}: it changed while the bundle was made.", path=self.holding.log / name),
                english("Make the bundle again."),
            )
        return data

    def contents(self) -> dict[str, Any]:
        """What `contents.json` says; documented in docs/format.md."""
        wish, result = self.wish, self.result
        production = self.holding.result.production
        return {
            "schema": SCHEMA,
            "production": wish.production,
            "demonstration": wish.demonstration,
            "drill": wish.drill,
            "production_record": f"sha256:{production}" if production else None,
            "words": " ".join(words_of(production)) if production else None,
            "asked_for": {"what": str(wish.choice.scope), "which": wish.choice.which},
            "made_at": f"{wish.made_at:%Y-%m-%dT%H:%M:%SZ}",
            "app": __version__,
            "verdict": str(result.verdict),
            "findings": [
                {
                    "step": one.step,
                    "verdict": "warning" if one.is_warning else str(one.verdict),
                    "where": one.where,
                    "what": one.what,
                }
                for one in result.all_findings()
            ],
            "records": [self._row(name, why) for name, why in self.chosen.why.items()],
            "strays": list(self.strays),
            "detached_signatures": wish.detached,
            "reports": sorted(wish.pages),
            "definitions": self.definitions.taken,
            "attachments": self.attachments.taken,
            "damaged": [*self.definitions.damaged, *self.attachments.damaged],
            "whole_log": self.chosen.whole,
            "whole_log_because": self.chosen.because,
            "left_out": self._left_out(),
            "note": "" if self.chosen.whole else NOTHING_ABOUT_THE_REST,
        }

    def _row(self, name: str, why: Why) -> dict[str, Any]:
        one, said = self.holding.records[name], self.result.records[name]
        head = one.inspection.head
        return {
            "file": f"{RECORDS}/{name}",
            "why": str(why),
            "sha256": said.digest,
            "kind": head.kind if head else None,
            "title": one.row.title,
            "made_at": f"{head.made_at:%Y-%m-%dT%H:%M:%SZ}" if head else None,
            "signed_by": [signer.person for signer in head.signers] if head else [],
            "verdict": str(said.verdict),
        }

    def _left_out(self) -> dict[str, Any]:
        names = [name for name in self.holding.records if name not in self.chosen.why]
        logs: dict[str, int] = {}
        for name in names:
            log = name.rpartition("-")[0].rpartition("-")[0]
            logs[log] = logs.get(log, 0) + 1
        return {
            "records": len(names),
            "of_logs": logs,
            "strays": [*(one for one in self.holding.strays if one not in self.strays), *self.holding.links],
            "definitions": self.definitions.left_out,
            "attachments": self.attachments.left_out,
            "reports": list(self.wish.pages_left_out),
            "seen_before_and_gone": list(self.wish.missing),
        }
