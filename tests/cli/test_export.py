"""`showclear export`: one command from a production to something that can be handed on."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.productions import Founded


def test_everything_is_exported_and_its_number_is_told(showclear: Run, production: Founded, tmp_path: Path) -> None:
    """Two lines of data: where it is, and what to write on paper; the same number that stock tools give."""
    out = tmp_path / "evidence"
    ran = showclear("export", "--all", "--out", out, production.folder)
    assert ran.code == 0, ran.err
    path, number = ran.out.splitlines()
    assert path == str(out)
    sums = subprocess.run(["sha256sum", out / "SHA256SUMS"], capture_output=True, text=True, check=True).stdout
    assert number == f"SHA256SUMS {sums.split()[0]}"
    assert "5 records (5 asked for): INTACT" in ran.err
    verified = showclear("verify", out)
    assert verified.code == 0
    assert "The Long Ride: 5 records, INTACT" in verified.out


def test_where_nothing_is_named_the_bundle_has_a_name_of_its_own(
    showclear: Run, production: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the folder you are in, once; never inside the production."""
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    for more, name in (((), "the-long-ride-all"), (("--zip",), "the-long-ride-all.zip")):
        assert showclear("export", "--all", *more, production.folder).out.splitlines()[0] == str(desk / name)
        again = showclear("export", "--all", *more, production.folder)
        assert (again.code, again.out) == (2, "")
        assert "is there already" in again.err
    (desk / "the-long-ride-all.zip").rename(desk / "evidence of today")
    verified = showclear("verify", "evidence of today")
    assert (verified.code, "5 records, INTACT" in verified.out) == (0, True), "a zip is known by its first bytes too"
    monkeypatch.chdir(production.folder)
    assert "inside the production" in showclear("export", "--all").err
    inside = showclear("export", "--all", "--out", desk / "the-long-ride-all", production.folder)
    assert (inside.code, inside.out) == (2, "")
    assert "this is a bundle already" in inside.err
    assert "not listed" not in showclear("verify", desk / "the-long-ride-all").out


def test_a_report_that_cannot_be_made_is_named_and_the_records_go_all_the_same(
    showclear: Run, production: Founded, tmp_path: Path
) -> None:
    """Of a record that stops nothing there is no file of an incident."""
    record = production.names[1]
    ran = showclear("export", "--incident", record, "--out", tmp_path / "b", production.folder)
    assert ran.code == 0
    (said,) = (line for line in ran.err.splitlines() if line.startswith("Report: "))
    assert said.startswith("Report: incident could not be made: ")
    assert said.endswith(" stops nothing and answers no stop.")
    assert (tmp_path / "b" / "records" / record).exists()


def test_the_json_names_what_is_in_it_and_what_is_not(showclear: Run, production: Founded, tmp_path: Path) -> None:
    """For a program that files bundles away."""
    ran = showclear("export", "--record", production.names[1], "--json", "--out", tmp_path / "b", production.folder)
    told = json.loads(ran.out)
    assert (told["schema"], told["verdict"]) == ("showclear-export/1", "intact")
    assert told["records"]["asked_for"] == 1
    assert told["left_out"]["records"] == 5 - sum(told["records"].values())
    assert not told["whole_log"]


def test_an_altered_record_is_exported_with_the_exit_code_of_verify(
    showclear: Run, production: Founded, tmp_path: Path
) -> None:
    """Refused is nothing: what is wrong is what somebody wants to see."""
    production.overwrite(4, production.file(4).read_bytes().replace(b"Stage 4", b"Stage 5", 1))
    ran = showclear("export", "--all", "--out", tmp_path / "b", production.folder)
    assert ran.code == 12
    assert "ALTERED" in ran.err
    assert showclear("verify", tmp_path / "b").code == 12


def test_a_production_that_cannot_be_opened_is_exported_as_it_lies_there(
    showclear: Run, production: Founded, tmp_path: Path
) -> None:
    """Its first record is damaged: no app opens it, and an investigator gets it all the same."""
    production.overwrite(1, b"rotten\n")
    assert showclear("export", "--day", "2026-01-01", "--out", tmp_path / "a", production.folder).code != 0
    ran = showclear("export", "--all", "--out", tmp_path / "b", production.folder)
    assert ran.code == 12, ran.err
    assert (tmp_path / "b" / "records" / production.names[0]).read_bytes() == b"rotten\n"
    assert showclear("verify", tmp_path / "b").code == 12


@pytest.mark.parametrize("call", [(), ("--all", "--day", "2026-01-01"), ("--weapon", "A", "--record", "B")])
def test_one_thing_is_asked_for(showclear: Run, production: Founded, call: tuple[str, ...]) -> None:
    """Two would be one bundle that nobody can name."""
    ran = showclear("export", *call, production.folder)
    assert (ran.code, ran.out) == (2, "")
    assert "--incident" in ran.err


def test_verify_compares_every_file_of_a_bundle_with_its_list(
    showclear: Run, production: Founded, tmp_path: Path
) -> None:
    """A record cut off at the end leaves the records intact: only the list misses it."""
    out = tmp_path / "b"
    showclear("export", "--all", "--out", out, production.folder)
    told = json.loads(showclear("verify", "--json", out).out)
    listed = len((out / "SHA256SUMS").read_text().splitlines())
    assert told["bundle"]["verdict"] == "intact"
    assert told["bundle"]["files"] == listed
    (out / "put in.txt").write_bytes(b"x")
    assert showclear("verify", out).code == 0
    (out / "records" / production.names[4]).unlink()
    ran = showclear("verify", out)
    assert (ran.code, f"missing       records/{production.names[4]}" in ran.out) == (10, True)
    assert "4 records, INTACT" in ran.out
    (out / "VERIFY.txt").write_bytes(b"All is well.\n")
    told = json.loads(showclear("verify", "--json", out).out)
    assert told["verdict"] == "intact"
    assert told["bundle"] | {"sha256sums": "", "files": 0} == {
        "verdict": "altered",
        "sha256sums": "",
        "files": 0,
        "changed": ["VERIFY.txt"],
        "missing": [f"records/{production.names[4]}"],
        "unlisted": ["put in.txt"],
    }
    assert showclear("verify", out).code == 12
    (out / "SHA256SUMS").write_bytes(b"0000  ../../etc/passwd\n")
    assert "changed       SHA256SUMS" in showclear("verify", out).out
    (out / "SHA256SUMS").unlink()
    assert "missing       SHA256SUMS" in showclear("verify", out).out


def test_an_archive_of_bundles_gets_a_verdict_for_each(showclear: Run, production: Founded, tmp_path: Path) -> None:
    """What an insurer keeps: one folder with what came in over the years."""
    for name in ("one", "two"):
        showclear("export", "--all", "--out", tmp_path / "archive" / name, production.folder)
    ran = showclear("verify", tmp_path / "archive")
    assert ran.code == 0
    assert "2 productions, INTACT" in ran.out


def test_records_without_names_are_no_bundle_and_name_nobody(
    showclear: Run, production: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is who stands in a file apart, only on wish, for this account alone."""
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "who.csv"
    ran = showclear("export", "--all", "--pseudonymised", "--key-table", table, production.folder)
    assert (ran.code, ran.out) == (0, f"{tmp_path / 'pseudonymised-all'}\n")
    assert "No evidence" in ran.err
    assert len(list((tmp_path / "pseudonymised-all").iterdir())) == 3
    assert '"Mara Reyes"' in table.read_text()
    assert table.stat().st_mode & 0o077 == 0
    assert showclear("verify", tmp_path / "pseudonymised-all").code == 2
    ran = showclear("export", "--all", "--pseudonymised", "--free-text", "--zip", production.folder)
    assert ran.out.endswith("pseudonymised-all.zip\n")
    assert "read the texts" in ran.err
    for more in (
        ("--key-table", table, "--out", tmp_path / "b"),
        ("--key-table", tmp_path / "b" / "who.csv", "--out", tmp_path / "b"),
        ("--key-table", production.folder / "who.csv", "--out", tmp_path / "b"),
        ("--attachments",),
        ("--json",),
    ):
        assert showclear("export", "--all", "--pseudonymised", *more, production.folder).code == 2
    assert showclear("export", "--all", "--free-text", production.folder).code == 2
    assert not (tmp_path / "b").exists()
