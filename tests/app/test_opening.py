"""Which production a folder is, also where records of another one lie in it."""

from __future__ import annotations

from pathlib import Path

from showclear.app.opening import production_digest
from showclear.storage.files import LocalFileSystem
from showclear.storage.identity import identify
from showclear.storage.ownership import LogOwnership
from showclear.storage.paths import ProductionPaths
from tests.app.stage import Stage


def founding(stage: Stage) -> Path:
    """The file of the production record."""
    (found,) = (path for path in (stage.folder / "log").iterdir() if b'\nkind = "production"\n' in path.read_bytes())
    return found


def another(stage: Stage) -> str:
    """The record of another production lies here too, and this laptop has worked on it; its digest."""
    data = founding(stage).read_bytes().replace(b"demonstration = true", b"demonstration = false", 1)
    record = identify(data)
    (stage.folder / "log" / record.name).write_bytes(data)
    LogOwnership(LocalFileSystem(), stage.machine.production(record.digest)).claim(
        "cart-abcd", ProductionPaths(stage.folder.parent / "another")
    )
    return record.digest


def test_a_production_record_under_another_name_is_still_the_one_that_the_others_name(stage: Stage) -> None:
    """Else the board of another production would stand there, with none of the stops of this one."""
    disk, paths = LocalFileSystem(), ProductionPaths(stage.folder)
    this = production_digest(disk, paths, stage.machine)
    stage.close()
    stage.damaged = True
    other = another(stage)
    assert other != this
    assert production_digest(disk, paths, stage.machine) == this
    founding_of_this = next(path for path in paths.log.iterdir() if path.name.endswith(f"-{this[:32]}.toml"))
    founding_of_this.rename(founding_of_this.with_name("renamed.toml"))
    assert production_digest(disk, paths, stage.machine) == this
