"""`plenum assess`."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.cli.conftest import Installation, Said

HARD_FOR_HAI_PHONG = {"15", "16", "17", "18", "19", "20"}


def test_json_is_the_apis_own_form(cast: Cast, run: Callable[..., Said]) -> None:
    said = run("assess", "an-binh", "--as-of", "2023-12-31", "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert {"body", "resolution", "as_of", "tally", "targets"} <= set(told)
    assert (told["body"], told["resolution"], told["as_of"]) == ("an-binh", "an-binh-2020", "2023-12-31")
    for target in told["targets"]:
        assert {"number", "name", "standing", "adopted", "last", "pace_needed"} <= set(target)


def test_a_table_is_for_people(cast: Cast, run: Callable[..., Said]) -> None:
    said = run("assess", "an-binh", "--as-of", "2023-12-31")
    assert said.code == 0
    assert "Congress resolution for the 2020-2025 term" in said.out
    assert "Budget revenue in 2025" in said.out
    assert "160 bn VND" in said.out
    assert "Computed: " in said.out
    assert "of 5" in said.out


def test_as_of_an_earlier_day_less_is_known(cast: Cast, run: Callable[..., Said]) -> None:
    told = json.loads(run("assess", "an-binh", "--as-of", "2021-12-31", "--json").out)
    assert told["targets"][0]["last"]["period"] == "2020"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("an-bing",), "an-bing"),
        (("an-binh", "--as-of", "31.12.2023"), "2021-07-01"),
        (("an-binh", "--as-of", "2999-01-01"), "lies ahead"),
        (("an-binh", "--as-of", "2019-01-01"), "No resolution"),
    ],
)
def test_what_cannot_be_taken_is_told(
    cast: Cast, run: Callable[..., Said], arguments: tuple[str, ...], words: str
) -> None:
    said = run("assess", *arguments)
    assert said.code == 2
    assert said.out == ""
    assert words in said.err


def test_hai_phong_at_its_conference(demonstration: Installation) -> None:
    said = demonstration.run("assess", "hai-phong", "--as-of", "2024-11-14", "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert len(told["targets"]) == 20
    adopted = Counter(target["adopted"] for target in told["targets"])
    assert adopted == {"met": 14, "at_risk": 6}
    assert told["tally"]["adopted"]["met"] == 14
    assert told["tally"]["adopted"]["at_risk"] == 6
    assert sum(told["tally"]["computed"].values()) == told["tally"]["of"] == 20
    at_risk = {target["number"] for target in told["targets"] if target["adopted"] == "at_risk"}
    assert at_risk == HARD_FOR_HAI_PHONG


def test_before_its_conference_hai_phong_has_adopted_nothing(demonstration: Installation) -> None:
    told = json.loads(demonstration.run("assess", "hai-phong", "--as-of", "2024-11-13", "--json").out)
    assert {target["adopted"] for target in told["targets"]} == {None}


def test_hanoi_at_its_conference(demonstration: Installation) -> None:
    told = json.loads(demonstration.run("assess", "hanoi", "--as-of", "2023-06-14", "--json").out)
    assert len(told["targets"]) == 20
    assert told["tally"]["adopted"]["at_risk"] == 6
    assert [(one["count"], one["of"]) for one in told["announced"]] == [(9, 20), (14, 20), (6, 20)]


def test_the_record_goes_out_as_files_and_is_judged_as_files(
    cast: Cast, run: Callable[..., Said], tmp_path: Path
) -> None:
    panel, out = tmp_path / "panel", tmp_path / "standings.parquet"
    said = run("export", "--national", "--out", panel, "--as-of", "2023-12-31")
    assert said.code == 0, said.err
    assert "plenum assess --panel" in said.out
    files = (
        "assess",
        "--panel",
        panel / "observations",
        "--targets",
        panel / "targets.parquet",
        "--out",
        out,
    )
    said = run(*files, "--memory", "1GB")
    assert said.code == 0, said.err
    assert "rows." in said.out
    assert "Judging: 100 of 100" in said.err
    assert out.is_file()
    assert run(*files).code == 1  # it exists
    assert run(*files, "--replace", "--method", "open_sdg").code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Name a body"),
        (("an-binh", "--out", "x.parquet"), "go with --panel"),
        (("--panel", "o.parquet"), "wants --targets FILE and --out FILE"),
        (("an-binh", "--panel", "o.parquet", "--targets", "t.parquet", "--out", "x.parquet"), "no body"),
        (
            ("--panel", "o.parquet", "--targets", "t.parquet", "--out", "x.parquet", "--memory", "much"),
            "no size",
        ),
        (
            ("--panel", "o.parquet", "--targets", "t.parquet", "--out", "x.parquet"),
            "no Parquet file at o.parquet",
        ),
        (("--panel", "o", "--targets", "t", "--out", "x.parquet", "--method", "astrology"), "no method"),
        (("--panel", "o", "--targets", "t", "--out", "x.parquet", "--engine", "abacus"), "no engine"),
    ],
)
def test_what_cannot_be_asked_is_told(
    run: Callable[..., Said], arguments: tuple[str, ...], told: str
) -> None:
    said = run("assess", *arguments)
    assert said.code == 2
    assert told in said.err
    assert not Path("x.parquet").exists()


def test_what_cannot_be_exported_is_told(cast: Cast, run: Callable[..., Said], tmp_path: Path) -> None:
    assert run("export", "--out", tmp_path / "x.csv").code == 2
    assert run("export", "an-binh", "--national", "--out", tmp_path / "x").code == 2
