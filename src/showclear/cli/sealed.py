"""`showclear verify --words`: from eight words on paper to the seal, and to every record behind it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from showclear.cli.id_words import word_of
from showclear.cli.plain import put, shortened, tell, visible
from showclear.cli.progress import Bar
from showclear.cli.verifying import places_of, verify_records
from showclear.words import say, say_count

if TYPE_CHECKING:
    from showclear.ledger.steps import Verdict
    from showclear.ledger.verification import LogResult, RecordResult

SCHEMA = "showclear-sealed/1"
_KINDS = ("day-seal", "production", "approval")


def verify_words(folder: Path, words: str, *, as_json: bool) -> Verdict:
    """Find what has these words, say what is behind it and how that stands; the worst verdict of it.

    Raises: `InputError` for words that are none; `ShowClearError` where the folder cannot be read.
    """
    from showclear.ledger.seal_words import start_of
    from showclear.ledger.steps import Verdict, worst

    start = start_of(words)
    verified = [verify_records(place, Bar(say("checking"))) for place in places_of(folder)]
    found = [
        (one, result)
        for one in verified
        for _, result in sorted(one.result.records.items())
        if result.digest.startswith(start) and result.head is not None and result.head.kind in _KINDS
    ]
    if not found:
        put(say("No day seal in this folder has these words."))
        tell(
            say(
                "What to do: compare each word with the paper. If they are right, the seal is missing here, "
                "and perhaps records with it: look on the other laptops and in the archive."
            )
        )
        return Verdict.INCOMPLETE
    name = found[0][0].name
    told = [_told(one.log, one.result, seal) for one, seal in found]
    if as_json:
        put(json.dumps({"schema": SCHEMA, "production": name, "found": told}, ensure_ascii=True, indent=2))
    else:
        for one in told:
            _print(name, one)
    return worst(Verdict(one["verdict"]) for one in told)


def _told(log: Path, result: LogResult, seal: RecordResult) -> dict[str, Any]:
    from showclear.ledger.seal_words import words_of
    from showclear.ledger.steps import worst

    behind = [
        one
        for one in result.records.values()
        if one.digest == seal.digest or result.chain.is_ancestor(one.digest, seal.digest)
    ]
    whole = seal.head is None or result.chain.is_whole(seal.head)
    verdict = worst(one.verdict for one in behind)
    facts = _facts(log, seal)
    return {
        "record": seal.name,
        "kind": seal.head.kind if seal.head else "",
        "title": str(facts.get("title", "")),
        "words": list(words_of(seal.digest)),
        "sha256": seal.digest,
        "signed_by": [f"{one.person} ({one.role})" for one in seal.head.signers] if seal.head else [],
        "verdict": str(verdict),
        "records": len(behind),
        "whole": whole,
        "verdicts": dict(sorted(Counter(str(one.verdict) for one in behind).items())),
        "not_intact": sorted(one.name for one in behind if str(one.verdict) != "intact"),
        "open": _open(facts),
    }


def _facts(log: Path, seal: RecordResult) -> dict[str, Any]:
    from showclear.app.reading import read_body
    from showclear.storage.files import LocalFileSystem

    if not seal.layout_holds:
        return {}
    return read_body(LocalFileSystem().read(log / seal.name))


def _open(facts: dict[str, Any]) -> list[str]:
    table = facts.get("gaps")
    rows = table.get("open", []) if isinstance(table, dict) else []
    return [one for one in rows if isinstance(one, str)] if isinstance(rows, list) else []


def _print(name: str, told: dict[str, Any]) -> None:
    put(f"{visible(name)}: {shortened(told['title'])}")
    put(f"  {told['record']}")
    put("  " + say("signed by {people}", people=visible(", ".join(told["signed_by"]))))
    put()
    put(
        say_count(
            "{count} record is behind these words, the record itself:",
            "{count} records are behind these words, the record itself among them:",
            told["records"],
        )
    )
    for verdict, count in told["verdicts"].items():
        put(f"  {count:>6}  {word_of(verdict)}")
    if not told["whole"]:
        put("  " + say("Something that came before is missing."))
    for one in told["not_intact"][:20]:
        put("  " + say("not intact: {record}", record=one))
    put()
    for one in told["open"]:
        put(say("Open then: {matter}", matter=shortened(one)))
    if told["kind"] == "day-seal" and not told["open"]:
        put(say("The seal names nothing that was open."))
    put(word_of(told["verdict"]).upper())
    tell(say("showclear verify says more about each record, and about what came after."))
