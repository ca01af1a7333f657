"""What mail programs write in five languages."""

from __future__ import annotations

WROTE = {"en": "wrote:", "fr": "a écrit :", "pt-PT": "escreveu:", "pt-BR": "escreveu:", "ro": "a scris:"}
KEYS = {
    "en": ("From:", "Sent:", "To:", "Subject:"),
    "fr": ("De :", "Envoyé :", "À :", "Objet :"),
    "pt-PT": ("De:", "Enviada:", "Para:", "Assunto:"),
    "pt-BR": ("De:", "Enviada em:", "Para:", "Assunto:"),
    "ro": ("De la:", "Trimis:", "Către:", "Subiect:"),
}
WEB_KEYS = {
    **KEYS,
    "pt-PT": ("De:", "Enviado:", "Para:", "Assunto:"),
    "pt-BR": ("De:", "Enviado:", "Para:", "Assunto:"),
}
DATE_KEYS = {"en": "Date:", "fr": "Date :", "pt-PT": "Data:", "pt-BR": "Data:", "ro": "Data:"}
ORIGINAL = {
    "en": "Original message",
    "fr": "Message d'origine",
    "pt-PT": "Mensagem original",
    "pt-BR": "Mensagem original",
    "ro": "Mesaj original",
}
ZIMBRA = {**ORIGINAL, "fr": "Mail original", "en": "Original Message"}
REPLY = {"en": "Re: ", "fr": "RE : ", "pt-PT": "RE: ", "pt-BR": "RES: ", "ro": "RE: "}
IPHONE = {
    "en": "Sent from my iPhone",
    "fr": "Envoyé de mon iPhone",
    "pt-PT": "Enviado do meu iPhone",
    "pt-BR": "Enviado do meu iPhone",
    "ro": "Trimis de pe iPhone-ul meu",
}
GALAXY = {
    "en": "Sent from my Galaxy",
    "fr": "Envoyé depuis mon appareil Galaxy",
    "pt-PT": "Enviado a partir do meu Galaxy",
    "pt-BR": "Enviado do meu Galaxy",
    "ro": "Trimis de pe telefonul meu Galaxy",
}
OUTLOOK_MOBILE = {
    "en": "Get Outlook for iOS",
    "fr": "Télécharger Outlook pour iOS",
    "pt-PT": "Obter o Outlook para iOS",
    "pt-BR": "Obter o Outlook para iOS",
    "ro": "Obțineți Outlook pentru iOS",
}
YAHOO_PHONE = {
    "en": "Sent from Yahoo Mail on Android",
    "fr": "Envoyé à partir de Yahoo Mail sur Android",
    "pt-PT": "Enviado do Yahoo Mail no Android",
    "pt-BR": "Enviado do Yahoo Mail no Android",
    "ro": "Trimis din Yahoo Mail pe Android",
}
PROTON = {
    "en": "Sent with Proton Mail secure email.",
    "fr": "Envoyé avec la messagerie sécurisée Proton Mail.",
    "pt-PT": "Enviado com o email seguro da Proton Mail.",
    "pt-BR": "Enviado com o e-mail seguro Proton Mail.",
    "ro": "Trimis cu e-mailul securizat Proton Mail.",
}
