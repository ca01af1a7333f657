"""What a mail says (D1): its people, its words, its files."""

from __future__ import annotations

import base64
import datetime as dt

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from comptoir.letters.letter import Address, Letter, Unreadable
from comptoir.letters.reading import LARGEST, read_letter
from comptoir.letters.sealed import unsealed
from comptoir.letters.tests.mails import mail, multipart


def test_people_subject_date_and_thread_are_told():
    letter = read_letter(
        mail(
            "To: =?utf-8?q?Loja_do_Ch=C3=A1?= <LOJA@Example.org>, b@example.org",
            "Cc: (Rui) rui@example.org",
            "Reply-To: respostas@example.org",
            "Subject: =?iso-8859-1?q?Ol=E1?= =?iso-8859-1?q?_de_novo?=",
            "Date: Mon, 23 Nov 2026 10:00:00 +0100",
            "Message-ID: <m1@example.org>",
            "In-Reply-To: <o7.abc@reply.shop.test>",
            "References: <a@x> <o7.abc@reply.shop.test> <a@x>",
        )
    )
    assert letter.sender == Address("Ana", "ana@example.org")
    assert letter.to == (Address("Loja do Chá", "loja@example.org"), Address("", "b@example.org"))
    assert letter.cc == (Address("Rui", "rui@example.org"),)
    assert letter.reply_to == (Address("", "respostas@example.org"),)
    assert letter.subject == "Olá de novo"
    assert letter.date == dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
    assert (letter.message_id, letter.in_reply_to) == ("<m1@example.org>", ("<o7.abc@reply.shop.test>",))
    assert letter.references == ("<a@x>", "<o7.abc@reply.shop.test>")
    assert (letter.text, letter.html, letter.kind, letter.problems) == ("Bom dia", "", "human", ())


def test_servers_on_the_way_say_by_which_address_it_was_delivered_threat_16():
    letter = read_letter(
        mail(
            "Delivered-To: forwarder@example.org",
            "X-Original-To: c-abc@reply.shop.test",
            "Received: from a by b (Postfix) for <c-def@reply.shop.test>; Mon, 23 Nov 2026 10:00:00 +0100",
        )
    )
    assert letter.delivered_to == ("c-abc@reply.shop.test", "forwarder@example.org", "c-def@reply.shop.test")


def test_of_alternatives_the_plain_one_is_the_text():
    letter = read_letter(
        multipart("alternative", "Content-Type: text/plain\r\n\r\nplano", "Content-Type: text/html\r\n\r\n<p>rico</p>")
    )
    assert (letter.text, letter.html) == ("plano", "<p>rico</p>")


def test_a_text_in_pieces_around_a_picture_is_one_text():
    letter = read_letter(
        multipart(
            "mixed",
            "Content-Type: text/plain\r\n\r\nantes",
            "Content-Type: image/png; name=a.png\r\nContent-Disposition: inline\r\n\r\nPNG",
            "Content-Type: text/plain\r\n\r\ndepois",
        )
    )
    assert letter.text == "antes\n\ndepois"
    assert [part.name for part in letter.parts] == ["a.png"]


def test_a_first_text_is_the_text_even_with_a_name():
    letter = read_letter(
        multipart(
            "mixed",
            "Content-Type: text/plain; name=corpo.txt\r\n\r\nolá",
            "Content-Type: text/plain; name=nota.txt\r\n\r\nnota",
        )
    )
    assert (letter.text, [part.name for part in letter.parts]) == ("olá", ["nota.txt"])


def test_a_footer_of_another_form_is_added_to_both():
    alternative = multipart(
        "alternative",
        "Content-Type: text/plain\r\n\r\nplano",
        "Content-Type: text/html\r\n\r\n<p>rico</p>",
        boundary="in",
        headers=b"",
    )
    letter = read_letter(multipart("mixed", alternative, "Content-Type: text/plain\r\n\r\nlista <x>"))
    assert letter.text == "plano\n\nlista <x>"
    assert letter.html == "<p>rico</p>\n<pre>lista &lt;x&gt;</pre>"


def test_a_picture_that_the_html_shows_is_inline():
    related = multipart(
        "related",
        'Content-Type: text/html\r\n\r\n<img src="cid:Logo@x">',
        "Content-Type: image/png\r\nContent-ID: <logo@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.b64encode(b"PNG").decode(),
        "Content-Type: image/png; name=b.png\r\nContent-ID: <other@x>\r\n\r\nx",
    )
    shown, other = read_letter(related).parts
    assert (shown.name, shown.content, shown.content_id, shown.is_inline) == ("image-1.png", b"PNG", "logo@x", True)
    assert (other.name, other.is_inline) == ("b.png", False)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("filename*=utf-8''fatura%20n%C2%BA%201.pdf", "fatura nº 1.pdf"),
        ("filename*0*=utf-8''fat; filename*1*=ura%C3%A9; filename*2=.pdf", "faturaé.pdf"),
        ('filename="=?utf-8?q?fatura=C3=A9.pdf?="', "faturaé.pdf"),
        ('filename="../../etc/passwd"', "passwd"),
        (r'filename="C:\\Users\\ana\\f.pdf"', "f.pdf"),
        ('filename="fatura\u202efdp.exe"', "faturafdp.exe"),
        ('filename="."', "file-1.pdf"),
        ("", "file-1.pdf"),
    ],
)
def test_a_file_is_called_as_its_sender_says_without_tricks(header: str, name: str):
    disposition = f"Content-Disposition: attachment; {header}\r\n" if header else ""
    part = f"Content-Type: application/pdf\r\n{disposition}\r\nPDF"
    (found,) = read_letter(multipart("mixed", "\r\n\r\nolá", part)).parts
    assert found.name == name


def test_a_mail_in_a_mail_is_a_file_called_by_its_subject():
    part = b"Content-Type: message/rfc822\r\n\r\nSubject: Encomenda 12/3\r\n\r\nolha"
    (found,) = read_letter(multipart("mixed", "\r\nolha isto", part)).parts
    assert found.name == "3.eml" or found.name == "Encomenda 12_3.eml"
    assert found.content_type == "message/rfc822"
    assert b"olha" in found.content


def test_flowed_lines_become_paragraphs_again():
    letter = read_letter(
        mail(
            "Content-Type: text/plain; format=flowed",
            body="um parágrafo \r\nque segue\r\n> cita \r\n> mais\r\n-- \r\nAna",
        )
    )
    assert letter.text == "um parágrafo que segue\n> cita mais\n-- \nAna"


def test_a_file_written_into_the_text_is_taken_out():
    letter = read_letter(mail(body="olá\nbegin 644 nota.txt\n#86)C\n`\nend\nadeus"))
    assert [(part.name, part.content) for part in letter.parts] == [("nota.txt", b"abc")]
    assert letter.text.split() == ["olá", "adeus"]


def test_a_picture_that_is_written_into_the_html_becomes_a_file():
    picture = base64.b64encode(b"PNG" * 400_000).decode()
    body = f'<p>vê</p><img alt=x src="data:image/png;base64,{picture}"><p>fim</p>'
    letter = read_letter(mail("Content-Type: text/html", body=body))
    (part,) = letter.parts
    assert (part.name, part.content, part.is_inline) == ("image-1.png", b"PNG" * 400_000, True)
    assert letter.html == f'<p>vê</p><img alt=x src="cid:{part.content_id}"><p>fim</p>'


def test_an_invitation_a_signature_and_an_encrypted_part_are_files():
    letter = read_letter(
        multipart(
            "mixed",
            "Content-Type: text/plain\r\n\r\nvem",
            "Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR",
            "Content-Type: application/pkcs7-signature\r\n\r\nx",
            "Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nx",
        )
    )
    assert [part.name for part in letter.parts] == ["text-1.ics", "file-2.p7s", "smime.p7m"]
    assert "encrypted" in letter.problems


def test_a_letter_within_its_signature_is_read():
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ana")])
    begin = dt.datetime(2026, 1, 1)
    unsigned = x509.CertificateBuilder(name, name, key.public_key(), 1, begin, begin + dt.timedelta(days=999))
    inner = multipart(
        "mixed", "Content-Type: text/plain; charset=utf-8\r\n\r\nolá", "Content-Type: image/png\r\n\r\nPNG", headers=b""
    )
    builder = pkcs7.PKCS7SignatureBuilder().set_data(inner)
    sealed = builder.add_signer(unsigned.sign(key, hashes.SHA256()), key, hashes.SHA256()).sign(
        serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary]
    )
    headers = ("Content-Type: application/pkcs7-mime; smime-type=signed-data", "Content-Transfer-Encoding: base64")
    letter = read_letter(mail(*headers, body=base64.encodebytes(sealed)))
    assert (letter.text, [part.content for part in letter.parts], letter.problems) == ("olá", [b"PNG"], ())
    for cut_off in range(0, len(sealed), 7):
        read_letter(mail(*headers, body=base64.encodebytes(sealed[:cut_off])))


def test_a_signed_letter_in_pieces_is_read():
    signed = bytes.fromhex("06092a864886f70d010702")
    pieces = b"\x24\x80" + b"\x04\x06\r\nol\xc3\xa1" + b"\x04\x01!" + b"\0\0"
    content = b"\x30\x80\x06\x09*\x86H\x86\xf7\r\x01\x07\x01\xa0\x80" + pieces + b"\0\0\0\0"
    assert unsealed(b"\x30\x80" + signed + b"\xa0\x80\x30\x80\x02\x01\x01\x31\x00" + content) == "\r\nolá!".encode()


def test_what_lies_elsewhere_is_refused_and_said():
    letter = read_letter(multipart("mixed", "\r\nvê", "Content-Type: message/external-body; name=x\r\n\r\n"))
    assert [(each.name, each.why) for each in letter.refused] == [("x", "elsewhere")]


def _winmail(*records: tuple[int, int, bytes]) -> bytes:
    """A winmail.dat of these records: level, kind, content."""
    told = b"".join(
        bytes([level]) + kind.to_bytes(4, "little") + len(content).to_bytes(4, "little") + content + b"\0\0"
        for level, kind, content in records
    )
    return b"\x78\x9f\x3e\x22\x01\x00" + told


def test_a_winmail_dat_is_opened():
    dat = _winmail(
        (1, 0x00069007, (1252).to_bytes(4, "little") + b"\0\0\0\0"),
        (2, 0x00069002, b"\0" * 14),
        (2, 0x00018010, "fotografia é.png\0".encode("cp1252")),
        (2, 0x0006800F, b"PNG" * 20),
    )
    part = b"Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    letter = read_letter(multipart("mixed", "\r\nvê", part + base64.b64encode(dat)))
    assert [(each.name, each.content) for each in letter.parts] == [("fotografia é.png", b"PNG" * 20)]
    assert (letter.text, letter.refused) == ("vê", ())


def test_a_winmail_dat_that_cannot_be_read_is_refused_and_said():
    letter = read_letter(multipart("mixed", "\r\nvê", "Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nzzz"))
    assert [(each.name, each.why) for each in letter.refused] == [("winmail.dat", "tnef_unreadable")]


def test_a_boundary_that_the_header_tells_wrongly_is_found_in_the_body():
    raw = mail('Content-Type: multipart/mixed; boundary="x"', body="--y\r\n\r\nolá\r\n--y--\r\n")
    assert read_letter(raw).text == "olá"


def test_a_multipart_without_parts_is_a_text():
    letter = read_letter(mail("Content-Type: multipart/mixed; boundary=x", body="só isto"))
    assert (letter.text, letter.problems) == ("só isto", ("parts_missing",))


def test_a_part_that_lacks_its_end_is_read_to_the_end():
    raw = mail(
        "Content-Type: multipart/mixed; boundary=x", body="--x\r\n\r\nolá\r\n--x\r\nContent-Type: image/png\r\n\r\nPNG"
    )
    letter = read_letter(raw)
    assert (letter.text, letter.parts[0].content) == ("olá", b"PNG")


def test_names_and_subjects_carry_no_sign_that_turns_or_hides_a24():
    letter = read_letter(mail("Subject: =?utf-8?q?a=E2=80=AEb=00c=0D=0ABcc=3A_x?=", 'To: "\u202eAna\u200b" <b@c.pt>'))
    assert letter.subject == "abc Bcc: x"
    assert letter.to[0].name == "Ana"


def test_a_letter_crosses_a_process_border_as_it_is():
    letter = read_letter(multipart("mixed", "\r\nolá", "Content-Type: image/png; name=a.png\r\n\r\nPNG"))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(letter), type=Letter) == letter


@pytest.mark.parametrize(
    ("raw", "code"), [(b"", "empty"), (b" \r\n\r\n", "empty"), (b"x" * (LARGEST + 1), "too_large")]
)
def test_what_is_no_mail_says_so_in_one_word(raw: bytes, code: str):
    with pytest.raises(Unreadable) as refused:
        read_letter(raw)
    assert refused.value.code == code
