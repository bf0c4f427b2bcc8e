"""What a rule is: an id, a sentence, where it comes from, and a check that gives a refusal or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.domain.limits import Limits
from showclear.domain.people import Person
from showclear.domain.refusals import CitedFact, Refusal
from showclear.domain.situation.day import unit_of
from showclear.domain.situation.fold import Situation
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import Holding, OpenRestriction
from showclear.domain.situation.view import View
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.runs.plan import Cast


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What a rule may look at.

    `subject` is the tag that the run is about, the name of a unit, or "set". `now` None means that the time is not
    known. `run` is the id of the run that asks: what it raised itself on an item does not bar it from making it true
    and closing it by name.
    """

    situation: Situation
    subject: str
    inputs: Mapping[str, str]
    cast: Cast
    now: datetime | None
    run: str = ""
    begun: datetime | None = None
    """When the first look of the verifying pass was entered, for a turn-round that is under way or done."""

    @property
    def limits(self) -> Limits:
        """The limits that hold in the situation."""
        return self.situation.limits

    @property
    def unit(self) -> str:
        """The unit that the run is for; empty where nobody can say.

        That of the thing that it is about, else the one that was named, else the only one of the production.
        """
        view = self.situation.view
        known = any(view.entered(kind, self.subject) for kind in ("weapon", "device", "container"))
        if known or view.newest(Aspect.BATCH, self.subject):
            return unit_of(view, self.subject)
        names = view.names_said(Aspect.UNIT)
        named = self.inputs.get("unit", "") or (self.subject if self.subject in names else "")
        return named or (names[0] if len(names) == 1 else "")

    def holding(self, tag: str) -> Holding:
        """What a thing holds; what this run found in it where the run itself says that rounds go in."""
        view = self.situation.view
        while self.run and len(tips := view.tips(Aspect.HOLDING, tag)) == 1 and self._loads(view, tips[0], tag):
            view = view.before(tips[0])
        return view.holding(tag)

    def _loads(self, view: View, index: int, tag: str) -> bool:
        found = (one for one in view.judgement(index).restrictions if one.item == tag and one.kind == "perhaps-loaded")
        return any(one.run == self.run for one in found)

    def restrictions(self, item: str) -> tuple[OpenRestriction, ...]:
        """What is open on an item, without what this run raised itself."""
        return tuple(one for one in self.situation.open_restrictions(item) if not self.run or one.run != self.run)


Check = Callable[[RuleContext], "Broken | None"]


@dataclass(frozen=True, slots=True)
class Broken:
    """Why a rule refuses: the facts with their records, and what would make it true."""

    facts: tuple[CitedFact, ...]
    remedy: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that checklists may require. `source` is a key of sources.toml, or "ours"."""

    id: str
    slug: str
    sentence: str
    source: str
    asks: Check

    def check(self, context: RuleContext) -> Refusal | None:
        """The refusal, or None if the rule holds."""
        broken = self.asks(context)
        return None if broken is None else Refusal(self.id, self.sentence, broken.facts, broken.remedy)


def broken(remedy: str, *facts: tuple[str, str] | str) -> Broken:
    """A refusal from facts, each a text or a text with its record."""
    return Broken(tuple(CitedFact(*((fact,) if isinstance(fact, str) else fact)) for fact in facts), remedy)


def first_words(value: str) -> str:
    """A tag as it was entered for a container, which may have its seal behind it."""
    return value.split()[0] if value.split() else ""


def guns_of(context: RuleContext) -> tuple[str, ...]:
    """The tags of the guns that were named at the start."""
    return tuple(context.inputs.get("guns", "").replace(",", " ").replace(";", " ").split())


def person_named(context: RuleContext) -> Person | Broken:
    """Whom a run is about, by the name that was entered; why not, where the roster has none or two of that name."""
    named = context.inputs.get("person", "") or context.subject
    return context.situation.view.person(named) or broken(
        english("Enrol the person first."),
        english("{named} is not on the roster, or more than one is of that name.", named=named),
    )


def holders(context: RuleContext) -> tuple[str, ...]:
    """The ids of everybody whom a run names as holder, in order; a name that nobody bears stays as it is.

    A batch names several, each with how many: "Will Ames 4; Ruth Okoro 3". A handover may name who has the gun
    afterwards, as planned: "Ruth Okoro; Will Ames".
    """
    named = [context.inputs.get("holder", ""), *map(str.strip, context.inputs.get("then", "").split(";"))]
    named += [row.strip().rstrip("0123456789").strip() for row in context.inputs.get("holders", "").split(";")]
    found = ((context.situation.person(name), name) for name in named if name)
    return tuple(person.id if person else name for person, name in found)
