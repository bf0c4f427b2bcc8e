"""Founding a production from what people answered: the same steps for the wizard and for the plain dialogue."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from showclear.app.adopted import shipped_files
from showclear.app.founding import NAME_LENGTH, Founding, KeyAtHand, NewKey, Touches, new_key, person_id
from showclear.app.logbook import LogBook
from showclear.app.opening import open_log
from showclear.app.rule_packs import offered_packs
from showclear.app.touching import KeyKind, KeyWish, TouchedKey, touched_key
from showclear.domain.people import KEY_ROLES, Person, Role
from showclear.domain.text import check_text
from showclear.errors import InputError, SigningError
from showclear.ledger.keys import parse_key_line
from showclear.storage.clock import Clock
from showclear.storage.files import FileSystem
from showclear.storage.key_files import BCRYPT_ROUNDS, open_key_file, read_public_key, write_public_half
from showclear.storage.passphrase import normalize_passphrase
from showclear.storage.paths import MachinePaths, ProductionPaths
from showclear.storage.touch_keys import KeyOnDevice
from showclear.words import english, together


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A person to enrol, and which kind of document was seen; never its number."""

    person: Person
    document: str

    @property
    def has_key(self) -> bool:
        """Whether this role signs."""
        return self.person.role in KEY_ROLES


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a production is founded from."""

    name: str
    zone: str
    officer: Person
    producer: Person
    armorer: Enrolled
    director: Enrolled
    others: tuple[Enrolled, ...]
    unit: str
    place: str
    packs: tuple[str, ...] = ()
    """Rule packs of the places where it works; the floor holds without any."""

    @property
    def enrolled(self) -> tuple[Enrolled, ...]:
        """Everybody besides the two founders, in the order in which they are enrolled."""
        return (self.armorer, self.director, *self.others)

    @property
    def signers(self) -> tuple[Person, ...]:
        """Everybody who gets a key."""
        return (self.officer, self.producer, *(one.person for one in self.enrolled if one.has_key))


def pack_choices() -> tuple[tuple[str, str], ...]:
    """The rule packs that a production may begin with, and none of them. Raises: ChecklistError."""
    return (*((one.id, one.title) for one in offered_packs()), ("", english("none of these: only the floor")))


def rules_in_words(packs: Iterable[str]) -> str:
    """Whose rules hold where these packs are adopted, by their titles. Raises: ChecklistError."""
    titles = dict(pack_choices())
    return together((FLOOR_WORDS, *(titles.get(one, one) for one in packs)), ", ")


FLOOR_WORDS = english("the floor")


class Ground(StrEnum):
    """What a folder is before something is founded in it."""

    FREE = "free"
    TAKEN = "taken"
    BEGUN = "begun"
    FOUNDED = "founded"


def ground(folder: Path) -> Ground:
    """What is in a folder. BEGUN: a log in which no checklists are adopted, so the founding was cut off.

    Raises:
        InputError: it cannot be looked at.
    """
    log = ProductionPaths(folder).log
    try:
        if log.is_dir():
            return Ground.FOUNDED if _has_adopted(ProductionPaths(folder)) else Ground.BEGUN
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            return Ground.TAKEN
        _check_writable(folder)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{folder}: {reason}.", english("Name a folder that you may write.")) from error
    return Ground.FREE


_FEW = 100
"""More records than a founding writes: whoever has so many did more than that."""

_ADOPTION = b'\nkind = "definitions"\n'


def _has_adopted(paths: ProductionPaths) -> bool:
    """Whether the founding came to its last record: the files alone are there a moment before they are adopted."""
    if not any(paths.definitions.glob("*.toml")):
        return False
    names = [name for name in os.listdir(paths.log) if name.endswith(".toml")]  # noqa: PTH208 - there may be many
    return len(names) > _FEW or any(_ADOPTION in (paths.log / name).read_bytes() for name in names)


def new_folder_beside(folder: Path) -> Path:
    """A folder beside this one that is not there yet, for whoever founds a production anew."""
    number = 2
    while (beside := folder.with_name(f"{folder.name} {number}")).exists():
        number += 1
    return beside


def _check_writable(folder: Path) -> None:
    """Whether the folder can be made and written. Raises: InputError; better now than after four people have keys."""
    above = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    if not above.is_dir():
        raise InputError(
            english("{above}: it is a file, so nothing can be kept below it.", above=above),
            english("Name a folder that you may write."),
        )
    if not os.access(above, os.W_OK | os.X_OK):
        raise InputError(
            english("{above}: you may not write there.", above=above), english("Name a folder that you may write.")
        )


def read_text(typed: str, where: str) -> str:
    """A name as it stands in the records. Raises: InputError."""
    checked = check_text(typed.strip(), where, NAME_LENGTH)
    if not checked:
        raise InputError(
            english("{where}: nothing was typed.", where=where), english("Type it as it shall stand in the records.")
        )
    return checked


def read_person(typed: str, role: Role, others: Iterable[Person]) -> Person:
    """Somebody with a place of their own. Raises: InputError where the name has one already, or cannot be shown."""
    name, taken = read_text(typed, english("Name of the {role}", role=role.words)), tuple(others)
    if any(other.name.casefold() == name.casefold() for other in taken):
        raise InputError(
            english("{name} has a place already, and nobody fills two.", name=name),
            english("Name another person, or write the full name."),
        )
    return Person(person_id(name, (other.id for other in taken)), name, role)


def read_zone(typed: str) -> str:
    """The name of a time zone that exists. Raises: InputError."""
    name = typed.strip()
    if name == "UTC":
        return name
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(
            english('"{name}" is no time zone.', name=name[:60]),
            english("Write it like America/Denver or Europe/Berlin, or UTC."),
        ) from error


def has_key(filesystem: FileSystem, machine: MachinePaths, person: Person) -> bool:
    """Whether this machine account has a key of that person already."""
    return filesystem.exists(machine.key_file(person.id))


def key_of_words(
    filesystem: FileSystem, machine: MachinePaths, person: Person, typed: str, *, rounds: int = BCRYPT_ROUNDS
) -> NewKey:
    """The key of a person: the one on this machine if it is there and these are its words, otherwise a new one.

    Raises:
        SigningError: the key is there, and these are not its words.
        StorageError: it could not be read or written.
    """
    words = normalize_passphrase(typed)
    if has_key(filesystem, machine, person):
        opened = open_key_file(filesystem, machine.key_file(person.id), words)
        # The disk or the power may have gone between the two halves.
        write_public_half(filesystem, machine.key_file(person.id), opened.public, person.id)
        return NewKey(person, words, opened.public, opened.seed)
    return new_key(filesystem, machine, person, passphrase=words, rounds=rounds)


def key_of_touch(
    filesystem: FileSystem, machine: MachinePaths, person: Person, wish: KeyWish, taken: Collection[str]
) -> TouchedKey:
    """The FIDO2 key of a person: the one that this machine knows already, or one that is made with a touch now.

    Args:
        filesystem: the disk.
        machine: where keys lie.
        person: whose.
        wish: which key.
        taken: the fingerprints of the others who found it.

    Raises:
        InputError: there is no such key in the agent, or somebody else brought it.
        SigningError: no device or agent, no touch, a wrong PIN.
        StorageError: it could not be read or written.
    """
    path = machine.key_file(person.id)
    if wish.kind is not KeyKind.DEVICE or not filesystem.exists(path):
        return touched_key(filesystem, machine, person, wish, taken)
    key = parse_key_line(read_public_key(filesystem, path).line)
    if not key.is_hardware or key.fingerprint in taken:
        raise InputError(
            english("{name} has a key file with five words on this machine already.", name=person.name),
            english("Use that one, or write the name differently."),
        )
    return TouchedKey(person, KeyOnDevice(path, key), wish.requires_uv, wish.pin)


def found(
    where: Path,
    answers: Answers,
    keys: Mapping[str, KeyAtHand],
    *,
    filesystem: FileSystem,
    machine: MachinePaths,
    clock: Clock,
    laptop: str,
    touches: Touches | None = None,
) -> LogBook:
    """Write every record of a new production: founders, people, unit, checklists. It is read back before it counts.

    Raises:
        InputError: a name does not hold.
        StorageError: the disk refused; what is there already is not touched again.
        SigningError: what was written does not verify.
    """
    definitions = shipped_files(answers.packs)
    paths = ProductionPaths(where)
    founding = Founding(
        filesystem, paths, lambda digest: open_log(filesystem, paths, machine, clock, digest), clock, touches
    )  # fmt: skip
    officer, producer = keys[answers.officer.id], keys[answers.producer.id]
    book = founding.found(answers.name, officer, producer, laptop=laptop, demonstration=False, zone=answers.zone)
    for one in answers.enrolled:
        by = (officer,) if one.has_key else (officer, producer)
        founding.enrol(book, one.person, keys.get(one.person.id), by, one.document)
    founding.unit(book, answers.unit, answers.place, answers.zone, keys[answers.director.person.id], officer)
    founding.adopt(book, definitions, officer, keys[answers.armorer.person.id])
    result = book.result
    if result.verdict != "intact":
        first = next(iter(result.all_findings()))
        raise SigningError(
            english("What was written does not verify: {first}.", first=first),
            english("Keep the folder and report this."),
        )
    return book
