"""Productions in the middle of a day, as the screens around the runs show them, and the keys that lead there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from showclear.app.views import (
    BatchView,
    ContainerView,
    DayView,
    DeviceView,
    DueLine,
    DutyLine,
    OpenItem,
    OpenRun,
    PersonView,
    RecordLine,
    Rest,
    SetLine,
    ShiftView,
)
from showclear.domain.people import Person, Role
from tests.tui.fakes import DANA, INES, JONAS, LUIS, MARA, FakeProduction, after_stop, ago

SAM = Person("sam", "Sam Tran", Role.HANDLER)
KIT = Person("kit", "Kit Bell", Role.PERFORMER)
OLA = Person("ola", "Ola Strand", Role.MEDIC)
PIA = Person("pia", "Pia Moreno", Role.PRODUCER)
CREW = (MARA, SAM, JONAS, INES, PIA, DANA, LUIS, KIT, OLA)

DAY = DayView(
    unit="Main unit",
    open=True,
    day="day 12",
    place="Saloon street",
    opened_at=ago(290),
    rests=(
        Rest("Swept", ago(280)),
        Rest("Counted", ago(268)),
        Rest("Meeting", ago(250)),
        Rest("Ready", ago(244)),
    ),
    units=("Main unit", "Second unit"),
)
MORNING = replace(DAY, rests=(Rest("Swept", ago(280)), Rest("Counted"), Rest("Meeting"), Rest("Ready")))

DUE = (
    DueLine("Return and clear A-08", procedure="return", subject="A-08", why="It comes back at every cut."),
    DueLine("Count the rubber rifles", procedure="batch-count", subject="RB-1", why="12 are out."),
    DueLine("Brief Kit Bell, who came late", procedure="late-briefing", inputs={"person": "kit"}),
)
MORNING_DUE = (
    DueLine(
        "Prove today's guns empty", procedure="day-proof", subjects=("A-07", "A-08", "B-02"), blocking=True,
        why="Nothing is cleared before they are proved empty.",
    ),
    DueLine("Hold the safety meeting", procedure="meeting", blocking=True, why="Nothing is handed over before it."),
    DueLine("Open the shift of Ines Park", act="shift", target="ines"),
)  # fmt: skip

DUTY = (
    DutyLine(MARA, "in charge", ago(290)),
    DutyLine(JONAS, "1st AD", ago(290)),
    DutyLine(SAM, "handler", ago(288)),
    DutyLine(INES, "safety officer", ago(280)),
)
BATCHES = (
    BatchView(
        "RB-1", "rubber rifles", 40, (("Dana Osei 1, cavalry 11", 12),), "Sam Tran", ago(120),
        "cart 2", "Main unit",
    ),
    BatchView("RB-2", "rubber revolvers", 12, (), "", None, "locked, cart 2", "Main unit", why="not counted today"),
)  # fmt: skip
CONTAINERS = (
    ContainerView("DUM-3", "dummy", "", ".45", 50, (("A-07", 6),), 44, "0418", "", "Main unit", "locked, safe 1"),
    ContainerView("BLK-1", "blank", "quarter", ".44", 100, (("A-08", 3), ("M-2", 8)), 81, "0522", "", "Main unit"),
    ContainerView(
        "BLK-2", "blank", "full", ".44", 50, (), 50, "0523", "counted 48, the account says 50", "Main unit",
        "locked, safe 2", "BLK-2: two people counted 48, and its account says 50.",
    ),
)  # fmt: skip
DEVICES = (
    DeviceView("M-1", "magazine", "B-02", "nothing", "Mara Reyes, armorer", 0, 8, "", "Main unit"),
    DeviceView("M-2", "magazine", "A-08", "blank", "in A-08", 8, 8, "S-11", "Main unit", True, "A-08"),
    DeviceView("S-1", "spare-cylinder", "A-07", "unknown", "locked, safe 1", -1, 6, "", "Main unit", put_away=True),
)
RUNS = (
    OpenRun(
        "run", "Show clear: weapon inspection", "A-11", "A-11", "Mara Reyes, Jonas Weil", ago(9), ago(4),
        "Jonas's pass, chamber 2",
    ),
)  # fmt: skip
RECORDS = (
    RecordLine("cart-12", "procedure", "A-07: inspection", "A-07", ago(4), ("mara", "jonas"), "intact"),
    RecordLine("cart-11", "procedure", "A-08: blank take", "A-08", ago(2), ("mara", "jonas"), "intact"),
    RecordLine("cart-10", "procedure", "Main unit: meeting", "Main unit", ago(250), ("mara", "jonas"), "intact"),
)
GAP = OpenItem(
    "gap", "two fewer than the account", "cart-9", "BLK-2", ago(30),
    "A count that agrees, what is found, or a new intake closes it.",
)  # fmt: skip
REPORT = OpenItem(
    "incident", "A muzzle pointed at somebody", "cart-20", "A-08", ago(3),
    "Still needs: report to close (L), by two signatures.",
)  # fmt: skip
CONCERN = OpenItem(
    "concern", "The ladder stands in the line of fire", "cart-21", "", ago(40),
    "Still needs: an answer, in the meeting (K) or by the safety officer.",
)  # fmt: skip
REVIEW = OpenItem("review", "hold: a dog ran in", "cart-5", "", ago(60), "Somebody reviews it: W.")

PERSONS = (
    PersonView(MARA, True, ShiftView(MARA, ago(300), 5), "in charge", ago(250)),
    PersonView(SAM, True, None, "handler", ago(250)),
    PersonView(JONAS, True, ShiftView(JONAS, ago(298), 4), "1st AD", ago(250)),
    PersonView(INES, True, None, "safety officer", ago(250)),
    PersonView(PIA, True),
    PersonView(DANA, briefed_at=ago(250), trained=("A-07", "B-02")),
    PersonView(LUIS, briefed_at=ago(250), trained=("A-08", "A-09")),
    PersonView(KIT, minor=True),
    PersonView(OLA, briefed_at=ago(250)),
)


def working() -> FakeProduction:
    """The middle of a day."""
    return FakeProduction(
        crew=CREW, day=DAY, due=DUE, on_duty=DUTY, batches=BATCHES, containers=CONTAINERS, devices=DEVICES,
        unfinished=[], published=list(RECORDS), open_items=(GAP,), persons=PERSONS,
    )  # fmt: skip


def morning() -> FakeProduction:
    """Before the meeting."""
    fake = working()
    fake.day, fake.due, fake.open_items = MORNING, MORNING_DUE, ()
    return fake


def held(kind: str, *needs: str) -> FakeProduction:
    """A stop is open."""
    fake = working()
    fake.stopped = [SetLine(kind, "cart-7", "a dog ran into the street", "jonas", ago(3), needs, False)]
    fake.due = (DueLine("Review the stop", act="review", target="cart-7"),)
    fake.weapons = after_stop(fake.weapons, kind)
    return fake


def reported() -> FakeProduction:
    """A report is open."""
    fake = working()
    fake.open_items = (REPORT, CONCERN, GAP)
    return fake


def late_batch() -> FakeProduction:
    """A batch is out that has to come back, and another one is barred."""
    fake = working()
    first, second = BATCHES
    fake.batches = (replace(first, collect=True), replace(second, restricted="a chamber was found in it"))
    return fake


def empty() -> FakeProduction:
    """Just founded."""
    return FakeProduction(
        weapons=[], crew=CREW, day=DayView("Main unit", why="Start of day (C) has not been signed for unit Main unit.")
    )


Scene = Callable[[], tuple[FakeProduction, tuple[str, ...]]]


def scene(make: Callable[[], FakeProduction], *keys: str) -> Scene:
    """A production and the keys that lead to what is shown."""
    return lambda: (make(), keys)


NEEDS = ("Report to close (L).", "Meeting to hold (K).", "Release to sign.")
SCENES: dict[str, Scene] = {
    "day": scene(working),
    "day-morning": scene(morning),
    "day-list": scene(working, "tab"),
    "day-hold": scene(lambda: held("hold")),
    "day-stand-down": scene(lambda: held("stand-down", *NEEDS)),
    "day-incident": scene(reported),
    "day-empty": scene(empty),
    "procedures": scene(working, "p"),
    "several": scene(working, "p", "g", "1", "4"),
    "several-start": scene(working, "p", "g", "1", "4", "enter"),
    "report": scene(working, "e"),
    "report-form": scene(working, "e", "p"),
    "concern": scene(working, "c"),
    "review": scene(lambda: held("hold"), "w"),
    "transfer": scene(working, "2", "t"),
    "enrol": scene(working, "3", "e"),
    "batch-late": scene(late_batch),
    "armory": scene(working, "2"),
    "armory-box": scene(working, "2", *["down"] * 13),
    "people": scene(working, "3"),
    "people-minor": scene(working, "3", *["down"] * 7),
}
"""Every scene by name."""
