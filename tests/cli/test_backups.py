"""`plenum backup` and `plenum restore`, on both databases: what goes in comes out, and nothing else goes in."""

import io
import json
import sqlite3
import stat
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from plenum.cli.backups.archive import MANIFEST, Manifest, digest, read, write
from plenum.errors import InvalidInput
from tests.cli.conftest import Installation


def silent(done: int, total: int) -> None:
    return None


def dumped(database: Path) -> str:
    with closing(sqlite3.connect(database)) as opened:
        return "\n".join(opened.iterdump())


def manifest_for(payload_in: Path, **changed: object) -> Manifest:
    facts = {
        "format": 1,
        "plenum": "0.1.0",
        "made_at": "2026-11-25T00:00:00+00:00",
        "database": "sqlite",
        "payload": "database.sqlite3",
        "size": payload_in.stat().st_size,
        "sha256": digest(payload_in),
        "migrations": ["ledger.0001_initial"],
        "rows": {"ledger_observation": 1},
    }
    return Manifest(**(facts | changed))  # type: ignore[arg-type]


class TestArchive:
    """The file, whatever database is in it."""

    @pytest.fixture
    def payload(self, tmp_path: Path) -> Path:
        file = tmp_path / "payload-in"
        file.write_bytes(bytes(range(256)) * 5000)
        return file

    @pytest.fixture
    def into(self, tmp_path: Path) -> Path:
        place = tmp_path / "into"
        place.mkdir()
        return place

    def test_what_goes_in_comes_out(self, payload: Path, into: Path, tmp_path: Path) -> None:
        target, seen = tmp_path / "b.tar.gz", []
        write(target, manifest_for(payload), payload, lambda done, total: seen.append((done, total)))
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        assert seen[-1] == (1_280_000, 1_280_000)
        manifest, out = read(target, into, silent)
        assert manifest == manifest_for(payload)
        assert out.read_bytes() == payload.read_bytes()

    def test_nothing_is_left_of_one_that_failed(self, payload: Path, tmp_path: Path) -> None:
        def full(done: int, total: int) -> None:
            raise OSError(28, "No space left on device")

        with pytest.raises(OSError, match="No space"):
            write(tmp_path / "b.tar.gz", manifest_for(payload), payload, full)
        assert list(tmp_path.iterdir()) == [payload]

    def test_another_payload_than_the_manifest_names(self, payload: Path, into: Path, tmp_path: Path) -> None:
        target = tmp_path / "b.tar.gz"
        write(target, manifest_for(payload, sha256="0" * 64), payload, silent)
        with pytest.raises(InvalidInput, match="changed since it was made"):
            read(target, into, silent)

    @pytest.mark.parametrize("kept", [0, 10, 1000, -1])
    def test_one_that_is_cut_off(self, payload: Path, into: Path, tmp_path: Path, kept: int) -> None:
        target = tmp_path / "b.tar.gz"
        write(target, manifest_for(payload), payload, silent)
        target.write_bytes(target.read_bytes()[:kept] if kept >= 0 else target.read_bytes()[:-2000])
        with pytest.raises(InvalidInput):
            read(target, into, silent)

    def test_a_byte_that_flipped(self, payload: Path, into: Path, tmp_path: Path) -> None:
        target = tmp_path / "b.tar.gz"
        write(target, manifest_for(payload), payload, silent)
        data = bytearray(target.read_bytes())
        data[len(data) // 2] ^= 0xFF
        target.write_bytes(data)
        with pytest.raises(InvalidInput):
            read(target, into, silent)

    @pytest.mark.parametrize(
        "members",
        [
            [],
            [("manifest.json", b"not json")],
            [("manifest.json", b"{}")],
            [("manifest.json", b'{"format": 2}')],
            [("other.txt", b"{}")],
            [("manifest.json", None)],
        ],
        ids=str,
    )
    def test_a_tar_that_is_no_backup(
        self, into: Path, tmp_path: Path, members: list[tuple[str, bytes | None]]
    ) -> None:
        target = tmp_path / "b.tar.gz"
        with tarfile.open(target, "w:gz") as tar:
            for name, data in members:
                member = tarfile.TarInfo(name)
                if data is None:
                    member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
                    tar.addfile(member)
                else:
                    member.size = len(data)
                    tar.addfile(member, io.BytesIO(data))
        with pytest.raises(InvalidInput):
            read(target, into, silent)
        assert list(into.iterdir()) == []

    def test_a_member_that_would_be_written_elsewhere(
        self, payload: Path, into: Path, tmp_path: Path
    ) -> None:
        """The payload's name is compared, never used as a path."""
        target = tmp_path / "b.tar.gz"
        write(target, manifest_for(payload, payload="../../outside"), payload, silent)
        _, out = read(target, into, silent)
        assert out.parent == into
        assert not (tmp_path.parent / "outside").exists()


def test_sqlite_there_and_back(installation: Installation, tmp_path: Path) -> None:
    database, file = installation.data_dir / "plenum.sqlite3", tmp_path / "b.tar.gz"
    before = dumped(database)
    made = installation.run("backup", file)
    assert made.code == 0, made.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    elsewhere = Installation(tmp_path / "elsewhere")
    back = elsewhere.run("restore", file)
    assert back.code == 0, back.err
    assert "All is well." in back.out
    assert dumped(elsewhere.data_dir / "plenum.sqlite3") == before
    assert not [name for name in elsewhere.data_dir.iterdir() if "restore" in name.name]


def test_sqlite_is_set_aside_not_overwritten(installation: Installation, tmp_path: Path) -> None:
    database, file = installation.data_dir / "plenum.sqlite3", tmp_path / "b.tar.gz"
    assert installation.run("backup", file).code == 0
    assert installation.run("backup", file).code == 2
    assert installation.run("backup", file, "--replace").code == 0
    later = installation.run("user", "grant", "viewer", "leader", "hanoi")
    assert later.code == 0, later.err
    changed = dumped(database)

    refused = installation.run("restore", file)
    assert refused.code == 2
    assert "--replace" in refused.err
    assert dumped(database) == changed

    back = installation.run("restore", file, "--replace")
    assert back.code == 0, back.err
    assert "leader" not in installation.run("user", "roles", "viewer").out
    (aside,) = installation.data_dir.glob("plenum.sqlite3.before-*")
    assert dumped(aside) == changed


def test_sqlite_in_use_is_not_replaced(installation: Installation, tmp_path: Path) -> None:
    database, file = installation.data_dir / "plenum.sqlite3", tmp_path / "b.tar.gz"
    assert installation.run("backup", file).code == 0
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM ledger_observation").fetchone()
        # A backup does not mind.
        assert installation.run("backup", tmp_path / "c.tar.gz").code == 0
        refused = installation.run("restore", file, "--replace")
    assert refused.code == 1
    assert "Stop the server" in refused.err
    assert installation.run("check").code == 0


def test_a_damaged_backup_changes_nothing(installation: Installation, tmp_path: Path) -> None:
    database, file = installation.data_dir / "plenum.sqlite3", tmp_path / "b.tar.gz"
    assert installation.run("backup", file).code == 0
    before = database.read_bytes()
    file.write_bytes(file.read_bytes()[:-500])
    refused = installation.run("restore", file, "--replace")
    assert refused.code == 2
    assert "Traceback" not in refused.err
    assert database.read_bytes() == before


def _with_manifest(file: Path, into: Path, **changed: object) -> None:
    """Write the backup anew under a manifest with other facts."""
    manifest, payload = read(file, into, silent)
    write(file, Manifest(**(vars(manifest) | changed)), payload, silent)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"migrations": ["ledger.9999_of_tomorrow"]}, "newer"),
        ({"database": "postgresql"}, "postgresql"),
        ({"rows": {"ledger_observation": 1}}, "other rows"),
    ],
)
def test_a_backup_that_does_not_fit(
    installation: Installation, tmp_path: Path, changed: dict[str, object], words: str
) -> None:
    file, into = tmp_path / "b.tar.gz", tmp_path / "into"
    into.mkdir()
    assert installation.run("backup", file).code == 0
    _with_manifest(file, into, **changed)
    before = (installation.data_dir / "plenum.sqlite3").read_bytes()
    refused = installation.run("restore", file, "--replace")
    assert refused.code == 2, refused.err
    assert words in refused.err
    assert (installation.data_dir / "plenum.sqlite3").read_bytes() == before


def test_the_manifest_tells_what_is_inside(demonstration: Installation, tmp_path: Path) -> None:
    file = tmp_path / "b.tar.gz"
    assert demonstration.run("backup", file).code == 0
    with tarfile.open(file) as tar:
        assert tar.getnames() == [MANIFEST, "database.sqlite3"]
        inside = tar.extractfile(MANIFEST)
        assert inside is not None
        told = json.loads(inside.read())
    assert told["rows"]["ledger_observation"] == 529
    assert "ledger.0001_initial" in told["migrations"]
    assert len(told["sha256"]) == 64


def test_postgresql_there_and_back(postgres: Callable[[str], str], tmp_path: Path) -> None:
    here = Installation(tmp_path / "here", postgres("here"))
    there = Installation(tmp_path / "there", postgres("there"))
    file, again = tmp_path / "b.tar.gz", tmp_path / "c.tar.gz"
    assert here.run("demo", "--no-serve").code == 0
    made = here.run("backup", file)
    assert made.code == 0, made.err

    back = there.run("restore", file)
    assert back.code == 0, back.err
    assert "All is well." in back.out
    same = ("assess", "hai-phong", "--as-of", "2024-11-14", "--json")
    assert there.run(*same).out == here.run(*same).out

    refused = there.run("restore", file)
    assert refused.code == 2
    assert there.run("user", "grant", "viewer", "leader", "hanoi").code == 0
    replaced = there.run("restore", file, "--replace")
    assert replaced.code == 0, replaced.err
    assert "leader" not in there.run("user", "roles", "viewer").out
    (aside,) = there.data_dir.glob("before-*.pgdump")
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert there.run("backup", again).code == 0

    # What comes of one sort of database does not go into the other.
    other_sort = Installation(tmp_path / "sqlite").run("restore", file)
    assert other_sort.code == 2
    assert "postgresql" in other_sort.err


def test_postgresql_without_its_programs(postgres: Callable[[str], str], tmp_path: Path) -> None:
    bare = Installation(tmp_path / "bare", postgres("bare"))
    said = bare.run("backup", tmp_path / "b.tar.gz", PATH="/nowhere")
    assert said.code != 0
    assert "pg_dump is not installed" in said.err
    assert not (tmp_path / "b.tar.gz").exists()
