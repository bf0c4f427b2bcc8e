"""What ships: it loads, it fits on the screen, it names no person and no source that was not read."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from showclear.app.definitions import definitions_folder, load_definitions, shipped
from showclear.domain.checklists import AnswerKind, Checklist, Procedure, Step
from showclear.errors import ChecklistError

FOLDER = Path(__file__).resolve().parents[2] / "checklists"
KILLERS_OF_THE_DOMAIN = frozenset(
    {
        # A4-A7, D2-D6, G2, G4: the gun itself, every chamber, feed path, bore
        "serial", "whole-serial", "new-tag", "how-many-chambers", "how-many-barrels", "class-borne-out",
        "chambers", "nipples", "rod", "feed-way", "feeds", "bore", "plug", "solid", "no-way-in", "chambers-empty",
        "caps", "all-clear",
        # B3, B6, B8, D8, D10, G3: every round, every count
        "rounds", "back", "trays", "charge-trays", "counted", "left-in-box", "loaded", "empty-chambers",
        "came-out", "in-box",
        # E2, E3, E9, G1: armorer present, muzzle, from hand to hand
        "armorer-stays", "muzzle", "giver", "taker", "shown",
        # C1, O: a qualified handler with no other duty
        "duty", "only-guns",
        # C7-C9: no live round, swept and stated
        "places-found", "belts-opened", "belts-found", "pockets-opened", "pockets-found", "feeds-found", "own-guns",
        "none-live",
        # C6, C10, J1, N1, O: every gun that is here was counted today
        "guns-here", "unlisted",
        # C13: no open near miss
        "open-reports",
        # F3, F4, F6: distance, cone, heads and protection
        "distance", "cone", "heads", "protected", "line-clear",
        # F8: every blank, in the box or in a device
        "blanks", "charges", "in-gun", "top-blank", "device-empty", "in-device", "taken-out", "alike",
        # G3, J4, L2, O: every count
        "all-back", "boxes", "devices", "batches", "keys", "as-it-was", "given", "found-signs",
        # inert batches: each one in the hand
        "all-solid",
        # C13, L8: no open near miss; the armorer's no
        "armorer-agrees",
    }
)  # fmt: skip
"""domain.md 8.1 and what design adds: nothing else takes two people's keys."""


def steps() -> Iterator[tuple[Checklist, Step]]:
    """Every step that ships."""
    for checklist in shipped().checklists:
        for block in checklist.blocks:
            for step in block.steps:
                yield checklist, step


STEPS = [pytest.param(step, id=f"{checklist.id}-{step.id}") for checklist, step in steps()]


def test_every_procedure_of_this_version_has_its_checklist() -> None:
    """One each, found by what it is for."""
    assert {checklist.procedure for checklist in shipped().checklists} == set(Procedure)


def test_the_checkout_is_what_an_editable_install_ships() -> None:
    """No copy inside the package that could fall behind."""
    assert Path(str(definitions_folder())).resolve() == FOLDER


def test_the_bytes_of_every_definition_are_at_hand_for_adoption() -> None:
    """A production keeps the very bytes whose digest its records cite."""
    definitions = shipped()
    assert set(definitions.files) == {checklist.id for checklist in definitions.checklists}
    assert definitions.files["handover"] == (FOLDER / "handover.toml").read_bytes()
    assert set(definitions.block_files) == {"look-empty", "prove-empty", "prove-inert", "sweep"}


def test_a_folder_without_hazards_is_no_set(tmp_path: Path) -> None:
    """What the steps prevent has to be written down."""
    with pytest.raises(ChecklistError, match="is not there"):
        load_definitions(tmp_path)


def test_importing_the_package_does_not_import_pydantic() -> None:
    """The board opens without it."""
    code = "import sys, showclear.app.definitions; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


NAMES = frozenset(
    (
        "58f4abdca6bc", "6a2b9192add4", "6cd280d0fd8f", "7572326b43b6", "8c26ceccea70", "963adc2ac9ed",
        "a4cf3e86dda7", "a5b161a92c3d", "d8252e5d78f9", "ddc83823c613", "fc881aa34d44", "fdb7d5c701a3"
    )
)  # fmt: skip
"""SHA-256, 12 digits, of the names of people in the reports on the accidents: they stand nowhere, not even here."""


def test_no_name_of_a_person_stands_in_any_definition() -> None:
    """Roles only: what happened matters, not to whom."""
    text = "\n".join(path.read_text("utf-8") for path in FOLDER.rglob("*") if path.is_file()).casefold()
    words = set(re.findall(r"[a-z]+", text))
    assert len(words) > 500
    assert [word for word in words if hashlib.sha256(word.encode()).hexdigest()[:12] in NAMES] == []


def test_only_sources_that_were_read_are_shown_to_people() -> None:
    """These are second-hand, or have no address that could be opened: they guide, and are not cited."""
    hidden = {source.key for source in shipped().sources if not source.shown}
    assert {"CB1", "CB1R", "CROW", "RUST", "P2", "P3", "P5", "P6"} <= hidden
    for source in shipped().sources:
        assert source.shown is False or source.address.startswith("http")


@pytest.mark.parametrize("step", STEPS)
def test_a_step_fits_on_the_screen(step: Step) -> None:
    """Five answers, a question of two lines, a script and a reason of three (mock-ups: run)."""
    assert len(step.options) <= 5
    assert len(step.signs) <= 5
    assert len(step.ask) <= 110
    assert len(step.say) <= 150
    assert len(step.why) <= 150
    assert all(len(option.text) <= 45 for option in (*step.options, *step.signs))


@pytest.mark.parametrize("step", STEPS)
def test_every_answer_has_a_key(step: Step) -> None:
    """People learn the letters: they stay the same whatever the screen would derive."""
    assert all(option.key for option in (*step.options, *step.signs))


def test_killer_steps_are_those_of_the_domain_and_no_others() -> None:
    """Two blind entries for everything would teach people to copy; for these nothing else will do."""
    assert {step.id for _, step in steps() if step.killer} == KILLERS_OF_THE_DOMAIN


def test_one_sign_or_a_dimple_and_a_rattle_are_never_enough() -> None:
    """B4: a dimple may be a failed live primer, and a rattle can be heard in a home-made dummy."""
    rounds = [step for _, step in steps() if step.answer is AnswerKind.ROUNDS]
    assert len(rounds) == 5
    for step in rounds:
        assert step.enough is not None
        assert step.enough.count >= 2
        assert not {"primer-dimpled", "rattle"} & set(step.enough.one_of)
        assert step.killer


def test_every_killer_of_a_round_or_chamber_has_an_answer_that_stops() -> None:
    """A question to which every answer is fine need not be asked twice."""
    for _, step in steps():
        if step.killer and step.answer is AnswerKind.CHOICE:
            assert any(option.stops for option in step.options)
            assert any(not option.stops for option in step.options)


def test_no_device_is_emptied_before_both_seals_were_read() -> None:
    """A seal that is read after it was broken proves nothing; whoever walks first must not open the device."""
    blocks = shipped().checklist(Procedure.EMPTY_DEVICE).blocks
    assert [step.id for step in blocks[0].steps] == ["its-seal", "box-seal"]
    assert not any(step.answer is AnswerKind.MATCH for block in blocks[1:] for step in block.steps)


def test_a_miscount_of_heads_does_not_undo_the_distances() -> None:
    """Looking again restarts a block: who counts wrong counts anew, and the tape stays where it was."""
    blocks = {block.id: [step.id for step in block.steps] for block in _zone().blocks}
    assert "heads" not in blocks["zone"]
    assert "not-measured" in [
        option.id
        for block in _zone().blocks
        for step in block.steps
        if step.id == "protected"
        for option in step.options
    ]


def _zone() -> Checklist:
    return shipped().checklist(Procedure.BLANK_ZONE)
