"""How many targets stand how."""

import pytest

from plenum.reading import read

CASES = [
    ("14/20 targets have been met.", 14, 20, "met"),
    ("So far 14 out of 20 targets have been met or exceeded.", 14, 20, "met_or_exceeded"),
    ("Of the 18 targets, 12 were exceeded.", 12, 18, "exceeded"),
    ("All 22 targets were met.", 22, 22, "met"),
    ("There are 6/20 targets facing many challenges.", 6, 20, "at_risk"),
    ("Some 9/20 targets are likely to be met.", 9, 20, "on_track"),
    ("Two of the 20 targets were not met.", 2, 20, "not_met"),
    ("The resolution sets 20 targets.", 20, None, "total"),
    ("The plan has 14 main socio-economic targets.", 14, None, "total"),
    ("Có 14/20 chỉ tiêu đạt.", 14, 20, "met"),
    ("Trong 20 chỉ tiêu, 14 chỉ tiêu đạt và vượt.", 14, 20, "met_or_exceeded"),
    ("Có 3 chỉ tiêu không đạt.", 3, None, "not_met"),
    ("Có 6/20 chỉ tiêu khó hoàn thành.", 6, 20, "at_risk"),
    ("Dự kiến 9/20 chỉ tiêu hoàn thành.", 9, 20, "on_track"),
    ("Nghị quyết đề ra 20 chỉ tiêu.", 20, None, "total"),
]


@pytest.mark.parametrize(("text", "count", "of", "standing"), CASES)
def test_targets_are_counted_by_standing(text: str, count: int, of: int | None, standing: str) -> None:
    assert [(t.count, t.of, t.standing.value) for t in read(text).tallies] == [(count, of, standing)]


def test_two_standings_in_one_sentence_are_two_tallies() -> None:
    tallies = read("Of the 20 targets, 14 were met and 6 targets were missed.").tallies
    assert [(t.count, t.standing.value) for t in tallies] == [(14, "met"), (6, "not_met")]


def test_a_tally_is_no_figure() -> None:
    assert read("14/20 targets have been met.").figures == []


def test_money_held_against_a_target_is_no_tally() -> None:
    assert read("Revenue reached 45 billion VND against a target of 40 billion VND.").tallies == []


def test_the_targets_named_after_a_count_are_listed() -> None:
    text = "There are 2/20 targets at risk: the share of treated waste; the number of doctors."
    report = read(text)
    [tally] = report.tallies
    assert [report.words(*span) for span in tally.listed] == [
        "the share of treated waste",
        "the number of doctors",
    ]
