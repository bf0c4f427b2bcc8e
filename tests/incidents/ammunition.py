"""The Crow, 1993, and Greystone, 2005: what was in the boxes, and what stuck in a barrel."""

from __future__ import annotations

from showclear.app.demo import ARMORER, DIRECTOR, HANDLER
from showclear.domain.checklists import Procedure
from tests.app.stage import COLT
from tests.incidents import deeds
from tests.incidents.evidence import entered, signed_by
from tests.incidents.replay import Barrier, Deed, Incident, Scene

HOME_MADE, MIXED = "DUM-9", "BLK-9"


def _box(tag: str, contents: str, maker: str) -> dict[str, str]:
    return {
        "container.tag": tag, "container.contents": contents,
        "container.load": "quarter" if contents == "blank" else "",
        "container.calibre": ".45 Colt", "container.maker": maker, "container.lot": "none", "container.count": "6",
        "container.seal": "0900",
    }  # fmt: skip


def _take_in(scene: Scene, tag: str, contents: str, maker: str) -> object:
    def take_in(told: Scene) -> object:
        inputs = _box(tag, contents, maker)
        return told.run(Procedure.AMMUNITION, "", inputs, performer=ARMORER.id, verifier=HANDLER.id)

    return deeds.with_answers(scene, {"new-seal": "0900"}, take_in)


def _fire(scene: Scene, box: str) -> object:
    return deeds.fire(scene, COLT, box, 2)


USE_HOME_MADE = Deed(
    "clear-it",
    "The revolver is cleared with the dummies that the crew made from real cartridges.",
    lambda scene: deeds.inspect(scene, COLT, "dummy", 6, HOME_MADE),
)
HAND_OVER = Deed("hand-it-over", "It is handed to the performer.", lambda scene: deeds.hand_over(scene, COLT))
TAKE_IN_HOME_MADE = Deed(
    "take-in-the-dummies",
    "The home-made dummies are taken in.",
    lambda scene: _take_in(scene, HOME_MADE, "dummy", "made on the production"),
)
LIVE_PRIMER = "primer-dimpled"
"""What could be seen on such a round: a primer that has been struck, no hole, no rattle."""

DUMMIES = Incident(
    id="crow-dummies",
    shut=True,
    title="The Crow, 1993: dummies made from real cartridges",
    told="Dummies were made on the production from real cartridges; the primers in them were live.",
    sources=("CROW",),
    gun=COLT,
    arrange=lambda scene: None,
    truth={"made-by": "home-made", (HOME_MADE, "rounds"): LIVE_PRIMER, (COLT, "rounds"): LIVE_PRIMER},
    as_told=(USE_HOME_MADE,),
    as_told_ends=Barrier("clear-it", "R-013", "home-made", "No record takes that box in: nothing is loaded from it."),
    honest=(TAKE_IN_HOME_MADE,),
    honest_ends=Barrier(
        "take-in-the-dummies", "ammunition/made-by", "home-made", "Home-made is not accepted: the box is quarantined."
    ),
    events=(TAKE_IN_HOME_MADE, USE_HOME_MADE, HAND_OVER),
    lies={
        "made-by": "licensed-maker",
        (HOME_MADE, "rounds"): "hole-in-case+rattle",
        (COLT, "rounds"): "hole-in-case+rattle",
    },
    lying=(TAKE_IN_HOME_MADE, USE_HOME_MADE, HAND_OVER),
    evidence=lambda scene: (
        entered(scene, "ammunition", "made-by") != [],
        len(entered(scene, "ammunition", "rounds")) == 12,
        signed_by(scene, "ammunition") == {ARMORER.id, HANDLER.id},
    ),
    left_behind=(
        "The record of the intake says who entered that a licensed maker made them.",
        "It says round by round which signs each of the two says that he or she saw.",
        "The maker on the label, as it was entered at the start, stands beside it.",
    ),
)


BORE = Incident(
    id="crow-squib",
    title="The Crow, 1993: a bullet in the barrel, and a blank behind it",
    told=(
        "A bullet stuck in the barrel of a revolver. Weeks later blanks were fired from it at a "
        "performer; nobody had looked through the barrel, and the expert had been sent home. The "
        "performer died."
    ),
    sources=("CROW",),
    gun=COLT,
    arrange=deeds.a_blank_day(COLT),
    truth={"bore": "something", "barrel": "something"},
    as_told=(Deed("fire", "Blanks are loaded and the gun is handed over.", lambda scene: _fire(scene, "BLK-1")),),
    as_told_ends=Barrier("fire", "R-080", "obstructed-bore", "No zone was set for it: nobody fires a blank."),
    honest=(
        Deed("set-the-zone", "The zone is set.", lambda scene: deeds.set_zone(scene, COLT)),
        Deed("fire", "Blanks are loaded and the gun is handed over.", lambda scene: _fire(scene, "BLK-1")),
    ),
    honest_ends=Barrier(
        "fire", "blank-take/bore", "obstructed-bore", "Light through the barrel, both people: something is in it."
    ),
    events=(
        Deed("set-the-zone", "The zone is set.", lambda scene: deeds.set_zone(scene, COLT)),
        Deed("fire", "Blanks are loaded and the gun is handed over.", lambda scene: _fire(scene, "BLK-1")),
        Deed("clear-it", "It is cleared empty.", lambda scene: deeds.inspect(scene, COLT, "nothing", 0, "")),
        HAND_OVER,
        Deed("prove-it-empty", "It is proved empty.", lambda scene: deeds.prove_empty(scene, COLT)),
        Deed("take-back", "It is taken back.", lambda scene: deeds.take_back(scene, COLT)),
    ),
    lies={"bore": "clear", "barrel": "clear"},
    lying=(
        Deed("set-the-zone", "The zone is set.", lambda scene: deeds.set_zone(scene, COLT)),
        Deed("fire", "Blanks are loaded and the gun is handed over.", lambda scene: _fire(scene, "BLK-1")),
    ),
    evidence=lambda scene: (
        len(entered(scene, "blank-take", "bore") or entered(scene, "blank-take", "barrel")) == 2,
        signed_by(scene, "blank-take") == {ARMORER.id, DIRECTOR.id},
    ),
    left_behind=(
        "Both entered that they saw through the barrel, minutes before the shot.",
        "Both signed it.",
    ),
)

TAKE_IN_MIXED = Deed(
    "take-in-the-blanks",
    "The box of blanks is taken in, tray by tray.",
    lambda scene: _take_in(scene, MIXED, "blank", "Harrow Blanks"),
)
FIRE_MIXED = Deed("fire", "Blanks from it are loaded and the gun is handed over.", lambda scene: _fire(scene, MIXED))
SET_ZONE = Deed("set-the-zone", "The zone is set.", lambda scene: deeds.set_zone(scene, COLT))

MIXED_BOX = Incident(
    id="greystone",
    title="Greystone, 2005: birdshot in a box of blanks",
    told="Rounds with birdshot lay in one box with blanks; members of the crew were hit.",
    sources=("GREY",),
    gun=COLT,
    arrange=deeds.a_blank_day(COLT),
    truth={(MIXED, "trays"): "projectile", (COLT, "blanks", "2"): "projectile"},
    as_told=(SET_ZONE, FIRE_MIXED),
    as_told_ends=Barrier("fire", "R-081", "mixed-ammunition", "No record takes that box in: no blank comes out of it."),
    honest=(TAKE_IN_MIXED,),
    honest_ends=Barrier(
        "take-in-the-blanks",
        "ammunition/trays",
        "mixed-ammunition",
        "A projectile in the tray: the box is quarantined.",
    ),
    events=(
        TAKE_IN_MIXED,
        SET_ZONE,
        FIRE_MIXED,
        Deed("take-back", "It is taken back.", lambda scene: deeds.take_back(scene, COLT)),
    ),
    lies={(MIXED, "trays"): "good", (COLT, "blanks"): "good"},
    lying=(TAKE_IN_MIXED, SET_ZONE, FIRE_MIXED),
    evidence=lambda scene: (
        len(entered(scene, "blank-take", "blanks")) == 4 and len(entered(scene, "ammunition", "trays")) == 2,
        signed_by(scene, "blank-take") == {ARMORER.id, DIRECTOR.id},
    ),
    left_behind=(
        (
            "Each of the two entered for every blank that it has no projectile, at the intake by the "
            "tray and in the hand before the take."
        ),
        "The box, its maker and its lot stand in the record of the shot.",
    ),
)

ACCOUNTS = (DUMMIES, BORE, MIXED_BOX)
