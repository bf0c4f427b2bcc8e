"""`showclear verify`: has anything been changed, moved, added or taken away?"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from showclear.cli.id_words import word_of
from showclear.cli.plain import put
from showclear.cli.verdicts import EXIT_CODES
from showclear.cli.verifying import Verified, places_of, verify_records
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.bundle.checking import Sums
    from showclear.cli.verify_output import Report

ARCHIVE_SCHEMA = "showclear-verify-archive/1"


@click.command("verify", short_help="Check every record, signature, chain and citation.")
@click.argument("target", metavar="[DIR|FILE]", type=click.Path(path_type=Path), default=".")
@click.option("--json", "as_json", is_flag=True, help="Write the result as one JSON object (see docs/cli.md).")
@click.option("--words", metavar="WORDS", help="The eight words of a day seal: check it and everything behind it.")
@click.option(
    "--log", "log", metavar="LOG", help="Only the records of this log; the others are looked at all the same."
)
@click.option(
    "--at", "at", metavar="DATE", help="What could be known then: 2026-03-02 or 2026-03-02T18:30:00Z, in UTC."
)
def command(target: Path, as_json: bool, words: str | None, log: str | None, at: str | None) -> int:
    """Check every record in the production in DIR (here, if none is named), step by numbered step.

    DIR may also be a bundle, a folder of record files alone, or an archive: a folder of several of them. FILE may be a
    zip or tar file of any of these, or one record; where that lies among others, they say whose keys these are and
    what came before. The steps and their numbers are those of docs/format.md. Nothing is changed.

    \b
    Exit codes: 0 intact, 10 incomplete, 11 unverifiable, 12 altered.

    \b
    Examples:
      showclear verify
      showclear verify "The Long Ride" --json
      showclear verify --words "copper lunar … ribbon"
      showclear verify log/cart-a1b2-000017-….toml
      showclear verify --at 2026-03-02 archive
      showclear verify bundle.zip
    """
    if target.is_file():
        from showclear.storage.unpacking import is_packed, unpacked

        if is_packed(target):
            with unpacked(target) as folder:
                return _verify(folder, as_json=as_json, words=words, log=log, at=at)
    return _verify(target, as_json=as_json, words=words, log=log, at=at)


def _verify(target: Path, *, as_json: bool, words: str | None, log: str | None, at: str | None) -> int:
    if words is not None:
        if log is not None or at is not None:
            raise click.UsageError(say("--words goes with neither --log nor --at."))
        from showclear.cli.sealed import verify_words

        return EXIT_CODES[verify_words(target, words, as_json=as_json)]
    moment = None if at is None else _moment(at)
    if target.is_file():
        if log is not None:
            raise click.UsageError(say("--log goes with a folder."))
        reports = [_report_of_file(target, moment)]
    else:
        reports = [_report_of_folder(place, log, moment) for place in places_of(target)]
    return _show(reports, as_json=as_json)


def _show(reports: list[Report], *, as_json: bool) -> int:
    from showclear.cli.verify_output import print_report, report_json
    from showclear.ledger.steps import worst

    verdict = worst(report.worst for report in reports)
    if not as_json:
        for index, report in enumerate(reports):
            if index:
                put()
            print_report(report)
        if len(reports) > 1:
            put()
            put(say("{count} productions, {verdict}", count=len(reports), verdict=word_of(verdict).upper()))
    elif len(reports) == 1:
        put(json.dumps(report_json(reports[0]), ensure_ascii=True, indent=2))
    else:
        whole: dict[str, Any] = {"schema": ARCHIVE_SCHEMA, "verdict": str(verdict)}
        whole["productions"] = [report_json(report) for report in reports]
        put(json.dumps(whole, ensure_ascii=True, indent=2))
    return EXIT_CODES[verdict]


def _report_of_folder(place: Path, log: str | None, at: datetime | None) -> Report:
    from showclear.cli.progress import Bar
    from showclear.cli.verify_output import Report
    from showclear.errors import InputError

    verified = verify_records(place, Bar(say("{folder}: checking", folder=_folder_name(place))), at)
    if not verified.result.records and not verified.result.findings:
        raise InputError(
            say("{place}: there is no record in it, so there is nothing to verify.", place=place),
            say("Name another folder."),
        )
    if log is not None and log not in verified.result.logs:
        raise InputError(
            say("There is no log {log!r} here.", log=log),
            say("Its logs are: {logs}.", logs=", ".join(verified.result.logs) or say("none")),
        )
    return Report(verified, at, log=log, sums=_sums(place))


def _sums(place: Path) -> Sums | None:
    """Of the records of a bundle, what its list says of all of its files."""
    from showclear.app.bundle.checking import RECORDS, check_sums, is_bundle

    return check_sums(place.parent) if place.name == RECORDS and is_bundle(place.parent) else None


def _report_of_file(path: Path, at: datetime | None) -> Report:
    """One record: with the folder that it lies in, where that holds others too."""
    from showclear.cli.verify_output import Report
    from showclear.errors import InputError
    from showclear.ledger.record import read_name

    among = [one.name for one in path.absolute().parent.iterdir() if read_name(one.name) is not None]
    if path.name in among and len(among) > 1:
        from showclear.cli.progress import Bar

        verified = verify_records(path.absolute().parent, Bar(say("checking")), at)
        if path.name not in verified.result.records:
            raise InputError(
                say("{name}: it could not be known at that time.", name=path.name), say("Ask for a later time.")
            )
        return Report(verified, at, record=path.name)
    if at is not None:
        raise click.UsageError(say("--at goes with a folder of records."))
    return _alone(path)


def _alone(path: Path) -> Report:
    from showclear.cli.reading import read_file
    from showclear.cli.verify_output import Report
    from showclear.ledger.verification import verify_record

    return Report(Verified.of_one(path, verify_record(read_file(path), path.name)), None, record=path.name, alone=True)


def _folder_name(place: Path) -> str:
    from showclear.cli.plain import shortened

    return shortened((place.parent if place.name == "log" else place).name, 30)


def _moment(text: str) -> datetime:
    """A date, which means its end, or a time; in UTC."""
    from showclear.errors import InputError

    try:
        if len(text) == 10:
            return datetime.combine(datetime.strptime(text, "%Y-%m-%d").date(), time(23, 59, 59), UTC)  # noqa: DTZ007 - not said: a date
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            say("--at {text}: this is no date.", text=text), say("Write 2026-03-02 or 2026-03-02T18:30:00Z.")
        ) from error
    if moment.tzinfo is None:
        raise InputError(
            say("--at {text}: the zone is missing.", text=text),
            say("End it with Z for UTC, or with one such as +01:00."),
        )
    return moment.astimezone(UTC)
