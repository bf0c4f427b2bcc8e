"""A real gun among rubber ones; one person in two jobs; a company move: who looked, and where."""

from __future__ import annotations

from showclear.app.demo import ARMORER, DIRECTOR, PRODUCER
from showclear.app.founding import Founding, new_key
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person, Role
from showclear.storage.paths import ProductionPaths
from tests.app.stage import COLT, Stage
from tests.incidents import deeds
from tests.incidents.evidence import entered, signed_by
from tests.incidents.replay import Barrier, Deed, Incident, Scene

BATCH = "RUB-1"


def _issue_batch(scene: Scene) -> object:
    inputs = {"scene": deeds.SLATE, "holders": "Dana Osei 1; Luis Ortega 2"}
    return scene.run(Procedure.BATCH_ISSUE, BATCH, inputs)


def _count_batch(scene: Scene) -> object:
    return scene.run(Procedure.BATCH_DAY, BATCH, {})


def _batch_is_out(stage: Stage) -> bool:
    return any(one.tag == BATCH and one.out for one in stage.production.board().batches)


ISSUE = Deed("give-them-out", "The rubber rifles are given out from the list.", _issue_batch)
COUNT = Deed("count-them", "Each of them is taken in hand and counted; three marks are drawn and read.", _count_batch)

BATCH_WITH_A_GUN = Incident(
    id="real-gun-in-a-batch",
    title="A real gun among the rubber ones",
    told=("Rubber copies are given out by the dozen, and nobody looks at each of them. One of them has a bore."),
    sources=("MB22",),
    gun=COLT,
    arrange=deeds.next_morning,
    truth={(BATCH, "drawn"): "way-in", (BATCH, "all-solid"): "way-in"},
    as_told=(ISSUE,),
    as_told_ends=Barrier(
        "give-them-out", "R-102", "real-gun-taken-for-prop", "The batch was not counted today, each in the hand."
    ),
    honest=(deeds.OPEN_THE_DAY, COUNT),
    honest_ends=Barrier(
        "count-them", "batch-day/all-solid", "real-gun-taken-for-prop", "One of them has a way in: an unknown gun."
    ),
    events=(deeds.OPEN_THE_DAY, COUNT, ISSUE, deeds.COUNT_AND_SWEEP, deeds.HOLD_THE_MEETING),
    reaches=_batch_is_out,
    lies={(BATCH, "drawn"): "solid", (BATCH, "all-solid"): "solid"},
    lying=(deeds.OPEN_THE_DAY, deeds.COUNT_AND_SWEEP, deeds.HOLD_THE_MEETING, COUNT, ISSUE),
    evidence=lambda scene: (
        len(entered(scene, "batch-day", "drawn")) == 3,
        len(signed_by(scene, "batch-day")) == 2,
    ),
    left_behind=(
        ("The three marks that were drawn stand in the record with what each of the two says to have seen."),
        "Both signed it.",
    ),
)


def _stopped(scene: Scene) -> None:
    """A stand-down, with its report closed and the meeting held again: only the release is missing."""
    scene.stage.production.stand_down("a gun went off that nobody meant to fire")
    inputs = {"unit": deeds.UNIT, "report.class": "near-miss", "restriction": _stop(scene), "guns": ""}
    scene.run(Procedure.INCIDENT, "", inputs, performer=DIRECTOR.id, verifier=ARMORER.id)
    deeds.hold_the_meeting(scene)


def _stop(scene: Scene) -> str:
    return scene.stage.production.board().stops[0].record


def _release(scene: Scene, officer: str, second: str) -> object:
    stage = scene.stage
    for person in (officer, second):
        if not stage.production.shifts.can_sign(person):
            stage.production.shifts.open(person, "", stage.pins[person])
    signing = stage.production.stops.release(_stop(scene), "it was looked into", "we go on", officer, second)
    published = None
    while published is None:
        place = signing.place
        assert place is not None
        published = signing.sign(stage.pins[place.person.id])
    return published


def _enrolled_again(scene: Scene) -> object:
    """The same person is enrolled once more, under another name and with another key."""
    stage = scene.stage
    book = stage.production.book
    founding = Founding(stage.disk, ProductionPaths(stage.folder), lambda digest: book, stage.clock)
    key = new_key(stage.disk, stage.machine, OTHER_NAME, rounds=4)
    name = founding.enrol(book, OTHER_NAME, key, (stage.keys[PRODUCER.id],), "driving licence")
    stage.keys = {**stage.keys, OTHER_NAME.id: key}
    stage.pins = {**stage.pins, OTHER_NAME.id: "418205"}
    return name


OTHER_NAME = Person("j-weil", "J. Weil", Role.SAFETY_OFFICER)

RELEASE_ALONE = Deed(
    "release-it",
    "The assistant director, who is safety coordinator as well, and the armorer say that it goes on.",
    lambda scene: _release(scene, DIRECTOR.id, ARMORER.id),
)
RELEASE_WITH_PRODUCER = Deed(
    "release-with-the-producer",
    "The assistant director and the producer say that it goes on.",
    lambda scene: _release(scene, DIRECTOR.id, PRODUCER.id),
)
CLEAR = Deed("clear-it", "The revolver is cleared.", lambda scene: deeds.inspect(scene, COLT, "nothing", 0, ""))
PROVE = Deed("prove-it-empty", "The revolver is proved empty.", lambda scene: deeds.prove_empty(scene, COLT))
HAND_OVER = Deed("hand-it-over", "It is handed over.", lambda scene: deeds.hand_over(scene, COLT))

TWO_JOBS = Incident(
    id="ad-and-safety-officer",
    shut=True,
    title="One person, assistant director and safety officer",
    told=(
        "The assistant director was safety coordinator as well: whoever should have stopped the work "
        "was in a hurry to go on."
    ),
    sources=("OHSB",),
    gun=COLT,
    arrange=_stopped,
    truth={},
    as_told=(RELEASE_ALONE,),
    as_told_ends=Barrier(
        "release-it",
        "R-121",
        "near-miss-ignored",
        "A stand-down is released by a safety officer and somebody who was not involved. Nobody is two of them: an "
        "enrolment of one person in both roles does not count.",
    ),
    honest=(RELEASE_WITH_PRODUCER,),
    honest_ends=Barrier(
        "release-with-the-producer", "R-121", "near-miss-ignored", "An assistant director is no safety officer."
    ),
    events=(RELEASE_ALONE, RELEASE_WITH_PRODUCER, deeds.HOLD_THE_MEETING, PROVE, CLEAR, HAND_OVER),
    reaches=lambda stage: not stage.production.board().stops,
    lies={},
    lying=(
        Deed(
            "enrol-again",
            "The same person is enrolled once more as safety officer, under another name and with another key.",
            _enrolled_again,
        ),
        Deed(
            "release-as-two",
            "This name and the producer release it.",
            lambda scene: _release(scene, OTHER_NAME.id, PRODUCER.id),
        ),
    ),
    evidence=lambda scene: (_two_officers(scene),),
    left_behind=(
        "Two enrolments of a safety officer, each signed by the producer, with the kind of identity document that was "
        "seen; "
        "the newer one is from the day of the release.",
    ),
)


def _two_officers(scene: Scene) -> bool:
    book = scene.stage.production.book
    found = []
    for name in book.names():
        facts = book.facts(name)
        if facts is not None and any(one.role is Role.SAFETY_OFFICER for one in facts.people):
            found.append(facts)
    return len(found) == 2 and {one.person for one in found[-1].signers} == {PRODUCER.id, OTHER_NAME.id}


def _at_the_stage(scene: Scene) -> None:
    deeds.next_morning(scene)
    deeds.a_morning(scene, COLT)


RANCH = "Mesa Ranch"


def _at_the_ranch(scene: Scene) -> object:
    return deeds.inspect(scene, COLT, "nothing", 0, "", place=RANCH)


def _move(scene: Scene) -> object:
    return scene.run(Procedure.MOVE, "", {"unit": deeds.UNIT, "new-place": RANCH})


CLEAR_THERE = Deed("clear-it-there", "The revolver is cleared at the new place.", _at_the_ranch)
MOVE = Deed("move", "The company moves, with counts at departure.", _move)

COMPANY_MOVE = Incident(
    id="company-move",
    title="A company move: the check of the morning, at another place",
    told=(
        "Guns and ammunition travel between two places in one day. What was counted and swept in "
        "the morning says nothing about the place that nobody has looked at."
    ),
    sources=("NPS", "ARMY"),
    gun=COLT,
    arrange=_at_the_stage,
    truth={"belts-found": "1"},
    as_told=(CLEAR_THERE,),
    as_told_ends=Barrier(
        "clear-it-there",
        "R-079",
        "gun-outside-the-count",
        "The unit is at another place than the one that this is for.",
    ),
    honest=(MOVE, deeds.COUNT_AND_SWEEP),
    honest_ends=Barrier(
        "count-and-sweep", "day-count/belts-found", "rounds-in-belts", "The sweep at the new place finds a round."
    ),
    events=(MOVE, CLEAR_THERE, deeds.COUNT_AND_SWEEP, PROVE, deeds.HOLD_THE_MEETING, deeds.FIND_IT_READY, HAND_OVER),
    lies={"belts-found": "0"},
    lying=(
        MOVE,
        deeds.COUNT_AND_SWEEP,
        PROVE,
        Deed("hold-the-meeting", "K.", deeds.hold_the_meeting),
        Deed("find-it-ready", "C.", deeds.find_it_ready),
        CLEAR_THERE,
        HAND_OVER,
    ),
    evidence=lambda scene: (signed_by(scene, "day-count") == {ARMORER.id, DIRECTOR.id},),
    left_behind=(("The sweep at the new place is a record of its own, with its place, its times and both names."),),
)

ACCOUNTS = (BATCH_WITH_A_GUN, TWO_JOBS, COMPANY_MOVE)
