"""Before a run: what it asks at the start, which rules refuse it, its plan, and what its record closes."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping

from showclear.app.adopted import Adopted
from showclear.app.asking import NOT_CHOSEN, Asking
from showclear.app.knowing import know_item, know_set
from showclear.app.logbook import LogBook
from showclear.app.planning import INTAKES, build_plan
from showclear.app.shifts import Shifts
from showclear.app.trust import TrustedTime
from showclear.app.views import Preparation, ProcedureView
from showclear.domain.checklists import Checklist, Procedure
from showclear.domain.clearance_words import clearance_word
from showclear.domain.custody import Shape
from showclear.domain.meanwhile import refusals_of_outdated
from showclear.domain.people import Person
from showclear.domain.refusals import Refusal
from showclear.domain.rules import RuleContext, check
from showclear.domain.runs import Cast, Run, RunPlan
from showclear.domain.runs.effecting import since
from showclear.domain.situation import Situation
from showclear.domain.situation.clearances import issue
from showclear.domain.situation.day import unit_of
from showclear.domain.situation.grants import newest_grant
from showclear.domain.situation.history import Aspect
from showclear.domain.weapons import Weapon
from showclear.storage.clock import Clock

__all__ = ["NOT_CHOSEN", "Preparing"]

_NEW_TAGS = {"weapon": "weapon.tag", "container": "container.tag", "batch": "batch.tag"}
"""The input that holds the tag of something new, by subject."""

_NOT_FROZEN = "not-frozen"

_NEED_INPUTS = frozenset(
    {
        "ad-of-unit",
        "armorer-on-duty",
        "armorers-differ",
        "at-units-place",
        "batch-holders-named",
        "batch-not-taken-in",
        "blank-box-fits",
        "box-fits",
        "container-not-taken-in",
        "container-taken-in",
        "contents-not-blank",
        "device-ready",
        "handover-to-holder",
        "holder-briefed",
        "holder-trained",
        "minor-holds-inert",
        "no-minor-in-zone",
        "not-briefed-yet",
        "papers-named",
        "place-differs",
        "roles-distinct",
        "stop-named",
        "trainee-known",
        "weapon-not-taken-in",
        "zone-guns-ready",
        "zone-living",
    }
)
"""Rules that are asked only when the start of the run is filled in and the people are chosen."""


class Preparing:
    """Reads the situation for runs; decides nothing that is not a rule of the domain."""

    def __init__(
        self,
        book: LogBook,
        adopted: Adopted,
        shifts: Shifts,
        clock: Clock,
        trusted: TrustedTime,
        unit: Callable[[], str],
    ) -> None:
        """`unit` is the unit that this laptop works for."""
        self._book = book
        self._adopted = adopted
        self._shifts = shifts
        self._clock = clock
        self._trusted = trusted
        self._unit = unit
        self._asking = Asking(lambda: book.situation, unit)
        self._asked: tuple[Situation, Run | None, object, tuple[Refusal, ...]] | None = None
        self._opens: tuple[Situation, str, Refusal | None] | None = None

    def procedures(self) -> tuple[ProcedureView, ...]:
        """The adopted procedures. Raises: ChecklistError, StorageError."""
        return tuple(_view(checklist) for checklist in self._adopted.checklists())

    def prepare(self, procedure: Procedure, subject: str) -> Preparation:
        """What the start of a run shows. Raises: RefusedError, ChecklistError, StorageError."""
        checklist = self._adopted.of(procedure)
        subject = self.subject_of(checklist, subject, {})
        on_shift = self._shifts.people()
        performers = tuple(person for person in on_shift if person.role in checklist.do)
        verifiers = tuple(person for person in on_shift if person.role in checklist.see)
        if performers:
            # Whoever performs is the last to be offered as the one who verifies; R-015 refuses it anyway.
            verifiers = tuple(sorted(verifiers, key=lambda person: person.id == performers[0].id))
        return Preparation(
            procedure=_view(checklist),
            subject=subject,
            fields=self._asking.fields(checklist, subject),
            performers=performers,
            verifiers=verifiers,
            refusals=self._early_refusals(checklist, subject, performers, verifiers),
            performing=tuple(checklist.do),
            verifying=tuple(checklist.see),
        )

    def with_unit(self, checklist: Checklist, subject: str, inputs: Mapping[str, str]) -> Mapping[str, str]:
        """The inputs with the unit filled in where the checklist asks for one and nobody named another."""
        if "unit" not in checklist.inputs or inputs.get("unit"):
            return inputs
        return {**inputs, "unit": self._unit_of(checklist, subject, inputs)}

    def subject_of(self, checklist: Checklist, subject: str, inputs: Mapping[str, str]) -> str:
        """What a run is about: the tag of a thing, the id of a person, the name of a unit."""
        if checklist.subject == "set":
            return inputs.get("unit", "") or (subject if subject != "set" else "") or self._unit()
        if checklist.subject == "person":
            # Whom the form was opened at on the screen is a proposal; who is named in it is the one.
            return inputs.get("person", "") or subject
        return subject or inputs.get(_NEW_TAGS.get(checklist.subject, ""), "")

    def refusals(
        self,
        checklist: Checklist,
        subject: str,
        inputs: Mapping[str, str],
        performer: Person,
        verifier: Person,
        run: Run | None = None,
    ) -> tuple[Refusal, ...]:
        """Every rule of the checklist that refuses. `run` is a run that is under way already."""
        context = self._context(subject, inputs, performer, verifier, run)
        asked = (checklist, subject, dict(inputs), context.cast, context.now)
        known = self._asked
        # Signing asks four times in a row. The rules are pure: of the same they say the same.
        if known is not None and known[0] is context.situation and known[1] is run and known[2] == asked:
            return known[3]
        found = (check(slug, context) for slug in checklist.requires)
        refusals = tuple(refusal for refusal in found if refusal is not None)
        self._asked = context.situation, run, asked, refusals
        return refusals

    def recheck(self, run: Run) -> tuple[Refusal, ...]:
        """Everything that refuses a run under way, before a signature: what is not as at its start, then the rules."""
        plan, cast = run.plan, run.plan.cast
        outdated = refusals_of_outdated(plan, self._book.situation)
        asked = self.refusals(plan.checklist, plan.subject, plan.inputs, cast.performer, cast.verifier, run)
        return (*outdated, *asked)

    def frozen(self, run: Run) -> Refusal | None:
        """The refusal of a run that would open what is frozen; None where it opens nothing, or nothing is frozen."""
        plan = run.plan
        if _NOT_FROZEN not in plan.checklist.requires:
            return None
        situation, cast = self._book.situation, plan.cast
        # It is asked before each answer, and depends on what is recorded and what the run is about, on no time.
        if self._opens is None or self._opens[0] is not situation or self._opens[1] != plan.run_id:
            context = self._context(plan.subject, plan.inputs, cast.performer, cast.verifier, run)
            self._opens = context.situation, plan.run_id, check(_NOT_FROZEN, context)
        return self._opens[2]

    def plan(
        self,
        checklist: Checklist,
        subject: str,
        inputs: Mapping[str, str],
        performer: Person,
        verifier: Person,
        run_id: str = "",
    ) -> RunPlan:
        """The plan of a run that nothing refuses. Raises: InputError."""
        self._asking.entered(checklist, subject, inputs)
        situation = self._book.situation
        item = know_item(checklist, situation, subject, inputs, self._trusted.now(), self._word)
        unit = know_set(situation, self._unit_of(checklist, subject, inputs), inputs, subject)
        return build_plan(
            checklist, subject, inputs, performer, verifier, item, unit, self._numbers(),
            run_id=run_id or secrets.token_hex(16), seed=secrets.token_hex(16), now=self._clock.now(),
        )  # fmt: skip

    def _numbers(self) -> dict[str, int]:
        """The numbers of the limits that hold, as a run is planned with them."""
        return {name: value for name, value in self._book.situation.limits.items() if isinstance(value, int)}

    def _unit_of(self, checklist: Checklist, subject: str, inputs: Mapping[str, str]) -> str:
        """The unit of a run: that of its thing; where it is about none, the one named, else that of this laptop."""
        known = checklist.is_about_an_item and checklist.procedure not in INTAKES
        return inputs.get("unit", "") or (unit_of(self._book.situation, subject) if known and subject else self._unit())

    def weapon(self, tag: str) -> Weapon | None:
        """A weapon of the register."""
        return self._book.situation.weapon(tag)

    def rests_on(self, checklist: Checklist, subject: str, inputs: Mapping[str, str]) -> tuple[str, ...]:
        """The tags whose records decide about a run."""
        situation = self._book.situation
        named = (inputs.get("box", ""), inputs.get("device", ""), *inputs.get("guns", "").split())
        if not checklist.is_about_an_item:
            return tuple(filter(None, dict.fromkeys(named)))
        boxes = (box for box, _ in situation.holding(subject).sources)
        return tuple(filter(None, dict.fromkeys((subject, *situation.devices_of(subject), *named, *boxes))))

    def taker_of(self, tag: str, on_shift: Iterable[Person]) -> str:
        """Who takes a weapon back where nobody is named: who issued it, or has it already; empty if unknown.

        Of a gun that went astray it is who had it last, if they are `on_shift` here.
        """
        view = self._book.situation.view
        found = newest_grant(view, tag)
        if found and found[1].issued:
            return found[1].armorer
        here = {person.id for person in on_shift}
        newest = view.custody(tag)
        while len(tips := view.tips(Aspect.CUSTODY, tag)) == 1:
            custody = view.judgement(tips[0]).custody[tag]
            if custody.shape is Shape.WITH:
                return custody.person if custody == newest or custody.person in here else ""
            if custody.shape not in (Shape.ISSUED, Shape.UNACCOUNTED):
                return ""
            view = view.before(tips[0])
        return ""

    def _word(self) -> str:
        """A clearance word that no living issue has."""
        situation, now = self._book.situation, self._trusted.now()
        limits = situation.limits
        living = (issue(situation, tag, now, limits) for tag in situation.view.tags("weapon"))
        taken = {one.word for one in living if one is not None}
        return clearance_word(secrets.randbelow(10_000), frozenset(taken))

    def _context(
        self, subject: str, inputs: Mapping[str, str], performer: Person, verifier: Person, run: Run | None = None
    ) -> RuleContext:
        return RuleContext(
            situation=self._book.situation, subject=subject, inputs=inputs, cast=Cast(performer, verifier),
            now=self._trusted.now(), run=run.plan.run_id if run else "",
            begun=since(run) if run else None,
        )  # fmt: skip

    def _early_refusals(
        self, checklist: Checklist, subject: str, performers: tuple[Person, ...], verifiers: tuple[Person, ...]
    ) -> tuple[Refusal, ...]:
        """Rules that refuse whatever is filled in: those that need neither inputs nor a free choice of people."""
        if not subject or not performers or not verifiers:
            return ()
        inputs = self.with_unit(checklist, subject, {})
        context = self._context(subject, inputs, performers[0], verifiers[0])
        found = (check(slug, context) for slug in checklist.requires if slug not in _NEED_INPUTS)
        return tuple(refusal for refusal in found if refusal is not None)


def _view(checklist: Checklist) -> ProcedureView:
    return ProcedureView(
        checklist.id,
        checklist.title,
        str(checklist.procedure),
        checklist.subject,
        checklist.inputs,
        checklist.translation,
    )
