"""What the library of letters says in codes, said to people in the active language."""

from __future__ import annotations

from django.utils.translation import gettext

from comptoir.domain.charter.rules import N_

KINDS = {
    "human": N_("A person wrote it"),
    "automatic": N_("A machine wrote it by itself"),
    "bounce": N_("A mail server says that it could not deliver"),
}

SIGNS = {
    "auto_submitted": N_("it says so in its header Auto-Submitted"),
    "autoreply_header": N_("its headers mark an automatic answer"),
    "report": N_("it is a report of a mail program or of a provider"),
    "inbox_rule": N_("a rule of the mailbox sent it"),
    "null_sender": N_("it names no sender to whom anything could go back"),
    "mail_server": N_("a mail server is its sender"),
    "away_subject": N_("its subject is that of somebody who is away"),
    "delivery_report": N_("it carries a delivery report"),
    "failed_recipients": N_("its headers name recipients who were not reached"),
}

VERDICTS = {
    "proven": N_("Proven"),
    "unproven": N_("Not proven"),
    "forged": N_("Forged"),
    "temporary": N_("Not known yet"),
}

REASONS = {
    "dkim": N_("the signature of its domain is right"),
    "spf": N_("it came from a server of its domain"),
    "told": N_("a server that we trust has checked it"),
    "nothing_published": N_("its domain publishes nothing by which it could be checked"),
    "not_asked": N_("its domain asks nobody to refuse what does not pass"),
    "spf_unknown": N_("it is not known which server brought it"),
    "not_aligned": N_("what was proven belongs to another domain"),
    "dmarc": N_("its domain asks to refuse what does not pass, and it does not"),
    "dkim_broken": N_("it was changed after it was signed"),
    "spf_fail": N_("it came from a server that its domain does not use"),
    "ours": N_("it pretends to come from one of our own addresses"),
    "several_senders": N_("it names several senders"),
    "unreadable": N_("its sender cannot be read"),
    "no_sender": N_("it names no sender"),
    "no_answer": N_("the name servers did not answer"),
}

REFUSED = {
    "elsewhere": N_("The mail only says where the file is."),
    "tnef_unreadable": N_("Outlook's own package could not be opened."),
    "too_many": N_("There are too many files."),
    "empty": N_("The file is empty."),
    "too_large": N_("The file is too large."),
    "kind": N_("Files of this kind are not taken here."),
    "program": N_("Programs are not taken."),
    "hypertext": N_("Web pages are not taken."),
    "encrypted": N_("The file is encrypted."),
    "macros": N_("The file holds macros."),
    "bomb": N_("The file would become far too large when opened."),
    "unreadable": N_("The file is damaged."),
    "too_many_pixels": N_("The picture is too large."),
    "too_many_pages": N_("The document has too many pages."),
    "contact_card": N_("Contact cards are not passed on."),
    "calendar": N_("Calendar files are not passed on."),
    "mail": N_("Attached mails are not passed on."),
    "archive": N_("Archives are not passed on."),
    "signature": N_("Signatures of mail programs are not kept."),
    "key": N_("Keys of mail programs are not kept."),
    "too_slow": N_("It took too long to read."),
    "too_big": N_("It took too much memory to read."),
    "crashed": N_("It could not be read."),
}

PROBLEMS = {
    "headers_cut": N_("Its headers were too long and were cut."),
    "no_headers": N_("It has no headers."),
    "too_many_parts": N_("It has too many parts; the last ones were left out."),
    "too_deep": N_("Its parts lie too deep in one another; the deepest were left out."),
    "parts_missing": N_("Its parts could not be found; it was read as one text."),
    "text_cut": N_("It is very long; only its beginning is shown."),
    "charset_guessed": N_("Its letters were guessed ({detail})."),
    "encoding_unknown": N_("It travelled in a form that is not known, and is shown as it came."),
    "encrypted": N_("It is encrypted or sealed: what is in it cannot be read here."),
}

UNREADABLE = {
    "empty": N_("There is nothing in it."),
    "too_large": N_("It is too large to be read."),
    "too_deep": N_("Its parts lie too deep in one another to be read."),
    "too_slow": N_("It took too long to read."),
    "too_big": N_("It took too much memory to read."),
    "no_reader": N_("The process that reads mails does not start."),
}
_NOT_READ = N_("It could not be read.")


def kind_words(kind: str, sign: str = "") -> str:
    """Who wrote a mail, and by which sign that was told."""
    return _with(gettext(KINDS.get(kind, KINDS["human"])), SIGNS.get(sign, ""))


def verdict_words(verdict: str, because: str = "") -> str:
    """What was found out of a sender, and why (`SenderCheck.verdict`, `.because`)."""
    return _with(gettext(VERDICTS.get(verdict, VERDICTS["unproven"])), REASONS.get(because, ""))


def refused_words(why: str) -> str:
    """Why a file was not taken."""
    return gettext(REFUSED.get(why, REFUSED["kind"]))


def problem_words(problem: str) -> str:
    """What was cut, guessed or left out when a mail was read; "" for what need not be said."""
    code, _, detail = problem.partition(":")
    said = PROBLEMS.get(code)
    return gettext(said).format(detail=detail) if said else ""


def unreadable_words(code: str) -> str:
    """Why a mail could not be read."""
    return gettext(UNREADABLE.get(code, _NOT_READ))


def _with(said: str, why: str) -> str:
    return gettext("{said}: {why}.").format(said=said, why=gettext(why)) if why else f"{said}."
