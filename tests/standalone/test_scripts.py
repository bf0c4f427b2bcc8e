"""The verifiers that are handed out with records: alone, on what every system brings, with the steps of the page."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from showclear import standalone
from showclear.domain.people import Role, roles_that_exclude_each_other
from showclear.ledger.inspection import inspect_record
from showclear.ledger.quorum import QUORUMS
from showclear.ledger.record import CUT, LARGEST, render_body
from showclear.ledger.seal_words import WORDS, words_of
from showclear.ledger.steps import STEPS
from tests.golden.make_golden import FOLDER as GOLDEN
from tests.golden.make_golden import KINDS
from tests.ledger.workshop import Workshop
from tests.standalone import scripts

needs_shell = pytest.mark.skipif(not scripts.has_shell_tools, reason="needs sh, awk and ssh-keygen")


def runs(python: str) -> bool:
    """Whether that Python is here; a shim of a version manager that only says that it is not is none."""
    return shutil.which(python) is not None and subprocess.run([python, "-V"], capture_output=True).returncode == 0


PYTHONS = [sys.executable, *filter(runs, ("python3.8", "python3.9", "python3.13"))]


def test_the_python_script_needs_nothing_but_python_3_8() -> None:
    """Somebody is handed a stick with records and this file."""
    tree = ast.parse(scripts.PYTHON.read_text("utf-8"), feature_version=(3, 8))
    imports = {one.module for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    imports |= {name.name for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names}
    assert imports <= {*sys.stdlib_module_names}
    assert not [one for one in imports if one and one.startswith("showclear")]


def test_the_package_hands_out_the_scripts_byte_for_byte() -> None:
    """Every bundle of evidence takes them from here."""
    assert [standalone.script(name) for name in standalone.NAMES] == [
        scripts.PYTHON.read_bytes(),
        scripts.SHELL.read_bytes(),
    ]


def test_both_scripts_name_the_steps_as_the_program_does() -> None:
    """One numbering for the page, the program and whoever checks it."""
    sentences = {step.number: step.sentence for step in STEPS}
    assert sentences == scripts.module().STEPS
    shell = re.findall(r'^  sentence\[(\d+)\] = "(.*)"$', scripts.SHELL.read_text("utf-8"), re.MULTILINE)
    assert {int(number): sentence for number, sentence in shell} == sentences


def test_the_python_script_has_the_kinds_roles_and_words_of_the_program() -> None:
    """They are written out twice on purpose; they must say the same."""
    script = scripts.module()
    assert set(script.QUORUMS) == set(QUORUMS)
    assert {kind: count for kind, (count, _) in script.QUORUMS.items()} == {
        kind: quorum.signatures for kind, quorum in QUORUMS.items()
    }
    assert set(script.ROLES) == set(Role)
    for one in Role:
        for two in Role:
            assert script.exclude(one, two) is bool(roles_that_exclude_each_other((one, two)))
    assert tuple(script.WORDS.split()) == tuple(WORDS)


def test_the_points_that_the_python_script_refuses_are_those_of_small_order() -> None:
    """Eight times each of them is nothing, and there are eight: one y for two of them but the two of x = 0."""
    script = scripts.module()
    for y in script.SMALL_Y:
        point = script.decompress(y.to_bytes(32, "little"))
        for _ in range(3):
            point = script.add(point, point)
        assert script.compress(point) == (1).to_bytes(32, "little")
    assert len(set(script.SMALL_Y)) == 5


@pytest.mark.parametrize("python", PYTHONS)
def test_the_golden_records_are_intact_for_the_python_script(python: str) -> None:
    """Of every released schema, on every Python that is here."""
    done = scripts.run_python(GOLDEN, python=python)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("12 records: INTACT\n")


@needs_shell
@pytest.mark.parametrize("awk", scripts.AWKS or ["awk"])
def test_the_golden_records_are_intact_for_the_shell_script(awk: str) -> None:
    """With every awk that is here."""
    done = scripts.run_shell(GOLDEN, awk)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("12 files: INTACT\n")


def test_a_golden_record_of_every_kind_is_intact_for_the_python_script() -> None:
    """Every kind, three logs, somebody without a key, and a FIDO2 key with its PIN."""
    assert scripts.run_python(KINDS).stdout.endswith("31 records: INTACT\n")


@needs_shell
@pytest.mark.parametrize("awk", scripts.AWKS or ["awk"])
def test_a_golden_record_of_every_kind_is_intact_for_the_shell_script(awk: str) -> None:
    """With every awk that is here: the numbers of its citations go up to 12, and one awk reads 000010 as eight."""
    assert scripts.run_shell(KINDS, awk).stdout.endswith("31 files: INTACT\n")


def test_what_follows_the_largest_record_is_not_left_unread() -> None:
    """A file is read to one byte behind it: were the part that is read a record, the rest would pass unseen."""
    end = b"]\n" + CUT
    data = render_body(Workshop().head("cart-a1b2", "hold", production="a" * 64), {"words": []})[:-2]
    rows = b'"' + 1020 * b"x" + b'",\n'
    data += rows * ((LARGEST - len(data)) // len(rows))
    data += b'"' + (LARGEST + 1 - len(data) - len(end) - 4) * b"x" + b'",\n' + end
    name = f"cart-a1b2-000001-{sha256(data).hexdigest()[:32]}.toml"
    assert len(data) == LARGEST + 1
    assert [one.step for one in inspect_record(data, name).findings] == [1]
    assert [one.step for one in scripts.module().inspect(data, name).findings] == [1]


@needs_shell
@pytest.mark.parametrize("awk", scripts.AWKS or ["awk"])
def test_no_awk_takes_a_byte_zero_for_a_line_feed(tmp_path: Path, awk: str) -> None:
    """One does: the bytes that it hands to ssh-keygen are then those that were signed, and the file is another."""
    name, data = next((path.name, path.read_bytes()) for path in GOLDEN.iterdir() if "-000005-" in path.name)
    changed = data.replace(b"[facts]\n", b"[facts]\0")
    path = tmp_path / f"{name[:-37]}{sha256(changed).hexdigest()[:32]}.toml"
    path.write_bytes(changed)
    done = scripts.run_shell(path, awk)
    assert (done.returncode, " 1  altered" in done.stdout) == (12, True)


@needs_shell
@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir()))
def test_one_record_by_itself_is_intact_for_both_scripts(name: str) -> None:
    """What the steps for one file need is in the file; what needs the folder is said to be left out."""
    done = [scripts.run_python(GOLDEN / name), scripts.run_shell(GOLDEN / name)]
    assert [one.returncode for one in done] == [0, 0]
    assert all("12  not done" in one.stdout for one in done)


def test_words_on_paper_find_their_seal_and_what_is_behind_it() -> None:
    """With the file, the folder and the production report."""
    seal = next(path for path in GOLDEN.iterdir() if "-000009-" in path.name)
    words = " ".join(words_of(scripts.module().hashlib.sha256(seal.read_bytes()).hexdigest()))
    done = scripts.run_python("--words", words, GOLDEN)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "INTACT")
    assert seal.name in done.stdout
    assert words in scripts.run_python(GOLDEN).stdout
    assert scripts.run_python("--words", " ".join(words.split()[::-1]), GOLDEN).returncode == 10
    assert scripts.run_python("--words", "seven words are not enough for this", GOLDEN).returncode == 2


def test_the_json_of_the_python_script_names_every_record_and_finding(tmp_path: Path) -> None:
    """For an archive that checks a thousand folders."""
    shutil.copytree(GOLDEN, tmp_path / "log")
    victim = next(path for path in (tmp_path / "log").iterdir() if "-000005-" in path.name)
    victim.write_bytes(victim.read_bytes().replace(b"empty", b"dummy", 1))
    done = scripts.run_python("--json", tmp_path)
    told = json.loads(done.stdout)
    assert (done.returncode, told["verdict"], told["steps_not_done"]) == (12, "altered", [15])
    assert {one["name"]: one["verdict"] for one in told["records"]}[victim.name] == "altered"
    assert {one["step"] for one in told["findings"] if one["where"].startswith(victim.name)} == {6, 9}


@needs_shell
@pytest.mark.parametrize("call", [[], ["/no/such/folder"]])
def test_a_wrong_call_is_told_and_has_its_own_exit_code(call: list[str], tmp_path: Path) -> None:
    """2 is never a verdict."""
    done = scripts.run_python(*call)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert scripts.run_shell(tmp_path / "nothing").returncode == 2


@needs_shell
def test_a_folder_without_a_file_is_no_intact_one(tmp_path: Path) -> None:
    """A check that finds nothing to check must not succeed."""
    for done in (scripts.run_python(tmp_path), scripts.run_shell(tmp_path)):
        assert (done.returncode, done.stdout) == (2, "")
        assert "nothing to verify" in done.stderr


@needs_shell
def test_called_in_the_folder_of_a_bundle_both_find_the_records_in_it(tmp_path: Path) -> None:
    """Whoever types a dot beside VERIFY.txt must not read "0 records"; where records lie at hand, these are meant."""
    shutil.copytree(GOLDEN, tmp_path / "records")
    (tmp_path / "VERIFY.txt").write_text("How to check it.\n", "utf-8")
    for run in (scripts.run_python, scripts.run_shell):
        assert run(tmp_path).stdout == run(tmp_path / "records").stdout
    one = next(GOLDEN.iterdir())
    shutil.copy2(one, tmp_path / one.name)
    for run in (scripts.run_python, scripts.run_shell):
        assert "VERIFY.txt" in run(tmp_path).stdout


def test_a_name_that_the_terminal_cannot_show_ends_nothing(tmp_path: Path) -> None:
    """An old console on a borrowed laptop."""
    shutil.copytree(GOLDEN, tmp_path / "log")
    (tmp_path / "log" / "日本 – ø.toml").write_bytes(b"x\n")
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, scripts.PYTHON, tmp_path], env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (11, b"")
    assert b"\\u65e5" in done.stdout


@needs_shell
def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    """A pipe would keep them waiting; a folder in the place of the newest record would hide that there was one."""
    log = tmp_path / "log"
    shutil.copytree(GOLDEN, log)
    names = [f"{kind}-a1b2-000001-{'c' * 32}.toml" for kind in ("folder", "pipe", "link")]
    (log / names[0]).mkdir()
    os.mkfifo(log / names[1])
    (log / names[2]).symlink_to(tmp_path / "nowhere")
    (log / "a folder").mkdir()
    for done in (scripts.run_python(tmp_path), scripts.run_shell(tmp_path)):
        assert done.returncode == 12
        assert sum(f"{name}: The file is empty" in done.stdout for name in names) == len(names)
        assert "a folder" not in done.stdout, "a sync tool leaves folders too"


@needs_shell
def test_names_that_a_shell_or_a_terminal_would_act_on_are_only_shown(tmp_path: Path) -> None:
    """Somebody else filled this stick."""
    shutil.copytree(GOLDEN, tmp_path / "log")
    hostile = ["\x1b[2J.toml", "$(touch x).toml", "-rf", "two  words\n.toml", "'; exit 0"]
    for name in hostile:
        (tmp_path / "log" / name).write_bytes(b"x\n")
    python, shell = scripts.run_python(tmp_path), scripts.run_shell(tmp_path)
    assert (python.returncode, shell.returncode) == (11, 11)
    assert python.stdout.count("It is not a record") == shell.stdout.count("It is not a record") == len(hostile)
    assert "\x1b" not in python.stdout + shell.stdout
