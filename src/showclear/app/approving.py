"""What waits for a signature from afar, and the records that propose and approve it (ADR 0028)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from showclear.errors import InputError, RefusedError
from showclear.ledger.head import Head, Signer
from showclear.ledger.quorum import is_satisfied, quorum_of
from showclear.ledger.results import LogResult


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
    effects: tuple[Effect, ...] = ()


class Approvals:
    """What waits for an approval, and the records that propose and approve."""

    def __init__(
        self,
        result: Callable[[], LogResult],
        read: ReadBody,
        names: Callable[[], Mapping[str, str]],
        writes: Callable[[], None],
        refuse: Callable[[str, Sequence[Effect], Sequence[str]], None] = lambda kind, effects, signers: None,
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
        """Every proposal whose signatures are not complete, oldest first."""
        found = []
        result = self._result()
        for digest in result.chain.in_order(result.chain.of_kind(APPROVAL)):
            body = intact_body(digest, result, self._read_body)
            if body is None or proposal_of(body) or not isinstance(body.get(OF), dict):
                continue
            kind = str(body[OF].get("signed_as"))
            quorum = quorum_of(kind)
            if not may_be_signed_from_afar(kind) or quorum is None:
                continue
            if taken_back(digest, result, self._read_body):
                continue
            head = result.chain.head(digest)
            signed = all_signed(digest, head, body, result, self._read_body)
            if is_satisfied(kind, signed):
                continue
            names, effects = self._names(), tuple(effects_from(body))
            said = tuple(in_words(effect, names) for effect in effects)
            title = str(body.get("title", "")).removeprefix("Proposed: ")
            record = title_of(result.chain, digest)
            found.append(Waiting(record, kind, title, said, tuple(signed), quorum.sentence, effects))
        return tuple(found)

    def propose(self, draft: Draft, here: Iterable[str]) -> Draft:
        """The record with which somebody who is here signs what others sign from afar.

        Args:
            draft: the record as it would be signed by all at one laptop.
            here: ids of the people who are at this laptop; the first of its places that is one of them signs.

        Raises:
            RefusedError: nobody of them is here, or its kind is signed where the things are.
        """
        self._writes()
        if not may_be_signed_from_afar(draft.kind):
            raise RefusedError(
                f"A record of the kind {draft.kind!r} is signed by people who looked, at one laptop.",
                f"From afar only: {', '.join(sorted(FROM_AFAR))}.",
            )
        present = set(here)
        mine = next((one for one in draft.places if one.person.id in present), None)
        if mine is None:
            raise RefusedError("Nobody who signs this is on shift here.", "Open a shift first.")
        others = ", ".join(one.person.name for one in draft.places if one is not mine)

        def facts(at: Any) -> Facts:
            said = draft.facts(at)
            return {**said, "title": f"Proposed: {said['title']}", OF: {"signed_as": draft.kind, "of": ""}}

        return replace(
            draft,
            kind=APPROVAL,
            record_id=secrets.token_hex(16),
            title=f"Proposed: {draft.title}",
            places=(mine,),
            facts=facts,
            follows=(f"It changes nothing before {others} signs it too, on another laptop.", *draft.follows),
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
            raise RefusedError(f"{person.name} has signed it already.", f"It needs {waiting.needs}.")
        digest, head = self._proposal(record)
        body = intact_body(digest, self._result(), self._read_body)
        assert body is not None, "what waits is intact"

        def gate() -> None:
            left = self._find(record)
            if not is_satisfied(left.kind, [*left.signed, Signer(person.id, str(person.role), "approved")]):
                raise RefusedError(
                    f"The signature of {person.name}, {person.role.words}, is not the one that it waits for.",
                    f"It needs {left.needs}.",
                )
            self._refuse(left.kind, left.effects, [*(one.person for one in left.signed), person.id])

        gate()
        said = {key: value for key, value in body.items() if key not in NOT_SAID_AGAIN}
        of = f"{head.log}/{head.sequence:06d} sha256:{digest}"
        title = f"Approved: {waiting.title}"
        base = {"title": title, "app": __version__, **said, OF: {"signed_as": waiting.kind, "of": of}}
        names = self._names()
        signed = " and ".join(names.get(one.person, one.person) for one in waiting.signed)
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
                raise RefusedError(f"{person.name} has not signed it.", "Who signed it takes it back.")

        gate()
        title = f"Taken back: {waiting.title}"
        effect = Effect("proposal-taken-back", {"proposal": record})
        of = f"{head.log}/{head.sequence:06d} sha256:{digest}"
        facts = {**signed_facts(title, (effect,)), OF: {"signed_as": TAKEN_BACK, "of": of}}
        return Draft(
            kind=APPROVAL,
            record_id=secrets.token_hex(16),
            title=title,
            places=(place(person, "withdrawn", "I take back what I signed: nobody shall sign it any more."),),
            facts=lambda at: dict(facts),
            follows=(
                "Nothing that it says will happen, unless somebody signed it before this reached them.",
                *(f"Not any more: {words}" for words in waiting.in_words),
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
            return f"{error.message} {error.remedy}".strip()
        return ""

    def _find(self, record: str) -> Waiting:
        found = next((one for one in self.waiting() if one.record == record.removesuffix(".toml")), None)
        if found is None:
            raise InputError(
                f'Nothing called "{record[:80]}" waits for an approval.', "showclear approve lists what does."
            )
        return found
