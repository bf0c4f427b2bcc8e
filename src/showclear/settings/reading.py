"""From the bytes of the settings file to settings, strictly; and one value changed in it, with the rest untouched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from showclear.errors import InputError
from showclear.settings.schema import DEFAULTS, KEYS_TABLE, SETTINGS, Setting, Settings, setting
from showclear.words import english

FILE_NAME = "settings.toml"
LARGEST = 64 * 1024
"""Bytes at most."""

_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


class SettingsError(InputError):
    """The settings file, or a value for it, does not hold."""

    title = english("The settings do not hold")


def parse(data: bytes, name: str = FILE_NAME) -> Settings:
    """The settings in `data`; whatever it does not say has its default.

    Raises:
        SettingsError: the first fault: file, place, what is wrong, what to do.
    """
    if not data:
        return DEFAULTS
    table = _table(data, name)
    found: dict[str, Any] = {}
    for key, value in table.items():
        if key == KEYS_TABLE:
            found["keys"] = _keys(name, value)
            continue
        known = known_setting(key, name)
        found[known.name] = check_value(known, value, name)
    return Settings(**found)


def _table(data: bytes, name: str) -> dict[str, Any]:
    import tomllib

    if len(data) > LARGEST:
        raise SettingsError(
            english(
                "{name}: it has {count} bytes, {largest} are the most.", name=name, count=len(data), largest=LARGEST
            ),
            english("Delete it and begin anew."),
        )
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SettingsError(
            english("{name}: byte {number} is not UTF-8 text.", name=name, number=error.start + 1),
            english("Save it as UTF-8 text."),
        ) from error
    except (ValueError, RecursionError) as error:
        reason = str(error)[:120] or english("it is nested too deep")
        raise SettingsError(
            english("{name}: this is not TOML: {reason}.", name=name, reason=reason),
            english('A line looks like this: theme = "daylight".'),
        ) from error


def known_setting(key: str, name: str = FILE_NAME) -> Setting:
    """The setting with this key. Raises: SettingsError with what was probably meant."""
    found = setting(key)
    if found is None:
        keys = [*(one.key for one in SETTINGS), KEYS_TABLE]
        raise SettingsError(english('{name}: unknown key "{key}".', name=name, key=key[:60]), _remedy(key, keys))
    return found


def check_value(known: Setting, value: object, name: str = FILE_NAME) -> str:
    """The value, if the setting may have it. Raises: SettingsError."""
    if not isinstance(value, str):
        raise SettingsError(
            english('{name}, "{key}": it must be a text in quotes.', name=name, key=known.key),
            english("Known: {listed}.", listed=_listed(known.values)),
        )
    if value not in known.values:
        raise SettingsError(
            english('{name}, "{key}": "{value}" is no value of it.', name=name, key=known.key, value=value[:60]),
            _remedy(value, list(known.values)),
        )
    return value


def _keys(name: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise SettingsError(
            english('{name}, "{keys_table}": it must be a table.', name=name, keys_table=KEYS_TABLE),
            english("Write [{keys_table}] on a line alone.", keys_table=KEYS_TABLE),
        )
    for one, key in value.items():
        if not isinstance(key, str):
            # `board.inspect = "k"` without quotes around the id is a table in a table.
            raise SettingsError(
                english(
                    '{name}, {keys_table}, "{one}": it must be a text in quotes.',
                    name=name,
                    keys_table=KEYS_TABLE,
                    one=one[:60],
                ),
                english('Write the id in quotes too: "board.inspect" = "k".'),
            )
    return value


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values)


def _remedy(word: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(word[:60], known, n=1, cutoff=0.6)
    return (
        english('Did you mean "{near}"?', near=near[0]) if near else english("Known: {listed}.", listed=_listed(known))
    )


def change(data: bytes, key: str, value: str) -> bytes:
    """The file with one value set, and every other line and comment as it was.

    Args:
        data: what the file holds; empty where there is none.
        key: of a setting, or `keys.` and the id of a binding.
        value: the new value; for a binding an empty one takes the line out, so that it has its own key again.

    Raises:
        SettingsError: the file does not hold, or this is no key or no value.
    """
    before = parse(data)
    text = data.decode("utf-8")
    if key.startswith(f"{KEYS_TABLE}."):
        binding = key.removeprefix(f"{KEYS_TABLE}.")
        wanted = {one: said for one, said in before.keys.items() if one != binding} | (
            {binding: value} if value else {}
        )
        changed = _with_keys(text, wanted).encode()
        assert parse(changed).keys == wanted
        return changed
    known = known_setting(key)
    line = f'{known.key} = "{check_value(known, value)}"'
    table = _TABLE.search(text)
    head, rest = (text[: table.start()], text[table.start() :]) if table else (text, "")
    pattern = re.compile(rf"""^[ \t]*["']?{re.escape(known.key)}["']?[ \t]*=[^\n]*$""", re.MULTILINE)
    if pattern.search(head):
        head = pattern.sub(lambda _: line, head, count=1)
    else:
        above = head.rstrip("\n")
        head = f"{above}{chr(10) if above else ''}{line}\n" + ("\n" if rest else "")
    changed = (head + rest).encode()
    assert parse(changed).value(known) == value
    return changed


def _with_keys(text: str, keys: dict[str, str]) -> str:
    """The text with its table of keys written anew; comments inside of that table go."""
    head = re.sub(rf"(?ms)^[ \t]*\[[ \t]*{KEYS_TABLE}[ \t]*\].*?(?=^[ \t]*\[|\Z)", "", text).rstrip("\n")
    if not keys:
        return f"{head}\n" if head else ""
    lines = "".join(f"{_quoted(one)} = {_quoted(key)}\n" for one, key in sorted(keys.items()))
    return f"{head}\n\n[{KEYS_TABLE}]\n{lines}".lstrip("\n")


def _quoted(text: str) -> str:
    import json

    return json.dumps(text)


__all__ = ["DEFAULTS", "FILE_NAME", "SettingsError", "change", "check_value", "known_setting", "parse"]
