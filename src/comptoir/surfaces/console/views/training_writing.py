"""Writing modules: drafts, editions, files; for those who may."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import SPOKEN, Charter, module_in
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.training import actions
from comptoir.domain.training.errors import ModuleMistaken
from comptoir.domain.training.queries import mistake_words, own_modules, taught_keys, to_edit
from comptoir.domain.training.rules import (
    FILE_LARGEST,
    KINDS,
    QUIZ_LARGEST,
    TEXT_LARGEST,
    TITLE_LARGEST,
    filled,
    read_quiz,
)
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, NotFound
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.pictures import LARGEST, keep_picture, picture_limits
from comptoir.surfaces.console.showing import audience_names, reading, topic_names
from comptoir.surfaces.console.teaching.days import when
from comptoir.surfaces.console.teaching.markup import page_of
from comptoir.surfaces.console.teaching.steps import KINDS as KIND_WORDS
from comptoir.surfaces.console.teaching.steps import for_whom
from comptoir.surfaces.console.teaching.team import rights_to_parts
from comptoir.surfaces.console.writing import language_name

PICTURE_SIDE = 1200
KEY_LONGEST = 40
NAMES_AT_MOST = 50


@for_agents("GET", right="write_training")
def modules(request: HttpRequest, agent: Agent) -> HttpResponse:
    """All modules that can be learnt here, each with its languages."""
    viewer = _viewer(request, agent)
    charter = charter_in_force(viewer.shop_id, now())[1]
    own = {it.key: it for it in own_modules(viewer.shop_id, reading(), charter)}
    keys = taught_keys(viewer.shop_id, charter)
    rows = [
        {"key": key, "own": own.get(key), "name": module_in(reading(), key), "whom": _whom(own.get(key), key, charter)}
        for key in (*keys, *own)
    ]
    return desk_page(
        request,
        agent,
        "training/write.html",
        shop=shop_of_id(viewer.shop_id),
        shops=[shop_of_id(it.shop_id) for it in agent.viewers],
        part="training_write",
        rows=list({row["key"]: row for row in rows}.values()),
        languages=_languages(charter),
        asked=charter.training.modules() if charter.training else (),
        file_longest=FILE_LARGEST,
        rights=rights_to_parts(viewer),
    )


@for_agents("POST", right="write_training")
def new(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Go to the form of a module by its name and language."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    key, language = words_of(request, "key", KEY_LONGEST), request.POST.get("language", "")
    if not key or not key.replace("_", "a").isalnum() or not key.isascii() or not key.islower():
        raise ModuleMistaken(
            [_("A module needs a short name of small letters, digits and underscores, such as “after_sales”.")]
        )
    return done(go_to=_address(viewer, key, _spoken(language)))


@for_agents("POST", right="write_training")
def read_file(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Keep the module of a file as a draft."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    sent = request.FILES.get("file")
    if sent is None:
        raise BadRequest(_("choose a file"))
    try:
        text = sent.read(FILE_LARGEST + 1).decode()
    except UnicodeDecodeError as error:
        raise ModuleMistaken([_("This is no TOML file: look at the example in the guide.")]) from error
    version = actions.import_module(viewer=viewer, file=text, now=now())
    return HttpResponseRedirect(_address(viewer, version.module.key, version.language))


@for_agents("GET", "POST", right="write_training")
def module(request: HttpRequest, agent: Agent, key: str, language: str) -> HttpResponse:
    """The form of a module in a language; a POST keeps the draft."""
    viewer = _viewer(request, agent)
    spoken = _spoken(language)
    if request.method == "POST":
        based_on = number_in(request.POST.get("based_on")) or 0
        actions.write_module(viewer=viewer, draft=_draft(request, key, spoken), based_on=based_on, now=now())
        return done(go_to=_address(viewer, key, spoken))
    it = to_edit(viewer.shop_id, key, spoken)
    charter = charter_in_force(viewer.shop_id, now())[1]
    return desk_page(
        request,
        agent,
        "training/edit.html",
        shop=shop_of_id(viewer.shop_id),
        it=it,
        name=it.title or module_in(reading(), key),
        kinds=[(kind, KIND_WORDS[kind]()) for kind in KINDS],
        languages=_languages(charter),
        audiences=audience_names(charter),
        topics=topic_names(charter),
        editions=[(each, when(each.written_at, viewer.shop_id), each.published_at is not None) for each in it.editions],
        limits={"title": TITLE_LARGEST, "text": TEXT_LARGEST, "quiz": QUIZ_LARGEST, "picture": picture_limits().words},
    )


@for_agents("POST", right="write_training")
def step(request: HttpRequest, agent: Agent, key: str, language: str, act: str) -> HttpResponse:
    """Publish the draft, throw it away, or take the shop's own module away."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    spoken = _spoken(language)
    if act == "publish":
        actions.publish_module(viewer=viewer, key=key, language=spoken, now=now())
    elif act == "drop":
        actions.drop_draft(viewer=viewer, key=key, language=spoken)
    elif act == "retire":
        actions.retire_module(viewer=viewer, key=key)
    else:
        raise NotFound
    return done(go_to=_address(viewer, key, spoken))


@for_agents("POST", right="write_training")
def preview(request: HttpRequest, agent: Agent) -> HttpResponse:
    """How a text and its quiz would be read, filled with the charter's figures; nothing is kept."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    charter = charter_in_force(viewer.shop_id, now())[1]
    language, audience = _spoken(request.POST.get("of", "")), request.POST.get("for", "")
    text, quiz = words_of(request, "text", TEXT_LARGEST), words_of(request, "quiz", QUIZ_LARGEST)
    audience = audience if audience in charter.audiences else next(iter(charter.audiences))
    questions, mistakes = read_quiz(filled(quiz, charter, language, audience))
    return fragment(
        request,
        "training/preview.html",
        text=page_of(filled(text, charter, language, audience)),
        questions=questions,
        mistakes=[mistake_words(it) for it in mistakes],
    )


@for_agents("POST", right="write_training")
def picture(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Keep a picture for a text; answers with how the text names it."""
    sent = request.FILES.get("picture")
    if sent is None:
        raise BadRequest(_("choose a picture"))
    words = words_of(request, "words", 200).replace("]", ")").replace("[", "(")
    address = keep_picture(sent.read(LARGEST + 1), longest_side=PICTURE_SIDE)
    return fragment(request, "training/picture.html", line=f"![{words}]({address})")


def _whom(own: Any, key: str, charter: Charter) -> str:
    return for_whom(charter, key, own.audiences if own else ())


def _draft(request: HttpRequest, key: str, language: str) -> actions.Draft:
    return actions.Draft(
        key=key,
        language=language,
        kind=request.POST.get("kind", ""),
        title=words_of(request, "title", TITLE_LARGEST),
        minutes=number_in(request.POST.get("minutes")) or 0,
        text=words_of(request, "text", TEXT_LARGEST),
        quiz=words_of(request, "quiz", QUIZ_LARGEST),
        audiences=_names(request, "audiences"),
        topics=_names(request, "topics"),
    )


def _names(request: HttpRequest, name: str) -> tuple[str, ...]:
    return tuple(it[:KEY_LONGEST] for it in request.POST.getlist(name)[:NAMES_AT_MOST])


def _languages(charter: Any) -> list[tuple[str, str]]:
    codes = dict.fromkeys((*charter.shop.languages, *SPOKEN))
    return [(code, language_name(code)) for code in codes if code in SPOKEN]


def _spoken(language: str) -> str:
    if language not in SPOKEN:
        raise NotFound
    return language


def _viewer(request: HttpRequest, agent: Agent) -> Viewer:
    asked = request.POST.get("shop") if request.method == "POST" else request.GET.get("shop")
    return agent.in_shop(number_in(asked) or agent.viewers[0].shop_id)


def _address(viewer: Viewer, key: str, language: str) -> str:
    return f"{reverse('console:training_edit', kwargs={'key': key, 'language': language})}?shop={viewer.shop_id}"
