"""From a mail as it came to what becomes of it: read, checked, routed, and applied in one transaction."""

from comptoir.domain.channels.actions.applying.working import apply_mail, work_mails

__all__ = ["apply_mail", "work_mails"]
