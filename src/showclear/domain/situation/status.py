"""The state of every weapon and of the set, with the reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from showclear.domain.checklists import Procedure, words_of
from showclear.domain.custody import Custody, Shape, is_out
from showclear.domain.limits import Limits
from showclear.domain.situation import clearances, gates
from showclear.domain.situation.clearances import Clearance, Issue
from showclear.domain.situation.day import Counted
from showclear.domain.situation.fold import Situation
from showclear.domain.situation.grants import Ending, ending, newest_grant
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.paper import LATE_ENTRY
from showclear.domain.situation.stops import SetStatus as SetStatus
from showclear.domain.situation.stops import set_status as set_status
from showclear.domain.situation.values import THE_SET, Grant, Holding, OpenRestriction
from showclear.domain.situation.view import View
from showclear.domain.situation.zones import living_zone
from showclear.domain.weapons import Contents, Weapon
from showclear.words import english, together

TAKE_IN_AGAIN = english("two people take it in again")
"""What comes next where nobody knows what is in a gun."""

BARRED = english("barred: two take it in again")
"""What comes next where something bars it by name, and it may be opened."""


class State(StrEnum):
    """What a weapon is now. Nobody can type one of these."""

    COLD = "cold"
    HOT = "hot"
    UNVERIFIED = "unverified"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class WeaponStatus:
    """One weapon as the board shows it."""

    weapon: Weapon
    state: State
    contents: Contents
    """As last entered by two people, also where the state is unverified."""
    count: int
    """-1 where nobody knows."""
    custody: Custody | None
    """None where no record says who has it."""
    why: str
    next: str
    shown_at: datetime | None
    """The oldest look of the pass that the newest permission rests on; None where the newest record is none."""
    clearance: Clearance | None
    """While it lives."""
    issue: Issue | None
    """While it lives."""
    collect: bool
    """Out of lock and armorer's hands without a living issue."""
    restrictions: tuple[OpenRestriction, ...]
    """What bars it by name."""
    ended_by: str = ""
    """The record that `why` rests on; empty for the time."""
    rule: str = ""
    """The rule that `why` rests on."""

    @property
    def is_out(self) -> bool:
        """Whether it is out of its lock and its armorer's hands, with a living issue or without one."""
        return self.collect or (self.custody is not None and self.custody.shape is Shape.ISSUED)

    @property
    def is_in_doubt(self) -> bool:
        """Whether a stop barred it by what may be in it: what two people entered before proves nothing now."""
        barred = any(one.kind in ("quarantined", "frozen") for one in self.restrictions)
        return barred and not self.weapon.inert

    @property
    def is_locked(self) -> bool:
        """Whether it is in a lock."""
        return self.custody is not None and self.custody.shape is Shape.LOCKED

    @property
    def comes_back_first(self) -> bool:
        """Whether a turn-round of this gun begins with its take-back: it is out, and there is none of a hot gun."""
        return self.is_out and self.state is not State.HOT


_INSPECT = english("inspection")
_SEND_AWAY = english("not allowed here: send it away")


def statuses(situation: Situation, now: datetime | None, limits: Limits) -> tuple[WeaponStatus, ...]:
    """Every weapon of the register, by tag."""
    found = (status(situation, tag, now, limits) for tag in situation.view.tags("weapon"))
    return tuple(one for one in found if one is not None)


def status(situation: Situation, tag: str, now: datetime | None, limits: Limits) -> WeaponStatus | None:
    """One weapon; None if it is not on the register."""
    view = situation.view
    weapon = situation.weapon(tag)
    if weapon is None:
        return None
    found = newest_grant(view, tag)
    end = ending(view, *found, now, limits) if found else _no_grant(view, tag)
    restrictions = situation.open_restrictions(tag)
    holding = view.holding(tag)
    custody = view.custody(tag)
    fits = found is not None and (found[1].contents is Contents.BLANK) == (holding.contents is Contents.BLANK)
    living = fits and end is None and not restrictions
    state = _state(living, holding, restrictions)
    grant = found[1] if found and living else None
    base = clearances.turn_round_base(situation, tag, now, limits)
    record = view.title(found[0]) if found else ""
    collect = is_out(custody) and not (living and grant is not None and grant.issued)
    following = _next(situation, tag, restrictions, state, holding, grant, collect, turn_round=base is not None)
    banned = gates.class_allowed(view, tag, limits) if state is State.UNVERIFIED else None
    return WeaponStatus(
        weapon=weapon,
        state=state,
        contents=holding.contents,
        count=-1 if holding.contents is Contents.UNKNOWN else holding.count,
        custody=custody,
        why=_why(state, restrictions, end, grant, now, limits) if banned is None else banned.words,
        next=_SEND_AWAY if banned is not None and following.endswith(_INSPECT) else following,
        shown_at=found[1].since if found else None,
        clearance=clearances.as_clearance(record, grant, limits) if grant and not grant.issued else None,
        issue=clearances.as_issue(record, grant, limits) if grant and grant.issued else None,
        collect=collect,
        restrictions=restrictions,
        ended_by=restrictions[0].record if restrictions else (end.record if end else ""),
        rule=end.rule if end else "",
    )


def guns_out(situation: Situation) -> tuple[str, ...]:
    """The weapons that are out of lock and armorer's hands, by tag: issued, unaccounted for, or nowhere on record."""
    return tuple(tag for tag in situation.view.tags("weapon") if is_out(situation.custody(tag)))


def _state(living: bool, holding: Holding, restrictions: tuple[OpenRestriction, ...]) -> State:
    if holding.contents is Contents.BLANK:
        return State.HOT
    if restrictions:
        return State.QUARANTINED
    return State.COLD if living else State.UNVERIFIED


def _no_grant(view: View, tag: str) -> Ending:
    """Why the newest records about a weapon permit nothing."""
    tips = view.tips(Aspect.ABOUT, tag)
    if len(tips) > 1:
        return Ending("R-032", english("Two records about it do not know of each other."), view.title(tips[0]))
    index = tips[0]
    judgement, record = view.judgement(index), view.record(index)
    reasons = [one.reason for one in judgement.restrictions if one.item == tag]
    zone = living_zone(view, tag)
    if reasons and not isinstance(zone, Ending) and zone[0] > index:
        # Two people looked again and set the zone: what they had stopped at is not what it waits for.
        return Ending("R-030", english("Its zone is set; it is not loaded yet."), record.title)
    if reasons:
        return Ending("R-030", f"{reasons[0][:1].upper()}{reasons[0][1:]}.", record.title)
    if tag in judgement.weapons:
        return Ending("R-030", english("No inspection since its intake."), record.title)
    if record.kind == LATE_ENTRY:
        return Ending("R-134", english("On paper since: look again."), record.title)
    if tag in judgement.custody and record.kind == "custody":
        return Ending(
            "R-030", english("{change} since it was shown.", change=_MOVED[judgement.custody[tag].shape]), record.title
        )
    counted = judgement.said.get((Aspect.COUNTED, tag))
    if isinstance(counted, Counted):
        return Ending("R-030", _COUNTED[counted.how], record.title)
    if judgement.findings:
        return Ending(judgement.findings[0].rule, judgement.findings[0].text, record.title)
    if record.procedure == Procedure.RETURN:
        return Ending("R-030", english("Returned and proved empty, not inspected since."), record.title)
    what = words_of(record.procedure) or record.kind
    return Ending("R-030", english("Not inspected since: {what}.", what=what), record.title)


_COUNTED = {
    "seal": english("Counted today by its seal; it stays barred."),
    "planned": english("Counted today; not proved empty yet."),
    "proved": english("Proved empty, not inspected."),
}

_MOVED = {
    Shape.LOCKED: english("Locked"),
    Shape.WITH: english("Taken back"),
    Shape.ISSUED: english("In somebody's hands without a handover"),
    Shape.OFF_PRODUCTION: english("Off the production"),
    Shape.UNACCOUNTED: english("Unaccounted for"),
}


def _why(
    state: State,
    restrictions: tuple[OpenRestriction, ...],
    end: Ending | None,
    grant: Grant | None,
    now: datetime | None,
    limits: Limits,
) -> str:
    if restrictions:
        return "; ".join(f"{one.kind}: {one.reason}" for one in restrictions)
    if state is State.HOT and grant is None:
        return english("It holds a blank.") if end is None else english("It holds a blank. {text}", text=end.text)
    if end is not None or grant is None or now is None:
        return end.text if end is not None else ""
    minutes = int((clearances.as_issue("", grant, limits).ends - now).total_seconds() // 60)
    places = "; ".join(grant.places) or grant.place
    if grant.issued:
        return english(
            "Issued for {slate}, {places}; {minutes} min left.", slate=grant.slate, places=places, minutes=minutes
        )
    return english(
        "Cleared for {slate}, {places}; {minutes} min left.", slate=grant.slate, places=places, minutes=minutes
    )


def _after(situation: Situation, grant: Grant) -> str:
    """What comes after a cold gun went into a hand: the exchange that is planned, or back."""
    people = (situation.person(one) for one in grant.then)
    names = together((person.name for person in people if person is not None), english(", then "))
    return (
        english("to {names} as planned, or back", names=names) if names else english("back at the cut, or turn-round")
    )


def _open_it(situation: Situation, tag: str) -> str:
    """What to do with a gun that holds nobody knows what; a run that loads or empties it may still be signed."""
    if run_that_opened(situation.view, tag):
        return english("sign what is in it, or {take_in_again}", take_in_again=TAKE_IN_AGAIN)
    return TAKE_IN_AGAIN


def run_that_opened(view: View, tag: str) -> str:
    """The run that puts rounds into a weapon or takes them out and was not signed yet; empty where there is none."""
    newest = (one for index in view.tips(Aspect.ABOUT, tag) for one in view.judgement(index).restrictions)
    return next((one.run for one in newest if one.item == tag and one.kind == "perhaps-loaded" and one.run), "")


def _look_or_load(situation: Situation, tag: str) -> str:
    """What comes next for an empty gun: its zone may be set already."""
    zone = living_zone(situation.view, tag)
    if isinstance(zone, Ending):
        return _INSPECT
    return english("load for {slate}, or {inspect}", slate=zone[1].slate, inspect=_INSPECT)


def _next(
    situation: Situation,
    tag: str,
    restrictions: tuple[OpenRestriction, ...],
    state: State,
    holding: Holding,
    grant: Grant | None,
    collect: bool,
    *,
    turn_round: bool,
) -> str:
    barred = {one.kind for one in restrictions}
    if "misfired" in barred:
        return english("nobody opens it: misfire list")
    if "frozen" in barred:
        return (
            english("COLLECT: take it back closed, as it is") if collect else english("stays as it is, locked, sealed")
        )
    if collect:
        return english("COLLECT: take it back")
    if barred:
        # Also a hot one: nothing else empties it.
        return BARRED
    if state is State.HOT and grant is not None:
        return english("return and clear at the cut")
    if state is State.HOT:
        return english("return and clear") if holding.count >= 0 else _open_it(situation, tag)
    stops = [one.kind for one in situation.open_restrictions(THE_SET)]
    waits = next((_WAITS[kind] for kind in _WAITS if kind in stops), "")
    if waits or situation.held_by_unknown:
        return english("wait: {waits}", waits=waits) if waits else english("wait: a record cannot be read")
    if grant is not None:
        return _after(situation, grant) if grant.issued else english("hand it over")
    if turn_round:
        return english("turn-round, or return and clear")
    if holding.contents is Contents.NOTHING:
        return _look_or_load(situation, tag)
    if holding.contents is Contents.UNKNOWN:
        return _open_it(situation, tag)
    return english("return, clear, then inspection")


_WAITS = {
    "stand-down": english("the stand-down is open"),
    "hold": english("the hold is open"),
    "incident": english("a report is open"),
    "concern": english("a concern is open"),
}
"""What a weapon waits for while something stops the set, the heaviest first."""
