"""What ends a stop, for tests: a report, a meeting, a release, each by the people who may."""

from __future__ import annotations

from collections.abc import Sequence

from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.situation.records import PERFORMED, VERIFIED, RecordFacts, SignerFacts
from tests.domain.situation.productions import EVERYBODY, Shoot

NOOR = Person("noor", "Noor Haddad", Role.ARMORER)
"""An armorer who was not there when it happened."""
TWO_ARMORERS = (*EVERYBODY, NOOR)

FOUNDERS = (SignerFacts("jonas", "assistant-director", "first"), SignerFacts("safa", "safety-officer", "officer"))
BY_AD_AND_ARMORER = (SignerFacts("jonas", "assistant-director", PERFORMED), SignerFacts("mara", "armorer", VERIFIED))
OFFICER = SignerFacts("safa", "safety-officer", "released")
FREE_ARMORER = SignerFacts("noor", "armorer", "released")
OWN_ARMORER = SignerFacts("mara", "armorer", "released")
PRODUCER = SignerFacts("pia", "producer", "released")
BY_OFFICER_AND_ARMORER = (OFFICER, FREE_ARMORER)


def open_day(shoot: Shoot, *, laptop: str = "truck") -> None:
    """A unit with its day open at the church."""
    unit = Effect("unit-opened", {"unit": "main", "place": "church", "zone": "UTC", "first": "jonas"})
    shoot.add("unit", [unit], signers=FOUNDERS, laptop=laptop)
    day = Effect("day-opened", {"unit": "main", "day": "2026-03-04", "place": "church", "armorer": "mara"})
    shoot.add("procedure", [day], signers=BY_AD_AND_ARMORER, procedure="day-people", laptop=laptop)


def stand_down(shoot: Shoot, *more: Effect, laptop: str = "truck", **values: str) -> RecordFacts:
    """All gun work stops."""
    stop = Effect("stand-down", {"reason": "a round without a hole", **values})
    return shoot.add("stand-down", [stop, *more], laptop=laptop)


def raise_report(shoot: Shoot, report_class: str = "near-miss", *more: Effect, laptop: str = "truck") -> RecordFacts:
    """Anybody reports something, at once and unsigned."""
    effect = Effect("incident", {"class": report_class, "reason": "a muzzle crossed the camera"})
    return shoot.add("restriction", [effect, *more], laptop=laptop)


def close_report(
    shoot: Shoot,
    stop: RecordFacts,
    *more: Effect,
    signers: Sequence[SignerFacts] = BY_AD_AND_ARMORER,
    procedure: str = "incident",
    laptop: str = "truck",
    run_id: str = "",
    **changes: str,
) -> RecordFacts:
    """L, signed: cause and control."""
    values = {"restriction": stop.title, "class": "live-round", "cause": "a mixed box", "control": "every box anew"}
    closed = Effect("incident-closed", {**values, **changes})
    own = {"id": run_id} if run_id else {}
    return shoot.add("procedure", [closed, *more], signers=signers, procedure=procedure, laptop=laptop, **own)


def meet(
    shoot: Shoot, *more: Effect, signers: Sequence[SignerFacts] = BY_AD_AND_ARMORER, laptop: str = "truck"
) -> RecordFacts:
    """K, signed."""
    held = Effect("checked", {"unit": "main", "what": "meeting", "place": "church"})
    return shoot.add("procedure", [held, *more], signers=signers, procedure="meeting", laptop=laptop)


def release(
    shoot: Shoot,
    stop: RecordFacts,
    *more: Effect,
    signers: Sequence[SignerFacts] = BY_OFFICER_AND_ARMORER,
    kind: str = "release",
    laptop: str = "truck",
    intact: bool = True,
    **changes: str,
) -> RecordFacts:
    """The end of a stand-down."""
    values = {"restriction": stop.title, "reason": "a mixed box", "answer": "every box was looked at"}
    return shoot.add(
        kind, [Effect("released", {**values, **changes}), *more], signers=signers, laptop=laptop, intact=intact
    )


def end_stand_down(shoot: Shoot, stop: RecordFacts, laptop: str = "truck") -> RecordFacts:
    """Report, meeting, release."""
    close_report(shoot, stop, laptop=laptop)
    meet(shoot, laptop=laptop)
    return release(shoot, stop, laptop=laptop)


def freeze(item: str, **values: str) -> Effect:
    """A frozen effect."""
    return Effect("frozen", {"item": item, "reason": "it was fired", **values})


def unfreeze(item: str, stop: RecordFacts, reason: str = "looked at by the police") -> Effect:
    """An unfrozen effect."""
    return Effect("unfrozen", {"item": item, "restriction": stop.title, "reason": reason})
