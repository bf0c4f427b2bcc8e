"""The checklist language: strict loading, the shipped definitions, and lint.

Importing this package does not import pydantic; the loader does when it is first called.
"""

from __future__ import annotations

from showclear.app.definitions.loader import BlockSource, load_block, load_checklist
from showclear.app.definitions.packs import RulePack, load_pack
from showclear.app.definitions.registers import Hazard, Source, load_hazards, load_sources
from showclear.app.definitions.shipped import ShippedDefinitions, definitions_folder, load_definitions, shipped

__all__ = [
    "BlockSource",
    "Hazard",
    "RulePack",
    "ShippedDefinitions",
    "Source",
    "definitions_folder",
    "load_block",
    "load_checklist",
    "load_definitions",
    "load_hazards",
    "load_pack",
    "load_sources",
    "shipped",
]
