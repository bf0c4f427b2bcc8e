"""What printed things say of a production made by the real engine: people, keys, guns, handovers, the seal."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from showclear.app.demo import ARMORER, DIRECTOR, HANDLER, OFFICER, PRODUCER
from showclear.app.printing.day import day_report
from showclear.app.printing.pad import pad
from showclear.app.printing.safety_plan import safety_plan
from showclear.app.printing.tags import tag_sheet
from showclear.domain.effects import Effect
from showclear.errors import InputError
from showclear.ledger.seal_words import words_of
from tests.app.signing_by_hand import sign_out, signed
from tests.app.stage import COLT, HOLDER, RUBBER, Stage

KEYS = Path(__file__).resolve().parents[2] / "docs/allowed-signers.sh"


def test_the_safety_plan_names_the_founders_with_the_keys_of_the_first_record(stage: Stage) -> None:
    """Whoever holds the paper can hold the folder against it."""
    plan = safety_plan(stage.open())
    assert [one.name for one in plan.founders] == [OFFICER.name, PRODUCER.name]
    assert [one.fingerprint for one in plan.founders] == [
        stage.keys[person.id].public.fingerprint for person in (OFFICER, PRODUCER)
    ]
    assert {one.name for one in plan.roster} == {one.name for one in (OFFICER, PRODUCER, ARMORER, HANDLER, DIRECTOR)}
    assert plan.identity.words == words_of(stage.production.book.production)
    assert plan.contacts == (OFFICER.name,)


def test_the_plan_says_what_to_do_from_the_adopted_lists(stage: Stage) -> None:
    """With the seconds of this production's limits; whatever goes wrong, nobody has to look for the list first."""
    told = {one.title: one for one in safety_plan(stage.open()).emergencies}
    assert "Wait 30 seconds." in " ".join(told["A gun misfires, or sounds odd"].lines)
    assert told["Somebody is hurt"].lines[0].startswith("CUT.")
    assert [one.letter for one in told.values()] == ["H", "L", "I", "L"]
    assert all(2 < len(one.lines) <= 5 for one in told.values())


def test_every_limit_stands_on_the_plan_with_who_decided_it(stage: Stage) -> None:
    """A source, or "ours"."""
    plan = safety_plan(stage.open())
    assert len(plan.limits) == len(stage.production.rules.lines())
    assert all(source for line in plan.limits for _, source in line.decided_by)


def test_the_check_by_hand_on_the_plan_prints_the_fingerprints_that_it_shows(stage: Stage, tmp_path: Path) -> None:
    """The commands of the sheet, as they stand on it."""
    plan = safety_plan(stage.open())
    script = f"sh '{KEYS}' log/*.toml > '{tmp_path}/allowed_signers'; cut -d' ' -f3- '{tmp_path}/allowed_signers'"
    done = subprocess.run(
        ("sh", "-c", f"{script} | ssh-keygen -l -f -"), cwd=stage.folder, capture_output=True, text=True, check=True
    )
    assert {one.fingerprint for one in plan.roster} == {line.split()[1] for line in done.stdout.splitlines()}


def test_there_is_a_label_for_everything_on_the_register(stage: Stage) -> None:
    """A gun that left the production gets none."""
    production = stage.open()
    armory = production.armory()
    every = [one.status.weapon.tag for one in armory.weapons]
    for group in (armory.devices, armory.containers, armory.batches):
        every += [one.tag for one in group]
    assert [one.tag for one in tag_sheet(production).labels] == every
    assert "none" not in " ".join(one.detail for one in tag_sheet(production).labels)


def test_the_pad_has_what_today_may_need_and_no_more(stage: Stage) -> None:
    """A sheet for each gun of today where the list fits it; what can wait and what nothing is there for stay out."""
    production = stage.open()
    whole = pad(production)
    printed = {one.procedure for one in whole.sheets}
    assert {"inspection", "handover", "return", "misfire", "found", "incident", "wrap", "move"} <= printed
    assert not printed & {"intake", "ammunition", "training", "batch-intake"}
    assert ("blank-take" in printed) is any(one.contents == "blank" for one in production.armory().containers)
    assert ("batch-count" in printed) is bool(production.armory().batches)
    inspections = [one.subject for one in whole.sheets if one.procedure == "inspection"]
    assert inspections == [one.tag for one in whole.guns]
    assert COLT in inspections
    assert RUBBER in inspections
    assert [one.subject for one in whole.sheets if one.procedure == "misfire"] == [""]


def test_no_sheet_says_how_a_rubber_gun_is_loaded(stage: Stage) -> None:
    """Also where the list for blanks is asked for by name; then one without a name comes with it."""
    sheets = pad(stage.open(), ["blank-take"]).sheets
    subjects = [one.subject for one in sheets]
    assert COLT in subjects
    assert RUBBER not in subjects
    assert subjects[-1] == ""


@pytest.mark.parametrize("name", ["D", "d", "inspection", "weapon-inspection"])
def test_one_procedure_is_printed_by_its_letter_or_its_name(stage: Stage, name: str) -> None:
    """A whole pad of a large day is hundreds of pages."""
    assert {one.procedure for one in pad(stage.open(), [name]).sheets} == {"inspection"}


def test_a_procedure_that_is_not_adopted_is_refused_with_the_names_of_those_that_are(stage: Stage) -> None:
    """Also an empty one, which no list is called."""
    for name in ("Q", "", "<script>"):
        with pytest.raises(InputError, match="No adopted procedure") as caught:
            pad(stage.open(window=False, shifts=False), [name])
        assert "D inspection" in caught.value.remedy


def test_the_report_of_a_day_tells_handovers_with_their_way_back(stage: Stage) -> None:
    """Out while nothing took it back; back with the first record that says so."""
    stage.open()
    stage.clear()
    stage.hand_over()
    (unit,) = day_report(stage.production).units
    (line,) = unit.handovers
    assert (line.tag, line.slate, line.back_at, line.counts) == (COLT, "24C", None, True)
    assert line.holder == stage.production.person(HOLDER).name
    assert "6 dummies" in line.what
    stage.clock.advance(60)
    astray = Effect("custody", {"item": COLT, "shape": "unaccounted"})
    stage.production.book.restrict("custody", "Gone", (astray,))
    (unit,) = day_report(stage.production).units
    assert unit.handovers[0].back_at is None, "what nobody has is not back"
    stage.clock.advance(60)
    stage.production.take_back(COLT, ARMORER.id)
    (unit,) = day_report(stage.production).units
    assert unit.handovers[0].back_at == stage.clock.now()
    assert f"{ARMORER.name}: armorer in charge" in unit.on_duty
    assert f"{DIRECTOR.name}: 1st AD" in unit.on_duty


def test_the_report_tells_stops_counts_and_gaps(stage: Stage) -> None:
    """In the words of the records; who claimed a stop signed nothing."""
    stage.open()
    stage.clear()
    stage.production.hold("smoke on the stage")
    stage.production.stops.report("near-miss", "a lamp fell")
    report = day_report(stage.production)
    (unit,) = report.units
    assert any("smoke on the stage" in one.words and one.signers == "nobody signed it" for one in unit.stops)
    assert report.open_stops == ("HOLD: smoke on the stage", "INCIDENT: a lamp fell")
    (box,) = [one for one in unit.containers if one.tag == "DUM-3"]
    assert box.out == ((COLT, 6),)
    assert unit.seal is None


def test_a_concern_stands_on_the_report_with_its_day_and_no_time(stage: Stage) -> None:
    """Its record stands at midnight UTC: in Los Angeles the paper said four in the afternoon of the day before."""
    stage.open()
    stage.production.stops.concern("the stairs are icy", stage.clock.now().date())
    stage.production.stops.concerns.publish()
    (unit,) = day_report(stage.production).units
    (line,) = [one for one in unit.stops if "icy" in one.words]
    assert line.day == stage.clock.now().date().isoformat()


def test_a_sealed_day_bears_the_words_of_its_seal_and_says_what_came_after_it(stage: Stage) -> None:
    """The words are those of the record on the disk."""
    stage.open()
    name = stage.production.unit
    ends = Effect("wrapped", {"unit": name, "day": "2026-03-02", "reconciled": "no", "gaps": "none counted"})
    signed(stage, "wrap", ends, by=(ARMORER, DIRECTOR))
    published = sign_out(stage, stage.production.seals.seal(name, ARMORER.id, DIRECTOR.id))
    (unit,) = day_report(stage.production).units
    assert unit.seal is not None
    assert unit.seal.words == stage.production.seals.of(published.name).words
    assert (unit.after_seal, unit.day) == (0, "2026-03-02")
    assert "is over" in unit.state
    assert any(line.startswith(ARMORER.name) for line in unit.on_duty)
    stage.production.take_back(COLT)
    (unit,) = day_report(stage.production).units
    assert unit.after_seal == 1
