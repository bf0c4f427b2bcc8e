"""A printed thing as data: parts in their order. HTML and PDF are made from the same values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from showclear.app.printing.identity import Identity

LONGEST_FOOT = 90
"""Characters at the foot of a page."""


class Paper(StrEnum):
    """Sizes of paper."""

    A4 = "a4"
    LETTER = "letter"


class Layout(StrEnum):
    """How the pages lie. Labels fill the whole sheet, without a head and without margins."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `new_page` begins a sheet of its own."""

    text: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. `strong` is for what nobody may miss."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered where the order counts."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in columns. `widths` are shares of the whole; the columns in `fixed` are set in figures and letters of one
    width, for what is compared sign by sign."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    fixed: tuple[int, ...] = ()
    tall: bool = False
    """Rows to be filled in by hand."""
    dense: bool = False
    """Many rows to be read, not written in: small, with a thin line below each."""


@dataclass(frozen=True, slots=True)
class EightWords:
    """Eight words with their QR code."""

    title: str
    words: tuple[str, ...]
    code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """One line across the page that is read from two metres."""

    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Labels, each with a line to write on."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Half:
    """What one of the two people enters at a step: nothing, ticks, letters, or a line to write on."""

    asked: bool
    ticks: tuple[tuple[str, bool], ...] = ()
    """Answers to tick, and whether one means STOP."""
    boxes: tuple[str, ...] = ()
    """Boxes to write in, each with its label; one without a label is named by hand too."""
    wide: bool = False
    """Whether a box takes words, not a letter or a number."""


@dataclass(frozen=True, slots=True)
class Row:
    """A step of a sheet. It stands on both halves, each with the box of one person."""

    headline: str
    ask: str
    say: str
    who: str
    only: str
    killer: bool
    letters: tuple[tuple[str, str, bool], ...]
    """Letter, its meaning, and whether it means STOP; for boxes that take letters."""
    first: Half
    second: Half


@dataclass(frozen=True, slots=True)
class Group:
    """A block of a sheet."""

    title: str
    say: str
    notes: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A blank checklist: left half for the first person, right half for the second, folded in the middle."""

    title: str
    about: str
    """Production, unit, day and gun, in one line; it stands on every page of the sheet."""
    first: str
    second: str
    who: str
    """Who does the steps and who looks, where a step says nothing else."""
    fields: tuple[str, ...]
    groups: tuple[Group, ...]
    statements: tuple[str, str]
    after: str


@dataclass(frozen=True, slots=True)
class Label:
    """One label with the code of its tag."""

    tag: str
    kind: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels, filling sheet after sheet."""

    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, two columns of them."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer in large letters, and what it rests on. `alarm` is for what nobody wants to read."""

    question: str
    answer: str
    words: str
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture made by `svg`, with what it shows in words."""

    svg: str
    words: str


Part = Heading | Words | Items | Table | EightWords | Banner | Lines | Form | Labels | Facts | Answer | Drawing


@dataclass(frozen=True, slots=True)
class Document:
    """A printed thing."""

    title: str
    identity: Identity
    parts: tuple[Part, ...]
    layout: Layout = Layout.PORTRAIT
    notes: tuple[str, ...] = field(default=())
    """Small print at its end."""

    @property
    def head(self) -> str:
        """The line that says what this is, of which production, and when it was printed."""
        one = self.identity
        mark = " · DRILL: nobody held a gun" if one.drill else " · DEMONSTRATION" if one.demonstration else ""
        return f"{one.production}{mark} · printed {one.time(one.at)} · Show Clear {one.app}"

    @property
    def foot(self) -> str:
        """What stands at the foot of every page, so that a loose one is recognised."""
        words = f"{self.title} · {self.identity.production}"
        return words if len(words) <= LONGEST_FOOT else f"{words[: LONGEST_FOOT - 1]}…"


def rows_of(rows: Iterable[tuple[str, ...]], nothing: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of a table; where there are none, one that says so."""
    return tuple(rows) or ((nothing, *([""] * (columns - 1))),)


def dense(
    head: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    widths: tuple[int, ...],
    fixed: tuple[int, ...] = (),
    nothing: str = "none",
) -> Table:
    """A table of many rows to be read; where there are none, a row that says so."""
    return Table(head, rows_of(rows, nothing, len(head)), widths, fixed, dense=True)
