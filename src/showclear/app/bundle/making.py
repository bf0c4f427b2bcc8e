"""Making a bundle of a production: what somebody asks for in words, and the bundle that it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.app.bundle.checking import is_bundle
from showclear.app.bundle.choosing import Choice, Scope, choose
from showclear.app.bundle.contents import Bundle, Wish
from showclear.app.bundle.noted import Holding, read_log
from showclear.app.bundle.pseudonymised import PseudonymisedRecords
from showclear.app.bundle.pseudonyms import Pseudonyms
from showclear.app.desk.indexing import verified
from showclear.app.desk.noting import Surroundings
from showclear.app.inspecting import Progress, in_silence
from showclear.app.pages import find_record
from showclear.errors import InputError
from showclear.storage.paths import ProductionPaths
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.storage.files import FileSystem

Pages = Callable[["Production", Choice], tuple[Mapping[str, bytes], tuple[str, ...]]]
"""Makes the reports of a choice, by the names of their files, and says which could not be made."""


def choice_of(production: Production, scope: Scope, which: str) -> Choice:
    """What somebody asks for. Raises: InputError where it names nothing, or more than one thing."""
    match scope:
        case Scope.ALL:
            return Choice(scope)
        case Scope.INCIDENT | Scope.RECORD:
            return Choice(scope, find_record(production.book, which))
        case Scope.WEAPON:
            weapons = production.book.situation.weapons()
            tag = next((one for one in weapons if one.casefold() == which.casefold()), which)
            return Choice(scope, tag, tuple(sorted(production.book.situation.devices_of(tag))))
    if not which.strip():
        raise InputError(english("No day was named."), english("Name a shooting day or a date, such as 2026-11-25."))
    return Choice(scope, which.strip())


def holding_of(disk: FileSystem, production: Production, progress: Progress = in_silence) -> Holding:
    """Every file of the production, read and verified anew. Raises: StorageError."""
    around = verified(production.book, production.folder).around
    return read_log(disk, ProductionPaths(production.folder).log, around, progress)


def bundle_of(
    disk: FileSystem,
    production: Production,
    choice: Choice,
    *,
    pages: Pages,
    attachments: bool = False,
    detached: bool = True,
    progress: Progress = in_silence,
) -> Bundle:
    """The bundle of a choice; nothing is written.

    Raises:
        InputError: no record fits.
        StorageError: a file cannot be read.
    """
    holding = holding_of(disk, production, progress)
    chosen = choose(choice, holding)
    made, not_made = pages(production, choice)
    wish = Wish(
        choice,
        production.clock.now(),
        attachments=attachments,
        detached=detached,
        pages=made,
        pages_left_out=not_made,
        production=production.name,
        demonstration=production.demonstration,
        drill=production.drill,
        missing=production.book.folder.missing(),
    )
    return Bundle(disk, holding, chosen, wish)


def bundle_of_unopened(
    disk: FileSystem, folder: Path, now: datetime, why: str, *, attachments: bool, detached: bool,
    progress: Progress = in_silence,
) -> Bundle:  # fmt: skip
    """Of a production that cannot be opened everything, as it lies there: evidence of what is wrong is evidence too.

    Args:
        why: what stands in the way of opening it, for whoever reads the bundle.
    """
    holding = read_log(disk, ProductionPaths(folder).log, Surroundings({}, frozenset(), UTC), progress)
    choice = Choice(Scope.ALL)
    wish = Wish(
        choice,
        now,
        attachments=attachments,
        detached=detached,
        pages_left_out=(english("none was made: {why}", why=why),),
    )
    return Bundle(disk, holding, choose(choice, holding), wish)


def pseudonymised_of(
    disk: FileSystem, production: Production, choice: Choice, *, free_text: bool, progress: Progress = in_silence
) -> PseudonymisedRecords:
    """The records of a choice without names; nothing is written. Raises: InputError, StorageError."""
    holding = holding_of(disk, production, progress)
    book = production.book
    enrolled = [(one.person, one.name, one.role) for one in book.result.roster.enrolments]
    return PseudonymisedRecords(
        holding,
        choose(choice, holding),
        choice,
        Pseudonyms(enrolled),
        book.body,
        tags=verified(book, production.folder).around.tags,
        hidden=(production.name, *_serials(production)),
        made_at=production.clock.now(),
        free_text=free_text,
    )


def _serials(production: Production) -> Iterator[str]:
    """The serials of the register; a rubber gun has a word there, which is no number."""
    for one in production.book.situation.weapons().values():
        if any(sign.isdigit() for sign in one.serial):
            yield one.serial


def default_name(choice: Choice, production: str) -> str:
    """How the folder of a bundle is called where nobody says: letters, digits and hyphens."""
    which = choice.which
    if choice.scope in (Scope.INCIDENT, Scope.RECORD):
        which = which.rpartition("-")[0]
    words = (production, choice.scope if choice.scope is not Scope.ALL else "all", which)
    return "-".join(part for word in words if (part := re.sub(r"[^a-z0-9]+", "-", word.casefold()).strip("-")))[:80]


def refuse_inside(folder: Path, target: Path) -> None:
    """A bundle never lies in the production that it is of, nor in another bundle. Raises: InputError."""
    here, there = folder.resolve(), target.resolve()
    if here == there or here in there.parents:
        raise InputError(
            english("{target}: this is inside the production.", target=target),
            english("Name a place outside of it with --out."),
        )
    bundle = next((above for above in there.parents if is_bundle(above)), None)
    if bundle is not None:
        raise InputError(
            english("{bundle}: this is a bundle already, and nothing is put into it.", bundle=bundle),
            english("Name a place outside of it with --out."),
        )
