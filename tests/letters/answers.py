"""What people answer, and how they sign, in five languages. Each answer is exactly what must be left of the mail."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("en", "fr", "pt-PT", "pt-BR", "ro")
KINDS = ("short", "letter", "tricky", "placed")


@dataclass(frozen=True)
class Writer:
    """Who answers: all of this is theirs alone, and none of it may reach the other side of a mediated contact."""

    name: str = "Ana Teixeira Lobo"
    address: str = "ana.lobo@casadosrelogios.example"
    phone: str = "+351 912 345 678"
    shop: str = "Casa dos Relógios Lda"
    street: str = "Rua das Flores 117, 4050-262 Porto"
    page: str = "www.casadosrelogios.example"
    host: str = "mx3.casadosrelogios.example"
    ip: str = "203.0.113.77"
    cc: tuple[str, ...] = ()

    @property
    def card(self) -> tuple[str, ...]:
        """The lines under their name."""
        return (self.shop, f"Tel. {self.phone}", self.address, self.page, self.street)


SHORT = {
    "en": "Thank you, I can send you a new clasp tomorrow.",
    "fr": "Merci, je peux vous envoyer un nouveau fermoir demain.",
    "pt-PT": "Obrigada, posso enviar um fecho novo amanhã.",
    "pt-BR": "Obrigada, posso enviar um fecho novo amanhã.",
    "ro": "Mulțumesc, vă pot trimite mâine o închizătoare nouă.",
}
LETTER = {
    "en": """Hello,

I am sorry that the watch arrived without its box. We packed it on Thursday and the box was inside, so
it must have been taken on the way.

I will send you another box with the next parcel; you need not return anything.

Kind regards,""",
    "fr": """Bonjour,

Je suis désolée que la montre soit arrivée sans son écrin. Nous l’avons emballée jeudi et l’écrin y était ;
il a donc été pris en chemin.

Je vous envoie un autre écrin avec le prochain colis, vous n’avez rien à retourner.

Cordialement,""",
    "pt-PT": """Boa tarde,

Lamento que o relógio tenha chegado sem o estojo. Embalámos o artigo na quinta-feira e o estojo estava lá
dentro, por isso terá sido retirado pelo caminho.

Envio outro estojo na próxima encomenda; não precisa de devolver nada.

Com os melhores cumprimentos,""",
    "pt-BR": """Boa tarde,

Sinto muito que o relógio tenha chegado sem o estojo. Embalamos o produto na quinta-feira e o estojo estava
dentro da caixa, então deve ter sido retirado no caminho.

Vou enviar outro estojo; você não precisa devolver nada.

Atenciosamente,""",
    "ro": """Bună ziua,

Îmi pare rău că ceasul a ajuns fără cutie. L-am împachetat joi și cutia era înăuntru, deci a fost luată
pe drum.

Vă trimit altă cutie cu următorul colet; nu trebuie să returnați nimic.

Cu stimă,""",
}
TRICKY = {
    "en": """On Monday your colleague wrote that the parcel had left. This is what I see:
- the box is open;
- the clasp is missing.

From: Porto
To: Paris
The tracking page has said so since 12/03. Shall I wait?""",
    "fr": """Lundi, votre collègue a écrit que le colis était parti. Voici ce que je constate :
- la boîte est ouverte ;
- le fermoir manque.

De : Porto
À : Paris
Le suivi le dit depuis le 12/03. Dois-je attendre ?""",
    "pt-PT": """Na segunda-feira a sua colega escreveu que a encomenda tinha saído. Eis o que vejo:
- a caixa está aberta;
- falta o fecho.

De: Porto
Para: Paris
A página diz isto desde 12/03. Devo esperar?""",
    "pt-BR": """Na segunda-feira a sua colega escreveu que o pedido tinha saído. Isto é o que vejo:
- a caixa está aberta;
- falta o fecho.

De: Porto
Para: Paris
O rastreio diz isso desde 12/03. Devo esperar?""",
    "ro": """Luni colega dumneavoastră a scris că a plecat coletul. Iată ce văd:
- cutia este deschisă;
- lipsește închizătoarea.

De la: Porto
Către: Paris
Pagina spune asta din 12.03. Să aștept?""",
}
PLACED = {
    "en": ("Yes, it was in the box.", "On Friday at noon."),
    "fr": ("Oui, il était dans la boîte.", "Vendredi à midi."),
    "pt-PT": ("Sim, estava na caixa.", "Na sexta-feira ao meio-dia."),
    "pt-BR": ("Sim, estava na caixa.", "Na sexta-feira ao meio-dia."),
    "ro": ("Da, era în cutie.", "Vineri la prânz."),
}


def answer(kind: str, language: str) -> str:
    """The words of an answer; those of `placed` are two lines."""
    if kind == "placed":
        return "\n\n".join(PLACED[language])
    return {"short": SHORT, "letter": LETTER, "tricky": TRICKY}[kind][language]
