"""The tables of a definition as strict models: any other key, any other type is an error."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

Words = Annotated[list[str], Field(min_length=1)]
"""A list of at least one word."""

Condition = dict[str, Words]
"""`applies_when`: facet to the values for which it applies."""


class Table(BaseModel):
    """What all tables have in common: strict types, no further keys, no change afterwards."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class OptionTable(Table):
    """One answer of a choice, or one sign of a round."""

    id: str
    text: str
    stops: bool = False
    key: str = ""
    otherwise: str = ""


class EnoughTable(Table):
    """When the signs of a round are enough."""

    count: int = Field(ge=1)
    one_of: Words


class StepTable(Table):
    """One question."""

    id: str
    answer: str
    headline: str
    ask: str
    say: str = ""
    why: str = ""
    each: str = ""
    expect: str | int | None = None
    compare: str = "same"
    otherwise: str = "stop"
    killer: bool = False
    applies_when: Condition = {}
    options: list[OptionTable] = []
    signs: list[OptionTable] = []
    enough: EnoughTable | None = None
    role: Words | None = None
    another: bool = False
    unit: str = ""
    floor: str = ""
    ceiling: str = ""
    do: Words | None = None
    see: Words | None = None
    prevents: list[str] = []
    source: list[str] = []
    wait: str = ""
    media: Words | None = None
    defer: bool = False


class BlockTable(Table):
    """A block with its own steps, or one that is shared (`use`)."""

    use: str = ""
    id: str = ""
    title: str = ""
    say: str = ""
    passing: str = "both"
    applies_when: Condition = {}
    step: list[StepTable] = []


class EffectTable(BaseModel):
    """What a signed run does. The further keys are the values of its kind, checked against `domain.effects`."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True)
    __pydantic_extra__: dict[str, str] = Field(init=False)

    kind: str
    each: str = ""
    applies_when: Condition = {}
    when: Condition = {}


class StatementTable(Table):
    """What each of the two people signs."""

    performer: str
    verifier: str


class ChecklistTable(Table):
    """A whole checklist file."""

    schema_: str = Field(alias="schema")
    id: str
    version: str
    title: str
    procedure: str
    style: str
    subject: str
    do: Words
    see: Words
    language: str = "en"
    review: str = ""
    inputs: list[str] = []
    requires: list[str] = []
    pin_at: str = "pass"
    statement: StatementTable
    block: Annotated[list[BlockTable], Field(min_length=1)]
    effect: list[EffectTable] = []


class SharedBlockTable(Table):
    """A whole file of a shared block."""

    schema_: str = Field(alias="schema")
    id: str
    version: str
    title: str
    language: str = "en"
    review: str = ""
    say: str = ""
    passing: str = "both"
    applies_when: Condition = {}
    step: Annotated[list[StepTable], Field(min_length=1)]


class TextTable(Table):
    """One text in another language, pinned to the English one."""

    pin: str
    text: str


class TranslationFile(Table):
    """A whole translation of a checklist or of a shared block."""

    schema_: str = Field(alias="schema")
    of: str
    language: str
    reviewed_by: str = ""
    text: dict[str, TextTable]


class HazardTable(Table):
    """Something that happened, or can, and that steps prevent."""

    id: str
    title: str
    what: str
    where: list[str] = []


class HazardsFile(Table):
    """hazards.toml."""

    schema_: str = Field(alias="schema")
    hazard: Annotated[list[HazardTable], Field(min_length=1)]


class SourceTable(Table):
    """Where a step comes from."""

    key: str
    label: str
    title: str
    address: str = ""
    shown: bool

    @model_validator(mode="after")
    def _shown_has_an_address(self) -> SourceTable:
        if self.shown and not self.address:
            raise ValueError("a source that is shown needs an address")
        return self


class ValueTable(Table):
    """One limit of a rule pack."""

    limit: str
    value: bool | int | list[str]
    source: str = ""
    ours: bool = False
    why: str
    prevents: list[str] = []


class RulesFile(Table):
    """A whole rule pack."""

    schema_: str = Field(alias="schema")
    id: str
    version: str
    title: str
    says: str
    value: Annotated[list[ValueTable], Field(min_length=1)]


class SourcesFile(Table):
    """sources.toml."""

    schema_: str = Field(alias="schema")
    source: Annotated[list[SourceTable], Field(min_length=1)]
