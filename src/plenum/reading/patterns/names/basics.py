"""Tags of names and verbs, and the small questions every part of this room asks."""

from plenum.reading.patterns.tagging import DOWN, GROWTH, LINK, NOUN, OVER_PLAN, SHARE, UP, VERB, Token

NOUNISH = frozenset((NOUN, GROWTH))


VERBS = frozenset((UP, DOWN, LINK, SHARE, VERB, OVER_PLAN))


FURTHEST = 60
"""Tokens looked at on either side of a figure."""


Span = tuple[int, int]
"""First and last token of a phrase."""


def is_inner_comma(tokens: list[Token], index: int) -> bool:
    """A comma inside a list that forms one name: nouns on both sides back to a start, and "and" or a verb ahead."""
    return (
        tokens[index].tag == ","
        and tokens[index - 1].word in ("xuất", "nông", "lâm")
        and tokens[index + 1].word.startswith(("nhập", "lâm", "ngư", "thuỷ", "thủy"))
    )


def plan_names(tokens: list[Token], index: int) -> bool:
    """A word for "plan" names the figure where nouns stand beside it ("kế hoạch vốn"), not alone."""
    before = index > 0 and tokens[index - 1].tag == NOUN
    after = index + 1 < len(tokens) and tokens[index + 1].tag == NOUN
    return before or after


def open_bracket(tokens: list[Token], index: int) -> int:
    for left in range(index - 1, max(-1, index - FURTHEST), -1):
        if tokens[left].tag == "(":
            return left
    return index


QUANTITIES = frozenset(
    "revenue revenues income collection collections receipts budget output production growth rate rates exports "  # noqa: SIM905
    "imports turnover spending expenditure investment capital disbursement grdp gdp population money prices "
    "index sales wages employment loans deposits credit yield harvest funding".split()
)
"""Words that name what is measured in most reports."""

BODIES = frozenset(
    "department departments ministry ministries government governments administration agency agencies "  # noqa: SIM905
    "authority authorities commission committee council board bank treasury office bureau corps congress "
    "parliament state states province provinces city cities district districts county counties commune "
    "communes country nation region company companies firm firms enterprises corporation corporations "
    "projects investors donors partners community communities team".split()
)
"""Those who spend, collect and use, and are seldom what is measured."""
