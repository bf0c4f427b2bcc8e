"""The pages of the gallery: board, run, pictures."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, ItemGrid, Vertical, VerticalScroll
from textual.screen import Screen

from showclear.tui.widgets.answer_row import AnswerRow
from showclear.tui.widgets.gallery import data
from showclear.tui.widgets.gun_picture import GunPicture, PictureData
from showclear.tui.widgets.key_bar import KeyBar
from showclear.tui.widgets.pieces import muted, strong
from showclear.tui.widgets.prompt import BigText, Paragraph, PieceLine, Script
from showclear.tui.widgets.side_column import SideColumn
from showclear.tui.widgets.step_list import StepList
from showclear.tui.widgets.top_bar import InfoLine, TopBar
from showclear.tui.widgets.weapon_card import WeaponCard


class BoardPage(Screen[None]):
    """The board."""

    CSS = """
    BoardPage #status { margin-top: 0; }
    BoardPage.-wide #status { margin-top: 1; }
    BoardPage #body { height: 1fr; }
    BoardPage #left { width: 1fr; }
    BoardPage.-wide #left { width: 87; padding-left: 1; }
    BoardPage #scroll { height: 1fr; }
    BoardPage.-wide #scroll { height: 27; }
    BoardPage #cards { height: auto; layout: vertical; }
    BoardPage.-wide #cards { layout: grid; grid-gutter: 0 1; grid-columns: 42; grid-rows: 9; grid-size: 2; }
    BoardPage.-wide SideColumn { margin: 1 0 0 1; }
    BoardPage #locked { height: auto; margin: 1 1; display: none; }
    BoardPage.-wide #locked { display: block; }
    """

    def compose(self) -> ComposeResult:
        """A status line, cards, the locked guns, the side column."""
        yield TopBar(data.BOARD_BAR)
        yield InfoLine(data.BOARD_STATUS, (strong("1 not signed"),), id="status")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                with VerticalScroll(id="scroll", can_focus=False), Container(id="cards"):
                    for card in data.CARDS:
                        yield WeaponCard(card)
                with Vertical(id="locked"):
                    yield PieceLine(strong("Locked"))
                    for pieces in data.LOCKED:
                        yield PieceLine(*pieces)
            yield SideColumn(data.SECTIONS)
        yield KeyBar(data.BOARD_KEYS)


class RunPage(Screen[None]):
    """One question of a run."""

    # No answer has the focus at the start: none may look chosen.
    AUTO_FOCUS = ""
    CSS = """
    RunPage.-wide #who { margin-top: 1; }
    RunPage #body { height: 1fr; }
    RunPage.-wide #body { margin-top: 1; }
    RunPage.-wide StepList { margin: 0 2 0 2; }
    RunPage #middle { width: 1fr; padding: 0 1; }
    RunPage.-compact BigText { margin-top: 1; }
    RunPage.-wide #middle { width: 50; padding: 0; margin-right: 2; }
    RunPage.-wide #question { margin: 1 0; }
    RunPage #script { margin-top: 1; }
    RunPage.-wide #script { margin-top: 0; }
    RunPage #why { margin-top: 1; }
    RunPage.-compact #why { dock: bottom; margin: 0; }
    """

    def compose(self) -> ComposeResult:
        """Steps, question, picture."""
        yield TopBar(data.RUN_BAR)
        yield InfoLine(data.RUN_WHO, (muted("block 2 of 3"),), id="who")
        with Horizontal(id="body"):
            yield StepList(data.STEPS)
            with Vertical(id="middle"):
                yield BigText("CHAMBER 4", suffix="of 6")
                yield Paragraph(
                    "The round for chamber 4 is in Mara's hand.\nWhich marks do you see on it?",
                    strong=True,
                    most=2,
                    id="question",
                )
                yield Script(
                    "Jonas says",
                    "Chamber four. Show me that round.",
                    "Mara turns it, shakes it, and does not name it.",
                    id="script",
                )
                for answer in data.ANSWERS:
                    yield AnswerRow(answer)
                yield Paragraph(
                    "On another set the AD had seen at least four dummies with a hole, and one round without.",
                    label="Why",
                    quiet=True,
                    most_small=1,
                    id="why",
                )
            yield GunPicture(data.PICTURE)
        yield KeyBar(data.RUN_KEYS)


class PicturesPage(Screen[None]):
    """Guns of every kind."""

    CSS = """
    PicturesPage #pictures { height: 1fr; grid-size: 3; grid-gutter: 1 1; }
    PicturesPage.-compact #pictures { grid-size: 2; }
    PicturesPage GunPicture { height: 1fr; width: 1fr; }
    """

    shown: tuple[PictureData, ...] = data.PICTURES

    def compose(self) -> ComposeResult:
        """One picture of each kind."""
        with ItemGrid(id="pictures"):
            for picture in self.shown:
                yield GunPicture(picture)
        yield KeyBar(data.RUN_KEYS[-1:])


class MorePicturesPage(PicturesPage):
    """The rarer guns, and the marks of a batch."""

    shown = data.MORE_PICTURES
