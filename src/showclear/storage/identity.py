"""What the storage needs to know of a finished record: who it is and where in which log it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from showclear.errors import RecordError

_HEAD = re.compile(
    rb"# Show Clear record\.[^\n]*\n"
    rb'schema = "showclear-record/1"\nkind = "(?P<kind>[a-z-]{1,32})"\nid = "(?P<id>[0-9a-f]{32})"\n'
    rb'production = "sha256:(?P<production>[0-9a-f]{64})"\n'
    rb'log = "(?P<log>[a-z][a-z0-9]{0,15}(?:-[a-z0-9]{1,15}){0,3})"\nsequence = (?P<sequence>[1-9][0-9]{0,5})\n'
    rb'previous = "sha256:(?P<previous>[0-9a-f]{64})"\n'
)


@dataclass(frozen=True, slots=True)
class RecordIdentity:
    """From the head of a record and the digest of its bytes; digests are 64 hexadecimal digits."""

    id: str
    kind: str
    production: str
    log: str
    sequence: int
    previous: str
    digest: str

    @property
    def name(self) -> str:
        """The file name: log, number, first 32 digits of the digest."""
        return f"{self.log}-{self.sequence:06d}-{self.digest[:32]}.toml"


def identify(data: bytes) -> RecordIdentity:
    """Read the head of finished record bytes.

    Raises: `RecordError` if they do not start like a record.
    """
    match = _HEAD.match(data)
    if match is None or not data.endswith(b"\n"):
        raise RecordError("These bytes do not start with the head of a record.", "Nothing was published; report this.")
    text = {name: value.decode("ascii") for name, value in match.groupdict().items()}
    return RecordIdentity(
        id=text["id"],
        kind=text["kind"],
        production=text["production"],
        log=text["log"],
        sequence=int(text["sequence"]),
        previous=text["previous"],
        digest=sha256(data).hexdigest(),
    )
