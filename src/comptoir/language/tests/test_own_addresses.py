"""Where a shop stands is told to every customer; where somebody lives is not."""

from __future__ import annotations

import pytest

from comptoir.language.addresses import find_addresses
from comptoir.language.emails import as_typed
from comptoir.language.rules import Shop

STORES = Shop(
    addresses=(
        "12 rue de la Paix, 75002 Paris",
        "14 bis boulevard Saint-Michel, 75006 Paris",
        "7 Milsom Street, Bath BA1 1DA",
        "Strada Republicii nr. 12, Brașov",
        "Rua Augusta, 120, 1100-053 Lisboa",
        "Avenida da Liberdade, n.º 45, 1250-140 Lisboa",
    )
)


def found(body: str, shop: Shop) -> list[str]:
    return [body[start:end] for start, end in find_addresses(body, shop)]


@pytest.mark.parametrize(
    "body",
    [
        "au 12, rue de la Paix à Paris",
        "12 Rue de la Paix 75002 Paris",
        "14bis bd St-Michel",
        "7 Milsom St",
        "7 Milsom Street, BA1",
        "str. Republicii, nr. 12, Brasov",
        "Strada Republicii 12",
        "Rua Augusta n.º 120, Lisboa",
        "Av. da Liberdade, 45",
    ],
)
def test_a_store_that_is_listed_is_known_however_it_is_written(body: str) -> None:
    """A10"""
    assert found(body, STORES) == []


@pytest.mark.parametrize(
    "body",
    [
        "2 rue de la Paix",
        "112 rue de la Paix, 75002 Paris",
        "14 boulevard Saint-Michel",
        "17 Milsom Street, Bath",
        "Strada Republicii nr. 1",
        "Rua Augusta, 12",
        "Rua Augusta, 1200",
        "Avenida da Liberdade, 4, Lisboa",
    ],
)
def test_another_house_of_the_same_street_is_somebodys(body: str) -> None:
    """A10: number 2 is not number 12."""
    assert found(body, STORES) != []


@pytest.mark.parametrize(
    "body",
    [
        "Retrouvez-nous à Lyon aussi, au 4 place Bellecour.",
        "Votre bague vous attend au 9 rue Crébillon, 44000 Nantes.",
        "Le retrait se fait au 4 place Bellecour, 69002 Lyon.",
        "You'll find us in Bath as well, at 7 Milsom Street, BA1 1DA.",
        "Your order is ready to collect at 31 Park Street.",
        "La Brașov ne găsiți pe Strada Republicii nr. 12, de marți până sâmbătă.",
        "Vă așteptăm în Strada Memorandumului nr. 21, Cluj-Napoca.",
        "No Porto, estamos na Rua de Santa Catarina, 315, 4000-451 Porto.",
        "Pode levantar a encomenda na Rua Augusta, 120.",
    ],
)
def test_where_the_sentence_says_that_the_shop_is_there_no_list_is_needed(body: str) -> None:
    """A10"""
    assert found(body, Shop()) == []


@pytest.mark.parametrize(
    "body",
    [
        "J'habite au 4 place Bellecour, 69002 Lyon.",
        "Je vous attends au 9 rue Crébillon, 44000 Nantes.",
        "La bague vous attend chez moi, 9 rue Crébillon.",
        "Nous sommes désolés, le colis livré au 4 rue Neuve est perdu.",
        "We are sending it to 7 Milsom Street, BA1 1DA.",
        "Stau pe Strada Florilor nr. 14, treceți oricând.",
        "Estamos a enviar para a Rua de Santa Catarina, 315, 4000-451 Porto.",
    ],
)
def test_where_somebody_lives_or_has_things_sent_is_told_all_the_same(body: str) -> None:
    """A10"""
    assert found(body, Shop()) != []


@pytest.mark.parametrize(
    "written",
    ["service@maison-perle.example", "Service@Maison-Perle.example", "service arobase maison-perle point example"],
)
def test_a_mailbox_that_is_written_out_is_the_same_mailbox(written: str) -> None:
    """A10"""
    assert as_typed(written) == "service@maison-perle.example"
