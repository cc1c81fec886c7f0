"""Receiving reports: kept as they came, each once for a body, all of an upload or nothing."""

import hashlib
import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from plenum.accounts.actions import grant_role
from plenum.accounts.permissions import Role
from plenum.collecting import actions, queries, uploads
from plenum.collecting.models import KeptFile, Report
from plenum.collecting.uploads import Upload
from plenum.errors import Conflict, FaultyFile, InvalidInput, PlenumError, UnsafeFile
from tests.cast import Cast
from tests.collecting.reports import ENGLISH, VIETNAMESE, figure, received


def packed(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def receive(cast: Cast, *files: tuple[str, bytes]) -> tuple[actions.Receipt, ...]:
    return actions.receive_reports(cast.committee, [Upload(*file) for file in files], by=cast.bob)


def test_a_report_is_kept_as_it_came(cast: Cast) -> None:
    data = VIETNAMESE.encode()
    (receipt,) = receive(cast, ("bao-cao/năm 2022.txt", data))
    report = receipt.report
    assert receipt.is_new
    assert queries.kept_file(report) == data
    assert report.digest == hashlib.sha256(data).hexdigest()
    assert report.file.size == len(data)
    assert (report.state, report.progress, report.language, report.kind) == ("read", 100, "vi", "text")
    assert report.title == "Báo cáo tình hình năm 2022"
    assert report.dated_on == date(2023, 1, 5)
    assert report.place == cast.province
    assert report.received_by == cast.bob


def test_the_same_file_is_recognised_and_told(cast: Cast) -> None:
    first = received(cast, name="one.txt")
    (again,) = receive(cast, ("another name.txt", VIETNAMESE.encode()))
    assert not again.is_new
    assert again.report == first
    assert Report.objects.count() == 1
    one, two = receive(cast, ("a.txt", b"Revenue was 5 billion VND in 2021."), ("b.txt", VIETNAMESE.encode()))
    assert (one.is_new, two.is_new) == (True, False)
    # Twice in one upload is once.
    (only,) = receive(cast, ("c.txt", b"Same words"), ("d.txt", b"Same words"))
    assert only.report.file_name == "c.txt"


def test_another_body_receives_it_for_itself(cast: Cast) -> None:
    grant_role(cast.oanh, Role.REPORTER, cast.other_committee, by=cast.operator)
    first = received(cast)
    (receipt,) = actions.receive_reports(
        cast.other_committee, [Upload("report.txt", VIETNAMESE.encode())], by=cast.oanh
    )
    assert receipt.is_new
    assert receipt.report != first
    assert receipt.report.place == cast.elsewhere
    assert KeptFile.objects.count() == 1


def test_a_zip_gives_a_report_for_each_file_in_it(cast: Cast) -> None:
    data = packed({"vi.txt": VIETNAMESE.encode(), "en.txt": ENGLISH.encode(), "__MACOSX/._vi.txt": b"litter"})
    receipts = receive(cast, ("all.zip", data))
    assert [one.report.file_name for one in receipts] == ["all.zip/vi.txt", "all.zip/en.txt"]
    assert [one.report.state for one in receipts] == ["read", "read"]


def test_one_faulty_file_keeps_all_out_and_every_reason_is_told(cast: Cast) -> None:
    picture = b"\x89PNG\r\n\x1a\n\x00\x00"
    bundle = packed({"good.txt": b"Revenue", "bad.png": picture, "inner.zip": packed({"x.txt": b"x"})})
    with pytest.raises(FaultyFile) as caught:
        receive(cast, ("good.txt", VIETNAMESE.encode()), ("empty.txt", b" "), ("all.zip", bundle))
    assert Report.objects.count() == KeptFile.objects.count() == 0
    assert [fault.name for fault in caught.value.faults] == [
        "empty.txt",
        "all.zip/bad.png",
        "all.zip/inner.zip",
    ]
    said = str(caught.value)
    assert said.startswith("Nothing was received.")
    assert "all.zip/bad.png: This is a picture." in said


def test_limits_are_told(cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidInput, match="at least one file"):
        receive(cast)
    settings.LARGEST_UPLOAD = 10
    with pytest.raises(FaultyFile, match=r"long\.txt: The file is larger"):
        receive(cast, ("long.txt", b"x" * 11))
    settings.LARGEST_UPLOAD = 100
    monkeypatch.setattr(uploads, "LARGEST_TOGETHER", 20)
    with pytest.raises(UnsafeFile, match="several uploads"):
        receive(cast, ("a.txt", b"x" * 15), ("b.txt", b"y" * 15))
    assert Report.objects.count() == 0


def test_names_that_would_do_harm_are_only_names(cast: Cast) -> None:
    (receipt,) = receive(
        cast, ("../../\x1b[2J\x00etc/pass\u202ewd" + "x" * 400 + ".txt", b"Revenue was 5 in 2021.")
    )
    name = receipt.report.file_name
    assert len(name) <= 255
    assert name.isprintable()
    assert name.endswith(".txt")


def test_title_and_day_may_be_given_and_win(cast: Cast) -> None:
    (receipt,) = actions.receive_reports(
        cast.committee,
        [Upload("report.txt", VIETNAMESE.encode())],
        by=cast.bob,
        title="The annual report",
        dated_on=date(2023, 2, 1),
        place=cast.district,
    )
    report = receipt.report
    assert (report.title, report.dated_on, report.place) == (
        "The annual report",
        date(2023, 2, 1),
        cast.district,
    )
    with pytest.raises(InvalidInput, match="still to come"):
        actions.receive_reports(
            cast.committee,
            [Upload("x.txt", b"x")],
            by=cast.bob,
            dated_on=timezone.localdate() + timedelta(days=1),
        )
    with pytest.raises(InvalidInput, match="one report; 2 were sent"):
        actions.receive_reports(
            cast.committee, [Upload("x.txt", b"x"), Upload("y.txt", b"y")], by=cast.bob, title="Both"
        )


def test_what_observations_cite_no_longer_changes(cast: Cast) -> None:
    report = received(cast)
    actions.describe_report(
        report, by=cast.em, title="Better", dated_on=date(2023, 1, 6), place=cast.district
    )
    report.refresh_from_db()
    assert (report.title, report.dated_on, report.place) == ("Better", date(2023, 1, 6), cast.district)
    actions.describe_report(report, by=cast.em, place=cast.province)
    actions.confirm_figure(figure(report, "121 tỷ đồng"), by=cast.bob)
    with pytest.raises(Conflict, match="cite this report"):
        actions.describe_report(report, by=cast.em, title="Another")
    with pytest.raises(Conflict):
        actions.describe_report(report, by=cast.em, dated_on=date(2023, 1, 7))
    actions.describe_report(report, by=cast.em, title="Better", dated_on=date(2023, 1, 6))
    with pytest.raises(InvalidInput, match="title"):
        actions.describe_report(report, by=cast.em, title=" ")


def test_the_trail_tells_the_file(cast: Cast) -> None:
    from plenum.accounts.models import AuditEntry

    report = received(cast)
    entry = AuditEntry.objects.get(action="receive_report")
    assert entry.subject_id == str(report.pk)
    assert entry.after is not None
    assert entry.after["digest"] == report.digest
    assert entry.after["file_name"] == "report.txt"


def test_an_error_is_kept_so_that_it_can_be_said_in_either_language() -> None:
    from plenum.collecting.retelling import kept, retold

    error = UnsafeFile("{file} is {what}.", file="a.pdf", what=PlenumError("{n} times too large", n=3))
    again = retold(kept(error))
    assert type(again) is UnsafeFile
    assert str(again) == str(error) == "a.pdf is 3 times too large."
    vietnamese = {"{file} is {what}.": "{file} {what}.", "{n} times too large": "lớn gấp {n} lần"}
    assert again.said_in(vietnamese.__getitem__) == "a.pdf lớn gấp 3 lần."
    assert type(retold({"type": "os.system", "message": "x", "facts": {}})) is PlenumError
