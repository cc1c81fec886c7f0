"""Whether what the record holds is what it promises to hold: for `plenum check`, after a restore above all.

Everything here is guaranteed by the actions or the database while rows come in through them; rows that came in
otherwise (a restore, a script with its own connection) are what these questions are for.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from plenum.errors import PlenumError
from plenum.ledger.models import Indicator, Observation, Target, TargetValue, Verdict
from plenum.periods import Period
from plenum.units import Unit

MOST_NAMED = 20
"""Of faults of one sort at most so many are named; the rest are counted."""


@dataclass(frozen=True)
class Unsound:
    """Something wrong with one row."""

    where: str
    what: str


def unreadable_units() -> Iterator[Unsound]:
    """Indicators whose unit does not parse, or is not written the one way."""
    for code, unit in Indicator.objects.values_list("code", "unit"):
        try:
            canonical = str(Unit.parse(unit))
        except PlenumError as error:
            yield Unsound(f"indicator {code}", str(error))
        else:
            if canonical != unit:
                yield Unsound(f"indicator {code}", f"its unit is written {unit!r}, not {canonical!r}.")


def _first_with(code: str, frequency: str, starts: date, ends: date) -> str:
    rows = Observation.objects.filter(period=code, frequency=frequency, starts=starts, ends=ends)
    return f"observation {rows.order_by('pk').values_list('pk', flat=True)[0]} ({code})"


def unreadable_periods() -> Iterator[Unsound]:
    """Periods that do not parse or are not written the one way, and derived columns that say otherwise.

    Asked once for each different combination, not for each row.
    """
    columns = ("period", "frequency", "starts", "ends")
    for code, frequency, starts, ends in (
        Observation.objects.order_by().values_list(*columns).distinct().iterator()
    ):
        try:
            period = Period.parse(code)
        except PlenumError as error:
            yield Unsound(_first_with(code, frequency, starts, ends), str(error))
            continue
        if period.code != code:
            yield Unsound(
                _first_with(code, frequency, starts, ends),
                f"its period is written {code!r}, not {period.code!r}.",
            )
        if (str(period.frequency), period.starts, period.ends) != (frequency, starts, ends):
            yield Unsound(
                _first_with(code, frequency, starts, ends),
                f"its columns say {frequency} {starts} to {ends}; the period is "
                f"{period.frequency} {period.starts} to {period.ends}.",
            )
    for pk, code, starts, ends in Target.objects.values_list("pk", "period", "starts", "ends"):
        try:
            period = Period.parse(code)
        except PlenumError as error:
            yield Unsound(f"target {pk}", str(error))
        else:
            if (period.code, period.starts, period.ends) != (code, starts, ends):
                yield Unsound(
                    f"target {pk}", f"its columns say {starts} to {ends}; the period is {period!r}."
                )


def broken_corrections() -> Iterator[Unsound]:
    """Corrections of another series or period, ones known before what they correct, and forks."""
    for model, name, same in (
        (Observation, "observation", ("indicator_id", "place_id", "period")),
        (TargetValue, "target value", ("target_id",)),
    ):
        rows = model._default_manager.filter(corrects__isnull=False)
        elsewhere = Q()
        for column in same:
            elsewhere |= ~Q(**{column: F(f"corrects__{column}")})
        for pk, old in rows.filter(elsewhere).values_list("pk", "corrects_id"):
            yield Unsound(f"{name} {pk}", f"corrects {old}, which is of another series or period.")
        for pk, old in rows.filter(known_on__lt=F("corrects__known_on")).values_list("pk", "corrects_id"):
            yield Unsound(f"{name} {pk}", f"was known before {old}, which it corrects.")
        for pk, old in rows.filter(corrects_id__gte=F("pk")).values_list("pk", "corrects_id"):
            yield Unsound(f"{name} {pk}", f"corrects {old}, which was entered after it.")
        for pk, old in rows.filter(corrects__withdrawn=True).values_list("pk", "corrects_id"):
            yield Unsound(f"{name} {pk}", f"corrects {old}, which only withdraws another.")
        forks = rows.order_by().values("corrects_id").annotate(times=Count("pk")).filter(times__gt=1)
        for fork in forks:
            yield Unsound(f"{name} {fork['corrects_id']}", f"was corrected {fork['times']} times over.")


def strayed_verdicts() -> Iterator[Unsound]:
    """Verdicts on a target of another document than their conference adopted, and unexplained differences."""
    rows = Verdict.objects.all()
    for pk in rows.exclude(target__document_id=F("adoption__document_id")).values_list("pk", flat=True):
        yield Unsound(f"verdict {pk}", "is on a target of another document than its conference's.")
    # A conference that only listed its verdicts explains them once, in its note.
    alone = rows.filter(reason="", adoption__note_vi="", adoption__note_en="")
    for pk in alone.exclude(adopted=F("computed")).values_list("pk", flat=True):
        yield Unsound(f"verdict {pk}", "differs from the computed standing, and nothing says why.")


QUESTIONS: tuple[tuple[str, Callable[[], Iterator[Unsound]]], ...] = (
    ("every unit can be read", unreadable_units),
    ("every period can be read and its columns agree", unreadable_periods),
    ("corrections follow what they correct", broken_corrections),
    ("verdicts belong to their conference and give reasons", strayed_verdicts),
)
"""What is asked of the record, in order: what should be so, and the rows for which it is not."""
