"""The record's codes in the reader's words: one table for each list of codes, and the sentences made of a judgement.

Standings have their words and icons in `templatetags.plenum_format`; everything else the ledger stores as a code is
told here, for every page alike.
"""

from decimal import Decimal
from typing import Protocol

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from plenum.organizations.words import Words
from plenum.periods import Period
from plenum.quantities import Quantity, format_number
from plenum.units import Unit
from plenum.web.likelihood import BASES, CAUSES, SEASONS

REASONS: dict[str, Lazy] = {
    "no_figure": gettext_lazy("No value to reach has been stated, so nothing can be judged."),
    "no_parts": gettext_lazy("Its parts have not been entered, so nothing can be judged."),
    "not_begun": gettext_lazy("Its period has not begun."),
    "due_value_beyond": gettext_lazy("The value of the due period goes beyond what was promised."),
    "due_value_reached": gettext_lazy("The value of the due period reaches what was promised."),
    "due_value_short": gettext_lazy("The value of the due period falls short of what was promised."),
    "due_value_missing": gettext_lazy("The period is over, and its value is not known."),
    "early_value_short": gettext_lazy(
        "The value that decides is in and falls short; the due day is still to come."
    ),
    "secured_beyond": gettext_lazy("The value goes beyond what was promised, and later ones cannot undo it."),
    "secured": gettext_lazy("What was promised is reached, and later values cannot undo it."),
    "beyond_mending": gettext_lazy("A final value has broken what was promised; later ones cannot mend it."),
    "failing_not_final": gettext_lazy("A value that is not final yet breaks what was promised."),
    "first_year_running": gettext_lazy("The first year is still running; nothing can be known yet."),
    "steps_pending": gettext_lazy("No step towards it is in the record yet."),
    "no_observation": gettext_lazy("No value is known yet."),
    "already_beyond": gettext_lazy(
        "The last value goes beyond what was promised already; it has to hold until the due day."
    ),
    "already_attained": gettext_lazy(
        "The last value reaches what was promised already; it has to hold until the due day."
    ),
    "out_of_reach": gettext_lazy("No value the indicator can have would still reach what was promised."),
    "likely": gettext_lazy("Going by how it has moved, what was promised is likely to be reached."),
    "uncertain": gettext_lazy("Going by how it has moved, it may be reached or not."),
    "unlikely": gettext_lazy("Going by how it has moved, what was promised is unlikely to be reached."),
    "kept_but_slipping": gettext_lazy(
        "Every value so far keeps to it, but one more change like the last would break it."
    ),
    "kept_so_far": gettext_lazy("Every value so far keeps to it."),
    "one_observation": gettext_lazy("Only one value is known, and no baseline: no pace can be measured."),
    "nothing_since_baseline": gettext_lazy("Nothing is known since the baseline: no pace can be measured."),
    "pace_enough": gettext_lazy("The pace so far is enough to get there."),
    "pace_short": gettext_lazy("The pace so far falls short of the pace needed."),
    "pace_far_short": gettext_lazy("The pace so far falls far short of the pace needed."),
    "part_missed": gettext_lazy("A part of it is missed."),
    "part_off_track": gettext_lazy("A part of it is off track."),
    "part_at_risk": gettext_lazy("A part of it is at risk."),
    "part_without_figure": gettext_lazy("For a part of it no value to reach has been stated."),
    "part_not_observed": gettext_lazy("Of a part of it too little is known to judge."),
    "part_pending": gettext_lazy("A part of it is not yet due."),
    "parts_on_track": gettext_lazy("Every part is on track or better."),
    "parts_met": gettext_lazy("Every part is met."),
    "parts_exceeded": gettext_lazy("Every part is exceeded."),
}
"""The rule that gave a standing (`assessing.verdicts.Reason`), as a sentence."""

STATUSES: dict[str, Lazy] = {
    "actual": gettext_lazy("actual"),
    "provisional": gettext_lazy("provisional"),
    "estimate": gettext_lazy("estimate"),
    "plan": gettext_lazy("plan"),
    "forecast": gettext_lazy("forecast"),
}

TARGET_KINDS: dict[str, Lazy] = {
    "level": gettext_lazy("level"),
    "cumulative": gettext_lazy("total"),
    "average_growth": gettext_lazy("average growth"),
    "every_year": gettext_lazy("every year"),
    "range": gettext_lazy("within a range"),
    "ceiling": gettext_lazy("ceiling"),
    "milestone": gettext_lazy("milestone"),
    "compound": gettext_lazy("several parts"),
}

DIRECTIONS: dict[str, Lazy] = {
    "up": gettext_lazy("the higher the better"),
    "down": gettext_lazy("the lower the better"),
    "range": gettext_lazy("best within a range"),
}

DOCUMENT_KINDS: dict[str, Lazy] = {
    "resolution": gettext_lazy("Resolution"),
    "conclusion": gettext_lazy("Conclusion"),
    "directive": gettext_lazy("Directive"),
    "decision": gettext_lazy("Decision"),
    "decree": gettext_lazy("Decree"),
    "circular": gettext_lazy("Circular"),
    "law": gettext_lazy("Law"),
    "plan": gettext_lazy("Plan"),
    "programme": gettext_lazy("Programme"),
    "scheme": gettext_lazy("Scheme"),
    "regulation": gettext_lazy("Regulation"),
    "report": gettext_lazy("Report"),
    "notice": gettext_lazy("Notice"),
    "other": gettext_lazy("Other document"),
}

RELATIONS: dict[str, tuple[Lazy, Lazy]] = {
    "implements": (gettext_lazy("implements"), gettext_lazy("is implemented by")),
    "amends": (gettext_lazy("amends"), gettext_lazy("is amended by")),
    "replaces": (gettext_lazy("replaces"), gettext_lazy("is replaced by")),
    "cites": (gettext_lazy("cites"), gettext_lazy("is cited by")),
}
"""A relation said from the document that has it, and from the other side."""

SOURCE_KINDS: dict[str, Lazy] = {
    "document": gettext_lazy("document"),
    "form": gettext_lazy("form"),
    "feed": gettext_lazy("feed"),
    "file": gettext_lazy("file"),
}

DATE_BASES: dict[str, Lazy] = {
    "stated": gettext_lazy("as stated by the source or by who entered it"),
    "in_address": gettext_lazy("read from the source's address"),
    "not_before": gettext_lazy("not before the last period it reports"),
}
"""How the day a source became known is known."""

MEASUREMENTS: dict[str, Lazy] = {
    "stock": gettext_lazy("stock"),
    "flow": gettext_lazy("flow"),
    "rate": gettext_lazy("rate"),
    "share": gettext_lazy("share"),
    "count": gettext_lazy("count"),
}

OVER_TIME: dict[str, Lazy] = {
    "sum": gettext_lazy("short periods are added up"),
    "last": gettext_lazy("the last value of a period stands for it"),
    "mean": gettext_lazy("short periods are averaged"),
    "compound": gettext_lazy("growth is compounded"),
}

OVER_PLACES: dict[str, Lazy] = {
    "sum": gettext_lazy("places are added up"),
    "none": gettext_lazy("places are not added up"),
}

CODES: dict[str, dict[str, Lazy]] = {
    "reason": REASONS,
    "probability_basis": BASES,
    "cause": CAUSES,
    "season": SEASONS,
    "status": STATUSES,
    "target_kind": TARGET_KINDS,
    "direction": DIRECTIONS,
    "document_kind": DOCUMENT_KINDS,
    "source_kind": SOURCE_KINDS,
    "date_basis": DATE_BASES,
    "measurement": MEASUREMENTS,
    "over_time": OVER_TIME,
    "over_places": OVER_PLACES,
}
"""Every table by the name a template asks for it: `{{ code|said_of:"status" }}`."""


class Aim(Protocol):
    """What the sentences need to know of a target."""

    kind: str
    direction: str
    period: str


class Promised(Protocol):
    """What a target promises, as one source states it."""

    @property
    def low(self) -> Decimal | None: ...

    @property
    def high(self) -> Decimal | None: ...


class Paced(Protocol):
    """What the sentences need to know of a judgement."""

    standing: str
    pace_so_far: float | None
    pace_needed: float | None
    pace_basis: str | None
    years_left: float | None
    progress: float | None


def said(words: Words | None, language: str) -> str:
    """Words kept in both languages, in the reader's."""
    return words.said_in(language) if words is not None else ""


def promise_words(target: Aim, promised: Promised, unit: Unit, language: str) -> str:
    """What is to be reached, with its unit: "at least 160 billion VND", "7.5–8%", "at most 1%"."""
    low, high = promised.low, promised.high
    if low is not None and high is not None and low != high:
        return f"{format_number(low, language)}–{Quantity(high, unit).format(language)}"
    value = low if low is not None else high
    assert value is not None, "the record keeps no promise without a value"
    written = Quantity(value, unit).format(language)
    if low is not None and high is not None:
        return written
    if target.direction == "down" or target.kind == "ceiling" or low is None:
        return _("at most %(value)s") % {"value": written}
    return _("at least %(value)s") % {"value": written}


def aim_words(target: Aim, language: str) -> str:
    """How and by when a promise is to be kept: "average growth, 2021-2025"."""
    return f"{TARGET_KINDS[target.kind]}, {Period.parse(target.period).label(language)}"


def _pace(value: float, basis: str | None, unit: Unit | None, language: str) -> str:
    exact = Decimal(str(round(value, 6)))
    if basis == "percent_a_year" or unit is None:
        amount = f"{format_number(exact, language, 1)}%"
    else:
        # Between percentages a change is told in percentage points.
        step = Unit("pp") if unit.measure == "%" else unit
        amount = Quantity(exact, step).format(language, 1 if abs(exact) >= 1 else 2)
    return _("%(amount)s a year") % {"amount": amount}


def pace_words(judged: Paced, unit: Unit | None, language: str) -> str:
    """The pace needed beside the pace so far: "needs 9.4% a year; so far 7.1% a year". Empty where neither is known.

    Nothing is said of a pace needed once the value to reach is behind, or where none has been stated.
    """
    needed = so_far = ""
    if judged.pace_so_far is not None:
        so_far = _pace(judged.pace_so_far, judged.pace_basis, unit, language)
    reached = judged.progress is not None and judged.progress >= 1
    aimless = judged.standing == "no_target_value"
    if judged.pace_needed is not None and judged.years_left and not reached and not aimless:
        needed = _pace(judged.pace_needed, judged.pace_basis, unit, language)
    if needed and so_far:
        return _("needs %(needed)s; so far %(so_far)s") % {"needed": needed, "so_far": so_far}
    if needed:
        return _("needs %(needed)s") % {"needed": needed}
    return _("so far %(so_far)s") % {"so_far": so_far} if so_far else ""


def progress_of(judged: Paced) -> float | None:
    """The share of the way covered, where there is a value to reach and one that counts: absence is never zero."""
    return None if judged.standing in ("no_target_value", "no_observation") else judged.progress


def progress_words(judged: Paced, language: str) -> str:
    """The way covered, in whole per cent: "75% of the way". Empty where it is not known."""
    progress = progress_of(judged)
    if progress is None:
        return ""
    share = format_number(Decimal(str(round(progress * 100))), language)
    return _("%(share)s of the way") % {"share": f"{share}%"}


TALLY_WORDS = {
    "exceeded": gettext_noop("%(count)s exceeded"),
    "met": gettext_noop("%(count)s met"),
    "on_track": gettext_noop("%(count)s on track"),
    "at_risk": gettext_noop("%(count)s at risk"),
    "off_track": gettext_noop("%(count)s off track"),
    "missed": gettext_noop("%(count)s missed"),
    "no_target_value": gettext_noop("%(count)s without a target value"),
    "no_observation": gettext_noop("%(count)s without an observation"),
    "not_yet_due": gettext_noop("%(count)s not yet due"),
}


def counted(standing: str, count: int) -> str:
    """A count of one standing: "14 met"."""
    return _(TALLY_WORDS[standing]) % {"count": count}


def tally_words(counts: dict[str, int]) -> str:
    """The counts that are not zero, and of how many: "14 met · 6 at risk of 20"."""
    parts = " · ".join(
        counted(standing, counts[standing]) for standing in TALLY_WORDS if counts.get(standing)
    )
    total = sum(counts.values())
    return _("%(counts)s of %(total)s") % {"counts": parts, "total": total} if total else _("no targets")
