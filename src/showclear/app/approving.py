"""What waits for a signature from afar, and the records that propose and approve it (ADR 0028)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from showclear import __version__
from showclear.app.bodies import Facts, effects_from, signed_facts
from showclear.app.drafting import place
from showclear.app.remote import (
    APPROVAL,
    OF,
    ReadBody,
    all_signed,
    intact_body,
    proposal_of,
    taken_back,
    title_of,
)
from showclear.app.signing import Draft
from showclear.domain.effects import Effect, in_words
from showclear.domain.people import Person
from showclear.domain.situation.afar import FROM_AFAR, NOT_SAID_AGAIN, TAKEN_BACK, may_be_signed_from_afar
from showclear.errors import InputError, RefusedError, StorageError
from showclear.ledger.head import Head, Signer
from showclear.ledger.quorum import is_satisfied, quorum_of
from showclear.ledger.results import LogResult
from showclear.words import english


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that was signed and waits for somebody else, wherever they are."""

    record: str
    """The proposal, by its title."""
    kind: str
    title: str
    in_words: tuple[str, ...]
    signed: tuple[Signer, ...]
    needs: str
    """Who must sign it, all in all."""
    effects: tuple[Effect, ...]


class Approvals:
    """What waits for an approval, and the records that propose and approve."""

    def __init__(
        self,
        result: Callable[[], LogResult],
        read: ReadBody,
        names: Callable[[], Mapping[str, str]],
        writes: Callable[[], None],
        refuse: Callable[[str, Sequence[Effect], Sequence[str]], None],
    ) -> None:
        """`result` verifies what is here, `read` gives the body of a record by its file name.

        `refuse` raises what a record of that kind, with those effects and signers, is refused for at one laptop.
        """
        self._result = result
        self._read_body = read
        self._names = names
        self._writes = writes
        self._refuse = refuse

    def waiting(self) -> tuple[Waiting, ...]:
        """Every proposal whose signatures are not complete, oldest first; none of which something cannot be read."""
        found = []
        for digest in self._proposed():
            try:
                one = self._what_waits(digest)
            except StorageError:
                # What cannot be read may take it back. Whoever asks for it by name hears why nobody signs it now.
                continue
            if one is not None:
                found.append(one)
        return tuple(found)

    def _proposed(self) -> list[str]:
        chain = self._result().chain
        return chain.in_order(chain.of_kind(APPROVAL))

    def _what_waits(self, digest: str) -> Waiting | None:
        """What a record proposes; None where it proposes nothing, or nothing any more. Raises: StorageError."""
        result = self._result()
        body = intact_body(digest, result, self._read_body)
        if body is None or proposal_of(body) or not isinstance(body.get(OF), dict):
            return None
        kind = str(body[OF].get("signed_as"))
        quorum = quorum_of(kind)
        if not may_be_signed_from_afar(kind) or quorum is None or taken_back(digest, result, self._read_body):
            return None
        signed = all_signed(digest, result.chain.head(digest), body, result, self._read_body)
        if is_satisfied(kind, signed):
            return None
        names, effects = self._names(), tuple(effects_from(body))
        said = tuple(in_words(effect, names) for effect in effects)
        title = str(body.get("title", "")).removeprefix("Proposed: ")
        record = title_of(result.chain, digest)
        return Waiting(record, kind, title, said, tuple(signed), quorum.sentence, effects)

    def propose(self, draft: Draft, here: Iterable[str]) -> Draft:
        """The record with which somebody who is here signs what others sign from afar.

        Args:
            draft: the record as it would be signed by all at one laptop.
            here: ids of the people who are at this laptop; the first of its places that is one of them signs.

        Raises:
            RefusedError: nobody of them is here, or its kind is signed where the things are.
        """
        self._writes()
        _refuse_kind(draft.kind)
        present = set(here)
        mine = next((one for one in draft.places if one.person.id in present), None)
        if mine is None:
            raise RefusedError(english("Nobody who signs this is on shift here."), english("Open a shift first."))
        others = ", ".join(one.person.name for one in draft.places if one is not mine)

        def facts(at: Any) -> Facts:
            said = draft.facts(at)
            # not said: records stay English
            return {**said, "title": f"Proposed: {said['title']}", OF: {"signed_as": draft.kind, "of": ""}}

        return replace(
            draft,
            kind=APPROVAL,
            record_id=secrets.token_hex(16),
            title=f"Proposed: {draft.title}",  # not said: records stay English
            places=(mine,),
            facts=facts,
            follows=(
                english("It changes nothing before {others} signs it too, on another laptop.", others=others),
                *draft.follows,
            ),
        )

    def approve(self, record: str, person: Person) -> Draft:
        """The record with which somebody approves what waits.

        Raises:
            InputError: nothing of that name waits.
            RefusedError: they signed it already, or their signature is not one that it needs.
        """
        self._writes()
        waiting = self._find(record)
        if any(one.person == person.id for one in waiting.signed):
            raise RefusedError(
                english("{name} has signed it already.", name=person.name),
                english("It needs {needs}.", needs=waiting.needs),
            )
        digest, head = self._proposal(record)
        body = intact_body(digest, self._result(), self._read_body)
        assert body is not None, "what waits is intact"

        gate = partial(self._refuse_approval, record, person)
        gate()
        said = {key: value for key, value in body.items() if key not in NOT_SAID_AGAIN}
        of = f"{head.log}/{head.sequence:06d} sha256:{digest}"  # not said: records stay English
        title = f"Approved: {waiting.title}"  # not said: records stay English
        base = {"title": title, "app": __version__, **said, OF: {"signed_as": waiting.kind, "of": of}}
        names = self._names()
        # not said: records stay English
        signed = " and ".join(names.get(one.person, one.person) for one in waiting.signed)
        # not said: records stay English
        statement = f"I read what {signed} signed, word by word as it stands here, and sign it too."
        return Draft(
            kind=APPROVAL,
            record_id=secrets.token_hex(16),
            title=title,
            places=(place(person, "approved", statement),),
            facts=lambda at: dict(base),
            follows=waiting.in_words,
            gate=gate,
        )

    def _refuse_approval(self, record: str, person: Person) -> None:
        """Raises: RefusedError where the signature of somebody does not complete it, or the record is refused."""
        left = self._find(record)
        if not is_satisfied(left.kind, [*left.signed, Signer(person.id, str(person.role), "approved")]):
            raise RefusedError(
                english(
                    "The signature of {name}, {role}, is not the one that it waits for.",
                    name=person.name,
                    role=person.role.words,
                ),
                english("It needs {needs}.", needs=left.needs),
            )
        self._refuse(left.kind, left.effects, [*(one.person for one in left.signed), person.id])

    def take_back(self, record: str, person: Person) -> Draft:
        """The record with which somebody who signed what waits takes it back: nobody completes it any more.

        Raises:
            InputError: nothing of that name waits.
            RefusedError: they did not sign it.
        """
        self._writes()
        waiting = self._find(record)
        digest, head = self._proposal(record)

        def gate() -> None:
            if all(one.person != person.id for one in self._find(record).signed):
                raise RefusedError(
                    english("{name} has not signed it.", name=person.name), english("Who signed it takes it back.")
                )

        gate()
        title = f"Taken back: {waiting.title}"  # not said: records stay English
        effect = Effect("proposal-taken-back", {"proposal": record})
        of = f"{head.log}/{head.sequence:06d} sha256:{digest}"  # not said: records stay English
        facts = {**signed_facts(title, (effect,)), OF: {"signed_as": TAKEN_BACK, "of": of}}
        return Draft(
            kind=APPROVAL,
            record_id=secrets.token_hex(16),
            title=title,
            # not said: records stay English
            places=(place(person, "withdrawn", "I take back what I signed: nobody shall sign it any more."),),
            facts=lambda at: dict(facts),
            follows=(
                english("Nothing that it says will happen, unless somebody signed it before this reached them."),
                *(english("Not any more: {words}", words=words) for words in waiting.in_words),
            ),
            gate=gate,
        )

    def _proposal(self, record: str) -> tuple[str, Head]:
        """The digest and the head of what waits."""
        chain = self._result().chain
        digest = next(one for one in chain.of_kind(APPROVAL) if title_of(chain, one) == record)
        return digest, chain.head(digest)

    def needs(self, record: str) -> str:
        """Who must sign what waits, all in all. Raises: InputError."""
        return self._find(record).needs

    def who_signed(self, record: str, people: Iterable[Person]) -> tuple[Person, ...]:
        """Those of some people who signed what waits, and may take it back. Raises: InputError."""
        signed = {one.person for one in self._find(record).signed}
        return tuple(one for one in people if one.id in signed)

    def who_completes(self, record: str, people: Iterable[Person]) -> tuple[Person, ...]:
        """Those of some people whose signature is the one that it waits for. Raises: InputError."""
        waiting = self._find(record)
        signed = {one.person for one in waiting.signed}
        return tuple(
            one
            for one in people
            if one.id not in signed
            and is_satisfied(waiting.kind, [*waiting.signed, Signer(one.id, str(one.role), "approved")])
        )

    def why_not(self, record: str, person: Person) -> str:
        """Why the signature of somebody would not count, in words; empty where it would. Raises: InputError."""
        waiting = self._find(record)
        try:
            self._refuse(waiting.kind, waiting.effects, [*(one.person for one in waiting.signed), person.id])
        except RefusedError as error:
            return str(error)
        return ""

    def _find(self, record: str) -> Waiting:
        """Raises: InputError, nothing of that name waits; StorageError, what it rests on cannot be read."""
        named = record.removesuffix(".toml")
        chain = self._result().chain
        digest = next((one for one in self._proposed() if title_of(chain, one) == named), None)
        found = self._what_waits(digest) if digest is not None else None
        if found is None:
            raise InputError(
                english('Nothing called "{record}" waits for an approval.', record=record[:80]),
                english("showclear approve lists what does."),
            )
        return found


def _refuse_kind(kind: str) -> None:
    """Raises: RefusedError for a record that is signed where the things are."""
    if not may_be_signed_from_afar(kind):
        raise RefusedError(
            english("A record of the kind {kind!r} is signed by people who looked, at one laptop.", kind=kind),
            english("From afar only: {kinds}.", kinds=", ".join(sorted(FROM_AFAR))),
        )
