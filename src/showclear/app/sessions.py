"""A run under way: every event is durable in its journal before the next question is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from showclear.app.bodies import Facts, procedure_facts
from showclear.app.pace_notes import pace_notes
from showclear.app.planning import things_of
from showclear.app.signing import Draft, SignaturePlace, SigningSession
from showclear.domain import runs
from showclear.domain.checklists import EMERGENCIES, Passing, PinAt
from showclear.domain.effects import Bearing, Effect, in_words
from showclear.domain.hands import told
from showclear.domain.runs import Moment, Phase, Reason, Run, RunPlan
from showclear.domain.weapons import Weapon
from showclear.errors import IllegalEvent, RefusedError, SigningError
from showclear.storage.clock import Clock
from showclear.storage.journal import Journal
from showclear.words import english

PERFORMED, VERIFIED = "performed", "verified"

_NOTHING_CLOSED = english(
    "Nothing is closed by this: somebody said no, or something was not as it has to be. What was stopped stays stopped."
)
"""What is read first above a PIN where an emergency list went on past such an answer (R-RUN-19)."""


class Desk(Protocol):
    """What a run needs from the production around it."""

    clock: Clock

    def check_pin(self, person_id: str, pin: str) -> None:
        """Raises: SigningError."""

    def restrict(self, kind: str, title: str, effects: Iterable[Effect], run: str) -> str:
        """Write an unsigned record at once; the id of its event."""

    def names(self) -> Mapping[str, str]:
        """What people are called, by their ids; since when and why each stop is open, by its record."""

    def recheck(self, run: Run) -> None:
        """Raises: RefusedError when a rule that the checklist requires no longer holds."""

    def refuse_frozen(self, run: Run) -> None:
        """Raises: RefusedError when the run would open what has become evidence since it began."""

    def happened(self, run: Run) -> int:
        """How many events there are about the things of a run that are not its own; the number only grows."""

    def closings(self, run: Run, raised: tuple[str, ...], made: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """The restrictions that the signed record closes by name, besides what its own effects `made` close."""

    def contradicted(self, run: Run) -> tuple[str, ...]:
        """What the records say against what two people entered, in sentences."""

    def sign(self, draft: Draft) -> SigningSession:
        """The signatures of a record."""

    def refuse_signed(self, run_id: str) -> None:
        """Raises: StorageError when the run was signed and its record is being published."""

    def leave(self, run_id: str) -> None:
        """Take the journal of an abandoned run away."""

    def left(self, run_id: str) -> None:
        """Forget a run whose journal is closed; its draft stays."""


class RunSession:
    """One run with its journal. Every method journals first and shows the new `run` then."""

    def __init__(
        self,
        run: Run,
        journal: Journal,
        desk: Desk,
        *,
        started_ms: int,
        happened: int = 0,
        weapon: Weapon | None = None,
        raised: tuple[str, ...] = (),
        context: Callable[[], Facts] = dict,
        stepped: Callable[[Run, runs.Event, Run], None] = lambda before, event, after: None,
    ) -> None:
        """`stepped` is told of every event once it is durable, with the run before and after it."""
        self.run = run
        self.weapon = weapon
        self.restrictions = raised
        """Ids of the restrictions that stops and mismatches of this run wrote at once."""
        self._journal = journal
        self._desk = desk
        self._started_ms = started_ms
        self.happened = happened
        self._context = context
        self._stepped = stepped
        self._owed: runs.Event | None = None
        self._agrees: Run | None = None
        """The run as it was found fit to be signed."""
        self._restricted = False

    @property
    def title(self) -> str:
        """The title of the checklist."""
        return self.run.plan.checklist.title

    @property
    def subject(self) -> str:
        """The tag that the run is about."""
        return self.run.plan.subject

    def moment(self) -> Moment:
        """Now, as events claim it; laptop sleep counts, a clock that went back does not."""
        ms = max(0, self._desk.clock.monotonic_ms() - self._started_ms)
        last = self.run.now.ms if self.run.now else 0
        return Moment(self._desk.clock.now(), max(ms, last))

    def pass_is_due(self) -> bool:
        """Whether somebody has to open a pass (again) before the next entry."""
        return self.run.needs_pin(self.moment().ms)

    @property
    def pin_at_pass(self) -> bool:
        """Whether the checklist asks the PIN when a pass opens."""
        return self.run.plan.checklist.pin_at is PinAt.PASS

    @property
    def joint_now(self) -> bool:
        """Whether the block that is due happens once, with both at the gun."""
        legs = self.run.legs
        return bool(legs) and self.run.course.blocks[legs[0].block].block.passing is Passing.JOINT

    def needs_pin(self) -> bool:
        """Whether the pass that is due opens with a PIN.

        It does not where the checklist asks the PIN at the signature, nor where the keys only change hands inside a
        joint sitting.
        """
        return self.pin_at_pass and self.pass_is_due() and not self.run.in_sitting(self.moment().ms)

    def open_pass(self, person_id: str, pin: str | None = None) -> None:
        """Open the pass of the person who is due.

        Raises:
            SigningError: wrong PIN or no open shift; PIN missing where the checklist asks for it here.
            IllegalEvent: somebody else is due.
            RefusedError: what the run would open is frozen now.
        """
        self._desk.refuse_frozen(self.run)
        if self.needs_pin():
            if pin is None:
                raise SigningError(english("This pass opens with a PIN."), english("Enter the six digits."))
            self._desk.check_pin(person_id, pin)
        self._apply(runs.PassOpened(self.moment(), person_id))

    def open_in_sitting(self, person_id: str) -> None:
        """Open the pass of the person due at this gun, who has opened theirs for the whole sitting with the PIN.

        Raises:
            IllegalEvent: somebody else is due.
        """
        self._apply(runs.PassOpened(self.moment(), person_id))

    def resumed(self, lost: bool = False) -> None:
        """The run was opened anew: the last answered step is asked again, blocks that are too old start again.

        `lost` says that the machine was started anew in between: no clock counted that time, and waits begin again.
        """
        self._apply(runs.Resumed(self.moment(), lost))
        self._expired(self.moment())

    def answer(self, raw: str, slot: str = "") -> None:
        """Enter what the person at the keys observed. For rows until done, `slot` names the new row.

        Nothing is entered where blocks had to start again first (too old, the gun was moved): look at the run.

        Raises:
            InputError: it is not an answer to this question; nothing changed.
            IllegalEvent: no question is asked, or the pass has to be opened again.
            RefusedError: what the run would open is frozen now; nobody enters that he opened it.
            StorageError: not durable; nothing changed.
        """
        if self._pay():
            return
        self._desk.refuse_frozen(self.run)
        moment = self.moment()
        if self._expired(moment):
            return
        question = self.run.question
        if question is None:
            raise IllegalEvent(
                english("No question is asked now."),
                english("Look at what the run asks for: a pass, a way out, a name."),
            )
        key = question.key
        if question.open_rows:
            key = replace(key, slot=runs.read_row(question.step, slot))
        value = runs.read_answer(question.step, raw)
        self._apply(runs.Answered(moment, self.run.at_keys, key, value))

    def rows_done(self) -> None:
        """No further row. Raises: IllegalEvent, StorageError."""
        self._apply(runs.RowsDone(self.moment(), self.run.at_keys))

    def reopen(self, reason: Reason) -> None:
        """Take back one's own last answer; it stays in the record with its reason.

        Raises:
            IllegalEvent: there is none, or it is not one's own pass.
            StorageError: not durable; nothing changed.
        """
        self._apply(runs.Reopened(self.moment(), self.run.at_keys, reason))

    def look_again(self) -> None:
        """The whole block again, blind, both people. Raises: IllegalEvent, StorageError."""
        self._apply(runs.LookAgain(self.moment()))

    def go_on(self) -> None:
        """In an emergency list: what the answer restricts is written, and the list goes on.

        Raises:
            IllegalEvent: this is no emergency list, or nothing stopped it.
            StorageError: not durable; nothing changed.
        """
        self._apply(runs.WentOn(self.moment()))

    def substitute(self, reason: str = "") -> None:
        """Use something safer instead; the run ends. Raises: IllegalEvent, StorageError."""
        # not said: records stay English
        self._end(runs.Substituted(self.moment(), reason), "a safer item is used instead", "unverified")

    def withdraw(self, reason: str = "") -> None:
        """Withdraw the item; the run ends. Raises: IllegalEvent, StorageError."""
        # not said: records stay English
        self._end(runs.Withdrawn(self.moment(), reason), reason or "withdrawn during a check", "withdrawn")

    def abandon(self, reason: str = "") -> None:
        """End the run without a result. Raises: IllegalEvent, StorageError."""
        # not said: records stay English
        self._end(runs.Abandoned(self.moment(), reason), "a check of it was abandoned", "unverified")

    def check_age(self) -> bool:
        """Restart blocks that became too old, and all of them if the gun was moved or barred; True if one was."""
        return self._expired(self.moment())

    def leave(self) -> None:
        """Close the journal; the draft stays, and who resumes it is asked the last answered step again."""
        self._journal.close()
        self._desk.left(self.run.plan.run_id)

    def signing(self) -> SigningSession:
        """The signatures of a COMPLETE run.

        Raises:
            RefusedError: the run may not be signed, or a rule that it requires no longer holds.
        """
        self._refuse_unless_signable()
        run = self.run
        made = runs.effects(run)
        effects = _in_order(made, self._desk.closings(run, self.restrictions, made))
        cast, names, against = run.plan.cast, self._desk.names(), self._desk.contradicted(run)
        performer, verifier = (told(one, against) for one in runs.statements(run))
        draft = Draft(
            kind="procedure",
            record_id=run.plan.run_id,
            title=f"{self.run.plan.named}: {self.title}",
            places=(
                SignaturePlace(cast.performer, PERFORMED, performer),
                SignaturePlace(cast.verifier, VERIFIED, verifier),
            ),
            facts=lambda at: procedure_facts(run, effects, (performer, verifier), self._context(), at, names, against),
            follows=(
                *((_NOTHING_CLOSED,) if runs.went_on(run) else ()),
                *(in_words(effect, names) for effect in effects),
            ),
            run_id=run.plan.run_id,
            items=things_of(run.plan),
            gate=self._refuse_unless_signable,
            notes=lambda: pace_notes(run, names),
        )
        return self._desk.sign(draft)

    def _refuse_unless_signable(self) -> None:
        # The rules first: while a hold is open nobody is sent to look again.
        self._desk.recheck(self.run)
        if self.check_age():
            raise RefusedError(
                english(
                    "R-RUN-9: What was looked at is too old to sign, or the gun or its unit moved or had a break since."
                ),
                english("Look again, both: those blocks are asked anew."),
            )
        # Signing asks four times in a row, and a run is a value: only its age is another one then, and it was asked.
        if self._agrees is self.run:
            return
        refusal = self.run.refusal_to_sign(self.moment().ms)
        if refusal is not None:
            raise RefusedError(
                english("{rule}: {sentence}", rule=refusal.rule, sentence=refusal.sentence), refusal.remedy
            )
        self._agrees = self.run

    def _expired(self, moment: Moment) -> bool:
        """Restart what no longer counts. While a stop or a difference is open its exits come first."""
        if self.run.phase in (Phase.ENDED, Phase.STOPPED, Phase.MISMATCH):
            return False
        happened = self._desk.happened(self.run)
        moved = self.run.begun_blocks() if happened > self.happened else ()
        for block in moved:
            self._apply(runs.BlockExpired(moment, block, runs.Cause.CUSTODY))
        self.happened = happened
        old = self.run.expired_blocks(moment.ms)
        for block in old:
            self._apply(runs.BlockExpired(moment, block, runs.Cause.OLD))
        return bool(moved or old)

    def _apply(self, event: runs.Event) -> None:
        if event is not self._owed:
            self._pay()
        after = runs.apply(self.run, event)
        if after.phase is not self.run.phase and after.phase in (Phase.STOPPED, Phase.MISMATCH):
            # From here on nobody can enter something else instead, whatever the disk says.
            self._owed = event
            if not self._restricted:
                # Before the journal: a crash in between leaves the restriction and asks the question again.
                self._restrict_at_once(after)
                self._restricted = True
        if runs.perhaps_loaded(after) and not runs.perhaps_loaded(self.run):
            self._say_that_rounds_go_in(after)
        self._journal.append(runs.to_journal(event))
        before = self.run
        self.run, self._owed, self._restricted = after, None, False
        self._stepped(before, event, after)

    def _pay(self) -> bool:
        """Write the answer that stopped the run and that the disk refused; True if there was one."""
        if self._owed is None:
            return False
        self._apply(self._owed)
        return True

    def _restrict_at_once(self, stopped: Run) -> None:
        """What a stop or a mismatch restricts is written before any exit is offered."""
        effects = tuple(_of_run(effect, stopped.plan) for effect in runs.restrictions(stopped))
        if effects:
            effects = (*effects, *runs.left_the_hand(stopped))
            kind = next((one.kind for one in effects if one.kind in ("stand-down", "hold")), "restriction")
            title = f"{self.run.plan.named}: {self.title}: stopped"  # not said: records stay English
            self.restrictions = (*self.restrictions, self._desk.restrict(kind, title, effects, stopped.plan.run_id))

    def _say_that_rounds_go_in(self, run: Run) -> None:
        """From the first round on every laptop shows that something may be in it, whatever becomes of this one."""
        plan = run.plan
        effects = [_of_run(effect, plan) for effect in runs.perhaps_loaded(run)]
        if plan.checklist.subject == "weapon":
            effects.append(Effect("custody", {"item": plan.subject, "shape": "with", "person": plan.cast.performer.id}))
        # not said: records stay English
        self._desk.restrict("restriction", f"{self.run.plan.named}: {self.title}: rounds go in", effects, plan.run_id)

    def _end(self, event: runs.Event, reason: str, kind: str) -> None:
        self._pay()
        after = runs.apply(self.run, event)
        self._desk.refuse_signed(self.run.plan.run_id)
        # Before the journal, as at a stop: a crash in between leaves the record and the run as it was.
        effects = [runs.given_up(after)]
        if self.run.plan.checklist.is_about_an_item:
            effects.append(Effect(kind, {"item": self.subject, "reason": reason}))
            effects += runs.perhaps_loaded(self.run, given_up=True)
            if self.run.phase not in (Phase.STOPPED, Phase.MISMATCH):
                effects += runs.left_the_hand(self.run)
        title = f"{self.run.plan.named}: {self.title}: given up"  # not said: records stay English
        self._desk.restrict("restriction", title, effects, self.run.plan.run_id)
        self._journal.append(runs.to_journal(event))
        before, self.run = self.run, after
        self._journal.close()
        self._desk.leave(self.run.plan.run_id)
        self._stepped(before, event, after)


def _in_order(effects: tuple[Effect, ...], closings: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """What was closed stands before what is permitted then, and behind the intake that closes it."""
    permits = [number for number, one in enumerate(effects) if one.spec.bearing is Bearing.PERMISSION]
    at = permits[0] if permits else len(effects)
    return (*effects[:at], *closings, *effects[at:])


def _of_run(effect: Effect, plan: RunPlan) -> Effect:
    """The effect with the run that raised it: that run may close it by name, and its people release no stand-down.

    Whoever walks an emergency list answers what happened, and was not in it for that.
    """
    known = {"run": plan.run_id}
    if plan.checklist.procedure not in EMERGENCIES:
        known["people"] = f"{plan.cast.performer.id} {plan.cast.verifier.id}"
    return Effect(effect.kind, {**effect.values, **{name: known[name] for name in known if name in effect.spec.may}})
