"""What can be planted in a drill: where it shows, what it would have done, and where it happened.

Only what a source that was opened says stands in `happened`; whether the source may be named is said in sources.toml.
Roles only; nobody is named.
"""

from __future__ import annotations

from dataclasses import dataclass

from showclear.domain.checklists import NO_SIGNS, Procedure
from showclear.domain.people import Role

ARMORER, DIRECTOR = Role.ARMORER, Role.ASSISTANT_DIRECTOR
EMPTY_GUN, DUMMY_GUN, CYLINDER = "A-08", "A-07", "C-07"
"""The revolver that holds nothing all day, the one that gets six dummies, and its spare cylinder."""
SPARE_BOX = "DUM-4"


@dataclass(frozen=True, slots=True)
class Place:
    """A question at which a fault can be seen."""

    procedure: Procedure
    subject: str
    """Tag of what the run is about; empty for the set."""
    step: str
    shows: str
    """What there is to see. `{slot}`, `{performer}` and `{holder}` are filled in."""
    answer: str
    """What somebody enters who enters what is there."""
    slots: tuple[str, ...] = ()
    """In which of the slots it may lie: one is drawn. Empty: the step has one."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong on the day."""

    id: str
    title: str
    hazard: str
    """An id of hazards.toml."""
    places: tuple[Place, ...]
    """Where it shows, in the order of the day. Who passed it at the first one meets it again at the others."""
    catch: str
    """How it is caught, for the debrief."""
    would: str
    """What it would have done."""
    happened: str
    """What it did, in one or two sentences."""
    sources: tuple[str, ...]
    """Keys of sources.toml."""
    roles: tuple[Role, ...] = (ARMORER, DIRECTOR)
    """Who gets to see it."""
    ends_the_day: bool = False
    """Whether the set stands down, or the wrap is reached, when it is caught: such a fault is the last one of a day."""
    rushed: bool = False
    """Whether it is the other person who does not look: there is nothing in the trainee's own hand to enter."""


LIVE = "The case is whole, the primer is whole and bright, and it makes no sound when you shake it."
ROUNDS = tuple(str(number) for number in range(1, 7))

FAULTS: tuple[Fault, ...] = (
    Fault(
        "rushed",
        "The other one does not look",
        "partial-check",
        (
            Place(
                Procedure.INSPECTION,
                EMPTY_GUN,
                "chambers",
                "{other} looked at three of the six chambers, said: Six, fine, come on, we lose the light, and pressed "
                "keys without looking.",
                "",
            ),
        ),
        "Nothing in your own hand shows it. Hold the set (F12), or leave the run and give it up.",
        "A gun that one person looked at, with two names under it.",
        "Rust, 2021: the assistant director remembered having seen three or four of six rounds, took the check for "
        "done, and said later that all should have been checked. One person was killed, one wounded.",
        ("RUST",),
        rushed=True,
    ),
    Fault(
        "cart",
        "A gun left on a cart",
        "left-alone",
        (
            Place(
                Procedure.INSPECTION,
                EMPTY_GUN,
                "stays",
                "You had to sign the call sheet and put it down: it lies on the prop cart, behind your back.",
                "elsewhere",
            ),
        ),
        'Where it is from now on: "Anywhere else" stops the run. Take it in your hand, then look again, both.',
        "Between this look and the scene anybody could have had it, and no record would say so.",
        "Rust, 2021: by several accounts guns lay on a cart for some minutes, and ammunition lay on it unlocked over "
        "lunch; the accounts differ.",
        ("RUST",),
        (ARMORER,),
    ),
    Fault(
        "armorer-leaves",
        "The armorer is called away",
        "armorer-away",
        (
            Place(
                Procedure.HANDOVER,
                EMPTY_GUN,
                "armorer-stays",
                "The radio: Armorer to the truck, now, before the take. {performer} has to go.",
                "leaves",
            ),
        ),
        '"Has to leave" stops the handover and ends the clearance. With the armorer back beside it, inspect it again.',
        "A gun in use, and nobody there who can say what is in it.",
        "Rust, 2021: the armorer was not in the building when the revolver was used, and was not called back to look "
        "at it.",
        ("RUST", "OHSB"),
    ),
    Fault(
        "muzzle",
        "Somebody in the line",
        "muzzle-at-people",
        (
            Place(
                Procedure.HANDOVER,
                EMPTY_GUN,
                "muzzle",
                "The camera was moved. The line now goes past the lens to three people at the monitor.",
                "somebody",
            ),
        ),
        '"Somebody" stops the handover and ends the clearance. When the line is clear, inspect it again.',
        "A gun pointed at three people for a shot that did not need it.",
        "Rust, 2021: the revolver was pointed toward the crew without a need and without asking the people who know "
        "guns.",
        ("OHSB",),
    ),
    Fault(
        "late-gun",
        "A gun that came late",
        "wrong-gun",
        (
            Place(
                Procedure.HANDOVER,
                EMPTY_GUN,
                "guns-out",
                "You look round. In the hand of {holder}: one. In the holster of a performer who came late: one more.",
                "2",
            ),
        ),
        "Two seen and one on the board: the count stops the handover. The other one is an unknown gun.",
        "A gun on the set that nobody opened today.",
        "Tombstone, 2015: a performer came late, missed the check of the guns, and fired five live rounds in the show.",
        ("TOMB",),
        (DIRECTOR,),
    ),
    Fault(
        "live-round",
        "A live round among the dummies",
        "live-round-among-dummies",
        (
            Place(Procedure.INSPECTION, DUMMY_GUN, "rounds", f"Round {{slot}}, in your hand. {LIVE}", NO_SIGNS, ROUNDS),
            Place(Procedure.RETURN, DUMMY_GUN, "back", f"Round {{slot}}, out of the gun. {LIVE}", NO_SIGNS, ROUNDS),
        ),
        '"None of these" at that round: the set stands down. No sign of a dummy means that it is not one.',
        "A live round in a gun that was called cold.",
        "Rust, 2021: of the rounds that were looked at after the shot at least four had a hole in the case and one had "
        "none. One person was killed, one wounded.",
        ("RUST",),
        ends_the_day=True,
    ),
    Fault(
        "cylinder",
        "A loaded spare cylinder",
        "wrong-spare-cylinder",
        (
            Place(
                Procedure.INSPECTION,
                DUMMY_GUN,
                "feeds",
                "{slot}, in your hand. You turn it once round: in each of the six holes a brass rim.",
                "round",
                (CYLINDER,),
            ),
            Place(
                Procedure.RETURN,
                DUMMY_GUN,
                "feeds",
                "{slot}, in your hand. You turn it once round: in each of the six holes a brass rim.",
                "round",
                (CYLINDER,),
            ),
            Place(Procedure.WRAP, "", "devices", "{slot}, taken in hand and turned: ●●●●●●", "6", (CYLINDER,)),
        ),
        '"A round" at the spare cylinder: the set stands down.',
        "Six rounds that fit the gun, one twist away from it.",
        "Cody, 2016: a loaded spare cylinder that had been used for target shooting went into a revolver at a show.",
        ("CODY",),
        ends_the_day=True,
    ),
    Fault(
        "belt",
        "A round in a gun belt",
        "rounds-in-belts",
        (
            Place(
                Procedure.WRAP,
                "",
                "belts-found",
                "The first belt: every loop is empty. The second one: under the flap, in the last loop: ●",
                "1",
            ),
        ),
        "One round entered: the set stands down. What turns up stays where it lies.",
        "A round that nobody can explain, in what a performer wears tomorrow.",
        "Rust, 2021: two live rounds lay on the prop cart, and one each in the gun belts of two performers.",
        ("RUST",),
        ends_the_day=True,
    ),
    Fault(
        "missing",
        "A missing round",
        "count-gap",
        (
            Place(
                Procedure.WRAP,
                "",
                "boxes",
                "{slot}: its seal is cut. You count what is in it: ●●●●●● ●●●●●● ●●●",
                "15",
                (SPARE_BOX,),
            ),
        ),
        "Your count and the other one's differ: both count again, and nobody goes home before it is found.",
        "A round that is somewhere, and an account that says it is not.",
        "A theme park, 2006: live rounds were forbidden, but blanks were handed out with little that accounted for "
        "them. A performer was shot in the head.",
        ("PARK",),
        ends_the_day=True,
    ),
)
