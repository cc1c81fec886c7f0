"""How a setting is read from the environment.

Each function takes the environment (a mapping) or a single text, so that it can be tested without one.
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_YES = {"1", "true", "yes", "on"}
_NO = {"", "0", "false", "no", "off"}

# Every connection starts with these. WAL lets readers go on while one writes; NORMAL is safe against a crash of
# the process and, under WAL, never corrupts after a power cut. Django switches foreign keys on, but a tool that
# opens the file by the same options should not depend on that.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768; PRAGMA mmap_size=268435456;"
)


def flag(environ: Mapping[str, str], name: str, default: bool = False) -> bool:
    """A yes or no. Raises `ImproperlyConfigured` for anything else, so that a typo never means "no"."""
    text = environ.get(name)
    if text is None:
        return default
    if text.strip().lower() in _YES:
        return True
    if text.strip().lower() in _NO:
        return False
    raise ImproperlyConfigured(f"{name} is {text!r}; write 1 or 0.")


def words(environ: Mapping[str, str], name: str, default: str = "") -> list[str]:
    """A list separated by commas or blanks."""
    return environ.get(name, default).replace(",", " ").split()


def number(environ: Mapping[str, str], name: str, default: int) -> int:
    """A whole number, zero or more. Raises `ImproperlyConfigured`."""
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} is {text!r}; write a whole number, zero or more.")
    return int(text)


def secret_key(environ: Mapping[str, str], data_dir: Path) -> str:
    """`PLENUM_SECRET_KEY`, else the one kept in the data directory, made at first use and readable by its owner only.

    The file appears complete or not at all (a hard link is atomic and refuses to overwrite), so that two workers
    starting at once on a new directory end up with the same key.
    """
    given = environ.get("PLENUM_SECRET_KEY", "").strip()
    if given:
        return given
    kept = data_dir / "secret-key"
    if not kept.exists():
        draft = data_dir / f".secret-key.{os.getpid()}.{secrets.token_hex(4)}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(draft, kept)
        draft.unlink()
    return kept.read_text(encoding="ascii").strip()


def calibration(environ: Mapping[str, str], data_dir: Path) -> Path | None:
    """The file of constants the probability rests on: `PLENUM_CALIBRATION`, else `calibration.json` in the data
    directory where there is one; None for the constants Plenum ships.
    """
    given = environ.get("PLENUM_CALIBRATION", "").strip()
    if given:
        return Path(given).resolve()
    kept = data_dir / "calibration.json"
    return kept if kept.exists() else None


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's description of the database at `url`.

    `sqlite://` (or nothing) is `plenum.sqlite3` in the data directory; `sqlite:///var/x.sqlite3` is a path from
    the working directory, `sqlite:////srv/x.sqlite3` from the root. `postgres://user:password@host:port/name`;
    what follows a `?` is handed to libpq (`?sslmode=verify-full`), and `host` there may be a socket directory.
    Raises `ImproperlyConfigured`; the message never repeats the URL, which holds a password.
    """
    try:
        parts = urlsplit(url or "sqlite://")
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read. Write postgres://user:password@host:5432/name and percent-encode "
            "the signs / ? # @ : % in the password."
        ) from None
    if parts.scheme in ("sqlite", "sqlite3"):
        path = unquote(parts.path)
        if parts.netloc:
            raise ImproperlyConfigured(
                "DATABASE_URL: a SQLite address has three slashes (sqlite:///relative) or four (sqlite:////absolute)."
            )
        file = Path(path[1:]).resolve() if path.strip("/") else data_dir / "plenum.sqlite3"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": file,
            "OPTIONS": {
                # A transaction that reads and then writes would otherwise fail at once, without waiting for
                # its turn, when another process wrote in between.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": SQLITE_PRAGMAS,
            },
            # A file, not memory: tests then meet the same locking as production, and tools that open the
            # database by its path (the analytics, a live server's threads) see the same rows.
            "TEST": {"NAME": file.with_name(f"test-{file.name}")},
        }
    if parts.scheme in ("postgres", "postgresql"):
        name = unquote(parts.path.lstrip("/"))
        if not name:
            raise ImproperlyConfigured(
                "DATABASE_URL names no database: postgres://user:password@host:5432/NAME."
            )
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
            "PORT": options.pop("port", None) or str(port or ""),
            "CONN_MAX_AGE": 300,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL: {parts.scheme!r} is not a database Plenum keeps records in; use sqlite:// or postgres://."
    )


class MailServer(NamedTuple):
    """Where mail is handed over. An empty `host` means that none is sent."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False


def mail_server(url: str) -> MailServer:
    """The server at `smtp://user:password@host:587?tls=1` (or `ssl=1`); none for an empty text.

    Raises `ImproperlyConfigured`; the message never repeats the URL, which holds a password.
    """
    if not url:
        return MailServer()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme != "smtp" or not parts.hostname:
        raise ImproperlyConfigured(
            "PLENUM_MAIL_URL cannot be read. Write smtp://user:password@host:587?tls=1."
        )
    options = dict(parse_qsl(parts.query))
    return MailServer(
        host=parts.hostname,
        port=port or 25,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=flag(options, "tls"),
        use_ssl=flag(options, "ssl"),
    )
