"""Whatever a record may say in `Judgement.said` can stand in a snapshot.

A value class that the codec does not know would only mean that no snapshot is written, and nobody would notice but for
slow starts. So the value of every assignment in the source is looked at.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import pkgutil
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any, get_args, get_origin

from showclear.app.snapshot.codec import SAID
from showclear.domain import situation

SCALARS = {str, int, bool, type(None)}


def test_every_value_class_that_a_record_may_say_is_known_to_the_snapshot() -> None:
    """A class too few: no snapshot; a class too many: a value that a snapshot could bring in from nowhere."""
    found = {kind for module in modules() for kind in said_in(module)}
    assert found - SCALARS == set(SAID)


def modules() -> Iterator[ModuleType]:
    """Every module of the situation."""
    for one in pkgutil.iter_modules(situation.__path__, f"{situation.__name__}."):
        yield importlib.import_module(one.name)


def said_in(module: ModuleType) -> Iterator[type]:
    """The classes of all values that a module puts into `said`."""
    assert module.__file__ is not None
    with open(module.__file__, encoding="utf-8") as file:  # noqa: PTH123 - a source file, whole
        tree = ast.parse(file.read())
    for function in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
        for node in ast.walk(function):
            for value in written(node):
                yield from classes(value, function, module)


def written(node: ast.AST) -> Iterator[ast.expr]:
    """The value that a statement puts into `said`."""
    if isinstance(node, ast.Assign):
        if any(isinstance(one, ast.Subscript) and is_said(one.value) for one in node.targets):
            yield node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_said(node.func.value):
        if node.func.attr == "setdefault":
            yield node.args[1]
        else:
            assert node.func.attr in ("get", "items"), f"line {node.lineno}: what does this put into `said`?"


def is_said(node: ast.expr) -> bool:
    """Whether an expression is the `said` of a judgement."""
    return isinstance(node, ast.Attribute) and node.attr == "said"


def classes(value: ast.expr, function: ast.FunctionDef, module: ModuleType) -> Iterator[type]:
    """The classes that a value may have."""
    match value:
        case ast.Constant():
            yield type(value.value)
        case ast.Tuple():
            for one in value.elts:
                yield from classes(one, function, module)
        case ast.Call(func=ast.Name("replace")):
            yield from classes(value.args[0], function, module)
        case ast.Call(func=ast.Name(name)):
            called = vars(module)[name]
            yield from [called] if isinstance(called, type) else hinted(returned(called))
        case ast.Name(name):
            yield from classes_of_name(name, function, module)
        case ast.Attribute():
            yield type(eval(ast.unparse(value), vars(module)))  # our own source: a constant of another module
        case _:
            raise AssertionError(f"{module.__name__}, line {value.lineno}: what is {ast.unparse(value)}?")


def classes_of_name(name: str, function: ast.FunctionDef, module: ModuleType) -> Iterator[type]:
    """The classes of a parameter, or of all that is assigned to a variable or that it is tested to be."""
    found: set[type] = set()
    for node in ast.walk(function):
        match node:
            case ast.arg(arg=arg, annotation=ast.Name(kind)) if arg == name:
                found.add(vars(module).get(kind) or getattr(builtins, kind))
            case ast.Assign(targets=[ast.Name(target)], value=value) if target == name:
                found.update(classes(value, function, module))
            case ast.Assign(targets=[ast.Tuple(targets)], value=value) if name in map(ast.unparse, targets):
                if isinstance(value, ast.Tuple):
                    same = dict(zip(map(ast.unparse, targets), value.elts, strict=True))
                    found.update([] if is_read_again(same[name]) else classes(same[name], function, module))
                elif isinstance(value, ast.GeneratorExp):
                    found.update(classes(value.elt, function, module))
            case ast.Call(func=ast.Name("isinstance"), args=[ast.Name(tested), ast.Name(kind)]) if tested == name:
                found.add(vars(module)[kind])
    assert found, f"{module.__name__}.{function.name}: what is {name}?"
    yield from found


def is_read_again(node: ast.expr) -> bool:
    """Whether an expression reads from `said`: what it may be is tested before it is used."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_said(node.func.value)


def returned(called: FunctionType) -> Any:
    """What a function returns."""
    return eval(called.__annotations__["return"], called.__globals__)  # our own source


def hinted(kind: Any) -> Iterator[type]:
    """The classes of a type hint."""
    if get_origin(kind) is None:
        yield kind
    else:
        for one in get_args(kind):
            yield from hinted(one)
