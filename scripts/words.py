"""Keep the catalogue of what people read in step with the source.

    .venv-check/bin/python scripts/words.py           # say what differs, and what is wrong in the translations
    .venv-check/bin/python scripts/words.py --write   # renew it, merge it into the translations, compile them

`src/showclear/words/showclear.pot` is the one catalogue: every text in English, with the modules in which it stands.
A translator makes LANGUAGE.po of it (with Poedit or Weblate), and the language goes into `showclear.words.LANGUAGES`.
A text whose English was mended is fuzzy after --write: its old words are shown to the translator, and not to a user.
"""

from __future__ import annotations

import ast
import io
import string
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from scripts.unsaid import SAYING, called  # noqa: E402
from showclear.cli.helping import paragraphs  # noqa: E402

SOURCE = ROOT / "src"
FOLDER = SOURCE / "showclear" / "words"
TEMPLATE = FOLDER / "showclear.pot"

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""In place of the time of writing: a catalogue changes with its texts and with nothing else."""


@dataclass(frozen=True, slots=True)
class Use:
    """A call that says something."""

    function: str
    texts: tuple[str, ...]
    """One template, or two where something is counted; fewer where one of them is no literal."""
    values: frozenset[str]
    passes_on: bool
    """Whether values are handed on with `**`."""
    line: int

    @property
    def is_literal(self) -> bool:
        """Whether every text of it can be gathered."""
        return len(self.texts) == SAYING[self.function]


def main(arguments: list[str]) -> int:
    """Say or write it; 1 where something is wrong or out of step."""
    if "--write" in arguments:
        write()
    wrong = [*differences(), *(line for po in translations() for line in faults(po))]
    print("\n".join((*wrong, *(line for po in translations() for line in gaps(po)))) or "The catalogue is up to date.")
    return 1 if wrong else 0


def uses(source: str) -> Iterator[Use]:
    """Every call of `say` and its like in a module, in its order."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            first = node.args[: SAYING[node.func.id]]
            texts = tuple(one.value for one in first if isinstance(one, ast.Constant) and isinstance(one.value, str))
            names = frozenset(one.arg for one in node.keywords if one.arg is not None)
            passes_on = any(one.arg is None for one in node.keywords)
            yield Use(node.func.id, texts, names, passes_on, node.lineno)


def helps(source: str) -> Iterator[str]:
    """The help of every command in a module, paragraph by paragraph, and of its options."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef):
            continue
        calls = [one for one in node.decorator_list if isinstance(one, ast.Call)]
        if any(called(one) in ("command", "group") for one in calls):
            words = [one.value for call in calls for one in call.keywords if one.arg in ("help", "short_help")]
            texts = [ast.get_docstring(node), *(one.value for one in words if isinstance(one, ast.Constant))]
            yield from (text for one in texts if one for _, text in paragraphs(str(one)))


def modules() -> Iterator[tuple[str, str]]:
    """Every module that says something: its path from `src`, and its text."""
    for path in sorted(SOURCE.rglob("*.py")):
        source = path.read_text("utf-8")
        if "from showclear.words import" in source and path.parent != FOLDER:
            yield path.relative_to(SOURCE).as_posix(), source


def gathered() -> Catalog:
    """The catalogue as the source has it now."""
    found: dict[tuple[str, ...], set[str]] = {}
    for path, source in modules():
        for use in uses(source):
            if use.is_literal and use.texts[0]:
                found.setdefault(use.texts, set()).add(path)
    for file in sorted((SOURCE / "showclear" / "cli").rglob("*.py")):
        for text in helps(file.read_text("utf-8")):
            found.setdefault((text,), set()).add(file.relative_to(SOURCE).as_posix())
    catalogue = Catalog(
        project="Show Clear", version="1", msgid_bugs_address="see README.md", charset="utf-8",
        creation_date=_NO_TIME, revision_date=_NO_TIME, fuzzy=False,
        header_comment="# What people read in Show Clear. Written by scripts/words.py.\n"
        "# {name} stands for a value and stays as it is; its place in the sentence may change.",
    )  # fmt: skip
    counted = {texts[0] for texts in found if len(texts) > 1}
    for texts in sorted(found, key=lambda one: (min(found[one]), one)):
        if len(texts) == 1 and texts[0] in counted:
            continue
        flags = ("python-brace-format",) if fields(texts[0]) else ()
        catalogue.add(
            texts if len(texts) > 1 else texts[0], locations=[(one, 0) for one in sorted(found[texts])], flags=flags
        )
    return catalogue


def template_bytes() -> bytes:
    """`showclear.pot` as it should be."""
    return _po_bytes(gathered())


def differences() -> Iterator[str]:
    """What the template lacks, and what it has that nothing says any more."""
    if not TEMPLATE.is_file() or TEMPLATE.read_bytes() != template_bytes():
        old = _ids(_read(TEMPLATE)) if TEMPLATE.is_file() else set()
        new = _ids(gathered())
        yield f"{TEMPLATE.relative_to(ROOT)} is not up to date: scripts/words.py --write renews it."
        yield from (f"  new: {one!r}" for one in sorted(new - old))
        yield from (f"  gone: {one!r}" for one in sorted(old - new))


def translations() -> tuple[Path, ...]:
    """The catalogues of other languages."""
    return tuple(sorted(FOLDER.glob("*.po")))


def faults(po: Path) -> Iterator[str]:
    """What is wrong with a translation: values that differ from the English ones, a .mo that is not made of it."""
    known = _read(po)
    for message in _messages(known):
        for words in _each(message.string):
            if words and (fault := value_fault(_each(message.id), words)):
                yield f"{po.name}: {fault}: {words!r}"
    if not po.with_suffix(".mo").is_file() or po.with_suffix(".mo").read_bytes() != _mo_bytes(known):
        yield f"{po.name}: the .mo beside it is not made of it: scripts/words.py --write makes it."


def gaps(po: Path) -> Iterator[str]:
    """What is said in English for want of a translation, and what is translated though nothing says it any more."""
    known, wanted = _read(po), _ids(gathered())
    for message in _messages(known):
        english = _each(message.id)[0]
        if english not in wanted:
            yield f"{po.name}: nothing says this any more: {english!r}"
        elif message.fuzzy:
            yield f"{po.name}: fuzzy, its English was mended: {english!r}"
        elif not all(_each(message.string)):
            yield f"{po.name}: not translated: {english!r}"
    yield from (f"{po.name}: missing: {one!r}" for one in sorted(wanted - _ids(known)))


def _each(texts: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def value_fault(english: Iterable[str], words: str) -> str:
    """What is wrong with the values in a translation; empty where nothing is."""
    try:
        found = fields(words)
    except ValueError as error:
        return f"its braces do not fit ({error})"
    if any(not one.isidentifier() for one in found):
        return "a value that is no plain name"
    wanted = {one for text in english for one in fields(text)}
    # One form of a count may leave the number out: "one gun", "two guns" in a language with a dual.
    return "" if found | {"count"} == wanted | {"count"} else f"its values are {sorted(found)}, not {sorted(wanted)}"


def fields(text: str) -> set[str]:
    """The names of the values in a template.

    Raises:
        ValueError: its braces do not fit.
    """
    parsed = list(string.Formatter().parse(text))
    found = {name for _, name, _, _ in parsed if name is not None}
    return found | {inner for _, _, spec, _ in parsed if spec for inner in fields(spec)}


def write() -> None:
    """Renew the template, merge it into every translation, compile those."""
    TEMPLATE.write_bytes(template_bytes())
    for po in translations():
        known = _read(po)
        known.update(gathered(), no_fuzzy_matching=False, update_creation_date=False)
        po.write_bytes(_po_bytes(known))
        po.with_suffix(".mo").write_bytes(_mo_bytes(_read(po)))


def _read(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, locale=None if path == TEMPLATE else path.stem)


def _po_bytes(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalogue, width=0, include_lineno=False, ignore_obsolete=True)
    # Which tool wrote it is no part of it: another version of the tool writes the same.
    return b"".join(one for one in stream.getvalue().splitlines(keepends=True) if not one.startswith(b'"Generated-By'))


def _mo_bytes(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (one for one in catalogue if one.id)


def _ids(catalogue: Catalog) -> set[str]:
    return {_each(one.id)[0] for one in _messages(catalogue)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
