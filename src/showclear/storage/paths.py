"""Every rule about where things lie."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from showclear.errors import InputError
from showclear.words import english

# not said: of the environment
HOME_VARIABLE = "SHOWCLEAR_HOME"
"""Environment variable that moves everything of this machine account into one folder (tests, demonstrations)."""
# not said: of the environment
AGENT_VARIABLE = "SSH_AUTH_SOCK"
"""Environment variable that says where the ssh-agent answers."""
WINDOWS_AGENT = r"\\.\pipe\openssh-ssh-agent"
"""Where the agent of Windows answers. Never run there."""

HEX64 = re.compile(r"[0-9a-f]{64}")
FOLDER_ID = re.compile(r"[0-9a-z][0-9a-z-]{0,63}")
_PENDING_RUN = english("a pending run")
PERSON_ID = re.compile(r"[a-z][a-z0-9]{0,15}(?:-[a-z0-9]{1,15}){0,3}")


def plain_digest(digest: str) -> str:
    """64 hexadecimal digits out of `sha256:…` or as they are.

    Raises: `InputError` for anything else, so that no digest from a file becomes a path.
    """
    plain = digest.removeprefix("sha256:")
    if not HEX64.fullmatch(plain):
        raise InputError(
            english('"{digest}" is not a SHA-256 digest.', digest=digest[:80]),
            english("A digest has 64 digits 0-9 and letters a-f."),
        )
    return plain


def _checked(pattern: re.Pattern[str], name: str, what: str) -> str:
    if not pattern.fullmatch(name):
        raise InputError(
            english('"{name}" cannot name {what}.', name=name[:80], what=what),
            english("Use lower-case letters, digits and single hyphens."),
        )
    return name


@lru_cache(maxsize=1024)
def _record(log: Path, name: str) -> Path:
    """Kept for a while: the newest records are read again before each run."""
    from showclear.ledger.record import read_name  # not needed before the first frame

    if read_name(name) is None:
        raise InputError(
            english('"{name}" is not the name of a record.', name=name[:120]),
            english("Names look like cart-ab12-000001-….toml."),
        )
    return log / name


@dataclass(frozen=True)
class ProductionPaths:
    """The production folder, as it is copied, synchronised and archived."""

    root: Path

    @cached_property
    def log(self) -> Path:
        """Published records, read-only."""
        return self.root / "log"

    @cached_property
    def definitions(self) -> Path:
        """Adopted definitions by digest."""
        return self.root / "definitions"

    @cached_property
    def attachments(self) -> Path:
        """Statements and photographs by digest; never opened."""
        return self.root / "attachments"

    @cached_property
    def private(self) -> Path:
        """What only this laptop uses."""
        return self.root / ".showclear"

    @cached_property
    def pending(self) -> Path:
        """Runs and restrictions that are not published yet."""
        return self.private / "pending"

    @cached_property
    def done(self) -> Path:
        """Where pending folders go by one rename before they are deleted."""
        return self.private / "done"

    @cached_property
    def lock(self) -> Path:
        """Held while publishing."""
        return self.private / "lock"

    @cached_property
    def instance_lock(self) -> Path:
        """Held by the one window that runs and signs; others read and stop."""
        return self.private / "window.lock"

    @cached_property
    def concerns(self) -> Path:
        """Concerns that wait for the end of the day, without a name and without a time."""
        return self.private / "concerns"

    @cached_property
    def drill(self) -> Path:
        """What was noted while a drill was played; only a drill has it."""
        return self.private / "drill.jsonl"

    def record(self, name: str) -> Path:
        """A published record. Raises: `InputError` if `name` is not a record's name."""
        return _record(self.log, name)

    def pending_folder(self, folder_id: str) -> Path:
        """The folder of one pending run or restriction."""
        return self.pending / _checked(FOLDER_ID, folder_id, _PENDING_RUN)

    def journal(self, run_id: str) -> Path:
        """The journal of a run."""
        return self.pending_folder(run_id) / "journal.jsonl"

    def restriction(self, restriction_id: str) -> Path:
        """A restriction that waits to be published."""
        return self.pending_folder(restriction_id) / "restriction.jsonl"

    def attachment(self, digest: str) -> Path:
        """A photograph or statement."""
        return self.attachments / plain_digest(digest)

    def definition(self, digest: str) -> Path:
        """An adopted definition."""
        return self.definitions / f"{plain_digest(digest)}.toml"


@dataclass(frozen=True)
class ProductionState:
    """What this machine account knows about one production, outside its folder."""

    folder: Path

    @cached_property
    def marks(self) -> Path:
        """Every record name published or first seen here."""
        return self.folder / "marks"

    @cached_property
    def ownership(self) -> Path:
        """Which log this laptop writes, and in which folder."""
        return self.folder / "logs"

    @cached_property
    def unit(self) -> Path:
        """For which unit this laptop works."""
        return self.folder / "unit"

    @cached_property
    def lock(self) -> Path:
        """Held while marks or ownership are written."""
        return self.folder / "lock"

    @cached_property
    def snapshot(self) -> Path:
        """The folded situation; may be deleted."""
        return self.folder / "snapshot"

    @cached_property
    def painting(self) -> Path:
        """What the first frame shows of it; may be deleted."""
        return self.folder / "painting"

    @cached_property
    def index(self) -> Path:
        """The search index; may be deleted."""
        return self.folder / "index.sqlite"


@dataclass(frozen=True)
class MachinePaths:
    """The folders of this machine account."""

    root: Path
    agent: Path | None = None
    """Where the ssh-agent of this account answers, if it has one."""

    @cached_property
    def keys(self) -> Path:
        """Private key files."""
        return self.root / "keys"

    @cached_property
    def signers(self) -> Path:
        """One lock a person: at most one signer each."""
        return self.root / "signers"

    @property
    def diagnostics(self) -> Path:
        """What the program notes about itself: no names, no answers, no secrets."""
        return self.root / "diagnostics"

    def key_file(self, person: str) -> Path:
        """The private key of a person; the public one has `.pub` behind it."""
        return self.keys / _checked(PERSON_ID, person, english("a person"))

    def signer_lock(self, person: str) -> Path:
        """Held by the signer of a person for a whole shift."""
        return self.signers / f"{_checked(PERSON_ID, person, english('a person'))}.lock"

    @property
    def productions(self) -> Path:
        """State about each production, by the digest of its production record."""
        return self.root / "productions"

    def production(self, digest: str) -> ProductionState:
        """State about the production whose production record has this digest."""
        return ProductionState(self.productions / plain_digest(digest))


def machine_paths(environment: Mapping[str, str]) -> MachinePaths:
    """Where this machine account keeps its files; the front ends hand in `os.environ`, nothing else reads it."""
    home = environment.get(HOME_VARIABLE, "")
    agent = environment.get(AGENT_VARIABLE, "") or (WINDOWS_AGENT if sys.platform == "win32" else "")
    socket = Path(agent) if agent else None
    if home:
        return MachinePaths(Path(home).expanduser().absolute(), socket)
    from platformdirs import user_data_path

    return MachinePaths(user_data_path("showclear", appauthor=False), socket)
