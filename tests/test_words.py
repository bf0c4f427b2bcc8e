"""One catalogue holds what a person reads; English is its key and stands in the source (ADR 0035)."""

from __future__ import annotations

import ast
import copy
import json
import pickle
import sqlite3
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest
import tomli_w
from babel.messages.catalog import Catalog
from pydantic import TypeAdapter

from scripts import words as script
from scripts.unsaid import unsaid
from showclear import words
from showclear.app.snapshot.codec import encode
from showclear.errors import RecordError
from showclear.ledger.facts import render_facts
from showclear.words import english, english_as, english_count, say, say_count, together, translated

SOURCE = Path(__file__).resolve().parents[1] / "src" / "showclear"

NEVER = {
    "standalone": "two verifiers that are handed out alone; they share nothing with Show Clear",
    "app/printing": "printed pages are evidence: they are compared years later, in one language",
    "app/snapshot": "a snapshot that does not hold is made anew, and says so to nobody",
    "app/desk/noting.py": "what the search index holds: it is searched in English, as records are",
    "app/bundle/telling.py": "what is printed beside a bundle is read with it, years later, in one language",
    "app/bundle/pseudonymised.py": "the same, without names",
    "app/drill/faults.py": "what a drill plays and what happened elsewhere: a story in English, as its sources are",
    "app/drill/looks.py": "the same: what hands would see",
    "app/demo_day.py": "invented records",
    "app/demo_history.py": "invented records",
    "app/demo_making.py": "invented records",
    "app/demo_place.py": "invented records",
    "app/demo_second.py": "invented records",
    "app/demo_things.py": "invented records",
    "reports": "printed pages are evidence: they are compared years later, in one language",
    "domain/clearance_words.py": "called over the radio and written into records: the same words for everybody",
    "storage/diagnostics.py": "a file for developers about a crash: one language, so that they can search in it",
    "storage/index_query.py": "statements of SQL",
    "words": "the catalogue itself",
    "tui/widgets/gallery": "what a developer looks at",
    "tui/contrast.py": "pairs of colours that a test measures; only a failed test names one",
    "tui/palettes.py": "a table of colours",
    "tui/drawing/letters.py": "the shapes of the large letters",
    "tui/drawing/svg.py": "how a picture is written, for the documentation",
    "tui/picture.py": "a picture of a screen for the documentation",
    "__main__.py": "nothing is said before a language is chosen",
}
"""What stays outside, and why."""


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    words.use("en")


@cache
def modules() -> dict[str, str]:
    """Every module by its path below the package, with its text."""
    return {path.relative_to(SOURCE).as_posix(): path.read_text("utf-8") for path in sorted(SOURCE.rglob("*.py"))}


def below(path: str, places: tuple[str, ...]) -> bool:
    """Whether a module is one of these, or in one of these packages."""
    return any(path == place or path.startswith(f"{place}/") for place in places)


def test_the_catalogue_holds_what_the_source_says() -> None:
    """`scripts/words.py --write` renews it."""
    assert "\n".join(script.differences()) == ""


def test_nothing_is_said_without_the_catalogue() -> None:
    """A new sentence is said with `say`, or a comment `# not said: why` excuses it."""
    found = [
        f"{path}:{one.node.lineno}: {one.text!r}"
        for path, source in modules().items()
        if not below(path, tuple(NEVER))
        for one in unsaid(source)
    ]
    assert found == []


def test_every_text_is_a_literal_with_the_values_it_names() -> None:
    """A text that is put together before it is looked up is never found, and a value that is missing is a crash."""
    wrong = []
    for path, source in script.modules():
        for use in script.uses(source):
            place = f"{path}:{use.line}"
            if not use.is_literal:
                wrong.append(f"{place}: {use.function}() wants literals; translated() says what was made elsewhere")
                continue
            named = set().union(*map(script.fields, use.texts)) if use.values or len(use.texts) > 1 else set()
            given = use.values | ({"count"} if len(use.texts) > 1 else set())
            if named - given or (given - named and given - named != {"count"}) or use.passes_on:
                wrong.append(f"{place}: {use.texts[0]!r} names {sorted(named)} and gets {sorted(given)}")
            if not all(one.isidentifier() for one in named):
                wrong.append(f"{place}: {use.texts[0]!r} has a value that is no plain name")
    assert wrong == []


def test_what_is_translated_is_no_literal() -> None:
    """`translated("…")` would look nothing up."""
    calls = (
        (path, node)
        for path, source in script.modules()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "translated" and node.args
    )
    assert [
        f"{path}:{node.lineno}" for path, node in calls if isinstance(node.args[0], ast.Constant | ast.JoinedStr)
    ] == []


def test_a_text_is_counted_in_one_way_only() -> None:
    """A catalogue has one entry for each English text."""
    forms: dict[str, set[tuple[str, ...]]] = {}
    for _, source in script.modules():
        for use in script.uses(source):
            if len(use.texts) > 1:
                forms.setdefault(use.texts[0], set()).add(use.texts)
    assert {one: found for one, found in forms.items() if len(found) > 1} == {}


def test_every_translation_can_be_filled_and_every_language_is_offered() -> None:
    """What is not translated is said in English; what is translated wrongly is refused here."""
    assert [fault for po in script.translations() for fault in script.faults(po)] == []
    assert {po.stem for po in script.translations()} == set(words.LANGUAGES) - {"en"}


@pytest.mark.parametrize(
    ("english_text", "translation", "fault"),
    [
        ("{tag} is out", "{tag} est sorti", ""),
        ("{tag} is out", "{tga} est sorti", "its values are ['tga']"),
        ("{tag} is out", "est sorti", "its values are []"),
        ("{tag} is out", "{tag.__class__} est sorti", "no plain name"),
        ("{tag} is out", "{0} est sorti", "no plain name"),
        ("{tag} is out", "{tag est sorti", "its braces do not fit"),
    ],
)
def test_a_translation_has_the_values_of_the_english_text(english_text: str, translation: str, fault: str) -> None:
    """A name that a translator mistyped would be a hole in a sentence about a gun."""
    found = script.value_fault((english_text,), translation)
    assert fault in found
    assert bool(fault) == bool(found)


class French:
    """A catalogue with three entries."""

    def gettext(self, message: str, /) -> str:
        return {"{tag} is out": "{tag} est sorti", "box": "boîte", "broken {tag}": "{what}"}.get(message, message)

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        return ("{count} arme" if count < 2 else "{count} armes") if one == "{count} gun" else many


def test_a_text_is_said_in_the_language_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """And in English where it is not translated, or where its translation cannot be filled."""
    before = english("{tag} is out", tag=english("box"))
    assert (before, say("{tag} is out", tag="A-07"), say_count("{count} gun", "{count} guns", 0)) == (
        "box is out", "A-07 is out", "0 guns",
    )  # fmt: skip
    monkeypatch.setattr(words, "_catalogue", French())
    assert say("{tag} is out", tag="A-07") == "A-07 est sorti"
    assert say_count("{count} gun", "{count} guns", 0) == "0 arme"
    assert translated(before) == "boîte est sorti"
    assert translated("box") == "box", "a name is not looked up"
    assert translated(english_count("{count} gun", "{count} guns", 2)) == "2 armes"
    assert translated(together((english("box"), "A-07"), "; ")) == "boîte; A-07"
    assert say("No {braces} without values") == "No {braces} without values"
    assert say("broken {tag}", tag="A-07") == "broken A-07"
    assert before == "box is out", "what a record holds stays English"


SAID = (
    english("{tag} is out", tag=english("box")),
    english_count("{count} gun", "{count} guns", 2),
    together((english("box"), "A-07"), english(" or ")),
    english_as("1 gun out", "{count} guns out", {"count": 1}),
)


@pytest.mark.parametrize("said", SAID)
def test_a_text_is_shown_in_another_language_after_it_went_from_process_to_process(said: words.Said) -> None:
    """Verifying is done by several processes, and their findings are shown by the first."""
    words.use(words.PSEUDO)
    for again in (pickle.loads(pickle.dumps(said)), copy.copy(said), copy.deepcopy(said)):
        assert (again, translated(again)) == (said, translated(said))
        assert translated(again) != said
    assert translated(pickle.loads(pickle.dumps(RecordError(said))).message) == translated(said)


@pytest.mark.parametrize("said", SAID)
def test_a_text_is_just_its_english_where_it_is_kept(said: words.Said) -> None:
    """In JSON, in TOML, in a model, in a database, in a snapshot, in a record, as a key and beside plain texts."""
    plain = str(said)
    assert type(plain) is str
    assert (said, hash(said), repr(said), f"{said}") == (plain, hash(plain), repr(plain), plain)
    assert {plain: 1}[said] == 1
    assert sorted((said, "zz", "0")) == ["0", plain, "zz"]
    assert json.dumps({said: said}) == json.dumps({plain: plain})
    assert tomli_w.dumps({"said": [said]}) == tomli_w.dumps({"said": [plain]})
    assert TypeAdapter(str).dump_json(TypeAdapter(str).validate_python(said, strict=True)) == json.dumps(plain).encode()
    assert sqlite3.connect(":memory:").execute("select ?", (said,)).fetchone() == (plain,)
    assert json.dumps(encode(object, (said,))) == json.dumps(encode(object, (plain,)))
    assert render_facts({"said": said, "rows": [{"said": said}]}) == render_facts(
        {"said": plain, "rows": [{"said": plain}]}
    )


def test_a_catalogue_is_read_as_gettext_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the .po of a translator to the words on the screen; a fuzzy entry is not used."""
    po = tmp_path / "de.po"
    po.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Not signed"\nmsgstr "Nicht unterschrieben"\n\n#, fuzzy\nmsgid "Open"\nmsgstr "Zu"\n', encoding="utf-8",
    )  # fmt: skip
    monkeypatch.setattr(script, "FOLDER", tmp_path)
    monkeypatch.setattr(script, "TEMPLATE", tmp_path / "showclear.pot")
    monkeypatch.setattr("showclear.words.catalogues.FOLDER", tmp_path)
    catalogue = Catalog(charset="utf-8")
    for one in ("Not signed", "Open"):
        catalogue.add(one)
    monkeypatch.setattr(script, "gathered", lambda: catalogue)
    script.write()
    assert list(script.faults(po)) == []
    assert any("'Open'" in one for one in script.gaps(po))
    words.use("de")
    assert isinstance(words._catalogue, GNUTranslations)
    assert (say("Not signed"), say("Open")) == ("Nicht unterschrieben", "Open")
    words.use("fr")
    assert say("Not signed") == "Not signed"


def test_the_literal_that_nobody_said_is_found() -> None:
    """Words, pieces of words, and one small word where it is drawn; no ids, keys, style sheets or comparisons."""
    source = '''
"""Not read."""
TITLE = "Not signed"
CSS = "Label { color: red; }"
def draw(gun, key):
    """Not read."""
    if key == "Not read" or gun.kind in ("Not read",):
        return say("Said {tag}", tag=gun.tag), muted("open"), f"due:{gun.tag}"
    print(f"{gun.tag} is out", words["Not read"], gun.id.removeprefix("Not read"))
    # not said: a name
    return "Excused here"
'''
    assert [(one.text, one.at_import) for one in unsaid(source)] == [
        ("Not signed", True), ("open", False), ("{} is out", False),
    ]  # fmt: skip
