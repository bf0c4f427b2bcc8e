"""`showclear verify`: has anything been changed, moved, added or taken away?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.plain import put, say, shortened, visible
from showclear.cli.verifying import verify_folder

if TYPE_CHECKING:
    from showclear.ledger.steps import Finding
    from showclear.ledger.verification import LogResult

EXIT_CODES = {"intact": 0, "incomplete": 10, "unverifiable": 11, "altered": 12}
SCHEMA = "showclear-verify/1"
MEANINGS = {
    "intact": "everything that can be checked here holds.",
    "incomplete": "something that is cited or was seen on this laptop is missing.",
    "unverifiable": "something cannot be told: an unknown key, kind or version. This accuses nobody.",
    "altered": "something is not what was signed. It may be bit rot; ask for the file from another laptop.",
}


@click.command("verify", short_help="Check every record, signature, chain and citation.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--json", "as_json", is_flag=True, help="Write the result as one JSON object (see docs/cli.md).")
@click.option("--words", metavar="WORDS", help="The eight words of a day seal: check it and everything behind it.")
def command(folder: Path, as_json: bool, words: str | None) -> int:
    """Check every record in the production in DIR (here, if none is named), step by numbered step.

    The steps and their numbers are those of docs/format.md. Nothing is changed.

    \b
    Exit codes: 0 intact, 10 incomplete, 11 unverifiable, 12 altered.

    \b
    Examples:
      showclear verify
      showclear verify "The Long Ride" --json
      showclear verify --words "copper lunar … ribbon"
    """
    if words is not None:
        from showclear.cli.sealed import verify_words

        return EXIT_CODES[verify_words(folder, words, as_json=as_json)]
    name, result = verify_folder(folder)
    if as_json:
        put(json.dumps(result_json(name, result), ensure_ascii=True, indent=2))
    else:
        _print(name, result)
    return EXIT_CODES[result.verdict]


def _print(name: str, result: LogResult) -> None:
    from showclear.ledger.steps import STEPS

    found: dict[int, list[Finding]] = {step.number: [] for step in STEPS}
    for finding in result.all_findings():
        found[finding.step].append(finding)
    for step in STEPS:
        findings = found[step.number]
        worst = _worst(findings)
        put(f"{step.number:>2}  {worst:<12}  {step.sentence}")
        for finding in findings:
            put(f"    {_word(finding):<12}  {shortened(finding.where)}: {shortened(finding.what)}")
            if finding.remedy:
                put(f"                  What to do: {shortened(finding.remedy)}")
    put()
    count = len(result.records)
    put(f"{visible(name)}: {count} record{'' if count == 1 else 's'}, {result.verdict.upper()}")
    say(f"{result.verdict.capitalize()}: {MEANINGS[result.verdict]}")


def _worst(findings: list[Finding]) -> str:
    if not findings:
        return "holds"
    return _word(min(findings, key=lambda finding: finding.verdict.rank))


def _word(finding: Finding) -> str:
    return "warning" if finding.is_warning else str(finding.verdict)


def result_json(name: str, result: LogResult) -> dict[str, object]:
    """The result as documented in docs/cli.md."""
    from showclear.ledger.steps import STEPS

    return {
        "schema": SCHEMA,
        "production": name,
        "verdict": str(result.verdict),
        "steps": [{"number": step.number, "id": step.id, "sentence": step.sentence} for step in STEPS],
        "logs": {log: str(verdict) for log, verdict in result.logs.items()},
        "records": [
            {"name": name, "verdict": str(record.verdict), "signed": record.is_signed}
            for name, record in sorted(result.records.items())
        ],
        "findings": [
            {
                "step": finding.step,
                "verdict": _word(finding),
                "where": finding.where,
                "what": finding.what,
                "remedy": finding.remedy,
            }
            for finding in result.all_findings()
        ],
    }
