"""The definitions that this production adopted: only these may be run, and they stay readable for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from showclear.app.extension_rule import Adoptions, without_effect
from showclear.app.logbook import LogBook
from showclear.domain.checklists import Checklist, Procedure
from showclear.errors import ChecklistError, RecordError, RefusedError
from showclear.storage.definitions import DefinitionStore
from showclear.words import english

_PROCEDURE = re.compile(rb'^procedure = "([a-z-]{1,40})"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class AdoptedFile:
    """One adopted file: a checklist, a block, a rule pack, the hazards or the sources."""

    what: str
    name: str
    version: str
    digest: str


class Adopted:
    """Adopted definitions, newest adoption of each name first to count. Parsing happens when a run needs it."""

    def __init__(self, book: LogBook, store: DefinitionStore) -> None:
        self._book = book
        self._store = store
        self._files: dict[tuple[str, str], AdoptedFile] = {}
        self._records: frozenset[str] = frozenset()
        self._checklists: dict[object, Checklist] = {}
        self._ever: dict[str, AdoptedFile] = {}
        """All that was adopted at any time, oldest first, by digest."""
        self.without_effect: tuple[str, ...] = ()
        """Records that take something away (R-EXT-1) and so adopt nothing, in words; as of the last `refresh`."""
        self._says: dict[str, str] = {}
        """Digest of a checklist to the procedure that its file names; empty where nobody can say without reading it."""

    def refresh(self) -> None:
        """Look for adoptions that are new."""
        names = tuple(
            name
            for name in self._book.founding()
            if (facts := self._book.facts(name)) is not None and facts.kind == "definitions" and facts.intact
        )
        if frozenset(names) == self._records:
            return
        self._files, self._ever, self.without_effect = {}, {}, ()
        walk = Adoptions(self._store.get)
        for name in names:
            rows = _adopted_by(self._book, name)
            less = walk.refuses({(one.what, one.name): one.digest for one in rows})
            if less:
                self.without_effect += (without_effect(name.removesuffix(".toml"), less),)
                continue
            for one in rows:
                self._files[(one.what, one.name)] = one
                self._ever.pop(one.digest, None)
                self._ever[one.digest] = one
        # A file that is not there yet may say tomorrow that its adoption has no effect: it is looked at again.
        self._records = frozenset(names) if walk.is_whole else frozenset()

    def files(self) -> tuple[AdoptedFile, ...]:
        """What is adopted now."""
        self.refresh()
        return tuple(self._files.values())

    def earlier(self, what: str, name: str) -> tuple[AdoptedFile, ...]:
        """Every version of a file that was adopted at any time, the newest first."""
        self.refresh()
        return tuple(one for one in reversed(self._ever.values()) if (one.what, one.name) == (what, name))

    def data(self, one: AdoptedFile) -> bytes:
        """The bytes of an adopted file. Raises: StorageError if it is missing or was changed."""
        return self._store.get(one.digest)

    def checklists(self) -> tuple[Checklist, ...]:
        """Every adopted checklist.

        Raises:
            ChecklistError: one does not hold any more under this version.
            StorageError: a file is missing or was changed.
        """
        return tuple(self.by_digest(one.digest, one.name) for one in self.files() if one.what == "checklist")

    def of(self, procedure: Procedure) -> Checklist:
        """The checklist of a procedure.

        Raises:
            RefusedError: none is adopted.
        """
        for one in self.files():
            if one.what == "checklist" and self._may_be_for(one.digest, procedure):
                checklist = self.by_digest(one.digest, one.name)
                if checklist.procedure is procedure:
                    return checklist
        raise RefusedError(
            english(
                "No checklist for {procedure} is adopted in this production.",
                procedure=str(procedure).replace("-", " "),
            ),
            english("The safety officer and the armorer adopt one first."),
        )

    def _may_be_for(self, digest: str, procedure: Procedure) -> bool:
        """Whether a file may be the checklist of a procedure, by the line that says so: reading it whole is slow."""
        if digest not in self._says:
            found = _PROCEDURE.search(self._store.get(digest))
            self._says[digest] = found[1].decode() if found else ""
        return self._says[digest] in ("", procedure)

    def by_digest(self, digest: str, name: str = "", blocks: Mapping[str, str] | None = None) -> Checklist:
        """A checklist by the digest of its file.

        Args:
            digest: of the checklist's file.
            name: how messages shall name it.
            blocks: id to digest of the shared blocks to use; those adopted now by default.

        Raises:
            RefusedError: no record adopts it.
            ChecklistError: it does not hold.
            StorageError: it is missing or was changed.
        """
        self.refresh()
        wanted = blocks if blocks is not None else self._blocks()
        if not self._ever.keys() >= {digest, *wanted.values()}:
            raise RefusedError(
                english(
                    "The checklist {name} or a block of it was never adopted in this production.",
                    name=name or digest[:12],
                ),
                english("Give up this run and start it with the adopted one."),
            )
        key = (digest, *sorted(wanted.items()))
        if key not in self._checklists:
            from showclear.app.definitions import load_checklist

            data = self._store.get(digest)
            files = {block: self._store.get(one) for block, one in wanted.items()}
            self._checklists[key] = load_checklist(f"{name or digest[:12]}.toml", data, files)
        return self._checklists[key]

    def source_labels(self) -> Mapping[str, str]:
        """Key to label of the sources that may be shown to users.

        Raises:
            ChecklistError: the adopted file does not hold.
        """
        from showclear.app.definitions import load_sources

        self.refresh()
        found = self._files.get(("sources", "sources"))
        if found is None:
            return {}
        sources = load_sources("sources.toml", self._store.get(found.digest))
        return {source.key: source.label for source in sources if source.shown}

    def _blocks(self) -> dict[str, str]:
        return {one.name: one.digest for one in self._files.values() if one.what == "block"}


def _adopted_by(book: LogBook, name: str) -> tuple[AdoptedFile, ...]:
    try:
        table = book.body(name).get("definitions")
    except RecordError:
        return ()
    rows = table.get("adopted") if isinstance(table, dict) else None
    found = []
    for row in rows if isinstance(rows, list) else ():
        values = [row.get(key) for key in ("what", "name", "version", "sha")] if isinstance(row, dict) else []
        texts = [value for value in values if isinstance(value, str)]
        if len(texts) == 4:
            found.append(AdoptedFile(*texts))
    return tuple(found)


def shipped_files(packs: Iterable[str] = ()) -> tuple[tuple[str, str, str, bytes], ...]:
    """The shipped definitions as (what, id, version, bytes), for adoption: the floor, and the rule packs named.

    Raises:
        ChecklistError: they are missing or do not hold.
        InputError: there is no such pack.
    """
    from showclear.app.definitions import definitions_folder, shipped
    from showclear.app.rule_packs import floor_file, pack_file

    definitions = shipped()
    versions = {one.id: one.version for one in definitions.checklists} | {
        one.id: one.version for one in definitions.blocks
    }
    rows = [("block", name, versions[name], data) for name, data in definitions.block_files.items()]
    rows += [("checklist", name, versions[name], data) for name, data in definitions.files.items()]
    rows += [floor_file(), *map(pack_file, dict.fromkeys(packs))]
    folder = definitions_folder()
    for register in ("hazards", "sources"):
        try:
            rows.append((register, register, "1", (folder / f"{register}.toml").read_bytes()))
        except OSError as error:
            raise ChecklistError(
                english("{register}.toml cannot be read: {why}.", register=register, why=error.strerror),
                english("Install Show Clear again."),
            ) from error
    return tuple(rows)
