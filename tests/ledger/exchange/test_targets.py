"""Targets come in with what each source says they promise."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plenum.accounts.models import AuditEntry
from plenum.errors import FaultyFile
from plenum.ledger.exchange import import_file, preview_file
from plenum.ledger.models import Target, TargetValue
from plenum.ledger.vocabulary import Direction, TargetKind
from tests.cast import Cast

from .files import csv_text, write

HEADER = ("document", "number", "part_of", "name_vi", "name_en", "indicator", "kind", "direction", "period", "low",
          "high", "unit", "source_url", "published_on")  # fmt: skip
GOOD = ("an-binh-2020", "6", "", "Thu 2024", "Revenue 2024", "revenue", "level", "up", "2024", "150", "", "bn VND",
        "https://an-binh.example/plan", "2021-03-01")  # fmt: skip


def row(**changes: str) -> tuple[str, ...]:
    return tuple({**dict(zip(HEADER, GOOD, strict=True)), **changes}.values())


def bring(cast: Cast, tmp_path: Path, *rows: tuple[str, ...], lang: str | None = "en") -> None:
    path = write(tmp_path / "targets.csv", csv_text(*rows, header=HEADER))
    import_file(path, "targets", lang=lang, by=cast.dung)


def test_a_row_becomes_a_target_and_its_value(cast: Cast, tmp_path: Path) -> None:
    bring(cast, tmp_path, row(low="0.15", unit="tn VND"))
    target = Target.objects.get(document=cast.resolution, number="6")
    assert (target.name_vi, target.name_en, target.position) == ("Thu 2024", "Revenue 2024", 8)
    assert (target.kind, target.direction, target.period) == (TargetKind.LEVEL, Direction.UP, "2024")
    assert (target.place, target.body, target.known_on) == (cast.province, cast.committee, date(2021, 3, 1))
    [value] = target.values.all()
    assert (value.low, value.high, value.known_on) == (Decimal(150), None, date(2021, 3, 1))
    assert value.source == target.source
    assert value.source.url == "https://an-binh.example/plan"


def test_average_growth_is_in_per_cent_whatever_the_indicator_is_in(cast: Cast, tmp_path: Path) -> None:
    bring(cast, tmp_path, row(kind="average_growth", period="2021/2025", low="7.5", high="8", unit="%"))
    [value] = Target.objects.get(number="6").values.all()
    assert (value.low, value.high) == (Decimal("7.5"), Decimal(8))
    with pytest.raises(FaultyFile, match="bn VND cannot be turned into %"):
        bring(cast, tmp_path, row(number="7", kind="average_growth", period="2021/2025"))


def test_sources_that_disagree_are_values_of_one_target(cast: Cast, tmp_path: Path) -> None:
    bring(cast, tmp_path, row(), row(low="155", source_url="https://press.example/1"))
    assert sorted(Target.objects.get(number="6").values.values_list("low", flat=True)) == [150, 155]
    # A further source of a target that the record has:
    bring(cast, tmp_path, row(low="160", source_url="https://press.example/2"))
    assert Target.objects.filter(number="6").count() == 1
    assert TargetValue.objects.filter(target__number="6").count() == 3


def test_parts_find_their_whole_wherever_it_stands_in_the_file(cast: Cast, tmp_path: Path) -> None:
    whole = row(
        number="7", name_vi="Hai phần", name_en="Two parts", indicator="", kind="compound", low="", unit=""
    )
    bring(cast, tmp_path, row(number="7a", part_of="7"), whole, row(number="4c", part_of="4"))
    assert Target.objects.get(number="7a").part_of == Target.objects.get(number="7")
    assert Target.objects.get(number="4c").part_of == cast.targets["4"]
    assert Target.objects.get(number="7").values.count() == 0


def test_a_preview_writes_nothing_and_an_import_leaves_one_entry(cast: Cast, tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", csv_text(row(), header=HEADER))
    before = Target.objects.count(), AuditEntry.objects.count()
    preview = preview_file(path, "targets", lang="en", by=cast.dung)
    assert (Target.objects.count(), AuditEntry.objects.count()) == before
    assert (preview.counts["targets"], preview.counts["target_values"]) == (1, 1)
    import_file(path, "targets", lang="en", by=cast.dung)
    entry = AuditEntry.objects.get(action="import_targets")
    assert entry.body == cast.committee
    assert entry.after["set"] == ["an-binh-2020/6"]
    assert set(AuditEntry.objects.order_by("pk")[before[1] :].values_list("action", flat=True)) == {
        "register_source",
        "import_targets",
    }


FAULTS: dict[str, tuple[list[tuple[str, ...]], str]] = {
    "unknown document": ([row(document="an-binh-2021")], r"Row 2, column A \(document\).*Did you mean an-binh-2020"),
    "unknown indicator": ([row(indicator="revenu")], r"Row 2, column F \(indicator\).*Did you mean revenue"),
    "unknown kind": ([row(kind="levle")], r"Row 2, column G \(kind\): “levle” is none of"),
    "a number of the other language": ([row(low="1.234,5")], r"Row 2, column J \(low\).*1,234\.5"),
    "a formula": ([row(name_en="=1+1")], r"Row 2, column E \(name_en\).*formula"),
    "no number": ([row(number="")], r"Row 2, column B \(number\).*empty"),
    "no name": ([row(name_vi="", name_en="")], "Row 2, column D .*Give the target's name"),
    "upside down": ([row(low="9", high="8")], "Row 2, column K .*9 to 8 is upside down"),
    "a unit without an indicator": ([row(indicator="")], "Row 2, column L .*Name the indicator"),
    "a whole with an indicator": ([row(kind="compound", low="")], "Row 2, column F .*has parts"),
    "a whole with a value": ([row(kind="compound", indicator="", unit="")], "Row 2, column J .*has parts"),
    "a part of nothing": ([row(part_of="99")], "Row 2, column C .*no target 99"),
    "a part of what has none": ([row(part_of="1")], "Row 2, column C .*must be “compound”"),
    "twice": ([row(), row()], "Row 3: The row says the same as row 2"),
    "told otherwise": ([row(), row(name_en="X", low="1")], "Row 3, .*Row 2 tells target 6 otherwise in name_en"),
    "in the record otherwise": ([row(number="1")], "Row 2, column B .*in the record otherwise: .*name_vi"),
    "nothing new": (
        [row(number="5", name_vi="Nông thôn mới", name_en="New rural areas", indicator="", kind="milestone",
             period="2025", low="", unit="")], "otherwise: group_vi",
    ),
    "a day ahead": ([row(published_on="2199-01-01")], "Row 2, column N .*still to come"),
}  # fmt: skip


def test_faults_are_told_by_row_and_column(cast: Cast, tmp_path: Path, subtests: pytest.Subtests) -> None:
    for name, (rows, message) in FAULTS.items():
        with subtests.test(name):
            before = Target.objects.count(), TargetValue.objects.count(), AuditEntry.objects.count()
            with pytest.raises(FaultyFile, match=message):
                bring(cast, tmp_path, *rows)
            assert (Target.objects.count(), TargetValue.objects.count(), AuditEntry.objects.count()) == before


def test_only_who_may_set_targets_imports_them(cast: Cast, tmp_path: Path) -> None:
    path = write(tmp_path / "targets.csv", csv_text(row(), header=HEADER))
    for by in (cast.bob, cast.hoa, cast.oanh):
        with pytest.raises(FaultyFile, match=r"Row 2, column A \(document\): You may not set the targets of"):
            import_file(path, "targets", lang="en", by=by)


def test_a_value_the_record_has_is_refused(cast: Cast, tmp_path: Path) -> None:
    bring(cast, tmp_path, row())
    with pytest.raises(FaultyFile, match="Row 2: The record has this already"):
        bring(cast, tmp_path, row(low="0.15", unit="tn VND"))
