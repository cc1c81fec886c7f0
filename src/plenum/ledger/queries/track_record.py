"""What was said at past conferences, and what came true.

Everything is made anew from the record: the judgement of a conference's data day from what was known on that day, the
outcome from what is known now. An outcome is known where a target is met or missed for good, and nothing later can
change it; until then a target is open and counts for no score.
"""

from dataclasses import dataclass
from datetime import date

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, require
from plenum.assessing.hindsight import Bin, Forecast, Ranking, bins, brier, ranking
from plenum.assessing.verdicts import LIKELY, UNLIKELY, Basis, Standing
from plenum.ledger.models import Adoption, Document, Target, Verdict
from plenum.ledger.queries.judging import Judgement, judge_on_days, targets_judged

FULFILLED = frozenset({Standing.MET, Standing.EXCEEDED})
IN_TROUBLE = frozenset({Standing.AT_RISK, Standing.OFF_TRACK, Standing.MISSED})
CERTAIN = frozenset({Basis.SETTLED, Basis.SECURED, Basis.BROKEN})

CUTS = (0.0, UNLIKELY, LIKELY, 1.0)


@dataclass(frozen=True)
class Said:
    """One target at one conference, and what became of it."""

    target: Target
    then: Judgement
    verdict: Verdict | None
    outcome: bool | None
    """Whether it was met in the end; None while that is open."""

    @property
    def hard(self) -> bool:
        """Whether the conference called it in trouble."""
        return self.verdict is not None and self.verdict.adopted in IN_TROUBLE


@dataclass(frozen=True)
class Hindsight:
    """A conference beside what came true."""

    adoption: Adoption
    rows: tuple[Said, ...]
    brier: float | None
    """Over the targets with a probability then and an outcome now."""
    outcomes: Ranking
    """How the probabilities rank those that came true before those that did not."""
    trouble: Ranking
    """How the probabilities rank the targets the conference did not call in trouble before those it did."""
    bins: tuple[Bin, ...]
    without_probability: int


@dataclass(frozen=True)
class TrackRecord:
    """Every conference on a document up to a day, the latest first."""

    document: Document
    as_of: date
    conferences: tuple[Hindsight, ...]


def track_record(document: Document, as_of: date, *, by: Reader) -> TrackRecord:
    """Raises `Forbidden`, `SignInRequired`."""
    require(by, Permission.VIEW, document.body)
    adoptions = list(
        document.adoptions.filter(held_on__lte=as_of)
        .select_related("source")
        .prefetch_related("verdicts")
        .order_by("-held_on", "-id")
    )
    targets = targets_judged(document, as_of)
    days = {adoption.data_day for adoption in adoptions}
    judged = judge_on_days(targets, [*days, as_of]) if adoptions else {}
    return TrackRecord(
        document, as_of, tuple(_hindsight(adoption, targets, judged, as_of) for adoption in adoptions)
    )


def _outcome(now: Judgement) -> bool | None:
    return now.standing in FULFILLED if now.probability_basis in CERTAIN else None


def _hindsight(
    adoption: Adoption, targets: list[Target], judged: dict[tuple[int, date], Judgement], as_of: date
) -> Hindsight:
    verdicts = {one.target_id: one for one in adoption.verdicts.all()}
    rows = tuple(
        Said(target, then, verdicts.get(target.pk), _outcome(judged[target.pk, as_of]))
        for target in targets
        if target.part_of_id is None and (then := judged.get((target.pk, adoption.data_day))) is not None
    )
    told = [(row, row.then.probability) for row in rows]
    known = [
        Forecast(chance, row.outcome)
        for row, chance in told
        if chance is not None and row.outcome is not None
    ]
    return Hindsight(
        adoption=adoption,
        rows=rows,
        brier=brier(known),
        outcomes=ranking(known),
        trouble=ranking(Forecast(chance, not row.hard) for row, chance in told if chance is not None),
        bins=bins(known, CUTS),
        without_probability=sum(chance is None for _, chance in told),
    )
