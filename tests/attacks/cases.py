"""All attacks, by name: importing a module of cases enters its attacks into the catalogue."""

from __future__ import annotations

from tests.attacks import cases_bytes, cases_chain, cases_lookalikes, cases_people, cases_signers, cases_touch
from tests.attacks.catalogue import CASES

__all__ = ["CASES", "cases_bytes", "cases_chain", "cases_lookalikes", "cases_people", "cases_signers", "cases_touch"]
