"""The process killed at every step of a whole inspection: nothing acknowledged is lost, nothing is published twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from showclear.app.sessions import RunSession
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import NOBODY, Procedure
from showclear.domain.runs import Phase
from showclear.domain.situation.status import State
from showclear.errors import ShowClearError
from showclear.ledger.verification import Verdict
from tests.app.snapshots import Found, Said, SnapshotFileSystem
from tests.app.stage import BOX, COLT, EMPTY, HOLDER, RUBBER, SLATE, TOLD, Stage, plan

ARMORER, DIRECTOR = "mara-reyes", "jonas-weil"


def walk_and_note(stage: Stage, session: RunSession, said: Said) -> None:
    """Walk to the end, noting each answer that was acknowledged."""
    said.run_id = session.run.plan.run_id
    while session.run.phase in (Phase.NEEDS_PASS, Phase.ASKING):
        key = stage.ask(session).key
        stage.answer(session, TOLD)
        said.answered.append(key)
        said.restrictions = list(session.restrictions)


def runs_in(stage: Stage) -> list[str]:
    """Ids of the inspections in the log."""
    book = stage.production.book
    return [facts.id for name in book.names() if (facts := book.facts(name)) and facts.procedure == "inspection"]


def finish(stage: Stage, found: Found, tag: str) -> None:
    """Start again after the crash and bring the run to its end. Raises AssertionError for anything lost or doubled."""
    stage.open()
    said, production = found.said, stage.production
    assert production.reads_only == "", found.at
    done = runs_in(stage)
    offered = production.open_runs()
    assert len(done) + len(offered) == 1 or not said.run_id, found.at
    assert len(done) <= 1, found.at
    if said.published:
        assert done == [said.run_id], found.at
    if offered:
        (one,) = offered
        assert (one.subject, one.people) == (tag, "Mara Reyes, Jonas Weil")
        assert one.started_at <= one.last_at <= stage.clock.now()
        assert one.where
        assert not said.run_id or one.run_id == said.run_id
        session = production.resume(one.run_id)
        if session.run.phase is not Phase.COMPLETE:
            asked_again(stage, session, said)
        stage.walk(session, TOLD)
        assert session.run.phase is Phase.COMPLETE, found.at
        sign_all(session, stage.pins)
    elif not done:
        stage.do(Procedure.INSPECTION, tag, plan() if tag == COLT else EMPTY, TOLD)
    assert stage.status(tag).state is State.COLD, found.at
    assert len(runs_in(stage)) == 1, found.at
    assert production.open_runs() == ()
    assert production.verify().verdict is Verdict.INTACT, found.at
    stage.close()
    stage.opened.clear()


def asked_again(stage: Stage, session: RunSession, said: Said) -> None:
    """R-RUN-10: the last answered step is asked again; everything before it is there."""
    if not said.answered:
        return
    entered = sum(len(session.run.entries(person)) for person in (ARMORER, DIRECTOR))
    assert entered >= len(said.answered) - 1
    again = stage.ask(session).key
    kept = {entry.key for person in (ARMORER, DIRECTOR) for entry in session.run.entries(person)}
    kept |= {replace(key, slot="") for key in kept if key.slot == NOBODY}
    lost = [key for key in said.answered if key not in kept and key != again]
    assert not lost, "an acknowledged answer is neither there nor asked again"


@pytest.mark.slow
def test_killed_after_every_change_of_the_disk_a_run_goes_on_where_it_was(stage: Stage, tmp_path: Path) -> None:
    """From the first byte of the journal to the last folder that is swept away: a rubber gun, every single step."""
    said = Said()
    disk = SnapshotFileSystem(stage, tmp_path / "found", said)
    stage.open(disk)
    session = stage.start(Procedure.INSPECTION, RUBBER, EMPTY)
    walk_and_note(stage, session, said)
    said.published = sign_all(session, stage.pins).name
    stage.crash()
    for found in disk.crashes():
        finish(stage, found, RUBBER)
    assert len(disk.found) > 40


@pytest.mark.slow
def test_killed_anywhere_in_the_inspection_of_six_dummies_nothing_is_lost(stage: Stage, tmp_path: Path) -> None:
    """The whole job: many steps of the answers, and every step of signing and publishing."""
    said = Said()
    disk = SnapshotFileSystem(stage, tmp_path / "found", said, lambda number: number % 13 == 0 or said.ending)
    stage.open(disk)
    session = stage.start(Procedure.INSPECTION, COLT, plan())
    walk_and_note(stage, session, said)
    said.ending = True
    said.published = sign_all(session, stage.pins).name
    stage.crash()
    for found in disk.crashes():
        finish(stage, found, COLT)
        assert stage.opened == []
    assert len(disk.found) > 20
    stage.open()
    assert stage.box(BOX).left == 18


def test_killed_while_a_stop_is_written_the_stop_stands_or_the_question_is_asked_again(
    stage: Stage, tmp_path: Path
) -> None:
    """What the screen showed as stopped is stopped for good; a restriction without its answer only restricts."""
    said = Said()
    disk = SnapshotFileSystem(stage, tmp_path / "found", said, lambda number: bool(said.answered) and number % 2 == 0)
    stage.open(disk)
    session = stage.start(Procedure.INSPECTION, RUBBER, EMPTY)
    said.run_id = session.run.plan.run_id
    while session.run.phase in (Phase.NEEDS_PASS, Phase.ASKING):
        key = stage.ask(session).key
        stage.answer(session, Told({"solid": "moves"}))
        said.answered.append(key)
        said.restrictions = list(session.restrictions)
    assert said.restrictions
    said.ending = True
    session.abandon("it moves")
    said.published = "ended"
    stage.crash()
    for found in disk.crashes():
        stage.open()
        production = stage.production
        ids = [facts.id for name in production.book.names() if (facts := production.book.facts(name))]
        for one in found.said.restrictions:
            assert one in ids, found.at
        offered = production.open_runs()
        if found.said.published:
            assert offered == (), found.at
        else:
            assert len(offered) == 1 or found.said.ending, found.at
        if found.said.restrictions and offered:
            session = production.resume(offered[0].run_id)
            assert session.run.phase is Phase.STOPPED, found.at
            assert session.restrictions, "the run still knows what it had raised"
        if offered:
            production.abandon(offered[0].run_id)
        assert stage.status(RUBBER).state is not State.COLD
        assert production.open_runs() == ()
        stage.close()
        stage.opened.clear()
    stage.open()


def test_a_journal_that_was_damaged_in_the_middle_can_only_be_given_up_and_holds_the_set(stage: Stage) -> None:
    """Nobody knows what was answered: the run is offered as unreadable, and giving it up holds the set."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk_until(session, "bore")
    session.leave()
    stage.close()
    stage.opened.clear()
    (journal,) = (stage.folder / ".showclear" / "pending").glob("*/journal.jsonl")
    lines = journal.read_bytes().split(b"\n")
    lines[3] = lines[3].replace(b"a", b"b", 1)
    journal.write_bytes(b"\n".join(lines))
    production = stage.open()
    (offered,) = production.open_runs()
    assert offered.title == "Unreadable run"
    assert "journal" in offered.where
    with pytest.raises(ShowClearError):
        production.resume(offered.run_id)
    production.abandon(offered.run_id)
    assert production.open_runs() == ()
    assert [stop.kind for stop in production.board().stops] == ["hold"]
    stage.reopen()
    assert stage.production.open_runs() == ()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:40],
        lambda data: b"\0" * len(data),
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data + data,
        lambda data: data + b"rubbish without an end",
        lambda data: data + b"\xff\xfe not a line\n",
        lambda data: b"\n".join(data.split(b"\n")[::-1]),
        lambda data: b"\n".join([*data.split(b"\n")[:2], *data.split(b"\n")[3:]]),
    ],
    ids=["empty", "short", "zeros", "crlf", "twice", "torn tail", "bad tail", "reversed", "a line gone"],
)
def test_whatever_happened_to_a_journal_the_production_opens(stage: Stage, damage: object) -> None:
    """Either the run goes on without what was never acknowledged, or it can only be given up. Never a traceback."""
    session = stage.start(Procedure.INSPECTION, RUBBER, EMPTY)
    stage.walk_until(session, "stays")
    session.leave()
    stage.close()
    stage.opened.clear()
    (journal,) = (stage.folder / ".showclear" / "pending").glob("*/journal.jsonl")
    journal.write_bytes(damage(journal.read_bytes()))  # type: ignore[operator]
    production = stage.open()
    production.board()
    for offered in production.open_runs():
        production.abandon(offered.run_id)
    assert production.open_runs() == ()
    assert stage.status(RUBBER).state is State.UNVERIFIED


def _board_says(stage: Stage) -> tuple[str, str, bool, str, str]:
    (gun,) = (one for one in stage.production.board().weapons if one.weapon.tag == COLT)
    assert gun.custody is not None
    return str(gun.state), str(gun.custody.shape), gun.collect, gun.custody.person, gun.next


def test_a_gun_that_was_handed_on_before_the_crash_is_not_cold_in_the_armorers_hand(stage: Stage) -> None:
    """R-RUN-27: between the hand and the signature the board said COLD, with the armorer, "hand it over"."""
    stage.clear(COLT)
    session = stage.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE})
    stage.walk_until(session, "giver", TOLD)
    assert _board_says(stage)[:3] == ("cold", "with", False)
    run = stage.walk(session, TOLD)
    assert run.phase is Phase.COMPLETE
    with_the_holder = ("unverified", "issued", True, HOLDER, "sign it, or take it back")
    assert _board_says(stage) == with_the_holder
    stage.crash()
    stage.open(shifts=False)
    assert _board_says(stage) == with_the_holder
    assert [one.act for one in stage.production.board().due][:2] == ["shift", "resume"]
    stage.reopen()
    first = stage.production.board().due[0]
    assert (first.act, first.target, first.blocking) == ("resume", run.plan.run_id, True)
    assert first.label.startswith(f"Sign where {COLT} went: ")
    session = stage.production.resume(first.target)
    stage.walk(session, TOLD)
    sign_all(session, stage.pins)
    assert _board_says(stage)[:4] == ("cold", "issued", False, HOLDER)
    stage.assert_whole()


def test_who_takes_a_gun_back_that_nobody_signed_for_has_it(stage: Stage) -> None:
    """One key at any time; the handover that was never signed says nothing of it from then on."""
    stage.clear(COLT)
    stage.walk(stage.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE}), TOLD)
    stage.crash()
    stage.open()
    stage.production.take_back(COLT)
    assert _board_says(stage)[1:4] == ("with", False, "mara-reyes")
    assert "resume" not in [one.act for one in stage.production.board().due]
    stage.assert_whole()
