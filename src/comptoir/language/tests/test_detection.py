import pytest

from comptoir.language.detection import language_of


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Bonjour, où en est ma commande passée lundi ?", "fr"),
        ("Where is the order that I placed on Monday?", "en"),
        ("Buna ziua, unde este comanda mea de luni?", "ro"),
        ("Bom dia, onde está a encomenda que fiz na segunda?", "pt"),
        ("Merci !", "fr"),
        ("thanks", "en"),
        ("La revedere", "ro"),
        ("Olá", "pt"),
    ],
)
def test_the_language_of_a_text_is_told(body, language):
    assert language_of(body) == language
    assert language_of(body, language) == language


@pytest.mark.parametrize("body", ["", "ok", "4512-XK", "https://maison.example/", "Salut", "Camille"])
def test_a_text_too_short_to_tell_is_in_the_expected_language(body):
    assert language_of(body) is None
    assert language_of(body, "ro") == "ro"


def test_a_text_plainly_in_another_language_is_not_in_the_expected_one():
    assert language_of("Where is the order that I placed on Monday?", "fr") == "en"


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("That works well. Choose the Timișoara pick-up point: the set waits there for seven days.", "en"),
        ("Bonjour Ștefan, votre colis part pour Timișoara.", "fr"),
        ("Your order leaves for Évora and São João da Madeira on Friday.", "en"),
        ("Comanda dvs. a plecat spre Saint-Étienne.", "ro"),
    ],
)
def test_a_town_or_a_person_changes_no_language(body, language):
    assert language_of(body, language) == language
