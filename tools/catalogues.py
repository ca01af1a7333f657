"""The catalogues of translations: gather the texts, compile them, check that nothing is missing.

python tools/catalogues.py update     texts of the code into src/comptoir/locale/*/LC_MESSAGES/django.po
python tools/catalogues.py compile    .po into .mo, only where the .po is newer
python tools/catalogues.py check      exit status 1 when a text is missing, fuzzy, not in the code any more, or odd
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "src/comptoir/locale"
LANGUAGES = ("fr", "pt", "ro")
"""English is what the code says."""

KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
GAPS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
ODDITIES = {
    "fr": [
        (re.compile(r"[^\u202f\u00a0\s(][?!;»](?!\w)| [?!;»:]|« |«\w"), "needs a no-break space"),
        (re.compile(r"(?i)\b(tu|toi|ton|tes)\b"), "speaks as to a friend"),
        (re.compile(r"'"), "has a straight apostrophe"),
    ],
    "ro": [
        (re.compile(r"[şţŞŢ]"), "has a cedilla where a comma belongs"),
        (re.compile(r"'"), "has a straight apostrophe"),
    ],
    "pt": [(re.compile(r"(?i)\b(você|vocês)\b"), "is not European Portuguese")],
}


def main(verb: str) -> int:
    """Do what `verb` says; returns the exit status."""
    return {"update": update, "compile": compile_all, "check": check}[verb]()


def update() -> int:
    """Bring every .po up to what the code says; what is new waits there untranslated."""
    texts = texts_of_the_code()
    for language in LANGUAGES:
        catalogue = catalogue_of(language)
        catalogue.update(texts, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        file = file_of(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(header_of(catalogue) + body_of(catalogue))
        print(f"{file.relative_to(ROOT)}: {len(texts)} texts, {len(list(missing(catalogue)))} to translate")
    return 0


def header_of(catalogue: Catalog) -> bytes:
    """A catalogue's head, without the dates that would make every update a change."""
    lines = [f"Language: {catalogue.locale}", f"Plural-Forms: {catalogue.plural_forms}", "MIME-Version: 1.0"]
    lines += ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    return ('msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n").encode()


def body_of(catalogue: Catalog) -> bytes:
    """The texts and their translations, by file."""
    out = io.BytesIO()
    write_po(out, catalogue, width=120, sort_by_file=True, include_lineno=False, omit_header=True)
    return out.getvalue()


def compile_all() -> int:
    """Write each .mo that is older than its .po."""
    for language in LANGUAGES:
        source = file_of(language)
        target = source.with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        with target.open("wb") as out:
            write_mo(out, catalogue_of(language))
    return 0


def check() -> int:
    """Say what is wrong with the catalogues, one line each."""
    texts = texts_of_the_code()
    wrong = [f"{language}: {trouble}" for language in LANGUAGES for trouble in troubles(language, texts)]
    print("\n".join(wrong) or f"{len(texts)} texts, complete in {', '.join(LANGUAGES)}.")
    return 1 if wrong else 0


def troubles(language: str, texts: Catalog) -> Iterator[str]:
    """What is wrong with one language's catalogue."""
    catalogue = catalogue_of(language)
    for text in texts:
        if text.id and catalogue.get(text.id, text.context) is None:
            yield f"not in the catalogue (make messages): {text.id!r}"
    for text in catalogue:
        if text.id and texts.get(text.id, text.context) is None:
            yield f"not in the code any more (make messages): {text.id!r}"
    for text in missing(catalogue):
        yield f"{'fuzzy' if text.fuzzy else 'not translated'}: {text.id!r}"
    for text in catalogue:
        for word in words_of(text):
            yield from oddities(language, text, word)


def oddities(language: str, text: Message, word: str) -> Iterator[str]:
    """What no reader of the language would write, and gaps that are not those of the text."""
    wanted = set(GAPS.findall(text.id if isinstance(text.id, str) else text.id[-1]))
    if set(GAPS.findall(word)) - wanted or (isinstance(text.id, str) and wanted - set(GAPS.findall(word))):
        yield f"other gaps than the text has: {word!r}"
    for pattern, why in ODDITIES[language]:
        if pattern.search(GAPS.sub("", word)):
            yield f"{why}: {word!r}"


def missing(catalogue: Catalog) -> Iterator[Message]:
    """Texts without a (certain) translation."""
    for text in catalogue:
        if text.id and (text.fuzzy or not words_of(text) or not all(words_of(text))):
            yield text


def words_of(text: Message) -> tuple[str, ...]:
    """The translation, in all its numbers."""
    if not text.id or not text.string:
        return ()
    return (text.string,) if isinstance(text.string, str) else tuple(text.string)


def texts_of_the_code() -> Catalog:
    """Every text for people that stands in Python or in a template."""
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    texts = Catalog(project="Comptoir", charset="utf-8")
    found = extract_from_dir(
        ROOT / "src", methods, options, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for file, line, message, comments, context in found:
        texts.add(message, None, [(f"src/{file}", line)], auto_comments=comments, context=context)
    return texts


def catalogue_of(language: str) -> Catalog:
    """What is translated into `language`."""
    file = file_of(language)
    if not file.exists():
        return Catalog(locale=language, project="Comptoir", charset="utf-8", fuzzy=False)
    with file.open("rb") as source:
        return read_po(source, locale=language)


def file_of(language: str) -> Path:
    """Where the language's texts stand."""
    return LOCALE / language / "LC_MESSAGES/django.po"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
