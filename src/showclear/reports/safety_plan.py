"""The safety plan on paper."""

from __future__ import annotations

from showclear.app.printing.safety_plan import Emergency, KeyHolderLine, SafetyPlan
from showclear.reports.document import Document, EightWords, Heading, Items, Part, Table, Words, rows_of

WORDS_NOTE = (
    "They name the first record of this production, on which everything else hangs. showclear verify --words finds it "
    "by them; if it does not, you look at another production."
)

BY_HAND = (
    "Nothing of this program is needed: a shell, awk and ssh-keygen, which most laptops have.",
    "sh allowed-signers.sh log/*.toml > allowed_signers   makes the list of keys from the records themselves.",
    "cut -d' ' -f3- allowed_signers | ssh-keygen -l -f -   prints their fingerprints: hold those of the founders above "
    "against it.",
    "sh check-record.sh log/RECORD.toml allowed_signers   says GOOD with every name, or ALTERED and why.",
    "sh seal-words.sh log/*-000001-*.toml   prints the eight words above; of a day seal, those of its day.",
    "sh seal-root.sh log log/SEAL.toml   prints how many records are behind a day seal, and their root.",
    "The scripts and the format, written out for whoever wants to check without them, come with Show Clear in docs/.",
)

STOP = "Anybody may stop the set, at any time, without a reason and without blame: call HOLD. In the app: F12."

SMALL_PRINT = (
    "Show Clear records checks made by qualified people. It makes no gun safe and proves no compliance.",
    "Limits are those that Show Clear keeps; they are not the law. Ours means: no published number was found.",
)


def safety_plan_document(plan: SafetyPlan) -> Document:
    """The safety plan as a document."""
    parts: list[Part] = [Words(STOP, strong=True)]
    for emergency in plan.emergencies:
        parts += _emergency(emergency)
    parts += [
        Heading("A concern", new_page=True),
        Words(f"Speak to {_listed(plan.contacts, 'nobody: no safety officer is enrolled')}, or write it into the app "
              "without a name (C on the board). It is open until it is answered."),
        Heading("Units"),
        Table(("Unit", "Place", "1st assistant director"),
              rows_of(((one.name, one.place, one.first) for one in plan.units), "none", 3), (2, 3, 3)),
        Heading("Who founded this production"),
        _people(plan.founders, "the first record cannot be read"),
        EightWords("The eight words of the production record", plan.identity.words, plan.identity.code, WORDS_NOTE),
        Heading("Who may sign"),
        _people(plan.roster, "nobody"),
        Heading("How anybody checks a record by hand"),
        Items(BY_HAND, numbered=True),
        Heading("Rules that hold here"),
        Words(_packs(plan)),
        Table(("Limit", "Value", "Decided by (source)"), tuple(_limit_rows(plan)), (8, 5, 5)),
    ]  # fmt: skip
    return Document("Safety plan", plan.identity, tuple(parts), notes=SMALL_PRINT)


def _emergency(one: Emergency) -> tuple[Part, ...]:
    list_of = f" (list {one.letter})" if one.letter else ""
    if not one.lines:
        return (Heading(one.title), Words("No list for it is adopted: adopt one before a gun is used.", strong=True))
    return (Heading(f"{one.title}{list_of}"), Items(one.lines, numbered=True))


def _people(people: tuple[KeyHolderLine, ...], nobody: str) -> Table:
    rows = ((one.name, one.role, one.fingerprint or "no key that can be read") for one in people)
    return Table(("Name", "Role", "Fingerprint of the key"), rows_of(rows, nobody, 3), (3, 3, 7), fixed=(2,))


def _packs(plan: SafetyPlan) -> str:
    adopted = tuple(f"{one.title} {one.version}" for one in plan.packs)
    return f"The floor of Show Clear{''.join(f', {one}' for one in adopted)}. Of several the strictest value holds."


def _limit_rows(plan: SafetyPlan) -> list[tuple[str, ...]]:
    """What is stricter than the floor stands first."""
    ordered = sorted(plan.limits, key=lambda line: not line.stricter)
    return [
        (line.words, line.value, "; ".join(f"{pack} ({source})" for pack, source in line.decided_by))
        for line in ordered
    ]  # fmt: skip


def _listed(names: tuple[str, ...], nobody: str) -> str:
    return " or ".join(names) or nobody
