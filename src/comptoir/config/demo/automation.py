"""The demo's macros and rules: a set that a shop could begin with."""

from __future__ import annotations

import datetime as dt

from comptoir.config.demo.players import manager_of
from comptoir.domain.automation.actions import save_macro, switch_rule, write_rule
from comptoir.domain.automation.rules import Acts, Conditions

MACROS: dict[str, list[tuple[str, str, Acts]]] = {
    "maison-perle": [
        (
            "Demander une photo",
            "photo",
            Acts(
                reply="Bonjour {customer}, pourriez-vous m’envoyer une photo du bijou, de près et à la lumière du jour ? "
                "Je la montre à notre atelier et je reviens vers vous.",
                add_tags=("photo demandée",),
            ),
        ),
        (
            "Réparation à l’atelier",
            "atelier",
            Acts(note="{reference} : devis à demander à l’atelier.", topic="after_sales", add_tags=("atelier",)),
        ),
        (
            "Cadeau urgent",
            "cadeau",
            Acts(
                reply="Bonjour {customer}, je vérifie tout de suite si votre cadeau peut arriver à temps.",
                priority="high",
                add_tags=("cadeau",),
            ),
        ),
        ("Revoir dans trois jours", "3j", Acts(note="À revoir par {agent}.", snooze="3d")),
    ],
    "gradina-verde": [
        (
            "Cere o fotografie",
            "foto",
            Acts(
                reply="Bună ziua, {customer}! Ne puteți trimite o fotografie cu planta sau cu piesa respectivă? "
                "Ne ajută să vă răspundem exact.",
                add_tags=("fotografie cerută",),
            ),
        ),
    ],
    "feira-do-largo": [
        (
            "Pedir uma fotografia",
            "foto",
            Acts(
                reply="Olá {customer}, pode enviar-nos uma fotografia do artigo e da embalagem? Ajuda o vendedor a responder já.",
                add_tags=("fotografia pedida",),
            ),
        ),
        ("Rever amanhã", "amanha", Acts(note="A rever por {agent}.", snooze="1d")),
    ],
}
RULES: dict[str, list[tuple[str, str, Conditions, Acts]]] = {
    "maison-perle": [
        (
            "Bijou cassé",
            "wrote",
            Conditions(words="cassé, cassée, abîmé, abîmée, fermoir"),
            Acts(add_tags=("atelier",), priority="high"),
        ),
        (
            "Note basse",
            "rated",
            Conditions(at_most=2),
            Acts(note="Note basse : à relire ensemble.", add_tags=("à relire",), tells=True),
        ),
    ],
    "gradina-verde": [],
    "feira-do-largo": [],
}


def set_up_automation(shop_id: int, key: str, at: dt.datetime) -> None:
    """Write the shop's macros and rules, by its manager, and switch the rules on: for what happens from now on."""
    viewer = manager_of(shop_id)
    for name, shortcut, acts in MACROS[key]:
        made = {"name": name, "shortcut": shortcut, "acts": acts, "is_own": False, "now": at}
        save_macro(viewer=viewer, macro_id=None, **made)  # type: ignore[arg-type]
    for name, when, conditions, acts in RULES[key]:
        rule = write_rule(viewer=viewer, rule_id=None, name=name, when=when, conditions=conditions, acts=acts, now=at)
        switch_rule(viewer=viewer, rule_id=rule.pk, is_on=True, now=at)
