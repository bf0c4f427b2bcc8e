"""The drill: who enters what is shown catches what is planted, who enters what is expected misses it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from showclear.app.definitions.shipped import shipped as load_shipped
from showclear.app.demo import demo_machine
from showclear.app.drill.debrief import NOT_CITED, as_json, as_text, debrief
from showclear.app.drill.faults import DUMMY_GUN, EMPTY_GUN, FAULTS, Fault
from showclear.app.drill.opening import make_drill, open_drill, out_in, refuse_while_guns_are_out
from showclear.app.drill.plan import DAY, draw, plan_of
from showclear.app.drill.score import Note, Verdict, What, points, score
from showclear.app.refusing import RulesRefuseError
from showclear.domain.checklists import Procedure
from showclear.domain.people import Role
from showclear.errors import InputError, StorageError
from showclear.storage.clock import FakeClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import ProductionPaths
from tests.app.drill_play import NOW, Trainee, opened, planted
from tests.app.stage import Stage

ROLES = (Role.ARMORER, Role.ASSISTANT_DIRECTOR)
SEED = 7
EMPTY_TASKS = tuple(task for task in DAY if task.subject == EMPTY_GUN)
DUMMY_TASKS = tuple(task for task in DAY if task.subject == DUMMY_GUN)
WRAP = tuple(task for task in DAY if task.procedure is Procedure.WRAP)


@pytest.fixture(scope="module")
def drilled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drill; tests play copies of it."""
    folder = tmp_path_factory.mktemp("drill") / "drill"
    make_drill(folder, SEED, Role.ARMORER, now=NOW, rounds=4)
    return folder


@pytest.mark.parametrize("keys", [b"", b"[]", b'{"keys": {}}', b'{"keys": {"nobody": ["a", "b"]}}'])
def test_a_drill_whose_keys_were_damaged_says_so(drilled: Path, tmp_path: Path, keys: bytes) -> None:
    """It is not gone on with, and nobody reads a traceback."""
    folder = tmp_path / "drill"
    shutil.copytree(drilled, folder)
    (demo_machine(folder).root / "drill-keys.json").write_bytes(keys)
    with pytest.raises(InputError, match="does not hold the keys of a drill"):
        open_drill(folder, FakeClock(NOW))


# What is planted


def test_the_same_seed_plants_the_same_faults() -> None:
    for role in ROLES:
        assert draw(3, role) == draw(3, role) == plan_of(draw(3, role).words)
    assert len({tuple(one.fault.id for one in draw(seed, Role.ARMORER).planted) for seed in range(40)}) > 10


def test_every_fault_that_a_role_can_see_is_drawn_by_some_seed() -> None:
    for role in ROLES:
        drawn = {one.fault.id for seed in range(200) for one in draw(seed, role).planted}
        assert drawn == {fault.id for fault in FAULTS if role in fault.roles}


@given(st.integers(0, 9999), st.sampled_from(ROLES))
def test_a_fault_that_ends_the_day_is_the_last_one_so_that_all_can_be_met(seed: int, role: Role) -> None:
    ends = [one.fault.ends_the_day for one in draw(seed, role).planted]
    assert ends == [False, False, False, True]


def test_every_fault_stands_at_a_step_that_prevents_its_hazard_and_cites_what_is_known() -> None:
    shipped = load_shipped()
    sources = {source.key for source in shipped.sources}
    hazards = {hazard.id: hazard for hazard in shipped.hazards}
    steps = {
        (checklist.procedure, step.id): step
        for checklist in shipped.checklists
        for block in checklist.blocks
        for step in block.steps
    }
    for fault in FAULTS:
        assert fault.sources, fault.id
        assert sources.issuperset(fault.sources), fault.id
        assert hazards[fault.hazard].where, f"{fault.id}: no accident is known of {fault.hazard}"
        for place in fault.places:
            assert (place.procedure, place.step) in steps, (fault.id, place.step)
        first = fault.places[0]
        assert fault.hazard in steps[first.procedure, first.step].prevents, fault.id


def test_a_record_that_names_no_drill_we_know_is_refused() -> None:
    for words in ("", "7", "seven armorer", "7 producer"):
        with pytest.raises(InputError):
            plan_of(words)


# Who looks catches it


SOFT = {role: [one.id for one in FAULTS if role in one.roles and not one.ends_the_day] for role in ROLES}


@pytest.mark.parametrize("role", ROLES)
def test_who_enters_what_is_shown_catches_all_that_comes_early(drilled: Path, tmp_path: Path, role: Role) -> None:
    """Also the other one who does not look: that is caught by a hold, because nothing in one's own hand shows it."""
    with opened(drilled, tmp_path / "drill", planted(role, *SOFT[role])) as drill:
        outcomes = Trainee(drill).day(EMPTY_TASKS)
        assert {one.planted.fault.id: one.verdict for one in outcomes} == dict.fromkeys(SOFT[role], Verdict.CAUGHT)
        assert drill.guide.next_task(drill.production.board()) == DUMMY_TASKS[0]


@pytest.mark.parametrize("fault", [one for one in FAULTS if one.ends_the_day], ids=lambda one: one.id)
def test_who_enters_what_is_shown_catches_each_fault_that_ends_the_day(
    drilled: Path, tmp_path: Path, fault: Fault
) -> None:
    role = Role.ASSISTANT_DIRECTOR if fault.id == "live-round" else Role.ARMORER
    with opened(drilled, tmp_path / "drill", planted(role, fault.id)) as drill:
        (outcome,) = Trainee(drill).day((*DUMMY_TASKS, *WRAP))
        assert outcome.verdict is Verdict.CAUGHT
        assert outcome.by.startswith(f"at {fault.places[0].procedure}/{fault.places[0].step}")
        assert drill.guide.next_task(drill.production.board()) is None


def test_who_enters_what_the_list_expects_misses_all_of_it_and_is_told_where_it_happened(
    drilled: Path, tmp_path: Path
) -> None:
    with opened(drilled, tmp_path / "drill", planted(Role.ARMORER, *(one.id for one in FAULTS))) as drill:
        outcomes = Trainee(drill, looks=False).day((*EMPTY_TASKS, *DUMMY_TASKS, *WRAP))
        never = {"late-gun"}  # nothing that an armorer is asked
        missed = [one for one in outcomes if one.planted.fault.id not in never]
        assert {one.verdict for one in missed} == {Verdict.MISSED}
        assert points(outcomes) == (0, len(missed))
        labels = drill.production.adopted.source_labels()
        text = as_text(drill.guide.debrief(labels))
        words = " ".join(text.split())
        assert max(map(len, text.splitlines())) <= 80
        for one in missed:
            assert one.planted.fault.happened in words
            assert one.planted.fault.would in words
        assert next(fault for fault in FAULTS if fault.id == "late-gun").happened not in words
        assert "New Mexico OHSB, 2022" in text
        assert "CODY" not in text
        assert NOT_CITED in text
        assert drill.guide.next_task(drill.production.board()) is None
        assert_marked(drill.production.folder)


def assert_marked(folder: Path) -> None:
    """Every record of a drill says so: its name, its head, its body; so does every note."""
    from showclear.app.reading import read_body

    files = sorted(ProductionPaths(folder).log.glob("*.toml"))
    assert len(files) > 30
    for file in files:
        data = file.read_bytes()
        assert file.name.startswith("drill-"), file.name
        assert b'\nlog = "drill-' in data, file.name
        assert read_body(data).get("drill") is True, file.name
    for line in ProductionPaths(folder).drill.read_text().splitlines():
        assert json.loads(line.partition(" ")[2])["drill"] is True


def test_a_round_that_was_signed_away_shows_again_when_it_comes_out_of_the_gun(drilled: Path, tmp_path: Path) -> None:
    with opened(drilled, tmp_path / "drill", planted(Role.ARMORER, "live-round")) as drill:
        Trainee(drill, looks=False).day(DUMMY_TASKS[:1])
        assert drill.guide.outcomes()[0].verdict is Verdict.MISSED
        (outcome,) = Trainee(drill).day(DUMMY_TASKS[1:])
        assert outcome.verdict is Verdict.LATE
        assert points((outcome,)) == (0, 1)


def test_a_drill_is_gone_on_with_where_it_was_left(drilled: Path, tmp_path: Path) -> None:
    plan = planted(Role.ARMORER, "muzzle")
    with opened(drilled, tmp_path / "drill", plan) as drill:
        Trainee(drill).day(EMPTY_TASKS[:2])
        before = drill.guide.outcomes()
    with opened(tmp_path / "drill", tmp_path / "again", plan) as drill:
        assert drill.guide.outcomes() == before
        assert before[0].verdict is Verdict.CAUGHT
        assert drill.guide.next_task(drill.production.board()) == EMPTY_TASKS[2]


# The score


NOTES = st.builds(
    Note, st.sampled_from(What), st.sampled_from(["muzzle", "live-round", "unknown"]), st.sampled_from(["r1", "r2"]),
)  # fmt: skip


SIGNED_AWAY = [Note(What.SHOWN, "muzzle", "r1"), Note(What.SIGNED, "muzzle", "r1")]


@given(st.lists(NOTES, max_size=30), st.lists(NOTES, max_size=10))
@example(SIGNED_AWAY, [Note(What.TOLD, "muzzle", "r2")])  # chance hardly ever signs anything away
@example(SIGNED_AWAY, [Note(What.SHOWN, "muzzle", "r2"), Note(What.STOPPED, "muzzle", "r2")])
def test_what_was_caught_stays_caught_and_what_was_signed_away_is_never_caught_in_time(
    notes: list[Note], more: list[Note]
) -> None:
    plan = planted(Role.ARMORER, "muzzle", "live-round")
    for before, after in zip(score(plan, notes), score(plan, [*notes, *more]), strict=True):
        if before.verdict in (Verdict.CAUGHT, Verdict.LATE):
            assert after == before
        if before.verdict is Verdict.MISSED:
            assert after.verdict in (Verdict.MISSED, Verdict.LATE)


def test_a_fault_that_was_passed_and_not_signed_can_still_be_caught() -> None:
    plan = planted(Role.ARMORER, "muzzle")
    notes = [Note(What.SHOWN, "muzzle", "r1"), Note(What.PASSED, "muzzle", "r1", "handover/muzzle", "", "Nobody")]
    assert score(plan, notes)[0].verdict is Verdict.OPEN
    assert score(plan, [*notes, Note(What.STOPPED, "muzzle", "r1")])[0].verdict is Verdict.CAUGHT
    (missed,) = score(plan, [*notes, Note(What.SIGNED, "muzzle", "r1")])
    assert missed.verdict is Verdict.MISSED
    assert missed.by == 'at handover/muzzle you entered "Nobody"'


def test_what_did_not_come_up_is_not_given_away() -> None:
    one = debrief(score(planted(Role.ARMORER, "cylinder"), ()), 7, "armorer", {})
    assert "Cody" not in as_text(one)
    assert as_json(one)["faults"] == []
    assert one.told == ()
    assert "spare" not in as_text(one)


# Where and when there is none


@pytest.fixture
def stage_out(stage: Stage) -> Iterator[Stage]:
    """A production in which a gun is in somebody's hand."""
    from tests.app.stage import COLT, EMPTY

    stage.clear(COLT, EMPTY)
    stage.hand_over(COLT)
    return stage


def test_a_drill_is_refused_while_a_gun_is_out_and_allowed_when_it_is_back(stage_out: Stage) -> None:
    from functools import partial

    disk = LocalFileSystem()
    look = partial(out_in, machine=stage_out.machine, clock=FakeClock(NOW))
    with pytest.raises(RulesRefuseError, match="R-DRILL-1") as refused:
        refuse_while_guns_are_out(stage_out.machine, disk, look)
    assert refused.value.refusals[0].facts[0].text == f"Out in {stage_out.folder}: A-07."
    stage_out.production.take_back("A-07")
    assert refuse_while_guns_are_out(stage_out.machine, disk, look) == ()


def test_a_drill_is_refused_where_nobody_can_tell_whether_a_gun_is_out(stage: Stage) -> None:
    def look(folder: Path) -> tuple[str, ...]:
        raise StorageError(f"{folder}: it cannot be read.", "")

    with pytest.raises(RulesRefuseError, match="R-DRILL-1") as refused:
        refuse_while_guns_are_out(stage.machine, LocalFileSystem(), look)
    assert "cannot be told" in refused.value.refusals[0].facts[0].text


def test_no_drill_is_made_inside_a_production(stage: Stage) -> None:
    for folder in (stage.folder, stage.folder / "drill", stage.folder / "deep" / "drill"):
        with pytest.raises(RulesRefuseError, match="R-DRILL-2"):
            make_drill(folder, 1, Role.ARMORER, now=NOW, rounds=4)
