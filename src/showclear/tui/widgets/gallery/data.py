"""Invented data for the gallery."""

from __future__ import annotations

from showclear.tui.drawing.band import GunState
from showclear.tui.drawing.gun import GunDrawing, GunShape
from showclear.tui.drawing.slots import Slot, SlotState
from showclear.tui.widgets.answer_row import AnswerData
from showclear.tui.widgets.banners import BannerData, BannerKind
from showclear.tui.widgets.gun_picture import PictureData
from showclear.tui.widgets.key_bar import KeyHint
from showclear.tui.widgets.pieces import Piece, Weight, muted, state_chip, strong
from showclear.tui.widgets.side_column import SideRow, SideSection
from showclear.tui.widgets.step_list import StepBlock, StepLine, StepMark
from showclear.tui.widgets.top_bar import Place, TopBarData
from showclear.tui.widgets.wait_panel import WaitData
from showclear.tui.widgets.weapon_card import CardData

CARDS = (
    CardData(
        "A-07", "Colt Single Action", GunState.COLD, "6 dummies", "Mara Reyes, armorer",
        "shown 4 min ago", "", "hand over to Dana Osei, scene 42",
    ),
    CardData(
        "A-08", "Winchester 1873", GunState.HOT, "3 quarter blanks, 1 fired", "Luis Ortega, performer",
        "shown 2 min ago", "ends at the cut", "back to the armorer at cut",
    ),
    CardData(
        "A-11", "Coach gun, 12 gauge", GunState.UNVERIFIED, "not known", "Mara Reyes, armorer",
        "", "inspection half done", "AD's pass, then both sign",
    ),
    CardData(
        "B-02", "Glock 17, plugged", GunState.UNVERIFIED, "nothing, as last entered", "Dana Osei, performer",
        "shown 12 min ago", "time is over", "from Dana Osei", collect=True,
    ),
    CardData(
        "A-09", "Colt Single Action", GunState.QUARANTINED, "1 misfired blank", "locked, red box 2",
        "", "misfire 20:52, not decided", "second armorer decides",
    ),
    CardData(
        "R-03", "Colt, rubber", GunState.COLD, "no chamber", "Mara Reyes, armorer",
        "shown 1 min ago", "", "hand over to L. Ortega, sc 42",
    ),
)  # fmt: skip

BOARD_BAR = TopBarData(
    (strong("SHOW CLEAR"), Piece("   The Long Draw"), muted("  day 12 of 38")),
    (Place("1", "Board", True), Place("2", "Armory"), Place("3", "People"), Place("4", "Desk")),
    "21:31 MST",
)
BOARD_STATUS = (
    strong("Gun work is open."),
    muted("   swept "),
    Piece("06:52"),
    muted("   safety meeting "),
    Piece("13:05"),
)
BOARD_KEYS = (
    KeyHint("I", "inspect", action="inspect"),
    KeyHint("H", "hand over", enabled=False, tooltip="A-07 is already with Dana Osei."),
    KeyHint("R", "return"),
    KeyHint("O", "out of sight", short="out"),
    KeyHint("M", "misfire"),
    KeyHint("F", "found"),
    KeyHint("F1", "help"),
)
LOCKED = tuple(
    (
        state_chip(GunState.UNVERIFIED, chip=False),
        strong(f"   {tag}"),
        Piece(f"  {name:<20}"),
        muted("  inspect before use"),
    )
    for tag, name in (("A-01", "Colt Single Action"), ("A-02", "Colt Single Action"), ("B-01", "Glock 17, plugged"))
)
SECTIONS = (
    SideSection(
        "Due",
        (
            SideRow((Piece("now    ", Weight.ALERT), strong("collect B-02"))),
            SideRow((muted("22:00  "), Piece("break: all guns locked"))),
            SideRow((muted("23:30  "), Piece("wrap and count"))),
        ),
    ),
    SideSection(
        "On shift",
        (
            SideRow((Piece("Mara Reyes"),), (muted("armorer"),)),
            SideRow((Piece("Jonas Weil"),), (muted("1st AD"),)),
            SideRow((Piece("Ines Park"),), (muted("safety officer"),)),
        ),
    ),
    SideSection(
        "Ammunition out",
        (
            SideRow((strong("DUM-3"), muted("  dummy .45")), (strong("6 in A-07"),)),
            SideRow((strong("BLK-1"), muted("  quarter .44")), (strong("3 in A-08"),)),
        ),
    ),
    SideSection("Not signed", (SideRow((strong("A-11 inspection"),), (muted("AD's pass"),)),)),
    SideSection(
        "Published last",
        (
            SideRow((muted("21:29  "), Piece("A-07 inspection"))),
            SideRow((muted("21:24  "), Piece("A-08 hand over, hot"))),
            SideRow((muted("21:16  "), Piece("R-03 inspection"))),
        ),
    ),
)
RUN_BAR = TopBarData(
    (strong("Weapon inspection   A-07 "), Piece("Colt Single Action .45"), muted("   scene 42")), (), "21:28 MST"
)
RUN_WHO = (
    muted("At the keys "),
    strong("Jonas Weil, 1st AD"),
    muted("    Holds the gun "),
    strong("Mara Reyes, armorer"),
)
STEPS = (
    StepBlock(
        "1",
        "Prove it empty",
        (
            StepLine("Muzzle clear", StepMark.DONE, "nobody"),
            StepLine("Serial, two digits", StepMark.DONE, "47"),
            StepLine("Taken out", StepMark.DONE, "0"),
            StepLine("Chambers empty", StepMark.DONE, "6 of 6"),
            StepLine("Spare cylinders", StepMark.DONE, "none"),
            StepLine("Bore, end to end", StepMark.DONE, "clear"),
        ),
    ),
    StepBlock(
        "2",
        "Load the dummies",
        (
            StepLine("Plan", StepMark.DONE, "6 dummies"),
            StepLine("Seal on DUM-3", StepMark.DONE, "0418"),
            StepLine("Each round", StepMark.NOW, "4 of 6"),
            StepLine("Gun and box agree"),
        ),
    ),
    StepBlock("3", "Close", (StepLine("Who watched"), StepLine("Call it complete"), StepLine("Both sign"))),
)
ANSWERS = (
    AnswerData("hole-rattle", "H", "Hole in the case, and it rattles"),
    AnswerData("primer-rattle", "P", "No primer, and it rattles"),
    AnswerData("one-mark", "O", "Only one mark"),
    AnswerData("none", "N", "No mark, or I cannot tell"),
)
RUN_KEYS = (
    KeyHint("Z", "change an answer", short="change"),
    KeyHint("W", "withdraw the gun", short="withdraw"),
    KeyHint("Esc", "leave, draft kept", short="leave"),
    KeyHint("F1", "help"),
)
_S = SlotState
CYLINDER = GunDrawing(
    GunShape.CYLINDER,
    (
        Slot("1", _S.DUMMY, "hole, rattle"),
        Slot("2", _S.DUMMY, "hole, rattle"),
        Slot("3", _S.DUMMY, "no primer, rattle"),
        Slot("4", _S.NOW),
        Slot("5", _S.EMPTY, "seen 21:26"),
        Slot("6", _S.EMPTY, "seen 21:26"),
    ),
)
PICTURE = PictureData(
    CYLINDER,
    "As Jonas has entered it",
    "Mara's own entries are covered until yours are in.",
    "Mara's entries are covered.",
)
_ROUNDS = tuple(
    Slot(str(number), state, "hole, rattle" if state is _S.DUMMY else "")
    for number, state in enumerate((_S.DUMMY,) * 3 + (_S.NOW,) + (_S.NOT_YET,) * 4, start=1)
)
PICTURES = (
    PictureData(
        GunDrawing(
            GunShape.CYLINDER,
            (
                Slot("1", _S.EMPTY), Slot("2", _S.BLANK), Slot("3", _S.NOT_SEEN),
                Slot("4", _S.LIVE), Slot("5", _S.NOW), Slot("6"),
            ),
        ),
        "Revolver, from behind",
    ),
    PictureData(GunDrawing(GunShape.MAGAZINE, _ROUNDS), "Magazine, top first"),
    PictureData(GunDrawing(GunShape.TUBE, _ROUNDS[:6], Slot("C", _S.EMPTY)), "Tube and chamber, from the left"),
    PictureData(
        GunDrawing(GunShape.BARRELS, (Slot("LEFT", _S.EMPTY), Slot("RIGHT", _S.BLANK, "half load"))),
        "Double barrel, from the breech",
    ),
)  # fmt: skip

_CRIMPS = tuple(
    Slot(str(number), state, "crimp whole, full" if state is _S.BLANK else "", "CRIMP" if state is _S.BLANK else "")
    for number, state in enumerate((_S.BLANK,) * 2 + (_S.LIVE, _S.NOW) + (_S.NOT_YET,) * 2, start=1)
)
_BELT = tuple(
    Slot(str(number), _S.BLANK if number < 24 else _S.NOW if number == 24 else _S.NOT_YET) for number in range(1, 41)
)
MORE_PICTURES = (
    PictureData(
        GunDrawing(
            GunShape.CYLINDER, tuple(Slot(str(n), _S.EMPTY) for n in range(1, 7)), nipples=(_S.EMPTY,) * 3 + (_S.NOW,)
        ),
        "Percussion revolver, nipple by nipple",
    ),
    PictureData(GunDrawing(GunShape.CYLINDER, _CRIMPS), "Blanks, each crimp seen"),
    PictureData(GunDrawing(GunShape.BELT, _BELT, Slot("C", _S.EMPTY)), "Belt, fed first at the top"),
    PictureData(
        GunDrawing(GunShape.MUZZLE_LOADER, (Slot("1", _S.EMPTY),), Slot("CAP", _S.EMPTY)),
        "Muzzle-loader, rod to the breech",
    ),
    PictureData(
        GunDrawing(GunShape.MUZZLE_LOADER, (Slot("1", _S.LIVE),), Slot("PAN", _S.NOW)), "Muzzle-loader, something in it"
    ),
    PictureData(
        GunDrawing(
            GunShape.MARKS, (Slot("RIF-07", _S.EMPTY, "as marked", "READ"), Slot("RIF-19", _S.NOW), Slot("RIF-33"))
        ),
        "Batch, three drawn marks",
    ),
)

WAIT = WaitData(
    BannerData(
        "MISFIRE",
        (
            (strong("A-08"), Piece("  Winchester 1873")),
            (Piece("HOT. Now: Luis Ortega, performer."),),
            (Piece("Called 21:36:02."),),
        ),
        BannerKind.HOT,
    ),
    ("DO NOT OPEN IT.", "DO NOT PULL AGAIN."),
    "DO NOT OPEN IT. WAIT.",
    "The muzzle stays where it points now, away from everyone. Finger off. Nobody in front.",
    "Do not pull again. Finger off. The muzzle stays where it points, away from everyone. Nobody in front.",
    30,
    "30 seconds. Nothing skips or stops this clock.",
    (
        AnswerData("squib", "P", "A weak pop, or strange smoke"),
        AnswerData("opened", "X", "It was opened, or pulled again"),
        AnswerData("hurt", "E", "Someone is hurt"),
    ),
    ("Take it", "Which sound?", "Came out", "Misfires", "Bore", "Cause"),
)
