"""Effects about units, shooting days and what was checked for them, and about the people of the day."""

from __future__ import annotations

from showclear.domain.effects.spec import Bearing, spec
from showclear.words import english

SPECS = (
    spec(
        "unit-opened",
        Bearing.FACT,
        (),
        english("Unit {unit} is at {place}; its 1st assistant director is {first}."),
        {"unit": str, "place": str, "zone": str, "first": str},
    ),
    spec(
        "delegated",
        Bearing.PERMISSION,
        (),
        english("{person} may verify for unit {unit} until its shooting day ends."),
        {"unit": str, "person": str},
    ),
    spec(
        "day-opened",
        Bearing.FACT,
        (),
        english(
            "The shooting day {day} of unit {unit} is open at {place}; armorer in charge: {armorer}.{papers_words}"
        ),
        {"unit": str, "day": str, "place": str, "armorer": str},
        {"permit": str, "police_notice": str},
    ),
    spec(
        "on-duty",
        Bearing.FACT,
        (),
        english("{person} handles guns for unit {unit} today and has no other duty."),
        {"unit": str, "person": str},
    ),
    spec(
        "checked",
        Bearing.FACT,
        (),
        english("Unit {unit}, {place}: {what_words} done."),
        {"unit": str, "what": str, "place": str},
    ),
    spec(
        "counted",
        Bearing.FACT,
        ("item",),
        english("{item} was counted today for unit {unit}: {how_words}."),
        {"unit": str, "item": str, "how": str},
    ),
    spec(
        "briefed",
        Bearing.FACT,
        (),
        english("{person} heard the safety meeting of unit {unit}."),
        {"unit": str, "person": str},
    ),
    spec("trained", Bearing.FACT, (), english("{person} is trained for {weapon}."), {"person": str, "weapon": str}),
    spec(
        "proposal-taken-back",
        Bearing.FACT,
        (),
        english("What {proposal} proposed is taken back."),
        {"proposal": str},
    ),
    spec(
        "enrolled-until",
        Bearing.FACT,
        (),
        english("{person} is enrolled until {until} and signs nothing later."),
        {"person": str, "until": str},
    ),
    spec("minor", Bearing.FACT, (), english("{person} is a minor."), {"person": str}),
    spec(
        "minor-planned",
        Bearing.PERMISSION,
        (),
        english("Minors may be there while blanks are fired for {slate}, unit {unit}, as planned: {plan}."),
        {"unit": str, "slate": str, "plan": str},
    ),
    spec("place-changed", Bearing.FACT, (), english("Unit {unit} moves to {place}."), {"unit": str, "place": str}),
    spec(
        "break",
        Bearing.RESTRICTION,
        (),
        english("Unit {unit}: {reason}. Every clearance of the unit ends."),
        {"unit": str, "reason": str},
        {"run": str},
    ),
    spec(
        "armorer-changed",
        Bearing.FACT,
        (),
        english("{armorer} is armorer in charge of unit {unit}."),
        {"unit": str, "armorer": str},
    ),
    spec(
        "wrapped",
        Bearing.FACT,
        (),
        english("The shooting day {day} of unit {unit} is over. {reconciled_words}"),
        {"unit": str, "day": str, "reconciled": str},
        {"gaps": str},
    ),
    spec(
        "sealed",
        Bearing.FACT,
        (),
        english("The day {day} of unit {unit} is sealed. {open_words}"),
        {"unit": str, "day": str},
        {"gaps": str},
    ),
)
