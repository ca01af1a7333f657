"""A house in which a customer's data stand wherever they can stand, so that one may look for them in what somebody is shown."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import msgspec

from comptoir.domain.conversations.actions import (
    Post,
    assign,
    become_request,
    close_conversation,
    post_messages,
    raise_alarm,
    record_solution,
    whisper,
)
from comptoir.domain.conversations.models import Conversation, HeldMessage
from comptoir.domain.feed.tests.saying import asks
from comptoir.domain.feed.tests.saying import says as posts
from comptoir.domain.knowledge.tests.findable import a_link, a_phrase, an_article
from comptoir.domain.offers.actions import Wanted, import_codes, make_offer, take_code
from comptoir.domain.people.models import Customer, Membership
from comptoir.domain.privacy.actions import ask_right
from comptoir.domain.promises.actions import escalate
from comptoir.domain.promises.tests.test_escalate import ESCALATING
from comptoir.domain.returns.actions import ask_return
from comptoir.domain.routing.actions import hand_over
from comptoir.domain.shops.actions import keep_orders
from comptoir.domain.shops.rules import Buyer, OrderLine, ToldOrder
from comptoir.domain.supervision.actions import ask_review, finish_review
from comptoir.domain.training.models import Newcomer
from tests.leaks import standing_in
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, a_visitor, says

MORE = '\n[orders]\nformats = ["MP-#####"]\n\n[returns]\nwithin = "30 d"\n\n[offers]\nper_agent_and_day = 9\ncodes = ["MERCI-*"]\n'
MORE += '\n[training]\nbefore_answering = { ambassador = ["chat"], advisor = ["chat"] }\n'
CHARTER = ESCALATING + MORE + '\n[wording.ambassador]\nlink = "hold"\n'
PLANTED = {
    "e-mail": "zephyrine@quincaillerie.example",
    "last name": "Quandalle",
    "telephone": "0633557799",
    "street": "14 rue des Lilas bleus",
    "customer number": "KND-90817",
    "order": "MP-48213",
    "product": "Bracelet Rivagette",
    "answer": "FACT-55443",
    "left address": "autre.zephyrine@courrier.example",
}
"""What the shop knows, or what was said elsewhere; nothing of it is said where the ambassador answers."""

EVERYTHING = (
    "Je m’appelle Zéphyrine Quandalle, ma commande MP-48213 (FACT-55443), cliente KND-90817, "
    "zephyrine@quincaillerie.example ou autre.zephyrine@courrier.example, tél. 06 33 55 77 99, 14 rue des Lilas bleus, 35000 Rennes"
)
ABOUT_HER = "Pour Mme Quandalle, MP-48213, 06 33 55 77 99, zephyrine@quincaillerie.example : que dire ?"


def leaked(text: str) -> list[str]:
    """Which of what was planted stands in it, however it is written."""
    return standing_in(text, PLANTED)


def a_planted_house() -> SimpleNamespace:
    """Amin volunteers and answers `talk`; what is known of his customer stands in the files, and was said to others in `apart` and `of_bruno`."""
    shop = a_shop(charter=CHARTER)
    names = {"amin": "ambassador", "adele": "advisor", "rose": "referent", "marc": "manager"}
    house = SimpleNamespace(shop=shop, **{name: a_member(shop, role) for name, role in names.items()})
    house.bruno = a_member(shop, "ambassador", name="Bruno")
    house.customer = a_known_customer(shop)
    house.visitor = her_browser(shop, house.customer)
    house.talk = _talk(house, house.amin, "Bonjour, une bague et un code promo ?")
    house.earlier = _talk(house, house.amin, "Une question d’avant")
    for talk in (house.talk, house.earlier):
        says(talk, "Je regarde", by=house.amin)
    house.apart, house.of_bruno = _talk(house, house.adele, "Bonjour"), _talk(house, house.bruno, "Bonjour")
    house.left = a_conversation(
        shop, visitor=house.visitor, leave_message=True, body="Bonjour", **of_her(house.customer)
    )
    assign(conversation_id=house.left.pk, membership_id=house.adele.pk, now=NOON)
    for talk, who in ((house.apart, house.adele), (house.of_bruno, house.bruno), (house.left, house.adele)):
        says(talk, "Je regarde", by=who)
        says(talk, EVERYTHING)
        _writes(talk, who, EVERYTHING)
        _writes(talk, who, ABOUT_HER, kind="note")
    _what_is_known(house)
    _what_colleagues_do(house)
    _what_is_said_of_her(house)
    house.given = _handed_over(house)
    return house


def _handed_over(house: SimpleNamespace) -> Conversation:
    """What Adèle asks Amin to answer, with a summary that says more than he may know."""
    given, adele = _talk(house, house.adele, "Bonjour"), a_viewer(house.adele)
    words = f"Elle a demandé ceci. {ABOUT_HER}"
    become_request(conversation_id=given.pk, viewer=adele, now=NOON)
    hand_over(conversation_id=given.pk, viewer=adele, to_membership_id=house.amin.pk, summary=words, now=NOON)
    return given


def a_known_customer(shop: Any) -> Customer:
    """Somebody of whom the shop knows much."""
    return Customer.objects.create(
        shop_id=shop.id,
        external_id=PLANTED["customer number"],
        first_name="Zéphyrine",
        last_name=PLANTED["last name"],
        email=PLANTED["e-mail"],
        phone=PLANTED["telephone"],
    )


def her_browser(shop: Any, customer: Customer) -> Any:
    """The visitor that she is on the shop's pages."""
    visitor = a_visitor(shop)
    visitor.customer, visitor.first_name, visitor.email = customer, "Zéphyrine", PLANTED["left address"]
    visitor.save()
    return visitor


def of_her(customer: Customer) -> dict[str, Any]:
    """What a conversation knows of her."""
    answers = {"order": PLANTED["answer"]}
    return {"customer_id": customer.pk, "email": PLANTED["left address"], "answers": answers, "language": "fr"}


def _talk(house: SimpleNamespace, member: Membership, body: str) -> Conversation:
    return a_conversation(house.shop, visitor=house.visitor, answered_by=member, body=body, **of_her(house.customer))


def _writes(talk: Conversation, by: Membership, body: str, **terms: Any) -> None:
    post_messages([Post(talk.pk, uuid4(), body, viewer=a_viewer(by), is_confirmed=True, **terms)], NOON)


def _what_is_known(house: SimpleNamespace) -> None:
    """Her order and what is to come back of it, her request about her data, a promise, a solution."""
    told = ToldOrder(
        placed_at=NOON - dt.timedelta(days=9),
        delivered_at=NOON - dt.timedelta(days=5),
        status="delivered",
        customer=Buyer(PLANTED["customer number"], PLANTED["e-mail"], f"Zéphyrine {PLANTED['last name']}"),
        currency="EUR",
        total=Decimal("340.00"),
        lines=(OrderLine("B-52", PLANTED["product"], 2),),
    )
    keep_orders(shop_id=house.shop.id, orders={PLANTED["order"]: told}, told_at=NOON)
    adele, asking = a_viewer(house.adele), {"asking_id": uuid4(), "now": NOON}
    ask_return(conversation_id=house.apart.pk, viewer=adele, pieces=None, order_number=PLANTED["order"], **asking)
    ask_right(conversation_id=house.apart.pk, viewer=adele, right="access", asking_id=uuid4(), now=NOON)
    made = {"conversation_id": house.left.pk, "viewer": adele, "now": NOON}
    record_solution(problem=ABOUT_HER, solution=EVERYTHING[:200], **made)
    escalate(level="product_owner", why=ABOUT_HER, **made)


def _what_colleagues_do(house: SimpleNamespace) -> None:
    """They whisper, hold, give, review, and keep phrases and pages at hand."""
    shop, amin, marc, rose = house.shop, a_viewer(house.amin), a_viewer(house.marc), a_viewer(house.rose)
    whisper(conversation_id=house.of_bruno.pk, viewer=rose, body=ABOUT_HER, client_id=uuid4(), now=NOON)
    _writes(house.talk, house.amin, "Voyez www.amazon.fr")
    _writes(house.of_bruno, house.bruno, f"Voyez www.amazon.fr. {ABOUT_HER}")
    assert HeldMessage.objects.filter(body__contains="Quandalle").exists()
    house.offer = make_offer(viewer=marc, wanted=Wanted("Bienvenue", {"fr": "Votre code : {code}"}), now=NOON)
    import_codes(viewer=marc, offer_id=house.offer.pk, text="code\nMERCI-001\nMERCI-002\n", now=NOON)
    take_code(viewer=amin, conversation_id=house.talk.pk, offer_id=house.offer.pk, now=NOON)
    a_phrase(shop, "Délai", "Bonjour {customer.first_name}, commande {order.number} {reference}", shortcut="delai")
    a_link(shop, "Suivre une bague", "/suivi")
    house.article = an_article(shop, "Une bague", "Les bagues")
    for talk in (house.earlier, house.of_bruno):
        close_conversation(conversation_id=talk.pk, viewer=rose, now=NOON)
    for talk in (house.earlier, house.of_bruno):
        says_it_well = {"viewer": rose, "verdicts": {"solved": "kept"}, "word": "Très bien."}
        finish_review(review_id=ask_review(conversation_id=talk.pk, viewer=rose, now=NOON), now=NOON, **says_it_well)


def _what_is_said_of_her(house: SimpleNamespace) -> None:
    """In the feed, with what she wrote; in a word that calls the ambassador; by an alarm. And he is learning."""
    adele, bruno, amin = a_viewer(house.adele), a_viewer(house.bruno), house.amin.pk
    house.asked = asks(adele, house.apart, ABOUT_HER, named=[amin], reach="all")
    house.asked_of_all = asks(bruno, house.of_bruno, f"Zéphyrine Quandalle : {ABOUT_HER}", named=[amin], reach="all")
    posts(adele, "Merci à tous", named=[amin], reach="all")
    _writes(house.apart, house.adele, ABOUT_HER, kind="note", mentions=(amin,))
    for talk in (house.talk, house.apart):
        raise_alarm(conversation_id=talk.pk, why="called", now=NOON)
    learning = {"stage": "watching", "needed": 3, "began_at": NOON, "moved_at": NOON}
    Newcomer.objects.update_or_create(membership=house.amin, defaults={"shop_id": house.shop.id, **learning})


def frames_for(member: Membership, news: list[Any], *watched: Conversation) -> list[dict[str, Any]]:
    """What has been told on the topics to which a member's console listens who has these conversations open."""
    from comptoir.domain.conversations.queries import reads_notes
    from comptoir.domain.conversations.rules import notes_topic, team_topic, topics_of_viewer
    from comptoir.domain.feed.rules import topic_of_viewer

    viewer = a_viewer(member)
    topics = {f"user:{member.user_id}", *topics_of_viewer(viewer), *topic_of_viewer(viewer)}
    is_whole = reads_notes(viewer, NOON)
    topics |= {topic for it in watched for topic in (team_topic(it.pk), notes_topic(it.pk, is_whole=is_whole))}
    return [msgspec.json.decode(it.frame) for it in news if it.frame[:1] == b"{" and topics & set(it.topics)]
