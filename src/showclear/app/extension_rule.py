"""R-EXT-1 over whole sets of files: what an adoption takes away from what was adopted before it.

It is asked twice: before two people sign, and again of every record that is signed, whatever program wrote it. A record
that takes something away has no effect (ADR 0025).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from showclear.domain.extending import RULE, Loss, losses, words_changed
from showclear.errors import ChecklistError, StorageError
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.definitions import ShippedDefinitions
    from showclear.domain.checklists import Checklist

REGISTERS = frozenset({"hazards", "sources"})
_CHECKED = frozenset({"checklist", "block", *REGISTERS})

Key = tuple[str, str]
"""What a file is, and its id."""
Files = Mapping[Key, bytes]
Earlier = Callable[[str, str], Iterable[bytes]]
"""Every version of a file that had effect, by what it is and its id; the newest first."""


class Adoptions:
    """Walks adoptions from the first on, and keeps which of them have effect."""

    def __init__(self, data: Callable[[str], bytes]) -> None:
        """`data` gives the bytes under a digest; raises StorageError."""
        self._data = data
        self._held: dict[Key, str] = {}
        """What a later adoption is held against: the newest of everything that could be compared."""
        self._versions: dict[Key, list[str]] = {}
        self.is_whole = True
        """Whether every file was there: else some adoption was taken as it is, and its files refuse when they run."""

    def refuses(self, rows: Mapping[Key, str]) -> str:
        """What an adoption takes away, in words; empty where it has effect, and then it is kept.

        What cannot be read or compared here has effect, so that a run that needs it refuses; it loosens nothing,
        because the next adoption is held against the last one that could be read.
        """
        changed = {key: digest for key, digest in rows.items() if key[0] in _CHECKED and self._held.get(key) != digest}
        comparable = True
        if self._held and changed:
            try:
                found = self._losses(changed)
            except StorageError:
                comparable = self.is_whole = False
            except ChecklistError:
                comparable = False
            else:
                if found:
                    return "; ".join(dict.fromkeys(map(str, found[:3])))
        if comparable:
            self._held.update(changed)
            for key, digest in changed.items():
                self._versions.setdefault(key, []).insert(0, digest)
        return ""

    def _losses(self, changed: Mapping[Key, str]) -> list[Loss]:
        before = {key: self._data(digest) for key, digest in self._held.items()}
        after = {**before, **{key: self._data(digest) for key, digest in changed.items()}}
        blocks = [name.encode() for what, name in changed if what == "block"]
        touched = {
            key for key, data in after.items()
            if key[0] == "checklist" and (key in changed or any(name in data for name in blocks))
        }  # fmt: skip
        strangers = [
            Loss(name, english("no checklist of that id was adopted")) for what, name in touched - before.keys()
        ]
        if strangers:
            return strangers

        def only(files: Files) -> Files:
            return {key: data for key, data in files.items() if key[0] not in ("checklist", "rules") or key in touched}

        def earlier(what: str, name: str) -> Iterator[bytes]:
            return (self._data(digest) for digest in self._versions.get((what, name), ()))

        return taken_away(definitions_of(only(before)), definitions_of(only(after)), after, earlier)


def without_effect(title: str, what: str) -> str:
    """That a record has no effect, and why."""
    return english(
        "{rule}: {title} adopts checklists that take something away and has no effect: {what}.",
        rule=RULE,
        title=title,
        what=what,
    )


def taken_away(old: ShippedDefinitions, new: ShippedDefinitions, after: Files, earlier: Earlier) -> list[Loss]:
    """What a set of files lacks or loosens against the one before it; each checklist of it has to be in that one."""
    found: list[Loss] = []
    for one in new.checklists:
        before = checklist_in(old, one.id)
        assert before is not None
        found += losses(before, one)
        for reference in _in_its_language(one, after, earlier):
            found += words_changed(reference, one)
    for what in sorted(REGISTERS):
        found += _unregistered(what, old, new)
    return found


def _in_its_language(checklist: Checklist, after: Files, earlier: Earlier) -> Iterable[Checklist]:
    """The newest version that was adopted in the language of this one, its blocks likewise; one at most."""
    from showclear.app.definitions import load_block, load_checklist

    blocks: dict[str, bytes] = {}
    for block in checklist.blocks:
        if block.shared:
            same = (
                data for data in earlier("block", block.id) if load_block(block.id, data).language == block.language
            )
            blocks[block.id] = next(same, after["block", block.id])
    for data in earlier("checklist", checklist.id):
        try:
            found = load_checklist(f"{checklist.id}.toml", data, {**_blocks(after), **blocks})
        except ChecklistError:
            continue  # It goes with blocks of its own time only; an older one may still be held against.
        if found.language == checklist.language:
            return (found,)
    return ()


def definitions_of(files: Files) -> ShippedDefinitions:
    """Files as the whole set that they make. Raises: ChecklistError."""
    from showclear.app.definitions import (
        ShippedDefinitions,
        load_block,
        load_checklist,
        load_hazards,
        load_pack,
        load_sources,
    )

    blocks = _blocks(files)
    by_kind = {
        what: {name: data for (kind, name), data in files.items() if kind == what} for what in ("checklist", "rules")
    }
    checklists, packs = by_kind["checklist"], by_kind["rules"]
    return ShippedDefinitions(
        checklists=tuple(load_checklist(f"{name}.toml", data, blocks) for name, data in checklists.items()),
        blocks=tuple(load_block(f"blocks/{name}.toml", data) for name, data in blocks.items()),
        hazards=load_hazards("hazards.toml", files["hazards", "hazards"]),
        sources=load_sources("sources.toml", files["sources", "sources"]),
        files=checklists,
        block_files=blocks,
        packs=tuple(load_pack(f"rules/{name}.toml", data) for name, data in packs.items()),
        pack_files=packs,
    )


def _blocks(files: Files) -> dict[str, bytes]:
    return {name: data for (what, name), data in files.items() if what == "block"}


def checklist_in(definitions: ShippedDefinitions, name: str) -> Checklist | None:
    """The checklist with an id; None if there is none."""
    return next((one for one in definitions.checklists if one.id == name), None)


def _unregistered(what: str, old: ShippedDefinitions, new: ShippedDefinitions) -> list[Loss]:
    before, after = (_named(what, one) for one in (old, new))
    return [
        Loss(f"{what}.toml", english('"{name}" is gone or says something else', name=name))
        for name in sorted(before - after)
    ]


def _named(what: str, definitions: ShippedDefinitions) -> set[str]:
    """Each hazard by its id, each source as a whole: its words are evidence, a hazard's may be translated."""
    if what == "hazards":
        return {one.id for one in definitions.hazards}
    return {repr(one) for one in definitions.sources}
