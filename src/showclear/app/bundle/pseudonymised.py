"""Records to hand on without names: to learn from, never to prove anything.

What is kept is named here; everything else is left out. So a new kind of fact is left out until somebody decided on it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from showclear import __version__
from showclear.app.bundle.choosing import Choice, Chosen, Why
from showclear.app.bundle.noted import Holding, Noted
from showclear.app.bundle.pseudonyms import Pseudonyms
from showclear.errors import RecordError

SCHEMA = "showclear-pseudonymised/1"
MARK = "PSEUDONYMISED"
"""Every file has it in its name and at its beginning."""
NOTICE = (
    "PSEUDONYMISED, NOT EVIDENCE. Names were replaced and texts left out; nothing in here is signed and nothing can be "
    "verified. The signed records are with the production."
)
TEXT_NOTICE = (
    "Texts that people typed are in here. Names of the roster were searched and replaced in them; nicknames, misspelt "
    "names and what identifies somebody without a name were not. Somebody has to read them before they are handed on."
)
LEFT_OUT = "[left out]"
ANOTHER = "a record that is not in here"

_PEOPLE = frozenset(
    {
        "armorer", "by", "claimed_by", "first", "guardian", "handler", "holder", "holders", "owner", "performer",
        "person", "then", "verifier",
    }
)  # fmt: skip
_THINGS = frozenset({"weapon", "item", "device", "container", "batch", "goes_with", "subject", "slot"})
_RECORDS = frozenset({"about", "of", "proposal", "record", "restriction"})
_CODES = frozenset(
    {
        "action", "app", "block", "class", "condition", "contents", "device_kind", "effect", "has", "how", "ignition",
        "language", "limit", "meaning", "outcome", "procedure", "reconciled", "role", "shape", "side", "signed_as",
        "since", "state", "step", "until", "use", "vent",
    }
)  # fmt: skip
_TYPED_CODES = frozenset({"calibre", "checklist", "pack", "version"})
"""Short words that somebody may have typed: where a name stands in one it is left out."""
_NEVER = frozenset(
    {
        "blocks", "choices", "definition", "heads", "identity_document", "key", "permit", "police_notice", "root",
        "rules", "run", "seal", "seed", "serial", "sha", "trusted", "word", "zone",
    }
)  # fmt: skip
"""Numbers of documents, guns and keys, and what leads back to the signed records: also with texts they stay out."""
_TABLES_LEFT_OUT = frozenset({"steps", "statements"})
"""What a checklist asks, and sentences with names in them."""
_CODED_ANSWERS = frozenset({"choice", "count", "number", "rounds", "countdown", "reconcile", "spoken"})
"""Kinds of answers that are no text: of the others the value is left out."""
_CODED_INPUTS = frozenset({"plan.contents", "plan.count", "use"})
_TITLE = re.compile(r"\b[a-z][a-z0-9-]*-[0-9]{6}-[0-9a-f]{32}\b")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGEST = re.compile(r"\b[0-9a-f]{32,64}\b")
_SHORTEST = 3
"""Signs of what is looked for in texts: two digits of a serial stand everywhere."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .:+*/_-]{0,79}|")


@dataclass(slots=True)
class _Row:
    """Where a value stands."""

    table: str
    row: Mapping[str, Any]


class PseudonymisedRecords:
    """The records of a choice without names."""

    def __init__(
        self,
        holding: Holding,
        chosen: Chosen,
        choice: Choice,
        names: Pseudonyms,
        body: Callable[[str], Mapping[str, Any]],
        *,
        tags: frozenset[str],
        hidden: Iterable[str],
        made_at: datetime,
        free_text: bool,
    ) -> None:
        """
        Args:
            holding: all files of the log.
            chosen: which of them; what is only needed to verify others is left out.
            choice: what was asked for.
            names: who is called what.
            body: the facts of a record by its name; may raise RecordError.
            tags: everything on the register.
            hidden: what no text may hold either: serials, the name of the production.
            made_at: when this is made, UTC.
            free_text: whether texts that people typed go along, with names replaced.
        """
        self._holding, self._choice, self.names, self._body = holding, choice, names, body
        self._tags, self._made_at, self._free_text = tags, made_at, free_text
        longest_first = sorted({one for one in hidden if len(one) >= _SHORTEST}, key=lambda one: (-len(one), one))
        self._hidden = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)", re.IGNORECASE)
        wanted = set(chosen.names(Why.ASKED, Why.ABOUT))
        by_digest = {one.inspection.digest: name for name, one in holding.records.items()}
        ordered = [by_digest[digest] for digest in holding.result.chain.order() if by_digest.get(digest) in wanted]
        self._order = [*ordered, *sorted(wanted.difference(ordered))]
        self._numbers = {name.removesuffix(".toml"): f"record {at}" for at, name in enumerate(self._order, 1)}
        logs = dict.fromkeys(head.log for one in holding.records.values() if (head := one.inspection.head))
        self._logs = {log: f"laptop {at}" for at, log in enumerate(logs, 1)}
        self._kinds: Mapping[tuple[str, str], str] = {}

    def rows(self) -> list[dict[str, Any]]:
        """Every record, ancestors first."""
        for name in self._order:
            # Once to learn of everybody who is named: a text may name somebody before a record does.
            self._record(self._holding.records[name])
        return [self._record(self._holding.records[name]) for name in self._order]

    def _record(self, one: Noted) -> dict[str, Any]:
        head = one.inspection.head
        facts: dict[str, Any] = {}
        if head is not None:
            try:
                facts = self._facts(self._body(one.name))
            except RecordError:
                # Its verdict says so.
                facts = {}
        return {
            "record": self._numbers[one.title],
            "log": self._logs[head.log] if head else None,
            "sequence": head.sequence if head else None,
            "kind": head.kind if head else None,
            "made_at": f"{head.made_at:%Y-%m-%dT%H:%M:%SZ}" if head else None,
            "verdict_of_the_signed_record": one.row.verdict,
            "asked_to_sign": [
                {"person": self.names.of(signer.person), "role": signer.role, "meaning": signer.meaning}
                for signer in (head.signers if head else ())
            ],
            "things": [self.names.without_names(tag) for tag in one.row.things if tag in self._tags],
            "flags": sorted(one.row.marks),
            "facts": facts,
        }

    def _facts(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        steps = facts.get("steps")
        asked = steps.get("asked") if isinstance(steps, Mapping) else None
        self._kinds = {
            (str(row.get("block")), str(row.get("step"))): str(row.get("answer"))
            for row in (asked if isinstance(asked, list) else ())
            if isinstance(row, Mapping)
        }
        return {
            key: LEFT_OUT if key in _TABLES_LEFT_OUT else self._value(key, value, _Row("", facts))
            for key, value in facts.items()
        }

    def _value(self, key: str, value: Any, place: _Row) -> Any:
        if isinstance(value, bool | int):
            return value
        if isinstance(value, datetime):
            return f"{value:%Y-%m-%dT%H:%M:%SZ}"
        if isinstance(value, Mapping):
            return {name: self._value(name, one, _Row(key, value)) for name, one in value.items()}
        if isinstance(value, list):
            if key in _NEVER or (value and not isinstance(value[0], Mapping)):
                return [self._text(key, str(one), place) for one in value]
            return [
                {name: self._value(name, one, _Row(key, row)) for name, one in row.items()}
                for row in value
                if isinstance(row, Mapping)
            ]
        return self._text(key, str(value), place)

    def _text(self, key: str, text: str, place: _Row) -> str:
        if not text:
            return ""
        if key in _PEOPLE or (key == "key" and place.row.get("effect") == "custody"):
            return self._people(text)
        if key in _NEVER:
            return LEFT_OUT
        if key in _RECORDS:
            return self._numbers.get(text.removesuffix(".toml"), ANOTHER)
        if key in _THINGS and (text in self._tags or text.isdigit()):
            return self.names.without_names(text)
        if key in _THINGS and self.names.is_known(text):
            return self.names.of(text)
        if self._is_code(key, text, place):
            return text
        return self._without_names(text) if self._free_text else LEFT_OUT

    def _without_names(self, text: str) -> str:
        """Without names of people, records and laptops, and without digests."""
        text = _TITLE.sub(lambda found: self._numbers.get(found[0], ANOTHER), text)
        for log, called in self._logs.items():
            text = re.sub(rf"(?<![\w-]){re.escape(log)}(?![\w-])", called, text)
        text = self._hidden.sub(LEFT_OUT, _DIGEST.sub(LEFT_OUT, text))
        return self.names.without_names(text)

    def _people(self, text: str) -> str:
        """One person, or several ids behind each other."""
        parts = text.split()
        if len(parts) > 1 and all(map(self.names.is_known, parts)):
            return ", ".join(map(self.names.of, parts))
        return self.names.of(text)

    def _is_code(self, key: str, text: str, place: _Row) -> bool:
        """Whether this is a word of the program, not one that somebody typed."""
        if _CODE.fullmatch(text) is None:
            return False
        match place.table, key:
            case _, ("day" | "due"):
                return _DATE.fullmatch(text) is not None
            case (("effects" | "used"), "value"):
                return bool(place.row.get("effect", "limit-set") == "limit-set")
            case "effects", "what":
                return bool(place.row.get("effect") == "checked")
            case "adopted", _:
                return True
            case "entered", "value":
                kind = self._kinds.get((str(place.row.get("block")), str(place.row.get("step"))), "")
                return kind in _CODED_ANSWERS
            case "entered", "reason":
                return True
            case "given", "value":
                return place.row.get("name") in _CODED_INPUTS or text in self._tags
            case (("given" | "used"), "name"):
                return True
        return key in _CODES or (key in _TYPED_CODES and self.names.without_names(text) == text)

    # What is written

    def files(self, csv_text: Callable[..., str]) -> Iterator[tuple[str, bytes]]:
        """Every file, marked in its name and at its beginning; `csv_text` writes rows."""
        rows = self.rows()
        yield f"{MARK}-READ-ME-FIRST.txt", self._readme(len(rows)).encode()
        told = {
            "notice": NOTICE,
            "schema": SCHEMA,
            "free_text": TEXT_NOTICE if self._free_text else "left out",
            "asked_for": str(self._choice.scope),
            "made_at": f"{self._made_at:%Y-%m-%dT%H:%M:%SZ}",
            "app": __version__,
            "records": rows,
        }
        yield f"{MARK}-records.json", (json.dumps(told, ensure_ascii=True, indent=1) + "\n").encode()
        header = (NOTICE, "record", "log", "sequence", "made_at", "kind", "things", "asked to sign", "flags")
        lines = (
            (
                MARK, row["record"], row["log"] or "", row["sequence"] or 0, row["made_at"] or "", row["kind"] or "",
                " ".join(row["things"]), ", ".join(one["person"] for one in row["asked_to_sign"]),
                " ".join(row["flags"]),
            )
            for row in rows
        )  # fmt: skip
        yield f"{MARK}-records.csv", csv_text(header, lines).encode()

    def _readme(self, records: int) -> str:
        left_out = "Texts that people typed were left out: reasons, answers in words, places, scenes, names of things."
        return "\n\n".join(
            (
                NOTICE,
                f"{records} records of firearm checks. Show Clear {__version__} made this at "
                f"{self._made_at:%Y-%m-%d %H:%M} UTC.",
                "People have their role and a number: the same person is the same everywhere in here. Laptops and "
                "records have numbers too. Names, serial numbers, seals, permits, keys, signatures and digests were "
                "left out.",
                TEXT_NOTICE if self._free_text else left_out,
                "Times, tags of guns, roles and what happened are as they were. Whoever was there, or has the call "
                "sheet, can tell who is who: these are still personal data.",
                "To prove anything ask for the signed records (showclear export).\n",
            )
        )
