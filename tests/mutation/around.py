"""The mutants of what lies around runs and fold: the roster, drills, what a report calls done."""

from __future__ import annotations

from tests.mutation.mutant import Mutant, mutant

_CHECKED = "situation.checked"

AROUND: tuple[Mutant, ...] = (
    mutant(
        "R-PEOPLE-1",
        "a safety officer enrols the next one",
        ("enrolling:enrolled_by", "role is Role.SAFETY_OFFICER", "False"),
    ),
    mutant("R-PEOPLE-1", "one enrols somebody who signs nothing", ("enrolling:enrolled_by", "has_key", "True")),
    mutant("R-PEOPLE-1", "anybody may be enrolled without a key", ("enrolling:needs_key", "", "False")),
    mutant("R-PEOPLE-2", "a minor may be anything", ("enrolling:may_be_minor", "", "True")),
    mutant("R-PEOPLE-3", "anybody ends any key", ("enrolling:may_revoke", "", "True")),
    mutant("R-DRILL-1", "a drill is played beside guns that are out", ("drilling:refusal_beside", "", "None")),
    mutant(
        "R-DRILL-1",
        "what cannot be read is taken for locked",
        ("drilling:refusal_beside", "one.out is None or one.out", "one.out"),
    ),
    mutant(
        "R-DRILL-1",
        "items of a batch may be out",
        ("drilling:out_of_hand", "(*guns_out(situation), *batches)", "guns_out(situation)"),
    ),
    mutant("R-DRILL-2", "a drill is made anywhere", ("drilling:refusal_inside", "", "None")),
    mutant("R-CLOSE-1", "a thing in a hand keeps nothing open", ("situation.ending:_is_at_rest", "", "True")),
    mutant(
        "R-CLOSE-1",
        "a day that goes on keeps nothing open",
        ("situation.ending:_obstacles", "isinstance(day, Day)", "False"),
    ),
    mutant(
        "R-CLOSE-1",
        "a day without its seal keeps nothing open",
        ("situation.ending:_obstacles", "unsealed_day(view, unit.unit)", "''"),
    ),
    mutant(
        "R-CLOSE-1",
        "a stop keeps nothing open",
        ("situation.ending:_obstacles", "stops.holds or stops.stand_downs", "False"),
    ),
    mutant(
        "R-MISFIRE-1",
        "black powder waits as long as a cartridge",
        ("misfires:misfire_wait", "gun.ignition not in _BLACK_POWDER", "True"),
    ),
    mutant(
        "R-MISFIRE-1",
        "the wait for black powder may be the shorter one",
        (
            "misfires:misfire_wait",
            'max(wait, number(limits, "misfire_wait_seconds_black_powder"))',
            'number(limits, "misfire_wait_seconds_black_powder")',
        ),
    ),
    mutant("R-REPORT-1", "what is grave stops nothing", ("situation.tiers:is_grave", "", "False")),
    mutant(
        "R-REPORT-1",
        "only what is grave stops anything",
        ("situation.tiers:stop_of", "(holds or tier(report_class) == _HOLDS) and not stopped", "False"),
    ),
    mutant(
        "R-REPORT-1",
        "a report holds the set once more",
        ("situation.tiers:stop_of", "not stopped", "True"),
    ),
    mutant("R-PAPER-1", "anybody enters what was done on paper", ("situation.paper:may_enter", "", "True")),
    mutant(
        "R-CHECKED-1",
        "what a record says that is not intact is done",
        (f"{_CHECKED}:_found", "not done.facts.intact", "False"),
    ),
    mutant(
        "R-CHECKED-1",
        "a handover that the rules do not accept is checked",
        (f"{_CHECKED}:_handed", "rests is not None and rests.facts.intact and not handover.counts", "False"),
    ),
    mutant("R-CHECKED-1", "what the rules do not accept is done", (f"{_CHECKED}:_found", "not done.counts", "False")),
    mutant("R-CHECKED-1", "the rules accept what anybody signed", (f"{_CHECKED}:accepts", "", "True")),
    mutant(
        "R-CHECKED-1",
        "a lock that an altered record names is as good as any",
        (f"{_CHECKED}:_locked", "(wrap, moved)", "(wrap, None)"),
    ),
    mutant(
        "R-CHECKED-1",
        "a gun that is reported missing is back",
        (f"{_CHECKED}:_handed", "one.kind in _RETURNS or one.said in _HELD", "True"),
    ),
    mutant(
        "R-CHECKED-1",
        "the proof before a handover is the proof after it",
        (f"{_CHECKED}:_after", "events[handed[-1] + 1 :]", "events"),
    ),
    mutant(
        "R-CHECKED-1",
        "a gun that lies anywhere is locked at the wrap",
        (f"{_CHECKED}:_locked", "shape in (Shape.LOCKED, Shape.OFF_PRODUCTION)", "True"),
    ),
    mutant(
        "R-HANDS-1",
        "any hand is one that the records know",
        ("hands:against", "fold(giver) in map(fold, known)", "True"),
    ),
    mutant(
        "R-HANDS-1",
        "who had it before it was looked into still has it",
        ("hands:_since_it_was_looked_into", "look >= 0 and view.precedes(index, look)", "False"),
    ),
    mutant(
        "R-HANDS-1",
        "what may be in it was looked at",
        ("hands:_is_known", "held.contents is not Contents.UNKNOWN and held.count >= 0", "True"),
    ),
)
