"""How mail programs write the moment of the mail they quote."""

from __future__ import annotations

import datetime as dt

DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "pt": ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"),
    "ro": ("luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"),
}
MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "pt": [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    "ro": [
        "ianuarie",
        "februarie",
        "martie",
        "aprilie",
        "mai",
        "iunie",
        "iulie",
        "august",
        "septembrie",
        "octombrie",
        "noiembrie",
        "decembrie",
    ],
}
SHORT_MONTHS = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "fr": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    "pt": ["jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez."],
    "ro": ["ian.", "feb.", "mar.", "apr.", "mai", "iun.", "iul.", "aug.", "sept.", "oct.", "nov.", "dec."],
}


def gmail(language: str, when: dt.datetime) -> str:
    day, month = DAYS[language[:2]][when.weekday()], SHORT_MONTHS[language[:2]][when.month - 1]
    if language == "en":
        return f"On {day[:3]}, {month} {when.day}, {when.year} at {when:%I:%M %p}".replace(" 0", " ")
    if language == "fr":
        return f"Le {day[:3]}. {when.day} {month} {when.year} à {when:%H:%M},"
    if language == "pt-BR":
        return f"Em {day[:3]}., {when.day} de {month} de {when.year} às {when:%H:%M},"
    if language == "ro":
        return f"În {day[:3]}., {when.day} {month} {when.year} la {when:%H:%M},"
    return f"({day.partition('-')[0]}, {when.day}/{when:%m/%Y} à(s) {when:%H:%M}):"


def apple(language: str, when: dt.datetime) -> str:
    month = SHORT_MONTHS[language[:2]][when.month - 1]
    return {
        "en": f"On {when.day} {month} {when.year}, at {when:%H:%M},",
        "fr": f"Le {when.day} {month} {when.year} à {when:%H:%M},",
        "pt-PT": f"No dia {when:%d/%m/%Y, às %H:%M},",
        "pt-BR": f"Em {when.day} de {month} de {when.year}, à(s) {when:%H:%M},",
        "ro": f"Pe {when.day} {month} {when.year}, la {when:%H:%M},",
    }[language]


def thunderbird(language: str, when: dt.datetime) -> str:
    return {
        "en": f"On {when:%d/%m/%Y %H:%M},",
        "fr": f"Le {when:%d/%m/%Y à %H:%M},",
        "pt-PT": f"Às {when:%H:%M} de {when:%d/%m/%Y},",
        "pt-BR": f"Em {when:%d/%m/%Y %H:%M},",
        "ro": f"La {when:%d.%m.%Y %H:%M},",
    }[language]


def yahoo(language: str, when: dt.datetime) -> str:
    day, month = DAYS[language[:2]][when.weekday()], MONTHS[language[:2]][when.month - 1]
    return {
        "en": f"On {day}, {month} {when.day}, {when.year} at {when:%I:%M:%S %p} GMT+1,",
        "fr": f"Le {day} {when.day} {month} {when.year} à {when:%H:%M:%S} UTC+1,",
        "pt-PT": f"{day}, {when.day} de {month} de {when.year} às {when:%H:%M:%S} WET,",
        "pt-BR": f"Em {day}, {when.day} de {month} de {when.year} às {when:%H:%M:%S} BRT,",
        "ro": f"{day}, {when.day} {month} {when.year} la {when:%H:%M:%S} EET,",
    }[language]


def proton(language: str, when: dt.datetime) -> str:
    day, month = DAYS[language[:2]][when.weekday()], MONTHS[language[:2]][when.month - 1]
    return {
        "en": f"On {day}, {month} {when.day}th, {when.year} at {when:%I:%M %p},",
        "fr": f"Le {day} {when.day} {month} {when.year} à {when:%H:%M},",
        "pt-PT": f"{day}, {when.day} de {month} de {when.year} às {when:%H:%M},",
        "pt-BR": f"Em {day}, {when.day} de {month} de {when.year} às {when:%H:%M},",
        "ro": f"{day}, {when.day} {month} {when.year}, la {when:%H:%M},",
    }[language]


def roundcube(language: str, when: dt.datetime) -> str:
    lead = {"en": "On", "fr": "Le", "pt-PT": "Em", "pt-BR": "Em", "ro": "La"}[language]
    return f"{lead} {when:%Y-%m-%d %H:%M},"


def outlook(language: str, when: dt.datetime) -> str:
    """What stands after "Sent:"."""
    day, month = DAYS[language[:2]][when.weekday()], MONTHS[language[:2]][when.month - 1]
    return {
        "en": f"{day}, {month} {when.day}, {when.year} {when:%I:%M %p}",
        "fr": f"{day} {when.day} {month} {when.year} {when:%H:%M}",
        "pt-PT": f"{when.day} de {month} de {when.year} {when:%H:%M}",
        "pt-BR": f"{day}, {when.day} de {month} de {when.year} {when:%H:%M}",
        "ro": f"{day}, {when.day} {month} {when.year} {when:%H:%M}",
    }[language]
