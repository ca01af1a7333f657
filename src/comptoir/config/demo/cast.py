"""Who works in the demo: three shops, and the people who answer there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

PASSWORD = "comptoir-demo"  # noqa: S105 - printed for everybody
"""One for all demo accounts; the demo is no place for secrets."""

SHOPS = {"maison-perle": "jeweller.toml", "gradina-verde": "agency.toml", "feira-do-largo": "marketplace.toml"}
"""The shops by key, and the ready charter that each is run by."""


class Place(NamedTuple):
    """What somebody is in one shop."""

    role: str
    audience: str = ""
    note: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """Somebody of the cast. `key` is how the stories call them."""

    key: str
    name: str
    email: str
    languages: tuple[str, ...]
    places: dict[str, Place]


def _advisor(note: str, *groups: str) -> Place:
    return Place("advisor", "advisor", note, groups)


def _ambassador(note: str) -> Place:
    return Place("ambassador", "ambassador", note)


def _perle(key: str, name: str, languages: tuple[str, ...], place: Place) -> Part:
    return Part(key, name, f"{key}@maison-perle.example", languages, {"maison-perle": place})


def _verde(key: str, name: str, languages: tuple[str, ...], place: Place) -> Part:
    return Part(key, name, f"{key}@gradina-verde.example", languages, {"gradina-verde": place})


def _largo(key: str, name: str, place: Place) -> Part:
    return Part(key, name, f"{key}@feira-do-largo.example", ("pt", "en"), {"feira-do-largo": place})


MEMBERS = (
    _perle("ines", "Inès Fabre", ("fr", "en"), _ambassador("Cliente depuis 6 ans, un faible pour les perles d’Akoya.")),
    _perle("bernard", "Bernard Lemoine", ("fr",), _ambassador("Horloger à la retraite, client depuis 2009.")),
    _perle(
        "aicha",
        "Aïcha Diallo",
        ("fr", "en"),
        _ambassador("J’ai choisi ici mes alliances, je connais le catalogue par cœur."),
    ),
    _perle(
        "nadia",
        "Nadia Belkacem",
        ("fr", "en"),
        _advisor("Conseillère à Lyon, toujours une loupe à portée de main.", "Boutiques"),
    ),
    _perle(
        "julien", "Julien Morvan", ("fr", "en"), _advisor("Quinze ans d’atelier avant de vous répondre.", "Atelier")
    ),
    _perle("emilie", "Émilie Garnier", ("fr",), _advisor("Commandes, retours et factures : je m’en occupe.")),
    _perle(
        "sylvie",
        "Sylvie Courtois",
        ("fr", "en"),
        Place("referent", "advisor", "Je veille sur les réponses de toute l’équipe."),
    ),
    _perle(
        "theo",
        "Théo Marchetti",
        ("fr", "en"),
        Place("community_manager", "", "J’anime la communauté des ambassadeurs."),
    ),
    _perle("salome", "Salomé Roche", ("fr", "en"), _ambassador("Cliente depuis l’an dernier, je débute parmi vous.")),
    _perle(
        "lucas", "Lucas Imbert", ("fr",), _ambassador("Client depuis 3 ans, mes premiers pas de ce côté du comptoir.")
    ),
    _perle("claire", "Claire Aubanel", ("fr", "en"), Place("manager", "", "Directrice du service client.")),
    Part(
        "ana",
        "Ana Ionescu",
        "ana@agence-relais.example",
        ("ro", "fr", "en"),
        {
            "maison-perle": _advisor("Une Roumaine à Lyon, le soir et le samedi."),
            "gradina-verde": _advisor("Vă răspund de la Lyon, cu gândul la grădina bunicii.", "Comenzi"),
        },
    ),
    _verde(
        "andrei",
        "Andrei Petcu",
        ("ro", "en"),
        _advisor("Comenzi și livrări, cu telefonul curierului la îndemână.", "Comenzi"),
    ),
    _verde(
        "ioana", "Ioana Mureșan", ("ro", "en"), _advisor("Mobilierul de grădină îl știu șurub cu șurub.", "Mobilier")
    ),
    _verde(
        "radu", "Radu Ghinea", ("ro",), _advisor("Mecanic din tată în fiu: pompe, motocoase, mașini de tuns.", "Unelte")
    ),
    _verde("elena", "Elena Dragomir", ("ro", "en"), _ambassador("Grădinăresc la Cluj de 20 de ani, clientă din 2018.")),
    _verde("doru", "Doru Pană", ("ro",), _ambassador("Pensionar, 140 de trandafiri și niciunul fără nume.")),
    _verde(
        "corina",
        "Corina Văduva",
        ("ro", "en"),
        Place("referent", "advisor", "Mă asigur că niciun răspuns nu rămâne pe drum."),
    ),
    _verde("mihai", "Mihai Stoenescu", ("ro", "en"), Place("manager", "", "Răspund de relația cu clienții.")),
    _largo("joana", "Joana Ferreira", _advisor("Entre quem compra e quem vende, há sempre conversa.", "Mediação")),
    _largo("tiago", "Tiago Moreira", _advisor("Entregas e devoluções, sem rodeios.", "Encomendas")),
    _largo(
        "duarte",
        "Duarte Nunes",
        Place("advisor", "sales_support", "Ajudo quem vende na feira.", ("Suporte de Vendas",)),
    ),
    _largo("marta", "Marta Lopes", Place("referent", "advisor", "Leio o que seguimos de um lado para o outro.")),
    _largo("helena", "Helena Sampaio", Place("manager", "", "Respondo pelo Apoio ao Cliente.")),
    Part(
        "olivia",
        "Olivia Sagnier",
        "olivia@agence-relais.example",
        ("en", "fr", "ro", "pt"),
        {
            "maison-perle": Place("administrator"),
            "gradina-verde": Place("administrator"),
            "feira-do-largo": Place("administrator"),
        },
    ),
)
