"""The key bar of a screen, filled from the bindings that work there now."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.actions import parse
from textual.binding import Binding
from textual.screen import Screen

from showclear.tui.screens.host import Host
from showclear.tui.widgets.key_bar import HoldChosen, HoldTarget, KeyBar, KeyChosen, KeyHint
from showclear.words import english, translated

_CAPS = {
    "escape": english("Esc"),
    "enter": english("Enter"),
    "backspace": english("Back"),
    "tab": english("Tab"),
    "space": english("Space"),
    "question_mark": "?",
    "slash": "/",
    "up": english("Up"),
    "down": english("Down"),
    "left": english("Left"),
    "right": english("Right"),
    "pageup": english("PgUp"),
    "pagedown": english("PgDn"),
}


def cap_of(binding: Binding) -> str:
    """What stands on the cap of a key."""
    key = (binding.key_display or binding.key).split(",")[0]
    if key in _CAPS:
        return translated(_CAPS[key])
    if key.startswith("ctrl+"):
        return f"^{key[5:].upper()}"
    return key.upper()


@runtime_checkable
class PicksKeys(Protocol):
    """A screen with more keys than a bar has room for. A key that is not in the bar still works."""

    def shows_key(self, binding_id: str) -> bool:
        """Whether the key is worth its place in the bar now."""


@runtime_checkable
class NamesKeys(Protocol):
    """A screen on which a key says what it will do now."""

    def key_label(self, binding_id: str) -> str:
        """What stands beside the key; empty: its description."""


def _always(_: str) -> bool:
    return True


def _no_label(_: str) -> str:
    return ""


def declared(screen: Screen[object]) -> tuple[Binding, ...]:
    """The bindings of a screen, its own before those that it shares with others."""
    found = [one for kind in type(screen).__mro__ for one in kind.__dict__.get("BINDINGS", ())]
    return tuple(one for one in found if isinstance(one, Binding))


def _active_keys(screen: Screen[object]) -> dict[str, Binding]:
    """By action the first key that reaches the screen now: a line that is typed in keeps letters to itself."""
    keys: dict[str, Binding] = {}
    for node, binding, _, _ in screen.active_bindings.values():
        if node is screen:
            keys.setdefault(binding.action, binding)
    return keys


class KeyLine(KeyBar):
    """The user sees the keys of this screen; those that do nothing now are faint."""

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self.read_keys)
        self.read_keys(self.screen)
        follow_hold(self)

    def read_keys(self, screen: Screen[object]) -> None:
        """Fill the bar from what works now, in the order in which the screen declares it, help last."""
        shows = screen.shows_key if isinstance(screen, PicksKeys) else _always
        label = screen.key_label if isinstance(screen, NamesKeys) else _no_label
        active = _active_keys(screen)
        found: dict[str, KeyHint] = {}
        for binding in declared(screen):
            if not binding.show or not binding.description or not shows(binding.id or ""):
                continue
            enabled = self._enabled(screen, binding.action)
            if enabled is not False:
                cap = cap_of(active.get(binding.action, binding))
                named = label(binding.id or "")
                short = "" if named else SHORT_LABELS.get(binding.id or "", "")
                words = translated(named or binding.description)
                tooltip = translated(binding.tooltip)
                hint = KeyHint(cap, words, bool(enabled), tooltip, binding.action, translated(short))
                found.setdefault(binding.action, hint)
        last = found.pop("app.help", None)
        self.hints = (*found.values(), last) if last is not None else tuple(found.values())

    def _enabled(self, screen: Screen[object], action: str) -> bool | None:
        namespace, name, parameters = parse(action)
        if namespace == "app":
            return hasattr(self.app, f"action_{name}")
        return screen.check_action(name, parameters)

    async def on_key_chosen(self, event: KeyChosen) -> None:
        """A key of the bar was clicked: do what the key does."""
        event.stop()
        await self.screen.run_action(event.action)

    async def on_hold_chosen(self, event: HoldChosen) -> None:
        """The corner was clicked: hold the set."""
        event.stop()
        await self.app.run_action("hold_set")


class HoldCorner(HoldTarget):
    """The user sees in the corner of a dialog what F12 does now, as on every screen."""

    def on_mount(self) -> None:
        """Follow the board."""
        follow_hold(self)


def follow_hold(target: KeyLine | HoldCorner) -> None:
    """Keep the word on a hold target true: what F12 does changes with every stop."""
    host = target.app
    if isinstance(host, Host):

        def show() -> None:
            target.hold_label = host.hold_label

        target.watch(host, "board", show)


SHORT_LABELS = {
    "board.inspect": english("inspect"),
    "board.hand-over": english("hand over"),
    "board.return": english("return"),
    "board.turn-round": english("turn"),
    "board.take-back": english("back"),
    "board.out-of-sight": english("sight"),
    "board.procedures": english("start"),
    "board.intake-again": english("anew"),
    "board.found": english("found"),
    "board.lift": english("end stop"),
    "armory.departure": english("depart"),
    "run.change": english("change"),
    "run.withdraw": english("withdraw"),
    "run.leave": english("leave"),
    "wait.leave": english("board"),
    "stop.emergency": english("incident"),
    "stop.board": english("board"),
    "resume.abandon": english("abandon"),
    "aloud.leave": english("board"),
    "aloud.next": english("next"),
    "aloud.before": english("before"),
    "shifts.open": english("open"),
    "shifts.lock": english("lock"),
    "armory.intake-again": english("anew"),
    "armory.transfer": english("move"),
    "desk.life": english("gun"),
    "desk.timeline": english("time"),
    "record.leave": english("list"),
    "record.other": english("file"),
    "record.review": english("review"),
    "record.check": english("check"),
    "people.minors": english("minor"),
    "people.delegate": english("deputy"),
}
"""Labels for narrow screens, by the id of the binding."""


def key_bar(*, full_red: bool = False, with_hold: bool = True) -> KeyLine:
    """The key bar of a screen."""
    return KeyLine(full_red=full_red, with_hold=with_hold, classes="keys")
