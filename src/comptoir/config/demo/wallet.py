"""The demo's offers: what two of its shops give to customers who ask."""

from __future__ import annotations

import datetime as dt

from comptoir.config.demo.players import manager_of
from comptoir.domain.offers.actions import Wanted, import_codes, make_offer

CODES = 40

OFFERS: dict[str, list[tuple[str, str, Wanted]]] = {
    "maison-perle": [
        (
            "MERCI-{n:03}-P",
            "demande-10.csv",
            Wanted(
                "10 % sur demande",
                {
                    "fr": "Avec plaisir : le code {code} vous donne 10 % sur votre prochaine commande, une fois.",
                    "en": "With pleasure: the code {code} gives you 10% off your next order, once.",
                },
            ),
        ),
        (
            "MERCI-ECRIN-{n:02}",
            "ecrins.csv",
            Wanted(
                "Écrin offert",
                {"fr": "Pour votre cadeau, le code {code} ajoute un écrin à votre commande, sans supplément."},
                audiences=("advisor",),
            ),
        ),
    ],
    "gradina-verde": [
        (
            "VERDE15",
            "primavara.csv",
            Wanted(
                "Primăvara -15 %",
                {
                    "ro": "Cu plăcere: codul {code} vă oferă 15 % reducere la semințe, o singură dată.",
                    "en": "With pleasure: the code {code} gives you 15% off seeds, once.",
                },
            ),
        ),
    ],
}


def fill_wallet(shop_id: int, shop_key: str, now: dt.datetime) -> None:
    """The shop's offers with their codes, as its manager keeps them."""
    viewer = manager_of(shop_id)
    for pattern, name, wanted in OFFERS.get(shop_key, []):
        offer = make_offer(viewer=viewer, wanted=wanted, now=now)
        text = "\n".join(dict.fromkeys(pattern.format(n=n) for n in range(1, CODES + 1)))
        import_codes(viewer=viewer, offer_id=offer.pk, text=text, name=name, now=now)
