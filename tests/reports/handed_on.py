"""Small reports of the worst kind: an altered record, an unsigned one, a reconstruction, a check that is missing."""

from __future__ import annotations

from datetime import timedelta

from showclear.app.action_views import ActionView, Standing
from showclear.app.desk.record_view import Answered
from showclear.app.printing.evidence import Corrected, Evidence, LogEnd, Proof, Signed
from showclear.app.printing.incident import Entered, GunThen, IncidentReport
from showclear.app.printing.person import Entry, PersonReport, Signature
from showclear.app.printing.production import DayLine, GunOfRegister, MissingCheck, OpenLine, ProductionReport
from showclear.app.printing.stops import Answer, Stop
from showclear.app.printing.weapon import Fact, Hold, LifeDay, WeaponReport
from showclear.app.sealing import Seal
from showclear.domain.situation.checked import Check, Due, GunDay, Mark
from tests.reports.common import AT, DIGEST, HOSTILE, IDENTITY, KEY

FORMULA = '=HYPERLINK("x")'
"""What a spreadsheet would follow."""

MARA = Signed("mara-reyes", "Mara Reyes", "armorer", "performed", AT, KEY)
JONAS = Signed("jonas-weil", HOSTILE, "assistant director", "verified", AT + timedelta(minutes=1), KEY)


def record(number: int, kind: str = "procedure", **changed: object) -> Evidence:
    """A record that two people signed, with what is different about it."""
    values = {
        "record": f"cart-a1b2-{number:06d}-{DIGEST[:32]}", "place": f"cart-a1b2/{number}", "sha256": DIGEST,
        "kind": kind, "procedure": "inspection", "title": "A-07: Show clear", "made_at": AT,
        "says": ("A-07 was looked at and proved empty.",), "signatures": (MARA, JONAS), "not_signed": (),
        "verdict": "intact", "faults": (), **changed,
    }  # fmt: skip
    return Evidence(**values)


CORRECTION = Corrected("cart-a1b2-000024-x", "Its title", HOSTILE, FORMULA, "a slip", "Mara Reyes", AT)
ACTION = ActionView(
    "cart-a1b2-000018-x", "cart-a1b2-000018-x", HOSTILE, "safety officer", "before the next shooting day",
    Standing.OVERDUE, AT, "",
)  # fmt: skip
INSPECTION = record(17)
HOLD = record(18, "hold", procedure="", title=FORMULA, says=(f"Hold: {HOSTILE}.",), signatures=())
ALTERED = record(19, title=HOSTILE, verdict="altered", faults=("A signature does not fit.",))
LATE = record(
    20, "late-entry", procedure="", title="Entered from paper", reconstruction=True, corrections=(CORRECTION,)
)
HALF = record(
    21, "enrolment", procedure="", signatures=(MARA,), not_signed=("Jonas Weil, assistant director (verified)",)
)
REFUSED = record(22, faults=("R-053: the day was not open.",))
UNREADABLE = record(23, "", procedure="", title="Cannot be read", made_at=None, says=(), signatures=(),
                    verdict="unverifiable", faults=("Its layout does not hold.",))  # fmt: skip
RECORDS = (INSPECTION, HOLD, ALTERED, LATE, HALF, REFUSED)

PROOF = Proof(
    "altered", 23, (("altered", 1), ("unverifiable", 1), ("intact", 21)), (f"cart-1-000007: {HOSTILE}",),
    ("R-053: the day was not open.",), (ALTERED, UNREADABLE), (LogEnd("cart-a1b2", 23, DIGEST),), DIGEST,
)  # fmt: skip

STOP = Stop(
    record=HOLD.record, kind="stand-down", at=AT, day="", reason=HOSTILE, by="",
    barred=(f"A-07 is quarantined: {HOSTILE}",),
    answers=(Answer(INSPECTION.record, "reviewed", AT, "Ines Park", "It was reviewed: loud.", signed=True),
             Answer(LATE.record, "explained", AT, "nobody signed it", HOSTILE, signed=False)),
    ended_at=None, needs=("Report to close (L).",), reviewed=False,
)  # fmt: skip
CONCERN = Stop(HALF.record, "concern", AT, "2026-03-02", "ice on the stairs", "", (), (), AT, (), reviewed=True)


def weapon() -> WeaponReport:
    """A gun with every state and every custody."""
    minute = timedelta(minutes=1)
    shapes = (
        ("unverified", "locked"),
        ("cold", "with"),
        ("hot", "issued"),
        ("quarantined", "unaccounted"),
        ("cold", ""),
    )
    holds = tuple(
        Hold(AT + 20 * at * minute, AT + 20 * (at + 1) * minute, state, shape, HOSTILE, "Cleared for 24C.")
        for at, (state, shape) in enumerate(shapes)
    )
    day = LifeDay("2026-03-02", AT, AT + 100 * minute, holds, (AT,), (AT + 50 * minute,))
    return WeaponReport(
        IDENTITY, PROOF, "A-07", "Ridgeway Single Action", (Fact("Serial", HOSTILE),), "locked, safe 1", "nothing",
        (f"quarantined: {HOSTILE}",), (day,), RECORDS, (STOP,), 3, 1,
    )  # fmt: skip


def person() -> PersonReport:
    """Somebody who signed an altered record and did not sign another."""
    entry = Entry(AT, HOSTILE, INSPECTION.record, "Mara Reyes", holds=True)
    wrong = Entry(AT, "A-07 is with Dana Osei.", ALTERED.record, "Mara Reyes", holds=False)
    return PersonReport(
        IDENTITY, PROOF, "mara-reyes", HOSTILE, "armorer", True, KEY, keys=(entry,), training=(), permits=(entry,),
        briefings=(entry,), duties=(), held=(wrong,),
        signatures=tuple(Signature(MARA, one) for one in (INSPECTION, ALTERED)), not_signed=(HALF,), records=RECORDS,
    )  # fmt: skip


def incident() -> IncidentReport:
    """A stand-down that is open."""
    entered = Entered(INSPECTION.record, HOSTILE, "Mara Reyes", "Jonas Weil",
                      (Answered("Chamber: what do you see?", ("1", "2"), HOSTILE, "Empty"),
                       Answered("Who?", (), "nobody", "", deferred=True)), (f"Changed: {HOSTILE}",))  # fmt: skip
    gun = GunThen("A-07", HOSTILE, "cold", "6 dummies", "Dana Osei, performer", "issued", "Issued for 24C.")
    return IncidentReport(
        IDENTITY, PROOF, STOP, (CONCERN,), (gun,), (entered,), RECORDS, (ACTION,), ("Stand-down: Report to close (L).",)
    )


def production() -> ProductionReport:
    """Two days, two guns: one check is missing, one day is open."""
    missing = Check(Due.CHECKED, Mark.MISSING, HOLD.record, "", "No inspection of the day stands before it.")
    done = Check(Due.COUNTED, Mark.DONE, HALF.record, INSPECTION.record)
    still = Check(Due.BACK, Mark.OPEN, INSPECTION.record)
    first, second = ("main", "2026-03-01", "opened-1"), ("main", "2026-03-02", "opened-2")
    gun_days = (
        GunDay(*first, "A-07", 2, (done, missing)), GunDay(*first, "B-02", 0, (done,)),
        GunDay(*second, "A-07", 1, (done, still)), GunDay(*second, "B-02", 1, (done,)),
    )  # fmt: skip
    seal = Seal("cart-1-000031-x", DIGEST)
    return ProductionReport(
        IDENTITY, PROOF, (GunOfRegister("A-07", HOSTILE, "live-capable"),),
        (DayLine(*first, HOSTILE, AT - timedelta(days=1), AT, seal, False, 3, 2, 2),
         DayLine(*second, "Stage 3", AT, None, None, True, 3, 2, 2)),
        gun_days, (MissingCheck("main", "2026-03-01", "A-07", missing, HOLD),), (STOP, CONCERN), (ACTION,),
        (OpenLine("stand down", HOSTILE, "Report to close (L).", HOLD.record),), RECORDS,
    )  # fmt: skip
