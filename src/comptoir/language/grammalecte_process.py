"""Grammalecte in a process of its own: run as `python grammalecte_process.py FOLDER`, it answers on its standard streams.

Grammalecte is under the GPL, version 3, and is no part of Comptoir: it is started where a system has it, and asked
questions. One JSON object a line: `{"id": 1, "text": "…"}` in, `{"id": 1, "errors": [[start, end, type, rule, message,
[suggestion, …]], …]}` out, after a first line `{"ready": version}`. It ends when its standard input does.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

ASKED = frozenset(("conf", "gn", "infi", "conj", "ppas", "imp", "inte", "vmode"))
"""Its options that stay on: confusions, agreement, verbs. Typography, style and spelling are judged elsewhere, or are taste."""


def main() -> None:
    """Load, say so, and answer until nobody asks any more."""
    engine = _engine(Path(sys.argv[1]))
    _say({"ready": engine.version})
    for line in sys.stdin:
        question = json.loads(line)
        _say({"id": question["id"], "errors": [_told(error) for error in _errors(engine, question["text"])]})


def _engine(folder: Path) -> Any:
    """The engine of the package in this folder: that package alone, not all that is installed beside it."""
    spec = importlib.util.spec_from_file_location(
        "grammalecte", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise SystemExit(f"No Grammalecte in {folder}")
    package = importlib.util.module_from_spec(spec)
    sys.modules["grammalecte"] = package
    spec.loader.exec_module(package)
    engine = importlib.import_module("grammalecte.fr.gc_engine")
    engine.load("Python")
    engine.setOptions({option: option in ASKED for option in engine.getOptions()})
    engine.parse("Je suis là.")  # loads the rules
    return engine


def _errors(engine: Any, text: str) -> list[dict[str, Any]]:
    found = engine.parse(text)
    errors: list[dict[str, Any]] = found[0] if isinstance(found, tuple) else found
    return errors


def _told(error: dict[str, Any]) -> list[Any]:
    names = ("nStart", "nEnd", "sType", "sRuleId", "sMessage", "aSuggestions")
    return [list(error[name]) if name == "aSuggestions" else error[name] for name in names]


def _say(words: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
