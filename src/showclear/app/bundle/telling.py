"""VERIFY.txt: what a bundle is, what it proves and what not, and how anybody checks it, in plain words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from showclear.domain.text import FORBIDDEN_RANGES

WIDTH = 78

MEANINGS = (
    ("INTACT", "everything that can be checked here holds."),
    ("INCOMPLETE", "something that is cited is missing. What comes after it cannot be followed across the hole."),
    ("UNVERIFIABLE", "something cannot be told: an unknown or revoked key, two records under one number, a file that "
     "is no record. This accuses nobody."),
    ("ALTERED", "something is not what was signed. It may be a fault of a disk: ask for the same file from another "
     "laptop or the archive before you accuse anybody."),
)  # fmt: skip

UNIX = """\
   sha256sum -c SHA256SUMS          (macOS: shasum -a 256 -c SHA256SUMS)
   sh verify.sh records             (needs sh, awk, ssh-keygen)
   python3 -I verify.py records     (needs Python 3.8 or later, nothing else)
"""

WINDOWS = """\
   In PowerShell, in this folder:
   Get-Content SHA256SUMS | ForEach-Object { $h, $n = $_ -split '  ', 2
     if ((Get-FileHash -LiteralPath $n).Hash -ne $h) { "CHANGED: $n" } }
   py -I verify.py records
"""

BY_HAND = """\
   for s in signed/*.sig; do f=${s%.sig}
     ssh-keygen -Y verify -f allowed_signers -I "${f##*.}" \\
       -n showclear-record-1 -s "$s" < "$f.bytes" || echo "NOT GOOD: $f"
   done
"""

PROVES = (
    "The people named in a record signed every byte of it above their signature, with keys that the production had "
    "enrolled for them, or somebody had their keys.",
    "No record was changed, moved, put in between or signed again afterwards.",
    "Each record was made after those that it cites and before those that cite it.",
)

PROVES_NOT = (
    "That the people looked. Signatures prove who said it, not that it was so.",
    "The exact minute: times are claims of the laptop.",
    "Who made a record without signatures, such as a stop. It only claims.",
    "That nothing came later. The newest records can be left out without a trace in this folder; the eight words of "
    "the day seal on the paper production report, another laptop or an archive can show it.",
    "Anything in VERIFY.txt, contents.json or the reports. They are there to be read; only the records are signed.",
    "That the production was founded by the right people: compare its eight words with the safety plan on paper.",
)  # fmt: skip


def verify_text(contents: Mapping[str, Any]) -> str:
    """The page, from what `contents.json` says."""
    return "\n".join(_lines(contents)) + "\n"


def _lines(contents: Mapping[str, Any]) -> Iterator[str]:
    left_out, records = contents["left_out"], contents["records"]
    whys = [one["why"] for one in records]
    asked = contents["asked_for"]
    what = f"{asked['what']} {asked['which']}".strip() if asked["what"] != "all" else "all records"
    yield "HOW TO CHECK THESE RECORDS"
    yield "=========================="
    yield ""
    if contents["drill"]:
        yield from _wrapped("THIS IS A DRILL. Its faults were planted to be found, and nobody held a gun.")
        yield ""
    elif contents["demonstration"]:
        yield from _wrapped("THIS IS A DEMONSTRATION. Its people, guns and checks are invented.")
        yield ""
    yield from _wrapped(
        f"This folder holds signed records of firearm checks on the production \"{_plain(contents['production'])}\": "
        f"{_plain(what)}. Show Clear {contents['app']} made it at {contents['made_at']}. To check it you need "
        "nothing of Show Clear and no network."
    )  # fmt: skip
    yield ""
    counts = ", ".join(f"{whys.count(why)} {why}" for why in dict.fromkeys(sorted(whys)))
    yield from _item(f"records/: {counted_records(len(records))}, each a text file that any editor shows ({counts}).")
    yield from _item("contents.json: which record is in here for which reason, and what was left out.")
    if contents["detached_signatures"]:
        yield from _item("signed/: of the records asked for the bytes that each person signed, and the signature.")
    yield from _item("allowed_signers: whose keys these are, as the records themselves say.")
    yield from _item(
        "verify.sh, verify.py: two programs that check everything. Each is one file of text: read it first."
    )
    if contents["reports"]:
        yield from _item(f"{', '.join(contents['reports'])}: to read. Nobody signed them.")
    if contents["definitions"]:
        yield from _item("definitions/: the checklists and rules that were used, each under its SHA-256.")
    if contents["attachments"]:
        yield from _item("attachments/: photographs and statements, each under its SHA-256. Nobody looked into them.")
    yield ""
    yield from _left_out(contents, left_out)
    yield from _what_to_do(contents)
    yield from _answers(contents)
    yield from _proofs(contents)


def _what_to_do(contents: Mapping[str, Any]) -> Iterator[str]:
    yield "WHAT TO DO"
    yield ""
    yield from _wrapped(
        "First: is every file here as it was made? Then: do the records hold? Either of the two programs is enough; "
        "both say the same. On Linux and macOS, in this folder:"
    )
    yield ""
    yield from UNIX.splitlines()
    yield ""
    yield from WINDOWS.splitlines()
    yield ""
    yield from _wrapped(
        "verify.py also prints the eight words of the production and of each day seal, and the founders' fingerprints: "
        "compare them with the paper of the production, where there is any."
    )
    yield ""
    yield from _wrapped(
        "Whoever gave you this can tell you the SHA-256 of the file SHA256SUMS by another way, such as on paper. "
        "Compare it: then no file was exchanged or left out since."
    )
    if contents["detached_signatures"]:
        yield ""
        yield from _wrapped("Each signature by hand, with ssh-keygen alone:")
        yield ""
        yield from BY_HAND.splitlines()
        yield ""
        yield from _wrapped(
            "On Windows, in cmd: ssh-keygen -Y verify -f allowed_signers -I PERSON -n showclear-record-1 -s FILE.sig < "
            "FILE.bytes, where PERSON is the last part of the name of the file."
        )
    yield ""


def _answers(contents: Mapping[str, Any]) -> Iterator[str]:
    yield "WHAT THE ANSWER MEANS"
    yield ""
    for verdict, meaning in MEANINGS:
        yield from _item(f"{verdict}: {meaning}")
    yield ""
    yield from _wrapped(
        f"When this folder was made, they were {contents['verdict'].upper()}. Do not believe that: check it."
        + (" This was found:" if contents["findings"] else "")
    )
    for one in contents["findings"][:20]:
        yield from _item(f"step {one['step']}, {one['verdict']}: {_plain(one['where'])}: {_plain(one['what'])}")
    if len(contents["findings"]) > 20:
        yield from _item(f"and {len(contents['findings']) - 20} more, in contents.json")
    yield ""


def _proofs(contents: Mapping[str, Any]) -> Iterator[str]:
    yield "WHAT IT PROVES, WHERE IT IS INTACT"
    yield ""
    for line in PROVES:
        yield from _item(line)
    yield ""
    yield "WHAT IT DOES NOT PROVE"
    yield ""
    for line in PROVES_NOT:
        yield from _item(line)
    if contents["words"]:
        yield ""
        yield from _wrapped("The eight words of the production record, for the comparison with the safety plan:")
        yield f"   {contents['words']}"


def _left_out(contents: Mapping[str, Any], left_out: Mapping[str, Any]) -> Iterator[str]:
    said = []
    if left_out["records"]:
        said.append(f"{counted_records(left_out['records'])} of the same production, not asked for. {contents['note']}")
    if contents["whole_log_because"]:
        yield from _wrapped(f"All records are in here, though fewer were asked for. {contents['whole_log_because']}")
        yield ""
    for name in left_out["strays"]:
        said.append(f"a file among the records that is none: {_plain(name)}")
    for folder in ("definitions", "attachments"):
        reasons = list(left_out[folder].values())
        said += [f"{reasons.count(reason)} {folder}: {reason}" for reason in dict.fromkeys(reasons)]
    said += [f"report: {_plain(one)}" for one in left_out["reports"]]
    for name in left_out["seen_before_and_gone"]:
        said.append(f"a record that the laptop had seen before and that was gone: {_plain(name)}")
    for name in contents["damaged"]:
        yield from _item(f"In here, and not what its name says: {_plain(name)}")
    if said:
        yield "NOT IN HERE"
        yield ""
        for line in said:
            yield from _item(line)
        yield ""


def counted_records(count: int) -> str:
    """`1 record`, `2 records`."""
    return f"{count} record{'' if count == 1 else 's'}"


def _wrapped(text: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _item(text: str) -> Iterator[str]:
    yield from textwrap.wrap(
        text, WIDTH, initial_indent=" - ", subsequent_indent="   ", break_long_words=False, break_on_hyphens=False
    )


def _plain(text: str) -> str:
    """In one line, with every character that is acted on or not drawn written out."""
    return "".join(f"<U+{ord(one):04X}>" if one == "\n" or _is_unseen(ord(one)) else one for one in text)


def _is_unseen(point: int) -> bool:
    return any(first <= point <= last for first, last in FORBIDDEN_RANGES)
