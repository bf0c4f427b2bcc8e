"""The settings file: read strictly, changed line by line, and far from every rule."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from showclear.domain.limits import LIMITS
from showclear.errors import InputError, StorageError
from showclear.settings.file import SettingsFile, settings_file
from showclear.settings.reading import LARGEST, SettingsError, change, parse
from showclear.settings.schema import DEFAULTS, SETTINGS, Settings

SOURCE = Path(__file__).resolve().parents[2] / "src" / "showclear"

FAULTS = {
    "a key that is nearly one": (b'them = "mono"', 'unknown key "them"', 'Did you mean "theme"?'),
    "a key that is none": (b'clearance_minutes = "60"', "unknown key", "Known: theme, type, glyphs"),
    "a table that is none": (b"[rules]\nx = 1", 'unknown key "rules"', "Known:"),
    "a value that is nearly one": (b'theme = "day-light"', "no value of it", 'Did you mean "daylight"?'),
    "a value of another type": (b"sound = true", "text in quotes", "Known: stops, off"),
    "an id without quotes": (b'[keys]\nboard.inspect = "k"', 'keys, "board"', '"board.inspect" = "k"'),
    "keys that are no table": (b'keys = "k"', "must be a table", "[keys]"),
    "no TOML": (b"theme is mono", "not TOML", 'theme = "daylight"'),
    "twice the same": (b'theme = "mono"\ntheme = "stage"', "not TOML", "A line looks"),
    "no text": (b'theme = "\xff"', "byte 10 is not UTF-8", "Save it as UTF-8"),
    "brackets without end": (b"a=" + b"[" * 9000, "not TOML", "A line looks"),
    "a number of thousands of digits": (b"a=" + b"9" * 9000, "not TOML", "A line looks"),
    "far too much": (b"#" * (LARGEST + 1), "bytes", "begin anew"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_does_not_hold_is_said_with_its_place_and_what_to_do(fault: str) -> None:
    """Whoever edits a file by hand reads one sentence and mends it."""
    data, message, remedy = FAULTS[fault]
    with pytest.raises(SettingsError) as raised:
        parse(data)
    assert "settings.toml" in raised.value.message
    assert message in raised.value.message
    assert remedy in raised.value.remedy


def test_an_empty_file_is_every_default() -> None:
    """And so is no file."""
    assert parse(b"") == DEFAULTS == Settings()


@pytest.mark.parametrize("one", SETTINGS, ids=lambda one: one.key)
def test_every_value_of_every_setting_can_be_written_and_read(one) -> None:  # type: ignore[no-untyped-def]
    """Into an empty file, over another value, above a table, and with the comments of a person kept."""
    for value in one.values:
        assert parse(change(b"", one.key, value)).value(one) == value
        full = f'# my own\n{one.key} = "{one.default}"\n\n[keys]\n# why\n"board.lock" = "k"\n'.encode()
        changed = change(full, one.key, value)
        assert parse(changed).value(one) == value
        assert changed.startswith(b"# my own\n")
        assert changed.endswith(b'[keys]\n# why\n"board.lock" = "k"\n')


def test_a_key_of_ones_own_is_added_changed_and_taken_away() -> None:
    """The table of keys is written anew; what stands above it stays."""
    one = change(b'sound = "off"', "keys.board.lock", "k")
    assert one == b'sound = "off"\n\n[keys]\n"board.lock" = "k"\n'
    two = change(one, "keys.board.inspect", "g")
    assert parse(two).keys == {"board.inspect": "g", "board.lock": "k"}
    assert change(change(two, "keys.board.inspect", ""), "keys.board.lock", "") == b'sound = "off"\n'
    assert parse(change(one, "theme", "mono")) == Settings(theme="mono", sound="off", keys={"board.lock": "k"})


def test_a_file_that_does_not_hold_is_never_written_over(tmp_path: Path) -> None:
    """What a person wrote is theirs to mend."""
    kept = SettingsFile(tmp_path / "settings.toml")
    kept.path.write_bytes(b'them = "mono"')
    with pytest.raises(SettingsError):
        kept.write("theme", "mono")
    assert kept.path.read_bytes() == b'them = "mono"'
    settings, fault = kept.read_or_defaults()
    assert settings == DEFAULTS
    assert isinstance(fault, SettingsError)


def test_what_is_written_is_there_for_the_next_start(tmp_path: Path) -> None:
    """In a folder that is made for it; where that cannot be, it is said."""
    kept = settings_file({"SHOWCLEAR_HOME": str(tmp_path / "account")})
    assert kept.read() == DEFAULTS
    kept.write("sound", "off")
    assert settings_file({"SHOWCLEAR_HOME": str(tmp_path / "account")}).read() == Settings(sound="off")
    with pytest.raises(StorageError):
        SettingsFile(kept.path / "below-a-file" / "settings.toml").write("sound", "off")


def test_without_a_home_of_its_own_it_lies_in_the_config_folder_of_the_platform() -> None:
    """Not beside the keys: it may be copied to another laptop."""
    path = settings_file({}).path
    assert path.name == "settings.toml"
    assert "showclear" in path.parent.name


def test_no_setting_is_named_like_a_limit() -> None:
    """A limit comes from signed effects and from nowhere else."""
    assert {one.name for one in SETTINGS}.isdisjoint(LIMITS)
    with pytest.raises(InputError):
        change(b"", next(iter(LIMITS)), "60")


def test_nothing_that_decides_or_writes_a_record_can_see_a_setting() -> None:
    """Rules, records, verification and reports do not import the settings; only the two front ends do."""
    for layer in ("domain", "ledger", "storage", "app", "reports"):
        paths = [*(SOURCE / layer).rglob("*.py")]
        assert paths, layer
        for path in paths:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
                names += [f"{node.module}.{one.name}" for one in node.names] if isinstance(node, ast.ImportFrom) else []
                assert not any(name.startswith("showclear.settings") for name in names), path
