"""Judging what a record says about the end of stops: reports, releases, concerns, frozen items, reviews.

Restrictions are read where all of them are; here is what closes them, and that takes two people, or closes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from showclear.domain.checklists import Procedure
from showclear.domain.effects import Effect
from showclear.domain.people import CUSTODIANS, Role
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import signers
from showclear.domain.situation.fold_rules import FoldRule
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.involved import involved, producer_stands_in
from showclear.domain.situation.reading import text
from showclear.domain.situation.stopping import is_reported, meeting_after_report
from showclear.domain.situation.tiers import tier
from showclear.domain.situation.values import THE_BOX, THE_SET, Closing, Restricting, Sink
from showclear.words import english, together

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

_PROCEDURE, _RELEASE, _REVIEW, _RESTRICTION = "procedure", "release", "review", "restriction"
_REPORTED = ("incident", "hold", "stand-down")
_ON_THE_SET = (*_REPORTED, "concern")


def incident_closed(judge: Judge, effect: Effect) -> None:
    """A report is closed. It opens an open report; a stand-down that it is about still waits for its release."""
    broken = rule.REPORT_CLOSED_BY_TWO
    signed = signers.by_armorer_and_ad_or_officer(judge.record)
    if not judge.fact(broken, signed, procedures=(Procedure.INCIDENT, Procedure.FOUND)):
        return
    index = judge.named(effect)
    found = judge.restricting(index, THE_SET, _REPORTED)
    if index is None or not found:
        judge.find(broken, english("It closes no report: no stop or report of that name is among its ancestors."))
    elif _blank(effect, "cause", "control"):
        judge.find(broken, english("It closes no report: it needs a cause and a control."))
    elif tier(text(effect, "class")) > min(map(tier, filter(None, (one.report for one in found))), default=tier("")):
        judge.find(
            rule.REPORT_IN_ITS_CLASS,
            english("It closes no report: the list was walked for an event that is less grave."),
        )
    elif judge.record.procedure == Procedure.FOUND and not _only_a_gap(judge, found):
        judge.find(
            broken, english("It closes no report: what was found closes only a report on a count that does not agree.")
        )
    else:
        judge.result.said[Aspect.REPORTED, judge.view.title(index)] = text(effect, "class")
        if any(one.kind == "incident" for one in found):
            judge.result.closings.append(Closing(THE_SET, index, "incident"))


def _only_a_gap(judge: Judge, found: list[Restricting]) -> bool:
    """Whether a report is about a count only, and by this very record what was missing is back and counted."""
    gap = all(one.kind != "stand-down" and (one.kind != "incident" or one.report == "count-gap") for one in found)
    back = any(one.source == Sink.MISSING and one.target == THE_BOX for one in judge.result.movements)
    return gap and (back or any(aspect == Aspect.SETTLED for aspect, _ in judge.result.said))


def released(judge: Judge, effect: Effect) -> None:
    """A stand-down is released, by two, after its report and a meeting."""
    broken = rule.RELEASED_BY_TWO
    index = judge.named(effect)
    if not judge.restricting(index, THE_SET, ("stand-down",)) or index is None:
        judge.find(broken, english("It releases nothing: no stand-down of that name is among its ancestors."))
    elif not judge.fact(broken, bool(judge.record.signers), kinds=(_RELEASE,)) or not _by_two(judge, index, broken):
        return
    elif _blank(effect, "reason", "answer"):
        judge.find(broken, english("It releases nothing: it needs a reason and an answer."))
    elif not is_reported(judge.view, index):
        judge.find(
            rule.REPORT_BEFORE_RELEASE, english("It releases nothing: no report on the stand-down was closed before.")
        )
    elif meeting_after_report(judge.view, index) is None:
        judge.find(
            rule.REPORT_BEFORE_RELEASE, english("It releases nothing: no safety meeting was held after the report.")
        )
    else:
        judge.result.closings.append(Closing(THE_SET, index, "stand-down"))


def unfrozen(judge: Judge, effect: Effect) -> None:
    """An item that an incident froze is released by name."""
    broken, item, index = rule.UNFROZEN_BY_NAME, text(effect, "item"), judge.named(effect)
    if not judge.restricting(index, item, ("frozen",)) or index is None:
        judge.find(broken, english("It releases nothing: no ancestor of that name freezes {item}.", item=item))
    elif _blank(effect, "reason"):
        judge.find(broken, english("It does not release {item}: it needs a reason.", item=item))
    elif judge.record.kind == _RELEASE:
        if judge.fact(broken, bool(judge.record.signers), kinds=(_RELEASE,)) and _by_two(judge, index, broken):
            judge.result.closings.append(Closing(item, index, "frozen"))
    elif judge.fact(broken, signers.by_armorer_and_ad_or_officer(judge.record), procedures=(Procedure.INCIDENT,)):
        if (Aspect.REPORTED, judge.view.title(index)) in judge.result.said or is_reported(judge.view, index):
            judge.result.closings.append(Closing(item, index, "frozen"))
        else:
            judge.find(
                broken, english("It does not release {item}: the report on what froze it is still open.", item=item)
            )


def concern_answered(judge: Judge, effect: Effect) -> None:
    """A concern is answered, in a meeting or by the safety officer."""
    broken, index = rule.CONCERN_ANSWERED, judge.named(effect)
    if judge.record.kind == _REVIEW:
        counts = judge.fact(broken, bool(signers.people(judge.record, Role.SAFETY_OFFICER)), kinds=(_REVIEW,))
    else:
        counts = judge.fact(broken, signers.by_ad_and(judge.record, CUSTODIANS), procedures=(Procedure.MEETING,))
    if not counts:
        return
    if not judge.restricting(index, THE_SET, ("concern",)) or index is None:
        judge.find(broken, english("It answers nothing: no concern of that name is among its ancestors."))
    elif _blank(effect, "answer"):
        judge.find(broken, english("It answers nothing: it has no answer."))
    else:
        judge.result.closings.append(Closing(THE_SET, index, "concern"))


def reviewed(judge: Judge, effect: Effect) -> None:
    """Somebody looked at a record afterwards and signed what they think of it: at a stop anybody, else the officer."""
    broken, index = rule.REVIEW_CLOSES_NOTHING, judge.named(effect)
    if not judge.fact(broken, bool(judge.record.signers), kinds=(_REVIEW, _PROCEDURE)):
        return
    officer = bool(signers.people(judge.record, Role.SAFETY_OFFICER))
    if index is None:
        judge.find(broken, english("It reviews nothing: no record of that name is among its ancestors."))
    elif not officer and not judge.restricting(index, THE_SET, _ON_THE_SET):
        judge.find(broken, english("It reviews nothing: that is no stop, and the safety officer did not sign it."))
    elif _blank(effect, "words"):
        judge.find(broken, english("It reviews nothing: it has no words."))
    else:
        judge.result.said[Aspect.REVIEWED, judge.view.title(index)] = text(effect, "words")


def explained(judge: Judge, effect: Effect) -> None:
    """Somebody says something about a stop after it was made; nobody has to sign it, because nothing follows from it.

    It is kept under the name of the stop, where only those look who read what was said.
    """
    broken, index = rule.WORDS_CHANGE_NOTHING, judge.named(effect)
    if not judge.fact(broken, True, kinds=(_RESTRICTION,)):
        return
    if index is None or not judge.restricting(index, THE_SET, _REPORTED):
        judge.find(broken, english("It is about nothing: no stop or report of that name is among its ancestors."))
    elif _blank(effect, "words"):
        judge.find(broken, english("It says nothing: it has no words."))
    else:
        judge.result.said[Aspect.EXPLAINED, judge.view.title(index)] = (text(effect, "words"), text(effect, "by"))


def _by_two(judge: Judge, index: int, broken: FoldRule) -> bool:
    """Whether the safety officer and somebody who may release it with them signed; a finding where not."""
    officers = signers.people(judge.record, Role.SAFETY_OFFICER)
    producers = signers.people(judge.record, Role.PRODUCER) - officers
    seconds = signers.people(judge.record, Role.ARMORER) - officers
    at_it = involved(judge.view, index)
    free = seconds - at_it.keys()
    if not officers:
        judge.find(broken, english("It releases nothing: the safety officer has to sign it."))
    elif free or (producers and producer_stands_in(judge.view, index)):
        return True
    elif seconds:
        how = together((together((one, at_it[one])) for one in sorted(seconds)), "; ")
        judge.find(broken, english("It releases nothing: the armorer was involved: {how}.", how=how))
    else:
        judge.find(broken, english("It releases nothing: an armorer who was not involved has to sign it."))
    return False


def _blank(effect: Effect, *names: str) -> bool:
    return any(not text(effect, name).strip() for name in names)


HANDLERS: Mapping[str, Callable[[Judge, Effect], None]] = {
    "incident-closed": incident_closed,
    "released": released,
    "unfrozen": unfrozen,
    "concern-answered": concern_answered,
    "reviewed": reviewed,
    "explained": explained,
}
"""Kind of effect to what reads it."""
