"""The rules that hold here in rows: packs, limits with who decided each, checklists; and the chosen one in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.domain.limits import FLOOR, LIMITS
from showclear.domain.limits import in_words as value_in_words
from showclear.tui.widgets.fact_sheet import Fact, SheetData
from showclear.tui.widgets.pieces import Piece, Weight, muted, strong
from showclear.tui.widgets.row_list import Column, ListRow
from showclear.words import english, say, say_count, translated

if TYPE_CHECKING:
    from showclear.app.adopted import AdoptedFile
    from showclear.app.rule_packs import LimitLine, PackLine

COLUMNS = (Column(1, 42), Column(44, 14), Column(59, 40))
NARROW = (Column(1, 38), Column(40, 14), Column(55, 40))

FLOOR_SAYS = english("The limits that Show Clear keeps everywhere. It is always in, and never removed.")


def rows(
    packs: tuple[PackLine, ...], limits: tuple[LimitLine, ...], checklists: tuple[AdoptedFile, ...]
) -> tuple[ListRow, ...]:
    """Packs, then limits with what is stricter first, then the adopted checklists."""
    ordered = sorted(limits, key=lambda line: not line.stricter)
    return (
        _heading(say("Rule packs"), say("version")),
        ListRow("pack:floor", ((strong(say("Floor")),), (muted(say("always")),))),
        *(ListRow(f"pack:{one.id}", ((strong(one.title),), (Piece(one.version),))) for one in packs),
        ListRow(""),
        _heading(say("Limits"), say("value"), say("decided by")),
        *(_limit(one) for one in ordered),
        ListRow(""),
        _heading(say("Checklists"), say("version")),
        *(
            ListRow(f"list:{one.what}:{one.name}", ((Piece(_called(one)),), (Piece(one.version),)))
            for one in sorted(checklists, key=lambda one: one.name)
        ),
    )


def _called(one: AdoptedFile) -> str:
    """A checklist or a block as people say its name."""
    words = one.name.replace("-", " ")
    return words[:1].upper() + words[1:]


def _heading(title: str, *labels: str) -> ListRow:
    return ListRow("", ((), *((Piece(f"{translated(one)} ", Weight.MUTED),) for one in labels)), heading=title)


def _limit(one: LimitLine) -> ListRow:
    said = translated(one.words)
    words = said[:1].upper() + said[1:]
    by = ", ".join(dict.fromkeys(pack for pack, _ in one.decided_by))
    weight = Weight.STRONG if one.stricter else Weight.TEXT
    return ListRow(f"limit:{one.id}", ((Piece(words, weight),), (Piece(one.value, weight),), (muted(by),)))


def figures(
    packs: tuple[PackLine, ...], limits: tuple[LimitLine, ...], ignored: tuple[str, ...]
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Whose rules hold, and how many are stricter than the floor; before all an adoption that has no effect."""
    if ignored:
        return (Piece(ignored[0], Weight.ALERT),), ()
    stricter = sum(1 for one in limits if one.stricter)
    named = ", ".join((say("floor"), *(one.title for one in packs)))
    return (strong(say("Rules")), muted(f"   {named}")), (
        muted(say_count("{count} limit stricter than the floor", "{count} limits stricter than the floor", stricter)),
    )


def sheet(
    value: str, packs: tuple[PackLine, ...], limits: tuple[LimitLine, ...], checklists: tuple[AdoptedFile, ...]
) -> SheetData:
    """Why the chosen one is what it is."""
    kind, _, name = value.partition(":")
    if kind == "limit" and (line := next((one for one in limits if one.id == name), None)):
        return _limit_sheet(line)
    if kind == "pack":
        return _pack_sheet(name, packs, limits)
    found = next((one for one in checklists if f"{one.what}:{one.name}" == name), None)
    if found is None:
        return SheetData(say("Rules"))
    facts = (
        Fact(say("file"), f"{found.name}.toml"),
        Fact(say("version"), found.version),
        Fact(say("SHA-256"), found.digest[:32], Weight.MUTED),
    )
    return SheetData(
        _called(found), hint=say("C adopts one with more in it, or in another language; never less."), facts=facts
    )


def _limit_sheet(line: LimitLine) -> SheetData:
    limit, said = LIMITS[line.id], translated(line.words)
    facts = [Fact(say("value"), line.value, Weight.STRONG)]
    facts += [Fact(say("decided by"), f"{pack} ({source})") for pack, source in line.decided_by]
    if line.stricter:
        facts.append(Fact(say("the floor"), value_in_words(limit, FLOOR[line.id]), Weight.MUTED))
    facts.append(Fact(say("what it is"), f"{said[:1].upper()}{said[1:]}."))
    return SheetData(line.id.replace("_", " "), facts=tuple(facts), hint=say("Of several the strictest holds."))


def _pack_sheet(name: str, packs: tuple[PackLine, ...], limits: tuple[LimitLine, ...]) -> SheetData:
    if name == "floor":
        return SheetData(say("Floor"), hint=FLOOR_SAYS)
    found = [one for one in packs if one.id == name]
    if not found:
        return SheetData(say("Rules"))
    decides = [line.words for line in limits if any(pack == found[0].title for pack, _ in line.decided_by)]
    facts = [Fact(say("version"), found[0].version), Fact(say("adopted by"), found[0].record)]
    facts += [Fact(say("decides"), words) for words in decides] or [
        Fact(say("decides"), say("nothing: the floor is as strict"))
    ]
    return SheetData(found[0].title, facts=tuple(facts), hint=say("A adopts and removes packs."))
