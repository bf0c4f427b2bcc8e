"""A record as a page: what was entered, what follows, who signed and what that means, what verification says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from showclear.app.correcting import As, shown_as
from showclear.app.desk import record_view as view
from showclear.app.desk.needs import place_of
from showclear.domain.checklists import words_of
from showclear.ledger.naming import with_names
from showclear.tui.presenters.times import clock, second
from showclear.tui.widgets.page import FileData, PageLine
from showclear.tui.widgets.pieces import Piece, Weight, muted, strong
from showclear.words import say, say_count

if TYPE_CHECKING:
    from showclear.app.correcting import CorrectionView
    from showclear.app.desk.record_view import Check, Review
    from showclear.app.pages import PageSignature, RecordPage
    from showclear.domain.people import Person

BLANK = PageLine()


def header(page: RecordPage, checks: Sequence[Check]) -> tuple[PageLine, ...]:
    """What it is, where it stands, how many checks it passed."""
    held = len([one for one in checks if not one.what or one.warning])
    made = f", {page.made_at:%d %b %Y} {clock(page.made_at)}" if page.made_at is not None else ""
    place = f"{page.log}/{page.sequence}{made}" if page.log else say("its layout does not hold")
    kind = (
        words_of(str(page.facts.get("procedure", {}).get("procedure", "")))
        if _is_table(page.facts.get("procedure"))
        else ""
    )
    corrected = (
        (PageLine(text=say("CORRECTED {times} x", times=page.times_corrected), weight=Weight.ALERT),)
        if page.corrections
        else ()
    )
    return (
        PageLine(text=page.title or say("No title that can be read"), weight=Weight.STRONG),
        PageLine((muted(place),)),
        PageLine(
            (
                muted(
                    say(
                        "{kind}; {held} of {count} checks hold",
                        kind=kind or page.kind or say("no kind"),
                        held=held,
                        count=len(checks),
                    )
                ),
            )
        ),
        *corrected,
    )


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def page_lines(
    page: RecordPage, reviews: Sequence[Review], people: Mapping[str, Person], how: As = As.BOTH
) -> tuple[PageLine, ...]:
    """The page below its header; a corrected record as it was signed, as it should read, or both."""
    names = {one: person.name for one, person in people.items()}
    page = replace(page, findings=with_names(page.findings, names))
    checks, made = view.checks(page), page.corrections
    page = replace(page, facts=shown_as(page.facts, made, how))
    return tuple(
        line
        for part in (
            _wrong(page),
            _corrects(page),
            _corrections(made, how),
            _reviews(reviews),
            _entered(page, names),
            _follows(page),
            _said(page, names),
            _signatures(page, names),
            _checks(checks),
        )
        for line in part
    )


def _wrong(page: RecordPage) -> Iterator[PageLine]:
    found = [one for one in page.findings if not one.is_warning]
    for one in found:
        yield PageLine(
            text=say(
                "{where}, step {step}: {what} {remedy}",
                where=one.where,
                step=one.step,
                what=one.what,
                remedy=one.remedy,
            ).strip(),
            weight=Weight.ALERT,
        )
    if found:
        yield BLANK


def _corrects(page: RecordPage) -> Iterator[PageLine]:
    for one in page.corrects:
        here = "" if one.here else " " + say("That record is not here: the correction stands alone.")
        yield PageLine(
            text=say(
                "It corrects {place}, {label}.{here}",
                place=place_of(f"{one.record}.toml"),
                label=one.label,
                here=here,
            ),
            weight=Weight.ALERT,
        )
    if page.corrects:
        yield BLANK


def _corrections(made: Sequence[CorrectionView], how: As) -> Iterator[PageLine]:
    if not made:
        return
    if how is As.ORIGINAL:
        yield PageLine(text=say("It was corrected. This is what was signed."), weight=Weight.ALERT)
    else:
        yield PageLine(heading=say("Corrected since; the file stays as it was signed"))
        yield from (line for one in made for line in _correction(one, 0))
    yield BLANK


def _correction(one: CorrectionView, indent: int) -> Iterator[PageLine]:
    yield PageLine((strong(one.label),), (muted(place_of(f"{one.record}.toml")),), indent=indent)
    yield PageLine(text=say("original   {was}", was=one.was), indent=indent + 2)
    yield PageLine(text=say("corrected  {should}", should=one.should), weight=Weight.STRONG, indent=indent + 2)
    when = f"{one.at:%d %b %Y} {second(one.at)}"
    yield PageLine(text=f"{one.by}, {when}: {one.reason}", weight=Weight.MUTED, indent=indent + 2)
    for other in one.again:
        yield from _correction(other, indent + 2)


def _reviews(reviews: Sequence[Review]) -> Iterator[PageLine]:
    if not reviews:
        return
    yield PageLine(heading=say("Said about it with a signature"))
    for one in reviews:
        by = f"{one.by}, {one.at:%d %b %Y} {second(one.at)}"
        verdict = () if one.verdict == "intact" else (Piece(one.verdict.upper(), Weight.ALERT),)
        yield PageLine((strong(by),), verdict, text=one.words, indent=0)
    yield BLANK


def _entered(page: RecordPage, names: Mapping[str, str]) -> Iterator[PageLine]:
    rows = view.answers(page.facts)
    if not rows:
        return
    yield PageLine(heading=say("What they entered"))
    if page.translation:
        yield PageLine(text=page.translation, weight=Weight.ALERT)
    first, other = (name.split(" ")[0] for name in view.performer_and_verifier(page.facts, names))
    yield PageLine(cells=("", first, other), weight=Weight.MUTED)
    for row in rows:
        where = f" ({', '.join(row.slots)})" if row.slots else ""
        later = "  " + say("left for later") if row.deferred else ""
        yield PageLine(cells=(f"{row.asked}{where}{later}", row.performer, row.verifier), weight=Weight.STRONG)
    for sentence in (*view.contradicts(page.facts), *view.changes(page.facts, names)):
        yield PageLine(text=sentence, weight=Weight.ALERT)
    for sentence in _fast(page, names):
        yield PageLine(text=sentence, weight=Weight.ALERT)
    yield BLANK


def _fast(page: RecordPage, names: Mapping[str, str]) -> Iterator[str]:
    pace = page.facts.get("pace")
    rows = pace.get("fast") if isinstance(pace, Mapping) else None
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and isinstance(row.get("average_ms"), int) and isinstance(row.get("floor_ms"), int):
            person = str(row.get("person", ""))
            yield say(
                "{name} answered {block} in {seconds:.1f} s a look; looking takes {least:.1f} s.",
                name=names.get(person, person),
                block=f'"{str(row.get("block", "")).replace("-", " ")}"',
                seconds=row["average_ms"] / 1000,
                least=row["floor_ms"] / 1000,
            )


def _follows(page: RecordPage) -> Iterator[PageLine]:
    rows = page.facts.get("in_words")
    sentences = [str(one) for one in rows] if isinstance(rows, list) else []
    if sentences:
        yield PageLine(heading=say("What it says"))
        yield from (PageLine(text=one) for one in sentences)
        yield BLANK


def _said(page: RecordPage, names: Mapping[str, str]) -> Iterator[PageLine]:
    if page.said:
        yield PageLine(heading=say("Said afterwards, unsigned"))
        for one in page.said:
            yield PageLine(text=f"{second(one.at)}, {names.get(one.by, one.by) or say('no name')}: {one.words}")
        yield BLANK


def _signatures(page: RecordPage, names: Mapping[str, str]) -> Iterator[PageLine]:
    yield PageLine(heading=say("Signatures"))
    said = view.statements(page.facts)
    for number, one in enumerate(page.signatures):
        good = page.verdict == "intact"
        mark = Piece("✓ ", Weight.STRONG) if good else Piece("? ", Weight.ALERT)
        who = (
            mark,
            strong(one.name),
            Piece(say(", {role}, {meaning} it", role=one.role.replace("-", " "), meaning=one.meaning)),
        )
        yield PageLine(who, (muted(f"{one.signed_at:%d %b} {second(one.signed_at)}"),))
        if statement := said.get(one.person, ""):
            yield PageLine(text=f'"{statement}"', indent=2)
        yield PageLine(text=_worth(page, number), indent=2)
        yield PageLine(
            text=say("key {key}, opened with {how}", key=one.key, how=one.how), weight=Weight.MUTED, indent=2
        )
    for sentence in view.not_signed(page, names):
        yield PageLine(text=sentence, weight=Weight.ALERT)
    yield BLANK


def _worth(page: RecordPage, number: int) -> str:
    """What a signature proves, in words."""
    if page.verdict == "altered":
        return say("Do not rely on it: the file is not what was signed, or it cannot be told. The checks say where.")
    if page.verdict != "intact":
        return say("It could not be checked wholly; the checks below say why.")
    before: Sequence[PageSignature] = page.signatures[:number]
    others = (" " + say("and") + " ").join(say("{name}'s signature", name=first_name_of(one)) for one in before)
    reach = (
        say("every word of this record, and {others}", others=others) if others else say("every word of this record")
    )
    return say("Good signature. It covers {reach}.", reach=reach)


def first_name_of(one: PageSignature) -> str:
    """How a signer is called."""
    return one.name.split(" ")[0]


def _checks(checks: Sequence[Check]) -> Iterator[PageLine]:
    yield PageLine(heading=say("Checks"))
    for one in checks:
        mark = "✓" if not one.what else "!" if one.warning else "X"
        weight = Weight.MUTED if mark == "✓" else Weight.STRONG
        yield PageLine(text=f"{mark} {one.number:>2}  {one.sentence}", weight=weight)
        if one.what:
            yield PageLine(text=one.what, weight=Weight.ALERT, indent=6)


def file_data(data: bytes, page: RecordPage) -> FileData:
    """The bytes of a file as lines, and how many of them each signature covers."""
    lines = tuple(data.decode("utf-8", "replace").removesuffix("\n").split("\n"))
    reaches = tuple((one.name[:1].upper() or "?", data.count(b"\n", 0, max(0, one.covers))) for one in page.signatures)
    return FileData(lines, reaches)


def again(findings: Sequence[object], at: str) -> str:
    """What came out when the file was read once more."""
    if findings:
        return say(
            "Read again at {at}: {counted} in steps 1 to 9. C on the desk checks all.",
            at=at,
            counted=say_count("{count} finding", "{count} findings", len(findings)),
        )
    return say("Read again at {at}: steps 1 to 9 hold for this file.", at=at)


__all__ = ["again", "file_data", "header", "page_lines"]
