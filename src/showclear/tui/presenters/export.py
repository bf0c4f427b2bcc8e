"""A bundle of evidence, in fields and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.app.views import InputField
from showclear.words import english, say, say_count

if TYPE_CHECKING:
    from showclear.reports.bundling import Made, Order
    from showclear.storage.paths import MachinePaths

Offer = tuple[str, str, str]
"""What a bundle may be about: scope, which, and both in words."""

STOPS = frozenset({"hold", "stand-down", "restriction", "hold-lifted", "release", "concern"})
"""Kinds of records from which an incident is found."""

SAID = (
    english("A bundle is checked by anybody, without Show Clear and without a network."),
    english("It holds these records, all that verification needs, the keys, reports, and how to check them."),
)
TELL = english("Tell whoever gets it this number by another way, such as on paper. It stands for the whole bundle:")


def offers_of(record: str, kind: str, thing: str, day: str) -> tuple[Offer, ...]:
    """What is near: a record, its stop, a gun or other thing, a day; each where it is named. All always is."""
    found = []
    if record:
        place = record.removesuffix(".toml").rpartition("-")[0]
        found.append(("record", record, say("the record {place}", place=place)))
        if kind in STOPS:
            found.append(("incident", record, say("the stop of {place}, with its end", place=place)))
    if thing:
        found.append(("weapon", thing, say("{thing}, its whole life", thing=thing)))
    if day:
        found.append(("day", day, say("the day {day}", day=day)))
    return (*found, ("all", "", say("everything")))


def export_form(offers: tuple[Offer, ...]) -> tuple[tuple[str, ...], tuple[InputField, ...]]:
    """What it is about, where to, and in which form."""
    return SAID, (
        InputField("what", say("What"), choices=tuple((f"{scope} {which}", words) for scope, which, words in offers)),
        InputField("where", say("Into the folder"), "~", example="/media/stick"),
        InputField("form", say("As"), "folder", (("folder", say("a folder")), ("zip", say("one zip")))),
        InputField("attachments", say("Photographs"), "no", (("no", say("stay here")), ("yes", say("go along")))),
    )


def order_of(values: Mapping[str, str], folder: Path, machine: MachinePaths) -> Order:
    """What was asked for."""
    from showclear.app.bundle.choosing import Scope
    from showclear.reports.bundling import Order

    scope, _, which = values["what"].partition(" ")
    return Order(
        folder=folder,
        machine=machine,
        scope=Scope(scope),
        which=which,
        out=Path(values["where"].strip()).expanduser(),
        packed=values["form"] == "zip",
        attachments=values["attachments"] == "yes",
    )


def made_lines(made: Made) -> Iterator[str]:
    """What there is to know about it, a line each."""
    records = sum(made.records.values())
    asked = made.records["asked for"]
    yield say(
        "{files}, {records}, {asked} of them asked for: {verdict}.",
        files=say_count("{count} file", "{count} files", made.files),
        records=say_count("{count} record", "{count} records", records),
        asked=asked,
        verdict=made.verdict.upper(),
    )
    if made.verdict != "intact":
        yield say("The records in it are {verdict}. It is handed on as it is, and it says so.", verdict=made.verdict)
    if made.because:
        yield say("All records are in it, though fewer were asked for. {because}", because=made.because)
    elif made.left_out["records"]:
        yield say_count(
            "{count} other record is not in it, and it proves nothing about that.",
            "{count} other records are not in it, and it proves nothing about them.",
            made.left_out["records"],
        )
    if made.left_out["attachments"]:
        yield say_count(
            "{count} attachment is not in it.",
            "{count} attachments are not in it.",
            len(made.left_out["attachments"]),
        )
    for one in made.left_out["reports"]:
        yield say("Report: {name}", name=one)
