"""Blanks without accounting, 2006, and a blank gun that was kept between takes, 1984."""

from __future__ import annotations

from showclear.app.demo import ARMORER, DIRECTOR
from showclear.domain.weapons import Contents
from tests.app.stage import COLT, Stage
from tests.incidents import deeds
from tests.incidents.evidence import entered, signed_by
from tests.incidents.replay import Barrier, Deed, Incident, Scene

BLANKS = "BLK-1"

SET_ZONE = Deed("set-the-zone", "The zone is set.", lambda scene: deeds.set_zone(scene, COLT))
FIRE = Deed(
    "fire", "Two blanks go in and the gun goes to the performer.", lambda scene: deeds.fire(scene, COLT, BLANKS, 2)
)
FIRE_AGAIN = Deed("fire-again", "Blanks go in for the next take.", lambda scene: deeds.fire(scene, COLT, BLANKS, 2))
TAKE_BACK = Deed("take-back", "It is taken back.", lambda scene: deeds.take_back(scene, COLT))
CLEAR_IT = Deed("return-and-clear", "It is returned and cleared.", lambda scene: deeds.put_back(scene, COLT, BLANKS))
TURN_ROUND = Deed("turn-round", "It is turned round between takes.", lambda scene: deeds.turn_round(scene, COLT))


def _ready(scene: Scene) -> None:
    deeds.a_blank_day(COLT)(scene)
    deeds.set_zone(scene, COLT)
    deeds.fire(scene, COLT, BLANKS, 2)


def _out_again_with_more_than_counted(stage: Stage) -> bool:
    """Whether it went out for another take with a blank nobody accounts for."""
    book = stage.production.book
    takes = [name for name in book.names() if (facts := book.facts(name)) and facts.procedure == "blank-take"]
    back = [name for name in book.names() if (facts := book.facts(name)) and facts.procedure == "return"]
    return len(takes) > 1 and not back


PARK = Incident(
    id="theme-park",
    title="A theme park, 2006: blanks that nobody counted",
    told=(
        "Live rounds were strictly forbidden, but blanks were handed out freely and nobody "
        "accounted for them; staff swapped guns and ammunition of their own. A performer was shot "
        "in the head."
    ),
    sources=("PARK",),
    gun=COLT,
    arrange=_ready,
    truth={"unfired": "0", "cases": "1", "lost": "0", "misfires": "0", "all-back": "1", "came-out": "1"},
    as_told=(TAKE_BACK, FIRE_AGAIN),
    as_told_ends=Barrier(
        "fire-again", "R-005", "count-gap", "It still holds what went in: return and clear it, and count, first."
    ),
    honest=(TAKE_BACK, CLEAR_IT),
    honest_ends=Barrier(
        "return-and-clear",
        "return/all-back",
        "count-gap",
        "Two went in, one is on the tray: nobody moves until it is found.",
    ),
    events=(
        TAKE_BACK,
        FIRE_AGAIN,
        CLEAR_IT,
        TURN_ROUND,
        Deed("clear-it", "It is cleared empty.", lambda scene: deeds.inspect(scene, COLT, "nothing", 0, "")),
        Deed("hand-over", "It is handed over.", lambda scene: deeds.hand_over(scene, COLT)),
    ),
    reaches=_out_again_with_more_than_counted,
    lies={"unfired": "0", "cases": "2", "lost": "0", "misfires": "0", "all-back": "2", "came-out": "2"},
    lying=(TAKE_BACK, CLEAR_IT, FIRE_AGAIN),
    evidence=lambda scene: (
        len(entered(scene, "return", "all-back") or entered(scene, "return", "came-out")) == 2,
        scene.stage.box(BLANKS).left == 20 - 4,
    ),
    left_behind=(
        ("Both entered how many cases and blanks were on the tray, each before seeing the other's number."),
        (
            "The account of the box says how many cases are said to be fired; whoever counts cases at "
            "the wrap finds one less."
        ),
    ),
)


def _minutes_pass(scene: Scene) -> None:
    scene.stage.clock.advance(6 * 60.0)


WAIT = Deed("wait", "The performer keeps it while the set is changed.", _minutes_pass)

KEPT = Incident(
    id="kept-between-takes",
    title="1984: a blank gun kept between takes",
    told=(
        "A performer was left with a revolver that held a blank while the set was being changed, "
        "put it to the head, and died."
    ),
    sources=("BLANK84",),
    gun=COLT,
    arrange=_ready,
    truth={"came-out": "2", "all-back": "2", "cases": "1", "unfired": "1", "lost": "0", "misfires": "0"},
    as_told=(WAIT, TURN_ROUND),
    as_told_ends=Barrier(
        "turn-round",
        "R-017",
        "blank-kept",
        "A blank gun comes back at every cut; nothing turns it round, and the board says HOT.",
    ),
    honest=(WAIT, FIRE_AGAIN),
    honest_ends=Barrier(
        "fire-again", "R-005", "blank-kept", "It holds blanks: collect it, return and clear it before anything else."
    ),
    events=(
        WAIT,
        TAKE_BACK,
        TURN_ROUND,
        FIRE_AGAIN,
        Deed("clear-it", "It is cleared empty.", lambda scene: deeds.inspect(scene, COLT, "nothing", 0, "")),
        Deed("hand-over", "It is handed over cold.", lambda scene: deeds.hand_over(scene, COLT)),
    ),
    reaches=lambda stage: (
        (stage.status(COLT).issue is not None and stage.clock.now() > stage.status(COLT).issue.ends)
        or (stage.status(COLT).contents is Contents.BLANK and str(stage.status(COLT).state) != "hot")
    ),
    lies={"came-out": "2", "all-back": "2", "cases": "2", "unfired": "0", "lost": "0", "misfires": "0"},
    lying=(TAKE_BACK, CLEAR_IT, FIRE_AGAIN),
    evidence=lambda scene: (
        len(entered(scene, "return", "giver")) == 2,
        signed_by(scene, "return") == {ARMORER.id, DIRECTOR.id},
    ),
    left_behind=(
        ("The record says who entered that all cases came back, and that the gun was taken straight from the hand."),
        "Between the shot and the return stand the minutes, in both records.",
    ),
)

ACCOUNTS = (PARK, KEPT)
