import stat
from pathlib import Path
from threading import Thread

import pytest
from django.core.exceptions import ImproperlyConfigured

from plenum.config.environment import MailServer, database, flag, mail_server, number, secret_key, words

HERE = Path("/srv/plenum")


@pytest.mark.parametrize(
    ("text", "meant"),
    [("1", True), ("Yes", True), (" on ", True), ("0", False), ("", False), ("FALSE", False)],
)
def test_a_flag_is_yes_or_no(text: str, meant: bool) -> None:
    assert flag({"X": text}, "X", not meant) is meant


def test_a_flag_left_out_takes_its_default() -> None:
    assert flag({}, "X") is False
    assert flag({}, "X", True) is True


@pytest.mark.parametrize("text", ["ture", "2", "-"])
def test_a_mistyped_flag_is_refused(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="X is"):
        flag({"X": text}, "X")


def test_words_are_separated_by_commas_or_blanks() -> None:
    assert words({"X": "a.vn, b.vn  c.vn"}, "X") == ["a.vn", "b.vn", "c.vn"]
    assert words({}, "X", "localhost") == ["localhost"]


def test_a_number_is_whole() -> None:
    assert number({"X": " 2 "}, "X", 0) == 2
    assert number({}, "X", 1) == 1
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        number({"X": "-1"}, "X", 0)


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    made = secret_key({}, tmp_path)
    assert len(made) >= 64
    assert secret_key({}, tmp_path) == made
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_workers_starting_at_once_agree_on_the_secret_key(tmp_path: Path) -> None:
    keys: list[str] = []
    workers = [Thread(target=lambda: keys.append(secret_key({}, tmp_path))) for _ in range(12)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(keys) == 12
    assert len(set(keys)) == 1


def test_a_given_secret_key_is_not_written_down(tmp_path: Path) -> None:
    assert secret_key({"PLENUM_SECRET_KEY": "given"}, tmp_path) == "given"
    assert not list(tmp_path.iterdir())


def test_sqlite_is_the_default_and_waits_its_turn() -> None:
    found = database("", HERE)
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["NAME"] == HERE / "plenum.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]
    assert found["TEST"]["NAME"] == HERE / "test-plenum.sqlite3"
    assert database("sqlite://", HERE) == found


def test_a_sqlite_path_is_relative_or_absolute() -> None:
    assert database("sqlite:////srv/a%20b.sqlite3", HERE)["NAME"] == Path("/srv/a b.sqlite3")
    assert database("sqlite:///a.sqlite3", HERE)["NAME"] == Path.cwd() / "a.sqlite3"


def test_postgres_is_read_with_its_password_decoded() -> None:
    found = database("postgres://clerk:p%40ss%2Fw%3A@db.example:5433/plenum?sslmode=verify-full", HERE)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"]) == ("clerk", "p@ss/w:")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "plenum")
    assert found["OPTIONS"] == {"sslmode": "verify-full"}
    assert found["CONN_HEALTH_CHECKS"] is True


def test_postgres_may_be_on_a_socket() -> None:
    assert database("postgresql:///plenum?host=/run/pg", HERE)["HOST"] == "/run/pg"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://clerk:hunter2@db/plenum",
        "postgres://clerk:hunter2@db",
        "postgres://clerk:hunter2#5@db:x/plenum",
        "sqlite://clerk:hunter2@db/plenum",
        "postgres://clerk:hunter2@[db/plenum",
    ],
)
def test_a_database_that_cannot_be_read_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        database(url, HERE)
    assert "hunter2" not in str(refused.value)
    assert "DATABASE_URL" in str(refused.value)


def test_mail_is_sent_only_where_a_server_is_named() -> None:
    assert mail_server("") == MailServer()
    assert mail_server("smtp://clerk:p%40ss@mail.example:587?tls=1") == MailServer(
        "mail.example", 587, "clerk", "p@ss", use_tls=True
    )


@pytest.mark.parametrize("url", ["mail.example", "smtp://:hunter2@", "smtp://clerk:hunter2@mail:x"])
def test_a_mail_server_that_cannot_be_read_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        mail_server(url)
    assert "hunter2" not in str(refused.value)
