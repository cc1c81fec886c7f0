"""Entering, correcting and withdrawing values; what is refused and what is kept side by side."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from plenum.accounts.models import AuditEntry
from plenum.errors import Conflict, InvalidInput, PlenumError, UnitError
from plenum.ledger.actions import (
    correct_observation,
    put_indicator,
    record_observation,
    register_source,
    withdraw_observation,
)
from plenum.ledger.models import Indicator, Observation, Source
from plenum.ledger.queries.observations import series_values
from plenum.ledger.vocabulary import Measurement, OverTime, SourceKind, Status
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import Cast

DAY = date(2023, 6, 1)


def source(cast: Cast, name: str, published_on: date = DAY, precedence: int = 50) -> Source:
    return register_source(
        SourceKind.FILE,
        published_on=published_on,
        title=Words(name, name),
        precedence=precedence,
        by=cast.operator,
    )


def record(cast: Cast, value: str, period: str = "2022", **facts: object) -> Observation:
    facts = {"status": Status.ACTUAL, "source": cast.source, "by": cast.bob} | facts
    return record_observation(
        cast.revenue,
        cast.province,
        Period.parse(period),
        Decimal(value),
        **facts,  # type: ignore[arg-type]
    )


def correct(
    cast: Cast, old: Observation, value: str, known_on: date = DAY, note: str = "Typing error."
) -> Observation:
    return correct_observation(
        old, Decimal(value), source=cast.source, known_on=known_on, note=note, by=cast.chi
    )


def taken(cast: Cast, as_of: date) -> dict[str, Decimal | None]:
    return {
        one.period.code: one.observation.value for one in series_values(cast.revenue, cast.province, as_of)
    }


def test_a_value_is_known_from_its_sources_day_unless_said_otherwise(cast: Cast) -> None:
    published = source(cast, "report", date(2023, 2, 1))
    assert record(cast, "1", source=published).known_on == date(2023, 2, 1)
    assert record(cast, "2", source=published, known_on=date(2023, 1, 20)).known_on == date(2023, 1, 20)


def test_a_correction_takes_the_place_of_the_value_from_its_day_on(cast: Cast) -> None:
    old = cast.observations["revenue 2022"]
    new = correct(cast, old, "122.5")
    assert (new.corrects, new.period, new.indicator, new.place) == (old, "2022", cast.revenue, cast.province)
    assert taken(cast, DAY - timedelta(days=1))["2022"] == 121
    assert taken(cast, DAY)["2022"] == Decimal("122.5")
    assert Observation.objects.get(pk=old.pk).value == 121
    entry = AuditEntry.objects.order_by("-id")[0]
    assert (entry.before["value"], entry.after["value"]) == ("121", "122.5")
    assert entry.after["corrects"] == old.pk
    assert entry.note == "Typing error."


def test_a_withdrawal_leaves_no_value_from_its_day_on(cast: Cast) -> None:
    old = cast.observations["revenue 2022"]
    withdrawal = withdraw_observation(old, known_on=DAY, note="Of another province.", by=cast.chi)
    assert withdrawal.value is None
    assert withdrawal.withdrawn
    assert "2022" in taken(cast, DAY - timedelta(days=1))
    assert "2022" not in taken(cast, DAY)
    # The same source may state the value anew once what it stated is withdrawn.
    record(cast, "121", source=old.source, known_on=DAY)
    assert taken(cast, DAY)["2022"] == 121


def test_what_was_corrected_is_corrected_no_second_time(cast: Cast) -> None:
    old = cast.observations["revenue 2022"]
    new = correct(cast, old, "122")
    with pytest.raises(Conflict, match=f"was corrected already; correct observation {new.pk} instead"):
        correct(cast, old, "123")
    with pytest.raises(Conflict, match="was corrected already"):
        withdraw_observation(old, known_on=DAY, note="x", by=cast.chi)
    newest = correct(cast, new, "123")
    assert taken(cast, DAY)["2022"] == 123
    withdrawal = withdraw_observation(newest, known_on=DAY, note="x", by=cast.chi)
    with pytest.raises(Conflict, match="only withdraws another one"):
        correct(cast, withdrawal, "124")
    assert "2022" not in taken(cast, DAY)


@pytest.mark.parametrize("note", ["", "  "])
def test_a_correction_gives_a_reason_and_comes_after_what_it_corrects(
    cast: Cast, note: str, today: date
) -> None:
    old = cast.observations["revenue 2022"]
    with pytest.raises(InvalidInput, match="Say why"):
        correct(cast, old, "1", note=note)
    with pytest.raises(InvalidInput, match="Say why"):
        withdraw_observation(old, known_on=DAY, note=note, by=cast.chi)
    with pytest.raises(
        InvalidInput, match=r"known on 2023-01-14, before the value it corrects \(2023-01-15\)"
    ):
        correct(cast, old, "1", known_on=date(2023, 1, 14))
    with pytest.raises(InvalidInput, match="still to come"):
        correct(cast, old, "1", known_on=today + timedelta(days=1))


def test_nothing_is_known_that_is_still_to_come(cast: Cast, today: date) -> None:
    with pytest.raises(InvalidInput, match="still to come"):
        record(cast, "1", known_on=today + timedelta(days=1))
    assert record(cast, "1", known_on=today).known_on == today


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("-0.000000001", r"-0.000000001 is outside what revenue can be \(0 to … bn VND\)"),
        ("1.0000000001", "more than 9 decimals or 29 digits"),
        ("1e29", "more than 9 decimals or 29 digits"),
        ("1e18", "1000000000000000000 has more than 18 digits before the point; choose a larger unit"),
        ("NaN", "NaN is not a number"),
        ("Infinity", "Infinity is not a number"),
    ],
)
def test_what_cannot_be_or_cannot_be_kept_is_refused(cast: Cast, value: str, message: str) -> None:
    before = Observation.objects.count(), AuditEntry.objects.count()
    with pytest.raises(InvalidInput, match=message):
        record(cast, value)
    with pytest.raises(InvalidInput, match=message):
        correct(cast, cast.observations["revenue 2022"], value)
    assert (Observation.objects.count(), AuditEntry.objects.count()) == before


@pytest.mark.parametrize("value", ["0", "0.000000001", "9" * 18 + "." + "9" * 9, "45600.00", "4.56E+4"])
def test_every_digit_is_kept(cast: Cast, value: str) -> None:
    made = record(cast, value)
    assert Observation.objects.get(pk=made.pk).value == Decimal(value)
    assert taken(cast, DAY)["2022"] in (Decimal(value), Decimal(121))


def test_a_percentage_has_two_ends(cast: Cast) -> None:
    def put(value: str) -> Observation:
        return record_observation(
            cast.poverty,
            cast.province,
            Period.parse("2023"),
            Decimal(value),
            status=Status.ESTIMATE,
            source=cast.source,
            by=cast.bob,
        )

    assert put("0").value == 0
    assert put("100.000").value == 100
    with pytest.raises(InvalidInput, match=r"100.1 is outside what poverty can be \(0 to 100 %\)"):
        put("100.1")


def test_the_same_source_states_the_same_value_once(cast: Cast) -> None:
    record(cast, "130", "2023")
    for again in ("130", "130.0", "1.3E+2"):
        with pytest.raises(Conflict, match="already states 130 for revenue, an-binh, 2023"):
            record(cast, again, "2023")
    # Another value of the same source, another status and another source each say something of their own.
    record(cast, "131", "2023")
    record(cast, "130", "2023", status=Status.PLAN)
    record(cast, "130", "2023", source=source(cast, "another"))


def test_two_values_for_one_thing_are_kept_side_by_side_and_the_better_source_counts(cast: Cast) -> None:
    press = record(cast, "45660", "2021-S1", source=source(cast, "press", precedence=50))
    office = record(cast, "45600", "2021-S1", source=source(cast, "office", precedence=10))
    (contest,) = [
        one for one in series_values(cast.revenue, cast.province, DAY) if one.period.code == "2021-S1"
    ]
    assert (contest.observation, contest.rivals, contest.disagrees) == (office, (press,), True)


def test_a_plan_stands_beside_a_result_not_against_it(cast: Cast) -> None:
    record(cast, "150", "2022", status=Status.PLAN)
    values = [one for one in series_values(cast.revenue, cast.province, DAY) if one.period.code == "2022"]
    assert sorted(one.is_achievement for one in values) == [False, True]
    assert not any(one.rivals for one in values)


def test_an_indicator_keeps_its_unit_once_it_has_values(cast: Cast) -> None:
    def put(code: str, unit: str, **facts: object) -> Indicator:
        return put_indicator(
            code,
            keeper=cast.committee,
            name=Words("x", "x"),
            unit=unit,
            measurement=Measurement.FLOW,
            over_time=OverTime.SUM,
            by=cast.dung,
            **facts,  # type: ignore[arg-type]
        )

    with pytest.raises(Conflict, match=r"revenue has values in bn VND; they would read as m VND"):
        put("revenue", "triệu đồng")
    assert put("new", "tỷ đồng").unit == put("revenue", "bn VND").unit
    assert put("new", "triệu đồng").unit == "m VND"
    assert AuditEntry.objects.order_by("-id")[0].before == {"unit": "bn VND"}
    with pytest.raises(UnitError):
        put("new", "smoots of love")
    with pytest.raises(InvalidInput, match="new cannot be 2 at least and 1 at most"):
        put("new", "km", bounds=(Decimal(2), Decimal(1)))
    with pytest.raises(PlenumError, match="more than 9 decimals"):
        put("new", "km", bounds=(Decimal("1e-10"), None))


def test_putting_an_indicator_as_it_is_leaves_no_audit_row(cast: Cast) -> None:
    def put() -> Indicator:
        return put_indicator(
            "km",
            keeper=cast.committee,
            name=Words("Đường", "Road"),
            unit="km",
            measurement=Measurement.STOCK,
            over_time=OverTime.LAST,
            bounds=(Decimal("0.0"), None),
            by=cast.dung,
        )

    put()
    count = AuditEntry.objects.count()
    put()
    assert AuditEntry.objects.count() == count


def test_a_source_is_registered_once(cast: Cast) -> None:
    one = source(cast, "press")
    count = AuditEntry.objects.count()
    assert source(cast, "press") == one
    assert source(cast, "press", date(2023, 6, 2)) != one
    assert AuditEntry.objects.count() == count + 1
