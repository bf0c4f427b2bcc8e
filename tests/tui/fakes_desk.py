"""A desk in memory: a day with a hold, a blank, a mismatch and an altered record, the same on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from showclear.app.action_views import ActionView, Standing
from showclear.app.correcting import CorrectionView
from showclear.app.desk.desk import Glance
from showclear.app.desk.history import DeskDay, Lane, desk_day
from showclear.app.desk.needs import Group, Need
from showclear.app.desk.record_view import Review
from showclear.app.pages import PageSignature, RecordPage
from showclear.app.views import Board
from showclear.domain.custody import Custody, Shape
from showclear.domain.situation.earlier import Stretch
from showclear.domain.situation.status import State
from showclear.ledger.steps import Finding, Verdict
from showclear.storage.index_rows import DayCount, Hit, Search
from tests.tui.fakes import NOON, FakeProduction

MORNING = NOON - timedelta(hours=5)
DAY = "2026-03-01"


def at(hours: float) -> datetime:
    """So many hours after the day began."""
    return MORNING + timedelta(hours=hours)


def name_of(number: int) -> str:
    """A record file."""
    return f"cart-a1b2-{number:06d}-{number:032x}.toml"


def hit(number: int, hours: float, title: str, procedure: str = "", *marks: str, **more: Any) -> Hit:
    """A record of the day."""
    tag = title.partition(": ")[0]
    signed = "unsigned" if "unsigned" in marks else "signed"
    said = "\n".join(("intact", signed, *(one for one in marks if one != "unsigned")))
    kind = "procedure" if procedure else "custody"
    base = Hit(
        name_of(number), int(at(hours).timestamp()), DAY, DAY, kind, procedure or kind, "", title, "intact",
        tag if "-" in tag else "", said,
    )  # fmt: skip
    return base._replace(**more)


HITS = (
    hit(41, 0.1, "main: Start of day: people and paper", "day-people"),
    hit(42, 0.4, "main: Start of day: sweep and count", "day-count"),
    hit(43, 0.8, "main: Firearm safety meeting", "meeting", scene="42"),
    hit(44, 1.5, "A-07: Show clear: weapon inspection, round by round", "inspection", "mismatch", scene="42"),
    hit(45, 1.6, "A-07: Cold gun: call it and hand it over", "handover", scene="42"),
    hit(46, 2.1, "A-07: taken back", "", "unsigned"),
    hit(47, 2.5, "B-02: Show clear: weapon inspection, round by round", "inspection", "fast", scene="42"),
    hit(48, 3.0, "Hold", "", "unsigned", "stop", kind="hold", what="hold", thing_lines=""),
    hit(49, 3.2, "A-08: Blank fire: load, call, hand over", "blank-take", scene="43"),
    hit(50, 3.9, "A-08: Return and clear", "return", verdict="altered", mark_lines="altered\nsigned"),
)
SAYS = {
    name_of(44): {"mismatch": 'They did not enter the same in "prove empty"; both looked again.'},
    name_of(47): {"fast": 'Jonas Weil answered "rounds" in 0.7 s a look, 6 looks; looking takes 1.2 s.'},
    name_of(48): {"stop": "a ladder in the line of fire."},
    name_of(50): {"altered": "The signature of jonas-weil: it does not fit these bytes."},
}
NEEDS = (
    Need(
        Group.ALTERED, "altered", "cart-a1b2/50", "The signature of jonas-weil: it does not fit these bytes. Fetch the "
        "file again from another laptop or the archive; keep this one for whoever looks into it.", name_of(50),
    ),
    Need(
        Group.UNSIGNED, "not signed", "B-02: Return and clear",
        "Mara Reyes and Jonas Weil have not signed. It was complete and not signed.", thing="B-02",
    ),
    Need(Group.MISSING, "not back", "A-08 is with Dana Osei", "The hold is open.", thing="A-08"),
    Need(
        Group.MISSING, "not reviewed", "Hold, 01 Mar",
        "a ladder in the line of fire. Nobody has signed what they think of it.", name_of(48),
    ),
    Need(Group.FLAGGED, "mismatch", HITS[3].title, SAYS[name_of(44)]["mismatch"], name_of(44), "A-07"),
    Need(Group.FLAGGED, "fast", HITS[6].title, SAYS[name_of(47)]["fast"], name_of(47), "B-02"),
)  # fmt: skip

LOCKED, WITH, OUT = Custody(Shape.LOCKED, lock="safe 1"), Custody(Shape.WITH, "mara"), Custody(Shape.ISSUED, "dana")


def lane(tag: str, *parts: tuple[float, State, Custody]) -> Lane:
    """A lane from the hours at which something began."""
    ends = [*(begin for begin, _, _ in parts[1:]), 5.0]
    return Lane(
        tag,
        tag,
        tuple(
            Stretch(at(one), at(end), state, custody, "")
            for (one, state, custody), end in zip(parts, ends, strict=True)
        ),
    )


_U, _C, _H, _Q = State.UNVERIFIED, State.COLD, State.HOT, State.QUARANTINED
LANES = (
    lane(
        "A-07", (0.1, _U, LOCKED), (0.5, _U, WITH), (1.5, _C, WITH), (1.6, _C, OUT), (2.1, _U, WITH), (4.2, _U, LOCKED)
    ),
    lane("A-08", (0.1, _U, LOCKED), (3.1, _U, WITH), (3.2, _H, OUT), (3.9, _Q, Custody(Shape.UNACCOUNTED))),
    lane("B-02", (0.1, _U, LOCKED), (0.6, _U, WITH), (2.5, _C, WITH), (2.75, _U, WITH)),
    lane("R-01", (0.1, _U, LOCKED)),
    lane("S-01", (0.1, _U, LOCKED)),
)


@dataclass
class FakeDesk:
    """What `app.desk.Desk` gives, from memory."""

    hits: tuple[Hit, ...] = HITS
    needing: tuple[Need, ...] = NEEDS
    all_lanes: tuple[Lane, ...] = LANES
    notice: str = ""
    verdict: str = "altered, 50 records"
    seen: object = field(default_factory=object)
    names: dict[str, str] = field(default_factory=lambda: {"A-07": "Colt 1873", "A-08": "Colt 1873", "B-02": "Pistol"})

    def now(self) -> Any:
        """Nothing has to be read."""

    def update(self, now: object, progress: Callable[[int, int], None] = lambda done, of: None) -> int:
        """All is there."""
        progress(0, 0)
        return 0

    def glance(self) -> Glance:
        """One day and the one before."""
        first, last = (int(at(hours).timestamp()) for hours in (0.1, 3.9))
        return Glance(
            (DayCount(DAY, first, last, len(self.hits)), DayCount("2026-02-28", first - 86400, last - 86400, 4))
        )

    def needs(self, board: Board, unit: str, glance: Glance) -> tuple[Need, ...]:
        """What waits."""
        return self.needing

    def search(self, wanted: Search, most: int = 200) -> list[Hit]:
        """Those in whose title all words stand."""
        words = wanted.words.lower().split()
        return [one for one in reversed(self.hits) if all(word in one.title.lower() for word in words)]

    def times_corrected(self, name: str) -> int:
        """The meeting, twice."""
        return 2 if name == name_of(43) else 0

    def says(self, name: str) -> dict[str, str]:
        """What is to be looked at."""
        return SAYS.get(name, {})

    def reviews(self, name: str) -> list[Hit]:
        """None."""
        return []

    def reviews_of(self, name: str) -> tuple[Review, ...]:
        """One."""
        words = "Both looked again; the second count was right. Talked to Mara about the light."
        return (Review(name_of(51), "Ines Park", at(4.5), words, "intact"),)

    def day(self, count: DayCount, now: datetime) -> DeskDay:
        """The day."""
        return desk_day(count, tuple(reversed(self.hits)), now)

    def lanes(self, day: DeskDay) -> Iterator[Lane]:
        """All guns."""
        yield from self.all_lanes

    def life(self, tag: str) -> list[DayCount]:
        """Both days."""
        return list(self.glance().days)

    def life_lanes(self, tag: str, days: Sequence[DeskDay]) -> Iterator[Lane]:
        """The same on both days."""
        for number, day in enumerate(days):
            shift = timedelta(days=-number)
            found = next(one for one in self.all_lanes if one.label == tag)
            moved = tuple(replace(one, since=one.since + shift, until=one.until + shift) for one in found.stretches)
            yield Lane(day.day, tag, moved)

    def guns(self) -> dict[str, str]:
        """Three."""
        return self.names

    def title(self, name: str) -> str:
        """What it calls itself."""
        return next((one.title for one in self.hits if one.name == name), name)

    def read_again(self, name: str) -> tuple[Finding, ...]:
        """It holds."""
        return ()

    def close(self) -> None:
        """Nothing is open."""


def entry(
    side: str, step: str, asked: str, words: str, slot: str = "", state: str = "counts", reason: str = ""
) -> dict[str, Any]:
    """A row of a record."""
    person = "mara" if side == "performer" else "jonas"
    row = {"person": person, "side": side, "block": "prove-empty", "step": step, "slot": slot, "asked": asked}
    return {**row, "value": "x", "words": words, "state": state, "reason": reason}


def both(step: str, asked: str, words: str, *slots: str) -> list[dict[str, Any]]:
    """What both entered alike."""
    sides = ("performer", "verifier")
    return [entry(side, step, asked.format(n=slot), words, slot) for slot in slots or ("",) for side in sides]


FACTS: dict[str, Any] = {
    "title": HITS[3].title,
    "in_words": ["A-07 was looked at and proved empty.", "6 dummies from DUM-3 in A-07; 18 left in DUM-3.",
                 "A-07 may be handed over cold, holding 6 dummies, for take, scene 42, Stage 3."],
    "procedure": {"procedure": "inspection", "performer": "mara", "verifier": "jonas"},
    "entries": {"entered": [
        *both("muzzle", "Where does the muzzle point?", "Nobody in front of it"),
        *both("chambers", "What is in chamber {n}?", "Empty", "1", "2", "3", "5", "6"),
        *both("chambers", "What is in chamber {n}?", "Empty, seen twice", "4"),
        *both("bore", "Look through the bore.", "Clear, end to end"),
        entry("performer", "box", "How many are left in the box?", "18"),
        entry("verifier", "chambers", "What is in chamber 4?", "One mark only", "4", "replaced", "looked-again"),
        entry("performer", "feeds", "Where is the spare cylinder?", "Empty", "C-07", "restarted", "mismatch"),
    ]},
    "statements": {"signed": [
        {"person": "mara", "statement": "I showed every chamber, the bore and six dummies."},
        {"person": "jonas", "statement": "I saw them with my own eyes, one by one."},
    ]},
    "pace": {"fast": [{"block": "rounds", "person": "jonas", "entries": 6, "average_ms": 700, "floor_ms": 1200}]},
}  # fmt: skip

FILE = b"""# Show Clear record. Read it freely; never edit it. How to check it by hand: docs/format.md
schema = "showclear-record/1"
kind = "procedure"
log = "cart-a1b2"
sequence = 44
[facts]
title = "A-07: Show clear: weapon inspection, round by round"
[facts.entries]
entered = [
{ person = "mara", side = "performer", block = "prove-empty", step = "chambers", slot = "4", words = "Empty" },
]
# ======== Signatures. Each one covers every byte of this file above the line that opens it. ========
[[signature]]
person = "mara"
meaning = "performed"
sshsig = '''
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQ
-----END SSH SIGNATURE-----
'''
[[signature]]
person = "jonas"
meaning = "verified"
sshsig = '''
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAg
-----END SSH SIGNATURE-----
'''
"""


def signature(person: str, name: str, role: str, meaning: str, line: bytes) -> PageSignature:
    """One that reaches to the line that opens it."""
    covers = FILE.index(b"sshsig", FILE.index(line))
    return PageSignature(person, name, role, meaning, "SHA256:kq3F7Lw2", "pin", at(1.5), covers)


PAGE = RecordPage(
    name=name_of(44), kind="procedure", id="44", log="cart-a1b2", sequence=44, made_at=at(1.5), digest=f"{44:064x}",
    verdict="intact", findings=(), title=HITS[3].title, facts=FACTS,
    signatures=(
        signature("mara", "Mara Reyes", "armorer", "performed", b'person = "mara"\nmeaning'),
        signature("jonas", "Jonas Weil", "assistant-director", "verified", b'person = "jonas"\nmeaning'),
    ),
    wanted=(("mara", "armorer", "performed"), ("jonas", "assistant-director", "verified")),
)  # fmt: skip
ALTERED = replace(
    PAGE, name=name_of(50), verdict="altered", title=HITS[9].title,
    findings=(
        Finding(9, Verdict.ALTERED, "cart-a1b2/50, line 112", "The signature does not fit.", "Fetch it again."),
    ),
)  # fmt: skip
UNSIGNED = replace(
    PAGE,
    name=name_of(48),
    kind="hold",
    title="Hold",
    signatures=(),
    wanted=(),
    facts={"in_words": ["Hold: a ladder in the line of fire."]},
)


CORRECTED = replace(
    PAGE,
    corrections=(
        CorrectionView(
            name_of(52).removesuffix(".toml"), "entries/17", "Mara Reyes: How many are left in the box?", "18", "17",
            "read the wrong label", "Mara Reyes", at(4.6),
            (
                CorrectionView(
                    name_of(53).removesuffix(".toml"), "should/1", "What it says that it should say", "17", "16",
                    "counted once more", "Mara Reyes", at(4.7),
                ),
            ),
        ),
    ),
)  # fmt: skip

ACTIONS = (
    ActionView(
        name_of(48).removesuffix(".toml"), name_of(48).removesuffix(".toml"),
        "Stand-down, a round without a hole: say what is done so that it does not come again.", "safety officer",
        "before the next shooting day", Standing.OVERDUE, at(-20), "",
    ),
    ActionView(
        name_of(54).removesuffix(".toml"), name_of(44).removesuffix(".toml"), "Paint a line at the dolly.",
        "Jonas Weil", "2026-03-05", Standing.OPEN, at(4), "Ines Park",
    ),
    ActionView(
        name_of(55).removesuffix(".toml"), name_of(44).removesuffix(".toml"), "Dummies in a cupboard of their own.",
        "armorer", "2026-02-28", Standing.DONE, at(-30), "Ines Park", name_of(56).removesuffix(".toml"), at(-26),
        "Ines Park, Mara Reyes", "It hangs beside the safe; the key is Mara's.",
    ),
)  # fmt: skip


class FakeActions:
    """What `app.actions.Actions` gives, from memory."""

    def views(self) -> tuple[ActionView, ...]:
        """One of each."""
        return ACTIONS


class DeskProduction(FakeProduction):
    """The fake production with a desk."""

    desk: FakeDesk = FakeDesk()
    actions = FakeActions()

    def record(self, name: str) -> RecordPage:
        """The page of a record."""
        return {name_of(50): ALTERED, name_of(48): UNSIGNED, name_of(47): CORRECTED}.get(name, replace(PAGE, name=name))

    def raw(self, name: str) -> bytes:
        """The bytes."""
        return FILE


def production(desk: FakeDesk | None = None) -> DeskProduction:
    """A production with this desk."""
    made = DeskProduction()
    made.desk = desk or FakeDesk()
    return made
