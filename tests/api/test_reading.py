"""What the addresses answer, as of a day."""

from datetime import date
from typing import Any

from plenum.ledger.actions import record_adoption
from plenum.ledger.actions.reviews import AdoptedStanding, TallyAnnounced
from plenum.ledger.queries import scoreboard
from plenum.ledger.vocabulary import Standing
from plenum.organizations.actions import put_place, put_succession
from plenum.organizations.words import Words
from plenum.reporting.open_data import scoreboard_form
from tests.cast import Cast


def adopt(cast: Cast) -> int:
    return record_adoption(
        cast.resolution,
        conference=Words("Hội nghị giữa nhiệm kỳ", "Mid-term conference"),
        held_on=date(2023, 6, 1),
        data_day=date(2023, 6, 1),
        standings={
            cast.targets["1"]: AdoptedStanding(Standing.MET, "Reached ahead of time."),
            cast.targets["3"]: AdoptedStanding(Standing.AT_RISK, "Will be hard."),
        },
        tallies=[TallyAnnounced(Standing.MET, 1, 5)],
        source=cast.source,
        by=cast.giang,
    ).pk


def test_the_scoreboard_is_the_pages_own(cast: Cast, call: Any) -> None:
    adopt(cast)
    told = call(cast.hoa).get("bodies/an-binh/scoreboard", as_of="2023-12-31").json()
    own = scoreboard_form(scoreboard(cast.resolution, date(2023, 12, 31), by=cast.hoa))
    assert told == own.model_dump(mode="json")
    assert told["body"] == "an-binh"
    assert told["resolution"] == "an-binh-2020"
    assert [one["number"] for one in told["targets"]] == ["1", "2", "3", "4", "5"]
    assert [part["number"] for part in told["targets"][3]["parts"]] == ["4a", "4b"]
    assert told["tally"]["of"] == 5
    assert sum(told["tally"]["computed"].values()) == 5
    assert told["tally"]["adopted"]["met"] == 1
    assert told["tally"]["adopted"]["at_risk"] == 1
    first = told["targets"][0]
    assert (first["adopted"], first["verdict"]["reason"]) == ("met", "Reached ahead of time.")
    assert first["last"]["value"] == "121"
    assert first["promise"]["low"] == "160"
    assert told["targets"][1]["adopted"] is None
    assert told["announced"] == [{"standing": "met", "count": 1, "of": 5, "horizon_vi": "", "horizon_en": ""}]


def test_as_of_an_earlier_day_the_conference_has_not_met(cast: Cast, call: Any) -> None:
    adopt(cast)
    told = call(cast.hoa).get("documents/an-binh-2020/scoreboard", as_of="2023-05-31").json()
    assert told["adoption"] is None
    assert told["tally"]["adopted"] is None
    assert told["announced"] == []
    assert call(cast.hoa).get("adoptions", as_of="2023-05-31").json() == []


def test_an_adoption_in_full(cast: Cast, call: Any) -> None:
    told = call(cast.hoa).get(f"adoptions/{adopt(cast)}").json()
    assert [(one["target"], one["adopted"]) for one in told["verdicts"]] == [("1", "met"), ("3", "at_risk")]
    assert told["document"] == "an-binh-2020"
    assert told["source"]["name_vi"] == "Niên giám An Bình"


def test_a_target_with_all_that_leads_to_its_standing(cast: Cast, call: Any) -> None:
    adopt(cast)
    told = call(cast.hoa).get("documents/an-binh-2020/targets/1", as_of="2023-12-31").json()
    assert [one["observation"]["value"] for one in told["series"]] == ["100", "110", "121"]
    assert told["provision"] == "1"
    assert told["verdicts"][0]["adopted"] == "met"
    history = call(cast.hoa).get("documents/an-binh-2020/targets/1/history", as_of="2023-12-31").json()
    assert history["changes"] == told["changes"]
    assert history["verdicts"] == told["verdicts"]
    assert call(cast.hoa).get("documents/an-binh-2020/targets/9").status_code == 404
    assert call(cast.hoa).get("documents/an-binh-2020/targets/1", as_of="2020-01-01").status_code == 404


def test_a_document_and_what_nothing_implements(cast: Cast, call: Any) -> None:
    told = call(cast.hoa).get("documents/an-binh-2020").json()
    assert told["uncovered"] == ["2"]
    assert [one["code"] for one in told["provisions"][0]["implemented_by"]] == ["an-binh-programme"]
    assert told["provisions"][0]["targets"] == ["1", "2"]
    before = call(cast.hoa).get("documents/an-binh-2020", as_of="2021-02-28").json()
    assert before["uncovered"] == ["1", "2"]


def test_documents_of_one_body(cast: Cast, call: Any) -> None:
    listed = call(cast.hoa).get("documents", body="an-binh").json()
    assert {one["code"]: (one["provisions"], one["targets"]) for one in listed} == {
        "an-binh-2020": (2, 5),
        "an-binh-programme": (0, 0),
    }
    assert call(cast.hoa).get("documents", body="ha-thanh").json() == []


def test_an_indicator_across_places(cast: Cast, call: Any) -> None:
    told = call(cast.hoa).get("indicators/poverty").json()
    assert told["periods"] == ["2020", "2021", "2022"]
    (series,) = told["series"]
    assert series["place"]["code"] == "an-binh"
    assert told["lower_bound"] == "0"
    assert {one["number"] for one in told["targets"]} == {"3", "4b"}


def test_home_names_those_in_trouble(cast: Cast, call: Any) -> None:
    (summary,) = call(cast.hoa).get("home", as_of="2023-12-31").json()
    assert summary["body"]["code"] == "an-binh"
    assert summary["resolution"] == "an-binh-2020"
    assert sum(summary["computed"].values()) == 5


def test_a_place_and_what_became_of_it(cast: Cast, call: Any) -> None:
    merged = put_place("an-thanh", Words("An Thành", "An Thanh"), "province", starts=date(2025, 7, 1))
    put_place("an-binh", Words("An Bình", "An Binh"), "province", ends=date(2025, 6, 30))
    put_succession(cast.province, merged, date(2025, 7, 1), basis=Words("Nghị quyết", "Resolution"))
    caller = call(None)
    told = caller.get("places/an-binh", as_of="2025-12-31").json()
    assert [one["code"] for one in told["within"]] == ["dai-nam"]
    (link,) = told["successions"]
    assert (link["successor"]["code"], link["share"], link["on"]) == ("an-thanh", "1", "2025-07-01")
    assert caller.get("places/an-binh", as_of="2025-06-30").json()["successions"] == []
    then = {one["code"] for one in caller.get("places", as_of="2025-06-30").json()}
    now = {one["code"] for one in caller.get("places", as_of="2025-07-01").json()}
    assert then - now == {"an-binh"}
    assert now - then == {"an-thanh"}


def test_who_is_signed_in(cast: Cast, call: Any) -> None:
    told = call(cast.bob).get("session").json()
    assert told["username"] == "bob"
    assert told["roles"] == [{"role": "reporter", "body": "an-binh"}]
    assert call(None).get("session").json()["username"] is None
