"""Every account, in the order in which docs/incidents.md tells them."""

from __future__ import annotations

from tests.incidents import ammunition, blanks, people, rust, things
from tests.incidents.replay import Incident

ACCOUNTS: tuple[Incident, ...] = (
    *rust.ACCOUNTS,
    *ammunition.ACCOUNTS,
    *things.ACCOUNTS,
    *blanks.ACCOUNTS,
    *people.ACCOUNTS,
)
