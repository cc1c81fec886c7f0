"""English wordings of time, each with the period it means; the earlier ones claim their words first."""

from plenum.reading.patterns.period_codes import Y, of_months, years
from plenum.reading.patterns.time_forms import (
    CENTURIES,
    MONTH,
    NAMES,
    Groups,
    day,
    first_months,
    fiscal,
    form,
    half,
    last_months,
    month,
    months,
    number_of,
    plain_form,
    quarter,
)

_THIS = r"(?P<r>this|last|next|the current|current|the coming|the previous|previous|the same|the)"


_OF_YEAR_EN = (
    r"(?:,?\s+(?:of|in)?\s?(?:(?:the\s+)?(?:financial\s+|fiscal\s+)?year\s+|"
    rf"FY\s?)?(?P<y>{Y})\b|\s+(?:of|in)\s+(?:the\s+)?(?P<r>this|last|current|"
    r"the)\s+(?:financial\s+|fiscal\s+)?year)?"
)


_N_EN = r"(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)"


_DAY_EN = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"


_FISCAL = rf"(?:FY\s?(?:20)?(?:\d\d)|{Y}\s?[/–—-]\s?\d\d)"


def _fiscal_span(groups: Groups, base: int) -> str:
    """ "Between 2017-18 and 2022-23", "FY15 to FY22": from the first year of the first to the last of the last."""
    first, last = groups["a"] or "", groups["b"] or ""
    begins = f"20{first[-2:]}" if first[:2].upper() == "FY" else first[:4]
    return years(int(begins), int(f"20{last[-2:]}"))


ENGLISH = (
    plain_form(
        rf"\b(?:(?:between|from|over|during)\s+)?(?P<a>{_FISCAL})(?:\s?[-–]\s?|\s+(?:and|to)\s+)(?P<b>{_FISCAL})(?![\d/-])",
        _fiscal_span,
    ),
    plain_form(rf"\bFY\s?(?P<a>{Y})\s?[/–-]\s?(?P<b>(?:20)?\d\d)\b", fiscal, needs=("fy",)),
    plain_form(
        r"(?:\b(?:the\s+)?(?:(?:financial|fiscal|budget)\s+)?year\s+)?"
        rf"(?<![\d/.-])(?P<a>{Y})\s?[/–—-]\s?(?P<b>{Y}|\d\d)(?![\d/-]|\.\d)(?:\s+(?:financial|"
        r"fiscal)\s+year)?",
        fiscal,
        needs=CENTURIES,
    ),
    form(rf"\bQ(?P<n>[1-4])\s?(?:of\s+)?(?:FY\s?)?(?P<y>{Y})\b", quarter, needs=("q",)),
    plain_form(
        r"\bQ(?P<n>[1-4])\s?(?:of\s+)?FY\s?(?P<y>\d\d)\b", lambda g, _: f"20{g['y']}-Q{g['n']}", needs=("fy",)
    ),
    plain_form(
        r"\bQ(?P<n>[1-4])\s?(?:of\s+)?FY\s?20(?P<y>\d\d)\b",
        lambda g, _: f"20{g['y']}-Q{g['n']}",
        needs=("fy",),
    ),
    plain_form(r"\bFY\s?(?:20)?(?P<y>\d\d)\b", lambda g, _: f"20{g['y']}", needs=("fy",)),
    form(rf"\b{_DAY_EN}\s+(?:of\s+)?(?P<n>{MONTH}),?\s+(?P<y>{Y})\b", day, True, needs=NAMES),
    form(rf"\b(?P<n>{MONTH})\s+{_DAY_EN},?\s+(?P<y>{Y})\b", day, True, needs=NAMES),
    form(rf"(?<![\d/.,])(?P<d>\d{{1,2}})[/.-](?P<n>\d{{1,2}})[/.-](?P<y>{Y})\b", day, True, needs=CENTURIES),
    form(
        rf"\b(?:(?:from|between)\s+)?(?P<a>{MONTH})(?:\s+(?P<x>{Y}))?\s?(?:[–-]|\s(?:to|"
        rf"and|through)\s)\s?(?P<b>{MONTH})(?:,?\s+(?:of\s+)?(?P<y>{Y}))?\b",
        months,
        needs=NAMES,
    ),
    plain_form(
        rf"\b(?:from\s+)?(?P<a>{Y})\s+(?:to|till|until)\s+(?P<n>{MONTH})\s+(?P<b>{Y})\b",
        lambda g, _: f"{g['a']}-01/{g['b']}-{number_of(g['n'] or ''):02}",
        needs=NAMES,
    ),
    plain_form(
        rf"\b(?:(?:from|between)\s+)(?P<a>{Y})\s+(?:to|and)\s+(?P<b>{Y})\b",
        lambda g, _: years(int(g["a"] or 0), int(g["b"] or 0)),
        needs=CENTURIES,
    ),
    plain_form(
        rf"\bfiscal years?\s+(?P<a>{Y})\s+(?:to|and)\s+(?P<b>{Y})\b",
        lambda g, _: years(int(g["a"] or 0), int(g["b"] or 0)),
        needs=("fiscal",),
    ),
    form(
        rf"\b{_DAY_EN}\s+(?:and|[–-])\s*\d{{1,2}}(?:st|nd|rd|"
        rf"th)?\s+(?P<n>{MONTH})\b(?:,?\s+(?P<y>{Y}))?",
        day,
        True,
        needs=NAMES,
    ),
    form(rf"\b{_DAY_EN}\s+(?:of\s+)?(?P<n>{MONTH})\b", day, True, needs=NAMES),
    form(
        rf"\b(?P<n>{MONTH})\s+{_DAY_EN}(?:\s*(?:and|[–-])\s*\d{{1,2}})?\b(?!%)(?![.,]\d)",
        day,
        True,
        needs=NAMES,
    ),
    form(
        rf"\b(?:the\s+)?(?:first|opening)[\s-]+{_N_EN}[\s-]+months?\b{_OF_YEAR_EN}",
        first_months,
        needs=("month",),
    ),
    form(
        rf"\b(?:the\s+)?(?:final|remaining|last(?=[\s-]+\w+[\s-]+months?\s+of\b))[\s-]+{_N_EN}[\s-]+months?\b{_OF_YEAR_EN}",
        last_months,
        needs=("month",),
    ),
    form(
        rf"\b(?:the\s+)?{_N_EN}[\s-]+months?\b(?:\s+of\s+(?P<y>{Y})|\s+of\s+(?P<r>this|"
        r"the)\s+year)",
        first_months,
        needs=("month",),
    ),
    form(rf"\b{_N_EN}[\s-]+months?\s+into\s+(?P<y>{Y})\b", first_months, needs=("month",)),
    form(
        r"\b(?:in|for|over|during|the)\s+(?P<n>six|seven|eight|nine|ten|eleven|four|"
        r"five)[\s-]+months?\b(?!\s+(?:ago|earlier|later|after|before))",
        first_months,
        needs=("month",),
    ),
    form(
        rf"\b(?:the\s+)?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter\b{_OF_YEAR_EN}",
        quarter,
        needs=("quarter",),
    ),
    form(
        rf"\b(?:the\s+)?first\s+(?P<n>three)\s+quarters\b{_OF_YEAR_EN}",
        lambda g, y: of_months(y, 1, y, 9),
        needs=("quarter",),
    ),
    form(r"\bQ(?P<n>[1-4])\b", quarter, needs=("q",)),
    form(
        r"\b(?:the\s+)?(?P<n>first|second|opening|"
        rf"latter)\s+half\b(?!\s+of\s+the\s+term){_OF_YEAR_EN}",
        half,
        needs=("half",),
    ),
    form(r"\bthe\s+(?P<n>half)[\s-]year\b", half, needs=("half",)),
    form(rf"\b(?P<n>{MONTH})(?:,?\s+|\s+of\s+)(?P<y>{Y})\b", month, needs=NAMES),
    plain_form(rf"\b(?:fiscal|financial)\s+year\s+(?P<a>{Y})\b", lambda g, _: str(g["a"]), needs=CENTURIES),
    plain_form(
        rf"(?<![\d.,/$€£-])(?P<a>{Y})(?![\d%]|[.,]\d|\s?[/-]\d|-[A-Z]|\s*(?:billion|million|"
        r"trillion|percent|per cent))\b",
        lambda g, _: str(g["a"]),
        needs=CENTURIES,
    ),
    form(
        rf"\b(?:the\s+)?(?:whole|full|entire)\s+(?:of\s+)?(?=year|{Y})(?:year\b\s*)?(?P<y>{Y}\b)?",
        lambda g, y: str(y),
        needs=("whole", "full", "entire"),
    ),
    form(
        rf"\b{_THIS}\s+(?:financial\s+|fiscal\s+|budget\s+)?year(?:['’]s|-end)?\b(?!\s+(?:ago|"
        r"earlier|before|after|s\b))",
        lambda g, y: str(y),
        needs=("year",),
    ),
    form(
        r"\b(?:in\s+)?(?P<n>January|February|March|April|June|July|August|September|October|"
        r"November|December)\b(?!\s+\d)",
        month,
        needs=NAMES,
    ),
    form(r"\b(?P<r>next|coming)\s+year\b", lambda g, y: str(y), needs=("year",)),
    plain_form(
        r"\b(?:the\s+)?(?:same|corresponding)\s+(?:period|months?|"
        r"quarter)\b(?:\s+(?:of\s+)?(?:last|the\s+previous)\s+year)?",
        lambda g, _: "",
        needs=("same", "corresponding"),
    ),
    plain_form(
        r"\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|several|"
        r"past)[\s-]+(?:years?|months?|weeks?|days?|hours)\b",
        lambda g, _: "",
    ),
)
