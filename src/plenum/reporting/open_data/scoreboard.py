"""A resolution's scoreboard as JSON: what `plenum assess --json` prints and `/api/…/scoreboard` answers."""

from dataclasses import asdict
from datetime import date

from pydantic import Field

from plenum.assessing.verdicts import Tally
from plenum.ledger.models import Adoption, AnnouncedTally, Source, TargetValue, Verdict
from plenum.ledger.queries.scoreboard import JudgedOn, Scoreboard, ScoreRow
from plenum.ledger.vocabulary import Standing
from plenum.reporting.open_data.form import Called, Exact, Form, exact, names, worked_out


class SourceRef(Called):
    """Where a figure came from."""

    id: int
    kind: str
    url: str
    published_on: date
    date_basis: str = Field(description="How the day is known: stated, in_address or not_before.")


class StandingCounts(Form):
    """How many targets stand so; every standing is named, 0 where none does."""

    exceeded: int = 0
    met: int = 0
    on_track: int = 0
    at_risk: int = 0
    off_track: int = 0
    missed: int = 0
    no_target_value: int = 0
    no_observation: int = 0
    not_yet_due: int = 0


class TallyForm(Form):
    """Counts over the targets, the parts of compound ones left out."""

    of: int = Field(description="How many targets there are.")
    computed: StandingCounts
    adopted: StandingCounts | None = Field(
        description="Counts over the verdicts of `adoption`; null where no conference has adopted any."
    )


class StatedValue(Form):
    """What one source states a target promises."""

    low: Exact | None
    high: Exact | None
    known_on: date
    source: SourceRef


class PromiseForm(StatedValue):
    """The value a target is judged by, and those of sources that state another."""

    others: list[StatedValue]


class LastValue(Form):
    """The last observation that counts."""

    observation: int
    value: Exact | None
    unit: str
    period: str
    starts: date
    ends: date
    status: str
    known_on: date
    source: SourceRef


class VerdictForm(Form):
    """What a conference adopted for a target, beside what was computed on its data day."""

    adoption: int
    adopted: Standing
    computed: Standing
    reason: str = Field(description="Why the adopted standing differs from the computed one.")
    conference_vi: str
    conference_en: str
    held_on: date
    data_day: date


class BaselineForm(Form):
    """Where the way to the promised value begins; `observation` is null where the document states it."""

    value: Exact
    on: date | None
    observation: int | None


class TargetForm(Called):
    """One target as of a day."""

    number: str
    group_vi: str
    group_en: str
    kind: str
    direction: str
    indicator: str | None = Field(description="Its code; null where nothing is measured.")
    unit: str | None
    place: str
    period: str
    due: date
    known_on: date
    promise: PromiseForm | None
    standing: Standing = Field(description="The computed standing.")
    reason: str = Field(description="The rule that decided the standing.")
    adopted: Standing | None = Field(description="The standing last adopted by a conference.")
    agrees: bool | None = Field(description="Whether adopted and computed standing are the same.")
    verdict: VerdictForm | None
    last: LastValue | None
    measured: Exact | None = Field(description="What is compared with the promised value.")
    bar: Exact | None = Field(description="What has to be reached for the target to be met.")
    remaining: Exact | None = Field(description="`bar` less `measured`, in the same unit.")
    progress: float | None = Field(description="Share of the way covered from the baseline; 1 is the target.")
    pace_so_far: float | None = Field(description="In `pace_basis`.")
    pace_needed: float | None = Field(description="For the rest of the term, in `pace_basis`.")
    pace_basis: str | None = Field(description="percent_a_year or unit_a_year.")
    years_left: float | None
    baseline: BaselineForm | None
    observations_used: int
    pace_standing: Standing = Field(description="The standing by the pace alone.")
    probability: float | None = Field(
        description="Of keeping the promise on the due day; null where unknown."
    )
    probability_basis: str = Field(description="What the probability rests on, or why there is none.")
    expected: float | None = Field(description="Median of `measured` on the due day.")
    expected_low: float | None = Field(description="Its 10 % quantile.")
    expected_high: float | None = Field(description="Its 90 % quantile.")
    parts: list["TargetForm"]


class AdoptionRef(Form):
    """A conference that adopted verdicts; its note explains those that give no reason of their own."""

    id: int
    conference_vi: str
    conference_en: str
    held_on: date
    data_day: date
    note_vi: str
    note_en: str


class AnnouncedForm(Form):
    """A count as a conference announced it: `count` of `of`, by `horizon`."""

    standing: Standing
    count: int
    of: int
    horizon_vi: str
    horizon_en: str


class ScoreboardForm(Form):
    """A resolution as of a day."""

    body: str = Field(description="The code of the body.")
    body_name_vi: str
    body_name_en: str
    resolution: str = Field(description="The code of the resolution.")
    resolution_title_vi: str
    resolution_title_en: str
    term: str | None
    as_of: date
    tally: TallyForm
    adoption: AdoptionRef | None
    announced: list[AnnouncedForm]
    targets: list[TargetForm]


def source_ref(source: Source) -> SourceRef:
    """The source of a figure; called by its address where it has no title."""
    called = (
        names(source.title)
        if str(source.title)
        else dict.fromkeys(("name", "name_vi", "name_en"), source.label)
    )
    return SourceRef(
        **called,
        id=source.pk,
        kind=source.kind,
        url=source.url,
        published_on=source.published_on,
        date_basis=source.date_basis,
    )


def counts_form(tally: Tally) -> StandingCounts:
    """How often each standing occurs."""
    return StandingCounts(**asdict(tally))


def _stated(value: TargetValue) -> StatedValue:
    return StatedValue(
        low=exact(value.low), high=exact(value.high), known_on=value.known_on, source=source_ref(value.source)
    )


def _last(last: JudgedOn) -> LastValue:
    observation = last.observation
    return LastValue(
        observation=observation.pk,
        value=exact(last.value),
        unit=observation.indicator.unit,
        period=last.period,
        starts=last.starts,
        ends=last.ends,
        status=last.status,
        known_on=observation.known_on,
        source=source_ref(observation.source),
    )


def verdict_form(verdict: Verdict) -> VerdictForm:
    """A verdict with the conference that adopted it."""
    adoption = verdict.adoption
    return VerdictForm(
        adoption=adoption.pk,
        adopted=Standing(verdict.adopted),
        computed=Standing(verdict.computed),
        reason=verdict.reason,
        conference_vi=adoption.conference.said_in("vi"),
        conference_en=adoption.conference.said_in("en"),
        held_on=adoption.held_on,
        data_day=adoption.data_day,
    )


def target_form(row: ScoreRow) -> TargetForm:
    """One row of a scoreboard, with its parts."""
    target, judged = row.target, row.judgement
    promise = None
    if row.promise is not None:
        promise = PromiseForm(
            **dict(_stated(row.promise.value)), others=[_stated(other) for other in row.promise.others]
        )
    baseline = None
    if judged.baseline is not None:
        baseline = BaselineForm(
            value=exact(judged.baseline) or "",
            on=judged.baseline_ends,
            observation=judged.baseline_observation,
        )
    return TargetForm(
        **names(target.name),
        number=target.number,
        group_vi=target.group.said_in("vi"),
        group_en=target.group.said_in("en"),
        kind=target.kind,
        direction=target.direction,
        indicator=target.indicator.code if target.indicator else None,
        unit=str(row.unit) if row.unit else None,
        place=target.place.code,
        period=target.period,
        due=target.ends,
        known_on=target.known_on,
        promise=promise,
        standing=Standing(judged.standing),
        reason=judged.reason,
        adopted=Standing(row.verdict.adopted) if row.verdict else None,
        agrees=row.agrees,
        verdict=verdict_form(row.verdict) if row.verdict else None,
        last=_last(row.last) if row.last else None,
        measured=exact(judged.measured),
        bar=exact(judged.bar),
        remaining=exact(judged.remaining),
        progress=worked_out(judged.progress),
        pace_so_far=worked_out(judged.pace_so_far),
        pace_needed=worked_out(judged.pace_needed),
        pace_basis=judged.pace_basis,
        years_left=worked_out(judged.years_left),
        baseline=baseline,
        observations_used=judged.observations_used,
        pace_standing=Standing(judged.pace_standing),
        probability=worked_out(judged.probability),
        probability_basis=judged.probability_basis,
        expected=worked_out(judged.expected),
        expected_low=worked_out(judged.expected_low),
        expected_high=worked_out(judged.expected_high),
        parts=[target_form(part) for part in row.parts],
    )


def adoption_ref(adoption: Adoption) -> AdoptionRef:
    """The conference that adopted verdicts."""
    return AdoptionRef(
        id=adoption.pk,
        conference_vi=adoption.conference.said_in("vi"),
        conference_en=adoption.conference.said_in("en"),
        held_on=adoption.held_on,
        data_day=adoption.data_day,
        note_vi=adoption.note.said_in("vi"),
        note_en=adoption.note.said_in("en"),
    )


def announced_form(tally: AnnouncedTally) -> AnnouncedForm:
    """A count as a conference announced it."""
    return AnnouncedForm(
        standing=Standing(tally.standing),
        count=tally.count,
        of=tally.of,
        horizon_vi=tally.horizon.said_in("vi"),
        horizon_en=tally.horizon.said_in("en"),
    )


def scoreboard_form(board: Scoreboard) -> ScoreboardForm:
    """A scoreboard, its targets in the resolution's order."""
    rows = board.rows
    return ScoreboardForm(
        body=board.body.code,
        body_name_vi=board.body.name.said_in("vi"),
        body_name_en=board.body.name.said_in("en"),
        resolution=board.document.code,
        resolution_title_vi=board.document.title.said_in("vi"),
        resolution_title_en=board.document.title.said_in("en"),
        term=board.term.years if board.term else None,
        as_of=board.as_of,
        tally=TallyForm(
            of=len(rows),
            computed=counts_form(board.tally),
            adopted=counts_form(board.adopted_tally) if board.adopted_tally else None,
        ),
        adoption=adoption_ref(board.adoption) if board.adoption else None,
        announced=[announced_form(one) for one in board.announced],
        targets=[target_form(row) for row in sorted(rows, key=lambda row: row.target.position)],
    )
