"""Translations of the shipped checklists: each text by its place, pinned to the English text that it translates.

A text whose English has changed since stays in English; nothing is guessed. A translation becomes a definition like any
other: a whole file with its own words, which a production adopts with two signatures (R-EXT-1 compares everything but
the words).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from showclear.app.definitions.faults import did_you_mean, from_validation
from showclear.app.definitions.reading import read_table
from showclear.errors import ChecklistError
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.definitions import ShippedDefinitions, models

SCHEMA = "showclear-translation/1"
FOLDER = "translations"
NOT_REVIEWED = english("not reviewed by an armorer")
"""What the screen and the record say of a translation that no armorer has read."""

_TEXTS = ("headline", "ask", "say", "why")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a definition: where it stands, what it says, and the table in which it can be replaced."""

    place: str
    table: dict[str, Any]
    key: str

    @property
    def words(self) -> str:
        """What it says."""
        return str(self.table[self.key])


@dataclass(frozen=True, slots=True)
class Translation:
    """The texts of one checklist or block in another language."""

    name: str
    """The file, as messages name it."""
    of: str
    """The id of the checklist or block."""
    language: str
    reviewed_by: str
    """The armorer who read it; empty: none."""
    texts: Mapping[str, tuple[str, str]]
    """Place to the pin of the English text and the words; without words it is not translated yet."""


def pin_of(text: str) -> str:
    """What a translation is pinned to: the first twelve digits of the SHA-256 of the English text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def texts_of(table: dict[str, Any]) -> Iterator[Text]:
    """Every text that people read in the table of a checklist or of a shared block."""
    yield Text("title", table, "title")
    if table.get("say"):
        yield Text("say", table, "say")
    for role in table.get("statement", {}):
        yield Text(f"statement/{role}", table["statement"], role)
    for step in table.get("step", ()):
        yield from _of_step("", step)
    for block in table.get("block", ()):
        if "use" in block:
            continue
        yield from (Text(f"{block['id']}/{key}", block, key) for key in ("title", "say") if block.get(key))
        for step in block.get("step", ()):
            yield from _of_step(f"{block['id']}/", step)


def _of_step(before: str, step: dict[str, Any]) -> Iterator[Text]:
    place = f"{before}{step['id']}"
    yield from (Text(f"{place}/{key}", step, key) for key in _TEXTS if step.get(key))
    for kind in ("options", "signs"):
        yield from (Text(f"{place}/{kind}/{one['id']}", one, "text") for one in step.get(kind, ()))


def load_translation(name: str, data: bytes) -> Translation:
    """The translation in `data`. Raises: ChecklistError with file, place, fault and remedy."""
    from pydantic import ValidationError

    from showclear.app.definitions import models

    table = read_table(name, data)
    if table.get("schema") != SCHEMA:
        raise ChecklistError(
            english('{name}: "schema" is not "{schema}".', name=name, schema=SCHEMA),
            english('Write schema = "{schema}" on the first line.', schema=SCHEMA),
        )
    try:
        read: models.TranslationFile = models.TranslationFile.model_validate(table)
    except ValidationError as error:
        raise from_validation(name, table, error, models.TranslationFile) from error
    texts = {place: (one.pin, one.text) for place, one in read.text.items()}
    return Translation(name, read.of, read.language, read.reviewed_by, texts)


def faults_of(translation: Translation, in_english: bytes) -> Iterator[tuple[str, str]]:
    """What is wrong with a translation against the English file: what, and what to do. A stale text is no fault."""
    table = read_table(f"{translation.of}.toml", in_english)
    here = {one.place: one.words for one in texts_of(table)}
    for place in here.keys() - translation.texts.keys():
        yield (
            english('{name}: "{place}" is missing.', name=translation.name, place=place),
            english("scripts/translations.py --write puts it in."),
        )
    for place in translation.texts.keys() - here.keys():
        yield (
            english('{name}: "{place}" is no text of {of}.', name=translation.name, place=place, of=translation.of),
            did_you_mean(place, here) or english("Take it out."),
        )
    for place, (_, words) in translation.texts.items():
        if words and place in here and _marks(words) != _marks(here[place]) and not _is_stale(translation, place, here):
            yield (
                english(
                    '{name}, "{place}": its {{words}} in braces are others than in English.',
                    name=translation.name,
                    place=place,
                ),
                english("Keep each."),
            )


def stale(translation: Translation, in_english: bytes) -> tuple[str, ...]:
    """The places whose text is shown in English: not translated yet, or the English has changed since."""
    here = {one.place: one.words for one in texts_of(read_table(f"{translation.of}.toml", in_english))}
    return tuple(place for place in here if _is_stale(translation, place, here))


def _is_stale(translation: Translation, place: str, here: Mapping[str, str]) -> bool:
    pin, words = translation.texts.get(place, ("", ""))
    return not words or pin != pin_of(here[place])


def _marks(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


def translated(in_english: bytes, translation: Translation) -> bytes:
    """The whole file of a definition in another language: texts whose pin holds are replaced, all else stays.

    Raises:
        ChecklistError: the English file cannot be read.
    """
    import tomli_w

    table = read_table(f"{translation.of}.toml", in_english)
    here = {one.place: one for one in texts_of(table)}
    words = {place: one.words for place, one in here.items()}
    for place, one in here.items():
        if not _is_stale(translation, place, words):
            one.table[one.key] = translation.texts[place][1]
    first, second, last = str(table["version"]).split(".")
    changed = {**table, "version": f"{first}.{second}.{int(last) + 1}", "language": translation.language}
    changed["review"] = (
        english("read by {reviewer}", reviewer=translation.reviewed_by) if translation.reviewed_by else NOT_REVIEWED
    )
    # What is no table has to stand before the first table of a TOML file; the writer sees to it.
    return tomli_w.dumps(changed).encode("utf-8")


def shipped_translations(folder: Traversable, language: str) -> dict[str, Translation]:
    """The translations into a language by the id of what they translate; none where there are none.

    Raises:
        ChecklistError: one does not hold.
    """
    place = folder / FOLDER / language
    if not place.is_dir():
        return {}
    found = [item for item in place.iterdir() if item.name.endswith(".toml")]
    loaded = (load_translation(f"{FOLDER}/{language}/{item.name}", item.read_bytes()) for item in found)
    return {one.of: one for one in loaded}


def languages(folder: Traversable) -> tuple[str, ...]:
    """Which languages there are translations for."""
    place = folder / FOLDER
    return tuple(sorted(item.name for item in place.iterdir() if item.is_dir())) if place.is_dir() else ()


def translation_faults(folder: Traversable, definitions: ShippedDefinitions) -> Iterator[tuple[str, str]]:
    """What is wrong with the translations beside a set of definitions: what, and what to do; stale texts are not."""
    for language in languages(folder):
        try:
            known = shipped_translations(folder, language)
        except ChecklistError as error:
            yield error.message, error.remedy
            continue
        for name, in_english in {**definitions.files, **definitions.block_files}.items():
            if name not in known:
                yield (
                    english(
                        "{folder}/{language}/{name}.toml is not there.", folder=FOLDER, language=language, name=name
                    ),
                    english("scripts/translations.py --write makes it."),
                )
            else:
                yield from faults_of(known[name], in_english)
        for name in known.keys() - definitions.files.keys() - definitions.block_files.keys():
            yield (
                english(
                    "{folder}/{language}/{name}.toml: there is no checklist or block of that id.",
                    folder=FOLDER,
                    language=language,
                    name=name,
                ),
                english("Take it away."),
            )
        yield from _unreadable(known, definitions)


def _unreadable(known: Mapping[str, Translation], definitions: ShippedDefinitions) -> Iterator[tuple[str, str]]:
    """What the translated files lack where they are read as strictly as the English ones: lengths, signs, words."""
    from showclear.app.definitions.loader import load_block, load_checklist

    blocks = {name: translated(data, known[name]) for name, data in definitions.block_files.items() if name in known}
    for name, data in blocks.items():
        try:
            load_block(known[name].name, data)
        except ChecklistError as error:
            yield error.message, error.remedy
    for name, data in definitions.files.items():
        if name in known:
            try:
                load_checklist(known[name].name, translated(data, known[name]), {**definitions.block_files, **blocks})
            except ChecklistError as error:
                yield error.message, error.remedy


def stale_texts(folder: Traversable, definitions: ShippedDefinitions) -> Iterator[str]:
    """File and place of each text of a translation that is shown in English. Raises: ChecklistError."""
    in_english = {**definitions.files, **definitions.block_files}
    for language in languages(folder):
        for name, translation in shipped_translations(folder, language).items():
            if name in in_english:
                yield from (f'{translation.name}, "{place}"' for place in stale(translation, in_english[name]))
