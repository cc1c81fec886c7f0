"""`plenum register …`: from nothing to a body whose resolution can be judged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plenum.accounts.models import AuditEntry
from plenum.ledger.models import Document, Indicator
from plenum.organizations.models import Body, Place
from tests.cast import Cast
from tests.cli.conftest import Said

NAMED = ("--vi", "Tên", "--en", "Name")


@pytest.mark.django_db
def test_from_nothing_to_a_scoreboard(run: Callable[..., Said], tmp_path: Path) -> None:
    for arguments in (
        ("place", "nam-ha", *NAMED, "--kind", "province"),
        ("body", "nam-ha", *NAMED, "--kind", "party_committee", "--place", "nam-ha", "--public"),
        ("term", "nam-ha", "2020", "2025", "--ordinal", "7"),
        (
            *("document", "nam-ha-2020", *NAMED, "--body", "nam-ha", "--kind", "resolution"),
            *("--issued", "2020-10-20", "--term", "2020-10-20"),
        ),
        (
            *("indicator", "revenue", *NAMED, "--keeper", "nam-ha", "--unit", "tỷ đồng"),
            *("--measurement", "flow", "--over-time", "sum"),
        ),
    ):
        said = run("register", *arguments)
        assert said.code == 0, said.err
    assert Indicator.objects.get().unit == "bn VND"
    assert Body.objects.get().is_public
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {
        "register_place",
        "register_body",
        "register_term",
        "register_document",
        "define_indicator",
    }
    template = tmp_path / "targets.csv"
    assert run("export", "nam-ha", "--format", "targets", "--out", template).code == 0
    header = template.read_text(encoding="utf-8-sig").strip().split(",")
    row = {
        "document": "nam-ha-2020",
        "number": "1",
        "name_vi": "Thu ngân sách",
        "name_en": "Budget revenue",
        "kind": "level",
        "indicator": "revenue",
        "place": "nam-ha",
        "period": "2025",
        "low": "160",
        "unit": "bn VND",
        "known_on": "2020-10-20",
        "published_on": "2020-10-20",
        "source_title_en": "Resolution",
    }
    template.write_text(",".join(header) + "\n" + ",".join(row.get(name, "") for name in header) + "\n")
    imported = run("import", template, "--format", "targets")
    assert imported.code == 0, imported.err
    assert "1 no observation of 1" in run("assess", "nam-ha").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("place", "x", *NAMED, "--kind", "kingdom"), "kingdom"),
        (("place", "No Code", *NAMED, "--kind", "province"), "code"),
        (("place", "x", *NAMED, "--kind", "province", "--within", "atlantis"), "atlantis"),
        (("place", "x", *NAMED, "--kind", "province", "--from", "soon"), "soon"),
        (("body", "x", *NAMED, "--kind", "club"), "club"),
        (("term", "an-binh", "2030", "2025"), "2030"),
        (("document", "x", *NAMED, "--body", "an-binh", "--kind", "song"), "song"),
        (("document", "x", *NAMED, "--body", "an-binh", "--kind", "plan", "--term", "1999-01-01"), "no term"),
        (
            (
                *("indicator", "x", *NAMED, "--keeper", "an-binh", "--unit", "bushels"),
                *("--measurement", "flow", "--over-time", "sum"),
            ),
            "bushels",
        ),
    ],
)
def test_what_cannot_be_registered_leaves_nothing(
    cast: Cast, run: Callable[..., Said], arguments: tuple[str, ...], words: str
) -> None:
    before = (
        Place.objects.count(),
        Body.objects.count(),
        Document.objects.count(),
        AuditEntry.objects.count(),
    )
    said = run("register", *arguments)
    assert said.code == 2, said.err
    assert words in said.err
    after = (
        Place.objects.count(),
        Body.objects.count(),
        Document.objects.count(),
        AuditEntry.objects.count(),
    )
    assert after == before
