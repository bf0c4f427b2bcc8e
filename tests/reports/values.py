"""What the printed things are made of in these tests: a production whose people chose the worst names they could."""

from __future__ import annotations

from showclear.app.definitions import shipped
from showclear.app.printing.day import DayReport, GunLine, HandoverLine, SaidLine, UnitDay
from showclear.app.printing.pad import GunRow, Pad
from showclear.app.printing.safety_plan import Emergency, KeyHolderLine, SafetyPlan, UnitLine
from showclear.app.printing.sheets import Known, sheet_of
from showclear.app.printing.tags import TagLabel, TagSheet
from showclear.app.rule_packs import LimitLine, PackLine
from showclear.app.sealing import Seal
from showclear.app.units import Unit
from showclear.app.views import BatchView, ContainerView, DeviceView
from showclear.domain.checklists import AnswerKind, Block, Checklist, Option, Passing, Procedure, Step, Style
from showclear.domain.limits import FLOOR
from showclear.domain.people import Role
from showclear.domain.weapons import Action, Has, Ignition, Weapon, WeaponClass
from showclear.reports.day import day_document
from showclear.reports.document import Document
from showclear.reports.incident import incident_document
from showclear.reports.pad import pad_document
from showclear.reports.person import person_document
from showclear.reports.production import production_document
from showclear.reports.safety_plan import safety_plan_document
from showclear.reports.tags import tags_document
from showclear.reports.weapon import weapon_document
from tests.reports.common import AT, DIGEST, HOSTILE, IDENTITY, KEY
from tests.reports.handed_on import PROOF, RECORDS, incident, person, production, weapon

COLT = Weapon("A-07", "Ridgeway", "Single Action", ".45 Colt", "RW-4471", WeaponClass.LIVE_CAPABLE, Action.REVOLVER,
              Ignition.CARTRIDGE, 6, 1, (Has.SPARES,))  # fmt: skip
PISTOL = Weapon("B-02", "Halvorsen", "Model 9", "9 mm", "HV-99", WeaponClass.LIVE_CAPABLE, Action.SEMI_AUTO,
                Ignition.CARTRIDGE, 1, 1, (Has.MAGAZINE,))  # fmt: skip
FLINTLOCK = Weapon("F-01", "Oldham", "Long", ".50", "none", WeaponClass.LIVE_CAPABLE, Action.MUZZLE_LOADER,
                   Ignition.FLINTLOCK, 1, 1)  # fmt: skip
RUBBER = Weapon("R-01", "Ridgeway", "copy", "none", "none", WeaponClass.RUBBER, Action.NONE, Ignition.NONE, 0, 0)

KNOWN = Known(
    unit=Unit("main", "Stage 3", "America/Denver"),
    limits=FLOOR,
    feeds={"A-07": ("C-07",), "B-02": ("M-1", "M-2")},
    capacities={"C-07": 6, "M-1": 8, "M-2": 8},
    rows={
        "set.weapons": ("A-07", "B-02"), "set.containers": ("DUM-3",), "set.devices": ("M-1",), "set.batches": (),
        "set.people": (HOSTILE, "Jonas Weil"), "set.handlers": ("Mara Reyes",),
    },
)  # fmt: skip


def checklist(procedure: Procedure) -> Checklist:
    """The shipped one."""
    return next(one for one in shipped().checklists if one.procedure is procedure)


AN_ARMORER, AN_AD = (Role.ARMORER,), (Role.ASSISTANT_DIRECTOR,)
LIST = Checklist(
    id="a-list", version="1.0.0", title="A list of its own", procedure=Procedure.INSPECTION,
    style=Style.CHALLENGE_RESPONSE, subject="weapon", do=AN_ARMORER, see=AN_AD, inputs=("scene", "use"), requires=(),
    blocks=(
        Block("look", "Look", passing=Passing.PREP, say="Quiet.", steps=(
            Step("serial", AnswerKind.MATCH, "Read these characters.", "SERIAL",
                 expect="weapon.serial-digits", killer=True),
            Step("chambers", AnswerKind.CHOICE, "Chamber {slot} of {of}?", "CHAMBER {slot}", each="weapon.chambers",
                 killer=True, say="All the way round.",
                 options=(Option("empty", "Empty", key="e"), Option("round", "A round", stops=True, key="r"))),
            Step("feeds", AnswerKind.CHOICE, "{slot}: show it.", "{slot}", each="weapon.feeds", killer=True,
                 options=(Option("empty", "Empty"), Option("round", "A round", stops=True))),
            Step("flash", AnswerKind.CHOICE, "Pan?", "PAN", applies_when={"weapon.ignition": ("flintlock",)},
                 options=(Option("bare", "Bare"),)),
        )),
        Block("load", "Load", passing=Passing.JOINT, applies_when={"plan.contents": ("dummy",)}, steps=(
            Step("label", AnswerKind.CHOICE, "Box {box}: its label?", "LABEL", do=AN_AD, see=AN_ARMORER,
                 options=(Option("dummies", "Dummies"), Option("other", "Anything else", stops=True))),
            Step("rounds", AnswerKind.ROUNDS, "Round {slot} of {of}: which signs?", "ROUND {slot}", each="plan.count",
                 killer=True, signs=(Option("hole", "Hole in the case"), Option("rattle", "Rattles"))),
            Step("left", AnswerKind.COUNT, "How many are left?", "LEFT", killer=True),
            Step("offered", AnswerKind.CHOICE, "{slot} was asked to watch.", "WHO?", each="people",
                 applies_when={"use": ("rehearsal", "line-up")}, options=(Option("watched", "Watched"),)),
            Step("said", AnswerKind.SPOKEN, "Say it to {holder}.", "SAY IT", say="{weapon.tag}, {weapon.name}"),
        )),
    ),
    effects=(), statements=("I am {performer}. I held {weapon.tag}.", "I am {verifier}. It holds {holding}."),
)  # fmt: skip
"""Every kind of step on paper, so that the committed page does not change with each word of a shipped list."""


def pad() -> Pad:
    """A list for a revolver, and the same without a gun."""
    sheets = (sheet_of(LIST, COLT, KNOWN), sheet_of(LIST, None, KNOWN))
    return Pad(IDENTITY, "main", "2026-03-02", (GunRow("A-07", HOSTILE),), sheets)


def safety_plan() -> SafetyPlan:
    """A plan with a pack, a list that is not adopted and somebody whose key cannot be read."""
    officer = KeyHolderLine(HOSTILE, "safety officer", KEY)
    return SafetyPlan(
        identity=IDENTITY,
        founders=(officer, KeyHolderLine("Otto Brandt", "producer", KEY)),
        roster=(officer, KeyHolderLine("Mara Reyes", "armorer", "")),
        units=(UnitLine("main", HOSTILE, "Jonas Weil"),),
        packs=(PackLine("california", "California", "1.0.0", "record"),),
        limits=(
            LimitLine("a", "how long a clearance lives", "15 minutes", (("Floor", "ours"),), False),
            LimitLine("b", "who may hand a gun over", "armorer", (("California", "Labor Code 9153"),), True),
        ),
        contacts=(HOSTILE,),
        emergencies=(Emergency("A gun misfires", "H", ("HOLD. NOBODY MOVE.", "Wait 30 seconds.")),
                     Emergency("Somebody is hurt", "", ())),
    )  # fmt: skip


def tags() -> TagSheet:
    """More labels than one sheet takes; the longest tag there is."""
    labels = (
        TagLabel("A-07", HOSTILE, ".45 Colt · live-capable", "GUN"),
        TagLabel("ABCDEFGHIJ-9", "goes with A-07", "holds 6", "SPARE CYLINDER"),
        *(TagLabel(f"RUB-{number}", "rubber rifles", "12 items", "BATCH") for number in range(1, 30)),
    )
    return TagSheet(IDENTITY, labels)


def day(*, sealed: bool = True) -> DayReport:
    """A day with a gun that is not back, a gap and a stop."""
    return DayReport(
        identity=IDENTITY,
        units=(
            UnitDay(
                unit="main", place="Stage 3", day="2026-03-02", state="The shooting day is over.", opened_at=AT,
                done=(SaidLine(AT, "Swept, Stage 3", "Mara Reyes, Jonas Weil"),),
                on_duty=("Mara Reyes: armorer in charge",),
                guns=(GunLine("A-07", HOSTILE, "6 dummies", "Dana Osei, performer", ""),
                      GunLine("B-02", "Halvorsen", "unknown", "unaccounted for", "quarantined: gap")),
                containers=(ContainerView("DUM-3", "dummy", "", ".45 Colt", 24, (("A-07", 6),), 18, "0418",
                                          gap="one dummy too few"),),
                devices=(DeviceView("M-1", "magazine", "B-02", "nothing", "locked, safe 1", 0, 8),),
                batches=(BatchView("RUB-1", "rubber rifles", 12, ((HOSTILE, 4),)),),
                gaps=("DUM-3: one dummy too few",),
                handovers=(
                    HandoverLine(AT, "A-07", "Dana Osei", "cold, 6 dummies", "24C", "Mara Reyes", None, True),
                    HandoverLine(AT, "A-07", "Dana Osei", "cold, nothing", "24B", "Mara Reyes", AT, False),
                ),
                stops=(SaidLine(AT, HOSTILE, "nobody signed it"),),
                late=(SaidLine(AT, f"A-07 is locked in safe 1. {HOSTILE}", "Mara Reyes, Jonas Weil"),),
                records=31, seal=Seal("cart-1-000031-x", DIGEST) if sealed else None, after_seal=2 if sealed else 0,
            ),
        ),
        open_stops=(f"HOLD: {HOSTILE}",),
        findings=("cart-1-000007: step 6: the name is not that of the content",), proof=PROOF, records=RECORDS,
    )  # fmt: skip


def documents() -> dict[str, Document]:
    """Each printed thing by its name."""
    return {
        "safety-plan": safety_plan_document(safety_plan()),
        "pad": pad_document(pad()),
        "tags": tags_document(tags()),
        "day": day_document(day()),
        "weapon": weapon_document(weapon()),
        "person": person_document(person()),
        "incident": incident_document(incident()),
        "production": production_document(production()),
    }
