"""The list of reports: who sees what, sending some in, and what is told of those that are refused or known already."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from plenum.accounts.models import User
from plenum.collecting import actions
from plenum.collecting.models import Report
from plenum.collecting.vocabulary import ReportState
from tests.cast import Cast
from tests.collecting.reports import ENGLISH, VIETNAMESE, figure, received

from .reading import attributes, words


def send(
    client: Client, by: User, *files: tuple[str, str | bytes], body: str = "an-binh", dated_on: str = ""
) -> HttpResponse:
    client.force_login(by)
    sent = [
        SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data) for name, data in files
    ]
    return client.post(reverse("reports"), {"body": body, "sent": sent, "dated_on": dated_on}, follow=True)


class TestTheList:
    def test_empty_it_says_what_to_do(self, cast: Cast, client: Client) -> None:
        client.force_login(cast.bob)
        said = words(client.get(reverse("reports")))
        assert "No report yet" in said
        assert "Send reports in" in said

    def test_who_only_reads_is_offered_nothing_to_send(self, cast: Cast, client: Client) -> None:
        client.force_login(cast.hoa)
        said = words(client.get(reverse("reports")))
        assert "Your roles let you read reports" in said
        assert "Send reports in" not in said

    def test_counts_stand_beside_who_sent_it_when(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        actions.confirm_figure(figure(report, "121 tỷ đồng"), by=cast.bob)
        actions.reject_figure(figure(report, "9%"), by=cast.bob)
        client.force_login(cast.hoa)
        answer = client.get(reverse("reports"))
        said = words(answer)
        assert "Báo cáo tình hình năm 2022" in said
        assert "Bob" in said
        assert f"{reverse('report', args=[report.pk])}?show=contradicting" in attributes(answer, "href")

    def test_nothing_of_a_private_body_shows_to_others(self, cast: Cast, client: Client) -> None:
        received(cast)
        for by in (cast.minh, cast.oanh, None):
            client.logout()
            if by is not None:
                client.force_login(by)
            for answer in (
                client.get(reverse("reports")),
                client.get(reverse("report_search"), {"q": "ngan sach"}),
            ):
                assert answer.status_code == 200
                said = words(answer)
                assert "tình hình năm 2022" not in said
                assert "121" not in said
            assert client.get(reverse("reports"), {"body": "an-binh"}).status_code in (302, 403)

    def test_it_pages(self, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("plenum.web.pages.reports.ON_A_PAGE", 2)
        reports = [received(cast, f"Năm 2022 có {n} xã đạt chuẩn.", name=f"{n}.txt") for n in range(3)]
        client.force_login(cast.hoa)
        answer = client.get(reverse("reports"))
        assert f"?before={reports[1].pk}" in attributes(answer, "href")
        rest = words(client.get(reverse("reports"), {"before": str(reports[1].pk)}))
        assert "0.txt" in rest
        assert "1.txt" not in rest
        assert client.get(reverse("reports"), {"before": "x" * 40}).status_code == 200


class TestSendingIn:
    def test_one_file_opens_the_desk(self, cast: Cast, client: Client) -> None:
        answer = send(client, cast.bob, ("bao-cao.txt", VIETNAMESE), dated_on="2023-01-05")
        (report,) = Report.objects.all()
        assert answer.redirect_chain[-1][0] == reverse("report", args=[report.pk])
        assert "1 report is received." in words(answer)
        assert str(report.dated_on) == "2023-01-05"

    def test_many_files_and_a_zip(self, cast: Cast, client: Client) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as bundle:
            bundle.writestr("a.txt", "Năm 2022, thu ngân sách đạt 121 tỷ đồng.")
            bundle.writestr("b.txt", "Năm 2021, thu ngân sách đạt 110 tỷ đồng.")
        answer = send(client, cast.bob, ("all.zip", packed.getvalue()), ("c.txt", ENGLISH))
        assert answer.redirect_chain[-1][0] == reverse("reports")
        assert "3 reports are received." in words(answer)

    def test_the_same_file_twice_is_told(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        answer = send(client, cast.chi, ("again.txt", VIETNAMESE))
        said = words(answer)
        assert "This body has the same file already" in said
        assert "by Bob" in said
        assert Report.objects.get() == report

    def test_a_refused_file_is_named_and_keeps_the_others_out(self, cast: Cast, client: Client) -> None:
        said = words(send(client, cast.bob, ("good.txt", VIETNAMESE), ("bad.exe", b"MZ\x00\x01\x02" * 99)))
        assert "Nothing was received" in said
        assert "bad.exe" in said
        assert not Report.objects.exists()

    def test_an_empty_file_and_no_file(self, cast: Cast, client: Client) -> None:
        assert "empty.txt" in words(send(client, cast.bob, ("empty.txt", b"")))
        assert "Choose at least one file." in words(send(client, cast.bob))
        assert not Report.objects.exists()

    def test_a_day_ahead_is_refused_beside_its_field(self, cast: Cast, client: Client) -> None:
        said = words(send(client, cast.bob, ("a.txt", VIETNAMESE), dated_on="2999-01-01"))
        assert "still to come" in said
        assert not Report.objects.exists()

    def test_who_may_not_is_refused(self, cast: Cast, client: Client) -> None:
        for by in (cast.hoa, cast.minh, cast.oanh, cast.giang):
            assert send(client, by, ("a.txt", VIETNAMESE)).status_code == 403
        client.logout()
        answer = client.post(reverse("reports"), {"body": "an-binh"})
        assert answer.status_code == 302
        assert not Report.objects.exists()

    def test_only_bodies_of_ones_own_are_taken(self, cast: Cast, client: Client) -> None:
        said = words(send(client, cast.bob, ("a.txt", VIETNAMESE), body="ha-thanh"))
        assert "Select a valid choice" in said
        assert not Report.objects.exists()


class TestWhileItIsRead:
    @override_settings(REPORTS_READ_AT_ONCE=False)
    def test_the_page_waits_and_tells_how_far_it_is(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        client.force_login(cast.hoa)
        answer = client.get(reverse("report", args=[report.pk]))
        assert "The report is being read" in words(answer)
        assert "waiting to be read" in words(answer)
        assert reverse("report_progress", args=[report.pk]) in attributes(answer, "hx-get")
        assert reverse("report_row", args=[report.pk]) in attributes(client.get(reverse("reports")), "hx-get")
        Report.objects.filter(pk=report.pk).update(state=ReportState.READING, progress=40)
        progress = client.get(reverse("report_progress", args=[report.pk]))
        assert "being read, 40%" in words(progress)
        assert "HX-Refresh" not in progress
        row = client.get(reverse("report_row", args=[report.pk]))
        assert "being read, 40%" in words(row)
        assert row.content.decode().lstrip().startswith("<tr")

    @override_settings(REPORTS_READ_AT_ONCE=False)
    def test_once_it_is_read_the_page_is_loaded_anew(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        actions.read_report(report)
        client.force_login(cast.hoa)
        url = reverse("report_progress", args=[report.pk])
        over = client.get(url)
        assert attributes(over, "hx-trigger") == ["load"], "it asks once more, and then no more"
        assert "HX-Refresh" not in over
        assert client.get(url, {"over": "1"})["HX-Refresh"] == "true"
        row = client.get(reverse("report_row", args=[report.pk]))
        assert "hx-get" not in row.content.decode()

    def test_what_cannot_be_read_is_told_with_what_to_do(self, cast: Cast, client: Client) -> None:
        send(client, cast.bob, ("broken.pdf", b"%PDF-1.7\nnothing of a PDF\n"))
        (report,) = Report.objects.all()
        assert report.state == ReportState.FAILED
        said = words(client.get(reverse("report", args=[report.pk])))
        assert "The report could not be read" in said
        assert "Try once more" in said
        assert "Could not be read; see why" in words(client.get(reverse("reports")))
        client.post(reverse("report_again", args=[report.pk]))
        report.refresh_from_db()
        assert report.state == ReportState.RECEIVED
        client.force_login(cast.hoa)
        assert client.post(reverse("report_again", args=[report.pk])).status_code == 403


class TestWhatItIsCalled:
    def test_title_day_and_place(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        client.force_login(cast.em)
        url = reverse("report_describe", args=[report.pk])
        assert "Title, date, place" in words(client.get(url))
        client.post(url, {"title": "Báo cáo năm", "dated_on": "2023-01-06", "place": "an-lac"})
        report.refresh_from_db()
        assert (report.title, str(report.dated_on)) == ("Báo cáo năm", "2023-01-06")
        assert report.place == cast.district

    def test_cited_it_stays(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        actions.confirm_figure(figure(report, "121 tỷ đồng"), by=cast.bob)
        client.force_login(cast.em)
        answer = client.post(
            reverse("report_describe", args=[report.pk]),
            {"title": "Khác", "dated_on": "2023-01-06", "place": "an-binh"},
        )
        assert "Observations cite this report" in words(answer)

    def test_who_may_not(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        for by in (cast.hoa, cast.oanh):
            client.force_login(by)
            assert client.get(reverse("report_describe", args=[report.pk])).status_code == 403


class TestTheFile:
    def test_it_comes_back_as_it_was_and_never_opens_here(self, cast: Cast, client: Client) -> None:
        page = "<script>alert(1)</script><p>Thu ngân sách năm 2022 đạt 121 tỷ đồng.</p>"
        report = received(cast, page, name="báo cáo.html")
        client.force_login(cast.hoa)
        answer = client.get(reverse("report_file", args=[report.pk]))
        assert answer.content.decode() == page
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment")
        client.force_login(cast.oanh)
        assert client.get(reverse("report_file", args=[report.pk])).status_code == 403
