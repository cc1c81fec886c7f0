"""`plenum user …`."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from plenum.accounts.models import AuditEntry, User
from plenum.accounts.permissions import Role
from tests.cast import Cast
from tests.cli.conftest import Said

PASSWORD = "truong-sa-hoang-sa-2026"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    return file


def test_the_first_administrator(cast: Cast, run: Callable[..., Said], secret: Path) -> None:
    said = run("user", "add", "phuc", "--superuser", "--full-name", "Phúc", "--password-file", secret)
    assert said.code == 0, said.err
    user = User.objects.get(username="phuc")
    assert user.check_password(PASSWORD)
    assert (user.is_superuser, user.is_staff, user.first_name) == (True, True, "Phúc")
    entry = AuditEntry.objects.filter(action="create_user", subject_id=str(user.pk)).get()
    assert entry.by == cast.operator
    assert PASSWORD not in str(entry.after)


def test_a_password_is_asked_for_and_not_shown(cast: Cast, run: Callable[..., Said]) -> None:
    said = run("user", "add", "phuc", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert said.code == 0
    assert PASSWORD not in said.out + said.err
    assert User.objects.get(username="phuc").check_password(PASSWORD)


@pytest.mark.parametrize("password", ["short", "1234567890123", "password12"])
def test_a_password_easy_to_guess(
    cast: Cast, run: Callable[..., Said], tmp_path: Path, password: str
) -> None:
    file = tmp_path / "weak"
    file.write_text(password)
    said = run("user", "add", "phuc", "--password-file", file)
    assert said.code == 2
    assert not User.objects.filter(username="phuc").exists()


def test_a_name_that_is_taken(cast: Cast, run: Callable[..., Said], secret: Path) -> None:
    said = run("user", "add", "bob", "--password-file", secret)
    assert said.code == 1
    assert "bob" in said.err


def test_a_new_password(cast: Cast, run: Callable[..., Said], secret: Path) -> None:
    assert run("user", "password", "bob", "--password-file", secret).code == 0
    cast.bob.refresh_from_db()
    assert cast.bob.check_password(PASSWORD)
    assert run("user", "password", "operator", "--password-file", secret).code == 1
    assert run("user", "password", "nobody", "--password-file", secret).code == 2


def test_a_role_is_granted_and_ended(cast: Cast, run: Callable[..., Said]) -> None:
    assert run("user", "grant", "minh", "reporter", "an-binh").code == 0
    assert run("user", "roles", "minh").out.split("\t")[:2] == ["reporter", "an-binh"]
    assert run("user", "grant", "minh", "reporter", "an-binh").code == 1
    assert run("user", "end", "minh", "reporter", "an-binh").code == 0
    assert run("user", "roles", "minh").out == ""
    assert run("user", "end", "minh", "reporter", "an-binh").code == 2


def test_a_role_may_begin_later(cast: Cast, run: Callable[..., Said], today: object) -> None:
    later = today + timedelta(days=30)  # type: ignore[operator]
    assert run("user", "grant", "minh", "leader", "an-binh", "--from", later).code == 0
    assert run("user", "roles", "minh").out == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("minh", "king", "an-binh"), ", ".join(Role)),
        (("minh", "leader", "atlantis"), "atlantis"),
        (("ghost", "leader", "an-binh"), "ghost"),
        (("minh", "leader", "an-binh", "--from", "tomorrow"), "tomorrow"),
    ],
)
def test_what_cannot_be_granted_is_told(
    cast: Cast, run: Callable[..., Said], arguments: tuple[str, ...], words: str
) -> None:
    said = run("user", "grant", *arguments)
    assert said.code == 2
    assert words in said.err
