"""Emergency lists (H, I, L): one key stops what has to stop, at once; then the list is read aloud and the wait runs.

Nothing in here is refused: the unsigned restriction is written first, and what cannot be done after it is said and left
out. The second entries and the signatures follow, before anything is used again.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from showclear.app.adopted import Adopted
from showclear.app.inputs import read_inputs
from showclear.app.logbook import LogBook
from showclear.app.preparing import Preparing
from showclear.app.production_runs import Runs
from showclear.app.reporting import is_stopped, raise_report
from showclear.app.sessions import RunSession
from showclear.app.units import find_unit
from showclear.domain.checklists import EMERGENCIES, AnswerKind, Checklist, Procedure
from showclear.domain.effects import Effect
from showclear.domain.facets import applies
from showclear.domain.misfires import misfire_wait
from showclear.domain.people import Person, Role
from showclear.domain.runs import Cast, RunPlan
from showclear.domain.runs.wording import fill
from showclear.domain.situation.tiers import is_grave
from showclear.domain.text import plain_text
from showclear.errors import InputError, ShowClearError, StorageError
from showclear.storage.clock import Clock
from showclear.words import english, together

_USUAL_CLASS = {Procedure.FOUND: "unattended", Procedure.INCIDENT: "injury"}

_USUAL_REASON = {
    "discharge": english("a gun went off that nobody meant to fire"),
    "live-round": english("a live or unknown round was found"),
    "injury": english("somebody is hurt"),
    "missing": english("a gun or a round is missing"),
    "misfire": english("a gun did not fire as it should, or sounded odd"),
    "unattended": english("a gun or a round was left alone, or found"),
    "count-gap": english("a count does not agree"),
    "flagging": english("a muzzle pointed at somebody"),
    "impairment": english("somebody is not fit for gun work"),
    "near-miss": english("something nearly happened"),
    "concern": english("somebody is worried"),
}

_ALOUD: Mapping[Procedure, tuple[str, ...]] = {
    Procedure.MISFIRE: (
        english("CUT. HOLD. NOBODY MOVE. Muzzle stays where it is. Finger off. Do not open it. Do not pull again."),
        english("Nobody before it, nobody behind it. Wait until the time is over."),
        english("The armorer takes it where it is, opens it pointing away, and counts what comes out."),
    ),
    Procedure.FOUND: (
        english("Who found it stays with it and touches nothing. Armorer and assistant director, come."),
        english("Hold the set. Nobody leaves."),
        english("The armorer takes it as loaded and unknown. Then count every gun and all ammunition."),
    ),
    Procedure.INCIDENT: (
        english("CUT. EVERYBODY STAYS, EXCEPT WHO HELPS. Medic to whoever is hurt. Call the emergency number."),
        english("Everything stays as it is: no gun is unloaded, no case and no box is thrown away."),
        english("All guns to locked custody as they are, sealed. Write down times and names."),
    ),
}
"""What is read aloud where no adopted list can be read."""


@dataclass(frozen=True, slots=True)
class Emergency:
    """An emergency that was started: what is stopped already, what to read aloud, how long nobody moves."""

    procedure: Procedure
    title: str
    tags: tuple[str, ...]
    report_class: str
    records: tuple[str, ...]
    """The records that stop it, by name; empty text for one that is not in the log yet."""
    started_at: datetime
    started_ms: int
    """On the monotonic clock: the wait counts from here."""
    wait_seconds: int
    """How long nobody moves; 0 where there is no wait."""
    aloud: tuple[str, ...]
    """The list to read aloud, line by line."""
    sessions: tuple[RunSession, ...] = ()
    """The runs that were started: one for each gun of a misfire; none where the people for it are not on shift."""
    why: str = ""
    """Why no run was started, in words; empty where all were."""


@dataclass(frozen=True, slots=True)
class _Raised:
    """A restriction that was written, and the run that may close it."""

    run_id: str
    event: str
    tag: str = ""


class Emergencies:
    """Starts emergency lists. Holds nothing."""

    def __init__(self, book: LogBook, adopted: Adopted, preparing: Preparing, runs: Runs, clock: Clock) -> None:
        self._book = book
        self._adopted = adopted
        self._preparing = preparing
        self._runs = runs
        self._clock = clock

    def start(
        self,
        procedure: Procedure,
        tags: Iterable[str],
        on_shift: Iterable[Person],
        unit: str,
        *,
        by: str = "",
        report_class: str = "",
        reason: str = "",
        reads_only: str = "",
        of_run: str = "",
        walk: bool = True,
    ) -> Emergency:
        """Stop what has to stop, then start the list; `of_run` and `walk` as in `Production.start_emergency`.

        Raises:
            InputError: `procedure` is no emergency list.
            StorageError: the restriction is not durable yet; it counts here and is tried again.
        """
        if procedure not in EMERGENCIES:
            raise InputError(
                english("{procedure} is no emergency list.", procedure=procedure), english("Start it as a run.")
            )
        guns = tuple(dict.fromkeys(plain_text(tag.strip().upper(), 40) for tag in tags if tag.strip()))
        what = report_class or _USUAL_CLASS.get(procedure, "misfire")
        words = plain_text(reason.strip()) or _USUAL_REASON.get(what, what)
        started, ms = self._clock.now(), self._clock.monotonic_ms()
        raised = self._stop(procedure, guns, what, words, by, of_run)
        emergency = Emergency(
            procedure=procedure,
            title=procedure.replace("-", " "),
            tags=guns,
            report_class=what,
            records=tuple(self._name_of(one.event) for one in raised),
            started_at=started,
            started_ms=ms,
            wait_seconds=self._wait(guns) if procedure is Procedure.MISFIRE else 0,
            aloud=_ALOUD[procedure],
        )
        inputs = {"unit": unit, "report.class": what, "guns": " ".join(guns), "reason": words}
        return self._listed(emergency, raised, inputs, tuple(on_shift), reads_only=reads_only, walk=walk)

    def _listed(
        self, emergency: Emergency, raised: tuple[_Raised, ...], inputs: Mapping[str, str],
        on_shift: tuple[Person, ...], *, reads_only: str, walk: bool,
    ) -> Emergency:  # fmt: skip
        """With the adopted list to read aloud and, where the people for it are here, the runs that walk it."""
        unit = inputs["unit"]
        try:
            checklist = self._adopted.of(emergency.procedure)
        except ShowClearError as error:
            return replace(emergency, why=str(error))
        aloud = self._aloud(checklist, emergency, inputs, unit)
        emergency = replace(emergency, title=checklist.title, aloud=aloud)
        if not walk:
            return emergency
        cast = self._cast(checklist, on_shift, unit)
        if reads_only or cast is None:
            return replace(emergency, why=reads_only or _nobody(checklist))
        return self._with_runs(emergency, checklist, raised, inputs, cast, unit)

    # What stops

    def _stop(
        self, procedure: Procedure, guns: tuple[str, ...], what: str, words: str, by: str, of_run: str
    ) -> tuple[_Raised, ...]:
        """Write the restrictions: for a misfire one record a gun, else one for all; `of_run`: what happened in it."""
        if procedure is Procedure.MISFIRE:
            return self._stop_each(guns or ("",), words, by)
        run_id = secrets.token_hex(16)
        keeps = guns if procedure is Procedure.INCIDENT and is_grave(what) else ()
        event = raise_report(
            self._book, what, words, keeps, holds=procedure is Procedure.FOUND, by=by, run=of_run or run_id
        )
        return (_Raised(run_id, event),)

    def _stop_each(self, guns: tuple[str, ...], words: str, by: str) -> tuple[_Raised, ...]:
        """Raises: StorageError, when every gun of the misfire is barred here: what the disk refuses counts too."""
        raised: list[_Raised] = []
        refused: StorageError | None = None
        for number, tag in enumerate(guns):
            try:
                # not said: records stay English
                raised.append(self._write(f"Misfire: {tag or 'a gun'}", tag, words, by, hold=number == 0))
            except StorageError as error:
                refused = error
        if refused is not None:
            raise refused
        return tuple(raised)

    def _write(self, title: str, tag: str, words: str, by: str, *, hold: bool) -> _Raised:
        """The restriction of one misfired gun; with the first one the set is held."""
        run_id = secrets.token_hex(16)
        claim = {"run": run_id, **({"by": by} if by else {})}
        effects = [Effect("misfired", {"weapon": tag, "reason": words, **claim})] if tag else []
        kind = "hold" if hold and not is_stopped(self._book) else "restriction"
        if kind == "hold":
            # not said: records stay English
            effects.insert(0, Effect("hold", {"reason": f"misfire: {tag}" if tag else words, **claim}))
        if not effects:
            # No gun is named and the set is held already: nothing is left that has to be stopped.
            return _Raised(run_id, "")
        return _Raised(run_id, self._book.restrict(kind, title, effects, by=by, run=run_id), tag)

    def _name_of(self, event: str) -> str:
        """The name of the record of an event; empty while it is not in the log."""
        named = self._book.named_by(event)
        return named[-1].removesuffix(".toml") if named else ""

    # What is read aloud and walked

    def _wait(self, guns: tuple[str, ...]) -> int:
        situation = self._book.situation
        return misfire_wait(map(situation.weapon, guns), situation.limits)

    def _cast(self, checklist: Checklist, on_shift: tuple[Person, ...], unit: str) -> Cast | None:
        """The two people who walk it: the armorer in charge and the 1st AD, if they are on shift; None without two."""
        known = find_unit(self._book.situation, unit)
        likely = {known.armorer.id if known.armorer else "", known.first.id if known.first else ""}
        people = sorted(on_shift, key=lambda person: person.id not in likely)
        for performer in people:
            for verifier in people:
                if performer.role in checklist.do and verifier.role in checklist.see and performer.id != verifier.id:
                    return Cast(performer, verifier)
        return None

    def _aloud(
        self, checklist: Checklist, emergency: Emergency, inputs: Mapping[str, str], unit: str
    ) -> tuple[str, ...]:
        """The texts of the list as they are read aloud; built-in ones where it cannot be filled in."""
        anybody = Person("anybody", "the armorer", Role.ARMORER)  # not said: it stands in texts of the checklist
        subject = self._subject(checklist, emergency.tags, unit)
        try:
            plan = self._preparing.plan(checklist, subject, inputs, anybody, replace(anybody, id="other"))
            return tuple(_lines(plan, emergency.wait_seconds))
        except ShowClearError:
            # A list that does not fit is no reason to be silent.
            return emergency.aloud

    @staticmethod
    def _subject(checklist: Checklist, guns: tuple[str, ...], unit: str) -> str:
        return unit if checklist.subject == "set" else (guns[0] if guns else "")

    def _with_runs(
        self,
        emergency: Emergency,
        checklist: Checklist,
        raised: tuple[_Raised, ...],
        inputs: Mapping[str, str],
        cast: Cast,
        unit: str,
    ) -> Emergency:
        sessions: list[RunSession] = []
        faults: list[str] = []
        for one, record in zip(raised, emergency.records, strict=True):
            subject = unit if checklist.subject == "set" else one.tag
            if not subject or not record:
                faults.append(english("Name the gun, then start the list for it.") if not subject else _NOT_YET)
                continue
            try:
                read = read_inputs(checklist.inputs, {**inputs, "restriction": record})
                session = self._runs.start_emergency(checklist, subject, read, cast, one.run_id, one.event)
            except ShowClearError as error:
                faults.append(together((f"{subject}:", str(error))))
                continue
            sessions.append(session)
        return replace(emergency, sessions=tuple(sessions), why=together(faults))


_NOT_YET = english("The stop counts and is not in the log yet; start the list from the board when it is.")


def _nobody(checklist: Checklist) -> str:
    return english(
        "Nobody who can sign it is on shift here: it takes {do}, and {see}. The stop counts all the same.",
        do=_one_of(checklist.do),
        see=_one_of(checklist.see),
    )


def _one_of(roles: Iterable[Role]) -> str:
    first, *others = (role.words for role in roles)
    for other in others:
        first = english("{first} or {other}", first=first, other=other)
    return first


def _lines(plan: RunPlan, wait: int) -> Iterable[str]:
    more = {"wait": str(wait), "slot": "each"}
    for block in plan.checklist.blocks:
        if not applies(block.applies_when, plan.facets):
            continue
        if block.say:
            yield fill(plan, block.say, more)
        for step in block.steps:
            if applies(step.applies_when, plan.facets) and step.answer is not AnswerKind.TEXT:
                yield fill(plan, step.ask, more)
