"""Strict loading of a checklist and of a shared block: bytes in, frozen domain values out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from showclear.app.definitions.faults import from_validation, unknown
from showclear.app.definitions.meaning import (
    check_condition,
    check_id,
    check_placeholders,
    check_step,
    check_text_at,
    check_version,
    check_word,
    words_of,
)
from showclear.app.definitions.places import key_at, named_at, row_at
from showclear.app.definitions.reading import read_table
from showclear.app.definitions.wiring import check_checklist, read_effect
from showclear.domain.checklists import (
    AnswerKind,
    Block,
    Checklist,
    Compare,
    Enough,
    Option,
    Otherwise,
    Passing,
    PinAt,
    Procedure,
    Step,
    Style,
)
from showclear.domain.people import Role
from showclear.domain.vocabulary import INPUTS, PLACEHOLDERS, SUBJECTS
from showclear.errors import ChecklistError
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.definitions import models

Table = TypeVar("Table", bound="models.Table")  # not said: the name of a class

BlockSource = Mapping[str, bytes]
"""Id of a shared block to the bytes of its file."""

CHECKLIST_SCHEMA = "showclear-checklist/1"
BLOCK_SCHEMA = "showclear-block/1"

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


def load_checklist(name: str, data: bytes, blocks: BlockSource) -> Checklist:
    """The checklist in `data` with its shared blocks resolved; its digest is the SHA-256 of `data`.

    Args:
        name: the file, as messages shall name it.
        data: the bytes of the file.
        blocks: the files of the shared blocks that it may use.

    Raises:
        ChecklistError: the first fault: file, place, what is wrong, what to do.
    """
    from showclear.app.definitions import models

    table = _read(name, data, models.ChecklistTable, CHECKLIST_SCHEMA)
    checklist = Checklist(
        id=check_id(name, table.id),
        version=check_version(name, table.version),
        title=check_text_at(key_at(name, "title"), table.title, 80),
        procedure=Procedure(check_word(name, "procedure", table.procedure, Procedure)),
        style=Style(check_word(name, "style", table.style, Style)),
        subject=check_word(name, "subject", table.subject, SUBJECTS),
        do=_roles(name, "do", table.do),
        see=_roles(name, "see", table.see),
        inputs=words_of(key_at(name, "inputs"), "input", table.inputs, INPUTS),
        requires=_ids(key_at(name, "requires"), table.requires),
        blocks=tuple(_block_or_use(name, block, blocks) for block in table.block),
        effects=tuple(read_effect(name, index, effect) for index, effect in enumerate(table.effect, start=1)),
        statements=(
            check_text_at(named_at(name, "statement", "performer"), table.statement.performer, 500),
            check_text_at(named_at(name, "statement", "verifier"), table.statement.verifier, 500),
        ),
        pin_at=PinAt(check_word(name, "pin_at", table.pin_at, PinAt)),
        digest=hashlib.sha256(data).hexdigest(),
        language=_language(name, table.language),
        review=check_text_at(key_at(name, "review"), table.review, 80),
    )
    check_checklist(name, checklist)
    return checklist


def load_block(name: str, data: bytes) -> Block:
    """The shared block in `data`; its digest is the SHA-256 of `data`.

    Raises:
        ChecklistError: as `load_checklist`.
    """
    from showclear.app.definitions import models

    table = _read(name, data, models.SharedBlockTable, BLOCK_SCHEMA)
    place = named_at(name, "block", table.id[:60])
    return Block(
        id=check_id(name, table.id),
        title=check_text_at(key_at(place, "title"), table.title, 40),
        steps=_steps(name, table.step),
        say=_block_say(place, table.say),
        passing=Passing(check_word(place, "passing", table.passing, Passing)),
        applies_when=check_condition(place, table.applies_when),
        shared=True,
        version=check_version(name, table.version),
        digest=hashlib.sha256(data).hexdigest(),
        language=_language(name, table.language),
        review=check_text_at(key_at(name, "review"), table.review, 80),
    )


def _read(name: str, data: bytes, model: type[Table], schema: str) -> Table:
    from pydantic import ValidationError

    table = read_table(name, data)
    written = table.get("schema")
    if written != schema:
        fault = english("is missing") if written is None else english("is {written!r}", written=str(written)[:60])
        raise ChecklistError(
            english(
                '{name}: "schema" {fault}; this version reads "{schema}" here.', name=name, fault=fault, schema=schema
            ),
            english('Write schema = "{schema}" on the first line.', schema=schema),
        )
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise from_validation(name, table, error, model) from error


def _block_or_use(name: str, table: models.BlockTable, blocks: BlockSource) -> Block:
    if table.use:
        return _used(name, table, blocks)
    place = named_at(name, "block", table.id[:60])
    for key, given in (("id", table.id), ("title", table.title), ("step", table.step)):
        if not given:
            raise ChecklistError(
                english('{place}: "{key}" is missing.', place=place, key=key),
                english('A block has its own id, title and steps, or only "use".'),
            )
    return Block(
        id=check_id(name, table.id),
        title=check_text_at(key_at(place, "title"), table.title, 40),
        steps=_steps(place, table.step),
        say=_block_say(place, table.say),
        passing=Passing(check_word(place, "passing", table.passing, Passing)),
        applies_when=check_condition(place, table.applies_when),
    )


def _used(name: str, table: models.BlockTable, blocks: BlockSource) -> Block:
    place = named_at(name, "block", table.use[:60])
    for key in sorted(table.model_fields_set - {"use", "passing"}):
        raise ChecklistError(
            english('{place}: "{key}" cannot stand beside "use".', place=place, key=key),
            english("Change blocks/{use}.toml, or write a block of your own.", use=table.use[:60]),
        )
    if table.use not in blocks:
        raise unknown(place, english("shared block"), table.use, sorted(blocks))
    block = load_block(f"blocks/{table.use}.toml", blocks[table.use])
    if block.id != table.use:
        raise ChecklistError(
            english('blocks/{use}.toml: its id is "{id}".', use=table.use, id=block.id),
            english("The id of a shared block is the name of its file."),
        )
    if "passing" in table.model_fields_set:
        return replace(block, passing=Passing(check_word(place, "passing", table.passing, Passing)))
    return block


def _block_say(place: str, text: str) -> str:
    where = key_at(place, "say")
    check_placeholders(where, text, [word for word in PLACEHOLDERS if word not in ("slot", "of", "wait")])
    return check_text_at(where, text, 200)


def _steps(place: str, tables: list[models.StepTable]) -> tuple[Step, ...]:
    return tuple(
        _step(row_at(place, "step", number, table.id[:60]), table) for number, table in enumerate(tables, start=1)
    )


def _step(place: str, table: models.StepTable) -> Step:
    step = Step(
        id=check_id(place, table.id),
        answer=AnswerKind(check_word(place, "answer", table.answer, AnswerKind)),
        ask=check_text_at(key_at(place, "ask"), table.ask, 140),
        headline=table.headline,
        say=check_text_at(key_at(place, "say"), table.say, 200),
        why=check_text_at(key_at(place, "why"), table.why, 200),
        each=table.each,
        expect=table.expect,
        compare=Compare(check_word(place, "compare", table.compare, Compare)),
        otherwise=Otherwise(check_word(place, "otherwise", table.otherwise, Otherwise)),
        killer=table.killer,
        applies_when=check_condition(place, table.applies_when),
        options=_options(place, "option", table.options),
        signs=_options(place, "sign", table.signs),
        enough=None if table.enough is None else Enough(table.enough.count, tuple(table.enough.one_of)),
        role=_roles(place, "role", table.role or ()),
        another=table.another,
        unit=check_text_at(key_at(place, "unit"), table.unit, 10),
        floor=table.floor,
        ceiling=table.ceiling,
        wait=table.wait,
        media=tuple(table.media or ()),
        defer=table.defer,
        do=_roles(place, "do", table.do or ()),
        see=_roles(place, "see", table.see or ()),
        prevents=_ids(key_at(place, "prevents"), table.prevents),
        source=_source_keys(key_at(place, "source"), table.source),
    )
    check_step(place, step, table.model_fields_set)
    return step


def _options(place: str, kind: str, tables: list[models.OptionTable]) -> tuple[Option, ...]:
    options = []
    for number, table in enumerate(tables, start=1):
        where = f'{place}, {kind} {number} "{table.id[:60]}"'
        text = check_text_at(key_at(where, "text"), table.text, 60)
        if not text:
            raise ChecklistError(
                english('{where}: "text" is empty.', where=where), english("Write the words that a person chooses.")
            )
        check_placeholders(where, text, ())
        otherwise = Otherwise(check_word(where, "otherwise", table.otherwise, Otherwise)) if table.otherwise else None
        if otherwise is not None and not table.stops:
            raise ChecklistError(
                english('{where}: "otherwise" without "stops".', where=where),
                english("Add stops = true, or remove otherwise."),
            )
        options.append(Option(check_id(where, table.id), text, table.stops, table.key, otherwise))
    return tuple(options)


def _roles(place: str, key: str, given: list[str] | tuple[str, ...]) -> tuple[Role, ...]:
    return tuple(Role(word) for word in words_of(f'{place}, "{key}"', "role", given, Role))


def _language(name: str, written: str) -> str:
    if not _LANGUAGE.fullmatch(written):
        raise ChecklistError(
            english('{name}, "language": "{written}" is no language.', name=name, written=written[:20]),
            english('Write it like "en", "de" or "pt-BR".'),
        )
    return written


def _ids(place: str, given: list[str]) -> tuple[str, ...]:
    return words_of(place, "id", (check_id(place, word) for word in given), given)


def _source_keys(place: str, given: list[str]) -> tuple[str, ...]:
    return words_of(place, "source", (check_text_at(place, word, 20) for word in given), given)
