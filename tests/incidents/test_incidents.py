"""Every account: as it is told and with honest looks it ends where the app says no; a lie gets through and is seen."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from showclear.app.demo import Demonstration
from showclear.app.founding import NewKey
from tests.app.stage import Stage
from tests.incidents.accounts import ACCOUNTS
from tests.incidents.replay import Barrier, Incident, Outcome, play, reached_it, scene_of, search

ROOT = Path(__file__).parents[2]
HAZARDS = {one["id"] for one in tomllib.loads((ROOT / "checklists/hazards.toml").read_text("utf-8"))["hazard"]}
SOURCES = {one["key"] for one in tomllib.loads((ROOT / "checklists/sources.toml").read_text("utf-8"))["source"]}

each_account = pytest.mark.parametrize("incident", ACCOUNTS, ids=[one.id for one in ACCOUNTS])


def ends_at(outcomes: tuple[Outcome, ...], barrier: Barrier) -> None:
    """The last deed is the one that is named, and it is refused by what is named, because of that hazard."""
    last = outcomes[-1]
    assert not last.done, f"nothing stood in the way of {[one.deed for one in outcomes]}"
    assert (last.deed, barrier.by) in {(last.deed, by) for by in last.by}, (last, barrier)
    assert last.deed == barrier.deed, (last, barrier)
    assert barrier.hazard in HAZARDS
    if last.hazards:
        assert barrier.hazard in last.hazards, last


@each_account
def test_as_it_is_told_it_ends_where_the_app_says_no(incident: Incident, stage: Stage) -> None:
    """What was done on that day cannot be signed off."""
    scene = scene_of(incident, stage)
    ends_at(play(scene, incident.as_told), incident.as_told_ends)
    assert not reached_it(incident, stage)


@each_account
def test_with_honest_looks_it_is_seen(incident: Incident, stage: Stage) -> None:
    """Two people who look for themselves find it, at a step that was made for it."""
    scene = scene_of(incident, stage)
    ends_at(play(scene, incident.honest), incident.honest_ends)
    assert not reached_it(incident, stage)


@each_account
def test_no_order_of_what_was_done_leads_there(
    incident: Incident, made: Demonstration, keys: dict[str, NewKey], tmp_path: Path
) -> None:
    """A search over the deeds, up to eight of them, looks being honest."""
    states, path = search(incident, made, keys, tmp_path)
    assert not path, f"{incident.id}: {' > '.join(path)} ({states} states)"
    assert states > 1 or incident.shut, "the search did not get anywhere"


@each_account
def test_a_lie_gets_through_and_leaves_its_evidence(incident: Incident, stage: Stage) -> None:
    """The app sees what people enter. Two who lie together pass; then the record says who said what, and when."""
    scene = scene_of(incident, stage, lying=True)
    outcomes = play(scene, incident.lying)
    assert all(one.done for one in outcomes), outcomes[-1:]
    seen = incident.evidence(scene)
    assert len(seen) == len(incident.left_behind)
    missing = [words for words, there in zip(incident.left_behind, seen, strict=True) if not there]
    assert not missing


def test_every_account_names_sources_that_exist() -> None:
    """Nothing is told that nobody wrote down."""
    for incident in ACCOUNTS:
        assert incident.sources
        assert SOURCES.issuperset(incident.sources), incident.id
