"""Setting targets and saying what they promise."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plenum.accounts.models import AuditEntry
from plenum.errors import Conflict, InvalidInput
from plenum.ledger.actions import (
    AdoptedStanding,
    TargetDraft,
    put_document,
    put_provision,
    record_adoption,
    set_target,
    state_target_value,
    withdraw_target_value,
)
from plenum.ledger.models import Source, Target, TargetValue
from plenum.ledger.vocabulary import DocumentKind, Standing, TargetKind
from plenum.organizations.actions import put_body
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import Cast

DAY = date(2023, 6, 1)


def draft(cast: Cast, **facts: object) -> TargetDraft:
    first = cast.targets["1"]
    plain = TargetDraft(
        number="1",
        position=1,
        name=first.name,
        group=first.group,
        kind=TargetKind.LEVEL,
        period=Period.parse("2025"),
        known_on=first.known_on,
        indicator=cast.revenue,
        provision=first.provision,
        source=cast.source,
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


def state(cast: Cast, number: str = "1", low: str | None = "170", **facts: object) -> TargetValue:
    facts = {"high": None, "source": cast.source, "known_on": DAY, "by": cast.dung} | facts
    return state_target_value(
        cast.targets[number],
        low=None if low is None else Decimal(low),
        **facts,  # type: ignore[arg-type]
    )


def test_setting_a_target_again_tells_what_changed(cast: Cast) -> None:
    count = AuditEntry.objects.count()
    set_target(cast.resolution, draft(cast), by=cast.dung)
    assert AuditEntry.objects.count() == count
    set_target(
        cast.resolution, draft(cast, period=Period.parse("2024"), note=Words("Ghi chú", "")), by=cast.dung
    )
    entry = AuditEntry.objects.order_by("-id")[0]
    assert (entry.action, entry.before) == ("change_target", {"period": "2025", "note_vi": ""})
    assert entry.after == {"period": "2024", "note_vi": "Ghi chú"}
    assert Target.objects.get(pk=cast.targets["1"].pk).ends == date(2024, 12, 31)


def test_a_target_on_which_verdicts_were_adopted_promises_the_same_for_good(cast: Cast) -> None:
    record_adoption(
        cast.resolution,
        conference=Words("Hội nghị", "Conference"),
        held_on=DAY,
        data_day=DAY,
        standings={cast.targets["1"]: AdoptedStanding(Standing.MET, "As reported.")},
        by=cast.giang,
    )
    for change in (
        {"period": Period.parse("2024")},
        {"indicator": cast.growth},
        {"kind": TargetKind.CEILING},
    ):
        with pytest.raises(Conflict, match="Verdicts on target 1 were adopted already"):
            set_target(cast.resolution, draft(cast, **change), by=cast.dung)
    # What it is called and where it stands may be put right.
    set_target(cast.resolution, draft(cast, name=Words("Thu", "Revenue")), by=cast.dung)


def test_what_does_not_fit_together_is_refused(cast: Cast, today: date) -> None:
    of_another = put_provision(cast.programme, "1", position=1, by=cast.dung)
    nowhere = put_body("nowhere", Words("x", "Nowhere"), "other", within=cast.committee)
    homeless = put_document(
        "h", body=nowhere, kind=DocumentKind.PLAN, title=Words("x", "x"), by=cast.operator
    )
    for change, message in (
        ({"provision": of_another}, "an-binh-programme/1 is not a provision of an-binh-2020"),
        ({"part_of": cast.targets["3"]}, "Target 3 has no parts"),
        ({"kind": TargetKind.COMPOUND}, "Target 1 has parts; give each part its own indicator"),
        ({"known_on": today + timedelta(days=1)}, "still to come"),
    ):
        with pytest.raises(InvalidInput, match=message):
            set_target(cast.resolution, draft(cast, **change), by=cast.dung)
    with pytest.raises(InvalidInput, match="Nowhere has no territory; name the place target 1 is for"):
        set_target(homeless, draft(cast, provision=None), by=cast.operator)
    assert (
        set_target(homeless, draft(cast, provision=None, place=cast.district), by=cast.operator).place
        == cast.district
    )


def test_a_promise_is_refused_where_it_promises_nothing_or_nonsense(cast: Cast, today: date) -> None:
    for facts, message in (
        ({"number": "4"}, "Target 4 has parts; state the value of each part"),
        ({"low": None}, "give the value to reach"),
        ({"low": "8", "high": Decimal("7.5")}, "the range 8 to 7.5 is upside down"),
        ({"low": "0.1234567891"}, "more than 9 decimals"),
        ({"low": "NaN"}, "NaN is not a number"),
        ({"low": "1e18"}, "more than 18 digits before the point"),
        ({"high": Decimal("Infinity")}, "Infinity is not a number"),
        ({"known_on": today + timedelta(days=1)}, "still to come"),
    ):
        with pytest.raises(InvalidInput, match=message):
            state(cast, **facts)  # type: ignore[arg-type]
    with pytest.raises(Conflict, match="already states this value for target 1"):
        state(cast, low="160.0")


def test_a_corrected_promise_keeps_to_its_target_and_its_order(cast: Cast) -> None:
    first = cast.targets["1"].values.get()
    with pytest.raises(InvalidInput, match="is not one of target 3"):
        state(cast, "3", corrects=first)
    with pytest.raises(InvalidInput, match="before the value it corrects"):
        state(cast, corrects=first, known_on=date(2020, 1, 1))
    second = state(cast, corrects=first)
    entry = AuditEntry.objects.order_by("-id")[0]
    assert (entry.action, entry.before["low"], entry.after["low"]) == ("correct_target_value", "160", "170")
    with pytest.raises(Conflict, match="was corrected already"):
        state(cast, low="180", corrects=first)
    with pytest.raises(InvalidInput, match="Say why"):
        withdraw_target_value(second, known_on=DAY, note=" ", by=cast.dung)
    withdrawal = withdraw_target_value(second, known_on=DAY, note="Never promised.", by=cast.dung)
    for old in (second, first):
        with pytest.raises(Conflict, match="was corrected already"):
            withdraw_target_value(old, known_on=DAY, note="Again.", by=cast.dung)
    with pytest.raises(Conflict, match="only withdraws another one"):
        withdraw_target_value(withdrawal, known_on=DAY, note="Again.", by=cast.dung)
    # What was withdrawn may be stated anew.
    state(cast)


def test_sources_that_disagree_on_a_promise_are_both_kept(cast: Cast) -> None:
    other = Source.objects.exclude(pk=cast.source.pk)[0]
    state(cast, low="150", source=other)
    assert {value.low for value in cast.targets["1"].values.all()} == {Decimal(160), Decimal(150)}
