"""The scoreboard: what is promised, known, computed and adopted, and nothing that became known later."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenum.ledger.actions import (
    AdoptedStanding,
    TallyAnnounced,
    TargetDraft,
    record_adoption,
    register_source,
    set_target,
    state_target_value,
)
from plenum.ledger.models import Adoption
from plenum.ledger.vocabulary import SourceKind, Standing, Status, TargetKind
from plenum.organizations.words import Words
from plenum.periods import Period
from plenum.web.pages.scoreboard_csv import COLUMNS, cell
from tests.cast import Cast, record_revenue

from .reading import attributes, words


@pytest.fixture
def board(cast: Cast) -> str:
    return reverse("scoreboard", args=[cast.resolution.code])


@pytest.fixture
def reader(client: Client, cast: Cast) -> Client:
    client.force_login(cast.hoa)
    return client


def adopt(cast: Cast, held_on: date, standings: dict[str, tuple[Standing, str]]) -> Adoption:
    return record_adoption(
        cast.resolution,
        conference=Words("Hội nghị giữa nhiệm kỳ", "Mid-term conference"),
        held_on=held_on,
        data_day=held_on,
        standings={cast.targets[number]: AdoptedStanding(*said) for number, said in standings.items()},
        tallies=[TallyAnnounced(Standing.MET, 3, 5, Words("cuối nhiệm kỳ", "by the end of the term"))],
        by=cast.giang,
    )


def test_every_target_is_shown_with_its_promise_and_last_value(reader: Client, board: str) -> None:
    seen = words(reader.get(board, {"as_of": "2023-06-30"}))
    assert (
        "1 Budget revenue in 2025 at least 160 billion VND level, 2025 121 billion VND 2022, actual" in seen
    )
    assert "2 Average growth 7.5–8% average growth, 2021-2025" in seen
    assert "3 Poor household rate at most 1% level, 2025 3.4% 2022, actual known 2023-01-15" in seen
    assert "4a Budget revenue at least 120 billion VND" in seen
    assert "5 New rural areas no value stated · milestone, 2025" in seen
    assert "needs 9.8% a year; so far 10.0% a year" in seen
    assert seen.index("Economy") < seen.index("Average growth") < seen.index("Society")


def test_a_year_known_by_its_quarters_is_told_as_the_year(reader: Client, cast: Cast, board: str) -> None:
    quarters = [
        record_revenue(
            cast,
            f"2023-Q{number}",
            30 + number,
            date(2024, 1, 10 + number),
            status=Status.PROVISIONAL if number == 2 else Status.ACTUAL,
        )
        for number in range(1, 5)
    ]
    asked = {"as_of": "2024-01-14"}
    answer = reader.get(board, asked)
    assert "130 billion VND 2023, provisional, made of its parts known 2024-01-14" in words(answer)
    newest = reverse("observation", args=[quarters[-1].pk])
    assert f"{newest}?as_of=2024-01-14" in attributes(answer, "href")
    target = reverse("target", args=[cast.resolution.code, "1"])
    assert "Last value 130 billion VND 2023, provisional, made of its parts" in words(
        reader.get(target, asked)
    )
    lines = reader.get(reverse("scoreboard_csv", args=[cast.resolution.code]), asked).content.decode(
        "utf-8-sig"
    )
    line = next(csv.DictReader(io.StringIO(lines)))
    assert (line["last"], line["last_period"], line["last_status"]) == ("130", "2023", "provisional")
    assert "made of its parts" not in words(reader.get(board, {"as_of": "2024-01-13"}))


def test_what_became_known_since_of_a_part_of_a_year_is_told(reader: Client, cast: Cast, board: str) -> None:
    known = {"2023-Q1": 30, "2023-S1": 61, "2022-S1": 55}
    half = {
        period: record_revenue(cast, period, value, date(2023, 7, 10)) for period, value in known.items()
    }["2023-S1"]
    answer = reader.get(board, {"as_of": "2023-07-10"})
    seen = words(answer)
    assert (
        "121 billion VND 2022, actual known 2023-01-15 Since then: 61 billion VND first half of 2023" in seen
    )
    assert f"{reverse('observation', args=[half.pk])}?as_of=2023-07-10" in attributes(answer, "href")
    assert "Since then:" not in words(reader.get(board, {"as_of": "2023-07-09"}))


def test_numbers_and_words_are_in_the_readers_language(client: Client, cast: Cast, board: str) -> None:
    cast.hoa.language = "vi"
    cast.hoa.save()
    client.force_login(cast.hoa)
    seen = words(client.get(board, {"as_of": "2023-06-30"}))
    assert (
        "ít nhất 160 tỷ đồng mức đạt, năm 2025 121 tỷ đồng năm 2022, thực hiện biết ngày 15/01/2023" in seen
    )
    assert "7,5–8% tăng bình quân, giai đoạn 2021-2025" in seen


def test_every_value_leads_to_its_observation(reader: Client, cast: Cast, board: str) -> None:
    links = attributes(reader.get(board), "href")
    assert reverse("observation", args=[cast.observations["revenue 2022"].pk]) in links
    assert reverse("target", args=[cast.resolution.code, "3"]) in links


def test_nothing_that_became_known_later_is_shown(reader: Client, cast: Cast, board: str) -> None:
    adopt(cast, date(2023, 6, 30), {"1": (Standing.AT_RISK, "The conference is wary of revenue.")})
    response = reader.get(board, {"as_of": "2022-07-01"})
    seen = words(response)
    assert "110 billion VND 2021, actual known 2022-01-15" in seen
    assert "121" not in seen
    assert "2022, actual" not in seen
    assert "Mid-term conference" not in seen
    assert "wary" not in seen
    assert all("as_of=2023" not in link for link in attributes(response, "href"))


def test_before_the_first_target_the_page_says_so(reader: Client, board: str) -> None:
    assert "By 2020-01-01 the record held no target" in words(reader.get(board, {"as_of": "2020-01-01"}))


def test_the_adopted_verdict_stands_beside_the_computed_one(reader: Client, cast: Cast, board: str) -> None:
    adopt(
        cast,
        date(2023, 6, 30),
        {
            "1": (Standing.AT_RISK, "The conference is wary of revenue."),
            "3": (Standing.OFF_TRACK, "The last poor households are hard to reach."),
            "5": (Standing.MISSED, "Nothing was begun."),
        },
    )
    response = reader.get(board, {"as_of": "2023-07-01"})
    seen = words(response)
    assert (
        "Off track Going by how it has moved, what was promised is unlikely to be reached. "
        "At risk The conference is wary of revenue." in seen
    )
    assert "1 at risk · 1 off track · 1 missed of 3" in seen
    assert "The conference named 3 of 5 targets." in seen
    assert "3/5 Met by the end of the term" in seen
    agreement = response.context["agreement"]
    assert (agreement.hard, agreement.adopted, agreement.unknown) == (3, 3, 1)
    assert agreement.found == sum(
        row.judgement.standing in ("missed", "off_track", "at_risk")
        for row in response.context["board"].rows
        if row.target.number in ("1", "3", "5")
    )
    assert f"{agreement.found} of 3 hard targets also found by the computed standing." in seen
    assert "For 1 of them the record lacks figures." in seen
    days = [(link.day, link.here) for link in response.context["days"]]
    assert (date(2023, 6, 30), False) in days


def test_other_values_sources_state_are_flagged(reader: Client, cast: Cast, board: str) -> None:
    newspaper = register_source(
        SourceKind.DOCUMENT,
        published_on=date(2021, 2, 1),
        url="https://an-binh.example/newspaper",
        precedence=60,
        by=cast.operator,
    )
    state_target_value(
        cast.targets["1"],
        low=Decimal(150),
        high=None,
        source=newspaper,
        known_on=date(2021, 2, 1),
        by=cast.dung,
    )
    response = reader.get(board)
    assert "Also stated: at least 150 billion VND ( source, 2021-02-01)" in words(response)
    assert "https://an-binh.example/newspaper" in attributes(response, "href")


@pytest.mark.parametrize("day", ["2021-13-01", "yesterday", "2999-01-01"])
def test_what_is_no_day_is_refused(reader: Client, board: str, day: str) -> None:
    response = reader.get(board, {"as_of": day})
    assert response.status_code == 422
    assert day in words(response)


def test_the_board_of_a_private_body_is_kept_from_others(client: Client, cast: Cast, board: str) -> None:
    assert client.get(board).status_code == 302
    client.force_login(cast.minh)
    response = client.get(board)
    assert response.status_code == 403
    assert "121" not in words(response)


def test_there_is_no_board_of_an_unknown_document(reader: Client) -> None:
    assert reader.get(reverse("scoreboard", args=["nothing"])).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_targets(reader: Client, cast: Cast, board: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(board).status_code == 200
        return len(captured)

    adopt(cast, date(2023, 6, 30), {"1": (Standing.AT_RISK, "The conference is wary of revenue.")})
    before = queries()
    for number in range(20):
        draft = TargetDraft(
            number=f"x{number}",
            position=50 + number,
            name=Words("Thêm", "Another"),
            kind=TargetKind.LEVEL,
            period=Period.parse("2025"),
            known_on=date(2020, 10, 20),
            indicator=cast.revenue,
        )
        target = set_target(cast.resolution, draft, by=cast.dung)
        state_target_value(
            target,
            low=Decimal(number + 1),
            high=None,
            source=cast.source,
            known_on=date(2020, 10, 20),
            by=cast.dung,
        )
    assert queries() == before
    assert before <= 22


def rows_of(response: object) -> list[dict[str, str]]:
    text = response.content.decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_holds_every_target_and_part(reader: Client, cast: Cast) -> None:
    address = reverse("scoreboard_csv", args=[cast.resolution.code])
    response = reader.get(address, {"as_of": "2022-07-01"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="an-binh-2020-2022-07-01.csv"'
    rows = rows_of(response)
    assert [row["number"] for row in rows] == ["1", "2", "3", "4", "4a", "4b", "5"]
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["last"], rows[0]["promised_low"], rows[0]["unit"]) == ("110", "160", "bn VND")
    assert (rows[4]["part_of"], rows[6]["last"], rows[6]["standing"]) == ("4", "", "no_target_value")
    assert {row["as_of"] for row in rows} == {"2022-07-01"}


def test_the_csv_of_a_private_body_is_kept_from_others(client: Client, cast: Cast) -> None:
    client.force_login(cast.minh)
    assert client.get(reverse("scoreboard_csv", args=[cast.resolution.code])).status_code == 403


def test_no_cell_of_the_csv_is_run_as_a_formula(reader: Client, cast: Cast) -> None:
    target = cast.targets["1"]
    type(target).objects.filter(pk=target.pk).update(name_en='=HYPERLINK("https://elsewhere.example")')
    first = rows_of(reader.get(reverse("scoreboard_csv", args=[cast.resolution.code])))[0]
    assert first["name_en"] == '\'=HYPERLINK("https://elsewhere.example")'


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (Decimal("45600.50"), "45600.5"),
        (Decimal("-3"), "-3"),
        (Decimal("1E+3"), "1000"),
        (0.1, "0.1"),
        (-2.5, "-2.5"),
        (date(2021, 7, 1), "2021-07-01"),
        ("+84", "'+84"),
        ("@home", "'@home"),
        ("-1", "'-1"),
        ("plain", "plain"),
    ],
)
def test_cells(value: object, written: str) -> None:
    assert cell(value) == written
