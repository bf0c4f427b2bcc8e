"""`showclear settings`: how the app looks, sounds and is used on this machine account."""

from __future__ import annotations

import json
import os
import textwrap
from typing import TYPE_CHECKING

import click

from showclear.cli.plain import put, table, tell, visible
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.settings.file import SettingsFile
    from showclear.settings.schema import Settings

SCHEMA = "showclear-settings/1"
WIDTH = 80


@click.group(
    "settings", invoke_without_command=True, short_help="Show or change how the app looks, sounds and is used."
)
@click.option("--json", "as_json", is_flag=True, help="Write them as one JSON object (see docs/cli.md).")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """Show every setting of this machine account: its value, what it may be, what it means.

    A setting changes how the app looks, sounds and is used. None of them touches a rule, a limit or a record.

    \b
    Examples:
      showclear settings
      showclear settings set theme daylight
      showclear settings set keys.board.inspect g
      showclear settings path
    """
    if ctx.invoked_subcommand is not None:
        return 0
    kept = _file()
    settings = kept.read()
    if settings.keys:
        _check_keys(settings, kept)
    if as_json:
        put(json.dumps(_json(settings, kept), ensure_ascii=True, indent=2))
    else:
        _print(settings)
    return 0


@command.command("set", short_help="Change one setting.")
@click.argument("key", metavar="KEY")
@click.argument("value", metavar="VALUE")
def set_one(key: str, value: str) -> int:
    """Set KEY to VALUE. For a key of your own, KEY is keys. and its id; an empty VALUE takes it away again."""
    from dataclasses import replace

    from showclear.settings.schema import KEYS_TABLE

    kept = _file()
    binding = key.removeprefix(f"{KEYS_TABLE}.")
    if binding != key:
        before = kept.read()
        _check_keys(replace(before, keys={**before.keys, binding: value} if value else {}), kept)
    kept.write(key, value)
    tell(
        say(
            "{key} is {value}, in {path}.",
            key=visible(key),
            value=visible(value) or say("as it came"),
            path=visible(str(kept.path)),
        )
    )
    return 0


@command.command("path", short_help="Where the file lies.")
def path() -> int:
    """Write where the settings file lies, or would lie."""
    put(str(_file().path))
    return 0


@command.command("keys", short_help="Every key that can be changed, with its id.")
def keys() -> int:
    """List the keys that can be changed: id, what it is now, what it does. All others are the same on every laptop."""
    from showclear.tui.keymap import checked, rows

    kept = _file()
    settings = kept.read()
    now = {name: found.split(",") for name, found in checked(settings.keys, str(kept.path)).items()}
    put(
        table(
            (
                (say("ID"), say("KEYS"), say("WHAT IT DOES")),
                *((one.id, key_words(now.get(one.id, list(one.keys))), one.tooltip) for one in rows()),
            )
        )
    )
    return 0


def key_words(keys: list[str]) -> str:
    """Keys as a person reads them: "G, I"; a letter is the same small and large."""
    return ", ".join(dict.fromkeys(one.upper().replace("CTRL+", "Ctrl+") for one in keys))


def _file() -> SettingsFile:
    from showclear.settings.file import settings_file

    return settings_file(os.environ)


def _check_keys(settings: Settings, kept: SettingsFile) -> None:
    from showclear.tui.keymap import checked

    checked(settings.keys, str(kept.path))


def _print(settings: Settings) -> None:
    from showclear.settings.schema import SETTINGS

    for one in SETTINGS:
        now = settings.value(one)
        put(f"{one.key} = {now}" + ("" if now == one.default else " " + say("(default: {value})", value=one.default)))
        put(textwrap.fill(translated(one.meaning), WIDTH, initial_indent="  ", subsequent_indent="  "))
        for value, meaning in one.values.items():
            put(f"    {value:<10} {translated(meaning)}")
    put("keys")  # not said: as it stands in the file
    if not settings.keys:
        put("  " + say("none of your own; showclear settings keys lists those that can be changed"))
    for binding, key in sorted(settings.keys.items()):
        put(f"  {visible(binding)} = {visible(key)}")


def _json(settings: Settings, kept: SettingsFile) -> dict[str, object]:
    from showclear.settings.schema import SETTINGS

    return {
        "schema": SCHEMA,
        "path": str(kept.path),
        "settings": [
            {
                "key": one.key,
                "value": settings.value(one),
                "default": one.default,
                "values": list(one.values),
                "meaning": one.meaning,
            }
            for one in SETTINGS
        ],
        "keys": dict(settings.keys),
    }
