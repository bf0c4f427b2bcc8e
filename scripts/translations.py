"""Keep the translations of the checklists in step with the English files.

    .venv-check/bin/python scripts/translations.py           # say what is missing, stale or gone
    .venv-check/bin/python scripts/translations.py --write   # put in what is missing, take out what is gone

A text that is new stands there without words and is shown in English until somebody translates it. A text whose English
has changed keeps its old pin: whoever has mended the words gives it the new one, which stands behind the English line.
`showclear lint` refuses what is missing or gone, and says what is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from showclear.app.definitions.reading import read_table  # noqa: E402
from showclear.app.definitions.translations import (  # noqa: E402
    FOLDER,
    SCHEMA,
    load_translation,
    pin_of,
    stale,
    texts_of,
)

CHECKLISTS = ROOT / "checklists"
NOTHING = frozenset({"hazards.toml", "sources.toml"})
HEAD = {
    "es": "# Spanish. No armorer has reviewed it. Terms: docs/glossary-es-fr.md.",
    "fr": "# French. No armorer has reviewed it. Terms: docs/glossary-es-fr.md.",
}


def main(arguments: list[str]) -> int:
    """Say or write it; 1 where something is missing or gone."""
    wrong = 0
    for language in HEAD:
        for name, english in sources().items():
            target = CHECKLISTS / FOLDER / language / f"{name}.toml"
            old = load_translation(target.name, target.read_bytes()) if target.exists() else None
            known = dict(old.texts) if old is not None else {}
            here = {one.place for one in texts_of(read_table(name, english))}
            wrong += len(here ^ known.keys())
            for place in sorted(here ^ known.keys()):
                print(f"{target.relative_to(ROOT)}: {place} is {'missing' if place in here else 'gone'}")
            if old is not None:
                for place in stale(old, english):
                    print(f"{target.relative_to(ROOT)}: {place} is stale")
            if "--write" in arguments:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(
                    page(name, language, english, known, old.reviewed_by if old else ""), encoding="utf-8"
                )
    return 1 if wrong and "--write" not in arguments else 0


def sources() -> dict[str, bytes]:
    """The English files by the id of the checklist or block."""
    files = [one for one in CHECKLISTS.glob("*.toml") if one.name not in NOTHING]
    return {one.stem: one.read_bytes() for one in sorted((*files, *(CHECKLISTS / "blocks").glob("*.toml")))}


def page(name: str, language: str, english: bytes, known: Mapping[str, tuple[str, str]], reviewed_by: str) -> str:
    """The file: each text below its English one, in the order of the English file."""
    lines = [HEAD[language], f'schema = "{SCHEMA}"', f'of = "{name}"', f'language = "{language}"']
    lines += [f"reviewed_by = {quoted(reviewed_by)}", "", "[text]"]
    for one in texts_of(read_table(name, english)):
        pin, words = known.get(one.place, ("", ""))
        now = pin_of(one.words)
        lines.append(f"# {one.words}" + ("" if pin == now else f"   [stale; now {now}]"))
        lines.append(f'"{one.place}" = {{ pin = "{pin}", text = {quoted(words)} }}')
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
