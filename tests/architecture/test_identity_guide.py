"""The snippets that shops copy from docs/guide/identity.md sign what Comptoir accepts."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys

import pytest

from comptoir.domain.shops.errors import IdentityNotProven
from comptoir.domain.shops.identity import identity_key, proven_identity
from comptoir.domain.shops.queries import KnownShop
from tests.architecture.tree import ROOT
from tests.requirements import required

SHOP = KnownShop(1, "maison-perle", "Maison Perle", ("fr",), "Europe/Paris", frozenset(), 1)
CUSTOMER = {"id": "C-20418", "first_name": "Hélène", "email": "helene@courriel.example"}
SNIPPETS = re.findall(r"^```(python|php|js)\n(.*?)^```", (ROOT / "docs/guide/identity.md").read_text(), re.M | re.S)
CALLS = {
    "python": "\nimport json, sys\nprint(signed_identity(sys.argv[1], json.loads(sys.argv[2])))",
    "php": "\necho signed_identity($argv[1], json_decode($argv[2], true));",
    "js": "\nconsole.log(signedIdentity(process.argv[1], JSON.parse(process.argv[2])));",
}
PROGRAMS = {"python": sys.executable, "php": shutil.which("php"), "js": shutil.which("node")}
FLAGS = {"python": "-c", "php": "-r", "js": "-e"}


@pytest.mark.parametrize(("language", "snippet"), SNIPPETS, ids=lambda text: text if len(text) < 10 else "")
def test_what_a_shop_signs_by_the_guide_is_believed(language: str, snippet: str) -> None:
    program = PROGRAMS[language]
    required("languages", program is not None, f"no {language} here to run the guide's snippet with")
    code = snippet.removeprefix("<?php\n") + CALLS[language]
    arguments = [identity_key(SHOP), json.dumps(CUSTOMER)]
    done = subprocess.run([program, FLAGS[language], code, *arguments], capture_output=True, text=True, check=True)
    identity = proven_identity(SHOP, done.stdout.strip())
    assert (identity.id, identity.first_name) == ("C-20418", "Hélène")


def test_the_guide_has_both_forms_in_three_languages() -> None:
    assert sorted(language for language, _ in SNIPPETS) == sorted(["python", "php", "js"] * 2)


def test_a_signature_by_another_key_is_not_believed() -> None:
    scope: dict[str, object] = {}
    exec(next(code for language, code in SNIPPETS if language == "python"), scope)
    with pytest.raises(IdentityNotProven):
        proven_identity(SHOP, scope["signed_identity"]("another key", CUSTOMER))  # type: ignore[operator]
