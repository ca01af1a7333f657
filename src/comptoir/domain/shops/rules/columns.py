"""What the columns of a spreadsheet are called, and what stands in them, in the languages served."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

HEADERS: Mapping[str, str] = {
    "number": "number, order, order number, order no, order id, reference of order, "
    "commande, numéro, numéro de commande, n° de commande, no commande, référence commande, "
    "comanda, număr comandă, număr de comandă, nr comandă, nr. comandă, "
    "encomenda, número, número da encomenda, número de encomenda, n.º encomenda, n.º da encomenda",
    "placed_at": "placed at, placed, order date, date, ordered at, created at, "
    "date de commande, date commande, commandé le, passée le, data comenzii, data, plasată la, "
    "data da encomenda, data de encomenda, encomendado em",
    "delivered_at": "delivered at, delivered, delivery date, date de livraison, livré le, livrée le, livraison, "
    "data livrării, livrată la, livrat la, data de entrega, data da entrega, entregue em",
    "status": "status, state, order status, statut, état, stare, starea, starea comenzii, status comandă, estado",
    "customer.number": "customer number, customer id, customer no, client id, numéro client, numéro de client, n° client, "
    "id client, cod client, număr client, număr de client, número de cliente, n.º de cliente, id do cliente",
    "customer.email": "email, e-mail, customer email, e-mail address, courriel, adresse e-mail, e-mail client, "
    "adresă e-mail, adresa de e-mail, e-mail do cliente, correio eletrónico",
    "customer.name": "customer, customer name, client, nom, nom du client, nom client, nume, nume client, numele clientului, "
    "cliente, nome, nome do cliente",
    "currency": "currency, devise, monnaie, monedă, moneda, valută, moeda, divisa",
    "total": "total, amount, order total, montant, montant total, total ttc, total comandă, sumă, valoare, valoare totală, "
    "valor, montante, valor total",
    "line.reference": "sku, product, product reference, product code, reference, item, référence, réf, référence produit, "
    "article, code article, produs, cod produs, referință, referința produsului, referência, ref, referência do produto, "
    "código do produto",
    "line.name": "product name, item name, description, désignation, nom du produit, libellé, produit, denumire, nume produs, "
    "numele produsului, descriere, nome do produto, designação, descrição, produto",
    "line.quantity": "quantity, qty, quantité, qté, cantitate, cant, quantidade, qtd",
    "line.is_returnable": "returnable, can be returned, retournable, reprise possible, returnabil, se poate returna, "
    "devolvível, pode ser devolvido",
    "line.tags": "tags, kinds, étiquettes, mentions, genres, etichete, mențiuni, etiquetas, menções",
    "line.seller": "seller, vendor, vendeur, vânzător, vendedor",
    "line.delivered_at": "product delivered at, item delivered at, product delivery date, produit livré le, article livré le, "
    "produs livrat la, articol livrat la, produto entregue em, artigo entregue em",
}

STATUS_WORDS: Mapping[str, str] = {
    "placed": "placed, new, open, paid, pending, nouvelle, passée, payée, en attente, nouă, plasată, plătită, în așteptare, "
    "nova, efetuada, paga, pendente",
    "preparing": "preparing, processing, in preparation, en préparation, préparation, în pregătire, în procesare, "
    "em preparação, em processamento",
    "shipped": "shipped, sent, in transit, on its way, expédiée, expédié, envoyée, en cours de livraison, expediată, trimisă, "
    "la curier, în livrare, expedida, enviada, em trânsito",
    "delivered": "delivered, completed, complete, livrée, livré, terminée, livrată, livrat, finalizată, entregue, concluída",
    "returned": "returned, refunded, retournée, retour reçu, remboursée, returnată, rambursată, devolvida, reembolsada",
    "cancelled": "cancelled, canceled, annulée, annulé, anulată, cancelada, anulada",
}

YES = "yes, y, true, 1, oui, o, vrai, da, d, adevărat, sim, s, verdadeiro"
NO = "no, n, false, 0, non, faux, nu, fals, não, falso"


def plain(words: str) -> str:
    """A word as it is compared: small letters and digits, without accents or anything between them."""
    parts = unicodedata.normalize("NFKD", words.casefold().replace("n°", "no ").replace("n.º", "no "))
    return re.sub(r"[\W_]+", "", parts)


def columns_of(header: Sequence[str]) -> dict[int, str]:
    """Which field stands in which column; the first of several with one name counts."""
    found: dict[int, str] = {}
    for place, title in enumerate(header):
        field = _FIELDS.get(plain(title), "")
        if field and field not in found.values():
            found[place] = field
    return found


def status_of(words: str) -> str:
    """The status that is meant, or nothing."""
    return _STATUSES.get(plain(words), "")


def is_yes(words: str) -> bool | None:
    """Whether a word says yes; None for one that says neither."""
    return True if plain(words) in _YES else False if plain(words) in _NO else None


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    return {plain(word): key for key, words in table.items() for word in [key, *words.split(", ")]}


_FIELDS, _STATUSES = _by_word(HEADERS), _by_word(STATUS_WORDS)
_YES, _NO = ({plain(word) for word in words.split(", ")} for words in (YES, NO))
