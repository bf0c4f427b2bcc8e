"""Effects about units, shooting days and what was checked for them, and about the people of the day."""

from __future__ import annotations

from showclear.domain.effects.spec import Bearing, spec

SPECS = (
    spec(
        "unit-opened",
        Bearing.FACT,
        (),
        "Unit {unit} is at {place}; its 1st assistant director is {first}.",
        {"unit": str, "place": str, "zone": str, "first": str},
    ),
    spec(
        "delegated",
        Bearing.PERMISSION,
        (),
        "{person} may verify for unit {unit} until its shooting day ends.",
        {"unit": str, "person": str},
    ),
    spec(
        "day-opened",
        Bearing.FACT,
        (),
        "The shooting day {day} of unit {unit} is open at {place}; armorer in charge: {armorer}.{papers_words}",
        {"unit": str, "day": str, "place": str, "armorer": str},
        {"permit": str, "police_notice": str},
    ),
    spec(
        "on-duty",
        Bearing.FACT,
        (),
        "{person} handles guns for unit {unit} today and has no other duty.",
        {"unit": str, "person": str},
    ),
    spec(
        "checked",
        Bearing.FACT,
        (),
        "Unit {unit}, {place}: {what_words} done.",
        {"unit": str, "what": str, "place": str},
    ),
    spec(
        "counted",
        Bearing.FACT,
        ("item",),
        "{item} was counted today for unit {unit}: {how_words}.",
        {"unit": str, "item": str, "how": str},
    ),
    spec(
        "briefed", Bearing.FACT, (), "{person} heard the safety meeting of unit {unit}.", {"unit": str, "person": str}
    ),
    spec("trained", Bearing.FACT, (), "{person} is trained for {weapon}.", {"person": str, "weapon": str}),
    spec(
        "proposal-taken-back",
        Bearing.FACT,
        (),
        "What {proposal} proposed is taken back.",
        {"proposal": str},
    ),
    spec(
        "enrolled-until",
        Bearing.FACT,
        (),
        "{person} is enrolled until {until} and signs nothing later.",
        {"person": str, "until": str},
    ),
    spec("minor", Bearing.FACT, (), "{person} is a minor.", {"person": str}),
    spec(
        "minor-planned",
        Bearing.PERMISSION,
        (),
        "Minors may be there while blanks are fired for {slate}, unit {unit}, as planned: {plan}.",
        {"unit": str, "slate": str, "plan": str},
    ),
    spec("place-changed", Bearing.FACT, (), "Unit {unit} moves to {place}.", {"unit": str, "place": str}),
    spec(
        "break",
        Bearing.RESTRICTION,
        (),
        "Unit {unit}: {reason}. Every clearance of the unit ends.",
        {"unit": str, "reason": str},
        {"run": str},
    ),
    spec(
        "armorer-changed",
        Bearing.FACT,
        (),
        "{armorer} is armorer in charge of unit {unit}.",
        {"unit": str, "armorer": str},
    ),
    spec(
        "wrapped",
        Bearing.FACT,
        (),
        "The shooting day {day} of unit {unit} is over. {reconciled_words}",
        {"unit": str, "day": str, "reconciled": str},
        {"gaps": str},
    ),
    spec(
        "sealed",
        Bearing.FACT,
        (),
        "The day {day} of unit {unit} is sealed. {open_words}",
        {"unit": str, "day": str},
        {"gaps": str},
    ),
)
