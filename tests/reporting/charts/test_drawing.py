"""From a specification to a picture."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from plenum.errors import InvalidInput
from plenum.reporting.charts import drawing
from plenum.reporting.charts.drawing import PictureCache, digest, render
from plenum.reporting.charts.look import NUMBER_LOCALES, THEMES, Look, dressed

SVG = "{http://www.w3.org/2000/svg}"


def specification(words: str = "Tỷ lệ hộ nghèo", language: str = "vi") -> dict[str, object]:
    values = [{"x": 2020, "y": 1234.5, "label": words}, {"x": 2021, "y": 2000, "label": "ế"}]
    return dressed(
        {
            "title": words,
            "description": "Hai giá trị & một <nét>.",
            "data": {"values": values},
            "mark": "point",
            "encoding": {
                "x": {"field": "x", "type": "quantitative", "axis": {"format": "d"}},
                "y": {"field": "y", "type": "quantitative", "axis": {"format": ",.1f", "values": [1234.5]}},
            },
        },
        Look(language),
    )


def test_an_svg_tells_its_title_and_what_it_shows() -> None:
    root = ElementTree.fromstring(render(specification()))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Tỷ lệ hộ nghèo"
    assert root.findtext(f"{SVG}desc") == "Hai giá trị & một <nét>."


def test_nothing_in_an_svg_needs_a_script_a_style_or_another_host() -> None:
    drawn = render(specification()).decode()
    assert not re.search(r"<script|<style|\bstyle=|\bon[a-z]+=|@import", drawn)
    assert set(re.findall(r"https?://[^\"' ]+", drawn)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


@pytest.mark.parametrize(("language", "written"), [("vi", "1.234,5"), ("en", "1,234.5")])
def test_axes_write_numbers_as_the_language_does(language: str, written: str) -> None:
    assert written in render(specification(language=language)).decode()
    assert NUMBER_LOCALES[language]["decimal"] == written[-2]


def test_a_png_is_drawn_of_the_same_specification() -> None:
    assert render(specification(), "png").startswith(b"\x89PNG")


def test_a_picture_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "PICTURES", PictureCache(1_000_000))
    first = render(specification("một lần"))
    monkeypatch.setattr(drawing, "_svg", lambda _: pytest.fail("drawn twice"))
    assert render(specification("một lần")) is first


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"no format 'gif'; choose one of svg, png"):
        render(specification(), "gif")


def test_no_address_is_fetched() -> None:
    outside = specification() | {"data": {"url": "http://127.0.0.1:9/data.json"}}
    with pytest.raises(ValueError):
        render(outside)


def test_the_digest_is_of_what_is_drawn() -> None:
    assert digest(specification()) == digest(specification())
    assert digest(specification()) != digest(specification("khác"))
    assert digest(specification(), "svg") != digest(specification(), "png")


def test_the_cache_holds_no_more_than_it_may() -> None:
    cache = PictureCache(100)
    for name in "abc":
        cache.put(name, bytes(40))
    assert cache.get("a") is None
    assert cache.bytes == 80
    cache.get("b")
    cache.put("d", bytes(40))
    assert cache.get("b") is not None
    assert cache.get("c") is None
    cache.put("e", bytes(101))
    assert (len(cache), cache.bytes) == (0, 0)


@pytest.mark.parametrize("given", [{"language": "fr"}, {"theme": "sepia"}, {"size": "huge"}])
def test_a_look_there_is_none_of_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(InvalidInput, match="choose one of"):
        Look(**given)


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(THEMES))
def test_colours_stand_out_from_the_ground(name: str) -> None:
    """WCAG 2.2: 4.5 to 1 for words, which the lines' names are too."""
    theme = THEMES[name]
    for colour in (theme.ink, theme.soft, theme.series, theme.needed, theme.goal, *theme.lines):
        assert contrast(colour, theme.ground) >= 4.5, colour


def test_the_font_is_what_its_manifest_says() -> None:
    from hashlib import sha256

    fonts = Path(drawing.__file__).parent / "fonts"
    for line in (fonts / "SHA256SUMS").read_text().splitlines():
        wanted, name = line.split()
        assert sha256((fonts / name).read_bytes()).hexdigest() == wanted, name
