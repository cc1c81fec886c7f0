"""Indicators: the list, one across places, comparing."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenum.ledger.actions import put_indicator, record_observation
from plenum.ledger.vocabulary import Measurement, OverTime, Status
from plenum.organizations.models import Place
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import Cast

from .reading import attributes, words

DAY = "2023-06-30"


def put(cast: Cast, place: Place, period: str, value: str, status: Status = Status.ACTUAL) -> int:
    return record_observation(
        cast.growth,
        place,
        Period.parse(period),
        Decimal(value),
        status=status,
        source=cast.source,
        known_on=date(2023, 1, 20),
        by=cast.operator,
    ).pk


@pytest.fixture
def reader(client: Client, cast: Cast) -> Client:
    """Reads everything."""
    put(cast, cast.nation, "2022", "8")
    put(cast, cast.elsewhere, "2022", "6.5")
    client.force_login(cast.operator)
    cast.operator.language = "en"
    cast.operator.save()
    return client


def test_the_list_counts_what_the_reader_may_read(client: Client, cast: Cast) -> None:
    put(cast, cast.elsewhere, "2022", "6.5")
    client.force_login(cast.hoa)
    seen = words(client.get("/indicators/"))
    assert "GRDP growth growth % 2 1 1" in seen
    client.force_login(cast.oanh)
    assert "GRDP growth growth % 1 1 0" in words(client.get("/indicators/"))


def test_the_list_can_be_searched_in_either_language(reader: Client) -> None:
    for sought in ("nghèo", "POOR", "poverty"):
        seen = words(reader.get("/indicators/", {"q": sought}))
        assert "Poor household rate" in seen
        assert "GRDP growth" not in seen
    assert "No indicator has “<b>”" in words(reader.get("/indicators/", {"q": "<b>"}))


def test_each_number_of_the_table_leads_to_its_observation(reader: Client, cast: Cast) -> None:
    response = reader.get("/indicators/growth/", {"as_of": DAY})
    assert "Period An Binh Ha Thanh Dai Nam 2022 9 6.5 8 2021 7 – no value – no value" in words(response)
    assert f"/observations/{cast.observations['growth 2022'].pk}/?as_of={DAY}" in attributes(response, "href")


def test_disagreeing_values_are_marked_and_other_lengths_folded_away(reader: Client, cast: Cast) -> None:
    rival = put(cast, cast.province, "2022", "8.7", Status.ESTIMATE)
    put(cast, cast.province, "2022-S1", "7.7")
    put(cast, cast.province, "2023", "10", Status.PLAN)
    response = reader.get("/indicators/growth/", {"as_of": DAY})
    seen = words(response)
    assert "2022 9 others say: 8.7" in seen
    assert f"/observations/{rival}/?as_of={DAY}" in attributes(response, "href")
    assert "7.7" in seen.split("1 other period, shorter or longer")[1]
    assert "10%" in seen.split("Plans and forecasts")[1]


def test_places_the_reader_may_not_read_are_not_shown(client: Client, cast: Cast) -> None:
    put(cast, cast.elsewhere, "2022", "6.5")
    client.force_login(cast.hoa)
    for address in ("/indicators/growth/", "/indicators/growth/values.csv", "/compare/?indicator=growth"):
        assert "6.5" not in client.get(address).content.decode()
    drawn = client.get("/indicators/growth/chart.svg").content.decode()
    assert "Hạ Thành" not in drawn
    assert "Ha Thanh" not in drawn


def test_without_values_the_page_says_so(client: Client, cast: Cast) -> None:
    response = client.get("/indicators/growth/")
    assert "The record holds no value of it that you may read" in words(
        response
    ) or "không có giá trị" in words(response)
    assert client.get("/indicators/growth/chart.svg").status_code == 404
    assert client.get("/indicators/nothing/").status_code == 404


def test_both_charts_are_served(reader: Client) -> None:
    for kind in ("compare", "small_multiples"):
        drawn = reader.get("/indicators/growth/chart.svg", {"kind": kind})
        assert "An Binh" in drawn.content.decode()
    assert reader.get("/indicators/growth/chart.svg", {"kind": "pie"}).status_code == 404


def test_the_nations_twin_stands_beside(reader: Client, cast: Cast) -> None:
    twin = put_indicator(
        "gdp-growth",
        keeper=cast.committee,
        name=Words("Tăng GDP", "GDP growth"),
        unit="%",
        measurement=Measurement.RATE,
        over_time=OverTime.COMPOUND,
        by=cast.operator,
    )
    record_observation(
        twin,
        cast.nation,
        Period.parse("2021"),
        Decimal("2.6"),
        status=Status.ACTUAL,
        source=cast.source,
        known_on=date(2022, 1, 5),
        by=cast.operator,
    )
    put_indicator(
        "growth",
        keeper=cast.committee,
        name=Words("Tốc độ tăng GRDP", "GRDP growth"),
        unit="%",
        measurement=Measurement.RATE,
        over_time=OverTime.COMPOUND,
        national_twin=twin,
        by=cast.operator,
    )
    assert "Dai Nam GDP growth" in words(reader.get("/indicators/growth/"))


def test_the_csv_is_for_machines_and_cannot_run(reader: Client) -> None:
    response = reader.get("/indicators/growth/values.csv", {"as_of": DAY})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert {(row["place"], row["period"], row["value"]) for row in rows} >= {
        ("ha-thanh", "2022", "6.5"),
        ("dai-nam", "2022", "8"),
    }
    assert response["Content-Disposition"] == f'attachment; filename="growth-{DAY}.csv"'


def test_comparing_chosen_places_as_an_index(reader: Client, cast: Cast) -> None:
    put(cast, cast.elsewhere, "2021", "5")
    response = reader.get(
        "/compare/", {"indicator": "growth", "place": ["an-binh", "ha-thanh"], "indexed": "1", "as_of": DAY}
    )
    seen = words(response)
    assert "Period An Binh Ha Thanh 2022 128.6 130.0 2021 100.0 100.0" in seen
    assert "2021 = 100" in seen
    address = attributes(response, "srcset")[0]
    assert "place=an-binh&place=ha-thanh" in address
    assert "Dai Nam" not in reader.get(address).content.decode()


@pytest.mark.parametrize(
    ("asked", "status"), [({"since": "abc"}, 422), ({"indicator": "nothing"}, 404), ({}, 200)]
)
def test_comparing_what_cannot_be(reader: Client, asked: dict[str, str], status: int) -> None:
    assert reader.get("/compare/", asked).status_code == status


def test_the_number_of_queries_does_not_grow_with_places(reader: Client, cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            reader.get("/indicators/growth/")
        return len(queries)

    asked()
    before = asked()
    for year in range(2010, 2020):
        put(cast, cast.district, str(year), "5")
    assert asked() == before
