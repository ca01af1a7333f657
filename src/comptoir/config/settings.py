"""Settings: everything comes from the environment, and everything has a default that is right for one machine."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from comptoir.config.sqlite import use_bundled_sqlite

use_bundled_sqlite()

import dj_database_url  # noqa: E402
from django.utils.translation import gettext_lazy as _  # noqa: E402

PACKAGE = Path(__file__).resolve().parent.parent


def setting(name: str, default: str = "") -> str:
    """The environment's COMPTOIR_<NAME>."""
    return os.environ.get(f"COMPTOIR_{name}", default)


def secret_key(folder: Path) -> str:
    """The installation's own secret, made at the first start and kept readable by its owner alone."""
    if given := setting("SECRET_KEY"):
        return given
    file = folder / "secret_key"
    if not file.exists():
        make_secret(file)
    return file.read_text().strip()


def make_secret(file: Path) -> None:
    """Write a new secret: whole on the disk before it has its name, and of several processes the first one's counts."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as out:
        out.write(secrets.token_urlsafe(64))
        out.flush()
        os.fsync(out.fileno())
    with suppress(FileExistsError):
        os.link(fresh, file)
    fresh.unlink()
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def allowed_hosts(named: str, public_url: str) -> list[str]:
    """The host names that are answered: those named, with commas between, and always that of the public address."""
    own = urlsplit(public_url).hostname or ""
    names = [name.strip() for name in named.split(",")]
    return [*dict.fromkeys(name for name in [*names, f"[{own}]" if ":" in own else own] if name)]


def named(listed: str) -> tuple[str, ...]:
    """The names in a list with commas between."""
    return tuple(name.strip().lower() for name in listed.split(",") if name.strip())


def caches(redis_url: str) -> dict[str, dict[str, object]]:
    """What counts limits and failed sign-ins: all processes together where there is a Redis, else each alone.

    A process that counts alone keeps up to 50,000 counters, some 20 MB: few, and a crowd would push out the count of one.
    """
    backend = "comptoir.config.caching.SharedCounts" if redis_url else "django.core.cache.backends.locmem.LocMemCache"
    options = {"LOCATION": redis_url, "KEY_PREFIX": "comptoir", "OPTIONS": {"MAX_ENTRIES": 50_000}}
    return {"default": {"BACKEND": backend, **options}}


DATA_DIR = Path(setting("DATA_DIR", "var")).resolve()
(DATA_DIR / "static").mkdir(parents=True, exist_ok=True)
SECRET_KEY = secret_key(DATA_DIR)
DEBUG = setting("DEBUG") == "1"
DEMO = setting("DEMO") == "1"
PUBLIC_URL = setting("PUBLIC_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = allowed_hosts(setting("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"), PUBLIC_URL)
TRUSTED_PROXIES = [address.strip() for address in setting("TRUSTED_PROXIES").split(",") if address.strip()]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
REDIS_URL = os.environ.get("REDIS_URL", "")

MAIL_DOMAIN = setting("MAIL_DOMAIN", "reply.localhost" if DEMO else "").strip().lower()
SMTP_URL = setting("SMTP_URL")
LMTP = setting("LMTP")
SMTP_LISTEN = setting("SMTP_LISTEN")
SMTP_CERTIFICATE = setting("SMTP_CERTIFICATE")
CLAMD = setting("CLAMD")
MAIL_TRUSTED = named(setting("MAIL_TRUSTED"))
MAIL_PRIVATE_HOSTS = setting("MAIL_PRIVATE_HOSTS") == "1"
MAIL_CERTIFICATES = setting("MAIL_CERTIFICATES")
MAILROOM = setting("MAILROOM", "here")
MAIL_RESOLVER = setting("MAIL_RESOLVER")
MAIL_READERS = int(setting("MAIL_READERS", "2"))
LETTERS_A_MINUTE = int(setting("LETTERS_A_MINUTE", "240"))
SSO_PRIVATE_HOSTS = setting("SSO_PRIVATE_HOSTS") == "1"
SSO_CERTIFICATES = setting("SSO_CERTIFICATES")
DKIM_KEY = setting("DKIM_KEY")
DKIM_SELECTOR = setting("DKIM_SELECTOR", "comptoir")
DKIM_DOMAIN = setting("DKIM_DOMAIN", MAIL_DOMAIN).strip().lower()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "comptoir.config.allauth_apps.Account",
    "comptoir.config.allauth_apps.SecondFactors",
    "comptoir.config.allauth_apps.SocialAccount",
    "comptoir.foundation",
    "comptoir.domain.shops",
    "comptoir.domain.people",
    "comptoir.domain.charter",
    "comptoir.domain.knowledge",
    "comptoir.domain.wording",
    "comptoir.domain.conversations",
    "comptoir.domain.promises",
    "comptoir.domain.returns",
    "comptoir.domain.privacy",
    "comptoir.domain.feed",
    "comptoir.domain.training",
    "comptoir.domain.offers",
    "comptoir.domain.routing",
    "comptoir.domain.supervision",
    "comptoir.domain.channels",
    "comptoir.domain.marketplace",
    "comptoir.domain.automation",
    "comptoir.domain.accounts",
    "comptoir.surfaces.gateway",
    "comptoir.surfaces.widget",
    "comptoir.surfaces.console",
    "comptoir.surfaces.ratings",
    "comptoir.surfaces.market",
    "comptoir.surfaces.helpcentre",
    *(["comptoir.surfaces.storefront"] if DEMO else []),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "comptoir.config.middleware.security_headers",
    "comptoir.config.middleware.sessions",
    "comptoir.config.middleware.languages",
    "django.middleware.common.CommonMiddleware",
    "comptoir.config.middleware.Forms",
    "comptoir.config.middleware.users",
    "comptoir.config.middleware.messages",
    "django_htmx.middleware.HtmxMiddleware",
    "comptoir.config.middleware.preferences",
    "comptoir.config.middleware.refusals",
]
ROOT_URLCONF = "comptoir.config.urls"
AUTH_USER_MODEL = "people.User"
LOGIN_URL = "console:sign_in"
LOGIN_REDIRECT_URL = "console:inbox"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_validators = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validators}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_validators}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": f"{_validators}.CommonPasswordValidator"},
    {"NAME": "comptoir.domain.accounts.guessable.NotGuessable"},
]
MFA_ADAPTER = "comptoir.domain.accounts.adapter.HouseFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
MFA_RECOVERY_CODE_DIGITS = 10
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [
            PACKAGE / "surfaces" / name / "templates"
            for name in ["console", "widget", "ratings", "market", "helpcentre", "storefront"]
        ],
        "OPTIONS": {"environment": "comptoir.config.templates.environment", "autoescape": True},
    }
]

_embedded = f"sqlite:///{DATA_DIR / 'comptoir.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL") or _embedded)}
_database = DATABASES["default"]
if "sqlite" in str(_database["ENGINE"]):
    _database["ENGINE"] = "comptoir.foundation.sqlite"
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": float(setting("DATABASE_PATIENCE", "20")),
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;",
    }
    _database["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    _database["CONN_MAX_AGE"] = None
else:
    _database["CONN_MAX_AGE"] = 600
    _database["CONN_HEALTH_CHECKS"] = True
CACHES = caches(REDIS_URL)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("pt", _("Portuguese")), ("ro", _("Romanian"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
FILES_DIR = DATA_DIR / "files"
FILES_ORIGIN = setting("FILES_ORIGIN").rstrip("/")
LARGEST_FILE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10

_is_https = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_NAME = "comptoir"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _is_https
CSRF_COOKIE_NAME = "comptoir_csrf"
CSRF_COOKIE_SECURE = _is_https
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _is_https and TRUSTED_PROXIES else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without_secrets": {"()": "comptoir.config.logs.WithoutSecrets"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django.request": {"level": "ERROR"}, "uvicorn.access": {"level": "WARNING"}},
}
