"""Indicators across places and time, and targets with all that leads to their standing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from plenum.api.forms.observations import SeriesValueForm, TargetRef, series_form
from plenum.api.forms.organizations import ref
from plenum.ledger.queries.indicators import IndicatorPage, IndicatorRow
from plenum.ledger.queries.targets import StandingChange, TargetPage
from plenum.ledger.vocabulary import Standing
from plenum.reporting.open_data import TargetForm, target_form
from plenum.reporting.open_data.form import Exact, Form, Ref, exact, names
from plenum.reporting.open_data.scoreboard import (
    SourceRef,
    VerdictForm,
    source_ref,
    verdict_form,
)

if TYPE_CHECKING:
    from plenum.ledger.models import Indicator


class IndicatorForm(Ref):
    """What is measured."""

    unit: str
    measurement: str
    direction: str
    over_time: str
    over_places: str
    lower_bound: Exact | None
    upper_bound: Exact | None
    definition_vi: str
    definition_en: str


class ListedIndicator(IndicatorForm):
    """An indicator in the list, with how much of it may be read."""

    observations: int
    places: int
    targets: int


class PlaceSeriesForm(Form):
    """An indicator's values for one place, oldest period first."""

    place: Ref
    indicator: str
    is_national: bool
    values: list[SeriesValueForm]


class IndicatorPageForm(IndicatorForm):
    """An indicator across places and time, as of the day, the nation last."""

    as_of: date
    keeper: Ref
    national_twin: str | None
    periods: list[str]
    series: list[PlaceSeriesForm]
    targets: list[TargetRef]


class PathPointForm(Form):
    """A point on the way from the baseline to the promised value."""

    on: date
    value: Exact


class StandingChangeForm(Form):
    """From `day` on the computed standing was this."""

    day: date
    standing: Standing
    reason: str
    last: Exact | None


class TargetHistory(Form):
    """How a target stood over time, newest first: as computed, and as conferences adopted it."""

    document: str
    number: str
    as_of: date
    changes: list[StandingChangeForm]
    verdicts: list[VerdictForm]


class TargetPageForm(Form):
    """Everything the page of a target shows, as of the day."""

    document: str
    as_of: date
    target: TargetForm
    provision: str | None
    part_of: str | None
    note_vi: str
    note_en: str
    series: list[SeriesValueForm] = Field(description="What was reached.")
    plans: list[SeriesValueForm] = Field(description="What was planned or forecast.")
    path: list[PathPointForm]
    changes: list[StandingChangeForm]
    verdicts: list[VerdictForm]
    sources: list[SourceRef]
    elsewhere: list[TargetRef] = Field(description="What other documents promise on the same indicators.")


def _facts(one: Indicator) -> dict[str, object]:
    return {
        "code": one.code,
        **names(one.name),
        "unit": one.unit,
        "measurement": one.measurement,
        "direction": one.direction,
        "over_time": one.over_time,
        "over_places": one.over_places,
        "lower_bound": exact(one.lower_bound),
        "upper_bound": exact(one.upper_bound),
        "definition_vi": one.definition.said_in("vi"),
        "definition_en": one.definition.said_in("en"),
    }


def listed_indicator(row: IndicatorRow) -> ListedIndicator:
    return ListedIndicator.model_validate(
        {
            **_facts(row.indicator),
            "observations": row.observations,
            "places": row.places,
            "targets": row.targets,
        }
    )


def indicator_page_form(page: IndicatorPage) -> IndicatorPageForm:
    one = page.indicator
    series = [
        PlaceSeriesForm(
            place=ref(row.place),
            indicator=row.indicator.code,
            is_national=row.is_national,
            values=series_form(row.values),
        )
        for row in page.series
    ]
    targets = [
        TargetRef(document=target.document.code, number=target.number, **names(target.name))
        for target in page.targets
    ]
    return IndicatorPageForm.model_validate(
        {
            **_facts(one),
            "as_of": page.as_of,
            "keeper": ref(one.keeper),
            "national_twin": one.national_twin.code if one.national_twin else None,
            "periods": list(page.periods),
            "series": series,
            "targets": targets,
        }
    )


def _change(change: StandingChange) -> StandingChangeForm:
    return StandingChangeForm(
        day=change.day,
        standing=Standing(change.judgement.standing),
        reason=change.judgement.reason,
        last=exact(change.judgement.last),
    )


def history_form(page: TargetPage) -> TargetHistory:
    target = page.row.target
    return TargetHistory(
        document=target.document.code,
        number=target.number,
        as_of=page.as_of,
        changes=[_change(change) for change in page.history],
        verdicts=[verdict_form(verdict) for verdict in page.verdicts],
    )


def target_page_form(page: TargetPage) -> TargetPageForm:
    target, history = page.row.target, history_form(page)
    return TargetPageForm(
        document=history.document,
        as_of=page.as_of,
        target=target_form(page.row),
        provision=target.provision.number if target.provision else None,
        part_of=target.part_of.number if target.part_of else None,
        note_vi=target.note.said_in("vi"),
        note_en=target.note.said_in("en"),
        series=series_form(page.series),
        plans=series_form(page.plans),
        path=[PathPointForm(on=point.on, value=exact(point.value) or "0") for point in page.path],
        changes=history.changes,
        verdicts=history.verdicts,
        sources=[source_ref(source) for source in page.sources],
        elsewhere=[
            TargetRef(document=other.document.code, number=other.number, **names(other.name))
            for other in page.elsewhere
        ],
    )
