"""How fast a million observations come into the ledger, and how fast a scoreboard is drawn from it afterwards.

On SQLite and on PostgreSQL, in one run each: the import of a CSV file (read, understood, checked, inserted, audited),
beside the bare driver putting the same rows into an identical table with the same indexes and constraints: sqlite3's
executemany in one transaction, psycopg's COPY. Then 50 requests for a scoreboard through Django's test client.

`python benchmarks/ledger.py [--rows N] [--only sqlite|postgresql] [--json FILE]`. PostgreSQL is the server at
DATABASE_URL, where a database of its own is made and dropped; without it, a temporary cluster started from
/usr/lib/postgresql. Everything is written below a temporary directory.
"""

import argparse
import csv
import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

REQUESTS = 50
ENOUGH = 0.5
QUICK_ENOUGH = 0.150
HERE = Path(__file__).resolve()

INDICATORS, PROVINCES, COMMUNES = 40, 50, 10
YEARS = range(2001, 2026)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--only", choices=["sqlite", "postgresql"])
    options.add_argument("--json", type=Path, help="write the figures to this file")
    options.add_argument("--inside", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.inside:
        print(json.dumps(measure(chosen.rows, Path(chosen.inside))))
        return 0
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="plenum-bench-") as made:
        directory = Path(made)
        if chosen.only != "postgresql":
            figures["sqlite"] = run_apart(chosen.rows, directory / "sqlite", "")
        if chosen.only != "sqlite":
            with postgresql(directory / "postgresql") as url:
                if url is None:
                    print("PostgreSQL: neither DATABASE_URL nor /usr/lib/postgresql is there; not measured.")
                else:
                    figures["postgresql"] = run_apart(chosen.rows, directory / "postgresql", url)
    for vendor, figure in figures.items():
        report(vendor, figure)
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1) + "\n")
    slow = [
        vendor
        for vendor, figure in figures.items()
        if figure["ratio"] < ENOUGH or figure["page_median"] > QUICK_ENOUGH
    ]
    return 1 if slow else 0


def run_apart(rows: int, directory: Path, url: str) -> dict[str, Any]:
    """The measurement in a process of its own, since Django takes one database for each."""
    directory.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {
        "PLENUM_DATA_DIR": str(directory / "data"),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "plenum.config.settings",
        "PLENUM_ALLOWED_HOSTS": "testserver",
    }
    command = [sys.executable, str(HERE), "--rows", str(rows), "--inside", str(directory)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def report(vendor: str, figure: dict[str, Any]) -> None:
    rows = figure["rows"]
    print(f"\n{vendor}: {rows:,} observations, a CSV file of {figure['file_bytes'] / 2**20:.0f} MiB")
    print(f"  import            {figure['import']:7.2f} s  {rows / figure['import']:10,.0f} rows a second")
    for stage, seconds in figure["stages"].items():
        print(f"    {stage:16}{seconds:7.2f} s")
    print(f"  bare driver       {figure['bare']:7.2f} s  {rows / figure['bare']:10,.0f} rows a second")
    if "bare_without_keys" in figure:
        print(f"    without foreign keys {figure['bare_without_keys']:.2f} s")
    verdict = "enough" if figure["ratio"] >= ENOUGH else "TOO SLOW"
    print(f"  import / bare     {figure['ratio']:7.2f}     of the bare speed (at least {ENOUGH}: {verdict})")
    verdict = "enough" if figure["page_median"] <= QUICK_ENOUGH else "TOO SLOW"
    print(
        f"  scoreboard page   {figure['page_median'] * 1000:7.1f} ms median of {REQUESTS}, "
        f"{figure['page_highest'] * 1000:.1f} ms at most (median at most {QUICK_ENOUGH * 1000:.0f}: {verdict})"
    )


@contextmanager
def postgresql(directory: Path) -> Iterator[str | None]:
    """The address of an empty database: on the server at DATABASE_URL, else on a cluster made for the run."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        import psycopg

        name = f"plenum_bench_{os.getpid()}"
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
            try:
                yield urlsplit(given)._replace(path=f"/{name}").geturl()
            finally:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        return
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        yield None
        return
    bin_directory = found[-1].parent
    directory.mkdir(parents=True, exist_ok=True)
    sockets = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path must be short
    data = sockets / "data"
    as_owner: list[str] = []
    owner = pwd.getpwuid(os.getuid()).pw_name
    if os.getuid() == 0:  # the server refuses to run as root
        as_owner, owner = ["runuser", "-u", "postgres", "--"], "postgres"
        shutil.chown(sockets, "postgres")

    def run(program: str, *arguments: str) -> None:
        command = [*as_owner, str(bin_directory / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603

    try:
        run("initdb", "-D", str(data), "-A", "trust", "-U", owner, "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-k {sockets} -c listen_addresses=''"
        run("pg_ctl", "-D", str(data), "-o", options, "-l", str(sockets / "log"), "-w", "start")
        try:
            run("createdb", "-h", str(sockets), "-U", owner, "plenum")
            yield f"postgres://{owner}@/plenum?host={sockets}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(sockets, ignore_errors=True)


# --- within a process with a database of its own ------------------------------------------------------------------


def measure(rows: int, directory: Path) -> dict[str, Any]:
    """Every figure of one database."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from plenum.ledger.exchange import import_file

    call_command("migrate", verbosity=0)
    user = prepare_record()
    path = directory / "observations.csv"
    write_file(path, rows)
    stages = Stages()
    started = time.perf_counter()
    imported = import_file(path, "observations", lang="en", by=user, progress=stages)
    took = time.perf_counter() - started
    assert imported.rows == rows
    figures: dict[str, Any] = {
        "rows": rows,
        "file_bytes": path.stat().st_size,
        "import": took,
        "stages": stages.seconds(started, took),
    }
    if connection.vendor == "sqlite":
        figures |= bare_sqlite(connection, rows)
    else:
        figures |= bare_postgresql(connection, rows)
    figures["ratio"] = figures["bare"] / took
    return figures | page_times()


class Stages:
    """When each stage of an import was last heard of."""

    def __init__(self) -> None:
        self.last: dict[str, float] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.last[stage] = time.perf_counter()

    def seconds(self, started: float, took: float) -> dict[str, float]:
        found, before = {}, started
        for stage, at in self.last.items():
            found[stage], before = at - before, at
        return found | {"commit": started + took - before}


def prepare_record() -> Any:
    """The places, indicators and a resolution of twenty targets that the observations are about."""
    from datetime import date
    from decimal import Decimal

    from plenum.accounts.actions import operator
    from plenum.ledger.actions import (
        TargetDraft,
        put_document,
        put_indicator,
        register_source,
        set_target,
        state_target_value,
    )
    from plenum.ledger.vocabulary import DocumentKind, Measurement, OverTime, SourceKind, TargetKind
    from plenum.organizations.actions import put_body, put_place, put_term
    from plenum.organizations.words import Words
    from plenum.periods import Period

    by = operator()
    nation = put_place("nation", Words("Cả nước", "The nation"), "nation")
    for province in range(PROVINCES):
        name = f"Province {province}"
        upper = put_place(f"province-{province}", Words(name, name), "province", within=nation)
        for commune in range(COMMUNES):
            name = f"Commune {province}/{commune}"
            put_place(f"commune-{province}-{commune}", Words(name, name), "commune", within=upper)
        if province == 0:
            first = upper
    body = put_body("body", Words("Tỉnh ủy", "Committee"), "party_committee", place=first, is_public=True)
    indicators = [
        put_indicator(
            f"indicator-{number}",
            keeper=body,
            name=Words(f"Chỉ tiêu {number}", f"Indicator {number}"),
            unit="bn VND",
            measurement=Measurement.FLOW,
            over_time=OverTime.SUM,
            bounds=(Decimal(0), None),
            by=by,
        )
        for number in range(INDICATORS)
    ]
    term = put_term(body, 2020, 2025)
    resolution = put_document(
        "resolution",
        body=body,
        kind=DocumentKind.RESOLUTION,
        title=Words("Nghị quyết", "Resolution"),
        issued_on=date(2020, 10, 1),
        term=term,
        by=by,
    )
    source = register_source(
        SourceKind.DOCUMENT, published_on=date(2020, 10, 1), url="https://example.org/r", by=by
    )
    for number in range(20):
        draft = TargetDraft(
            number=str(number + 1),
            position=number + 1,
            name=Words(f"Chỉ tiêu {number}", f"Target {number}"),
            kind=TargetKind.LEVEL,
            period=Period.year(2025),
            known_on=date(2020, 10, 1),
            indicator=indicators[number],
        )
        target = set_target(resolution, draft, by=by)
        state_target_value(
            target, low=Decimal(50_000), high=None, source=source, known_on=date(2020, 10, 1), by=by
        )
    return by


def write_file(path: Path, rows: int) -> None:
    """Observations as a statistics office would send them: by place, indicator and period, from yearly sources."""
    periods = [
        (code, year)
        for year in YEARS
        for code in (str(year), f"{year}-S1", *(f"{year}-Q{quarter}" for quarter in range(1, 5)))
    ]
    places = [f"province-{province}" for province in range(PROVINCES)]
    places += [f"commune-{number // COMMUNES}-{number % COMMUNES}" for number in range(PROVINCES * COMMUNES)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["indicator", "place", "period", "value", "unit", "status", "source_url", "published_on", "note"]
        )
        written = 0
        for place in places:
            for indicator in range(INDICATORS):
                for code, year in periods:
                    if written == rows:
                        return
                    value = f"{(written * 7919) % 99_999}.{written % 9 + 1}"
                    url = f"https://example.org/yearbook/{year}"
                    status = "actual" if year < 2024 else "estimate"
                    writer.writerow(
                        [
                            f"indicator-{indicator}",
                            place,
                            code,
                            value,
                            "bn VND",
                            status,
                            url,
                            f"{year + 1}-01-15",
                            "",
                        ]
                    )
                    written += 1
    raise SystemExit(f"The made-up record has no more than {written:,} observations; ask for fewer rows.")


COLUMNS = (
    "id, entered_at, period, frequency, starts, ends, value, status, known_on, withdrawn, note, words, "
    "corrects_id, entered_by_id, indicator_id, place_id, source_id"
)


def bare_sqlite(connection: Any, rows: int) -> dict[str, float]:
    """The rows just imported, put by sqlite3 alone into a twin of the table, in the same file."""
    import sqlite3

    from plenum.config.environment import SQLITE_PRAGMAS

    bare = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    bare.executescript(SQLITE_PRAGMAS)
    found = bare.execute(f"SELECT {COLUMNS} FROM ledger_observation ORDER BY id").fetchall()  # noqa: S608
    assert len(found) == rows
    for (statement,) in bare.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'ledger_observation' AND sql IS NOT NULL"
    ).fetchall():
        if not statement.startswith("CREATE TRIGGER"):
            bare.execute(_twin(statement))
    connection.close()
    marks = ", ".join("?" * len(COLUMNS.split(", ")))
    started = time.perf_counter()
    bare.execute("BEGIN IMMEDIATE")
    bare.executemany(f"INSERT INTO twin_observation ({COLUMNS}) VALUES ({marks})", found)  # noqa: S608
    bare.execute("COMMIT")
    took = time.perf_counter() - started
    bare.execute("DROP TABLE twin_observation")
    bare.close()
    return {"bare": took}


def _twin(statement: str) -> str:
    for name in ("ledger_observation_", "observation_of_", "observation_corr"):
        statement = statement.replace(f'INDEX "{name}', f'INDEX "twin_{name}')
    return statement.replace('"ledger_observation"', '"twin_observation"')


def bare_postgresql(connection: Any, rows: int) -> dict[str, float]:
    """The rows just imported, put by psycopg alone into twins of the table: with its foreign keys, and without."""
    import psycopg

    figures = {}
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as bare:
        found = bare.execute(f"SELECT {COLUMNS} FROM ledger_observation ORDER BY id").fetchall()  # noqa: S608
        assert len(found) == rows
        keys = bare.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = 'ledger_observation'::regclass AND contype = 'f'"
        ).fetchall()
        for name, with_keys in (("bare_without_keys", False), ("bare", True)):
            bare.execute("CREATE TABLE twin_observation (LIKE ledger_observation INCLUDING ALL)")
            for key, definition in keys if with_keys else []:
                definition = definition.replace(
                    "REFERENCES ledger_observation", "REFERENCES twin_observation"
                )
                bare.execute(f'ALTER TABLE twin_observation ADD CONSTRAINT "twin_{key}" {definition}')
            bare.commit()
            started = time.perf_counter()
            with bare.cursor().copy(f"COPY twin_observation ({COLUMNS}) FROM STDIN") as copy:
                for row in found:
                    copy.write_row(row)
            bare.commit()
            figures[name] = time.perf_counter() - started
            bare.execute("DROP TABLE twin_observation")
            bare.commit()
    return figures


def page_times() -> dict[str, Any]:
    """Seconds for a scoreboard of twenty targets, over the whole ledger, by Django's test client."""
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client()
    address = reverse("scoreboard", args=["resolution"])
    times = []
    for _ in range(REQUESTS):
        started = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - started)
        assert answer.status_code == 200, answer.status_code
    return {"page_median": median(times), "page_highest": max(times)}


if __name__ == "__main__":
    raise SystemExit(main())
