"""The rules that the fold itself keeps. No checklist has to require them; findings and reasons cite their ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from showclear.words import english


@dataclass(frozen=True, slots=True)
class FoldRule:
    """A rule of the fold. `source` is a key of sources.toml, or "ours"."""

    id: str
    slug: str
    sentence: str
    source: str = "ours"


PERMISSIONS_ARE_TIPS = FoldRule(
    "R-030",
    "permissions-are-tips",
    english(
        "A weapon is cleared only by the single newest record about it; any newer record about it, signed or "
        "not, ends the clearance and the issue."
    ),
)
RESTRICTIONS_FIRST = FoldRule(
    "R-031",
    "restrictions-first",
    english(
        "A permission counts only if every restriction on the weapon and on the set, closed ones too, is among "
        "its ancestors; of concurrent records the restricting one wins."
    ),
)
TWO_TIPS = FoldRule(
    "R-032",
    "two-tips",
    english("Two newest records about one item, neither of which knows of the other, make it unverified."),
)
CLOSING_BY_NAME = FoldRule(
    "R-033",
    "closing-by-name",
    english(
        "A restriction on an item is closed by name only, by a record of a procedure that two people signed "
        "and that has the restriction as ancestor: the run that raised it, or a new intake; what a stand-down "
        "touched, and what an emergency list found, by a new intake only."
    ),
)
ONE_ID_ONE_EVENT = FoldRule(
    "R-034",
    "one-id-one-event",
    english(
        "One id is one event: a second record with the id of another is a finding, adds nothing to any count "
        "and permits nothing."
    ),
)
CUSTODIANS_ONLY = FoldRule(
    "R-035",
    "custodians-only",
    english(
        "A gun is locked, with a named armorer or handler, issued to a named performer, or off production; "
        "everything else is unaccounted for. An assistant director is never its custodian."
    ),
    "CA-9153",
)
UNSIGNED_ONLY_ENDS = FoldRule(
    "R-036",
    "unsigned-only-ends",
    english("A record that nobody signed only ends things: it opens nothing, closes nothing and stops no clock."),
)
RUNS_OUT = FoldRule(
    "R-037",
    "runs-out",
    english(
        "A clearance lives 15 minutes, a cold issue 10, a hot one 5, each since the oldest look of the "
        "verifying pass and never since a signature; stricter limits shorten it."
    ),
)
CLOCK_BACKWARDS = FoldRule(
    "R-038",
    "clock-backwards",
    english(
        "Unknown time is expired time, and so is a clock that shows less than a record of the same log claims, "
        "or that falls more than 30 seconds behind the time that has passed. What came here more than 30 "
        "seconds before its own time permits nothing here, also when this clock shows that time."
    ),
)
HOLD_LIFTED_BY_TWO = FoldRule(
    "R-039",
    "hold-lifted-by-two",
    english("A hold is lifted by name, by an armorer and an assistant director, two people, with reason and answer."),
)
CLEARANCE_SIGNERS = FoldRule(
    "R-040",
    "clearance-signers",
    english(
        "A clearance and an issue count only if an armorer signed that it was performed and an assistant "
        "director, another person, that it was verified."
    ),
    "CA-9153",
)
INTAKE_SIGNERS = FoldRule(
    "R-041",
    "intake-signers",
    english(
        "What is on the register was taken in by two people, each an armorer or a handler; what was loaded, "
        "unloaded or proved empty was looked at by two, one of them an armorer or a handler."
    ),
)
LATE_NEVER_CLEARS = FoldRule(
    "R-042",
    "late-never-clears",
    english(
        "A late entry moves custody and counts and never clears; a correction, a review and an approval move nothing."
    ),
)
UNKNOWN_HOLDS = FoldRule(
    "R-043",
    "unknown-holds",
    english(
        "A record with a schema, a kind or an effect that this version does not know, or one that was here and "
        "is gone or changed, may be a stop: it holds this laptop until it can be read."
    ),
)
STAND_DOWN_UNVERIFIES = FoldRule(
    "R-044",
    "stand-down-unverifies",
    english(
        "A stand-down makes every weapon, device and container of the production unverified and quarantines "
        "what it touched; both outlive its release, and nothing is loaded from, and no gun cleared with, what "
        "nobody looked at since."
    ),
)
COUNTS_ARE_SUMS = FoldRule(
    "R-045",
    "counts-are-sums",
    english(
        "What is left in a container is what was taken in, less what was loaded, plus what came back, each "
        "event once; a count that does not agree is a finding and restricts the container."
    ),
)
ISSUE_CARRIES_ON = FoldRule(
    "R-046",
    "issue-carries-on",
    english(
        "A handover counts only while the clearance that it rests on lives: same weapon, contents, slate, "
        "place, use and armorer, and no place in shot that was not declared; a turn-round only from a living "
        "issue to the same holder, and never around a blank."
    ),
)
COLLECT = FoldRule(
    "R-047",
    "collect",
    english("An issue that ends in the hand leaves the weapon unverified and still out: collect it."),
)
BLANK_IS_HOT = FoldRule(
    "R-048",
    "blank-is-hot",
    english("A weapon that holds a blank is hot, whatever else is true."),
)
RULES_HOLD_BEFORE = FoldRule(
    "R-049",
    "rules-hold-before",
    english(
        "A permission counts only if its record is intact and its rules hold over its ancestors: on the "
        "register once, in the hand of who performs or locked, not barred, no hold, no stand-down, and holding "
        "what the clearance names and what goes into it, from no box that is unverified or has a gap; an "
        "inspection has to prove it empty itself, and nothing else in the record restricts it, leaves it with "
        "anybody else, changes what it holds, or fills or moves a feed device of it."
    ),
)
RESTS_ON = FoldRule(
    "R-050",
    "rests-on",
    english(
        "A clearance rests on the feed devices that go with the weapon and on the containers that its rounds "
        "came from: a newer device, a newer restriction on any of them, a newer count of a box that does not "
        "agree, and a record that moved rounds of the box and does not know of it, end it. A device that goes "
        "with it holds nothing or verified dummies."
    ),
)
BLANKS_IN_A_ZONE = FoldRule(
    "R-056",
    "blanks-in-a-zone",
    english(
        "A hot issue counts only in a blank take by an armorer and an assistant director, in the living zone "
        "of the gun, for its slate, place, load and count; proved empty and then loaded in the same record, "
        "from a box of that load or a filled feed device."
    ),
    "AEAA",
)
BLANKS_COME_BACK = FoldRule(
    "R-057",
    "blanks-come-back",
    english(
        "What was issued is in cases, cases not recovered, unfired and misfires. Only unfired ones go back "
        "into their box or feed device; what is not explained stays in the gun by its account: it is hot until "
        "two prove it empty."
    ),
)
BATCHES_BY_COUNT = FoldRule(
    "R-058",
    "batches-by-count",
    english(
        "An inert batch is taken in by two custodians, given out only after today's count at this place, to "
        "named holders under one handler, and never more of it than there is."
    ),
)
COUNTED_BY_TWO = FoldRule(
    "R-059",
    "counted-by-two",
    english(
        "A count by two that agrees with the account closes differences of earlier counts, and nothing else "
        "does but a new intake; of rounds that did not come back, a gap of exactly one dummy is closed where "
        "that one is found inert."
    ),
)
ONE_ROLE = FoldRule(
    "R-051",
    "one-role",
    english(
        "Armorer or handler, assistant director, safety officer and performer exclude each other: what "
        "somebody signs who is on the roster with two of them permits nothing."
    ),
)
DAY_SIGNERS = FoldRule(
    "R-052",
    "day-signers",
    english(
        "What opens, checks, moves or ends a shooting day counts only by its own procedure, signed by an "
        "assistant director and an armorer or handler; a day is opened by an armorer, sealed by an armorer, "
        "the charge is given over by the armorer who has it, and guns are proved empty by two who looked."
    ),
)
GATES_HOLD_BEFORE = FoldRule(
    "R-053",
    "gates-hold-before",
    english(
        "A clearance and an issue count only if, over the ancestors of their record and at its time, the day "
        "of the unit was open, counted, swept, briefed and ready, the gun in the count and proved empty, who "
        "performed on duty, who verified the 1st assistant director or named by the 1st, the holder trained "
        "and briefed, and no more guns out than those on duty can watch."
    ),
)
DAY_ENDS = FoldRule(
    "R-054",
    "day-ends",
    english(
        "A clearance and an issue end with a break of the unit, with its move to another place, with another "
        "armorer in charge, and with the end of the shooting day: its wrap, the next opening, or 18 hours."
    ),
)
FACTS_OF_THE_DAY = FoldRule(
    "R-055",
    "facts-of-the-day",
    english(
        "What was checked, counted and heard holds for one unit, one place and one shooting day: only if the "
        "opening of the day, and the last move, are among the ancestors of its record. Two that open, move or "
        "end it unknown to each other leave no open day."
    ),
)
PEOPLE_SIGNERS = FoldRule(
    "R-145",
    "people-signers",
    english(
        "Training counts by an armorer and an assistant director, while no hold, stand-down or report is open; "
        "that somebody is a minor by the enrolment; a plan for minors by a safety officer; a delegation by the "
        "1st assistant director of the unit and a safety officer, for one shooting day, until the unit is "
        "signed anew."
    ),
)
MINORS_HOLD_INERT = FoldRule(
    "R-146",
    "minors-hold-inert",
    english(
        "No issue of anything with an action to a minor counts, and neither does a zone for blanks or a hot "
        "issue on a day whose meeting a minor heard, unless the safety officer signed a plan for the slate."
    ),
)
ONE_DUTY = FoldRule(
    "R-147",
    "one-duty",
    english(
        "Only an armorer or handler of the roster is on duty, for one unit at a time; whoever hands the charge "
        "over is on duty no longer."
    ),
    "CA-9153",
)
ENROLMENT_ENDS = FoldRule(
    "R-148",
    "enrolment-ends",
    english(
        "Somebody enrolled until a time signs nothing later: a signature counts if it claims no later time and "
        "has no signed record that claims one behind itself. A shift ends with the enrolment; unknown time is "
        "expired time."
    ),
)
DEVICES_LOCKED_AT_WRAP = FoldRule(
    "R-137",
    "devices-locked-at-wrap",
    english(
        "A feed device that is with an armorer or handler, in no gun, and counted by two in the signed wrap or "
        "company move of its unit, is locked from then on, until the next record about it or about the day of its "
        "unit. One that is with the armorer who gives a unit over, and was counted there, is with who takes over."
    ),
)
RULES_ADOPTED = FoldRule(
    "R-160",
    "rules-adopted",
    english(
        "Which packs of rules hold is said by a definitions record that a safety officer and an armorer "
        "signed. Each limit has the strictest value of the floor and of everything adopted; of one pack the "
        "newest adoption counts, and of two that do not know of each other both."
    ),
)
RULES_CHANGED = FoldRule(
    "R-161",
    "rules-changed",
    english("A change of the rules that are adopted ends every clearance, issue and zone that does not know of it."),
)
RULES_OF_THE_PLACE = FoldRule(
    "R-162",
    "rules-of-the-place",
    english(
        "A clearance, an issue and a zone count only within the limits adopted among the ancestors of their "
        "record: the class of the gun is allowed, who hands it over may, the zone was measured against the "
        "distance that holds, and the day was opened with the papers that are asked for."
    ),
)

FROZEN_STAYS = FoldRule(
    "R-120",
    "frozen-stays",
    english(
        "What is frozen stays as it is: a record that opens, loads, unloads, counts or takes it in does not "
        "count until it is released by name. To take it back, to lock it and to hand it on as it is always "
        "counts."
    ),
    "ours",
)
RELEASED_BY_TWO = FoldRule(
    "R-121",
    "released-by-two",
    english(
        "A stand-down is released by name, with reason and answer, by the safety officer and an armorer who "
        "was not involved; where the roster has one armorer only, or nobody is left but the armorer who was in "
        "charge, by the safety officer and the producer. Where nobody is known to have had anything that the stop "
        "names, or it names nothing, the armorers in charge then were involved."
    ),
)
REPORT_BEFORE_RELEASE = FoldRule(
    "R-122",
    "report-before-release",
    english(
        "A stand-down is released only after a report on it was closed, and a safety meeting was held that "
        "knew of the report."
    ),
    "OHSB",
)
REPORT_CLOSED_BY_TWO = FoldRule(
    "R-123",
    "report-closed-by-two",
    english(
        "A report is closed by name in a signed incident run, with cause and control, by an armorer and an "
        "assistant director or safety officer: an armorer who says no keeps it open. A report on a count alone "
        "is closed too by the signed run in which what was missing was found and is back in its account."
    ),
    "OHSB",
)
CONCERN_ANSWERED = FoldRule(
    "R-124",
    "concern-answered",
    english("A concern is answered by name, in a signed safety meeting, or by the safety officer in a signed review."),
    "OHSB",
)
UNFROZEN_BY_NAME = FoldRule(
    "R-125",
    "unfrozen-by-name",
    english(
        "What is frozen is released by name, with a reason, in a signed incident run that closes the report on "
        "it or comes after that, or by those two who may release a stand-down."
    ),
)
MISFIRE_CLOSED_BY_TWO = FoldRule(
    "R-126",
    "misfire-closed-by-two",
    english(
        "A misfire is closed by name by a signed misfire run only, by two who looked and proved the gun empty "
        "in it; no new intake closes it."
    ),
)
REVIEW_CLOSES_NOTHING = FoldRule(
    "R-127",
    "review-closes-nothing",
    english(
        "A signed review says that somebody looked at a record afterwards: anybody with a key at a stop, the "
        "safety officer at any record; it closes nothing but a concern that the safety officer answers in it."
    ),
)
WORDS_CHANGE_NOTHING = FoldRule(
    "R-128",
    "words-change-nothing",
    english(
        "What anybody says about a stop after it was made stands beside it with its own time, unsigned: it "
        "opens nothing, closes nothing, stops no clock, and does not take the place of a review."
    ),
)
REPORT_IN_ITS_CLASS = FoldRule(
    "R-129",
    "report-in-its-class",
    english(
        "A report is closed by a list that was walked for an event as grave as it or graver: an injury is not "
        "closed by the few questions of a near miss."
    ),
)
CORRECTION_BESIDE = FoldRule(
    "R-135",
    "correction-beside",
    english(
        "A correction names a record among its ancestors, what in it is wrong and what it should say, with a "
        "reason; it stands beside that record, changes nothing in it, and permits and moves nothing."
    ),
)
ACTION_DONE_BY_TWO = FoldRule(
    "R-136",
    "action-done-by-two",
    english(
        "A stand-down, a report and a concern each open a corrective action of the safety officer, and anybody "
        "with a key opens more; each is closed by name, with words, by the safety officer and an armorer, an "
        "assistant director or a producer."
    ),
    "OHSB",
)

TRANSFER_BY_TWO = FoldRule(
    "R-132",
    "transfer-by-two",
    english(
        "An item changes units by a transfer that two armorers sign, into the custody of the one who takes it; "
        "what is in a container is counted. Where that does not count, the item is unaccounted for."
    ),
)
BREAK_AFTER_PAPER = FoldRule(
    "R-134",
    "break-after-paper",
    english(
        "A late entry is a break of each unit whose things it names, and of every unit where it names none: "
        "after hours on paper every gun is unverified until two people look at it again."
    ),
)
DEPARTED_UNTIL_INTAKE = FoldRule(
    "R-133",
    "departed-until-intake",
    english(
        "What leaves the production is signed out by an armorer and somebody else, and is withdrawn until two "
        "people take it in again."
    ),
)

FOLD_RULES: Mapping[str, FoldRule] = {
    rule.slug: rule
    for rule in (
        PERMISSIONS_ARE_TIPS,
        RESTRICTIONS_FIRST,
        TWO_TIPS,
        CLOSING_BY_NAME,
        ONE_ID_ONE_EVENT,
        CUSTODIANS_ONLY,
        UNSIGNED_ONLY_ENDS,
        RUNS_OUT,
        CLOCK_BACKWARDS,
        HOLD_LIFTED_BY_TWO,
        CLEARANCE_SIGNERS,
        INTAKE_SIGNERS,
        LATE_NEVER_CLEARS,
        UNKNOWN_HOLDS,
        STAND_DOWN_UNVERIFIES,
        COUNTS_ARE_SUMS,
        ISSUE_CARRIES_ON,
        COLLECT,
        BLANK_IS_HOT,
        RULES_HOLD_BEFORE,
        RESTS_ON,
        ONE_ROLE,
        DAY_SIGNERS,
        GATES_HOLD_BEFORE,
        DAY_ENDS,
        FACTS_OF_THE_DAY,
        PEOPLE_SIGNERS,
        MINORS_HOLD_INERT,
        ONE_DUTY,
        ENROLMENT_ENDS,
        RULES_ADOPTED,
        RULES_CHANGED,
        RULES_OF_THE_PLACE,
        FROZEN_STAYS,
        RELEASED_BY_TWO,
        REPORT_BEFORE_RELEASE,
        REPORT_CLOSED_BY_TWO,
        CONCERN_ANSWERED,
        UNFROZEN_BY_NAME,
        MISFIRE_CLOSED_BY_TWO,
        REVIEW_CLOSES_NOTHING,
        WORDS_CHANGE_NOTHING,
        REPORT_IN_ITS_CLASS,
        CORRECTION_BESIDE,
        ACTION_DONE_BY_TWO,
        TRANSFER_BY_TWO,
        DEPARTED_UNTIL_INTAKE,
        BREAK_AFTER_PAPER,
        BLANKS_IN_A_ZONE,
        BLANKS_COME_BACK,
        BATCHES_BY_COUNT,
        COUNTED_BY_TWO,
        DEVICES_LOCKED_AT_WRAP,
    )
}
"""Every rule of the fold by slug."""
