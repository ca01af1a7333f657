"""How allauth's second factors are at home here: sealed in the database, and bound to the public address."""

from __future__ import annotations

from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from comptoir.foundation.sealing import sealed, unsealed

PURPOSE = b"comptoir second factors 1"


class HouseFactors(DefaultMFAAdapter):
    """What allauth asks of the house."""

    def encrypt(self, text: str) -> str:
        return sealed(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return unsealed(encrypted_text, PURPOSE)

    def get_totp_issuer(self) -> str:
        return f"Comptoir {own_host()}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For whom passkeys are made: the host of the public address, whatever a request says it is. A20."""
        return {"id": own_host(), "name": "Comptoir"}


def own_host() -> str:
    """The host of our own pages."""
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"
