"""A gun or a feed device whose loading is given up half way."""

from __future__ import annotations

from dataclasses import replace

from showclear.domain.checklists import AnswerKind, EffectTemplate, Option, Passing, Step
from showclear.domain.effects import Effect, fault_of
from showclear.domain.limits import FLOOR
from showclear.domain.runs import (
    Abandoned,
    LookAgain,
    Phase,
    Withdrawn,
    apply,
    given_up,
    is_handed_on,
    left_the_hand,
    perhaps_loaded,
)
from showclear.domain.situation import fold
from showclear.domain.situation.accounts import account
from showclear.domain.situation.status import State, status
from showclear.domain.weapons import Contents
from tests.domain.runs.run_cases import SEEN, Walk, block, checklist, plan, step
from tests.domain.situation.productions import NOON, Shoot

LABEL = step("label", AnswerKind.COUNT, killer=False)
BLANKS = step("blanks", AnswerKind.COUNT, each="plan.count")
LEFT = step("left-now", AnswerKind.COUNT)
LOADED = EffectTemplate(
    "loaded",
    {"weapon": "subject", "container": "box.tag", "contents": "is:blank", "count": "plan.count", "left": "left-now"},
)


def _walk(contents: str) -> Walk:
    made = checklist(
        block("label", LABEL, passing=Passing.JOINT),
        block("load", BLANKS, LEFT, passing=Passing.JOINT),
        effects=(LOADED,),
    )
    facts = {**plan().facts, "plan.contents": contents}
    return Walk.of(checklist=made, facts=facts)


def test_a_take_that_is_given_up_while_it_is_loaded_leaves_the_gun_hot() -> None:
    """R-RUN-25: nobody signs what is in it, so it is hot for everybody until two have opened it."""
    walk = _walk("blank")
    walk.sit_down()
    walk.answer("1")
    assert perhaps_loaded(walk.run) == (), "the label was read; nothing went in"
    walk.sit_down()
    walk.answer("1")
    (effect,) = perhaps_loaded(walk.run)
    assert not fault_of(effect)
    shoot = Shoot()
    shoot.found()
    shoot.take_in()
    shoot.add("restriction", [Effect("unverified", {"item": "A-07", "reason": "given up"}), effect])
    holding = fold(shoot.records, shoot.ancestry).holding("A-07")
    assert (holding.contents, holding.count) == (Contents.BLANK, -1)


def test_dummies_that_perhaps_went_in_leave_a_gun_that_holds_nobody_knows_what() -> None:
    """R-RUN-25: never "holds nothing", never cold; the box says that its rounds may be there, until it is counted."""
    walk = _walk("dummy")
    for _ in range(2):
        walk.sit_down()
        walk.answer("1")
    (effect,) = perhaps_loaded(walk.run, given_up=True)
    assert not fault_of(effect)
    shoot = Shoot()
    shoot.found()
    shoot.take_in()
    shoot.take_in_box("BOX-1")
    shoot.ready("A-07")
    shoot.clear()
    shoot.add("restriction", [Effect(effect.kind, {**effect.values, "container": "BOX-1"})])
    situation = fold(shoot.records, shoot.ancestry)
    found = status(situation, "A-07", NOON, FLOOR)
    assert found is not None
    assert (found.state, found.contents, found.count) == (State.UNVERIFIED, Contents.UNKNOWN, -1)
    assert found.next == "two people take it in again"
    box = account(situation, "BOX-1")
    assert box is not None
    assert "perhaps in A-07" in box.gap


def test_nothing_that_goes_in_leaves_the_gun_as_it_was() -> None:
    """R-RUN-25 is about rounds."""
    walk = _walk("nothing")
    for _ in range(2):
        walk.sit_down()
        walk.answer("1")
    assert perhaps_loaded(walk.run) == ()


def test_rounds_that_are_going_in_are_said_while_the_run_goes_on() -> None:
    """R-RUN-25: the gun is in doubt from the first round, and its box only when the run is given up."""
    walk = _walk("dummy")
    for _ in range(2):
        walk.sit_down()
        walk.answer("1")
    (going_in,), (given_up,) = perhaps_loaded(walk.run), perhaps_loaded(walk.run, given_up=True)
    assert "container" not in going_in.values
    assert given_up.values["container"] == "B-02"


ISSUED = EffectTemplate(
    "issued",
    {
        "weapon": "subject", "holder": "issue.holder-id", "condition": "is:cold", "contents": "plan.contents",
        "count": "plan.count", "slate": "scene", "use": "use", "place": "place", "armorer": "performer",
        "word": "is:amber", "since": "since", "minutes": "limit.clearance_minutes",
    },
)  # fmt: skip


CAME_OUT = step("came-out", AnswerKind.COUNT, expect="weapon.holds-count")
BACK = step("back", AnswerKind.COUNT, each="weapon.holds-count")
UNLOADED = EffectTemplate(
    "unloaded", {"weapon": "subject", "container": "box.tag", "contents": "is:dummy", "count": "back"}
)


def _taking_out(contents: str, *effects: EffectTemplate, out: tuple[Step, ...] = (CAME_OUT, BACK)) -> Walk:
    made = checklist(
        block("label", LABEL, passing=Passing.JOINT), block("out", *out, passing=Passing.JOINT), effects=effects
    )
    walk = Walk.of(
        checklist=made,
        facts={**plan().facts, "plan.contents": contents, "weapon.holds-count": 2, "issue.holder-id": "will"},
        slots={**plan().slots, "weapon.holds-count": ("1", "2")},
    )
    walk.sit_down()
    walk.answer("1")
    return walk


def test_dummies_that_came_out_leave_a_gun_that_holds_nobody_knows_what() -> None:
    """R-RUN-25: from the first one out until two signed, and when it is given up; the box is in doubt only then."""
    walk = _taking_out("dummy", UNLOADED)
    assert perhaps_loaded(walk.run, given_up=True) == ()
    walk.sit_down()
    walk.answer("2")
    (coming_out,), (given_up_then,) = perhaps_loaded(walk.run), perhaps_loaded(walk.run, given_up=True)
    assert not fault_of(coming_out)
    assert not fault_of(given_up_then)
    assert "coming out" in str(coming_out.values["reason"])
    assert "container" not in coming_out.values
    assert given_up_then.values["container"] == "B-02"


def test_a_turn_round_that_is_given_up_with_a_round_out_leaves_a_gun_that_holds_nobody_knows_what() -> None:
    """R-RUN-25: while it goes on it rests on what the record says is in the gun, so only its end says so."""
    walk = _taking_out("dummy", ISSUED, out=(BACK,))
    assert perhaps_loaded(walk.run, given_up=True) == ()
    walk.sit_down()
    walk.answer("1")
    assert perhaps_loaded(walk.run) == ()
    (effect,) = perhaps_loaded(walk.run, given_up=True)
    assert effect.values["contents"] == "dummy"


def test_who_only_shows_a_gun_takes_nothing_out_of_it() -> None:
    """R-RUN-25: a handover that shows six dummies leaves them where they are."""
    walk = _taking_out("dummy", ISSUED, out=(CAME_OUT,))
    walk.sit_down()
    walk.answer("2")
    assert perhaps_loaded(walk.run, given_up=True) == ()


def test_a_device_with_blanks_that_was_opened_is_not_full_when_that_is_given_up() -> None:
    """R-RUN-25: hot before and after; how many are in it nobody knows then."""
    unloaded = EffectTemplate(
        "device-unloaded", {"device": "subject", "container": "box.tag", "contents": "is:blank", "count": "back"}
    )
    walk = _taking_out("blank", unloaded)
    walk.sit_down()
    walk.answer("2")
    assert perhaps_loaded(walk.run) == ()
    (effect,) = perhaps_loaded(walk.run, given_up=True)
    assert effect.values["contents"] == "blank"


TAKER = step("taker", AnswerKind.CHOICE, options=SEEN, prevents=("through-other-hands",))


def _handover(*, effects: tuple[EffectTemplate, ...] = (ISSUED,)) -> Walk:
    made = checklist(
        block("show", LABEL, passing=Passing.JOINT), block("hand-over", TAKER, passing=Passing.JOINT), effects=effects
    )
    walk = Walk.of(checklist=made, facts={**plan().facts, "issue.holder-id": "will"})
    walk.sit_down()
    walk.answer("1")
    return walk


def test_a_handover_that_is_given_up_says_in_whose_hand_the_gun_is() -> None:
    """R-RUN-27: where it went from hand to hand it is with its holder, or nobody knows; before that nothing is said."""
    walk = _handover()
    assert left_the_hand(walk.run) == ()
    walk.sit_down()
    walk.answer("empty")
    (effect,) = left_the_hand(walk.run)
    assert not fault_of(effect)
    assert dict(effect.values) == {"item": "A-07", "shape": "issued", "person": "will"}
    other_way = _handover()
    other_way.sit_down()
    other_way.answer("round")
    (effect,) = left_the_hand(other_way.run)
    assert dict(effect.values) == {"item": "A-07", "shape": "unaccounted"}


def test_a_gun_is_handed_on_from_the_moment_somebody_enters_the_hand_until_all_is_signed_or_stopped() -> None:
    """R-RUN-27: the board shows it with its holder then, also where the laptop died before the signatures."""
    walk = _handover()
    assert not is_handed_on(walk.run)
    walk.sit_down()
    walk.answer("empty")
    assert is_handed_on(walk.run)
    assert not is_handed_on(apply(walk.run, Abandoned(walk.moment(), "no"))), "the end of the run has said where it is"
    stopped = _handover()
    stopped.sit_down()
    stopped.answer("round")
    assert not is_handed_on(stopped.run), "the stop has said where it is"
    taken_back = _handover(effects=())
    taken_back.sit_down()
    taken_back.answer("empty")
    assert not is_handed_on(taken_back.run)


def test_two_who_saw_it_go_to_different_people_leave_it_unaccounted_for() -> None:
    """R-RUN-27: a difference about the hand it went into is said at once, like a stop."""
    seen = replace(TAKER, options=(*SEEN, Option("will", "will")))
    made = checklist(block("hand-over", seen, passing=Passing.JOINT), effects=(ISSUED,))
    walk = Walk.of(checklist=made, facts={**plan().facts, "issue.holder-id": "will"})
    for answer in ("empty", "will"):
        walk.sit_down()
        walk.answer(answer)
    assert walk.run.phase is Phase.MISMATCH
    (effect,) = left_the_hand(walk.run)
    assert dict(effect.values) == {"item": "A-07", "shape": "unaccounted"}


def test_a_look_that_stopped_is_no_sign_that_the_holder_has_it() -> None:
    """R-RUN-27: after the second look began nobody has entered yet in whose hand it is; the stop said what it was."""
    walk = _handover()
    walk.sit_down()
    walk.answer("round")
    walk.run = apply(walk.run, LookAgain(walk.moment()))
    assert left_the_hand(walk.run) == ()


def test_only_what_issues_a_gun_gives_it_away() -> None:
    """R-RUN-27: a gun that is taken back goes from hand to hand too, and stays where the record says that it is."""
    walk = _handover(effects=())
    walk.sit_down()
    walk.answer("empty")
    assert left_the_hand(walk.run) == ()


def test_every_way_out_leaves_a_record() -> None:
    """R-RUN-29: which run, whose, how it ended, where and why; a stop says what stopped it."""
    walk = _walk("blank")
    walk.sit_down()
    asked = given_up(apply(walk.run, Abandoned(walk.moment(), "rain")))
    assert not fault_of(asked)
    assert asked.values["outcome"] == "abandoned"
    assert asked.values["reason"] == "rain"
    assert (asked.values["performer"], asked.values["verifier"]) == (
        walk.run.plan.cast.performer.id, walk.run.plan.cast.verifier.id,
    )  # fmt: skip
    assert str(asked.values["where"]).startswith("Asked next: Label: ")
    stopped = _handover()
    stopped.sit_down()
    stopped.answer("round")
    assert stopped.run.stop is not None
    withdrawn = given_up(apply(stopped.run, Withdrawn(stopped.moment(), "")))
    assert not fault_of(withdrawn)
    assert withdrawn.values["where"] == f"It had stopped. {stopped.run.stop.reason}"
    assert withdrawn.values["outcome"] == "withdrawn"
    assert "reason" not in withdrawn.values


def test_a_run_that_was_given_up_tells_nobody_what_the_other_entered() -> None:
    """R-RUN-29: the first person's blind entries are not in the record of a run that the second one gave up."""
    made = checklist(block("look", step("count", AnswerKind.COUNT), step("more", AnswerKind.COUNT)))
    walk = Walk.of(checklist=made)
    walk.sit_down()
    walk.answer("4711")
    walk.answer("4712")
    walk.sit_down()
    walk.answer("4711")
    said = given_up(apply(walk.run, Abandoned(walk.moment(), "")))
    assert "471" not in str(dict(said.values))
    walk.answer("9")
    differing = given_up(apply(walk.run, Abandoned(walk.moment(), "")))
    assert differing.values["where"] == "The two differed in: Look."


def test_what_was_given_up_at_its_end_says_so() -> None:
    """R-RUN-29: a run that was complete and never signed is no run that was not walked."""
    walk = Walk.of(checklist=checklist(block("look", step("count", AnswerKind.COUNT))))
    for _ in range(2):
        walk.sit_down()
        walk.answer("1")
    said = given_up(apply(walk.run, Abandoned(walk.moment(), "nobody was there to sign")))
    assert said.values["where"] == "It was complete and not signed."
