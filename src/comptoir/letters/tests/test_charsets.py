"""Bytes to text: what was declared, what was meant, what is likely."""

from __future__ import annotations

import pytest

from comptoir.letters.charsets import codec_named, decoded
from comptoir.letters.headers import words_of_header
from comptoir.letters.reading import read_letter
from comptoir.letters.tests.mails import mail, published

ROMANIAN = "Bună ziua, aş dori să returnez comanda de săptămâna trecută fiindcă îmi vine prea mică; mulţumesc."


@pytest.mark.parametrize(
    ("text", "sent_as", "declared", "guessed"),
    [
        ("Olá", "utf-8", "utf-8", ""),
        ("Olá", "utf-8", "", ""),
        ("Olá", "utf-8", "us-ascii", "utf-8"),
        ("Olá", "utf-8", "iso-8859-1", "utf-8"),
        ("“Olá” – 5 €", "cp1252", "iso-8859-1", ""),
        ("Olá, não chegou", "latin-1", "utf-8", "cp1252"),
        ("Olá, não chegou", "latin-1", "x-unknown", "cp1252"),
        ("Olá, não chegou", "latin-1", "", "cp1252"),
        ("中文“髮”镕", "gb18030", "gb2312", ""),
        ("똠방각하", "cp949", "ks_c_5601-1987", ""),
        ("すみません", "iso2022_jp", "", "iso2022_jp"),
        ("Olá", "utf-16", "", "utf-16"),
        (ROMANIAN, "cp1250", "windows-1250", ""),
        (ROMANIAN, "cp1250", "", "cp1250"),
        ("Добрый день, заказ не пришёл, помогите мне, пожалуйста", "koi8_r", "", "koi8-r"),
    ],
)
def test_the_text_is_read_as_it_was_meant(text: str, sent_as: str, declared: str, guessed: str):
    assert decoded(text.encode(sent_as), declared) == (text, guessed)


@pytest.mark.parametrize("name", ["unicode_escape", "rot13", "base64", "zip", "idna", "x" * 500, "../x", "", "utf 8\n"])
def test_what_is_no_charset_is_none(name: str):
    assert codec_named(name) == ""


def test_any_bytes_become_a_text():
    every = bytes(range(256)) * 4
    assert decoded(b"+2AA-", "utf-7")[0].encode()
    for declared in ("", "utf-8", "ascii", "shift_jis", "utf-16", "utf-7", "iso-2022-jp", "hz", "x-nothing"):
        assert decoded(every, declared)[0]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (b"=?utf-8?q?ol=C3?= =?utf-8?q?=A1?=", "olá"),
        (b"=?UTF-8?B?b2zDoQ?=", "olá"),
        (b"=?utf-8*pt?q?ol=C3=A1?= Rui", "olá Rui"),
        (b"=?utf-8?q?tudo bem??=", "tudo bem?"),
        (b"=?x-nothing?q?ol=E1?=", "olá"),
        (b"=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("olá".encode(), "olá"),
        ("olá".encode("latin-1"), "olá"),
        (b"a =?utf-8?q?b?= c =?utf-8?q?d?=", "a b c d"),
    ],
)
def test_headers_are_read_as_people_meant_them(header: bytes, words: str):
    assert words_of_header(header) == words


def test_html_without_a_charset_says_its_own():
    body = '<meta http-equiv=Content-Type content="text/html; charset=windows-1250"><p>mulţumesc</p>'
    letter = read_letter(mail("Content-Type: text/html", body=body.encode("cp1250")))
    assert "mulţumesc" in letter.html


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("japanese.eml", "かきくえこ"),
        ("japanese_iso_2022.eml", "すみません"),
        ("japanese_shift_jis.eml", "このメールはテスト用のメールです"),
        ("ks_c_5601-1987.eml", "스티해"),
        ("raw_email.eml", "대부분의 마찬가지로, 우리는 하나님을 믿습니다."),
        ("header_fields_with_empty_values.eml", "Jørn Støylen"),
        ("raw_email_encoded_stack_level_too_deep.eml", "Nicolas Fouché has accepted"),
    ],
)
def test_published_mails_are_read_in_their_letters(name: str, words: str):
    (path,) = published("mikel+mail", name)
    assert words in read_letter(path.read_bytes()).text


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("japanese.eml", "まみむめも"),
        ("attachment_pdf.eml", "Another PDF with 🎉 Unicode chars in it 🍿"),
        ("raw_email_with_partially_quoted_subject.eml", 'Re: Test: "漢字" mid "漢字" tail'),
        ("utf8_headers.eml", "Säying Hello"),
        ("invalid_subject_characters.eml", "Formação FrenetikPolis: Mega Campanha Final Verão | Cursos de Setembro"),
        ("attachment_with_quoted_filename.eml", "Eelanalüüsi päring"),
    ],
)
def test_published_subjects_are_read_in_their_letters(name: str, subject: str):
    (path,) = published("mikel+mail", name)
    assert read_letter(path.read_bytes()).subject == subject
