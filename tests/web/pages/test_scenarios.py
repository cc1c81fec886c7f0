"""The pages of scenarios, read as a person reads them, and a scenario written, changed and ended through its form."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenum.ledger.actions import Assumed, ScenarioDraft, link_indicators, put_scenario
from plenum.ledger.models import Indicator, IndicatorLink, Scenario
from plenum.ledger.queries.series import series_number
from plenum.ledger.vocabulary import AssumptionMeasure, LinkKind
from plenum.organizations.words import Words
from tests.cast import Cast
from tests.ledger.actions.acts import kept_scenario

from .reading import attributes, words

DAY = "2023-06-30"
PAGE = "/documents/an-binh-2020/scenarios/"
NEW = f"{PAGE}new/"
TARGET = "/documents/an-binh-2020/targets/1/scenarios/"


@pytest.fixture
def reader(client: Client, cast: Cast) -> Client:
    client.force_login(cast.hoa)
    return client


@pytest.fixture
def planner(client: Client, cast: Cast) -> Client:
    client.force_login(cast.dung)
    return client


def field(cast: Cast, indicator: Indicator, name: str = "amount") -> str:
    return f"{name}_{series_number((indicator.pk, cast.province.pk))}"


def sent(cast: Cast, **more: str) -> dict[str, str]:
    """A form as a browser sends it: every field, most of them empty."""
    empty = {f"{name}_{line}": "" for name in ("series", "year", "in") for line in range(4)}
    empty |= {f"sort_{line}": "in" for line in range(4)}
    for indicator in (cast.revenue, cast.poverty, cast.growth):
        empty[field(cast, indicator)] = ""
    empty |= {
        field(cast, cast.revenue, "measure"): "growth",
        field(cast, cast.poverty, "measure"): "change",
        field(cast, cast.growth, "measure"): "value",
    }
    return {"name_vi": "Chậm", "name_en": "Slow", "note": "", "course": "base", **empty, **more}


def test_every_target_is_told_under_every_scenario(reader: Client, cast: Cast) -> None:
    kept_scenario(cast)
    seen = words(reader.get(PAGE, {"as_of": DAY}))
    # 121 billion at 5 % a year for three years.
    assert "1 Budget revenue in 2025 at least 160 billion VND level, 2025" in seen
    assert "Missed 140.1 billion VND assumed" in seen
    assert "Slow growth 1/5 met" in seen
    assert "Budget revenue: +5% a year" in seen
    assert "The values up to 2023-06-30 are the record's" in seen
    assert "Dũng, 2023-06-01" in seen


def test_it_leads_to_the_targets_and_keeps_the_day(reader: Client, cast: Cast) -> None:
    links = attributes(reader.get(PAGE, {"as_of": DAY}), "href")
    assert f"{TARGET}?as_of={DAY}" in links
    assert f"/documents/an-binh-2020/targets/4/?as_of={DAY}" in links
    for page in ("/documents/an-binh-2020/scoreboard/", "/documents/an-binh-2020/targets/1/"):
        found = attributes(reader.get(page, {"as_of": DAY}), "href")
        assert any(link.endswith(f"scenarios/?as_of={DAY}") for link in found), page


def test_a_scenario_is_not_shown_before_its_day(reader: Client, cast: Cast) -> None:
    kept_scenario(cast)
    assert "Slow growth" not in words(reader.get(PAGE, {"as_of": "2023-05-31"}))
    assert "Slow growth" in words(reader.get(PAGE, {"as_of": "2023-06-01"}))


def test_the_reverse_question_is_answered_on_the_page(reader: Client, cast: Cast) -> None:
    seen = words(reader.get(PAGE, {"as_of": DAY, "reach": "5"}))
    assert "5 cannot be reached: at most 4 can still be met, whatever the growth." in seen
    assert "No value to reach has been stated, so it cannot be counted as met. 5. New rural areas" in seen
    seen = words(reader.get(PAGE, {"as_of": DAY, "reach": "4"}))
    assert "part of the cheapest way" in seen
    assert "points a year better than expected" in seen
    assert reader.get(PAGE, {"as_of": DAY, "reach": "six"}).status_code == 422
    assert reader.get(PAGE, {"as_of": DAY, "reach": "6"}).status_code == 422


def test_it_speaks_vietnamese_numbers(reader: Client, cast: Cast) -> None:
    kept_scenario(cast)
    cast.hoa.language = "vi"
    cast.hoa.save()
    seen = words(reader.get(PAGE, {"as_of": DAY}))
    assert "Tăng chậm" in seen
    assert "140,1 tỷ đồng" in seen


def test_a_target_has_its_years_its_need_and_its_chart(reader: Client, cast: Cast) -> None:
    kept_scenario(cast)
    response = reader.get(TARGET, {"as_of": DAY})
    seen = words(response)
    assert "To be met it needs +9.76% a year" in seen
    assert "2025 " in seen.split("Year by year")[1]
    assert "140.1 billion VND" in seen.split("Year by year")[1]
    assert "160.0 billion VND" in seen.split("Year by year")[1]
    picture = next(src for src in attributes(response, "src") if "chart.svg" in src)
    drawn = reader.get(picture)
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"Slow growth" in drawn.content
    assert b"needed: +9.76% a year" in drawn.content
    assert reader.get(f"{TARGET}chart.png?as_of={DAY}")["Content-Type"] == "image/png"
    assert reader.get(f"{TARGET}chart.gif").status_code == 404


def test_a_target_without_a_series_has_no_chart(reader: Client, cast: Cast) -> None:
    for number in ("4", "5"):
        assert reader.get(f"/documents/an-binh-2020/targets/{number}/scenarios/").status_code == 200
        assert reader.get(f"/documents/an-binh-2020/targets/{number}/scenarios/chart.svg").status_code == 404


def rows(response: HttpResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_both_tables_come_as_csv(reader: Client, cast: Cast) -> None:
    kept_scenario(cast)
    board = rows(reader.get("/documents/an-binh-2020/scenarios.csv", {"as_of": DAY}))
    (slow,) = [row for row in board if row["scenario"] == "Slow growth" and row["number"] == "1"]
    assert (slow["standing"], slow["measured"], slow["basis"]) == ("missed", "140.072625", "assumed")
    assert {row["scenario"] for row in board} == {"now", "low", "base", "high", "Slow growth"}
    assert {row["part_of"] for row in board if row["number"] == "4a"} == {"4"}
    years = rows(reader.get("/documents/an-binh-2020/targets/1/scenarios.csv", {"as_of": DAY}))
    assert [row["year"] for row in years] == ["2023", "2024", "2025"]
    assert years[0]["Slow growth"] == "127.05"


def test_a_name_cannot_run_as_a_formula(reader: Client, cast: Cast) -> None:
    assumed = [Assumed(cast.revenue, AssumptionMeasure.GROWTH, Decimal(1))]
    name = '=HYPERLINK("http://x.example")'
    put_scenario(cast.committee, cast.resolution, ScenarioDraft(Words("", name), assumed), by=cast.dung)
    for path in ("scenarios.csv", "targets/1/scenarios.csv"):
        assert f"'{name[0]}" in reader.get(f"/documents/an-binh-2020/{path}").content.decode()
    assert "<script" not in reader.get(PAGE).content.decode().split("<main")[1]


def test_a_planner_writes_one(planner: Client, cast: Cast) -> None:
    page = words(planner.get(NEW))
    assert "Poor household rate" in page
    assert "Budget revenue billion VND +" in page
    revenue = str(series_number((cast.revenue.pk, cast.province.pk)))
    response = planner.post(
        NEW,
        sent(
            cast,
            **{
                field(cast, cast.revenue): "5.5",
                field(cast, cast.poverty): "−0.4",
                "series_0": revenue,
                "year_0": "2025",
                "in_0": "-3",
                "sort_0": "caught",
                "note": "As the department has it.",
            },
        ),
    )
    assert response.status_code == 302, words(response)
    scenario = Scenario.objects.get()
    assert (scenario.entered_by, scenario.document, scenario.name.vi) == (cast.dung, cast.resolution, "Chậm")
    said = {
        (one.indicator.code, one.measure, one.amount, one.year, one.catches_up)
        for one in scenario.assumptions.all()
    }
    assert said == {
        ("revenue", "growth", Decimal("5.5"), None, False),
        ("poverty", "change", Decimal("-0.4"), None, False),
        ("revenue", "shock", Decimal(-3), 2025, True),
    }
    seen = words(planner.get(PAGE))
    assert "The scenario “Slow” is kept." in seen
    assert "shock in 2025: −3 points of growth, made good the year after" in seen
    assert "As the department has it." in seen


FAULTS = [
    ({}, "give an amount for at least one indicator"),
    ({"name_vi": "", "name_en": ""}, "Name the scenario in one of the two languages."),
    ({"revenue": "5,5"}, "5,5"),
    ({"revenue": "a lot"}, "a lot"),
    ({"revenue": "-100"}, "not between -100"),
    ({"series_1": "revenue", "in_1": "5"}, "Give the indicator, the year and the amount, or none."),
    ({"series_1": "revenue", "year_1": "1066", "in_1": "5"}, "greater than or equal to"),
    ({"poverty": "120", "poverty_measure": "value"}, "its bound is 100"),
]


@pytest.mark.parametrize(("typed", "why"), FAULTS)
def test_a_faulty_form_comes_back_with_what_was_typed(
    planner: Client, cast: Cast, typed: dict[str, str], why: str
) -> None:
    indicators = {"revenue": cast.revenue, "poverty": cast.poverty}
    form = sent(cast)
    for name, value in typed.items():
        if name in indicators:
            form[field(cast, indicators[name])] = value
        elif name.endswith("_measure"):
            form[field(cast, indicators[name.removesuffix("_measure")], "measure")] = value
        elif value in indicators:
            form[name] = str(series_number((indicators[value].pk, cast.province.pk)))
        else:
            form[name] = value
    response = planner.post(NEW, form)
    assert response.status_code == 200
    assert why in words(response)
    assert not Scenario.objects.exists()
    for value in typed.values():
        if value in ("5,5", "a lot", "1066"):
            assert value in attributes(response, "value")


def test_it_is_changed_and_ended_and_the_old_one_kept(planner: Client, cast: Cast, today: date) -> None:
    old = kept_scenario(cast)
    edit = reverse("scenario_edit", args=[old.pk])
    response = planner.get(edit)
    assert "5" in attributes(response, "value")
    form = sent(cast, name_vi="Tăng chậm", name_en="Slow growth", **{field(cast, cast.revenue): "6"})
    assert planner.post(edit, form).status_code == 302
    old.refresh_from_db()
    assert old.ended_on == today
    assert "Budget revenue: +6% a year" in words(planner.get(PAGE))
    assert "Budget revenue: +5% a year" in words(planner.get(PAGE, {"as_of": DAY}))
    assert "newest version" in words(planner.post(edit, form))
    new = Scenario.objects.get(ended_on=None)
    end = reverse("scenario_end", args=[new.pk])
    assert "It stays in the record" in words(planner.get(end))
    assert planner.post(end).status_code == 302
    assert "Slow growth" not in words(planner.get(PAGE)).split("Targets under each scenario")[1]
    assert Scenario.objects.count() == 2


def test_in_vietnamese_the_form_reads_a_comma(planner: Client, cast: Cast) -> None:
    cast.dung.language = "vi"
    cast.dung.save()
    assert planner.post(NEW, sent(cast, **{field(cast, cast.revenue): "5,5"})).status_code == 302
    assert Scenario.objects.get().assumptions.get().amount == Decimal("5.5")
    shown = attributes(planner.get(reverse("scenario_edit", args=[Scenario.objects.get().pk])), "value")
    assert "5,5" in shown


def test_links_are_told_as_formulas(reader: Client, cast: Cast) -> None:
    link_indicators(LinkKind.GROWTH, cast.growth, [cast.revenue], by=cast.dung, known_on=date(2023, 1, 1))
    seen = words(reader.get(PAGE, {"as_of": DAY}))
    assert "GRDP growth = growth of Budget revenue" in seen
    assert "follows from others" in seen


def test_only_those_who_may_read_and_write(client: Client, cast: Cast) -> None:
    scenario = kept_scenario(cast)
    reading = [PAGE, "/documents/an-binh-2020/scenarios.csv", TARGET, f"{TARGET}chart.svg",
               "/documents/an-binh-2020/targets/1/scenarios.csv"]  # fmt: skip
    writing = [NEW, reverse("scenario_edit", args=[scenario.pk]), reverse("scenario_end", args=[scenario.pk])]
    for path in reading + writing:
        assert client.get(path).status_code == 302, path
    client.force_login(cast.oanh)
    for path in reading + writing:
        assert client.get(path).status_code == 403, path
    client.force_login(cast.bob)
    for path in reading:
        assert client.get(path).status_code == 200, path
    for path in writing:
        assert client.get(path).status_code == 403, path
        assert client.post(path, sent(cast)).status_code == 403, path
    assert "Write a scenario" not in words(client.get(PAGE))
    client.force_login(cast.em)
    assert "Write a scenario" in words(client.get(PAGE))
    assert "Write a scenario" not in words(client.get(PAGE, {"as_of": DAY}))
    assert Scenario.objects.get() == scenario


def test_more_scenarios_do_not_ask_the_database_more(reader: Client, cast: Cast) -> None:
    kept_scenario(cast)
    reader.get(PAGE, {"as_of": DAY})
    with CaptureQueriesContext(connection) as one:
        reader.get(PAGE, {"as_of": DAY})
    for number in range(4):
        assumed = [Assumed(cast.revenue, AssumptionMeasure.GROWTH, Decimal(number))]
        draft = ScenarioDraft(Words(f"Số {number}", f"Number {number}"), assumed)
        put_scenario(cast.committee, cast.resolution, draft, by=cast.dung, known_on=date(2023, 6, 2))
    with CaptureQueriesContext(connection) as five:
        reader.get(PAGE, {"as_of": DAY})
    assert len(five) == len(one)


LINKS = "/indicators/links/"


def test_links_are_made_and_ended_by_whoever_keeps_the_indicator(
    client: Client, cast: Cast, today: date
) -> None:
    client.force_login(cast.hoa)
    assert "No indicator follows from others." in words(client.get(LINKS))
    assert "Let one follow" not in words(client.get(LINKS))
    typed = {"derived": "growth", "kind": "growth", "input_1": "revenue"}
    assert client.post(LINKS, typed).status_code == 403
    client.force_login(cast.dung)
    assert "Let one follow" in words(client.get(LINKS))
    assert "Let one follow" not in words(client.get(LINKS, {"as_of": DAY}))
    assert "from one" in words(client.post(LINKS, typed | {"input_2": "poverty"}))
    assert client.post(LINKS, typed).status_code == 302
    assert "GRDP growth = growth of Budget revenue" in words(client.get(LINKS))
    assert "already; end that link first" in words(client.post(LINKS, typed))
    link = IndicatorLink.objects.get()
    client.force_login(cast.bob)
    assert client.post(f"{LINKS}{link.pk}/end/").status_code == 403
    client.force_login(cast.dung)
    assert client.post(f"{LINKS}{link.pk}/end/").status_code == 302
    assert client.post(f"{LINKS}{link.pk}/end/").status_code == 409
    assert client.post(f"{LINKS}{link.pk + 1}/end/").status_code == 404
    assert "No indicator follows from others." in words(client.get(LINKS))
    link.refresh_from_db()
    assert link.ended_on == today


def test_strangers_may_not_link(client: Client, cast: Cast) -> None:
    typed = {"derived": "growth", "kind": "growth", "input_1": "revenue"}
    assert client.post(LINKS, typed).status_code == 302
    client.force_login(cast.oanh)
    assert client.post(LINKS, typed).status_code == 403
    assert not IndicatorLink.objects.exists()
