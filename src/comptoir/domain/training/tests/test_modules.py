"""Modules of the shop's own: drafts, editions, files; and who may write them (D6)."""

from __future__ import annotations

import pytest

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.training.actions import (
    Draft,
    begin_attempt,
    drop_draft,
    import_module,
    publish_module,
    retire_module,
    write_module,
)
from comptoir.domain.training.errors import ModuleHasMoved, ModuleMistaken, ModuleNotFound, NothingToPublish
from comptoir.domain.training.models import Module
from comptoir.domain.training.queries import own_modules, steps_of, taught, to_edit
from comptoir.domain.training.tests.stage import a_newcomer, a_school, takes
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_member, a_viewer

pytestmark = pytest.mark.django_db
QUIZ = "? Yes?\n(x) yes\n( ) no"


def draft(**fields) -> Draft:
    return Draft(**{"key": "chat", "language": "en", "title": "Our chat", "text": "Text.", "quiz": QUIZ} | fields)


@pytest.fixture
def shop():
    return a_school()


@pytest.fixture
def rose(shop):
    return a_viewer(a_member(shop, "referent", audience="advisor"))


def charter(shop):
    return charter_in_force(shop.id, NOON)[1]


def test_a_draft_is_taught_to_nobody_until_it_is_published(shop, rose):
    write_module(viewer=rose, draft=draft(), now=NOON)
    assert taught(shop.id, "chat", "en", charter(shop)).version_id is None

    version = publish_module(viewer=rose, key="chat", language="en", now=NOON)

    assert taught(shop.id, "chat", "en", charter(shop)).version_id == version.pk


def test_an_attempt_remembers_the_edition_with_which_it_began(shop, rose):
    """D6"""
    adele = a_viewer(a_newcomer(shop))
    write_module(viewer=rose, draft=draft(), now=NOON)
    first = publish_module(viewer=rose, key="chat", language="en", now=NOON)
    attempt = begin_attempt(viewer=adele, key="chat", language="en", now=NOON)

    write_module(viewer=rose, draft=draft(quiz="? No?\n(x) no\n( ) yes", title="Newer"), now=NOON)
    publish_module(viewer=rose, key="chat", language="en", now=NOON)
    done = takes(adele, "chat")

    assert (done.pk, done.version_id, done.title, done.paper[0]["asks"]) == (attempt.pk, first.pk, "Our chat", "Yes?")
    assert takes(adele, "chat").title == "Newer"


def test_a_module_is_read_in_ones_language_else_in_the_shops(shop, rose):
    write_module(viewer=rose, draft=draft(language="fr", title="Notre chat"), now=NOON)
    publish_module(viewer=rose, key="chat", language="fr", now=NOON)

    assert taught(shop.id, "chat", "en", charter(shop)).lesson.title == "Notre chat"
    assert taught(shop.id, "welcome", "ro", charter(shop)).lesson.language == "ro"


def test_two_who_write_do_not_write_over_each_other(rose):
    begun = to_edit(rose.shop_id, "chat", "en")
    write_module(viewer=rose, draft=draft(), based_on=begun.based_on, now=NOON)

    with pytest.raises(ModuleHasMoved):
        write_module(viewer=rose, draft=draft(title="Other"), based_on=begun.based_on, now=NOON)


def test_a_retired_module_gives_way_to_the_starter_course(shop, rose):
    write_module(viewer=rose, draft=draft(), now=NOON)
    publish_module(viewer=rose, key="chat", language="en", now=NOON)

    retire_module(viewer=rose, key="chat")

    assert taught(shop.id, "chat", "en", charter(shop)).version_id is None
    assert [it.is_retired for it in own_modules(shop.id, "en", charter(shop))] == [True]


def test_a_draft_can_be_thrown_away(rose):
    write_module(viewer=rose, draft=draft(), now=NOON)
    drop_draft(viewer=rose, key="chat", language="en")

    assert not Module.objects.exists()
    with pytest.raises(ModuleNotFound):
        publish_module(viewer=rose, key="chat", language="en", now=NOON)


def test_nothing_is_published_twice(rose):
    write_module(viewer=rose, draft=draft(), now=NOON)
    publish_module(viewer=rose, key="chat", language="en", now=NOON)

    with pytest.raises(NothingToPublish):
        publish_module(viewer=rose, key="chat", language="en", now=NOON)


def test_a_module_comes_from_a_file_as_a_draft(rose):
    file = f'key = "diamonds"\nlanguage = "en"\ntitle = "Diamonds"\nkind = "product"\ntext = "Text."\nquiz = """\n{QUIZ}\n"""'

    version = import_module(viewer=rose, file=file, now=NOON)

    assert (version.module.key, version.module.kind, version.published_at) == ("diamonds", "product", None)


def test_a_mistake_is_told_with_its_line(rose):
    with pytest.raises(ModuleMistaken) as refused:
        write_module(viewer=rose, draft=draft(quiz="? Who?\n( ) a\n( ) b"), now=NOON)

    assert refused.value.mistakes == ["Line 1: Mark the right answer with an x: one of ( ), any of [ ]."]


def test_only_who_may_writes_and_only_in_their_shop(shop, rose):
    """A4, A22"""
    adele, stranger = a_member(shop), a_member(a_school("autre-maison"), "referent", name="Étienne", audience="advisor")
    write_module(viewer=rose, draft=draft(), now=NOON)

    with pytest.raises(NotAllowed):
        write_module(viewer=a_viewer(adele), draft=draft(), now=NOON)
    with pytest.raises(NotAllowed):
        import_module(viewer=a_viewer(adele), file="", now=NOON)
    with pytest.raises(ModuleNotFound):
        publish_module(viewer=a_viewer(stranger), key="chat", language="en", now=NOON)


def test_what_is_for_others_is_not_shown(shop, rose):
    """A4"""
    write_module(viewer=rose, draft=draft(key="gems", audiences=("ambassador",)), now=NOON)
    publish_module(viewer=rose, key="gems", language="en", now=NOON)
    adele, amin = a_viewer(a_newcomer(shop)), a_viewer(a_newcomer(shop, "ambassador"))

    assert "gems" not in [it.key for it in steps_of(adele, "en", NOON)]
    assert "gems" in [it.key for it in steps_of(amin, "en", NOON)]
    with pytest.raises(ModuleNotFound):
        begin_attempt(viewer=adele, key="gems", language="en", now=NOON)
