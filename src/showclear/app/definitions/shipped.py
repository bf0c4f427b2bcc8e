"""The definitions that come with Show Clear, wherever it is installed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from showclear.app.definitions.loader import load_block, load_checklist
from showclear.app.definitions.packs import RulePack, load_pack
from showclear.app.definitions.registers import Hazard, Source, load_hazards, load_sources
from showclear.domain.checklists import Block, Checklist, Procedure
from showclear.errors import ChecklistError
from showclear.words import english

_NOT_CHECKLISTS = frozenset({"hazards.toml", "sources.toml"})


@dataclass(frozen=True, slots=True)
class ShippedDefinitions:
    """A whole set of definitions: what a production adopts when it begins.

    `files`, `block_files` and `pack_files` are the bytes, by id; the digests of the checklists and blocks are theirs.
    """

    checklists: tuple[Checklist, ...]
    blocks: tuple[Block, ...]
    hazards: tuple[Hazard, ...]
    sources: tuple[Source, ...]
    files: Mapping[str, bytes]
    block_files: Mapping[str, bytes]
    packs: tuple[RulePack, ...] = ()
    pack_files: Mapping[str, bytes] = field(default_factory=dict)

    def checklist(self, procedure: Procedure) -> Checklist:
        """The checklist of a procedure.

        Raises:
            ChecklistError: there is none.
        """
        for checklist in self.checklists:
            if checklist.procedure is procedure:
                return checklist
        raise ChecklistError(
            english('There is no checklist for the procedure "{procedure}".', procedure=procedure),
            english("Add one to checklists/."),
        )


def definitions_folder() -> Traversable:
    """Where the shipped definitions are: inside the package (wheel), or at the top of the checkout.

    Raises:
        ChecklistError: neither is there.
    """
    package = files("showclear")
    inside = package / "checklists"
    if inside.is_dir():
        return inside
    checkout = Path(str(package)).parent.parent / "checklists"
    if checkout.is_dir():
        return checkout
    raise ChecklistError(english("The shipped checklists are not there."), english("Install Show Clear again."))


@cache
def shipped() -> ShippedDefinitions:
    """The shipped definitions, read once.

    Raises:
        ChecklistError: they are not there or do not hold.
    """
    return load_definitions(definitions_folder())


def load_definitions(folder: Traversable) -> ShippedDefinitions:
    """Every checklist, block, rule pack, hazard and source below `folder`.

    Raises:
        ChecklistError: a file is missing, cannot be read or does not hold.
    """
    block_files = _toml_files(folder / "blocks") if (folder / "blocks").is_dir() else {}
    pack_files = _toml_files(folder / "rules") if (folder / "rules").is_dir() else {}
    names = _toml_files(folder)
    checklists = []
    kept: dict[str, bytes] = {}
    for stem, data in names.items():
        if f"{stem}.toml" in _NOT_CHECKLISTS:
            continue
        checklist = load_checklist(f"{stem}.toml", data, block_files)
        if checklist.id != stem:
            raise ChecklistError(
                english('{name}.toml: its id is "{id}".', name=stem, id=checklist.id),
                english("The id of a checklist is the name of its file."),
            )
        checklists.append(checklist)
        kept[stem] = data
    return ShippedDefinitions(
        checklists=tuple(checklists),
        blocks=tuple(load_block(f"blocks/{stem}.toml", data) for stem, data in block_files.items()),
        hazards=load_hazards("hazards.toml", _needed(names, "hazards")),
        sources=load_sources("sources.toml", _needed(names, "sources")),
        files=kept,
        block_files=block_files,
        packs=tuple(_pack(stem, data) for stem, data in pack_files.items()),
        pack_files=pack_files,
    )


def _pack(stem: str, data: bytes) -> RulePack:
    pack = load_pack(f"rules/{stem}.toml", data)
    if pack.id != stem:
        raise ChecklistError(
            english('rules/{name}.toml: its id is "{id}".', name=stem, id=pack.id),
            english("The id of a rule pack is the name of its file."),
        )
    return pack


def _toml_files(folder: Traversable) -> dict[str, bytes]:
    try:
        found = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
        return {item.name.removesuffix(".toml"): item.read_bytes() for item in found if item.is_file()}
    except OSError as error:
        raise ChecklistError(
            english("{folder}: it cannot be read: {why}.", folder=folder, why=error.strerror),
            english("Check the folder and its rights."),
        ) from error


def _needed(names: Mapping[str, bytes], stem: str) -> bytes:
    if stem not in names:
        raise ChecklistError(
            english("{name}.toml is not there.", name=stem),
            english("A folder of definitions has hazards.toml and sources.toml."),
        )
    return names[stem]
