"""Before a run: what it asks at the start, which rules refuse it, its plan; after a crash: the same run again."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from showclear.app.adopted import Adopted
from showclear.app.inputs import CHOICES, LABELS
from showclear.app.logbook import LogBook
from showclear.app.planning import ItemKnowledge, build_plan, numbered
from showclear.app.sessions import RunSession
from showclear.app.shifts import Shifts
from showclear.app.trust import TrustedTime
from showclear.app.views import InputField, OpenRun, Preparation, ProcedureView
from showclear.domain import runs
from showclear.domain.checklists import Checklist, Procedure
from showclear.domain.clearance_words import clearance_word
from showclear.domain.custody import Shape
from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.people import Person, Role
from showclear.domain.refusals import Refusal
from showclear.domain.rules import RuleContext, check, gates_not_asked
from showclear.domain.runs import Cast, Phase, Run, RunPlan
from showclear.domain.runs.outcome import since
from showclear.domain.situation.accounts import account, accounts
from showclear.domain.situation.clearances import Clearance, Issue, clearance, issue, turn_round_base
from showclear.domain.situation.grants import newest_grant
from showclear.domain.situation.status import guns_out, statuses
from showclear.domain.weapons import Contents, Weapon
from showclear.errors import RecordError, RefusedError, ShowClearError
from showclear.storage.clock import Clock, boot_id
from showclear.storage.drafts import Draft as PendingDraft
from showclear.storage.journal import Event, Journal

_LOST_MS = 86_400_000
"""Time that nobody can know counts as a day: every block of the run then starts again."""

_LIMITS = {name: value for name, value in FLOOR.items() if isinstance(value, int)}


_NEED_INPUTS = frozenset(
    {
        "box-fits",
        "handover-to-holder",
        "roles-distinct",
        "contents-not-blank",
        "weapon-not-taken-in",
        "container-not-taken-in",
    }
)
"""Rules that are asked only when the start of the run is filled in and the people are chosen."""


NOT_CHOSEN = ("", "choose")
"""What a choice at the start of a run shows until somebody chooses: nothing answers for a person."""

_PLANNED = frozenset({"use", "plan.contents"})
"""Plans, not observations: a take, holding nothing, is where they start, and the run asks what is in the gun."""


class Preparing:
    """Reads the situation for runs; decides nothing that is not a rule of the domain."""

    def __init__(self, book: LogBook, adopted: Adopted, shifts: Shifts, clock: Clock, trusted: TrustedTime) -> None:
        self._book = book
        self._adopted = adopted
        self._shifts = shifts
        self._clock = clock
        self._trusted = trusted
        self._last: dict[str, Mapping[str, str]] = {}

    def procedures(self) -> tuple[ProcedureView, ...]:
        """The adopted procedures. Raises: ChecklistError, StorageError."""
        return tuple(_view(checklist) for checklist in self._adopted.checklists())

    def prepare(self, procedure: Procedure, subject: str) -> Preparation:
        """What the start of a run shows. Raises: RefusedError, ChecklistError, StorageError."""
        checklist = self._adopted.of(procedure)
        on_shift = self._shifts.people()
        performers = tuple(person for person in on_shift if person.role in checklist.do)
        verifiers = tuple(person for person in on_shift if person.role in checklist.see)
        if performers:
            # Whoever performs is the last to be offered as the one who verifies; R-015 refuses it anyway.
            verifiers = tuple(sorted(verifiers, key=lambda person: person.id == performers[0].id))
        fields = tuple(self._field(name, checklist, subject) for name in checklist.inputs)
        return Preparation(
            procedure=_view(checklist),
            subject=subject,
            fields=fields,
            performers=performers,
            verifiers=verifiers,
            refusals=self._early_refusals(checklist, subject, performers, verifiers),
            not_asked=gates_not_asked(),
        )

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
        found = (check(slug, context) for slug in checklist.requires)
        return tuple(refusal for refusal in found if refusal is not None)

    def recheck(self, run: Run) -> tuple[Refusal, ...]:
        """The rules that refuse a run under way, before a signature.

        Raises:
            RefusedError: the register changed, so that the run did not ask for every look that the thing needs now.
        """
        plan = run.plan
        self._refuse_another_register(plan)
        cast = plan.cast
        return self.refusals(plan.checklist, plan.subject, plan.inputs, cast.performer, cast.verifier, run)

    def _refuse_another_register(self, plan: RunPlan) -> None:
        weapon = None if plan.checklist.procedure is Procedure.INTAKE else self.weapon(plan.subject)
        if weapon is None:
            return
        looks = {
            "weapon.chambers": numbered(weapon.chambers),
            "weapon.barrels": numbered(weapon.barrels),
            "weapon.feeds": self._book.situation.devices_of(plan.subject),
        }
        if any(plan.slots.get(name, ()) != slots for name, slots in looks.items()):
            raise RefusedError(
                f"{plan.subject} was taken in anew since this run began, with other chambers, barrels or devices.",
                "Abandon this run and start it again.",
            )

    def plan(
        self, checklist: Checklist, subject: str, inputs: Mapping[str, str], performer: Person, verifier: Person
    ) -> RunPlan:
        """The plan of a run that nothing refuses. Raises: InputError."""
        self._last[str(checklist.procedure)] = inputs
        return build_plan(
            checklist, subject, inputs, performer, verifier, self._known(checklist, subject, inputs), _LIMITS,
            run_id=secrets.token_hex(16), seed=secrets.token_hex(16), now=self._clock.now(),
        )  # fmt: skip

    def weapon(self, tag: str) -> Weapon | None:
        """A weapon of the register."""
        return self._book.situation.weapon(tag)

    def rests_on(self, subject: str, inputs: Mapping[str, str]) -> tuple[str, ...]:
        """The tags whose records decide about a run."""
        situation = self._book.situation
        boxes = (inputs.get("box", ""), *(box for box, _ in situation.holding(subject).sources))
        return tuple(dict.fromkeys((subject, *situation.devices_of(subject), *filter(None, boxes))))

    def taker_of(self, tag: str) -> str:
        """Who takes a weapon back where nobody is named: who issued it, or has it already; empty if unknown."""
        found = newest_grant(self._book.situation.view, tag)
        if found and found[1].issued:
            return found[1].armorer
        custody = self._book.situation.custody(tag)
        return custody.person if custody and custody.shape is Shape.WITH else ""

    def closings(self, run: Run, raised: tuple[str, ...]) -> tuple[Effect, ...]:
        """What the signed record closes by name: what this run raised; at an intake all that is open on the item."""
        plan, situation = run.plan, self._book.situation
        again = plan.checklist.procedure in (Procedure.INTAKE, Procedure.AMMUNITION)
        items = dict.fromkeys((plan.subject, *plan.slots.get("weapon.feeds", ()), plan.inputs.get("box", "")))
        return tuple(
            Effect("closed", {"item": item, "restriction": one.record})
            for item in items
            if item
            for one in situation.open_restrictions(item)
            if (again and item == plan.subject) or ((facts := self._book.cited(one.record)) and facts.id in raised)
        )

    # After a crash

    def open_runs(self, here: Mapping[str, RunSession]) -> tuple[OpenRun, ...]:
        """Runs that are not finished. Raises: StorageError."""
        return tuple(self._open_run(draft, here.get(draft.run_id)) for draft in self._book.folder.drafts.list())

    def refuse_foreign(self, journal: Journal) -> None:
        """Raises: RefusedError for a run of another laptop, in a folder that was copied or is synchronised."""
        if self._is_foreign(journal.events()):
            raise RefusedError(
                "This run was begun on another laptop, or in the folder that this one is a copy of.",
                "It goes on or is given up there.",
            )

    def _is_foreign(self, events: tuple[Event, ...]) -> bool:
        log = events[0].get("log") if events else None
        return isinstance(log, str) and log != self._book.folder.own_log()

    def replay(self, journal: Journal) -> tuple[Run, int]:
        """The run of a journal, and the monotonic milliseconds at which it began on the clock of now.

        Raises:
            RecordError: the journal holds something that no run can have done.
        """
        events = journal.events()
        header = events[0] if events else {}
        plan_row = header.get("plan")
        if not isinstance(plan_row, Mapping):
            raise RecordError("The journal of this run has no plan.", "Abandon this run and start a new one.")
        checklist = self._adopted.by_digest(runs.header_digest(plan_row), blocks=runs.header_blocks(plan_row))
        run = runs.start(runs.plan_from_journal(plan_row, checklist))
        for row in events[1:]:
            run = runs.apply(run, runs.from_journal(row))
        started = header.get("started_ms")
        same_boot = bool(boot_id()) and header.get("boot") == boot_id()
        if same_boot and isinstance(started, int):
            return run, started
        return run, self._clock.monotonic_ms() - self._elapsed_ms(run)

    def _elapsed_ms(self, run: Run) -> int:
        """How much of the run's time has passed, when only the wall clock can tell; a day where it cannot."""
        last_ms = run.now.ms if run.now else 0
        last_at = run.now.at if run.now else run.plan.started_at
        passed = int((self._clock.now() - last_at).total_seconds() * 1000)
        return last_ms + (passed if passed >= 0 else _LOST_MS)

    def _open_run(self, draft: PendingDraft, session: RunSession | None) -> OpenRun:
        owned_here = not self._is_foreign((draft.header,))
        try:
            run = session.run if session else self.replay(self._book.folder.drafts.open(draft.run_id))[0]
        except ShowClearError as error:
            now = self._clock.now()
            return OpenRun(draft.run_id, "Unreadable run", "?", "", now, now, f"{error.message} {error.remedy}")
        plan = run.plan
        cast = plan.cast
        return OpenRun(
            run_id=plan.run_id,
            title=plan.checklist.title,
            subject=plan.subject,
            people=f"{cast.performer.name}, {cast.verifier.name}",
            started_at=plan.started_at,
            last_at=run.now.at if run.now else plan.started_at,
            where=_where(run),
            owned_here=owned_here,
        )

    # What the situation says

    def _known(self, checklist: Checklist, subject: str, inputs: Mapping[str, str]) -> ItemKnowledge:
        situation, now = self._book.situation, self._trusted.now()
        weapon = None if checklist.procedure is Procedure.INTAKE else situation.weapon(subject)
        if weapon is None:
            return ItemKnowledge(guns_out=len(guns_out(situation)))
        rests: Clearance | Issue | None = (
            clearance(situation, subject, now, FLOOR)
            or issue(situation, subject, now, FLOOR)
            or turn_round_base(situation, subject, now, FLOOR)
        )
        box = account(situation, inputs.get("box", ""))
        holding = situation.holding(subject)
        return ItemKnowledge(
            weapon=weapon,
            holds=holding.contents,
            holds_count=max(0, holding.count),
            feeds=situation.devices_of(subject),
            box=box.container.tag if box else "",
            box_seal=box.seal if box else "",
            box_left=box.left if box else 0,
            guns_out=len([tag for tag in guns_out(situation) if tag != subject]),
            holder=self._holder(subject, inputs, rests),
            issue_word=self._word(rests, now),
            slate=rests.slate if rests else "",
            use=rests.use if rests else "",
            place=rests.place if rests else "",
        )

    def _holder(self, subject: str, inputs: Mapping[str, str], rests: Clearance | Issue | None) -> Person | None:
        situation = self._book.situation
        custody = situation.custody(subject)
        named = inputs.get("holder", "") or (rests.holder if isinstance(rests, Issue) else "")
        return situation.person(named or (custody.person if custody else ""))

    def _word(self, rests: Clearance | Issue | None, now: datetime | None) -> str:
        if isinstance(rests, Issue):
            return rests.word
        taken = {one.issue.word for one in statuses(self._book.situation, now, FLOOR) if one.issue is not None}
        return clearance_word(secrets.randbelow(10_000), frozenset(taken))

    def _context(
        self, subject: str, inputs: Mapping[str, str], performer: Person, verifier: Person, run: Run | None = None
    ) -> RuleContext:
        return RuleContext(
            situation=self._book.situation, subject=subject, inputs=inputs, cast=Cast(performer, verifier),
            now=self._trusted.now(), limits=FLOOR, run=run.plan.run_id if run else "",
            begun=since(run) if run else None,
        )  # fmt: skip

    def _early_refusals(
        self, checklist: Checklist, subject: str, performers: tuple[Person, ...], verifiers: tuple[Person, ...]
    ) -> tuple[Refusal, ...]:
        """Rules that refuse whatever is filled in: those that need neither inputs nor a free choice of people."""
        if not subject or not performers or not verifiers:
            return ()
        context = self._context(subject, {}, performers[0], verifiers[0])
        found = (check(slug, context) for slug in checklist.requires if slug not in _NEED_INPUTS)
        return tuple(refusal for refusal in found if refusal is not None)

    def _field(self, name: str, checklist: Checklist, subject: str) -> InputField:
        default = self._last_used(checklist).get(name, "")
        choices = CHOICES.get(name, ())
        if name == "box":
            choices = self._boxes(checklist, subject)
            tags = [tag for tag, _ in choices]
            default = default if default in tags else (tags[0] if len(tags) == 1 else "")
        if name == "holder":
            people = sorted(self._book.situation.people().values(), key=lambda person: person.name)
            choices = tuple((person.id, person.name) for person in people if person.role is Role.PERFORMER)
        if name == "plan.count" and not default:
            weapon = self.weapon(subject)
            default = str(weapon.chambers) if weapon else ""
        if len(choices) > 1 and default not in dict(choices) and name not in _PLANNED:
            choices = (NOT_CHOSEN, *choices)
        return InputField(name, LABELS.get(name, name), default, choices)

    def _last_used(self, checklist: Checklist) -> Mapping[str, str]:
        """What was entered the last time; nothing at an intake, because each thing there is another one."""
        if checklist.procedure in (Procedure.INTAKE, Procedure.AMMUNITION):
            return {}
        return self._last.get(str(checklist.procedure)) or self._last.get("inspection") or {}

    def _boxes(self, checklist: Checklist, subject: str) -> tuple[tuple[str, str], ...]:
        """The containers that rounds may come from, or go back to."""
        situation, weapon = self._book.situation, self.weapon(subject)
        if checklist.procedure is Procedure.RETURN:
            sources = situation.holding(subject).sources
            return tuple((tag, f"{tag} ({count} of them)") for tag, count in sources)
        return tuple(
            (one.container.tag, f"{one.container.tag}: {one.left} {one.container.contents}, {one.container.calibre}")
            for one in accounts(situation)
            if one.container.contents is Contents.DUMMY and (weapon is None or one.container.calibre == weapon.calibre)
        )


def _view(checklist: Checklist) -> ProcedureView:
    return ProcedureView(checklist.id, checklist.title, str(checklist.procedure), checklist.subject, checklist.inputs)


def _where(run: Run) -> str:
    match run.phase:
        case Phase.STOPPED:
            return f"stopped: {run.stop.reason}" if run.stop else "stopped"
        case Phase.MISMATCH:
            return "two people entered two different things"
        case Phase.COMPLETE:
            return "complete, not signed"
        case Phase.ENDED:
            return "ended"
    turn = run.turn
    now = next((step for step in run.steps() if step.state == "now"), None)
    who = turn.person.name if turn else ""
    return f"{now.block_title}, {now.headline.capitalize()}: {who}" if now else f"next at the keys: {who}"
