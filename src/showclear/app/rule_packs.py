"""The rule packs of a production: which hold, what they decide, and adopting or removing one with two signatures."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.app.bodies import Facts, definitions_facts
from showclear.app.drafting import place, refuse_unless_officer_and_armorer
from showclear.app.logbook import LogBook
from showclear.app.signed_words import SignedWords
from showclear.app.signing import Draft, SigningSession
from showclear.domain.effects import Effect, in_words
from showclear.domain.limits import FLOOR, LIMITS, Limit, Limits, LimitValue, is_stricter, strictest, written
from showclear.domain.limits import in_words as value_in_words
from showclear.domain.people import Person
from showclear.domain.situation.packs import Decision, adopted_packs, decided
from showclear.errors import InputError, RefusedError
from showclear.storage.definitions import DefinitionStore
from showclear.words import english, together

if TYPE_CHECKING:
    from showclear.app.definitions import RulePack

FLOOR_ID = "floor"
"""The pack that is always in and never adopted: the program keeps it."""

RULES = "rules"
"""What a definitions record calls a rule pack."""

OURS = "ours"
UNNAMED = english("a source that cannot be named here")
"""Where the list of sources cannot be read, or does not have one that was published."""
NOT_ADOPTED = english("no pack that was adopted says so")
"""Where a record used a value that is neither the floor's nor that of a pack which it knew."""

AdoptionRow = tuple[str, str, str, bytes]
"""What, id, version and bytes of a file that is adopted."""


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit that holds: its words, its value, and who decided it with the source (the floor where nobody else)."""

    id: str
    words: str
    value: str
    decided_by: tuple[tuple[str, str], ...]
    stricter: bool
    """Whether it is stricter than the floor."""


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack that is adopted or could be. `record` is empty for one that is not adopted."""

    id: str
    title: str
    version: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one limit, in words."""

    words: str
    said: str
    """The value before and after; of choices those that fall away and those that come."""
    stricter: bool

    @property
    def line(self) -> str:
        """In one line, the direction first."""
        if self.stricter:
            return english("Stricter: {limit}: {change}", limit=self.words, change=self.said)
        return english("LOOSER: {limit}: {change}", limit=self.words, change=self.said)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Packs to adopt and to remove, and what that changes. Nothing is written before two have signed."""

    adopt: tuple[RulePack, ...]
    remove: tuple[PackLine, ...]
    files: tuple[AdoptionRow, ...]
    before: Limits
    """What held when it was looked at."""
    after: Limits
    """What holds when it is signed."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """What becomes of each limit that changes."""
        return _changes(self.before, self.after)

    @property
    def title(self) -> str:
        """What happens, in one line."""
        # not said: records stay English
        parts = [f"{pack.title} adopted" for pack in self.adopt] + [f"{pack.title} removed" for pack in self.remove]
        return f"Rules: {', '.join(parts)}"  # not said: records stay English

    @property
    def looser(self) -> tuple[Change, ...]:
        """What is allowed afterwards and was not before."""
        return tuple(change for change in self.changes if not change.stricter)

    @property
    def lines(self) -> tuple[str, ...]:
        """What changes, the looser first; and that nothing does, where nothing does."""
        rows = sorted(self.changes, key=lambda change: change.stricter)
        return tuple(row.line for row in rows) or (english("No limit changes: what holds now is as strict already."),)


class RulePacks(SignedWords):
    """Reads the packs that are adopted, and prepares the record that changes them."""

    def __init__(
        self,
        book: LogBook,
        store: DefinitionStore,
        labels: Callable[[], Mapping[str, str]],
        *,
        person: Callable[[str], Person],
        sign: Callable[[Draft], SigningSession],
        writes: Callable[[], None],
    ) -> None:
        """`labels`: key to label of sources that may be shown; the others are as for `SignedWords`."""
        super().__init__(book, person=person, sign=sign, writes=writes)
        self._store = store
        self._labels = labels

    def adopted(self) -> tuple[PackLine, ...]:
        """The packs that hold besides the floor, by title; one that two records adopt apart stands here twice."""
        view = self._book.situation.view
        found = (PackLine(one.id, one.title, one.version, view.title(index)) for index, one in adopted_packs(view))
        return tuple(sorted(found, key=lambda one: one.title))

    def lines(self) -> tuple[LimitLine, ...]:
        """Every limit with its value and who decided it."""
        view, limits, labels = self._book.situation.view, self._book.situation.limits, self._labels()
        return tuple(limit_line(name, limits[name], decided(view, name), labels) for name in LIMITS)

    def on_offer(self) -> tuple[PackLine, ...]:
        """The packs that come with Show Clear, without the floor. Raises: ChecklistError."""
        return offered_packs()

    def propose(self, adopt: Iterable[str | bytes] = (), remove: Iterable[str] = ()) -> Proposal:
        """What adopting and removing would change.

        Args:
            adopt: ids of packs that come with Show Clear, or the bytes of files.
            remove: ids of adopted packs.

        Raises:
            ChecklistError: a file does not hold.
            InputError: there is no such pack, or nothing is to be done.
        """
        files = tuple(_row(one, self._labels()) for one in adopt)
        loaded = tuple(_loaded(row) for row in files)
        gone = tuple(self._named(name) for name in dict.fromkeys(remove))
        names = [*(one.id for one in loaded), *(one.id for one in gone)]
        if not names or len(set(names)) < len(names):
            raise InputError(
                english("No pack is named, or one is named twice."),
                english("Name each pack to adopt or to remove once."),
            )
        return Proposal(loaded, gone, files, self._book.situation.limits, self._after(loaded, gone))

    def _after(self, adopt: Iterable[RulePack], remove: Iterable[PackLine]) -> Limits:
        """What holds once these are adopted and removed."""
        new = tuple(adopt)
        names = {*(one.id for one in new), *(one.id for one in remove)}
        kept = [one.limits for _, one in adopted_packs(self._book.situation.view) if one.id not in names]
        return reduce(strictest, [*kept, *(one.limits for one in new)], FLOOR)

    def adopt(self, proposal: Proposal, officer_id: str, armorer_id: str) -> SigningSession:
        """The signatures under a proposal, by two open shifts. Raises: as for `draft`."""
        return self._sign(self.draft(proposal, officer_id, armorer_id))

    def draft(self, proposal: Proposal, officer_id: str, armorer_id: str) -> Draft:
        """The record of a proposal. What changes stands in it and is read before each signature.

        Raises:
            RefusedError: it is not the safety officer and an armorer, or other rules hold by now.
            StorageError: the files could not be stored.
        """
        self._writes()
        officer, armorer = self._person(officer_id), self._person(armorer_id)

        def gate() -> None:
            both = english("R-160: The safety officer and an armorer adopt rules together.")
            refuse_unless_officer_and_armorer(officer, armorer, both)
            now = self._book.situation.limits, self._after(proposal.adopt, proposal.remove)
            if now != (proposal.before, proposal.after):
                raise RefusedError(
                    english("Other rules were adopted meanwhile."), english("Look again at what changes, then sign.")
                )

        gate()
        rows = [(what, name, version, self._store.put(data)) for what, name, version, data in proposal.files]
        effects = (
            *adoption_effects(proposal.files, self._labels()),
            *(Effect("pack-removed", {"pack": one.id}) for one in proposal.remove),
        )

        def facts(at: object) -> Facts:
            del at
            changes = {"changes": list(proposal.lines)}
            return {**definitions_facts(rows, effects, proposal.title), "rules": changes}

        # not said: records stay English
        said = "I read what becomes stricter and what becomes looser, and these rules hold here from now on."
        return Draft(
            kind="definitions",
            record_id=secrets.token_hex(16),
            title=proposal.title,
            places=(place(officer, "adopted", said), place(armorer, "adopted", said)),
            facts=facts,
            gate=gate,
            follows=(*proposal.lines, english("Every clearance, issue and zone ends."), *map(in_words, effects)),
        )

    def _named(self, name: str) -> PackLine:
        found = next((one for one in self.adopted() if one.id == name), None)
        if found is None:
            raise InputError(
                english('The pack "{name}" is not adopted here.', name=name[:40]),
                english("The floor cannot be removed.")
                if name == FLOOR_ID
                else english("showclear rules lists those that are."),
            )
        return found


def offered_packs() -> tuple[PackLine, ...]:
    """The packs that come with Show Clear, without the floor. Raises: ChecklistError."""
    from showclear.app.definitions import shipped

    return tuple(PackLine(one.id, one.title, one.version) for one in shipped().packs if one.id != FLOOR_ID)


def adoption_effects(files: Iterable[AdoptionRow], labels: Mapping[str, str]) -> tuple[Effect, ...]:
    """What adopting these files does to the limits; files that are no rule pack, and the floor, do nothing.

    Raises:
        ChecklistError: a pack does not hold.
    """
    effects: list[Effect] = []
    for row in files:
        what, name, version, data = row
        if what != RULES or name == FLOOR_ID:
            continue
        pack = _loaded(row)
        digest = sha256(data).hexdigest()
        effects.append(Effect("pack-adopted", {"pack": name, "title": pack.title, "version": version, "sha": digest}))
        for one in pack.values:
            values = {"pack": name, "limit": one.limit, "value": written(one.value)}
            effects.append(Effect("limit-set", {**values, "source": source_label(one.source, labels)}))
    return tuple(effects)


def read_pack(path: Path) -> bytes:
    """A pack of the production's own, from a file. Raises: InputError."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{path}: {reason}.", english("Name the file of the rule pack.")) from error


def labels_in(files: Iterable[AdoptionRow]) -> Mapping[str, str]:
    """Key to label of the sources that may be shown, from the sources among these files.

    Raises:
        ChecklistError: they do not hold.
    """
    from showclear.app.definitions import load_sources

    data = next((data for what, _, _, data in files if what == "sources"), b"")
    return {one.key: one.label for one in load_sources("sources.toml", data) if one.shown} if data else {}


def floor_file() -> AdoptionRow:
    """The floor as a file, so that a record can be read with it in ten years. Raises: ChecklistError."""
    return _shipped_row(FLOOR_ID)


def pack_file(name: str) -> AdoptionRow:
    """A pack that comes with Show Clear. Raises: InputError without one, ChecklistError."""
    if name not in {one.id for one in offered_packs()}:
        from showclear.app.definitions.faults import did_you_mean

        offered = [one.id for one in offered_packs()]
        remedy = did_you_mean(name, offered) or english(
            "There are: {offered}; or name a file.", offered=", ".join(offered)
        )
        raise InputError(english('There is no rule pack "{name}".', name=name[:40]), remedy)
    return _shipped_row(name)


def _shipped_row(name: str) -> AdoptionRow:
    from showclear.app.definitions import shipped

    definitions = shipped()
    version = next(one.version for one in definitions.packs if one.id == name)
    return (RULES, name, version, definitions.pack_files[name])


def _row(one: str | bytes, labels: Mapping[str, str]) -> AdoptionRow:
    """A pack to adopt as a file, its sources held against those that the production adopted."""
    if isinstance(one, str):
        return pack_file(one)
    from showclear.app.definitions import load_pack
    from showclear.app.definitions.packs import pack_sources
    from showclear.errors import ChecklistError

    pack = load_pack(english("the rule pack"), one)
    if pack.id == FLOOR_ID:
        raise ChecklistError(english("The floor is always in."), english("Give your own pack another id."))
    for fault, remedy in pack_sources(pack, labels):
        raise ChecklistError(english("the rule pack, {fault}", fault=fault), remedy)
    return (RULES, pack.id, pack.version, one)


def _loaded(row: AdoptionRow) -> RulePack:
    from showclear.app.definitions import load_pack

    return load_pack(f"{row[1]}.toml", row[3])


def _changes(before: Limits, after: Limits) -> tuple[Change, ...]:
    found = []
    for name, limit in LIMITS.items():
        old, new = before[name], after[name]
        if old != new:
            # Of two sets each may leave out something else: what is not plainly stricter is called looser.
            stricter = is_stricter(limit, new, old) and not is_stricter(limit, old, new)
            found.append(Change(limit.words, _said(limit, old, new), stricter))
    return tuple(found)


def _said(limit: Limit, old: LimitValue, new: LimitValue) -> str:
    if not isinstance(old, frozenset) or not isinstance(new, frozenset):
        return f"{value_in_words(limit, old)} → {value_in_words(limit, new)}"
    gone, come = ", ".join(sorted(old - new)), ", ".join(sorted(new - old))
    lost = [english("no longer {names}", names=gone)] if gone else []
    return together([*lost, *([english("also {names}", names=come)] if come else [])], "; ")


def source_label(source: str, labels: Mapping[str, str]) -> str:
    """What is said of where a value comes from: never that it is ours where it was published."""
    return OURS if source == OURS else labels.get(source, UNNAMED)


def limit_line(name: str, value: LimitValue, said: Iterable[Decision], labels: Mapping[str, str]) -> LimitLine:
    """A limit with its value, and who decided it.

    Of numbers these are the packs with the very value that holds, of sets all that leave something out, else the floor.
    A value that is neither a pack's nor the floor's is nobody's: a record may say so.
    """
    limit = LIMITS[name]
    by = [(one.pack, one.source) for one in said if isinstance(value, frozenset) or one.value == value]
    nobody = not by and not isinstance(value, frozenset) and value != limit.floor
    otherwise = (english("Nobody"), NOT_ADOPTED) if nobody else (english("Floor"), source_label(limit.source, labels))
    decided_by = tuple(dict.fromkeys(by)) or (otherwise,)
    return LimitLine(name, limit.words, value_in_words(limit, value), decided_by, bool(by))
