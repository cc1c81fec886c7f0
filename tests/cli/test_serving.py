"""`plenum demo`, `plenum prepare` and `plenum serve`: served pages on free ports, stopped again by the tests."""

import re
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

from plenum.cli.serving import is_free, is_loopback, next_free_port
from tests.cli.conftest import Installation

PATIENCE = 60
"""Seconds a page may take to be there on a busy machine."""


def fetched(url: str) -> tuple[int, str]:
    """Status and text of a page, once the server answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except (URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def stopped(server: subprocess.Popen[str], by: signal.Signals = signal.SIGTERM) -> str:
    """What the server printed, after it was told to stop."""
    server.send_signal(by)
    try:
        out, _ = server.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.communicate()
        raise
    return out


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("example.vn", False)],
)
def test_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_a_port_in_use_is_passed_over(free_port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        assert not is_free("127.0.0.1", free_port)
        assert next_free_port("127.0.0.1", free_port) > free_port
    assert next_free_port("127.0.0.1", free_port) == free_port


def test_demo_ends_in_a_served_page(installation: Installation, free_port: int) -> None:
    """A second start: nothing is asked and nothing is loaded again."""
    server = installation.begin("demo", "--port", free_port)
    try:
        status, board = fetched(
            f"http://127.0.0.1:{free_port}/api/bodies/hai-phong/scoreboard?as_of=2024-11-14"
        )
        docs = fetched(f"http://127.0.0.1:{free_port}/api/docs")
        home = fetched(f"http://127.0.0.1:{free_port}/")
    finally:
        out = stopped(server)
    assert status == 200
    assert board.count('"adopted": "met"') + board.count('"adopted":"met"') >= 14
    assert docs[0] == 200
    assert home[0] == 200
    assert "Hai Phong" in home[1] or "Hải Phòng" in home[1]
    assert f"http://127.0.0.1:{free_port}/" in out
    assert "Loading" not in out
    assert "Traceback" not in out
    assert server.returncode == 0


def test_what_demo_links_to_is_served(installation: Installation, free_port: int) -> None:
    """Collected, compressed and named by content: every file the page of the API asks for is there."""
    server = installation.begin("demo", "--port", free_port)
    try:
        _, page = fetched(f"http://127.0.0.1:{free_port}/api/docs")
        files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
        assert len(files) >= 3
        for file in files:
            assert re.search(r"\.[0-9a-f]{12}\.", file), file
            assert fetched(f"http://127.0.0.1:{free_port}{file}")[0] == 200
    finally:
        stopped(server, signal.SIGINT)


def test_demo_says_which_port_it_took_instead(installation: Installation, free_port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        server = installation.begin("demo", "--port", free_port)
        try:
            said = ""
            assert server.stdout is not None
            while "Plenum is at" not in said:
                line = server.stdout.readline()
                assert line, said
                said += line
            assert f"Port {free_port} is taken" in said
            (port,) = re.findall(r"http://127\.0\.0\.1:(\d+)/", said)
            assert int(port) != free_port
            assert fetched(f"http://127.0.0.1:{port}/api/session")[0] == 200
        finally:
            stopped(server)


def test_demo_keeps_its_accounts_to_their_owner(demonstration: Installation) -> None:
    kept = demonstration.data_dir / "demo-accounts.txt"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    text = kept.read_text()
    for role in ("viewer", "reporter", "reviewer", "planner", "secretary", "leader", "administrator"):
        assert re.search(rf"^{role}\s+\w{{16}}$", text, re.MULTILINE), role
    again = demonstration.run("demo", "--no-serve")
    assert again.code == 0
    assert text.strip() in again.out


def test_demo_loses_nothing_and_says_so_where_the_passwords_are_gone(installation: Installation) -> None:
    (installation.data_dir / "demo-accounts.txt").unlink()
    before = installation.run("assess", "hanoi", "--json").out
    again = installation.run("demo", "--no-serve")
    assert again.code == 0, again.err
    assert "plenum user password leader" in again.out
    assert installation.run("assess", "hanoi", "--json").out == before


def test_demo_stays_out_of_a_record_of_ones_own(tmp_path: Path) -> None:
    own = Installation(tmp_path / "own")
    assert own.run("prepare").code == 0
    put = (
        "from plenum.cli.saying import start; start(); "
        "from plenum.organizations.actions import put_body; from plenum.organizations.words import Words; "
        "put_body('ours', Words('Của chúng tôi', 'Ours'), 'other')"
    )
    subprocess.run([sys.executable, "-c", put], env=own.surroundings, check=True, timeout=60)
    said = own.run("demo", "--no-serve")
    assert said.code == 1
    assert "PLENUM_DATA_DIR" in said.err
    assert own.run("assess", "hai-phong").code == 2


def test_prepare_then_serve(tmp_path: Path, free_port: int) -> None:
    fresh = Installation(tmp_path / "fresh")
    refused = fresh.run("serve", "--port", free_port)
    assert refused.code == 1
    assert "plenum prepare" in refused.err
    assert fresh.run("assess", "hanoi").code == 1
    prepared = fresh.run("prepare")
    assert prepared.code == 0, prepared.err
    assert "up to date" in fresh.run("prepare").out
    assert fresh.run("check").code == 0
    server = fresh.begin("serve", "--port", free_port, "--workers", 2)
    try:
        assert fetched(f"http://127.0.0.1:{free_port}/api/bodies") == (200, "[]")
        assert fetched(f"http://127.0.0.1:{free_port}/api/nowhere")[0] == 404
    finally:
        out = stopped(server)
    assert "Traceback" not in out


def test_serve_refuses_a_port_that_is_taken(demonstration: Installation, free_port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        said = demonstration.run("serve", "--port", free_port)
    assert said.code == 1
    assert str(free_port) in said.err


def test_debugging_is_for_this_computer_only(demonstration: Installation, free_port: int) -> None:
    said = demonstration.run("serve", "--host", "0.0.0.0", "--port", free_port, PLENUM_DEBUG="1")
    assert said.code == 2
    assert "PLENUM_DEBUG" in said.err
