"""The pages of the gallery that halt the work: sign, mismatch, stand-down, stop."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.screen import ModalScreen, Screen

from showclear.tui.drawing.band import GunState
from showclear.tui.drawing.gun import GunDrawing, GunShape
from showclear.tui.drawing.slots import Slot, SlotState
from showclear.tui.widgets.answer_row import AnswerData, AnswerRow
from showclear.tui.widgets.banners import Banner, BannerData, BannerKind, StopBanner, StopGun, StopGunRow
from showclear.tui.widgets.compare import ComparePanel, SideData
from showclear.tui.widgets.gallery import data
from showclear.tui.widgets.key_bar import HoldTarget, KeyBar, KeyHint
from showclear.tui.widgets.pieces import Piece, muted, state_chip, strong
from showclear.tui.widgets.pin_field import PinField
from showclear.tui.widgets.prompt import BigText, Paragraph, PieceLine
from showclear.tui.widgets.signer_rows import SignerLine, SignerRows
from showclear.tui.widgets.top_bar import InfoLine, TopBar
from showclear.tui.widgets.wait_panel import WaitPanel
from showclear.tui.widgets.weapon_card import WeaponCard

_EXITS = (
    AnswerData("again", "A", "Look again, both of us"),
    AnswerData("safer", "S", "Use something safer"),
    AnswerData("withdraw", "W", "Withdraw A-07"),
)
_EXIT_KEYS = (KeyHint("Q", "abandon this run"), KeyHint("F1", "help"))


def _cylinder(fourth: SlotState) -> GunDrawing:
    same = tuple(Slot(str(number), SlotState.SAME) for number in (1, 2, 3))
    rest = tuple(Slot(str(number), SlotState.SAME) for number in (5, 6))
    return GunDrawing(GunShape.CYLINDER, (*same, Slot("4", fourth), *rest))


class SignDialog(ModalScreen[None]):
    """The dialog that signs."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Not yet", id="sign.leave")]
    CSS = """
    SignDialog { align: center middle; }
    SignDialog #dialog { width: 100%; height: 100%; background: $panel; padding: 1 2; }
    SignDialog.-wide.-tall #dialog {
        width: 78; height: 30; border-top: outer $focus; padding: 1 2;
    }
    SignDialog #head { height: 3; }
    SignDialog #title { width: 1fr; padding-left: 3; }
    SignDialog BigText { width: 12; }
    SignDialog #statement { margin: 1 1 1 1; }
    SignDialog #effect { margin: 0 1 1 1; }
    SignDialog SignerRows { margin-bottom: 1; }
    SignDialog #pin { height: 4; padding-left: 1; }
    SignDialog #pin Paragraph { width: 12; margin-top: 2; }
    SignDialog #tries { margin: 1 0 1 13; }
    SignDialog.-compact #tries { margin: 0 0 0 13; }
    SignDialog #digest { margin: 0 1; }
    SignDialog KeyBar { background: $panel; }
    """

    def compose(self) -> ComposeResult:
        """Statement, effect, signers, PIN."""
        with Vertical(id="dialog"):
            with Horizontal(id="head"):
                yield BigText("SIGN")
                with Vertical(id="title"):
                    yield PieceLine()
                    yield PieceLine(strong("A-07 weapon inspection, scene 42"), muted("   21:30 MST"))
            yield Paragraph(
                "I am Jonas Weil, 1st AD. With my own eyes I saw the serial number. I saw six of six chambers and the "
                "bore empty. Then I saw the marks of six dummies, one by one, before each went in.",
                strong=True,
                id="statement",
            )
            yield PieceLine(
                muted("When both have signed, A-07 is "),
                state_chip(GunState.COLD),
                muted(" for one handover."),
                id="effect",
            )
            yield SignerRows(
                (
                    SignerLine("Mara Reyes", "armorer", "performed it", "signed 21:30", signed=True),
                    SignerLine("Jonas Weil", "1st AD", "verified it", "signs now", now=True),
                )
            )
            with Horizontal(id="pin"):
                yield Paragraph("Your PIN", strong=True)
                yield PinField()
            yield PieceLine(muted("5 tries, then the key leaves this laptop."), id="tries")
            yield PieceLine(muted("What you sign "), strong("7c1f 09ab 44d2 e0a7"), id="digest")
            yield KeyBar((KeyHint("Esc", "not yet, go back"),), with_hold=False)
        yield HoldTarget()


class MismatchPage(Screen[None]):
    """Two pictures that differ in one chamber."""

    AUTO_FOCUS = ""
    CSS = """
    MismatchPage ComparePanel { margin: 1 1; }
    MismatchPage.-compact ComparePanel { margin: 1 0 0 0; }
    MismatchPage.-wide #who { margin-top: 1; }
    MismatchPage.-wide Banner { margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        """A banner, two sides, the ways on."""
        yield TopBar(data.RUN_BAR)
        yield InfoLine(data.RUN_WHO, (muted("block 2 of 3"),), id="who")
        yield Banner(
            BannerData(
                "NOT THE SAME",
                (
                    (strong("Chamber 4. Two people saw two different things."),),
                    (Piece("A-07 stays UNVERIFIED. There is no way around this page."),),
                ),
                BannerKind.UNVERIFIED,
            )
        )
        yield ComparePanel(
            SideData(
                "Mara Reyes", "armorer", "21:22:18", "4", "DUMMY", "hole, rattle",
                SlotState.DUMMY, _cylinder(SlotState.DUMMY),
            ),
            SideData(
                "Jonas Weil", "1st AD", "21:28:52", "4", "ONE MARK ONLY", "hole, no rattle",
                SlotState.ONE_MARK, _cylinder(SlotState.ONE_MARK),
            ),
            *(AnswerRow(answer) for answer in _EXITS),
            note="All other chambers agree.",
        )  # fmt: skip
        yield KeyBar(_EXIT_KEYS)


class MismatchCountPage(Screen[None]):
    """Two counts that differ."""

    AUTO_FOCUS = ""
    CSS = """
    MismatchCountPage ComparePanel { margin: 1 1; }
    MismatchCountPage.-compact ComparePanel { margin: 1 0 0 0; }
    MismatchCountPage.-wide #who { margin-top: 1; }
    MismatchCountPage.-wide Banner { margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        """A banner, two sides, the ways on."""
        yield TopBar(data.RUN_BAR)
        yield Banner(
            BannerData(
                "NOT THE SAME",
                (
                    (strong("Chambers seen empty:"),),
                    (strong("two people, two numbers."),),
                    (Piece("A-07 stays UNVERIFIED."),),
                ),
                BannerKind.UNVERIFIED,
            )
        )
        yield ComparePanel(
            SideData("Mara Reyes", "armorer", "21:22:18", word="6 of 6 seen empty", figure="6"),
            SideData("Jonas Weil", "1st AD", "21:26:03", word="5 of 6 seen empty", figure="5"),
            *(AnswerRow(answer) for answer in _EXITS),
        )
        yield KeyBar(_EXIT_KEYS)


class StandDownPage(Screen[None]):
    """The head of the board under a stand-down, and cards in it."""

    CSS = """
    StandDownPage #cards { height: 1fr; layout: vertical; }
    StandDownPage.-wide #cards {
        layout: grid; grid-gutter: 0 1; grid-columns: 42; grid-rows: 9; grid-size: 2; padding-left: 1;
    }
    """

    def compose(self) -> ComposeResult:
        """A banner and cards."""
        yield TopBar(data.BOARD_BAR)
        yield Banner(
            BannerData(
                "STAND-DOWN",
                (
                    (strong("Since 21:33. Called by Jonas Weil, 1st AD."),),
                    (strong("Two guns are still out: A-08 and B-02."),),
                    (Piece("The armorer takes them back and clears them."),),
                    (Piece("Release: safety officer and armorer, after a new meeting."),),
                ),
            )
        )
        with Container(id="cards"):
            for card in data.CARDS[1:5]:
                yield WeaponCard(card)
        yield KeyBar(data.BOARD_KEYS, hold_label="STOP SCREEN")


class StopPage(Screen[None]):
    """The stop screen."""

    CSS = """
    StopPage { background: $full-bg; color: $full-ink; padding: 1 2; }
    StopPage.-wide { padding: 2 4 0 4; }
    StopPage StopBanner { margin-bottom: 1; }
    StopPage.-wide StopBanner { margin-bottom: 2; }
    StopPage .-part { margin-bottom: 1; }
    StopPage KeyBar { background: $full-bg; }
    """

    def compose(self) -> ComposeResult:
        """STOP, what to do, the guns that are out."""
        yield StopBanner(
            "STOP",
            (
                (strong("STAND-DOWN"), Piece("  since 21:33")),
                (),
                (strong("Jonas Weil, 1st AD, stopped the set."),),
                (Piece('"Someone crossed the line of fire."'),),
                (Piece("All clearances have ended."),),
            ),
        )
        yield BigText("FINGERS OFF. STAY STILL.", ink="full-ink", classes="-part")
        yield Paragraph(
            "Mara Reyes takes these two back, one after the other, and clears each:",
            strong=True,
            ink="full-ink",
            classes="-part",
        )
        yield StopGunRow(StopGun("A-08", "Winchester 1873", GunState.HOT, "Luis Ortega, performer", "1"))
        yield StopGunRow(StopGun("B-02", "Glock 17, plugged", GunState.UNVERIFIED, "Dana Osei, performer", "2"))
        yield Paragraph(
            "Release: Ines Park, safety officer, and Mara Reyes, armorer, after a new safety meeting.", ink="full-ink"
        )
        yield KeyBar(
            (KeyHint("1", "take back A-08"), KeyHint("2", "take back B-02"), KeyHint("T", "say why")),
            with_hold=False,
            full_red=True,
        )


class MisfirePage(Screen[None]):
    """The wait after a misfire."""

    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        """Bar, panel, keys."""
        yield TopBar(data.RUN_BAR)
        yield WaitPanel(data.WAIT, 7)
        yield KeyBar((KeyHint("F1", "help"),))
