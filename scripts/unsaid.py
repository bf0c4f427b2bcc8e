"""Find literals that a person would read and that are not in the catalogue of words.

What counts as read: a string, or a piece of an f-string, with a letter and with a space, a capital letter or a full
stop in it; and whatever is handed to what draws text. One small word without a space may be an id as well as a word:
those are for the tests that draw screens in the language of tests. A comment `# not said: why` on a literal or above it
excuses it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

SAYING = {"say": 1, "english": 1, "say_count": 2, "english_count": 2}
"""The functions of `showclear.words` that take literals, and how many."""

DRAWING = frozenset(
    {"Fact", "Label", "Piece", "SideSection", "Static", "_heading", "muted", "plain", "strong", "words"}
)
"""Whose first argument is read, also where it is one small word."""

NOT_READ = frozenset(
    {
        "Path", "TypeVar", "add_class", "compile", "count", "encode", "endswith", "execute", "executemany",
        "executescript", "findall", "fullmatch",
        "getattr", "has_class", "hasattr", "import_module", "index", "match", "maketrans", "partition", "query",
        "query_one", "remove_class", "removeprefix", "removesuffix", "replace", "rfind", "rpartition", "rsplit",
        "rstrip", "lstrip", "normalize", "search", "set_class", "setattr", "split", "startswith", "strip", "sub",
        "translated", "zip_name", "AssertionError", "NotImplementedError", "RuntimeError", "TypeError",
        "ValueError", "KeyError",
    }
)  # fmt: skip
"""Calls whose own literals nobody reads."""

NOT_READ_KEYWORDS = frozenset(
    {
        "action",
        "classes",
        "encoding",
        "errors",
        "group",
        "help",
        "id",
        "key",
        "metavar",
        "mode",
        "name",
        "newline",
        "short_help",
        "type_",
    }
)
NOT_READ_NAMES = frozenset(
    {
        "BINDING_GROUP",
        "COMPONENT_CLASSES",
        "CSS",
        "CSS_PATH",
        "DEFAULT_CLASSES",
        "DEFAULT_CSS",
        "__all__",
        "__slots__",
    }
)

_KEY = re.compile(r"F\d+|\^?[A-Z0-9]|R-(?:[A-Z]+-)?\d+")
"""Of the keyboard, or the id of a rule."""

_RULES = frozenset({"FoldRule", "Rule", "_limit", "_rule"})
_SOURCE = re.compile(r"[A-Z][A-Z0-9-]+")
"""What a rule or a limit names as its source: a key of sources.toml."""

_EXCUSE = re.compile(r"#.*\bnot said: \S")


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A literal that is read and is not in the catalogue."""

    node: ast.Constant | ast.JoinedStr
    at_import: bool
    """Whether it is made when its module is loaded, before a language is chosen."""
    text: str


def is_read(text: str) -> bool:
    """Whether a literal looks like words for a person."""
    if not any(character.isalpha() for character in text) or _KEY.fullmatch(text.strip()):
        return False
    return " " in text or text.rstrip()[-1:] in ".!?…" or any(one.isupper() or ord(one) > 127 for one in text)


def shown_text(node: ast.Constant | ast.JoinedStr) -> str:
    """The literal as text, with `{}` where something is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def literal_is_read(node: ast.Constant | ast.JoinedStr) -> bool:
    """Whether any piece of a literal is words."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and is_read(node.value)
    return any(isinstance(part, ast.Constant) and is_read(str(part.value)) for part in node.values)


def unsaid(source: str) -> tuple[Unsaid, ...]:
    """What a module lets a person read without the catalogue, in its order."""
    lines = source.splitlines()
    found = _Finder().of(ast.parse(source))
    return tuple(one for one in found if not _excused(one.node, lines))


def _excused(node: ast.expr, lines: list[str]) -> bool:
    above = lines[node.lineno - 2].strip() if node.lineno > 1 else ""
    here = lines[node.lineno - 1 : node.end_lineno]
    return any(_EXCUSE.search(line) for line in here) or (above.startswith("#") and bool(_EXCUSE.search(above)))


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


class _Finder:
    def of(self, tree: ast.Module) -> Iterator[Unsaid]:
        yield from self._inside(tree, at_import=True)

    def _inside(self, node: ast.AST, *, at_import: bool) -> Iterator[Unsaid]:
        for child in _read_children(node):
            yield from self._visit(child, at_import=at_import)

    def _visit(self, node: ast.AST, *, at_import: bool) -> Iterator[Unsaid]:
        match node:
            case ast.Constant() | ast.JoinedStr() if literal_is_read(node):
                yield Unsaid(node, at_import, shown_text(node))
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                for outer in (*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)):
                    yield from self._visit(outer, at_import=at_import)
                for inner in node.body:
                    yield from self._visit(inner, at_import=False)
            case ast.Lambda():
                yield from self._visit(node.body, at_import=False)
            case _:
                if isinstance(node, ast.Call) and called(node) in DRAWING and node.args:
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and not literal_is_read(first) and _is_word(first.value):
                        yield Unsaid(first, at_import, shown_text(first))
                yield from self._inside(node, at_import=at_import)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and any(one.isalpha() for one in value) and not _KEY.fullmatch(value.strip())


def _read_children(node: ast.AST) -> Iterator[ast.AST]:
    """The children in which there may be words."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Compare() | ast.pattern() | ast.Assert():
            return
        case ast.AnnAssign():
            is_type = _name(node.annotation) == "TypeAlias"
            if node.value is not None and not is_type and _name(node.target) not in NOT_READ_NAMES:
                yield node.value
        case ast.Assign():
            if not any(_name(target) in NOT_READ_NAMES for target in node.targets):
                yield node.value
        case ast.Subscript():
            yield node.value
        case ast.Dict():
            yield from node.values
        case ast.FormattedValue():
            yield node.value
        case ast.Call():
            yield from _read_arguments(node)
        case ast.match_case():
            yield from (one for one in (node.guard, *node.body) if one is not None)
        case ast.ClassDef():
            yield from (*node.decorator_list, *node.body)
        case _:
            yield from ast.iter_child_nodes(node)


def _read_arguments(node: ast.Call) -> Iterator[ast.AST]:
    name = called(node)
    yield node.func
    skipped = SAYING.get(name, 0) if isinstance(node.func, ast.Name) else 0
    if name in {"Binding", "_key"}:
        skipped = 2
    elif name in {"get", "pop", "setdefault"}:
        skipped = 1
    for number, argument in enumerate(node.args):
        literal = isinstance(argument, (ast.Constant, ast.JoinedStr))
        classes = name == "words" and number > 0
        source = name in _RULES and _is_source(argument)
        if literal and (number < skipped or name in NOT_READ or classes or source):
            continue
        yield argument
    yield from (one.value for one in node.keywords if one.arg not in NOT_READ_KEYWORDS)


def _is_source(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and bool(_SOURCE.fullmatch(str(node.value)))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
