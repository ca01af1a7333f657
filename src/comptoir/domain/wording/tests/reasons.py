"""Every reason that the language library can give, gathered from its code, its tables and its lexicons."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from comptoir import language as library
from comptoir.language import contact_details, offers, promises
from comptoir.language.findings import CUSTOMER_CLAUSES
from comptoir.language.grammars import further
from comptoir.language.lexicons import entries
from comptoir.language.rules import LANGUAGES

LIBRARY = Path(library.__file__).parent
TABLES = ("french", "english", "romanian", "portuguese")
COMPUTED = {"contact_details", "courtesy", "emotion", "faults", "further", "insults", "offers", "promises", "spelling"}
"""Modules in which a finding is made with a reason that stands elsewhere; where, `_computed` says."""


def every_reason() -> set[tuple[str, str]]:
    """Clause and reason, of replies and of customers' messages."""
    found = {(clause, why) for _, clause, why in _written_down() if why}
    return found | set(_computed()) | set(_of_customers())


def modules_that_compute() -> set[str]:
    """The modules that make a finding with a reason that is not written down there."""
    return {module for module, _, why in _written_down() if not why}


def _written_down() -> Iterator[tuple[str, str, str]]:
    """Module, clause and reason of each finding that is made; no reason where it is computed."""
    for path in [*LIBRARY.glob("*.py"), *LIBRARY.glob("grammars/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                clause, why = _text(node.args[0]), _text(node.args[3]) if len(node.args) > 3 else ""
                yield path.stem, clause, why


def _computed() -> Iterator[tuple[str, str]]:
    yield from (("contact_details", why) for why in _strings(contact_details.find) if why != "contact_details")
    yield from (("promise", why) for why in _strings(promises._finding) if why.startswith("promise_"))
    yield from (("outside_offer", why) for why in _strings(offers._why, ast.Return) if why)
    yield from (("spelling", why) for call in _calls("spelling", "_finding") if (why := _text(call.args[1])))
    yield from (("grammar", why) for why in (*further.BY_RULE.values(), *further.BY_TYPE.values()))
    for name in TABLES:
        table = import_module(f"comptoir.language.grammars.{name}")
        yield from (("grammar", fault.why) for fault in (*table.TABLE, *getattr(table, "WITH_DIACRITICS", ())))


def _of_customers() -> Iterator[tuple[str, str]]:
    yield from ((clause, clause) for clause in CUSTOMER_CLAUSES if clause != "harassment")
    yield "angry", "shouting"
    yield "harassment", "sexual"
    for language in LANGUAGES:
        for clause in ("upset", "angry", "harassment"):
            yield from ((clause, why) for _, why in entries(language, clause) if why)


def _calls(module: str, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse((LIBRARY / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
            yield node


def _strings(function: Callable[..., object], inside: type[ast.AST] = ast.AST) -> set[str]:
    """The texts that stand in a function, its docstring left out; only those in nodes of a kind, when one is given."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    nodes = [node for part in tree.body for node in ast.walk(part) if isinstance(node, inside)]
    found = {_text(node) for parent in nodes for node in ast.walk(parent)}
    return {text for text in found if text and text != ast.get_docstring(tree, clean=False)}


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
