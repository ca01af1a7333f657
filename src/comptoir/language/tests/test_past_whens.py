"""A "when" before a past tense tells what happened; before any other it supposes."""

from __future__ import annotations

import time

import pytest

from comptoir.language import tone
from comptoir.language.past_whens import past_whens


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", "Quand j'ai ouvert le carton, le vase était cassé."),
        ("fr", "Quand le livreur est passé, il a jeté le colis."),
        ("en", "When I opened the box it was smashed."),
        ("en", "When the driver finally rang he was rude."),
        ("en", "Nobody at your counter would even look at me."),
        ("ro", "Când am desfăcut cutia era spart."),
        ("ro", "cand l-am deschis era rupt"),
        ("pt", "Quando abri a caixa estava partido."),
        ("pt", "Quando o estafeta chegou foi mal-educado."),
    ],
)
def test_a_when_of_the_past_supposes_nothing(language, told):
    """C7"""
    assert not tone.is_supposed(told, len(told) - 1, language)


@pytest.mark.parametrize(
    ("language", "supposed"),
    [
        ("fr", "Quand vous aurez reçu le colis, dites-moi."),
        ("fr", "Quand le produit est disponible, prévenez-moi."),
        ("en", "When it arrives broken I send it back."),
        ("en", "When I'm charged I look at it."),
        ("ro", "Când vine curierul să sune."),
        ("ro", "când am timp trec"),
        ("pt", "Quando a encomenda chegar partida, aviso."),
        ("pt", "Quando sai o livro, avisem."),
    ],
)
def test_any_other_when_does(language, supposed):
    """C7"""
    assert tone.is_supposed(supposed, len(supposed) - 1, language)


@pytest.mark.parametrize("language", ["fr", "en", "ro", "pt"])
def test_many_whens_are_read_in_linear_time(language):
    """G2"""
    hostile = "quand lorsque when nobody cand quando a " * 2500
    started = time.process_time()
    past_whens(hostile, language)
    assert time.process_time() - started < 0.2
