"""What we keep of promises."""

from comptoir.domain.promises.models.account import Account
from comptoir.domain.promises.models.promise import Kind, Promise, PromiseMove, State

__all__ = ["Account", "Kind", "Promise", "PromiseMove", "State"]
