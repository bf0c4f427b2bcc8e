"""The gates of the day: what has to be true before a gun is cleared, handed over, or fired.

Pure functions over a view. The rules that checklists require put them into refusals, and the fold asks the same ones
over the ancestors of a record at its time, so that a signed record cannot go round a screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from showclear.domain.custody import is_out
from showclear.domain.limits import Limits, needed, number
from showclear.domain.situation import day as days
from showclear.domain.situation.actions import keeps_guns_in, open_actions, words_of
from showclear.domain.situation.day import Day, NoDay
from showclear.domain.situation.gaps import gaps_before
from showclear.domain.situation.history import BARRING, Aspect
from showclear.domain.situation.packs import banned, needed_by
from showclear.domain.situation.stopping import MEETINGS
from showclear.domain.situation.values import THE_SET, unit_item
from showclear.domain.situation.view import View
from showclear.domain.weapons import Action
from showclear.words import english, together


@dataclass(frozen=True, slots=True)
class Shut:
    """Why a gate is shut: facts, each with its record (empty where nothing is on record), and what would open it."""

    facts: tuple[tuple[str, str], ...]
    remedy: str

    @property
    def words(self) -> str:
        """The facts in one line."""
        return " ".join(text for text, _ in self.facts)


def shut(remedy: str, text: str, record: str = "") -> Shut:
    """A gate that one fact keeps shut."""
    return Shut(((text, record),), remedy)


OPEN_THE_DAY = english("Open the day: an assistant director and an armorer walk C, people and paper.")

_CHECKS = {
    "count": (english("were not counted"), english("Walk C, count and sweep: an armorer and an assistant director.")),
    "sweep": (
        english("was not swept for rounds"),
        english("Walk C, count and sweep: an armorer and an assistant director."),
    ),
    "meeting": (
        english("had no safety meeting"),
        english("Hold the safety meeting (K) with everybody who works near a gun."),
    ),
    "blank-meeting": (
        english("had no safety meeting with the dry run for blanks"),
        english("Hold the safety meeting (K) with the dry run for blanks."),
    ),
    "readiness": (english("was not found ready"), english("Walk C, readiness: an assistant director and the armorer.")),
    "blank-readiness": (
        english("was not found ready for blanks"),
        english("Walk C, readiness, with blanks planned: an assistant director and the armorer."),
    ),
}
"""What was checked to what its absence says, and who does what about it."""


def day_open(view: View, unit: str, now: datetime | None, limits: Limits) -> Day | Shut:
    """The open day of a unit."""
    day = days.open_day(view, unit, now, limits)
    return shut(OPEN_THE_DAY, day.text, day.record) if isinstance(day, NoDay) else day


def checked_today(view: View, day: Day, what: str) -> Shut | None:
    """Something was done today, at this place."""
    if days.checked(view, day, what):
        return None
    words, remedy = _CHECKS[what]
    subject = (
        english("Guns and ammunition of unit {unit}", unit=day.unit)
        if what == "count"
        else english("Unit {unit}", unit=day.unit)
    )
    text = english("{subject} {missing} today at {place}.", subject=subject, missing=words, place=day.place)
    if what in MEETINGS and (why := days.meeting_in_vain(view, day)):
        text = english("{subject} {missing} that counts today at {place}: {why}.", subject=subject, missing=words,
                       place=day.place, why=why)  # fmt: skip
    return shut(remedy, text, view.title(day.since))


def in_count(view: View, day: Day, tag: str) -> Shut | None:
    """The gun is in today's count and was proved empty since."""
    how = days.counted(view, day, tag)
    if how == "proved":
        return None
    tips = view.tips(Aspect.COUNTED, tag)
    record = view.title(tips[0]) if tips else ""
    proof = english("Prove {tag} empty: two people walk C, proof of a gun.", tag=tag)
    if how == "seal":
        return shut(
            english("It stays barred today. {proof}", proof=proof),
            english("{tag} was counted by its seal.", tag=tag),
            record,
        )
    if how == "planned":
        return shut(proof, english("{tag} was counted and not proved empty yet.", tag=tag), record)
    return shut(proof, english("{tag} is not in the count of today at {place}.", tag=tag, place=day.place), record)


def at_place(view: View, day: Day, place: str) -> Shut | None:
    """A gun is cleared for the place where its unit is: what was swept and counted elsewhere says nothing there.

    Where a clearance names several places in shot, that is the first of them.
    """
    if " ".join(place.casefold().split()) == " ".join(day.place.casefold().split()):
        return None
    return shut(
        english("Name the place where the unit is, or move it (N), and count and sweep where it goes."),
        english(
            "Unit {unit} is at {day_place}, not at {place}.",
            unit=day.unit,
            day_place=day.place,
            place=place or english("a place that nobody named"),
        ),
        view.title(day.since),
    )


def on_duty(view: View, day: Day, person: str) -> Shut | None:
    """Somebody handles guns for this unit today and has no other duty."""
    if days.is_on_duty(view, day, person):
        return None
    return shut(
        english(
            "Somebody on duty performs it, or the day is opened again with this person on duty (C, people and paper)."
        ),
        english(
            "{name} is not on duty for unit {unit} today, or has another duty.", name=_name(view, person), unit=day.unit
        ),
        view.title(day.opened),
    )


def ad_of_unit(view: View, day: Day, person: str) -> Shut | None:
    """Somebody is the 1st assistant director of the unit, or was named by the 1st for this day."""
    if days.may_verify(view, day, person):
        return None
    entry = days.unit_entry(view, day.unit)
    tips = view.tips(Aspect.UNIT, day.unit)
    first = _name(view, entry.first) if entry and entry.first else english("nobody on whom the records agree")
    return shut(
        english("The 1st assistant director verifies, or names this person in a signed delegation for today."),
        english(
            "{name} is not named; the 1st assistant director of unit {unit} is {first}.",
            name=_name(view, person),
            unit=day.unit,
            first=first,
        ),
        view.title(tips[0]) if tips else "",
    )


def trained(view: View, person: str, weapon: str) -> Shut | None:
    """Somebody was trained for a weapon."""
    if days.is_trained(view, person, weapon):
        return None
    return shut(
        english("The armorer trains them for it (M)."),
        english("{name} is not trained for {weapon}.", name=_name(view, person), weapon=weapon),
    )


def briefed(view: View, day: Day, person: str) -> Shut | None:
    """Somebody heard the safety meeting today, at this place."""
    if days.is_briefed(view, day, person):
        return None
    return shut(
        english("Brief them now (K, late arrival)."),
        english(
            "{name} did not hear the safety meeting of today at {place}.", name=_name(view, person), place=day.place
        ),
        days.checked(view, day, "meeting"),
    )


def reconciled(view: View, day: Day) -> Shut | None:
    """The days before left no gap that is still open."""
    gaps = gaps_before(view, day)
    if not gaps:
        return None
    wrap = days.last_wrap(view, day.unit)
    facts = tuple((gap.words, view.title(gap.index)) for gap in gaps if gap.index is not None)
    if wrap and not wrap[1].reconciled:
        facts = (*facts, (english("The day {day} was wrapped with gaps.", day=wrap[1].day), wrap[0]))
    return Shut(
        facts,
        english(
            "Close the gap: find what is missing (I) or write it off, count it anew, or two people take it in again."
        ),
    )


def actions_done(view: View, day: Day) -> Shut | None:
    """Nothing that had to be done after a stop is overdue."""
    overdue = [(index, task) for index, task in open_actions(view) if keeps_guns_in(view, day, index, task)]
    if not overdue:
        return None
    facts = tuple(
        (english("Overdue: {action}", action=words_of(view, index, task)), view.title(index)) for index, task in overdue
    )
    return Shut(
        facts, english("See to it. Then the safety officer and one more sign that it is done: Actions, on the desk.")
    )


def minor_holds_inert(view: View, person: str, tag: str) -> Shut | None:
    """A minor holds nothing that has an action."""
    if not days.is_minor(view, person):
        return None
    entries = view.weapon_entries(tag)
    if entries and all(weapon.action is Action.NONE for _, weapon in entries):
        return None
    record = view.title(view.tips(Aspect.MINOR, person)[0])
    return shut(
        english("Give them something inert."),
        english("{name} is a minor, and {tag} is not inert.", name=_name(view, person), tag=tag),
        record,
    )


def no_minor_near(view: View, unit: str, slate: str, also: tuple[str, ...] = ()) -> Shut | None:
    """No minor is on the roll of today or among `also` where blanks are fired, or a signed plan says where they are."""
    day = days.day_by_records(view, unit)
    here = days.here_today(view, day) if isinstance(day, Day) else ()
    minors = [one for one in dict.fromkeys((*here, *also)) if days.is_minor(view, one)]
    if not minors or days.minor_plan(view, unit, slate):
        return None
    facts = tuple(
        (
            english("{name} is a minor and works with unit {unit} today.", name=_name(view, one), unit=unit),
            view.title(view.tips(Aspect.MINOR, one)[0]),
        )
        for one in minors
    )
    return Shut(facts, english("The safety officer signs a plan that says where they are while blanks are fired."))


def nothing_stops(view: View, kinds: frozenset[str] = BARRING) -> Shut | None:
    """Nothing of these kinds stops the set."""
    found = [one for _, one in view.open_restrictions(THE_SET) if one.kind in kinds]
    facts = tuple(
        (english("Open on the set: {kind}, {reason}.", kind=one.kind, reason=one.reason), one.record) for one in found
    )
    return Shut(facts, english("End it first.")) if facts else None


def enough_handlers(view: View, day: Day, tag: str, limits: Limits) -> Shut | None:
    """No more guns are out than people on duty can watch, `tag` included; what is inert is not counted."""
    # Where most guns are is asked first: what is out is not off the production, so it is of a unit.
    out = [one for one in view.tags("weapon") if one != tag and is_out(view.custody(one))]
    out = [one for one in out if days.unit_of(view, one) == day.unit and not _is_inert(view, one)]
    if not _is_inert(view, tag):
        out.append(tag)
    watching = days.on_duty(view, day)
    most = len(watching) * number(limits, "guns_per_handler")
    if len(out) <= most:
        return None
    return shut(
        english("Take a gun back first, or open the day again with more people on duty."),
        english(
            "{count} guns would be out ({tags}); {watching} on duty can watch {most}.",
            count=len(out),
            tags=", ".join(sorted(out)),
            watching=len(watching),
            most=most,
        ),
        view.title(day.opened),
    )


PAPERS = {
    "permit_needed": ("permit", english("permit")),
    "police_notice_needed": ("police_notice", english("word to the police")),
}
"""The limit that asks for a paper to the value of `day-opened` that names it, and what it is called."""


def class_allowed(view: View, tag: str, limits: Limits) -> Shut | None:
    """The class of a gun is one that may be on this production."""
    for index, weapon in view.weapon_entries(tag):
        facts = banned(view, limits, "weapon_classes", str(weapon.weapon_class))
        if facts:
            said = (
                english(
                    "{tag} is {weapon_class}, which may not be used here.", tag=tag, weapon_class=weapon.weapon_class
                ),
                view.title(index),
            )
            return Shut((said, *facts), english("Use a gun of a class that is allowed, and send this one away."))
    return None


def may_hand_over(view: View, role: str, limits: Limits) -> Shut | None:
    """Somebody with this role may hand a gun to its holder."""
    facts = banned(view, limits, "hand_over_by", role)
    if not facts:
        return None
    said = (english("Nobody who is {role} may hand a gun over here.", role=role.replace("-", " ")), "")
    return Shut((said, *facts), english("Leave the gun in its lock."))


def papers_named(view: View, day: Day, limits: Limits) -> Shut | None:
    """Every paper that is asked for here was named when the day was opened."""
    facts: list[tuple[str, str]] = []
    for name, (_, words) in PAPERS.items():
        if needed(limits, name) and name not in day.papers:
            said = english("The day of unit {unit} was opened without a {paper}.", unit=day.unit, paper=words)
            facts += ((said, view.title(day.opened)), *needed_by(view, name))
    if not facts:
        return None
    return Shut(tuple(facts), english("Open the day again and name what is missing (C, people and paper)."))


def within_limits(view: View, day: Day, tag: str, limits: Limits) -> Shut | None:
    """What is adopted here allows the class of the gun, and the day has the papers that are asked for."""
    return class_allowed(view, tag, limits) or papers_named(view, day, limits)


def for_clearance(
    view: View, tag: str, performer: str, verifier: str, now: datetime | None, limits: Limits
) -> Day | Shut:
    """The day of the gun's unit in which it may be cleared now, by these two; or the first gate that is shut."""
    unit = days.unit_of(view, tag)
    day = day_open(view, unit, now, limits)
    if isinstance(day, Shut):
        return day
    return (
        checked_today(view, day, "count")
        or checked_today(view, day, "sweep")
        or checked_today(view, day, "meeting")
        or checked_today(view, day, "readiness")
        or in_count(view, day, tag)
        or on_duty(view, day, performer)
        or ad_of_unit(view, day, verifier)
        or reconciled(view, day)
        or actions_done(view, day)
        or day
    )


def for_issue(view: View, day: Day, tag: str, holder: str, *, hot: bool) -> Shut | None:
    """Whether somebody may be given a gun that may be cleared in this day."""
    found = trained(view, holder, tag) or briefed(view, day, holder) or minor_holds_inert(view, holder, tag)
    if found or not hot:
        return found
    return checked_today(view, day, "blank-meeting") or checked_today(view, day, "blank-readiness")


_AGAIN = english("Inspect it again.")


def ended_by_day(view: View, tag: str, index: int) -> Shut | None:
    """What of the unit's day came after the record at `index`, or unknown to it, and ended what it permits."""
    unit = days.unit_of(view, tag)
    late = view.not_before(Aspect.RESTRICTED, unit_item(unit), index)
    if late is not None:
        reasons = [one.reason for one in view.judgement(late).restrictions if one.item == unit_item(unit)]
        words = english("Unit {unit}: {reasons}.", unit=unit, reasons=together(reasons, "; "))
        return shut(_AGAIN, words, view.title(late))
    late = view.not_before(Aspect.DAY, unit, index)
    if late is not None:
        return shut(_AGAIN, _moved(view, unit, late), view.title(late))
    late = view.not_before(Aspect.ARMORER, unit, index)
    if late is not None:
        return shut(_AGAIN, english("Another armorer is in charge of unit {unit}.", unit=unit), view.title(late))
    return None


def _moved(view: View, unit: str, index: int) -> str:
    value = view.judgement(index).said[Aspect.DAY, unit]
    if isinstance(value, days.DayMoved):
        return english("Unit {unit} moved to {place}.", unit=unit, place=value.place)
    if isinstance(value, days.DayWrapped):
        return english("The shooting day {day} of unit {unit} is over.", day=value.day, unit=unit)
    return english("Another shooting day of unit {unit} was opened.", unit=unit)


def _is_inert(view: View, tag: str) -> bool:
    entries = view.weapon_entries(tag)
    return bool(entries) and all(weapon.action is Action.NONE for _, weapon in entries)


def _name(view: View, person: str) -> str:
    entry = view.entry_of(person) if person != THE_SET else None
    return entry.name if entry else person or english("Nobody named")
