"""The rules that a production adopts: which values hold, what they end, what does not count under them."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showclear.domain.checklists import Procedure
from showclear.domain.limits import FLOOR, LIMITS, Limits, read_value, strictest
from showclear.domain.situation import Situation, fold
from showclear.domain.situation.due import due
from showclear.domain.situation.packs import decided
from showclear.domain.situation.records import RecordFacts, SignerFacts
from showclear.domain.situation.status import State, status
from tests.domain.situation.blank_days import blank_day, blank_take, of, rules_found, zone
from tests.domain.situation.productions import BY_ARMORER_AND_AD, BY_OFFICER_AND_ARMORER, Shoot, at, equipped

LAPTOPS = ("truck", "set")
RUBBER_ONLY = "airsoft non-gun replica rubber"


@pytest.fixture
def shoot() -> Shoot:
    """A production on a day without blanks, one revolver proved empty."""
    return equipped(ready=True)


def state(shoot: Shoot, tag: str = "A-07", minutes: float = 0) -> State:
    """The state of a weapon so many minutes from now, under the limits that hold."""
    situation = shoot.situation()
    one = status(situation, tag, at(minutes) if minutes else shoot.now, situation.limits)
    assert one is not None
    return one.state


def test_a_production_without_packs_has_the_floor(shoot: Shoot) -> None:
    """R-160: old records carry no packs; they mean the floor."""
    assert shoot.situation().limits == FLOOR


def test_what_a_safety_officer_and_an_armorer_adopt_holds(shoot: Shoot) -> None:
    """R-160: each limit at its strictest, whoever else adopted something laxer, and never laxer than the floor."""
    shoot.adopt_rules("canada", clearance_minutes="60", misfire_wait_seconds="60")
    shoot.adopt_rules("own", clearance_minutes="8", misfire_wait_seconds="45", weapon_classes=RUBBER_ONLY)
    limits = shoot.situation().limits
    assert (limits["clearance_minutes"], limits["misfire_wait_seconds"]) == (8, 60)
    assert limits["weapon_classes"] == frozenset(RUBBER_ONLY.split())
    assert limits["issue_minutes_cold"] == 10
    (said,) = decided(shoot.situation().view, "misfire_wait_seconds")[:1]
    assert (said.pack, said.source, said.value) == ("Canada", "ours", 60)


@pytest.mark.parametrize(
    "wrong",
    [
        {"signers": ()},
        {"signers": BY_OFFICER_AND_ARMORER[:1]},
        {"signers": BY_OFFICER_AND_ARMORER[1:]},
        {"signers": BY_ARMORER_AND_AD},
        {"intact": False},
        {"kind": "review"},
    ],
)
def test_nobody_else_changes_the_rules(shoot: Shoot, wrong: dict[str, object]) -> None:
    """R-160: a removal that one person signs, or that does not verify, removes nothing."""
    shoot.adopt_rules(clearance_minutes="8")
    shoot.remove_rules()
    shoot.records[-1] = replace(shoot.records[-1], **wrong)  # type: ignore[arg-type]
    assert shoot.situation().limits["clearance_minutes"] == 8
    assert "R-160" in rules_found(shoot) or wrong.get("intact") is False or "kind" in wrong


def test_nobody_else_adopts_rules(shoot: Shoot) -> None:
    """R-160: what an assistant director signs alone is no rule of the production."""
    shoot.adopt_rules(clearance_minutes="8", signers=(SignerFacts("jonas", "assistant-director", "adopted"),))
    assert shoot.situation().limits == FLOOR
    assert "R-160" in rules_found(shoot)


def test_the_newest_adoption_of_a_pack_replaces_the_one_it_knows(shoot: Shoot) -> None:
    """R-160: a limit is changed by adopting the pack anew, and taken away by removing it."""
    shoot.adopt_rules(clearance_minutes="5")
    shoot.adopt_rules(clearance_minutes="9")
    assert shoot.situation().limits["clearance_minutes"] == 9
    shoot.remove_rules()
    assert shoot.situation().limits == FLOOR


def test_of_two_adoptions_that_do_not_know_of_each_other_the_stricter_values_hold(shoot: Shoot) -> None:
    """R-160: a laptop that removes a pack does not undo what another one adopts meanwhile."""
    shoot.adopt_rules(clearance_minutes="9")
    shoot.sync("truck", "set")
    shoot.adopt_rules(clearance_minutes="5", issue_minutes_cold="9", laptop="truck")
    shoot.remove_rules(laptop="set")
    shoot.sync()
    limits = shoot.situation().limits
    assert (limits["clearance_minutes"], limits["issue_minutes_cold"]) == (5, 9)
    shoot.remove_rules(laptop="set")
    assert shoot.situation().limits == FLOOR, "this removal knows of both"


def test_a_limit_that_this_version_does_not_know_holds_the_laptop(shoot: Shoot) -> None:
    """R-043: a rule that nobody here can read may be stricter than all that is known."""
    shoot.clear()
    shoot.adopt_rules(moon_phase="full")
    assert shoot.situation().held_by_unknown
    other = Shoot()
    other.found()
    other.adopt_rules(clearance_minutes="soon")
    assert other.situation().held_by_unknown
    third = Shoot()
    third.found()
    third.adopt_rules(clearance_minutes=5)  # type: ignore[arg-type]
    assert third.situation().held_by_unknown, "a number where the text of a value has to be"


def test_a_change_of_the_rules_ends_what_was_permitted_before(shoot: Shoot) -> None:
    """R-161: a clearance, and an issue, that do not know of the new rules."""
    shoot.clear()
    assert state(shoot) is State.COLD
    shoot.adopt_rules(guns_per_handler="1")
    assert state(shoot) is State.UNVERIFIED
    shoot.clear()
    shoot.hand_over()
    assert state(shoot) is State.COLD
    shoot.remove_rules()
    assert state(shoot) is State.UNVERIFIED, "a looser rule is a change too"
    shoot.take_back()
    shoot.hand_over(procedure="turn-round")
    assert state(shoot) is State.UNVERIFIED


def test_rules_that_arrive_late_end_what_did_not_know_of_them(shoot: Shoot) -> None:
    """R-161: the laptop on set cleared a gun that the office had just banned."""
    shoot.sync("truck", "set")
    shoot.adopt_rules(weapon_classes=RUBBER_ONLY, laptop="set")
    shoot.clear(laptop="truck")
    early = fold([one for one in shoot.records if one.log == "truck"], shoot.ancestry)
    late = early
    for record in (one for one in shoot.records if one.log == "set"):
        late = late.add(record)
    assert _state_in(early, shoot) is State.COLD
    assert _state_in(late, shoot) is State.UNVERIFIED


def _state_in(situation: Situation, shoot: Shoot) -> State:
    one = status(situation, "A-07", shoot.now, situation.limits)
    assert one is not None
    return one.state


def test_a_change_of_the_rules_ends_a_zone() -> None:
    """R-161: the distance may be another one."""
    shoot = blank_day()
    shoot.adopt_rules(misfire_wait_seconds="60")
    blank_take(shoot)
    assert of(shoot).issue is None


def test_a_gun_of_a_class_that_is_banned_is_never_cleared(shoot: Shoot) -> None:
    """R-162: a production may ban live-capable guns altogether."""
    shoot.adopt_rules(weapon_classes=RUBBER_ONLY)
    shoot.clear()
    assert state(shoot) is State.UNVERIFIED
    assert "R-162" in rules_found(shoot)


def test_adopted_minutes_shorten_a_clearance_and_an_issue(shoot: Shoot) -> None:
    """R-037: whatever the record itself says; fifteen minutes are written in it."""
    shoot.adopt_rules(clearance_minutes="6", issue_minutes_cold="4")
    shoot.clear()
    assert (state(shoot, minutes=5.5), state(shoot, minutes=6)) == (State.COLD, State.UNVERIFIED)
    shoot.hand_over()
    assert (state(shoot, minutes=3.5), state(shoot, minutes=4)) == (State.COLD, State.UNVERIFIED)


def test_a_handover_after_the_adopted_minutes_does_not_count(shoot: Shoot) -> None:
    """R-046: the clearance that it rests on is judged under the limits among its ancestors."""
    shoot.adopt_rules(clearance_minutes="6")
    shoot.clear()
    shoot.now = at(7)
    shoot.hand_over()
    assert "R-046" in rules_found(shoot)


def test_whoever_may_not_hand_over_hands_nothing_over(shoot: Shoot) -> None:
    """R-162: where a pack leaves nobody, a gun is cleared and stays with its armorer."""
    shoot.adopt_rules(hand_over_by="")
    shoot.clear()
    assert state(shoot) is State.COLD
    shoot.hand_over()
    assert state(shoot) is State.UNVERIFIED
    assert "R-162" in rules_found(shoot)


@pytest.mark.parametrize(("limit", "paper"), [("permit_needed", "permit"), ("police_notice_needed", "police_notice")])
def test_without_a_paper_that_is_asked_for_nothing_is_cleared(limit: str, paper: str) -> None:
    """R-162: the day was opened without it; once the day is opened with it, it is there."""
    shoot = Shoot()
    shoot.found()
    shoot.take_in()
    shoot.adopt_rules(**{limit: "yes"})
    shoot.ready("A-07")
    shoot.clear()
    assert state(shoot) is State.UNVERIFIED
    assert "R-162" in rules_found(shoot)
    shoot.ready("A-07", **{paper: "No. 7, until May"})
    shoot.clear()
    assert state(shoot) is State.COLD


def test_a_zone_counts_only_if_it_was_measured_against_the_distance_that_holds() -> None:
    """R-162: a zone whose record says nothing of it was measured against the floor."""
    shoot = blank_day()
    shoot.adopt_rules(blank_stand_off="900")
    for changes in ({}, {"stand_off": 899}):
        zone(shoot, **changes)
        blank_take(shoot)
        assert of(shoot).issue is None
        assert "R-162" in rules_found(shoot)
        shoot = blank_day()
        shoot.adopt_rules(blank_stand_off="900")
    zone(shoot, stand_off=900)
    blank_take(shoot)
    assert of(shoot).issue is not None


def test_no_zone_counts_for_a_class_that_is_banned_or_a_day_without_its_paper() -> None:
    """R-162: blanks are fired only by what is allowed, on a day with its papers."""
    for values in ({"weapon_classes": "blank-firing rubber"}, {"permit_needed": "yes"}):
        shoot = blank_day()
        shoot.adopt_rules(**values)
        zone(shoot)
        assert "R-162" in rules_found(shoot)


def test_the_board_sends_a_banned_gun_away_and_asks_for_the_paper(shoot: Shoot) -> None:
    """R-163, R-166: what would be refused is not offered as the next step."""
    labels = [one.words for one in due(shoot.situation(), "main", shoot.now, FLOOR)]
    assert labels == ["Inspect A-07 when needed", "Wrap the day 2026-03-04"]
    shoot.adopt_rules(weapon_classes=RUBBER_ONLY, permit_needed="yes")
    situation = shoot.situation()
    first, *others = due(situation, "main", shoot.now, situation.limits)
    assert (first.procedure, first.blocking) == (Procedure.DAY_PEOPLE, True)
    assert [one.words for one in others] == ["Wrap the day 2026-03-04"]
    one = status(situation, "A-07", shoot.now, situation.limits)
    assert one is not None
    assert one.next == "not allowed here: send it away"
    assert "Own leaves it out (ours)." in one.why


# In any order.

_VALUES = st.fixed_dictionaries(
    {},
    optional={
        "clearance_minutes": st.integers(1, 30).map(str),
        "blank_stand_off": st.integers(300, 1_500).map(str),
        "permit_needed": st.sampled_from(("yes", "no")),
        "weapon_classes": st.sampled_from(("", "rubber", RUBBER_ONLY, "live-capable rubber")),
    },
)
_STORY = st.lists(
    st.tuples(
        st.sampled_from(("adopt", "adopt", "remove")),
        st.sampled_from(("own", "canada")),
        _VALUES,
        st.sampled_from(LAPTOPS),
        st.booleans(),
    ),
    max_size=8,
)


def _told(story: list[tuple[str, str, dict[str, str], str, bool]]) -> Shoot:
    shoot = Shoot()
    shoot.found()
    shoot.sync("truck", *LAPTOPS)
    for act, pack, values, laptop, sync in story:
        if act == "adopt":
            shoot.adopt_rules(pack, laptop=laptop, **values)
        else:
            shoot.remove_rules(pack, laptop=laptop)
        if sync:
            shoot.sync()
    return shoot


def _pack(record: RecordFacts) -> str:
    return str(record.effects[0].values["pack"])


def _by_definition(shoot: Shoot, records: list[RecordFacts]) -> Limits:
    """The limits by the plain definition: everything that no later record about the same pack knows of."""
    said = [one for one in records if one.kind == "definitions"]
    tips = [
        one
        for one in said
        if not any(
            shoot.ancestry.is_ancestor(one.digest, other.digest) and _pack(one) == _pack(other) for other in said
        )
    ]
    packs: list[Limits] = [
        {
            str(effect.values["limit"]): read_value(LIMITS[str(effect.values["limit"])], str(effect.values["value"]))
            for effect in one.effects
            if effect.kind == "limit-set"
        }
        for one in tips
    ]
    return reduce(strictest, packs, FLOOR)


@settings(max_examples=150, deadline=None)
@given(_STORY, st.randoms(use_true_random=False))
def test_the_limits_depend_on_what_is_known_and_never_on_how_it_arrived(
    story: list[tuple[str, str, dict[str, str], str, bool]], random: object
) -> None:
    """R-160: after each record that arrives, in any order, they are those of the plain definition."""
    shoot = _told(story)
    records = list(shoot.records)
    random.shuffle(records)  # type: ignore[attr-defined]
    grown, known = fold((), shoot.ancestry), []
    for record in records:
        known.append(record)
        grown = grown.add(record)
    assert grown.limits == _by_definition(shoot, known) == shoot.situation().limits
