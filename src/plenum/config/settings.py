"""The settings of Plenum: everything from the environment, with defaults that are safe to leave alone.

| variable | what it sets | default |
| --- | --- | --- |
| PLENUM_DATA_DIR | the directory of the database, the secret key and collected static files | `./var` |
| DATABASE_URL | `sqlite://…` or `postgres://…` | `plenum.sqlite3` in the data directory |
| PLENUM_SECRET_KEY | the key that signs sessions and links | kept in the data directory |
| PLENUM_DEBUG | 1: show tracebacks in the browser; never on a server others reach | 0 |
| PLENUM_ALLOWED_HOSTS | the names the server answers to | localhost, 127.0.0.1, [::1] |
| PLENUM_ORIGINS | origins forms may come from, `https://plenum.example.vn` | none beyond the server's own |
| PLENUM_HTTPS | 1: the server is reached by HTTPS only, through a proxy that sets X-Forwarded-Proto | 0 |
| PLENUM_PROXIES | how many proxies in front append to X-Forwarded-For; 0 trusts none | 0 |
| PLENUM_TIME_ZONE | the zone days are counted in | Asia/Ho_Chi_Minh |
| PLENUM_CALIBRATION | constants of the probability, by `plenum calibrate` | `calibration.json` there, else shipped |
| PLENUM_MAIL_URL | `smtp://user:password@host:587?tls=1`; without it no mail is sent | none |
| PLENUM_MAIL_FROM | the sender of mail | plenum@localhost |
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from django.contrib.messages import constants as message_levels

from plenum.config.environment import calibration, database, flag, mail_server, number, secret_key, words

PACKAGE = Path(__file__).resolve().parent.parent

# pytest sets this variable before it loads settings. Each test process has a data directory of its own, so that
# two runs at once do not share a database and none touches the developer's.
TESTING = "PYTEST_VERSION" in os.environ

if TESTING and not os.environ.get("PLENUM_DATA_DIR"):
    DATA_DIR = Path(tempfile.mkdtemp(prefix="plenum-test-")).resolve()
    atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
else:
    DATA_DIR = Path(os.environ.get("PLENUM_DATA_DIR") or "var").resolve()
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = flag(os.environ, "PLENUM_DEBUG")
HTTPS = flag(os.environ, "PLENUM_HTTPS")
SECRET_KEY = secret_key(os.environ, DATA_DIR)
CALIBRATION = calibration(os.environ, DATA_DIR)
ALLOWED_HOSTS = words(os.environ, "PLENUM_ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = words(os.environ, "PLENUM_ORIGINS")

INSTALLED_APPS = [
    "plenum.web.apps.WebConfig",
    "plenum.web.apps.StaticFiles",
    "plenum.organizations.apps.OrganizationsConfig",
    "plenum.accounts.apps.AccountsConfig",
    "plenum.ledger.apps.LedgerConfig",
    "plenum.collecting.apps.CollectingConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "csp",
    "django.forms",
    "django_htmx",
    "plenum.api.apps.ApiConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "plenum.web.middleware.ReaderLanguage",
    "plenum.web.middleware.Refusals",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "plenum.config.urls"
WSGI_APPLICATION = "plenum.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plenum.web.shell.shell",
            ],
            "builtins": ["plenum.web.templatetags.plenum_format", "plenum.web.templatetags.plenum_shell"],
        },
    }
]
# Every form, allauth's among them, is drawn by the templates of the shell.
FORM_RENDERER = "plenum.web.forms.ShellRenderer"

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The cache holds the counts of the rate limits on signing in, which must hold across all worker processes:
# memory is per process, and Django's file cache adds without a lock, so two attempts at the same instant could
# count as one. The table lives in the database everyone shares already and is made after each migration.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# --- who signs in -------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
# This backend is Django's own, extended to take a username or an email; listing both would hash every wrong
# password twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "plenum.web.sign_in.ClosedDoorAdapter"
ACCOUNT_FORMS = {"login": "plenum.web.sign_in.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, who vouches for the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Plenum] "
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "change_password": "5/m/user",
    "reset_password": "10/m/ip,3/10m/key",
    "reset_password_from_key": "10/m/ip",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = number(os.environ, "PLENUM_PROXIES", 0)

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "plenum_session"
CSRF_COOKIE_NAME = "plenum_csrf"
CSRF_COOKIE_HTTPONLY = True  # pages carry the token in their markup; no script needs the cookie
CSRF_FAILURE_VIEW = "plenum.web.refusals.forged_form"
LANGUAGE_COOKIE_NAME = "plenum_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- what a browser may do ----------------------------------------------------------------------------------

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    # Only true behind a proxy that sets this header itself and drops the client's own; see the variable above.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True

# Nothing inline, nothing from elsewhere. `data:` images are the check marks and arrows inside the style sheet of
# the interface kit. There is no report address: pages hold no third party's content, every page is walked in a
# browser by the tests with a listener for violations, and an open address that anyone may post to is a burden.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "upgrade-insecure-requests": HTTPS,
    }
}

# --- what may be sent in ------------------------------------------------------------------------------------

# The largest file taken, and the largest request: the file and a little for the rest of its form. A larger one
# is refused by its announced length, before any of it is read (`plenum.web.middleware.Refusals`).
LARGEST_UPLOAD = 32 * 1024 * 1024
LARGEST_REQUEST = LARGEST_UPLOAD + 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # above this a file goes to the disk as it arrives
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# A test meets a report read as soon as it is received; a server leaves that to the process `plenum serve` keeps.
REPORTS_READ_AT_ONCE = TESTING

# --- language, days and numbers -----------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "plenum.config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("PLENUM_TIME_ZONE") or "Asia/Ho_Chi_Minh"

# --- files that never change while the server runs ----------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# On a server each file is named by its content and kept compressed, so that browsers keep it for good; that asks
# for `collectstatic` first. Tests and debugging serve the files where they lie.
PLAIN_STATIC = DEBUG or TESTING
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = PLAIN_STATIC
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if PLAIN_STATIC
        else "plenum.web.static_files.HashedAndCompressed"
    },
}

# --- mail ---------------------------------------------------------------------------------------------------

MAIL_SERVER = mail_server(os.environ.get("PLENUM_MAIL_URL", ""))
SENDS_MAIL = bool(MAIL_SERVER.host)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SENDS_MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER.use_tls, MAIL_SERVER.use_ssl
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("PLENUM_MAIL_FROM") or "plenum@localhost"

# --- messages and logs --------------------------------------------------------------------------------------

MESSAGE_TAGS = {message_levels.DEBUG: "secondary", message_levels.ERROR: "danger"}
# Errors go to standard error, where whatever started the server keeps them; nothing is written to files.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # A mistyped address or a refused form is the visitor's business, and the page tells it.
        "django.request": {"level": "ERROR"},
    },
}
