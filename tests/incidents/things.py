"""Tombstone, 2015; Cody, 2016; a real gun among the rubber ones: things that were not what they were taken for."""

from __future__ import annotations

from showclear.app.demo import ARMORER, DIRECTOR, HANDLER
from showclear.domain.checklists import Procedure
from tests.app.stage import COLT
from tests.incidents import deeds
from tests.incidents.evidence import entered, signed_by
from tests.incidents.replay import Barrier, Deed, Incident, Scene

LATE_GUN = "Z-01"
SPARE = "C-07"

HAND_OVER = Deed("hand-it-over", "It is handed to the performer.", lambda scene: deeds.hand_over(scene, COLT))


def _late(scene: Scene) -> object:
    inputs = {
        "weapon.tag": LATE_GUN, "weapon.make": "Ridgeway", "weapon.model": "Single Action",
        "weapon.calibre": ".45 Colt",
        "weapon.serial": "PX1107", "weapon.class": "live-capable", "weapon.action": "revolver",
        "weapon.ignition": "cartridge", "weapon.chambers": "6", "weapon.barrels": "1", "weapon.has": "",
        "weapon.feeds": "",
    }  # fmt: skip
    return scene.run(Procedure.INTAKE, "", inputs, performer=ARMORER.id, verifier=HANDLER.id)


TAKE_IN_LATE = Deed("take-it-in", "The gun of the late performer is taken in.", _late)
PROVE_LATE = Deed("prove-it-empty", "It is proved empty.", lambda scene: deeds.prove_empty(scene, LATE_GUN))
CLEAR_LATE = Deed("clear-it", "It is cleared.", lambda scene: deeds.inspect(scene, LATE_GUN, "nothing", 0, ""))
TRAIN_LATE = Deed("train", "The performer is trained for it.", lambda scene: deeds.train(scene, LATE_GUN))
GIVE_LATE = Deed("hand-it-over", "The performer takes it on stage.", lambda scene: deeds.hand_over(scene, LATE_GUN))

LATE = Incident(
    id="tombstone",
    title="Tombstone, 2015: the gun that came late",
    told=("A performer came late, missed the check of the guns, and fired five live rounds in the show."),
    sources=("TOMB",),
    gun=LATE_GUN,
    arrange=lambda scene: None,
    truth={"how-many-chambers": "6", (LATE_GUN, "chambers"): "round-or-case", (LATE_GUN, "unloaded"): "round-or-case"},
    as_told=(GIVE_LATE,),
    as_told_ends=Barrier(
        "hand-it-over", "R-001", "gun-outside-the-count", "No record takes it in: it is not on the set."
    ),
    honest=(TAKE_IN_LATE,),
    honest_ends=Barrier(
        "take-it-in", "intake/unloaded", "live-round-in-gun", "It is opened before anything else: a round comes out."
    ),
    events=(TAKE_IN_LATE, PROVE_LATE, TRAIN_LATE, CLEAR_LATE, GIVE_LATE),
    lies={(LATE_GUN, "chambers"): "empty", (LATE_GUN, "unloaded"): "nothing"},
    lying=(TAKE_IN_LATE, PROVE_LATE, TRAIN_LATE, CLEAR_LATE, GIVE_LATE),
    evidence=lambda scene: (
        all(len(entered(scene, one, "chambers")) == 12 for one in ("intake", "day-proof", "inspection")),
        signed_by(scene, "intake") | signed_by(scene, "inspection") == {ARMORER.id, HANDLER.id, DIRECTOR.id},
    ),
    left_behind=(
        ("Three records say that it was opened and empty: intake, proof of the day, inspection; each chamber twice."),
        "Armorer, handler and assistant director signed them.",
    ),
)


def _with_spare_locked(scene: Scene) -> object:
    return deeds.inspect(scene, COLT, "nothing", 0, "")


def _swap(scene: Scene) -> object:
    return scene.stage.production.lock(SPARE, "the performer's pouch")


CLEAR = Deed("clear-it", "The revolver is cleared.", _with_spare_locked)
SWAP = Deed("fetch-the-cylinder", "The spare cylinder is fetched from where it was locked, and put in.", _swap)

CYLINDER = Incident(
    id="cody",
    title="Cody, 2016: the wrong spare cylinder",
    told="A loaded spare cylinder, used on the range before, went into a revolver at a show.",
    sources=("CODY",),
    gun=COLT,
    arrange=lambda scene: None,
    truth={(COLT, "feeds", SPARE): "round"},
    as_told=(
        Deed(
            "clear-it",
            "The revolver is cleared; its spare cylinder stays locked away.",
            lambda scene: deeds.with_answers(scene, {(COLT, "feeds", SPARE): "locked-away"}, _with_spare_locked),
        ),
        SWAP,
        HAND_OVER,
    ),
    as_told_ends=Barrier(
        "hand-it-over",
        "R-011",
        "wrong-spare-cylinder",
        "There is a newer record about its cylinder: the clearance has ended.",
    ),
    honest=(CLEAR,),
    honest_ends=Barrier(
        "clear-it",
        "inspection/feeds",
        "wrong-spare-cylinder",
        "Each spare cylinder is shown, all sides: a round is in it.",
    ),
    events=(CLEAR, SWAP, HAND_OVER, Deed("take-back", "It is taken back.", lambda scene: deeds.take_back(scene, COLT))),
    lies={(COLT, "feeds", SPARE): "empty"},
    lying=(CLEAR, HAND_OVER),
    evidence=lambda scene: (
        entered(scene, "inspection", "feeds", SPARE) != [],
        signed_by(scene, "inspection") == {ARMORER.id, DIRECTOR.id},
    ),
    left_behind=(
        "Both entered that the spare cylinder is empty, by its tag.",
        "Both signed it.",
    ),
)

ACCOUNTS = (LATE, CYLINDER)
