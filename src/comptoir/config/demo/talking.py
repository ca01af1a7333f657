"""What the demo's teams say in their feeds: a question with its answer, a rule that is pinned, a word among colleagues."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from comptoir.config.demo.players import acting
from comptoir.domain.feed.actions import mark_answer, pin, react, say
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer


class Told(NamedTuple):
    """A thread: who begins it by role, what they say, the answer and by whom, hours ago."""

    by: str
    words: str
    answer: str = ""
    answered_by: str = "referent"
    hours_ago: float = 1
    is_pinned: bool = False


THREADS: dict[str, tuple[Told, ...]] = {
    "maison-perle": (
        Told(
            "referent",
            "Collection de Noël : la gravure est offerte jusqu’au 20 décembre, au-delà le délai n’est plus garanti.",
            hours_ago=70,
            is_pinned=True,
        ),
        Told(
            "ambassador",
            "Une cliente demande si l’on peut porter ses perles d’Akoya à la piscine. Que lui dire ?",
            "Non : le chlore attaque la nacre. Les perles se mettent en dernier et s’essuient avec un chiffon doux.",
            hours_ago=5,
        ),
        Told(
            "advisor",
            "Qui sait si l’atelier de Lyon reprend les mises à taille sur l’or rose ?",
            "Oui, depuis lundi. Comptez dix jours ouvrés.",
            hours_ago=2,
        ),
        Told("ambassador", "Bonne journée à tous, il y a du monde ce matin sur la page des alliances.", hours_ago=0.5),
    ),
    "gradina-verde": (
        Told(
            "referent",
            "De săptămâna aceasta, plantele mari pleacă doar lunea și marțea, ca să nu rămână în depozit peste weekend.",
            hours_ago=50,
            is_pinned=True,
        ),
        Told(
            "advisor",
            "Un client întreabă dacă hortensia rezistă iarna în ghiveci, pe balcon. Ce îi răspundem?",
            "Da, dacă ghiveciul este învelit și pământul nu îngheață de tot. Udare rară, la amiază.",
            hours_ago=4,
        ),
    ),
    "feira-do-largo": (
        Told(
            "referent",
            "Quando um vendedor não responde em 24 horas, avisamos sempre o comprador antes de fechar.",
            hours_ago=60,
            is_pinned=True,
        ),
        Told(
            "advisor",
            "Um comprador recebeu a travessa errada e já a usou. Ainda pode pedir a troca?",
            "Pode contactar o vendedor por artigo errado; a troca depende do estado. Pedir uma fotografia primeiro.",
            hours_ago=3,
        ),
    ),
}


def talk_among_themselves(shop_id: int, key: str, at: dt.datetime) -> None:
    """Let the team of that shop say it, once."""
    viewers = [acting(member) for member in members_of(shop_id)]
    for n, told in enumerate(THREADS.get(key, ())):
        asker, answerer = _of_role(viewers, told.by), _of_role(viewers, told.answered_by)
        if asker is None or answerer is None:
            continue
        _tell(told, asker, answerer, f"{key}/{n}", at - dt.timedelta(hours=told.hours_ago))


def _tell(told: Told, asker: Viewer, answerer: Viewer, name: str, at: dt.datetime) -> None:
    is_question = bool(told.answer)
    root = say(viewer=asker, client_id=_id(name), body=told.words, is_question=is_question, now=at)
    if told.is_pinned:
        pin(viewer=asker, post_id=root.pk, now=at)
    if told.answer:
        later = at + dt.timedelta(minutes=3)
        answer = say(viewer=answerer, client_id=_id(f"{name}/a"), body=told.answer, answers=root.pk, now=later)
        mark_answer(viewer=asker, post_id=answer.pk, now=later)
        react(viewer=asker, post_id=answer.pk, sign="thanks", now=later)


def _of_role(viewers: list[Viewer], role: str) -> Viewer | None:
    return next((it for it in viewers if it.role == role), None)


def _id(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"comptoir-demo/feed/{name}")
