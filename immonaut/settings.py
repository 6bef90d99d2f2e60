"""Settings of the whole installation, read from environment variables only.

`python -m immonaut.stack` and `manage.py` fill the variables with embedded defaults;
`.env.example` explains each of them.
"""

from pathlib import Path

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from base.database import Timeouts

# Lets Django's generic classes take type arguments at run time.
django_stubs_ext.monkeypatch()

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
# Keys before the present one: what they signed (links, sessions, cookies) stays valid.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
PUBLIC_URL = env.str("PUBLIC_URL", default="http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PUBLIC_URL])
IS_HTTPS = PUBLIC_URL.startswith("https://")

INSTALLED_APPS = [
    "immonaut",
    "sharing",
    "properties",
    "contacts",
    "audit",
    "base.jobs",
    "base.files",
    "base.accounts",
    "base.places",
    "base.once",
    "base.health",
    "base.ui",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "lucide",
    "pgtrigger",
    "template_partials",
]

MIDDLEWARE = [
    "base.logs.AccessLog",
    "base.health.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "base.ui.middleware.PermissionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "base.accounts.backend.PersonMiddleware",
    "base.accounts.middleware.IdleMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "base.accounts.middleware.SignInRequiredMiddleware",
    "base.accounts.middleware.RequiredFactorMiddleware",
    "base.accounts.middleware.RoleMiddleware",
    "audit.middleware.ContextMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "base.ui.middleware.ToastMiddleware",
    "base.once.middleware.OnceMiddleware",
    "contacts.middleware.MovedContactMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

# Threads of each web process (WEB_CONCURRENCY of them): so many requests work at once.
WEB_THREADS = env.int("WEB_THREADS", default=8)

ROOT_URLCONF = "immonaut.urls"
WSGI_APPLICATION = "immonaut.wsgi.application"

# Ours breaks lines for its readers alone (base/ui/loader.py); packages bring theirs as they are.
_LOADERS = (
    "django.template.loaders.cached.Loader",
    ["base.ui.loader.Loader", "django.template.loaders.app_directories.Loader"],
)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", [_LOADERS])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "base.ui.context.shell",
            ],
            "builtins": [
                "django_htmx.templatetags.django_htmx",
                "base.ui.templatetags.ui",
                "base.once.templatetags.once",
            ],
        },
    }
]
FORM_RENDERER = "base.ui.forms.Renderer"

# The application's own role; migrations run with the owner's (see .env.example).
DATABASES = {"default": env.db_url("DATABASE_URL", engine="django.db.backends.postgresql")}
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Nobody waits for ever: pages give up soon, work that nobody waits for later, migrations never.
_TIMEOUTS = {
    "web": Timeouts(
        statement=env.int("WEB_STATEMENT_SECONDS", default=15),
        lock=env.int("WEB_LOCK_SECONDS", default=5),
        idle=env.int("WEB_IDLE_SECONDS", default=30),
    ),
    "work": Timeouts(
        statement=env.int("WORK_STATEMENT_SECONDS", default=900),
        lock=env.int("WORK_LOCK_SECONDS", default=60),
        idle=env.int("WORK_IDLE_SECONDS", default=900),
    ),
    "schema": Timeouts(statement=0, lock=0, idle=0),
}[env.str("DATABASE_USE", default="work")]
_OPTIONS = DATABASES["default"]["OPTIONS"]
_OPTIONS["options"] = f"{_OPTIONS.get('options', '')} {_TIMEOUTS.options()}".strip()
# The role that may read the record and not write it; granted after each migration (audit.roles).
DATABASE_APP_ROLE = env.str("DATABASE_APP_ROLE", default="immonaut_app")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Cache, sessions and rate limits live in PostgreSQL: the broker may be down.
CACHES = {
    "default": {
        "BACKEND": "base.cache.Cache",
        "LOCATION": "immonaut_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "base.accounts.sessions"
# Minutes without a request after which people have to sign in again; agencies may say otherwise,
# 0 is never.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=720)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "immonaut_session"
CSRF_COOKIE_NAME = "immonaut_csrf"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
MESSAGE_STORAGE = "base.ui.toasts.ToastStorage"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["base.accounts.backend.AgencyBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
CSRF_FAILURE_VIEW = "base.once.resuming.csrf_failure"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "base.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "immonaut: "
ACCOUNT_EMAIL_NOTIFICATIONS = True
# A request for a new password tells nobody whether an address is known: not the page, no mail.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    # Codes of the second factor, by who knows the password; passwords: base.accounts.slowing.
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "immonaut"
MFA_ADAPTER = "base.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "base.accounts.second_factor.CodeForm",
    "add_webauthn": "base.accounts.passkeys.AddForm",
    "authenticate_webauthn": "base.accounts.passkeys.SecondStepForm",
    "login_webauthn": "base.accounts.passkeys.SignInForm",
    "reauthenticate_webauthn": "base.accounts.passkeys.ConfirmForm",
}
# allauth refuses a second factor while an address is unverified, so that nobody can sign up with
# a stranger's address and lock the account. Nobody signs up here, and anybody can make allauth
# write such a row by asking for a new password.
MFA_ALLOW_UNVERIFIED_EMAIL = True

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Vienna"
USE_TZ = True
FORMAT_MODULE_PATH = ["immonaut.formats"]
# Ids stay plain in templates; numbers that people read go through base.ui.formats.

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "var" / "static"))
# Style sheets and scripts are sources of the bundle (base.ui.bundle) and not served themselves.
STATICFILES_DIRS = [("img", BASE_DIR / "static" / "img")]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "base.ui.bundle.finder.BundleFinder",
]
# What this machine needs for itself: locks, the table of places and, without a bucket, all files.
FILES_DIR = env.str("FILES_DIR", default=str(BASE_DIR / "var" / "files"))
# The name of a bucket of S3 keeps the files there instead (requirements-s3.lock).
S3_BUCKET = env.str("S3_BUCKET", default="")
S3_BACKEND = "storages.backends.s3.S3Storage"
# Names are random and never used again; what is larger than this waits on disk.
S3_OPTIONS = {"file_overwrite": True, "max_memory_size": 2 * 1024 * 1024, "default_acl": None}
_FOLDER = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": FILES_DIR},
}
_BUCKET = {
    "BACKEND": S3_BACKEND,
    "OPTIONS": {
        "bucket_name": S3_BUCKET,
        "endpoint_url": env.str("S3_ENDPOINT_URL", default="") or None,
        "region_name": env.str("S3_REGION", default="") or None,
        "access_key": env.str("S3_ACCESS_KEY", default="") or None,
        "secret_key": env.str("S3_SECRET_KEY", default="") or None,
        **S3_OPTIONS,
    },
}
STORAGES = {
    "default": _BUCKET if S3_BUCKET else _FOLDER,
    "staticfiles": {
        "BACKEND": env.str(
            "STATICFILES_STORAGE", default="whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_MANIFEST_STRICT = True

# Where `manage.py refresh_places` puts a newer table of postal codes; the shipped one is used
# until then. All processes have to see it, so it lies beside the uploads.
PLACES_FILE = env.str("PLACES_FILE", default=f"{FILES_DIR}/places.xz")

# Uploads: every file goes through base.files; these only bound what Django itself reads.
FILE_UPLOAD_HANDLERS = ["base.files.uploads.LimitedFileUploadHandler"]
UPLOAD_MAX_FILE_BYTES = env.int("UPLOAD_MAX_FILE_BYTES", default=25 * 1024 * 1024)
UPLOAD_MAX_REQUEST_BYTES = env.int("UPLOAD_MAX_REQUEST_BYTES", default=100 * 1024 * 1024)
# Pictures beyond 16 megapixels that are opened at the same time, over all processes.
LARGE_PICTURES_AT_ONCE = env.int("LARGE_PICTURES_AT_ONCE", default=2)
# Downloads behind share links that run at the same time, over all processes.
DOWNLOADS_PER_LINK = env.int("DOWNLOADS_PER_LINK", default=4)
DOWNLOADS_PER_ADDRESS = env.int("DOWNLOADS_PER_ADDRESS", default=16)
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 200

# Fernet keys for encrypted columns: the first encrypts, all decrypt.
FIELD_KEYS = env.list("FIELD_KEYS")

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://localhost:25")
vars().update(EMAIL_CONFIG)
# Seconds for each step of the conversation with the mail server but its last, which has its own.
EMAIL_TIMEOUT = 20
# Whatever Django and allauth send goes through the outbox as well: no page waits for a server.
EMAIL_BACKEND = "sharing.backend.OutboxBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="immonaut@localhost")
# Folder of received mails; set by the embedded default only, where a page shows them.
MAILBOX_DIR = env.str("MAILBOX_DIR", default="")

REDIS_URL = env.str("REDIS_URL", default="redis://localhost:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
# A mail server may take ten minutes to answer; nothing else waits behind it.
CELERY_TASK_ROUTES = {"sharing.deliver_*": {"queue": "mail"}}
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # worker and beat outlive any outage of the broker
CELERY_TASK_PUBLISH_RETRY = False  # a page never waits for a broker that is down
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    # One more try at once: by default kombu keeps a page waiting for six seconds.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.05,
    "interval_max": 0.05,
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "base.health.working:WatchedScheduler"
# Seconds between two signs of life that scheduler and workers owe, and how many they may miss.
PULSE_SECONDS = env.float("PULSE_SECONDS", default=15)
PULSES_MISSED = env.int("PULSES_MISSED", default=3)
# All that happens by itself: what the sweeps hand over waits in tables.
CELERY_BEAT_SCHEDULE: dict[str, object] = {
    "sweep-outbox": {"task": "sharing.sweep_outbox", "schedule": 30, "options": {"expires": 25}},
    # Hourly, so that an installation that sleeps at midnight is right soon after it wakes.
    "expire-orders": {"task": "properties.expire_orders", "schedule": 3600},
    # A day more or less does not matter; hourly reaches installations that run by day only.
    "forget-files": {"task": "jobs.forget_files", "schedule": 3600},
    # What is swept is a day old; a few times a day reach installations that run by day only.
    "sweep-files": {"task": "files.sweep", "schedule": 4 * 3600},
    "forget-sent-forms": {"task": "once.forget", "schedule": 3600},
    "erase-contacts": {"task": "contacts.erase_expired", "schedule": 3600},
    "erase-properties": {"task": "properties.erase_expired", "schedule": 3600},
    "sweep-bulk": {"task": "jobs.sweep_bulk", "schedule": 30, "options": {"expires": 25}},
    # Names of people change rarely; lists sorted by them are right within the hour.
    "contact-agents": {"task": "contacts.refresh_agents", "schedule": 3600},
    "examine-stocks": {
        "task": "contacts.examine_stocks",
        "schedule": 20,
        "options": {"expires": 15},
    },
    "sweep-imports": {"task": "jobs.sweep_runs", "schedule": 30, "options": {"expires": 25}},
    **{
        f"pulse-{queue}": {
            "task": "health.pulse",
            "schedule": PULSE_SECONDS,
            "options": {"queue": queue, "expires": PULSE_SECONDS},
        }
        for queue in ("celery", "mail")
    },
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31536000 if IS_HTTPS else 0)
if env.int("TRUSTED_PROXY_COUNT", default=0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# No line names a token, a key, a search word or a value: see base.logs.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "base.logs.Plain",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
    },
    "filters": {"routes_for_paths": {"()": "base.logs.RoutesForPaths"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["routes_for_paths"],
        },
    },
    # Django's own handlers would write twice, and mail whole requests.
    "loggers": {"django": {"handlers": []}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
# Celery writes through the same handler.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
