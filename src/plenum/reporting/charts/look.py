"""How charts look: theme, size, language, and the marks by which statuses and lines are told apart."""

from dataclasses import dataclass
from typing import Any

from plenum.errors import InvalidInput

FONT = "Be Vietnam Pro, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
"""The first comes with this package and draws every PNG; a reader's own device draws an SVG with the first it has."""

VEGA_LITE = "6.4"
"""The version specifications are rendered with."""


@dataclass(frozen=True)
class Theme:
    """Colours of one appearance. Texts have a contrast of 4.5 to 1 on `ground`, lines and marks 3 to 1."""

    ground: str
    ink: str
    soft: str
    faint: str
    series: str
    needed: str
    good: str
    goal: str
    lines: tuple[str, ...]


# The lines' colours are of Okabe and Ito's palette ("Color Universal Design", 2008), darkened or lightened until they
# stand out from the ground; they keep apart for the common kinds of colour blindness.
THEMES = {
    "light": Theme(
        ground="#ffffff",
        ink="#1b2430",
        soft="#4c5866",
        faint="#dfe3e8",
        series="#1f4e8c",
        needed="#8a3a00",
        good="#d9efdf",
        goal="#1b5e2a",
        lines=("#0063a0", "#b34700", "#00745a", "#8a3d73", "#6b5900", "#2b7ba8", "#7a2e0e", "#3d4a57"),
    ),
    "dark": Theme(
        ground="#1c2027",
        ink="#e4e8ee",
        soft="#aab4c0",
        faint="#363d48",
        series="#9cc3f5",
        needed="#ffb07a",
        good="#1c3a26",
        goal="#8fdc9d",
        lines=("#6db6ee", "#ff9d5c", "#4fd1ac", "#e79ac9", "#e5d04a", "#a8d8f0", "#e0a58a", "#c3ccd6"),
    ),
}

DASHES: tuple[list[int], ...] = (
    [1, 0],
    [8, 3],
    [2, 3],
    [8, 3, 2, 3],
    [14, 4],
    [4, 4],
    [12, 3, 2, 3, 2, 3],
    [1, 2],
)
SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-right",
    "triangle-left",
)
MOST_LINES = len(DASHES)
"""More lines than there are dashes and shapes could not be told apart without colour."""

STATUS_SHAPES = {
    "actual": "circle",
    "provisional": "diamond",
    "estimate": "square",
    "plan": "triangle-up",
    "forecast": "cross",
}

APART_SHAPE = "triangle-down"
"""The mark of a value that is about another length of period than the line, whatever its status."""

WIDTHS = {"wide": 900, "narrow": 340}
HEIGHTS = {"wide": 360, "narrow": 280}


@dataclass(frozen=True)
class Look:
    """What a reader chose. Raises `InvalidInput` for a language, theme or size there is none of."""

    language: str = "vi"
    theme: str = "light"
    size: str = "wide"

    def __post_init__(self) -> None:
        for name, value, choices in (
            ("language", self.language, ("vi", "en")),
            ("theme", self.theme, tuple(THEMES)),
            ("size", self.size, tuple(WIDTHS)),
        ):
            if value not in choices:
                raise InvalidInput(
                    "A chart has no {name} {value}; choose one of {choices}.",
                    name=name,
                    value=repr(value),
                    choices=", ".join(choices),
                )

    @property
    def colours(self) -> Theme:
        return THEMES[self.theme]

    @property
    def is_narrow(self) -> bool:
        return self.size == "narrow"

    @property
    def width(self) -> int:
        return WIDTHS[self.size]

    @property
    def height(self) -> int:
        return HEIGHTS[self.size]


NUMBER_LOCALES = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"], "minus": "−"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""], "minus": "−"},
}
"""d3-format locales: Vietnamese writes 1.234,5."""


def dressed(specification: dict[str, Any], look: Look) -> dict[str, Any]:
    """The specification with fonts, colours and the number format of the look; Vega-Embed reads the latter too."""
    colours = look.colours
    quiet = {"color": colours.soft, "font": FONT}
    specification["config"] = {
        "font": FONT,
        "background": colours.ground,
        "padding": 12,
        "view": {"stroke": None},
        "title": {
            "color": colours.ink, "subtitleColor": colours.soft, "font": FONT, "subtitleFont": FONT,
            "fontSize": 15, "subtitleFontSize": 12, "anchor": "start", "frame": "bounds", "offset": 14,
            "subtitlePadding": 5, "lineHeight": 19, "subtitleLineHeight": 16,
        },
        "axis": {
            "labelColor": colours.soft, "titleColor": colours.soft, "labelFontSize": 12, "titleFontSize": 12,
            "titleFontWeight": "normal", "domainColor": colours.soft, "tickColor": colours.soft,
            "gridColor": colours.faint, "gridDash": [1, 0], "labelFont": FONT, "titleFont": FONT,
        },
        "legend": {
            "labelColor": colours.ink, "titleColor": colours.soft, "labelFontSize": 12, "titleFontSize": 12,
            "labelFont": FONT, "titleFont": FONT, "labelLimit": look.width - 40, "symbolStrokeColor": colours.ink,
            "columnPadding": 18, "rowPadding": 4, "titleFontWeight": "normal",
            "layout": {"bottom": {"anchor": "start", "direction": "vertical", "margin": 6}},
        },
        "header": {"labelColor": colours.ink, "labelFont": FONT, "labelFontSize": 12},
        "text": quiet,
    }  # fmt: skip
    specification["usermeta"] = {"embedOptions": {"formatLocale": NUMBER_LOCALES[look.language]}}
    return specification
