"""One target: what it promises, its series, how it stood over time, and where all of it comes from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, bodies_where, require
from plenum.assessing.season import Seen, YearToDate, year_to_date, year_under_way
from plenum.errors import NotFound
from plenum.ledger.models import Adoption, Observation, Source, Target, Verdict
from plenum.ledger.queries.judging import Judgement, judge_on_days
from plenum.ledger.queries.movement import Movement, movements
from plenum.ledger.queries.observations import SeriesValue, series_values
from plenum.ledger.queries.revisions import Revisions, revisions
from plenum.ledger.queries.scoreboard import ScoreRow, score_row
from plenum.ledger.vocabulary import OverTime, Status, TargetKind

DAYS_OF_HISTORY = 60
"""At most so many days are rebuilt to show how a standing moved; the latest are kept."""


@dataclass(frozen=True)
class StandingChange:
    """From `day` on the computed standing was this."""

    day: date
    judgement: Judgement


@dataclass(frozen=True)
class PathPoint:
    """A point of a line on a target's chart: a time in years and a value in the indicator's unit."""

    on: date
    value: Decimal


@dataclass(frozen=True)
class TargetPage:
    """Everything the page of a target shows, as of a day."""

    row: ScoreRow
    as_of: date
    series: tuple[SeriesValue, ...]
    plans: tuple[SeriesValue, ...]
    path: tuple[PathPoint, ...]
    history: tuple[StandingChange, ...]
    verdicts: tuple[Verdict, ...]
    sources: tuple[Source, ...]
    elsewhere: tuple[Target, ...]
    movement: Movement | None
    """What moved the judgement since the last conference that adopted verdicts; None where there was none."""
    reviewed: Adoption | None
    """That conference."""
    season: YearToDate | None
    """How the year under way runs against its plan; None where no part of a year stands by itself."""
    revisions: Revisions
    """How far first values of the series have moved until they were final."""


def target_by_number(document_code: str, number: str, *, by: Reader) -> Target:
    """A document's target with this number. Raises `NotFound`, `Forbidden`, `SignInRequired`."""
    target = (
        Target.objects.select_related(
            "document__body__place", "document__term", "indicator", "place", "provision", "source", "part_of"
        )
        .filter(document__code=document_code, number=number)
        .first()
    )
    if target is None:
        raise NotFound("{code} has no target {number!r}.", code=document_code, number=number)
    require(by, Permission.VIEW, target.document.body)
    return target


def target_page(target: Target, as_of: date, *, by: Reader) -> TargetPage:
    """Raises `NotFound` where the target was not known yet on `as_of`."""
    require(by, Permission.VIEW, target.document.body)
    if target.known_on > as_of:
        raise NotFound(
            "Target {number} was not known yet on {day}.", number=target.number, day=as_of.isoformat()
        )
    row = score_row(target, as_of)
    values = series_values(target.indicator, target.place, as_of) if target.indicator is not None else ()
    achieved = tuple(one for one in values if one.is_achievement)
    verdicts = tuple(
        target.verdicts.filter(adoption__held_on__lte=as_of)
        .select_related("adoption__source")
        .order_by("-adoption__held_on", "-id")
    )
    reviewed = _last_review(target, as_of)
    return TargetPage(
        row=row,
        as_of=as_of,
        series=achieved,
        plans=tuple(one for one in values if not one.is_achievement),
        path=_path(row),
        history=_history(target, as_of),
        verdicts=verdicts,
        sources=_sources(row, values),
        elsewhere=_elsewhere(target, as_of, by),
        movement=_movement(target, reviewed, as_of, by),
        reviewed=reviewed,
        season=_season(row, values),
        revisions=revisions(target.indicator, target.place, as_of) if target.indicator else Revisions(()),
    )


def _season(row: ScoreRow, values: tuple[SeriesValue, ...]) -> YearToDate | None:
    """By the target's own figure where it is due in the year under way, else by the plan recorded for that year."""
    indicator = row.target.indicator
    if indicator is None or indicator.over_time != OverTime.SUM:
        return None
    seen = [
        Seen(one.period.starts, one.period.ends, one.observation.value)
        for one in values
        if one.is_achievement and one.observation.value is not None
    ]
    under_way = year_under_way(seen)
    if under_way is None:
        return None
    year = under_way.starts.year
    plan = next(
        (
            one.observation.value
            for one in values
            if one.observation.period == str(year) and one.observation.status == Status.PLAN
        ),
        None,
    )
    if row.promise is not None and row.target.period == str(year):
        plan = row.promise.low if row.promise.low is not None else row.promise.high
    return year_to_date(seen, plan)


def _last_review(target: Target, as_of: date) -> Adoption | None:
    return (
        target.document.adoptions.filter(
            held_on__lte=as_of, data_day__lt=as_of, data_day__gte=target.known_on
        )
        .order_by("-held_on", "-id")
        .first()
    )


def _movement(target: Target, reviewed: Adoption | None, as_of: date, by: Reader) -> Movement | None:
    if reviewed is None:
        return None
    family = [target, *target.parts.select_related("indicator", "place", "document__term")]
    return movements(family, reviewed.data_day, as_of, by=by).get(target.pk)


def _path(row: ScoreRow) -> tuple[PathPoint, ...]:
    """The straight way from the baseline to the promised value, where the target has one of each."""
    judged, promise = row.judgement, row.promise
    if promise is None or row.target.kind not in {TargetKind.LEVEL, TargetKind.RANGE, TargetKind.CEILING}:
        return ()
    goal = promise.low if promise.low is not None else promise.high
    if goal is None or judged.baseline is None or judged.baseline_ends is None:
        return ()
    return (PathPoint(judged.baseline_ends, judged.baseline), PathPoint(row.target.ends, goal))


def _history(target: Target, as_of: date) -> tuple[StandingChange, ...]:
    """The days on which the computed standing became another one, newest first."""
    family = [target, *target.parts.select_related("indicator", "place", "document__term")]
    days = {target.known_on}
    for one in family:
        days |= set(one.values.filter(known_on__lte=as_of).values_list("known_on", flat=True))
        if one.indicator_id is not None:
            known = Observation.objects.filter(
                indicator_id=one.indicator_id, place_id=one.place_id, known_on__lte=as_of
            )
            days |= set(known.values_list("known_on", flat=True).distinct())
    if target.ends < as_of:
        days.add(date.fromordinal(target.ends.toordinal() + 1))
    kept = sorted(day for day in days if day >= target.known_on)[-DAYS_OF_HISTORY:]
    judged = judge_on_days(family, kept)
    changes: list[StandingChange] = []
    for day in kept:
        one_day = judged[target.pk, day]
        if not changes or changes[-1].judgement.standing != one_day.standing:
            changes.append(StandingChange(day, one_day))
    return tuple(reversed(changes))


def _sources(row: ScoreRow, values: tuple[SeriesValue, ...]) -> tuple[Source, ...]:
    found: dict[int, Source] = {}
    if row.target.source is not None:
        found[row.target.source.pk] = row.target.source
    for one in (row, *row.parts):
        if one.promise is not None:
            for stated in (one.promise.value, *one.promise.others):
                found[stated.source_id] = stated.source
    for value in values:
        found[value.observation.source_id] = value.observation.source
        for rival in value.rivals:
            found[rival.source_id] = rival.source
    return tuple(sorted(found.values(), key=lambda source: source.published_on, reverse=True))


def _elsewhere(target: Target, as_of: date, by: Reader) -> tuple[Target, ...]:
    """What other documents `by` may read promise for the same place on the same indicators."""
    measured = {target.indicator_id, *target.parts.values_list("indicator_id", flat=True)}
    indicators = [one for one in measured if one is not None]
    if not indicators:
        return ()
    others = Target.objects.filter(
        indicator_id__in=indicators,
        place_id=target.place_id,
        known_on__lte=as_of,
        document__body__in=bodies_where(by, Permission.VIEW),
    ).exclude(document_id=target.document_id)
    return tuple(others.select_related("document", "indicator").order_by("document", "position"))
