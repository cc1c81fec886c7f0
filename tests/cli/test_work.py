"""`plenum work`, and the process that `plenum serve` keeps: what is received is read, whoever dies."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from plenum.cli import reading_process
from tests.cli.conftest import Installation
from tests.cli.test_serving import PATIENCE, fetched, stopped

RECEIVE = """
from plenum.cli.saying import start; start()
from plenum.accounts.actions import operator
from plenum.collecting import actions
from plenum.collecting.uploads import Upload
from plenum.organizations.actions import put_body
from plenum.organizations.queries import body_by_code
from plenum.organizations.words import Words
import sys
by = operator()
try:
    body = body_by_code("ours")
except Exception:
    body = put_body("ours", Words("Của chúng tôi", "Ours"), "other")
sent = Upload(sys.argv[1], f"{sys.argv[1]}: 5 billion VND in 2021.".encode())
(receipt,) = actions.receive_reports(body, [sent], by=by)
print(receipt.report.pk, receipt.report.state)
"""
STATE = """
from plenum.cli.saying import start; start()
from plenum.accounts.actions import operator
from plenum.collecting import queries
import sys
report = queries.report_by_id(int(sys.argv[1]), by=operator())
print(report.state, report.progress, report.attempts)
"""


def asked(installation: Installation, code: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=installation.surroundings,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Installation(tmp_path_factory.mktemp("prepared"))
    assert made.run("prepare").code == 0
    return made.data_dir


@pytest.fixture
def fresh(prepared: Path, tmp_path: Path) -> Installation:
    return Installation(shutil.copytree(prepared, tmp_path / "fresh"))


def read_by_now(installation: Installation, pk: str) -> str:
    until = time.monotonic() + PATIENCE
    while not (state := asked(installation, STATE, pk)).startswith("read "):
        assert time.monotonic() < until, state
        time.sleep(0.3)
    return state


def test_once_reads_what_waits_and_ends(fresh: Installation) -> None:
    first, state = asked(fresh, RECEIVE, "one.txt").split()
    second, _ = asked(fresh, RECEIVE, "two.txt").split()
    assert state == "received"
    said = fresh.run("work", "--once")
    assert (said.code, said.err.strip()) == (0, "2 reports were read.")
    assert asked(fresh, STATE, first) == asked(fresh, STATE, second) == "read 100 1"


def test_the_server_forks_no_worker_while_a_reader_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[bool] = []
    ended = threading.Event()
    start = subprocess.Popen

    def fork() -> None:
        if (pid := os.fork()) == 0:
            os._exit(0)
        os.waitpid(pid, 0)

    def started(command: object, **more: Any) -> "subprocess.Popen[bytes]":
        forking = threading.Thread(target=fork)
        forking.start()
        forking.join(0.3)
        waited.append(forking.is_alive())
        ended.set()
        return start([sys.executable, "-c", "import sys; sys.stdin.read()"], **more)

    monkeypatch.setattr(reading_process.subprocess, "Popen", started)
    with reading_process.reports_being_read():
        assert ended.wait(PATIENCE)
        fork()
    assert waited == [True]


KEEPER = """
import sys, time
from plenum.cli.reading_process import reports_being_read
with reports_being_read():
    print("kept", flush=True)
    time.sleep(600)
"""


def readers_of(server: "subprocess.Popen[str]") -> list[int]:
    """The processes a server keeps to read reports."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = int(re.search(r"^PPid:\s+(\d+)", (entry / "status").read_text(), re.MULTILINE)[1])  # type: ignore[index]
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if parent == server.pid and b"--until-input-ends" in command:
                found.append(int(entry.name))
    return found


def alive(pid: int) -> bool:
    try:
        return "Z (zombie)" not in (Path("/proc") / str(pid) / "status").read_text()
    except OSError:
        return False


def gone(pid: int) -> bool:
    until = time.monotonic() + PATIENCE
    while alive(pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks at processes by /proc")
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_a_server_reads_what_comes_in_and_its_reader_ends_with_it(
    fresh: Installation, free_port: int, by: signal.Signals
) -> None:
    server = fresh.begin("serve", "--port", free_port, "--workers", 1)
    try:
        assert fetched(f"http://127.0.0.1:{free_port}/api/bodies")[0] == 200
        pk, state = asked(fresh, RECEIVE, "one.txt").split()
        assert state == "received"
        read_by_now(fresh, pk)
        (reader,) = readers_of(server)
        if by is signal.SIGTERM:
            # A reader that dies is replaced.
            os.kill(reader, signal.SIGKILL)
            pk, _ = asked(fresh, RECEIVE, "two.txt").split()
            read_by_now(fresh, pk)
            (reader,) = readers_of(server)
    finally:
        out = stopped(server, by)
    assert gone(reader)
    assert "Traceback" not in out


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks at processes by /proc")
def test_a_reader_ends_even_where_its_keeper_is_killed(fresh: Installation) -> None:
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEPER], env=fresh.surroundings, stdout=subprocess.PIPE, text=True
    )
    try:
        assert keeper.stdout is not None
        assert keeper.stdout.readline() == "kept\n"
        until = time.monotonic() + PATIENCE
        while not (readers := readers_of(keeper)):
            assert time.monotonic() < until
            time.sleep(0.1)
    finally:
        keeper.kill()
        keeper.wait()
        assert keeper.stdout is not None
        keeper.stdout.close()
    assert gone(readers[0])
