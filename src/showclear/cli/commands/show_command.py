"""`showclear show`: one record, as it is read or byte for byte."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from showclear.app.tables import list_of, rows_of
from showclear.cli.id_words import word_of
from showclear.cli.plain import put, shortened, table, tell, visible, visible_lines
from showclear.cli.productions import production_for_reading
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.correcting import CorrectionView
    from showclear.app.pages import RecordPage
    from showclear.app.rule_packs import LimitLine

SCHEMA = "showclear-show/1"

DEEPEST = 6
"""Tables inside tables that are still laid out; a record of ours has three."""

_LAID_OUT = frozenset({"title", "app", "in_words", "effects", "statements", "steps", "entries"})


@click.command("show", short_help="Show one record in words, or its bytes.")
@click.argument("name", metavar="NAME|ID")
@click.option(
    "--in",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=".",
    help="The production (here, if none is named).",
)
@click.option(
    "--as",
    "how",
    type=click.Choice(["both", "original", "corrected"]),
    default="both",
    help="How a corrected record is shown (default both).",
)
@click.option("--raw", is_flag=True, help="Write the bytes of the file as they are, for sha256sum or ssh-keygen.")
@click.option("--json", "as_json", is_flag=True, help="Write it as one JSON object (see docs/cli.md).")
def command(name: str, folder: Path, how: str, raw: bool, as_json: bool) -> int:
    """Show one record: by its file name, its ID, its log and number, or eight digits of its SHA-256.

    \b
    Examples:
      showclear show cart-a1b2/17
      showclear show 9f3c51aa --in "The Long Ride"
      showclear show cart-a1b2/17 --as corrected
      showclear show cart-a1b2/17 --raw | sha256sum
    """
    if raw and as_json:
        raise click.UsageError(say("Choose one: --raw or --json."))
    from showclear.app.pages import find_record

    with production_for_reading(folder) as production:
        found = find_record(production.book, name)
        if raw:
            _put_bytes(production.raw(found))
        elif as_json:
            put(json.dumps(_json(production.record(found)), ensure_ascii=True, indent=2))
        else:
            from showclear.ledger.naming import names_of, with_names

            page = production.record(found)
            named = with_names(page.findings, names_of(production.book.result.roster))
            _put_page(replace(page, findings=named), how)
    return 0


def _json(page: RecordPage) -> dict[str, Any]:
    """The page as documented in docs/cli.md; `facts` is the readable part of the file as it is."""
    from showclear.cli.board_json import plain

    return {
        "schema": SCHEMA,
        **{
            name: plain(getattr(page, name))
            for name in ("name", "kind", "id", "log", "sequence", "made_at", "digest", "verdict", "title")
        },
        "findings": [
            {
                "step": one.step,
                "verdict": "warning" if one.is_warning else str(one.verdict),
                "where": one.where,
                "what": one.what,
                "remedy": one.remedy,
            }
            for one in page.findings
        ],
        "wanted": [{"person": person, "role": role, "meaning": meaning} for person, role, meaning in page.wanted],
        "signatures": plain(page.signatures),
        "reconstruction": bool(page.reconstruction),
        "corrections": [
            {"record": one.record, "label": one.label, "was": one.was, "now": one.now, "times": one.times}
            for one in page.corrections
        ],
        "facts": plain(page.facts),
    }


def _put_bytes(data: bytes) -> None:
    if sys.stdout.isatty():
        put(visible_lines(data.decode("utf-8", "backslashreplace")).removesuffix("\n"))
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _put_page(page: RecordPage, how: str) -> None:
    from showclear.app.correcting import As, shown_as

    facts = shown_as(page.facts, page.corrections, As(how))
    put(shortened(str(facts.get("title") or page.title)) or say("(no title that can be read)"))
    if page.reconstruction:
        put(page.reconstruction)
    if page.translation:
        put(shortened(page.translation))
    put()
    _put_head(page, how)
    put()
    others = {key: value for key, value in _others(facts).items() if key != "limits" or not page.limits}
    for line in (*_corrections(page, how), *_in_words(facts), *_entries(facts), *_limits(page.limits), *_lines(others)):
        put(line)
    for one in page.said:
        put(
            say(
                "Said afterwards, {time:%Y-%m-%dT%H:%M:%SZ}, {name}: {words}",
                time=one.at,
                name=shortened(one.by) or say("no name"),
                words=shortened(one.words),
            )
        )
    put()
    _put_signatures(page)
    if page.facts:
        put("\n" + say("This is the readable part; `--raw` has every byte."))


def _put_head(page: RecordPage, how: str) -> None:
    """What it is, where it lies, and what verification found."""
    place = f"{page.log}/{page.sequence}" if page.log else say("(its layout does not hold)")
    made = f"{page.made_at:%Y-%m-%dT%H:%M:%SZ}" if page.made_at else "-"
    for label, value in (
        (say("verdict"), word_of(page.verdict)),
        (say("kind"), page.kind or "-"),
        (say("place"), place),
        (say("made at"), made),
        (say("id"), page.id or "-"),
        (say("file"), page.name),
        ("sha256", page.digest),
    ):
        put(f"{label:<9}{visible(value)}")
    if page.corrections:
        put(say("CORRECTED {count} x, shown: {how}", count=page.times_corrected, how=how))
    for finding in page.findings:
        put(
            (
                "  "
                + say(
                    "step {step}: {what} {remedy}",
                    step=finding.step,
                    what=shortened(finding.what),
                    remedy=shortened(finding.remedy),
                )
            ).rstrip()
        )


def _put_signatures(page: RecordPage) -> None:
    if not page.signatures:
        put(say("Not signed: claimed. It proves only that it came after what it cites and before what cites it."))
        return
    for number, one in enumerate(page.signatures, start=1):
        put(
            say(
                "signature {number}  {name}, {role}: {meaning}, {time:%Y-%m-%dT%H:%M:%SZ}",
                number=number,
                name=visible(one.name),
                role=one.role.replace("-", " "),
                meaning=one.meaning,
                time=one.signed_at,
            )
        )
        put(
            "             "
            + say(
                "key {key}, opened with {how}, covers the first {count} bytes",
                key=one.key,
                how=one.how,
                count=one.covers,
            )
        )
    if page.verdict != "intact":
        tell(say("Do not rely on this record; `showclear verify` says more."))


def _corrections(page: RecordPage, how: str) -> list[str]:
    """What it corrects, and what was corrected in it: the original, the corrected text, by whom, why."""
    lines = [
        say("It corrects {record}, {label}.", record=shortened(one.record), label=shortened(one.label))
        if one.here
        else say(
            "It corrects {record}, {label}: it is not here.", record=shortened(one.record), label=shortened(one.label)
        )
        for one in page.corrects
    ]
    if page.corrections and how == "original":
        lines.append(say("It was corrected; what stands here is what was signed."))
    elif page.corrections:
        lines.append(say("Corrected; the file itself stays as it was signed:"))
        lines += [line for one in page.corrections for line in _corrected(one, 1)]
    return [*lines, ""] if lines else []


def _corrected(one: CorrectionView, depth: int) -> list[str]:
    room = "  " * depth
    return [
        f"{room}{shortened(one.label)}",
        f"{room}  {say('original'):<9}  {shortened(one.was)}",
        f"{room}  {say('corrected'):<9}  {shortened(one.should)}",
        f"{room}  {shortened(one.by)}, {one.at:%Y-%m-%dT%H:%M:%SZ}: {shortened(one.reason)} ({one.record})",
        *(line for other in one.again for line in _corrected(other, depth + 1)),
    ]


def _in_words(facts: Mapping[str, Any]) -> list[str]:
    """What followed, and what each one stated."""
    lines = [f"  {shortened(str(sentence))}" for sentence in list_of(facts.get("in_words"))]
    for row in rows_of(facts, "statements", "signed"):
        lines.append(f"  {_text(row, 'person')}: {_text(row, 'statement')}")
    return [*lines, ""] if lines else []


def _entries(facts: Mapping[str, Any]) -> list[str]:
    """Who entered what, in the order in which it was entered."""
    rows = []
    for row in rows_of(facts, "entries", "entered"):
        slot = _text(row, "slot")
        step = f"{_text(row, 'block')}/{_text(row, 'step')}" + (f" {slot}" if slot else "")
        attempt = row.get("attempt")
        again = say("(attempt {number})", number=attempt) if isinstance(attempt, int) and attempt > 1 else ""
        state = _text(row, "state")
        rows.append((f"  {_text(row, 'person')}", step, " ".join((_text(row, "words"), again)).strip(), state))
    return [*table(tuple(rows)).split("\n"), ""] if rows else []


def _limits(limits: tuple[LimitLine, ...]) -> list[str]:
    """Which limits were used, their values, and who had decided each."""
    lines = []
    for one in limits:
        decided = "; ".join(f"{pack} ({source})" for pack, source in one.decided_by)
        lines.append(f"  {shortened(one.words)}: {shortened(one.value)}; {shortened(decided)}")
    return [say("Limits used:"), *lines, ""] if lines else []


def _others(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What was not laid out above; the questions stand beside the answers in the file."""
    return {key: value for key, value in facts.items() if key not in _LAID_OUT}


def _text(row: Mapping[str, Any], key: str) -> str:
    return shortened(str(row.get(key, "")))


def _lines(table: Mapping[str, Any], depth: int = 0) -> list[str]:
    indent = "  " * depth
    lines = []
    for key, value in table.items():
        if depth >= DEEPEST:
            lines.append(f"{indent}{visible(key)}: …")
        elif isinstance(value, Mapping):
            lines += [f"{indent}{visible(key)}:", *_lines(value, depth + 1)]
        elif isinstance(value, list):
            lines.append(f"{indent}{visible(key)}:")
            lines += [f"{indent}  - {_inline(row)}" for row in value]
        else:
            lines.append(f"{indent}{visible(key)}: {_inline(value)}")
    return lines


def _inline(value: object, depth: int = 0) -> str:
    if depth >= DEEPEST:
        return "…"
    if isinstance(value, Mapping):
        return ", ".join(f"{visible(str(key))} {_inline(one, depth + 1)}" for key, one in value.items())
    if isinstance(value, list):
        return "; ".join(_inline(one, depth + 1) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return shortened(str(value))
