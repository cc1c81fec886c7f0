"""The five layers and their JSON form."""

import json
from decimal import Decimal

from plenum.reading import Figure, Report, Tally, read
from plenum.reading.figures import Bound, Kind, Role, Standing


def test_a_figure_is_written_as_the_reading_guide_says() -> None:
    figure = Figure(9, 14, 0, 8, Kind.GROWTH, Decimal("-1.5"), "%", Bound.ABOUT, Role.ESTIMATE, "2021")
    assert figure.to_json() == {
        "value_start": 9,
        "value_end": 14,
        "name_start": 0,
        "name_end": 8,
        "measure": "growth",
        "value": -1.5,
        "unit": "%",
        "bound": "about",
        "role": "estimate",
        "period": "2021",
    }


def test_only_a_range_has_an_upper_end() -> None:
    figure = Figure(0, 1, 0, 0, Kind.LEVEL, Decimal(7), "%", Bound.EXACT, Role.TARGET, "", Decimal("7.5"))
    assert figure.to_json()["value_high"] == 7.5


def test_a_thousand_billion_is_written_whole() -> None:
    value = read("Revenue reached 45,600 billion VND.").figures[0].to_json()["value"]
    assert (value, type(value)) == (45_600_000_000_000, int)


def test_a_tally_lists_its_targets_only_where_the_text_names_them() -> None:
    assert "listed" not in Tally(0, 5, 3, None, Standing.MET).to_json()
    assert Tally(0, 5, 3, None, Standing.MET, ((6, 9),)).to_json()["listed"] == [[6, 9]]


def test_a_report_becomes_json_with_every_layer() -> None:
    report = read(
        "Nguyen Van Hung, Secretary of the Hai Ninh Party Committee, said 14/20 targets of Resolution No. 45-NQ/TW "
        "had been met. The Department of Finance must submit its report before June 30, 2024. Exports rose 5%."
    )
    layers = json.loads(json.dumps(report.to_json(), ensure_ascii=False))
    assert {key: len(value) for key, value in layers.items() if isinstance(value, list)} == {
        "figures": 1,
        "documents": 1,
        "tallies": 1,
        "people": 1,
        "deadlines": 1,
        "warnings": 0,
    }
    assert layers["lang"] == "en"
    assert len(layers["digest"]) == 64


def test_the_words_and_names_of_a_report() -> None:
    report = read("Exports rose 5%. Imports fell 3%.")
    assert list(report.names()) == ["Exports", "Imports"]
    assert report.words(0, 7) == "Exports"


def test_an_empty_report_has_no_layers() -> None:
    assert Report("", "en", "").to_json()["figures"] == []
