"""Checklists of the production's own: adopted ones, with more in them or in another language, and never with less."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.app.adopted import Adopted
from showclear.app.bodies import Facts, definitions_facts
from showclear.app.drafting import place, refuse_unless_officer_and_armorer
from showclear.app.extension_rule import REGISTERS, Files, checklist_in, definitions_of, taken_away
from showclear.app.rule_packs import FLOOR_ID, RULES
from showclear.app.signing import Draft
from showclear.domain.extending import RULE, gains
from showclear.domain.people import Person
from showclear.errors import ChecklistError, InputError, RefusedError
from showclear.storage.definitions import DefinitionStore
from showclear.words import english, together

if TYPE_CHECKING:
    from showclear.app.definitions import ShippedDefinitions
    from showclear.domain.checklists import Checklist

KINDS = {
    "showclear-checklist/1": "checklist",
    "showclear-block/1": "block",
    "showclear-hazards/1": "hazards",
    "showclear-sources/1": "sources",
}
"""Schema of a file to what a definitions record calls it."""


@dataclass(frozen=True, slots=True)
class Extension:
    """Files to adopt, and what that changes. Nothing is written before two have signed."""

    files: tuple[tuple[str, str, str, bytes], ...]
    """What, id, version, bytes."""
    lines: tuple[str, ...]
    """What is new or stricter, in words."""
    cautions: tuple[str, ...]
    """What is allowed and easily overlooked."""
    replaces: tuple[str, ...]
    """The digests of everything that was adopted when it was looked at."""

    @property
    def title(self) -> str:
        """What happens, in one line."""
        # not said: records stay English
        return f"Checklists: {', '.join(f'{name} {version}' for _, name, version, _ in self.files)} adopted"


class Extensions:
    """Compares files with what is adopted, and prepares the record that adopts them."""

    def __init__(
        self,
        adopted: Adopted,
        store: DefinitionStore,
        *,
        person: Callable[[str], Person],
        writes: Callable[[], None],
        packs: Callable[[], Iterable[str]],
    ) -> None:
        """`person` finds somebody by id; `writes` raises where this window only reads; `packs` are those that hold."""
        self._adopted = adopted
        self._store = store
        self._person = person
        self._writes = writes
        self._packs = packs

    def in_force(self) -> ShippedDefinitions:
        """Everything that is adopted now, as one set; of the rule packs those that hold.

        Raises:
            ChecklistError: a file does not hold under this version.
            StorageError: one is missing or was changed.
        """
        hold = {FLOOR_ID, *self._packs()}
        here = (one for one in self._adopted.files() if one.what != RULES or one.name in hold)
        return definitions_of({(one.what, one.name): self._adopted.data(one) for one in here})

    def propose(self, files: Iterable[tuple[str, bytes]]) -> Extension:
        """What adopting these files would add. Every checklist that uses a changed block is compared.

        Args:
            files: name, as messages shall name it, and bytes of each.

        Raises:
            ChecklistError: a file does not hold, or the whole set has a fault that it did not have before.
            InputError: it is no checklist, block, hazards or sources, or nothing changes.
            RefusedError: R-EXT-1, something is taken away or loosened.
            StorageError: an adopted file cannot be read.
        """
        rows = tuple(_row(name, data) for name, data in files)
        keys = [(what, name) for what, name, _, _ in rows]
        if len(set(keys)) < len(keys):
            raise InputError(english("One of these is named twice."), english("Name each file once."))
        here = {(one.what, one.name): one for one in self._adopted.files()}
        before = {key: self._adopted.data(one) for key, one in here.items()}
        after = {**before, **{key: data for key, (*_, data) in zip(keys, rows, strict=True)}}
        if after == before:
            raise InputError(english("Nothing changes: all of it is adopted."), english("Change a file first."))
        for what, name, version, data in rows:
            known = here.get((what, name))
            if what not in REGISTERS and known is not None and known.version == version and before[what, name] != data:
                raise InputError(
                    english("{name}: version {version} is adopted with other words.", name=name, version=version),
                    english("Give yours a version of its own."),
                )
        old, new = definitions_of(before), definitions_of(after)
        self._refuse_losses(old, new, after)
        _refuse_new_faults(old, new)
        pairs = [(checklist_in(old, one.id), one) for one in new.checklists]
        return Extension(
            rows,
            tuple(line for one, other in pairs if one is not None for line in gains(one, other))
            + _registered(old, new),
            tuple(line for _, one in pairs for line in (*_mixed(one), *_unreviewed(one, rows)))
            + _unreviewed_blocks(new, rows),
            tuple(one.digest for one in here.values()),
        )

    def in_language(self, language: str) -> tuple[tuple[str, bytes], ...]:
        """Every adopted checklist and block in another language, as far as Show Clear brings its words along.

        Raises:
            InputError: there is no translation into this language, or all of it is adopted in it already.
            ChecklistError, StorageError: an adopted file or a translation cannot be read.
        """
        from showclear.app.definitions import definitions_folder
        from showclear.app.definitions.reading import read_table
        from showclear.app.definitions.translations import languages, shipped_translations, stale, translated

        folder = definitions_folder()
        known = shipped_translations(folder, language)
        if not known:
            there = ", ".join(languages(folder)) or english("none")
            raise InputError(
                english('There is no translation into "{language}".', language=language[:20]),
                english("There are: {there}.", there=there),
            )
        found = []
        for one in self._adopted.files():
            translation = known.get(one.name) if one.what in ("checklist", "block") else None
            data = self._adopted.data(one)
            if translation is None or read_table(one.name, data).get("language") == language:
                continue
            if len(stale(translation, data)) < len(translation.texts):
                found.append((f"{one.name}.toml", translated(data, translation)))
        if not found:
            raise InputError(
                english('All of it is asked in "{language}" already.', language=language),
                english("Nothing has to be adopted."),
            )
        return tuple(found)

    def draft(self, extension: Extension, officer_id: str, armorer_id: str) -> Draft:
        """The record of an extension. What it adds stands in it and is read before each signature.

        Raises:
            RefusedError: it is not the safety officer and an armorer, or something else was adopted meanwhile.
            StorageError: the files could not be stored.
        """
        self._writes()
        officer, armorer = self._person(officer_id), self._person(armorer_id)

        def gate() -> None:
            both = english("The safety officer and an armorer adopt checklists together.")
            refuse_unless_officer_and_armorer(officer, armorer, both)
            if tuple(one.digest for one in self._adopted.files()) != extension.replaces:
                raise RefusedError(
                    english("Something else was adopted meanwhile."), english("Look again at what changes, then sign.")
                )

        gate()
        rows = [(what, name, version, self._store.put(data)) for what, name, version, data in extension.files]

        def facts(at: object) -> Facts:
            del at
            return {**definitions_facts(rows, (), extension.title), "extends": {"adds": list(extension.lines)}}

        # not said: records stay English
        said = "I read what these checklists add; nothing that was asked before falls away."
        return Draft(
            kind="definitions",
            record_id=secrets.token_hex(16),
            title=extension.title,
            places=(place(officer, "adopted", said), place(armorer, "adopted", said)),
            facts=facts,
            gate=gate,
            follows=(
                *extension.lines,
                *extension.cautions,
                english("A run that is open goes on with the checklist it has."),
            ),
        )

    def _refuse_losses(self, old: ShippedDefinitions, new: ShippedDefinitions, after: Files) -> None:
        for one in new.checklists:
            if checklist_in(old, one.id) is None:
                raise InputError(
                    english('No checklist "{id}" for {procedure} is adopted.', id=one.id, procedure=one.procedure),
                    english("Keep the id and the procedure of the checklist that you extend."),
                )

        def earlier(what: str, name: str) -> Iterable[bytes]:
            return map(self._adopted.data, self._adopted.earlier(what, name))

        found = taken_away(old, new, after, earlier)
        if found:
            more = [english("And {count} more.", count=len(found) - 5)] if len(found) > 5 else []
            raise RefusedError(
                english(
                    "{rule}: A production adds to a checklist and takes nothing away. {losses}",
                    rule=RULE,
                    losses=together((*(f"{loss}." for loss in dict.fromkeys(found[:5])), *more)),
                ),
                english("Put it back as it is adopted; write what is new beside it."),
            )


def read_files(path: Path) -> tuple[tuple[str, bytes], ...]:
    """A file, or every file of a folder and its folders that ends in .toml: name and bytes. Raises: InputError."""
    try:
        found = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
        files = tuple((one.name, one.read_bytes()) for one in found)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(
            english("File: {path}: {reason}.", path=path, reason=reason),
            english("Name a checklist, or a folder with them."),
        ) from error
    if not files:
        raise InputError(
            english("File: {path}: there is no file that ends in .toml.", path=path),
            english("Name the folder of your checklists."),
        )
    return files


def _row(name: str, data: bytes) -> tuple[str, str, str, bytes]:
    from showclear.app.definitions import load_block
    from showclear.app.definitions.reading import read_table

    table = read_table(name, data)
    schema = str(table.get("schema", ""))[:60]
    if schema not in KINDS:
        remedy = (
            english("A rule pack is adopted with: showclear rules --adopt {name}", name=name)
            if schema.startswith("showclear-rules")
            else english("Name files of checklists, blocks, hazards or sources.")
        )
        raise InputError(english('{name}: "{schema}" is not adopted here.', name=name, schema=schema), remedy)
    what = KINDS[schema]
    if what in REGISTERS:
        return what, what, "1", data
    if what == "block":
        block = load_block(name, data)
        return what, block.id, block.version, data
    found, version = table.get("id"), table.get("version")
    if not isinstance(found, str) or not isinstance(version, str):
        raise ChecklistError(
            english('{name}: "id" or "version" is missing.', name=name), english("Copy them from the adopted file.")
        )
    return what, found, version, data


def _refuse_new_faults(old: ShippedDefinitions, new: ShippedDefinitions) -> None:
    """Raises: ChecklistError for what lint finds and did not find before."""
    from showclear.app.definitions.lint import lint

    known = set(lint(old))
    for finding in lint(new):
        if finding not in known:
            raise ChecklistError(f"{finding.where}: {finding.fault}", finding.remedy)


def _registered(old: ShippedDefinitions, new: ShippedDefinitions) -> tuple[str, ...]:
    before = {one.id for one in old.hazards} | {one.key for one in old.sources}
    hazards = (english("New hazard: {title}", title=one.title) for one in new.hazards if one.id not in before)
    return (
        *hazards,
        *(english("New source: {label}", label=one.label) for one in new.sources if one.key not in before),
    )


def _unreviewed(checklist: Checklist, rows: Iterable[tuple[str, str, str, bytes]]) -> list[str]:
    changed = {name for what, name, _, _ in rows if what == "checklist"}
    return [f"{checklist.title}: {checklist.translation}"] if checklist.id in changed and checklist.review else []


def _unreviewed_blocks(new: ShippedDefinitions, rows: Iterable[tuple[str, str, str, bytes]]) -> tuple[str, ...]:
    """What is said of a shared block that comes without the checklists that ask it: they would not say it."""
    changed = {name for what, name, _, _ in rows if what == "block"}
    asked = {name for what, name, _, _ in rows if what == "checklist"}
    found = {
        english(
            'Block "{title}": {language}, {review}', title=block.title, language=block.language, review=block.review
        )
        for checklist in new.checklists
        if checklist.id not in asked
        for block in checklist.blocks
        if block.shared and block.id in changed and block.review
    }
    return tuple(sorted(found))


def _mixed(checklist: Checklist) -> list[str]:
    return [
        english(
            '{checklist_title} is asked in {checklist_language}, its block "{block_title}" in {block_language}',
            checklist_title=checklist.title,
            checklist_language=checklist.language,
            block_title=block.title,
            block_language=block.language,
        )
        for block in checklist.blocks
        if block.shared and block.language != checklist.language
    ]
