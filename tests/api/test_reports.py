"""Reports over REST: read, received, decided of, searched; who may, and in which shape."""

from typing import Any, get_args

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from jsonschema import Draft202012Validator

from plenum.accounts.models import AuditEntry, User
from plenum.accounts.permissions import ALLOWED, Permission, Role
from plenum.api.door import api
from plenum.api.forms.readings import MeasureWord, RoleWord
from plenum.collecting.models import Decision, Report
from plenum.ledger.models import Observation
from plenum.reading.figures import Kind
from plenum.reading.figures import Role as ReadRole
from tests.cast import Cast
from tests.collecting.reports import ENGLISH, VIETNAMESE, figure, received


def send(caller: Any, address: str, *texts: tuple[str, str], field: str = "files", **form: str) -> Any:
    files = [SimpleUploadedFile(name, text.encode()) for name, text in texts]
    headers = {"X-CSRFToken": caller.token} if caller.token else {}
    return caller.client.post(
        f"/api/{address}", {field: files if field == "files" else files[0], **form}, headers=headers
    )


@pytest.fixture
def report(cast: Cast) -> Report:
    return received(cast)


def test_a_file_is_read_for_anyone_signed_in_and_nothing_is_kept(cast: Cast, call: Any) -> None:
    answer = send(call(cast.minh), "readings", ("report.txt", ENGLISH), field="file")
    assert answer.status_code == 200, answer.content
    (reading,) = answer.json()
    assert reading["title"] == "Half-year review"
    assert reading["dated_on"] == "2023-07-02"
    first = reading["figures"][0]
    assert (first["value"], first["unit"], first["period"]) == ("45600000000000", "VND", "2023-S1")
    assert first["words"]["words"] == "45,600 billion VND"
    span = slice(first["words"]["start"], first["words"]["end"])
    assert reading["text"][span] == "45,600 billion VND"
    assert first["candidates"][0]["indicator"]["code"] == "revenue"
    assert reading["doubts"][0]["kind"] == "two_values"
    assert not Report.objects.exists()
    assert send(call(None), "readings", ("report.txt", ENGLISH), field="file").status_code == 401
    closed = send(call(cast.minh), "readings", ("r.txt", ENGLISH), field="file", body="an-binh")
    assert closed.status_code == 403
    open_ = send(call(cast.hoa), "readings", ("r.txt", ENGLISH), field="file", body="an-binh")
    assert open_.status_code == 200


def test_reports_are_received_read_and_told_apart(cast: Cast, call: Any) -> None:
    caller = call(cast.em)
    answer = send(caller, "bodies/an-binh/reports", ("a.txt", VIETNAMESE), ("b.txt", ENGLISH))
    assert answer.status_code == 201, answer.content
    first, second = answer.json()
    assert (first["is_new"], second["is_new"]) == (True, True)
    assert (first["report"]["state"], first["report"]["progress"]) == ("read", 100)
    assert first["report"]["place"]["code"] == "an-binh"
    again = send(caller, "bodies/an-binh/reports", ("c.txt", VIETNAMESE))
    assert (again.status_code, again.json()[0]["is_new"]) == (201, False)
    assert again.json()[0]["report"]["id"] == first["report"]["id"]
    listed = caller.get("reports").json()
    assert [one["id"] for one in listed["items"]] == [second["report"]["id"], first["report"]["id"]]
    page = caller.get("reports", limit=1).json()
    assert page["next"] == second["report"]["id"]
    rest = caller.get("reports", limit=1, before=page["next"]).json()
    assert [one["id"] for one in rest["items"]] == [first["report"]["id"]]


def test_an_upload_is_taken_whole_or_not_at_all(cast: Cast, call: Any) -> None:
    answer = send(call(cast.bob), "bodies/an-binh/reports", ("a.txt", VIETNAMESE), ("b.txt", "{\\rtf1 x}"))
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["type"] == "urn:plenum:problem:nothing-received"
    assert problem["detail"] == "Nothing was received."
    assert [fault["where"] for fault in problem["errors"]] == ["b.txt"]
    assert "save it as .docx" in problem["errors"][0]["message"]
    assert not Report.objects.exists()


def test_a_report_with_its_figures(cast: Cast, call: Any, report: Report) -> None:
    page = call(cast.hoa).get(f"reports/{report.pk}").json()
    by_words = {one["words"]["words"]: one for one in page["figures"]}
    poverty = by_words["3,5%"]
    assert poverty["proposal"] == {
        "indicator": "poverty",
        "place": "an-binh",
        "period": "2022",
        "status": "actual",
        "value": "3.5",
        "unit": "%",
    }
    assert poverty["comparison"]["stand"] == "differs"
    assert (poverty["comparison"]["known"], poverty["comparison"]["by"]) == ("3.4", "0.1")
    assert poverty["comparison"]["observations"] == [cast.observations["poverty 2022"].pk]
    assert poverty["sentence"]["words"] == "Tỷ lệ hộ nghèo năm 2022 giảm còn 3,5%."
    assert page["counts"]["agreeing"] == 2
    assert page["counts"]["contradicting"] == 1
    (finding,) = page["findings"]
    assert finding["observation"] == cast.observations["poverty 2022"].pk
    assert page["found"]["documents"][0]["number"] == "12-NQ/TW"
    assert (page["may_confirm"], page["may_undo"]) == (False, False)


def test_findings_are_said_in_the_readers_language(cast: Cast, call: Any, report: Report) -> None:
    cast.hoa.language = "vi"
    cast.hoa.save()
    (finding,) = call(cast.hoa).get(f"reports/{report.pk}").json()["findings"]
    assert "3,5%" in finding["message"]


def test_a_figure_is_confirmed_traced_back_and_undone(cast: Cast, call: Any, report: Report) -> None:
    chosen = figure(report, "3,5%")
    made = call(cast.bob).post(f"figures/{chosen.pk}/confirmation", {"note": "As printed."})
    assert made.status_code == 201, made.content
    observation = made.json()["observation"]
    assert (observation["value"], observation["period"]) == ("3.5", "2022")
    origin = call(cast.hoa).get(f"observations/{observation['id']}/report").json()
    assert origin["report"]["id"] == report.pk
    assert origin["words"]["words"] == "3,5%"
    assert origin["confirmed_by"] == "Bob"
    assert (
        call(cast.hoa).get(f"observations/{cast.observations['revenue 2021'].pk}/report").status_code == 404
    )
    twice = call(cast.bob).post(f"figures/{chosen.pk}/confirmation", {})
    assert (twice.status_code, twice.json()["type"]) == (409, "urn:plenum:problem:conflict")
    assert call(cast.bob).post(f"figures/{chosen.pk}/undoing", {}).status_code == 403
    undone = call(cast.chi).post(f"figures/{chosen.pk}/undoing", {"reason": "Of the nation."})
    assert undone.status_code == 201, undone.content
    assert undone.json()["observation"]["withdrawn"] is True
    rows = call(cast.hoa).get(f"reports/{report.pk}/decisions").json()
    assert [(row["kind"], row["in_force"], row["by"]) for row in rows] == [
        ("undone", False, "Chi"),
        ("confirmed", False, "Bob"),
    ]


def test_what_is_put_right_is_entered(cast: Cast, call: Any, report: Report) -> None:
    chosen = figure(report, "3,5%")
    body = {
        "indicator": "revenue",
        "place": "an-lac",
        "period": "2023-Q1",
        "value": "1.5",
        "unit": "tn VND",
        "status": "plan",
    }
    made = call(cast.bob).post(f"figures/{chosen.pk}/confirmation", body).json()["observation"]
    assert (made["indicator"], made["place"], made["value"], made["status"]) == (
        "revenue",
        "an-lac",
        "1500",
        "plan",
    )
    wrong = call(cast.bob).post(f"figures/{figure(report, '9%').pk}/confirmation", {"value": 9})
    assert wrong.status_code == 422


def test_all_that_agree(cast: Cast, call: Any, report: Report) -> None:
    done = call(cast.bob).post(f"reports/{report.pk}/confirmation-of-agreeing", {}).json()
    assert sorted(one["observation"]["value"] for one in done["confirmed"]) == ["121", "9"]
    assert done["left"] == report.figures.count() - 2


def test_search(cast: Cast, call: Any, report: Report) -> None:
    (hit,) = call(cast.hoa).get("reports/search", q="HO NGHEO 3,5").json()
    assert hit["report"]["id"] == report.pk
    assert {one["words"]["words"] for one in hit["snippets"]} >= {"hộ", "nghèo"}
    assert call(cast.hoa).get("reports/search", q="x").status_code == 422
    assert call(cast.minh).get("reports/search", q="ho ngheo").json() == []


def test_the_file_comes_back_as_it_was_and_runs_nowhere(cast: Cast, call: Any) -> None:
    page = "<html><body><script>alert(1)</script><p>Revenue was 5 billion VND in 2021.</p></body></html>"
    report = received(cast, page, name="trap.html")
    answer = call(cast.hoa).get(f"reports/{report.pk}/file")
    assert answer.content == page.encode()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="trap.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_report_is_described_and_tried_again(cast: Cast, call: Any, report: Report) -> None:
    told = call(cast.em).post(
        f"reports/{report.pk}/description",
        {"title": "Annual report", "dated_on": "2023-01-06", "place": "an-lac"},
    )
    assert told.status_code == 200, told.content
    assert (told.json()["title"], told.json()["dated_on"]) == ("Annual report", "2023-01-06")
    assert call(cast.em).post(f"reports/{report.pk}/reading", {}).status_code == 409
    broken = send(call(cast.em), "bodies/an-binh/reports", ("x.pdf", "%PDF-1.4 broken")).json()[0]["report"]
    assert broken["state"] == "failed"
    assert broken["failure"]
    assert call(cast.em).post(f"reports/{broken['id']}/reading", {}).json()["state"] == "received"


CHANGES = (
    ("bodies/an-binh/reports", Permission.RECEIVE_REPORTS),
    ("reports/{report}/description", Permission.RECEIVE_REPORTS),
    ("reports/{report}/confirmation-of-agreeing", Permission.RECORD_OBSERVATIONS),
    ("figures/{figure}/confirmation", Permission.RECORD_OBSERVATIONS),
    ("figures/{figure}/rejection", Permission.RECORD_OBSERVATIONS),
)
PRIVATE = ("reports/{report}", "reports/{report}/file", "reports/{report}/decisions")


def change(caller: Any, address: str, report: Report) -> Any:
    filled = address.format(report=report.pk, figure=figure(report, "3,5%").pk)
    if address.startswith("bodies"):
        return send(caller, filled, ("new.txt", "Thu ngân sách năm 2021 đạt 110 tỷ đồng."))
    return caller.post(filled, {"title": "New"} if "description" in address else {})


@pytest.mark.parametrize(("address", "permission"), CHANGES)
@pytest.mark.parametrize("role", Role)
def test_changes_need_a_role_that_carries_them(
    cast: Cast, call: Any, report: Report, role: Role, address: str, permission: Permission
) -> None:
    before = (AuditEntry.objects.count(), Decision.objects.count(), Observation.objects.count())
    answer = change(call(cast.users[role]), address, report)
    if permission in ALLOWED[role]:
        assert answer.status_code in (200, 201), answer.content
        assert AuditEntry.objects.count() > before[0]
    else:
        assert answer.status_code == 403, answer.content
        assert (AuditEntry.objects.count(), Decision.objects.count(), Observation.objects.count()) == before


def test_outsiders_neither_read_nor_change(cast: Cast, call: Any, report: Report) -> None:
    outsiders: tuple[User | None, ...] = (None, cast.minh, cast.oanh)
    before = AuditEntry.objects.count()
    for user in outsiders:
        caller = call(user)
        refused = 401 if user is None else 403
        for address in PRIVATE:
            assert caller.get(address.format(report=report.pk)).status_code == refused, address
        for address, _ in CHANGES:
            assert change(caller, address, report).status_code == refused, address
        assert caller.get("reports").json()["items"] == []
        assert caller.get("reports", body="an-binh").status_code == refused
    assert AuditEntry.objects.count() == before
    assert change(call(cast.bob, token=False), "figures/{figure}/rejection", report).status_code == 403


def test_the_words_of_the_reader_are_all_told() -> None:
    assert set(get_args(MeasureWord)) == set(Kind)
    assert set(get_args(RoleWord)) == set(ReadRole)


def test_answers_are_of_the_shape_told(cast: Cast, call: Any, report: Report) -> None:
    description = api.get_openapi_schema(path_prefix="/api/")
    call(cast.bob).post(f"figures/{figure(report, '121 tỷ đồng').pk}/confirmation", {})
    observation = Decision.objects.get().observation_id
    for path, address in (
        ("/api/reports", "reports"),
        ("/api/reports/{pk}", f"reports/{report.pk}"),
        ("/api/reports/{pk}/decisions", f"reports/{report.pk}/decisions"),
        ("/api/reports/search", "reports/search?q=ngan+sach"),
        ("/api/observations/{pk}/report", f"observations/{observation}/report"),
    ):
        answer = call(cast.hoa).get(address)
        assert answer.status_code == 200, answer.content
        told = description["paths"][path]["get"]["responses"][200]["content"]["application/json"]["schema"]
        Draft202012Validator({**told, "components": description["components"]}).validate(answer.json())
