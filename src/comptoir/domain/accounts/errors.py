"""What may be refused when somebody signs in, or changes how they do."""

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal, TooMany


class CodeNotAccepted(Refusal):
    """The code is wrong, over, or was used before."""

    code = "code_not_accepted"
    status = 400
    message = _("This code does not hold. Please type the one that the app shows now, or a recovery code not yet used.")


class CodeDoesNotFit(CodeNotAccepted):
    """The first code of an app that is being set up is not the one its secret gives now."""

    message = _(
        "This code does not fit. Type the six digits that the app shows for Comptoir now; the clock of your telephone must be right."
    )


class TooManyTries(TooMany):
    """Passwords, codes or links were tried too often; failures count for ten minutes."""

    message = _("Too many tries in a short time. Please wait ten minutes, then try again.")


class TooManyLetters(TooMany):
    """New passwords were asked for too often; letters count for an hour."""

    message = _(
        "Several letters were asked for already. Please look for the newest in your mail, or wait an hour and ask again."
    )


class PasskeyNotAccepted(Refusal):
    """What the browser sent was not signed by a key we know, for this page, for what we asked."""

    code = "passkey_not_accepted"
    status = 400
    message = _("This passkey was not accepted. Please try again, or choose another way.")


class SecondFactorNeeded(Refusal):
    """The shop lets this role in with a second factor only, and none was shown in this session."""

    code = "second_factor_needed"
    status = 403
    message = _("Your shop asks for a second factor. Please reload the page to set it up or to show it.")


class ProofNeeded(Refusal):
    """It is some time since they have proven who they are."""

    code = "proof_needed"
    status = 403
    message = _("Please confirm first that it is you.")


class LinkNotValid(Refusal):
    """The link was used, is too old, or was never ours."""

    code = "link_not_valid"
    status = 410
    message = _("This link does not hold any more. Links hold for one hour, and once. You can ask for another one.")


class PasswordNotAccepted(Refusal):
    """The new password is one that others would guess."""

    code = "password_not_accepted"
    status = 400
    message = "%(why)s"


class NotSignedInThere(Refusal):
    """The company's sign-in brought nobody whom we may let in. `why` is one of `WHY`."""

    code = "sign_in_elsewhere_failed"
    status = 403
    message = "%(why)s"


class ProviderNotUsable(Refusal):
    """The provider's address cannot be used, or does not answer as it should."""

    code = "provider_not_usable"
    status = 400
    message = "%(why)s"


class ProviderMistaken(Refusal):
    """A field of the form does not hold what belongs there."""

    code = "provider_mistaken"
    status = 400
    message = _("Please look at this field again: %(field)s")
