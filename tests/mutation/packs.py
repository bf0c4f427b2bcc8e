"""The mutants of the rules that a production adopts."""

from __future__ import annotations

from tests.mutation.mutant import Mutant, mutant

_OUTSIDE = "situation.granting:_fault_of_gates"
_ZONE = "situation.judging_blanks:_outside_limits"

PACKS: tuple[Mutant, ...] = (
    mutant(
        "R-160",
        "whoever adopts or removes rules",
        (
            "situation.judging_packs:_counts",
            "bool(signers.people(record, Role.SAFETY_OFFICER)) and bool(signers.people(record, Role.ARMORER))",
            "True",
        ),
    ),
    mutant(
        "R-160",
        "any record adopts or removes rules",
        ("situation.judging_packs:_counts", '("definitions",)', "(judge.record.kind,)"),
    ),
    mutant(
        "R-160",
        "the last pack wins, not the strictest value",
        ("situation.packs:limits_of", "strictest(limits, pack.limits)", "{**limits, **pack.limits}"),
    ),
    mutant(
        "R-160",
        "of two adoptions apart one wins",
        ("situation.packs:adopted_packs", "view.said(Aspect.PACK, name)", "view.said(Aspect.PACK, name)[-1:]"),
    ),
    mutant("R-160", "nothing is adopted", ("situation.packs:adopted_packs", "", "()")),
    mutant(
        "R-161",
        "a clearance outlives a change of the rules",
        ("situation.grants:ending_by_records", "view.not_before(Aspect.RULES, THE_SET, index)", "None"),
    ),
    mutant(
        "R-161",
        "a zone outlives a change of the rules",
        (
            "situation.zones:living_zone",
            "(Aspect.RULES, THE_SET, _RULES_CHANGED)",
            "(Aspect.RESTRICTED, THE_SET, _SET_STOPPED)",
        ),
    ),
    mutant(
        "R-162",
        "a gun of a banned class is cleared",
        ("situation.gates:within_limits", "class_allowed(view, tag, limits)", "None"),
    ),
    mutant(
        "R-162",
        "a gun is cleared without the papers",
        ("situation.gates:within_limits", "papers_named(view, day, limits)", "None"),
    ),
    mutant(
        "R-162",
        "whoever hands a gun over",
        (_OUTSIDE, "gates.may_hand_over(view, performer.role, judge.limits)", "None"),
    ),
    mutant("R-162", "a zone is as narrow as it likes", (_ZONE, "shut is None and measured < least", "False")),
    mutant(
        "R-162",
        "a zone is set for a banned class",
        (_ZONE, 'gates.class_allowed(view, text(effect, "weapon"), limits)', "None"),
    ),
    mutant("R-162", "a zone is set without the papers", (_ZONE, "gates.papers_named(view, day, limits)", "None")),
)
