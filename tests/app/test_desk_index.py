"""The search index of the desk: fed from verified records, true to them, and never hiding one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from showclear.app.desk.indexing import BATCH
from showclear.app.desk.skim import LEFT_OUT, skim
from showclear.app.desk.wanted import search_for
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase, Reason
from showclear.errors import InputError, RecordError
from showclear.ledger.record import body_facts, parse_frame
from showclear.storage.files import LocalFileSystem
from showclear.storage.index_rows import Hit, Search
from tests.app.stage import COLT, EMPTY, HOLDER, SECOND_COLT, Stage

GOLDEN = Path(__file__).parents[1] / "golden" / "showclear-record-1"


def updated(stage: Stage) -> int:
    """How many records went into the index."""
    desk = stage.production.desk
    return desk.update(desk.now())


def found(stage: Stage, **wanted: Any) -> Sequence[Hit]:
    """What the desk finds."""
    return stage.production.desk.search(Search(**wanted))


def differing(stage: Stage) -> str:
    """D in which the two differ once, look again, and sign; the name of its record."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk(session, Told({("verifier", "feeds"): "locked-away"}))
    assert session.run.phase is Phase.MISMATCH
    session.look_again()
    stage.walk(session)
    return sign_all(session, stage.pins).name


def test_every_record_of_the_log_is_found_and_only_new_ones_go_in_later(stage: Stage) -> None:
    """The first time all, then what is new, while the desk is open."""
    everything = len(stage.names())
    steps: list[tuple[int, int]] = []
    desk = stage.production.desk
    assert desk.update(desk.now(), lambda done, of: steps.append((done, of))) == everything
    assert steps[0] == (0, everything)
    assert steps[1] == (BATCH, everything)
    assert steps[-1] == (everything, everything)
    assert {one.name for one in desk.search(Search(), 1000)} == set(stage.names())
    assert updated(stage) == 0
    stage.production.take_back(COLT)
    assert updated(stage) == 1
    (newest,) = desk.search(Search(), 1)
    assert (newest.kind, newest.things, newest.marks) == ("custody", (COLT,), ("intact", "unsigned"))


def test_a_record_is_found_by_who_and_what_is_in_it(stage: Stage) -> None:
    """By names of people, too, not only their ids."""
    cleared = stage.clear().name
    handed = stage.hand_over().name
    updated(stage)
    assert [one.name for one in found(stage, thing=COLT, procedures=("handover",))] == [handed]
    assert next(one.name for one in found(stage, person=HOLDER, scene="24C")) == handed
    assert handed in [one.name for one in found(stage, words="dana osei hand")]
    assert [one.name for one in found(stage, words="hole rattle", thing=COLT)][:1] == [cleared]
    assert {one.procedure for one in found(stage, day="2026-03-02")} >= {"inspection", "handover", "day-people"}


def test_what_a_safety_officer_looks_at_is_marked_with_a_sentence(stage: Stage) -> None:
    """Changed answers, differences, runs that were given up, stops, and blocks that were answered too fast."""
    session = stage.start(Procedure.INSPECTION, SECOND_COLT, EMPTY)
    stage.ask(session)
    stage.answer(session)
    session.reopen(Reason.SLIPPED)
    stage.walk(session)
    changed = sign_all(session, stage.pins).name
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.ask(session)
    session.abandon("asked for light")
    stage.production.hold("a ladder")
    updated(stage)
    desk = stage.production.desk
    assert [one.name for one in found(stage, marks=("changed",))] == [changed]
    assert "changed an answer (slipped)" in desk.says(changed)["changed"]
    (given_up,) = found(stage, marks=("abandoned",))
    assert "asked for light" in desk.says(given_up.name)["abandoned"]
    (held,) = found(stage, marks=("stop",), words="ladder")
    assert held.kind == "hold"


def test_a_difference_between_the_two_is_found_in_the_record_and_at_the_moment_it_came_up(stage: Stage) -> None:
    """Both the unsigned restriction and the record that was signed after another look."""
    signed = differing(stage)
    updated(stage)
    both = found(stage, marks=("mismatch",))
    assert {one.kind for one in both} == {"restriction", "procedure"}
    assert signed in {one.name for one in both}


def test_an_altered_record_and_one_that_cannot_be_read_are_found_as_such(stage: Stage) -> None:
    """They are never hidden: that is what a desk is for."""
    stage.damaged = True
    updated(stage)
    altered, torn = stage.names()[10], stage.names()[12]
    for name, data in ((altered, stage.text(altered).replace("Stage 3", "Stage 4", 1)), (torn, "not a record\n")):
        path = stage.folder / "log" / name
        path.chmod(0o644)
        path.write_text(data if data != stage.text(name) else data + "# more\n")
    stage.production.verify()
    assert updated(stage) >= 2
    assert {one.name for one in found(stage, marks=("altered",))} >= {altered, torn}
    assert [one.title for one in found(stage, words=torn)] == ["Cannot be read"]


def test_a_record_that_is_taken_away_leaves_the_index(stage: Stage) -> None:
    """What verification says of the gap is told where findings are."""
    stage.damaged = True
    updated(stage)
    gone = stage.names()[20]
    (stage.folder / "log" / gone).unlink()
    stage.production.refresh()
    updated(stage)
    assert gone not in {one.name for one in found(stage)}


def test_an_index_that_was_deleted_or_spoilt_is_made_anew_and_said_so(stage: Stage) -> None:
    """Between two openings, and while the desk is open."""
    updated(stage)
    path = stage.production._opened.machine.production(stage.production.book.production or "").index
    assert path.exists()
    stage.reopen()
    path.write_bytes(b"spoilt")
    assert updated(stage) == len(stage.names())
    assert "made anew from the records" in stage.production.desk.notice
    stage.reopen()
    path.unlink()
    assert updated(stage) == len(stage.names())
    assert stage.production.desk.notice == ""


def test_a_second_window_uses_the_same_index(stage: Stage) -> None:
    """The command line, while the app is open."""
    updated(stage)
    reader = stage.open(shifts=False, window=False)
    assert reader.desk.update(reader.desk.now()) == 0
    assert len(reader.desk.search(Search(), 1000)) == len(stage.names())


def test_a_copy_of_the_folder_has_an_index_of_its_own_content(stage: Stage, tmp_path: Path) -> None:
    """A restored backup holds fewer records: none is shown that is not in it."""
    updated(stage)
    copied = tmp_path / "copy"
    shutil.copytree(stage.folder, copied)
    production = type(stage.production).open(copied, machine=stage.machine, clock=stage.clock, window=False)
    production.take_back(COLT)
    assert production.desk.update(production.desk.now()) == len(list((copied / "log").iterdir()))
    production.close()


@pytest.mark.parametrize("asked", [{"procedure": "Q"}, {"procedure": "nothing"}, {"result": "well"}])
def test_what_cannot_be_asked_is_told_with_what_can(asked: dict[str, str]) -> None:
    """A search for a result that there is not would find nothing, and look like good news."""
    with pytest.raises(InputError) as error:
        search_for((), **asked)
    assert "inspection" in error.value.remedy or "mismatch" in error.value.remedy


def test_a_letter_stands_for_all_its_procedures_and_a_name_for_the_person(stage: Stage) -> None:
    """As people say it."""
    people = stage.production.people()
    assert search_for(people, procedure="d").procedures == ("inspection",)
    assert "day-proof" in search_for(people, procedure="C").procedures
    assert search_for(people, procedure="hold").procedures == ("hold",)
    assert search_for(people, person="Dana Osei").person == HOLDER
    assert search_for(people, person="nobody-known").person == "nobody-known"


def test_what_is_skimmed_is_what_the_reference_parser_reads(stage: Stage) -> None:
    """The quick reader may feed the index only because it agrees with tomllib on every record of ours."""
    differing(stage)
    for path in [*(stage.folder / "log").iterdir(), *GOLDEN.glob("*.toml")]:
        frame = parse_frame(path.read_bytes())
        skimmed, whole = skim(frame.body), body_facts(frame)
        whole = {key: value for key, value in whole.items() if key not in LEFT_OUT}
        laid_out = "entries" in whole and isinstance(whole["entries"], dict)
        entries, quick = (one.pop("entries")["entered"] if laid_out else [] for one in (whole, skimmed))
        assert skimmed == whole
        for row, read in zip(entries, quick, strict=True):
            assert read.keys() == row.keys()
            assert {key: read[key] for key, value in row.items() if isinstance(value, str)} == {
                key: value for key, value in row.items() if isinstance(value, str)
            }


@pytest.mark.parametrize(
    "body", [b"", b"[facts]\na = \n", b"[facts]\n\xff", b"[facts]\na = 1\n[facts]\n", b"facts = 3\n"]
)
def test_what_is_no_toml_is_refused_by_the_quick_reader_too(body: bytes) -> None:
    """Whatever the bytes are."""
    with pytest.raises(RecordError):
        skim(body)


def test_reading_through_the_seam_is_enough(stage: Stage) -> None:
    """A file that cannot be read now goes in as such, and is looked at again the next time."""
    desk = stage.production.desk
    away = stage.folder / "log" / stage.names()[3]
    kept = away.read_bytes()
    now = desk.now()
    away.unlink()
    desk.update(now)
    assert "Not as it was when it was verified" in found(stage, words=away.name)[0].title
    away.write_bytes(kept)
    away.chmod(0o444)
    assert LocalFileSystem().exists(away)
    assert desk.update(now) == 1
    assert not found(stage, words=away.name)
    assert not [one for one in found(stage) if "Not as it was" in one.title]


def test_many_records_are_put_in_by_another_process_with_the_same_result(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread that works for a minute holds up every key; a process does not."""
    updated(stage)
    here = found(stage)
    says = [stage.production.desk.says(one.name) for one in here]
    stage.production.desk.close()
    next(stage.machine.root.rglob("index.sqlite")).unlink()
    monkeypatch.setattr("showclear.app.desk.indexing.MANY", 1)
    told: list[int] = []
    desk = stage.production.desk
    assert desk.update(desk.now(), lambda done, of: told.append(done)) == len(stage.names())
    assert told[-1] == len(stage.names())
    assert found(stage) == here
    assert [desk.says(one.name) for one in here] == says


def test_where_no_other_process_can_be_started_this_one_does_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """No semaphores, no memory: slower, and the same."""

    def refuse(*arguments: object, **more: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("showclear.app.desk.indexing.MANY", 1)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)
    assert updated(stage) == len(stage.names())
    assert len(found(stage)) == len(stage.names())


def test_who_leaves_while_the_index_is_made_leaves_at_once_and_keeps_what_is_in(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next time the rest goes in."""
    monkeypatch.setattr("showclear.app.desk.indexing.MANY", 1)
    monkeypatch.setattr("showclear.app.desk.filling.BATCH", 8)
    desk = stage.production.desk

    def leave(done: int, of: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.update(desk.now(), leave)
    assert desk.update(desk.now()) < len(stage.names())
    assert len(found(stage)) == len(stage.names())
