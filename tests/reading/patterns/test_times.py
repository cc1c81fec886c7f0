"""The tables of wordings of time."""

import pytest

from plenum.reading.patterns.time_forms import Form
from plenum.reading.patterns.times_en import ENGLISH
from plenum.reading.patterns.times_vi import VIETNAMESE

SAID = {
    "en": "between FY15 and FY22, from 2017-18 to 2021-22, in FY 2024/25, Q2 of 2024, Q2 of FY25, FY24, 5 May 2021, "
    "May 5, 2021, 05/05/2021, from January to July 2021, 2016 to November 2018, from 2016 to 2018, 5 and 6 May, "
    "May 5 and 6, the first nine months of 2021, the last three months of the year, six months of 2021, "
    "nine months into 2021, over nine months, the third quarter of 2021, the first three quarters of 2021, "
    "the first half of 2021, the half-year, August 2021, fiscal years 2016 to 2018, financial year 2021, in 2021, "
    "the whole of 2021, this financial year, in September, next year, the same period of last year, over 20 years",
    "vi": "ngày 05/05/2021, ngày 5 tháng 5 năm 2021, từ năm 2016 đến tháng 11/2018, giai đoạn 2016 - 2020, "
    "từ tháng 3 đến tháng 9 năm 2021, ngày 5/5, ngày 5 tháng 5, 3 tháng cuối năm 2021, 9 tháng đầu năm 2021, "
    "6 tháng đầu năm, nửa đầu năm 2021, nửa cuối năm, quý III/2021, tháng 5/2021, cả năm 2021, 12/9, "
    "sáng 12/9, 2021, năm nay, năm ngoái, 20 năm",
}


@pytest.mark.parametrize("form", [*ENGLISH, *VIETNAMESE], ids=lambda form: form.pattern.pattern[:50])
def test_every_match_of_a_form_holds_the_letters_it_needs(form: Form) -> None:
    """A sentence without them is not searched, so they must stand in whatever the form can match."""
    for text in SAID.values():
        for match in form.pattern.finditer(text):
            if match.group() and form.needs:
                assert any(letters in match.group().lower() for letters in form.needs), match.group()


def test_the_words_of_time_are_claimed_by_some_form() -> None:
    for lang, forms in (("en", ENGLISH), ("vi", VIETNAMESE)):
        for phrase in SAID[lang].split(", "):
            assert any(form.pattern.search(phrase) for form in forms), phrase
