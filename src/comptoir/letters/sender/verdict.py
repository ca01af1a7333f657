"""What is concluded from all that was found out about a sender."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.letters.sender.dkim import Signature
from comptoir.letters.sender.dmarc import Policy, is_aligned
from comptoir.letters.sender.spf import UNKNOWN, Passage
from comptoir.letters.sender.told import Told


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found out. `is_known`: whether the DNS told what the domain published."""

    passage: Passage = UNKNOWN
    signatures: tuple[Signature, ...] = ()
    told: tuple[Told, ...] = ()
    policy: Policy | None = None
    is_known: bool = True
    has_means: bool = True

    def dkim_of(self, author: str) -> str:
        """The best that a signature of the author's domain came to, else of any: "none" where there is no signature."""
        own = [each.result for each in self.signatures if is_aligned(each.domain, author, is_strict=False)]
        results = own or [each.result for each in self.signatures]
        return min(results, key=("pass", "temperror", "fail", "permerror").index, default="none")


def verdict_of(evidence: Evidence, author: str) -> tuple[str, str]:
    """Verdict and reason (see `SenderCheck`) for a letter whose From is of this domain."""
    proof = _proof(evidence, author)
    if proof:
        return "proven", proof
    if _may_come_yet(evidence, author):
        return "temporary", "no_answer"
    return (
        _without_policy(evidence, author) if evidence.policy is None else _by_policy(evidence, evidence.policy, author)
    )


def _by_policy(evidence: Evidence, policy: Policy, author: str) -> tuple[str, str]:
    if policy.asks == "none":
        return "unproven", "not_asked"
    if evidence.passage.result != "unknown":
        return "forged", "dmarc"
    # Nobody knows which server brought it: it may have been the right one.
    if any(is_aligned(each.domain, author, is_strict=False) for each in evidence.signatures):
        return "forged", "dkim_broken"
    if any(each.method == "dmarc" and each.result == "fail" and each.domain == author for each in evidence.told):
        return "forged", "dmarc"
    return "unproven", "spf_unknown"


def _proof(evidence: Evidence, author: str) -> str:
    policy = evidence.policy
    # While it is not known how strict the domain is, only the very domain counts.
    strict_dkim = policy.is_strict_dkim if policy else not evidence.is_known
    strict_spf = policy.is_strict_spf if policy else not evidence.is_known
    if any(
        each.result == "pass" and is_aligned(each.domain, author, is_strict=strict_dkim) for each in evidence.signatures
    ):
        return "dkim"
    if evidence.passage.result == "pass" and is_aligned(evidence.passage.domain, author, is_strict=strict_spf):
        return "spf"
    strict = {"dmarc": True, "dkim": strict_dkim, "spf": strict_spf}
    is_told = any(
        each.result == "pass"
        and each.method in strict
        and is_aligned(each.domain, author, is_strict=strict[each.method])
        for each in evidence.told
    )
    return "told" if is_told else ""


def _may_come_yet(evidence: Evidence, author: str) -> bool:
    """Whether an answer is missing that could change what is concluded."""
    waiting = [each.domain for each in evidence.signatures if each.result == "temperror"]
    if evidence.passage.result == "temperror":
        waiting.append(evidence.passage.domain)
    return not evidence.is_known or any(is_aligned(domain, author, is_strict=False) for domain in waiting)


def _without_policy(evidence: Evidence, author: str) -> tuple[str, str]:
    passage = evidence.passage
    if passage.result == "fail" and is_aligned(passage.domain, author, is_strict=False):
        return "forged", "spf_fail"
    return "unproven", "not_aligned" if evidence.has_means else "nothing_published"
