"""Keys of a person's own. They are added to those that are there, and never take one away.

Two people share a keyboard, and sentences, printed pages and habits name the keys: so the key that came with Show Clear
goes on working, and no key of a person's own is one that does something else in the same place (ADR 0029).
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from showclear import tui
from showclear.settings.reading import SettingsError
from showclear.settings.schema import KEYS_TABLE
from showclear.words import english, say

GROUPS = {
    "app": english("everywhere"),
    "board": english("board"),
    "armory": english("armory"),
    "people": english("people"),
    "list": english("armory, people, rules, actions"),
    "desk": english("desk"),
    "record": english("desk, a record"),
    "rules": english("rules"),
    "actions": english("actions"),
    "late": english("from paper"),
    "run": english("run"),
    "shifts": english("shifts"),
    "verify": english("every record checked"),
    "read": english("a page that is longer than its place"),
}
"""First part of the ids that may get another key, and where they are. What is not here is the same on every laptop."""

FIXED = frozenset({"app.help", "run.take"})
"""Within these groups: F1, and what hands in an answer."""

_LETTER = re.compile(r"[a-z]")
_FUNCTION = re.compile(r"f(?:[2-8]|1[01])")
_CONTROL = re.compile(r"ctrl\+[a-z]")
_SAME_AS = {
    "ctrl+h": english("Backspace"),
    "ctrl+i": english("Tab"),
    "ctrl+j": english("Enter"),
    "ctrl+m": english("Enter"),
}
"""Terminals send the same for both."""
_TAKEN = frozenset({"ctrl+c", "ctrl+p", "ctrl+s", "ctrl+z"})
"""The app, Textual or the terminal itself uses them."""
FREE_WORDS = english("a letter, F2 to F11 (not F9) or Ctrl with a letter")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key that may be changed."""

    id: str
    keys: tuple[str, ...]
    """Those that it always has."""
    tooltip: str
    where: str
    everywhere: bool
    """Whether it works while text is typed: then a letter cannot be its key."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What works together on one screen: each key with the id of its binding."""

    name: str
    keys: Mapping[str, str]
    ids: frozenset[str]


def load_all() -> None:
    """Load every module of the front end, so that every key is known."""
    for module in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}."):
        if ".gallery" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


@cache
def rows() -> tuple[KeyRow, ...]:
    """Every key that may be changed, in the order of the groups."""
    found: dict[str, KeyRow] = {}
    for binding in _all_bindings():
        name = binding.id or ""
        group = name.partition(".")[0]
        if group in GROUPS and name not in FIXED:
            found.setdefault(
                name, KeyRow(name, tuple(binding.key.split(",")), binding.tooltip, GROUPS[group], binding.priority)
            )
    order = list(GROUPS)
    return tuple(sorted(found.values(), key=lambda one: order.index(one.id.partition(".")[0])))


def checked(keys: Mapping[str, str], name: str) -> dict[str, str]:
    """The keymap for Textual: each id with its own key first, then the ones that it always has.

    Args:
        keys: id of a binding to the key that a person gave it.
        name: the file, as messages shall name it.

    Raises:
        SettingsError: an id that is not there or is the same on every laptop; a key that is reserved or taken.
    """
    known = {one.id: one for one in rows()}
    own: dict[str, str] = {}
    for binding, written in keys.items():
        place = f'{name}, {KEYS_TABLE}, "{binding[:60]}"'
        if binding not in known:
            raise SettingsError(f"{place}: {_why_not(binding)}", _did_you_mean(binding, list(known)))
        own[binding] = _free_key(place, written, known[binding])
    _refuse_conflicts(own, known, name)
    return {binding: ",".join((*_cases(key), *known[binding].keys)) for binding, key in own.items()}


def _why_not(binding: str) -> str:
    if binding in {one.id for one in _all_bindings()}:
        return say("what stops, answers, chooses or signs has the same key on every laptop.")
    return say("no key has this id.")


def _did_you_mean(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word[:60], known, n=1, cutoff=0.6)
    return (
        say('Did you mean "{near}"?', near=near[0])
        if near
        else say("showclear settings keys lists those that can be changed.")
    )


def _free_key(place: str, written: str, row: KeyRow) -> str:
    key = written.strip().lower()
    if key in _SAME_AS:
        raise SettingsError(
            say(
                '{place}: a terminal takes "{written}" for {key}.',
                place=place,
                written=written[:20],
                key=_SAME_AS[key],
            ),
            say("Use {keys}.", keys=FREE_WORDS),
        )
    letter, other = _LETTER.fullmatch(key), _FUNCTION.fullmatch(key) or _CONTROL.fullmatch(key)
    if not (letter or other) or key in _TAKEN:
        raise SettingsError(
            say('{place}: "{written}" is reserved or no key.', place=place, written=written[:20]),
            say("Use {keys}.", keys=FREE_WORDS),
        )
    if letter and row.everywhere:
        raise SettingsError(
            say('{place}: "{key}" is typed in lines, and this key works in them too.', place=place, key=key),
            say("Use F2 to F11 (not F9) or Ctrl with a letter."),
        )
    return key


def _refuse_conflicts(own: Mapping[str, str], known: Mapping[str, KeyRow], name: str) -> None:
    for place in _places():
        taken = dict(place.keys)
        for binding, key in own.items():
            if binding not in place.ids:
                continue
            other = taken.setdefault(key, binding)
            if other != binding:
                raise SettingsError(
                    say(
                        '{name}, {table}, "{binding}": "{key}" is the key of "{other}" ({where}) already.',
                        name=name,
                        table=KEYS_TABLE,
                        binding=binding,
                        key=key,
                        other=other,
                        where=known[binding].where,
                    ),
                    say("Choose a key that does nothing there."),
                )


def _cases(key: str) -> tuple[str, ...]:
    """A letter works with the caps lock too."""
    return (key, key.upper()) if len(key) == 1 else (key,)


@cache
def _all_bindings() -> tuple[Binding, ...]:
    return tuple(binding for kind in _with_keys() for binding in _of(kind))


def _with_keys() -> tuple[type[Any], ...]:
    load_all()
    from showclear.tui.app import ShowClearApp

    return (ShowClearApp, *_screens())


@cache
def _places() -> tuple[_Place, ...]:
    load_all()
    from showclear.tui.app import ShowClearApp

    everywhere = _of(ShowClearApp)
    places = []
    for kind in _screens():
        here = (*_of(kind), *everywhere)
        keys = {key: binding.id or "" for binding in reversed(here) for key in binding.key.lower().split(",")}
        places.append(_Place(kind.__name__, keys, frozenset(binding.id or "" for binding in here)))
    return tuple(places)


def _screens() -> tuple[type[Any], ...]:
    found: list[type[Any]] = [Screen]
    for kind in found:
        found += [one for one in kind.__subclasses__() if one not in found]
    return tuple(one for one in found if one.__module__.startswith(tui.__name__) and ".gallery" not in one.__module__)


def _of(kind: type[Any]) -> tuple[Binding, ...]:
    """The bindings of one of our classes, with those that it shares with others."""
    found = [
        binding
        for one in kind.__mro__
        if one.__module__.startswith(tui.__name__)
        for binding in one.__dict__.get("BINDINGS", ())
    ]
    return tuple(one for one in found if isinstance(one, Binding))
