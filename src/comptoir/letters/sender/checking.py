"""A letter's sender, checked."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comptoir.letters.lookalikes import odd_signs
from comptoir.letters.sender.author import Author, ascii_domain, author_of, headers_of
from comptoir.letters.sender.dkim import Signature, signatures_of
from comptoir.letters.sender.dmarc import Policy, is_aligned, policy_of, publishes_spf
from comptoir.letters.sender.microsoft import told_by_microsoft
from comptoir.letters.sender.names import Names, NamesUnavailable
from comptoir.letters.sender.spf import Passage, is_of_the_world, passage_of
from comptoir.letters.sender.told import Told, told_by
from comptoir.letters.sender.verdict import Evidence, verdict_of

if TYPE_CHECKING:
    import datetime as dt

    from dns.resolver import Resolver


BECAUSE = (
    *("dkim", "spf", "told", "nothing_published", "not_asked", "spf_unknown", "not_aligned", "dmarc", "dkim_broken"),
    *("spf_fail", "ours", "several_senders", "unreadable", "no_sender", "no_answer"),
)
"""Why a verdict is what it is."""


@dataclass(frozen=True, slots=True)
class SenderCheck:
    """Whether a letter is from the one it says it is from.

    `verdict`: "proven" (its domain vouches for it), "unproven" (nothing speaks for it, nothing against it), "forged" (what
    its domain published speaks against it, or From is no plain sender), "temporary" (the DNS did not answer: to be asked
    again later, and to be taken as unproven when it never does).

    `from_address` is the address that was checked, "" when there is none: compare with this one, never with another
    reading of the letter. `has_means` says whether the domain published anything by which it could have been proven:
    only where it is False may anybody let an unproven one pass as it is. `policy` is what the domain asks ("none",
    "quarantine", "reject", "" when it asks nothing). `odd`: see `odd_signs`.

    `because` is one of `BECAUSE`; the guide to the security of mail says what each of them means.
    """

    spf: str
    dkim: str
    dmarc: str
    policy: str
    from_domain: str
    is_aligned: bool
    verdict: str
    because: str
    from_address: str = ""
    has_means: bool = True
    odd: tuple[str, ...] = ()


def check_sender(
    raw: bytes,
    *,
    client_ip: str = "",
    helo: str = "",
    envelope_from: str = "",
    trusted: tuple[str, ...] = (),
    is_at_microsoft: bool = False,
    ours: str = "",
    resolver: Resolver | None = None,
    at: dt.datetime | None = None,
) -> SenderCheck:
    """Check the sender of a letter; it never raises. It asks the DNS, three seconds at most.

    `client_ip`, `helo` and `envelope_from` are those of the connection that brought it from outside; without them
    (IMAP), or when a server of our own network handed it on, SPF is not known; then `trusted` names servers whose
    Authentication-Results count; `is_at_microsoft` says that the letter was read in a mailbox of Exchange Online. `ours` is the domain of our own relay addresses, from which nobody else writes. `at` is when the letter came (aware); now without it.
    """
    headers = headers_of(raw)
    author = author_of(headers)
    if author.problem:
        verdict = "unproven" if author.problem == "no_sender" else "forged"
        return SenderCheck("unknown", "none", "none", "", "", False, verdict, author.problem)
    own = ascii_domain(ours)
    if own and (author.domain == own or author.domain.endswith("." + own)):
        return _checked(author, Evidence(), "forged", "ours")
    names = Names(resolver)
    # Whoever brought it from outside wrote every header of it.
    told = () if is_of_the_world(client_ip) else told_by(headers, trusted)
    if is_at_microsoft and not client_ip:
        told = (*told, *told_by_microsoft(headers))
    passage = passage_of(names, client_ip=client_ip, helo=helo, envelope_from=envelope_from)
    signatures = signatures_of(raw, names, author=author.domain, at=at.timestamp() if at else time.time())
    evidence = _gathered(author, names, told, passage, signatures)
    return _checked(author, evidence, *verdict_of(evidence, author.domain))


def _gathered(
    author: Author,
    names: Names,
    told: tuple[Told, ...],
    passage: Passage,
    signatures: tuple[Signature, ...],
) -> Evidence:
    policy, is_policy_known = _policy(author.domain, names)
    if passage.result == "unknown":
        passage = next((Passage(each.result, each.domain) for each in told if each.method == "spf"), passage)
    heard = {each.domain for each in signatures} | {each.domain for each in told if each.result == "fail"}
    if passage.result not in ("none", "unknown", "temperror"):
        heard.add(passage.domain)
    has_means, is_known = _means(author.domain, names, policy, heard)
    return Evidence(passage, signatures, told, policy, is_policy_known and is_known, has_means)


def _policy(domain: str, names: Names) -> tuple[Policy | None, bool]:
    try:
        return policy_of(domain, names), True
    except NamesUnavailable:
        return None, False


def _means(domain: str, names: Names, policy: Policy | None, heard: set[str]) -> tuple[bool, bool]:
    """Whether the domain published anything, and whether that is known. `heard`: domains of which something was found."""
    if policy or any(is_aligned(each, domain, is_strict=False) for each in heard):
        return True, True
    try:
        return publishes_spf(domain, names), True
    except NamesUnavailable:
        return True, False


def _checked(author: Author, evidence: Evidence, verdict: str, because: str) -> SenderCheck:
    is_proven = verdict == "proven"
    asks = evidence.policy.asks if evidence.policy else ""
    dmarc = "temperror" if not evidence.is_known else "none" if not asks else "pass" if is_proven else "fail"
    return SenderCheck(
        spf=evidence.passage.result,
        dkim=evidence.dkim_of(author.domain),
        dmarc=dmarc,
        policy=asks,
        from_domain=author.domain,
        is_aligned=is_proven,
        verdict=verdict,
        because=because,
        from_address=author.address,
        has_means=evidence.has_means,
        odd=odd_signs(author.address, author.name),
    )
