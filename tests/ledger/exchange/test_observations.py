"""Observations come in exactly, each from its source, with one audit entry for the file."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plenum.accounts.models import AuditEntry
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import may_for_place
from plenum.errors import Conflict, FaultyFile
from plenum.ledger.actions import record_observation
from plenum.ledger.exchange import Kind, import_file, preview_file, template_file
from plenum.ledger.exchange.reach import places_reached
from plenum.ledger.models import Observation, Source
from plenum.ledger.vocabulary import DateBasis, SourceKind, Status
from plenum.organizations.actions import put_place
from plenum.organizations.models import Place
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import Cast

from .files import HEADER, csv_text, row, sheet_rows, workbook, write


def bring(path: Path, cast: Cast, lang: str | None = "en") -> list[Observation]:
    """The observations a file brings in, in the order of their rows."""
    newest = Observation.objects.order_by("pk").last()
    import_file(path, "observations", lang=lang, by=cast.bob)
    return list(Observation.objects.filter(pk__gt=newest.pk if newest else 0).order_by("pk"))


def test_a_row_becomes_an_observation_with_its_source(cast: Cast, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", csv_text((*row(), "Yearbook"), header=(*HEADER, "source_title")))
    [one] = bring(path, cast)
    assert (one.indicator, one.place, one.period, one.value) == (
        cast.revenue,
        cast.province,
        "2023",
        Decimal(130),
    )
    assert (one.frequency, one.starts, one.ends) == ("A", date(2023, 1, 1), date(2023, 12, 31))
    assert (one.status, one.known_on, one.entered_by) == (Status.ACTUAL, date(2024, 1, 15), cast.bob)
    assert (one.source.kind, one.source.url) == (SourceKind.DOCUMENT, "https://an-binh.example/2023")
    assert (one.source.title_en, one.source.published_on) == ("Yearbook", date(2024, 1, 15))
    assert not one.withdrawn
    assert one.corrects is None


@pytest.mark.parametrize(
    ("value", "unit", "lang", "kept"),
    [
        ("1,234.5", "bn VND", "en", "1234.5"),
        ("1.234,5", "bn VND", "vi", "1234.5"),
        ("1.234", "tỷ đồng", "vi", "1234"),
        ("45,6", "nghìn tỷ đồng", "vi", "45600"),
        ("0.0456", "tn VND", "en", "45.6"),
        ("45600", "m VND", None, "45.6"),
        ("12345", "thousand VND", None, "0.012345"),
        ("007.50", "bn VND", None, "7.5"),
        ("-0.0", "bn VND", None, "0"),
        ("1 234,5".replace(" ", "\u00a0"), "bn VND", "vi", "1234.5"),
        ("+5", "bn VND", None, "5"),
    ],
)  # fmt: skip
def test_a_number_is_kept_exactly_in_the_indicators_unit(
    cast: Cast, tmp_path: Path, value: str, unit: str, lang: str | None, kept: str
) -> None:
    [one] = bring(write(tmp_path / "a.csv", csv_text(row(value=value, unit=unit))), cast, lang)
    assert one.value == Decimal(kept)


def test_headings_and_words_may_be_vietnamese(cast: Cast, tmp_path: Path) -> None:
    header = (
        "Mã chỉ tiêu",
        "ĐỊA BÀN",
        "Kỳ báo cáo",
        "Giá trị*",
        "Đơn vị tính",
        "Tình trạng",
        "Nguồn",
        "Ngày công bố",
        "Ghi chú",
    )
    cells = (
        "Tỷ lệ hộ nghèo",
        "An Bình",
        "2023-S1",
        "3,1",
        "%",
        "Ước thực hiện",
        "",
        "31/7/2023",
        "theo báo cáo",
    )
    [one] = bring(write(tmp_path / "a.csv", csv_text(cells, header=header, separator=";")), cast, "vi")
    assert (one.indicator, one.place, one.period) == (cast.poverty, cast.province, "2023-S1")
    assert (one.value, one.status, one.note) == (Decimal("3.1"), Status.ESTIMATE, "theo báo cáo")
    assert one.source.published_on == date(2023, 7, 31)


def test_a_row_without_a_source_comes_from_the_file_itself(cast: Cast, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", csv_text(row(source_url=""), row(source_url="", period="2022")))
    import_file(path, "observations", lang="en", by=cast.bob, file_name="Báo cáo 2023.csv")
    source = Source.objects.get(kind=SourceKind.FILE)
    assert source.title_en == "Báo cáo 2023.csv"
    assert len(source.digest) == 64
    assert source.observations.count() == 2


def test_a_source_the_record_has_is_used_again(cast: Cast, tmp_path: Path) -> None:
    cells = row(period="2020-S1", source_url="https://an-binh.example/yearbook", published_on="2021-01-15")
    [one] = bring(write(tmp_path / "a.csv", csv_text(cells)), cast)
    assert one.source == cast.source
    # Told more closely it is another one: the record has no such source of this title.
    other = csv_text((*row(period="2020-S2", source_url="https://an-binh.example/yearbook",
                           published_on="2021-01-15"), "Another"), header=(*HEADER, "source_title_en"))  # fmt: skip
    [two] = bring(write(tmp_path / "b.csv", other), cast)
    assert two.source != cast.source


def test_a_file_says_more_of_its_sources(cast: Cast, tmp_path: Path) -> None:
    header = (*HEADER, "source_kind", "source_precedence", "source_date_basis", "known_on")
    path = write(
        tmp_path / "a.csv", csv_text((*row(), "form", "20", "not_before", "2024-02-01"), header=header)
    )
    [one] = bring(path, cast)
    assert (one.source.kind, one.source.precedence) == (SourceKind.FORM, 20)
    assert (one.source.date_basis, one.known_on) == (DateBasis.NOT_BEFORE, date(2024, 2, 1))


def test_a_file_leaves_one_audit_entry(cast: Cast, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", csv_text(row(), row(period="2022"), row(place="an-lac")))
    before = AuditEntry.objects.count()
    imported = import_file(path, "observations", lang="en", by=cast.bob)
    entry = AuditEntry.objects.get(action="import_observations")
    assert entry.pk == imported.audit
    assert entry.by == cast.bob
    assert entry.after["observations"] == imported.rows == 3
    assert entry.after["digest"] == imported.digest
    rows = Observation.objects.filter(pk__range=(entry.after["first_id"], entry.after["last_id"]))
    assert rows.count() == 3
    # Beside it only the source that was new is told of.
    assert set(AuditEntry.objects.order_by("pk")[before:].values_list("action", flat=True)) == {
        "register_source",
        "import_observations",
    }


def test_a_preview_tells_what_would_come_and_writes_nothing(cast: Cast, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", csv_text(row(value="0.13", unit="tn VND"), row(place="an-lac")))
    before = Observation.objects.count(), Source.objects.count(), AuditEntry.objects.count()
    preview = preview_file(path, "observations", lang="en", by=cast.bob)
    assert (Observation.objects.count(), Source.objects.count(), AuditEntry.objects.count()) == before
    assert preview.counts == {
        "observations": 2, "indicators": 1, "places": 2, "periods": 1, "sources": 1, "new_sources": 1, "corrections": 0,
    }  # fmt: skip
    assert preview.sample[0] == ("revenue", "an-binh", "2023", "130", "bn VND", "actual", "2024-01-15")


def test_progress_is_told(cast: Cast, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    path = write(tmp_path / "a.csv", csv_text(row()))
    import_file(path, "observations", lang="en", by=cast.bob, progress=lambda *stage: told.append(stage))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == ["reading", "checking", "writing"]
    assert told[-1] == ("writing", 1, 1)


def test_a_workbook_is_read_cell_by_cell(cast: Cast, tmp_path: Path) -> None:
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>'
    )
    strings = "<sst><si><r><t>reve</t></r><r><t>nue</t></r><rPh><t>x</t></rPh></si></sst>"
    cells = row(
        indicator='<c r="A2" t="s"><v>0</v></c>',
        period='<c r="C2"><v>2023</v></c>',
        value='<c r="D2"><v>1.1000000000000001</v></c>',
        published_on='<c r="H2" s="1"><v>45306</v></c>',
    )
    data = workbook(sheet_rows(cells), parts={"xl/styles.xml": styles, "xl/sharedStrings.xml": strings})
    [one] = bring(write(tmp_path / "a.xlsx", data), cast, "vi")
    assert (one.indicator, one.period, one.value) == (cast.revenue, "2023", Decimal("1.1"))
    assert one.source.published_on == date(2024, 1, 15)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_are_told_by_the_file(
    cast: Cast, tmp_path: Path, encoding: str, separator: str
) -> None:
    text = csv_text(
        (*row(value="1,234.5"), 'Thu, chi; "đủ"\ncả năm'), header=(*HEADER, "note"), separator=separator
    )
    [one] = bring(write(tmp_path / "a.csv", text.encode(encoding)), cast)
    assert (one.value, one.note) == (Decimal("1234.5"), 'Thu, chi; "đủ"\ncả năm')


def test_rows_are_counted_as_a_spreadsheet_shows_them(cast: Cast, tmp_path: Path) -> None:
    header, *lines = csv_text(row(), row(period="x"), row(period="y")).splitlines(keepends=True)
    text = "".join([header, "\r\n", lines[0], ",,,,,,,\r\n", "\r\n", lines[1], "\r\n", lines[2], "\r\n\r\n"])
    with pytest.raises(FaultyFile) as caught:
        bring(write(tmp_path / "a.csv", text), cast)
    assert [fault.row for fault in caught.value.faults] == [6, 8]
    assert (
        len(
            bring(
                write(tmp_path / "b.csv", text.replace("x,130", "2021,130").replace("y,130", "2022,130")),
                cast,
            )
        )
        == 3
    )


def test_a_row_entered_meanwhile_stops_the_import(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plenum.ledger.exchange.formats import observations

    cells = row(period="2020-S1", source_url="https://an-binh.example/yearbook", published_on="2021-01-15")
    path = write(tmp_path / "a.csv", csv_text(cells))
    read = observations._find_duplicates

    def read_and_be_overtaken(*given: object) -> None:
        read(*given)  # type: ignore[arg-type]
        record_observation(
            cast.revenue, cast.province, Period.parse("2020-S1"), Decimal(130),
            status=Status.ACTUAL, source=cast.source, by=cast.bob,
        )  # fmt: skip

    monkeypatch.setattr(observations, "_find_duplicates", read_and_be_overtaken)
    with pytest.raises(Conflict, match="somebody entered"):
        import_file(path, "observations", lang="en", by=cast.bob)
    assert not AuditEntry.objects.filter(action="import_observations").exists()


def test_a_corrected_value_may_be_stated_again(cast: Cast, tmp_path: Path) -> None:
    from plenum.ledger.actions import correct_observation

    cells = row(
        period="2020",
        value="100",
        source_url="https://an-binh.example/yearbook/2020",
        published_on="2021-01-15",
    )
    path = write(tmp_path / "a.csv", csv_text(cells))
    with pytest.raises(FaultyFile, match="The record has this already"):
        bring(path, cast)
    old = cast.observations["revenue 2020"]
    correct_observation(
        old, Decimal(101), source=old.source, known_on=date(2021, 2, 1), note="misprint", by=cast.chi
    )
    assert bring(path, cast)[0].value == 100


def test_reach_is_that_of_the_permission_asked_place_by_place(cast: Cast) -> None:
    put_place("an-cu", Words("An Cư", "An Cu"), "commune", within=cast.district, ends=date(2025, 6, 30))
    for user in (*cast.users.values(), cast.minh, cast.oanh, cast.operator):
        reached = places_reached(user, Permission.RECORD_OBSERVATIONS)
        for place in Place.objects.all():
            allowed = may_for_place(user, Permission.RECORD_OBSERVATIONS, place)
            assert (reached is None or place.pk in reached) is allowed, (user, place)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_template_is_a_file_without_rows(cast: Cast, tmp_path: Path, kind: Kind) -> None:
    path = tmp_path / f"template.{kind}"
    template_file(path, "observations", kind=kind)
    with pytest.raises(FaultyFile, match="no row below"):
        bring(path, cast)
