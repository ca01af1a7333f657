"""Modules as somebody reads them: the shop's own before the starter course's, in their language or the nearest there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from comptoir.domain.charter.rules import Charter, module_in
from comptoir.domain.training.errors import ModuleNotFound
from comptoir.domain.training.models import Module, Version
from comptoir.domain.training.queries.starter import ALSO_CALLED, EDITION, starter_keys, starter_lesson
from comptoir.domain.training.rules import Lesson, filled, read_quiz

ONLY_WHERE_MEDIATED = frozenset(("mediation", "seller_guide"))
"""Modules of the starter course that teach nothing to a shop without sellers."""

MODULES_AT_MOST = 100
"""Modules of a shop's own."""


@dataclass(frozen=True, slots=True)
class Taught:
    """A module in the language in which it is taught here; `version_id` is the shop's own edition, none for the starter course."""

    lesson: Lesson
    edition: str
    version_id: int | None = None

    @property
    def key(self) -> str:
        return self.lesson.key


def taught(shop_id: int, key: str, language: str, charter: Charter) -> Taught:
    """The module as it is taught to who reads that language. Raises `ModuleNotFound`."""
    found = taught_among(shop_id, [key], language, charter)
    if not found:
        raise ModuleNotFound
    return found[0]


def taught_among(shop_id: int, keys: Iterable[str], language: str, charter: Charter) -> list[Taught]:
    """Those of the modules that are taught in the shop, in the order asked for. One query."""
    wanted = list(dict.fromkeys(keys))
    order = languages_in_turn(language, charter)
    own: dict[str, list[Version]] = {}
    rows = _published(shop_id).filter(module__key__in=wanted) if wanted else Version.objects.none()
    for version in rows:
        own.setdefault(version.module.key, []).append(version)
    found = (_own(own[key], order) if key in own else _starter(key, order) for key in wanted)
    return [it for it in found if it is not None]


def all_keys(shop_id: int, charter: Charter) -> list[str]:
    """Every module that can be learnt here: what the charter asks for first, the shop's own next, the starter course last."""
    own = Module.objects.filter(shop_id=shop_id, is_retired=False).order_by("key").values_list("key", flat=True)
    asked = charter.training.modules() if charter.training else ()
    # What the charter calls by another name is there already.
    there = {ALSO_CALLED.get(key, key) for key in asked}
    course = (key for key in starter_keys() if charter.mediation is not None or key not in ONLY_WHERE_MEDIATED)
    others = (key for key in course if key not in there)
    return list(dict.fromkeys((*asked, *own[:MODULES_AT_MOST], *others)))


def titles_of(shop_id: int, keys: Iterable[str], language: str, charter: Charter) -> dict[str, str]:
    """What each module is called; one that nobody has written yet by its name in the charter."""
    wanted = list(keys)
    known = {it.key: it.lesson.title for it in taught_among(shop_id, wanted, language, charter)}
    return {key: known.get(key) or module_in(language, key) for key in wanted}


def read_text(it: Taught, charter: Charter, audience: str) -> str:
    """The module's text in Markdown, filled with the charter's figures for that audience."""
    return filled(it.lesson.text, charter, it.lesson.language, audience)


def languages_in_turn(language: str, charter: Charter) -> list[str]:
    """The reader's language, then the shop's, then English."""
    return list(dict.fromkeys((language, *charter.shop.languages, "en", "fr", "pt", "ro")))


def _published(shop_id: int) -> QuerySet[Version]:
    rows = Version.objects.filter(module__shop_id=shop_id, module__is_retired=False, published_at__isnull=False)
    return rows.select_related("module").order_by("module_id", "language", "number")


def _own(versions: Sequence[Version], order: Sequence[str]) -> Taught:
    newest = {version.language: version for version in versions}
    language = next((it for it in order if it in newest), next(iter(newest)))
    return of_version(newest[language])


def of_version(version: Version) -> Taught:
    """A version as it is taught, also while it is a draft."""
    module = version.module
    lesson = Lesson(
        key=module.key,
        kind=module.kind,
        language=version.language,
        title=version.title,
        minutes=version.minutes,
        text=version.text,
        questions=read_quiz(version.quiz)[0],
        quiz=version.quiz,
        audiences=tuple(module.audiences),
        topics=tuple(module.topics),
    )
    return Taught(lesson, str(version.number), version.pk)


def _starter(key: str, order: Sequence[str]) -> Taught | None:
    for language in order:
        if lesson := starter_lesson(key, language):
            return Taught(replace(lesson, key=key), EDITION)
    return None
