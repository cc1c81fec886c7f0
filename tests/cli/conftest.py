"""Commands run in this process on the test database, and as processes of their own on data directories of their own."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from plenum.cli.program import app

PLENUM = [sys.executable, "-c", "from plenum.cli import main; main()"]


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def run() -> Callable[..., Said]:
    """Run a command in this process."""

    def run(*arguments: object, typed: str = "") -> Said:
        result = CliRunner().invoke(app, [str(one) for one in arguments], input=typed)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    return run


@dataclass(frozen=True)
class Installation:
    """A data directory and a database, and the commands run on them as processes of their own."""

    data_dir: Path
    database_url: str = ""

    @property
    def surroundings(self) -> dict[str, str]:
        """The environment of a server: not that of these tests, which keeps static files where they lie."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DJANGO"))
        }
        kept.pop("DATABASE_URL", None)
        told = {"PLENUM_DATA_DIR": str(self.data_dir), "COLUMNS": "200"}
        return kept | told | ({"DATABASE_URL": self.database_url} if self.database_url else {})

    def run(self, *arguments: object, **more: str) -> Said:
        done = subprocess.run(
            [*PLENUM, *(str(one) for one in arguments)],
            env=self.surroundings | more,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def begin(self, *arguments: object, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*PLENUM, *(str(one) for one in arguments)],
            env=self.surroundings | more | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation with the demonstration loaded, for tests that only read it."""
    installation = Installation(tmp_path_factory.mktemp("demonstration"))
    loaded = installation.run("demo", "--no-serve")
    assert loaded.code == 0, loaded.err
    return installation


@pytest.fixture
def installation(demonstration: Installation, tmp_path: Path) -> Installation:
    """A copy of the demonstration to change at will."""
    copy = tmp_path / "copy"
    shutil.copytree(demonstration.data_dir, copy)
    return Installation(copy)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _programs() -> Path | None:
    """Where PostgreSQL's own programs lie, the newest version's."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3])
    )
    return versions[-1].parent if versions else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[str], str]]:
    """The address of a new, empty database of a PostgreSQL of our own, which stops with the tests."""
    programs = _programs()
    if programs is None:
        told = (
            "PostgreSQL is not installed: the backup of one is NOT tested. Install it (Debian: postgresql)."
        )
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    # PostgreSQL refuses to run as root.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    # Not below pytest's own directory, which nobody else may enter; and a socket's path must be short.
    home = Path(tempfile.mkdtemp(prefix="plenum-pg-"))
    if as_user:
        shutil.chown(home, "postgres")
    data = home / "data"

    def told(*command: object) -> None:
        subprocess.run([*as_user, *map(str, command)], check=True, capture_output=True, cwd="/", timeout=60)

    told(
        programs / "initdb",
        "-D",
        data,
        "-U",
        "plenum",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        "--locale=C.UTF-8",
    )
    told(
        programs / "pg_ctl",
        *("-D", data, "-w", "-l", home / "log"),
        *("-o", f"-c listen_addresses='' -c fsync=off -c unix_socket_directories={home}"),
        "start",
    )

    def database(name: str) -> str:
        told(programs / "createdb", "-h", home, "-U", "plenum", name)
        return f"postgres://plenum@/{name}?host={home}"

    try:
        yield database
    finally:
        told(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)
