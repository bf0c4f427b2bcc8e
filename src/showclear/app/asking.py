"""The fields at the start of a run: what is asked, what may be answered, and what was entered the last time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from showclear.app.inputs import CHOICES, EXAMPLES, LABELS, ONLY_WITH, OPTIONAL, SEVERAL
from showclear.app.units import find_unit, items_of_unit, unit_names
from showclear.app.views import InputField
from showclear.domain.checklists import Checklist, Procedure
from showclear.domain.counting_words import counted
from showclear.domain.limits import needed
from showclear.domain.people import Role
from showclear.domain.situation import Situation
from showclear.domain.situation.accounts import accounts
from showclear.domain.situation.grants import Ending
from showclear.domain.situation.stops import set_status
from showclear.domain.situation.values import OpenRestriction, unit_item
from showclear.domain.situation.zones import Zone, fires_blanks, living_zone
from showclear.domain.weapons import CHARGES, Contents, Ignition
from showclear.words import english

NOT_CHOSEN = ("", "choose")
"""What a choice at the start of a run shows until somebody chooses: nothing answers for a person."""

_PLANNED = frozenset({"use", "plan.contents", "unit"})
"""Plans, not observations: a take, holding nothing, is where they start, and the run asks what is in the gun."""

_CHOSEN_EACH_TIME = frozenset(
    {
        "restriction", "guns", "person", "armorer", "holder", "guardian", "then", "holders", "places", "report.class",
        "reason", "new-place", "permit", "police-notice",
    }
)  # fmt: skip
"""Who, where and what was named the last time answers for nothing now: it is no plan, or the plan of something else."""

_ISSUES = frozenset({Procedure.HANDOVER, Procedure.BLANK_TAKE})
"""Where the AD reads the slate: one that stands there already is confirmed without a look at it."""

_NEW_THINGS = frozenset({Procedure.INTAKE, Procedure.AMMUNITION, Procedure.BATCH_INTAKE})
"""Each thing there is another one, so nothing is offered again."""

_BLANK_RUNS = frozenset({Procedure.BLANK_ZONE, Procedure.BLANK_TAKE})

_OF_ZONE = frozenset({"place", "plan.count"})
"""What a take of blanks takes over from its zone."""

_CHARGED = frozenset({Ignition.PERCUSSION, Ignition.FLINTLOCK})
"""What is charged with powder for a blank."""

_HOLDERS = frozenset({Role.PERFORMER})
_NEAR_GUNS = frozenset(Role) - {Role.PRODUCER}

_PAPERS = {"permit": "permit_needed", "police-notice": "police_notice_needed"}
"""Papers to the limit that asks for one: they are asked nowhere else."""

Choices = tuple[tuple[str, str], ...]


class Asking:
    """Makes the fields of one start from the situation; holds what was entered the last time."""

    def __init__(self, situation: Callable[[], Situation], unit: Callable[[], str]) -> None:
        self._situation = situation
        self._unit = unit
        self._last: dict[str, Mapping[str, str]] = {}
        self._rounds: dict[tuple[Procedure, str], str] = {}

    def entered(self, checklist: Checklist, subject: str, inputs: Mapping[str, str]) -> None:
        """Remember what was entered, for the next run of that kind; how many rounds, for the next about that thing."""
        self._last[str(checklist.procedure)] = inputs
        if inputs.get("plan.count", "0") != "0":
            self._rounds[checklist.procedure, subject] = inputs["plan.count"]

    def fields(self, checklist: Checklist, subject: str) -> tuple[InputField, ...]:
        """One field for each input of a checklist."""
        limits = self._situation().limits
        asked = (name for name in checklist.inputs if name not in _PAPERS or needed(limits, _PAPERS[name]))
        return tuple(self._field(name, checklist, subject) for name in asked)

    def _field(self, name: str, checklist: Checklist, subject: str) -> InputField:
        default = self._last_used(checklist).get(name, "")
        choices = self._choices(name, checklist, subject)
        values = [value for value, _ in choices]
        if name in ("box", "device") and checklist.procedure is not Procedure.FOUND:
            # Its label and its seal are read in the run. What turned up may be of no box.
            default = default if default in values else (values[0] if len(values) == 1 else "")
        elif name == "unit":
            default = self._unit()
        elif name in _OF_ZONE and (zone := self._zone(checklist, subject)) is not None:
            default = {"place": zone.place, "plan.count": str(zone.count)}[name]
        elif name == "place" and not default:
            default = self._place()
        elif name == "plan.count":
            # What was planned for it the last time; for another thing nobody planned anything yet.
            default = self._rounds.get((checklist.procedure, subject), "")
        elif name in _CHOSEN_EACH_TIME or name == "box" or (name == "scene" and checklist.procedure in _ISSUES):
            default = values[0] if name == "restriction" and len(values) == 1 else ""
        several = name in SEVERAL
        if choices and default not in dict(choices) and name not in _PLANNED and not several:
            # Also where there is but one: it is chosen, and not just there.
            choices = (NOT_CHOSEN, *choices)
        only_with = ONLY_WITH.get(name, ())
        return InputField(
            name,
            LABELS.get(name, name),
            default,
            choices,
            several=several,
            optional=name in OPTIONAL,
            example=EXAMPLES.get(name, ""),
            only_with=only_with if only_with and only_with[0] in checklist.inputs else (),
        )

    def _last_used(self, checklist: Checklist) -> Mapping[str, str]:
        if checklist.procedure in _NEW_THINGS:
            return {}
        return self._last.get(str(checklist.procedure)) or self._last.get("inspection") or {}

    def _zone(self, checklist: Checklist, subject: str) -> Zone | None:
        """The zone that a gun is loaded for: what it was set for is what the take is about."""
        if checklist.procedure is not Procedure.BLANK_TAKE:
            return None
        found = living_zone(self._situation().view, subject)
        return None if isinstance(found, Ending) else found[1]

    def _place(self) -> str:
        return find_unit(self._situation(), self._unit()).place

    def _choices(self, name: str, checklist: Checklist, subject: str) -> Choices:
        situation = self._situation()
        match name:
            case "box":
                return self._boxes(checklist, subject)
            case "device":
                return self._devices(subject)
            case "holder":
                return self._people(_HOLDERS)
            case "person":
                return self._people(_HOLDERS if checklist.procedure is Procedure.TRAINING else _NEAR_GUNS)
            case "armorer":
                return self._people(frozenset({Role.ARMORER}))
            case "unit":
                return tuple((one, one) for one in unit_names(situation))
            case "guns":
                tags = items_of_unit(situation, self._unit(), "weapon")
                blanks = checklist.procedure is Procedure.BLANK_ZONE
                found = ((tag, situation.weapon(tag)) for tag in tags)
                guns = ((tag, weapon) for tag, weapon in found if weapon and (not blanks or fires_blanks(weapon)))
                return tuple((tag, f"{tag} {weapon.name}") for tag, weapon in guns)
            case "restriction":
                return self._restrictions()
        return CHOICES.get(name, ())

    def _people(self, roles: frozenset[Role]) -> Choices:
        people = sorted(self._situation().people().values(), key=lambda person: person.name)
        return tuple((person.id, person.name) for person in people if person.role in roles)

    def _restrictions(self) -> Choices:
        situation = self._situation()
        items = ("", unit_item(self._unit()), *situation.view.tags("weapon"))
        found: dict[str, OpenRestriction] = {}
        on_the_set = (stop.restriction for stop in set_status(situation).stops)
        for one in (*on_the_set, *(one for item in items for one in situation.open_restrictions(item))):
            found.setdefault(one.record, one)  # A record that says several things is named by what stops the set.
        ordered = sorted(found.values(), key=lambda one: one.since, reverse=True)
        return tuple((one.record, f"{one.kind}{f', {one.item}' if one.item else ''}: {one.reason}") for one in ordered)

    def _devices(self, subject: str) -> Choices:
        situation = self._situation()
        found = {tag: situation.holding(tag) for tag in situation.devices_of(subject)}
        words = {Contents.NOTHING: english("empty"), Contents.UNKNOWN: english("nobody knows what is in it")}
        return tuple(
            (
                tag,
                english(
                    "{tag}: {contents}", tag=tag, contents=words.get(one.contents, counted(one.count, one.contents))
                ),
            )
            for tag, one in found.items()
        )

    def _boxes(self, checklist: Checklist, subject: str) -> Choices:
        """The containers that rounds may come from, or go back to."""
        situation = self._situation()
        if checklist.procedure in (Procedure.RETURN, Procedure.EMPTY_DEVICE):
            return tuple(
                (tag, english("{tag} ({count} of them)", tag=tag, count=count))
                for tag, count in situation.holding(subject).sources
            )
        device = situation.devices().get(subject) if checklist.subject == "device" else None
        weapon = situation.weapon(device.goes_with if device else subject)
        wanted = {Contents.DUMMY} if checklist.procedure is Procedure.INSPECTION else {Contents.DUMMY, Contents.BLANK}
        if checklist.procedure in _BLANK_RUNS:
            wanted = {Contents.BLANK, *((Contents.POWDER,) if weapon and weapon.ignition in _CHARGED else ())}
        boxes = ((one.container, one.left) for one in accounts(situation))
        return tuple(
            (box.tag, f"{box.tag}: {counted(left, box.contents)}, {box.calibre}")
            for box, left in boxes
            if box.contents in wanted and (weapon is None or box.contents in CHARGES or box.calibre == weapon.calibre)
        )
