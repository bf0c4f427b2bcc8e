"""`showclear correct` and `showclear actions`: what is said and done afterwards, and how `show` tells it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.productions import Founded

OFFICER, ARMORER = "ada-nilsen", "mara-reyes"


def test_a_record_is_corrected_and_shown_in_three_ways(showclear: Run, production: Founded) -> None:
    """The file stays as it is; every view says that it was corrected."""
    record, before = production.names[3], production.file(4).read_bytes()
    listed = showclear("correct", record, "--in", production.folder, "--parts")
    assert listed.code == 0
    assert any(line.startswith("title ") for line in listed.out.splitlines())
    given = ("--part", "title", "--should", "Unit: the first", "--reason", "its name is wrong")
    ran = showclear("correct", record, "--in", production.folder, *given, typed=f"1\n{production.words[OFFICER]}\ny\n")
    assert ran.code == 0, ran.err
    correction = ran.out.strip()
    shown = {how: showclear("show", record, "--in", production.folder, "--as", how).out for how in HOWS}
    assert all("CORRECTED 1 x" in text for text in shown.values())
    assert shown["corrected"].startswith("Unit: the first [corrected]")
    assert "original   Unit: Main unit" in shown["both"]
    assert "corrected  Unit: the first" in shown["both"]
    assert shown["original"].startswith("Unit: Main unit\n")
    assert "It corrects" in showclear("show", correction, "--in", production.folder).out
    assert production.file(4).read_bytes() == before
    assert showclear("verify", production.folder).code == 0
    found = showclear("log", production.folder, "--result", "corrected")
    assert "! corrected: Its title of" in found.out
    (line,) = [
        one for one in json.loads(showclear("log", production.folder, "--json").out)["records"] if one["name"] == record
    ]
    assert line["corrections"] == 1


HOWS = ("both", "original", "corrected")


def test_an_action_is_opened_by_one_listed_and_closed_by_two(showclear: Run, production: Founded) -> None:
    """What nobody opened is not closed; the list says where each stands."""
    assert showclear("actions", production.folder).err == "Nothing is to be done.\n"
    unit = production.names[3]
    given = ("--words", "Paint the line.", "--owner", "armorer", "--due", "")
    ran = showclear("actions", production.folder, "--open", unit, *given, typed=f"1\n{production.words[OFFICER]}\ny\n")
    assert ran.code == 0, ran.err
    action = ran.out.strip().removesuffix(".toml")
    told = json.loads(showclear("actions", production.folder, "--json").out)
    assert [(one["action"], one["standing"], one["owner"]) for one in told["actions"]] == [
        (action, "overdue", "armorer")
    ]
    assert showclear("actions", production.folder, "--close", unit, "--words", "x").code != 0
    typed = f"{production.words[OFFICER]}\n1\n{production.words[ARMORER]}\ny\n"
    keys = sorted(("Jonas Weil", "Mara Reyes", "Otto Brandt"))
    typed = typed.replace("\n1\n", f"\n{keys.index('Mara Reyes') + 1}\n")
    ran = showclear("actions", production.folder, "--close", action, "--words", "It is painted.", typed=typed)
    assert ran.code == 0, ran.err
    listed = showclear("actions", production.folder).out
    assert listed.startswith("DONE")
    assert "It is painted." in listed
    assert max(map(len, listed.splitlines())) <= 100
    assert showclear("verify", production.folder).code == 0


def test_nothing_is_signed_by_who_says_no(showclear: Run, production: Founded, machine: Path) -> None:
    """Shown in words first."""
    given = ("--part", "title", "--should", "x", "--reason", "y")
    record = production.names[3]
    ran = showclear("correct", record, "--in", production.folder, *given, typed=f"1\n{production.words[OFFICER]}\nn\n")
    assert (ran.code, len(list((production.folder / "log").iterdir()))) == (1, 5)
    assert machine.exists()
