"""What stands in the search index: a row for each record, what is asked of it, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

MOST = 200
"""How many records an answer holds, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One record as it is found. Nothing here is proof of anything: that is in the file."""

    name: str
    digest: str
    verdict: str
    """What verification said of it when it was indexed."""
    made_at: int
    """Claimed seconds since 1970; 0 where the file says none."""
    day: str = ""
    """How its shooting day is called; empty where it names none."""
    date: str = ""
    """The calendar date of `made_at` in the zone of the production."""
    kind: str = ""
    procedure: str = ""
    scene: str = ""
    title: str = ""
    things: tuple[str, ...] = ()
    """Tags of weapons, devices, containers and batches that it is about."""
    people: tuple[str, ...] = ()
    """Ids of everybody who signed it or is named in it."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """What it is found by as a result (`fast`, `stop`), each with a sentence."""
    about: tuple[str, ...] = ()
    """Records, without suffix, that it reviews, closes or corrects with a signature."""
    text: str = ""
    """The words by which it is found."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; everything that is not empty has to hold."""

    words: str = ""
    """Each of these words, or one that begins so, stands in it."""
    thing: str = ""
    person: str = ""
    day: str = ""
    """The name of a shooting day, or a date."""
    procedures: tuple[str, ...] = ()
    """One of these procedures, or kinds of record where no procedure made them."""
    scene: str = ""
    marks: tuple[str, ...] = ()
    """One of these results."""
    between: tuple[int, int] | None = None
    """First and last second since 1970."""
    unreviewed: bool = False
    """Only what no signed record names since."""


class Hit(NamedTuple):
    """A record that was found: a row of the index as it comes, so that hundreds of them cost next to nothing."""

    name: str
    made_at: int
    """Claimed seconds since 1970; 0 where the file says none."""
    day: str
    date: str
    kind: str
    what: str
    """The procedure, or the kind again."""
    scene: str
    title: str
    verdict: str
    thing_lines: str = ""
    mark_lines: str = ""

    @property
    def procedure(self) -> str:
        """The procedure; empty where no procedure made it."""
        return self.what if self.what != self.kind else ""

    @property
    def things(self) -> tuple[str, ...]:
        """Tags of what it is about."""
        return tuple(self.thing_lines.split("\n")) if self.thing_lines else ()

    @property
    def marks(self) -> tuple[str, ...]:
        """What it is found by as a result."""
        return tuple(self.mark_lines.split("\n")) if self.mark_lines else ()


@dataclass(frozen=True, slots=True)
class DayCount:
    """A day that has records: by the name of the shooting day where it has one, else by its date."""

    day: str
    first: int
    last: int
    records: int
