"""`showclear verify` for one record, one log, a bare folder, an archive, and a time; and its bar."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest

from showclear.cli.progress import Bar, bar_text
from showclear.ledger.seal_words import words_of
from tests.attacks.catalogue import CART, TRUCK, at, production
from tests.cli.conftest import Run
from tests.cli.productions import Founded
from tests.cli.test_board import assert_same_shape, documented
from tests.golden.make_golden import FOLDER as GOLDEN
from tests.ledger.workshop import Workshop, two_laptops


def laid_out(shop: Workshop, folder: Path) -> Path:
    """A folder with these records, as somebody copied them."""
    folder.mkdir(parents=True)
    for name, data in shop.files.items():
        (folder / name).write_bytes(data)
    return folder


def test_a_copied_log_without_anything_around_it_is_verified(showclear: Run, tmp_path: Path) -> None:
    """A stick with the files: no marks, and it says that this step was not done."""
    ran = showclear("verify", laid_out(production(), tmp_path / "stick"))
    assert ran.code == 0
    assert "15  not done" in ran.out
    assert ran.out.endswith("Dry Creek: 8 records, INTACT\n")
    result = json.loads(showclear("verify", "--json", tmp_path / "stick").out)
    assert result["steps_not_done"] == [15]


def test_a_folder_without_a_record_is_no_intact_one(showclear: Run, tmp_path: Path) -> None:
    """A check that finds nothing to check must not succeed."""
    (tmp_path / "empty" / "log").mkdir(parents=True)
    ran = showclear("verify", tmp_path / "empty")
    assert (ran.code, ran.out) == (2, "")
    assert "nothing to verify" in ran.err


def test_words_find_their_seal_in_an_archive(showclear: Run, tmp_path: Path) -> None:
    """Years on, among several productions, or on a stick with the files alone."""
    laid_out(production(), tmp_path / "a" / "log")
    shutil.copytree(GOLDEN, tmp_path / "b")
    seal = next(path for path in GOLDEN.iterdir() if "-000009-" in path.name)
    words = " ".join(words_of(sha256(seal.read_bytes()).hexdigest()))
    for folder in (tmp_path, tmp_path / "b"):
        ran = showclear("verify", "--words", words, folder)
        assert ran.code == 0
        assert seal.name in ran.out
    assert showclear("verify", "--words", words, tmp_path / "a").code == 10


@pytest.mark.parametrize("kind", ["zip", "gztar"])
def test_a_packed_folder_is_unpacked_verified_and_taken_away(showclear: Run, tmp_path: Path, kind: str) -> None:
    """The same verdicts, exit codes and words as of the folder; what was changed is found; nothing stays behind."""
    laid_out(production(), tmp_path / "sent" / "a" / "log")
    shutil.copytree(GOLDEN, tmp_path / "sent" / "b")
    seal = next(path for path in GOLDEN.iterdir() if "-000009-" in path.name)
    words = " ".join(words_of(sha256(seal.read_bytes()).hexdigest()))
    packed = Path(shutil.make_archive(str(tmp_path / "sent-to-us"), kind, tmp_path / "sent"))
    ran = showclear("verify", packed)
    assert (ran.code, ran.out) == (0, showclear("verify", tmp_path / "sent").out)
    assert showclear("verify", "--words", words, packed).code == 0
    victim = next((tmp_path / "sent" / "b").glob("*.toml"))
    victim.write_bytes(victim.read_bytes() + b"x\n")
    packed = Path(shutil.make_archive(str(tmp_path / "sent-to-us"), kind, tmp_path / "sent"))
    assert showclear("verify", packed).code == 12
    assert not list(Path(tempfile.gettempdir()).glob("showclear-*/a"))


def test_the_log_folder_itself_may_be_named(showclear: Run, production: Founded) -> None:
    """With its production around it, the marks of this laptop are asked as always."""
    production.file(5).unlink()
    assert showclear("verify", production.folder / "log").code == 10


def test_a_foreign_record_before_all_others_does_not_hide_what_is_gone(showclear: Run, production: Founded) -> None:
    """The marks are read ahead for the production that the first file names; asked is those of the right one."""
    log, shop = production.folder / "log", two_laptops()
    name = shop.inspect("aa-first").name
    (log / name).write_bytes(shop.files[name])
    assert min(one.name for one in log.iterdir()) == name
    production.file(5).unlink()
    ran = showclear("verify", production.folder)
    assert ran.code == 11
    assert "This laptop has seen it, and it is gone." in ran.out
    assert "It belongs to another production." in ran.out


def test_an_archive_is_verified_production_by_production(showclear: Run, tmp_path: Path) -> None:
    """The worst of them is the exit code."""
    laid_out(production(), tmp_path / "a" / "log")
    shutil.copytree(GOLDEN, tmp_path / "b")
    (tmp_path / "notes").mkdir()
    ran = showclear("verify", tmp_path)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "2 productions, INTACT")
    victim = next((tmp_path / "b").iterdir())
    victim.write_bytes(b"x\n")
    ran = showclear("verify", "--json", tmp_path)
    result = json.loads(ran.out)
    assert (ran.code, result["verdict"]) == (12, "altered")
    assert [one["verdict"] for one in result["productions"]] == ["intact", "altered"]
    example = documented("showclear-verify-archive/1")
    assert set(result) == set(example)


def test_a_record_in_its_folder_is_verified_with_it(showclear: Run, tmp_path: Path) -> None:
    """Whose keys these are, and between which others it was made."""
    folder = laid_out(production(), tmp_path / "stick")
    ran = showclear("verify", folder / at(production(), CART, 5))
    assert ran.code == 0
    assert "made after truck-c3d4/000001" in ran.out
    assert "5 records are behind it, 5 of them intact" in ran.out
    (folder / at(production(), CART, 6)).write_bytes(b"x\n")
    assert showclear("verify", folder / at(production(), CART, 5)).code == 0
    assert showclear("verify", folder / at(production(), CART, 6)).code == 12
    result = json.loads(showclear("verify", "--json", folder / at(production(), CART, 6)).out)
    assert (result["scope"], len(result["records"])) == ("record", 1)
    assert {one["step"] for one in result["findings"]} == {2}


def test_a_record_that_nothing_is_tied_to_says_so(showclear: Run, tmp_path: Path) -> None:
    """The founding of a production of which another file is a stray log of somebody else."""
    other = Workshop()
    other.found(TRUCK)
    shop = Workshop()
    founding = shop.found(CART)
    folder = laid_out(shop, tmp_path / "stick")
    name, data = next(iter(other.files.items()))
    (folder / name).write_bytes(data)
    ran = showclear("verify", folder / founding.name)
    assert "made with nothing before it and nothing after it" in ran.out


def test_a_record_alone_is_verified_by_what_it_has(showclear: Run, tmp_path: Path) -> None:
    """Nine steps, the quorum, and whether its facts can be read; it says what it could not do."""
    name = at(production(), CART, 5)
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / name).write_bytes(production().files[name])
    ran = showclear("verify", folder / name)
    assert ran.code == 0
    assert "12  not done" in ran.out
    assert "only the whole folder says" in ran.out
    (folder / name).write_bytes(production().files[name][:-1])
    assert showclear("verify", folder / name).code == 12
    assert json.loads(showclear("verify", "--json", folder / name).out)["verdict"] == "altered"
    assert showclear("verify", "--at", "2026-03-02", folder / name).code == 2


def test_one_log_is_reported_by_itself(showclear: Run, tmp_path: Path) -> None:
    """What is wrong with another log is not said of this one."""
    shop = production()
    folder = laid_out(shop, tmp_path / "stick")
    (folder / at(shop, CART, 6)).write_bytes(b"x\n")
    ran = showclear("verify", "--log", TRUCK, folder)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, f"Dry Creek, log {TRUCK}: 2 records, INTACT")
    assert showclear("verify", "--log", CART, folder).code == 12
    ran = showclear("verify", "--log", "van", folder)
    assert ran.code == 2
    assert TRUCK in ran.err


def test_what_could_be_known_at_a_time_is_said_with_the_order_behind_it(showclear: Run, tmp_path: Path) -> None:
    """Times are claims; what was made after and before is not."""
    shop = production()
    shop.files.pop(at(shop, CART, 6))
    folder = laid_out(shop, tmp_path / "stick")
    ran = showclear("verify", "--at", "2026-03-02T05:34:30Z", folder)
    assert ran.code == 0
    assert "by what the records claim" in ran.out
    assert f"{TRUCK}/000001 (says 2026-03-02 05:34:00 UTC), made after {CART}/000004" in ran.out
    assert ran.out.splitlines()[-1] == "Dry Creek: 5 records, INTACT"
    result = json.loads(showclear("verify", "--json", "--at", "2026-03-02T05:34:30Z", folder).out)
    assert (result["at"], len(result["left_out"])) == ("2026-03-02T05:34:30Z", 2)
    assert [one["record"] for one in result["newest"]] == [f"{CART}/000004", f"{TRUCK}/000001"]
    assert result["newest"][1]["not_after"]["record"] == f"{CART}/000005"
    whole = json.loads(showclear("verify", "--json", "--at", "2026-03-02", folder).out)
    assert (whole["at"], whole["left_out"]) == ("2026-03-02T23:59:59Z", [])


@pytest.mark.parametrize("text", ["yesterday", "2026-02-30", "2026-03-02T05:34:30", "02.03.2026"])
def test_a_time_that_is_none_is_refused_with_an_example(showclear: Run, tmp_path: Path, text: str) -> None:
    """A zone that somebody guessed would be an answer about another hour."""
    ran = showclear("verify", "--at", text, laid_out(production(), tmp_path / "stick"))
    assert ran.code == 2
    assert "--at" in ran.err


def test_a_record_that_could_not_be_known_then_is_said_so(showclear: Run, tmp_path: Path) -> None:
    """Instead of a verdict on nothing."""
    folder = laid_out(production(), tmp_path / "stick")
    ran = showclear("verify", "--at", "2026-03-01", folder / at(production(), CART, 5))
    assert (ran.code, ran.out) == (2, "")


def test_options_that_do_not_go_together_are_refused(showclear: Run, tmp_path: Path) -> None:
    """Rather than one of them being ignored."""
    folder = laid_out(production(), tmp_path / "stick")
    assert showclear("verify", "--log", CART, folder / at(production(), CART, 5)).code == 2
    assert showclear("verify", "--words", "x", "--log", CART, folder).code == 2
    (tmp_path / "evidence.zip").write_bytes(b"PK")
    ran = showclear("verify", tmp_path / "evidence.zip")
    assert ran.code == 2
    assert "Unpack it" in ran.err


def test_a_finding_says_since_when_and_what_still_stands(showclear: Run, tmp_path: Path) -> None:
    """And says it once, not with each of its neighbours."""
    shop = production()
    folder = laid_out(shop, tmp_path / "stick")
    victim = folder / at(shop, CART, 4)
    victim.write_bytes(victim.read_bytes().replace(b"dummies", b"dummiez"))
    ran = showclear("verify", folder)
    assert f"Since: {CART}/000004 (says 2026-03-02 05:33:00 UTC)" in ran.out
    assert ran.out.count("3 of 8 records are intact") < ran.out.count("    altered ") + ran.out.count("    incomplete ")
    assert f"First affected, by what the records claim: {CART}/000004" in ran.out
    result = json.loads(showclear("verify", "--json", folder).out)
    assert result["first_affected"]["record"] == f"{CART}/000004"
    assert_same_shape(result, documented("showclear-verify/1"))


def test_a_whole_folder_of_the_same_fault_is_counted_not_listed(showclear: Run, tmp_path: Path) -> None:
    """Converted line ends of a season would fill the screen."""
    shop = production()
    for _ in range(35):
        shop.stand_down(TRUCK)
    shop.files = {name: data.replace(b"\n", b"\r\n") for name, data in shop.files.items()}
    ran = showclear("verify", laid_out(shop, tmp_path / "stick"))
    assert ran.out.count("newline conversion") == 30
    assert "… and 13 more" in ran.out


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def test_the_bar_says_how_far_it_is_and_how_long_it_will_take() -> None:
    """On a terminal, when it takes longer than a moment, and it goes away."""
    screen, now = Screen(), [0.0]
    bar = Bar("checking", screen, lambda: now[0])
    for moment, done in ((0.1, 10), (1.0, 250), (1.05, 260), (2.0, 500)):
        now[0] = moment
        bar(done, 1000)
    assert screen.getvalue().count("\r") == 2
    assert screen.getvalue().endswith("checking [############............] 500 of 1000, 0:02 left")
    bar(1000, 1000)
    assert screen.getvalue().endswith("\r\x1b[K")


def test_the_bar_is_silent_where_nobody_looks_and_where_it_is_quick() -> None:
    """A pipe gets data only."""
    pipe = io.StringIO()
    Bar("checking", pipe)(1, 2)
    assert pipe.getvalue() == ""
    screen = Screen()
    bar = Bar("checking", screen, lambda: 0.0)
    bar(1, 2)
    bar(0, 0)
    bar(2, 2)
    assert screen.getvalue() == ""
    assert len(bar_text("x" * 40, 36_000, 100_000, 9_000.0)) <= 120
