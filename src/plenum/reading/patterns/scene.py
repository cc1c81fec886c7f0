"""One sentence being read: what the patterns have found in it so far, and what the report has said before it."""

from dataclasses import dataclass, field
from decimal import Decimal

from plenum.reading.figures import Bound, Kind, Role, Standing
from plenum.reading.patterns.tagging import Token

NO_SPAN = (-1, -1)


@dataclass(slots=True)
class Time:
    """Words of time in a sentence, resolved: `period` is a canonical code, "" where no year is known.

    `compared` marks the time a figure is compared with ("than in 2020"), which is not the figure's own.
    `relative` marks words that need the report's year ("this year", "9 tháng").
    """

    start: int
    end: int
    period: str
    compared: bool = False
    relative: bool = False
    is_day: bool = False
    aside_of: int = -1
    """Where the number starts that alone is of this time: the other side of a comparison."""


@dataclass(slots=True)
class Amount:
    """A number that may become a figure; spans count in the sentence."""

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal
    unit: str = ""
    high: Decimal | None = None
    signed: bool = False
    counted: tuple[int, int] = NO_SPAN
    """The counted words, for a count."""
    token: int = -1
    measure: Kind = Kind.LEVEL
    falls: bool = False
    name: tuple[int, int] = NO_SPAN
    """In the report's offsets, since a pronoun's name stands in an earlier sentence."""
    bound: Bound = Bound.EXACT
    role: Role = Role.ACTUAL
    period: str = ""
    converts: int = -1
    """The amount of the sentence this one repeats in another currency, in brackets."""

    named_by: int | None = None
    """The amount whose name this one takes whatever stands before it; -1 for the last name of the report."""
    subject: tuple[int, int] = NO_SPAN
    """For a count: who has what is counted, in the report's offsets."""

    @property
    def is_count(self) -> bool:
        return self.counted != NO_SPAN


@dataclass(slots=True)
class Context:
    """What the sentences before have settled for those that follow."""

    money: dict[str, str]
    """What a shared sign or word stands for in this report: "$" -> "HKD"."""
    year: int = 0
    """The year "this year" means; 0 where the text gives none."""
    is_dated: bool = False
    """Whether that year stands in the report's lead, so that figures without a time are of it."""
    fiscal_year: int = 0
    """The first calendar year of the report's fiscal year; 0 where it counts in calendar years."""
    is_budget: bool = False
    """Whether the fiscal year is the one to come, so that "this year" is the one before it."""
    period: str = ""
    """The period the section speaks of."""
    in_passing: bool = False
    """Whether that period stood inside a sentence of figures, and does not outlast its paragraph."""
    default_period: str = ""
    last_period: str = ""
    """The period of the last figure."""
    last_name: tuple[int, int] = NO_SPAN
    last_name_text: str = ""
    unmeasured: "Scene | None" = None
    """The sentence before in the same paragraph, where it holds no figure."""
    sentence_names: list[tuple[int, int]] = field(default_factory=list)
    """The names of the sentence before, in order, for "they account for x, y and z respectively"."""
    last_count: str = ""
    growing: bool = False
    """Whether the last percentage of the paragraph was a growth rate."""
    tally_of: int | None = None
    sentences_since_tally: int = 99
    last_standing: Standing | None = None
    after_tally_ahead: bool = False
    last_tally_ahead: bool = False
    """Whether the sentence before counted targets that are still to be met."""
    heading_role: Role | None = None
    headed: bool = False
    """Whether the paragraph before ended in a colon, so that the next one is its list even without a bullet."""
    brackets_hold_plan: bool = False
    section_role: Role | None = None
    last_role: Role | None = None


@dataclass(slots=True)
class Scene:
    """The sentence; `text` and every span but `Amount.name` count from its own start."""

    text: str
    start: int
    lang: str
    opens: bool
    context: Context
    taken: list[tuple[int, int, str]] = field(default_factory=list)
    """(start, end, tag) of words that a pattern has claimed: no number in them is a figure."""
    persons: list[tuple[int, int]] = field(default_factory=list)
    """Names of people: never part of what is measured."""
    times: list[Time] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    entry_name: tuple[int, int] | None = None
    """The name that a pronoun of this sentence means, and its words."""
    entry_text: str = ""
    distinct_names: list[tuple[int, int]] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)

    def is_taken(self, start: int, end: int) -> bool:
        """Whether any claimed words overlap the span."""
        return any(left < end and start < right for left, right, _ in self.taken)

    def take(self, start: int, end: int, tag: str) -> None:
        """Claim words, unless others hold some of them."""
        if not self.is_taken(start, end):
            self.taken.append((start, end, tag))
