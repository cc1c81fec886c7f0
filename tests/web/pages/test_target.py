"""The page of a target: the judgement in words, every number to its source, nothing that became known later."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenum.ledger.actions import (
    AdoptedStanding,
    record_adoption,
    record_observation,
    register_source,
    state_target_value,
)
from plenum.ledger.vocabulary import SourceKind, Standing, Status
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import Cast, record_revenue

from .reading import attributes, words

DAY = "2023-06-30"


def url(cast: Cast, number: str, name: str = "target", *more: str) -> str:
    return reverse(name, args=[cast.resolution.code, number, *more])


@pytest.fixture
def reader(client: Client, cast: Cast) -> Client:
    client.force_login(cast.hoa)
    return client


def test_the_judgement_is_told_in_sentences(reader: Client, cast: Cast) -> None:
    seen = words(reader.get(url(cast, "1"), {"as_of": DAY}))
    assert "at least 160 billion VND" in seen
    assert "Last value 121 billion VND 2022, actual" in seen
    assert "needs 9.8% a year; so far 10.0% a year" in seen
    assert "it would be reached around 12/2025; it is due on 2025-12-31" in seen


def test_the_year_so_far_adds_up_its_quarters_and_looks_back_a_year(reader: Client, cast: Cast) -> None:
    for period, value in (("2022-Q1", 25), ("2022-Q2", 25), ("2023-Q1", 25), ("2023-Q2", 30)):
        record_revenue(cast, period, value, date(2023, 7, 15))
    seen = words(reader.get(url(cast, "1"), {"as_of": "2023-08-01"}))
    assert (
        "The year 2023 so far 55 billion VND by 2023-06-30 · +10.0% on the same part of the year before"
        in seen
    )


def test_it_speaks_vietnamese_with_vietnamese_numbers(reader: Client, cast: Cast) -> None:
    cast.hoa.language = "vi"
    cast.hoa.save()
    seen = words(reader.get(url(cast, "3"), {"as_of": DAY}))
    assert "3,4%" in seen
    assert "Mức đề ra" in seen
    assert "31/12/2025" in seen


def test_every_number_leads_to_its_observation_and_keeps_the_day(reader: Client, cast: Cast) -> None:
    links = attributes(reader.get(url(cast, "1"), {"as_of": DAY}), "href")
    for year in (2020, 2021, 2022):
        assert f"/observations/{cast.observations[f'revenue {year}'].pk}/?as_of={DAY}" in links


def test_nothing_that_became_known_later_is_shown(reader: Client, cast: Cast) -> None:
    seen = words(reader.get(url(cast, "1"), {"as_of": "2022-06-30"}))
    assert "110 billion VND" in seen
    assert "121" not in seen
    assert reader.get(url(cast, "1"), {"as_of": "2020-01-01"}).status_code == 404


def test_what_is_missing_is_said(reader: Client, cast: Cast) -> None:
    seen = words(reader.get(url(cast, "5")))
    assert "No value is printed in the sources the record knows." in seen
    assert "the record ties it to no indicator" in seen
    assert "No conference in the record has adopted a verdict on it." in seen
    assert reader.get(url(cast, "5", "target_chart", "svg")).status_code == 404


def test_a_compound_target_shows_its_parts(reader: Client, cast: Cast) -> None:
    response = reader.get(url(cast, "4"), {"as_of": DAY})
    assert "4a Budget revenue at least 120 billion VND" in words(response)
    assert f"{url(cast, '4a')}?as_of={DAY}" in attributes(response, "href")
    assert "part of 4. Budget and poverty" in words(reader.get(url(cast, "4a")))


def test_plans_stand_apart(reader: Client, cast: Cast) -> None:
    record_observation(
        cast.revenue,
        cast.province,
        Period.parse("2023"),
        Decimal(777),
        status=Status.PLAN,
        source=cast.source,
        known_on=date(2023, 2, 1),
        by=cast.bob,
    )
    seen = words(reader.get(url(cast, "1"), {"as_of": DAY}))
    assert "777" in seen.split("Plans and forecasts")[1]
    assert "777" not in seen.split("Plans and forecasts")[0].replace("Chart:", "")


def test_values_in_dispute_and_other_stated_figures_are_shown(reader: Client, cast: Cast) -> None:
    rival = register_source(
        SourceKind.DOCUMENT,
        published_on=date(2023, 2, 1),
        title=Words("Báo địa phương", "Local newspaper"),
        by=cast.operator,
    )
    other = record_observation(
        cast.revenue,
        cast.province,
        Period.parse("2022"),
        Decimal(125),
        status=Status.ACTUAL,
        source=rival,
        by=cast.bob,
    )
    state_target_value(
        cast.targets["1"],
        low=Decimal(155),
        high=None,
        source=rival,
        known_on=date(2023, 2, 1),
        by=cast.dung,
    )
    response = reader.get(url(cast, "1"), {"as_of": DAY})
    seen = words(response)
    assert "121 billion VND others say: 125" in seen
    assert f"/observations/{other.pk}/?as_of={DAY}" in attributes(response, "href")
    assert "at least 160 billion VND (taken)" in seen
    assert "at least 155 billion VND · Local newspaper" in seen


def test_history_and_verdicts(reader: Client, cast: Cast) -> None:
    record_adoption(
        cast.resolution,
        conference=Words("Hội nghị", "Mid-term conference"),
        held_on=date(2023, 5, 1),
        data_day=date(2023, 5, 1),
        standings={cast.targets["1"]: AdoptedStanding(Standing.AT_RISK, "Two payers leave.")},
        by=cast.giang,
    )
    seen = words(reader.get(url(cast, "1"), {"as_of": DAY}))
    assert "2022-01-15 On track The pace so far is enough to get there. 2020-10-20 No observation" in seen
    assert "2023-05-01 At risk Mid-term conference · computed that day: Off track · Two payers leave." in seen
    assert "Mid-term conference" not in words(reader.get(url(cast, "1"), {"as_of": "2023-04-30"}))


def test_strangers_are_asked_to_sign_in_or_refused(client: Client, cast: Cast) -> None:
    for name, more in (("target", ()), ("target_chart", ("svg",)), ("target_values", ())):
        assert client.get(url(cast, "1", name, *more)).status_code == 302
    client.force_login(cast.oanh)
    for name, more in (("target", ()), ("target_chart", ("svg",)), ("target_values", ())):
        assert client.get(url(cast, "1", name, *more)).status_code == 403


def test_recording_is_offered_to_those_who_may(client: Client, cast: Cast) -> None:
    link = f"/indicators/revenue/record/?place={cast.province.code}"
    for user, offered in ((cast.bob, True), (cast.hoa, False)):
        client.force_login(user)
        assert (link in attributes(client.get(url(cast, "1")), "href")) is offered
    client.force_login(cast.bob)
    assert link not in attributes(client.get(url(cast, "1"), {"as_of": DAY}), "href")


def test_the_csv_holds_every_value_with_its_source(reader: Client, cast: Cast) -> None:
    response = reader.get(url(cast, "1", "target_values"), {"as_of": "2022-06-30"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["period"], row["value"], row["taken"]) for row in rows] == [
        ("2020", "100", "yes"),
        ("2021", "110", "yes"),
    ]
    assert rows[0]["source_url"] == "https://an-binh.example/yearbook/2020"


def test_a_title_cannot_run_as_a_formula(reader: Client, cast: Cast) -> None:
    source = register_source(
        SourceKind.FILE,
        published_on=date(2023, 2, 1),
        title=Words("", '=HYPERLINK("http://x.example")'),
        by=cast.operator,
    )
    record_observation(
        cast.revenue,
        cast.province,
        Period.parse("2023-Q1"),
        Decimal(30),
        status=Status.ACTUAL,
        source=source,
        by=cast.bob,
    )
    rows = csv.DictReader(
        io.StringIO(reader.get(url(cast, "1", "target_values")).content.decode("utf-8-sig"))
    )
    assert "'=HYPERLINK" in [row["source_title_en"] for row in rows][-1]


# --- the chart ------------------------------------------------------------------------------------------------


def chart(reader: Client, cast: Cast, **asked: str) -> object:
    return reader.get(url(cast, "1", "target_chart", "svg"), {"as_of": DAY, **asked})


def test_the_page_names_pictures_for_each_theme_and_size(reader: Client, cast: Cast) -> None:
    response = reader.get(url(cast, "1"), {"as_of": DAY})
    media = attributes(response, "media")
    assert "(prefers-color-scheme: dark)" in media
    assert "(max-width: 575px)" in media
    for address in attributes(response, "srcset"):
        assert f"as_of={DAY}" in address
        drawn = reader.get(address)
        assert drawn["Content-Type"] == "image/svg+xml"
        assert "immutable" in drawn["Cache-Control"]
        assert "private" in drawn["Cache-Control"]
    alt = next(value for value in attributes(response, "alt") if value)
    assert "2022: 121 billion VND" in alt


def test_a_picture_kept_for_good_has_another_address_once_the_record_changes(
    reader: Client, cast: Cast
) -> None:
    before = attributes(reader.get(url(cast, "1")), "srcset")[0]
    record_observation(
        cast.revenue,
        cast.province,
        Period.parse("2023"),
        Decimal(140),
        status=Status.ACTUAL,
        source=cast.source,
        known_on=date(2024, 1, 15),
        by=cast.bob,
    )
    assert attributes(reader.get(url(cast, "1")), "srcset")[0] != before


def test_without_its_mark_an_unchanged_picture_is_not_sent_twice(reader: Client, cast: Cast) -> None:
    first = reader.get(url(cast, "1", "target_chart", "svg"), {"as_of": DAY})
    assert first["Cache-Control"] == "private, no-cache"
    again = reader.get(
        url(cast, "1", "target_chart", "svg"), {"as_of": DAY}, headers={"if-none-match": first["ETag"]}
    )
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"theme": "sepia"}, 422), ({"lang": "fr"}, 422), ({"size": "huge"}, 422), ({"v": "made-up"}, 200)],
)
def test_a_look_there_is_none_of_is_refused(
    reader: Client, cast: Cast, asked: dict[str, str], status: int
) -> None:
    response = reader.get(url(cast, "1", "target_chart", "svg"), {"as_of": DAY, **asked})
    assert response.status_code == status
    if status == 200:
        assert "immutable" not in response["Cache-Control"]


def test_what_one_reader_laid_out_is_not_shown_to_another(client: Client, cast: Cast) -> None:
    client.force_login(cast.hoa)
    address = attributes(client.get(url(cast, "1")), "srcset")[0]
    client.force_login(cast.oanh)
    assert client.get(address).status_code == 403


def test_files_are_named_for_keeping(reader: Client, cast: Cast) -> None:
    png = reader.get(url(cast, "1", "target_chart", "png"), {"as_of": DAY, "download": "1"})
    assert png.content.startswith(b"\x89PNG")
    assert png["Content-Disposition"] == f'attachment; filename="an-binh-2020-1-{DAY}.png"'
    assert reader.get(url(cast, "1", "target_chart", "gif")).status_code == 404


def test_the_chart_speaks_the_language_asked_for(reader: Client, cast: Cast) -> None:
    drawn = reader.get(url(cast, "3", "target_chart", "svg"), {"lang": "vi", "as_of": DAY}).content.decode()
    assert "Tỷ lệ hộ nghèo" in drawn
    assert re.search(r">4,2<", drawn)


def test_the_number_of_queries_does_not_grow_with_the_values(reader: Client, cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reader.get(url(cast, "1"))
        return len(queries)

    asked()
    before = asked()
    for month in range(1, 7):
        source = register_source(
            SourceKind.FILE,
            published_on=date(2023, month, 20),
            url=f"https://a.example/{month}",
            by=cast.operator,
        )
        record_observation(
            cast.revenue,
            cast.province,
            Period.parse(f"2023-{month:02}"),
            Decimal(10),
            status=Status.ACTUAL,
            source=source,
            by=cast.bob,
        )
    # Each day on which something became known asks once what the target promised then.
    assert asked() <= before + 6


def test_another_language_is_laid_out_anew(reader: Client, cast: Cast) -> None:
    address = attributes(reader.get(url(cast, "3")), "srcset")[0]
    assert "Poor household rate" in reader.get(address).content.decode()
    assert "Tỷ lệ hộ nghèo" in reader.get(address.replace("lang=en", "lang=vi")).content.decode()
