"""What we keep of promises."""

from comptoir.domain.promises.models.account import Account
from comptoir.domain.promises.models.escalation import Escalation
from comptoir.domain.promises.models.promise import Kind, Promise, PromiseMove, State

__all__ = ["Account", "Escalation", "Kind", "Promise", "PromiseMove", "State"]
