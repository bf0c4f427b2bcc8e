"""The safety rules that checklists require by slug, and the rules that the fold itself keeps."""

from __future__ import annotations

from collections.abc import Mapping

from showclear.domain.refusals import Refusal
from showclear.domain.rules import (
    all_back,
    batches,
    blanks,
    contents,
    custody,
    day,
    moves,
    order,
    packs,
    people,
    register,
    stops,
)
from showclear.domain.rules.rule import Check, Rule, RuleContext
from showclear.domain.situation.fold_rules import FOLD_RULES, FoldRule
from showclear.words import english

__all__ = ["FOLD_RULES", "RULES", "FoldRule", "Rule", "RuleContext", "check"]


def _rule(number: int, slug: str, sentence: str, check: Check, source: str = "ours") -> tuple[str, Rule]:
    # not said: an id
    return slug, Rule(f"R-{number:03}", slug, sentence, source, check)


_FIRST: Mapping[str, Rule] = dict(
    (
        _rule(1, "weapon-taken-in",
              english("The weapon is on the register, taken in by two people, and its newest entries agree."),
              register.weapon_taken_in, "ARMY"),
        _rule(2, "weapon-not-taken-in",
              english("The tag is new, or its weapon is barred or holds nobody knows what and is taken in again, "
                      "under the same serial; and no other tag has that make and serial."),
              register.weapon_not_taken_in),
        _rule(3, "container-taken-in", english("The container is on the register, taken in by two people."),
              register.container_taken_in),
        _rule(4, "container-not-taken-in",
              english("The id of the container is new, or something bars it and it is taken in again."),
              register.container_not_taken_in),
        _rule(5, "weapon-holds-nothing", english("The record says that the weapon holds nothing."),
              contents.weapon_holds_nothing),
        _rule(6, "weapon-holds-only-dummies-or-nothing",
              english("The record says that the weapon holds nothing, or dummies that two people counted."),
              contents.weapon_holds_only_dummies_or_nothing),
        _rule(7, "not-barred",
              english("Nothing bars the item by name: it is neither withdrawn nor quarantined, has not misfired "
                      "and is not frozen."),
              register.not_barred),
        _rule(8, "no-hold", english("No hold is open, and no record that may be one and cannot be read."),
              register.no_hold),
        _rule(9, "no-stand-down", english("No stand-down is open."), register.no_stand_down),
        _rule(10, "in-armorers-custody", english("The weapon is in the hand of the person who performs, or locked."),
              custody.in_armorers_custody, "CA-9153"),
        _rule(11, "clearance-living",
              english("A clearance of the weapon lives, for this slate and every place in shot, and whoever showed "
                      "it clear hands it over."),
              custody.clearance_living),
        _rule(12, "issued-or-with-handler",
              english("The record says who has the weapon, or that nobody knows; it is on the set."),
              custody.issued_or_with_handler),
        _rule(13, "box-fits",
              english("The box is on the register, of the planned class and the calibre of the weapon, not barred, "
                      "and holds enough; rounds go back into the box that they came from."),
              contents.box_fits, "GREY"),
        _rule(14, "contents-not-blank", english("Neither the plan nor the weapon has a blank: a blank is never cold."),
              contents.contents_not_blank),
        _rule(15, "roles-distinct",
              english("Two different people walk it, each on the roster in that role and in none that excludes it."),
              custody.roles_distinct),
        _rule(16, "handover-to-holder",
              english("The holder, and everybody to whom it is planned to go afterwards, is a performer on the "
                      "roster, and neither gives it nor verifies it."),
              custody.handover_to_holder, "CA-9153"),
        _rule(17, "turn-round-allowed",
              english("The issue lives, or only a take-back by its own armorer ended it and its minutes are not "
                      "over; same holder, slate and armorer."),
              custody.turn_round_allowed),
        _rule(18, "devices-known",
              english("Every feed device that the register says the weapon has is on it, and nothing bars one."),
              register.devices_known),
    )
)  # fmt: skip
RULES: Mapping[str, Rule] = {
    **_FIRST,
    **{
        rule.slug: rule
        for topic in (day, all_back, order, people, blanks, batches, stops, moves, packs)
        for rule in topic.RULES
    },
}
"""The rules that a checklist may require, by slug. A slug that is not here is an error of the checklist."""


def check(slug: str, context: RuleContext) -> Refusal | None:
    """The refusal of one rule, or None if it holds.

    Raises:
        KeyError: there is no such rule.
    """
    return RULES[slug].check(context)
