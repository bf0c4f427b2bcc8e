"""Rust, 2021: the revolver, the belts, the armorer's two jobs, and the rounds that were thrown away afterwards."""

from __future__ import annotations

from showclear.app.demo import ARMORER, DIRECTOR
from showclear.domain.checklists import Procedure
from tests.app.stage import BOX, COLT, SECOND_COLT
from tests.incidents import deeds
from tests.incidents.evidence import entered, fast_blocks, signed_by
from tests.incidents.replay import Barrier, Deed, Incident, Scene, holding_of

SOURCES = ("RUST", "OHSB", "CA-9153")


def _day_before(scene: Scene) -> None:
    """The guns and the box are on the register; the night passes."""
    deeds.next_morning(scene)


def _clear_with_dummies(scene: Scene) -> object:
    return deeds.inspect(scene, COLT, "dummy", 6, BOX)


def _hand_over(scene: Scene) -> object:
    return deeds.hand_over(scene, COLT)


def _hand_over_by_the_director(scene: Scene) -> object:
    return deeds.hand_over(scene, COLT, performer=DIRECTOR.id)


TAKE_FROM_CART = Deed(
    "hand-over-by-the-ad",
    "Some say that the assistant director handed it over; the armorer was outside.",
    _hand_over_by_the_director,
)
PROVE = Deed("prove-it-empty", "The revolver is proved empty.", lambda scene: deeds.prove_empty(scene, COLT))
CLEAR = Deed("clear-it", "The revolver is cleared with six dummies from the box.", _clear_with_dummies)
HAND_OVER = Deed("hand-it-over", "The armorer hands it to the performer.", _hand_over)
TAKE_BACK = Deed("take-it-back", "It is taken back.", lambda scene: deeds.take_back(scene, COLT))
TURN_ROUND = Deed(
    "turn-it-round", "It is shown and given back between takes.", lambda scene: deeds.turn_round(scene, COLT)
)

MORNING = (deeds.OPEN_THE_DAY, deeds.COUNT_AND_SWEEP, PROVE, deeds.HOLD_THE_MEETING, deeds.FIND_IT_READY)


REVOLVER = Incident(
    id="rust",
    title="Rust, 2021: a live round among six dummies",
    told=(
        "A revolver was called cold. The assistant director remembered having seen three of six "
        "rounds, the armorer was not in the room, and one of the six was live. One person was "
        "killed, one wounded."
    ),
    sources=SOURCES,
    gun=COLT,
    arrange=_day_before,
    truth={(COLT, "rounds", "4"): "none"},
    as_told=(TAKE_FROM_CART,),
    as_told_ends=Barrier(
        "hand-over-by-the-ad",
        "R-011",
        "cold-for-ever",
        "Nobody showed it clear today: no clearance lives; and no checklist has an assistant director give a gun.",
    ),
    honest=(*MORNING, CLEAR),
    honest_ends=Barrier(
        "clear-it",
        "inspection/rounds",
        "live-round-among-dummies",
        "The fourth round, in the hand by itself, has no hole and does not rattle: the set stands down.",
    ),
    events=(
        deeds.OPEN_THE_DAY,
        deeds.COUNT_AND_SWEEP,
        PROVE,
        deeds.HOLD_THE_MEETING,
        deeds.FIND_IT_READY,
        CLEAR,
        HAND_OVER,
        TAKE_FROM_CART,
    ),
    lies={(COLT, "rounds"): "hole-in-case+rattle"},
    lying=(*MORNING, CLEAR, HAND_OVER),
    evidence=lambda scene: (
        len(entered(scene, "inspection", "rounds", "4")) == 2,
        signed_by(scene, "inspection") == {ARMORER.id, DIRECTOR.id},
        bool(fast_blocks(scene, "inspection")),
    ),
    left_behind=(
        (
            "The record of the inspection says round by round which signs each of the two says that he "
            "or she saw, also for the fourth."
        ),
        "Both signed it with keys of their own.",
        ("The blocks that were answered faster than eyes can look stand in the record with their seconds."),
    ),
)

BELTS = Incident(
    id="rust-belts",
    title="Rust, 2021: live rounds in two gun belts and on the cart",
    told=(
        "Two live rounds lay on the prop cart, and one each in the gun belts of two performers. "
        "Nobody had looked there."
    ),
    sources=SOURCES,
    gun=COLT,
    arrange=_day_before,
    truth={"belts-found": "2"},
    as_told=(deeds.OPEN_THE_DAY, deeds.HOLD_THE_MEETING),
    as_told_ends=Barrier(
        "hold-the-meeting", "R-088", "rounds-in-belts", "The set was not swept for rounds today: no meeting, no gun."
    ),
    honest=(deeds.OPEN_THE_DAY, deeds.COUNT_AND_SWEEP),
    honest_ends=Barrier(
        "count-and-sweep", "day-count/belts-found", "rounds-in-belts", "Two rounds in the belts: the set stands down."
    ),
    events=(*MORNING, CLEAR, HAND_OVER),
    lies={"belts-found": "0"},
    lying=(*MORNING, CLEAR, HAND_OVER),
    evidence=lambda scene: (
        len(entered(scene, "day-count", "belts-found")) == 2 and len(entered(scene, "day-count", "belts-opened")) == 2,
        signed_by(scene, "day-count") == {ARMORER.id, DIRECTOR.id},
    ),
    left_behind=(
        (
            "Both entered how many belts they had in hand and how many rounds were in them, each before"
            " seeing the other's number."
        ),
        "The sweep is signed by both.",
    ),
)

TWO_JOBS = Incident(
    id="rust-two-jobs",
    shut=True,
    title="Rust, 2021: an armorer with a second job",
    told=("The armorer was told that too much time went into the guns, and had other props to look after."),
    sources=("OHSB", "CA-9153"),
    gun=COLT,
    arrange=_day_before,
    truth={"duty": "other-duty"},
    as_told=(CLEAR,),
    as_told_ends=Barrier(
        "clear-it", "R-061", "split-duty", "No day is open in which anybody handles guns and nothing else."
    ),
    honest=(deeds.OPEN_THE_DAY,),
    honest_ends=Barrier(
        "open-the-day",
        "day-people/duty",
        "split-duty",
        "Somebody with another duty handles no guns: the day does not open.",
    ),
    events=(*MORNING, CLEAR, HAND_OVER),
    lies={"duty": "only-guns"},
    lying=(*MORNING, CLEAR, HAND_OVER),
    evidence=lambda scene: (len(entered(scene, "day-people", "duty", ARMORER.name)) == 2,),
    left_behind=(
        ("The assistant director and the armorer both entered that the armorer has no other duty today, by name."),
    ),
)


def _armed_and_shot(scene: Scene) -> None:
    """Two revolvers hold dummies; one goes off, the set stands down, both are frozen as they are."""
    for tag in (COLT, SECOND_COLT):
        deeds.prove_empty(scene, tag)
        deeds.inspect(scene, tag, "dummy", 6, BOX)
    scene.stage.production.start_emergency(
        Procedure.INCIDENT, (COLT, SECOND_COLT), report_class="injury", reason="a shot while a scene was set up"
    )


def _empty_it(scene: Scene, tag: str) -> object:
    return deeds.put_back(scene, tag, BOX)


AFTERWARDS = Incident(
    id="rust-afterwards",
    shut=True,
    title="Rust, 2021: rounds unloaded and thrown away after the shot",
    told=("After the shot two other guns were emptied and their rounds thrown away; the spent case was ejected."),
    sources=SOURCES,
    gun=SECOND_COLT,
    arrange=_armed_and_shot,
    truth={},
    as_told=(Deed("empty-the-other", "The other revolver is emptied.", lambda scene: _empty_it(scene, SECOND_COLT)),),
    as_told_ends=Barrier("empty-the-other", "R-112", "evidence-lost", "It is frozen as it is; nobody unloads it."),
    honest=(
        Deed("take-both", "Both are taken back as they are.", lambda scene: deeds.take_back(scene, SECOND_COLT)),
        Deed("empty-the-other", "The other revolver is emptied.", lambda scene: _empty_it(scene, SECOND_COLT)),
    ),
    honest_ends=Barrier(
        "empty-the-other", "R-112", "evidence-lost", "Taken back closed and as it is: yes. Emptied: no."
    ),
    events=(
        Deed("take-back", "It is taken back.", lambda scene: deeds.take_back(scene, SECOND_COLT)),
        Deed("empty-it", "It is emptied into the box.", lambda scene: _empty_it(scene, SECOND_COLT)),
        Deed("prove-it", "It is proved empty.", lambda scene: deeds.prove_empty(scene, SECOND_COLT)),
        Deed(
            "clear-it",
            "It is cleared with nothing in it.",
            lambda scene: deeds.inspect(scene, SECOND_COLT, "nothing", 0, ""),
        ),
        Deed("take-in", "It is taken in again.", lambda scene: deeds.take_in_again(scene, SECOND_COLT)),
    ),
    reaches=lambda stage: holding_of(stage, SECOND_COLT) != ("dummy", 6),
    lies={},
    lying=(),
    evidence=lambda scene: (
        holding_of(scene.stage, SECOND_COLT) == ("dummy", 6) and scene.stage.box(BOX).left == 24 - 12,
    ),
    left_behind=(
        (
            "Whoever empties it all the same does so outside the app: its record still says six "
            "dummies, and the box still misses them."
        ),
    ),
)

ACCOUNTS = (REVOLVER, BELTS, TWO_JOBS, AFTERWARDS)
