"""The mutants of the rules about blanks, the ends of stops, and moves."""

from __future__ import annotations

from tests.mutation.mutant import Mutant, mutant

_JUDGE = "situation.judging:Judge"
_CLOSINGS = "situation.judging_closings"
_STOPS = "situation.judging_stops"
_AFTER = "situation.judging_afterwards"
_BY_AD_AND_CUSTODIAN = "signers.by_ad_and(judge.record, CUSTODIANS)"

BLANKS: tuple[Mutant, ...] = (
    mutant("R-056", "a hot gun without a zone", ("situation.hot:_zone_fault", "", "''")),
    mutant(
        "R-056",
        "hot for another slate or place than the zone",
        ("situation.hot:_zone_fault", "(zone.slate, zone.place) != (grant.slate, grant.place)", "False"),
    ),
    mutant(
        "R-056",
        "more blanks than the zone was set for",
        ("situation.hot:_zone_fault", "grant.count > zone.count", "False"),
    ),
    mutant(
        "R-056",
        "another load than that of the zone",
        ("situation.hot:_zone_fault", "_loads(judge, judge.holding(grant.weapon)) != {zone.load}", "False"),
    ),
    mutant("R-056", "hot without proof and load in the same record", ("situation.hot:_load_fault", "", "''")),
    mutant("R-056", "any charge in any gun", ("situation.hot:_charge_fault", "", "''")),
    mutant(
        "R-056", "a stop, a break or a move ends no zone", ("situation.zones:living_zone", "late is not None", "False")
    ),
    mutant(
        "R-056",
        "a zone for another slate ends no zone",
        ("situation.zones:living_zone", "slate != zone.slate", "False"),
    ),
    mutant(
        "R-056",
        "a zone goes along with its gun to another unit",
        ("situation.zones:living_zone", "unit_of(view, weapon) != zone.unit", "False"),
    ),
    mutant(
        "R-056", "a zone is set whatever the gates of the day say", ("situation.judging_blanks:_shut_gate", "", "''")
    ),
    mutant(
        "R-056", "any procedure hands over hot", (f"{_JUDGE}.granted", "(Procedure.BLANK_TAKE,)", "tuple(Procedure)")
    ),
    mutant(
        "R-056",
        "a zone is set while the set is stopped",
        ("situation.judging_blanks:_shut_gate", "gates.nothing_stops(view)", "None"),
    ),
)

ENDS_OF_STOPS: tuple[Mutant, ...] = (
    mutant(
        "R-039",
        "a hold is lifted by one, or by nobody",
        (
            f"{_CLOSINGS}:hold_lifted",
            "not record.intact or record.kind != _LIFTING or not signers.by_any_armorer_and_ad(record)",
            "not record.intact",
        ),
    ),
    mutant(
        "R-039",
        "a hold is lifted without a reason and an answer",
        (
            f"{_CLOSINGS}:hold_lifted",
            'not text(effect, "reason").strip() or not text(effect, "answer").strip()',
            "False",
        ),
    ),
    mutant("R-120", "what is frozen is opened", ("situation.frozen:opens_what_is_frozen", "", "False")),
    mutant("R-121", "anybody releases a stand-down", (f"{_STOPS}:_by_two", "", "True")),
    mutant(
        "R-121", "an armorer who was involved releases it", (f"{_STOPS}:_by_two", "seconds - at_it.keys()", "seconds")
    ),
    mutant(
        "R-121",
        "the producer releases it beside a second armorer",
        (f"{_STOPS}:_by_two", "producer_stands_in(judge.view, index)", "True"),
    ),
    mutant(
        "R-121", "a stand-down is released without the safety officer", (f"{_STOPS}:_by_two", "not officers", "False")
    ),
    mutant(
        "R-121",
        "whoever was in charge releases what names nothing",
        (
            "situation.involved:_charge_of",
            "any(not isinstance(said, DayWrapped) for _, said in view.said(Aspect.DAY, unit))",
            "False",
        ),
    ),
    mutant(
        "R-121",
        "the producer releases it beside an armorer who was not in charge",
        ("situation.involved:producer_stands_in", "left <= _in_charge(view, index).keys()", "True"),
    ),
    mutant(
        "R-121",
        "a stand-down is released without reason and answer",
        (f"{_STOPS}:released", '_blank(effect, "reason", "answer")', "False"),
    ),
    mutant(
        "R-122",
        "a stand-down is released without its report",
        (f"{_STOPS}:released", "not is_reported(judge.view, index)", "False"),
    ),
    mutant(
        "R-122",
        "a stand-down is released without a meeting",
        (f"{_STOPS}:released", "meeting_after_report(judge.view, index) is None", "False"),
    ),
    mutant(
        "R-122",
        "a meeting before the report is enough",
        (
            "situation.stopping:meeting_after_report",
            "any(view.precedes(report, meeting) for report in reports)",
            "True",
        ),
    ),
    mutant(
        "R-123",
        "whoever closes a report",
        (f"{_STOPS}:incident_closed", "signers.by_armorer_and_ad_or_officer(judge.record)", "True"),
    ),
    mutant(
        "R-123",
        "a report is closed without cause and control",
        (f"{_STOPS}:incident_closed", '_blank(effect, "cause", "control")', "False"),
    ),
    mutant("R-123", "what was found closes any report", (f"{_STOPS}:_only_a_gap", "", "True")),
    mutant(
        "R-124",
        "any review answers a concern",
        (f"{_STOPS}:concern_answered", "bool(signers.people(judge.record, Role.SAFETY_OFFICER))", "True"),
    ),
    mutant("R-124", "any meeting answers a concern", (f"{_STOPS}:concern_answered", _BY_AD_AND_CUSTODIAN, "True")),
    mutant(
        "R-124",
        "a concern is closed without an answer",
        (f"{_STOPS}:concern_answered", '_blank(effect, "answer")', "False"),
    ),
    mutant(
        "R-125",
        "whoever releases what is frozen in a report",
        (f"{_STOPS}:unfrozen", "signers.by_armorer_and_ad_or_officer(judge.record)", "True"),
    ),
    mutant(
        "R-125",
        "whoever releases what is frozen in a release",
        (f"{_STOPS}:unfrozen", "_by_two(judge, index, broken)", "True"),
    ),
    mutant(
        "R-125",
        "what is frozen is released without a reason",
        (f"{_STOPS}:unfrozen", '_blank(effect, "reason")', "False"),
    ),
    mutant("R-126", "a new intake closes a misfire", (f"{_CLOSINGS}:_may_close", 'one.kind == "misfired"', "False")),
    mutant(
        "R-127",
        "a review closes what it is about",
        (
            f"{_JUDGE}.fact",
            "record.kind not in kinds and not late",
            'record.kind not in (*kinds, "review") and not late',
        ),
    ),
    mutant(
        "R-128",
        "words about a stop are a review of it",
        (f"{_STOPS}:explained", "Aspect.EXPLAINED", "Aspect.REVIEWED"),
    ),
    mutant("R-128", "words about nothing are kept", (f"{_STOPS}:explained", '_blank(effect, "words")', "False")),
    mutant(
        "R-129",
        "a near miss is walked and an injury is closed",
        (f"{_STOPS}:incident_closed", 'tier(text(effect, "class"))', "0"),
    ),
    mutant(
        "R-127",
        "anybody with a key reviews any record",
        (f"{_STOPS}:reviewed", "bool(signers.people(judge.record, Role.SAFETY_OFFICER))", "True"),
    ),
    mutant("R-127", "a review without words counts", (f"{_STOPS}:reviewed", '_blank(effect, "words")', "False")),
    mutant(
        "R-126",
        "a misfire is closed over a gun that nobody proved empty",
        (f"{_CLOSINGS}:_proves_empty", "", "True"),
    ),
)

MOVES: tuple[Mutant, ...] = (
    mutant(
        "R-130",
        "any armorer gives a unit over",
        ("rules.moves:armorers_differ", "in_charge != context.cast.performer.id", "False"),
    ),
    mutant("R-132", "one armorer transfers", ("situation.judging_moves:transferred", "len(armorers) > 1", "True")),
    mutant(
        "R-132",
        "whoever takes it need not sign",
        ("situation.judging_moves:transferred", "person is None or person.id not in armorers", "person is None"),
    ),
    mutant("R-132", "nobody counts what changes hands", ("situation.judging_moves:_count", "", "None")),
    mutant(
        "R-133",
        "one signs out what leaves",
        (
            "situation.judging_moves:departed",
            ("bool(signers.people(record, Role.ARMORER)) and len({one.person for one in record.signers}) > 1"),
            "True",
        ),
    ),
    mutant(
        "R-133",
        "what left is not withdrawn",
        (
            "situation.judging_moves:departed",
            'judge.result.restrictions.append(Restricting(item, "withdrawn", reason))',
            "None",
        ),
    ),
    mutant(
        "R-134",
        "clearances outlive hours on paper",
        ("situation.paper:break_after_paper", "record.kind != LATE_ENTRY", "True"),
    ),
    mutant(
        "R-134",
        "a late entry ends only what it names",
        ("situation.paper:break_after_paper", "sorted(named or judge.view.names_said(Aspect.UNIT))", "()"),
    ),
    mutant(
        "R-134",
        "one that names nothing ends nothing",
        (
            "situation.paper:break_after_paper",
            "sorted(named or judge.view.names_said(Aspect.UNIT))",
            "sorted(named)",
        ),
    ),
)

AFTERWARDS: tuple[Mutant, ...] = (
    mutant("R-116", "an overdue action lets a signed clearance count", ("situation.gates:actions_done", "", "None")),
    mutant(
        "R-116",
        "an action whose date cannot be read is never overdue",
        (
            "situation.actions:keeps_guns_in",
            "end is None or view.record(day.opened).made_at >= end",
            "end is not None and view.record(day.opened).made_at >= end",
        ),
    ),
    mutant(
        "R-116",
        "at a time that is not known nothing is overdue between two days",
        (
            "situation.actions:is_overdue",
            "end is None or now is None or now >= end",
            "end is None or (now is not None and now >= end)",
        ),
    ),
    mutant("R-136", "a stop opens no action", (f"{_AFTER}:open_what_a_stop_asks_for", "", "None")),
    mutant("R-136", "one closes an action", (f"{_AFTER}:action_closed", "officers and others", "officers or others")),
    mutant(
        "R-136", "an action is closed without words", (f"{_AFTER}:action_closed", '_blank(effect, "words")', "False")
    ),
    mutant(
        "R-135", "a correction needs no reason", (f"{_AFTER}:corrected", '_blank(effect, "what", "reason")', "False")
    ),
    mutant(
        "R-135",
        "a correction of what is not here counts",
        (f"{_AFTER}:_index_of", "index is not None and judge.view.includes(index)", "index is not None"),
    ),
)
