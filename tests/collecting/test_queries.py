"""What readers of the desk see, that others see nothing of it, and what it costs."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plenum.collecting import actions, queries
from plenum.collecting.models import Report
from plenum.collecting.vocabulary import FigureState, Stand
from plenum.errors import Forbidden, InvalidInput, NotFound, SignInRequired
from plenum.ledger.actions import record_observation
from plenum.ledger.vocabulary import Status
from plenum.periods import Period
from plenum.reading.checks import DoubtKind
from tests.cast import Cast
from tests.collecting.reports import ENGLISH, VIETNAMESE, figure, received


class TestTheList:
    def test_the_latest_first_with_what_became_of_the_figures(self, cast: Cast, today: date) -> None:
        first = received(cast)
        second = received(cast, ENGLISH)
        actions.confirm_figure(figure(first, "121 tỷ đồng"), by=cast.bob)
        actions.reject_figure(figure(first, "9%"), by=cast.bob)
        later, earlier = queries.report_list(today, by=cast.hoa)
        assert (later.report, earlier.report) == (second, first)
        counts = earlier.counts
        assert (counts.confirmed, counts.rejected) == (1, 1)
        assert counts.proposed == counts.waiting + 2
        assert counts.contradicting == 1
        assert counts.agreeing == 0
        assert counts == queries.desk(first, today, by=cast.hoa).counts

    def test_it_pages(self, cast: Cast, today: date) -> None:
        reports = [
            received(cast, f"Thu ngân sách năm 2022 đạt {n} tỷ đồng.", name=f"{n}.txt") for n in range(5)
        ]
        page = queries.report_list(today, by=cast.hoa, limit=2)
        assert [row.report for row in page] == reports[:-3:-1]
        rest = queries.report_list(today, by=cast.hoa, before=page[-1].report.pk)
        assert [row.report for row in rest] == reports[2::-1]
        assert queries.report_list(today, by=cast.hoa, body=cast.department) == ()

    def test_as_of_a_day(self, cast: Cast, today: date) -> None:
        received(cast)
        # The cast's value for 2022 became known on 15 January 2023.
        (row,) = queries.report_list(date(2023, 1, 14), by=cast.hoa)
        assert (row.counts.agreeing, row.counts.contradicting) == (0, 0)
        (row,) = queries.report_list(today, by=cast.hoa)
        assert (row.counts.agreeing, row.counts.contradicting) == (2, 1)

    def test_it_costs_a_fixed_number_of_questions(self, cast: Cast, today: date) -> None:
        costs = []
        for several in (range(1), range(1, 12)):
            for n in several:
                received(cast, VIETNAMESE + f"\n\nDân số năm 2022 là {n} triệu người.", name=f"{n}.txt")
            with CaptureQueriesContext(connection) as made:
                queries.report_list(today, by=cast.hoa)
            costs.append(len(made))
        assert costs[0] == costs[1] <= 14


class TestTheDesk:
    def test_figures_in_order_with_their_links_and_what_the_ledger_says(
        self, cast: Cast, today: date
    ) -> None:
        report = received(cast)
        desk = queries.desk(report, today, by=cast.bob)
        starts = [one.figure.value_start for one in desk.figures]
        assert starts == sorted(starts)
        poverty = desk.figure(figure(report, "3,5%").pk)
        assert poverty.state is FigureState.WAITING
        assert poverty.candidates[0].indicator == cast.poverty
        assert poverty.proposal is not None
        assert (poverty.proposal.place, poverty.proposal.value) == (cast.province, Decimal("3.5"))
        assert poverty.comparison is not None
        assert (poverty.comparison.stand, poverty.comparison.known) == (Stand.DIFFERS, Decimal("3.4"))
        assert poverty.comparison.by(poverty.proposal.value) == Decimal("0.1")
        assert poverty.known == (cast.observations["poverty 2022"],)
        assert poverty.sentence == "Tỷ lệ hộ nghèo năm 2022 giảm còn 3,5%."
        assert poverty.page == 1
        assert queries.desk_figure(poverty.figure, today, by=cast.bob) == poverty
        assert (desk.may_confirm, desk.may_undo) == (True, False)
        assert queries.desk(report, today, by=cast.hoa).may_confirm is False
        with pytest.raises(NotFound):
            desk.figure(0)

    def test_every_character_of_the_text_is_in_one_piece_with_its_marks(
        self, cast: Cast, today: date
    ) -> None:
        report = received(cast)
        desk = queries.desk(report, today, by=cast.hoa)
        assert desk.text is not None
        together = "\n".join("".join(piece.text for piece in one.pieces) for one in desk.paragraphs)
        assert together.split() == desk.text.text.split()
        pieces = [piece for one in desk.paragraphs for piece in one.pieces]
        assert all(desk.words(piece.start, piece.end) == piece.text for piece in pieces)
        values = {
            mark.figure: piece.text for piece in pieces for mark in piece.opens if mark.layer == "value"
        }
        assert values == {one.figure.pk: one.figure.words for one in desk.figures}
        layers = {mark.layer for piece in pieces for mark in piece.marks}
        assert layers >= {"value", "name", "document", "tally", "person"}

    def test_findings_show_both_sides(self, cast: Cast, today: date) -> None:
        report = received(cast, ENGLISH)
        (finding,) = queries.desk(report, today, by=cast.hoa).findings
        assert finding.kind is DoubtKind.TWO_VALUES
        assert finding.words == ("45,600 billion VND", "45,660 billion VND")
        assert len(finding.figures) == 2
        assert "45,600 billion VND and 45,660 billion VND are both given for 2023-S1" in str(finding.said)
        assert not finding.is_against_the_ledger

    def test_a_confirmed_figure_contradicts_the_next_report_with_its_words(
        self, cast: Cast, today: date
    ) -> None:
        first = received(cast, "Năm 2023, thu ngân sách đạt 133 tỷ đồng.", name="1.txt")
        made = actions.confirm_figure(figure(first, "133 tỷ đồng"), by=cast.bob).observation
        second = received(cast, "Năm 2023, thu ngân sách đạt 136 tỷ đồng.", name="2.txt")
        (finding,) = queries.desk(second, today, by=cast.hoa).findings
        assert finding.observation == made
        assert finding.origin is not None
        assert (finding.origin.report, finding.origin.figure.words) == (first, "133 tỷ đồng")
        assert str(finding.said) == (
            "136 tỷ đồng is read; the record has 133 tỷ đồng for Thu ngân sách, An Bình, 2023."
        )

    def test_a_slip_of_a_thousand_against_the_ledger_is_told(self, cast: Cast, today: date) -> None:
        report = received(cast, "Năm 2022, thu ngân sách đạt 121 nghìn tỷ đồng.")
        (finding,) = queries.desk(report, today, by=cast.hoa).findings
        assert finding.kind is DoubtKind.UNIT_SLIP
        assert "about a thousand times" in str(finding.said)
        (row,) = queries.report_list(today, by=cast.hoa)
        assert row.counts.contradicting == 1

    def test_a_correction_known_by_the_day_is_what_counts(self, cast: Cast, today: date) -> None:
        from plenum.ledger.actions import correct_observation

        report = received(cast)
        correct_observation(
            cast.observations["poverty 2022"],
            Decimal("3.5"),
            source=cast.source,
            known_on=date(2023, 6, 1),
            note="Counted again.",
            by=cast.chi,
        )
        pk = figure(report, "3,5%").pk
        before = queries.desk(report, date(2023, 5, 31), by=cast.hoa).figure(pk)
        after = queries.desk(report, today, by=cast.hoa).figure(pk)
        assert before.comparison is not None
        assert after.comparison is not None
        assert (before.comparison.stand, after.comparison.stand) == (Stand.DIFFERS, Stand.AGREES)

    def test_it_costs_a_fixed_number_of_questions(self, cast: Cast, today: date) -> None:
        costs = []
        for n in (1, 60):
            lines = "\n\n".join(
                f"Năm 2022, thu ngân sách đạt {120 + one} tỷ đồng. Tỷ lệ hộ nghèo năm 2022 là {one}%."
                for one in range(n)
            )
            report = received(cast, lines, name=f"{n}.txt")
            with CaptureQueriesContext(connection) as made:
                desk = queries.desk(report, today, by=cast.hoa)
                assert desk.paragraphs
                assert [str(finding.said) for finding in desk.findings]
                assert [one.proposal.place.name for one in desk.figures if one.proposal]
            costs.append(len(made))
        assert costs[0] == costs[1] <= 20


class TestSearch:
    @pytest.fixture
    def reports(self, cast: Cast) -> tuple[Report, Report]:
        return received(cast), received(cast, ENGLISH)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("thu ngân sách", [0]),
            ("THU NGAN SACH", [0]),
            ("revenue province", [1]),
            ("an binh", [1, 0]),
            ('"budget revenue"', [1]),
            ('"revenue budget"', []),
            ("45.600", [1]),
            ("45,600", [1]),
            ("45600", [1]),
            ("45.660", [1]),
            ("45.6", []),
            ("5,600", []),
            ("5.600", []),
            ("600", []),
            ("3,5", [0]),
            ("3.5", [0]),
            ("3,5%", [0]),
            ("12-NQ/TW", [0]),
            ("14/20", [0]),
            ("Lê Văn An", [0]),
            ("le van an", [0]),
            ("nghị viện", []),
        ],
    )
    def test_words_and_figures_however_typed(
        self, cast: Cast, reports: tuple[Report, Report], query: str, found: list[int]
    ) -> None:
        assert [hit.report for hit in queries.search(query, by=cast.hoa)] == [reports[n] for n in found]

    def test_what_is_found_is_shown_with_its_surroundings(
        self, cast: Cast, reports: tuple[Report, Report]
    ) -> None:
        (hit,) = queries.search("45.600", by=cast.hoa)
        (snippet,) = hit.snippets
        assert snippet.words == "45,600 billion VND"
        assert snippet.figure == figure(reports[1], "45,600 billion VND").pk
        assert snippet.before.endswith("total budget revenue reached ")
        assert snippet.after.startswith(". The province")
        assert reports[1].text.text[snippet.start : snippet.end] == snippet.words

    @pytest.mark.parametrize("query", ["", " ", "x", "a b", "?", "%", "y" * 300])
    def test_too_short_or_too_long_is_refused(self, cast: Cast, query: str) -> None:
        with pytest.raises(InvalidInput):
            queries.search(query, by=cast.hoa)

    def test_signs_of_the_database_are_only_signs(self, cast: Cast, reports: tuple[Report, Report]) -> None:
        for query in ("100%_'\";--", "__", "%%", "\\\\", "nul\x00"):
            assert queries.search(query, by=cast.hoa) == ()

    def test_it_costs_a_fixed_number_of_questions(self, cast: Cast) -> None:
        costs = []
        for several in (range(1), range(1, 15)):
            for n in several:
                received(cast, VIETNAMESE + f"\n\nDân số là {n}.", name=f"{n}.txt")
            with CaptureQueriesContext(connection) as made:
                assert queries.search("ngan sach 121", by=cast.hoa)
            costs.append(len(made))
        assert costs[0] == costs[1] <= 8


class TestNothingShowsToOutsiders:
    def test_neither_lists_nor_search(self, cast: Cast, today: date) -> None:
        report = received(cast)
        for by in (cast.minh, cast.oanh, AnonymousUser()):
            assert queries.report_list(today, by=by) == ()
            assert queries.search("ngan sach", by=by) == ()
            assert queries.search("121", by=by) == ()
            refusal = SignInRequired if isinstance(by, AnonymousUser) else Forbidden
            for ask in (
                lambda by=by: queries.report_list(today, by=by, body=cast.committee),
                lambda by=by: queries.search("ngan sach", by=by, body=cast.committee),
                lambda by=by: queries.report_by_id(report.pk, by=by),
                lambda by=by: queries.desk(report, today, by=by),
                lambda by=by: queries.figure_by_id(figure(report, "3,5%").pk, by=by),
                lambda by=by: queries.desk_figure(figure(report, "3,5%"), today, by=by),
                lambda by=by: queries.decisions_of_report(report, by=by),
            ):
                with pytest.raises(refusal):
                    ask()
        with pytest.raises(NotFound):
            queries.report_by_id(0, by=cast.hoa)
        with pytest.raises(NotFound):
            queries.figure_by_id(0, by=cast.hoa)

    def test_an_observation_leads_only_to_a_report_its_reader_may_see(self, cast: Cast, today: date) -> None:
        report = received(cast)
        made = actions.confirm_figure(figure(report, "121 tỷ đồng"), by=cast.bob).observation
        assert made is not None
        assert queries.origin_of(made, by=cast.hoa) is not None
        for by in (cast.minh, cast.oanh, AnonymousUser()):
            assert queries.origin_of(made, by=by) is None
        assert queries.origin_of(cast.observations["revenue 2021"], by=cast.hoa) is None

    def test_a_finding_names_no_report_of_a_body_its_reader_may_not_see(
        self, cast: Cast, today: date
    ) -> None:
        """An observation may be public while the report it was read in is not."""
        from plenum.accounts.actions import create_user, grant_role
        from plenum.accounts.permissions import Role
        from plenum.collecting.uploads import Upload

        clerk = create_user("clerk", None, by=cast.operator)
        grant_role(clerk, Role.REPORTER, cast.department, by=cast.operator)
        first = received(cast, "Năm 2023, thu ngân sách đạt 133 tỷ đồng.", name="1.txt")
        actions.confirm_figure(figure(first, "133 tỷ đồng"), by=cast.bob)
        (receipt,) = actions.receive_reports(
            cast.department, [Upload("2.txt", "Năm 2023, thu ngân sách đạt 136 tỷ đồng.".encode())], by=clerk
        )
        (finding,) = queries.desk(receipt.report, today, by=clerk).findings
        assert finding.observation is not None
        assert finding.origin is None

    def test_a_public_bodys_reports_are_public(self, cast: Cast, today: date) -> None:
        report = received(cast)
        cast.committee.is_public = True
        cast.committee.save()
        anyone = AnonymousUser()
        assert [row.report for row in queries.report_list(today, by=anyone)] == [report]
        assert queries.search("121", by=anyone)
        desk = queries.desk(queries.report_by_id(report.pk, by=anyone), today, by=anyone)
        assert (desk.may_confirm, desk.may_undo) == (False, False)


def test_two_sources_that_disagree_in_the_record_agree_with_either(cast: Cast, today: date) -> None:
    record_observation(
        cast.poverty,
        cast.province,
        Period.parse("2022"),
        Decimal("3.5"),
        status=Status.ACTUAL,
        source=cast.source,
        by=cast.bob,
    )
    report = received(cast)
    shown = queries.desk(report, timezone.localdate(), by=cast.hoa).figure(figure(report, "3,5%").pk)
    assert shown.comparison is not None
    assert shown.comparison.stand is Stand.AGREES
    assert len(shown.known) == 2
