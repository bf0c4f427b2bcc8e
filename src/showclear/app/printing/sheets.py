"""An adopted checklist as a blank sheet: every block and step in order, what is written by whom, and nothing known.

A sheet never holds what an answer is compared with: it is filled in by two people who may not know what the record
expects.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from showclear.app.inputs import CHOICES, LABELS
from showclear.app.printing.conditions import condition
from showclear.app.units import Unit
from showclear.domain.checklists import PROCEDURE_LETTERS, AnswerKind, Block, Checklist, Option, Passing, Step, Style
from showclear.domain.limits import Limits, number
from showclear.domain.people import Role
from showclear.domain.runs.plan import DRAWN_FACT
from showclear.domain.weapons import Weapon

BLANK = "________"
"""Where a text names something that is written by hand."""

SLOT = "…"
"""Where the question of a repeated step names its slot: the slots stand beside it, each with its box."""

LINES = {
    "container.count": 50, "container.trays": 5, "guns": 6, "batch.drawn": 3, "people": 8, "places": 8,
    "set.weapons": 8, "set.containers": 8, "set.devices": 8, "set.batches": 4, "set.people": 10, "set.handlers": 4,
    "weapon.feeds": 4,
}  # fmt: skip
"""Rows of a repetition whose slots are not known when it is printed."""

ROUNDS = 6
"""Rows for rounds where no gun is named."""

ON_PAPER_SERIAL = "On paper: the whole serial, as it stands on the gun."

_NAMED = frozenset({"people", "places", "guns", "batch.drawn"})
"""Repetitions whose slots are written by hand."""

_PLACEHOLDER = re.compile(r"\{([a-z.-]+)\}")


@dataclass(frozen=True, slots=True)
class Known:
    """What a sheet may know: the register and the unit, no state and no expectation."""

    unit: Unit
    limits: Limits
    feeds: Mapping[str, tuple[str, ...]]
    """Feed devices by weapon."""
    capacities: Mapping[str, int]
    """Rounds that go into each feed device."""
    rows: Mapping[str, tuple[str, ...]]
    """Slots of the repetitions over the unit."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be ticked, or whose letter may be written."""

    key: str
    text: str
    stops: bool


@dataclass(frozen=True, slots=True)
class SheetStep:
    """One question. `slots` is empty for a step that is asked once; a slot without a name is written by hand."""

    headline: str
    ask: str
    say: str
    who: str
    """Who does it and who looks, in words; empty where it is as on the whole sheet."""
    killer: bool
    only: str
    """When it is asked, in words; empty for always."""
    kind: AnswerKind
    choices: tuple[Choice, ...]
    slots: tuple[str, ...]
    first: bool
    second: bool
    """Whether the first and the second person enter it."""


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """Steps that belong together."""

    title: str
    say: str
    only: str
    order: str
    """Who enters first, and where, in words."""
    steps: tuple[SheetStep, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A blank checklist. `subject` is the tag of a gun, or empty where it is written by hand."""

    letter: str
    title: str
    version: str
    procedure: str
    subject: str
    name: str
    first: str
    second: str
    """The roles of the two people, in words."""
    who: str
    """Who does the steps and who looks, where a step says nothing else."""
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    """What is asked at the start: its label, and its choices if it has some."""
    blocks: tuple[SheetBlock, ...]
    statements: tuple[str, str]


def sheet_of(checklist: Checklist, weapon: Weapon | None, known: Known) -> Sheet:
    """The sheet of a checklist for one gun; for any gun, or about something else, with `weapon` None."""
    blocks = (_block(block, checklist, weapon, known) for block in checklist.blocks)
    return Sheet(
        letter=PROCEDURE_LETTERS.get(checklist.procedure, ""),
        title=checklist.title,
        version=checklist.version,
        procedure=str(checklist.procedure),
        subject=weapon.tag if weapon else "",
        name=weapon.name if weapon else "",
        first=_roles(checklist.do),
        second=_roles(checklist.see),
        who=_who_usually(checklist),
        fields=tuple((LABELS.get(name, name), _choices_of(name)) for name in checklist.inputs if name != "unit"),
        blocks=tuple(block for block in blocks if block is not None and block.steps),
        statements=(
            _filled(checklist.statements[0], checklist, weapon, known, ()),
            _filled(checklist.statements[1], checklist, weapon, known, ()),
        ),
    )


def _block(block: Block, checklist: Checklist, weapon: Weapon | None, known: Known) -> SheetBlock | None:
    only = condition(block.applies_when, weapon)
    if only is None:
        return None
    steps = (_step(step, checklist, weapon, known) for step in block.steps)
    return SheetBlock(
        title=block.title,
        say=_filled(block.say, checklist, weapon, known, ()),
        only=only,
        order=_order(block, checklist),
        steps=tuple(step for step in steps if step is not None),
    )


def _step(step: Step, checklist: Checklist, weapon: Weapon | None, known: Known) -> SheetStep | None:
    only = condition(step.applies_when, weapon)
    slots = _slots(step, weapon, known)
    if only is None or (step.each and not slots):
        return None
    ask = _filled(step.ask, checklist, weapon, known, slots)
    first_alone = _first_enters(step, checklist)
    return SheetStep(
        headline=_headline(step, checklist, weapon, known, slots),
        ask=f"{ask} {ON_PAPER_SERIAL}" if step.expect == DRAWN_FACT else ask,
        say=_filled(step.say, checklist, weapon, known, slots),
        who=_who(step, checklist),
        killer=step.killer,
        only=only,
        kind=step.answer,
        choices=tuple(_choice(one, at, step) for at, one in enumerate(step.options or step.signs)),
        slots=slots,
        first=step.killer or first_alone,
        second=step.killer or not first_alone,
    )


def _headline(step: Step, checklist: Checklist, weapon: Weapon | None, known: Known, slots: tuple[str, ...]) -> str:
    """Where the headline is the slot alone, the slots stand in the boxes."""
    return "EACH ONE" if step.headline == "{slot}" else _filled(step.headline, checklist, weapon, known, slots)


def _choice(option: Option, at: int, step: Step) -> Choice:
    return Choice(option.key or "abcdefghijklmn"[at], option.text, option.stops and step.answer is AnswerKind.CHOICE)


def _first_enters(step: Step, checklist: Checklist) -> bool:
    """Whether a step that one person enters alone is the first person's; the same order as in the app."""
    if checklist.style is Style.EMERGENCY:
        return True
    for roles in (step.do or checklist.do, step.see):
        for mine, is_first in ((checklist.do, True), (checklist.see, False)):
            if set(roles) & set(mine):
                return is_first
    return True


def _who(step: Step, checklist: Checklist) -> str:
    doing, looking = step.do or checklist.do, step.see or checklist.see
    if checklist.style is Style.EMERGENCY and not step.do:
        return ""
    if (doing, looking) == (checklist.do, checklist.see):
        return ""
    return f"Here {_roles(doing)} does it and says it, {_roles(looking)} looks."


def _who_usually(checklist: Checklist) -> str:
    if checklist.style is Style.EMERGENCY:
        return "Anybody reads it aloud at once; everybody hears it."
    return f"Where a step says nothing else: {_roles(checklist.do)} does it and says it, {_roles(checklist.see)} looks."


def _order(block: Block, checklist: Checklist) -> str:
    first, second = f"the {_roles(checklist.do)}", f"the {_roles(checklist.see)}"
    if checklist.style is Style.EMERGENCY:
        return "One walks all of it aloud; a second person fills in what has a star afterwards, alone."
    if block.passing is Passing.JOINT:
        return f"Together: {second} enters first, then {first}."
    if block.passing is Passing.PREP:
        return f"First {first}, alone, at the cart if need be; then {second}, folded, all of it."
    return f"First {first}, all of it; then {second}, folded, all of it."


def _slots(step: Step, weapon: Weapon | None, known: Known) -> tuple[str, ...]:
    each = step.each
    if not each:
        return ()
    if each in ("weapon.chambers", "weapon.barrels") and weapon is not None:
        return _numbered(weapon.chambers if each == "weapon.chambers" else weapon.barrels)
    if each in ("weapon.chambers", "weapon.barrels", "plan.count", "weapon.holds-count"):
        return _numbered(_most_rounds(each, weapon, known))
    if each == "weapon.feeds" and weapon is not None:
        return known.feeds.get(weapon.tag, ())
    if each in known.rows:
        return known.rows[each]
    return ("",) * LINES[each] if each in _NAMED or each == "weapon.feeds" else _numbered(LINES[each])


def _most_rounds(each: str, weapon: Weapon | None, known: Known) -> int:
    if each == "weapon.barrels":
        return 2
    if weapon is None:
        return ROUNDS
    return max(weapon.chambers, *(known.capacities.get(tag, 0) for tag in known.feeds.get(weapon.tag, ())), 1)


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(str(one) for one in range(1, count + 1))


def _filled(text: str, checklist: Checklist, weapon: Weapon | None, known: Known, slots: tuple[str, ...]) -> str:
    """The text with what paper may know; a blank to write in for everything else that it names."""
    values = {
        "slot": SLOT,
        "of": str(len(slots)) if slots and all(slots) else SLOT,
        "performer": BLANK,
        "verifier": BLANK,
        "unit": known.unit.name,
        "unit.place": known.unit.place or BLANK,
        "wait": _wait(checklist, text, known),
    }
    if weapon is not None:
        values |= {
            "weapon.tag": weapon.tag, "weapon.name": weapon.name, "weapon.calibre": weapon.calibre,
            "weapon.make": weapon.make, "weapon.model": weapon.model, "weapon.class": str(weapon.weapon_class),
            "weapon.action": str(weapon.action), "weapon.ignition": str(weapon.ignition),
        }  # fmt: skip
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], BLANK), text)


def _wait(checklist: Checklist, text: str, known: Known) -> str:
    waits = (step.wait for block in checklist.blocks for step in block.steps if step.wait and text == step.ask)
    name = next(waits, "")
    return str(number(known.limits, name)) if name else BLANK


def _choices_of(name: str) -> tuple[str, ...]:
    return tuple(words for _, words in CHOICES.get(name, ()))


def _roles(roles: tuple[Role, ...]) -> str:
    return " or ".join(role.words for role in roles)
