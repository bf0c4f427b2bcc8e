"""The board: every gun, its state from two metres, and the keys that act on the chosen one."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, ItemGrid, Vertical, VerticalScroll

from showclear.domain.checklists import Procedure
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.presenters import board as present
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearScreen
from showclear.tui.screens.board_actions import BoardActions
from showclear.tui.screens.locked_line import LockedLine
from showclear.tui.widgets.banners import Banner, BannerData
from showclear.tui.widgets.pieces import strong
from showclear.tui.widgets.prompt import PieceLine
from showclear.tui.widgets.side_column import SideColumn
from showclear.tui.widgets.top_bar import InfoLine, TopBar
from showclear.tui.widgets.weapon_card import CardChosen, CardData, CardOpened, WeaponCard

if TYPE_CHECKING:
    from showclear.app.views import Board
    from showclear.domain.people import Person


def _key(keys: str, action: str, label: str, name: str, tooltip: str, *, show: bool = True) -> Binding:
    return Binding(keys, action, label, id=f"board.{name}", tooltip=tooltip, show=show)


class BoardScreen(BoardActions, ShowClearScreen[None]):
    """The user sees how many guns there are, which word stands on each, who has it and what comes next."""

    HELP = "board"
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("i,I", f"begin('{Procedure.INSPECTION}')", "inspect", "inspect", "Inspect the chosen gun, both of you."),
        _key("h,H", f"begin('{Procedure.HANDOVER}')", "hand over", "hand-over", "Hand the chosen gun to its holder."),
        _key(
            "t,T",
            f"begin('{Procedure.TURN_ROUND}')",
            "turn-round",
            "turn-round",
            "Take it back, show it, hand it over.",
        ),
        _key(
            "r,R", f"begin('{Procedure.RETURN}')", "return, clear", "return", "Take everything out and prove it empty."
        ),
        _key("b,B", "take_back", "take back", "take-back", "The gun is back in your hand. One key, never refused."),
        _key("l,L", "lock", "lock", "lock", "The chosen gun is locked. One key, never refused."),
        _key("o,O", "out_of_sight", "out of sight", "out-of-sight", "The chosen gun was out of sight. Never refused."),
        _key("a,A", "intake", "take in", "intake", "Take a weapon or ammunition in."),
        _key("u,U", "unfinished", "unfinished", "unfinished", "Go on with a run that is not signed."),
        _key("x,X", "lift", "lift the hold", "lift", "Armorer and AD lift the hold together."),
        _key("s,S", "shifts", "shifts", "shifts", "Who signs on this laptop: open or lock a shift."),
        _key("v,V", "verify", "verify", "verify", "Check every record again."),
        _key("tab", "more", "more", "more", "Due, on shift, ammunition, not signed; and back."),
        _key("up", "move('up')", "", "up", "The gun above.", show=False),
        _key("down", "move('down')", "", "down", "The gun below.", show=False),
        _key("left", "move('left')", "", "left", "The gun at the left.", show=False),
        _key("right", "move('right')", "", "right", "The gun at the right.", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.chosen_tag = ""

    def compose(self) -> ComposeResult:
        """Bar, status or banner, cards, locked lines, side column, keys."""
        yield TopBar(id="top")
        yield Banner(BannerData(""), id="banner")
        yield InfoLine(id="status")
        yield InfoLine(id="demo")
        with Horizontal(id="body"):
            with VerticalScroll(id="left", can_focus=False):
                yield ItemGrid(id="cards")
                with Vertical(id="locked"):
                    yield PieceLine(strong("Locked"), id="locked-title")
            yield SideColumn(id="side")
        yield InfoLine(id="next")
        yield key_bar()

    def on_mount(self) -> None:
        """Follow the board; the clock and the minutes tick."""
        self.watch(self.app, "board", self.show_board)
        self.set_interval(1.0, self.show_time)

    # What is shown

    @property
    def people(self) -> dict[str, Person]:
        """The roster by id."""
        return {person.id: person for person in self.host.production.people()}

    def show_time(self) -> None:
        """The clock in the corner."""
        if self.host.board is not None:
            self.query_one("#top", TopBar).data = present.top_bar(self.host.board, self.host.production.clock.now())

    async def show_board(self, board: Board | None) -> None:
        """Show a new board; cards keep their places."""
        if board is None:
            return
        people, now = self.people, self.host.production.clock.now()
        self.show_time()
        self.set_class(bool(board.stops), "-stopped")
        self.query_one("#banner", Banner).data = present.banner(board, people, self.app.size.width)
        status = self.query_one("#status", InfoLine)
        status.left, status.right = present.status_line(board)
        demo = self.query_one("#demo", InfoLine)
        demo.display = bool(self.host.demo_pins)
        demo.left = present.demo_line(self.host.demo_pins, people)
        self.query_one("#side", SideColumn).sections = present.side_sections(board)
        cards, lines = present.split(board.weapons)
        await self.show_guns(
            tuple(present.card(one, people, now) for one in cards),
            tuple(present.card(one, people, now) for one in lines),
        )
        self.show_next()
        self.refresh_bindings()

    async def show_guns(self, cards: tuple[CardData, ...], lines: tuple[CardData, ...]) -> None:
        """Fill the cards and lines that are there; where guns came or went, make them anew."""
        shown = self.guns()
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
        locked.display = bool(lines)
        self.choose(self.chosen_tag)

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

    def on_screen_resume(self) -> None:
        """Back on the board: it is read anew, the same gun is chosen."""
        self.host.read_board()
        self.choose(self.chosen_tag)
        # The time for a full collection is now, not in the middle of an answer (see `settle_memory`).
        self.call_after_refresh(gc.collect)

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
        self.app.push_screen(ChooseDialog(event.tag, "What shall happen with it?", rows), self.after_menu)

    async def after_menu(self, action: str | None) -> None:
        """Do what was chosen."""
        if action is not None:
            await self.run_action(action)

    def action_move(self, direction: str) -> None:
        """Choose the gun beside this one; the grid of cards has two columns on wide screens."""
        guns = self.guns()
        at = next((index for index, gun in enumerate(guns) if gun.data.tag == self.chosen_tag), 0)
        columns = 2 if self.has_class("-wide") else 1
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
        """On small screens: the side column in place of the guns, and back."""
        self.toggle_class("-side")

    def shows_key(self, binding_id: str) -> bool:
        """Only what is likely for the chosen gun stands in the bar; help lists every key, and every key works."""
        name = binding_id.removeprefix("board.")
        board = self.host.board
        if name in GUN_KEYS and board is not None:
            gun = next((one for one in board.weapons if one.weapon.tag == self.chosen_tag), None)
            if gun is None:
                return False
            likely = IN_USE if present.is_out(gun) else IN_LOCK if present.is_locked(gun) else IN_HAND
            if board.stops and not self.has_class("-wide") and name in ("inspect", "hand-over", "turn-round"):
                return False
            return name in likely and (self.has_class("-wide") or name != "out-of-sight" or present.is_out(gun))
        if name == "verify":
            return bool(board is not None and board.findings)
        return self.has_class("-wide") or name not in ("intake", "shifts", "more")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are hidden: no run to go on with, no hold to lift, no gun out."""
        board = self.host.board
        match action:
            case "unfinished":
                return bool(board is not None and board.open_runs)
            case "lift":
                return bool(board is not None and any(stop.kind == "hold" for stop in board.stops))
            case "take_back":
                return bool(board is not None and any(present.is_out(one) for one in board.weapons))
            case "more":
                return not self.has_class("-wide")
            case "begin" | "lock" | "out_of_sight":
                return bool(self.chosen_tag)
            case _:
                return True


IN_LOCK = frozenset({"inspect", "hand-over", "return"})
IN_HAND = IN_LOCK | {"lock", "out-of-sight"}
IN_USE = frozenset({"turn-round", "return", "take-back", "out-of-sight"})
"""Keys in the bar for a gun in a lock, in its armorer's hand, in somebody else's hand. All of them always work."""

GUN_KEYS = frozenset({"inspect", "hand-over", "turn-round", "return", "take-back", "lock", "out-of-sight"})
"""Keys that act on one gun."""
