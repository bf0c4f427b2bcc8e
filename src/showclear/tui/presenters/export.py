"""A bundle of evidence, in fields and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.app.views import InputField

if TYPE_CHECKING:
    from showclear.reports.bundling import Made, Order
    from showclear.storage.paths import MachinePaths

Offer = tuple[str, str, str]
"""What a bundle may be about: scope, which, and both in words."""

STOPS = frozenset({"hold", "stand-down", "restriction", "hold-lifted", "release"})
"""Kinds of records from which an incident is found."""

SAID = (
    "A bundle is checked by anybody, without Show Clear and without a network.",
    "It holds these records, all that verification needs, the keys, reports, and how to check them.",
)
_NOT_INTACT = "The records in it are {}. It is handed on as it is, and it says so."
TELL = "Tell whoever gets it this number by another way, such as on paper. It stands for the whole bundle:"


def offers_of(record: str, kind: str, thing: str, day: str) -> tuple[Offer, ...]:
    """What is near: a record, its stop, a gun or other thing, a day; each where it is named. All always is."""
    found = []
    if record:
        place = record.removesuffix(".toml").rpartition("-")[0]
        found.append(("record", record, f"the record {place}"))
        if kind in STOPS:
            found.append(("incident", record, f"the stop of {place}, with its end"))
    if thing:
        found.append(("weapon", thing, f"{thing}, its whole life"))
    if day:
        found.append(("day", day, f"the day {day}"))
    return (*found, ("all", "", "everything"))


def export_form(offers: tuple[Offer, ...]) -> tuple[tuple[str, ...], tuple[InputField, ...]]:
    """What it is about, where to, and in which form."""
    return SAID, (
        InputField("what", "What", choices=tuple((f"{scope} {which}", words) for scope, which, words in offers)),
        InputField("where", "Into the folder", "~", example="/media/stick"),
        InputField("form", "As", "folder", (("folder", "a folder"), ("zip", "one zip"))),
        InputField("attachments", "Photographs", "no", (("no", "stay here"), ("yes", "go along"))),
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
    yield f"{made.files} files, {records} records, {asked} of them asked for: {made.verdict.upper()}."
    if made.verdict != "intact":
        yield _NOT_INTACT.format(made.verdict)
    if made.because:
        yield f"All records are in it, though fewer were asked for. {made.because}"
    elif made.left_out["records"]:
        yield f"{made.left_out['records']} other records are not in it, and it proves nothing about them."
    if made.left_out["attachments"]:
        yield f"{len(made.left_out['attachments'])} attachments are not in it."
    for one in made.left_out["reports"]:
        yield f"Report: {one}"
