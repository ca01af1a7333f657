"""The demo: three shops with their people, and weeks of conversations, told through the same actions that serve real ones."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from comptoir.config.demo.automation import set_up_automation
from comptoir.config.demo.cast import MEMBERS, PASSWORD, SHOPS, Part
from comptoir.config.demo.editions import demo_edition
from comptoir.config.demo.helping import set_up_help_centre
from comptoir.config.demo.knowledge import set_up_knowledge
from comptoir.config.demo.market import CaseTelling, set_up_sellers
from comptoir.config.demo.orders import tell_orders
from comptoir.config.demo.players import manager_of
from comptoir.config.demo.posting import MailRead, MailTelling, connect_mailbox
from comptoir.config.demo.stories import Story, stories_of
from comptoir.config.demo.talking import talk_among_themselves
from comptoir.config.demo.team import arrange_team
from comptoir.config.demo.telling import Telling
from comptoir.config.demo.training import train
from comptoir.config.demo.wallet import fill_wallet
from comptoir.config.demo.watching import watch_over
from comptoir.config.wiring import REACTIONS
from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.people.actions import add_member
from comptoir.domain.people.models import Membership, User
from comptoir.domain.people.queries import forget_members
from comptoir.domain.promises.actions import sweep
from comptoir.domain.shops.actions import add_site
from comptoir.domain.shops.queries import KnownShop, all_shops, forget_shops, shop_of_key
from comptoir.domain.wording.queries.asking import reading_here
from comptoir.foundation.clock import now
from comptoir.foundation.worker import Worker
from comptoir.surfaces.storefront.shelves import STOREFRONTS


def load_demo(*, only_if_empty: bool = False) -> int:
    """Load the demo into an empty database and print its addresses and accounts; returns the exit status.

    It is loaded whole or not at all: who interrupts it begins anew. What the stories announce is told at once, so that a
    server started afterwards has no past to work through.
    With `only_if_empty` a database that has shops is left as it is, which is then no mistake.
    """
    forget_shops()
    if all_shops():
        if not only_if_empty:
            print("There are shops here already. The demo goes into an empty database only.")
            return 1
        print_welcome()
        return 0
    with transaction.atomic():
        # Everything in the stories is confirmed: nobody waits for the checker to wake up.
        with reading_here(), MailRead() as reader:
            for key, charter in SHOPS.items():
                open_shop(key, charter, now(), reader)
        let_everybody_in()
        settle_the_past(now())
        for shop in all_shops():
            set_up_automation(shop.id, shop.key, now())
            talk_among_themselves(shop.id, shop.key, now())
            set_up_help_centre(shop.id, now())
            watch_over(shop.id, shop.key, now())
            arrange_team(shop.id, shop.key, now())
            set_up_knowledge(shop.id, shop.key, now())
    print_welcome()
    return 0


@transaction.atomic
def open_shop(key: str, charter: str, at: dt.datetime, reader: MailRead) -> None:
    """Apply the shop's demo charter, bring its people, and tell its stories as they happened in the weeks before `at`."""
    apply_charter(text=demo_edition(charter, settings.PUBLIC_URL), now=at)
    forget_shops()
    shop = shop_of_key(key)
    add_site(shop_id=shop.id, url=settings.PUBLIC_URL)
    members = {part.key: _engage(shop, part, at) for part in MEMBERS if key in part.places}
    User.objects.filter(pk__in=[member.user_id for member in members.values()]).update(time_zone=shop.time_zone)
    forget_members()
    tell_orders(shop, at)
    fill_wallet(shop.id, key, at)
    connect_mailbox(key, manager_of(shop.id), at)
    if settings.DEMO and STOREFRONTS[key].traders:
        set_up_sellers(shop, at)
    for story in filter(_can_be_told, stories_of(key)):
        telling = _teller_of(story)(shop, members, f"{settings.PUBLIC_URL}/demo/{key}", story, at)
        telling.reader = reader
        telling.tell()


def _can_be_told(story: Story) -> bool:
    """Without demo mode nobody catches mail: stories that need it are left out."""
    return settings.DEMO or not {"mail", "case"} & story.heads.keys()


def _teller_of(story: Story) -> type[Telling]:
    return CaseTelling if "case" in story.heads else MailTelling if "mail" in story.heads else Telling


def settle_the_past(at: dt.datetime) -> None:
    """Let everybody hear what was announced, and the ledger what has come due since."""
    worker = Worker(REACTIONS)
    worker.deliver_all()
    while sweep(at):
        worker.deliver_all()


def let_everybody_in() -> None:
    """Give all accounts the one password, hashed once: a good hash takes its time, and this is no secret."""
    User.objects.filter(email__in=[part.email for part in MEMBERS]).update(password=make_password(PASSWORD))


def print_welcome() -> None:
    """Print where to go and as whom."""
    url = settings.PUBLIC_URL
    print(f"\nThe demo's shops      {url}/demo/")
    print(f"The agents' console   {url}/console/")
    print(f"The mail catcher      {url}/demo/mail/   (what customers and sellers received, and their answers)")
    print(f"\nAccounts, all with the password  {PASSWORD}\n")
    for part in MEMBERS:
        places = ", ".join(f"{place.role} of {_name(key)}" for key, place in part.places.items())
        print(f"  {part.email:36}{part.name:20}{places}")
    print()


def _name(key: str) -> str:
    return {"maison-perle": "Maison Perle", "gradina-verde": "Grădina Verde", "feira-do-largo": "Feira do Largo"}[key]


def _engage(shop: KnownShop, part: Part, at: dt.datetime) -> Membership:
    place = part.places[shop.key]
    member = add_member(
        shop_id=shop.id,
        email=part.email,
        name=part.name,
        role=place.role,
        audience=place.audience,
        display_name=part.name.split()[0],
        personal_note=place.note,
        languages=part.languages,
        groups=place.groups,
        language=part.languages[0],
        picture=f"/demo/people/{part.key}.webp",
    )
    forget_members()
    train(part, member, at)
    return member
