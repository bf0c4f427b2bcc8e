"""Verification: any bytes give a result, and the result says which numbered step found what (`steps.STEPS`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from showclear.ledger.chain import Chain
from showclear.ledger.enrolments import PEOPLE_KINDS
from showclear.ledger.head import ZERO_DIGEST, Head
from showclear.ledger.inspection import Inspection, inspect_record
from showclear.ledger.past import Past
from showclear.ledger.record import digest_of, read_name, record_name
from showclear.ledger.relations import Context, production_findings, quorum_findings, relate
from showclear.ledger.results import A_FEW, Later, LogResult, RecordResult, Records, result_of
from showclear.ledger.roster import FETCH, build_roster
from showclear.ledger.steps import STEP_IDS, STEPS, Finding, Step, Verdict, verdict_of, worst
from showclear.words import english

__all__ = [
    "STEPS",
    "Context",
    "Finding",
    "Inspection",
    "LogResult",
    "RecordResult",
    "Step",
    "Verdict",
    "Verifier",
    "inspect_record",
    "result_of_one",
    "verify_log",
    "verify_record",
]


def verify_record(data: bytes, name: str | None = None, context: Context | None = None) -> RecordResult:
    """Verify one file: steps 1 to 9, and 10 to 14 where a context is given. Any bytes give a result."""
    inspection = inspect_record(data, name)
    return result_of(inspection, relate(inspection, context) if context is not None else quorum_findings(inspection))


def result_of_one(record: RecordResult) -> LogResult:
    """What is said about one file, as about a folder that holds nothing else; of the folder nothing is said."""
    head = record.head
    chain = Chain({record.digest: head} if head is not None else {})
    logs = {head.log: record.verdict} if head is not None else {}
    records = Records(Past(), {record.name: record})
    return LogResult(record.verdict, records, (), logs, chain, build_roster(chain, ()), None, (), (), {})


def verify_log(files: Mapping[str, bytes], marks: Iterable[str] = (), production: str | None = None) -> LogResult:
    """Verify a whole folder.

    Args:
        files: every file in it, by name.
        marks: names that this laptop has seen there before.
        production: digest of the production record; None takes the one that is there.
    """
    verifier = Verifier(production)
    verifier.add(files)
    verifier.mark(marks)
    return verifier.result()


class Verifier:
    """Verifies a folder that grows. What was verified stays so until something new bears on it."""

    def __init__(self, production: str | None = None, past: Past | None = None) -> None:
        """`past`: what was verified before. None of its files is given again: if one changed, there is no past."""
        self._wanted_production = production
        self._past = past or Past()
        self._settled = build_roster(Chain(past=self._past), self._past.people)
        self._marks: set[str] = set()
        self._inspections: dict[str, Inspection] = {}
        self._strays: dict[str, str] = {}
        self._chain = Chain(past=self._past)
        self._names: dict[str, str] = {}
        self._events: dict[str, str] = {}
        """Per event the first record of it that came in."""
        self._copied: dict[str, set[str]] = {}
        """All records of the events of which there is more than one."""
        self._results: dict[str, RecordResult] = {}
        self._given: dict[str, RecordResult] = {}
        """Those that were given away with a result; never changed, so that a long log is not copied for each record."""
        self._since: dict[str, RecordResult] = {}
        """Those that came since."""
        self._due: dict[str, None] = {}
        """Names of files without a result."""
        self._before: dict[str, Verdict] = {}
        """What was said before everything is looked at again."""
        self._tally: dict[str, Counter[Verdict]] = {}
        """Per log how often each verdict is given."""
        self._context: Context | None = None

    def add(self, files: Mapping[str, bytes]) -> None:
        """Take in new files by name; a name that is known already is read anew."""
        self.add_inspections(self._inspected(files))

    def _inspected(self, files: Mapping[str, bytes]) -> Iterator[Inspection]:
        for name, data in files.items():
            if read_name(name) is not None:
                yield inspect_record(data, name)
            elif not name.startswith("."):
                self._strays[name] = digest_of(data)

    def add_inspections(self, inspections: Iterable[Inspection]) -> None:
        """Take in files that `inspect_record` has looked at already, perhaps in another process.

        They are taken one after the other, so that others may still be looked at meanwhile; if that ends with an
        error, this verifier is of no use any more.
        """
        heads, changed, known = dict[str, Head](), False, self._inspections
        for one in inspections:
            before = known.get(one.name)
            if before is not one:
                changed = changed or (before is not None and before.digest != one.digest)
                known[one.name] = one
                self._note(one, heads)
        if changed:
            self._reset()
            self._link(known.values())
        else:
            self._chain_up(heads)

    def forget(self, names: Iterable[str]) -> None:
        """Files that are no longer there. Their marks stay."""
        for name in names:
            self._inspections.pop(name, None)
            self._due.pop(name, None)
            self._strays.pop(name, None)
        self._reset()
        self._link(self._inspections.values())

    def mark(self, names: Iterable[str]) -> None:
        """Names that this laptop has seen in the folder."""
        self._marks.update(names)

    @property
    def people(self) -> tuple[Inspection, ...]:
        """What the records say about people that verification itself has to read, in the order of the chain."""
        found = {one.digest: one for one in self._past.people}
        heads = ((one, one.head) for one in self._inspections.values())
        found.update((one.digest, one) for one, head in heads if head is not None and head.kind in PEOPLE_KINDS)
        return tuple(found[digest] for digest in self._chain.in_order(found))

    @property
    def past_stands(self) -> bool:
        """Whether what was said about the past still holds: what was said about people since changes nothing in it.

        Where there is no past, nothing was said about one.
        """
        if not self._past:
            return True
        roster, people = self.context().roster, self._past.people
        return (
            set(roster.revocations) == set(self._settled.revocations)
            and set(roster.enrolments) >= set(self._settled.enrolments)
            and not any(roster.conflicts_of(one.digest) for one in people)
        )

    def context(self) -> Context:
        """What one record is compared with, for `verify_record`."""
        if self._context is None:
            self._context = self._build_context()
        return self._context

    def result(self) -> LogResult:
        """What is said about everything that was added."""
        context = self.context()
        turned = frozenset(name for name in self._due if self._look_at(self._inspections[name], context))
        self._due.clear()
        self._before.clear()
        if len(self._since) > A_FEW:
            self._given, self._since = dict(self._results), {}
        placed = tuple(self._folder_findings(context))
        given = (verdict for tally in self._tally.values() for verdict in tally)
        return LogResult(
            verdict=worst((verdict_of(one for _, one in placed), *given)),
            records=Records(self._past, Later(self._given, dict(self._since))),
            findings=tuple(one for _, one in placed),
            logs=_log_verdicts(self._past.logs, self._tally, placed),
            chain=self._chain,
            roster=context.roster,
            production=context.production,
            forks=self._chain.forks(),
            strays=tuple(sorted(self._strays)),
            heads=self._intact_heads(),
            turned=turned,
        )

    def _look_at(self, inspection: Inspection, context: Context) -> bool:
        """Note what is said about one file; whether something else was said before."""
        result = result_of(inspection, relate(inspection, context))
        name, known = inspection.name, self._results.get(inspection.name)
        if known is not None:
            self._before[name] = known.verdict
            self._count(known, -1)
        self._results[name] = self._since[name] = result
        self._count(result, 1)
        return self._before.get(name, result.verdict) is not result.verdict

    def _count(self, result: RecordResult, by: int) -> None:
        claimed = result.head or read_name(result.name)
        if claimed is not None:
            tally = self._tally.get(claimed.log)
            if tally is None:
                tally = self._tally[claimed.log] = Counter()
            tally[result.verdict] += by
            if by < 0 and not tally[result.verdict]:
                del tally[result.verdict]

    def _reset(self) -> None:
        self._chain = Chain(past=self._past)
        self._names.clear()
        self._events.clear()
        self._copied.clear()
        self._look_anew()

    def _look_anew(self) -> None:
        self._before.update((name, one.verdict) for name, one in self._results.items())
        self._results.clear()
        self._given, self._since = {}, {}
        self._tally.clear()
        self._due.update(dict.fromkeys(self._inspections))
        self._context = None

    def _link(self, inspections: Iterable[Inspection]) -> None:
        heads: dict[str, Head] = {}
        for one in inspections:
            self._note(one, heads)
        self._chain_up(heads)

    def _note(self, one: Inspection, heads: dict[str, Head]) -> None:
        """Take in what one file is by itself, and put its head to those that the chain is to be given."""
        name, digest, head = one.name, one.digest, one.head
        self._due[name] = None
        if head is None:
            return
        heads[digest] = head
        if self._names.setdefault(digest, name) != name and name == record_name(head, digest):
            self._names[digest] = name
        first = self._events.setdefault(head.id, digest)
        if self._past or first != digest:
            self._note_copies(head.id, {first, digest})

    def _chain_up(self, heads: Mapping[str, Head]) -> None:
        fills_a_hole = any(map(self._chain.is_awaited, heads))
        self._chain.add(heads)
        if fills_a_hole or any(head.kind in PEOPLE_KINDS for head in heads.values()):
            self._look_anew()

    def _note_copies(self, event: str, digests: set[str]) -> None:
        """Records of one event, those of the past too; nothing is kept of one that is the only one."""
        digests.update(map(self._past.digest, self._past.ids(event)))
        if len(digests) > 1:
            self._copied.setdefault(event, digests).update(digests)

    def _build_context(self) -> Context:
        production = self._wanted_production or self._find_production()
        of_people = (digest for kind in PEOPLE_KINDS for digest in self._chain.of_kind(kind) if digest in self._names)
        sound = {
            digest: inspection
            for digest in of_people
            if not (inspection := self._inspections[self._names[digest]]).findings
            and not any(production_findings(inspection, production))
            and not any(quorum_findings(inspection))
        }
        sound.update((one.digest, one) for one in self._past.people)
        ordered = (sound[digest] for digest in self._chain.in_order(sound))
        return Context(production, self._chain, build_roster(self._chain, ordered))

    def _find_production(self) -> str | None:
        """The production record that most records name, among those that hold by themselves.

        Where none of those is here, what most records name: its file is damaged or missing, and the others still say
        so.
        """
        inspections = [self._inspections[name] for name in self._names.values()]
        heads = (one.head for one in inspections if one.head is not None)
        named = Counter(head.production for head in heads if head.production != ZERO_DIGEST)
        here = {
            one.digest: named[one.digest]
            for one in inspections
            if one.head is not None and one.head.kind == "production" and not one.findings
        }
        counted = here or named
        return max(sorted(counted), key=lambda digest: counted[digest], default=None)

    def _folder_findings(self, context: Context) -> Iterator[tuple[str, Finding]]:
        """Each with the log that it is about, empty where it is about none."""
        yield from self._chain_findings()
        yield from self._mark_findings()
        for name, digest in sorted(self._strays.items()):
            copy = self._name_of(digest)
            what = (
                english("It is a copy of {copy}.", copy=copy)
                if copy
                else english("It is not a record; perhaps a sync tool left it.")
            )
            remedy = english("Move it out of the log folder; keep it if its content is not known elsewhere.")
            verdict = Verdict.INTACT if copy else Verdict.UNVERIFIABLE
            yield "", Finding(STEP_IDS["strays"], verdict, name, what, remedy)
        for digests in self._copied.values():
            names = sorted(map(self._name_of, digests))
            what = english("It is the same event as {names}; it counts once.", names=", ".join(names[1:]))
            yield "", Finding(STEP_IDS["events"], Verdict.INTACT, names[0], what)

    def _chain_findings(self) -> Iterator[tuple[str, Finding]]:
        step = STEP_IDS["chain"]
        for gap in self._chain.gaps():
            numbers = (
                f"{gap.first:06d}"
                if gap.first == gap.last
                else english("{first:06d} to {last:06d}", first=gap.first, last=gap.last)
            )
            what = english("Number {numbers} of this log is missing.", numbers=numbers)
            yield gap.log, Finding(step, Verdict.INCOMPLETE, gap.log, what, FETCH)
        for fork in self._chain.forks():
            names = list(map(self._name_of, fork.digests))
            what = english(
                "Number {sequence:06d} stands there {count} times: {names}.",
                sequence=fork.sequence,
                count=len(names),
                names=", ".join(names),
            )
            remedy = english("A laptop was cloned or restored, or a record was forged. Ask who made which; both stay.")
            yield fork.log, Finding(step, Verdict.UNVERIFIABLE, fork.log, what, remedy)

    def _mark_findings(self) -> Iterator[tuple[str, Finding]]:
        for name in sorted(name for name in self._marks if name not in self._inspections):
            if self._past.row_named(name) is not None:
                continue
            claimed = read_name(name)
            log = claimed.log if claimed else ""
            what = english("This laptop has seen it, and it is gone.")
            yield log, Finding(STEP_IDS["marks"], Verdict.INCOMPLETE, name, what, FETCH)

    def _intact_heads(self) -> dict[str, tuple[str, ...]]:
        found = {}
        for log, heads in self._chain.heads().items():
            newest = self._newest_intact(log, heads)
            walked = newest.difference(heads)
            behind = {one for one in walked if any(self._chain.is_ancestor(one, other) for other in newest)}
            kept = newest - behind
            if kept:
                found[log] = tuple(sorted(kept))
        return found

    def _newest_intact(self, log: str, heads: Iterable[str]) -> set[str]:
        """From each head back to the first record that is intact, over gaps too."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = list(heads)
        while waiting:
            digest = waiting.pop()
            if digest in seen:
                continue
            seen.add(digest)
            if self._is_intact(digest):
                found.add(digest)
                continue
            head = self._chain.head(digest)
            if head.previous in self._chain and self._chain.head(head.previous).log == log:
                waiting.append(head.previous)
            else:
                below = self._chain.number_below(log, head.sequence)
                waiting.extend(self._chain.records_at(log, below) if below else ())
        return found

    def _is_intact(self, digest: str) -> bool:
        name = self._names.get(digest)
        return name is None or self._results[name].is_intact

    def _name_of(self, digest: str) -> str:
        """The name of a file that is here by its digest; empty if there is none."""
        name = self._names.get(digest)
        if name is not None:
            return name
        row = self._past.row(digest)
        return "" if row is None else self._past.name(row)


def _log_verdicts(
    past: Iterable[str], tally: Mapping[str, Iterable[Verdict]], placed: Iterable[tuple[str, Finding]]
) -> dict[str, Verdict]:
    verdicts = {log: [Verdict.INTACT] for log in past}
    for log, given in tally.items():
        verdicts.setdefault(log, []).extend(given)
    for log, finding in placed:
        if log:
            verdicts.setdefault(log, []).append(finding.verdict)
    return {log: worst(found) for log, found in sorted(verdicts.items())}
