"""Observations: one value of an indicator for a place and a period in each row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_noop

from plenum.accounts.actions import record_audit
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require_for_place
from plenum.errors import Conflict, PlenumError, UnitMismatch
from plenum.ledger.exchange import history as past
from plenum.ledger.exchange.cells import fault_of, protected, read_choice, understand
from plenum.ledger.exchange.coded import Coded
from plenum.ledger.exchange.columns import Column, Role
from plenum.ledger.exchange.faults import MOST_KEPT, Faults
from plenum.ledger.exchange.formats.stated import StatedAlready
from plenum.ledger.exchange.lookups import indicators, places
from plenum.ledger.exchange.numbers import Scale, read_numbers, scales_of
from plenum.ledger.exchange.preparing import ExportScope, Format, Imported, Preview, Request
from plenum.ledger.exchange.reach import places_reached
from plenum.ledger.exchange.sheets import Sheet
from plenum.ledger.exchange.sources import COLUMNS as SOURCE_COLUMNS
from plenum.ledger.exchange.sources import KnownSources, SourceFacts, column, read_sources, texts
from plenum.ledger.exchange.tables import DATE
from plenum.ledger.exchange.writing import insert_rows
from plenum.ledger.models import Indicator, Observation, Source
from plenum.ledger.vocabulary import Status
from plenum.organizations.models import Place
from plenum.periods import Period
from plenum.units import Unit

COLUMNS = (
    Column("indicator", Role.CODE, ("indicator_code", "chỉ tiêu", "mã chỉ tiêu"), needed=True),
    Column("place", Role.CODE, ("place_code", "địa bàn", "mã địa bàn", "địa phương"), needed=True),
    Column("period", Role.PERIOD, ("kỳ", "kỳ báo cáo", "thời kỳ"), needed=True),
    Column("value", Role.NUMBER, ("giá trị", "số liệu", "trị số"), needed=True),
    Column("unit", Role.TEXT, ("đơn vị", "đơn vị tính"), needed=True),
    Column("status", Role.TEXT, ("tình trạng", "trạng thái", "tính chất"), needed=True),
    *SOURCE_COLUMNS,
    Column("note", Role.TEXT, ("ghi chú",)),
    Column("words", Role.TEXT, ("nguyên văn", "trích nguyên văn")),
)

STATUSES = {
    "thực hiện": Status.ACTUAL,
    "chính thức": Status.ACTUAL,
    "sơ bộ": Status.PROVISIONAL,
    "ước": Status.ESTIMATE,
    "ước tính": Status.ESTIMATE,
    "ước thực hiện": Status.ESTIMATE,
    "kế hoạch": Status.PLAN,
    "dự báo": Status.FORECAST,
}
SAMPLE = 20
_CHUNK = 20_000


def read_period(text: str) -> Period:
    return Period.parse(text)


def scale_for(pair: tuple[Indicator | None, Unit | None]) -> Scale | None:
    """How numbers in a unit become values of an indicator. Raises `UnitMismatch`."""
    indicator, unit = pair
    if indicator is None or unit is None:
        return None
    own = Unit.parse(indicator.unit)
    if not unit.converts_to(own):
        raise UnitMismatch(
            "{unit} cannot be turned into {own}, the unit of {code}.", unit=unit, own=own, code=indicator.code
        )
    shift = unit.power - own.power
    return Scale(shift, indicator.lower_bound, indicator.upper_bound, indicator.code, str(own))


def reach_checker(by: Any, permission: Permission) -> Callable[[Place | None], Place | None]:
    """A function that lets a place through or raises what `require_for_place` raises."""
    reached = places_reached(by, permission)

    def check(place: Place | None) -> Place | None:
        if place is not None and reached is not None and place.pk not in reached:
            require_for_place(by, permission, place)
        return place

    return check


@dataclass(frozen=True)
class Observations:
    """The rows of a file without a fault. `values` are in canonical notation, in the indicator's unit."""

    sheet: Sheet
    request: Request
    indicator: Coded[Indicator]
    place: Coded[Place]
    period: Coded[Period]
    status: Coded[Status]
    source: Coded[SourceFacts]
    known_on: Coded[Any]
    note: Coded[str]
    words: Coded[str]
    values: pa.StringArray
    history: past.History
    known_sources: KnownSources
    newest: int

    def counts(self) -> dict[str, int]:
        return {
            "observations": len(self.sheet),
            "indicators": len({one.pk for one in self.indicator.values}),
            "places": len({one.pk for one in self.place.values}),
            "periods": len(set(self.period.values)),
            "sources": len(set(self.source.values)),
            "new_sources": sum(self.known_sources.find(one) is None for one in set(self.source.values)),
            "corrections": len(self.history.corrects),
        }

    def preview(self) -> Preview:
        sample = []
        for row in range(min(SAMPLE, len(self.sheet))):
            indicator = self.indicator[row]
            sample.append(
                (
                    indicator.code,
                    self.place[row].code,
                    self.period[row].code,
                    self.values[row].as_py() or "",
                    indicator.unit,
                    str(self.status[row]),
                    self.known_on[row].isoformat(),
                )
            )
        return Preview(
            "observations",
            len(self.sheet),
            self.counts(),
            ("indicator", "place", "period", "value", "unit", "status", "known_on"),
            tuple(sample),
            self.sheet.digest,
        )

    def write(self) -> Imported:
        by, total = self.request.by, len(self.sheet)
        counts = self.counts()
        named = {
            facts: self.known_sources.find_or_register(facts, self.request.file_name, by)
            for facts in dict.fromkeys(self.source.values)
        }
        source = self.source.map(named.__getitem__)
        _refuse_stated_since(self, source)
        corrects: Sequence[int | None] | None = None
        if self.history is not past.NO_HISTORY:
            corrects = [self.history.corrects.get(row) for row in range(total)]

        cells: tuple[Coded[Any], ...] = (
            self.indicator.map(lambda one: one.pk),
            self.place.map(lambda one: one.pk),
            self.period.map(str),
            self.period.map(lambda one: str(one.frequency)),
            self.period.map(lambda one: one.starts.isoformat()),
            self.period.map(lambda one: one.ends.isoformat()),
            self.status.map(str),
            source.map(lambda one: one.pk),
            self.known_on.map(lambda day: day.isoformat()),
            self.note,
            self.words,
        )

        def rows(start: int, length: int) -> Iterator[tuple[Any, ...]]:
            values = self.values[start : start + length].to_pylist()
            return zip(values, *(one.listed(start, length) for one in cells), strict=True)

        insert_rows(
            Observation,
            ("value", "indicator_id", "place_id", "period", "frequency", "starts", "ends", "status", "source_id",
             "known_on", "note", "words"),
            {"entered_at": timezone.now(), "entered_by_id": by.pk},
            rows,
            total,
            _CHUNK,
            corrects=corrects,
            withdrawn=self.history.withdrawn,
            progress=self.request.progress,
        )  # fmt: skip
        audit = record_audit(
            "import_observations",
            Observation,
            by=by,
            after=counts
            | {"file": self.request.file_name, "digest": self.sheet.digest, "numbers": self.request.lang}
            | _ids_written(self.newest),
        )
        return Imported("observations", total, counts, self.sheet.digest, audit.pk)


def _ids_written(newest: int) -> dict[str, Any]:
    after = Observation.objects.filter(pk__gt=newest).order_by("pk")
    first, last = after.values_list("pk", flat=True).first(), after.values_list("pk", flat=True).last()
    return {"first_id": first, "last_id": last}


def prepare(sheet: Sheet, request: Request, faults: Faults) -> Observations:
    """Every cell understood and checked against the record; raises `FaultyFile` with all that is wrong."""
    newest = Observation.objects.aggregate(newest=Max("pk"))["newest"] or 0
    total = len(sheet)
    request.progress("checking", 0, total)
    indicator = understand(sheet, "indicator", column(sheet, "indicator"), indicators().find, faults)
    place = _read_places(sheet, request, faults)
    refuse_dates_as_periods(sheet, "period", faults)
    period = understand(sheet, "period", column(sheet, "period"), read_period, faults, signs_lead=True)
    unit = understand(sheet, "unit", column(sheet, "unit"), Unit.parse, faults)
    status = understand(
        sheet, "status", column(sheet, "status"), lambda text: read_choice(text, Status, STATUSES), faults
    )
    said = read_sources(sheet, request.lang, request.today, faults)
    note, words = texts(sheet, "note", faults), texts(sheet, "words", faults)
    history = past.read_history(sheet, faults)
    request.progress("checking", total // 3, total)
    scales = scales_of(sheet, "unit", indicator.paired(unit), scale_for, faults)
    values = read_numbers(sheet, "value", request.lang, scales, faults, needed=not history.withdrawn)
    if history is not past.NO_HISTORY:
        _check_history(sheet, request, history, values, place, said.known_on, note, faults)
    faults.raise_any()
    request.progress("checking", 2 * total // 3, total)
    known = KnownSources((one for one in said.sources.values if one is not None), sheet.digest)
    prepared = Observations(
        sheet, request, indicator, place, period, status, said.sources, said.known_on, note, words, values,  # type: ignore[arg-type]
        history, known, newest,
    )  # fmt: skip
    if history is not past.NO_HISTORY:
        _check_same_series(prepared, faults)
    _find_duplicates(prepared, faults)
    faults.raise_any()
    request.progress("checking", total, total)
    return prepared


def _read_places(sheet: Sheet, request: Request, faults: Faults) -> Coded[Place | None]:
    directory, check = places(), reach_checker(request.by, Permission.RECORD_OBSERVATIONS)
    return understand(
        sheet, "place", column(sheet, "place"), lambda text: check(directory.find(text)), faults
    )


def refuse_dates_as_periods(sheet: Sheet, name: str, faults: Faults) -> None:
    """Excel turns 2023-05 into the first of May: a period that has become a date is not guessed at."""
    if (kinds := sheet.kinds.get(name)) is not None:
        dates = pc.indices_nonzero(pc.equal(kinds, DATE))
        message = gettext_noop(
            "The spreadsheet has turned the period into a date. Format the column as text and write it again: "
            "2023-05 for the month, @2023-05-31 for the state on the day."
        )
        sheet.add_faults(faults, dates, name, message)


def _check_history(
    sheet: Sheet,
    request: Request,
    history: past.History,
    values: pa.StringArray,
    place: Coded[Place | None],
    known_on: Coded[Any],
    note: Coded[str],
    faults: Faults,
) -> None:
    past.check_days(sheet, history, list(known_on.listed(0, len(sheet))), faults)
    past.check_reasons(sheet, history, list(note.listed(0, len(sheet))), "note", faults)
    check = reach_checker(request.by, Permission.CORRECT_OBSERVATIONS)
    for row in history.corrects:
        try:
            check(place[row])
        except PlenumError as error:
            faults.add(fault_of(sheet, row, "corrects", error))
    if history.withdrawn:
        for row in pc.indices_nonzero(values.is_null()).to_pylist():
            if row not in history.withdrawn and not sheet.texts["value"][row].as_py().strip():
                faults.add(
                    sheet.fault(
                        row,
                        "value",
                        gettext_noop("There is no number here. Leave the row out where nothing is known."),
                    )
                )
        for row in history.withdrawn:
            if sheet.texts["value"][row].as_py().strip():
                faults.add(
                    sheet.fault(
                        row, "value", gettext_noop("A row that withdraws another has no value of its own.")
                    )
                )


def _check_same_series(read: Observations, faults: Faults) -> None:
    for row, old in read.history.corrects.items():
        for name, cells in (("indicator", read.indicator), ("place", read.place), ("period", read.period)):
            if cells[row] != cells[old]:
                message = gettext_noop(
                    "A correction is for the same {name} as the value it corrects (row {row})."
                )
                faults.add(read.sheet.fault(row, name, message, name=name, row=read.sheet.rows[old].as_py()))


def _keys(read: Observations, source: Coded[int]) -> pa.Table:
    """What makes an observation the same as another, by row; what corrects or is corrected is left out."""

    def rows(cells: Coded[int]) -> pa.Array:
        return pa.array(cells.values, pa.int64()).take(cells.codes)

    table = pa.table(
        {
            "row": pa.array(range(len(read.sheet)), pa.int64()),
            "indicator": rows(read.indicator.map(lambda one: one.pk)),
            "place": rows(read.place.map(lambda one: one.pk)),
            "period": pa.array(list(map(str, read.period.values)), pa.string()).take(read.period.codes),
            "status": pa.array(list(map(str, read.status.values)), pa.string()).take(read.status.codes),
            "source": rows(source),
            "value": read.values,
        }
    )
    if read.history.corrects:
        chained = {*read.history.corrects, *read.history.corrects.values()}
        table = table.filter(pc.invert(pc.is_in(table["row"], pa.array(sorted(chained), pa.int64()))))
    return table


_SAME = "indicator, place, period, status, source, value"


def _find_duplicates(read: Observations, faults: Faults) -> None:
    numbers: dict[SourceFacts, int] = {}
    known: dict[int, Source] = {}

    def number(facts: SourceFacts) -> int:
        # Sources of the record go by their ids, new ones by negative numbers.
        source = read.known_sources.find(facts)
        if source is not None:
            known[source.pk] = source
            return source.pk
        return numbers.setdefault(facts, -1 - len(numbers))

    keys = _keys(read, read.source.map(number))
    with duckdb.connect() as engine:
        engine.execute("SET threads = 2; SET enable_progress_bar = false")
        engine.register("keys", keys)
        twice = engine.execute(
            f"""
            WITH several AS (SELECT {_SAME}, min(row) AS first FROM keys GROUP BY {_SAME} HAVING count(*) > 1)
            SELECT row, first FROM keys JOIN several USING ({_SAME}) WHERE row <> first ORDER BY row
            """  # noqa: S608
        ).fetchall()
    rows = read.sheet.rows
    message = gettext_noop(
        "The row says the same as row {row}: same indicator, place, period, value, status and source."
    )
    faults.add_many(
        (read.sheet.fault(row, None, message, row=rows[first].as_py()) for row, first in twice[:MOST_KEPT]),
        len(twice),
    )
    stated = StatedAlready(known.values()).among(keys)
    message = gettext_noop(
        "The record has this already: {source} states it (observation {id}). It is not entered again."
    )
    faults.add_many(
        (
            read.sheet.fault(row, None, message, source=str(read.known_sources.find(read.source[row])), id=pk)
            for row, pk in stated[:MOST_KEPT]
        ),
        len(stated),
    )


def _refuse_stated_since(read: Observations, source: Coded[Source]) -> None:
    """Raises `Conflict` where somebody else has entered a row of this file since it was checked."""
    since = StatedAlready({one.pk: one for one in source.values}.values(), after=read.newest)
    if since.is_empty:
        return
    if since.among(_keys(read, source.map(lambda one: one.pk))):
        raise Conflict(
            "While the file was being checked, somebody entered some of its rows. Nothing was imported; try again."
        )


def rows(scope: ExportScope) -> Iterator[Sequence[str]]:
    """The observations of a scope, a correction always after what it corrects."""
    known = Observation.objects.filter(known_on__lte=scope.as_of)
    if scope.places is not None:
        known = known.filter(place_id__in=scope.places)
    overtaken = set(known.filter(corrects__isnull=False).values_list("corrects_id", flat=True))
    found = known.select_related(None).order_by(
        "indicator__code", "place__code", "starts", "-ends", "known_on", "pk"
    )
    sources = {one.pk: source_cells(one) for one in Source.objects.select_related("document")}
    labels: dict[int, str] = {}
    for one in found.values_list(
        "pk", "corrects_id", "withdrawn", "indicator__code", "place__code", "period", "value", "indicator__unit",
        "status", "source_id", "known_on", "note", "words",
    ).iterator(chunk_size=5000):  # fmt: skip
        (
            pk,
            corrects,
            withdrawn,
            indicator,
            place,
            period,
            value,
            unit,
            status,
            source,
            known_on,
            note,
            words,
        ) = one
        if not scope.history and (withdrawn or pk in overtaken):
            continue
        cells: list[str] = [
            indicator,
            place,
            protected(period),
            "" if value is None else format(value, "f"),
            unit,
            status,
            *sources[source],
            known_on.isoformat(),
            protected(note),
            protected(words),
        ]
        if scope.history:
            labels[pk] = str(len(labels) + 1)
            cells[:0] = [labels[pk], labels[corrects] if corrects else "", "yes" if withdrawn else ""]
        yield cells


def source_cells(source: Source) -> tuple[str, ...]:
    url, title_vi, title_en = source.url, source.title_vi, source.title_en
    if source.document is not None and not url:
        url = source.document.url
    if source.document is not None and not title_vi and not title_en:
        title_vi, title_en = source.document.title
    return (
        url,
        protected(title_vi),
        protected(title_en),
        source.kind,
        str(source.precedence),
        source.date_basis,
        source.published_on.isoformat(),
    )


FORMAT = Format("observations", COLUMNS, prepare, rows, past.COLUMNS)
