"""Reading what was received: all of it or the reason why not, whoever dies meanwhile."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from plenum.accounts.models import AuditEntry
from plenum.collecting import actions, queries
from plenum.collecting.actions import reading
from plenum.collecting.models import Candidate, ProposedFigure, Report, ReportText
from plenum.collecting.uploads import Upload
from plenum.collecting.vocabulary import ReportState
from plenum.errors import Conflict
from tests.cast import Cast
from tests.collecting.reports import ENGLISH, VIETNAMESE, figure, received


@pytest.fixture
def unread(cast: Cast, settings: object) -> Report:
    settings.REPORTS_READ_AT_ONCE = False  # type: ignore[attr-defined]
    return received(cast)


def state(report: Report) -> tuple[str, int, int]:
    report.refresh_from_db()
    return report.state, report.progress, report.attempts


def test_everything_found_is_kept_as_read(cast: Cast) -> None:
    report = received(cast)
    text = report.text
    assert text.text == VIETNAMESE.strip() or text.text.startswith("Báo cáo tình hình")
    assert len(text.folded) == len(text.text)
    assert [one["number"] for one in text.documents] == ["12-NQ/TW"]
    assert [(one["count"], one["of"]) for one in text.tallies] == [(14, 20)]
    assert [text.text[one["start"] : one["end"]] for one in text.people] == ["Lê Văn An"]
    found = figure(report, "121 tỷ đồng")
    assert text.text[found.value_start : found.value_end] == found.words
    assert text.text[found.name_start : found.name_end] == found.name
    sentence = text.text[found.sentence_start : found.sentence_end]
    assert sentence.startswith("Năm 2022, thu ngân sách")
    assert sentence.endswith("121 tỷ đồng.")
    assert (str(found.value), found.unit, found.printed) == ("121000000000", "VND", "121")
    assert (found.measure, found.role, found.period, found.status) == ("level", "actual", "2022", "actual")
    assert [one.position for one in report.figures.all()] == list(range(1, report.figures.count() + 1))


def test_the_contradiction_of_two_revenues_is_kept_with_both_spans(cast: Cast) -> None:
    report = received(cast, ENGLISH)
    (doubt,) = report.text.doubts
    assert doubt["kind"] == "two_values"
    assert [report.text.text[start:end] for start, end in doubt["spans"]] == [
        "45,600 billion VND",
        "45,660 billion VND",
    ]


def test_what_was_read_is_append_only(cast: Cast) -> None:
    from django.db import DatabaseError, transaction

    report = received(cast)
    for row in (report.text, report.figures.first(), report.file):
        assert row is not None
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).delete()


def test_reports_are_read_in_the_order_they_came(unread: Report, cast: Cast) -> None:
    second = received(cast, ENGLISH)
    assert state(unread) == ("received", 0, 0)
    assert reading.read_waiting()
    assert state(unread) == ("read", 100, 1)
    assert state(second)[0] == "received"
    assert reading.read_waiting()
    assert not reading.read_waiting()


def test_a_report_is_read_by_one(unread: Report) -> None:
    assert reading._claim() == unread
    assert reading._claim() is None
    assert reading._claim(unread.pk) is None
    assert state(unread) == ("reading", 1, 1)
    assert not reading.read_waiting()
    # Its reader lives: nobody takes it.
    assert actions.read_report(unread).state == ReportState.READING


def test_a_report_whose_reader_died_is_taken_up_again_and_at_last_given_up(unread: Report) -> None:
    long_ago = timezone.now() - reading.SILENCE - timedelta(seconds=1)
    for attempt in range(1, reading.MOST_ATTEMPTS + 1):
        assert reading._claim() == unread
        assert state(unread) == ("reading", 1, attempt)
        Report.objects.update(alive_at=long_ago)
    assert reading.read_waiting()
    assert state(unread)[0] == "failed"
    failure = queries.failure_of(unread)
    assert "3 times" in str(failure)
    assert not ReportText.objects.exists()


def test_who_was_thought_dead_keeps_nothing_twice(unread: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = reading._claim()
    assert slow is not None
    Report.objects.update(alive_at=timezone.now() - timedelta(hours=1))
    assert reading.read_waiting()
    figures = ProposedFigure.objects.count()
    assert figures
    reading._read(slow)
    assert ProposedFigure.objects.count() == figures
    assert state(unread) == ("read", 100, 2)


def test_a_reader_that_is_stopped_gives_the_report_back(
    unread: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise SystemExit(0)

    monkeypatch.setattr(reading, "digested", stop)
    with pytest.raises(SystemExit):
        reading.read_waiting()
    assert state(unread) == ("received", 0, 0)
    monkeypatch.undo()
    assert reading.read_waiting()
    assert state(unread)[0] == "read"


def test_a_fault_of_the_program_fails_the_report_and_not_the_reader(
    unread: Report, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "digested", stumble)
    assert reading.read_waiting()
    assert state(unread)[0] == "failed"
    assert "The program failed" in str(queries.failure_of(unread))
    assert "ZeroDivisionError" in caplog.text


def test_a_file_that_cannot_be_read_says_why_and_may_be_tried_again(cast: Cast) -> None:
    damaged = b"%PDF-1.7 this is no PDF at all"
    (receipt,) = actions.receive_reports(cast.committee, [Upload("broken.pdf", damaged)], by=cast.bob)
    report = receipt.report
    assert report.state == ReportState.FAILED
    failure = queries.failure_of(report)
    assert failure is not None
    assert "PDF" in str(failure)
    assert queries.desk(report, timezone.localdate(), by=cast.bob).figures == ()
    actions.read_again(report, by=cast.em)
    assert state(report) == ("received", 0, 0)
    assert queries.failure_of(report) is None
    with pytest.raises(Conflict):
        actions.read_again(report, by=cast.em)


def test_nothing_read_can_be_wrong_enough_to_raise(cast: Cast) -> None:
    texts = [
        "0",
        "\u202e%%%",
        "Revenue was " + "9" * 22 + " billion VND in 2021.",
        "Doanh thu " + "1.234.567,891 " * 50,
        "🙂 12 % 🙂",
    ]
    for number, text in enumerate(texts):
        report = received(cast, text, name=f"{number}.txt")
        assert report.state == ReportState.READ, queries.failure_of(report)
    long = Report.objects.get(file_name="2.txt")
    notes = queries.desk(long, timezone.localdate(), by=cast.bob).notes
    assert not long.figures.exists()
    assert [str(note) for note in notes] == [
        "1 numbers have more digits than the record keeps; they are not proposed."
    ]


def test_reading_costs_a_fixed_number_of_questions(cast: Cast) -> None:
    few, many = (
        VIETNAMESE,
        VIETNAMESE
        + "\n\n".join(
            f"Năm 2022, thu ngân sách huyện An Lạc đạt {number} tỷ đồng." for number in range(200, 320)
        ),
    )
    counts = []
    for number, text in enumerate((few, many)):
        with counted() as queries_made:
            received(cast, text, name=f"{number}.txt")
        counts.append(len(queries_made))
    assert ProposedFigure.objects.count() > 120
    # Many rows go in in batches, as the database takes them.
    assert counts[1] - counts[0] <= 4


def counted() -> "object":
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)


def test_linking_anew_finds_indicators_defined_since(cast: Cast) -> None:
    from plenum.ledger.actions import put_indicator
    from plenum.ledger.vocabulary import Measurement, OverTime
    from plenum.organizations.words import Words

    report = received(cast, "Năm 2022, số xã đạt chuẩn nông thôn mới là 12 xã.")
    assert not Candidate.objects.exists()
    put_indicator(
        "rural",
        keeper=cast.committee,
        name=Words("Số xã đạt chuẩn nông thôn mới", "New-rural communes"),
        unit="communes",
        measurement=Measurement.STOCK,
        over_time=OverTime.LAST,
        by=cast.operator,
    )
    assert actions.link_again(cast.committee, by=cast.bob) == report.figures.count()
    assert [one.indicator.code for one in Candidate.objects.all()] == ["rural"]
    assert AuditEntry.objects.filter(action="link_reports").count() == 1
