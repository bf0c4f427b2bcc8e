"""The mutants of the rules about days, gates and people."""

from __future__ import annotations

from tests.mutation.mutant import Mutant, mutant

_JUDGE = "situation.judging:Judge"
_DAY = "situation.judging_day"
_GATE = "situation.gates:for_clearance"
_ISSUE_GATE = "situation.gates:for_issue"
_BY_AD_AND_ARMORER = "signers.by_ad_and(judge.record, _ARMORER)"
_BY_AD_AND_CUSTODIAN = "signers.by_ad_and(judge.record, CUSTODIANS)"

DAYS: tuple[Mutant, ...] = (
    mutant(
        "R-088",
        "a meeting before the count counts",
        ("situation.day:_told_all", "is_counted_and_swept(view.before(index), day)", "True"),
    ),
    mutant(
        "R-052",
        "whoever opens a unit",
        (
            f"{_DAY}:unit_opened",
            "first in directors and bool(signers.people(judge.record, Role.SAFETY_OFFICER))",
            "True",
        ),
    ),
    mutant("R-052", "whoever opens a day", (f"{_DAY}:day_opened", _BY_AD_AND_ARMORER, "True")),
    mutant(
        "R-052",
        "the armorer in charge need not sign",
        (f"{_DAY}:day_opened", "armorer not in signers.people(judge.record, Role.ARMORER)", "False"),
    ),
    mutant("R-052", "whoever checks a day", (f"{_DAY}:checked", "signers.by_ad_and(judge.record, roles)", "True")),
    mutant("R-052", "whoever counts a gun", (f"{_DAY}:counted", _BY_AD_AND_CUSTODIAN, "True")),
    mutant(
        "R-052", "whoever proves a gun empty", (f"{_DAY}:counted", "signers.by_two_who_looked(judge.record)", "True")
    ),
    mutant(
        "R-052",
        "a gun counts as proved without a proof",
        (f"{_DAY}:counted", "proved and not _proves_empty(judge, item)", "False"),
    ),
    mutant("R-052", "whoever briefs", (f"{_DAY}:briefed", _BY_AD_AND_CUSTODIAN, "True")),
    mutant("R-052", "whoever moves a unit", (f"{_DAY}:place_changed", _BY_AD_AND_CUSTODIAN, "True")),
    mutant("R-052", "whoever takes over", (f"{_DAY}:armorer_changed", "signers.by_two_armorers(judge.record)", "True")),
    mutant(
        "R-052",
        "an armorer who is not in charge gives the charge",
        (f"{_DAY}:_givers", "charge & signers.people(judge.record, Role.ARMORER)", "charge"),
    ),
    mutant("R-052", "whoever wraps", (f"{_DAY}:wrapped", _BY_AD_AND_ARMORER, "True")),
    mutant("R-052", "whoever seals", (f"{_DAY}:sealed", "all(both)", "True")),
    mutant(
        "R-052",
        "any procedure says anything",
        (
            f"{_JUDGE}.fact",
            "procedures and record.kind == _PROCEDURE and record.procedure not in procedures",
            "False",
        ),
    ),
    *(
        mutant(
            "R-053",
            f"cleared without {words}",
            (_GATE, f'checked_today(view, day, "{what}")', "None"),
            ("situation.day:is_counted_and_swept", f'checked(view, day, "{what}")', "True"),
        )
        for what, words in (("count", "a count"), ("sweep", "a sweep"))
    ),
    *(
        mutant("R-053", f"cleared without {words}", (_GATE, f'checked_today(view, day, "{what}")', "None"))
        for what, words in (("meeting", "a meeting"), ("readiness", "readiness"))
    ),
    mutant(
        "R-053",
        "cleared after its day",
        ("situation.gates:day_open", "days.open_day(view, unit, now, limits)", "days.day_by_records(view, unit)"),
    ),
    mutant("R-053", "cleared and not proved empty today", (_GATE, "in_count(view, day, tag)", "None")),
    mutant("R-053", "cleared by somebody who is not on duty", (_GATE, "on_duty(view, day, performer)", "None")),
    mutant("R-053", "verified by any assistant director", (_GATE, "ad_of_unit(view, day, verifier)", "None")),
    mutant("R-053", "cleared over an open gap of the day before", (_GATE, "reconciled(view, day)", "None")),
    mutant(
        "R-053",
        "cleared for another place than that of the unit",
        ("situation.granting:_fault_of_gates", "elsewhere is not None", "False"),
    ),
    mutant("R-053", "given to somebody who is not trained", (_ISSUE_GATE, "trained(view, holder, tag)", "None")),
    mutant("R-053", "given to somebody who is not briefed", (_ISSUE_GATE, "briefed(view, day, holder)", "None")),
    mutant(
        "R-053",
        "given hot without the dry run",
        (_ISSUE_GATE, 'checked_today(view, day, "blank-meeting")', "None"),
    ),
    mutant(
        "R-053",
        "given hot without readiness for blanks",
        (_ISSUE_GATE, 'checked_today(view, day, "blank-readiness")', "None"),
    ),
    mutant(
        "R-054",
        "a break ends nothing",
        ("situation.gates:ended_by_day", "view.not_before(Aspect.RESTRICTED, unit_item(unit), index)", "None"),
    ),
    mutant(
        "R-054",
        "wrap, move and next day end nothing",
        ("situation.gates:ended_by_day", "view.not_before(Aspect.DAY, unit, index)", "None"),
    ),
    mutant(
        "R-054",
        "another armorer in charge ends nothing",
        ("situation.gates:ended_by_day", "view.not_before(Aspect.ARMORER, unit, index)", "None"),
    ),
    mutant(
        "R-054",
        "a permission outlives its day",
        ("situation.grants:_ending_by_time", "isinstance(day, NoDay)", "False"),
    ),
    mutant("R-055", "what was done before the day or the move counts", ("situation.day:holds_since", "", "True")),
    mutant(
        "R-055",
        "what was checked elsewhere counts",
        (f"{_DAY}:checked", "day is not None and place == day.place", "day is not None"),
        ("situation.day:checked", "value.place == day.place", "True"),
    ),
    mutant(
        "R-055",
        "two that open a day unknown to each other open it",
        ("situation.day:day_by_records", "len(tips) > 1", "False"),
    ),
    mutant(
        "R-055",
        "a fact counts without an open day",
        (
            f"{_DAY}:_open_day",
            "days.open_day(judge.view, unit, judge.record.made_at, judge.limits)",
            "days.Day(unit, '', '', 0, 0)",
        ),
    ),
    mutant("R-145", "whoever trains", (f"{_DAY}:trained", _BY_AD_AND_ARMORER, "True")),
    mutant(
        "R-145",
        "anybody is trained",
        (f"{_DAY}:trained", "judge.view.roles_of(person) != {Role.PERFORMER}", "False"),
    ),
    mutant(
        "R-145",
        "whoever plans for minors",
        (f"{_DAY}:minor_planned", "bool(signers.people(judge.record, Role.SAFETY_OFFICER))", "True"),
    ),
    mutant(
        "R-145", "any record makes somebody a minor", (f"{_DAY}:minor", 'judge.record.kind != "enrolment"', "False")
    ),
    mutant(
        "R-145",
        "whoever delegates",
        (
            f"{_DAY}:delegated",
            "bool(first) and first in directors and bool(signers.people(judge.record, Role.SAFETY_OFFICER))",
            "True",
        ),
    ),
    mutant(
        "R-145",
        "a delegation holds for every day",
        ("situation.day:is_delegate", "holds_since(view, day.opened, index)", "True"),
    ),
    mutant(
        "R-145",
        "a delegation outlives the 1st who signed it",
        ("situation.day:is_delegate", "view.not_before(Aspect.UNIT, day.unit, index) is None", "True"),
    ),
    mutant("R-146", "a minor holds anything", ("situation.granting:_fault_of_gates", "minor is not None", "False")),
    mutant("R-147", "anybody is on duty", (f"{_DAY}:on_duty", "not roles or not roles <= CUSTODIANS", "False")),
    mutant("R-148", "an enrolment never ends", ("term:has_ended", "at > until", "False")),
    mutant(
        "R-148",
        "an unknown time ends no enrolment",
        ("term:has_ended", "at is None or at > until", "at is not None and at > until"),
    ),
    mutant(
        "R-148",
        "of several enrolments the first counts",
        ("term:longest", "max((end for end in ends if end is not None), default=None)", "ends[0] if ends else None"),
    ),
    mutant("R-147", "one person is on duty for two units", ("situation.day:_elsewhere", "", "False")),
    mutant(
        "R-147",
        "whoever handed the charge over is still on duty",
        ("situation.day:is_on_duty", "any(value != ON_DUTY for _, value in tips)", "False"),
    ),
    mutant(
        "R-053",
        "more guns go out than those on duty can watch",
        ("situation.granting:_fault_of_gates", "gates.enough_handlers(view, day, tag, judge.limits)", "None"),
    ),
    mutant(
        "R-055",
        "somebody is late for a meeting that was not held",
        (f"{_DAY}:briefed", 'day is not None and late and not days.checked(judge.view, day, "meeting")', "False"),
    ),
    mutant(
        "R-145", "somebody is trained while the set is stopped", (f"{_DAY}:trained", "stopped is not None", "False")
    ),
    mutant(
        "R-146",
        "a zone is set where a minor is",
        (
            "situation.judging_blanks:_shut_gate",
            "gates.no_minor_near(view, zone.unit, zone.slate)",
            "None",
        ),
    ),
    mutant(
        "R-146",
        "a gun is handed over hot where a minor is",
        ("situation.granting:_fault_of_gates", "near is not None", "False"),
    ),
    mutant(
        "R-072",
        "who heard a meeting before the count heard that of the day",
        (f"{_DAY}:briefed", "days.is_counted_and_swept(judge.view, day)", "True"),
    ),
    mutant(
        "R-142",
        "a minor who heard a meeting before the count is not there",
        ("situation.gates:no_minor_near", "days.here_today(view, day)", "days.briefed(view, day)"),
    ),
)
