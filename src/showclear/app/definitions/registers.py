"""hazards.toml and sources.toml: what the steps prevent, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from showclear.app.definitions.faults import from_validation
from showclear.app.definitions.meaning import check_id, check_text_at
from showclear.app.definitions.places import key_at, row_at
from showclear.app.definitions.reading import read_table
from showclear.errors import ChecklistError
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.definitions import models

Table = TypeVar("Table", bound="models.Table")  # not said: the name of a class

HAZARDS_SCHEMA = "showclear-hazards/1"
SOURCES_SCHEMA = "showclear-sources/1"


@dataclass(frozen=True, slots=True)
class Hazard:
    """What can go wrong. `where` names accidents by production or place, never people."""

    id: str
    title: str
    what: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a step comes from. Only a source with `shown` may be named to users."""

    key: str
    label: str
    title: str
    address: str
    shown: bool


def load_hazards(name: str, data: bytes) -> tuple[Hazard, ...]:
    """The hazards in `data`, in the order of the file.

    Raises:
        ChecklistError: the first fault.
    """
    from showclear.app.definitions import models

    table = _read(name, data, models.HazardsFile, HAZARDS_SCHEMA)
    hazards = []
    for number, hazard in enumerate(table.hazard, start=1):
        place = row_at(name, "hazard", number, hazard.id[:60])
        hazards.append(
            Hazard(
                id=check_id(place, hazard.id),
                title=check_text_at(key_at(place, "title"), hazard.title, 80),
                what=check_text_at(key_at(place, "what"), hazard.what, 400),
                where=tuple(check_text_at(key_at(place, "where"), word, 20) for word in hazard.where),
            )
        )
    _refuse_twice(name, "hazard", [hazard.id for hazard in hazards])
    return tuple(hazards)


def load_sources(name: str, data: bytes) -> tuple[Source, ...]:
    """The sources in `data`, in the order of the file.

    Raises:
        ChecklistError: the first fault.
    """
    from showclear.app.definitions import models

    table = _read(name, data, models.SourcesFile, SOURCES_SCHEMA)
    sources = []
    for number, source in enumerate(table.source, start=1):
        place = row_at(name, "source", number, source.key[:60])
        sources.append(
            Source(
                key=check_text_at(f'{place}, "key"', source.key, 20),
                label=check_text_at(key_at(place, "label"), source.label, 60),
                title=check_text_at(key_at(place, "title"), source.title, 200),
                address=check_text_at(key_at(place, "address"), source.address, 300),
                shown=source.shown,
            )
        )
    _refuse_twice(name, "source", [source.key for source in sources])
    return tuple(sources)


def _read(name: str, data: bytes, model: type[Table], schema: str) -> Table:
    from pydantic import ValidationError

    table = read_table(name, data)
    if table.get("schema") != schema:
        raise ChecklistError(
            english('{name}: "schema" is not "{schema}".', name=name, schema=schema),
            english('Write schema = "{schema}" on the first line.', schema=schema),
        )
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise from_validation(name, table, error, model) from error


def _refuse_twice(name: str, what: str, words: list[str]) -> None:
    for word in words:
        if words.count(word) > 1:
            raise ChecklistError(
                english('{name}: {what} "{word}" stands there twice.', name=name, what=what, word=word),
                english("Keep one of the two."),
            )
