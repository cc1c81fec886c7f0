"""Deciding of figures: what enters the ledger, what never does, and the way back."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from plenum.accounts.actions import grant_role
from plenum.accounts.permissions import Role
from plenum.collecting import actions, queries
from plenum.collecting.models import Alias, Decision, Report
from plenum.collecting.vocabulary import FigureState, Reason, Stand
from plenum.errors import Conflict, Forbidden, InvalidInput, UnitMismatch
from plenum.ledger.models import Observation, Source
from plenum.ledger.vocabulary import Status
from plenum.periods import Period
from tests.cast import Cast
from tests.collecting.reports import ENGLISH, VIETNAMESE, figure, received


def shown(report: Report, words: str, cast: Cast) -> queries.DeskFigure:
    return queries.desk(report, timezone.localdate(), by=cast.hoa).figure(figure(report, words).pk)


def test_a_confirmed_figure_is_an_observation_that_leads_back_to_its_words(cast: Cast) -> None:
    report = received(cast)
    decision = actions.confirm_figure(figure(report, "3,5%"), by=cast.bob)
    made = decision.observation
    assert made is not None
    assert (made.indicator, made.place, made.period) == (cast.poverty, cast.province, "2022")
    assert (made.value, made.status, made.entered_by) == (Decimal("3.5"), "actual", cast.bob)
    assert made.words == "Tỷ lệ hộ nghèo năm 2022 giảm còn 3,5%."
    report.refresh_from_db()
    assert made.source == report.source
    assert (made.source.title_vi, made.source.digest) == ("Báo cáo tình hình năm 2022", report.digest)
    assert made.source.published_on == made.known_on == date(2023, 1, 5)
    origin = queries.origin_of(made, by=cast.hoa)
    assert origin is not None
    assert origin.report == report
    assert report.text.text[origin.figure.value_start : origin.figure.value_end] == "3,5%"
    assert (origin.decision.by, origin.decision.at.date()) == (cast.bob, timezone.now().date())
    assert shown(report, "3,5%", cast).observation == made


def test_nothing_counts_until_it_is_confirmed(cast: Cast) -> None:
    before = Observation.objects.count()
    received(cast)
    received(cast, ENGLISH)
    assert Observation.objects.count() == before
    assert not Source.objects.filter(digest__gt="").exists()


def test_everything_may_be_put_right_while_confirming(cast: Cast) -> None:
    report = received(cast)
    decision = actions.confirm_figure(
        figure(report, "3,5%"),
        by=cast.bob,
        indicator=cast.revenue,
        place=cast.district,
        period=Period.parse("2023-Q1"),
        value=Decimal("1.5"),
        unit="tn VND",
        status=Status.PLAN,
        note="The reader took the next line.",
    )
    made = decision.observation
    assert made is not None
    assert (made.indicator, made.place, made.period) == (cast.revenue, cast.district, "2023-Q1")
    assert (made.value, made.status, made.note) == (Decimal(1500), "plan", "The reader took the next line.")


def test_what_is_missing_is_asked_for(cast: Cast) -> None:
    text = "Doanh thu du lịch đạt 12 tỷ đồng. Thu ngân sách năm 2022 đạt từ 100 đến 120 tỷ đồng. Năm 2022 GRDP tăng 9%."
    report = received(cast, text)
    tourism = figure(report, "12 tỷ đồng")
    with pytest.raises(InvalidInput, match="Choose the indicator"):
        actions.confirm_figure(tourism, by=cast.bob)
    if not tourism.period:
        with pytest.raises(InvalidInput, match="names no period"):
            actions.confirm_figure(tourism, by=cast.bob, indicator=cast.revenue)
    spread = report.figures.exclude(value_high=None).first()
    assert spread is not None
    with pytest.raises(InvalidInput, match="is a range"):
        actions.confirm_figure(spread, by=cast.bob, indicator=cast.revenue, period=Period.parse("2022"))
    with pytest.raises(InvalidInput, match=r"read in %, and revenue is kept in bn VND"):
        actions.confirm_figure(figure(report, "9%"), by=cast.bob, indicator=cast.revenue)
    with pytest.raises(UnitMismatch):
        actions.confirm_figure(
            figure(report, "9%"), by=cast.bob, indicator=cast.revenue, value=Decimal(9), unit="%"
        )
    with pytest.raises(InvalidInput, match="with its unit"):
        actions.confirm_figure(figure(report, "9%"), by=cast.bob, unit="%")
    Report.objects.filter(pk=report.pk).update(place=None)
    with pytest.raises(InvalidInput, match="Choose the place"):
        actions.confirm_figure(figure(report, "9%"), by=cast.bob)
    assert not Decision.objects.exists()


def test_a_figure_is_decided_once_until_that_is_undone(cast: Cast) -> None:
    report = received(cast)
    poverty = figure(report, "3,5%")
    actions.reject_figure(poverty, by=cast.bob, reason="Of the nation.")
    for act in (actions.confirm_figure, actions.reject_figure):
        with pytest.raises(Conflict, match="decided already"):
            act(poverty, by=cast.bob)
    actions.undo(poverty, by=cast.bob)
    with pytest.raises(Conflict, match="nothing to undo"):
        actions.undo(poverty, by=cast.bob)
    actions.confirm_figure(poverty, by=cast.bob)
    with pytest.raises(Conflict, match="decided already"):
        actions.reject_figure(poverty, by=cast.bob)
    rows = queries.decisions_of_report(report, by=cast.hoa)
    assert [(row.decision.kind, row.is_in_force) for row in rows] == [
        ("confirmed", True),
        ("undone", False),
        ("rejected", False),
    ]
    assert rows[2].decision.reason == "Of the nation."


def test_undoing_a_confirmation_withdraws_its_observation_and_removes_nothing(cast: Cast) -> None:
    report = received(cast)
    poverty = figure(report, "3,5%")
    made = actions.confirm_figure(poverty, by=cast.bob).observation
    assert made is not None
    with pytest.raises(Forbidden):
        actions.undo(poverty, by=cast.bob)
    undone = actions.undo(poverty, by=cast.chi, reason="Of another year.")
    assert undone.observation is not None
    assert (undone.observation.withdrawn, undone.observation.corrects) == (True, made)
    assert undone.observation.note == "Of another year."
    assert Observation.objects.filter(pk=made.pk).exists()
    assert shown(report, "3,5%", cast).state is FigureState.WAITING
    again = actions.confirm_figure(poverty, by=cast.bob).observation
    assert again is not None
    assert again != made
    assert shown(report, "3,5%", cast).observation == again


def test_a_value_printed_twice_is_one_observation(cast: Cast) -> None:
    text = "Năm 2023, thu ngân sách đạt 130 tỷ đồng.\n\nThu ngân sách năm 2023 là 130 tỷ đồng."
    report = received(cast, text)
    first, second = report.figures.filter(words="130 tỷ đồng")
    one = actions.confirm_figure(first, by=cast.bob)
    two = actions.confirm_figure(second, by=cast.bob)
    assert one.observation == two.observation
    # It stays as long as one of them rests on it.
    assert actions.undo(first, by=cast.chi).observation is None
    assert actions.undo(second, by=cast.chi).observation is not None


def test_an_observation_corrected_meanwhile_is_not_withdrawn(cast: Cast) -> None:
    from plenum.ledger.actions import correct_observation

    report = received(cast)
    poverty = figure(report, "3,5%")
    made = actions.confirm_figure(poverty, by=cast.bob).observation
    assert made is not None
    correction = correct_observation(
        made, Decimal("3.6"), source=cast.source, known_on=date(2023, 3, 1), note="Misprint.", by=cast.chi
    )
    origin = queries.origin_of(correction, by=cast.hoa)
    assert origin is not None
    assert origin.report == report
    assert actions.undo(poverty, by=cast.chi).observation is None


def test_all_that_agree_are_confirmed_and_never_others(cast: Cast) -> None:
    report = received(cast)
    stands = {one.figure.words: one.comparison.stand for one in desk_of(report, cast) if one.comparison}
    assert stands == {"121 tỷ đồng": Stand.AGREES, "3,5%": Stand.DIFFERS, "9%": Stand.AGREES}
    waiting = len(desk_of(report, cast))
    done = actions.confirm_all_agreeing(report, by=cast.bob)
    assert {one.figure.words for one in done.decisions} == {"121 tỷ đồng", "9%"}
    assert done.left == waiting - 2
    assert actions.confirm_all_agreeing(report, by=cast.bob).decisions == ()
    values = Observation.objects.filter(source=report_source(report)).values_list("value", flat=True)
    assert sorted(values) == [Decimal(9), Decimal(121)]


def desk_of(report: Report, cast: Cast) -> tuple[queries.DeskFigure, ...]:
    return queries.desk(report, timezone.localdate(), by=cast.hoa).figures


def report_source(report: Report) -> Source:
    report.refresh_from_db()
    assert report.source is not None
    return report.source


def test_what_only_rounds_to_the_record_is_left_to_the_clerk(cast: Cast) -> None:
    from plenum.ledger.actions import record_observation

    record_observation(
        cast.growth,
        cast.province,
        Period.parse("2023"),
        Decimal("7.46"),
        status=Status.ACTUAL,
        source=cast.source,
        by=cast.bob,
    )
    report = received(cast, "Năm 2023, GRDP tăng 7,5%.")
    assert [one.comparison.stand for one in desk_of(report, cast) if one.comparison] == [Stand.ROUNDED]
    assert actions.confirm_all_agreeing(report, by=cast.bob).decisions == ()


def test_what_the_report_itself_contradicts_is_left_to_the_clerk(cast: Cast, today: date) -> None:
    """Two revenues for one half-year, and, as two sources have it, both in the record."""
    from plenum.ledger.actions import record_observation

    for value in ("45600", "45660"):
        record_observation(
            cast.revenue,
            cast.province,
            Period.parse("2023-S1"),
            Decimal(value),
            status=Status.ACTUAL,
            source=cast.source,
            by=cast.bob,
        )
    report = received(cast, ENGLISH)
    assert {one.comparison.stand for one in desk_of(report, cast) if one.comparison} == {Stand.AGREES}
    assert queries.desk(report, today, by=cast.hoa).agreeing == []
    (row,) = queries.report_list(today, by=cast.hoa)
    assert row.counts == queries.desk(report, today, by=cast.hoa).counts
    assert row.counts.agreeing == 0
    assert actions.confirm_all_agreeing(report, by=cast.bob).decisions == ()


def test_a_plan_does_not_agree_with_a_result(cast: Cast) -> None:
    report = received(cast, "Kế hoạch năm 2022: phấn đấu thu ngân sách đạt 121 tỷ đồng.")
    (one,) = desk_of(report, cast)
    assert one.figure.status == "plan"
    assert one.comparison is not None
    assert one.comparison.stand is Stand.NEW


class TestAliases:
    TEXT = "Năm {year}, nguồn thu của tỉnh đạt {value} tỷ đồng."

    def test_a_name_is_learned_from_a_confirmation(self, cast: Cast) -> None:
        first = received(cast, self.TEXT.format(year=2023, value=133), name="1.txt")
        waiting = received(cast, self.TEXT.format(year=2024, value=146), name="2.txt")
        assert not any(one.candidates for one in (*desk_of(first, cast), *desk_of(waiting, cast)))
        actions.confirm_figure(figure(first, "133 tỷ đồng"), by=cast.bob, indicator=cast.revenue)
        # The reports that wait know it at once, and those to come.
        later = received(cast, self.TEXT.format(year=2025, value=160), name="3.txt")
        for report in (waiting, later):
            (one,) = desk_of(report, cast)
            assert [(link.indicator, link.score, link.reason) for link in one.candidates] == [
                (cast.revenue, 100, Reason.ALIAS)
            ]
            assert one.is_ready
        actions.confirm_figure(figure(later, "160 tỷ đồng"), by=cast.bob)
        assert Alias.objects.count() == 1

    def test_it_is_forgotten_when_that_is_undone(self, cast: Cast) -> None:
        first = received(cast, self.TEXT.format(year=2023, value=133), name="1.txt")
        waiting = received(cast, self.TEXT.format(year=2024, value=146), name="2.txt")
        confirmed = figure(first, "133 tỷ đồng")
        actions.confirm_figure(confirmed, by=cast.bob, indicator=cast.revenue)
        actions.undo(confirmed, by=cast.chi)
        assert not any(one.candidates for one in (*desk_of(first, cast), *desk_of(waiting, cast)))
        actions.confirm_figure(confirmed, by=cast.bob, indicator=cast.revenue)
        assert desk_of(waiting, cast)[0].candidates

    def test_it_is_that_bodys_alone(self, cast: Cast) -> None:
        from plenum.collecting.uploads import Upload

        first = received(cast, self.TEXT.format(year=2023, value=133), name="1.txt")
        actions.confirm_figure(figure(first, "133 tỷ đồng"), by=cast.bob, indicator=cast.revenue)
        (receipt,) = actions.receive_reports(
            cast.department,
            [Upload("2.txt", self.TEXT.format(year=2024, value=146).encode())],
            by=cast.bob,
        )
        assert not any(one.candidates for one in desk_of(receipt.report, cast))

    def test_the_same_name_with_another_unit_is_another_thing(self, cast: Cast) -> None:
        first = received(cast, self.TEXT.format(year=2023, value=133), name="1.txt")
        actions.confirm_figure(figure(first, "133 tỷ đồng"), by=cast.bob, indicator=cast.revenue)
        share = received(cast, "Năm 2024, nguồn thu của tỉnh đạt 70%.", name="2.txt")
        assert not any(one.candidates for one in desk_of(share, cast))


def test_a_place_beyond_ones_reach_is_refused(cast: Cast) -> None:
    report = received(cast, "Năm 2022, thu ngân sách của tỉnh Hạ Thành đạt 300 tỷ đồng.")
    (one,) = desk_of(report, cast)
    assert one.figure.place == cast.elsewhere
    with pytest.raises(Forbidden):
        actions.confirm_figure(one.figure, by=cast.bob)
    grant_role(cast.bob, Role.REPORTER, cast.other_committee, by=cast.operator)
    assert actions.confirm_figure(one.figure, by=cast.bob).observation is not None


def test_decisions_are_append_only(cast: Cast) -> None:
    report = received(cast)
    decision = actions.reject_figure(figure(report, "3,5%"), by=cast.bob)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(reason="Another")
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).delete()


def test_a_report_without_a_day_is_known_from_when_it_was_received(cast: Cast) -> None:
    report = received(cast, "Năm 2022, thu ngân sách đạt 122 tỷ đồng.")
    made = actions.confirm_figure(figure(report, "122 tỷ đồng"), by=cast.bob).observation
    assert made is not None
    assert made.known_on == timezone.localdate(report.received_at)
    report.refresh_from_db()
    assert report.dated_on is None
    with pytest.raises(Conflict, match="cite this report"):
        actions.describe_report(report, by=cast.em, dated_on=date(2023, 1, 1))


def test_a_report_not_read_yet_is_waited_for(cast: Cast) -> None:
    report = received(cast)
    Report.objects.filter(pk=report.pk).update(state="reading")
    with pytest.raises(Conflict, match="not read yet"):
        actions.confirm_figure(figure(report, "3,5%"), by=cast.bob)


def test_confirming_many_costs_no_more_questions_for_each(cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for report in (received(cast), received(cast, VIETNAMESE + "\n\nDân số năm 2022 là 5 triệu người." * 30)):
        first = figure(report, "121 tỷ đồng")
        with CaptureQueriesContext(connection) as made:
            actions.confirm_figure(first, by=cast.bob)
        counts.append(len(made))
    assert counts[1] <= counts[0]
