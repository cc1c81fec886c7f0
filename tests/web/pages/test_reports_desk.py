"""The desk of a report: its text with what was read, its figures, filters, findings; deciding with and without htmx."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from plenum.accounts.models import User
from plenum.collecting import actions
from plenum.collecting.models import Decision, Report
from plenum.ledger.models import Observation
from tests.cast import Cast
from tests.collecting.reports import ENGLISH, figure, received

from .reading import attributes, words

HTMX = {"HX-Request": "true"}
TABLE = (
    "Kết quả năm 2022\n\nChỉ tiêu\tĐơn vị\tThực hiện năm 2022\nThu ngân sách\ttỷ đồng\t121\n"
    "Tỷ lệ hộ nghèo\t%\t3,5\n\nHết."
)


def desk(client: Client, by: User | None, report: Report, **asked: object) -> HttpResponse:
    if by is not None:
        client.force_login(by)
    return client.get(reverse("report", args=[report.pk]), asked)


def listed(answer: HttpResponse) -> list[str]:
    """The words of the figures listed, in order."""
    return re.findall(r'<span class="figure-words"[^>]*>([^<]*)</span>', answer.content.decode())


def card(answer: HttpResponse, pk: int) -> str:
    """A figure's card as words."""
    found = re.search(
        rf'<li class="figure-card[^>]*id="figure-{pk}".*?</li>\s*(?=<li class="figure-card|</ol>|<|$)',
        answer.content.decode(),
        re.DOTALL,
    )
    assert found
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", found[0]))


class TestTheText:
    def test_every_word_is_there_with_its_marks(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        answer = desk(client, cast.hoa, report)
        page = answer.content.decode()
        assert "Đồng chí" in page
        one = figure(report, "121 tỷ đồng")
        assert re.search(
            rf'<a class="[^"]*value value-waiting[^"]*" id="at-{one.value_start}" href="#figure-{one.pk}"',
            page,
        )
        for layer in ("at-name", "at-tally", "at-document", "at-person"):
            assert f'class="{layer}' in page, layer
        assert "14/20" in words(answer)
        assert "Lê Văn An" in words(answer)

    def test_a_table_is_a_table(self, cast: Cast, client: Client) -> None:
        answer = desk(client, cast.hoa, received(cast, TABLE))
        page = answer.content.decode()
        assert page.count("<table>") == 1
        rows = re.findall(r"<tr id=\"p-\d+\">(.*?)</tr>", page, re.DOTALL)
        assert [row.count("<td>") for row in rows] == [3, 3, 3]
        assert "\t" not in re.sub(r"<[^>]*>", "", "".join(rows))

    def test_markup_in_a_report_is_only_text(self, cast: Cast, client: Client) -> None:
        text = "Năm 2022, thu ngân sách đạt 121 tỷ đồng <img src=x onerror=alert(1)> & hơn."
        page = desk(client, cast.hoa, received(cast, text)).content.decode()
        assert "<img" not in page
        assert "&lt;img src=x" in page

    def test_words_asked_for_are_marked(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        start = report.text.text.index("chủ trì hội nghị")
        answer = desk(client, cast.hoa, report, at=f"{start}-{start + 16}")
        assert f'<span class="at-sought" id="at-{start}">chủ trì hội nghị</span>' in answer.content.decode()
        within = report.text.text.index("tỷ đồng")
        page = desk(client, cast.hoa, report, at=f"{within}-{within + 7}").content.decode()
        assert f'<span id="at-{within}"></span><a class="at-sought value' in page, "a value stays whole"
        assert page.count('id="at-') == len(set(re.findall(r'id="at-\d+"', page)))
        for nonsense in ("x", "9-1", "1-", "99999999-999999999", "-5-3"):
            assert desk(client, cast.hoa, report, at=nonsense).status_code == 200

    def test_a_long_text_comes_in_parts(
        self, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("plenum.web.pages.reports_laying.PART_FIGURES", 4)
        text = "\n\n".join(f"Năm 2022, thu ngân sách đạt {120 + n} tỷ đồng." for n in range(10))
        report = received(cast, text)
        first = desk(client, cast.hoa, report)
        assert listed(first) == [f"{120 + n} tỷ đồng" for n in range(4)]
        assert "128 tỷ đồng" not in re.sub(
            r"<details.*?</details>", "", first.content.decode(), flags=re.DOTALL
        )
        last = figure(report, "129 tỷ đồng")
        there = desk(client, cast.hoa, report, figure=last.pk)
        assert "129 tỷ đồng" in listed(there)
        assert listed(desk(client, cast.hoa, report, part=2)) == [f"{120 + n} tỷ đồng" for n in range(4, 8)]
        assert listed(desk(client, cast.hoa, report, part=99)) == ["128 tỷ đồng", "129 tỷ đồng"]
        assert "?part=3#at-" in first.content.decode()


class TestTheFigures:
    def test_each_says_what_it_is_and_what_the_record_has(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        answer = desk(client, cast.bob, report)
        poverty = card(answer, figure(report, "3,5%").pk)
        assert "Poor household rate" in poverty
        assert "the record has another value: 3.4%" in re.sub(r"\s+:", ":", poverty)
        assert "+0.1 pp" in poverty or "+0.1 percentage point" in poverty
        assert "the record has the same" in card(answer, figure(report, "121 tỷ đồng").pk)

    def test_filters_and_search_narrow_them(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        actions.confirm_figure(figure(report, "121 tỷ đồng"), by=cast.bob)
        actions.reject_figure(figure(report, "9%"), by=cast.bob)
        for show, found in {
            "confirmed": ["121 tỷ đồng"],
            "rejected": ["9%"],
            "contradicting": ["3,5%"],
            "waiting": ["3,5%"],
            "nonsense": ["121 tỷ đồng", "3,5%", "9%"],
        }.items():
            assert set(found) <= set(listed(desk(client, cast.hoa, report, show=show))), show
        assert "121 tỷ đồng" not in listed(desk(client, cast.hoa, report, show="waiting"))
        assert listed(desk(client, cast.hoa, report, find="HO NGHEO")) == ["3,5%"]
        assert "Show all" in words(desk(client, cast.hoa, report, find="nothing like it"))

    def test_findings_lead_to_both_sides(self, cast: Cast, client: Client) -> None:
        report = received(cast, ENGLISH)
        answer = desk(client, cast.hoa, report)
        assert "45,600 billion VND and 45,660 billion VND are both given for first half of 2023" in words(
            answer
        )
        first, second = figure(report, "45,600 billion VND"), figure(report, "45,660 billion VND")
        for one in (first, second):
            assert f"#at-{one.value_start}" in attributes(answer, "href")
            assert f'id="at-{one.value_start}"' in answer.content.decode()
        assert set(listed(desk(client, cast.hoa, report, show="doubtful"))) == {first.words, second.words}

    def test_against_the_record_the_other_reports_words_are_a_click_away(
        self, cast: Cast, client: Client
    ) -> None:
        first = received(cast, "Năm 2023, thu ngân sách đạt 133 tỷ đồng.", name="1.txt")
        made = actions.confirm_figure(figure(first, "133 tỷ đồng"), by=cast.bob).observation
        second = received(cast, "Năm 2023, thu ngân sách đạt 136 tỷ đồng.", name="2.txt")
        links = attributes(desk(client, cast.hoa, second), "href")
        assert made is not None
        assert reverse("observation", args=[made.pk]) in links
        assert any(link.startswith(f"{reverse('report', args=[first.pk])}?figure=") for link in links)

    def test_who_only_reads_has_no_buttons(self, cast: Cast, client: Client) -> None:
        page = desk(client, cast.hoa, received(cast)).content.decode()
        assert 'data-do="' not in page
        assert "/confirm/" not in page

    def test_as_of_a_past_day_nothing_is_decided(self, cast: Cast, client: Client) -> None:
        answer = desk(client, cast.bob, received(cast), as_of="2023-01-14")
        assert 'data-do="' not in answer.content.decode()
        assert "the record has the same" not in words(answer)

    def test_a_report_without_a_date_warns_before_its_figures_count(self, cast: Cast, client: Client) -> None:
        assert "The report states no date" in words(desk(client, cast.bob, received(cast, TABLE)))
        assert "The report states no date" not in words(desk(client, cast.bob, received(cast)))


class TestDeciding:
    def post(self, client: Client, by: User, name: str, pk: int, htmx: bool, **told: str) -> HttpResponse:
        client.force_login(by)
        headers = HTMX if htmx else {}
        return client.post(reverse(name, args=[pk]), told, headers=headers)

    @pytest.mark.parametrize("htmx", [False, True])
    def test_confirm_reject_and_take_back(self, cast: Cast, client: Client, htmx: bool) -> None:
        report = received(cast)
        one = figure(report, "3,5%")
        before = Observation.objects.count()
        answer = self.post(client, cast.chi, "figure_confirm", one.pk, htmx, indicator="poverty")
        assert Observation.objects.count() == before + 1
        if htmx:
            page = answer.content.decode()
            assert page.lstrip().startswith('<li class="figure-card is-confirmed')
            assert "autofocus" in page.split(">")[0]
            assert 'id="desk-counts" class="desk-counts" hx-swap-oob="true"' in page
            assert re.search(rf'value-confirmed[^>]*id="at-{one.value_start}"[^>]*hx-swap-oob="true"', page)
            assert "Confirmed: 3,5%" in words(answer)
        else:
            assert answer.status_code == 302
            assert answer["Location"].endswith(f"figure={one.pk}#figure-{one.pk}")
        self.post(client, cast.chi, "figure_undo", one.pk, htmx)
        self.post(client, cast.chi, "figure_reject", one.pk, htmx, reason="read wrong")
        kinds = list(Decision.objects.order_by("id").values_list("kind", "reason"))
        assert kinds == [("confirmed", ""), ("undone", ""), ("rejected", "read wrong")]
        assert "read wrong" in words(desk(client, cast.hoa, report))

    def test_what_was_shown_is_what_is_confirmed(self, cast: Cast, client: Client) -> None:
        one = figure(received(cast), "3,5%")
        told = {"indicator": "poverty", "place": "an-lac", "period": "2021", "status": "provisional"}
        self.post(client, cast.bob, "figure_confirm", one.pk, False, **told)
        made = Decision.objects.get().observation
        assert made is not None
        assert (made.place.code, made.period, made.status) == ("an-lac", "2021", "provisional")

    @pytest.mark.parametrize("htmx", [False, True])
    def test_what_cannot_be_is_told_at_the_figure(self, cast: Cast, client: Client, htmx: bool) -> None:
        one = figure(received(cast), "3,5%")
        actions.reject_figure(one, by=cast.chi)
        answer = self.post(client, cast.bob, "figure_confirm", one.pk, htmx)
        if not htmx:
            answer = client.get(answer["Location"])
        assert answer.status_code == 200
        assert "was decided already" in words(answer)
        for told in ({"indicator": "no-such"}, {"period": "20x3"}, {"status": "sure"}, {"place": "nowhere"}):
            assert self.post(client, cast.bob, "figure_confirm", one.pk, True, **told).status_code == 200

    def test_other_figures_of_the_name_come_along(self, cast: Cast, client: Client) -> None:
        report = received(cast, ENGLISH)
        first, second = figure(report, "45,600 billion VND"), figure(report, "45,660 billion VND")
        answer = self.post(client, cast.bob, "figure_confirm", first.pk, True, indicator="revenue")
        other = card(answer, second.pk)
        assert "the record has another value" in other
        assert re.search(rf'id="figure-{second.pk}"[^>]*hx-swap-oob="true"', answer.content.decode())

    def test_only_what_the_page_shows_comes_along(
        self, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("plenum.web.pages.reports_laying.PART_FIGURES", 4)
        text = "\n\n".join(f"Năm 2023, thu ngân sách đạt {130 + n} tỷ đồng." for n in range(10))
        report = received(cast, text)
        one = figure(report, "131 tỷ đồng")
        told = {"indicator": "revenue", "part": "1"}
        page = self.post(client, cast.chi, "figure_confirm", one.pk, True, **told).content.decode()
        swapped = re.findall(r'id="figure-(\d+)"[^>]*hx-swap-oob', page)
        here = [figure(report, f"{130 + n} tỷ đồng").pk for n in (0, 2, 3)]
        assert [int(pk) for pk in swapped] == here
        other = figure(report, "132 tỷ đồng")
        page = self.post(client, cast.chi, "figure_reject", other.pk, True, part="1").content.decode()
        assert not re.findall(r'id="figure-\d+"[^>]*hx-swap-oob', page)
        told = {"show": "new", "part": "1"}
        page = self.post(client, cast.chi, "figure_undo", one.pk, True, **told).content.decode()
        assert not re.findall(r'id="figure-\d+"[^>]*hx-swap-oob', page), "none of them was new on the page"

    def test_a_filter_stays_and_keeps_the_figure_decided(self, cast: Cast, client: Client) -> None:
        one = figure(received(cast), "3,5%")
        answer = self.post(client, cast.bob, "figure_confirm", one.pk, False, show="waiting", find="ho")
        assert "show=waiting" in answer["Location"]
        assert "find=ho" in answer["Location"]
        assert "3,5%" in listed(client.get(answer["Location"]))

    @pytest.mark.parametrize("name", ["figure_confirm", "figure_reject", "figure_undo", "figure_correct"])
    def test_who_may_not_is_refused(self, cast: Cast, client: Client, name: str) -> None:
        one = figure(received(cast), "3,5%")
        for by in (cast.hoa, cast.giang, cast.oanh, cast.minh):
            assert self.post(client, by, name, one.pk, False).status_code == 403
        client.logout()
        assert client.post(reverse(name, args=[one.pk])).status_code == 302
        assert not Decision.objects.exists()

    def test_a_reporter_cannot_take_a_confirmation_back(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        one = figure(report, "3,5%")
        actions.confirm_figure(one, by=cast.bob)
        assert "Take back" not in card(desk(client, cast.bob, report), one.pk)
        assert self.post(client, cast.bob, "figure_undo", one.pk, False).status_code == 403
        assert "Take back" in card(desk(client, cast.chi, report), one.pk)


class TestCorrecting:
    def send(self, client: Client, cast: Cast, pk: int, *, htmx: bool = False, **told: str) -> HttpResponse:
        client.force_login(cast.bob)
        usual = {
            "indicator": "poverty",
            "value": "3.6",
            "unit": "%",
            "notation": "en",
            "period": "2022",
            "place": "an-binh",
            "status": "actual",
            "note": "misprint",
        }
        return client.post(reverse("figure_correct", args=[pk]), usual | told, headers=HTMX if htmx else {})

    def test_the_form_is_filled_in_with_what_is_proposed(self, cast: Cast, client: Client) -> None:
        one = figure(received(cast), "3,5%")
        client.force_login(cast.bob)
        whole = client.get(reverse("figure_correct", args=[one.pk]))
        assert "Tỷ lệ hộ nghèo năm 2022 giảm còn 3,5%." in words(whole)
        part = client.get(reverse("figure_correct", args=[one.pk]), headers=HTMX)
        assert "<html" not in part.content.decode()
        for page in (whole.content.decode(), part.content.decode()):
            assert 'value="3.5"' in page
            assert re.search(r'value="poverty" checked', page)

    @pytest.mark.parametrize("htmx", [False, True])
    def test_what_is_said_is_confirmed(self, cast: Cast, client: Client, htmx: bool) -> None:
        one = figure(received(cast), "3,5%")
        answer = self.send(client, cast, one.pk, htmx=htmx)
        assert answer.status_code == (200 if htmx else 302)
        made = Decision.objects.get().observation
        assert made is not None
        assert (str(made.value), made.note) == ("3.6", "misprint")
        assert "3,5%" in made.words

    def test_a_value_in_another_scale_is_brought_to_the_indicators(self, cast: Cast, client: Client) -> None:
        one = figure(received(cast), "121 tỷ đồng")
        self.send(
            client, cast, one.pk, indicator="revenue", value="121.500", notation="vi", unit="triệu đồng"
        )
        made = Decision.objects.get().observation
        assert made is not None
        assert made.value == 121.5

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            ({"value": "1.234,5x"}, "1.234,5x"),
            ({"value": ""}, "This field is required"),
            ({"period": "22"}, "22"),
            ({"unit": "ha"}, "ha"),
            ({"indicator": ""}, "Choose the indicator."),
            ({"indicator": "no-such"}, "no-such"),
            ({"place": ""}, "This field is required"),
        ],
    )
    def test_faults_stand_beside_what_was_typed(
        self, cast: Cast, client: Client, told: dict[str, str], said: str
    ) -> None:
        one = figure(received(cast), "3,5%")
        for htmx in (False, True):
            answer = self.send(client, cast, one.pk, htmx=htmx, **told)
            assert answer.status_code == 200
            assert said in words(answer)
            assert "misprint" in answer.content.decode()
            if htmx:
                assert answer["HX-Retarget"] == f"#work-{one.pk}"
        assert not Decision.objects.exists()

    def test_indicators_are_searched_with_and_without_htmx(self, cast: Cast, client: Client) -> None:
        one = figure(received(cast), "3,5%")
        answer = self.send(client, cast, one.pk, step="search", q="ngan sach", value="nonsense")
        assert "Budget revenue" in words(answer)
        assert "nonsense" in answer.content.decode()
        assert "not a number" not in words(answer)
        found = client.get(reverse("figure_indicators", args=[one.pk]), {"q": "revnue"}, headers=HTMX)
        assert "Budget revenue" in words(found)
        none = client.get(reverse("figure_indicators", args=[one.pk]), {"q": "zzzzqqq"}, headers=HTMX)
        assert "Budget revenue" not in words(none)


class TestConfirmingAllThatAgree:
    def test_shown_first_then_done(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        client.force_login(cast.bob)
        url = reverse("report_agreeing", args=[report.pk])
        assert "Confirm all 2 that agree" in words(desk(client, cast.bob, report))
        shown = client.get(url)
        said = words(shown)
        assert "2 waiting figures say exactly what the record has" in said
        assert "3,5%" not in said
        assert not Decision.objects.exists()
        seen = re.search(r'name="seen" value="(\w+)"', shown.content.decode())
        assert seen
        done = client.post(url, {"seen": seen[1]}, follow=True)
        assert "2 figures are confirmed." in words(done)
        assert Decision.objects.count() == 2

    def test_nothing_unseen_is_confirmed(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        client.force_login(cast.bob)
        url = reverse("report_agreeing", args=[report.pk])
        answer = client.post(url, {"seen": "0"})
        assert "Since you looked, something changed" in words(answer)
        assert not Decision.objects.exists()

    def test_who_may_not(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        for by in (cast.hoa, cast.oanh):
            client.force_login(by)
            assert client.get(reverse("report_agreeing", args=[report.pk])).status_code == 403


class TestTheWayBack:
    def test_an_observation_opens_its_report_at_its_words(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        one = figure(report, "3,5%")
        made = actions.confirm_figure(one, by=cast.bob).observation
        assert made is not None
        client.force_login(cast.hoa)
        answer = client.get(reverse("observation", args=[made.pk]))
        assert "Open the report at these words" in words(answer)
        address = f"{reverse('report', args=[report.pk])}?figure={one.pk}#at-{one.value_start}"
        assert address in attributes(answer, "href")
        there = client.get(address)
        assert f'id="at-{one.value_start}"' in there.content.decode()
        assert reverse("observation", args=[made.pk]) in attributes(there, "href")
        other = client.get(reverse("observation", args=[cast.observations["revenue 2021"].pk]))
        assert "Open the report" not in words(other)

    def test_who_decided_what_and_when(self, cast: Cast, client: Client) -> None:
        report = received(cast)
        one = figure(report, "3,5%")
        actions.confirm_figure(one, by=cast.bob)
        actions.undo(one, by=cast.chi, reason="wrong year")
        client.force_login(cast.hoa)
        said = words(client.get(reverse("report_decisions", args=[report.pk])))
        for part in ("Bob", "Chi", "wrong year", "(taken back since)", "withdrawn"):
            assert part in said, part

    def test_a_figures_own_address(self, cast: Cast, client: Client) -> None:
        one = figure(received(cast), "3,5%")
        client.force_login(cast.hoa)
        assert client.get(reverse("figure", args=[one.pk]))["Location"].endswith(f"#figure-{one.pk}")
        alone = client.get(reverse("figure", args=[one.pk]), headers=HTMX)
        assert alone.content.decode().lstrip().startswith("<li")


def test_nothing_of_a_private_report_opens_to_others(cast: Cast, client: Client) -> None:
    report = received(cast)
    one = figure(report, "3,5%")
    addresses = [
        reverse(name, args=[report.pk])
        for name in (
            "report",
            "report_row",
            "report_progress",
            "report_file",
            "report_decisions",
            "report_agreeing",
        )
    ] + [reverse(name, args=[one.pk]) for name in ("figure", "figure_correct", "figure_indicators")]
    for by in (cast.minh, cast.oanh):
        client.force_login(by)
        for address in addresses:
            assert client.get(address).status_code == 403, address
    client.logout()
    for address in addresses:
        assert client.get(address).status_code == 302, address
    client.force_login(cast.hoa)
    assert client.get(reverse("report", args=[report.pk + 1])).status_code == 404


class TestSearching:
    def test_each_place_leads_to_its_words(self, cast: Cast, client: Client) -> None:
        received(cast)
        client.force_login(cast.hoa)
        answer = client.get(reverse("report_search"), {"q": "ho ngheo"})
        assert "Found in 1 report" in words(answer)
        assert re.search(r"<mark>hộ</mark>|<mark>hộ nghèo</mark>", answer.content.decode())
        links = [link for link in attributes(answer, "href") if "?at=" in link]
        assert links
        there = client.get(links[0])
        assert "at-sought" in there.content.decode()

    def test_a_figure_however_printed_and_only_in_ones_reports(self, cast: Cast, client: Client) -> None:
        received(cast, ENGLISH)
        client.force_login(cast.hoa)
        assert (
            "<mark>45,600 billion VND</mark>"
            in client.get(reverse("report_search"), {"q": "45.600"}).content.decode()
        )
        client.force_login(cast.oanh)
        assert "Found in 0 reports" in words(client.get(reverse("report_search"), {"q": "45.600"}))

    def test_too_little_to_look_for_is_told(self, cast: Cast, client: Client) -> None:
        client.force_login(cast.hoa)
        assert "Type at least 2" in words(client.get(reverse("report_search"), {"q": "x"}))
        assert client.get(reverse("report_search")).status_code == 200
        assert client.get(reverse("report_search"), {"q": "aa", "body": "ha-thanh"}).status_code == 403


def test_in_vietnamese_numbers_are_written_so(cast: Cast, client: Client) -> None:
    report = received(cast, ENGLISH)
    User.objects.filter(pk=cast.hoa.pk).update(language="vi")
    cast.hoa.refresh_from_db()
    said = words(desk(client, cast.hoa, report))
    assert "45.600 tỷ đồng" in said
    assert "6 tháng đầu năm 2023" in said
