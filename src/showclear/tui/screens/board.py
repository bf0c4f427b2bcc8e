"""The board: every gun, its state from two metres, and the keys that act on the chosen one."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, ItemGrid, Vertical

from showclear.domain.checklists import Procedure
from showclear.domain.situation.status import State
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.presenters import board as present
from showclear.tui.presenters import day
from showclear.tui.presenters.custody import is_locked, is_out, is_taken_in_again
from showclear.tui.presenters.side import ENDABLE, side_sections
from showclear.tui.presenters.why import is_longer
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import words
from showclear.tui.screens.board_actions import BoardActions
from showclear.tui.screens.board_keys import BOARD_KEYS
from showclear.tui.screens.locked_line import LockedLine
from showclear.tui.themes import LARGE_TYPE
from showclear.tui.widgets.banners import Banner, BannerData
from showclear.tui.widgets.batch_line import BatchData, BatchLine, BatchOpened
from showclear.tui.widgets.pieces import strong
from showclear.tui.widgets.prompt import BigText, PieceLine
from showclear.tui.widgets.roll import Roll
from showclear.tui.widgets.side_column import SideColumn, SideRowChosen
from showclear.tui.widgets.top_bar import InfoLine, TopBar
from showclear.tui.widgets.weapon_card import CardChosen, CardData, CardOpened, WeaponCard
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.views import Board
    from showclear.domain.situation.status import WeaponStatus


class BoardScreen(BoardActions):
    """The user sees how many guns there are, which word stands on each, who has it and what comes next."""

    HELP = "board"
    BINDINGS: ClassVar[list[BindingType]] = [*BOARD_KEYS]

    def __init__(self) -> None:
        super().__init__()
        self.chosen_tag = ""
        self._was_here = False

    def compose(self) -> ComposeResult:
        """Bar, status or banner, cards, locked lines, side column, keys."""
        yield TopBar(id="top")
        yield Banner(BannerData(""), id="banner")
        yield InfoLine(id="status")
        yield InfoLine(id="finding")
        yield InfoLine(id="demo")
        with Horizontal(id="body"):
            with Roll(id="left"):
                yield ItemGrid(id="cards")
                with Vertical(id="batches"):
                    yield PieceLine(strong(say("Batches")), id="batches-title")
                with Vertical(id="locked"):
                    yield PieceLine(strong(say("Locked")), id="locked-title")
                yield InfoLine(id="devices")
                with Vertical(id="empty"):
                    yield BigText(say("The first gun"))
                    yield words(present.EMPTY_WORDS, "gap")
            yield SideColumn(id="side")
        yield InfoLine(id="next")
        yield key_bar()

    def on_mount(self) -> None:
        """Follow the board; the clock and the minutes tick."""
        self.watch(self.app, "board", self.show_board)
        self.set_interval(1.0, self.show_time)

    # What is shown

    async def show_board(self, board: Board | None) -> None:
        """Show a new board; cards keep their places."""
        if board is None:
            return
        people, now = self.people, self.host.production.clock.now()
        self.show_time()
        self.show_alarms(board)
        status = self.query_one("#status", InfoLine)
        status.left, status.right = day.status_line(board)
        demo = self.query_one("#demo", InfoLine)
        demo.display = bool(self.host.demo_pins)
        demo.left = present.demo_line(self.host.demo_pins, people, say("DRILL") if self.host.drill else say("DEMO"))
        self.query_one("#side", SideColumn).sections = side_sections(board)
        devices = self.query_one("#devices", InfoLine)
        devices.left = present.devices_line(board)
        devices.display = bool(devices.left) and not self.has_class("-wide")
        self.query_one("#empty", Vertical).display = not board.weapons
        await self.show_batches(tuple(present.batch_line(one) for one in board.batches))
        cards, lines = present.split(board.weapons)
        await self.show_guns(
            tuple(present.card(one, people, now) for one in cards),
            tuple(present.card(one, people, now) for one in lines),
        )
        self.show_next()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Another size: what stops the set, in the words that fit, and the keys that fit."""
        if self.host.board is not None:
            self.show_alarms(self.host.board)
            self.refresh_bindings()

    def show_alarms(self, board: Board) -> None:
        """What stops the set, or what is wrong with its records."""
        banner = present.banner(board, self.people, self.app.size.width)
        self.set_class(bool(banner.word), "-stopped")
        self.query_one("#banner", Banner).data = banner
        finding = self.query_one("#finding", InfoLine)
        finding.left = day.finding_line(board, self.app.size.width)
        finding.display = bool(finding.left) and not banner.word

    async def show_guns(self, cards: tuple[CardData, ...], lines: tuple[CardData, ...]) -> None:
        """Fill the cards and lines that are there; where guns came or went, make them anew."""
        shown = self.guns()
        self.query_one("#locked", Vertical).display = bool(lines)
        wanted = [(data.tag, WeaponCard) for data in cards] + [(data.tag, LockedLine) for data in lines]
        if [(gun.data.tag, type(gun)) for gun in shown] == wanted:
            for gun, data in zip(shown, cards + lines, strict=True):
                gun.data = data
            return
        grid, locked = self.query_one("#cards", ItemGrid), self.query_one("#locked", Vertical)
        async with self.batch():
            await self.query(WeaponCard).remove()
            await grid.mount_all(WeaponCard(data) for data in cards)
            await locked.mount_all(LockedLine(data) for data in lines)
        self.choose(self.chosen_tag)

    async def show_batches(self, lines: tuple[BatchData, ...]) -> None:
        """Fill the lines of the batches; where some came or went, make them anew."""
        box, shown = self.query_one("#batches", Vertical), list(self.query(BatchLine))
        box.display = bool(lines)
        self.set_class(bool(lines), "-batches")
        if [one.data.tag for one in shown] == [one.tag for one in lines]:
            for one, data in zip(shown, lines, strict=True):
                one.data = data
            return
        async with self.batch():
            await self.query(BatchLine).remove()
            await box.mount_all(BatchLine(data) for data in lines)

    def show_next(self) -> None:
        """What comes next for the chosen gun, where cards have no room for it."""
        board = self.host.board
        if board is None:
            return
        line = self.query_one("#next", InfoLine)
        line.left, line.right = present.next_line(self.chosen_card(), board)

    # Which gun is chosen

    def guns(self) -> list[WeaponCard]:
        """Every card and line, in the order in which they stand."""
        return list(self.query(WeaponCard))

    def chosen_card(self) -> CardData | None:
        """The gun that the keys act on."""
        return next((gun.data for gun in self.guns() if gun.data.tag == self.chosen_tag), None)

    def choose(self, tag: str) -> None:
        """Choose a gun, or the first one if there is none with this tag."""
        guns = self.guns()
        chosen = next((gun for gun in guns if gun.data.tag == tag), guns[0] if guns else None)
        if chosen is not None:
            self.chosen_tag = chosen.data.tag
            chosen.focus()

    def take_scan(self, tag: str) -> bool:
        """The code of a gun or a batch chooses it; nothing else happens."""
        found = next((one for one in (*self.guns(), *self.query(BatchLine)) if one.data.tag == tag), None)
        if found is None:
            return False
        self.remove_class("-side")
        found.focus()
        return True

    def on_screen_resume(self) -> None:
        """Back on the board: it is read anew, the same gun is chosen. The app has read it for the first time."""
        if self._was_here or self.host.board is None:
            self.host.read_board()
        self.choose(self.chosen_tag)
        if self._was_here:
            # The time for a full collection is now, not in the middle of an answer (see `settle_memory`).
            self.call_after_refresh(gc.collect)
        self._was_here = True

    def on_card_chosen(self, event: CardChosen) -> None:
        """A gun got the focus."""
        self.chosen_tag = event.tag
        self.show_next()
        self.refresh_bindings()

    def on_card_opened(self, event: CardOpened) -> None:
        """Enter on a gun: what can be done with it, in words."""
        rows = tuple(
            Choice(binding.action, binding.tooltip, binding.key.split(",")[0].upper())
            for binding in self.BINDINGS
            if isinstance(binding, Binding)
            and (binding.id or "").removeprefix("board.") in GUN_KEYS
            and self.check_action(binding.action.split("(")[0], ())
        )
        menu = ChooseDialog(event.tag, say("What shall happen with it?"), rows)
        self.app.push_screen(menu, partial(self.after_gun_menu, event.tag))

    def on_batch_opened(self, event: BatchOpened) -> None:
        """A batch: issue it, count it."""
        rows = tuple(Choice(str(one), text, key) for one, text, key in BATCH_MENU)
        question = say("What shall happen with it?")
        batch = next((one for one in self.query(BatchLine) if one.data.tag == event.tag), None)
        said = f"{batch.data.words}. {question}" if batch is not None and batch.data.barred else question
        self.app.push_screen(ChooseDialog(event.tag, said, rows), partial(self.after_batch_menu, event.tag))

    def on_side_row_chosen(self, event: SideRowChosen) -> None:
        """A row of the list: do what is due, go on with a run, end what is open."""
        kind, _, target = event.value.partition(":")
        match kind:
            case "due":
                lines = day.due_lines(self.host.board) if self.host.board is not None else ()
                if int(target) < len(lines):
                    self.do_due(lines[int(target)])
            case "run":
                self.resume(target)
            case "stop" | "item":
                self.end_stop(target)
            case "shifts":
                self.action_shifts()
            case "rules":
                self.host.go_to("rules")

    async def after_gun_menu(self, tag: str, action: str | None) -> None:
        """Do what was chosen with the gun that the menu was about, never with another one that took its place."""
        if action is not None:
            self.choose(tag)
            if self.chosen_tag != tag:
                self.notify(say("{tag} is not on the board any more. Nothing was done.", tag=tag), markup=False)
                return
        await self.after_menu(action)

    def after_batch_menu(self, tag: str, procedure: str | None) -> None:
        """Begin what was chosen. The tag is whatever a record says, so it never becomes a part of an action."""
        if procedure is not None:
            self.begin_for(Procedure(procedure), tag)

    async def after_menu(self, action: str | None) -> None:
        """Do what was chosen."""
        if action is not None:
            await self.run_action(action)

    def action_move(self, direction: str) -> None:
        """Choose the gun beside this one; the grid of cards has two columns on wide screens."""
        guns = self.guns()
        at = next((index for index, gun in enumerate(guns) if gun.data.tag == self.chosen_tag), 0)
        columns = 2 if self.has_class("-wide") and not self.app.has_class(LARGE_TYPE) else 1
        cards = len([gun for gun in guns if not isinstance(gun, LockedLine)])
        step = {"left": -1, "right": 1, "up": -columns, "down": columns}[direction]
        if direction in ("up", "down") and (at >= cards or (at + step >= cards and direction == "down")):
            step = 1 if direction == "down" and at >= cards else step if direction == "down" else -1
            if direction == "down" and at < cards:
                step = cards - at
        target = at + step
        if 0 <= target < len(guns):
            self.choose(guns[target].data.tag)

    def action_more(self) -> None:
        """To the list and back; on small screens it takes the place of the guns."""
        side = self.query_one(SideColumn)
        if self.has_class("-wide"):
            if side.has_focus:
                self.choose(self.chosen_tag)
            else:
                side.focus()
            return
        self.toggle_class("-side")
        if self.has_class("-side"):
            side.focus()
        else:
            self.choose(self.chosen_tag)

    def key_label(self, binding_id: str) -> str:
        """What the key for the next due thing will do; what stands open without a stop is not a stop to end."""
        board = self.host.board
        if binding_id == "board.lift" and board is not None and not board.stops:
            return say("end it")
        return day.key_label(board) if binding_id == "board.next-due" else ""

    def shows_key(self, binding_id: str) -> bool:
        """Only what is likely for the chosen gun stands in the bar; help lists every key, and every key works."""
        name = binding_id.removeprefix("board.")
        board = self.host.board
        if board is None:
            return False
        wide = self.has_class("-wide")
        if name in GUN_KEYS and name != "why":
            gun = self.chosen_gun()
            if gun is None or (board.stops and name in ("inspect", "hand-over", "turn-round")):
                return False
            if not wide and name != "take-back" and present.is_stopped(board):
                return False
            if name == ("inspect" if gun.state is State.COLD else "hand-over"):
                return False
            if is_taken_in_again(gun):
                return name == "intake-again" or (name in ("take-back", "lock") and self._is_likely(gun, name))
            if name == "turn-round" and gun.state is State.HOT:
                return False
            return self._is_likely(gun, name)
        match name:
            case "why":
                return is_longer(board, self.chosen_gun(), wide=wide)
            case "verify":
                return bool(board.findings)
            case "misfire":
                return wide and any(is_out(one) for one in board.weapons)
            case "intake":
                return not board.weapons
            case "shifts":
                return not board.shifts
            case "procedures":
                return wide and not present.is_stopped(board)
            case "lift":
                return present.is_stopped(board)
            case "more":
                return not wide
            case _:
                return name in ("next-due", "report") or binding_id == "app.help"

    def _is_likely(self, gun: WeaponStatus, name: str) -> bool:
        likely = IN_USE if is_out(gun) else IN_LOCK if is_locked(gun) else IN_HAND
        return name in likely and (self.has_class("-wide") or name in NARROW_KEYS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are hidden: no run to go on with, nothing to end, no gun out."""
        board = self.host.board
        match action:
            case "unfinished":
                return bool(board is not None and board.open_runs)
            case "next_due":
                return True if day.next_due(board) is not None else None
            case "lift":
                return board is not None and bool(board.stops or any(one.kind in ENDABLE for one in board.open_items))
            case "take_back":
                return bool(board is not None and any(is_out(one) for one in board.weapons))
            case "intake_again":
                gun = self.chosen_gun()
                return gun is not None and is_taken_in_again(gun)
            case "new_log":
                return self.host.production.elsewhere is not None
            case "unit":
                return bool(board is not None and board.day is not None and len(board.day.units) > 1)
            case "begin" | "lock" | "out_of_sight":
                return bool(self.chosen_tag)
            case _:
                return True


NARROW_KEYS = frozenset({"inspect", "hand-over", "turn-round", "take-back"})
"""Keys of a gun that stand in the bar of a small screen."""

BATCH_MENU = (
    (Procedure.BATCH_ISSUE, english("Issue it: named holders under one handler"), "I"),
    (Procedure.BATCH_COUNT, english("Count it: all back, each in the hand, by two people"), "C"),
    (Procedure.BATCH_DAY, english("The daily check: two blind counts, each in the hand, three marks read"), "D"),
)
"""What can be done with a batch."""

IN_LOCK = frozenset({"inspect", "hand-over", "return"})
IN_HAND = IN_LOCK | {"lock"}
IN_USE = frozenset({"turn-round", "return", "take-back"})
"""Keys in the bar for a gun in a lock, in its armorer's hand, in somebody else's hand. All of them always work."""

GUN_KEYS = frozenset(
    {"inspect", "hand-over", "turn-round", "return", "take-back", "lock", "out-of-sight", "intake-again", "why"}
)
"""Keys that act on one gun."""
