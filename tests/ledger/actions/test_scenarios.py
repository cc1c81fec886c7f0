"""Writing scenarios and links between indicators."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from plenum.accounts.models import AuditEntry
from plenum.errors import Conflict, InvalidInput
from plenum.ledger.actions import (
    Assumed,
    change_scenario,
    end_link,
    end_scenario,
    link_indicators,
    put_indicator,
    put_scenario,
)
from plenum.ledger.models import Assumption, Indicator, IndicatorLink, Scenario
from plenum.ledger.queries.scenarios import scenarios_in_force
from plenum.ledger.vocabulary import AssumptionMeasure, Course, LinkKind, Measurement, OverTime
from plenum.organizations.words import Words
from tests.cast import Cast

from .acts import DAY, kept_link, kept_scenario, slow_growth

D = Decimal
GROWTH, VALUE, SHOCK = AssumptionMeasure.GROWTH, AssumptionMeasure.VALUE, AssumptionMeasure.SHOCK


def indicator(cast: Cast, code: str, unit: str = "bn VND", over_time: OverTime = OverTime.SUM) -> Indicator:
    return put_indicator(
        code, keeper=cast.committee, name=Words(code, code), unit=unit, measurement=Measurement.FLOW,
        over_time=over_time, by=cast.dung,
    )  # fmt: skip


def test_what_is_kept_is_what_was_said(cast: Cast) -> None:
    draft = replace(
        slow_growth(cast),
        note=Words("Theo sở", "As the department has it"),
        course=Course.LOW,
        assumptions=[
            Assumed(cast.revenue, GROWTH, D("5.50")),
            Assumed(cast.revenue, GROWTH, D(2), 2024),
            Assumed(cast.revenue, SHOCK, D(-4), 2024, catches_up=True),
            Assumed(cast.growth, VALUE, D(6)),
        ],
    )
    scenario = put_scenario(cast.committee, cast.resolution, draft, by=cast.dung, known_on=DAY)
    rows = [
        (one.indicator.code, one.measure, one.amount, one.year, one.catches_up)
        for one in scenario.assumptions.all()
    ]
    assert rows == [
        ("revenue", "growth", D("5.5"), None, False),
        ("revenue", "growth", D(2), 2024, False),
        ("revenue", "shock", D(-4), 2024, True),
        ("growth", "value", D(6), None, False),
    ]
    assert {one.place for one in scenario.assumptions.all()} == {cast.province}
    entry = AuditEntry.objects.get(action="put_scenario")
    assert entry.after is not None
    assert entry.after["assumptions"][0] == {
        "indicator": "revenue", "place": "an-binh", "measure": "growth", "amount": "5.5", "year": None,
        "catches_up": False,
    }  # fmt: skip


REFUSED = [
    (lambda cast: [], "assumes something"),
    (lambda cast: [Assumed(cast.growth, GROWTH, D(5))], "itself a growth rate"),
    (lambda cast: [Assumed(cast.revenue, GROWTH, D(-100))], "not between -100"),
    (lambda cast: [Assumed(cast.revenue, GROWTH, D(1001))], "not between -100"),
    (lambda cast: [Assumed(cast.poverty, VALUE, D(101))], "its bound is 100"),
    (lambda cast: [Assumed(cast.poverty, VALUE, D(-1))], "its bound is 0"),
    (lambda cast: [Assumed(cast.revenue, SHOCK, D(-5))], "in which year"),
    (lambda cast: [Assumed(cast.revenue, GROWTH, D(5), 20240)], "not a year"),
    (lambda cast: [Assumed(cast.revenue, GROWTH, D(5)), Assumed(cast.revenue, VALUE, D(9))], "for every year"),
    (lambda cast: [Assumed(cast.revenue, SHOCK, D(1), 2024)] * 2, "one sort for 2024"),
]  # fmt: skip


@pytest.mark.parametrize(("assumptions", "why"), REFUSED)
def test_what_cannot_be_meant_is_refused(cast: Cast, assumptions: object, why: str) -> None:
    draft = replace(slow_growth(cast), assumptions=assumptions(cast))  # type: ignore[operator]
    with pytest.raises(InvalidInput, match=why):
        put_scenario(cast.committee, cast.resolution, draft, by=cast.dung)
    assert not Scenario.objects.exists()


def test_it_has_a_name_of_its_own_and_a_day_that_has_come(cast: Cast, today: date) -> None:
    kept_scenario(cast)
    with pytest.raises(Conflict, match="Slow growth"):
        kept_scenario(cast)
    with pytest.raises(InvalidInput, match="name"):
        put_scenario(cast.committee, None, replace(slow_growth(cast), name=Words("", "")), by=cast.dung)
    with pytest.raises(InvalidInput, match="still to come"):
        put_scenario(
            cast.committee, None, slow_growth(cast), by=cast.dung, known_on=today + timedelta(days=3)
        )
    with pytest.raises(InvalidInput, match="not a document of"):
        put_scenario(cast.other_committee, cast.resolution, slow_growth(cast), by=cast.operator)
    # For the body as a whole the same name may stand beside that of one document.
    assert put_scenario(cast.committee, None, slow_growth(cast), by=cast.dung).document is None


def test_an_edit_is_a_new_version_and_past_days_show_the_old(cast: Cast, today: date) -> None:
    old = kept_scenario(cast)
    new = change_scenario(old, slow_growth(cast, "6"), by=cast.giang)
    old.refresh_from_db()
    assert (new.replaces, old.ended_on, new.known_on) == (old, today, today)
    assert [one.assumptions.get().amount for one in scenarios_in_force(cast.resolution, today)] == [D(6)]
    yesterday = today - timedelta(days=1)
    assert [one.assumptions.get().amount for one in scenarios_in_force(cast.resolution, yesterday)] == [D(5)]
    assert not scenarios_in_force(cast.resolution, DAY - timedelta(days=1))
    entry = AuditEntry.objects.get(action="change_scenario")
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["assumptions"][0]["amount"], entry.after["assumptions"][0]["amount"]) == ("5", "6")
    assert set(entry.after) == {"assumptions"}
    with pytest.raises(Conflict, match="newest version"):
        change_scenario(old, slow_growth(cast, "7"), by=cast.giang)


def test_an_edit_that_changes_nothing_is_none(cast: Cast) -> None:
    old = kept_scenario(cast)
    with pytest.raises(Conflict, match="Nothing was changed"):
        change_scenario(old, slow_growth(cast), by=cast.giang)
    old.refresh_from_db()
    assert old.ended_on is None


def test_what_is_ended_stays_in_the_record(cast: Cast, today: date) -> None:
    scenario = kept_scenario(cast)
    end_scenario(scenario, by=cast.em)
    assert not scenarios_in_force(cast.resolution, today)
    assert scenarios_in_force(cast.resolution, today - timedelta(days=1)).get() == scenario
    assert Assumption.objects.count() == 1
    with pytest.raises(Conflict):
        end_scenario(scenario, by=cast.em)


def test_a_scenario_of_the_body_holds_for_each_of_its_documents(cast: Cast, today: date) -> None:
    put_scenario(cast.committee, None, slow_growth(cast), by=cast.dung)
    assert scenarios_in_force(cast.resolution, today).exists()
    assert scenarios_in_force(cast.programme, today).exists()


def test_the_database_itself_refuses_a_shock_without_a_year(cast: Cast) -> None:
    scenario = kept_scenario(cast)
    facts = {"scenario": scenario, "place": cast.province, "amount": D(1)}
    for more in (
        {"indicator": cast.poverty, "measure": SHOCK},
        {"indicator": cast.revenue, "measure": VALUE},
        {"indicator": cast.poverty, "measure": GROWTH, "catches_up": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assumption.objects.create(**facts, **more)


def test_a_link_names_its_inputs_in_order(cast: Cast) -> None:
    people = indicator(cast, "people", "persons", OverTime.LAST)
    per_head = indicator(cast, "per-head", "m VND", OverTime.LAST)
    link = link_indicators(LinkKind.QUOTIENT, per_head, [cast.revenue, people], by=cast.dung)
    assert [one.indicator for one in link.inputs.all()] == [cast.revenue, people]
    with pytest.raises(Conflict, match="already"):
        link_indicators(LinkKind.SUM, per_head, [cast.revenue, people], by=cast.alice)


def test_a_circle_is_refused_by_name(cast: Cast) -> None:
    total, part = indicator(cast, "total"), indicator(cast, "part")
    link_indicators(LinkKind.SUM, total, [part, cast.revenue], by=cast.dung)
    with pytest.raises(InvalidInput, match="part → total → part"):
        link_indicators(LinkKind.SUM, part, [total, cast.revenue], by=cast.dung)
    with pytest.raises(InvalidInput, match="revenue → revenue"):
        link_indicators(LinkKind.SUM, cast.revenue, [cast.revenue, part], by=cast.dung)


def test_a_link_has_inputs_that_fit_it(cast: Cast) -> None:
    other = indicator(cast, "other")
    for kind, derived, inputs, why in (
        (LinkKind.QUOTIENT, other, [cast.revenue], "two different"),
        (LinkKind.SUM, other, [cast.revenue], "two or more"),
        (LinkKind.GROWTH, cast.growth, [cast.revenue, other], "from one"),
        (LinkKind.SUM, other, [cast.revenue, cast.revenue], "two or more"),
        (LinkKind.GROWTH, other, [cast.revenue], "no growth rate"),
        (LinkKind.SUM, other, [cast.revenue, cast.poverty], "in the unit of the sum"),
    ):
        with pytest.raises(InvalidInput, match=why):
            link_indicators(kind, derived, inputs, by=cast.dung)


def test_an_ended_link_can_be_made_anew(cast: Cast) -> None:
    link = kept_link(cast)
    end_link(link, by=cast.dung)
    with pytest.raises(Conflict):
        end_link(link, by=cast.dung)
    assert kept_link(cast) != link
    assert IndicatorLink.objects.count() == 2
