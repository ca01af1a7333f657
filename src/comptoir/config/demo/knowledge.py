"""What the demo's shops have at hand: phrases in their languages, and pages that may be sent."""

from __future__ import annotations

import datetime as dt

from comptoir.config.demo.players import manager_of
from comptoir.domain.knowledge.actions import write_link, write_phrase, write_synonyms
from comptoir.domain.knowledge.rules import WrittenLink, WrittenPhrase

Said = tuple[str, str, str, str]
"""A phrase: language, shortcut, title, text."""

PHRASES: dict[str, list[Said]] = {
    "maison-perle": [
        ("fr", "bonjour", "Se présenter", "Bonjour {customer.first_name}, je suis {agent.name}. {agent.note} Que puis-je faire pour vous ?"),
        ("fr", "delai", "Délai de livraison", "Votre colis arrive en deux à quatre jours ouvrés. Vous recevez un lien de suivi dès son départ."),
        ("fr", "suivi", "Où est la commande", "Je regarde où en est votre commande {order.number} et je reviens vers vous tout de suite."),
        ("fr", "retour", "Retour sous trente jours", "Vous avez trente jours après la réception pour nous rendre un bijou non porté, dans son écrin. Le retour est gratuit."),
        ("fr", "remboursement", "Délai de remboursement", "Le remboursement est fait dans les quatorze jours qui suivent la réception de votre retour, sur le même moyen de paiement."),
        ("fr", "taille", "Mesurer son tour de doigt", "Entourez votre doigt d’une bande de papier, marquez le croisement et mesurez la longueur : je vous donne la taille qui correspond."),
        ("fr", "mise", "Mise à taille", "Notre atelier peut agrandir ou réduire la plupart des bagues de deux tailles, en une dizaine de jours."),
        ("fr", "argent", "Argent qui noircit", "L’argent noircit à l’air, c’est naturel. Un chiffon doux et une goutte de savon lui rendent son éclat."),
        ("fr", "garantie", "Garantie", "Vos bijoux sont garantis deux ans contre tout défaut de fabrication."),
        ("fr", "paiement", "Moyens de paiement", "Vous pouvez régler par carte bancaire, PayPal ou virement, et en trois fois sans frais dès 100 €."),
        ("fr", "cadeau", "Emballage cadeau", "L’emballage cadeau est offert, avec une carte à votre message. Aucun prix ne figure dans le colis."),
        ("fr", "merci", "Prendre congé", "Merci de votre visite, {customer.first_name}. Je vous souhaite une belle journée."),
        ("en", "hello", "Introduce yourself", "Hello {customer.first_name}, my name is {agent.name}. What can I do for you?"),
        ("en", "delivery", "Delivery times", "Your parcel arrives within two to four working days. A tracking link comes as soon as it has left."),
        ("en", "return", "Returns within thirty days", "You have thirty days after receipt to send back a piece that was not worn, in its case. Returns are free."),
    ],
    "gradina-verde": [
        ("ro", "salut", "Prezentare", "Bună ziua, {customer.first_name}! Sunt {agent.name}. Cu ce vă pot ajuta?"),
        ("ro", "livrare", "Termen de livrare", "Plantele pleacă de luni până joi și ajung în una până la două zile, ca să nu rămână peste weekend în depozit."),
        ("ro", "awb", "Urmărirea coletului", "Verific imediat unde este comanda {order.number} și revin cu numărul AWB."),
        ("ro", "ramburs", "Metode de plată", "Puteți plăti cu cardul, prin transfer bancar sau la livrare."),
        ("ro", "stricat", "Plantă sosită deteriorată", "Îmi pare rău că planta a suferit pe drum. Vă rog să ne trimiteți o fotografie: o înlocuim fără niciun cost."),
        ("ro", "udare", "Cât se udă", "Udați abia când primii doi centimetri de pământ sunt uscați; apa din farfurie se varsă după un sfert de oră."),
        ("ro", "retur", "Retur", "Aveți paisprezece zile de la primire pentru a ne trimite înapoi uneltele și ghivecele nefolosite."),
        ("ro", "multumesc", "Încheiere", "Vă mulțumim că ați ales Grădina Verde. O zi frumoasă!"),
        ("en", "delivery", "Delivery times", "Plants leave from Monday to Thursday and arrive within two days, so that they never spend a weekend in a depot."),
    ],
    "feira-do-largo": [
        ("pt", "ola", "Apresentação", "Olá {customer.first_name}, sou {agent.name}, do apoio da {shop.name}. Em que posso ajudar?"),
        ("pt", "prazo", "Prazo de entrega", "Cada vendedor indica o prazo na página do artigo. Assim que a encomenda sai, recebe a ligação para a seguir."),
        ("pt", "vendedor", "Contactar o vendedor", "Pode contactar o vendedor na página da encomenda. Ele responde no prazo de 24 horas, e nós acompanhamos."),
        ("pt", "garantia", "Garantia", "Os artigos novos têm três anos de garantia. Diga-nos o que aconteceu e desde quando, por favor."),
        ("pt", "falta", "Artigo em falta", "Lamento que falte um artigo. Envie-nos uma fotografia do conteúdo e da etiqueta da caixa, por favor."),
        ("pt", "reembolso", "Reembolso", "O reembolso é feito até catorze dias depois de recebida a devolução, pelo mesmo meio de pagamento."),
        ("pt", "pagar", "Meios de pagamento", "Pode pagar com cartão, Multibanco, MB WAY ou PayPal."),
        ("pt", "obrigado", "Despedida", "Obrigado por ter falado connosco, {customer.first_name}. Desejo-lhe um bom dia."),
        ("en", "seller", "Contact the seller", "You can contact the seller from your order’s page. They answer within 24 hours, and we follow it."),
    ],
}  # fmt: skip
PAGES: dict[str, list[tuple[str, str, str, str]]] = {
    "maison-perle": [
        ("fr", "https://www.maison-perle.example/livraison", "Livraison et frais de port", "colis délai port"),
        ("fr", "https://www.maison-perle.example/retours", "Retours et échanges", "renvoyer rendre"),
        ("fr", "https://www.maison-perle.example/guide-des-tailles", "Guide des tailles", "baguier tour de doigt"),
        ("fr", "https://www.maison-perle.example/entretien", "Entretien des bijoux", "argent noirci nettoyer"),
        ("fr", "https://boutiques.maison-perle.example/", "Nos boutiques et leurs horaires", "adresse ouvert"),
        ("en", "https://www.maison-perle.example/en/delivery", "Delivery and its cost", "shipping parcel"),
    ],
    "gradina-verde": [
        ("ro", "https://www.gradina-verde.example/livrare", "Livrare și costuri", "transport colet"),
        ("ro", "https://www.gradina-verde.example/retur", "Retur și garanție", "înapoi"),
        ("ro", "https://www.gradina-verde.example/ingrijire", "Ghid de îngrijire a plantelor", "udare frunze galbene"),
    ],
    "feira-do-largo": [
        ("pt", "https://www.feira-do-largo.example/ajuda/entregas", "Entregas e portes", "encomenda prazo"),
        ("pt", "https://www.feira-do-largo.example/ajuda/devolucoes", "Devoluções e reembolsos", "mandar de volta"),
        ("pt", "https://www.feira-do-largo.example/ajuda/pagamentos", "Meios de pagamento", "mb way multibanco"),
    ],
}
SYNONYMS = {
    "maison-perle": [("fr", "jonc\nbracelet rigide"), ("fr", "solitaire\nbague de fiançailles")],
    "gradina-verde": [("ro", "ghiveci\nvas de flori")],
    "feira-do-largo": [("pt", "telemóvel\ntelefone\nsmartphone")],
}


def set_up_knowledge(shop_id: int, key: str, at: dt.datetime) -> None:
    """Write the shop's phrases, pages and synonyms, by its manager."""
    viewer = manager_of(shop_id)
    for language, shortcut, title, body in PHRASES[key]:
        write_phrase(viewer=viewer, text=WrittenPhrase(language, title, body, shortcut=shortcut), now=at)
    for language, address, title, words in PAGES[key]:
        write_link(viewer=viewer, link=WrittenLink(language, address, title, words), now=at)
    for language, words in SYNONYMS[key]:
        write_synonyms(viewer=viewer, language=language, words=words, now=at)
