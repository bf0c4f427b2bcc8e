"""What every report ends with: the records that it rests on, who signed them, their digests, and how to check them."""

from __future__ import annotations

from collections.abc import Iterable

from showclear.app.printing.evidence import Evidence, Proof, Signed
from showclear.app.printing.identity import Identity
from showclear.domain.situation.paper import RECONSTRUCTION
from showclear.reports.document import Answer, EightWords, Heading, Items, Part, Table, Words, dense

HOW_TO_CHECK = (
    "showclear verify DIR reads every record in the folder anew and says INTACT, or which file is not and why.",
    "Without Show Clear: python3 verify.py DIR, or sh verify.sh DIR. They come with it, share no line with it, and "
    "need nothing but Python 3.8, or a shell with awk and ssh-keygen.",
    "One record: sha256sum log/RECORD.toml prints the digest that stands beside it here; the file can be read in any "
    "editor, and every signature in it with its name and time.",
    "Nothing was cut off: the last record of each log, named here with its digest, is still there, and has followers "
    "only. showclear verify --words finds a day seal by its eight words.",
    "The format is written out in docs/format.md, for whoever wants to check it with tools of their own.",
)  # fmt: skip

PROVES = (
    "It shows what people entered and signed, who, when and in which order, and whether a byte of that was changed "
    "since. It does not show that what they entered was true, and nothing on it says that a gun is cold.",
    "Times are those of the laptops that made the records. What nobody signed is marked: unsigned, claimed.",
)

MOST_FAULTS = 2
"""How much of what is wrong with a record stands beside it; `showclear show` and the JSON have all of it."""

UNSIGNED = "Unsigned, claimed"

_VERDICTS = {
    "intact": "INTACT", "incomplete": "INCOMPLETE", "unverifiable": "UNVERIFIABLE", "altered": "ALTERED",
    "missing": "MISSING",
}  # fmt: skip

_MEANS = {
    "intact": "Every record, signature, chain and citation holds.",
    "incomplete": "Something that the records cite, or that this laptop has seen, is missing.",
    "unverifiable": "Something cannot be told: an unknown key, kind or version. This accuses nobody.",
    "altered": "Something is not what was signed. It may be damage on the disk; it counts for nothing.",
}


def verdict_words(verdict: str) -> str:
    """A verdict as it is read at a glance."""
    return _VERDICTS.get(verdict, verdict.upper())


def verdict(proof: Proof, about: str = "") -> list[Part]:
    """What verification says, at the top of a report; what is wrong is named there, with every file."""
    counts = ", ".join(f"{count} {name}" for name, count in proof.by_verdict)
    words = f"{_MEANS.get(proof.verdict, '')} {proof.records} records were verified: {counts}. {about}".strip()
    parts: list[Part] = [
        Answer("Are the records what was signed?", verdict_words(proof.verdict), words, proof.verdict != "intact")
    ]
    if proof.findings:
        parts += [Words("Verification finds:"), Items(proof.findings)]
    if proof.refused:
        parts += [Words("What does not count, by the rules:"), Items(proof.refused)]
    return parts


def evidence(
    records: Iterable[Evidence], proof: Proof, identity: Identity, title: str, *, words: bool = True
) -> list[Part]:
    """The records a report rests on, those that cannot be trusted, the ends of the logs, and how to check all that.

    Where `words` is False the eight words of the production record are left out: a sheet with those of a day seal would
    have two kinds of them.
    """
    shown = tuple(records)
    there = {one.record for one in shown}
    doubtful = tuple(one for one in proof.doubtful if one.record not in there)
    parts: list[Part] = [
        *corrections(shown, identity),
        Heading(title),
        records_table(shown, identity),
    ]
    if doubtful:
        parts += [
            Heading("Records that are altered or cannot be told, whatever they are about"),
            Words("Nobody can know what a record is about that cannot be read or trusted: they stand here too."),
            records_table(doubtful, identity),
        ]
    first = EightWords("The production record", identity.words, identity.code, _words_note(proof))
    ends = ((one.log, str(one.number), one.sha256) for one in proof.ends)
    return [
        *parts,
        Heading("Where the logs ended when this was printed"),
        dense(("Log", "Records", "SHA-256 of the last intact one"), ends, (3, 2, 11), fixed=(2,)),
        Heading("How anybody checks this"),
        Items(HOW_TO_CHECK, numbered=True),
        *([first] if words else [Words(_words_note(proof))]),
    ]


def corrections(records: Iterable[Evidence], identity: Identity) -> list[Part]:
    """What was corrected afterwards: as it was signed, as it should read, why and by whom. Both stay in the records."""
    rows = [
        (
            f"{one.title}\n{one.place}: {each.label}",
            each.was,
            each.should,
            f"{each.reason} ({each.by}, {identity.time(each.at)})",
        )
        for one in records
        for each in one.corrections
    ]  # fmt: skip
    if not rows:
        return []
    return [
        Heading("Corrected afterwards"),
        Words("Both stay in the records; a correction clears nothing and moves nothing."),
        dense(("Record, and what in it", "As it was signed", "As it should read", "Why, by whom"), rows, (7, 5, 5, 7)),
    ]


def _words_note(proof: Proof) -> str:
    return f"Everything hangs on the first record of the production. Its SHA-256: {proof.production}"


def records_table(records: Iterable[Evidence], identity: Identity) -> Table:
    """Records with their signatures, digests and verdicts."""
    rows = ((what(one, identity), signed(one, identity), digest(one), standing(one)) for one in records)
    return dense(("Record", "Signed by", "SHA-256", "Verdict"), rows, (18, 18, 17, 11), fixed=(2,))


def digest(one: Evidence) -> str:
    """The digest in two lines."""
    return f"{one.sha256[:32]}\n{one.sha256[32:]}".strip()


def what(one: Evidence, identity: Identity) -> str:
    """A record in a cell: where it stands, when it was made, what it calls itself."""
    mark = f"{RECONSTRUCTION}\n" if one.reconstruction else ""
    return f"{mark}{one.title}\n{one.place}, {when(one, identity)}"


def when(one: Evidence, identity: Identity) -> str:
    """When a record claims to have been made; of a concern the day alone: when it was written nobody shall know."""
    if one.made_at is None:
        return "no time"
    return f"{one.made_at:%Y-%m-%d}" if one.kind == "concern" else identity.time(one.made_at)


def signed(one: Evidence, identity: Identity) -> str:
    """Every signature with name, role, meaning and time, a line each; and whose is missing."""
    lines = [signature(each, identity) for each in one.signatures]
    lines += [f"NOT SIGNED by {name}" for name in one.not_signed]
    if lines and one.verdict != "intact":
        lines.insert(0, "As the file claims:")
    return "\n".join(lines) or UNSIGNED


def signature(one: Signed, identity: Identity) -> str:
    """A signature in one line."""
    return f"{one.name}, {one.role}: {one.meaning}, {identity.time(one.signed_at)}"


def standing(one: Evidence) -> str:
    """The verdict on a record, with what is wrong."""
    corrected = "\ncorrected, see above" if one.corrections else ""
    if one.holds:
        return f"intact{corrected}"
    word = verdict_words(one.verdict) if one.verdict != "intact" else "NOT ALL OF IT COUNTS"
    faults = tuple(dict.fromkeys(one.faults))
    more = f" And {len(faults) - MOST_FAULTS} more findings." if len(faults) > MOST_FAULTS else ""
    return f"{word}. {' '.join(faults[:MOST_FAULTS])}{more}".strip() + corrected


def by(one: Evidence) -> str:
    """Who signed a record, by name and meaning; short, where its times stand elsewhere."""
    names = ", ".join(f"{each.name} ({each.meaning})" for each in one.signatures)
    return names or (f"not signed by {', '.join(one.not_signed)}" if one.not_signed else UNSIGNED)
