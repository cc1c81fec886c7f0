"""Targets: what a document promises. Several rows with the same number are what several sources say of one target."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from plenum.accounts.actions import record_audit
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require
from plenum.errors import Conflict, InvalidInput, UnsafeFile
from plenum.ledger.exchange import history as past
from plenum.ledger.exchange.cells import (
    plain,
    protected,
    read_choice,
    read_day,
    refuse_numbers_as_codes,
    understand,
)
from plenum.ledger.exchange.columns import Column, Role
from plenum.ledger.exchange.faults import Faults
from plenum.ledger.exchange.formats.observations import (
    SAMPLE,
    read_period,
    refuse_dates_as_periods,
    source_cells,
)
from plenum.ledger.exchange.formats.target_facts import TargetRow, check_rows
from plenum.ledger.exchange.limits import MOST_TARGETS
from plenum.ledger.exchange.lookups import documents, indicators, places
from plenum.ledger.exchange.numbers import Scale, read_numbers, scales_of
from plenum.ledger.exchange.preparing import ExportScope, Format, Imported, Preview, Request
from plenum.ledger.exchange.sheets import Sheet
from plenum.ledger.exchange.sources import COLUMNS as SOURCE_COLUMNS
from plenum.ledger.exchange.sources import KnownSources, SourceFacts, column, read_sources, texts
from plenum.ledger.models import Document, Indicator, Source, Target, TargetValue
from plenum.ledger.vocabulary import Direction, TargetKind
from plenum.units import Unit

COLUMNS = (
    Column("document", Role.CODE, ("document_code", "văn bản", "nghị quyết", "mã văn bản"), needed=True),
    Column("number", Role.CODE, ("no", "số", "số thứ tự", "stt"), needed=True, longest=20),
    Column("part_of", Role.CODE, ("thuộc", "thuộc chỉ tiêu"), longest=20),
    Column("provision", Role.CODE, ("điểm", "điều khoản"), longest=30),
    Column("group_vi", Role.TEXT, ("nhóm",), longest=200),
    Column("group_en", Role.TEXT, ("group",), longest=200),
    Column("name_vi", Role.TEXT, ("tên", "tên chỉ tiêu"), longest=500),
    Column("name_en", Role.TEXT, ("name",), longest=500),
    Column("indicator", Role.CODE, ("indicator_code", "chỉ tiêu thống kê", "mã chỉ tiêu")),
    Column("kind", Role.TEXT, ("loại", "loại chỉ tiêu"), needed=True),
    Column("direction", Role.TEXT, ("chiều", "hướng")),
    Column("place", Role.CODE, ("place_code", "địa bàn", "mã địa bàn")),
    Column("period", Role.PERIOD, ("kỳ", "thời kỳ"), needed=True),
    Column("low", Role.NUMBER, ("từ", "mức", "giá trị"), needed=True),
    Column("high", Role.NUMBER, ("đến", "tối đa"), needed=True),
    Column("unit", Role.TEXT, ("đơn vị", "đơn vị tính"), needed=True),
    *SOURCE_COLUMNS,
    Column("value_note", Role.TEXT, ("ghi chú giá trị",)),
    Column("target_known_on", Role.DATE, ("ngày biết chỉ tiêu",)),
    Column("note_vi", Role.TEXT, ("ghi chú",)),
    Column("note_en", Role.TEXT, ("note",)),
)

KINDS = {
    "mức": TargetKind.LEVEL,
    "đạt mức": TargetKind.LEVEL,
    "lũy kế": TargetKind.CUMULATIVE,
    "cả nhiệm kỳ": TargetKind.CUMULATIVE,
    "tăng bình quân": TargetKind.AVERAGE_GROWTH,
    "hằng năm": TargetKind.EVERY_YEAR,
    "hàng năm": TargetKind.EVERY_YEAR,
    "khoảng": TargetKind.RANGE,
    "không quá": TargetKind.CEILING,
    "mốc": TargetKind.MILESTONE,
    "hoàn thành": TargetKind.MILESTONE,
    "gồm nhiều phần": TargetKind.COMPOUND,
}
DIRECTIONS = {"tăng": Direction.UP, "giảm": Direction.DOWN, "trong khoảng": Direction.RANGE}
PERCENT = Unit("%")


@dataclass(frozen=True)
class Targets:
    """The rows of a file without a fault, and what of each target the record has."""

    sheet: Sheet
    request: Request
    rows: list[TargetRow]
    known_sources: KnownSources
    new: dict[tuple[str, str], TargetRow] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        stated = {row.source for row in self.rows if row.source is not None}
        return {
            "targets": len(self.new),
            "target_values": sum(row.has_value for row in self.rows),
            "documents": len({row.facts.document.pk for row in self.rows}),
            "sources": len(stated),
            "new_sources": sum(self.known_sources.find(one) is None for one in stated),
            "corrections": sum(row.corrects is not None for row in self.rows),
        }

    def preview(self) -> Preview:
        sample = tuple(
            (
                row.facts.document.code,
                row.facts.number,
                row.facts.name_vi or row.facts.name_en,
                str(row.facts.kind),
                row.facts.period.code,
                "" if row.low is None else format(row.low, "f"),
                "" if row.high is None else format(row.high, "f"),
                unit_of(row.facts.indicator, row.facts.kind),
            )
            for row in self.rows[:SAMPLE]
        )
        headings = ("document", "number", "name", "kind", "period", "low", "high", "unit")
        return Preview("targets", len(self.rows), self.counts(), headings, sample, self.sheet.digest)

    def write(self) -> Imported:
        by, counts = self.request.by, self.counts()
        known: dict[tuple[str, str], Target] = {}
        for target in Target.objects.filter(document__in={row.facts.document for row in self.rows}):
            known[target.document.code, target.number] = target
        if known.keys() & self.new.keys():
            raise Conflict(
                "While the file was being checked, somebody set some of its targets. Nothing was imported; try again."
            )
        sources = {
            one: self.known_sources.find_or_register(one, self.request.file_name, by)
            for one in dict.fromkeys(row.source for row in self.rows if row.source is not None)
        }
        # Wholes before their parts, since a part names its whole.
        for row in sorted(self.new.values(), key=lambda row: row.facts.part_of != ""):
            known[row.key] = _new_target(row, sources, known, by)
        values: dict[int, TargetValue] = {}
        for index, row in enumerate(self.rows):
            if row.has_value or row.withdrawn:
                assert row.source is not None
                values[index] = TargetValue.objects.create(
                    target=known[row.key],
                    low=row.low,
                    high=row.high,
                    source=sources[row.source],
                    known_on=row.known_on,
                    corrects=None if row.corrects is None else values[row.corrects],
                    withdrawn=row.withdrawn,
                    note=row.value_note,
                    entered_by=by,
                )
            self.request.progress("writing", index + 1, len(self.rows))
        bodies = {row.facts.document.body_id: row.facts.document.body for row in self.rows}
        audit = record_audit(
            "import_targets",
            Target,
            by=by,
            body=next(iter(bodies.values())) if len(bodies) == 1 else None,
            after=counts
            | {
                "file": self.request.file_name,
                "digest": self.sheet.digest,
                "numbers": self.request.lang,
                "set": [f"{document}/{number}" for document, number in self.new],
            },
        )
        return Imported("targets", len(self.rows), counts, self.sheet.digest, audit.pk)


def _new_target(
    row: TargetRow, sources: dict[SourceFacts, Source], known: dict[tuple[str, str], Target], by: Any
) -> Target:
    facts = row.facts
    return Target.objects.create(
        body=facts.document.body,
        document=facts.document,
        provision=facts.provision,
        number=facts.number,
        position=row.position,
        part_of=known[facts.document.code, facts.part_of] if facts.part_of else None,
        group_vi=facts.group_vi,
        group_en=facts.group_en,
        name_vi=facts.name_vi or facts.name_en,
        name_en=facts.name_en or facts.name_vi,
        indicator=facts.indicator,
        place=facts.place,
        kind=facts.kind,
        direction=facts.direction,
        period=facts.period.code,
        starts=facts.period.starts,
        ends=facts.period.ends,
        known_on=row.target_known_on,
        source=None if row.source is None else sources[row.source],
        note_vi=facts.note_vi,
        note_en=facts.note_en,
        entered_by=by,
    )


def prepare(sheet: Sheet, request: Request, faults: Faults) -> Targets:
    """Every cell understood and checked against the record; raises `FaultyFile` with all that is wrong."""
    if len(sheet) > MOST_TARGETS:
        raise UnsafeFile(
            "The file has {count} rows; at most {most} are taken at once. Divide it into smaller files.",
            count=len(sheet),
            most=MOST_TARGETS,
        )
    request.progress("checking", 0, len(sheet))
    cells = _read_cells(sheet, request, faults)
    history = past.read_history(sheet, faults)
    faults.raise_any()
    known = KnownSources((one for one in cells["source"] if one is not None), sheet.digest)
    rows = check_rows(sheet, cells, history, known, request, faults)
    faults.raise_any()
    new = {row.key: row for row in reversed(rows) if row.is_new}
    # In the order of the file again: the first row of each target tells its facts.
    new = {row.key: new[row.key] for row in rows if row.is_new}
    request.progress("checking", len(sheet), len(sheet))
    return Targets(sheet, request, rows, known, new)


def _read_cells(sheet: Sheet, request: Request, faults: Faults) -> dict[str, list[Any]]:
    total = len(sheet)

    def read(name: str, function: Any, default: Any) -> list[Any]:
        def whole(text: str) -> Any:
            return function(text) if text.strip() or default is ... else default

        cells = column(sheet, name)
        said = understand(sheet, name, cells, whole, faults, signs_lead=name == "period")
        return list(said.listed(0, total))

    for name in ("number", "part_of", "provision"):
        refuse_numbers_as_codes(sheet, name, faults)
    refuse_dates_as_periods(sheet, "period", faults)
    said = read_sources(sheet, request.lang, request.today, faults)
    kinds = understand(
        sheet, "kind", column(sheet, "kind"), lambda text: read_choice(text, TargetKind, KINDS), faults
    )
    found = indicators().find
    indicator = understand(
        sheet,
        "indicator",
        column(sheet, "indicator"),
        lambda text: found(text) if text.strip() else "",
        faults,
    )
    unit = understand(
        sheet, "unit", column(sheet, "unit"), lambda text: Unit.parse(text) if text.strip() else "", faults
    )
    scales = scales_of(sheet, "unit", indicator.paired(unit).paired(kinds), _scale, faults)
    day = partial(read_day, lang=request.lang, today=request.today)

    def numbers(name: str) -> list[Decimal | None]:
        values = read_numbers(sheet, name, request.lang, scales, faults, needed=False)
        return [None if text is None else Decimal(text) for text in values.to_pylist()]

    cells: dict[str, list[Any]] = {
        "document": read("document", _permitted(request), ...),
        "number": read("number", _read_code, ...),
        "part_of": read("part_of", plain, ""),
        "provision": read("provision", plain, ""),
        "kind": list(kinds.listed(0, total)),
        "indicator": [one or None for one in indicator.listed(0, total)],
        "direction": read("direction", lambda text: read_choice(text, Direction, DIRECTIONS), Direction.UP),
        "place": read("place", places().find, ""),
        "period": read("period", read_period, ...),
        "low": numbers("low"),
        "high": numbers("high"),
        "source": list(said.sources.listed(0, total)),
        "known_on": list(said.known_on.listed(0, total)),
        "target_known_on": read("target_known_on", day, ""),
    }
    for name in ("group_vi", "group_en", "name_vi", "name_en", "value_note", "note_vi", "note_en"):
        cells[name] = list(texts(sheet, name, faults).listed(0, total))
    return cells


def _permitted(request: Request) -> Any:
    directory = documents()

    def find(text: str) -> Document:
        document = directory.find(text)
        require(request.by, Permission.SET_TARGETS, document.body)
        return document

    return find


def _read_code(text: str) -> str:
    if not plain(text):
        raise InvalidInput("The cell is empty. Write the target's number.")
    return plain(text)


def _scale(cells: tuple[tuple[Indicator | str | None, Unit | str | None], TargetKind | None]) -> Scale | None:
    """How a promise in a unit is kept: in the indicator's unit, average growth in per cent a year."""
    (indicator, unit), kind = cells
    if indicator is None or unit is None or kind is None:
        return None
    if isinstance(unit, str):
        return Scale()
    if isinstance(indicator, str):
        raise InvalidInput("Name the indicator that is measured in this unit, or leave the unit empty.")
    own = PERCENT if kind == TargetKind.AVERAGE_GROWTH else Unit.parse(indicator.unit)
    if not unit.converts_to(own):
        raise InvalidInput(
            "{unit} cannot be turned into {own}, the unit of {code}.", unit=unit, own=own, code=indicator.code
        )
    return Scale(unit.power - own.power)


def unit_of(indicator: Indicator | None, kind: str) -> str:
    """The unit a target's values are in; empty where it has no indicator."""
    if indicator is None:
        return ""
    return str(PERCENT) if kind == TargetKind.AVERAGE_GROWTH else indicator.unit


def rows(scope: ExportScope) -> Iterator[Sequence[str]]:
    """The targets of a scope with what they promise, a correction always after what it corrects."""
    targets = Target.objects.filter(known_on__lte=scope.as_of)
    if scope.places is not None:
        targets = targets.filter(document__body__in=scope.bodies)
    targets = targets.select_related(
        "document", "indicator", "place", "provision", "part_of", "source__document"
    ).order_by("document__code", "position", "number")
    count = 0
    stated: dict[int, list[TargetValue]] = {}
    for value in (
        TargetValue.objects.filter(target__in=targets.order_by(), known_on__lte=scope.as_of)
        .select_related("source__document")
        .order_by("known_on", "pk")
    ):
        stated.setdefault(value.target_id, []).append(value)
    for target in targets:
        values = stated.get(target.pk, [])
        if not scope.history:
            overtaken = {value.corrects_id for value in values}
            values = [value for value in values if value.pk not in overtaken and not value.withdrawn]
        labels: dict[int, str] = {}
        lines: list[TargetValue | None] = [*values] or [None]
        for line in lines:
            count += 1
            cells = _cells(target, line)
            if scope.history:
                corrects = ""
                if line is not None:
                    labels[line.pk] = str(count)
                    corrects = labels[line.corrects_id] if line.corrects_id else ""
                cells[:0] = [str(count), corrects, "yes" if line is not None and line.withdrawn else ""]
            yield cells


def _cells(target: Target, value: TargetValue | None) -> list[str]:
    source = target.source if value is None else value.source
    known_on: date = target.known_on if value is None else value.known_on

    def number(one: Decimal | None) -> str:
        return "" if one is None else format(one, "f")

    return [
        target.document.code,
        target.number,
        target.part_of.number if target.part_of else "",
        target.provision.number if target.provision else "",
        *map(protected, (target.group_vi, target.group_en, target.name_vi, target.name_en)),
        target.indicator.code if target.indicator else "",
        target.kind,
        target.direction,
        target.place.code,
        protected(target.period),
        number(value.low if value else None),
        number(value.high if value else None),
        unit_of(target.indicator, target.kind),
        *(source_cells(source) if source else ("", "", "", "", "", "", known_on.isoformat())),
        known_on.isoformat(),
        protected(value.note if value else ""),
        target.known_on.isoformat(),
        protected(target.note_vi),
        protected(target.note_en),
    ]


FORMAT = Format("targets", COLUMNS, prepare, rows, past.COLUMNS)
