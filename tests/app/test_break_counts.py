"""How many events there are about a run is counted without reading them; the plain definition stands here."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from showclear.domain.checklists import Procedure
from showclear.domain.effects import Effect
from showclear.domain.meanwhile import _lanes, happened
from showclear.domain.runs import RunPlan
from showclear.domain.situation import Situation, fold
from tests.app.test_snapshot_fold import Written, causal_prefix
from tests.domain.runs.run_cases import checklist, plan
from tests.domain.situation.productions import BY_ARMORER_AND_AD, Shoot
from tests.domain.situation.test_properties import LAPTOPS, shoots

RUN = "0" * 32


def plan_of(procedure: Procedure) -> RunPlan:
    """A run about A-07 of the main unit."""
    return plan(checklist=checklist(procedure=procedure), facts={"unit.name": "main"})


PLANS = tuple(map(plan_of, (Procedure.INSPECTION, Procedure.INTAKE)))
"""One that permits gun work, and one that does not."""


def by_reading(situation: Situation, of: RunPlan) -> int:
    """The definition: the ids of all records in the lanes, without the run's own."""
    view = situation.view
    return len(
        {
            view.record(index).id
            for lane in _lanes(of)
            for track in view.history.lanes.get(lane, {}).values()
            for index in track.indices
            if index < situation.size
            and view.record(index).id != of.run_id
            and all(one.run != of.run_id for one in view.judgement(index).restrictions)
        }
    )


@st.composite
def stories(draw: st.DrawFn) -> Shoot:
    """A random story in which the run itself, its restrictions, breaks and copies of any of them stand, too."""
    shoot = draw(shoots())
    for what, laptop, sync in draw(
        st.lists(
            st.tuples(
                st.sampled_from(("run", "bars", "holds", "copy", "break")), st.sampled_from(LAPTOPS), st.booleans()
            ),
            max_size=6,
        )
    ):
        if what == "run":
            shoot.clear("A-07", laptop=laptop, id=RUN)
        elif what == "bars":
            shoot.bar("A-07", run=RUN, laptop=laptop)
        elif what == "holds":
            shoot.add("hold", [Effect("hold", {"reason": "x", "run": RUN})], laptop=laptop)
        elif what == "break":
            shoot.add("restriction", [Effect("break", {"unit": "main", "reason": "lunch"})], laptop=laptop)
        else:
            one = shoot.records[-1]
            shoot.add(one.kind, one.effects, signers=BY_ARMORER_AND_AD, laptop=laptop, id=one.id)
        if sync:
            shoot.sync()
    return shoot


@settings(max_examples=40, deadline=None)
@given(stories(), st.integers(0, 2**16))
def test_a_count_without_reading_says_what_reading_says_in_any_order(shoot: Shoot, seed: int) -> None:
    """R-RUN-9: whatever happened to a gun under a run is counted, whichever laptop's records come when."""
    chance = Random(seed)
    shuffled = list(shoot.records)
    chance.shuffle(shuffled)
    grown = fold((), shoot.ancestry)
    seen = []
    for record in shuffled:
        grown = grown.add(record)
        seen.append(grown)
    for one in PLANS:
        before = 0
        for situation in seen:
            count = happened(situation, one)
            assert count == by_reading(situation, one) >= before
            before = count


@settings(max_examples=30, deadline=None)
@given(stories(), st.integers(0, 2**16))
def test_the_count_is_the_same_over_what_is_remembered(shoot: Shoot, seed: int) -> None:
    """R-RUN-9: a run that was begun before the app was closed is asked anew exactly where it would have been."""
    chance = Random(seed)
    start = causal_prefix(shoot.records, chance)
    situation = Written(fold(start, shoot.ancestry).view.history).situation(shoot.ancestry)
    for record in shoot.records[len(start) :]:
        situation = situation.add(record)
    for one in PLANS:
        assert happened(situation, one) == by_reading(situation, one) == happened(shoot.situation(), one)
