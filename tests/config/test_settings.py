"""The settings as a server loads them: in a process of its own, as anything else would keep those of the tests."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

TELL = """
import json, django
from django.conf import settings
django.setup()
print(json.dumps({name: getattr(settings, name, None) for name in %r}, default=str))
"""


def clean_environment(data_dir: Path, **environ: str) -> dict[str, str]:
    """What a server would see: nothing of ours but `environ`."""
    ours = ("PLENUM_", "PYTEST_", "DATABASE_URL", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {
        "PLENUM_DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "plenum.config.settings",
        **environ,
    }


def served(tmp_path: Path, *names: str, **environ: str) -> dict[str, Any]:
    """The settings `names` as a server in `environ` has them."""
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", TELL % (names,)],
        env=clean_environment(tmp_path / "data", **environ),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(told.stdout)


def test_the_defaults_are_safe(tmp_path: Path) -> None:
    found = served(
        tmp_path,
        "DEBUG",
        "ALLOWED_HOSTS",
        "TIME_ZONE",
        "LANGUAGE_CODE",
        "STORAGES",
        "SENDS_MAIL",
        "SECRET_KEY",
    )
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert (found["TIME_ZONE"], found["LANGUAGE_CODE"]) == ("Asia/Ho_Chi_Minh", "vi")
    assert found["STORAGES"]["staticfiles"]["BACKEND"] == "plenum.web.static_files.HashedAndCompressed"
    assert found["SENDS_MAIL"] is False
    assert (tmp_path / "data" / "secret-key").read_text() == found["SECRET_KEY"]
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_behind_https_nothing_goes_in_the_clear(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    assert all(served(tmp_path, *names, PLENUM_HTTPS="1").values())
    assert not any(served(tmp_path, *names).values())


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    assert directives["script-src"] == directives["style-src"] == ["'self'"]
    allowed = {source for sources in directives.values() if isinstance(sources, list) for source in sources}
    assert allowed <= {"'none'", "'self'", "data:"}


def test_the_deployment_check_finds_nothing(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy"],
        env=clean_environment(tmp_path, PLENUM_HTTPS="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    # Subdomains and preloading lists are for whoever owns the domain to decide.
    assert set(told.stderr.split()) & {f"(security.W{number:03})" for number in range(1, 30)} <= {
        "(security.W005)",
        "(security.W021)",
    }


@pytest.mark.django_db
def test_a_connection_to_sqlite_has_its_pragmas() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("not on SQLite")
    with connection.cursor() as cursor:
        found = {}
        for pragma in ("journal_mode", "foreign_keys", "synchronous"):
            cursor.execute(f"PRAGMA {pragma}")
            found[pragma] = cursor.fetchone()[0]
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1}


def test_the_tests_keep_away_from_the_developers_data() -> None:
    assert Path("var").resolve() != settings.DATA_DIR
