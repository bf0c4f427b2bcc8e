"""Whatever fails leaves a record before any way out is offered; what bars something is closed by name or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from showclear.app.production import RulesRefuseError
from showclear.app.sessions import RunSession
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Exit, Phase
from showclear.domain.situation.status import State
from showclear.domain.weapons import Contents
from showclear.errors import IllegalEvent, InputError, RefusedError, ShowClearError
from tests.app.stage import BOX, COLT, EMPTY, RUBBER, SECOND_COLT, TOLD, Stage, plan

ARMORER, HANDLER, DIRECTOR, OFFICER = "mara-reyes", "sam-tran", "jonas-weil", "ines-park"
INTAKE_AGAIN = {
    "weapon.tag": COLT, "weapon.make": "Ridgeway", "weapon.model": "Single Action", "weapon.calibre": ".45 Colt",
    "weapon.serial": "SA40718", "weapon.class": "live-capable", "weapon.action": "revolver",
    "weapon.ignition": "cartridge", "weapon.chambers": "6", "weapon.barrels": "1", "weapon.has": "spares",
    "weapon.feeds": "C-07 spare-cylinder 6",
}  # fmt: skip
INTAKE_TOLD = Told({"how-many-chambers": "6", "which-lock": "safe 1", "stays": "with", "owner": "A house, note 4"})


def stopped(stage: Stage, told: Told, inputs: dict[str, str] | None = None, tag: str = COLT) -> RunSession:
    """An inspection that stops or differs."""
    session = stage.start(Procedure.INSPECTION, tag, EMPTY if inputs is None else inputs)
    run = stage.walk(session, told)
    assert run.phase in (Phase.STOPPED, Phase.MISMATCH)
    return session


def unsure(stage: Stage) -> RunSession:
    """The armorer cannot tell what is in chamber 3."""
    return stopped(stage, Told({("performer", "chambers", "3"): "unsure"}))


def two_values(stage: Stage) -> RunSession:
    """Armorer and AD found different things: the AD sees the magazine locked away, the armorer sees it empty."""
    return stopped(stage, Told({("verifier", "feeds"): "locked-away"}))


def newest(stage: Stage) -> dict[str, object]:
    """The newest record's facts."""
    return stage.production.book.body(stage.names()[-1])


def test_a_stop_is_in_the_log_before_any_exit_is_offered(stage: Stage) -> None:
    """Pulling the plug now loses nothing: the gun is unverified in a published record that names the run."""
    before = len(stage.names())
    session = unsure(stage)
    assert len(stage.names()) == before + 1
    facts = newest(stage)
    assert facts["claim"] == {"run": session.run.plan.run_id}
    (effect,) = facts["effects"]  # type: ignore[misc]
    assert (effect["effect"], effect["item"], effect["run"]) == ("unverified", COLT, session.run.plan.run_id)  # type: ignore[index]
    assert session.restrictions
    assert session.run.exits
    with pytest.raises(IllegalEvent):
        session.answer("empty")
    with pytest.raises(RefusedError):
        session.signing()
    session.abandon("asked for light")


def test_what_two_people_saw_differently_is_written_at_once_and_shown_to_both(stage: Stage) -> None:
    """R-RUN-12: a difference is a hard stop. Nobody is right by rank."""
    session = two_values(stage)
    (mismatch,) = session.run.mismatches()
    assert {mismatch.first_words, mismatch.second_words} == {"Empty", "It is locked away and stays there"}
    assert stage.status().state is State.UNVERIFIED
    assert "the other" in str(newest(stage)["effects"])
    session.look_again()
    assert session.run.question is None, "the block is blind again: somebody has to open a pass first"
    assert session.run.mismatches() == ()
    run = stage.walk(session)
    assert run.phase is Phase.COMPLETE
    sign_all(session, stage.pins)
    assert stage.status().state is State.COLD


def test_the_signed_run_closes_by_name_what_it_had_raised_itself(stage: Stage) -> None:
    """ADR 3: withdrawn by a slip of a key, looked at again by both, signed: closed by that record, for this gun."""
    session = stopped(stage, Told({("performer", "serial"): "00"}))
    assert [one.kind for one in stage.status().restrictions] == ["withdrawn"]
    assert Exit.LOOK_AGAIN in session.run.exits
    session.look_again()
    stage.walk(session)
    sign_all(session, stage.pins)
    closed = [row for row in stage.body_of(session)["effects"] if row["effect"] == "closed"]
    assert [row["item"] for row in closed] == [COLT]
    seen = stage.status()
    assert (seen.state, seen.restrictions) == (State.COLD, ()), (seen, stage.production.book.situation.findings)


def test_another_run_cannot_close_what_this_one_raised(stage: Stage) -> None:
    """A second inspection is no way around the first one's withdrawal."""
    session = stopped(stage, Told({("performer", "serial"): "00"}))
    session.withdraw("the serial does not fit")
    with pytest.raises(RulesRefuseError, match="R-007"):
        stage.start(Procedure.INSPECTION, COLT, EMPTY)
    assert stage.status().state is State.QUARANTINED


@pytest.mark.parametrize(
    ("leave", "kind", "exit_"),
    [
        (lambda session: session.withdraw("a crack"), "withdrawn", Exit.WITHDRAW),
        (lambda session: session.substitute("rubber"), "unverified", Exit.SUBSTITUTE),
        (lambda session: session.abandon("no time"), "unverified", Exit.ABANDON),
    ],
    ids=["withdraw", "substitute", "abandon"],
)
@pytest.mark.parametrize("begin", [unsure, two_values], ids=["stop", "difference"])
def test_every_way_out_leaves_a_record_and_takes_the_draft_away(
    stage: Stage, leave: Callable[[RunSession], None], kind: str, exit_: Exit,
    begin: Callable[[Stage], RunSession],
) -> None:  # fmt: skip
    """No exit is silent, and an ended run is not offered again."""
    session = begin(stage)
    before = len(stage.names())
    leave(session)
    assert session.run.outcome is exit_
    assert len(stage.names()) == before + 1
    told, *effects = sorted(newest(stage)["effects"], key=lambda row: row["effect"] != "given-up")  # type: ignore[call-overload]
    assert told["effect"] == "given-up"
    assert [(row["effect"], row["item"]) for row in effects] == [(kind, COLT)]
    assert stage.production.open_runs() == ()
    stage.reopen()
    assert stage.production.open_runs() == ()
    assert stage.status().state is not State.COLD


def test_a_run_can_be_left_and_is_offered_by_name_time_and_place(stage: Stage) -> None:
    """Leaving is no exit: the draft waits, and says who, what and where."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk_until(session, "bore")
    session.leave()
    (offered,) = stage.production.open_runs()
    assert offered.run_id == session.run.plan.run_id
    assert (offered.subject, offered.people) == (COLT, "Mara Reyes, Jonas Weil")
    assert "Prove it empty" in offered.where
    assert "Mara Reyes" in offered.where
    again = stage.production.resume(offered.run_id)
    stage.walk(again)
    sign_all(again, stage.pins)
    assert stage.production.open_runs() == ()


def test_abandoning_before_anything_failed_leaves_a_record_too(stage: Stage) -> None:
    """A check that was begun and given up is not a check: the gun is unverified since then."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk_until(session, "bore")
    stage.production.abandon(session.run.plan.run_id, "the sun went down")
    assert stage.production.open_runs() == ()
    assert "given up" in str(newest(stage)["title"])
    assert "the sun went down" in str(newest(stage)["in_words"])


# A round that nobody can explain


@pytest.fixture
def stood_down(stage: Stage) -> Stage:
    """An AD sees a round in a chamber that the armorer called empty."""
    session = stopped(stage, Told({("verifier", "chambers", "4"): "round-or-case"}))
    assert session.run.stop is not None
    assert Exit.LOOK_AGAIN not in session.run.exits
    session.abandon("stand-down")
    return stage


def test_a_round_that_looks_live_stands_the_set_down_and_makes_everything_unverified(stage: Stage) -> None:
    """One such round, and nothing of this production is known any more: other guns and boxes too."""
    stage.clear(SECOND_COLT, EMPTY)
    stage.clear(RUBBER, EMPTY)
    session = stopped(stage, Told({("verifier", "rounds", "4"): "primer-dimpled"}), plan())
    board = stage.production.board()
    assert [stop.kind for stop in board.stops] == ["stand-down"]
    assert {one.state for one in board.weapons} <= {State.UNVERIFIED, State.QUARANTINED}
    assert stage.status().state is State.QUARANTINED
    assert stage.box().restricted, "the box that it came out of is barred"
    assert stage.box("DUM-4").restricted, "and so is every other box"
    assert {one.tag for one in board.containers if one.restricted} == {BOX, "DUM-4", "BLK-1"}
    assert all(not one.clearance and not one.issue for one in board.weapons)
    session.abandon("stand-down")


def test_nobody_lifts_a_stand_down_and_every_refusal_says_what_ends_it(stood_down: Stage) -> None:
    """R-121: a stand-down is not a hold."""
    production = stood_down.production
    (stop,) = production.board().stops
    with pytest.raises(RefusedError, match="R-121") as caught:
        production.lift_hold(stop.record, "a reason", "an answer", ARMORER, DIRECTOR)
    assert "safety officer" in caught.value.remedy
    with pytest.raises(RulesRefuseError) as refused:
        stood_down.start(Procedure.INSPECTION, RUBBER, EMPTY)
    refusal = next(one for one in refused.value.refusals if one.rule == "R-009")
    assert "Close the report on it (L)" in refusal.remedy
    assert refusal.facts[0].record == stop.record


def test_what_a_stand_down_allows_still_goes(stood_down: Stage) -> None:
    """Guns come back, are locked and returned; intake goes on; only permissions are gone."""
    production = stood_down.production
    production.take_back(SECOND_COLT, ARMORER)
    production.lock(SECOND_COLT, "safe 1")
    production.out_of_sight(SECOND_COLT)
    stood_down.do(Procedure.INTAKE, "", {**INTAKE_AGAIN, "weapon.tag": "A-09", "weapon.serial": "SA9",
                                         "weapon.feeds": "C-09 spare-cylinder 6"}, INTAKE_TOLD)  # fmt: skip
    assert stood_down.status("A-09").state is State.UNVERIFIED
    assert not any(one.clearance for one in production.board().weapons)


def test_a_quarantined_gun_is_taken_in_again_and_that_closes_it_by_name(stood_down: Stage) -> None:
    """ADR 3: a new intake by two people closes the quarantine of that gun. The stand-down stays."""
    before = stood_down.status().restrictions
    assert [one.kind for one in before] == ["quarantined", "unverified"] or "quarantined" in {o.kind for o in before}
    stood_down.do(Procedure.INTAKE, "", INTAKE_AGAIN, INTAKE_TOLD)
    facts = newest(stood_down)
    closed = [row for row in facts["effects"] if row["effect"] == "closed"]  # type: ignore[attr-defined]
    assert {row["restriction"] for row in closed} == {one.record for one in before}
    seen = stood_down.status()
    assert (seen.state, seen.restrictions) == (State.UNVERIFIED, ())
    assert [stop.kind for stop in stood_down.production.board().stops] == ["stand-down"]


def test_a_withdrawn_gun_is_cleared_again_after_a_new_intake(stage: Stage) -> None:
    """Without a stand-down the way back is whole: intake, inspection, cold."""
    unsure(stage).withdraw("a crack")
    stage.do(Procedure.INTAKE, "", INTAKE_AGAIN, INTAKE_TOLD)
    stage.clear()
    assert stage.status().state is State.COLD


def test_a_seal_that_does_not_fit_quarantines_the_box(stage: Stage) -> None:
    """Somebody was at the box. Nothing comes out of it until two people take it in again."""
    session = stopped(stage, Told({"seal": "9999"}), plan())
    assert stage.box().restricted
    assert Exit.LOOK_AGAIN not in session.run.exits
    session.abandon("the box goes back")
    with pytest.raises(RulesRefuseError, match="R-013"):
        stage.start(Procedure.INSPECTION, SECOND_COLT, plan())
    inputs = {
        "container.tag": BOX, "container.contents": "dummy", "container.load": "", "container.calibre": ".45 Colt",
        "container.maker": "Kestrel Inert", "container.lot": "K-2231", "container.count": "24",
        "container.seal": "0500",
    }  # fmt: skip
    stage.do(Procedure.AMMUNITION, "", inputs, Told({"which-lock": "safe 2", "note": "again", "new-seal": "0500"}))
    assert not stage.box().restricted
    stage.clear(SECOND_COLT)
    assert stage.status(SECOND_COLT).state is State.COLD


def test_a_box_that_was_barred_at_its_intake_is_open_until_it_is_taken_in(stage: Stage) -> None:
    """No register has it and its count was wrong: it lies on the set, and no place but the log said so."""
    inputs = {
        "container.tag": "DUM-9", "container.contents": "dummy", "container.load": "", "container.calibre": ".45 Colt",
        "container.maker": "Kestrel Inert", "container.lot": "K-1", "container.count": "3", "container.seal": "0501",
    }  # fmt: skip
    told = {"which-lock": "safe 2", "note": "note 7", "new-seal": "0501"}
    session = stage.start(Procedure.AMMUNITION, "", inputs)
    assert stage.walk(session, Told({**told, ("verifier", "counted"): "2"})).phase is Phase.STOPPED
    session.withdraw("it goes back")
    (item,) = (one for one in stage.production.board().open_items if one.kind == "quarantined")
    assert item.subject == "DUM-9"
    assert item.title.startswith("DUM-9 is quarantined and on no register: ")
    stage.do(Procedure.AMMUNITION, "", inputs, Told(told))
    assert not [one for one in stage.production.board().open_items if one.kind == "quarantined"]
    stage.assert_whole()


def test_a_count_that_does_not_agree_stops_and_looking_again_makes_it_true(stage: Stage) -> None:
    """A miscount is human: both count again, blind, and the account closes."""
    session = stopped(stage, Told({**TOLD.answers, ("verifier", "left-in-box"): "17"}), plan())
    assert session.run.exits
    session.look_again()
    stage.walk(session, TOLD)
    sign_all(session, stage.pins)
    assert (stage.status().state, stage.box().left, stage.box().restricted) == (State.COLD, 18, "")


def test_one_round_more_than_went_in_stands_the_set_down(stage: Stage) -> None:
    """Seven out of a gun that got six is a round that nobody can explain."""
    stage.clear()
    stage.hand_over()
    session = stage.start(Procedure.RETURN, COLT, {"box": BOX})
    run = stage.walk(session, Told({"came-out": "7"}))
    assert run.phase is Phase.STOPPED
    assert [stop.kind for stop in stage.production.board().stops] == ["stand-down"]
    session.abandon("stand-down")
    assert stage.status().contents is not Contents.NOTHING


def test_somebody_who_was_not_let_to_watch_holds_the_set(stage: Stage) -> None:
    """A right of the crew: refused a look, and the set is held until it is answered."""
    session = stage.start(Procedure.INSPECTION, COLT, plan())
    run = stage.walk(session, Told({**TOLD.answers, "offered": "refused"}, people=("Dana Osei",)))
    assert run.phase is Phase.STOPPED
    assert [stop.kind for stop in stage.production.board().stops] == ["hold"]
    session.abandon("held")


# Holds


def test_a_hold_ends_every_clearance_and_issue(stage: Stage) -> None:
    """Anyone, one key, no reason needed: guns back."""
    stage.clear(inputs=EMPTY)
    stage.clear(RUBBER, EMPTY)
    stage.hand_over()
    stage.production.hold()
    assert [one.state for one in (stage.status(), stage.status(RUBBER))] == [State.UNVERIFIED] * 2
    assert stage.status().collect
    (stop,) = stage.production.board().stops
    assert (stop.kind, stop.reason, stop.by) == ("hold", "no reason given", "")


def test_a_hold_is_lifted_by_an_armorer_and_an_ad_with_reason_and_answer(stage: Stage) -> None:
    """R-039. Lifting brings no clearance back: every gun is shown again."""
    stage.clear(inputs=EMPTY)
    production = stage.production
    production.hold("a car on the set", by="somebody at the gate")
    (stop,) = production.board().stops
    assert stop.by == "somebody at the gate"
    signing = production.lift_hold(stop.record, "a car on the set", "the gate is shut", ARMORER, DIRECTOR)
    view = signing.view()
    assert any("gate is shut" in line for line in view.follows)
    assert signing.sign(stage.pins[ARMORER]) is None
    assert production.board().stops, "one signature lifts nothing"
    published = signing.sign(stage.pins[DIRECTOR])
    assert published is not None
    assert production.board().stops == ()
    assert stage.status().state is State.UNVERIFIED
    stage.clear(inputs=EMPTY)
    assert stage.status().state is State.COLD


@pytest.mark.parametrize(
    ("reason", "answer", "armorer", "director", "error"),
    [
        ("", "an answer", ARMORER, DIRECTOR, InputError),
        ("a reason", " ", ARMORER, DIRECTOR, InputError),
        ("a reason", "an answer", ARMORER, ARMORER, RefusedError),
        ("a reason", "an answer", DIRECTOR, ARMORER, RefusedError),
        ("a reason", "an answer", HANDLER, DIRECTOR, RefusedError),
        ("a reason", "an answer", OFFICER, DIRECTOR, RefusedError),
        ("a reason", "an answer", "nobody", DIRECTOR, InputError),
        ("a\x1b[2Jreason", "an answer", ARMORER, DIRECTOR, InputError),
        ("a reason", "x" * 10_000, ARMORER, DIRECTOR, InputError),
    ],
)  # fmt: skip
def test_a_hold_is_not_lifted_otherwise(
    stage: Stage, reason: str, answer: str, armorer: str, director: str, error: type[ShowClearError]
) -> None:
    """Two people, in these two roles, with words that can be read."""
    stage.production.hold("a car")
    (stop,) = stage.production.board().stops
    with pytest.raises(error) as caught:
        stage.production.lift_hold(stop.record, reason, answer, armorer, director)
    assert caught.value.remedy
    assert stage.production.board().stops


def test_a_second_hold_is_a_stand_down(stage: Stage) -> None:
    """Somebody stops what is stopped already: then more is wrong than was said."""
    stage.production.hold("a car")
    stage.production.hold("and another")
    kinds = [stop.kind for stop in stage.production.board().stops]
    assert kinds == ["stand-down", "hold"]


def test_a_hold_that_was_lifted_already_is_not_lifted_again(stage: Stage) -> None:
    """Two lifting sheets open at once: the second pair is told to look at the board."""
    production = stage.production
    production.hold("a car")
    (stop,) = production.board().stops
    first = production.lift_hold(stop.record, "a car", "gone", ARMORER, DIRECTOR)
    second = production.lift_hold(stop.record, "a car", "gone", ARMORER, DIRECTOR)
    for person in (ARMORER, DIRECTOR):
        first.sign(stage.pins[person])
    with pytest.raises(RefusedError, match="not open any more"):
        second.sign(stage.pins[ARMORER])
    with pytest.raises(RefusedError, match="not open any more"):
        production.lift_hold(stop.record, "a car", "gone", ARMORER, DIRECTOR)


def test_a_hold_between_the_signatures_of_a_lifting_stands_down(stage: Stage) -> None:
    """While two people sign that it may go on, a third says no: the third is heard."""
    production = stage.production
    production.hold("a car")
    (stop,) = production.board().stops
    signing = production.lift_hold(stop.record, "a car", "gone", ARMORER, DIRECTOR)
    signing.sign(stage.pins[ARMORER])
    production.hold("no!")
    signing.sign(stage.pins[DIRECTOR])
    assert any("in between" in note for note in signing.view().notes), "everybody looks and signs again"
    assert [stop.kind for stop in production.board().stops] == ["stand-down", "hold"]


@pytest.mark.parametrize("reason", ["[/]", "[@click=app.quit]x[/]", "ü" * 400])
def test_a_hold_with_any_readable_reason_counts(stage: Stage, reason: str) -> None:
    """Stored and shown as text."""
    stage.production.hold(reason)
    assert stage.production.board().stops[0].reason == reason


@pytest.mark.parametrize("reason", ["\x1b[2J", "\u202egnoL", "a\0b", "x" * 10_000, "\ud800"])
def test_a_hold_counts_whatever_was_typed_as_its_reason(stage: Stage, reason: str) -> None:
    """A stop is never refused. What no record may hold is left out of the reason; the hold itself is there."""
    stage.production.hold(reason, by=reason)
    board = stage.production.board()
    assert [stop.kind for stop in board.stops] == ["hold"]
    assert board.pending == 0
    assert stage.production.take_back(COLT, reason)
    assert stage.production.lock(COLT, reason, reason, reason)
    stage.reopen()
    assert [stop.kind for stop in stage.production.board().stops] == ["hold"]
    assert stage.production.board().pending == 0
