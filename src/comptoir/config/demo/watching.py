"""What watchers do in the demo: somebody under approval for a while, and conversations that were looked at again."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from comptoir.config.demo.players import acting
from comptoir.domain.conversations.actions import put_under_approval
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.supervision.actions import answer_review, draw_week, finish_review
from comptoir.domain.supervision.queries import reviews_to_do


class Watched(NamedTuple):
    """Who watches over a shop, whom they read for a while and what they say to them; what they say of a conversation, and what is answered."""

    watcher: str
    newcomer: str
    word: str
    praise: str
    answer: str


SHOPS = {
    "maison-perle": Watched(
        "Sylvie",
        "Aïcha",
        "Nous relisons ensemble vos trois prochaines conversations.",
        "Très belle présentation, et la réponse tient en deux phrases. Pensez à la bonne nouvelle pour la fin.",
        "Merci, je la garde pour la fin la prochaine fois.",
    ),
    "gradina-verde": Watched(
        "Corina",
        "Doru",
        "Citim împreună următoarele trei conversații.",
        "Ai înțeles imediat ce îl supăra pe client. Atenție la frazele lungi.",
        "Mulțumesc, le scurtez.",
    ),
    "feira-do-largo": Watched(
        "Marta",
        "Duarte",
        "Vamos reler juntos as próximas três conversas.",
        "Resposta clara e com data certa. Faltou só a apresentação no início.",
        "Obrigado, não me volta a esquecer.",
    ),
}
VERDICTS = {"introduction": "kept", "empathy": "kept", "bad_news_order": "not", "promise": "none", "solved": "kept"}


def watch_over(shop_id: int, key: str, at: dt.datetime) -> None:
    """Put the newcomer under approval, draw last week's reviews, and finish the oldest."""
    watched = SHOPS[key]
    watcher, newcomer = _member(shop_id, watched.watcher), _member(shop_id, watched.newcomer)
    approved = {"membership_id": newcomer.membership_id, "shop_id": shop_id, "remaining": 3, "word": watched.word}
    put_under_approval(**approved, by=watcher, now=at)  # type: ignore[arg-type]
    draw_week(shop_id=shop_id, now=at, draw=lambda those, number: list(those)[:number])
    for review in reviews_to_do([watcher]).rows[:1]:
        finish_review(review_id=review.pk, viewer=watcher, verdicts=VERDICTS, word=watched.praise, now=at)
        answer_review(review_id=review.pk, viewer=acting(review.membership), answer=watched.answer, now=at)


def _member(shop_id: int, name: str) -> Viewer:
    return acting(next(it for it in members_of(shop_id) if it.display_name == name))
