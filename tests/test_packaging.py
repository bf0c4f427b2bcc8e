"""What is installed is what is in the repository: the checklists above all."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from showclear.standalone import NAMES, script

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = tuple(sorted(path.relative_to(ROOT) for path in (ROOT / "checklists").rglob("*") if path.is_file()))


def succeed(*command: str | Path, cwd: Path) -> str:
    """Run a command in a folder that is not the checkout; its standard output."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    succeed(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with only the wheel in it; the dependencies are those of the environment of the tests."""
    folder = tmp_path_factory.mktemp("fresh environment")
    venv.EnvBuilder(with_pip=False).create(folder)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    succeed(*pip, wheel, cwd=folder)
    packages = succeed(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    # A path in a .pth file is searched last and its own .pth files are not read: no editable install leaks in.
    Path(packages, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python


@pytest.mark.slow
def test_the_wheel_holds_the_stand_alone_verifiers_byte_for_byte(wheel: Path) -> None:
    """They are handed out from an installation, where there is no checkout."""
    with zipfile.ZipFile(wheel) as archive:
        for name in NAMES:
            assert archive.read(f"showclear/standalone/{name}") == script(name)


@pytest.mark.slow
def test_the_wheel_holds_every_checklist_byte_for_byte(wheel: Path) -> None:
    """An adopted definition is cited by its digest, so a changed newline would be another definition."""
    assert SHIPPED
    with zipfile.ZipFile(wheel) as archive:
        for relative in SHIPPED:
            assert archive.read(f"showclear/{relative.as_posix()}") == (ROOT / relative).read_bytes()


@pytest.mark.slow
def test_the_wheel_holds_the_schemas_and_the_manual_page(wheel: Path) -> None:
    """`showclear schema` and `man showclear` work where there is no checkout."""
    with zipfile.ZipFile(wheel) as archive:
        for path in (ROOT / "docs" / "schemas").glob("*.json"):
            assert archive.read(f"showclear/schemas/{path.name}") == path.read_bytes()
        (page,) = (name for name in archive.namelist() if name.endswith("/share/man/man1/showclear.1"))
        assert archive.read(page) == (ROOT / "docs/man/showclear.1").read_bytes()


@pytest.mark.slow
def test_the_wheel_holds_the_licences_and_the_word_list(wheel: Path) -> None:
    """The list's licence asks that its authors be named wherever it goes."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        notice = next(name for name in names if name.endswith("licenses/NOTICE"))
        assert "Electronic Frontier" in archive.read(notice).decode()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "showclear/storage/words.txt" in names
    assert "showclear/py.typed" in names


@pytest.mark.slow
def test_an_installed_wheel_lists_the_same_checklists_as_the_checkout(installed: Path, tmp_path: Path) -> None:
    """Whoever installs the package has the procedures, wherever the checkout is."""
    where = succeed(installed, "-c", "import showclear; print(showclear.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent.parent)
    from_wheel = succeed(installed, "-m", "showclear", "lint", "--list", cwd=tmp_path)
    from_checkout = succeed(sys.executable, "-m", "showclear", "lint", "--list", cwd=tmp_path)
    assert from_wheel == from_checkout
    assert "weapon-inspection" in from_wheel


@pytest.mark.slow
def test_the_installed_command_answers(installed: Path, tmp_path: Path) -> None:
    """The entry point that pip writes is the one that people type."""
    program = installed.parent / ("showclear.exe" if os.name == "nt" else "showclear")
    assert succeed(program, "--version", cwd=tmp_path).startswith("showclear ")
