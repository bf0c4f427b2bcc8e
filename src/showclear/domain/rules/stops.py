"""Rules about incidents, frozen things and the end of stops."""

from __future__ import annotations

from showclear.domain.rules.rule import Broken, Rule, RuleContext, broken, first_words, guns_of
from showclear.domain.situation import gates
from showclear.domain.situation.events import of_one_event
from showclear.domain.situation.stops import set_status
from showclear.domain.situation.tiers import tier
from showclear.domain.situation.values import OpenRestriction
from showclear.words import english


def no_open_incident(context: RuleContext) -> Broken | None:
    """R-110."""
    found = _stops(context, "incident")
    if not found:
        return None
    return broken(
        english("Go through the report (L) and sign it: an armorer, and an assistant director or safety officer."),
        *(
            (english("Open report, {report}: {reason}.", report=one.report, reason=one.reason), one.record)
            for one in found
        ),
    )


def no_open_concern(context: RuleContext) -> Broken | None:
    """R-111."""
    found = _stops(context, "concern")
    if not found:
        return None
    return broken(
        english("Answer it in the safety meeting (K), or the safety officer answers it."),
        *((english("A concern: {reason}", reason=one.reason), one.record) for one in found),
    )


def _stops(context: RuleContext, kind: str) -> list[OpenRestriction]:
    return [one for one in context.restrictions("") if one.kind == kind]


def not_frozen(context: RuleContext) -> Broken | None:
    """R-112. What goes along with the thing counts too: its feed devices, and the boxes that its rounds came from."""
    found = [
        (english("{item} is frozen: {reason}", item=item, reason=one.reason), one.record)
        for item in _things(context)
        for one in context.situation.open_restrictions(item)
        if one.kind == "frozen"
    ]
    if not found:
        return None
    return broken(
        english(
            "Leave it as it is: take it back closed, tag it, lock it, count it by its seal. The report (L) "
            "releases it by name, or the safety officer and an armorer who was not involved."
        ),
        *found,
    )


def _things(context: RuleContext) -> dict[str, None]:
    situation = context.situation
    named = dict.fromkeys((context.subject, *guns_of(context)))
    named |= dict.fromkeys(
        first_words(context.inputs.get(name, "")) for name in ("box", "device", "container.tag", "batch.tag")
    )
    named |= {context.inputs.get("weapon.tag", ""): None}
    for tag in tuple(named):
        named |= dict.fromkeys(situation.devices_of(tag))
    for tag in tuple(named):
        named |= dict.fromkeys(container for container, _ in situation.holding(tag).sources)
    named.pop("", None)
    return named


def stop_named(context: RuleContext) -> Broken | None:
    """R-113. A run that raised a stop itself is about that one."""
    stops = set_status(context.situation).stops
    names = {one.restriction.record for one in stops}
    named = context.inputs.get("restriction", "").strip().removesuffix(".toml")
    own = bool(context.run) and any(one.restriction.run == context.run for one in stops)
    if named in names or (not named and own):
        return None
    if not stops:
        return broken(
            english("Nothing has to be closed. Raise a report first if there is something to report."), _NOTHING_OPEN
        )
    facts = [(f"{one.restriction.kind}: {one.restriction.reason}", one.restriction.record) for one in stops]
    return broken(english("Choose one of these stops or reports."), *facts)


_NOTHING_OPEN = english("No stop and no report is open.")


def misfire_open(context: RuleContext) -> Broken | None:
    """R-114."""
    tags = guns_of(context) or (context.subject,)
    silent = [
        tag for tag in tags if not any(one.kind == "misfired" for one in context.situation.open_restrictions(tag))
    ]
    if not silent:
        return None
    return broken(
        english("Start the misfire list for the gun that misfired: that key says so at once."),
        *(english("No record says that {tag} misfired, or it was signed for already.", tag=tag) for tag in silent),
    )


def report_grave_enough(context: RuleContext) -> Broken | None:
    """R-115. Which stops a report is about is known of those that it will name: the one chosen, and its event."""
    situation, stops = context.situation, set_status(context.situation)
    chosen = context.inputs.get("restriction", "").strip().removesuffix(".toml")
    own = (one.restriction.record for one in stops.stops if context.run and one.restriction.run == context.run)
    stop = chosen or next(own, "")
    named = {stop, *(other.record for other in of_one_event(situation, stop))}
    walked = tier(context.inputs.get("report.class", ""))
    graver = [one for one in stops.incidents if one.record in named and tier(one.report) < walked]
    if not graver:
        return None
    return broken(
        english("Walk the list for the gravest of it; it names the others too. Abandon a lighter one that is open."),
        *(
            (english("Open report, {report}: {reason}.", report=one.report, reason=one.reason), one.record)
            for one in graver
        ),
    )


def actions_done(context: RuleContext) -> Broken | None:
    """R-116."""
    view = context.situation.view
    day = gates.day_open(view, context.unit, context.now, context.limits)
    found = day if isinstance(day, gates.Shut) else gates.actions_done(view, day)
    return None if found is None else broken(found.remedy, *found.facts)


RULES: tuple[Rule, ...] = (
    Rule("R-110", "no-open-incident", english("No report is open."), "OHSB", no_open_incident),
    Rule("R-111", "no-open-concern", english("No concern waits for its answer."), "OHSB", no_open_concern),
    Rule("R-112", "not-frozen", english("Nothing that the run would open is frozen."), "ours", not_frozen),
    Rule("R-113", "stop-named", english("The run names a stop or a report that is open."), "ours", stop_named),
    Rule(
        "R-114",
        "misfire-open",
        english("The weapon misfired and nobody has signed for it since."),
        "ours",
        misfire_open,
    ),
    Rule(
        "R-115",
        "report-grave-enough",
        english("The list is walked for the gravest of what it names."),
        "ours",
        report_grave_enough,
    ),
    Rule("R-116", "actions-done", english("No corrective action is overdue."), "OHSB", actions_done),
)
"""The rules of this topic."""
