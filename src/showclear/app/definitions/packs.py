"""Rule packs: limits that a place or a production makes stricter, each value with its source or marked as ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from showclear.app.definitions.faults import did_you_mean, from_validation, unknown
from showclear.app.definitions.meaning import check_id, check_text_at, check_version
from showclear.app.definitions.places import key_at, row_at
from showclear.app.definitions.reading import read_table
from showclear.domain.limits import LIMITS, Direction, Limit, Limits, LimitValue, in_words, is_stricter
from showclear.errors import ChecklistError
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.definitions import models

RULES_SCHEMA = "showclear-rules/1"

FLOOR_PACK = "floor"
"""The id of the pack that says what holds everywhere."""

OURS = "ours"
"""What stands as the source of a value that nobody published."""

_STRICTER = {
    Direction.LARGER: english("larger is stricter"),
    Direction.SMALLER: english("smaller is stricter"),
    Direction.INTERSECTION: english("fewer are stricter"),
    Direction.OR: english("yes is stricter"),
}


@dataclass(frozen=True, slots=True)
class PackLimit:
    """One value of a pack. `source` is a key of sources.toml, or "ours"."""

    limit: str
    value: LimitValue
    source: str
    why: str
    prevents: tuple[str, ...] = ()
    """Hazards that the limit stands against; only in the floor."""


@dataclass(frozen=True, slots=True)
class RulePack:
    """A pack of rules as its file says."""

    id: str
    version: str
    title: str
    says: str
    values: tuple[PackLimit, ...]

    @property
    def limits(self) -> Limits:
        """Its values by limit."""
        return {one.limit: one.value for one in self.values}


def load_pack(name: str, data: bytes) -> RulePack:
    """The rule pack in `data`.

    Raises:
        ChecklistError: the first fault: file, place, what is wrong, what to do.
    """
    from pydantic import ValidationError

    from showclear.app.definitions import models

    table = read_table(name, data)
    if table.get("schema") != RULES_SCHEMA:
        raise ChecklistError(
            english('{name}: "schema" is not "{schema}".', name=name, schema=RULES_SCHEMA),
            english('Write schema = "{schema}" on the first line.', schema=RULES_SCHEMA),
        )
    try:
        file = models.RulesFile.model_validate(table)
    except ValidationError as error:
        raise from_validation(name, table, error, models.RulesFile) from error
    values: dict[str, PackLimit] = {}
    for number, row in enumerate(file.value, start=1):
        place = row_at(name, "value", number, row.limit[:60])
        if row.limit in values:
            raise ChecklistError(
                english("{place}: the limit stands there twice.", place=place), english("Keep one of the two.")
            )
        values[row.limit] = _value(place, row)
    return RulePack(
        id=check_id(f'{name}, "id"', file.id),
        version=check_version(key_at(name, "version"), file.version),
        title=check_text_at(key_at(name, "title"), file.title, 40),
        says=check_text_at(key_at(name, "says"), file.says, 200),
        values=tuple(values.values()),
    )


def _value(place: str, row: models.ValueTable) -> PackLimit:
    limit = LIMITS.get(row.limit)
    if limit is None:
        raise unknown(place, "limit", row.limit, LIMITS)
    if bool(row.source) is row.ours:
        raise ChecklistError(
            english("{place}: it needs a source, or ours = true, and not both.", place=place),
            english('Write source = "…" with a key of sources.toml, or ours = true where nobody published the value.'),
        )
    value = _of_kind(place, limit, row.value)
    if is_stricter(limit, limit.floor, value):
        raise ChecklistError(
            english(
                "{place}: {value} is looser than the floor, {floor}.",
                place=place,
                value=in_words(limit, value),
                floor=in_words(limit, limit.floor),
            ),
            english("The floor always holds; for this limit {direction}.", direction=_STRICTER[limit.direction]),
        )
    return PackLimit(
        row.limit,
        value,
        row.source or OURS,
        check_text_at(key_at(place, "why"), row.why, 200),
        tuple(row.prevents),
    )


def _of_kind(place: str, limit: Limit, value: bool | int | list[str]) -> LimitValue:
    """The value, if it is of the kind that the limit has. Raises: ChecklistError."""
    if limit.direction is Direction.INTERSECTION:
        if not isinstance(value, list):
            raise ChecklistError(
                english("{place}: the value must be a list in brackets.", place=place), _choices(limit)
            )
        for word in value:
            if word not in _ids(limit):
                raise ChecklistError(
                    english('{place}: "{word}" is none of its choices.', place=place, word=word[:60]),
                    did_you_mean(word, _ids(limit)) or _choices(limit),
                )
        return frozenset(value)
    if limit.direction is Direction.OR:
        if not isinstance(value, bool):
            raise ChecklistError(
                english("{place}: the value must be true or false, without quotes.", place=place),
                english("Write true or false."),
            )
        return value
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 999_999:
        raise ChecklistError(
            english("{place}: the value must be a whole number from 1 to 999999, without quotes.", place=place),
            english("It is in {unit}.", unit=limit.unit),
        )
    return value


def _ids(limit: Limit) -> tuple[str, ...]:
    assert isinstance(limit.floor, frozenset)
    return tuple(sorted(limit.floor))


def _choices(limit: Limit) -> str:
    return english("It is a list of: {ids}.", ids=", ".join(_ids(limit)))


def pack_sources(pack: RulePack, shown: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Values whose source nobody may be shown: place and remedy. `shown`: key to label of those that may be."""
    return tuple(
        (
            english(
                'value {number} "{limit}": the source "{source}" is not in sources.toml, or is not shown.',
                number=number,
                limit=one.limit,
                source=one.source[:60],
            ),
            did_you_mean(one.source, shown) or english("Write ours = true, or put the source into sources.toml."),
        )
        for number, one in enumerate(pack.values, start=1)
        if one.source != OURS and one.source not in shown
    )
