from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from plenum.accounts.permissions import Role
from plenum.ledger.vocabulary import Standing
from plenum.periods import Period
from plenum.units import Unit
from plenum.web.templatetags import plenum_format as tags


def said(language: str, template: str, **context: object) -> str:
    with translation.override(language):
        return Template(template).render(Context(context))


@pytest.mark.parametrize(
    ("template", "value", "vi", "en"),
    [
        ("{{ x|number }}", Decimal("1234.50"), "1.234,50", "1,234.50"),
        ("{{ x|number:1 }}", Decimal("1234.56"), "1.234,6", "1,234.6"),
        ("{{ x|number }}", 0, "0", "0"),
        ("{{ x|number }}", Decimal("-3.2"), "-3,2", "-3.2"),
        ("{{ x|signed }}", Decimal("1.5"), "+1,5", "+1.5"),
        ("{{ x|signed }}", Decimal("-1234.5"), "−1.234,5", "−1,234.5"),
        ("{{ x|signed }}", Decimal("0.0"), "0,0", "0.0"),
        ("{{ x|signed:0 }}", Decimal("-0.2"), "0", "0"),
        ("{{ x|percent }}", Decimal("75.25"), "75,2%", "75.2%"),
        ("{{ x|percent:0 }}", 75, "75%", "75%"),
        ("{{ x|day }}", date(2021, 7, 1), "01/07/2021", "2021-07-01"),
        ("{{ x|day }}", datetime(2021, 6, 30, 20, tzinfo=UTC), "01/07/2021", "2021-07-01"),
        ("{{ x|moment }}", datetime(2021, 6, 30, 20, tzinfo=UTC), "01/07/2021 03:00", "2021-07-01 03:00"),
        (
            "{{ x|period_label }}",
            "2021-S1",
            Period.parse("2021-S1").label("vi"),
            Period.parse("2021-S1").label("en"),
        ),
        ("{{ x|unit_label }}", Unit.parse("bn VND"), "tỷ đồng", Unit.parse("bn VND").label("en")),
        ("{{ x|role_words }}", "leader", "Lãnh đạo", "Leader"),
        ("{{ x|standing_words }}", "not_yet_due", "Chưa đến kỳ", "Not yet due"),
    ],
)
def test_a_figure_is_written_in_the_readers_language(template: str, value: object, vi: str, en: str) -> None:
    assert said("vi", template, x=value) == vi
    assert said("en", template, x=value) == en


@pytest.mark.parametrize(
    "name", ["number", "signed", "percent", "day", "moment", "period_label", "unit_label"]
)
def test_what_is_missing_is_said_to_be_missing(name: str) -> None:
    drawn = said("en", f"{{{{ x|{name} }}}}", x=None)
    assert ">no value<" in drawn
    assert "0" not in drawn


@pytest.mark.parametrize("code", [standing.value for standing in Standing])
def test_every_standing_has_a_shape_and_words_of_its_own(code: str) -> None:
    drawn = said("vi", "{{ x|standing }}", x=code)
    assert f"standing-{code}" in drawn
    assert str(tags.standing_words(code)) != code


def test_standings_differ_without_their_colour() -> None:
    assert set(tags.STANDINGS) == {standing.value for standing in Standing}
    assert len({shape for shape, _ in tags.STANDINGS.values()}) == len(tags.STANDINGS)
    for language in ("vi", "en"):
        with translation.override(language):
            assert len({str(words) for _, words in tags.STANDINGS.values()}) == len(tags.STANDINGS)


def test_an_unknown_standing_is_refused() -> None:
    with pytest.raises(KeyError):
        tags.standing("splendid")


def test_every_role_has_words() -> None:
    assert set(tags.ROLES) == {role.value for role in Role}


def test_an_icon_is_decoration_unless_it_is_labelled() -> None:
    assert 'aria-hidden="true"' in said("en", "{% icon 'check' %}")
    assert 'role="img" aria-label="&lt;Met&gt;"' in said("en", "{% icon 'check' label=x %}", x="<Met>")


def test_dates_are_read_as_they_are_written() -> None:
    from django import forms

    for language, text in (("vi", "22/11/2026"), ("vi", "2026-11-22"), ("en", "2026-11-22")):
        with translation.override(language):
            assert forms.DateField(localize=True).clean(text) == date(2026, 11, 22)
    with translation.override("en"), pytest.raises(forms.ValidationError):
        forms.DateField(localize=True).clean("11/12/2026")
