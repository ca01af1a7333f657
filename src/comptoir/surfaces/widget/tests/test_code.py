"""The widget's code: small, joined into one file, fit for any page."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path
from shutil import which

import pytest
from django.test import Client

from comptoir.surfaces.widget import code
from comptoir.surfaces.widget.joining import CannotJoin, joined, slim

STATIC = Path(__file__).parents[1] / "static/widget"
SHARED = Path(__file__).parents[2] / "gateway/static/gateway"


def test_the_loader_stays_below_5_kb_and_the_whole_widget_below_30() -> None:
    """F: the widget never slows the host page. Sizes are what goes over the wire, compressed."""
    loader, widget, invitation = code.loader(), code.module("widget"), code.module("invitation")
    assert len(loader.compressed) < 5_000
    assert len(loader.compressed) + len(widget.compressed) < 30_000
    assert len(invitation.compressed) < 1_500
    assert len(code.module("articles").compressed) < 3_500
    assert gzip.decompress(widget.compressed) == widget.plain


def test_the_loader_may_be_loaded_by_any_page_and_is_asked_again_after_five_minutes() -> None:
    answer = Client().get("/widget/loader.js", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"].startswith("public, max-age=300")
    assert (answer["Access-Control-Allow-Origin"], answer["Cross-Origin-Resource-Policy"]) == ("*", "cross-origin")
    again = Client().get("/widget/loader.js", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_module_is_kept_for_good_under_the_name_of_its_content() -> None:
    address = code.module_addresses()["widget"]
    assert "immutable" in Client().get(address)["Cache-Control"]
    moved = Client().get(address.replace(code.module("widget").digest, "000000000000"))
    assert (moved.status_code, moved["Location"]) == (302, address)


@pytest.mark.django_db
def test_nothing_else_of_the_house_is_served_as_a_module() -> None:
    assert Client().get("/widget/code/settings.000000000000.js").status_code == 404


def test_imports_become_what_the_imported_module_exports() -> None:
    modules = {
        "shop/a.js": 'import { two } from "./deep/b.js";\nimport { one } from "../other/c.js";\nexport const all = [one, two()];',
        "shop/deep/b.js": 'import { one } from "../../other/c.js";\n// a comment\nexport function two() {\n  return one + 1;\n}',
        "other/c.js": "export const one = 1;",
    }
    text = joined("shop/a.js", modules.__getitem__)
    assert "import " not in text
    assert "a comment" not in text
    assert text.count("const one=1;") == 1
    if node := which("node"):
        run = f"const made = await import('data:text/javascript,' + encodeURIComponent({text!r})); console.log(made.all.join());"
        done = subprocess.run([node, "--input-type=module", "-e", run], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "1,2"


def test_what_goes_out_is_slim_and_its_strings_stay_as_they_are() -> None:
    code = """
    /**
     * For people.
     */
    const css = sheet(`
      .panel :is(p, ul) { margin: 0 auto; color: red; }
      @media (max-width: 480px) { .panel { width: 100vw; } }
    `);
    const said = { words: "a = b, { c }", more: [1, 2] };   // why
    const path = one / two, other = `${ said } = it`;
    if (said === null && !css) return;
    go(said);
    """
    assert slim(code) == (
        "const css = sheet(`.panel :is(p,ul){margin:0 auto;color:red}@media (max-width:480px){.panel{width:100vw}}`);"
        'const said = { words: "a = b, { c }", more: [1, 2] };   // why\n'
        "const path = one / two, other = `${ said } = it`;"
        "if(said===null&&!css)return;go(said);"
    )


def test_a_backtick_that_stands_alone_is_refused() -> None:
    with pytest.raises(CannotJoin):
        slim("const ADDRESS = /[^`]+/;")


@pytest.mark.parametrize(
    "odd",
    [
        'import thing from "./b.js";',
        'import * as all from "./b.js";',
        "export default 1;",
        'import "./b.js";',
        'export { a } from "./b.js";',
    ],
)
def test_a_form_that_cannot_be_joined_is_refused(odd: str) -> None:
    with pytest.raises(CannotJoin):
        joined("a.js", {"a.js": odd, "b.js": ""}.__getitem__)


def test_modules_that_need_each_other_are_refused() -> None:
    modules = {
        "a.js": 'import { b } from "./b.js";\nexport const a = 1;',
        "b.js": 'import { a } from "./a.js";\nexport const b = 1;',
    }
    with pytest.raises(CannotJoin):
        joined("a.js", modules.__getitem__)


def test_every_file_is_short_and_begins_with_what_it_is() -> None:
    for path in [*STATIC.rglob("*.js"), *SHARED.glob("*.js")]:
        lines = path.read_text().splitlines()
        assert len(lines) <= 300, path.name
        assert lines[0].startswith("// "), path.name


def test_no_code_makes_markup_of_words_nor_runs_them() -> None:
    """Attack A1: words can only become text, because nothing here turns strings into markup or code."""
    for path in [*STATIC.rglob("*.js"), *SHARED.glob("*.js")]:
        for way in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            'setAttribute("on',
        ):
            assert way not in path.read_text(), f"{path.name}: {way}"


def test_private_members_get_the_shortest_names_and_nothing_else_does() -> None:
    text = joined("a.js", {"a.js": PRIVATE}.__getitem__)
    assert 'class Till{#a=0;#d = "a/b";async #b(){return this.#a;}\nget #c(){return !this.#a;}' in text
    assert "open(){return this.#c||this.#b(this.#a);}" in text
    assert "place.querySelector(`#count`)" in text
    assert 'colour("#count"," #fff")' in text


PRIVATE = """
export class Till {
  #count = 0;
  #path = "a/b";
  async #drawer() {
    return this.#count;
  }
  get #isEmpty() {
    return !this.#count;
  }
  open() {
    return this.#isEmpty || this.#drawer(this.#count);
  }
}
place.querySelector(`#count`);
const colour = colour("#count", " #fff");
"""
