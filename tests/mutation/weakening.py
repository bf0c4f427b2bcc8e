"""A pytest plugin that makes rules of the product hold always, from outside: it changes modules as they are imported.

    python -m pytest -p tests.mutation.weakening --weaken '[["MODULE", "FUNCTION", "OLD", "NEW"], …]' TESTS

In the source of each FUNCTION (empty: of the whole module) the expression or statement OLD becomes NEW, wherever it
stands; where OLD is empty, the whole body becomes `return NEW`. The files themselves stay as they are.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

import pytest


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of the source of one function."""

    module: str
    function: str
    old: str
    new: str


class StaleError(Exception):
    """The source of the product has no such function, or nothing in it that could be changed so."""


class _Replace(ast.NodeTransformer):
    """Replaces every expression or statement that reads like `old`."""

    def __init__(self, old: str, new: str) -> None:
        self.found = 0
        self._old = ast.unparse(ast.parse(old))
        self._new = new

    def visit(self, node: ast.AST) -> ast.AST | list[ast.stmt]:
        """The node, or what comes in its place."""
        if isinstance(node, (ast.expr, ast.stmt)) and ast.unparse(node) == self._old:
            self.found += 1
            made = ast.parse(self._new).body
            return made[0].value if isinstance(node, ast.expr) and isinstance(made[0], ast.Expr) else made
        return self.generic_visit(node)


def weakened(source: str, edits: Sequence[Edit]) -> ast.Module:
    """The source of a module with these changes.

    Raises:
        StaleError: one of them changes nothing.
    """
    tree = ast.parse(source)
    for edit in edits:
        _change(_function(tree, edit), edit)
    return ast.fix_missing_locations(tree)


def _function(tree: ast.Module, edit: Edit) -> ast.Module | ast.ClassDef | ast.FunctionDef:
    found: ast.Module | ast.ClassDef | ast.FunctionDef = tree
    for name in filter(None, edit.function.split(".")):
        inner = [one for one in found.body if isinstance(one, (ast.ClassDef, ast.FunctionDef)) and one.name == name]
        if not inner:
            raise StaleError(f"{edit.module} has no {edit.function}.")
        found = inner[0]
    return found


def _change(where: ast.Module | ast.ClassDef | ast.FunctionDef, edit: Edit) -> None:
    if not edit.old:
        where.body = ast.parse(f"return {edit.new}").body
        return
    replace = _Replace(edit.old, edit.new)
    where.body = [made for one in where.body for made in _listed(replace.visit(one))]
    if not replace.found:
        raise StaleError(f"{edit.module}, {edit.function}: nothing in it reads “{edit.old}”.")


def _listed(made: ast.AST | list[ast.stmt]) -> list[ast.stmt]:
    if isinstance(made, list):
        return made
    assert isinstance(made, ast.stmt)
    return [made]


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, edits: Sequence[Edit]) -> None:
        super().__init__(name, path)
        self._edits = edits

    def get_code(self, fullname: str) -> CodeType:
        """The code of the changed source; nothing is written beside the file."""
        source = self.get_data(self.path).decode("utf-8")
        return compile(weakened(source, self._edits), self.path, "exec")


class _Finder(MetaPathFinder):
    """Finds the modules that are changed, and no others."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """A spec that loads the changed source."""
        edits = [edit for edit in self._edits if edit.module == fullname]
        spec = PathFinder.find_spec(fullname, path, target) if edits else None
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(fullname, spec.origin, edits)
        return spec


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that says what is changed."""
    parser.addoption("--weaken", default="[]", help="changes of the product's source, as JSON")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Change what is imported from now on.

    Raises:
        UsageError: the product was imported already.
    """
    edits = [Edit(*row) for row in json.loads(early_config.known_args_namespace.weaken)]
    late = [edit.module for edit in edits if edit.module in sys.modules]
    if late:
        raise pytest.UsageError(f"{', '.join(late)}: imported before it could be changed.")
    sys.meta_path.insert(0, _Finder(edits))
