"""The files of others are unchanged, and everything a template asks for is there."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from plenum.web.catalogue import PACKAGE

STATIC = PACKAGE / "web" / "static"
VENDOR = STATIC / "vendor"
TEMPLATES = sorted((PACKAGE / "web" / "templates").rglob("*.html"))


def test_the_files_of_others_are_as_they_were_taken_in() -> None:
    listed = dict(
        reversed(line.split("  ./", 1)) for line in (VENDOR / "SHA256SUMS").read_text().splitlines()
    )
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }
    assert found == listed


def test_every_folder_of_others_has_its_licence_and_is_described() -> None:
    told = (VENDOR / "README.md").read_text()
    for folder in (path for path in VENDOR.iterdir() if path.is_dir()):
        assert (folder / "LICENSE").is_file()
        assert f"`{folder.name}/`" in told


def test_every_icon_named_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (VENDOR / "tabler-icons" / "sprite.svg").read_text()))
    named = {
        name for path in TEMPLATES for name in re.findall(r"""{% icon ["']([^"']+)["']""", path.read_text())
    }
    from plenum.web.navigation import NAVIGATION
    from plenum.web.templatetags.plenum_format import STANDINGS

    named |= {shape for shape, _ in STANDINGS.values()} | {entry.icon for entry in NAVIGATION}
    assert named <= drawn


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_nothing_inline(path: Path) -> None:
    """The policy would refuse it in the browser; here it is refused before."""
    source = path.read_text()
    assert not re.search(r"<style|<script(?![^>]*(\ssrc=|type=\"application/json\"))", source)
    assert not re.search(r"""\s(style|on[a-z]+)\s*=\s*["']""", source)
    assert not re.search(r"hx-(on|vals\s*=\s*[\"']js:)", source)
    assert not re.search(r"""(src|href)\s*=\s*["'](https?:)?//""", source)


def test_no_static_file_leads_elsewhere() -> None:
    for path in STATIC.rglob("*"):
        if path.suffix in (".css", ".js"):
            for found in re.findall(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')]+)", path.read_text()):
                pytest.fail(f"{path.name} asks for {found}")


def test_on_a_server_files_are_named_by_their_content(tmp_path: Path) -> None:
    stored = {"staticfiles": {"BACKEND": "plenum.web.static_files.HashedAndCompressed"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=stored):
        call_command("collectstatic", interactive=False, verbosity=0)
        names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
        for source in (
            "web/plenum.css",
            "vendor/tabler-core/tabler.min.css",
            "vendor/tabler-icons/sprite.svg",
        ):
            assert (tmp_path / names[source]).is_file()
            assert (tmp_path / f"{names[source]}.gz").is_file()
        assert not [name for name in names if name.endswith(".map") or "redoc" in name]
